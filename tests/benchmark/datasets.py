"""The labeled data, where it is: files that are never part of the project (``FRAMING_DATA`` names their folder)."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from framing.training.treebank import untreebank

if TYPE_CHECKING:
    from framing.training.encoder.labeled import Labeled

__all__ = ["available", "bioscope", "folder", "own_sentences", "rows", "untreebank"]

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).parent / "sentences"


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


def bioscope() -> Iterator[Labeled]:
    """Yield BioScope's sentences with their hedge cues, with the keys under which training keeps some out."""
    from framing.training.encoder.labeled import read_bioscope

    yield from read_bioscope(folder())
