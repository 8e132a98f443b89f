"""Voices: what a quotation is once it is known who speaks, the form of an attribution, and whose words each token is."""

from __future__ import annotations

import pytest

from framing.documents import segment
from framing.quotations import find_quotations
from framing.testing import make_document
from framing.voices import settle_kind


def kinds(text: str, spoken: bool = False, whole: bool = False) -> list[str]:
    doc = segment(text)
    return [settle_kind(doc, quotation, spoken, whole).kind for quotation in find_quotations(doc)]


class TestTerms:
    def test_up_to_four_words_are_a_term_until_somebody_speaks_them(self) -> None:
        assert kinds("the “so-called economic experts” left") == ["term"]
        assert kinds("the “so-called economic experts” left", spoken=True) == ["speech"]

    def test_five_words_or_a_question_or_a_cry_are_speech(self) -> None:
        assert kinds("the “so-called experts of the west” left") == ["speech"]
        assert kinds("He said “never!” twice.") == ["speech"]

    @pytest.mark.parametrize("text", ["“No,” he said.", "He left: “never.”", "He turned, “never.”"])
    def test_a_stop_makes_speech_of_few_words_where_speech_may_begin(self, text: str) -> None:
        assert kinds(text) == ["speech"]

    def test_inside_a_sentence_a_comma_or_stop_belongs_to_the_sentence(self) -> None:
        assert kinds("It was a “pilot,” a “trial” and a “test.”") == ["term", "term", "term"]

    def test_what_runs_on_or_is_never_closed_is_speech_however_short(self) -> None:
        assert kinds("He said “no and") == ["speech"]
        assert kinds("“So it is\n\n“and was,” he said.") == ["speech", "speech"]

    @pytest.mark.parametrize("spoken", [True, False])
    def test_so_called_makes_a_term_whoever_says_it(self, spoken: bool) -> None:
        assert kinds("the so-called “smart” meters", spoken=spoken) == ["term"]

    def test_a_word_in_quotation_marks_at_the_very_start_is_a_term(self) -> None:
        assert kinds("“regime” it is") == ["term"]
        assert kinds("“Reform” means many things here.") == ["term"]

    def test_a_short_word_in_small_letters_is_no_name(self) -> None:
        assert kinds("The sixth “fix” in a year") == ["term"]

    def test_what_a_headline_has_somebody_say_after_a_colon_is_speech(self) -> None:
        assert kinds("Mayor: ‘We will not pay’") == ["speech"]
        assert kinds("Mill town ‘in ruins’ after flood") == ["term"]

    def test_speech_stays_speech(self) -> None:
        assert kinds("“We have gone away now,” he said.") == ["speech"]


class TestNames:
    @pytest.mark.parametrize(
        "text",
        [
            "the film “Gone With the Wind” ran",
            "Her second novel, “The Salt Road,” sold badly.",
            "He ran a bar called “Lantern.”",
            "Mara “Red” Quill won.",
            "The film “Never Again!” opened in May.",
            "The town shows “The Man Who Walked Around the Lake Twice” each fall.",
        ],
    )
    def test_capitals_make_a_name(self, text: str) -> None:
        assert kinds(text) == ["name"]

    def test_a_name_within_what_somebody_says_stays_a_name(self) -> None:
        assert kinds("He said the film “Gone to Sea Again” bored him.", spoken=True) == ["name"]

    @pytest.mark.parametrize("text", ["“Happy New Year,” he said.", "He shouted “Lock The Gate!”"])
    def test_all_that_somebody_says_is_speech_whatever_its_capitals(self, text: str) -> None:
        assert kinds(text, spoken=True, whole=True) == ["speech"]

    def test_one_capital_inside_what_somebody_says_is_no_name(self) -> None:
        assert kinds("He said the “German question” was open.", spoken=True) == ["speech"]

    def test_sentences_are_no_name(self) -> None:
        assert kinds("“We go. We stay. Why?” asked Bo Lee.") == ["speech"]

    def test_in_a_headline_capitals_tell_nothing(self) -> None:
        assert kinds("Senator Says Guns Are ‘The Ultimate Public Health Crisis,’ Calls For Bans") == ["speech"]


class TestMentions:
    @pytest.mark.parametrize("spoken", [True, False])
    @pytest.mark.parametrize(
        "text",
        [
            "The word “regime” is",
            "He was banned. The term “regime” is",
            "the slogan “no more war” is",
            "The agency banned “regime” from its reports.",
            "The phrase ``new normal'' is everywhere.",
        ],
    )
    def test_a_word_spoken_of_is_a_mention(self, text: str, spoken: bool) -> None:
        assert kinds(text, spoken=spoken) == ["mention"]

    def test_a_long_quotation_after_the_words_is_speech(self) -> None:
        assert kinds("He ended with the words “we shall not go home tonight.”") == ["speech"]


class TestForms:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("“We go,” Ana Ruiz said.", "direct"),
            ("“We saw ‘the end’ of it,” Ana Ruiz said.", "direct"),
            ("``We go now,'' Ana Ruiz said.", "direct"),
            ("Ana Ruiz said the mill was “dead and gone” by May.", "mixed"),
            ("Ana Ruiz said the mill was dead.", "indirect"),
        ],
    )
    def test_it_follows_how_much_of_the_content_is_quoted(self, text: str, form: str) -> None:
        assert [found.form for found in make_document(text).attributions] == [form]

    def test_a_quotation_inside_another_is_not_counted_twice(self) -> None:
        text = "Ana Ruiz said the mill had “a ‘dead’ wheel in it” and that the town had known of it for a year."
        assert [found.form for found in make_document(text).attributions] == ["mixed"]


class TestVoices:
    def voices(self, text: str) -> list[str]:
        doc = make_document(text)
        return [voice for token, voice in zip(doc.tokens, doc.voices, strict=True) if token.word]

    def test_a_floating_quotation_is_quoted(self) -> None:
        assert self.voices("Ana Ruiz said so twice. “It is a mill.”")[-4:] == ["quoted"] * 4

    def test_terms_names_and_mentions_have_the_voice_around_them(self) -> None:
        assert set(self.voices("The “old guard” left the “Golden Hen” and the word “regime” stayed.")) == {"own"}
        assert self.voices("Ana Ruiz said that the film “Gone to Sea Again” was long.")[4:] == ["reported"] * 8

    def test_contents_that_overlap_are_reported_once(self) -> None:
        text = "Ana Ruiz said Bo Lee had warned that the mill was dead."
        assert self.voices(text)[:3] == ["own"] * 3
        assert self.voices(text)[-3:] == ["reported"] * 3

    def test_a_long_text_of_quotations_has_a_voice_for_every_token(self) -> None:
        doc = make_document("“we go " * 3_000)
        assert len(doc.voices) == len(doc.tokens)
        assert doc.words["quoted"] == 6_000
