"""Exports of Factiva, as text or HTML, with or without its field codes -> their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from framing.model import Article
from framing.pages.datelines import find_date
from framing.pages.phrases import fold, load_phrases
from framing.readers.exports import Part, Row, open_export, read_parts, split_rows
from framing.readers.settings import PlacedError, Settings

# The database's own field codes: before the text, of the text, behind it.
_HEAD = frozenset("SE HD CLM BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY".split())
_TEXT = frozenset({"LP", "TD"})
_TAIL = frozenset("CT RF ART CO IN NS RE IPC IPD PUB AN CX DE RIC FDS".split())
_OPENS = frozenset({"SE", "CLM", "HD"})
_LISTED = frozenset({"CO", "IN", "NS", "RE"})  # lists of codes and names: "gcat : General News | gdip : Diplomacy"
_FIELDS: Mapping[str, str] = MappingProxyType(
    {"HD": "title", "BY": "author", "PD": "date", "SN": "outlet", "SE": "topic", "CLM": "topic"}
)
# What an HTML export marks by class only: put before the element, as its code would be.
MARKS: Mapping[str, str] = MappingProxyType({"Headline": "HD", "author": "BY"})

_CODE = re.compile(r"([A-Z]{2,3})(?:[ \t\u00a0]+(\S.*))?$")
# What the database writes itself is in the language of who asked, whatever that of the articles.
_NUMBER = re.compile(r"Do[ck]umento? (\w{8}\d{8}\w{9})$")
_WORDS = re.compile(r"([\d,.]{1,9}) (?:words|Wörter|mots|palabras|parole|palavras)$", re.IGNORECASE)
_MONTHS: Mapping[str, str] = MappingProxyType(
    {
        name: f"{number:02}"
        for names in (
            "januar februar märz april mai juni juli august september oktober november dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        )
        for number, name in enumerate(names.split(), 1)
    }
)
_DAY = re.compile(r"(\d{1,2}) (?:de )?([^\W\d_]{3,12}) (?:de )?(\d{4})$")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_PAGE_MARK = re.compile(
    r"(?:Page \d+ of \d+\b.{0,20})?(?:©|\(c\)) ?\d{4} Factiva, Inc\. All rights reserved\.?$", re.IGNORECASE
)
_ORDER = (r"^HD\b", r"^(?:SN|PD)\b", r"^(?:LP|TD)\b")
_CERTAIN = re.compile(r"^(?:WC\s+[\d,.]{1,9} \w{4,8}|PD\s+\d{1,2} \w{3,12} \d{4})\s*$", re.MULTILINE)
_LABEL_WORDS = 4
_BELOW = 8  # rows between the word count and the text: date, time, source, its code, edition, page, language, rights


def is_factiva(text: str) -> bool:
    """Whether a text has the shape of this export, beyond doubt.

    Parameters
    ----------
    text : str
        The first stretch of it, at least one document long.
    """
    if _CERTAIN.search(text):
        places = [re.search(pattern, text, re.MULTILINE) for pattern in _ORDER]
        starts = [place.start() for place in places if place]
        if len(starts) == len(_ORDER) and starts == sorted(starts):
            return True
    rows = split_rows(text)
    return any(_NUMBER.match(row.text) for row in rows) and any(_counts_words(rows, i) for i in range(len(rows)))


def read_factiva(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a Factiva export.

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
    export = open_export(path, settings, MARKS)
    rows = split_rows(export.text)
    coded = any(_code_of(row, _TEXT) for row in rows)
    parts = list(_split_coded(rows) if coded else _split_plain(rows))
    if not parts:
        raise PlacedError(str(path), "looks like a Factiva export but holds no document. Export it again as full text.")
    yield from read_parts(export, parts, settings)


def _code_of(row: Row, allowed: frozenset[str], *, bare: bool = False) -> str:
    """Return the field code a row opens with; where codes stand alone on their lines, only such a row has one."""
    match = _CODE.match(row.text)
    if match is None or match[1] not in allowed or (bare and match[2]):
        return ""
    if match[1] in _LISTED and match[2] and " : " not in match[2]:
        return ""
    if match[1] == "AN" and match[2] and not _NUMBER.match(match[2]):
        return ""
    return match[1]


def _behind_code(row: Row, code: str) -> Row | None:
    """Return what follows a code on its line, in its place."""
    rest = row.text[len(code) :].lstrip()
    return row._replace(text=rest, start=row.end - len(rest)) if rest else None


def _split_coded(rows: Sequence[Row]) -> Iterator[Part]:
    """Part an export at its field codes, and give each its rows."""
    bare = any(row.text == "HD" for row in rows)
    fields: list[tuple[str, list[Row]]] = []
    complete = False  # whether the text or what stands behind it was reached
    for row in rows:
        code = _next_code(fields[-1][0] if fields else "", row, bare)
        rest = _behind_code(row, code) if code else row
        if code in _OPENS and complete:
            yield _settle(fields)
            fields = []
        if code:
            fields.append((code, []))
            complete = code not in _HEAD
        if rest is not None and fields:
            fields[-1][1].append(rest)
    if fields:
        yield _settle(fields)


def _next_code(last: str, row: Row, bare: bool) -> str:
    """Return the code a row opens with, out of those that can come after the last one."""
    if not last:
        return _code_of(row, _OPENS, bare=bare)
    if last in _HEAD:
        return _code_of(row, _HEAD | _TEXT | {"AN"}, bare=bare)
    if last in _TEXT:
        after = _TAIL | {"TD"} if last == "LP" else _TAIL
        return _code_of(row, after, bare=bare)
    return _code_of(row, _TAIL | _OPENS, bare=bare)


def _settle(fields: Sequence[tuple[str, list[Row]]]) -> Part:
    """Make a document of its fields."""
    part = Part()
    for code, rows in fields:
        told = " ".join(row.text for row in rows)
        if code in _FIELDS and told:
            part.known.setdefault(_FIELDS[code], _read_day(told) if code == "PD" else told)
        elif code == "WC":
            part.n_words = _count(told)
        elif code == "CR":
            _credit(part, told)
        elif code == "ART" and told:
            part.captions.append(told)
        elif code in _TEXT:
            _take_body(part, rows)
    return part


def _take_body(part: Part, rows: Sequence[Row]) -> None:
    for row in rows:
        if _PAGE_MARK.match(row.text):
            part.cut.append((row, "page mark of the database"))
        else:
            part.body.append(row)


def _credit(part: Part, told: str) -> None:
    """Take a credit for the agency where it names one, or for the author where it is a by-line."""
    if fold(told) in load_phrases("page_furniture")["agency"]:
        part.known["agency"] = told
    elif told[:3].lower() == "by ":
        part.known.setdefault("author", told)


def _count(told: str) -> int:
    match = _WORDS.match(told)
    return int(re.sub(r"\D", "", match[1]) or 0) if match else 0


def _counts_words(rows: Sequence[Row], i: int) -> bool:
    """Whether a row states the number of words and the next one the date, as above every document."""
    return _WORDS.match(rows[i].text) is not None and i + 2 < len(rows) and _is_date(rows[i + 1].text)


def _read_day(text: str) -> str:
    """Return a date with the name of its month in English or as a number; other texts as they are."""
    found = _DAY.match(text)
    month = _MONTHS.get(found[2].lower()) if found else None
    return f"{found[3]}-{month}-{int(found[1]):02}" if found and month else text


def _is_date(text: str) -> bool:
    text = _read_day(text)
    found = find_date(text)
    return found is not None and found[1] == (0, len(text))


def _split_plain(rows: Sequence[Row]) -> Iterator[Part]:
    """Part an export without codes at its document numbers; the rows around each word count say what is what."""
    start = 0
    for i, row in enumerate(rows):
        if not _NUMBER.match(row.text):
            continue
        document = rows[start:i]
        count = next((j for j in range(len(document)) if _counts_words(document, j)), None)
        if count is not None:
            yield _settle_plain(document, count)
        start = i + 1


def _settle_plain(rows: Sequence[Row], count: int) -> Part:
    part = Part(n_words=_count(rows[count].text), known={"date": _read_day(rows[count + 1].text)})
    _read_above(part, rows[:count])
    below = rows[count + 2 : count + 2 + _BELOW]
    clock = 1 if below and re.match(r"\d{1,2}[:.]\d\d", below[0].text) else 0
    part.known["outlet"] = below[clock].text if clock < len(below) else ""
    rights = [j for j, row in enumerate(below) if _COPYRIGHT.match(row.text)]
    # Without a line of rights the head ends where lines are no longer labels.
    labels = list(takewhile(lambda j: len(below[j].text.split()) <= _LABEL_WORDS, range(len(below))))
    n_head = (rights or labels or [clock])[-1] + 1
    _take_body(part, rows[count + 2 + n_head :])
    return part


def _read_above(part: Part, rows: Sequence[Row]) -> None:
    """Read section, title, author and credit from the rows above the word count."""
    texts = [row.text for row in rows]
    if "HD" in texts[:-1]:
        part.known["title"] = texts[texts.index("HD") + 1]
    elif inline := next((row for row in rows if _code_of(row, _HEAD) == "HD"), None):
        part.known["title"] = inline.text.removeprefix("HD").strip()
    if "BY" in texts[:-1]:
        part.known["author"] = texts[texts.index("BY") + 1]
    else:
        part.known["author"] = next((text for text in texts if text[:3].lower() == "by "), "")
    if "title" in part.known or not texts:
        return
    at = texts.index(part.known["author"]) if part.known["author"] in texts else 0
    part.known["title"] = texts[at - 1] if at else max(texts, key=len)
    part.inferred["title"] = "the line above the by-line" if at else "the longest line above the number of words"
