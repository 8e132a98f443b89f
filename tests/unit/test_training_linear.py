"""Training linear weights: what is kept out stays out, figures are of rows left out, and a run gives weights that work."""

from __future__ import annotations

import json
import logging
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from framing.documents import segment
from framing.errors import ReadError
from framing.linear import read_layers, read_weights, toward
from framing.linear.items import TARGET
from framing.linear.weights import find_turns, index_groups
from framing.training import linear as training
from framing.training import metrics
from framing.training.linear_fit import Example, Fitted, Learner, apply_scale, cross_fit, fit_scale, fit_slope, out_of_fold
from framing.training.splits import is_development
from framing.training.word_lists import gather_groups

PLACES = "harbor school bridge market station library garden theater hospital airport".split()
OUTLETS = ("Clarion", "Gazette", "Herald")


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def target_rows(kind: str) -> list[dict[str, Any]]:
    rows = []
    for i, place in enumerate(PLACES * 2):
        for label, text in (
            ("negative", f"{kind} Ruiz ruined the {place} of ward {i}."),
            ("neutral", f"{kind} Ruiz saw the {place} of ward {i}."),
            ("positive", f"{kind} Ruiz rescued the {place} of ward {i}."),
        ):
            start = text.index("Ruiz")
            rows.append({"sentence": text, "start": start, "end": start + 4, "target": "Ruiz", "polarity": label})
    return rows


def make_data(folder: Path) -> Path:
    babe, weasel = [], []
    for i, place in enumerate(PLACES * 6):
        outlet = OUTLETS[i % 3]
        babe.append({"sentence": f"The zorbish plan for {place} {i} is zorbish .", "outlet": outlet, "loaded": True})
        babe.append({"sentence": f"The council plan for {place} {i} is public .", "outlet": outlet, "loaded": False})
        weasel.append({"sentence": f"The {place} -LRB- {i} -RRB- is quexly old .", "uncertain": True})
        weasel.append({"sentence": f"The {place} -LRB- {i} -RRB- is very old .", "uncertain": False})
    write(folder, "babe_train.jsonl", babe)
    write(folder, "wikiweasel_train.jsonl", weasel)
    write(folder, "newsmtsc_train.jsonl", target_rows("Today"))
    write(folder, "newsmtsc_dev_mt.jsonl", target_rows("Yesterday"))
    return folder


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data(tmp_path_factory.mktemp("linear"))
    training.main(["--data", str(folder), "--out", str(folder / "linear.json.gz")])
    return folder


def test_a_training_run_writes_weights_that_read(trained: Path) -> None:
    weights = read_weights(trained / "linear.json.gz")
    for layer, text, marked in (
        ("loaded", "The zorbish plan is zorbish.", True),
        ("loaded", "The council plan is public.", False),
        ("hedged", "The station is quexly old.", True),
        ("hedged", "The station is very old.", False),
    ):
        doc = segment(text)
        found = read_layers(doc, (), weights)[0][layer][0]
        assert found.marked is marked, text
        if marked:
            assert "zorbish" in doc.quote(found.words[0]) or "quexly" in doc.quote(found.words[0])
    assert [toward(segment(f"Today Luna {verb} the port."), 6, 10, weights).label for verb in ("ruined", "saw", "rescued")] == [
        "negative",
        "neutral",
        "positive",
    ]


def test_what_was_measured_is_written_beside_the_weights(trained: Path) -> None:
    record = json.loads((trained / "linear.training.json").read_text(encoding="utf-8"))
    assert record["fingerprint"] == read_weights(trained / "linear.json.gz").fingerprint
    assert record["loaded_leave_one_outlet_out"]["macro_f1"] == record["left_out_of_learning"]["loaded"]["value"]
    assert record["loaded_leave_one_outlet_out"]["n"] == 120
    kept = [
        row for row in training.read_rows(trained, "wikiweasel_train.jsonl") if is_development("wikiweasel", row["sentence"])
    ]
    assert record["development"]["hedged"]["n"] == len(kept) > 0
    assert record["left_out_of_learning"]["hedged"]["n"] == 120 - len(kept)
    assert record["development"]["polarity"] | {"calibration_error": 0} == {"value": 1.0, "calibration_error": 0, "n": 60}


def test_two_training_runs_give_the_same_bytes_and_say_what_they_measured(
    trained: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "again.json.gz"
    with caplog.at_level(logging.INFO):
        training.main(["--data", str(trained), "--out", str(out)])
    assert out.read_bytes() == (trained / "linear.json.gz").read_bytes()
    assert f"fingerprint {read_weights(out).fingerprint}" in caplog.text
    assert "polarity, development part: F1 1.0000" in caplog.text


@pytest.mark.parametrize("name", [*training.FILES.values(), training.GIVEN])
def test_a_missing_file_is_named_with_what_to_pass(tmp_path: Path, name: str) -> None:
    (make_data(tmp_path) / name).unlink()
    with pytest.raises(ReadError, match=rf"{name}: not found\. Pass --data the folder that holds {name}"):
        training.main(["--data", str(tmp_path), "--out", str(tmp_path / "l.json.gz")])
    assert not (tmp_path / "l.json.gz").exists()


def test_without_a_folder_the_command_says_what_to_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FRAMING_DATA", raising=False)
    with pytest.raises(SystemExit):
        training.main([])
    assert "--data or FRAMING_DATA" in capsys.readouterr().err


# Rows


def test_rows_of_the_development_part_are_not_learned_from() -> None:
    rows = [{"sentence": f"Row {i} may be old .", "uncertain": True} for i in range(200)]
    keys = {example.key for example in training.read_wikiweasel(rows, {})}
    assert keys == {row["sentence"] for row in rows if not is_development("wikiweasel", str(row["sentence"]))}
    assert 0 < len(keys) < 200


def test_sentences_of_the_evaluation_part_are_not_learned_from() -> None:
    rows = target_rows("Today")
    assert len(list(training.read_newsmtsc(rows, {}, ()))) == 60
    assert len(list(training.read_newsmtsc(rows, {}, rows[:5]))) == 55


def test_targets_of_one_sentence_are_left_out_of_learning_together() -> None:
    text = "Ruiz saw Luna."
    rows = [{"sentence": text, "start": s, "end": e, "polarity": "neutral"} for s, e in ((0, 4), (9, 13))]
    one, other = training.read_newsmtsc(rows, {}, ())
    assert one.group == other.group
    assert one.features != other.features


def test_babe_is_grouped_by_outlet_and_treebank_marks_are_undone() -> None:
    groups = {"bad": ("l",)}
    babe = next(training.read_babe([{"sentence": "A bad plan", "outlet": "Clarion", "loaded": 1}], groups))
    assert (babe.group, babe.label, babe.length, babe.features["#l"]) == ("Clarion", True, 3, 1)
    rows = [{"sentence": f"It -LRB- {i} -RRB- is n't old .", "uncertain": 0} for i in range(20)]
    weasel = next(training.read_wikiweasel(rows, groups))
    assert {"(", ")", "is n't"} <= weasel.features.keys()


def test_lists_are_counted_and_words_are_not_counted_twice() -> None:
    found = training.sentence_features(["bad", "bad", "very", "bad"], {"bad": ("l",), "very bad": ("l", "m")})
    assert found == Counter(
        {"bad": 1, "very": 1, "bad bad": 1, "bad very": 1, "very bad": 1, "#l": 2, "#m": 1},
    )


def test_features_toward_a_target_leave_the_target_out_and_obey_negators() -> None:
    groups = index_groups({"shifters negator": ["not"], "vader -": ["bad"]})
    found = training.target_features([TARGET, "is", "not", "bad"], 0, groups)
    assert not any(TARGET in feature for feature in found if not feature.startswith("<>"))
    assert found["=! bad"] == found[">! #vader -"] == 1
    assert "= bad" not in found


def test_weights_are_rounded_gathered_and_dropped_where_they_round_to_nothing() -> None:
    assert training._pack({"b": 0.4, "a": 0.4, "c": -0.2, "d": 0.001}, 25) == {"-5": "c", "10": "a\tb"}


# Word lists


def test_word_lists_hold_lexicons_and_valences_and_no_glob() -> None:
    lists = gather_groups()
    assert "may" in lists["hedges epistemic"]
    assert "praised" in lists["polarity positive patient"]
    assert "honest" in lists["vader +2"]
    assert lists["vader -"] == sorted(lists["vader -"])
    assert not any(term.endswith("*") or term.count(" ") > 1 for terms in lists.values() for term in terms)
    negators, breaks = find_turns(index_groups(lists))
    assert {"not", "never"} <= negators
    assert {",", "but"} <= breaks


# Learning


def example(word: str, label: object, group: object, i: int = 0) -> Example:
    return Example(Counter({word: 1, "the": 1}), 4, label, group, f"{word} {group} {i}")


def test_rare_features_are_left_out_and_scores_follow_the_labels() -> None:
    rows = [example("good", True, 0), example("good", True, 1), example("bad", False, 0), example("bad", False, 1)]
    fitted = Learner(1.0, least=2).fit([*rows, example("once", True, 0)])
    assert set(fitted.vocabulary) == {"good", "bad", "the"}
    good, bad = fitted.scores([rows[0], rows[2]])[:, 0]
    assert good > bad


def test_a_row_is_scored_by_what_learned_from_other_groups_only() -> None:
    # In its own group a word means the opposite of what it means elsewhere: only leaving the group out shows that.
    rows = [
        example(word, (word == "good") == (group != 2), group, i)
        for i in range(5)
        for group in range(3)
        for word in ("good", "bad")
    ]
    scores = out_of_fold(Learner(1.0, least=1), rows)[:, 0]
    wrong = [(score > 0) == row.label for score, row in zip(scores, rows, strict=True) if row.group == 2]
    assert not any(wrong)


def test_a_scale_calibrates_and_its_threshold_is_the_best_for_the_metric() -> None:
    scores = [i / 10 for i in range(-50, 50)]
    labels = [score > 2 for score in scores]
    scale = fit_scale(scores, labels, metrics.macro_f1)
    shares = apply_scale(scores, scale.slope, scale.shift)
    assert [share >= scale.threshold for share in shares] == labels
    assert shares == sorted(shares)


def test_halves_are_judged_with_what_was_fitted_on_the_other_half() -> None:
    rows = [example(str(i), i % 4 == 0, 0, i) for i in range(400)]
    verdict = cross_fit("babe", rows, [1.0 if row.label else -1.0 for row in rows], metrics.macro_f1)
    assert (verdict.value, verdict.n) == (1.0, 400)
    assert verdict.calibration_error < 0.05
    noise = cross_fit("babe", rows, [0.0 for _ in rows], metrics.macro_f1)
    assert noise.value < 0.6


def test_the_slope_tempers_scores_that_are_too_sure() -> None:
    import numpy as np

    scores = np.array([[9.0, 0.0, 0.0], [9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]])
    assert fit_slope(scores, [0, 1, 1, 2]) < 0.5
    assert fit_slope(scores / 30, [0, 0, 1, 2]) == 3.0


def test_polarity_is_judged_by_the_most_probable_label() -> None:
    import numpy as np

    verdict = training.judge_polarity(np.array([[5.0, 0.0, 0.0], [0.0, 5.0, 0.0], [0.0, 0.0, 5.0]]), [0, 1, 2])
    assert (verdict.value, verdict.n) == (1.0, 3)
    assert verdict.calibration_error == pytest.approx(0.0133, abs=0.001)


def test_scores_of_no_known_feature_are_the_intercepts() -> None:
    import numpy as np

    fitted = Fitted({"a": 0}, np.array([[2.0]]), np.array([0.5]))
    assert fitted.scores([example("b", True, 0)])[0, 0] == 0.5
