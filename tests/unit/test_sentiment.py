"""What is said about each actor: evaluation by the outlet, evaluation by sources, and events, never merged."""

from __future__ import annotations

import math

import pytest

from framing.measures import apply
from framing.measures.events import Events
from framing.measures.polarity import PolarWords
from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.measures.shifts import clause_of
from framing.model import Hit
from framing.scores import Score
from framing.testing import make_document

NELA, OMAR = "nela-marsh", "omar-vance"
ACTORS = ["Nela Marsh", "Omar Vance"]


def own(text: str) -> list[Hit]:
    return apply(Evaluation(), make_document(text, actors=ACTORS))[0]


def by_sources(text: str) -> list[Hit]:
    return apply(ReportedEvaluation(), make_document(text, actors=ACTORS))[0]


def events(text: str) -> list[Hit]:
    return apply(Events(), make_document(text, actors=ACTORS))[0]


def signs(hits: list[Hit]) -> dict[str, float]:
    """Return what the hits say of each actor in sum."""
    found: dict[str, float] = {}
    for one in hits:
        found[one.target] = found.get(one.target, 0.0) + one.value
    return found


def roles(text: str) -> set[tuple[str, str, float]]:
    return {(found.target, found.category, found.value) for found in events(text)}


def scores(measure: Evaluation | Events, text: str) -> dict[tuple[str, str], Score]:
    found = apply(measure, make_document(text, actors=ACTORS))[1]
    return {(one.column, one.target): one for one in found}


# Assignment (S-8)


@pytest.mark.parametrize(
    ("text", "sign", "how"),
    [
        ("The honest Nela Marsh took the chair.", 1.0, "modifies"),
        ("The corrupt Nela Marsh took the chair.", -1.0, "modifies"),
        ("Nela Marsh is honest.", 1.0, "predicate"),
        ("Nela Marsh was a brilliant negotiator.", 1.0, "predicate"),
        ("Nela Marsh bungled the recall.", -1.0, "subject"),
        ("Nela Marsh was praised for the rescue.", 1.0, "object"),
        ("Nela Marsh, a trustworthy accountant, kept the books.", 1.0, "apposition"),
    ],
)
def test_an_evaluative_word_is_aimed_at_whom_the_wording_says(text: str, sign: float, how: str) -> None:
    found = own(text)
    assert [(one.target, one.value) for one in found] == [(NELA, sign)]
    assert how in found[0].labels


@pytest.mark.parametrize(
    "text",
    [
        "The corrupt mill of the town was closed, and Nela Marsh left.",
        "Nela Marsh met Omar Vance in a disastrous week.",
        "It was a brilliant day.",
        "Nela Marsh took the chair.",
        "Nela Marsh replaced the corrupt Oda Lind.",
    ],
)
def test_where_the_wording_does_not_say_nobody_is_evaluated(text: str) -> None:
    assert own(text) == []


def test_two_actors_in_a_sentence_are_not_averaged() -> None:
    assert signs(own("The honest Nela Marsh met the corrupt Omar Vance.")) == {NELA: 1.0, OMAR: -1.0}


@pytest.mark.parametrize(
    "text",
    [
        "The honest Nela Marsh met the corrupt Omar Vance.",
        "Nela Marsh was honest but Omar Vance was corrupt.",
        "Nela Marsh outshone Omar Vance.",
        "Nela Marsh bungled the recall, and Omar Vance praised the crew.",
        "Omar Vance condemned Nela Marsh.",
        "\u201cNela Marsh is a liar,\u201d Omar Vance said.",
    ],
)
def test_swapping_the_names_of_two_actors_swaps_what_is_said_of_them(text: str) -> None:
    swapped = text.replace("Nela Marsh", "@").replace("Omar Vance", "Nela Marsh").replace("@", "Omar Vance")
    for find in (own, by_sources):
        before, after = signs(find(text)), signs(find(swapped))
        assert after == {{NELA: OMAR, OMAR: NELA}[actor]: value for actor, value in before.items()}
    assert own(text) or by_sources(text)


def test_a_verb_that_evaluates_its_subject_says_nothing_of_a_name_after_it() -> None:
    assert signs(own("Nela Marsh outshone Omar Vance.")) == {NELA: 1.0}


def test_whoever_praises_is_not_praised() -> None:
    assert own("Nela Marsh praised the crew.") == []
    assert own("Nela Marsh was praising the crew at noon.") == []


def test_what_belongs_to_an_actor_is_not_the_actor() -> None:
    assert own("Nela Marsh\u2019s aide bungled the recall.") == []


def test_contrast_parts_the_clauses_of_two_actors() -> None:
    assert signs(own("Nela Marsh lost the vote although Omar Vance was honest.")) == {OMAR: 1.0}


def test_a_clause_ends_at_commas_and_contrasts() -> None:
    doc = make_document("Rain fell, but the dam held while we slept.")
    sentence = doc.sentences[0]
    assert doc.quote(clause_of(doc, doc.norms.index("dam"), sentence)) == "the dam held"
    assert doc.quote(clause_of(doc, doc.norms.index("rain"), sentence)) == "Rain fell"


# Negation (S-9)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Nela Marsh is not honest.", -1.0),
        ("Nela Marsh was never dishonest.", 1.0),
        ("Nela Marsh isn\u2019t honest.", -1.0),
        ("Nela Marsh is neither honest nor competent.", -1.0),
        ("Nela Marsh failed to be honest.", -1.0),
        ("Nela Marsh is not only honest.", 1.0),
    ],
)
def test_a_negator_turns_the_sign_in_its_clause(text: str, sign: float) -> None:
    assert signs(own(text)) == {NELA: sign}


def test_a_turned_sign_is_marked_by_its_rule() -> None:
    assert [found.rule for found in own("Nela Marsh is not honest.")] == ["S-9"]


def test_a_negator_in_another_clause_turns_nothing() -> None:
    assert signs(own("It did not rain, and Nela Marsh was honest.")) == {NELA: 1.0}


def test_a_negated_evaluative_verb_evaluates_nobody() -> None:
    assert own("Nela Marsh never bungled the recall.") == []


# Topic words (S-10)


@pytest.mark.parametrize(
    "text",
    [
        "The Justice Department said Nela Marsh joined in May.",
        "Nela Marsh denied the allegations.",
        "Nela Marsh was killed in the attack.",
        "Nela Marsh won the war.",
        "Nela Marsh opened the peace talks.",
        "Nela Marsh announced new security aid.",
        "Nela Marsh was arrested on a murder charge.",
        "Nela Marsh said there was no evidence of abuse.",
        "Nela Marsh signed the free trade agreement.",
        "Nela Marsh visited the victims of the disaster.",
    ],
)
def test_topics_and_events_are_no_evaluation(text: str) -> None:
    assert own(text) == []
    assert by_sources(text) == []


def test_no_topic_word_keeps_a_value_of_vaders() -> None:
    words = PolarWords()
    topics = {pattern[0] for entry in words.topics.entries for pattern in entry.patterns if len(pattern) == 1}
    assert not topics & set(words.valences)
    assert {"war", "crisis", "security"}.isdisjoint(words.valences)
    assert words.valences


def test_the_part_of_a_name_is_no_evaluation() -> None:
    assert own("Nela Marsh ran for the Progressive Alliance in the Sterling district.") == []


# Whose evaluation (S-1, S-3)


@pytest.mark.parametrize(
    ("text", "voice", "source"),
    [
        ("\u201cNela Marsh is a liar,\u201d Omar Vance said.", "quoted", "Omar Vance"),
        ("\u201cNela Marsh is a liar,\u201d said the clerk.", "quoted", "the clerk"),
        ("The clerk said Nela Marsh was corrupt.", "reported", "the clerk"),
        ("According to the ministry, Nela Marsh was corrupt.", "reported", "the ministry"),
        ("Omar Vance condemned Nela Marsh.", "reported", "Omar Vance"),
        ("Nela Marsh was condemned by the council.", "reported", "the council"),
    ],
)
def test_what_sources_say_is_theirs_and_not_the_outlets(text: str, voice: str, source: str) -> None:
    assert own(text) == []
    found = by_sources(text)
    assert [(one.target, one.value, one.voice, one.source.lower()) for one in found] == [(NELA, -1.0, voice, source.lower())]


def test_the_outlets_own_words_are_no_sources() -> None:
    assert by_sources("Nela Marsh is honest.") == []


def test_own_and_reported_words_of_one_sentence_do_not_share_its_sign() -> None:
    text = "Omar Vance said Nela Marsh was honest; the corrupt Nela Marsh left."
    assert signs(own(text)) == {NELA: -1.0}
    assert signs(by_sources(text)) == {NELA: 1.0}


# Values and scores (S-1, S-11)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Nela Marsh is honest and competent.", 1.0),
        ("Nela Marsh is honest and corrupt.", 0.0),
        ("Nela Marsh is honest and competent and corrupt.", 1.0),
        ("Nela Marsh is honest, competent and brave.", 1.0),
    ],
)
def test_the_hits_of_a_sentence_add_up_to_one_sign(text: str, sign: float) -> None:
    assert sum(signs(own(text)).values()) == pytest.approx(sign)


def test_the_mean_is_over_all_sentences_that_mention_the_actor() -> None:
    found = scores(Evaluation(), "Nela Marsh is honest. Nela Marsh left. Omar Vance stayed. Rain fell.")
    assert (found["mean", NELA].total, found["mean", NELA].base) == (1.0, 2.0)
    assert (found["mean", OMAR].total, found["mean", OMAR].base) == (0.0, 1.0)
    assert found["positive", NELA].value == 50.0
    assert found["negative", NELA].value == 0.0


def test_an_actor_who_is_not_mentioned_has_no_score() -> None:
    assert not any(target == OMAR for _, target in scores(Evaluation(), "Nela Marsh is honest."))


def test_a_text_without_actors_has_no_scores_and_no_hits() -> None:
    hits, sums = apply(Evaluation(), make_document("The honest mayor left."))
    assert (hits, sums) == ([], [])


def test_a_sentence_counts_once_however_many_words_evaluate() -> None:
    found = scores(Evaluation(), "Nela Marsh is honest and competent.")
    assert (found["positive", NELA].total, found["positive", NELA].n_hits) == (1.0, 2)


# Events (S-2)


def test_an_active_verb_has_an_agent_and_a_patient() -> None:
    assert roles("Nela Marsh attacked Omar Vance.") == {(NELA, "agent", -1.0), (OMAR, "patient", -1.0)}


def test_the_passive_turns_the_roles_round() -> None:
    assert roles("Omar Vance was attacked by Nela Marsh.") == {(NELA, "agent", -1.0), (OMAR, "patient", -1.0)}


def test_without_a_by_agent_only_the_patient_is_known() -> None:
    assert roles("Omar Vance was arrested.") == {(OMAR, "patient", -1.0)}


def test_help_is_good_for_both() -> None:
    assert roles("Nela Marsh rescued Omar Vance.") == {(NELA, "agent", 1.0), (OMAR, "patient", 1.0)}


def test_what_the_subject_undergoes_is_the_subjects() -> None:
    assert roles("Omar Vance recovered, and Nela Marsh was jailed.") == {(OMAR, "agent", 1.0), (NELA, "patient", -1.0)}


@pytest.mark.parametrize(
    "text",
    ["The attack on Omar Vance began at noon.", "Nela Marsh opened the bridge.", "The army attacked. Nela Marsh left."],
)
def test_nouns_plain_acts_and_other_sentences_are_no_events(text: str) -> None:
    assert events(text) == []


def test_what_did_not_happen_is_no_event() -> None:
    assert events("Nela Marsh did not attack Omar Vance.") == []
    assert events("Omar Vance was never arrested.") == []


def test_what_an_actors_people_do_is_not_the_actors_act() -> None:
    assert roles("Nela Marsh\u2019s aides attacked Omar Vance.") == {(OMAR, "patient", -1.0)}


def test_events_are_not_evaluations() -> None:
    assert own("Nela Marsh attacked Omar Vance.") == []


def test_swapping_the_names_swaps_the_events() -> None:
    before = roles("Nela Marsh attacked Omar Vance.")
    after = roles("Omar Vance attacked Nela Marsh.")
    assert after == {({NELA: OMAR, OMAR: NELA}[actor], role, value) for actor, role, value in before}


def test_the_balance_is_the_agents_and_the_patients_together() -> None:
    found = scores(Events(), "Nela Marsh rescued the crew. Nela Marsh was arrested. Nela Marsh left. Nela Marsh slept.")
    assert (found["agent", NELA].total, found["patient", NELA].total, found["balance", NELA].total) == (1.0, -1.0, 0.0)
    assert found["agent", NELA].value == 0.25


def test_an_event_that_a_source_tells_keeps_its_source() -> None:
    found = events("Nela Marsh said Omar Vance was attacked.")
    assert [(one.target, one.voice, one.source) for one in found] == [(OMAR, "reported", "Nela Marsh")]


def test_no_value_is_out_of_bounds() -> None:
    text = "The honest Nela Marsh, a brave judge, praised the corrupt Omar Vance. Omar Vance is a liar and a thug."
    for measure in (Evaluation(), ReportedEvaluation()):
        for found in apply(measure, make_document(text, actors=ACTORS))[1]:
            assert math.isnan(found.value) or found.column != "mean" or -1.0 <= found.value <= 1.0
