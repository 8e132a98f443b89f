"""Linear layers: who is named changes nothing, nothing is made before it is asked for, evidence stands in its sentence."""

from __future__ import annotations

import gzip
import json
import pickle
import random
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from framing.casing import truecase
from framing.documents import segment
from framing.errors import AnnotationError, FramingError
from framing.linear import load_weights, read_layers, read_weights, toward
from framing.linear.items import (
    NAME,
    NUMBER,
    SLOTS,
    TARGET,
    Items,
    Reader,
    choose_words,
    edge_pairs,
    list_features,
    mask_target,
    place_words,
    read_items,
)
from framing.linear.terms import TermWeights
from framing.linear.weights import BREAKS, SENTENCE_LAYERS, unpack_weights
from framing.model import Document, Mention, Polarity, Reading, Span
from framing.packed import read_fingerprint
from framing.tagging import load_tagger
from framing.testing import make_actor, make_document

SENTENCES = (
    "{a} met {b} in the port on Tuesday.",
    "{a} slammed {b} for a shameful and corrupt deal.",
    "Voters praised {a}, while {b} was accused of fraud.",
    "According to {b}, the reckless plan of {a} might fail.",
    "The honest {a} rescued the crew; {b} abandoned it.",
    "{a} was not honest, critics say.",
    "\u201c{a} is a liar,\u201d {b} told reporters.",
    "Nobody knows why {b}\u2019s aides left {a} in disgrace.",
)
ODD = (
    "",
    " \n\n \t",
    "...",
    "\u2014 \u201c?!\u201d \u2026",
    "A",
    "I",
    "42",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645.",
    "\u6771\u4eac\u3067\u5730\u9707\u304c\u3042\u3063\u305f\u3002",
    "\U0001f600 \U0001f44d\U0001f3fd!",
    "\u01c5ungla \u1e9eTRASSE \u0130stanbul",
    "SHOUTED WORDS EVERYWHERE TODAY",
    "#loaded = ^ < > ~ !",
    "x " * 3000,
)


def items_of(text: str) -> Items:
    doc = segment(text)
    return read_items(doc, Span(0, len(doc.tokens)))


def words_of(text: str) -> list[str]:
    return items_of(text).words


def toward_name(text: str, name: str) -> Polarity:
    return toward(segment(text), text.index(name), text.index(name) + len(name))


def reading(text: str, layer: str) -> Reading:
    doc = segment(text)
    return read_layers(doc, ())[0][layer][0]


# Words as the weights know them


def test_runs_of_names_are_one_name_and_numbers_one_number() -> None:
    assert words_of("The mayor thanked Ana Maria Ruiz for 250 boats.") == [
        "the",
        "mayor",
        "thanked",
        NAME,
        "for",
        NUMBER,
        "boats",
        ".",
    ]


def test_the_first_word_is_a_word_and_a_name_there_is_a_name() -> None:
    assert words_of("Boats left Oslo.") == ["boats", "left", NAME, "."]
    assert words_of("Ruiz left.") == [NAME, "left", "."]
    assert words_of("Ana Ruiz left.") == [NAME, "left", "."]


def test_words_of_a_headline_are_words_whatever_their_capitals() -> None:
    assert words_of("Mayor Slams Shameful Harbor Plan")[1:4] == ["slams", "shameful", "harbor"]


def test_i_is_no_name() -> None:
    assert words_of("They said I left, and Ruiz stayed.")[2] == "i"


@pytest.mark.parametrize("text", ODD)
def test_items_lead_back_to_all_tokens_in_order(text: str) -> None:
    doc = segment(text)
    items = read_items(doc, Span(0, len(doc.tokens)))
    assert items.starts == sorted(set(items.starts))
    assert (items.starts[0], items.starts[-1]) == (0, len(doc.tokens))
    assert len(items.words) == len(items.starts) - 1


def masked(doc: Document, sentence: Span) -> list[str]:
    """Mask one sentence word by word: a name is what has a capital after `truecase`."""
    cased = truecase(doc.tokens.texts[sentence.start : sentence.end], load_tagger().weights.lowercase)
    words: list[str] = []
    for text, norm in zip(cased, doc.norms[sentence.start : sentence.end], strict=True):
        word = NAME if text != norm and text[0].isupper() and text != "I" else NUMBER if norm[0].isdigit() else norm
        if [word, *words[-1:]] != [NAME, NAME]:
            words.append(word)
    return words


@pytest.mark.parametrize("seed", range(5))
def test_all_sentences_of_a_text_are_read_as_each_alone(seed: int) -> None:
    chance = random.Random(seed)
    vocabulary = [
        *'The MAYOR said \u201c " Ana White House I It rained . . 42 5.5 : ( Dam leaks Mayor\u2019s \u01c5ungla'.split(),
        "\n\n",
    ]
    doc = segment(" ".join(chance.choices(vocabulary, k=600)))
    assert len(doc.sentences) > 20
    reader = Reader(doc)
    assert [reader.read(sentence).words for sentence in doc.sentences] == [masked(doc, sentence) for sentence in doc.sentences]


def test_a_target_inside_a_name_takes_all_of_it() -> None:
    items = items_of("We saw President Ana Ruiz leave the port.")
    masked, at = mask_target(items, Span(3, 4))
    assert masked.words == ["we", "saw", TARGET, "leave", "the", "port", "."]
    assert (at, masked.span(at, at + 1)) == (2, Span(2, 5))


def test_a_target_at_either_end_is_one_too() -> None:
    items = items_of("They saw it")
    assert mask_target(items, Span(0, 1))[0].words == [TARGET, "saw", "it"]
    assert mask_target(items, Span(2, 3)) == (Items(["they", "saw", TARGET], [0, 1, 2, 3]), 2)
    assert mask_target(items, Span(0, 3)) == (Items([TARGET], [0, 3]), 0)
    assert mask_target(items, Span(2, 9))[0].words == ["they", "saw", TARGET]  # on into the next sentence


def test_a_target_of_several_words_is_one() -> None:
    masked, at = mask_target(items_of("We think the old man left."), Span(2, 5))
    assert (masked.words, at) == (["we", "think", TARGET, "left", "."], 2)


def test_terms_are_distinct_words_and_pairs_that_weigh_anything() -> None:
    pairs = {("to", "be"): (3, 0), ("be", "to"): (4, 0), ("to", "to"): (5, 0)}
    weights = TermWeights({"to": (1, 0), "be": (2, 0), "or": (9, 9)}, pairs, 2)
    terms = weights.find([["to", "be", "to", "be", "not"], [], ["to"], ["to", "to"]])
    assert terms.add_up(0) == [1 + 2 + 3 + 4, 0, 1, 1 + 5]  # no pair reaches over the end of a sentence
    assert terms.add_up(1) == [0, 0, 0, 0]
    assert weights.find([["or"]]).add_up(1) == [9]
    assert weights.find([[]]).add_up(0) == [0]
    assert weights.find([]).add_up(0) == []


def test_the_heaviest_terms_come_first_then_words_then_the_first() -> None:
    weights = TermWeights({"a": (2,), "b": (2,), "c": (5,), "d": (-9,)}, {("a", "b"): (2,)}, 1)
    terms = weights.find([["d", "b", "a", "b", "c"], ["a"], ["d"]])
    assert terms.heaviest(0, [0, 2]) == [[(4, 5), (1, 2), (2, 3), (2, 4)], []]
    assert terms.heaviest(0, [1]) == [[(0, 1)]]
    assert terms.heaviest(0, []) == []


def test_weights_without_pairs_find_words_alone() -> None:
    terms = TermWeights({"a": (2,)}, {}, 1).find([["a", "a", "x"]])
    assert (terms.add_up(0), terms.heaviest(0, [0])) == ([2], [[(0, 1)]])


# Places toward a target


def slots(sentence: str, word: str, negators: tuple[str, ...] = ("not",)) -> set[str]:
    words = sentence.split()
    places = place_words(words, words.index("T"), frozenset(negators), BREAKS)
    return {slot for part in SLOTS[places[words.index(word)]] for slot in part}


def test_a_word_is_told_by_side_nearness_and_clause() -> None:
    assert slots("bad T won", "bad") == {"=", "~", "<1", "<", "<~", "<<"}
    assert slots("bad T won", "won") == {"=", "~", ">1", ">", ">~", ">>"}
    assert slots("T at last won", "won") == {"=", "~", ">", ">~", ">>"}
    assert slots("T and all the rest won", "won") == {"=", "~", ">", ">~"}
    assert slots("bad , T won", "bad") == {"=", "<", "<<"}
    assert slots("bad , with a lot of words before T", "bad") == {"=", "<"}


def test_a_negator_turns_what_follows_it_closely_in_its_clause() -> None:
    assert slots("T is not bad", "bad") == {"=!", "~!", ">", ">!", ">~!", ">>", ">>!"}
    assert "=" in slots("T is not bad", "is")
    assert "=" in slots("T is not , bad", "bad")
    assert "=" in slots("T is not one of the very many bad", "bad")


def test_words_share_their_lists_and_a_long_word_its_stem() -> None:
    assert list_features("shameful", {"shameful": ("l", "m")}) == ["#l", "#m", "^shame"]
    assert list_features("shame", {}) == []


def test_pairs_round_the_target_are_told_where_there_are_any() -> None:
    assert edge_pairs(["a", "b", "T", "c", "d"], 2) == [("<2", "a b", 1), (">2", "c d", 3), ("<>", "b c", 3)]
    assert edge_pairs(["T"], 0) == []
    assert edge_pairs(["b", "T"], 1) == []


def test_evidence_is_taken_in_order_without_marks_names_or_overlaps() -> None:
    items = Items(["a", ",", NAME, "b", "c"], [0, 1, 2, 5, 6, 7])
    assert choose_words(items, [(1, 2), (2, 3), (3, 5), (4, 5), (0, 1)]) == (Span(5, 7), Span(0, 1))
    assert len(choose_words(items_of("one two three four five"), ((i, i + 1) for i in range(5)))) == 3


# What the shipped weights say


@pytest.mark.parametrize(
    ("text", "layer", "marked"),
    [
        ("The vile regime\u2019s shameless cronies slandered decent people again.", "loaded", True),
        ("The council meets on Tuesday at the town hall.", "loaded", False),
        ("Some scholars believe that the bridge may perhaps be older.", "hedged", True),
        ("The bridge was built in 1904.", "hedged", False),
    ],
)
def test_plain_cases_are_read_right(text: str, layer: str, marked: bool) -> None:
    found = reading(text, layer)
    assert found.marked is marked
    assert bool(found.words) is marked
    assert (found.probability >= load_weights().sentences.layers[layer].threshold) is marked


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ruiz was praised as an honest and brilliant leader.", "positive"),
        ("Ruiz was accused of fraud and corruption.", "negative"),
        ("Ruiz spoke on Tuesday.", "neutral"),
    ],
)
def test_plain_verdicts_on_a_target_are_right(text: str, label: str) -> None:
    assert toward_name(text, "Ruiz").label == label


def test_two_targets_of_a_sentence_can_differ() -> None:
    text = "Voters praised the brilliant Ruiz, while Luna was convicted of a shameful fraud."
    assert toward_name(text, "Ruiz").positive > toward_name(text, "Luna").positive
    assert toward_name(text, "Luna").negative > toward_name(text, "Ruiz").negative


@pytest.mark.parametrize("template", SENTENCES)
def test_swapping_two_names_swaps_what_is_said_of_them(template: str) -> None:
    there, back = template.format(a="Ana Ruiz", b="Eva Luna"), template.format(a="Eva Luna", b="Ana Ruiz")
    for name, other in (("Ana Ruiz", "Eva Luna"), ("Eva Luna", "Ana Ruiz")):
        if name in there and other in back:
            assert toward_name(there, name) == toward_name(back, other)
    for layer in SENTENCE_LAYERS:
        assert reading(there, layer) == reading(back, layer)


@pytest.mark.parametrize(
    "name", ["Zygmunt Okonkwo-Brask", "Bo", "NATO", "\u0141ukasz \u0416\u0443\u043a\u043e\u0432", "Hans van der Berg"]
)
@pytest.mark.parametrize("template", SENTENCES)
def test_another_name_changes_no_verdict(template: str, name: str) -> None:
    was, now = template.format(a="Ruiz", b="Luna"), template.format(a=name, b="Luna")
    before, after = toward_name(was, "Ruiz"), toward_name(now, name)
    assert after[:3] == before[:3]
    if " van " not in name:  # a small word inside a name that is no target parts it in two
        assert [reading(now, layer)[:2] for layer in SENTENCE_LAYERS] == [reading(was, layer)[:2] for layer in SENTENCE_LAYERS]


def test_evidence_stands_in_its_sentence_and_at_most_three_words_are_named() -> None:
    text = "Calm water lay in the bay. " + " ".join(t.format(a="Ana Ruiz", b="Eva Luna") for t in SENTENCES)
    doc = make_document(text, actors=["Ana Ruiz", "Eva Luna"])
    readings, polarities = read_layers(doc, doc.mentions)
    named = 0
    for layer in SENTENCE_LAYERS:
        for sentence, found in zip(doc.sentences, readings[layer], strict=True):
            assert all(sentence.start <= span.start < span.end <= sentence.end for span in found.words)
            named += len(found.words)
            assert len(found.words) <= 3
    for mention, polarity in zip(doc.mentions, polarities, strict=True):
        sentence = doc.sentences[doc.sentence_at(mention.span.start)]
        assert all(sentence.start <= span.start < span.end <= sentence.end for span in polarity.words)
        assert not any(span.start < mention.span.end and mention.span.start < span.end for span in polarity.words)
        named += len(polarity.words)
    assert named > 10


def test_the_word_that_decides_is_named_first() -> None:
    doc = segment("On Tuesday, at the port, Ruiz was accused of all this.")
    found = toward(doc, doc.text.index("Ruiz"), doc.text.index(" was"))
    assert (found.label, doc.quote(found.words[0])) == ("negative", "accused")
    doc = segment("That the shameless council met on Tuesday was no news.")
    readings, _ = read_layers(doc, ())
    assert "shameless" in doc.quote(readings["loaded"][0].words[0])


def test_a_neutral_verdict_names_no_words() -> None:
    assert toward_name("Ruiz spoke on Tuesday.", "Ruiz").words == ()


def test_probabilities_are_probabilities() -> None:
    for text in (*ODD, *SENTENCES):
        doc = segment(text)
        for layer in SENTENCE_LAYERS:
            assert all(0 <= found.probability <= 1 for found in read_layers(doc, ())[0][layer])
        if doc.tokens:
            found = toward(doc, 0, 1000)
            assert sum(found[:3]) == pytest.approx(1)
            assert min(found[:3]) >= 0


def test_nothing_is_said_where_no_word_stands() -> None:
    assert toward(segment(""), 0, 0) == Polarity(0.0, 1.0, 0.0)
    assert toward(segment("Ruiz left."), 50, 60).label == "neutral"


def test_an_empty_text_has_no_readings() -> None:
    readings, polarities = read_layers(segment(""), ())
    assert [len(readings[layer]) for layer in SENTENCE_LAYERS] == [0, 0]
    assert len(polarities) == 0
    assert not polarities


# Made when asked for


def make_lazy(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Span], Document, dict[str, Any], Any]:
    read: list[Span] = []
    plain = Reader.read

    def counted(self: Reader, sentence: Span) -> Items:
        read.append(sentence)
        return plain(self, sentence)

    monkeypatch.setattr(Reader, "read", counted)
    doc = segment("Ruiz lied. Ruiz won. Ruiz left.")
    mentions = [Mention(Span(span.start, span.start + 1), "ruiz") for span in doc.sentences]
    return read, doc, *read_layers(doc, mentions)


def test_sentences_are_read_once_and_only_when_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read, doc, readings, polarities = make_lazy(monkeypatch)
    assert (len(readings["loaded"]), len(polarities), read) == (3, 3, [])
    _ = polarities[1]
    assert read == [doc.sentences[1]]  # a target asks for its own sentence
    first = readings["loaded"][1]
    _ = readings["hedged"][1], polarities[0]
    assert sorted(read) == list(doc.sentences)
    assert readings["loaded"][1] is first


def test_negative_indexes_and_slices_count_as_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, readings, polarities = make_lazy(monkeypatch)
    everything = list(readings["loaded"])
    assert readings["loaded"][-1] is everything[2]
    assert readings["loaded"][1:] == everything[1:]
    assert list(polarities)[::-1] == polarities[::-1]
    with pytest.raises(IndexError):
        readings["loaded"][3]


def test_what_is_read_does_not_depend_on_the_order_of_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, readings, polarities = make_lazy(monkeypatch)
    backward = [polarities[i] for i in (2, 1, 0)]
    load_weights().target.met.clear()
    _, _, again, fresh = make_lazy(monkeypatch)
    assert backward[::-1] == list(fresh)
    assert list(readings["loaded"]) == list(again["loaded"])


def test_remembering_words_changes_nothing_and_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [template.format(a="Ana Ruiz", b="Eva Luna") for template in SENTENCES]
    before = [toward_name(text, "Ana Ruiz") for text in texts]
    monkeypatch.setattr("framing.linear.weights._MOST_MET", 5)
    assert [toward_name(text, "Ana Ruiz") for text in texts] == before
    assert len(load_weights().target.met) < 40


def test_layers_survive_pickling() -> None:
    doc = segment("The shameful plan may fail. It was built in 1904.")
    readings, _ = read_layers(doc, ())
    assert list(pickle.loads(pickle.dumps(readings["loaded"]))) == list(readings["loaded"])


# The annotator


def test_the_fast_annotator_gives_the_layers_one_part_a_sentence_and_mention() -> None:
    doc = make_document(
        "Ana Ruiz was accused of fraud. She denied it.", title="Ruiz may resign", actors=[make_actor("Ana Ruiz", "Ruiz")]
    )
    assert {"loaded sentences", "hedged sentences", "polarity"} <= doc.layers
    for zone in (doc, *doc.headings):
        assert [len(zone.readings[layer]) for layer in SENTENCE_LAYERS] == [len(zone.sentences)] * 2
        assert len(zone.polarities) == len(zone.mentions) > 0
    assert doc.polarities[0].label == "negative"


def test_a_pronoun_is_a_target_like_any_other() -> None:
    doc = make_document("Ana Ruiz left. She was accused of fraud and corruption.", actors=["Ana Ruiz"])
    assert [doc.quote(mention.span) for mention in doc.mentions] == ["Ana Ruiz", "She"]
    assert doc.polarities[1].label == "negative"


# The file


def test_weights_are_read_once_and_are_small() -> None:
    assert load_weights() is load_weights()
    assert len((resources.files("framing") / "weights" / "linear.json.gz").read_bytes()) < 600_000


def test_the_fingerprint_is_read_without_the_weights_and_is_the_same() -> None:
    from framing.annotation import FastAnnotator
    from framing.linear.chain import load_chain

    assert FastAnnotator().fingerprint == load_weights().fingerprint[:6] + load_chain().fingerprint[:6]


def test_a_file_that_has_no_fingerprint_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.json.gz").write_bytes(b"{}")
    for name in ("x", "none"):
        with pytest.raises(AnnotationError, match=r"holds no linear weights .*python -m framing\.training\.linear writes"):
            read_fingerprint(tmp_path / f"{name}.json.gz", "linear", "framing.training.linear")


def test_the_fingerprint_follows_the_content_and_stands_in_the_model_card_and_in_the_record() -> None:
    folder = resources.files("framing") / "weights"
    fingerprint = load_weights().fingerprint
    assert len(fingerprint) == 12
    assert fingerprint in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert json.loads((folder / "linear.training.json").read_text(encoding="utf-8"))["fingerprint"] == fingerprint


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"not gzip", "BadGzipFile"),
        (gzip.compress(b"not json", mtime=0), "JSONDecodeError"),
        (gzip.compress(b"{}", mtime=0), "KeyError: 'groups'"),
        (gzip.compress(b"[]", mtime=0), "TypeError"),
        (gzip.compress(b'{"groups": {"x": 1}}', mtime=0), "AttributeError"),
        (gzip.compress(b"{}" * 50, mtime=0)[:20], "EOFError"),
    ],
)
def test_a_file_that_holds_no_weights_is_named_with_what_to_do(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "l.json.gz"
    path.write_bytes(content)
    with pytest.raises(AnnotationError) as caught:
        read_weights(path)
    assert str(caught.value).startswith(f"{path}: holds no linear weights ({problem}")
    assert "python -m framing.training.linear" in str(caught.value)


def test_a_missing_file_is_an_error_of_the_package_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match=r"none\.gz: holds no linear weights \(FileNotFoundError"):
        read_weights(tmp_path / "none.gz")


def tiny() -> dict[str, Any]:
    layer = {"intercept": 0.0, "slope": 1.0, "shift": 0.0, "threshold": 0.5}
    return {
        "groups": {"list": "bad\tvery bad", "shifters negator": "not", "shifters contrast": "but"},
        "sentences": {
            "scale": 10,
            "loaded": {**layer, "weights": {"5": "bad\t#list\t#", "-7": "not bad"}},
            "hedged": {**layer, "weights": {"-5": "bad", "40": "may"}},
        },
        "polarity": {
            "intercepts": [0.0, 0.0],
            "slope": 1.0,
            "scale": 10,
            "negative": {"20": "= bad", "30": "> #list"},
            "positive": {"40": "=! bad", "-3": "= bad", "50": "<> very big"},
        },
    }


def test_what_lists_weigh_is_added_to_their_terms_and_a_hash_mark_in_a_text_is_no_list() -> None:
    sentences = unpack_weights(tiny()).sentences
    assert sentences.words == {"bad": (10, -5), "#": (5, 0), "may": (0, 40)}
    assert sentences.pairs == {("very", "bad"): (5, 0), ("not", "bad"): (-7, 0)}
    assert sentences.openers == {"very", "not"}


def test_a_sentence_scores_the_sum_of_its_distinct_terms_over_the_root_of_its_words() -> None:
    weights = unpack_weights(tiny())
    found = read_layers(segment("not bad bad bad"), (), weights)[0]
    assert found["loaded"][0].probability == pytest.approx(1 / (1 + 2.718281828 ** -(0.3 / 2)))
    assert found["loaded"][0].words == (Span(1, 2),)
    assert found["hedged"][0].probability == pytest.approx(1 / (1 + 2.718281828 ** (0.5 / 2)))
    assert found["hedged"][0] == (found["hedged"][0].probability, False, ())


def test_pairs_are_found_where_they_stand_first() -> None:
    weights = unpack_weights({**tiny(), "groups": {"list": "big wet\tx", "shifters negator": "x", "shifters contrast": "x"}})
    found = read_layers(segment("big dog, big wet dog"), (), weights)[0]["loaded"][0]
    assert found.words == (Span(3, 5),)


@pytest.mark.parametrize(
    ("text", "target", "negative", "positive"),
    [
        ("it bad", "it", 2.0 + 3.0, -0.3),  # the word and its list, on this side
        ("bad it", "it", 2.0, -0.3),
        ("it not bad", "it", 0.0, 4.0),  # turned; the list was learned where nothing turned it
        ("it not but bad", "it", 2.0 + 3.0, -0.3),
        ("very it big", "it", 0.0, 5.0),
        ("it is", "it", 0.0, 0.0),
    ],
)
def test_a_target_scores_the_sum_of_what_stands_round_it(text: str, target: str, negative: float, positive: float) -> None:
    doc = segment(text)
    found = toward(doc, text.index(target), text.index(target) + len(target), unpack_weights(tiny()))
    root = len(doc.tokens) ** 0.5
    powers = [2.718281828 ** (score / root) for score in (negative, 0.0, positive)]
    assert found[:3] == pytest.approx([power / sum(powers) for power in powers])


def test_reading_loads_no_library_of_learning() -> None:
    code = (
        "import sys; from framing.documents import segment; from framing.linear import toward;"
        "toward(segment('Ruiz lied.'), 0, 4); sys.exit(bool({'sklearn', 'vaderSentiment'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_both_readings_of_a_sentence_cost_no_more_than_vader() -> None:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    text = " ".join(template.format(a="Ana Ruiz", b="Eva Luna") for template in SENTENCES)
    doc = segment(text)
    sentences = [doc.quote(span) for span in doc.sentences]

    def linear() -> None:
        _ = [list(readings) for readings in read_layers(doc, ())[0].values()]

    def vader() -> None:
        _ = [analyzer.polarity_scores(sentence) for sentence in sentences]

    def fastest(run: Any) -> float:
        def once() -> float:
            start = time.process_time()
            for _ in range(20):
                run()
            return time.process_time() - start

        return min(once() for _ in range(3))

    linear()
    assert fastest(linear) < 1.5 * fastest(vader)  # about 0.8 of it, but machines are busy
