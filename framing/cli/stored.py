"""Tables of stored scores -> comparisons and stories in the terminal, without the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import framing
from framing.cli.comparing import describe
from framing.cli.console import clean, say
from framing.cli.options import Method
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.scale.stored import StoredScores
    from framing.stories import Corrections, Story

NO_TERMS = (
    "The terms behind each gap are not known: a table holds scores and no evidence. Compare the articles themselves for them."
)


def are_stored(paths: Sequence[str]) -> bool:
    """Tell whether what a user named are tables of stored scores, rather than articles.

    Raises
    ------
    FramingError
        If some are and some are not, or a folder holds none yet because its scoring was interrupted.
    """
    from framing.scale.folder import UNFINISHED
    from framing.scale.stored_files import is_stored

    stored = [path for path in paths if is_stored(path)]
    begun = next((path for path in paths if path not in stored and (Path(path) / UNFINISHED).is_dir()), None)
    if begun is not None:
        raise FramingError(f"{begun}: holds no finished scores yet. Run the `framing score` that began it once more.")
    if stored and len(stored) < len(paths):
        other = next(path for path in paths if path not in stored)
        raise FramingError(
            f"{stored[0]}: holds stored scores, and {other} does not. Name tables of scores only, or articles only."
        )
    return bool(stored)


def open_stored(paths: Sequence[str], method: Method) -> StoredScores:
    """Open tables of stored scores, of the measures asked for.

    Raises
    ------
    FramingError
        If they are asked for in another way than they were scored in.
    """
    from framing.scale.stored import read_scores

    given = {"lexicons": method.lexicons, "actors": method.actors, "annotator": method.annotator}
    if wrong := [f"--{name}" for name, value in given.items() if value]:
        raise FramingError(
            f"{paths[0]}: holds stored scores, which {wrong[0]} cannot change any more. Leave {', '.join(wrong)} out, or score "
            "the articles again."
        )
    return read_scores(*paths, measures=method.measures or None)


def group_stored(stored: StoredScores, corrections: Corrections | None, *, without_derived: bool = False) -> tuple[Story, ...]:
    """Group the articles of stored scores, and tell what the grouping could not go by."""
    from framing.stories import leave_out_derived

    n = len(stored.articles)
    if stored.n_signed < n:
        told = "no article" if not stored.n_signed else f"{n - stored.n_signed:,} of {n:,} articles"
        lacks = f"{told} has its wording stored" if not stored.n_signed else f"{told} do not have their wording stored"
        say(f"note: {lacks}, so each of these is a story of its own where no file says otherwise (--grouping).")
    unknown = corrections.unknown(article.id for article in stored.articles) if corrections else ()
    if unknown:
        say(f"note: no article has the id {', '.join(unknown)}, which the grouping names.")
    found = stored.group_stories(corrections=corrections)
    return leave_out_derived(found) if without_derived else found


def compare_stored(stored: StoredScores, stories: Sequence[Story], *, by: str, seed: int, pairs: bool = False) -> Iterator[str]:
    """Yield the lines of a comparison of stored scores."""
    comparison = framing.compare(stored, by=by, stories=stories, seed=seed, pairs=pairs)
    yield from describe(to_analysis(stored), comparison)
    if comparison.gaps:
        yield ""
        yield clean(NO_TERMS)


def to_analysis(stored: StoredScores) -> Analysis:
    """Return what stored scores say of their run, as far as showing a comparison needs it: no hits, no rows."""
    from framing.analysis import Analysis

    return Analysis(stored.articles, stored.measures, {}, (), actors=stored.actors, provenance=stored.about)
