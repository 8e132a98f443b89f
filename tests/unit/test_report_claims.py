"""The part of a report on claims: what changed most first, then every claim side by side, in words that accuse nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from unit.versions import analyze_versions

import framing
from framing.claims import CHANGES
from framing.report.assembly import build as build_report
from framing.report.blocks import Fold, Heading, Items, Table
from framing.report.material import Material, gather
from framing.report.sections.claims import (
    CHANGE_WORDS,
    LABEL_WORDS,
    STORIES_ALIGNED,
    VERSIONS_BESIDE,
    align_stories,
    build_claims,
)
from framing.report.sections.headlines import build_headlines, find_headlines
from framing.stories import Story

WIRE = (
    "Mayor Ana Ruiz said the bridge would open in June. About nine drivers were fined on Monday. "
    "The council approved a loan of 40 million crowns. A spokesman for the builders declined to comment."
)
DAILY = (
    "The bridge will open in June. Nine drivers were fined on Monday. The council approved a loan of 45 million crowns. "
    "Shops in the old town are glad."
)


def make_material(texts: Mapping[str, str], *stories: Story) -> Material:
    analysis, story = analyze_versions(texts)
    chosen = stories or (story,)
    return gather(analysis, framing.compare(analysis, stories=chosen, draws=20), chosen)


def build(material: Material) -> list[Any]:
    return list(build_claims(material, align_stories(material)))


def text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        return " ".join(text_of(item) for item in value)
    if is_dataclass(value):
        return " ".join(text_of(getattr(value, field.name)) for field in fields(value))
    return ""


@pytest.fixture(scope="module")
def blocks() -> list[Any]:
    return build(make_material({"Wire": WIRE, "Daily": DAILY}))


def test_what_changed_most_comes_first_with_both_wordings(blocks: list[Any]) -> None:
    [items] = [block for block in blocks if isinstance(block, Items)]
    first = text_of(items.lines[0])
    assert "Daily names no source." in first
    assert "Mayor Ana Ruiz said" in first
    assert any("has another number" in text_of(line) and "45 million" in text_of(line) for line in items.lines)


def test_each_version_has_a_row_of_counts_and_shares(blocks: list[Any]) -> None:
    table = next(block for block in blocks if isinstance(block, Table))
    assert [text_of(row[0]) for row in table.rows] == ["2 Daily"] or len(table.rows) == 1
    assert table.header[1:6] == (*LABEL_WORDS.values(), "Added")


def test_every_claim_that_is_not_kept_unchanged_is_shown_side_by_side(blocks: list[Any]) -> None:
    fold = next(block for block in blocks if isinstance(block, Fold) and "side by side" in text_of(block.summary))
    [table] = fold.blocks
    assert table.header == ("Wire", "Daily")
    assert any("Not found" in text_of(row[1]) for row in table.rows)


def test_what_a_version_adds_is_listed(blocks: list[Any]) -> None:
    fold = next(block for block in blocks if isinstance(block, Fold) and "adds" in text_of(block.summary))
    assert "Shops in the old town are glad" in text_of(fold.blocks)


def test_not_found_stands_with_its_caution(blocks: list[Any]) -> None:
    assert "leaving something out is not deceit" in text_of(blocks[:4])


def test_no_story_told_twice_leaves_no_part_on_claims() -> None:
    alone = make_material({"Wire": WIRE}, Story("s", "", ("Wire",)))
    assert build(alone) == []


def test_an_update_of_one_outlet_s_own_story_is_not_set_against_itself() -> None:
    analysis, _ = analyze_versions({"one": WIRE, "two": DAILY})
    articles = [framing.Article(a.id, a.text, "Wire") for a in analysis.articles]
    own = framing.analyze(articles, measures=["hedging"], annotator="fast", duplicates="keep")
    story = Story("s", "", ("one", "two"))
    assert build(gather(own, framing.compare(own, stories=[story], draws=20), [story])) == []


def test_many_versions_stand_in_several_tables_of_a_few() -> None:
    texts = {"Wire": WIRE, **{f"Outlet {i}": DAILY.replace("June", f"June {i + 2}") for i in range(VERSIONS_BESIDE + 1)}}
    blocks = build(make_material(texts))
    fold = next(block for block in blocks if isinstance(block, Fold) and "side by side" in text_of(block.summary))
    assert [len(table.header) for table in fold.blocks] == [VERSIONS_BESIDE + 1, 2]


def test_only_the_first_stories_are_aligned_and_the_rest_counted() -> None:
    texts, stories = {}, []
    for i in range(STORIES_ALIGNED + 2):
        pair = (f"Wire {i}", f"Daily {i}")
        texts |= {pair[0]: f"The bridge number {i} opened.", pair[1]: f"Bridge number {i} has opened."}
        stories.append(Story(f"s{i}", f"Bridge {i}", pair))
    blocks = build(make_material(texts, *stories))
    assert sum(isinstance(block, Heading) and block.level == 3 for block in blocks) == STORIES_ALIGNED
    assert "2 more stories told by several are not aligned here" in text_of(blocks[-1])


def test_there_are_words_for_every_change_and_none_accuses() -> None:
    assert set(CHANGE_WORDS) == {(aspect, kind) for aspect, kinds in CHANGES.items() for kind in kinds}
    said = " ".join([*CHANGE_WORDS.values(), *LABEL_WORDS.values()]).lower()
    assert not re.search(r"\b(?:hid|lie|lying|conceal|suppress|distort|manipulat|fail|censor)", said)


def test_headlines_are_held_against_their_own_articles() -> None:
    text = "Mayor Ana Ruiz said the bridge would open in June. It rained."
    articles = [framing.Article("one", text, "Wire", title="Bridge will open in June"), framing.Article("two", text, "Daily")]
    analysis = framing.analyze(articles, measures=["hedging", "loaded", "attribution"], annotator="fast", duplicates="keep")
    material = gather(analysis, framing.compare(analysis, draws=20), ())
    found = find_headlines(material)
    assert [(one.article, one.kind) for one in found] == [("one", "source")]
    heading, _, table = build_headlines(material, found)
    assert heading.anchor == "headlines"
    assert "Mayor Ana Ruiz said" in text_of(table)
    assert list(build_headlines(material, ())) == []


def test_the_data_of_a_report_hold_claims_and_headlines() -> None:
    analysis, story = analyze_versions({"Wire": WIRE, "Daily": DAILY})
    data = build_report(analysis, framing.compare(analysis, stories=[story], draws=20), [story]).data
    assert data["claims"][0]["reference"] == "Wire"
    assert data["headlines"] == []
