"""A text and its outlet -> the text without the outlet's name, so that whoever codes it does not see whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.readers.outlets import domain_of, fold_name, shipped_outlets

if TYPE_CHECKING:
    from framing.readers.outlets import Outlets

MASK = "[outlet]"
_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*\.?")
_INSIDE = re.compile(r"(?:\b[^\W_]{1,3}\.|[^.,;:\n])*+")  # "Wall St. Journal" is one name, "in Korva. Post it" holds none
_LONGEST = 8  # words in the name of an outlet


@dataclass(frozen=True, slots=True)
class Masker:
    """Hides the names, other spellings and domains of one outlet.

    Parameters
    ----------
    outlet
        The outlet as articles name it; an empty name hides nothing.
    names
        The folded names it goes by.
    table
        The outlets whose domains are known.
    """

    outlet: str
    names: frozenset[str]
    table: Outlets

    @classmethod
    def of(cls, outlet: str, table: Outlets | None = None) -> Masker:
        """Return what hides an outlet, with the spellings a table lists (by default the table that ships)."""
        table = shipped_outlets() if table is None else table
        bare = re.sub(r"\s*\([^()]*\)", "", outlet)  # "The Korva Post (web)" is The Korva Post in its own texts
        stated = {outlet, bare, table.name(outlet), table.name(bare)}
        names = {folded for folded, name in table.by_name.items() if name in stated} | set(map(fold_name, stated))
        return cls(table.name(bare), frozenset(names - {""}), table)

    def mask(self, text: str) -> str:
        """Return a text with every spelling of the outlet's name replaced; a word in small letters is no name."""
        if not self.names:
            return text
        words = list(_WORD.finditer(text))
        parts, done, i = [], 0, 0
        while i < len(words):
            length = self._length_at(text, words, i)
            if length:
                end = words[i + length - 1].end()
                end -= text[end - 1] == "."  # the stop of the sentence is not part of the name
                parts += [text[done : words[i].start()], MASK]
                done = end
            i += length or 1
        return "".join([*parts, text[done:]])

    def _length_at(self, text: str, words: list[re.Match[str]], first: int) -> int:
        """Return how many words the longest name has that begins at a word; 0 where none does."""
        begins = words[first].start()
        domain = domain_of(words[first][0].rstrip("."))
        if domain and self.table.name_address(domain)[0] == self.outlet:
            return 1
        if words[first][0][0].islower() and text[begins - 1 : begins] not in ("@", "#"):
            return 0
        for length in range(min(_LONGEST, len(words) - first), 0, -1):
            run = text[begins : words[first + length - 1].end()]
            if fold_name(run) in self.names and _INSIDE.fullmatch(run.removesuffix(".")):
                return length
        return 0
