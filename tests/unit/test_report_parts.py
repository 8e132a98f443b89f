"""The first page, excerpts of a report, its language, its length, and the rules it explains."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from unit.newsroom import Case, analyze_by_hand, empty_hits, make_article, make_case, make_hostile_case, write_text
from unit.report_texts import text_of, walk

from framing.charts.notation import notation
from framing.charts.rows import write_csv, write_rows
from framing.comparison import compare
from framing.errors import UnknownNameError
from framing.report import SECTIONS, build, html, markdown
from framing.report.assembly import choose_charts
from framing.report.blocks import (
    Block,
    Evidence,
    Excerpt,
    Fold,
    Heading,
    Items,
    Link,
    Paragraph,
    Piece,
    Report,
    Statements,
    Table,
)
from framing.report.excerpt import check_sections, find_anchors, find_strings, respell, unlink
from framing.report.files import _to_line
from framing.report.material import gather
from framing.report.sections.articles import CONTENT, list_said
from framing.report.sections.rules import build_rules
from framing.report.sections.summary import LONGEST, build_summary, tabulate_figures
from framing.report.trim import LINES, OPEN_ROWS, ROWS, trim
from framing.report.wording import CAUTION
from framing.rules import RULES
from framing.stories import Story


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


@pytest.fixture(scope="module")
def single() -> Case:
    return make_case(1)


@pytest.fixture(scope="module")
def many() -> Case:
    return make_case(21)


@pytest.fixture(scope="module")
def crowd() -> Case:
    return make_case(1, tuple(f"Outlet {n:02d}" for n in range(25)))


def first_page(case: Case) -> list[Block]:
    return list(build_summary(gather(*case)))


def rows_of(table: Table) -> dict[str, list[str]]:
    return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in table.rows}


def broken_links(report: Report) -> set[str]:
    anchors = set(find_anchors(report.blocks))
    return {item.anchor for item in walk(report.blocks) if isinstance(item, Link)} - anchors


class TestFirstPage:
    def test_it_says_what_was_compared_what_stands_how_sure_and_what_not_to_conclude_in_this_order(self, many: Case) -> None:
        said = text_of(first_page(many))
        marks = [
            "42 articles from 2 outlets",
            "Matched.",
            "What stands",
            "Headline figures",
            "How sure",
            "What not to conclude",
            CAUTION,
        ]
        places = [said.index(mark) for mark in marks]
        assert places == sorted(places)

    def test_each_headline_measure_has_one_row_with_a_value_an_interval_and_a_link_to_its_evidence(self, many: Case) -> None:
        table = tabulate_figures(gather(*many))
        rows = rows_of(table)
        assert list(table.header) == ["Measure", "Alpha", "Beta"]
        assert re.fullmatch(r"7\.\d+ e-hedging-2  \(\d\.\d+ to \d+\.?\d*\)", rows["Hedging, per 1,000 unquoted words"][1])
        assert "intervals of 95 % in parentheses" in table.caption

    def test_the_rate_of_attribution_stands_above_its_opaque_share_and_ladder(self, many: Case, crowd: Case) -> None:
        for case in (many, crowd):
            heads = list(rows_of(tabulate_figures(gather(*case))))
            place = heads.index("Attribution, per 1,000 words")
            assert heads[place + 1].startswith("of these to unnamed sources, groups or nobody")
            assert heads[place + 2] == "sources by rung, named persons first, no source last"

    def test_one_story_has_counts_and_no_interval(self, single: Case) -> None:
        table = tabulate_figures(gather(*single))
        assert "interval" not in table.caption
        assert rows_of(table)["Hedging, per 1,000 unquoted words"] == ["3 in 239 e-hedging-1", "2 in 207 e-hedging-2"]
        assert "Intervals cover" not in text_of(first_page(single))

    def test_of_many_groups_there_is_the_range_and_no_name(self, crowd: Case) -> None:
        page = first_page(crowd)
        table = next(block for block in page if isinstance(block, Table))
        assert table.header == ("Measure", "All together", "Lowest", "Middle", "Highest", "Defined in")
        assert rows_of(table)["Hedging, per 1,000 unquoted words"][-1] == "25 of 25"
        assert "Outlet 0" not in text_of(page)

    def test_gaps_that_stand_are_named_few_and_the_rest_is_a_link(self, many: Case) -> None:
        analysis, comparison, stories = many
        gap = next(gap for gap in comparison.gaps if gap.measure == "hedging")
        crowded = replace(comparison, gaps=(replace(gap, p=0.001, p_adjusted=0.001),) * 9)
        said = text_of(first_page((analysis, crowded, stories)))
        assert said.count("Alpha uses more hedging than Beta") == 5
        assert "4 more stand" in said
        assert "findings" in find_links(first_page((analysis, crowded, stories)))

    def test_nothing_found_is_said_and_the_caution_stays(self, single: Case) -> None:
        analysis, _, stories = single
        empty = empty_hits(analysis)
        page = first_page((empty, compare(empty, stories=stories, draws=20), stories))
        assert "Nothing was found to count." in text_of(page)
        assert isinstance(page[-1], Paragraph)
        assert page[-1].role == "caution"

    def test_it_names_what_weakens_the_figures(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may pass."), make_article("b", write_text([0, 1]), "Beta")])
        stories = (Story("s", "s", ("a", "b")),)
        said = text_of(first_page((analysis, compare(analysis, stories=stories, draws=20), stories)))
        assert "1 article is too short for a rate of its own." in said
        assert "not validated on these texts" in said

    def test_a_note_as_long_as_a_list_of_names_is_cut_here_only(self, single: Case) -> None:
        analysis, comparison, stories = single
        long = replace(comparison, notes=(comparison.notes[0], "Not compared: " + "Gazette, " * 90))
        page = first_page((analysis, long, stories))
        lines = [
            text_of(line) for block in page if isinstance(block, Statements) for _, said in block.subjects for line in said
        ]
        assert max(len(line) for line in lines if "Gazette" in line) <= LONGEST + 2
        assert "Gazette, " * 90 in text_of(build(analysis, long, stories).blocks)


def find_links(blocks: list[Block]) -> set[str]:
    return {item.anchor for item in walk(blocks) if isinstance(item, Link)}


class TestExcerpts:
    def test_only_the_sections_asked_for_are_printed_in_the_order_of_the_report(self, many: Case) -> None:
        report = build(*many, only=["results", "summary"])
        assert [b.anchor for b in report.blocks if isinstance(b, Heading) and b.level == 2] == ["summary", "results"]

    @pytest.mark.parametrize("name", list(SECTIONS))
    def test_no_section_alone_has_a_link_that_leads_nowhere(self, many: Case, name: str) -> None:
        report = build(*many, only=[name])
        assert broken_links(report) == set()
        page = html.render(report)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
        assert CAUTION in text_of(report.blocks)

    def test_a_whole_report_has_no_such_link_either(self, many: Case, crowd: Case) -> None:
        assert broken_links(build(*many)) == broken_links(build(*crowd)) == set()

    def test_an_excerpt_says_that_it_is_one_and_what_is_left_out(self, single: Case) -> None:
        said = text_of(build(*single, only=["summary"]).blocks[0])
        assert "This is an excerpt." in said
        assert "evidence" in said
        assert "the summary" not in said
        assert "excerpt" not in text_of(build(*single).blocks)

    def test_the_data_are_those_of_the_whole_report(self, single: Case) -> None:
        assert build(*single, only=["summary"]).data == build(*single).data

    def test_words_that_led_to_a_part_left_out_stay(self, single: Case) -> None:
        said = text_of(build(*single, only=["summary"]).blocks)
        assert "3 in 239" in said
        assert "e-hedging-1" not in said

    def test_only_the_charts_of_the_sections_printed_are_drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", dict.fromkeys(["estimates", "actors", "newcomer"]))
        assert choose_charts(["summary", "actors"]) == ["actors"]
        assert choose_charts(["results"]) == ["estimates", "newcomer"]

    def test_an_unknown_section_is_named_with_the_nearest_there_is(self, single: Case) -> None:
        with pytest.raises(UnknownNameError, match=r'Unknown section "summery"\. Did you mean "summary"'):
            build(*single, only=["summery"])

    def test_sections_come_in_order_once_each_and_none_means_all(self) -> None:
        assert check_sections(["b", "a", "b"], ("a", "b", "c")) == ("a", "b")
        assert check_sections([], ("a", "b")) == ("a", "b")

    def test_what_has_nothing_to_change_is_the_same_object(self) -> None:
        block = Items(((Link("words", "here"), " and more"),))
        assert unlink(block, {"here"}) is block
        assert unlink(block, set()) == Items((("words", " and more"),))


class TestLanguage:
    def test_numbers_and_dates_follow_in_both_formats_and_data_do_not(self, many: Case) -> None:
        german, plain = build(*many, language="de"), build(*many)
        for page in (markdown.render(german), html.render(german)):
            assert "1. März 2025 – 21. März 2025" in page.replace("\xa0", " ")
            assert "per 1.000 unquoted words" in page
            assert "per 1,000" not in page
        assert german.data == plain.data
        assert "March 1 to 21, 2025" in markdown.render(plain).replace("\xa0", " ")

    def test_quoted_words_keep_their_numbers(self) -> None:
        pieces = (Excerpt("pay ", "per 1,000 words", ""), "per 1,000 words")
        with notation("de"):
            assert respell(pieces) == (pieces[0], "per 1.000 words")

    def test_an_unknown_language_is_an_error(self, single: Case) -> None:
        with pytest.raises(UnknownNameError, match="xx"):
            build(*single, language="xx")


class TestLength:
    def test_long_tables_are_folded_and_very_long_ones_cut_with_a_word_on_the_rest(self) -> None:
        rows = tuple(((str(n),),) for n in range(ROWS + 5))
        [fold] = trim([Table("All of them", ("n",), rows)])
        assert isinstance(fold, Fold)
        table, note = fold.blocks
        assert len(table.rows) == ROWS
        assert text_of(note).startswith("5 more rows: in report.json")

    def test_short_tables_stand_open_and_tables_in_a_fold_are_not_folded_again(self) -> None:
        table = Table("Some", ("n",), ((("1",),),) * OPEN_ROWS)
        assert list(trim([table])) == [table]
        longer = replace(table, rows=table.rows + table.rows)
        assert list(trim([Fold(("x",), (longer,))])) == [Fold(("x",), (longer,))]

    def test_long_lists_are_cut(self) -> None:
        items, note = trim([Items((("line",),) * (LINES + 1))])
        assert len(items.lines) == LINES
        assert text_of(note).startswith("1 more line: ")

    def test_other_blocks_pass_as_they_are(self) -> None:
        blocks = [Heading("A", "a"), Paragraph(("b",)), Evidence("c", "c", 0, ())]
        assert list(trim(blocks)) == blocks

    def test_many_groups_side_by_side_are_a_range_in_side_columns(self, crowd: Case) -> None:
        tables = [item for item in walk(build(*crowd).blocks) if isinstance(item, Table)]
        side = next(table for table in tables if table.caption == "Hedging: side columns")
        assert side.header[:2] == ("Side column", "All together")
        assert max(len(table.header) for table in tables) <= 14


class TestRules:
    def test_every_rule_a_report_names_is_explained_in_it(self, many: Case) -> None:
        report = build(*many)
        fold = next(b for b in report.blocks if isinstance(b, Fold) and "rules say" in text_of(b.summary))
        explained = {line[0].text for line in fold.blocks[0].lines}
        rest = [block for block in report.blocks if block is not fold]
        said = {rule for text in find_strings(tuple(rest)) for rule in re.findall(r"\b[A-Z]-\d{1,2}[a-z]?\b", text)}
        assert said & set(RULES) <= explained
        assert {"H-1", "A-1"} <= explained

    def test_an_excerpt_explains_its_rules_too(self, many: Case) -> None:
        report = build(*many, only=["evidence"])
        assert RULES["H-1"] in text_of(report.blocks)

    def test_rules_named_beside_marked_words_count_and_the_words_themselves_do_not(self) -> None:
        piece = Piece("Read H-2 first", ("m-x",), ("Hedging: epistemic; rule H-1",))
        assert [line[0].text for line in next(build_rules([Items(((piece,),))])).blocks[0].lines] == ["H-1"]  # type: ignore[arg-type]
        assert list(build_rules([Paragraph((Excerpt("H-1", "H-2", ""),))])) == []


def test_the_hostile_case_builds_in_every_language_and_part() -> None:
    case = make_hostile_case()
    for name in SECTIONS:
        page = html.render(build(*case, only=[name], language="fr"))
        assert "<script" not in page
        assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert", "")


class TestArticlesInMarkdown:
    def test_a_source_s_words_are_named_as_such_after_their_letters(self, single: Case) -> None:
        page = markdown.render(build(*single, only=["articles"]))
        assert re.search(r"\*\*regime\*\*<sup>\w+ quoted</sup>", page)
        assert re.search(r"\*\*may\*\*<sup>h</sup>", page)

    def test_who_says_what_is_listed_below_each_article(self, single: Case) -> None:
        page = markdown.render(build(*single, only=["articles"]))
        assert page.count("<summary>Who says what: ") == 2
        assert "| Mayor Ruiz | said |" in page

    def test_long_contents_are_cut_at_a_word_and_nobody_is_named_so(self) -> None:
        analysis = analyze_by_hand([make_article("a", write_text([0]))])
        record = {"source": None, "cue": [0, 5], "contents": [[0, 400]], "rung": 0}
        analysis = replace(analysis, attributions={"a": (record,)})
        stories = (Story("s", "s", ("a",)),)
        [said] = list_said(gather(analysis, compare(analysis, stories=stories, draws=20), stories), analysis.articles[0])
        assert (said.source, said.rung) == ("nobody named", "0")
        assert said.content.endswith(" …")
        assert len(said.content) <= CONTENT + 2


class TestLines:
    def test_a_record_is_one_line_and_what_is_not_a_number_is_null(self) -> None:
        assert (
            _to_line({"b": frozenset({"y", "x"}), "a": 0.5, "c": date(2025, 3, 1)})
            == '{"a":0.5,"b":["x","y"],"c":"2025-03-01"}\n'
        )
        assert _to_line({"a": float("nan"), "b": ["é\n"]}) == '{"a":null,"b":["é\\n"]}\n'

    def test_a_table_written_row_by_row_is_the_table_as_text(self) -> None:
        rows = [{"a": "=1", "b": 1.5}, {"a": "x,\ry", "b": float("nan")}]
        stream = io.StringIO()
        write_rows(stream, iter(rows), ("a", "b"))
        assert stream.getvalue() == write_csv(rows) == 'a,b\n\'=1,1.5\n"x,\ny",\n'
