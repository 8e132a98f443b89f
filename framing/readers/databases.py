"""A text or HTML file -> the reader of the news database it was exported from, where its shape is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from framing.model import Article
from framing.readers.exports import flatten
from framing.readers.factiva import MARKS, is_factiva, read_factiva
from framing.readers.files import open_bytes
from framing.readers.html import read_html_page
from framing.readers.nexis import is_nexis, read_nexis
from framing.readers.settings import Reader, Settings
from framing.readers.text import read_text_page

_SAMPLE = 1 << 20  # bytes: the style sheet of a saved page may fill the first hundred thousand
# What no export lacks, and the same in its place; only files that have one of these are looked at closely.
_HINTS = (
    b"enArticle",
    b"HD\r",
    b"HD\n",
    b"HD ",
    b"HD\t",
    b" DOCUMENT",
    b"Load-Date",
    b"LOAD-DATE",
    b"End of Doc",
    b"Document ",
    b"Dokument ",
    b"Documento ",
)
_SIGN = re.compile(
    rb"article enArticle|^[ \t]*HD\b|of \d{1,6} DOCUMENT|Load-Date:|LOAD-DATE:|End of Document|Do[ck]umento? \w{8}\d{8}\w{9}",
    re.MULTILINE,
)


def read_text_or_export(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a text file: of an export of Factiva or Nexis, else of a raw page.

    Raises
    ------
    PlacedError
        If it cannot be read, or holds no article.
    """
    yield from _choose(path, read_text_page, str)(path, settings)


def read_html_or_export(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of an HTML file: of an export of Factiva or Nexis, else of a saved web page.

    Raises
    ------
    PlacedError
        If it cannot be read, or holds no article.
    """
    yield from _choose(path, read_html_page, lambda text: flatten(text, MARKS, str(path)))(path, settings)


def _choose(path: Path, otherwise: Reader, show: Callable[[str], str]) -> Reader:
    with open_bytes(path) as file:
        sample = file.read(_SAMPLE).replace(b"\x00", b"")  # so that the letters of UTF-16 stand beside each other
    # Fixed bytes are found several times faster than a pattern, and most pages have none of them.
    if not any(hint in sample for hint in _HINTS) or _SIGN.search(sample) is None:
        return otherwise
    text = show(sample.decode("utf-8", "replace"))
    if is_factiva(text):
        return read_factiva
    return read_nexis if is_nexis(text) else otherwise
