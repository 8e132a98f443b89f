"""The rows on sources coded by hand, on invented articles whose codes are known."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest

from benchmark import datasets, rungs
from framing.training.splits import half

TEXT = "Mayor Ana Ruiz said no. She said it was late. Critics said so. Two aides said yes."


def article(*sources: str) -> dict[str, Any]:
    places = [[TEXT.index(source), TEXT.index(source) + len(source)] for source in sources]
    return {"id": "a", "text": TEXT, "attributions": [{"source": [place]} for place in places] + [{"source": []}]}


def code(source: str, **told: Any) -> dict[str, Any]:
    start = TEXT.index(source)
    usual = {"anonymity": "named", "type": "named_person", "rung": 5, "official": True, "flags": []}
    return {"id": "a", "source": [[start, start + len(source)]], **usual, **told}


def values(*codes: dict[str, Any]) -> dict[str, float]:
    sources = ("Mayor Ana Ruiz", "She", "Critics", "Two aides")
    return {row.metric: row.value for row in rungs.rows([article(*sources)], {"a": codes})}


def test_agreement_is_the_share_of_sources_told_as_coded() -> None:
    right = code("Mayor Ana Ruiz")
    wrong = code("Critics", anonymity="anonymous", type="collective", rung=1, official=False)
    found = values(right, wrong)
    assert found["anonymity agreement"] == 0.5
    assert [found[f"{part} agreement"] for part in ("rung", "type", "official")] == [1, 1, 1]


def test_anaphora_see_the_sources_before_them_that_nobody_coded() -> None:
    assert values(code("She"))["official agreement"] == 1


def test_an_antecedent_is_agreed_on_where_the_entity_shares_its_name() -> None:
    ruiz = [TEXT.index("Ana"), TEXT.index("Ana") + len("Ana Ruiz")]
    aides = [TEXT.index("Two"), TEXT.index("Two") + len("Two aides")]
    assert values(code("She", antecedent=ruiz))["antecedent agreement"] == 1
    assert values(code("She", antecedent=aides))["antecedent agreement"] == 0


def test_without_antecedents_or_codes_there_are_no_rows_of_them() -> None:
    assert "antecedent agreement" not in values(code("She"))
    assert list(rungs.rows([article("She")], {})) == []


def test_articles_nobody_coded_are_not_read() -> None:
    assert list(rungs.judge([article("She")], {"b": [code("She")]})) == []


@pytest.mark.parametrize(
    ("pairs", "alpha"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -0.5),
        ([("a", "a"), ("a", "a")], 1.0),
        ([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], 1 - (1 / 4) / (1 - (3 * 2 + 5 * 4) / (8 * 7))),
    ],
)
def test_alpha_is_one_for_agreement_and_falls_below_zero_under_chance(pairs: list[tuple[str, str]], alpha: float) -> None:
    assert rungs.alpha(pairs) == pytest.approx(alpha)


class TestCodes:
    """What the file of codes may hold."""

    codes: ClassVar = [json.loads(line) for line in rungs.CODES.read_text(encoding="utf-8").splitlines()]

    def test_there_are_enough_of_every_kind(self) -> None:
        assert len(self.codes) >= 400
        for anonymity in ("named", "anonymous", "collective"):
            assert sum(code["anonymity"] == anonymity for code in self.codes) >= 100

    def test_places_and_codes_are_kept_and_no_text(self) -> None:
        names = {"id", "source", "anonymity", "type", "rung", "official", "flags", "antecedent", "drawn"}
        kinds = {
            "named": {"named_person", "organisation", "government_metonym", "media", "document"},
            "anonymous": {"unnamed_official", "unnamed_source"},
            "collective": {"collective", "media"},
        }
        steps = {"named": {4, 5}, "anonymous": {2, 3}, "collective": {1}}
        for code in self.codes:
            assert set(code) <= names
            assert code["type"] in kinds[code["anonymity"]]
            assert code["rung"] in steps[code["anonymity"]]
            assert set(code["flags"]) <= {"number_given", "basis_given", "reason_for_anonymity"}
            assert code["drawn"] in ("random", "chosen", "unnamed")

    def test_the_halves_share_no_article_and_leave_nothing_out(self) -> None:
        halves = [rungs.read_codes(part) for part in (rungs.DEVELOPMENT, rungs.TEST)]
        assert not halves[0].keys() & halves[1].keys()
        assert sum(len(codes) for part in halves for codes in part.values()) == len(self.codes)
        assert all(half("rungs", key) == rungs.TEST for key in halves[1])


@pytest.mark.skipif(not datasets.available(), reason="no labeled data")
def test_the_part_no_rule_was_mended_on_is_agreed_on_to_nine_tenths() -> None:
    found = {row.metric: row.value for row in rungs.rows()}
    assert found["anonymity agreement"] >= 0.90
    assert found["rung agreement"] >= 0.90
