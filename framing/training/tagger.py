"""MASC -> ``framing/weights/tagger.json.gz``: trains NLTK's perceptron tagger, prunes and rounds its weights, measures it.

Reproduce the shipped file with ``python -m framing.training.tagger --data DIR --out framing/weights/tagger.json.gz``,
where DIR (or the variable FRAMING_DATA) holds ``masc_tagged.zip`` and, to measure, ``en_ewt-ud-dev.conllu``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.casing import truecase
from framing.tag_weights import BY_AFFIX, BY_TAGS, BY_WORD, BY_WORD_AND_TAG, MIDDLE
from framing.tagging import Tagger, read_tagger
from framing.training.homographs import vary
from framing.training.masc import ARCHIVE, TaggedSentence, read_genres, read_masc

_log = logging.getLogger(__name__)

SEED = 7
ROUNDS = 8  # 5, NLTK's default, is 0.1 to 0.15 points worse on all three development texts
DEVELOPMENT = 10  # every tenth document, in the order of their names, is left out of training
SCALE = 8  # weights are kept in eighths: no measurable loss against NLTK's thousandths
LEAST = 0.5  # smaller weights are dropped: a tenth of a point of accuracy for a fifth of the file

OPEN_CLASSES = frozenset(["NN", "NNS", "NNP", "VB", "VBZ", "VBP", "VBD", "VBN", "VBG", "JJ"])
HEADLINE = 6  # sentences of at least 7 tokens are rewritten as headlines
EWT = "en_ewt-ud-dev.conllu"
_EWT_TAGS = {"-LRB-": "(", "-RRB-": ")", "``": "''"}
_EWT_ONLY = frozenset({"ADD", "NFP", "GW", "AFX", "HYPH", "_"})


def learn_lowercase(sentences: Iterable[TaggedSentence]) -> frozenset[str]:
    """Return the words more often written small than with a capital where position asks for neither."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        for (before, _), (word, _) in zip([("", ""), *sentence], sentence, strict=False):
            if word.islower():
                small[word] += 1
            elif before and before not in '":' and word[0].isupper() and (len(word) == 1 or not word.isupper()):
                capital[word.lower()] += 1
    return frozenset(word for word, count in small.items() if count > capital[word])


def make_learner() -> Any:
    """Return an untrained tagger of NLTK's that fixes the tag of a word only where the word belongs to a closed class.

    NLTK fixes it for any frequent word with one tag, so a "reports" that MASC knows as a noun could be no verb.
    """
    from nltk.tag.perceptron import PerceptronTagger

    class Learner(PerceptronTagger):  # type: ignore[misc]
        def _make_tagdict(self, sentences: Iterable[TaggedSentence]) -> None:
            super()._make_tagdict(sentences)
            self.tagdict: dict[str, str] = {word: tag for word, tag in self.tagdict.items() if tag not in OPEN_CLASSES}

    return Learner(load=False)


def train(sentences: Sequence[TaggedSentence], lowercase: frozenset[str]) -> dict[str, Any]:
    """Train NLTK's tagger on truecased sentences and return its weights in the shipped JSON form."""
    prepared = [
        list(zip(truecase([word for word, _ in pairs], lowercase), [tag for _, tag in pairs], strict=True))
        for pairs in (*sentences, *vary(sentences, SEED))
    ]
    random.seed(SEED)  # NLTK shuffles with the module's own generator
    random.shuffle(prepared)
    tagger = make_learner()
    tagger.train(prepared, nr_iter=ROUNDS)
    labels = sorted(tagger.classes)
    groups = _group(tagger.model.weights, labels)
    single: dict[str, list[str]] = defaultdict(list)
    for word, tag in sorted(tagger.tagdict.items()):
        single[tag].append(word)
    return {
        "labels": labels,
        "scale": SCALE,
        "shift": fitting_shift(groups),
        "single": {tag: " ".join(words) for tag, words in single.items()},
        "lowercase": " ".join(sorted(lowercase)),
        "weights": {name: groups[name] for name in (*BY_AFFIX, *BY_TAGS)},
        "words": _gather_words(groups),
    }


def _group(weights: Mapping[str, Mapping[str, float]], labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """Prune and round NLTK's weights and sort them into groups: "i suffix ing" -> group "i suffix", key "ing"."""
    names = sorted((*BY_WORD, BY_WORD_AND_TAG, *BY_AFFIX, *BY_TAGS), key=len, reverse=True)
    groups: dict[str, dict[str, str]] = {name: {} for name in names}
    for feature, scores in sorted(weights.items()):
        kept = [(labels.index(tag), round(SCALE * score)) for tag, score in sorted(scores.items()) if abs(score) >= LEAST]
        if kept:
            name = next(name for name in names if feature == name or feature.startswith(f"{name} "))
            groups[name][feature[len(name) + 1 :]] = " ".join(f"{label} {weight}" for label, weight in kept)
    return groups


def _gather_words(groups: Mapping[str, Mapping[str, str]]) -> dict[str, list[Any]]:
    """Bring together what the groups hold on each word: one text a group, and a mapping by the previous tag."""
    by_tag: dict[str, dict[str, str]] = defaultdict(dict)
    for key, text in groups[BY_WORD_AND_TAG].items():
        tag, _, word = key.partition(" ")
        by_tag[word][tag] = text
    words = sorted(set(by_tag).union(*(groups[name] for name in BY_WORD)))
    return {word: [*(groups[name].get(word, "") for name in BY_WORD), by_tag.get(word, {})] for word in words}


def fitting_shift(groups: Mapping[str, Mapping[str, str]]) -> int:
    """Return how far left weights can be shifted so that no sum of one from each group leaves its field."""
    bound = sum(
        max((abs(int(weight)) for text in group.values() for weight in text.split()[1::2]), default=0)
        for group in groups.values()
    )
    return (MIDDLE // (bound + 1)).bit_length() - 1


def write_weights(data: Mapping[str, Any], path: Path) -> None:
    """Write the weights as gzipped JSON, the same bytes for the same weights."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(content, mtime=0))


def read_ewt(path: Path) -> list[list[tuple[str, str]]]:
    """Read UD English EWT's Penn tags; tags are "" where its conventions have no counterpart in MASC's.

    Hyphenated words are joined (tag ""), every "to" is TO, and tags for addresses, list marks and slips are left out.
    """
    sentences = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        sentence: list[tuple[str, str]] = []
        glue = False
        for row in rows:
            if not row[0].isdigit():
                continue
            word, tag = row[1], _EWT_TAGS.get(row[4], row[4])
            attached = tag == "HYPH" or glue
            glue = tag == "HYPH" and "SpaceAfter=No" in row[9]
            if attached and sentence:
                sentence[-1] = (sentence[-1][0] + word, "")
            else:
                sentence.append((word, "" if tag in _EWT_ONLY else "TO" if word.lower() == "to" else tag))
        sentences.append(sentence)
    return sentences


def measure(tagger: Tagger, sentences: Iterable[TaggedSentence]) -> tuple[float, int]:
    """Return the share of tagged tokens whose tag is right, and how many there are."""
    right = total = 0
    for sentence in sentences:
        for found, (_, tag) in zip(tagger.tag([word for word, _ in sentence]), sentence, strict=True):
            right += bool(tag) and found == tag
            total += bool(tag)
    return right / total, total


def as_headline(sentence: TaggedSentence, shout: bool) -> TaggedSentence:
    """Write a sentence as a headline: capitals on every word (or throughout), and no mark at the end."""
    capitals = [(word.upper() if shout else word[0].upper() + word[1:], tag) for word, tag in sentence]
    return capitals[:-1] if sentence[-1][1] == "." else capitals


def _report(tagger: Tagger, data: Path, development: Mapping[str, list[TaggedSentence]]) -> None:
    genres = read_genres(data / ARCHIVE)
    news = [s for name, sentences in development.items() if genres.get(name) == "newspaper" for s in sentences]
    parts = {
        "MASC, development documents": [s for sentences in development.values() for s in sentences],
        "MASC, newspapers among them": news,
        "these with Capitals on Every Word": [as_headline(s, shout=False) for s in news if len(s) > HEADLINE],
        "these IN CAPITALS": [as_headline(s, shout=True) for s in news if len(s) > HEADLINE],
        "UD English EWT, development part": read_ewt(data / EWT) if (data / EWT).is_file() else [],
    }
    for name, sentences in parts.items():
        if sentences:
            _log.info("%s: accuracy %.4f over %d tokens", name, *measure(tagger, sentences))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("FRAMING_DATA"), help="folder of the labeled data")
    parser.add_argument("--out", type=Path, default=Path("framing/weights/tagger.json.gz"))
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("name the folder of the labeled data with --data or FRAMING_DATA")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    documents = read_masc(options.data / ARCHIVE)
    names = sorted(documents)
    training = [sentence for i, name in enumerate(names) if i % DEVELOPMENT for sentence in documents[name]]
    write_weights(train(training, learn_lowercase(training)), options.out)
    tagger = read_tagger(options.out)
    _log.info("%s: %d bytes, fingerprint %s", options.out, options.out.stat().st_size, tagger.weights.fingerprint)
    _report(tagger, options.data, {name: documents[name] for name in names[::DEVELOPMENT]})


if __name__ == "__main__":
    main()
