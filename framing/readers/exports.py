"""The export of a news database, as text or HTML -> its lines, and each document in it -> an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from framing.model import Article, Origin, Removed, Segment
from framing.pages import read_page
from framing.readers.alignment import align, map_back
from framing.readers.files import read_text
from framing.readers.settings import PlacedError, Settings
from framing.readers.sources import read_source

_SPREAD = 4  # exports hold at most some hundreds of articles, so a file may be this many times longer than one may be
# Not tuned: databases count the title too and split words their own way, but a text of half the words lost something.
_FEWEST = 0.5
_WIDEST_WRAP = 120  # characters; a longer line is a paragraph
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "title", "head"})
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul"}
)


class Row(NamedTuple):
    """A line that holds text, without its edges: ``text[start:end]`` of the export; ``gap`` where one is empty before it."""

    text: str
    start: int
    end: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Export:
    """The text of an export; ``stretches`` maps the text of an HTML page to its source, and is None for plain text."""

    path: str
    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    stretches: tuple[Segment, ...] | None = None


@dataclass(slots=True)
class Part:
    """One document of an export: the rows of its body, the fields stated beside it, how many words it is said to have.

    ``wrapped`` says that its paragraphs are parted by empty lines, and may be broken within.
    """

    body: list[Row] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    inferred: dict[str, str] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    cut: list[tuple[Row, str]] = field(default_factory=list)
    n_words: int = 0
    wrapped: bool = False


def is_html(path: Path) -> bool:
    """Whether a file's name says that it is a web page, packed or not."""
    return any(suffix.lower() in (".html", ".htm") for suffix in path.suffixes[-2:])


def open_export(path: Path, settings: Settings, marks: Mapping[str, str]) -> Export:
    """Read the text of an export.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        Bounds its length: four times that of one article.
    marks : Mapping[str, str]
        End of the class of an HTML element -> the line to put before its text.

    Raises
    ------
    PlacedError
        If it cannot be read.
    """
    decoded = read_text(path, settings, spread=_SPREAD)
    if not is_html(path):
        return Export(str(path), decoded.text, decoded.encoding, decoded.warnings)
    text = flatten(decoded.text, marks, str(path))
    stretches = align(text, read_source(decoded.text))
    return Export(str(path), text, decoded.encoding, decoded.warnings, stretches)


def flatten(source: str, marks: Mapping[str, str], place: str) -> str:
    """Return the text of an HTML page with every block on lines of its own, parted by an empty line."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise PlacedError(place, f"cannot be taken apart as HTML ({error}). Export it again, as text.") from error
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in _HIDDEN:
            walk.skip_subtree()
        if tag in _BLOCKS:
            pieces.append("\n\n")
        elif tag == "br" and event == "start":
            pieces.append("\n")
        if event == "start" and tag not in _HIDDEN:
            name = str(element.get("class") or "")
            pieces += [f"\n\n{mark}\n\n" for suffix, mark in marks.items() if name.endswith(suffix)]
            pieces.append(_SPACES.sub(" ", element.text or ""))
        elif event != "start":
            pieces.append(_SPACES.sub(" ", element.tail or ""))
    return "\n".join(line.strip(" ") for line in "".join(pieces).split("\n")).strip()


def split_rows(text: str) -> list[Row]:
    """Split a text into the lines that hold something."""
    rows: list[Row] = []
    at, gap = 0, False
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            rows.append(Row(bare, start, start + len(bare), gap))
        gap = not bare
        at += len(raw)
    return rows


def read_parts(export: Export, parts: Iterable[Part], settings: Settings) -> Iterator[Article]:
    """Yield the article of each document.

    Parameters
    ----------
    export : Export
        The export.
    parts : Iterable[Part]
        Its documents, in order.
    settings : Settings
        Bounds the length of an article, and hears which documents hold none.
    """
    for number, part in enumerate(parts, 1):
        article = _read_part(export, part, f"{export.path}, article {number}", settings)
        if article is not None:
            yield article


def _read_part(export: Export, part: Part, place: str, settings: Settings) -> Article | None:
    start, end = (part.body[0].start, part.body[-1].end) if part.body else (0, 0)
    reason = settings.too_long(end - start)
    if not part.body:
        reason = "has no text; the export may hold its headline or picture only. Export it as full text."
    known = {name: value for name, value in part.known.items() if value}
    origin = Origin(export.path, encoding=export.encoding)
    body = "" if reason else _cut_body(export.text, part)
    articles = () if reason else read_page(body, origin, known=known, declared=True)
    if not articles:
        settings.leave_out(place, reason or "holds no article text, only menus, dates or captions.")
        return None
    article = _place(articles[0], body, export.text, start)
    warnings = [*article.warnings, *export.warnings, *_missing_words(article, part)]
    cut = [Removed(row.text, row.start, "D-2", why) for row, why in part.cut]
    article = replace(
        article,
        inferred={**article.inferred, **part.inferred},
        captions=(*article.captions, *part.captions),
        removed=tuple(sorted([*article.removed, *cut], key=lambda removed: removed.at)),
        warnings=tuple(warnings),
    )
    return article if export.stretches is None else map_back(article, _near(export.stretches, start, end))


def _near(stretches: Sequence[Segment], start: int, end: int) -> Sequence[Segment]:
    """Return the stretches about a part of a text, so that a long export is not gone through for each of its documents."""
    first = bisect_right(stretches, start, key=lambda stretch: stretch.start)
    return stretches[max(0, first - 1) : bisect_left(stretches, end, key=lambda stretch: stretch.start) + 1]


def _cut_body(text: str, part: Part) -> str:
    """Return the text from the first to the last row with all between rows made spaces, so that every place is kept."""
    unwrap = part.wrapped and max(len(row.text) for row in part.body) <= _WIDEST_WRAP
    pieces: list[str] = []
    at = part.body[0].start
    for row in part.body:
        joint = unwrap and not row.gap
        between = (char if char == "\n" and not joint else " " for char in text[at : row.start])
        pieces += ["".join(between), text[row.start : row.end]]
        at = row.end
    return "".join(pieces)


def _place(article: Article, body: str, text: str, start: int) -> Article:
    """Count places from the start of the export, not of the document; a line break that was made a space has none."""
    if article.origin is None:
        return article
    joints = [i for i, char in enumerate(body) if char != text[start + i]]
    zones = {
        zone: tuple(part._replace(at=part.at + start) for segment in found for part in _between(segment, joints))
        for zone, found in article.origin.segments.items()
    }
    removed = tuple(cut._replace(at=cut.at + start) for cut in article.removed)
    return replace(article, origin=replace(article.origin, segments=zones), removed=removed)


def _between(segment: Segment, joints: Sequence[int]) -> Iterator[Segment]:
    """Yield the parts of a segment that hold none of some places."""
    at = segment.at
    end = segment.at + segment.length
    for joint in joints[bisect_left(joints, at) : bisect_left(joints, end)]:
        if joint > at:
            yield Segment(segment.start + at - segment.at, at, joint - at)
        at = joint + 1
    if end > at:
        yield Segment(segment.start + at - segment.at, at, end - at)


def _missing_words(article: Article, part: Part) -> tuple[str, ...]:
    n_words = len(article.text.split())
    if n_words >= _FEWEST * part.n_words:
        return ()
    return (f"the export states {part.n_words:,} words and {n_words:,} were found; part of the text may be missing",)
