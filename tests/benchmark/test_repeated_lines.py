"""The corpus that the figures on recurring lines rest on: what is put around an article, and that it can be told from it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmark import repeated_lines
from benchmark.repeated_lines import Furniture, Page, find_lines, read_all

BODIES = [
    [f"The {n}th ship of the year left the harbor of Velmark on Monday with {part} on board." for part in "abcdef"]
    for n in range(30)
]


@pytest.fixture
def pages() -> list[Page]:
    furniture = Furniture(random.Random(3))
    return [Page(furniture.wrap(f"Ship {n} leaves for the north", body), "\n\n".join(body)) for n, body in enumerate(BODIES)]


def test_a_made_page_holds_its_article_in_order_and_more(pages: list[Page]) -> None:
    for page in pages:
        lines = page.text.split("\n")
        places = [lines.index(paragraph) for paragraph in page.body.split("\n\n")]
        assert places == sorted(places)
        assert len(page.text.split()) > 1.5 * len(page.body.split())


def test_pages_of_one_seed_are_the_same() -> None:
    one, other = (Furniture(random.Random(5)).wrap("A title", BODIES[0]) for _ in range(2))
    assert one == other


def test_recurring_lines_leave_less_that_is_no_article_and_all_that_is(pages: list[Page]) -> None:
    finder = find_lines(pages)
    alone, both = (sum(len(read_all(page, known).split()) for page in pages) for known in (None, finder))
    assert both < alone
    assert not any(finder(paragraph) for page in pages for paragraph in page.body.split("\n\n"))


def test_without_the_data_there_are_no_figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    repeated_lines.corpora.cache_clear()
    assert list(repeated_lines.rows()) == []
    repeated_lines.corpora.cache_clear()
