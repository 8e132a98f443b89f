"""Token patterns -> their leftmost-longest, non-overlapping places in a run of tokens, by a trie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter, methodcaller
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

_MANY = 100  # globs up to here are tried all at once; of more, those are looked up that a token may fit
_REMEMBERED = 100_000
_PLACE = itemgetter(0)
_NO_NODES: dict[str, Any] = {}
_NO_PAYLOADS: list[Any] = []

# Where a pattern may begin, and the node of the word there; None where globs have to be tried too.
Start = tuple[int, "_Node[Any] | None"]
# What is kept of one text for as long as it is looked at.
Memo = dict[Any, Any]


def find_positions(norms: Iterable[str]) -> dict[str, list[int]]:
    """Return where each distinct token stands."""
    positions: dict[str, list[int]] = {}
    for i, norm in enumerate(norms):
        if norm in positions:
            positions[norm].append(i)
        else:
            positions[norm] = [i]
    return positions


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
        self._globs = tuple(self._root.globs)
        self._remember()
        self._openings = Openings()
        self._number: int | None = None  # until a text is searched: many lists never are

    def _remember(self) -> None:
        few = len(self._globs) <= _MANY
        # Whether a token fits a glob that begins a pattern. The words of a language come again and again.
        self._begins_glob: Callable[[str], bool] = (
            methodcaller("startswith", self._globs) if few else lru_cache(_REMEMBERED)(self._look_up)
        )

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_begins_glob"}  # sent to other processes

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._remember()

    def join(self, openings: Openings) -> None:
        """Read texts together with the other matchers of ``openings`` from now on."""
        self._number = None
        self._openings = openings

    def openers(self) -> Iterator[tuple[str, _Node[T], Collection[str]]]:
        """Yield the words that begin patterns, their nodes, and the words that must follow; none where any may."""
        for norm, node in self._root.exact.items():
            yield norm, node, () if node.payloads or node.globs else node.exact

    def begun(self, norms: Sequence[str]) -> set[str]:
        """Return those of some tokens that fit a glob that begins a pattern."""
        if not self._globs:
            return set()
        if len(self._globs) <= _MANY:
            text = "\n".join(("", *norms))
            if not any("\n" + glob in text for glob in self._globs):  # nine of ten texts
                return set()
        return set(filter(self._begins_glob, set(norms)))

    def _look_up(self, norm: str) -> bool:
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
        memo: Memo | None = None,
        within: tuple[int, int] | None = None,
        positions: Mapping[str, Sequence[int]] | None = None,
    ) -> list[tuple[int, int, T]]:
        """Return ``(start, end, payload)`` of the longest accepted pattern at each leftmost place.

        ``accept(payload, start, end)`` may refuse a candidate (a condition fails); the next longest is then tried. ``memo``,
        which belongs to the text, keeps what was read of it for the other matchers; ``within`` restricts where a pattern may
        begin. ``positions``, where each distinct token stands, spare a matcher that has no others the reading of the text.
        """
        starts = self._find_starts(norms, memo, positions)
        if within:
            starts = starts[bisect_left(starts, (within[0],)) : bisect_left(starts, (within[1],))]
        found = []
        skip, last = 0, len(norms) - 1
        for i, node in starts:
            if i < skip:
                continue
            if node and not node.globs and (i == last or norms[i + 1] not in node.exact):  # nine of ten: nothing goes on
                end = i + 1
                for payload in node.payloads:
                    if accept(payload, i, end):
                        found.append((i, end, payload))
                        skip = end
                        break
                continue
            for end, payload in self._candidates(node, norms, i):
                if accept(payload, i, end):
                    found.append((i, end, payload))
                    skip = end
                    break
        return found

    def _find_starts(
        self, norms: Sequence[str], memo: Memo | None, positions: Mapping[str, Sequence[int]] | None
    ) -> Sequence[Start]:
        """Return where a pattern may begin."""
        if not positions or self._globs:
            if self._number is None:
                self._number = self._openings.add(self)
            return self._openings.find(norms, {} if memo is None else memo, self._number)
        exact, last = self._root.exact, len(norms) - 1
        starts: list[Start] = []
        for norm in exact.keys() & positions.keys():
            node, places = exact[norm], positions[norm]
            if not (node.payloads or node.globs):  # of "the White House", the first word is seldom followed by the second
                places = [i for i in places if i < last and norms[i + 1] in node.exact]
            starts += zip(places, repeat(node))
        return sorted(starts, key=_PLACE)

    def _candidates(self, node: _Node[T] | None, norms: Sequence[str], start: int) -> list[tuple[int, T]]:
        """Return the patterns that fit from ``start``: longest first, then the more literal ones, then as inserted.

        More literal is, from the first token on, an exact word before a glob, and a glob of more letters before one of fewer.
        """
        if node is None:
            return self._branching(self._root.step(norms[start]), norms, start)
        first, found, end, n = node, [], start + 1, len(norms)
        while node:  # one way only, as long as no glob opens another
            if node.globs:
                return self._branching([first], norms, start)
            if node.payloads:
                found.append((end, node.payloads))
            node = node.exact.get(norms[end]) if end < n else None
            end += 1
        return [(end, payload) for end, payloads in reversed(found) for payload in payloads]

    @staticmethod
    def _branching(nodes: list[_Node[T]], norms: Sequence[str], start: int) -> list[tuple[int, T]]:
        """Return the same where a token may fit several nodes."""
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
            nodes = [further for node in nodes for further in node.step(norm)]
            end += 1
        return [candidate for level in reversed(levels) for candidate in level]


class Openings:
    """Where the patterns of several matchers may begin in a text, found in one reading of it for all of them."""

    def __init__(self) -> None:
        self._matchers: list[Matcher[Any]] = []
        self._index = _Index()

    def add(self, matcher: Matcher[Any]) -> int:
        """Take a matcher in and return its number."""
        self._matchers.append(matcher)
        return self._matchers.index(matcher)

    def find(self, norms: Sequence[str], memo: Memo, number: int) -> Sequence[Start]:
        """Return the places where a pattern of one matcher may begin, in order; the memo keeps those of the others."""
        starts: list[list[Start]] | None = memo.get(self)
        if starts is None or number >= len(starts):
            index = self._index
            if number >= index.size:
                self._index = index = index.with_more(self._matchers[index.size :])
            memo[self] = starts = index.read(norms)
        return starts[number]


class _Opening(NamedTuple):
    """The matchers, by number, of which a word begins patterns, and those of which it does where a certain word follows."""

    alone: tuple[tuple[int, _Node[Any]], ...]
    pairs: dict[str, tuple[tuple[int, _Node[Any]], ...]]


class _Index:
    """The words that begin the patterns of some matchers."""

    def __init__(self) -> None:
        self.size = 0
        self._matchers: tuple[Matcher[Any], ...] = ()
        self._openings: dict[str, _Opening] = {}

    def with_more(self, matchers: Collection[Matcher[Any]]) -> _Index:
        """Return an index that knows more matchers; this one, which another thread may be reading, stays as it is."""
        index = _Index()
        index._matchers = (*self._matchers, *matchers)
        index._openings = openings = dict(self._openings)
        for number, matcher in enumerate(matchers, self.size):
            for norm, node, following in matcher.openers():
                alone, pairs = openings.get(norm) or _Opening((), {})
                own = (number, node)
                if following:
                    more = {second: (*pairs.get(second, ()), own) for second in following}
                    openings[norm] = _Opening(alone, pairs | more)
                else:
                    openings[norm] = _Opening((*alone, own), pairs)
        index.size = len(index._matchers)
        return index

    def read(self, norms: Sequence[str]) -> list[list[Start]]:
        """Return, for each matcher, the places where a pattern may begin."""
        starts: list[list[Start]] = [[] for _ in self._matchers]
        add = [own.append for own in starts]
        for i, (opening, following) in enumerate(zip(map(self._openings.get, norms), (*norms[1:], ""), strict=False)):
            if opening is not None:
                alone, pairs = opening
                for number, node in alone:
                    add[number]((i, node))
                if following in pairs:
                    for number, node in pairs[following]:
                        add[number]((i, node))
        for number, matcher in enumerate(self._matchers):
            fitting = matcher.begun(norms)
            if fitting:
                several: list[Start] = [(i, None) for i, norm in enumerate(norms) if norm in fitting]
                starts[number] = sorted([*(s for s in starts[number] if norms[s[0]] not in fitting), *several], key=_PLACE)
        return starts
