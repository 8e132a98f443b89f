"""Places in articles -> units of a sample: drawn at random, in their context, without the names of outlets.

What is drawn hangs on the seed and the texts alone: each hit and sentence has a random rank of its own, and the first of a
stratum are drawn. So a larger sample holds the smaller one, and one more article leaves most of a sample as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from framing.errors import UnknownNameError
from framing.measures import weigh
from framing.model import Article, Hit
from framing.provenance import lexicons_of
from framing.validity.masking import Masker
from framing.validity.samples import Facts, Unit, digest, fingerprint_texts

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.lexicon import Lexicon
    from framing.measures import Measure

TWICE = 5  # each fifth unit is for a second person too; W-3 asks for a tenth at least, which of 200 is few


class Place(NamedTuple):
    """Where a unit stands: a sentence of an article's body, and the hit in it, if there is one to be shown."""

    article: Article
    sentence: int
    hit: Hit | None = None


def find_measure(analysis: Analysis, name: str) -> Measure:
    """Return a measure of an analysis by its name.

    Raises
    ------
    UnknownNameError
        If the analysis has none of that name.
    """
    for measure in analysis.measures:
        if measure.name == name:
            return measure
    raise UnknownNameError.of("measure", name, [measure.name for measure in analysis.measures])


def counted_hits(analysis: Analysis, measure: Measure, article_id: str, side: bool) -> Iterator[Hit]:
    """Yield the hits in a body that count in a headline column, and if asked those of side categories, once each."""
    hits = [h for h in analysis.hits.get(article_id, ()) if h.measure == measure.name and h.zone == "body" and h.sentence >= 0]
    lexicon: Lexicon | None = getattr(measure, "lexicon", None)
    beside = {c.name for c in lexicon.categories.values() if c.column == "side"} if lexicon and side else set()
    columns = [column for column in measure.columns if column.headline or column.name in beside]
    counted = {id(hit) for column in columns for hit, _ in weigh(column, hits)}
    yield from (hit for hit in hits if id(hit) in counted)


def draw(places: Sequence[Place], n: int, seed: int, measure: str) -> list[Place]:
    """Return n places at random, in random order."""
    return sorted(places, key=lambda place: digest(seed, *_name(place, measure)))[: max(n, 0)]


def mark_twice(units: Sequence[Unit]) -> list[Unit]:
    """Return units, each fifth marked to be coded twice: of every stratum as large a part, as they stand one after another."""
    return [replace(unit, twice=place % TWICE == 0) for place, unit in enumerate(units)]


def _name(place: Place, measure: str) -> tuple[str | int, ...]:
    hit = place.hit
    return (measure, place.article.id, place.sentence, *((hit.start, hit.end, hit.category, hit.term) if hit else ()))


@lru_cache(maxsize=1024)
def _mask_of(outlet: str) -> Masker:
    return Masker.of(outlet)


def make_unit(analysis: Analysis, place: Place, stratum: str, measure: str) -> Unit:
    """Return a place as what a coder is shown: its sentence and those around it, on one line each."""
    article, hit = place.article, place.hit
    sentences = analysis.sentences[article.id]
    start, end = sentences[place.sentence]
    masker = _mask_of(article.outlet)

    def show(first: int, last: int) -> str:
        """Return characters on one line, the outlet's name left out."""
        return re.sub(r"\s+", " ", masker.mask(article.text[first:last]))

    around = [show(*sentences[i]) if 0 <= i < len(sentences) else "" for i in (place.sentence - 1, place.sentence + 1)]
    left, right = (hit.start, hit.end) if hit else (end, end)
    return Unit(
        id=f"u{digest(*_name(place, measure))[:12]}",
        stratum=stratum,
        parts=(show(start, left), " ".join(article.text[left:right].split()), show(right, end) if right < end else ""),
        before=around[0],
        after=around[1],
        article=article.id,
        start=left if hit else start,
        end=right,
    )


def read_definition(measure: Measure) -> str:
    """Return what a measure counts, from its documentation."""
    found = re.search(r"Definition\s*?\n[-=\s]*(.*?)\n\s*Formula\b", measure.about, re.DOTALL)
    return " ".join((found[1] if found else measure.title).split())


def gather_facts(analysis: Analysis, measure: Measure, unit: str, per: str, seed: int) -> Facts:
    """Return what a sample is drawn from and how."""
    return Facts(
        measure=measure.name,
        unit=unit,
        per=per,
        corpus=fingerprint_texts(analysis.articles),
        n_articles=len(analysis.articles),
        lexicons=name_lexicons(measure),
        annotator=name_annotator(analysis),
        framing=str(analysis.provenance.get("framing", "")),
        seed=seed,
    )


def name_lexicons(measure: Measure) -> tuple[str, ...]:
    """Return name, version and fingerprint of each list a measure counts with."""
    return tuple(sorted({f"{lexicon.name} {lexicon.version} {lexicon.fingerprint}" for lexicon in lexicons_of(measure)}))


def name_annotator(analysis: Analysis) -> str:
    """Return the name of what found the evidence, with the fingerprint of its weights where it has any."""
    stated = (analysis.provenance.get("annotator", ""), analysis.provenance.get("annotator_fingerprint", ""))
    return " ".join(str(part) for part in stated if part)
