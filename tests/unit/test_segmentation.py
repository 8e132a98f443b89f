from __future__ import annotations

import pytest

from framing.documents import segment
from framing.model import Span, Tokens
from framing.segmentation import fold, norms, split_paragraphs, tokenize


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def words(text: str) -> int:
    return sum(token.word for token in tokenize(text))


def sentences(text: str) -> list[str]:
    doc = segment(text)
    return [doc.quote(span) for span in doc.sentences]


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\n \n", "\t", "\u00a0", "\u2028", "\u200b", "\x1c "])
def test_white_space_of_any_kind_and_length_parts_tokens_and_belongs_to_none(space: str) -> None:
    text = f"{space}The mayor's{space}plan,{space}\"don't\"{space}--{space}J.{space}K{space}"
    tokens = tokenize(text)
    assert [token.text for token in tokens][:5] == ["The", "mayor", "'s", "plan", ","]
    assert all(text[token.start : token.end] == token.text and not token.text.isspace() for token in tokens)
    assert [token.word for token in tokens][:5] == [1, 1, 0, 1, 0]


def test_a_clitic_opens_no_word_even_after_an_underline() -> None:
    assert [(token.text, token.word) for token in tokenize("_'s don't")] == [("_", 1), ("'s", 0), ("do", 1), ("n't", 0)]


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The port, he said.", ["The", "port", ",", "he", "said", "."]),
            ("the mayor's plan", ["the", "mayor", "'s", "plan"]),
            ("the mayor’s plan", ["the", "mayor", "’s", "plan"]),
            ("don't, won't, can't", ["do", "n't", ",", "wo", "n't", ",", "ca", "n't"]),
            ("We'll see; I'm sure they've gone.", ["We", "'ll", "see", ";", "I", "'m", "sure", "they", "'ve", "gone", "."]),
            ("the senators' plan", ["the", "senators", "'", "plan"]),
            ("a long-term, 4-year-old plan", ["a", "long-term", ",", "4-year-old", "plan"]),
            ("rock'n'roll o'clock O'Neil's", ["rock'n'roll", "o'clock", "O'Neil", "'s"]),
            ("1,000 at 3.5% for $5", ["1,000", "at", "3.5", "%", "for", "$", "5"]),
            ("5pm on the 5th of 1/2/2024", ["5pm", "on", "the", "5th", "of", "1/2/2024"]),
            ("U.S. and U.K. at 5 a.m. sharp", ["U.S.", "and", "U.K.", "at", "5", "a.m.", "sharp"]),
            ("Mr. Smith of Acme Inc. met J. K. Rowe", ["Mr.", "Smith", "of", "Acme", "Inc.", "met", "J.", "K.", "Rowe"]),
            ("write to a.b@news.example now", ["write", "to", "a.b@news.example", "now"]),
            ("see https://x.example/a?b=1.", ["see", "https://x.example/a?b=1", "."]),
            ("one -- two — three…", ["one", "--", "two", "—", "three", "…"]),
            ("What?! Well...", ["What", "?", "!", "Well", "..."]),
            ("“I’m here,” he said", ["“", "I", "’m", "here", ",", "”", "he", "said"]),
            ("in the '90s", ["in", "the", "'", "90s"]),
            ("", []),
            (" \n\t ", []),
        ],
    )
    def test_a_text_is_cut_into_words_clitics_and_marks(self, text: str, expected: list[str]) -> None:
        assert texts(text) == expected

    def test_offsets_quote_the_text(self) -> None:
        text = "“Don’t,”\u00a0she said — to the U.K.’s PM."
        assert all(text[token.start : token.end] == token.text for token in tokenize(text))

    def test_the_tokens_after_a_clitic_stand_where_they_stood(self) -> None:
        text = "\n  It's Bo's, 'tis said; isn't it?"
        assert [(token.text, token.start) for token in tokenize(text)] == [
            ("It", 3), ("'s", 5), ("Bo", 8), ("'s", 10), (",", 12), ("'", 14), ("tis", 15), ("said", 19), (";", 23),
            ("is", 25), ("n't", 27), ("it", 31), ("?", 33),
        ]  # fmt: skip

    def test_a_clitic_at_the_start_of_a_text_is_one_token_so_that_conditions_can_ask_for_it(self) -> None:
        assert norms("'s") == ("'s",)
        assert norms("’s residents") == ("'s", "residents")

    def test_an_opening_quotation_mark_is_not_taken_for_a_clitic(self) -> None:
        assert texts("'secret' 'dealers'") == ["'", "secret", "'", "'", "dealers", "'"]
        assert texts("He said ‘D is good’") == ["He", "said", "‘", "D", "is", "good", "’"]
        assert texts("'D-Day is near'") == ["'", "D-Day", "is", "near", "'"]

    def test_a_clitic_may_follow_a_quotation_mark(self) -> None:
        assert texts("“Gone”'s success") == ["“", "Gone", "”", "'s", "success"]


class TestNorms:
    def test_case_and_the_shapes_of_apostrophes_quotes_and_dashes_are_folded(self) -> None:
        assert norms("The Mayor’s “Re\u2011Opening”") == norms('the mayor\'s "re-opening"')

    @pytest.mark.parametrize("text", ["İstanbul", "ﬁnal", "STRASSE ẞ", "a\u00adb", "x\u200by", "\ufeffStart", "´"])
    def test_folding_never_changes_the_length(self, text: str) -> None:
        assert len(fold(text)) == len(text)

    def test_each_shape_is_folded_once_whatever_stands_beside_it(self) -> None:
        assert fold('`´′‘’ "″“« -\u2010\u00ad\u2012–\u2015— \u200b\u00a0') == "''''' \"\"\"\" ---––—— \u0020 "

    def test_folding_is_idempotent(self) -> None:
        once = fold("‘Ça’ «va» – İ")
        assert fold(once) == once


class TestWords:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("U.K. long-term $5", 3),  # the codebook's own examples
            ("— - • ...", 0),
            ("don't", 1),
            ("the mayor's plan", 3),
            ("and/or", 1),
            ("one--two", 1),
            ("(see below)", 2),
            ("a@b.example", 1),
            ("'s", 1),
            ("_a _", 1),
            ("½ a²", 2),
            ("a\u00a0b", 2),
            ("", 0),
        ],
    )
    def test_a_word_is_what_white_space_delimits_and_has_a_letter_or_digit(self, text: str, count: int) -> None:
        assert words(text) == count

    def test_the_words_of_a_span_are_the_sum_of_its_tokens(self) -> None:
        doc = segment("Don't stop. It's long-term.")
        assert [doc.n_words(span) for span in doc.sentences] == [2, 2]
        assert doc.n_words() == 4


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("He left. She stayed! Why? Nobody knows.", ["He left.", "She stayed!", "Why?", "Nobody knows."]),
            ('"We go." She left.', ['"We go."', "She left."]),
            ("“We go,” he said. “Now.” They went.", ["“We go,” he said.", "“Now.”", "They went."]),
            ("‘Yes.’ he said", ["‘Yes.’ he said"]),
            ("Mr. Lee met Gen. Ruiz of No. 5 in Jan. Snow fell.", ["Mr. Lee met Gen. Ruiz of No. 5 in Jan. Snow fell."]),
            ("In the U.S. Senate it failed.", ["In the U.S. Senate it failed."]),
            ("He lives in the U.S. The vote is near.", ["He lives in the U.S.", "The vote is near."]),
            ("It closed at 5 p.m. Monday. It may open.", ["It closed at 5 p.m. Monday.", "It may open."]),
            ("J. K. Rowe won.", ["J. K. Rowe won."]),
            ("It rose 3.5 points. 4 fell.", ["It rose 3.5 points.", "4 fell."]),
            ("She paused... and left... Then he spoke.", ["She paused... and left...", "Then he spoke."]),
            ("She paused… and left… Then he spoke.", ["She paused… and left…", "Then he spoke."]),
            ("What?! Really?", ["What?!", "Really?"]),
            ("Done. (See below.) Fine.", ["Done.", "(See below.)", "Fine."]),
            ("It cost $3. $4 was asked.", ["It cost $3.", "$4 was asked."]),
            ("see file.txt and go.Then stop.", ["see file.txt and go.Then stop."]),
            ("No stop at the end", ["No stop at the end"]),
        ],
    )
    def test_sentences_end_at_stops_but_not_at_abbreviations_initials_and_decimals(
        self, text: str, expected: list[str]
    ) -> None:
        assert sentences(text) == expected

    def test_a_sentence_never_crosses_a_blank_line(self) -> None:
        assert sentences("A headline\n\nThe text. More.\n \nLast") == ["A headline", "The text.", "More.", "Last"]

    def test_a_line_break_alone_ends_no_sentence(self) -> None:
        assert sentences("The long\nline goes on. Next") == ["The long\nline goes on.", "Next"]

    def test_every_token_stands_in_exactly_one_sentence(self) -> None:
        doc = segment('He said: "Go. Now!" -- then... left.\n\n(Why?) U.S. The end')
        assert [i for span in doc.sentences for i in range(*span)] == list(range(len(doc.tokens)))


class TestParagraphs:
    def test_paragraphs_are_runs_between_blank_lines(self) -> None:
        text = "\n\nOne two.\nThree.\n\n\n \t\nFour."
        assert split_paragraphs(text, tokenize(text)) == (Span(0, 5), Span(5, 7))

    def test_a_blank_text_has_none(self) -> None:
        assert split_paragraphs(" \n\n ", Tokens()) == ()
