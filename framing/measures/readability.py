"""Sentences -> readability: three published formulas, of which each sentence contributes its exact share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from framing.measures.evidence import hit
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit
from framing.syllables import count_syllables

LEAST_WORDS = 150  # D-11
LEAST_SENTENCES = 5  # D-11
LONG_WORD = 6  # LIX: a long word has more letters than this
_CLITICS = frozenset(["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"])  # what tokenization cuts off a word


@dataclass(frozen=True)
class Readability:
    """A formula of the form ``constant + length * (words / sentences) + difficulty * (units / words)``.

    ``count`` counts the units of a sentence: its syllables, or its long words.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    constant: float
    length: float
    difficulty: float
    count: Callable[[Document, Span], int]
    needs: frozenset[str] = frozenset({"sentences"})

    def find(self, doc: Document) -> Iterator[Hit]:
        """Yield each sentence, worth its share of the formula; nothing where the score is not defined."""
        if not is_defined(doc):
            return
        lengths, units = count_each(doc, Document.n_words), count_each(doc, self.count)
        n_sentences, n_words = len(lengths), sum(lengths.values())
        for index, length in lengths.items():
            value = (self.constant + self.length * length) / n_sentences
            value += self.difficulty * units[index] / n_words
            yield hit(doc, doc.sentences[index], self.name, "sentence", "sentence", value=value, rule="D-9", voice="own")

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return one article, or none where the score is not defined."""
        return {("article", "", ""): int(is_defined(doc))}


def is_defined(doc: Document) -> bool:
    """Say whether a text is long enough for a score, list items left out (CODEBOOK D-9, D-11); titles never are."""
    if doc.zone != "body" or len(doc.sentences) - len(doc.list_items) < LEAST_SENTENCES:
        return False
    listed = sum(doc.n_words(doc.sentences[index]) for index in doc.list_items)
    return sum(doc.words.values()) - listed >= LEAST_WORDS


def count_each(doc: Document, count: Callable[[Document, Span], int]) -> dict[int, int]:
    """Return what is counted in each sentence that is no list item, counted once for all measures that ask."""
    if count not in doc.memo:
        spans = enumerate(doc.sentences)
        doc.memo[count] = {index: count(doc, span) for index, span in spans if index not in doc.list_items}
    counts: dict[int, int] = doc.memo[count]
    return counts


def count_sentence_syllables(doc: Document, span: Span) -> int:
    """Count the syllables of a sentence's words; a clitic ("n't", "'s") is spoken with the word before it."""
    norms = doc.tokens.norms[span.start : span.end]
    total = sum(map(count_syllables, norms))
    if not _CLITICS.isdisjoint(norms):
        for word, clitic in pairwise(norms):
            if clitic in _CLITICS:
                total += count_syllables(word + clitic) - count_syllables(word) - count_syllables(clitic)
    return total


def count_long_words(doc: Document, span: Span) -> int:
    """Count the words (D-8: up to the next space) of more than six letters."""
    words = doc.quote(span).split()
    longer = [word for word in words if len(word) > LONG_WORD]
    other = [word for word in longer if not word.isalpha()]
    return len(longer) - len(other) + sum(sum(map(str.isalpha, word)) > LONG_WORD for word in other)


def flesch_kincaid() -> Readability:
    """Flesch-Kincaid grade level.

    Definition
    ----------
    The US school grade that a text is written for, from the length of its sentences and words.

    Formula
    -------
    0.39 * words / sentences + 11.8 * syllables / words - 15.59. A sentence's share is
    (0.39 * its words - 15.59) / sentences + 11.8 * its syllables / words; the shares add up to the grade.

    Reading
    -------
    Higher is harder to read. Nine in ten of 1,583 US political articles have between 9 and 16.

    Limits
    ------
    Counts form, not sense: a quotation counts as the outlet's own words do, figures count as one syllable. Not
    defined under 150 words or 5 sentences (D-11). List items are left out, since they are no sentences (D-9).
    Syllables are CMUdict's for the words it has; for others textstat estimates them, and more often too few.

    References
    ----------
    Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75, Naval Technical Training Command.
    CODEBOOK D-8, D-9, D-11.
    """
    return Readability(
        name="flesch_kincaid",
        title="Readability: Flesch-Kincaid grade",
        about=flesch_kincaid.__doc__ or "",
        columns=(_column("grade", "US school grade", "school grade"),),
        constant=-15.59,
        length=0.39,
        difficulty=11.8,
        count=count_sentence_syllables,
    )


def flesch_ease() -> Readability:
    """Flesch reading ease.

    Definition
    ----------
    How easily a text reads, from the length of its sentences and words, on a scale made to run from 0 to 100.

    Formula
    -------
    206.835 - 1.015 * words / sentences - 84.6 * syllables / words. A sentence's share is
    (206.835 - 1.015 * its words) / sentences - 84.6 * its syllables / words; the shares add up to the score.

    Reading
    -------
    Higher is easier: 60 to 70 is plain English, under 30 is academic prose. Nine in ten of 1,583 US political articles
    have between 30 and 60.

    Limits
    ------
    Counts form, not sense: a quotation counts as the outlet's own words do, figures count as one syllable. Not
    defined under 150 words or 5 sentences (D-11). List items are left out, since they are no sentences (D-9).
    Syllables are CMUdict's for the words it has; for others textstat estimates them, and more often too few.

    References
    ----------
    Flesch 1948, A new readability yardstick, Journal of Applied Psychology 32. CODEBOOK D-8, D-9, D-11.
    """
    return Readability(
        name="flesch_ease",
        title="Readability: Flesch reading ease",
        about=flesch_ease.__doc__ or "",
        columns=(_column("ease", "points", "ease of reading"),),
        constant=206.835,
        length=-1.015,
        difficulty=-84.6,
        count=count_sentence_syllables,
    )


def lix() -> Readability:
    """LIX, the readability index that counts letters.

    Definition
    ----------
    How hard a text is to read, from the length of its sentences and its share of long words. It needs no syllables,
    so it does not depend on how names and figures are spoken.

    Formula
    -------
    words / sentences + 100 * words of more than six letters / words. A sentence's share is
    its words / sentences + 100 * its long words / words; the shares add up to the score.

    Reading
    -------
    Higher is harder: under 30 is very easy, over 60 very hard. Nine in ten of 1,583 US political articles have between
    38 and 58.

    Limits
    ------
    Counts form, not sense. A compound with hyphens is one word (D-8). Björnsson ends sentences at colons too; here they
    end by D-9. Not defined under 150 words or 5 sentences (D-11). List items are left out (D-9).

    References
    ----------
    Björnsson 1968, Läsbarhet. Anderson 1983, Lix and Rix, Journal of Reading 26. CODEBOOK D-8, D-9, D-11.
    """
    return Readability(
        name="lix",
        title="Readability: LIX",
        about=lix.__doc__ or "",
        columns=(_column("lix", "points", "difficulty of reading"),),
        constant=0.0,
        length=1.0,
        difficulty=100.0,
        count=count_long_words,
    )


def _column(name: str, unit: str, about: str) -> Column:
    return Column(name, Unit(unit), "article", about, by="values", headline=True)
