"""Charts: what they draw, what they say about it, and that the same data gives the same bytes."""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib import rcParams
from matplotlib.figure import Figure
from unit.newsroom import MEASURES, analyze_by_hand, empty_hits, make_article, make_case, write_text

from framing.analysis import Analysis
from framing.charts import CHARTS, COLUMN, Chart
from framing.charts.actors import count_valence, draw_actors, rank_actors
from framing.charts.canvas import clean_label, join_sentences, shorten, wrap_label
from framing.charts.concordance import draw_lines
from framing.charts.contributions import draw_contributions, draw_gap, find_largest
from framing.charts.estimates import draw_estimates
from framing.charts.ladder import FAINT, RUNGS, count_rungs, draw_ladder
from framing.charts.positions import draw_positions, pick_articles
from framing.charts.rows import write_csv
from framing.charts.values import find_dense, find_echoes, format_count, format_number, number_articles
from framing.comparison import Comparison, compare
from framing.errors import FramingError
from framing.scores import Unit
from framing.stories import Story

LONG = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"
ARABIC = "صحيفة الأخبار اليومية"


@pytest.fixture(scope="module")
def case() -> tuple[Any, Comparison, Any]:
    return make_case(8, ("Alpha", "Beta", "Gamma"))


@pytest.fixture(scope="module", params=[1, 25])
def crowd(request: pytest.FixtureRequest) -> tuple[Any, Comparison, Any]:
    outlets = [LONG, ARABIC, "../../x", "=cmd()", "$5 $News", *(f"Outlet {n:02d}" for n in range(20))]
    return make_case(1, sorted(outlets[: request.param]))


def texts_of(figure: Any) -> list[str]:
    """Return every text in a figure."""
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]


@pytest.fixture(scope="module")
def full() -> tuple[Any, Comparison, Any]:
    """Return stories of three weeks, the last two of which have enough articles of each outlet."""
    return make_case(16, ("Alpha", "Beta", "Gamma"))


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_carries_a_title_alt_text_and_the_rows_behind_it(name: str, full: Any) -> None:
    analysis, comparison, _ = full
    chart = CHARTS[name](comparison, analysis)
    assert chart.name == name
    assert chart.title
    assert chart.table
    assert re.search(r"\d", chart.alt), "alt text says numbers"
    assert chart.alt.endswith(".")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_comes_out_in_the_width_it_was_asked_for(name: str, case: Any) -> None:
    analysis, comparison, _ = case
    assert CHARTS[name](comparison, analysis, width=COLUMN).figure.get_figwidth() == COLUMN


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_data_gives_the_same_bytes_twice(name: str, full: Any) -> None:
    analysis, comparison, _ = full
    first, second = CHARTS[name](comparison, analysis), CHARTS[name](comparison, analysis)
    assert first.svg() == second.svg() == first.svg()
    assert first.png(dpi=60) == second.png(dpi=60)
    assert first.csv() == second.csv()


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_drawn_in_the_place_of_given_axes(name: str, case: Any) -> None:
    analysis, comparison, _ = case
    figure = Figure(layout="constrained")
    axes = figure.subplots(1, 2)
    chart = CHARTS[name](comparison, analysis, ax=axes[0])
    assert chart.figure is figure
    assert axes[1] in figure.axes


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_drawn_for_one_to_twenty_five_outlets_with_names_of_all_kinds(name: str, crowd: Any) -> None:
    analysis, comparison, _ = crowd
    chart = CHARTS[name](comparison, analysis, width=COLUMN)
    ElementTree.fromstring(chart.svg().encode())


@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_nothing_say_so_and_hold_no_rows(name: str, case: Any) -> None:
    analysis, comparison, _ = make_case(1, ("Alpha", "Beta"))
    nothing = replace(comparison, estimates=(), gaps=(), headlines=(), stories=())
    chart = CHARTS[name](nothing, empty_hits(analysis))
    assert chart.table == ()
    assert chart.alt in texts_of(chart.figure)


def test_drawing_leaves_the_readers_own_settings_as_they_were(case: Any) -> None:
    analysis, comparison, _ = case
    before = dict(rcParams)
    for draw in CHARTS.values():
        draw(comparison, analysis).svg()
    assert dict(rcParams) == before


def test_the_readers_own_settings_do_not_leak_into_a_chart(case: Any) -> None:
    from matplotlib import rc_context

    analysis, comparison, _ = case
    plain = draw_ladder(comparison, analysis).svg()
    with rc_context({"font.size": 30, "svg.fonttype": "path"}):
        assert draw_ladder(comparison, analysis).svg() == plain


def test_a_chart_displays_itself_in_a_notebook_with_its_alt_text_as_the_plain_form(case: Any) -> None:
    chart = draw_ladder(case[1])
    bundle = chart._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"].endswith(chart.alt)


class TestEstimates:
    def test_intervals_are_drawn_from_six_stories_on(self, case: Any) -> None:
        chart = draw_estimates(case[1])
        assert any(row["low"] is not None for row in chart.table)
        assert "interval" in chart.alt

    def test_one_story_gets_bare_dots(self) -> None:
        analysis, comparison, _ = make_case(1)
        chart = draw_estimates(comparison, analysis)
        assert all(row["low"] is None for row in chart.table)
        assert "interval" not in chart.alt
        panels = [panel for panel in chart.figure.axes if panel.get_title(loc="left")]
        assert all(len(line.get_xdata()) == 1 for panel in panels for line in panel.lines if line.get_marker() == "o")
        assert not any(line.get_linewidth() == 2.0 for panel in panels for line in panel.lines)

    def test_groups_stand_in_alphabetical_order_and_not_by_value(self) -> None:
        _, comparison, _ = make_case(1, ("Zeta", "Alpha", "Mid"))
        rows = [row["group"] for row in draw_estimates(comparison).table if row["measure"] == "hedging"]
        assert rows == ["Alpha", "Mid", "Zeta"]

    def test_rates_start_at_zero(self, case: Any) -> None:
        assert all(panel.get_xlim()[0] == 0 for panel in draw_estimates(case[1]).figure.axes if panel.get_title(loc="left"))

    def test_measures_with_targets_are_left_to_their_own_chart(self, case: Any) -> None:
        assert "evaluation" not in {row["measure"] for row in draw_estimates(case[1]).table}

    def test_the_rate_of_attribution_never_stands_without_the_opaque_share(self, case: Any) -> None:
        titles = [panel.get_title(loc="left") for panel in draw_estimates(case[1], case[0]).figure.axes]
        assert titles.index("Attribution: opaque share") == titles.index("Attribution") + 1

    def test_an_undefined_value_is_an_en_dash_and_no_dot(self, case: Any) -> None:
        analysis, comparison, _ = case
        undefined = tuple(replace(e, value=math.nan, interval=None) for e in comparison.estimates)
        chart = draw_estimates(replace(comparison, estimates=undefined), analysis)
        assert any(text.startswith("–") for text in texts_of(chart.figure))
        assert not any(line.get_marker() == "o" for panel in chart.figure.axes for line in panel.lines)

    def test_titles_come_from_the_analysis_and_from_the_names_without_one(self, case: Any) -> None:
        analysis, comparison, _ = case
        assert "Loaded terms" in texts_of(draw_estimates(comparison, analysis).figure)
        assert "Loaded" in texts_of(draw_estimates(comparison).figure)


class TestLadder:
    def test_counts_on_all_rungs_add_up_to_the_attributions(self, case: Any) -> None:
        for row in draw_ladder(case[1]).table:
            assert sum(row[f"rung_{rung}"] for rung in RUNGS) == row["attributions"]
            assert math.isclose(sum(row[f"rung_{rung}_share"] for rung in RUNGS), 1.0)

    def test_rungs_are_counted_from_the_estimates(self, case: Any) -> None:
        counts = count_rungs(case[1])
        assert counts["Alpha"] == {5: 8, 4: 8, 3: 16, 2: 8, 1: 0, 0: 0}

    def test_colors_get_lighter_from_rung_to_rung_so_gray_print_keeps_the_order(self) -> None:
        from matplotlib.colors import to_rgb

        weights = (0.2126, 0.7152, 0.0722)
        lightness = [sum(w * c for w, c in zip(weights, to_rgb(color), strict=True)) for _, color, _ in RUNGS.values()]
        assert lightness == sorted(lightness)
        assert min(b - a for a, b in pairwise(lightness)) > 0.05

    def test_a_group_without_attributions_is_left_out(self) -> None:
        text = write_text([3], filler=12)
        articles = [make_article("a", write_text([0, 1]), "Alpha"), make_article("b", text.replace("critics said", ""), "Beta")]
        analysis = analyze_by_hand(articles)
        comparison = compare(analysis, stories=(Story("s", "s", ("a", "b")),), draws=50)
        assert [row["group"] for row in draw_ladder(comparison).table] == ["Alpha"]

    def test_a_bar_of_too_few_attributions_is_faint_and_says_so(self) -> None:
        articles = [make_article("a", write_text([0, 1, 1, 2, 2]), "Alpha"), make_article("b", write_text([0]), "Beta")]
        comparison = compare(analyze_by_hand(articles), stories=(Story("s", "s", ("a", "b")),), draws=50)
        chart = draw_ladder(comparison)
        bars: list[Any] = list(chart.figure.axes[0].patches)
        shades = {row: {bar.get_alpha() for bar in bars if round(bar.get_y() + 0.34) == row} for row in (0, 1)}
        assert shades == {0: {1.0}, 1: {FAINT}}
        assert FAINT < 0.5
        assert "of 1,\nfew" in texts_of(chart.figure)
        assert "Beta, 1 attribution, too few for shares: " in chart.alt
        assert "Alpha, 5 attributions: " in chart.alt

    def test_alt_text_names_every_rung_with_its_count(self, case: Any) -> None:
        alt = draw_ladder(case[1]).alt
        assert "Alpha, 40 attributions: 8 named person, 8 named organization or document, 16 unnamed" in alt


def judge_actors(n: int) -> tuple[Comparison, Analysis]:
    """Return a case in which n measures evaluate the mayor."""
    quantity = MEASURES[-1]
    measures = [replace(quantity, name=f"q{i}", title=f"Quantity {i}") for i in range(n)]
    articles = [make_article("a", "Mayor Ruiz is honest."), make_article("b", "Mayor Ruiz is reckless.", "Beta")]
    analysis = analyze_by_hand(articles, measures=[quantity])
    hits = {
        key: tuple(hit._replace(measure=measure.name) for measure in measures for hit in found)
        for key, found in analysis.hits.items()
    }
    scores = tuple(score._replace(measure=measure.name) for measure in measures for score in analysis.scores)
    analysis = replace(analysis, measures=tuple(measures), hits=hits, scores=scores)
    return compare(analysis, stories=(Story("s", "s", ("a", "b")),), draws=20), analysis


def grid_of(panel: Any) -> tuple[int, int]:
    """Return how many rows and columns of panels the figure of one has."""
    rows, columns = panel.get_subplotspec().get_gridspec().get_geometry()
    return rows, columns


class TestActors:
    def test_fewer_than_five_findings_are_counts_without_a_mean(self) -> None:
        analysis, comparison, _ = make_case(1)
        chart = draw_actors(comparison, analysis)
        assert all(math.isnan(row["mean"]) for row in chart.table)
        assert "counts only" in chart.alt

    def test_from_five_findings_on_there_is_a_mean(self, case: Any) -> None:
        analysis, comparison, _ = case
        row = next(row for row in draw_actors(comparison, analysis).table if row["group"] == "Alpha")
        assert (row["negative"], row["positive"], row["mean"]) == (8, 0, -1.0)
        assert "0 for, 8 against, mean −1.00" in draw_actors(comparison, analysis).alt

    def test_actors_are_called_by_name(self, case: Any) -> None:
        assert {row["actor"] for row in draw_actors(case[1], case[0]).table} == {"Mayor Ruiz"}

    def test_only_compared_articles_count(self, case: Any) -> None:
        analysis, _, stories = case
        fewer = compare(analysis, stories=stories[:2], draws=50)
        assert sum(bar.negative for bar in count_valence(fewer, analysis) if bar.group == "Alpha") == 2

    @pytest.mark.parametrize(("n", "shape"), [(1, (1, 1)), (3, (1, 3)), (4, (2, 2)), (5, (3, 2))])
    def test_more_than_three_quantities_stand_in_rows_of_two(self, n: int, shape: tuple[int, int]) -> None:
        chart = draw_actors(*judge_actors(n))
        panels = chart.figure.axes
        assert grid_of(panels[0]) == shape
        shown = [panel for panel in panels if panel.axison]
        assert [panel.get_title(loc="left") for panel in shown] == [f"Quantity {i}" for i in range(n)]
        assert [bool(panel.texts[0].get_fontweight() == "bold") for panel in shown][:: shape[1]] == [True] * shape[0]
        assert {row["measure"] for row in chart.table} == {f"q{i}" for i in range(n)}

    def test_on_a_narrow_page_every_quantity_has_a_row_of_its_own(self) -> None:
        panels = draw_actors(*judge_actors(4), width=3.4).figure.axes
        assert grid_of(panels[0]) == (4, 1)

    def test_uncertain_verdicts_are_not_drawn(self) -> None:
        comparison, analysis = judge_actors(1)
        unsure = {key: tuple(hit._replace(confidence=0.4) for hit in hits) for key, hits in analysis.hits.items()}
        assert draw_actors(comparison, replace(analysis, hits=unsure)).table == ()

    def test_actors_without_findings_are_not_ranked(self, case: Any) -> None:
        bars = [bar._replace(negative=0, positive=0) for bar in count_valence(case[1], case[0])]
        assert rank_actors(bars) == []


class TestContributions:
    def test_the_last_bar_is_the_sum_of_the_others_and_the_gap(self, case: Any) -> None:
        analysis, comparison, _ = case
        gap = find_largest(comparison)
        assert gap is not None
        rows = draw_contributions(comparison, analysis).table
        assert rows[-1]["term"] == "all terms"
        assert math.isclose(rows[-1]["amount"], sum(row["amount"] for row in rows[:-1]))
        assert math.isclose(rows[-1]["amount"], gap.difference)

    def test_many_terms_are_summed_up_in_one_bar(self, case: Any) -> None:
        gap = find_largest(case[1])
        assert gap is not None
        part = gap.contributions[0]
        many = replace(gap, contributions=tuple(replace(part, term=f"term {n}", amount=1.0) for n in range(20)))
        rows = draw_gap(many).table
        assert rows[-2] == {"term": "8 other terms", "amount": 8.0, "unit": gap.unit.name}
        assert rows[-1]["amount"] == 20.0

    def test_a_gap_of_a_single_term_explains_nothing_and_is_not_the_largest(self, case: Any) -> None:
        comparison = case[1]
        single = tuple(replace(gap, contributions=gap.contributions[:1]) for gap in comparison.gaps)
        assert find_largest(replace(comparison, gaps=single)) is None

    def test_both_sides_are_named(self, case: Any) -> None:
        gap = find_largest(case[1])
        assert gap is not None
        words = " ".join(texts_of(draw_gap(gap).figure))
        assert f"more in {gap.group}" in words

    def test_a_term_of_any_length_fits(self, case: Any) -> None:
        gap = find_largest(case[1])
        assert gap is not None
        long = replace(gap, contributions=tuple(replace(part, term="x" * 300) for part in gap.contributions))
        assert max(len(text) for text in texts_of(draw_gap(long, width=COLUMN).figure)) < 60


class TestPositions:
    def test_every_headline_finding_has_its_place_between_start_and_end(self, case: Any) -> None:
        rows = draw_positions(case[1], case[0]).table
        assert all(0 <= row["place"] < 1 for row in rows)
        assert {row["voice"] for row in rows} == {"own"}  # loaded terms in quotation marks are not the outlet's

    def test_at_most_sixteen_articles_are_drawn_and_every_group_has_its_turn(self, case: Any) -> None:
        analysis, comparison = case[0], case[1]
        article = analysis.articles[0]
        many = [replace(article, id=f"{group}{i}", outlet=group) for group in "PQ" for i in range(20)]
        picked = pick_articles(many, comparison)
        assert [a.id for a in picked] == [f"{group}{i}" for group in "PQ" for i in range(8)]

    def test_labels_are_the_numbers_of_the_articles(self, case: Any) -> None:
        labels = {row["label"] for row in draw_positions(case[1], case[0]).table}
        assert "1  Alpha" in labels

    def test_numbers_follow_group_date_and_id_whatever_the_order_of_the_articles(self, case: Any) -> None:
        analysis = case[0]
        turned = replace(analysis, articles=analysis.articles[::-1])
        assert number_articles(turned, "outlet") == number_articles(analysis, "outlet")

    def test_a_measure_that_marks_most_of_the_text_is_dense(self, case: Any) -> None:
        analysis = case[0]
        wide = {key: tuple(hit._replace(start=0, end=900) for hit in hits) for key, hits in analysis.hits.items()}
        assert "hedging" in find_dense(replace(analysis, hits=wide))
        assert find_dense(analysis) == frozenset()

    def test_a_measure_that_only_repeats_another_is_an_echo(self, case: Any) -> None:
        analysis = case[0]
        repeated = {
            key: (*hits, *(hit._replace(measure="loaded") for hit in hits if hit.measure == "hedging"))
            for key, hits in {k: tuple(h for h in v if h.measure != "loaded") for k, v in analysis.hits.items()}.items()
        }
        assert find_echoes(replace(analysis, hits=repeated)) == {"loaded"}
        assert find_echoes(analysis) == frozenset()


class TestLabels:
    @pytest.mark.parametrize(
        ("name", "clean"),
        [("a\nb\tc", "a b c"), ("x\x00y", "xy"), ("a\u202egnp.exe", "agnp.exe"), ("  wide \u3000 name ", "wide name")],
    )
    def test_control_characters_and_direction_marks_are_dropped(self, name: str, clean: str) -> None:
        assert clean_label(name) == clean

    def test_long_names_are_cut_in_the_middle_so_that_their_ends_still_differ(self) -> None:
        one, two = (shorten(f"The Morning Herald of the Coast, {edition} edition", 30) for edition in ("northern", "southern"))
        assert max(len(one), len(two)) <= 30
        assert "…" in one

    def test_labels_break_into_two_lines_and_are_never_empty(self) -> None:
        assert wrap_label(LONG, 1.1).count("\n") == 1
        assert wrap_label("\x00", 1.1) == "(no name)"

    def test_a_dollar_sign_is_no_formula(self) -> None:
        _, comparison, _ = make_case(1, ("$x", "y$"))
        assert "$x" in texts_of(draw_estimates(comparison).figure)

    def test_a_script_the_font_lacks_warns_nobody(self) -> None:
        analysis, comparison, _ = make_case(1, ("新聞", "ข่าว"))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            draw_estimates(comparison, analysis).png(dpi=50)

    def test_alt_text_of_many_statements_says_how_many_it_leaves_out(self) -> None:
        assert join_sentences(["a", "b", "c"], limit=2) == "a. b. The table holds 1 more rows."


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "text"),
        [(0.0, "0"), (0.456, "0.46"), (12.34, "12.3"), (1234.5, "1,234"), (-0.5, "−0.50"), (-0.0001, "0.00"),
         (math.nan, "–"), (math.inf, "∞"), (-math.inf, "−∞")],
    )  # fmt: skip
    def test_numbers_have_about_three_digits_and_nan_is_an_en_dash(self, value: float, text: str) -> None:
        assert format_number(value) == text

    def test_a_sign_is_shown_on_request(self) -> None:
        assert (format_number(2.0, signed=True), format_number(0.0, signed=True)) == ("+2.00", "0")

    def test_counts_are_whole_where_they_are_whole(self) -> None:
        assert [format_count(value) for value in (3.0, 1200.0, 2.5, -2.0, math.nan)] == ["3", "1,200", "2.50", "−2", "–"]


class TestRows:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_text_that_a_spreadsheet_would_run_is_opened_by_an_apostrophe(self, start: str) -> None:
        cell = next(iter(csv.DictReader(io.StringIO(write_csv([{"outlet": f"{start}1+1"}]), newline=""))))["outlet"]
        assert cell == f"'{start}1+1".replace("\r", "\n")  # a row is one row, whatever a cell holds

    def test_numbers_stay_numbers_and_nan_is_an_empty_cell(self) -> None:
        text = write_csv([{"a": -2.5, "b": math.nan, "c": None, "d": True, "e": 3}])
        assert text == "a,b,c,d,e\n-2.5,,,true,3\n"

    def test_fields_can_be_named_for_an_empty_table(self) -> None:
        assert write_csv([], ["a", "b"]) == "a,b\n"

    def test_a_chart_with_a_hostile_outlet_has_harmless_rows(self) -> None:
        _, comparison, _ = make_case(1, ("=cmd()", "../../x"))
        rows = list(csv.DictReader(io.StringIO(draw_ladder(comparison).csv())))
        assert {row["group"] for row in rows} == {"'=cmd()", "../../x"}


def test_a_chart_is_plain_data_that_anyone_can_make() -> None:
    chart = Chart("mine", "Mine", "One line.", ({"a": 1},), Figure())
    assert chart.csv() == "a\n1\n"
    assert Unit("x").factor == 1.0


class TestAltText:
    def test_few_groups_are_named_one_by_one(self, case: Any) -> None:
        alt = draw_estimates(case[1], case[0]).alt
        beta = next(e for e in case[1].estimates if (e.group, e.measure, e.column) == ("Beta", "hedging", "rate"))
        low, high = map(format_number, beta.interval)
        assert f"Hedging, per 1,000 words: Alpha 12.6, 24 findings; Beta 8.32, interval {low} to {high}, 14 findings" in alt

    def test_of_many_groups_the_lowest_and_the_highest_are(self) -> None:
        analysis, comparison, _ = make_case(1, tuple(f"Outlet {n:02d}" for n in range(9)))
        alt = draw_estimates(comparison, analysis).alt
        assert "Hedging, per 1,000 words, over 9 groups, from: Outlet 03 5.08, 1 findings; Outlet 00 12.6, 3 findings" in alt

    def test_rows_without_a_finding_are_left_to_the_table(self, case: Any) -> None:
        analysis, comparison, _ = case
        silent = {key: () if key.endswith("-1") else hits for key, hits in analysis.hits.items()}
        chart = draw_actors(comparison, replace(analysis, hits=silent))
        assert [row["group"] for row in chart.table if row["negative"] + row["positive"] == 0] == ["Beta"]
        assert "Beta" not in chart.alt

    def test_it_can_be_read_aloud_in_a_minute_or_two(self, full: Any) -> None:
        analysis, comparison, _ = full
        assert all(len(draw(comparison, analysis).alt) < 2000 for draw in CHARTS.values())


# What is given to them -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_no_comparison_and_no_analysis_is_refused_with_the_right_call(
    name: str, case: tuple[Any, Comparison, Any]
) -> None:
    analysis, comparison, stories = case
    for given in (
        (analysis, comparison),
        ("chart.png", analysis),
        (comparison, "chart.png"),
        (comparison, stories),
        (None, None),
    ):
        with pytest.raises(FramingError, match=rf"framing\.charts\.draw_{name}\(comparison, analysis\)\. Given was an? \w+\.$"):
            CHARTS[name](*given)


@pytest.mark.parametrize("name", ["estimates", "heat", "ladder", "contributions"])
def test_a_chart_of_the_comparison_alone_needs_no_analysis(name: str, case: tuple[Any, Comparison, Any]) -> None:
    assert CHARTS[name](case[1], None).table  # type: ignore[arg-type]


def test_a_gap_and_a_concordance_are_told_from_what_holds_them(case: tuple[Any, Comparison, Any]) -> None:
    with pytest.raises(FramingError, match=r"draw_gap\(comparison\.gaps\[0\]\)\. Given was a Comparison"):
        draw_gap(case[1])  # type: ignore[arg-type]
    with pytest.raises(FramingError, match=r"draw_lines takes a concordance.*Given was a Comparison"):
        draw_lines(case[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("ax", ["left", Figure()])
def test_a_place_that_is_no_axes_is_refused(ax: Any, case: tuple[Any, Comparison, Any]) -> None:
    with pytest.raises(FramingError, match=r"one matplotlib axes.*Given was a \w+\.$"):
        draw_ladder(case[1], ax=ax)


def test_a_file_that_cannot_be_written_is_an_error_that_names_it(case: tuple[Any, Comparison, Any], tmp_path: Path) -> None:
    with pytest.raises(FramingError, match=r"missing/ladder\.csv: cannot be written"):
        draw_ladder(case[1]).save(tmp_path / "missing" / "ladder.csv")
