"""An extracted text and the roles of its lines -> the article: what the page says of a line goes before its shape."""

from __future__ import annotations

from datetime import date

import pytest

from framing.model import Article, Origin
from framing.readers.blocks import Block, Role
from framing.readers.extracts import read_extract

LEAD = "The ferry to Ostrel was stopped on Monday after a rope had snapped at the northern pier, and nobody was hurt."
NEXT = "The owner of the line said in a short note to passengers that evening that it would sail again within the week."
LAST = "Nobody had looked at the rope for years, said a sailor who did not want to be named, and the owner knew it."
HEADLINE = "Bridge Repairs to Take Two Years"


def read(*lines: str | tuple[str, Role], **known: str) -> Article | None:
    """Read lines, each alone or with its role."""
    text, blocks = "", []
    for line in lines:
        words, role = line if isinstance(line, tuple) else (line, None)
        if role is not None:
            blocks.append(Block(len(text), len(text) + len(words), role))
        text += f"{words}\n"
    return read_extract(text, blocks, Origin("page.html"), known)


def read_one(*lines: str | tuple[str, Role], **known: str) -> Article:
    article = read(*lines, **known)
    assert article is not None
    return article


def test_lines_without_a_role_are_read_as_on_any_page() -> None:
    article = read_one("By Ilse Marn", "June 3, 2025", LEAD, "Advertisement", NEXT)
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert (article.author, article.date) == ("Ilse Marn", date(2025, 6, 3))
    assert "Advertisement" in [cut.text for cut in article.removed]


@pytest.mark.parametrize(
    "line", ["Why now?", "It was the owner's fault.", "A line of more than twelve words that has no stop at its end though"]
)
def test_a_heading_is_a_subhead_though_it_looks_like_text(line: str) -> None:
    article = read_one(LEAD, (line, Role.SUBHEAD), NEXT)
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert [(subhead.text, subhead.at) for subhead in article.subheads] == [(line, len(LEAD) + 2)]


def test_headings_above_the_first_paragraph_stay() -> None:
    article = read_one(("Harbor", Role.SUBHEAD), ("Ferries", Role.SUBHEAD), LEAD, NEXT)
    assert [(subhead.text, subhead.at) for subhead in article.subheads] == [("Harbor", 0), ("Ferries", 0)]


def test_a_heading_behind_the_last_paragraph_is_cut() -> None:
    article = read_one(LEAD, NEXT, ("In other harbors", Role.SUBHEAD))
    assert not article.subheads
    assert "In other harbors" in [cut.text for cut in article.removed]


def test_furniture_is_furniture_whatever_its_markup() -> None:
    article = read_one(LEAD, ("Related articles", Role.SUBHEAD), NEXT, LAST)
    assert not article.subheads
    assert article.text == f"{LEAD}\n\n{NEXT}\n\n{LAST}"
    assert read_one(LEAD, ("- Share", Role.ITEM), NEXT).list_items == ()


def test_items_are_kept_though_they_look_like_a_list_of_headlines() -> None:
    items = [f"- {HEADLINE}, {n} of Three" for n in ("One", "Two", "Three")]
    article = read_one(LEAD, *((item, Role.ITEM) for item in items), NEXT)
    assert [article.text[start:end] for start, end in article.list_items] == items
    assert read_one(LEAD, *items, NEXT).text == f"{LEAD}\n\n{NEXT}"


def test_title_case_lines_that_are_no_links_are_text() -> None:
    lines = [f"Ferry {n} Beats Ferry {n + 1} by a Mile" for n in range(4)]
    assert read_one(LEAD, *lines, NEXT).text == "\n\n".join((LEAD, *lines, NEXT))


@pytest.mark.parametrize(
    ("role", "reason"),
    [(Role.POINTER, "nothing but a link to another page of the site"), (Role.HEADLINE, "the page's headline")],
)
def test_headlines_and_links_to_other_stories_are_cut_with_their_reason(role: Role, reason: str) -> None:
    article = read_one(LEAD, (HEADLINE, role), NEXT)
    assert article.text == f"{LEAD}\n\n{NEXT}"
    assert [(cut.text, cut.at, cut.rule, cut.reason) for cut in article.removed] == [(HEADLINE, len(LEAD) + 1, "D-4", reason)]


def test_the_headline_is_mapped_where_it_is_the_title() -> None:
    article = read_one((HEADLINE, Role.HEADLINE), LEAD, title=HEADLINE)
    assert article.origin is not None
    assert article.origin.locate(0, len(HEADLINE), "title") == (0, len(HEADLINE))
    other = read_one((HEADLINE, Role.HEADLINE), LEAD, title="Ferry stopped")
    assert other.origin is not None
    assert (other.title, other.origin.locate(0, 5, "title")) == ("Ferry stopped", None)


def test_a_caption_is_none_of_the_text() -> None:
    article = read_one(LEAD, ("The pier at dawn, when nobody was there to see it.", Role.CAPTION), NEXT)
    assert article.captions == ("The pier at dawn, when nobody was there to see it.",)
    assert article.text == f"{LEAD}\n\n{NEXT}"


def test_a_deck_is_none_of_the_text_and_the_first_counts() -> None:
    article = read_one((NEXT, Role.DECK), LEAD, LAST, title=HEADLINE)
    assert (article.deck, article.text) == (NEXT, f"{LEAD}\n\n{LAST}")


@pytest.mark.parametrize("role", [Role.SUBHEAD, Role.POINTER, Role.CAPTION])
def test_a_role_that_most_of_the_text_has_is_not_believed(role: Role) -> None:
    assert read_one((LEAD, role), (NEXT, role), "He left it at that, and said no more.").text.startswith(LEAD)


def test_items_may_be_most_of_a_text() -> None:
    article = read_one("He asked for this:", *((f"- {line}", Role.ITEM) for line in (LEAD, NEXT, LAST)))
    assert len(article.list_items) == 3


def test_a_text_without_a_paragraph_is_no_article() -> None:
    assert read(("Harbor", Role.HEADLINE), "Home", "News") is None
    assert read() is None


def test_stamps_of_a_live_blog_make_it_one() -> None:
    lines = (f"Ilse Marn3 June 2025 06:48 {LEAD}", f"Ilse Marn3 June 2025 07:10 {NEXT}")
    article = read_one(*lines, LAST)
    assert article.genre == "live_blog"
    assert article.date == date(2025, 6, 3)
