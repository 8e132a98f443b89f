"""Values and words of charts: what is undefined, weak or hostile, and what a chart makes of it."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from unit.newsroom import PER_1000, Case, analyze_by_hand, empty_hits, make_article, make_case, write_text

from framing.charts.canvas import Chart, clean_label, draw_nothing, join_sentences, row_height, shorten, wrap_label
from framing.charts.contributions import TERMS, draw_contributions, draw_gap, measure_gap, rank_gaps
from framing.charts.estimates import draw_estimates
from framing.charts.ladder import count_rungs, draw_ladder
from framing.charts.rows import format_cell, write_csv
from framing.charts.values import (
    compared_articles,
    counted_hits,
    find_dense,
    find_echoes,
    format_count,
    format_number,
    headline_columns,
    name_column,
    number_articles,
    read_name,
    read_titles,
    select,
    show_interval,
)
from framing.comparison import Comparison, Estimate, Gap, compare
from framing.comparison.results import Contribution
from framing.errors import UnknownNameError
from framing.measures.evidence import WHOLE_SENTENCE
from framing.scores import Column
from framing.stories import Story

NAN = math.nan


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(3)


def make_estimate(group: str = "Alpha", value: float = 5.0, **more: Any) -> Estimate:
    known = {
        "measure": "hedging", "column": "rate", "target": "", "unit": PER_1000, "total": 10.0, "base": 2000.0,
        "pooled": value, "values": (value, value), "n_articles": 2, "n_stories": 8, "n_undefined": 0, "n_hits": 10,
    }  # fmt: skip
    return Estimate(group=group, value=value, **{**known, **more})


def make_comparison(*estimates: Estimate, design: str = "matched", **more: Any) -> Comparison:
    groups = tuple(dict.fromkeys(e.group for e in estimates))
    heads = tuple(dict.fromkeys((e.measure, e.column) for e in estimates))
    known: dict[str, Any] = {"gaps": (), "family_size": 0, "seed": 1, "headlines": heads}
    return Comparison("outlet", groups, (), design, estimates, **{**known, **more})


def make_gap(*amounts: float, other: str = "Beta", **more: Any) -> Gap:
    parts = tuple(Contribution(f"term {place:02d}", amount) for place, amount in enumerate(amounts))
    known: dict[str, Any] = {"difference": math.fsum(amounts), "ratio": 2.0, "contributions": parts, **more}
    return Gap("hedging", "rate", "", "Alpha", other, PER_1000, **known)


def make_rungs(group: str, **counts: float) -> list[Estimate]:
    return [make_estimate(group, measure="attribution", column=name, total=total) for name, total in counts.items()]


def texts_of(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.findobj(Text) if text.get_text().strip()]


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "said"),
        [(None, "–"), (NAN, "–"), (math.inf, "∞"), (-math.inf, "−∞"), (0.0, "0"), (-0.0, "0"), (-1234.5, "−1,234")],
    )
    def test_what_is_no_ordinary_number_is_said_without_a_word(self, value: float | None, said: str) -> None:
        assert format_number(value) == said

    def test_a_negative_value_that_rounds_to_nothing_has_no_minus(self) -> None:
        assert format_number(-0.001) == "0.00"

    def test_zero_has_no_sign_even_where_signs_are_asked_for(self) -> None:
        assert [format_number(value, signed=True) for value in (0.0, 0.5, -0.5)] == ["0", "+0.50", "−0.50"]

    @pytest.mark.parametrize(("value", "said"), [(NAN, "–"), (-3.0, "−3"), (2.5, "2.50"), (1_000_000.0, "1,000,000")])
    def test_counts_keep_their_fraction_only_where_they_have_one(self, value: float, said: str) -> None:
        assert format_count(value) == said


class TestIntervals:
    def test_one_story_shows_no_interval_even_where_one_is_held(self) -> None:
        estimate = make_estimate(interval=(1.0, 2.0))
        assert show_interval(estimate, "single story") is None
        assert show_interval(estimate, "matched") == (1.0, 2.0)

    def test_an_interval_of_no_width_is_not_shown(self) -> None:
        assert show_interval(make_estimate(interval=(2.0, 2.0 + 1e-12)), "matched") is None

    def test_no_interval_stays_none(self) -> None:
        assert show_interval(make_estimate(), "matched") is None


class TestNames:
    def test_without_an_analysis_there_are_no_titles_and_ids_are_made_readable(self) -> None:
        assert read_titles(None) == {}
        assert read_name("own_voice_rate", {}) == "Own voice rate"

    def test_an_empty_title_falls_back_to_the_id(self) -> None:
        assert read_name("hedging", {"hedging": ""}) == "Hedging"

    def test_titles_hold_actors_by_id_too(self, case: Case) -> None:
        assert read_titles(case[0])["mayor"] == "Mayor Ruiz"

    def test_only_the_first_headline_column_goes_by_the_title_alone(self, case: Case) -> None:
        analysis, comparison, _ = case
        titles = read_titles(analysis)
        assert name_column(("attribution", "rate"), comparison, titles) == "Attribution"
        assert name_column(("attribution", "opaque_share"), comparison, titles) == "Attribution: opaque share"

    def test_a_measure_without_a_headline_goes_by_its_title(self) -> None:
        assert name_column(("calm", "rate"), make_comparison(), {"calm": "Calm words"}) == "Calm words"

    def test_a_headline_without_an_estimate_is_no_headline(self) -> None:
        comparison = make_comparison(make_estimate(), headlines=(("hedging", "rate"), ("hedging", "ghost")))
        assert headline_columns(comparison) == [("hedging", "rate")]

    def test_estimates_are_selected_by_measure_and_column_together(self) -> None:
        mine, other, side = make_estimate(), make_estimate(measure="loaded"), make_estimate(column="share")
        assert select([mine, other, side], "hedging", "rate") == [mine]


class TestArticles:
    def test_articles_without_a_date_are_numbered_before_dated_ones_of_their_group(self) -> None:
        dated = make_article("a", "One.", date=date(1999, 1, 1))
        analysis = analyze_by_hand([dated, make_article("b", "Two."), make_article("c", "Three.", "")])
        assert number_articles(analysis, "outlet") == {"c": 1, "b": 2, "a": 3}

    def test_numbering_by_a_field_that_does_not_exist_is_refused(self, case: Case) -> None:
        with pytest.raises(UnknownNameError, match="outlte"):
            number_articles(case[0], "outlte")

    def test_a_story_that_is_not_compared_keeps_its_articles_out(self, case: Case) -> None:
        analysis, comparison, stories = case
        some = replace(comparison, compared=(stories[1].id,))
        assert [article.id for article in compared_articles(some, analysis)] == ["s1-0", "s1-1"]
        assert compared_articles(replace(comparison, compared=()), analysis) == []

    def test_hits_in_titles_and_in_other_voices_are_not_counted(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may pass. “It may fail,” he said.", title="Vote may wait")])
        own = Column("rate", PER_1000, "words", "cues", {"epistemic": 1.0}, ("own",))
        assert len(analysis.hits["a"]) == 3
        assert [hit.start for hit in counted_hits(analysis, "a", "hedging", own)] == [3]

    def test_an_unknown_article_has_no_hits(self, case: Case) -> None:
        assert list(counted_hits(case[0], "nobody", "hedging", case[0].measures[0].columns[0])) == []

    def test_a_measure_that_marks_exactly_the_limit_is_not_dense(self) -> None:
        analysis = analyze_by_hand([make_article("a", "may may may roads")])
        hit = analysis.hits["a"][0]
        text = len(analysis.articles[0].text)
        most = replace(analysis, hits={"a": (hit._replace(start=0, end=text - 6),)})
        assert find_dense(most) == {"hedging"}
        longer = (replace(analysis.articles[0], text="x" * 100),)
        assert find_dense(replace(analysis, articles=longer, hits={"a": (hit._replace(start=0, end=60),)})) == frozenset()

    def test_marked_titles_do_not_make_a_measure_dense(self) -> None:
        analysis = analyze_by_hand([make_article("a", "Roads.", title="may may may")])
        assert analysis.hits["a"]
        assert find_dense(analysis) == frozenset()

    def test_measures_without_findings_are_neither_dense_nor_echoes(self, case: Case) -> None:
        nothing = empty_hits(case[0])
        assert find_dense(nothing) == find_echoes(nothing) == frozenset()

    def test_of_two_measures_with_the_same_findings_only_the_later_is_an_echo(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may pass.")])
        hit = analysis.hits["a"][0]
        both = replace(analysis, hits={"a": (hit, hit._replace(measure="loaded"))})
        assert find_echoes(both) == {"loaded"}
        apart = replace(analysis, hits={"a": (hit, hit._replace(measure="loaded", zone="title"))})
        assert find_echoes(apart) == frozenset()

    def test_findings_that_are_whole_sentences_are_neither_dense_nor_echoes(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may pass.")])
        hit = analysis.hits["a"][0]._replace(start=0, end=12, labels=frozenset({WHOLE_SENTENCE}))
        alike = replace(analysis, hits={"a": (hit, hit._replace(measure="loaded"))})
        assert find_echoes(alike) == find_dense(alike) == frozenset()
        plain = tuple(one._replace(labels=frozenset()) for one in alike.hits["a"])
        assert find_echoes(replace(alike, hits={"a": plain})) == {"loaded"}
        assert find_dense(replace(alike, hits={"a": plain})) == {"hedging", "loaded"}


class TestCells:
    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            (None, ""), (NAN, ""), (True, "true"), (False, "false"), (0, "0"), (-1.5, "-1.5"), (1 / 3, "0.3333333333"),
            ("", ""), ("-2", "'-2"), ("\r=1", "'\n=1"), ("a\r\nb\rc", "a\nb\nc"), ("a=1", "a=1"),
            (date(2025, 3, 1), "2025-03-01"),
        ],
    )  # fmt: skip
    def test_a_cell_is_a_number_or_harmless_text(self, value: Any, cell: str) -> None:
        assert format_cell(value) == cell

    def test_a_row_that_lacks_a_field_has_an_empty_cell_and_fields_left_unnamed_are_dropped(self) -> None:
        assert write_csv([{"a": 1, "b": 2}, {"c": 3}], ("a", "c")) == "a,c\n1,\n,3\n"

    def test_nothing_at_all_is_an_empty_header(self) -> None:
        assert write_csv([]).strip() == ""

    def test_text_of_several_lines_stays_one_cell(self) -> None:
        rows = list(csv.DictReader(io.StringIO(write_csv([{"a": 'x\n"y",z', "b": "w"}]))))
        assert rows == [{"a": 'x\n"y",z', "b": "w"}]


class TestLabels:
    @pytest.mark.parametrize("name", ["", "\u202e\u200b", "\x00\x07", " \n "])
    def test_a_name_of_nothing_to_see_is_called_so(self, name: str) -> None:
        assert clean_label(name) == ""
        assert wrap_label(name, 2.0) == "(no name)"

    @pytest.mark.parametrize("length", [8, 15, 40])
    def test_a_name_without_a_blank_never_gets_longer_than_asked_for(self, length: int) -> None:
        name = "Abcdefghij" * 10
        short = shorten(name, length)
        assert len(short) == length
        assert short.startswith("Ab")
        assert short.endswith("hij")

    def test_a_name_that_just_fits_is_left_alone(self) -> None:
        assert shorten("Ten lettrs", 10) == "Ten lettrs"
        assert "…" in shorten("Ten letters", 10)

    def test_rows_are_higher_where_one_label_is_long(self) -> None:
        assert row_height(["Alpha", "A" * 16]) > row_height(["Alpha", "A" * 15]) == row_height([])

    def test_statements_end_in_one_full_stop(self) -> None:
        assert join_sentences(["One.", "Two"]) == "One. Two."
        assert join_sentences(["x"] * 30).count("x") == 30
        assert join_sentences(["x"] * 32).endswith("The table holds 2 more rows.")

    def test_a_chart_of_nothing_says_why_in_the_figure_and_in_the_alt_text(self) -> None:
        chart = draw_nothing("n", "T", "Nobody wrote.", None, 3.4)
        assert texts_of(chart) == ["Nobody wrote."] == [chart.alt]
        assert chart.csv().strip() == ""


class TestEstimates:
    def test_the_axis_starts_at_zero_though_all_values_are_high(self) -> None:
        panel = draw_estimates(make_comparison(make_estimate(value=90.0), make_estimate("Beta", 95.0))).figure.axes[0]
        assert panel.get_xlim()[0] == 0
        assert panel.get_xlim()[1] > 95

    def test_the_axis_reaches_below_zero_for_a_negative_value(self) -> None:
        panel = draw_estimates(make_comparison(make_estimate(value=-2.0), make_estimate("Beta", 0.0))).figure.axes[0]
        assert panel.get_xlim()[0] < -2

    @pytest.mark.parametrize("value", [0.0, NAN])
    def test_an_axis_of_nothing_still_has_a_width(self, value: float) -> None:
        panel = draw_estimates(make_comparison(make_estimate(value=value))).figure.axes[0]
        assert panel.get_xlim() == pytest.approx((0.0, 1.06))

    def test_an_interval_without_an_end_does_not_break_the_axis(self) -> None:
        chart = draw_estimates(make_comparison(make_estimate(interval=(1.0, math.inf))))
        assert chart.figure.axes[0].get_xlim() == pytest.approx((0.0, 5.3))
        assert "interval 1.00 to ∞" in chart.alt

    def test_an_undefined_group_is_named_by_a_dash_and_has_an_empty_cell(self) -> None:
        chart = draw_estimates(make_comparison(make_estimate(), make_estimate("Beta", NAN, n_hits=0)))
        assert "Beta –, 0 findings" in chart.alt
        assert (
            next(csv.DictReader(io.StringIO(chart.csv().partition("\n")[0] + "\n" + chart.csv().splitlines()[2])))["value"]
            == ""
        )

    def test_of_twenty_five_groups_the_undefined_ones_are_never_the_lowest(self) -> None:
        estimates = [make_estimate(f"Outlet {n:02d}", NAN if n == 0 else float(n)) for n in range(25)]
        alt = draw_estimates(make_comparison(*estimates)).alt
        assert "over 25 groups, from: Outlet 01 1.00, 10 findings; Outlet 24 24.0, 10 findings" in alt
        assert "Outlet 00" not in alt

    def test_the_table_says_why_there_is_no_interval(self) -> None:
        chart = draw_estimates(make_comparison(make_estimate(note="too few", interval=None)))
        assert (chart.table[0]["low"], chart.table[0]["high"], chart.table[0]["interval"]) == (None, None, "too few")

    def test_an_interval_that_may_not_be_shown_is_not_in_the_table_either(self) -> None:
        chart = draw_estimates(make_comparison(make_estimate(interval=(1.0, 2.0)), design="single story"))
        assert chart.table[0]["low"] is None
        assert "interval" not in chart.alt

    def test_without_estimates_nothing_is_drawn(self) -> None:
        chart = draw_estimates(make_comparison())
        assert chart.table == ()
        assert chart.alt == "No measure was scored."


class TestLadder:
    def test_only_columns_of_rungs_are_counted(self) -> None:
        estimates = make_rungs("Alpha", ladder_5=2, ladder_x=9, ladder=9, step_ladder_4=9, rate=9)
        assert count_rungs(make_comparison(*estimates)) == {"Alpha": {5: 2}}

    def test_rungs_that_were_not_scored_are_zeros_and_shares_add_up_to_one(self) -> None:
        row = draw_ladder(make_comparison(*make_rungs("Alpha", ladder_5=1, ladder_0=3))).table[0]
        assert (row["rung_3"], row["rung_3_share"], row["attributions"]) == (0.0, 0.0, 4)
        assert math.fsum(row[f"rung_{rung}_share"] for rung in range(6)) == pytest.approx(1)
        assert row["rung_0_share"] == 0.75

    def test_a_segment_too_narrow_for_its_count_has_none_and_the_table_keeps_it(self) -> None:
        chart = draw_ladder(make_comparison(*make_rungs("Alpha", ladder_5=97, ladder_1=3)))
        assert "97" in texts_of(chart)
        assert "3" not in texts_of(chart)
        assert chart.table[0]["rung_1"] == 3
        assert "of 100" in texts_of(chart)

    def test_all_groups_without_attributions_make_a_chart_of_nothing(self) -> None:
        chart = draw_ladder(make_comparison(*make_rungs("Alpha", ladder_5=0)))
        assert (chart.table, chart.alt) == ((), "No attribution was found.")

    def test_the_key_stays_inside_axes_that_were_given(self) -> None:
        axes: Axes = Figure().subplots()
        chart = draw_ladder(make_comparison(*make_rungs("Alpha", ladder_5=1)), ax=axes)
        assert chart.figure is axes.figure
        assert axes.get_legend() is not None
        assert chart.figure.legends == []


class TestContributions:
    @pytest.mark.parametrize("hits", [(2, 2), (0, 0), (4, 0)])
    def test_a_gap_on_fewer_than_five_findings_has_no_size(self, hits: tuple[int, int]) -> None:
        pair = make_estimate(n_hits=hits[0]), make_estimate("Beta", 1.0, n_hits=hits[1])
        assert measure_gap(make_comparison(*pair), make_gap(3.0, 1.0)) == 0

    def test_an_undefined_gap_has_no_size(self) -> None:
        pair = make_estimate(), make_estimate("Beta", NAN)
        assert measure_gap(make_comparison(*pair), make_gap(3.0, 1.0, difference=NAN)) == 0

    def test_rates_of_zero_give_no_error_to_measure_by(self) -> None:
        pair = make_estimate(value=0.0), make_estimate("Beta", 0.0)
        assert measure_gap(make_comparison(*pair), make_gap(3.0, 1.0)) == 0

    def test_a_gap_is_measured_in_its_counting_error(self) -> None:
        pair = make_estimate(value=6.0, n_hits=8), make_estimate("Beta", 2.0, n_hits=3)
        assert measure_gap(make_comparison(*pair), make_gap(3.0, 1.0)) == pytest.approx(4 / (6 * math.sqrt(1 / 9 + 1 / 4)))

    def test_against_all_others_the_evidence_of_every_other_group_counts(self) -> None:
        three = make_estimate(n_hits=2), make_estimate("Beta", 1.0, n_hits=2), make_estimate("Gamma", 1.0, n_hits=2)
        assert measure_gap(make_comparison(*three), make_gap(3.0, 1.0, other="Beta")) == 0
        assert measure_gap(make_comparison(*three), make_gap(3.0, 1.0, other="all others")) > 0

    def test_gaps_are_ranked_by_size_and_weak_ones_are_dropped(self) -> None:
        pair = make_estimate(), make_estimate("Beta", 1.0)
        small, large, one, none = make_gap(0.5, 0.5), make_gap(-3.0, -1.0), make_gap(9.0), make_gap(1.0, -1.0)
        assert rank_gaps(make_comparison(*pair, gaps=(small, large, one, none))) == [large, small]

    def test_no_gaps_make_a_chart_that_says_why(self) -> None:
        chart = draw_contributions(make_comparison(make_estimate()))
        assert chart.table == ()
        assert "enough evidence" in chart.alt

    def test_one_term_too_many_is_called_one_other_term(self) -> None:
        terms = [row["term"] for row in draw_gap(make_gap(*[1.0] * (TERMS + 1))).table]
        assert terms[-2:] == ["1 other term", "all terms"]
        assert len(terms) == TERMS + 2

    def test_terms_come_by_size_whatever_their_sign_and_ties_by_name(self) -> None:
        rows = draw_gap(make_gap(1.0, -3.0, 2.0, -2.0)).table
        assert [row["amount"] for row in rows] == [-3.0, 2.0, -2.0, 1.0, -2.0]

    def test_a_nameless_term_is_said_to_have_no_name(self) -> None:
        gap = replace(make_gap(), contributions=(Contribution("", 2.0), Contribution("may", 1.0)), difference=3.0)
        chart = draw_gap(gap)
        assert [row["term"] for row in chart.table] == ["(no term)", "may", "all terms"]
        assert "(no term) +2.00" in chart.alt

    def test_the_other_side_is_named_only_where_something_lies_there(self) -> None:
        assert "more in Beta" not in texts_of(draw_gap(make_gap(2.0, 1.0)))
        assert {"more in Alpha", "more in Beta"} <= set(texts_of(draw_gap(make_gap(2.0, -1.0))))

    def test_terms_that_cancel_out_make_a_gap_of_zero_without_a_sign(self) -> None:
        chart = draw_gap(make_gap(1.5, -1.5))
        assert chart.table[-1]["amount"] == 0
        assert "The gap is 0 per 1,000 words" in chart.alt

    def test_a_formula_for_a_term_is_harmless_in_the_rows(self) -> None:
        gap = replace(make_gap(), contributions=(Contribution("=cmd()", 2.0), Contribution("$x$", 1.0)))
        assert "'=cmd()" in draw_gap(gap).csv()


def test_one_group_alone_is_drawn_without_a_gap() -> None:
    article = make_article("a", write_text([0, 1, 4]))
    analysis, stories = analyze_by_hand([article]), (Story("s", "s", ("a",)),)
    comparison = compare(analysis, stories=stories, draws=20)
    assert {row["group"] for row in draw_estimates(comparison, analysis).table} == {"Alpha"}
    assert draw_contributions(comparison, analysis).table == ()
