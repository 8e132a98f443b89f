"""Attributions -> the sources of an article: how many, how evenly they are used, and whether a news agency is credited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from framing.measures.evidence import WHOLE_SENTENCE, Described, hit, is_counted, is_uncertain
from framing.model import Document, Hit, Span
from framing.pages.phrases import fold, load_phrases
from framing.scores import Column, Unit

_PER_ARTICLE = Unit("per article", 1)
# Of fewer attributions the most-used source has a large share whatever the article does; CODEBOOK S-11 asks for as many.
LEAST_SOURCED = 5
CREDIT = "wire credit"


def count_sources(doc: Document) -> Counter[str]:
    """Return how many counted attributions each source has, in the order in which the text brings them."""
    return Counter(a.source.entity for a in doc.attributions if is_counted(a) and a.source.anonymity != "agentless")


def find_top(doc: Document) -> str:
    """Return the most-used source, of equals the first; none where too few attributions have a source."""
    counts = count_sources(doc)
    return max(counts, key=counts.__getitem__) if counts.total() >= LEAST_SOURCED else ""


@dataclass(frozen=True)
class Sources(Described):
    """The sources of an article, each counted once.

    Definition
    ----------
    A source is whoever reporting or hearsay is attributed to at the outermost level; its names, pronouns and short
    forms in one article are one source (A-16, A-17). Those met only inside another's words (A-3) stand beside. An article
    has a wire credit where it is signed by a news agency other than its outlet, or attributes something to one.

    Formula
    -------
    sources = distinct sources / articles; wire credit = articles with one / articles. Variety is Simpson's 1 - sum of
    p squared, p being each source's share of the attributions that have one: of all pairs of such attributions, the
    share that has two sources. It needs five of them.

    Reading
    -------
    Variety near 0 means that one source is heard throughout; of n sources heard equally often it is 1 - 1 / n.

    Limits
    ------
    Rules decide which mentions are one source; two unnamed officials who are spoken of alike count as one. The credit of a
    signed article stands above its text: it is shown at its first sentence.

    References
    ----------
    Simpson 1949; CODEBOOK A-3, A-16, A-17 and 4.2 (sources_per_story, concentration, wire_credit).
    """

    name: str = "sourcing"
    title: str = "Sources"
    columns: tuple[Column, ...] = (
        Column("sources", _PER_ARTICLE, "article", "distinct sources", {"outermost": 1.0}, headline=True),
        Column("nested_sources", _PER_ARTICLE, "article", "side: sources met only inside another's words (A-3)",
               {"nested": 1.0}),
        Column("variety", Unit("Simpson's index, 0 to 1"), "pairs of sourced attributions",
               "chance that two attributions have two sources", {"paired": 1.0}, by="values"),
        Column("wire_credit", Unit("% of articles", 100), "article", "articles that credit a news agency", {CREDIT: 1.0}),
    )  # fmt: skip
    needs: frozenset[str] = frozenset({"sentences", "attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit where each source is first met, worth the pairs of attributions of which it makes one."""
        counts = count_sources(doc)
        n = counts.total()
        # Coders marked few of what is nested: how unlikely they were to do so says little of it.
        nested = (a for a in doc.attributions if a.level > 1 and a.kind in ("reporting", "hearsay"))
        met = {""}
        for attribution in chain(filter(is_counted, doc.attributions), nested):
            source = attribution.source
            if source.span and source.entity not in met:
                met.add(source.entity)
                own = counts[source.entity]
                labels = {"outermost" if own else "nested", f"rung:{source.rung}", source.anonymity}
                labels |= {"paired"} if own and n >= LEAST_SOURCED else set()
                more: dict[str, Any] = {
                    "labels": frozenset(labels),
                    "value": float(own * (n - own)),
                    "confidence": attribution.confidence,
                }
                yield hit(doc, source.span, self.name, source.entity, source.type, rule="A-4", **more)
        yield from self._credit(doc)

    def _credit(self, doc: Document) -> Iterator[Hit]:
        """Yield one hit where the article credits an agency: at its first sentence if it is signed by one."""
        agency, span = doc.article.agency, next(iter(doc.sentences), None)
        labels = {CREDIT, WHOLE_SENTENCE}
        if doc.zone != "body" or span is None:
            return
        if not agency or fold(agency) == fold(doc.article.outlet):
            agency, span = next(_find_agencies(doc), ("", None))
            labels = {CREDIT}
        if span:
            rule = "D-5" if WHOLE_SENTENCE in labels else "A-17"
            more: dict[str, Any] = {"source": agency, "voice": "own"}  # whoever speaks there, the credit is the outlet's
            yield hit(doc, span, self.name, CREDIT, CREDIT, rule=rule, labels=frozenset(labels), **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return one article, and the pairs of attributions that have a source."""
        n = count_sources(doc).total()
        return {("article", "", ""): 1, ("pairs of sourced attributions", "", ""): n * n if n >= LEAST_SOURCED else 0}


def _find_agencies(doc: Document) -> Iterator[tuple[str, Span]]:
    """Yield the attributions made to a news agency, or relayed by one ("told Reuters"), with the agency's name."""
    known = load_phrases("page_furniture")["agency"]
    own = fold(doc.article.outlet)
    for attribution in doc.attributions:
        if attribution.kind in ("reporting", "hearsay") and not is_uncertain(attribution):
            spoken = ((attribution.source.entity, attribution.source.span), (attribution.channel, attribution.cue))
            for name, span in spoken:
                if span and fold(name) in known and fold(name) != own:
                    yield name, span
