from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.actors import Registry
from framing.annotation import FastAnnotator
from framing.errors import ReadError
from framing.measures import BUILTIN, resolve_measures
from framing.model import Article
from framing.proposals import propose_actors
from framing.scale import writing
from framing.scale.table import (
    FIELDS,
    Packed,
    array_of,
    describe,
    measures_of,
    pack,
    read_metadata,
    rows_of,
    schema,
    settle,
    table_of,
)
from framing.scale.writing import ParquetScores
from framing.scoring import Scored, score_article
from framing.stories.signatures import pack as sign

ARTICLE = Article(
    id="a",
    outlet="Sound Post",
    title="Ferry may stop",
    author="Mia Holm",
    agency="AP",
    place="Lindholm",
    genre="news",
    topic="transport",
    date=date(2024, 9, 2),
    text="The ferry may stop in October, the office said. Perhaps it could run on.\n\nThe boat is old.",
)


def score(article: Article = ARTICLE, names: tuple[str, ...] = ("hedging", "attribution")) -> Scored:
    return score_article(article, resolve_measures(names), FastAnnotator())


def about(*names: str, registry: Registry | None = None) -> dict[str, Any]:
    registry = registry or Registry()
    return describe(resolve_measures(names or None), FastAnnotator(registry), registry)


class TestRows:
    def test_there_is_one_a_score_with_what_the_article_states(self) -> None:
        scored = score()
        rows = rows_of(scored)
        assert tuple(rows) == FIELDS
        assert {len(values) for values in rows.values()} == {len(scored.scores)}
        for name in ("outlet", "title", "author", "agency", "place", "genre", "topic", "date"):
            assert set(rows[name]) == {getattr(ARTICLE, name)}
        assert set(rows["article"]) == {"a"}
        assert set(rows["words"]) == {sum(scored.doc.words.values())}
        assert set(rows["sentences"]) == {3}

    def test_totals_bases_and_values_are_the_scores(self) -> None:
        scored = score()
        rows = rows_of(scored)
        for i, found in enumerate(scored.scores):
            assert (rows["measure"][i], rows["column"][i], rows["target"][i]) == (found.measure, found.column, found.target)
            assert (rows["total"][i], rows["base"][i], rows["n_hits"][i]) == (found.total, found.base, found.n_hits)
            assert (rows["unit"][i], rows["factor"][i]) == (found.unit.name, found.unit.factor)
            assert rows["value"][i] is None if math.isnan(found.value) else rows["value"][i] == found.value

    def test_a_value_without_base_is_none(self) -> None:
        rows = rows_of(score(replace(ARTICLE, text="The boat is old."), ("attribution",)))
        assert None in rows["value"]
        assert all((value is None) == (base == 0) for value, base in zip(rows["value"], rows["base"], strict=True))

    def test_the_first_row_alone_has_the_signature(self) -> None:
        rows = rows_of(score())
        assert rows["signature"][0] == sign(ARTICLE)
        assert set(rows["signature"][1:]) == {None}

    def test_an_article_without_scores_has_no_rows(self) -> None:
        rows = rows_of(score_article(ARTICLE, (), FastAnnotator()))
        assert all(values == [] for values in rows.values())


class TestArrow:
    def test_a_table_holds_the_rows_of_all_its_articles(self) -> None:
        several = [
            score(),
            score(replace(ARTICLE, id="b", date=None)),
            score_article(replace(ARTICLE, id="c"), (), FastAnnotator()),
        ]
        table = settle([table_of([pack(each) for each in several])], about("hedging", "attribution"))
        rows = [dict(zip(FIELDS, row, strict=True)) for each in several for row in zip(*rows_of(each).values(), strict=True)]
        assert table.to_pylist() == rows
        assert table.schema.equals(schema())

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("string", ["a", "b", "a", "a", "\u00e9t\u00e9", "", "a", "b", "b"]),
            ("string", ["a", None, "a", "a", "a", None]),
            ("string", ["one", "two", None]),
            ("binary", [b"\x00x", None, b"", b"y", None, None, None, None, None]),
            ("date32", [date(2024, 2, 29), None, date(1969, 12, 31), date(1970, 1, 1), date(1, 1, 1), date(9999, 12, 31)]),
            ("int32", [0, -1, 2**31 - 1]),
            ("float64", [0.5, None, -0.0, math.inf, 1e-300]),
            *((kind, []) for kind in ("string", "binary", "date32", "int32", "float64")),
            *((kind, [None, None, None]) for kind in ("string", "binary", "date32", "float64")),
        ],
    )
    def test_values_become_the_array_that_arrow_makes_of_them(self, kind: str, values: list[Any]) -> None:
        import pyarrow

        wanted = pyarrow.array(values, getattr(pyarrow, kind)())
        found = array_of(values, getattr(pyarrow, kind)())
        found.validate(full=True)
        assert found.equals(wanted)
        assert found.null_count == wanted.null_count

    def test_a_number_that_does_not_fit_is_an_error_and_no_other_number(self) -> None:
        import pyarrow

        with pytest.raises(OverflowError):
            array_of([2**31], pyarrow.int32())

    def test_a_table_is_made_and_written_without_pandas(self) -> None:
        code = (
            "import sys; from framing.scale.table import table_of, settle, Packed, OF_ARTICLE, OF_SCORE; "
            "from framing.scale.writing import to_parquet; "
            "rows = {name: [1.0] if name in ('factor', 'total', 'base', 'value') else ['x'] for name in OF_SCORE}; "
            "of = [None if name == 'date' else 1 if name in ('words', 'sentences') else 'x' for name in OF_ARTICLE]; "
            "to_parquet(settle([table_of([Packed(tuple(of), b's', rows | {'n_hits': [1]})])], {})); "
            "sys.exit('pandas' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")

    def test_no_article_is_a_table_of_no_rows(self) -> None:
        table = settle([table_of([])], about("hedging"))
        assert table.num_rows == 0
        assert table.schema.equals(schema())

    def test_texts_are_numbered_as_they_come_wherever_the_rows_were(self) -> None:
        one, two = pack(score()), pack(score(replace(ARTICLE, id="b", outlet="Quay")))
        told = about("hedging", "attribution")
        together = settle([table_of([one, two])], told)
        both = settle([table_of([two, one])], told)
        half = both.num_rows // 2
        apart = settle([both.slice(half), both.slice(0, half)], told)
        assert apart.equals(together)
        assert apart["outlet"].chunk(0).dictionary.to_pylist() == ["Sound Post", "Quay"]

    def test_half_of_a_character_is_stored_as_a_question_mark(self) -> None:
        packed = pack(score(replace(ARTICLE, id="a\udc80", title="\u00e9t\u00e9 \ud83d")))
        table = table_of([packed])
        assert table["article"][0].as_py() == "a?"
        assert table["title"][0].as_py() == "\u00e9t\u00e9 ?"


class TestMetadata:
    def test_columns_of_all_measures_can_be_made_again(self) -> None:
        measures = resolve_measures()
        for measure, stored in zip(measures, measures_of(about()), strict=True):
            assert (stored.name, stored.title, stored.about, stored.needs) == (
                measure.name, measure.title, measure.about, measure.needs
            )  # fmt: skip
            assert stored.columns == measure.columns
            assert [list(c.counts) for c in stored.columns] == [list(c.counts) for c in measure.columns], "order matters"
            assert list(stored.find(None)) == []  # type: ignore[arg-type]
            assert stored.bases(None) == {}  # type: ignore[arg-type]

    def test_it_names_lexicons_annotator_and_actors(self) -> None:
        told = about("hedging", registry=propose_actors([ARTICLE]))
        assert told["annotator"] == "fast"
        assert "hedges" in {lexicon["name"] for lexicon in told["lexicons"]}
        assert told["framing"] == framing.__version__

    def test_settings_are_the_same_twice(self) -> None:
        assert about()["settings"] == about()["settings"]

    def test_whatever_moves_a_number_is_another_setting(self) -> None:
        from framing.lexicon import shipped_lexicon
        from framing.measures.hedging import hedging

        annotator = FastAnnotator()
        lexicon = shipped_lexicon("hedges")
        shorter = replace(lexicon, entries=lexicon.entries[1:])
        registry = propose_actors([replace(ARTICLE, text="Ana Ruiz spoke. Ana Ruiz left. Ana Ruiz came back.")])
        assert registry.actors
        settings = [
            about("hedging")["settings"],
            about("lix")["settings"],
            about("hedging", "lix")["settings"],
            about("hedging", registry=registry)["settings"],
            describe([hedging(shorter)], annotator, Registry())["settings"],
            describe(resolve_measures(["hedging"]), FastAnnotator(verbs=shorter), Registry())["settings"],
            describe(resolve_measures(["hedging"]), FastAnnotator(name="faster"), Registry())["settings"],
        ]
        assert len(set(settings)) == len(settings)

    def test_prose_is_no_setting(self) -> None:
        from framing.measures.hedging import hedging

        annotator = FastAnnotator()
        one, two = (describe([replace(hedging(), about=text, title=text)], annotator, Registry()) for text in ("One.", "Two."))
        assert one["settings"] == two["settings"]
        assert one["measures"] != two["measures"]

    @pytest.mark.encoder
    def test_threads_of_the_encoder_are_a_setting(self) -> None:
        from framing.encoder import EncoderAnnotator

        one, two = (describe([], EncoderAnnotator(threads=n), Registry())["settings"] for n in (1, 2))
        assert one != two

    def test_conditions_of_actors_are_settings(self) -> None:
        from framing.actors import Actor, Alias
        from framing.conditions import Conditions

        always, sometimes = Alias("May"), Alias("May", conditions=Conditions(case="exact"))
        settings = {
            about("lix", registry=Registry.of([Actor("m", "May", aliases=(a,))]))["settings"] for a in (always, sometimes)
        }
        assert len(settings) == 2

    def test_a_file_says_what_made_it(self, tmp_path: Path) -> None:
        from pyarrow import parquet

        told = about("hedging")
        parquet.write_table(settle([table_of([pack(score())])], told), tmp_path / "s.parquet")
        assert read_metadata(tmp_path / "s.parquet") == told

    def test_what_is_no_table_of_scores_is_told(self, tmp_path: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
        with pytest.raises(ReadError, match=r"other\.parquet: not a table of scores of this version\. Make one with `framing"):
            read_metadata(tmp_path / "other.parquet")
        parquet.write_table(pa.table({"a": [1]}).replace_schema_metadata({b"framing": b"[1"}), tmp_path / "broken.parquet")
        with pytest.raises(ReadError, match=r"broken\.parquet: cannot be read as Parquet"):
            read_metadata(tmp_path / "broken.parquet")
        (tmp_path / "text.parquet").write_text("text", encoding="utf-8")
        with pytest.raises(ReadError, match=r"text\.parquet: cannot be read as Parquet .*Score the articles again"):
            read_metadata(tmp_path / "text.parquet")
        with pytest.raises(ReadError, match=r"none\.parquet: cannot be read"):
            read_metadata(tmp_path / "none.parquet")

    def test_without_pyarrow_it_says_what_to_install(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(ReadError, match=r"pyarrow reads Parquet and is not installed\. Install it: pip install pyarrow"):
            read_metadata(tmp_path / "s.parquet")

    def test_every_measure_that_ships_can_be_described(self) -> None:
        assert [told["name"] for told in about()["measures"]] == list(BUILTIN)
        assert all(told["columns"] == [] or asdict(BUILTIN[told["name"]]().columns[0])["name"] for told in about()["measures"])


class TestWriting:
    def write(self, path: Path, packs: list[Packed], told: dict[str, Any]) -> bytes:
        with path.open("wb") as file:
            store = ParquetScores(file, told)
            for packed in packs:
                store(packed)
            store.close()
        return path.read_bytes()

    def test_the_bytes_are_the_same_however_many_rows_are_held_as_they_came(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        packs = [pack(score(replace(ARTICLE, id=f"a{n}", outlet=f"Outlet {n % 3}"))) for n in range(10)]
        told = about("hedging", "attribution")
        monkeypatch.setattr(writing, "_ROW_GROUP", 4)
        found = set()
        for together in (1, 3, 4, 100):
            monkeypatch.setattr(writing, "_TOGETHER", together)
            found.add(self.write(tmp_path / "s.parquet", packs, told))
        assert len(found) == 1
        from pyarrow import parquet

        file = parquet.ParquetFile(tmp_path / "s.parquet")
        n_rows = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
        n_each = len(packs[0].scores["measure"])
        assert n_rows == [4 * n_each, 4 * n_each, 2 * n_each]
        articles = file.read().column("article").to_pylist()
        assert list(dict.fromkeys(articles)) == [f"a{n}" for n in range(10)]

    def test_a_file_of_no_articles_has_no_rows(self, tmp_path: Path) -> None:
        self.write(tmp_path / "s.parquet", [], about("hedging"))
        assert read_metadata(tmp_path / "s.parquet")["measures"][0]["name"] == "hedging"
