"""Invented articles for the tests of scale, and what a folder of scores holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from framing.annotation import FastAnnotator
from framing.measures import resolve_measures
from framing.model import Article
from framing.scale.batches import Cut
from framing.scale.storing import Tally, score_folder

SMALL = Cut(fewest=2, mean=3, most=5, smaller=1)  # parts of a few articles
OUTLETS = ("Sound Post", "Daily Gull", "Quay")


def make_articles(n: int, start: int = 0) -> list[Article]:
    """Return short articles, no two alike."""
    return [
        Article(
            id=f"a{i}",
            outlet=OUTLETS[i % 3],
            title=f"Ferry {i}",
            date=date(2024, 9, 1) + timedelta(days=i // 4),
            text=f"The ferry may stop after {i} more trips, the office said. Perhaps it could run until the {i % 28}th. "
            + "The boat is old. " * (i % 4),
        )
        for i in range(start, start + n)
    ]


@cache
def tools(names: str = "hedging,lix") -> dict[str, Any]:
    """Return measures and an annotator, loaded once."""
    return {"measures": resolve_measures(names.split(",")), "annotator": FastAnnotator()}


def store(articles: list[Article] | Iterator[Article], folder: Path, **given: Any) -> Tally:
    """Score articles into a folder in small parts."""
    return score_folder(articles, folder, **{**tools(), "at": SMALL, **given})


def snapshot(folder: Path) -> dict[str, str]:
    """Return all files of a folder with digests of their bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return all rows of a folder, however its files are ordered."""
    from pyarrow import dataset

    found: list[dict[str, Any]] = dataset.dataset(folder, format="parquet").to_table().to_pylist()
    return sorted(found, key=lambda row: (row["article"], row["measure"], row["column"]))
