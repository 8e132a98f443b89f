from __future__ import annotations

import pytest

from framing.inflection import inflect_noun, inflect_verb


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("claim", "claims"),
        ("ally", "allies"),
        ("boy", "boys"),
        ("speech", "speeches"),
        ("clash", "clashes"),
        ("boss", "bosses"),
        ("tax", "taxes"),
        ("regime", "regimes"),
        ("photo", "photos"),
        ("echo", "echoes"),
        ("studio", "studios"),
        ("councilman", "councilmen"),
        ("human", "humans"),
    ],
)
def test_a_noun_has_its_regular_plural(noun: str, plural: str) -> None:
    forms = inflect_noun(noun)
    assert forms[0] == noun
    assert plural in forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("claim", ("claim", "claims", "claimed", "claiming")),
        ("plan", ("plan", "plans", "planned", "planning")),
        ("quit", ("quit", "quits", "quitted", "quitting")),
        ("visit", ("visit", "visits", "visited", "visiting")),
        ("hope", ("hope", "hopes", "hoped", "hoping")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("dye", ("dye", "dyes", "dyed", "dyeing")),
        ("lie", ("lie", "lies", "lied", "lying")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("play", ("play", "plays", "played", "playing")),
        ("fix", ("fix", "fixes", "fixed", "fixing")),
        ("show", ("show", "shows", "showed", "showing")),
        ("watch", ("watch", "watches", "watched", "watching")),
        ("echo", ("echo", "echoes", "echoed", "echoing")),
        ("steer", ("steer", "steers", "steered", "steering")),
    ],
)
def test_a_verb_has_its_four_regular_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert inflect_verb(verb) == forms


def test_no_form_stands_twice() -> None:
    assert all(len(set(inflect_noun(noun))) == len(inflect_noun(noun)) for noun in ("photo", "man", "ally", "boss"))
