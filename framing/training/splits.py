"""Which part of a labeled set a row belongs to: the same part in every run, on every machine, in training and benchmark."""

from hashlib import sha1

DEVELOPMENT = 0.15
"""The share of a set that is kept for development."""


def is_development(name: str, key: str, share: float = DEVELOPMENT) -> bool:
    """
    Whether a row is kept out of training and scored instead.

    The answer hangs on the names alone, never on the order or the number of rows, so that training and benchmark
    agree without sharing a file. Keys are the sentence as it stands in the file (WikiWeasel, BABE, NewsMTSC), the row's
    id (PTC, PolNeAR), and the file's name plus the document's number (BioScope).

    Parameters
    ----------
    name
        The data set's name.
    key
        What identifies the row in its set.
    share
        Roughly how much of the set is kept out, from 0 to 1.
    """
    return _position(f"{name}:{key}") < share


def half(name: str, key: str) -> int:
    """
    Which half a row falls into, 0 or 1: for cross-fitting, where a row is scored by what learned from the other half.

    The hash is another one than that of `is_development`, so that halves are even within the development part too.
    """
    return int(_position(f"half:{name}:{key}") >= 0.5)


def _position(text: str) -> float:
    """Return a number from 0 up to, not including, 1 that spreads texts evenly."""
    return int.from_bytes(sha1(text.encode("utf-8"), usedforsecurity=False).digest()[:6], "big") / 2**48
