"""Stand-ins for the package of the trained annotator: one that can run, and some that cannot."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from types import ModuleType

import pytest

from framing.actors import Registry
from framing.annotation import LAYERS, FastAnnotator
from framing.errors import AnnotationError
from framing.model import Article, Document

MISSING = 'annotator "encoder" needs onnxruntime, which is not installed.\nInstall it with `pip install onnxruntime`.'


@dataclass(frozen=True)
class StandIn:
    """Finds what the rules find, and says that it gives one layer more."""

    registry: Registry = field(default_factory=Registry)
    threads: int = 1
    name: str = "encoder"
    fingerprint: str = "0123456789ab"
    layers: frozenset[str] = LAYERS | {"loaded words"}

    def annotate(self, article: Article) -> Document:
        return FastAnnotator(self.registry).annotate(article)


class Missing:
    """Cannot run, and says why."""

    def __init__(self, registry: Registry, threads: int) -> None:
        raise AnnotationError(MISSING)


class Broken:
    """Has a bug."""

    def __init__(self, registry: Registry, threads: int) -> None:
        raise ZeroDivisionError("a bug")


def put_encoder(monkeypatch: pytest.MonkeyPatch, made: type | None) -> None:
    """Let a class be the trained annotator, or None stand for a package that cannot be imported."""
    module = None
    if made is not None:
        module = ModuleType("framing.encoder")
        module.EncoderAnnotator = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "framing.encoder", module)  # type: ignore[arg-type]
