"""An article of an analysis -> where its headline and its body part: source, hedge, loaded term, actor (CODEBOOK F-2).

The headline's main claim is held against the statement of the body that is most like it. A difference is one of wording: a
headline is short, and is often written by another hand than the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.claims.attribution_changes import say_record
from framing.claims.results import Statement
from framing.claims.tellings import SOURCED, Telling, read_telling
from framing.claims.verb_forms import root
from framing.claims.wording_changes import is_of_sureness
from framing.documents import segment
from framing.model import Document, Hit

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis import Analysis

# What may differ, and what that means; F-2's flags, in its order.
DIVERGENCES: Mapping[str, str] = {
    "source": "the body names, or points to, a source that the headline does not have",
    "hedge": "the body hedges what the headline says outright",
    "loaded": "the headline has a loaded term that the body does not",
    "actor": "someone in the headline does not stand in the deck or the first paragraph",
}
_LIKE = 0.3  # share of the headline's words that a statement needs to be its claim
_REACHED = 2  # of the headline's words, by a hedge over its claim
_TELLING = ("NN", "VB", "JJ", "CD", "RB")


@dataclass(frozen=True, slots=True)
class Divergence:
    """One thing in which headline and body differ: a key of `DIVERGENCES`, with both wordings.

    ``headline`` is the headline, or its word in question; ``body`` the wording of the body, "" where it has none.
    """

    article: str
    kind: str
    headline: str
    body: str


def find_divergences(analysis: Analysis, article_id: str) -> tuple[Divergence, ...]:
    """Return what differs between an article's headline and its body; nothing where it has no headline, or no body.

    Parameters
    ----------
    analysis
        What `framing.analyze` returned, with the measures hedging, loaded and attribution.
    article_id
        The article's id.

    Raises
    ------
    UnknownNameError
        If the analysis has no such article.
    """
    article = analysis.article(article_id)
    if not article.title.strip() or not article.text.strip():
        return ()
    body = read_telling(article, analysis)
    title = segment(article.title, article, "title")
    found = (
        *_compare_claim(analysis, title, body),
        *_find_loaded(analysis, body),
        *_find_absent(analysis, title, body),
    )
    return tuple(Divergence(article_id, kind, before, after) for kind, before, after in found)


def divergences_frame(analysis: Analysis) -> pd.DataFrame:
    """Return a tidy frame: one row per article with a headline; for each key of `DIVERGENCES` yes or no, and the wordings."""
    import pandas as pd

    rows = []
    for article in analysis.articles:
        if article.title.strip() and article.text.strip():
            found = find_divergences(analysis, article.id)
            flags = {kind: any(one.kind == kind for one in found) for kind in DIVERGENCES}
            said = "; ".join(f"{one.kind}: {one.headline} / {one.body or 'nothing'}" for one in found)
            rows.append({"article": article.id, "outlet": article.outlet, **flags, "wordings": said})
    return pd.DataFrame(rows, columns=["article", "outlet", *DIVERGENCES, "wordings"])


def _compare_claim(analysis: Analysis, title: Document, body: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield a source, and a hedge, that the body's statement of the headline's claim has and the headline does not."""
    words = _words(title)
    claim = _find_claim(words, body)
    if claim is None:
        return
    shared = words & body.claimed_in([claim])
    record = next(iter(body.attributions_like([claim], shared)), None)
    records = analysis.attributions.get(body.article.id, ())
    sourced = any(r.get("zone") == "title" and r["kind"] in SOURCED for r in records) or ":" in title.norms
    if record is not None and not sourced and not _names(record["source_text"]) & words:
        yield "source", title.text, say_record(body, record)
    own = [hit for hit in _hits(analysis, body, "title", "hedging") if hit.category == "question" or is_of_sureness(hit)]
    hedges = [
        hit for hit in body.hits_in([claim], "hedging")
        if is_of_sureness(hit) and hit.category != "approximator" and len(body.reach_of(hit) & words) >= _REACHED
    ]  # fmt: skip
    if hedges and not own:
        yield "hedge", title.text, ", ".join(dict.fromkeys(hit.text for hit in hedges))


def _find_claim(words: frozenset[str], body: Telling) -> Statement | None:
    """Return the first of the body's statements that have the most of the headline's words."""
    shares = [len(words & body.words_of([statement])) for statement in body.statements]
    most = max(shares, default=0)
    return body.statements[shares.index(most)] if most and most >= _LIKE * len(words) else None


def _find_loaded(analysis: Analysis, body: Telling) -> Iterator[tuple[str, str, str]]:
    told, text = {hit.term for hit in body.hits_in(body.statements, "loaded")}, body.doc.text.lower()
    for hit in _hits(analysis, body, "title", "loaded"):
        if hit.voice != "quoted" and hit.term not in told and hit.text.lower() not in text:
            yield "loaded", hit.text, ""


def _find_absent(analysis: Analysis, title: Document, body: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield who is named in the headline and neither in the deck nor in the first paragraph, with where the body names them."""
    article = body.article
    first = article.text.strip().split("\n", 1)[0]
    start = len(article.text) - len(article.text.lstrip())
    lead = set(segment(f"{article.deck}\n{first}", article).norms)
    mentions = [m for m in analysis.mentions.get(article.id, ()) if m["actor"]]
    in_lead = {m["actor"] for m in mentions if m["zone"] == "deck" or (m["zone"] == "body" and m["start"] < start + len(first))}
    told: set[str] = set()
    for mention in (m for m in mentions if m["zone"] == "title"):
        name = article.title[mention["start"] : mention["end"]]
        told.update(name.lower().split())
        if mention["actor"] not in in_lead and not set(name.lower().split()) & lead:
            yield "actor", name, _find_later(body.doc, name.lower().split())
    for words in _find_names(title, body.doc):
        if not set(words) & (lead | told):
            yield "actor", " ".join(word.capitalize() for word in words), _find_later(body.doc, words)


def _find_names(title: Document, body: Document) -> Iterator[list[str]]:
    """Yield the runs of a headline's words that the body writes as names, whatever letters the headline is set in."""
    inside = {i for span in body.sentences for i in range(span.start + 1, span.end)}
    small = {body.norms[i] for i in range(len(body.norms)) if body.tokens.texts[i][0].islower()}
    names = {body.norms[i] for i in inside if body.tags[i].startswith("NNP") and body.tokens.texts[i][0].isupper()} - small
    run: list[str] = []
    for i, norm in enumerate((*title.norms, "")):
        if norm in names and title.tokens.texts[i][0].isupper():
            run.append(norm)
        elif run:
            yield run
            run = []


def _find_later(doc: Document, name: Iterable[str]) -> str:
    """Return the sentence of the body in which a name first stands."""
    words = set(name)
    for span in doc.sentences:
        if words & set(doc.norms[span.start : span.end]):
            start, end = doc.chars(span)
            return " ".join(doc.text[start:end].split())
    return ""


def _hits(analysis: Analysis, body: Telling, zone: str, measure: str) -> Iterator[Hit]:
    for hit in analysis.hits.get(body.article.id, ()):
        if hit.zone == zone and hit.measure == measure:
            yield hit


def _words(doc: Document) -> frozenset[str]:
    return frozenset(root(norm) for norm, tag in zip(doc.norms, doc.tags, strict=True) if tag[:2] in _TELLING)


def _names(text: object) -> frozenset[str]:
    return frozenset(root(word) for word in str(text).lower().split() if len(word) > 3)
