"""Text -> tokens, sentences and paragraphs, with the package's one definition of a word (CODEBOOK D-8, D-9, D-10)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from operator import add

from framing.model import Span, Tokens

# D-10: shapes of one character that mean the same, folded 1:1 on a parallel string.
_FOLD = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u2012": "\u2013", "\u2015": "\u2014",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2060": " ", "\u200b": " ", "\ufeff": " ",
}  # fmt: skip

# D-9: titles and months never end a sentence; the others do when what follows can only open one.
_TITLES = (
    "mr|mrs|ms|messrs|dr|prof|rev|hon|gen|sen|sens|rep|reps|gov|govs|lt|col|maj|capt|cpl|sgt|cmdr|adm|supt|pres|st|ste|mt|ft"
    "|no|nos|vs|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|fig|approx|dept|assn|bros|gen"
)
_MAY_END = "inc|corp|co|ltd|jr|sr|etc|ave|blvd|univ"
_OPENING = (
    "the a an this that these those he she it they we i you there here in on at for from by with but and or so yet if when "
    "while after before as although though since because however meanwhile last next what who why how both no not"
)
_OPENERS = frozenset(_OPENING.split())

# Over folded text; a token with the white space after it, since a search that steps over white space tries every line at it.
# The first line takes four tokens of five without trying the rest.
_TOKEN = re.compile(
    r"(?:[a-z]++(?=[\s,])|,"
    r"|(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)]"
    r"|\w[\w.+-]*+@[\w-]+(?:\.[\w-]+)+"
    rf"|\b(?:{_TITLES}|{_MAY_END})\.(?=\W|$)"
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\b[^\W\d_]\.(?=[ ]?[^\W\d_])"  # the initial of a name
    r"|\d+(?:[.,:/]\d+)*[^\W\d_]{0,3}(?:-\w+)*"
    r"|\w+(?:[-']\w+)*"
    r"|(?<!\s)'(?:s|re|ve|ll|d|m)\b(?!['-])"  # a clitic after a quotation mark
    r"|'(?:s|re|ve|ll)(?=\s)"  # a clitic that a scrape has cut off its word
    r"|\.{2,}|-{2,}|[^\w\s])\s*+"
)
_CLITIC = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")
_APOSTROPHE = re.compile("'(?=[a-z])")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_STOPS = ".?!\u2026"
_END = frozenset([".", "?", "!", "\u2026", "...", ".."])
_MAY_FOLLOW = _END | {'"', "'", ")", "]"}
_OPENING_MARKS = frozenset(['"', "'", "(", "[", "$", "\u00a3", "\u20ac", "\u2022", "-", "\u2013", "\u2014"])
_NEVER = frozenset(f"{word}." for word in _TITLES.split("|"))


def fold(text: str) -> str:
    """Fold case, apostrophe, quotation-mark, dash and space shapes, one character for one (CODEBOOK D-10)."""
    folded = text
    if "`" in text or not text.isascii():
        for shape, plain in _FOLD.items():  # no shape is the plain one of another, so their order means nothing
            folded = folded.replace(shape, plain)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens whose offsets quote it exactly.

    Clitics ("'s", "n't") and punctuation are tokens of their own; hyphenated words, abbreviations, numbers and addresses
    stay whole. A token's ``word`` is 1 where a whitespace-delimited word with a letter or digit begins (D-8).
    """
    folded = fold(text)
    pieces = _TOKEN.findall(folded)  # tokens with the white space after them
    norms: list[str] = list(map(str.rstrip, pieces))
    words: list[int] = []
    open_word = True  # no letter or digit yet since the last white space
    for piece, norm in zip(pieces, norms, strict=True):
        if open_word and (norm.isalnum() or any(map(str.isalnum, norm))):
            words.append(1)
            open_word = piece != norm
        else:
            words.append(0)
            open_word = open_word or piece != norm
    starts = list(accumulate(map(len, pieces), initial=len(folded) - len(folded.lstrip())))
    del starts[-1]
    for i in reversed(_find_apostrophes(folded, starts)):
        clitic = _CLITIC.search(norms[i])
        if clitic and clitic.start():
            at = clitic.start()
            starts.insert(i + 1, starts[i] + at)
            norms[i : i + 1] = norms[i][:at], norms[i][at:]
            words.insert(i + 1, 0)
    ends = list(map(add, starts, map(len, norms)))
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(texts, starts, ends, tuple(norms), words)


def _find_apostrophes(folded: str, starts: Sequence[int]) -> list[int]:
    """Return the tokens in which an apostrophe stands before a letter; few do, so the text is asked, not each of them."""
    return sorted({bisect_right(starts, match.start()) - 1 for match in _APOSTROPHE.finditer(folded)})


def norms(text: str) -> tuple[str, ...]:
    """Return the normalized tokens of a text: the form in which lexicon entries and articles meet."""
    if text.isascii() and text.isalpha():  # nine texts of ten in a lexicon are one plain word
        return (text.lower(),)
    return tuple(tokenize(text).norms)


def split_paragraphs(text: str, tokens: Tokens) -> tuple[Span, ...]:
    """Return the runs of tokens between blank lines."""
    breaks = [match.start() for match in _BLANK_LINE.finditer(text)]
    spans = []
    first = 0
    for at in (*breaks, len(text)):
        last = bisect_left(tokens.starts, at, first)
        if last > first:
            spans.append(Span(first, last))
        first = last
    return tuple(spans)


def split_sentences(tokens: Tokens, paragraphs: Sequence[Span], positions: Mapping[str, Sequence[int]]) -> tuple[Span, ...]:
    """Split each paragraph after ``. ? !`` and the quotation marks that close on them (CODEBOOK D-9).

    ``positions`` say where each distinct norm stands.
    """
    stops = sorted(chain.from_iterable(positions[norm] for norm in positions if norm[-1] in _STOPS))
    spans = []
    at = 0
    for paragraph in paragraphs:
        first = paragraph.start
        while at < len(stops) and stops[at] < paragraph.end:
            if stops[at] >= first:
                end = _sentence_end(tokens, stops[at], paragraph.end)
                if end:
                    spans.append(Span(first, end))
                    first = end
            at += 1
        if first < paragraph.end:
            spans.append(Span(first, paragraph.end))
    return tuple(spans)


def _sentence_end(tokens: Tokens, i: int, limit: int) -> int:
    """Return where the sentence that may end at token ``i`` ends, or 0 where it goes on."""
    starts, ends, norms = tokens.starts, tokens.ends, tokens.norms
    norm = norms[i]
    if norm not in _END and (norm in _NEVER or len(norm) == 2):
        return 0
    end = i + 1
    while end < limit and starts[end] == ends[end - 1] and norms[end] in _MAY_FOLLOW:
        end += 1
    if end == limit:
        return end
    if starts[end] == ends[end - 1]:
        return 0  # no space after the mark: a decimal, a file name, a missing space
    letter, following = tokens.texts[end][0], norms[end]
    if norm not in _END:  # an abbreviation: only a word that can but open a sentence ends it
        return end if letter.isupper() and following in _OPENERS else 0
    if norm in ("\u2026", "...", ".."):
        return end if letter.isupper() else 0
    return end if letter.isupper() or letter.isdigit() or following in _OPENING_MARKS else 0
