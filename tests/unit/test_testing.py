"""The tools for tests: they annotate a line as the package does, and the exam finds what is wrong with a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest

from framing.measures.evidence import hit
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit
from framing.testing import HEADINGS, check_measure, make_actor, make_document

ABOUT = "\n".join(f"{heading}\n    Something." for heading in HEADINGS)
RATE = Column("rate", Unit("per 1,000 words", 1000), "words", headline=True)


@dataclass(frozen=True)
class Words:
    """A sound measure: each word beginning with a is a hit."""

    name: str = "a_words"
    title: str = "Words in a"
    about: str = ABOUT
    needs: frozenset[str] = frozenset({"sentences"})
    columns: tuple[Column, ...] = (RATE,)

    def find(self, doc: Document) -> Iterable[Hit]:
        return [
            hit(doc, Span(i, i + 1), self.name, norm, "a", rule="A-0") for i, norm in enumerate(doc.norms) if norm[0] == "a"
        ]

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {("words", "", ""): doc.n_words()}


# Documents


def test_a_line_becomes_an_annotated_document() -> None:
    doc = make_document("Rain fell. It stopped.", title="Rain falls", outlet="The Gazette")
    assert (doc.article.id, doc.article.outlet, doc.article.title) == ("a", "The Gazette", "Rain falls")
    assert (len(doc.sentences), [heading.zone for heading in doc.headings]) == (2, ["title"])


def test_the_id_can_be_chosen() -> None:
    assert make_document("Rain fell.", id="b7").article.id == "b7"


def test_actors_can_be_names_or_actors() -> None:
    other = make_actor("Port Union", "the union", kind="org")
    doc = make_document("Nela Marsh met the union.", actors=["Nela Marsh", other])
    assert [(doc.quote(mention.span), mention.actor) for mention in doc.mentions] == [
        ("Nela Marsh", "nela-marsh"),
        ("the union", "port-union"),
    ]


def test_an_actor_has_its_name_and_its_other_names() -> None:
    actor = make_actor("Port Union", "the union", kind="org")
    assert (actor.id, actor.name, actor.type) == ("port-union", "Port Union", "org")
    assert [alias.words for alias in actor.aliases] == ["Port Union", "the union"]
    assert make_actor("Nela Marsh").type == "person"


# The exam


def test_a_sound_measure_passes() -> None:
    assert check_measure(Words(), ["An apple a day."]) == []


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_part_of_the_documentation_is_asked_for(heading: str) -> None:
    assert check_measure(Words(about=ABOUT.replace(heading, ""))) == [f'a_words: its documentation lacks "{heading}"']


def test_a_column_named_twice_is_told() -> None:
    assert "a_words: two columns named rate" in check_measure(Words(columns=(RATE, RATE)))


def test_a_measure_without_a_headline_is_told() -> None:
    assert "a_words: no column is its headline" in check_measure(Words(columns=(replace(RATE, headline=False),)))


def test_a_base_that_is_not_declared_is_told() -> None:
    found = check_measure(Words(columns=(replace(RATE, base="sentences"),)))
    assert any(problem.endswith("base sentences of column rate is not declared") for problem in found)


@dataclass(frozen=True)
class Spoiled(Words):
    """A measure whose hits are spoiled in one way."""

    changes: Mapping[str, Any] = field(default_factory=dict)

    def find(self, doc: Document) -> Iterable[Hit]:
        return [found._replace(**self.changes) for found in Words.find(self, doc)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": "zebra"}, "does not quote the text"),
        ({"start": 0, "end": 0, "text": ""}, "does not quote the text"),
        ({"zone": "margin"}, "does not quote the text"),
        ({"rule": ""}, "has no rule"),
        ({"measure": "other"}, "belongs to 'other'"),
        ({"voice": "whispered"}, "has voice 'whispered'"),
    ],
)
def test_a_hit_that_is_no_evidence_is_told(changes: Mapping[str, object], problem: str) -> None:
    found = check_measure(Spoiled(changes=changes))
    assert found
    assert all(problem in one for one in found)


@dataclass(frozen=True)
class Negative(Words):
    """A measure with a base below nothing."""

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {("words", "", ""): -1.0}


def test_a_negative_base_is_told() -> None:
    assert any(problem.endswith("a base is negative") for problem in check_measure(Negative()))


@dataclass(frozen=True)
class Fickle(Words):
    """A measure that never finds the same twice."""

    runs: Iterable[int] = field(default_factory=count)

    def find(self, doc: Document) -> Iterable[Hit]:
        run = next(iter(self.runs))
        return [found._replace(value=float(run)) for found in Words.find(self, doc)]


def test_a_second_run_that_differs_is_told() -> None:
    assert any(problem.endswith("the second run differs from the first") for problem in check_measure(Fickle()))


@dataclass(frozen=True)
class Fragile(Words):
    """A measure that does not expect an empty text."""

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {("words", "", ""): 1 / len(doc.tokens)}


def test_a_measure_that_fails_on_an_empty_text_fails_its_own_test() -> None:
    with pytest.raises(ZeroDivisionError):
        check_measure(Fragile())


def test_the_texts_of_ones_own_are_part_of_the_exam() -> None:
    @dataclass(frozen=True)
    class Shy(Words):
        """A measure that is wrong only on one text."""

        def find(self, doc: Document) -> Iterable[Hit]:
            return [found._replace(rule="") for found in Words.find(self, doc) if "zebra" in doc.norms]

    assert check_measure(Shy()) == []
    assert check_measure(Shy(), ["A zebra ran."]) == ["a_words, text 0: hit 'A' has no rule"]
