from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scale.corpora import make_articles

from framing.errors import FramingError
from framing.model import Article, Origin, Removed, Subhead
from framing.scale.batches import Batch, Cut, Print, cut, fingerprint, slim
from framing.scale.lock import hold
from framing.scale.records import Part, Record, header, read_records
from framing.scale.writing import name_folder

AT = Cut(fewest=4, mean=8, most=20, smaller=1)
GROWING = Cut(fewest=16, mean=64, most=128, smaller=16)


def sizes(articles: list[Article], at: Cut = AT) -> list[int]:
    return [len(batch.articles) for batch in cut(articles, at)]


class TestFingerprint:
    def test_it_is_the_same_in_every_process(self) -> None:
        code = "from scale.corpora import *; from framing.scale.batches import *; print(*fingerprint(make_articles(1)[0]))"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7"}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        assert Print(*map(int, done.stdout.split())) == fingerprint(make_articles(1)[0])

    @pytest.mark.parametrize(
        "change",
        [
            {"text": "Other."}, {"title": "Other"}, {"deck": "Other"}, {"outlet": "Other"}, {"author": "Other"},
            {"date": date(2025, 1, 1)}, {"agency": "AP"}, {"place": "Other"}, {"genre": "opinion"}, {"topic": "Other"},
            {"list_items": ((0, 3),)}, {"subheads": (Subhead("Other", 0),)}, {"captions": ("Other",)}, {"url": "https://other"},
        ],
    )  # fmt: skip
    def test_what_an_article_says_changes_it_and_not_its_id(self, change: dict[str, Any]) -> None:
        article = make_articles(1)[0]
        one, other = fingerprint(article), fingerprint(replace(article, **change))
        assert one.id == other.id
        assert one.content != other.content

    def test_another_id_is_another_fingerprint(self) -> None:
        article = make_articles(1)[0]
        assert fingerprint(replace(article, id="b")).id != fingerprint(article).id
        assert fingerprint(replace(article, id="b")).content == fingerprint(article).content

    def test_words_do_not_pass_from_one_field_to_the_next(self) -> None:
        assert fingerprint(Article("a", "x", title="bc", deck="d")) != fingerprint(Article("a", "x", title="b", deck="cd"))

    def test_where_it_was_read_and_what_was_cut_changes_nothing(self) -> None:
        article = make_articles(1)[0]
        found = {"origin": Origin("a.txt"), "removed": (Removed("x", 0, "r", "why"),), "inferred": {"date": "url"}}
        read = replace(article, **found, warnings=("odd",))
        assert fingerprint(read) == fingerprint(article)
        assert slim(read) == article

    def test_half_of_a_character_has_one_too(self) -> None:
        assert fingerprint(Article("\ud83d", "\ud83d")) != fingerprint(Article("\ud83e", "\ud83e"))


class TestCut:
    def test_all_articles_come_in_order(self) -> None:
        articles = make_articles(100)
        assert [a for batch in cut(articles, AT) for a in batch.articles] == articles
        assert list(cut([], AT)) == []

    def test_batches_are_neither_small_nor_large(self) -> None:
        found = sizes(make_articles(1_000))
        assert max(found) <= AT.most
        assert min(found[:-1]) >= AT.fewest
        assert 5 < 1_000 / len(found) < 16

    def test_long_texts_end_a_batch(self) -> None:
        articles = [replace(a, text="x" * 100) for a in make_articles(12)]
        assert sizes(articles, Cut(fewest=100, most=100, characters=500)) == [5, 5, 2]

    @given(st.integers(0, 199), st.integers(1, 5))
    def test_an_article_more_moves_the_ends_near_it_only(self, place: int, n: int) -> None:
        articles = make_articles(200)
        more = [*articles[:place], *make_articles(n, start=1_000), *articles[place:]]
        before, after = ({batch.name("") for batch in cut(each, AT)} for each in (articles, more))
        assert len(before - after) <= 6

    def test_the_first_batches_are_small_and_later_ones_as_large_as_ever(self) -> None:
        found = sizes(make_articles(2_000), GROWING)
        assert found[0] <= GROWING.most // GROWING.smaller
        assert found[1] <= GROWING.most // 4
        assert min(found[-9:-1]) >= GROWING.fewest
        assert max(found) > GROWING.most // 2
        assert sum(found) == 2_000

    def test_a_batch_never_shrinks_below_one_article_and_never_grows_beyond_what_is_allowed(self) -> None:
        tiny = Cut(fewest=2, mean=4, most=5, smaller=64)
        assert sizes(make_articles(100), tiny)[0] == 1
        assert max(sizes(make_articles(100), tiny)) <= 5
        for n in range(1_000):
            one, other = GROWING.after(n), GROWING.after(n + 1)
            assert (one.fewest, one.mean, one.most) <= (other.fewest, other.mean, other.most)
            assert other.mean % one.mean == 0, "what ends a larger batch ends a smaller one too"
        assert GROWING.after(10_000) == GROWING

    @given(st.integers(0, 299), st.integers(1, 5))
    def test_an_article_more_moves_the_ends_near_it_only_where_batches_grow(self, place: int, n: int) -> None:
        articles = make_articles(900)
        more = [*articles[:place], *make_articles(n, start=1_000), *articles[place:]]
        before, after = ({batch.name("") for batch in cut(each, GROWING)} for each in (articles, more))
        assert len(before - after) <= 8
        assert len(before & after) >= 4

    def test_a_change_of_text_moves_no_end(self) -> None:
        articles = make_articles(200)
        changed = [replace(a, text=f"{a.text} More.") for a in articles]
        assert sizes(changed) == sizes(articles)

    def test_a_name_stands_for_articles_their_order_and_settings(self) -> None:
        prints = [fingerprint(a) for a in make_articles(3)]
        names = {Batch([], prints).name("x"), Batch([], prints[::-1]).name("x"), Batch([], prints[:2]).name("x")}
        names |= {Batch([], prints).name("y")}
        assert len(names) == 4
        assert Batch([], prints).name("x") in names


class TestRecords:
    PRINTS = (Print(7, 70), Print(2**64 - 1, 0), Print(3, 30))
    RECORD = Record("b1", (Part("part-0123456789abcdef.parquet", 5, "ff"),), (("x", "No good."),))

    def write(self, folder: Path, *lines: str) -> Path:
        path = folder / "records.jsonl"
        path.write_text("".join(lines), encoding="ascii")
        return path

    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        other = Record("b2", (Part("Quay/part-0123456789abcdef.parquet", 5, "aa"),))
        lines = (header({"settings": "s"}, "outlet"), self.RECORD.line(self.PRINTS), other.line([Print(1, 1)]))
        done = read_records(self.write(tmp_path, *lines))
        assert done.settings == "s"
        assert done.records == [self.RECORD, other]
        assert list(done.find(Print(7, 70))) == [(self.RECORD, True)]
        assert list(done.find(Print(7, 71))) == [(self.RECORD, False)]
        assert list(done.find(Print(2**64 - 1, 0))) == [(self.RECORD, True)]
        assert list(done.find(Print(1, 1))) == [(other, True)]
        assert list(done.find(Print(8, 70))) == []
        assert done.ids.tolist() == sorted(done.ids.tolist())

    def test_no_file_is_no_record(self, tmp_path: Path) -> None:
        done = read_records(tmp_path / "none")
        assert (done.settings, done.records, list(done.find(Print(1, 1)))) == ("", [], [])

    @pytest.mark.parametrize(
        "path",
        [
            "../part-0123456789abcdef.parquet", "/part-0123456789abcdef.parquet", "a/b/part-0123456789abcdef.parquet",
            "_unfinished/part-0123456789abcdef.parquet", "a\\..\\part-0123456789abcdef.parquet", "precious.txt", "",
        ],
    )  # fmt: skip
    def test_a_path_that_no_part_has_is_none(self, tmp_path: Path, path: str) -> None:
        altered = Record("b", (Part(path, 5, "ff"),)).line(self.PRINTS)
        done = read_records(self.write(tmp_path, header({"settings": "s"}, ""), self.RECORD.line(self.PRINTS), altered))
        assert done.records == [self.RECORD]

    @pytest.mark.parametrize(
        "broken", ['{"batch": "b3"', "null\n", '{"batch": 1, "parts": 5, "articles": "AA==", "failed": []}\n']
    )
    def test_a_broken_line_ends_the_records(self, tmp_path: Path, broken: str) -> None:
        lines = (header({"settings": "s"}, ""), self.RECORD.line(self.PRINTS), broken)
        done = read_records(self.write(tmp_path, *lines))
        assert done.records == [self.RECORD]
        assert len(done.ids) == len(done.owners) == 3

    def test_records_of_another_format_are_not_read(self, tmp_path: Path) -> None:
        lines = (json.dumps({"format": 99}) + "\n", self.RECORD.line(self.PRINTS))
        assert read_records(self.write(tmp_path, *lines)).records == []

    def test_a_part_is_known_by_its_bytes(self, tmp_path: Path) -> None:
        file = tmp_path / "part"
        file.write_bytes(b"abc")
        import hashlib

        part = Part("part", 3, hashlib.sha256(b"abc").hexdigest())
        assert part.is_at(file)
        for content in (b"xyz", b"ab", b"abcx"):
            file.write_bytes(content)
            assert not part.is_at(file)
        assert not part.is_at(tmp_path / "none")
        assert not part.is_at(tmp_path)


class TestLock:
    def test_one_at_a_time_holds_it(self, tmp_path: Path) -> None:
        told = pytest.raises(FramingError, match="another run is writing to it")
        with hold(tmp_path / "lock", tmp_path), told, hold(tmp_path / "lock", tmp_path):
            pass
        with hold(tmp_path / "lock", tmp_path):
            pass

    def test_it_is_free_when_its_holder_was_killed(self, tmp_path: Path) -> None:
        program = (
            "import os\nfrom pathlib import Path\nfrom framing.scale.lock import hold\n"
            f"with hold(Path({str(tmp_path / 'lock')!r}), Path('x')):\n os.kill(os.getpid(), 9)"
        )
        assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
        with hold(tmp_path / "lock", tmp_path):
            pass

    def test_a_file_that_was_removed_meanwhile_is_made_again(self, tmp_path: Path) -> None:
        with hold(tmp_path / "lock", tmp_path):
            (tmp_path / "lock").unlink()
            with hold(tmp_path / "lock", tmp_path):
                assert (tmp_path / "lock").exists()


class TestFolderNames:
    @pytest.mark.parametrize(
        ("value", "name"),
        [
            ("Sound Post", "Sound Post"), ("", "(outlet not stated)"), ("A=B", "A%3DB"), ("a/b", "a%2Fb"), ("..", "%2E."),
            ("_x", "%5Fx"), (".x", "%2Ex"), ("NRC's", "NRC's"), ("\u00e9t\u00e9", "%C3%A9t%C3%A9"), ("a\\b:c*", "a%5Cb%3Ac%2A"),
        ],
    )  # fmt: skip
    def test_a_value_is_its_folder_as_far_as_it_can_be(self, value: str, name: str) -> None:
        assert name_folder(value, "outlet") == name

    @given(st.text(), st.text())
    def test_different_values_have_different_folders_that_no_engine_passes_over(self, one: str, other: str) -> None:
        names = [name_folder(value.encode("utf-8", "replace").decode(), "outlet") for value in (one, other)]
        assert all(name[0] not in "._" and "/" not in name and "=" not in name and len(name) < 150 for name in names)

    def test_long_values_stay_apart(self) -> None:
        names = {name_folder("x" * 500 + end, "outlet") for end in "ab"}
        assert len(names) == 2
        assert max(map(len, names)) < 150
