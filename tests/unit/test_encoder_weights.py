"""Weights: a folder that is whole is loaded and verified; any other is refused with the file, what is wrong, and what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unit.encoder_stub import TableNetwork, id_of, make_weights, newsroom_tables, write_weights

from framing.encoder import EncoderAnnotator, weights
from framing.encoder.calibration import Calibration
from framing.encoder.layout import CLOSE, OPEN
from framing.encoder.session import Session
from framing.encoder.weights import LAYOUT, MANIFEST, NETWORK, TOKENIZER, load_weights, seal
from framing.errors import AnnotationError
from framing.model import Article

HELP = "Install the package anew, or use the fast annotator (--annotator fast)."
TEXT = "Ana Ruiz said the brutal dam may leaks. Bo Vance warned the port."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_weights(tmp_path / "weights")


def refusal(folder: Path) -> str:
    with pytest.raises(AnnotationError) as caught:
        load_weights(folder)
    return str(caught.value)


def change(folder: Path, **changes: Any) -> None:
    path = folder / MANIFEST
    record = json.loads(path.read_text()) | changes
    path.write_text(json.dumps({**record, "seal": seal(record)}))


def test_a_whole_folder_is_loaded(folder: Path) -> None:
    loaded = load_weights(folder)
    assert loaded.calibration == Calibration.plain()
    assert loaded.pieces.of("dam") == (id_of("dam"),)
    assert loaded.fingerprint == json.loads((folder / MANIFEST).read_text())["files"][NETWORK][:12]


def test_a_number_altered_in_the_manifest_is_noticed(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(path.read_text().replace('"threshold": 0.5', '"threshold": 0.4', 1))
    assert refusal(folder) == f"{path}: altered: its numbers are not those that were shipped. {HELP}"


def test_it_is_loaded_once_for_each_number_of_threads(folder: Path) -> None:
    assert load_weights(folder) is load_weights(folder)
    assert load_weights(folder, threads=2) is not load_weights(folder, threads=1)


def test_an_annotator_reads_with_a_file_as_with_the_network_it_was_written_from(folder: Path) -> None:
    article = Article("a", TEXT, title="Port may closed")
    by_file = EncoderAnnotator(weights=load_weights(folder)).annotate(article)
    in_memory = EncoderAnnotator(weights=make_weights()).annotate(article)
    assert by_file.marks == in_memory.marks
    assert by_file.attributions == in_memory.attributions
    assert by_file.headings[0].readings == in_memory.headings[0].readings


@pytest.mark.parametrize("name", [MANIFEST, NETWORK, TOKENIZER])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    told = refusal(folder)
    assert told.startswith(f"{folder / name}: the encoder's weights ")
    assert told.endswith(HELP)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path / "nowhere")
    assert told == f"{tmp_path / 'nowhere' / MANIFEST}: the encoder's weights are missing. {HELP}"


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_file_that_was_cut_short_is_refused(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    told = refusal(folder)
    assert told.startswith(f"{folder / name}: cut short or altered")
    assert f"{len(content) // 2:,} bytes" in told
    assert told.endswith(HELP)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
@pytest.mark.parametrize("place", [0, 1000, -1])
def test_a_single_altered_byte_is_noticed(folder: Path, name: str, place: int) -> None:
    content = bytearray((folder / name).read_bytes())
    content[place] ^= 1
    (folder / name).write_bytes(content)
    assert "altered" in refusal(folder)


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / NETWORK).write_bytes(b"")
    assert "0 bytes" in refusal(folder)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '"files"',
        "{}",
        '{"files": []}',
        '{"files": null}',
        "\ud800".encode("utf-16", "surrogatepass"),
    ],
)
def test_a_manifest_that_is_none_is_refused(folder: Path, content: str | bytes) -> None:
    (folder / MANIFEST).write_bytes(content if isinstance(content, bytes) else content.encode())
    told = refusal(folder)
    assert told.startswith(f"{folder / MANIFEST}: not a description of weights")
    assert told.endswith(HELP)


@pytest.mark.parametrize(
    "layout", [None, {}, LAYOUT | {"max_pieces": 510}, LAYOUT | {"spans": ["source"]}, LAYOUT | {"something": "new"}]
)
def test_weights_of_another_version_are_refused(folder: Path, layout: object) -> None:
    change(folder, layout=layout)
    assert refusal(folder) == f"{folder / MANIFEST}: weights of another version of this package. {HELP}"


def test_weights_of_a_version_with_other_scales_are_of_another_version_too(folder: Path) -> None:
    change(folder, layout=LAYOUT | {"spans": ["source"]}, calibration={"spans": {}})
    assert "of another version" in refusal(folder)


def test_a_manifest_that_does_not_know_the_network_is_refused(folder: Path) -> None:
    change(folder, files={TOKENIZER: "0" * 64})
    assert "of another version" in refusal(folder)


@pytest.mark.parametrize("calibration", [None, {}, {"spans": {}, "sentences": {}, "polarity": {}}])
def test_a_manifest_without_scales_is_refused(folder: Path, calibration: object) -> None:
    change(folder, calibration=calibration)
    assert "not a description of weights" in refusal(folder)


def test_a_digest_that_is_no_digest_is_refused(folder: Path) -> None:
    change(folder, files={NETWORK: 7, TOKENIZER: None})
    assert "altered" in refusal(folder)


def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / NETWORK).unlink()
    (folder / NETWORK).mkdir()
    assert "cannot be read (Is a directory)" in refusal(folder)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_missing_library_is_named_with_what_to_do(folder: Path, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    told = refusal(folder)
    assert told.startswith(f"The encoder needs {library}, which is not installed.")
    assert "pip install onnxruntime tokenizers" in told
    assert "--annotator fast" in told


def test_an_annotator_without_weights_is_refused_when_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "shipped_folder", lambda: tmp_path)
    with pytest.raises(AnnotationError, match="weights are missing"):
        EncoderAnnotator()


def test_a_failure_is_not_remembered(folder: Path) -> None:
    manifest = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).unlink()
    assert "missing" in refusal(folder)
    (folder / MANIFEST).write_bytes(manifest)
    assert load_weights(folder).fingerprint


# The session -----------------------------------------------------------------------------------------------------------------


class Recorder:
    """Stands for onnxruntime's session: gives the ids back, and remembers the batches."""

    def __init__(self) -> None:
        self.batches: list[tuple[np.ndarray, np.ndarray]] = []

    def run(self, names: Sequence[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert list(names) == ["labels", "links", "polarity"]
        self.batches.append((given["ids"], given["mask"]))
        return [given["ids"][..., None] * factor for factor in (1, 2, 3)]


WINDOWS = [[OPEN, *range(200, 200 + n), CLOSE] for n in (5, 0, 126, 40, 40, 1, 126, 7, 126, 126, 126, 126, 126, 126, 126)]


def test_every_window_comes_back_once_with_its_own_rows() -> None:
    recorder = Recorder()
    found = dict(Session(recorder).read(WINDOWS))  # type: ignore[arg-type]
    assert sorted(found) == list(range(len(WINDOWS)))
    for number, window in enumerate(WINDOWS):
        assert found[number].labels[:, 0].tolist() == window
        assert found[number].links[:, 0].tolist() == [2 * piece for piece in window]
        assert found[number].polarity[:, 0].tolist() == [3 * piece for piece in window]


def test_batches_are_small_of_like_length_and_filled_up_with_nothing() -> None:
    recorder = Recorder()
    list(Session(recorder).read(WINDOWS))  # type: ignore[arg-type]
    lengths = [ids.shape[1] for ids, _ in recorder.batches]
    assert lengths == sorted(lengths)
    for ids, mask in recorder.batches:
        assert ids.size <= 1024
        assert ids.dtype == mask.dtype == np.int64
        assert ((ids != 0) == (mask == 1)).all()


def test_nothing_to_read_runs_nothing() -> None:
    recorder = Recorder()
    assert list(Session(recorder).read([])) == []  # type: ignore[arg-type]
    assert recorder.batches == []


def test_onnxruntime_reads_what_the_tables_say(folder: Path) -> None:
    windows = [[OPEN, id_of("dam"), CLOSE], [OPEN, id_of("brutal"), id_of("regime"), CLOSE]]
    by_file = dict(load_weights(folder).network.read(windows))
    in_memory = dict(TableNetwork(newsroom_tables()).read(windows))
    for number in (0, 1):
        for one, other in zip(by_file[number], in_memory[number], strict=True):
            assert np.array_equal(one, other)


NO_NETWORK = """
import socket, sys
def refuse(*given, **named):
    raise AssertionError("asked for the network")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
import framing.encoder
from pathlib import Path
from framing.encoder.weights import load_weights
from framing.model import Article
encoder = framing.encoder.EncoderAnnotator(weights=load_weights(Path(sys.argv[1])))
print(len(encoder.annotate(Article("a", "Ana Ruiz said the dam leaks.")).attributions))
"""


def test_importing_and_annotating_never_ask_for_the_network(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NO_NETWORK, str(folder)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("1", "")
