"""Articles -> proposed actors: names that recur, with their short forms, for a person to confirm (CODEBOOK S-4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from framing.actors import Actor, Registry
from framing.model import Article
from framing.proposals.bodies import find_bodies
from framing.proposals.candidates import Candidate
from framing.proposals.kinds import STATE
from framing.proposals.names import collect
from framing.proposals.naming import Namer, find_example
from framing.proposals.people import find_people

__all__ = ["MAX_ACTORS", "Proposal", "find_proposals", "propose_actors"]

MAX_ACTORS = 8
_LEAST = 2  # mentions
_MOST_NAMED = 1000  # candidates whose names no state takes


@dataclass(frozen=True, slots=True)
class Proposal:
    """An actor that is proposed: how often it is named, in which articles and outlets, and a sentence that names it."""

    actor: Actor
    mentions: int
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    example: str


def propose_actors(articles: Iterable[Article], *, most: int = MAX_ACTORS) -> Registry:
    """Propose the persons, organizations, groups and states the articles speak of most.

    Parameters
    ----------
    articles
        The articles to read.
    most
        How many actors to propose at most.
    """
    return Registry.of([proposal.actor for proposal in find_proposals(articles, most=most)], "proposed", "0")


def find_proposals(
    articles: Iterable[Article], *, most: int = MAX_ACTORS, stories: Mapping[str, str] | None = None
) -> list[Proposal]:
    """Find the actors to propose: those in most outlets first, then those in most stories, then those named most often.

    Names are capital sequences, read without any model: titles, first names, last words and the words beside a name tell
    its kind; what is named once only is left out. No name is given to two actors.

    Parameters
    ----------
    articles
        The articles to read.
    most
        How many actors to propose at most.
    stories
        The story of an article, by the articles' ids; an article without one is a story of its own.
    """
    articles = list(articles)
    stories = stories or {}
    names, texts = collect(articles)
    people, left = find_people(names, texts)
    ranked = []
    for candidate in (*people, *find_bodies(names, texts, left, people)):
        count = sum(candidate.counts.values())
        if count >= _LEAST:
            met = [articles[n] for n in candidate.counts]
            n_outlets = len({article.outlet for article in met} - {""})
            n_stories = len({stories.get(article.id, article.id) for article in met})
            ranked.append((-n_outlets, -n_stories, -count, candidate.usual, candidate))
    ranked.sort(key=lambda item: item[:4])
    return list(islice(_propose([item[-1] for item in ranked], articles, texts), most))


def _propose(candidates: Sequence[Candidate], articles: Sequence[Article], texts: Sequence[str]) -> Iterator[Proposal]:
    namer = Namer([candidate for candidate in candidates[:_MOST_NAMED] if candidate.kind != STATE], texts)
    for candidate in candidates:
        actor = namer.name(candidate)
        if actor is None:
            continue
        found = sorted(candidate.counts)
        yield Proposal(
            actor,
            sum(candidate.counts.values()),
            tuple(articles[n].id for n in found),
            tuple(sorted({articles[n].outlet for n in found} - {""})),
            find_example(texts, candidate.place),
        )
