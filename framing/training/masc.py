"""MASC's tagged documents (the zip archive) -> cleaned sentences of words and Penn tags, cut as the package cuts tokens."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from framing.errors import ReadError

TaggedSentence = list[tuple[str, str]]

ARCHIVE = "masc_tagged.zip"
_PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB # $ '' ( ) , . :"
)
PENN_TAGS = frozenset(_PENN.split())
# MASC's own spellings of a Penn tag; "-" is kept until hyphens are told from dashes.
_RENAMED = {"...": ":", '"': "''", "'": "''", "``": "''", "PP": "PRP"}
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d`", "''\"\"'")
# MASC tags most marks as nouns. A mark is tagged by what it is; any other mark is SYM.
_MARKS = {
    "(": "(", "[": "(", "{": "(", ")": ")", "]": ")", "}": ")", '"': "''", "'": "''", "''": "''", ",": ",",
    ".": ".", "?": ".", "!": ".", ":": ":", ";": ":", "-": ":", "--": ":", "\u2013": ":", "\u2014": ":", "...": ":",
    "\u2026": ":", "$": "$", "\u00a3": "$", "\u20ac": "$", "#": "#", "%": "NN", "&": "CC",
}  # fmt: skip
_CLITICS_LEFT_OVER = frozenset(["t", "s", "re", "ll", "ve", "m", "d"])
_LONGEST = 100  # lines beyond this are mail headers and lists run together


def read_masc(archive: Path) -> dict[str, list[TaggedSentence]]:
    """Read the archive and clean it.

    Returns
    -------
    dict
        The sentences of each document, by its name, in the order of the names.

    Raises
    ------
    ReadError
        Where the archive is missing or no document of the expected form is in it.
    """
    if not archive.is_file():
        raise ReadError(f"{archive}: not found. Pass --data the folder that holds {ARCHIVE}.")
    documents = {}
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.endswith(".txt") and name.count("/") == 2:  # masc_tagged/written/NAME.txt
                lines = opened.read(name).decode("utf-8").splitlines()
                documents[name] = [sentence for line in lines if (sentence := clean(line))]
    if not documents:
        raise ReadError(
            f"{archive}: holds no document (expected masc_tagged/written/NAME.txt). Use the tagged archive of MASC."
        )
    return documents


def read_genres(archive: Path) -> dict[str, str]:
    """Read the genre of each document, by its name."""
    with zipfile.ZipFile(archive) as opened:
        rows = [line.split() for line in opened.read("masc_tagged/categories.txt").decode("utf-8").splitlines()]
    return {f"masc_tagged/{row[0]}": row[1] for row in rows if len(row) > 1}


def clean(line: str) -> TaggedSentence:
    """Turn one line of ``word_TAG`` items into a sentence; empty where the line cannot be trusted.

    Left out: lines with an item that has no word or no Penn tag, with a clitic torn at a curly apostrophe (``don ' t``),
    and over 100 tokens.
    """
    pairs = []
    for item in line.split():
        word, _, tag = item.rpartition("_")
        word = html.unescape(word).translate(_STRAIGHT)
        tag = _RENAMED.get(tag, tag)
        if not word or (tag not in PENN_TAGS and tag != "-"):
            return []
        pairs.append((word, "PRP" if word == "i" and tag == "NNP" else tag))  # transcripts write "i" small
    if len(pairs) > _LONGEST or _torn(pairs):
        return []
    return list(_split_money(_tag_marks(_join_hyphens(pairs))))


def _torn(pairs: TaggedSentence) -> bool:
    words = [word for word, _ in pairs]
    return any(first == "'" and second in _CLITICS_LEFT_OVER for first, second in pairwise(words))


def _join_hyphens(pairs: TaggedSentence) -> TaggedSentence:
    """Make ``third - quarter`` one token: MASC splits hyphenated words and the package does not."""
    joined: TaggedSentence = []
    i = 0
    while i < len(pairs):
        j = i
        while _hyphen_at(pairs, j + 1):
            j += 2
        if j == i:
            joined.append(pairs[i])
        else:
            following = pairs[j + 1][1] if j + 1 < len(pairs) else ""
            joined.append(("".join(word for word, _ in pairs[i : j + 1]), _compound_tag(pairs[i : j + 1 : 2], following)))
        i = j + 1
    return joined


def _hyphen_at(pairs: TaggedSentence, i: int) -> bool:
    """Say whether token ``i`` is a hyphen inside a word; MASC tags most of those "-", and dashes between words ":"."""
    if not 0 < i < len(pairs) - 1 or pairs[i][0] != "-":
        return False
    before, (after, tag) = pairs[i - 1][0], pairs[i + 1]
    if before[-1].isdigit() and after[0].isdigit():
        return True
    return pairs[i][1] == "-" and before[-1].isalnum() and after[0].isalnum() and tag not in {"PRP", "DT", "CC", "UH"}


def _compound_tag(parts: TaggedSentence, following: str) -> str:
    """Tag a hyphenated word as Penn does: an adjective before a noun, else as its last part."""
    last = parts[-1][1]
    if all(tag == "CD" for _, tag in parts):
        return "CD"
    if last in {"VBN", "VBD", "JJ"} or (last in {"NN", "VBG", "CD", "VB"} and following[:2] in {"NN", "JJ"}):
        return "JJ"
    return last


def _tag_marks(pairs: TaggedSentence) -> Iterator[tuple[str, str]]:
    for word, tag in pairs:
        if any(map(str.isalnum, word)) or tag == "POS":
            yield word, tag
        elif len(word) > 1 and word not in _MARKS:
            yield word, next((mark for mark, run in ((".", "!?"), (":", "-.")) if set(word) <= set(run)), "SYM")
        else:
            yield word, _MARKS.get(word, "SYM")


def _split_money(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for word, tag in pairs:
        if word[0] in "$\u00a3\u20ac" and word[1:2].isdigit():
            yield from ((word[0], "$"), (word[1:], "CD"))
        else:
            yield word, tag
