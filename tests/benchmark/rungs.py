"""Sources coded by hand in PolNeAR -> how often the resolver gives them the anonymity, rung, type and office coded.

The codes are kept as places in the articles, never as text (``sentences/rungs.jsonl``; DECISIONS tells how they were drawn).
Rules were mended on the articles of one half; the rows are of the other. The resolver is given the coders' spans of
sources in the order of the article, so that what is judged is what it makes of a source, not whether a source was found.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from benchmark import datasets
from benchmark.rows import Row
from framing.attributions.marked import core_of
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Document, Source, Span
from framing.training.splits import half

DATA = "sources coded by hand, PolNeAR"
CODES = datasets.SENTENCES / "rungs.jsonl"
DEVELOPMENT, TEST = 0, 1
PARTS = ("anonymity", "rung", "type", "official")


class Judged(NamedTuple):
    """A coded source, the source the resolver took it for, and the text of each as far as it is needed to read them."""

    code: Mapping[str, Any]
    doc: Document
    source: Source


def read_codes(part: int) -> dict[str, list[dict[str, Any]]]:
    """Return the codes of one half, by article."""
    codes = defaultdict(list)
    with CODES.open(encoding="utf-8") as stream:
        for code in map(json.loads, stream):
            if half("rungs", code["id"]) == part:
                codes[code["id"]].append(code)
    return dict(codes)


def judge(articles: Iterable[Mapping[str, Any]], codes: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Judged]:
    """Yield each coded source of the articles with what the resolver says, all other sources of the article resolved too."""
    vocabulary = shipped_lexicon("sources")
    for row in articles:
        if row["id"] not in codes:
            continue
        doc = segment(row["text"])
        resolver = SourceResolver(doc, vocabulary)
        found = {}
        for chars in sorted({tuple(map(tuple, a["source"])) for a in row["attributions"] if a["source"]}):
            core, extent = core_of(doc, span_of(doc, chars[0][0], chars[-1][1]))
            found[chars] = resolver.resolve(core, extent)
        for code in codes[row["id"]]:
            yield Judged(code, doc, found[tuple(map(tuple, code["source"]))])


def span_of(doc: Document, start: int, end: int) -> Span:
    """Return the tokens that share a character with a stretch of text."""
    inside = [i for i, token in enumerate(doc.tokens) if token.start < end and token.end > start]
    return Span(inside[0], inside[-1] + 1)


def agreement(judged: Sequence[Judged], part: str) -> float:
    """Return the share of sources of which one thing is said as it was coded."""
    return sum(bool(getattr(j.source, part) == j.code[part]) for j in judged) / len(judged)


def alpha(pairs: Sequence[tuple[object, object]]) -> float:
    """Return Krippendorff's alpha of two coders for labels without an order: 1 for full agreement, 0 for chance.

    Parameters
    ----------
    pairs
        What each of the two said of a unit.
    """
    counts = Counter(label for pair in pairs for label in pair)
    n = sum(counts.values())
    by_chance = 1 - sum(count * (count - 1) for count in counts.values()) / (n * (n - 1)) if n > 1 else 0.0
    observed = sum(one != other for one, other in pairs) / max(len(pairs), 1)
    return 1 - observed / by_chance if by_chance else 1.0


def same_speaker(judged: Judged) -> bool:
    """Say whether an anaphor was linked to what it stands for: the entity shares a word of the name or phrase coded."""
    doc, (start, end) = judged.doc, judged.code["antecedent"]
    wanted = {token.norm for token in doc.tokens if token.start < end and token.end > start and len(token.norm) > 3}
    return bool(
        wanted & {word.strip(".,'\u2019s").lower() for word in judged.source.entity.split()} or _is_part(judged, wanted)
    )


def _is_part(judged: Judged, wanted: Iterable[str]) -> bool:
    return any(word in judged.source.entity.lower() for word in wanted)


def rows(
    articles: Iterable[Mapping[str, Any]] | None = None, codes: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
) -> Iterator[Row]:
    """Yield the agreement of the resolver with the codes of the half that no rule was mended on."""
    articles = datasets.rows("polnear_train.jsonl") if articles is None else articles
    judged = list(judge(articles, read_codes(TEST) if codes is None else codes))
    if not judged:
        return
    for part in PARTS:
        yield Row("sources", f"{part} agreement", DATA, agreement(judged, part), len(judged))
    for part in ("anonymity", "rung"):
        pairs = [(getattr(j.source, part), j.code[part]) for j in judged]
        yield Row("sources", f"{part}, Krippendorff's alpha", DATA, alpha(pairs), len(judged))
    linked = [j for j in judged if "antecedent" in j.code]
    if linked:
        yield Row("sources", "antecedent agreement", DATA, sum(map(same_speaker, linked)) / len(linked), len(linked))
