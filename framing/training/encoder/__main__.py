"""Trains, judges and exports the encoder: ``python -m framing.training.encoder --data DIR --out framing/weights/encoder``."""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from framing.encoder.calibration import Calibration
from framing.encoder.pieces import Pieces
from framing.encoder.weights import load_weights
from framing.training.encoder.examples import Text
from framing.training.encoder.export import copy_tokenizer, export_network, publish, write_manifest
from framing.training.encoder.fit import TorchReader
from framing.training.encoder.judge import Judge, Verdict
from framing.training.encoder.labeled import read_newsmtsc, read_polnear
from framing.training.encoder.network import Network, find_base
from framing.training.encoder.recipe import Training, Trials, calibrate, judge_all
from framing.training.encoder.sets import read_sets

_log = logging.getLogger("framing.training.encoder")
LOG = "training.json"


def main() -> None:
    """Run the whole training."""
    parser = argparse.ArgumentParser(prog="python -m framing.training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of labeled data")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the weights to")
    parser.add_argument("--checkpoints", type=Path, help="a folder to keep each step's network in, and to go on from")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    with tempfile.TemporaryDirectory(dir=options.out.parent) as scratch:
        train(options.data, Path(scratch), options.checkpoints)
        publish(Path(scratch), options.out)


def train(data: Path, out: Path, checkpoints: Path | None = None) -> None:
    """Train, judge and write everything that ships."""
    pieces = Pieces(Tokenizer.from_file(str(find_base() / "tokenizer.json")))
    trained, kept = ({name: [Text(row) for row in rows] for name, rows in part.items()} for part in read_sets(data))
    _log.info(
        "texts: %s trained on, %s kept out", *({name: len(rows) for name, rows in part.items()} for part in (trained, kept))
    )
    given = {
        "polnear": [Text(row) for row in read_polnear(data, "polnear_dev.jsonl")],
        "newsmtsc": [Text(row) for row in read_newsmtsc(data, "newsmtsc_dev_mt.jsonl")],
    }
    training = Training(trained, kept, pieces, checkpoints)
    network = training.fit(Network())
    record = training.record
    outlets = record.pop("outlets")

    copy_tokenizer(out)
    export_network(network, out)
    about = {"torch": torch.__version__}
    write_manifest(out, Calibration.plain(), about)  # to read with, until there is one
    session = load_weights(out, threads=torch.get_num_threads()).network
    trials = Trials(kept, given, trained["babe"], outlets)
    shipped, full = Judge(pieces, session), Judge(pieces, TorchReader(network, exact=True))
    calibration = calibrate(trials, shipped)
    write_manifest(out, calibration, about)
    figures = {name: judge_all(trials, judge, calibration) for name, judge in (("8 bit", shipped), ("full", full))}
    for name, verdicts in figures.items():
        for task, verdict in verdicts.items():
            _log.info("%s, %s: %.3f (calibration error %.3f, n = %d)", task, name, *verdict)
    _write_log(out / LOG, record, figures)


def _write_log(path: Path, record: dict[str, Any], figures: dict[str, dict[str, Verdict]]) -> None:
    """Write learning curves, figures and what it took."""
    loaded = figures["8 bit"]["loaded sentences, babe"]
    loaded_record = _record(loaded)
    whole = {
        "loaded_leave_one_outlet_out": {"macro_f1": loaded_record.pop("value"), **loaded_record},
        "figures": {name: {task: _record(v) for task, v in verdicts.items()} for name, verdicts in figures.items()},
        "hours": round(sum(phase["seconds"] for phase in record.values()) / 3600, 2),
        "threads": torch.get_num_threads(),
        "phases": record,
    }
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _record(verdict: Verdict) -> dict[str, float]:
    error = round(verdict.calibration_error, 4)
    return {"value": round(verdict.value, 4), "calibration_error": error, "n": verdict.n}


if __name__ == "__main__":
    main()
