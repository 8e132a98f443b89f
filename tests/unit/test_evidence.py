"""What every measure's hits share: place, voice, speaker, and the bases they are divided by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.documents import segment
from framing.measures.evidence import (
    LOW_CONFIDENCE,
    Described,
    hit,
    is_counted,
    is_uncertain,
    lexicon_bases,
    mention_bases,
    mentioning_sentences,
    named_tokens,
    recall,
    sentence_base,
    speaker,
    word_bases,
)
from framing.model import Document, Span
from framing.testing import make_actor, make_document


def spoken_by(text: str, word: str) -> str:
    doc = make_document(text)
    at = doc.norms.index(word)
    return speaker(doc, Span(at, at + 1))


def place(doc: Document, word: str) -> Span:
    at = doc.norms.index(word)
    return Span(at, at + 1)


def test_the_documentation_of_a_measure_is_its_docstring() -> None:
    class Counted(Described):
        """Counts."""

    assert Counted().about == "Counts."


def test_a_hit_knows_its_place_and_quotes_it() -> None:
    doc = make_document("Rain fell. The pit was flooded again.")
    found = hit(doc, place(doc, "flooded"), "m", "flood", "wet")
    assert (found.text, found.start, found.end) == ("flooded", doc.text.index("flooded"), doc.text.index(" again"))
    assert (found.measure, found.term, found.category, found.zone, found.sentence) == ("m", "flood", "wet", "body", 1)


@pytest.mark.parametrize(
    ("text", "voice", "source"),
    [
        ("The pit was flooded.", "own", ""),
        ("Petra Holm said the pit was flooded.", "reported", "Petra Holm"),
        ("\u201cThe pit was flooded and cold,\u201d Petra Holm said.", "quoted", "Petra Holm"),
    ],
)
def test_a_hit_has_the_voice_and_the_speaker_of_its_words(text: str, voice: str, source: str) -> None:
    doc = make_document(text)
    found = hit(doc, place(doc, "flooded"), "m", "flood", "wet")
    assert (found.voice, found.source) == (voice, source)


def test_what_a_measure_says_of_its_hit_goes_before_what_the_text_says() -> None:
    doc = make_document("Petra Holm said the pit was flooded.")
    found = hit(doc, place(doc, "flooded"), "m", "flood", "wet", source="somebody", value=2.0)
    assert (found.source, found.value) == ("somebody", 2.0)


def test_a_voice_and_a_source_that_are_given_stand() -> None:
    doc = make_document("Petra Holm said the pit was flooded.")
    at = doc.norms.index("flooded")
    own = hit(doc, Span(at, at + 1), "m", "flooded", "c", voice="own")
    assert (own.voice, own.source) == ("own", "")
    told = hit(doc, Span(at, at + 1), "m", "flooded", "c", source="a clerk", value=2.0)
    assert (told.voice, told.source, told.value) == ("reported", "a clerk", 2.0)


# Speakers


def test_nobody_speaks_outside_a_content() -> None:
    assert spoken_by("Petra Holm said the pit was flooded. Rain fell.", "rain") == ""
    assert spoken_by("Petra Holm said the pit was flooded.", "said") == ""


def test_the_innermost_of_two_speakers_speaks() -> None:
    text = "The Harbor Times said the minister had told aides that the pit was flooded."
    assert spoken_by(text, "flooded") == "the minister"
    assert spoken_by(text, "told") == "The Harbor Times"


def test_a_thought_has_no_speaker() -> None:
    assert spoken_by("The owner believes that the pit was flooded.", "flooded") == ""


def test_a_pronoun_is_told_as_whom_it_stands_for() -> None:
    assert spoken_by("Petra Holm said the mill was old. She added that the pit was flooded.", "flooded") == "Petra Holm"


def test_hearsay_has_no_name() -> None:
    assert spoken_by("It is believed that the pit was flooded.", "flooded") == ""


# Names and mentions


def test_the_tokens_of_names_are_named_and_those_of_pronouns_are_not() -> None:
    doc = make_document("Petra Holm left. She slept. Holm woke.", actors=["Petra Holm"])
    assert [doc.tokens[i].text for i in sorted(named_tokens(doc))] == ["Petra", "Holm", "Holm"]
    assert len(doc.mentions) == 3


def test_an_alias_in_small_letters_is_no_name() -> None:
    doc = make_document("Petra Holm left. Then the honest clerk slept.", actors=[make_actor("Petra Holm", "the honest clerk")])
    assert [doc.tokens[i].text for i in sorted(named_tokens(doc))] == ["Petra", "Holm"]
    assert len(doc.mentions) == 2


def test_mentions_are_grouped_by_their_sentence() -> None:
    doc = make_document("Petra Holm met Jonas Reke. Rain fell. Jonas Reke left.", actors=["Petra Holm", "Jonas Reke"])
    assert {index: [mention.actor for mention in mentions] for index, mentions in mentioning_sentences(doc).items()} == {
        0: ["petra-holm", "jonas-reke"],
        2: ["jonas-reke"],
    }


# Bases


def test_a_sentence_that_mentions_an_actor_twice_counts_once() -> None:
    doc = make_document("Petra Holm met Petra Holm. Petra Holm left. Rain fell.", actors=["Petra Holm", "Jonas Reke"])
    assert mention_bases(doc) == {("mentioning sentences", "", "petra-holm"): 2}


def test_the_words_of_the_voices_add_up_to_all_words() -> None:
    bases = word_bases(make_document("Petra Holm said the pit was flooded. \u201cWe are very cold now,\u201d Jonas Reke said."))
    assert bases["words", "own", ""] == 6
    assert bases["words", "reported", ""] == 4
    assert bases["words", "quoted", ""] == 5
    assert bases["all words", "", ""] == 15


def test_sentences_of_list_items_are_no_base() -> None:
    text = "Rain fell.\n\nBring boots.\n\nSnow fell."
    item = (text.index("Bring"), text.index("Bring") + len("Bring boots."))
    assert sentence_base(make_document(text)) == {("sentences", "", ""): 3}
    assert sentence_base(make_document(text, list_items=(item,))) == {("sentences", "", ""): 2}


def test_a_lexicon_measure_has_words_sentences_and_the_article_as_bases() -> None:
    doc = make_document("Rain fell. Snow fell.")
    bases = lexicon_bases(doc)
    assert (bases["all words", "", ""], bases["sentences", "", ""], bases["article", "", ""]) == (4, 2, 1)


def test_what_is_less_likely_than_not_is_uncertain_and_what_rules_find_is_not() -> None:
    doc = make_document("Petra Holm said the pit was flooded.")
    found = hit(doc, place(doc, "flooded"), "m", "flood", "wet")
    (said,) = doc.attributions
    assert not is_uncertain(found)
    assert not is_uncertain(said)
    assert not is_uncertain(found._replace(confidence=LOW_CONFIDENCE))
    assert is_uncertain(found._replace(confidence=LOW_CONFIDENCE - 1e-6))
    assert is_uncertain(replace(said, confidence=0.0))


@pytest.mark.parametrize(
    "change", [{"kind": "cognition"}, {"kind": "no_comment"}, {"level": 2}, {"confidence": LOW_CONFIDENCE - 1e-6}]
)
def test_an_attribution_counts_as_reporting_or_hearsay_at_level_one_that_is_not_uncertain(change: dict[str, object]) -> None:
    (said,) = make_document("Petra Holm said the pit was flooded.").attributions
    assert is_counted(said)
    assert is_counted(replace(said, kind="hearsay", confidence=LOW_CONFIDENCE))
    assert not is_counted(replace(said, **change))  # type: ignore[arg-type]


def test_what_a_document_is_asked_twice_is_found_once() -> None:
    asked: list[str] = []

    def find(doc: Document) -> int:
        asked.append(doc.text)
        return len(doc.tokens)

    doc = segment("One two.")
    assert [recall(doc, find), recall(doc, find)] == [3, 3]
    assert asked == ["One two."]
    assert recall(replace(doc, zone="title"), find) == 3  # another document
    assert len(asked) == 2
