"""Evaluative words: at whom they are aimed, whose they are, what turns them, and which words are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.lexicon import shipped_lexicon
from framing.measures.polarity import PolarWords, find_evaluations
from framing.model import Hit
from framing.testing import make_document

PETRA, JONAS = "petra-holm", "jonas-reke"
WORDS = PolarWords()


def hits(text: str, *actors: str) -> list[Hit]:
    doc = make_document(text, actors=actors or ["Petra Holm", "Jonas Reke"])
    return list(find_evaluations(doc, WORDS, "evaluation"))


def aims(text: str) -> list[tuple[str, float, str]]:
    """Return at whom each word is aimed, with its value and the relation that says so."""
    return [(found.target, found.value, next(iter(found.labels - {"positive", "negative"}))) for found in hits(text)]


@pytest.mark.parametrize("words", ["honest", "honest clerk", "honest former minister"])
def test_an_adjective_modifies_the_name_it_stands_before(words: str) -> None:
    assert aims(f"The {words} Petra Holm left.") == [(PETRA, 1.0, "modifies")]


def test_a_participle_before_a_name_is_an_adjective() -> None:
    assert aims("The disgraced Petra Holm left.") == [(PETRA, -1.0, "modifies")]


def test_an_adjective_before_another_name_is_not_aimed_at_the_actor() -> None:
    assert aims("Petra Holm met the honest Ida Roth.") == []


@pytest.mark.parametrize("copula", ["is", "was", "remained", "seems", "has been"])
def test_a_word_after_a_copula_is_a_predicate_of_the_name_before_it(copula: str) -> None:
    assert aims(f"Petra Holm {copula} honest.") == [(PETRA, 1.0, "predicate")]


def test_each_of_two_predicates_is_its_own_subjects() -> None:
    found = aims("Petra Holm is honest but Jonas Reke is corrupt.")
    assert found == [(PETRA, 1.0, "predicate"), (JONAS, -1.0, "predicate")]


def test_an_apposition_describes_the_name_before_its_comma() -> None:
    assert aims("Petra Holm, a corrupt banker, left.") == [(PETRA, -1.0, "apposition")]


def test_a_phrase_further_on_is_no_apposition() -> None:
    assert aims("Petra Holm left, a corrupt banker with her.") == []


def test_a_word_about_what_an_actor_has_is_not_about_the_actor() -> None:
    assert aims("Petra Holm\u2019s corrupt aide left.") == []


def test_a_word_between_two_actors_that_says_of_neither_is_aimed_at_nobody() -> None:
    assert aims("Petra Holm and Jonas Reke met in a disgraceful hall.") == []


# Verbs (S-3, S-8)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jonas Reke praised Petra Holm.", "Jonas Reke"),
        ("Jonas Reke, a clerk, praised Petra Holm.", "Jonas Reke"),
        ("The union praised Petra Holm.", "The union"),
        ("Petra Holm was praised by the union.", "the union"),
    ],
)
def test_whoever_praises_is_the_source_and_the_praise_is_reported(text: str, source: str) -> None:
    found = hits(text)
    assert [(one.target, one.value, one.voice, one.source) for one in found] == [(PETRA, 1.0, "reported", source)]


def test_praise_by_nobody_named_stays_the_outlets() -> None:
    assert [(one.voice, one.source) for one in hits("Petra Holm was praised.")] == [("own", "")]


def test_a_verb_that_evaluates_its_subject_is_the_outlets_own() -> None:
    found = hits("Petra Holm outshone Jonas Reke.")
    assert [(one.target, one.value, one.voice) for one in found] == [(PETRA, 1.0, "own")]


def test_a_praise_inside_a_quotation_keeps_its_speaker() -> None:
    found = hits("\u201cJonas Reke praised Petra Holm yesterday,\u201d the clerk said.")
    assert [(one.target, one.voice, one.source) for one in found] == [(PETRA, "quoted", "the clerk")]


# Negation (S-9)


@pytest.mark.parametrize("words", ["not honest", "not very honest", "not a very honest clerk"])
def test_a_negator_turns_a_word_within_three_tokens(words: str) -> None:
    assert [(one.value, one.rule) for one in hits(f"Petra Holm is {words}.")] == [(-1.0, "S-9")]


def test_a_negator_further_away_turns_nothing() -> None:
    found = hits("Petra Holm did not in all those long years there deftly sell the pier.")
    assert [(one.value, one.rule) for one in found] == [(1.0, "S-8")]


def test_a_negator_before_a_comma_turns_nothing() -> None:
    found = hits("It was not so, Petra Holm is honest.")
    assert [(one.value, one.rule) for one in found] == [(1.0, "S-8")]


def test_a_turned_word_changes_its_category_with_its_sign() -> None:
    assert [one.category for one in hits("Petra Holm is not honest.")] == ["negative"]
    assert [one.category for one in hits("Petra Holm is not corrupt.")] == ["positive"]


def test_a_negated_verb_evaluates_neither_side() -> None:
    assert hits("Jonas Reke did not praise Petra Holm.") == []


# Words that are no evidence


@pytest.mark.parametrize("surname", ["Savage", "Brilliant", "Corrupt", "Gorgeous"])
def test_the_name_of_an_actor_is_no_evidence(surname: str) -> None:
    name = f"Ida {surname}"
    assert hits(f"{name} is a clerk. {surname} is old.", name) == []
    assert [one.term for one in hits(f"{name} is brutal.", name)] == ["brutal"]


@pytest.mark.parametrize("text", ["Petra Holm is independent.", "Petra Holm is dead.", "Petra Holm died in a terrible war."])
def test_topic_words_and_what_happens_to_an_actor_are_no_evidence(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize("word", ["gorgeous", "beautiful", "lovely"])
def test_vaders_adjectives_are_evidence_under_a_rule_of_their_own(word: str) -> None:
    assert word in WORDS.valences
    assert [(one.value, one.rule) for one in hits(f"Petra Holm is {word}.")] == [(1.0, "S-8 VADER")]


def test_vaders_nouns_are_no_evidence() -> None:
    assert "sweetheart" in WORDS.valences
    assert hits("Petra Holm is a sweetheart.") == []


def test_vaders_words_with_a_capital_are_no_evidence() -> None:
    assert hits("Petra Holm is Gorgeous.") == []


def test_the_words_on_which_the_lexicon_decides_have_no_value_of_vaders() -> None:
    own = {pattern[0] for entry in WORDS.polarity.entries for pattern in entry.patterns if len(pattern) == 1}
    assert "honest" in own
    assert own.isdisjoint(WORDS.valences)


def test_only_wanted_sentences_are_searched() -> None:
    doc = make_document("Petra Holm is honest. Rain is gorgeous. Snow is corrupt.")
    found = WORDS.find(doc, {0, 2})
    assert {index: [polar.term for polar in polars] for index, polars in found.items()} == {0: ["honest"], 2: ["corrupt"]}


def test_measures_that_take_turns_over_a_document_find_the_same_under_their_own_names() -> None:
    doc = make_document("Petra Holm is honest.", actors=["Petra Holm"])
    one, other = (find_evaluations(doc, WORDS, name) for name in ("evaluation", "reported_evaluation"))
    assert [found.measure for found in (*one, *other)] == ["evaluation", "reported_evaluation"]
    assert other[0]._replace(measure="evaluation") == one[0]


def test_what_was_found_is_told_apart_by_document_and_by_words() -> None:
    doc = make_document("Petra Holm is honest.", actors=["Petra Holm"])
    assert [found.value for found in find_evaluations(doc, WORDS, "evaluation")] == [1.0]
    assert find_evaluations(replace(doc, mentions=()), WORDS, "evaluation") == []
    others = PolarWords(polarity=shipped_lexicon("topic_words"))
    assert "S-8" not in [found.rule for found in find_evaluations(doc, others, "evaluation")]
