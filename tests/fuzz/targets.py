"""The bytes a fuzzer makes -> a file of some format, read and held against every promise."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zlib import crc32

from framing.model import Article
from framing.readers.files import decode, whole
from fuzz import seeds
from fuzz.promises import Cells, check_articles, check_only_joints_are_unplaced, demand, read_both_ways

SUFFIXES = (".txt", ".md", ".html", ".csv", ".tsv", ".jsonl", ".json", ".parquet", ".warc")
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f]")  # a table with many is refused as binary; JSON writes them another way
FIELDS = ("text", "title", "author", "date", "outlet")
Check = Callable[[bytes, Path], float]


def check_file(data: bytes, folder: Path, suffix: str, name: str = "") -> float:
    """Read bytes as a file of a format; return the seconds that took."""
    path = folder / f"page{suffix}{name}"
    path.write_bytes(gzip.compress(data, 1) if name else data)
    articles, seconds = read_both_ways(path, again=crc32(data) % 4 == 0)  # not always: it takes as long as the rest
    check_articles(articles, cells_of(data, suffix))
    for article in articles if suffix in (".txt", ".md") else ():
        check_only_joints_are_unplaced(article)
    return seconds


def cells_of(data: bytes, suffix: str) -> Cells | None:
    """Return what names the texts that an article of a file may have been read from; None where nothing simple does."""
    if suffix in (".txt", ".md", ".html"):
        return lambda article: texts_of(data, article.origin.encoding if article.origin else "")
    if suffix in (".csv", ".tsv", ".jsonl", ".json") and b"framing-article" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if text.startswith("\ufeff"):
            return None
        return table_cells(text) if suffix in (".csv", ".tsv") else lambda _: spelled_values(text)
    return None


def texts_of(data: bytes, encoding: str) -> Iterator[str]:
    """Yield a file in the encoding an article names; where bytes of it are broken, also as the reader mends them."""
    try:
        yield data.decode(encoding)
    except UnicodeError:
        yield data.decode("utf-8" if encoding == "utf-8" else "cp1252", "replace")
        yield decode(data).text


def table_cells(text: str) -> Cells:
    """Return what names every stretch of a table that may be an article's cell: how rows are told apart is the reader's."""
    spellings = (text, text.replace('""', '"'), re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL))

    def cells(article: Article) -> Iterator[str]:
        segments = article.origin.segments.get("body", ()) if article.origin else ()
        for segment in segments[:1]:
            opening = article.text[segment.start : segment.start + segment.length]
            for spelling in spellings:
                places = re.finditer(f"(?={re.escape(opening)})", spelling)
                yield from (spelling[place.start() - segment.at :] for place in places if place.start() >= segment.at)

    return cells


def spelled_values(text: str) -> list[str]:
    """Spell every value of every object in a text that may be broken JSON, as far as it can be read."""
    found: list[str] = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found += spell_all(value)
        at = text.find("{", end)
    return found


def spell_all(value: Any) -> Iterator[str]:
    yield from (spell(value, "\n\n"), spell(value, ", "))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from spell_all(part)


def spell(value: Any, joint: str) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return joint.join(filter(None, (spell(part, ", ") for part in value)))
    if isinstance(value, dict):
        return spell(value.get("name") or value.get("title") or value.get("text"), ", ")
    return whole(str(value))


def check_rows(data: bytes, folder: Path) -> float:
    """Write the same cells as a table, JSON Lines, JSON and Parquet: all must give the same articles."""
    cells = [_CONTROLS.sub(" ", cell) for cell in data.decode("utf-8", "replace").split("\0")[:30]]
    rows = [dict(zip(FIELDS, (*cells[i : i + 5], *("",) * 5), strict=False)) for i in range(0, len(cells), 5)]
    files: Mapping[str, bytes] = {
        ".csv": seeds.spell_table(rows).encode(),
        ".tsv": seeds.spell_table(rows, "\t").encode(),
        ".jsonl": seeds.spell_lines(rows).encode(),
        ".json": json.dumps(rows).encode(),
        ".parquet": seeds.spell_parquet(rows),
    }
    seconds, seen = 0.0, []
    for suffix, content in files.items():
        path = folder / f"page{suffix}"
        path.write_bytes(content)
        articles, took = read_both_ways(path)
        check_articles(articles, lambda article: [rows[article.origin.record - 1]["text"] if article.origin else ""])
        seconds = max(seconds, took)
        seen.append(
            [(article.origin and article.origin.record, article.text, article.title, article.date) for article in articles]
        )
    demand(all(found == seen[0] for found in seen), "one table gives the same articles in every format", *seen)
    return seconds


def check_array(data: bytes, folder: Path) -> float:
    """Read bytes as JSON; where they are an array, its items on lines of their own must give the same articles."""
    seconds = check_file(data, folder, ".json")
    try:
        items = json.loads(data)
    except (ValueError, RecursionError):
        return seconds
    if isinstance(items, list) and items:
        array, lines = folder / "page.json", folder / "page.jsonl"
        array.write_text(json.dumps(items))
        lines.write_text("".join(f"{json.dumps(item)}\n" for item in items))
        seen = [
            [(article.id, article.text, article.title) for article in read_both_ways(path).articles] for path in (array, lines)
        ]
        demand(seen[0] == seen[1], "an array gives the articles of its items as lines", *seen)
    return seconds


def check_crawl(data: bytes, folder: Path) -> float:
    """Read a page as the second record of a crawl, behind one that is sound."""
    path = folder / "page.warc"
    path.write_bytes(seeds.spell_response(seeds.PAGE.encode(), "Content-Type: text/plain") + seeds.spell_response(data))
    articles, seconds = read_both_ways(path)
    check_articles(articles)
    demand(len(articles) >= 2, "a broken page leaves those of other records alone", len(articles))
    return seconds


def check_packed(data: bytes, folder: Path) -> float:
    """Read bytes packed with gzip, the first one choosing the format."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".txt"
    return check_file(data[1:], folder, suffix, ".gz")


def check_any(data: bytes, folder: Path) -> float:
    """Read bytes as they are, the first one choosing the format and whether the name says that they are packed."""
    choice = data[0] if data else 0
    path = folder / f"page{SUFFIXES[choice % len(SUFFIXES)]}{'.gz' if choice >= 128 else ''}"
    path.write_bytes(data[1:])
    articles, seconds = read_both_ways(path)
    check_articles(articles)
    return seconds


def check_neighbors(data: bytes, folder: Path) -> float:
    """Read a file between two sound ones, which must be read the same whatever it holds."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".txt"
    paths = [folder / "one.txt", folder / f"page{suffix}", folder / "two.txt"]
    for path, content in zip(paths, (seeds.PAGE.encode(), data[1:], seeds.TEXT.encode()), strict=True):
        path.write_bytes(content)
    articles, seconds = read_both_ways(paths)
    alone = read_both_ways([paths[0], paths[2]]).articles
    others = [article for article in articles if article.origin and article.origin.path != str(paths[1])]
    demand(others == alone, "a file changes nothing of what other files yield", [article.id for article in articles])
    return seconds


def suffixed(suffix: str) -> Check:
    return lambda data, folder: check_file(data, folder, suffix)


TARGETS: Mapping[str, Check] = MappingProxyType(
    {
        "text": suffixed(".txt"),
        "markdown": suffixed(".md"),
        "web": suffixed(".html"),
        "csv": suffixed(".csv"),
        "tsv": suffixed(".tsv"),
        "jsonl": suffixed(".jsonl"),
        "json": check_array,
        "parquet": suffixed(".parquet"),
        "warc": suffixed(".warc"),
        "export": suffixed(".txt"),
        "web-export": suffixed(".html"),
        "rows": check_rows,
        "crawl": check_crawl,
        "packed": check_packed,
        "any": check_any,
        "neighbors": check_neighbors,
    }
)
_SEEDS: Mapping[str, str] = MappingProxyType(
    {"text": ".txt", "markdown": ".md", "web": ".html", "export": "export.txt", "web-export": "export.html", "crawl": ".html"}
)


def seeds_for(target: str) -> list[bytes]:
    """Return the inputs a target begins with."""
    if target == "rows":
        return ["\0".join(row.get(field, "") for row in seeds.ROWS for field in FIELDS).encode()]
    if target in ("packed", "any", "neighbors"):
        return [bytes([n]) + seed for n, suffix in enumerate(SUFFIXES) for seed in list(seeds.seeds_of(suffix))[:3]]
    fixtures = [page.encode() for page in seeds.fixture_pages()] if target in ("text", "markdown") else []
    return [*seeds.seeds_of(_SEEDS.get(target, f".{target}")), *fixtures]
