from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from unit.coded import analyze, fill, holds_haste, write_lexicon, write_rows, yes

from framing.errors import FramingError
from framing.validity import Coding, Sample, read_sheets, sample_hits, sample_sentences, score_sample
from framing.validity.samples import WITH, WITHOUT


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample_sentences(analyze(write_lexicon(tmp_path_factory.mktemp("own"))), "haste", n=20)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def said(coding: Coding) -> list[tuple[str, str, bool | None, str]]:
    return sorted((code.unit, code.coder, code.value, code.stratum) for code in coding.codes)


def test_what_was_written_is_read(drawn: Sample, tmp_path: Path) -> None:
    coding = read_sheets([fill(drawn, tmp_path / "a.csv", holds_haste)])
    assert coding.notes == ()
    assert coding.n_empty == 0
    assert {code.unit: code.stratum for code in coding.codes} == {unit.id: unit.stratum for unit in drawn.units}
    assert list(coding.strata.values()) == [{WITH: 18, WITHOUT: 42}]
    (facts,) = coding.strata
    assert (facts.measure, facts.unit, facts.corpus, facts.lexicons) == (
        "haste",
        "sentences",
        drawn.facts.corpus,
        drawn.facts.lexicons,
    )


def turn(text: str) -> str:
    return write_rows(rows_of(text)[::-1])


def add_columns(text: str) -> str:
    return write_rows({"no.": str(i), **row, "seen": "x"} for i, row in enumerate(rows_of(text)))


def move_columns(text: str) -> str:
    return write_rows({name: row[name] for name in sorted(row)} for row in rows_of(text))


def drop_columns(text: str) -> str:
    return write_rows({name: row[name] for name in ("id", "code", "coder", "key", "sample")} for row in rows_of(text))


def shout_names(text: str) -> str:
    return write_rows({f" {name.upper()} ": value for name, value in row.items()} for row in rows_of(text))


def add_blank_rows(text: str) -> str:
    header, _, rest = text.partition("\r\n")
    return f"{header}\r\n{',' * header.count(',')}\r\n\r\n{rest}\r\n,,,\r\n"


@pytest.mark.parametrize(
    "edit",
    [
        turn,
        add_columns,
        move_columns,
        drop_columns,
        shout_names,
        add_blank_rows,
        lambda text: write_rows(rows_of(text), ";"),
        lambda text: write_rows(rows_of(text), "\t"),
        lambda text: "sep=;\r\n" + write_rows(rows_of(text), ";"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\r\n", "\n"),
    ],
    ids=["sorted", "added", "moved", "dropped", "capitals", "blank", "semicolons", "tabs", "hint", "mark", "line feeds"],
)
def test_what_a_spreadsheet_does_to_a_sheet_changes_nothing(drawn: Sample, tmp_path: Path, edit: Callable[[str], str]) -> None:
    plain = read_sheets([fill(drawn, tmp_path / "plain.csv", holds_haste)])
    edited = read_sheets([fill(drawn, tmp_path / "edited.csv", holds_haste, shape=edit)])
    assert said(edited) == said(plain)
    assert edited.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_in_the_encodings_spreadsheets_save_in(drawn: Sample, tmp_path: Path, encoding: str) -> None:
    path = fill(drawn, tmp_path / "a.csv", yes, coder="Jos\u00e9")
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert {code.coder for code in read_sheets([path]).codes} == {"Jos\u00e9"}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, True) for word in ("1", "yes", "Y", "TRUE", " true ", "1.0", "1,0", "right", "x")),
        *((word, False) for word in ("0", "no", "N", "FALSE", "0.0", "'0", "wrong")),
        *((word, None) for word in ("?", "'?", "unsure", "Unclear")),
    ],
)
def test_a_code_may_be_a_word(drawn: Sample, tmp_path: Path, word: str, value: bool | None) -> None:
    coding = read_sheets([fill(drawn, tmp_path / "a.csv", lambda row: word)])
    assert {code.value for code in coding.codes} == {value}
    assert len(coding.codes) == 20


def test_every_code_that_is_none_is_told_with_its_row(drawn: Sample, tmp_path: Path) -> None:
    path = fill(drawn, tmp_path / "a.csv", lambda row: "maybe")
    with pytest.raises(FramingError) as caught:
        read_sheets([path])
    lines = str(caught.value).splitlines()
    assert lines[0] == f'{path}, row 2: the code "maybe" is not 1 (yes), 0 (no) or ? (cannot tell). Correct it.'
    assert lines[10:] == ["and 10 more rows with such codes."]


def test_rows_without_a_code_are_counted_once_nobody_coded_them(drawn: Sample, tmp_path: Path) -> None:
    first = fill(drawn, tmp_path / "a.csv", lambda row: "" if row["id"] == drawn.units[0].id else "1")
    second = fill(drawn, tmp_path / "b.csv", yes, coder="ben", twice=True)
    coding = read_sheets([first, second])
    assert coding.n_empty == (0 if drawn.units[0].twice else 1)
    assert len(coding.codes) == 19 + sum(unit.twice for unit in drawn.units)


def test_a_unit_that_was_not_drawn_and_one_whose_key_was_changed_are_left_out_with_a_remark(
    drawn: Sample, tmp_path: Path
) -> None:
    def spoil(text: str) -> str:
        rows = rows_of(text)
        rows[0]["id"] = "u000000000000"
        rows[1]["key"] = rows[2]["key"]
        return write_rows(rows)

    path = fill(drawn, tmp_path / "a.csv", yes, shape=spoil)
    coding = read_sheets([path])
    assert len(coding.codes) == 18
    assert coding.notes == (
        f'{path}, row 2: "u000000000000" is no unit of this sample, or its key was changed; left out.',
        f'{path}, row 3: "{drawn.units[1].id}" is no unit of this sample, or its key was changed; left out.',
    )


def test_rows_that_stand_twice_count_once(drawn: Sample, tmp_path: Path) -> None:
    path = fill(drawn, tmp_path / "a.csv", holds_haste, shape=lambda text: write_rows(rows_of(text) * 2))
    coding = read_sheets([path])
    assert len(coding.codes) == 20
    assert coding.notes == ("20 rows stand twice with the same code; they count once.",)


def test_a_coder_who_contradicts_herself_leaves_the_unit_undecided(drawn: Sample, tmp_path: Path) -> None:
    paths = [fill(drawn, tmp_path / "a.csv", yes), fill(drawn, tmp_path / "b.csv", lambda row: "0" if row["twice"] else "1")]
    coding = read_sheets(paths)
    undecided = {code.unit for code in coding.codes if code.value is None}
    assert undecided == {unit.id for unit in drawn.units if unit.twice}
    clashes = [note for note in coding.notes if "twice, and not the same" in note]
    assert len(clashes) == len(undecided)
    assert all("ana codes u" in note for note in clashes)


class TestCoders:
    def test_without_a_name_the_file_is_the_coder(self, drawn: Sample, tmp_path: Path) -> None:
        assert {code.coder for code in read_sheets([fill(drawn, tmp_path / "ben-2.csv", yes, coder="")]).codes} == {"ben-2"}

    def test_a_name_in_one_row_stands_for_the_whole_file(self, drawn: Sample, tmp_path: Path) -> None:
        def name_one(text: str) -> str:
            rows = rows_of(text)
            rows[3]["coder"] = " Ana  Vik "
            return write_rows(rows)

        path = fill(drawn, tmp_path / "a.csv", yes, coder="", shape=name_one)
        assert {code.coder for code in read_sheets([path]).codes} == {"Ana Vik"}

    def test_a_column_may_name_several(self, drawn: Sample, tmp_path: Path) -> None:
        def second(text: str) -> str:
            rows = rows_of(text)
            return write_rows([*rows, *({**row, "coder": "ben"} for row in rows if row["twice"])])

        coding = read_sheets([fill(drawn, tmp_path / "a.csv", yes, shape=second)])
        assert [sum(code.coder == name for code in coding.codes) for name in ("ana", "ben")] == [20, 4]

    def test_among_several_a_row_without_one_is_an_error(self, drawn: Sample, tmp_path: Path) -> None:
        def half(text: str) -> str:
            rows = rows_of(text)
            rows[0]["coder"], rows[1]["coder"] = "ben", ""
            return write_rows(rows)

        path = fill(drawn, tmp_path / "a.csv", yes, shape=half)
        message = r"a.csv, row 3: holds a code and no coder \(1 such rows\), and the file has several coders \(ana, ben\)"
        with pytest.raises(FramingError, match=message):
            read_sheets([path])


class TestBadFiles:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match=r"none.csv: cannot be read \(No such file or directory\). Name a coded sheet."):
            read_sheets([tmp_path / "none.csv"])

    def test_a_table_of_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "other.csv"
        path.write_text("id,text\n1,a\n", encoding="utf-8")
        with pytest.raises(FramingError, match=r"has no column code, key, sample \(found: id, text\). Code a sheet that"):
            read_sheets([path])

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
    def test_an_empty_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "empty.csv"
        path.write_bytes(content)
        with pytest.raises(FramingError, match="has no column id, code, key, sample"):
            read_sheets([path])

    def test_binary_data(self, tmp_path: Path) -> None:
        path = tmp_path / "sheet.xlsx"
        path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
        with pytest.raises(FramingError, match="is binary data, not text"):
            read_sheets([path])

    @pytest.mark.parametrize("cell", ["", "{", "[]", "7", '{"measure": "haste"}', '{"measure": ["x"], "strata": {"a": 1}}'])
    def test_a_damaged_cell_of_the_sample(self, drawn: Sample, tmp_path: Path, cell: str) -> None:
        def spoil(text: str) -> str:
            rows = rows_of(text)
            rows[1]["sample"] = cell
            return write_rows(rows)

        with pytest.raises(FramingError, match=r"a.csv, row 3: the cell under sample is damaged. Copy it from another row"):
            read_sheets([fill(drawn, tmp_path / "a.csv", yes, shape=spoil)])

    def test_a_sheet_nobody_coded(self, drawn: Sample, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(drawn.to_csv(), encoding="utf-8")
        with pytest.raises(FramingError, match=r"no unit is coded. Fill in the column code: 1 for yes"):
            score_sample([path])


def test_an_entry_that_was_disarmed_is_read_as_it_was(tmp_path: Path) -> None:
    lexicon = write_lexicon(
        tmp_path,
        'name: haste\nversion: 1.0.0\ncategories: {clock: {about: a}}\nentries:\n  clock: ["+1", "\'tis late"]\n',
    )
    from framing.model import Article

    own = analyze(lexicon, [Article(id="a", text="He said +1 to it. 'tis late, she said.")])
    drawn = sample_hits(own, "haste", per="category")
    coding = read_sheets([fill(drawn, tmp_path / "a.csv", yes)])
    assert {code.entry for code in coding.codes} == {unit.entry for unit in drawn.units}
