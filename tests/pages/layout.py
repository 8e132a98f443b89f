"""A page written with the zone of each line beside it -> the page, and what reading it must yield.

A file opens with YAML (``layout``: what kind of page it is; ``articles``: the fields each must have, in order, with
``inferred`` naming those that must not count as stated), closed by a line of three dashes. Each line below is a label, a
bar, a space and one line of the page::

    cut D-2   | Skip to content
    1 title   | Council puts off vote on bridge
    1 dateline| KORVA, June 3 (Reuters) -
    1 body   +|  The council put off its vote.
    1 body    | A paragraph that was wrapped
    1 body   ~| goes on here.
              |

The number says whose article a line belongs to. ``+`` goes on without a line break, ``~`` goes on the paragraph on a
new line, also over cut lines between, and ``-`` does so in the middle of a hyphenated word. A bar with nothing behind it is
an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from framing.model import Article

FIELDS = ("outlet", "author", "date", "place", "agency", "genre", "topic", "url")
KEPT = ("title", "deck", "body", "item", "subhead", "caption")
# Zones that hold no text of the article: what is cut, by the rule that must say so.
CUT = {"byline": "D-6", "stamp": "D-6", "dateline": "D-5", "date": "D-7", "cut": ""}
_LINE = re.compile(r"(?:(?P<article>\d+) )?(?P<zone>[a-z]+)? ?(?P<rule>[A-Z]-\d+)? *(?P<goes_on>[+~-])?\|(?: (?P<text>.*))?")


class Part(NamedTuple):
    """A stretch of the page: article number (0 for none), zone, the rule that must cut it, and its text."""

    article: int
    zone: str
    rule: str
    text: str


class Layout(NamedTuple):
    """A page and what it holds."""

    page: str
    fields: Sequence[dict[str, Any]]
    parts: Sequence[Part]


def load_layout(path: Path) -> Layout:
    head, _, lines = path.read_text(encoding="utf-8").partition("\n---\n")
    page = ""
    parts: list[Part] = []
    for number, line in enumerate(lines.splitlines(), head.count("\n") + 3):
        match = _LINE.fullmatch(line.rstrip("\n"))
        if match is None or (match["zone"] or "cut") not in (*KEPT, *CUT):
            raise ValueError(f"{path}, line {number}: not a label, a bar and a line of the page: {line!r}")
        text = match["text"] or ""
        page += text if match["goes_on"] == "+" or not page else f"\n{text}"
        zone = match["zone"]
        if zone is None:
            continue
        part = Part(int(match["article"] or 0), zone, match["rule"] or CUT.get(zone, ""), text.strip())
        if match["goes_on"] in ("~", "-"):
            above = max(i for i, other in enumerate(parts) if (other.article, other.zone) == (part.article, part.zone))
            parts[above] = _join(parts[above], part, match["goes_on"])
        else:
            parts.append(part)
    return Layout(f"{page}\n", yaml.safe_load(head)["articles"], parts)


def _join(above: Part, below: Part, mark: str) -> Part:
    text = f"{above.text} {below.text}" if mark == "~" else above.text.removesuffix("-") + below.text
    return above._replace(text=text)


def expected(layout: Layout, n: int) -> dict[str, Any]:
    """Return what article ``n``, counted from 1, must hold."""
    fields = layout.fields[n - 1]
    mine = [part for part in layout.parts if part.article == n]
    paragraphs: list[str] = []
    subheads: list[tuple[str, int]] = []
    for part in mine:
        if part.zone in ("body", "item"):
            paragraphs.append(part.text)
        elif part.zone == "subhead":
            subheads.append((part.text, len(paragraphs)))
    return {
        "title": " ".join(part.text for part in mine if part.zone == "title"),
        "deck": " ".join(part.text for part in mine if part.zone == "deck"),
        "paragraphs": paragraphs,
        "items": [part.text for part in mine if part.zone == "item"],
        "captions": sorted(part.text for part in mine if part.zone == "caption"),
        "subheads": subheads,
        **{name: _plain(fields.get(name, "unknown" if name == "genre" else "")) for name in FIELDS},
        "inferred": sorted(fields.get("inferred", [])),
    }


def observed(article: Article) -> dict[str, Any]:
    """Return the same of an article that was read."""
    starts = [0, *(i + 2 for i in range(len(article.text)) if article.text.startswith("\n\n", i))]
    return {
        "title": article.title,
        "deck": article.deck,
        "paragraphs": article.text.split("\n\n"),
        "items": [article.text[start:end] for start, end in article.list_items],
        "captions": sorted(article.captions),
        "subheads": [(subhead.text, starts.index(subhead.at)) for subhead in article.subheads],
        **{name: _plain(getattr(article, name)) for name in FIELDS},
        "inferred": sorted(article.inferred),
    }


def _plain(value: Any) -> str:  # a field: text, a day or nothing
    return value.isoformat() if isinstance(value, date) else str(value or "")
