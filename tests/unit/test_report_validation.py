"""What a report says of hand coding: beside each measure, in the summary, in a section of its own (CODEBOOK W-5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from unit.newsroom import MEASURES, analyze_by_hand, make_article, write_text
from unit.test_report import NEVER, section, text_of

from framing.analysis import Analysis
from framing.comparison import compare
from framing.report import Report, build, write_report
from framing.report.blocks import Fold, Heading, Table
from framing.stories import Story
from framing.validity import Measured, Validation, ValidationTable
from framing.validity.samples import fingerprint_texts
from framing.validity.units import name_annotator, name_lexicons

STORIES = (Story("s", "s", ("a", "b")),)


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    articles = [make_article(key, write_text([0, 1]), outlet) for key, outlet in (("a", "Alpha"), ("b", "Beta"))]
    return analyze_by_hand(articles, provenance={"annotator": "fast", "annotator_fingerprint": "abc", "framing": "0.1.0"})


@pytest.fixture
def row(analysis: Analysis) -> Validation:
    return Validation(
        measure="hedging",
        unit="sentences",
        corpus=fingerprint_texts(analysis.articles),
        n_articles=2,
        lexicons=name_lexicons(MEASURES[0]),
        annotator=name_annotator(analysis),
        framing="0.1.0",
        n=200,
        precision=Measured(0.9, (0.825, 0.945)),
        recall=Measured(0.72, (0.61, 0.88)),
        f1=Measured(0.8, (0.7, 0.9)),
        alpha=Measured(0.75, (0.6, 0.86)),
        n_twice=40,
        verdict="tentative",
        date="2026-03-04",
        coders=("ana", "ben"),
    )


def report_on(analysis: Analysis, *rows: Validation) -> Report:
    comparison = compare(analysis, stories=STORIES, draws=20)
    return build(analysis, comparison, STORIES, validation=ValidationTable(rows) if rows else None)


def flat(value: Any) -> str:
    """Return the text of blocks with single spaces."""
    return " ".join(text_of(value).split())


def methods_of(report: Report, title: str) -> str:
    folds = [block for block in section(report, "methods") if isinstance(block, Fold)]
    return flat(next(fold for fold in folds if text_of(fold.summary) == title))


def has_section(report: Report) -> bool:
    return any(isinstance(block, Heading) and block.anchor == "validation" for block in report.blocks)


class TestWithout:
    def test_each_measure_and_the_summary_say_that_it_is_not_validated(self, analysis: Analysis) -> None:
        report = report_on(analysis)
        assert not has_section(report)
        assert "All measures: not validated on these texts." in text_of(section(report, "summary"))
        assert "All measures: not validated on these texts." in text_of(section(report, "accuracy"))
        for measure in MEASURES:
            assert "Validation. Not validated on these texts." in methods_of(report, measure.title)
        assert report.data["accuracy"]["on_these_texts"] == "not validated on these texts"
        assert report.data["validation"] == []

    def test_an_empty_table_is_none(self, analysis: Analysis) -> None:
        comparison = compare(analysis, stories=STORIES, draws=20)
        empty = build(analysis, comparison, STORIES, validation=ValidationTable())
        assert text_of(empty.blocks) == text_of(report_on(analysis).blocks)


class TestOnTheseTexts:
    def test_the_section_holds_the_table(self, analysis: Analysis, row: Validation) -> None:
        report = report_on(analysis, row)
        assert has_section(report)
        table = next(block for block in section(report, "validation") if isinstance(block, Table))
        assert [flat(cell) for cell in table.rows[0]] == [
            "Hedging",
            "200 sentences, 40 twice",
            "0.90 (0.82 to 0.94)",
            "0.72 (0.61 to 0.88)",
            "0.80 (0.70 to 0.90)",
            "0.75 (0.60 to 0.86)",
            "tentative",
            "ana and ben",
            "2026-03-04 framing 0.1.0",
            "yes",
        ]
        assert all(len(cells) == len(table.header) == len(table.numeric) for cells in table.rows)

    def test_the_measure_says_it_and_the_others_say_that_they_are_not(self, analysis: Analysis, row: Validation) -> None:
        report = report_on(analysis, row)
        said = methods_of(report, "Hedging")
        assert "Validation. On these texts: precision 0.90 (0.82 to 0.94), recall 0.72 (0.61 to 0.88)" in said
        assert "200 sentences coded, tentative." in said
        assert "Validation. Not validated on these texts." in methods_of(report, "Attribution")

    def test_the_summary_names_what_was_validated_with_its_verdict(self, analysis: Analysis, row: Validation) -> None:
        report = report_on(analysis, row)
        said = "Validated on these texts by hand coding: hedging (tentative). All others: not validated on these texts."
        assert said in text_of(section(report, "summary"))
        assert said in text_of(section(report, "accuracy"))
        assert report.data["accuracy"]["on_these_texts"] == said

    def test_where_all_were_validated_there_are_no_others(self, analysis: Analysis, row: Validation) -> None:
        rows = [replace(row, measure=measure.name, lexicons=name_lexicons(measure)) for measure in MEASURES]
        assert "All others" not in text_of(section(report_on(analysis, *rows), "summary"))

    def test_two_samples_of_a_measure_are_both_told(self, analysis: Analysis, row: Validation) -> None:
        hits = replace(row, unit="hits", n=1, recall=None, f1=None, alpha=None, n_twice=0)
        said = methods_of(report_on(analysis, row, hits), "Hedging")
        assert "200 sentences coded, tentative; precision 0.90 (0.82 to 0.94), 1 hit coded" in said

    def test_the_data_hold_the_rows(self, analysis: Analysis, row: Validation) -> None:
        (plain,) = report_on(analysis, row).data["validation"]
        assert plain["precision"] == {"value": 0.9, "interval": [0.825, 0.945]}
        assert plain["differs"] == []


class TestElsewhere:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"corpus": "000000000000", "n_articles": 31}, "other texts (31 articles, fingerprint 000000000000)"),
            ({"lexicons": ("hedges 2.0.0 0123456789ab",)}, "another lexicon (hedges 2.0.0 0123456789ab; here none)"),
            ({"annotator": "encoder 123"}, "another annotator (encoder 123)"),
        ],
    )
    def test_what_was_found_elsewhere_is_shown_and_does_not_count_here(
        self, analysis: Analysis, row: Validation, change: dict[str, Any], said: str
    ) -> None:
        report = report_on(analysis, replace(row, **change))
        assert "All measures: not validated on these texts." in text_of(section(report, "summary"))
        assert f"no: {said}" in text_of(section(report, "validation"))
        assert f"Not validated on these texts (coded on 2026-03-04: {said})." in methods_of(report, "Hedging")
        assert report.data["validation"][0]["differs"] == [said]

    def test_one_more_article_makes_other_texts(self, analysis: Analysis, row: Validation) -> None:
        more = analyze_by_hand(
            [*analysis.articles, make_article("c", write_text([0, 1]) + " More.")], provenance=dict(analysis.provenance)
        )
        assert "no: other texts (2 articles" in text_of(section(report_on(more, row), "validation"))

    def test_a_newer_version_of_the_package_alone_is_no_difference(self, analysis: Analysis, row: Validation) -> None:
        assert "(tentative)" in text_of(section(report_on(analysis, replace(row, framing="0.0.9")), "summary"))

    def test_a_measure_that_is_not_scored_here_is_left_out_of_the_text(self, analysis: Analysis, row: Validation) -> None:
        report = report_on(analysis, replace(row, measure="sourcery"))
        assert "sourcery" not in text_of(report.blocks)
        assert not any(isinstance(block, Table) for block in section(report, "validation"))
        assert report.data["validation"][0]["differs"] == ["not among the measures here"]


def test_a_value_without_interval_and_one_that_is_not_defined(analysis: Analysis, row: Validation) -> None:
    bare = replace(row, precision=Measured(0.5), recall=None, f1=None, alpha=None, n_twice=0, coders=())
    table = next(block for block in section(report_on(analysis, bare), "validation") if isinstance(block, Table))
    assert [text_of(cell) for cell in table.rows[0][2:8]] == ["0.50", "–", "–", "–", "tentative", "–"]


def test_what_coders_call_themselves_is_escaped(analysis: Analysis, row: Validation, tmp_path: Path) -> None:
    hostile = replace(row, coders=("<script>alert(1)</script>", "| [x](y) |"), verdict="<b>fine</b>")
    comparison = compare(analysis, stories=STORIES, draws=20)
    folder = write_report(analysis, comparison, STORIES, tmp_path / "out", validation=ValidationTable((hostile,)))
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>fine" not in page
    lines = (folder / "report.md").read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if "200 sentences, 40 twice" in line).count(" | ") == 9


def test_a_table_is_given_as_it_is_or_as_its_file_with_the_same_bytes(
    analysis: Analysis, row: Validation, tmp_path: Path
) -> None:
    table = ValidationTable((row,))
    (tmp_path / "v.json").write_text(table.to_json(), encoding="utf-8")
    comparison = compare(analysis, stories=STORIES, draws=20)
    pages = [
        write_report(analysis, comparison, STORIES, tmp_path / name, validation=given) / "report.json"
        for name, given in (("one", table), ("two", tmp_path / "v.json"), ("three", str(tmp_path / "v.json")))
    ]
    first, second, third = (page.read_bytes() for page in pages)
    assert first == second == third
    assert json.loads(first)["validation"][0]["measure"] == "hedging"


def test_the_section_calls_nobody_anything(analysis: Analysis, row: Validation) -> None:
    words = set(text_of(section(report_on(analysis, row), "validation")).lower().replace(".", " ").replace(",", " ").split())
    assert words & set(NEVER) == set()
