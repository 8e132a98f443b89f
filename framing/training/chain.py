"""PolNeAR -> ``framing/weights/chain.json.gz``: where sources, cues and contents are, for the fast annotator.

Reproduce the shipped file with ``python -m framing.training.chain --data DIR --out framing/weights/chain.json.gz``, where DIR
(or the variable FRAMING_DATA) holds ``polnear_train.jsonl``. What was measured on articles kept out of learning is written
beside it, as ``chain.training.json``. Its features hold what the rules find: train it again after rules or lexicons changed.
"""

from __future__ import annotations

import argparse
import base64
import json
import logging
import os
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.attributions import find_drafts
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.linear.chain import Chain, read_chain
from framing.linear.features import Array, Observed, observe, word_parts
from framing.linear.marking import LABELS, Scale, find_marks, log_odds
from framing.linear.relations import BY_RULE_ONLY
from framing.linear.weights import index_groups
from framing.model import Document
from framing.quotations import find_quotations
from framing.tagging import load_tagger
from framing.training import metrics
from framing.training.chain_fit import Recipe, Sentence, Vocabulary, cut, fit
from framing.training.linear import read_rows, write_weights
from framing.training.splits import is_development

_log = logging.getLogger(__name__)

FILE = "polnear_train.jsonl"
KEPT_OUT = 0.05
STEPS = 20  # whole numbers to one
LEAST, LEAST_PAIR = 4, 6  # times that a part of words, or a pair of neighbors, is met
THRESHOLDS = {"source": 0.3, "cue": 0.25, "content": 0.5}  # chosen by whole relations on the articles kept out
LISTS = ("reporting_verbs", "sources", "function_words")
NAMES = "given_name"  # a category that says who somebody is, and nothing else
_PHRASE = 3  # words of prepositions that are cues as they stand: "in the view of"
_LABELS = ("that", "np", "to", "person", "quote", "cognition", "no_comment", "noun", "prep", "adverb", "passive", "as")


def gather_lists() -> dict[str, list[str]]:
    """Return the single words of the lexicons by category, and those of cues by what they take."""
    lists: dict[str, set[str]] = {}
    for name in LISTS:
        for entry in shipped_lexicon(name).entries:
            if entry.category == NAMES:
                continue
            labels = [label.split(":")[0] for label in entry.labels] if name == LISTS[0] else []
            names = [f"{name} {entry.category}", *(f"takes {label}" for label in labels if label in _LABELS)]
            for pattern in entry.patterns:
                if name == LISTS[0] and "prep" in entry.labels and len(pattern) < _PHRASE:
                    lists.setdefault(BY_RULE_ONLY, set()).add(pattern[0])
                if len(pattern) == 1:
                    for each in names:
                        lists.setdefault(each, set()).add(pattern[0])
    return {name: sorted(lists[name]) for name in sorted(lists)}


def read_article(text: str) -> tuple[Document, Observed]:
    """Return an article as the fast annotator sees it before the chain is asked."""
    doc = segment(text)
    quotations = find_quotations(doc)
    says_how = SourceResolver(doc, shipped_lexicon("sources")).says_how
    drafts = find_drafts(doc, quotations, shipped_lexicon("reporting_verbs"), says_how)
    return doc, observe(doc, quotations, drafts)


def label(doc: Document, attributions: Sequence[Mapping[str, Any]]) -> Array:
    """Return the label of each token: a cue stands before a source, and both before a content."""
    labels = np.zeros(len(doc.tokens), np.int64)
    starts, ends = [token.start for token in doc.tokens], [token.end for token in doc.tokens]
    for part in ("content", "source", "cue"):
        for attribution in attributions:
            for start, end in attribution[part]:
                labels[bisect_right(ends, start) : bisect_left(starts, end)] = LABELS.index(part)
    return labels


def pack(tables: Mapping[str, Array], vocabulary: Vocabulary, lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the weights in the shipped JSON form, rounded; parts and pairs that weigh nothing are left out."""
    rounded = {
        name: np.clip(np.round(STEPS * tables[name]), -127, 127).astype(np.int8)
        for name in ("words", "quotes", "rules", "places", "pairs")
    }
    rounded["words"][0] = 0
    pairs = np.flatnonzero(rounded["pairs"][1:].any(axis=1))
    keys = vocabulary.pair_keys[pairs]
    return {
        "scale": STEPS,
        "scales": {},
        "groups": {name: "\t".join(terms) for name, terms in lists.items()},
        "parts": "\t".join(vocabulary.parts),
        "words": _encode(rounded["words"][1:]),
        "pair_keys": np.diff(keys, prepend=0).tolist(),
        "pairs": _encode(rounded["pairs"][1:][pairs]),
        **{name: _encode(rounded[name]) for name in ("quotes", "rules", "places")},
        "shift": np.round(STEPS * tables["shift"]).tolist(),
        **{name: np.round(tables[name], 4).tolist() for name in ("between", "opening", "closing")},
    }


def _encode(table: Array) -> str:
    return base64.b64encode(np.ascontiguousarray(table).tobytes()).decode()


def train(rows: Sequence[Mapping[str, Any]], recipe: Recipe) -> dict[str, Any]:
    """Learn from articles; return the weights in the shipped JSON form, without scales."""
    lists = gather_lists()
    groups, tags = index_groups(lists), load_tagger().weights.single
    vocabulary = Vocabulary(LEAST, LEAST_PAIR)
    sentences: list[Sentence] = []
    for row in rows:
        doc, observed = read_article(row["text"])
        words = np.array(
            [vocabulary.number(token.text, list(word_parts(token.text, token.norm, tags, groups))) for token in doc.tokens]
        )
        sentences += cut(words, observed, label(doc, row["attributions"]))
    vocabulary.settle(sentences)
    _log.info("%d sentences, %d parts of words, %d pairs", len(sentences), len(vocabulary.parts), len(vocabulary.pair_keys))
    return pack(fit(sentences, vocabulary, recipe), vocabulary, lists)


class Kept:
    """Articles kept out of learning, as one set of weights reads them."""

    def __init__(self, chain: Chain, rows: Sequence[Mapping[str, Any]]) -> None:
        """Read them."""
        self.rows = rows
        self.docs = []
        self.reads = []
        for row in rows:
            doc, observed = read_article(row["text"])
            self.docs.append(doc)
            self.reads.append(chain.read(doc, observed))

    def score(self, layer: str, threshold: float) -> metrics.Figure:
        """Return how well the spans of a layer are found (metric A)."""
        scale = Scale(1.0, 0.0, threshold)
        found = [
            [doc.chars(mark.span) for mark in find_marks(doc, read, {layer: scale})[layer]]
            for doc, read in zip(self.docs, self.reads, strict=True)
        ]
        gold = [[tuple(span) for attribution in row["attributions"] for span in attribution[layer]] for row in self.rows]
        return (metrics.characters if layer == "content" else metrics.overlap)(found, gold)

    def scale(self, layer: str) -> Scale:
        """Return a layer's threshold, and what makes its spans' log odds probabilities."""
        from sklearn.linear_model import LogisticRegression

        threshold = THRESHOLDS[layer]
        scores, right = [], []
        column = LABELS.index(layer)
        for doc, read, row in zip(self.docs, self.reads, self.rows, strict=True):
            gold = [tuple(span) for attribution in row["attributions"] for span in attribution[layer]]
            for mark in find_marks(doc, read, {layer: Scale(1.0, 0.0, threshold)})[layer]:
                scores.append([float(log_odds(read[mark.span.start : mark.span.end, column]).mean())])
                right.append(metrics.touches(doc.chars(mark.span), gold))
        if len(set(right)) < 2:
            return Scale(1.0, 0.0, threshold)
        fitted = LogisticRegression(C=10.0).fit(scores, right)
        return Scale(round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4), threshold)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("FRAMING_DATA"), help="folder of the labeled data")
    parser.add_argument("--out", type=Path, default=Path("framing/weights/chain.json.gz"))
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("name the folder of the labeled data with --data or FRAMING_DATA")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    rows = read_rows(options.data, FILE)
    apart = [is_development("polnear", row["id"], KEPT_OUT) for row in rows]
    data = train([row for row, kept in zip(rows, apart, strict=True) if not kept], Recipe())
    data["scales"] = {layer: Scale(1.0, 0.0, 0.5)._asdict() for layer in LABELS[1:]}
    write_weights(data, options.out)
    kept = Kept(read_chain(options.out), [row for row, out in zip(rows, apart, strict=True) if out])
    data["scales"] = {layer: kept.scale(layer)._asdict() for layer in LABELS[1:]}
    write_weights(data, options.out)
    chain = read_chain(options.out)
    record: dict[str, Any] = {
        "fingerprint": chain.fingerprint,
        "kept_out_articles": len(kept.rows),
        "bytes": options.out.stat().st_size,
    }
    for layer in LABELS[1:]:
        figure = kept.score(layer, chain.scales[layer].threshold)
        record[layer] = {"precision": round(figure.precision, 4), "recall": round(figure.recall, 4), "f1": round(figure.f1, 4)}
        _log.info("%s, articles kept out: %s, threshold %.2f", layer, record[layer], chain.scales[layer].threshold)
    options.out.with_name("chain.training.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
