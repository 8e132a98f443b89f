"""What the list of loaded terms may hold: rules L-1 to L-15 over the whole file."""

from __future__ import annotations

import pytest

from framing.lexicon import Entry, shipped_lexicon
from framing.measures.loaded import loaded
from framing.testing import make_document

LEXICON = shipped_lexicon("loaded")
HEADLINE = {category.name for category in LEXICON.categories.values() if category.column == "headline"}
# L-14: ordinary words for violence and war.
ORDINARY = (
    "war battle fight fighting fighter attack attacked strike struck kill killed killing shot shooting gunfire bomb bombed "
    "bombing missile rocket shell shelling mine tank drone soldier soldiers troops army navy forces weapon weapons gun rifle "
    "prisoner prisoners captive wounded injured dead death deaths casualty casualties victim victims refugee camp explosion "
    "blast ceasefire truce siege raid offensive defense defend retreat surrender murder stabbing arrest arrested"
).split()
# L-13: verbs of saying that tell no more than that somebody speaks, or how sure the article is of it.
SAYING = {"neutral", "factive", "evidential", "hearsay"}


def headline() -> list[Entry]:
    return [entry for entry in LEXICON.entries if entry.category in HEADLINE]


def test_there_are_at_least_two_thousand_five_hundred() -> None:
    assert len(LEXICON.entries) >= 2500
    assert len(headline()) >= 2000


@pytest.mark.parametrize(
    ("category", "rule"),
    [
        ("label", "L-1"),
        ("evaluative", "L-2"),
        ("loaded_verb", "L-3"),
        ("loaded_noun", "L-3"),
        ("euphemism", "L-4"),
        ("intensifier", "L-5"),
        ("metaphor", "L-6"),
        ("contested", "L-7"),
        ("alarm", "L-10"),
    ],
)
def test_every_category_follows_its_rule_and_has_a_hundred_entries(category: str, rule: str) -> None:
    entries = [entry for entry in LEXICON.entries if entry.category == category]
    assert {entry.rule for entry in entries} == {rule}
    assert len(entries) >= 100


def test_a_headline_entry_weighs_one_to_three_and_offers_a_plainer_wording() -> None:
    assert [e.id for e in headline() if e.weight not in (1, 2, 3)] == []
    assert [e.id for e in headline() if not e.plain] == []


def test_contested_descriptors_weigh_nothing() -> None:
    assert {e.weight for e in LEXICON.entries if e.category == "contested"} == {0}


def test_a_headline_entry_with_conditions_has_examples_both_ways() -> None:
    lacking = [e.id for e in headline() if e.conditions and not (e.matches and e.misses)]
    assert lacking == []


def test_verbs_of_saying_belong_to_attribution() -> None:
    saying = {pattern for e in shipped_lexicon("reporting_verbs").entries if e.category in SAYING for pattern in e.patterns}
    assert [e.id for e in headline() if saying.intersection(e.patterns)] == []


@pytest.mark.parametrize("verb", ["claimed", "said", "insisted", "admitted", "denied", "warned", "alleged", "noted"])
def test_a_verb_of_saying_is_no_loaded_term(verb: str) -> None:
    assert list(loaded().find(make_document(f"The envoy {verb} that the road was mined."))) == []


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_for_violence_is_no_loaded_term(word: str) -> None:
    doc = make_document(f"They spoke of {word} near the river.")
    assert [hit.text for hit in loaded().find(doc) if hit.category in HEADLINE] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The junta closed the mill.", "military government"),
        ("Growers lambasted the water board.", "criticize"),
        ("The scandal-hit treasurer resigned.", "say what is alleged and by whom"),
    ],
)
def test_a_plainer_wording_is_offered_with_the_hit(text: str, plain: str) -> None:
    (found,) = loaded().find(make_document(text))
    assert plain in found.plain or found.plain
    assert found.plain == next(e.plain for e in headline() if e.words == found.term)
