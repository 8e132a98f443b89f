"""A pandas frame of articles -> a frame of their scores, by a function that engines of large corpora can run anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from framing.annotators import make_annotator
from framing.attempts import Failure
from framing.errors import FramingError
from framing.readers.frames import Unread, read_frame
from framing.readers.outlets import shipped_outlets
from framing.readers.settings import LANGUAGES, MAX_CHARS, Settings
from framing.scale.table import FIELDS, describe, rows_of, schema
from framing.scoring import Recipe, finish_articles

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow

    from framing.actors import Registry
    from framing.annotation import Annotator
    from framing.measures import Measure
    from framing.model import Article

    Frames = TypeVar("Frames", pd.DataFrame, Iterator[pd.DataFrame])  # one, or one after the other

_log = logging.getLogger(__name__)

# What engines that ask for it beforehand are told of the frame that comes back: the columns of stored scores, and why an
# article has none.
SCHEMA = (
    "article string, outlet string, title string, author string, agency string, place string, genre string, topic string, "
    "date date, words int, sentences int, measure string, column string, target string, unit string, factor double, "
    "total double, base double, value double, n_hits int, signature binary, left_out string"
)
LEFT_OUT = "left_out"
_STATED = ("outlet", "title", "author", "agency", "place", "genre", "topic")


class _Loaded(NamedTuple):
    """What scores, loaded."""

    measures: tuple[Measure, ...]
    annotator: Annotator
    registry: Registry | None


def score_frame(  # noqa: PLR0913 - all but the first are by name, and each answers a question of its own
    frame: Frames,
    *,
    measures: Sequence[str | Measure] | None = None,
    lexicons: Sequence[str | Path] = (),
    actors: str | Path | Registry | None = None,
    annotator: str | None = None,
    columns: Mapping[str, str] | None = None,
    language: str = "en",
    max_chars: int = MAX_CHARS,
) -> Frames:
    """Score the articles of a frame.

    Dask's ``map_partitions``, Ray's ``map_batches`` and Spark's ``mapInPandas`` take this function as it is. An article's
    scores depend on nothing but its own row and the options, so they are the same however a corpus is cut into frames.
    Lexicons, actors and weights are loaded where it runs, the shipped ones once in each process; files that are named must
    be there. Pass options with ``functools.partial``, or where the engine takes them.

    Parameters
    ----------
    frame
        One article a row, its columns named as `framing.read` knows them in tables: text, outlet, title, date, id and so
        on; only the text is needed. An article without an identifier gets a digest of its outlet, title and text. Or frames
        one after the other, as Spark hands them over.
    measures
        Names of measures; by default all that ship and that annotator and actors allow.
    lexicons
        Lexicon files, as in `framing.analyze`.
    actors
        An actor file, the name of one that ships, or a registry. Without one, measures of actors are left out: proposing
        actors would take all articles at once.
    annotator : {"encoder", "fast"}, optional
        As in `framing.analyze`.
    columns
        Field -> the column that holds it, where that has another name: ``{"text": "body"}``.
    language : {"en", "any"}
        Whether articles that are not in English are left out or scored all the same.
    max_chars
        The longest article, in characters.

    Returns
    -------
    pandas.DataFrame
        One row a score with the columns of stored scores (`framing.scale.table.FIELDS`) and ``left_out``, of the same Arrow
        types whatever the frame holds. ``value`` is null where the base is zero. An article that has no scores has one row,
        without a measure, whose ``left_out`` says why; in all others it is null. For frames, an iterator of frames.

    Raises
    ------
    ReadError
        If a frame has no column of article text, or none of a name that was asked for.
    LexiconError, UnknownNameError, AnnotationError
        If an option is wrong, even where the frame is empty: so ``score_frame(frame.head(0), ...)`` tests the options.
    """
    if language not in LANGUAGES:
        raise FramingError(f'language is "{language}"; it must be "{LANGUAGES[0]}" or "{LANGUAGES[1]}".')
    _import_pyarrow()
    loaded = _load(measures, lexicons, actors, annotator)
    settings = Settings(dict(columns or {}), max_chars, language=language, outlets=shipped_outlets())
    given: Any = frame
    several = isinstance(given, Iterator)
    found: Any = (_score(each, loaded, settings) for each in given) if several else _score(given, loaded, settings)
    return found  # type: ignore[no-any-return]  # one for one, or as many for as many


def describe_scores(
    *,
    measures: Sequence[str | Measure] | None = None,
    lexicons: Sequence[str | Path] = (),
    actors: str | Path | Registry | None = None,
    annotator: str | None = None,
    **_: Any,
) -> dict[str, Any]:
    """Return what a table of scores made with these options of `score_frame` says of itself.

    Kept as JSON under ``framing`` in the metadata of a Parquet file, it lets the file be compared; those of `score_frame`
    that concern reading alone change nothing here.
    """
    from framing.actors import Registry as Actors

    loaded = _load(measures, lexicons, actors, annotator)
    return describe(loaded.measures, loaded.annotator, loaded.registry or Actors())


def _load(
    names: Sequence[str | Measure] | None,
    lexicons: Sequence[str | Path],
    actors: str | Path | Registry | None,
    annotator: str | None,
) -> _Loaded:
    """Load what scores; what ships is held by the process from the first time on, so that a second time costs little.

    Raises
    ------
    FramingError
        If measures of actors are asked for by name and no actors are.
    """
    from framing.actors import Registry as Actors
    from framing.actors import load_registry
    from framing.lexicon_overlays import load_lexicons
    from framing.measures import check_layers, for_layers

    registry = actors if actors is None or isinstance(actors, Actors) else load_registry(actors)
    made = make_annotator(annotator, registry, lexicons=load_lexicons(lexicons))
    measures = for_layers(names, lexicons, (), made.layers)
    check_layers(measures, made.layers, made.name)
    if registry is None:
        idle = [measure.name for measure in measures if "mentions" in measure.needs]
        if idle and names is not None:
            raise FramingError(f"{', '.join(idle)}: cannot be scored without actors. Name an actor file: actors=...")
        measures = tuple(measure for measure in measures if measure.name not in idle)
    return _Loaded(measures, made, registry)


def _import_pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise FramingError(
            'Scores of a frame need pyarrow, which is not installed. Install it with: pip install "framing-toolkit[parquet]"'
        ) from error
    return pyarrow


def _score(frame: pd.DataFrame, loaded: _Loaded, settings: Settings) -> pd.DataFrame:
    import pandas as pd

    kept: dict[str, list[Any]] = {name: [] for name in (*FIELDS, LEFT_OUT)}
    n_left_out = 0
    read = list(read_frame(frame, settings)) if len(frame.columns) else []  # a part of nothing may come without columns
    recipe = Recipe(loaded.measures, loaded.annotator, rows_of)
    scored = finish_articles([each for each in read if not isinstance(each, Unread)], recipe)
    for each in read:
        rows = _left_out(each.stated, each.reason) if isinstance(each, Unread) else _rows(*next(scored))
        n_left_out += rows[LEFT_OUT][0] is not None
        for name, values in rows.items():
            kept[name] += values
    if n_left_out:
        _log.info("%d of %d articles were left out; their rows say why", n_left_out, len(frame))
    found: pd.DataFrame = _to_arrow(kept).to_pandas(types_mapper=pd.ArrowDtype)
    return found


def _rows(article: Article, found: dict[str, list[Any]] | Failure) -> dict[str, list[Any]]:
    """Return an article's rows, or the one that says why it has none."""
    if not isinstance(found, Failure) and found["measure"]:
        return {**found, LEFT_OUT: [None] * len(found["measure"])}
    reason = found.reason if isinstance(found, Failure) else "has no score: it mentions none of the actors."
    stated = {name: str(getattr(article, name)) for name in _STATED}
    return _left_out({**stated, "id": article.id}, reason)


def _left_out(stated: Mapping[str, str], reason: str) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {name: [None] for name in FIELDS}
    rows |= {name: [stated.get(name, "").strip()] for name in _STATED}
    return {**rows, "article": [stated.get("id", "").strip()], LEFT_OUT: [reason]}


def _to_arrow(rows: Mapping[str, Iterable[Any]]) -> pyarrow.Table:
    """Return rows as an Arrow table, its texts as they are: a dictionary of them would differ from frame to frame."""
    pa = _import_pyarrow()
    plain = [(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in schema()]
    return pa.table(dict(rows), schema=pa.schema([*plain, (LEFT_OUT, pa.string())]))
