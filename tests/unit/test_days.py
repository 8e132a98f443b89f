"""Dates like 06/03/2025: the other dates of the file tell the order of day and month, or nothing does."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import framing
from framing.errors import ReadError
from framing.model import Article, Origin
from framing.pages.dates import DAY_FIRST, MONTH_FIRST
from framing.readers import days as module
from framing.readers.days import DayOrder, settle_days
from framing.readers.settings import PlacedError

BODY = "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner said. No one was hurt at the pier."
OPEN = "06/03/2025"
LEFT_OPEN = f'date "{OPEN}" is 2025-06-03 or 2025-03-06, and no other date of the file tells which; write it as YYYY-MM-DD'


def hear(*dates: str) -> DayOrder:
    days = DayOrder()
    for number, stated in enumerate(dates, 1):
        days.hear(stated, number)
    return days


def rows(dates: Sequence[str], days: DayOrder) -> Iterator[Article]:
    """Yield articles as a reader would, which tells of each date when it comes to it."""
    for number, stated in enumerate(dates, 1):
        days.hear(stated, number)
        warnings = (LEFT_OPEN,) if stated == OPEN else ()
        yield Article(f"a{number}", BODY, origin=Origin("a.csv", number), warnings=warnings)


def settle(*dates: str) -> list[Article]:
    days = DayOrder()
    return list(settle_days(rows(dates, days), days))


# The order


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ([], ""),
        ([OPEN], ""),
        (["05/05/2025"], ""),
        (["2025-06-13"], ""),
        (["13/06/2025"], DAY_FIRST),
        (["06/13/2025", OPEN], MONTH_FIRST),
        (["06/13/2025", "13/06/2025"], ""),
        (["06/13/2025", "12/25/2025"], MONTH_FIRST),
    ],
)
def test_days_above_twelve_show_the_order_unless_they_disagree(dates: list[str], order: str) -> None:
    assert hear(*dates).order == order


@pytest.mark.parametrize(
    ("dates", "waits"),
    [([], False), ([OPEN], True), ([OPEN, "06/13/2025"], False), (["06/13/2025", OPEN], False), (["June 3, 2025"], False)],
)
def test_it_waits_where_a_date_is_open_and_nothing_showed_the_order(dates: list[str], waits: bool) -> None:
    assert hear(*dates).waits is waits


# Articles


@pytest.mark.parametrize(
    ("other", "day", "order"), [("06/13/2025", date(2025, 6, 3), "month/day"), ("13/06/2025", date(2025, 3, 6), "day/month")]
)
@pytest.mark.parametrize("before", [True, False])
def test_an_open_date_gets_the_order_of_the_others(other: str, day: date, order: str, before: bool) -> None:
    dates = [other, OPEN] if before else [OPEN, other]
    (article,) = [article for article in settle(*dates) if "date" in article.inferred]
    assert (article.id, article.date, article.warnings) == ("a2" if before else "a1", day, ())
    assert article.inferred["date"] == f'"{OPEN}" read as {order}, the order that other dates of the file show'


@pytest.mark.parametrize("others", [[], [OPEN, "05/05/2025"], ["2025-06-13", "June 13, 2025"]])
def test_without_an_order_the_date_stays_open_with_its_warning(others: list[str]) -> None:
    first, *_ = settle(OPEN, *others)
    assert (first.date, first.warnings, first.inferred) == (None, (LEFT_OPEN,), {})


def test_once_the_dates_disagree_later_ones_stay_open() -> None:
    articles = settle("06/13/2025", "13/06/2025", OPEN)
    assert (articles[2].date, articles[2].warnings) == (None, (LEFT_OPEN,))


def test_articles_come_in_their_order_and_each_once() -> None:
    articles = settle(*[OPEN] * 5, "06/13/2025", *[OPEN] * 5)
    assert [article.id for article in articles] == [f"a{n}" for n in range(1, 12)]
    assert {article.date for article in articles} == {None, date(2025, 6, 3)}


def test_a_day_found_elsewhere_is_left_alone() -> None:
    days = hear("06/13/2025", OPEN)
    article = Article("a", BODY, date=date(2025, 1, 1), origin=Origin("a.csv", 2))
    assert days.settle(article) == article


def test_other_warnings_stay() -> None:
    days = hear("06/13/2025", OPEN)
    article = Article("a", BODY, origin=Origin("a.csv", 2), warnings=("odd", LEFT_OPEN, "odder"))
    assert days.settle(article).warnings == ("odd", "odder")


def test_an_article_without_an_origin_passes_through() -> None:
    assert hear("06/13/2025", OPEN).settle(Article("a", BODY)) == Article("a", BODY)


# Reading ahead


def test_nothing_is_held_where_every_date_is_clear() -> None:
    days = DayOrder()
    articles = settle_days(rows(["2025-06-03"] * 3, days), days)
    assert next(articles).id == "a1"


def test_articles_are_held_until_a_date_shows_the_order() -> None:
    days = DayOrder()
    read: list[str] = []

    def source() -> Iterator[Article]:
        for article in rows([OPEN, OPEN, "06/13/2025", OPEN], days):
            read.append(article.id)
            yield article

    assert next(settle_days(source(), days)).date == date(2025, 6, 3)
    assert read == ["a1", "a2", "a3"]


def test_not_more_than_so_many_articles_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AHEAD", 3)
    articles = settle(*[OPEN] * 4, "06/13/2025", OPEN)
    assert [article.date for article in articles] == [None, None, None, None, None, date(2025, 6, 3)]


def test_not_more_than_so_many_characters_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AHEAD_CHARS", 2 * len(BODY))
    articles = settle(*[OPEN] * 3, "06/13/2025")
    assert [article.date for article in articles] == [None] * 4


def test_what_was_read_before_a_breakdown_is_not_lost() -> None:
    days = DayOrder()

    def source() -> Iterator[Article]:
        yield from rows([OPEN, OPEN], days)
        raise PlacedError("a.csv", "is broken")

    found: list[Article] = []
    with pytest.raises(ReadError, match="is broken"):
        found.extend(settle_days(source(), days))
    articles = settle_days(source(), days)
    assert [next(articles).id, next(articles).id] == ["a1", "a2"]


# Files


def write_table(folder: Path, *dates: str) -> Path:
    path = folder / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "outlet", "date"])
        writer.writerows([BODY, "Korva Post", stated] for stated in dates)
    return path


def test_a_table_s_dates_are_read_by_its_other_dates(tmp_path: Path) -> None:
    articles = list(framing.read(write_table(tmp_path, OPEN, "06/04/2025", "06/30/2025", "12/01/2025")))
    assert [str(article.date) for article in articles] == ["2025-06-03", "2025-06-04", "2025-06-30", "2025-12-01"]
    assert ["date" in article.inferred for article in articles] == [True, True, False, True]


def test_a_file_without_a_clear_date_says_so_of_each(tmp_path: Path) -> None:
    articles = list(framing.read(write_table(tmp_path, OPEN, OPEN)))
    assert [article.date for article in articles] == [None, None]
    assert all(article.warnings == (LEFT_OPEN,) for article in articles)


def test_one_file_s_order_is_not_another_s(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write_table(tmp_path, "06/30/2025", OPEN)
    write_table(tmp_path / "b", "30/06/2025", OPEN)
    dates = [str(article.date) for article in framing.read(tmp_path)]
    assert dates == ["2025-06-30", "2025-06-03", "2025-06-30", "2025-03-06"]


def test_rows_that_are_left_out_show_the_order_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    values = [{"text": "", "date": "06/30/2025"}, {"text": BODY, "date": OPEN}]
    path.write_text("".join(json.dumps(row) + "\n" for row in values), encoding="utf-8")
    (article,) = framing.read(path, on_error="skip")
    assert article.date == date(2025, 6, 3)
