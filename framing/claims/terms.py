"""A statement -> its terms: the words that carry its meaning, each with what it weighs (CODEBOOK C-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.claims.results import Statement
from framing.model import Document, Token
from framing.paraphrase.words import is_number, split_word, stop_words
from framing.segmentation import tokenize
from framing.stems import stem

NAME_WEIGHT, NUMBER_WEIGHT = 1.5, 1.5
SAID_WEIGHT = 0.3  # of words in a source or cue: who says it is told apart from what is said
_OPENERS = frozenset(["\u201c", '"', "\u2018", "'", "(", ":", "\u2022", "-", "\u2013", "\u2014"])


@dataclass(frozen=True, slots=True)
class Term:
    """A word with meaning: its stem, its form in small letters, whether only itself counts, and its weight.

    ``exact`` is set for names and numbers, ``said`` for words of a source or a cue.
    """

    stem: str
    norm: str
    exact: bool
    weight: float
    said: bool = False


def find_names(doc: Document) -> frozenset[str]:
    """Return the words that a text writes with a capital inside a sentence, in small letters.

    A sentence that begins with one of them begins with a name.
    """
    names = set()
    for sentence in doc.sentences:
        for i in range(sentence.start + 1, sentence.end):
            if doc.tokens[i].text[0].isupper() and doc.tokens[i - 1].text not in _OPENERS and doc.norms[i] != "i":
                names.add(doc.norms[i])
    return frozenset(names)


def read_terms(statement: Statement, said: Sequence[tuple[int, int]] = (), names: frozenset[str] = frozenset()) -> list[Term]:
    """Return a statement's terms in order.

    Numbers in words become figures, and what a hyphen joins is taken apart: "a seven-page draft" has the number 7.

    Parameters
    ----------
    said
        The characters of the statement's article that are a source or a cue.
    names
        The article's names, as `find_names` gives them.
    """
    terms = []
    before: Token | None = None
    for token in tokenize(statement.text):
        at = statement.start + token.start
        is_said = any(start <= at < end for start, end in said)
        for word in split_word(token.norm):
            if word in stop_words():
                continue
            number = is_number(word)
            name = not number and token.text[0].isupper() and (before is not None or word in names)
            weight = NUMBER_WEIGHT if number else NAME_WEIGHT if name else 1.0
            terms.append(Term(word if number else stem(word), word, number or name, weight, is_said))
        before = token
    return terms
