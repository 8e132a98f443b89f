"""Material -> whom each group attributes to, with which verbs, and who is said not to have commented (CODEBOOK 4.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from framing.charts.ladder import RUNGS
from framing.charts.notation import write_number
from framing.charts.values import DASH, format_count
from framing.comparison.cells import MIN_HITS
from framing.measures.attribution import CUE_CLASSES
from framing.measures.evidence import LOW_CONFIDENCE
from framing.report.blocks import Block, Fold, Inline, Line, Paragraph, Table
from framing.report.material import Material, has_ladder, has_sources
from framing.report.rates import say_terms
from framing.report.records import name_hits
from framing.report.wording import name_source, plural, say_type

if TYPE_CHECKING:
    from framing.measures import Measure

SOURCES, GROUPS, REPLIES, TERMS, LINKS, WORDING = 6, 4, 12, 3, 4, 80


def build_details(material: Material, measure: Measure) -> Iterator[Block]:
    """Build what the part on a measure shows beside its columns; which measure it is its columns tell."""
    names = {column.name for column in measure.columns}
    if "cue_neutral" in names:
        yield from _tabulate_stance(material, measure)
    if has_sources(measure):
        yield from _build_sources(material)
    if "parties" in names:
        yield from _tabulate_replies(material)


def tabulate_headings(material: Material, measure: Measure) -> Iterator[Table]:
    """Return the ladder of titles and decks, which enter no rate, where the measure has a ladder (CODEBOOK A-5, D-1)."""
    if not has_ladder(measure):
        return
    rows: list[tuple[Line, ...]] = []
    for group in material.comparison.groups:
        for zone in ("title", "deck"):
            hits = [hit for _, hit in material.hits_of(group, measure.name) if hit.zone == zone and "counted" in hit.labels]
            if hits:
                steps = (sum(f"rung:{rung}" in hit.labels for hit in hits) for rung in RUNGS)
                rows.append(((group,), (f"{zone}s",), (write_number(len(hits)),), *((write_number(n),) for n in steps)))
    if rows:
        header = (material.comparison.by.capitalize(), "In", "Attributions", *_name_rungs())
        numeric = (False, False, *[True] * (len(header) - 2))
        yield Table("The ladder in titles and decks, which enter no rate", header, tuple(rows), numeric)


def _name_rungs() -> list[str]:
    return [f"{rung} {label}" for rung, (label, _, _) in RUNGS.items()]


def _tabulate_stance(material: Material, measure: Measure) -> Iterator[Block]:
    """Return the classes of verbs and cues as counts and shares, and which cues are in each (CODEBOOK A-6)."""
    groups = material.comparison.groups
    found = {(name, group): material.estimate(measure.name, f"cue_{name}", group) for name in CUE_CLASSES for group in groups}
    used = [name for name in CUE_CLASSES if any((e := found[name, group]) and e.total for group in groups)]
    if not used:
        return
    rows: list[tuple[Line, ...]] = []
    for group in groups:
        estimates = [found[name, group] for name in used]
        whole = next((e.base for e in estimates if e), 0.0)
        cells = [(_say_part(e.total, whole) if e else DASH,) for e in estimates]
        rows.append(((group,), (format_count(whole),), *cells))
    header = (material.comparison.by.capitalize(), "Attributions", *(name.capitalize() for name in used))
    caption = "The stance of verbs and cues: what the wording commits to"
    yield Table(caption, header, tuple(rows), (False, *[True] * (len(header) - 1)))
    hits = [hit for group in groups for _, hit in material.hits_of(group, measure.name) if hit.zone == "body"]
    counted = {name: [hit for hit in hits if {"counted", f"cue:{name}"} <= hit.labels] for name in used}
    said = [f"{name}: {CUE_CLASSES[name]} ({say_terms(counted[name], TERMS)})" for name in used if counted[name]]
    if said:
        yield Paragraph((f"{'; '.join(said).capitalize()}. A class describes wording; none is a fault.",), "note")


def _say_part(part: float, whole: float) -> str:
    """Return a count with its percentage of the whole, which stands in a column of its own."""
    percent = f" ({100 * part / whole:.0f} %)" if part and whole >= MIN_HITS else ""
    return f"{format_count(part)}{percent}"


@dataclass(slots=True)
class _Tally:
    """What is attributed to one source in one group: how often, how many words, in which articles."""

    record: Mapping[str, Any]
    n: int = 0
    words: int = 0
    articles: dict[str, None] = field(default_factory=dict)


def _build_sources(material: Material) -> Iterator[Block]:
    """Return a table a group: its most-used sources, how openly each is named, and how much is attributed to it."""
    tables = []
    for group in material.comparison.groups:
        tallies = _tally_sources(material, group)
        if tallies:
            tables.append(_tabulate_sources(material, group, tallies))
    if tables:
        text = (
            "Whom each attributes to: how openly a source is named, with its rung in parentheses, how often and with how many "
            "words it is heard. Who goes unnamed is counted by wording: the “officials” of two articles may be others."
        )
        yield Paragraph((text,))
    yield from tables[:GROUPS]
    if len(tables) > GROUPS:
        yield Fold((f"Sources of {len(tables) - GROUPS} more",), tuple(tables[GROUPS:]))


def _tally_sources(material: Material, group: str) -> list[_Tally]:
    """Return the sources of a group's counted attributions, the most used first."""
    tallies: dict[tuple[str, str], _Tally] = {}
    for article in material.in_group(group):
        for record in material.analysis.attributions.get(article.id, ()):
            if record.get("source") and _is_counted(record):
                name = "" if "unresolved" in record["flags"] else record["entity"].casefold().removeprefix("the ")
                tally = tallies.setdefault((name, record["type"]), _Tally(record))
                tally.n += 1
                tally.words += sum(_count_words(article.text[start:end]) for start, end in record["contents"])
                tally.articles[article.id] = None
    return sorted(tallies.values(), key=lambda tally: (-tally.n, -tally.words, tally.record["entity"]))


def _is_counted(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is of an attribution that counts, as `framing.measures.evidence.is_counted` does."""
    outermost = record.get("kind") in ("reporting", "hearsay") and record["level"] == 1 and record["zone"] == "body"
    return outermost and record["confidence"] >= LOW_CONFIDENCE


def _count_words(text: str) -> int:
    """Count words as CODEBOOK D-8 does."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _tabulate_sources(material: Material, group: str, tallies: list[_Tally]) -> Table:
    rows = [_source_row(material, tally) for tally in tallies[:SOURCES]]
    rest = tallies[SOURCES:]
    if rest:
        n, words = sum(tally.n for tally in rest), sum(tally.words for tally in rest)
        openly = Counter(tally.record["anonymity"] for tally in rest)
        said = ", ".join(f"{count} {name}" for name, count in openly.most_common())
        rows.append(
            ((plural(len(rest), "more source"),), (DASH,), (said,), (write_number(n),), (write_number(words),), (DASH,))
        )
    header = ("Source", "Kind", "How named", "Attributions", "Words", "Articles")
    caption = f"{group}: {plural(len(tallies), 'source')}, {plural(sum(t.n for t in tallies), 'attribution')} to them"
    return Table(caption, header, tuple(rows), (False, False, False, True, True, False))


def _source_row(material: Material, tally: _Tally) -> tuple[Line, ...]:
    record = tally.record
    links: list[Inline] = []
    for key in islice(tally.articles, LINKS):
        links += [", "] * bool(links)
        links.append(material.link_article(key, str(material.numbers[key])))
    more = len(tally.articles) - LINKS
    return (
        (name_source(record),),
        (say_type(record),),
        (f"{record['anonymity']} ({record['rung']})",),
        (write_number(tally.n),),
        (write_number(tally.words),),
        (*links, *[f" and {more} more"] * (more > 0)),
    )


def _tabulate_replies(material: Material) -> Iterator[Block]:
    """Return the record: who is said not to have commented, in which words, and how far down in the text."""
    found = [
        (group, article.id, record)
        for group in material.comparison.groups
        for article in material.in_group(group)
        for record in material.analysis.attributions.get(article.id, ())
        if record.get("kind") == "no_comment" and record["source"]
    ]
    if not found:
        return
    rows = tuple(_reply_row(material, *one) for one in found[:REPLIES])
    header = (material.comparison.by.capitalize(), "Party", "Wording", "Sentence", "Article")
    yield Table("Who is said not to have commented", header, rows)
    if len(found) > REPLIES:
        yield Paragraph((f"{len(found) - REPLIES} more stand in the evidence and in {name_hits(material.analysis)}.",), "note")


def _reply_row(material: Material, group: str, article_id: str, record: Mapping[str, Any]) -> tuple[Line, ...]:
    article, zone, (start, end) = material.articles[article_id], record["zone"], record["cue"]
    text = {"body": article.text, "title": article.title, "deck": article.deck}[zone]
    sentences = material.analysis.sentences.get(article_id, ()) if zone == "body" else ()
    place, sentence = next(((i, s) for i, s in enumerate(sentences, 1) if s[0] <= start < s[1]), (0, (0, len(text))))
    before = text[max(sentence[0], min(record["source"][1], start)) : start].rpartition(",")[2]  # "did" of "did not respond"
    wording = " ".join(f"{before}{text[start : max(end, sentence[1])]}".split())
    if len(wording) > WORDING:
        wording = f"{wording[:WORDING].rpartition(' ')[0]} …"
    doubt = " (uncertain)" if record["confidence"] < LOW_CONFIDENCE else ""
    return (
        (group,),
        (name_source(record) if "pronoun" in record["flags"] else record["source_text"],),
        (f"“{wording}”{doubt}",),
        (f"{place} of {len(sentences)}" if place else zone,),
        (material.link_article(article_id, str(material.numbers[article_id])),),
    )
