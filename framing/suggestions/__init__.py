"""A user's own articles -> candidates for a lexicon, by four methods, with their evidence (CODEBOOK K-5, X-11).

Nothing is added to a lexicon by these methods: a person decides (`framing.review`).
"""

from __future__ import annotations

from framing.suggestions.candidates import METHODS, Candidate, Context, Suggestions
from framing.suggestions.files import CandidateFile, read_candidates, write_candidates
from framing.suggestions.search import Settings, suggest
from framing.suggestions.sides import BUILT_IN

__all__ = [
    "BUILT_IN",
    "METHODS",
    "Candidate",
    "CandidateFile",
    "Context",
    "Settings",
    "Suggestions",
    "read_candidates",
    "suggest",
    "write_candidates",
]
