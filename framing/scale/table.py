"""A scored article -> rows of the table of stored scores; what scored -> what is kept of it beside the rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import ReadError
from framing.lexicon import Lexicon
from framing.model import Document, Hit
from framing.provenance import describe_run
from framing.scores import Column, Score, Unit
from framing.stories import signatures

if TYPE_CHECKING:
    import pyarrow

    from framing.actors import Registry
    from framing.annotation import Annotator
    from framing.measures import Measure
    from framing.scoring import Scored

FORMAT = 1  # of the table; a file of another one is not read
KEY = b"framing"  # of what is kept beside the rows, in the metadata of each Parquet file
OF_ARTICLE = ("article", "outlet", "title", "author", "agency", "place", "genre", "topic", "date", "words", "sentences")
OF_SCORE = ("measure", "column", "target", "unit", "factor", "total", "base", "value", "n_hits")
FIELDS = (*OF_ARTICLE, *OF_SCORE, "signature")

_EPOCH = date(1970, 1, 1)
_NOTHING: dict[str, Any] = {"string": "", "binary": b"", "date32[day]": _EPOCH}  # what stands where None is; else 0
_TEXTS = ("article", "outlet", "title", "author", "agency", "place", "genre", "topic", "measure", "column", "target", "unit")
_KINDS = {
    "date": "date32", "words": "int32", "sentences": "int32", "factor": "float64", "total": "float64", "base": "float64",
    "value": "float64", "n_hits": "int32", "signature": "binary",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredMeasure:
    """What a table says of a measure that made it: all that a comparison reads, but nothing that could score."""

    name: str
    title: str
    about: str
    needs: frozenset[str]
    columns: tuple[Column, ...]
    beside: str = ""  # another measure that asks the same

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield nothing: the evidence was counted when the table was made."""
        return ()

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return nothing, likewise."""
        return {}


class Packed(NamedTuple):
    """One article's rows, each fact once: what is the same in all of them, and a list for each name of `OF_SCORE`."""

    article: tuple[Any, ...]
    signature: bytes | None
    scores: dict[str, list[Any]]


def pack(scored: Scored) -> Packed:
    """Return what the rows of one scored article are made of; a broken character of a page becomes a question mark."""
    doc, scores = scored.doc, scored.scores
    texts = {name: getattr(doc.article, name) for name in OF_ARTICLE[1:] if name in _TEXTS}
    words, sentences = sum(doc.words.values()), len(doc.sentences) - len(doc.list_items)
    of_article = {"article": doc.article.id, **texts, "date": doc.article.date, "words": words, "sentences": sentences}
    article = tuple(mend(of_article[name]) for name in OF_ARTICLE)
    return Packed(article, signatures.pack(doc.article, doc.tokens), columns_of(scores))


def columns_of(scores: Sequence[Score]) -> dict[str, list[Any]]:
    """Return what the rows of an article's scores say, a list for each name of `OF_SCORE`."""
    return {
        "measure": [score.measure for score in scores],
        "column": [score.column for score in scores],
        "target": [score.target for score in scores],
        "unit": [score.unit.name for score in scores],
        "factor": [float(score.unit.factor) for score in scores],
        "total": [float(score.total) for score in scores],
        "base": [float(score.base) for score in scores],
        "value": [score.value if score.base else None for score in scores],
        "n_hits": [score.n_hits for score in scores],
    }


def mend(value: Any) -> Any:
    """Return a text without halves of surrogate pairs, which cannot be stored; other values as they are."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isascii() else value


def rows_of(scored: Scored) -> dict[str, list[Any]]:
    """Return the rows of one scored article, by column.

    Parameters
    ----------
    scored
        An article with its scores, as `score_articles` yields it.

    Returns
    -------
    dict of str to list
        One list for each name in `FIELDS`, in their order, each with one item a score. ``date`` holds days or None;
        ``words`` and ``sentences`` count the body; ``value`` is None where ``base`` is 0; ``signature`` is None in all but
        the first row.
    """
    packed = pack(scored)
    n = len(scored.scores)
    of_article = {name: [value] * n for name, value in zip(OF_ARTICLE, packed.article, strict=True)}
    return {**of_article, **packed.scores, "signature": [packed.signature, *[None] * (n - 1)][:n]}


def table_of(packs: Sequence[Packed]) -> pyarrow.Table:
    """Return the rows of several articles, as `rows_of` does for one, with plain strings.

    This is an Arrow table without metadata; `settle` makes it what is stored.
    """
    import pyarrow as pa

    kinds = _plain(schema())
    counts = [len(packed.scores["measure"]) for packed in packs]
    owner = array_of([i for i, n in enumerate(counts) for _ in range(n)], pa.int32())
    columns = {}
    for i, name in enumerate(OF_ARTICLE):
        columns[name] = array_of([packed.article[i] for packed in packs], kinds.field(name).type).take(owner)
    for name in OF_SCORE:
        columns[name] = array_of([value for packed in packs for value in packed.scores[name]], kinds.field(name).type)
    first = [[packed.signature, *[None] * (n - 1)][:n] for packed, n in zip(packs, counts, strict=True)]
    columns["signature"] = array_of([value for values in first for value in values], pa.binary())
    return pa.table(columns, kinds)


def array_of(values: Sequence[Any], kind: pyarrow.DataType) -> pyarrow.Array:
    """Return texts, bytes, numbers or days, or None among them, as `pyarrow.array` does, which loads pandas (0.3 s, 40 MB)."""
    import numpy as np
    import pyarrow as pa

    n = len(values)
    if pa.types.is_string(kind) and len(places := dict(zip(dict.fromkeys(values), range(n), strict=False))) < n // 2:
        chosen = np.fromiter(map(places.__getitem__, values), np.int32, n)  # most come again and again
        return array_of([*places], kind).take(pa.Array.from_buffers(pa.int32(), n, [None, pa.py_buffer(chosen)]))
    valid = None
    if None in values:
        valid = pa.py_buffer(np.packbits([value is not None for value in values], bitorder="little"))
        nothing = _NOTHING.get(str(kind), 0)
        values = [nothing if value is None else value for value in values]
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        content = [value.encode() for value in values] if pa.types.is_string(kind) else values
        ends = np.cumsum([0, *map(len, content)], dtype=np.int32)
        return pa.Array.from_buffers(kind, n, [valid, pa.py_buffer(ends), pa.py_buffer(b"".join(content))])
    if pa.types.is_date32(kind):
        values = [value.toordinal() - _EPOCH.toordinal() for value in values]
    numbers = np.array(values, np.float64 if pa.types.is_float64(kind) else np.int32)
    return pa.Array.from_buffers(kind, n, [valid, pa.py_buffer(numbers)])


def settle(tables: Sequence[pyarrow.Table], about: Mapping[str, Any]) -> pyarrow.Table:
    """Return tables as one, as it is stored.

    Texts are numbered in the order in which they come, so that equal rows are equal bytes wherever they were made.
    """
    import pyarrow as pa

    kinds = schema(about)
    plain = _plain(kinds)
    joined = pa.concat_tables([table.select(plain.names).replace_schema_metadata().cast(plain) for table in tables])
    joined = joined.combine_chunks()
    columns = [
        column.dictionary_encode().cast(kind.type) if pa.types.is_dictionary(kind.type) else column
        for column, kind in zip(joined.columns, kinds, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=kinds)


def _plain(kinds: pyarrow.Schema) -> pyarrow.Schema:
    import pyarrow as pa

    return pa.schema([(kind.name, pa.string() if pa.types.is_dictionary(kind.type) else kind.type) for kind in kinds])


def schema(about: Mapping[str, Any] | None = None) -> pyarrow.Schema:
    """Return the columns of the table as an Arrow schema, with what `describe` returned as metadata."""
    import pyarrow as pa

    kinds = {name: pa.dictionary(pa.int32(), pa.string()) for name in _TEXTS}
    kinds |= {name: getattr(pa, kind)() for name, kind in _KINDS.items()}
    metadata = {KEY: json.dumps(about, ensure_ascii=False).encode()} if about is not None else None
    return pa.schema([(name, kinds[name]) for name in FIELDS], metadata=metadata)


def describe(measures: Sequence[Measure], annotator: Annotator, registry: Registry) -> dict[str, Any]:
    """Return what is kept beside the rows, as plain data: measures with their columns, lexicons, annotator, actors.

    ``settings`` is a fingerprint of all that moves a number: tables in which it is equal were scored alike.
    """
    run = describe_run(measures, annotator, registry)
    run["threads"] = getattr(annotator, "threads", 1)  # figures of the encoder are the same for as many threads
    run["actors"]["fingerprint"] = _digest([asdict(actor) for actor in registry.actors])
    run["actors"]["names"] = {actor.id: actor.name for actor in registry.actors}
    told = [_describe_measure(measure) for measure in measures]
    settled = {
        **run,
        "measures": [{**each, "about": "", "title": "", "with": _parts(m)} for each, m in zip(told, measures, strict=True)],
    }
    about = {**run, "format": FORMAT, "settings": _digest(settled), "measures": told}
    return json.loads(json.dumps(about))  # type: ignore[no-any-return]  # as it will be read: lists for tuples


def _describe_measure(measure: Measure) -> dict[str, Any]:
    columns = [asdict(column) for column in measure.columns]
    plain = {"name": measure.name, "title": measure.title, "about": measure.about, "needs": sorted(measure.needs)}
    return {**plain, "columns": columns, "beside": getattr(measure, "beside", "")}


def _parts(owner: object) -> Any:
    """Return what a measure was made with: settings as text, lexicons by their fingerprints."""
    if isinstance(owner, Lexicon):
        return owner.fingerprint
    if is_dataclass(owner):
        return {part.name: _parts(getattr(owner, part.name)) for part in fields(owner) if part.name not in ("about", "title")}
    return owner if isinstance(owner, str | int | float | bool) else None


def _digest(plain: Any) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=_spell).encode()).hexdigest()[:16]


def _spell(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset | set) else repr(value)


def read_metadata(path: str | Path) -> dict[str, Any]:
    """Return what a Parquet file of stored scores says of how they were made: what `describe` returned.

    Raises
    ------
    ReadError
        If the file is not Parquet, or not one of stored scores, or of another format, or pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet

        found = (parquet.read_schema(path).metadata or {}).get(KEY)
        about = json.loads(found) if found else {}
    except ImportError as error:
        raise ReadError(f"{path}: pyarrow reads Parquet and is not installed. Install it: pip install pyarrow.") from error
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        told = str(error).partition("\n")[0][:200].rstrip(". ")
        raise ReadError(f"{path}: cannot be read as Parquet ({told}). Score the articles again.") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise ReadError(f"{path}: not a table of scores of this version. Make one with `framing score ARTICLES -o {path}`.")
    return about


def measures_of(about: Mapping[str, Any]) -> tuple[StoredMeasure, ...]:
    """Return the measures that a table was made with, as far as comparing needs them."""
    return tuple(
        StoredMeasure(
            name=told["name"],
            title=told["title"],
            about=told["about"],
            needs=frozenset(told["needs"]),
            columns=tuple(_column(column) for column in told["columns"]),
            beside=told["beside"],
        )
        for told in about["measures"]
    )


def _column(told: Mapping[str, Any]) -> Column:
    return Column(**{**told, "unit": Unit(**told["unit"]), "voices": tuple(told["voices"])})
