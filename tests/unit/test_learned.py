"""Measures on learned layers: which sentences count, in whose voice, toward whom, and how sure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from framing.measures import Measure, apply
from framing.measures.evidence import LOW_CONFIDENCE, WHOLE_SENTENCE
from framing.measures.learned import RULE, WORDS, PolarityMeasure, SentenceMeasure, hedged_sentences, loaded_sentences
from framing.model import Document, Hit, Polarity, Reading, Span
from framing.scores import Score
from framing.testing import check_measure, make_document

THREE = "The shameful regime fell. Nela Marsh said the brutal winter was over. Rain fell."
GOOD, BAD, NEUTRAL = Polarity(0.1, 0.2, 0.7), Polarity(0.8, 0.1, 0.1), Polarity(0.1, 0.8, 0.1)
BOTH: list[SentenceMeasure] = [loaded_sentences(), hedged_sentences()]


def span_of(doc: Document, *words: str) -> tuple[Span, ...]:
    return tuple(Span(at, at + 1) for at in map(doc.norms.index, words))


def read(doc: Document, name: str, marked: Mapping[int, float], words: Mapping[int, Sequence[str]] | None = None) -> Document:
    """Mark sentences with a probability each; the others are read and not marked."""
    named = {index: span_of(doc, *some) for index, some in (words or {}).items()}
    readings = [Reading(marked.get(i, 0.1), i in marked, named.get(i, ())) for i in range(len(doc.sentences))]
    return replace(doc, readings={**doc.readings, name: readings})


def scores(measure: Measure, doc: Document) -> dict[str, Score]:
    return {found.column: found for found in apply(measure, doc)[1]}


def ratio(found: Score) -> tuple[float, float]:
    return found.total, found.base


class TestSentences:
    @pytest.mark.parametrize("measure", BOTH, ids=lambda measure: measure.name)
    def test_each_marked_sentence_is_one_hit_over_all_of_it(self, measure: SentenceMeasure) -> None:
        doc = read(make_document(THREE), measure.reading, {0: 0.9, 2: 0.6})
        hits = list(measure.find(doc))
        assert [found.text for found in hits] == ["The shameful regime fell.", "Rain fell."]
        assert [found.sentence for found in hits] == [0, 2]
        assert [found.confidence for found in hits] == [0.9, 0.6]
        assert {(found.value, found.rule, found.category, found.measure) for found in hits} == {
            (1.0, RULE, measure.reading, measure.name)
        }
        assert all(WHOLE_SENTENCE in found.labels for found in hits)

    def test_a_likely_sentence_that_is_not_marked_is_no_hit(self) -> None:
        doc = replace(make_document("Rain fell."), readings={"loaded": [Reading(0.9, False)]})
        assert list(loaded_sentences().find(doc)) == []

    def test_the_share_is_of_all_sentences(self) -> None:
        found = scores(loaded_sentences(), read(make_document(THREE), "loaded", {0: 0.9}))
        assert ratio(found["share"]) == (1.0, 3.0)
        assert found["share"].value == pytest.approx(100 / 3)

    def test_one_layer_is_not_read_for_the_other(self) -> None:
        doc = read(make_document(THREE), "loaded", {0: 0.9, 1: 0.9})
        assert list(hedged_sentences().find(doc)) == []

    def test_list_items_are_neither_found_nor_counted(self) -> None:
        text = "The town wants one thing. A shameful dam."
        doc = make_document(text, list_items=((text.index("A shameful"), len(text)),))
        doc = read(doc, "loaded", {0: 0.9, 1: 0.9})
        assert [found.sentence for found in loaded_sentences().find(doc)] == [0]
        assert ratio(scores(loaded_sentences(), doc)["share"]) == (1.0, 1.0)

    @pytest.mark.parametrize("measure", [*BOTH, PolarityMeasure()], ids=lambda measure: measure.name)
    def test_a_document_without_the_layer_has_no_hits(self, measure: Measure) -> None:
        doc = replace(make_document(THREE, actors=["Nela Marsh"]), readings={}, polarities=())
        assert list(measure.find(doc)) == []
        assert list(measure.find(make_document(""))) == []

    def test_a_text_without_sentences_has_no_share(self) -> None:
        assert math.isnan(scores(loaded_sentences(), make_document(""))["share"].value)

    def test_a_layer_of_another_length_than_the_sentences_is_not_read_past(self) -> None:
        doc = replace(make_document(THREE), readings={"loaded": [Reading(0.9, True)]})
        with pytest.raises(ValueError, match="shorter"):
            list(loaded_sentences().find(doc))

    def test_a_sentence_of_a_title_is_found_and_not_scored(self) -> None:
        doc = make_document("Rain fell.", title="Shameful regime falls")
        doc = replace(doc, headings=tuple(read(heading, "loaded", {0: 0.9}) for heading in doc.headings))
        hits, found = apply(loaded_sentences(), doc)
        assert [(one.zone, one.text) for one in hits] == [("title", "Shameful regime falls")]
        assert {one.total for one in found} == {0.0}

    @pytest.mark.parametrize("measure", [*BOTH, PolarityMeasure()], ids=lambda measure: measure.name)
    def test_it_passes_the_exam_and_names_its_layer(self, measure: Measure) -> None:
        assert check_measure(measure, [THREE]) == []
        layers = {"loaded_sentences": "loaded sentences", "hedged_sentences": "hedged sentences", "polarity": "polarity"}
        assert layers[measure.name] in measure.needs


class TestTerms:
    def test_the_term_names_the_words_that_weighed_most_the_heaviest_first(self) -> None:
        doc = read(make_document(THREE), "loaded", {0: 0.9}, {0: ["regime", "shameful"]})
        assert [found.term for found in loaded_sentences().find(doc)] == ["regime, shameful"]

    def test_words_are_named_in_lower_case_once_and_no_more_than_a_few(self) -> None:
        doc = make_document("Shameful, shameful, brutal, cruel, vile rain fell.")
        words = (Span(0, 1), Span(2, 3), Span(4, 5), Span(6, 7), Span(8, 9))
        doc = replace(doc, readings={"loaded": [Reading(0.9, True, words)]})
        assert WORDS == 3
        assert [found.term for found in loaded_sentences().find(doc)] == ["shameful, brutal"]

    def test_where_no_word_weighed_more_than_others_the_category_is_the_term(self) -> None:
        doc = read(make_document(THREE), "hedged", {0: 0.9})
        assert [found.term for found in hedged_sentences().find(doc)] == ["hedged"]


class TestVoices:
    QUOTED = "The notorious man said, \u201cWe will rebuild the school and the bridge by next spring.\u201d"

    def voice_of(self, text: str, *words: str) -> tuple[str, str]:
        doc = make_document(text)
        (found,) = loaded_sentences().find(read(doc, "loaded", {0: 0.9}, {0: words}))
        return found.voice, found.source

    def test_without_weighed_words_the_voice_is_that_of_most_words(self) -> None:
        assert self.voice_of("Rain fell on the old town for days.") == ("own", "")
        assert self.voice_of("Nela Marsh said the brutal winter was over.") == ("reported", "Nela Marsh")
        assert self.voice_of(self.QUOTED)[0] == "quoted"

    def test_the_words_that_weighed_most_decide_against_the_rest_of_the_sentence(self) -> None:
        assert self.voice_of(self.QUOTED, "notorious") == ("own", "")
        long = (
            "Nela Marsh, a baker of 43 from the old port of Karnholm, called the plan \u201cutterly shameful\u201d on Monday."
        )
        assert self.voice_of(long, "shameful")[0] == "quoted"
        assert self.voice_of(long)[0] == "own"

    def test_where_voices_tie_the_words_are_the_outlets_own(self) -> None:
        text = "Grim Nela Marsh said the brutal winter was over."
        assert self.voice_of(text, "brutal", "grim") == ("own", "")
        assert self.voice_of(text, "brutal", "winter", "grim") == ("reported", "Grim Nela Marsh")

    def test_a_sentence_without_words_is_the_outlets_own(self) -> None:
        doc = make_document("\u2026")
        (found,) = loaded_sentences().find(read(doc, "loaded", {0: 0.9}))
        assert found.voice == "own"

    def test_loaded_words_of_a_source_are_not_charged_to_the_outlet(self) -> None:
        doc = read(make_document(THREE), "loaded", {0: 0.9, 1: 0.9}, {0: ["shameful"], 1: ["brutal"]})
        found = scores(loaded_sentences(), doc)
        assert (ratio(found["share"]), ratio(found["all_voices"])) == ((1.0, 3.0), (2.0, 3.0))

    def test_hedges_in_paraphrase_count_and_those_in_quotation_marks_stand_beside(self) -> None:
        text = "It may rain. Nela Marsh said it might snow. \u201cIt could hail today,\u201d Nela Marsh said."
        doc = read(make_document(text), "hedged", {0: 0.9, 1: 0.9, 2: 0.9}, {0: ["may"], 1: ["might"], 2: ["could"]})
        assert [found.voice for found in hedged_sentences().find(doc)] == ["own", "reported", "quoted"]
        found = scores(hedged_sentences(), doc)
        assert (ratio(found["share"]), ratio(found["all_voices"])) == ((2.0, 3.0), (3.0, 3.0))


class TestDoubt:
    def test_an_uncertain_sentence_counts_beside_the_headline_only(self) -> None:
        doc = read(make_document(THREE), "loaded", {0: LOW_CONFIDENCE, 2: LOW_CONFIDENCE - 0.01})
        found = scores(loaded_sentences(), doc)
        assert (ratio(found["share"]), ratio(found["all_voices"])) == ((1.0, 3.0), (2.0, 3.0))
        assert len(list(loaded_sentences().find(doc))) == 2


def judge(text: str, *polarities: Polarity, actors: Sequence[str] = ("Nela Marsh", "Omar Vance")) -> Document:
    doc = make_document(text, actors=actors)
    assert len(doc.mentions) == len(polarities), "one polarity a mention"
    return replace(doc, polarities=polarities)


def verdicts(doc: Document) -> list[Hit]:
    return apply(PolarityMeasure(), doc)[0]


def by_actor(doc: Document, column: str) -> dict[str, tuple[float, float]]:
    return {found.target: ratio(found) for found in apply(PolarityMeasure(), doc)[1] if found.column == column}


class TestPolarity:
    def test_each_actor_of_a_sentence_has_a_verdict_of_its_own(self) -> None:
        hits = verdicts(judge("Nela Marsh robbed Omar Vance.", BAD, GOOD))
        assert {(found.target, found.category, found.value, found.confidence) for found in hits} == {
            ("nela-marsh", "negative", -1.0, 0.8),
            ("omar-vance", "positive", 1.0, 0.7),
        }
        assert {found.text for found in hits} == {"Nela Marsh robbed Omar Vance."}
        assert all(found.rule == RULE and WHOLE_SENTENCE in found.labels for found in hits)

    def test_neutral_is_no_hit_and_stays_in_the_base(self) -> None:
        doc = judge("Nela Marsh spoke. Nela Marsh robbed a bank.", NEUTRAL, BAD)
        assert [found.sentence for found in verdicts(doc)] == [1]
        assert by_actor(doc, "mean") == {"nela-marsh": (-1.0, 2.0)}

    def test_good_and_bad_sentences_cancel_in_the_mean_and_not_in_the_shares(self) -> None:
        doc = judge("Nela Marsh saved a child. Nela Marsh robbed a bank.", GOOD, BAD)
        assert by_actor(doc, "mean") == {"nela-marsh": (0.0, 2.0)}
        assert by_actor(doc, "positive") == by_actor(doc, "negative") == {"nela-marsh": (1.0, 2.0)}

    def test_several_mentions_in_a_sentence_are_one_verdict_from_their_means(self) -> None:
        mild = Polarity(0.1, 0.3, 0.6)
        (found,) = verdicts(judge("Nela Marsh robbed a bank, and Marsh fled.", BAD, mild))
        assert found.category == "negative"
        assert found.confidence == pytest.approx(0.45)
        assert by_actor(judge("Nela Marsh robbed a bank, and Marsh fled.", BAD, mild), "negative") == {"nela-marsh": (1.0, 1.0)}
        assert verdicts(judge("Nela Marsh robbed a bank, and Marsh fled.", BAD, Polarity(0.0, 1.0, 0.0))) == []

    def test_the_words_are_those_of_the_mention_that_is_furthest_from_neutral(self) -> None:
        text = "Nela Marsh robbed a bank, and Marsh fled."
        doc = make_document(text, actors=["Nela Marsh"])
        weak, strong = Polarity(0.5, 0.4, 0.1, span_of(doc, "fled")), BAD._replace(words=span_of(doc, "robbed", "bank"))
        (found,) = verdicts(replace(doc, polarities=(weak, strong)))
        assert found.term == "robbed, bank"

    def test_a_verdict_of_less_than_an_even_chance_is_neutral_in_the_mean_and_shown_in_the_shares(self) -> None:
        doc = judge("Nela Marsh robbed a bank.", Polarity(0.45, 0.3, 0.25))
        assert [found.category for found in verdicts(doc)] == ["negative"]
        assert by_actor(doc, "mean") == {"nela-marsh": (0.0, 1.0)}
        assert by_actor(doc, "negative") == {"nela-marsh": (1.0, 1.0)}

    def test_sources_words_count_as_well_as_the_outlets(self) -> None:
        doc = judge("\u201cNela Marsh is a thief,\u201d Omar Vance said.", BAD, NEUTRAL)
        (found,) = verdicts(doc)
        assert (found.voice, found.source) == ("quoted", "Omar Vance")
        assert by_actor(doc, "mean")["nela-marsh"] == (-1.0, 1.0)

    def test_actors_without_a_mention_have_no_score(self) -> None:
        assert apply(PolarityMeasure(), make_document("Rain fell.", actors=["Nela Marsh"])) == ([], [])

    def test_it_says_how_it_differs_from_evaluation(self) -> None:
        assert "This is not evaluation" in PolarityMeasure().about
        assert "whoever says" in PolarityMeasure().about
