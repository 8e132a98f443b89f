"""Material -> what is said about each actor: three quantities side by side, never merged (CODEBOOK S-1 to S-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from framing.charts.actors import Bar, count_valence
from framing.charts.notation import write_number
from framing.charts.values import DASH, format_number
from framing.comparison.cells import MIN_HITS
from framing.report.blocks import Block, Fold, Heading, Inline, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.ranges import WIDE
from framing.report.wording import plural

SHOWN_FIRST, SHOWN = 6, 20
IN_STORIES = 4  # actors set side by side within each story
# Short heads of the columns, so that a table of all of them fits a page; the measures' titles stand in the text.
_HEADS = {
    "evaluation": "Outlet’s own words",
    "events": "Events",
    "reported_evaluation": "Sources",
    "polarity": "As taken by a reader",
}
_HOW = {
    "alias": "by name or title",
    "metonym": "by a place that stands for it",
    "nominal": "by what it is",
    "pronoun": "by a pronoun",
}

# What is told beside them: how present an actor is, and how often it acts.
_SHARES = (
    ("presence", "share_of_voice", "Share of voice"),
    ("presence", "first_at", "First at"),
    ("agency", "acting", "Acting"),
    ("loaded_toward", "rate", "Loaded terms"),
)
Totals = dict[tuple[str, str, str, str], tuple[float, float, int]]


class Counts(NamedTuple):
    """How often actors are mentioned: by actor, group and zone; by actor and article; and by how."""

    by_zone: Mapping[tuple[str, str, str], int]
    by_article: Mapping[tuple[str, str], int]
    by_how: Mapping[str, int]

    def total(self, actor: str) -> int:
        """Return all mentions of an actor."""
        return sum(count for key, count in self.by_zone.items() if key[0] == actor)


def build_actors(material: Material, figures: Sequence[Block]) -> Iterator[Block]:
    """Build the part on actors: a table an actor, the most mentioned first, then the same actors within each story."""
    bars = count_valence(material.comparison, material.analysis)
    mentions = _count(material)
    if not mentions.by_zone and not bars:
        return
    yield Heading("Actors", "actors")
    yield Paragraph(
        (
            "Three quantities that are kept apart: what the outlet’s own words say of an actor, whether the events it is "
            f"part of are good or bad news, and how sources evaluate it. {_say_polarity(bars)}"
            "Neutral is the default and the usual result. "
            f"Findings for an actor and against it are counted apart; with fewer than {MIN_HITS} there are counts only.",
        )
    )
    if mentions.by_how:
        yield Paragraph((_say_coverage(mentions),))
    if material.analysis.actors_proposed:
        text = "These actors were proposed from the texts; nobody has confirmed them. An actor file names those that matter."
        yield Paragraph((text,), "note")
    yield from figures
    found = Counter(bar.actor for bar in bars if bar.negative + bar.positive)
    ranked = sorted({*(key[0] for key in mentions.by_zone), *found}, key=lambda actor: (-mentions.total(actor), actor))
    totals = _add_up(material)
    tables = [_tabulate(material, actor, bars, mentions, totals) for actor in ranked[:SHOWN]]
    yield from tables[:SHOWN_FIRST]
    if len(tables) > SHOWN_FIRST:
        yield Fold((plural(len(tables) - SHOWN_FIRST, "more actor"),), tuple(tables[SHOWN_FIRST:]))
    if len(ranked) > SHOWN:
        yield Paragraph((f"{len(ranked) - SHOWN} more actors, mentioned less often, stand in scores.csv.",), "note")
    yield from _within_stories(material, mentions)


def _say_polarity(bars: Sequence[Bar]) -> str:
    """Say what the polarity of sentences is, where it was measured: it is easily taken for one of the other three."""
    if not any(bar.measure == "polarity" for bar in bars):
        return ""
    return (
        "Beside them, and never merged with them, stands what a reader takes each sentence to say of an actor, whoever says "
        "it and by whatever means. "
    )


def _say_coverage(mentions: Counts) -> str:
    """Say how mentions were found (S-7): pronouns and nominals are resolved only where one actor fits."""
    total = sum(mentions.by_how.values())
    shares = [
        f"{write_number(mentions.by_how[how])} ({100 * mentions.by_how[how] / total:.0f} %) {words}"
        for how, words in _HOW.items()
        if mentions.by_how.get(how)
    ]
    return (
        f"{plural(total, 'mention')} of actors were found: {', '.join(shares)}. A pronoun counts only where one actor fits it, "
        "so that most are left out; an outlet that names actors less often is seen to speak of them less. Shares of voice are "
        "among the actors that were looked for, in the articles that name the actor; “first at” is the mean of sentences "
        "before the first mention, and “acting” the share of clauses in which the actor is the one who acts."
    )


def count_mentions(material: Material) -> dict[tuple[str, str, str], int]:
    """Return how often each group mentions each actor, by actor, group and zone (body, or title and deck)."""
    return dict(_count(material).by_zone)


def _count(material: Material) -> Counts:
    by_zone: Counter[tuple[str, str, str]] = Counter()
    by_article: Counter[tuple[str, str]] = Counter()
    by_how: Counter[str] = Counter()
    for key, records in material.analysis.mentions.items():
        for record in records:
            zone = "body" if record.get("zone", "body") == "body" else "headings"
            by_zone[record["actor"], material.groups[key], zone] += 1
            by_article[record["actor"], key] += zone == "body"
            by_how[record.get("how") or "alias"] += 1
    return Counts(by_zone, by_article, by_how)


def _add_up(material: Material) -> Totals:
    """Return total, base and findings of what is told beside the three quantities, by measure, column, actor and group."""
    wanted = {column[:2] for column in _SHARES}
    found: Totals = {}
    for score in material.analysis.scores:
        if (score.measure, score.column) in wanted and score.article_id in material.compared:
            key = (score.measure, score.column, score.target, material.groups[score.article_id])
            total, base, n_hits = found.get(key, (0.0, 0.0, 0))
            found[key] = (total + score.total, base + score.base, n_hits + score.n_hits)
    return found


def _tabulate(material: Material, actor: str, bars: Sequence[Bar], mentions: Counts, totals: Totals) -> Table:
    measures = list(dict.fromkeys(bar.measure for bar in bars))
    cells = {(bar.measure, bar.group): bar for bar in bars if bar.actor == actor}
    known = {measure.name for measure in material.analysis.measures}
    shares = [column for column in _SHARES if column[0] in known]
    rows: list[tuple[Line, ...]] = []
    for group in _choose_groups(material, actor, mentions, cells):
        counts = [write_number(mentions.by_zone.get((actor, group, zone), 0)) for zone in ("body", "headings")]
        share = [_say_share(material, totals, actor, group, column) for column in shares]
        valence = [_say_bar(material, cells.get((measure, group))) for measure in measures]
        rows.append(((group,), (counts[0],), *valence, (counts[1],), *share))
    heads = [_HEADS.get(measure, material.titles[measure]) for measure in measures]
    header = (material.comparison.by.capitalize(), "Mentions", *heads, "In headings", *(head for *_, head in shares))
    caption = material.titles.get(actor) or actor.replace("_", " ")
    numeric = (False, True, *[False] * len(measures), *[True] * (1 + len(shares)))
    return Table(caption, header, tuple(rows), numeric)


def _choose_groups(material: Material, actor: str, mentions: Counts, cells: Mapping[tuple[str, str], Bar]) -> Sequence[str]:
    """Return the groups with a row: of many only those that mention the actor, since most do not."""
    groups = material.comparison.groups
    if len(groups) <= WIDE:
        return groups
    told = {group for name, group, _ in mentions.by_zone if name == actor} | {group for _, group in cells}
    return [group for group in groups if group in told]


def _say_share(material: Material, totals: Totals, actor: str, group: str, column: tuple[str, str, str]) -> Line:
    """Say a share or place with the link to what it rests on, and how many clauses an acting share is of."""
    measure, name, _ = column
    total, base, n_hits = totals.get((measure, name, actor, group), (0.0, 0.0, 0))
    if not base or (measure == "loaded_toward" and not n_hits):
        return (DASH,)
    unit = next(c.unit for m in material.analysis.measures if m.name == measure for c in m.columns if c.name == name)
    text = write_number(n_hits) if measure == "loaded_toward" else format_number(total / base * unit.factor)
    link = material.link_evidence(text + (" %" if unit.name.startswith("%") else ""), measure, group)
    return (link, f" of {write_number(base)}") if measure == "agency" else (link,)


def _say_bar(material: Material, bar: Bar | None) -> Line:
    """Say one quantity: the counts, and the mean over findings where there are enough of them."""
    if bar is None or not bar.negative + bar.positive:
        return (DASH,)
    counts = f"{bar.positive} for, {bar.negative} against"
    link = material.link_evidence(counts, bar.measure, bar.group)
    return (link, f"; mean {format_number(bar.mean, signed=True)}") if bar.negative + bar.positive >= MIN_HITS else (link,)


def _within_stories(material: Material, mentions: Counts) -> Iterator[Block]:
    """Set the most mentioned actors of each story side by side, outlet by outlet: what happened is then the same for all."""
    rows = [row for story in material.stories for row in _rows_of_story(material, story.label, story.articles, mentions)]
    if not rows:
        return
    yield Heading("Actors within a story", "actors-stories", 3)
    yield Paragraph(
        (
            "Versions of one story tell of the same events, so a difference here is one of telling. Each cell gives the "
            "mentions in the body, then the outlet’s own evaluations, for and against, where there are any.",
        )
    )
    groups = material.comparison.groups if len(material.comparison.groups) <= WIDE else (material.comparison.by.capitalize(),)
    yield Table(
        "Mentions and own evaluations, story by story",
        ("Story", "Actor", *groups),
        tuple(rows),
        (False,) * (2 + len(groups)),
    )


def _rows_of_story(material: Material, label: str, articles: Sequence[str], mentions: Counts) -> Iterator[tuple[Line, ...]]:
    groups = dict.fromkeys(material.groups[key] for key in articles)
    if len(groups) < 2:
        return
    totals: Counter[str] = Counter()
    for (actor, key), count in mentions.by_article.items():
        totals[actor] += count if key in articles else 0
    ranked = sorted((actor for actor in totals if totals[actor]), key=lambda actor: (-totals[actor], actor))
    for place, actor in enumerate(ranked[:IN_STORIES]):
        cells = [_say_version(material, actor, group, articles, mentions) for group in material.comparison.groups]
        if len(cells) > WIDE:
            told = [(f"{group} ", *_say_version(material, actor, group, articles, mentions)) for group in groups]
            cells = [tuple(part for place, line in enumerate(told) for part in (*[" · "] * (place > 0), *line))]
        yield ((label if place == 0 else "",), (material.titles.get(actor) or actor,), *cells)


def _say_version(material: Material, actor: str, group: str, articles: Sequence[str], mentions: Counts) -> Line:
    own = [key for key in articles if material.groups[key] == group]
    if not own:
        return (DASH,)
    values = [
        hit.value
        for key in own
        for hit in material.analysis.hits.get(key, ())
        if hit.measure == "evaluation" and hit.target == actor and hit.zone == "body"
    ]
    count = write_number(sum(mentions.by_article.get((actor, key), 0) for key in own))
    text = f"{sum(value > 0 for value in values)} for, {sum(value < 0 for value in values)} against"
    link: Inline = material.link_article(own[0], count)
    return (link, f"; {text}") if values else (link,)
