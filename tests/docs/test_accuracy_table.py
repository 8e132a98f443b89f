"""The README's accuracy table says what the shipped figures say."""

from __future__ import annotations

import json

import pytest

from docs.accuracy_table import FIGURES, FIRST, NAME, draw_first, draw_table, draw_tables
from docs.readme import README, replace_table

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
    table = draw_tables(json.loads(FIGURES.read_text(encoding="utf-8")))
    assert readme == replace_table(readme, NAME, table), "out of date: run `python tests/docs/accuracy_table.py --write`"


def test_a_figure_is_one_line_with_its_size_and_what_others_reach() -> None:
    assert draw_table([ROW]).splitlines()[2:] == ["| reply record | cue F1 | A\\|B | 1,234 | 0.81 | humans .815 |"]


def test_annotators_stand_side_by_side_in_one_line() -> None:
    rows = [{**ROW, "annotator": "encoder", "value": 0.9}, {**ROW, "annotator": "fast"}]
    header, _, line = draw_table(rows).splitlines()
    assert header == "| measure | figure | on | texts | fast | encoder | others there |"
    assert line == "| reply record | cue F1 | A\\|B | 1,234 | 0.81 | 0.90 | humans .815 |"


def test_a_figure_that_only_one_annotator_has_leaves_the_other_place_open() -> None:
    rows = [{**ROW, "annotator": "fast"}, {**ROW, "annotator": "encoder", "data": "C"}]
    assert [line.split(" | ")[4:6] for line in draw_table(rows).splitlines()[2:]] == [["0.81", "–"], ["–", "0.81"]]


def test_where_one_annotator_was_measured_there_is_one_column() -> None:
    assert "| fast | others there |" in draw_table([{**ROW, "annotator": "fast"}])


def test_figures_that_hang_on_no_annotator_have_a_table_of_their_own_below() -> None:
    alone, both = {**ROW, "annotator": ""}, {**ROW, "annotator": "fast"}
    assert draw_table([alone, both]) == f"{draw_table([both])}\n{draw_table([ROW])}"


def test_a_value_is_shown_with_its_interval() -> None:
    assert "| 0.81 [0.79, 0.84] |" in draw_table([{**ROW, "interval": [0.791, 0.838]}])
    assert "| 0.81 |" in draw_table([{**ROW, "interval": None}])


def test_a_precision_is_left_out_only_where_the_same_annotator_has_the_f1() -> None:
    rows = [{**ROW, "annotator": "fast"}, {**ROW, "annotator": "encoder", "metric": "cue precision"}]
    assert "cue precision" in draw_table(rows)


def test_no_figures_make_no_table() -> None:
    assert draw_table([]) == ""


def test_precision_and_recall_are_left_to_the_reports() -> None:
    rows = [{**ROW, "metric": f"cue {name}"} for name in ("precision", "recall", "F1")]
    assert draw_table(rows) == draw_table([ROW])


def test_the_labels_of_own_sentences_one_by_one_are_left_to_the_reports() -> None:
    assert draw_table([ROW, {**ROW, "metric": "kind: right labels"}]) == draw_table([ROW])


def test_a_precision_that_no_f1_sums_up_is_shown() -> None:
    rows = [{**ROW, "metric": "token precision"}, {**ROW, "metric": "token recall"}]
    assert draw_table(rows).count("token ") == 2


def measured(**fields: object) -> list[dict[str, object]]:
    return [{**ROW, "measure": measure, "metric": metric, "data": data, **fields} for _, measure, metric, data in FIRST]


def test_the_first_figures_stand_above_in_plain_words_and_all_of_them_below_in_a_fold() -> None:
    above, below = draw_tables(measured()).split("<details>")
    assert [line.split(" | ")[0].removeprefix("| ") for line in above.splitlines()[2:-1]] == [what for what, *_ in FIRST]
    assert draw_table(measured()) in below


def test_a_first_figure_that_hangs_on_no_annotator_holds_for_both() -> None:
    assert draw_first(measured()).splitlines()[2].split(" | ")[2:4] == ["0.81", "0.81"]


def test_a_first_figure_of_one_annotator_leaves_the_other_place_open() -> None:
    assert draw_first(measured(annotator="encoder")).splitlines()[2].split(" | ")[2:4] == ["–", "0.81"]


def test_a_first_figure_that_was_not_measured_is_named() -> None:
    with pytest.raises(ValueError, match="no such figure was measured"):
        draw_first(measured()[1:])
