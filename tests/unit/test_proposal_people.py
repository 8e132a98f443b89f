from __future__ import annotations

import pytest

from framing.model import Article
from framing.proposals import Proposal, find_proposals


def propose(*texts: str, outlets: tuple[str, ...] = ()) -> dict[str, Proposal]:
    outlets = outlets or ("",) * len(texts)
    articles = [Article(id=str(i), outlet=outlets[i], text=text) for i, text in enumerate(texts)]
    return {proposal.actor.name: proposal for proposal in find_proposals(articles, most=100)}


def persons(*texts: str) -> dict[str, int]:
    return {name: proposal.mentions for name, proposal in propose(*texts).items() if proposal.actor.type == "person"}


def aliases(proposal: Proposal) -> list[str]:
    return [alias.words for alias in proposal.actor.aliases]


class TestPartsOfAName:
    def test_a_last_name_counts_for_the_full_one(self) -> None:
        found = propose("They saw Ana Ruiz. Later Ruiz spoke, and Ruiz\u2019s dog barked.")
        assert aliases(found["Ana Ruiz"]) == ["Ana Ruiz", "Ruiz"]
        assert found["Ana Ruiz"].mentions == 3

    def test_one_that_opens_a_sentence_counts_too(self) -> None:
        assert persons("They saw Ana Ruiz. Ruiz spoke.") == {"Ana Ruiz": 2}

    def test_a_first_name_counts_within_the_article_and_is_no_name_by_itself(self) -> None:
        found = propose("They saw Ana Ruiz. Later Ana spoke.")
        assert found["Ana Ruiz"].mentions == 2
        assert aliases(found["Ana Ruiz"]) == ["Ana Ruiz"]

    def test_middle_names_and_initials_make_no_other_person(self) -> None:
        assert persons("They saw Ana Ruiz.", "They saw Ana K. Ruiz.", "They saw Ana Petra Ruiz.") == {"Ana Ruiz": 3}

    def test_other_initials_do(self) -> None:
        assert persons(*["They saw George W. Velk and George H. Velk."] * 2) == {"George W. Velk": 2, "George H. Velk": 2}

    def test_a_generation_does(self) -> None:
        assert persons(*["They saw Tom Velk and Tom Velk Jr. there."] * 2) == {"Tom Velk": 2, "Tom Velk Jr.": 2}

    def test_a_short_first_name_is_the_long_one_s(self) -> None:
        found = propose("They saw Mike Velk.", "They saw Michael Velk and Michael Velk.")
        assert sorted(aliases(found["Michael Velk"])) == ["Michael Velk", "Mike Velk"]

    def test_the_last_part_of_a_double_name_counts_for_it(self) -> None:
        found = propose("They saw Ana Ruiz-Velk. Later the plans of Velk were read.")
        assert aliases(found["Ana Ruiz-Velk"]) == ["Ana Ruiz-Velk", "Velk"]

    def test_a_word_before_a_known_name_is_no_part_of_it(self) -> None:
        assert persons("They saw Ana Ruiz, and Cheering Ana Ruiz they went home.") == {"Ana Ruiz": 2}

    def test_a_last_name_that_is_a_state_is_the_persons_in_the_article(self) -> None:
        found = propose("They saw Keith Holland. It was, adds Holland, a long day.", "They flew to Holland and left Holland.")
        assert found["Keith Holland"].mentions == 2
        assert found["Netherlands"].mentions == 2


class TestWhoseALastNameIs:
    def test_of_two_in_an_article_it_is_nobodys(self) -> None:
        found = propose(*["He saw Ana Ruiz and Tom Ruiz. Then Ruiz spoke."] * 2)
        assert {name: proposal.mentions for name, proposal in found.items()} == {"Ana Ruiz": 2, "Tom Ruiz": 2}

    def test_in_each_article_it_is_the_one_s_named_there(self) -> None:
        found = propose("They saw Ana Ruiz. Later Ruiz left.", "They saw Tom Ruiz. Later Ruiz left.")
        assert found["Ana Ruiz"].mentions == found["Tom Ruiz"].mentions == 2

    def test_only_one_of_two_has_it_as_a_name_of_their_own(self) -> None:
        found = propose("They saw Ana Ruiz. Later Ruiz left.", "They saw Tom Ruiz. Later Ruiz left.")
        assert sorted(len(aliases(proposal)) for proposal in found.values()) == [1, 2]

    def test_it_is_the_one_s_who_is_named_far_more_often(self) -> None:
        texts = [*["They saw Ana Ruiz there."] * 6, "They saw Tom Ruiz.", "Nobody but Ruiz came."]
        assert propose(*texts)["Ana Ruiz"].mentions == 7

    def test_it_is_not_a_stranger_s_from_one_article(self) -> None:
        texts = ["They saw Ana Velk.", *["They saw Pope Velk. Later they heard Pope Velk."] * 4]
        assert propose(*texts)["Velk"].mentions == 8


class TestUnknownNames:
    def test_a_name_no_word_of_which_is_known_is_a_person(self) -> None:
        assert persons("The crew met Orlo Vask. Nobody stopped Orlo Vask.") == {"Orlo Vask": 2}

    def test_the_last_word_alone_tells_a_person(self) -> None:
        assert persons("They praised the Orlo Vask. Later they followed Vask.") == {"Orlo Vask": 2}

    @pytest.mark.parametrize(
        "text",
        [
            "They met nominee Orlo Vask there.",
            "There stood Orlo Vask, who left.",
            "There stood Orlo Vask (R-Texas) alone.",
            "There Orlo Vask said no.",
        ],
    )
    def test_what_stands_beside_it_tells_a_person(self, text: str) -> None:
        assert persons(text, text) == {"Orlo Vask": 2}

    def test_an_article_before_it_tells_none(self) -> None:
        assert propose(*["They walked the Orlo Vask again."] * 2) == {}

    def test_words_that_stand_in_small_letters_too_tell_none(self) -> None:
        assert propose(*["They praised Simple Harbor for a simple harbor and a harbor wall."] * 2) == {}

    def test_a_name_that_goes_on_as_a_bodys_is_not_a_person(self) -> None:
        found = propose("He left Orlo Vask Hospital. It was Orlo Vask he missed.", "They like Orlo Vask now.")
        assert [proposal.actor.type for proposal in found.values()] == ["org"]


class TestSingleWords:
    @pytest.mark.parametrize(
        "text",
        [
            "They met Mr. Vask. Later Mr. Vask left.",
            "They met President Vask. Later Vask left.",
            "The plan, Vask said, was late. Nobody, Vask added, knew.",
            "They saw Ana Ruiz and Vask leave. Later they followed Vask.",
        ],
    )
    def test_a_title_a_verb_of_saying_or_a_person_beside_it_make_a_person(self, text: str) -> None:
        assert persons(text)["Vask"] == 2

    @pytest.mark.parametrize(
        "text",
        [
            "They met in Vask. Later, Vask said, they left Vask.",
            "They read it on Vask. Later, Vask said, they left it.",
            "They asked the Vask. Later, the Vask said no.",
            "They lost Vask. Later they found Vask.",
            "Vask\u2019s premier said it. Later, Vask said no.",
        ],
    )
    def test_a_place_an_article_or_nothing_at_all_make_none(self, text: str) -> None:
        assert persons(text) == {}

    @pytest.mark.parametrize("word", ["Hope", "Bush", "Apple", "Young"])
    def test_a_word_that_stands_in_small_letters_too_is_nobody_by_itself(self, word: str) -> None:
        assert persons(f"The plan, {word} said, is no {word.lower()} at all. Later, {word} said so.") == {}

    @pytest.mark.parametrize("word", ["May", "Will", "March"])
    def test_everyday_words_are_persons_after_a_title_or_first_name_only(self, word: str) -> None:
        assert persons(f"In {word} they met. It was {word} again, and {word} 4 once more.") == {}
        [name] = persons(f"They met Theresa {word}. Later Ms. {word} left.")
        assert name == f"Theresa {word}"

    def test_such_a_name_is_written_with_the_titles_it_needs(self) -> None:
        [proposal] = propose("They met Theresa May. Later Ms. May left. Now Mr. Velk asked Ms. May.").values()
        full, short = proposal.actor.aliases
        assert (full.words, short.words) == ("Theresa May", "May")
        assert ("ms.",) in short.conditions.after.phrases

    def test_a_word_that_only_opens_sentences_is_no_name(self) -> None:
        assert persons("Harbors said no. Harbors added more. Harbors left.") == {}
