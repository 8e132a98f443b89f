"""Invented articles, samples of them, and sheets filled in by invented coders, for the tests of hand coding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import framing
from framing.analysis import Analysis
from framing.model import Article
from framing.validity import Sample

LEXICON = """\
# A list of the user's own.
name: haste
version: 1.2.0
about: Words of haste.
source: Written for a test.
license: CC0-1.0
voice: [own, reported]
categories:
  clock: {about: "time is short", column: headline, rule: Q-1}
  calm: {about: "time is long", column: side}
entries:
  clock:
    - hurry   # always haste
    - words: first
      unless_before: [lady, floor]   # not these
      matches: ["The first ferry left."]
      not: ["The first lady left."]
    - {words: rush, unless_before: [hour]}

  calm: [slowly, {words: later, weight: 2}]
"""
NAMES = ("Ana", "Ben", "Cleo", "Dora", "Emil", "Finn", "Gus", "Hana", "Ivo", "June")
Judge = Callable[[Mapping[str, str]], str]


def write_lexicon(folder: Path, text: str = LEXICON, name: str = "haste.yml") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def make_articles(n: int = 6, outlets: Iterable[str] = ("The Korva Post", "Tarn Echo")) -> list[Article]:
    """Return articles of ten sentences, of which three hold a hit: two of "first", one of "rush"."""
    names = list(outlets)
    articles = []
    for k in range(n):
        lines = [f"{name} saw boat {k} leave the quay." for name in NAMES[:7]]
        lines[2:2] = [f"The first boat of line {k} was late.", f"They rush to quay {k}, The Korva Post said."]
        lines[6:6] = [f"Slowly the first crew of {k} came back."]
        articles.append(Article(id=f"a{k}", outlet=names[k % len(names)], title=f"Boat {k}", text=" ".join(lines)))
    return articles


def analyze(path: Path, articles: Iterable[Article] | None = None) -> Analysis:
    """Score articles by the user's lexicon alone."""
    return framing.analyze(
        make_articles() if articles is None else articles, measures=["haste"], lexicons=[path], annotator="fast"
    )


def fill(
    sample: Sample, path: Path, judge: Judge, coder: str = "ana", *, twice: bool = False, shape: Callable[[str], str] = str
) -> Path:
    """Write a sample's sheet with the codes of a coder, who may code only what is coded twice; ``shape`` edits the file."""
    rows = list(csv.DictReader(io.StringIO(sample.to_csv())))
    for row in rows:
        if row["twice"] or not twice:
            row["code"], row["coder"] = judge(row), coder
    path.write_text(shape(write_rows(rows)), encoding="utf-8")
    return path


def write_rows(rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> str:
    rows = list(rows)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def yes(row: Mapping[str, str]) -> str:
    return "1"


def no(row: Mapping[str, str]) -> str:
    return "0"


def holds_haste(row: Mapping[str, str]) -> str:
    """Code by what the invented sentences say: the crew that comes back slowly is in no haste."""
    words = row["sentence"].replace("[[", "").replace("]]", "")
    return str(int(("first" in words or "rush" in words) and "crew" not in words))
