"""The pairs written for changes are as many and as mixed as they should be, and what is found in them keeps its floor."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmark import changes, datasets
from benchmark.annotators import make_fast
from framing.claims import CHANGES

LEAST_FOUND = 0.95  # of the changes in the pairs that were not looked at; set beforehand
LEAST_RIGHT = 0.90  # of all changes found there
ALL = datasets.own_sentences("changes")


def test_there_are_enough_pairs_of_either_sort_in_both_halves() -> None:
    found = Counter((pair["half"], bool(pair["expect"])) for pair in ALL)
    assert found["judged", True] >= 60
    assert found["development", True] >= 40
    assert found["judged", False] + found["development", False] >= 25
    assert {pair["half"] for pair in ALL} == {"judged", "development"}


def test_no_pair_stands_there_twice() -> None:
    assert len({(pair["first"], pair["second"]) for pair in ALL}) == len(ALL)


@pytest.mark.parametrize("pair", ALL, ids=range(len(ALL)))
def test_every_change_is_one_of_those_listed(pair: changes.Pair) -> None:
    assert pair["first"] != pair["second"]
    for name in (*pair["expect"], *pair.get("may", ())):
        aspect, kind = name.split()
        assert kind in CHANGES[aspect]


def test_every_change_is_asked_for_in_both_halves() -> None:
    listed = {f"{aspect} {kind}" for aspect, kinds in CHANGES.items() for kind in kinds}
    for half in ("development", "judged"):
        assert {name for pair in changes.pairs(half) for name in pair["expect"]} == listed


def test_a_change_in_a_control_is_wrong_unless_it_is_free_or_arguable() -> None:
    control = {"expect": [], "may": ["hedge hedged_more"]}
    assert changes.wrong(control, {"number lost", "agency agent_deleted", "hedge hedged_more"}) == {"number lost"}
    assert changes.wrong({"expect": ["number lost"]}, {"number lost", "position moved_up"}) == {"position moved_up"}


def test_the_figures_keep_their_floors() -> None:
    figures = {row.metric: row.value for row in changes.rows(make_fast())}
    assert figures["right change, recall"] >= LEAST_FOUND
    assert figures["all changes, precision"] >= LEAST_RIGHT
