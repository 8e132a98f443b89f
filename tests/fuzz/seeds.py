"""Invented pages, tables and exports for a fuzzer to begin with: one of each shape, and the pages of the fixtures."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pages.layout import load_layout

PAGES = Path(__file__).resolve().parents[1] / "pages"
PARAGRAPHS = (
    "KORVA, June 3 (Reuters) - The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "“We were never asked,” said Ana Ruiz, who runs the ferry & the inn. The repairs may cost 40 million crowns.",
    "The ferry line will add two boats in the morning, its manager said in a letter to the council.",
)
TEXT = "\n\n".join(PARAGRAPHS)
PAGE = f"""Home
News | Sport | Weather
Advertisement
The Korva Post
Council puts off vote on bridge repairs
The bridge was to close in June.
By Ana Ruiz, Staff Writer
Published June 3, 2025 10:30 GMT
The bridge at dawn. Photo: Bo Lee/Reuters
{TEXT}
What comes next
• two new ferries
• one old bridge
Read more: Ferry fares rise
They left. Ana Ruiz3 June 2025 06:48 The bridge was shut again on Monday. Ana Ruiz3 June 2025 07:10 It opened at noon.
(Reporting by Ana Ruiz; editing by Bo Lee)
The Korva Post
an hour ago
- The Korva Post
Ferry line adds boats as bridge closes
The ferry line will add two boats on Monday, its director said. Fares may rise in the autumn.
"""
MARKDOWN = f"""---
title: Council puts off vote
author: [Ana Ruiz, Bo Lee]
date: 2025-06-03
outlet: The Korva Post
---
# Council puts off vote

![The bridge](https://korva.example/a.png "At dawn")

**{PARAGRAPHS[0]}** See [the report](https://korva.example/r).

## What comes next ##

{TEXT}
"""
HEAD = (
    '<meta charset="utf-8"><title>Council puts off vote | The Korva Post</title>'
    '<meta property="og:site_name" content="The Korva Post"><meta name="author" content="By Ana Ruiz">'
    '<meta property="og:description" content="The bridge was to close in June &amp; stay shut.">'
    '<link rel="canonical" href="https://korva.example/bridge">'
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Council puts off vote",'
    '"author": [{"name": "Ana Ruiz"}], "datePublished": "2025-06-03T10:30:00Z"}]}</script>'
)
HTML = (
    f"<!DOCTYPE html><html><head>{HEAD}</head><body><nav><a href=/>Home</a></nav><main><article><h1>Council puts off vote</h1>"
    "<p>The bridge was to close in June &amp; stay shut.</p><figure><img src=a.png><figcaption>The bridge at dawn."
    f"</figcaption></figure><p>{PARAGRAPHS[0]}</p><h2>What comes next</h2><p>{PARAGRAPHS[1].replace('&', '&amp;')}</p>"
    f"<ul><li>two new ferries</li></ul><p>{PARAGRAPHS[2]}</p></article></main><footer>Terms of use</footer></body></html>"
)
FACTIVA = f"""SE
Local news
HD
Council votes to close the old bridge
BY
By Ana Ruiz
WC
58 words
PD
3 June 2025
SN
The Korva Post
LA
English
CY
Copyright 2025 The Korva Post. All rights reserved.
LP

{PARAGRAPHS[0]}

TD

{PARAGRAPHS[1]}

ART
Photo: The bridge in May.
CO
korhar : Korva Harbor Board
AN
Document KORPO00020250603el630001a
"""
FACTIVA_PLAIN = f"""Local news
Council votes to close the old bridge
By Ana Ruiz
58 words
3 June 2025
10:30
The Korva Post
KORPO
English
Copyright 2025 The Korva Post. All rights reserved.

{TEXT}

Document KORPO00020250603el630001a
"""
NEXIS = f"""Council puts off vote on bridge
The Korva Post
June 3, 2025 Tuesday

Copyright 2025 The Korva Post All Rights Reserved

Section: NEWS; Pg. 3
Length: 58 words
Byline: Ana Ruiz

Body

{TEXT}

Graphic

The bridge at dawn.

Load-Date: June 4, 2025

End of Document
"""
NEXIS_OLDER = f"""                               1 of 2 DOCUMENTS

                                The Korva Post

                              June 3, 2025 Tuesday

Council puts off vote on bridge

BYLINE: Ana Ruiz

SECTION: NEWS; Pg. 3

LENGTH: 58 words

DATELINE: KORVA

   {PARAGRAPHS[0]}

   {PARAGRAPHS[1]}

GRAPHIC: The bridge at dawn.

LOAD-DATE: June 4, 2025

                               2 of 2 DOCUMENTS

                                Delmora Daily

LENGTH: 20 words

   {PARAGRAPHS[2]}
"""
ROWS: Sequence[Mapping[str, str]] = (
    {
        "id": "a",
        "outlet": "The Korva Post",
        "title": "Council, again",
        "date": "2025-06-03",
        "author": "By Ana Ruiz",
        "text": TEXT,
    },
    {
        "id": "b",
        "outlet": "Daily Gull",
        "title": 'A "quoted" title',
        "date": "3 June 2025",
        "author": "",
        "text": PARAGRAPHS[1],
    },
    {"id": "c", "outlet": "", "title": "", "date": "20250603", "author": "Bo Lee", "text": PARAGRAPHS[2]},
)


def spell_table(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return sink.getvalue()


def spell_lines(rows: Sequence[Mapping[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def spell_parquet(rows: Sequence[Mapping[str, str]]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(pyarrow.table({name: [row[name] for row in rows] for name in rows[0]}), sink)
    return sink.getvalue()


def spell_response(body: bytes, *headers: str) -> bytes:
    """Return a WARC record of a page and the headers it came with."""
    told = "".join(f"{line}\r\n" for line in ("HTTP/1.1 200 OK", *(headers or ("Content-Type: text/html",)))).encode()
    block = told + b"\r\n" + body
    named = f"WARC-Type: response\r\nWARC-Target-URI: https://korva.example/bridge\r\nContent-Length: {len(block)}\r\n"
    return b"WARC/1.0\r\n" + named.encode() + b"\r\n" + block + b"\r\n\r\n"


def show_classes(export: str) -> str:
    """Spell a coded export as the HTML that the database gives."""
    lines = export.splitlines()
    return (
        "<html><body><div class='article enArticle'>"
        + "".join(f"<p>{line}</p>" for line in lines if line)
        + "</div></body></html>"
    )


def fixture_pages() -> list[str]:
    """Return the pages that the fixtures hold, without their labels."""
    return [load_layout(path).page for path in sorted(PAGES.glob("*.page"))]


def seeds_of(suffix: str) -> Iterator[bytes]:
    """Yield whole files of a format, each with at least one article."""
    made: Mapping[str, Sequence[str]] = {
        ".txt": (PAGE, TEXT),
        ".md": (MARKDOWN, PAGE),
        ".html": (HTML, HTML.replace("</p>", ""), HTML.replace("<p", "<div").replace("</p", "</div"), PAGE),
        ".csv": (spell_table(ROWS), spell_table(ROWS, ";")),
        ".tsv": (spell_table(ROWS, "\t"),),
        ".jsonl": (spell_lines(ROWS),),
        ".json": (json.dumps(list(ROWS)), json.dumps({"articles": list(ROWS)}), spell_lines(ROWS)),
        "export.txt": (FACTIVA, FACTIVA_PLAIN, NEXIS, NEXIS_OLDER),
        "export.html": tuple(map(show_classes, (FACTIVA, FACTIVA_PLAIN, NEXIS, NEXIS_OLDER))),
    }
    yield from (text.encode() for text in made.get(suffix, ()))
    if suffix == ".parquet":
        yield spell_parquet(ROWS)
    if suffix == ".warc":
        yield spell_response(HTML.encode()) + spell_response(
            gzip.compress(PAGE.encode(), mtime=0), "Content-Type: text/plain", "Content-Encoding: gzip"
        )
