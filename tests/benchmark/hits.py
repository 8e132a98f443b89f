"""Hits coded by hand in articles -> the precision of each lexicon entry, and of all, with Wilson intervals.

The codes are kept as places in the articles, never as text (``sentences/*_hits.jsonl``): one line holds the article's ``id``,
``start`` and ``end`` in its text, the ``digest`` of the words there, the ``term`` (the entry's words) and ``category`` the hit
had when it was coded, the ``code`` (1 right by the codebook, 0 wrong), how it was ``drawn`` (``entry``: among the hits of its
entry; ``random``: among all hits of the headline), ``round`` (in which round of drawing; rules were mended after each
but the last) and, where it is wrong, the ``reason`` in a few words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha1
from importlib import import_module
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple, Protocol

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import datasets
from benchmark.rows import Row
from framing.model import Article, Document, Hit

ARTICLES = "us_politics_articles.jsonl.gz"
DATA = "hits coded by hand, US politics"
GOOD = 0.8
FEWEST = 5  # hits of an entry, below which its precision says nothing
_Z = 1.959964  # of 95 %


class Code(NamedTuple):
    """One hit as it was coded."""

    id: str
    start: int
    end: int
    digest: str
    term: str
    category: str
    code: int
    drawn: str = "entry"
    round: int = 1
    reason: str = ""


class Judged(NamedTuple):
    """A coded hit, and the hit of the measure as it is now that covers its place; None where there is none any more."""

    code: Code
    hit: Hit | None


class Finder(Protocol):
    """What hits are asked of: a measure."""

    def find(self, doc: Document) -> Iterable[Hit]: ...


class Precision(NamedTuple):
    """How many of ``n`` were right, and where the true share lies with 95 % confidence (Wilson's interval)."""

    n: int
    right: int

    @property
    def value(self) -> float:
        return self.right / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.n)


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share; from 0 to 1 where nothing was counted."""
    if not n:
        return 0.0, 1.0
    share, z2 = right / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return round(max(middle - half, 0.0), 3), round(min(middle + half, 1.0), 3)


def digest(words: str) -> str:
    """Return eight hexadecimal digits of a hit's words, by which a changed file of articles is noticed."""
    return sha1(words.encode("utf-8"), usedforsecurity=False).hexdigest()[:8]


def read_codes(name: str, folder: Path = datasets.SENTENCES) -> list[Code]:
    """Return the codes in ``sentences/NAME_hits.jsonl``.

    Raises
    ------
    ValueError
        If a line is no code: a field is missing or unknown, or the code is neither 0 nor 1.
    """
    codes = []
    path = folder / f"{name}_hits.jsonl"
    with path.open(encoding="utf-8") as stream:
        for n, line in enumerate(stream, 1):
            try:
                code = Code(**json.loads(line))
            except TypeError as error:
                raise ValueError(f"{path.name}, line {n}: {error}") from None
            if code.code not in (0, 1):
                raise ValueError(f"{path.name}, line {n}: code is {code.code!r}, not 0 or 1")
            codes.append(code)
    return codes


def write_codes(name: str, codes: Iterable[Code], folder: Path = datasets.SENTENCES) -> None:
    """Write codes by article and place, without the fields that hold their usual value."""
    lines = []
    for code in sorted(codes):
        usual = Code._field_defaults
        record = {key: value for key, value in code._asdict().items() if key not in usual or value != usual[key]}
        lines.append(json.dumps(record, ensure_ascii=False))
    (folder / f"{name}_hits.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def judge(
    codes: Sequence[Code],
    articles: Iterable[Mapping[str, Any]],
    measure: Finder,
    annotate: Callable[[Article], Document],
    counts: Callable[[Hit], bool],
) -> Iterator[Judged]:
    """Yield each code of the articles with the hit that covers its place now.

    Parameters
    ----------
    counts
        Which hits are in question: those of the headline, in the headline's voices.

    Raises
    ------
    ValueError
        If the words at a code's place are not those that were coded: the articles are others.
    """
    by_article = defaultdict(list)
    for code in codes:
        by_article[code.id].append(code)
    for row in articles:
        if row["id"] not in by_article:
            continue
        text = row["text"]
        for code in by_article[row["id"]]:
            if digest(text[code.start : code.end]) != code.digest:
                raise ValueError(f"article {code.id}: the words at {code.start} to {code.end} are not those that were coded")
        doc = annotate(Article(id=row["id"], text=text))
        found = [hit for hit in measure.find(doc) if hit.zone == "body" and counts(hit)]
        for code in by_article[row["id"]]:
            yield Judged(code, next((hit for hit in found if hit.start < code.end and code.start < hit.end), None))


def precision(judged: Iterable[Judged]) -> Precision:
    """Return the precision of what is still found."""
    right = [j.code.code for j in judged if j.hit]
    return Precision(len(right), sum(right))


def by_term(judged: Iterable[Judged]) -> dict[str, Precision]:
    """Return the precision of each entry by the category and words it has now, in alphabetical order."""
    groups = defaultdict(list)
    for j in judged:
        if j.hit:
            groups[f"{j.hit.category}: {j.hit.term}"].append(j)
    return {term: precision(group) for term, group in sorted(groups.items())}


def kept(judged: Iterable[Judged]) -> Precision:
    """Return how many of the hits coded as right are still found: what mending rules has cost."""
    right = [j for j in judged if j.code.code]
    return Precision(len(right), sum(j.hit is not None for j in right))


def rows(measure: str, judged: Sequence[Judged]) -> Iterator[Row]:
    """Yield the pooled precision of the hits drawn by entry and at random, and the share of entries at .80 or more."""
    for drawn, metric in (("entry", "precision, hits drawn by entry"), ("random", "precision, hits drawn at random")):
        figure = precision(j for j in judged if j.code.drawn == drawn)
        if figure.n:
            yield Row(measure, metric, DATA, figure.value, figure.n, interval=figure.interval)
    last = max((j.code.round for j in judged if j.code.drawn == "random"), default=1)
    if last > 1:  # no rule was mended on these
        figure = precision(j for j in judged if j.code.drawn == "random" and j.code.round == last)
        yield Row(measure, "precision, last round drawn at random", DATA, figure.value, figure.n, interval=figure.interval)
    terms = [figure for figure in by_term(j for j in judged if j.code.drawn == "entry").values() if figure.n >= FEWEST]
    if terms:
        good = Precision(len(terms), sum(figure.value >= GOOD for figure in terms))
        yield Row(measure, f"entries with precision {GOOD:.2f}", DATA, good.value, good.n)


def table(judged: Iterable[Judged]) -> str:
    """Return the precision of each entry as a table for a reader, the worst first."""
    lines = ["| entry | n | right | precision |", "|---|---:|---:|---|"]
    for term, figure in sorted(by_term(judged).items(), key=lambda item: (item[1].value, item[0])):
        low, high = figure.interval
        lines.append(f"| {term} | {figure.n} | {figure.right} | {figure.value:.2f} [{low:.2f}, {high:.2f}] |")
    return "\n".join(lines)


def reasons(judged: Iterable[Judged]) -> str:
    """Return what is wrong with the hits that are, as a table for a reader, the most frequent first."""
    counts = Counter(j.code.reason for j in judged if j.hit and not j.code.code)
    lines = ["| wrong because | n |", "|---|---:|"]
    return "\n".join(
        lines + [f"| {reason} | {n} |" for reason, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    )


def pooled(judged: Sequence[Judged]) -> str:
    """Return the precision of each round of drawing, as a table for a reader, and how many right ones mending has cost."""
    lines = ["| drawn | round | n as drawn | right as drawn | n now | precision now |", "|---|---:|---:|---:|---:|---|"]
    for drawn, number in sorted({(j.code.drawn, j.code.round) for j in judged}):
        group = [j for j in judged if (j.code.drawn, j.code.round) == (drawn, number)]
        now, (low, high) = precision(group), precision(group).interval
        right = sum(j.code.code for j in group)
        lines.append(f"| {drawn} | {number} | {len(group)} | {right} | {now.n} | {now.value:.3f} [{low:.3f}, {high:.3f}] |")
    still = kept(judged)
    return "\n".join([*lines, "", f"Of {still.n} hits coded as right, {still.right} are still found."])


def main() -> None:
    """Print what the codes say of a measure: ``python tests/benchmark/hits.py hedging``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("measure", help="the module of the benchmark whose hits were coded: hedging, loaded")
    judged = import_module(f"benchmark.{parser.parse_args().measure}").judged_hits()
    print(table(judged), reasons(judged), pooled(judged), sep="\n\n")


if __name__ == "__main__":
    main()
