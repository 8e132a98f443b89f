"""The chain: probabilities of labels are those of all labelings; what is read hangs on the text alone; bad files are named."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unit.chain_stub import SCALE, make_data

from framing.attributions.relations import Draft
from framing.documents import segment
from framing.errors import AnnotationError
from framing.lexicon import Entry
from framing.linear.chain import (
    LONGEST,
    Chain,
    _pack,
    _unpack,
    load_chain,
    read_chain,
    unpack_chain,
)
from framing.linear.features import FOUND, NAME, NO_TOKEN, PLACES, Ruled, observe, observe_all, word_parts
from framing.linear.marking import LABELS, Scale, find_all_marks, find_marks, log_odds, log_odds_of
from framing.model import Document, Span
from framing.quotations import find_quotations

SAYS = {NAME: {"source": 60}, "said": {"cue": 60}, "leaks": {"content": 60}}
SAY = Entry("say", "neutral", (), labels=frozenset({"that"}))


def look(chain: Chain, text: str) -> tuple[Document, Any]:
    doc = segment(text)
    return doc, chain.read(doc, observe(doc, find_quotations(doc), ()))


def labels(chain: Chain, text: str) -> list[str]:
    return [LABELS[i] for i in look(chain, text)[1].argmax(axis=1)]


def test_words_say_what_they_are() -> None:
    assert labels(unpack_chain(make_data(SAYS)), "Ana said it leaks.") == ["source", "cue", "none", "content", "none"]


def test_a_words_neighbors_say_something_too() -> None:
    data = make_data(SAYS)
    chain = unpack_chain(data)
    chain.tables.words[2, 2 * 4 + 3] = 60  # "said", one before: content
    assert labels(chain, "Ana said it leaks.") == ["source", "cue", "content", "content", "none"]


def test_sentences_say_nothing_of_each_other() -> None:
    chain = unpack_chain(make_data(SAYS))
    chain.tables.words[2, 2 * 4 + 3] = 60
    assert labels(chain, "Ana said. It rained.")[3] == "none"


def test_pairs_of_words_speak_for_both() -> None:
    chain = unpack_chain(make_data(SAYS, {(NAME, "said"): [0, -90, 0, 0, 0, 0, -90, 0]}))
    assert labels(chain, "Ana said it leaks.")[:2] == ["none", "none"]
    assert labels(chain, "Ana leaks.")[0] == "source"


def test_pairs_do_not_reach_over_a_sentences_end() -> None:
    chain = unpack_chain(make_data(SAYS, {("said", NAME): [0, 0, -90, 0, 0, -90, 0, 0]}))
    assert labels(chain, "Who said Ana")[1:] == ["none", "none"]
    assert labels(chain, "It is said. Ana ran.")[2:5] == ["cue", "none", "source"]
    doc = segment("Bo said\n\nAna ran.")
    assert len(doc.sentences) == 2
    assert labels(chain, doc.text)[1:3] == ["cue", "source"]


def brute(chain: Chain, scores: Any) -> Any:
    """Return the probabilities of labels by going through all labelings of one sentence."""
    tables = chain.tables
    total = np.zeros_like(scores)
    for labeling in product(range(len(LABELS)), repeat=len(scores)):
        score = tables.opening[labeling[0]] + tables.closing[labeling[-1]]
        score += sum(scores[i, label] for i, label in enumerate(labeling))
        score += sum(tables.between[pair] for pair in pairwise(labeling))
        for i, label in enumerate(labeling):
            total[i, label] += np.exp(score)
    return total / total.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("text", ["Ana said it leaks.", "Leaks", "Ana said. Leaks it said Ana", "Said said\n\nAna."])
def test_probabilities_are_those_of_all_labelings(text: str) -> None:
    chance = np.random.default_rng(0)
    data = make_data(SAYS)
    data |= {name: chance.normal(size=4).tolist() for name in ("opening", "closing")}
    data["between"] = chance.normal(size=(4, 4)).tolist()
    chain = unpack_chain(data)
    doc, read = look(chain, text)
    scores = chain.score(doc, observe(doc, (), ()))
    for sentence in doc.sentences:
        part = slice(*sentence)
        assert np.allclose(read[part], brute(chain, scores[part]))


def test_a_long_sentence_is_read_in_pieces_and_in_linear_time() -> None:
    chain = unpack_chain(make_data(SAYS))
    text = "Ana said it leaks and " * (20 * LONGEST)
    found = labels(chain, text)
    assert found == ["source", "cue", "none", "content", "none"] * (20 * LONGEST)


def test_an_empty_text_has_no_labels() -> None:
    assert look(unpack_chain(make_data()), "")[1].shape == (0, len(LABELS))


def test_what_was_read_before_changes_nothing() -> None:
    one, other = unpack_chain(make_data(SAYS)), unpack_chain(make_data(SAYS))
    text = "Ana said the dam, which is old, leaks."
    for before in ("Who is Bo?", "Leaks " * 300, " ".join(f"word{i}" for i in range(3000))):
        look(other, before)
    assert np.array_equal(look(one, text)[1], look(other, text)[1])


def test_numbers_are_whole_so_that_sums_are_exact() -> None:
    chain = unpack_chain(make_data(SAYS))
    doc = segment("Ana said it leaks.")
    scores = chain.score(doc, observe(doc, (), ()))
    assert np.array_equal(scores * SCALE, np.round(scores * SCALE))


def test_four_numbers_in_one_are_added_each_for_itself() -> None:
    chance = np.random.default_rng(1)
    tables = chance.integers(-3000, 3000, size=(9, 50, len(LABELS)))
    packed = sum(_pack(table) for table in tables)[:, 0]
    assert np.array_equal(_unpack(packed), tables.sum(axis=0))
    edges = np.array([[-32768, 32767, -1, 0], [0, -1, 32767, -32768]])
    assert np.array_equal(_unpack(_pack(edges)[:, 0]), edges)


def test_weights_without_pairs_of_words_are_weights_too() -> None:
    chain = unpack_chain(make_data(SAYS) | {"pair_keys": [], "pairs": ""})
    assert labels(chain, "Ana said it leaks.") == ["source", "cue", "none", "content", "none"]


# Spans ---------------------------------------------------------------------------------------------------------------------


def marks(text: str, inside: list[float], threshold: float = 0.5) -> list[str]:
    doc = segment(text)
    read = np.zeros((len(doc.tokens), len(LABELS)))
    read[:, LABELS.index("content")] = inside
    return [doc.quote(mark.span) for mark in find_marks(doc, read, {"content": Scale(1.0, 0.0, threshold)})["content"]]


def test_runs_of_likely_tokens_are_spans() -> None:
    assert marks("It leaks and it floods", [0.9, 0.9, 0.1, 0.6, 0.4]) == ["It leaks", "it"]


def test_a_span_ends_with_its_sentence_and_without_marks_at_its_edges() -> None:
    assert marks("(It leaks), it is. It floods.", [0.9] * 4 + [0.1] * 4 + [0.9] * 3) == ["It leaks", "It floods"]


def test_marks_alone_are_no_span() -> None:
    assert marks("It , leaks", [0.1, 0.9, 0.1]) == []


def test_nothing_likely_is_nothing() -> None:
    assert marks("It leaks", [0.4, 0.4]) == []


def test_layers_are_told_apart_where_one_ends_a_text_and_the_next_begins_it() -> None:
    doc = segment("It leaks. It floods")
    read = np.zeros((5, len(LABELS)))
    read[3:, LABELS.index("source")] = read[:2, LABELS.index("cue")] = read[:, LABELS.index("content")] = 0.9
    found = find_marks(doc, read, {layer: Scale(1.0, 0.0, 0.5) for layer in LABELS[1:]})
    assert {layer: [doc.quote(mark.span) for mark in marks] for layer, marks in found.items()} == {
        "source": ["It floods"],
        "cue": ["It leaks"],
        "content": ["It leaks", "It floods"],
    }
    alone = find_marks(doc, read, {"content": Scale(1.0, 0.0, 0.5)})["content"]
    assert [mark.confidence for mark in alone] == pytest.approx([mark.confidence for mark in found["content"]])


def test_a_span_is_as_likely_as_its_tokens_on_average() -> None:
    doc = segment("It leaks")
    read = np.zeros((2, 4))
    read[:, 3] = [0.9, 0.6]
    (found,) = find_marks(doc, read, {"content": Scale(1.0, 0.0, 0.5)})["content"]
    assert found.confidence == pytest.approx(1 / (1 + np.exp(-np.mean(log_odds(read[:, 3])))))


def test_a_scale_stretches_and_shifts() -> None:
    assert Scale(2.0, 1.0, 0.5).probability(-0.5) == 0.5
    assert Scale(2.0, 1.0, 0.5).probability(0.5) > 0.8


# What is known of tokens ----------------------------------------------------------------------------------------------------


def test_a_word_is_known_by_itself_its_shape_endings_stem_tag_and_lists() -> None:
    found = list(word_parts("Warned", "warned", {"warned": "VBD"}, {"warned": ("cues",)}))
    assert found == ["w=warned", "h=C", "3=ned", "2=ed", "^warne", "t=VBD", "x=cues"]


@pytest.mark.parametrize(
    ("text", "shape"), [("US", "U"), ("Agency", "C"), ("eBay", "l"), ("42", "d"), ("dam", "l"), (",", "p")]
)
def test_a_words_shape(text: str, shape: str) -> None:
    assert f"h={shape}" in list(word_parts(text, text.lower(), {}, {"agency": ("bodies",), "us": ("places",)}))


@pytest.mark.parametrize("names", [("Ana", "Brutal", "McRae", "Lund"), ("FBI", "ZDF")])
def test_who_is_named_makes_no_difference(names: tuple[str, ...]) -> None:
    known = [list(word_parts(name, name.lower(), {"the": "DT"}, {"agency": ("bodies",)})) for name in names]
    assert all(parts == known[0] for parts in known)


def test_a_word_of_a_closed_class_is_no_name() -> None:
    assert "w=the" in list(word_parts("The", "the", {"the": "DT"}, {}))


def test_quotations_are_seen_token_by_token() -> None:
    doc = segment('Ana said: "It leaks badly now and then." Rain fell.')
    states = observe(doc, find_quotations(doc), ()).quotes.tolist()
    opens = doc.norms.index('"')
    assert states[: opens + 2] == [0, 0, 0, states[opens], states[opens + 1]]
    assert len({0, states[opens], states[opens + 1], NO_TOKEN}) == 4
    assert states[-3:] == [0, 0, 0]


def test_a_cue_by_rule_stands_before_a_source_and_both_before_a_content() -> None:
    doc = segment("Ana said it leaks badly.")
    draft = Draft(Span(1, 2), SAY, Span(0, 1), None, (Span(0, 5),), "A-1")
    states = observe(doc, (), [draft]).rules.tolist()
    assert len(set(states[:2])) == 2
    assert states[2] == states[3] != states[4]
    assert states[5] == 0
    assert max(states) < FOUND


@pytest.mark.parametrize("category", ["neutral", "hearsay", "a user's own"])
@pytest.mark.parametrize("label", ["that", "cognition", "no_comment"])
@pytest.mark.parametrize("rule", ["A-1", "A-10", "another"])
def test_every_draft_has_a_state(category: str, label: str, rule: str) -> None:
    doc = segment("Ana said it leaks.")
    entry = Entry("say", category, (), labels=frozenset({label}))
    states = observe(doc, (), [Draft(Span(1, 2), entry, Span(0, 1), None, (Span(2, 4),), rule)]).rules
    assert all(0 < state < FOUND for state in states[:4])


def test_places_tell_the_edges_and_the_side_of_cues() -> None:
    doc = segment("Ana said it leaks. Rain fell " + "and fell " * 100)
    draft = Draft(Span(1, 2), SAY, Span(0, 1), None, (Span(2, 4),), "A-1")
    places = observe(doc, (), [draft]).places
    assert places.shape == (4, len(doc.tokens))
    assert 0 <= places.min() <= places.max() < PLACES
    assert len(set(places[3, :3].tolist())) == 3  # before the cue, at it, after it
    assert places[3, 6] not in places[3, :5]
    assert places[0, 0] == places[0, 5] != places[0, 1]


# The file ---------------------------------------------------------------------------------------------------------------------


def test_the_shipped_weights_are_read_once_and_small() -> None:
    assert load_chain() is load_chain()
    with resources.as_file(resources.files("framing") / "weights" / "chain.json.gz") as path:
        assert path.stat().st_size < 1_500_000


def write(path: Path, data: Any) -> Path:
    path.write_bytes(gzip.compress(json.dumps(data).encode(), mtime=0))
    return path


def test_a_file_is_read_and_its_fingerprint_follows_its_content(tmp_path: Path) -> None:
    one = read_chain(write(tmp_path / "one.json.gz", make_data(SAYS)))
    other = read_chain(write(tmp_path / "two.json.gz", make_data(SAYS | {"said": {"cue": 61}})))
    assert len(one.fingerprint) == 12
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"parts": "w=said"},
        {"words": "AAA="},
        {"pair_keys": [1, 2]},
        {"pair_keys": [10**9]},
        {"scales": {}},
        {"between": "x"},
        {"groups": 3},
    ],
)
def test_a_file_that_holds_no_such_weights_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    path = write(tmp_path / "bad.json.gz", make_data(SAYS) | change)
    with pytest.raises(AnnotationError, match=r"bad\.json\.gz: holds no chain weights.*framing\.training\.chain"):
        read_chain(path)


def test_a_missing_or_cut_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="holds no chain weights"):
        read_chain(tmp_path / "none.json.gz")
    path = write(tmp_path / "cut.json.gz", make_data())
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(AnnotationError, match="holds no chain weights"):
        read_chain(path)


# Several documents -----------------------------------------------------------------------------------------------------------


def test_documents_read_together_are_read_as_each_is_alone() -> None:
    chain = load_chain()
    texts = ("Ana said it leaks. Rain fell.", "", 'Bo said: "It leaks badly now and then." He left', "Said " * 200)
    parts = []
    for text in texts:
        doc = segment(text)
        drafts = [Draft(Span(1, 2), SAY, Span(0, 1), None, (Span(2, 4),), "A-1")] if doc.tokens else []
        parts.append(Ruled(doc, find_quotations(doc), drafts))
    docs = [part.doc for part in parts]
    together = chain.read_all(docs, observe_all(parts))
    alone = [chain.read(part.doc, observe(*part)) for part in parts]
    assert np.array_equal(together, np.concatenate(alone))
    marks = [find_marks(doc, read, chain.scales) for doc, read in zip(docs, alone, strict=True)]
    assert find_all_marks(docs, together, chain.scales) == marks
    assert any(found["cue"] for found in marks)


def test_words_met_together_say_what_they_say_alone() -> None:
    one, other = unpack_chain(make_data(SAYS)), unpack_chain(make_data(SAYS))
    look(one, "Ana said it leaks, unheard of.")
    for word in ("Ana", "said", "it", "leaks", ",", "unheard", "of", "."):
        look(other, word)
    for word, row in one._met.items():
        assert np.array_equal(one._rows[row], other._rows[other._met[word]])
        assert one._words[row] == other._words[other._met[word]]


@pytest.mark.parametrize("probability", [0.0, 1e-9, 0.2, 0.5, 0.999999999, 1.0])
def test_the_log_odds_of_one_probability_are_those_of_many(probability: float) -> None:
    assert log_odds_of(probability) == pytest.approx(float(log_odds(np.array([probability]))[0]))
