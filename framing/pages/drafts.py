"""What the lines of one article state -> the `Article`, with its zones mapped back to the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from framing.model import Article, Origin, Removed, Segment, Subhead
from framing.pages.bodies import Body
from framing.pages.datelines import complete_date, parse_date
from framing.pages.headers import Header
from framing.pages.lines import Line
from framing.pages.phrases import fold, load_phrases

LONG_PARAGRAPH = 500  # words; no news paragraph comes near, so its line breaks were lost
LIVE_STAMPS = 2  # entries that make a live blog
_LABEL = re.compile(r"\s?(?::|\||\s[–—-]\s)")
_JOINT = "\n\n"


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
    _warn_long(draft)
    return Article(
        id=known.get("id", ""),
        text=text,
        outlet=_outlet(draft),
        title=title,
        deck=deck,
        author=_author(draft),
        date=_date(draft),
        url=known.get("url", ""),
        agency=known.get("agency") or (dateline.agency if dateline else ""),
        place=known.get("place") or (dateline.place if dateline else ""),
        genre=_genre(draft, title),
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


def _author(draft: Draft) -> str:
    stated = draft.known.get("author", "")
    if stated:
        draft.inferred.pop("author", None)
    return stated or draft.header.author or draft.body.author


def _date(draft: Draft) -> date | None:
    """Date an article by its metadata, by-line, date line or dateline; a year or day taken from elsewhere is inferred."""
    stated = draft.known.get("date", "")
    if stated:
        draft.inferred.pop("date", None)
        day = parse_date(stated)
        if day is None:
            draft.warnings.append(f'date "{stated}" is not a day this toolkit can read; write it as YYYY-MM-DD')
        return day
    dateline = draft.body.dateline
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


def _genre(draft: Draft, title: str) -> str:
    known = draft.known.get("genre", "")
    if known:
        return known
    lists = load_phrases("page_furniture")
    labels = {fold(part) for part in _LABEL.split(title) if part}
    live = any(_opens_or_closes(label, word) for label in labels for word in lists["live_label"])
    dateline = draft.body.dateline
    n_entries = len(draft.entries) + draft.body.n_clocks
    if n_entries >= LIVE_STAMPS or (live and _LABEL.search(title)):
        draft.inferred["genre"] = f"{n_entries} entry stamps" if n_entries >= LIVE_STAMPS else "the title's label"
        return "live_blog"
    for genre, words in (("opinion", lists["opinion_label"]), ("analysis", lists["analysis_label"])):
        if len(labels) > 1 and labels & words:
            draft.inferred["genre"] = "the title's label"
            return genre
    if dateline is not None and fold(dateline.agency) in lists["agency"]:
        draft.inferred["genre"] = f"dateline of {dateline.agency}"
        return "wire"
    return "unknown"


def _opens_or_closes(label: str, word: str) -> bool:
    """Whether a part of a title is a label, ends with it, or, where that is longer than a word, begins with it."""
    return f" {label}".endswith(f" {word}") or (" " in word and label.startswith(f"{word} "))


def _warn_long(draft: Draft) -> None:
    longest = max(line.n_words for line in draft.body.paragraphs)
    if longest > LONG_PARAGRAPH:
        draft.warnings.append(
            f"one paragraph has {longest:,} words: line breaks were lost, and subheads may be glued into its sentences"
        )
