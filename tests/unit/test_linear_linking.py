"""Which marked span may belong to which cue, by what rules say and by how near it stands."""

from __future__ import annotations

import math
import random

import pytest

from framing.attributions.linking import BESIDE, MOST_NEAR, REACH, Ranked
from framing.attributions.relations import Draft
from framing.documents import segment
from framing.lexicon import Entry
from framing.linear.linking import index_rules
from framing.model import Document, Mark, Span

SAY = Entry("say", "neutral", (), labels=frozenset({"that"}))


def place(doc: Document, words: str) -> Span:
    """Return where some words stand first."""
    wanted = tuple(words.lower().split())
    start = next(i for i in range(len(doc.norms)) if doc.norms[i : i + len(wanted)] == wanted)
    return Span(start, start + len(wanted))


def draft(doc: Document, cue: str, source: str = "", *contents: str) -> Draft:
    who = place(doc, source) if source else None
    return Draft(place(doc, cue), SAY, who, who, tuple(place(doc, words) for words in contents), "A-1")


def marks(doc: Document, **layers: list[str]) -> dict[str, list[Mark]]:
    return {layer: [Mark(place(doc, words), 0.9) for words in layers.get(layer, [])] for layer in ("cue", "source", "content")}


def rank(text: str, drafts: list[tuple[str, ...]], layer: str = "content", **layers: list[str]) -> list[dict[str, float]]:
    """Return for each cue the spans that may belong to it, and how likely each does."""
    doc = segment(text)
    found = marks(doc, **layers)
    rules = index_rules(doc, [draft(doc, *each) for each in drafts], found)
    return [
        {doc.quote(mark.span): round(likely, 3) for mark, (_, likely) in ranked}
        for ranked in rules.rank(found["cue"], found[layer], layer)
    ]


def test_a_span_is_the_likelier_the_nearer_it_stands() -> None:
    text = "The dam leaks, Ana said again, and the port floods."
    assert rank(text, [], cue=["said"], content=["the dam leaks", "the port floods"]) == [
        {"The dam leaks": round(0.7 * math.exp(-2 / 20), 3), "the port floods": round(0.7 * math.exp(-3 / 20), 3)}
    ]


def test_what_a_rule_gave_to_a_cue_is_the_cues_and_hardly_anothers() -> None:
    text = "Ana said so and Bo warned of the flood."
    said, warned = rank(text, [("said",), ("warned", "bo", "the flood")], cue=["said", "warned"], content=["the flood"])
    assert warned == {"the flood": 0.95}
    assert said == {"the flood": round(0.3 * 0.7 * math.exp(-5 / 20), 3)}


def test_another_sentence_gives_a_cue_only_what_a_rule_gave_it() -> None:
    text = "Ana said it leaks. It floods. It burns, Bo warned."
    contents = ["it leaks", "it floods", "it burns"]
    said, warned = rank(
        text, [("said", "ana", "it leaks", "it floods"), ("warned", "bo", "it burns")], cue=["said", "warned"], content=contents
    )
    assert said == {"it leaks": BESIDE, "It floods": 0.95}
    assert warned == {"It burns": 0.95}


def test_two_sentences_on_nothing_is_a_sources_and_three_on_nothing_a_contents() -> None:
    text = "Ana spoke. It rained. Bo said so. It rained. Rain fell. Snow fell."
    given = [("said", "ana", "rain fell", "snow fell")]
    assert rank(text, given, "source", cue=["said"], source=["ana"]) == [{}]
    assert rank(text, given, cue=["said"], content=["rain fell", "snow fell"]) == [{"Rain fell": 0.95}]


def test_what_opens_the_next_sentence_right_behind_a_cue_is_beside_it_where_rules_know_it() -> None:
    text = "Ana said.\n\nThat it leaks is known, Bo warned.".replace(".\n", "\n", 1)
    content = ["it leaks"]
    assert rank(text, [], cue=["said"], content=content) == [{}]
    assert rank(text, [("warned", "bo", "it leaks")], cue=["said"], content=content) == [{"it leaks": BESIDE}]


def test_tokens_that_several_drafts_have_are_the_last_ones() -> None:
    text = "Ana said and swore it leaks."
    found = rank(text, [("said", "ana"), ("swore", "ana")], "source", cue=["said", "swore"], source=["ana"])
    assert found == [{"Ana": round(0.7 * 0.3, 3)}, {"Ana": 0.95}]


def test_of_very_many_spans_in_one_sentence_only_the_nearest_are_asked_about() -> None:
    n = 4 * MOST_NEAR
    doc = segment("it " * n + "said")
    found = {"cue": [Mark(Span(n, n + 1), 0.9)], "source": [], "content": [Mark(Span(i, i + 1), 0.9) for i in range(n)]}
    (ranked,) = index_rules(doc, [], found).rank(found["cue"], found["content"], "content")
    assert [mark for mark, _ in ranked] == found["content"][-MOST_NEAR:]


def plainly(doc: Document, drafts: list[Draft], found: dict[str, list[Mark]], layer: str) -> list[Ranked]:
    """Rank as `Rules.rank` says, asking of every token and every pair."""
    owners: dict[str, dict[int, int]] = {"cue": {}, "source": {}, "content": {}}
    for number, each in enumerate(drafts):
        owners["cue"].update(dict.fromkeys(range(*each.cue), number))
        owners["source"].update(dict.fromkeys(range(*(each.source or (0, 0))), number))
        for start, end in each.contents:
            owners["content"].update(dict.fromkeys((start, end - 1, (start + end) // 2), number))
    ranks = []
    for cue in found["cue"]:
        number = next((owners["cue"][i] for i in range(*cue.span) if i in owners["cue"]), None)
        ranked: Ranked = []
        for mark in found[layer]:
            away = abs(doc.sentence_at(mark.span.start) - doc.sentence_at(cue.span.start))
            theirs = {owners[layer][i] for i in range(*mark.span) if i in owners[layer]}
            gap = max(mark.span.start - cue.span.end, cue.span.start - mark.span.end, 0)
            if number in theirs and away <= REACH[layer]:
                ranked.append((mark, (-away, 0.95)))
            elif away == 0:
                ranked.append((mark, (0, 0.7 * math.exp(-gap / 20) * (0.3 if theirs else 1))))
        ranks.append([pair for pair in ranked if pair[1][1] >= 0.05])
    return ranks


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_left_out_that_every_token_and_pair_would_tell(seed: int) -> None:
    chance = random.Random(seed)
    doc = segment(" ".join("Rain fell on the old dam." for _ in range(8)))  # no word that makes a content stand beside a cue
    ends = [sentence.end for sentence in doc.sentences]

    def spans(longest: int) -> list[Span]:
        starts = sorted(chance.sample(range(len(doc.norms)), 12))
        limits = [
            min(after, next(end for end in ends if end > start)) for start, after in zip(starts, [*starts[1:], 99], strict=True)
        ]
        return [
            Span(start, min(start + chance.randint(1, longest), limit)) for start, limit in zip(starts, limits, strict=True)
        ]

    drafts = [
        Draft(cue, SAY, *[chance.choice([source, None])] * 2, tuple(chance.sample(spans(6), 2)), "A-1")
        for cue, source in zip(spans(2), spans(3), strict=True)
    ]
    found = {layer: [Mark(span, 0.9) for span in spans(4)] for layer in ("cue", "source", "content")}
    found["content"] = [
        mark for mark in found["content"] if all(not 0 <= mark.span.start - cue.span.end < 4 for cue in found["cue"])
    ]
    rules = index_rules(doc, drafts, found)
    for layer in ("source", "content"):
        assert list(rules.rank(found["cue"], found[layer], layer)) == plainly(doc, drafts, found, layer)
