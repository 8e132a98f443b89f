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
        assert last.label == "not_found"
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
        assert set(labels(WIRE, other)) == {"not_found"}
        assert len(align(WIRE, other).added["Daily"]) == 3

    def test_every_label_and_change_is_one_of_those_listed(self) -> None:
        analysis = framing.analyze(list(framing.sample_articles()), annotator="fast", measures=["hedging", "loaded"])
        found = [align_claims(story, analysis) for story in framing.group_stories(analysis.articles)]
        all_fates = [fate for alignment in found for claim in alignment.claims for fate in claim.fates]
        assert {fate.label for fate in all_fates} <= set(LABELS)
        assert all(change.kind in CHANGES[change.aspect] for fate in all_fates for change in fate.changes)
        assert all(bool(fate.statements) is (fate.label != "not_found") for fate in all_fates)


class TestVersions:
    """Texts of every sort against each other: a sensible answer, and never an exception."""

    def test_a_brief_carries_the_few_claims_it_tells_of_a_long_text(self) -> None:
        padding = " ".join(f"Resident {name} remembered a flood that reached step {n}." for n, name in enumerate("ABCDEFGH"))
        brief = "Council approved a new bridge across the Selm. It is to cost 40 million crowns."
        alignment = align(f"{WIRE} {padding}", brief)
        assert [claim.fates[0].label != "not_found" for claim in alignment.claims][:2] == [True, True]
        assert alignment.versions[0].coverage < 0.3
        assert alignment.added["Daily"] == ()

    def test_a_long_text_against_a_brief_carries_all_of_it(self) -> None:
        padding = " ".join(f"Resident {name} remembered a flood that reached step {n}." for n, name in enumerate("ABCDEFGH"))
        assert "not_found" not in labels("Council approved a new bridge across the Selm.", f"{WIRE} {padding}")

    def test_another_event_on_the_same_topic_is_not_carried(self) -> None:
        other = (
            "The parliament of Ostrenia rejected a tunnel under Mount Verd in March. Drilling would have taken nine years. "
            "Farmers had collected 8,000 signatures. Minister Lena Holt called the result a setback."
        )
        assert set(labels(WIRE, other)) == {"not_found"}

    def test_a_translation_shares_too_little_to_be_found(self) -> None:
        german = (
            "Der Rat hat am Montag eine neue Br\u00fccke \u00fcber die Selm beschlossen. Sie soll 40 Millionen Kronen kosten. "
            "Fischer lehnen den Plan wegen der Lachse ab."
        )
        assert "kept" not in labels(WIRE, german)

    def test_an_update_with_other_numbers_tells_the_claim_in_part(self) -> None:
        first = "At least 12 people died and 30 were missing after the storm tore through the northern provinces on Monday."
        second = "At least 47 people died and 11 were missing after the storm tore through the northern provinces on Monday."
        [fate] = fates(first, second)
        assert fate.label == "partial"
        assert "number" in {change.aspect for change in fate.changes}

    def test_the_opposite_is_never_kept(self) -> None:
        first = "The ministry approved the sale of the new drug on Friday."
        second = "The ministry did not approve the sale of the new drug on Friday."
        assert labels(first, second) == ["partial"]

    def test_who_would_not_speak_is_found_in_other_words(self) -> None:
        first = "The council approved the bridge on Monday. The harbor office declined to comment."
        second = "The harbor office did not respond to questions. On Monday the council approved the bridge."
        assert "not_found" not in labels(first, second)

    @pytest.mark.parametrize(
        "text",
        [
            "?!",
            "...",
            "40",
            '"We will see."',
            "bridge " * 3000,
            "The council approved a new bridge, " * 400,
            "\u6c34\u8def\u3002 " * 50,
            "A.\n\nB.\n\nC.",
        ],
        ids=["marks", "dots", "number", "quotation", "one word", "no period", "no Latin letter", "letters"],
    )
    def test_any_text_can_stand_on_either_side(self, text: str) -> None:
        for first, second in ((WIRE, text), (text, WIRE), (text, text)):
            alignment = align(first, second)
            assert sum(alignment.versions[0].counts[label] for label in LABELS) == len(alignment.claims)

    def test_each_of_many_versions_has_a_fate_for_every_claim(self) -> None:
        analysis, story = analyze_versions({f"Outlet {n}": WIRE if n % 2 else WIRE[: 40 * n] for n in range(1, 31)})
        alignment = align_claims(story, analysis)
        assert {len(claim.fates) for claim in alignment.claims} == {29}
        assert [fate.article for fate in alignment.claims[0].fates] == [version.article for version in alignment.versions]

    def test_a_claim_is_found_among_many_versions_as_among_two(self) -> None:
        rewording = "Troops arrested three attorneys outside the court on Friday. Rain fell all day."
        first = "Soldiers detained three lawyers outside the court on Friday. A verdict is due in May."
        analysis, story = analyze_versions({"Wire": first, **{f"Outlet {n}": rewording for n in range(12)}})
        assert {fate.label for fate in align_claims(story, analysis).claims[0].fates} == {"paraphrased"}


class TestSums:
    def test_counts_add_up_and_shares_are_of_them(self) -> None:
        second = "The council approved a new bridge across the Selm on Monday. Shops nearby were glad of it. It rained all day."
        alignment = align(WIRE, second)
        [version] = alignment.versions
        assert sum(version.counts[label] for label in LABELS) == version.n_claims == len(alignment.claims)
        assert version.coverage == pytest.approx(1 - version.counts["not_found"] / version.n_claims)
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
        assert {fate.label for claim in alignment.claims for fate in claim.fates} == {"not_found"}
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
