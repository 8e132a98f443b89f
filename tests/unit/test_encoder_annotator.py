"""The encoder as an annotator: every layer it names, on every text, from a network in memory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import make_encoder

from framing.annotation import FastAnnotator, to_record
from framing.encoder import EncoderAnnotator
from framing.encoder.calibration import Calibration, PolarityScale, Scale
from framing.encoder.layout import SENTENCE_LAYERS, SPAN_LAYERS
from framing.errors import FramingError
from framing.model import Article, Document
from framing.registry import Registry
from framing.testing import make_actor

ACTORS = Registry.of([make_actor("Ana Ruiz"), make_actor("Bo Vance")])
ENCODER = make_encoder(ACTORS)
NEWS = (
    "Ana Ruiz said the dam leaks. The brutal regime attacked Bo Vance on Monday.\n\n"
    "Perhaps the port closed. \u201cThe dam holds,\u201d Ruiz said."
)


def annotate(text: str, encoder: EncoderAnnotator = ENCODER, **given: str) -> Document:
    return encoder.annotate(Article("a", text, **given))


def check(doc: Document) -> None:
    """Raise unless every layer fits the text."""
    n = len(doc.tokens)
    marks = [mark for layer in doc.marks.values() for mark in layer]
    readings = [reading for layer in doc.readings.values() for reading in layer]
    spans = [mark.span for mark in marks] + [span for one in (*readings, *doc.polarities) for span in one.words]
    spans += [span for one in doc.attributions for span in (one.cue, *one.contents)]
    assert all(0 <= span.start < span.end <= n for span in spans)
    assert all(0 <= one.confidence <= 1 for one in (*marks, *doc.attributions))
    assert all(0 <= one.probability <= 1 for one in readings)
    assert all(len(layer) == len(doc.sentences) for layer in doc.readings.values())
    assert len(doc.polarities) == len(doc.mentions)
    assert all(sum(one[:3]) == pytest.approx(1) for one in doc.polarities)
    assert len(doc.voices) == n
    assert sum(doc.words.values()) == doc.n_words()


def test_it_gives_the_layers_it_names() -> None:
    doc = annotate(NEWS)
    assert doc.layers == ENCODER.layers > FastAnnotator().layers
    assert set(doc.marks) == {"loaded", "hedge"}
    assert set(doc.readings) == {"loaded", "hedged"}
    assert doc.attributions
    assert doc.quotations
    assert doc.mentions
    check(doc)


def test_it_says_what_it_is() -> None:
    assert (ENCODER.name, ENCODER.fingerprint) == ("encoder", "0123456789ab")


def test_loaded_and_hedged_words_and_sentences_are_marked() -> None:
    doc = annotate(NEWS)
    assert [doc.quote(mark.span) for mark in doc.marks["loaded"]] == ["brutal regime"]
    assert [doc.quote(mark.span) for mark in doc.marks["hedge"]] == ["Perhaps"]
    assert [reading.marked for reading in doc.readings["loaded"]] == [False, True, False, False]
    assert [reading.marked for reading in doc.readings["hedged"]] == [False, False, True, False]


def test_the_words_behind_a_reading_stand_in_its_sentence() -> None:
    doc = annotate(NEWS)
    assert [doc.quote(span) for span in doc.readings["loaded"][1].words] == ["brutal", "regime"]
    assert doc.readings["loaded"][0].words == ()


def test_tokens_are_cut_and_actors_found_as_by_rules() -> None:
    doc, ruled = annotate(NEWS), FastAnnotator(ACTORS).annotate(Article("a", NEWS))
    assert doc.tokens == ruled.tokens
    assert doc.sentences == ruled.sentences
    assert [mention.actor for mention in doc.mentions] == [mention.actor for mention in ruled.mentions]


def test_what_was_read_as_content_is_in_reported_or_quoted_voice() -> None:
    doc = annotate("Ana Ruiz said dam leaks. \u201cThe dam holds for now,\u201d Ruiz said.")
    voices = dict(zip(doc.norms, doc.voices, strict=True))
    assert (voices["leaks"], voices["holds"]) == ("reported", "quoted")
    assert doc.voices[doc.norms.index("said")] == "own"


def test_title_and_deck_are_read_alike_and_know_the_bodys_actors() -> None:
    doc = annotate(NEWS, title="Ruiz praised", deck="The brutal port may leaks.")
    title, deck = doc.headings
    assert (title.zone, deck.zone) == ("title", "deck")
    assert [mention.actor for mention in title.mentions] == ["ana-ruiz"]
    assert title.polarities[0].label == "positive"
    assert len(deck.marks["hedge"]) == 1
    for zone in doc.headings:
        check(zone)


def test_polarity_stands_beside_each_mention() -> None:
    doc = annotate(NEWS)
    labels = {(mention.actor, polarity.label) for mention, polarity in zip(doc.mentions, doc.polarities, strict=True)}
    assert ("bo-vance", "negative") in labels
    assert ("ana-ruiz", "neutral") in labels


def test_the_same_article_is_annotated_the_same_twice() -> None:
    assert to_record(annotate(NEWS, title="Ruiz")) == to_record(annotate(NEWS, title="Ruiz"))


def test_the_calibration_decides_what_is_marked() -> None:
    plain = Calibration.plain()
    spans = dict.fromkeys(SPAN_LAYERS, Scale(threshold=1.1))
    sentences = dict.fromkeys(SENTENCE_LAYERS, Scale(0.0, 3.0, 0.5))
    doc = annotate(NEWS, make_encoder(ACTORS, calibration=Calibration(spans, sentences, PolarityScale(0.0))))
    assert plain.spans != spans
    assert (doc.marks["loaded"], [a for a in doc.attributions if a.confidence < 1]) == ((), [])
    assert all(reading.marked and reading.probability == pytest.approx(0.9526, abs=1e-4) for reading in doc.readings["loaded"])
    assert all(polarity[:3] == pytest.approx((1 / 3,) * 3) for polarity in doc.polarities)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "\n" * 10_000,
        "... \u2014 \u201c?!\u201d \u2026",
        "Perhaps",
        "brutal",
        "said",
        "x" * 5000,
        "said " * 600,
        "the dam leaks said Ana Ruiz " * 300,
        "\u6f22\u5b57" * 400 + "\u3002" + "\u4e2d\u6587" * 300,
        "\u0627\u0644\u0633\u0641\u064a\u0646\u0629 \u063a\u0627\u062f\u0631\u062a. Ana Ruiz.",
        "\U0001f6a2\U0001f30a Ana Ruiz \U0001f6a2 said \U0001f30a.",
        "Ana Ruiz\ud83d said the dam\udcff leaks.",
        "[CLS] [SEP] [PAD] [UNK] [MASK] [unused0] Ana Ruiz said the dam leaks.",
        "A\u0301na Ru\u0131z sai\u0307d \u200bthe dam\x00 leaks.",
        "\u201cThe dam leaks\n\n\u201cThe port closed\n\n\u201cIt may,\u201d Ana Ruiz said.",
        "Ana Ruiz " * 400,
    ],
)
def test_every_text_can_be_annotated(text: str) -> None:
    doc = annotate(text, title=text[:200], deck=text[:50])
    for zone in (doc, *doc.headings):
        check(zone)


WORDS = [
    "Ana Ruiz",
    "Bo",
    "said",
    "warned",
    "the",
    "dam",
    "leaks",
    "brutal",
    "may",
    ",",
    ".",
    "\u201c",
    "\u201d",
    "\n\n",
    "xq",
    "declined to comment",
]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from([*WORDS, "reportedly", "told", "according to", "that", "Bo Vance", ":"]), max_size=40).map(
        " ".join
    )
)
def test_any_order_of_words_can_be_annotated(text: str) -> None:
    check(annotate(text))


# One target in one text ------------------------------------------------------------------------------------------------------


def test_the_polarity_toward_a_stretch_of_text() -> None:
    text = "Otomo attacked Quill. The port praised Zelma."
    assert ENCODER.polarity_of(text, text.index("Quill"), text.index("Quill") + 5).label == "negative"
    assert ENCODER.polarity_of(text, text.index("Zelma"), text.index("Zelma") + 5).label == "positive"


def test_part_of_a_word_stands_for_the_word() -> None:
    text = "The port praised Zelma."
    whole = ENCODER.polarity_of(text, 17, 22)
    assert ENCODER.polarity_of(text, 18, 20) == whole


@pytest.mark.parametrize(
    ("text", "start", "end"), [("", 0, 0), ("The dam", 50, 60), ("The  dam", 4, 5), ("  ", 0, 2), ("The dam", 4, 8)]
)
def test_where_no_word_is_there_is_no_target(text: str, start: int, end: int) -> None:
    with pytest.raises(FramingError, match=f"between the characters {start} and {end} .* name a "):
        ENCODER.polarity_of(text, start, end)


def test_the_words_behind_it_are_given_by_their_characters() -> None:
    text = "The port praised Zelma."
    assert [text[start:end] for start, end in ENCODER.polarity_of(text, 17, 22).words] == ["praised"]


@pytest.mark.slow
def test_a_long_article_is_annotated_in_time() -> None:
    doc = annotate("Ana Ruiz said the dam leaks . " * 1000 + "said the dam Bo Vance leaks " * 500)
    check(doc)
    assert len(doc.mentions) >= 1500
