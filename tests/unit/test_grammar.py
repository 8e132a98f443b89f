"""Phrases over tags: what a verb's group, a noun phrase and a subject take in, and where they stop."""

from __future__ import annotations

import pytest

from framing.documents import segment
from framing.grammar import (
    VerbGroup,
    apposition_after,
    main_verb_after,
    noun_phrase_after,
    noun_phrase_before,
    relative_inside,
    subject_before,
    verb_group,
)
from framing.model import Document, Span


def place(doc: Document, word: str) -> int:
    return doc.norms.index(word)


def group(text: str, verb: str) -> tuple[str, VerbGroup]:
    """Return the words of a verb's group and the group."""
    doc = segment(text)
    at = place(doc, verb)
    found = verb_group(doc, at, doc.sentences[doc.sentence_at(at)])
    return doc.quote(Span(found.start, at + 1)), found


def before(text: str, word: str) -> str:
    doc = segment(text)
    phrase = noun_phrase_before(doc, place(doc, word), 0)
    return doc.quote(phrase) if phrase else ""


def after(text: str, word: str) -> str:
    doc = segment(text)
    phrase = noun_phrase_after(doc, place(doc, word) + 1, len(doc.tokens))
    return doc.quote(phrase) if phrase else ""


def subject(text: str, verb: str = "said") -> tuple[str, str]:
    """Return the subject before a verb, and its full extent."""
    doc = segment(text)
    at = place(doc, verb)
    found = subject_before(doc, at, doc.sentences[doc.sentence_at(at)])
    return (doc.quote(found[0]), doc.quote(found[1])) if found else ("", "")


# Verb groups


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("The mayor praised the crew.", "praised", "praised"),
        ("The mayor has praised the crew.", "praised", "has praised"),
        ("The mayor would not have praised the crew.", "praised", "would not have praised"),
        ("The mayor publicly praised the crew.", "praised", "publicly praised"),
        ("The crew were later praised.", "praised", "were later praised"),
    ],
)
def test_a_verb_group_takes_in_the_auxiliaries_and_adverbs_before_the_verb(text: str, verb: str, words: str) -> None:
    assert group(text, verb)[0] == words


def test_a_form_of_be_before_a_past_participle_makes_the_group_passive() -> None:
    assert group("The crew was praised by the mayor.", "praised")[1].passive


@pytest.mark.parametrize("text", ["The mayor praised the crew.", "The mayor has praised the crew."])
def test_an_active_verb_is_not_passive(text: str) -> None:
    assert not group(text, "praised")[1].passive


def test_a_progressive_form_is_not_passive() -> None:
    assert not group("The mayor was praising the crew.", "praising")[1].passive


@pytest.mark.parametrize("word", ["not", "never"])
def test_a_negator_inside_the_group_negates_it(word: str) -> None:
    assert group(f"The mayor had {word} praised the crew.", "praised")[1].negated


def test_a_contracted_negator_negates_the_group() -> None:
    assert group("The mayor didn\u2019t praise the crew.", "praise")[1].negated


def test_a_negator_outside_the_group_does_not_negate_it() -> None:
    assert not group("Not the mayor but the clerk praised the crew.", "praised")[1].negated


def test_to_before_the_verb_makes_an_infinitive_and_ends_the_group() -> None:
    words, found = group("The mayor wanted to praise the crew.", "praise")
    assert words == "to praise"
    assert found.infinitive


def test_a_month_is_no_auxiliary() -> None:
    assert group("The road closed in May was old.", "was")[0] == "was"


def test_a_possessive_s_is_no_auxiliary() -> None:
    assert group("The mayor\u2019s praised crew left.", "praised")[0] == "praised"


def test_a_verb_group_never_leaves_its_sentence() -> None:
    doc = segment("The crew was. Praised be the mayor.")
    at = place(doc, "praised")
    assert verb_group(doc, at, doc.sentences[1]).start == at


# Noun phrases


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The tired harbor pilots said so.", "The tired harbor pilots"),
        ("On Friday the pilots said so.", "the pilots"),
        ("A spokeswoman for the port said so.", "A spokeswoman for the port"),
        ("The head of the port authority said so.", "The head of the port authority"),
        ("Nela Marsh and Omar Vance said so.", "Nela Marsh and Omar Vance"),
        ("The mayor\u2019s aide said so.", "The mayor\u2019s aide"),
        ("Two people familiar with the talks said so.", "Two people familiar with the talks"),
        ("She said so.", "She"),
        ("The envoy in private said so.", "The envoy"),
        ("Aides in the capital said so.", "Aides in the capital"),
    ],
)
def test_a_noun_phrase_before_a_verb_is_found_whole(text: str, phrase: str) -> None:
    assert before(text, "said") == phrase


def test_there_is_no_noun_phrase_before_the_first_token() -> None:
    assert before("Said the mayor: no.", "said") == ""


@pytest.mark.parametrize("text", ["He quickly said so.", "They came and said so."])
def test_there_is_no_noun_phrase_right_after_an_adverb_or_conjunction(text: str) -> None:
    assert before(text, "said") == ""


def test_a_noun_phrase_does_not_reach_over_the_limit() -> None:
    doc = segment("The head of the port authority said so.")
    at = place(doc, "said")
    phrase = noun_phrase_before(doc, at, place(doc, "port"))
    assert phrase is not None
    assert doc.quote(phrase) == "port authority"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nobody knew, said the mayor of Larkville.", "the mayor of Larkville"),
        ("Nobody knew, said Nela Marsh.", "Nela Marsh"),
        ("Nobody knew, said she.", "she"),
        ("Nobody knew, said Nela Marsh and Omar Vance.", "Nela Marsh and Omar Vance"),
        ("Nobody knew, said a clerk of the court.", "a clerk of the court"),
        ("Nobody knew, said the board in private.", "the board"),
        ("Nobody knew, said an audit completed in March.", "an audit"),
        ("Nobody knew, said a clerk sitting in court.", "a clerk"),
        ("Nobody knew, said the board of Larkville or a clerk.", "the board of Larkville"),
        ("Nobody knew, said a report published, and lost, by the port.", "a report"),
        ("Nobody knew, said the state-owned port.", "the state-owned port"),
        ("Nobody knew, said four sources briefed on the talks.", "four sources briefed on the talks"),
    ],
)
def test_a_noun_phrase_after_a_verb_is_found_whole(text: str, phrase: str) -> None:
    assert after(text, "said") == phrase


def test_a_new_clause_after_and_is_no_part_of_the_noun_phrase() -> None:
    assert after("Nobody knew, said the mayor and the council voted.", "said") == "the mayor"


def test_a_second_determiner_opens_another_noun_phrase() -> None:
    assert after("The clerk told the council the dam was old.", "told") == "the council"


@pytest.mark.parametrize("text", ["The mayor said quickly that it was so.", "The mayor said.", "Now said"])
def test_there_is_no_noun_phrase_where_none_begins(text: str) -> None:
    assert after(text, "said") == ""


# Subjects


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nela Marsh said so.", "Nela Marsh"),
        ("On Monday, Nela Marsh said so.", "Nela Marsh"),
        ("Nela Marsh on Monday said so.", "Nela Marsh"),
        ("Nela Marsh last week said so.", "Nela Marsh"),
        ("Nela Marsh (Lakeside) said so.", "Nela Marsh"),
        ("Nela Marsh \u2014 a diver \u2014 said so.", "Nela Marsh"),
        ("Nela Marsh, a diver, said so.", "Nela Marsh"),
        ("Nela Marsh, who leads the port union, said so.", "Nela Marsh"),
        ("Nela Marsh, 41, said so.", "Nela Marsh"),
        ("A clerk who feared for her job said so.", "A clerk"),
    ],
)
def test_a_subject_is_found_behind_what_is_said_of_it(text: str, who: str) -> None:
    assert subject(text)[0] == who


def test_the_extent_of_a_subject_holds_its_apposition() -> None:
    who, extent = subject("Nela Marsh, a spokeswoman for the port, said so.")
    assert who == "Nela Marsh"
    assert extent == "Nela Marsh, a spokeswoman for the port"


def test_the_extent_of_a_subject_holds_its_relative_clause() -> None:
    assert subject("A clerk who feared for her job said so.")[1] == "A clerk who feared for her job"


def test_a_subject_does_not_come_from_another_sentence() -> None:
    assert subject("Nela Marsh left. And then said so.") == ("", "")


def test_a_comma_alone_makes_no_apposition() -> None:
    assert subject("In the end, said so.") == ("", "")


# Appositions to the right


def apposition(text: str, start: str, n: int) -> str:
    doc = segment(text)
    at = place(doc, start)
    return doc.quote(apposition_after(doc, Span(at, at + n), doc.sentences[0]))


def test_what_is_said_of_a_source_after_it_belongs_to_its_extent() -> None:
    assert apposition("It fell, said Nela Marsh, a diver from Larkville.", "nela", 2) == "Nela Marsh, a diver from Larkville"


@pytest.mark.parametrize("words", ["who asked not to be named", "familiar with the matter", "close to the family"])
def test_words_on_how_a_source_knows_belong_to_its_extent(words: str) -> None:
    assert apposition(f"It fell, said officials {words}.", "officials", 1) == f"officials {words}"


def test_another_clause_after_a_source_is_no_part_of_its_extent() -> None:
    assert apposition("It fell, said Nela Marsh, but it was rebuilt.", "nela", 2) == "Nela Marsh"


def test_a_source_at_the_end_of_its_sentence_has_nothing_after_it() -> None:
    assert apposition("It fell, said Nela Marsh.", "nela", 2) == "Nela Marsh"


# Clauses


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Her claim that the dam is old was denied.", "was"),
        ("Her claim that the dam would fall in June was denied.", "was"),
        ("Her claim that the seal was broken surprised the panel.", "surprised"),
        ("Her claim that the dam is old and leaks", None),
        ("Her claim that the mayor knew the dam was old", None),
        ("Her claim that the dam is old, and he was glad.", None),
    ],
)
def test_the_verb_of_a_noun_with_a_clause_comes_after_the_clauses_own(text: str, verb: str | None) -> None:
    doc = segment(text)
    at = main_verb_after(doc, place(doc, "that") + 1, doc.sentences[0])
    assert (None if at is None else doc.norms[at]) == verb


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("the trail, which is steep, was closed", ", which is steep,"),
        ("the guard, who left early, never saw it", ", who left early,"),
        ("the guard, who left early, saw it", ", who left early,"),
        ("the trail, which is steep", ""),
        ("the trail was closed", ""),
    ],
)
def test_a_relative_clause_between_commas_has_a_verb_after_it(text: str, clause: str) -> None:
    doc = segment(text)
    found = relative_inside(doc, Span(0, len(doc.tokens)))
    assert (doc.quote(found) if found else "") == clause
