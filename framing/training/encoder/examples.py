"""Texts with labels -> examples: ids of word pieces, and for each what the network is to say of it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from framing.documents import segment
from framing.encoder.layout import MAX_PIECES
from framing.encoder.masking import find_names, mask_names
from framing.encoder.pieces import Pieces
from framing.encoder.windows import cut_windows, ids_of
from framing.model import Document, Span
from framing.training.encoder.labeled import Chars, Labeled

IGNORED = -100  # what PyTorch's losses pass over
OUTSIDE, OPENS, GOES_ON = 0, 1, 2
SHORTEST_WINDOW = 90  # pieces; windows of many lengths, so that none is learned


@dataclass(frozen=True, slots=True)
class Example:
    """One window. ``spans`` holds a label per id and layer, ``sentences`` the places of each sentence with its label.

    ``links`` are the places of (cue, source, content) of each attribution.
    """

    ids: list[int]
    spans: dict[str, list[int]] = field(default_factory=dict)
    sentences: dict[str, list[tuple[list[int], bool]]] = field(default_factory=dict)
    links: list[tuple[list[int], list[int], list[int]]] = field(default_factory=list)
    polarity: int = -1


@dataclass(slots=True)
class Text:
    """A labeled text, cut into tokens once: what spans mean in tokens, and its names."""

    labeled: Labeled
    doc: Document = field(init=False)
    names: list[Span] = field(init=False)
    states: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.doc = segment(self.labeled.text)
        self.names = [name for sentence in self.doc.sentences for name in find_names(self.doc, sentence)]
        self.states = {layer: self._states(spans) for layer, spans in self.labeled.spans.items()}

    def tokens_of(self, spans: Iterable[Chars]) -> list[int]:
        """Return the tokens that overlap any of some character spans."""
        spans = list(spans)
        return [i for i, t in enumerate(self.doc.tokens) if any(t.start < end and t.end > start for start, end in spans)]

    def _states(self, spans: Iterable[Chars]) -> list[int]:
        """Return for each token whether it opens a span, goes on in one, or is outside; an inner span opens anew."""
        states = [OUTSIDE] * len(self.doc.tokens)
        starts = [token.start for token in self.doc.tokens]
        for start, end in sorted(spans):
            inside = _overlapping(self.doc, starts, start, end)
            for i in inside:
                states[i] = OPENS if i == inside[0] else states[i] or GOES_ON
        return states


def _overlapping(doc: Document, starts: Sequence[int], start: int, end: int) -> range:
    from bisect import bisect_left

    first = bisect_left(starts, start)
    if first and doc.tokens.ends[first - 1] > start:
        first -= 1
    return range(first, bisect_left(starts, end))


def rename(text: Text, pool: Sequence[tuple[str, ...]], share: float, rng: random.Random) -> list[tuple[str, ...]]:
    """Return each token's norms after a share of the names was exchanged for others; all of a new name stands at its first.

    A name that a marked span cuts through stays.
    """
    norms: list[tuple[str, ...]] = [(norm,) for norm in text.doc.norms]
    chosen: dict[tuple[str, ...], tuple[str, ...]] = {}  # one name becomes one other, all through the text
    for name in text.names:
        whole = all(len({bool(states[i]) for i in range(*name)}) == 1 for states in text.states.values())
        if not pool or not whole:
            continue
        written = tuple(text.doc.norms[name.start : name.end])
        if written not in chosen:
            chosen[written] = rng.choice(pool) if rng.random() < share else written
        if chosen[written] == written:
            continue  # as it stands: a line of capitals, all in one place, could be longer than a window
        norms[name.start] = chosen[written]
        norms[name.start + 1 : name.end] = [()] * (name.end - name.start - 1)
    return norms


def cut_examples(text: Text, norms: Sequence[tuple[str, ...]], pieces: Pieces, limit: int = MAX_PIECES) -> Iterator[Example]:
    """Yield the windows of a text."""
    ids = [tuple(piece for norm in token for piece in pieces.of(norm)) for token in norms]
    spoken = [
        (text.tokens_of(cue), text.tokens_of(source), text.tokens_of(content)) for cue, source, content in text.labeled.links
    ]
    marked = {
        layer: [(text.tokens_of([(start, end)]), label) for start, end, label in found]
        for layer, found in text.labeled.sentences.items()
    }
    for window in cut_windows([len(token) for token in ids], text.doc.sentences, limit):
        places: dict[int, list[int]] = {}
        at = 1
        for i in range(window.start, window.end):
            places[i] = list(range(at, at + len(ids[i])))
            at += len(ids[i])

        def put(tokens: Iterable[int], places: dict[int, list[int]] = places) -> list[int]:
            return [place for i in tokens for place in places.get(i, ())]

        links = [(put(cue), put(source), put(content)) for cue, source, content in spoken]
        yield Example(
            ids_of(ids, window.start, window.end),
            {layer: [IGNORED, *_spread(states, places), IGNORED] for layer, states in text.states.items()},
            {layer: [(where, label) for tokens, label in found if (where := put(tokens))] for layer, found in marked.items()},
            [link for link in links if link[0]],
        )


def _spread(states: Sequence[int], places: dict[int, list[int]]) -> Iterator[int]:
    """Yield a token's state for each of its pieces: only the first can open a span."""
    opening = False
    for i, where in places.items():
        # A name's norms all stand at its first token: what opened at a later one opens at the next that is left inside.
        opening = bool(states[i]) and (opening or states[i] == OPENS)
        for _ in where:
            yield OPENS if opening else GOES_ON if states[i] else OUTSIDE
            opening = False


def masked_example(text: Text, pieces: Pieces) -> Example | None:
    """Return what is read for a text's target, or None where no token overlaps it."""
    tokens = text.tokens_of([text.labeled.target]) if text.labeled.target else []
    if not tokens:
        return None
    whole = Span(0, len(text.doc.tokens))
    found = mask_names(text.doc, whole, Span(tokens[0], tokens[-1] + 1), pieces)
    return Example(found.ids, polarity=text.labeled.polarity)


def pack(examples: Iterable[Example], limit: int = MAX_PIECES) -> Iterator[Example]:
    """Join short examples to windows as long as those that are read later."""
    current: Example | None = None
    for example in examples:
        if current and len(current.ids) + len(example.ids) - 4 <= limit:
            current = _join(current, example)
            continue
        if current:
            yield current
        current = example
    if current:
        yield current


def _join(one: Example, two: Example) -> Example:
    shift = len(one.ids) - 2

    def move(places: Iterable[int]) -> list[int]:
        return [place + shift for place in places]

    return Example(
        one.ids[:-1] + two.ids[1:],
        {layer: states[:-1] + two.spans[layer][1:] for layer, states in one.spans.items()},
        {layer: [*found, *((move(p), label) for p, label in two.sentences[layer])] for layer, found in one.sentences.items()},
        [*one.links, *((move(a), move(b), move(c)) for a, b, c in two.links)],
    )


def make_batches(examples: Sequence[Example], pieces: int, most: int, rng: random.Random) -> list[list[Example]]:
    """Return batches of examples of like length, each of at most so many pieces and examples, in random order."""
    order = list(examples)
    rng.shuffle(order)
    batches: list[list[Example]] = []
    for pool in (order[i : i + 1000] for i in range(0, len(order), 1000)):
        pool.sort(key=lambda example: len(example.ids))
        cuts = [0]
        for i, example in enumerate(pool):
            n = i - cuts[-1]
            if n == most or (n and (n + 1) * len(example.ids) > pieces):
                cuts.append(i)
        batches.extend(pool[a:b] for a, b in pairwise([*cuts, len(pool)]))
    rng.shuffle(batches)
    return batches


def name_pool(texts: Iterable[Text]) -> list[tuple[str, ...]]:
    """Return the names of texts, of up to three words each, to exchange names by; each as often as it stands there."""
    return [tuple(text.doc.norms[n.start : n.end]) for text in texts for n in text.names if n.end - n.start <= 3]
