"""Many pages of one outlet -> the lines that are furniture because they recur, and a page with these marked (CODEBOOK D-2)."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from hashlib import blake2b

from framing.pages.bylines import is_lone_name
from framing.pages.furniture import SHORTEST_PARAGRAPH
from framing.pages.kinds import Kind, Piece
from framing.pages.lines import split_lines

# Set on 1,584 articles of 139 outlets and 924 of seven, all US politics. There, no line without a final stop and none
# that asks something of the reader is an article's own where it recurs; but a sentence of background is, on 3 % of an
# outlet's pages. What recurs because a story is published again and again is kept apart by `_link_versions`.
FEWEST_PAGES = 10  # different pages, and different stories: fewer do not show what recurs
_FEWEST = 4  # stories that a line stands in
_SHARE = 0.03  # of all stories
_FEWEST_PLAIN = 8
_PLAIN_SHARE = 0.5
_OWN_SHARE = 0.75  # of the words of a page's sentences that must not recur so, or the page may be one more copy of a text
_VERSION_SHARE = 1 / 3  # of the words of the shorter page's sentences that another version of its story has
_SHORTEST_PROMPT = 8  # words
# Words by which a page speaks to whoever reads it; those that reports use of others ("sign", "follow", "us") are left out.
_PROMPT = re.compile(r"\b(?:you|yours?|our|click|subscribers?|newsletters?|inbox)\b")
_PROMPT_PARTS = ("you", "our", "click", "subscriber", "newsletter", "inbox")
_CLOSERS = "\"'”’»)]* "
_STOPS = frozenset(".…?!:,;")
_QUOTES = '"“”‘«»„'
_LONGEST_NAME = 4  # words
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"
_WIDEST_WRAP = 120  # characters; where lines are longer, a page's lines are those of its file, as `split_lines` has it
_MOST_LINES = 1000  # of one page
_MOST_WORDS = 63  # of one line
_HASH = (1 << 55) - 1

FindReason = Callable[[str], str]
"""Returns why a line, by its text, is furniture; an empty string where it is none."""


class Shape(IntEnum):
    """What a line looks like, which decides how often furniture of that shape must recur."""

    FRAGMENT = 0
    PROMPT = 1
    PLAIN = 2


def sketch_page(text: str, *, markup: bool = False) -> array[int]:
    """Return a page's distinct lines as sorted numbers, that hold length and shape and cannot be turned back into text.

    A line that is nothing but a name is left out: a reporter's recurs as furniture does.

    Parameters
    ----------
    text : str
        The page.
    markup : bool
        Whether Markdown marks are to be left out.
    """
    numbers: set[int] = set()
    for line in _list_lines(text, markup=markup):
        if len(numbers) == _MOST_LINES:
            break
        n_words = line.count(" ") + 1
        if n_words > _LONGEST_NAME or not is_lone_name(line):
            numbers.add(_hash(line) << 8 | min(n_words, _MOST_WORDS) << 2 | _shape(line, n_words))
    return array("q", sorted(numbers))


def _list_lines(text: str, *, markup: bool) -> Iterable[str]:
    """List the lines of a page as it will be read; most pages are not worth the time that this takes in full."""
    lines = [line for raw in text.splitlines() if (line := raw.strip())]
    plain = not markup and not any(map(text.__contains__, _INVISIBLE))
    if plain and sum(len(line) > _WIDEST_WRAP for line in lines) > 0.02 * len(lines):
        return lines
    return (line.text for line in split_lines(text, markup=markup))


def hash_text(text: str) -> int:
    """Return a number of 64 bits for a text, the same in every run, as that of Python is not."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _hash(line: str) -> int:
    return hash_text(line) & _HASH


def _words(numbers: Iterable[int]) -> int:
    return sum(number >> 2 & _MOST_WORDS for number in numbers)


def _shape(line: str, n_words: int) -> Shape:
    if n_words < SHORTEST_PARAGRAPH and line.rstrip(_CLOSERS)[-1:] not in _STOPS:
        return Shape.FRAGMENT
    lowered = line.lower() if n_words >= _SHORTEST_PROMPT else ""
    # Fixed letters are found several times faster than a pattern, and few lines have any.
    if not any(map(lowered.__contains__, _PROMPT_PARTS)) or any(map(line.__contains__, _QUOTES)):
        return Shape.PLAIN
    return Shape.PROMPT if _PROMPT.search(lowered) else Shape.PLAIN


def find_repeated(pages: Iterable[Sequence[int]]) -> tuple[dict[int, int], int]:
    """Find the lines that are furniture because they stand on many pages of one outlet.

    Pages with the same lines count once, and so do versions of one story, which have sentences in common. A line without
    a final stop, or one that asks something of the reader, is furniture where it stands in some stories; any other
    sentence only where it stands in most, on pages that have enough text of their own.

    Parameters
    ----------
    pages : Iterable[Sequence[int]]
        The pages as `sketch_page` makes them, in an order of their own: which versions of a story are seen to belong
        together can depend on it.

    Returns
    -------
    dict[int, int], int
        The hash of each such line and the number of pages it stands on, and the number of pages.
    """
    distinct = list(dict.fromkeys(map(tuple, pages)))
    if len(distinct) < FEWEST_PAGES:
        return {}, len(distinct)
    counts = Counter(number for page in distinct for number in page)
    sentences = [[number for number in page if number & 3 != Shape.FRAGMENT] for page in distinct]
    common = _find_common(sentences)
    story_of = _link_versions([[number for number in page if number not in common] for page in sentences])
    stories: dict[int, set[int]] = defaultdict(set)
    for story, page in zip(story_of, distinct, strict=True):
        for number in page:
            if counts[number] >= _FEWEST and (number & 3 != Shape.PLAIN or number in common):
                stories[number].add(story)
    n_stories = len(set(story_of))
    found = {
        number >> 8: counts[number]
        for number, told in stories.items()
        if n_stories >= FEWEST_PAGES and len(told) >= _least(number, n_stories)
    }
    return found, len(distinct)


def _least(number: int, n_stories: int) -> float:
    if number & 3 == Shape.PLAIN:
        return max(_FEWEST_PLAIN, _PLAIN_SHARE * n_stories)
    return max(_FEWEST, _SHARE * n_stories)


def _find_common(sentences: Sequence[Sequence[int]]) -> set[int]:
    """Find the sentences on most pages, counting only pages that have text of their own besides.

    Of a folder that is full of one text, published by many, every sentence is on most pages; but none of those pages
    has much else.
    """
    common = _on_most(sentences)
    own = [_words(number for number in page if number not in common) for page in sentences]
    standing = [page for page, n in zip(sentences, own, strict=True) if n and n >= _OWN_SHARE * _words(page)]
    return common & _on_most(standing)


def _on_most(sentences: Sequence[Sequence[int]]) -> set[int]:
    least = max(_FEWEST_PLAIN, _PLAIN_SHARE * len(sentences))
    return {number for number, n in Counter(number for page in sentences for number in page).items() if n >= least}


def _link_versions(sentences: Sequence[Sequence[int]]) -> list[int]:
    """Return the story of each page: pages are versions of one where they share enough of their words.

    Each page is compared with the first and the last before it that have a sentence of its own, so that the work does
    not grow with the square of a sentence's pages.
    """
    story = list(range(len(sentences)))
    lengths = [_words(page) for page in sentences]
    ends: dict[int, tuple[int, int]] = {}
    for i, page in enumerate(sentences):
        shared: Counter[int] = Counter()
        for number in page:
            for other in set(ends.get(number, ())):
                shared[other] += _words([number])
            ends[number] = (ends[number][0] if number in ends else i, i)
        for other, n in shared.items():
            if n >= _VERSION_SHARE * min(lengths[i], lengths[other]):
                story[_root(story, i)] = _root(story, other)
    return [_root(story, i) for i in range(len(story))]


def _root(story: list[int], i: int) -> int:
    while story[i] != i:
        story[i] = i = story[story[i]]
    return i


def make_finder(found: Mapping[int, int], n_pages: int, owner: str) -> FindReason:
    """Return what says of a line, by its text, why it is furniture: "line on 14 of 60 pages of this outlet"."""

    def find_reason(line: str) -> str:
        n = found.get(_hash(line))
        return f"line on {n} of {n_pages} pages of {owner}" if n is not None else ""

    return find_reason


def mark_repeated(pieces: Sequence[Piece], find_reason: FindReason) -> Sequence[Piece]:
    """Mark as furniture the lines that recur on other pages.

    Only lines that would be text or headlines are judged: by-lines, dates, captions and end markers recur too, and say
    something. An article that is nothing else keeps its lines, and one whose headlines all recur keeps these: a column may
    have the same title every week.
    """
    marked = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.kind in (Kind.PROSE, Kind.HEADING, Kind.BULLET) and (reason := find_reason(piece.line.text)):
            marked[i] = piece._replace(kind=Kind.FURNITURE, rule="D-2", reason=reason)
    text = next((i for i, piece in enumerate(marked) if piece.kind is Kind.PROSE), None)
    if text is None:
        return pieces
    headlines = [i for i, piece in enumerate(pieces[:text]) if piece.kind is Kind.HEADING]
    if all(marked[i].kind is Kind.FURNITURE for i in headlines):
        for i in headlines:
            marked[i] = pieces[i]
    return marked
