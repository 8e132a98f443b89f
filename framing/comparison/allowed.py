"""The number of stories -> what may be said of them: no interval, test or effect from fewer than six (CODEBOOK X-4)."""

from __future__ import annotations

from collections.abc import Mapping

FEW, FULL = 6, 20  # stories from which on there are intervals and tests, and from which on they are not low power
ONE_STORY = "one story: a case comparison, no interval, test or ranking"
LOW_POWER = "low power"


def describe_n(n: int) -> str:
    """Say what the number of stories allows; nothing where it allows everything."""
    if n == 0:
        return "not defined in any story"
    if n == 1:
        return ONE_STORY
    if n < FEW:
        return f"{n} stories: values and ranges only, no interval or test"
    return LOW_POWER if n < FULL else ""


def refuse_claims(n: int, claims: Mapping[str, object]) -> None:
    """Refuse what so many stories do not bear, so that no result that holds it can be made.

    Parameters
    ----------
    n
        Stories in which everything compared is defined; of unmatched sides, those of the smaller.
    claims
        By name what a result would say: None where it says nothing.

    Raises
    ------
    ValueError
        If fewer than six stories would have an interval, an effect size or a test.
    """
    made = [name for name, value in claims.items() if value is not None]
    if n < FEW and made:
        raise ValueError(f"{', '.join(made)} of {n} stories: below {FEW} there are values and ranges only (CODEBOOK X-4)")
