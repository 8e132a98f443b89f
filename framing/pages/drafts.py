"""What the lines of one article state -> the `Article`, with its zones mapped back to the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from framing.model import Article, Origin, Removed, Segment, Subhead
from framing.pages.authors import Authors, read_authors
from framing.pages.bodies import Body
from framing.pages.bylines import match_byline
from framing.pages.datelines import complete_date, find_ago
from framing.pages.dates import choose_published, read_date
from framing.pages.genres import GENRES, LIVE_STAMPS, Signs, infer_genre, read_genre
from framing.pages.headers import Header
from framing.pages.lines import Line
from framing.pages.phrases import shorten

LONG_PARAGRAPH = 500  # words; no news paragraph comes near, so its line breaks were lost
_JOINT = "\n\n"
_LINES_ABOVE = 4  # lines over a title that can be its label or the menu around it
_DATING = ("D-3", "D-6", "D-7")  # rules that cut heads of related articles, by-lines and date lines


@dataclass(slots=True)
class Draft:
    """An article before its fields are settled: what was stated outside the text, and what its lines say.

    ``dates`` are those seen anywhere on the page, ``entries`` those of the article's own entry stamps.
    """

    known: Mapping[str, str]
    header: Header
    body: Body
    title: Line | None = None
    captions: list[Line] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    dates: Sequence[date] = ()
    entries: Sequence[date | None] = ()
    inferred: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def build_article(draft: Draft, origin: Origin) -> Article:
    """Settle every field: stated outside the text, else stated by it, else inferred with the reason, else empty."""
    draft.inferred |= draft.header.inferred
    draft.warnings += [*draft.header.warnings, *draft.body.warnings]
    known, header, body = draft.known, draft.header, draft.body
    text, segments = join_lines(body.paragraphs)
    spans = _paragraph_spans(body)
    title = known.get("title") or (draft.title.text if draft.title else "")
    deck = known.get("deck") or (header.deck.text if header.deck else "")
    dateline = body.dateline
    zones = {"body": segments, "caption": join_lines(draft.captions)[1]}
    zones["subhead"] = join_lines([line for line, _ in body.subheads])[1]
    zones |= {
        zone: line.segments
        for zone, line, stated in (("title", draft.title, title), ("deck", header.deck, deck))
        if line is not None and line.text == stated
    }
    outlet, authors = _outlet(draft), _authors(draft)
    _warn_long(draft)
    return Article(
        id=known.get("id", ""),
        text=text,
        outlet=outlet,
        title=title,
        deck=deck,
        author=authors.names,
        date=_date(draft),
        url=known.get("url", ""),
        agency=known.get("agency") or (dateline.agency if dateline else "") or authors.agency,
        place=known.get("place") or (dateline.place if dateline else ""),
        genre=_genre(draft, title, authors.agency),
        topic=known.get("topic", ""),
        captions=tuple(line.text for line in draft.captions),
        list_items=tuple(spans[i] for i in sorted(body.items)),
        subheads=tuple(Subhead(line.text, spans[i][0]) for line, i in body.subheads if i < len(spans)),
        inferred=draft.inferred,
        origin=replace(origin, segments={zone: found for zone, found in zones.items() if found}),
        removed=tuple(sorted(draft.removed, key=lambda removed: removed.at)),
        warnings=tuple(draft.warnings),
    )


def join_lines(lines: Sequence[Line]) -> tuple[str, tuple[Segment, ...]]:
    """Join lines with a blank line between them, and map the joined text to the file."""
    segments, length = [], 0
    for line in lines:
        segments += [segment._replace(start=segment.start + length) for segment in line.segments]
        length += len(line.text) + len(_JOINT)
    return _JOINT.join(line.text for line in lines), tuple(segments)


def _paragraph_spans(body: Body) -> list[tuple[int, int]]:
    spans, length = [], 0
    for line in body.paragraphs:
        spans.append((length, length + len(line.text)))
        length += len(line.text) + len(_JOINT)
    return spans


def _outlet(draft: Draft) -> str:
    outlet = draft.known.get("outlet", "")
    if not outlet and draft.header.site:
        outlet = draft.header.site
        draft.inferred["outlet"] = "the site's name behind the title on the page"
    return outlet


def _authors(draft: Draft) -> Authors:
    """Take the names that are stated, else those of the page's by-line, and the agency either credits."""
    found = read_authors(draft.known.get("author", ""), draft.known.get("outlet", ""))
    if found.names:
        draft.inferred.pop("author", None)
    if found.nobody:
        draft.warnings.append(f'author "{found.nobody}" names no person')
    bylines = [match_byline(cut.text) for cut in _cut_above(draft) if cut.reason == "by-line"]
    agency = next((byline.agency for byline in bylines if byline and byline.agency), "")
    return Authors(found.names or draft.header.author or draft.body.author, found.agency or agency)


def _cut_above(draft: Draft, line: Line | None = None) -> list[Removed]:
    """Return what was cut above a line of the page, by default above the text, in the order of the page."""
    end = (line or draft.body.paragraphs[0]).at
    return sorted((cut for cut in draft.removed if cut.at < end), key=lambda cut: cut.at)


def _date(draft: Draft) -> date | None:
    """Date an article by its metadata, by-line, date line or dateline; a year or day taken from elsewhere is inferred."""
    stated = draft.known.get("date", "")
    found = read_date(stated) if stated else None
    if found is not None and found.warning:
        draft.warnings.append(found.warning)
    if found is not None and found.date:
        draft.inferred.pop("date", None)
        draft.inferred |= {"date": found.reason} if found.reason else {}
        return found.date
    day = _date_on_page(draft)
    if day is None and not stated:
        said = [ago for cut in _cut_above(draft) if cut.rule in _DATING and (ago := find_ago(cut.text))]
        if said:
            draft.warnings.append(f'the page says "{said[-1]}" for its date, which counts from the day it was saved')
    return day


def _date_on_page(draft: Draft) -> date | None:
    dateline = draft.body.dateline
    if draft.header.date is not None and "date" not in draft.inferred:
        lines = [cut.text for cut in _cut_above(draft) if cut.rule in _DATING]
        draft.header.date, reason, _ = choose_published(lines, draft.header.date)
        draft.inferred |= {"date": reason} if reason else {}
    if dateline is not None and dateline.day is not None and (draft.header.date is None or "date" in draft.inferred):
        draft.inferred.pop("date", None)
        return dateline.date or _complete(draft, dateline.day)
    days = [day for day in draft.entries if day is not None]
    if draft.header.date is None and len(draft.entries) >= LIVE_STAMPS and days:
        draft.inferred["date"] = "the latest entry stamp of the live blog"
        return max(days)
    return draft.header.date


def _complete(draft: Draft, day: tuple[int, int]) -> date | None:
    completed = complete_date(day, draft.dates)
    if completed is None:
        draft.warnings.append(f"the dateline gives month {day[0]}, day {day[1]} without a year; the date is left empty")
        return None
    draft.inferred["date"] = f"day and month of the dateline, year of {completed[1].isoformat()}, a date seen on the page"
    return completed[0]


def _genre(draft: Draft, title: str, agency: str) -> str:
    stated = draft.known.get("genre", "")
    named = read_genre(stated)
    if stated and named is None:
        draft.warnings.append(f'genre "{shorten(stated)}" is none of {", ".join(GENRES[:-1])}; left unknown')
        return "unknown"
    if named and named != "unknown":
        return named
    bylines = [cut.text for cut in _cut_above(draft) if cut.reason == "by-line"]
    signs = Signs(
        title,
        draft.known.get("url", ""),
        [cut.text for cut in _cut_above(draft, draft.title)][-_LINES_ABOVE:] if draft.title else (),
        draft.body.dateline,
        agency,
        bylines[0] if bylines else "",
        len(draft.entries) + draft.body.n_clocks,
    )
    genre, reason = infer_genre(signs)
    draft.inferred |= {"genre": reason} if reason else {}
    return genre


def _warn_long(draft: Draft) -> None:
    longest = max(line.n_words for line in draft.body.paragraphs)
    if longest > LONG_PARAGRAPH:
        draft.warnings.append(
            f"one paragraph has {longest:,} words: line breaks were lost, and subheads may be glued into its sentences"
        )
