"""Labeled sentences -> the weights of a linear-chain conditional random field, by gradient descent in PyTorch."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from framing.linear.chain import COLUMNS, WIDTH, N
from framing.linear.features import BETWEEN, FOUND, IN_SPEECH, NO_TOKEN, PLACES, QUOTES, REACH, Array, Observed

_log = logging.getLogger(__name__)


class Sentence(NamedTuple):
    """One sentence: an item a token, but four rows of ``places``; ``labels`` are what coders marked."""

    words: Array
    quotes: Array
    rules: Array
    quoted: bool
    places: Array
    labels: Array


def cut(words: Array, observed: Observed, labels: Array) -> Iterator[Sentence]:
    """Yield the sentences of a document."""
    start = 0
    for length in observed.lengths.tolist():
        part = slice(start, start + length)
        start += length
        quoted = bool(observed.quoted[part].any())
        yield Sentence(words[part], observed.quotes[part], observed.rules[part], quoted, observed.places[:, part], labels[part])


@dataclass
class Vocabulary:
    """The words of the training texts, each a number, with what they share with others; pairs of neighbors."""

    least: int
    least_pair: int
    numbers: dict[str, int] = field(default_factory=dict)
    shared: list[list[str]] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)
    pair_keys: Array = field(default_factory=lambda: np.zeros(0, np.int64))

    def number(self, text: str, parts: Sequence[str]) -> int:
        """Return a word's number; a new one is added with its parts."""
        if text not in self.numbers:
            self.numbers[text] = len(self.shared)
            self.shared.append(list(parts))
        return self.numbers[text]

    def settle(self, sentences: Sequence[Sentence]) -> None:
        """Keep the parts and pairs that are met often enough."""
        met = Counter(int(word) for sentence in sentences for word in sentence.words)
        parts: Counter[str] = Counter()
        for word, count in met.items():
            for part in self.shared[word]:
                parts[part] += count
        kept = sorted(part for part, count in parts.items() if count >= self.least)
        self.parts = {part: i for i, part in enumerate([*kept, BETWEEN], 1)}
        self.number(BETWEEN, [BETWEEN])
        pairs: Counter[int] = Counter()
        whole = self.whole_words()
        for sentence in sentences:
            found = whole[sentence.words]
            usable = (found[:-1] > 0) & (found[1:] > 0)
            pairs.update((found[:-1] * self.base + found[1:])[usable].tolist())
        self.pair_keys = np.array(sorted(key for key, count in pairs.items() if count >= self.least_pair), np.int64)

    @property
    def base(self) -> int:
        """What the first word's number in a pair is multiplied by."""
        return len(self.parts) + 1

    def whole_words(self) -> Array:
        """Return for each word the number of the part that is the word itself; 0 where it is too rare."""
        return np.array([self.parts.get(parts[0], 0) for parts in self.shared])

    def pairs(self, words: Array) -> Array:
        """Return the number of each pair of neighbors, counted from 1, with a 0 before and after them."""
        if not len(self.pair_keys):
            return np.zeros(len(words) + 1, np.int64)
        keys = words[:-1] * self.base + words[1:]
        at = np.minimum(np.searchsorted(self.pair_keys, keys), len(self.pair_keys) - 1)
        return np.concatenate([[0], np.where(self.pair_keys[at] == keys, at + 1, 0), [0]])


@dataclass(frozen=True)
class Recipe:
    """How to learn: ``decay`` is what squared weights cost."""

    decay: float = 5e-4
    rate: float = 0.01
    rounds: int = 2
    batch: int = 96
    seed: int = 0


SIZES = {"quotes": (QUOTES, WIDTH), "rules": (FOUND, WIDTH), "places": (PLACES, N)}


def fit(sentences: Sequence[Sentence], vocabulary: Vocabulary, recipe: Recipe) -> dict[str, Array]:
    """Learn; return the tables of weights by name."""
    import torch

    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    sizes = {"words": (len(vocabulary.parts) + 1, COLUMNS), "pairs": (len(vocabulary.pair_keys) + 1, 2 * N), **SIZES}
    tables = {name: torch.zeros(size, requires_grad=True) for name, size in sizes.items()}
    small = {name: torch.zeros(N, requires_grad=True) for name in ("shift", "opening", "closing")}
    small["between"] = torch.zeros((N, N), requires_grad=True)
    optimizer = torch.optim.Adam([*tables.values(), *small.values()], lr=recipe.rate, betas=(0.9, 0.99))
    count = recipe.rounds * -(-len(sentences) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / count))
    reader = _Reader(vocabulary, tables, small)
    for number in range(recipe.rounds):
        total = 0.0
        for batch in _batches(sentences, recipe.batch, chance):
            loss = reader.loss(batch)
            optimizer.zero_grad()
            (loss / len(batch) + recipe.decay * sum((table**2).sum() for table in tables.values())).backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        _log.info("round %d of %d: %.3f", number + 1, recipe.rounds, total / len(sentences))
    return {name: table.detach().numpy() for name, table in {**tables, **small}.items()}


def _batches(sentences: Sequence[Sentence], size: int, chance: random.Random) -> Iterator[list[Sentence]]:
    """Yield sentences of like length together, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words) + 6 * chance.random())
    starts = list(range(0, len(order), size))
    chance.shuffle(starts)
    for start in starts:
        yield [sentences[i] for i in order[start : start + size]]


class _Reader:
    """Scores labelings of sentences with the weights as they are while they are learned."""

    def __init__(self, vocabulary: Vocabulary, tables: dict[str, Any], small: dict[str, Any]) -> None:
        self.tables, self.small = tables, small
        self.vocabulary = vocabulary
        self.whole = vocabulary.whole_words()
        parts = [[vocabulary.parts[part] for part in each if part in vocabulary.parts] for each in vocabulary.shared]
        self.flat = np.array([number for each in parts for number in each], np.int64)
        self.ends = np.cumsum([0, *map(len, parts)])
        self.between = vocabulary.numbers[BETWEEN]

    def _rows(self, words: Array) -> Any:
        """Return what words say: the sum over what they share with others."""
        import torch

        lengths = self.ends[words + 1] - self.ends[words]
        offsets = np.cumsum(lengths) - lengths
        places = np.repeat(self.ends[words] - offsets, lengths) + np.arange(lengths.sum())
        numbers, at = torch.from_numpy(self.flat[places]), torch.from_numpy(offsets)
        return torch.nn.functional.embedding_bag(numbers, self.tables["words"], at, mode="sum")

    def scores(self, batch: Sequence[Sentence]) -> tuple[Any, Any, Any]:
        """Return the scores of labels, which tokens there are, and their true labels: padded, a row a sentence."""
        import torch

        longest = max(len(sentence.words) for sentence in batch)
        padded = (len(batch), longest + 2 * REACH)
        words, quotes, rules = np.full(padded, self.between), np.full(padded, NO_TOKEN), np.zeros(padded, np.int64)
        pairs = np.zeros((len(batch), longest + 1), np.int64)
        places = np.zeros((4, len(batch), longest), np.int64)
        labels, is_token = np.zeros((len(batch), longest), np.int64), np.zeros((len(batch), longest), bool)
        for k, sentence in enumerate(batch):
            n = len(sentence.words)
            inner = slice(REACH, REACH + n)
            words[k, inner], quotes[k, inner], rules[k, inner] = sentence.words, sentence.quotes, sentence.rules
            pairs[k, : n + 1] = self.vocabulary.pairs(self.whole[sentence.words])
            places[:, k, :n], labels[k, :n], is_token[k, :n] = sentence.places, sentence.labels, True
        distinct, inverse = np.unique(words, return_inverse=True)
        known = self._rows(distinct)[torch.from_numpy(inverse.reshape(padded))]
        shared = (
            known[:, :, :WIDTH]
            + self.tables["quotes"][torch.from_numpy(quotes)]
            + self.tables["rules"][torch.from_numpy(rules)]
        )
        scores = self.small["shift"]
        for k in range(2 * REACH + 1):
            scores = scores + shared[:, k : k + longest, k * N : (k + 1) * N]
        own = known[:, REACH : REACH + longest]
        spoken = torch.from_numpy(quotes[:, REACH : REACH + longest] == IN_SPEECH)[:, :, None]
        quoted = torch.tensor([sentence.quoted for sentence in batch])[:, None, None]
        scores = scores + own[:, :, WIDTH : WIDTH + N] * spoken + own[:, :, WIDTH + N :] * quoted
        said = self.tables["pairs"][torch.from_numpy(pairs)]
        scores = scores + said[:, 1:, :N] + said[:, :longest, N:]
        for place in places:
            scores = scores + self.tables["places"][torch.from_numpy(place)]
        return scores, torch.from_numpy(is_token), torch.from_numpy(labels)

    def loss(self, batch: Sequence[Sentence]) -> Any:
        """Return the negative log likelihood of the true labels."""
        import torch

        scores, is_token, labels = self.scores(batch)
        between, opening, closing = (self.small[name] for name in ("between", "opening", "closing"))
        total = scores[:, 0] + opening
        for t in range(1, scores.shape[1]):
            further = torch.logsumexp(total[:, :, None] + between, 1) + scores[:, t]
            total = torch.where(is_token[:, t, None], further, total)
        true = (scores.gather(2, labels[:, :, None])[:, :, 0] * is_token).sum(1) + opening[labels[:, 0]]
        true = true + (between[labels[:, :-1], labels[:, 1:]] * is_token[:, 1:]).sum(1)
        last = labels.gather(1, is_token.sum(1, keepdim=True) - 1)[:, 0]
        return (torch.logsumexp(total + closing, 1) - true - closing[last]).sum()
