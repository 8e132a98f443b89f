"""Lists of other tools -> lexicon files, and lexicons -> lists of other tools, with what is lost said (K-4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.errors import LexiconError, UnknownNameError
from framing.exchange import liwc, quanteda, tables
from framing.exchange.drafting import write_lexicon
from framing.exchange.terms import Losses, Term, lose, merge
from framing.lexicon import Lexicon
from framing.yaml_file import Problem, read_bytes

__all__ = ["FORMATS", "Exported", "Imported", "export_lexicon", "guess_format", "import_lexicon"]


class Format(NamedTuple):
    """A format that other tools read and write: what it is, and the two directions."""

    about: str
    read: Callable[[str, Losses], list[Term]]
    write: Callable[[Sequence[Term], Losses], str]


FORMATS = {
    "quanteda": Format("YAML of quanteda, categories inside categories", quanteda.read, quanteda.write),
    "liwc": Format("a dictionary of LIWC (.dic)", liwc.read, liwc.write),
    "csv": Format("a table with the columns words, category, weight, plain, note", tables.read_table, tables.write_table),
    "list": Format("words, one a line", tables.read_list, tables.write_list),
}
_SUFFIXES = {".yml": "quanteda", ".yaml": "quanteda", ".dic": "liwc", ".csv": "csv", ".tsv": "csv", ".txt": "list"}


class Imported(NamedTuple):
    """The text of a lexicon file, how many entries it has, and what could not be taken over."""

    text: str
    n_entries: int
    losses: tuple[str, ...]


class Exported(NamedTuple):
    """The text of a file for another tool, how many terms it has, and what it cannot say."""

    text: str
    n_terms: int
    losses: tuple[str, ...]


def guess_format(path: str | Path) -> str:
    """Return the format a file's name stands for.

    Raises
    ------
    UnknownNameError
        If its suffix stands for none.
    """
    suffix = Path(path).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    raise UnknownNameError.of("format, by the suffix", suffix or Path(path).name, FORMATS)


def import_lexicon(path: str | Path, format: str = "", *, name: str = "") -> Imported:  # noqa: A002
    """Read a list of another tool as the text of a lexicon file, which `check_lexicon` finds sound.

    A word of several categories becomes one entry of the first, which the others count by its labels.

    Parameters
    ----------
    path
        The file: UTF-8, or else taken for Windows-1252, in which most old dictionaries are.
    format
        One of ``FORMATS``; by default what the file's name ends with.
    name
        The name of the lexicon; by default the file's.

    Raises
    ------
    LexiconError
        If the file cannot be read, or holds not one word that can be found in a text.
    UnknownNameError
        If there is no such format.
    """
    path = Path(path)
    chosen = _format(format or guess_format(path))
    losses = Losses()
    text = _read(path, losses)
    try:
        terms = merge(chosen.read(text, losses), losses)
    except ValueError as error:
        raise LexiconError(f"{path}{error}") from error
    if not terms:
        raise LexiconError(
            f"{path}: holds not one word that can be found in a text. Is it {chosen.about}? Name another --format."
        )
    return Imported(
        write_lexicon(terms, name or path.stem, f"Imported from {path.name} ({chosen.about})."), len(terms), losses.tell()
    )


def export_lexicon(lexicon: Lexicon, format: str) -> Exported:  # noqa: A002
    """Write a lexicon as another tool reads it; every inflected form is written out.

    Parameters
    ----------
    lexicon
        The lexicon, what it extends included.
    format
        One of ``FORMATS``.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    """
    chosen = _format(format)
    losses = Losses()
    terms = lose(lexicon, losses)
    return Exported(chosen.write(terms, losses), len(terms), losses.tell())


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownNameError.of("format", name, FORMATS)
    return FORMATS[name]


def _read(path: Path, losses: Losses) -> str:
    data, problems = read_bytes(path)
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise LexiconError(str(Problem(path, 0, "is no text: it holds null bytes. Save it as text in UTF-8.")))
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        losses.note("the file is not UTF-8 and was read as Windows-1252: look at words with accents")
        return data.decode("cp1252", errors="replace")
