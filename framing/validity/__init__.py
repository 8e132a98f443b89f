"""Articles and codes by people -> how often measures and lexicon entries are right, and how far coders agree (CODEBOOK 11).

Draw, code, score::

    sample = sample_sentences(analysis, "hedging")         # or sample_hits, for precision alone
    Path("hedging.csv").write_text(sample.to_csv())        # or to_html(), a form
    table = score_sample(["hedging-ana.csv", "hedging-ben.csv"])
    Path("validation.json").write_text(table.to_json())
    framing.write_report(..., validation="validation.json")
"""

from __future__ import annotations

from framing.validity.entries import LexiconPrecision, Precision, score_entries
from framing.validity.hits import sample_hits
from framing.validity.samples import Sample
from framing.validity.scoring import score_sample
from framing.validity.sentences import sample_sentences
from framing.validity.sheets import Coding, read_sheets
from framing.validity.table import Measured, Validation, ValidationTable, read_validation
from framing.validity.writing import write_precision

__all__ = [
    "Coding",
    "LexiconPrecision",
    "Measured",
    "Precision",
    "Sample",
    "Validation",
    "ValidationTable",
    "read_sheets",
    "read_validation",
    "sample_hits",
    "sample_sentences",
    "score_entries",
    "score_sample",
    "write_precision",
]
