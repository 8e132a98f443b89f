"""The attribution measures: what is counted, on which rung, in which share, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest

from framing.measures import apply
from framing.measures.attribution import CUE_CLASSES, RUNGS, AttributionMeasure, QuotationMeasure, ReplyRecord
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


# Sources and cues


def test_a_source_counts_once_however_often_it_speaks() -> None:
    text = "Nela Marsh said it was late. Marsh added that it was dark. Omar Vance said it was not."
    assert ratio(scores(text)["sources"]) == (2.0, 1.0)


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
        "new source",
    }  # fmt: skip
    assert (found.text, found.term, found.category, found.value) == ("said", "say", "neutral", 4.0)
    assert (found.source, found.rule) == ("a senior official", "A-1")


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


def test_a_source_that_is_only_uncertain_is_no_source_yet() -> None:
    text = "Nela Marsh denied the report. Nela Marsh said it was late."
    assert ratio(doubted(text, {"deny": UNSURE})["sources"]) == (1.0, 1.0)
    assert ratio(doubted(text, {"deny": UNSURE, "say": UNSURE})["sources"]) == (0.0, 1.0)


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
    assert ratio(found["first_sourced"]) == (0.75, 1.0)
    nothing = {one.column: one for one in apply(Position(), doubt(text, {"deny": UNSURE, "say": UNSURE}))[1]}
    assert math.isnan(nothing["lead"].value)
    assert math.isnan(nothing["first_sourced"].value)


def test_a_party_that_perhaps_did_not_comment_is_shown_and_not_counted() -> None:
    doc = doubt("The firm declined to comment.", {"decline to comment": UNSURE})
    hits, sums = apply(ReplyRecord(), doc)
    assert [one.confidence for one in hits] == [UNSURE]
    assert ratio(sums[0]) == (0.0, 1.0)


# Direct quotation


def quotation(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(QuotationMeasure(), make_document(text))[1]}


def test_words_that_somebody_speaks_are_a_share_of_all_words() -> None:
    assert ratio(quotation("\u201cThe mill will close,\u201d Nela Marsh said.")["quoted_words"]) == (4.0, 7.0)


def test_terms_in_quotation_marks_are_no_quotation() -> None:
    found = quotation("The \u201ctemporary\u201d levee is ten years old.")
    assert (found["quoted_words"].total, found["quotations"].total) == (0.0, 0.0)


def test_a_quotation_inside_another_does_not_count_its_words_twice() -> None:
    text = "\u201cMy brother said \u2018run for the hills right now\u2019 and I ran,\u201d Nela Marsh said."
    found = quotation(text)
    assert found["quotations"].total == 1.0
    assert ratio(found["quoted_words"]) == (12.0, 15.0)


def test_a_text_without_words_has_no_share_of_quotation() -> None:
    assert math.isnan(quotation("")["quoted_words"].value)


# Reply record


def replies(text: str) -> list[Hit]:
    return list(ReplyRecord().find(make_document(text)))


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The firm declined to comment.", "The firm"),
        ("Nela Marsh did not respond to a request for comment.", "Nela Marsh"),
        ("The ministry could not be reached for comment.", "The ministry"),
    ],
)
def test_a_party_that_did_not_comment_is_recorded(text: str, party: str) -> None:
    found = replies(text)
    assert [(one.source, one.category, one.rule) for one in found] == [(party, "no_comment", "A-1n")]


def test_a_reply_that_was_given_is_no_record() -> None:
    assert replies("The firm said the mill was safe.") == []


def test_parties_are_counted_per_article() -> None:
    text = "The firm declined to comment. Nela Marsh did not respond to a request for comment."
    found = apply(ReplyRecord(), make_document(text))[1][0]
    assert (ratio(found), found.value) == ((2.0, 1.0), 2.0)
