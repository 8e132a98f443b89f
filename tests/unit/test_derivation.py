from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from framing.model import Article
from framing.stories import Story, leave_out_derived
from framing.stories.derivation import DERIVED, SHORT_TEXT, STATUSES, Derivation, find_derivations

WORDS = [f"w{number}x" for number in range(400)]
EARLY, LATE = date(2024, 5, 7), date(2024, 5, 8)


def text(start: int, n: int = 100) -> str:
    return " ".join(WORDS[start : start + n])


def derive(*articles: Article) -> dict[str, Derivation]:
    [found] = find_derivations([articles])
    return {derivation.article: derivation for derivation in found}


FIRST = Article("first", text(0), outlet="One", date=EARLY)
COPY = Article("copy", text(0), outlet="Two", date=LATE)


class TestSharedWording:
    def test_an_article_alone_is_unknown(self) -> None:
        found = derive(FIRST)["first"]
        assert (found.status, found.of, found.evidence) == ("unknown", "", ("no version by another outlet is at hand",))

    def test_no_stories_have_no_derivations_and_an_empty_story_none(self) -> None:
        assert find_derivations([]) == []
        assert find_derivations([[], [FIRST]])[0] == ()

    def test_the_later_of_two_equal_texts_probably_follows_and_the_earlier_does_not(self) -> None:
        found = derive(FIRST, COPY)
        assert (found["copy"].status, found["copy"].of) == ("uncredited_probable", "first")
        assert found["first"].status == "independent"
        assert found["copy"].evidence[0].startswith("100% of its three-word sequences stand in “first”")

    def test_the_order_of_versions_changes_nothing(self) -> None:
        assert derive(FIRST, COPY) == derive(COPY, FIRST)

    @pytest.mark.parametrize(("shared", "status"), [(7, "independent"), (13, "independent"), (14, "uncredited_probable")])
    def test_an_eighth_of_the_wording_is_needed(self, shared: int, status: str) -> None:
        # Of 100 words there are 98 sequences of three; 12 % of them are more than 11, which takes 14 words in a row.
        target = replace(COPY, text=f"{text(0, shared)} {text(200, 100 - shared)}")
        assert derive(FIRST, target)["copy"].status == status

    def test_phrases_of_fewer_than_five_words_show_no_copy(self) -> None:
        pieces = [f"{text(4 * at, 4)} y{at}y" for at in range(20)]
        assert derive(FIRST, replace(COPY, text=" ".join(pieces)))["copy"].status == "independent"

    def test_punctuation_and_quotations_interrupt_what_is_shared(self) -> None:
        assert derive(FIRST, replace(COPY, text=text(0).replace(" ", ", ")))["copy"].status == "unknown"
        quoted = replace(COPY, text=f'"{text(0)}" {text(200)}')
        assert derive(FIRST, quoted)["copy"].status == "independent"

    @pytest.mark.parametrize(("n", "status"), [(SHORT_TEXT + 1, "unknown"), (SHORT_TEXT + 2, "independent")])
    def test_a_short_text_is_not_called_independent(self, n: int, status: str) -> None:
        assert derive(FIRST, replace(COPY, text=text(200, n)))["copy"].status == status

    def test_an_empty_text_is_too_short_to_tell(self) -> None:
        assert derive(FIRST, replace(COPY, text=""))["copy"].evidence == ("the text is too short to tell",)

    def test_texts_of_one_day_have_no_direction(self) -> None:
        found = derive(FIRST, replace(COPY, date=EARLY))
        assert {derivation.status for derivation in found.values()} == {"unknown"}

    def test_the_version_that_holds_more_of_a_text_is_its_source(self) -> None:
        part = Article("part", f"{text(0, 50)} {text(200, 50)}", outlet="Three", date=EARLY)
        assert derive(part, FIRST, COPY)["copy"].of == "first"

    def test_two_texts_without_an_outlet_are_not_one_outlets(self) -> None:
        assert derive(replace(FIRST, outlet=""), replace(COPY, outlet=""))["copy"].of == "first"

    def test_what_unrelated_texts_share_raises_the_bar(self) -> None:
        formula = text(300, 30)
        others = [[Article(f"o{at}", f"{formula} {text(at * 40, 40)} z{at}z", outlet=f"O{at}")] for at in range(6)]
        pair = [replace(FIRST, text=f"{formula} {text(0, 70)}"), replace(COPY, text=f"{formula} {text(100, 70)}")]
        assert find_derivations([pair])[0][1].status == "uncredited_probable"
        assert find_derivations([*others, pair])[-1][1].status == "independent"


class TestCreditsAndAgencies:
    def test_a_credit_needs_no_shared_wording_where_it_opens_the_text(self) -> None:
        found = derive(FIRST, replace(COPY, text=f"According to One {text(200)}"))["copy"]
        assert (found.status, found.of, found.evidence) == ("credited", "first", ("credits: “According to One”",))

    def test_a_late_credit_counts_where_shared_wording_backs_it(self) -> None:
        assert derive(FIRST, replace(COPY, text=f"{text(200)} One reported"))["copy"].status == "independent"
        assert derive(FIRST, replace(COPY, text=f"{text(0)} One reported"))["copy"].status == "credited"

    def test_an_outlet_that_names_itself_credits_nobody(self) -> None:
        assert derive(FIRST, replace(COPY, text=f"Two reported {text(200)}"))["copy"].status == "independent"

    def test_an_article_before_the_name_of_an_outlet_does_not_matter(self) -> None:
        named = replace(COPY, text=f"citing the Lantern {text(200)}")
        assert derive(replace(FIRST, outlet="The Lantern"), named)["copy"].of == "first"

    def test_part_of_a_longer_word_is_no_credit(self) -> None:
        assert derive(FIRST, replace(COPY, text=f"according to Onegin {text(200)}"))["copy"].status == "independent"

    def test_agency_copy_comes_first_whatever_the_missing_dates(self) -> None:
        wire = replace(FIRST, id="wire", agency="Norpress", date=None)
        found = derive(wire, replace(COPY, date=None))
        assert (found["wire"].status, found["wire"].evidence) == ("wire_original", ('tagged "Norpress"',))
        assert (found["copy"].status, found["copy"].of) == ("uncredited_probable", "wire")

    def test_of_two_carriers_of_one_agency_the_earlier_is_the_original(self) -> None:
        found = derive(replace(FIRST, agency="Norpress"), replace(COPY, agency="Norpress"))
        assert (found["first"].status, found["copy"].status, found["copy"].of) == ("wire_original", "credited", "first")

    def test_texts_of_two_agencies_are_two_originals(self) -> None:
        found = derive(replace(FIRST, agency="Norpress"), replace(COPY, agency="Sudpress"))
        assert {derivation.status for derivation in found.values()} == {"wire_original"}


class TestLeavingOut:
    @pytest.mark.parametrize("status", STATUSES)
    def test_only_derived_versions_are_left_out(self, status: str) -> None:
        story = Story("s", "", ("a", "b"), (Derivation("b", status, of="a"),))
        assert leave_out_derived([story])[0].articles == (("a",) if status in DERIVED else ("a", "b"))

    def test_a_derivation_of_another_article_and_the_rest_of_a_story_stay(self) -> None:
        story = Story("s", "Label", ("a", "b"), (Derivation("c", "credited", of="a"),), ("term",))
        assert leave_out_derived([story]) == (story,)
        assert leave_out_derived([]) == ()
