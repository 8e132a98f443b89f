"""Articles -> an actor file for a person to confirm."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from framing.cli.console import say
from framing.cli.examples import explain
from framing.cli.groups import HintingGroup
from framing.cli.options import Source, reads_articles
from framing.cli.output import STANDARD, open_output
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.actors import Actor, Alias, Registry
    from framing.proposals import Proposal


@click.group(cls=HintingGroup)
def actors() -> None:
    """Draft actor files: whom articles speak of."""


@actors.command(
    epilog=explain("framing actors propose articles/ -o actors.yml", 'propose_actors(framing.read("articles/"), most=30)')
)
@reads_articles
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Actor file; standard output by default.")
@click.option("--most", type=click.IntRange(min=1), default=30, show_default=True, help="How many actors to propose.")
def propose(source: Source, output: str, most: int) -> None:
    """Propose an actor file from the names that recur in articles.

    Persons, organizations, groups and states, those in most outlets and stories first; a comment above each tells how
    often it is named, and a sentence that names it. Read it, join what is one, delete what is none, add names that are
    missing; then pass it on with --actors.
    """
    from framing.proposals import find_proposals
    from framing.registry import Registry
    from framing.stories import group_stories

    articles = source.load()
    stories = {ident: story.id for story in group_stories(articles) for ident in story.articles}
    proposals = find_proposals(articles, most=most, stories=stories)
    if not proposals:
        raise FramingError(
            f"{len(articles):,} articles: no name recurs in them, so no actor can be proposed. Read more articles, or write "
            "the actor file by hand."
        )
    registry = Registry.of([proposal.actor for proposal in proposals], "proposed", "0")
    notes = {proposal.actor.id: tuple(_note(proposal, stories)) for proposal in proposals}
    with open_output(output) as sink:
        sink.write(write_actors(registry, len(articles), notes))
    say(f"{len(registry.actors)} actors proposed from {len(articles):,} articles; confirm them before you rely on them.")


def _note(proposal: Proposal, stories: Mapping[str, str]) -> Iterator[str]:
    """Yield what a person looks at to confirm an actor: how often and where it is named, and a sentence that names it."""
    counts = [
        (proposal.mentions, "mention", "mentions"),
        (len(proposal.articles), "article", "articles"),
        (len(proposal.outlets), "outlet", "outlets"),
        (len({stories.get(ident, ident) for ident in proposal.articles}), "story", "stories"),
    ]
    yield ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n)
    yield f'"{proposal.example}"'


def write_actors(registry: Registry, n_articles: int, notes: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a registry as the text of an actor file; texts stand in double quotes, which YAML reads as JSON does.

    Parameters
    ----------
    registry
        The actors to write.
    n_articles
        How many articles they were proposed from.
    notes
        Lines of comment above an actor, by its id.
    """
    lines = [
        f"# Proposed from {n_articles:,} articles, for a person to confirm: join what is one, delete what is none, add what",
        "# is missing.",
        "name: proposed",
        'version: "0"',
        "about: Actors proposed from recurring names, not confirmed.",
        "source: Proposed by framing from the articles themselves.",
        "license: CC0-1.0",
        "actors:",
    ]
    return (
        "\n".join(
            [*lines, *(line for actor in registry.actors for line in _write_actor(actor, (notes or {}).get(actor.id, ())))]
        )
        + "\n"
    )


def _write_actor(actor: Actor, notes: Sequence[str]) -> Iterator[str]:
    yield from (f"  # {note}" for note in notes)
    yield f"  - id: {_quote(actor.id)}"
    yield f"    name: {_quote(actor.name)}"
    yield f"    type: {actor.type}"
    for key, how in (("aliases", "alias"), ("metonyms", "metonym"), ("nominals", "nominal")):
        yield from _write_aliases(key, [a for a in actor.aliases if a.how == how and a.words != actor.name])
    for key, words in (("exclude", actor.exclude), ("pronouns", tuple(sorted(actor.pronouns)))):
        if words:
            yield f"    {key}: {_list(words)}"


def _write_aliases(key: str, aliases: Sequence[Alias]) -> Iterator[str]:
    from framing.conditions import PLACES

    if aliases:
        yield f"    {key}:"
    for alias in aliases:
        conditions = {place: getattr(alias.conditions, place).phrases for place in PLACES}
        given = {place: [" ".join(phrase) for phrase in phrases] for place, phrases in conditions.items() if phrases}
        yield f"      - words: {_quote(alias.words)}" if given else f"      - {_quote(alias.words)}"
        for place, phrases in given.items():
            yield f"        {place}: {_list(phrases)}"


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_quote, words))}]"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
