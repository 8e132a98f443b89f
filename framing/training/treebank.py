"""Text cut the Penn Treebank's way -> as it was written."""

from __future__ import annotations

import re

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}


def untreebank(sentence: str) -> str:
    r"""Undo brackets by name, split clitics and split punctuation.

    >>> untreebank("He did n't -LRB- yet -RRB- say ``no'' .")
    'He didn\'t (yet) say "no".'
    """
    for mark, bracket in _BRACKETS.items():
        sentence = sentence.replace(mark, bracket)
    sentence = sentence.replace("``", '"').replace("''", '"')
    sentence = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", sentence)
    return re.sub(r" ([.,;:?!)\]])", r"\1", re.sub(r"([(\[]) ", r"\1", sentence))
