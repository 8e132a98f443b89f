"""Contents of attributions: how far a quotation or a clause reaches, and what at its edges is the outlet's own."""

from __future__ import annotations

import pytest

from framing.attributions.contents import ContentFinder
from framing.documents import segment
from framing.model import Document, Span
from framing.quotations import find_quotations
from framing.testing import make_document


def contents(text: str) -> list[list[str]]:
    """Return the contents of each attribution in a text, in order."""
    doc = make_document(text)
    return [[doc.quote(span) for span in found.contents] for found in doc.attributions]


def finder(text: str) -> ContentFinder:
    doc = segment(text)
    return ContentFinder(doc, find_quotations(doc))


def place(doc: Document, word: str) -> int:
    return doc.norms.index(word)


def quote(doc: Document, spans: tuple[Span, ...]) -> list[str]:
    return [doc.quote(span) for span in spans]


# What the finder knows of quotations


def test_a_quotation_closes_before_a_token_with_or_without_a_comma_outside_its_mark() -> None:
    for text in ("\u201cIt leaks,\u201d she said.", "\u201cIt leaks\u201d, she said."):
        found = finder(text)
        assert found.closes_before(place(found.doc, "she")) is not None


def test_a_quotation_that_ends_a_paragraph_closes_before_nothing_in_the_next() -> None:
    found = finder("She said: \u201cIt leaks.\u201d\n\nThe mill too. \u201cNo.\u201d Bo left.")
    assert found.closes_before(place(found.doc, "the")) is None
    assert found.closes_before(place(found.doc, "bo")) is not None


def test_an_unclosed_quotation_closes_nowhere() -> None:
    found = finder("\u201cIt leaks badly at night, she said.")
    assert all(found.closes_before(i) is None for i in range(len(found.doc.tokens)))


@pytest.mark.parametrize("mark", [",", ":", ""])
def test_a_quotation_opens_after_a_cue_and_its_comma_or_colon(mark: str) -> None:
    found = finder(f"She said{mark} \u201cIt leaks badly.\u201d")
    assert found.opens_after(place(found.doc, "said") + 1) is not None


def test_no_quotation_opens_where_there_is_none() -> None:
    found = finder("She said it leaks.")
    assert found.opens_after(place(found.doc, "said") + 1) is None


@pytest.mark.parametrize("words", ["Monday", "the week", "May 4"])
def test_a_date_is_a_time_and_no_source(words: str) -> None:
    found = finder(f"It fell, said {words}.")
    assert found.is_time(Span(place(found.doc, "said") + 1, len(found.doc.tokens) - 1))


def test_a_name_is_no_time() -> None:
    found = finder("It fell, said Nela Marsh.")
    assert not found.is_time(Span(place(found.doc, "nela"), place(found.doc, "marsh") + 1))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (", that the dam leaks.", "the dam leaks"),
        ("\u2014 the dam leaks,", "the dam leaks"),
        ("the dam leaks, but", "the dam leaks"),
        ("the dam leaks (", "the dam leaks"),
    ],
)
def test_marks_and_conjunctions_at_its_edges_are_cut_off_a_content(text: str, rest: str) -> None:
    found = finder(text)
    assert quote(found.doc, found.trim(0, len(found.doc.tokens))) == [rest]


def test_nothing_but_marks_is_no_content() -> None:
    found = finder("\u2014 , . \u201d")
    assert found.trim(0, len(found.doc.tokens)) == ()


# Content to the left


def test_a_quotation_before_its_cue_is_content_however_many_sentences_it_holds() -> None:
    text = "Rain fell. \u201cIt leaks. It has leaked for years. We told them,\u201d Nela Marsh said."
    assert contents(text) == [["\u201cIt leaks. It has leaked for years. We told them,\u201d"]]


def test_a_clause_before_its_cue_is_content_without_its_comma() -> None:
    assert contents("The dam is dead, officials said.") == [["The dam is dead"]]


def test_what_holds_no_verb_is_no_content_to_the_left() -> None:
    assert contents("In the end, officials said.") == []


def test_a_leading_concessive_is_the_outlets_own() -> None:
    assert contents("While the wells dried, the dam was full, officials said.") == [["the dam was full"]]


@pytest.mark.parametrize("word", ["While", "Although", "Though"])
def test_a_concessive_before_the_source_is_the_outlets_own(word: str) -> None:
    assert contents(f"{word} the wells dried, the ministry said the dam was full.") == [["the dam was full"]]


# Content to the right


@pytest.mark.parametrize("that", ["that ", ""])
def test_a_clause_after_its_cue_is_content_with_and_without_that(that: str) -> None:
    assert contents(f"The ministry said {that}the dam was full.") == [["the dam was full"]]


@pytest.mark.parametrize("word", ["but", "while", "although"])
def test_a_contrast_after_a_comma_ends_the_content(word: str) -> None:
    assert contents(f"The ministry said the dam was full, {word} the wells were dry.") == [["the dam was full"]]


def test_a_semicolon_ends_the_content() -> None:
    assert contents("The ministry said the dam was full; the wells were dry.") == [["the dam was full"]]


def test_a_relative_clause_at_the_end_is_the_outlets_own() -> None:
    text = "The ministry said the mill stood by the lake, which borders two towns."
    assert contents(text) == [["the mill stood by the lake"]]


def test_a_relative_clause_between_a_subject_and_its_verb_is_the_outlets_own() -> None:
    text = "The guide said the trail, which crosses two counties, was closed."
    assert contents(text) == [["the trail", "was closed"]]


@pytest.mark.parametrize(
    "rest", ["the trail, which is steep, and the road were closed", "the trail, of all places, was closed"]
)
def test_what_else_stands_between_commas_is_part_of_the_content(rest: str) -> None:
    assert contents(f"The guide said {rest}.") == [[rest]]


def test_a_relative_clause_inside_quotation_marks_is_the_sources() -> None:
    text = "\u201cThe mill stands by the lake, which borders two towns,\u201d Nela Marsh said."
    assert contents(text) == [["\u201cThe mill stands by the lake, which borders two towns,\u201d"]]


def test_a_time_between_cue_and_content_is_left_out() -> None:
    assert contents("The ministry said on Monday that the dam was full.") == [["the dam was full"]]


def test_an_addressee_between_cue_and_content_is_left_out() -> None:
    assert contents("The ministry told the council the dam was full.") == [["the dam was full"]]


def test_a_quotation_later_in_the_sentence_is_content() -> None:
    assert contents("Nela Marsh said, after a pause, \u201cIt leaks badly now.\u201d") == [["\u201cIt leaks badly now.\u201d"]]


def test_a_contrast_after_a_quotation_ends_the_content_and_one_inside_it_does_not() -> None:
    text = "The ministry said the dam was \u201cdead, but standing\u201d, but the wells were dry; the mill too."
    assert contents(text) == [["the dam was \u201cdead, but standing\u201d"]]


def test_a_clause_without_end_is_cut_and_a_quotation_in_it_counts_as_one_token() -> None:
    clause = " ".join(["the dam was full and"] * 120)  # 600 tokens
    plain, quoted = finder(f"They said {clause}."), finder(f"They said it was \u201cno, no\u201d and {clause}.")
    for found, start, extra in ((plain, 2, 0), (quoted, 2, 4)):
        ((first, last),) = found.right(start, found.doc.sentences[0])
        assert first == start
        assert last == start + 500 + extra - (found.doc.norms[start + 499 + extra] == "and")


def test_a_quotation_inside_an_indirect_content_does_not_end_it() -> None:
    text = "The ministry said the dam was \u201cdead, but standing\u201d before the vote."
    assert contents(text) == [["the dam was \u201cdead, but standing\u201d before the vote"]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The clerk asked whether the dam was full.", "whether the dam was full"),
        ("The clerk explained why the dam was full.", "why the dam was full"),
        ("The mayor expressed support for the strike.", "for the strike"),
        ("The mayor accused the council of hiding the leak.", "the council of hiding the leak"),
        ("The mayor described the dam as dead.", "the dam as dead"),
        ("The mayor vowed to rebuild the dam.", "to rebuild the dam"),
    ],
)
def test_a_verb_takes_the_complement_that_its_entry_allows(text: str, content: str) -> None:
    assert contents(text) == [[content]]


@pytest.mark.parametrize("text", ["The mayor said.", "The mayor said, and left.", "The clerk told the council."])
def test_without_a_content_there_is_no_attribution(text: str) -> None:
    assert contents(text) == []


# "According to", parentheticals, adverbs


def test_according_to_covers_what_follows_where_it_opens_the_sentence() -> None:
    assert contents("According to the ministry, the dam was full.") == [["the dam was full"]]


def test_according_to_covers_what_precedes_where_it_ends_the_sentence() -> None:
    assert contents("The dam was full, according to the ministry.") == [["The dam was full"]]


def test_a_parenthetical_cue_has_content_on_both_sides() -> None:
    assert contents("The ferry, officials said, is safe.") == [["The ferry", "is safe"]]


def test_an_interrupted_quotation_is_one_attribution_with_two_contents() -> None:
    text = "\u201cThe pumps work,\u201d Nela Marsh said, \u201cbut the pipes leak.\u201d"
    assert contents(text) == [["\u201cThe pumps work,\u201d", "\u201cbut the pipes leak.\u201d"]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The talks reportedly failed.", "The talks reportedly failed"),
        ("The talks opened at nine; they reportedly failed by noon.", "they reportedly failed by noon"),
        ("The talks reportedly failed, and the envoys left the town.", "The talks reportedly failed"),
    ],
)
def test_a_hearsay_adverb_covers_its_clause_and_no_other(text: str, content: str) -> None:
    assert contents(text) == [[content]]


# Floating quotations


def test_a_quotation_without_a_cue_joins_the_speaker_before_it_in_the_paragraph() -> None:
    text = "The warden said the cells were full. \u201cWe sleep them in the gym.\u201d"
    assert contents(text) == [["the cells were full", "\u201cWe sleep them in the gym.\u201d"]]


def test_a_quotation_without_a_cue_joins_the_nearest_speaker() -> None:
    text = "Nela Marsh said it was late. Omar Vance said it was early. \u201cWe have all night to count.\u201d"
    assert contents(text) == [["it was late"], ["it was early", "\u201cWe have all night to count.\u201d"]]


def test_a_quotation_without_a_cue_joins_no_speaker_of_another_paragraph() -> None:
    text = "The warden said the cells were full.\n\n\u201cWe sleep them in the gym.\u201d"
    assert contents(text) == [["the cells were full"]]


def test_a_name_in_quotation_marks_joins_no_speaker() -> None:
    text = "The warden said the cells were full. The tram passed the \u201cGolden Hen\u201d at noon."
    assert contents(text) == [["the cells were full"]]
