"""A word that evaluates and the actors around it -> whom it is aimed at, and by which relation (CODEBOOK S-8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.grammar import FINITE, NOUNS, verb_group
from framing.measures.roles import find_subjects, join_names, join_objects
from framing.measures.shifts import Shift, clause_of
from framing.model import Document, Mention, Span

ROLES = frozenset(["agent", "patient"])
_COPULAS = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "seems", "seemed", "appears", "appeared", "remains",
     "remained", "became", "become", "becomes", "looks", "looked", "proved", "proves", "make", "makes", "made"]
)  # fmt: skip
# What may stand between a copula and the word it says of its subject: "was long one of the most", "is neither kind nor".
_DEGREES = frozenset(["RB", "RBR", "RBS", "DT", "PDT", "JJ", "JJR", "JJS", "CC", "CD", "VBN"])
_OPENS_DEGREE = frozenset(["as", "among", "a", "an", "the"])
_DEGREE_WORDS = frozenset(
    ["as", "among", ",", "both", "neither", "nor", '"', "'", "anything", "but", "far", "from", "by", "less", "than"]
)
MODIFIER_REACH = 2  # tokens between a modifier and its name: "the honest former minister Okoro"
OBJECT_REACH = 4  # tokens between a verb and its object's name


class Polar(NamedTuple):
    """A polar word where it stands, with its sign, how it relates to actors, and what makes it somebody's opinion."""

    span: Span
    term: str
    value: float
    labels: frozenset[str]
    rule: str
    opinion: Shift | None = None


def assign(doc: Document, polar: Polar, mentions: Sequence[Mention], sentence: Span) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions an evaluative word is aimed at, and by which relation (S-8); none where the wording does not say."""
    span = polar.span
    clause = clause_of(doc, span.start, sentence)
    heads = [m for m in mentions if m.role != "possessive"]  # "Ruiz's shameful delay" evaluates the delay
    inside = [m for m in heads if clause.start <= m.span.start < clause.end]
    after = [m for m in inside if m.span.start >= span.end]
    if polar.labels & ROLES:
        roles = list(_find_roles(doc, polar, after, heads, sentence))
        if roles or not is_participle(doc, span):
            yield from roles
            return  # "praised the team" says nothing of who did
    acts = span.start > sentence.start and doc.tags[span.start - 1] in ("NN", "NNS")  # no adjective: "the regime jailed Ruiz"
    if (
        after
        and not acts
        and after[0].span.start - span.end <= MODIFIER_REACH
        and _is_phrase(doc, span.end, after[0].span.start)
    ):
        plural = doc.tags[after[0].span.start - 1] == "NNS"  # "the corrupt bankers Ruiz and Brandt"
        yield from ((m, "modifies") for m in (join_names(doc, after[0], heads) if plural else after[:1]))
    elif span.end < clause.end and doc.tags[span.end].startswith("NNP"):
        return  # it modifies a name that is no actor here
    elif after and doc.norms[span.end] in ("as", "of") and _is_phrase(doc, span.end + 1, after[0].span.start):
        yield after[0], "likened" if doc.norms[span.end] == "as" else "predicate"  # "as kind as Ruiz", "foolish of Ruiz"
    elif (described := _find_described(doc, polar, clause, heads, sentence)) is not None:
        yield from ((m, "predicate") for m in described)
    elif named := _in_apposition(doc, span, clause, heads):
        yield named, "apposition"
    elif not _is_adjective(doc, span) and len({m.actor for m in mentions}) == 1 and inside:
        yield inside[0], "same clause"


def _find_described(
    doc: Document, polar: Polar, clause: Span, heads: Sequence[Mention], sentence: Span
) -> Sequence[Mention] | None:
    """Return of whom a word is the predicate; none where of somebody else, `None` where it is no predicate."""
    start, opinion = polar.span.start, polar.opinion
    copulas = (i for i in range(start - 1, clause.start - 1, -1) if doc.norms[i] in _COPULAS and doc.tags[i] != "POS")
    copula = next((i for i in copulas if _is_degree(doc, i + 1, start)), None)
    if copula is not None:
        subjects = find_subjects(doc, copula, heads, sentence)
        before = [m for m in heads if clause.start <= m.span.start and m.span.end <= copula]
        return before[-1:] if subjects is None else subjects
    if opinion is None:
        return None
    # "considers Ruiz corrupt", "hailed Ruiz as a principled judge"
    named = [m for m in heads if opinion.span.end <= m.span.start and m.span.end <= start]
    return join_names(doc, named[-1], heads) if named and _is_degree(doc, named[-1].span.end, start) else None


def _is_degree(doc: Document, start: int, end: int) -> bool:
    """Say whether only articles, degrees and other predicates stand between two places, so that the second is said of it."""
    for i in range(start, end):
        tag, norm = doc.tags[i], doc.norms[i]
        if tag in _DEGREES and not (
            tag == "VBN" and doc.norms[i + 1] not in _OPENS_DEGREE and doc.tags[i - 1] not in ("DT", "CC")
        ):
            continue
        counted = norm == "of" and i > start and doc.tags[i - 1] in ("CD", "DT", "NN", "JJS", "RBS")
        counted = counted and doc.norms[i - 1] in ("one", "some", "most", "none", "two", "three")
        joined = tag in NOUNS and i + 1 < end and doc.norms[i + 1] in ("and", "or", "nor", ",")
        owned = tag in ("PRP$", "POS") or (i + 1 < end and doc.tags[i + 1] == "POS")  # "one of our town's most"
        if not (counted or joined or owned or norm in _DEGREE_WORDS):
            return False
    return True


def _find_roles(
    doc: Document, polar: Polar, after: Sequence[Mention], heads: Sequence[Mention], sentence: Span
) -> Iterator[tuple[Mention, str]]:
    """Yield whom a verb evaluates: its subject, its object, or both ("mocked"); in the passive the subject is its object."""
    span = polar.span
    if not is_passive(doc, span, sentence) and is_participle(doc, span) and doc.tags[span.start - 1] in ("DT", "PRP$"):
        return  # "the disgraced minister": an adjective
    subjects = find_subjects(doc, span.start, heads, sentence)
    if subjects is None:
        clause = clause_of(doc, span.start, sentence)
        subjects = [m for m in heads if clause.start <= m.span.start and m.span.end <= span.start][-1:]
    if is_passive(doc, span, sentence):
        yield from ((m, "object") for m in subjects if "patient" in polar.labels)
        return
    yield from ((m, "subject") for m in subjects if "agent" in polar.labels)
    if after and "patient" in polar.labels and after[0].span.start - span.end <= OBJECT_REACH:
        other = doc.tags[span.end].startswith("NNP") and not _is_phrase(doc, span.end, after[0].span.start)
        if not other:
            yield from ((m, "object") for m in join_objects(doc, after[0], heads, sentence))


def is_participle(doc: Document, span: Span) -> bool:
    """Say whether a single word may be a participle or adjective."""
    return span.end - span.start == 1 and doc.tags[span.start] in ("VBN", "JJ")


def is_passive(doc: Document, span: Span, sentence: Span) -> bool:
    """Say whether a verb is in the passive."""
    return doc.tags[span.start] in ("VBN", "VBD") and verb_group(doc, span.start, sentence).passive


def _is_adjective(doc: Document, span: Span) -> bool:
    return doc.tags[span.end - 1] in ("JJ", "JJR", "JJS", "VBN", "VBG")


def _is_phrase(doc: Document, start: int, end: int) -> bool:
    """Say whether only nouns and adjectives stand between a word and a name, in the order of a phrase."""
    tags = [doc.tags[i][:2] for i in range(start, end)]
    return set(tags) <= {"NN", "JJ"} and "NN JJ" not in " ".join(tags)


def _in_apposition(doc: Document, span: Span, clause: Span, heads: Sequence[Mention]) -> Mention | None:
    """Return whom "..., a trustworthy accountant," describes: the mention just before its comma, or just after."""
    opens = doc.norms[clause.start] in ("a", "an", "the", "one", "long") or doc.tags[clause.start] in ("RB", "CD")
    if not opens or any(doc.tags[i] in FINITE for i in range(*clause)) or not _is_degree(doc, clause.start, span.start):
        return None
    commas = (clause.start - 1, clause.end)
    return next(
        (m for m in heads if m.span.end == commas[0] or (m.span.start == commas[1] + 1 and doc.norms[commas[1]] == ",")), None
    )
