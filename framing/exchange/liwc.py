"""LIWC's .dic: numbered categories between two lines of ``%``, then a word a line with the numbers of its categories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.exchange.terms import Losses, Term, tell_lost

_CONDITION = re.compile(r"\([^)]*\)|<[^>]*>|\S*/\S*")  # "(02 134)125/464", "<of>131/125": numbers that ask for a context


def read(text: str, losses: Losses) -> list[Term]:
    """Read the terms; a word whose category depends on its context is in all that its line names.

    Raises
    ------
    ValueError
        If the categories do not stand between two lines of ``%``.
    """
    lines = text.splitlines()
    bars = [i for i, line in enumerate(lines) if line.strip() == "%"]
    if len(bars) < 2:
        raise ValueError(": has no two lines of %, between which the categories of a LIWC dictionary stand")
    names = _names(lines, *bars[:2])
    terms = []
    for i in range(bars[1] + 1, len(lines)):
        if not lines[i].strip():
            continue
        word, numbers = _split(lines[i])
        if _CONDITION.search(numbers):
            losses.add("in a category only beside certain words: taken to be in it always", word)
        found = re.findall(r"\d+", numbers)
        known = tuple(dict.fromkeys(names[int(number)] for number in found if int(number) in names))
        if any(int(number) not in names for number in found):
            losses.add("in a category whose number the file does not name", word)
        if known:
            terms.append(Term(word, known))
        else:
            losses.add("left out, as it is in no category", word)
    return terms


def _names(lines: Sequence[str], first: int, last: int) -> dict[int, str]:
    names: dict[int, str] = {}
    for i in range(first + 1, last):
        number, _, name = lines[i].strip().partition("\t") if "\t" in lines[i].strip() else lines[i].strip().partition(" ")
        if not number and not name:
            continue
        if not number.isdecimal() or not name.strip():
            raise ValueError(f", line {i + 1}: a category is a number, a tab and a name")
        names[int(number)] = name.strip()
    return names


def _split(line: str) -> tuple[str, str]:
    """Part a line into its word, which may be a phrase, and the numbers: at the first tab, else before the first number."""
    word, tab, numbers = line.strip().partition("\t")
    if tab:
        return word.strip(), numbers
    found = re.search(r"\s+(?=[\d(<][\d\s()<>/]*$)", line.strip())
    return (line[: found.start()].strip(), line.strip()[found.end() :]) if found else (line.strip(), "")


def write(terms: Sequence[Term], losses: Losses) -> str:
    """Write categories and terms; a term that stands in several places gets one line."""
    tell_lost(terms, losses, "weight", "plain", "note")
    numbers: dict[str, int] = {}
    lines: dict[str, list[int]] = {}
    for term in terms:
        if " " in term.words:
            losses.add("a phrase, which LIWC reads from its version of 2015 on", term.words)
        for category in term.categories:
            number = numbers.setdefault(category, len(numbers) + 1)
            if number not in lines.setdefault(term.words.lower(), []):
                lines[term.words.lower()].append(number)
    header = [f"{number}\t{' '.join(name.split())}" for name, number in numbers.items()]
    body = ["\t".join([words, *map(str, sorted(found))]) for words, found in sorted(lines.items())]
    return "\n".join(["%", *header, "%", *body]) + "\n"
