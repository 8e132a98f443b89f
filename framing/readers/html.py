"""Saved web pages -> articles: the text by an extractor, each place mapped back to the HTML source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.model import Article, Origin, Segment
from framing.pages import read_page
from framing.pages.phrases import fold
from framing.readers.alignment import Page, align, read_tokens
from framing.readers.files import open_bytes, read_text
from framing.readers.heads import Head, read_head
from framing.readers.settings import PlacedError, Settings

_SPREAD = 4  # markup may make a page this many times longer than its article
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_FEWEST_WORDS = 8  # of the longest paragraph; a page without one is no article
# What the extractor and its parser let through on broken markup; one page must not end the run.
_BREAKDOWNS = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_GUESSED = ("title", "author", "date", "outlet")


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
    place = str(path)
    decoded = read_text(path, settings, declared=_declared_charset(path), spread=_SPREAD)
    try:
        head, guessed, text = _extract(decoded.text, place)
    except _BREAKDOWNS as error:
        raise PlacedError(place, f"cannot be taken apart as HTML ({error}). Copy the article into a .txt file.") from error
    if settings.too_long(len(text)):
        raise PlacedError(place, settings.too_long(len(text)))
    page = read_tokens(decoded.text)
    known = {field: value for field, value in head.known.items() if field != "deck"}
    deck = _visible_deck(head, page, text)
    articles = read_page(text, Origin(place, encoding=decoded.encoding), known={**guessed, **known, **deck}, declared=True)
    if not articles or not _has_sentence(articles[0].text):
        raise PlacedError(place, "holds no article text that the extractor finds. Copy the article into a .txt file instead.")
    article = _map_back(articles[0], align(text, page))
    yield replace(
        article,
        captions=(*article.captions, *head.captions),
        inferred={**article.inferred, **dict.fromkeys(guessed, "the extractor's reading of the page; not in its metadata")},
        warnings=(*article.warnings, *decoded.warnings),
    )


def _declared_charset(path: Path) -> str:
    with open_bytes(path) as file:
        found = _CHARSET.search(file.read(4096))
    return found[1].decode("ascii", errors="ignore") if found else ""


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
    found = bare_extraction(tree, include_comments=False, with_metadata=False)  # takes the tree apart, so it comes last
    return head, guessed, str(getattr(found, "text", None) or "")


def _guess(tree: Any, known: Mapping[str, str]) -> dict[str, str]:
    """Ask the extractor for the fields the metadata lack."""
    if all(field in known for field in _GUESSED):
        return {}
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(tree)
    except _BREAKDOWNS:  # a guess that fails is no guess
        return {}
    guesses = {"title": found.title, "author": found.author, "date": found.date, "outlet": found.sitename}
    plain = {field: " ".join(str(value or "").split()) for field, value in guesses.items()}
    return {field: value for field, value in plain.items() if value and field not in known}


def _visible_deck(head: Head, page: Page, text: str) -> dict[str, str]:
    """Take the description for the deck only where the page shows it above its text.

    Many descriptions are written for search engines, or are the lead cut short; those are not what readers saw.
    """
    deck = head.known.get("deck", "")
    words = re.findall(r"\w+", fold(deck))
    if len(words) < 4 or fold(deck) in fold(text[: len(deck) + 2_000]).split("\n", 1)[0]:
        return {}
    shown = " ".join(word for word in (token.text.casefold() for token in page.tokens) if word[0].isalnum())
    return {"deck": deck} if f" {' '.join(words)} " in f" {shown} " else {}


def _has_sentence(text: str) -> bool:
    return any(len(paragraph.split()) >= _FEWEST_WORDS for paragraph in text.split("\n\n"))


def _map_back(article: Article, stretches: Sequence[Segment]) -> Article:
    """Replace places in the extracted text by places in the HTML source."""
    if article.origin is None:
        return article
    starts = [stretch.start for stretch in stretches]
    zones = {zone: tuple(_compose(found, stretches, starts)) for zone, found in article.origin.segments.items()}
    origin = replace(article.origin, segments={zone: found for zone, found in zones.items() if found})
    removed = tuple(cut._replace(at=_nearest(cut.at, stretches, starts)) for cut in article.removed)
    return replace(article, origin=origin, removed=removed)


def _compose(inner: Iterable[Segment], outer: Sequence[Segment], starts: Sequence[int]) -> Iterator[Segment]:
    for segment in inner:
        end = segment.at + segment.length
        for i in range(max(0, bisect_right(starts, segment.at) - 1), len(outer)):
            stretch = outer[i]
            if stretch.start >= end:
                break
            low, high = max(stretch.start, segment.at), min(stretch.start + stretch.length, end)
            if low < high:
                yield Segment(segment.start + low - segment.at, stretch.at + low - stretch.start, high - low)


def _nearest(at: int, stretches: Sequence[Segment], starts: Sequence[int]) -> int:
    """Return the place in the source of a character of the extracted text, or of the last one before it that has a place."""
    i = bisect_right(starts, at) - 1
    return stretches[i].at + min(at - stretches[i].start, stretches[i].length) if i >= 0 else 0
