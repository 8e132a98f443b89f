"""Where an article ends, and what is cut behind it."""

from __future__ import annotations

import pytest
from unit.paged import BODY, LEAD, SECOND, THIRD, pieces_of, texts

from framing.pages.endings import Ending, cut_about, end_at_marker, end_behind
from framing.pages.kinds import Kind


def removed(ending: Ending) -> list[tuple[str, str]]:
    return [(cut.text, cut.reason) for cut in ending.removed]


def test_without_a_marker_an_article_ends_with_its_lines() -> None:
    pieces = pieces_of(*BODY)
    assert end_at_marker(pieces, declared=False) == Ending(pieces)


def test_a_marker_ends_it_and_what_stands_behind_says_so() -> None:
    ending = end_at_marker(pieces_of(LEAD, "Comments", "Nice bridge"), declared=False)
    assert texts(ending.kept) == [LEAD]
    assert removed(ending) == [("Comments", 'end marker "Comments"'), ("Nice bridge", 'after the end marker "Comments"')]
    assert not ending.warnings


def test_paragraphs_behind_a_marker_are_pointed_out() -> None:
    long = "The ferry line said on Monday that it would add two boats to its service until the bridge opens again at last."
    assert "2 paragraphs" in end_at_marker(pieces_of(LEAD, "Read more", long, long), declared=False).warnings[0]


def test_in_a_text_known_to_be_one_article_a_marker_with_paragraphs_behind_ends_nothing() -> None:
    long = "The ferry line said on Monday that it would add two boats to its service until the bridge opens again at last."
    ending = end_at_marker(pieces_of(LEAD, "Read more", long, long), declared=True)
    assert texts(ending.kept) == [LEAD, long, long]


def test_behind_the_dense_part_lists_and_captions_are_kept_for_what_judges_them() -> None:
    lines = (LEAD, "• two new ferries", "The bridge. Photo: Bo Lee", "Related Articles", SECOND)
    ending = end_behind(pieces_of(*lines), 1)
    assert texts(ending.kept) == list(lines[:3])


def test_a_paragraph_behind_the_dense_part_stands_apart() -> None:
    ending = end_behind(pieces_of(LEAD, SECOND, "More to read", THIRD), 2)
    assert texts(ending.kept) == [LEAD, SECOND, "More to read"]
    assert removed(ending) == [(THIRD, "stands apart from the article's text")]


@pytest.mark.parametrize(
    "own",
    [
        "The council is to meet again in September to hear what the engineers have found and what the bridge may cost if it is"
        " to stand for another hundred years",
        "($1 = 9.8 crowns)",
        "— Korva Harbor Board (@korvaharbor) June 3, 2025",
    ],
)
def test_a_line_directly_behind_that_shows_it_belongs_is_kept(own: str) -> None:
    assert texts(end_behind(pieces_of(LEAD, own, "Home"), 1).kept)[:2] == [LEAD, own]


def test_comments_behind_the_text_end_it() -> None:
    lead, name, comment = pieces_of(LEAD, "Bo Lee", SECOND)
    assert texts(end_behind([lead, name._replace(kind=Kind.THREAD), comment], 1).kept) == [LEAD]


@pytest.mark.parametrize("author", ["Ana Ruiz", "Bo Lee and Ana Ruiz", "Bo Lee, Ana Ruiz & Cy Dell"])
def test_what_is_said_of_an_author_behind_the_text_is_cut(author: str) -> None:
    about = "Ana Ruiz covers the harbor. Reach her at ana@korva.example."
    ending = cut_about(pieces_of(LEAD, SECOND, about), author)
    assert texts(ending.kept) == [LEAD, SECOND]
    assert removed(ending) == [(about, "about the author")]


def test_all_that_follows_the_first_line_about_an_author_goes_with_it() -> None:
    about = ("Ana Ruiz is the author of two books.", "Her last one was about bread.")
    assert texts(cut_about(pieces_of(LEAD, SECOND, *about), "Ana Ruiz").kept) == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("author", "last"), [("", "Ana Ruiz covers it."), ("Ana Ruiz", "Ruiz covers it."), ("Ruiz", "Ruiz left.")]
)
def test_without_a_full_name_that_opens_the_paragraph_nothing_is_cut(author: str, last: str) -> None:
    assert texts(cut_about(pieces_of(LEAD, last), author).kept) == [LEAD, last]


def test_a_paragraph_amid_the_text_may_open_with_the_authors_name() -> None:
    lines = ("Ana Ruiz went to see the bridge.", *BODY)
    assert texts(cut_about(pieces_of(*lines), "Ana Ruiz").kept) == list(lines)
    assert texts(cut_about(pieces_of(lines[0]), "Ana Ruiz").kept) == [lines[0]]
