"""Token patterns -> their leftmost-longest, non-overlapping places in a run of tokens, by a trie."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import methodcaller
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_ZONES = 4  # of an article, with one to spare: what matchers take turns over
_MANY = 100  # globs up to here are tried all at once; of more, those are looked up that a token may fit
_REMEMBERED = 100_000
_NO_NODES: dict[str, Any] = {}
_NO_PAYLOADS: list[Any] = []


def find_positions(norms: Iterable[str]) -> dict[str, list[int]]:
    """Return where each distinct token stands."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for i, norm in enumerate(norms):
        positions[norm].append(i)
    return dict(positions)


class _Node(Generic[T]):
    __slots__ = ("exact", "globs", "lengths", "payloads")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[T]] = {}
        self.globs: dict[str, _Node[T]] = {}
        self.lengths: tuple[int, ...] = ()  # of the globs, longest first: a list may hold thousands
        self.payloads: list[T] = []

    def settle(self) -> None:
        """Let nodes without children or payloads share one empty dict and list: half of them have none."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            waiting += (*node.exact.values(), *node.globs.values())
            node.lengths = tuple(sorted({*map(len, node.globs)}, reverse=True)) if node.globs else ()
            node.exact = node.exact or _NO_NODES
            node.globs = node.globs or _NO_NODES
            node.payloads = node.payloads or _NO_PAYLOADS

    def step(self, norm: str) -> list[_Node[T]]:
        """Return the nodes one token further: the exact child, and children whose glob the token fits."""
        found = [self.exact[norm]] if norm in self.exact else []
        if self.globs:
            found.extend(self.fitting(norm))
        return found

    def fitting(self, norm: str) -> Iterator[_Node[T]]:
        """Yield the children whose glob a token fits, that of most letters first."""
        globs, n = self.globs, len(norm)
        for length in self.lengths:
            if length <= n and (child := globs.get(norm[:length])):
                yield child


class Matcher(Generic[T]):
    """A trie over normalized tokens. A pattern's token that ends in ``*`` fits any ending, as in LIWC and quanteda.

    Parameters
    ----------
    patterns
        Pairs of a non-empty sequence of normalized tokens and a payload.
    """

    def __init__(self, patterns: Iterable[tuple[Sequence[str], T]]) -> None:
        self._root: _Node[T] = _Node()
        for tokens, payload in patterns:
            self._insert(tokens, payload)
        self._root.settle()
        self.globs = tuple(self._root.globs)
        few = len(self.globs) <= _MANY
        # Whether a token fits a glob that begins a pattern. The words of a language come again and again.
        self.begins_glob: Callable[[str], bool] = (
            methodcaller("startswith", self.globs) if few else lru_cache(_REMEMBERED)(self._begins_glob)
        )
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

    def _begins_glob(self, norm: str) -> bool:
        return next(self._root.fitting(norm), None) is not None

    def _insert(self, tokens: Sequence[str], payload: T) -> None:
        node = self._root
        for token in tokens:
            if len(token) > 1 and token.endswith("*"):
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
            if not node or node.globs or (i + 1 < n and norms[i + 1] in node.exact) or (globs and self.begins_glob(norm)):
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
                    deeper.extend(node.fitting(norm))
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
        self._index = _Index()
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
            self._index = index = index.with_more(self._matchers[index.size :])
        starts = index.read(norms, positions)
        self._recent.append((norms, starts))
        return starts[number]


class _Index:
    """The words that begin the patterns of some matchers, each with the numbers of the matchers."""

    def __init__(self) -> None:
        self.size = 0
        self._matchers: tuple[Matcher[Any], ...] = ()
        self._alone: dict[str, tuple[int, ...]] = {}
        self._pairs: dict[str, dict[str, tuple[int, ...]]] = {}

    def with_more(self, matchers: Collection[Matcher[Any]]) -> _Index:
        """Return an index that knows more matchers; this one, which another thread may be reading, stays as it is."""
        index = _Index()
        index._matchers = (*self._matchers, *matchers)
        index._alone, index._pairs = dict(self._alone), dict(self._pairs)
        for number, matcher in enumerate(matchers, self.size):
            for norm, following in matcher.openers():
                if following:
                    pairs = index._pairs.get(norm, {})
                    index._pairs[norm] = pairs | {second: (*pairs.get(second, ()), number) for second in following}
                else:
                    index._alone[norm] = (*index._alone.get(norm, ()), number)
        index.size = len(index._matchers)
        return index

    def read(self, norms: Sequence[str], positions: Mapping[str, Sequence[int]]) -> list[list[int]]:
        """Return, for each matcher, the places where a pattern may begin."""
        starts: list[list[int]] = [[] for _ in self._matchers]
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
        for number, matcher in enumerate(self._matchers):
            if globs := matcher.globs:
                starts[number] += [i for norm in filter(matcher.begins_glob, positions) for i in positions[norm]]
            starts[number] = sorted({*starts[number]}) if globs else sorted(starts[number])
        return starts
