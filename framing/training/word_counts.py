"""MASC -> ``framing/weights/word_counts.json.gz``: how often words are used in English of many kinds.

Reproduce the shipped file with ``python -m framing.training.word_counts --data DIR``, where DIR (or the variable FRAMING_DATA)
holds ``masc_tagged.zip``. Only counts of single words are kept, of those that at least two documents use and that are no names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.training.masc import ARCHIVE, TaggedSentence, read_masc

_log = logging.getLogger(__name__)

SOURCE = "MASC, the Manually Annotated Sub-Corpus of the American National Corpus; free for research and commercial development"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")  # letters; no address, no figure
FEWEST_DOCUMENTS = 2  # a word of one text says more of that text than of English


def count_words(documents: Mapping[str, Sequence[TaggedSentence]]) -> dict[str, Any]:
    """Count the words of documents, in small letters.

    Names, and words of one document, are only in the number of all words.
    """
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    users: defaultdict[str, set[str]] = defaultdict(set)
    n_words = 0
    for name, sentences in documents.items():
        for word, tag in (pair for sentence in sentences for pair in sentence):
            n_words += 1
            norm = word.lower()
            if _WORD.fullmatch(norm):
                counts[norm] += 1
                named[norm] += tag.startswith("NNP")
                users[norm].add(name)
    kept = {word: n for word, n in counts.items() if len(users[word]) >= FEWEST_DOCUMENTS and 2 * named[word] <= n}
    return {"source": SOURCE, "n_documents": len(documents), "n_words": n_words, "counts": kept}


def write_counts(table: Mapping[str, Any], path: Path) -> None:
    """Write the table as gzipped JSON, words by count, the same bytes for the same counts."""
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(table["counts"]):
        by_count[table["counts"][word]].append(word)
    packed = {**table, "counts": {str(count): " ".join(by_count[count]) for count in sorted(by_count)}}
    path.write_bytes(gzip.compress(json.dumps(packed, ensure_ascii=False).encode(), mtime=0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("FRAMING_DATA"), help="folder of the labeled data")
    parser.add_argument("--out", type=Path, default=Path("framing/weights/word_counts.json.gz"))
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("name the folder of the labeled data with --data or FRAMING_DATA")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    table = count_words(read_masc(Path(options.data) / ARCHIVE))
    write_counts(table, options.out)
    _log.info(
        "%d words of %d documents, %d words in all, %d bytes",
        *(len(table["counts"]), table["n_documents"], table["n_words"], options.out.stat().st_size),
    )


if __name__ == "__main__":
    main()
