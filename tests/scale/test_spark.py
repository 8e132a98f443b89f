"""Spark on this machine takes the function as it is, and gives what one process gives."""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from scale import framed

pytest.importorskip("pyspark", reason="Spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

from framing.scale import SCHEMA, gather_scores, score_frame
from framing.scale.stored import read_scores

# Spark tells of versions of pandas that it does not know yet, and leaves sockets to be closed when they are forgotten.
pytestmark = pytest.mark.filterwarnings("ignore")
ARTICLES = "id string, outlet string, title string, date date, text string"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yield a session of two worker processes on this machine."""
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # else the first python3 on the path, which may lack this package
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]")
        for key, value in {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(folder),
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


def test_the_scores_are_those_of_one_process(spark: Any) -> None:
    frame = framed.sample_frame()
    articles = spark.createDataFrame(frame, ARTICLES).repartition(3)
    scores = articles.mapInPandas(partial(score_frame, annotator="fast"), schema=SCHEMA).toPandas()
    assert framed.rows_of(scores) == framed.rows_of(score_frame(frame, annotator="fast"))


def test_parts_without_articles_are_no_trouble(spark: Any) -> None:
    frame = framed.sample_frame().head(1)
    articles = spark.createDataFrame(frame, ARTICLES).repartition(4)
    scores = articles.mapInPandas(partial(score_frame, annotator="fast"), schema=SCHEMA)
    assert scores.count() == len(score_frame(frame, annotator="fast"))


def test_what_spark_wrote_can_be_compared(spark: Any, tmp_path: Path) -> None:
    frame = framed.sample_frame()
    articles = spark.createDataFrame(frame, ARTICLES).repartition(2)
    articles.mapInPandas(partial(score_frame, annotator="fast"), schema=SCHEMA).write.parquet(str(tmp_path / "scores"))
    left_out = gather_scores(tmp_path / "scores", tmp_path / "scores.parquet", annotator="fast")
    assert [article for article, _ in left_out] == [frame["id"][3]]
    assert len(read_scores(tmp_path / "scores.parquet").articles) == len(frame) - 1


def test_the_example_of_the_readme_runs(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = framed.example("spark")
    framed.write_articles(tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    exec(
        compile(
            code.replace('"articles', f'"{tmp_path}/articles').replace('"scores', f'"{tmp_path}/scores'), "README.md", "exec"
        ),
        {"spark": spark},
    )
    scores = pd.read_parquet(tmp_path / "scores")
    assert framed.rows_of(scores) == framed.rows_of(score_frame(framed.sample_frame(), annotator="fast"))
