"""Attributions: how much is said to come from whom, how openly the source is named, and with which verbs (section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.measures.evidence import PER_1000_WORDS, SENTENCE_SHARE, Described, hit, is_counted, sentence_base, word_bases
from framing.model import Attribution, Document, Hit
from framing.scores import Column, Unit

_OF_ATTRIBUTIONS = Unit("% of attributions", 100)
_OF_SOURCED = Unit("% of sourced attributions", 100)
_OF_ANONYMOUS = Unit("% of anonymous attributions", 100)
_OF_WORDS = Unit("% of words", 100)
_PER_ARTICLE = Unit("per article", 1)
CUE_CLASSES = ("neutral", "factive", "tentative", "distancing", "forceful", "negative", "positive", "evidential", "hearsay")
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
        Column(f"cue_{name}", _OF_ATTRIBUTIONS, "attributions", f"{name} verbs and cues (A-6)", {f"cue:{name}": 1.0})
        for name in CUE_CLASSES
    )
    return (
        Column("rate", PER_1000_WORDS, "all words", "attributions (reporting and hearsay, level 1)", _COUNTED, headline=True),
        Column("ladder_mean", Unit("rung, 0 to 5"), "attributions", "mean step of the sourcing ladder (A-5)",
               {f"rung:{rung}": float(rung) for rung in RUNGS}, headline=True),
        Column("opaque_share", _OF_ATTRIBUTIONS, "attributions", "anonymous, collective or no source", {"opaque": 1.0},
               headline=True),
        Column("attributed_sentences", SENTENCE_SHARE, "sentences", "sentences with an attribution", _COUNTED, by="sentences"),
        Column("attributed_words", _OF_WORDS, "all words", "words inside attributed content", _COUNTED, by="values"),
        Column("sources", _PER_ARTICLE, "article", "distinct sources", {"new source": 1.0}),
        Column("anonymous_share", _OF_SOURCED, "sourced", "anonymous sources", {"anonymous": 1.0}),
        Column("specified_anonymous_share", _OF_ANONYMOUS, "anonymous", "rung 3 of rungs 2 and 3", {"rung:3": 1.0}),
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
    collective and agentless attributions / attributions.

    Reading
    -------
    The rate is blind to the quality of sources: read it only with the ladder and the opaque share (A-18). A story
    that openly counts its anonymous sources looks worse on the anonymous share than one that does not count them.

    Limits
    ------
    Rules over words, tags and quotation marks; the accuracy table says how they do against trained coders. A
    sentence without attribution is unattributed, not unsupported (A-19).

    References
    ----------
    Pareti 2016; Newell, Margolin & Ruths 2018; Bennett 1990; CODEBOOK section 4.
    """

    name: str = "attribution"
    title: str = "Attribution"
    columns: tuple[Column, ...] = _columns()
    needs: frozenset[str] = frozenset({"sentences", "attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit at the cue of each attribution; its value is the number of words of its content."""
        met: set[str] = set()
        for attribution in doc.attributions:
            if attribution.kind != "no_comment":
                labels = _labels(attribution)
                if "counted" in labels and attribution.source.span and attribution.source.entity not in met:
                    met.add(attribution.source.entity)
                    labels |= {"new source"}
                yield hit(
                    doc,
                    attribution.cue,
                    self.name,
                    attribution.lemma,
                    attribution.cue_class,
                    value=float(sum(doc.n_words(span) for span in attribution.contents)),
                    rule=attribution.rule,
                    labels=frozenset(labels),
                    source=doc.quote(attribution.source.span) if attribution.source.span else "",
                    confidence=attribution.confidence,
                )

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return words, sentences, and the attributions that shares are of."""
        counted = [a.source for a in doc.attributions if is_counted(a)]
        return {
            **word_bases(doc),
            **sentence_base(doc),
            ("attributions", "", ""): len(counted),
            ("sourced", "", ""): sum(source.anonymity != "agentless" for source in counted),
            ("anonymous", "", ""): sum(source.anonymity == "anonymous" for source in counted),
            ("article", "", ""): 1,
        }


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


@dataclass(frozen=True)
class QuotationMeasure(Described):
    """Words in direct quotation.

    Definition
    ----------
    Words inside quotation marks that somebody speaks (V-1); terms in quotation marks are not among them (V-4).

    Formula
    -------
    quoted words = words in direct quotation / words x 100.

    Reading
    -------
    Higher means more room for sources' own wording.

    Limits
    ------
    Marks that do not close are closed at the sentence's end (V-10).

    References
    ----------
    CODEBOOK section 2, and 4.2 (direct_quote_share).
    """

    name: str = "quotation"
    title: str = "Direct quotation"
    columns: tuple[Column, ...] = (
        Column("quoted_words", _OF_WORDS, "all words", "words in direct quotation", by="values", headline=True),
        Column("quotations", PER_1000_WORDS, "all words", "quotations"),
    )
    needs: frozenset[str] = frozenset({"quotations"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per outermost quotation, worth its words."""
        end = -1
        for quotation in doc.quotations:
            if quotation.kind == "speech" and quotation.span.start >= end:
                end = quotation.span.end
                words = float(doc.n_words(quotation.span))
                yield hit(doc, quotation.span, self.name, "quotation", "speech", value=words, rule="V-1")

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the words."""
        return word_bases(doc)


@dataclass(frozen=True)
class ReplyRecord(Described):
    """Parties reported as approached and not commenting.

    Definition
    ----------
    Each statement that a party declined to comment, did not respond or could not be reached (A-1n).

    Formula
    -------
    parties = statements / articles.

    Reading
    -------
    A record that somebody was asked. None does not show that nobody was.

    Limits
    ------
    Replies that are given are attributions, not counted here.

    References
    ----------
    CODEBOOK A-1n and 4.2 (reply_record).
    """

    name: str = "reply_record"
    title: str = "Reply record"
    columns: tuple[Column, ...] = (Column("parties", _PER_ARTICLE, "article", "parties that did not comment", headline=True),)
    needs: frozenset[str] = frozenset({"attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per statement that a party did not comment."""
        for attribution in doc.attributions:
            if attribution.kind == "no_comment" and attribution.source.span:
                more = {"source": doc.quote(attribution.source.span), "confidence": attribution.confidence}
                yield hit(doc, attribution.cue, self.name, attribution.lemma, "no_comment", rule="A-1n", **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return one article."""
        return {("article", "", ""): 1}
