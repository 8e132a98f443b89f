"""Rows of tables: how they are written, what is broken, and where reading goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.readers import delimited
from framing.readers.delimited import Row, Rows
from framing.readers.feeds import Feed, TooMuchError
from framing.readers.files import Decoded
from framing.readers.lines import RawLine

LIMIT = 1_000_000
NAMES = ["id", "outlet", "text"]
FIRST = "The harbor council voted on Tuesday, after a long night, to close the old bridge."
SECOND = 'Residents said they had not been asked. "Not once," said one of them, "in two years."'
TEXT = f"{FIRST}\n\n{SECOND}"


def lines_of(text: str) -> Iterator[RawLine]:
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        yield RawLine(number, Decoded(line, "utf-8"))


def open_rows(text: str, *, tabs: bool = False, limit: int = LIMIT) -> Rows:
    rows = Rows(lines_of(text), limit, tabs=tabs)
    rows.learn(rows.names.index("text"))
    return rows


def read(text: str, *, tabs: bool = False, limit: int = LIMIT) -> tuple[list[Sequence[str]], list[Row]]:
    """Return the cells of the rows that were read, and what was not."""
    rows = list(open_rows(text, tabs=tabs, limit=limit))
    return [row.cells for row in rows if not row.reason], [row for row in rows if row.reason]


def write(rows: Sequence[Sequence[str]], names: Sequence[str] = NAMES, **options: object) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n", **options)  # type: ignore[arg-type]
    writer.writerow(names)
    writer.writerows(rows)
    return file.getvalue()


def make_rows(n: int, text: str = TEXT) -> list[list[str]]:
    return [[str(i), "Post", f"{i}. {text}"] for i in range(1, n + 1)]


# How tables are written


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("doubled", [True, False])
def test_whole_rows_are_read_as_they_were_written(quoting: int, delimiter: str, doubled: bool) -> None:
    options = {"quoting": quoting, "delimiter": delimiter, "doublequote": doubled, "escapechar": None if doubled else "\\"}
    rows = make_rows(6)
    assert read(write(rows, **options)) == (rows, [])


CELLS = st.text(st.sampled_from('ab ,;\t"\n\\é'), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS.map(lambda cell: f"a{cell}a")), min_size=1, max_size=8))
def test_whatever_stands_in_cells_is_read_back(rows: list[tuple[str, ...]]) -> None:
    found, broken = read(write(rows, quoting=csv.QUOTE_ALL))
    assert found == [list(row) for row in rows]
    assert not broken


def test_a_space_may_stand_before_a_quoted_cell() -> None:
    text = 'id, outlet, text\n1, Post, "One, and two."\n2, Post, "Three, ""and"" four."\n'
    assert read(text) == ([["1", "Post", "One, and two."], ["2", "Post", 'Three, "and" four.']], [])


def test_tabs_may_part_cells_in_which_quotation_marks_mean_nothing() -> None:
    text = 'id\toutlet\ttext\n1\tPost\t"No," she said.\n2\tPost\tHe said "no\n3\tPost\t"Yes," he said, and "no."\n'
    found, broken = read(text, tabs=True)
    assert [cells[2] for cells in found] == ['"No," she said.', 'He said "no', '"Yes," he said, and "no."']
    assert not broken


def test_quotation_marks_may_stand_in_cells_of_a_table_that_quotes_none() -> None:
    text = 'id;outlet;text\n1;Post;He said "no" twice.\n2;Post;She "agreed".\n'
    assert [cells[2] for cells in read(text)[0]] == ['He said "no" twice.', 'She "agreed".']


def test_a_line_above_the_names_may_tell_the_mark() -> None:
    assert read("sep=|\nid|outlet|text\n1|Post|One, two; three.\n")[0] == [["1", "Post", "One, two; three."]]


def test_in_a_table_of_one_column_commas_part_nothing() -> None:
    text = "text\nThe council voted, they said; it was late.\nThe ferry, too.\n"
    assert read(text)[0] == [["The council voted, they said; it was late."], ["The ferry, too."]]


def test_rows_may_be_numbered_before_their_first_name() -> None:
    rows = [[str(i), f"x{i}", "Post", TEXT] for i in range(1, 6)]
    found, broken = read(write(rows, NAMES, quoting=csv.QUOTE_NONNUMERIC))
    assert found == [row[1:] for row in rows]
    assert not broken


def test_empty_cells_at_the_end_may_be_missing_where_they_mostly_are() -> None:
    text = write([row[:3] for row in make_rows(8)] + [[*make_rows(1)[0], "a note"]], [*NAMES, "note"])
    found, broken = read(text)
    assert len(found) == 9
    assert found[-1][3] == "a note"
    assert not broken


def test_empty_cells_and_names_behind_the_last_change_nothing() -> None:
    text = "id,text,,\n1,One.,,\n2,Two.,\n\n,,,\n3,Three.,,,,\n"
    assert [cells[:2] for cells in read(text)[0]] == [["1", "One."], ["2", "Two."], ["3", "Three."]]


def test_rows_know_their_lines() -> None:
    rows = list(open_rows(write(make_rows(2))))
    assert [(row.first, row.last) for row in rows] == [(2, 4), (5, 7)]


# Rows that are broken


def test_a_quotation_mark_that_is_not_closed_takes_its_own_row_only() -> None:
    rows = make_rows(12)
    text = write(rows).replace('4,Post,"4. ', "4,Post,4. ").replace('said one of them, ""in', 'said one of them, ""in', 1)
    found, (broken,) = read(text)
    assert found == [row for row in rows if row[0] not in ("4",)]
    assert (broken.first, broken.last) == (11, 13)
    assert broken.reason.startswith("has 5 cells where 3 should be; ")


def test_a_mark_that_opens_a_cell_and_never_closes_it_takes_no_other_row() -> None:
    rows = make_rows(12)
    text = write(rows).replace('"4. ', '""4. ', 1)
    found, broken = read(text)
    assert [row for row in found if row not in rows] == []
    assert len(found) >= 10
    assert len(broken) == 1


def test_marks_that_are_not_doubled_take_their_row_only() -> None:
    rows = make_rows(12)
    text = write(rows)
    sloppy = text[: text.index("7,Post")] + text[text.index("7,Post") : text.index("8,Post")].replace('""', '"')
    found, (broken,) = read(sloppy + text[text.index("8,Post") :])
    assert found == [row for row in rows if row[0] != "7"]
    assert broken.reason == "has a quotation mark that is not closed, or not doubled inside its cell."


def test_nothing_of_a_broken_text_is_taken_for_a_row_though_it_has_as_many_commas() -> None:
    stray = "Then she went, as always, home."
    rows = make_rows(12)
    text = write(rows).replace("5. The harbor", '5. "The harbor', 1).replace(SECOND.replace('"', '""'), stray, 5)
    found, _ = read(text)
    assert not any(stray in cell for cells in found for cell in cells if cells[2] == stray or cells[0].startswith("Then"))
    assert all(cells[0].isdigit() for cells in found)


def test_a_row_that_a_stray_mark_ended_early_goes_with_what_was_torn_from_it() -> None:
    rows = make_rows(12)
    text = write(rows).replace("6. The harbor council voted on Tuesday", '6. The harbor council voted on Tuesday"\n', 1)
    found, (broken,) = read(text)
    assert found == [row for row in rows if row[0] != "6"]
    assert (broken.first, broken.last) == (17, 20)


def test_a_short_row_does_not_take_the_whole_one_before_it() -> None:
    rows = make_rows(6)
    text = write([*rows[:3], ["lost"], *rows[3:]])
    found, (broken,) = read(text)
    assert found == rows
    assert broken.reason.startswith("has 1 cell where 3 should be; ")


def test_a_row_with_a_comma_that_is_not_quoted_is_left_out_and_not_cut_short() -> None:
    text = "id,outlet,text\n" + "".join(f"{i},Post,The council met.\n" for i in range(1, 9))
    found, (broken,) = read(text.replace("3,Post,The council met.", "3,Post,The council met, and voted."))
    assert [cells[0] for cells in found] == ["1", "2", "4", "5", "6", "7", "8"]
    assert broken.reason.startswith("has 4 cells where 3 should be; ")


def test_a_text_that_comes_first_is_not_begun_in_its_middle() -> None:
    rows = [[f"{i}. {FIRST}\n{SECOND}", str(i)] for i in range(1, 13)]
    text = write(rows, ["text", "id"]).replace(f"4. {FIRST}\n", f'4. {FIRST}\n"', 1)
    found, _ = read(text)
    assert [row for row in found if row not in rows] == []


def test_a_file_that_ends_within_a_row_loses_that_row() -> None:
    text = write(make_rows(8))
    found, (broken,) = read(text[: text.rindex("years")])
    assert [cells[0] for cells in found] == list("1234567")
    assert broken.reason.startswith("has a quotation mark that is not closed")


def test_tables_in_which_quotation_marks_mean_nothing_lose_one_line_a_fault() -> None:
    text = "id\toutlet\ttext\n" + "".join(f'{i}\tPost\t"No," she said.\n' for i in range(1, 9))
    found, (broken,) = read(text.replace("4\tPost\t", "4\t"), tabs=True)
    assert [cells[0] for cells in found] == list("1235678")
    assert (broken.first, broken.last) == (5, 5)


def test_where_no_row_can_be_told_for_certain_nothing_more_is_read() -> None:
    rows = [[FIRST.replace(",", ""), "Post"]] * 20
    text = write(rows, ["text", "outlet"], quoting=csv.QUOTE_MINIMAL)
    lines = text.splitlines(keepends=True)
    found, (broken,) = read("".join([*lines[:6], '"not closed\n', *lines[6:]]))
    assert len(found) <= 5
    assert broken.last == 22


def test_a_row_longer_than_memory_allows_is_passed_over_and_the_rest_is_read() -> None:
    rows = make_rows(8)
    rows[2][2] = "\n".join(["A line, and one more."] * 1_000)
    found, (broken,) = read(write(rows), limit=20_000)
    assert found == [row for row in rows if row[0] != "3"]
    assert broken.reason.startswith("is longer than 20,000 characters, or a quotation mark in it is not closed")


def test_an_overlong_line_without_a_quotation_mark_puts_nothing_around_it_in_doubt() -> None:
    rows = [[f"{i}. {FIRST}", str(i)] for i in range(1, 7)]
    for mark, kept in (("", 6), ('"', 4)):  # with one, the row before it may be torn, and the next a part of the text
        lines = list(lines_of(write(rows, ["text", "id"])))
        lines.insert(3, RawLine(99, Decoded(mark, "utf-8"), overlong=True))
        found = Rows(iter(lines), LIMIT, tabs=False)
        found.learn(0)
        assert sum(not row.reason for row in found) >= kept


def test_a_file_that_is_given_up_says_so_with_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MOST_PASSED", 2_000)
    text = write(make_rows(3)) + '4,Post,"4. never closed "here\n' + "a line, and more\n" * 500
    found, (broken,) = read(text)
    assert len(found) <= 3
    assert "; nothing behind line " in broken.reason
    assert broken.reason.endswith(" was read, as hardly a row is whole.")


def test_a_table_of_very_many_columns_is_refused_by_its_names() -> None:
    with pytest.raises(csv.Error, match="more than 10,000 columns"):
        Rows(lines_of(",".join(["text"] * 10_002)), LIMIT, tabs=False)


def test_warnings_of_lines_go_with_their_row() -> None:
    lines = [RawLine(1, Decoded("id,text\n", "utf-8")), RawLine(2, Decoded('1,"Caf\n', "utf-8"))]
    lines += [RawLine(3, Decoded('é"\n', "cp1252", ("odd",))), RawLine(4, Decoded("2,b\n", "utf-8"))]
    rows = Rows(iter(lines), LIMIT, tabs=False)
    rows.learn(1)
    first, second = rows
    assert (first.decoded.encoding, first.decoded.warnings) == ("cp1252", ("odd",))
    assert second.decoded.warnings == ()


# Feeds


def test_lines_that_were_looked_at_are_given_all_the_same() -> None:
    feed = Feed(lines_of("a\nb\nc\n"), LIMIT)
    look = feed.look(1_000)
    assert [next(look), next(look)] == ["a\n", "b\n"]
    look.close()
    assert list(feed) == ["a\n", "b\n", "c\n"]


def test_held_lines_are_given_again_but_for_the_first() -> None:
    feed = Feed(lines_of("a\nb\nc\n"), LIMIT)
    next(feed)
    next(feed)
    feed.put_back()
    first = feed.first()
    assert first is not None
    assert first.number == 2
    assert list(feed) == ["b\n", "c\n"]


def test_a_feed_holds_no_more_than_it_may() -> None:
    feed = Feed(lines_of("a" * 500 + "\n" + "b" * 500 + "\n"), 1_000)
    next(feed)
    with pytest.raises(TooMuchError, match="is longer than 1,000 characters"):
        next(feed)
    feed.release()
    with pytest.raises(StopIteration):
        next(feed)


def test_a_feed_that_is_stopped_gives_nothing_more() -> None:
    feed = Feed(lines_of("a\nb\n"), LIMIT)
    assert feed.first() is not None
    feed.stop()
    assert feed.first() is None


def test_an_unusual_last_row_above_rows_of_empty_cells_is_read() -> None:
    cells, broken = read('text,title\n",",\n",",\n",",\nh,\n,\n,\n')
    assert cells[-1] == ["h", ""]
    assert broken == []
