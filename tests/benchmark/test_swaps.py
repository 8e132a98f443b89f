"""Whether scores swap with names is measured on sentences in which an exchange names nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from benchmark.invariance import swap
from benchmark.rows import fixed_floor
from benchmark.swaps import read, rows, totals, whole_names
from framing.measures.agency import Presence
from framing.model import Document, Hit


def targets(text: str, *names: str) -> list[dict[str, Any]]:
    return [
        {"sentence": text, "target": name, "start": text.index(name), "end": text.index(name) + len(name)} for name in names
    ]


DATA = [
    *targets("Ana Ruiz slammed Otto Brandt in the port.", "Ana Ruiz", "Otto Brandt"),
    *targets("The corrupt Lena Voss met Quarlow.", "Lena Voss", "Quarlow"),
]


def test_every_measure_of_actors_swaps_in_every_sentence() -> None:
    found = list(rows(DATA))
    assert [row.measure for row in found] == ["evaluation", "reported_evaluation", "events", "agency", "presence"]
    assert {(row.value, row.n) for row in found} == {(1.0, 2)}
    assert {fixed_floor(row) for row in found} == {0.98}


def test_a_measure_that_looks_at_a_name_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(self: Presence, doc: Document) -> Iterable[Hit]:
        return [hit for hit in original(self, doc) if hit.text != "Ana Ruiz"]

    original = Presence.find
    monkeypatch.setattr(Presence, "find", find)
    assert {row.measure: row.value for row in rows(DATA)}["presence"] == 0.5


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Elizabeth Warren left.", "Warren"),
        ("The Ruiz Foundation paid Ana Ruiz.", "Ana Ruiz"),
        ("He left on Friday.", "Friday"),
        ("The C.F.P.B. met.", "C.F.P.B"),
        ("Ana Ruiz met Otto Ruiz.", "Ana Ruiz"),
        ("The council met.", "The council"),
    ],
)
def test_part_of_a_longer_name_a_day_and_no_name_are_left_out(text: str, target: str) -> None:
    assert not list(whole_names(targets(text, target)))


@pytest.mark.parametrize("text", ["President Ruiz left.", "Ana Ruiz left; Ruiz wept.", "On Monday, Ruiz left."])
def test_a_title_the_full_name_and_a_sentence_around_it_are_not(text: str) -> None:
    target = "Ana Ruiz" if "Ana" in text else "Ruiz"
    assert len(list(whole_names(targets(text, target)))) == 1


def test_what_is_swapped_is_the_score_of_each_actor() -> None:
    (pair,) = swap(DATA[:2])
    (before, after), names = read(pair)
    assert names == {"ana-ruiz": "otto-brandt", "otto-brandt": "ana-ruiz"}
    assert totals(Presence(), before, names) == totals(Presence(), after, {})
    assert totals(Presence(), before, {})["ana-ruiz", "share_of_voice"] == (1.0, 2.0)
