"""A file of candidates and a lexicon file -> decisions, each of them kept at once, so that a review can be taken up again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.errors import FramingError, UnknownNameError
from framing.review.entries import Added, add_entry, load_target
from framing.review.insertion import NewEntry
from framing.suggestions.candidates import Candidate
from framing.suggestions.files import read_candidates, write_candidates


class Review:
    """The decisions on the candidates of one file.

    Parameters
    ----------
    path
        The candidates file, as `framing.suggestions.write_candidates` writes it; each decision is kept in it at once.
    into
        The lexicon file that gets the accepted entries.

    Raises
    ------
    LexiconError
        If one of the files is missing or wrong.

    Examples
    --------
    >>> review = Review("candidates.yml", into="mine.yml")      # doctest: +SKIP
    >>> review.accept("ferry boat", "vessel", plain="boat")     # doctest: +SKIP
    >>> review.reject("harbor office")                          # doctest: +SKIP
    >>> [each.words for each in review.waiting]                 # doctest: +SKIP
    """

    def __init__(self, path: str | Path, into: str | Path) -> None:
        self.path = Path(path)
        self.into = Path(into)
        self._file = read_candidates(self.path)
        self._added: dict[str, Added] = {}
        self.warnings: tuple[str, ...] = ()  # of the entry that was added last
        self.categories = tuple(load_target(self.into).categories)

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All candidates, in the order of the file."""
        return self._file.candidates

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """The candidates without a decision."""
        return tuple(each for each in self.candidates if not each.decision)

    def find(self, words: str) -> Candidate:
        """Return the candidate of some words.

        Raises
        ------
        UnknownNameError
            If there is none.
        """
        for each in self.candidates:
            if each.words == words:
                return each
        raise UnknownNameError.of("candidate", words, (each.words for each in self.candidates))

    def accept(self, words: str, category: str, *, weight: float = 1.0, plain: str = "") -> Path:
        """Add a candidate to the lexicon.

        Parameters
        ----------
        words
            The candidate's words.
        category
            One of the lexicon's categories.
        weight
            What a hit adds to a weighted score.
        plain
            A plainer wording, for reports.

        Returns
        -------
        Path
            The file that got the entry: the lexicon's, or one beside it where that cannot be edited safely.

        Raises
        ------
        UnknownNameError
            If there is no such candidate or category.
        FramingError
            If the weight is no number, or a file cannot be written.
        LexiconError
            If the entry makes a problem in the lexicon, which is then as it was.
        """
        if not math.isfinite(weight):
            raise FramingError(f"A weight is a number, not {weight}.")
        return self._add(self.find(words), NewEntry(words, self._check(category), weight, plain), "accepted")

    def defer(self, words: str, category: str, note: str) -> Path:
        """Add a candidate as a draft that needs conditions on its context, with a note that says which; else as `accept`.

        A draft does not count until it is set active in the file.
        """
        return self._add(self.find(words), NewEntry(words, self._check(category), status="draft", note=note), "draft")

    def reject(self, words: str) -> None:
        """Decide against a candidate."""
        self._keep(replace(self.find(words), decision="rejected"))

    def undo(self, words: str) -> bool:
        """Take a decision back, and the entry out of the lexicon.

        Returns
        -------
        bool
            False where the entry cannot be taken out, since it was added in an earlier review or the file has changed since;
            the decision then stays.
        """
        candidate = self.find(words)
        if candidate.decision in ("accepted", "draft"):
            added = self._added.get(words)
            if added is None or not added.undo():
                return False
            del self._added[words]
        self._keep(replace(candidate, decision="", category="", weight=1.0, plain="", note=""))
        return True

    def count(self) -> Counter[str]:
        """Count the candidates of each decision; those without one as "waiting"."""
        return Counter(each.decision or "waiting" for each in self.candidates)

    def _check(self, category: str) -> str:
        if category not in self.categories:
            raise UnknownNameError.of("category", category, self.categories)
        return category

    def _add(self, candidate: Candidate, entry: NewEntry, decision: str) -> Path:
        if candidate.decision in ("accepted", "draft"):
            raise FramingError(
                f'"{candidate.words}" was added to the lexicon before. Take that back first, or edit the lexicon.'
            )
        added = add_entry(self.into, entry)
        self.warnings = added.warnings if added else ()
        if added:
            self._added[candidate.words] = added
        category, weight, plain, note = entry.category, entry.weight, entry.plain, entry.note
        self._keep(replace(candidate, decision=decision, category=category, weight=weight, plain=plain, note=note))
        return added.path if added else self.into

    def _keep(self, changed: Candidate) -> None:
        """Put a changed candidate in the place of the one with its words, and write the file."""
        candidates = tuple(changed if each.words == changed.words else each for each in self.candidates)
        self._file = replace(self._file, candidates=candidates)
        write_candidates(self._file, self.path)
