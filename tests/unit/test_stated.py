"""The body in a page's metadata: when it is needed, its text, and its place in the source."""

from __future__ import annotations

import json

import pytest

from framing.readers.alignment import align
from framing.readers.stated import find_stated, is_needed, read_stated

LEAD = "The ferry to “Ostrel” was stopped on Monday after a rope had snapped at the northern pier."
NEXT = 'No one was hurt, the owner said, and "it will sail" again \U0001f44d within the week.'


@pytest.mark.parametrize(
    ("n_stated", "n_shown", "needed"), [(100, 0, True), (100, 20, True), (100, 50, False), (40, 0, False), (0, 0, False)]
)
def test_it_is_needed_only_where_it_is_long_and_the_page_shows_little(n_stated: int, n_shown: int, needed: bool) -> None:
    assert is_needed("rope " * n_stated, "rope " * n_shown) is needed


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("One.\n\nTwo.", "One.\nTwo."),
        ("<p>One &amp; <b>two</b>.</p><p class='x'>Three.</p>", "One & two.\nThree."),
        ("One<br/>two<BR>three</li>", "One\ntwo\nthree"),
        (" One \t two ", "One two"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("", ""),
    ],
)
def test_its_text_has_a_paragraph_a_line_and_no_markup(stated: str, text: str) -> None:
    assert read_stated(stated) == text


@pytest.mark.parametrize("ascii_only", [True, False])
def test_it_is_found_in_the_source_with_its_escapes_undone(ascii_only: bool) -> None:
    body = f"{LEAD}\n\n{NEXT}"
    source = f"<script>{json.dumps({'@type': 'NewsArticle', 'articleBody': body}, ensure_ascii=ascii_only)}</script>"
    text = read_stated(body)
    segments = align(text, find_stated(body, source))
    assert all(text[s.start : s.start + s.length] == source[s.at : s.at + s.length] for s in segments)
    assert sum(segment.length for segment in segments) > 0.9 * len(text)


def test_a_body_with_half_a_character_is_found_without_that_character() -> None:
    source = f'{{"articleBody": "\\ud83d {LEAD}"}}'
    (segment,) = align(f"\ufffd {LEAD}", find_stated(f"\ufffd {LEAD}", source))
    assert segment == (2, source.index(LEAD), len(LEAD))


def test_of_several_bodies_the_one_that_is_meant_is_found() -> None:
    source = f'{{"articleBody": "{NEXT[:10]}", "x": {{"articleBody" : "{LEAD}"}}}}'
    (segment,) = align(LEAD, find_stated(LEAD, source))
    assert segment.at == source.index(LEAD)


@pytest.mark.parametrize(
    "source", ["", "<p>rope</p>", '{"articleBody": "rope', '{"articleBody": "\\x rope"}', '{"articleBody": 3}']
)
def test_a_body_that_is_not_there_has_no_place(source: str) -> None:
    assert align(LEAD, find_stated(LEAD, source)) == ()
