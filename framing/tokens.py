"""The tokens of a text, kept by column: most of what is asked of a text asks for one field of many tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple, overload


class Token(NamedTuple):
    """One token: ``text[start:end]`` of its zone. ``norm`` is its text with case and apostrophe shape folded.

    ``word`` is 1 for the token that opens a whitespace-delimited word with a letter or digit (CODEBOOK D-8), else 0,
    so that the words of a span are the sum of its tokens' ``word``.
    """

    text: str
    start: int
    end: int
    norm: str
    word: int


class Span(NamedTuple):
    """A half-open run of tokens."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Tokens(Sequence[Token]):
    """The tokens of a text in their order; each is made when asked for, its fields can be read without making it.

    A text has a token to every four characters, and making all of them would cost as much as finding them. ``memo`` keeps
    what was read of their norms, for others who read them too.
    """

    texts: Sequence[str] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    norms: Sequence[str] = ()
    words: Sequence[int] = ()
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, i: int | slice) -> Token | tuple[Token, ...]:
        if isinstance(i, slice):
            return tuple(Tokens(self.texts[i], self.starts[i], self.ends[i], self.norms[i], self.words[i]))
        return Token(self.texts[i], self.starts[i], self.ends[i], self.norms[i], self.words[i])

    def __iter__(self) -> Iterator[Token]:
        fields = zip(self.texts, self.starts, self.ends, self.norms, self.words, strict=True)
        return map(tuple.__new__, repeat(Token), fields)  # half the time of Token(...)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
