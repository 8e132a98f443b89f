"""Which of the lines above a text is its title."""

from __future__ import annotations

import pytest
from unit.paged import BODY, LEAD, pieces_of

from framing.pages.titles import Title, find_title

TITLE = "Council votes to close the old bridge"
STRIP = (
    "Storm Hits Coast Towns This Week",
    "Mayor Wins a Third Term Today",
    "Ferry Line Adds Two Boats Now",
    "Why the Price of Bread Went Up",
)


def find(*above: str, stated: str = "") -> Title | None:
    pieces = pieces_of(*above, *BODY)
    return find_title(pieces, len(pieces) - len(BODY), len(pieces) - len(BODY), stated)


def title_of(*above: str) -> str:
    found = find(*above)
    return found.line.text if found else ""


def test_without_a_line_above_there_is_no_title() -> None:
    assert find() is None
    assert find("Home", "3 hours ago", "By Ana Ruiz") is None


def test_of_many_headlines_above_the_nearest_signed_one_is_the_title() -> None:
    assert title_of(*STRIP, "Home", "News", TITLE, "By Ana Ruiz", "June 3, 2025") == TITLE


def test_a_line_that_gives_a_day_or_an_address_is_none_where_another_can_be() -> None:
    assert title_of(TITLE, "By the harbor desk on June 3, 2025 at noon", "write to ana@korva.example for more") == TITLE


@pytest.mark.parametrize(
    "field", ["From: The Korva Harbor Board", "To: all who read this letter", "Subject: the bridge is shut"]
)
def test_a_field_of_a_message_is_no_title(field: str) -> None:
    assert title_of(field) == ""


def test_a_title_that_stands_twice_is_taken_where_it_stands_first() -> None:
    found = find(TITLE, "Council to meet on Tuesday about the bridge", TITLE)
    assert found is not None
    assert found.place == 0


def test_the_last_of_a_list_of_headlines_parted_from_the_text_is_no_title() -> None:
    assert title_of(*STRIP, "") == ""
    assert title_of(*STRIP) == STRIP[-1]
    assert title_of(*STRIP, "Published June 3, 2025", "") == STRIP[-1]


@pytest.mark.parametrize("site", ["| The Korva Post", "| Korva Post"])
def test_the_sites_name_behind_a_bar_is_parted_from_the_title(site: str) -> None:
    found = find(f"{TITLE} {site}")
    assert found is not None
    assert found.site is not None
    assert (found.line.text, found.site.text) == (TITLE, site)
    assert found.site.at == len(TITLE) + 1


def test_behind_a_dash_only_a_name_that_the_page_gives_elsewhere_is_the_sites() -> None:
    assert title_of(f"{TITLE} - Korva Post") == f"{TITLE} - Korva Post"
    assert title_of("Ana Ruiz | Korva Post", f"{TITLE} - Korva Post") == TITLE


@pytest.mark.parametrize("tail", ["| what residents of the northern quarter say", "- and nobody asked"])
def test_what_follows_a_bar_or_dash_and_is_no_name_stays(tail: str) -> None:
    assert title_of(f"{TITLE} {tail}") == f"{TITLE} {tail}"


def test_a_title_of_two_words_is_found_where_a_byline_follows_and_nothing_longer_can_be_it() -> None:
    assert title_of("Bridge shut", "By Ana Ruiz") == "Bridge shut"
    assert title_of("Bridge shut") == ""
    assert title_of(TITLE, "Bridge shut", "By Ana Ruiz") == TITLE


def test_a_stated_title_is_found_however_short() -> None:
    found = find("Home", "Salt", "By Ana Ruiz", stated="salt")
    assert found is not None
    assert found.place == 1
    assert find("Home", LEAD, stated="salt") is None


def test_a_headline_with_a_deck_below_it_outweighs_a_short_line_above_the_byline() -> None:
    deck = "Foragers stayed away from cut lawns for nine days, even where clover had flowered again"
    assert title_of("Bees remember which lawns were mown", deck, "University of Tarn", "By Ana Ruiz").startswith("Bees")
