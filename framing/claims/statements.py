"""An annotated article -> its statements: sentences, cut into clauses where they carry several claims (CODEBOOK C-3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from framing.claims.results import Statement
from framing.documents import segment, trim
from framing.model import Article, Document, Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBJECT = ("NN", "PR", "DT", "EX")
_JOINS = frozenset(["and", "but", "while", "whereas", "although", "though", "yet", "or", "so", "because", "after", "as"])
_RELATIVE = frozenset(["WP", "WDT", "WRB", "WP$"])
# Participles in form, prepositions in use: they open no clause.
_PREPOSITIONS = frozenset(
    "according barring concerning considering depending excluding excepting failing following including involving "
    "notwithstanding owing pending regarding respecting touching".split()
)
LEAST = 4  # words with meaning that a clause needs to stand alone
_NEAR = 9  # tokens within which a clause's verb stands after the word that opens it


def split_statements(
    article: Article,
    attributions: Iterable[Mapping[str, Any]] = (),
    quotations: Iterable[Mapping[str, Any]] = (),
    doc: Document | None = None,
) -> tuple[Statement, ...]:
    """Return an article's statements in order; together they cover every sentence of its body.

    Parameters
    ----------
    article
        The article.
    attributions, quotations
        Its layers, as an `Analysis` keeps them: nothing is cut inside quotation marks, nor a cue from what it introduces.
    doc
        The body, segmented and tagged; made here where it is not given.
    """
    doc = doc or segment(article.text, article)
    closed = _closed(doc, attributions, quotations)
    length = max(1, len(doc.text))
    statements = []
    for number, sentence in enumerate(doc.sentences):
        for clause in _clauses(doc, sentence, closed):
            start, end = doc.chars(clause)
            statements.append(Statement(article.id, start, end, doc.text[start:end], number, start / length))
    return tuple(statements)


def _closed(
    doc: Document, attributions: Iterable[Mapping[str, Any]], quotations: Iterable[Mapping[str, Any]]
) -> frozenset[int]:
    """Return the tokens before which nothing is cut: inside quotation marks, and between a source and its cue."""
    spans = [(record["start"], record["end"]) for record in quotations if record.get("zone", "body") == "body"]
    for record in attributions:
        if record.get("zone", "body") == "body":
            ends = [span for span in (record["source"], record["cue"]) if span]
            spans.append((min(start for start, _ in ends), max(end for _, end in ends)))
    starts = [token.start for token in doc.tokens]
    return frozenset(i for start, end in spans for i in range(bisect_left(starts, start) + 1, bisect_left(starts, end)))


def _clauses(doc: Document, sentence: Span, closed: frozenset[int]) -> Iterator[Span]:
    """Cut a sentence where a clause of its own begins; parts too small to stand alone stay with what is before them."""
    cuts = [i for i in range(sentence.start + 1, sentence.end) if i not in closed and _begins(doc, i, sentence)]
    parts = [Span(*pair) for pair in zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True)]
    kept: list[Span] = []
    for part in parts:
        small = sum(map(_means, doc.tags[part.start : part.end])) < LEAST
        if kept and (small or sum(map(_means, doc.tags[kept[-1].start : kept[-1].end])) < LEAST):
            kept[-1] = Span(kept[-1].start, part.end)
        else:
            kept.append(part)
    for part in kept:
        yield trim(doc, part.start, part.end) or part


def _means(tag: str) -> bool:
    return tag[:2] in ("NN", "VB", "JJ", "CD", "RB")


def _begins(doc: Document, i: int, sentence: Span) -> bool:
    """Say whether a clause of its own begins at a token."""
    before, norm, tag = doc.norms[i - 1], doc.norms[i], doc.tags[i]
    if before == ";":
        return True
    if before not in (",", "\u2014", "\u2013", "--"):
        return False
    if norm in _JOINS:
        return _has_own_verb(doc, i + 1, sentence.end)
    rest = doc.tags[i : sentence.end]
    if tag in _RELATIVE:  # one that the main clause goes on behind stays: its words would part the sentence
        return "," not in doc.norms[i : sentence.end] and not FINITE.isdisjoint(rest[:_NEAR])
    return tag == "VBG" and norm not in _PREPOSITIONS and "," not in doc.norms[i : sentence.end]


def _has_own_verb(doc: Document, start: int, end: int) -> bool:
    """Say whether a subject and its finite verb follow: "and the mayor signed", not "and signed" nor "and the mayor"."""
    subject = False
    for i in range(start, min(end, start + _NEAR)):
        if doc.norms[i] in (",", ";"):
            return False
        if doc.tags[i] in FINITE:
            return subject
        subject = subject or doc.tags[i][:2] in _SUBJECT
    return False


def choose_reference(articles: Sequence[Article], originals: Sequence[str]) -> tuple[str, str]:
    """Return the id of the version the others are held against, and why: the wire original, the earliest, or the longest.

    Parameters
    ----------
    articles
        The versions of a story.
    originals
        Ids of those that are an agency's own text, as `framing.group_stories` found.
    """
    known = [article for article in articles if article.id in originals]
    if known:
        chosen = min(known, key=lambda article: (article.date is None, article.date, -len(article.text), article.id))
        return chosen.id, "the wire original"
    dates = {article.date for article in articles}
    if None not in dates and len(dates) > 1:
        chosen = min(articles, key=lambda article: (article.date, -len(article.text), article.id))
        if sum(article.date == chosen.date for article in articles) == 1:
            return chosen.id, "the earliest version"
        return chosen.id, "the longest of the earliest versions"
    chosen = min(articles, key=lambda article: (-len(article.text), article.id))
    return chosen.id, "the longest version"
