"""Quotation marks -> quotations, across styles and paragraphs (CODEBOOK V-4 to V-10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.model import Document, Quotation, Span

TERM_WORDS = 4  # V-4: up to this many words without a speech cue are a term, not speech
_PAIRS = {"\u201c": "open", "\u201d": "close", "\u00ab": "open", "\u00bb": "close", "\u201e": "open", "\u2018": "open"}
_DASHES = "([{\u2013\u2014-/"


@dataclass(slots=True)
class _Mark:
    """One quotation mark: where it stands and what it may do there."""

    token: int
    double: bool
    opens: bool
    closes: bool
    curly: bool


def find_quotations(doc: Document) -> tuple[Quotation, ...]:
    """Find what stands in quotation marks; spans leave the marks out, nested quotations stand beside their outer one.

    Short ones come back as ``term``: whether somebody speaks them is known only once attributions are (`settle_kind`).
    """
    found: list[Quotation] = []
    openers = [_first_mark(doc, paragraph) for paragraph in doc.paragraphs]
    for index, paragraph in enumerate(doc.paragraphs):
        marks = list(_marks(doc, paragraph))
        if not marks:
            continue
        goes_on = openers[index + 1] if index + 1 < len(openers) else None
        found.extend(_pair(doc, paragraph, marks, goes_on))
    return tuple(sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end)))


def _first_mark(doc: Document, paragraph: Span) -> str | None:
    """Return the norm of the quotation mark that opens a paragraph, if one does."""
    norm = doc.norms[paragraph.start]
    return norm if norm in ('"', "'") else None


def _marks(doc: Document, paragraph: Span) -> Iterator[_Mark]:
    """Yield a paragraph's quotation marks; apostrophes are not among them (V-6)."""
    text = doc.text
    for i in range(paragraph.start, paragraph.end):
        norm = doc.norms[i]
        if norm not in ('"', "'"):
            continue
        token = doc.tokens[i]
        before = text[token.start - 1] if token.start else " "
        after = text[token.end] if token.end < len(text) else " "
        opens = (before.isspace() or before in _DASHES or before in "\"'\u201c\u2018") and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        shape = _PAIRS.get(token.text)
        if norm == '"':
            if shape:  # a curly mark is what it looks like, and where that cannot be, what its place makes it as well
                opens, closes = shape == "open" or (opens and not closes), shape == "close" or (closes and not opens)
            elif opens == closes:
                opens = closes = True
            yield _Mark(i, True, opens, closes, shape is not None)
        elif opens or closes:
            if opens and after.isdigit() and doc.norms[i + 1].endswith("s"):
                continue  # '90s
            yield _Mark(i, False, opens and token.text != "\u2019", closes and token.text != "\u2018", shape is not None)


def _pair(doc: Document, paragraph: Span, marks: list[_Mark], goes_on: str | None) -> Iterator[Quotation]:
    """Pair a paragraph's marks; ``goes_on`` is the mark that opens the next paragraph."""
    pending: list[_Mark] = []
    for position, mark in enumerate(marks):
        match = next((k for k in range(len(pending) - 1, -1, -1) if pending[k].double == mark.double), None)
        if mark.closes and match is not None and not _possessive(doc, mark, marks[position + 1 :]):
            opener = pending[match]
            del pending[match:]
            yield from _quotation(doc, opener.token + 1, mark.token)
        elif mark.opens and (mark.double or _partner(marks[position + 1 :]) or _runs_on(doc, paragraph, mark, goes_on)):
            pending.append(mark)
        elif mark.closes and pending and _after_stop(doc, mark) and not _closes_later(pending[-1], marks[position + 1 :]):
            yield from _quotation(doc, pending.pop().token + 1, mark.token, "mismatched")
        elif mark.opens and not mark.double and _mismatch_ahead(doc, marks[position + 1 :]):
            pending.append(mark)
    for mark in pending:
        yield from _leave_open(doc, paragraph, mark, goes_on)


def _partner(later: list[_Mark]) -> bool:
    return any(mark.closes and not mark.double for mark in later)


def _runs_on(doc: Document, paragraph: Span, mark: _Mark, goes_on: str | None) -> bool:
    """V-8: a quotation runs on where the next paragraph opens with its mark.

    A single mark must also open speech, which the apostrophe of "'em" does not: be curly, or stand where speech begins.
    """
    if goes_on != doc.norms[mark.token]:
        return False
    return mark.double or mark.curly or mark.token == paragraph.start or doc.norms[mark.token - 1] in (",", ":")


def _leave_open(doc: Document, paragraph: Span, mark: _Mark, goes_on: str | None) -> Iterator[Quotation]:
    """V-8: an open quotation runs on, or (V-10) ends with its sentence; a single mark without a partner is an apostrophe."""
    if _runs_on(doc, paragraph, mark, goes_on):
        yield from _quotation(doc, mark.token + 1, paragraph.end, "continued")
    elif mark.double:
        sentence = doc.sentences[doc.sentence_at(mark.token)]
        yield from _quotation(doc, mark.token + 1, sentence.end, "unclosed")


def _quotation(doc: Document, start: int, end: int, *flags: str) -> Iterator[Quotation]:
    if end > start and (end - start > 1 or doc.norms[start] != "n"):  # rock 'n' roll
        span = Span(start, end)
        short = doc.n_words(span) <= TERM_WORDS and doc.norms[end - 1] not in (",", ".", "?", "!")
        kind = "term" if short and not flags else "speech"
        yield Quotation(span, kind, frozenset(flags))


def _possessive(doc: Document, mark: _Mark, later: list[_Mark]) -> bool:
    """V-6: ``s'`` plus a word is a possessive when a better closer follows."""
    i = mark.token
    if mark.double or not doc.norms[i - 1].endswith("s") or i + 1 >= len(doc.norms) or not doc.norms[i + 1][0].isalpha():
        return False
    return _partner(later)


def _after_stop(doc: Document, mark: _Mark) -> bool:
    """V-9: a foreign mark closes only where speech ends: after a comma or a stop."""
    return doc.norms[mark.token - 1] in (",", ".", "?", "!")


def _closes_later(opener: _Mark, later: list[_Mark]) -> bool:
    for mark in later:
        if mark.double == opener.double:
            return mark.closes and not mark.opens
    return False


def _mismatch_ahead(doc: Document, later: list[_Mark]) -> bool:
    return bool(later) and later[0].double and later[0].closes and not later[0].opens and _after_stop(doc, later[0])


# V-4: nouns and verbs that announce a word as a word.
_ANNOUNCING = "word words term terms phrase phrases label labels expression name slogan banned so-called"
_MENTIONS = frozenset(_ANNOUNCING.split())


def settle_kind(doc: Document, quotation: Quotation, spoken: bool) -> Quotation:
    """Decide what a short quotation is, once it is known whether somebody speaks it (V-4)."""
    if quotation.kind != "term":
        return quotation
    tokens = doc.tokens[quotation.span.start : quotation.span.end]
    before = doc.norms[quotation.span.start - 2] if quotation.span.start > 1 else ""
    kind = "term"
    if spoken:
        kind = "speech"
    elif before in _MENTIONS:
        kind = "mention"
    elif all(token.text[0].isupper() or not token.word or len(token.text) < 4 for token in tokens):
        kind = "name"
    return Quotation(quotation.span, kind, quotation.flags)
