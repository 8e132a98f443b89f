"""Entry stamps glued into the lines of a live blog: what is a stamp, whose it is, and what is left of the line."""

from __future__ import annotations

from datetime import date

import pytest

from framing.model import Segment
from framing.pages.drafts import join_lines
from framing.pages.lines import split_lines
from framing.pages.stamps import LEFT_OVER, STAMP, find_stamps, part_at_stamps


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ilse Marn",
        "Ilse Marn 3 June 2025",
        "the pier closed on 3 June 2025 06:48 and stayed so",
        "it closed.3 June 2025 06:48",
        "in Ostrel by Ilse Marn 3 June 2025 06:48",
        "It closed. Ilse 3 June 2025 06:48",
    ],
)
def test_a_date_without_clock_or_name_before_it_is_no_stamp(text: str) -> None:
    assert find_stamps(text) == []


@pytest.mark.parametrize(
    "stamp",
    [
        "Ilse Marn3 June 2025 06:48",
        "Ilse Marn3 June 2025, 6.48am",
        "Ilse MarnJune 3, 2025 at 06:48",
        "Ilse Marn | 3 Jun 2025 06:48 GMT",
    ],
)
def test_a_stamp_may_spell_day_and_clock_in_any_usual_way(stamp: str) -> None:
    text = f"It closed. {stamp} It opened."
    (found,) = find_stamps(text)
    assert (text[found.start : found.end].strip(), found.name, found.date) == (stamp, "Ilse Marn", date(2025, 6, 3))


@pytest.mark.parametrize("end", [".", "?", "!", ":", '."', ".”"])
def test_behind_any_sentence_end_a_full_name_with_a_space_is_a_stamp(end: str) -> None:
    assert [stamp.name for stamp in find_stamps(f"It closed{end} Ilse Marn 3 June 2025 06:48 It opened.")] == ["Ilse Marn"]


def test_a_glued_first_name_alone_is_a_stamp() -> None:
    assert [stamp.name for stamp in find_stamps("It closed. Ilse3 June 2025 06:48 It opened.")] == ["Ilse"]


@pytest.mark.parametrize("name", ["Ilse van Marn", "Ana de la Ruiz", "Bo von Lee", "Cy bin Dell"])
def test_a_name_is_whole_with_the_small_words_in_it(name: str) -> None:
    assert [stamp.name for stamp in find_stamps(f"It closed. {name}3 June 2025 06:48 It opened.")] == [name]
    assert [stamp.name for stamp in find_stamps(f"A storm hit Korva {name}3 June 2025 06:48 It opened.")] == [name]


def test_a_name_known_from_another_stamp_decides_how_much_of_the_words_is_the_name() -> None:
    text = "It closed. Ilse Ann Marn3 June 2025 06:48 A storm hit Port Ilse Ann Marn3 June 2025 07:00 It opened."
    assert [stamp.name for stamp in find_stamps(text)] == ["Ilse Ann Marn", "Ilse Ann Marn"]


def test_a_day_that_does_not_exist_is_cut_but_dates_nothing() -> None:
    parted = part_at_stamps(split_lines("It closed. Ilse Marn31 June 2025 06:48 It opened."))
    assert [line.text for line in parted.lines] == ["It closed.", "It opened."]
    assert parted.dates == []
    assert [cut.reason for cut in parted.removed] == [STAMP]


def test_lines_without_a_stamp_are_the_same_lines() -> None:
    lines = split_lines("It closed in 2025 at 06:48.\n\nIlse Marn said so.")
    parted = part_at_stamps(lines)
    assert parted.lines == lines
    assert all(kept is line for kept, line in zip(parted.lines, lines, strict=True))
    assert (parted.removed, parted.dates) == ([], [])


def test_no_lines_give_no_lines() -> None:
    assert part_at_stamps([]).lines == []


def test_every_piece_stands_where_it_says_and_nothing_is_lost() -> None:
    page = "\n  It closed. Ilse Marn3 June 2025 06:48 It opened. Bo Tarn4 June 2025 07:00 It closed again. Bo Tarn\nEnd of it."
    parted = part_at_stamps(split_lines(page))
    pieces = [(line.text, line.at) for line in parted.lines] + [(cut.text, cut.at) for cut in parted.removed]
    assert all(page.startswith(text, at) for text, at in pieces)
    assert "".join("".join(text for text, _ in sorted(pieces, key=lambda piece: piece[1])).split()) == "".join(page.split())
    assert [cut.reason for cut in parted.removed] == [STAMP, STAMP, LEFT_OVER]
    assert parted.dates == [date(2025, 6, 3), date(2025, 6, 4)]


def test_joined_lines_keep_the_map_to_the_file() -> None:
    page = "One.\n\n\n  Two."
    text, segments = join_lines(split_lines(page))
    assert text == "One.\n\nTwo."
    assert segments == (Segment(0, 0, 4), Segment(6, page.index("Two"), 4))
    assert join_lines([]) == ("", ())
