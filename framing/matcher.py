"""Token patterns -> their leftmost-longest, non-overlapping places in a run of tokens, by a trie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

_MEMO_LIMIT = 50_000  # distinct words remembered for first-word globs; then the memory starts anew


class _Node(Generic[T]):
    __slots__ = ("exact", "globs", "payloads")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[T]] = {}
        self.globs: dict[str, _Node[T]] = {}
        self.payloads: list[T] = []

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
        for tokens, payload in patterns:
            self._insert(tokens, payload)
        self._exact = {norm: [node] for norm, node in self._root.exact.items()}
        self._memo: dict[str, list[_Node[T]]] = {}

    def _insert(self, tokens: Sequence[str], payload: T) -> None:
        node = self._root
        for token in tokens:
            children, key = (node.globs, token[:-1]) if len(token) > 1 and token.endswith("*") else (node.exact, token)
            node = children.setdefault(key, _Node())
        if node is self._root:
            raise ValueError("a pattern needs at least one token")
        node.payloads.append(payload)

    def find(self, norms: Sequence[str], accept: Callable[[T, int, int], bool]) -> list[tuple[int, int, T]]:
        """Return ``(start, end, payload)`` of the longest accepted pattern at each leftmost place.

        ``accept(payload, start, end)`` may refuse a candidate (a condition fails); the next longest is then tried.
        """
        found = []
        skip = 0
        memo = self._memo if self._root.globs else self._exact
        for i, norm in enumerate(norms):
            nodes = memo.get(norm)
            if nodes is None:
                if memo is self._exact:
                    continue
                nodes = self._first(norm)
            if not nodes or i < skip:
                continue
            for end, payload in self._candidates(nodes, norms, i):
                if accept(payload, i, end):
                    found.append((i, end, payload))
                    skip = end
                    break
        return found

    def _first(self, norm: str) -> list[_Node[T]]:
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        nodes = self._memo[norm] = self._root.step(norm)
        return nodes

    @staticmethod
    def _candidates(nodes: list[_Node[T]], norms: Sequence[str], start: int) -> list[tuple[int, T]]:
        """Return the patterns that fit from ``start``, longest first; of equal length, in order of insertion."""
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
