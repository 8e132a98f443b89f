"""Counts, lists and voices -> the words a report uses for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from framing.annotators import ANNOTATORS
from framing.charts.notation import write_date, write_number, write_span
from framing.comparison.cells import MIN_HITS

VOICE_WORDS = {
    "own": "the outlet’s own words",
    "reported": "a source’s words, paraphrased",
    "quoted": "a source’s words, quoted",
}

# CODEBOOK A-4: the types of sources.
TYPE_WORDS = {
    "named_person": "person",
    "organisation": "organization",
    "government_metonym": "place, for its government",
    "media": "news medium",
    "document": "document",
    "unnamed_official": "unnamed official",
    "unnamed_source": "unnamed source",
    "collective": "group of people",
    "none": "none",
}

# CODEBOOK 12.7 in this project's words: what the numbers are not, and where differences may come from.
CAUTION = (
    "These measures describe wording, nothing else. They do not show what anyone intended, whether a statement is "
    "accurate or true, or where an outlet stands politically. A difference between outlets can come from genre, from "
    "length, from the time of publication, from house style, or from wire copy that several outlets share."
)


def name_annotator(provenance: Mapping[str, Any]) -> str:
    """Return the name of the annotator of a run, "" where the record of the run names none."""
    return str(provenance.get("annotator", ""))


def say_caution(annotator: str) -> str:
    """Return the caution with what found the evidence, and whether it is known how often that errs."""
    if annotator not in ANNOTATORS:
        return f"{CAUTION} {say_annotator(annotator)}"
    return (
        f"{CAUTION} The evidence was found by {ANNOTATORS[annotator].about}, which miss some cases and mark some wrongly; the "
        "accuracy table says how many, as far as that is known."
    )


def say_annotator(annotator: str) -> str:
    """Say in words, by its name, what found the evidence of a run, and what its figures are not to be compared with."""
    if annotator not in ANNOTATORS:
        named = f"The annotator “{annotator}”" if annotator else "An annotator without a name"
        return (
            f"{named}, which is none of those that ship, found the evidence: how many cases it misses and how many it marks "
            "wrongly is not known."
        )
    others = join_words((f"“{name}”" for name in ANNOTATORS if name != annotator), "or")
    return (
        f"The annotator “{annotator}” found the evidence: {ANNOTATORS[annotator].about}. Do not compare its figures with those "
        f"of the annotator {others}, which finds other cases."
    )


def plural(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "story", "stories"), plural(3, "outlet"), plural(0, "hit")
    ('1 story', '3 outlets', '0 hits')
    """
    whole = write_number(count, 0 if count == round(count) else 2)
    return f"{whole} {one if count == 1 else many or one + 's'}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Return words as an enumeration.

    >>> join_words(["Alpha", "Beta", "Gamma"])
    'Alpha, Beta and Gamma'
    """
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""


def say_dates(dates: Sequence[date]) -> str:
    """Return the span of dates in words, "dates not stated" where there are none."""
    if not dates:
        return "dates not stated"
    return write_span(min(dates), max(dates))


def say_date(day: date | None) -> str:
    """Return a date as "June 17, 2025", an en dash where it is missing."""
    return write_date(day) if day else "–"


def say_share(part: float, whole: float) -> str:
    """Return a part of a whole with its percentage where the whole is at least five; an en dash where there is none.

    >>> say_share(3, 12), say_share(1, 2), say_share(0, 0)
    ('3 of 12 (25 %)', '1 of 2', '–')
    """
    percent = f" ({100 * part / whole:.0f} %)" if whole >= MIN_HITS else ""
    return f"{write_number(part)} of {write_number(whole)}{percent}" if whole else "–"


def name_source(record: Mapping[str, Any]) -> str:
    """Return a source by the name its mentions share, in the letters of the text where the name is its own words."""
    if not record["source"]:
        return "nobody named"
    if "unresolved" in record["flags"]:
        return "(unresolved pronoun)"
    entity, written = str(record["entity"]), str(record["source_text"])
    if entity.casefold() != written.casefold() or written[1:] == written[1:].lower():
        return entity
    opens = written.partition(" ")[0]
    return written.replace(opens, opens.lower(), 1) if opens in ("The", "A", "An") else written


def say_type(record: Mapping[str, Any]) -> str:
    """Return what kind of source an attribution's record names, and whether it is official."""
    kind = TYPE_WORDS.get(record["type"], str(record["type"]))
    return f"{kind}, official" if record["official"] and "official" not in kind else kind
