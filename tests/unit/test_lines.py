"""Lines of a page: edges, hard wraps, Markdown marks, and where each character stood."""

from __future__ import annotations

import pytest

from framing.pages.lines import Line, cut_line, split_lines
from framing.pages.markup import PICTURE_LEVEL, keep_plain


def texts(page: str, *, markup: bool = False) -> list[str]:
    return [line.text for line in split_lines(page, markup=markup)]


def check_map(page: str, lines: list[Line]) -> None:
    for line in lines:
        for segment in line.segments:
            assert line.text[segment.start : segment.start + segment.length] == page[segment.at : segment.at + segment.length]


def test_lines_lose_their_edges_and_empty_ones_leave_a_gap() -> None:
    lines = split_lines("  Home \u00a0\r\n\r\n\tNews\nSport")
    assert [(line.text, line.gap, line.at) for line in lines] == [("Home", False, 2), ("News", True, 13), ("Sport", False, 18)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_any_line_end_parts_lines(ending: str) -> None:
    assert texts(f"Home{ending}News") == ["Home", "News"]


def test_invisible_characters_are_left_out_and_the_map_skips_them() -> None:
    page = "\ufeffThe br\u00adidge\u200b is \x00shut."
    lines = split_lines(page)
    assert [line.text for line in lines] == ["The bridge is shut."]
    assert len(lines[0].segments) == 4
    check_map(page, lines)


WRAPPED = """\
The harbor council voted on Tuesday to close the old bridge for
two years, a decision that residents of the northern quarter said
they had learned of from the newspaper.

The repairs may cost as much as 40 million crowns, according to a
report by the port office that was read out at the meeting and
passed without a word.
"""


def test_hard_wrapped_paragraphs_become_one_line_each() -> None:
    lines = split_lines(WRAPPED)
    assert len(lines) == 2
    assert lines[0].text.endswith("northern quarter said they had learned of from the newspaper.")
    assert lines[1].gap
    check_map(WRAPPED, lines)


def test_a_word_that_a_hyphen_parts_at_the_lines_end_is_whole_again() -> None:
    page = WRAPPED.replace("bridge for\ntwo years", "bridge to traf-\nfic for two years")
    lines = split_lines(page)
    assert "the old bridge to traffic for two years" in lines[0].text
    check_map(page, lines)


def test_the_heads_of_printed_pages_part_no_paragraph() -> None:
    page = WRAPPED.replace("according to a\n", "according to a\nKorva Letter\n14\n").replace(
        "\n\n", "\n\nKorva Letter\n13\n", 1
    )
    assert texts(page) == [*texts(WRAPPED)[:1], "Korva Letter", "13", *texts(WRAPPED)[1:], "Korva Letter", "14"]
    check_map(page, split_lines(page))


@pytest.mark.parametrize(
    "line", ["By Ana Ruiz", "Tuesday, June 3, 2025", "From: the harbor desk of the Korva Post", "• two new ferries"]
)
def test_a_line_of_its_own_below_a_full_one_stays_apart_in_wrapped_text(line: str) -> None:
    above = "Council votes to close the old bridge for two years from the fall"
    assert texts(f"{above}\n{line}\n\n{WRAPPED}")[:2] == [above, line]


def test_a_title_that_was_wrapped_is_one_line() -> None:
    assert texts(f"Old bridge, last on the river,\nis to be closed for two years\n\n{WRAPPED}")[0] == (
        "Old bridge, last on the river, is to be closed for two years"
    )


BROKEN = """\
The harbor council voted to close the bridge, according to a
report
, which the mayor,
Ana Ruiz
, read out on Tuesday in the
Old Hall
.
Residents said that
nobody
had asked them.
Home
News
The ferry line said it would add two boats (
see below
), its director said.
"""


def test_sentences_that_a_scraper_broke_at_each_link_are_whole_again() -> None:
    assert texts(BROKEN) == [
        "The harbor council voted to close the bridge, according to a report, which the mayor, Ana Ruiz, read out on Tuesday"
        " in the Old Hall.",
        "Residents said that nobody had asked them.",
        "Home",
        "News",
        "The ferry line said it would add two boats ( see below), its director said.",
    ]
    check_map(BROKEN, split_lines(BROKEN))


def test_a_page_with_few_lines_that_begin_with_a_mark_is_left_as_it_is() -> None:
    lines = ["The plan includes", "two new ferries", "cheaper tickets", ", and so on", ".com", "’90s bread"]
    assert texts("\n".join(lines)) == lines


def test_a_heading_above_wrapped_text_stays_apart() -> None:
    assert texts(f"Council closes the bridge\n{WRAPPED}")[0] == "Council closes the bridge"


def test_long_lines_are_never_joined() -> None:
    paragraph = (
        "The harbor council voted on Tuesday to close the old bridge for two years and then went home without a word, which"
    )
    assert len(texts(f"{paragraph} nobody liked\nand so on\n{paragraph} pleased some\nand others not")) == 4


def test_short_lines_are_never_joined() -> None:
    assert texts("back\ntopic\nshare\nprint") == ["back", "topic", "share", "print"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is shut.", "stop"),
        ("“It is shut.”", "stop"),
        ("It goes on…", "stop"),
        ("Is it shut?", "mark"),
        ("The plan:", "colon"),
        ("first,", "comma"),
        ("Council meets in the U.S.", "none"),
        ("Bridge Maker Korva Inc.", "none"),
        ("Storm hits coast", "none"),
        ("(see below.)", "stop"),
    ],
)
def test_the_last_mark_is_seen_through_quotes_and_abbreviations(text: str, ends: str) -> None:
    assert split_lines(text)[0].ends == ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Storm Hits the Coast Towns Again", True),
        ("U.S. to Begin Paying Dues as Crisis Spurs Push for Reforms", True),
        ("Storm hits the coast towns again", False),
        ("a b c", False),
        ("STORM HITS COAST", True),
    ],
)
def test_title_case_is_told_by_words_of_four_letters_and_more(text: str, expected: bool) -> None:
    assert split_lines(text)[0].title_case is expected


def test_keys_fold_case_quotes_spaces_and_edges() -> None:
    first, second = split_lines('“Stop  now,” he’s told…\n"stop now," HE\'S TOLD')
    assert first.key == second.key == "stop now,\" he's told"


def test_a_cut_line_keeps_its_places() -> None:
    page = "xx The old bridge is shut. yy"
    line = split_lines(page)[0]
    part = cut_line(line, 3, 26)
    assert part is not None
    assert part.text == "The old bridge is shut."
    check_map(page, [part])
    assert cut_line(line, 2, 3) is None


@pytest.mark.parametrize(
    ("raw", "plain", "level"),
    [
        ("## The quarter ##", "The quarter ", 2),
        ("#hashtag", "#hashtag", 0),
        ("A **bold** and *slanted* and _other_ word", "A bold and slanted and other word", 0),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", 0),
        ('See [the report](https://example.org/a_b_c "title").', "See the report.", 0),
        ("[not a link] (really)", "[not a link] (really)", 0),
        ("![The bridge](a.png)", "The bridge", PICTURE_LEVEL),
        ("Text with ![a picture](a.png) in it", "Text with a picture in it", 0),
    ],
)
def test_markdown_marks_are_cut(raw: str, plain: str, level: int) -> None:
    found, spans = keep_plain(raw)
    assert ("".join(raw[low:high] for low, high in spans), found) == (plain, level)


def test_nested_marks_keep_their_words_once() -> None:
    page = "The **[old bridge](https://example.org)** is shut."
    lines = split_lines(page, markup=True)
    assert [line.text for line in lines] == ["The old bridge is shut."]
    check_map(page, lines)
