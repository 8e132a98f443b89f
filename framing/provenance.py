"""Measures, annotator and actors -> what another person needs to make the same numbers again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from framing.actors import Registry
from framing.annotation import Annotator
from framing.lexicon import Lexicon
from framing.measures import Measure


def describe_run(measures: Sequence[Measure], annotator: Annotator, registry: Registry) -> dict[str, Any]:
    """Return what another person needs to make the same numbers: versions, lexicons, weights, settings."""
    from framing import __version__

    lexicons = {
        lexicon.name: {"name": lexicon.name, "version": lexicon.version, "fingerprint": lexicon.fingerprint}
        for owner in (*measures, annotator)
        for lexicon in lexicons_of(owner)
    }
    fingerprint = getattr(annotator, "fingerprint", "")  # of its weights, where it has any
    return {
        "framing": __version__,
        "annotator": annotator.name,
        **({"annotator_fingerprint": fingerprint} if fingerprint else {}),
        "measures": [measure.name for measure in measures],
        "lexicons": [lexicons[name] for name in sorted(lexicons)],
        "actors": {"name": registry.name, "version": registry.version, "n": len(registry.actors)},
    }


def lexicons_of(owner: object) -> Iterator[Lexicon]:
    """Yield the lexicons a measure or annotator counts with, wherever among its parts they are."""
    if isinstance(owner, Lexicon):
        yield owner
    elif is_dataclass(owner):
        for part in fields(owner):
            yield from lexicons_of(getattr(owner, part.name))
