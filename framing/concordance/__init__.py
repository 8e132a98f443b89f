"""Articles and a lexicon's entry, category or any phrase -> its concordance: every place in context (CODEBOOK K-5)."""

from __future__ import annotations

from framing.concordance.lines import FIELDS, GROUPS, Concordance, Group, Line
from framing.concordance.search import concord, make_line

__all__ = ["FIELDS", "GROUPS", "Concordance", "Group", "Line", "concord", "make_line"]
