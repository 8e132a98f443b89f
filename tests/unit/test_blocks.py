"""What the markup around a line says of it: headline, deck, subhead, list item, caption, link to another story."""

from __future__ import annotations

import pytest

from framing.readers.alignment import find_parts
from framing.readers.blocks import find_blocks
from framing.readers.sources import read_source

LEAD = "The ferry to Ostrel was stopped on Monday after a rope had snapped at the northern pier, and nobody was hurt."
NEXT = "The owner of the line said in a short note to passengers that evening that it would sail again within the week."
OTHER = "Bridge repairs to take two years"


def roles(source: str, *lines: str, host: str = "ostrel.example") -> dict[str, str]:
    """Return line -> role for the lines of a text extracted from a source."""
    text = "\n".join(lines)
    page = read_source(source)
    blocks = find_blocks(text, page, find_parts(text, page), host)
    return {text[block.start : block.end]: block.role.value for block in blocks}


def role(markup: str, line: str = OTHER) -> str:
    """Return the role of a line between two paragraphs, or an empty string."""
    return roles(f"<p>{LEAD}</p>{markup}<p>{NEXT}</p>", LEAD, line, NEXT).get(line, "")


def test_paragraphs_have_no_role() -> None:
    assert roles(f"<article><p>{LEAD}</p><p>{NEXT}</p></article>", LEAD, NEXT) == {}


@pytest.mark.parametrize("tag", ["h2", "H3", "h4", "h5", "h6"])
def test_a_heading_is_a_subhead(tag: str) -> None:
    assert role(f"<{tag} class='x'>{OTHER}</{tag}>") == "subhead"


@pytest.mark.parametrize("inner", ["<b>{}</b>", "<span><em>{}</em></span>", "\n  {}\n<br>", "<!-- <p> -->{}", "<img src=a>{}"])
def test_markup_inside_a_heading_changes_nothing(inner: str) -> None:
    assert role(f"<div><h2>{inner.format(OTHER)}</h2></div>") == "subhead"


def test_a_heading_that_holds_more_than_the_line_is_none() -> None:
    assert role(f"<h2>{OTHER} <small>and more of it</small></h2>") == ""


def test_a_paragraph_that_is_marked_as_heading_is_a_paragraph() -> None:
    assert role(f"<h2>{OTHER * 6}</h2>", OTHER * 6) == ""


def test_a_heading_behind_a_closed_heading_does_not_make_a_paragraph_one() -> None:
    assert role(f"<h2></h2><div>{OTHER}</div>") == ""


def test_the_first_top_heading_is_the_headline_and_later_ones_are_subheads() -> None:
    source = f"<h1>Ferry stopped</h1><p>{LEAD}</p><h1>{OTHER}</h1><p>{NEXT}</p>"
    assert roles(source, "Ferry stopped", LEAD, OTHER, NEXT) == {"Ferry stopped": "headline", OTHER: "subhead"}
    source = f"<h1>Ferry stopped</h1><h1>{OTHER}</h1><p>{LEAD}</p>"
    assert roles(source, "Ferry stopped", OTHER, LEAD) == {"Ferry stopped": "headline", OTHER: "subhead"}


def test_list_items_are_known_by_markup_or_by_the_bullet_the_extractor_writes() -> None:
    source = f"<p>{LEAD}</p><ul><li>two ropes</li><li>one <b>pier</b></li></ul><p>{NEXT}</p>"
    assert roles(source, LEAD, "- two ropes", "- one pier", NEXT) == {"- two ropes": "item", "- one pier": "item"}
    assert role(f"<ol><li>{OTHER}</li></ol>") == "item"


def test_a_figures_caption_is_a_caption() -> None:
    assert role(f"<figure><img src='a'><figcaption><p>{OTHER}</p></figcaption></figure>") == "caption"


@pytest.mark.parametrize(
    "href",
    ["/news/bridge", "bridge.html", "https://ostrel.example/b", "//video.ostrel.example/b", "HTTP://WWW.OSTREL.EXAMPLE/b"],
)
def test_a_line_that_is_one_link_within_the_site_points_to_another_story(href: str) -> None:
    assert role(f"<p><strong><a class='x' href='{href}'>{OTHER}</a></strong></p>") == "pointer"
    assert role(f'<h2><a href="{href}">{OTHER}</a></h2>') == "pointer"
    assert role(f"<ul><li><a href={href}><u>{OTHER}</u></a></li></ul>") == "pointer"


@pytest.mark.parametrize(
    "href",
    [
        "https://elsewhere.example/b",
        "https://notostrel.example/b",
        "#part-2",
        "mailto:a@ostrel.example",
        "javascript:x()",
        "http://[",
        "",
    ],
)
def test_other_links_point_to_no_other_story(href: str) -> None:
    assert role(f"<p><a href='{href}'>{OTHER}</a></p>") == ""


def test_on_a_page_of_no_known_address_only_relative_links_are_within_the_site() -> None:
    source = f"<p>{LEAD}</p><p><a href='https://ostrel.example/b'>{OTHER}</a></p><p>{NEXT}</p>"
    assert roles(source, LEAD, OTHER, NEXT, host="") == {}
    assert roles(source.replace("https://ostrel.example", ""), LEAD, OTHER, NEXT, host="") == {OTHER: "pointer"}


def test_a_link_within_a_line_or_around_a_few_words_is_no_pointer() -> None:
    assert role(f"<p><a href='/b'>Bridge repairs</a>{OTHER[14:]}</p>") == ""
    assert role("<p><a href='/b'>The northern pier</a></p>", "The northern pier") == ""


def test_a_link_around_several_elements_is_seen_whatever_empty_ones_follow() -> None:
    box = f"<a href='/b'><div><span>Also read</span> <span>{OTHER}</span></div><span class='picture'></span></a>"
    assert role(box, f"Also read {OTHER}") == "pointer"


@pytest.mark.parametrize(
    "attribute",
    [
        'class="dek"',
        "class='article__deck big'",
        'class="standfirst"',
        "class=sub-head",
        'class="c-subheading"',
        "class='subtitle x'",
        'itemprop="description"',
        "itemprop='alternativeHeadline'",
    ],
)
def test_a_line_above_the_text_that_its_class_calls_a_deck_is_one(attribute: str) -> None:
    source = f"<h1>Ferry stopped</h1><div {attribute}>{OTHER}</div><p>{LEAD}</p>"
    assert roles(source, "Ferry stopped", OTHER, LEAD) == {"Ferry stopped": "headline", OTHER: "deck"}


@pytest.mark.parametrize("attribute", ['class="desk"', 'class="decked"', 'data-x="dek"', 'class="summary"', 'itemprop="name"'])
def test_other_classes_make_no_deck(attribute: str) -> None:
    assert roles(f"<p {attribute}>{OTHER}</p><p>{LEAD}</p>", OTHER, LEAD) == {}


def test_a_heading_above_the_text_that_says_what_the_metadata_do_is_the_deck() -> None:
    source = f"<h2>{OTHER}</h2><p>{LEAD}</p><h2>{OTHER}</h2><p>{NEXT}</p>"
    text = "\n".join((OTHER, LEAD, OTHER, NEXT))
    page = read_source(source)
    found = find_blocks(text, page, find_parts(text, page), summary=f" {OTHER}\n")
    assert [block.role.value for block in found] == ["deck", "subhead"]


def test_below_a_paragraph_nothing_is_a_deck() -> None:
    assert role(f"<h2 class='dek'>{OTHER}</h2>") == "subhead"


def test_a_line_without_a_place_has_no_role() -> None:
    assert role(f"<h2>{OTHER}</h2>", "This stands nowhere on the page at all") == ""


def test_bars_within_a_line_change_nothing() -> None:
    assert role(f"<a href='/b'><h3>Harbor week | {OTHER} | Piers</h3></a>", f"Harbor week | {OTHER} | Piers") == "pointer"


def test_a_line_of_which_only_a_part_has_a_place_has_no_role() -> None:
    line = f"{LEAD[:40]} and then it goes on in words that the page does not hold at all, to its very end"
    assert roles(f"<h2>{LEAD[:40]}</h2>", line) == {}


@pytest.mark.parametrize("markup", ["<h2", "<h2>", "</h2></h2>", "<a><a><a>", "<script>", "<!--", "<li <li"])
def test_broken_markup_ends_quietly(markup: str) -> None:
    roles(f"{markup}{OTHER}{markup}<p>{LEAD}</p>", OTHER, LEAD)
