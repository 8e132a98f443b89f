"""A lexicon -> the same with its drafts counted, which are left out otherwise (CODEBOOK K-1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from framing.lexicon import Entry, Lexicon, build_matcher

DRAFT = "draft"


def find_drafts(lexicon: Lexicon) -> list[Entry]:
    """List the entries that are still drafts, in the file itself and in what it extends."""
    return [gone.entry for gone in lexicon.dropped if gone.how == DRAFT]


def with_drafts(lexicon: Lexicon) -> Lexicon:
    """Return a lexicon whose drafts count like other entries, so that what they find can be looked at.

    A draft takes the place of an entry of the same category and words that comes from another file, as it will once it is
    active. The fingerprint is another one, since other hits are found.
    """
    drafts = find_drafts(lexicon)
    if not drafts:
        return lexicon
    latest = lexicon.layers[-1]
    here = {id(gone.entry) for gone in lexicon.dropped if gone.by == latest}
    own = [*lexicon.entries[: lexicon.n_own], *(entry for entry in drafts if id(entry) in here)]
    own.sort(key=lambda entry: (entry.path, entry.line))  # of entries of one id, the first whose conditions hold counts
    others = [entry for entry in drafts if id(entry) not in here]
    kept = [entry for entry in lexicon.entries[lexicon.n_own :] if not _has_id(entry, drafts)]
    entries = (*own, *others, *kept)
    return replace(
        lexicon,
        entries=entries,
        n_own=len(own),
        dropped=tuple(gone for gone in lexicon.dropped if gone.how != DRAFT),
        matcher=build_matcher(entries, lexicon.exceptions),
    )


def _has_id(entry: Entry, others: Collection[Entry]) -> bool:
    return any(entry.id == other.id for other in others)
