"""A lexicon and articles -> how often each entry is found, in how many articles and outlets, and in whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.annotators import make_annotator
from framing.lexicon import Entry, Lexicon
from framing.measures import apply, lexicon_measure
from framing.model import VOICES, Article, Hit

if TYPE_CHECKING:
    from framing.annotators import Choice


@dataclass(slots=True)
class EntryCount:
    """What was found of an entry: hits in body, title and deck, by voice, and where."""

    entry: Entry
    n_hits: int = 0
    by_voice: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def add(self, article: Article, found: Hit) -> None:
        """Count a hit."""
        self.n_hits += 1
        self.by_voice[found.voice] += 1
        self.articles.add(article.id)
        self.outlets.add(article.outlet)


def count_entries(lexicon: Lexicon, articles: Iterable[Article], *, annotator: Choice = None) -> list[EntryCount]:
    """Count the hits of every entry of a lexicon, as its measure finds them.

    Entries of the same category and words, told apart by their conditions, are counted as one.

    Parameters
    ----------
    lexicon
        The lexicon.
    articles
        The articles; read once.
    annotator
        What tells whose words a hit is in, as in `make_annotator`.

    Returns
    -------
    One count for each entry: most hits first, then in the order of the alphabet; entries without a hit last.
    """
    counts = {entry.id: EntryCount(entry) for entry in reversed(lexicon.entries)}
    measure = lexicon_measure(lexicon)
    made = make_annotator(annotator, lexicons=[lexicon])
    for article in articles:
        for found in apply(measure, made.annotate(article))[0]:
            count = counts.get(f"{found.category}: {found.term}")
            if count:  # a measure may find more than its list says, such as scare quotes
                count.add(article, found)
    return sorted(counts.values(), key=lambda count: (-count.n_hits, -len(count.articles), count.entry.words.casefold()))


def describe_voices(count: EntryCount) -> str:
    """Return the hits by voice, in words: ``own 3, quoted 1``."""
    return ", ".join(f"{voice} {count.by_voice[voice]:,}" for voice in VOICES if count.by_voice[voice])
