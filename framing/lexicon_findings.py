"""Two versions of a lexicon, and articles -> the places in which they find different things (CODEBOOK K-6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from framing.annotators import make_annotator
from framing.lexicon import Lexicon
from framing.measures import apply, lexicon_measure
from framing.model import Article, Document, Hit

if TYPE_CHECKING:
    import pandas as pd

    from framing.annotators import Choice

_SHOWN = 60  # rows in a notebook
_REACH = 60  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in an article where the two versions find different things: ``old`` and ``new`` are entries' ids, or ""."""

    article: str
    outlet: str
    zone: str
    start: int
    end: int
    voice: str
    old: str
    new: str
    before: str
    text: str
    after: str

    @property
    def kind(self) -> str:
        """Whether the finding "appears", "vanishes" or is "counted otherwise"."""
        return "counted otherwise" if self.old and self.new else "appears" if self.new else "vanishes"


class Findings(tuple[Finding, ...]):
    """The places where two versions find different things, in the order of the articles."""

    __slots__ = ()

    def frame(self) -> pd.DataFrame:
        """Return a tidy frame: a row for each finding, with its kind."""
        import pandas as pd

        names = [each.name for each in fields(Finding)]
        rows = [[found.kind, *(getattr(found, name) for name in names)] for found in self]
        return pd.DataFrame(rows, columns=["kind", *names])

    def _repr_html_(self) -> str:
        html: str = self.frame().to_html(index=False, escape=True, max_rows=_SHOWN)
        return f"<p>{len(self):,} findings differ</p>{html}"


def compare_findings(old: Lexicon, new: Lexicon, articles: Iterable[Article], *, annotator: Choice = None) -> Findings:
    """Find the places where one version finds an entry and the other does not, or another one.

    Parameters
    ----------
    old, new
        The versions.
    articles
        The articles; each is annotated once.
    annotator
        What tells whose words a finding is in, as in `make_annotator`.
    """
    return Findings(_compare(old, new, articles, annotator))


def _compare(old: Lexicon, new: Lexicon, articles: Iterable[Article], annotator: Choice) -> Iterator[Finding]:
    measures = lexicon_measure(old), lexicon_measure(new)
    made = make_annotator(annotator)
    for article in articles:
        doc = made.annotate(article)
        before, after = ({(hit.zone, hit.start, hit.end): hit for hit in apply(measure, doc)[0]} for measure in measures)
        for place in sorted({*before, *after}):
            one, other = before.get(place), after.get(place)
            if _counts(one) != _counts(other):
                yield _finding(doc, one, other)


def _counts(found: Hit | None) -> tuple[object, ...]:
    return (found.term, found.category, found.value) if found else ()


def _finding(doc: Document, old: Hit | None, new: Hit | None) -> Finding:
    found = new or old
    if found is None:
        raise ValueError("a finding needs a hit")
    text = next(zone.text for zone in (doc, *doc.headings) if zone.zone == found.zone)
    return Finding(
        article=doc.article.id,
        outlet=doc.article.outlet,
        zone=found.zone,
        start=found.start,
        end=found.end,
        voice=found.voice,
        old=f"{old.category}: {old.term}" if old else "",
        new=f"{new.category}: {new.term}" if new else "",
        before=text[max(0, found.start - _REACH) : found.start],
        text=found.text,
        after=text[found.end : found.end + _REACH],
    )
