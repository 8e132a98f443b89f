"""BABE, WikiWeasel and NewsMTSC -> ``framing/weights/linear.json.gz``: small linear weights for sentences and targets.

Reproduce the shipped file with ``python -m framing.training.linear --data DIR --out framing/weights/linear.json.gz``, where
DIR (or the variable FRAMING_DATA) holds the files that are named below. What was measured is written beside it, as
``linear.training.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from framing.documents import segment
from framing.errors import ReadError
from framing.linear.items import LABELS, SLOTS, Items, edge_pairs, list_features, mask_target, place_words, read_items
from framing.linear.layers import read_layers, toward
from framing.linear.weights import Weights, find_turns, index_groups, read_weights
from framing.model import Span
from framing.training import metrics
from framing.training.linear_fit import Example, Fitted, Learner, Scale, Verdict, cross_fit, fit_scale, fit_slope, out_of_fold
from framing.training.splits import is_development
from framing.training.treebank import untreebank
from framing.training.word_lists import gather_groups

_log = logging.getLogger(__name__)

FILES = {"loaded": "babe_train.jsonl", "hedged": "wikiweasel_train.jsonl", "polarity": "newsmtsc_train.jsonl"}
GIVEN = "newsmtsc_dev_mt.jsonl"  # NewsMTSC's own evaluation part: never learned from
FOLDS = 4
# Chosen among a few values on rows left out of learning; never on the development parts.
LEARNERS = {"loaded": Learner(0.1, least=5), "hedged": Learner(0.1, least=5), "polarity": Learner(0.01, least=3)}
SCALES = {"sentences": 50, "polarity": 200}  # weights are kept as this many to one: no measurable loss

Row = Mapping[str, Any]


def read_rows(folder: Path, name: str) -> list[Row]:
    """Read a file of JSON lines.

    Raises
    ------
    ReadError
        Where it is missing.
    """
    path = folder / name
    if not path.is_file():
        raise ReadError(f"{path}: not found. Pass --data the folder that holds {name}.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read_whole(text: str) -> Items:
    """Read a text as one sentence, as its coders did."""
    doc = segment(text)
    return read_items(doc, Span(0, len(doc.tokens)))


def _fold(text: str) -> int:
    return int(sha1(f"fold:{text}".encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def sentence_features(words: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Counter[str]:
    """Count a sentence's distinct words and pairs, and how many of them are in each word list ("#" before its name)."""
    terms = dict.fromkeys(term for i, word in enumerate(words) for term in (word, *([f"{words[i - 1]} {word}"] if i else ())))
    return Counter([*terms, *(f"#{name}" for term in terms for name in groups.get(term, ()))])


def target_features(words: Sequence[str], at: int, groups: Mapping[str, Sequence[str]]) -> Counter[str]:
    """Count the features of all words toward the target at a place."""
    negators, breaks = find_turns(groups)
    found = Counter(f"{slot} {pair}" for slot, pair, _ in edge_pairs(words, at))
    for i, (word, place) in enumerate(zip(words, place_words(words, at, negators, breaks), strict=True)):
        if i != at:
            own, shared = SLOTS[place]
            found.update([f"{slot} {word}" for slot in own])
            found.update([f"{slot} {each}" for each in list_features(word, groups) for slot in shared])
    return found


def read_babe(rows: Iterable[Row], groups: Mapping[str, Sequence[str]]) -> Iterator[Example]:
    """Yield BABE's sentences, loaded or not, each outlet a group."""
    for row in rows:
        words = _read_whole(row["sentence"]).words
        yield Example(sentence_features(words, groups), len(words), bool(row["loaded"]), row["outlet"], row["sentence"])


def read_wikiweasel(rows: Iterable[Row], groups: Mapping[str, Sequence[str]]) -> Iterator[Example]:
    """Yield WikiWeasel's sentences outside the development part, uncertain or not."""
    for row in rows:
        text = row["sentence"]
        if not is_development("wikiweasel", text):
            words = _read_whole(untreebank(text)).words
            yield Example(sentence_features(words, groups), len(words), bool(row["uncertain"]), _fold(text), text)


def read_newsmtsc(rows: Iterable[Row], groups: Mapping[str, Sequence[str]], given: Iterable[Row]) -> Iterator[Example]:
    """Yield NewsMTSC's targets with their polarity, without the few sentences of its evaluation part."""
    known = {row["sentence"] for row in given}
    for row in rows:
        text = row["sentence"]
        doc = segment(text)
        inside = [i for i, token in enumerate(doc.tokens) if token.start < row["end"] and token.end > row["start"]]
        if inside and text not in known:
            items = read_items(doc, doc.sentences[doc.sentence_at(inside[0])])
            masked, at = mask_target(items, Span(inside[0], inside[-1] + 1))
            features = target_features(masked.words, at, groups)
            yield Example(features, len(masked.words), LABELS.index(row["polarity"]), _fold(text), text)


def train(data: Path) -> tuple[dict[str, Any], dict[str, Verdict]]:
    """Learn all three layers; return the weights in the shipped JSON form, and figures by rows left out of learning."""
    lists = gather_groups()
    groups = index_groups(lists)
    rows = {layer: read_rows(data, name) for layer, name in FILES.items()}
    given = read_rows(data, GIVEN)
    examples = {
        "loaded": list(read_babe(rows["loaded"], groups)),
        "hedged": list(read_wikiweasel(rows["hedged"], groups)),
        "polarity": list(read_newsmtsc(rows["polarity"], groups, given)),
    }
    scores = {layer: out_of_fold(LEARNERS[layer], part) for layer, part in examples.items()}
    fitted = {layer: LEARNERS[layer].fit(part) for layer, part in examples.items()}
    figures = {
        "loaded": cross_fit("babe", examples["loaded"], scores["loaded"][:, 0], metrics.macro_f1),
        "hedged": cross_fit("wikiweasel", examples["hedged"], scores["hedged"][:, 0], uncertain_f1),
    }
    labels = [example.label for example in examples["polarity"]]
    slope = fit_slope(scores["polarity"], labels)
    figures["polarity"] = judge_polarity(slope * scores["polarity"], labels)
    scales = {
        layer: fit_scale(scores[layer][:, 0], [example.label for example in examples[layer]], metric)
        for layer, metric in (("loaded", metrics.macro_f1), ("hedged", uncertain_f1))
    }
    weights = {
        "groups": {name: "\t".join(terms) for name, terms in lists.items()},
        "sentences": {
            "scale": SCALES["sentences"],
            **{layer: _pack_sentences(fitted[layer], scales[layer]) for layer in scales},
        },
        "polarity": _pack_targets(fitted["polarity"], slope),
    }
    return weights, figures


def uncertain_f1(marked: Sequence[object], labels: Sequence[object]) -> float:
    """Return F1 of the marked class (metric E)."""
    return metrics.of_class(marked, labels, True).f1


def judge_polarity(scores: Any, labels: Sequence[int]) -> Verdict:
    """Return macro-F1 of the most probable label, and the calibration of its probability (metric B)."""
    import numpy as np

    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    best = [int(i) for i in shares.argmax(axis=1)]
    right = [i == label for i, label in zip(best, labels, strict=True)]
    error = metrics.calibration_error([float(share) for share in shares.max(axis=1)], right)
    return Verdict(metrics.macro_f1(best, labels), error, len(labels))


def _pack_sentences(fitted: Fitted, scale: Scale) -> dict[str, Any]:
    named = {name: float(fitted.weights[i, 0]) for name, i in fitted.vocabulary.items()}
    weights = _pack(named, SCALES["sentences"])
    return {"intercept": round(float(fitted.intercepts[0]), 4), **scale._asdict(), "weights": weights}


def _pack_targets(fitted: Fitted, slope: float) -> dict[str, Any]:
    """Keep what speaks for "negative" and for "positive" against "neutral": only differences change probabilities."""
    neutral = LABELS.index("neutral")
    packed: dict[str, Any] = {"slope": slope, "scale": SCALES["polarity"], "intercepts": []}
    for label in ("negative", "positive"):
        column = fitted.weights[:, LABELS.index(label)] - fitted.weights[:, neutral]
        packed[label] = _pack({name: float(column[i]) for name, i in fitted.vocabulary.items()}, SCALES["polarity"])
        packed["intercepts"].append(round(float(fitted.intercepts[LABELS.index(label)] - fitted.intercepts[neutral]), 4))
    return packed


def _pack(weights: Mapping[str, float], scale: int) -> dict[str, str]:
    """Round weights, drop those that round to nothing, and gather the features of each."""
    by_weight: dict[int, list[str]] = {}
    for feature in sorted(weights):
        by_weight.setdefault(round(scale * weights[feature]), []).append(feature)
    return {str(weight): "\t".join(by_weight[weight]) for weight in sorted(by_weight) if weight}


def measure(data: Path, weights: Weights) -> dict[str, Verdict]:
    """Return what the shipped weights say of the development parts, read as articles are."""
    gold, marked, stated = [], [], []
    for row in read_rows(data, FILES["hedged"]):
        if is_development("wikiweasel", row["sentence"]):
            doc = segment(untreebank(row["sentence"]))
            readings = read_layers(doc, (), weights)[0]["hedged"]
            gold.append(bool(row["uncertain"]))
            marked.append(any(reading.marked for reading in readings))
            stated.append(max((reading.probability for reading in readings), default=0.0))
    hedged = Verdict(uncertain_f1(marked, gold), metrics.calibration_error(stated, gold), len(gold))
    given = read_rows(data, GIVEN)
    found = [toward(segment(row["sentence"]), row["start"], row["end"], weights) for row in given]
    right = [polarity.label == row["polarity"] for polarity, row in zip(found, given, strict=True)]
    error = metrics.calibration_error([max(polarity[:3]) for polarity in found], right)
    value = metrics.macro_f1([polarity.label for polarity in found], [row["polarity"] for row in given])
    return {"hedged": hedged, "polarity": Verdict(value, error, len(given))}


def write_weights(data: Mapping[str, Any], path: Path) -> None:
    """Write the weights as gzipped JSON, the same bytes for the same weights."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(content, mtime=0))


def write_record(left_out: Mapping[str, Verdict], development: Mapping[str, Verdict], weights: Weights, path: Path) -> None:
    """Write what was measured, and of which weights."""

    def plain(verdict: Verdict) -> dict[str, Any]:
        error = round(verdict.calibration_error, 4)
        return {"value": round(verdict.value, 4), "calibration_error": error, "n": verdict.n}

    loaded = plain(left_out["loaded"])
    record = {
        "fingerprint": weights.fingerprint,
        "loaded_leave_one_outlet_out": {"macro_f1": loaded.pop("value"), **loaded},
        "left_out_of_learning": {layer: plain(verdict) for layer, verdict in left_out.items()},
        "development": {layer: plain(verdict) for layer, verdict in development.items()},
    }
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("FRAMING_DATA"), help="folder of the labeled data")
    parser.add_argument("--out", type=Path, default=Path("framing/weights/linear.json.gz"))
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("name the folder of the labeled data with --data or FRAMING_DATA")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data, left_out = train(options.data)
    write_weights(data, options.out)
    weights = read_weights(options.out)
    _log.info("%s: %d bytes, fingerprint %s", options.out, options.out.stat().st_size, weights.fingerprint)
    development = measure(options.data, weights)
    for part, verdicts in (("left out of learning", left_out), ("development part", development)):
        for layer, verdict in verdicts.items():
            _log.info("%s, %s: F1 %.4f, calibration error %.4f, n = %d", layer, part, *verdict)
    write_record(left_out, development, weights, options.out.with_name("linear.training.json"))


if __name__ == "__main__":
    main()
