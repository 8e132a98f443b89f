"""Annotation: an article's zones, voices, quotations and list items, and the same as plain data."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from framing.actors import Registry
from framing.annotation import LAYERS, FastAnnotator, attribution_record, to_record
from framing.annotators import annotate
from framing.errors import FramingError
from framing.model import Article, Document, Mark, Polarity, Reading, Span, Tokens
from framing.testing import make_actor, make_document
from framing.voices import count_words


def voice_of(text: str, word: str) -> str:
    doc = make_document(text)
    return doc.voices[doc.norms.index(word)]


def kinds(text: str) -> list[str]:
    return [quotation.kind for quotation in make_document(text).quotations]


# Voices (V-1 to V-4)


@pytest.mark.parametrize(
    "text",
    [
        "\u201cThe levee leaks badly,\u201d Nela Marsh said.",
        '"The levee leaks badly," Nela Marsh said.',
        "\u2018The levee leaks badly,\u2019 Nela Marsh said.",
        "Nela Marsh said the levee \u201cleaks badly\u201d at night.",
        "Nela Marsh said it was late. \u201cThe levee leaks badly now.\u201d",
    ],
)
def test_words_that_somebody_speaks_in_quotation_marks_are_quoted(text: str) -> None:
    assert voice_of(text, "leaks") == "quoted"


@pytest.mark.parametrize(
    "text",
    [
        "Nela Marsh said the levee leaked.",
        "The levee leaked, Nela Marsh said.",
        "According to Nela Marsh, the levee leaked.",
        "The levee reportedly leaked.",
    ],
)
def test_the_content_of_an_indirect_attribution_is_reported(text: str) -> None:
    assert voice_of(text, "leaked") == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "The levee leaked for a week.",
        "Nela Marsh knows that the levee leaked.",
        "While the levee leaked, the ministry said the dam was full.",
        "The ministry said the dam was full, but the levee leaked.",
        "The levee leaked; the ministry said the dam was full.",
    ],
)
def test_everything_else_is_the_outlets_own(text: str) -> None:
    assert voice_of(text, "leaked") == "own"


def test_source_and_cue_are_the_outlets_own_words() -> None:
    text = "\u201cThe levee leaks badly,\u201d Nela Marsh said."
    assert [voice_of(text, word) for word in ("nela", "marsh", "said")] == ["own"] * 3


def test_a_quoted_part_of_an_indirect_content_is_quoted_and_the_rest_reported() -> None:
    text = "Nela Marsh said the levee was \u201ca paper wall\u201d at best."
    assert [voice_of(text, word) for word in ("levee", "paper", "best")] == ["reported", "quoted", "reported"]


def test_a_term_in_quotation_marks_that_nobody_speaks_is_no_quotation() -> None:
    text = "The \u201ctemporary\u201d levee is ten years old."
    assert kinds(text) == ["term"]
    assert voice_of(text, "temporary") == "own"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The word \u201clevee\u201d is French.", "mention"),
        ("The tram passed the \u201cGolden Hen\u201d at noon.", "name"),
        ("Nela Marsh called the levee \u201cdead\u201d on Sunday.", "speech"),
        ("\u201cDead,\u201d Nela Marsh said.", "speech"),
    ],
)
def test_a_short_quotation_is_what_its_context_makes_it(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_every_token_has_a_voice_and_the_words_of_the_voices_add_up() -> None:
    doc = make_document("\u201cIt leaks,\u201d Nela Marsh said. The ministry said it was full. Rain fell.")
    assert len(doc.voices) == len(doc.tokens)
    assert doc.words == {"own": 8, "reported": 3, "quoted": 2}
    assert sum(doc.words.values()) == doc.n_words() == 13


def test_words_of_voices_that_do_not_occur_are_zero() -> None:
    doc = make_document("Rain fell.")
    assert doc.words == {"own": 2, "reported": 0, "quoted": 0}
    assert count_words(doc, [(0, len(doc.tokens))], []) == {"own": 0, "reported": 0, "quoted": 2}


def test_words_that_are_quoted_within_a_report_are_counted_once_as_quoted() -> None:
    doc = make_document("The mayor said the dam may fail soon.")
    assert count_words(doc, [(4, 6), (7, 8)], [(0, 1), (3, 7)]) == {"own": 2, "reported": 3, "quoted": 3}


# Zones, list items, layers


def test_title_and_deck_are_annotated_apart_from_the_body() -> None:
    deck = "\u201cIt leaks badly,\u201d he said."
    doc = annotate(Article(id="a", text="Rain fell.", title="Mayor says dam may fail", deck=deck))
    assert doc.zone == "body"
    assert [(heading.zone, heading.text) for heading in doc.headings] == [
        ("title", "Mayor says dam may fail"),
        ("deck", deck),
    ]
    assert doc.headings[1].words["quoted"] == 3
    assert doc.words["quoted"] == 0


def test_an_article_without_title_and_deck_has_no_headings() -> None:
    assert annotate(Article(id="a", text="Rain fell.")).headings == ()


def test_sentences_inside_a_list_item_are_known() -> None:
    text = "The town asks for three things. A new dam. More rain. It will wait."
    start, end = text.index("A new"), text.index(" It will")
    doc = annotate(Article(id="a", text=text, list_items=((start, start + 10), (start + 11, end))))
    assert [doc.quote(doc.sentences[i]) for i in sorted(doc.list_items)] == ["A new dam.", "More rain."]


def test_an_empty_article_has_all_layers_and_nothing_in_them() -> None:
    doc = annotate(Article(id="a", text=""))
    assert (doc.tokens, doc.sentences, doc.quotations, doc.attributions, doc.mentions, doc.voices) == ((), (), (), (), (), ())
    assert doc.layers == LAYERS


def test_actors_are_found_where_a_registry_names_them() -> None:
    doc = make_document("Nela Marsh left. The ministry stayed.", actors=["Nela Marsh"])
    assert [(doc.quote(mention.span), mention.actor) for mention in doc.mentions] == [("Nela Marsh", "nela-marsh")]
    assert make_document("Nela Marsh left.").mentions == ()


def test_the_annotator_asked_for_is_the_one_that_runs() -> None:
    class Deaf(FastAnnotator):
        def annotate(self, article: Article) -> Document:
            return Document(article, "", Tokens(), ())

    assert annotate(Article(id="a", text="Rain fell."), annotator=Deaf()).tokens == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 99), (4, 4)])
def test_a_target_outside_of_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(FramingError, match="No target can stand"):
        FastAnnotator().polarity_of("Ana Ruiz failed.", start, end)


def test_the_same_article_twice_gives_the_same_document() -> None:
    article = Article(id="a", text="\u201cIt leaks,\u201d Nela Marsh said. She added that it was late.", title="Dam leaks")
    first, second = annotate(article), annotate(article)
    assert to_record(first) == to_record(second)
    assert first.voices == second.voices


# Subjects nobody would ask, and minds inside what others say


def test_a_thought_inside_what_somebody_says_is_kept_only_as_part_of_it() -> None:
    doc = make_document("The engineer said the owner believed the dam was safe.")
    counted = [found for found in doc.attributions if found.level == 1]
    assert [found.lemma for found in counted] == ["say"]


# Plain data


@pytest.fixture
def record() -> dict[str, object]:
    text = "\u201cThe levee leaks badly,\u201d Nela Marsh told Reuters. It reportedly fell."
    article = Article(id="a", text=text, outlet="The Gazette", title="Marsh: levee leaks")
    doc = annotate(article, annotator=make_annotator())
    return to_record(doc)


def make_annotator() -> FastAnnotator:
    return FastAnnotator(Registry.of([make_actor("Nela Marsh")]))


def test_a_record_is_plain_data(record: dict[str, object]) -> None:
    assert json.loads(json.dumps(record)) == record


def test_a_record_holds_the_body_first_and_then_the_headings(record: dict[str, object]) -> None:
    assert (record["id"], record["outlet"], record["title"]) == ("a", "The Gazette", "Marsh: levee leaks")
    zones = record["zones"]
    assert isinstance(zones, list)
    assert [zone["zone"] for zone in zones] == ["body", "title"]


def test_every_offset_of_a_record_quotes_the_text_of_its_zone(record: dict[str, object]) -> None:
    zones = record["zones"]
    assert isinstance(zones, list)
    body = zones[0]
    text = body["text"]
    said, heard = body["attributions"]
    assert text[slice(*said["cue"])] == said["cue_text"] == "told"
    assert text[slice(*said["source"])] == said["source_text"] == "Nela Marsh"
    assert [text[slice(*span)] for span in said["contents"]] == ["\u201cThe levee leaks badly,\u201d"]
    assert (heard["source"], heard["source_text"], heard["rung"]) == (None, "", 0)
    assert [text[q["start"] : q["end"]] for q in body["quotations"]] == ["The levee leaks badly,"]
    assert [text[m["start"] : m["end"]] for m in body["mentions"]] == ["Nela Marsh"]
    assert [text[start:end] for start, end in body["sentences"]] == [
        "\u201cThe levee leaks badly,\u201d Nela Marsh told Reuters.",
        "It reportedly fell.",
    ]


def test_the_record_of_an_attribution_says_all_that_measures_read(record: dict[str, object]) -> None:
    zones = record["zones"]
    assert isinstance(zones, list)
    said = zones[0]["attributions"][0]
    wanted = {
        "entity": "Nela Marsh", "type": "named_person", "anonymity": "named", "rung": 5, "official": False, "lemma": "tell",
        "cue_class": "neutral", "kind": "reporting", "form": "direct", "level": 1, "channel": "Reuters", "rule": "A-1",
        "zone": "body",
    }  # fmt: skip
    assert {key: said[key] for key in wanted} == wanted


def read_by_a_model(**layers: object) -> dict[str, Any]:
    """Return the record of a body to which learned layers were given."""
    doc = make_document("The shameful dam may fail. Nela Marsh spoke.", actors=["Nela Marsh"])
    bare: dict[str, Any] = {"marks": {}, "readings": {}, "polarities": ()}
    zone = to_record(replace(doc, **{**bare, **layers}))["zones"][0]
    assert json.loads(json.dumps(zone)) == zone
    assert isinstance(zone, dict)
    return zone


def test_layers_that_an_annotator_does_not_give_are_left_out_of_its_records() -> None:
    assert not read_by_a_model().keys() & {"marks", "readings", "polarities"}


def test_marked_words_are_recorded_by_their_characters_with_their_confidence() -> None:
    marks = {"loaded": (Mark(Span(1, 2), 0.987654),), "hedge": ()}
    zone = read_by_a_model(marks=marks)
    assert zone["marks"] == {"loaded": [{"start": 4, "end": 12, "confidence": 0.9877}], "hedge": []}
    assert zone["text"][4:12] == "shameful"


def test_readings_are_recorded_a_sentence_each_with_the_words_that_weighed_most() -> None:
    readings = {"hedged": [Reading(2 / 3, True, (Span(3, 4),)), Reading(0.25, False)]}
    zone = read_by_a_model(readings=readings)
    first, second = zone["readings"]["hedged"]
    assert first == {"start": 0, "end": 26, "probability": 0.6667, "marked": True, "words": [[17, 20]]}
    assert (second["start"], second["probability"], second["marked"], second["words"]) == (27, 0.25, False, [])
    assert zone["text"][17:20] == "may"


def test_polarities_are_recorded_a_mention_each_with_their_label() -> None:
    zone = read_by_a_model(polarities=(Polarity(0.7, 0.2, 0.1, (Span(8, 9),)),))
    assert zone["polarities"] == [
        {"start": 27, "end": 37, "actor": "nela-marsh", "negative": 0.7, "neutral": 0.2, "positive": 0.1, "label": "negative",
         "words": [[38, 43]]}
    ]  # fmt: skip
    assert (zone["text"][27:37], zone["text"][38:43]) == ("Nela Marsh", "spoke")


def test_numbers_of_a_model_are_recorded_as_plain_ones() -> None:
    numpy = pytest.importorskip("numpy")
    some = numpy.float32(0.1)
    zone = read_by_a_model(
        readings={"loaded": [Reading(some, numpy.bool_(True))] * 2}, polarities=(Polarity(some, some, some),)
    )
    assert zone["readings"]["loaded"][0]["probability"] == 0.1
    assert zone["readings"]["loaded"][0]["marked"] is True


def test_an_attribution_is_recorded_with_its_confidence() -> None:
    doc = make_document("Nela Marsh said it was late.")
    (said,) = doc.attributions
    assert 0.5 < attribution_record(doc, said)["confidence"] <= 1
    assert attribution_record(doc, replace(said, confidence=0.123456))["confidence"] == 0.1235


# Many articles at a time

MANY = [
    Article("a", 'Mayor Ana Ruiz said the dam leaks. "It leaks," she added. Two officials denied it.', title="Ruiz: dam leaks"),
    Article("b", ""),
    Article("c", "Rain fell.", title="Who Said The Harbor Is Shut", deck="Ana Ruiz said so"),
    Article(
        "d", "According to the port agency, Bo Lund slams Ana Ruiz and warned that the road will close. " * 3, deck="It rained."
    ),
    Article("e", "no stops here and nobody said that it rained " * 40),
]


def everything(doc: Document) -> list[Any]:
    zones = (doc, *doc.headings)
    return [to_record(doc), [(list(zone.tags), zone.voices, zone.words, zone.quotations, zone.attributions) for zone in zones]]


@pytest.mark.parametrize("together", [1, 100, 10**6])
@pytest.mark.parametrize("actors", [(), ("Ana Ruiz", "Bo Lund")])
def test_articles_read_together_are_annotated_as_each_is_alone(
    together: int, actors: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator = FastAnnotator(Registry.of(map(make_actor, actors)))
    alone = [everything(annotator.annotate(article)) for article in MANY]
    monkeypatch.setattr("framing.annotation._TOGETHER", together)
    docs = list(annotator.annotate_many(MANY))
    assert [doc.article for doc in docs] == MANY
    assert [everything(doc) for doc in docs] == alone
    assert any(doc.attributions for doc in docs)


def test_confidences_do_not_depend_on_what_is_read_together() -> None:
    alone = [FastAnnotator().annotate(article).attributions for article in MANY]
    assert [doc.attributions for doc in FastAnnotator().annotate_many(MANY * 3)] == alone * 3  # to the last bit


def test_no_more_articles_are_taken_than_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.annotation._TOGETHER", 20)
    taken: list[str] = []

    def articles() -> Iterator[Article]:
        for i in range(100):
            taken.append(str(i))
            yield Article(str(i), "Rain fell.")

    docs = FastAnnotator().annotate_many(articles())
    assert [next(docs).article.id, next(docs).article.id] == ["0", "1"]
    assert taken == ["0", "1"]
    assert next(docs).article.id == "2"
    assert taken == ["0", "1", "2", "3"]


def test_of_no_articles_there_are_no_documents() -> None:
    assert list(FastAnnotator().annotate_many([])) == []


def test_garbage_is_looked_for_again_between_articles() -> None:
    assert gc.isenabled()
    for _ in FastAnnotator().annotate_many(MANY):
        assert gc.isenabled()
