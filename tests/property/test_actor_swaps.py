"""Two actors exchange their names, of whatever shape, and every measure of actors exchanges their scores exactly."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotation import FastAnnotator
from framing.measures import apply
from framing.measures.agency import Agency, Presence
from framing.measures.events import Events
from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.model import Article
from framing.registry import Registry
from framing.testing import make_actor

MEASURES = (Evaluation(), ReportedEvaluation(), Events(), Agency(), Presence())
# Names that a tagger takes for a verb, an adjective, a place, a month; of one word to three; of odd spelling.
NAMES = (
    "Ana Ruiz", "Sandy Brown", "Bill Stone", "Mark Savage", "Xq Vantolleer", "Jean-Luc O'Dray", "Victoria North Lane",
    "Rose Walker", "Ruiz", "Quarlow", "Young", "Will Noble", "Cook", "Sterling Price", "Dr Ito",
)  # fmt: skip
SENTENCES = (
    "{a} and {b} met in the port on Monday.",
    "{a} slams {b}.",
    "{a} briefed {b} on the plan, and {b} left.",
    "{a} was attacked by {b} and freed by police.",
    "The incompetent {a} praised {b} and the crew.",
    "{a}, unlike {b}, is honest.",
    "{a} threatened to attack {b}; the army rescued {b}.",
    "“{a} is a liar,” {b} told reporters.",
    "Critics consider {a} and {b} corrupt.",
    "{b} said that {a} had betrayed the miners.",
    "According to {a}, {b} lied.",
    "No one thinks {a} is honest, but {b} is a courageous judge.",
    "Voters trust {a}’s plan and mock {b}.",
    "{a} accused {b} of theft. He denied it.",
)
names = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique_by=lambda name: name.split()[-1])
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)
Found = dict[tuple[str, str, str], tuple[float, float]]


def score(sentences: Sequence[str], one: str, other: str, people: Sequence[str]) -> Found:
    """Score a text in which one person stands for a and another for b."""
    registry = Registry.of(map(make_actor, people))
    doc = FastAnnotator(registry).annotate(Article("a", " ".join(sentences).format(a=one, b=other)))
    scores = [score for measure in MEASURES for score in apply(measure, doc)[1]]
    return {(s.measure, s.column, s.target): (round(s.total, 9), s.base) for s in scores}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts, names)
def test_scores_swap_exactly_with_the_names(sentences: list[str], people: list[str]) -> None:
    one, other = people
    ids = [make_actor(name).id for name in people]
    swapped = {ids[0]: ids[1], ids[1]: ids[0]}
    before = score(sentences, one, other, people)
    after = score(sentences, other, one, people)
    assert {(measure, column, swapped.get(who, who)): value for (measure, column, who), value in before.items()} == after


def test_the_sentences_give_every_measure_something_to_count() -> None:
    found = score(SENTENCES, NAMES[0], NAMES[1], NAMES[:2])
    for measure in MEASURES:
        assert any(total for (name, _, _), (total, _) in found.items() if name == measure.name), measure.name
