"""Real web pages turned into raw text, as select-all and copy would -> how exactly their articles are read, and how fast.

Run alone, it prints the figures: ``.venv/bin/python tests/benchmark/text_pages.py``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import lxml.etree
import lxml.html

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import datasets
from benchmark.rows import Row
from benchmark.speed import Timing
from framing.documents import segment
from framing.model import Article, Origin
from framing.pages import read_page
from framing.training.metrics import Figure, ratio

DROPPED = frozenset("head script style noscript template svg iframe object math".split())
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr input label legend li main menu nav ol option pre section select summary"
    " table tbody textarea tfoot thead tr ul video".split()
)
ROUNDS = 5
KNOWN = "line rules on generated pages .966 with recall .999"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKS = re.compile("[\0\1\2]")
_EDGES = re.compile("[ \t]*[\1\2\n][ \t\1\2\n]*")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_TOKEN = re.compile(r"\w+")

Counts = tuple[int, int, int]
"""Tokens that two texts share, as multisets, those of the text that was read and those of the marked one."""


class Page(NamedTuple):
    """A page's text, as copied, and the body that a person marked."""

    name: str
    text: str
    body: str


def dump(html: bytes) -> str:
    """Return all text of a page: a line a block, an empty line around each paragraph, cells parted by tabs.

    That is what a browser copies (the HTML standard's inner text), but for what style sheets hide: it is kept, as a crude
    scraper keeps it.
    """
    parts: list[str] = []
    inside = 0  # how many dropped elements are open
    source = _DECLARATION.sub("", _MARKS.sub("", html.decode("utf-8", errors="replace")))
    for event, node in lxml.etree.iterwalk(lxml.html.fromstring(source), events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            inside += tag in DROPPED
            parts += [_edge(tag) or "\n" * (tag == "br"), _SPACE.sub(" ", node.text or "")] if not inside else []
        else:
            inside -= event == "end" and tag in DROPPED
            parts += [_edge(tag) if event == "end" else "", _SPACE.sub(" ", node.tail or "")] if not inside else []
    return _EDGES.sub(_break, "".join(parts)).strip() + "\n"


def _edge(tag: str) -> str:
    """Return the mark of an element's edge, apart from the line breaks that the text itself asks for."""
    return "\t" if tag in ("td", "th") else "\2" if tag == "p" else "\1" if tag in BLOCKS else ""


def _break(run: re.Match[str]) -> str:
    return "\n\n" if "\2" in run[0] or run[0].count("\n") > 1 else "\n"


@cache
def pages() -> tuple[Page, ...]:
    """Read the pages and their marked bodies; none without the data."""
    found = []
    for path in sorted((datasets.folder() / "html").glob("*.json")):
        text = dump(gzip.decompress(path.with_name(f"{path.stem}.html.gz").read_bytes()))
        found.append(Page(path.stem, text, json.loads(path.read_text(encoding="utf-8"))["articleBody"]))
    return tuple(found)


def kept_text(article: Article) -> str:
    """Return an article's text with its subheads in their places, as the marked bodies have them."""
    parts, low = [], 0
    for subhead in article.subheads:
        parts += [article.text[low : subhead.at], subhead.text, "\n\n"]
        low = subhead.at
    return "".join([*parts, article.text[low:]])


def compare(predicted: str, gold: str) -> Counts:
    ours, theirs = Counter(_TOKEN.findall(predicted)), Counter(_TOKEN.findall(gold))
    return (ours & theirs).total(), ours.total(), theirs.total()


def read_texts(page: Page) -> list[str]:
    """Return the text of each article read on a page."""
    return [kept_text(article) for article in read_page(page.text, Origin(page.name))]


def pooled(counts: Sequence[Counts]) -> Figure:
    shared, ours, theirs = (sum(column) for column in zip(*counts, strict=True))
    return Figure(ratio(shared, ours), ratio(shared, theirs))


def averaged(counts: Sequence[Counts]) -> Figure:
    """Average over pages; a page that yields nothing has precision 0, as it has recall 0."""
    return Figure(
        sum(ratio(shared, ours) for shared, ours, _ in counts) / len(counts),
        sum(ratio(shared, theirs) for shared, _, theirs in counts) / len(counts),
    )


def rows() -> Iterator[Row]:
    """Token precision and recall of the marked bodies; nothing without the data.

    All articles read on a page count as one text, so that a neighbor's is an error.
    """
    counts = [compare("\n\n".join(read_texts(page)), page.body) for page in pages()]
    if not counts:
        return
    for how, figure in (("pooled", pooled(counts)), ("mean of pages", averaged(counts))):
        for name, value in (("precision", figure.precision), ("recall", figure.recall)):
            yield Row("reading", f"tokens, {name}, {how}", "web pages as raw text", value, len(counts), KNOWN)


def timings() -> Iterator[Timing]:
    """Pages a second on one core, of the bundled sample and of the web pages; and against scoring the same with VADER.

    The sample's pages are of ordinary length, about 2 kB; the web pages have 8 kB in 200 lines, most of them menus.
    """
    if not pages():
        return
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    sample = [path.read_text(encoding="utf-8") for path in sorted((datasets.ROOT / "framing" / "sample").rglob("*.txt"))]
    for what, texts in (("the sample", sample), ("web pages as raw text", [page.text for page in pages()])):
        spoken = [[doc.quote(span) for span in doc.sentences] for doc in map(segment, texts)]
        ours, theirs = _race(texts, spoken, analyzer)
        size = sum(map(len, texts)) / len(texts) / 1000
        yield Timing(f"read pages, {what} ({size:.1f} thousand characters each), one core", len(texts) / ours, "pages a second")
        yield Timing(f"read pages, {what}, as a multiple of vaderSentiment by sentence", ours / theirs, "times")


def _race(texts: Sequence[str], spoken: Sequence[Sequence[str]], analyzer: object) -> tuple[float, float]:
    """Return the processor time of reading pages and of scoring their sentences, turn by turn, the best of some rounds."""
    score = analyzer.polarity_scores  # type: ignore[attr-defined]
    read_page(texts[0], Origin("page"))  # load tables before the clock runs
    best = (float("inf"), float("inf"))
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            read_page(text, Origin("page"))
        middle = time.process_time()
        for sentences in spoken:
            for sentence in sentences:
                score(sentence)
        best = (min(best[0], middle - start), min(best[1], time.process_time() - middle))
    return best


def main() -> None:
    for row in rows():
        print(f"{row.value:.4f}  {row.n:4}  {row.metric} ({row.data})")
    for timing in timings():
        print(f"{timing.value:,.2f} {timing.unit}: {timing.what}")


if __name__ == "__main__":
    main()
