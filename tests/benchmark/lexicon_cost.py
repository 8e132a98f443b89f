"""What a longer list costs: the time to search articles for 10,000 patterns, over that for 1,000.

Two ratios: one where the 9,000 further patterns stand in no article, so that only the length of the list differs; and one
where they are the next words of the articles by frequency, so that more than twice as much is found.

Run in the folder of the tests: python -m benchmark.lexicon_cost ARTICLES
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence

from framing.documents import segment
from framing.matcher import Matcher
from framing.model import Document

SHORT, LONG = 1_000, 10_000
ROUNDS = 5
SKIPPED = 500  # the most frequent words, which no list of terms holds


def make_patterns(docs: Iterable[Document], n: int, found: int) -> list[tuple[str, ...]]:
    """Return patterns as a long list has them: words and phrases in turn, one word in ten with a star.

    The first ``found`` are made of the articles' own words, from the more frequent to the rarer ones; the others begin like
    these and stand nowhere. A longer list begins with all of a shorter one.
    """
    words = Counter(norm for doc in docs for norm in doc.norms if norm.isalpha() and len(norm) > 3)
    ranked = [word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))][SKIPPED:]
    patterns: list[tuple[str, ...]] = []
    for i in range(n):
        word = ranked[i % len(ranked)]
        follower = ranked[(i * 7919) % len(ranked)]
        if i >= found:
            word, follower = (word, "zz") if i % 2 else (f"{word}zz", follower)
        patterns.append((word, follower) if i % 2 else (f"{word}*",) if i % 20 == 0 else (word,))
    return patterns


def measure(docs: Sequence[Document], matchers: Sequence[Matcher[bool]]) -> list[float]:
    """Return the best of several times, in seconds of CPU, that each matcher needs for all articles."""
    best = [float("inf")] * len(matchers)
    for _ in range(ROUNDS):
        for i, matcher in enumerate(matchers):
            started = time.process_time()
            for doc in docs:
                matcher.find(doc.norms, lambda *_: True)
            best[i] = min(best[i], time.process_time() - started)
    return best


def lexicon_cost(docs: Sequence[Document]) -> tuple[float, float]:
    """Return how many times as long 10,000 patterns take as 1,000: where they find no more, and where they find more."""
    lists = [(SHORT, SHORT), (LONG, SHORT), (LONG, LONG)]
    matchers = [Matcher((pattern, True) for pattern in make_patterns(docs, n, found)) for n, found in lists]
    short, long, richer = measure(docs, matchers)
    return long / short, richer / short


def main(paths: Sequence[str]) -> None:
    """Print the ratios for some articles."""
    import framing

    docs = [segment(article.text) for article in framing.read(list(paths), on_error="skip", language="any")]
    same, more = lexicon_cost(docs)
    print(f"{LONG:,} patterns over {SHORT:,}, {len(docs):,} articles: {same:.2f} finding the same, {more:.2f} finding more")


if __name__ == "__main__":
    main(sys.argv[1:])
