"""Analyses built by hand, written as tables of stored scores, for the tests of what reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyarrow import parquet
from unit.scored import FakeAnalysis

from framing.annotation import FastAnnotator
from framing.registry import Actor, Registry
from framing.scale.table import OF_ARTICLE, Packed, columns_of, describe, settle, table_of
from framing.scores import Score


def describe_table(analysis: FakeAnalysis, actors: Sequence[Actor] = ()) -> dict[str, Any]:
    """Return what is kept beside the rows of an analysis."""
    return describe(analysis.measures, FastAnnotator(), Registry(tuple(actors)))


def write_table(
    path: Path,
    analysis: FakeAnalysis,
    *,
    only: Iterable[str] | None = None,
    signatures: Mapping[str, bytes] | None = None,
    about: Mapping[str, Any] | None = None,
) -> Path:
    """Write the scores of an analysis, or of some of its articles, as one Parquet file."""
    scores: dict[str, list[Score]] = {article.id: [] for article in analysis.articles}
    for score in analysis.scores:
        scores[score.article_id].append(score)
    chosen = set(scores) if only is None else set(only)
    packs = []
    for article in analysis.articles:
        if article.id in chosen:
            size = analysis.sizes[article.id]
            told = {"article": article.id, "words": size.words, "sentences": size.sentences}
            values = tuple(told[name] if name in told else getattr(article, name) for name in OF_ARTICLE)
            packs.append(Packed(values, (signatures or {}).get(article.id), columns_of(scores[article.id])))
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(settle([table_of(packs)], about or describe_table(analysis)), path)
    return path
