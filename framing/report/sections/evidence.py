"""Material -> the evidence behind every number: each finding in its sentence, with its rule, voice, source and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.measures.evidence import WHOLE_SENTENCE, is_uncertain
from framing.measures.opinions import count_opinions
from framing.report.blocks import Block, Evidence, Excerpt, Finding, Heading, Link, Paragraph
from framing.report.highlight import LONGEST, UNCERTAIN, note_hit, place_anchor
from framing.report.material import FINDINGS_SHOWN, LIST_LENGTH, Material
from framing.report.records import name_hits
from framing.report.wording import plural

if TYPE_CHECKING:
    from framing.measures import Measure
    from framing.model import Hit

LEAST = 3  # findings of each list that are printed, however many lists there are
CONTEXT = 160  # characters on each side, where a sentence is longer


def build_evidence(material: Material, figures: Sequence[Block]) -> Iterator[Block]:
    """Build one list for each measure and group, in the order of the articles and their text."""
    yield Heading("Evidence", "evidence")
    listed = [measure for measure in material.analysis.measures if measure.name not in material.dense]
    lists = [(measure, group) for measure in listed for group in material.comparison.groups]
    limit = min(LIST_LENGTH, max(LEAST, FINDINGS_SHOWN // max(1, len(lists))))
    yield Paragraph(
        (
            "Every finding behind the numbers, in its sentence: what was found, in which category and voice, under which "
            "rule, and in whose words. What counts in a headline column stands first. "
            f"{_say_uncertain(material, listed)}"
            f"Long lists are cut after {limit}; all findings, with their places in the files they were read from, stand "
            f"in {name_hits(material.analysis)}.",
        )
    )
    yield from figures
    dense = [material.titles[measure.name] for measure in material.analysis.measures if measure.name in material.dense]
    if dense:
        yield Paragraph(
            (f"Not listed, because there is too much of it, and in {name_hits(material.analysis)}: {', '.join(dense)}.",),
            "note",
        )
    for measure in listed:
        evidence = [e for m, group in lists if m is measure and (e := _list_group(material, measure, group, limit))]
        if evidence:
            yield Heading(material.titles[measure.name], f"evidence-{material.slugs[measure.name]}", 3)
            yield from evidence


def _say_uncertain(material: Material, listed: Sequence[Measure]) -> str:
    """Explain what uncertain findings are, where there are any."""
    names = {measure.name for measure in listed}
    if not any(hit.measure in names and is_uncertain(hit) for hits in material.analysis.hits.values() for hit in hits):
        return ""
    return f"Uncertain {UNCERTAIN}. "


def _list_group(material: Material, measure: Measure, group: str, limit: int) -> Evidence | None:
    """Return the evidence of one group, what counts in a headline column first."""
    hits = list(material.hits_of(group, measure.name))
    if not hits:
        return None
    columns = [column for column in measure.columns if column.headline]
    counted = {id(hit) for column in columns for _, hit in material.counted_in(group, measure.name, column)}
    hits.sort(key=lambda pair: id(pair[1]) not in counted)
    findings = tuple(describe_finding(material, key, hit, id(hit) in counted) for key, hit in hits[:limit])
    number = sum(id(hit) in counted for _, hit in hits)
    doubtful = sum(is_uncertain(hit) for _, hit in hits)
    rest = f", {write_number(doubtful)} uncertain" if doubtful else ""
    confirmed, doubted = count_opinions(hit for _, hit in hits if id(hit) in counted)
    if confirmed or doubted:
        rest += f"; the encoder marks {write_number(confirmed)} of them too, {write_number(doubted)} it does not"
    title = f"{material.titles[measure.name]}, {group}: {plural(len(hits), 'finding')}"
    title += f", {write_number(number)} in the headline{rest}"
    return Evidence(title, material.evidence_anchor(measure.name, group), len(hits), findings, name_hits(material.analysis))


def describe_finding(material: Material, article_id: str, hit: Hit, headline: bool = True) -> Finding:
    """Return one finding with its context and the link to its place in the article."""
    place = None
    number = material.numbers[article_id]
    if article_id in material.shown:
        anchor = place_anchor(number, hit.zone, hit.start) if hit.start < LONGEST else f"a{number}"
        place = Link(f"{number} {material.groups[article_id]}", anchor)
    category = hit.category.replace("_", " ")
    if hit.target:
        category += f", toward {material.titles.get(hit.target, hit.target)}"
    voice = hit.voice if hit.zone == "body" else f"{hit.voice}, in the {hit.zone}"
    excerpt = excerpt_of(material, article_id, hit)
    return Finding(excerpt, hit.term, category, voice, hit.rule, hit.source, place, headline, note_hit(hit))


def excerpt_of(material: Material, article_id: str, hit: Hit) -> Excerpt:
    """Return a hit inside its sentence, cut to a stretch around it where the sentence is long.

    A hit that stands for its whole sentence is that sentence, with nothing stressed in it.
    """
    article = material.articles[article_id]
    text = {"body": article.text, "title": article.title, "deck": article.deck}[hit.zone]
    if WHOLE_SENTENCE in hit.labels:
        return Excerpt(text[hit.start : hit.end], "", "")
    sentences = material.analysis.sentences.get(article_id, ())
    start, end = 0, len(text)
    if hit.zone == "body" and 0 <= hit.sentence < len(sentences):
        start, end = sentences[hit.sentence]
        start, end = min(start, hit.start), max(end, hit.end)
    left, right = max(start, hit.start - CONTEXT), min(end, hit.end + CONTEXT)
    before, after = text[left : hit.start], text[hit.end : right]
    if left > start:
        before = f"… {before.partition(' ')[2]}"
    if right < end:
        after = f"{after.rpartition(' ')[0]} …"
    return Excerpt(before, text[hit.start : hit.end], after)
