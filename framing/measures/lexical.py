"""A lexicon file -> a measure: any list of words and phrases can be counted, by voice, with its evidence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from framing.lexicon import Entry, Lexicon
from framing.measures.evidence import PER_1000_WORDS, SENTENCE_SHARE, hit, lexicon_bases, named_tokens, recall
from framing.model import VOICES, Document, Hit, Span
from framing.scores import Column

Refine = Callable[[Document, list[Hit]], list[Hit]]


def _keep(doc: Document, hits: list[Hit]) -> list[Hit]:
    return hits


@dataclass(frozen=True)
class LexiconMeasure:
    """Counts a lexicon's entries.

    Definition
    ----------
    A hit is an entry of the lexicon where its conditions hold. Headline categories in the headline voices make the
    rate; side categories and other voices stand beside it and are never added.

    Formula
    -------
    rate = hits / words in the same voices x 1,000.

    Reading
    -------
    Higher means the words are used more often, not that they are used wrongly.

    Limits
    ------
    A list sees words, not meanings; open the hits and read them.

    References
    ----------
    CODEBOOK section 10; the lexicon file names its own sources.
    """

    # ``refine`` is handed a document's hits and returns those that stay; ``beside`` names a measure that asks the same by
    # other means, so that a comparison can say whether a gap hangs on this list.

    lexicon: Lexicon
    name: str = ""
    title: str = ""
    about: str = ""
    refine: Refine = _keep
    extra: tuple[Column, ...] = ()
    needs: frozenset[str] = frozenset({"sentences", "voices"})
    beside: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.lexicon.name)
        object.__setattr__(self, "title", self.title or self.name.replace("_", " ").capitalize())
        object.__setattr__(self, "about", self.about or self._describe())

    def _describe(self) -> str:
        categories = "; ".join(f"{c.name} ({c.column}): {c.about}" for c in self.lexicon.categories.values())
        rest = inspect.cleandoc(type(self).__doc__ or "").partition("Formula\n")[2]
        return f"Definition\n----------\n{self.lexicon.about} Categories: {categories}.\n\nFormula\n{rest}"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The rate of the headline, its sentences, its other voices, its mix, and each side category."""
        headline = {c.name: 1.0 for c in self.lexicon.categories.values() if c.column == "headline"}
        voices = self.lexicon.voice
        others = tuple(voice for voice in VOICES if voice not in voices)
        spoken = " and ".join(voices)
        columns = [
            Column("rate", PER_1000_WORDS, "words", f"headline hits, {spoken} voice", headline, voices, headline=True),
            Column("sentences", SENTENCE_SHARE, "sentences", "sentences with a headline hit", headline, voices, "sentences"),
        ]
        columns += [
            Column(voice, PER_1000_WORDS, "words", f"headline hits, {voice} voice", headline, (voice,)) for voice in others
        ]
        for category in self.lexicon.categories.values():
            kind = "" if category.column == "headline" else "side: "
            about = f"{kind}{category.about or category.name}"
            columns.append(Column(category.name, PER_1000_WORDS, "words", about, {category.name: 1.0}, voices))
        return (*columns, *self.extra)

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield the lexicon's hits in a document."""
        found = self.lexicon.find(doc, skip=recall(doc, named_tokens))
        return self.refine(doc, [self._hit(doc, span, entry) for span, entry in found])

    def _hit(self, doc: Document, span: Span, entry: Entry) -> Hit:
        return hit(
            doc,
            span,
            self.name,
            entry.words,
            entry.category,
            value=entry.weight,
            rule=entry.rule or entry.id,
            labels=entry.labels | {entry.category},
            plain=entry.plain,
        )

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return words by voice and sentences."""
        return lexicon_bases(doc)
