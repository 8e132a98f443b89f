"""The report on the sample in other languages' numbers and dates: none of its own is left as English writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import framing
from framing.comparison import Comparison
from framing.report.assembly import build
from framing.report.blocks import Code, Excerpt, MarkedArticle, Strong

# Of three digits behind a comma nobody can say whether they are English thousands or German decimals, but by what they are.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ENGLISH = re.compile(
    r"(?<![\w.])\.\d+|(?<![\w.])\d+\.(?!\d{3}\b)\d+(?![\w.]*\d)"
    r"|(?<![\w,])[1-9]\d{0,2},\d{3}(?= (?:words|articles|US|ways|draws|tests))"
    rf"|(?:{MONTHS})\s\d{{1,2}}\b"
)


@pytest.fixture(scope="module")
def compared() -> tuple[framing.Analysis, Comparison]:
    analysis = framing.analyze(framing.sample_articles(), annotator="fast")
    return analysis, framing.compare(analysis, draws=50)


def own_words(value: Any) -> Iterator[str]:
    """Yield the words of a report that are not an article's: no excerpts, no full texts, no fingerprints, no references."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        if not (value and isinstance(value[0], Strong) and value[0].text == "References. "):
            for part in value:
                yield from own_words(part)
    elif is_dataclass(value) and not isinstance(value, Excerpt | MarkedArticle | Code):
        for field in fields(value):
            yield from own_words(getattr(value, field.name))


@pytest.mark.parametrize("language", ["de", "fr"])
def test_no_number_or_date_of_its_own_stays_english(
    language: str, compared: tuple[framing.Analysis, Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.report.assembly.CHARTS", {})
    analysis, comparison = compared
    texts = " ".join(f"{article.title} {article.deck} {article.text}" for article in analysis.articles)
    pages = " ".join(cut.text for article in analysis.articles for cut in article.removed)
    report = build(analysis, comparison, comparison.stories, language=language)
    found = {
        (match[0], said)
        for said in own_words(report.blocks)
        for match in ENGLISH.finditer(said)
        if match[0] not in texts and match[0] not in pages
    }
    assert not found


def test_the_same_words_hold_such_numbers_in_english(
    compared: tuple[framing.Analysis, Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.report.assembly.CHARTS", {})
    analysis, comparison = compared
    report = build(analysis, comparison, comparison.stories)
    said = {match[0] for text in own_words(report.blocks) for match in ENGLISH.finditer(text)}
    assert {".05", ".147", "0.39", "1,583", "5,000"} <= said
