"""What turns a claim's meaning: a "not", an opposite, exchanged roles; and who is left out as the doer."""

from __future__ import annotations

import pytest
from unit.versions import changes, fates

from framing.claims.verb_forms import may_be_past, root


def of(aspect: str, first: str, second: str) -> set[str]:
    return {kind for found, kind in changes(first, second) if found == aspect}


class TestNegation:
    @pytest.mark.parametrize(
        ("plain", "negated"),
        [
            ("The pilot had reported a fault.", "The pilot had not reported a fault."),
            ("The guard was armed at the bank.", "The guard wasn't armed at the bank."),
            ("Inspectors found traces of mercury in the lake.", "Inspectors found no trace of mercury in the lake."),
            ("The firm can pay its debts to the city.", "The firm cannot pay its debts to the city."),
            ("Two people were injured in the blast at the mill.", "Nobody was injured in the blast at the mill."),
            ("The samples exceeded the limit for lead.", "None of the samples exceeded the limit for lead."),
            ("The reactor will be restarted this year.", "It is unlikely that the reactor will be restarted this year."),
        ],
    )
    def test_a_not_on_one_side_is_found_either_way(self, plain: str, negated: str) -> None:
        assert of("meaning", plain, negated) == {"negated"}
        assert of("meaning", negated, plain) == {"negated"}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The minister did not attend the funeral.", "The minister failed to attend the funeral."),
            ("The talks ended without an agreement.", "The talks ended with no agreement."),
            ("Inspectors found no trace of mercury.", "Inspectors did not find a trace of mercury."),
            ("The senator denied that she had met the envoy.", "The senator said she had not met the envoy."),
            ("He did not say when the plant would open.", "He declined to say when the plant would open."),
            ("The guard was not only armed but masked.", "The guard was armed and masked."),
            ("The office had not visited the mine since 2021.", "The office last visited the mine in 2021."),
        ],
    )
    def test_the_same_negation_in_other_words_is_none(self, first: str, second: str) -> None:
        assert "negated" not in of("meaning", first, second)

    def test_a_not_over_another_verb_turns_nothing(self) -> None:
        first = "The pilot had reported a fault and did not wait for the tower."
        assert of("meaning", first, "The pilot had reported a fault and did not wait for the tower crew.") == set()

    def test_both_wordings_are_given(self) -> None:
        [fate] = fates("The pilot had reported a fault.", "The pilot had not reported a fault.")
        [change] = fate.changes
        assert (change.before, change.after) == ("reported", "not reported")
        assert fate.label == "partial"


class TestOpposites:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Wheat prices rose sharply in the spring.", "Wheat prices fell sharply in the spring."),
            ("The board approved the sale of the harbor.", "The board rejected the sale of the harbor."),
            ("The order was lawful in the view of the court.", "The order was unlawful in the view of the court."),
            ("Timber exports grew in June.", "Timber exports shrank in June."),
        ],
    )
    def test_a_pair_of_opposites_is_found_either_way(self, first: str, second: str) -> None:
        assert of("meaning", first, second) == {"opposite"}
        assert of("meaning", second, first) == {"opposite"}

    def test_an_opposite_that_is_negated_says_the_same(self) -> None:
        assert of("meaning", "The court did not accept the appeal.", "The court rejected the appeal.") == set()

    def test_opposites_of_different_things_are_none(self) -> None:
        first = "Wheat prices rose sharply in Ostrenia, and demand fell in the towns along the coast."
        second = "In Ostrenia wheat prices rose sharply, while demand in the towns along the coast fell."
        assert of("meaning", first, second) == set()


class TestRoles:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Senator Dahl accused Governor Ruiz of theft.", "Governor Ruiz accused Senator Dahl of theft."),
            ("The farmers sued the company over the flood.", "The company sued the farmers over the flood."),
            ("Karn United beat Brennick Rovers in the final.", "Brennick Rovers beat Karn United in the final."),
            ("The teacher was struck by the student.", "The student was struck by the teacher."),
        ],
    )
    def test_exchanged_roles_are_found(self, first: str, second: str) -> None:
        assert of("meaning", first, second) == {"roles_swapped"}

    def test_a_passive_exchanges_nothing(self) -> None:
        first, second = "The company sued the farmers.", "The farmers were sued by the company."
        assert of("meaning", first, second) == set()
        assert of("agency", first, second) == set()


class TestAgency:
    @pytest.mark.parametrize(
        ("named", "unnamed"),
        [
            ("Police killed two miners during the strike.", "Two miners were killed during the strike."),
            ("Three editors were arrested by guards near the bay.", "Three editors were arrested near the bay."),
            ("Soldiers evicted forty families from the camp.", "The eviction of forty families from the camp took place."),
            ("The arrest of two editors by the army drew crowds.", "The arrest of two editors drew crowds."),
            ("The army's killing of nine farmers drew crowds.", "The killing of nine farmers drew crowds."),
            ("The navy sank a boat off the coast.", "A boat was sunk off the coast."),
        ],
    )
    def test_a_doer_on_one_side_is_found_either_way(self, named: str, unnamed: str) -> None:
        assert of("agency", named, unnamed) == {"agent_deleted"}
        assert of("agency", unnamed, named) == {"agent_added"}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Police killed two miners.", "Two miners were killed by police."),
            ("Police killed two miners.", "Police said two miners were killed."),  # it names them all the same
            ("Two miners were killed by Friday.", "Two miners were killed."),  # no doer
            ("Police killed two miners.", "Two miners were killed, and police left."),
        ],
    )
    def test_a_doer_who_is_named_all_the_same_is_not_left_out(self, first: str, second: str) -> None:
        assert of("agency", first, second) == set()


class TestRoots:
    def test_irregular_forms_share_a_root(self) -> None:
        assert root("sunk") == root("sank") == root("sinks")
        assert root("killed") == root("killing")
        assert root("boat") != root("boast")

    def test_a_past_form_is_told_by_its_letters(self) -> None:
        assert may_be_past("shelled")
        assert may_be_past("struck")
        assert not may_be_past("village")
