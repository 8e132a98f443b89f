from __future__ import annotations

import pytest

from framing.documents import segment
from framing.quotations import find_quotations, settle_kind


def quotes(text: str) -> list[str]:
    """Return the quotations of a text, each with its flags after a bar."""
    doc = segment(text)
    return [" | ".join([doc.quote(q.span), *sorted(q.flags)]) for q in find_quotations(doc)]


def kinds(text: str, spoken: bool = False) -> list[str]:
    doc = segment(text)
    return [settle_kind(doc, quotation, spoken).kind for quotation in find_quotations(doc)]


class TestStyles:
    @pytest.mark.parametrize(
        "text",
        [
            "“We will go,” he said.",
            '"We will go," he said.',
            "‘We will go,’ he said.",
            "'We will go,' he said.",
            "«We will go,» he said.",
            "„We will go,“ he said.",
            "“We will go,“ he said.",
            "”We will go,” he said.",
            "He said (“We will go,”).",
            "He said—“We will go,”—and left.",
            "He said:“We will go,”",
            "“We will go,” “",
        ],
    )
    def test_all_common_marks_open_and_close_speech(self, text: str) -> None:
        assert quotes(text) == ["We will go,"]

    def test_a_quotation_may_be_interrupted(self) -> None:
        assert quotes("“We go,” she said, “and we stay.”") == ["We go,", "and we stay."]
        assert quotes('"We go," she said, "and we stay."') == ["We go,", "and we stay."]
        assert quotes("'We go,' she said, 'and we stay.'") == ["We go,", "and we stay."]

    @pytest.mark.parametrize(
        "text",
        [
            "“He told me ‘never again’ twice,” she said.",
            "‘He told me “never again” twice,’ she said.",
            "\"He told me 'never again' twice,\" she said.",
            "'He told me \"never again\" twice,' she said.",
        ],
    )
    def test_a_quotation_inside_another_stands_beside_it(self, text: str) -> None:
        outer, inner = quotes(text)
        assert (outer[:10], outer[-6:], inner) == ("He told me", "twice,", "never again")

    def test_a_quotation_may_span_sentences(self) -> None:
        assert quotes("“We go. We stay. Why?” he asked.") == ["We go. We stay. Why?"]


class TestApostrophes:
    @pytest.mark.parametrize(
        "text",
        [
            "The mayor's aide doesn't know.",
            "The mayor’s aide doesn’t know.",
            "the boys' club and the girls’ school",
            "Rock 'n' roll of the '90s and ’80s",
            "They told 'em so.",
            "He is 5'10\" tall.",
            "the O'Neils' and the O’Briens’",
        ],
    )
    def test_an_apostrophe_opens_nothing(self, text: str) -> None:
        assert quotes(text) == []

    def test_a_possessive_does_not_close_what_a_better_mark_closes(self) -> None:
        assert quotes("‘The workers’ plan failed,’ he said.") == ["The workers’ plan failed,"]
        assert quotes("'The workers' plan isn't dead,' he said.") == ["The workers' plan isn't dead,"]

    def test_a_decade_is_no_quotation(self) -> None:
        assert quotes("In the '90s it was ‘fine and good.’") == ["fine and good."]


class TestParagraphs:
    def test_a_quotation_runs_on_where_the_next_paragraph_opens_with_its_mark(self) -> None:
        assert quotes("“First. It goes on.\n\n“Second,” she said.") == ["First. It goes on. | continued", "Second,"]
        assert quotes('"First. It goes on.\n\n"Second," she said.') == ["First. It goes on. | continued", "Second,"]

    def test_so_does_one_in_single_marks(self) -> None:
        assert quotes("‘It is John’s plan.\n\n‘We agree,’ she said.") == ["It is John’s plan. | continued", "We agree,"]
        assert quotes("'It is John's plan.\n\n'We agree,' she said.") == ["It is John's plan. | continued", "We agree,"]

    def test_an_apostrophe_before_a_paragraph_that_opens_with_speech_runs_on_nowhere(self) -> None:
        assert quotes("They told 'em all.\n\n'We agree,' she said.") == ["We agree,"]

    def test_an_open_quotation_ends_with_its_sentence_where_no_mark_takes_it_up(self) -> None:
        assert quotes("“It runs on. And on.\n\nNo mark here.") == ["It runs on. | unclosed"]
        assert quotes("“It runs on. And on.\n\n‘Another,’ he said.") == ["It runs on. | unclosed", "Another,"]
        assert quotes("“It runs on") == ["It runs on | unclosed"]

    def test_a_mark_never_closes_one_in_another_paragraph(self) -> None:
        assert quotes("He said “no.\n\nShe said yes” and left.") == ["no. | unclosed"]

    def test_an_unclosed_quotation_does_not_swallow_the_next(self) -> None:
        assert quotes("“We go. He left. “We stay,” she said.") == ["We go. | unclosed", "We stay,"]


class TestMismatched:
    @pytest.mark.parametrize("text", ["“We will go,' he said.", "'We will go,” he said.", "‘We will go,” he said."])
    def test_a_foreign_mark_closes_where_speech_ends(self, text: str) -> None:
        assert quotes(text) == ["We will go, | mismatched"]

    def test_a_foreign_mark_closes_nothing_where_the_right_one_follows(self) -> None:
        assert quotes("“The boys' plan failed,” he said.") == ["The boys' plan failed,"]


class TestNothing:
    @pytest.mark.parametrize("text", ["", '"', "“”", "' '", '""', "‘’", "no marks at all", '5\' 10" by 6"'])
    def test_there_is_no_quotation_without_words_between_marks(self, text: str) -> None:
        assert quotes(text) == []


class TestKinds:
    def test_up_to_four_words_are_a_term_until_somebody_speaks_them(self) -> None:
        assert kinds("the “so-called economic experts” left") == ["term"]
        assert kinds("the “so-called economic experts” left", spoken=True) == ["speech"]

    def test_five_words_or_a_stop_are_speech(self) -> None:
        assert kinds("the “so-called experts of the west” left") == ["speech"]
        assert kinds("“No,” he said.") == ["speech"]
        assert kinds("He said “never!” twice.") == ["speech"]

    def test_what_runs_on_or_is_never_closed_is_speech_however_short(self) -> None:
        assert kinds("He said “no and") == ["speech"]
        assert kinds("“So it is\n\n“and was,” he said.") == ["speech", "speech"]

    def test_capitals_make_a_name(self) -> None:
        assert kinds("the film “Gone With the Wind” ran") == ["name"]

    @pytest.mark.parametrize(
        "text", ["the word “regime” is", "he was banned. The term “regime” is", "the slogan “no more war” is"]
    )
    def test_a_word_spoken_of_is_a_mention(self, text: str) -> None:
        assert kinds(text) == ["mention"]

    def test_a_word_in_quotation_marks_at_the_very_start_is_a_term(self) -> None:
        assert kinds("“regime” it is") == ["term"]

    def test_speech_stays_speech(self) -> None:
        assert kinds("“We have gone away now,” he said.", spoken=False) == ["speech"]


def test_quotations_come_in_the_order_of_the_text_outer_before_inner() -> None:
    doc = segment("“A ‘b’ c,” he said. ‘D “e” f,’ she said.\n\n“G.”")
    spans = [quotation.span for quotation in find_quotations(doc)]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert [doc.quote(span) for span in spans] == ["A ‘b’ c,", "b", "D “e” f,", "e", "G."]
