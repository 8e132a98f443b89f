"""The rewritten articles and their edges: well formed, of many kinds, and counted right."""

from __future__ import annotations

import pytest

from benchmark import aligned
from benchmark.aligned import Pair, found_edges, found_labels, sample_pairs, written_pairs
from framing.claims import LABELS
from framing.model import Article

WRITTEN = list(written_pairs())
SAMPLE = list(sample_pairs())


def test_there_are_pairs_of_many_kinds() -> None:
    assert len(WRITTEN) >= 8
    assert len(SAMPLE) == 18


@pytest.mark.parametrize("pair", [*WRITTEN, *SAMPLE], ids=lambda pair: pair.name)
def test_edges_join_sentences_that_exist_and_agree_with_the_labels(pair: Pair) -> None:
    n_first, n_second = map(len, pair.starts)
    assert all(1 <= i <= n_first and 1 <= j <= n_second for i, j in pair.edges)
    assert set(pair.labels) == set(range(1, n_first + 1))
    assert set(pair.labels.values()) <= set(LABELS)
    carried = {i for i, _ in pair.edges}
    assert {i for i, label in pair.labels.items() if label != "not_found"} == carried


@pytest.mark.parametrize("pair", WRITTEN, ids=lambda pair: pair.name)
def test_sentences_begin_where_the_coding_says(pair: Pair) -> None:
    for article, starts in zip(pair.articles, pair.starts, strict=True):
        assert starts[0] == 0
        assert all(article.text[at - 1] == " " and article.text[at - 2] in '."' for at in starts[1:])


def test_a_copy_has_an_edge_a_sentence_and_keeps_all() -> None:
    [first, *_] = WRITTEN
    article, starts = first.articles[0], first.starts[0]
    same = dict.fromkeys(first.labels, "kept")
    edges = frozenset((i, i) for i in same)
    copy = Pair("copy", (article, Article("rewrite", article.text, "Rewrite")), (starts, starts), edges, same)
    alignment = aligned.align_pair(copy)
    assert found_edges(copy, alignment) == edges
    assert found_labels(copy, alignment) == same


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        ({"kept"}, "kept"),
        ({"kept", "paraphrased"}, "paraphrased"),
        ({"kept", "not_found"}, "partial"),
        ({"not_found"}, "not_found"),
        ({"kept", "partial"}, "partial"),
    ],
)
def test_a_sentence_is_what_its_parts_are_together(labels: set[str], label: str) -> None:
    assert aligned._combine(labels) == label


def test_the_pairs_that_judge_reach_the_floor() -> None:
    figures = {row.metric: row.value for row in aligned.rows() if row.data == "own versions"}
    assert figures["edges, F1"] >= 0.90
