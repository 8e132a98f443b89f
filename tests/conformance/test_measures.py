"""Every measure that ships passes the exam, and the exam fails whom it should."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from framing.annotation import LAYERS
from framing.measures import BUILTIN
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit
from framing.testing import HEADINGS, check_measure

ABOUT = "\n".join(f"{heading}\n    Something." for heading in HEADINGS)
RATE = Column("rate", Unit("per 1,000 words", 1000), "words", headline=True)


@pytest.mark.parametrize("name", BUILTIN)
def test_a_measure_that_ships_passes_the_exam(name: str) -> None:
    measure = BUILTIN[name]()
    assert measure.name == name
    assert check_measure(measure, ["Mr. Lee said “no” — twice.\n\n• One\n• Two", "İt’s e\u0301 \u00a0 1/2 …"]) == []


@pytest.mark.parametrize("name", BUILTIN)
def test_a_measure_says_what_it_needs_and_what_its_columns_are(name: str) -> None:
    measure = BUILTIN[name]()
    assert measure.title
    assert measure.needs <= LAYERS | {"loaded sentences", "hedged sentences", "polarity"}
    assert all(column.unit.name and column.base for column in measure.columns)


@dataclass(frozen=True)
class FirstWords:
    """A sound measure: the first token of each sentence."""

    name: str = "first_words"
    title: str = "First words"
    about: str = ABOUT
    needs: frozenset[str] = frozenset({"sentences"})
    columns: tuple[Column, ...] = (RATE,)
    change: Callable[[Hit], Hit] = lambda hit: hit
    base: Mapping[tuple[str, str, str], float] | None = None

    def find(self, doc: Document) -> Iterable[Hit]:
        for index, sentence in enumerate(doc.sentences):
            start, end = doc.chars(Span(sentence.start, sentence.start + 1))
            hit = Hit(
                start, end, self.name, "first", "first", zone=doc.zone, rule="F", sentence=index, text=doc.text[start:end]
            )
            yield self.change(hit)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {("words", "", ""): doc.n_words()} if self.base is None else self.base


def test_a_sound_measure_passes() -> None:
    assert check_measure(FirstWords()) == []


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_missing_heading_is_caught(heading: str) -> None:
    assert check_measure(FirstWords(about=ABOUT.replace(heading, ""))) == [f'first_words: its documentation lacks "{heading}"']


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"columns": (RATE, replace(RATE, headline=False))}, "two columns named rate"),
        ({"columns": (replace(RATE, headline=False),)}, "no column is its headline"),
        ({"columns": (replace(RATE, base="tokens"),)}, "base tokens of column rate is not declared"),
        ({"base": {("words", "", ""): -1}}, "a base is negative"),
        ({"change": lambda hit: hit._replace(text=hit.text + "x")}, "does not quote the text"),
        ({"change": lambda hit: hit._replace(start=hit.start + 1)}, "does not quote the text"),
        ({"change": lambda hit: hit._replace(end=hit.start, text="")}, "does not quote the text"),
        ({"change": lambda hit: hit._replace(zone="deck")}, "does not quote the text"),
        ({"change": lambda hit: hit._replace(measure="other")}, "belongs to 'other'"),
        ({"change": lambda hit: hit._replace(rule="")}, "has no rule"),
        ({"change": lambda hit: hit._replace(voice="loud")}, "has voice 'loud'"),
    ],
)
def test_what_is_broken_is_caught_and_nothing_else_is_told(broken: dict[str, Any], problem: str) -> None:
    told = check_measure(FirstWords(**broken))
    assert told
    assert all(problem in line and line.startswith("first_words") for line in told)


def test_a_measure_that_counts_differently_the_second_time_is_caught() -> None:
    runs: Iterator[int] = itertools.count()
    told = check_measure(FirstWords(change=lambda hit: hit._replace(value=next(runs))))
    assert told
    assert all(line.endswith("the second run differs from the first") for line in told)


def test_a_measure_that_fails_on_an_empty_text_fails_the_exam() -> None:
    @dataclass(frozen=True)
    class Careless(FirstWords):
        def find(self, doc: Document) -> Iterable[Hit]:
            doc.chars(doc.sentences[0])
            return super().find(doc)

    with pytest.raises(IndexError):
        check_measure(Careless())


def test_the_authors_own_texts_are_part_of_the_exam() -> None:
    picky = FirstWords(change=lambda hit: hit._replace(rule="" if hit.text == "Zounds" else "F"))
    assert check_measure(picky) == []
    assert check_measure(picky, ["Fine.", "Zounds."]) == ["first_words, text 1: hit 'Zounds' has no rule"]
