"""Articles -> a file or folder of scores, and a file of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.console import articles_of, count, say, tell_skipped
from framing.cli.examples import explain
from framing.cli.options import Method, Plan, Source, reads_articles, takes_duplicates, takes_measures
from framing.cli.output import PACKED, STANDARD, check_place, form_of, open_output
from framing.cli.score_files import Finish, Finished, name_measures, open_scores
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.attempts import Failure
    from framing.model import Article

KINDS = {"csv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "parquet": "parquet"}


@click.command(
    epilog=explain(
        "framing score articles.jsonl -o scores.csv --hits hits.jsonl",
        "annotator = make_annotator()\n"
        "measures = for_layers(None, (), (), annotator.layers)\n"
        'for scored in score_articles(framing.read("articles.jsonl"), measures, annotator):\n'
        "    scored.scores, scored.hits",
    )
)
@reads_articles
@takes_measures
@click.option("-o", "--output", default=STANDARD, metavar="FILE|FOLDER/", help="File or folder of scores.")
@click.option("--hits", metavar="FILE", help="Write the evidence too, as JSON Lines.")
@click.option(
    "--format", "kind", type=click.Choice(["csv", "jsonl", "parquet"]), help="By default what the file's name says, else csv."
)
@click.option("--partition", type=click.Choice(["outlet", "date"]), help="In a folder: give each outlet or day one of its own.")
@click.option("--scheduler", default="", metavar="ADDRESS|local", help="Score on a Dask cluster, or a local one.")
@click.option("--prune", is_flag=True, help="In a folder: let scores go whose articles are not among those named.")
@takes_duplicates("keep", "drop")
def score(  # noqa: PLR0913 - each answers a question of its own
    *,
    source: Source,
    method: Method,
    output: str,
    hits: str | None,
    kind: str | None,
    partition: str | None,
    scheduler: str,
    prune: bool,
    duplicates: str,
) -> None:
    """Score articles, as CSV, JSON Lines or Parquet.

    There is a row for each article, measure, column and target. A value is total / base in its unit; it is empty where the
    base is zero, because no evidence is not zero. Articles are scored a few at a time, so memory does not grow with
    their number.

    A FOLDER/ holds Parquet files, for large corpora. What is done in it stays done: run the same command again after an
    interruption, or when articles were added or changed, and only what is missing is scored. Read the whole folder with any
    engine that reads Parquet, or with framing compare.
    """
    into_folder = output.endswith("/") or Path(output).is_dir()
    _check_options(output, hits, kind, into_folder=into_folder, of_folder=bool(partition or prune))
    if into_folder:
        check_place(Path(output))
    source.duplicates = duplicates
    with _begin(method, scheduler) as sharing:
        plan = drop_actor_measures(method.load())
        if into_folder:
            _fill_folder(Path(output), source, plan, sharing, partition or "", prune=prune)
        else:
            _fill_file(output, hits, kind or KINDS.get(form_of(output), "csv"), source, plan, sharing)


@contextmanager
def _begin(method: Method, scheduler: str) -> Iterator[dict[str, Any]]:
    """Yield how to share the work out; processes of this machine begin to load what they can while lexicons are read here."""
    from framing.pool import begin
    from framing.scale.ahead import load_ahead

    # On a cluster of this machine, one for each core where no number is given.
    workers = None if scheduler and method.workers == 1 else method.workers
    with begin(1 if scheduler else method.workers, partial(load_ahead, method.annotator, method.threads)) as spread:
        yield {"workers": workers, "scheduler": scheduler, "spread": spread}


def _check_options(output: str, hits: str | None, kind: str | None, *, into_folder: bool, of_folder: bool) -> None:
    if hits == output == STANDARD:
        raise click.UsageError("Scores and hits cannot both go to standard output. Name a file with -o or --hits.")
    if of_folder and not into_folder:
        raise click.UsageError("--partition and --prune are for a folder of scores. Name one with -o, and a / at its end.")
    if into_folder and kind not in (None, "parquet"):
        raise click.UsageError(f"A folder of scores holds Parquet. Name a file with -o to write {kind}.")
    if into_folder and hits:
        raise click.UsageError(
            "What is done in a folder of scores is not done again, so there is no evidence of it: name a file for --hits."
        )
    if kind == "parquet" and output == STANDARD:
        raise click.UsageError("Parquet cannot go to standard output. Name a file with -o.")
    if output.endswith(PACKED) and "parquet" in (kind, form_of(output)):
        raise click.UsageError("Parquet is packed already. Name a file that ends in .parquet with -o.")


def _fill_file(output: str, hits: str | None, kind: str, source: Source, plan: Plan, sharing: Mapping[str, Any]) -> None:
    from framing.scale.storing import share_out
    from framing.scoring import Recipe

    n = 0
    failed: list[tuple[str, str]] = []
    recipe = Recipe(plan.measures, plan.annotator, Finish(kind, hits=bool(hits)))
    results = share_out(source.read(), recipe, **sharing)  # other processes take the recipe now
    with ExitStack() as stack:
        write_scores = stack.enter_context(open_scores(output, kind, plan))
        sink = stack.enter_context(open_output(hits)) if hits else None
        for finished in count(_part(results, failed), "scoring"):
            n += 1
            write_scores(finished.rows)
            if sink:
                sink.write(finished.hits)
    _tell(n, source, failed, plan)


def _part(results: Iterator[tuple[Article, Finished | Failure]], failed: list[tuple[str, str]]) -> Iterator[Finished]:
    """Yield what can be written, and put aside what could not be scored."""
    for article, result in results:
        if isinstance(result, tuple):
            yield result
        else:
            failed.append((article.id, result.reason))


def _fill_folder(folder: Path, source: Source, plan: Plan, sharing: Mapping[str, Any], partition: str, *, prune: bool) -> None:
    from framing.scale.folder import UNFINISHED
    from framing.scale.storing import score_folder

    try:
        tally = score_folder(
            count(source.read(), "scoring"),
            folder,
            measures=plan.measures,
            annotator=plan.annotator,
            registry=plan.registry,
            partition=partition,
            **sharing,
            prune=prune,
            tell=lambda line: say(f"note: {line}"),
        )
    except KeyboardInterrupt as interrupt:
        if not (folder / UNFINISHED).exists():
            raise
        raise type(interrupt)(f"{folder} keeps what was finished; the same command goes on from there.") from None
    if tally.taken_over or tally.removed:
        gone = f", the scores of {tally.removed:,} went" if tally.removed else ""
        say(f"{folder}: {articles_of(tally.taken_over)} had their scores already{gone}.")
    _tell(tally.scored, source, tally.failed, plan)


def _tell(n_scored: int, source: Source, failed: list[tuple[str, str]], plan: Plan) -> None:
    tell_skipped(failed)
    n_left_out = len(source.skipped) + len(failed)
    say(f"{articles_of(n_scored)} scored, {n_left_out:,} left out, by {name_measures(plan.measures)}.")


def drop_actor_measures(plan: Plan) -> Plan:
    """Leave out the measures of actors where none are named: proposing actors would take all articles at once.

    Raises
    ------
    FramingError
        If no measure is left.
    """
    if plan.registry is not None:
        return plan
    kept = tuple(measure for measure in plan.measures if "mentions" not in measure.needs)
    names = ", ".join(measure.name for measure in plan.measures if measure not in kept)
    advice = "name an actor file with --actors (`framing actors propose` drafts one)"
    if not kept:
        raise FramingError(f"{names}: cannot be scored without actors; {advice}.")
    if names:
        say(f"not scored, because they need actors: {names}; {advice}.")
    return replace(plan, measures=kept)
