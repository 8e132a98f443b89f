"""What the metadata of a web page state: JSON-LD of every shape, meta tags, and pages that break both."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest

from framing.readers.heads import Head, read_head


def head(markup: str, body: str = "<p>x</p>") -> Head:
    return read_head(lxml.html.document_fromstring(f"<html><head>{markup}</head><body>{body}</body></html>"))


def ld(value: Any, kind: str = "application/ld+json") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="{kind}">{text}</script>'


def meta(name: str, content: str, key: str = "name") -> str:
    return f'<meta {key}="{name}" content="{content}">'


STORY = {"@type": "NewsArticle", "headline": "Ferry stopped"}


def test_a_page_without_metadata_states_nothing() -> None:
    assert head("") == Head({}, ())


# JSON-LD


@pytest.mark.parametrize(
    "block",
    ["", "{", "null", "3", '"text"', "[]", "{}", "[null, 3, []]", '{"@graph": null}', '{"@graph": [null, 3]}', "[" * 30_000],
)
def test_a_broken_or_empty_block_leaves_the_tags_to_speak(block: str) -> None:
    assert head(ld(block) + meta("og:title", "Ferry stopped", "property")).known == {"title": "Ferry stopped"}


@pytest.mark.parametrize(
    "value",
    [
        STORY,
        [STORY],
        [{"@type": "WebSite", "headline": "no"}, STORY],
        {"@graph": [{"@type": "Organization", "headline": "no"}, STORY]},
        {"@graph": STORY},
        [{"@graph": [STORY]}],
        {"@type": ["Thing", "NewsArticle"], "headline": "Ferry stopped"},
        {"@type": "WebPage", "mainEntity": STORY},
        {"@type": "WebPage", "mainEntityOfPage": [STORY]},
        {"@type": "WebPage", "@graph": [{"mainEntity": {"@graph": [[STORY]]}}]},
    ],
)
def test_the_article_is_found_in_any_shape_of_a_block(value: Any) -> None:
    assert head(ld(value)).known["title"] == "Ferry stopped"


@pytest.mark.parametrize("kind", ["Article", "NewsArticle", "SatiricalArticle", "BlogPosting", "Report"])
def test_every_type_that_ends_like_an_article_is_one(kind: str) -> None:
    assert head(ld({"@type": kind, "headline": "Ferry stopped"})).known == {"title": "Ferry stopped"}


@pytest.mark.parametrize("kind", ["WebPage", "ArticleList", "Reporter", "", None, 3])
def test_other_types_are_passed_over(kind: object) -> None:
    assert head(ld({"@type": kind, "headline": "Ferry stopped"})).known == {}


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        ("LiveBlogPosting", "live_blog"),
        ("OpinionNewsArticle", "opinion"),
        ("ReviewNewsArticle", "opinion"),
        ("AnalysisNewsArticle", "analysis"),
        ("BackgroundNewsArticle", "analysis"),
        ("ReportageNewsArticle", "news"),
    ],
)
def test_the_type_gives_the_genre(kind: str, genre: str) -> None:
    assert head(ld({"@type": ["NewsArticle", kind]})).known == {"genre": genre}


def test_the_first_article_counts_and_an_earlier_block_comes_first() -> None:
    second = {"@type": "NewsArticle", "headline": "Second", "articleSection": "Sea"}
    assert head(ld(STORY) + ld(second)).known == {"title": "Ferry stopped"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"headline": "Other"}, {"headline": "Ferry stopped"}),
        ({"url": "https://ostrel.example/other"}, {"url": "https://ostrel.example/ferry"}),
        ({"@id": "x"}, {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://ostrel.example/ferry"}}),
    ],
)
def test_of_several_articles_the_one_with_the_pages_title_or_address_counts(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    tags = meta("og:title", "Ferry stopped", "property") + meta("og:url", "https://ostrel.example/ferry", "property")
    blocks = [{"@type": "NewsArticle", **first, "author": "Bo Tarn"}, {"@type": "NewsArticle", **second, "author": "Ilse Marn"}]
    assert head(tags + ld(blocks)).known["author"] == "Ilse Marn"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<!-- {} -->",
        "//<![CDATA[\n{}\n//]]>",
        "/*<![CDATA[*/ {} /*]]>*/",
        "// <![CDATA[\n{}\n// ]]>",
        "<![CDATA[{}]]>",
        "{};",
        " {} ",
    ],
)
def test_a_block_is_taken_out_of_the_wrapper_around_it(wrapper: str) -> None:
    assert head(ld(wrapper.format(json.dumps(STORY)))).known["title"] == "Ferry stopped"


def test_commas_behind_last_items_are_passed_over() -> None:
    assert head(ld('{"@type": ["NewsArticle",], "headline": "Ferry, stopped", }')).known["title"] == "Ferry, stopped"


def test_the_body_that_a_block_states_is_kept_as_it_is() -> None:
    assert head(ld(STORY | {"articleBody": "One.\n\n<p>Two."})).body == "One.\n\n<p>Two."
    assert head(ld(STORY | {"articleBody": ["One."]})).body == ""


@pytest.mark.parametrize("half", ["\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d<b>\\ude00</b>"])
def test_half_a_character_in_a_block_is_shown_as_unknown_and_a_whole_one_kept(half: str) -> None:
    unknown = "\ufffd" * half.count("u")
    block = f'{{"@type": "NewsArticle", "headline": "Rope {half} \\ud83d\\ude00", "articleBody": "{half}"}}'
    found = head(ld(block))
    assert found.known["title"] == f"Rope {unknown} \U0001f600"
    assert found.body.replace("<b>", "").replace("</b>", "") == unknown


def test_a_broken_block_does_not_hide_the_next() -> None:
    assert head(ld('{"@type": "NewsArticle",') + ld(STORY)).known["title"] == "Ferry stopped"


def test_a_block_with_a_raw_line_break_in_a_string_is_read() -> None:
    assert head(ld('{"@type": "NewsArticle", "headline": "Ferry\nstopped"}')).known["title"] == "Ferry stopped"


def test_only_scripts_of_the_type_are_read_in_whatever_case() -> None:
    assert head(ld(STORY, "application/json")).known == {}
    assert head(ld(STORY, " Application/LD+JSON ")).known == {"title": "Ferry stopped"}


@pytest.mark.parametrize(
    ("author", "spelled"),
    [
        ("Ilse Marn", "Ilse Marn"),
        ({"@type": "Person", "name": "Ilse Marn"}, "Ilse Marn"),
        ([{"name": "Ilse Marn"}, {"name": "Bo Tarn"}], "Ilse Marn, Bo Tarn"),
        ([{"name": "Ilse Marn"}, {"url": "/x"}, None, "Bo Tarn"], "Ilse Marn, Bo Tarn"),
        ({"name": ["Ilse Marn", "Bo Tarn"]}, "Ilse Marn, Bo Tarn"),
        ("By Ilse Marn", "By Ilse Marn"),  # cleaned where all authors are
        ("Ilse  Marn\n", "Ilse Marn"),
        ("<b>Ilse</b> Marn &amp; Bo Tarn", "Ilse Marn & Bo Tarn"),
    ],
)
def test_an_author_may_be_a_name_a_thing_or_a_list(author: object, spelled: str) -> None:
    assert head(ld(STORY | {"author": author})).known["author"] == spelled


@pytest.mark.parametrize(
    "author", [None, "", 7, {}, [], {"name": {"name": "x"}}, [None, 4], "https://x.example/a", "/a/b", "@il"]
)
def test_an_author_that_is_no_name_is_none(author: object) -> None:
    assert "author" not in head(ld(STORY | {"author": author})).known


def test_an_empty_value_of_json_ld_does_not_hide_a_tag() -> None:
    found = head(ld(STORY | {"datePublished": "", "articleSection": None}) + meta("date", "2025-02-03") + meta("x", "y"))
    assert found.known["date"] == "2025-02-03"


def test_json_ld_wins_over_a_tag() -> None:
    assert head(meta("og:title", "Tag", "property") + ld(STORY)).known["title"] == "Ferry stopped"


def test_sections_in_a_list_are_joined() -> None:
    assert head(ld(STORY | {"articleSection": ["Sea", "Trade"]})).known["topic"] == "Sea, Trade"


# Tags


@pytest.mark.parametrize("key", ["name", "property", "itemprop"])
@pytest.mark.parametrize("name", ["datePublished", " PUBDATE ", "article:published_time"])
def test_a_tag_is_known_by_any_of_its_attributes_and_in_any_case(key: str, name: str) -> None:
    assert head(meta(name, "2025-02-03", key)).known == {"date": "2025-02-03"}


def test_the_better_name_wins_whatever_the_order_of_the_tags() -> None:
    tags = [meta("twitter:title", "Worse"), meta("og:title", "Better", "property")]
    assert head("".join(tags)).known["title"] == head("".join(reversed(tags))).known["title"] == "Better"


def test_of_two_tags_of_one_name_the_first_that_says_something_counts() -> None:
    assert head(meta("author", " ") + meta("author", "Ilse Marn") + meta("author", "Bo Tarn")).known["author"] == "Ilse Marn"


def test_tags_without_name_or_content_are_passed_over() -> None:
    assert head('<meta charset="utf-8"><meta content="x"><meta name="author"><meta name="" content="y">').known == {}


def test_entities_and_inline_markup_are_plain_text_and_other_markup_stays() -> None:
    assert head(meta("og:title", "A &amp;amp; B &lt;em&gt;c&lt;/em&gt; &lt;div&gt;")).known["title"] == "A & B c <div>"


# Title, address, captions


def test_without_a_stated_title_the_heading_counts_and_then_the_title_element() -> None:
    assert head("<title>Window</title>", "<h1> </h1><h1>Ferry <i>stopped</i></h1>").known["title"] == "Ferry stopped"
    assert head("<title>Window</title>").known["title"] == "Window"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Ferry stopped | Ostrel Post", "Ferry stopped"),
        ("Ferry stopped - OSTREL POST", "Ferry stopped"),
        ("Ferry stopped — Ostrel Post", "Ferry stopped"),
        ("Ferry stopped | Another Post", "Ferry stopped | Another Post"),
        ("Ferry-Ostrel Post", "Ferry-Ostrel Post"),
    ],
)
def test_only_the_sites_own_name_is_cut_off_a_title(title: str, kept: str) -> None:
    tags = meta("og:site_name", "Ostrel Post", "property") + meta("og:title", title, "property")
    assert head(tags).known["title"] == kept


def test_the_address_is_the_tags_and_then_the_canonical_one() -> None:
    link = '<link rel="icon" href="/i"><link rel="canonical" href="https://ostrel.example/a">'
    assert head(link).known["url"] == "https://ostrel.example/a"
    assert head(link + meta("og:url", "https://ostrel.example/b", "property")).known["url"] == "https://ostrel.example/b"


def test_captions_outside_the_article_and_empty_or_repeated_ones_are_left_out() -> None:
    figure = "<figure><figcaption>{}</figcaption></figure>"
    inside = "".join(map(figure.format, ("The <b>pier</b>", " ", "The pier", "A boat")))
    page = f"{figure.format('An advertisement')}<main><section>{inside}</section></main>"
    assert head("", page).captions == ("The pier", "A boat")
