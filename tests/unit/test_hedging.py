"""Hedges and boosters: what enters the rate, what stands beside it, and what makes a cluster."""

from __future__ import annotations

import pytest

from framing.measures import apply
from framing.measures.hedging import boosters, hedging, mark_clusters
from framing.model import Document, Hit
from framing.scores import Score
from framing.testing import make_document


def hits(text: str) -> list[Hit]:
    return apply(hedging(), make_document(text))[0]


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


# Boosters (H-10)


@pytest.mark.parametrize("text", ["The dam clearly failed.", "Of course the dam failed.", "In fact, the dam failed."])
def test_boosters_are_counted_apart(text: str) -> None:
    assert len(list(boosters().find(make_document(text)))) == 1
    assert hits(text) == []


def test_boosters_are_never_subtracted_from_hedges() -> None:
    assert scores("The dam may clearly fail.")["rate"].total == 1.0
