"""Alignment: where an extracted text stands in the source of its page, and an article's places in that."""

from __future__ import annotations

import pytest

from framing.model import Article, Origin, Removed, Segment
from framing.readers.alignment import Part, align, find_parts, locate, map_back, spread
from framing.readers.sources import read_source

LEAD = "The ferry to Ostrel was stopped on Monday after a rope had snapped at the northern pier"
NEXT = "No one was hurt, the owner of the line said in a short note to passengers that evening"


def quoted(text: str, source: str) -> list[tuple[str, str]]:
    """Return each aligned stretch as the text has it and as the source has it."""
    return [
        (text[part.start : part.start + part.length], source[part.at : part.at + part.length])
        for part in align(text, read_source(source))
    ]


def test_an_empty_text_and_an_empty_page_have_no_places() -> None:
    assert align("", read_source(f"<p>{LEAD}</p>")) == ()
    assert align(LEAD, read_source("")) == ()


def test_a_text_too_short_to_be_sure_of_has_no_place_without_neighbors() -> None:
    assert align("The ferry", read_source("<p>The ferry</p>")) == ()
    assert len(align("The ferry to Ostrel", read_source("<p>The ferry to Ostrel</p>"))) == 1


@pytest.mark.parametrize("short", ["Why?", "No.", "5 June"])
def test_a_short_line_is_placed_between_its_neighbors_and_not_elsewhere(short: str) -> None:
    source = f"<nav>{short}</nav><p>{LEAD}</p><h2>{short}</h2><p>{NEXT}</p><p>{short}</p>"
    segments = align(f"{LEAD}\n{short}\n{NEXT}", read_source(source))
    assert segments[1].at == source.index(f"<h2>{short}") + 4


def test_a_short_line_above_or_below_all_others_must_be_an_element_of_its_own() -> None:
    assert quoted(f"Why?\n{LEAD}\nNo.", f"<h2>Why?</h2><p>{LEAD}</p><p>No.</p>") == [("Why?",) * 2, (LEAD,) * 2, ("No.",) * 2]
    assert quoted(f"Why?\n{LEAD}\nNo.", f"<p>Ask Why? not</p><p>{LEAD}</p><p>He said No. Then</p>") == [(LEAD, LEAD)]


def test_the_nearest_of_several_places_above_is_taken() -> None:
    source = f"<h2>Harbor</h2><p>Menu of the day</p><h2>Harbor</h2><p>{LEAD}</p>"
    assert align(f"Harbor\n{LEAD}", read_source(source))[0].at == source.rindex("Harbor")


def test_a_text_that_stands_as_it_is_is_one_stretch() -> None:
    assert quoted(LEAD, f"<main><p>{LEAD}</p></main>") == [(LEAD, LEAD)]


def test_an_inline_tag_parts_a_text_into_two_stretches() -> None:
    source = f"<p>{LEAD.replace('Ostrel', '<a href=x>Ostrel</a>')}</p>"
    parts = quoted(LEAD, source)
    assert [text for text, _ in parts] == ["The ferry to", "Ostrel", LEAD.partition("Ostrel ")[2]]
    assert all(text == found for text, found in parts)


def test_a_word_that_a_tag_cuts_in_two_has_two_places() -> None:
    source = f"<p>{LEAD.replace('Monday', 'Mon<b>day</b>')}</p>"
    assert quoted(LEAD, source)[:2] == [("The ferry to Ostrel was stopped on Mon",) * 2, ("day", "day")]


def test_changed_spacing_has_no_place_but_the_words_around_it_have() -> None:
    source = f"<p>{LEAD.replace(' after ', '   after ')}</p>"
    parts = quoted(LEAD, source)
    assert [text for text, _ in parts] == [LEAD.partition(" after")[0], "after" + LEAD.partition("after")[2]]
    assert all(text == found for text, found in parts)


def test_a_line_break_in_the_source_is_not_a_space_of_the_text() -> None:
    source = f"<p>{LEAD.replace(' after', chr(10) + 'after')}</p>"
    assert len(quoted(LEAD, source)) == 2


def test_a_soft_hyphen_of_the_source_is_a_hole_within_a_word() -> None:
    hyphened = LEAD.replace("northern", "nor\u00adthern")
    parts = quoted(LEAD, f"<p>{hyphened}</p>")
    assert [text for text, _ in parts] == [LEAD.partition("thern")[0], "thern pier"]


def test_a_character_spelled_as_an_entity_is_a_hole_between_two_stretches() -> None:
    text = LEAD.replace("snapped at", "snapped & fell at")
    parts = quoted(text, f"<p>{text.replace('&', '&amp;')}</p>")
    assert [found for _, found in parts] == [text.partition(" &")[0], text.partition("& ")[2]]


def test_an_entity_beside_the_same_character_keeps_both_apart() -> None:
    text = LEAD.replace("Monday", "Mon&&day")
    source = f"<p>{LEAD.replace('Monday', 'Mon&amp;&day')}</p>"
    assert [found for _, found in quoted(text, source)] == [
        "The ferry to Ostrel was stopped on Mon",
        f"&day{LEAD.partition('Monday')[2]}",
    ]


def test_two_paragraphs_of_a_text_are_placed_apart() -> None:
    source = f"<p>{LEAD}</p><div>Read on: boats</div><p>{NEXT}</p>"
    assert quoted(f"{LEAD}\n\n{NEXT}", source) == [(LEAD, LEAD), (NEXT, NEXT)]


def test_a_paragraph_that_is_not_in_the_source_does_not_move_the_others() -> None:
    source = f"<p>{LEAD}</p><p>{NEXT}</p>"
    text = f"{LEAD}\n\nThis was added by another hand\n\n{NEXT}"
    assert quoted(text, source) == [(LEAD, LEAD), (NEXT, NEXT)]


def test_a_changed_word_costs_the_few_around_it_and_not_the_paragraph() -> None:
    changed = f"{LEAD} and {NEXT}".replace("Monday", "Tuesday")
    found = "".join(found for _, found in quoted(changed, f"<p>{LEAD} and {NEXT}</p>"))
    assert len(found) > 0.8 * len(changed)


def test_bullets_and_bars_that_an_extractor_adds_have_no_place() -> None:
    source = f"<ul><li>{LEAD}</li></ul><table><tr><td>{NEXT}</td><td>{LEAD} again</td></tr></table>"
    text = f"- {LEAD}\n| {NEXT} | {LEAD} again |"
    assert [text for text, _ in quoted(text, source)] == [LEAD, NEXT, f"{LEAD} again"]


def test_a_sentence_that_stands_twice_is_placed_at_its_two_places_in_order() -> None:
    source = f"<p>{LEAD}</p><p>{NEXT}</p><p>{LEAD}</p>"
    places = [part.at for part in align(f"{LEAD}\n{NEXT}\n{LEAD}", read_source(source))]
    assert places == [source.index(LEAD), source.index(NEXT), source.rindex(LEAD)]


def test_words_that_stand_only_in_a_script_are_not_a_place() -> None:
    assert align(LEAD, read_source(f"<script>{LEAD}</script><p>rope</p>")) == ()


def test_case_counts_in_a_match() -> None:
    assert align(LEAD.upper(), read_source(f"<p>{LEAD}</p>")) == ()


def test_parts_say_where_they_begin_among_what_is_shown() -> None:
    page = read_source(f"<h1>Ferry stopped</h1><p>{LEAD}</p>")
    assert find_parts(LEAD, page) == (Part(0, len(LEAD), len("Ferrystopped")),)
    assert spread(LEAD, page, find_parts(LEAD, page)) == align(LEAD, page)


def test_a_long_text_that_is_nowhere_on_a_long_page_is_given_up() -> None:
    page = read_source(f"<p>{LEAD}</p>" * 4_000)
    text = "\n".join(f"{n} crowns were paid for {n + 1} ropes and no pier" for n in range(40_000))
    assert align(text, page) == ()  # takes a second; without an end it would take an hour


# One text as a whole


def test_a_text_is_located_behind_the_given_place_first() -> None:
    source = "<nav>Ferry stopped</nav><h1>Ferry stopped</h1>"
    page = read_source(source)
    assert locate("Ferry stopped", page) == (Segment(0, 5, 13),)
    assert locate("Ferry stopped", page, len("Ferrystopped")) == (Segment(0, source.rindex("Ferry"), 13),)
    assert locate("Ferry stopped", page, 13) == (Segment(0, 5, 13),)


@pytest.mark.parametrize("text", ["", "  ", "Ferry sails"])
def test_a_text_that_is_not_shown_is_not_located(text: str) -> None:
    assert locate(text, read_source("<h1>Ferry stopped</h1>")) == ()


# Parts within one long stretch of the source


@pytest.mark.parametrize("words", [("ferry", "Ostrel", "stopped"), ("stopped", "ferry", "Ostrel"), ("was", "was", "The")])
def test_parts_that_begin_amid_one_stretch_have_their_places_in_whatever_order(words: tuple[str, ...]) -> None:
    source = "  The ferry\tto\xad Ostrel was stopped"
    page, text = read_source(source), "\n".join(words)
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    parts = [Part(at, at + len(word), page.shown.index(word)) for at, word in zip(starts, words, strict=True)]
    segments = [Segment(at, source.index(word), len(word)) for at, word in zip(starts, words, strict=True)]
    assert list(spread(text, page, parts)) == segments


@pytest.mark.parametrize("n", [1, 99, 100, 101, 1_000])
def test_a_run_of_any_length_is_one_stretch(n: int) -> None:
    run = "a" * n
    source = f"<p>x\xad{run} y</p>"
    page = read_source(source)
    assert spread(f"{run} y", page, (Part(0, n + 2, 1),)) == (Segment(0, 5, n + 2),)


@pytest.mark.parametrize("n", [1, 99, 100, 101, 1_000])
def test_what_stands_behind_a_long_run_of_entities_has_its_place(n: int) -> None:
    source = f"{'&amp;' * n}rope"
    assert spread("&" * n + "rope", read_source(source), (Part(0, n + 4, 0),)) == (Segment(n, 5 * n, 4),)


def test_a_text_that_ends_before_its_place_does_is_placed_as_far_as_it_goes() -> None:
    assert spread("fer \xad", read_source("The ferry"), (Part(0, 5, 3),)) == (Segment(0, 4, 3),)


# From the text's places to the source's


def article(*segments: Segment, removed: tuple[Removed, ...] = ()) -> Article:
    return Article("a", "x", origin=Origin("page.html", segments={"body": segments}), removed=removed)


STRETCHES = (Segment(0, 100, 10), Segment(12, 200, 5))  # of the text "0123456789..ABCDE"


@pytest.mark.parametrize(
    ("segment", "mapped"),
    [
        (Segment(0, 2, 3), [Segment(0, 102, 3)]),
        (Segment(0, 8, 6), [Segment(0, 108, 2), Segment(4, 200, 2)]),
        (Segment(7, 12, 5), [Segment(7, 200, 5)]),
        (Segment(0, 10, 2), []),
        (Segment(0, 17, 4), []),
    ],
)
def test_a_stretch_of_the_text_is_split_where_the_source_is(segment: Segment, mapped: list[Segment]) -> None:
    origin = map_back(article(segment), STRETCHES).origin
    assert origin is not None
    assert origin.segments == ({"body": tuple(mapped)} if mapped else {})


@pytest.mark.parametrize(("at", "place"), [(0, 100), (9, 109), (11, 110), (13, 201), (40, 205)])
def test_a_removed_line_is_placed_at_its_first_character_or_the_last_one_before(at: int, place: int) -> None:
    (cut,) = map_back(article(removed=(Removed("y", at, "D-2", "menu"),)), STRETCHES).removed
    assert cut.at == place


def test_an_article_of_no_known_origin_stays_as_it_is() -> None:
    assert map_back(Article("a", "x"), STRETCHES) == Article("a", "x")
