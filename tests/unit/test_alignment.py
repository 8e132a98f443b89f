"""Alignment: which words of a page's source are seen, and where an extracted text stands in it."""

from __future__ import annotations

import pytest

from framing.readers.alignment import align, read_tokens

LEAD = "The ferry to Ostrel was stopped on Monday after a rope had snapped at the northern pier"
NEXT = "No one was hurt, the owner of the line said in a short note to passengers that evening"


def words(source: str) -> list[str]:
    return [token.text for token in read_tokens(source).tokens]


def quoted(text: str, source: str) -> list[tuple[str, str]]:
    """Return each aligned stretch as the text has it and as the source has it."""
    return [
        (text[part.start : part.start + part.length], source[part.at : part.at + part.length])
        for part in align(text, read_tokens(source))
    ]


# What is seen


@pytest.mark.parametrize("source", ["", "   \n\t", "<p></p>", "<!-- all of it -->", "<!DOCTYPE html>", "<?xml version='1.0'?>"])
def test_a_source_that_shows_nothing_has_no_tokens(source: str) -> None:
    assert words(source) == []


@pytest.mark.parametrize("source", ["pier <!-- open", "pier <p class='a", "pier <script>x = 1", "pier <style>b {}", "pier </"])
def test_what_never_closes_hides_the_rest_and_keeps_what_stood_before(source: str) -> None:
    assert words(source) == ["pier"]


@pytest.mark.parametrize("tag", ["script", "STYLE", "NoScript", "template", "title"])
def test_hidden_elements_are_known_in_any_case_and_with_attributes(tag: str) -> None:
    assert words(f'rope <{tag} id="a">gone <b>too</b></{tag.lower()} > pier') == ["rope", "pier"]


@pytest.mark.parametrize("tag", ["scripture", "titles", "stylesheet"])
def test_a_tag_that_only_begins_like_a_hidden_one_is_seen(tag: str) -> None:
    assert words(f"<{tag}>rope</{tag}>") == ["rope"]


def test_a_hidden_element_that_closes_itself_hides_nothing_behind_it() -> None:
    assert words('<script src="a.js"/>rope</p>') == ["rope"]


def test_tags_inside_a_comment_do_not_end_it() -> None:
    assert words("<!-- <p>gone</p> > still --> rope") == ["rope"]


def test_an_attribute_is_not_text() -> None:
    assert words('<img alt="gone" title="gone"><a href="/gone">rope</a>') == ["rope"]


@pytest.mark.parametrize("source", ["5 < 6", "5 <6"])
def test_a_lone_angle_is_no_tag(source: str) -> None:
    assert words(source) == ["5", "6"]


def test_nested_tags_do_not_hide_the_words_in_them() -> None:
    assert words("<div><p>a <em>b <strong>c</strong></em></p><ul><li>d</li></ul></div>") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("spelled", "shown"),
    [("&#8212;", "—"), ("&#x2014;", "—"), ("&#X2014;", "—"), ("&lt;", "<"), ("&eacute;", "é"), ("&amp;", "&")],
)
def test_an_entity_is_the_mark_it_spells_at_its_own_place(spelled: str, shown: str) -> None:
    token = read_tokens(f"a {spelled} b").tokens[1]
    assert (token.text, token.at, token.verbatim) == (shown, 2, False)


def test_an_entity_that_spells_a_space_is_no_token() -> None:
    assert words("rope&nbsp;pier") == ["rope", "pier"]


def test_an_entity_without_its_semicolon_is_read_as_its_characters() -> None:
    tokens = read_tokens("R&amp D").tokens
    assert [token.text for token in tokens] == ["R", "&", "amp", "D"]
    assert all(token.verbatim for token in tokens)


def test_every_verbatim_token_stands_where_it_says() -> None:
    source = f"<p>{LEAD} &mdash; <b>{NEXT}</b></p><script>no</script>"
    tokens = [token for token in read_tokens(source).tokens if token.verbatim]
    assert len(tokens) > 30
    assert all(source.startswith(token.text, token.at) for token in tokens)


# Where a text stands


def test_an_empty_text_and_an_empty_page_have_no_places() -> None:
    assert align("", read_tokens(f"<p>{LEAD}</p>")) == ()
    assert align(LEAD, read_tokens("")) == ()


def test_a_text_of_fewer_words_than_a_place_needs_is_not_placed() -> None:
    assert align("The ferry to", read_tokens("<p>The ferry to</p>")) == ()
    assert len(align("The ferry to Ostrel", read_tokens("<p>The ferry to Ostrel</p>"))) == 1


def test_a_text_that_stands_as_it_is_is_one_stretch() -> None:
    assert quoted(LEAD, f"<main><p>{LEAD}</p></main>") == [(LEAD, LEAD)]


def test_an_inline_tag_parts_a_text_into_two_stretches() -> None:
    source = f"<p>{LEAD.replace('Ostrel', '<a href=x>Ostrel</a>')}</p>"
    parts = quoted(LEAD, source)
    assert [text for text, _ in parts] == ["The ferry to", "Ostrel", LEAD.partition("Ostrel ")[2]]
    assert all(text == found for text, found in parts)


def test_a_word_that_a_tag_cuts_in_two_has_no_place_but_the_words_behind_it_have() -> None:
    source = f"<p>{LEAD.replace('Monday', 'Mon<b>day</b>')} and {NEXT}</p>"
    ((text, found),) = quoted(f"{LEAD} and {NEXT}", source)
    assert text == found == f"{LEAD.partition('Monday ')[2]} and {NEXT}"


def test_changed_spacing_has_no_place_but_the_words_around_it_have() -> None:
    source = f"<p>{LEAD.replace(' after ', '   after ')}</p>"
    parts = quoted(LEAD, source)
    assert [text for text, _ in parts] == [LEAD.partition(" after")[0], "after" + LEAD.partition("after")[2]]
    assert all(text == found for text, found in parts)


def test_a_line_break_in_the_source_is_not_a_space_of_the_text() -> None:
    source = f"<p>{LEAD.replace(' after', chr(10) + 'after')}</p>"
    assert len(quoted(LEAD, source)) == 2


def test_a_character_spelled_as_an_entity_is_a_hole_between_two_stretches() -> None:
    text = LEAD.replace("snapped at", "snapped & fell at")
    parts = quoted(text, f"<p>{text.replace('&', '&amp;')}</p>")
    assert [found for _, found in parts] == [text.partition(" &")[0], text.partition("& ")[2]]


def test_two_paragraphs_of_a_text_are_placed_apart() -> None:
    source = f"<p>{LEAD}</p><div>Read on: boats</div><p>{NEXT}</p>"
    assert quoted(f"{LEAD}\n\n{NEXT}", source) == [(LEAD, LEAD), (NEXT, NEXT)]


def test_a_paragraph_that_is_not_in_the_source_does_not_move_the_others() -> None:
    source = f"<p>{LEAD}</p><p>{NEXT}</p>"
    text = f"{LEAD}\n\nThis was added by another hand\n\n{NEXT}"
    assert quoted(text, source) == [(LEAD, LEAD), (NEXT, NEXT)]


def test_a_sentence_that_stands_twice_is_placed_at_its_two_places_in_order() -> None:
    source = f"<p>{LEAD}</p><p>{NEXT}</p><p>{LEAD}</p>"
    places = [part.at for part in align(f"{LEAD}\n{NEXT}\n{LEAD}", read_tokens(source))]
    assert places == [source.index(LEAD), source.index(NEXT), source.rindex(LEAD)]


def test_words_that_stand_only_in_a_script_are_not_a_place() -> None:
    assert align(LEAD, read_tokens(f"<script>{LEAD}</script><p>rope</p>")) == ()


def test_case_counts_in_a_match() -> None:
    assert align(LEAD.upper(), read_tokens(f"<p>{LEAD}</p>")) == ()
