"""Files and folders -> articles, one reader a format.

`read` walks what it is given, hands each file to the reader that `READERS` names for its suffix, and gives every
article an identifier and an outlet. A format is added by writing ``read_x(path, settings)`` and one line in `READERS`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from framing.errors import ReadError
from framing.model import Article
from framing.pages.language import why_not_english
from framing.readers.databases import read_html_or_export, read_text_or_export
from framing.readers.fetched import is_url
from framing.readers.folders import find_files, suffix_of
from framing.readers.jsonl import read_json, read_jsonl
from framing.readers.names import Found, give_outlet, identify
from framing.readers.parquet import read_parquet
from framing.readers.records import from_record, to_record
from framing.readers.settings import MAX_CHARS, OnSkip, PlacedError, Reader, Settings
from framing.readers.tables import read_table
from framing.readers.text import read_text_page
from framing.readers.warc import read_warc

__all__ = ["READERS", "Settings", "from_record", "read", "sample_articles", "to_record"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text_or_export,
        ".md": read_text_page,
        ".html": read_html_or_export,
        ".htm": read_html_or_export,
        ".csv": read_table,
        ".tsv": read_table,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_json,
        ".parquet": read_parquet,
        ".warc": read_warc,
    }
)

# What the messages call one article's place in a file of many; in a JSON array it is an item.
_RECORDS = MappingProxyType(
    {".csv": "row", ".tsv": "row", ".jsonl": "line", ".ndjson": "line", ".parquet": "row", ".warc": "record"}
)
_log = logging.getLogger(__name__)


def read(
    source: str | Path | Iterable[str | Path],
    *,
    on_error: str = "raise",
    on_skip: OnSkip | None = None,
    text_column: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_chars: int = MAX_CHARS,
) -> Iterator[Article]:
    """Read articles from files and folders, one at a time.

    Parameters
    ----------
    source : str, Path or an iterable of them
        Files and folders. Folders are walked in sorted order; hidden files and unknown suffixes are passed over.
        Addresses of web pages (``https://…``) are fetched, politely: name a handful.
        Every format may be packed with gzip (``.jsonl.gz``).
    on_error : {"raise", "skip"}
        What to do with a file, row or article that cannot be read: raise, or leave it out and go on.
    on_skip : callable, optional
        Called with the place and the reason for everything left out, and once for each suffix passed over that may
        have been meant to be read.
    text_column : str, optional
        The column (or JSON field) that holds the text, where it has none of the usual names.
    columns : Mapping[str, str], optional
        The same for other fields: ``{"outlet": "paper"}``.
    max_chars : int
        The longest article, in characters.

    Yields
    ------
    Article
        With an identifier of its own and an outlet, stated or inferred.

    Raises
    ------
    ReadError
        If a source does not exist or a folder holds no readable file; with ``on_error="raise"`` also for the first
        file, row or article that cannot be read.

    Examples
    --------
    >>> articles = list(read("framing/sample"))  # doctest: +SKIP
    """
    if on_error not in ("raise", "skip"):
        raise ReadError(f'on_error is "{on_error}"; it must be "raise" or "skip".')
    chosen = {**(columns or {}), **({"text": text_column} if text_column else {})}
    settings = Settings(chosen, max_chars, on_error == "skip", on_skip)
    sources = [source] if isinstance(source, str | Path) else list(source)
    urls = [str(named) for named in sources if is_url(named)]
    paths = [Path(named) for named in sources if not is_url(named)]
    return _read_all(find_files(paths, READERS, settings), urls, settings)


def sample_articles() -> tuple[Article, ...]:
    """Return the bundled sample: invented articles about six events, each told by four outlets.

    Their paths are relative to the package, so that they are the same on every machine.
    """
    package = Path(__file__).parent.parent
    articles = []
    for article in read(package / "sample"):
        origin = article.origin and replace(article.origin, path=Path(article.origin.path).relative_to(package).as_posix())
        articles.append(replace(article, origin=origin))
    return tuple(articles)


def _read_all(files: list[Found], urls: list[str], settings: Settings) -> Iterator[Article]:
    counter = _Counter(settings)
    settings = Settings(settings.columns, settings.max_chars, settings.skip, counter)
    taken: dict[str, str] = {}
    for found in files:
        try:
            for n, article in enumerate(READERS[suffix_of(found.path)](found.path, settings), 1):
                named = _admit(article, found, n, taken, settings)
                if named is not None:
                    yield named
        except PlacedError as error:
            settings.leave_out(error.place, error.reason)
    for url in urls:
        yield from _read_address(url, taken, settings)
    if counter.n:
        _log.warning("%d files, rows or articles could not be read and were left out", counter.n)


def _read_address(url: str, taken: dict[str, str], settings: Settings) -> Iterator[Article]:
    from framing.readers.web import read_url

    try:
        for n, article in enumerate(read_url(url, settings), 1):
            named = _admit(article, Found(Path(url)), n, taken, settings)
            if named is not None:
                yield named
    except PlacedError as error:
        settings.leave_out(error.place, error.reason)


class _Counter:
    """Counts what is left out on its way to the listener."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.n = 0

    def __call__(self, place: str, reason: str) -> None:
        self.n += 1
        self._settings.mention(place, reason)


def _place(article: Article, found: Found, n: int) -> str:
    record, path = (article.origin.record, article.origin.path) if article.origin else (0, str(found.path))
    if record:
        return f"{path}, {_RECORDS.get(suffix_of(found.path), 'item')} {record}"
    return f"{path}, article {n}" if n > 1 else path


def _admit(article: Article, found: Found, n: int, taken: dict[str, str], settings: Settings) -> Article | None:
    """Name an article, or leave it out where its identifier is taken or its language is not English."""
    place = _place(article, found, n)
    reason = why_not_english(article.text)
    if article.id and article.id in taken:
        reason = f'has the id "{article.id}", which {taken[article.id]} has too. Give every article an id of its own.'
    if reason:
        settings.leave_out(place, reason)
        return None
    name = identify(article, found, n, taken)
    taken[name] = place
    return give_outlet(replace(article, id=name), found)
