"""The parsed tree of a web page -> what its metadata state: JSON-LD first, then OpenGraph and meta tags."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framing.pages.phrases import fold
from framing.readers.files import whole

_INLINE = re.compile(r"</?(?:a|abbr|b|br|em|i|q|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_SITE = re.compile(r"\s[|–—-]\s([^|–—]{2,40})$")
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
# "NewsArticle" and "Article" are none of them: sites mark columns and live pages with these too.
_GENRES = {
    "LiveBlogPosting": "live_blog",
    "OpinionNewsArticle": "opinion",
    "ReviewNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "analysis",
    "ReportageNewsArticle": "news",
}
_OPENING = re.compile(r"\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)")
_CLOSINGS = (";", "-->", "*/", "]]>", "/*", "//")  # what is left of a wrapper behind a block, the last first
_LAST_COMMA = re.compile(r",(?=\s*[\]}])")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")  # where an article stands within another thing
_DEPTH = 4
_METAS: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name",),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    "date": (
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "article.published",
        "og:published_time",
    ),
    "url": ("og:url",),
    "topic": ("article:section", "parsely-section"),
    "deck": ("og:description", "description", "twitter:description"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """Field -> what the page's metadata state, the captions of the figures in its article, and the body they state."""

    known: Mapping[str, str]
    captions: tuple[str, ...]
    body: str = ""


def read_head(tree: Any) -> Head:
    """Read a page's metadata.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The parsed page; it is not changed.

    Returns
    -------
    Head
        Every value is plain text: markup that stands in a title is kept as characters.
    """
    metas = _read_metas(tree)
    items = [item for script in tree.iter("script") for item in _read_items(script)]
    known = {field: _first(metas, names) for field, names in _METAS.items()}
    canonical = (str(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical")
    known["url"] = known["url"] or next(canonical, "")
    item = _choose(items, known)
    known |= {field: value for field, value in _read_item(item).items() if value}
    known["title"] = known["title"] or _first_text(tree, "h1") or _first_text(tree, "title")
    known["title"] = _without_site(known["title"], known["outlet"])
    if known["author"].startswith(("http:", "https:", "/", "@")):  # an address or handle is no name
        known["author"] = ""
    figures = [figure for figure in tree.iter("figcaption") if next(figure.iterancestors("article", "main"), None) is not None]
    captions = dict.fromkeys(map(_text_of, figures))
    body = item.get("articleBody")
    stated = {field: value for field, value in known.items() if value}
    return Head(stated, tuple(filter(None, captions)), whole(body) if isinstance(body, str) else "")


def _read_metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = _plain(meta.get("content") or "")
        if name and value:
            metas.setdefault(name.strip().lower(), value)
    return metas


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _plain(text: str) -> str:
    """Drop inline markup and entities from a value; any other markup stays as characters."""
    return whole(" ".join(html.unescape(_INLINE.sub("", text)).split()))


def _text_of(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def _first_text(tree: Any, tag: str) -> str:
    return next(filter(None, map(_text_of, tree.iter(tag))), "")


def _without_site(title: str, outlet: str) -> str:
    """Drop the site's name from the end of a title."""
    site = _SITE.search(title)
    return title[: site.start()] if site and outlet and fold(site[1]) == fold(outlet) else title


def _read_items(script: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the articles a JSON-LD block describes."""
    if (script.get("type") or "").strip().lower() != "application/ld+json":
        return
    text = script.text or ""
    for repair in (str, _repair):
        try:
            yield from _find_articles(json.loads(repair(text), strict=False))
            return
        except (ValueError, RecursionError):  # pages are full of broken blocks; the tags say the same
            continue


def _repair(text: str) -> str:
    """Take a block out of the comment or CDATA section around it, and drop the commas behind last items."""
    text = _OPENING.sub("", text, count=1).rstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return _LAST_COMMA.sub("", text)


def _find_articles(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, list) and depth < _DEPTH:
            yield from _find_articles(part, depth + 1)
        elif isinstance(part, dict) and any(map(_ARTICLE.search, _types(part))):
            yield part
        elif isinstance(part, dict) and depth < _DEPTH:
            for name in _INSIDE:
                yield from _find_articles(part.get(name), depth + 1)


def _choose(items: Sequence[Mapping[str, Any]], known: Mapping[str, str]) -> Mapping[str, Any]:
    """Of several articles that a page describes take the one with its address or title, else the first."""
    for item in items if len(items) > 1 else ():
        named = [item.get("url"), item.get("@id"), item.get("mainEntityOfPage")]
        urls = {str(value.get("@id") if isinstance(value, dict) else value) for value in named if value}
        title = fold(_spell(item.get("headline")))
        if known["url"] in urls or (title and title == fold(known["title"])):
            return item
    return items[0] if items else {}


def _types(item: Mapping[str, Any]) -> list[str]:
    types = item.get("@type")
    return [str(part) for part in types] if isinstance(types, list) else [str(types)]


def _read_item(item: Mapping[str, Any]) -> dict[str, str]:
    return {
        "title": _spell(item.get("headline")),
        "outlet": _spell(item.get("publisher")),
        "author": _spell(item.get("author")),
        "date": _spell(item.get("datePublished")),
        "topic": _spell(item.get("articleSection")),
        "deck": _spell(item.get("description")),
        "genre": next((_GENRES[name] for name in _types(item) if name in _GENRES), ""),
    }


def _spell(value: Any) -> str:
    """Spell a JSON-LD value as plain text: a string, a thing's name, or a list of either."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_spell, value[:10])))
    if isinstance(value, dict):
        return _spell(value.get("name")) if not isinstance(value.get("name"), dict) else ""
    return _plain(value) if isinstance(value, str) else ""
