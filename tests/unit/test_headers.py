"""The lines above a text: which is the title, which the deck, who signs, when, and where the text starts."""

from __future__ import annotations

from datetime import date

import pytest

from framing.pages.furniture import classify
from framing.pages.headers import Header, read_header
from framing.pages.lines import split_lines

LEAD = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
TITLE = "Council votes to close the old bridge"


def read(page: str, **options: object) -> Header:
    header = read_header([classify(line) for line in split_lines(page)], **options)  # type: ignore[arg-type]
    assert header is not None
    return header


def title_of(page: str) -> str:
    header = read(page)
    return header.title.text if header.title else ""


def test_lines_without_a_sentence_have_no_header() -> None:
    assert read_header([classify(line) for line in split_lines("Home\nCouncil votes again")]) is None


@pytest.mark.parametrize("slogan", ["Stories that matter.", "Be the first to know!", "We are hiring."])
def test_short_slogans_above_do_not_start_the_text(slogan: str) -> None:
    assert read(f"{slogan}\nHome\n{TITLE}\n{LEAD}\n{SECOND}").start == 3


def test_a_dateline_starts_the_text_however_short_its_sentence() -> None:
    assert read(f"{TITLE}\nKORVA (AP) — The bridge is shut.\nHome\nNews\nSport").start == 1


def test_the_line_with_a_byline_under_it_is_the_title_even_if_short() -> None:
    assert title_of(f"Today in the harbor news again\nMenu\nBridge is shut\nBy Ana Ruiz\n{LEAD}") == "Bridge is shut"


def test_a_site_name_in_capitals_above_a_date_is_not_the_title() -> None:
    assert title_of(f"THE BIG HARBOR POST\nJune 3, 2025\nNews\n{TITLE}\n{LEAD}") == TITLE


def test_of_a_long_group_of_headlines_the_last_is_the_title() -> None:
    strip = "Storm Hits Coast Towns This Week\nMayor Wins a Third Term Today\nFerry Line Adds Two Boats Now"
    assert title_of(f"{strip}\n{TITLE}\n{LEAD}") == TITLE


def test_of_a_short_group_the_first_is_the_title() -> None:
    assert title_of(f"{TITLE}\nStorm hits the coast for the third time\n{LEAD}") == TITLE


def test_a_level_one_heading_is_the_title() -> None:
    lines = split_lines(f"Some other line that stands here\n# {TITLE}\nAnother line that stands here\n{LEAD}", markup=True)
    header = read_header([classify(line) for line in lines])
    assert header is not None
    assert header.title is not None
    assert header.title.text == TITLE


def test_a_stated_title_is_only_looked_for() -> None:
    header = read(f"Some other headline of a page\n{TITLE}\n{LEAD}", title=TITLE)
    assert header.title is not None
    assert header.title.text == TITLE
    assert read(f"Some other headline of a page\n{LEAD}", title=TITLE).title is None


@pytest.mark.parametrize("parting", ["By Ana Ruiz", "June 3, 2025", "Vira Okan", TITLE])
def test_a_paragraph_parted_from_the_text_is_the_deck(parting: str) -> None:
    header = read(f"{TITLE}\n{SECOND}\n{parting}\n{LEAD}\n{SECOND}")
    assert header.deck is not None
    assert header.deck.text == SECOND
    assert header.start == 3


@pytest.mark.parametrize("parting", ["The bridge. Photo: Bo Lee", "Advertisement", "A subhead of the story"])
def test_a_paragraph_before_a_picture_or_subhead_is_the_lead(parting: str) -> None:
    header = read(f"{TITLE}\n{LEAD}\n{parting}\n{SECOND}")
    assert header.deck is None
    assert header.start == 1


def test_a_paragraph_under_the_byline_is_the_lead_even_if_a_date_follows() -> None:
    assert read(f"{TITLE}\nBy Ana Ruiz\n{LEAD}\nUpdated June 3, 2025\n{SECOND}").start == 2


def test_a_long_paragraph_is_no_deck() -> None:
    assert read(f"{TITLE}\n{' '.join([SECOND] * 5)}\nBy Ana Ruiz\n{LEAD}").deck is None


def test_a_line_in_quotation_marks_under_the_title_is_no_deck() -> None:
    header = read(f"{TITLE}\n“Stop it now,” says the owner of the ferry\nJune 3, 2025\n{LEAD}")
    assert header.deck is None
    assert header.reasons[1] == ("D-4", "headline of another story between title and text")


def test_in_a_text_known_to_be_one_article_the_line_under_the_title_is_its_deck() -> None:
    page = f"{TITLE}\nResidents of the northern quarter say nobody asked them\n{LEAD}"
    assert read(page).deck is None
    assert read(page, declared=True).deck is not None


def test_the_first_byline_wins() -> None:
    assert read(f"{TITLE}\nBy Ana Ruiz\nBy Bo Lee\n{LEAD}").author == "Ana Ruiz"


def test_a_date_beside_the_byline_is_stated() -> None:
    header = read(f"{TITLE}\nBy Ana Ruiz | June 3, 2025\n{LEAD}")
    assert (header.date, header.inferred) == (date(2025, 6, 3), {})


def test_of_two_dates_the_stated_one_wins() -> None:
    header = read(f"June 9, 2025\n{TITLE}\nJune 3, 2025\n{LEAD}")
    assert (header.date, header.inferred) == (date(2025, 6, 3), {})


def test_a_date_directly_above_a_text_without_title_is_stated() -> None:
    header = read(f"June 3, 2025\n{LEAD}")
    assert (header.date, header.inferred) == (date(2025, 6, 3), {})


def test_every_line_above_the_text_that_is_not_taken_has_a_reason() -> None:
    header = read(
        f"THE HARBOR POST\n{TITLE} - Harbor Post\nSlogans count.\n{TITLE}\nStorm hits the coast again\nBy Ana Ruiz\n{LEAD}"
    )
    assert header.reasons == {
        0: ("D-2", "page header above the title and text"),
        1: ("D-4", "the title again, with the site's name"),
        2: ("D-2", "page header above the title and text"),
    }
    assert header.site == "Harbor Post"
    assert header.deck is not None
