"""The README's accuracy table says what the shipped figures say."""

from __future__ import annotations

import json

import pytest

from docs.accuracy_table import CLOSES, FIGURES, OPENS, README, draw_table, replace_table

ROW = {
    "measure": "reply_record",
    "metric": "cue F1",
    "data": "A|B",
    "value": 0.8149,
    "n": 1234,
    "known": "humans .815",
    "floor": 0.8,
}


def test_the_table_in_the_readme_is_that_of_the_shipped_figures() -> None:
    readme = README.read_text(encoding="utf-8")
    table = draw_table(json.loads(FIGURES.read_text(encoding="utf-8")))
    assert readme == replace_table(readme, table), "out of date: run `python tests/docs/accuracy_table.py --write`"


def test_a_figure_is_one_line_with_its_size_and_what_others_reach() -> None:
    assert draw_table([ROW]).splitlines()[2:] == ["| reply record | cue F1 | A\\|B | 1,234 | 0.81 | humans .815 |"]


def test_precision_and_recall_are_left_to_the_reports() -> None:
    rows = [{**ROW, "metric": f"cue {name}"} for name in ("precision", "recall", "F1")]
    assert draw_table(rows) == draw_table([ROW])


def test_a_precision_that_no_f1_sums_up_is_shown() -> None:
    rows = [{**ROW, "metric": "token precision"}, {**ROW, "metric": "token recall"}]
    assert draw_table(rows).count("token ") == 2


def test_a_renewed_table_replaces_the_old_one_and_nothing_else() -> None:
    old = f"before\n{OPENS}| old |\n{CLOSES}\nafter\n"
    assert replace_table(old, "| new |\n") == f"before\n{OPENS}| new |\n{CLOSES}\nafter\n"
    assert replace_table(replace_table(old, "| new |\n"), "| new |\n") == replace_table(old, "| new |\n")


@pytest.mark.parametrize("readme", ["", OPENS, CLOSES])
def test_a_readme_without_a_place_for_the_table_is_refused(readme: str) -> None:
    with pytest.raises(ValueError, match="no lines <!-- accuracy --> and <!-- /accuracy -->"):
        replace_table(readme, "")
