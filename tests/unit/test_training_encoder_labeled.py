"""Labeled data: each file's rows become texts whose spans quote what people marked, in parts that never share a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ReadError
from framing.training.encoder.labeled import (
    Labeled,
    read_babe,
    read_bioscope,
    read_newsmtsc,
    read_polnear,
    read_ptc,
    read_wikiweasel,
)
from framing.training.encoder.sets import KEPT_OUT, READERS, read_sets
from framing.training.splits import DEVELOPMENT, is_development

BIOSCOPE = """<Annotation><DocumentSet>
<Document><DocumentPart><sentence> We <xcope><cue type="speculation">may</cue> find
<cue type="negation">no</cue> dam</xcope>.</sentence>
<sentence> <cue type="speculation">perhaps <cue type="speculation">likely</cue></cue> so </sentence>
<sentence> </sentence></DocumentPart></Document>
<Document><sentence>It is.</sentence></Document></DocumentSet></Annotation>"""


def write(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def marked(text: Labeled, layer: str) -> list[str]:
    return [text.text[start:end] for start, end in text.spans[layer]]


def test_polnear_gives_attributions_with_their_parts_linked(tmp_path: Path) -> None:
    row = {
        "text": "Ana said it. It broke.",
        "id": "one",
        "outlet": "Post",
        "attributions": [
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11], [13, 15]]},
            {"source": [], "cue": [[16, 21]], "content": []},
        ],
    }
    (text,) = read_polnear(write(tmp_path, "polnear_train.jsonl", row))
    assert [marked(text, layer) for layer in ("source", "cue", "content")] == [["Ana"], ["said", "broke"], ["it", "It"]]
    assert text.links[0] == ([(4, 8)], [(0, 3)], [(9, 11), (13, 15)])
    assert text.links[1] == ([(16, 21)], [], [])
    assert (text.key, text.group) == ("one", "Post")


def test_ptc_gives_loaded_words_and_names_called_and_nothing_else(tmp_path: Path) -> None:
    spans = [
        {"start": 0, "end": 6, "technique": "Loaded_Language"},
        {"start": 7, "end": 10, "technique": "Doubt"},
        {"start": 11, "end": 16, "technique": "Name_Calling,Labeling"},
    ]
    (text,) = read_ptc(write(tmp_path, "ptc_train.jsonl", {"text": "Brutal dam clown", "id": 7, "spans": spans}))
    assert marked(text, "loaded") == ["Brutal", "clown"]


def test_babe_gives_every_place_of_its_words_as_whole_words(tmp_path: Path) -> None:
    row = {
        "sentence": "Mobs rule: a mob, THE MOB (mobster).",
        "loaded": 1,
        "words": ["mob", "a mob", "(", "mob"],
        "outlet": "Post",
    }
    (text,) = read_babe(write(tmp_path, "babe_train.jsonl", row))
    assert sorted(marked(text, "loaded word")) == ["MOB", "a mob", "mob"]
    assert text.sentences == {"loaded": [(0, len(text.text), True)]}
    assert text.group == "Post"


def test_wikiweasel_gives_sentences_as_they_were_written(tmp_path: Path) -> None:
    row = {"sentence": "Some say it did n't -LRB- yet -RRB- .", "uncertain": 1}
    (text,) = read_wikiweasel(write(tmp_path, "wikiweasel_train.jsonl", row))
    assert text.text == "Some say it didn't (yet)."
    assert text.key == row["sentence"]
    assert text.sentences == {"hedged": [(0, len(text.text), True)]}


def test_bioscope_gives_speculation_alone_in_sentences_without_margins(tmp_path: Path) -> None:
    (tmp_path / "bioscope").mkdir()
    for name in ("abstracts", "full_papers"):
        (tmp_path / "bioscope" / f"{name}.xml").write_text(BIOSCOPE)
    texts = read_bioscope(tmp_path)
    assert [text.text for text in texts[:3]] == ["We may find\nno dam.", "perhaps likely so", "It is."]
    assert [marked(text, "hedge") for text in texts[:3]] == [["may"], ["likely", "perhaps likely"], []]
    assert [text.key for text in texts] == [f"{n}.xml{i}" for n in ("abstracts", "full_papers") for i in (0, 0, 1)]


def test_newsmtsc_gives_targets_with_the_polarity_toward_them(tmp_path: Path) -> None:
    row = {"sentence": "They met Ana.", "start": 9, "end": 12, "polarity": "neutral"}
    (text,) = read_newsmtsc(write(tmp_path, "newsmtsc_train.jsonl", row))
    assert (text.target, text.polarity) == ((9, 12), 1)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_missing_file_is_named(read: Any, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not found"):
        read(tmp_path)


# Parts -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "newsmtsc_dev_mt.jsonl", {"sentence": "text 5", "start": 0, "end": 4, "polarity": "neutral"})
    rows = [Labeled("a", f"text {i // 2}") for i in range(2000)]  # each key twice
    monkeypatch.setattr("framing.training.encoder.sets.READERS", {name: lambda _: rows for name in READERS})


@pytest.mark.usefixtures("readers")
def test_no_key_is_both_trained_on_and_kept_out(tmp_path: Path) -> None:
    trained, kept = read_sets(tmp_path)
    for name in READERS:
        assert {text.key for text in trained[name]}.isdisjoint(text.key for text in kept[name])
        assert len(trained[name]) + len(kept[name]) == (1998 if name == "newsmtsc" else 2000)


@pytest.mark.usefixtures("readers")
def test_a_sentence_of_the_file_to_judge_by_is_neither_trained_on_nor_kept_out(tmp_path: Path) -> None:
    assert all("text 5" not in {text.key for text in part["newsmtsc"]} for part in read_sets(tmp_path))


@pytest.mark.usefixtures("readers")
def test_what_is_kept_out_is_what_the_benchmark_judges_by(tmp_path: Path) -> None:
    _, kept = read_sets(tmp_path)
    for name in ("ptc", "wikiweasel", "bioscope"):
        assert {text.key for text in kept[name]} == {f"text {i}" for i in range(1000) if is_development(name, f"text {i}")}
        assert len(kept[name]) / 2000 == pytest.approx(DEVELOPMENT, abs=0.04)


@pytest.mark.usefixtures("readers")
def test_sets_with_a_file_of_their_own_to_judge_by_keep_less_and_babe_nothing(tmp_path: Path) -> None:
    _, kept = read_sets(tmp_path)
    for name, share in KEPT_OUT.items():
        assert len(kept[name]) / 2000 == pytest.approx(share, abs=0.03)
    assert kept["babe"] == []
