"""Rule ids and what they say: every one of voice and attribution, each in one plain sentence or two."""

from __future__ import annotations

import re

import pytest

from framing.rules import RULES, explain_rule


@pytest.mark.parametrize("kind", ["V", "A"])
def test_every_rule_of_voice_and_attribution_has_words(kind: str) -> None:
    numbers = {int(rule.split("-")[1]) for rule in RULES if re.fullmatch(rf"{kind}-\d+", rule)}
    assert numbers == set(range(1, {"V": 12, "A": 19}[kind] + 1))


def test_the_kinds_of_attribution_have_words_of_their_own() -> None:
    assert len({RULES[rule] for rule in ("A-1", "A-1h", "A-1c", "A-1n")}) == 4


@pytest.mark.parametrize("rule", RULES)
def test_words_are_whole_sentences_on_one_line(rule: str) -> None:
    said = explain_rule(rule)
    assert said[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert said.endswith(".")
    assert "\n" not in said
    assert "  " not in said


def test_other_rules_are_not_explained_here() -> None:
    assert explain_rule("H-11") == explain_rule("") == ""


def test_every_rule_an_attribution_can_name_is_explained() -> None:
    from framing.testing import make_document

    text = (
        "Nela Marsh said it was late. \u201cRain fell,\u201d said Omar Vance. According to the union, it was dark. The talks "
        "reportedly failed. The mayor left, citing safety concerns. The firm declined to comment. One aide was blunt: \u201cWe "
        "will not go back there again, ever.\u201d"
    )
    rules = {attribution.rule for attribution in make_document(text).attributions}
    assert {"A-1", "A-7", "A-8", "A-1h", "A-1n"} <= rules
    assert all(map(explain_rule, rules))
