"""Articles and their comparison -> the words typical of each group, by log-odds with a Dirichlet prior (CODEBOOK X-11)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from math import erfc, sqrt
from typing import TYPE_CHECKING, NamedTuple

from framing.comparison.allowed import FEW
from framing.comparison.cells import Scored, name_group
from framing.comparison.contrasts import OTHERS
from framing.comparison.results import DISCOVERY, LEVELS, Comparison
from framing.given import expect
from framing.lexicon import shipped_lexicon
from framing.segmentation import fold
from framing.stats import adjust_benjamini_hochberg, contrast_terms

if TYPE_CHECKING:
    import pandas as pd

FEWEST_USES, FEWEST_STORIES = 5, 2  # uses on both sides together, and stories on each
FEWEST_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OPENERS = frozenset("\"'.!?:;(\u2022\u2014\u2013\u201c\u2018\n")  # after these a capital tells nothing


@dataclass(frozen=True, slots=True)
class TypicalWord:
    """A word that one group uses more often than another, or than all others.

    ``uses`` and ``other_uses`` count it on both sides, ``rate`` and ``other_rate`` per 1,000 words, ``stories`` and
    ``other_stories`` in how many stories of each it stands. ``log_odds`` and ``z`` are Monroe, Colaresi and Quinn's (2008),
    ``p_adjusted`` is Benjamini and Hochberg's over all words and contrasts.
    """

    group: str
    other: str
    word: str
    uses: int
    other_uses: int
    rate: float
    other_rate: float
    stories: int
    other_stories: int
    log_odds: float
    z: float
    p: float
    p_adjusted: float = 1.0


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words typical of each group: an exploratory list, the surest first within each contrast.

    ``words`` are those that stand at .10; ``family_size`` counts all that were tested. ``sides`` holds for each contrast the
    number of stories on either side; ``too_few`` names the groups left out because a side has fewer than six (X-4).
    """

    words: tuple[TypicalWord, ...]
    family_size: int
    sides: Mapping[tuple[str, str], tuple[int, int]]
    too_few: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per contrast and word."""
        import pandas as pd

        names = [field.name for field in fields(TypicalWord)]
        return pd.DataFrame([[getattr(word, name) for name in names] for word in self.words], columns=names)

    def __repr__(self) -> str:
        """Say in a line how many words stand, and among how many."""
        sides = "; ".join(f"{one} against {other}: {n} and {m} stories" for (one, other), (n, m) in self.sides.items())
        few = f"; fewer than {FEW} stories: {', '.join(self.too_few)}" if self.too_few else ""
        n = len(self.words)
        return f"WordLists({n} typical word{'s' * (n != 1)} of {self.family_size:,} tested; {sides or 'nothing compared'}{few})"

    def _repr_html_(self) -> str:
        """Show one row a word in Jupyter."""
        from html import escape

        chosen = ["group", "word", "uses", "other_uses", "rate", "other_rate", "stories", "other_stories", "p_adjusted"]
        table: str = self.frame()[chosen].to_html(escape=True, index=False, float_format="{:.3g}".format) if self.words else ""
        return f"<p>{escape(repr(self))}</p>{table}"


@dataclass(frozen=True, slots=True)
class _Text:
    """One article as counted words."""

    group: str
    story: int
    words: Counter[str]
    n_words: int


class _Side(NamedTuple):
    """What one side says: uses of each word, stories it stands in, all words, all stories."""

    uses: Counter[str]
    stories: Counter[str]
    n_words: int
    n_stories: int


def contrast_words(analysis: Scored, comparison: Comparison) -> WordLists:
    """Find the words that each group uses more often than the others in the stories compared.

    Read are bodies, quotations included. Names and function words are left out: names say what a story was about, and an
    outlet's own would head every list. A word counts with five uses, in two stories of each side (CODEBOOK X-11), of groups
    with six stories on both sides. The test takes words as used one by one; as they come in clusters, it errs toward
    finding too many: look at ``stories`` too.

    Parameters
    ----------
    analysis, comparison
        What `framing.analyze` and `framing.compare` returned for the same articles.

    Returns
    -------
    WordLists
        Of two groups each against the other; of more, each against all others. Where groups share stories, only those that
        both sides tell are read.

    Raises
    ------
    FramingError
        If something else was given.
    """
    call = "contrast_words needs an analysis, then its comparison: framing.contrast_words(analysis, comparison)."
    expect(analysis, "sizes", call)
    expect(comparison, "compared", call)
    texts = list(_read(analysis, comparison))
    matched = comparison.design != "unmatched"
    whole = None if matched else _sum(texts)
    found: list[TypicalWord] = []
    sides: dict[tuple[str, str], tuple[int, int]] = {}
    too_few: list[str] = []
    for group, other in _list_contrasts(comparison.groups):
        first, second = _take_sides(texts, group, whole) if whole else _match_sides(texts, group)
        n_stories = first.n_stories, second.n_stories
        if min(n_stories) < FEW:
            too_few.append(group)
            continue
        sides[group, other] = n_stories
        found += _contrast(first, second, group, other)
    p_values = adjust_benjamini_hochberg([word.p for word in found])
    words = [replace(word, p_adjusted=p) for word, p in zip(found, p_values, strict=True) if p <= LEVELS[DISCOVERY]]
    typical = [_turn(word) if word.z < 0 else word for word in words if word.z > 0 or word.other != OTHERS]
    typical.sort(key=lambda word: (comparison.groups.index(word.group), -word.z, word.word))
    return WordLists(tuple(typical), len(found), sides, tuple(too_few))


def _list_contrasts(groups: Sequence[str]) -> list[tuple[str, str]]:
    """Return each group against all others; two groups once, because what one uses more the other uses less."""
    if len(groups) < 3:
        return [(groups[0], groups[1])] if len(groups) == 2 else []
    return [(group, OTHERS) for group in groups]


def _read(analysis: Scored, comparison: Comparison) -> Iterator[_Text]:
    """Yield the articles compared as counted words, without names and function words."""
    chosen = set(comparison.compared)
    compared = [story for story in comparison.stories if story.id in chosen]
    of_story = {article: number for number, story in enumerate(compared) for article in story.articles}
    counted: list[tuple[str, int, Counter[str]]] = []
    capitals: Counter[str] = Counter()
    for article in analysis.articles:
        if article.id in of_story:
            words, inside = _count(article.text)
            capitals.update(inside)
            counted.append((name_group(article, comparison.by), of_story[article.id], words))
    for group, story, words in counted:
        kept = {word: n for word, n in words.items() if capitals[word] <= 0 and _is_content(word)}
        yield _Text(group, story, Counter(kept), words.total())


def _count(text: str) -> tuple[Counter[str], Counter[str]]:
    """Count the words of a text, and of each how often it has a capital inside a sentence less how often it has none."""
    folded = fold(text)  # in small letters, place for place
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for found in _WORD.finditer(folded):
        start = found.start()
        word = found.group().removesuffix("'s")
        words[word] += 1
        if text[start].islower():
            capitals[word] -= 1
        elif text[max(0, start - 3) : start].rstrip(" ")[-1:] not in _OPENERS:
            capitals[word] += 1
    return words, capitals


def _is_content(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and "'" not in word and word not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    patterns = (pattern for entry in shipped_lexicon("function_words").entries for pattern in entry.patterns)
    return frozenset(pattern[0] for pattern in patterns if len(pattern) == 1)


def _take_sides(texts: Sequence[_Text], group: str, whole: _Side) -> tuple[_Side, _Side]:
    """Return what a group says, and what is left of the whole without it: no two groups tell one story."""
    own = _sum(text for text in texts if text.group == group)
    rest = _Side(
        whole.uses - own.uses, whole.stories - own.stories, whole.n_words - own.n_words, whole.n_stories - own.n_stories
    )
    return own, rest


def _match_sides(texts: Sequence[_Text], group: str) -> tuple[_Side, _Side]:
    """Return what a group and the others say in the stories that both sides tell."""
    first = [text for text in texts if text.group == group]
    second = [text for text in texts if text.group != group]
    shared = {text.story for text in first} & {text.story for text in second}
    one, other = (_sum(text for text in side if text.story in shared) for side in (first, second))
    return one, other


def _sum(texts: Iterable[_Text]) -> _Side:
    """Return how often texts use each word, in how many stories, and how many words and stories there are."""
    uses: Counter[str] = Counter()
    in_stories: dict[int, set[str]] = {}
    n_words = 0
    for text in texts:
        uses.update(text.words)
        in_stories.setdefault(text.story, set()).update(text.words)
        n_words += text.n_words
    return _Side(uses, Counter(word for words in in_stories.values() for word in words), n_words, len(in_stories))


def _contrast(first: _Side, second: _Side, group: str, other: str) -> Iterator[TypicalWord]:
    """Yield every word that may be told of, with its test."""
    uses, other_uses = first.uses, second.uses
    allowed = {
        word
        for word, n_stories in first.stories.items()
        if min(n_stories, second.stories[word]) >= FEWEST_STORIES and uses[word] + other_uses[word] >= FEWEST_USES
    }
    sides = []
    for counts, whole in ((uses, first.n_words), (other_uses, second.n_words)):
        own: dict[str, float] = {word: counts[word] for word in allowed}
        sides.append({**own, "": whole - sum(own.values())})  # all other words, so that each side counts all of its own
    for found in contrast_terms(*sides):
        word = found.term
        if word:
            yield TypicalWord(
                group=group,
                other=other,
                word=word,
                uses=uses[word],
                other_uses=other_uses[word],
                rate=1000 * uses[word] / first.n_words,
                other_rate=1000 * other_uses[word] / second.n_words,
                stories=first.stories[word],
                other_stories=second.stories[word],
                log_odds=found.log_odds,
                z=found.z,
                p=erfc(abs(found.z) / sqrt(2)),
            )


def _turn(word: TypicalWord) -> TypicalWord:
    """Return what one of two groups uses less as what the other uses more."""
    return replace(
        word,
        group=word.other,
        other=word.group,
        uses=word.other_uses,
        other_uses=word.uses,
        rate=word.other_rate,
        other_rate=word.rate,
        stories=word.other_stories,
        other_stories=word.stories,
        log_odds=-word.log_odds,
        z=-word.z,
    )
