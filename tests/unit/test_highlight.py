"""Marked text: every character once, every mark where it belongs, overlapping marks told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.newsroom import analyze_by_hand, make_article, make_case, write_text

from framing.errors import UnknownNameError
from framing.measures.evidence import WHOLE_SENTENCE
from framing.model import Hit
from framing.report import show
from framing.report.blocks import Piece
from framing.report.highlight import (
    LONGEST,
    Cover,
    cover_attributions,
    cover_hits,
    cover_quotations,
    describe_hit,
    mark_text,
    mark_zones,
    place_anchor,
    split_paragraphs,
)

SLUGS = {"hedging": "hedging", "loaded": "loaded"}
TITLES = {"hedging": "Hedging", "loaded": "Loaded terms", "mayor": "Mayor Ruiz"}


def pieces_of(text: str, *covers: Cover) -> list[Piece]:
    return [piece for paragraph in mark_text(text, covers) for piece in paragraph]


SENTENCE = Hit(0, 23, "loaded", "brutal, vote", "loaded", rule="learned", labels=frozenset({"loaded", WHOLE_SENTENCE}))


RECORD = {
    "source": [0, 5], "source_text": "Two aides", "entity": "two aides", "type": "unnamed_official", "anonymity": "anonymous",
    "rung": 3, "official": True, "cue": [6, 9], "cue_class": "distancing", "contents": [[10, 12]], "kind": "reporting",
    "form": "mixed", "level": 1, "channel": "Reuters", "rule": "A-7", "confidence": 1.0, "flags": [], "zone": "body",
}  # fmt: skip


class TestMarkText:
    def test_text_without_marks_is_one_piece_a_paragraph(self) -> None:
        assert mark_text("One.\n\nTwo.", []) == ((Piece("One."),), (Piece("Two."),))

    def test_a_mark_cuts_its_paragraph_in_three(self) -> None:
        pieces = pieces_of("It may pass.", Cover(3, 6, ("m-hedging",)))
        assert [(piece.text, piece.classes) for piece in pieces] == [("It ", ()), ("may", ("m-hedging",)), (" pass.", ())]

    def test_overlapping_marks_make_three_pieces_and_the_middle_has_both(self) -> None:
        pieces = pieces_of("abcdef", Cover(0, 4, ("one",), "first"), Cover(2, 6, ("two",), "second"))
        assert [(piece.text, piece.classes) for piece in pieces] == [("ab", ("one",)), ("cd", ("one", "two")), ("ef", ("two",))]
        assert pieces[1].notes == ("first", "second")

    def test_a_nested_mark_leaves_the_outer_one_on_both_sides(self) -> None:
        pieces = pieces_of("abcdef", Cover(0, 6, ("outer",)), Cover(2, 4, ("inner",)))
        assert [piece.classes for piece in pieces] == [("outer",), ("outer", "inner"), ("outer",)]

    def test_two_marks_of_one_span_are_one_piece(self) -> None:
        pieces = pieces_of("may", Cover(0, 3, ("one",)), Cover(0, 3, ("two",)))
        assert pieces == [Piece("may", ("one", "two"))]

    def test_marks_that_touch_stay_apart(self) -> None:
        pieces = pieces_of("abcd", Cover(0, 2, ("one",)), Cover(2, 4, ("two",)))
        assert [piece.classes for piece in pieces] == [("one",), ("two",)]

    def test_a_mark_across_paragraphs_marks_both(self) -> None:
        first, second = mark_text("ab\n\ncd", [Cover(1, 5, ("quotation",))])
        assert [(p.text, p.classes) for p in first] == [("a", ()), ("b", ("quotation",))]
        assert [(p.text, p.classes) for p in second] == [("c", ("quotation",)), ("d", ())]

    @pytest.mark.parametrize("cover", [Cover(-1, 2, ("x",)), Cover(1, 9, ("x",)), Cover(2, 2, ("x",)), Cover(3, 1, ("x",))])
    def test_spans_outside_the_text_and_empty_ones_are_left_out(self, cover: Cover) -> None:
        assert pieces_of("abcd", cover) == [Piece("abcd")]

    def test_the_anchor_stands_where_the_mark_starts_and_only_there(self) -> None:
        pieces = pieces_of("abcdef", Cover(0, 6, ("one",), "", "here"), Cover(2, 4, ("two",), "", "there"))
        assert [piece.anchor for piece in pieces] == ["here", "there", ""]

    def test_the_code_stands_where_the_mark_ends(self) -> None:
        pieces = pieces_of("abcdef", Cover(0, 6, ("one",), code="h"), Cover(2, 4, ("two",), code="l"))
        assert [piece.codes for piece in pieces] == [(), ("l",), ("h",)]

    @given(
        st.text(alphabet="ab \n", max_size=40),
        st.lists(st.tuples(st.integers(-2, 42), st.integers(-2, 42), st.sampled_from("xyz")), max_size=8),
    )
    def test_pieces_spell_every_paragraph_and_carry_exactly_the_marks_that_cover_them(
        self, text: str, spans: list[tuple[int, int, str]]
    ) -> None:
        covers = [Cover(start, end, (name,)) for start, end, name in spans]
        paragraphs = list(split_paragraphs(text))
        for (start, end), pieces in zip(paragraphs, mark_text(text, covers), strict=True):
            assert "".join(piece.text for piece in pieces) == text[start:end]
            at = start
            for piece in pieces:
                valid = [c for c in covers if 0 <= c.start < c.end <= len(text)]
                expected = {c.classes[0] for c in valid if c.start <= at and at + len(piece.text) <= c.end}
                assert set(piece.classes) == expected
                at += len(piece.text)


class TestParagraphs:
    def test_blank_lines_part_paragraphs_and_single_breaks_do_not(self) -> None:
        text = "One\nline.\n\n\n \nTwo."
        assert [text[slice(*span)] for span in split_paragraphs(text)] == ["One\nline.", "Two."]

    @pytest.mark.parametrize("text", ["", "  \n\n  "])
    def test_nothing_has_no_paragraphs(self, text: str) -> None:
        assert list(split_paragraphs(text)) == []


class TestCovers:
    def test_a_hit_is_marked_by_measure_and_voice(self) -> None:
        hit = Hit(3, 6, "hedging", "may", "epistemic", voice="reported", rule="H-11")
        (cover,) = cover_hits([hit], SLUGS, TITLES, 4)
        assert cover.classes == ("m-hedging", "v-reported")
        assert cover.anchor == place_anchor(4, "body", 3) == "a4-body-3"

    def test_a_hit_says_measure_category_voice_and_rule(self) -> None:
        hit = Hit(3, 6, "hedging", "may", "epistemic", rule="H-11")
        assert describe_hit(hit, TITLES) == "Hedging: epistemic; the outlet’s own words; rule H-11"

    def test_a_hit_says_its_target_source_and_sign_where_it_has_them(self) -> None:
        hit = Hit(0, 1, "loaded", "x", "label", value=-1.0, target="mayor", voice="quoted", source="two aides")
        said = describe_hit(hit, TITLES)
        assert said.startswith("Loaded terms: label; toward Mayor Ruiz; a source’s words, quoted; source: two aides;")
        assert said.endswith("negative; no rule id")

    def test_an_uncertain_hit_says_so_and_how_uncertain(self) -> None:
        hit = Hit(3, 6, "hedging", "may", "epistemic", rule="H-11", confidence=0.423)
        assert describe_hit(hit, TITLES) == "Hedging: epistemic; the outlet’s own words; uncertain, 42 % sure; rule H-11"
        (cover,) = cover_hits([hit], SLUGS, TITLES, 1)
        assert (cover.classes, cover.code) == (("m-hedging", "v-own"), "hedging?")
        (sure,) = cover_hits([hit._replace(confidence=0.5)], SLUGS, TITLES, 1)
        assert (sure.code, "uncertain" in sure.note) == ("hedging", False)

    def test_a_hit_that_is_a_whole_sentence_has_a_class_of_its_own_and_names_its_words(self) -> None:
        (cover,) = cover_hits([SENTENCE], SLUGS, TITLES, 1)
        assert (cover.classes, cover.opening, cover.code) == (("s-loaded",), "starts", "loaded")
        assert cover.note == "Loaded terms: loaded; the outlet’s own words; weighed most: brutal, vote; rule learned"
        (unnamed,) = cover_hits([SENTENCE._replace(term="loaded")], SLUGS, TITLES, 1)
        assert "weighed most" not in unnamed.note
        (loud,) = cover_hits([SENTENCE], SLUGS, TITLES, 1, quiet=False)
        assert (loud.classes, loud.opening) == (("m-loaded", "v-own"), "")

    def test_a_whole_sentence_leaves_the_words_marked_inside_it_as_they_are(self) -> None:
        text = "A brutal vote may pass. So."
        may = Hit(14, 17, "hedging", "may", "epistemic")
        pieces = pieces_of(text, *cover_hits([may, SENTENCE], SLUGS, TITLES, 1))
        assert [(piece.text, piece.marked, piece.classes) for piece in pieces] == [
            ("A brutal vote ", False, ("s-loaded", "starts")),
            ("may", True, ("s-loaded", "m-hedging", "v-own")),
            (" pass.", False, ("s-loaded",)),
            (" So.", False, ()),
        ]
        assert [piece.codes for piece in pieces] == [(), ("hedging",), ("loaded",), ()]
        assert [piece.anchor for piece in pieces] == ["a1-body-0", "a1-body-14", "", ""]

    def test_a_sentence_that_starts_with_a_marked_word_has_one_anchor_and_both_marks(self) -> None:
        opening = Hit(0, 8, "hedging", "a brutal", "x", confidence=0.1)
        first = pieces_of("A brutal vote may pass.", *cover_hits([opening, SENTENCE], SLUGS, TITLES, 1))[0]
        assert first.classes == ("s-loaded", "m-hedging", "v-own", "starts")
        assert (first.anchor, first.uncertain) == ("a1-body-0", ("hedging",))

    def test_speech_and_term_quotes_are_told_apart(self) -> None:
        quotations = [{"start": 0, "end": 4, "kind": "speech"}, {"start": 5, "end": 9, "kind": "term"}]
        assert [cover.classes for cover in cover_quotations(quotations)] == [("quotation",), ("term",)]

    def test_source_cue_and_content_are_told_apart(self) -> None:
        record = {"source": [0, 4], "cue": [5, 9], "contents": [[10, 20], [25, 30]], "zone": "body"}
        covers = list(cover_attributions([record], "body"))
        assert [cover.classes[0] for cover in covers] == ["source", "cue", "content", "content"]

    def test_an_attribution_without_a_source_has_only_cue_and_content(self) -> None:
        record = {"source": None, "cue": [5, 9], "contents": [[10, 20]], "zone": "body"}
        assert [cover.classes[0] for cover in cover_attributions([record], "body")] == ["cue", "content"]

    def test_each_part_says_in_words_what_it_is(self) -> None:
        said = [cover.note for cover in cover_attributions([RECORD], "body")]
        assert said == [
            "Source: two aides; unnamed official; anonymous, rung 3",
            "Cue: distancing; rule A-7",
            "Said by two aides; mixed; told Reuters",
        ]

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"level": 2}, "Said by two aides; mixed; level 2, inside another’s words; told Reuters"),
            ({"confidence": 0.42}, "Said by two aides; mixed; told Reuters; uncertain, 42 % sure"),
            ({"kind": "cognition", "channel": ""}, "Belief or wish of two aides; mixed"),
            ({"source": None, "channel": ""}, "Said by nobody named; mixed"),
            ({"source_text": "they", "flags": ["pronoun"], "channel": ""}, "Said by two aides; mixed"),
        ],
    )
    def test_a_content_says_by_whom_at_which_level_and_how_sure(self, changes: dict[str, object], said: str) -> None:
        assert [cover.note for cover in cover_attributions([{**RECORD, **changes}], "body")][-1] == said

    def test_what_stands_inside_anothers_words_has_a_class_of_its_own(self) -> None:
        assert {cover.classes[1:] for cover in cover_attributions([RECORD], "body")} == {()}
        assert {cover.classes[1:] for cover in cover_attributions([{**RECORD, "level": 2}], "body")} == {("nested",)}

    def test_names_in_tooltips_are_text_and_no_markup(self) -> None:
        record = {**RECORD, "source_text": '"><script>alert(1)</script>', "entity": '"><script>alert(1)</script>'}
        analysis = replace(analyze_by_hand([make_article("a", "Aides say so. It may pass.")]), attributions={"a": (record,)})
        shown = show(analysis, "a")._repr_html_()
        assert "<script" not in shown
        assert "&amp;lt;script&amp;gt;" in shown

    def test_attributions_of_another_zone_are_left_out(self) -> None:
        record = {"source": None, "cue": [0, 1], "contents": [], "zone": "title"}
        assert list(cover_attributions([record], "body")) == []


class TestZones:
    def test_title_and_body_are_marked_each_by_its_own_hits(self) -> None:
        article = make_article("a", "It may pass.", title="It may not")
        analysis = analyze_by_hand([article])
        zones = dict(mark_zones(analysis, article, 1, (SLUGS | {"attribution": "a", "evaluation": "e"}, TITLES), ()))
        assert [piece.anchor for piece in zones["title"][0]] == ["", "a1-title-3", ""]
        assert [piece.anchor for piece in zones["body"][0]] == ["", "a1-body-3", ""]
        assert "deck" not in zones

    def test_hidden_measures_leave_no_mark(self) -> None:
        article = make_article("a", "It may pass.")
        analysis = analyze_by_hand([article])
        zones = dict(mark_zones(analysis, article, 1, (SLUGS, TITLES), {"hedging"}))
        assert zones["body"] == ((Piece("It may pass."),),)

    def test_a_very_long_text_is_cut(self) -> None:
        article = make_article("a", "word " * LONGEST)
        zones = dict(mark_zones(analyze_by_hand([article]), article, 1, (SLUGS, TITLES), ()))
        assert sum(len(piece.text) for piece in zones["body"][0]) == LONGEST


class TestShow:
    def test_the_plain_form_brackets_each_finding_with_its_measures(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may pass.", title="Vote")])
        assert str(show(analysis, "a")) == "Alpha\n\nVote\n\nIt [[may|hedging]] pass."

    def test_measures_can_be_chosen(self) -> None:
        analysis = analyze_by_hand([make_article("a", "A brutal vote may pass.", title="")])
        assert str(show(analysis, "a", measures=["loaded"])) == "Alpha\n\nA [[brutal|loaded]] vote may pass."

    def test_whole_sentences_are_bracketed_only_when_their_measure_is_named(self) -> None:
        analysis = analyze_by_hand([make_article("a", "A brutal vote may pass.", title="")])
        analysis = replace(analysis, hits={"a": (*(hit for hit in analysis.hits["a"] if hit.term == "may"), SENTENCE)})
        assert str(show(analysis, "a")) == "Alpha\n\nA brutal vote [[may|hedging]] pass."
        assert str(show(analysis, "a", measures=["loaded"])) == "Alpha\n\n[[A brutal vote may pass.|loaded]]"

    def test_jupyter_gets_a_frame_whose_page_runs_nothing(self) -> None:
        analysis = analyze_by_hand([make_article("a", "<script>alert(1)</script> may " + write_text([1]))])
        shown = show(analysis, "a")._repr_html_()
        assert shown.startswith("<iframe srcdoc=")
        assert "<script" not in shown
        assert "&amp;lt;script&amp;gt;" in shown

    def test_an_unknown_article_or_measure_is_refused_with_a_hint(self) -> None:
        analysis, _, _ = make_case(1)
        with pytest.raises(UnknownNameError, match='Unknown article "s0-9"'):
            show(analysis, "s0-9")
        with pytest.raises(UnknownNameError, match=r'Unknown measure "hedgin"\. Did you mean "hedging"'):
            show(analysis, "s0-0", measures=["hedgin"])
