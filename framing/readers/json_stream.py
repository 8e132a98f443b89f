"""A JSON file of any length -> the values in it, one at a time, with the memory of the longest."""

from __future__ import annotations

import json
import re
from typing import Any, TextIO

from framing.readers.files import Decoded, mend
from framing.readers.lines import is_crowded

# Characters of a string up to its end, of a number or word, and all but brackets.
_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_WORD = re.compile(r"[^,\]}\s]*+")
_PLAIN = re.compile(r'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
_BRACKETS = re.compile(r"[\[{]++|[\]}]++")
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_PIECE = 1 << 16  # characters read at once
_LOOK_BEHIND = 12  # characters; a text that breaks off within an escape or a word is broken that much before its end
_NUMBER_TAIL = len("e-")  # characters of a number that breaks off that are not read as part of it
_MOST_BRACKETS = 20_000_000  # of a value that are passed over before its end is given up
MARKS = "[{,"


class BrokenError(ValueError):
    """A place behind which a JSON file cannot be read, and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class TooLargeError(ValueError):
    """A value that would not fit into memory; `JsonStream.skip` passes over it."""


class JsonStream:
    """The characters of a JSON file, from which values are taken one behind the other.

    Parameters
    ----------
    text : TextIO
        The file.
    encoding : str
        How it is decoded; bytes that could not be are escaped.
    longest : int
        Characters a value may have.
    """

    def __init__(self, text: TextIO, encoding: str, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._window = ""
        self._at = 0
        self._line = 1  # of the first character of the window
        self._ended = False
        self._decoder = json.JSONDecoder()
        self.decoded = Decoded("", encoding)  # how the last value was decoded

    @property
    def line(self) -> int:
        """The line of the next character, from 1."""
        return self._line + self._window.count("\n", 0, self._at)

    def peek(self) -> str:
        """Return the next character that is no space, or an empty string at the end of the file."""
        while True:
            match = _SPACE.match(self._window, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._read(_PIECE):
                return ""

    def take(self, mark: str) -> bool:
        """Pass over the next character if it is the one expected."""
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def demand(self, mark: str) -> None:
        """Pass over the next character.

        Raises
        ------
        BrokenError
            If it is another one.
        """
        if not self.take(mark):
            raise BrokenError(self.line, f"Expecting '{mark}'" if self._window[self._at :] else "it breaks off")

    def value(self) -> Any:
        """Take the next value.

        Raises
        ------
        BrokenError
            If there is none, or it is not valid JSON.
        TooLargeError
            If it is too long, holds too many values or is nested too deeply; it is still the next one then.
        """
        if not self.peek():
            raise BrokenError(self.line, "it breaks off")
        held = 0
        while held <= self._longest and not (held and is_crowded(self._window, MARKS)):
            found = self._decode()
            if found is None:
                held = len(self._window) - self._at
                # Twice as much each time, so that a long value is not decoded over and over.
                self._read(max(min(held, self._longest - held + 1), _PIECE))
            elif found[1] + _NUMBER_TAIL < len(self._window) or not self._read(_PIECE):  # a number may go on behind the window
                if found[1] - self._at > self._longest:
                    break
                return self._settle(*found)
        raise TooLargeError(f"is longer than {self._longest:,} characters, or holds too many values")

    def _decode(self) -> tuple[Any, int] | None:
        """Return the next value and its end, or None where more of it must be read."""
        try:
            return self._decoder.raw_decode(self._window, self._at)
        except json.JSONDecodeError as error:
            if self._ended or not _may_go_on(error, len(self._window)):
                raise self._broken(error) from error
        except (RecursionError, ValueError) as error:  # the latter of a number with thousands of digits
            raise TooLargeError("is nested too deeply, or holds an endless number") from error
        return None

    def skip(self, depth: int = 0) -> None:
        """Pass over the next value however long it is, or over the rest of one whose ``depth`` brackets were taken.

        Raises
        ------
        BrokenError
            If its end is nowhere to be found.
        """
        first = self.peek()
        line = self.line
        if not depth and first not in ("[", "{"):
            self._at += first == '"'
            self._pass(_STRING if first == '"' else _WORD, line)
            self._at += first == '"'
            return
        for _ in range(_MOST_BRACKETS):
            self._pass(_PLAIN, line)
            mark = self._window[self._at]
            if mark == '"':  # the window ends within a string
                self._at += 1
                self._pass(_STRING, line)
                self._at += 1
                continue
            run = _BRACKETS.match(self._window, self._at)
            n = len(run[0]) if run else 1
            if mark in "]}" and n >= depth:  # those that are too much close what the value stands in
                self._at += depth
                return
            depth += n if mark in "[{" else -n
            self._at += n
        raise BrokenError(line, f"the value that begins here holds more than {_MOST_BRACKETS // 2:,} others")

    def _pass(self, pattern: re.Pattern[str], line: int) -> None:
        """Pass over all that a pattern takes, to a character that it does not."""
        while True:
            match = pattern.match(self._window, self._at)
            self._at = match.end() if match else self._at
            left = len(self._window) - self._at
            if left and self._window[self._at] != "\\":
                return
            if not self._read(_PIECE):
                raise BrokenError(line, "the value that begins here has no end")

    def _read(self, n: int) -> bool:
        """Put more of the file behind the window, whose taken part is dropped; say whether there was more."""
        piece = self._text.read(n)
        self._ended = not piece
        if piece:
            self._line = self.line
            self._window = self._window[self._at :] + piece
            self._at = 0
        return bool(piece)

    def _settle(self, value: Any, end: int) -> Any:
        start, self._at = self._at, end
        decoded = mend(self._window[start:end], self.decoded.encoding)
        self.decoded = decoded._replace(text="")
        return json.loads(decoded.text) if decoded.warnings else value

    def _broken(self, error: json.JSONDecodeError) -> BrokenError:
        column = error.pos - self._window.rfind("\n", 0, error.pos)
        where = f", column {column}" if self._line == 1 or "\n" in self._window[: error.pos] else ""
        return BrokenError(self._line + self._window.count("\n", 0, error.pos), f"{error.msg}{where}")


def _may_go_on(error: json.JSONDecodeError, n_chars: int) -> bool:
    """Whether a text may be valid but for its missing end."""
    return error.msg.startswith("Unterminated string") or error.pos >= n_chars - _LOOK_BEHIND
