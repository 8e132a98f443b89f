"""The labeled data, where it is: files that are never part of the project (``FRAMING_DATA`` names their folder)."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).parent / "sentences"
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}


def folder() -> Path:
    return Path(os.environ.get("FRAMING_DATA", ROOT.parent / "shared" / "data"))


def available() -> bool:
    return (folder() / "polnear_dev.jsonl").is_file()


def rows(name: str) -> Iterator[dict[str, Any]]:
    path = folder() / name
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def own_sentences(name: str) -> list[dict[str, Any]]:
    """Return the labeled sentences written for this project."""
    data: list[dict[str, Any]] = yaml.safe_load((SENTENCES / f"{name}.yml").read_text(encoding="utf-8"))
    return data


def untreebank(sentence: str) -> str:
    """Undo the Penn Treebank's brackets, split clitics and split punctuation, as the WikiWeasel file has them."""
    for mark, bracket in _BRACKETS.items():
        sentence = sentence.replace(mark, bracket)
    sentence = sentence.replace("``", '"').replace("''", '"')
    sentence = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", sentence)
    return re.sub(r" ([.,;:?!)\]])", r"\1", re.sub(r"([(\[]) ", r"\1", sentence))
