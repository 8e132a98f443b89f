"""Lines that recur over many files or rows: whose pages are looked at together, on how many, and what reading makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from unit.test_repeated import BACKGROUND, PROMPT, make_pages

import framing
from framing.errors import ReadError
from framing.model import Article
from framing.readers import READERS, repeats
from framing.readers.folders import find_files
from framing.readers.names import Found
from framing.readers.repeats import Owner, find_repeats, owner_of
from framing.readers.settings import Settings

PAGES = make_pages(20, every=2, lines=[PROMPT])


def write_pages(folder: Path, pages: Sequence[str] = PAGES, suffix: str = ".txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for n, page in enumerate(pages):
        (folder / f"page-{n:03}{suffix}").write_text(page, encoding="utf-8")
    return folder


def write_rows(path: Path, rows: Iterable[tuple[str, str]]) -> Path:
    path.write_text("".join(json.dumps({"outlet": o, "text": t}) + "\n" for o, t in rows), encoding="utf-8")
    return path


def find(source: Path, outlet: str = "") -> str:
    """Return why the prompt is furniture on the first of these files, "" where it is none."""
    files = find_files([source], READERS, Settings())
    reason = find_repeats(files, READERS, Settings()).of(files[0])(outlet)
    return reason(PROMPT) if reason else ""


def cut(articles: Iterable[Article]) -> list[tuple[str, str]]:
    """Return the lines cut because they recur, with the reason."""
    return [(part.text, part.reason) for article in articles for part in article.removed if part.reason.startswith("line on")]


class TestReading:
    def test_a_line_on_many_pages_of_a_folder_is_cut_from_each(self, tmp_path: Path) -> None:
        articles = list(framing.read(write_pages(tmp_path / "pages")))
        assert cut(articles) == [(PROMPT, "line on 10 of 20 pages of this folder")] * 10
        assert not any(PROMPT in article.text for article in articles)
        assert [article.text for article in articles] == [page.replace(f"{PROMPT}\n\n", "") for page in PAGES]

    def test_and_every_character_is_still_traced_to_its_place(self, tmp_path: Path) -> None:
        for article in framing.read(write_pages(tmp_path / "pages")):
            assert article.origin is not None
            page = Path(article.origin.path).read_text(encoding="utf-8")
            for start, at, length in article.origin.segments["body"]:
                assert article.text[start : start + length] == page[at : at + length]
            assert all(page[part.at : part.at + len(part.text)] == part.text for part in article.removed)

    def test_a_sentence_of_background_stays(self, tmp_path: Path) -> None:
        pages = make_pages(20, every=4, lines=[BACKGROUND])
        assert sum(BACKGROUND in article.text for article in framing.read(write_pages(tmp_path / "pages", pages))) == 5

    def test_of_few_pages_nothing_is_cut(self, tmp_path: Path) -> None:
        articles = list(framing.read(write_pages(tmp_path / "pages", PAGES[:9])))
        assert cut(articles) == []
        assert sum(PROMPT in article.text for article in articles) == 5

    @pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".json", ".parquet"])
    def test_rows_of_every_kind_of_table_are_looked_at_too(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"rows{suffix}"
        write_table(path, [{"outlet": "Velmark Post", "text": page} for page in PAGES])
        articles = list(framing.read(path))
        assert len(articles) == 20
        assert cut(articles) == [(PROMPT, "line on 10 of 20 pages of this outlet")] * 10

    def test_columns_that_are_named_are_used(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps({"paper": "Velmark Post", "prose": page}) for page in PAGES]
        path.write_text("\n".join(lines), encoding="utf-8")
        articles = list(framing.read(path, text_column="prose", columns={"outlet": "paper"}))
        assert {reason for _, reason in cut(articles)} == {"line on 10 of 20 pages of this outlet"}

    def test_articles_that_were_read_before_read_back_equal(self, tmp_path: Path) -> None:
        articles = list(framing.read(write_pages(tmp_path / "pages")))
        path = tmp_path / "articles.jsonl"
        path.write_text(
            "".join(json.dumps(framing.readers.to_record(article)) + "\n" for article in articles), encoding="utf-8"
        )
        assert list(framing.read(path)) == articles

    def test_what_cannot_be_read_is_told_once_and_the_rest_is_cut(self, tmp_path: Path) -> None:
        folder = write_pages(tmp_path / "pages")
        (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
        (folder / "broken.jsonl").write_text('{"text": ', encoding="utf-8")
        told: list[str] = []
        articles = list(framing.read(folder, on_error="skip", on_skip=lambda place, _: told.append(place)))
        assert sorted(told) == [str(folder / "binary.txt"), f"{folder / 'broken.jsonl'}, line 1"]
        assert len(cut(articles)) == 10

    def test_an_error_is_raised_at_its_turn_with_what_was_read_before_it(self, tmp_path: Path) -> None:
        path = write_rows(tmp_path / "rows.jsonl", (("Velmark Post", page) for page in PAGES))
        with path.open("a", encoding="utf-8") as stream:
            stream.write("{broken\n")
        reading = framing.read(path)
        assert len([next(reading) for _ in range(20)]) == 20
        with pytest.raises(ReadError, match="line 21"):
            next(reading)

    def test_rows_too_long_to_be_read_are_not_looked_at(self, tmp_path: Path) -> None:
        path = write_rows(tmp_path / "rows.jsonl", (("Velmark Post", page) for page in PAGES))
        files = find_files([path], READERS, Settings())
        assert find_repeats(files, READERS, Settings(max_chars=20)).of(files[0])("Velmark Post") is None


def write_table(path: Path, rows: list[dict[str, str]]) -> None:
    if path.suffix == ".parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        return
    if path.suffix in (".csv", ".tsv"):
        import csv

        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], delimiter="\t" if path.suffix == ".tsv" else ",")
            writer.writeheader()
            writer.writerows(rows)
        return
    lines = [json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) if path.suffix == ".jsonl" else f"[{', '.join(lines)}]", encoding="utf-8")


class TestWhosePages:
    @pytest.mark.parametrize(
        ("path", "root", "owner"),
        [
            ("news/velmark_post/a.txt", "news", Owner("velmark post", "news")),
            ("news/velmark_post/2024/05/a.txt", "news", Owner("velmark post", "news")),
            ("news/2024/05/a.md", "news", Owner("", "news")),
            ("news/a.txt", "news", Owner("", "news")),
            ("news/velmark_post/a.txt", "", Owner("", "news/velmark_post")),
        ],
        ids=["folder of an outlet", "with folders below", "folders of days", "flat", "named itself"],
    )
    def test_a_page_is_its_outlets_folders_or_else_its_folders(self, path: str, root: str, owner: Owner) -> None:
        assert owner_of(Found(Path(path), Path(root) if root else None)) == owner

    def test_a_row_is_the_outlets_it_states_whatever_its_file(self) -> None:
        one, other = (Found(Path(name)) for name in ("a.csv", "b.jsonl"))
        assert owner_of(one, "Velmark Post") == owner_of(other, "Velmark Post") == Owner("Velmark Post")
        assert owner_of(one) != owner_of(other)

    @pytest.mark.parametrize(
        ("owner", "told"),
        [
            (Owner("x", "f"), "this outlet"),
            (Owner("x"), "this outlet"),
            (Owner("", "f"), "this folder"),
            (Owner("", "", "f"), "this file"),
        ],
    )
    def test_the_reason_says_whose_pages_were_looked_at(self, owner: Owner, told: str) -> None:
        assert owner.told == told

    def test_pages_of_two_outlets_are_looked_at_apart(self, tmp_path: Path) -> None:
        write_pages(tmp_path / "news" / "velmark_post", make_pages(12, lines=[PROMPT]))
        write_pages(tmp_path / "news" / "delmora_daily", make_pages(40, every=20, lines=[PROMPT]))
        articles = list(framing.read(tmp_path / "news"))
        assert {reason for _, reason in cut(articles)} == {"line on 12 of 12 pages of this outlet"}
        assert sum(PROMPT in article.text for article in articles) == 2

    def test_rows_of_two_outlets_are_looked_at_apart_and_over_several_files(self, tmp_path: Path) -> None:
        for n in range(10):
            rows = [
                ("Velmark Post", PAGES[2 * n]),
                ("Velmark Post", PAGES[2 * n + 1]),
                ("Delmora Daily", make_pages(99)[50 + n]),
            ]
            write_rows(tmp_path / f"{n}.jsonl", rows)
        assert find(tmp_path, "Velmark Post") == "line on 10 of 20 pages of this outlet"
        assert find(tmp_path, "Delmora Daily") == find(tmp_path) == ""

    def test_rows_without_an_outlet_are_their_files(self, tmp_path: Path) -> None:
        assert find(write_rows(tmp_path / "a.jsonl", (("", page) for page in PAGES))) == "line on 10 of 20 pages of this file"

    def test_saved_web_pages_are_left_to_their_markup(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(*_: object) -> None:
            raise AssertionError("looked at")

        folder = write_pages(tmp_path / "pages", PAGES, ".html")
        monkeypatch.setattr(repeats, "read_text", never)
        assert find(folder) == ""


class TestSampling:
    @pytest.fixture
    def small(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
        def set_bounds(most_pages: int, most_lines: int) -> None:
            monkeypatch.setattr(repeats, "MOST_PAGES", most_pages)
            monkeypatch.setattr(repeats, "MOST_LINES", most_lines)

        return set_bounds

    def test_of_many_pages_some_are_opened(
        self, tmp_path: Path, small: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = []
        read_text = repeats.read_text
        monkeypatch.setattr(repeats, "read_text", lambda path, settings: opened.append(path) or read_text(path, settings))
        small(12, 10**6)
        folder = write_pages(tmp_path / "pages", make_pages(40, lines=[PROMPT]))
        assert find(folder) == "line on 12 of 12 pages of this folder"
        assert len(opened) == 12

    def test_a_folder_of_few_pages_is_not_opened_at_all(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(repeats, "read_text", None)
        assert find(write_pages(tmp_path / "pages", PAGES[:9])) == ""

    @pytest.mark.parametrize("bounds", [(256, 10**6), (12, 10**6), (256, 700)], ids=["all", "few pages", "few lines"])
    def test_the_order_of_files_and_rows_changes_nothing(
        self, tmp_path: Path, small: Callable[[int, int], None], bounds: tuple[int, int]
    ) -> None:
        small(*bounds)
        rows = [
            (outlet, page) for outlet in ("Velmark Post", "Delmora Daily") for page in make_pages(30, every=3, lines=[PROMPT])
        ]
        folder = tmp_path / "pages"
        write_pages(folder)
        one = write_rows(tmp_path / "one.jsonl", rows)
        other = write_rows(tmp_path / "other.jsonl", rows[::-1])
        assert find(one, "Velmark Post") == find(other, "Velmark Post")
        files = find_files([folder], READERS, Settings())
        found = [find_repeats(each, READERS, Settings()).of(files[0])("") for each in (files, files[::-1])]
        assert len({each(PROMPT) if each else "" for each in found}) == 1

    def test_where_too_much_would_be_held_fewer_pages_of_each_are(
        self, tmp_path: Path, small: Callable[[int, int], None]
    ) -> None:
        # a page weighs some 40 lines; 100 of them are held as twice 32 and less
        small(256, 70 * 40)
        rows = [(outlet, page) for outlet in "ab" for page in make_pages(50, lines=[PROMPT, outlet])]
        path = write_rows(tmp_path / "rows.jsonl", rows)
        assert find(path, "a") == find(path, "b") == "line on 32 of 32 pages of this outlet"

    def test_with_more_outlets_than_can_be_served_none_is(self, tmp_path: Path, small: Callable[[int, int], None]) -> None:
        small(256, 10 * 40)
        rows = [(outlet, page) for outlet in "abc" for page in make_pages(30, lines=[PROMPT, outlet])]
        path = write_rows(tmp_path / "rows.jsonl", rows)
        assert [find(path, outlet) for outlet in "abc"] == ["", "", ""]
        assert len(list(framing.read(path))) == 90

    def test_the_same_row_again_is_held_once(self, tmp_path: Path) -> None:
        rows = [("Velmark Post", page) for page in PAGES[:9]] * 5
        assert find(write_rows(tmp_path / "rows.jsonl", rows), "Velmark Post") == ""

    def test_front_matter_is_no_part_of_a_page(self, tmp_path: Path) -> None:
        pages = [f"---\nnote: {PROMPT}\n---\n{page}" for page in make_pages(20)]
        assert find(write_pages(tmp_path / "pages", pages)) == ""
