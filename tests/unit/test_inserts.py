"""What a page sets into the text of an article: links to other stories, pull quotes, prompts, heads of pages."""

from __future__ import annotations

import pytest
from unit.paged import BODY, LEAD, SECOND, THIRD, pieces_of, texts

from framing.pages.inserts import cut_inserts


def cut(*lines: str, outside: tuple[str, ...] = (), title: str = "") -> list[str]:
    ending = cut_inserts(pieces_of(*lines), pieces_of(*outside), title)
    removed = [removed.text for removed in ending.removed]
    assert [line for line in lines if line not in removed] == texts(ending.kept)
    return removed


def test_a_text_without_inserts_stays_whole() -> None:
    assert cut(*BODY) == []
    assert cut() == []


def test_a_marker_amid_the_text_goes_with_the_headlines_below_it() -> None:
    listed = ("Related Stories", "Storm hits the coast", "Mayor wins a third term")
    assert cut(LEAD, *listed, SECOND, "A bridge of sighs", THIRD) == list(listed)


def test_a_teaser_goes_with_the_link_below_it() -> None:
    teaser = ("Storm hits the coast towns again", "In the last days the roofs of some houses were", "Read more")
    assert cut(LEAD, *teaser, SECOND) == list(teaser)


def test_the_headline_above_another_marker_is_kept() -> None:
    assert cut(LEAD, "A bridge of sighs", "Trending", SECOND) == ["Trending"]


@pytest.mark.parametrize(
    "quote", ["“They had not been asked”", '"Residents who spoke at the meeting"', "had not been asked about the plan at all"]
)
def test_a_pull_quote_is_cut_where_the_text_holds_it_again(quote: str) -> None:
    text = "Residents who spoke at the meeting said that they had not been asked about the plan at all."
    told = "“They had not been asked,” said the mayor."
    assert cut(LEAD, quote, text, told, THIRD) == [quote]


def test_a_pull_quote_of_two_sentences_is_found_where_the_text_parts_them() -> None:
    quote = "“All of it is true. That is why it is so hard to mend.”"
    assert cut(LEAD, "“All of it is true,” she said. “That is why it is so hard to mend.”", quote, SECOND) == [quote]


def test_words_in_quotation_marks_that_stand_once_are_text() -> None:
    assert cut(LEAD, "“Nobody has asked any of us about it.”", SECOND) == []


def test_a_subhead_whose_words_the_text_holds_is_no_pull_quote() -> None:
    assert cut(LEAD, "Two more years", "The bridge will be shut for two more years, and that is the end of it.") == []


def test_a_pull_quote_far_from_its_place_is_text() -> None:
    quote, told = "“Nobody ever told me of it”", "“Nobody ever told me of it,” said the mayor."
    assert cut(quote, *BODY, told) == [quote]
    assert cut(quote, *BODY, *BODY, *BODY, told) == []


def test_a_heading_that_stands_elsewhere_on_the_page_is_cut() -> None:
    assert cut(LEAD, "Storm hits the coast", SECOND, outside=("Home", "Storm hits the coast")) == ["Storm hits the coast"]
    assert cut(LEAD, "Korva Farm Letter 3", SECOND, outside=("Korva Farm Letter 1",)) == ["Korva Farm Letter 3"]


def test_the_title_and_paragraphs_that_stand_elsewhere_are_left_alone() -> None:
    outside = ("Council votes again", LEAD)
    assert cut(LEAD, "Council votes again", SECOND, outside=outside, title="council votes again") == []


def test_a_line_between_two_that_ask_to_subscribe_says_what_for() -> None:
    block = ("Sign up for our morning letter", "All the news of the harbor at breakfast", "You can unsubscribe at any time.")
    assert cut(LEAD, *block, SECOND) == [block[1]]
    assert cut(LEAD, "Advertisement", "A bridge of sighs", "Advertisement", SECOND) == []
