"""Tagged sentences -> copies in which verbs and nouns are replaced by words that can be either ("reports", "claims").

MASC knows many such words only as nouns, and news uses them to say who says what. A copy teaches that the place decides.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from framing.inflection import inflect_verb
from framing.training.masc import TaggedSentence

# Tuned on MASC's development documents, EWT's and 38 invented sentences: more of either costs accuracy on nouns.
SHARE_OF_OTHERS = 0.15  # of infinitives and nouns that are replaced; finite verbs always are
SHARE_WITHOUT_VERB = 0.2  # of copies kept in which no finite verb was replaced

_FINITE = frozenset(["VBZ", "VBP"])
_REPLACED = frozenset(["VBZ", "VBP", "VB", "NN", "NNS"])
_WITH_S = frozenset(["VBZ", "NNS"])
_AUXILIARIES = frozenset(["is", "'s", "s", "has", "does", "'m", "am", "'re", "are", "'ve", "have", "do", "be"])


def find_homographs(sentences: Iterable[TaggedSentence]) -> list[str]:
    """Return the words seen both as a noun and as the base form of a verb, auxiliaries and modals left out."""
    seen: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for word, tag in sentence:
            seen[word.lower()].add(tag)
    return sorted(
        word
        for word, tags in seen.items()
        if "NN" in tags
        and tags & {"VB", "VBP"}
        and "MD" not in tags
        and len(word) > 2
        and word.isalpha()
        and word not in _AUXILIARIES
    )


def vary(sentences: Sequence[TaggedSentence], seed: int) -> Iterator[TaggedSentence]:
    """Yield the copies, the same for the same seed."""
    chance = random.Random(seed)
    words = find_homographs(sentences)
    for sentence in sentences if words else ():
        places = [i for i, (word, tag) in enumerate(sentence) if _is_replaced(word, tag, chance)]
        finite = any(sentence[i][1] in _FINITE for i in places)
        if places and (finite or chance.random() < SHARE_WITHOUT_VERB):
            copy = list(sentence)
            for i in places:
                tag = sentence[i][1]
                word = chance.choice(words)
                copy[i] = (inflect_verb(word)[1] if tag in _WITH_S else word, tag)
            yield copy


def _is_replaced(word: str, tag: str, chance: random.Random) -> bool:
    if tag not in _REPLACED or word.lower() in _AUXILIARIES or not word.isalpha():
        return False
    return tag in _FINITE or chance.random() < SHARE_OF_OTHERS
