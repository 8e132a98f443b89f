"""The folder of labeled data -> texts to train on and texts to judge by, set by set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.training.encoder.labeled import (
    Labeled,
    read_babe,
    read_bioscope,
    read_newsmtsc,
    read_polnear,
    read_ptc,
    read_wikiweasel,
)
from framing.training.splits import is_development

READERS: dict[str, Callable[[Path], list[Labeled]]] = {
    "polnear": read_polnear,
    "ptc": read_ptc,
    "babe": read_babe,
    "wikiweasel": read_wikiweasel,
    "bioscope": read_bioscope,
    "newsmtsc": read_newsmtsc,
}
# Where a set has a development file of its own, only thresholds and scales are chosen on what is kept out of training.
KEPT_OUT = {"polnear": 0.05, "newsmtsc": 0.08, "babe": 0.0}


def read_sets(folder: Path) -> tuple[dict[str, list[Labeled]], dict[str, list[Labeled]]]:
    """Return what is trained on and what is kept out, by set.

    BABE is trained on whole: it is judged by leaving one outlet out at a time. Sentences of NewsMTSC's development file that
    stand in its training file too are left out of training.
    """
    trained: dict[str, list[Labeled]] = {}
    kept: dict[str, list[Labeled]] = {}
    for name, read in READERS.items():
        texts = read(folder)
        if name == "newsmtsc":
            given = {text.key for text in read_newsmtsc(folder, "newsmtsc_dev_mt.jsonl")}
            texts = [text for text in texts if text.key not in given]
        share = {"share": KEPT_OUT[name]} if name in KEPT_OUT else {}
        out = [is_development(name, text.key, **share) for text in texts]
        trained[name] = [text for text, is_out in zip(texts, out, strict=True) if not is_out]
        kept[name] = [text for text, is_out in zip(texts, out, strict=True) if is_out]
    return trained, kept
