"""Where the text of an article starts among the lines of a page."""

from __future__ import annotations

from unit.paged import BODY, LEAD, SECOND, pieces_of

from framing.pages.cores import find_core
from framing.pages.neighbors import judge
from framing.pages.starts import find_start

TITLE = "Council votes to close the old bridge"


def start_of(*lines: str, declared: bool = False) -> tuple[str, str] | None:
    """Return the first paragraph and the one that is no deck."""
    pieces = judge(pieces_of(*lines))
    found = find_start(pieces, None if declared else find_core(pieces), declared=declared)
    return (pieces[found[0]].line.text, pieces[found[1]].line.text) if found else None


def test_menus_alone_start_nothing() -> None:
    assert start_of("Home", "News", TITLE) is None


def test_the_text_starts_with_the_dense_part_of_the_page() -> None:
    assert start_of("Home", "A note about this page.", "Home", "News", TITLE, *BODY) == (LEAD, LEAD)


def test_short_sentences_directly_above_belong_to_the_text() -> None:
    assert start_of(TITLE, "It is over.", *BODY) == ("It is over.", "It is over.")


def test_a_lead_that_buttons_part_from_the_text_is_found_below_its_headline() -> None:
    buttons = ("Share", "Facebook", "Twitter", "Email")
    assert start_of(TITLE, SECOND, *buttons, *buttons[:2], *BODY, *BODY) == (SECOND, SECOND)


def test_a_sentence_above_the_signed_headline_is_no_lead() -> None:
    greeting = "Good morning to all of you and here is the news."
    assert start_of("The Tide", "From the Korva Post", greeting, TITLE, "By Ana Ruiz", *BODY) == (LEAD, LEAD)


def test_a_deck_above_the_byline_is_passed_over() -> None:
    assert start_of(TITLE, SECOND, "By Ana Ruiz", *BODY) == (SECOND, LEAD)


def test_a_lone_paragraph_is_the_text_where_the_next_stands_far_apart() -> None:
    far = ("Jun 3, 2025 | |", *("Home", "News") * 8, "No.")
    assert start_of(TITLE, LEAD, *far) == (LEAD, LEAD)


def test_the_name_of_someone_in_the_deck_parts_no_deck_from_the_text() -> None:
    lead = "Vira Okan looked tired on Monday when she came to see the old bridge in Korva."
    assert start_of(TITLE, lead, "Vira Okan", *BODY) == (lead, lead)
    assert start_of(TITLE, SECOND, "Vira Okan", *BODY) == (SECOND, LEAD)


def test_the_headline_of_a_live_blogs_first_entry_belongs_to_its_text() -> None:
    assert start_of(TITLE, "14:32", "The last trams", *BODY) == (LEAD, "The last trams")
    assert start_of(TITLE, "Advertisement", "The last trams", *BODY) == (LEAD, LEAD)


def test_a_score_above_the_report_belongs_to_its_text() -> None:
    assert start_of(TITLE, "By Ana Ruiz", "Korva Rovers 2-1 Tarn Town", *BODY) == (LEAD, "Korva Rovers 2-1 Tarn Town")


def test_in_a_text_known_to_be_one_article_the_first_sentence_starts_it() -> None:
    assert start_of("Home", "No.", "News", declared=True) == ("No.", "No.")
    assert start_of("bridge shut", declared=True) is None
