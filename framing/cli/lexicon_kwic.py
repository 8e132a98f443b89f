"""A lexicon's entry, category or any words, and articles -> a concordance in the terminal, as CSV or as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from framing.cli.annotating import CountedAnnotator, takes_annotator
from framing.cli.console import Counter, clean, say, screen_width, shows_color
from framing.cli.examples import explain
from framing.cli.options import Source, reads_articles
from framing.cli.output import STANDARD, form_of, open_output
from framing.model import VOICES
from framing.screen import keep_end, keep_start, make_safe, pad, width_of

if TYPE_CHECKING:
    from framing.concordance import Concordance, Group, Line

FORMATS = ("text", "csv", "jsonl")
_WIDE = 150  # columns where the output is no terminal
_LEAST = 20  # columns of context on either side, however narrow the terminal
_LONGEST = 40  # columns of the words found
_EXAMPLE = 'framing lexicon kwic hedges articles/ --entry "epistemic: may" --by outlet --limit 20 --sample 1'


@click.command(
    options_metavar="[OPTIONS] [NAME]",
    epilog=explain(
        _EXAMPLE,
        'found = framing.concord(framing.read("articles/"), "hedges", entry="epistemic: may")\n'
        'found.grouped("outlet").draw(20, seed=1).lines_frame()',
    ),
)
@reads_articles
@takes_annotator
@click.option("--entry", default="", metavar="WORDS", help='Only this entry, by its words or as "category: words".')
@click.option("--category", default="", metavar="NAME", help="Only the entries of this category.")
@click.option("--drafts", is_flag=True, help="Let entries with status draft count, too.")
@click.option("--words", default="", metavar="PHRASE", help="Look for this phrase instead; then no NAME is given.")
@click.option("--by", type=click.Choice(["outlet", "voice", "entry"]), help="Group the lines.")
@click.option("--voice", type=click.Choice(VOICES), help="Only the words of this voice.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most N lines of each group; all are counted.")
@click.option("--sample", type=int, metavar="SEED", help="Draw the lines shown at random, the same for the same seed.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default text, or what the output's name ends with.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Standard output by default.")
def kwic(source: Source, annotator: str | None, threads: int, output: str, form: str | None, **asked: Any) -> None:
    """Show a lexicon's hits in context, one a line.

    NAME is a lexicon's name or file. What is shown is what its measure counts: conditions, exceptions and longer entries
    hold. Each line has the words left and right of the hit, whose words they are, the article's id, and the characters of
    its body, title or deck.
    """
    from framing.annotators import make_annotator
    from framing.concordance import concord
    from framing.lexicon import load_lexicon
    from framing.lexicon_drafts import with_drafts
    from framing.lexicon_folders import overlay_folders

    lexicon = None if asked["words"] else load_lexicon(_take_name(source), overlay_folders())
    if lexicon and asked["drafts"]:
        lexicon = with_drafts(lexicon)
    made = make_annotator(annotator, threads=threads, lexicons=[lexicon] if lexicon else ())
    named = {key: asked[key] for key in ("entry", "category", "words")}
    with Counter("looking") as counter:
        found = concord(source.read(), lexicon, annotator=CountedAnnotator(made, counter), **named)
    _write(_arrange(found, **asked), form or _form_of(output), output)


def _take_name(source: Source) -> str:
    """Take the lexicon's name off the front of the paths."""
    name, *paths = source.paths
    if not paths:
        raise click.UsageError("Name a lexicon, then articles: framing lexicon kwic hedges articles/; or give --words.")
    source.paths = tuple(paths)
    return name


def _arrange(
    found: Concordance, *, by: str | None, voice: str | None, limit: int | None, sample: int | None, **_: object
) -> Concordance:
    if voice:
        found = found.only(voice)
    if by:
        found = found.grouped(by)
    if limit is None and sample is not None:
        raise click.UsageError("--sample draws as many lines as --limit says: give both.")
    return found.draw(limit, sample) if limit else found


def _form_of(output: str) -> str:
    form = form_of(output)
    return form if form in FORMATS else "text"


def _write(found: Concordance, form: str, output: str) -> None:
    """Write a concordance; the text form says what else there is on standard error, so that it can be piped."""
    from framing.charts.rows import write_csv
    from framing.concordance import FIELDS

    with open_output(output) as sink:
        if form == "csv":
            sink.write(write_csv([asdict(line) for line in found.lines], FIELDS))
        elif form == "jsonl":
            for line in found.lines:
                sink.write_record(asdict(line))
        else:
            color = output == STANDARD and shows_color()
            for text in lay_out(found, screen_width(_WIDE) if output == STANDARD else _WIDE, color=color):
                sink.write(text + "\n")
    say(f"{found}.")


def lay_out(found: Concordance, width: int, *, color: bool = False) -> Iterator[str]:
    """Yield the lines of a concordance, the words found below each other, as wide as a screen.

    Where a screen is too narrow for a little context, lines are wider than it.
    """
    lines = found.lines
    tails = {line: _tail(line, outlet=found.by != "outlet") for line in lines}
    middle = min(_LONGEST, max((width_of(line.text) for line in lines), default=0))
    room = width - middle - max(map(width_of, tails.values()), default=0) - 6
    side = max(_LEAST, room // 2)
    for number, group in enumerate(found.groups):
        if found.by or group.n > len(group.lines):
            yield from [""] * (number > 0)
            yield _head(group)
        for line in group.lines:
            words = pad(keep_start(line.text, middle) if width_of(line.text) > middle else line.text, middle)
            shown = click.style(words, bold=True) if color else words
            left, right = keep_end(line.left, side), keep_start(line.right, side)
            yield f"{pad(left, side, right=True)}  {shown}  {pad(right, side)}  {tails[line]}".rstrip()


def _head(group: Group) -> str:
    shown = f", {len(group.lines):,} shown" if len(group.lines) < group.n else ""
    told = f"{group.n:,} lines in {group.n_articles:,} articles{shown}"
    return clean(f"{make_safe(group.name)}: {told}" if group.name else told)


def _tail(line: Line, *, outlet: bool) -> str:
    """Say where a line stands: its voice and outlet, the article's id, the zone where it is no body, and the characters."""
    zone = "" if line.zone == "body" else f"{line.zone} "
    parts = (line.voice.ljust(len("reported")), line.outlet if outlet else "", f"{line.article} {zone}{line.start}-{line.end}")
    return "  ".join(make_safe(part) if place else part for place, part in enumerate(parts) if part)
