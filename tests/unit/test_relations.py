"""Cues and the phrases around them: whose words they are, in every order the parts can take."""

from __future__ import annotations

import pytest

from framing.attributions import find_drafts
from framing.documents import segment
from framing.grammar import name_after, subject_before
from framing.lexicon import shipped_lexicon
from framing.model import Attribution, Span
from framing.quotations import find_quotations
from framing.testing import make_document

Told = tuple[str, str, tuple[str, ...]]


def tell(text: str) -> list[Told]:
    """Return source, cue and contents of each attribution in words."""
    doc = make_document(text)
    return [
        (
            doc.quote(found.source.span) if found.source.span else "",
            doc.quote(found.cue),
            tuple(doc.quote(span) for span in found.contents),
        )
        for found in doc.attributions
    ]


def rules(text: str) -> list[Told]:
    """Return source, cue and contents of each relation that rules alone find."""
    doc = segment(text)
    drafts = find_drafts(doc, find_quotations(doc), shipped_lexicon("reporting_verbs"), lambda cue: False)
    return [
        (doc.quote(draft.source) if draft.source else "", doc.quote(draft.cue), tuple(map(doc.quote, draft.contents)))
        for draft in drafts
    ]


def one(text: str) -> Attribution:
    """Return the only attribution of a text."""
    found = make_document(text).attributions
    assert len(found) == 1, [item.lemma for item in found]
    return found[0]


# Orders of source, cue and content


def test_a_verb_before_its_source_is_inverted_and_the_name_in_apposition_is_the_source() -> None:
    text = "The pit is flooded, said its director, Silvan Corde."
    assert tell(text) == [("Silvan Corde", "said", ("The pit is flooded",))]
    assert one(text).rule == "A-7"


def test_an_inverted_cue_inside_a_quotation_takes_both_its_halves() -> None:
    text = "\u201cThe pit,\u201d said Petra Holm, \u201cis flooded.\u201d"
    assert tell(text) == [("Petra Holm", "said", ("\u201cThe pit,\u201d", "\u201cis flooded.\u201d"))]


def test_a_cue_with_an_addressee_after_a_subject_is_not_inverted() -> None:
    text = "The pit is dead, its director, Ana Ruiz, told the council."
    assert tell(text) == [("Ana Ruiz", "told", ("The pit is dead",))]
    assert one(text).rule == "A-1"


def test_a_parenthetical_cue_leaves_content_on_both_of_its_sides() -> None:
    assert tell("The lake, officials said, is safe.") == [("officials", "said", ("The lake", "is safe"))]


def test_an_inverted_cue_between_a_subject_and_its_verb_leaves_content_on_both_of_its_sides() -> None:
    assert tell("The bridge, said the engineer, is sound.") == [("the engineer", "said", ("The bridge", "is sound"))]


def test_a_parenthetical_cue_at_the_end_of_a_clause_leaves_the_next_clause_alone() -> None:
    assert tell("The pit was flooded, the owner said, and the union agreed that it was.") == [
        ("the owner", "said", ("The pit was flooded",)),
        ("the union", "agreed", ("it was",)),
    ]


def test_an_outlet_at_the_end_of_a_sentence_reports_all_of_it() -> None:
    found = tell("Petra Holm said the pit was flooded, the Times reported.")
    assert found == [
        ("Petra Holm", "said", ("the pit was flooded",)),
        ("the Times", "reported", ("Petra Holm said the pit was flooded",)),
    ]


def test_the_agent_of_a_passive_after_as_is_its_source() -> None:
    text = "As confirmed by the coroner, the man had drowned."
    assert tell(text) == [("the coroner", "confirmed", ("the man had drowned",))]
    assert one(text).rule == "A-7"


def test_a_person_who_is_accused_is_no_source_of_the_accusation() -> None:
    assert "Petra Holm" not in [source for source, _, _ in tell("Petra Holm was accused by the union of lying.")]


def test_who_accuses_in_a_passive_is_the_source_of_what_is_said_of_its_subject() -> None:
    told = [("the board", "accused", ("The mayor", "of lying"))]
    assert rules("The mayor was accused by the board of lying.") == told
    told = [("the head of the board", "criticized", ("The mayor", "for the delay"))]
    assert rules("The mayor was criticized by the head of the board for the delay.") == told


def test_an_agent_without_a_complaint_accuses_nobody() -> None:
    assert rules("The mayor was accused by the board.") == []


def test_the_day_after_an_agent_is_no_part_of_it() -> None:
    found = rules("The closure was announced by the school board on Monday.")
    assert found == [("the school board", "announced", ("The closure",))]


def test_what_follows_the_agent_with_that_is_the_content() -> None:
    found = rules("The king was quoted as saying by the palace that he would not step down.")
    assert found == [("the palace", "quoted as saying", ("he would not step down",))]


def test_a_colon_before_a_short_quotation_after_a_name_introduces_it() -> None:
    assert rules("Mayor: \u2018We will not pay\u2019") == [("Mayor", ":", ("\u2018We will not pay\u2019",))]
    assert rules("The list: \u2018We will not pay\u2019") == []


def test_a_colon_after_a_name_that_opens_the_sentence_introduces_what_it_says() -> None:
    text = "Petra Holm: The pit is flooded and nobody cares."
    assert tell(text) == [("Petra Holm", ":", ("The pit is flooded and nobody cares",))]


@pytest.mark.parametrize("text", ["The list: bread, milk and a box of nails.", "Petra Holm: yes, no."])
def test_a_colon_after_a_common_noun_or_before_a_few_words_introduces_no_speech(text: str) -> None:
    assert tell(text) == []


def test_a_colon_after_a_cue_adds_no_second_attribution() -> None:
    found = tell("Petra Holm told reporters: \u201cThe pit is flooded and cold.\u201d")
    assert found == [("Petra Holm", "told", ("\u201cThe pit is flooded and cold.\u201d",))]


# According to


def test_according_to_opens_a_sentence_and_covers_the_rest() -> None:
    assert tell("According to the union, the pit was flooded.") == [("the union", "According to", ("the pit was flooded",))]


def test_according_to_in_the_middle_covers_what_stands_around_it() -> None:
    found = tell("The union, according to the paper, had closed the pit.")
    assert found == [("the paper", "according to", ("The union", "had closed the pit"))]


def test_citing_after_according_to_belongs_to_the_same_source() -> None:
    found = tell("The well is dry, according to Petra Holm, citing a study.")
    assert found == [("Petra Holm", "according to", ("The well is dry",)), ("Petra Holm", "citing", ("a study",))]


# Participles


def test_a_participle_after_the_main_clause_has_its_subject() -> None:
    text = "Petra Holm left the meeting, saying the pit was flooded."
    assert tell(text) == [("Petra Holm", "saying", ("the pit was flooded",))]
    assert one(text).rule == "A-10"


def test_a_participle_between_commas_ends_with_its_comma() -> None:
    assert tell("The mayor, noting the hour, left.") == [("The mayor", "noting", ("the hour",))]


def test_a_participle_and_the_verb_after_it_are_two_attributions_of_one_source() -> None:
    assert tell("A spokesman, citing the police report, said the pit was safe.") == [
        ("A spokesman", "citing", ("the police report",)),
        ("A spokesman", "said", ("the pit was safe",)),
    ]


def test_an_event_that_suggests_something_says_nothing() -> None:
    assert tell("The rain fell, suggesting that the pit was flooded.") == []


# Subjects shared, stepped over and missing


def test_a_second_cue_after_and_has_the_source_of_the_first() -> None:
    assert tell("The owner said the pit was safe and warned that prices would rise.") == [
        ("The owner", "said", ("the pit was safe",)),
        ("The owner", "warned", ("prices would rise",)),
    ]


def test_a_cue_after_and_has_the_subject_of_the_plain_verb_before_it() -> None:
    found = tell("The owner closed the pit and said the miners would be paid.")
    assert found == [("The owner", "said", ("the miners would be paid",))]


@pytest.mark.parametrize(
    ("source", "said_of"),
    [("Petra Holm", ", who runs the pit,"), ("Petra Holm", ", on Monday,"), ("Petra Holm", " (Greens)")],
)
def test_what_is_said_of_a_source_is_not_the_source(source: str, said_of: str) -> None:
    assert tell(f"{source}{said_of} said it was flooded.") == [(source, "said", ("it was flooded",))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\u201cThe dam is old,\u201d Conway notes.", ("Conway", "notes", ("\u201cThe dam is old,\u201d",))),
        ("Records show the clerk paid the fine.", ("Records", "show", ("the clerk paid the fine",))),
    ],
)
def test_a_verb_that_the_tagger_takes_for_a_noun_is_a_verb_where_only_that_fits(text: str, told: Told) -> None:
    assert rules(text) == [told]


def test_an_infinitive_that_is_an_act_says_nothing() -> None:
    assert tell("The owner tried to find an end to the dispute.") == []
    assert tell("The owner found that the dispute was over.") == [("The owner", "found", ("the dispute was over",))]


@pytest.mark.parametrize("words", ["The reported trip cost a fortune.", "Her reported trip cost a fortune."])
def test_a_cue_after_a_determiner_is_an_adjective(words: str) -> None:
    assert tell(words) == []


def test_a_cue_in_a_quotation_is_the_speakers_own() -> None:
    found = tell("\u201cMy boss said the pit was safe,\u201d Petra Holm said.")
    assert found == [("Petra Holm", "said", ("\u201cMy boss said the pit was safe,\u201d",))]


# Nouns, silence and hearsay


@pytest.mark.parametrize(
    ("opening", "source"),
    [("The union\u2019s claim", "The union"), ("Her claim", "Her"), ("A warning from the agency", "the agency")],
)
def test_a_noun_with_a_content_has_its_possessor_or_sender_as_its_source(opening: str, source: str) -> None:
    assert [found[0] for found in tell(f"{opening} that the pit was flooded angered him.")] == [source]


@pytest.mark.parametrize(
    ("clause", "rest"),
    [
        ("the dam leaks", "was denied"),
        ("the seal was broken", "surprised the panel"),
        ("the road would close in May", "was false"),
        ("the cells were locked", "is under review"),
        ("the mayor knew the dam leaked", "was denied"),
    ],
)
def test_the_content_of_a_noun_that_is_a_subject_ends_before_its_verb(clause: str, rest: str) -> None:
    assert ("Her", "claim", (clause,)) in rules(f"Her claim that {clause} {rest}.")


def test_the_content_of_a_noun_that_is_an_object_goes_on_to_its_end() -> None:
    found = rules("He read the agency\u2019s warning that the dam they built was old.")
    assert [contents for _, cue, contents in found if cue == "warning"] == [("the dam they built was old",)]


def test_a_noun_of_speech_without_a_content_is_no_attribution() -> None:
    assert tell("Her claim was old.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Petra Holm declined to comment.", "Petra Holm"),
        ("The owner would not comment on the pit.", "The owner"),
        ("The owner refused to say whether the pit was safe.", "The owner"),
    ],
)
def test_who_does_not_comment_is_a_source_without_a_content(text: str, source: str) -> None:
    assert [(found[0], found[2]) for found in tell(text)] == [(source, ())]
    assert one(text).kind == "no_comment"


def test_a_refusal_that_somebody_else_asks_for_is_no_refusal() -> None:
    found = make_document("Nobody told her to decline to comment.").attributions
    assert "no_comment" not in [item.kind for item in found]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The pit was said to be flooded.", ("The pit", "be flooded")),
        ("The owner is thought to have fled.", ("The owner", "have fled")),
        ("It is believed that the pit was flooded.", ("the pit was flooded",)),
        ("The pit was reportedly flooded, but the owner stayed.", ("The pit was reportedly flooded",)),
    ],
)
def test_hearsay_covers_its_own_clause_and_its_subject(text: str, contents: tuple[str, ...]) -> None:
    assert [(found[0], found[2]) for found in tell(text)] == [("", contents)]
    assert one(text).rule == "A-1h"


# Phrases


def subject(text: str) -> tuple[str, str]:
    doc = segment(text)
    found = subject_before(doc, doc.norms.index("said"), doc.sentences[0])
    return (doc.quote(found[0]), doc.quote(found[1])) if found else ("", "")


@pytest.mark.parametrize("text", ["Its director, Silvan Corde, said so.", "Silvan Corde, its director, said so."])
def test_a_name_is_the_subject_on_either_side_of_its_comma(text: str) -> None:
    assert subject(text) == ("Silvan Corde", text.removesuffix(", said so."))


@pytest.mark.parametrize("time", ["early Friday", "on Monday night", "this week", "in May"])
def test_time_words_between_subject_and_verb_are_no_part_of_either(time: str) -> None:
    assert subject(f"Ida Roth {time} said so.") == ("Ida Roth", "Ida Roth")


def test_a_day_that_is_all_there_is_stays_the_subject() -> None:
    assert subject("Monday said so.") == ("Monday", "Monday")


def test_a_name_between_dashes_is_the_subject() -> None:
    assert subject("The mayor \u2013 Ida Roth \u2013 said so.") == ("Ida Roth", "The mayor \u2013 Ida Roth")


def test_an_insert_without_a_name_leaves_the_phrase_before_it_the_subject() -> None:
    assert subject("The owner, her voice low, said so.") == ("The owner", "The owner, her voice low")


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        ("its director, Silvan Corde.", "Silvan Corde"),
        ("its director, Silvan Corde, who left.", "Silvan Corde"),
        ("its director, Silvan Corde; it rained.", "Silvan Corde"),
        ("its director, a clerk.", "its director"),
        ("its director.", "its director"),
        ("Ida Roth, Silvan Corde.", "Ida Roth"),
    ],
)
def test_only_a_name_after_a_common_noun_takes_its_place(rest: str, name: str) -> None:
    doc = segment(f"It fell, said {rest}")
    start = doc.norms.index("said") + 1
    assert doc.quote(name_after(doc, Span(start, start + 2), doc.sentences[0])) == name


def test_a_quotation_that_ends_the_paragraph_before_is_not_what_the_next_speaker_says() -> None:
    text = (
        "He added, \u201cWe are ready for rain.\u201d\n\nThe harbor master said the storm \u201cwill pass by noon today.\u201d"
    )
    assert [contents for *_, contents in rules(text)] == [
        ("\u201cWe are ready for rain.\u201d",),
        ("the storm \u201cwill pass by noon today.\u201d",),
    ]


@pytest.mark.parametrize("between", ["", "on Monday ", "in a letter ", "quietly "])
def test_a_quotation_after_time_place_or_manner_is_the_whole_content(between: str) -> None:
    assert rules(f"She said {between}\u201cthe plan is dead and gone.\u201d")[0][2] == (
        "\u201cthe plan is dead and gone.\u201d",
    )
