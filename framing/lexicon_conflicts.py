"""A lexicon's entries -> those that can never match, or that another takes the words of (K-2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from framing.conditions import NEAR, Conditions
from framing.lexicon import Entry, Lexicon
from framing.patterns import Pattern, expand
from framing.phrase_sets import Phrase, PhraseSet, width
from framing.segmentation import norms
from framing.yaml_file import Problem

# What asks for words, and what refuses words in the same place or a wider one: where the second takes all of the first, the
# two can never both hold.
_OPPOSED = (
    ("before", ("unless_before", "unless_near", "unless_in_sentence")),
    ("after", ("unless_after", "unless_near", "unless_in_sentence")),
    ("near", ("unless_near", "unless_in_sentence")),
    ("in_sentence", ("unless_in_sentence",)),
)
_ANY_LETTER = "\uffff"  # stands for what a glob leaves open: equal to no letter of a list


def find_conflicts(lexicon: Lexicon, own: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what keeps entries from matching; ``own`` are those that the file itself lists."""
    yield from _tell_dead(own)
    yield from _tell_contradictions(own)
    yield from _tell_swallowed(lexicon, own)
    yield from _tell_shadowed(own)


def _tell_dead(own: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of words that a text is never cut into."""
    for entry in own:
        if not any(map(_can_stand, entry.patterns)):
            yield _problem(entry, f'"{entry.words}" can never match: no text is cut into these words ({_show(entry.patterns)})')


def _show(patterns: Sequence[Pattern]) -> str:
    return " ".join(patterns[0]) if patterns else "nothing"


def _can_stand(pattern: Pattern) -> bool:
    """Say whether a text can be cut into these tokens, so far as its words alone tell."""
    return all(map(_can_begin, pattern))


@lru_cache(maxsize=50_000)
def _can_begin(token: str) -> bool:
    """Say whether a token, or one that begins like a glob, is ever cut from a text."""
    stem = token[:-1]
    if not _is_glob(token) or stem.replace("-", "a").isalnum():
        return True
    cut = norms(stem)
    if len(cut) > 1 and cut[-1][0] in "n'" and "'" in cut[-1][:-1]:  # a clitic ends a word, and nothing goes on behind it
        return False
    texts = (f"{before}{stem}{tail} x" for before in ("", "x ", "x") for tail in ("", "a", "s", "1", "a."))
    return any(norm.startswith(stem) for text in texts for norm in norms(text))


def _tell_contradictions(own: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of conditions that can never hold, alone or together."""
    for entry in own:
        conditions = entry.conditions
        if not conditions:
            continue
        for place, phrase, why in _impossible(conditions):
            yield _problem(entry, f'"{entry.words}", {place}: "{" ".join(phrase)}" can never stand there: {why}')
        for wanted, refusing in _OPPOSED:
            for unwanted in refusing:
                if _covers(getattr(conditions, unwanted), getattr(conditions, wanted)):
                    yield _problem(entry, f'"{entry.words}" can never match: {unwanted}: refuses all that {wanted}: asks for')
        if conditions.case in ("lower", "upper") and all(not _has_case(pattern[0]) for pattern in entry.patterns):
            yield _problem(entry, f'"{entry.words}" can never match: case: {conditions.case}, and its first word has no letter')


def _has_case(token: str) -> bool:
    return any(map(str.isalpha, token)) if len(token) > 1 else token.isalpha()


def _impossible(conditions: Conditions) -> Iterator[tuple[str, Phrase, str]]:
    """Yield the phrases that nothing can fit."""
    for place in ("before", "after", "near", "in_sentence"):
        for negated in ("", "unless_"):
            for phrase in getattr(conditions, negated + place).phrases:
                why = _why_impossible(phrase, place)
                if why:
                    yield negated + place, phrase, why


def _why_impossible(phrase: Phrase, place: str) -> str:
    if "<start>" in phrase[1:] or (place == "before" and phrase[0] == "<start>"):
        return "<start> has nothing before it"
    if any(map(str.isalnum, "".join(phrase[phrase.index("<end>") + 1 :]))) if "<end>" in phrase else False:
        return "<end> has nothing behind it"
    if place == "after" and phrase[-1] == "<end>":
        return "<end> has nothing behind it"
    if place == "near" and width(phrase) > NEAR:
        return f"near: reaches {NEAR} words"
    return next((f'no word begins with "{each[:-1]}"' for each in phrase if not _can_begin(each)), "")


def _covers(refused: PhraseSet, wanted: PhraseSet) -> bool:
    """Say whether everything that fits a wanted phrase also fits a refused one."""
    if not wanted.phrases or not refused.phrases:
        return False
    return all(any(_covers_phrase(wide, narrow) for wide in refused.phrases) for narrow in wanted.phrases)


def _covers_phrase(wide: Phrase, narrow: Phrase) -> bool:
    return len(wide) == len(narrow) and all(map(_covers_element, wide, narrow))


def _covers_element(wide: str, narrow: str) -> bool:
    if wide == narrow or (wide == "<any>" and narrow not in ("<start>", "<end>")):
        return True
    return wide[0] != "<" and len(wide) > 1 and wide[-1] == "*" and narrow[0] != "<" and narrow.startswith(wide[:-1])


def _tell_swallowed(lexicon: Lexicon, own: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of entries behind an exception of the same words, or inside one with a ``*`` that asks for nothing (K-2)."""
    swallowed = {pattern for words in lexicon.exceptions for pattern in expand(words)}
    open_entries = [(pattern, entry) for entry in lexicon.entries if not entry.conditions for pattern in entry.patterns]
    singles = {
        pattern[0][:-1]: entry for pattern, entry in reversed(open_entries) if len(pattern) == 1 and _is_glob(pattern[0])
    }
    lengths = sorted({len(stem) for stem in singles})
    longer = [pattern for pattern, _ in open_entries if len(pattern) > 1 and any(map(_is_glob, pattern))]
    first_words = {pattern[0] for pattern in longer}
    first_stems = tuple(word[:-1] for word in first_words if _is_glob(word))
    for entry in own:
        if all(pattern in swallowed for pattern in entry.patterns):
            yield _problem(entry, f'"{entry.words}" can never match: except: holds the same words')
        takers: dict[int, Entry] = {}
        for pattern in entry.patterns:
            if len(pattern) == 1:
                found = list(_prefixes(singles, lengths, pattern[0]))
            elif pattern[0] in first_words or (first_stems and pattern[0].startswith(first_stems)):
                found = _wider(lexicon, pattern)
            else:
                continue
            takers.update((id(taker), taker) for taker in found if taker is not entry)
        yield from (_tell_glob(entry, taker) for taker in takers.values())


def _is_glob(token: str) -> bool:
    return len(token) > 1 and token[-1] == "*"


def _prefixes(singles: Mapping[str, Entry], lengths: Sequence[int], word: str) -> Iterator[Entry]:
    """Yield the entries with a ``*`` that a word, or all that another glob fits, begins like."""
    stem = word[:-1] if _is_glob(word) else word
    most = len(stem) - (stem != word)
    yield from (singles[stem[:length]] for length in lengths if length <= most and stem[:length] in singles)


def _wider(lexicon: Lexicon, pattern: Pattern) -> list[Entry]:
    """Return the entries whose patterns, with a ``*`` in them, fit all that a longer pattern fits."""
    tokens = [f"{token[:-1]}{_ANY_LETTER}" if _is_glob(token) else token for token in pattern]
    found: list[Entry] = []

    def note(entry: Entry | None, start: int, end: int) -> bool:
        if entry and start == 0 and end == len(tokens) and not entry.conditions and pattern not in entry.patterns:
            found.append(entry)
        return False

    lexicon.matcher.find(tokens, note)
    return found


def _tell_glob(entry: Entry, taker: Entry) -> Problem:
    """Tell of an entry inside a wider one: an error where that leaves it without effect, else a warning."""
    place = f"line {taker.line}" if taker.path == entry.path else f"{taker.path}, line {taker.line}"
    told = f'"{taker.words}" ({place}) swallows "{entry.words}"'
    if _tells(entry) == _tells(taker):
        return _problem(entry, told)
    told += " but for what the two say apart; the longer one counts where both fit"
    return Problem(Path(entry.path), entry.line, told, True)


def _tells(entry: Entry) -> tuple[object, ...]:
    return entry.category, entry.weight, entry.plain, entry.labels, entry.rule


def _tell_shadowed(own: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of entries that cannot match because earlier ones ask for nothing and take every form of them."""
    takers: dict[Pattern, Entry] = {}
    for entry in own:
        if all(pattern in takers for pattern in entry.patterns):
            first = takers[entry.patterns[0]]
            message = f'"{entry.words}" can never match: "{first.words}" in "{first.category}" (line {first.line}) comes first'
            yield _problem(entry, message)
        if not entry.conditions:
            for pattern in entry.patterns:
                takers.setdefault(pattern, entry)


def _problem(entry: Entry, message: str) -> Problem:
    return Problem(Path(entry.path), entry.line, message)
