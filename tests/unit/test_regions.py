"""Which lines of a page belong to which of its articles."""

from __future__ import annotations

from unit.paged import BODY, LEAD, SECOND, pieces_of, texts

from framing.pages.regions import Region, split_regions

BLOCK = ("Harbor Times", "an hour ago", "- Harbor Times", "Ferry line adds boats", LEAD)


def split(*lines: str) -> list[Region]:
    return list(split_regions(pieces_of(*lines)))


def lines_of(*lines: str) -> list[list[str]]:
    return [texts(region.pieces) for region in split(*lines)]


def test_a_page_of_one_article_is_one_region_that_reaches_over_all_of_it() -> None:
    (region,) = split(*BODY)
    assert texts(region.pieces) == list(BODY)
    assert (region.start, region.end, region.title) == (0, float("inf"), None)


def test_each_block_of_outlet_time_outlet_and_headline_starts_a_region() -> None:
    main, first, second = split(*BODY, *BLOCK, *BLOCK, SECOND)
    assert texts(main.pieces) == list(BODY)
    assert [texts(region.head) for region in (first, second)] == [list(BLOCK[:3])] * 2
    assert first.title is not None
    assert (first.title.text, texts(first.pieces)) == ("Ferry line adds boats", [LEAD])
    assert texts(second.pieces) == [LEAD, SECOND]
    assert (main.end, first.end, second.end) == (first.start, second.start, float("inf"))


def test_a_relative_time_between_different_lines_starts_nothing() -> None:
    assert len(split(*BODY, "Bo Lee", "an hour ago", "Nice bridge", "I never liked it.")) == 1


def test_signed_headlines_with_texts_of_their_own_part_a_letter() -> None:
    first, second = ("Oyster beds open again", "By Ana Ruiz", *BODY), ("A log turns up in a piano", "By Bo Lee", *BODY)
    assert lines_of("The Tide", *first, "* * *", *second) == [["The Tide", *first, "* * *"], list(second)]


def test_signed_teasers_part_nothing() -> None:
    teasers = ("Oyster beds open again", "By Ana Ruiz", LEAD, "A log turns up in a piano", "By Bo Lee", LEAD)
    assert len(split("Bridge to close", "By Cy Dell", *BODY, *teasers)) == 1
    assert len(split(*teasers, "Bridge to close", "By Cy Dell", *BODY)) == 1


def test_texts_behind_an_end_marker_are_no_articles() -> None:
    page = ("Bridge to close", "By Cy Dell", *BODY, "Oyster beds open again", "By Ana Ruiz", "Read more", *BODY)
    assert len(split(*page)) == 1


def test_the_regions_of_a_page_hold_each_of_its_lines_once() -> None:
    page = ("The Tide", "Oyster beds open", "By Ana Ruiz", *BODY, "A log turns up", "By Bo Lee", *BODY, *BLOCK, *BLOCK)
    found = split(*page)
    held = [
        text
        for region in found
        for text in (*texts(region.head), *([region.title.text] if region.title else []), *texts(region.pieces))
    ]
    assert held == list(page)
    assert len(found) == 4
