"""Material -> what became of each claim of a story in its other versions, what changed most first (CODEBOOK C-3 to C-8)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.charts.notation import write_number
from framing.charts.values import DASH, format_number
from framing.claims import CARRIED, Change, Claim, Fate, align_claims
from framing.report.blocks import Block, Fold, Heading, Inline, Items, Line, Paragraph, Strong, Table
from framing.report.material import Material
from framing.report.wording import plural

if TYPE_CHECKING:
    from framing.claims import Alignment
    from framing.stories import Story

STORIES_ALIGNED = 12
VERSIONS_SHOWN = 8  # set beside each claim; what became of it in others stands in report.json
VERSIONS_BESIDE = 4  # of one table: more columns are no longer read; the rest follows in further tables
TELLING, OF_ONE_KIND = 10, 2  # changes named first, and of one kind in one version
LONGEST = 240  # characters of a statement in a table
SURE = 0.8  # of a claim being carried at all, from which a change is told first: below it may be another claim

LABEL_WORDS = {"kept": "Kept", "paraphrased": "Reworded", "partial": "In part", "not_found": "Not found"}
# What changed, in the order of how telling it is; said of the version, beside the wording of both.
CHANGE_WORDS = {
    ("meaning", "opposite"): "says the opposite",
    ("meaning", "negated"): "turns it with a negation",
    ("meaning", "roles_swapped"): "exchanges who does it to whom",
    ("attribution", "dropped"): "names no source",
    ("attribution", "downgraded"): "names the source less openly",
    ("number", "changed"): "has another number",
    ("attribution", "relayed"): "cites who reported it",
    ("hedge", "strengthened"): "is more certain",
    ("attribution", "cue_changed"): "uses another kind of verb",
    ("agency", "agent_deleted"): "does not say who acted",
    ("loaded", "added"): "adds a loaded term",
    ("hedge", "hedged_more"): "is less certain",
    ("reply", "dropped"): "has no record of the reply",
    ("reply", "weakened"): "has less of the reply",
    ("attribution", "added"): "names a source",
    ("attribution", "upgraded"): "names the source more openly",
    ("loaded", "removed"): "leaves a loaded term out",
    ("agency", "agent_added"): "says who acted",
    ("number", "lost"): "leaves a number out",
    ("position", "moved_up"): "tells it earlier",
    ("position", "moved_down"): "tells it later",
}
_RANK = {key: place for place, key in enumerate(CHANGE_WORDS)}
_INTRO = (
    "Every statement of one version, held against the others: kept (in nearly the same words), reworded, carried in part, "
    "or not found; and what changed on the way, with both wordings."
)
_CAUTION = (
    "“Not found” means that the aligner found no statement that carries it; the nearest one is named, with how sure it is "
    "of that one (0 to 1), so that anyone can check. Length, audience and time of publication differ, and leaving "
    "something out is not deceit."
)


class _Told(NamedTuple):
    """One change with where it stands."""

    claim: Claim
    fate: Fate
    change: Change


def align_stories(material: Material) -> tuple[Alignment, ...]:
    """Align the first stories that several groups tell: what the part on claims and its chart are made from."""
    return tuple(align_claims(story, material.analysis) for story in _list_shared(material)[:STORIES_ALIGNED])


def build_claims(material: Material, alignments: Sequence[Alignment], figures: Sequence[Block] = ()) -> Iterator[Block]:
    """Build the part on claims: per story what changed most, then every claim side by side."""
    shared = _list_shared(material)
    if not shared:
        return
    yield Heading("What became of each claim", "claims")
    yield Paragraph((_INTRO,))
    yield Paragraph((_CAUTION,), "note")
    yield from figures
    for number, (story, alignment) in enumerate(zip(shared, alignments, strict=False)):
        yield Heading(story.label, f"claims-{number + 1}", 3)
        yield from _build_story(material, alignment)
    if len(shared) > STORIES_ALIGNED:
        rest = plural(len(shared) - STORIES_ALIGNED, "more story", "more stories")
        yield Paragraph((f"{rest} told by several are not aligned here; framing stories writes them all.",), "note")


def _list_shared(material: Material) -> list[Story]:
    return [story for story in material.stories if len({material.groups[key] for key in story.articles}) > 1]


def _build_story(material: Material, alignment: Alignment) -> Iterator[Block]:
    reference = material.link_article(alignment.reference)
    yield Paragraph(("Held against ", reference, f", {alignment.why}: {plural(len(alignment.claims), 'statement')}."))
    yield _tabulate_versions(material, alignment)
    telling = choose_telling(alignment)
    if telling:
        yield Items(tuple(_say_told(material, alignment, told) for told in telling), "findings")
    tables = tuple(_tabulate_claims(material, alignment))
    everywhere = sum(all(fate.label == "kept" and not fate.changes for fate in claim.fates) for claim in alignment.claims)
    folded = f"; left out: {everywhere} that every version kept without a change" if everywhere else ""
    if (more := len(alignment.versions) - VERSIONS_SHOWN) > 0:
        folded += f"; {plural(more, 'more version')} in report.json"
    yield Fold((f"All {plural(len(alignment.claims), 'claim')}, side by side{folded}",), tables)
    if any(alignment.added.values()):
        yield Fold(("What each version adds",), tuple(_list_added(material, alignment)))


def _tabulate_versions(material: Material, alignment: Alignment) -> Table:
    """Return the metrics of C-7, one row a version."""
    rows: list[tuple[Line, ...]] = []
    for version in alignment.versions:
        counts = [version.counts[label] for label in (*LABEL_WORDS, "added")]
        shares = [version.coverage, version.added_share, version.attribution_dropped]
        said = [DASH if math.isnan(share) else f"{share:.0%}" for share in shares]
        order = DASH if math.isnan(version.order) else format_number(version.order)
        cells = [*map(str, counts), *said, order]
        rows.append(((material.link_article(version.article),), *((cell,) for cell in cells)))
    header = ("Version", *LABEL_WORDS.values(), "Added", "Carried", "Share added", "Source lost", "Order (τ)")
    return Table("What each version carries", header, tuple(rows), (False, *[True] * 9))


def choose_telling(alignment: Alignment) -> list[_Told]:
    """Return the changes to name first: the surest and weightiest, a few of each kind from each version."""
    found = [
        _Told(claim, fate, change)
        for claim in alignment.claims
        for fate in claim.fates
        for change in fate.changes
        if change.aspect != "position" and (fate.score >= SURE or fate.label not in CARRIED)
    ]
    found.sort(key=lambda told: (_RANK[told.change.aspect, told.change.kind], -told.fate.score))
    used: Counter[tuple[str, str, str]] = Counter()
    chosen = []
    for told in found:
        kind = told.fate.article, told.change.aspect, told.change.kind
        used[kind] += 1
        if used[kind] <= OF_ONE_KIND:
            chosen.append(told)
    return chosen[:TELLING]


def _say_told(material: Material, alignment: Alignment, told: _Told) -> Line:
    """Say one change in plain words: who, what, and the wording of both."""
    change = told.change
    said = CHANGE_WORDS[change.aspect, change.kind]
    text = told.fate.statements[0].text if told.fate.statements else told.claim.statement.text
    return (
        Strong(f"{material.groups[told.fate.article]} {said}. "),
        material.link_article(alignment.reference),
        f": {_quote(change.before)}. ",
        material.link_article(told.fate.article),
        f": {_quote(change.after)}. In: {_shorten(text)}",
    )


def _quote(wording: str) -> str:
    return f"“{_shorten(wording)}”" if wording else "nothing"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _tabulate_claims(material: Material, alignment: Alignment) -> Iterator[Table]:
    """Yield one row a claim and one column a version, a few versions at a time."""
    versions = [version.article for version in alignment.versions][:VERSIONS_SHOWN]
    shown = [claim for claim in alignment.claims if any(fate.label != "kept" or fate.changes for fate in claim.fates)]
    for start in range(0, len(versions), VERSIONS_BESIDE):
        places = range(start, min(start + VERSIONS_BESIDE, len(versions)))
        rows = tuple(
            ((_shorten(claim.statement.text),), *(_say_fate(claim.fates[place]) for place in places)) for claim in shown
        )
        header = (material.groups[alignment.reference], *(material.groups[versions[place]] for place in places))
        numbers = ", ".join(str(material.numbers[versions[place]]) for place in places)
        yield Table(f"Claims of article {material.numbers[alignment.reference]} in {numbers}", header, rows)


def _say_fate(fate: Fate) -> Line:
    """Say what a version does with a claim: the label, its wording, and what changed."""
    if fate.label not in CARRIED:
        nearest = f" Nearest ({write_number(fate.score, 2)}): {_shorten(fate.nearest.text)}" if fate.nearest else ""
        return (Strong(f"{LABEL_WORDS[fate.label]}."), nearest, *_say_changes(fate.changes))
    text = " / ".join(_shorten(statement.text) for statement in fate.statements)
    return (Strong(f"{LABEL_WORDS[fate.label]}: "), text, *_say_changes(fate.changes))


def _say_changes(changes: Sequence[Change]) -> Iterator[Inline]:
    for change in changes:
        both = " → ".join(f"“{_shorten(side)}”" if side else DASH for side in (change.before, change.after))
        yield f" [{CHANGE_WORDS[change.aspect, change.kind]}: {both}]"


def _list_added(material: Material, alignment: Alignment) -> Iterator[Block]:
    for article, added in alignment.added.items():
        if added:
            yield Paragraph((material.link_article(article), f": {plural(len(added), 'statement')}"))
            yield Items(tuple((_shorten(one.statement.text),) for one in added))
