"""The list of cues: its labels are known ones, it is long enough, and rules leave alone what only learned weights find."""

from __future__ import annotations

import pytest

from framing.attributions.relations import Draft, RelationFinder
from framing.documents import segment
from framing.lexicon import Entry, shipped_lexicon
from framing.quotations import find_quotations

LEXICON = shipped_lexicon("reporting_verbs")
CUES = LEXICON.entries
TAKES = frozenset("that np to wh as quote person".split())
SHAPES = frozenset("noun prep adverb passive".split())
KINDS = frozenset("cognition no_comment".split())
PREPOSITIONS = frozenset(
    "about against at behind by for from in into of on over to toward towards upon with".split(),
)


def is_known(label: str) -> bool:
    head, _, word = label.partition(":")
    return word in PREPOSITIONS if head == "prep" and word else label in TAKES | SHAPES | KINDS | {"learned"}


def test_every_label_is_a_known_one() -> None:
    assert sorted({label for entry in CUES for label in entry.labels if not is_known(label)}) == []


def test_there_are_more_than_400_cues_that_rules_may_use_in_all_nine_classes() -> None:
    used = [entry for entry in CUES if "learned" not in entry.labels]
    assert len({entry.words for entry in used}) > 400
    assert len({entry.category for entry in used}) == 9


def test_cognition_has_its_own_rule_and_so_has_what_is_no_comment() -> None:
    for kind, rule in (("cognition", "A-1c"), ("no_comment", "A-1n")):
        assert [e.words for e in CUES if kind in e.labels and e.rule not in (rule, "A-8")] == []


def find_by_rule(text: str) -> list[Draft]:
    doc = segment(text)
    return list(RelationFinder(doc, find_quotations(doc)).drafts(LEXICON, lambda cue: False))


def first_listed(words: str) -> Entry:
    return next(entry for entry in CUES if entry.words == words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("go after", ""), ("ignore", "cognition"), ("aware", "cognition"), ("seem", "cognition"), ("publish", "")],
)
def test_a_cue_for_learned_weights_has_class_and_kind(words: str, kind: str) -> None:
    entry = first_listed(words)
    assert "learned" in entry.labels
    assert ("cognition" in entry.labels) is (kind == "cognition")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz went after the mayor.",
        "The council ignored the letter from the port.",
        "The crew seemed to enjoy the calm.",
        "“Good soup,” Ana Ruiz said, and the paper published the recipe.",
    ],
)
def test_rules_make_no_attribution_of_it(text: str) -> None:
    assert [draft.entry.words for draft in find_by_rule(text) if "learned" in draft.entry.labels] == []


@pytest.mark.parametrize(
    ("text", "lemma", "cue_class"),
    [
        ("Ana Ruiz distanced herself from the plan.", "distance herself from", "negative"),
        ("“Out,” the crowd boomed.", "boom", "forceful"),
        ("Early estimates put the cost at nine million.", "put", "neutral"),
        ("The lawyer allowed that the form was late.", "allow", "factive"),
        ("The miller took credit for the bridge.", "take credit", "distancing"),
    ],
)
def test_cues_that_rules_may_use_make_attributions(text: str, lemma: str, cue_class: str) -> None:
    (found,) = find_by_rule(text)
    assert (found.entry.words, found.entry.category) == (lemma, cue_class)
    assert found.source is not None
