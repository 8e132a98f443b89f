"""Invented pages in pieces: classified lines for the tests of what reads them, and how much work reading is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from framing.pages.furniture import classify
from framing.pages.kinds import Piece
from framing.pages.lines import split_lines

LEAD = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
THIRD = "The repairs may cost as much as 40 million crowns, according to a report by the port office."
FOURTH = "The ferry line said that it would add two boats to its service until the bridge opens again."
BODY = (LEAD, SECOND, THIRD, FOURTH)


def pieces_of(*lines: str) -> list[Piece]:
    return [classify(line) for line in split_lines("\n".join(lines))]


def texts(pieces: Any) -> list[str]:
    return [piece.line.text for piece in pieces]


def count_steps(work: Callable[[], Any]) -> int:
    """Count the calls a piece of work makes, of Python functions and built-in ones; it is the same on any machine."""
    steps = 0

    def step(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(before)
    return steps
