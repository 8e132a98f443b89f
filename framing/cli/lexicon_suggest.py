"""Articles -> candidates for a lexicon: a table in the terminal, or a file to go through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from framing.cli.annotating import CountedAnnotator, takes_annotator
from framing.cli.console import Counter, clean, count, say, tabulate
from framing.cli.examples import explain
from framing.cli.options import Source, reads_articles
from framing.cli.output import STANDARD, open_output
from framing.errors import FramingError, LexiconError
from framing.suggestions.candidates import FIELDS, N_CONTEXTS, Candidate, say_methods, to_row

if TYPE_CHECKING:
    from framing.suggestions import Suggestions


@click.command(
    epilog=explain(
        "framing lexicon suggest articles/ --seeds 'ferry, harbor*' -o candidates.yml",
        'found = framing.suggest(framing.read("articles/"), seeds=["ferry", "harbor*"])\n'
        "from framing.suggestions import write_candidates\n"
        'write_candidates(found, "candidates.yml")',
    )
)
@reads_articles
@takes_annotator
@click.option("--seeds", default="", metavar="WORDS", help="Words of the topic, parted by commas; * stands for any ending.")
@click.option("--lexicon", metavar="NAME|FILE", help="A lexicon that is to grow: its entries are seeds and are left out.")
@click.option(
    "--background",
    metavar="FILE|DIR|built-in",
    help="Articles on other topics to contrast with, or built-in: counts of single words that ship. By default the articles "
    "without a seed, where there are seeds and two stories on either side, else built-in.",
)
@click.option("--most", type=click.IntRange(min=1), default=40, show_default=True, help="Candidates of each method.")
@click.option("--floor", type=click.IntRange(min=2), default=5, show_default=True, help="Fewest uses of pairs and neighbors.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of what is drawn at random.")
@click.option(
    "--learned/--no-learned",
    default=None,
    help="Whether the annotator reads articles for loaded words and hedges. By default it does without --seeds and --lexicon, "
    "and for a list that extends loaded or hedges.",
)
@click.option("--force", is_flag=True, help="Write it even in the place of a file that holds decisions.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="A .yml file to review, or a .csv; by default a table.")
def suggest(source: Source, output: str, background: str | None, force: bool, **asked: Any) -> None:
    """Suggest words for a lexicon from your own articles.

    Four methods name candidates: words the articles use more than a background (keyness), pairs that stand together
    (collocation), words used like a seed (neighbor), and words the annotator marks (loaded, hedged). Function words, names
    and numbers are left out, and so are the seeds: write those into your lexicon yourself. Each candidate has counts, the
    stories and outlets that use it, and contexts. Nothing is added to a lexicon: go through the file with `framing lexicon
    review`.
    """
    from framing.annotators import make_annotator
    from framing.lexicon import load_lexicon
    from framing.lexicon_folders import overlay_folders
    from framing.suggestions import BUILT_IN, Settings
    from framing.suggestions import suggest as find

    if not force:
        _spare_decisions(output)
    other = background if background in (None, BUILT_IN) else count(_read_other(source, str(background)).read(), "background")
    articles = source.load()
    with Counter("annotating") as counter:
        found = find(
            articles,
            seeds=[part.strip() for part in asked["seeds"].split(",") if part.strip()],
            lexicon=load_lexicon(asked["lexicon"], overlay_folders()) if asked["lexicon"] else None,
            background=other,
            annotator=lambda registry: CountedAnnotator(
                make_annotator(asked["annotator"], registry, asked["threads"]), counter
            ),
            settings=Settings(asked["most"], asked["floor"], asked["seed"], asked["learned"]),
        )
    _write(found, output)
    for note in found.notes:
        say(f"note: {note}")
    say(f"{len(found):,} candidates from {found.made['articles']} articles, contrasted with {found.made['contrasted with']}.")


def _spare_decisions(output: str) -> None:
    """Refuse to write over a file in which somebody has decided on candidates."""
    from framing.suggestions.files import read_candidates

    try:
        decided = sum(bool(each.decision) for each in read_candidates(output).candidates)
    except LexiconError:  # there is no such file, or it is another one
        return
    if decided:
        raise FramingError(
            f"{output}: holds {decided:,} decisions of a review. Name another file with -o, or pass --force to write over it."
        )


def _read_other(source: Source, background: str) -> Source:
    """Return the background as articles, read as the others are."""
    return Source((background,), source.columns, source.max_chars, language=source.language, outlets=source.outlets)


def _write(found: Suggestions, output: str) -> None:
    from framing.charts.rows import write_csv
    from framing.suggestions.files import to_yaml

    with open_output(output) as sink:
        if output.lower().endswith(".csv"):
            sink.write(write_csv([to_row(each) for each in found.candidates], FIELDS))
        elif output == STANDARD:
            for line in _lay_out(found.candidates):
                sink.write(line + "\n")
        else:
            sink.write(to_yaml(found))


def _lay_out(candidates: Iterable[Candidate]) -> Iterator[str]:
    rows = [
        (each.words, f"{each.uses:,}", f"{each.stories:,}", f"{each.outlets:,}", say_methods(each), "; ".join(each.held))
        for each in candidates
    ]
    if rows:
        yield from tabulate(("words", "uses", "stories", "outlets", "named by", "held by"), rows, numeric=(1, 2, 3))


def show_contexts(candidate: Candidate) -> Iterator[str]:
    """Yield the contexts of a candidate, the words below each other."""
    from framing.screen import pad, width_of

    contexts = candidate.contexts[:N_CONTEXTS]
    left = max((width_of(each.left) for each in contexts), default=0)
    for each in contexts:
        yield clean(f"  {pad(each.left, left, right=True)} [{each.text}] {each.right}  ({each.outlet or each.article})")
