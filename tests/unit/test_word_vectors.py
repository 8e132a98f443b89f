"""Short vectors of words: what the shipped ones say, how they are made, and what a broken file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from framing.errors import AnnotationError
from framing.training.word_vectors import DIMENSIONS, choose_words, shorten, write_word_vectors
from framing.word_vectors import WordVectors, load_word_vectors, read_word_vectors


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    return load_word_vectors()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("lawyer", "attorney", "harbor"),
        ("soldiers", "troops", "prices"),
        ("mayor", "mayors", "harbor"),
        ("doctor", "physician", "bridge"),
    ],
)
def test_words_used_alike_are_nearer_than_words_that_are_not(vectors: WordVectors, word: str, near: str, far: str) -> None:
    [[one, other]] = vectors.likeness([word], [near, far])
    assert one > 0.6
    assert other < 0.3


def test_a_word_is_like_itself_and_an_unknown_one_like_nothing(vectors: WordVectors) -> None:
    found = vectors.likeness(["court", "zzyzxq"], ["court", "zzyzxq"])
    assert found.tolist() == [[pytest.approx(1.0, abs=1e-5), 0.0], [0.0, 0.0]]
    assert ("court" in vectors, "zzyzxq" in vectors) == (True, False)


def test_no_words_give_no_rows(vectors: WordVectors) -> None:
    assert vectors.likeness([], ["court"]).shape == (0, 1)
    assert vectors.of([]).shape == (0, DIMENSIONS)


def test_the_shipped_words_are_whole_words_in_small_letters(vectors: WordVectors) -> None:
    assert len(vectors.rows) > 20_000
    assert all(word.isalpha() and word.islower() and word.isascii() for word in vectors.rows)


def test_pieces_figures_marks_and_single_letters_are_left_out() -> None:
    assert choose_words({"b": 5, "##ing": 1, "war": 9, "2001": 2, "[CLS]": 3, "an": 4, "é": 6}) == {"an": 4, "war": 9}


def test_short_vectors_keep_who_is_near_whom() -> None:
    rng = np.random.default_rng(3)
    centers = rng.normal(size=(5, 40))
    long = np.repeat(centers, 4, axis=0) + rng.normal(scale=0.05, size=(20, 40))
    short = shorten(long.astype(np.float32), 4).astype(np.float32)
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    likeness = short @ short.T
    same = np.equal.outer(np.arange(20) // 4, np.arange(20) // 4)
    assert likeness[same].min() > likeness[~same].max()
    assert shorten(long.astype(np.float32), 4).dtype == np.int8


def test_what_was_written_is_read_again_the_same_bytes_each_time(tmp_path: Path) -> None:
    table = np.array([[3, 4], [-127, 0]], dtype=np.int8)
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    write_word_vectors(["law", "war"], table, one)
    write_word_vectors(["law", "war"], table, other)
    assert one.read_bytes() == other.read_bytes()
    found = read_word_vectors(one)
    assert found.rows == {"law": 0, "war": 1}
    assert found.of(["war", "law"]).tolist() == [[-1.0, 0.0], [pytest.approx(0.6), pytest.approx(0.8)]]


@pytest.mark.parametrize("content", [None, b"", b"no archive", b"PK\x03\x04 cut"])
def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vectors.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AnnotationError, match=r"holds no word vectors.*reinstall the package"):
        read_word_vectors(path)


def test_a_file_whose_words_and_vectors_differ_in_number_is_refused(tmp_path: Path) -> None:
    write_word_vectors(["law"], np.zeros((2, 2), dtype=np.int8), tmp_path / "v.npz")
    with pytest.raises(AnnotationError, match="1 words and vectors of shape"):
        read_word_vectors(tmp_path / "v.npz")
