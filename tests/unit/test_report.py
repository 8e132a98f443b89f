"""The report as blocks and data: what it must say, what it must never say, and what n forbids."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from unit.newsroom import (
    MEASURES,
    Case,
    analyze_by_hand,
    empty_hits,
    make_article,
    make_case,
    make_hostile_case,
    write_text,
)
from unit.report_texts import walk

from framing.analysis import Skipped
from framing.charts import CHARTS
from framing.comparison import compare
from framing.comparison.turning import turn_gap
from framing.model import Removed
from framing.report import build
from framing.report.blocks import Articles, Evidence, Figure, Heading, Link, Paragraph, Report, Statements, Table
from framing.report.material import FEW_ARTICLES, WORDS_SHOWN, choose_shown, gather, make_slugs
from framing.report.rates import say_p
from framing.report.sections.limits import build_limits, read_accuracy
from framing.report.sections.methods import read_about
from framing.report.wording import CAUTION, join_words, plural, say_dates, say_share
from framing.stories import Story

# What a report never says of an outlet (CODEBOOK 12.8). Quoted evidence and titles may hold any word.
NEVER = (
    "bias", "biased", "unbiased", "slant", "slanted", "spin", "propaganda", "propagandistic", "hide", "hides", "hiding",
    "hidden", "lie", "lies", "lying", "deceive", "deceives", "deceptive", "dishonest", "trustworthy", "untrustworthy",
    "reliable", "unreliable", "credible", "misleading", "misleads", "manipulates", "manipulative", "agenda", "distorts",
    "distorted", "fake", "unfair", "left-wing", "right-wing", "objective", "partisan", "worst", "best", "winner",
    "ranked", "league", "sensationalist", "untruthful", "falsely", "cherry-picked", "cherry-picks", "whitewashes",
    "smears", "extremist", "guilty", "professional", "unprofessional", "quality", "leftist", "rightist", "mainstream",
)  # fmt: skip

PHRASES = (
    "better than", "worse than", "more accurate than", "less accurate than", "proves that", "ranking of", "league table",
    "the truth about", "fails to", "refuses to", "admits", "in the lead", "comes first", "comes last",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    """Leave the charts out of the reports here: they take most of the time and have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


@pytest.fixture
def with_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.assembly.CHARTS", CHARTS)


@pytest.fixture(scope="module")
def single() -> Case:
    return make_case(1)


@pytest.fixture(scope="module")
def single_report(single: Case) -> Report:
    return build(*single)


@pytest.fixture(scope="module")
def many() -> Case:
    return make_case(21, ("Alpha", "Beta"))


@pytest.fixture(scope="module")
def many_report(many: Case) -> Report:
    return build(*many)


def text_of(value: Any) -> str:
    return " ".join(item for item in walk(value) if isinstance(item, str))


def own_words(report: Report) -> str:
    """Return what the report itself says: everything but the articles and the evidence quoted from them."""
    quoting = (Articles, Evidence)
    return text_of([block for block in report.blocks if not isinstance(block, quoting)]) + text_of(report.title)


def tables(report: Report) -> list[Table]:
    return [item for item in walk(list(report.blocks)) if isinstance(item, Table)]


def cells_of(table: Table, row: int) -> list[str]:
    return [text_of(cell).strip() for cell in table.rows[row]]


def section(report: Report, anchor: str) -> list[Any]:
    """Return the blocks of one section."""
    anchors = [block.anchor if isinstance(block, Heading) and block.level == 2 else "" for block in report.blocks]
    start = anchors.index(anchor)
    end = next((i for i in range(start + 1, len(anchors)) if anchors[i]), len(anchors))
    return list(report.blocks[start:end])


class TestWhatAReportMustSay:
    def test_the_sections_stand_in_the_order_a_reader_wants_them(self, many_report: Report) -> None:
        headings = [block.anchor for block in many_report.blocks if isinstance(block, Heading) and block.level == 2]
        assert headings == [
            "summary", "compared", "findings", "results", "actors", "gaps", "derived", "words", "stories", "claims", "evidence",
            "articles", "methods", "accuracy", "record", "provenance",
        ]  # fmt: skip

    def test_it_opens_with_what_was_compared(self, many_report: Report) -> None:
        said = text_of(section(many_report, "compared"))
        assert "42 articles from 2 outlets (Alpha and Beta), March 1 to 21, 2025" in said.replace("\xa0", " ")
        assert "Matched." in said

    def test_the_title_names_what_was_compared_unless_one_is_given(self, single: Case, many_report: Report) -> None:
        assert many_report.title == "How Alpha and Beta worded 21 stories"
        assert build(*single).title == "How 2 outlets worded one story: “Vote 0”"
        assert build(*single, title="My own").title == "My own"

    def test_every_headline_has_count_base_rate_stories_and_an_interval_or_the_reason_there_is_none(
        self, many_report: Report, single_report: Report
    ) -> None:
        many = next(table for table in tables(many_report) if table.caption == "Hedging: hedge cues")
        assert many.header[1:4] == ("Evidence", "Total", "Out of (unquoted words)")
        assert "bootstrap over stories, 95%" in many.header[-1]
        single = next(table for table in tables(single_report) if table.caption == "Hedging: hedge cues")
        assert all(text_of(row[-1]).startswith("none: one story") for row in single.rows)

    def test_the_fixed_caution_is_there_in_meaning(self, single_report: Report) -> None:
        assert CAUTION in own_words(single_report)
        said = "wording intended accurate true politically genre length time house style wire copy"
        assert [word for word in said.split() if word not in CAUTION] == []

    def test_lexicons_stand_with_version_and_fingerprint_and_the_run_with_its_seed(self, single_report: Report) -> None:
        assert "9f50f2af3ec2" in text_of(section(single_report, "methods"))
        rows = {text_of(row[0]): text_of(row[1]) for row in section(single_report, "provenance")[1].rows}
        assert rows["seed"].split()[-1] == "1"
        assert rows["framing"].split()[-1] == "0.1.0"

    def test_methods_come_from_the_measures_own_documentation(self, single_report: Report) -> None:
        said = text_of(section(single_report, "methods"))
        assert "Words that hold something back." in said
        assert "Nobody 2001." in said

    def test_what_was_cut_inferred_missing_and_skipped_is_listed(self) -> None:
        removed = (Removed("Sponsor: Quay Ltd", 3, "D-2", "sponsor line"), Removed("Menu", 40, "D-2", "navigation"))
        article = make_article("a", write_text([0, 1]), "", removed=removed, inferred={"outlet": "folder name"})
        analysis = analyze_by_hand([article], skipped=(Skipped("b.txt", "holds no article text"),))
        stories = (Story("s", "s", ("a",)),)
        said = text_of(section(build(analysis, compare(analysis, stories=stories, draws=50), stories), "record"))
        listed = ("2 stretches", "sponsor line", "outlet: folder name", "outlet, author, date", "b.txt", "no article text")
        assert [words for words in listed if words not in said] == []

    def test_nothing_cut_and_nothing_skipped_is_said_too(self, single_report: Report) -> None:
        said = text_of(section(single_report, "record"))
        assert "Nothing was cut" in said
        assert "Nothing was skipped" in said

    def test_stories_are_shown_with_what_ties_them_and_with_the_evidence_of_derivation(self, single_report: Report) -> None:
        said = text_of(section(single_report, "stories"))
        for words in ("wire original", "agency tag", "probably follows another", "40% of its three-word runs", "harbor, quay"):
            assert words in said

    def test_all_measures_are_unvalidated_on_these_texts_by_default(self, single_report: Report) -> None:
        assert "not validated on these texts" in text_of(section(single_report, "accuracy"))

    def test_accuracy_figures_are_shown_where_they_are_known(self, single: Case) -> None:
        row = {"measure": "reported_speech", "metric": "F1", "data": "labeled sentences", "value": 0.83, "floor": 0.8}
        row["n"] = 1200
        bare = {"measure": "hedging", "metric": "F1", "data": "others", "value": 0.7}
        table = next(block for block in build_limits(gather(*single), [row, bare]) if isinstance(block, Table))
        assert cells_of(table, 0) == ["reported speech", "F1", "labeled sentences", "1,200", "0.83", "0.80"]
        assert cells_of(table, 1)[3:] == ["–", "0.70", "–"]

    def test_the_shipped_accuracy_figures_can_be_read_wherever_there_are_any(self) -> None:
        assert all({"measure", "metric", "data", "value"} <= set(row) for row in read_accuracy())


class TestWording:
    @pytest.mark.parametrize(("n_stories", "outlets"), [(1, ("Alpha", "Beta")), (3, ("Alpha", "Beta")), (1, ("Alpha",))])
    def test_a_report_never_uses_these_words_of_an_outlet(self, n_stories: int, outlets: tuple[str, ...]) -> None:
        said = re.findall(r"[a-z][a-z-]*", own_words(build(*make_case(n_stories, outlets))).lower())
        assert not set(NEVER) & set(said)

    def test_nor_where_gaps_stand(self, many_report: Report) -> None:
        said = re.findall(r"[a-z][a-z-]*", own_words(many_report).lower())
        assert not set(NEVER) & set(said)

    @pytest.mark.parametrize("pairs", [True, False])
    def test_nor_of_three_outlets_in_pairs_or_with_copies_nor_in_more_words_than_one(self, pairs: bool) -> None:
        analysis, _, stories = make_case(8, ("Alpha", "Beta", "Gamma"))
        text = own_words(build(analysis, compare(analysis, stories=stories, draws=200, pairs=pairs), stories)).lower()
        assert not set(NEVER) & set(re.findall(r"[a-z][a-z-]*", text))
        assert [phrase for phrase in PHRASES if phrase in text] == []

    def test_the_list_would_catch_one(self, single: Case) -> None:
        said = re.findall(r"[a-z][a-z-]*", own_words(build(*single, title="A biased outlet")).lower())
        assert set(NEVER) & set(said) == {"biased"}

    def test_groups_stand_in_alphabetical_order_in_every_table(self) -> None:
        report = build(*make_case(3, ("Zeta", "Alpha", "Mid")))
        for table in tables(report):
            heads = [cells_of(table, row)[0] for row in range(len(table.rows))]
            groups = [head for head in heads if head in ("Alpha", "Mid", "Zeta")]
            assert groups == sorted(groups)

    @pytest.mark.parametrize(
        ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_words_are_joined_as_in_a_sentence(self, words: list[str], said: str) -> None:
        assert join_words(words) == said

    def test_nouns_agree_with_their_counts(self) -> None:
        assert [plural(n, "story", "stories") for n in (0, 1, 1200)] == ["0 stories", "1 story", "1,200 stories"]

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            ([], "dates not stated"),
            (["2025-03-01"], "March 1, 2025"),
            (["2025-03-09", "2025-03-01"], "March 1 to 9, 2025"),
            (["2025-03-09", "2025-04-01"], "March 9 to April 1, 2025"),
            (["2024-12-31", "2025-01-02"], "December 31, 2024 to January 2, 2025"),
        ],
    )
    def test_spans_of_dates_read_as_people_write_them(self, days: list[str], said: str) -> None:
        assert say_dates([date.fromisoformat(day) for day in days]).replace("\xa0", " ") == said

    def test_a_share_of_nothing_is_an_en_dash(self) -> None:
        assert say_share(0, 0) == "–"


class TestOneStory:
    def test_nothing_in_the_report_is_an_interval_a_test_or_a_ranking(self, single_report: Report) -> None:
        said = own_words(single_report)
        assert "bootstrap" not in said
        assert not re.search(r"\bp [<=]", said)
        assert "Cliff" not in said
        assert "uses more" not in said
        assert "One story allows no interval, no test and no ranking." in said

    def test_counts_stand_side_by_side_with_their_base(self, single_report: Report) -> None:
        statements = next(block for block in section(single_report, "findings") if isinstance(block, Statements))
        hedging = dict(statements.subjects)["Hedging"]
        assert [text_of(line).replace("  ", " ") for line in hedging] == [
            "Alpha uses 3 in 239 unquoted words e-hedging-1 : “may” 3.",
            "Beta uses 2 in 207 unquoted words e-hedging-2 : “may” 2.",
        ]

    def test_even_a_comparison_that_holds_intervals_is_printed_without_them(self, single: Case, with_charts: None) -> None:
        analysis, comparison, stories = single
        estimates = tuple(replace(e, interval=(1.0, 2.0), interval_kind="made up", n_stories=6) for e in comparison.estimates)
        gaps = tuple(replace(gap, interval=(1.0, 2.0), p=0.01, p_adjusted=0.01, n_stories=6) for gap in comparison.gaps)
        report = build(analysis, replace(comparison, estimates=estimates, gaps=gaps), stories)
        assert "1.00 to 2.00" not in own_words(report)
        assert "0.010" not in own_words(report)

    def test_a_story_that_only_one_outlet_tells_is_not_compared(self) -> None:
        articles = [make_article(key, write_text([0, 1, 4]), outlet) for key, outlet in (("a", "A"), ("b", "B"), ("c", "C"))]
        stories = (Story("s1", "Shared", ("a", "b")), Story("s2", "Alone", ("c",)))
        analysis = analyze_by_hand(articles)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        said = text_of(section(report, "compared"))
        assert "3 articles from 3 outlets" in said
        assert "compared are the 2 articles of 1 story that more than one outlet tells" in said
        hedging = next(table for table in tables(report) if table.caption == "Hedging: hedge cues")
        assert [cells_of(hedging, row)[0] for row in range(len(hedging.rows))] == ["A", "B"]


class TestManyStories:
    def test_a_gap_that_stands_is_said_with_its_interval_effect_p_and_terms(self, many_report: Report) -> None:
        said = text_of(section(many_report, "findings"))
        assert "Alpha uses more hedging than Beta: " in said
        assert re.search(r"12\.6 against 7\.\d+ per 1,000 words \(interval of the gap", said)
        assert "21 stories" in said
        assert "Cliff's δ" in said
        assert "Most of the gap comes from “may”" in said

    def test_the_gap_is_said_from_the_side_that_has_more(self, many: Case) -> None:
        analysis, comparison, stories = many
        turned = replace(comparison, gaps=tuple(map(turn_gap, comparison.gaps)))
        assert "Alpha uses more hedging than Beta: " in text_of(section(build(analysis, turned, stories), "findings"))

    def test_no_gap_stands_is_said_in_so_many_words(self, many: Case) -> None:
        analysis, comparison, stories = many
        weak = replace(comparison, gaps=tuple(replace(gap, p_adjusted=0.4) for gap in comparison.gaps))
        assert "No gap stands: none of" in text_of(section(build(analysis, weak, stories), "findings"))

    def test_low_power_is_said_below_twenty_stories(self) -> None:
        assert "the power of a test is low" in text_of(section(build(*make_case(8)), "findings"))

    def test_two_to_five_stories_have_ranges_and_no_test(self) -> None:
        report = build(*make_case(3))
        said = own_words(report)
        assert "allow values and ranges, but no test" in said
        assert "range " in said
        assert "bootstrap" not in said

    def test_the_same_value_in_every_story_makes_no_interval(self, many_report: Report) -> None:
        table = next(table for table in tables(many_report) if table.caption == "Hedging: hedge cues")
        assert text_of(table.rows[0][-1]).strip() == "none: the same value in every story"


class TestSourcing:
    def test_wherever_the_rate_of_attribution_is_printed_the_ladder_and_the_opaque_share_are_printed_too(
        self, single_report: Report, many_report: Report
    ) -> None:
        for report in (single_report, many_report):
            statements = next(block for block in section(report, "findings") if isinstance(block, Statements))
            for line in dict(statements.subjects)["Attribution"]:
                assert "opaque share" in text_of(line)
                assert "to named persons" in text_of(line)
            captions = [table.caption for table in tables(report)]
            ladder = captions.index("The sourcing ladder: how many attributions stand on each rung, 5 the most transparent")
            assert captions[ladder + 1] == "Attribution: attributions"
            header = tables(report)[ladder].header
            assert header[1:3] == ("Attributions", "Per 1,000 words")
            assert header[-2:] == ("Opaque share", "Anonymous share")
            assert len(header) == 11

    def test_a_gap_in_attribution_carries_both_ladders(self, many: Case) -> None:
        analysis, comparison, stories = many
        certain = replace(comparison, gaps=tuple(replace(gap, p_adjusted=0.001) for gap in comparison.gaps))
        said = text_of(section(build(analysis, certain, stories), "findings"))
        sentence = said[said.index("uses more attribution") :]
        assert re.search(r"The ladder: Alpha .*opaque share \d+ of \d+ .*; Beta .*opaque share \d+ of \d+", sentence)

    def test_over_many_outlets_the_range_comes_with_the_opaque_share(self) -> None:
        report = build(*make_case(1, tuple(f"Outlet {n:02d}" for n in range(8))))
        statements = next(block for block in section(report, "findings") if isinstance(block, Statements))
        (line,) = dict(statements.subjects)["Attribution"]
        assert "over 8 outlets; opaque share" in text_of(line)
        assert "Outlet 0" not in text_of(line)


class TestActors:
    def test_fewer_than_five_findings_are_counts_only(self, single_report: Report) -> None:
        said = text_of(section(single_report, "actors"))
        assert "0 for, 1 against" in said
        assert "with fewer than 5 there are counts only" in said
        assert "; mean" not in said

    def test_from_five_on_there_is_a_mean(self, many_report: Report) -> None:
        assert "; mean −1.00" in text_of(section(many_report, "actors"))

    def test_proposed_actors_are_marked_as_proposed(self) -> None:
        assert "nobody has confirmed them" in text_of(section(build(*make_case(1, actors_proposed=True)), "actors"))

    def test_without_actors_there_is_no_such_section(self) -> None:
        analysis, comparison, stories = make_case(1, measures=MEASURES[:3])
        report = build(replace(analysis, mentions={}, actors=()), comparison, stories)
        assert "actors" not in [block.anchor for block in report.blocks if isinstance(block, Heading)]


class TestEvidence:
    def test_every_number_that_links_to_evidence_finds_its_list(self, many_report: Report) -> None:
        links = {item.anchor for item in walk(list(many_report.blocks)) if isinstance(item, Link)}
        targets = [item for item in walk(list(many_report.blocks)) if not isinstance(item, Link)]
        assert links <= {item.anchor for item in targets if hasattr(item, "anchor")}
        assert {"e-hedging-1", "e-hedging-2"} <= links

    def test_a_finding_stands_in_its_sentence_with_category_voice_rule_and_source(self, single_report: Report) -> None:
        lists = [block for block in single_report.blocks if isinstance(block, Evidence)]
        hedging = next(block for block in lists if block.anchor == "e-hedging-1")
        first = hedging.findings[0]
        assert (first.excerpt.before, first.excerpt.text, first.excerpt.after) == ("Mayor Ruiz said the plan ", "may", " pass.")
        assert (first.category, first.voice, first.rule) == ("epistemic", "own", "H-1")
        attribution = next(block for block in lists if block.anchor == "e-attribution-1")
        assert attribution.findings[0].source == "Mayor Ruiz said"

    def test_what_counts_in_the_headline_stands_first_and_the_list_says_how_many_do(self, single_report: Report) -> None:
        hedging = next(block for block in single_report.blocks if isinstance(block, Evidence) and block.anchor == "e-hedging-1")
        assert hedging.title == "Hedging, Alpha: 6 findings, 3 in the headline"
        assert [finding.headline for finding in hedging.findings] == [True, True, True, False, False, False]

    def test_findings_in_titles_are_listed_and_say_so(self, single_report: Report) -> None:
        voices = {f.voice for block in single_report.blocks if isinstance(block, Evidence) for f in block.findings}
        assert "own, in the title" in voices

    def test_long_sentences_are_cut_at_words(self) -> None:
        text = "aaaa " * 100 + "may " + "bbbb " * 100 + "."
        analysis = analyze_by_hand([make_article("a", text)])
        stories = (Story("s", "s", ("a",)),)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        excerpt = next(block for block in report.blocks if isinstance(block, Evidence)).findings[0].excerpt
        assert re.fullmatch(r"… (aaaa )+", excerpt.before)
        assert re.fullmatch(r"( bbbb)+ …", excerpt.after)

    def test_long_lists_are_cut_and_keep_their_total(self) -> None:
        text = "It may. " * 200
        analysis = analyze_by_hand([make_article("a", text)])
        stories = (Story("s", "s", ("a",)),)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        evidence = next(block for block in report.blocks if isinstance(block, Evidence))
        assert (evidence.total, len(evidence.findings)) == (200, 60)

    def test_a_measure_that_marks_every_sentence_is_named_and_not_listed(self, single: Case) -> None:
        analysis, comparison, stories = single
        whole = {
            key: tuple(hit._replace(start=0, end=900) if hit.measure == "loaded" else hit for hit in hits)
            for key, hits in analysis.hits.items()
        }
        report = build(replace(analysis, hits=whole), comparison, stories)
        assert "Not listed, because there is too much of it, and in hits.jsonl: Loaded terms." in text_of(
            section(report, "evidence")
        )
        assert not any(block.anchor.startswith("e-loaded") for block in report.blocks if isinstance(block, Evidence))


class TestOddCases:
    def test_one_outlet_alone_is_described_and_not_compared(self) -> None:
        report = build(*make_case(2, ("Alpha",)))
        said = own_words(report)
        assert "There is only one outlet here" in said
        assert "gaps" not in [block.anchor for block in report.blocks if isinstance(block, Heading)]

    def test_no_hits_at_all_make_a_report_of_zeros_and_dashes(self, single: Case) -> None:
        analysis, _, stories = single
        nothing = empty_hits(analysis)
        report = build(nothing, compare(nothing, stories=stories, draws=50), stories)
        said = own_words(report)
        assert "Nothing was found to count." in said
        assert "nan" not in re.findall(r"[a-z]+", said.lower())
        opaque = next(table for table in tables(report) if table.caption == "Attribution: opaque share")
        assert text_of(opaque.rows[0][4]).strip() == "–"
        assert "not defined" in text_of(opaque.rows[0][-1])

    def test_no_articles_at_all_still_make_a_report(self) -> None:
        analysis = analyze_by_hand([], skipped=(Skipped("a.txt", "empty file"),))
        report = build(analysis, compare(analysis, stories=(), draws=50), ())
        assert report.title == "No articles to compare"
        assert "empty file" in own_words(report)

    def test_an_article_without_outlet_title_and_date_is_named_by_what_is_missing(self) -> None:
        analysis = analyze_by_hand([make_article("a", write_text([0]), "", title="")])
        stories = (Story("s", "s", ("a",)),)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        said = text_of(list(report.blocks))
        for words in ("(outlet not stated)", "(no title) a", "date not stated"):
            assert words in said

    def test_short_texts_are_named_and_have_no_rate(self) -> None:
        articles = [make_article("a", "It may pass.", "Alpha"), make_article("b", write_text([0, 1]), "Beta")]
        stories = (Story("s", "s", ("a", "b")),)
        analysis = analyze_by_hand(articles)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        table = next(table for table in tables(report) if table.caption == "Hedging: hedge cues")
        assert [text_of(cell).strip() for cell in table.rows[0]][2:5] == ["1", "3", "–"]
        assert "1 article has under 150 words or 5 sentences (1 Alpha)" in text_of(section(report, "accuracy"))

    def test_of_many_articles_those_of_shared_stories_are_printed_first_as_far_as_their_words_go(self) -> None:
        size = len(write_text([0], 20).split())
        n = WORDS_SHOWN // size + 10
        articles = [make_article(f"{place:03d}", write_text([0], 20), f"Outlet {place % 2}") for place in range(n)]
        alone = tuple(Story(f"s{place}", f"s{place}", (article.id,)) for place, article in enumerate(articles[:-2]))
        stories = (*alone, Story("shared", "Shared", (articles[-2].id, articles[-1].id)))
        analysis = analyze_by_hand(articles)
        material = gather(analysis, compare(analysis, stories=stories, draws=50), stories)
        assert len(material.shown) == WORDS_SHOWN // size
        assert {articles[-1].id, articles[-2].id} <= material.shown
        report = build(analysis, material.comparison, stories)
        assert "10 more articles are scored and listed but not printed here." in text_of(section(report, "articles"))

    def test_few_articles_are_all_printed_however_long_and_of_many_at_least_one(self) -> None:
        numbers = {f"{n}": n for n in range(FEW_ARTICLES)}
        assert choose_shown((), numbers, dict.fromkeys(numbers, WORDS_SHOWN)) == frozenset(numbers)
        numbers = {f"{n}": n for n in range(FEW_ARTICLES + 1)}
        assert choose_shown((), numbers, dict.fromkeys(numbers, 2 * WORDS_SHOWN)) == {"0"}

    def test_measures_of_any_name_get_distinct_safe_classes(self) -> None:
        slugs = make_slugs(["Hedging", "hedging", "../../x", "x", '"><script>', "مقياس"])
        assert len(set(slugs.values())) == 6
        assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs.values())

    def test_comparing_by_another_field_names_that_field(self) -> None:
        genres = (("a", "news"), ("b", "opinion"))
        articles = [make_article(key, write_text([0, 1]), genre=genre) for key, genre in genres]
        analysis = analyze_by_hand(articles)
        stories = (Story("s", "s", ("a", "b")),)
        report = build(analysis, compare(analysis, by="genre", stories=stories, draws=50), stories)
        assert next(table for table in tables(report) if table.caption == "What each contributes").header[0] == "Genre"
        assert "2 genres (news and opinion)" in text_of(section(report, "compared"))


class TestData:
    def test_everything_is_plain_and_nan_is_null(self, many_report: Report, single: Case) -> None:
        text = json.dumps(many_report.data, allow_nan=False, sort_keys=True)
        assert json.loads(text)["title"] == "How Alpha and Beta worded 21 stories"
        analysis, comparison, stories = single
        estimates = tuple(replace(e, value=math.nan, pooled=math.inf) for e in comparison.estimates)
        data = build(analysis, replace(comparison, estimates=estimates), stories).data
        assert {(e["value"], e["pooled"]) for e in data["estimates"]} == {(None, None)}

    def test_it_says_everything_the_report_says(self, single_report: Report) -> None:
        data = single_report.data
        assert set(data) >= {
            "title", "design", "by", "groups", "articles", "stories", "findings", "caution", "measures", "estimates", "gaps",
            "actors", "mentions", "valence", "accuracy", "skipped", "provenance", "notes", "length_warnings", "family_size",
        }  # fmt: skip
        assert "Hedging: Alpha uses 3 in 239 unquoted words: “may” 3." in data["findings"]
        assert data["provenance"]["seed"] == 1
        assert data["articles"][0]["words"] == 239
        assert data["gaps"][0]["contributions"][0]["examples"][0].keys() == {"article", "start", "end", "zone"}

    def test_the_hostile_case_builds(self) -> None:
        assert "../../x" in build(*make_hostile_case()).data["groups"]


class TestFigures:
    def test_every_chart_with_something_to_show_has_its_figure_with_alt_text(self, many: Case, with_charts: None) -> None:
        report = build(*many)
        figures = {block.name: block for block in report.blocks if isinstance(block, Figure)}
        assert set(figures) == set(report.charts) == set(CHARTS)
        assert all(figure.alt and text_of(figure.caption) for figure in figures.values())

    def test_the_ladder_follows_the_estimates(self, single: Case, with_charts: None) -> None:
        names = [block.name for block in section(build(*single), "results") if isinstance(block, Figure)]
        assert names == ["estimates", "ladder"]

    def test_notes_come_after_what_they_are_about(self, single_report: Report) -> None:
        notes = [block for block in section(single_report, "compared") if isinstance(block, Paragraph) and block.role == "note"]
        assert any("No tests" in text_of(note) for note in notes)


@pytest.mark.parametrize(
    "style", ["Definition\n    A cue.\nLimits\n    None.", "Definition\n----------\nA cue.\n\nLimits\n------\nNone."]
)
def test_documentation_is_read_in_both_styles_of_headings(style: str) -> None:
    assert read_about(f"One line.\n\n{style}") == {"Definition": "A cue.", "Limits": "None."}


class TestPooledRates:
    def test_rates_are_shown_raw_and_partially_pooled_with_the_verdict(self, many: Case, many_report: Report) -> None:
        rates = many[1].pooled_rates[0]
        table = next(table for table in tables(many_report) if "drawn toward their common rate" in table.caption)
        assert cells_of(table, 0) == ["Alpha", f"{rates.raw[0]:.1f}", f"{rates.pooled[0]:.1f}"]
        verdict = rates.model.verdict
        assert f"{verdict[:1].upper()}{verdict[1:]}." in own_words(many_report)

    def test_below_six_stories_there_are_none(self, single_report: Report) -> None:
        assert "drawn toward" not in own_words(single_report)


class TestManyOfEverything:
    def test_the_order_of_the_articles_changes_nothing(self, single: Case) -> None:
        analysis, _, stories = single
        turned = replace(analysis, articles=analysis.articles[::-1])
        first = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        second = build(turned, compare(turned, stories=stories, draws=50), stories)
        assert first.blocks == second.blocks
        assert first.data == second.data

    def test_the_most_mentioned_actors_stand_open_others_are_folded_or_left_to_the_scores(self, single: Case) -> None:
        analysis, comparison, stories = single
        record = {"start": 0, "end": 5, "zone": "body"}
        crowd = {"s0-0": tuple({**record, "actor": f"actor_{n:02d}"} for n in range(25) for _ in range(25 - n))}
        blocks = section(build(replace(analysis, mentions=crowd), comparison, stories), "actors")
        captions = [block.caption for block in blocks if isinstance(block, Table)]
        assert captions == [*(f"actor {n:02d}" for n in range(6)), "Mentions and own evaluations, story by story"]
        assert "14 more actors" in text_of(blocks)
        assert "6 more actors, mentioned less often, stand in scores.csv." in text_of(blocks)

    def test_many_terms_of_a_gap_are_summed_up_in_one_row(self, many: Case) -> None:
        analysis, comparison, stories = many
        gap = next(gap for gap in comparison.gaps if len(gap.contributions) > 1)
        parts = tuple(replace(gap.contributions[0], term=f"term {n:02d}", amount=1.0) for n in range(12))
        report = build(analysis, replace(comparison, gaps=(replace(gap, contributions=parts),)), stories)
        table = next(block for block in section(report, "gaps") if isinstance(block, Table))
        assert cells_of(table, 8)[:2] == ["4 more", "+4.00"]
        assert cells_of(table, 9)[:2] == ["all terms", "+12.0"]

    def test_every_gap_stands_in_the_overview_with_difference_ratio_and_test(self, many_report: Report) -> None:
        table = next(table for table in tables(many_report) if table.caption.startswith("All "))
        assert table.header == ("Gap", "Difference", "Ratio", "Interval", "Effect size", "Adjusted p", "Note")
        row = next(row for row in range(len(table.rows)) if cells_of(table, row)[0] == "Hedging: Alpha against Beta")
        assert cells_of(table, row)[1].startswith("+4.")
        assert 0 < float(cells_of(table, row)[5]) < 0.05

    def test_a_column_without_an_estimate_is_not_scored(self, single: Case) -> None:
        analysis, comparison, stories = single
        fewer = tuple(e for e in comparison.estimates if not (e.group == "Beta" and e.column in ("rate", "approximator")))
        report = build(analysis, replace(comparison, estimates=fewer), stories)
        table = next(table for table in tables(report) if table.caption == "Hedging: hedge cues")
        assert cells_of(table, 1)[1:] == ["–"] * 6 + ["not scored"]
        side = next(table for table in tables(report) if table.caption == "Hedging: side columns")
        assert cells_of(side, 0)[-1] == "–"
        assert "Beta: not scored." in own_words(report)

    def test_many_articles_with_missing_metadata_are_folded(self) -> None:
        articles = [make_article(f"{n:02d}", write_text([0]), f"Outlet {n % 2}") for n in range(14)]
        stories = (Story("s", "s", tuple(article.id for article in articles)),)
        analysis = analyze_by_hand(articles)
        said = text_of(section(build(analysis, compare(analysis, stories=stories, draws=50), stories), "record"))
        assert "Missing or inferred metadata of 14 articles" in said

    def test_settings_of_every_shape_are_said(self) -> None:
        provenance = {"framing": "0.1.0", "actors": {"name": "states", "n": 12}, "measures": ["hedging", "loaded"]}
        said = text_of(section(build(*make_case(1, provenance=provenance)), "provenance"))
        assert "n 12, name states" in said
        assert "hedging, loaded" in said


@pytest.mark.parametrize(("p", "said"), [(0.03, "0.030"), (0.0004, "< 0.001"), (0.0, "< 0.001"), (1.0, "1.000"), (None, "–")])
def test_a_p_value_is_never_zero(p: float | None, said: str) -> None:
    assert say_p(p) == said
