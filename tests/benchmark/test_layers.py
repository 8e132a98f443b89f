"""The rows of each layer, on invented texts with an annotator whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmark import accuracy, attribution, datasets, hedging, loaded, own, polarity
from benchmark.rows import Row
from benchmark.stub import NEUTRAL, Stub
from framing.model import Polarity
from framing.training.splits import is_development


def values(rows: Iterable[Row]) -> dict[str, float]:
    found = list(rows)
    assert len({row.metric for row in found}) == len(found), "two rows of one metric"
    return {row.metric: row.value for row in found}


def kept_out(name: str, texts: Iterable[str]) -> list[str]:
    return [text for text in texts if is_development(name, text)]


# A: attribution


def article(outlet: str, text: str, *cues: str) -> dict[str, Any]:
    found = []
    for cue in cues:
        at = text.index(cue)
        found.append({"source": [[0, 3]], "cue": [[at, at + len(cue)]], "content": [[at + len(cue) + 1, len(text)]]})
    return {"outlet": outlet, "text": text, "attributions": found}


ARTICLES = [
    article("A", "Ana said it rains", "said"),
    article("A", "Ben said nothing then"),  # found, and not wanted
    article("B", "Cem thinks it snows", "thinks"),  # wanted, and not found
]
SAYS = Stub({"cue": {"said": 0.8}})


def test_attributions_are_scored_by_part() -> None:
    found = values(attribution.rows(SAYS, ARTICLES))
    assert (found["cue precision"], found["cue recall"], found["cue F1"]) == (0.5, 0.5, 0.5)
    assert found["source F1"] == 0.5
    # 8 of the 8 + 12 characters found are wanted, 8 of the 8 + 8 wanted are found
    assert found["content precision"] == pytest.approx(8 / 20)
    assert found["content recall"] == pytest.approx(8 / 16)


def test_relations_are_scored_by_their_parts_together() -> None:
    found = values(attribution.rows(SAYS, ARTICLES))
    # one of two found has the cue, the source and the content of one of two wanted
    assert found["relations, cue and source both right, F1"] == 0.5
    assert found["relations, cue and content both right, F1"] == 0.5


def test_cues_are_scored_by_form() -> None:
    found = values(attribution.rows(SAYS, ARTICLES))
    # two found and one wanted are indirect, one of them both; the wanted one that thinks is cognition, and not found
    assert found["cues of indirect attributions, F1"] == pytest.approx(2 / 3)
    assert found["cues of cognition by the cue list, F1"] == found["cues of direct attributions, F1"] == 0.0


def test_the_density_is_compared_by_outlet() -> None:
    found = values(attribution.rows(SAYS, ARTICLES))
    # A: 2 found for 1 wanted, error 1; B: none for 1, error 1
    assert found["density per outlet, mean error"] == pytest.approx(1.0)


def test_confidence_in_cues_is_set_against_how_many_are_right() -> None:
    assert values(attribution.rows(SAYS, ARTICLES))["cues, calibration error"] == pytest.approx(0.3)  # .8 stated, .5 right


def test_rules_which_are_always_sure_have_no_calibration() -> None:
    assert "cues, calibration error" not in values(attribution.rows(Stub({"cue": {"said": 1.0}}), ARTICLES))


def test_each_row_names_its_annotator_and_only_f1_has_an_interval() -> None:
    rows = list(attribution.rows(SAYS, ARTICLES))
    assert {row.annotator for row in rows} == {"stub"}
    assert {row.metric for row in rows if row.interval} == {row.metric for row in rows if row.metric.endswith("F1")}


# B: polarity


SENTENCES = [
    {"sentence": "Ana won.", "start": 0, "end": 3, "target": "Ana", "polarity": "positive"},
    {"sentence": "Ben lost.", "start": 0, "end": 3, "target": "Ben", "polarity": "negative"},
    {"sentence": "Then Cem spoke.", "start": 5, "end": 8, "target": "Cem", "polarity": "neutral"},
    {"sentence": "Then Dag erred.", "start": 5, "end": 8, "target": "Dag", "polarity": "negative"},
]


def judge(text: str, start: int, end: int) -> Polarity:
    return {"Ana": Polarity(0.0, 0.1, 0.9), "Ben": Polarity(0.9, 0.1, 0.0)}.get(text[start:end], NEUTRAL)


def test_polarity_is_asked_toward_the_span_of_the_target() -> None:
    found = values(polarity.rows(Stub(toward=judge), SENTENCES))
    # positive 1; negative: precision 1, recall 1/2; neutral: precision 1/2, recall 1
    assert found["macro-F1"] == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_the_probability_of_a_label_is_set_against_how_often_it_is_right() -> None:
    # two of .9, both right: off by .1; two of .8, one right: off by .3
    assert values(polarity.rows(Stub(toward=judge), SENTENCES))["calibration error"] == pytest.approx(0.2)


def test_rules_and_vader_have_rows_that_hang_on_no_annotator() -> None:
    rows = list(polarity.rule_rows(SENTENCES))
    assert [(row.measure, row.metric, row.annotator) for row in rows] == [
        ("evaluation", "macro-F1", ""),
        ("VADER alone", "macro-F1", ""),
    ]
    assert all(row.interval for row in rows)


def test_the_evaluation_of_the_target_is_not_that_of_its_neighbor() -> None:
    text = "Critics praised the excellent Ana Ruiz."
    toward = [{"sentence": text, "start": 30, "end": 38, "target": "Ana Ruiz", "polarity": "positive"}]
    nobody = [{"sentence": text, "start": 0, "end": 7, "target": "Critics", "polarity": "neutral"}]
    assert next(polarity.rule_rows(toward)).value == 1.0
    assert next(polarity.rule_rows(nobody)).value == 1.0


# C and D: loaded


def test_sentences_are_loaded_by_the_lexicon() -> None:
    data = [
        {"sentence": "The mayor slammed the brutal regime.", "loaded": True},
        {"sentence": "The council met on Monday.", "loaded": False},
        {"sentence": "They came and went as ever.", "loaded": True},
    ]
    found = values(row for row in loaded.sentences_by_lexicon(data) if row.data == "BABE")
    assert found["sentences, precision"] == 1.0
    assert found["sentences, macro-F1"] == pytest.approx((2 / 3 + 2 / 3) / 2)


def span(text: str, words: str, technique: str = "Loaded_Language") -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words), "technique": technique}


def test_only_two_techniques_are_loaded_words() -> None:
    row = {"spans": [span("ab cd ef", "ab"), span("ab cd ef", "cd", "Doubt"), span("ab cd ef", "ef", loaded.TECHNIQUES[1])]}
    assert loaded.gold_spans(row) == [(0, 2), (6, 8)]


def test_marks_are_scored_in_the_part_that_was_kept_out_of_training() -> None:
    text = "a vile plan of good men"
    data = [{"id": str(i), "text": text, "spans": [span(text, "vile plan")]} for i in range(60)]
    stub = Stub({"loaded": {"vile": 0.9, "good": 0.7}}, layers=frozenset({"loaded words"}))
    found = values(loaded.rows(stub, data))
    assert len(stub.asked) == len(kept_out("ptc", (str(i) for i in range(60)))) < 60
    assert found["spans, character precision"] == pytest.approx(4 / 8)
    assert found["spans, character recall"] == pytest.approx(4 / 9)
    # half of the marks say .9 and are right: off by .1; half say .7 and are wrong: off by .7
    assert found["spans, calibration error"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("gold", "expected"), [([(0, 4)], True), ([(0, 3)], True), ([(0, 2)], False), ([(0, 2), (3, 9)], True), ([], False)]
)
def test_a_mark_is_right_if_most_of_its_characters_are_wanted(gold: list[tuple[int, int]], expected: bool) -> None:
    assert loaded.is_right((0, 4), gold) is expected


def test_the_lexicon_is_scored_on_all_texts_in_a_row_of_its_own() -> None:
    text = "It was a brutal regime."
    rows = list(loaded.spans_by_lexicon([{"id": "1", "text": text, "spans": [span(text, "brutal")]}]))
    assert {row.annotator for row in rows} == {""}
    assert rows[0].data == "PTC"
    assert rows[1].metric == "spans, character recall"
    assert rows[1].value == 1.0


def write_training(folder: Path, **figures: Any) -> None:
    (folder / "encoder").mkdir()
    record = {"loaded_leave_one_outlet_out": figures} if figures else {"else": 1}
    (folder / "encoder" / "training.json").write_text(json.dumps(record), encoding="utf-8")


def test_what_training_measured_on_left_out_outlets_is_reported(tmp_path: Path) -> None:
    write_training(tmp_path, macro_f1=0.7, n=2543)
    (row,) = loaded.training_rows("encoder", tmp_path)
    assert row.metric == "sentences, macro-F1, leave one outlet out (at training)"
    assert (row.value, row.n, row.annotator, row.interval) == (0.7, 2543, "encoder", None)


def test_interval_and_calibration_are_reported_where_training_wrote_them(tmp_path: Path) -> None:
    write_training(tmp_path, macro_f1=0.7, n=9, interval=[0.6, 0.8], calibration_error=0.05)
    score, error = loaded.training_rows("encoder", tmp_path)
    assert score.interval == (0.6, 0.8)
    assert (error.metric, error.value) == ("sentences, calibration error (at training)", 0.05)


@pytest.mark.parametrize("name", ["encoder", "fast", "another"])
def test_without_a_record_of_training_there_is_no_row(tmp_path: Path, name: str) -> None:
    assert list(loaded.training_rows(name, tmp_path)) == []
    write_training(tmp_path)
    assert list(loaded.training_rows(name, tmp_path)) == []


# E: hedged


def test_a_sentence_is_uncertain_by_the_lexicon_and_weasels_count_apart() -> None:
    data = [
        {"sentence": "It may rain .", "uncertain": True},
        {"sentence": "Some people like it .", "uncertain": True},
        {"sentence": "It rains .", "uncertain": False},
    ]
    found = values(hedging.lexicon_rows(data))
    assert found["sentences, F1, headline"] == pytest.approx(2 / 3)
    assert found["sentences, F1, with weasels"] >= found["sentences, F1, headline"]


def test_hedged_sentences_are_scored_in_the_part_that_was_kept_out_of_training() -> None:
    texts = [f"It {'may' if i % 2 else 'did'} rain on {i} days" for i in range(100)]
    data = [{"sentence": text, "uncertain": "may" in text} for text in texts]
    stub = Stub({"hedged sentence": {"may": 0.9, "did": 0.2}})
    rows = list(hedging.sentence_rows(stub, data))
    assert stub.asked == kept_out("wikiweasel", texts)
    assert 0 < len(stub.asked) == rows[0].n < 100
    assert values(rows)["sentences, F1"] == 1.0
    n_may = sum("may" in text for text in stub.asked)
    wanted = (n_may * 0.1 + (len(stub.asked) - n_may) * 0.2) / len(stub.asked)
    assert values(rows)["sentences, calibration error"] == pytest.approx(wanted)


def test_the_text_that_is_read_has_its_brackets_back_and_the_key_is_that_of_the_file() -> None:
    rows = [{"sentence": f"It did n't rain -LRB- {i} -RRB- .", "uncertain": True} for i in range(60)]
    stub = Stub()
    list(hedging.sentence_rows(stub, rows))
    assert stub.asked == [datasets.untreebank(text) for text in kept_out("wikiweasel", (row["sentence"] for row in rows))]
    assert "-LRB-" not in "".join(stub.asked)


def test_cues_are_scored_by_overlap_and_by_confidence() -> None:
    data = [
        SimpleNamespace(text="It may or might rain", key=f"x.xml{i}", spans={"hedge": [(3, 6), (10, 15)]}) for i in range(60)
    ]
    stub = Stub({"hedge": {"may": 0.8, "rain": 0.6}})
    rows = list(hedging.cue_rows(stub, data))
    assert len(stub.asked) == len(kept_out("bioscope", (f"x.xml{i}" for i in range(60)))) == rows[0].n < 60
    found = values(rows)
    assert (found["cues, precision"], found["cues, recall"], found["cues, F1"]) == (0.5, 0.5, 0.5)
    assert found["cues, calibration error"] == pytest.approx((0.2 + 0.6) / 2)


# All of them


def test_layers_that_an_annotator_does_not_give_have_no_rows() -> None:
    rules = Stub(layers=frozenset({"attributions"}))
    assert list(polarity.rows(rules)) == list(loaded.rows(rules)) == list(hedging.rows(rules)) == []


def test_own_sentences_are_scored_for_each_annotator() -> None:
    rows = list(accuracy.on_own_sentences([Stub(name="fast"), Stub(name="encoder")]))
    assert list(dict.fromkeys(row.annotator for row in rows)) == ["", "fast", "encoder"]
    assert [row.metric for row in rows if row.annotator == "fast"] == [row.metric for row in rows if row.annotator == "encoder"]
    assert own.DATA in {row.data for row in rows}


@pytest.mark.data
@pytest.mark.skipif(not datasets.available(), reason="the labeled data is not here")
def test_bioscope_is_read_with_its_cues_in_their_places() -> None:
    first = next(labeled for labeled in datasets.bioscope() if labeled.spans["hedge"])
    assert [first.text[start:end] for start, end in first.spans["hedge"]] == ["suggesting"]
    assert first.key.startswith("abstracts.xml")
