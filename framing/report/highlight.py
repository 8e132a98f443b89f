"""An article's text and the spans found in it -> paragraphs of pieces, each knowing every mark that covers it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.measures.evidence import LOW_CONFIDENCE, WHOLE_SENTENCE, is_uncertain
from framing.measures.opinions import CONFIRMED, DOUBTED
from framing.report.blocks import Piece
from framing.report.wording import VOICE_WORDS, name_source, say_type

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.model import Article, Hit

# A longer text is cut: a page that holds a whole book would make a report nobody can open.
LONGEST = 60_000
UNCERTAIN = "findings have less than an even chance that a trained coder would mark them too, and count in no headline"
PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


class Cover(NamedTuple):
    """A span of a text, the classes it gives to what it covers, and what it says about it.

    ``opening`` is one more class, given only to the piece the span starts with.
    """

    start: int
    end: int
    classes: tuple[str, ...]
    note: str = ""
    anchor: str = ""
    code: str = ""
    opening: str = ""


def mark_text(text: str, covers: Iterable[Cover]) -> tuple[tuple[Piece, ...], ...]:
    """Cut a text into paragraphs of pieces at every place where a mark starts or ends.

    Spans may nest, overlap, touch or cross paragraphs; the pieces of all paragraphs spell the text without the blank
    lines. Spans outside the text, and empty ones, are left out.
    """
    inside = sorted((c for c in covers if 0 <= c.start < c.end <= len(text)), key=lambda c: (c.start, -c.end))
    return tuple(tuple(_cut(text, start, end, inside)) for start, end in split_paragraphs(text))


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Return the character spans of the paragraphs of a text: what blank lines part."""
    start = 0
    for gap in PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _cut(text: str, start: int, end: int, covers: Sequence[Cover]) -> Iterator[Piece]:
    """Return the pieces of one paragraph."""
    here = [cover for cover in covers if cover.start < end and cover.end > start]
    edges = sorted({start, end, *(edge for c in here for edge in (c.start, c.end) if start < edge < end)})
    active: list[Cover] = []
    waiting = list(reversed(here))
    for left, right in pairwise(edges):
        active = [cover for cover in active if cover.end > left]
        while waiting and waiting[-1].start <= left:
            active.append(waiting.pop())
        yield _make_piece(text[left:right], left, min(right, end), active)


def _make_piece(text: str, left: int, right: int, active: Sequence[Cover]) -> Piece:
    classes = dict.fromkeys(name for cover in active for name in cover.classes)
    classes |= dict.fromkeys(cover.opening for cover in active if cover.opening and cover.start == left)
    notes = dict.fromkeys(cover.note for cover in active if cover.note)
    anchors = [cover.anchor for cover in active if cover.anchor and cover.start == left]
    codes = dict.fromkeys(cover.code for cover in active if cover.code and cover.end == right)
    return Piece(text, tuple(classes), tuple(notes), anchors[0] if anchors else "", tuple(codes))


def cover_hits(
    hits: Iterable[Hit], slugs: Mapping[str, str], titles: Mapping[str, str], article: int, *, quiet: bool = True
) -> Iterator[Cover]:
    """Return one cover a hit: its measure and voice as classes, what it is in words, and its anchor.

    A hit that stands for its whole sentence would hide the words marked inside it. Unless ``quiet`` is false, it has a
    class of its own, which shows only where the sentence starts.
    """
    for hit in hits:
        slug = slugs[hit.measure]
        whole = quiet and WHOLE_SENTENCE in hit.labels
        classes = (f"s-{slug}",) if whole else (f"m-{slug}", f"v-{hit.voice}")
        anchor = place_anchor(article, hit.zone, hit.start)
        code = f"{slug}{'?' * is_uncertain(hit)}"
        yield Cover(hit.start, hit.end, classes, describe_hit(hit, titles), anchor, code, "starts" if whole else "")


def pin_hits(hits: Iterable[Hit], article: int) -> Iterator[Cover]:
    """Return one cover a hit that marks nothing and can be led to."""
    return (Cover(hit.start, hit.end, (), anchor=place_anchor(article, hit.zone, hit.start)) for hit in hits)


def place_anchor(article: int, zone: str, start: int) -> str:
    """Return the anchor of the place in an article where evidence starts."""
    return f"a{article}-{zone}-{start}"


OPINIONS = {CONFIRMED: "the encoder marks it too", DOUBTED: "not marked by the encoder"}


def describe_hit(hit: Hit, titles: Mapping[str, str]) -> str:
    """Say in words what a hit is: measure, category, voice, rule, and where they apply actor, source, value and doubt."""
    parts = [f"{titles.get(hit.measure) or hit.measure}: {hit.category.replace('_', ' ')}"]
    if hit.target:
        parts.append(f"toward {titles.get(hit.target) or hit.target}")
    parts.append(VOICE_WORDS.get(hit.voice, hit.voice))
    if hit.source:
        parts.append(f"source: {hit.source}")
    if hit.value < 0:
        parts.append("negative")
    parts += note_hit(hit)
    return "; ".join([*parts, f"rule {hit.rule}" if hit.rule else "no rule id"])


def note_hit(hit: Hit) -> tuple[str, ...]:
    """Say what learned layers add: how uncertain a finding of theirs is, which words weighed most, a second opinion."""
    doubt: tuple[str, ...] = (f"uncertain, {100 * hit.confidence:.0f} % sure",) if is_uncertain(hit) else ()
    doubt += tuple(said for label, said in OPINIONS.items() if label in hit.labels)
    named = WHOLE_SENTENCE in hit.labels and hit.term != hit.category
    return (*doubt, f"weighed most: {hit.term}") if named else doubt


def cover_quotations(quotations: Iterable[Mapping[str, Any]]) -> Iterator[Cover]:
    """Return one cover a quotation; term quotes, names and mentions are told apart from speech."""
    for quotation in quotations:
        kind = "quotation" if quotation["kind"] == "speech" else "term"
        yield Cover(quotation["start"], quotation["end"], (kind,))


def cover_attributions(attributions: Iterable[Mapping[str, Any]], zone: str) -> Iterator[Cover]:
    """Return covers for the source, cue and content of each attribution of a zone, each saying what it is.

    What stands inside another's words has one class more, so that who says what a source says is told apart.
    """
    for record in attributions:
        if record.get("zone", "body") != zone:
            continue
        depth = ("nested",) if record.get("level", 1) > 1 else ()
        spans = [("source", record["source"]), ("cue", record["cue"]), *(("content", c) for c in record["contents"])]
        for part, span in spans:
            if span:
                yield Cover(span[0], span[1], (part, *depth), describe_part(part, record))


def describe_part(part: str, record: Mapping[str, Any]) -> str:
    """Say in words what a source, cue or content is: who speaks, how openly named, with which stance, at which level."""
    if "kind" not in record:
        return ""
    if part == "cue":
        return f"Cue: {record['cue_class']}; rule {record['rule']}"
    who = name_source(record)
    if part == "source":
        return f"Source: {who}; {say_type(record)}; {record['anonymity']}, rung {record['rung']}"
    depth = f"; level {record['level']}, inside another’s words" if record["level"] > 1 else ""
    via = f"; told {record['channel']}" if record["channel"] else ""
    doubt = f"; uncertain, {100 * record['confidence']:.0f} % sure" if record["confidence"] < LOW_CONFIDENCE else ""
    what = "Belief or wish of" if record["kind"] == "cognition" else "Said by"
    return f"{what} {who}; {record['form']}{depth}{via}{doubt}"


def mark_zones(  # noqa: PLR0913 - the last two are by name, and each answers a question of its own
    analysis: Analysis,
    article: Article,
    number: int,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    hidden: Collection[str],
    *,
    pinned: Collection[str] = (),
    quiet: bool = True,
) -> tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]:
    """Return the title, deck and body of an article as marked paragraphs.

    Parameters
    ----------
    analysis, article, number
        What was found, in which article, and the number it goes by.
    names
        The classes of measures, and the titles of measures and actors, by name.
    hidden
        Measures that are not marked.
    pinned
        Those of them whose findings links lead to all the same.
    quiet
        Whether hits that stand for a whole sentence are marked only where it starts.
    """
    zones = []
    for zone, text in (("title", article.title), ("deck", article.deck), ("body", article.text)):
        if text.strip():
            hits = [hit for hit in analysis.hits.get(article.id, ()) if hit.zone == zone]
            quotations = (q for q in analysis.quotations.get(article.id, ()) if q.get("zone", "body") == zone)
            covers = [
                *cover_hits((hit for hit in hits if hit.measure not in hidden), *names, number, quiet=quiet),
                *pin_hits((hit for hit in hits if hit.measure in pinned), number),
                *cover_quotations(quotations),
                *cover_attributions(analysis.attributions.get(article.id, ()), zone),
            ]
            zones.append((zone, mark_text(text[:LONGEST], covers)))
    return tuple(zones)
