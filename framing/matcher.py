"""Token patterns -> their leftmost-longest, non-overlapping places in a run of tokens, by a trie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_MEMO_LIMIT = 50_000  # distinct words remembered for first-word globs; then the memory starts anew


_NO_NODES: dict[str, Any] = {}
_NO_PAYLOADS: list[Any] = []


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
        # Distinct words and the nodes they lead to; with first-word globs it is filled as words are met, and bounded.
        self._first: dict[str, list[_Node[T]]] = {}
        if not self._root.globs:
            self._first = {norm: [node] for norm, node in self._root.exact.items()}

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
        self, norms: Sequence[str], accept: Callable[[T, int, int], bool], positions: Mapping[str, Sequence[int]] | None = None
    ) -> list[tuple[int, int, T]]:
        """Return ``(start, end, payload)`` of the longest accepted pattern at each leftmost place.

        ``accept(payload, start, end)`` may refuse a candidate (a condition fails); the next longest is then tried.
        ``positions``, where each distinct token stands, spares reading the tokens again for each of many matchers.
        """
        found = []
        skip = 0
        for i in self._starts(norms, positions):
            if i < skip:
                continue
            for end, payload in self._candidates(self._first[norms[i]], norms, i):
                if accept(payload, i, end):
                    found.append((i, end, payload))
                    skip = end
                    break
        return found

    def _starts(self, norms: Sequence[str], positions: Mapping[str, Sequence[int]] | None) -> list[int]:
        """Return the places where a pattern may begin, in order."""
        distinct = positions.keys() if positions else set(norms)
        if self._root.globs:
            if len(self._first) >= _MEMO_LIMIT:
                self._first.clear()
            for norm in distinct - self._first.keys():
                self._first[norm] = self._root.step(norm)
            opening = {norm for norm in distinct if self._first[norm]}
        else:
            opening = self._first.keys() & distinct
        if not positions:
            return [i for i, norm in enumerate(norms) if norm in opening]
        last = len(norms) - 1
        starts: list[int] = []
        for norm in opening:
            nodes = self._first[norm]
            node = nodes[0]
            if len(nodes) > 1 or node.payloads or node.globs:
                starts += positions[norm]
            else:  # nine places of ten: a word that only opens longer patterns, most of which do not go on here
                second = node.exact
                starts += [i for i in positions[norm] if i != last and norms[i + 1] in second]
        starts.sort()
        return starts

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
