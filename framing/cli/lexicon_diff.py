"""Two versions of a lexicon -> what changed, what that asks of the version, and which findings it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from framing.cli.console import clean
from framing.cli.examples import explain
from framing.cli.lexicon_corpus import Corpus, takes_corpus

if TYPE_CHECKING:
    from framing.lexicon_changes import Change, Changes
    from framing.lexicon_findings import Finding

_KINDS = ("added", "removed", "moved", "changed")
_WHY = {
    "nothing": "nothing changed",
    "patch": "notes or examples changed",
    "minor": "entries were added, removed or changed",
    "major": "categories, weights or voices changed, and figures of the two cannot be compared",
}
CONTEXTS = 3


@click.command(
    epilog=explain(
        "framing lexicon diff old/loaded.yml loaded --on articles/",
        'changes = framing.diff_lexicons("old/loaded.yml", "loaded")\n'
        "changes.frame()\n"
        'framing.compare_findings(changes.old, changes.new, framing.read("articles/")).frame()',
    )
)
@click.argument("old")
@click.argument("new")
@takes_corpus
def diff(old: str, new: str, corpus: Corpus, annotator: str | None) -> None:
    """Say what changed between two versions of a lexicon.

    OLD and NEW are files or names. Every entry that was added, removed or moved is listed, and of a changed one each key,
    before and after; then what the version should be. With articles, it says which findings appear and vanish.
    """
    from framing.lexicon_changes import diff_lexicons
    from framing.lexicon_findings import compare_findings

    changes = diff_lexicons(old, new)
    for line in _describe(changes):
        click.echo(clean(line))
    if corpus:
        findings = compare_findings(changes.old, changes.new, corpus.read(), annotator=annotator)
        for line in _describe_findings(findings, corpus.n_read):
            click.echo(clean(line))


def _describe(changes: Changes) -> Iterator[str]:
    for sign, each in (("-", changes.old), ("+", changes.new)):
        yield f"{sign} {each.name} {each.version}, fingerprint {each.fingerprint}, {each.path}"
    for what, found in (("head", changes.head), ("categories", changes.categories), ("entries", changes.entries)):
        for kind in _KINDS:
            yield from _list(f"{what} {kind}", [change for change in found if change.kind == kind])
    yield ""
    if changes.old.name != changes.new.name:
        yield f"{_WHY[changes.part].capitalize()}; by their names these are two lists and not two versions of one."
        return
    enough = "which is enough" if changes.is_enough else "WHICH DOES NOT SAY SO"
    asks = f"asks for version {changes.wanted} at least" if changes.wanted else f"asks for a {changes.part} version"
    yield f"{_WHY[changes.part].capitalize()}: that {asks}; it is {changes.new.version}, {enough}."


def _list(title: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield ""
        yield f"{title} ({len(changes):,})"
    for change in changes:
        yield f"  {change.id}"
        yield from (f"      {key}: {old or '(none)'} -> {new or '(none)'}" for key, (old, new) in change.keys.items())


def _describe_findings(findings: Sequence[Finding], n_read: int) -> Iterator[str]:
    kinds = ("appears", "vanishes", "counted otherwise")
    new, gone, other = (f"{sum(found.kind == kind for found in findings):,}" for kind in kinds)
    yield ""
    yield f"Findings in {n_read:,} articles: {new} appear, {gone} vanish, {other} are counted otherwise."
    for kind in kinds:
        yield from _list_findings(kind, [found for found in findings if found.kind == kind])


def _list_findings(kind: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Group findings by entry, the most frequent first, with some of their contexts each."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        groups.setdefault((found.old, found.new), []).append(found)
    for (old, new), group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        name = f"{old} -> {new}" if old and new and old != new else new or old
        yield ""
        yield f"{kind}: {name} ({len(group):,} in {len({found.article for found in group}):,} articles)"
        for found in group[:CONTEXTS]:
            context = " ".join(f"{found.before}>>{found.text}<<{found.after}".split())
            yield f"  {found.outlet or '?'}, {found.article}, {found.zone} {found.start}-{found.end}, {found.voice}: {context}"
