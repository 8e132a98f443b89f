"""A comparison -> the rules by which its groups were compared, each in a sentence (CODEBOOK section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.notation import write_text
from framing.comparison.allowed import FEW, FULL
from framing.comparison.cells import MIN_HITS
from framing.comparison.contrasts import MOST_DRAWS, PER_TEST
from framing.comparison.estimates import LENGTH_CORRELATION
from framing.comparison.results import HOLM
from framing.comparison.typical import FEWEST_STORIES, FEWEST_USES
from framing.report.blocks import Block, Code, Fold, Items, Line
from framing.resampling import DRAWS, EXACT_PAIRS, EXACT_SPLITS

if TYPE_CHECKING:
    from framing.comparison import Comparison


def build_statistics(comparison: Comparison) -> Fold:
    """Build the list, folded."""
    blocks: tuple[Block, ...] = (Items(tuple(_list_rules(comparison))),)
    return Fold(("How groups are compared: unit, intervals, tests, families",), blocks)


def _list_rules(comparison: Comparison) -> Iterator[Line]:
    """Yield the rules; where nothing is tested, not those of how it would be."""
    for rule, said in (*_SAID[:7], ("X-8", _say_family(comparison)), *_SAID[7:]):
        if comparison.family_size or rule not in _OF_TESTS:
            yield (Code(rule), f" {write_text(said)}")


def _say_family(comparison: Comparison) -> str:
    """Name the families of tests of this report, their sizes and methods."""
    main = (
        f"{comparison.family_size:,} tests of headline columns, each group against the others, are one family, adjusted by "
        "Holm’s method; a gap stands up to .05."
        if comparison.method == HOLM
        else f"{comparison.family_size:,} tests of headline columns in pairs of groups are exploratory, adjusted by Benjamini "
        "and Hochberg’s method; a gap stands up to .10."
    )
    return (
        f"{main} {comparison.side_family:,} tests of side columns are an exploratory family of their own, up to .10, and so "
        "are the lists of typical words."
    )


_OF_TESTS = frozenset({"X-5", "X-6", "X-7", "X-8", "X-9", "X-11"})
_SAID: tuple[tuple[str, str], ...] = (
    ("X-1", "The design is detected from the stories and said at the top: matched, partly matched or unmatched."),
    (
        "X-2",
        "The unit is the story: one value for each group and story, however many articles, and every story weighs the same.",
    ),
    (
        "X-3",
        "Versions of one story make one n. Where a version follows another, results without it stand beside those with it.",
    ),
    (
        "X-4",
        f"Below {FEW} stories on a side there is no interval, no effect size and no test; below {FULL} they are marked as of "
        f"low power. Rates of fewer than {MIN_HITS} findings, and shares of fewer than {MIN_HITS} things, are counts and not "
        "compared.",
    ),
    (
        "X-5",
        f"Intervals are 95 % bootstrap percentiles from {DRAWS:,} draws of stories, at levels widened for few stories "
        "(Hesterberg 2015). A single text has an exact Poisson interval, of counting alone.",
    ),
    (
        "X-6",
        f"Matched stories are tested by flipping the signs of their differences, exactly up to {EXACT_PAIRS}; unmatched ones "
        f"by exchanging labels within topics, where they are stated, exactly up to {EXACT_SPLITS:,} ways. Else {DRAWS:,} draws "
        f"are made, and {PER_TEST} for each test of Holm’s family, up to {MOST_DRAWS:,}, where few of the first reached the "
        "difference.",
    ),
    (
        "X-7",
        "With each p stand the difference, the ratio with an interval, and an effect size: of matched stories Cliff’s δ within "
        "stories, the share in which one has more less the share in which it has less; of unmatched ones Cliff’s δ, in words "
        "negligible below .147, small below .33, medium below .474, else large; and Hedges’ g, in standard deviations of "
        "stories.",
    ),
    (
        "X-9",
        "Rates over words are also drawn toward their common rate (Gamma–Poisson, moments after Marshall 1991), and groups "
        "that vary no more than counting does are said to be not distinguishable.",
    ),
    ("X-10", f"A headline column that goes with the length of articles (Spearman’s |ρ| above {LENGTH_CORRELATION}) is named."),
    (
        "X-11",
        f"Typical words are found by log-odds with a Dirichlet prior; a word needs {FEWEST_USES} uses and {FEWEST_STORIES} "
        "stories on each side.",
    ),
    ("X-12", "Nothing is added up to one index, and groups stand in the order of the alphabet."),
    (
        "X-13",
        "A word list that was changed after somebody looked at the differences cannot test them: say so where it happened. The "
        "fingerprints of the lists stand below.",
    ),
)
