"""Texts and plain data -> YAML that reads back as the same, and a file that is replaced whole or not at all."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from framing.errors import FramingError

# What JSON leaves as it is and YAML does not allow, or takes for the end of a line.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs, which no file can hold
_PLAIN = re.compile(r"[a-z]+(?:[ -][a-z]+)*")
# Words that YAML takes for no text: as in lexicons/README.md, and those for nothing.
_NO_TEXT = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])


def quote_text(text: str) -> str:
    r"""Return a text in double quotes, which YAML reads as JSON does.

    >>> quote_text('say "no"')
    '"say \\"no\\""'
    """
    quoted = json.dumps(_HALVES.sub("\ufffd", text), ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def write_words(text: str) -> str:
    r"""Return words as a person would write them: bare where YAML reads them as text, else in double quotes.

    >>> write_words("asylum seeker"), write_words("no"), write_words("mayor's")
    ('asylum seeker', '"no"', '"mayor\'s"')
    """
    return text if _PLAIN.fullmatch(text) and text not in _NO_TEXT else quote_text(text)


def write_flow(value: Mapping[str, object] | Sequence[object]) -> str:
    """Return a mapping or list on one line, its texts in double quotes.

    >>> write_flow({"keyness": 7.2, "held": ["a"]})
    '{keyness: 7.2, held: ["a"]}'
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_write_part(part)}' for key, part in value.items())}}}"
    return f"[{', '.join(_write_part(part) for part in value)}]"


def _write_part(value: object) -> str:
    if isinstance(value, str):
        return quote_text(value)
    if isinstance(value, (Mapping, list, tuple)):
        return write_flow(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def replace_file(path: Path, text: str) -> None:
    """Write a text file beside its place and move it there, so that it is never seen half written; line ends stay as given.

    Raises
    ------
    FramingError
        If it cannot be written.
    """
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        try:
            partial.write_bytes(text.encode("utf-8", "replace"))
            if target.is_file():
                shutil.copymode(target, partial)
            partial.replace(target)
        finally:
            with suppress(OSError):
                partial.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FramingError(f"{path}: cannot be written ({reason}). Name a file in a folder that you may write to.") from error
