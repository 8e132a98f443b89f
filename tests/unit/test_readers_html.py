"""Saved web pages: text, metadata stated or guessed, and the map back to the HTML source."""

from __future__ import annotations

import html
import json
from datetime import date
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers import read
from framing.readers.alignment import align, read_tokens

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan, and many left early.",
    "The repairs may cost as much as 40 million crowns, according to a report by the port office.",
)
TITLE = "Council votes to close the old bridge"


def page(head: str = "", body: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a>Home</a> <a>News</a></nav>"
        f"<article><h1>{TITLE}</h1>{body}{text}</article><footer>All rights reserved</footer></body></html>"
    )


def read_page(tmp_path: Path, source: str | bytes) -> Article:
    path = tmp_path / "page.html"
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    (article,) = read(path)
    return article


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{html.escape(value)}">' for name, value in values.items()
    )


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def test_the_body_is_the_paragraphs_and_nothing_around_them(tmp_path: Path) -> None:
    article = read_page(tmp_path, page())
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == TITLE


def test_json_ld_states_title_outlet_author_date_section_and_kind(tmp_path: Path) -> None:
    head = json_ld(
        headline="Bridge to close", datePublished="2025-06-03T10:00:00Z", author=[{"name": "Ana Ruiz"}, {"name": "Bo Lee"}],
        publisher={"@type": "Organization", "name": "The Korva Post"}, articleSection="Harbor",
    ).replace("NewsArticle", "OpinionNewsArticle")  # fmt: skip
    article = read_page(tmp_path, page(head))
    assert (article.title, article.outlet, article.author) == ("Bridge to close", "The Korva Post", "Ana Ruiz, Bo Lee")
    assert (article.date, article.topic, article.genre) == (date(2025, 6, 3), "Harbor", "opinion")
    assert not article.inferred


def test_open_graph_and_meta_tags_state_what_json_ld_does_not(tmp_path: Path) -> None:
    head = meta(
        og__site_name="The Korva Post",
        article__published_time="2025-06-03",
        author="By Ana Ruiz",
        og__url="https://korva.example/b",
    )
    article = read_page(tmp_path, page(head + "<script type='application/ld+json'>{broken</script>"))
    assert (article.outlet, article.date, article.author) == ("The Korva Post", date(2025, 6, 3), "Ana Ruiz")
    assert article.url == "https://korva.example/b"


def test_json_ld_may_be_a_graph_or_a_list(tmp_path: Path) -> None:
    block = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["ReportageNewsArticle"], "headline": "Bridge to close"}]}
    article = read_page(tmp_path, page(f'<script type="application/ld+json">{json.dumps([block])}</script>'))
    assert article.title == "Bridge to close"


def test_an_address_in_the_author_tag_is_no_name(tmp_path: Path) -> None:
    assert "http" not in read_page(tmp_path, page(meta(article__author="https://example.org/ana"))).author


def test_what_the_extractor_guesses_is_marked_as_inferred(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(body='<span class="author">Ana Ruiz</span><time datetime="2025-06-03">June 3</time>'))
    assert article.date == date(2025, 6, 3)
    assert "extractor" in article.inferred["date"]


def test_the_sites_name_is_cut_off_the_title(tmp_path: Path) -> None:
    head = meta(og__title=f"{TITLE} | The Korva Post", og__site_name="The Korva Post")
    assert read_page(tmp_path, page(head)).title == TITLE


def test_scripts_in_the_title_stay_characters(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(meta(og__title="Storm <script>alert(1)</script> & <em>hail</em> hit coast")))
    assert article.title == "Storm <script>alert(1)</script> & hail hit coast"


def test_markup_spelled_out_in_the_text_stays_characters(tmp_path: Path) -> None:
    sentence = "The clerk typed </pre><script>alert(2)</script> into the minutes, officials of the council said."
    article = read_page(tmp_path, page(paragraphs=(*PARAGRAPHS, html.escape(sentence))))
    assert article.text.endswith(sentence)


def test_a_description_is_the_deck_only_where_the_page_shows_it(tmp_path: Path) -> None:
    deck = "Residents of the northern quarter say nobody asked them"
    shown = read_page(tmp_path, page(meta(og__description=deck), f"<h2>{deck}</h2>"))
    assert shown.deck == deck
    assert deck not in shown.text
    assert read_page(tmp_path, page(meta(og__description=deck))).deck == ""


def test_a_description_that_repeats_the_lead_is_no_deck(tmp_path: Path) -> None:
    assert read_page(tmp_path, page(meta(og__description=PARAGRAPHS[0]))).deck == ""


def test_captions_of_the_articles_figures_are_kept(tmp_path: Path) -> None:
    figure = "<figure><img src='a.png'><figcaption>The bridge at dawn</figcaption></figure>"
    article = read_page(tmp_path, page(body=figure))
    assert article.captions == ("The bridge at dawn",)
    assert "dawn" not in article.text


def test_a_dateline_is_read_from_a_web_page_too(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(paragraphs=(f"KORVA, June 3, 2025 (AP) — {PARAGRAPHS[0]}", *PARAGRAPHS[1:])))
    assert (article.place, article.agency, article.genre) == ("KORVA", "AP", "wire")
    assert article.text.startswith("The harbor")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "iso-8859-15", "utf-16"])
def test_declared_encodings_are_used(encoding: str, tmp_path: Path) -> None:
    sentence = (
        "The price went up by 3 € on Tuesday, she said, and nobody in the harbor was told why it did."
        if "15" in encoding
        else PARAGRAPHS[0]
    )
    source = page(f'<meta charset="{encoding}">', paragraphs=(sentence, *PARAGRAPHS[1:]))
    article = read_page(tmp_path, source.encode(encoding))
    assert article.text.startswith(sentence)
    assert article.origin is not None
    assert article.origin.encoding == encoding
    assert not article.warnings


def test_every_mapped_stretch_stands_in_the_source(tmp_path: Path) -> None:
    paragraphs = (
        "The <b>harbor</b> council voted on <a href='x'>Tuesday</a>&rsquo;s agenda to close it, officials&nbsp;said at length.",
        "Caf&eacute; owners &amp; residents\nwho spoke said that they had not been asked about the plan at any time before.",
        PARAGRAPHS[2],
    )
    source = page(paragraphs=paragraphs)
    article = read_page(tmp_path, source)
    assert article.origin is not None
    segments = article.origin.segments["body"]
    for segment in segments:
        assert article.text[segment.start : segment.start + segment.length] == source[segment.at : segment.at + segment.length]
    assert sum(segment.length for segment in segments) > 0.85 * len(article.text)
    start = article.text.index("40 million crowns")
    assert article.origin.locate(start, start + 17) == (source.index("40 million"), source.index("40 million") + 17)


def test_removed_lines_point_into_the_source(tmp_path: Path) -> None:
    source = page(paragraphs=(f"KORVA (AP) — {PARAGRAPHS[0]}", *PARAGRAPHS[1:]))
    article = read_page(tmp_path, source)
    dateline = next(cut for cut in article.removed if cut.rule == "D-5")
    assert source[dateline.at :].startswith("KORVA (AP)")


def test_a_page_without_an_article_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ReadError, match=r"page\.html: holds no article text that the extractor finds\. Copy the article into a \.txt"
    ):
        read_page(tmp_path, "<html><body><ul><li>Home</li><li>News</li></ul></body></html>")


def test_a_fragment_of_a_web_page_is_read(tmp_path: Path) -> None:
    assert read_page(tmp_path, "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("declared", ["utf-16", "x-klingon", "undefined"])
def test_a_declared_encoding_that_cannot_be_is_passed_over(declared: str, tmp_path: Path) -> None:
    assert read_page(tmp_path, page(f'<meta charset="{declared}">')).text == "\n\n".join(PARAGRAPHS)


def test_a_page_the_extractor_breaks_down_on_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise AssertionError("no parent")

    monkeypatch.setattr("trafilatura.extract_metadata", break_down)
    assert read_page(tmp_path, page()).date is None  # a guess that fails is no guess
    monkeypatch.setattr("trafilatura.bare_extraction", break_down)
    with pytest.raises(ReadError, match=r"page\.html: cannot be taken apart as HTML \(no parent\)"):
        read_page(tmp_path, page())


def test_a_web_page_that_is_too_large_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(paragraphs=PARAGRAPHS * 100))
    with pytest.raises(ReadError, match="too many to read at once"):
        list(read(path, max_chars=2_000))
    with pytest.raises(ReadError, match="allowed for one article"):
        list(read(path, max_chars=10_000))


# Alignment


def test_scripts_styles_and_comments_are_not_seen() -> None:
    source = "<style>a b</style><!-- c d --><script>e f</script><p>The <b>br</b>idge</p><noscript>g</noscript> a < b"
    assert [token.text for token in read_tokens(source).tokens] == ["The", "br", "idge", "a", "b"]


def test_entities_are_read_but_have_no_verbatim_place() -> None:
    tokens = read_tokens("R&amp;D caf&eacute;").tokens
    assert [(token.text, token.verbatim) for token in tokens] == [
        ("R", True),
        ("&", False),
        ("D", True),
        ("caf", True),
        ("é", False),
    ]


@pytest.mark.parametrize("source", ["<!-- open", "<script>never closed", "<p", "<", "text <", "&", "</", "<script/>x"])
def test_broken_markup_ends_quietly(source: str) -> None:
    read_tokens(source)


def test_a_text_that_stands_elsewhere_on_the_page_too_is_found_where_the_article_is() -> None:
    lead = "the harbor council voted on tuesday to close the old bridge for two years"
    source = f"<aside>the harbor council voted</aside><p>{lead}</p>"
    (segment,) = align(lead, read_tokens(source))
    assert (segment.at, segment.length) == (source.index(lead), len(lead))


def test_a_text_that_is_not_on_the_page_has_no_places() -> None:
    assert align("nothing of this is there at all", read_tokens("<p>The harbor council voted on Tuesday.</p>")) == ()
