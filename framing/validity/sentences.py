"""An analysis -> random sentences to be coded by hand, with hits and without, which of them is not said (CODEBOOK W-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.validity.samples import WITH, WITHOUT, Sample, digest
from framing.validity.units import Place, counted_hits, draw, find_measure, gather_facts, make_unit, mark_twice, read_definition

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.model import Article

SENTENCES = 200


def sample_sentences(analysis: Analysis, measure: str, *, n: int = SENTENCES, seed: int = 1) -> Sample:
    """Draw sentences, half of them with hits and half without, to find out what a measure misses (CODEBOOK W-2).

    The sheet does not say which sentences have hits. Where there are fewer than half of one kind, more of the other are
    drawn. Hits are those that count in a headline column; items of lists are no sentences (D-9).

    Parameters
    ----------
    analysis
        What `analyze` returned.
    measure
        The measure's name.
    n
        Sentences in all.
    seed
        Seed of the draw.

    Raises
    ------
    UnknownNameError
        If there is no such measure.
    FramingError
        If there is no sentence, or the measure finds something in each.
    """
    chosen = find_measure(analysis, measure)
    groups: dict[str, list[Place]] = {WITH: [], WITHOUT: []}
    for article in analysis.articles:
        found = {hit.sentence for hit in counted_hits(analysis, chosen, article.id, False)}
        for index in _sentences(analysis, article):
            groups[WITH if index in found else WITHOUT].append(Place(article, index))
    if not groups[WITHOUT]:
        raise FramingError(_say_dense(analysis, measure, len(groups[WITH])))
    few = min(n // 2, len(groups[WITHOUT]))
    n_with = min(n - few, len(groups[WITH]))
    sizes = {WITH: n_with, WITHOUT: n - n_with}
    about = read_definition(chosen)
    drawn = [
        replace(make_unit(analysis, place, stratum, chosen.name), about=about)
        for stratum, places in groups.items()
        for place in draw(places, sizes[stratum], seed, chosen.name)
    ]
    units = tuple(sorted(mark_twice(drawn), key=lambda unit: digest(seed, unit.id)))
    question = f"Does the sentence hold an instance of {chosen.title.lower()}, as defined with it?"
    strata = {stratum: len(places) for stratum, places in groups.items()}
    return Sample(gather_facts(analysis, chosen, "sentences", "measure", seed), chosen.title, question, units, strata)


def _sentences(analysis: Analysis, article: Article) -> Iterator[int]:
    """Yield the sentences of a body that have words and are no items of a list."""
    for index, (start, end) in enumerate(analysis.sentences.get(article.id, ())):
        listed = any(first <= start and end <= last for first, last in article.list_items)
        if not listed and any(char.isalnum() for char in article.text[start:end]):
            yield index


def _say_dense(analysis: Analysis, measure: str, n_with: int) -> str:
    if not n_with:
        return f"{len(analysis.articles):,} articles: hold no sentence to draw. Read articles with text."
    return (
        f"{measure} finds something in each of {n_with:,} sentences, so there is nothing that it could have missed. Draw its "
        "hits instead (unit hits)."
    )
