"""By-lines: names with roles, places, dates and odd capitals, and the lines that only resemble one."""

from __future__ import annotations

from datetime import date

import pytest

from framing.pages.bylines import Byline, is_lone_name, match_byline
from framing.pages.phrases import by_first_word, fold


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By",
        "By ",
        "by the pier",
        "By Ilse",
        "Bystander Ilse Marn",
        "By Monday Evening",
        "By Ilse Marn had left the pier before noon.",
        "By Ilse Marn, who had left the pier before noon.",
        "By Ilse Marn, " + "x" * 160,
        "Ilse Marn said on 3 June 2025",
        "Ilse Marn 06:48",
        "3 June 2025",
        "Ilse 3 June 2025",
        "Ilse Marn 3 June 2025 in Ostrel",
    ],
)
def test_what_only_resembles_a_byline_is_none(text: str) -> None:
    assert match_byline(text) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Text by Ilse Marn", "Ilse Marn"),
        ("STORY BY Ilse Marn", "Ilse Marn"),
        ("Reported by Ilse Marn with Bo Tarn", "Ilse Marn and Bo Tarn"),
        ("By Ilse Marn & Bo Tarn", "Ilse Marn and Bo Tarn"),
        ("By Ilse Marn, Bo Tarn", "Ilse Marn and Bo Tarn"),
        ("By Ilse Marn, Senior Editor, Bo Tarn", "Ilse Marn and Bo Tarn"),
        ("BY ILSE MARN AND BO TARN", "Ilse Marn and Bo Tarn"),
        ("By Élodie Šťastná in Ostrel", "Élodie Šťastná"),
        ("Interview by Ilse Marn", "Ilse Marn"),
        ("Analysis by Ilse Marn, KBC", "Ilse Marn"),
        ("By Ilse Marn, Ostrel Post Staff", "Ilse Marn"),
        ("By Ilse Marn for The Ostrel Post", "Ilse Marn"),
        ("By Ilse Marn (Ostrel)", "Ilse Marn"),
        ("By Ilse Marn / Ostrel", "Ilse Marn"),
        ("By Ilse Marn Jr.", "Ilse Marn Jr."),
        ("By Ilse de la Marn", "Ilse de la Marn"),
        ("By Bo McTarn-Oule", "Bo McTarn-Oule"),
    ],
)
def test_names_are_parted_from_what_follows_them(text: str, author: str) -> None:
    assert match_byline(text) == Byline(author, None)


@pytest.mark.parametrize(
    "text",
    [
        "By Ilse Marn, Chief Correspondent, 3 June 2025",
        "By Ilse Marn | Updated 2025-06-03 10:00",
        "By Ilse Marn on June 3, 2025",
        "Ilse Marn | 3 June 2025, 10:00 GMT",
        "Ilse Marn - June 3rd, 2025",
    ],
)
def test_a_date_may_follow_names_and_roles(text: str) -> None:
    assert match_byline(text) == Byline("Ilse Marn", date(2025, 6, 3))


def test_a_day_that_cannot_be_told_apart_leaves_the_name() -> None:
    assert match_byline("By Ilse Marn, 06/07/2025") == Byline("Ilse Marn", None)


@pytest.mark.parametrize("text", ["", "ilse marn", "Ilse", "Ilse Marn 2", "The Marn", "Ilse Politics", f"{'A' * 60} Bo"])
def test_other_lines_are_no_lone_name(text: str) -> None:
    assert not is_lone_name(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("", ""), (" — ", ""), ("» Read\u00a0 MORE: ", "read more"), ("“Ilse’s” pier…", "ilse's\" pier"), ("re-open", "re-open")],
)
def test_lines_are_compared_without_case_edges_and_curls(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_phrases_are_found_by_their_first_word_in_order() -> None:
    index = by_first_word(frozenset({"sign up", "sign in", "share"}))
    assert dict(index) == {"sign": ("sign in", "sign up"), "share": ("share",)}


def test_a_date_glued_to_a_name_after_by_is_the_date() -> None:
    byline = match_byline("By Ilse Marn3 June 2025")
    assert byline is not None
    assert (byline.author, byline.date) == ("Ilse Marn", date(2025, 6, 3))


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("By Reuters", Byline("", None, "Reuters")),
        ("By The Associated Press", Byline("", None, "The Associated Press")),
        ("By AFP, June 3, 2025", Byline("", date(2025, 6, 3), "AFP")),
        ("By Reuters | 3 June 2025", Byline("", date(2025, 6, 3), "Reuters")),
        ("By Staff", Byline("", None)),
        ("By Our Foreign Correspondent", Byline("", None)),
        ("By Ilse Marn (AP)", Byline("Ilse Marn", None, "AP")),
        ("By Ilse Marn, Associated Press", Byline("Ilse Marn", None, "Associated Press")),
        ("By Ilse Marn | Reuters", Byline("Ilse Marn", None, "Reuters")),
    ],
)
def test_a_byline_may_credit_an_agency_or_nobody(text: str, byline: Byline) -> None:
    assert match_byline(text) == byline


@pytest.mark.parametrize(
    "text",
    [
        "By Reuters standards, it was quiet.",
        "By Staff reporters had left",
        "By Friday",
        "By Ostrel",
        "By AP and",
        "News Release 3 June 2025",
    ],
)
def test_a_word_behind_by_is_no_agency_in_a_sentence(text: str) -> None:
    assert match_byline(text) is None
