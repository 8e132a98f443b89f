"""What is left out of a page's tree before its text is extracted: what nobody sees, and the page's own layout."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest

from framing.readers.trees import clean_tree

LONG = "The ferry to Ostrel was stopped on Monday after a rope had snapped at the northern pier, and nobody was hurt. " * 6


def clean(body: str) -> Any:
    return clean_tree(lxml.html.document_fromstring(f"<html><head><title>t</title></head><body>{body}</body></html>"))


def text(body: str) -> str:
    return " ".join(clean(body).find("body").text_content().split())


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "iframe"])
def test_what_no_reader_sees_is_gone_and_what_stands_behind_it_stays(tag: str) -> None:
    assert text(f"<p>rope</p><{tag}>gone</{tag}>pier") == "ropepier"
    assert text("rope<!-- gone -->pier") == "ropepier"


@pytest.mark.parametrize(
    "attribute", ["hidden", "style='display:none'", 'style="color: red; DISPLAY : none"', "hidden style='display:none'"]
)
def test_what_the_page_hides_is_gone(attribute: str) -> None:
    assert text(f"<p>{LONG}</p><div {attribute}>rope <b hidden>and more</b></div>") == LONG.strip()


@pytest.mark.parametrize("attribute", ["style='display:block'", "style='border:none'", "data-hidden", "class='hidden'"])
def test_what_is_not_hidden_stays(attribute: str) -> None:
    assert text(f"<p>{LONG}</p><div {attribute}>rope</div>").endswith("rope")


def test_a_page_that_hides_most_of_itself_is_kept_since_a_script_shows_it() -> None:
    assert text(f"<p>rope</p><div style='display:none'>{LONG}</div>").endswith(LONG.strip())


def test_a_box_that_opens_over_a_name_is_gone_and_the_name_stays() -> None:
    box = "<span class='x tooltip'>Ilse Marn<span class='tooltip-text'>Mayor since 2020 <i>More on her</i></span></span>"
    assert text(f"<p>Mayor {box} said so.</p>") == "Mayor Ilse Marn said so."


def test_a_name_with_a_note_in_an_attribute_stays() -> None:
    assert text("<p>Mayor <span class='tooltip' title='x'>Ilse Marn</span> said so.</p>") == "Mayor Ilse Marn said so."


def test_a_table_that_lays_out_the_page_becomes_divisions() -> None:
    tree = clean(f"<table><tbody><tr><td>menu</td><td><table><tr><td><p>{LONG}</p></td></tr></table></td></tr></tbody></table>")
    assert [element.tag for element in tree.iter("table", "tbody", "tr")] == []
    assert [cell.text_content() for cell in tree.iter("td")] == ["menu"]


@pytest.mark.parametrize("cell", ["12", f"<b>{LONG}</b>", "<p>short</p>"])
def test_a_table_of_facts_stays_one(cell: str) -> None:
    assert len(list(clean(f"<table><tr><td>{cell}</td></tr></table>").iter("table", "td"))) == 2


BODY = f"<div itemprop='articleBody'><p>{LONG}</p><p>{LONG}</p></div>"


def test_nothing_but_the_element_marked_as_the_body_is_left() -> None:
    tree = clean(f"menu<h1>Ferry</h1><main><p>Short note</p>{BODY}tail</main><p>Footer</p>")
    (article,) = tree.find("body")
    assert article.tag == "article"
    assert " ".join(article.text_content().split()) == f"{LONG}{LONG}".strip()
    assert tree.findtext("head/title") == "t"


@pytest.mark.parametrize(
    "body",
    [
        f"{BODY}{BODY}",
        "<div itemprop='articleBody'><p>A teaser of a few words.</p></div>",
        f"{BODY}<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>",
        f"<div itemprop='articlebody'><p>{LONG}</p></div>",
    ],
)
def test_two_such_elements_or_a_small_part_of_the_page_are_not_believed(body: str) -> None:
    assert text(f"<p>menu</p>{body}").startswith("menu")


def test_of_nested_bodies_the_outer_one_counts() -> None:
    assert text(f"<p>menu</p><div itemprop='articleBody'><p>{LONG}</p>{BODY}</div>") == f"{LONG}{LONG}{LONG}".strip()


def test_a_page_without_a_body_is_left_as_it_is() -> None:
    tree = lxml.html.fragment_fromstring(f"<div>{BODY}</div>")
    assert clean_tree(tree) is tree
