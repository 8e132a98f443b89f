"""An analysis and its comparison -> a term worth reading in its contexts, with some of its lines for each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.charts.contributions import rank_gaps
from framing.charts.values import (
    compared_articles,
    counted_hits,
    find_dense,
    find_echoes,
    headline_columns,
    read_name,
    read_titles,
)
from framing.comparison.cells import name_group
from framing.concordance import Group, make_line
from framing.measures.evidence import WHOLE_SENTENCE

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.model import Article, Hit

LONGEST = 30  # characters of what is found; whole clauses are no terms


class Found(NamedTuple):
    """A term, and the lines it stands in, group by group; ``silent`` are the groups that have none."""

    title: str
    term: str
    groups: tuple[Group, ...]
    silent: tuple[str, ...]


def choose_limit(n_groups: int) -> int:
    """Return how many lines of each group a page has room for."""
    return 3 if n_groups <= 5 else 2 if n_groups <= 12 else 1


def find_lines(comparison: Comparison, analysis: Analysis) -> Found | None:
    """Return the first term that two groups have, else the first that stands anywhere twice; None where none does."""
    terms = _Terms(comparison, analysis)
    first = None
    for key in dict.fromkeys([*_rank_terms(comparison), *_frequent_terms(comparison, terms)]):
        alike = terms.find(*key)
        shown = [hit for own in alike.values() for _, hit in own]
        if len(shown) > 1 and all(len(hit.text) <= LONGEST for hit in shown):
            found = _make_found(read_name(key[0], terms.titles), key[2], alike)
            if len(found.groups) > 1 or len(comparison.groups) < 2:
                return found
            first = first or found
    return first


class _Terms:
    """The places of terms that count in a column, by group in alphabetical order; each column is searched once."""

    def __init__(self, comparison: Comparison, analysis: Analysis) -> None:
        self.analysis = analysis
        self.articles = compared_articles(comparison, analysis)
        self.groups = {article.id: name_group(article, comparison.by) for article in self.articles}
        self.names = comparison.groups
        self.titles = read_titles(analysis)
        self.hidden = find_dense(analysis)
        self.columns: dict[tuple[str, str], dict[str, list[tuple[Article, Hit]]]] = {}

    def find(self, measure: str, column: str, term: str) -> dict[str, list[tuple[Article, Hit]]]:
        """Return the places of one term, in articles and text order."""
        return {group: [pair for pair in own if pair[1].term == term] for group, own in self.search(measure, column).items()}

    def search(self, measure: str, column: str) -> dict[str, list[tuple[Article, Hit]]]:
        """Return the places of all terms of a column: none where it marks nearly every word, or whole sentences."""
        key = (measure, column)
        if key not in self.columns:
            places: dict[str, list[tuple[Article, Hit]]] = {group: [] for group in self.names}
            found = (c for m in self.analysis.measures if m.name == measure for c in m.columns if c.name == column)
            counting = None if measure in self.hidden else next(found, None)
            for article in self.articles if counting else ():
                for hit in counted_hits(self.analysis, article.id, measure, counting) if counting else ():
                    if WHOLE_SENTENCE not in hit.labels:
                        places[self.groups[article.id]].append((article, hit))
            self.columns[key] = places
        return self.columns[key]


def _rank_terms(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield the terms of gaps, largest gap and amount first."""
    for gap in rank_gaps(comparison):
        ranked = sorted(gap.contributions, key=lambda part: (-abs(part.amount), part.term))
        yield from ((gap.measure, gap.column, part.term) for part in ranked[:3] if part.term)


def _frequent_terms(comparison: Comparison, terms: _Terms) -> Iterator[tuple[str, str, str]]:
    """Yield the most frequent term of each measure that does not repeat another, in the order of the measures."""
    echoes = find_echoes(terms.analysis)
    for measure, column in headline_columns(comparison):
        if measure not in echoes:
            counts = Counter(hit.term for own in terms.search(measure, column).values() for _, hit in own if hit.term)
            yield from ((measure, column, term) for term, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:1])


def _make_found(title: str, term: str, alike: Mapping[str, Sequence[tuple[Article, Hit]]]) -> Found:
    told = [group for group in alike if alike[group]]
    limit = choose_limit(len(told))
    groups = tuple(_make_group(group, alike[group], limit) for group in told)
    return Found(title, term, groups, tuple(group for group in alike if not alike[group]))


def _make_group(name: str, places: Sequence[tuple[Article, Hit]], limit: int) -> Group:
    """Return a group with a few of its lines, from as many articles as can be."""
    seen: Counter[str] = Counter()
    turns = []
    for number, (article, _) in enumerate(places):
        turns.append((seen[article.id], number))
        seen[article.id] += 1
    chosen = sorted(number for _, number in sorted(turns)[:limit])
    return Group(name, len(places), len(seen), tuple(make_line(*places[number]) for number in chosen))
