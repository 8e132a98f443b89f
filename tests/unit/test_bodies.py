"""The lines of a text: paragraphs, list items and captions kept, the rest cut with its rule."""

from __future__ import annotations

import pytest
from unit.paged import count_steps

from framing.model import Origin
from framing.pages import read_page
from framing.pages.bodies import Body, Page, read_body
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


QUESTIONS = ("Who has to pay?", LEAD, "Is anybody spared?", SECOND, "Will it work?", LEAD)


def read_dense(*lines: str) -> Body:
    return read_body([classify(line) for line in split_lines("\n".join(lines))], page=Page(len(lines)))


def test_questions_that_each_stand_alone_are_subheads_on_a_page() -> None:
    body = read_dense(SECOND, *QUESTIONS)
    assert [line.text for line, _ in body.subheads] == list(QUESTIONS[::2])
    assert texts(body) == [SECOND, *QUESTIONS[1::2]]


def test_questions_that_speak_to_the_one_they_ask_are_text() -> None:
    asked = ("Were you told of it?", "No.", *QUESTIONS)
    assert texts(read_dense(SECOND, *asked)) == [SECOND, *asked]


def test_a_question_or_two_are_text() -> None:
    assert texts(read_dense(SECOND, *QUESTIONS[:4])) == [SECOND, *QUESTIONS[:4]]


def test_in_a_text_known_to_be_one_article_questions_are_text() -> None:
    assert texts(read("\n".join([SECOND, *QUESTIONS]), declared=True)) == [SECOND, *QUESTIONS]


def test_of_a_page_with_a_dense_part_what_stands_apart_is_cut() -> None:
    pieces = [classify(line) for line in split_lines("\n".join([LEAD, SECOND, "Home", "More of it", LEAD]))]
    body = read_body(pieces, page=Page(2))
    assert texts(body) == [LEAD, SECOND]
    assert [cut.text for cut in body.removed] == [LEAD, "Home", "More of it"]


def test_a_subhead_above_nothing_but_what_is_said_of_the_author_is_cut() -> None:
    about = "Ana Ruiz covers the harbor and the river."
    pieces = [classify(line) for line in split_lines("\n".join([LEAD, SECOND, "A word about her", about]))]
    body = read_body(pieces, page=Page(4, author="Ana Ruiz"))
    assert (texts(body), body.subheads) == ([LEAD, SECOND], [])
    assert [cut.text for cut in body.removed] == [about, "A word about her"]


UNITS = {
    "datelines": "KORVA — ",
    "stamps": "Bo Lee3 June 2025 10:00 ",
    "blocks": "X\n3 hours ago\nX\nBridge shut\n",
    "links": "[a](b) ",
    "bullets": "• a\n",
    "headlines": "Storm Hits Coast Towns Again\n",
    "paragraphs": f"{LEAD}\n",
    "signed headlines": "Storm hits the coast again\nBy Ana Ruiz\n",
    "signed articles": f"Storm hits the coast again\nBy Ana Ruiz\n{LEAD}\n{SECOND}\n{LEAD}\n{SECOND}\n",
    "comments": "Bo Lee\nJune 3, 2025 at 3:17 pm\nNice bridge, I think, and so on.\n",
    "quotations": "“We were never asked about any of it”\n",
    "links below teasers": "Storm hits the coast\nRead more\n",
    "entries": f"14:32\n{LEAD}\n",
    "wrapped lines": "The harbor council voted on Tuesday to close the old bridge for\ntwo years, officials said.\n",
    "broken lines": "The mayor of the town said in a\nreport\n, and so on.\n",
    "heads of pages": "Bridge Letter 3\n",
    "questions": "Why was that?\nBecause it was so in the year.\n",
    "galleries": "Image 1 of 5\nA bridge.\nPhoto: Bo Lee\n",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_the_work_of_reading_grows_no_faster_than_the_page(unit: str) -> None:
    def read_pages_of(n_chars: int) -> int:
        page = f"{LEAD}\n" + unit * (n_chars // len(unit))
        return count_steps(lambda: read_page(page, Origin("x"), markup=True))

    read_pages_of(1000)  # loads tables
    assert read_pages_of(32_000) < 2.5 * read_pages_of(16_000)


def test_a_single_line_of_a_million_words_takes_no_more_steps_than_a_short_one() -> None:
    steps = [count_steps(lambda n=n: read_page(f"{'word ' * n}.", Origin("x"))) for n in (10_000, 1_000_000)]
    assert steps[1] < 2 * steps[0]
