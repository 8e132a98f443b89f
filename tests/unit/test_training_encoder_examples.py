"""Examples: every piece has the label of its token, every place is where its piece stands, and nothing is lost on the way."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import id_of, make_pieces

from framing.encoder.layout import CLOSE, MAX_PIECES, OPEN, TARGET
from framing.training.encoder.examples import (
    GOES_ON,
    IGNORED,
    OPENS,
    OUTSIDE,
    SHORTEST_WINDOW,
    Example,
    Text,
    cut_examples,
    make_batches,
    masked_example,
    name_pool,
    pack,
    rename,
)
from framing.training.encoder.labeled import Chars, Labeled

PIECES = make_pieces()
LINE = "Ana Ruiz said the dam leaks ."


def text_of(text: str, *spans: Chars, **given: object) -> Text:
    return Text(Labeled(text, "key", {"content": list(spans)}, **given))  # type: ignore[arg-type]


def whole(text: Text) -> list[tuple[str, ...]]:
    """Return a text's norms as they stand."""
    return rename(text, [], 0.0, random.Random(0))


def cut(text: Text, norms: Sequence[tuple[str, ...]] | None = None, limit: int = MAX_PIECES) -> list[Example]:
    return list(cut_examples(text, whole(text) if norms is None else norms, PIECES, limit))


def states(text: str, *spans: Chars) -> list[int]:
    return text_of(text, *spans).states["content"]


# Labels ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([(0, 3)], "1......"),
        ([(0, 8)], "12....."),
        ([(18, 27)], "....12."),
        ([(28, 29)], "......1"),
        ([(0, 3), (4, 8)], "11....."),
        ([(0, 29)], "1222222"),
        ([(0, 29), (14, 21)], "1221222"),
        ([(5, 7)], ".1....."),  # a part of a word is the word
        ([(8, 9)], "......."),  # a space is none
        ([(4, 8), (0, 8)], "12.....".replace("2", "1")),  # an inner span opens anew
        ([], "......."),
    ],
)
def test_a_token_opens_a_span_goes_on_in_it_or_is_outside(spans: list[Chars], wanted: str) -> None:
    assert states(LINE, *spans) == [".12".index(sign) for sign in wanted]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12)), max_size=6))
def test_tokens_that_overlap_a_span_are_inside_and_no_other(drawn: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in drawn]
    text = text_of(LINE, *spans)
    assert [i for i, state in enumerate(text.states["content"]) if state] == text.tokens_of(spans)


def test_only_the_first_piece_of_a_token_opens() -> None:
    (example,) = cut(text_of("the xqz xqz leaks", (4, 11)))
    assert example.spans["content"] == [IGNORED, OUTSIDE, OPENS, *[GOES_ON] * 5, OUTSIDE, IGNORED]


def test_spans_of_one_token_side_by_side_both_open() -> None:
    (example,) = cut(text_of("the dam leaks", (0, 3), (4, 7)))
    assert example.spans["content"] == [IGNORED, OPENS, OPENS, OUTSIDE, IGNORED]


def test_a_span_that_goes_on_into_the_next_window_opens_once() -> None:
    line = "The dam leaks. " * 60
    examples = cut(text_of(line, (0, len(line))))
    assert len(examples) > 1
    assert sum(example.spans["content"].count(OPENS) for example in examples) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["The", "dam", "xqz", "leaks.", "Ana", "Ruiz", ","]), max_size=120), st.data())
def test_every_piece_of_a_text_stands_in_a_window_with_its_label(words: list[str], data: st.DataObject) -> None:
    line = " ".join(words)
    drawn = data.draw(st.lists(st.tuples(st.integers(0, len(line)), st.integers(1, 40)), max_size=4))
    text = text_of(line, *[(start, start + length) for start, length in drawn])
    limit = data.draw(st.integers(SHORTEST_WINDOW, MAX_PIECES))
    examples = cut(text, limit=limit)
    for example in examples:
        assert len(example.ids) <= limit + 2
        assert [example.ids[0], example.ids[-1]] == [OPEN, CLOSE]
        assert len(example.spans["content"]) == len(example.ids)
    if all(len(PIECES.of(norm)) for norm in text.doc.norms) and len(examples) == 1:
        wanted = [
            bool(state) for norm, state in zip(text.doc.norms, text.states["content"], strict=True) for _ in PIECES.of(norm)
        ]
        assert [bool(label) for label in examples[0].spans["content"][1:-1]] == wanted


# Other names -----------------------------------------------------------------------------------------------------------------

MET = "Okafor met Lindqvist and Okafor praised Lindqvist ."


def norms_of(renamed: Sequence[tuple[str, ...]]) -> str:
    return " ".join(norm for token in renamed for norm in token)


def test_one_name_becomes_one_other_all_through_a_text() -> None:
    text = text_of(MET)
    assert [text.doc.quote(name) for name in text.names] == ["Okafor", "Lindqvist", "Okafor", "Lindqvist"]
    words = norms_of(rename(text, [("bo", "vance"), ("otomo",), ("zelma", "quill")], 1.0, random.Random(3))).split(" met ")
    first, rest = words[0], words[1]
    assert first != "okafor"
    assert rest.count(first) >= 1
    assert "okafor" not in rest


def test_no_name_is_exchanged_where_none_is_to_be_or_there_are_none() -> None:
    text = text_of(MET)
    assert norms_of(rename(text, [("otomo",)], 0.0, random.Random(3))) == MET.lower()
    assert norms_of(rename(text, [], 1.0, random.Random(3))) == MET.lower()


def test_a_name_that_a_span_cuts_through_stays() -> None:
    text = text_of("Mara Lindqvist praised it .", (0, 4))
    assert text.names[0] == (0, 2)
    assert norms_of(rename(text, [("otomo",)], 1.0, random.Random(3))).startswith("mara lindqvist")


def test_a_span_over_a_name_is_a_span_over_the_new_one() -> None:
    text = text_of("Mara Lindqvist praised it .", (0, 14))
    (example,) = cut(text, rename(text, [("bo", "vance")], 1.0, random.Random(3)))
    assert example.ids[1:3] == [id_of("bo"), id_of("vance")]
    assert example.spans["content"][1:4] == [OPENS, GOES_ON, OUTSIDE]


def test_what_opened_inside_a_name_that_is_gone_does_not_open_outside() -> None:
    text = text_of("Mara Lindqvist praised it .", (0, 14), (5, 14))
    assert text.states["content"][:3] == [OPENS, OPENS, OUTSIDE]
    (example,) = cut(text, rename(text, [("otomo",)], 1.0, random.Random(3)))
    labels = example.spans["content"][1:-1]
    assert labels == [OPENS, *[GOES_ON] * 4, OUTSIDE, OUTSIDE, OUTSIDE]


def test_what_opened_inside_a_name_that_is_gone_opens_at_the_next_word_of_its_span() -> None:
    text = text_of("Mara Lindqvist praised it .", (0, 4), (5, 22))
    (example,) = cut(text, rename(text, [("bo",)], 1.0, random.Random(3)))
    assert example.spans["content"][1:4] == [OPENS, OPENS, OUTSIDE]


def test_a_name_as_long_as_a_line_of_capitals_is_cut_as_any_text() -> None:
    line = " ".join(f"Xq{a}{b}" for a in "abcdef" for b in "ghijkl") + " said so."
    text = text_of(line)
    examples = cut(text, rename(text, [("bo",)], 0.0, random.Random(1)), SHORTEST_WINDOW)
    assert all(len(example.ids) <= SHORTEST_WINDOW + 2 for example in examples)


def test_names_to_exchange_have_three_words_at_most() -> None:
    texts = [text_of("They met Mara Lindqvist ."), text_of("They met Xqa Xqb Xqc Xqd .")]
    pool = name_pool(texts)
    assert ("mara", "lindqvist") in pool
    assert all(len(name) <= 3 for name in pool)


# Links, sentences, targets ---------------------------------------------------------------------------------------------------


def test_links_are_the_places_of_their_pieces() -> None:
    spans = ([(9, 13)], [(0, 8)], [(14, 27)])
    (example,) = cut(text_of(LINE, links=[spans]))
    cue, source, content = example.links[0]
    assert [example.ids[i] for i in cue] == [id_of("said")]
    assert [example.ids[i] for i in source] == [id_of("ana"), id_of("ruiz")]
    assert [example.ids[i] for i in content] == [id_of("the"), id_of("dam"), id_of("leaks")]


def test_a_link_stands_in_the_window_of_its_cue_with_what_of_it_is_there() -> None:
    line = "Said. " + "The dam leaks a lot. " * 40
    examples = cut(text_of(line, links=[([(0, 4)], [], [(6, len(line))])]))
    assert [len(example.links) for example in examples] == [1] + [0] * (len(examples) - 1)
    assert max(examples[0].links[0][2]) == len(examples[0].ids) - 2


def test_a_labeled_sentence_has_the_places_of_all_its_pieces() -> None:
    (example,) = cut(text_of(LINE, sentences={"loaded": [(0, len(LINE), True)]}))
    assert example.sentences == {"loaded": [(list(range(1, len(example.ids) - 1)), True)]}


def test_a_target_is_read_masked_with_its_label() -> None:
    text = text_of("They attacked Lindqvist today", target=(14, 23), polarity=0)
    example = masked_example(text, PIECES)
    assert example is not None
    assert example.ids == [OPEN, id_of("they"), id_of("attacked"), TARGET, id_of("today"), CLOSE]
    assert example.polarity == 0


@pytest.mark.parametrize("target", [None, (13, 14), (90, 95)])
def test_a_target_that_is_no_word_is_left_out(target: Chars | None) -> None:
    assert masked_example(text_of("They attacked Lindqvist today", target=target, polarity=0), PIECES) is None


# Packing and batches ---------------------------------------------------------------------------------------------------------


def example_of(n: int, first: int = 200) -> Example:
    places = list(range(1, n + 1))
    ids = [OPEN, *range(first, first + n), CLOSE]
    link = ([1], [n], places)
    return Example(ids, {"content": [IGNORED, *[OPENS] * n, IGNORED]}, {"loaded": [(places, True)]}, [link])


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), max_size=30))
def test_short_examples_are_joined_with_every_place_moved_along(sizes: list[int]) -> None:
    given_ = [example_of(n, 1000 * (i + 1)) for i, n in enumerate(sizes)]
    packed = list(pack(given_, 80))
    assert [piece for one in packed for piece in one.ids[1:-1]] == [piece for one in given_ for piece in one.ids[1:-1]]
    found = []
    for one in packed:
        assert len(one.ids) <= 82
        assert len(one.spans["content"]) == len(one.ids)
        assert [one.spans["content"][0], one.spans["content"][-1]] == [IGNORED, IGNORED]
        found += [[one.ids[i] for i in places] for places, _ in one.sentences["loaded"]]
        for cue, source, content in one.links:
            assert ([one.ids[cue[0]]], [one.ids[source[0]]]) == ([one.ids[content[0]]], [one.ids[content[-1]]])
    assert found == [one.ids[1:-1] for one in given_]


@settings(deadline=None)
@given(st.lists(st.integers(1, 126), max_size=60), st.integers(130, 600), st.integers(1, 8))
def test_batches_hold_every_example_once_and_no_more_than_they_may(sizes: list[int], pieces: int, most: int) -> None:
    examples = [example_of(n, 1000 * (i + 1)) for i, n in enumerate(sizes)]
    batches = make_batches(examples, pieces, most, random.Random(5))
    assert sorted(one.ids[1] for batch in batches for one in batch) == sorted(one.ids[1] for one in examples)
    for batch in batches:
        assert 0 < len(batch) <= most
        assert len(batch) * max(len(one.ids) for one in batch) <= max(pieces, 128)


def test_the_same_seed_gives_the_same_batches_and_another_others() -> None:
    examples = [example_of(n % 100 + 1, 1000 * (n + 1)) for n in range(300)]
    first, second, third = (make_batches(examples, 500, 8, random.Random(seed)) for seed in (1, 1, 2))
    assert first == second != third
