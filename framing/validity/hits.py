"""An analysis -> random hits to be coded by hand, by entry, by category or of a whole measure (CODEBOOK W-1)."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError, UnknownNameError
from framing.given import expect
from framing.validity.samples import PER, Sample
from framing.validity.units import Place, counted_hits, draw, find_measure, gather_facts, make_unit, mark_twice, read_definition

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.lexicon import Entry, Lexicon
    from framing.measures import Measure
    from framing.model import Hit

PER_ENTRY = 50


def sample_hits(
    analysis: Analysis,
    measure: str,
    *,
    n: int = PER_ENTRY,
    per: str = "entry",
    only: Collection[str] = (),
    seed: int = 1,
) -> Sample:
    """Draw hits, to find out how many are right (CODEBOOK W-1).

    Drawn are hits in the body that count: those of headline columns, and of a lexicon's side categories in its voices.

    Parameters
    ----------
    analysis
        What `analyze` returned.
    measure
        The measure's name.
    n
        Hits of each stratum; all, where there are fewer.
    per : {"entry", "category", "measure"}
        What a stratum is. By entry, only entries that are ambiguous are drawn from: those with conditions or with examples
        of what they must not match. A measure by itself is drawn from its headline only.
    only
        Categories, or words of entries: only their hits are drawn; entries named here need not be ambiguous.
    seed
        Seed of the draw.

    Raises
    ------
    UnknownNameError
        If there is no such measure, category or entry.
    FramingError
        If something else than an analysis was given, there is no hit to draw, or entries are named of a measure that counts
        none.
    """
    expect(analysis, "hits", 'sample_hits needs an analysis, then a measure: framing.sample_hits(analysis, "hedging").')
    if per not in PER:
        raise UnknownNameError.of("kind of stratum", per, PER)
    chosen = find_measure(analysis, measure)
    lexicon: Lexicon | None = getattr(chosen, "lexicon", None)
    entries = _group_entries(lexicon)
    wanted = _choose_entries(lexicon, entries, per, only)
    groups: dict[str, list[Place]] = {}
    left: Counter[str] = Counter()
    for article in analysis.articles:
        for hit in counted_hits(analysis, chosen, article.id, per != "measure" or bool(only)):
            if wanted is None or _entry_id(hit) in wanted:
                groups.setdefault(_stratum(hit, per), []).append(Place(article, hit.sentence, hit))
            else:
                left[_entry_id(hit)] += 1
    if not groups:
        raise FramingError(_say_nothing(analysis, measure, wanted))
    units = [
        replace(make_unit(analysis, place, stratum, chosen.name), **_describe(place, lexicon, entries, chosen))
        for stratum in sorted(groups)
        for place in draw(groups[stratum], n, seed, chosen.name)
    ]
    question = "Does what is marked have the meaning given with it, here in its context?"
    strata = {stratum: len(places) for stratum, places in sorted(groups.items())}
    facts = gather_facts(analysis, chosen, "hits", per, seed)
    return Sample(facts, chosen.title, question, tuple(mark_twice(units)), strata, "" if only else _say_left(left))


def _group_entries(lexicon: Lexicon | None) -> dict[str, list[Entry]]:
    """Return a lexicon's entries by category and words, which several may have that differ in their conditions."""
    groups: dict[str, list[Entry]] = {}
    for entry in lexicon.entries if lexicon else ():
        groups.setdefault(entry.id, []).append(entry)
    return groups


def _choose_entries(
    lexicon: Lexicon | None, groups: Mapping[str, Sequence[Entry]], per: str, only: Collection[str]
) -> set[str] | None:
    """Return the ids of the entries to draw from; None where every hit may be drawn."""
    if lexicon is None and only:
        raise FramingError("only entries of a lexicon can be named, and this measure counts none. Draw from all its hits.")
    if lexicon is None or (per == "measure" and not only):
        return None
    wanted: set[str] = set()
    ambiguous = {key for key, entries in groups.items() if any(entry.conditions or entry.misses for entry in entries)}
    for name in only:
        named = {key for key, entries in groups.items() if name in (key, entries[0].words)}
        inside = {key for key, entries in groups.items() if name == entries[0].category}
        if not named and name not in lexicon.categories:
            known = sorted({*lexicon.categories, *(entry.words for entry in lexicon.entries)})
            raise UnknownNameError.of("entry or category", name, difflib.get_close_matches(name, known, n=8, cutoff=0.0))
        wanted |= named or (inside & ambiguous if per == "entry" else inside)
    if only:
        return wanted
    return ambiguous if per == "entry" else set(groups)


def _entry_id(hit: Hit) -> str:
    return f"{hit.category}: {hit.term}"


def _stratum(hit: Hit, per: str) -> str:
    return {"entry": _entry_id(hit), "category": hit.category, "measure": hit.measure}[per]


def _describe(
    place: Place, lexicon: Lexicon | None, entries: Mapping[str, Sequence[Entry]], measure: Measure
) -> dict[str, Any]:
    """Return what a coder needs to know of a hit's entry: category, rule, examples both ways."""
    hit = place.hit
    if hit is None:
        return {}
    alike = entries.get(_entry_id(hit), ())
    about = (
        lexicon.categories[hit.category].about if lexicon and hit.category in lexicon.categories else read_definition(measure)
    )
    return {
        "entry": hit.term,
        "category": hit.category,
        "about": about,
        "rule": hit.rule,
        "matches": tuple(text for entry in alike for text in entry.matches),
        "misses": tuple(text for entry in alike for text in entry.misses),
    }


def _say_left(left: Counter[str]) -> str:
    if not left:
        return ""
    return (
        f"Drawn from the ambiguous entries alone, those with conditions or examples under not:. {left.total():,} hits of "
        f"{len(left):,} other entries are left out; to draw from them too, draw by category."
    )


def _say_nothing(analysis: Analysis, measure: str, wanted: Collection[str] | None) -> str:
    told = f"{len(analysis.articles):,} articles: no hit of {measure} to draw"
    if wanted is None:
        return f"{told}. Read more articles, or other ones."
    if not wanted:
        return (
            f"{told}, because no entry is ambiguous (none has conditions, or examples under not:). Name entries, or draw by "
            "category."
        )
    named = "its entries" if len(wanted) > 3 else ", ".join(sorted(wanted))
    return f"{told} among {named}. Read more articles, or name other entries."
