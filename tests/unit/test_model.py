from __future__ import annotations

import math
from dataclasses import replace

import pytest

from framing.documents import segment
from framing.errors import AnnotationError, FramingError, LexiconError, ReadError, UnknownNameError
from framing.model import Article, Hit, Origin, Segment, Span
from framing.scores import Score, Unit


class TestScore:
    def score(self, total: float, base: float, factor: float = 1.0) -> Score:
        return Score("a", "hedging", "rate", "", total, base, Unit("per 1,000 words", factor))

    def test_the_value_is_the_ratio_in_its_unit(self) -> None:
        assert self.score(3, 200, 1000).value == 15.0
        assert self.score(-1, 4).value == -0.25

    def test_no_hits_over_a_base_are_zero(self) -> None:
        assert self.score(0, 10, 1000).value == 0.0

    def test_no_base_is_no_number(self) -> None:
        assert math.isnan(self.score(0, 0).value)
        assert math.isnan(self.score(2, 0).value)


class TestOrigin:
    origin = Origin("p.txt", segments={"body": (Segment(0, 100, 10), Segment(12, 130, 8)), "title": (Segment(0, 5, 6),)})

    def test_a_stretch_is_found_where_it_stood(self) -> None:
        assert self.origin.locate(2, 6) == (102, 106)
        assert self.origin.locate(0, 10) == (100, 110)
        assert self.origin.locate(12, 20) == (130, 138)

    def test_a_stretch_over_a_joint_runs_from_its_first_to_its_last_place(self) -> None:
        assert self.origin.locate(8, 14) == (108, 132)

    def test_a_stretch_that_ends_with_a_segment_ends_there_and_not_at_the_next(self) -> None:
        touching = Origin("p.txt", segments={"body": (Segment(0, 100, 10), Segment(10, 150, 10))})
        assert touching.locate(8, 10) == (108, 110)
        assert touching.locate(10, 12) == (150, 152)

    def test_each_zone_has_its_own_map(self) -> None:
        assert self.origin.locate(0, 6, "title") == (5, 11)
        assert self.origin.locate(0, 1, "deck") is None

    @pytest.mark.parametrize(("start", "end"), [(10, 12), (11, 14), (8, 11), (0, 21), (30, 31)])
    def test_what_was_not_in_the_file_has_no_place(self, start: int, end: int) -> None:
        assert self.origin.locate(start, end) is None


class TestDocument:
    doc = segment("The mayor’s plan failed. Nobody cared.")

    def test_a_span_quotes_the_text_with_its_characters(self) -> None:
        assert self.doc.quote(Span(1, 4)) == "mayor’s plan"
        assert self.doc.chars(Span(1, 4)) == (4, 16)

    def test_each_token_knows_its_sentence(self) -> None:
        assert [self.doc.sentence_at(i) for i in range(len(self.doc.tokens))] == [0] * 6 + [1] * 3

    def test_words_are_counted_in_a_span_or_in_all(self) -> None:
        assert self.doc.n_words(Span(0, 3)) == 2
        assert self.doc.n_words() == 6


@pytest.mark.parametrize(
    ("noun", "change"),
    [
        (Article("a", "Text."), {"outlet": "x"}),
        (segment("Text."), {"zone": "title"}),
        (Hit(0, 1, "m", "t", "c"), {"value": 2.0}),
        (Score("a", "m", "c", "", 1, 1, Unit("u")), {"total": 2}),
    ],
)
def test_the_nouns_cannot_be_changed_but_replaced(noun: object, change: dict[str, object]) -> None:
    [(name, value)] = change.items()
    with pytest.raises(AttributeError):  # of which FrozenInstanceError is one
        setattr(noun, name, value)
    changed = noun._replace(**change) if isinstance(noun, tuple) else replace(noun, **change)  # type: ignore[attr-defined, type-var]
    assert getattr(changed, name) == value


class TestErrors:
    def test_one_base_class_catches_every_error_a_user_can_cause(self) -> None:
        for kind in (ReadError, LexiconError, AnnotationError, UnknownNameError):
            assert issubclass(kind, FramingError)

    def test_an_unknown_name_is_told_with_the_nearest_and_with_all(self) -> None:
        error = UnknownNameError.of("measure", "hedgeing", ["loaded", "hedging"])
        assert str(error) == 'Unknown measure "hedgeing". Did you mean "hedging"? Available: hedging, loaded.'

    def test_where_nothing_is_near_no_guess_is_made(self) -> None:
        assert str(UnknownNameError.of("outlet", "x", ["Clarion"])) == 'Unknown outlet "x". Available: Clarion.'

    def test_of_many_names_a_message_lists_some_and_the_nearest(self) -> None:
        told = str(UnknownNameError.of("article", "page-0499x", [f"page-{n:04}" for n in range(1500)]))
        assert 'Did you mean "page-0499"?' in told
        assert told.endswith("page-0059 and 1,440 more.")

    def test_where_there_is_nothing_to_choose_from_it_says_so(self) -> None:
        assert str(UnknownNameError.of("outlet", "x", [])) == 'Unknown outlet "x". Available: none.'
