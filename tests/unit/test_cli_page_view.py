"""An article laid out as its page was: every stretch once, in the order of the file."""

from __future__ import annotations

from framing.cli.page_view import Stretch, lay_out
from framing.model import Article, Origin, Subhead
from framing.pages import read_page

LEAD = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
PAGE = f"""Home

Council closes the old bridge for two years
The bridge at dawn. Photo: Bo Lee
By Ana Ruiz

KORVA, June 3, 2025 (Reuters) - {LEAD}

A bridge of sighs

The plan includes:
• two new ferries
• a cheaper ticket
{SECOND}

Related Articles
Storm hits the coast
"""


def test_a_page_is_laid_out_in_its_own_order() -> None:
    (article,) = read_page(PAGE, Origin("page.txt"))
    laid_out = list(lay_out(article))
    assert [stretch.zone for stretch in laid_out] == [
        *("cut", "title", "caption", "byline", "dateline", "body", "subhead", "body", "item", "item", "body", "cut", "cut")
    ]
    assert [stretch.text for stretch in laid_out][-4:] == [
        "• a cheaper ticket",
        SECOND,
        "Related Articles",
        "Storm hits the coast",
    ]


def test_what_was_cut_says_why_and_what_was_kept_says_nothing() -> None:
    (article,) = read_page(PAGE, Origin("page.txt"))
    notes = {stretch.zone: stretch.note for stretch in lay_out(article)}
    assert notes["dateline"] == "D-5, dateline"
    assert notes["cut"].startswith("D-2, ")
    assert notes["body"] == notes["title"] == notes["subhead"] == ""


def test_what_the_text_does_not_state_comes_first() -> None:
    (article,) = read_page(f"{LEAD}\n{SECOND}\n", Origin("table.csv"), known={"title": "Bridge shut"}, declared=True)
    assert next(lay_out(article)) == Stretch("title", "Bridge shut", "stated outside the text")


def test_an_article_without_a_file_is_laid_out_by_zone() -> None:
    article = Article("a", f"{LEAD}\n\n{SECOND}", title="Bridge shut", subheads=(Subhead("Why", len(LEAD) + 2),))
    assert [stretch.zone for stretch in lay_out(article)] == ["title", "subhead", "body", "body"]


def test_nothing_of_a_page_is_shown_twice_or_left_out() -> None:
    (article,) = read_page(PAGE, Origin("page.txt"))
    shown = "".join("".join(stretch.text.split()) for stretch in lay_out(article))
    assert shown == "".join(PAGE.split())
