"""What a report says of duplicates: how many, by which rule, of which article, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from unit.newsroom import Case, analyze_by_hand, make_article, write_text

from framing.analysis import Skipped
from framing.comparison import compare
from framing.duplicates import Duplicate, describe
from framing.report import build, html, markdown
from framing.report.blocks import Articles, Fold, Heading, Report, Table
from framing.report.files import write_report
from framing.report.material import gather
from framing.report.sections.duplicates import RULE, build_duplicates, say_duplicates
from framing.stories import Derivation, Story, restrict_stories

TWICE = Duplicate("twice", "post", "near", 0.9, same_outlet=True)
WIRE = Duplicate("wire", "post", "exact", 1.0, same_outlet=False)


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


def make_case(handling: str, *duplicates: Duplicate, skipped: tuple[Skipped, ...] = ()) -> Case:
    """Return a case of two outlets; what was skipped is not among its articles."""
    outlets = {"post": "Alpha", "twice": "Alpha", "wire": "Beta", "other": "Beta"}
    left_out = {item.path for item in skipped}
    text = write_text([0, 1, 4])
    articles = [
        make_article(key, text, outlet, title=f"Vote of {key}") for key, outlet in outlets.items() if key not in left_out
    ]
    provenance = {"duplicates": handling}
    analysis = analyze_by_hand(articles, duplicates=duplicates, skipped=skipped, provenance=provenance)
    stories = (Story("story-1", "Vote", tuple(article.id for article in articles)),)
    return analysis, compare(analysis, stories=stories, draws=50), stories


def make_dropped() -> Case:
    return make_case("drop", TWICE, WIRE, skipped=(Skipped("twice", f"{describe(TWICE)}."),))


def said_of(report: Report, anchor: str) -> str:
    """Return the words of a section, as Markdown."""
    anchors = [block.anchor if isinstance(block, Heading) and block.level == 2 else "" for block in report.blocks]
    start = anchors.index(anchor)
    end = next((i for i in range(start + 1, len(anchors)) if anchors[i]), len(anchors))
    return markdown.render(Report("x", report.blocks[start:end], {}, {}))


def cells(table: Any) -> list[list[str]]:
    return [["".join(getattr(part, "text", part) for part in cell) for cell in row] for row in table.rows]


class TestHowMany:
    def test_those_left_out_and_those_of_another_outlet_are_counted_apart(self) -> None:
        assert say_duplicates(make_dropped()[0]) == (
            "1 article is a duplicate of another article of the same outlet and left out, so that no publication counts twice. "
            "1 article is a duplicate of an article of another outlet; counted, because both published it."
        )

    def test_marked_ones_are_said_to_count(self) -> None:
        said = say_duplicates(make_case("mark", TWICE)[0])
        assert said == "1 article is a duplicate of another article of the same outlet; marked, and counted like the others."

    def test_of_several_the_noun_is_plural(self) -> None:
        also = Duplicate("other", "wire", "exact", 1.0, same_outlet=True)
        assert say_duplicates(make_case("mark", TWICE, also)[0]).startswith("2 articles are duplicates of another article of ")

    def test_none_is_nothing_at_the_top_and_said_in_the_record(self) -> None:
        report = build(*make_case("drop"))
        assert say_duplicates(make_case("drop")[0]) == ""
        assert "uplicate" not in said_of(report, "compared")
        assert "No article is a duplicate of another." in said_of(report, "record")

    def test_that_none_were_looked_for_is_said(self) -> None:
        said = said_of(build(*make_case("keep")), "record")
        assert "Duplicates were not looked for" in said
        assert "No article is a duplicate" not in said

    @pytest.mark.parametrize("case", [make_dropped(), make_case("mark", TWICE, WIRE)], ids=["dropped", "marked"])
    def test_the_count_opens_the_report_and_stands_with_its_rule_in_the_record(self, case: Case) -> None:
        report = build(*case)
        assert say_duplicates(case[0]) in said_of(report, "compared")
        assert f"{say_duplicates(case[0])} {RULE}" in said_of(report, "record")

    def test_the_rule_names_its_thresholds(self) -> None:
        assert "60 % and more" in RULE
        assert "at most 2 times as long" in RULE


class TestWhichOnes:
    def test_what_is_left_out_is_listed_with_the_article_it_repeats(self) -> None:
        said = said_of(build(*make_dropped()), "record")
        assert '| `twice` | duplicate of "post" of the same outlet, nearly word for word (90 % of the shorter text). |' in said

    def test_a_duplicate_in_the_report_is_flagged_in_the_list_of_articles(self) -> None:
        said = said_of(build(*make_case("mark", TWICE, WIRE)), "compared")
        rows = {row.split("|")[3].strip() for row in said.splitlines() if "Vote of" in row}
        assert rows == {
            "[Vote of post](#a1)",
            "[Vote of twice](#a2) (same text as [1 Alpha](#a1))",
            "[Vote of wire](#a4) (same text as [1 Alpha](#a1))",
            "[Vote of other](#a3)",
        }

    def test_and_over_its_text(self) -> None:
        block = next(block for block in build(*make_case("mark", TWICE)).blocks if isinstance(block, Articles))
        abouts = {article.anchor: "".join(getattr(part, "text", part) for part in article.about) for article in block.articles}
        assert abouts["a2"].endswith(" words (same text as 1 Alpha)")
        assert "same text" not in abouts["a1"]

    def test_the_record_says_of_each_how_alike_it_is_and_whose_the_other_is(self) -> None:
        table = next(block for block in build_duplicates(gather(*make_case("mark", TWICE, WIRE))) if isinstance(block, Table))
        assert cells(table) == [
            ["2 Alpha", "1 Alpha", "the same outlet", "nearly: 90 % of the shorter text"],
            ["4 Beta", "1 Alpha", "another outlet", "word for word"],
        ]

    def test_what_is_left_out_stands_in_no_table_of_duplicates(self) -> None:
        blocks = list(build_duplicates(gather(*make_case("drop", TWICE, skipped=(Skipped("twice", "twice"),)))))
        assert not any(isinstance(block, Table | Fold) for block in blocks)

    def test_a_long_table_is_folded(self) -> None:
        articles = [make_article(str(n), write_text([0]), "Alpha") for n in range(14)]
        found = tuple(Duplicate(str(n), "0", "exact", 1.0, same_outlet=True) for n in range(1, 14))
        analysis = analyze_by_hand(articles, duplicates=found, provenance={"duplicates": "mark"})
        stories = (Story("s", "s", tuple(map(str, range(14)))),)
        blocks = list(build_duplicates(gather(analysis, compare(analysis, stories=stories, draws=50), stories)))
        assert [block.summary for block in blocks if isinstance(block, Fold)] == [("13 duplicates",)]

    def test_html_shows_the_flag_as_a_link(self) -> None:
        page = html.render(build(*make_case("mark", TWICE)))
        assert '(same text as <a href="#a1">1 Alpha</a>)' in page


class TestData:
    def test_the_data_hold_every_duplicate_and_whether_it_was_left_out(self) -> None:
        data = build(*make_dropped()).data
        assert data["duplicates"] == [
            {"article": "twice", "of": "post", "kind": "near", "share": 0.9, "same_outlet": True, "left_out": True},
            {"article": "wire", "of": "post", "kind": "exact", "share": 1.0, "same_outlet": False, "left_out": False},
        ]
        assert {record["id"]: record["duplicate_of"] for record in data["articles"]} == {
            "post": None,
            "wire": "post",
            "other": None,
        }

    def test_the_handling_is_part_of_the_provenance(self, tmp_path: Path) -> None:
        write_report(*make_case("mark", TWICE), tmp_path / "report", formats=("md",))
        told = json.loads((tmp_path / "report" / "provenance.json").read_text(encoding="utf-8"))
        assert told["duplicates"] == "mark"


class TestStories:
    STORIES = (
        Story(
            "s1", "Vote", ("post", "twice", "wire"), (Derivation("wire", "credited", "twice"), Derivation("post", "unknown"))
        ),
        Story("s2", "Alone", ("twice",)),
    )

    def test_stories_are_cut_to_the_articles_that_stayed(self) -> None:
        (story,) = restrict_stories(self.STORIES, {"post", "wire"})
        assert story.articles == ("post", "wire")
        assert story.derivations == (Derivation("post", "unknown"),)

    def test_with_all_articles_there_nothing_changes(self) -> None:
        assert restrict_stories(self.STORIES, {"post", "twice", "wire"}) == self.STORIES

    def test_a_report_on_stories_grouped_before_duplicates_were_left_out_names_none_of_them(self) -> None:
        analysis, _, _ = make_dropped()
        comparison = compare(analysis, stories=self.STORIES, draws=50)
        report = build(analysis, comparison, self.STORIES)
        assert [story.articles for story in comparison.stories] == [("post", "wire")]
        assert [story["articles"] for story in report.data["stories"]] == [["post", "wire"]]
        assert "Alone" not in said_of(report, "stories")
