"""Sentences -> their clauses, and what turns or suspends what is said in them: negation, condition, opinion (CODEBOOK S-9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from framing.grammar import subject_before, verb_group
from framing.lexicon import Lexicon
from framing.model import Document, Span

_BREAKS = frozenset(
    [",", ";", ":", "\u2014", "\u2013", "(", ")", "but", "while", "although", "though", "despite", "whereas", "when", "after",
     "before", "because", "since", "if", "unless", "until", "that", "who", "which"]
)  # fmt: skip
_EVERYBODY = frozenset(["nobody", "no", "none", "everybody", "everyone", "all"])  # whose opinion is the outlet's own claim
_INVERTED = frozenset(["had", "were", "should"])  # "Had she been honest, ...": a condition without "if"
NEGATION_REACH = 3  # tokens from a negator to the word it turns


class Shift(NamedTuple):
    """A word of the list of shifters where it stands; what is ``turning`` says the opposite of what follows: "doubts that"."""

    span: Span
    turning: bool = False


Shifts = Mapping[str, list[Shift]]


def find_shifts(doc: Document, shifters: Lexicon, sentence: Span) -> Shifts:
    """Return the shifters of a sentence by category, in reading order; most sentences are never asked for theirs."""
    found: dict[str, list[Shift]] = {}
    for span, entry in shifters.find(doc, within=sentence):
        found.setdefault(entry.category, []).append(Shift(span, "turns" in entry.labels))
    return found


def clause_of(doc: Document, at: int, sentence: Span) -> Span:
    """Return the clause a token stands in: what is between commas, colons, dashes and contrasts (H-28, S-9)."""
    start, end = at, at
    while start > sentence.start and not _is_break(doc, start - 1):
        start -= 1
    while end < sentence.end and not _is_break(doc, end):
        end += 1
    return Span(start, end)


def _is_break(doc: Document, at: int) -> bool:
    return doc.norms[at] in _BREAKS and not (doc.norms[at] == "but" and doc.norms[at - 1] in ("anything", "nothing"))


def find_opinion(doc: Document, at: int, sentence: Span, shifts: Shifts) -> Shift | None:
    """Return the nearest word before a token that makes it somebody's opinion: "considers", "in the view of"."""
    for shift in reversed(shifts.get("opinion", [])):
        if sentence.start <= shift.span.start and shift.span.end <= at:
            between = doc.norms[shift.span.end : at]
            free = between[1:] if not doc.tags[shift.span.start].startswith("VB") else between  # "in her view, ..."
            return shift if _BREAKS.isdisjoint(word for word in free if word != "that") else None
    return None


def is_turned(doc: Document, at: int, sentence: Span, shifts: Shifts) -> bool:
    """Say whether negators turn what a token says (S-9): two turn it back, and "nobody thinks" reaches into what is thought."""
    opinion = find_opinion(doc, at, sentence, shifts)
    turning = set(_negators(doc, at, sentence, shifts))
    if opinion and doc.tags[opinion.span.start].startswith("VB"):
        turning.update(_negators(doc, opinion.span.start, sentence, shifts))
        turning.update([opinion.span] if opinion.turning else [])
    return len(turning) % 2 == 1


def _negators(doc: Document, at: int, sentence: Span, shifts: Shifts) -> Iterable[Span]:
    start = clause_of(doc, at, sentence).start
    for span, _ in shifts.get("negator", []):
        if start <= span.start and span.end <= at <= span.end + NEGATION_REACH:
            yield span


def is_supposed(doc: Document, at: int, sentence: Span, shifts: Shifts) -> bool:
    """Say whether a token is only asked or supposed: in a question, after "if" or "whether", after "had she"."""
    if "?" in doc.norms[max(sentence.start, sentence.end - 2) : sentence.end]:
        return True
    opener = sentence.start
    inverted = doc.norms[opener] in _INVERTED and doc.tags[opener + 1][:2] in ("NN", "PR", "DT")
    starts = [span.end for span, _ in shifts.get("condition", []) if sentence.start <= span.start and span.end <= at]
    return any(not {",", ";"} & set(doc.norms[start:at]) for start in [*starts, *([opener] if inverted else [])])


def is_unreal(doc: Document, verb: int, sentence: Span, shifts: Shifts) -> bool:
    """Say whether an act is not told as done: negated, possible, planned, ordered, alleged, asked or supposed."""
    if is_supposed(doc, verb, sentence, shifts) or any(_negators(doc, verb, sentence, shifts)):
        return True
    clause = clause_of(doc, verb, sentence)
    for span, _ in shifts.get("unreal", []):
        near = clause.start <= span.start and span.end <= verb <= span.end + NEGATION_REACH
        if near and (doc.tags[span.start] == "MD" or doc.tags[verb] in ("VB", "VBG")):
            return True
    return False


def whose_opinion(doc: Document, opinion: Shift, sentence: Span) -> str | None:
    """Return whose opinion something is, "" where the text does not say; None where it is said to be everybody's."""
    if not doc.tags[opinion.span.start].startswith("VB"):
        return ""
    subject = subject_before(doc, verb_group(doc, opinion.span.start, sentence).start, sentence)
    if subject and doc.norms[subject[0].start] in _EVERYBODY:
        return None
    return doc.quote(subject[0]) if subject else ""
