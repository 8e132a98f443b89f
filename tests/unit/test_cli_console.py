from __future__ import annotations

import io
import sys

import pytest

from framing.cli import console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make standard error a terminal and counters appear at once."""
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    monkeypatch.setattr(console, "PATIENCE", 0.0)
    monkeypatch.setattr(console, "EVERY", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_counter_says_how_far_the_work_is_and_wipes_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(console.count("abc", "reading", 3)) == ["a", "b", "c"]
    shown = capsys.readouterr().err.split("\r")
    assert shown == ["", "reading: 1 of 3", "reading: 2 of 3", "reading: 3 of 3", " " * len("reading: 3 of 3"), ""]


@pytest.mark.usefixtures("impatient")
def test_a_counter_wipes_its_line_when_the_work_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with console.Counter("scoring") as counter:
            counter.step()
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert capsys.readouterr().err == f"\rscoring: 1\r{' ' * len('scoring: 1')}\r"


@pytest.mark.usefixtures("impatient")
def test_short_work_shows_no_counter(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "PATIENCE", 60.0)
    assert list(console.count("abc", "reading")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


def test_there_is_no_counter_where_standard_error_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "PATIENCE", 0.0)
    assert list(console.count("abc", "reading")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


def test_cleaning_keeps_text_and_shows_control_characters_as_replaced() -> None:
    assert console.clean("caf\u00e9 \u201cquoted\u201d\n\tnext") == "caf\u00e9 \u201cquoted\u201d\n\tnext"
    assert console.clean("\x1b[2Jgone\x00\x9b1m\x7f") == "\ufffd[2Jgone\ufffd\ufffd1m\ufffd"


def test_a_table_sets_numbers_flush_right_and_ends_lines_without_spaces() -> None:
    lines = list(console.tabulate(("outlet", "words", "title"), [("Post", "7", "A"), ("Gazette", "1,200", "")], numeric=(1,)))
    assert lines == ["outlet   words  title", "Post         7  A", "Gazette  1,200"]


def test_a_table_keeps_a_cell_with_line_breaks_on_its_line() -> None:
    assert list(console.tabulate(("a", "b"), [("one\ntwo", "\x1b[31mred")])) == ["a        b", "one two  \ufffd[31mred"]


def test_a_table_without_rows_is_its_header() -> None:
    assert list(console.tabulate(("name", "title"), [])) == ["name  title"]


def test_what_was_left_out_is_named_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell_skipped([("a.txt", "is empty."), ("b.csv, row 3", "has no text.")])
    assert capsys.readouterr().err == "left out: a.txt: is empty.\nleft out: b.csv, row 3: has no text.\n"


def test_of_very_many_left_out_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell_skipped([(f"{n}.txt", "is empty.") for n in range(console.SKIPPED_SHOWN + 5)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == console.SKIPPED_SHOWN + 1
    assert lines[-1] == "left out: 5 more"


def test_a_stream_that_cannot_show_a_character_shows_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    narrow = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    console.tolerate_narrow_streams()
    narrow.write("caf\u00e9")
    narrow.flush()
    assert raw.getvalue() == b"caf?"


def test_color_is_shown_on_terminals_only_and_not_against_the_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not console.shows_color()
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert console.shows_color()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.shows_color()


def test_the_width_is_that_of_the_terminal_or_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert console.screen_width(default=90) == 90
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert console.screen_width(default=90) == 61
