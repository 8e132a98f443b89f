"""A `Report` -> one HTML file without scripts and without a network, every word from outside escaped."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from framing.charts.notation import notation, write_number
from framing.report.blocks import Articles, Drawing, Heading, Line, MarkedArticle, Report
from framing.report.highlight import UNCERTAIN

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from framing.charts import Chart

# Tints and line colors of marks in CSS, by the order of the measures; see report.css.
TINTS = 8
# Charts above this size are smaller as pictures of 110 dots per inch than as drawings.
DRAWING_LIMIT = 150_000
# Charts above this size hold more than a narrow screen can show: they are there once, to be enlarged.
ONCE = 300_000
# Longer words than these are broken where a line ends.
LONGEST_WORD = 24


def render(report: Report) -> str:
    """Return the report as one self-contained HTML page."""
    contents = [block for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    articles = next((block for block in report.blocks if isinstance(block, Articles)), None)
    filters = _write_filters(articles) if articles else ""
    template = _environment(report.charts).get_template("report.html.j2")
    with notation(report.language):
        return template.render(report=report, contents=contents, filters=filters) + "\n"


def render_article(article: MarkedArticle, measures: tuple[tuple[str, str], ...]) -> str:
    """Return one marked article for a notebook: a frame with a page of its own, so that no style leaks either way."""
    from markupsafe import Markup

    blocks = (Articles(measures, (article,)),)
    page = render(Report(article.title, blocks, {}, {}))
    frame = '<iframe srcdoc="{}" title="{}" style="width: 100%; height: 36rem; border: 0"></iframe>'
    return str(Markup(frame).format(page, article.title))


def _environment(charts: Mapping[str, Drawing]) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("framing.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["draw"] = lambda name: _draw(charts[name])
    environment.globals["style"] = _read_style
    environment.globals["uncertain"] = UNCERTAIN
    environment.filters["number"] = write_number
    environment.filters["clean"] = clean
    environment.tests["unbroken"] = is_unbroken
    return environment


def clean(text: str) -> str:
    """Return text without the characters that HTML forbids; they are shown as replaced, not dropped."""
    return "".join("\ufffd" if c < " " and c not in "\t\n\r" else c for c in text)


def is_unbroken(line: Line) -> bool:
    """Tell whether a line holds a word so long that it must be broken anywhere: no table has room for it."""
    parts = (part if isinstance(part, str) else part.text for part in line)
    return any(len(word) > LONGEST_WORD for part in parts for word in part.split())


def _read_style() -> Markup:
    from importlib.resources import files

    from markupsafe import Markup

    return Markup((files("framing.report") / "templates" / "report.css").read_text(encoding="utf-8"))


def _draw(drawing: Drawing) -> Markup:
    """Return a chart at both widths; the style sheet shows the one that fits. A very large one is there once."""
    from markupsafe import Markup

    page = inline_chart(drawing.page, drawing.page_svg, "page")
    if len(drawing.page_svg) > ONCE:
        return page
    column = inline_chart(drawing.column, drawing.column_svg, "column")
    return Markup('<div class="page-width">{}</div><div class="column-width">{}</div>').format(page, column)


def inline_chart(chart: Chart, drawing: str, width: str) -> Markup:
    """Return a chart as inline SVG whose ids are its own, or as a picture where that is smaller."""
    from markupsafe import Markup, escape

    if len(drawing) > DRAWING_LIMIT:
        picture = chart.png(dpi=110)
        if len(picture) * 4 / 3 < len(drawing):
            data = base64.b64encode(picture).decode("ascii")
            return Markup('<img alt="{}" src="data:image/png;base64,{}">').format(chart.alt, data)
    label = escape(f"{chart.title}. {chart.alt}")
    return Markup(fit_svg(drawing, f"{chart.name}-{width}-", label))


def fit_svg(drawing: str, prefix: str, label: str) -> str:
    """Return an SVG file as an element of a page: no prolog, metadata or global style, and ids under a prefix.

    ``label`` is the text for readers who do not see the drawing, already escaped.
    """
    svg = drawing[drawing.index("<svg") :]
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'href="#', f'href="#{prefix}', svg)
    svg = svg.replace("url(#", f"url(#{prefix}")
    opening, _, rest = svg.partition(">")
    width = re.search(r'width="([\d.]+)pt"', opening)
    size = f' style="max-width: {float(width.group(1)) * 1.6:.0f}px"' if width else ""
    opening = re.sub(r'\s(width|height)="[^"]*"', "", opening)
    return f'{opening} role="img" aria-label="{label}"{size}>{rest}'


def _write_filters(articles: Articles) -> Markup:
    """Return the rules that color each measure and hide all others when one is chosen.

    Findings that are whole sentences have a bar where they start, and are colored throughout when their measure is chosen.
    """
    from markupsafe import Markup

    lines = []
    for place, (slug, _) in enumerate(articles.measures):
        tint, line = (f"var(--{name}-{place % TINTS + 1})" for name in ("tint", "line"))
        chosen = f".reader:has(#only-{slug}:checked)"
        lines.append(f".m-{slug} {{ --tint: {tint}; --line: {line}; }}")
        lines.append(f"{chosen} mark.m-{slug} {{ --tint: {tint}; --line: {line}; }}")
        lines.append(f"{chosen} mark:not(.m-{slug}) {{ --tint: transparent; --line: transparent; }}")
        if articles.uncertain:
            lines.append(f"{chosen} article .doubt:not(.d-{slug}) {{ display: none; }}")
        if articles.sentences:
            lines.append(f"{chosen} article .starts:not(.s-{slug}) {{ --bar: transparent; }}")
        if slug in articles.sentences:
            lines.append(f".s-{slug} {{ --bar: {line}; }}")
            lines.append(f"{chosen} .s-{slug} {{ --bar: {line}; background: {tint}; }}")
    return Markup("\n".join(lines))
