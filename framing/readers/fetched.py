"""The bytes of a page that came over the network, and what its headers say of them -> its articles."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from framing.model import Article
from framing.readers.html import read_html_page
from framing.readers.settings import PlacedError, Reader, Settings
from framing.readers.text import read_text_page

_READERS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        "text/html": (".html", read_html_page),
        "application/xhtml+xml": (".html", read_html_page),
        "text/plain": (".txt", read_text_page),
    }
)
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
    """Whether what a user named is the address of a page and not a file or folder."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def is_page(content_type: str) -> bool:
    """Whether a Content-Type is one whose pages can be read."""
    return content_type.partition(";")[0].strip().lower() in _READERS


def read_fetched(page: Fetched, place: str, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a page; the encoding in its header wins over the one it declares itself.

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
    import tempfile

    suffix, reader = _READERS[page.format]
    data, charset = _recode(page)
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:  # readers take files
        path = Path(folder, f"page{suffix}")
        path.write_bytes(data)
        try:
            for article in reader(path, settings):
                yield _settle(article, page.url, place, charset)
        except PlacedError as error:
            raise PlacedError(place, error.reason) from error


def _recode(page: Fetched) -> tuple[bytes, str]:
    """Return a page in UTF-8, marked as such, where the header names its encoding rightly; else as it is.

    Servers state a default for pages that differ from it, and browsers read Latin-1 as Windows-1252: what is UTF-8 is
    taken for that, and so are the bytes that only Windows-1252 has.
    """
    charset = "cp1252" if page.charset in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else page.charset
    candidates = (charset,) if charset.startswith(("utf-16", "utf-32")) else ("utf-8-sig", charset)
    for encoding in candidates if charset else ():
        try:
            return page.data.decode(encoding).encode("utf-8-sig"), encoding.removesuffix("-sig")
        except (LookupError, UnicodeError):
            continue
    return page.data, ""  # a header that is wrong is no help; the page itself may say


def _settle(article: Article, url: str, place: str, charset: str) -> Article:
    """Put the page's own address and encoding in the place of the file's it was kept in, and name the host as outlet."""
    origin = article.origin and replace(article.origin, path=place, encoding=charset or article.origin.encoding)
    article = replace(article, origin=origin, url=article.url or url)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
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
