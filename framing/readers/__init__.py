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
from typing import TYPE_CHECKING, cast

from framing.errors import ReadError, UnknownNameError
from framing.given import take_places
from framing.model import Article
from framing.pages.language import describe, find_foreign
from framing.readers.databases import read_html_or_export, read_text_or_export
from framing.readers.days import DayOrder, settle_days
from framing.readers.fetched import is_url
from framing.readers.folders import find_files, suffix_of
from framing.readers.frames import read_articles
from framing.readers.ids import Ids
from framing.readers.jsonl import read_json, read_jsonl
from framing.readers.names import Found, give_outlet, identify
from framing.readers.outlets import load_outlets, shipped_outlets
from framing.readers.parquet import read_parquet
from framing.readers.records import from_record, to_record
from framing.readers.repeats import find_repeats
from framing.readers.rows import FIELDS
from framing.readers.settings import LANGUAGES, MAX_CHARS, OnSkip, PlacedError, Reader, Settings
from framing.readers.tables import read_table
from framing.readers.tally import Tally, stop_in_time
from framing.readers.text import read_text_page
from framing.readers.warc import read_warc

if TYPE_CHECKING:
    import pandas as pd

    from framing.readers.web import Client

__all__ = ["READERS", "Settings", "from_record", "read", "sample_articles", "to_record"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text_or_export,
        ".md": read_text_page,
        ".html": read_html_or_export,
        ".htm": read_html_or_export,
        ".csv": stop_in_time(read_table),
        ".tsv": stop_in_time(read_table),
        ".jsonl": stop_in_time(read_jsonl),
        ".ndjson": stop_in_time(read_jsonl),
        ".json": stop_in_time(read_json),
        ".parquet": stop_in_time(read_parquet),
        ".warc": stop_in_time(read_warc),
    }
)

# What the messages call one article's place in a file of many; in a JSON array it is an item.
_RECORDS = MappingProxyType(
    {".csv": "row", ".tsv": "row", ".jsonl": "line", ".ndjson": "line", ".parquet": "row", ".warc": "record"}
)
_log = logging.getLogger(__name__)


def read(  # noqa: PLR0913 - all but the first are by name, and each answers a question of its own
    source: str | Path | Iterable[str | Path] | pd.DataFrame | pd.Series[str],
    *,
    on_error: str = "raise",
    on_skip: OnSkip | None = None,
    text_column: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_chars: int = MAX_CHARS,
    language: str = "en",
    outlets: str | Path | None = None,
    allow_private: bool = False,
) -> Iterator[Article]:
    """Read articles from files and folders, one at a time.

    Parameters
    ----------
    source : str, Path or an iterable of them, pandas.DataFrame or pandas.Series
        Files and folders, or a frame with an article a row, its columns named as in a table, or a series of articles' texts,
        which state no outlet. Folders are walked in sorted order; hidden files and unknown suffixes are passed over.
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
    language : {"en", "any"}
        What to do with an article that is not English: leave it out, or keep it with a warning. The measures read English
        only.
    outlets : str or Path, optional
        A file of names and domains that outlets go by, on top of the one that ships; its word wins. Every outlet gets one
        name; a spelling that is merged is kept in the article's ``inferred``.
    allow_private : bool
        Whether addresses of pages on this machine or in its network are fetched; no other page can lead there.

    Yields
    ------
    Article
        With an identifier of its own and an outlet, stated or inferred.

    Raises
    ------
    ReadError
        If a source does not exist or a folder holds no readable file; with ``on_error="raise"`` also for the first
        file, row or article that cannot be read.
    FramingError
        If the source names no files and is no frame, or ``columns`` names a field that articles do not have.
    LexiconError
        If the file of outlets is wrong.

    Examples
    --------
    >>> articles = list(read("framing/sample"))  # doctest: +SKIP
    """
    if on_error not in ("raise", "skip"):
        raise ReadError(f'on_error is "{on_error}"; it must be "raise" or "skip".')
    if language not in LANGUAGES:
        raise ReadError(f'language is "{language}"; it must be "{LANGUAGES[0]}" or "{LANGUAGES[1]}".')
    table = load_outlets(outlets).over(shipped_outlets()) if outlets else shipped_outlets()
    chosen = {**(columns or {}), **({"text": text_column} if text_column else {})}
    for field in chosen:
        if field not in FIELDS:
            raise UnknownNameError.of("field of an article in columns={field: column}", field, FIELDS)
    settings = Settings(chosen, max_chars, on_error == "skip", on_skip, language, table)
    if hasattr(source, "to_frame"):
        source = cast("pd.Series[str]", source).to_frame(name=chosen.get("text", "text"))
    if hasattr(source, "iterrows"):
        return read_articles(cast("pd.DataFrame", source), settings)
    sources = take_places(cast("Iterable[str | Path]", source))
    urls = [str(named) for named in sources if is_url(named)]
    paths = [Path(named) for named in sources if not is_url(named)]
    return _read_all(find_files(paths, READERS, settings), urls, settings, allow_private=allow_private)


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


def _read_all(files: list[Found], urls: list[str], settings: Settings, *, allow_private: bool) -> Iterator[Article]:
    tally = Tally(settings)
    repeats = find_repeats(files, READERS, settings)
    settings = replace(settings, on_skip=tally)
    taken = Ids()
    for found in files:
        tally.begin(found.path)
        try:
            days = DayOrder()
            known = replace(settings, on_date=days.hear, repeats=repeats.of(found))
            articles = READERS[suffix_of(found.path)](found.path, known)
            for n, article in enumerate(settle_days(articles, days), 1):
                named = _admit(article, found, n, taken, settings)
                if named is not None:
                    yield named
        except PlacedError as error:
            settings.leave_out(error.place, error.reason)
        tally.end()
    if urls:
        from framing.readers.web import Client

        client = Client(allow_private=allow_private)
        for url in urls:
            yield from _read_address(url, client, taken, settings)
    if tally.n:
        _log.warning("%d files, rows or articles could not be read and were left out", tally.n)


def _read_address(url: str, client: Client, taken: Ids, settings: Settings) -> Iterator[Article]:
    from framing.readers.web import read_url

    try:
        for n, article in enumerate(read_url(url, settings, client), 1):
            named = _admit(article, Found(Path(url)), n, taken, settings)
            if named is not None:
                yield named
    except PlacedError as error:
        settings.leave_out(error.place, error.reason)


def _place(article: Article, found: Found, n: int) -> str:
    record, path = (article.origin.record, article.origin.path) if article.origin else (0, str(found.path))
    if record:
        return f"{path}, {_RECORDS.get(suffix_of(found.path), 'item')} {record}"
    return f"{path}, article {n}" if n > 1 else path


def _warn(article: Article, warning: str) -> Article:
    """Give an article a warning, unless it has it since it was first read."""
    return article if warning in article.warnings else replace(article, warnings=(*article.warnings, warning))


def _admit(article: Article, found: Found, n: int, taken: Ids, settings: Settings) -> Article | None:
    """Name an article, or leave it out where its identifier is taken or its language is not English."""
    place = _place(article, found, n)
    foreign = find_foreign(article.text)
    reason = ""
    if foreign is not None:
        article = _warn(article, f"{describe(foreign)}: measures read English only")
        if foreign.whole and settings.language == "en":
            reason = f'is {describe(foreign)}. To read it all the same, pass --language any (language="any" in Python).'
    if article.id and article.id in taken:
        reason = f'has the id "{article.id}", which {taken.place(article.id)} has too. Give every article an id of its own.'
    if reason:
        settings.leave_out(place, reason)
        return None
    name = identify(article, found, n, taken)
    taken.add(name, place)
    return give_outlet(replace(article, id=name), found, settings.outlets)
