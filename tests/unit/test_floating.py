"""Quotations without a cue of their own: who speaks them, and how far a speaker's paragraphs go on."""

from __future__ import annotations

import pytest

from framing.attributions import COLON
from framing.attributions.floating import join_floating
from framing.attributions.relations import Draft
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


def test_who_is_reported_in_the_paragraph_before_does_not_speak_a_new_quotation() -> None:
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


def test_what_follows_own_words_after_a_closed_quotation_is_nobodys_again() -> None:
    lead = "\u201cThe pit is flooded and it is cold,\u201d"
    found = told(f"{lead} Petra Holm said. {FIRST}\n\n{FLOATING}\n\nRain fell.\n\n\u201cBut I do not care about it.\u201d")
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


# Quotations that fill the next paragraph

LEAD = "\u201cThe pit is flooded and cold,\u201d"


def test_a_quotation_that_fills_the_paragraph_after_a_quotation_has_its_speaker() -> None:
    assert told(f"{LEAD} Petra Holm said.\n\n{FLOATING}") == [("Petra Holm", (LEAD, FLOATING))]


def test_so_have_all_that_follow_one_another() -> None:
    more = "\u201cWe waited for two long days.\u201d"
    assert told(f"{LEAD} Petra Holm said.\n\n{FLOATING}\n\n{more}") == [("Petra Holm", (LEAD, FLOATING, more))]


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} Petra Holm said.\n\nRain fell on the town all day.\n\n{FLOATING}",
        f"{LEAD} Petra Holm said. Rain fell on the town all day.\n\n{FLOATING}",
        f"{LEAD} Petra Holm said.\n\n{FLOATING} Rain fell on the town all day.",
    ],
)
def test_the_outlets_own_words_between_or_beside_leave_it_to_nobody(text: str) -> None:
    assert told(text) == [("Petra Holm", (LEAD,))]


def test_an_answer_is_not_given_to_who_asked() -> None:
    assert told(f"\u201cDid you see the pit?\u201d Petra Holm asked.\n\n{FLOATING}")[0][1] == (
        "\u201cDid you see the pit?\u201d",
    )


def test_where_two_ask_and_answer_by_turns_each_keeps_their_part() -> None:
    asked, answered = "\u201cDid you see the pit?\u201d", "\u201cI did see it,\u201d"
    again, answer = "\u201cAnd was it cold down there?\u201d", "\u201cIt was very cold and wet.\u201d"
    found = told(f"{asked} Petra Holm asked.\n\n{answered} Omar Vance said.\n\n{again}\n\n{answer}")
    assert found == [("Petra Holm", (asked, again)), ("Omar Vance", (answered, answer))]


def test_where_two_speak_by_turns_without_asking_the_third_quotation_is_nobodys() -> None:
    found = told(f"{LEAD} Petra Holm said.\n\n\u201cIt is dry,\u201d Omar Vance said.\n\n{FLOATING}")
    assert [contents for _, contents in found] == [(LEAD,), ("\u201cIt is dry,\u201d",)]


def test_a_page_of_nothing_but_dialog_has_no_speakers() -> None:
    assert told("\n\n".join(["\u201cWas it cold down there?\u201d", "\u201cIt was very cold.\u201d"] * 40)) == []


@pytest.mark.parametrize("lead", ["Petra Holm said:", "Petra Holm had this to say:", "Petra Holm had a warning for the town."])
def test_a_paragraph_that_announces_a_quotation_names_its_speaker(lead: str) -> None:
    assert told(f"{lead}\n\n{FLOATING}") == [("Petra Holm", (FLOATING,))]


@pytest.mark.parametrize("lead", ["Petra Holm was at the pit.", "Rain fell on the town all day.", "A warning was posted."])
def test_a_paragraph_that_announces_nothing_names_nobody(lead: str) -> None:
    assert told(f"{lead}\n\n{FLOATING}") == []


# Which quotations float


def test_a_title_inside_a_later_sentence_is_not_joined() -> None:
    assert told(f"{LEAD} Petra Holm said. In winter they watch \u201cThe Long Road Home.\u201d") == [("Petra Holm", (LEAD,))]


def test_a_quotation_that_ends_with_a_comma_has_a_cue_of_its_own_though_none_is_known() -> None:
    found = told(f"{LEAD} Petra Holm said. \u201cNobody came to help us at all,\u201d gloomed Omar Vance.")
    assert ("Petra Holm", (LEAD,)) in found


def test_a_quotation_after_a_participle_stays_with_who_was_quoted() -> None:
    found = told(f"{LEAD} Petra Holm said, citing Omar Vance\u2019s report on the mine. {FLOATING}")
    assert [source for source, contents in found if FLOATING in contents] == ["Petra Holm"]


def test_a_cue_inside_a_quotation_makes_nobody_speak_the_next() -> None:
    text = f"{LEAD} Petra Holm said. \u201cOmar Vance told us that it was dry.\u201d {FLOATING}"
    assert [source for source, contents in told(text) if FLOATING in contents] == ["Petra Holm"]


def test_where_the_chain_of_paragraphs_ends_without_a_speaker_a_later_one_does_not_get_it() -> None:
    found = told(f"{FIRST}\n\n{FLOATING}\n\nRain fell.\n\n{LEAD} Petra Holm said.")
    assert found == [("Petra Holm", (LEAD,))]


def test_quotations_inside_a_floating_one_are_joined_with_it_once() -> None:
    nested = "\u201cHe said \u2018never again\u2019 to us and left.\u201d"
    assert told(f"{LEAD} Petra Holm said. {nested}") == [("Petra Holm", (LEAD, nested))]


# The flag (V-12)


def flags(text: str) -> list[tuple[str, ...]]:
    return [tuple(sorted(quotation.flags)) for quotation in make_document(text).quotations]


def test_a_joined_quotation_and_its_attribution_say_that_the_speaker_is_inferred() -> None:
    doc = make_document(f"{LEAD} Petra Holm said. {FLOATING}")
    assert [sorted(quotation.flags) for quotation in doc.quotations] == [[], ["inferred_speaker"]]
    assert doc.attributions[0].flags == {"inferred_speaker"}
    assert make_document(f"{LEAD} Petra Holm said.").attributions[0].flags == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        f"Petra Holm said: {FLOATING}",
        f"Petra Holm said:\n\n{FLOATING}",
        "\u201cWe go,\u201d Petra Holm said, \u201cand we stay.\u201d",
        "\u201cWe go. We stay. Why?\u201d asked Petra Holm.",
    ],
)
def test_a_speaker_beside_or_announced_by_a_colon_is_not_inferred(text: str) -> None:
    assert not any("inferred_speaker" in found for found in flags(text))


def test_a_quotation_that_goes_on_is_inferred_only_where_its_beginning_is() -> None:
    rest = "\u201cThe second was worse.\u201d"
    assert flags(f"Petra Holm said: {FIRST}\n\n{rest}") == [("continued",), ()]
    assert flags(f"{LEAD} Petra Holm said. {FIRST}\n\n{rest}") == [(), ("continued", "inferred_speaker"), ("inferred_speaker",)]


def test_no_draft_is_added_taken_away_or_moved_and_only_contents_grow() -> None:
    doc = make_document(f"{LEAD} Petra Holm said. Omar Vance said it was warm. {FLOATING}")
    bare = [
        Draft(found.cue, COLON, found.source.span, found.source.span, found.contents[:1], "A-1") for found in doc.attributions
    ]
    joined = join_floating(doc, doc.quotations, bare)
    assert [after._replace(contents=()) for after in joined] == [before._replace(contents=()) for before in bare]
    assert [len(after.contents) - len(before.contents) for before, after in zip(bare, joined, strict=True)] == [0, 1]
