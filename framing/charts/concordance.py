"""An analysis and its comparison -> lines of context around the term that adds most to a gap, a few for each group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.charts.canvas import (
    INK,
    MUTED,
    PAGE,
    RULE,
    Chart,
    clean_label,
    draw_nothing,
    join_sentences,
    make_panels,
    shorten,
    styled,
    wrap_label,
)
from framing.charts.contexts import LONGEST, Found, choose_limit, find_lines
from framing.charts.notation import write_number
from framing.charts.values import expect_results, number_articles
from framing.concordance import Concordance, Group, Line
from framing.given import expect
from framing.screen import keep_end, keep_start

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison

NAME, TITLE = "concordance", "The term in its context"
NAMED = 6  # groups without a line that are named
SIZE = 6.8  # points of the lines
MARGIN = 0.1  # inches at either edge of the figure
SAFE = 0.97  # of the room is filled: letters are placed on whole dots, and another font may stand in for ours


@styled
def draw_concordance(comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw a few lines of each group around the term that adds most to the largest gap that has terms.

    Where there is no gap, it is the most frequent term of the first measure that has one twice.

    Parameters
    ----------
    comparison, analysis
        What `compare` and `analyze` returned.
    ax
        Axes to draw in; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("concordance", comparison, analysis)
    found = find_lines(comparison, analysis)
    if found is None:
        return draw_nothing(NAME, TITLE, "No term was found often enough to show its contexts.", ax, width)
    return _draw(found, number_articles(analysis, comparison.by), ax, width)


@styled
def draw_lines(concordance: Concordance, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw a concordance that `concord` returned, grouped by outlet unless it is grouped already.

    Parameters
    ----------
    concordance
        The lines; `Concordance.draw` limits how many of each group there are, by default few enough for a page.
    ax
        Axes to draw in; by default a new figure.
    width
        Width of a new figure in inches.

    Raises
    ------
    FramingError
        If something else than a concordance was given.
    """
    expect(
        concordance,
        "grouped",
        'draw_lines takes a concordance: framing.charts.draw_lines(framing.concord(articles, "hedges")).',
    )
    grouped = concordance if concordance.by else concordance.grouped("outlet")
    if grouped.limit is None:
        grouped = grouped.draw(choose_limit(len(grouped.groups)))
    groups = tuple(group for group in grouped.groups if group.lines)
    if not groups:
        return draw_nothing(NAME, concordance.searched, "Nothing was found.", ax, width)
    return _draw(Found("Concordance", concordance.searched, groups, ()), {}, ax, width)


def _draw(found: Found, numbers: Mapping[str, int], ax: Axes | None, width: float) -> Chart:
    rows = sum(1.25 + len(group.lines) for group in found.groups)
    panel = make_panels(ax, (1, 1), (width, 0.42 + 0.155 * rows + 0.16 * bool(found.silent)))[0]
    measure = _find_ruler()
    inches = width - 2 * MARGIN if ax is None else panel.get_position().width * panel.figure.get_figwidth()  # type: ignore[union-attr]
    words = max(measure(_shorten(line), True) for group in found.groups for line in group.lines) / 72
    margin = 0.24 if numbers else 0.0
    sides = ((inches - margin - words) / 2 * SAFE - 0.06, margin + (inches - margin) / 2)
    at = 0.0
    for group in found.groups:
        _draw_head(panel, at, group, inches)
        for line in group.lines:
            at += 1
            if line.article in numbers:
                panel.text(0, at, str(numbers[line.article]), va="center", fontsize=6, color=MUTED)
            _draw_line(panel, at, line, sides, words, measure)
        at += 1.25
    panel.set_xlim(0, inches)
    panel.set_ylim(at - 0.4, -0.6)
    panel.set_axis_off()
    title = f"{found.title}: “{found.term}” in its context" if numbers else f"{found.term} in context"
    panel.set_title(wrap_label(title, inches * 0.85))
    foot = "gray: in a source’s words"
    silent = _say_silent(found.silent)
    for place, text in enumerate(filter(None, (shorten(silent, int(inches / 0.062)), foot))):
        panel.text(0, at + 0.1 + place, text, va="center", fontsize=6.5, color=MUTED, in_layout=False)
    panel.set_ylim(at + 0.6 + bool(silent), -0.6)
    table = tuple(_row(group, line) for group in found.groups for line in group.lines)
    return Chart(NAME, title, _say(found), table, panel.figure)  # type: ignore[arg-type]


def _say_silent(groups: Sequence[str]) -> str:
    """Name the groups that have none, or count them where they are many."""
    if len(groups) > NAMED:
        return f"Nowhere in {len(groups)} others"
    return f"Nowhere in: {', '.join(map(clean_label, groups))}" if groups else ""


def _draw_head(panel: Axes, at: float, group: Group, inches: float) -> None:
    """Write whose lines follow, and how many there are in all."""
    articles = f"{write_number(group.n_articles)} article{'' if group.n_articles == 1 else 's'}"
    panel.text(0, at, wrap_label(group.name, inches - 1.5, 1), va="center", fontweight="bold", fontsize=7)
    panel.text(inches, at, f"{write_number(group.n)} in {articles}", va="center", ha="right", fontsize=6.5, color=MUTED)
    panel.plot((0, inches), (at - 0.55, at - 0.55), color=RULE, linewidth=0.5)


def _draw_line(
    panel: Axes, at: float, line: Line, sides: tuple[float, float], words: float, measure: Callable[[str, bool], float]
) -> None:
    """Set one line: the words found below those of the other lines, as much of the context as there is room for."""
    room, middle = sides
    color = INK if line.voice == "own" else MUTED
    left = _fit(line.left, room, keep_end, measure)
    right = _fit(line.right, room, keep_start, measure)
    panel.text(middle - words / 2 - 0.05, at, left, va="center", ha="right", fontsize=SIZE, color=color, in_layout=False)
    panel.text(middle, at, _shorten(line), va="center", ha="center", fontsize=SIZE, color=color, weight="bold", in_layout=False)
    panel.text(middle + words / 2 + 0.05, at, right, va="center", ha="left", fontsize=SIZE, color=color, in_layout=False)


def _shorten(line: Line) -> str:
    return shorten(line.text, LONGEST)


def _fit(text: str, inches: float, keep: Callable[[str, int], str], measure: Callable[[str, bool], float]) -> str:
    """Return as much of a text as fits, cut between words."""
    text = " ".join(text.split())
    columns = min(len(text), int(inches * 72 / (0.35 * SIZE)))
    while columns > 1 and measure(keep(text, columns), False) > inches * 72:
        columns -= 1
    return keep(text, columns).strip() if columns > 0 else ""


def _find_ruler() -> Callable[[str, bool], float]:
    """Return a function that tells how many points wide a text is in the font of the lines, bold or not."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    fonts = [FontProperties(family="DejaVu Sans", size=SIZE, weight=weight) for weight in ("normal", "bold")]

    def measure(text: str, bold: bool) -> float:
        return float(text_to_path.get_text_width_height_descent(text, fonts[bold], False)[0]) if text else 0.0

    return measure


def _row(group: Group, line: Line) -> dict[str, Any]:
    return {
        "group": group.name,
        "article": line.article,
        "start": line.start,
        "end": line.end,
        "voice": line.voice,
        "left": line.left,
        "text": line.text,
        "right": line.right,
    }


def _say(found: Found) -> str:
    """Say how often each group has the term, and quote its first line."""
    parts = [f"{found.title}, “{found.term}”"]
    for group in found.groups:
        line = group.lines[0]
        quoted = " ".join(f"{keep_end(line.left, 40)} {line.text} {keep_start(line.right, 40)}".split())
        parts.append(
            f"{group.name}: {write_number(group.n)} in {write_number(group.n_articles)} articles, as in “… {quoted} …”"
        )
    if found.silent:
        parts.append(_say_silent(found.silent))
    return join_sentences(parts, limit=14)
