"""A text -> whether it, or a part of it, is not English, and what it looks like instead.

English is told by the share of its function words, other languages by theirs, and by their letters. The first look takes a
few stretches of the text, so that it costs the same for any length; only where one of them does not read as English, every
paragraph is looked at. A third of an article in another language is always seen, a smaller part of a long one if it is met.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from framing.errors import LexiconError
from framing.lexicon import SHIPPED
from framing.pages.phrases import load_phrases
from framing.yaml_file import read_yaml

MARKS = SHIPPED / "languages" / "marks.yml"
WHOLE = 0.5  # share of the text in another language from which an article is not English
PART = 0.1  # and from which that is worth a remark: less is a quotation
# Set on 1,584 American news articles, of which the first look sends 24 to the second one and that none away, and on one
# invented report told in fifty languages, every one of which is named. Nine in ten paragraphs of those articles are 31 to
# 58 % function words, and none is more than 9 % small words of other languages, as names hold them ("van", "de la").
_STRETCHES, _STRETCH = 4, 400  # of the first look: how many, and their characters
_SURE, _FEW_MARKS = 0.2, 0.1  # it is English with so many function words, and no more small words of others than that
_FEWEST = 12  # words of a paragraph that is judged alone; shorter ones go with the next
_LEAST_MARKS, _LEAST_SHARE, _LEAST_RATIO = 3, 0.12, 0.5  # small words of a language: how many, of all, to English ones
_STRANGE, _STRANGE_WORDS = 0.06, 25  # with fewer small words than that, in so many words, it is some other language,
_RUNNING = 0.4  # unless it is a table or list of names: so many words are small ones, and each another
_SAMPLE = 1000  # characters that tell a script
_LETTERS = 0.003  # share of a script's letters that tells one of its languages
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Foreign(NamedTuple):
    """What is not English: its ``share`` of the text, and the language it looks like, "" for one that is not known."""

    language: str
    share: float
    n_paragraphs: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether most of the text is not English, and not a part of it."""
        return self.share >= WHOLE


def find_foreign(text: str) -> Foreign | None:
    """Tell what of a text is not English.

    Parameters
    ----------
    text : str
        Paragraphs parted by an empty line.

    Returns
    -------
    Foreign or None
        None where it reads as English, but for a quotation or two, or is too short to tell.
    """
    if all(_is_sure(stretch) for stretch in _stretches(text)):
        return None
    return _by_paragraph(text)


def describe(foreign: Foreign) -> str:
    """Say what is not English."""
    like = f"look{'s' * foreign.whole} like {foreign.language}" if foreign.language else "in no language that is known here"
    if foreign.whole:
        return f"not English ({like})"
    return f"{foreign.n_paragraphs} of {foreign.of} paragraphs are not English ({like})"


def _stretches(text: str) -> Iterator[str]:
    """Yield a few stretches spread over a text, or all of a short one."""
    if len(text) <= _STRETCHES * _STRETCH:
        yield text
        return
    step = (len(text) - _STRETCH) // (_STRETCHES - 1)
    for i in range(_STRETCHES):
        yield text[i * step : i * step + _STRETCH]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def english_share(words: Sequence[str]) -> float:
    """Return the share of function words of English among words."""
    function = load_phrases("function_words")["function"]
    return sum(word.lower() in function for word in words) / len(words) if words else 0.0


def _is_sure(stretch: str) -> bool:
    """Whether a stretch is English beyond doubt; its words are parted at spaces only, as that is quick."""
    words = stretch.lower().split()
    n_english = sum(map(load_phrases("function_words")["function"].__contains__, words))
    return n_english >= _SURE * len(words) and sum(map(_marks().words.__contains__, words)) <= _FEW_MARKS * len(words)


def _by_paragraph(text: str) -> Foreign | None:
    """Judge each paragraph, and weigh the verdicts by their lengths."""
    n_chars = n_foreign = n_paragraphs = of = 0
    languages: Counter[str] = Counter()
    for part, words, n in _parts(text):
        language = _judge(words, part)
        n_chars, of = n_chars + len(part), of + n
        if language is not None:
            n_foreign, n_paragraphs = n_foreign + len(part), n_paragraphs + n
            languages[language] += len(part)
    if not n_chars or n_foreign < PART * n_chars:
        return None
    return Foreign(languages.most_common(1)[0][0], n_foreign / n_chars, n_paragraphs, of)


def _parts(text: str) -> Iterator[tuple[str, list[str], int]]:
    """Yield paragraphs, their words and their number; one too short to be judged alone goes with those below it."""
    held: list[str] = []
    for paragraph in text.split("\n\n"):
        held.append(paragraph)
        part = "\n".join(held)
        words = _words(part)
        if len(words) >= _FEWEST or (not part.isascii() and _script_of(part) is not None):
            yield part, words, len(held)
            held = []
    if len(held) == text.count("\n\n") + 1:  # too few words in all
        yield "\n".join(held), _words(text), len(held)


def _judge(words: Sequence[str], text: str) -> str | None:
    """Return the language other than English that a paragraph is in, "" where it is none that is known, None for English."""
    script = None if text.isascii() else _script_of(text)
    if script is not None:
        return script
    counts: Counter[str] = Counter()
    marks = _marks().words
    for word in words:
        for language in marks.get(word, ()):
            counts[language] += 1
    n, n_english = len(words), english_share(words) * len(words)
    (language, found), *_ = counts.most_common(1) or [("", 0)]
    if found >= max(_LEAST_MARKS, _LEAST_SHARE * n, _LEAST_RATIO * n_english):
        return language
    running = len({word for word in words if word.islower()}) >= _RUNNING * n
    return "" if running and n >= _STRANGE_WORDS and n_english + found < _STRANGE * n else None


def _script_of(text: str) -> str | None:
    """Return the language of a text written in other letters than Latin ones, "" for an unknown one, None for Latin."""
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    other = [letter for letter in letters if not (letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff")]
    if len(other) < max(1, len(letters) / 2):
        return None
    for script in _marks().scripts:
        found = [letter for letter in other if any(low <= letter <= high for low, high in script.ranges)]
        if len(found) >= script.least * len(other):
            text = "".join(found)
            told = (name for name, marks in script.letters if sum(map(text.count, marks)) >= max(1, _LETTERS * len(text)))
            return next(told, script.language)
    return ""


class _Script(NamedTuple):
    """The ranges of a script's letters, its commonest language, and the letters that tell others."""

    ranges: tuple[tuple[str, str], ...]
    language: str
    least: float
    letters: tuple[tuple[str, str], ...]


class _Marks(NamedTuple):
    """Small word -> the languages it belongs to; and the scripts in the order they are tried."""

    words: Mapping[str, tuple[str, ...]]
    scripts: tuple[_Script, ...]


@cache
def _marks() -> _Marks:
    data, problems = read_yaml(MARKS)
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    english = load_phrases("function_words")["function"]
    words: dict[str, tuple[str, ...]] = {}
    for language, listed in data["words"].items():
        for word in dict.fromkeys(listed.split()):
            if word not in english:
                words[word] = (*words.get(word, ()), str(language))
    return _Marks(words, tuple(map(_read_script, data["scripts"])))


def _read_script(block: Mapping[str, Any]) -> _Script:
    ends = [str(stated).split("-") for stated in block["ranges"]]
    ranges = tuple((chr(int(low, 16)), chr(int(high, 16))) for low, high in ends)
    return _Script(ranges, str(block["language"]), float(block.get("least", 0.5)), tuple(block.get("letters", {}).items()))
