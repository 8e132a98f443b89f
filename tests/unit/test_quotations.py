from __future__ import annotations

import pytest

from framing.documents import segment
from framing.quotations import MAX_DEPTH, find_quotations, with_marks


def quotes(text: str) -> list[str]:
    """Return the quotations of a text, each with its flags after a bar."""
    doc = segment(text)
    return [" | ".join([doc.quote(q.span), *sorted(q.flags)]) for q in find_quotations(doc)]


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
            "«\u00a0We will go,\u00a0» he said.",
            "»We will go,« he said.",
            "‹We will go,› he said.",
            "‚We will go,‘ he said.",
            "``We will go,'' he said.",
            "''We will go,'' he said.",
            "’’We will go,’’ he said.",
            "`We will go,´ he said.",
            "「We will go,」 he said.",
            "&quot;We will go,&quot; he said.",
            "&ldquo;We will go,&rdquo; he said.",
            "“We will go,'' he said.",
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
            "The class of '04 and the summer of ‘69 came back.",
            "'Twas late and they stayed 'til dawn, the workers' wives too.",
            "He walked 5' and then 6' more.",
            "It was nothin' to him, goin' home.",
            'The board is 6" wide and 4’ long.',
        ],
    )
    def test_an_apostrophe_opens_nothing(self, text: str) -> None:
        assert quotes(text) == []

    def test_a_possessive_does_not_close_what_a_better_mark_closes(self) -> None:
        assert quotes("‘The workers’ plan failed,’ he said.") == ["The workers’ plan failed,"]
        assert quotes("'The workers' plan isn't dead,' he said.") == ["The workers' plan isn't dead,"]

    def test_possessives_that_share_their_noun_close_nothing(self) -> None:
        assert quotes("'The workers' and miners' plan failed,' he said.") == ["The workers' and miners' plan failed,"]

    def test_a_word_that_ends_with_s_may_end_a_quotation_before_a_small_word(self) -> None:
        assert quotes("He called them 'fat cats' and left the dogs' home.") == ["fat cats"]

    @pytest.mark.parametrize("said", ["Tell 'em I left,", "The '90s were good,", "It was nothin' to me,", "It's Ana's plan,"])
    @pytest.mark.parametrize("marks", ["''", "‘’"])
    def test_apostrophes_inside_single_marks_close_nothing(self, said: str, marks: str) -> None:
        assert quotes(f"{marks[0]}{said}{marks[1]} he said.") == [said]

    def test_inches_close_nothing_where_a_better_mark_follows(self) -> None:
        assert quotes('"The board is 6" wide," he said.') == ['The board is 6" wide,']
        assert quotes('A 6\' 2" man left. "We saw him," she said.') == ["We saw him,"]

    def test_a_year_at_the_end_of_a_quotation_is_no_size(self) -> None:
        assert quotes('"The class of 2016" and "the class of 2017," he said.') == ["The class of 2016", "the class of 2017,"]

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

    def test_an_unclosed_quotation_ends_before_the_next_in_its_sentence(self) -> None:
        assert quotes("He said “we go and then “we stay” again.") == ["we go and then | unclosed", "we stay"]


class TestHouseStyle:
    """V-7: which marks introduce speech in a text, by how its quotations end."""

    LEAD = "‘We go,’ said Ana. ‘We stay,’ said Bo. "

    def test_a_single_mark_that_nothing_closes_is_an_unclosed_quotation_where_single_marks_speak(self) -> None:
        assert quotes(f"{self.LEAD}\n\n‘It runs on. And on.") == ["We go,", "We stay,", "It runs on. | unclosed"]
        assert quotes("“We go,” said Ana.\n\n‘It runs on. And on.") == ["We go,"]

    def test_a_possessive_in_a_text_that_speaks_in_double_marks_closes_no_apostrophe(self) -> None:
        assert quotes("\"We go,\" said Ana. They left 'round the workers' yard.") == ["We go,"]

    def test_both_styles_are_read_in_one_text(self) -> None:
        assert quotes(f"{self.LEAD}“And we sing,” said Cy.") == ["We go,", "We stay,", "And we sing,"]


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


class TestOddTexts:
    """What nobody writes is read as well as it can be, and every mark is looked at a fixed number of times."""

    def test_deep_nests_are_read_to_a_certain_depth(self) -> None:
        text = "".join("“‘"[i % 2] for i in range(200)) + "We go now." + "".join("’”"[i % 2] for i in range(200))
        found = quotes(text)
        assert len(found) == MAX_DEPTH
        assert all("We go now." in words for words in found)

    def test_thousands_of_marks_that_nothing_closes_each_end_before_the_next(self) -> None:
        found = quotes("“we go " * 20_000)
        assert len(found) == 20_000
        assert set(found) == {"we go | unclosed"}

    def test_a_quotation_of_two_thousand_words_is_one(self) -> None:
        said = " ".join(["The water rose again today."] * 400)
        assert quotes(f"Ana Ruiz said: “{said}”") == [said]

    @pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "’", "`", "«", "‹", "&quot;", "“‘", "'\"", "''"])
    @pytest.mark.parametrize("gap", ["", " ", "\n\n"])
    def test_marks_alone_are_no_quotation(self, mark: str, gap: str) -> None:
        assert [words for words in quotes((mark + gap) * 50) if any(map(str.isalpha, words.replace("quot", "")))] == []

    @pytest.mark.parametrize("blank", ["\u200b", "\ufeff"])
    def test_a_mark_before_nothing_but_a_space_of_no_width_opens_nothing(self, blank: str) -> None:
        assert quotes(f"He left '{blank}") == []

    def test_text_without_marks_has_none(self) -> None:
        assert quotes("the water rose again and " * 4_000) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“We go,” he said.", "“We go,”"),
        ("``We go,'' he said.", "``We go,''"),
        ("&quot;We go,&quot; he said.", "&quot;We go,&quot;"),
        ("“We go. Then he left.", "“We go."),
        ("'We go,' he said.", "'We go,'"),
        ("“We go,'' he said.", "“We go,''"),
    ],
)
def test_a_quotation_with_its_marks_is_as_wide_as_they_are(text: str, marked: str) -> None:
    doc = segment(text)
    assert [doc.quote(with_marks(doc, quotation)) for quotation in find_quotations(doc)] == [marked]


def test_quotations_come_in_the_order_of_the_text_outer_before_inner() -> None:
    doc = segment("“A ‘b’ c,” he said. ‘D “e” f,’ she said.\n\n“G.”")
    spans = [quotation.span for quotation in find_quotations(doc)]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert [doc.quote(span) for span in spans] == ["A ‘b’ c,", "b", "D “e” f,", "e", "G."]
