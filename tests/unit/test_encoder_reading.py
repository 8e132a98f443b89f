"""Reading: what the network says of word pieces becomes what is known of tokens and sentences."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import TableNetwork, Tables, make_pieces, newsroom_tables

from framing.documents import segment
from framing.encoder.layout import CLOSE, LINK, OPEN, SENTENCE_LAYERS, SPAN_LAYERS, sentence_slice, span_slice
from framing.encoder.reading import Read, pool_sentences, read_document, softmax
from framing.model import Span

PIECES = make_pieces()


def noisy_tables() -> Tables:
    """Return tables in which every piece says something else."""
    rng = np.random.default_rng(7)
    tables = Tables()
    for part in (tables.labels, tables.links, tables.polarity):
        part[:] = rng.normal(0, 2, part.shape)
    return tables


NOISE = noisy_tables()
TEXTS = st.lists(
    st.sampled_from(["the", "dam", "xqz", "leaks.", "The", "\n\n", "Ana-Ruiz", "漢字", "closed!"]), max_size=200
).map(" ".join)


def read(text: str, tables: Tables = NOISE) -> Read:
    return read_document(segment(text), PIECES, TableNetwork(tables))


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_each_token_gets_what_was_said_of_its_own_pieces(text: str) -> None:
    doc, found = segment(text), read(text)
    for i, norm in enumerate(doc.norms):
        ids = list(PIECES.of(norm))
        for layer in SPAN_LAYERS:
            shares = softmax(NOISE.labels[ids][:, span_slice(layer)])
            assert found.inside[layer][i] == pytest.approx(1 - shares[:, 0].mean(), abs=1e-5)
            assert found.opens[layer][i] == (shares[0, 1] > shares[0, 2])
        assert found.links[i] == pytest.approx(NOISE.links[ids].mean(0), abs=1e-2)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_pooling_tokens_is_pooling_their_pieces(text: str) -> None:
    doc, found = segment(text), read(text)
    for layer in SENTENCE_LAYERS:
        for sentence, pooled in zip(doc.sentences, pool_sentences(found, layer, doc), strict=True):
            ids = [piece for norm in doc.norms[sentence.start : sentence.end] for piece in PIECES.of(norm)]
            weights, values = NOISE.labels[ids][:, sentence_slice(layer)].T
            assert pooled.score == pytest.approx(float((softmax(weights) * values).sum()), abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_the_parts_of_a_sentences_tokens_add_up_to_its_score(text: str) -> None:
    doc = segment(text)
    for sentence, pooled in zip(doc.sentences, pool_sentences(read(text), "loaded", doc), strict=True):
        assert len(pooled.parts) == sentence.end - sentence.start
        assert pooled.score == pytest.approx(float(pooled.parts.sum()), abs=1e-5)


def test_of_a_sentence_without_tokens_nothing_is_said() -> None:
    doc = segment("The dam leaks.")
    doc = replace(doc, sentences=(Span(0, 0), *doc.sentences))
    first, second = pool_sentences(read("The dam leaks."), "loaded", doc)
    assert first.score == 0.0
    assert len(first.parts) == 0
    assert len(second.parts) == 4


@pytest.mark.parametrize("text", ["", " \n\n\t", "\n" * 10_000])
def test_an_empty_text_is_read_without_asking_the_network_anything(text: str) -> None:
    network = TableNetwork()
    found = read_document(segment(text), PIECES, network)
    assert network.seen == []
    assert all(len(part) == 0 for part in (*found.inside.values(), *found.values.values(), found.links))
    assert found.links.shape == (0, 4 * LINK)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "漢字" * 500,
        "السفينة غادرت الميناء",
        "🚢🌊 🚢",
        "\ud83d dam",
        "a\u0301" * 300,
        "中文。" * 400,
        "dam " * 3000,
    ],
)
def test_odd_texts_are_read_from_end_to_end(text: str) -> None:
    doc, found = segment(text), read(text)
    assert all(len(part) == len(doc.tokens) for part in found.inside.values())
    assert all(np.isfinite(part).all() and (part > 0).all() for part in found.inside.values())


def test_windows_have_their_ends_and_no_more_pieces_than_the_network_reads() -> None:
    network = TableNetwork()
    read_document(segment("The dam leaks xqzxqz. " * 50 + "the " * 400), PIECES, network)
    assert all(ids[0] == OPEN and ids[-1] == CLOSE and len(ids) <= 128 for ids in network.seen)


def test_the_scores_of_very_sure_networks_stay_finite() -> None:
    tables = newsroom_tables()
    tables.labels *= 1e4
    found = read("Ana said the brutal dam leaks.", tables)
    doc = segment("Ana said the brutal dam leaks.")
    assert all(np.isfinite(part).all() for parts in (found.inside, found.weights, found.values) for part in parts.values())
    assert all(np.isfinite(pooled.score) for pooled in pool_sentences(found, "loaded", doc))


def test_shares_add_up_to_one_along_the_last_axis() -> None:
    assert softmax(np.array([[1000.0, 1000.0], [-1000.0, 1000.0]])) == pytest.approx(np.array([[0.5, 0.5], [0.0, 1.0]]))


@pytest.mark.slow
def test_a_long_text_takes_memory_and_time_in_proportion() -> None:
    def cost(words: int) -> tuple[float, float]:
        doc = segment("The dam leaks at the port of Ana. " * (words // 8))
        tracemalloc.start()
        started = time.process_time()
        read_document(doc, PIECES, TableNetwork())
        spent = time.process_time() - started
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return spent, peak

    (short, small), (long, large) = cost(3000), cost(24_000)
    assert long < 8 * 3 * short
    assert large < 8 * 2 * small
