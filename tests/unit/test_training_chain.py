"""Training the chain: what coders marked becomes labels, what is learned is what is read, and a file that works is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing.documents import segment
from framing.errors import ReadError
from framing.linear.chain import read_chain, unpack_chain
from framing.linear.features import BETWEEN, word_parts
from framing.linear.marking import LABELS, find_marks
from framing.training import chain as training
from framing.training.chain_fit import Recipe, Vocabulary, cut
from framing.training.linear import write_weights

NAMES = ("Ana Ruiz", "Bo Vance", "Cleo Marsh", "Dov Reyes")
THINGS = ("bridge", "harbor", "school", "market", "library", "theater")


def row(name: str, thing: str, number: int) -> dict[str, Any]:
    text = f"{name} said the {thing} was sold in ward {number}. Rain fell on the {thing}."
    cue, end = text.index("said"), text.index(".")
    part = {"source": [[0, len(name)]], "cue": [[cue, cue + 4]], "content": [[cue + 5, end]]}
    return {"id": f"{name} {thing} {number}", "outlet": "Clarion", "text": text, "attributions": [part]}


ROWS = [row(name, thing, number) for number, name in enumerate(NAMES) for thing in THINGS]


def test_labels_are_what_coders_marked() -> None:
    doc = segment(ROWS[0]["text"])
    labels = [LABELS[i] for i in training.label(doc, ROWS[0]["attributions"])]
    assert labels[:4] == ["source", "source", "cue", "content"]
    assert set(labels[doc.norms.index(".") :]) == {"none"}


def test_a_cue_inside_a_content_is_a_cue() -> None:
    doc = segment("Ana said she hopes so")
    spans = {"source": [], "cue": [[13, 18]], "content": [[9, 21]]}
    assert [LABELS[i] for i in training.label(doc, [spans])] == ["none", "none", "content", "cue", "content"]


def test_lists_hold_single_words_by_category_and_by_what_they_take() -> None:
    lists = training.gather_lists()
    assert "said" in lists["reporting_verbs neutral"]
    assert "said" in lists["takes that"]
    assert "according" in lists[training.BY_RULE_ONLY]
    assert all(" " not in word and words == sorted(words) for words in lists.values() for word in words)


def vocabulary(*texts: str, least: int = 2) -> tuple[Vocabulary, list[Any]]:
    words, sentences = Vocabulary(least, 2), []
    for text in texts:
        doc, observed = training.read_article(text)
        numbers = np.array([words.number(t.text, list(word_parts(t.text, t.norm, {}, {}))) for t in doc.tokens])
        sentences += cut(numbers, observed, np.zeros(len(doc.tokens), np.int64))
    words.settle(sentences)
    return words, sentences


def test_rare_words_and_pairs_are_left_out() -> None:
    words, sentences = vocabulary("the dam leaks", "the dam floods")
    assert {"w=the", "w=dam", BETWEEN} <= set(words.parts)
    assert "w=leaks" not in words.parts
    assert len(words.pair_keys) == 1
    assert words.pairs(words.whole_words()[sentences[0].words]).tolist() == [0, 1, 0, 0]


def test_a_document_is_cut_into_its_sentences() -> None:
    _, sentences = vocabulary("The dam leaks. It floods.")
    assert [len(sentence.words) for sentence in sentences] == [4, 3]
    assert all(sentence.places.shape == (4, len(sentence.words)) for sentence in sentences)


@pytest.fixture(scope="module")
def learned() -> dict[str, Any]:
    pytest.importorskip("torch")
    data = training.train(ROWS, Recipe(rounds=12, batch=8, rate=0.05))
    data["scales"] = {layer: {"slope": 1.0, "shift": 0.0, "threshold": 0.5} for layer in LABELS[1:]}
    return data


def test_what_was_learned_is_found_in_articles_like_those(learned: dict[str, Any]) -> None:
    chain = unpack_chain(learned)
    doc, observed = training.read_article(row("Eli Stone", "harbor", 7)["text"])
    read = chain.read(doc, observed)
    for layer, words in (("source", "Eli Stone"), ("cue", "said"), ("content", "the harbor was sold in ward 7")):
        assert [doc.quote(mark.span) for mark in find_marks(doc, read, chain.scales)[layer]] == [words]


def test_training_and_reading_score_alike(learned: dict[str, Any]) -> None:
    from framing.training.chain_fit import _Reader

    torch = pytest.importorskip("torch")
    chain = unpack_chain(learned)
    doc, observed = training.read_article(ROWS[3]["text"])
    words = Vocabulary(1, 1)
    tags, groups = chain._tags, chain.groups
    numbers = np.array([words.number(t.text, list(word_parts(t.text, t.norm, tags, groups))) for t in doc.tokens])
    words.number(BETWEEN, [BETWEEN])
    words.parts, words.pair_keys = dict(chain.parts), chain.pair_keys
    zero = np.zeros((1, 8), np.int16)
    tables = {name: getattr(chain.tables, name) for name in ("words", "quotes", "rules", "places")}
    tables["pairs"] = np.concatenate([zero, chain.tables.pairs])
    scaled = {name: torch.tensor(table / chain.tables.scale, dtype=torch.float64) for name, table in tables.items()}
    small = {"shift": torch.tensor(chain.tables.shift / chain.tables.scale)}
    sentences = list(cut(numbers, observed, np.zeros(len(doc.tokens), np.int64)))
    scores = _Reader(words, scaled, small).scores(sentences)[0].numpy()
    ours = chain.score(doc, observed)
    for number, span in enumerate(doc.sentences):
        assert np.allclose(scores[number, : span.end - span.start], ours[slice(*span)])


def test_the_same_rows_give_the_same_file(learned: dict[str, Any], tmp_path: Path) -> None:
    again = training.train(ROWS, Recipe(rounds=12, batch=8, rate=0.05))
    again["scales"] = learned["scales"]
    write_weights(learned, tmp_path / "one.json.gz")
    write_weights(again, tmp_path / "two.json.gz")
    assert (tmp_path / "one.json.gz").read_bytes() == (tmp_path / "two.json.gz").read_bytes()


def test_articles_kept_out_are_scored_and_scale_the_marks(learned: dict[str, Any]) -> None:
    kept = training.Kept(unpack_chain(learned), ROWS[:6])
    assert kept.score("cue", 0.5).f1 == 1.0
    assert kept.score("cue", 1.1).recall == 0.0
    scale = kept.scale("cue")
    assert (scale.slope, scale.shift, scale.threshold) == (1.0, 0.0, training.THRESHOLDS["cue"])  # nothing wrong to learn from


def test_the_command_writes_weights_and_what_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    data = tmp_path / "data"
    data.mkdir()
    (data / training.FILE).write_text("".join(json.dumps(each) + "\n" for each in ROWS), encoding="utf-8")
    monkeypatch.setattr(training, "is_development", lambda name, key, share: key.startswith("Ana"))
    out = tmp_path / "chain.json.gz"
    training.main(["--data", str(data), "--out", str(out)])
    record = json.loads((tmp_path / "chain.training.json").read_text())
    assert record["fingerprint"] == read_chain(out).fingerprint
    assert record["kept_out_articles"] == len(THINGS)
    assert {"precision", "recall", "f1"} == set(record["content"])


def test_missing_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="polnear_train"):
        training.main(["--data", str(tmp_path), "--out", str(tmp_path / "x")])
    with pytest.raises(SystemExit):
        training.main([])
