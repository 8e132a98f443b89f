"""Numbers in figures and words, money, shares, ordinals and dates; and which of a claim's are lost or altered."""

from __future__ import annotations

import pytest
from unit.versions import align, changes, fates

from framing.claims.dates import read_date
from framing.claims.numbers import Number, find_numbers
from framing.documents import segment
from framing.model import Article, Span


def read(text: str) -> list[Number]:
    doc = segment(text, Article("x", text))
    return list(find_numbers(doc, Span(0, len(doc.norms))))


def values(text: str) -> list[tuple[float, str]]:
    return [(round(number.value, 1), number.kind) for number in read(text)]


def number_changes(first: str, second: str) -> set[str]:
    return {kind for aspect, kind in changes(first, second) if aspect == "number"}


class TestReading:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("It cost 1,200 crowns.", 1200.0),
            ("They counted forty-two sheep.", 42.0),
            ("They counted twenty two sheep.", 22.0),
            ("One hundred and twenty people came.", 120.0),
            ("About 2.4 million people came.", 2.4e6),
            ("A dozen sheep died.", 12.0),
            ("Half a dozen sheep died.", 6.0),
            ("A dozen and a half sheep died.", 18.0),
            ("Two and a half million people came.", 2.5e6),
            ("Some 5k people came.", 5000.0),
            ("A 34-year-old driver was fined.", 34.0),
            ("A five-year term begins.", 5.0),
            ("Tens of thousands of votes were lost.", 10_000.0),
        ],
    )
    def test_a_count_in_figures_or_words_has_its_value(self, text: str, expected: float) -> None:
        [number] = read(text)
        assert (number.value, number.kind) == (expected, "count")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Half of the wells are dry.", 50.0),
            ("A quarter of the wells are dry.", 25.0),
            ("Two-thirds of the wells are dry.", 66.7),
            ("Three quarters of the wells are dry.", 75.0),
            ("It rose by 4.5 percent.", 4.5),
            ("It rose by 61%.", 61.0),
        ],
    )
    def test_a_part_is_a_share_in_percent(self, text: str, expected: float) -> None:
        assert values(text) == [(expected, "share")]

    def test_currencies_are_one_whether_sign_or_word(self) -> None:
        signs, words = read("It cost $40 million."), read("It cost 40 million dollars.")
        assert [(n.value, n.unit, n.kind) for n in signs] == [(n.value, n.unit, n.kind) for n in words] == [
            (4e7, "dollar", "money")
        ]  # fmt: skip

    def test_a_score_is_two_numbers(self) -> None:
        assert values("The vote was 7-5.") == [(7.0, "count"), (5.0, "count")]

    def test_an_ordinal_is_no_count_and_a_second_of_time_no_ordinal(self) -> None:
        assert values("The strike entered its third week.") == [(3.0, "order")]
        assert values("He second guessed it.") == []

    def test_a_year_is_told_from_a_count(self) -> None:
        assert values("The mine closed in 1987.") == [(1987.0, "year")]
        assert values("The mine employed 1987 miners.") == [(1987.0, "count")]

    @pytest.mark.parametrize("text", ["July 30", "30 July", "the 30th of July"])
    def test_a_day_is_the_same_in_any_order(self, text: str) -> None:
        assert values(f"It opens on {text}.") == [(730.0, "day")]

    def test_may_and_march_are_months_only_as_names(self) -> None:
        assert values("It opens in May and closes in March.") == [(5.0, "month"), (3.0, "month")]
        assert values("It may open if they march.") == []

    def test_a_weekday_has_its_number(self) -> None:
        assert values("Soldiers came on Tuesday.") == [(1.0, "weekday")]

    def test_a_number_knows_what_it_counts_and_whether_it_is_exact(self) -> None:
        [number] = read("Nearly 300 opposition lawmakers left.")
        assert (number.unit, number.rough) == ("lawmak", True)
        [first, second] = read("Dry were 18 of the town's 30 wells.")
        assert (first.unit, second.unit) == ("", "well")

    def test_no_one_and_both_are_not_counts_to_be_missed(self) -> None:
        assert [n.loose for n in read("No one saw it. One of them and both guards slept.")] == [True, True, True]
        assert [n.loose for n in read("One guard slept.")] == [False]

    def test_a_number_that_is_a_name_is_none(self) -> None:
        assert values("The roof fell on Level 7 under Article 5.") == []

    def test_a_date_at_the_end_of_a_text_is_read(self) -> None:
        doc = segment("July", Article("x", "July"))
        found = read_date(doc, 0, 1)
        assert found is not None
        assert (found.value, found.kind) == (7.0, "month")


class TestChanges:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The flood destroyed 48 houses in Torrin.", "The flood destroyed 84 houses in Torrin."),
            ("The council passed the budget by 7-5 on Tuesday.", "The council passed the budget by eight to four on Tuesday."),
            ("The bridge will cost $40 million.", "The bridge will cost $14 million."),
            ("A third of the harvest was lost to hail.", "A quarter of the harvest was lost to hail."),
            ("The strike entered its third week in Karn.", "The strike entered its fifth week in Karn."),
            ("Nearly 7,000 people marched in Karn.", "About 6,800 people marched in Karn."),
            ("The trial opens on July 30 in Karn.", "The trial opens on August 3 in Karn."),
            ("Soldiers entered Hallin on Monday.", "Soldiers entered Hallin on Thursday."),
            ("The mine was closed in 1987 after a fire.", "The mine was closed in 1978 after a fire."),
            ("The flood tore down nine houses in Torrin.", "The flood tore down seven homes in Torrin."),
        ],
    )
    def test_another_number_in_its_place_is_a_change(self, first: str, second: str) -> None:
        assert number_changes(first, second) == {"changed"}
        assert number_changes(second, first) == {"changed"}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The council passed the budget by 7-5.", "The council passed the budget by seven votes to five."),
            ("The bridge will cost $40 million.", "The bridge will cost 40 million dollars."),
            ("A dozen sheep died on the hill.", "Twelve sheep died on the hill."),
            ("A third of the pupils were ill.", "33 percent of the pupils were ill."),
            ("Half of the wells in Torrin are dry.", "In Torrin 50% of the wells are dry."),
            ("The trial opens on July 30 in Karn.", "The trial opens on 30 July in Karn."),
            ("Exactly 6,950 people marched in Karn.", "Nearly 7,000 people marched in Karn."),
            ("Hundreds of people marched in Karn.", "Some 400 people marched in Karn."),
            ("The two guards slept in the hut.", "Both guards slept in the hut."),
            ("It was the worst flood in four decades.", "It was the worst flood in 40 years."),
        ],
    )
    def test_the_same_number_told_otherwise_is_none(self, first: str, second: str) -> None:
        assert number_changes(first, second) == set()

    def test_a_number_left_out_is_lost(self) -> None:
        assert number_changes("The firm will close 14 shops in Karn.", "The firm will close shops in Karn.") == {"lost"}

    def test_a_weekday_left_out_is_not_lost_and_one_of_the_saying_no_change(self) -> None:
        assert number_changes("Soldiers entered Hallin on Monday.", "Soldiers entered Hallin.") == set()
        first = "The ferry sank in the bay, the coast guard said on Monday."
        assert number_changes(first, "The ferry sank in the bay, the coast guard said on Tuesday.") == set()

    def test_a_date_told_by_the_weekday_cannot_be_compared(self) -> None:
        assert number_changes("The trial opens on July 30 in Karn.", "The trial opens on Tuesday in Karn.") == set()

    def test_a_number_told_elsewhere_is_not_lost(self) -> None:
        first = "The firm will close 14 shops in Karn and Lund Bay."
        second = "The firm will close shops in Karn and Lund Bay. Rents were too high for all 14 shops."
        assert number_changes(first, second) == set()

    def test_a_number_of_something_else_is_not_in_its_place(self) -> None:
        first = "About 14,000 teachers walked out of the schools in the Karnholm region on Monday."
        assert number_changes(first, "Teachers walked out of 180 schools in the Karnholm region on Monday.") == {"lost"}

    def test_a_number_that_the_reference_tells_elsewhere_is_in_nobodys_place(self) -> None:
        first = "The flood destroyed 48 houses in Torrin. Fire destroyed 9 houses in Hallin."
        second = "Floods destroyed houses in Torrin, and fire destroyed 9 houses in Hallin."
        assert "changed" not in number_changes(first, second)

    def test_the_number_of_sources_is_told_with_the_source(self) -> None:
        assert number_changes("Two officials said the deal was dead.", "The deal was dead.") == set()

    def test_both_wordings_are_given(self) -> None:
        [fate] = fates("The flood destroyed 48 houses in Torrin.", "The flood destroyed 84 houses in Torrin.")
        [change] = fate.changes
        assert (change.before, change.after) == ("48", "84")


class TestCounts:
    def test_a_version_counts_kept_lost_and_changed_numbers_of_what_it_carries(self) -> None:
        first = "The flood destroyed 48 houses in Torrin. The firm will close 14 shops in Karn. Divers found 9 cars in the bay."
        second = (
            "The flood destroyed 84 houses in Torrin. The firm will close shops in Karn. Divers found nine cars in the bay."
        )
        [version] = align(first, second).versions
        assert version.numbers == {"kept": 1, "lost": 1, "changed": 1}
        row = align(first, second).versions_frame().iloc[0]
        assert (row["numbers_kept"], row["numbers_lost"], row["numbers_changed"]) == (1, 1, 1)
