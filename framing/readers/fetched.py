"""The bytes of a page that came over the network, and what its headers say of them -> its articles."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from framing.model import Article
from framing.readers.encodings import SPREAD, decode_page
from framing.readers.html import read_html
from framing.readers.outlets import host_of
from framing.readers.settings import PlacedError, Settings
from framing.readers.text import read_raw

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_TEXT = "text/plain"
_FORMATS = frozenset({"text/html", "application/xhtml+xml", _TEXT})
_UNPACKED = ("", "identity")
# The windows zlib is asked for: 31 reads gzip; "deflate" should mean 15, and is sent without its header (-15) as often.
_PACKED: Mapping[str, tuple[int, ...]] = MappingProxyType({"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was sent: its address, its bytes, and the headers Content-Type and Content-Encoding."""

    url: str
    data: bytes
    content_type: str = ""
    packing: str = ""

    @property
    def format(self) -> str:
        """The media type, without its parameters: "text/html"."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding the header names, or an empty string."""
        from email.message import Message

        message = Message()
        message["Content-Type"] = self.content_type.replace("\r", " ").replace("\n", " ")
        return message.get_content_charset("")


def is_url(source: object) -> bool:
    """Whether what a user named is an address and not a file or folder; what is neither http nor https is refused later."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def is_page(content_type: str) -> bool:
    """Whether a Content-Type is one whose pages can be read."""
    return content_type.partition(";")[0].strip().lower() in _FORMATS


def read_fetched(page: Fetched, place: str, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a page; the encoding its server names wins over the one it declares itself.

    Parameters
    ----------
    page : Fetched
        The page, unpacked.
    place : str
        What messages call it; an article's origin has it as its path.
    settings : Settings
        Bounds its length.

    Raises
    ------
    PlacedError
        If it is no page, or holds no article.
    """
    if not is_page(page.content_type):
        told = f'"{page.format}"' if page.format else "of no stated type"
        raise PlacedError(place, f"is {told}, not a web page. Name the address of an article.")
    decoded = decode_page(page.data, place, page.charset)
    n_chars = len(decoded.text) if page.format == _TEXT else len(decoded.text) // SPREAD
    reason = settings.too_long(n_chars) if decoded.text.strip() else "is empty."
    if reason:
        raise PlacedError(place, reason)
    articles = read_raw(decoded, place) if page.format == _TEXT else read_html(decoded, place, settings)
    for article in articles:
        yield _settle(article, page.url)


def _settle(article: Article, url: str) -> Article:
    """Give an article the address it was read at, and for an outlet its host, where it states none itself."""
    article = replace(article, url=article.url or url)
    host = host_of(url).removeprefix("www.")
    if article.outlet or not host:
        return article
    inferred = {**article.inferred, "outlet": "host name of the address; the page states no outlet"}
    return replace(article, outlet=host, inferred=inferred)


def unpack(data: bytes, packing: str, limit: int) -> bytes | None:
    """Undo a Content-Encoding.

    Parameters
    ----------
    data : bytes
        What was sent.
    packing : str
        The header's value.
    limit : int
        Bytes; what unpacks to more is cut behind the first byte too many, so that memory stays bounded.

    Returns
    -------
    bytes or None
        None where it is packed in a way that cannot be undone here, or is damaged.
    """
    packing = packing.strip().lower()
    if packing in _UNPACKED:
        return data[: limit + 1]
    for window in _PACKED.get(packing, ()):
        try:
            return zlib.decompressobj(window).decompress(data, limit + 1)
        except zlib.error:
            continue
    return None
