"""Saved web pages -> articles: the text by an extractor, each place mapped back to the HTML source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from framing.model import Article, Origin
from framing.pages.authors import read_authors
from framing.pages.datelines import parse_date
from framing.pages.genres import read_genre
from framing.readers.alignment import align, find_parts, locate, map_back, spread
from framing.readers.blocks import find_blocks
from framing.readers.encodings import decode_file
from framing.readers.extracts import read_extract
from framing.readers.files import Decoded
from framing.readers.heads import Head, read_head
from framing.readers.outlets import host_of
from framing.readers.settings import PlacedError, Settings
from framing.readers.sources import Page, read_source, squeeze
from framing.readers.stated import find_stated, is_needed, read_stated
from framing.readers.trees import clean_tree

_FEWEST_WORDS = 8  # of the longest paragraph; a page without one is no article
# What the extractor and its parser let through on broken markup; one page must not end the run.
_BREAKDOWNS = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_GUESSED = ("title", "author", "date", "outlet")
_GUESS = "the extractor's reading of the page; not in its metadata"
_H1 = re.compile(r"<h1\b", re.IGNORECASE)


class Found(NamedTuple):
    """What is known of a page: the text found, where that stands, what its metadata state, what is guessed beyond that."""

    text: str
    page: Page
    head: Head
    guessed: Mapping[str, str]


def read_html_page(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the article of a saved web page.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        Bounds its length: the article's, and four times as much for the page.

    Raises
    ------
    PlacedError
        If it cannot be read, or holds no article.
    """
    yield from read_html(decode_file(path, settings), str(path), settings)


def read_html(decoded: Decoded, place: str, settings: Settings) -> Iterator[Article]:
    """Yield the article of a web page's source.

    Parameters
    ----------
    decoded : Decoded
        The source; the article's places count its characters.
    place : str
        What messages call it; the article's origin has it as its path.
    settings : Settings
        Bounds the article's length.

    Raises
    ------
    PlacedError
        If the page holds no article.
    """
    try:
        head, guessed, text = _extract(decoded.text, place)
    except _BREAKDOWNS as error:
        raise PlacedError(place, f"cannot be taken apart as HTML ({error}). Copy the article into a .txt file.") from error
    page, warnings = read_source(decoded.text), decoded.warnings
    shown = page
    if is_needed(head.body, text):
        text, shown = read_stated(head.body), find_stated(head.body, decoded.text)
        warnings = (*warnings, "the page shows little of its text; the body is the one its metadata state")
    if settings.too_long(len(text)):
        raise PlacedError(place, settings.too_long(len(text)))
    found = Found(text, shown, head, {**guessed, **_visible_deck(head, page, text)})
    article = _read_article(found, Origin(place, encoding=decoded.encoding))
    if article is None or not _has_sentence(article.text):
        raise PlacedError(place, "holds no article text that the extractor finds. Copy the article into a .txt file instead.")
    captions = tuple(dict.fromkeys((*article.captions, *head.captions)))
    yield _add_places(replace(article, captions=captions, warnings=(*article.warnings, *warnings)), page)


def _read_article(found: Found, origin: Origin) -> Article | None:
    """Read the article of an extracted text, its places those of the source."""
    head, guessed = found.head, found.guessed
    known = {field: value for field, value in head.known.items() if field not in ("deck", "genre")}
    genre = head.known.get("genre", "")
    if genre != "news":  # left for last: a wire story is news too
        known["genre"] = genre
    known |= {field: guessed[field] for field in ("title", "deck") if field in guessed}
    parts = find_parts(found.text, found.page)
    host = host_of(known.get("url", "")).removeprefix("www.")
    blocks = tuple(find_blocks(found.text, found.page, parts, host, head.known.get("deck", "")))
    article = read_extract(found.text, blocks, origin, known)
    if article is None:
        return None
    return map_back(_settle_genre(_fill(article, guessed), genre), spread(found.text, found.page, parts))


def _extract(source: str, place: str) -> tuple[Head, dict[str, str], str]:
    """Return what a page's metadata state, what the extractor guesses beyond that, and the text it finds."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(source)
    if tree is None:  # the parser turns fragments away; inside a page it takes them
        tree = load_html(f"<html><body>{source}</body></html>")
    if tree is None:
        raise PlacedError(place, "is not HTML. Rename it to .txt if it is a text page.")
    head = read_head(tree)
    guessed = _guess(tree, head.known)
    found = bare_extraction(clean_tree(tree), include_comments=False, with_metadata=False)  # takes the tree apart
    return head, guessed, str(getattr(found, "text", None) or "")


def _guess(tree: Any, known: Mapping[str, str]) -> dict[str, str]:
    """Ask the extractor for the fields the metadata lack."""
    if all(field in known for field in _GUESSED):
        return {}
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(tree, extensive=False)  # it would take dates from anywhere on the page
    except _BREAKDOWNS:  # a guess that fails is no guess
        return {}
    guesses = {"title": found.title, "author": found.author, "date": found.date, "outlet": found.sitename}
    plain = {field: " ".join(str(value or "").split()) for field, value in guesses.items()}
    return {field: value for field, value in plain.items() if value and field not in known}


def _fill(article: Article, guessed: Mapping[str, str]) -> Article:
    """Give an article the guesses for what neither its metadata nor its text states."""
    fields: dict[str, Any] = {}
    author = read_authors(guessed.get("author", ""), article.outlet).names
    if not article.author and " " in author:  # one word is the name of an account
        fields["author"] = author
    if not article.outlet and "outlet" in guessed:
        fields["outlet"] = guessed["outlet"]
    day = parse_date(guessed.get("date", ""))
    if article.date is None and day is not None:
        fields["date"] = day
    if article.title and article.title == guessed.get("title"):
        fields["title"] = article.title
    return replace(article, **fields, inferred={**article.inferred, **dict.fromkeys(fields, _GUESS)}) if fields else article


def _settle_genre(article: Article, stated: str) -> Article:
    """Give an article whose kind nothing else tells that of its section, or of its type where that is plain reporting."""
    if article.genre != "unknown":
        return article
    named = read_genre(article.topic)
    if named in ("live_blog", "analysis", "opinion"):
        inferred = {**article.inferred, "genre": f'the section "{article.topic}" in the page\'s metadata'}
        return replace(article, genre=named, inferred=inferred)
    return replace(article, genre="news") if stated == "news" else article


def _visible_deck(head: Head, page: Page, text: str) -> dict[str, str]:
    """Take the description for the deck only where the page shows it apart from its text.

    Many descriptions are written for search engines, or are the lead cut short; those are not what readers saw.
    """
    deck = head.known.get("deck", "")
    bare = squeeze(deck)
    if len(deck.split()) < 4 or bare not in page.shown or bare in squeeze(text[: len(deck) + 2_000]):
        return {}
    return {"deck": deck}


def _has_sentence(text: str) -> bool:
    return any(len(paragraph.split()) >= _FEWEST_WORDS for paragraph in text.split("\n\n"))


def _add_places(article: Article, page: Page) -> Article:
    """Map title, deck and captions to where the page shows them; those that only its metadata hold have no place."""
    if article.origin is None:
        return article
    headline = _H1.search(page.source)
    start = page.starts[bisect_left(page.lows, headline.start())] if headline else 0
    zones = {zone: locate(text, page, start) for zone, text in (("title", article.title), ("deck", article.deck))}
    zones["caption"] = align("\n\n".join(article.captions), page) if article.captions else ()
    segments = {**{zone: found for zone, found in zones.items() if found}, **article.origin.segments}
    if zones["caption"]:
        segments["caption"] = zones["caption"]
    return replace(article, origin=replace(article.origin, segments=segments))
