"""What of an HTML source a browser shows, and where each character of that stands."""

from __future__ import annotations

import pytest

from framing.readers.sources import Page, read_source, squeeze


def shown(source: str) -> str:
    return read_source(source).shown


def stretches(page: Page) -> list[tuple[str, str]]:
    """Return each piece as it is shown and as the source spells it."""
    ends = page.starts[1:]
    return [
        (page.shown[start:end], page.source[low:high])
        for start, end, low, high in zip(page.starts, ends, page.lows, page.highs, strict=False)
    ]


@pytest.mark.parametrize("source", ["", "   \n\t", "<p></p>", "<!-- all of it -->", "<!DOCTYPE html>", "<?xml version='1.0'?>"])
def test_a_source_that_shows_nothing_has_no_characters(source: str) -> None:
    assert read_source(source) == Page(source, "", [0], [], [])


@pytest.mark.parametrize("source", ["pier <!-- open", "pier <p class='a", "pier <script>x = 1", "pier <style>b {}", "pier </"])
def test_what_never_closes_hides_the_rest_and_keeps_what_stood_before(source: str) -> None:
    assert shown(source) == "pier"


@pytest.mark.parametrize("tag", ["script", "STYLE", "NoScript", "template", "title"])
def test_hidden_elements_are_known_in_any_case_and_with_attributes(tag: str) -> None:
    assert shown(f'rope <{tag} id="a">gone <b>too</b></{tag.lower()} > pier') == "ropepier"


@pytest.mark.parametrize("tag", ["scripture", "titles", "stylesheet"])
def test_a_tag_that_only_begins_like_a_hidden_one_is_seen(tag: str) -> None:
    assert shown(f"<{tag}>rope</{tag}>") == "rope"


def test_a_hidden_element_that_closes_itself_hides_nothing_behind_it() -> None:
    assert shown('<script src="a.js"/>rope</p>') == "rope"


def test_a_hidden_element_ends_at_its_own_closing_tag_only() -> None:
    assert shown("<script>if (a</b) '</scripts>' </style></script>rope") == "rope"


@pytest.mark.parametrize("comment", ["<!-- <p>gone</p> > still -->", "<!---->", "<!-- a - b -- c -->", "<!--->-->"])
def test_a_comment_ends_at_its_own_end_only(comment: str) -> None:
    assert shown(f"{comment} rope") == "rope"


def test_an_attribute_is_not_text() -> None:
    assert shown('<img alt="gone" title="gone"><a href="/gone">rope</a>') == "rope"


@pytest.mark.parametrize("source", ["5 < 6", "5 <6", "5<>6", "<p>5 <3 6"])
def test_a_lone_angle_is_no_tag(source: str) -> None:
    assert shown(source) == squeeze(source.replace("<p>", ""))


def test_nested_tags_do_not_hide_the_words_in_them() -> None:
    assert shown("<div><p>a <em>b <strong>c</strong></em></p><ul><li>d</li></ul></div>") == "abcd"


@pytest.mark.parametrize(
    ("spelled", "character"),
    [("&#8212;", "—"), ("&#x2014;", "—"), ("&#X2014;", "—"), ("&lt;", "<"), ("&eacute;", "é"), ("&amp;", "&")],
)
def test_an_entity_is_the_mark_it_spells_and_has_no_stretch_of_its_own(spelled: str, character: str) -> None:
    page = read_source(f"a{spelled}b")
    assert stretches(page) == [("a", "a"), (character, ""), ("b", "b")]
    assert page.lows[1] == 1


def test_an_entity_that_spells_a_space_is_nothing() -> None:
    assert stretches(read_source("rope&nbsp;pier")) == [("rope", "rope"), ("pier", "pier")]


def test_an_entity_without_its_semicolon_is_read_as_its_characters() -> None:
    assert stretches(read_source("R&amp D")) == [("R&ampD", "R&amp D")]


def test_every_piece_is_what_its_stretch_shows() -> None:
    page = read_source("<p>The <b>fer</b>ry\n  to&nbsp;Ostrel &mdash; <i>was</i> stopped</p><script>no</script>")
    assert page.shown == "TheferrytoOstrel—wasstopped"
    assert [squeeze(spelled) for piece, spelled in stretches(page) if spelled] == [
        piece for piece, spelled in stretches(page) if spelled
    ]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\x07", "\ue000", "\u202e"])
def test_marks_that_nobody_sees_are_left_out(mark: str) -> None:
    assert squeeze(f"har{mark}bor \u00a0 master\n") == "harbormaster"


def test_letters_of_every_script_and_pictures_stay() -> None:
    text = "žluťoučký кот 港口 👍 é"
    assert squeeze(text) == text.replace(" ", "")


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<", "</script ", "<a ", "&#", "-", "<!-", "<title"])
def test_a_source_made_to_be_slow_is_read_in_one_pass(piece: str) -> None:
    page = read_source(piece * 100_000)  # takes a moment; several passes would take hours
    assert page.starts[-1] == len(page.shown)
