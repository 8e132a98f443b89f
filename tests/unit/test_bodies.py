"""The lines of a text: paragraphs, list items and captions kept, the rest cut with its rule."""

from __future__ import annotations

import time

import pytest

from framing.model import Origin
from framing.pages import read_page
from framing.pages.bodies import Body, read_body
from framing.pages.furniture import classify
from framing.pages.lines import split_lines

LEAD = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."


def read(text: str, title: str = "", *, declared: bool = False) -> Body:
    return read_body([classify(line) for line in split_lines(text)], title, declared=declared)


def texts(body: Body) -> list[str]:
    return [line.text for line in body.paragraphs]


def rules(body: Body) -> list[tuple[str, str]]:
    return [(cut.text, cut.rule) for cut in body.removed]


def test_nothing_gives_an_empty_body() -> None:
    assert read("") == Body()


@pytest.mark.parametrize("line", ["Advertisement", "3 hours ago", "June 3, 2025", "(Editing by Bo Lee)", "***", "Share"])
def test_lines_that_are_no_text_are_cut_from_between_paragraphs(line: str) -> None:
    body = read(f"{LEAD}\n{line}\n{SECOND}")
    assert texts(body) == [LEAD, SECOND]
    assert [cut.text for cut in body.removed] == [line]


def test_the_title_is_cut_wherever_it_comes_again() -> None:
    body = read(f"{LEAD}\nBridge to close.\n{SECOND}", "bridge to close")
    assert texts(body) == [LEAD, SECOND]
    assert rules(body) == [("Bridge to close.", "D-4")]


def test_two_title_case_lines_between_paragraphs_are_subheads_three_are_a_headline_list() -> None:
    two = read(f"{LEAD}\nStorm Hits Coast Towns\nMayor Wins Third Term\n{SECOND}")
    assert [(line.text, below) for line, below in two.subheads] == [("Storm Hits Coast Towns", 1), ("Mayor Wins Third Term", 1)]
    assert not two.removed
    three = read(f"{LEAD}\nStorm Hits Coast Towns\nMayor Wins Third Term\nFerry Adds Two Boats\n{SECOND}")
    assert [rule for _, rule in rules(three)] == ["D-2", "D-2", "D-2"]
    assert texts(two) == texts(three) == [LEAD, SECOND]


def test_several_short_lines_that_are_no_headlines_are_kept_between_paragraphs() -> None:
    verse = ["the bridge is falling", "the bridge is down", "and who will carry the bread"]
    assert texts(read("\n".join([LEAD, *verse, SECOND]))) == [LEAD, *verse, SECOND]


def test_short_lines_behind_the_last_paragraph_are_cut() -> None:
    body = read(f"{LEAD}\nwrite to ana@korva.example\nfollow the ferry")
    assert texts(body) == [LEAD]


def test_a_bulleted_list_of_headlines_behind_the_text_is_cut_and_one_of_points_is_not() -> None:
    links = "- Storm Hits the Coast Towns Again\n- Mayor Wins a Third Term Today\n- Ferry Line Adds Two Boats Now"
    assert texts(read(f"{LEAD}\n{links}")) == [LEAD]
    points = ["• two new ferries", "• a cheaper ticket", "• no more queues"]
    assert texts(read("\n".join([LEAD, *points]))) == [LEAD, *points]


def test_a_list_that_a_colon_introduces_is_kept_whatever_its_case() -> None:
    names = ["Ana Ruiz of Korva Town", "Bo Lee of Tarn Ferry", "Cy Dell of Port Wenlow"]
    body = read("\n".join([f"{LEAD} The winners are:", *names]))
    assert texts(body)[1:] == names
    assert body.items == {1, 2, 3}


def test_a_single_unpunctuated_line_behind_a_colon_is_kept() -> None:
    assert texts(read(f"{LEAD} He wrote:\nNo comment at this time\n{SECOND}"))[1] == "No comment at this time"


@pytest.mark.parametrize("bullet", ["•", "▪", "◦", "●", "‣", "·"])
def test_a_round_bullet_makes_a_list_item_alone(bullet: str) -> None:
    assert read(f"{LEAD}\n{bullet} two new ferries\n{SECOND}").items == {1}


@pytest.mark.parametrize("bullet", ["-", "*", "–", "1.", "2)"])
def test_other_bullets_make_list_items_in_company(bullet: str) -> None:
    assert read(f"{LEAD}\n{bullet} two new ferries.\n{SECOND}").items == set()
    assert read(f"{LEAD}\n{bullet} two new ferries.\n{bullet} and a cheaper ticket.\n{SECOND}").items == {1, 2}
    assert read(f"{LEAD} The plan:\n{bullet} two new ferries.\n{SECOND}").items == {1}


def test_datelines_are_cut_from_the_first_paragraphs_only() -> None:
    body = read(f"KORVA (AP) — {LEAD}\n{SECOND}\n{SECOND}\nTARN (AP) — {LEAD}")
    assert texts(body)[0] == LEAD
    assert texts(body)[3].startswith("TARN (AP)")
    assert body.dateline is not None
    assert body.dateline.place == "KORVA"


def test_a_dateline_with_nothing_but_a_fragment_behind_it_stays() -> None:
    assert texts(read(f"KORVA (AP) — Bridge shut\n{LEAD}"))[0] != "Bridge shut"


def test_several_datelines_in_a_row_are_one_cut_and_the_first_counts() -> None:
    body = read(f"KORVA (AP) — TARN (Reuters) - {LEAD}")
    assert texts(body) == [LEAD]
    assert rules(body) == [("KORVA (AP) — TARN (Reuters) -", "D-5")]
    assert body.dateline is not None
    assert body.dateline.agency == "AP"


@pytest.mark.parametrize(
    "piece", ["KORVA — ", "Bo Lee3 June 2025 10:00 ", "X\n3 hours ago\nX\nBridge shut\n", "[a](b) ", "• a\n"]
)
def test_a_page_of_one_thing_over_and_over_is_read_in_linear_time(piece: str) -> None:
    """Quadratic code takes minutes on 200,000 characters; linear code well under two seconds."""
    page = f"{LEAD}\n" + piece * (200_000 // len(piece))
    start = time.process_time()
    read_page(page, Origin("x"), markup=True)
    assert time.process_time() - start < 10
