"""A report -> its folder: Markdown, HTML, tables, evidence and charts, written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.charts.notation import DEFAULT
from framing.charts.rows import write_rows
from framing.errors import FramingError
from framing.given import expect
from framing.packed import open_packed
from framing.report import html, markdown
from framing.report.assembly import build
from framing.report.blocks import Report
from framing.report.data import to_plain
from framing.report.records import (
    ARTICLE_FIELDS,
    SCORE_FIELDS,
    list_articles,
    list_attributions,
    list_hits,
    list_scores,
    name_hits,
)
from framing.validity.table import ValidationTable, read_validation

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.stories import Story

FORMATS = {"md": ("report.md", markdown.render), "html": ("report.html", html.render)}
# The file by which a folder is known to be a report of ours, which may be replaced.
SIGN = "report.json"


def write_report(  # noqa: PLR0913 - the options are by name, and each answers a question of its own
    analysis: Analysis,
    comparison: Comparison,
    stories: Sequence[Story] | Story | None,
    folder: str | Path,
    *,
    formats: Sequence[str] = ("md", "html"),
    title: str | None = None,
    validation: ValidationTable | str | Path | None = None,
    only: Iterable[str] = (),
    language: str = DEFAULT,
) -> Path:
    """Write a report with its tables, evidence and charts into a folder, and return the folder.

    Everything is written beside the folder first and moved there at the end, so an interrupted run leaves no half
    report. The same input gives the same bytes.

    Parameters
    ----------
    analysis, comparison, stories
        What `analyze`, `compare` and `group_stories` returned for the same articles. Without stories (None, or an empty
        list) they are those of the comparison.
    folder
        A new or empty folder, or that of an earlier report, which is replaced.
    formats
        ``md``, ``html`` or both; the data files are always written.
    title
        The report's title.
    validation
        What hand coding found of the measures, as `framing.validity.score_sample` returned it, or the file it was written
        to. Without it the report says that the measures are not validated on these texts.
    only
        Names of the sections to print, of `framing.report.SECTIONS`; by default all. The data files stay whole.
    language
        Whose way of writing numbers and dates to use, such as ``de`` or ``en-GB``; words stay English, and data as they are.

    Raises
    ------
    FramingError
        If something else was given for one of the four, or stories that are not the comparison's; if a format, section or
        language is unknown, the folder cannot be written or holds something that is not a report, or the validation cannot
        be read.
    """
    stories = _take_stories(analysis, comparison, stories, folder)
    target = Path(folder).resolve()
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise FramingError(f'unknown report format "{unknown[0]}" (allowed: {", ".join(FORMATS)}). Leave it out.')
    check_folder(target)
    table = read_validation(validation) if isinstance(validation, (str, Path)) else validation
    report = build(analysis, comparison, stories, title=title, validation=table, only=only, language=language)
    texts = {FORMATS[name][0]: FORMATS[name][1](report) for name in FORMATS if name in formats}
    try:
        replace_folder(target, lambda place: _write_all(place, report, texts, analysis, comparison))
    except OSError as error:
        raise _unwritable(target, error) from error
    return target


def _take_stories(
    analysis: Analysis, comparison: Comparison, stories: Sequence[Story] | Story | None, folder: str | Path
) -> Sequence[Story]:
    """Return the stories of a report, those of the comparison where none are given."""
    call = 'write_report needs these, in this order: framing.write_report(analysis, comparison, stories, "reports/visit").'
    expect(analysis, "sizes", call)
    expect(comparison, "compared", call)
    expect(Path(folder) if isinstance(folder, str) else folder, "joinpath", call)
    if not stories:
        return comparison.stories
    given = tuple(stories) if isinstance(stories, Iterable) else (stories,)
    for story in given:
        expect(story, "derivations", call)
    held = {story.id: set(story.articles) for story in given}
    for story in comparison.stories:
        if story.id in comparison.compared and not held.get(story.id, set()) >= set(story.articles):
            raise FramingError(
                f"The comparison is of stories that are not among those given, such as {story.id} ({story.label}). Give those"
                " that were compared: comparison.stories."
            )
    return given


def check_folder(folder: Path) -> None:
    """Refuse a place that is no folder, or holds something other than an earlier report.

    Raises
    ------
    FramingError
        With what stands there and what to do.
    """
    try:
        if folder.is_dir():
            if any(folder.iterdir()) and not (folder / SIGN).is_file():
                raise FramingError(
                    f"{folder}: is not empty and holds no {SIGN}, so it is not a report that may be replaced. "
                    "Name a new or empty folder, or move what is there."
                )
        standing = next(place for place in (folder, *folder.parents) if place.exists())
        if not standing.is_dir():
            raise FramingError(f"{standing}: is a file, and a report is a folder. Name a folder.")
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> FramingError:
    return FramingError(f"{folder}: cannot be written ({error.strerror or error}). Name a folder you may write to.")


def replace_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a folder beside the target, then move it into the target's place.

    Whatever interrupts the writing, Ctrl-C included, the target stays as it was and nothing is left beside it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    earlier = target.with_name(f".{target.name}.earlier-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)  # of a run that was killed and had this one's number
    try:
        partial.mkdir()
        write(partial)
        if target.exists():
            target.rename(earlier)
        try:
            partial.rename(target)
        except BaseException:
            if earlier.exists():
                earlier.rename(target)
            raise
    finally:
        for rest in (partial, earlier):
            shutil.rmtree(rest, ignore_errors=True)


def _write_all(place: Path, report: Report, texts: Mapping[str, str], analysis: Analysis, comparison: Comparison) -> None:
    for name, text in texts.items():
        _write(place / name, text)
    _write(place / SIGN, _to_json(report.data, indent=0))  # a value a line, for comparing; deeper it is half blanks
    _write(place / "provenance.json", _to_json(report.data["provenance"], indent=1))
    _write_table(place / "articles.csv", list_articles(analysis, comparison), ARTICLE_FIELDS)
    _write_table(place / "scores.csv", list_scores(analysis, comparison), SCORE_FIELDS)
    _write_lines(place / name_hits(analysis), list_hits(analysis))
    _write_lines(place / "attributions.jsonl", list_attributions(analysis))
    (place / "charts").mkdir()
    for name, drawing in report.charts.items():
        _write(place / "charts" / f"{name}.svg", drawing.page_svg)
        _write(place / "charts" / f"{name}-column.svg", drawing.column_svg)
        (place / "charts" / f"{name}.png").write_bytes(drawing.page.png())
        _write(place / "charts" / f"{name}.csv", drawing.page.csv())


def _write(path: Path, text: str) -> None:
    # Half of a surrogate pair, which a broken page can hold, has no bytes in UTF-8.
    path.write_bytes(text.encode("utf-8", "replace"))


def _write_table(path: Path, rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        write_rows(stream, rows, fields)


def _write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write a record a line, without the names that hold nothing: in a large corpus those are half of the file."""
    with path.open("wb") as file, open_packed(file) if path.suffix == ".gz" else nullcontext(file) as stream:
        for record in records:
            held = {name: value for name, value in record.items() if value not in (None, "", [], frozenset())}
            stream.write(_to_line(held).encode("utf-8", "replace"))


# Sets are lists and dates text wherever they stand; what JSON cannot hold at all is left to `to_plain`.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"), default=to_plain)


def _to_line(record: Mapping[str, Any]) -> str:
    try:
        return _ENCODER.encode(record) + "\n"
    except ValueError:  # nan, which JSON has no name for
        return _to_json(record)


def _to_json(value: Any, indent: int | None = None) -> str:
    separators = (",", ": " if indent else ":")
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, indent=indent, separators=separators) + "\n"
