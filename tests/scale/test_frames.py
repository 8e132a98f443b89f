"""Frames of articles in, frames of scores out, the same however a corpus is cut into frames."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from scale import framed

from framing import FramingError, LexiconError, ReadError, UnknownNameError, compare
from framing.actors import load_registry
from framing.cli import group
from framing.measures.attribution import AttributionMeasure
from framing.model import Document
from framing.readers.frames import spell
from framing.scale import SCHEMA, gather_scores, score_frame
from framing.scale.frames import LEFT_OUT
from framing.scale.stored import read_scores
from framing.scale.table import FIELDS

TEXT = "The mayor may resign, officials said on Tuesday. Reportedly the council is furious."


def frame_of(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def reasons(scores: pd.DataFrame) -> dict[str, str]:
    left_out = scores[scores[LEFT_OUT].notna()]
    return dict(zip(left_out["article"], left_out[LEFT_OUT], strict=True))


def values(scores: pd.DataFrame, measure: str = "hedging") -> list[float]:
    return list(scores[scores["measure"] == measure]["total"])


class TestScores:
    def test_they_are_what_the_command_makes_of_the_same_table(self, tmp_path: Path) -> None:
        frame = framed.sample_frame()
        frame.to_parquet(tmp_path / "articles.parquet", index=False)
        output = tmp_path / "scores.parquet"
        arguments = ["score", str(tmp_path / "articles.parquet"), "--annotator", "fast", "-o", str(output)]
        done = CliRunner().invoke(group, arguments)
        assert done.exit_code == 0, done.output
        ours = score_frame(frame, annotator="fast")
        scores = ours[ours[LEFT_OUT].isna()].drop(columns=LEFT_OUT)
        assert framed.rows_of(scores) == framed.rows_of(pd.read_parquet(output))
        assert len(scores) > 1_000

    def test_however_the_corpus_is_cut_they_are_the_same(self) -> None:
        frame = framed.sample_frame()
        whole = score_frame(frame, annotator="fast")
        parts = [score_frame(frame.iloc[i : i + 7], annotator="fast") for i in range(0, len(frame), 7)]
        pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)

    def test_frames_one_after_the_other_give_as_many(self) -> None:
        frame = framed.sample_frame()
        parts = [frame.head(2), frame.head(0), frame.iloc[2:5]]
        done = score_frame(iter(parts), annotator="fast")
        assert next(done)["article"].nunique() == 2
        assert [len(each) > 0 for each in done] == [False, True]

    def test_threads_of_one_process_do_not_disturb_each_other(self) -> None:
        frame = framed.sample_frame().head(8)
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(partial(score_frame, annotator="fast", actors="sample"), [frame] * 8))
        for each in done[1:]:
            pd.testing.assert_frame_equal(each, done[0])

    def test_with_actors_the_measures_of_actors_score_too(self) -> None:
        frame = framed.sample_frame().head(4)
        named = score_frame(frame, annotator="fast", actors="sample")
        assert set(named["target"].dropna()) > {""}
        assert set(score_frame(frame, annotator="fast")["target"].dropna()) == {""}
        again = score_frame(frame, annotator="fast", actors=load_registry("sample"))
        pd.testing.assert_frame_equal(again, named)

    def test_lexicons_of_the_user_count(self, tmp_path: Path) -> None:
        lexicon = tmp_path / "moods.yml"
        lexicon.write_text(
            "name: moods\nversion: 1.0.0\nabout: Moods.\nlicense: CC0-1.0\nlanguage: en\nunit: per 1,000 words\nvoice: [own]\n"
            "categories: {mood: {about: a mood, column: headline}}\nentries: {mood: [furious]}\n",
            encoding="utf-8",
        )
        scores = score_frame(frame_of(text=[TEXT]), annotator="fast", lexicons=[lexicon], measures=["boosters"])
        assert set(scores["measure"]) == {"boosters", "moods"}
        assert sum(values(scores, "moods")) == 1

    def test_where_there_is_nothing_to_divide_by_the_value_is_null(self) -> None:
        scores = score_frame(frame_of(text=["It rained."]), annotator="fast", measures=["attribution", "quotation"])
        empty = scores[scores["base"] == 0]
        assert len(empty) > 0
        assert empty["value"].isna().all()
        assert scores[scores["base"] > 0]["value"].notna().all()


class TestTypes:
    def test_they_are_the_same_whatever_the_frame_holds(self) -> None:
        full = score_frame(framed.sample_frame().head(3), annotator="fast")
        for frame in (pd.DataFrame(), frame_of(text=[]), frame_of(text=[None]), frame_of(text=[1.5]), frame_of(text=[TEXT])):
            assert score_frame(frame, annotator="fast").dtypes.equals(full.dtypes)

    def test_the_columns_are_those_of_stored_scores_and_why_there_are_none(self) -> None:
        assert list(score_frame(pd.DataFrame(), annotator="fast").columns) == [*FIELDS, LEFT_OUT]

    def test_what_spark_is_told_are_the_same_columns_and_types(self) -> None:
        names = {"string": "string", "int32": "int", "double": "double", "date32[day]": "date", "binary": "binary"}
        kinds = score_frame(pd.DataFrame(), annotator="fast").dtypes
        assert ", ".join(f"{name} {names[str(kind.pyarrow_dtype)]}" for name, kind in kinds.items()) == SCHEMA

    def test_the_function_with_its_options_is_small_to_send(self) -> None:
        sent = pickle.dumps(partial(score_frame, annotator="fast", measures=("hedging",)))
        assert len(sent) < 500
        assert pickle.loads(sent)(frame_of(text=[TEXT]))["measure"].tolist()[0] == "hedging"


class TestArticles:
    def test_columns_are_known_by_the_names_that_tables_use_or_by_those_that_are_given(self) -> None:
        usual = score_frame(frame_of(content=[TEXT], publisher=["Halyard"], headline=["Rain"]), annotator="fast")
        assert set(usual["outlet"]) == {"Halyard"}
        assert set(usual["title"]) == {"Rain"}
        named = score_frame(frame_of(words=[TEXT], content=["No."]), annotator="fast", columns={"text": "words"})
        assert values(named) == values(usual)

    def test_only_the_text_is_needed(self) -> None:
        scores = score_frame(frame_of(text=[TEXT]), annotator="fast", measures=["hedging"])
        first = scores.iloc[0]
        assert (first["outlet"], first["title"], first["words"]) == ("", "", 13)
        assert pd.isna(first["date"])

    def test_one_without_an_identifier_gets_one_that_its_text_makes(self) -> None:
        told = {"annotator": "fast", "measures": ["hedging"]}
        one, two = (score_frame(frame_of(text=texts), **told) for texts in ([TEXT, "It may rain."], ["It may rain."]))
        ids = list(dict.fromkeys(one["article"]))
        assert len(ids) == 2
        assert set(two["article"]) == {ids[1]}
        other = score_frame(frame_of(text=["It may rain."], outlet=["Halyard"]), **told)
        assert set(other["article"]) != {ids[1]}

    def test_an_address_names_the_outlet_that_is_not_stated(self) -> None:
        scores = score_frame(frame_of(text=[TEXT], url=["https://www.harbor-post.example/a"]), annotator="fast")
        assert set(scores["outlet"]) == {"harbor-post.example"}

    def test_numbers_and_days_of_frames_are_read_as_they_were_meant(self) -> None:
        frame = frame_of(id=[7, None], text=[TEXT, TEXT], date=[pd.Timestamp("2025-03-04 23:10"), pd.NaT])
        scores = score_frame(frame, annotator="fast", measures=["hedging"])
        assert scores["article"].iloc[0] == "7"
        assert scores["date"].iloc[0] == date(2025, 3, 4)
        assert scores["date"].isna().iloc[-1]


class TestLeftOut:
    def test_an_article_that_is_left_out_has_a_row_that_says_why(self) -> None:
        frame = frame_of(id=["a", "b", "c", "d"], text=[None, TEXT, " \n", float("nan")], outlet=["Halyard", "", "", ""])
        scores = score_frame(frame, annotator="fast")
        assert reasons(scores) == dict.fromkeys("acd", "has no text (its text cell is empty).")
        row = scores.iloc[0]
        assert (row["article"], row["outlet"]) == ("a", "Halyard")
        assert row[["measure", "value", "n_hits", "words"]].isna().all()
        assert set(scores[scores[LEFT_OUT].isna()]["article"]) == {"b"}

    def test_another_language_is_left_out_or_scored_if_that_is_meant(self) -> None:
        german = "Der Bürgermeister sagte, dass es morgen in der Stadt regnen werde und niemand etwas dagegen tun könne. " * 3
        frame = frame_of(id=["a"], text=[german])
        assert reasons(score_frame(frame, annotator="fast"))["a"].startswith("is not English (looks like German)")
        assert reasons(score_frame(frame, annotator="fast", language="any")) == {}

    def test_one_that_is_too_long_is_left_out(self) -> None:
        found = reasons(score_frame(frame_of(id=["a", "b"], text=[TEXT * 100, TEXT]), annotator="fast", max_chars=1_000))
        assert list(found) == ["a"]
        assert "more than the 1,000 characters allowed" in found["a"]

    def test_one_that_mentions_none_of_the_actors_is_not_lost(self) -> None:
        found = score_frame(frame_of(id=["a"], text=["It rained."]), annotator="fast", actors="sample", measures=["evaluation"])
        assert reasons(found) == {"a": "has no score: it mentions none of the actors."}

    @pytest.mark.parametrize("error", [FramingError("is torn."), ZeroDivisionError("by nothing"), RecursionError()])
    def test_one_that_fails_leaves_the_others_alone(self, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
        find = AttributionMeasure.find

        def fail(self: AttributionMeasure, doc: Document) -> Any:
            if doc.article.id == "b":
                raise error
            return find(self, doc)

        monkeypatch.setattr(AttributionMeasure, "find", fail)
        scores = score_frame(frame_of(id=list("abc"), text=[TEXT] * 3), annotator="fast")
        assert list(reasons(scores)) == ["b"]
        assert (str(error) or type(error).__name__) in reasons(scores)["b"]
        assert scores[scores["article"] == "a"]["total"].tolist() == scores[scores["article"] == "c"]["total"].tolist()

    def test_a_cell_that_cannot_be_spelled_leaves_out_its_row(self) -> None:
        class Broken:
            def __str__(self) -> str:
                raise ValueError("no spelling")

        found = reasons(
            score_frame(frame_of(id=["a", "b"], text=[TEXT, TEXT], author=["Ann Bell", Broken()]), annotator="fast")
        )
        assert list(found) == ["b"]
        assert "no spelling" in found["b"]

    def test_how_many_were_left_out_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level("INFO", logger="framing"):
            score_frame(frame_of(text=[TEXT, None]), annotator="fast")
        assert "1 of 2 articles were left out" in caplog.text


class TestWrongCalls:
    @pytest.mark.parametrize("n_rows", [0, 2])
    def test_a_frame_without_text_is_refused_even_if_it_is_empty(self, n_rows: int) -> None:
        frame = frame_of(id=["a", "b"], words=["c", "d"]).head(n_rows)
        with pytest.raises(
            ReadError, match=r'no column of article text .* found: id, words\). Name it: columns={"text": \.\.\.}'
        ):
            score_frame(frame, annotator="fast")

    def test_a_column_that_is_not_there_is_named(self) -> None:
        with pytest.raises(ReadError, match=r'no column "body" \(found: text\)\. Name another: columns={"text": \.\.\.}'):
            score_frame(frame_of(text=[TEXT]), annotator="fast", columns={"text": "body"})

    def test_two_columns_of_one_name_are_refused(self) -> None:
        frame = pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"])
        with pytest.raises(ReadError, match='two columns named "text"'):
            score_frame(frame, annotator="fast")

    @pytest.mark.parametrize(
        ("options", "error", "told"),
        [
            ({"measures": ["hedgeing"]}, UnknownNameError, "hedgeing"),
            ({"annotator": "slow"}, UnknownNameError, "slow"),
            ({"lexicons": ["nowhere.yml"]}, FramingError, "nowhere"),
            ({"measures": ["evaluation"]}, FramingError, r"evaluation: cannot be scored without actors\. Name an actor file"),
            ({"language": "de"}, FramingError, 'language is "de"; it must be "en" or "any"'),
        ],
    )
    def test_a_wrong_option_is_told_even_by_an_empty_frame(
        self, options: dict[str, Any], error: type[LexiconError], told: str
    ) -> None:
        with pytest.raises(error, match=told):
            score_frame(pd.DataFrame(), **{"annotator": "fast", **options})

    def test_without_pyarrow_its_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(FramingError, match=r'pip install "framing-toolkit\[parquet\]"'):
            score_frame(frame_of(text=[TEXT]), annotator="fast")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a", "a"),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (True, ""),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (float("inf"), "inf"),
        (b"\xc3\xa9t\xc3\xa9", "été"),
        (date(2025, 3, 4), "2025-03-04"),
        (pd.Timestamp("2025-03-04T10:00:00Z"), "2025-03-04"),
        (["Ann", None, "Ben"], "Ann, Ben"),
        (pd.array(["Ann", "Ben"]).to_numpy(), "Ann, Ben"),
        ({"name": "Ann"}, "Ann"),
        ({}, ""),
    ],
)
def test_a_cell_is_spelled_as_text(cell: Any, text: str) -> None:
    assert spell(cell) == text


def test_parts_of_a_text_are_paragraphs() -> None:
    assert spell(["One.", "Two."], "text") == "One.\n\nTwo."


class TestGathering:
    def write(self, folder: Path, n_files: int = 3) -> pd.DataFrame:
        folder.mkdir()
        frame = framed.sample_frame()
        for i in range(n_files):
            score_frame(frame.iloc[i::n_files], annotator="fast").to_parquet(folder / f"{i}.parquet", index=False)
        return frame

    def test_files_of_an_engine_become_one_table_that_can_be_compared(self, tmp_path: Path) -> None:
        frame = self.write(tmp_path / "scores")
        left_out = gather_scores(tmp_path / "scores", tmp_path / "scores.parquet", annotator="fast")
        assert left_out == ((frame["id"][3], "has no text (its text cell is empty)."),)
        stored = read_scores(tmp_path / "scores.parquet")
        assert sorted(article.id for article in stored.articles) == sorted(set(frame["id"]) - {frame["id"][3]})
        comparison = compare(stored, by="outlet", stories=stored.group_stories())
        assert len(comparison.groups) == frame["outlet"].nunique()

    def test_scores_of_other_measures_than_the_options_say_are_refused(self, tmp_path: Path) -> None:
        self.write(tmp_path / "scores")
        with pytest.raises(ReadError, match=r"which these options do not make\. Give the options"):
            gather_scores(tmp_path / "scores", tmp_path / "out.parquet", annotator="fast", measures=["hedging"])
        assert [path.name for path in tmp_path.iterdir()] == ["scores"]

    def test_files_of_something_else_are_refused(self, tmp_path: Path) -> None:
        frame_of(text=["a"]).to_parquet(tmp_path / "a.parquet")
        with pytest.raises(ReadError, match="lacks the column article, so it does not come from score_frame"):
            gather_scores(tmp_path / "a.parquet", tmp_path / "out.parquet", annotator="fast")
        (tmp_path / "a.parquet").write_bytes(b"PAR1")
        with pytest.raises(ReadError, match="cannot be read as Parquet"):
            gather_scores(tmp_path / "a.parquet", tmp_path / "out.parquet", annotator="fast")
        with pytest.raises(ReadError, match="there is no such file"):
            gather_scores(tmp_path / "b.parquet", tmp_path / "out.parquet", annotator="fast")
        assert not (tmp_path / "out.parquet").exists()

    def test_a_place_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        self.write(tmp_path / "scores", 1)
        with pytest.raises(FramingError, match=r"out\.parquet: cannot be written"):
            gather_scores(tmp_path / "scores", tmp_path / "nowhere" / "out.parquet", annotator="fast")
