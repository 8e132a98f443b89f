"""What a version does with each claim of another: kept, reworded, in part, not found; what it adds, and in what order."""

from __future__ import annotations

from math import isnan

import pytest
from unit.versions import align, analyze_versions, fates

import framing
from framing.claims import CHANGES, LABELS, align_claims
from framing.errors import UnknownNameError
from framing.stories import Story

WIRE = (
    "The council approved a new bridge across the Selm on Monday. It will cost 40 million crowns. "
    "Builders expect to finish the work in 2027. A group of fishermen opposed the plan because of salmon. "
    "Engineer Otto Brandt said the old bridge carried twice the traffic it was built for."
)


def labels(first: str, second: str) -> list[str]:
    return [fate.label for fate in fates(first, second)]


class TestLabels:
    def test_the_same_text_keeps_every_claim_and_changes_nothing(self) -> None:
        found = fates(WIRE, WIRE)
        assert {fate.label for fate in found} == {"kept"}
        assert [fate.changes for fate in found] == [()] * len(found)
        assert all(fate.score == pytest.approx(1.0) for fate in found)

    def test_other_words_for_the_same_are_reworded(self) -> None:
        first = "Soldiers detained three lawyers outside the court on Friday."
        second = "Troops arrested three attorneys outside the court on Friday."
        assert labels(first, second) == ["paraphrased"]

    def test_a_small_part_of_a_claim_is_part_of_it(self) -> None:
        first = (
            "The council approved a new bridge across the Selm on Monday, a project of 40 million crowns near the old harbor."
        )
        assert labels(first, "Council approved new bridge.") == ["partial"]

    def test_what_nobody_tells_is_not_found_and_its_nearest_is_named(self) -> None:
        [*_, last] = fates(WIRE, "The council approved a new bridge across the Selm on Monday. Traffic was light.")
        assert last.label == "omitted"
        assert last.statements == ()
        assert last.nearest is not None
        assert 0 < last.score < 0.5

    def test_order_is_free(self) -> None:
        sentences = WIRE.split(". ")
        turned = ". ".join(part.rstrip(".") for part in reversed(sentences)) + "."
        assert set(labels(WIRE, turned)) == {"kept"}
        assert align(WIRE, turned).versions[0].order == pytest.approx(-1.0)

    def test_a_claim_told_in_two_sentences_has_both(self) -> None:
        first = "The council approved a new bridge across the Selm and borrowed 40 million crowns from a bank in Karn."
        second = "The council approved a new bridge across the Selm. It borrowed 40 million crowns from a bank in Karn."
        [fate] = fates(first, second)
        assert fate.label == "kept"
        assert len(fate.statements) == 2

    def test_two_claims_told_in_one_sentence_are_merged(self) -> None:
        second = "The council approved a new bridge across the Selm and borrowed 40 million crowns from a bank in Karn."
        first = "The council approved a new bridge across the Selm. It borrowed 40 million crowns from a bank in Karn."
        assert [(fate.label, fate.merged) for fate in fates(first, second)] == [("kept", True), ("kept", True)]

    def test_texts_of_different_events_share_nothing(self) -> None:
        other = "The singer won two prizes at a festival in Ostrenia. Fans queued for hours. Her next album is due in May."
        assert set(labels(WIRE, other)) == {"omitted"}
        assert len(align(WIRE, other).added["Daily"]) == 3

    def test_every_label_and_change_is_one_of_those_listed(self) -> None:
        analysis = framing.analyze(list(framing.sample_articles()), annotator="fast", measures=["hedging", "loaded"])
        found = [align_claims(story, analysis) for story in framing.group_stories(analysis.articles)]
        all_fates = [fate for alignment in found for claim in alignment.claims for fate in claim.fates]
        assert {fate.label for fate in all_fates} <= set(LABELS)
        assert all(change.kind in CHANGES[change.aspect] for fate in all_fates for change in fate.changes)
        assert all(bool(fate.statements) is (fate.label != "omitted") for fate in all_fates)


class TestSums:
    def test_counts_add_up_and_shares_are_of_them(self) -> None:
        second = "The council approved a new bridge across the Selm on Monday. Shops nearby were glad of it. It rained all day."
        alignment = align(WIRE, second)
        [version] = alignment.versions
        assert sum(version.counts[label] for label in LABELS) == version.n_claims == len(alignment.claims)
        assert version.coverage == pytest.approx(1 - version.counts["omitted"] / version.n_claims)
        assert version.added_share == pytest.approx(2 / 3)
        assert isnan(version.order)

    def test_the_share_of_lost_sources_is_of_carried_claims_that_had_one(self) -> None:
        first = "Mayor Ana Ruiz said the bridge would open in June. Police said nine drivers were fined on Monday."
        second = "The bridge would open in June. Police said nine drivers were fined on Monday."
        assert align(first, second).versions[0].attribution_dropped == pytest.approx(0.5)

    def test_without_sources_there_is_no_share_of_lost_ones(self) -> None:
        text = "The bridge opened in June. Nine drivers were fined on Monday."
        assert isnan(align(text, text).versions[0].attribution_dropped)

    def test_one_version_alone_has_claims_and_no_fates(self) -> None:
        analysis, _ = analyze_versions({"Wire": WIRE})
        alignment = align_claims(Story("s", "", ("Wire",)), analysis)
        assert len(alignment.claims) == 5
        assert alignment.versions == ()
        assert alignment.claims_frame().empty

    def test_an_empty_version_carries_nothing(self) -> None:
        alignment = align(WIRE, "")
        assert {fate.label for claim in alignment.claims for fate in claim.fates} == {"omitted"}
        assert isnan(alignment.versions[0].added_share)
        assert all(fate.nearest is None for claim in alignment.claims for fate in claim.fates)

    def test_against_an_empty_reference_everything_is_added(self) -> None:
        alignment = align("", WIRE)
        assert alignment.claims == ()
        assert len(alignment.added["Daily"]) == 5
        assert isnan(alignment.versions[0].coverage)


class TestCalls:
    def test_a_reference_can_be_chosen(self) -> None:
        analysis, story = analyze_versions({"Wire": WIRE, "Daily": "The council approved a new bridge on Monday."})
        alignment = align_claims(story, analysis, reference="Daily")
        assert (alignment.reference, alignment.why) == ("Daily", "chosen")
        assert [version.article for version in alignment.versions] == ["Wire"]

    def test_a_reference_that_is_no_version_is_refused(self) -> None:
        analysis, story = analyze_versions({"Wire": WIRE, "Daily": WIRE})
        with pytest.raises(UnknownNameError, match="Weekly"):
            align_claims(story, analysis, reference="Weekly")

    def test_an_article_that_was_not_analyzed_is_refused(self) -> None:
        analysis, _ = analyze_versions({"Wire": WIRE})
        with pytest.raises(UnknownNameError, match="Daily"):
            align_claims(Story("s", "", ("Wire", "Daily")), analysis)

    def test_the_same_input_gives_the_same_alignment(self) -> None:
        analysis, story = analyze_versions({"Wire": WIRE, "Daily": "The council approved a bridge. It rained."})
        assert align_claims(story, analysis) == align_claims(story, analysis)

    def test_frames_have_a_row_per_claim_change_and_version(self) -> None:
        alignment = align("Mayor Ana Ruiz said the bridge would open in June.", "The bridge would open in June, it is said.")
        assert alignment.claims_frame()["label"].tolist() == [fate.label for c in alignment.claims for fate in c.fates]
        assert "attribution" in set(alignment.changes_frame()["aspect"])
        assert alignment.versions_frame()["article"].tolist() == ["Daily"]

    def test_what_an_article_says_is_escaped_in_jupyter(self) -> None:
        shown = align("The mayor wrote <script>alert(1)</script> on a wall.", "A wall.")._repr_html_()
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
