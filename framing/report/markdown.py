"""A `Report` -> GitHub-flavored Markdown that pandoc reads too; every word from outside is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from framing.charts.notation import notation, write_number
from framing.report.blocks import (
    Articles,
    Block,
    Code,
    Evidence,
    Excerpt,
    Figure,
    Finding,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    MarkedArticle,
    Paragraph,
    Piece,
    Report,
    Statements,
    Strong,
    Table,
)
from framing.report.direction import CLOSE, OPEN
from framing.report.highlight import UNCERTAIN
from framing.report.wording import plural

# Lists of evidence are for looking things up, which is what the HTML and hits.jsonl are better at.
FINDINGS = 10
SPECIAL = re.compile(r"([\\`*\[\]|~$])|(?<![^\W_])(_)|(_)(?![^\W_])")
# What would open a heading, list, quotation or rule at the start of a line.
LEADING = re.compile(r"^\s*(?:(\d{1,9})([.)])(?=\s|$)|([#+=:-]))")
KEPT = (OPEN, CLOSE)  # characters nobody sees that hold the direction of a name together
PLAIN_CODE = re.compile(r"[\w .,:/()\[\]{}=+-]+")


def render(report: Report) -> str:
    """Return the report as Markdown; charts are links to ``charts/*.png``."""
    contents = [block for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    links = "\n".join(f"- [{escape(heading.text)}](#{heading.anchor})" for heading in contents)
    with notation(report.language):
        parts = [f"# {escape(report.title)}", links, *(text for block in report.blocks for text in _render(block))]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it stands, on one line.

    >>> print(escape("<b>5 * 3 | [x](y)</b>"), escape("# no heading"), escape("snake_case"))
    &lt;b&gt;5 \* 3 \| \[x\](y)&lt;/b&gt; \# no heading snake_case
    """
    flat = " ".join("".join(c if c.isprintable() or c.isspace() or c in KEPT else "\ufffd" for c in text).split())
    shown = SPECIAL.sub(lambda match: f"\\{match.group()}", html.escape(flat, quote=False))
    return LEADING.sub(_escape_leading, shown)


def _escape_leading(match: re.Match[str]) -> str:
    number, mark, sign = match.groups()
    return f"{number}\\{mark}" if number else f"\\{sign}"


def write_line(line: Line) -> str:
    """Return a line of inline parts."""
    return "".join(_write_part(part) for part in line)


def _write_part(part: object) -> str:
    match part:
        case Link(text, anchor):
            return f"[{escape(text)}](#{anchor.partition('-')[0] if re.match(r'a[0-9]', anchor) else anchor})"
        case Strong(text):
            return f"**{escape(text).rstrip()}** " if text.endswith(" ") else f"**{escape(text)}**"
        case Code(text):
            return f"`{text}`" if PLAIN_CODE.fullmatch(text) else escape(text)
        case Excerpt(before, text, after):
            return f"{_keep_ends(before)}{_stress(text) if text else ''}{_keep_ends(after)}"
        case _:
            return _keep_ends(str(part))


def _keep_ends(text: str) -> str:
    """Escape a run of text inside a line, where the blanks at its ends part words and its start starts no line."""
    if not text.strip():
        return " " if text else ""
    first, last = " " * text[0].isspace(), " " * text[-1].isspace()
    inner = escape(f"x{text.strip()}")[1:]  # a letter in front: nothing here stands at the start of a line
    return f"{first}{inner}{last}"


def _stress(text: str) -> str:
    """Return words in bold; asterisks only bind where letters stand at both ends."""
    inner = escape(f"x{text}")[1:]
    return f"**{inner}**" if text[:1].isalnum() and text[-1:].isalnum() else f"<b>{inner}</b>"


def _render(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, anchor, level):
            yield f'<a id="{anchor}"></a>\n\n{"#" * level} {escape(text)}'
        case Paragraph(line, role):
            text = _open_line(write_line(line))
            yield f"> {text}" if role == "caution" else f"*{text}*" if role == "note" and "*" not in text else text
        case Items(lines):
            yield "\n".join(f"- {_open_line(write_line(line))}" for line in lines)
        case Statements(subjects):
            yield "\n".join(text for subject, said in subjects for text in _render_subject(subject, said))
        case Table():
            yield from _render_table(block)
        case Figure(name, title, alt, caption):
            yield f"![{escape(f'{title}. {alt}')}](charts/{name}.png)"
            yield f"*{escape(title)}.* {write_line(caption)} [Data](charts/{name}.csv)"
        case Evidence():
            yield _render_evidence(block)
        case Articles():
            yield from _render_articles(block)
        case Fold(summary, blocks):
            inner = "\n\n".join(text for each in blocks for text in _render(each))
            yield f"<details>\n<summary>{html.escape(_flatten(summary))}</summary>\n\n{inner}\n\n</details>"


def _render_subject(subject: str, said: Sequence[Line]) -> Iterator[str]:
    yield f"- **{escape(subject)}**"
    yield from (f"  - {_open_line(write_line(line))}" for line in said)


def _open_line(text: str) -> str:
    """Escape what would make a line of finished Markdown open a list or heading; asterisks here are our own."""
    return LEADING.sub(_escape_leading, text)


def _flatten(line: Line) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in line)


def _render_table(table: Table) -> Iterator[str]:
    numeric = table.numeric or (False,) * len(table.header)
    yield f"**{escape(table.caption)}**"
    rule = "|".join(" ---: " if right else " --- " for right in numeric)
    rows = [[escape(cell) for cell in table.header], *([write_line(cell) for cell in row] for row in table.rows)]
    lines = [f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows]
    yield "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _render_evidence(evidence: Evidence) -> str:
    lines = [f"- {_write_finding(finding)}" for finding in evidence.findings[:FINDINGS]]
    rest = evidence.total - len(lines)
    if rest > 0:
        lines.append(f"- … and {write_number(rest)} more in {evidence.file}")
    return f'<a id="{evidence.anchor}"></a>**{escape(evidence.title)}**\n\n' + "\n".join(lines)


def _write_finding(finding: Finding) -> str:
    side = "" if finding.headline else "side column"
    about = [
        *finding.notes,
        finding.category,
        finding.voice,
        f"rule {finding.rule}" if finding.rule else "",
        finding.source,
        side,
    ]
    place = f", {_write_part(finding.place)}" if finding.place else ""
    return f"{_write_part(finding.excerpt)} ({'; '.join(escape(part) for part in about if part)}{place})"


def _render_articles(block: Articles) -> Iterator[str]:
    codes = make_codes([slug for slug, _ in block.measures])
    key = ", ".join(f"<sup>{codes[slug]}</sup> {escape(title)}" for slug, title in block.measures)
    yield f"Bold words are evidence; the letters after them name the measure: {key}."
    yield "“reported” or “quoted” after letters: a source’s words, paraphrased or quoted; neither: the outlet’s own."
    if block.sentences:
        yield "Letters after words that are not bold: the sentence before them is a finding as a whole."
    if block.uncertain:
        yield f"A question mark after letters: uncertain. Such {UNCERTAIN}."
    for article in block.articles:
        yield from _render_article(article, codes)


def make_codes(slugs: Sequence[str]) -> dict[str, str]:
    """Return the initials of names of several words, and the shortest opening letters that tell the others apart.

    >>> make_codes(["hedging", "loaded", "lix", "loaded-sentences"])
    {'hedging': 'h', 'loaded': 'lo', 'lix': 'li', 'loaded-sentences': 'ls'}
    """
    codes: dict[str, str] = {}
    for slug in slugs:
        others = [other for other in slugs if other != slug and "-" not in other]
        openings = [slug[:n] for n in range(1, len(slug)) if not any(other.startswith(slug[:n]) for other in others)]
        options = ["".join(part[:1] for part in slug.split("-"))] if "-" in slug else openings
        codes[slug] = next((option for option in options if option not in {*codes.values(), *others}), slug)
    return codes


def _render_article(article: MarkedArticle, codes: dict[str, str]) -> Iterator[str]:
    yield f'<a id="{article.anchor}"></a>\n\n### {escape(article.title)}'
    yield f"*{write_line(article.about)}*"
    for zone, paragraphs in article.zones:
        head = "" if zone == "body" else f"*{zone.capitalize()}:* "
        yield from (f"{head}{_open_line(_write_pieces(pieces, codes))}" for pieces in paragraphs)
    if article.said:
        rows = tuple(((said.source,), (said.cue,), (said.content,), (said.rung,)) for said in article.said)
        table = Table(f"Who says what in {article.title}", ("Source", "Cue", "What", "Rung"), rows, (False, False, False, True))
        yield from _render(Fold((f"Who says what: {plural(len(rows), 'attribution')}",), (table,)))


def _write_pieces(pieces: Sequence[Piece], codes: dict[str, str]) -> str:
    """Return one paragraph: stretches of evidence in bold, overlapping ones as one, with the letters of their measures.

    The letters of a finding that is a whole sentence stand where it ends.
    """
    parts, marked, signs, voices = [], "", dict[str, str](), dict[str, None]()
    for piece in pieces:
        if marked and not piece.marked:
            parts.append(f"{_stress(marked)}{_write_signs(signs, codes, voices)}")
            marked, signs, voices = "", {}, {}
        if piece.marked:
            voices |= dict.fromkeys(name[2:] for name in piece.classes if name.startswith("v-"))
        signs |= {name[2:]: signs.get(name[2:], "") for name in piece.classes if name.startswith("m-")}
        for code in piece.codes:
            slug = code.removesuffix("?")
            signs[slug] = signs.get(slug) or code[len(slug) :]
        if piece.marked:
            marked += piece.text
        else:
            parts.append(f"{_keep_ends(piece.text)}{_write_signs(signs, codes)}")
            signs = {}
    return "".join([*parts, f"{_stress(marked)}{_write_signs(signs, codes, voices)}" if marked else ""])


def _write_signs(signs: Mapping[str, str], codes: Mapping[str, str], voices: Iterable[str] = ()) -> str:
    """Return the letters of measures, each with a question mark where a finding is uncertain, and a voice not the outlet's."""
    letters = " ".join(f"{codes.get(slug, slug)}{doubt}" for slug, doubt in signs.items())
    others = "/".join(voice for voice in voices if voice != "own")
    return f"<sup>{letters}{f' {others}' if others else ''}</sup>" if letters else ""
