"""Articles -> stories: which articles tell the same event, and who derives from whom (CODEBOOK C-1, C-2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from framing.given import take_articles
from framing.model import Article
from framing.stories.corrections import Corrections, load_corrections
from framing.stories.derivation import DERIVED, Derivation, find_derivations
from framing.stories.likeness import TermMatrix, TermReader, pair_articles, weigh_terms
from framing.stories.linkage import link_average
from framing.stories.signatures import OPENING, Signer, read_signer, sign

__all__ = ["Corrections", "Derivation", "Story", "group_stories", "leave_out_derived", "load_corrections", "restrict_stories"]

# Mean similarity at which articles are held to tell one event: SAME_EVENT + FEW / number of articles, because few
# articles show little of which terms are rare. Tuned with the constants of `framing.stories.likeness`, on half of the topics of
# ECB+ (two confusable events a topic), whole and in samples of 2 to 30 texts: B-cubed F1 .90 there, .90 on the other half.
SAME_EVENT, FEW = 0.20, 0.12
N_TERMS = 6  # how many of the terms that tie a story together are shown
UNSIGNED = "nothing is stored of its wording"
LABEL_LENGTH = OPENING // 2  # characters of a story's label where no article has a title


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event: a proposal for a person to confirm, with the terms that tie them.

    ``articles`` holds article ids in order; ``derivations`` says of each article of a story with several versions
    where its text comes from, as far as the text shows.
    """

    id: str
    label: str
    articles: tuple[str, ...]
    derivations: tuple[Derivation, ...] = ()
    terms: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say in a line what the story is; ``derivations`` has who follows whom."""
        n = len(self.articles)
        return f"Story({self.id!r}, {self.label!r}, {n} article{'s' * (n != 1)})"

    def _repr_html_(self) -> str:
        """Show one row an article in Jupyter: where its text comes from, and what shows it."""
        of = {derivation.article: derivation for derivation in self.derivations}
        rows = []
        for key in self.articles:
            found = of.get(key)
            told = (found.status.replace("_", " "), found.of, "; ".join(found.evidence)) if found else ("", "", "")
            rows.append("".join(f'<td style="text-align: left">{escape(cell)}</td>' for cell in (key, *told)))
        head = "".join(f'<th style="text-align: left">{name}</th>' for name in ("article", "text", "of", "evidence"))
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        about = f"{self.id}: {self.label}" + (f" (shared: {', '.join(self.terms)})" if self.terms else "")
        return f"<p>{escape(about)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def group_stories(
    articles: Iterable[Article],
    *,
    window_hours: float = 72,
    corrections: Corrections | None = None,
    signatures: Mapping[str, bytes] | None = None,
) -> tuple[Story, ...]:
    """Group articles that tell the same event, by rare shared terms and names, within a time window.

    The order of the articles and the names of their outlets change nothing. Two long articles on one war or one
    campaign are not yet one story; the terms that tie a story stand in ``terms`` so that a person can judge.

    Parameters
    ----------
    articles
        The articles; ids are told apart, so they must differ.
    window_hours
        Articles whose dates lie further apart are never paired. Dates count whole days; a missing date blocks nothing.
    corrections
        What a person decided, as `load_corrections` reads it from a file: it goes before words and dates.
    signatures
        By article id what `framing.stories.signatures.pack` kept of the texts, to be read instead of them. The stories are
        the same, only that no wording is shown as an example. An article that is missing there is a story of its own.

    Returns
    -------
    tuple of Story
        Every article in exactly one story; stories with more articles first, then by the smallest article id.

    Raises
    ------
    FramingError
        If something else than articles was given.
    """
    ordered = sorted(take_articles(articles), key=lambda article: (article.id, article.text))
    reader = TermReader()
    signer = sign if signatures is None else read_signer(signatures)
    matrix = weigh_terms(ordered, reader, signer)
    threshold = SAME_EVENT + FEW / max(1, len(ordered))
    ids = [article.id for article in ordered]
    decided = corrections or Corrections()
    pairs = pair_articles(ordered, matrix, window_hours)
    clusters = link_average(len(ordered), pairs, threshold, together=decided.seeds(ids), apart=decided.forbidden(ids))
    clusters.sort(key=lambda members: (-len(members), members))
    derivations = find_derivations([[ordered[i] for i in members] for members in clusters], signer)
    if signatures is not None:
        derivations = [
            tuple(d if d.article in signatures else Derivation(d.article, "unknown", "", (UNSIGNED,)) for d in found)
            for found in derivations
        ]
    return tuple(
        Story(
            id=f"story-{number}",
            label=_label([ordered[i] for i in members], signer),
            articles=tuple(ordered[i].id for i in members),
            derivations=derivations[number - 1],
            terms=_ties(members, matrix, reader),
        )
        for number, members in enumerate(clusters, start=1)
    )


def leave_out_derived(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories without articles that credit, or probably follow, another version (CODEBOOK X-3).

    What remains of a story are versions that are not known to derive from each other; a story is never left empty.
    """
    kept = []
    for story in stories:
        derived = {derivation.article for derivation in story.derivations if derivation.status in DERIVED and derivation.of}
        articles = tuple(article for article in story.articles if article not in derived)
        kept.append(replace(story, articles=articles) if articles else story)
    return tuple(kept)


def restrict_stories(stories: Iterable[Story], articles: Container[str]) -> tuple[Story, ...]:
    """Return the stories with only those articles, by id, and without the stories that none of them tells."""
    kept = []
    for story in stories:
        ids = tuple(key for key in story.articles if key in articles)
        derivations = tuple(d for d in story.derivations if d.article in articles and (not d.of or d.of in articles))
        if ids:
            kept.append(replace(story, articles=ids, derivations=derivations))
    return tuple(kept)


def _label(articles: Sequence[Article], signer: Signer) -> str:
    """Return the title of the earliest version that has one, else the opening words of the longest text."""
    titled = [article for article in articles if article.title.strip()]
    if titled:
        chosen = min(titled, key=lambda article: (article.date or date.max, -signer(article).n_characters, article.id))
        return " ".join(chosen.title.split())
    _, _, text = max((signed.n_characters, article.id, signed.opening) for article in articles for signed in [signer(article)])
    opening = " ".join(text.split())
    if len(opening) <= LABEL_LENGTH:
        return opening or "(no text)"
    return opening[:LABEL_LENGTH].rsplit(" ", 1)[0] + " …"


def _ties(members: Sequence[int], matrix: TermMatrix, reader: TermReader) -> tuple[str, ...]:
    """Return the heaviest terms that at least two and at least half of a story's articles share."""
    import numpy as np

    if len(members) < 2:
        return ()
    rows = matrix.rows[members]
    shared = Counter(rows.indices.tolist())
    weight = np.asarray(rows.sum(axis=0)).ravel()
    needed = max(2, len(members) / 2)
    ties = sorted((-weight[column], matrix.terms[column]) for column, n in shared.items() if n >= needed)
    return tuple(reader.form(term) for _, term in ties[:N_TERMS])
