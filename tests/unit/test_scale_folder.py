from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from scale.corpora import SMALL, make_articles, rows, snapshot, store, tools

from framing import pool
from framing.annotation import FastAnnotator
from framing.errors import FramingError
from framing.model import Article, Document
from framing.scale import folder as folder_module
from framing.scale.batches import Cut
from framing.scale.folder import UNFINISHED
from framing.scale.records import MANIFEST, read_records
from framing.scale.storing import score_folder
from framing.scoring import score_articles


@dataclass
class Counted:
    """The fast annotator, which notes which articles it is given, and can be made to fail over one."""

    inner: FastAnnotator = field(default_factory=FastAnnotator)
    name: str = "fast"
    seen: list[str] = field(default_factory=list)
    refuses: str = ""
    stops_at: str = ""

    def __post_init__(self) -> None:
        self.layers = self.inner.layers
        self.fingerprint = self.inner.fingerprint

    def annotate(self, article: Article) -> Document:
        self.seen.append(article.id)
        if article.id == self.stops_at:
            raise KeyboardInterrupt
        if article.id == self.refuses:
            raise FramingError("No good.")
        return self.inner.annotate(article)


@pytest.fixture
def counted() -> Counted:
    return Counted()


def told(lines: list[str]) -> dict[str, Any]:
    return {"tell": lines.append}


class TestTable:
    def test_a_folder_holds_the_scores_of_all_articles(self, tmp_path: Path) -> None:
        articles = make_articles(20)
        tally = store(articles, tmp_path / "s")
        assert (tally.scored, tally.taken_over, tally.removed, tally.failed) == (20, 0, 0, [])
        expected = [
            (score.article_id, score.measure, score.column, score.total, score.base, score.n_hits)
            for scored in score_articles(articles, *tools().values())
            for score in scored.scores
        ]
        found = [(r["article"], r["measure"], r["column"], r["total"], r["base"], r["n_hits"]) for r in rows(tmp_path / "s")]
        assert found == sorted(expected)

    def test_there_are_parts_and_a_manifest_and_nothing_else(self, tmp_path: Path) -> None:
        store(make_articles(20), tmp_path / "s")
        names = sorted(path.name for path in (tmp_path / "s").iterdir())
        assert names[0] == MANIFEST
        assert all(name.startswith("part-") and name.endswith(".parquet") for name in names[1:])
        assert len(names) > 4
        assert os.listdir(tmp_path) == ["s"]

    def test_the_same_articles_are_the_same_bytes(self, tmp_path: Path) -> None:
        for name in "ab":
            store(make_articles(30), tmp_path / name)
        assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")

    @pytest.mark.parametrize("partition", ["", "outlet"])
    def test_several_workers_make_the_same_bytes(self, tmp_path: Path, partition: str) -> None:
        store(make_articles(30), tmp_path / "one", partition=partition)
        store(make_articles(30), tmp_path / "two", partition=partition, workers=2)
        assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")

    @pytest.mark.parametrize("partition", ["outlet", "date"])
    def test_each_outlet_or_day_has_a_folder_of_its_own(self, tmp_path: Path, partition: str) -> None:
        from pyarrow import parquet

        articles = [*make_articles(12), Article("x", "It may rain.")]
        store(articles, tmp_path / "s", partition=partition)
        store(articles, tmp_path / "plain")
        assert rows(tmp_path / "s") == rows(tmp_path / "plain")
        folders = {path.name for path in (tmp_path / "s").iterdir() if path.is_dir()}
        assert folders == {str(getattr(article, partition) or f"({partition} not stated)") for article in articles}
        for file in (tmp_path / "s").glob("*/*.parquet"):
            values = {str(value or f"({partition} not stated)") for value in parquet.read_table(file)[partition].to_pylist()}
            assert values == {file.parent.name}

    def test_pandas_reads_the_folder_as_it_is(self, tmp_path: Path) -> None:
        import pandas as pd

        store(make_articles(12), tmp_path / "s", partition="outlet")
        frame = pd.read_parquet(tmp_path / "s")
        assert frame["article"].nunique() == 12
        assert set(frame["outlet"]) == {"Sound Post", "Daily Gull", "Quay"}

    def test_an_unknown_partition_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match='partition is "author"; it must be one of outlet, date'):
            store(make_articles(1), tmp_path / "s", partition="author")

    def test_an_id_that_comes_twice_is_scored_once_and_told(self, tmp_path: Path) -> None:
        first, second = make_articles(2)
        tally = store([first, second, replace(second, text="Another text.")], tmp_path / "s")
        assert tally.scored == 2
        assert tally.failed == [("a1", "has the id of article 2. Give every article an id of its own.")]

    def test_halves_of_characters_do_not_end_the_writing(self, tmp_path: Path) -> None:
        broken = replace(make_articles(1)[0], id="a\ud83d", title="b\ud83d")
        store([broken, *make_articles(2)], tmp_path / "s")
        store([broken, *make_articles(3)], tmp_path / "s")
        assert {row["article"] for row in rows(tmp_path / "s")} == {"a?", "a0", "a1", "a2"}


class TestGoingOn:
    def test_a_corpus_that_grew_is_scored_for_what_is_new(self, tmp_path: Path, counted: Counted) -> None:
        store(make_articles(20), tmp_path / "s")
        tally = store(make_articles(23), tmp_path / "s", annotator=counted)
        assert counted.seen == ["a20", "a21", "a22"]
        assert (tally.scored, tally.taken_over) == (3, 20)
        store(make_articles(23), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_articles_that_come_in_between_move_only_the_parts_near_them(self, tmp_path: Path, counted: Counted) -> None:
        articles = make_articles(200)
        store(articles, tmp_path / "s")
        before = snapshot(tmp_path / "s")
        store([*articles[:90], *make_articles(2, start=900), *articles[90:]], tmp_path / "s", annotator=counted)
        assert counted.seen == ["a900", "a901"]
        after = snapshot(tmp_path / "s")
        assert len(before.items() & after.items()) > 0.8 * len(before)

    @pytest.mark.parametrize("change", [{"text": "It may snow."}, {"title": "New"}, {"outlet": "Quay II"}, {"date": None}])
    def test_an_article_that_was_changed_is_scored_anew(self, tmp_path: Path, counted: Counted, change: dict[str, Any]) -> None:
        articles = make_articles(20)
        store(articles, tmp_path / "s")
        articles[7] = replace(articles[7], **change)
        tally = store(articles, tmp_path / "s", annotator=counted)
        assert counted.seen == ["a7"]
        assert (tally.scored, tally.removed) == (1, 0)
        store(articles, tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_where_an_article_was_read_from_changes_nothing(self, tmp_path: Path, counted: Counted) -> None:
        articles = make_articles(6)
        store(articles, tmp_path / "s")
        store([replace(a, warnings=("odd",), inferred={"date": "url"}) for a in articles], tmp_path / "s", annotator=counted)
        assert counted.seen == []

    def test_articles_in_another_order_are_not_scored_again(self, tmp_path: Path, counted: Counted) -> None:
        articles = make_articles(30)
        store(articles, tmp_path / "s")
        store(articles[::-1], tmp_path / "s", annotator=counted)
        assert counted.seen == []
        store(articles[::-1], tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_another_partition_needs_no_scoring(self, tmp_path: Path, counted: Counted) -> None:
        store(make_articles(20), tmp_path / "s", partition="date")
        tally = store(make_articles(20), tmp_path / "s", partition="outlet", annotator=counted)
        assert counted.seen == []
        assert tally.taken_over == 20
        store(make_articles(20), tmp_path / "new", partition="outlet")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")
        assert not (tmp_path / "s" / "2024-09-01").exists()

    def test_scores_are_not_dropped_unless_that_is_asked_for(self, tmp_path: Path, counted: Counted) -> None:
        store(make_articles(20), tmp_path / "s")
        before = snapshot(tmp_path / "s")
        with pytest.raises(FramingError, match=r"holds scores of 15 articles that are not among .* pass --prune"):
            store(make_articles(10, start=15), tmp_path / "s")
        assert {name: digest for name, digest in snapshot(tmp_path / "s").items() if UNFINISHED not in name} == before
        tally = store(make_articles(10, start=15), tmp_path / "s", prune=True, annotator=counted)
        assert tally.removed == 15
        assert counted.seen == [], "what was scored before it was refused is scored again"
        store(make_articles(10, start=15), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_other_settings_score_anew_and_that_is_said(self, tmp_path: Path) -> None:
        lines: list[str] = []
        store(make_articles(10), tmp_path / "s", **tools("lix"))
        tally = store(make_articles(10), tmp_path / "s", **told(lines))
        assert tally.scored == 10
        why = "other measures: hedging; other lexicons: hedges"
        assert lines == [f"{tmp_path / 's'}: its table was made with other settings ({why}); scored anew."]
        store(make_articles(10), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_a_lexicon_that_was_changed_scores_anew(self, tmp_path: Path) -> None:
        from framing.measures import resolve_measures

        own = tmp_path / "boats.yml"
        tallies = []
        for words in ("[boat]", "[boat, ferry]"):
            own.write_text(f"name: boats\ncategories: {{boat: }}\nentries: {{boat: {words}}}\n", encoding="utf-8")
            tallies.append(store(make_articles(5), tmp_path / "s", measures=resolve_measures(["lix"], [own])))
        assert [tally.scored for tally in tallies] == [5, 5]

    def test_other_actors_score_anew(self, tmp_path: Path) -> None:
        from framing.actors import Actor, Alias, Registry

        for name in ("Ana", "Bo"):
            registry = Registry.of([Actor("x", name, aliases=(Alias(name),))])
            assert store(make_articles(3), tmp_path / "s", registry=registry).scored == 3


class TestInterruption:
    def test_what_was_finished_is_not_done_again(self, tmp_path: Path, counted: Counted) -> None:
        counted.stops_at = "a15"
        with pytest.raises(KeyboardInterrupt):
            store(make_articles(20), tmp_path / "s", annotator=counted)
        assert os.listdir(tmp_path / "s") == [UNFINISHED]
        again = Counted()
        tally = store(make_articles(20), tmp_path / "s", annotator=again)
        assert 0 < tally.taken_over <= 15
        assert again.seen == [f"a{n}" for n in range(tally.taken_over, 20)]
        store(make_articles(20), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_the_earlier_table_stays_until_the_new_one_is_ready(self, tmp_path: Path, counted: Counted) -> None:
        store(make_articles(10), tmp_path / "s")
        before = snapshot(tmp_path / "s")
        counted.stops_at = "a18"
        changed = [replace(article, title="New") for article in make_articles(20)]
        with pytest.raises(KeyboardInterrupt):
            store(changed, tmp_path / "s", annotator=counted)
        after = snapshot(tmp_path / "s")
        assert {name: digest for name, digest in after.items() if not name.startswith(UNFINISHED)} == before
        assert len(after) > len(before)

    def test_where_nothing_was_finished_nothing_stays(self, tmp_path: Path, counted: Counted) -> None:
        counted.stops_at = "a0"
        with pytest.raises(KeyboardInterrupt):
            store(make_articles(20), tmp_path / "s", annotator=counted)
        assert os.listdir(tmp_path) == []

    def test_a_corpus_edited_after_the_interruption_is_scored_as_it_is_now(self, tmp_path: Path, counted: Counted) -> None:
        counted.stops_at = "a15"
        articles = make_articles(20)
        with pytest.raises(KeyboardInterrupt):
            store(articles, tmp_path / "s", annotator=counted)
        articles[3] = replace(articles[3], text="It may snow.")
        again = Counted()
        del articles[5]
        store(articles, tmp_path / "s", annotator=again)
        assert again.seen[0] == "a3"
        assert "a4" not in again.seen
        store(articles, tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_settings_changed_after_the_interruption_score_anew(self, tmp_path: Path, counted: Counted) -> None:
        counted.stops_at = "a15"
        with pytest.raises(KeyboardInterrupt):
            store(make_articles(20), tmp_path / "s", annotator=counted)
        lines: list[str] = []
        assert store(make_articles(20), tmp_path / "s", **tools("lix"), **told(lines)).scored == 20
        assert "what an earlier run left unfinished was made with other settings" in lines[0]
        assert "(other measures: hedging" in lines[0]
        store(make_articles(20), tmp_path / "new", **tools("lix"))
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    @pytest.mark.parametrize("cut", [1, 40, 400])
    def test_a_line_of_the_journal_that_was_cut_short_is_done_again(self, tmp_path: Path, counted: Counted, cut: int) -> None:
        counted.stops_at = "a19"
        with pytest.raises(KeyboardInterrupt):
            store(make_articles(20), tmp_path / "s", annotator=counted)
        journal = tmp_path / "s" / UNFINISHED / "journal.jsonl"
        journal.write_bytes(journal.read_bytes()[:-cut])
        store(make_articles(20), tmp_path / "s")
        store(make_articles(20), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")


class TestDamage:
    @pytest.mark.parametrize("how", ["cut", "altered", "gone", "empty"])
    def test_a_damaged_part_is_scored_anew_and_that_is_said(self, tmp_path: Path, counted: Counted, how: str) -> None:
        store(make_articles(20), tmp_path / "s")
        whole = snapshot(tmp_path / "s")
        record = read_records(tmp_path / "s" / MANIFEST).records[2]
        part = tmp_path / "s" / record.parts[0].path
        content = part.read_bytes()
        broken = {"cut": content[:-9], "altered": content[:50] + b"?" + content[51:], "empty": b"", "gone": b""}[how]
        part.write_bytes(broken)
        if how == "gone":
            part.unlink()
        lines: list[str] = []
        tally = store(make_articles(20), tmp_path / "s", annotator=counted, **told(lines))
        assert lines == [f"{part}: damaged or missing; the articles in it are scored anew."]
        assert 0 < tally.scored <= SMALL.most
        assert len(counted.seen) == tally.scored
        assert snapshot(tmp_path / "s") == whole

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}\n", b"[]\n", b'{"format": 99}\n', b"null\n"])
    def test_a_manifest_that_is_none_is_as_if_nothing_were_there(self, tmp_path: Path, content: bytes) -> None:
        store(make_articles(12), tmp_path / "s")
        whole = snapshot(tmp_path / "s")
        (tmp_path / "s" / MANIFEST).write_bytes(content)
        assert store(make_articles(12), tmp_path / "s").scored == 12
        assert snapshot(tmp_path / "s") == whole

    @pytest.mark.parametrize(
        "line", ["{}", '{"batch": "x", "parts": [[1]], "articles": "", "failed": []}', "[", '{"batch": "x"}']
    )
    def test_a_line_of_the_manifest_that_was_altered_costs_the_batches_after_it(self, tmp_path: Path, line: str) -> None:
        store(make_articles(20), tmp_path / "s")
        whole = snapshot(tmp_path / "s")
        manifest = tmp_path / "s" / MANIFEST
        lines = manifest.read_text(encoding="ascii").splitlines()
        lines[3] = line
        manifest.write_text("\n".join(lines) + "\n", encoding="ascii")
        tally = store(make_articles(20), tmp_path / "s")
        assert 0 < tally.taken_over < 20
        assert snapshot(tmp_path / "s") == whole

    def test_a_manifest_that_leads_out_of_the_folder_removes_and_reads_nothing_there(self, tmp_path: Path) -> None:
        store(make_articles(6), tmp_path / "s")
        precious = tmp_path / "precious.parquet"
        precious.write_bytes(b"mine")
        manifest = tmp_path / "s" / MANIFEST
        lines = manifest.read_text(encoding="ascii").splitlines()
        record = json.loads(lines[1])
        record["parts"][0][0] = "../precious.parquet"
        manifest.write_text("\n".join([lines[0], json.dumps(record), *lines[2:]]) + "\n", encoding="ascii")
        store(make_articles(7), tmp_path / "s")
        assert precious.read_bytes() == b"mine"

    def test_what_an_article_lacks_is_tried_again_at_the_next_run(self, tmp_path: Path, counted: Counted) -> None:
        counted.refuses = "a4"
        tally = store(make_articles(10), tmp_path / "s", annotator=counted)
        assert tally.failed == [("a4", "No good.")]
        assert tally.scored == 9
        assert "a4" not in {row["article"] for row in rows(tmp_path / "s")}
        again = Counted()
        again.refuses = "a4"
        before = snapshot(tmp_path / "s")
        assert store(make_articles(10), tmp_path / "s", annotator=again).failed == [("a4", "No good.")]
        assert again.seen == ["a4"]
        assert snapshot(tmp_path / "s") == before
        assert store(make_articles(10), tmp_path / "s").scored == 1
        store(make_articles(10), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")


class TestPlace:
    @pytest.mark.parametrize("name", ["notes.txt", "part-1.parquet", ".hidden"])
    def test_a_folder_with_other_files_is_left_alone(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("mine", encoding="utf-8")
        with pytest.raises(FramingError, match="holds other files and no table of scores"):
            store(make_articles(3), tmp_path)
        assert os.listdir(tmp_path) == [name]

    def test_files_beside_a_table_stay(self, tmp_path: Path) -> None:
        store(make_articles(6), tmp_path / "s")
        (tmp_path / "s" / "notes.txt").write_text("mine", encoding="utf-8")
        store(make_articles(9), tmp_path / "s", partition="outlet")
        assert (tmp_path / "s" / "notes.txt").read_text(encoding="utf-8") == "mine"

    def test_two_runs_at_once_do_not_meet(self, tmp_path: Path) -> None:
        def articles() -> Iterator[Article]:
            yield from make_articles(8)
            with pytest.raises(FramingError, match="another run is writing to it"):
                store(make_articles(3), tmp_path / "s")
            yield from make_articles(4, start=8)

        assert store(articles(), tmp_path / "s").scored == 12

    def test_an_error_of_the_corpus_keeps_what_was_finished(self, tmp_path: Path) -> None:
        def articles() -> Iterator[Article]:
            yield from make_articles(12)
            raise FramingError("The file ends here.")

        with pytest.raises(FramingError, match="The file ends here"):
            store(articles(), tmp_path / "s")
        assert store(make_articles(12), tmp_path / "s").taken_over > 0

    @pytest.mark.parametrize("nth", range(1, 7))
    def test_a_full_disk_is_told_and_leaves_what_the_next_run_needs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
    ) -> None:
        left = [nth]
        sync = os.fsync

        def full(file: int) -> None:
            left[0] -= 1
            if not left[0]:
                raise OSError(28, "No space left on device")
            sync(file)

        with monkeypatch.context() as patch:
            patch.setattr(folder_module.os, "fsync", full)
            with pytest.raises(
                FramingError, match=r"cannot be written \(No space left on device\).*run the same command again"
            ):
                store(make_articles(20), tmp_path / "s")
        staged = list(tmp_path.rglob("part-*"))
        journal = read_records(tmp_path / "s" / UNFINISHED / "journal.jsonl")
        assert len(staged) <= len(journal.records) + 1
        assert store(make_articles(20), tmp_path / "s").scored < 20 or nth < 4
        store(make_articles(20), tmp_path / "new")
        assert snapshot(tmp_path / "s") == snapshot(tmp_path / "new")

    def test_a_folder_that_may_not_be_written_to_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: Any, **kwargs: Any) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(FramingError, match=r"s: cannot be written \(Permission denied\).*a folder that you may write to"):
            store(make_articles(3), tmp_path / "s")

    def test_a_file_in_the_place_of_the_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "s").write_text("mine", encoding="utf-8")
        with pytest.raises(FramingError, match="cannot be written"):
            store(make_articles(3), tmp_path / "s")
        assert (tmp_path / "s").read_text(encoding="utf-8") == "mine"

    def test_without_pyarrow_it_says_what_to_install(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(FramingError, match=r"pyarrow writes Parquet and is not installed. Install it: pip install pyarrow"):
            score_folder(make_articles(1), tmp_path / "s", **tools())
        assert os.listdir(tmp_path) == []


def test_the_articles_that_are_held_do_not_grow_with_their_number(tmp_path: Path) -> None:
    import weakref

    alive: weakref.WeakSet[Any] = weakref.WeakSet()
    most = 0

    class Held(str):
        __slots__ = ("__weakref__",)

    def articles() -> Iterator[Article]:
        nonlocal most
        for article in make_articles(500):
            text = Held(article.text)
            alive.add(text)
            most = max(most, len(alive))
            yield replace(article, text=text)

    store(articles(), tmp_path / "s", at=Cut(fewest=5, mean=10, most=20, smaller=1), **tools("lix"))
    assert most <= 2 * pool._MOST_ITEMS + 20
