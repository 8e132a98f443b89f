"""How often an answer stays what it was when only names change."""

from __future__ import annotations

from typing import Any

import pytest

from benchmark import invariance
from benchmark.names import SURNAMES
from benchmark.rows import Row
from benchmark.stub import NEUTRAL, Stub
from framing.model import Polarity

HARSH = Polarity(0.8, 0.1, 0.1)


def target(sentence: str, name: str, polarity: str = "neutral") -> dict[str, Any]:
    start = sentence.index(name)
    return {"sentence": sentence, "start": start, "end": start + len(name), "target": name, "polarity": polarity}


DUEL = "Okafor mocked Ana Ruiz in May."
DATA = [
    target(DUEL, "Okafor"),
    target(DUEL, "Ana Ruiz"),
    target("Then Lindqvist spoke.", "Lindqvist"),
    target("She said that he was late.", "he"),
    target("The NABU met Mr. Sato.", "NABU"),
    target("The NABU met Mr. Sato.", "Mr. Sato"),
]


def by_metric(stub: Stub) -> dict[tuple[str, str], Row]:
    return {(row.measure, row.metric): row for row in invariance.rows(stub, DATA)}


RENAMED = ("polarity", "same label with another name")
SWAPPED = ("polarity", "same label with two names exchanged")


def test_a_target_is_renamed_once_a_sentence_and_keeps_its_place() -> None:
    pairs = invariance.rename(DATA)
    assert len(pairs) == 3
    for before, after in pairs:
        ((start, end),), ((new_start, new_end),) = before.spans, after.spans
        assert before.text[start:end] not in after.text
        assert after.text[:new_start] == before.text[:start]
        assert after.text[new_end:] == before.text[end:]


def test_the_same_data_gives_the_same_pairs() -> None:
    assert invariance.rename(DATA) == invariance.rename(DATA)
    assert invariance.swap(DATA) == invariance.swap(DATA)


def test_no_more_than_so_many_sentences_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariance, "MOST", 2)
    assert len(invariance.rename(DATA)) == 2
    monkeypatch.setattr(invariance, "MOST", 0)
    assert invariance.swap(DATA) == []


def test_two_persons_of_one_sentence_are_exchanged_and_both_places_are_followed() -> None:
    (pair,) = invariance.swap(DATA)
    assert pair.after.text == "Ana Ruiz mocked Okafor in May."
    assert [pair.after.text[start:end] for start, end in pair.after.spans] == ["Ana Ruiz", "Okafor"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Ruiz"),  # one person twice
        ("NABU", "Okafor"),  # no person
        ("he", "Okafor"),
    ],
)
def test_what_are_no_two_persons_is_not_exchanged(one: str, other: str) -> None:
    text = f"Today {one} and {other} met."
    data = [target(text, one), {**target(text, other), "start": text.rindex(other), "end": text.rindex(other) + len(other)}]
    assert invariance.swap(data) == []


def test_targets_that_overlap_are_not_exchanged() -> None:
    text = "Today Ruiz Okafor met."
    assert invariance.swap([target(text, "Ruiz Okafor"), target(text, "Okafor")]) == []
    assert invariance.swap([target(text, "Ruiz"), {**target(text, "Okafor"), "start": 8}]) == []


def by_place(text: str, start: int, end: int) -> Polarity:
    return HARSH if start > 5 else NEUTRAL


def test_who_judges_by_place_alone_never_changes() -> None:
    found = by_metric(Stub(toward=by_place))
    assert found[SWAPPED].value == 1.0
    assert found[SWAPPED].n == 2  # one sentence, two places
    assert found[RENAMED].value == 1.0
    assert found[RENAMED].interval == (1.0, 1.0)


def by_name(text: str, start: int, end: int) -> Polarity:
    return HARSH if "Ruiz" in text[start:end] else NEUTRAL


def test_who_judges_by_name_changes_with_it() -> None:
    found = by_metric(Stub(toward=by_name))
    assert found[SWAPPED].value == 0.0
    assert found[SWAPPED].annotator == "stub"


def test_who_knows_real_names_changes_when_they_are_invented_ones() -> None:
    def judge(text: str, start: int, end: int) -> Polarity:
        return NEUTRAL if any(name in text[start:end] for name in (*SURNAMES, "NABU", "QRB")) else HARSH

    row = by_metric(Stub(toward=judge))[RENAMED]
    assert row.n == 3
    assert row.value < 1.0


def test_marks_of_sentences_are_compared_under_renaming() -> None:
    stub = Stub({"hedged sentence": {"lindqvist": 0.9}, "loaded sentence": {"mocked": 0.9}})
    found = by_metric(stub)
    metric = "same mark of the sentence with another name"
    assert found["hedging", metric].value == pytest.approx(2 / 3)
    assert found["loaded", metric].value == 1.0


def test_only_what_an_annotator_gives_is_compared() -> None:
    assert {row.measure for row in invariance.rows(Stub(layers=frozenset({"hedged sentences"})), DATA)} == {"hedging"}
    assert list(invariance.rows(Stub(layers=frozenset()))) == []
