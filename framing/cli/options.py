"""The options that commands share -> what to read (`Source`) and how to score it (`Method`)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from framing.annotators import make_annotator
from framing.cli.annotating import CountedAnnotator, takes_annotator
from framing.cli.console import Counter, count, say, tell_skipped
from framing.cli.standard_input import named_paths
from framing.errors import ReadError
from framing.model import Article

if TYPE_CHECKING:
    from framing.actors import Registry
    from framing.analysis import Analysis
    from framing.annotation import Annotator
    from framing.lexicon import Lexicon
    from framing.measures import Measure

R = TypeVar("R")
# The fields that a column of a table can hold.
FIELDS = tuple(f.name for f in fields(Article) if str(f.type) in ("str", "date | None"))
LEXICON_SUFFIXES = (".yml", ".yaml")


@dataclass(slots=True)
class Source:
    """The articles a user named, how many were read, and what was left out, as (place, reason).

    Duplicates are looked for only where they are to be dropped or marked: for that, all articles are held in memory.
    """

    paths: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    max_chars: int | None = None
    duplicates: str = "keep"
    language: str = "en"
    outlets: str | None = None
    skipped: list[tuple[str, str]] = field(default_factory=list)
    n_read: int = 0

    def read(self) -> Iterator[Article]:
        """Yield the articles one at a time; at the end, name what was left out.

        Raises
        ------
        ReadError
            If there is not one article.
        """
        import framing
        from framing.readers.settings import MAX_CHARS

        with named_paths(self.paths) as (paths, rename):
            articles = framing.read(
                paths,
                on_error="skip",
                on_skip=lambda place, reason: self.skipped.append((rename(place), rename(reason))),
                columns=self.columns,
                max_chars=self.max_chars or MAX_CHARS,
                language=self.language,
                outlets=self.outlets,
                allow_private=True,  # whoever types an address of their own network means it
            )
            for article in self._settle(articles):
                self.n_read += 1
                origin = article.origin and replace(article.origin, path=rename(article.origin.path))
                yield replace(article, origin=origin)
        tell_skipped(self.skipped)
        if not self.n_read:
            raise ReadError(f"{', '.join(self.paths)}: not one article could be read.")

    def _settle(self, articles: Iterator[Article]) -> Iterable[Article]:
        """Return the articles without duplicates or with them marked, if that is asked for."""
        if self.duplicates == "keep":
            return articles
        from framing.duplicates import describe, settle_duplicates

        kept, found = settle_duplicates(articles, self.duplicates)
        if self.duplicates == "drop":
            self.skipped += [(each.article, f"{describe(each)}.") for each in found if each.same_outlet]
        return kept

    def load(self) -> tuple[Article, ...]:
        """Read all articles, under a counter."""
        return tuple(count(self.read(), "reading"))


@dataclass(frozen=True, slots=True)
class Plan:
    """Measures, actors and annotator, loaded; without a registry, actors are proposed from the texts."""

    measures: tuple[Measure, ...]
    registry: Registry | None
    annotator: Annotator
    threads: int = 1
    lexicons: tuple[Lexicon, ...] = ()
    workers: int = 1

    def analyze(
        self,
        articles: Iterable[Article],
        skipped: Iterable[tuple[str, str]] = (),
        *,
        near: Iterable[Article] = (),
        duplicates: str = "drop",
    ) -> Analysis:
        """Analyze articles under a counter; actors are proposed from ``near``, by default from the articles themselves."""
        import framing
        from framing.analysis import Skipped
        from framing.proposals import propose_actors

        articles, near = tuple(articles), tuple(near)
        with Counter("scoring", len(articles)) as counter:
            analysis = framing.analyze(
                articles,
                measures=self.measures,
                actors=self.registry or (propose_actors(near) if near else None),
                annotator=lambda registry: self._count(self._annotate(registry), counter),
                duplicates=duplicates,
                workers=self.workers,
            )
        tell_skipped([(item.path, item.reason) for item in analysis.skipped])
        left_out = (*(Skipped(place, reason) for place, reason in skipped), *analysis.skipped)
        return replace(analysis, skipped=left_out, actors_proposed=self.registry is None)

    def _count(self, annotator: Annotator, counter: Counter) -> Annotator:
        """Let a counter know of each article; from other processes, it would not hear."""
        return CountedAnnotator(annotator, counter) if self.workers == 1 else annotator

    def _annotate(self, registry: Registry) -> Annotator:
        """Return the annotator, made again only where the actors are others than those it was made with."""
        same = registry.actors == (self.registry.actors if self.registry else ())
        return self.annotator if same else make_annotator(self.annotator.name, registry, self.threads, self.lexicons)


@dataclass(frozen=True, slots=True)
class Method:
    """How a user wants articles scored: names of measures, lexicon files and folders, an actor file, an annotator."""

    measures: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()
    actors: str = ""
    annotator: str | None = None
    threads: int = 1
    workers: int = 1

    def load(self) -> Plan:
        """Load measures, lexicons, actors and annotator, so that what is wrong with them is known before anything is read.

        Raises
        ------
        LexiconError, UnknownNameError
            If a file or a name is wrong.
        AnnotationError
            If the annotator cannot run, or gives less than a measure reads that is asked for.
        """
        from framing.lexicon_overlays import load_lexicons
        from framing.measures import check_layers, for_layers

        files, folders = find_lexicons(self.lexicons)
        lists = load_lexicons(files, folders)
        registry = load_actors(self.actors)
        annotator = make_annotator(self.annotator, registry, self.threads, lists)
        measures = for_layers(self.measures or None, files, folders, annotator.layers)
        check_layers(measures, annotator.layers, annotator.name)
        return Plan(measures, registry, annotator, self.threads, lists, self.workers)


def find_lexicons(paths: Iterable[str]) -> tuple[list[str | Path], list[Path]]:
    """Return the lexicons to use, and the folders in which names are looked up.

    These are the ones that paths stand for, and before them those of the project's and the user's folder that change another
    list, which are told of (K-3).

    Raises
    ------
    ReadError
        If a folder holds none.
    """
    from framing.lexicon_folders import overlay_files, overlay_folders

    paths = tuple(paths)
    overlays = overlay_files()
    for file in overlays:
        say(f"note: {file} is in use, as it extends another list and stands in a folder of lexicons.")
    named = [file for path in paths for file in list_lexicons(path)]
    return [*overlays, *named], [*(folder for folder in map(Path, paths) if folder.is_dir()), *overlay_folders()]


def list_lexicons(path: str) -> list[str | Path]:
    """Return a lexicon file or name as it is, a folder as the lexicon files in it.

    Raises
    ------
    ReadError
        If a folder holds none.
    """
    if not Path(path).is_dir():
        return [path]
    found: list[str | Path] = sorted(file for file in Path(path).iterdir() if file.suffix in LEXICON_SUFFIXES)
    if not found:
        raise ReadError(
            f"{path}: holds no lexicon (files named {' or '.join(LEXICON_SUFFIXES)}). Name a folder or file that does."
        )
    return found


def load_actors(name: str) -> Registry | None:
    """Load an actor file, or one that ships by its name; None where none is named.

    Raises
    ------
    LexiconError, UnknownNameError
        If the file is wrong, or there is none of that name.
    """
    from framing.actors import load_registry

    return load_registry(name) if name else None


def reads_articles(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command ARTICLES and what says how to read them; it receives a `Source` as ``source``."""

    @functools.wraps(command)
    def run(*, articles: tuple[str, ...], max_chars: int | None, language: str, outlets: str | None, **given: Any) -> R:
        columns = {name: value for name in FIELDS if (value := given.pop(f"{name}_column"))}
        return command(source=Source(articles, columns, max_chars, language=language, outlets=outlets), **given)

    option: Callable[..., R] = run
    told = "Names and domains of outlets of your own, on top of those that ship."
    option = click.option("--outlets", metavar="FILE", help=told)(option)
    told = "Leave out articles that are not English, or read any with a warning."
    option = click.option("--language", type=click.Choice(["en", "any"]), default="en", show_default=True, help=told)(option)
    option = click.option("--max-chars", type=click.IntRange(min=1), help="Longest article, in characters.")(option)
    for name in reversed(FIELDS):
        told = "Column that holds the text; likewise --outlet-column, --date-column, and so on for every field."
        shown = click.option(f"--{name}-column", metavar="NAME", hidden=name != "text", help=told if name == "text" else None)
        option = shown(option)
    return click.argument("articles", nargs=-1, required=True, metavar="ARTICLES...")(option)


def takes_measures(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options of scoring; it receives a `Method` as ``method``."""

    @functools.wraps(command)
    def run(*, measures: tuple[str, ...], **given: Any) -> R:
        names = tuple(name.strip() for text in measures for name in text.split(",") if name.strip())
        method = {name: given.pop(name) for name in ("lexicons", "actors", "annotator", "threads", "workers")}
        return command(method=Method(names, **method), **given)

    option = takes_annotator(run)
    for add in (
        click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that score."),
        click.option("--actors", default="", metavar="FILE|NAME", help="Actor file, or the name of one that ships."),
        click.option(
            "--lexicons", multiple=True, metavar="FILE|DIR", help="Lexicons of your own to score too, or a folder of them."
        ),
        click.option(
            "--measures",
            "--measure",
            multiple=True,
            metavar="A,B",
            help="Measures to apply; by default all that the annotator serves.",
        ),
    ):
        option = add(option)
    return option


def takes_duplicates(default: str, *others: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command the option ``duplicates``: what to do with an outlet's second copy of its own article."""
    told = "Drop or mark an outlet's second copy of its own article, exact or nearly so, or keep it unmarked"
    held = "; for the first two, all articles are held in memory." if default == "keep" else "."
    kinds = click.Choice([default, *others])
    return click.option("--duplicates", type=kinds, default=default, show_default=True, help=f"{told}{held}")


def takes_grouping(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options of comparing, ``by``, ``pairs`` and ``seed``."""
    told = "Compare each pair of groups instead of each group with all others; of more than two groups this is exploratory."
    for add in (
        click.option("--pairs", is_flag=True, help=told),
        click.option("--seed", default=1, show_default=True, help="Seed of all random draws."),
        click.option("--by", default="outlet", show_default=True, metavar="FIELD", help="Article field that makes the groups."),
    ):
        command = add(command)
    return command
