from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unit.scored import MEAN, RATE, SENTENCES, SIDE, FakeAnalysis, FakeMeasure, Told, make_analysis, tell_both
from unit.stored_tables import describe_table, write_table

from framing.comparison import Comparison, compare
from framing.comparison.cells import Stored, gather_cells, list_lengths
from framing.errors import ReadError, UnknownNameError
from framing.model import Article
from framing.registry import Actor
from framing.scale import stored_files
from framing.scale.stored import StoredScores, read_scores
from framing.scores import Column, Unit
from framing.stories import Corrections, Story, group_stories
from framing.stories.derivation import Derivation
from framing.stories.signatures import pack

PER_ARTICLE = Column("per_article", Unit("per article"), "article", headline=True)
WIDE = (FakeMeasure("hedging", (SIDE, RATE, SENTENCES)), FakeMeasure("loaded", (RATE, PER_ARTICLE), "Loaded", beside="hedging"))


def store(path: Path, rows: Sequence[Told], *measures: FakeMeasure) -> tuple[FakeAnalysis, tuple[Story, ...], StoredScores]:
    analysis, stories = make_analysis(rows, *measures)
    return analysis, stories, read_scores(write_table(path / "scores.parquet", analysis))


def plain(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison without what only hits can tell, in a form in which nan equals nan."""
    told = {name: getattr(comparison, name) for name in Comparison.__dataclass_fields__ if name not in ("gaps", "independent")}
    gaps = [
        replace(gap, contributions=(), sensitivity=replace(gap.sensitivity, **dict.fromkeys(ONLY_WITH_HITS)))
        for gap in comparison.gaps
    ]
    alone = plain(comparison.independent) if comparison.independent else None
    return {name: repr(value) for name, value in {**told, "gaps": gaps, "independent": alone}.items()}


ONLY_WITH_HITS = ("n_terms", "term", "left", "keeps_sign", "p_adjusted", "p_term")


def mixed_rows() -> list[Told]:
    """Tell stories by three outlets, not all by all, of several lengths, with articles of two genres and two to a story."""
    rows = []
    for n in range(24):
        terms = {"may": n % 5 + 1, "could": (n * 7) % 4}
        more = {"genre": "news" if n % 3 else "opinion", "topic": "tax" if n % 2 else "war", "date": date(2024, 5, 1 + n)}
        rows.append(Told("Alpha", f"s{n:02}", terms, words=300 + 40 * n, more=more))
        if n % 4:
            rows.append(Told("Beta", f"s{n:02}", {"may": (n * 3) % 7}, words=900 - 20 * n, more=more))
        if n % 5 == 0:
            rows.append(Told("Gamma", f"s{n:02}", {"might": n % 3}, words=100, sentences=3, more=more))
            rows.append(Told("Alpha", f"s{n:02}", {"perhaps": 2}, words=250, more=more))
    return rows


class TestComparing:
    @pytest.mark.parametrize("by", ["outlet", "genre", "topic", "date"])
    def test_it_gives_what_comparing_in_memory_gives(self, tmp_path: Path, by: str) -> None:
        analysis, stories, stored = store(tmp_path, mixed_rows(), *WIDE)
        assert plain(compare(stored, stories=stories, by=by)) == plain(compare(analysis, stories=stories, by=by))

    def test_of_unmatched_stories_too(self, tmp_path: Path) -> None:
        rows = [Told("Alpha" if n % 2 else "Beta", f"s{n}", {"may": n % 6}, words=200 + 30 * n) for n in range(40)]
        analysis, stories, stored = store(tmp_path, rows, *WIDE)
        found = compare(stored, stories=stories)
        assert found.design == "unmatched"
        assert found.pooled_rates
        assert plain(found) == plain(compare(analysis, stories=stories))

    def test_of_pairs_and_of_another_seed_too(self, tmp_path: Path) -> None:
        analysis, stories, stored = store(tmp_path, mixed_rows(), *WIDE)
        held = compare(analysis, stories=stories, pairs=True, seed=7)
        assert plain(compare(stored, stories=stories, pairs=True, seed=7)) == plain(held)

    def test_of_targets_too_which_few_articles_have(self, tmp_path: Path) -> None:
        rows = [
            Told("Alpha" if n % 2 else "Beta", f"s{n // 2}", {"great": 2}, target="xy"[n % 3 == 0], value=0.5)
            for n in range(30)
        ]
        analysis, stories, stored = store(tmp_path, rows, FakeMeasure("evaluation", (MEAN,)))
        assert {key.target for key in stored.keys} == {"x", "y"}
        assert plain(compare(stored, stories=stories)) == plain(compare(analysis, stories=stories))

    def test_with_derived_versions_it_compares_without_them_too(self, tmp_path: Path) -> None:
        analysis, stories, stored = store(tmp_path, tell_both(8, [5, 1], [1, 3]), *WIDE)
        marked = (replace(stories[0], derivations=(Derivation("a001", "credited", "a000"),)), *stories[1:])
        held = compare(analysis, stories=marked)
        assert held.independent is not None
        assert plain(compare(stored, stories=marked)) == plain(held)

    def test_a_warning_of_length_is_the_same(self, tmp_path: Path) -> None:
        rows = [Told("Alpha", f"s{n}", {"may": n * n // 9}, words=200 + 50 * n) for n in range(12)]
        analysis, stories, stored = store(tmp_path, rows)
        found = compare(stored, stories=stories).length_warnings
        assert len(found) == 1
        assert found == compare(analysis, stories=stories).length_warnings

    def test_no_term_is_made_up(self, tmp_path: Path) -> None:
        _, stories, stored = store(tmp_path, tell_both(8, [5, 4], [1, 0]))
        found = compare(stored, stories=stories)
        assert found.gaps
        assert [gap.contributions for gap in found.gaps] == [()] * len(found.gaps)
        assert {gap.sensitivity.n_terms for gap in found.gaps} == {0}
        assert found.contributions_frame().empty

    def test_a_base_of_zero_is_not_defined_and_not_zero(self, tmp_path: Path) -> None:
        rows = [*tell_both(1, [5], [1]), Told("Beta", "s01", {}, words=0), Told("Alpha", "s01", {"may": 3})]
        analysis, stories, stored = store(tmp_path, rows)
        beta = next(e for e in compare(stored, stories=stories).estimates if e.group == "Beta")
        assert [isnan(value) for value in beta.values] == [False, True]
        assert plain(compare(stored, stories=stories)) == plain(compare(analysis, stories=stories))

    def test_an_article_without_an_outlet_is_in_the_group_that_says_so(self, tmp_path: Path) -> None:
        _, stories, stored = store(tmp_path, [Told("", "s1", {"may": 2}), Told("Alpha", "s1", {"may": 1})])
        assert compare(stored, stories=stories).groups == ("(outlet not stated)", "Alpha")

    @pytest.mark.parametrize("by", ["url", "deck", "article", "words", "text", "outlett"])
    def test_a_field_that_is_not_stored_makes_no_groups(self, tmp_path: Path, by: str) -> None:
        _, _, stored = store(tmp_path, tell_both(1, [1], [2]))
        with pytest.raises(UnknownNameError, match=f'Unknown field of stored scores to compare by "{by}".*outlet'):
            compare(stored, by=by)

    def test_measures_can_be_chosen(self, tmp_path: Path) -> None:
        analysis, stories, _ = store(tmp_path, mixed_rows(), *WIDE)
        stored = read_scores(tmp_path / "scores.parquet", measures=["loaded"])
        only = replace(analysis, measures=(WIDE[1],), scores=tuple(s for s in analysis.scores if s.measure == "loaded"))
        assert plain(compare(stored, stories=stories)) == plain(compare(only, stories=stories))

    def test_a_measure_that_was_not_scored_is_refused(self, tmp_path: Path) -> None:
        store(tmp_path, tell_both(1, [1], [2]))
        with pytest.raises(UnknownNameError, match='Unknown stored measure "hedgin"'):
            read_scores(tmp_path / "scores.parquet", measures=["hedgin"])


class TestReading:
    def test_the_articles_are_there_without_their_texts(self, tmp_path: Path) -> None:
        more = {
            "title": "A dam",
            "author": "B",
            "agency": "C",
            "place": "D",
            "genre": "wire",
            "topic": "E",
            "date": date(2024, 5, 1),
        }
        analysis, _, stored = store(tmp_path, [Told("Alpha", "s1", more=more)])
        assert stored.articles == (replace(analysis.articles[0], text=""),)
        assert stored.sizes["a000"] == (1000, 50)

    def test_it_is_what_a_comparison_adds_up_where_it_lies(self, tmp_path: Path) -> None:
        assert isinstance(store(tmp_path, tell_both(1, [1], [1]))[2], Stored)
        assert not isinstance(make_analysis(tell_both(1, [1], [1]))[0], Stored)

    @pytest.mark.parametrize("rows", [1, 3, 7, 1000])
    def test_however_many_rows_are_held_at_a_time(self, tmp_path: Path, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
        analysis, stories, _ = store(tmp_path, mixed_rows(), *WIDE)
        monkeypatch.setattr(stored_files, "ROWS", rows)
        stored = read_scores(tmp_path / "scores.parquet")
        assert [article.id for article in stored.articles] == [article.id for article in analysis.articles]
        assert stored.n_rows == len(analysis.scores)
        one, other = gather_cells(stored, stories, "outlet"), gather_cells(analysis, stories, "outlet")
        assert one.keys == other.keys
        for name in ("group", "story", "totals", "bases", "n_hits", "values", "short"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))

    def test_several_files_and_folders_of_parts_are_one_table(self, tmp_path: Path) -> None:
        analysis, stories = make_analysis(mixed_rows(), *WIDE)
        ids = [article.id for article in analysis.articles]
        write_table(tmp_path / "parts" / "Alpha" / "part-0.parquet", analysis, only=ids[:10])
        write_table(tmp_path / "parts" / "part-1.parquet", analysis, only=ids[10:20])
        write_table(tmp_path / "rest.parquet", analysis, only=ids[20:])
        stored = read_scores(tmp_path / "parts", tmp_path / "rest.parquet")
        assert [article.id for article in stored.articles] == ids
        assert plain(compare(stored, stories=stories)) == plain(compare(analysis, stories=stories))

    def test_what_is_still_being_written_is_no_part(self, tmp_path: Path) -> None:
        analysis, _ = make_analysis(tell_both(2, [1], [2]))
        write_table(tmp_path / "part-0.parquet", analysis, only=["a000", "a001"])
        write_table(tmp_path / "_unfinished" / "part-1.parquet", analysis, only=["a002"])
        write_table(tmp_path / ".part-2.parquet", analysis, only=["a003"])
        assert [article.id for article in read_scores(tmp_path).articles] == ["a000", "a001"]

    def test_actors_keep_their_names(self, tmp_path: Path) -> None:
        rows = [Told("Alpha", "s1", {"great": 2}, target="ruiz"), Told("Beta", "s1", {"great": 2}, target="vik")]
        analysis, _ = make_analysis(rows, FakeMeasure("evaluation", (MEAN,)))
        about = describe_table(analysis, [Actor("ruiz", "Ana Ruiz"), Actor("unseen", "Nobody")])
        stored = read_scores(write_table(tmp_path / "scores.parquet", analysis, about=about))
        assert [(actor.id, actor.name) for actor in stored.actors] == [("ruiz", "Ana Ruiz"), ("vik", "vik")]

    def test_lengths_are_those_of_the_articles_asked_for(self, tmp_path: Path) -> None:
        analysis, _, stored = store(tmp_path, mixed_rows(), *WIDE)
        ids = [article.id for article in analysis.articles][5:15]
        one, other = list_lengths(stored, ids), list_lengths(analysis, ids)
        assert {key: tuple(map(list, pair)) for key, pair in one.items()} == {
            key: tuple(map(list, pair)) for key, pair in other.items()
        }


class TestGrouping:
    ARTICLES = (
        Article(
            "a", "The dam above Orvale burst on Monday night and flooded the lower town, the fire service said. " * 3, "Alpha"
        ),
        Article(
            "b", "In Orvale the dam burst on Monday night. The lower town of Orvale was flooded, said the fire service.", "Beta"
        ),
        Article(
            "c", "Parliament in Dornick voted for a tax on sugar. The minister said the tax would pay for schools.", "Alpha"
        ),
    )

    def write(self, path: Path, signed: str) -> StoredScores:
        rows = [Told(article.outlet, article.id) for article in self.ARTICLES]
        analysis, _ = make_analysis(rows)
        ids = {article.id: f"a{n:03}" for n, article in enumerate(self.ARTICLES)}
        signatures = {ids[article.id]: pack(article) for article in self.ARTICLES if article.id in signed}
        return read_scores(write_table(path / "scores.parquet", analysis, signatures=signatures))

    def test_articles_on_one_event_are_one_story(self, tmp_path: Path) -> None:
        stored = self.write(tmp_path, "abc")
        assert stored.n_signed == 3
        assert [story.articles for story in stored.group_stories()] == [("a000", "a001"), ("a002",)]
        assert [story.articles for story in compare(stored).stories] == [("a000", "a001"), ("a002",)]

    def test_the_stories_are_those_of_the_articles(self, tmp_path: Path) -> None:
        articles = [replace(article, id=f"a{n:03}") for n, article in enumerate(self.ARTICLES)]
        of_texts, of_table = group_stories(articles), self.write(tmp_path, "abc").group_stories()
        assert [(s.id, s.label, s.articles, s.terms) for s in of_table] == [
            (s.id, s.label, s.articles, s.terms) for s in of_texts
        ]

    def test_without_signatures_every_article_is_a_story_of_its_own(self, tmp_path: Path) -> None:
        stored = self.write(tmp_path, "")
        assert stored.n_signed == 0
        assert [story.articles for story in stored.group_stories()] == [("a000",), ("a001",), ("a002",)]

    def test_without_signatures_corrections_still_put_articles_together(self, tmp_path: Path) -> None:
        found = self.write(tmp_path, "").group_stories(corrections=Corrections((("a000", "a002"),)))
        assert [story.articles for story in found] == [("a000", "a002"), ("a001",)]
        assert {d.evidence for d in found[0].derivations} == {("nothing is stored of its wording",)}

    def test_an_article_without_a_signature_stands_alone_among_others(self, tmp_path: Path) -> None:
        stored = self.write(tmp_path, "ac")
        assert stored.n_signed == 2
        assert sorted(len(story.articles) for story in stored.group_stories()) == [1, 1, 1]


def change(path: Path, **columns: Any) -> None:
    """Write a table again with other columns; None takes one out."""
    from pyarrow import parquet

    table = parquet.read_table(path)
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        table = table.remove_column(place) if values is None else table.set_column(place, name, values)
    parquet.write_table(table, path)


class TestWrongInput:
    def refuse(self, *paths: Path) -> str:
        with pytest.raises(ReadError) as told:
            read_scores(*paths)
        return str(told.value)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert self.refuse(tmp_path / "no.parquet").startswith(
            f"{tmp_path / 'no.parquet'}: there is no such file or folder. Name"
        )

    def test_a_folder_without_a_table(self, tmp_path: Path) -> None:
        assert "holds no file that ends in .parquet" in self.refuse(tmp_path)

    def test_no_path_at_all(self) -> None:
        assert "No file is named" in self.refuse()

    def test_a_parquet_file_of_articles(self, tmp_path: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.table({"text": ["a"]}), tmp_path / "articles.parquet")
        assert "not a table of scores" in self.refuse(tmp_path / "articles.parquet")

    def test_a_file_that_is_not_parquet(self, tmp_path: Path) -> None:
        (tmp_path / "x.parquet").write_bytes(b"id,text\n1,a\n")
        assert "cannot be read as Parquet" in self.refuse(tmp_path / "x.parquet")

    def test_a_table_that_is_cut_off(self, tmp_path: Path) -> None:
        path = write_table(tmp_path / "x.parquet", make_analysis(mixed_rows(), *WIDE)[0])
        path.write_bytes(path.read_bytes()[:-100])
        assert str(path) in self.refuse(path)

    def test_a_table_with_broken_rows(self, tmp_path: Path) -> None:
        path = write_table(tmp_path / "x.parquet", make_analysis(mixed_rows(), *WIDE)[0])
        content = bytearray(path.read_bytes())
        content[4:400] = bytes(396)
        path.write_bytes(content)
        told = self.refuse(path)
        assert told.startswith(f"{path}: is damaged (")
        assert told.endswith("Score the articles again.")

    def test_tables_scored_with_different_settings(self, tmp_path: Path) -> None:
        write_table(tmp_path / "a.parquet", make_analysis(tell_both(1, [1], [2]))[0])
        write_table(tmp_path / "b.parquet", make_analysis(tell_both(1, [1], [2]), *WIDE)[0])
        told = self.refuse(tmp_path)
        assert told.startswith(f"{tmp_path / 'a.parquet'} and {tmp_path / 'b.parquet'}: were not scored alike")
        assert "they differ in measures" in told

    def test_a_table_without_rows(self, tmp_path: Path) -> None:
        path = write_table(tmp_path / "x.parquet", make_analysis(tell_both(1, [1], [2]))[0], only=[])
        assert self.refuse(path).startswith(f"{path}: holds no scores. Score some articles")

    def test_a_table_that_lacks_a_column(self, tmp_path: Path) -> None:
        path = write_table(tmp_path / "x.parquet", make_analysis(tell_both(1, [1], [2]))[0])
        change(path, base=None)
        assert self.refuse(path).startswith(f"{path}: lacks the column base; a table of scores has article, outlet")

    def test_rows_that_leave_out_what_every_score_has(self, tmp_path: Path) -> None:
        import pyarrow as pa

        path = write_table(tmp_path / "x.parquet", make_analysis(tell_both(1, [1], [2]))[0])
        change(path, words=pa.array([None, 5], pa.int32()))
        assert f"{path}: has rows without words" in self.refuse(path)

    def test_one_article_in_two_files(self, tmp_path: Path) -> None:
        analysis, _ = make_analysis(tell_both(2, [1], [2]))
        write_table(tmp_path / "a.parquet", analysis, only=["a000", "a001"])
        write_table(tmp_path / "b.parquet", analysis, only=["a001", "a002"])
        assert f'{tmp_path / "b.parquet"}: holds scores of an article "a001" that stood before' in self.refuse(tmp_path)

    def test_one_table_named_twice_is_read_once(self, tmp_path: Path) -> None:
        path = write_table(tmp_path / "a.parquet", make_analysis(tell_both(2, [1], [2]))[0])
        assert len(read_scores(path, path).articles) == 4

    def test_what_is_no_table_is_told_from_one_without_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "x.parquet").write_bytes(b"nothing")
        assert not stored_files.is_stored(tmp_path / "x.parquet")
        assert not stored_files.is_stored(tmp_path / "no.parquet")
        assert not stored_files.is_stored(tmp_path)
        write_table(tmp_path / "y.parquet", make_analysis(tell_both(1, [1], [2]))[0])
        assert stored_files.is_stored(tmp_path / "y.parquet")
        assert stored_files.is_stored(tmp_path)
