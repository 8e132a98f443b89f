"""Attributions: which words make one, who says what in which form, and at which level."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from framing.attributions import Draft, finish
from framing.lexicon import Entry
from framing.model import Attribution, Source, Span
from framing.testing import make_document

NOBODY = Source(None, "", "none", "agentless", 0)
SOMEBODY = Source(Span(0, 1), "Nela", "named_person", "named", 5)


class Told(NamedTuple):
    """An attribution in words."""

    source: str
    cue: str
    content: str


def find(text: str) -> tuple[Attribution, ...]:
    return make_document(text).attributions


def tell(text: str) -> list[Told]:
    doc = make_document(text)
    return [
        Told(
            doc.quote(found.source.span) if found.source.span else "",
            doc.quote(found.cue),
            " + ".join(doc.quote(span) for span in found.contents),
        )
        for found in doc.attributions
    ]


def one(text: str) -> Attribution:
    """Return the only attribution of a text."""
    found = find(text)
    assert len(found) == 1, [item.lemma for item in found]
    return found[0]


# What is one


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nela Marsh said the dam was dead.", ("Nela Marsh", "said", "the dam was dead")),
        ("The dam was dead, Nela Marsh said.", ("Nela Marsh", "said", "The dam was dead")),
        ("The dam was dead, said Nela Marsh.", ("Nela Marsh", "said", "The dam was dead")),
        ("\u201cIt is dead,\u201d said Nela Marsh, a diver.", ("Nela Marsh", "said", "\u201cIt is dead,\u201d")),
        ("The dam, officials said, is dead.", ("officials", "said", "The dam + is dead")),
        ("Nela Marsh told the council the dam was dead.", ("Nela Marsh", "told", "the dam was dead")),
        ("Nela Marsh was quoted as saying the dam was dead.", ("Nela Marsh", "quoted as saying", "the dam was dead")),
        ("As reported by Nela Marsh, the dam was dead.", ("Nela Marsh", "reported", "the dam was dead")),
        ("One aide was blunt: \u201cIt will never do.\u201d", ("One aide", "was blunt", "\u201cIt will never do.\u201d")),
        ("The annual report states that the dam is sound.", ("The annual report", "states", "the dam is sound")),
    ],
)
def test_speech_is_found_in_every_order_of_its_parts(text: str, told: tuple[str, str, str]) -> None:
    assert tell(text) == [told]


def test_each_attribution_names_the_rule_that_found_it() -> None:
    assert one("Nela Marsh said the dam was dead.").rule == "A-1"
    assert one("The dam was dead, said Nela Marsh.").rule == "A-7"
    assert one("According to Nela Marsh, the dam was dead.").rule == "A-8"
    assert one("Nela Marsh left, citing poor health.").rule == "A-10"
    assert one("The dam reportedly failed.").rule == "A-1h"
    assert one("Nela Marsh declined to comment.").rule == "A-1n"


@pytest.mark.parametrize("words", ["plan", "schedule", "size"])
def test_according_to_a_plan_is_no_attribution(words: str) -> None:
    assert find(f"The work went according to {words}.") == ()


@pytest.mark.parametrize("who", ["Nela Marsh", "the ministry", "a police report", "two people close to the family"])
def test_according_to_a_person_body_or_document_is_one(who: str) -> None:
    assert tell(f"The dam was dead, according to {who}.")[0][1:] == ("according to", "The dam was dead")


@pytest.mark.parametrize(
    "text",
    [
        "The move signals a change of course.",
        "The trip suggests that the two are friends.",
        "The dam opened at noon and two hundred people walked through.",
        "The two sides discussed the budget until midnight.",
        "The union rejected the offer by five votes to two.",
        "The minister visited two camps near the border.",
        "The report angered the town.",
    ],
)
def test_acts_and_signs_are_no_attributions(text: str) -> None:
    assert find(text) == ()


def test_a_survey_can_be_a_source() -> None:
    assert tell("The survey found that half of the wells are dry.") == [("The survey", "found", "half of the wells are dry")]


def test_a_participle_takes_the_subject_of_the_main_clause_as_its_source() -> None:
    told = tell("Nela Marsh left the board, citing poor health.")
    assert told == [("Nela Marsh", "citing", "poor health")]


def test_two_cues_for_one_content_count_once() -> None:
    assert len(find("The minister said and stressed that the mill was safe.")) == 1


def test_two_contents_of_one_source_count_twice() -> None:
    told = tell("Nela Marsh said the mill was safe. She added that the dam was not.")
    assert [item.content for item in told] == ["the mill was safe", "the dam was not"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Residents voiced concern over the smell.", "over the smell"),
        ("The union denounced the audit as rigged.", "the audit as rigged"),
        ("The union welcomed the lower fees.", "the lower fees"),
    ],
)
def test_an_attitude_with_a_stated_target_counts(text: str, content: str) -> None:
    assert tell(text)[0].content == content


@pytest.mark.parametrize(
    "text",
    [
        "Photo by Nela Marsh / Inland Press",
        "By Nela Marsh, staff writer",
        "LARKVILLE, March 3 (Inland Press) - The dam reopened on Sunday.",
        "This article is presented by Lakeside Credit Union.",
        "Two officials spoke on condition of anonymity.",
        "The driver asked not to be named.",
    ],
)
def test_credits_and_words_on_anonymity_are_no_attributions(text: str) -> None:
    assert find(text) == ()


def test_the_outlets_own_statements_are_nobodys() -> None:
    assert find("Snow closed the pass, and the mayor walked home.") == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "Said", "\u201c\u201d", "said said said", ": : :"])
def test_odd_texts_hold_no_attribution(text: str) -> None:
    assert find(text) == ()


# Form, kind and class


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("\u201cThe river is rising fast,\u201d Nela Marsh said.", "direct"),
        ("\u201cThe river,\u201d Nela Marsh said, \u201cis rising fast.\u201d", "direct"),
        ("Nela Marsh said the levee was \u201ca paper wall\u201d at best.", "mixed"),
        ("Nela Marsh said the levee had leaked.", "indirect"),
    ],
)
def test_the_form_says_how_much_of_the_content_is_quoted(text: str, form: str) -> None:
    assert one(text).form == form


@pytest.mark.parametrize("verb", ["knows that", "hopes that", "believes that", "thinks that"])
def test_what_an_actor_thinks_is_cognition_not_reporting(verb: str) -> None:
    assert one(f"The governor {verb} the plan is dead.").kind == "cognition"


@pytest.mark.parametrize(
    ("cue", "cue_class"),
    [
        ("said that", "neutral"),
        ("added that", "neutral"),
        ("revealed that", "factive"),
        ("admitted that", "factive"),
        ("suggested that", "tentative"),
        ("claimed that", "distancing"),
        ("alleged that", "distancing"),
        ("warned that", "forceful"),
        ("insisted that", "forceful"),
        ("denied that", "negative"),
    ],
)
def test_a_cue_has_the_class_of_what_it_commits_the_outlet_to(cue: str, cue_class: str) -> None:
    assert one(f"Nela Marsh {cue} the plan was dead.").cue_class == cue_class


def test_praise_and_blame_are_classes_of_their_own() -> None:
    assert one("Nela Marsh praised the plan.").cue_class == "positive"
    assert one("Nela Marsh condemned the plan.").cue_class == "negative"


def test_the_lemma_is_the_entry_and_not_the_form_met() -> None:
    assert one("Nela Marsh says the plan is dead.").lemma == "say"


@pytest.mark.parametrize(
    "text",
    [
        "The talks reportedly failed.",
        "The talks allegedly failed.",
        "It is understood that the talks failed.",
        "It was claimed that the talks failed.",
        "The talks are said to have failed.",
    ],
)
def test_hearsay_has_no_source(text: str) -> None:
    found = one(text)
    assert (found.kind, found.cue_class, found.source) == ("hearsay", "hearsay", NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "The company declined to comment.",
        "Nela Marsh did not respond to a request for comment.",
        "The ministry could not be reached for comment.",
    ],
)
def test_a_party_that_did_not_comment_is_a_record_without_content(text: str) -> None:
    found = one(text)
    assert (found.kind, found.contents) == ("no_comment", ())
    assert found.source.span is not None


def test_one_record_of_silence_does_not_hide_what_others_said() -> None:
    kinds = [found.kind for found in find("The company declined to comment. The union said the mill was dead.")]
    assert kinds == ["no_comment", "reporting"]


# Levels and channels


def test_an_attribution_inside_anothers_content_is_one_level_deeper() -> None:
    found = find("The Harbor Times said the minister had told aides that the plan was dead.")
    assert [(item.lemma, item.level) for item in found] == [("say", 1), ("tell", 2)]


def test_an_outlet_that_was_told_is_the_channel_and_not_the_source() -> None:
    found = one("Nela Marsh told Reuters the plan was dead.")
    assert (found.source.entity, found.level, found.channel) == ("Nela Marsh", 1, "Reuters")


def test_others_who_were_told_are_no_channel() -> None:
    assert one("Nela Marsh told the council the plan was dead.").channel == ""


def test_what_a_quoted_speaker_says_that_others_said_is_left_to_the_speaker() -> None:
    told = tell("\u201cMy brother said the dam was dead and I ran home,\u201d Nela Marsh told the panel.")
    assert [item.source for item in told] == ["Nela Marsh"]


def test_levels_are_counted_from_the_outside() -> None:
    found = find("The Harbor Times said the union had claimed that the owner knew the plan was dead.")
    assert [(item.lemma, item.level) for item in found] == [("say", 1), ("claim", 2), ("know", 3)][: len(found)]
    assert len(found) >= 2


def test_attributions_of_two_sentences_are_all_at_the_first_level() -> None:
    found = find("Nela Marsh said the plan was dead. Omar Vance said the plan was not.")
    assert [item.level for item in found] == [1, 1]


# Finishing a draft


def test_a_reporting_verb_without_a_source_is_hearsay() -> None:
    doc = make_document("It said so then.")
    draft = Draft(Span(1, 2), Entry("say", "neutral", ()), None, None, (Span(2, 4),), "A-1")
    assert finish(doc, draft, NOBODY).kind == "hearsay"
    assert (finish(doc, draft, NOBODY).confidence, finish(doc, draft, NOBODY, confidence=0.5).confidence) == (1.0, 0.5)


def test_an_entry_can_say_that_it_is_cognition() -> None:
    doc = make_document("It thought so then.")
    draft = Draft(Span(1, 2), Entry("think", "tentative", (), labels=frozenset({"cognition"})), Span(0, 1), None, (), "A-1")
    assert finish(doc, draft, SOMEBODY).kind == "cognition"
