"""Random pages built from pieces: nothing is lost, every place maps back, and cleaning a cleaned text changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.model import Article, Origin
from framing.pages import read_page
from framing.readers.alignment import align
from framing.readers.records import from_record, to_record
from framing.readers.sources import read_source

ORIGIN = Origin("page.txt")

SENTENCES = (
    "The council voted on Tuesday to close the old bridge for repairs.",
    "“We were never asked,” said Ana Ruiz, who runs the ferry.",
    "It may take two years, officials said, and the cost is not known.",
    "Why now?",
    "No.",
    "He put it this way:",
    "The demands include:",
    "A spokeswoman declined to comment on the U.S. report",
    "KORVA, June 3 (Reuters) - The council met on Tuesday and decided nothing.",
    "PARIS — LONDON — The minister said so twice in one day.",
    "They left. Ana Ruiz3 June 2025 06:48 The bridge was shut again. Ana Ruiz3 June 2025 07:10 It opened. Ana Ruiz",
)
LINES = (
    "Home",
    "News | Sport | Weather | Letters",
    "Advertisement",
    "Sponsor: BRIGHT: Toothpaste for everyone!",
    "Sign up for our newsletter",
    "THE DAILY HARBOR",
    "Jun 3, 2025 | |",
    "Published June 3, 2025",
    "3 hours ago",
    "By Ana Ruiz, Staff Writer",
    "Ana Ruiz",
    "Bridge to close for two years after council vote",
    "Bridge to Close for Two Years After Council Vote",
    "Storm Hits Coast Towns Again",
    "Mayor Wins Third Term in Korva",
    "A subhead in the middle",
    "A longer line that lost its final stop somewhere on the way to this page",
    "The bridge at dawn. Photo: Bo Lee",
    "REUTERS/Bo Lee",
    "• two new ferries",
    "• Money for the Harbor and Its Boats",
    "- one thing",
    "1. first",
    "* another thing.",
    "Related Articles",
    "Comments",
    "Read more",
    "More: Ferry fares rise",
    "(Reporting by Ana Ruiz; editing by Bo Lee)",
    "The Korva Post",
    "- The Korva Post",
    "14:32",
    "***",
    "0",
    "Le président a annoncé mardi la fermeture du pont.",
    "<script>alert('x')</script>",
    "</pre><script>",
    "a\u200bb\u00adc zero width",
    "# A Markdown heading of several words",
    "![The bridge](https://example.org/a.png)",
    "See [the report](https://example.org) and **note** the date.",
    ", which the mayor read out in the",
    "report",
    "Harbor Letter 3",
    "Harbor Letter 4",
    "Bo Lee says:",
    "June 3, 2025 at 3:17 pm",
    "Image 2 of 5",
    "“It may take two years”",
    "Korva Rovers 2-1 Tarn Town",
    "Old bridge to close | The Korva Post",
    "The plan was made by people who read the news-",
    "paper on Fridays and nothing else in the whole week at all.",
)
BLOCK = (
    "The Korva Post\nan hour ago\n- The Korva Post\nFerry line adds boats as bridge closes\n"
    "The ferry line will add two boats on Monday, its director said. Fares may rise in the autumn."
)
BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\n \t\n", "\u00a0\n", "\n\n\n", "\u2028", "\r")

piece = st.one_of(
    st.sampled_from(LINES),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join),
    st.just(BLOCK),
    st.text(max_size=30),
)
pages = st.lists(st.tuples(piece, st.sampled_from(BREAKS)), max_size=25).map(lambda parts: "".join(a + b for a, b in parts))
modes = st.fixed_dictionaries({"declared": st.booleans(), "markup": st.booleans()})


def zones_of(article: Article) -> dict[str, str]:
    captions = "\n\n".join(article.captions)
    subheads = "\n\n".join(subhead.text for subhead in article.subheads)
    return {"body": article.text, "title": article.title, "deck": article.deck, "caption": captions, "subhead": subheads}


@given(page=pages, mode=modes)
@settings(max_examples=400, deadline=None)
def test_every_stretch_of_every_zone_stands_in_the_file_where_the_map_says(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, **mode):
        assert article.origin is not None
        for zone, segments in article.origin.segments.items():
            text = zones_of(article)[zone]
            for segment in segments:
                stretch = text[segment.start : segment.start + segment.length]
                assert stretch == page[segment.at : segment.at + segment.length] != ""
            ends = [segment.start + segment.length for segment in segments]
            assert all(end <= segment.start for end, segment in zip(ends, segments[1:], strict=False))


@given(page=pages, mode=modes)
@settings(max_examples=200, deadline=None)
def test_only_joints_of_the_body_have_no_place(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, **mode):
        covered: set[int] = set()
        for segment in article.origin.segments["body"] if article.origin else ():
            covered.update(range(segment.start, segment.start + segment.length))
        assert all(char.isspace() for i, char in enumerate(article.text) if i not in covered)


@given(page=pages)
@settings(max_examples=300, deadline=None)
def test_nothing_of_a_page_is_lost(page: str) -> None:
    """Each character is in a zone of one article, or was removed from it; only edges and invisible ones are in neither."""
    articles = read_page(page, ORIGIN)
    if not articles:
        return
    covered = [0] * len(page)
    for article in articles:
        for segments in article.origin.segments.values() if article.origin else ():
            for segment in segments:
                for at in range(segment.at, segment.at + segment.length):
                    covered[at] += 1
        for cut in article.removed:
            visible = 0
            at = cut.at
            while visible < len(cut.text):
                if page[at] == cut.text[visible] or (page[at].isspace() and cut.text[visible] == " "):
                    visible += 1
                covered[at] += 1
                at += 1
    invisible = set("\u200b\u2060\ufeff\u00ad\x7f") | {chr(code) for code in range(32)}
    missing = [char for char, n in zip(page, covered, strict=True) if not n and not char.isspace() and char not in invisible]
    assert not missing
    assert all(n <= 1 for char, n in zip(page, covered, strict=True) if char not in invisible)


@given(page=pages, mode=modes)
@settings(max_examples=400, deadline=None)
def test_cleaning_a_cleaned_text_changes_nothing(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, **mode):
        again = read_page(article.text, ORIGIN, known={"title": article.title or "No page holds this title"}, declared=True)
        assert [(article.text, article.list_items)] == [(other.text, other.list_items) for other in again]
        assert not again[0].removed


@given(page=pages, mode=modes)
@settings(max_examples=150, deadline=None)
def test_list_items_are_whole_paragraphs(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, **mode):
        paragraphs = article.text.split("\n\n")
        assert all(paragraph.strip() == paragraph != "" for paragraph in paragraphs)
        assert {article.text[start:end] for start, end in article.list_items} <= set(paragraphs)


@given(page=st.text(max_size=300), mode=modes)
@settings(max_examples=400, deadline=None)
def test_any_text_at_all_is_read_without_an_error(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, **mode):
        assert article.text.strip()


@given(page=pages, mode=modes)
@settings(max_examples=150, deadline=None)
def test_articles_written_as_records_read_back_equal(page: str, mode: dict[str, bool]) -> None:
    for article in read_page(page, ORIGIN, known={"id": "a", "outlet": "The Korva Post"}, **mode):
        if article.id:
            assert from_record(json.loads(json.dumps(to_record(article)))) == article


@given(
    words=st.lists(st.sampled_from([*"abcdefgh", "the", "bridge", "said", "“no”", "R&D", "<", "it's"]), max_size=80),
    data=st.data(),
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_aligned_stretches_stand_in_the_html(words: list[str], data: st.DataObject) -> None:
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    tags = data.draw(st.lists(st.sampled_from(["<b>", "</p><p>", "<!-- x -->", " ", "<script>a b c d</script>"]), max_size=8))
    source = "<p>" + " ".join(escaped) + "".join(tags) + " ".join(escaped) + "</p>"
    text = " ".join(words)
    for segment in align(text, read_source(source)):
        stretch = text[segment.start : segment.start + segment.length]
        assert stretch == source[segment.at : segment.at + segment.length] != ""


def test_the_pieces_do_make_articles_and_removed_lines() -> None:
    """Guards the tests above against pages that are all empty."""
    page = "\n".join([LINES[0], LINES[11], LINES[9], *SENTENCES, LINES[24], BLOCK])
    articles = read_page(page, ORIGIN)
    assert len(articles) == 2
    assert all(article.removed for article in articles)
    assert Path(ORIGIN.path).suffix == ".txt"
