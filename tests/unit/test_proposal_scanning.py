from __future__ import annotations

import pytest

from framing.proposals.scanning import Found, plain, scan


def sequences(text: str) -> set[str]:
    found = scan(plain(text))
    return {*found.inside, *found.opening}


class TestSequences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("then Ana Ruiz left", {"Ana Ruiz"}),
            ("then Sen. Ana Ruiz left", {"Sen. Ana Ruiz"}),
            ("then J.B. Ruiz met Ana K. Ruiz", {"J.B. Ruiz", "Ana K. Ruiz"}),
            ("then J. B. Ruiz left", {"J. B. Ruiz"}),
            ("then Tim O'Hara met Eva Ocasio-Varga", {"Tim O'Hara", "Eva Ocasio-Varga"}),
            ("they sued AT&T and left", {"AT&T"}),
            ("then Ludo van der Berg met Omar bin Zaid.", {"Ludo van der Berg", "Omar bin Zaid"}),
            ("the Bank of Norway closed", {"Bank of Norway"}),
            ("the Department of the Interior closed", {"Department of the Interior"}),
            ("then Élodie Ångström left", {"Élodie Ångström"}),
            ("then Ana Ruiz Jr. left", {"Ana Ruiz Jr."}),
        ],
    )
    def test_words_in_capitals_go_together_with_what_joins_them(self, text: str, expected: set[str]) -> None:
        assert sequences(text) == expected

    def test_a_possessive_is_no_part_of_a_name(self) -> None:
        assert sequences("then Ana Ruiz\u2019s and Odo Brask's plans met James' plan") == {"Ana Ruiz", "Odo Brask", "James"}

    def test_a_comma_a_stop_and_a_line_end_a_sequence(self) -> None:
        assert sequences("they met Ana, Odo and\nBrask") == {"Ana", "Odo", "Brask"}

    def test_no_sequence_begins_within_a_word_a_handle_or_an_address(self) -> None:
        assert sequences("the iPhone, @AnaRuiz, #Vote, anti-Ruiz and x/Brask") == set()

    def test_a_compound_and_a_credit_are_no_name(self) -> None:
        assert sequences("the Oslo-based firm, photo by Ana Ruiz/Agency here") == set()

    def test_what_stands_alone_in_brackets_is_initials_or_an_agency(self) -> None:
        assert sequences("the Harbor Office (HRO) said [ABC] (and Ana Ruiz)") == {"Harbor Office", "Ana Ruiz"}

    def test_words_that_open_most_sentences_are_skipped(self) -> None:
        assert sequences("The vote ended. However, nobody left on Monday.") == set()

    def test_a_line_of_capitals_is_too_long_for_a_name(self) -> None:
        assert sequences("then " + "Ana " * 200 + "left") == set()

    def test_the_time_taken_grows_with_the_text(self) -> None:
        text = "then Ana and Odo of Ruiz\u2019s " * 20_000 + "A" * 20_000 + "A." * 20_000
        assert len(scan(plain(text)).inside["Ana and Odo of Ruiz"]) == 20_000


class TestOpenings:
    @pytest.mark.parametrize(
        "text",
        [
            "Brask left.",
            "It ended. Brask left.",
            "It ended.\n\nBrask left.",
            "Why? Brask left.",
            "\u201cBrask left,\u201d he said.",
            'It "ended." Brask left.',
            "One thing: Brask left.",
            "\u2022 Brask left",
        ],
    )
    def test_a_name_that_opens_a_sentence_or_quotation_stands_apart(self, text: str) -> None:
        assert list(scan(text).opening) == ["Brask"]

    @pytest.mark.parametrize(
        "text", ["They saw Brask leave.", "\u201cIt ended,\u201d Brask said.", "He (Brask the elder) left."]
    )
    def test_a_name_inside_a_sentence_does_not(self, text: str) -> None:
        assert "Brask" in scan(text).inside

    def test_places_are_those_of_the_text(self) -> None:
        text = "Ana left.\n\nThere Odo met Ana."
        found = scan(text)
        assert found == Found({"Ana": [text.rindex("Ana")]}, {"Ana": [0], "There Odo": [text.index("There")]})


class TestLinesThatAreNoText:
    def test_a_headline_tells_no_names(self) -> None:
        assert sequences("Mayor Defends Costly Harbor Plan\n\nthen Ana left.") == {"Ana"}

    def test_a_sentence_full_of_names_is_text(self) -> None:
        assert sequences("They were Ana Ruiz, Odo Brask, Nela Marsh, Tom Hall and Eva Varga.") >= {"Ana Ruiz", "Odo Brask"}

    def test_who_contributed_is_not_spoken_of(self) -> None:
        assert sequences("then Ana left.\n\nThe Harbor Press contributed to this report.") == {"Ana"}

    def test_the_text_keeps_its_length(self) -> None:
        text = "Mayor Defends Costly Harbor Plan\n\nthen Ana\u2019s dog left"
        assert len(plain(text)) == len(text)
        assert scan(plain(text)).inside["Ana"] == [text.index("Ana")]

    def test_nothing_comes_of_nothing(self) -> None:
        assert scan("") == Found({}, {})
        assert scan("\n\n \n") == Found({}, {})
