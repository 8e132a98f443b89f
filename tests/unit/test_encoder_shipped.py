"""The weights that ship: what they read on plain sentences, and that they read the same whenever and however they are run."""

from __future__ import annotations

import re

import pytest

import framing
from framing.annotation import to_record
from framing.encoder import EncoderAnnotator
from framing.encoder.weights import NETWORK, load_weights, shipped_folder
from framing.errors import FramingError
from framing.model import Article, Document
from framing.registry import Registry
from framing.testing import make_actor

pytestmark = pytest.mark.skipif(not (shipped_folder() / NETWORK).is_file(), reason="no weights are there yet: make models")

ACTORS = Registry.of([make_actor("Mara Lindqvist"), make_actor("Tomas Okafor")])
NEWS = (
    "Mara Lindqvist said on Tuesday that the bridge would reopen in June. The budget passed by two votes.\n\n"
    "\u201cWe will not wait any longer,\u201d Tomas Okafor told reporters. According to the ministry, repairs cost $3 million."
)


@pytest.fixture(scope="module")
def encoder() -> EncoderAnnotator:
    return EncoderAnnotator(ACTORS)


def annotate(encoder: EncoderAnnotator, text: str) -> Document:
    return encoder.annotate(Article("a", text))


def test_a_plain_attribution_is_found_with_all_its_parts(encoder: EncoderAnnotator) -> None:
    doc = annotate(encoder, "Mara Lindqvist said that the bridge would reopen in June.")
    (found,) = doc.attributions
    assert doc.quote(found.cue) == "said"
    assert found.source.entity == "Mara Lindqvist"
    assert "the bridge would reopen in June" in doc.quote(found.contents[0])
    assert found.confidence > 0.5


def test_a_sentence_of_the_outlets_own_has_no_attribution(encoder: EncoderAnnotator) -> None:
    assert annotate(encoder, "The bridge reopened in June after two years of repairs.").attributions == ()


def test_several_attributions_keep_their_own_sources(encoder: EncoderAnnotator) -> None:
    entities = [found.source.entity for found in annotate(encoder, NEWS).attributions]
    assert entities[:2] == ["Mara Lindqvist", "Tomas Okafor"]
    assert len(entities) == 3


def test_blame_and_praise_are_told_apart(encoder: EncoderAnnotator) -> None:
    blamed = "Residents accused Mara Lindqvist of lying and stealing public money."
    praised = "Residents thanked Mara Lindqvist for her courage and her brilliant work."
    labels = [encoder.polarity_of(text, text.index("Mara"), text.index("Mara") + 14).label for text in (blamed, praised)]
    assert labels == ["negative", "positive"]


def test_a_target_is_named_by_its_words_or_its_place(encoder: EncoderAnnotator) -> None:
    blamed = "Residents accused Mara Lindqvist of lying and stealing public money."
    named = framing.sentiment_toward(blamed, "Mara Lindqvist")
    assert named.label == "negative"
    assert named == framing.sentiment_toward(blamed, 18, 32) == encoder.polarity_of(blamed, 18, 32)
    with pytest.raises(FramingError, match="does not stand in the text"):
        framing.sentiment_toward(blamed, "Tomas Okafor")
    with pytest.raises(FramingError, match="of a text of 68"):
        framing.sentiment_toward(blamed, 18, 320)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lindqvist accused Tomas Okafor of lying.",
        "Mara Lindqvist praised Tomas Okafor, who had saved the port.",
        "Critics of Mara Lindqvist said that she, unlike Tomas Okafor, had failed the city.",
    ],
)
def test_two_names_that_trade_places_trade_verdicts_exactly(encoder: EncoderAnnotator, text: str) -> None:
    swapped = re.sub("Mara Lindqvist|Tomas Okafor", lambda m: {"M": "Tomas Okafor", "T": "Mara Lindqvist"}[m[0][0]], text)
    readings = []
    for one in (text, swapped):
        doc = annotate(encoder, one)
        by_place = sorted(zip(doc.mentions, doc.polarities, strict=True), key=lambda pair: pair[0].span)
        readings.append([polarity[:3] for mention, polarity in by_place if mention.how == "alias"])
    assert readings[0] == readings[1]


def test_a_loaded_sentence_is_more_probably_so_than_a_plain_one(encoder: EncoderAnnotator) -> None:
    plain = annotate(encoder, "The council approved the budget on Monday.").readings["loaded"][0]
    loaded = annotate(encoder, "The radical mob of woke hypocrites rammed its disgraceful budget through.").readings["loaded"][
        0
    ]
    assert loaded.marked
    assert loaded.probability > plain.probability + 0.3
    assert not plain.marked


def test_a_hedged_sentence_is_more_probably_so_than_a_plain_one(encoder: EncoderAnnotator) -> None:
    plain = annotate(encoder, "The bridge has four lanes.").readings["hedged"][0]
    hedged = annotate(encoder, "Some people believe that the bridge may perhaps have four lanes.").readings["hedged"][0]
    assert hedged.probability > plain.probability + 0.3


def test_the_same_article_is_read_the_same_twice(encoder: EncoderAnnotator) -> None:
    assert to_record(annotate(encoder, NEWS)) == to_record(annotate(encoder, NEWS))


def test_two_threads_read_what_one_reads(encoder: EncoderAnnotator) -> None:
    other = EncoderAnnotator(ACTORS, threads=2)
    one, two = annotate(encoder, NEWS), annotate(other, NEWS)
    for layer, readings in one.readings.items():
        assert [r.probability for r in readings] == pytest.approx([r.probability for r in two.readings[layer]], abs=1e-4)
    for first, second in zip(one.polarities, two.polarities, strict=True):
        assert first[:3] == pytest.approx(second[:3], abs=1e-4)


def test_what_stands_in_other_windows_hardly_matters(encoder: EncoderAnnotator) -> None:
    """In 8 bits, the scale of a batch's numbers depends on all of them: a little, never enough to turn a verdict."""
    target = "Residents accused Mara Lindqvist of lying and stealing public money."
    alone = annotate(encoder, target)
    among = annotate(encoder, target + "\n\n" + "\n\n".join(f"Tomas Okafor met {n} guests at the port." for n in range(40)))
    assert alone.polarities[0].label == among.polarities[0].label
    assert alone.polarities[0][:3] == pytest.approx(among.polarities[0][:3], abs=0.05)


def test_weights_are_loaded_once() -> None:
    assert load_weights(threads=1) is load_weights(threads=1)
