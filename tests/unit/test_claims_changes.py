"""What changed in a claim's source, cue, hedges, loaded terms, place and reply; and that the two directions agree."""

from __future__ import annotations

import pytest
from unit.versions import align, analyze_versions, changes, fates

from framing.claims import CHANGES, align_claims

# Two versions that differ in one thing, what changed from the first to the second, and from the second to the first.
PAIRS = [
    ("attribution", "Mayor Ana Ruiz said the port would reopen in June.", "The port would reopen in June.", "dropped", "added"),
    ("attribution", "Mayor Ana Ruiz said the tower would be torn down.", "A city official said the tower would be torn down.",
     "downgraded", "upgraded"),
    ("attribution", "Mayor Ana Ruiz said the port would reopen.", "Mayor Ana Ruiz claimed the port would reopen.",
     "cue_changed", "cue_changed"),
    ("hedge", "The fire may have been caused by a heater.", "The fire was caused by a heater.", "strengthened", "hedged_more"),
    ("hedge", "If the board agrees, the factory will move to Karn.", "The factory will move to Karn.",
     "strengthened", "hedged_more"),
    ("hedge", "Nearly 7,000 people marched in Karn.", "7,000 people marched in Karn.", "strengthened", "hedged_more"),
    ("loaded", "The regime closed three newspapers in March.", "The government closed three newspapers in March.",
     "removed", "added"),
    ("number", "The flood destroyed 48 houses.", "The flood destroyed 84 houses.", "changed", "changed"),
    ("meaning", "The pilot had reported a fault.", "The pilot had not reported a fault.", "negated", "negated"),
    ("meaning", "Wheat prices rose in the spring.", "Wheat prices fell in the spring.", "opposite", "opposite"),
    ("meaning", "The company sued the farmers.", "The farmers sued the company.", "roles_swapped", "roles_swapped"),
    ("agency", "Police killed two miners in Hallin.", "Two miners were killed in Hallin.", "agent_deleted", "agent_added"),
]  # fmt: skip
REST = "The town of Torrin lies below it. Rain began on Monday. The river rose by a meter. Schools closed. Bags were filled."


def of(aspect: str, first: str, second: str) -> set[str]:
    return {kind for found, kind in changes(first, second) if found == aspect}


class TestBothDirections:
    @pytest.mark.parametrize(("aspect", "first", "second", "there", "back"), PAIRS)
    def test_what_is_gone_one_way_is_new_the_other_way(
        self, aspect: str, first: str, second: str, there: str, back: str
    ) -> None:
        assert of(aspect, first, second) == {there}
        assert of(aspect, second, first) == {back}

    @pytest.mark.parametrize("text", [text for _, *texts, _, _ in PAIRS for text in texts])
    def test_identical_texts_have_no_change(self, text: str) -> None:
        assert changes(text, text) == set()

    def test_every_kind_is_one_of_those_listed(self) -> None:
        found = {pair for _, first, second, _, _ in PAIRS for pair in changes(first, second)}
        assert all(kind in CHANGES[aspect] for aspect, kind in found)


class TestSources:
    def test_an_outlet_that_reports_the_source_relays_it(self) -> None:
        first = "The bank had run out of dollars, two former officials said."
        second = "The bank had run out of dollars, the Karn Gazette reported, citing two former officials."
        assert of("attribution", first, second) == {"relayed"}
        assert of("attribution", second, first) == set()

    def test_who_told_an_outlet_is_relayed_too(self) -> None:
        first = "Two former officials said the bank had run out of dollars."
        second = "Two former officials told the Karn Gazette that the bank had run out of dollars."
        assert of("attribution", first, second) == {"relayed"}

    def test_who_told_reporters_is_not_relayed(self) -> None:
        first = "Mayor Ana Ruiz said the port would reopen in June."
        assert of("attribution", first, "Mayor Ana Ruiz told reporters that the port would reopen in June.") == set()

    def test_a_pronoun_is_the_person_it_stands_for(self) -> None:
        first = "Mayor Ana Ruiz opened the fair. She said the city would plant trees along the river."
        second = "Mayor Ana Ruiz opened the fair. Ruiz said the city would plant trees along the river."
        assert of("attribution", first, second) == set()

    def test_the_same_source_in_fewer_words_is_no_downgrade(self) -> None:
        first = "Mayor Ana Ruiz said the port would reopen in June."
        assert of("attribution", first, "The port would reopen in June, the mayor said.") == set()

    def test_hearsay_is_a_downgrade(self) -> None:
        first = "Mayor Ana Ruiz said the envoy left the talks."
        assert "downgraded" in of("attribution", first, "The envoy reportedly left the talks.")

    def test_hearsay_alone_is_no_source_that_could_be_lost(self) -> None:
        first = "The envoy reportedly left the talks in Karn."
        assert of("attribution", first, "The envoy left the talks in Karn.") == set()
        assert of("hedge", first, "The envoy left the talks in Karn.") == {"strengthened"}

    def test_the_claims_own_outlet_named_by_another_is_relayed(self) -> None:
        first = "The port will reopen in June."
        assert of("attribution", first, "The port will reopen in June, according to Wire.") == {"relayed"}

    def test_an_act_that_both_tell_is_no_source(self) -> None:
        first = "More than 2,000 people signed the petition against the quarry."
        assert of("attribution", first, "Over 2,000 residents signed the petition against the quarry.") == set()

    def test_a_cue_of_the_same_class_is_no_change(self) -> None:
        first = "Mayor Ana Ruiz said the port would reopen in June."
        assert of("attribution", first, "Mayor Ana Ruiz stated the port would reopen in June.") == set()

    def test_a_claim_told_beside_another_does_not_take_its_source(self) -> None:
        first = "The port will reopen in June. Fishermen sold their boats to a bank in Karn, officials said."
        second = "The port will reopen in June. Officials said fishermen sold their boats to a bank in Karn."
        assert of("attribution", first, second) == set()

    def test_a_verb_of_attitude_is_an_act_and_no_new_source(self) -> None:
        first, second = "The court accepted the appeal of the dockworkers.", "The court rejected the appeal of the dockworkers."
        assert of("attribution", first, second) == set()

    def test_both_wordings_are_given_as_the_texts_have_them(self) -> None:
        [fate] = fates("Mayor Ana Ruiz said the port would reopen.", "A city official claimed the port would reopen.")
        said = {change.kind: (change.before, change.after) for change in fate.changes if change.aspect == "attribution"}
        assert said == {
            "downgraded": ("Mayor Ana Ruiz said", "A city official claimed"),
            "cue_changed": ("said", "claimed"),
        }


class TestHedges:
    def test_another_hedge_in_its_place_is_no_change(self) -> None:
        first = "The drug may lower the risk of stroke."
        assert of("hedge", first, "The drug might lower the risk of stroke.") == set()

    def test_a_hedge_that_moved_is_no_change(self) -> None:
        first = "The drug may lower the risk of stroke in older patients."
        assert of("hedge", first, "In older patients, the risk of stroke may be lower with the drug.") == set()

    def test_a_hedge_over_something_else_is_not_the_claims(self) -> None:
        first = "The drug lowers the risk of stroke in older patients."
        second = "The drug lowers the risk of stroke in older patients, and its maker might build another plant in Karn."
        assert of("hedge", first, second) == set()

    def test_a_would_of_what_was_said_is_no_hedge(self) -> None:
        first = "Mayor Ana Ruiz said the city will plant trees along the river."
        assert of("hedge", first, "The city would plant trees along the river, Mayor Ana Ruiz said.") == set()

    def test_about_and_some_of_the_same_amount_are_alike(self) -> None:
        first = "The flood destroyed some 180 of the houses in Torrin."
        assert of("hedge", first, "Roughly 180 houses in Torrin were destroyed by the flood.") == set()

    def test_a_plan_is_no_doubt(self) -> None:
        assert of("hedge", "The mayor plans to visit the port.", "The mayor will visit the port.") == set()

    def test_the_hedges_of_both_sides_are_given(self) -> None:
        [fate] = fates("The drug may lower the risk of stroke.", "The drug lowers the risk of stroke.")
        assert [(c.before, c.after) for c in fate.changes if c.aspect == "hedge"] == [("may", "")]


class TestLoadedTerms:
    def test_a_term_in_a_quotation_is_the_speakers(self) -> None:
        first = "Governor Iris Dahl spoke against the plan for the valley."
        second = 'Governor Iris Dahl spoke against the "disastrous" plan for the valley.'
        assert of("loaded", first, second) == set()

    def test_a_term_that_the_version_uses_elsewhere_is_not_removed(self) -> None:
        first = "The regime closed three newspapers in March."
        second = "The government closed three newspapers in March. The regime has ruled since a coup."
        assert of("loaded", first, second) == set()


class TestPlaces:
    def test_a_claim_told_last_instead_of_first_moved_down(self) -> None:
        claim = "The inspector had warned of cracks in the dam."
        assert "moved_down" in of("position", f"{claim} {REST}", f"{REST} {claim}")
        assert "moved_up" in of("position", f"{REST} {claim}", f"{claim} {REST}")
        assert align(f"{claim} {REST}", f"{REST} {claim}").versions[0].places["moved_down"] == 1

    def test_a_small_step_is_none(self) -> None:
        claim, [first, *rest] = "The inspector had warned of cracks in the dam.", REST.split(". ")
        assert of("position", f"{claim} {REST}", f"{first}. {claim} {'. '.join(rest)}") == set()

    def test_a_brief_of_two_sentences_has_no_places(self) -> None:
        first = "The inspector had warned of cracks in the dam. Schools were closed in Torrin."
        assert of("position", first, "Schools were closed in Torrin. The inspector had warned of cracks in the dam.") == set()


class TestReplies:
    FRAUD = "The bank knew of the fraud, two former clerks said."

    def test_a_reply_recorded_nowhere_is_dropped(self) -> None:
        assert of("reply", f"{self.FRAUD} The bank declined to comment.", self.FRAUD) == {"dropped"}

    def test_one_of_two_who_were_asked_is_less_of_the_record(self) -> None:
        first = f"{self.FRAUD} The bank and the central auditor did not respond to requests for comment."
        second = f"{self.FRAUD} The bank did not respond to requests for comment."
        assert of("reply", first, second) == {"weakened"}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The treasury declined to comment.", "The White Hall and treasury have not commented."),
            ("A spokesman for the treasury declined to comment.", "The treasury did not respond to a request."),
            ("The treasury declined to comment.", "The treasury said the books were in order."),
        ],
    )
    def test_a_party_named_in_other_words_is_the_same(self, first: str, second: str) -> None:
        assert of("reply", f"{self.FRAUD} {first}", f"{self.FRAUD} {second}") == set()

    def test_another_party_does_not_answer_for_it(self) -> None:
        first = f"{self.FRAUD} The treasury declined to comment."
        second = f"{self.FRAUD} It snowed. The stadium's owner, Otto Brandt, could not be reached about the roof."
        assert of("reply", first, second) == {"dropped"}


def test_a_version_without_sentences_has_no_changes_but_dropped_replies() -> None:
    analysis, story = analyze_versions({"Wire": "The port reopened. The bank declined to comment.", "Daily": ""})
    found = {
        (change.aspect, change.kind)
        for claim in align_claims(story, analysis).claims
        for fate in claim.fates
        for change in fate.changes
    }
    assert found == {("reply", "dropped")}
