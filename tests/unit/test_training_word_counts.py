from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.suggestions import keyness
from framing.training.masc import ARCHIVE
from framing.training.word_counts import count_words, main, write_counts

DOCUMENTS = {
    "one": [
        [("The", "DT"), ("ferry", "NN"), ("sank", "VBD"), ("in", "IN"), ("Lindholm", "NNP")],
        [("A", "DT"), ("Ferry", "NN")],
    ],
    "two": [[("the", "DT"), ("ferry", "NN"), ("of", "IN"), ("Lindholm", "NNP"), ("a@b.example", "NN"), ("1931", "CD")]],
    "three": [[("Bark", "NNP"), ("!", ".")], [("bark", "NN"), ("bark", "NN"), ("the", "DT")]],
    "four": [[("bark", "NN")]],
}


def test_words_of_two_documents_are_counted_in_small_letters() -> None:
    table = count_words(DOCUMENTS)
    assert table["counts"] == {"the": 3, "ferry": 3, "bark": 4}
    assert table["n_documents"] == 4
    assert table["n_words"] == sum(len(sentence) for sentences in DOCUMENTS.values() for sentence in sentences)


def test_names_addresses_and_figures_are_left_out() -> None:
    counts = count_words({"one": DOCUMENTS["two"], "two": DOCUMENTS["two"]})["counts"]
    assert counts == {"the": 2, "ferry": 2, "of": 2}


def test_the_table_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "counts.json.gz"
    write_counts(count_words(DOCUMENTS), path)
    first = path.read_bytes()
    write_counts(count_words(DOCUMENTS), path)
    assert path.read_bytes() == first
    monkeypatch.setattr(keyness, "TABLE", path)
    table = keyness.load_word_table.__wrapped__()
    assert dict(table.uses) == {("ferry",): 3, ("bark",): 4}
    assert table.n_words == count_words(DOCUMENTS)["n_words"]


def test_the_archive_is_read_and_its_absence_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not found"):
        main(["--data", str(tmp_path), "--out", str(tmp_path / "counts.json.gz")])
    with zipfile.ZipFile(tmp_path / ARCHIVE, "w") as archive:
        for name in ("one", "two"):
            archive.writestr(f"masc_tagged/written/{name}.txt", "The_DT ferry_NN sank_VBD ._.\n")
    main(["--data", str(tmp_path), "--out", str(tmp_path / "counts.json.gz")])
    assert (tmp_path / "counts.json.gz").is_file()


def test_without_a_folder_the_command_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_DATA", raising=False)
    with pytest.raises(SystemExit):
        main([])
