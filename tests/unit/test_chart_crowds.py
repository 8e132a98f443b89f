"""Charts of many groups: they fit on a page, say what they leave out, and their tables hold all of it."""

from __future__ import annotations

import pytest
from unit.newsroom import Case, make_case

from framing.charts import CHARTS, COLUMN, PAGE
from framing.charts.actors import ROWS, draw_actors, fit_actors
from framing.charts.canvas import say_left_out
from framing.charts.estimates import STACK, TALLEST, _plan, draw_estimates
from framing.charts.positions import draw_positions

CROWD = tuple(f"Outlet {number:02d}" for number in range(25))
A_PAGE = 11.0  # inches, the margins not taken off


@pytest.fixture(scope="module")
def crowd() -> Case:
    return make_case(8, CROWD)


@pytest.mark.parametrize("width", [PAGE, COLUMN])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_of_twenty_five_outlets_fits_on_a_page(name: str, width: float, crowd: Case) -> None:
    assert CHARTS[name](crowd[1], crowd[0], width=width).figure.get_figheight() <= A_PAGE


class TestEstimates:
    @pytest.mark.parametrize("width", [PAGE, COLUMN])
    @pytest.mark.parametrize("n_groups", [1, 2, 5, 12, 13, 25, 60])
    @pytest.mark.parametrize("n_panels", [1, 4, 18])
    def test_no_figure_is_taller_than_its_limit_and_every_one_has_a_panel(
        self, n_panels: int, n_groups: int, width: float
    ) -> None:
        columns, height, most = _plan(n_panels, ["x"] * n_groups, width)
        assert 1 <= columns <= most <= n_panels
        rows = -(-most // columns)
        assert rows == 1 or rows * height <= (TALLEST if n_groups > 12 else STACK)

    def test_five_outlets_have_every_measure(self) -> None:
        assert _plan(14, ["x"] * 5, COLUMN)[2] == 14
        assert _plan(18, ["x"] * 5, PAGE)[2] == 18

    def test_measures_without_room_are_counted_below_and_stand_in_the_table(
        self, crowd: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("framing.charts.estimates.TALLEST", 4.5)
        chart = draw_estimates(crowd[1], crowd[0], width=COLUMN)
        assert chart.figure.get_supxlabel() == "2 more measures stand in the table"
        assert len([panel for panel in chart.figure.axes if panel.axison]) == 2
        assert len({row["measure"] + row["column"] for row in chart.table}) == 4

    def test_where_all_have_room_nothing_is_said(self, crowd: Case) -> None:
        assert draw_estimates(crowd[1], crowd[0]).figure.get_supxlabel() == ""

    def test_one_measure_left_out_is_one_measure(self) -> None:
        from matplotlib.figure import Figure

        figure = Figure()
        say_left_out(figure.subplots(), 1)
        assert figure.get_supxlabel() == "1 more measure stands in the table"


class TestActors:
    def test_groups_without_a_finding_have_no_row_and_stand_in_the_table(self) -> None:
        analysis, comparison, _ = make_case(1, ("Alpha", "Beta", "Gamma"))
        silent = {key: () if key.endswith("-1") else hits for key, hits in analysis.hits.items()}
        from dataclasses import replace

        chart = draw_actors(comparison, replace(analysis, hits=silent))
        assert [label.get_text() for label in chart.figure.axes[0].get_yticklabels()] == ["Alpha", "Gamma"]
        assert [row["group"] for row in chart.table] == ["Alpha", "Beta", "Gamma"]

    def test_as_many_actors_are_drawn_as_a_page_has_room_for_and_one_at_least(self) -> None:
        told = {(actor, group) for actor in ("a", "b", "c") for group in CROWD}
        assert fit_actors(["a", "b", "c"], told) == ["a"]
        assert fit_actors(["a", "b", "c"], {pair for pair in told if pair[1] < "Outlet 10"}) == ["a", "b", "c"]
        assert fit_actors(["a"], {("a", str(number)) for number in range(2 * ROWS)}) == ["a"]


class TestPositions:
    def test_a_column_has_fewer_panels_than_a_page(self, crowd: Case) -> None:
        panels = [len(draw_positions(crowd[1], crowd[0], width=width).figure.axes) for width in (PAGE, COLUMN)]
        assert panels[0] > panels[1] > 1
