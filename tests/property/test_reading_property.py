"""Files of every format built from pieces, and broken ones: no error but the documented one, and every place maps back."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fuzz import seeds
from fuzz.promises import Cells, PromiseError, check_articles, check_only_joints_are_unplaced, check_places, read_both_ways
from fuzz.targets import SUFFIXES, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.cli import group
from framing.errors import ReadError
from framing.model import Article, Origin, Segment

SENTENCES = (
    "KORVA, June 3 (Reuters) - The council met on Tuesday and decided nothing about the bridge.",
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "“We were never asked,” said Ana Ruiz, who runs the ferry & the inn by the quay.",
    "It may take two years, officials said, and the cost is <not> known; it's “3 < 4” they think.",
    "They left. Ana Ruiz3 June 2025 06:48 The bridge was shut again. Ana Ruiz3 June 2025 07:10 It opened at noon.",
    "a\u200bb\u00adc zero width in a sentence that the harbor council wrote. \U0001f6a2 İstanbul straße",
)
LINES = (
    "Home",
    "Advertisement",
    "By Ana Ruiz, Staff Writer",
    "June 3, 2025",
    "Council puts off vote on bridge repairs",
    "What comes next",
    "• two new ferries",
    "The bridge at dawn. Photo: Bo Lee",
    "Related Articles",
    "(Reporting by Ana Ruiz; editing by Bo Lee)",
    "The Korva Post\nan hour ago\n- The Korva Post\nFerry line adds boats as bridge closes",
)
FRONT = (
    "",
    "---\ntitle: Council puts off vote on bridge repairs\nauthor: [Ana Ruiz, Bo Lee]\ndate: 2025-06-03\n---\n",
    "---\r\noutlet: The Korva Post\r\nid: bridge\r\n...\r\n",
    "---\ntitle: [\n---\n",
    "---\n- a list\n---\n",
)
TAGS = (
    "p",
    "div",
    "article",
    "main",
    "h1",
    "h2",
    "ul",
    "li",
    "b",
    "a href='/x'",
    "blockquote",
    "figure",
    "figcaption",
    "span",
    "td",
)
BROKEN = (
    "<p>",
    "</div>",
    "<b",
    "<",
    "&",
    "&#x;",
    "&#0;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<![CDATA[",
    "</p",
    "<?php",
    "\0",
    ">",
)
ENTITIES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    ("“", "&ldquo;"),
    ("”", "&#8221;"),
    ("'", "&#x27;"),
    (" ", "&nbsp;"),
    ("e", "&#101;"),
)

prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
line = st.one_of(prose, st.sampled_from(LINES), st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20))
page = st.lists(line, min_size=1, max_size=12).map("\n".join)
encoding = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


def escape(text: str, replacements: Sequence[tuple[str, str]]) -> str:
    for plain, entity in replacements:
        text = text.replace(plain, entity)
    return text


spelled = st.builds(escape, prose, st.lists(st.sampled_from(ENTITIES), max_size=3).map(sorted))
element = st.recursive(
    st.one_of(spelled, st.sampled_from(BROKEN), st.sampled_from(LINES)),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)
web_page = st.builds(
    lambda head, parts: f"<html><head>{head}</head><body><article>{''.join(parts)}</article></body></html>",
    st.sampled_from(
        ["", seeds.HEAD, "<title>a", '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": [']
    ),
    st.lists(element, min_size=1, max_size=6),
)
row = st.fixed_dictionaries(
    {
        "text": st.one_of(page, st.just("")),
        "title": st.sampled_from(["", LINES[4], 'A "quoted", title', " spaces "]),
        "author": st.sampled_from(["", "By Ana Ruiz", "Bo Lee; Ana Ruiz"]),
        "date": st.sampled_from(["", "2025-06-03", "06/07/2025", "yesterday"]),
        "outlet": st.sampled_from(["", "The Korva Post"]),
    }
)
rows = st.lists(row, min_size=1, max_size=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def decoded(content: bytes) -> Cells:
    """Say that an article was read from the whole of a file, in the encoding it names."""
    return lambda article: texts_of(content, article.origin.encoding if article.origin else "")


def without_paths(articles: Sequence[Article]) -> Iterator[Article]:
    return (replace(article, origin=article.origin and replace(article.origin, path="", encoding="")) for article in articles)


@given(front=st.sampled_from(FRONT), text=page, suffix=st.sampled_from([".txt", ".md"]), written=encoding)
@settings(max_examples=300, deadline=None)
def test_pages_of_text_keep_every_promise(folder: Path, front: str, text: str, suffix: str, written: str) -> None:
    content = (front + text).encode(written, "replace")
    articles = read_both_ways(put(folder, f"page{suffix}", content)).articles
    check_articles(articles, decoded(content))
    for article in articles:
        check_only_joints_are_unplaced(article)


@given(source=web_page, written=encoding)
@settings(max_examples=80, deadline=None)
def test_web_pages_keep_every_promise(folder: Path, source: str, written: str) -> None:
    content = source.encode(written, "replace")
    check_articles(read_both_ways(put(folder, "page.html", content)).articles, decoded(content))


@given(table=rows)
@settings(max_examples=60, deadline=None)
def test_a_table_gives_the_same_articles_in_every_format_with_places_in_its_cells(
    folder: Path, table: list[dict[str, str]]
) -> None:
    written: Mapping[str, bytes] = {
        "a.csv": seeds.spell_table(table).encode(),
        "a.tsv": seeds.spell_table(table, "\t").encode(),
        "a.jsonl": seeds.spell_lines(table).encode(),
        "a.json": json.dumps(table).encode(),
        "a.parquet": seeds.spell_parquet(table),
    }
    seen = []
    for name, content in written.items():
        articles = read_both_ways(put(folder, name, content)).articles
        check_articles(articles, lambda article: [table[article.origin.record - 1]["text"] if article.origin else ""])
        seen.append(list(without_paths(articles)))
    assert all(articles == seen[0] for articles in seen)


@given(
    text=page, export=st.sampled_from([seeds.FACTIVA, seeds.FACTIVA_PLAIN, seeds.NEXIS, seeds.NEXIS_OLDER]), web=st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_exports_keep_every_promise(folder: Path, text: str, export: str, web: bool) -> None:
    filled = export.replace(seeds.PARAGRAPHS[1], text)
    content = (seeds.show_classes(filled) if web else filled + export).encode("utf-8", "replace")
    articles = read_both_ways(put(folder, "export.html" if web else "export.txt", content)).articles
    check_articles(articles, decoded(content))


@given(sources=st.lists(web_page, min_size=1, max_size=2))
@settings(max_examples=20, deadline=None)
def test_pages_of_a_crawl_keep_every_promise_and_leave_one_another_alone(folder: Path, sources: list[str]) -> None:
    pytest.importorskip("warcio", reason="the extra `warc` is not installed")
    pages = [seeds.HTML, *sources, seeds.HTML]
    contents = [text.encode("utf-8", "replace") for text in pages]
    articles = read_both_ways(put(folder, "crawl.warc", b"".join(map(seeds.spell_response, contents)))).articles
    check_articles(articles, lambda article: [pages[article.origin.record - 1] if article.origin else ""])
    records = [article.origin.record for article in articles if article.origin]
    assert {1, len(pages)} <= set(records)
    assert articles[0].text == articles[-1].text


@given(data=st.data(), suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=120, deadline=None)
def test_a_packed_file_gives_the_articles_of_the_file_unpacked(folder: Path, data: st.DataObject, suffix: str) -> None:
    content = data.draw(st.sampled_from(list(seeds.seeds_of(suffix))))
    plain = read_both_ways(put(folder, f"page{suffix}", content)).articles
    packed = read_both_ways(put(folder, f"page{suffix}.gz", gzip.compress(content, mtime=0))).articles
    assert list(without_paths(packed)) == list(without_paths(plain))
    assert plain


@given(data=st.data(), suffix=st.sampled_from(SUFFIXES), packed=st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_file_that_breaks_off_or_is_damaged_raises_nothing_else(
    folder: Path, data: st.DataObject, suffix: str, packed: bool
) -> None:
    """And what is read of it still has its places."""
    content = data.draw(st.sampled_from(list(seeds.seeds_of(suffix))))
    if packed:
        content = gzip.compress(content, mtime=0)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    damaged = content[:start] + data.draw(st.binary(max_size=8)) + (content[end:] if data.draw(st.booleans()) else b"")
    path = put(folder, f"page{suffix}{'.gz' if packed else ''}", damaged)
    check_articles(
        read_both_ways(path).articles, decoded(damaged) if suffix in (".txt", ".md", ".html") and not packed else None
    )


@given(content=st.binary(max_size=60), suffix=st.sampled_from(SUFFIXES), packed=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_bytes_at_all_are_read_or_left_out(folder: Path, content: bytes, suffix: str, packed: bool) -> None:
    check_articles(read_both_ways(put(folder, f"page{suffix}{'.gz' if packed else ''}", content)).articles)


@given(
    content=st.one_of(st.binary(max_size=40), page.map(lambda text: text.encode("utf-8", "replace"))),
    suffix=st.sampled_from(SUFFIXES),
)
@settings(max_examples=80, deadline=None)
def test_a_file_changes_nothing_of_what_other_files_yield(folder: Path, content: bytes, suffix: str) -> None:
    before, after = put(folder, "a.txt", seeds.PAGE.encode()), put(folder, "z.csv", seeds.spell_table(seeds.ROWS).encode())
    between = put(folder, f"m{suffix}", content)
    alone = read_both_ways([before, after]).articles
    together = read_both_ways([before, between, after]).articles
    assert [article for article in together if article.origin and article.origin.path != str(between)] == alone


@given(text=page, source=web_page, table=rows)
@settings(max_examples=25, deadline=None)
def test_what_the_command_writes_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, text: str, source: str, table: list[dict[str, str]]
) -> None:
    from click.testing import CliRunner

    folder = tmp_path_factory.mktemp("written")
    put(folder, "a.txt", text.encode("utf-8", "replace"))
    put(folder, "b.html", source.encode("utf-8", "replace"))
    put(folder, "c.jsonl", seeds.spell_lines(table).encode())
    put(folder, "d.md", seeds.MARKDOWN.encode())
    written = folder.with_suffix(".jsonl")
    result = CliRunner().invoke(group, ["read", str(folder), "-o", str(written)], catch_exceptions=False)
    assert result.exit_code == 0
    assert list(framing.read(written)) == list(framing.read(folder, on_error="skip"))


def test_the_pieces_do_make_articles_of_every_zone(folder: Path) -> None:
    """Guards the tests above against files that hold nothing."""
    zones = {
        zone
        for suffix in (".txt", ".html")
        for article in read_both_ways(put(folder, f"page{suffix}", next(seeds.seeds_of(suffix)))).articles
        for zone in (article.origin.segments if article.origin else ())
    }
    assert {"body", "title", "caption", "subhead"} <= zones
    with pytest.raises(ReadError):
        list(framing.read(put(folder, "page.md", FRONT[3].encode())))


def test_a_place_that_is_off_by_one_breaks_the_promise() -> None:
    article = Article("a", "The bridge.", origin=Origin("a.txt", segments={"body": (Segment(0, 5, 11),)}))
    check_places(article, ["12345The bridge."])
    with pytest.raises(PromiseError, match="every stretch stands where the map says"):
        check_places(article, ["1234The bridge. "])
