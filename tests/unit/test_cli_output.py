from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from framing.cli.output import check_place, form_of, open_output
from framing.errors import FramingError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_holds_what_was_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    with open_output(str(tmp_path / "a.txt")) as sink:
        sink.write("caf\u00e9\n")
        sink.write("two\n")
    assert (tmp_path / "a.txt").read_bytes() == "caf\u00e9\ntwo\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_a_file_named_so_is_packed_and_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        with open_output(str(tmp_path / name)) as sink:
            sink.write_record({"word": "caf\u00e9"})
        made.append((tmp_path / name).read_bytes())
    assert gzip.decompress(made[0]).decode() == '{"word": "caf\u00e9"}\n'
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("path", "form"),
    [("a.csv", "csv"), ("b/a.JSONL", "jsonl"), ("a.jsonl.gz", "jsonl"), ("a.gz", ""), ("a", ""), ("-", "")],
)
def test_a_name_says_the_form_packed_or_not(path: str, form: str) -> None:
    assert form_of(path) == form


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_output(str(path)) as sink:
        sink.write("one\n")
        assert not path.exists()
    assert path.exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, FramingError, ZeroDivisionError])
def test_what_ends_in_an_error_leaves_the_earlier_file_and_no_other(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("earlier", encoding="utf-8")

    def fail() -> None:
        with open_output(str(path)) as sink:
            sink.write("half")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_text(encoding="utf-8") == "earlier"
    assert names(tmp_path) == ["a.txt"]


def test_a_record_is_one_line_of_json_with_its_fields_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with open_output(str(path)) as sink:
        sink.write_record({"b": "caf\u00e9\u2028", "a": None})
    text = path.read_text(encoding="utf-8")
    assert text == '{"b": "caf\u00e9\u2028", "a": null}\n'
    assert json.loads(text) == {"b": "caf\u00e9\u2028", "a": None}


def test_half_of_a_surrogate_pair_does_not_end_the_writing_and_moves_no_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_output(str(path)) as sink:
        sink.write("a\ud83db")
    assert path.read_text(encoding="utf-8") == "a?b"


def test_a_link_keeps_pointing_at_the_file_that_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("earlier", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    with open_output(str(link)) as sink:
        sink.write("new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with open_output(os.devnull) as sink:
        sink.write("gone")
    assert not Path(os.devnull).is_file()


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output("-") as sink:
        sink.write("caf\u00e9\n")
    assert capfdbinary.readouterr().out == "caf\u00e9\n".encode()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.txt"
    message = r"a\.txt: cannot be written \(No such file or directory\)\. Name a file in a folder that you may write to\."
    with pytest.raises(FramingError, match=message), open_output(str(path)):
        pass


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match=r"cannot be written \(it is a folder\)"), open_output(str(tmp_path)):
        pass


def test_a_closed_pipe_is_not_taken_for_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    def fail() -> None:
        with open_output(str(tmp_path / "a.txt")):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        fail()


def test_a_folder_that_can_be_made_passes(tmp_path: Path) -> None:
    check_place(tmp_path / "new" / "newer")
    check_place(tmp_path)


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # the owner of the machine may write everywhere
    with pytest.raises(FramingError, match=r"new: cannot be written, because .* may not be changed\. Name another folder\."):
        check_place(tmp_path / "new")
