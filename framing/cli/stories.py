"""Articles -> their stories in the terminal: who tells the same event, who follows whom, what each does with the claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import framing
from framing.cli.console import clean, say
from framing.cli.examples import explain
from framing.cli.options import Method, Source, reads_articles, takes_duplicates, takes_measures
from framing.cli.output import check_place, open_output
from framing.model import Article

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.claims import Alignment
    from framing.stories import Corrections, Story

R = TypeVar("R")
MEASURES = ("hedging", "loaded", "attribution")  # whose evidence shows what changed on the way


def takes_corrections(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the option ``grouping``: a file with what a person decided about stories."""
    told = "File of your own with articles that tell one event (together:) and that do not (apart:)."
    return click.option("--grouping", metavar="FILE", help=told)(command)


def takes_derived(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the flag ``without_derived``: whether versions that follow another are left out of comparisons (X-3)."""
    told = "Leave out versions that credit, or probably follow, another version of their story."
    return click.option("--without-derived", is_flag=True, help=told)(command)


def read_corrections(path: str | None) -> Corrections | None:
    """Return what a file says of the grouping, None where none is named.

    Raises
    ------
    FramingError
        If the file is wrong.
    """
    from framing.stories import load_corrections

    return load_corrections(Path(path)) if path else None


def group_articles(analysis: Analysis, corrections: Corrections | None, *, without_derived: bool = False) -> tuple[Story, ...]:
    """Group an analysis's articles, and tell which ids of the corrections are no article's."""
    from framing.stories import leave_out_derived

    unknown = corrections.unknown(article.id for article in analysis.articles) if corrections else ()
    if unknown:
        say(f"note: no article has the id {', '.join(unknown)}, which the grouping names.")
    found = framing.group_stories(analysis.articles, corrections=corrections)
    return leave_out_derived(found) if without_derived else found


@click.command(
    epilog=explain(
        "framing stories articles/ -o stories.json",
        'articles = list(framing.read("articles/", on_error="skip"))\n'
        'analysis = framing.analyze(articles, measures=["hedging", "loaded", "attribution"])\n'
        "stories = framing.group_stories(analysis.articles)\n"
        "framing.align_claims(stories[0], analysis)",
    )
)
@reads_articles
@takes_measures
@takes_corrections
@takes_duplicates("drop", "mark", "keep")
@click.option("-o", "--output", metavar="FILE", help="Write stories, derivations, claims and changes as JSON.")
def stories(source: Source, method: Method, grouping: str | None, duplicates: str, output: str | None) -> None:
    """Find who tells the same event, who follows whom, and what became of each claim.

    A story that several outlets tell is held against one version: the wire original, else the earliest, else the longest.
    The grouping is a proposal; correct it in a small file and name that with --grouping here and in other commands. In place
    of articles, scores can be named that `framing score` wrote as Parquet: then there are stories, but no claims.
    """
    from framing.claims import align_claims
    from framing.cli.stored import are_stored, group_stored, open_stored

    corrections = read_corrections(grouping)
    if output:
        check_place(Path(output).parent)
    aligned: dict[str, Alignment] = {}
    articles: tuple[Article, ...]
    if are_stored(source.paths):
        stored = open_stored(source.paths, method)
        articles, found = stored.articles, group_stored(stored, corrections)
    else:
        plan = replace(method, measures=method.measures or MEASURES).load()
        analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
        articles, found = analysis.articles, group_articles(analysis, corrections)
        aligned = {story.id: align_claims(story, analysis) for story in found if len(story.articles) > 1}
    for line in describe(articles, found, aligned):
        click.echo(clean(line))
    if output:
        with open_output(output) as sink:
            sink.write(json.dumps(to_records(found, aligned), ensure_ascii=False, indent=1) + "\n")
        say(f"{output}: {len(found):,} stories, {_count_shared(found):,} told more than once.")


def _count_shared(found: Sequence[Story]) -> int:
    return sum(len(story.articles) > 1 for story in found)


def describe(articles: Iterable[Article], found: Sequence[Story], aligned: Mapping[str, Alignment]) -> Iterator[str]:
    """Yield a block of lines for each story told more than once, and at the end how many articles stand alone.

    Parameters
    ----------
    articles
        All articles.
    found
        Their stories.
    aligned
        What became of the claims of a story, by its id; a story without claims is described without.
    """
    outlets = {article.id: article.outlet or "(outlet not stated)" for article in articles}
    for story in (story for story in found if len(story.articles) > 1):
        alignment = aligned.get(story.id)
        yield f"{story.label}"
        yield f"  tied by {', '.join(story.terms)}" if story.terms else "  no shared terms"
        derived = {derivation.article: derivation for derivation in story.derivations}
        versions = {version.article: version for version in alignment.versions} if alignment else {}
        for key in story.articles:
            derivation = derived.get(key)
            status = f", {derivation.status.replace('_', ' ')}" if derivation else ""
            status += f" of {derivation.of}" if derivation and derivation.of else ""
            yield f"  {outlets[key]}: {key}{status}"
            for evidence in derivation.evidence if derivation else ():
                yield f"      {evidence}"
            if alignment and key == alignment.reference:
                yield f"      {len(alignment.claims):,} claims; the others are held against it: {alignment.why}"
            elif key in versions:
                counts = versions[key].counts
                told = ", ".join(f"{n:,} {label}" for label, n in counts.items())
                yield f"      {told}"
        yield ""
    alone = sum(len(story.articles) == 1 for story in found)
    yield f"{_count_shared(found):,} stories told more than once; {alone:,} articles stand alone."


def to_records(found: tuple[Story, ...], aligned: dict[str, Alignment]) -> list[dict[str, Any]]:
    """Return stories, their derivations and their claims as plain data."""
    from framing.report.data import to_plain

    return [{**to_plain(story), "claims": to_plain(aligned.get(story.id))} for story in found]
