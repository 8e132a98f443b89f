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
from framing.readers.files import Decoded
from framing.readers.html import read_html
from framing.readers.settings import Settings

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
    assert (article.title, article.outlet, article.author) == ("Bridge to close", "The Korva Post", "Ana Ruiz and Bo Lee")
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


# What the markup says of a line


def test_headings_are_subheads_whatever_their_shape(tmp_path: Path) -> None:
    headings = ("Why now?", "The cost is not known.", "A Long Road to a New Bridge over the Old River")
    pairs = list(zip(PARAGRAPHS, headings, strict=True))
    article = read_page(tmp_path, page(paragraphs=tuple(f"{p}</p><h2>{heading}</h2><p>Again {p}" for p, heading in pairs)))
    assert [subhead.text for subhead in article.subheads] == list(headings)
    below = [article.text[subhead.at :].partition("\n")[0] for subhead in article.subheads]
    assert below == [f"Again {p}" for p in PARAGRAPHS]
    assert not any(heading in article.text for heading in headings)


def test_list_items_are_items_though_they_look_like_headlines(tmp_path: Path) -> None:
    items = (
        "Two New Piers for the Northern Harbor",
        "One Bridge for Carts and Cyclists Alone",
        "Ropes of Hemp for Every Ferry",
    )
    markup = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    article = read_page(
        tmp_path, page(paragraphs=(PARAGRAPHS[0], f"{PARAGRAPHS[1]}</p>{markup}<p>{PARAGRAPHS[2]}", PARAGRAPHS[2]))
    )
    assert [article.text[start:end] for start, end in article.list_items] == [f"- {item}" for item in items]


def test_a_link_to_another_story_is_cut_with_its_reason_and_place(tmp_path: Path) -> None:
    link = "<p><a href='/ferry'>Ferry to Ostrel stopped again as an old rope snaps</a></p>"  # the extractor lets it through
    source = page(paragraphs=(f"{PARAGRAPHS[0]}</p>{link}<p>{PARAGRAPHS[1]}", PARAGRAPHS[2]))
    article = read_page(tmp_path, source)
    assert article.text == "\n\n".join(PARAGRAPHS)
    (cut,) = [cut for cut in article.removed if "Ferry" in cut.text]
    assert (cut.rule, cut.reason) == ("D-4", "nothing but a link to another page of the site")
    assert source[cut.at :].startswith("Ferry to Ostrel")


def test_a_link_to_another_site_is_text(tmp_path: Path) -> None:
    link = "<p><a href='https://port.example/report'>Read the whole report of the port office here.</a></p>"
    head = meta(og__url="https://korva.example/b")
    article = read_page(tmp_path, page(head, paragraphs=(f"{PARAGRAPHS[0]}</p>{link}<p>{PARAGRAPHS[1]}", PARAGRAPHS[2])))
    assert "Read the whole report" in article.text


def test_the_headline_of_the_page_is_no_text_where_the_metadata_state_another(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(json_ld(headline="Bridge to close")))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Bridge to close"


def test_a_line_that_its_class_calls_a_deck_is_the_deck_and_no_text(tmp_path: Path) -> None:
    deck = "Residents of the northern quarter say that nobody had asked them about it at all."
    source = page(body=f'<p class="article__dek">{deck}</p>')
    article = read_page(tmp_path, source)
    assert (article.deck, article.text) == (deck, "\n\n".join(PARAGRAPHS))
    assert article.origin is not None
    assert article.origin.locate(0, len(deck), "deck") == (source.index(deck), source.index(deck) + len(deck))


def test_text_that_the_page_hides_is_not_read(tmp_path: Path) -> None:
    hidden = "<div style='display: none'><p>Subscribers of the paper read this page without any advertisement.</p></div>"
    assert read_page(tmp_path, page(body=hidden)).text == "\n\n".join(PARAGRAPHS)


# Places of the other zones


def test_title_and_captions_have_their_places(tmp_path: Path) -> None:
    figures = "".join(
        f"<figure><img src='a'><figcaption>{text}</figcaption></figure>" for text in ("The bridge at dawn", "Carts")
    )
    source = page(f"<title>{TITLE} | Korva</title>", figures)
    article = read_page(tmp_path, source)
    assert article.origin is not None
    assert article.origin.locate(0, len(TITLE), "title") == (source.index(f"<h1>{TITLE}") + 4, source.index("</h1>"))
    assert article.captions == ("The bridge at dawn", "Carts")
    start = len("The bridge at dawn\n\n")
    assert article.origin.locate(start, start + 5, "caption") == (source.index("Carts"), source.index("Carts") + 5)


def test_a_title_that_only_the_metadata_hold_has_no_place(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(json_ld(headline="Bridge to close")))
    assert article.origin is not None
    assert "title" not in article.origin.segments


# What is stated goes before what is guessed


def test_a_byline_in_the_text_goes_before_the_extractors_guess(tmp_path: Path) -> None:
    article = read_page(tmp_path, page(body='<p>By Ana Ruiz</p><span class="author">Korva Desk Service</span>'))
    assert article.author == "Ana Ruiz"
    assert "author" not in article.inferred


def test_one_word_is_no_guess_at_an_author(tmp_path: Path) -> None:
    assert read_page(tmp_path, page(body='<span class="author">admin</span>')).author == ""


@pytest.mark.parametrize(
    ("section", "genre"), [("Opinion", "opinion"), ("Analysis", "analysis"), ("Harbor", "unknown"), ("News", "unknown")]
)
def test_a_section_that_names_a_genre_gives_it(section: str, genre: str, tmp_path: Path) -> None:
    article = read_page(tmp_path, page(meta(article__section=section)))
    assert article.genre == genre
    assert ("genre" in article.inferred) == (genre != "unknown")


def test_a_report_is_news_unless_an_agency_wrote_it(tmp_path: Path) -> None:
    head = json_ld(headline=TITLE).replace("NewsArticle", "ReportageNewsArticle")
    assert read_page(tmp_path, page(head)).genre == "news"
    wire = (f"KORVA (Reuters) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:])
    assert read_page(tmp_path, page(head, paragraphs=wire)).genre == "wire"


# Pages that show little of their text, and pages of any size


def test_a_body_that_only_the_metadata_hold_is_read_with_a_warning_and_its_places(tmp_path: Path) -> None:
    body = "\n\n".join((*PARAGRAPHS, *(f"{paragraph[:-1]} again." for paragraph in PARAGRAPHS)))
    head = json_ld(headline=TITLE, articleBody=body)
    source = f"<html><head>{head}</head><body><h1>{TITLE}</h1><div id='app'></div></body></html>"
    article = read_page(tmp_path, source)
    assert article.text == body
    assert article.warnings == ("the page shows little of its text; the body is the one its metadata state",)
    assert article.origin is not None
    start = article.text.index("40 million")
    assert article.origin.locate(start, start + 10) == (source.index("40 million"), source.index("40 million") + 10)
    assert article.origin.locate(0, len(TITLE), "title") == (source.index(f"<h1>{TITLE}") + 4, source.index("</h1>"))


def test_a_long_page_is_read_whole_with_all_its_places(tmp_path: Path) -> None:
    sentence = "Of the {} ropes on the pier, {} were old, and the council voted to pay for {}."
    paragraphs = tuple(sentence.format(n, n + 3, n + 7) for n in range(1_000))
    source = page(paragraphs=paragraphs)
    article = read_page(tmp_path, source)
    assert article.text.split("\n\n") == list(paragraphs)
    assert article.origin is not None
    assert [segment.at for segment in article.origin.segments["body"]] == [source.index(f"<p>{p}") + 3 for p in paragraphs]


def test_a_page_may_come_decoded_from_anywhere() -> None:
    (article,) = read_html(Decoded(page(), "utf-8", ("a warning",)), "the archive", Settings())
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.warnings == ("a warning",)
    assert article.origin is not None
    assert (article.origin.path, article.origin.encoding) == ("the archive", "utf-8")


def test_a_page_that_declares_another_encoding_than_it_has_is_read_right(tmp_path: Path) -> None:
    sentence = "The caf\u00e9 \u201cOstrel\u201d was shut on Tuesday, she said, and nobody in the harbor was told why it was."
    article = read_page(tmp_path, page('<meta charset="windows-1252">', paragraphs=(sentence, *PARAGRAPHS[1:])))
    assert article.text.startswith(sentence)
