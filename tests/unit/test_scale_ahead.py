"""What waiting processes load is what scoring would load, and no more than that; what cannot be loaded is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from framing.encoder import weights as encoder_weights
from framing.errors import AnnotationError
from framing.scale.ahead import load_ahead

LOADED = """
import sys
from framing.scale.ahead import load_ahead
load_ahead("fast")
from framing.linear import load_weights
from framing.linear.chain import load_chain
from framing.tagging import load_tagger
counts = [load.cache_info().currsize for load in (load_weights, load_chain, load_tagger)]
heavy = sys.modules.keys() & {"pandas", "scipy", "sklearn", "nltk", "pyarrow", "onnxruntime", "trafilatura", "lxml"}
sys.stdout.write(repr((counts, sorted(heavy), "framing.scoring" in sys.modules, "framing.readers" in sys.modules)))
"""


def test_the_weights_of_the_fast_annotator_are_loaded_and_nothing_that_only_reading_and_writing_need() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout == "([1, 1, 1], [], True, False)"


@pytest.mark.parametrize("name", ["encoder", None])
def test_else_the_encoder_is_loaded_with_as_many_threads(name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(encoder_weights, "load_weights", lambda threads: asked.append(threads) or None)
    load_ahead(name, 3)
    assert asked == [3]


def test_an_encoder_that_cannot_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(threads: int) -> None:
        raise AnnotationError("no weights")

    monkeypatch.setattr(encoder_weights, "load_weights", fail)
    with pytest.raises(AnnotationError, match="no weights"):
        load_ahead()
