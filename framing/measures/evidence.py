"""Spans of a document -> hits: the same quotation, voice, sentence and speaker for every measure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from framing.model import Attribution, Document, Hit, Mention, Source, Span
from framing.scores import Unit

PER_1000_WORDS = Unit("per 1,000 words", 1000)
SENTENCE_SHARE = Unit("% of sentences", 100)
# Confidence is calibrated, so below this a trained coder is more likely to disagree than to agree. Such a finding is shown,
# marked as uncertain, and counts in no headline.
LOW_CONFIDENCE = 0.5
# The label of a hit that stands for its whole sentence: a reader is not shown all of it as marked words.
WHOLE_SENTENCE = "whole sentence"
_NO_LABELS: frozenset[str] = frozenset()

T = TypeVar("T")


def recall(doc: Document, find: Callable[[Document], T]) -> T:
    """Return what a function finds in a document, found once however many measures ask."""
    memo: dict[Any, T] = doc.memo
    if find not in memo:
        memo[find] = find(doc)
    return memo[find]


class Described:
    """Gives a measure its documentation from its docstring."""

    @property
    def about(self) -> str:
        """The definition, formula, reading, limits and references."""
        return type(self).__doc__ or ""


def is_uncertain(found: Hit | Attribution) -> bool:
    """Say whether a finding is more likely wrong than right; what rules find is certain by definition."""
    return found.confidence < LOW_CONFIDENCE


def is_counted(attribution: Attribution) -> bool:
    """Say whether an attribution counts: reporting or hearsay at the outermost level (A-1, A-3), and not uncertain."""
    return attribution.kind in ("reporting", "hearsay") and attribution.level == 1 and not is_uncertain(attribution)


def named_tokens(doc: Document) -> frozenset[int]:
    """Return the tokens of actors' names: what somebody is called says nothing of how it is told."""
    named = (mention.span for mention in doc.mentions if mention.how == "alias")
    return frozenset(i for span in named if doc.tokens.texts[span.start][0].isupper() for i in range(*span))


def hit(  # noqa: PLR0913 - the fields of a hit, by name
    doc: Document,
    span: Span,
    measure: str,
    term: str,
    category: str,
    *,
    value: float = 1.0,
    target: str = "",
    voice: str | None = None,
    rule: str = "",
    labels: frozenset[str] = _NO_LABELS,
    source: str | None = None,
    plain: str = "",
    confidence: float = 1.0,
) -> Hit:
    """Return a hit over a run of tokens, with its sentence, its voice and, where others speak, its speaker.

    Voice and source may be given with the other fields.
    """
    start, end = doc.chars(span)
    if voice is None:
        voice = doc.voices[span.start]
    if source is None:
        source = speaker(doc, span) if voice != "own" else ""
    sentence, text = doc.sentence_at(span.start), doc.text[start:end]
    fields = (
        start, end, measure, term, category, value, target, voice, doc.zone, rule, labels, source, plain, sentence, text,
        confidence,
    )  # fmt: skip
    return tuple.__new__(Hit, fields)  # half the time of Hit(...), and one is made for every finding


def tokens_of(doc: Document, found: Hit) -> Span:
    """Return the tokens a hit covers in its zone."""
    starts = doc.tokens.starts
    return Span(bisect_left(starts, found.start), bisect_left(starts, found.end))


def speaker(doc: Document, span: Span) -> str:
    """Return who speaks at a span: the source of the innermost attribution whose content holds it."""
    at = span.start
    for (start, end), source in recall(doc, _find_told):
        if start <= at < end:
            return name_of(doc, source)
    return ""


def _find_told(doc: Document) -> list[tuple[Span, Source]]:
    """Return the contents of attributions, the shortest first, each with whose it is."""
    told = [(content, a.source) for a in doc.attributions if a.kind != "cognition" for content in a.contents]
    return sorted(told, key=lambda pair: pair[0].end - pair[0].start)


def name_of(doc: Document, source: Source) -> str:
    """Return a source as the text writes it; a pronoun as what it stands for."""
    if source.span is None or source.flags & {"pronoun", "anaphora"}:
        return source.entity
    return doc.quote(source.span)


def word_bases(doc: Document) -> dict[tuple[str, str, str], float]:
    """Return the words of each voice, and of all, as bases."""
    bases: dict[tuple[str, str, str], float] = {("words", voice, ""): count for voice, count in doc.words.items()}
    bases["all words", "", ""] = sum(doc.words.values())
    return bases


def sentence_base(doc: Document) -> dict[tuple[str, str, str], float]:
    """Return the number of sentences, list items left out (D-9)."""
    return {("sentences", "", ""): len(doc.sentences) - len(doc.list_items)}


def lexicon_bases(doc: Document) -> Mapping[tuple[str, str, str], float]:
    """Return the bases every lexicon measure has: words by voice, sentences, the article."""
    return {**word_bases(doc), **sentence_base(doc), ("article", "", ""): 1}


def mentioning_sentences(doc: Document) -> dict[int, list[Mention]]:
    """Return the mentions of each sentence that has one."""
    found: dict[int, list[Mention]] = {}
    for mention in doc.mentions:
        found.setdefault(doc.sentence_at(mention.span.start), []).append(mention)
    return found


def mention_bases(doc: Document) -> dict[tuple[str, str, str], float]:
    """Return, per actor, the number of sentences that mention it."""
    bases: dict[tuple[str, str, str], float] = {}
    for mentions in recall(doc, mentioning_sentences).values():
        for actor in {mention.actor for mention in mentions}:
            bases["mentioning sentences", "", actor] = bases.get(("mentioning sentences", "", actor), 0) + 1
    return bases
