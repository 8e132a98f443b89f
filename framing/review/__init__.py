"""Candidates for a lexicon -> a person's decisions, and the entries they accept (CODEBOOK K-5)."""

from __future__ import annotations

from framing.review.entries import Added, add_entry
from framing.review.insertion import NewEntry, insert_entry
from framing.review.session import Review

__all__ = ["Added", "NewEntry", "Review", "add_entry", "insert_entry"]
