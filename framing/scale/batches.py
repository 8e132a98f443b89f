"""Articles -> batches that depend on the articles alone, each article known by what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from framing.model import Article

# What no score and no column of a table depends on: where an article stood, and what was cut or inferred there.
_BESIDE: dict[str, Any] = {"inferred": {}, "origin": None, "removed": (), "warnings": ()}
_SAID = tuple(field.name for field in fields(Article) if field.name not in {"id", *_BESIDE})


class Print(NamedTuple):
    """An article's fingerprint: 64 bits of its id, and 64 bits of all else that a score depends on."""

    id: int
    content: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a batch ends.

    That is after an article whose id happens to be a multiple of ``mean``, so that an article more or less moves no end but
    those near it, once there are ``fewest``; at the latest after ``most`` articles or ``characters``. The first batches are
    ``smaller`` by that factor, and later ones less and less, so that a run that soon ends has something to go on from.
    """

    fewest: int = 128
    mean: int = 512
    most: int = 1024
    characters: int = 8_000_000
    smaller: int = 16

    def after(self, n: int) -> Cut:
        """Return where a batch ends that ``n`` articles came before."""
        by = self.smaller
        while by > 1 and n * by >= 2 * self.mean:  # by half each time, so that an end stays one where batches are larger
            by //= 2
        return replace(self, fewest=max(1, self.fewest // by), mean=max(1, self.mean // by), most=max(1, self.most // by))


CUT = Cut()


class Batch(NamedTuple):
    """Articles that are stored together."""

    articles: list[Article]
    prints: list[Print]

    def name(self, settings: str) -> str:
        """Return 16 hexadecimal digits that stand for these articles, in this order, under these settings."""
        return _hash(settings.encode() + b"".join(map(to_bytes, self.prints))).hex()


def slim(article: Article) -> Article:
    """Return an article without what no score depends on."""
    return replace(article, **_BESIDE)


def fingerprint(article: Article) -> Print:
    """Return the fingerprint of an article."""
    said = json.dumps([getattr(article, name) for name in _SAID], default=_spell)
    return Print(_number(article.id), int.from_bytes(_hash(said.encode())))


def cut(articles: Iterable[Article], at: Cut) -> Iterator[Batch]:
    """Yield articles in batches."""
    held, prints, characters = list[Article](), list[Print](), 0
    now = at.after(0)
    for n, article in enumerate(articles, 1):
        held.append(article)
        prints.append(fingerprint(article))
        characters += len(article.text)
        chosen = len(held) >= now.fewest and prints[-1].id % now.mean == 0
        if chosen or len(held) >= now.most or characters >= now.characters:
            yield Batch(held, prints)
            held, prints, characters = [], [], 0
            now = at.after(n)
    if held:
        yield Batch(held, prints)


def to_bytes(each: Print) -> bytes:
    """Return a fingerprint as 16 bytes."""
    return each.id.to_bytes(8) + each.content.to_bytes(8)


def _number(text: str) -> int:
    return int.from_bytes(_hash(text.encode("utf-8", "surrogatepass")))


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=8).digest()


def _spell(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no part of an article")
