"""A trained network -> the files that ship: 8-bit ONNX, tokenizer, and a manifest that knows each file by its hash."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from framing.encoder.calibration import Calibration
from framing.encoder.layout import CLOSE, OPEN
from framing.encoder.weights import LAYOUT, MANIFEST, NETWORK, TOKENIZER, seal
from framing.training.encoder.network import Network, find_base

_OPSET = 17
_EXACT = re.compile(r"^/(spans|sentences|links|toward)/|/layer\.\d+/output/dense/")
_NAMES = {"input_names": ["ids", "mask"], "output_names": ["labels", "links", "polarity"]}


def export_network(network: Network, folder: Path) -> Path:
    """Write the network as 8-bit ONNX: weights as integers with one scale a column, activations scaled as they come.

    What loses most by it stays in 32 bits: the heads, and the second half of each feed-forward step: its inputs range widely.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = network.cpu().float().eval()
    network.backbone.set_attn_implementation("eager")  # plain operators, which every version of onnxruntime runs
    example = torch.tensor([[OPEN, 1996, 3007, CLOSE]] * 2)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        axes = {name: {0: "windows", 1: "pieces"} for names in _NAMES.values() for name in names}
        inputs = (example, torch.ones_like(example))
        torch.onnx.export(network, inputs, str(full), dynamic_axes=axes, opset_version=_OPSET, dynamo=False, **_NAMES)
        nodes = onnx.load(str(full)).graph.node
        quantize_dynamic(
            str(full),
            str(folder / NETWORK),
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[node.name for node in nodes if node.op_type == "MatMul" and _EXACT.search(node.name)],
            extra_options={"DefaultTensorType": 1},
        )
    return folder / NETWORK


def copy_tokenizer(folder: Path) -> Path:
    """Copy the tokenizer of the pretrained weights, without the padding and cutting that it is set to."""
    record = json.loads((find_base() / "tokenizer.json").read_text(encoding="utf-8"))
    record["padding"] = record["truncation"] = None
    (folder / TOKENIZER).write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return folder / TOKENIZER


def write_manifest(folder: Path, calibration: Calibration, about: dict[str, Any]) -> None:
    """Write what the run time needs to know of the other files, and to recognize them by."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, TOKENIZER)}
    record = {"files": digests, "layout": LAYOUT, "calibration": calibration.to_record(), "about": about}
    text = json.dumps({**record, "seal": seal(record)}, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def publish(scratch: Path, folder: Path) -> None:
    """Move finished files into place, the manifest last: until it is there, what it does not know of is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(scratch.iterdir(), key=lambda path: path.name == MANIFEST):
        shutil.move(path, folder / path.name)
