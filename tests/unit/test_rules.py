"""Rule ids and what they say; every id that the package names is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.rules import RULES, explain_rule, find_rules

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"\b[DVHALSFCX]-\d{1,2}[a-z]?\b")
# Meetings and aircraft, in data and lexicons.
NO_RULES = {"F-16", "F-35", "X-15"}


@pytest.mark.parametrize(
    "folder", ["framing/measures", "framing/comparison", "framing/report", "framing/claims", "framing/stories"]
)
def test_every_rule_that_code_names_is_explained(folder: str) -> None:
    named = {rule for path in (ROOT / folder).rglob("*.py") for rule in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert sorted(named - set(RULES) - NO_RULES) == []


def test_every_rule_that_a_lexicon_names_is_explained() -> None:
    named = {rule for path in (ROOT / "lexicons").rglob("*.yml") for rule in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert sorted(named - set(RULES) - NO_RULES) == []


@pytest.mark.parametrize(
    ("kind", "last"), [("V", 12), ("A", 19), ("H", 28), ("L", 16), ("S", 12), ("D", 12), ("X", 13), ("C", 8)]
)
def test_no_number_of_a_series_is_left_out(kind: str, last: int) -> None:
    numbers = {int(rule.split("-")[1]) for rule in RULES if re.fullmatch(rf"{kind}-\d+", rule)}
    assert numbers == set(range(1, last + 1))


def test_the_kinds_of_attribution_have_words_of_their_own() -> None:
    assert len({RULES[rule] for rule in ("A-1", "A-1h", "A-1c", "A-1n")}) == 4


@pytest.mark.parametrize("rule", RULES)
def test_words_are_whole_sentences_on_one_line(rule: str) -> None:
    said = explain_rule(rule)
    assert said[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert said.endswith(".")
    assert "\n" not in said
    assert "  " not in said


def test_every_rule_an_attribution_can_name_is_explained() -> None:
    from framing.testing import make_document

    text = (
        "Nela Marsh said it was late. “Rain fell,” said Omar Vance. According to the union, it was dark. The talks "
        "reportedly failed. The mayor left, citing safety concerns. The firm declined to comment. One aide was blunt: “We "
        "will not go back there again, ever.”"
    )
    rules = {attribution.rule for attribution in make_document(text).attributions}
    assert {"A-1", "A-7", "A-8", "A-1h", "A-1n"} <= rules
    assert all(map(explain_rule, rules))


def test_an_explanation_is_one_short_sentence_or_two_in_plain_words() -> None:
    assert [rule for rule, said in RULES.items() if not said.endswith(".") or len(said) > 240 or rule in said] == []


def test_ids_are_found_with_their_letters_and_runs_one_by_one() -> None:
    assert list(find_rules("as A-1c and H-1 to H-3 say (X-4).")) == ["A-1c", "H-1", "H-2", "H-3", "X-4"]
    assert list(find_rules("H-1 to L-3")) == ["H-1", "L-3"]


def test_what_only_looks_like_an_id_is_none() -> None:
    assert list(find_rules("F-16 jets, COVID-19, a-1, A-1000, Z-1, page H-")) == []


def test_an_unknown_rule_explains_nothing() -> None:
    assert explain_rule("Z-9") == explain_rule("") == explain_rule("learned") == ""
