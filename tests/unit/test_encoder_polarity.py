"""Polarity: what a sentence says of each target, the same whoever the target is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from unit.encoder_stub import TableNetwork, Tables, id_of, make_pieces, newsroom_tables, with_names

from framing.encoder.calibration import PolarityScale
from framing.encoder.layout import OTHER, TARGET
from framing.encoder.polarity import MOST_WORDS, WITHIN, heaviest_words, read_polarities, target_scores
from framing.encoder.reading import Output
from framing.model import Document, Polarity, Span

PIECES = make_pieces()
NAMES = ["Ana Ruiz", "Bo Vance", "Otomo"]


def read(doc: Document, *targets: Span, tables: Tables | None = None, scale: PolarityScale | None = None) -> list[Polarity]:
    network = TableNetwork(tables or newsroom_tables())
    return read_polarities(doc, list(targets), PIECES, network, scale or PolarityScale())


def label(text: str, *target: int) -> str:
    return read(with_names(text, NAMES), Span(*target))[0].label


class FirstNamed:
    """Says that whoever is named first attacks, and the other is attacked: what only a masked place can tell."""

    def read(self, windows: Sequence[list[int]]) -> Iterator[tuple[int, Output]]:
        for number, ids in enumerate(windows):
            parts = np.zeros((len(ids), 4), np.float32)
            target, others = ids.index(TARGET), [i for i, piece in enumerate(ids) if piece == OTHER]
            parts[target, 0] = 9
            parts[target, 1 if others and others[0] < target else 3] = 5
            yield number, Output(parts, parts, parts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("the port attacked Otomo", "negative"), ("the port met Otomo", "neutral"), ("the port thanked Otomo", "positive")],
)
def test_words_say_what_a_reader_takes_of_the_target(text: str, wanted: str) -> None:
    assert label(text, 3, 4) == wanted


def test_the_words_that_weighed_most_are_the_evidence() -> None:
    doc = with_names("the brutal port attacked Otomo", NAMES)
    (found,) = read(doc, Span(4, 5))
    assert {doc.quote(span) for span in found.words} == {"brutal", "attacked"}


def test_a_target_at_the_start_and_at_the_end_of_the_text() -> None:
    assert label("Otomo praised", 0, 1) == label("praised Otomo", 1, 2) == "positive"


def test_other_sentences_say_nothing_of_a_target() -> None:
    doc = with_names("The port attacked it. They met Otomo. The port praised it.", NAMES)
    assert read(doc, Span(7, 8))[0].label == "neutral"


def test_a_target_over_two_sentences_is_read_in_both() -> None:
    doc = with_names("Otomo leaks . The port praised Otomo .", NAMES)
    assert len(doc.sentences) == 2
    assert read(doc, Span(0, 1))[0].label != "positive"
    assert read(doc, Span(2, 4))[0].label == "positive"


def test_two_names_that_trade_places_trade_what_is_said_of_them() -> None:
    one, two = (with_names(text, NAMES) for text in ("Ana Ruiz attacked Bo Vance", "Bo Vance attacked Ana Ruiz"))
    first, second = Span(0, 2), Span(3, 5)
    readings = [read_polarities(doc, [first, second], PIECES, FirstNamed(), PolarityScale()) for doc in (one, two)]
    assert [found.label for found in readings[0]] == ["positive", "negative"]
    assert readings[0] == readings[1]


def test_sentences_that_are_alike_but_for_names_are_read_once_and_alike() -> None:
    doc = with_names("The port met Ana Ruiz. The port met Otomo. The port attacked Bo Vance.", NAMES)
    network = TableNetwork()
    found = read_polarities(doc, [Span(3, 5), Span(9, 10), Span(14, 16)], PIECES, network, PolarityScale())
    assert len(network.seen) == 2
    assert found[0][:3] == found[1][:3] != found[2][:3]
    assert [doc.quote(one.words[0]) for one in found] == ["met", "met", "attacked"]
    assert found[0].words != found[1].words


def test_no_targets_no_reading() -> None:
    network = TableNetwork()
    assert read_polarities(with_names("the dam", []), [], PIECES, network, PolarityScale()) == []
    assert network.seen == []


def test_the_scale_moves_what_was_read() -> None:
    doc = with_names("the port thanked Otomo", NAMES)
    (found,) = read(doc, Span(3, 4), scale=PolarityScale(1.0, (100.0, 0.0, 0.0)))
    assert found.label == "negative"


def test_shares_add_up_to_one() -> None:
    (found,) = read(with_names("the port thanked Otomo", NAMES), Span(3, 4))
    assert sum(found[:3]) == pytest.approx(1)


def test_many_targets_in_a_text_without_stops_are_read_in_time() -> None:
    """Each is read in what stands around it, not in the whole of a text that is one sentence."""
    n = 3000
    doc = with_names("the dam Otomo " * n, NAMES)
    asked: list[str] = []

    class Counting:
        def of(self, norm: str) -> tuple[int, ...]:
            asked.append(norm)
            return (id_of(norm),)

    every = range(0, n, 100)
    read_polarities(doc, [Span(3 * i + 2, 3 * i + 3) for i in every], Counting(), TableNetwork(), PolarityScale())  # type: ignore[arg-type]
    assert len(asked) <= len(every) * 2 * (WITHIN + 1)


def test_scores_are_what_pieces_say_each_by_its_weight() -> None:
    output = np.array([[0, 1, 0, 0], [np.log(3), 0, 4, 0]], np.float32)
    scores, parts = target_scores(output)
    assert scores == pytest.approx([0.25, 3, 0])
    assert parts.sum(0) == pytest.approx(scores)


def test_the_heaviest_words_come_first_and_those_that_speak_against_never() -> None:
    parts = [(0, 0.1), (1, -5.0), (2, 0.3), (3, 0.3), (4, 0.2), (5, 0.0)]
    assert heaviest_words(parts) == (Span(2, 3), Span(3, 4), Span(4, 5))
    assert len(heaviest_words((i, 1.0) for i in range(9))) == MOST_WORDS
    assert heaviest_words([]) == ()
