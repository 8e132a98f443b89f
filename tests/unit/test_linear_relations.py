"""What the chain reads and what rules found become relations: which stay, which go, whose source and content is taken."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import pytest

from framing.annotation import FastAnnotator
from framing.attributions import find_drafts
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.linear import relations
from framing.linear.marking import LABELS, Scale
from framing.linear.relations import BY_RULE_ONLY, LEAST_ACT, LEAST_ALONE, LEAST_BY_RULE, LEAST_LISTED, find_relations
from framing.model import Article, Attribution, Document, Span
from framing.quotations import find_quotations

VERBS = shipped_lexicon("reporting_verbs")
WORDS = {pattern[0]: entry for entry in reversed(VERBS.entries) for pattern in entry.patterns if len(pattern) == 1}
GROUPS = {
    "said": ("reporting_verbs neutral",),
    "blasted": ("reporting_verbs negative",),
    "according": (BY_RULE_ONLY,),
}


class StubChain:
    """Reads what it is told: the probability of each layer for some words of the text, .01 for all others."""

    scales: ClassVar = {label: Scale(1.0, 0.0, 0.05 if label == "cue" else 0.5) for label in LABELS[1:]}
    groups: ClassVar = GROUPS

    def __init__(self, **layers: dict[str, float]) -> None:
        self.layers = layers

    def read(self, doc: Document, observed: Any) -> Any:
        table = np.full((len(doc.tokens), len(LABELS)), 0.01)
        for layer, said in self.layers.items():
            for words, probability in said.items():
                wanted = tuple(words.lower().split())
                for i in range(len(doc.norms) - len(wanted) + 1):
                    if doc.norms[i : i + len(wanted)] == wanted:
                        table[i : i + len(wanted), LABELS.index(layer)] = probability
        return table


Found = list[tuple[str, str, list[str], float]]


def relate(text: str, **layers: dict[str, float]) -> Found:
    """Return each relation's source, cue, contents and confidence."""
    doc = segment(text)
    quotations = find_quotations(doc)
    drafts = find_drafts(doc, quotations, VERBS, lambda span: False)
    found = find_relations(doc, quotations, drafts, WORDS, StubChain(**layers))  # type: ignore[arg-type]
    return [
        (doc.quote(d.source) if d.source else "", doc.quote(d.cue), [doc.quote(span) for span in d.contents], round(c, 2))
        for d, c in found
    ]


RULED = "Ana Ruiz said the dam was old."
HERE = ("Ana Ruiz", "said", ["the dam was old"])


@pytest.mark.parametrize(("likely", "stays"), [(LEAST_BY_RULE + 0.01, True), (LEAST_BY_RULE - 0.01, False), (0.04, False)])
def test_what_a_rule_found_stays_unless_the_chain_thinks_little_of_it(
    likely: float, stays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(StubChain.scales, "cue", Scale(1.0, 0.0, 0.5))
    assert relate(RULED, cue={"said": likely}) == ([(*HERE, round(likely, 2))] if stays else [])


def test_both_agreeing_make_one_relation_with_the_chains_confidence() -> None:
    assert relate(RULED, cue={"said": 0.9}, source={"ana ruiz": 0.9}, content={"the dam was old": 0.9}) == [(*HERE, 0.9)]


def test_a_clause_after_a_semicolon_is_the_outlets_own_whatever_was_marked() -> None:
    text = "Ana Ruiz said the dam was old; the port was older still and nobody cared."
    whole = "the dam was old ; the port was older still and nobody cared"
    for marked in ({whole: 0.9}, {"the dam was old": 0.9, "the port was older still and nobody cared": 0.9}):
        ((_, _, contents, _),) = relate(text, cue={"said": 0.9}, content=marked)
        assert contents == ["the dam was old"]


def test_what_rules_alone_decide_is_certain() -> None:
    ((_, _, _, confidence),) = relate("Nela Marsh did not respond to a request for comment.", cue={"not respond": 0.6})
    assert confidence == 1.0


def test_a_part_of_the_content_by_rule_leaves_its_edges_to_the_rule() -> None:
    text = "Ana Ruiz said the dam leaks at night in the rain."
    for marked in ("the dam", "the dam leaks at night in"):
        ((_, _, contents, _),) = relate(text, cue={"said": 0.9}, content={marked: 0.9})
        assert contents == ["the dam leaks at night in the rain"]


def test_a_contrast_after_the_content_is_the_outlets_own_though_it_was_marked() -> None:
    text = "Ana Ruiz said the dam was old, but the levee had leaked for a year and longer."
    marked = "the dam was old , but the levee had leaked for a year and longer"
    ((_, _, contents, _),) = relate(text, cue={"said": 0.9}, content={marked: 0.9})
    assert contents == ["the dam was old"]


def test_a_relative_clause_that_rules_leave_out_stays_out() -> None:
    text = "Ana Ruiz said the trail, which crosses two counties and a moor, was closed."
    marked = "the trail , which crosses two counties and a moor , was closed"
    ((_, _, contents, _),) = relate(text, cue={"said": 0.9}, content={marked: 0.9})
    assert contents == ["the trail", "was closed"]


def test_the_source_is_the_rules_where_both_touch_and_else_the_chains() -> None:
    layers = {"cue": {"said": 0.9}, "content": {"the dam was old": 0.9}}
    assert relate(RULED, source={"ruiz": 0.9}, **layers)[0][0] == "Ana Ruiz"
    text = "In Vance's words, which Ana Ruiz said were his, the dam was old."
    assert relate(text, source={"vance": 0.9}, **layers)[0][0] == "Vance"


@pytest.mark.parametrize(("cue", "least"), [("said", LEAST_LISTED), ("trumpeted", LEAST_ALONE), ("blasted", LEAST_ACT)])
def test_what_only_the_chain_found_must_be_likelier(cue: str, least: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.find_drafts", lambda *_: [])
    text = f"Ana Ruiz {cue} the dam was old."
    for likely, found in ((least + 0.02, True), (least - 0.02, False)):
        result = relate(text, cue={cue: likely}, source={"ana ruiz": 0.9}, content={"the dam was old": 0.9})
        assert result == ([("Ana Ruiz", cue, ["the dam was old"], round(likely, 2))] if found else [])


def test_words_of_which_only_rules_make_relations_are_left_to_them() -> None:
    text = "The ferry ran according to schedule."
    assert relate(text, cue={"according": 0.99}, content={"the ferry ran": 0.99}) == []


def test_who_did_not_comment_stays_whatever_the_chain_says() -> None:
    assert relate("Ana Ruiz declined to comment.") == [("Ana Ruiz", "declined to comment", [], 1.0)]


def test_a_marked_refusal_counts_once_and_has_no_content() -> None:
    text = "Ana Ruiz declined to comment on the dam."
    found = relate(text, cue={"declined to comment": 0.9}, content={"on the dam": 0.9}, source={"ana ruiz": 0.9})
    assert [(source, contents) for source, _, contents, _ in found] == [("Ana Ruiz", [])]


def test_an_adverb_of_hearsay_stays_whatever_the_chain_says() -> None:
    assert [(cue, sure) for _, cue, _, sure in relate("The dam reportedly broke on Monday.")] == [("reportedly", 1.0)]


def test_a_cue_marked_in_two_parts_counts_once() -> None:
    doc = "Ana Ruiz, according to a letter, left the port."
    assert len(relate(doc, cue={"according": 0.9, "to": 0.9}, content={"left the port": 0.9})) == 1


def test_two_speakers_in_one_sentence_keep_their_own_words() -> None:
    text = "Ana Ruiz said the dam leaks, but Bo Vance said the port floods."
    layers = {"cue": {"said": 0.9}, "source": {"ana ruiz": 0.9, "bo vance": 0.9}}
    found = relate(text, content={"the dam leaks": 0.9, "the port floods": 0.9}, **layers)
    assert [(source, contents) for source, _, contents, _ in found] == [
        ("Ana Ruiz", ["the dam leaks"]),
        ("Bo Vance", ["the port floods"]),
    ]


NESTED = "The witness said the guard had warned her that the stairs were wet."


def test_what_a_rule_found_inside_anothers_content_stays_as_it_is() -> None:
    layers = {"cue": {"said": 0.9, "had warned": 0.6}, "source": {"the witness": 0.9}}
    found = relate(NESTED, content={"the guard had warned her that the stairs were wet": 0.9}, **layers)
    assert [(source, cue, contents[-1]) for source, cue, contents, _ in found] == [
        ("The witness", "said", "the guard had warned her that the stairs were wet"),
        ("the guard", "warned", "the stairs were wet"),
    ]


def test_a_source_that_was_marked_as_content_too_is_none_of_it() -> None:
    text = "The dam was old, said Ana Ruiz."
    (found,) = relate(text, cue={"said": 0.9}, content={"the dam was old": 0.9, "ana ruiz": 0.6})
    assert found == ("Ana Ruiz", "said", ["The dam was old"], 0.9)


def test_a_part_of_the_content_that_was_not_marked_stays() -> None:
    text = "The union, according to the paper, had closed the pit."
    ((_, _, contents, _),) = relate(text, cue={"according to": 0.9}, content={"the union": 0.9}, source={"the paper": 0.9})
    assert contents == ["The union", "had closed the pit"]


def test_another_sentence_gives_a_cue_nothing_that_rules_do_not() -> None:
    text = "Ana Ruiz said the dam was old.\n\n\u201cNobody came to help us at all.\u201d"
    layers = {"cue": {"said": 0.9}, "source": {"ana ruiz": 0.9}}
    found = relate(text, content={"the dam was old": 0.9, "nobody came to help us at all": 0.9}, **layers)
    assert found == [(*HERE, 0.9)]


@pytest.mark.parametrize(
    ("text", "cue", "content", "found"),
    [
        ("The two sides discussed the budget.", "discussed", "the budget", False),
        ("The two sides discussed how to save the budget.", "discussed", "how to save the budget", True),
        ("The move came late, suggesting the pit was wet.", "suggesting", "the pit was wet", False),
        ("The suggested route was closed.", "suggested", "closed", False),
        ("The report angered the town.", "report", "angered the town", False),
        ("What the two sides said about the loan was lost.", "said", "about the loan was lost", False),
        ("The two sides yodeled the fall.", "yodeled", "the two sides yodeled the fall", False),
        ("The two sides yodeled the fall.", "yodeled", "the fall", False),
        ("The two sides yodeled that it fell.", "yodeled", "that it fell", True),
    ],
)
def test_what_only_the_chain_found_must_pass_the_refusals(
    text: str, cue: str, content: str, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.find_drafts", lambda *_: [])
    source = {"the two sides": 0.9} if "sides" in text else {}
    assert bool(relate(text, cue={cue: 0.95}, content={content: 0.9}, source=source)) == found


# The shipped weights ---


def annotate(text: str) -> tuple[Document, tuple[Attribution, ...]]:
    doc = FastAnnotator().annotate(Article("a", text))
    return doc, doc.attributions


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said on Monday that the bridge would close.", "The mayor", "said", "the bridge would close"),
        ("The bridge is sound, said the engineer.", "the engineer", "said", "The bridge is sound"),
        ("According to the ministry, prices fell by half.", "the ministry", "According to", "prices fell by half"),
    ],
)
def test_attributions_are_found_with_their_parts(text: str, source: str, cue: str, content: str) -> None:
    doc, (found,) = annotate(text)
    assert found.source.span is not None
    assert (doc.quote(found.source.span), doc.quote(found.cue)) == (source, cue)
    assert content in " ".join(doc.quote(span) for span in found.contents)
    assert 0.3 < found.confidence <= 1


def test_every_confidence_is_a_probability_and_every_relation_has_a_rule() -> None:
    _, found = annotate("Ana said it leaks. Bo Vance, who was there, denied it. Critics want an inquiry. She wondered why.")
    assert found
    assert all(0 <= one.confidence <= 1 and one.rule.startswith("A-") for one in found)


@pytest.mark.parametrize(
    "text", ["", "...", "said " * 3000, "Ana said it leaks and " * 2000, '"' * 400, "\u201cIt \u2018is " * 200]
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    doc, found = annotate(text)
    assert all(one.cue.end <= len(doc.tokens) for one in found)


def test_the_same_text_gives_the_same_relations() -> None:
    text = "Ana Ruiz said the dam leaks. \u201cIt floods,\u201d she added."
    assert annotate(text)[1] == annotate(text)[1]


def test_limits_are_in_order() -> None:
    assert 0 < relations.LEAST_RARE < LEAST_BY_RULE < LEAST_ALONE < LEAST_ACT < 1
    assert Span(0, 1).end == 1
