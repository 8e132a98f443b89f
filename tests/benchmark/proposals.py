"""Persons listed by hand in 60 articles -> how many of them are proposed as actors, and how many first proposals are right.

The lists are kept as places in the articles, never as text (``sentences/actors.jsonl``). One line is one article: its ``id``,
its ``part`` (rules were mended on the 30 articles of part 0; part 1 judges), and its ``persons``: everybody named twice or
more, each with the names the article has for them, the fullest first, as ``[start, end, digest]`` of where that name first
stands. Not listed are by-lines, photo credits and links to other articles. The articles are the first of the file by the
digest of "actors" and their id that have 250 to 900 words, at most three of an outlet and nine of a year.

A person is found where an actor proposed as a person has one of these names among its own. A proposal is right where its
name stands for somebody who acts or is spoken of under it (an outlet's platform on which something is posted does not), its
type is right, and so are all its other names; a second proposal for the same actor is wrong. Which of them are right was
judged by hand (``sentences/proposed.jsonl``: the ``digest`` of the articles, name, type and other names, the ``code`` 1 or 0
and the ``reason``); what nobody has judged counts as wrong, so that a change of the rules is noticed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import datasets
from benchmark.hits import ARTICLES, digest, wilson
from benchmark.rows import Row
from framing.actors import Actor
from framing.model import Article
from framing.proposals import find_proposals, propose_actors

DATA = "persons listed by hand, US politics"
LISTS = datasets.SENTENCES / "actors.jsonl"
JUDGED = datasets.SENTENCES / "proposed.jsonl"
DEVELOPMENT, TEST = 0, 1
FIRST = 15  # proposals that are judged
BATCH = 10  # articles
ALL = 10_000  # more actors than are ever proposed


class Listed(NamedTuple):
    """An article, and the names of each person it names twice or more."""

    article: Article
    persons: tuple[tuple[str, ...], ...]


def read_lists(part: int, articles: Iterable[Mapping[str, Any]], path: Path = LISTS) -> list[Listed]:
    """Return the lists of one part with the names that stand at their places.

    Raises
    ------
    ValueError
        If the words at a place are not those that were listed: the articles are others.
    """
    with path.open(encoding="utf-8") as stream:
        lists = {entry["id"]: entry for entry in map(json.loads, stream) if entry["part"] == part}
    rows = {row["id"]: row for row in articles if row["id"] in lists}
    return [
        Listed(
            Article(id=ident, outlet=rows[ident].get("outlet", ""), text=rows[ident]["text"]),
            tuple(tuple(_name(ident, rows[ident]["text"], *place) for place in person) for person in entry["persons"]),
        )
        for ident, entry in lists.items()
        if ident in rows
    ]


def _name(ident: str, text: str, start: int, end: int, expected: str) -> str:
    if digest(text[start:end]) != expected:
        raise ValueError(f"article {ident}: the words at {start} to {end} are not those that were listed")
    return text[start:end].replace("\u2019", "'")


def missing(listed: Listed, actors: Sequence[Actor]) -> list[tuple[str, ...]]:
    """Return the listed persons whom no proposed person names."""
    proposed = {alias.words for actor in actors if actor.type == "person" for alias in actor.aliases}
    return [names for names in listed.persons if proposed.isdisjoint(names)]


def key(actor: Actor, articles: Sequence[Article]) -> str:
    """Return the digest of what is judged of a proposal from some articles; a state's names are those of the shipped file."""
    names = [] if actor.type == "state" else sorted(alias.words for alias in actor.aliases)
    return digest("|".join((articles[0].id, articles[-1].id, actor.name, actor.type, *names)))


def read_judged(path: Path = JUDGED) -> dict[str, int]:
    """Return the code of each proposal that was judged, by its digest."""
    with path.open(encoding="utf-8") as stream:
        return {entry["digest"]: entry["code"] for entry in map(json.loads, stream)}


def first_proposals(lists: Sequence[Listed], size: int) -> Iterator[tuple[str, Actor]]:
    """Yield the first proposals from each so many articles, with their digests."""
    for start in range(0, len(lists), size):
        batch = [listed.article for listed in lists[start : start + size]]
        for proposal in find_proposals(batch, most=FIRST):
            yield key(proposal.actor, batch), proposal.actor


def rows(
    articles: Iterable[Mapping[str, Any]] | None = None,
    part: int = TEST,
    lists: Path = LISTS,
    judged: Path = JUDGED,
) -> Iterator[Row]:
    """Yield recall and precision on one part; by default the one no rule was mended on."""
    listed = read_lists(part, datasets.rows(ARTICLES) if articles is None else articles, lists)
    codes = read_judged(judged)
    n = sum(len(item.persons) for item in listed)
    if not n:
        return
    together = propose_actors([item.article for item in listed], most=ALL).actors
    for metric, actors in (
        ("recall of persons named twice or more, each article alone", None),
        ("recall of persons named twice or more, all articles at once", together),
    ):
        missed = sum(
            len(missing(item, propose_actors([item.article], most=FIRST).actors if actors is None else actors))
            for item in listed
        )
        yield Row("proposed actors", metric, DATA, 1 - missed / n, n, interval=wilson(n - missed, n))
    for size in (len(listed), BATCH):
        proposed = [codes.get(found, 0) for found, _ in first_proposals(listed, size)]
        metric = f"precision of the first {FIRST} from {size} articles"
        value = sum(proposed) / len(proposed)
        yield Row("proposed actors", metric, DATA, value, len(proposed), interval=wilson(sum(proposed), len(proposed)))


def main() -> None:
    """Print the figures of both parts, whom the first misses, and what nobody has judged yet."""
    articles = list(datasets.rows(ARTICLES))
    codes = read_judged()
    for part in (DEVELOPMENT, TEST):
        for row in rows(articles, part):
            print(f"part {part}: {row.metric}: {row.value:.3f} {row.interval} of {row.n}")
        listed = read_lists(part, articles)
        for size in (len(listed), BATCH):
            for found, actor in first_proposals(listed, size):
                if found not in codes:
                    print("not judged:", found, actor.name, actor.type, [alias.words for alias in actor.aliases][1:5])
    for item in read_lists(DEVELOPMENT, articles):
        for names in missing(item, propose_actors([item.article], most=FIRST).actors):
            print("missed:", item.article.id, *names, sep=" ")


if __name__ == "__main__":
    main()
