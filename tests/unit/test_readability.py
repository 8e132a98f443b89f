"""Readability: the published formulas by hand and by textstat, exact shares, and when there is no score."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from framing.matcher import find_positions
from framing.measures.readability import (
    Readability,
    count_each,
    count_long_words,
    count_sentence_syllables,
    flesch_ease,
    flesch_kincaid,
    is_defined,
    lix,
)
from framing.model import Article, Document, Span
from framing.segmentation import split_paragraphs, split_sentences, tokenize
from framing.syllables import count_syllables

EASY = "The cat sat on the mat and the dog ran to the red barn near the old stone well by six."  # 21 words, 21 syllables
HARD = "Municipal representatives unanimously authorized additional infrastructure investments yesterday afternoon."  # 9 words
HEADINGS = ("Definition", "Formula", "Reading", "Limits", "References")
ALL = (flesch_kincaid(), flesch_ease(), lix())


def build(text: str, *, listed: frozenset[int] = frozenset(), zone: str = "body") -> Document:
    tokens = tokenize(text)
    paragraphs = split_paragraphs(text, tokens)
    return Document(
        article=Article("a", text),
        text=text,
        tokens=tokens,
        sentences=split_sentences(tokens, paragraphs, find_positions(tokens.norms)),
        paragraphs=paragraphs,
        words={"own": sum(token.word for token in tokens)},
        list_items=listed,
        zone=zone,
    )


def total(measure: Readability, doc: Document) -> float:
    return sum(hit.value for hit in measure.find(doc))


@pytest.fixture
def easy() -> Document:
    return build(" ".join([EASY] * 8))


@pytest.fixture
def mixed() -> Document:
    return build(
        " ".join([EASY, HARD, EASY, "She didn\u2019t go.", HARD, EASY, EASY, EASY, "The U.S. won\u2019t pay $5.", EASY])
    )


def test_the_texts_of_these_tests_are_what_their_comments_say() -> None:
    assert build(EASY).n_words() == count_sentence_syllables(build(EASY), Span(0, 21)) == 21
    assert build(HARD).n_words() == 9
    assert sum(map(count_syllables, HARD.lower().rstrip(".").split())) == 34


def test_flesch_kincaid_of_one_syllable_words_is_the_hand_computed_grade(easy: Document) -> None:
    assert total(flesch_kincaid(), easy) == pytest.approx(0.39 * 21 + 11.8 * 1 - 15.59)


def test_flesch_ease_of_one_syllable_words_is_the_hand_computed_score(easy: Document) -> None:
    assert total(flesch_ease(), easy) == pytest.approx(206.835 - 1.015 * 21 - 84.6)


def test_lix_without_long_words_is_the_mean_sentence_length(easy: Document) -> None:
    assert total(lix(), easy) == pytest.approx(21)


def test_formulas_on_sentences_of_different_length_and_difficulty() -> None:
    doc = build(" ".join([EASY, HARD] * 6))  # 12 sentences, 180 words, 6 * (21 + 34) syllables, 6 * 9 long words
    words, sentences, syllables, long_words = 180, 12, 330, 54
    assert total(flesch_kincaid(), doc) == pytest.approx(0.39 * words / sentences + 11.8 * syllables / words - 15.59)
    assert total(flesch_ease(), doc) == pytest.approx(206.835 - 1.015 * words / sentences - 84.6 * syllables / words)
    assert total(lix(), doc) == pytest.approx(words / sentences + 100 * long_words / words)


def test_the_worked_values_of_the_formulas_hold_at_the_ends_of_the_scales() -> None:
    """One word of one syllable a sentence is the easiest text there is: 121.22 points and grade -3.40 (Flesch, Kincaid)."""
    doc = build("Go. " * 160)
    assert total(flesch_ease(), doc) == pytest.approx(121.22)
    assert total(flesch_kincaid(), doc) == pytest.approx(-3.40)


@pytest.mark.parametrize("copies", [8, 20])
def test_scores_are_textstats_own_where_words_and_sentences_agree(copies: int) -> None:
    from textstat.backend import metrics

    from framing.syllables import LANGUAGE, load_exceptions

    sentence = "The council agreed to support the government plan after several members walked out of the old hall."
    words = sentence.lower().rstrip(".").split()
    kept = [word for word in words if word not in load_exceptions()]  # those that textstat counts right by itself
    assert len(kept) > 10
    text = " ".join([" ".join(kept).capitalize() + "."] * copies)
    doc = build(text + " " + text)
    assert total(flesch_kincaid(), doc) == pytest.approx(metrics.flesch_kincaid_grade(doc.text, LANGUAGE))
    assert total(flesch_ease(), doc) == pytest.approx(metrics.flesch_reading_ease(doc.text, LANGUAGE))
    assert total(lix(), doc) == pytest.approx(metrics.lix(doc.text))


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.name)
def test_each_sentence_is_one_hit_that_quotes_it(measure: Readability, mixed: Document) -> None:
    hits = list(measure.find(mixed))
    assert [hit.sentence for hit in hits] == list(range(len(mixed.sentences)))
    assert [hit.text for hit in hits] == [mixed.quote(span) for span in mixed.sentences]
    assert all(
        mixed.text[hit.start : hit.end] == hit.text and hit.measure == measure.name and hit.rule == "D-9" for hit in hits
    )


def test_a_sentence_is_worth_its_share_of_the_formula(mixed: Document) -> None:
    hits = list(flesch_kincaid().find(mixed))
    sentences, words = len(mixed.sentences), mixed.n_words()
    assert hits[1].value == pytest.approx((0.39 * 9 - 15.59) / sentences + 11.8 * 34 / words)
    assert hits[3].value == pytest.approx((0.39 * 3 - 15.59) / sentences + 11.8 * 4 / words)  # She did-n't go


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.name)
def test_the_base_is_one_article(measure: Readability, easy: Document) -> None:
    assert measure.bases(easy) == {("article", "", ""): 1}
    assert [column.base for column in measure.columns] == ["article"]


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.name)
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text"),
        ("... \u2014 ?!", "no word"),
        (EASY * 1, "one sentence"),
        (" ".join([EASY] * 7), "147 words"),
        (" ".join([EASY.rstrip(".") + ","] * 30) + " and so on. It did. It did. It did.", "four sentences"),
    ],
)
def test_short_texts_have_no_score_rather_than_zero(measure: Readability, text: str, why: str) -> None:
    doc = build(text)
    assert measure.bases(doc) == {("article", "", ""): 0}, why
    assert list(measure.find(doc)) == []


def test_a_text_of_150_words_and_five_sentences_has_a_score() -> None:
    words = ["one"] * 30
    doc = build(" ".join([" ".join(words).capitalize() + "."] * 5))
    assert (doc.n_words(), len(doc.sentences)) == (150, 5)
    assert is_defined(doc)
    assert not is_defined(build(doc.text.replace("One one", "One", 1)))


def test_titles_have_no_score(easy: Document) -> None:
    assert is_defined(easy)
    assert not is_defined(replace(easy, zone="title"))


def test_list_items_are_left_out_of_sentences_words_and_evidence() -> None:
    text = " ".join([EASY] * 8) + "\n\nMunicipal representatives.\n\nUnanimously authorized."
    plain, listed = build(" ".join([EASY] * 8)), build(text, listed=frozenset({8, 9}))
    assert len(listed.sentences) == 10
    for measure in ALL:
        assert total(measure, listed) == pytest.approx(total(measure, plain))
        assert total(measure, build(text)) != pytest.approx(total(measure, plain))


def test_words_in_list_items_do_not_make_a_short_text_long_enough() -> None:
    text = " ".join([EASY] * 7) + "\n\nBread and eggs.\n\nMilk."
    assert is_defined(build(text))
    assert not is_defined(build(text, listed=frozenset({7, 8})))


def test_clitics_are_spoken_with_the_word_before_them() -> None:
    doc = build("The judge\u2019s clerk didn't say what Bush's aides won\u2019t do.")
    parts = ["the", "judge's", "clerk", "didn't", "say", "what", "bush's", "aides", "won't", "do"]
    assert count_sentence_syllables(doc, doc.sentences[0]) == sum(map(count_syllables, parts))


def test_straight_and_curly_apostrophes_give_one_score(mixed: Document) -> None:
    straight = build(mixed.text.replace("\u2019", "'"))
    assert [[hit.value for hit in measure.find(straight)] for measure in ALL] == [
        [hit.value for hit in measure.find(mixed)] for measure in ALL
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cabbage.", 1),
        ("Potato.", 0),
        ("\u201cCabbage,\u201d she said.", 1),
        ("A long-term plan.", 1),
        ("The year 1234567 cost $1,000,000.", 0),
        ("Couldn\u2019t go.", 1),
        ("Sch\u00f6nbrunn stands.", 1),
    ],
)
def test_a_long_word_has_more_than_six_letters_up_to_the_next_space(text: str, count: int) -> None:
    doc = build(text)
    assert count_long_words(doc, doc.sentences[0]) == count


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.name)
def test_the_documentation_has_the_five_headings_and_one_headline_column(measure: Readability) -> None:
    assert all(f"{heading}\n" in measure.about for heading in HEADINGS)
    assert [column.headline for column in measure.columns] == [True]
    assert measure.needs == {"sentences"}


def test_measures_can_be_sent_to_other_processes(easy: Document) -> None:
    copies = pickle.loads(pickle.dumps(ALL))
    assert [total(measure, easy) for measure in copies] == [total(measure, easy) for measure in ALL]


def test_building_the_measures_imports_nothing_heavy() -> None:
    code = (
        "import sys; from framing.measures.readability import flesch_ease, lix; flesch_ease(); lix();"
        "sys.exit(bool({'textstat', 'nltk', 'sklearn', 'pandas', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_what_is_counted_in_sentences_is_counted_once_and_not_in_list_items() -> None:
    doc = build("One two.\n\nThree four five.\n\nSix.", listed=frozenset({1}))
    asked: list[Span] = []

    def count(doc: Document, span: Span) -> int:
        asked.append(span)
        return doc.n_words(span)

    assert count_each(doc, count) == count_each(doc, count) == {0: 2, 2: 1}
    assert len(asked) == 2
