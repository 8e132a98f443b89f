"""Quotations without a cue of their own: who speaks them, and how far a speaker's paragraphs go on."""

from __future__ import annotations

import pytest

from framing.attributions.floating import join_floating
from framing.testing import make_document

FLOATING = "\u201cNobody came to help us at all.\u201d"


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return source and contents of each attribution in words."""
    doc = make_document(text)
    return [
        (
            doc.quote(found.source.span) if found.source.span else "",
            tuple(doc.quote(span) for span in found.contents),
        )
        for found in doc.attributions
    ]


def voice(text: str, word: str) -> str:
    doc = make_document(text)
    return doc.voices[doc.norms.index(word)]


def test_a_quotation_after_an_attributed_one_has_its_speaker() -> None:
    found = told(f"\u201cThe pit is flooded and cold,\u201d Petra Holm said. {FLOATING}")
    assert found == [("Petra Holm", ("\u201cThe pit is flooded and cold,\u201d", FLOATING))]


def test_a_quotation_after_an_indirect_content_makes_the_attribution_mixed() -> None:
    text = f"Petra Holm said the pit was cold. {FLOATING}"
    assert told(text) == [("Petra Holm", ("the pit was cold", FLOATING))]
    assert [found.form for found in make_document(text).attributions] == ["mixed"]


def test_the_last_of_two_speakers_in_the_paragraph_speaks_the_quotation() -> None:
    found = told(f"Petra Holm said the pit was cold. Omar Vance said it was warm. {FLOATING}")
    assert found == [("Petra Holm", ("the pit was cold",)), ("Omar Vance", ("it was warm", FLOATING))]


def test_two_quotations_one_after_the_other_have_one_speaker() -> None:
    more = "\u201cWe waited for two long days.\u201d"
    assert told(f"Petra Holm said the pit was cold. {FLOATING} {more}") == [
        ("Petra Holm", ("the pit was cold", FLOATING, more)),
    ]


def test_a_speaker_of_the_paragraph_before_does_not_speak_a_new_quotation() -> None:
    found = told(f"Petra Holm said the pit was cold.\n\n{FLOATING}")
    assert found == [("Petra Holm", ("the pit was cold",))]


def test_a_speaker_who_comes_after_the_quotation_in_a_sentence_of_their_own_does_not_speak_it() -> None:
    assert told(f"{FLOATING} Petra Holm said the pit was cold.") == [("Petra Holm", ("the pit was cold",))]


def test_hearsay_without_a_source_speaks_no_quotation() -> None:
    assert told(f"The pit reportedly closed. {FLOATING}") == [("", ("The pit reportedly closed",))]


@pytest.mark.parametrize("text", [FLOATING, f"Petra Holm shook her head. {FLOATING}"])
def test_where_nobody_speaks_there_is_no_attribution(text: str) -> None:
    assert told(text) == []


def test_a_term_in_quotation_marks_is_given_to_nobody() -> None:
    text = "Petra Holm said the pit was cold. The \u201cold guard\u201d left."
    assert told(text) == [("Petra Holm", ("the pit was cold",))]
    assert voice(text, "guard") == "own"


# Quotations that go on in the next paragraph (V-8)

FIRST, SECOND, THIRD = (
    "\u201cOne is bad and it is cold.",
    "\u201cTwo is bad and it is wet.",
    "\u201cThree is bad and it is dark",
)


def test_a_quotation_over_two_paragraphs_is_given_to_the_speaker_at_its_end() -> None:
    found = told(f"{FIRST}\n\n{THIRD},\u201d Petra Holm said.")
    assert [source for source, _ in found] == ["Petra Holm"]
    assert set(found[0][1]) == {FIRST, f"{THIRD},\u201d"}


def test_a_quotation_over_three_paragraphs_is_given_whole_to_the_speaker_at_its_end() -> None:
    found = told(f"{FIRST}\n\n{SECOND}\n\n{THIRD},\u201d Petra Holm said.")
    assert [source for source, _ in found] == ["Petra Holm"]
    assert set(found[0][1]) == {FIRST, SECOND, f"{THIRD},\u201d"}


def test_a_quotation_that_goes_on_stays_with_the_speaker_at_its_start() -> None:
    lead = "\u201cThe pit is flooded and it is cold,\u201d"
    found = told(f"{lead} Petra Holm said. {FIRST}\n\n{FLOATING}")
    assert found == [("Petra Holm", (lead, FIRST, FLOATING))]


def test_the_paragraph_after_a_closed_quotation_is_nobodys_again() -> None:
    lead = "\u201cThe pit is flooded and it is cold,\u201d"
    found = told(f"{lead} Petra Holm said. {FIRST}\n\n{FLOATING}\n\n\u201cBut I do not care about it at all.\u201d")
    assert found == [("Petra Holm", (lead, FIRST, FLOATING))]


def test_every_paragraph_of_a_quotation_is_in_the_quoted_voice() -> None:
    text = f"{FIRST}\n\n{SECOND}\n\n{THIRD},\u201d Petra Holm said. She wore gloves."
    assert [voice(text, word) for word in ("one", "two", "three", "gloves")] == ["quoted", "quoted", "quoted", "own"]


def test_a_joined_quotation_changes_no_cue_and_no_source() -> None:
    text = "Petra Holm said the pit was cold."
    alone, joined = make_document(text).attributions[0], make_document(f"{text} {FLOATING}").attributions[0]
    assert (joined.cue, joined.source, joined.lemma) == (alone.cue, alone.source, alone.lemma)
    assert len(joined.contents) == len(alone.contents) + 1


def test_without_drafts_a_quotation_joins_nothing() -> None:
    doc = make_document(f"{FIRST}\n\n{SECOND}")
    assert doc.quotations
    assert join_floating(doc, doc.quotations, []) == []


def test_a_quotation_after_a_refusal_to_comment_is_not_given_to_who_refused() -> None:
    doc = make_document('Officials declined to comment. "Nobody came to the gate at all that night."')
    assert [(a.kind, a.contents) for a in doc.attributions] == [("no_comment", ())]
