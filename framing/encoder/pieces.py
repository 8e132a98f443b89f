"""Tokens -> ids of word pieces: each token is read alone, so that no offset can go astray."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.encoder.layout import MAX_PIECES_OF_TOKEN

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MOST_CACHED = 200_000  # distinct tokens: about 30 MB


class Pieces:
    """A WordPiece vocabulary with the tokens met so far."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._unknown = (tokenizer.token_to_id("[UNK]") or 0,)
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, norm: str) -> tuple[int, ...]:
        """Return the ids of one token, at least one and never more than a word can have."""
        found = self._known.get(norm)
        if found is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            # Nothing beyond the cut can change the first pieces: a long token is not read to its end.
            # Half of a surrogate pair, which a broken page can hold, has no bytes in UTF-8.
            text = norm[:200].encode("utf-8", "replace").decode("utf-8")
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:MAX_PIECES_OF_TOKEN]
            found = self._known[norm] = tuple(ids) or self._unknown
        return found

    def of_all(self, norms: Iterable[str]) -> list[tuple[int, ...]]:
        """Return the ids of each token."""
        return [self.of(norm) for norm in norms]
