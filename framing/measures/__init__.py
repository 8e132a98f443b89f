"""Documents -> hits and scores: what a measure is, the list of those that ship, and how hits make a score.

A measure finds hits, declares the bases they are measured against, and lists the columns that make a ratio of the two.
It cannot return a number without evidence, and cannot forget its denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from framing.annotators import LISTS
from framing.errors import AnnotationError, LexiconError, UnknownNameError
from framing.given import take_several
from framing.lexicon import SHIPPED, Lexicon, load_lexicon
from framing.lexicon_overlays import load_lexicons
from framing.measures.agency import Agency, Passives, Presence
from framing.measures.attribution import AttributionMeasure
from framing.measures.events import Events
from framing.measures.hedging import boosters, hedging
from framing.measures.learned import PolarityMeasure, hedged_sentences, loaded_sentences
from framing.measures.lexical import LexiconMeasure
from framing.measures.loaded import LoadedToward, loaded
from framing.measures.pairs import OneSided
from framing.measures.polarity import PolarWords
from framing.measures.quotation import QuotationMeasure
from framing.measures.readability import flesch_ease, flesch_kincaid, lix
from framing.measures.replies import ReplyRecord
from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.measures.sourcing import Sources
from framing.measures.structure import Position, Structure
from framing.measures.totals import score as score  # part of what is offered here
from framing.measures.totals import weigh as weigh
from framing.model import Document, Hit
from framing.scores import Column, Score

_order = attrgetter("start", "end", "category", "target")


class Measure(Protocol):
    """What every measure is; any object of this shape can be passed to `framing.analyze`."""

    @property
    def name(self) -> str:
        """The name in tables and on the command line."""
        ...

    @property
    def title(self) -> str:
        """The name in prose."""
        ...

    @property
    def about(self) -> str:
        """Definition, Formula, Reading, Limits and References."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """The layers of a document it reads."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """The ratios it reports."""
        ...

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield the evidence in one document."""
        ...

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the denominators, keyed (name, voice or "", target or "")."""
        ...


BUILTIN: dict[str, Callable[[], Measure]] = {
    "hedging": hedging,
    "boosters": boosters,
    "attribution": AttributionMeasure,
    "quotation": QuotationMeasure,
    "reply_record": ReplyRecord,
    "loaded": loaded,
    "one_sided": OneSided,
    "loaded_sentences": loaded_sentences,
    "hedged_sentences": hedged_sentences,
    "evaluation": Evaluation,
    "events": Events,
    "reported_evaluation": ReportedEvaluation,
    "loaded_toward": LoadedToward,
    "polarity": PolarityMeasure,
    "agency": Agency,
    "presence": Presence,
    "passives": Passives,
    "sourcing": Sources,
    "position": Position,
    "flesch_kincaid": flesch_kincaid,
    "flesch_ease": flesch_ease,
    "lix": lix,
    "structure": Structure,
}
_COUNTED: dict[str, Callable[[Lexicon], LexiconMeasure]] = {"hedges": hedging, "boosters": boosters, "loaded": loaded}
# Lists that other measures read, and what those call them.
_EVENTS = {"events": "verbs"}
_POLAR = {"polarity": "polarity", "shifters": "shifters", "topic_words": "topics"}


def resolve_measures(
    names: Iterable[str | Measure] | None = None, lexicons: Iterable[str | Path] = (), folders: Sequence[str | Path] = ()
) -> tuple[Measure, ...]:
    """Return measures by name, with the user's lexicons.

    Parameters
    ----------
    names
        Names of shipped measures or of lexicons, or measures themselves; by default all that ship.
    lexicons
        Lexicon files or names. One that extends a shipped list takes its place; any other becomes a measure. Several that
        extend one list build on one another in their order. One that extends a list of the annotator's makes no measure:
        give it to `make_annotator`.
    folders
        Folders in which lexicon names are looked up first.

    Raises
    ------
    UnknownNameError
        If a name is neither a measure nor a lexicon.
    LexiconError
        If a lexicon file is wrong.
    """
    own = {measure.name: measure for measure in _of_lexicons(load_lexicons(lexicons, folders))}
    chosen: dict[str, Measure] = {}
    for name in BUILTIN if names is None else take_several(names):
        measure = name if not isinstance(name, str) else own.get(name) or _named(name, folders)
        chosen[measure.name] = measure
    return tuple({**chosen, **own}.values())


def for_layers(
    names: Iterable[str | Measure] | None,
    lexicons: Iterable[str | Path],
    folders: Sequence[str | Path],
    layers: frozenset[str],
) -> tuple[Measure, ...]:
    """Return measures like `resolve_measures`, by default all that ship and that an annotator's layers allow.

    What is asked for, by name or as a lexicon, is never left out: where a layer is missing, `check_layers` says so.
    """
    if names is None:
        names = [measure for measure in (build() for build in BUILTIN.values()) if measure.needs <= layers]
    return resolve_measures(names, lexicons, folders)


def _of_lexicons(lexicons: Iterable[Lexicon]) -> Iterator[Measure]:
    """Yield the measures that lexicons make or take over.

    Raises
    ------
    LexiconError
        If one changes a list that no measure and no annotator reads.
    """
    polar = {}
    for lexicon in lexicons:
        changes = len(lexicon.layers) > 1 and (SHIPPED / f"{lexicon.root}.yml").is_file()
        if lexicon.root in _COUNTED or not changes:
            yield lexicon_measure(lexicon)
        elif lexicon.root in _POLAR:
            polar[_POLAR[lexicon.root]] = lexicon
        elif lexicon.root in _EVENTS:
            yield Events(verbs=lexicon)
        elif lexicon.root not in LISTS:
            raise LexiconError(
                f"{lexicon.path}: extends {lexicon.root}, which is read before any list of yours: with the articles, or to "
                f"find actors. Lists that can be changed are {', '.join(sorted({*LISTS, *_COUNTED, *_EVENTS, *_POLAR}))}."
            )
    if polar:
        words = PolarWords(**polar)  # one for both, which take turns over each article
        yield from (Evaluation(words=words), ReportedEvaluation(words=words))


def lexicon_measure(lexicon: Lexicon) -> LexiconMeasure:
    """Return the measure that counts a lexicon's entries: the shipped one for a list that ships, or extends it, and has one."""
    return _COUNTED.get(lexicon.root, LexiconMeasure)(lexicon)


def _named(name: str, folders: Sequence[str | Path]) -> Measure:
    if name in BUILTIN:
        return BUILTIN[name]()
    try:
        return LexiconMeasure(load_lexicon(name, folders))
    except UnknownNameError:
        raise UnknownNameError.of("measure", name, BUILTIN) from None


def check_layers(measures: Iterable[Measure], layers: frozenset[str], annotator: str) -> None:
    """Make sure, before any article is read, that an annotator provides what the measures read.

    Raises
    ------
    AnnotationError
        If a layer is missing; the message names the measure, the layer and the annotator.
    """
    for measure in measures:
        missing = sorted(measure.needs - layers)
        if missing:
            raise AnnotationError(
                f'measure "{measure.name}" needs {", ".join(missing)}, which annotator "{annotator}" does not provide '
                f"(it provides: {', '.join(sorted(layers))})."
            )


def apply(measure: Measure, doc: Document) -> tuple[list[Hit], list[Score]]:
    """Return a measure's hits in body, title and deck, and the scores of the body (D-1)."""
    hits = sorted(measure.find(doc), key=_order)
    scores = score(measure, doc, hits)
    for heading in doc.headings:
        hits.extend(sorted(measure.find(heading), key=_order))
    return hits, scores
