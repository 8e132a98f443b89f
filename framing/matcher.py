"""Token patterns -> their leftmost-longest, non-overlapping places in a run of tokens, by a trie."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_ZONES = 4  # of an article, with one to spare: what matchers take turns over
_NO_NODES: dict[str, Any] = {}
_NO_PAYLOADS: list[Any] = []


def find_positions(norms: Iterable[str]) -> dict[str, list[int]]:
    """Return where each distinct token stands."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for i, norm in enumerate(norms):
        positions[norm].append(i)
    return dict(positions)


class _Node(Generic[T]):
    __slots__ = ("exact", "globs", "payloads")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[T]] = {}
        self.globs: dict[str, _Node[T]] = {}
        self.payloads: list[T] = []

    def settle(self) -> None:
        """Let nodes without children or payloads share one empty dict and list: half of them have none."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            waiting += (*node.exact.values(), *node.globs.values())
            node.exact = node.exact or _NO_NODES
            node.globs = node.globs or _NO_NODES
            node.payloads = node.payloads or _NO_PAYLOADS

    def step(self, norm: str) -> list[_Node[T]]:
        """Return the nodes one token further: the exact child, and children whose glob the token fits."""
        found = [self.exact[norm]] if norm in self.exact else []
        if self.globs:
            found.extend(child for prefix, child in self.globs.items() if norm.startswith(prefix))
        return found


class Matcher(Generic[T]):
    """A trie over normalized tokens. A pattern's token that ends in ``*`` fits any ending, as in LIWC and quanteda.

    Parameters
    ----------
    patterns
        Pairs of a non-empty sequence of normalized tokens and a payload.
    """

    def __init__(self, patterns: Iterable[tuple[Sequence[str], T]]) -> None:
        self._root: _Node[T] = _Node()
        globbed: list[_Node[T]] = []
        for tokens, payload in patterns:
            self._insert(tokens, payload, globbed)
        for node in globbed:
            node.globs = dict(sorted(node.globs.items(), key=lambda item: -len(item[0])))
        self._root.settle()
        self.globs = tuple(self._root.globs)
        self._openings = Openings()
        self._number: int | None = None  # until a text is searched: many lists never are

    def join(self, openings: Openings) -> None:
        """Read texts together with the other matchers of ``openings`` from now on."""
        self._number = None
        self._openings = openings

    def openers(self) -> Iterator[tuple[str, Collection[str]]]:
        """Yield the words that begin patterns, with those that must follow; none where the word alone is reason to look."""
        for norm, node in self._root.exact.items():
            yield norm, () if node.payloads or node.globs else node.exact

    def _insert(self, tokens: Sequence[str], payload: T, globbed: list[_Node[T]]) -> None:
        node = self._root
        for token in tokens:
            if len(token) > 1 and token.endswith("*"):
                if len(node.globs) == 1 and token[:-1] not in node.globs:
                    globbed.append(node)
                node = node.globs.setdefault(token[:-1], _Node())
            else:
                node = node.exact.setdefault(token, _Node())
        if node is self._root:
            raise ValueError("a pattern needs at least one token")
        node.payloads.append(payload)

    def find(
        self,
        norms: Sequence[str],
        accept: Callable[[T, int, int], bool],
        positions: Mapping[str, Sequence[int]] | None = None,
        within: tuple[int, int] | None = None,
    ) -> list[tuple[int, int, T]]:
        """Return ``(start, end, payload)`` of the longest accepted pattern at each leftmost place.

        ``accept(payload, start, end)`` may refuse a candidate (a condition fails); the next longest is then tried.
        ``positions``, where each distinct token stands, spares reading the tokens again for each of many matchers; ``within``
        restricts where a pattern may begin.
        """
        found = []
        skip = 0
        n = len(norms)
        exact, globs = self._root.exact, self.globs
        if self._number is None:
            self._number = self._openings.add(self)
        starts = self._openings.find(norms, positions or find_positions(norms), self._number)
        if within:
            starts = starts[bisect_left(starts, within[0]) : bisect_left(starts, within[1])]
        for i in starts:
            if i < skip:
                continue
            norm = norms[i]
            node = exact.get(norm)
            candidates: Iterable[tuple[int, T]]
            if not node or node.globs or (i + 1 < n and norms[i + 1] in node.exact) or (globs and norm.startswith(globs)):
                candidates = self._candidates(self._root.step(norm), norms, i)
            else:  # nine places of ten: nothing goes on
                candidates = zip(repeat(i + 1), node.payloads)
            for end, payload in candidates:
                if accept(payload, i, end):
                    found.append((i, end, payload))
                    skip = end
                    break
        return found

    @staticmethod
    def _candidates(nodes: list[_Node[T]], norms: Sequence[str], start: int) -> list[tuple[int, T]]:
        """Return the patterns that fit from ``start``: longest first, then the more literal ones, then as inserted.

        More literal is, from the first token on, an exact word before a glob, and a glob of more letters before one of fewer.
        """
        levels: list[list[tuple[int, T]]] = []
        end = start + 1
        n = len(norms)
        while nodes:
            level = [(end, payload) for node in nodes for payload in node.payloads]
            if level:
                levels.append(level)
            if end == n:
                break
            norm = norms[end]
            deeper: list[_Node[T]] = []
            for node in nodes:
                if norm in node.exact:
                    deeper.append(node.exact[norm])
                if node.globs:
                    deeper.extend(child for prefix, child in node.globs.items() if norm.startswith(prefix))
            nodes = deeper
            end += 1
        if len(levels) == 1:
            return levels[0]
        return [candidate for level in reversed(levels) for candidate in level]


class Openings:
    """Where the patterns of several matchers may begin in a text, found in one reading of it for all of them.

    The last texts are remembered, by identity, while matchers take turns over them.
    """

    def __init__(self) -> None:
        self._matchers: list[Matcher[Any]] = []
        self._index = _Index(())
        self._recent: deque[tuple[Sequence[str], list[list[int]]]] = deque(maxlen=_ZONES)

    def add(self, matcher: Matcher[Any]) -> int:
        """Take a matcher in and return its number."""
        self._matchers.append(matcher)
        return self._matchers.index(matcher)

    def find(self, norms: Sequence[str], positions: Mapping[str, Sequence[int]], number: int) -> list[int]:
        """Return the places where a pattern of one matcher may begin, in order."""
        for known, starts in tuple(self._recent):
            if known is norms and number < len(starts):
                return starts[number]
        index = self._index
        if number >= index.size:
            self._index = index = _Index(tuple(self._matchers))
        starts = index.read(norms, positions)
        self._recent.append((norms, starts))
        return starts[number]


class _Index:
    """The words that begin the patterns of some matchers."""

    def __init__(self, matchers: Collection[Matcher[Any]]) -> None:
        self.size = len(matchers)
        self._globs = [matcher.globs for matcher in matchers]
        self._alone: dict[str, list[int]] = {}
        self._pairs: dict[str, dict[str, list[int]]] = {}
        for number, matcher in enumerate(matchers):
            for norm, following in matcher.openers():
                if following:
                    pairs = self._pairs.setdefault(norm, {})
                    for second in following:
                        pairs.setdefault(second, []).append(number)
                else:
                    self._alone.setdefault(norm, []).append(number)

    def read(self, norms: Sequence[str], positions: Mapping[str, Sequence[int]]) -> list[list[int]]:
        """Return, for each matcher, the places where a pattern may begin."""
        starts: list[list[int]] = [[] for _ in self._globs]
        for norm in self._alone.keys() & positions.keys():
            for number in self._alone[norm]:
                starts[number] += positions[norm]
        last = len(norms) - 1
        for norm in self._pairs.keys() & positions.keys():
            following = self._pairs[norm]
            for i in positions[norm]:
                if i != last and norms[i + 1] in following:
                    for number in following[norms[i + 1]]:
                        starts[number].append(i)
        for number, globs in enumerate(self._globs):
            if globs:
                starts[number] += [i for norm in positions if norm.startswith(globs) for i in positions[norm]]
            starts[number] = sorted({*starts[number]}) if globs else sorted(starts[number])
        return starts
