"""The benchmark of raw text pages: what it dumps, what it counts, and that it says nothing without the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark import text_pages
from benchmark.text_pages import Page, averaged, compare, dump, kept_text, pooled, read_texts
from framing.model import Article, Subhead


def test_each_block_is_a_line_and_words_inside_it_stay_together() -> None:
    html = b"<body><div>The <b>old</b>\n <a href='#'>bridge</a>.</div><ul><li>one<li>two</ul><h2>Shut</h2></body>"
    assert dump(html) == "The old bridge.\none\ntwo\nShut\n"


def test_paragraphs_have_empty_lines_around_them_and_breaks_are_kept() -> None:
    assert dump(b"<div>News</div><p>One.</p><p>Two.<br>Three.<br><br>Four.</p><div>End</div>") == (
        "News\n\nOne.\n\nTwo.\nThree.\n\nFour.\n\nEnd\n"
    )


def test_scripts_styles_heads_and_comments_are_dropped_and_what_follows_them_is_not() -> None:
    html = b"<html><head><title>x</title></head><body>a<script>b</script>c<!-- d -->e<style>f</style> <noscript>g</noscript>h"
    assert dump(html) == "ace h\n"


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    assert dump(b"<table><tr><td>Team</td><td>Points</td></tr><tr><td>Korva</td><td>71</td></tr></table>") == (
        "Team\t\tPoints\nKorva\t\t71\n"
    )


def test_hidden_text_and_bytes_that_are_no_utf_8_are_kept() -> None:
    assert dump(b"<div style='display:none'>caf\xe9 \x00open</div>") == "caf\ufffd open\n"


def test_subheads_stand_in_their_places() -> None:
    article = Article(id="", text="One.\n\nTwo.", subheads=(Subhead("First", 0), Subhead("Then", 6)))
    assert kept_text(article) == "First\n\nOne.\n\nThen\n\nTwo."
    assert kept_text(Article(id="", text="One.")) == "One."


def test_tokens_are_compared_as_multisets() -> None:
    assert compare("the bridge, the bridge", "The bridge is the bridge.") == (3, 4, 5)
    assert compare("", "a b") == (0, 0, 2)


def test_pooled_figures_weigh_pages_by_length_and_means_do_not() -> None:
    counts = [(10, 10, 10), (0, 90, 10)]
    assert (pooled(counts).precision, pooled(counts).recall) == (0.1, 0.5)
    assert (averaged(counts).precision, averaged(counts).recall) == (0.5, 0.5)
    assert averaged([(0, 0, 5)]).precision == 0.0


def test_a_page_is_read_from_its_text_alone() -> None:
    body = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
    assert read_texts(Page("x", f"Home\nNews\n{body}\n", body)) == [body]
    assert read_texts(Page("x", "Home\nNews\n", "")) == []


def test_without_the_data_there_are_no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    text_pages.pages.cache_clear()
    assert list(text_pages.rows()) == []
    assert list(text_pages.timings()) == []
    text_pages.pages.cache_clear()


def test_figures_are_printed_pooled_and_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
    made = (Page("a", f"{body}\n", body), Page("b", f"Home\n{body}\n", body))
    monkeypatch.setattr(text_pages, "pages", lambda: made)
    found = list(text_pages.rows())
    assert [row.n for row in found] == [2] * 4
    assert all(row.value == 1.0 and row.measure == "reading" for row in found)
    assert len({(row.metric, row.data) for row in found}) == 4
