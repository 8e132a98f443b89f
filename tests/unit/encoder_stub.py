"""Stand-ins for the encoder's weights: a network that knows words by heart, and a tokenizer of some hundred pieces."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from framing.documents import segment
from framing.encoder import EncoderAnnotator
from framing.encoder.calibration import Calibration
from framing.encoder.layout import LINK, N_LABELS, SENTENCE_LAYERS, SPAN_LAYERS, sentence_slice, span_slice
from framing.encoder.pieces import Pieces
from framing.encoder.reading import Array, Output
from framing.encoder.weights import LAYOUT, MANIFEST, NETWORK, TOKENIZER, Weights, seal
from framing.model import Document
from framing.registry import Registry

WORDS = """the a an and but that of in to by for it he she they was is are were said says warned told claimed according
declined comment reportedly ana ruiz bo vance mayor council port dam river leaks broke holds closed open may might perhaps
brutal regime heroic praised attacked met thanked today monday never plan city people report boat boats spokeswoman""".split()
OTHER_SIGNS = "…“”‘’—–é漢字中文"
SPEAKERS = "ana ruiz bo vance mayor council"
LINKED = 8.0  # how long the vectors of what belongs together are: a probability near 1


@cache
def vocabulary() -> dict[str, int]:
    """Return pieces by id, the special ones where the encoder's layout has them."""
    pieces = ["[PAD]", *(f"[unused{i}]" for i in range(99)), "[UNK]", "[CLS]", "[SEP]"]
    characters = [*string.ascii_lowercase, *string.digits, *string.punctuation, *OTHER_SIGNS]
    pieces += [*WORDS, *characters, *(f"##{character}" for character in characters)]
    return {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}


def make_tokenizer() -> Tokenizer:
    """Return a tokenizer that has every word above in one piece, and any other in letters."""
    tokenizer = Tokenizer(WordPiece(vocabulary(), unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)  # type: ignore[assignment]
    tokenizer.pre_tokenizer = BertPreTokenizer()  # type: ignore[assignment]
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    return tokenizer


def make_pieces() -> Pieces:
    return Pieces(make_tokenizer())


def id_of(word: str) -> int:
    return vocabulary()[word]


def _nothing_said() -> Array:
    """Return labels that mark nothing."""
    labels = np.zeros((len(vocabulary()), N_LABELS), np.float32)
    for layer in SPAN_LAYERS:
        labels[:, span_slice(layer)] = (6, -3, -3)
    for layer in SENTENCE_LAYERS:
        labels[:, sentence_slice(layer)] = (0, -6)
    return labels


@dataclass
class Tables:
    """What the network says of each piece, wherever it stands: rows of scores by id."""

    labels: Array = field(default_factory=_nothing_said)
    links: Array = field(default_factory=lambda: np.zeros((len(vocabulary()), 4 * LINK), np.float32))
    polarity: Array = field(default_factory=lambda: np.zeros((len(vocabulary()), 4), np.float32))

    def mark(self, layer: str, words: str, *, opening: str = "") -> Tables:
        """Let words be inside spans of a layer; those of ``opening`` begin one."""
        for word in words.split():
            self.labels[id_of(word), span_slice(layer)] = (-4, -2, 4)
        for word in opening.split():
            self.labels[id_of(word), span_slice(layer)] = (-4, 4, -2)
        return self

    def weigh(self, layer: str, words: str, weight: float, value: float) -> Tables:
        """Let words say something of their sentence, and weigh in it."""
        for word in words.split():
            self.labels[id_of(word), sentence_slice(layer)] = (weight, value)
        return self

    def link(self, dimension: int, *, cue: str = "", source: str = "", content: str = "") -> Tables:
        """Let the cues of a dimension belong to the sources and contents of the same one, and to no other."""
        for words, parts in ((cue, (0, 1)), (source, (2,)), (content, (3,))):
            for word in words.split():
                for part in parts:
                    row = self.links[id_of(word), part * LINK : (part + 1) * LINK]
                    row[0], row[1 + dimension] = (LINKED, LINKED) if part < 2 else (-LINKED, 2 * LINKED)
        return self

    def feel(self, words: str, label: int, weight: float = 6.0) -> Tables:
        """Let words speak for a label (0 negative, 1 neutral, 2 positive), and weigh."""
        for word in words.split():
            self.polarity[id_of(word), 0] = weight
            self.polarity[id_of(word), 1 + label] = 8.0
        return self


def newsroom_tables() -> Tables:
    """Return tables that know some news: who speaks, by which cue, what; what is loaded, hedged, praise and blame."""
    return (
        Tables()
        .mark("cue", "", opening="said warned claimed told")
        .mark("source", "ruiz vance council", opening="ana bo mayor")
        .mark("content", "dam leaks broke holds river", opening="the")
        .mark("loaded", "regime", opening="brutal")
        .mark("hedge", "", opening="may might perhaps")
        .weigh("loaded", "brutal regime heroic", 5, 6)
        .weigh("hedged", "may might perhaps", 5, 6)
        .link(0, cue="said warned claimed told", source=SPEAKERS, content="the dam leaks broke holds river")
        .feel("attacked brutal", 0)
        .feel("met said", 1, 2.0)
        .feel("praised thanked heroic", 2)
    )


@dataclass
class TableNetwork:
    """Looks each piece up; gives its windows last one first, which a network may."""

    tables: Tables = field(default_factory=newsroom_tables)
    seen: list[list[int]] = field(default_factory=list)

    def read(self, windows: Sequence[list[int]]) -> Iterator[tuple[int, Output]]:
        self.seen.extend(windows)
        for number in reversed(range(len(windows))):
            ids = windows[number]
            yield number, Output(self.tables.labels[ids], self.tables.links[ids], self.tables.polarity[ids])


def make_weights(tables: Tables | None = None, calibration: Calibration | None = None) -> Weights:
    """Return weights of a network in memory."""
    network: Any = TableNetwork(tables or newsroom_tables())
    return Weights(make_pieces(), network, calibration or Calibration.plain(), "0123456789ab")


def make_encoder(registry: Registry | None = None, **given: Any) -> EncoderAnnotator:
    return EncoderAnnotator(registry or Registry(), weights=make_weights(**given))


def with_names(text: str, names: Iterable[str]) -> Document:
    """Return a text whose words tagged as names are those given, and no other."""
    known = {part.lower() for name in names for part in name.split()}
    doc = segment(text)
    return replace(doc, tags=tuple("NNP" if norm in known else "NN" for norm in doc.norms))


# A folder of weights as it ships: the same tables as an ONNX file, which is written by hand because the library that writes
# such files is needed for training only. See onnx.proto for the numbers of the fields.


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _whole(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _part(number: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _value(name: str, kind: int, last: int = 0) -> bytes:
    dimensions = [_part(2, "windows"), _part(2, "pieces"), *([_whole(1, last)] if last else [])]
    shape = b"".join(_part(1, dimension) for dimension in dimensions)
    return _part(1, name) + _part(2, _part(1, _whole(1, kind) + _part(2, shape)))


def onnx_bytes(tables: Tables) -> bytes:
    """Return an ONNX file that looks each id up in tables."""
    parts = {"labels": tables.labels, "links": tables.links, "polarity": tables.polarity}
    graph = b""
    for name in parts:
        graph += _part(1, _part(1, f"{name} table") + _part(1, "ids") + _part(2, name) + _part(4, "Gather"))
    graph += _part(2, "tables")
    for name, table in parts.items():
        rows = b"".join(_whole(1, size) for size in table.shape)
        graph += _part(5, rows + _whole(2, 1) + _part(8, f"{name} table") + _part(9, table.astype("<f4").tobytes()))
    graph += _part(11, _value("ids", 7)) + _part(11, _value("mask", 7))
    graph += b"".join(_part(12, _value(name, 1, table.shape[1])) for name, table in parts.items())
    return _whole(1, 8) + _part(7, graph) + _part(8, _part(1, "") + _whole(2, 17))


def write_weights(folder: Path, tables: Tables | None = None, **changes: Any) -> Path:
    """Write a folder of weights as it ships, with changes to its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NETWORK).write_bytes(onnx_bytes(tables or newsroom_tables()))
    (folder / TOKENIZER).write_text(make_tokenizer().to_str(), encoding="utf-8")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, TOKENIZER)}
    calibration = Calibration.plain().to_record()
    manifest: Mapping[str, Any] = {"files": digests, "layout": LAYOUT, "calibration": calibration, **changes}
    (folder / MANIFEST).write_text(json.dumps({**manifest, "seal": seal(manifest)}), encoding="utf-8")
    return folder
