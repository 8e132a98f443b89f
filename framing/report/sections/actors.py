"""Material -> what is said about each actor: three quantities side by side, never merged (CODEBOOK S-1 to S-3, S-11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framing.charts.actors import Bar, count_valence
from framing.charts.values import DASH, format_number
from framing.comparison.cells import MIN_HITS
from framing.report.blocks import Block, Fold, Heading, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.wording import plural

SHOWN_FIRST, SHOWN = 6, 20


def build_actors(material: Material, figures: Sequence[Block]) -> Iterator[Block]:
    """Build the part on actors: a table an actor, the most mentioned first."""
    bars = count_valence(material.comparison, material.analysis)
    mentions = count_mentions(material)
    if not mentions and not bars:
        return
    yield Heading("Actors", "actors")
    yield Paragraph(
        (
            "Three quantities that are kept apart: what the outlet’s own words say of an actor, whether the events it is "
            f"part of are good or bad news, and how sources evaluate it. {_say_polarity(bars)}"
            "Neutral is the default and the usual result. "
            f"A mean is printed from {MIN_HITS} findings on; below that there are counts only.",
        )
    )
    if material.analysis.actors_proposed:
        text = "These actors were proposed from the texts; nobody has confirmed them. An actor file names those that matter."
        yield Paragraph((text,), "note")
    yield from figures
    found = Counter(bar.actor for bar in bars if bar.negative + bar.positive)
    totals = {actor: sum(count for key, count in mentions.items() if key[0] == actor) for actor, _, _ in mentions}
    ranked = sorted({*totals, *found}, key=lambda actor: (-totals.get(actor, 0), actor))
    tables = [_tabulate(material, actor, bars, mentions) for actor in ranked[:SHOWN]]
    yield from tables[:SHOWN_FIRST]
    if len(tables) > SHOWN_FIRST:
        yield Fold((plural(len(tables) - SHOWN_FIRST, "more actor"),), tuple(tables[SHOWN_FIRST:]))
    if len(ranked) > SHOWN:
        yield Paragraph((f"{len(ranked) - SHOWN} more actors, mentioned less often, stand in scores.csv.",), "note")


def _say_polarity(bars: Sequence[Bar]) -> str:
    """Say what the polarity of sentences is, where it was measured: it is easily taken for one of the other three."""
    if not any(bar.measure == "polarity" for bar in bars):
        return ""
    return (
        "Beside them, and never merged with them, stands what a reader takes each sentence to say of an actor, whoever says "
        "it and by whatever means. "
    )


def count_mentions(material: Material) -> dict[tuple[str, str, str], int]:
    """Return how often each group mentions each actor, by actor, group and zone (body, or title and deck)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for key, records in material.analysis.mentions.items():
        for record in records:
            zone = "body" if record.get("zone", "body") == "body" else "headings"
            counts[record["actor"], material.groups[key], zone] += 1
    return dict(counts)


def _tabulate(material: Material, actor: str, bars: Sequence[Bar], mentions: Mapping[tuple[str, str, str], int]) -> Table:
    measures = list(dict.fromkeys(bar.measure for bar in bars))
    cells = {(bar.measure, bar.group): bar for bar in bars if bar.actor == actor}
    rows: list[tuple[Line, ...]] = []
    for group in material.comparison.groups:
        counts = [f"{mentions.get((actor, group, zone), 0):,}" for zone in ("body", "headings")]
        valence = [_say_bar(material, cells.get((measure, group))) for measure in measures]
        rows.append(((group,), *((count,) for count in counts), *valence))
    header = (material.comparison.by.capitalize(), "Mentions", "In headings", *(material.titles[m] for m in measures))
    caption = material.titles.get(actor) or actor.replace("_", " ")
    return Table(caption, header, tuple(rows), (False, True, True, *[False] * len(measures)))


def _say_bar(material: Material, bar: Bar | None) -> Line:
    """Say one quantity: the counts, and the mean over findings where there are enough of them."""
    if bar is None or not bar.negative + bar.positive:
        return (DASH,)
    counts = f"{bar.positive} favorable, {bar.negative} unfavorable"
    link = material.link_evidence(counts, bar.measure, bar.group)
    few = bar.negative + bar.positive < MIN_HITS
    return (link, "; counts only" if few else f"; mean {format_number(bar.mean, signed=True)}")
