"""Files of labeled data -> texts with what people marked in them, as character spans; see DATA in MODEL_CARD.md."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.encoder.layout import LABELS
from framing.errors import ReadError
from framing.training.treebank import untreebank

TECHNIQUES = ("Loaded_Language", "Name_Calling,Labeling")  # of PTC: what metric D counts

_PARTS = ("cue", "source", "content")

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labeled:
    """A text and what people marked in it.

    ``spans`` by layer of words, ``sentences`` by layer of sentences as (start, end, marked), ``links`` as (cue, source,
    content) spans of one attribution, ``target`` with the polarity toward it. ``key`` says which part of the data it is in,
    ``group`` what it was published in.
    """

    text: str
    key: str
    spans: dict[str, list[Chars]] = field(default_factory=dict)
    sentences: dict[str, list[tuple[int, int, bool]]] = field(default_factory=dict)
    links: list[tuple[list[Chars], list[Chars], list[Chars]]] = field(default_factory=list)
    target: Chars | None = None
    polarity: int = -1
    group: str = ""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file.

    Raises
    ------
    ReadError
        If the file is missing.
    """
    if not path.is_file():
        raise ReadError(f"{path}: not found. The encoder is trained on files described in MODEL_CARD.md; give their folder.")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_polnear(folder: Path, name: str = "polnear_train.jsonl") -> list[Labeled]:
    """PolNeAR: whole articles, every attribution with its source, cue and content."""
    texts = []
    for row in read_rows(folder / name):
        found = [{part: [(start, end) for start, end in link[part]] for part in _PARTS} for link in row["attributions"]]
        spans = {part: [span for link in found for span in link[part]] for part in _PARTS}
        links = [(link["cue"], link["source"], link["content"]) for link in found]
        texts.append(Labeled(row["text"], row["id"], spans, links=links, group=row["outlet"]))
    return texts


def read_ptc(folder: Path) -> list[Labeled]:
    """PTC: whole articles with loaded language and name calling."""
    return [
        Labeled(
            row["text"], row["id"], {"loaded": [(s["start"], s["end"]) for s in row["spans"] if s["technique"] in TECHNIQUES]}
        )
        for row in read_rows(folder / "ptc_train.jsonl")
    ]


def read_babe(folder: Path) -> list[Labeled]:
    """BABE: sentences, loaded or not, with the words that made them so."""
    texts = []
    for row in read_rows(folder / "babe_train.jsonl"):
        text = row["sentence"]
        words = [m.span() for word in row["words"] for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I)]
        marked = {"loaded": [(0, len(text), bool(row["loaded"]))]}
        texts.append(Labeled(text, text, {"loaded word": sorted(set(words))}, marked, group=row["outlet"]))
    return texts


def read_wikiweasel(folder: Path) -> list[Labeled]:
    """WikiWeasel (CoNLL-2010): sentences of Wikipedia, uncertain or not."""
    texts = []
    for row in read_rows(folder / "wikiweasel_train.jsonl"):
        text = untreebank(row["sentence"])
        texts.append(Labeled(text, row["sentence"], {}, {"hedged": [(0, len(text), bool(row["uncertain"]))]}))
    return texts


def read_bioscope(folder: Path) -> list[Labeled]:
    """BioScope: biomedical sentences with their hedge cues."""
    texts = []
    for name in ("abstracts", "full_papers"):
        path = folder / "bioscope" / f"{name}.xml"
        if not path.is_file():
            raise ReadError(f"{path}: not found.")
        for number, document in enumerate(ET.parse(path).getroot().iter("Document")):
            for sentence in document.iter("sentence"):
                text, cues = _walk(sentence)
                lead = len(text) - len(text.lstrip())
                if text.strip():
                    spans = [(start - lead, end - lead) for start, end in cues]
                    texts.append(Labeled(text.strip(), f"{name}.xml{number}", {"hedge": spans}))
    return texts


def _walk(element: ET.Element, at: int = 0) -> tuple[str, list[Chars]]:
    """Return the text in an element and where its speculation cues stand."""
    text = element.text or ""
    cues: list[Chars] = []
    for child in element:
        inner, found = _walk(child, at + len(text))
        text, cues = text + inner + (child.tail or ""), cues + found
    if element.tag == "cue" and element.get("type") == "speculation":
        cues.append((at, at + len(text)))
    return text, cues


def read_newsmtsc(folder: Path, name: str = "newsmtsc_train.jsonl") -> list[Labeled]:
    """NewsMTSC: news sentences, a target in each, the polarity toward it."""
    return [
        Labeled(row["sentence"], row["sentence"], target=(row["start"], row["end"]), polarity=LABELS.index(row["polarity"]))
        for row in read_rows(folder / name)
    ]
