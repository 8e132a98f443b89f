"""B-cubed by hand, and the half of the topics that is judged."""

from __future__ import annotations

import pytest

from benchmark.stories import bcubed, judged, rows


def groups(*members: str) -> dict[str, int]:
    return {key: number for number, group in enumerate(members) for key in group}


def test_the_same_grouping_agrees_wholly_whatever_groups_are_called() -> None:
    assert bcubed(groups("ab", "cd"), {"a": "x", "b": "x", "c": "y", "d": "y"}) == (1.0, 1.0, 1.0)


def test_a_worked_example() -> None:
    # Found {a b c} {d e}; true {a b} {c d e}. Precision: a, b 2/3, c 1/3, d, e 1; recall: a, b 1, c 1/3, d, e 2/3.
    found = bcubed(groups("abc", "de"), groups("ab", "cde"))
    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert found.recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)


def test_every_text_alone_is_precise_and_all_in_one_recall_everything() -> None:
    true = groups("ab", "cd")
    assert bcubed(groups("a", "b", "c", "d"), true)[:2] == (1.0, 0.5)
    assert bcubed(groups("abcd"), true)[:2] == (0.5, 1.0)


def test_every_second_topic_is_judged_in_the_order_of_their_numbers() -> None:
    data = [{"topic": topic, "id": topic} for topic in ("10", "2", "1", "3")]
    assert [row["topic"] for row in judged(data)] == ["10", "2"]


def test_texts_of_one_event_are_grouped_and_counted() -> None:
    mine = "Rescuers in Greyfell reached nine miners trapped below the Korva shaft after the tunnel collapsed on Monday."
    vote = "The Port Wenlow council voted to expand its harbor and borrow forty million crowns from a bank in Ostrenia."
    data = [
        {"topic": topic, "id": f"{topic}{event}{i}", "event": f"{topic}{event}", "text": f"{text} Report {i}."}
        for topic in ("1", "2")
        for event, text in (("a", mine), ("b", vote))
        for i in range(2)
    ]
    values = {row.metric: row.value for row in rows(data)}
    assert values["B-cubed F1"] == 1.0
    assert values["B-cubed F1, each topic's texts by themselves"] == 1.0
