"""Relations found are set against those wanted: parts must belong together, and forms are told apart alike on both sides."""

from __future__ import annotations

import pytest

from benchmark.relations import Forms, Relation, count_form, count_pairs, is_half_in
from framing.documents import segment
from framing.training.metrics import Counts


def relation(cue: int, source: int | None, content: tuple[int, int], form: str = "indirect") -> Relation:
    """Return a relation whose cue and source are single characters."""
    return Relation(((cue, cue + 1),), () if source is None else ((source, source + 1),), (content,), form)


ONE, TWO = relation(10, 0, (20, 30)), relation(50, 40, (60, 70))


def test_a_relation_is_right_if_cue_and_source_are_those_of_one_relation() -> None:
    assert count_pairs([ONE, TWO], [ONE, TWO], "cue and source") == Counts(2, 2, 2, 2)


@pytest.mark.parametrize("pair", ["cue and source", "cue and content"])
def test_a_part_of_another_relation_is_not_right(pair: str) -> None:
    crossed = [relation(10, 40, (60, 70)), relation(50, 0, (20, 30))]
    assert count_pairs(crossed, [ONE, TWO], pair) == Counts(0, 2, 0, 2)


def test_a_right_source_of_a_wrong_cue_is_not_right() -> None:
    assert count_pairs([relation(15, 0, (20, 30))], [ONE], "cue and source").right == 0


def test_a_source_that_neither_side_has_is_right_and_one_that_a_side_lacks_is_not() -> None:
    nobody = relation(10, None, (20, 30))
    assert count_pairs([nobody], [nobody], "cue and source").right == 1
    assert count_pairs([nobody], [ONE], "cue and source").right == 0
    assert count_pairs([ONE], [nobody], "cue and source").right == 0


def test_what_is_found_twice_is_right_twice_and_reaches_one() -> None:
    assert count_pairs([ONE, ONE], [ONE, TWO], "cue and content") == Counts(2, 2, 1, 2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([(0, 10)], [(5, 15)], True),
        ([(0, 10)], [(6, 16)], False),
        ([(0, 10)], [(0, 21)], True),
        ([(0, 21)], [(0, 10)], False),  # more than half of the first is not in the second
        ([(0, 4), (6, 10)], [(2, 8)], True),  # in two parts
        ([(0, 4), (2, 6)], [(3, 9)], True),  # what overlaps counts once
        ([], [(0, 4)], False),
        ([(0, 4)], [], False),
    ],
)
def test_a_stretch_is_in_another_with_half_of_its_characters(
    one: list[tuple[int, int]], other: list[tuple[int, int]], expected: bool
) -> None:
    assert is_half_in(one, other) is expected


def test_a_content_that_is_too_long_costs_precision_and_one_that_is_too_short_recall() -> None:
    long, short = relation(10, 0, (20, 90)), relation(10, 0, (20, 24))
    assert count_pairs([long], [ONE], "cue and content") == Counts(0, 1, 1, 1)
    assert count_pairs([short], [ONE], "cue and content") == Counts(1, 1, 0, 1)


def test_cues_are_counted_by_the_form_of_their_own_side() -> None:
    found = [relation(10, 0, (20, 30), "direct"), relation(80, 0, (90, 95), "direct")]
    wanted = [relation(10, 0, (20, 30), "mixed"), relation(50, 0, (60, 70), "direct")]
    assert count_form(found, wanted, "direct") == Counts(1, 2, 0, 1)
    assert count_form(found, wanted, "mixed") == Counts(0, 0, 1, 1)
    assert count_form(found, wanted, "indirect") == Counts(0, 0, 0, 0)


def form(text: str, cue: str, *content: str) -> str:
    spans = [(text.index(part), text.index(part) + len(part)) for part in (cue, *content)]
    return Forms(segment(text)).form_of(spans[:1], spans[1:])


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("“We left at noon,” she said.", "said", ("“We left at noon,”",), "direct"),
        ("“We left,” she said, “at noon.”", "said", ("“We left,”", "“at noon.”"), "direct"),
        ("She said they left “at the very last noon.”", "said", ("they left “at the very last noon.”",), "mixed"),
        ("She said they left at noon.", "said", ("they left at noon",), "indirect"),
        ("She hopes they left at noon.", "hopes", ("they left at noon",), "cognition"),
        ("She hopes they left, he said.", "said", ("She hopes they left",), "indirect"),
        ("She frobbed that they left.", "frobbed", ("they left",), "indirect"),  # in no list
        ("She said nothing.", "said", (), "indirect"),
    ],
)
def test_a_form_is_told_by_marks_and_the_list_of_cues(text: str, cue: str, content: tuple[str, ...], expected: str) -> None:
    assert form(text, cue, *content) == expected


def test_labels_without_a_cue_are_no_relations_and_those_without_a_source_are() -> None:
    labels = [
        {"source": [[0, 3]], "cue": [], "content": [[5, 9]]},
        {"source": [], "cue": [[4, 8]], "content": [[9, 20]]},
    ]
    (only,) = Forms(segment("She said they left at noon.")).wanted(labels)
    assert (only.cue, only.source) == (((4, 8),), ())
