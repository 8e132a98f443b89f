"""Quotations and attributions of a text -> whose words each token is: the outlet's own, reported, or quoted (V-1 to V-4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from framing.marks import may_begin
from framing.model import VOICES, Attribution, Document, Quotation, Span
from framing.quotations import is_short, with_marks

# V-4: what announces a word as a word, and a name as a name.
_MENTIONS = frozenset("word words term terms phrase phrases label labels expression name slogan banned".split())
_NAMING = frozenset("called named titled entitled nicknamed dubbed".split())
_LONG_WORD = 5  # letters from which on every word of a title has a capital
_AROUND = 8  # tokens
_LEAST_WORDS = 3  # that make a headline
_MARKS = ('"', "'")
_ENDS = frozenset([".", "?", "!"])
Stretch = tuple[int, int]  # tokens, half-open


def give_voices(doc: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> Document:
    """Return a document with quotations, attributions, what each settles of the other, and voices."""
    told = sorted(_told(attributions), key=lambda pair: (pair[0], pair[1].cue)) if quotations else ()
    quotations = tuple(_settle(doc, quotations, _Contents(told)))
    speech = [quotation for quotation in quotations if quotation.kind == "speech"]
    spoken = _Spoken([(quotation.span, with_marks(doc, quotation)) for quotation in speech])
    inferred = frozenset(quotation.span.start for quotation in quotations if "inferred_speaker" in quotation.flags)
    attributions = tuple(_settled(doc, attribution, spoken, inferred) for attribution in attributions)
    quoted = [*_merged(quotation.span for quotation in speech)]
    reported = [*_merged(_reported(attributions))]
    voices, words = _voices(doc, quoted, reported), count_words(doc, quoted, reported)
    return replace(doc, quotations=quotations, attributions=attributions, voices=voices, words=words)


def find_list_items(doc: Document) -> frozenset[int]:
    """Return the sentences that stand inside a list item (D-9)."""
    items = doc.article.list_items
    if not items:
        return frozenset()
    return frozenset(
        index
        for index, span in enumerate(doc.sentences)
        if any(start <= doc.tokens.starts[span.start] and doc.tokens.ends[span.end - 1] <= end for start, end in items)
    )


def _told(attributions: Iterable[Attribution]) -> Iterator[tuple[Span, Attribution]]:
    return ((span, found) for found in attributions if found.kind != "no_comment" for span in found.contents)


@dataclass(slots=True)
class _Contents:
    """The contents of attributions in their order: which of them holds a stretch whole."""

    pairs: Sequence[tuple[Span, Attribution]]
    _starts: list[int] = field(init=False)
    _furthest: list[int] = field(init=False)  # of the contents up to each, which ends last

    def __post_init__(self) -> None:
        self._starts = [span.start for span, _ in self.pairs]
        self._furthest = []
        furthest = 0
        for i, (span, _) in enumerate(self.pairs):
            if span.end > self.pairs[furthest][0].end:
                furthest = i
            self._furthest.append(furthest)

    def covering(self, start: int, end: int) -> tuple[Span, Attribution] | None:
        """Return a content that holds some tokens, and its attribution."""
        before = bisect_right(self._starts, start)
        found = self.pairs[self._furthest[before - 1]] if before else None
        return found if found and found[0].end >= end else None


def _settle(doc: Document, quotations: Sequence[Quotation], contents: _Contents) -> Iterator[Quotation]:
    """Yield the quotations with their kinds (V-4) and whether their speaker is inferred (V-12)."""
    outer: Quotation | None = None
    for quotation in quotations:
        start, end = quotation.span
        # The content of a quotation that nothing closes leaves out the stop at its end.
        found = contents.covering(start, end - (end - start > 1 and doc.norms[end - 1] in (".", ",")))
        settled = settle_kind(doc, quotation, found is not None, found is not None and _is_whole(found[0], quotation.span))
        if outer is None or start >= outer.span.end:
            goes_on = outer is not None and "continued" in outer.flags and "inferred_speaker" not in outer.flags
            if found and settled.kind == "speech" and not goes_on and _is_inferred(doc, *found):
                settled = replace(settled, flags=settled.flags | {"inferred_speaker"})
            outer = settled
        yield settled


def _is_whole(content: Span, span: Span) -> bool:
    """Say whether a content is a quotation and nothing else, its marks aside."""
    return content.start >= span.start - 1 and content.end <= span.end + 1


def _is_inferred(doc: Document, content: Span, attribution: Attribution) -> bool:
    """V-12: say whether a content follows its cue in a sentence of its own, without a colon that announces it."""
    later = doc.sentence_at(content.start) > doc.sentence_at(attribution.cue.start)
    return later and content.start > 0 and doc.norms[content.start - 1] != ":"


def settle_kind(doc: Document, quotation: Quotation, spoken: bool, whole: bool = False) -> Quotation:
    """Decide what a quotation is, once it is known whether somebody speaks it, alone or with words around it (V-4)."""
    if quotation.flags:
        return quotation
    span = quotation.span
    before = span.start - 1
    while before > 0 and doc.norms[before] in _MARKS:
        before -= 1
    short = is_short(doc, span)
    if short and doc.norms[before] in _MENTIONS:
        kind = "mention"
    elif _is_name(doc, span, short, spoken, whole) or (doc.norms[before] in _NAMING and _capitals(doc, span)):
        kind = "name"
    elif short and doc.norms[before] == "so-called":
        kind = "term"
    else:
        kind = "speech" if spoken or not short or _speaks(doc, quotation) else "term"
    return quotation if kind == quotation.kind else replace(quotation, kind=kind)


def _speaks(doc: Document, quotation: Quotation) -> bool:
    """Say whether a short quotation without a cue is speech: by where it begins and how it ends."""
    start, end = quotation.span
    if quotation.kind == "term":  # it ends without a stop: a headline's "Mayor: 'We will not pay'"
        closes = end + 1 >= doc.sentences[doc.sentence_at(start)].end
        return closes and start > 1 and doc.norms[start - 2] == ":" and doc.tokens.texts[start][0].isupper() and end - start > 1
    return doc.norms[end - 1] in ("?", "!") or may_begin(doc, start - 1)


def _is_name(doc: Document, span: Span, short: bool, spoken: bool, whole: bool) -> bool:
    """Say whether a quotation is a proper name: in title case, and not all that somebody says.

    One capital is enough inside a sentence where nobody speaks; a long title has three.
    """
    if whole:
        return False
    capitals = _capitals(doc, span)
    begins = doc.sentences[doc.sentence_at(span.start)].start >= span.start - 1
    cried = doc.norms[span.end - 1] in ("?", "!")
    return capitals >= (3 if not short else 2 if spoken or begins or cried else 1)


def _capitals(doc: Document, span: Span) -> int:
    """Count the capitalized words of a stretch in title case; 0 where it is not: small words alone may lack a capital."""
    capitals = 0
    last = ""
    for text in doc.tokens.texts[span.start : span.end]:
        first = text[0]
        if not first.isalpha():
            continue
        if first.isupper():
            capitals += 1
        elif not capitals or len(text) >= _LONG_WORD:
            return 0
        last = first
    if not last.isupper() or not _ENDS.isdisjoint(doc.norms[span.start : span.end - 1]):
        return 0
    return 0 if _in_headline(doc, span) else capitals


def _in_headline(doc: Document, span: Span) -> bool:
    """Say whether the longer words around a quotation all have capitals, so that its own tell nothing."""
    sentence = doc.sentences[doc.sentence_at(span.start)]
    before = doc.tokens.texts[max(sentence.start, span.start - _AROUND) : span.start]
    after = doc.tokens.texts[span.end : min(sentence.end, span.end + _AROUND)]
    words = [text for text in (*before, *after) if len(text) >= _LONG_WORD - 1 and text.isalpha()]
    return len(words) >= _LEAST_WORDS and all(word[0].isupper() for word in words)


@dataclass(slots=True)
class _Spoken:
    """The quotations that are speech, without and with marks: how much of a stretch they fill, each word counted once."""

    spans: Sequence[tuple[Span, Span]]
    _every: frozenset[Span] = field(init=False)
    _starts: list[int] = field(init=False)
    _ends: list[int] = field(init=False)
    _sums: list[int] = field(init=False)

    def __post_init__(self) -> None:
        outer: list[tuple[Span, Span]] = []
        for pair in self.spans:
            if not outer or pair[0].start >= outer[-1][0].end:
                outer.append(pair)
        self._every = frozenset(marked for _, marked in self.spans)
        self._starts = [span.start for span, _ in outer]
        self._ends = [span.end for span, _ in outer]
        self._sums = [0, *accumulate(end - start for _, (start, end) in outer)]

    def inside(self, content: Span) -> int:
        """Count the tokens of a content that stand in quotations which it holds whole, marks included."""
        if content in self._every:
            return content.end - content.start
        first, last = bisect_left(self._starts, content.start), bisect_right(self._ends, content.end)
        return self._sums[last] - self._sums[first] if last > first else 0


def _settled(doc: Document, attribution: Attribution, spoken: _Spoken, inferred: frozenset[int]) -> Attribution:
    """Return an attribution with its form (A-2), and flagged where it was given a quotation that floats (V-12).

    The form is direct where all content is quoted, mixed where part is, else indirect.
    """
    words = quoted = 0
    for content in attribution.contents:
        words += content.end - content.start
        quoted += spoken.inside(content)
    form = "indirect" if not quoted else "direct" if quoted >= words else "mixed"
    if inferred and any(_holds(each, inferred) and _is_inferred(doc, each, attribution) for each in attribution.contents):
        return replace(attribution, form=form, flags=attribution.flags | {"inferred_speaker"})
    return attribution if form == attribution.form else replace(attribution, form=form)


def _holds(content: Span, starts: frozenset[int]) -> bool:
    """Say whether a content begins with one of the quotations that begin at ``starts``, after its mark."""
    return not starts.isdisjoint(range(content.start, content.start + 1 + len(_MARKS)))


def _reported(attributions: Iterable[Attribution]) -> Iterator[Span]:
    """Return the contents that are in the reported voice.

    What an actor believes or wants (kind cognition) is the outlet's own account of a mind it cannot quote, so its
    content stays in the outlet's voice.
    """
    return (span for found in attributions if found.kind in ("reporting", "hearsay") for span in found.contents)


def _voices(doc: Document, quoted: Iterable[Stretch], reported: Iterable[Stretch]) -> tuple[str, ...]:
    """V-1 to V-4: quoted inside speech, reported inside the content of an attribution, own elsewhere."""
    voices = ["own"] * len(doc.tokens)
    for voice, stretches in (("reported", reported), ("quoted", quoted)):
        for start, end in stretches:
            voices[start:end] = [voice] * (end - start)
    return tuple(voices)


def _merged(spans: Iterable[Span]) -> Iterator[Stretch]:
    """Yield the stretches that spans cover together, each once however many overlap."""
    first = last = 0
    for start, end in sorted(spans):
        if start > last:
            yield first, last
            first = start
        last = max(last, end)
    yield first, last


def count_words(doc: Document, quoted: Iterable[Stretch], reported: Iterable[Stretch]) -> dict[str, int]:
    """Count the words of each voice (D-8); those that are quoted within a report are quoted."""
    left = list(doc.tokens.words)
    counts = dict.fromkeys(VOICES, 0)
    for voice, stretches in (("quoted", quoted), ("reported", reported)):
        for start, end in stretches:
            counts[voice] += sum(left[start:end])
            left[start:end] = [0] * (end - start)
    counts["own"] = sum(left)
    return counts
