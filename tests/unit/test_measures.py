"""Measures: which there are, and how hits over a base become scores."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from framing.annotators import annotate
from framing.errors import AnnotationError, UnknownNameError
from framing.measures import BUILTIN, Measure, apply, check_layers, for_layers, resolve_measures, score, weigh
from framing.measures.evidence import LOW_CONFIDENCE, hit, speaker
from framing.measures.hedging import hedging
from framing.measures.lexical import LexiconMeasure
from framing.model import Article, Document, Hit, Span
from framing.scores import Column, Score, Unit
from framing.testing import check_measure, make_document

RATE = Unit("per 1,000 words", 1000)
SHARE = Unit("% of sentences", 100)
TEXT = (
    "Nela Marsh said the regime might fall. \u201cIt may fail, perhaps,\u201d Omar Vance said. The brutal dam could fail and "
    "may flood the town.\n\nA senior official praised Omar Vance. Sources said the talks reportedly failed. Police arrested "
    "Nela Marsh. The firm declined to comment. Nela Marsh is honest."
)
ACTORS = ["Nela Marsh", "Omar Vance"]


def make_hit(label: str, **fields: Any) -> Hit:
    return Hit(0, 3, "m", "may", "epistemic", labels=frozenset({label}), sentence=0)._replace(**fields)


@dataclass(frozen=True)
class Fixed:
    """A measure with hits and bases given by hand."""

    hits: tuple[Hit, ...] = ()
    base: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    columns: tuple[Column, ...] = (Column("rate", RATE, "words", headline=True),)
    name: str = "fixed"
    title: str = "Fixed"
    about: str = ""
    needs: frozenset[str] = frozenset()

    def find(self, doc: Document) -> Iterable[Hit]:
        return self.hits

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return self.base


DOC = make_document("Rain fell.")


def scored(column: Column, hits: tuple[Hit, ...], bases: Mapping[tuple[str, str, str], float]) -> dict[str, Score]:
    """Return a column's score for each target."""
    return {found.target: found for found in score(Fixed(hits, bases, (column,)), DOC, hits)}


# Which there are


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_every_shipped_measure_passes_the_exam(name: str) -> None:
    measure = BUILTIN[name]()
    assert measure.name == name
    assert check_measure(measure, [TEXT]) == []


def test_all_that_ship_are_used_by_default() -> None:
    assert [measure.name for measure in resolve_measures()] == list(BUILTIN)


FAST = frozenset({"sentences", "tags", "quotations", "attributions", "mentions", "voices"})
LEARNED = frozenset({"loaded sentences", "hedged sentences", "polarity"})


def test_by_default_measures_whose_layers_are_missing_are_left_out() -> None:
    names = [measure.name for measure in for_layers(None, (), (), FAST)]
    assert [name for name in BUILTIN if name not in names] == ["loaded_sentences", "hedged_sentences", "polarity"]
    assert [measure.name for measure in for_layers(None, (), (), FAST | LEARNED)] == list(BUILTIN)
    assert for_layers(None, (), (), frozenset()) == ()


def test_a_measure_asked_for_by_name_is_kept_and_its_missing_layer_is_an_error() -> None:
    chosen = for_layers(["polarity", "lix"], (), (), FAST)
    assert [measure.name for measure in chosen] == ["polarity", "lix"]
    with pytest.raises(AnnotationError, match=r'measure "polarity" needs polarity, which annotator "fast" does not provide'):
        check_layers(chosen, FAST, "fast")


def test_a_lexicon_that_is_given_is_never_left_out(folder: Path) -> None:
    layers = frozenset({"sentences"})
    chosen = for_layers(None, [folder / "weather.yml", folder / "surely.yml"], (), layers)
    assert {"weather", "boosters"} <= {measure.name for measure in chosen}
    assert "hedging" not in {measure.name for measure in chosen}
    with pytest.raises(AnnotationError, match="needs voices"):
        check_layers(chosen, layers, "mine")


def test_a_lexicon_takes_the_place_of_a_shipped_list_by_default_too(folder: Path) -> None:
    chosen = for_layers(None, [folder / "surely.yml"], (), FAST | LEARNED)
    assert [measure.name for measure in chosen] == list(BUILTIN)
    boosters = next(measure for measure in chosen if measure.name == "boosters")
    assert [found.text for found in boosters.find(make_document("It failed, forsooth."))] == ["forsooth"]


def test_an_unknown_measure_is_refused_whatever_the_layers() -> None:
    with pytest.raises(UnknownNameError, match="hedgin"):
        for_layers(["hedgin"], (), (), FAST)


def test_measures_are_chosen_by_name_in_the_order_asked_for() -> None:
    assert [measure.name for measure in resolve_measures(["loaded", "hedging"])] == ["loaded", "hedging"]


def test_a_name_given_twice_is_one_measure() -> None:
    assert len(resolve_measures(["hedging", "hedging"])) == 1


def test_a_measure_of_ones_own_is_taken_as_it_is() -> None:
    mine = Fixed()
    assert resolve_measures([mine, "lix"])[0] is mine


def test_an_unknown_measure_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(
        UnknownNameError, match=r'Unknown measure "hedgin". Did you mean "hedging"\? Available: agency, attribution, '
    ):
        resolve_measures(["hedgin"])


def test_a_measure_like_no_other_is_refused_without_a_suggestion() -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve_measures(["zzzz"])
    assert "Did you mean" not in str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "weather.yml").write_text(
        "name: weather\nversion: 1.0.0\nabout: Words of weather.\nsource: written for a test\nlicense: CC0-1.0\n"
        "language: en\nvoice: [own]\nunit: per 1,000 words\n"
        "categories:\n  wet: {about: rain, column: headline}\n  windy: {about: wind, column: side}\n"
        "entries:\n  wet: [rain, drizzle]\n  windy: [gale]\n",
        encoding="utf-8",
    )
    (tmp_path / "surely.yml").write_text(
        "name: surely\nversion: 2.0.0\nextends: boosters\nentries:\n  booster: [forsooth]\n", encoding="utf-8"
    )
    return tmp_path


def test_a_lexicon_that_extends_a_shipped_list_takes_its_place(folder: Path) -> None:
    measures = resolve_measures(["boosters", "lix"], [folder / "surely.yml"])
    assert [measure.name for measure in measures] == ["boosters", "lix"]
    doc = make_document("The dam clearly failed, forsooth.")
    assert [found.text for found in measures[0].find(doc)] == ["clearly", "forsooth"]


def test_another_lexicon_becomes_a_measure_of_its_own(folder: Path) -> None:
    measures = resolve_measures(["lix"], [folder / "weather.yml"])
    assert [measure.name for measure in measures] == ["lix", "weather"]
    assert isinstance(measures[1], LexiconMeasure)


def test_a_lexicon_in_a_folder_is_a_measure_by_its_name(folder: Path) -> None:
    assert [measure.name for measure in resolve_measures(["weather"], folders=[folder])] == ["weather"]


# Layers


class Simple:
    name = "shallow"
    layers = frozenset({"sentences"})


def test_a_missing_layer_is_told_with_the_measure_and_the_annotator() -> None:
    with pytest.raises(AnnotationError) as caught:
        check_layers([BUILTIN["lix"](), BUILTIN["attribution"]()], Simple.layers, Simple.name)
    assert str(caught.value) == (
        'measure "attribution" needs attributions, which annotator "shallow" does not provide (it provides: sentences).'
    )


def test_layers_that_are_all_there_raise_nothing() -> None:
    check_layers([BUILTIN["lix"](), BUILTIN["structure"]()], Simple.layers, Simple.name)


# Weighing hits


def amounts(column: Column, *hits: Hit) -> list[float]:
    return [amount for _, amount in weigh(column, hits)]


def test_a_column_without_labels_counts_every_hit_once() -> None:
    assert amounts(Column("c", RATE, "words"), make_hit("a"), make_hit("b")) == [1.0, 1.0]


def test_a_column_counts_the_hits_with_its_labels_by_their_weight() -> None:
    column = Column("c", RATE, "words", counts={"a": 1.0, "b": 3.0})
    assert amounts(column, make_hit("a"), make_hit("b"), make_hit("c")) == [1.0, 3.0]


def test_a_category_is_a_label_too() -> None:
    assert amounts(Column("c", RATE, "words", counts={"epistemic": 2.0}), make_hit("a")) == [2.0]


def test_of_several_labels_a_hit_has_the_first_that_is_counted_weighs() -> None:
    column = Column("c", RATE, "words", counts={"b": 3.0, "epistemic": 1.0})
    assert amounts(column, make_hit("a"), make_hit("b")) == [1.0, 3.0]


@pytest.mark.parametrize(
    ("counts", "weight"), [({}, 1.0), ({"a": 2.0}, 2.0), ({"a": 0.0, "b": 0.0}, 0.0), ({"a": 1.0, "b": 3.0}, None)]
)
def test_a_column_has_an_even_weight_where_no_label_weighs_more_than_another(
    counts: dict[str, float], weight: float | None
) -> None:
    assert Column("c", RATE, "words", counts=counts).even_weight == weight


def test_a_label_of_weight_zero_adds_nothing() -> None:
    assert sum(amounts(Column("c", RATE, "words", counts={"a": 0.0}), make_hit("a"))) == 0.0


def test_a_column_counts_only_hits_in_its_voices() -> None:
    column = Column("c", RATE, "words", voices=("own", "reported"))
    assert amounts(column, make_hit("a"), make_hit("a", voice="quoted"), make_hit("a", voice="reported")) == [1.0, 1.0]


def test_a_column_by_values_adds_weight_times_value() -> None:
    column = Column("c", RATE, "words", counts={"a": 2.0}, by="values")
    assert amounts(column, make_hit("a", value=-0.5), make_hit("a", value=3.0)) == [-1.0, 6.0]


def test_a_column_by_sentences_shares_each_sentence_equally_among_its_hits() -> None:
    column = Column("c", SHARE, "sentences", by="sentences")
    hits = [make_hit("a", sentence=0), make_hit("a", sentence=0), make_hit("a", sentence=4)]
    assert amounts(column, *hits) == [0.5, 0.5, 1.0]


def test_hits_in_other_voices_take_no_share_of_a_sentence() -> None:
    column = Column("c", SHARE, "sentences", by="sentences", voices=("own",))
    assert amounts(column, make_hit("a"), make_hit("a", voice="quoted")) == [1.0]


def test_a_sentence_counts_once_for_each_actor_in_it() -> None:
    column = Column("c", SHARE, "mentioning sentences", by="sentences")
    hits = [make_hit("a", target="x"), make_hit("a", target="x"), make_hit("a", target="y")]
    assert amounts(column, *hits) == [0.5, 0.5, 1.0]


UNSURE = LOW_CONFIDENCE - 0.001


def test_an_uncertain_hit_counts_in_side_columns_and_in_no_headline() -> None:
    hits = make_hit("a", confidence=UNSURE), make_hit("a", confidence=LOW_CONFIDENCE), make_hit("a")
    assert amounts(Column("c", RATE, "words", headline=True), *hits) == [1.0, 1.0]
    assert amounts(Column("c", RATE, "words"), *hits) == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("by", ["hits", "values", "sentences"])
def test_an_uncertain_hit_is_left_out_however_a_headline_counts(by: str) -> None:
    column = Column("c", RATE, "words", "", {"a": 2.0}, by=by, headline=True)
    assert amounts(column, make_hit("a", confidence=0.0)) == []


def test_an_uncertain_hit_takes_no_share_of_a_sentence_from_a_sure_one() -> None:
    column = Column("c", SHARE, "sentences", by="sentences", headline=True)
    assert amounts(column, make_hit("a"), make_hit("a", confidence=UNSURE)) == [1.0]
    assert amounts(replace(column, headline=False), make_hit("a"), make_hit("a", confidence=UNSURE)) == [0.5, 0.5]


def test_the_score_of_a_headline_has_as_many_pieces_of_evidence_as_it_counts() -> None:
    hits = make_hit("a"), make_hit("a", confidence=UNSURE)
    found = scored(Column("rate", RATE, "words", headline=True), hits, {("words", "", ""): 40})[""]
    assert (found.total, found.n_hits) == (1.0, 1)


# Scoring


def test_a_score_is_the_sum_of_its_hits_over_its_base() -> None:
    found = scored(Column("rate", RATE, "words"), (make_hit("a"), make_hit("b")), {("words", "", ""): 40})[""]
    assert (found.total, found.base, found.n_hits) == (2.0, 40.0, 2)
    assert found.value == 50.0


def test_the_voices_of_a_column_count_in_both_halves_of_the_ratio() -> None:
    bases = {("words", "own", ""): 50, ("words", "reported", ""): 30, ("words", "quoted", ""): 20}
    hits = (make_hit("a"), make_hit("a", voice="reported"), make_hit("a", voice="quoted"))
    found = scored(Column("rate", RATE, "words", voices=("own", "reported")), hits, bases)[""]
    assert (found.total, found.base) == (2.0, 80.0)
    quoted = scored(Column("quoted", RATE, "words", voices=("quoted",)), hits, bases)[""]
    assert (quoted.total, quoted.base) == (1.0, 20.0)


def test_a_base_that_is_not_kept_by_voice_counts_whole() -> None:
    found = scored(Column("share", SHARE, "sentences", voices=("own",)), (make_hit("a"),), {("sentences", "", ""): 4})[""]
    assert (found.total, found.base) == (1.0, 4.0)


def test_without_a_base_there_is_no_value_and_without_hits_the_value_is_zero() -> None:
    column = Column("rate", RATE, "words")
    assert math.isnan(scored(column, (), {("words", "", ""): 0})[""].value)
    assert scored(column, (), {("words", "", ""): 10})[""].value == 0.0


def test_each_target_is_scored_by_its_own_hits_over_its_own_base() -> None:
    bases = {("words", "", "x"): 4, ("words", "", "y"): 5}
    found = scored(Column("mean", RATE, "words"), (make_hit("a", target="x"), make_hit("a", target="x")), bases)
    assert {name: (one.total, one.base, one.n_hits) for name, one in found.items()} == {"x": (2.0, 4.0, 2), "y": (0.0, 5.0, 0)}


def test_a_measure_of_targets_has_no_score_where_there_is_no_target() -> None:
    assert scored(Column("mean", RATE, "words"), (), {}) == {}


# Applying


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_every_total_is_the_sum_of_what_its_hits_add(name: str) -> None:
    measure = BUILTIN[name]()
    doc = make_document(TEXT, actors=ACTORS)
    hits, scores = apply(measure, doc)
    columns = {column.name: column for column in measure.columns}
    for found in scores:
        weighed = [amount for one, amount in weigh(columns[found.column], hits) if found.target in ("", one.target)]
        assert found.total == pytest.approx(sum(weighed))
        assert found.n_hits == len(weighed)


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_every_headline_share_lies_between_nothing_and_all(name: str) -> None:
    measure = BUILTIN[name]()
    _, scores = apply(measure, make_document(TEXT, actors=ACTORS))
    assert scores
    for found in scores:
        if found.unit.name.startswith("% of"):
            assert math.isnan(found.value) or 0.0 <= found.value <= 100.0


def test_hits_of_the_title_are_found_and_not_scored() -> None:
    doc = make_document("Rain fell.", title="Dam may fail")
    hits, scores = apply(hedging(), doc)
    assert [(found.zone, found.text) for found in hits] == [("title", "may")]
    assert next(found for found in scores if found.column == "rate").total == 0.0


def test_hits_of_the_body_stand_in_the_order_of_the_text_and_before_those_of_the_title() -> None:
    doc = make_document("It could fail and may flood.", title="Dam may fail")
    hits, _ = apply(hedging(), doc)
    assert [(found.zone, found.text) for found in hits] == [("body", "could"), ("body", "may"), ("title", "may")]


# Evidence


def test_a_hit_holds_its_text_voice_sentence_zone_and_speaker() -> None:
    doc = make_document("Rain fell. \u201cThe dam may fail,\u201d Nela Marsh said.")
    at = doc.norms.index("may")
    found = hit(doc, Span(at, at + 1), "m", "may", "epistemic", rule="H-1")
    assert (found.text, doc.text[found.start : found.end]) == ("may", "may")
    assert (found.voice, found.sentence, found.zone, found.source) == ("quoted", 1, "body", "Nela Marsh")


def test_the_outlets_own_words_have_no_speaker() -> None:
    doc = make_document("Rain may fall. Nela Marsh said it was late.")
    at = doc.norms.index("may")
    assert hit(doc, Span(at, at + 1), "m", "may", "epistemic").source == ""


def test_the_speaker_is_the_innermost_source() -> None:
    doc = make_document("The Harbor Times said the minister had told aides that the plan was dead.")
    at = doc.norms.index("dead")
    assert speaker(doc, Span(at, at + 1)) == "the minister"
    at = doc.norms.index("aides")
    assert speaker(doc, Span(at, at + 1)) == "The Harbor Times"
    doc = make_document("The minister said the plan was dead, the Harbor Times reported.")
    at = doc.norms.index("dead")
    assert speaker(doc, Span(at, at + 1)) == "The minister"


def test_who_holds_a_belief_does_not_speak() -> None:
    doc = make_document("The governor knows that the plan is dead.")
    at = doc.norms.index("dead")
    assert speaker(doc, Span(at, at + 1)) == ""


def test_sentences_in_a_list_are_no_part_of_the_sentence_base() -> None:
    text = "The town may ask for two things. A new dam. More rain."
    items = ((text.index("A new"), text.index(" More")), (text.index("More"), len(text)))
    article = Article(id="a", text=text, list_items=items)
    found = {one.column: one for one in apply(hedging(), annotate(article))[1]}
    assert (found["sentences"].base, found["rate"].base) == (1.0, 12.0)


def test_any_object_of_the_right_shape_is_a_measure() -> None:
    measure: Measure = Fixed((make_hit("a"),), {("words", "", ""): 2})
    hits, scores = apply(measure, DOC)
    assert (len(hits), scores[0].value) == (1, 500.0)
