"""The identifiers of millions of articles, and where each was found, in a few bytes each."""

from __future__ import annotations

from array import array

_LEAST = 1 << 12  # slots
_NUMBER = 40  # bits of the number of a record; the bits above say in which file it is
_BITS = (1 << 64) - 1


class Ids:
    """Identifiers in use, each with the place where it was found.

    Only a number of 64 bits is kept of an identifier, so that a corpus too large for memory can be read: two of a billion
    are taken for one another once in forty runs.
    """

    def __init__(self) -> None:
        self._keys = array("Q", [0]) * _LEAST  # an open hash table; 0 stands for a free slot
        self._places = array("Q", [0]) * _LEAST
        self._n = 0
        self._heads: list[str] = []
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: object) -> bool:
        return self._keys[self._slot(_key(name))] != 0

    def __len__(self) -> int:
        return self._n

    def place(self, name: str) -> str:
        """Return where an identifier was found.

        Raises
        ------
        KeyError
            If it is not in use.
        """
        slot = self._slot(_key(name))
        if not self._keys[slot]:
            raise KeyError(name)
        head, number = divmod(self._places[slot], 1 << _NUMBER)
        return f"{self._heads[head]} {number}" if number else self._heads[head]

    def add(self, name: str, place: str) -> None:
        """Take an identifier into use; a place ends in the number of its record, if it has one."""
        if 3 * self._n >= 2 * len(self._keys):
            self._grow()
        head, parted, tail = place.rpartition(" ")
        number = int(tail) if parted and tail.isascii() and tail.isdigit() and tail[0] != "0" and len(tail) <= 12 else 0
        head = head if number else place
        if head not in self._numbers:
            self._numbers[head] = len(self._heads)
            self._heads.append(head)
        key = _key(name)
        slot = self._slot(key)
        self._n += not self._keys[slot]
        self._keys[slot] = key
        self._places[slot] = self._numbers[head] << _NUMBER | number

    def _slot(self, key: int) -> int:
        """Return the slot a key is in, or the free one it would take."""
        last = len(self._keys) - 1
        slot = key & last
        while self._keys[slot] not in (0, key):
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        keys, places = self._keys, self._places
        self._keys = array("Q", [0]) * (2 * len(keys))
        self._places = array("Q", [0]) * (2 * len(keys))
        for key, place in zip(keys, places, strict=True):
            if key:
                slot = self._slot(key)
                self._keys[slot], self._places[slot] = key, place


def _key(name: object) -> int:
    return hash(name) & _BITS or 1
