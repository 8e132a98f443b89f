"""Attributions: how much is said to come from whom, how openly the source is named, and with which verbs (section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.measures.evidence import (
    PER_1000_WORDS,
    SENTENCE_SHARE,
    Described,
    hit,
    is_counted,
    name_of,
    sentence_base,
    word_bases,
)
from framing.measures.sourcing import LEAST_SOURCED, find_top
from framing.model import Attribution, Document, Hit, Span
from framing.scores import Column, Unit

_OF_ATTRIBUTIONS = Unit("% of attributions", 100)
_OF_SOURCED = Unit("% of sourced attributions", 100)
_OF_ANONYMOUS = Unit("% of anonymous attributions", 100)
_OF_WORDS = Unit("% of words", 100)
# CODEBOOK A-6: the classes of cues, and what each says of the outlet's commitment.
CUE_CLASSES = {
    "neutral": "commits to nothing",
    "factive": "takes it for true",
    "tentative": "the source itself is not sure",
    "distancing": "withholds belief",
    "forceful": "tells of stance or manner",
    "negative": "judges against its target",
    "positive": "judges for its target",
    "evidential": "infers from evidence",
    "hearsay": "names no source",
}
RUNGS = {
    5: "named individual",
    4: "named organization, document or media title",
    3: "anonymous, with number, role or basis",
    2: "anonymous, stock phrase only",
    1: "unnamed class of people",
    0: "no source",
}
_COUNTED = {"counted": 1.0}


def _columns() -> tuple[Column, ...]:
    ladder = tuple(
        Column(f"ladder_{rung}", _OF_ATTRIBUTIONS, "attributions", f"rung {rung}: {about}", {f"rung:{rung}": 1.0})
        for rung, about in RUNGS.items()
    )
    cues = tuple(
        Column(f"cue_{name}", _OF_ATTRIBUTIONS, "attributions", f"{name} verbs and cues: {about} (A-6)", {f"cue:{name}": 1.0})
        for name, about in CUE_CLASSES.items()
    )
    return (
        Column("rate", PER_1000_WORDS, "all words", "attributions (reporting and hearsay, level 1)", _COUNTED, headline=True),
        Column("ladder_mean", Unit("rung, 0 to 5"), "attributions", "mean step of the sourcing ladder (A-5)",
               {f"rung:{rung}": float(rung) for rung in RUNGS}, headline=True),
        Column("opaque_share", _OF_ATTRIBUTIONS, "attributions", "anonymous, collective or no source", {"opaque": 1.0},
               headline=True),
        Column("attributed_sentences", SENTENCE_SHARE, "sentences", "sentences with an attribution", {"in sentence": 1.0},
               by="sentences"),
        Column("attributed_words", _OF_WORDS, "all words", "words inside attributed content", _COUNTED, by="values"),
        Column("anonymous_share", _OF_SOURCED, "sourced", "anonymous sources", {"anonymous": 1.0}),
        Column("specified_anonymous_share", _OF_ANONYMOUS, "anonymous", "rung 3 of rungs 2 and 3", {"rung:3": 1.0}),
        Column("top_source_share", _OF_SOURCED, "sourced, at least five", "the most-used source of each article",
               {"top source": 1.0}),
        *ladder,
        *cues,
        Column("official_share", _OF_SOURCED, "sourced", "official sources (indexing: Bennett 1990)", {"official": 1.0}),
        Column("media_reliance", _OF_SOURCED, "sourced", "other media as source", {"type:media": 1.0}),
        Column("cognition", PER_1000_WORDS, "all words", "side: beliefs and wishes attributed to an actor (A-1c)",
               {"cognition": 1.0}),
        Column("nested", PER_1000_WORDS, "all words", "side: attributions inside another's content (A-3)", {"nested": 1.0}),
        Column("uncertain", PER_1000_WORDS, "all words", "side: attributions less likely than not", {"uncertain": 1.0}),
    )  # fmt: skip


@dataclass(frozen=True)
class AttributionMeasure(Described):
    """Attributions per 1,000 words, and how openly their sources are named.

    Definition
    ----------
    An attribution links a source (who), a cue (the word that links) and a content (what). Reporting and hearsay at
    the outermost level make the rate; beliefs (A-1c), nested attributions (A-3) and parties that did not comment
    (A-1n) stand beside it. Each source stands on a rung of the ladder: 5 named individual, 4 named organization,
    document or medium, 3 anonymous with number, role or basis, 2 anonymous with a stock phrase only, 1 an unnamed
    class of people, 0 no source. An attribution that a trained coder would mark with less than an even chance stands
    beside them all as uncertain: no rate and no share counts it, above or below the line.

    Formula
    -------
    rate = attributions / words x 1,000; ladder mean = sum of rungs / attributions; opaque share = anonymous,
    collective and agentless attributions / attributions; anonymous, official and media shares = such attributions /
    attributions that have a source; a class of cues = its cues / attributions, of which the neutral share is one; the
    most-used source's share = its attributions / attributions that have a source, in articles with at least five.

    Reading
    -------
    The rate is blind to the quality of sources: read it only with the ladder and the opaque share (A-18). A story
    that openly counts its anonymous sources looks worse on the anonymous share than one that does not count them.

    Limits
    ------
    Rules over words, tags and quotation marks; the accuracy table says how they do against trained coders. A
    sentence without attribution is unattributed, not unsupported (A-19). An attributed sentence is one in which a
    cue stands: the further sentences of a long quotation are among the attributed words only. A share of few
    attributions says little: of two, each is half.

    References
    ----------
    Pareti 2016; Newell, Margolin & Ruths 2018; Bennett 1990; CODEBOOK section 4.
    """

    name: str = "attribution"
    title: str = "Attribution"
    columns: tuple[Column, ...] = _columns()
    needs: frozenset[str] = frozenset({"sentences", "attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit at the cue of each attribution; its value is the number of words of its content.

        Words that a counted attribution before it holds already are not counted again.
        """
        top = find_top(doc)
        held = bytearray(len(doc.tokens))
        for attribution in doc.attributions:
            if attribution.kind != "no_comment":
                labels = _labels(attribution)
                counted = "counted" in labels
                n_words = _take_words(doc, attribution.contents, held if counted else bytearray(len(held)))
                if counted:
                    labels |= {"top source"} if top and attribution.source.entity == top else set()
                    labels |= {"in sentence"} if doc.sentence_at(attribution.cue.start) not in doc.list_items else set()
                yield hit(
                    doc,
                    attribution.cue,
                    self.name,
                    attribution.lemma,
                    attribution.cue_class,
                    value=float(n_words),
                    rule=attribution.rule,
                    labels=frozenset(labels),
                    source=name_of(doc, attribution.source),
                    confidence=attribution.confidence,
                )

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return words, sentences, and the attributions that shares are of."""
        counted = [a.source for a in doc.attributions if is_counted(a)]
        sourced = sum(source.anonymity != "agentless" for source in counted)
        return {
            **word_bases(doc),
            **sentence_base(doc),
            ("attributions", "", ""): len(counted),
            ("sourced", "", ""): sourced,
            ("sourced, at least five", "", ""): sourced if sourced >= LEAST_SOURCED else 0,
            ("anonymous", "", ""): sum(source.rung in (2, 3) for source in counted),
        }


def _take_words(doc: Document, spans: Iterable[Span], held: bytearray) -> int:
    """Count the words of some spans at tokens that are not held yet, and hold these tokens."""
    total = 0
    for start, end in spans:
        words = doc.tokens.words[start:end]
        if 1 in held[start:end]:
            words = [word for word, is_held in zip(words, held[start:end], strict=True) if not is_held]
        total += sum(words)
        held[start:end] = b"\x01" * (end - start)
    return total


def _labels(attribution: Attribution) -> set[str]:
    """Return what columns select by; only level-1 reporting and hearsay that is not uncertain are counted."""
    if attribution.kind in ("cognition", "no_comment"):
        return {attribution.kind}
    if not is_counted(attribution):
        return {"nested" if attribution.level > 1 else "uncertain"}
    source = attribution.source
    labels = {
        "counted", attribution.kind, attribution.form, source.anonymity, f"cue:{attribution.cue_class}", f"type:{source.type}",
        f"rung:{source.rung}",
    }  # fmt: skip
    labels |= {"official"} if source.official else set()
    return labels | ({"opaque"} if source.anonymity != "named" else set())
