"""The lines of an article -> the same without what was set into them: links to other stories, pull quotes, running heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from framing.pages.endings import Ending, remove
from framing.pages.kinds import Kind, Piece
from framing.pages.line import LONGEST_KEY, Line, bare_key
from framing.pages.phrases import fold

_PULL_REACH = 6  # lines; how far from its place in the text a pull quote may stand
_PULL_WORDS = (5, 50)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ASKS = ("opens with", "holds")
_UNQUOTED_WORDS = 8  # words of a pull quote without quotation marks; a subhead is shorter


def cut_inserts(pieces: Sequence[Piece], outside: Sequence[Piece], title: str = "") -> Ending:
    """Cut from an article's lines what the page set into them.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines.
    outside : Sequence[Piece]
        The lines of the page outside of the article.
    title : str
        The article's title, folded; it is left alone.
    """
    elsewhere = {bare_key(piece.line) for piece in outside if piece.kind is not Kind.PROSE} - {title}
    reasons: dict[int, tuple[str, str]] = {}
    for found in (_find_pull_quotes(pieces), _find_prompts(pieces), _find_repeated(pieces, elsewhere), _find_listed(pieces)):
        reasons |= found
    removed = [remove(pieces[i].line, *reasons[i]) for i in sorted(reasons)]
    return Ending([piece for i, piece in enumerate(pieces) if i not in reasons], removed)


def _find_listed(pieces: Sequence[Piece]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find markers amid the text, the headlines below each, and those above one that is the link below a teaser."""
    marker = ""
    for i, piece in enumerate(pieces):
        if piece.kind is Kind.MARKER:
            marker = piece.line.text
            yield i, ("D-2", f'marker "{marker}" amid the text')
            if piece.line.key.startswith("read "):
                yield from ((j, ("D-4", "teaser of another story")) for j in _run_above(pieces, i))
        elif piece.kind is Kind.HEADING and marker:
            yield i, ("D-2", f'headline below "{marker}"')
        elif piece.kind in (Kind.PROSE, Kind.BULLET):
            marker = ""


def _run_above(pieces: Sequence[Piece], i: int) -> Iterator[int]:
    while i and pieces[i - 1].kind is Kind.HEADING:
        i -= 1
        yield i


def _find_prompts(pieces: Sequence[Piece]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find a line between two that ask to subscribe or the like: it says what for."""
    for i in range(1, len(pieces) - 1):
        asks = [pieces[j].reason.startswith(_ASKS) and pieces[j].kind is Kind.FURNITURE for j in (i - 1, i + 1)]
        if pieces[i].kind is Kind.HEADING and all(asks):
            yield i, ("D-2", "between lines that ask to subscribe")


def _find_repeated(pieces: Sequence[Piece], elsewhere: Collection[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    for i, piece in enumerate(pieces):
        if piece.kind is Kind.HEADING and bare_key(piece.line) in elsewhere:
            yield i, ("D-2", "line that the page repeats")


def _find_pull_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find lines in quotation marks, or without a stop, that the text holds again nearby."""
    least, most = _PULL_WORDS
    for i, piece in enumerate(pieces):
        line = piece.line
        quoted = line.text[0] in "\"“'‘«" and line.text[-1] in "\"”'’»" and piece.kind in (Kind.HEADING, Kind.PROSE)
        set_apart = quoted or (piece.kind is Kind.HEADING and line.n_words >= _UNQUOTED_WORDS)
        if not set_apart or not least <= line.n_words <= most:
            continue
        sentences = [fold(sentence) for sentence in _SENTENCE.split(line.text)]
        for other in pieces[max(0, i - _PULL_REACH) : i + _PULL_REACH + 1]:
            if other.kind is Kind.PROSE and len(other.line.text) > len(line.text) + 2 and _holds(other.line, sentences):
                yield i, ("D-4", "pull quote: the text holds it again")
                break


def _holds(line: Line, sentences: Sequence[str]) -> bool:
    text = line.key if len(line.text) <= LONGEST_KEY else fold(line.text)
    return all(sentence in text for sentence in sentences)
