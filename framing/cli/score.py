"""Articles -> a file or folder of scores, and a file of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from framing.cli.console import articles_of, count, say, tell_skipped
from framing.cli.examples import explain
from framing.cli.options import Method, Plan, Source, reads_articles, takes_duplicates, takes_measures
from framing.cli.output import STANDARD, check_place, open_output
from framing.cli.score_files import Finish, Finished, name_measures, open_scores
from framing.errors import FramingError

KINDS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


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
    source.duplicates = duplicates
    if into_folder:
        check_place(Path(output))
        _fill_folder(Path(output), source, drop_actor_measures(method.load()), partition or "", scheduler, prune=prune)
        return
    plan = drop_actor_measures(method.load())
    kind = kind or KINDS.get(Path(output).suffix, "csv")
    n = 0
    failed: list[tuple[str, str]] = []
    with ExitStack() as stack:
        write_scores = stack.enter_context(open_scores(output, kind, plan))
        sink = stack.enter_context(open_output(hits)) if hits else None
        for finished in count(_score(source, plan, scheduler, Finish(kind, hits=bool(hits)), failed), "scoring"):
            n += 1
            write_scores(finished.rows)
            if sink:
                sink.write(finished.hits)
    _tell(n, source, failed, plan)


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


def _score(source: Source, plan: Plan, scheduler: str, finish: Finish, failed: list[tuple[str, str]]) -> Iterator[Finished]:
    from framing.attempts import Failure
    from framing.scale.storing import share_out
    from framing.scoring import Recipe

    recipe = Recipe(plan.measures, plan.annotator, finish)
    for article, result in share_out(source.read(), recipe, workers=_count(plan, scheduler), scheduler=scheduler):
        if isinstance(result, Failure):
            failed.append((article.id, result.reason))
        else:
            yield result


def _count(plan: Plan, scheduler: str) -> int | None:
    """Return how many processes score: on a cluster of this machine, one for each core where no number is given."""
    return None if scheduler and plan.workers == 1 else plan.workers


def _fill_folder(folder: Path, source: Source, plan: Plan, partition: str, scheduler: str, *, prune: bool) -> None:
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
            workers=_count(plan, scheduler),
            scheduler=scheduler,
            prune=prune,
            tell=lambda line: say(f"note: {line}"),
        )
    except KeyboardInterrupt:
        if not (folder / UNFINISHED).exists():
            raise
        raise KeyboardInterrupt(f"{folder} keeps what was finished; the same command goes on from there.") from None
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
