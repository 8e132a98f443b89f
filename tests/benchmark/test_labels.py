"""What the own sentences' labels say is compared field by field; what was not found is not right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmark import datasets
from benchmark.labels import FIELDS, NAMES, WHOLE, Labels, find_own, occurrences, places_of, same_ends
from framing.documents import segment
from framing.model import Attribution, Document, Quotation, Source, Span

TEXT = "Ana Ruiz said the dam leaks badly now."
KNOWN = frozenset({"rule", "text", "expect"})
LABELS = frozenset({"source", "cue", "content", "flags", "entity", *FIELDS})


def attribution(doc: Document, source: str, cue: str, content: str, **fields: Any) -> Attribution:
    def span(words: str) -> Span:
        start, end = (bound for place in occurrences(doc.text, words) for bound in place)
        inside = [i for i, token in enumerate(doc.tokens) if start <= token.start and token.end <= end]
        return Span(inside[0], inside[-1] + 1)

    told = Source(span(source) if source else None, fields.pop("entity", source), "named_person", "named", 5)
    spans = (span(content),) if content else ()
    return replace(Attribution(told, span(cue), spans, "reporting", "neutral", "say", "indirect", "A-1"), **fields)


def judged(text: str, found: list[dict[str, Any]], expect: list[dict[str, Any]]) -> dict[str, list[bool]]:
    doc = segment(text)
    labels = Labels()
    labels.add(replace(doc, attributions=tuple(attribution(doc, **one) for one in found)), {"text": text, "expect": expect})
    return {name: right for name, right in labels.right.items() if right}


FOUND = {"source": "Ana Ruiz", "cue": "said", "content": "the dam leaks badly now"}
WANTED = {"source": "Ana Ruiz", "cue": "said", "content": ["the dam leaks badly now"]}


def test_what_is_found_as_labeled_is_right() -> None:
    assert judged(TEXT, [FOUND], [WANTED]) == {WHOLE: [True], NAMES["content"]: [True], NAMES["ends"]: [True]}


def test_a_trap_is_right_if_nothing_is_found() -> None:
    assert judged(TEXT, [], []) == {WHOLE: [True]}
    assert judged(TEXT, [FOUND], []) == {WHOLE: [False]}


def test_what_is_not_found_has_no_right_label() -> None:
    wanted = {**WANTED, "kind": "reporting", "rung": 5, "flags": [], "level": 1}
    right = judged(TEXT, [], [wanted])
    assert set(right) == {WHOLE, *(NAMES[name] for name in ("content", "ends", "kind", "rung", "flags", "level"))}
    assert not any(holds for held in right.values() for holds in held)


@pytest.mark.parametrize(
    ("content", "half", "ends"),
    [
        ("dam leaks badly now", True, True),
        ("badly now", False, False),
        ("leaks badly now", True, True),
        ("the dam", False, False),
    ],
)
def test_contents_may_be_off_by_half_and_their_ends_by_two_words(content: str, half: bool, ends: bool) -> None:
    right = judged(TEXT, [{**FOUND, "content": content}], [WANTED])
    assert (right[NAMES["content"]], right[NAMES["ends"]]) == ([half], [ends])


def test_a_label_without_content_asks_for_none() -> None:
    assert set(judged(TEXT, [{**FOUND, "content": ""}], [{**WANTED, "content": []}])) == {WHOLE}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "cognition"), ("class", "factive"), ("form", "direct"), ("level", 2), ("channel", "The Post"),
        ("type", "document"), ("official", True), ("anonymity", "anonymous"), ("rung", 1),
    ],
)  # fmt: skip
def test_each_field_is_compared_with_its_own(name: str, value: object) -> None:
    doc = segment(TEXT)
    found = FIELDS[name](attribution(doc, **FOUND))
    assert found != value
    assert judged(TEXT, [FOUND], [{**WANTED, name: value}])[NAMES[name]] == [False]
    assert judged(TEXT, [FOUND], [{**WANTED, name: found}])[NAMES[name]] == [True]


def test_flags_may_stand_with_the_relation_its_source_or_a_quotation_in_it() -> None:
    doc = segment(TEXT)
    own = attribution(doc, **FOUND, flags=frozenset({"inferred_speaker"}))
    own = replace(own, source=replace(own.source, flags=frozenset({"number_given"})))
    inside, outside = (
        Quotation(Span(4, 6), "speech", frozenset({"unclosed"})),
        Quotation(Span(0, 1), "speech", frozenset({"far"})),
    )
    doc = replace(doc, attributions=(own,), quotations=(inside, outside))
    for flags, holds in ((["inferred_speaker", "number_given", "unclosed"], True), (["far"], False)):
        labels = Labels()
        labels.add(doc, {"text": TEXT, "expect": [{**WANTED, "flags": flags}]})
        assert labels.right[NAMES["flags"]] == [holds]


def test_of_two_at_one_cue_that_with_the_labeled_source_is_compared() -> None:
    doc = segment(TEXT)
    one, other = attribution(doc, **FOUND), attribution(doc, **{**FOUND, "source": "Ana"})
    assert find_own(replace(doc, attributions=(other, one)), WANTED) == one
    assert find_own(replace(doc, attributions=(other, one)), {"cue": "leaks"}) is None


@pytest.mark.parametrize(("labels", "entities", "expected"), [
    ((1, 1), ("a", "a"), True), ((1, 1), ("a", "b"), False), ((1, 2), ("a", "b"), True), ((1, 2), ("a", "a"), False),
])  # fmt: skip
def test_sources_are_compared_in_pairs(labels: tuple[int, int], entities: tuple[str, str], expected: bool) -> None:
    text = "Ana spoke up: it leaks. Ben wrote back: it holds."
    parts = (("Ana", "spoke", "it leaks"), ("Ben", "wrote", "it holds"))
    found = [
        {"source": source, "cue": cue, "content": content, "entity": entity}
        for (source, cue, content), entity in zip(parts, entities, strict=True)
    ]
    wanted = [{"source": source, "cue": cue, "entity": label} for (source, cue, _), label in zip(parts, labels, strict=True)]
    assert judged(text, found, wanted)[NAMES["entity"]] == [expected]
    assert judged(text, found[:1], wanted)[NAMES["entity"]] == [False]


def test_parts_of_a_content_stand_one_after_the_other() -> None:
    assert list(places_of("no, no and no", ["no", "no"])) == [(0, 2), (4, 6)]
    with pytest.raises(ValueError, match="not found"):
        list(places_of("no and yes", ["yes", "no"]))


def test_ends_are_those_of_the_whole() -> None:
    doc = segment("one two three four five six seven")
    assert same_ends(doc, [(0, 3), (8, 13)], [(0, 13)])
    assert not same_ends(doc, [(0, 3)], [(0, 33)])


# The file


ROWS = datasets.own_sentences("attribution")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_what_is_labeled_stands_in_its_text(row: dict[str, Any]) -> None:
    assert set(row) == KNOWN
    for item in row["expect"]:
        assert set(item) <= LABELS
        assert item["cue"] in row["text"]
        assert (item.get("source") or "") in row["text"]
        assert len(list(places_of(row["text"], item.get("content", [])))) == len(item.get("content", []))


@pytest.mark.parametrize(
    "rule",
    [*(f"V-{n}" for n in range(1, 13)), *(f"A-{n}" for n in range(1, 20) if n != 18), "A-1h", "A-1c", "A-1n"],
)
def test_every_rule_that_speaks_of_sentences_has_three_of_its_own(rule: str) -> None:
    assert sum(row["rule"] == rule for row in ROWS) >= 3
