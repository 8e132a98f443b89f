"""Metadata of any shape: nothing breaks, nothing is invented, and what was read once reads the same again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.foreign_news import ENGLISH, FOREIGN

from framing.model import Article
from framing.pages.authors import read_authors
from framing.pages.bylines import match_byline
from framing.pages.dates import read_date
from framing.pages.genres import GENRES, Signs, infer_genre, read_genre
from framing.pages.language import find_foreign
from framing.readers.names import Found, give_outlet
from framing.readers.outlets import Outlets, domain_of, fold_name, shipped_outlets

PIECES = [
    "Ana Ruiz",
    "BO LEE",
    "Reuters",
    "Staff",
    "By ",
    "by",
    " and ",
    ", ",
    "; ",
    " & ",
    "(",
    ")",
    "['",
    "', '",
    "']",
    "@ana",
    "CNN",
]
PIECES += [
    "https://a.example/b",
    "a@b.example",
    " for The Korva Post",
    "Correspondent",
    "Editing by",
    "\n",
    "|",
    "/",
    ".",
    "Jr.",
    "é",
    "李",
]
AUTHORS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
FORMS = [
    "%Y-%m-%d",
    "%Y%m%d",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%a, %d %b %Y 10:15:00 GMT",
    "%d-%b-%Y",
    "%b %d %Y",
]
NAMES = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(sorted(shipped_outlets().by_name.values()))


@given(AUTHORS)
def test_the_words_of_an_author_are_words_that_were_stated(stated: str) -> None:
    found = read_authors(stated)
    for word in re.findall(r"[a-z]+", f"{found.names} {found.agency}".casefold()):
        assert word == "and" or word in stated.casefold()
    assert re.search(r"@\w", found.names) is None
    assert "://" not in found.names


@given(AUTHORS)
def test_names_read_twice_read_the_same_from_then_on(stated: str) -> None:
    once = read_authors(read_authors(stated).names).names
    assert read_authors(once).names == once


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_in_any_usual_form_is_that_day(day: date, form: str) -> None:
    assert read_date(day.strftime(form)).date == day


@given(DAYS)
def test_of_bare_numbers_a_day_is_taken_only_where_it_is_the_only_one(day: date) -> None:
    found = read_date(day.strftime("%d/%m/%Y"))
    assert found.date == (day if day.day > 12 or day.day == day.month else None)
    assert bool(found.warning) == (found.date is None)


@given(st.text(max_size=60) | st.from_regex(r"[\d/:. -]{1,20}", fullmatch=True))
def test_a_stated_date_is_a_day_or_a_warning(stated: str) -> None:
    found = read_date(stated)
    assert (found.date is None) == bool(found.warning)


@given(st.text(max_size=40), st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_a_genre_is_one_of_the_genres_and_has_a_reason(stated: str, title: str, above: list[str]) -> None:
    assert read_genre(stated) in (*GENRES, None)
    genre, reason = infer_genre(Signs(title, f"https://a.example/{stated}/x", above))
    assert genre in GENRES
    assert bool(reason) == (genre != "unknown")


@given(NAMES, st.sampled_from(["", "https://guardian.ng/x", "https://www.theguardian.com/x"]))
def test_an_outlet_that_was_named_keeps_its_name(stated: str, url: str) -> None:
    table = shipped_outlets()
    once = give_outlet(Article("a", "x", outlet=stated or "x", url=url), Found(Path("a.txt")), table)
    assert give_outlet(once, Found(Path("a.txt")), table) == once
    assert once.outlet == (stated or "x") or once.outlet in table.by_name.values() or once.outlet == domain_of(stated)


@given(NAMES)
def test_an_empty_table_changes_no_name(stated: str) -> None:
    table = Outlets()
    assert fold_name(table.name(stated)) == fold_name(stated) or table.name(stated) == domain_of(stated)


@given(st.lists(st.sampled_from([ENGLISH, *FOREIGN.values()]) | st.text(max_size=80), max_size=6).map("\n\n".join))
def test_any_text_is_english_or_not(text: str) -> None:
    found = find_foreign(text)
    if found is not None:
        assert 0 < found.share <= 1
        assert 0 < found.n_paragraphs <= found.of


LONG = ["a", "Ana Ruiz, ", "By ", "3 ", "/", "(", "['", "@", ". ", "A. ", "www.", "2025-", "an hour ", "é", "x\n\n", "a and "]


@pytest.mark.parametrize("piece", LONG)
def test_a_hundred_thousand_characters_of_anything_are_read_to_their_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert read_authors(text).names == ""
    read_authors(text[:1_000])
    match_byline(text[:160])
    assert read_date(text).date is None
    assert read_genre(text) in (None, "unknown")
    assert infer_genre(Signs(text, text, [text], byline=text))[0] in GENRES
    assert domain_of(text) == ""
    assert shipped_outlets().name(text, text) == text
    assert find_foreign(text) is None or piece == "é"
