"""What the fuzzer found, each as the smallest file that showed it: read without an error, in bounded work, with every place."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import framing
from fuzz.promises import read_both_ways
from fuzz.seeds import PARAGRAPHS, TEXT, spell_lines, spell_parquet, spell_table
from fuzz.targets import check_file

SENTENCE = PARAGRAPHS[2]
HEADLINE = "Ferry line adds boats as bridge closes"
BIG = "9" * 5_000  # more digits than Python turns into a number
RECORD = {"format": "framing-article-1", "id": "a", "text": "The bridge was shut."}
ORIGIN = {"path": "a.txt", "record": 1, "encoding": "utf-8", "segments": {}}


def front(matter: str) -> str:
    return f"---\n{matter}\n---\n{TEXT}\n"


def merge_keys(depth: int) -> str:
    """Spell YAML whose merge keys copy nine mappings each, so that every line has nine times as many as the last."""
    names = [f"n{n}" for n in range(depth)]
    lines = [f"{after}: &{after} {{<<: [{', '.join([f'*{name}'] * 9)}]}}" for name, after in pairwise(names)]
    return "\n".join(["n0: &n0 {x: 1, y: 2, z: 3}", *lines])


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        pytest.param(".md", front(f"title: 0x{'f' * 5_000}"), id="a number too long to spell in front matter"),
        pytest.param(".md", front(f"title: 1{':1' * 3_000}"), id="a number of base sixty in front matter"),
        pytest.param(
            ".md", front("title: !!binary aGVsbG8=\ndate: 2025-02-30"), id="a day that does not exist in front matter"
        ),
        pytest.param(".md", front(f"title: {'[' * 2_000}"), id="front matter nested deeply"),
        pytest.param(".md", front("title: &a [*a, x]\nauthor: &b [b, *b]"), id="front matter that holds itself"),
        pytest.param(".jsonl", f'{{"text": "{SENTENCE}", "n": {BIG}}}\n', id="a number too long to read in a line of JSON"),
        pytest.param(".json", f'[{{"text": "{SENTENCE}", "n": {BIG}}}]', id="a number too long to read in JSON"),
        pytest.param(".jsonl", f'{{"text": {"[" * 900}"{SENTENCE}"{"]" * 900}}}\n', id="a text nested deeply in lists"),
        pytest.param(".jsonl", f'{{"text": {{"name": {"[" * 900}"a"{"]" * 900}}}}}\n', id="a name nested deeply in lists"),
        pytest.param(
            ".jsonl", '{"text": "The bridge \\ud800 was shut on Monday for good."}\n', id="half a surrogate pair in JSON"
        ),
        pytest.param(".jsonl", f'{{"text": "{SENTENCE}", "id": "\\ud800"}}\n', id="half a surrogate pair in an identifier"),
        pytest.param(
            ".html",
            '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\ud800 x"}</script></head>'
            f"<body><p>{PARAGRAPHS[1]}</p><p>{SENTENCE}</p></body></html>",
            id="half a surrogate pair in a page's metadata",
        ),
        pytest.param(".html", ',"headline": <meta ><title>"', id="a page that ends within its title"),
        pytest.param(".md", "8 r 4\nn.", id="a line of figures above a short sentence"),
        pytest.param(".txt", "e e s\nT.\nB Ar\ne\ns.", id="short lines between short sentences"),
        pytest.param(".md", "n e s\ne.\nB Rr\nP\nn.", id="a name between short sentences"),
        pytest.param(
            ".txt",
            f"The Korva Post\nah ago\nThe Korva Post\n{HEADLINE}\n{HEADLINE}\nn.",
            id="a headline twice above a short sentence",
        ),
        pytest.param(".txt", "1 of 2 DOCUMENT\nLENGTH: 0 words\nf\no", id="a line break within a paragraph of an export"),
        pytest.param(
            ".warc",
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://]\r\nContent-Length: 140\r\n\r\n"
            f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}",
            id="an address that is none",
        ),
    ],
)
def test_what_once_broke_a_reader_is_read_or_left_out(suffix: str, content: str, tmp_path: Path) -> None:
    check_file(content.encode(), tmp_path, suffix)


@pytest.mark.parametrize(
    "damage",
    [
        {"origin": {**ORIGIN, "segments": []}},
        {"origin": {**ORIGIN, "segments": {"body": 1}}},
        {"origin": {**ORIGIN, "record": 1e400}},
        {"origin": [1]},
        {"inferred": [1]},
        {"list_items": [[0, 1e400]]},
        {"list_items": [[0]]},
        {"captions": 5},
        {"subheads": [{"text": "a", "at": "x"}]},
        {"subheads": ["a"]},
        {"removed": [{"text": "a", "at": None, "rule": "D-2", "reason": "b"}]},
        {"removed": {"text": 1}},
        {"date": 7},
        {"text": None},
        {"id": []},
    ],
    ids=json.dumps,
)
def test_a_damaged_record_is_left_out_and_the_next_one_read(damage: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({**RECORD, **damage})}\n{json.dumps({**RECORD, 'id': 'b'})}\n", encoding="utf-8")
    assert [article.id for article in read_both_ways(path).articles] == ["b"]


def count_steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that some work passes: a measure of its length that is the same on every machine."""
    n = 0

    def step(frame: FrameType, event: str, _: object) -> Any:
        nonlocal n
        n += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return n


def steps_of(content: str, path: Path) -> int:
    path.write_text(content, encoding="utf-8")
    return count_steps(lambda: list(framing.read(path, on_error="skip")))


@pytest.mark.parametrize(
    ("suffix", "stretch"),
    [
        pytest.param(".txt", "a b c\n", id="short lines above a text"),
        pytest.param(".txt", "Ferry line adds two boats\n", id="headlines above a text"),
        pytest.param(".txt", "Why Now Then Bridge?\n", id="questions above a text"),
        pytest.param(".md", "# A heading here\n", id="marked headings above a text"),
        pytest.param(".txt", "They left.\u200b Ana Ruiz3 June 2025 06:48 ", id="stamps among invisible characters"),
        pytest.param(".txt", "They left. Ana N{n}x3 June 2025 06:48 ", id="stamps of many names"),
        pytest.param(
            ".txt", "The Korva Post\nan hour ago\n- The Korva Post\nFerry line adds boats\n", id="heads of related articles"
        ),
        pytest.param(
            ".html", "The Korva Post\nan hour ago\n- The Korva Post\nFerry line adds boats\n", id="a page that repeats itself"
        ),
    ],
)
def test_twice_the_length_takes_about_twice_the_work(suffix: str, stretch: str, tmp_path: Path) -> None:
    path = tmp_path / f"page{suffix}"
    steps_of(TEXT, path)  # load what is loaded once
    text = "" if suffix == ".html" else f"\n{TEXT}"
    short, long = (steps_of("".join(stretch.replace("{n}", str(n)) for n in range(size)) + text, path) for size in (200, 400))
    assert long < 2.5 * short


def test_rows_without_text_are_counted_in_every_format(tmp_path: Path) -> None:
    rows = [{"text": "", "title": ""}, {"text": "", "title": "a"}, {"text": SENTENCE, "title": ""}]
    for suffix, content in (
        (".csv", spell_table(rows).encode()),
        (".jsonl", spell_lines(rows).encode()),
        (".parquet", spell_parquet(rows)),
    ):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(content)
        assert [article.origin.record for article in read_both_ways(path).articles if article.origin] == [3]


def test_merge_keys_of_front_matter_do_not_multiply(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    steps_of(TEXT, path)
    assert steps_of(front(merge_keys(5)), path) < 3 * steps_of(front(merge_keys(3)), path)


@pytest.mark.parametrize("place", [("text", 1), ("text", 0)])
def test_a_parquet_file_whose_column_has_a_broken_name_is_left_out(place: tuple[str, int], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    name, nth = place
    sound = spell_parquet([{"text": SENTENCE}])
    at = [found.start() for found in re.finditer(name.encode(), sound)][-1 - nth]
    path = tmp_path / "a.parquet"
    path.write_bytes(sound[:at] + bytes([sound[at] ^ 128]) + sound[at + 1 :])
    assert read_both_ways(path).articles == []


def test_work_is_counted_in_lines() -> None:
    def work(n: int) -> None:
        for _ in range(n):
            pass

    assert count_steps(lambda: work(2_000)) == pytest.approx(2 * count_steps(lambda: work(1_000)), rel=0.01)
