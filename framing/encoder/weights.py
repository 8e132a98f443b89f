"""The folder of weights -> what runs them, after making sure that every file is the one that was shipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from framing.encoder.calibration import Calibration
from framing.encoder.layout import LABELS, LINK, MAX_PIECES, SENTENCE_LAYERS, SPAN_LAYERS
from framing.encoder.pieces import Pieces
from framing.encoder.session import Session
from framing.errors import AnnotationError

MANIFEST = "manifest.json"
NETWORK = "network.onnx"
TOKENIZER = "tokenizer.json"
LAYOUT = {
    "spans": list(SPAN_LAYERS),
    "sentences": list(SENTENCE_LAYERS),
    "link": LINK,
    "polarity": list(LABELS),
    "max_pieces": MAX_PIECES,
}
_HELP = "Install the package anew, or use the fast annotator (--annotator fast)."


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything one encoder needs; ``fingerprint`` is of the network's file.

    Sent to another process, weights are loaded anew from the ``folder`` they came from, with as many ``threads``.
    """

    pieces: Pieces
    network: Session
    calibration: Calibration
    fingerprint: str
    folder: Path | None = None
    threads: int = 1

    def __reduce__(self) -> tuple[Any, ...]:
        if self.folder is None:
            raise TypeError("weights that were not loaded from a folder")
        return load_weights, (self.folder, self.threads)


def shipped_folder() -> Path:
    """Return the folder of the weights that come with the package."""
    return Path(str(files("framing"))) / "weights" / "encoder"


def load_weights(folder: Path | None = None, threads: int = 1) -> Weights:
    """Load and verify weights, once per process, folder and number of threads.

    Raises
    ------
    AnnotationError
        If onnxruntime or tokenizers is not installed or too old, or a file is missing, cut short, altered or of another
        version.
    """
    return _load(folder or shipped_folder(), threads)


@lru_cache(maxsize=4)  # each holds its own copy of the network
def _load(folder: Path, threads: int) -> Weights:
    manifest = _read_manifest(folder / MANIFEST)
    contents = {name: _read(folder / name, digest) for name, digest in manifest["files"].items()}
    try:
        from tokenizers import Tokenizer

        session = _open(contents[NETWORK], threads)
    except ImportError as error:
        raise AnnotationError(
            f"The encoder needs {error.name}, which is not installed. Install it (pip install onnxruntime tokenizers), or use "
            "the fast annotator (--annotator fast)."
        ) from error
    return Weights(
        Pieces(Tokenizer.from_str(contents[TOKENIZER].decode("utf-8"))),
        Session(session),
        Calibration.of_record(manifest["calibration"]),
        manifest["files"][NETWORK][:12],
        folder,
        threads,
    )


def _open(network: bytes, threads: int) -> Any:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as errors

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except (errors.Fail, errors.InvalidGraph, errors.InvalidArgument, errors.InvalidProtobuf, errors.NotImplemented) as error:
        raise AnnotationError(
            f"onnxruntime {onnxruntime.__version__} cannot run the encoder's weights ({error}). Install a newer one "
            "(pip install -U onnxruntime), or use the fast annotator (--annotator fast)."
        ) from error


def seal(manifest: Mapping[str, Any]) -> str:
    """Return the hash of what a manifest says, its own seal left out."""
    rest = {key: value for key, value in manifest.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _read_manifest(path: Path) -> Mapping[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        fits = {NETWORK, TOKENIZER} <= manifest["files"].keys() and manifest.get("layout") == LAYOUT
        if fits:
            Calibration.of_record(manifest["calibration"])
    except FileNotFoundError:
        raise AnnotationError(f"{path}: the encoder's weights are missing. {_HELP}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(f"{path}: not a description of weights ({type(error).__name__}: {error}). {_HELP}") from error
    if not fits:
        raise AnnotationError(f"{path}: weights of another version of this package. {_HELP}")
    if manifest.get("seal") != seal(manifest):
        raise AnnotationError(f"{path}: altered: its numbers are not those that were shipped. {_HELP}")
    return manifest  # type: ignore[no-any-return]


def _read(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AnnotationError(f"{path}: the encoder's weights cannot be read ({error.strerror}). {_HELP}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise AnnotationError(
            f"{path}: cut short or altered: its {len(content):,} bytes have the SHA-256 "
            f"{found[:12]}, {str(digest)[:12]} was shipped. {_HELP}"
        )
    return content
