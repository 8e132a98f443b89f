"""Relations found and wanted -> how many belong together alike, and how many cues of each form are found (metric A)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from framing.lexicon import Lexicon, shipped_lexicon
from framing.model import Attribution, Document
from framing.quotations import find_quotations
from framing.training.metrics import Chars, Counts, touches

FORMS = ("direct", "mixed", "indirect", "cognition")
PAIRS = ("cue and source", "cue and content")


class Relation(NamedTuple):
    """The characters of one relation's parts; a source that is not there has none."""

    cue: tuple[Chars, ...]
    source: tuple[Chars, ...]
    content: tuple[Chars, ...]
    form: str


@dataclass(slots=True)
class Forms:
    """Tells the form of relations in one text, of those found and of those wanted by the same rule (A-2, A-1c).

    The labels say neither, so both sides are read alike: a cue that the shipped list calls cognition is that; the others are
    direct, mixed or indirect by how much of their content stands in quotation marks.
    """

    doc: Document
    verbs: Lexicon = field(default_factory=lambda: shipped_lexicon("reporting_verbs"))
    _quoted: list[Chars] = field(init=False)
    _minds: list[Chars] = field(init=False)
    _listed: list[Chars] = field(init=False)

    def __post_init__(self) -> None:
        cues = [(self.doc.chars(span), "cognition" in entry.labels) for span, entry in self.verbs.find(self.doc)]
        self._listed = [chars for chars, _ in cues]
        self._minds = [chars for chars, cognition in cues if cognition]
        self._quoted = [self.doc.chars(quotation.span) for quotation in find_quotations(self.doc)]

    def form_of(self, cue: Sequence[Chars], content: Sequence[Chars]) -> str:
        first = next((chars for chars in self._listed if touches(chars, cue)), None)
        if first in self._minds:
            return "cognition"
        words = [i for start, end in content for i in range(start, end) if self.doc.text[i].isalnum()]
        quoted = sum(touches((i, i + 1), self._quoted) for i in words)
        return "direct" if words and quoted == len(words) else "mixed" if quoted else "indirect"

    def found(self, attributions: Iterable[Attribution]) -> Iterator[Relation]:
        """Yield the relations of a document."""
        for attribution in attributions:
            source = attribution.source.span
            cue = (self.doc.chars(attribution.cue),)
            content = tuple(map(self.doc.chars, attribution.contents))
            yield Relation(cue, (self.doc.chars(source),) if source else (), content, self.form_of(cue, content))

    def wanted(self, labels: Iterable[dict[str, Any]]) -> Iterator[Relation]:
        """Yield the relations of a labeled article that have a cue."""
        for label in labels:
            cue, source, content = (tuple(map(tuple, label[part])) for part in ("cue", "source", "content"))
            if cue:
                yield Relation(cue, source, content, self.form_of(cue, content))


def count_pairs(found: Sequence[Relation], wanted: Sequence[Relation], pair: str) -> Counts:
    """Count the relations of one text of which the cue and another part are both right: parts of one relation, not of two.

    A cue and a source are right if they overlap; a content found if at least half of it is wanted, and one that is wanted is
    reached if at least half of it is found.
    """
    same = _same_source if pair == "cue and source" else _same_content
    return _count(found, wanted, lambda one, other: _same_cue(one, other) and same(one, other))


def count_form(found: Sequence[Relation], wanted: Sequence[Relation], form: str) -> Counts:
    """Count the cues of one text that are right, of the relations of one form on either side."""
    ours, theirs = ([relation for relation in side if relation.form == form] for side in (found, wanted))
    right = _count(ours, wanted, _same_cue)
    reached = _count(found, theirs, _same_cue)
    return Counts(right.right, right.predicted, reached.found, reached.wanted)


def _count(found: Sequence[Relation], wanted: Sequence[Relation], same: Callable[[Relation, Relation], bool]) -> Counts:
    right = sum(any(map(partial(same, one), wanted)) for one in found)
    reached = sum(any(map(partial(same, other), found)) for other in wanted)
    return Counts(right, len(found), reached, len(wanted))


def _same_cue(one: Relation, other: Relation) -> bool:
    return any(touches(span, other.cue) for span in one.cue)


def _same_source(one: Relation, other: Relation) -> bool:
    """Say whether two sources overlap; two relations without one are alike in that."""
    return any(touches(span, other.source) for span in one.source) or not (one.source or other.source)


def _same_content(one: Relation, other: Relation) -> bool:
    return is_half_in(one.content, other.content)


def is_half_in(one: Iterable[Chars], other: Iterable[Chars]) -> bool:
    """Say whether at least half of the characters of one stretch are in the other."""
    ours, theirs = ({i for span in side for i in range(*span)} for side in (one, other))
    return bool(ours) and 2 * len(ours & theirs) >= len(ours)
