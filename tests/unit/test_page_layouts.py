"""Whole pages of many layouts, written here, with exactly what each must yield."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from framing.model import Origin
from framing.pages import read_page

LEAD = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
THIRD = "The repairs may cost as much as 40 million crowns, according to a report by the port office."
BODY = (LEAD, SECOND, THIRD)


class Layout(NamedTuple):
    """A page, the paragraphs of its article, and the fields that must be read; all other fields must be empty."""

    page: str
    paragraphs: tuple[str, ...]
    fields: dict[str, Any]
    markup: bool = False


LAYOUTS = {
    "a wire story with credits and a separator": Layout(
        f"""
Harbor council closes old bridge
By ANA RUIZ and BO LEE
Associated Press

KORVA, Velland (AP) — {LEAD}

{SECOND}

___

{THIRD}

___

Lee reported from Tarn. Associated Press writer Cy Dell contributed to this report.

Copyright 2025 The Associated Press. All rights reserved. This material may not be published.
""",
        BODY,
        {
            "title": "Harbor council closes old bridge",
            "author": "Ana Ruiz and Bo Lee",
            "place": "KORVA, Velland",
            "agency": "AP",
            "genre": "wire",
        },
    ),
    "a reader page with share row, reading time, picture and tags": Layout(
        f"""Skip to content
Menu
Search
Sign in
Harbor
Council shuts the old bridge for two years
The decision cuts the northern quarter off from the market until 2027
Ana Ruiz
3 June 2025
4 min read
Share
Facebook
Copy link
The old bridge at dawn. Photograph: Bo Lee/The Guardhouse
{LEAD}
{SECOND}
Advertisement
{THIRD}
Tags
Harbor
Bridges
Sign up for our morning newsletter
Comments
Nobody asked me either. I live right beside the thing.
""",
        BODY,
        {
            "title": "Council shuts the old bridge for two years",
            "deck": "The decision cuts the northern quarter off from the market until 2027",
            "author": "Ana Ruiz",
            "date": date(2025, 6, 3),
            "captions": ("The old bridge at dawn. Photograph: Bo Lee/The Guardhouse",),
        },
    ),
    "a cookie banner above a page with pointers between paragraphs": Layout(
        f"""We use cookies to improve your visit. Accept all cookies
Accept all
Reject all
HARBOR TODAY | NEWS | SPORT | WEATHER
Old bridge to close for two years, council decides
By Ana Ruiz, Staff Reporter | Published 3 June 2025, 10:15

{LEAD}

Related: Ferry fares to rise from autumn

{SECOND}

SEE ALSO: How the bridge was built

{THIRD}

You may also like
Storm Hits Coast Towns
Mayor Wins a Third Term
""",
        BODY,
        {"title": "Old bridge to close for two years, council decides", "author": "Ana Ruiz", "date": date(2025, 6, 3)},
    ),
    "a live blog with stamps on lines of their own": Layout(
        f"""Bridge closure - live updates
Ana Ruiz 3 June 2025 10:15
{LEAD}
Bo Lee 3 June 2025 09:40
{SECOND}
Ana Ruiz 3 June 2025 08:05
{THIRD}
""",
        BODY,
        {"title": "Bridge closure - live updates", "author": "Ana Ruiz", "date": date(2025, 6, 3), "genre": "live_blog"},
    ),
    "a wrapped plain text message": Layout(
        """\
Council closes old bridge

The harbor council voted on Tuesday to close the old bridge for
two years, officials said.

Residents who spoke at the meeting said that they had not been
asked about the plan.

The repairs may cost as much as 40 million crowns, according to a
report by the port office.
""",
        BODY,
        {"title": "Council closes old bridge"},
    ),
    "Markdown from a converter": Layout(
        f"""# Council closes the old bridge

By [Ana Ruiz](https://example.org/ana)

![The bridge at dawn](https://example.org/bridge.jpg)

{LEAD}

## What residents say

{SECOND} **Not once.**

* [Home](https://example.org)

{THIRD}

### Read more

[Storm hits coast towns again](https://example.org/storm)
""",
        (LEAD, f"{SECOND} Not once.", THIRD),
        {"title": "Council closes the old bridge", "author": "Ana Ruiz", "captions": ("The bridge at dawn",)},
        markup=True,
    ),
    "an interview with questions on lines of their own": Layout(
        f""""Nobody asked us": the ferry owner on the bridge
By Ana Ruiz
{LEAD}
Were you told about the plan?
No.
And what will you do now?
{SECOND}
""",
        (LEAD, "Were you told about the plan?", "No.", "And what will you do now?", SECOND),
        {"title": '"Nobody asked us": the ferry owner on the bridge', "author": "Ana Ruiz"},
    ),
    "numbered points between subheads": Layout(
        f"""Five things to know about the bridge
June 3, 2025

{LEAD}

What it costs

1. The repairs may cost 40 million crowns.
2. The ferry may cost two million more.

What comes next

{SECOND}
""",
        (LEAD, "1. The repairs may cost 40 million crowns.", "2. The ferry may cost two million more.", SECOND),
        {"title": "Five things to know about the bridge", "date": date(2025, 6, 3)},
    ),
    "a headline strip above the title": Layout(
        f"""THE HARBOR POST
Storm Hits Coast Towns for the Third Time
Mayor Wins a Third Term in Korva
Ferry Line Adds Two Boats This Week
Why the Price of Bread Went Up
Old Bridge to Close for Two Years
Published: June 3, 2025
{LEAD}
{SECOND}
""",
        (LEAD, SECOND),
        {"title": "Old Bridge to Close for Two Years", "date": date(2025, 6, 3)},
    ),
    "an opinion column with a label": Layout(
        f"""Opinion
Commentary: Close the bridge, but ask first
Ana Ruiz
{LEAD}
{SECOND}
Ana Ruiz writes about the harbor. Follow us on all channels.
""",
        (LEAD, SECOND),
        {"title": "Commentary: Close the bridge, but ask first", "genre": "opinion"},
    ),
    "a page of nothing but text": Layout("\n".join(BODY), BODY, {}),
    "text in capitals and marks of all kinds": Layout(
        f"*** BREAKING ***\nOLD BRIDGE TO CLOSE FOR TWO YEARS!!!\n{LEAD}\n“It’s over,” she said — and left…\n-30-\n",
        (LEAD, "“It’s over,” she said — and left…"),
        {"title": "OLD BRIDGE TO CLOSE FOR TWO YEARS!!!"},
    ),
}
EMPTY = {
    "title": "",
    "deck": "",
    "author": "",
    "date": None,
    "outlet": "",
    "agency": "",
    "place": "",
    "genre": "unknown",
    "captions": (),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_yields_exactly_its_article(name: str) -> None:
    layout = LAYOUTS[name]
    (article,) = read_page(layout.page, Origin("page.txt"), markup=layout.markup)
    assert tuple(article.text.split("\n\n")) == layout.paragraphs
    assert {field: getattr(article, field) for field in EMPTY} == EMPTY | layout.fields
