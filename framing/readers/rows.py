"""A row of a table, or an object of a JSON file -> its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from framing.model import Article, Origin
from framing.pages import read_page
from framing.readers.files import MOST_LINES
from framing.readers.settings import PlacedError, Settings


def _list(names: str) -> tuple[str, ...]:
    return tuple(names.split())


# The column names that exports and data sets use for each field, best first; compared without case, spaces and dashes.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": _list(
            "text body content article_text article_body full_text main_text body_text plain_text article_full_text "
            "text_body text_content story_text story_body news_text news_content clean_text cleaned_text article story "
            "article_content contents"
        ),
        "outlet": _list(
            "outlet publisher publication newspaper news_outlet paper outlet_name publisher_name publication_name "
            "publication_title newspaper_name source source_name news_source site_name media_name media_outlet "
            "media_source media site domain source_domain website"
        ),
        "title": _list(
            "title headline heading article_title news_title story_title web_title article_headline news_headline "
            "main_headline headlines hed"
        ),
        "deck": _list("deck dek subtitle subheadline subheading standfirst trail_text"),
        "author": _list(
            "author authors byline by creator writer journalist author_name author_names article_author written_by "
            "writers reporter reporters journalists"
        ),
        "date": _list(
            "date published publish_date date_published date_publish publication_date pub_date published_at "
            "published_date published_time time_published datetime timestamp article_date web_publication_date "
            "date_of_publication published_on published_utc publication_time publish_time date_time_pub first_published "
            "first_published_at posted posted_at posted_on posted_date date_posted issue_date print_date day"
        ),
        "url": _list(
            "url link href web_url article_url canonical_url permalink article_link news_url news_link story_url page_url "
            "web_link"
        ),
        "agency": _list("agency wire news_agency"),
        "place": _list("place dateline"),
        "genre": _list("genre article_type"),
        "topic": _list("topic category section subject section_name topics categories news_desk"),
        "id": _list("id article_id doc_id document_id uid guid uuid text_id news_id accession_number"),
    }
)
_DAY_OF_MONTH = ("month", "year")  # beside one of these a column "day" holds numbers, not dates
_MOST_NAMES_SHOWN = 12


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def match_columns(names: Iterable[str], settings: Settings, *, path: str) -> dict[str, str]:
    """Say which column holds which field.

    Parameters
    ----------
    names : Iterable[str]
        The column names found.
    settings : Settings
        Its ``columns`` win over the usual names.
    path : str
        The file, for messages.

    Returns
    -------
    dict[str, str]
        Field -> column name, for the fields that have one.

    Raises
    ------
    PlacedError
        If a column that was asked for does not exist.
    """
    found = list(names)
    by_plain = {_plain(name): name for name in reversed(found)}
    if any(name in by_plain for name in _DAY_OF_MONTH):
        by_plain.pop("day", None)
    chosen: dict[str, str] = {}
    for field, usual in FIELDS.items():
        asked = settings.columns.get(field)
        if asked is not None and asked not in found:
            raise PlacedError(path, f'has no column "{asked}" ({_list_names(found)}). Name one with --{field}-column.')
        name = asked or next((by_plain[_plain(alias)] for alias in usual if _plain(alias) in by_plain), None)
        if name is not None:
            chosen[field] = name
    return chosen


def no_text_column(names: Iterable[str]) -> str:
    """Say that none of the columns found is known to hold article text, and how to name one."""
    looked_for = ", ".join(FIELDS["text"][:5])
    return (
        f"has no column of article text (looked for {looked_for} …; {_list_names(list(names))})."
        " Name it with --text-column (text_column= in Python)."
    )


def _list_names(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES_SHOWN])
    more = len(names) - _MOST_NAMES_SHOWN
    return f"found: {shown or 'none'}" + (f" and {more:,} more" if more > 0 else "")


def read_row(values: Mapping[str, str], origin: Origin, place: str, settings: Settings) -> Article | None:
    """Read one article from its fields; leave it out, with the reason, where it holds none.

    Parameters
    ----------
    values : Mapping[str, str]
        Field -> stated value.
    origin : Origin
        The file and record.
    place : str
        The row, for messages.
    settings : Settings
        Bounds its length and hears what is left out.

    Returns
    -------
    Article or None
    """
    text = values.get("text", "")
    if settings.on_row is not None:
        settings.on_row(values.get("outlet", "").strip(), text)
        return None
    reason = settings.too_long(len(text))
    if text.count("\n") > MOST_LINES:
        reason = f"holds more than {MOST_LINES:,} lines. Split it into its articles."
    if not text.strip():
        reason = "has no text (its text cell is empty)."
    known = {field: value.strip() for field, value in values.items() if field != "text" and value.strip()}
    if "date" in known and settings.on_date is not None:
        settings.on_date(known["date"], origin.record)
    repeated = settings.find_repeated(known.get("outlet", ""))
    articles = () if reason else read_page(text, origin, known=known, declared=True, repeated=repeated)
    if articles:
        return articles[0]
    settings.leave_out(place, reason or "holds no article text, only menus, dates or captions.")
    return None
