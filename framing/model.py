"""The nouns: immutable data that flows from files to reports, with no behavior beyond its own fields.

Offsets named ``start`` and ``end`` are half-open and count *characters* (code points) of the zone's text;
a `Span` counts *tokens*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, NamedTuple

from framing.tokens import Span as Span  # noqa: PLC0414 - part of this module's nouns
from framing.tokens import Token as Token  # noqa: PLC0414
from framing.tokens import Tokens as Tokens  # noqa: PLC0414

VOICES = ("own", "reported", "quoted")
ZONES = ("body", "title", "deck")


class Segment(NamedTuple):
    """A stretch of cleaned text and where it stood: ``text[start:start + length]`` is ``source[at:at + length]``."""

    start: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an article was read from, and where each stretch of each zone's text stood in it.

    ``record`` is the row or line of a table or JSON Lines file, counted from 1; 0 where the file is one page.
    ``segments`` maps a zone to stretches in the order of the text. Offsets count characters of the decoded file
    (for a table, of the cell). Characters in no segment (a joint between paragraphs) have no place in the file.
    """

    path: str
    record: int = 0
    encoding: str = "utf-8"
    segments: Mapping[str, tuple[Segment, ...]] = field(default_factory=dict)

    def locate(self, start: int, end: int, zone: str = "body") -> tuple[int, int] | None:
        """Return the source characters of ``text[start:end]`` of a zone, or None where the map has a hole."""
        first = last = None
        for segment in self.segments.get(zone, ()):
            if segment.start <= start < segment.start + segment.length:
                first = segment.at + start - segment.start
            if segment.start < end <= segment.start + segment.length:
                last = segment.at + end - segment.start
        return None if first is None or last is None else (first, last)


class Removed(NamedTuple):
    """A stretch cut from a page as not article: its text, its place in the file, and the rule that cut it."""

    text: str
    at: int
    rule: str
    reason: str


class Subhead(NamedTuple):
    """A subhead: kept apart from the body, so that nothing counts it. The paragraph below it starts at ``text[at]``."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Article:
    """What an outlet published, cleaned. ``text`` is the body, its paragraphs parted by a blank line."""

    id: str
    text: str
    outlet: str = ""
    title: str = ""
    deck: str = ""
    author: str = ""
    date: date | None = None
    url: str = ""
    agency: str = ""
    place: str = ""
    genre: str = "unknown"
    topic: str = ""
    captions: tuple[str, ...] = ()
    list_items: tuple[tuple[int, int], ...] = ()
    subheads: tuple[Subhead, ...] = ()
    inferred: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None
    removed: tuple[Removed, ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say in a line what was published; ``text`` has all of it."""
        stated = [f"{name}={value!r}" for name, value in (("outlet", self.outlet), ("title", self.title)) if value]
        day = [f"date={self.date}"] if self.date else []
        return f"Article({', '.join([repr(self.id), *stated, *day])}, {len(self.text.split()):,} words)"

    def _repr_html_(self) -> str:
        """Show the article as a page in Jupyter."""
        stated = (self.outlet, self.author, self.agency, self.date or "", self.id)
        about = " · ".join(escape(str(value)) for value in stated if value)
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in (self.deck, *self.text.split("\n\n")) if paragraph)
        return f"<h4>{escape(self.title or '(no title)')}</h4><p><small>{about}</small></p>{body}"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks (CODEBOOK V-1 to V-12); ``span`` leaves the marks out.

    ``kind`` is ``speech`` (someone's words), ``term`` (a scare or term quote, V-4), ``name`` or ``mention``.
    ``flags`` may hold ``unclosed``, ``mismatched``, ``continued`` (the next paragraph goes on).
    """

    span: Span
    kind: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """Who an attribution is made to (CODEBOOK A-4, A-5).

    ``span`` is None where no source is named. ``entity`` is equal for mentions of one source in one article.
    ``rung`` is the step of the sourcing ladder, 5 (named individual) to 0 (agentless).
    """

    span: Span | None
    entity: str
    type: str
    anonymity: str
    rung: int
    official: bool = False
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the cue that links, and the content (CODEBOOK section 4); ``kind`` as in A-1, ``form`` as in A-2.

    ``confidence`` is the calibrated probability that a trained coder marks it too; rules, which have none, say 1.
    """

    source: Source
    cue: Span
    contents: tuple[Span, ...]
    kind: str
    cue_class: str
    lemma: str
    form: str
    rule: str
    level: int = 1
    channel: str = ""
    flags: frozenset[str] = frozenset()
    confidence: float = 1.0


class Mark(NamedTuple):
    """Words that a learned layer marks, and the calibrated probability that a trained coder marks them too."""

    span: Span
    confidence: float


class Reading(NamedTuple):
    """What a learned layer says of one sentence.

    ``probability`` (calibrated) that trained coders mark it, whether it is ``marked`` here, and the ``words`` that weighed
    most, heaviest first.
    """

    probability: float
    marked: bool
    words: tuple[Span, ...] = ()


class Polarity(NamedTuple):
    """Probabilities (calibrated) of what a reader takes a sentence to say of one target, and the words that weighed most."""

    negative: float
    neutral: float
    positive: float
    words: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        """The most probable of the three; neutral where two tie."""
        best = max(self[:3])
        return "neutral" if self.neutral == best else "negative" if self.negative == best else "positive"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text speaks of an actor; ``how`` it was resolved, and its grammatical ``role``."""

    span: Span
    actor: str
    how: str = "alias"
    role: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article's zone (its body, unless ``zone`` says otherwise), annotated once.

    ``norms`` are the tokens' norms, ``positions`` where each distinct one stands, ``sentence_of`` the index of each
    token's sentence; ``tags`` holds a Penn part-of-speech tag
    per token (made when first asked for), ``voices`` own, reported or quoted per token. ``words``
    counts the words of each voice; ``list_items`` are the sentences inside list items; ``headings`` are the title and deck,
    annotated alike. Learned layers: ``marks`` are words (by "loaded", "hedge"), ``readings`` one per sentence (by "loaded",
    "hedged"), ``polarities`` one per mention, in the order of ``mentions``. ``memo`` keeps what is found once and asked for
    several times; a document made of another starts with an empty one.
    """

    article: Article
    text: str
    tokens: Tokens
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...] = ()
    norms: tuple[str, ...] = ()
    positions: Mapping[str, Sequence[int]] = field(default_factory=dict)
    sentence_of: Sequence[int] = ()
    tags: Sequence[str] = ()
    voices: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    list_items: frozenset[int] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    readings: Mapping[str, Sequence[Reading]] = field(default_factory=dict)
    polarities: Sequence[Polarity] = ()
    layers: frozenset[str] = frozenset()
    zone: str = "body"
    headings: tuple[Document, ...] = ()
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def chars(self, span: Span) -> tuple[int, int]:
        """Return the characters a run of tokens covers."""
        return self.tokens.starts[span.start], self.tokens.ends[span.end - 1]

    def quote(self, span: Span) -> str:
        """Return the text a run of tokens covers."""
        return self.text[self.tokens.starts[span.start] : self.tokens.ends[span.end - 1]]

    def sentence_at(self, token: int) -> int:
        """Return the index of the sentence a token stands in."""
        if self.sentence_of:
            return self.sentence_of[token]
        return bisect_right(self.sentences, (token, len(self.tokens) + 1)) - 1

    def n_words(self, span: Span | None = None) -> int:
        """Count the words of a run of tokens, or of the whole zone."""
        return sum(self.tokens.words if span is None else self.tokens.words[span.start : span.end])


class Hit(NamedTuple):
    """One finding. ``text[start:end]`` of the article's ``zone`` is the evidence; ``rule`` says what found it.

    ``labels`` are what columns select by: the category, and for attributions the kind, form, cue class, source type,
    anonymity and rung. ``source`` is the speaker of reported and quoted findings, ``plain`` a plainer wording.
    """

    start: int
    end: int
    measure: str
    term: str
    category: str
    value: float = 1.0
    target: str = ""
    voice: str = "own"
    zone: str = "body"
    rule: str = ""
    labels: frozenset[str] = frozenset()
    source: str = ""
    plain: str = ""
    sentence: int = -1
    text: str = ""
    confidence: float = 1.0
