"""Two statements that share a verb -> roles exchanged, and doers named on one side only (CODEBOOK C-6, F-3, F-4).

A tagger alone calls "shelled" an adjective and "beat" a noun, so a verb is told by what stands around it too, and only
where the other version has the same word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.claims.dates import DAYS
from framing.claims.results import Change
from framing.claims.verb_forms import may_be_past, root
from framing.grammar import NOUNS, TIMES
from framing.model import Document, Span

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got"])
_NO_ACT = _BE | frozenset("has have had having do does did done will would could can may might should must shall said say says "
                          "told according".split())  # fmt: skip
_OPENS = frozenset(["DT", "CD", "PRP$", "JJ", "POS", "$"]) | NOUNS  # tags that a noun phrase is made of
_ADVERBS = frozenset(["RB", "RBR", "MD"])
_REACH = 8  # tokens around a verb within which its doer, or whom it is done to, begins


@dataclass(frozen=True, slots=True)
class Act:
    """A verb, or a noun of an event, with the stems of the words that say who does it and to whom.

    ``form`` is active, passive or nominal; ``at`` is its token.
    """

    verb: str
    doer: frozenset[str]
    done_to: frozenset[str]
    form: str
    at: int


def compare_acts(one: Document, mine: Span, other: Document, theirs: Sequence[Span]) -> Iterator[Change]:
    """Yield exchanged roles, and doers that one side leaves out, of the acts that both tell."""
    told = [act for span in theirs for act in find_acts(other, span)]
    for act in find_acts(one, mine):
        same = [t for t in told if t.verb == act.verb]
        if not same:
            continue
        nearest = max(same, key=lambda t: len(t.done_to & act.done_to) + len(t.doer & act.doer))
        kind = _compare(act, nearest, _words(other, theirs), _words(one, [mine]))
        if kind:
            span = next(span for span in theirs if span.start <= nearest.at < span.end)
            yield Change(*kind, _say(one, mine, act), _say(other, span, nearest))


def _compare(act: Act, told: Act, theirs: frozenset[str], mine: frozenset[str]) -> tuple[str, str] | None:
    """Return what changed from one act to the other; ``theirs`` and ``mine`` are all words of the statements."""
    exchanged = act.doer & told.done_to and act.done_to & told.doer
    if exchanged and not act.doer & told.doer:
        return "meaning", "roles_swapped"
    if not act.done_to & told.done_to:
        return None
    if act.doer and not told.doer and told.form != "active" and not act.doer & theirs:
        return "agency", "agent_deleted"
    if told.doer and not act.doer and act.form != "active" and not told.doer & mine:
        return "agency", "agent_added"
    return None


def _words(doc: Document, spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(root(doc.norms[i]) for span in spans for i in range(*span))


def _say(doc: Document, span: Span, act: Act) -> str:
    """Return the act's surroundings as the text has them."""
    start, end = max(span.start, act.at - 4), min(span.end, act.at + 5)
    return doc.text[doc.tokens.starts[start] : doc.tokens.ends[end - 1]]


def find_acts(doc: Document, span: Span) -> Iterator[Act]:
    """Yield what may be the acts of a statement: verbs, and nouns with "of" or an owner, which the other side may share."""
    for i in range(*span):
        norm, tag = doc.norms[i], doc.tags[i]
        if not norm[0].isalpha() or norm in _NO_ACT or norm in TIMES or tag[:2] not in ("VB", "JJ", "NN"):
            continue
        if _is_passive(doc, i, span):
            start = _auxiliary_start(doc, i, span)
            yield Act(root(norm), _by(doc, i, span), _before(doc, start, span), "passive", i)
        elif _is_active(doc, i, span):
            start = _auxiliary_start(doc, i, span)
            yield Act(root(norm), _before(doc, start, span), _after(doc, i + 1, span), "active", i)
        elif tag in ("NN", "NNS", "VBG") and i + 1 < span.end and doc.norms[i + 1] == "of":
            yield Act(root(norm), _owner(doc, i, span) | _by(doc, i, span), _after(doc, i + 2, span), "nominal", i)


def _is_passive(doc: Document, i: int, span: Span) -> bool:
    """Say whether a form of "be" stands before a participle, or "by" and a doer behind one that follows a noun."""
    participle = doc.tags[i] in ("VBN", "VBD") or (doc.tags[i] in ("JJ", "NN") and may_be_past(doc.norms[i]))
    if not participle:
        return False
    before = i - 1
    while before > span.start and doc.tags[before] in _ADVERBS:
        before -= 1
    if before >= span.start and doc.norms[before] in _BE:
        return True
    follows = before >= span.start and doc.tags[before] in NOUNS
    return follows and doc.tags[i] != "VBD" and i + 1 < span.end and doc.norms[i + 1] == "by"


def _is_active(doc: Document, i: int, span: Span) -> bool:
    """Say whether a word is a finite verb, by its tag or by a noun before it and a noun phrase behind it."""
    if doc.tags[i] in ("VBD", "VBZ", "VBP"):
        return True
    if doc.tags[i] == "VB":
        return i > span.start and doc.tags[i - 1] in ("MD", *_ADVERBS)
    has = i > span.start and doc.norms[i - 1] in ("has", "have", "had", "'ve")
    between = span.start < i < span.end - 1 and doc.tags[i - 1] in (*NOUNS, "PRP") and doc.tags[i + 1] in _OPENS
    past = may_be_past(doc.norms[i]) or doc.tags[i] == "VBN"
    both_names = between and doc.tags[i] == "NN" and doc.tags[i - 1] == "NNP" and doc.tags[i + 1] == "NNP"
    return has or (between and past and doc.tags[i] in ("VBN", "JJ", "NN")) or both_names


def _auxiliary_start(doc: Document, i: int, span: Span) -> int:
    """Return where a verb's group begins: its auxiliaries and adverbs are stepped over."""
    start = i
    while start > span.start and (
        doc.tags[start - 1] in (*_ADVERBS, "TO")
        or doc.norms[start - 1] in _BE
        or doc.norms[start - 1] in ("has", "have", "had")
    ):
        start -= 1
    return start


def _before(doc: Document, end: int, span: Span) -> frozenset[str]:
    """Return the stems of the noun phrase before a verb, what a preposition attaches left out: "members of the board"."""
    found: set[str] = set()
    for i in range(end - 1, max(span.start, end - _REACH) - 1, -1):
        norm, tag = doc.norms[i], doc.tags[i]
        if tag in NOUNS or tag == "PRP":
            found.add(root(norm))
        elif norm == "of" and found:
            found = set()
        elif tag == "JJ" and found:
            continue
        elif tag not in ("DT", "CD", "PRP$", "POS", "JJ"):
            break
    return frozenset(word for word in found if word not in TIMES)


def _after(doc: Document, start: int, span: Span) -> frozenset[str]:
    """Return the stems of the noun phrase that begins at a token."""
    found: set[str] = set()
    for i in range(start, min(start + _REACH, span.end)):
        norm, tag = doc.norms[i], doc.tags[i]
        if tag in NOUNS or (tag == "PRP" and not found):
            found.add(root(norm))
        elif tag not in ("DT", "CD", "PRP$", "POS", "JJ", "JJR", "JJS", "VBN", "VBG", "$"):
            break
    return frozenset(found)


def _by(doc: Document, i: int, span: Span) -> frozenset[str]:
    """Return the stems of who an act is done by; a time, an amount or a way of doing is nobody."""
    for at in range(i + 1, min(i + 1 + 2 * _REACH, span.end)):
        if doc.norms[at] in (",", ";") or doc.tags[at] in ("VBD", "VBZ", "VBP", "MD"):
            break
        if doc.norms[at] == "by" and at + 1 < span.end and doc.tags[at + 1] not in ("CD", "VBG"):
            return frozenset(word for word in _after(doc, at + 1, span) if word not in DAYS and word not in TIMES)
    return frozenset()


def _owner(doc: Document, i: int, span: Span) -> frozenset[str]:
    """Return the stems of who owns an act: "the army's killing of", "police killing of"."""
    return _before(doc, i, span) if i > span.start and doc.tags[i - 1] in ("POS", *NOUNS) else frozenset()
