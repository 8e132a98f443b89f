"""A lexicon -> its entries as they hold in the end, where each came from, and what articles hold of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli.console import clean, tabulate
from framing.cli.examples import explain
from framing.cli.lexicon_corpus import Corpus, takes_corpus
from framing.errors import UnknownNameError

if TYPE_CHECKING:
    from framing.lexicon import Entry, Lexicon
    from framing.lexicon_counts import EntryCount

_COLUMNS = ("hits", "articles", "outlets", "own", "reported", "quoted", "line", "entry")


@click.command(
    epilog=explain(
        "framing lexicon show hedges --category epistemic --on articles/",
        'hedges = framing.load_lexicon("hedges")  # and .entries\n'
        "from framing.lexicon_counts import count_entries\n"
        'count_entries(hedges, framing.read("articles/"))',
    )
)
@click.argument("name")
@click.option("--category", help="Show the entries of one category only.")
@click.option("--drafts", is_flag=True, help="Let entries with status draft count, too.")
@takes_corpus
def show(name: str, category: str | None, drafts: bool, corpus: Corpus, annotator: str | None) -> None:
    """Show a lexicon's entries, by its name or file.

    They are the ones that hold in the end, after what its file and files that extend it change; the line of each in its file
    stands before it, the marks behind it say what the file asks of its surroundings, and at the end stand drafts, which do
    not count, and what was switched off. With articles, entries are sorted by their hits, and those without one stand last.
    """
    from framing.lexicon import load_lexicon
    from framing.lexicon_counts import count_entries
    from framing.lexicon_drafts import with_drafts
    from framing.lexicon_folders import overlay_folders

    chosen = load_lexicon(name, overlay_folders())
    if drafts:
        chosen = with_drafts(chosen)
    if category is not None and category not in chosen.categories:
        raise UnknownNameError.of("category", category, chosen.categories)
    names = [category] if category else list(chosen.categories)
    counts = count_entries(chosen, corpus.read(), annotator=annotator) if corpus else None
    for line in _describe(chosen, names, counts, corpus.n_read):
        click.echo(clean(line))


def _describe(chosen: Lexicon, names: Sequence[str], counts: list[EntryCount] | None, n_read: int) -> Iterator[str]:
    yield f"{chosen.name} {chosen.version}, fingerprint {chosen.fingerprint}, license {chosen.license or 'not stated'}"
    yield f"{chosen.path}"
    if len(chosen.layers) > 1:
        yield f"Built from {', then '.join(f'{layer.name} {layer.version} ({layer.path})' for layer in chosen.layers)}"
    yield f"{' '.join(chosen.about.split())}"
    yield f"Source: {' '.join(chosen.source.split()) or 'not stated'}"
    yield f"Voices of the headline: {', '.join(chosen.voice)}; unit: {chosen.unit}"
    for name in names:
        category = chosen.categories[name]
        entries = [entry for entry in chosen.entries if entry.category == name]
        yield ""
        yield f"{name} ({category.column}, {len(entries):,} entries): {category.about}"
        if counts is None:
            yield from (_say_entry(chosen, entry) for entry in entries)
        else:
            yield from _tabulate(chosen, [count for count in counts if count.entry.category == name], n_read)
    yield from _say_drafts(chosen, names)
    yield from _say_dropped(chosen, names)


def _tabulate(chosen: Lexicon, counts: Sequence[EntryCount], n_read: int) -> Iterator[str]:
    used = sum(count.n_hits > 0 for count in counts)
    yield f"{sum(count.n_hits for count in counts):,} hits in {n_read:,} articles; {used:,} of {len(counts):,} entries have one"
    rows = [
        (
            *map(_number, (count.n_hits, len(count.articles), len(count.outlets))),
            *(_number(count.by_voice[voice]) for voice in _COLUMNS[3:6]),
            _place(chosen, count.entry),
            _say(count.entry),
        )
        for count in counts
    ]
    yield from tabulate(_COLUMNS, rows, numeric=range(7))


def _number(n: int) -> str:
    return f"{n:,}" if n else "\u00b7"


def _say_entry(chosen: Lexicon, entry: Entry) -> str:
    return f"  {_place(chosen, entry):>5}  {_say(entry)}"


def _place(chosen: Lexicon, entry: Entry) -> str:
    """Return an entry's line, with the name of its file where it is not the lexicon's own."""
    own = Path(entry.path) == Path(chosen.path) or len(chosen.layers) == 1
    return str(entry.line) if own else f"{Path(entry.path).stem}:{entry.line}"


def _say(entry: Entry) -> str:
    parts = [
        f"weight {entry.weight:g}" if entry.weight != 1 else "",
        f"rule {entry.rule}" if entry.rule else "",
        "conditions" if entry.conditions else "",
        f"plain: {entry.plain}" if entry.plain else "",
        entry.note,
        f"coded: {entry.precision}" if entry.precision else "",
    ]
    told = "; ".join(part for part in parts if part)
    return entry.words + (f"  [{told}]" if told else "")


def _say_drafts(chosen: Lexicon, names: Sequence[str]) -> Iterator[str]:
    """Say which entries wait to be set active (K-1)."""
    from framing.lexicon_drafts import find_drafts

    drafts = [entry for entry in find_drafts(chosen) if entry.category in names]
    if drafts:
        yield ""
        yield f"Drafts, which do not count until they are set active ({len(drafts):,}):"
    for entry in drafts:
        yield f"  {_place(chosen, entry):>5}  {entry.category}: {_say(entry)}"


def _say_dropped(chosen: Lexicon, names: Iterable[str]) -> Iterator[str]:
    """Say what files that extend a list switched off or replaced (K-3)."""
    from framing.lexicon_drafts import DRAFT

    dropped = [each for each in chosen.dropped if each.entry.category in set(names) and each.how != DRAFT]
    if dropped:
        yield ""
        yield f"Switched off or overridden ({len(dropped):,}):"
    for each in dropped:
        place = f"{Path(each.entry.path).stem}:{each.entry.line}"
        yield f"  {each.entry.id}  [{place}, {each.how} by {each.by.name} {each.by.version}]"
