"""Exports of LexisNexis and Nexis Uni, as text or HTML -> their articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from framing.model import Article
from framing.pages.datelines import find_date
from framing.pages.phrases import load_phrases
from framing.readers.exports import Part, Row, open_export, read_parts, split_rows
from framing.readers.settings import PlacedError, Settings

_COUNT = re.compile(r"\d{1,6} of \d{1,6} DOCUMENTS?$")  # opens a document of the older form
_CLOSE = re.compile(r"End of Document$", re.IGNORECASE)  # closes one of the newer form
_OPENS = "Body"  # opens the text of the newer form
_OLD_OPENS = "BODY:"
_LABEL = re.compile(r"([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)?):(?:\s+(.*))?$")
_LENGTH = re.compile(r"([\d,.]{1,9}) words$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright\b|©|\(c\)|all rights reserved)", re.IGNORECASE)
# The database's own labels: above the text, and behind it; bare ones stand alone on a line, without a colon.
_ABOVE = frozenset({"section", "length", "headline", "byline", "dateline", "highlight"})
_BEHIND = frozenset(
    {"load-date", "load date", "language", "graphic", "publication-type", "publication type", "journal-code", "journal code"}
    | {"url", "subject", "notes", "document-type", "pub-type", "organization", "company", "industry", "geographic", "person"}
    | {"ticker", "doc-id", "acc-no", "correction-date", "city", "state", "country", "classification"}
)
_BARE = frozenset({"graphic", "classification", "notes"})
_FIELDS: Mapping[str, str] = MappingProxyType(
    {"byline": "author", "dateline": "place", "highlight": "deck", "url": "url", "section": "topic", "headline": "title"}
)
# What follows the section and the place in their labels: a page, a day.
_TAILS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"topic": re.compile(r";.*", re.DOTALL), "place": re.compile(r",\s+[A-Z][a-z]{2,8}\.? \d{1,2}$")}
)
_FURNITURE = re.compile(r"Page \d+ of \d+$|.*About LexisNexis\s*\|\s*Privacy Policy")
_MOST_LOOSE = 4  # paragraphs without a label in a block of captions or notes
_MOST_RIGHTS = 15  # words of a line of rights; a longer one is a sentence that opens with the word
_DATE_REACH = 12  # characters that may stand before a date on its line: the day of the week
_LONGEST_DATE = 80
_MONTHLY = re.compile(r"[\w/ -]{3,30},? (?:19|20)\d\d$")


def is_nexis(text: str) -> bool:
    """Whether a text has the shape of this export, beyond doubt.

    Parameters
    ----------
    text : str
        The first stretch of it, at least one document long.
    """

    def has(pattern: str) -> bool:
        return re.search(rf"^[ \t]*{pattern}", text, re.MULTILINE) is not None

    if not has(r"(?i:length):\s+[\d,.]{1,9} words\b"):
        return False
    older = has(r"\d{1,6} of \d{1,6} DOCUMENTS?\s*$") or has(r"LOAD-DATE:\s+\S")
    newer = has(r"Body\s*$") and (has(r"End of Document\s*$") or has(r"Load-Date:"))
    return older or newer


def read_nexis(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of an export of LexisNexis or Nexis Uni.

    Parameters
    ----------
    path : Path
        A text or HTML file.
    settings : Settings
        Bounds the length of an article, and hears which documents hold none.

    Raises
    ------
    PlacedError
        If it cannot be read, or holds no document.
    """
    export = open_export(path, settings, {})
    rows = list(_open_bodies(split_rows(export.text)))
    older = any(_COUNT.match(row.text) for row in rows)
    newer = any(_CLOSE.match(row.text) or row.text == _OPENS for row in rows)
    if older:
        documents = list(_part_at(rows, _COUNT, opens=True))
    elif newer:
        documents = [document for document in _part_at(rows, _CLOSE, opens=False) if _is_document(document)]
    else:
        documents = [rows] if _is_document(rows) else []  # one document alone is exported without its number
    if not documents:
        raise PlacedError(str(path), "looks like a Nexis export but holds no document. Export it again as full text.")
    if not newer and not older and sum(_states_length(row) for row in rows) > 1:
        reason = 'holds several documents and no line between them, such as "1 of 20 DOCUMENTS". Export it again with those.'
        raise PlacedError(str(path), reason)
    yield from read_parts(export, [_settle(document, not newer) for document in documents], settings)


def _open_bodies(rows: Iterable[Row]) -> Iterator[Row]:
    """Put the label that opens a text in some exports of old on a line of its own, and spell it as others do."""
    for row in rows:
        if not row.text.startswith(_OLD_OPENS):
            yield row
            continue
        rest = row.text.removeprefix(_OLD_OPENS).lstrip()
        yield row._replace(text=_OPENS)
        if rest:
            yield row._replace(text=rest, start=row.end - len(rest), gap=False)


def _part_at(rows: Sequence[Row], mark: re.Pattern[str], *, opens: bool) -> Iterator[list[Row]]:
    """Part rows at those that open, or close, a document; what stands before the first that opens is the export's cover."""
    document: list[Row] = []
    begun = not opens
    for row in rows:
        if mark.match(row.text):
            if begun and document:
                yield document
            document, begun = [], True
        else:
            document.append(row)
    if begun and document:
        yield document


def _is_document(rows: Sequence[Row]) -> bool:
    return any(row.text == _OPENS or _states_length(row) for row in rows)


def _states_length(row: Row) -> bool:
    label, value = _label_of(row)
    return label == "length" and _LENGTH.match(value) is not None


def _label_of(row: Row) -> tuple[str, str]:
    """Return the label a row opens with, in small letters, and what follows it; two empty strings where it has none."""
    match = _LABEL.match(row.text)
    if match is not None:
        return match[1].lower(), match[2] or ""
    word = row.text.lower() if row.text[0].isupper() else ""
    return (word, "") if word in _BARE else ("", "")


def _settle(rows: Sequence[Row], older: bool) -> Part:
    """Make a document of its rows: head, labels, text, and what stands behind it."""
    labels = [i for i, row in enumerate(rows) if _label_of(row)[0] in _ABOVE or row.text == _OPENS]
    first = labels[0] if labels else len(rows)
    start = _start_of_text(rows, first, older)
    behind = _end_of_text(rows, start)
    part = Part(wrapped=older)
    head = [row for row in rows[:first] if not _FURNITURE.match(row.text)]
    (_read_older_head if older else _read_newer_head)(part, head)
    _read_labels(part, [row for row in rows[first:start] if row.text != _OPENS])
    for row in rows[start:behind]:
        if _FURNITURE.match(row.text):
            part.cut.append((row, "page mark of the database"))
        else:
            part.body.append(row)
    _read_behind(part, rows[behind:])
    return part


def _start_of_text(rows: Sequence[Row], first: int, older: bool) -> int:
    """Return the place of a text's first row: below the word that opens it, or below the last label and what runs on.

    A document that neither opens a text nor states a length holds a picture.
    """
    opens = next((i + 1 for i in range(first, len(rows)) if rows[i].text == _OPENS), 0)
    length = next((i for i in range(first, len(rows)) if _states_length(rows[i])), -1)
    if opens or length < 0:
        return opens or len(rows)
    if not older:
        return length + 1
    last, i = "length", length + 1
    while i < len(rows):
        label = _label_of(rows[i])[0]
        if label not in _ABOVE and (rows[i].gap or last == "length"):
            break
        last = label if label in _ABOVE else last
        i += 1
    return i


def _end_of_text(rows: Sequence[Row], start: int) -> int:
    """Return the place of the first row behind a text.

    The block there is read from its end upwards, so that a line of the text that opens like a label stays in it: what
    has no label may stand in the block only below the captions and notes.
    """
    end, n_loose = len(rows), 0
    for i in range(len(rows) - 1, start - 1, -1):
        label = _label_of(rows[i])[0]
        if label in _BEHIND and (not n_loose or label in _BARE):
            end, n_loose = i, 0
        elif label not in _BEHIND and not n_loose and _RIGHTS.match(rows[i].text) and len(rows[i].text.split()) <= _MOST_RIGHTS:
            end = i
        elif rows[i].gap:
            n_loose += 1
        if n_loose > _MOST_LOOSE:
            break
    return end


def _read_labels(part: Part, rows: Sequence[Row]) -> None:
    last = ""
    for row in rows:
        label, value = _label_of(row)
        if label in _ABOVE:
            last = label
            if label == "length" and (found := _LENGTH.match(value)):
                part.n_words = int(re.sub(r"\D", "", found[1]) or 0)
            elif label in _FIELDS:
                part.known[_FIELDS[label]] = value
        elif last in _FIELDS:
            field = _FIELDS[last]
            part.known[field] = f"{part.known[field]} {row.text}".strip()
    for field, pattern in _TAILS.items():
        if field in part.known:
            part.known[field] = pattern.sub("", part.known[field])


def _read_behind(part: Part, rows: Sequence[Row]) -> None:
    """Read captions and the address behind a text."""
    last = ""
    for row in rows:
        label, value = _label_of(row)
        last = label if label in _BEHIND or label in _BARE else last
        told = value if label else row.text
        if last == "graphic" and told and not _RIGHTS.match(told):
            part.captions.append(told)
        elif label == "url":
            part.known["url"] = value


def _is_date(text: str) -> bool:
    """Whether a row is a date, with no more than a day of the week before it, or the month of a magazine."""
    if len(text) > _LONGEST_DATE or _RIGHTS.match(text):
        return False
    found = find_date(text)
    if found is None:
        return text.split(maxsplit=1)[0].strip(",").lower() in load_phrases("page_furniture")["calendar"] and bool(
            _MONTHLY.match(text)
        )
    return found[1][0] <= _DATE_REACH


def _read_newer_head(part: Part, rows: Sequence[Row]) -> None:
    """Read title, outlet and date, which stand in this order; above the first document the cover of the export may stand."""
    dates = [i for i, row in enumerate(rows) if _is_date(row.text)]
    rights = [i for i, row in enumerate(rows) if _RIGHTS.match(row.text)]
    at = (dates or rights or [len(rows)])[-1]
    part.known["date"] = rows[at].text if dates else ""
    part.known["outlet"] = rows[at - 1].text if at >= 1 else ""
    part.known["title"] = rows[at - 2].text if at >= 2 else ""


def _read_older_head(part: Part, rows: Sequence[Row]) -> None:
    """Read outlet, date and title, which stand in this order; rights or an edition may stand between them."""
    named = [row for row in rows if not _RIGHTS.match(row.text)]
    part.known["outlet"] = named[0].text if named else ""
    at = next((i for i, row in enumerate(named) if i and _is_date(row.text)), 0)
    part.known["date"] = named[at].text if at else ""
    below = named[at + 1 :]
    title = [i for i, row in enumerate(below) if row.gap][-1:]
    part.known["title"] = " ".join(row.text for row in below[title[0] :]) if title else ""
