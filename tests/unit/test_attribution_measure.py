"""The attribution measures: what is counted, on which rung, in which share, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest

from framing.measures import apply
from framing.measures.attribution import CUE_CLASSES, RUNGS, AttributionMeasure
from framing.measures.evidence import LOW_CONFIDENCE
from framing.measures.structure import Position
from framing.model import Document, Hit
from framing.scores import Score
from framing.testing import make_document

# One attribution on each rung, one party that did not comment, one belief.
LADDER = (
    "Nela Marsh said the mill would close. The union denied the report.\n\nA senior official said a buyer had been found. "
    "Sources said the price was low. Critics said the deal was late. The talks reportedly failed. The firm declined to "
    "comment. The mayor believes the mill is safe."
)


def hits(text: str) -> list[Hit]:
    return apply(AttributionMeasure(), make_document(text))[0]


def scores(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(AttributionMeasure(), make_document(text))[1]}


def ratio(found: Score) -> tuple[float, float]:
    return found.total, found.base


# What is counted


def test_reporting_and_hearsay_make_the_rate_over_all_words() -> None:
    found = scores(LADDER)["rate"]
    assert ratio(found) == (6.0, float(make_document(LADDER).n_words()))


def test_beliefs_stand_beside_the_rate() -> None:
    found = scores(LADDER)
    assert found["cognition"].total == 1.0
    assert "counted" not in next(one for one in hits(LADDER) if one.term == "believe").labels


def test_a_party_that_did_not_comment_is_no_attribution() -> None:
    assert [one.term for one in hits("The firm declined to comment.")] == []
    assert scores("The firm declined to comment.")["rate"].total == 0.0


def test_an_attribution_inside_another_is_nested_and_does_not_enter_the_rate() -> None:
    found = scores("The Harbor Times said the minister had told aides that the plan was dead.")
    assert (found["rate"].total, found["nested"].total) == (1.0, 1.0)


def test_attributed_sentences_are_sentences_and_not_attributions() -> None:
    text = "Nela Marsh said it was late, and Omar Vance said it was not. Rain fell."
    found = scores(text)
    assert found["attributed_sentences"].base == 2.0
    assert found["attributed_sentences"].total == pytest.approx(1.0)


def test_attributed_words_are_the_words_of_the_contents() -> None:
    assert ratio(scores("Nela Marsh said the mill would close.")["attributed_words"]) == (4.0, 7.0)
    assert ratio(scores("\u201cIt is late,\u201d she said, \u201cand dark.\u201d")["attributed_words"]) == (5.0, 7.0)


def test_words_that_two_attributions_share_are_counted_once() -> None:
    doc = make_document("Nela Marsh said the mill would close.")
    twice = replace(doc, attributions=doc.attributions * 2)
    found, sums = apply(AttributionMeasure(), twice)
    assert [one.value for one in found] == [4.0, 0.0]
    assert ratio(next(one for one in sums if one.column == "attributed_words")) == (4.0, 7.0)


def test_a_belief_takes_no_words_from_what_is_said() -> None:
    doc = make_document("The mayor believes the mill is safe. Nela Marsh said it was late.")
    belief = replace(doc.attributions[0], contents=doc.attributions[1].contents)
    sums = apply(AttributionMeasure(), replace(doc, attributions=(belief, doc.attributions[1])))[1]
    assert next(one for one in sums if one.column == "attributed_words").total == 3.0


def test_an_attribution_in_a_list_item_is_in_the_rate_and_in_no_sentence() -> None:
    text = "The town wants one thing. Nela Marsh said it was a dam."
    doc = make_document(text, list_items=((text.index("Nela"), len(text)),))
    found = {one.column: one for one in apply(AttributionMeasure(), doc)[1]}
    assert found["rate"].total == 1.0
    assert ratio(found["attributed_sentences"]) == (0.0, 1.0)


# The ladder


@pytest.mark.parametrize("rung", sorted(RUNGS))
def test_each_rung_has_its_share(rung: int) -> None:
    assert ratio(scores(LADDER)[f"ladder_{rung}"]) == (1.0, 6.0)


def test_the_shares_of_the_rungs_add_up_to_all() -> None:
    found = scores(LADDER)
    assert sum(found[f"ladder_{rung}"].value for rung in RUNGS) == pytest.approx(100.0)


def test_the_mean_is_the_sum_of_the_rungs_over_the_attributions() -> None:
    found = scores(LADDER)["ladder_mean"]
    assert ratio(found) == (5.0 + 4.0 + 3.0 + 2.0 + 1.0 + 0.0, 6.0)
    assert found.value == 2.5


def test_anonymous_collective_and_agentless_attributions_are_opaque() -> None:
    assert ratio(scores(LADDER)["opaque_share"]) == (4.0, 6.0)


def test_the_anonymous_share_leaves_out_what_has_no_source() -> None:
    assert ratio(scores(LADDER)["anonymous_share"]) == (2.0, 5.0)


def test_the_specified_share_is_of_anonymous_attributions() -> None:
    assert ratio(scores(LADDER)["specified_anonymous_share"]) == (1.0, 2.0)


def test_official_and_media_sources_are_shares_of_the_sourced() -> None:
    assert ratio(scores(LADDER)["official_share"]) == (1.0, 5.0)
    assert ratio(scores("The Harbor Times said it rained. Nela Marsh said it did.")["media_reliance"]) == (1.0, 2.0)


def test_without_attributions_their_shares_are_undefined_and_the_rate_is_zero() -> None:
    found = scores("The mill closed.")
    assert found["rate"].value == 0.0
    for name in ("ladder_mean", "opaque_share", "anonymous_share", "ladder_5", "cue_neutral", "official_share"):
        assert math.isnan(found[name].value)


def test_a_text_with_only_hearsay_has_no_share_of_sourced_attributions() -> None:
    found = scores("The talks reportedly failed.")
    assert found["opaque_share"].value == 100.0
    assert found["ladder_mean"].value == 0.0
    assert math.isnan(found["anonymous_share"].value)


def test_of_few_sourced_attributions_no_source_is_the_most_used() -> None:
    four = "Nela Marsh said it was late. Marsh added that it was dark. Omar Vance said it was not. Critics said it was so."
    assert len(hits(four)) == 4
    assert math.isnan(scores(four)["top_source_share"].value)


def test_the_most_used_source_has_a_share_of_the_sourced_attributions() -> None:
    text = (
        "Nela Marsh said it was late. Marsh added that it was dark. Omar Vance said it was not. Critics said the deal was off. "
        "The union said it would wait. The talks reportedly failed."
    )
    assert ratio(scores(text)["top_source_share"]) == (2.0, 5.0)


def test_of_sources_used_alike_the_first_is_the_most_used() -> None:
    text = (
        "Nela Marsh said it was late. Omar Vance said it was not. Critics said the deal was off. "
        "The union said it would wait. Ida Boll said nothing was lost."
    )
    top = [one.source for one in hits(text) if "top source" in one.labels]
    assert top == ["Nela Marsh"]


# Cues


def test_the_classes_of_cues_are_shares_of_the_attributions() -> None:
    text = "Nela Marsh said it was late. Omar Vance claimed that it was not. The talks reportedly failed."
    found = scores(text)
    assert {name: found[f"cue_{name}"].total for name in CUE_CLASSES if found[f"cue_{name}"].total} == {
        "neutral": 1.0,
        "distancing": 1.0,
        "hearsay": 1.0,
    }
    assert sum(found[f"cue_{name}"].value for name in CUE_CLASSES) == pytest.approx(100.0)


def test_a_hit_says_what_its_attribution_is() -> None:
    found = hits("\u201cThe mill will close,\u201d a senior official said.")[0]
    assert found.labels == {
        "counted", "reporting", "direct", "anonymous", "cue:neutral", "type:unnamed_official", "rung:3", "official", "opaque",
        "in sentence",
    }  # fmt: skip
    assert (found.text, found.term, found.category, found.value) == ("said", "say", "neutral", 4.0)
    assert (found.source, found.rule) == ("a senior official", "A-1")


def test_the_source_of_a_pronoun_is_whom_it_stands_for() -> None:
    assert [one.source for one in hits("Nela Marsh said it was late. She said it was dark.")] == ["Nela Marsh", "Nela Marsh"]


def test_a_column_of_cues_says_what_its_class_commits_to() -> None:
    abouts = {column.name: column.about for column in AttributionMeasure().columns}
    assert abouts["cue_neutral"] == "neutral verbs and cues: commits to nothing (A-6)"
    assert all(about in abouts[f"cue_{name}"] for name, about in CUE_CLASSES.items())


def test_a_named_source_is_not_opaque() -> None:
    assert not hits("Nela Marsh said the mill would close.")[0].labels & {"opaque", "official", "anonymous"}


def test_attributions_in_the_title_are_found_and_not_scored() -> None:
    doc = make_document("The mill closed.", title="Mayor says mill may close")
    found, sums = apply(AttributionMeasure(), doc)
    assert [one.zone for one in found] == ["title"]
    assert next(one for one in sums if one.column == "rate").total == 0.0


# Uncertain attributions

UNSURE = LOW_CONFIDENCE - 0.01


def doubt(text: str, confidences: Mapping[str, float]) -> Document:
    """Annotate a text and give the attributions with these lemmas a confidence."""
    doc = make_document(text)
    assert set(confidences) <= {one.lemma for one in doc.attributions}
    unsure = (replace(one, confidence=confidences.get(one.lemma, 1.0)) for one in doc.attributions)
    return replace(doc, attributions=tuple(unsure))


def doubted(text: str, confidences: Mapping[str, float]) -> dict[str, Score]:
    return {found.column: found for found in apply(AttributionMeasure(), doubt(text, confidences))[1]}


def test_an_uncertain_attribution_leaves_both_halves_of_every_share() -> None:
    found = doubted(LADDER, {"deny": UNSURE})
    assert ratio(found["rate"])[0] == 5.0
    assert ratio(found["ladder_mean"]) == (5.0 + 3.0 + 2.0 + 1.0 + 0.0, 5.0)
    assert ratio(found["ladder_4"]) == (0.0, 5.0)
    assert ratio(found["opaque_share"]) == (4.0, 5.0)
    assert ratio(found["official_share"]) == (1.0, 4.0)
    assert sum(found[f"ladder_{rung}"].value for rung in RUNGS) == pytest.approx(100.0)
    assert sum(found[f"cue_{name}"].value for name in CUE_CLASSES) == pytest.approx(100.0)


def test_an_uncertain_attribution_stands_beside_the_rate_with_its_confidence() -> None:
    doc = doubt("Nela Marsh denied the report. Omar Vance said it was true.", {"deny": UNSURE})
    found, sums = apply(AttributionMeasure(), doc)
    assert [(one.term, one.confidence, "counted" in one.labels) for one in found] == [
        ("deny", UNSURE, False),
        ("say", 1.0, True),
    ]
    uncertain = next(one for one in sums if one.column == "uncertain")
    assert ratio(uncertain) == (1.0, float(doc.n_words()))


def test_what_is_exactly_as_likely_as_not_counts() -> None:
    found = doubted("Nela Marsh denied the report.", {"deny": LOW_CONFIDENCE})
    assert (found["rate"].total, found["uncertain"].total) == (1.0, 0.0)


def test_where_all_attributions_are_uncertain_their_shares_are_undefined() -> None:
    found = doubted("Nela Marsh said it was late.", {"say": UNSURE})
    assert found["rate"].value == 0.0
    assert math.isnan(found["opaque_share"].value)
    assert math.isnan(found["ladder_mean"].value)


def test_an_uncertain_belief_stays_a_belief() -> None:
    found = doubted("The mayor believes the mill is safe.", {"believe": UNSURE})
    assert (found["cognition"].total, found["uncertain"].total) == (1.0, 0.0)


def test_an_uncertain_attribution_has_no_position() -> None:
    text = "Nela Marsh denied the report. Rain fell. It snowed. Omar Vance said it was late."
    hits, sums = apply(Position(), doubt(text, {"deny": UNSURE}))
    assert [one.term for one in hits] == ["say"]
    found = {one.column: one for one in sums}
    assert ratio(found["lead"]) == (1.0, 1.0)
    assert ratio(found["first_sourced"]) == (3.0, 4.0)
    nothing = {one.column: one for one in apply(Position(), doubt(text, {"deny": UNSURE, "say": UNSURE}))[1]}
    assert math.isnan(nothing["lead"].value)
    assert math.isnan(nothing["first_sourced"].value)
