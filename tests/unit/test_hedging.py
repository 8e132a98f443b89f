"""Hedges and boosters: what enters the rate, what stands beside it, and what makes a cluster."""

from __future__ import annotations

import pytest

from framing.measures import apply
from framing.measures.hedging import boosters, hedging, mark_clusters, scope
from framing.model import Document, Hit
from framing.scores import Score
from framing.testing import make_document


def hits(text: str, genre: str = "unknown") -> list[Hit]:
    return apply(hedging(), make_document(text, genre=genre))[0]


def scores(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(hedging(), make_document(text))[1]}


def headline(text: str) -> list[str]:
    return [found.text.lower() for found in hits(text) if "side" not in found.labels]


# What counts (H-1 to H-10)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The dam may fail.", "epistemic"),
        ("Perhaps the dam will hold.", "epistemic"),
        ("The dam holds unless the lake rises.", "conditional"),
        ("The dam reportedly failed.", "hearsay"),
        ("In our view, the dam was too old.", "doxastic_own"),
        ("It remains to be seen how the dam will hold.", "investigation"),
        ("About 30 people left the town.", "approximator"),
        ("The union believes the dam is old.", "doxastic_attributed"),
        ("The town plans to sell the dam.", "prospective"),
        ("Some say the dam is old.", "weasel"),
    ],
)
def test_a_hedge_is_of_its_class(text: str, category: str) -> None:
    assert [found.category for found in hits(text)] == [category]


@pytest.mark.parametrize(
    "text",
    [
        "About 30 people left the town.",
        "The union believes the dam is old.",
        "The town plans to sell the dam.",
        "Some say the dam is old.",
        "The dam may be old, but it holds.",
    ],
)
def test_side_classes_are_labeled_and_never_enter_the_rate(text: str) -> None:
    assert all("side" in found.labels for found in hits(text))
    assert scores(text)["rate"].total == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "In May, the dam failed.",
        "Visitors may not swim here.",
        "Rescuers could not open the gate.",
        "The suspect appeared in court.",
        "They sat around the table.",
        "The town wants it done as soon as possible.",
        "It is impossible to mend the dam.",
        "The dam will fail.",
        "More than 30 people left the town.",
    ],
)
def test_look_alikes_do_not_count(text: str) -> None:
    assert hits(text) == []


def test_a_word_on_hearsay_covers_its_own_clause_and_has_no_source() -> None:
    found = hits("The dam reportedly failed.")[0]
    assert (found.voice, found.source) == ("reported", "")


# Voices (V-5)


def test_own_and_reported_words_make_the_rate_and_quoted_ones_stand_beside_it() -> None:
    found = scores("The dam may fail. The mayor said the wall could fall. \u201cThe lake might rise,\u201d Nela Marsh said.")
    assert (found["rate"].total, found["rate"].base) == (2.0, 14.0)
    assert (found["quoted"].total, found["quoted"].base) == (1.0, 4.0)


def test_a_text_that_is_all_quotation_is_no_evidence_of_hedging() -> None:
    found = scores("\u201cWe may lose.\u201d Nela Marsh said \u201cWe may lose it all now.\u201d")
    assert found["rate"].total == 0.0


def test_hedged_sentences_are_counted_once_each() -> None:
    found = scores("It may possibly fail. It fell. It might hold. It did.")["sentences"]
    assert (found.total, found.base, found.value) == (2.0, 4.0, 50.0)


# Clusters (H-27)


def clusters(text: str) -> list[str]:
    return [found.text.lower() for found in hits(text) if "cluster" in found.labels]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is possible that the dam could fail.", "possible"),
        ("The dam may possibly fail.", "may"),
        ("It is perhaps likely that the dam could fail.", "perhaps"),
    ],
)
def test_two_or_more_cues_in_a_clause_are_one_cluster_at_the_first(text: str, first: str) -> None:
    assert clusters(text) == [first]


@pytest.mark.parametrize(
    "text",
    [
        "The dam may fail.",
        "The dam may fail, and the lake could flood the town.",
        "The dam may fail and the lake could rise.",
        "The dam may fail; the lake could rise.",
        "The dam may fail. The lake could rise.",
        "If it rains, the dam could fail.",
    ],
)
def test_cues_of_different_clauses_make_no_cluster(text: str) -> None:
    assert clusters(text) == []


def test_each_clause_has_a_cluster_of_its_own() -> None:
    assert clusters("The dam may possibly fail and could perhaps flood the town.") == ["may", "could"]


def test_side_cues_make_no_cluster() -> None:
    assert clusters("About 30 dams may fail.") == []


def test_every_cue_of_a_cluster_counts_in_the_rate_and_the_cluster_beside_it() -> None:
    found = scores("It is possible that the dam could fail.")
    assert (found["rate"].total, found["clusters"].total) == (2.0, 1.0)


def test_a_quoted_cluster_is_not_the_outlets() -> None:
    assert scores("\u201cIt is possible that the dam could fail,\u201d Nela Marsh said.")["clusters"].total == 0.0


def test_marking_clusters_leaves_the_hits_as_they_are_otherwise() -> None:
    doc: Document = make_document("It may possibly fail.")
    plain = [Hit(3, 6, "h", "may", "epistemic", sentence=0), Hit(7, 15, "h", "possibly", "epistemic", sentence=0)]
    marked = mark_clusters(doc, plain)
    assert [found.term for found in marked] == ["may", "possibly"]
    assert [found.labels for found in marked] == [frozenset({"cluster"}), frozenset()]
    assert mark_clusters(doc, []) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Perhaps the mayor and the council could agree.", "perhaps"),
        ("The dam could, perhaps, be mended.", "could"),
        ("It is unclear whether the dam could fail.", "unclear"),
    ],
)
def test_what_shares_a_main_verb_is_one_clause_whatever_marks_stand_in_it(text: str, first: str) -> None:
    assert clusters(text) == [first]


def test_a_number_with_a_comma_parts_no_clause() -> None:
    assert clusters("The dam could cost 9,000 coins, possibly.") == ["could"]


def test_a_condition_opens_a_clause_and_makes_no_cluster() -> None:
    assert clusters("The dam could fail if the lake might rise.") == []


# Scope (H-28)


def scopes(text: str) -> dict[str, str]:
    doc = make_document(text)
    return {found.text.lower(): doc.text[slice(*scope(doc, found))] for found in hedging().find(doc)}


@pytest.mark.parametrize(
    ("text", "cue", "reach"),
    [
        ("The dam may fail, and the lake will rise.", "may", "The dam may fail"),
        ("The lake will rise, and the dam reportedly fails.", "reportedly", "the dam reportedly fails."),
        ("They found a possible leak on Monday.", "possible", "a possible leak"),
        ("A leak is likely.", "likely", "A leak is likely."),
        ("The lake rose; if it rains, the dam fails.", "if", "if it rains, the dam fails."),
    ],
)
def test_a_hedge_reaches_over_its_clause_its_phrase_or_its_condition(text: str, cue: str, reach: str) -> None:
    assert scopes(text)[cue] == reach


def test_the_scope_of_a_hit_in_a_title_is_in_the_title() -> None:
    doc = make_document("It rained.", title="The dam may fail, and the lake rose").headings[0]
    found = next(iter(hedging().find(doc)))
    assert doc.text[slice(*scope(doc, found))] == "The dam may fail"


# What only the rest of the sentence tells


@pytest.mark.parametrize(
    "text",
    [
        "The dam may be old, but it holds.",
        "The dam may not be pretty, but it holds.",
        "The dam may be a relic of the war, yet it holds.",
        "The mayor may have lost the vote, but she stays.",
    ],
)
def test_may_that_grants_a_point_stands_beside_the_rate(text: str) -> None:
    assert next((found.category, found.rule) for found in hits(text)) == ("concessive", "H-11")


@pytest.mark.parametrize(
    "text",
    [
        "The dam may be sold, but no buyer has come.",
        "The dam may fail, but nobody lives there.",
        "The dam may be old.",
        "The dam may be old, and it leaks, but it holds.",
        "The town waits, but the dam may be old.",
    ],
)
def test_may_that_doubts_stays_a_hedge(text: str) -> None:
    assert "epistemic" in {found.category for found in hits(text)}


@pytest.mark.parametrize(
    "text",
    [
        "If it rains, the dam would fail.",
        "The possible flood would ruin the mill.",
        "It is unclear who would pay.",
        "The mayor said the dam would fail.",
        "She knew that the dam would fail.",
    ],
)
def test_would_is_left_out_where_it_says_no_doubt_of_its_own(text: str) -> None:
    assert "would" not in {found.text.lower() for found in hits(text)}


@pytest.mark.parametrize("text", ["The bill would raise the fee.", "The mayor says the bill would raise the fee."])
def test_would_alone_is_a_condition(text: str) -> None:
    assert headline(text) == ["would"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The depth of the cracks suggests that the dam is weak.", "epistemic"),
        ("The cracks deepened in May, suggesting that the dam is weak.", "epistemic"),
        ("Nobody answered, suggesting that the house was empty.", "epistemic"),
        ("The workers were freed, suggesting that talks had begun.", "epistemic"),
        ("The mayor suggested that the dam is weak.", "doxastic_attributed"),
        ("Two deckhands suggested that the dam is weak.", "doxastic_attributed"),
        ("The mayor paused, suggesting that the dam is weak.", "doxastic_attributed"),
        ("Nela Marsh also suggested that the dam is weak.", "doxastic_attributed"),
    ],
)
def test_who_or_what_suggests_tells_belief_from_hedge(text: str, category: str) -> None:
    assert {found.category for found in hits(text) if found.rule == "H-17"} == {category}


def test_a_verb_after_and_has_the_subject_of_the_first() -> None:
    found = hits("The survey of the dam was long and strongly suggests that it is weak.")
    assert [hit.category for hit in found if hit.rule == "H-17"] == ["epistemic"]


@pytest.mark.parametrize(
    ("text", "category", "rule"),
    [
        ("Fares are expected to double.", "hearsay", "H-3"),
        ("The mayor is expected to resign.", "prospective", "H-8"),
        ("The mayor is expected to double the fare.", "prospective", "H-8"),
        ("The mayor is expected to win.", "hearsay", "H-3"),
    ],
)
def test_what_people_are_expected_to_do_is_their_plan(text: str, category: str, rule: str) -> None:
    assert [(found.category, found.rule) for found in hits(text)] == [(category, rule)]


@pytest.mark.parametrize(("genre", "category"), [("opinion", "doxastic_own"), ("analysis", "doxastic_own")])
def test_the_first_person_of_an_opinion_is_its_authors(genre: str, category: str) -> None:
    assert [found.category for found in hits("I think the dam is weak.", genre)] == [category]


@pytest.mark.parametrize("genre", ["news", "wire", "unknown"])
def test_elsewhere_the_first_person_is_a_source_whose_marks_are_missing(genre: str) -> None:
    found = hits("I think the dam is weak.", genre)[0]
    assert (found.category, found.rule, "side" in found.labels) == ("doxastic_attributed", "H-7", True)


def test_a_moved_hit_is_counted_by_its_new_class_only() -> None:
    found = scores("The mayor is expected to double the fare.")
    assert (found["prospective"].total, found["hearsay"].total, found["rate"].total) == (1.0, 0.0, 0.0)


# Questions (H-23)


def test_questions_in_the_outlets_voice_stand_beside_the_rate() -> None:
    found = scores("Who pays? The dam is old. Who knows?? \u201cWho pays?\u201d Nela Marsh asked.")
    assert (found["questions"].total, found["rate"].total) == (2.0, 0.0)


def test_a_cue_in_a_question_counts_as_anywhere() -> None:
    assert headline("Is the dam perhaps too old?") == ["perhaps"]


# The mix of voices and classes


def test_the_voices_of_the_headline_have_columns_of_their_own() -> None:
    found = scores("The dam may fail. The mayor said the wall could fall. \u201cThe lake might rise,\u201d Nela Marsh said.")
    assert [found[voice].total for voice in ("own", "reported", "quoted")] == [1.0, 1.0, 1.0]
    assert found["own"].base + found["reported"].base == found["rate"].base


def test_every_class_has_a_column() -> None:
    found = scores("The dam reportedly may fail if it rains.")
    assert [found[name].total for name in ("hearsay", "epistemic", "conditional", "investigation")] == [1.0, 1.0, 1.0, 0.0]


# Boosters (H-10)


@pytest.mark.parametrize("text", ["The dam clearly failed.", "Of course the dam failed.", "In fact, the dam failed."])
def test_boosters_are_counted_apart(text: str) -> None:
    assert len(list(boosters().find(make_document(text)))) == 1
    assert hits(text) == []


def test_boosters_are_never_subtracted_from_hedges() -> None:
    assert scores("The dam may clearly fail.")["rate"].total == 1.0
