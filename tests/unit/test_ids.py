"""Identifiers of a corpus too large for memory, and what is told of those left out."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.readers import read
from framing.readers import tally as tally_module
from framing.readers.ids import Ids
from framing.readers.settings import PlacedError, Settings
from framing.readers.tally import Tally, stop_in_time

BODY = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=8)), max_size=60))
def test_ids_and_their_places_are_kept_like_in_a_dictionary(pairs: list[tuple[str, str]]) -> None:
    ids, known = Ids(), {}
    for name, place in pairs:
        assert (name in ids) == (name in known)
        ids.add(name, place)
        known[name] = place
    assert len(ids) == len(known)
    assert {name: ids.place(name) for name in known} == known


@pytest.mark.parametrize(
    "place", ["a.jsonl, line 7", "a.txt", "a 0", "a 007", "a -1", "a 12345678901234567890", "a ٣", "7", "", "a, line 7 "]
)
def test_a_place_is_told_as_it_was(place: str) -> None:
    ids = Ids()
    ids.add("x", place)
    assert ids.place("x") == place


def test_an_id_that_is_not_in_use_has_no_place() -> None:
    with pytest.raises(KeyError):
        Ids().place("x")


def test_a_hundred_thousand_ids_take_a_few_bytes_each() -> None:
    tracemalloc.start()
    try:
        ids = Ids()
        for n in range(100_000):
            ids.add(f"an-identifier-of-usual-length-{n}", f"/a/folder/of/some/depth/articles.jsonl, line {n + 1}")
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(ids) == 100_000
    assert ids.place("an-identifier-of-usual-length-99999").endswith("line 100000")
    assert held < 60 * 100_000


def test_the_second_of_two_articles_with_one_id_names_the_place_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\nx,{BODY.replace(',', '')}\ny,{BODY.replace(',', '')}\n")
    (tmp_path / "b.csv").write_text(f"id,text\nz,{BODY.replace(',', '')}\ny,{BODY.replace(',', '')}\n")
    skipped: dict[str, str] = {}
    assert [article.id for article in read(tmp_path, on_error="skip", on_skip=skipped.__setitem__)] == ["x", "y", "z"]
    (reason,) = skipped.values()
    assert reason == f'has the id "y", which {tmp_path}/a.csv, row 2 has too. Give every article an id of its own.'


# What is told


def test_of_one_file_no_more_is_told_than_can_be_read_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_module, "MOST_TOLD", 2)
    heard: list[tuple[str, str]] = []
    tally = Tally(Settings(on_skip=lambda place, reason: heard.append((place, reason))))
    for name in ("a", "b"):
        tally.begin(Path(name))
        for n in range(4 if name == "a" else 1):
            tally(f"{name}, line {n}", "is odd.")
        tally.end()
    assert tally.n == 5
    assert heard == [
        ("a, line 0", "is odd."),
        ("a, line 1", "is odd."),
        ("a", "2 more of its records were left out, as those named were."),
        ("b, line 0", "is odd."),
    ]


def test_a_file_of_broken_lines_is_given_up_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_module, "MOST_IN_A_ROW", 10)
    good = f'{{"text": "{BODY}"}}\n'
    (tmp_path / "a.jsonl").write_text(good + "broken\n" * 9 + good + "broken\n" * 11 + good)
    (tmp_path / "b.jsonl").write_text(good)
    skipped: dict[str, str] = {}
    articles = list(read(tmp_path, on_error="skip", on_skip=skipped.__setitem__))
    assert [article.id for article in articles] == ["a-1", "a-11", "b-1"]
    assert skipped[f"{tmp_path}/a.jsonl, line 22"] == (
        "and 10 before it hold no article. What follows was not read; check the file."
    )


def test_rows_that_are_only_looked_at_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_module, "MOST_HEARD", 20_000)
    heard: list[str] = []

    def reader(_: Path, settings: Settings) -> object:
        assert settings.on_row is not None
        for n in range(10):
            settings.on_row("", f"row {n}")
        return iter(())

    settings = Settings(skip=True, on_row=lambda _, text: heard.append(text))
    with pytest.raises(PlacedError, match="is longer than need be looked at"):
        list(stop_in_time(reader)(tmp_path, settings))  # type: ignore[arg-type]
    assert heard == ["row 0", "row 1", "row 2"]


def test_empty_rows_that_are_only_looked_at_end_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_module, "MOST_IN_A_ROW", 3)
    heard: list[str] = []

    def reader(_: Path, settings: Settings) -> object:
        assert settings.on_row is not None
        for text in ["", "", "", "a", "", "", "", "", "b"]:
            settings.on_row("", text)
        return iter(())

    settings = Settings(skip=True, on_row=lambda _, text: heard.append(text))
    with pytest.raises(PlacedError, match="and 3 before it hold no article"):
        list(stop_in_time(reader)(tmp_path, settings))  # type: ignore[arg-type]
    assert heard == ["", "", "", "a", "", "", ""]
