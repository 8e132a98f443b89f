"""Any lexicon file is a measure: its columns, its voices, its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.lexicon import Lexicon, load_lexicon
from framing.measures import apply
from framing.measures.lexical import LexiconMeasure
from framing.model import Document, Hit
from framing.scores import Column, Score
from framing.testing import check_measure, make_document

FILE = """\
name: weather_words
version: 1.2.0
about: Words of weather.
source: written for a test
license: CC0-1.0
language: en
voice: [{voice}]
unit: per 1,000 words
categories:
  wet: {{about: rain and the like, column: headline, rule: W-1}}
  windy: {{about: wind, column: side}}
entries:
  wet:
    - rain
    - {{words: downpour, weight: 3, plain: heavy rain, labels: [strong]}}
  windy: [gale]
"""
TEXT = "Rain fell. The gale brought a downpour. \u201cWe love the rain,\u201d Nela Marsh said. She added that rain helps."


def load(folder: Path, voice: str) -> Lexicon:
    path = folder / "weather_words.yml"
    path.write_text(FILE.format(voice=voice), encoding="utf-8")
    return load_lexicon(path)


@pytest.fixture
def measure(tmp_path: Path) -> LexiconMeasure:
    return LexiconMeasure(load(tmp_path, "own"))


@pytest.fixture
def doc() -> Document:
    return make_document(TEXT)


def scores(measure: LexiconMeasure, doc: Document) -> dict[str, Score]:
    return {found.column: found for found in apply(measure, doc)[1]}


def test_its_name_and_title_come_from_the_file(measure: LexiconMeasure) -> None:
    assert (measure.name, measure.title) == ("weather_words", "Weather words")


def test_it_passes_the_exam_of_measures(measure: LexiconMeasure) -> None:
    assert check_measure(measure, [TEXT]) == []


def test_its_documentation_tells_of_the_lexicon_and_its_categories(measure: LexiconMeasure) -> None:
    assert "Words of weather." in measure.about
    assert "wet (headline): rain and the like" in measure.about
    assert "windy (side): wind" in measure.about


def test_it_can_be_given_another_name_title_and_documentation(tmp_path: Path) -> None:
    measure = LexiconMeasure(load(tmp_path, "own"), "rainy", "Rainy days", "All of it.")
    assert (measure.name, measure.title, measure.about) == ("rainy", "Rainy days", "All of it.")


def test_its_columns_are_the_rate_its_sentences_the_other_voices_and_each_category(measure: LexiconMeasure) -> None:
    assert [column.name for column in measure.columns] == ["rate", "sentences", "reported", "quoted", "wet", "windy"]
    assert [column.name for column in measure.columns if column.headline] == ["rate"]


def test_the_voices_of_the_file_are_those_of_the_headline(tmp_path: Path) -> None:
    measure = LexiconMeasure(load(tmp_path, "own, reported"))
    assert [column.name for column in measure.columns] == ["rate", "sentences", "quoted", "wet", "windy"]


def test_the_headline_counts_headline_categories_in_its_voices_over_the_words_of_those_voices(
    measure: LexiconMeasure, doc: Document
) -> None:
    rate = scores(measure, doc)["rate"]
    assert (rate.total, rate.base) == (2.0, float(doc.words["own"]))


def test_other_voices_stand_beside_the_headline_over_their_own_words(measure: LexiconMeasure, doc: Document) -> None:
    found = scores(measure, doc)
    assert (found["quoted"].total, found["quoted"].base) == (1.0, float(doc.words["quoted"]))
    assert (found["reported"].total, found["reported"].base) == (1.0, float(doc.words["reported"]))


def test_side_categories_never_enter_the_headline(measure: LexiconMeasure) -> None:
    found = scores(measure, make_document("The gale fell."))
    assert (found["rate"].total, found["windy"].total) == (0.0, 1.0)


def test_two_hits_in_a_sentence_are_one_sentence(measure: LexiconMeasure) -> None:
    found = scores(measure, make_document("Rain upon rain fell. The sun came out."))["sentences"]
    assert (found.total, found.base, found.value) == (1.0, 2.0, 50.0)


def test_a_hit_carries_what_its_entry_says(measure: LexiconMeasure, doc: Document) -> None:
    hits = {found.term: found for found in measure.find(doc)}
    assert (hits["downpour"].value, hits["downpour"].plain) == (3.0, "heavy rain")
    assert hits["downpour"].labels == {"wet", "strong"}
    assert hits["downpour"].rule == "W-1"


def test_a_hit_without_a_rule_names_its_entry(measure: LexiconMeasure, doc: Document) -> None:
    hits = {found.term: found for found in measure.find(doc)}
    assert hits["gale"].rule == "windy: gale"


def test_a_rate_counts_entries_and_not_their_weights(measure: LexiconMeasure) -> None:
    assert scores(measure, make_document("A downpour fell."))["rate"].total == 1.0


def test_hits_can_be_refined_and_columns_added(tmp_path: Path) -> None:
    def drop_all(doc: Document, hits: list[Hit]) -> list[Hit]:
        return []

    plain = LexiconMeasure(load(tmp_path, "own"))
    extra = Column("more", plain.columns[0].unit, "words")
    measure = LexiconMeasure(plain.lexicon, refine=drop_all, extra=(extra,))
    assert measure.columns[-1] == extra
    assert list(measure.find(make_document("Rain fell."))) == []


def test_an_empty_text_has_no_hits_and_no_values(measure: LexiconMeasure) -> None:
    found = scores(measure, make_document(""))
    assert all(one.total == 0 and one.base == 0 and one.value != one.value for one in found.values())
