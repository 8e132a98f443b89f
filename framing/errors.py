"""The errors a user can cause, under one base class: catch `FramingError` and you have caught them all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LISTED = 60  # names in a message: all measures, sections or columns, and not all articles of a corpus


class FramingError(Exception):
    """Base of every error that input, files or names can cause; anything else is a bug."""


class ReadError(FramingError):
    """A file or page cannot be read as articles."""


class LexiconError(FramingError):
    """A lexicon or actor file is wrong; the message lists every problem with file and line."""


class AnnotationError(FramingError):
    """An annotator cannot provide what was asked of it."""


class UnknownNameError(FramingError):
    """A measure, lexicon, column or group was asked for by a name that does not exist."""

    @classmethod
    def of(cls, kind: str, name: str, available: Iterable[str]) -> UnknownNameError:
        """Build the message: what was asked, the nearest name there is, and all there are."""
        names = sorted(available)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        rest = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
        return cls(f'Unknown {kind} "{name}".{hint} Available: {", ".join(names[:_LISTED]) or "none"}{rest}.')
