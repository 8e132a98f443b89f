"""Quotations without a cue of their own -> the speaker just before them (CODEBOOK V-8, V-12)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from framing.attributions.relations import Draft, RelationFinder
from framing.lexicon import Lexicon
from framing.marks import may_begin
from framing.model import Document, Quotation, Span
from framing.quotations import TERM_WORDS, with_marks

_SHORT_SENTENCE = 14  # tokens: "The mayor had a blunt message for the board."


def join_floating(doc: Document, quotations: Sequence[Quotation], drafts: list[Draft]) -> list[Draft]:
    """Give each quotation that no content covers to the draft that speaks just before it (V-12).

    One that goes on from the paragraph before belongs to whoever spoke there (V-8). One that makes a paragraph belongs to
    who spoke last in the paragraph before, where no other party may be meant.
    """
    return _Joiner(doc, quotations, drafts).join() if quotations else drafts


def find_announced(finder: RelationFinder, drafts: Sequence[Draft], verbs: Lexicon) -> Iterator[Draft]:
    """Yield a relation where a paragraph ends with who is about to speak: 'Ruiz had a warning.', then a quotation.

    The noun of speech is the cue; the quotation fills its paragraph, and nobody speaks before it.
    """
    doc, opening = finder.doc, finder.content.opening
    busy = {doc.sentence_at(draft.cue.start) for draft in drafts} if opening else set()
    for before, paragraph in pairwise(doc.paragraphs):
        quotation = opening.get(paragraph.start)
        if quotation is None:
            continue
        index = doc.sentence_at(before.end - 1)
        sentence = doc.sentences[index]
        if index in busy or sentence.end - sentence.start > _SHORT_SENTENCE:
            continue
        span = with_marks(doc, quotation)
        if quotation.kind == "speech" and span.end + 1 >= paragraph.end and doc.norms[sentence.end - 1] in (".", ":"):
            nouns = (pair for pair in verbs.find(doc, within=sentence) if "noun" in pair[1].labels)
            cue, entry = next(nouns, (None, None))
            subject = finder.main_subject(cue.start, sentence) if cue else None
            if cue and entry and subject:
                yield Draft(cue, entry, subject, subject, (span,), "A-7")


@dataclass(slots=True)
class _Joiner:
    """Joins the floating quotations of one document; no draft is added, taken away or moved."""

    doc: Document
    quotations: Sequence[Quotation]
    drafts: list[Draft]
    _added: dict[int, list[Span]] = field(init=False, default_factory=dict)
    _cues: list[tuple[int, int]] = field(init=False)  # of the drafts that speak: where each cue stands, and which it is
    _spoken: dict[int, int] = field(init=False, default_factory=dict)  # who speaks a paragraph's last quotation
    _last_quoted: dict[int, int] = field(init=False, default_factory=dict)  # where that ends
    _asks: dict[int, bool] = field(init=False, default_factory=dict)  # whether it is a question

    def join(self) -> list[Draft]:
        """Return the drafts, each with the quotations that belong to it."""
        outer = list(_outermost(self.quotations))
        inside = _Inside([quotation.span for quotation in outer])
        self._cues = sorted(
            (draft.cue.start, i)
            for i, draft in enumerate(self.drafts)
            if draft.source and draft.contents and not inside.holds(draft.cue.start)
        )
        owner: int | None = None  # who speaks the quotation that goes on into the next paragraph
        waiting: list[Quotation] = []  # quotations that go on, whose speaker comes at their end
        for quotation, found in zip(outer, _speakers(self.drafts, outer), strict=True):
            speaker = found
            if found is not None and quotation.kind == "speech":
                self._widen(found, quotation)
            if speaker is None and quotation.kind == "speech":
                speaker = self._speaker(quotation) if owner is None else owner
                if speaker is not None:
                    self._extend(speaker, quotation)
            if speaker is not None:
                for part in waiting:
                    self._extend(speaker, part)
            goes_on = "continued" in quotation.flags and quotation.kind == "speech"
            waiting = [*waiting, quotation] if goes_on and speaker is None else []
            if speaker is not None:
                index = self._paragraph(quotation.span.start)
                self._spoken[index], self._last_quoted[index] = speaker, quotation.span.end - 1
                self._asks[index] = self._is_question(quotation)
            owner = speaker if goes_on else None
        return [
            draft._replace(contents=(*draft.contents, *self._added[i])) if i in self._added else draft
            for i, draft in enumerate(self.drafts)
        ]

    def _extend(self, speaker: int, quotation: Quotation) -> None:
        start, end = with_marks(self.doc, quotation)
        self._added.setdefault(speaker, []).append(Span(start, min(end, len(self.doc.norms))))

    def _widen(self, speaker: int, quotation: Quotation) -> None:
        """Let a content that begins with a quotation hold all of it, where its cue stands outside: who begins it ends it."""
        draft, at = self.drafts[speaker], quotation.span.start
        part = next(span for span in draft.contents if span.start <= at < span.end)
        last = quotation.span.end - (self.doc.norms[quotation.span.end - 1] in (".", ","))
        if part.end >= last:
            return
        whole = with_marks(self.doc, quotation)
        if not whole.start <= draft.cue.start < whole.end:
            joined = Span(min(part.start, whole.start), whole.end)
            contents = (joined if joined.start <= span.start and span.end <= joined.end else span for span in draft.contents)
            self.drafts[speaker] = draft._replace(contents=tuple(dict.fromkeys(contents)))

    def _paragraph(self, token: int) -> int:
        return bisect_right(self.doc.paragraphs, (token, len(self.doc.norms) + 1)) - 1

    def _speaker(self, quotation: Quotation) -> int | None:
        """Return who speaks a quotation that has no cue of its own, if anybody can be named."""
        at, end = with_marks(self.doc, quotation)
        index = self._paragraph(at)
        paragraph = self.doc.paragraphs[index]
        last, quoted = self._last_cue(paragraph.start, at), self._spoken.get(index)
        if quoted is not None and (last is None or self._together(quoted, last)):
            last = quoted  # "'It leaks,' she said, noting the rain. '...'"
        if last is not None:
            return last if self._may_join(quotation, at, end, last) else None
        if at == paragraph.start and index and end + 1 >= paragraph.end:
            return self._speaker_before(quotation, index - 1)
        return None

    def _may_join(self, quotation: Quotation, at: int, end: int, last: int) -> bool:
        """Say whether a quotation goes on with the speaker before it: it opens its sentence, or has their cue in it.

        One that ends with a comma inside a sentence has a cue after it, though none that was found; and of what stands inside
        a sentence most are titles and terms.
        """
        doc = self.doc
        sentence = doc.sentence_at(max(at, end - 1))
        if doc.norms[quotation.span.end - 1] == "," and end + 1 < doc.sentences[sentence].end:
            return False
        if doc.sentence_at(self.drafts[last].cue.start) == doc.sentence_at(at):
            return True
        begins = doc.sentences[doc.sentence_at(at)].start == at
        return begins or (may_begin(doc, at) and doc.n_words(quotation.span) > TERM_WORDS)

    def _speaker_before(self, quotation: Quotation, before: int) -> int | None:
        """Return who speaks a quotation that fills its paragraph, by the one before: who is quoted there to its end.

        Where a question was asked, or two parties take turns, it may be the other's: theirs if they answer or ask, else
        nobody's.
        """
        last, turn = self._quoted_last(before), self._quoted_last(before - 1)
        if last is None:
            return self._announcer(before)
        other = turn is not None and self._differ(self.drafts[last], self.drafts[turn])
        if self._asks.get(before):
            return turn if other and not self._is_question(quotation) else None
        if other:
            return turn if self._asks.get(before - 1) and self._is_question(quotation) else None
        return last

    def _announcer(self, before: int) -> int | None:
        """Return who speaks after a paragraph that ends with a colon: the party of its last cue."""
        start, end = self.doc.paragraphs[before]
        last = self._last_cue(start, end) if self.doc.norms[end - 1] == ":" else None
        near = last is not None and self.doc.sentence_at(self.drafts[last].cue.start) == self.doc.sentence_at(end - 1)
        return last if near else None

    def _quoted_last(self, index: int) -> int | None:
        """Return who is quoted at the end of a paragraph: there is nothing after the quotation but its cue and source."""
        if index < 0 or index not in self._spoken:
            return None
        speaker, at = self._spoken[index], self._last_quoted[index]
        paragraph = self.doc.paragraphs[index]
        last = self._last_cue(paragraph.start, paragraph.end)
        tail = self.doc.sentence_at(paragraph.end - 1)
        ends = self.doc.sentence_at(at) == tail or self.doc.sentence_at(self.drafts[speaker].cue.start) == tail
        return speaker if ends and last in (None, speaker) else None

    def _is_question(self, quotation: Quotation) -> bool:
        return self.doc.norms[quotation.span.end - 1] == "?"

    def _differ(self, one: Draft, other: Draft) -> bool:
        """Say whether two sources are certainly two parties: both named, by different last words."""
        ends = [self.doc.norms[(draft.extent or draft.cue).end - 1] for draft in (one, other)]
        tags = [self.doc.tags[draft.source.end - 1] for draft in (one, other) if draft.source]
        return one is not other and ends[0] != ends[1] and not {"PRP", "WP"} & set(tags)

    def _together(self, one: int, other: int) -> bool:
        """Say whether the cues of two drafts stand in one sentence."""
        first, second = (self.doc.sentence_at(self.drafts[i].cue.start) for i in (one, other))
        return first == second

    def _last_cue(self, start: int, end: int) -> int | None:
        """Return the last draft that speaks between two tokens."""
        place = bisect_left(self._cues, (end, -1)) - 1
        return self._cues[place][1] if place >= 0 and self._cues[place][0] >= start else None


@dataclass(slots=True)
class _Inside:
    """Stretches in order, none inside another: whether one of them holds a token."""

    spans: Sequence[Span]

    def holds(self, token: int) -> bool:
        place = bisect_right(self.spans, (token, 1 << 60)) - 1
        return place >= 0 and token < self.spans[place].end


def _outermost(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    end = -1
    for quotation in quotations:
        if quotation.span.start >= end:
            end = quotation.span.end
            yield quotation


def _speakers(drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> Iterator[int | None]:
    """Yield for each quotation, in the order of the text, the first draft that has its beginning as content."""
    spans = sorted((span, i) for i, draft in enumerate(drafts) for span in draft.contents)
    open_: list[tuple[int, int]] = []  # drafts whose content has begun, with where it ends
    place = 0
    for quotation in quotations:
        start = quotation.span.start
        while place < len(spans) and spans[place][0].start <= start:
            heappush(open_, (spans[place][1], spans[place][0].end))
            place += 1
        while open_ and open_[0][1] <= start:
            heappop(open_)
        yield open_[0][0] if open_ else None
