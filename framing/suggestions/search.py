"""Articles, seeds or a lexicon, and a background -> candidates that one or more of four methods name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotators import make_annotator
from framing.errors import FramingError
from framing.lexicon import Lexicon, load_lexicon, shipped_lexicon
from framing.lexicon_drafts import with_drafts
from framing.matcher import Matcher
from framing.patterns import expand
from framing.suggestions.candidates import Candidate, Suggestions
from framing.suggestions.collocations import find_collocations
from framing.suggestions.evidence import ContextReader, find_holders, gather_evidence, holds
from framing.suggestions.keyness import find_key_terms
from framing.suggestions.learned import LAYERS, find_marked
from framing.suggestions.neighbors import FEWEST_WORDS, find_neighbors
from framing.suggestions.sides import choose_sides, find_articles_with, prepare
from framing.suggestions.words import Corpus, Term, count_terms

if TYPE_CHECKING:
    from framing.annotation import Annotator
    from framing.annotators import Choice
    from framing.model import Article

# What the learned layers know of the lists that ship; of any other topic, both layers are asked.
_LAYERS_OF = {"hedges": ("hedge",), "loaded": ("loaded",)}
_LISTS = {"loaded": "loaded", "hedge": "hedges"}  # what these hold, learned layers need not tell


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is looked for: candidates per method, uses from which on pairs and neighbors count, the seed of chance.

    ``learned`` says whether an annotator reads some of the articles for words it marks as loaded or as hedges; by default
    it does for a list that extends ``loaded`` or ``hedges``, and where neither seeds nor a lexicon name a topic.
    """

    most: int = 40
    floor: int = 5
    seed: int = 1
    learned: bool | None = None


def suggest(
    articles: Iterable[Article],
    *,
    seeds: Sequence[str] = (),
    lexicon: str | Path | Lexicon | None = None,
    background: Iterable[Article] | str | None = None,
    annotator: Choice = None,
    settings: Settings | None = None,
) -> Suggestions:
    """Suggest words for a lexicon on the topic of some articles.

    Four methods name candidates: *keyness*, words the articles use more than a background (log-odds with an informative
    Dirichlet prior; five uses in two stories, X-11); *collocation*, pairs that stand together more than by chance
    (pointwise mutual information); *neighbor*, words used in the same surroundings as a seed (vectors of these articles);
    *loaded* and *hedged*, what the annotator's learned layers mark. Function words, names and numbers are left out. The
    order of the articles changes nothing.

    Parameters
    ----------
    articles
        The articles; only bodies are read, and an outlet's second copies are left out.
    seeds
        Words of the topic to start from; a ``*`` at the end of a word stands for any ending.
    lexicon
        A lexicon that is to grow, or its name or file: its entries are seeds, and what it holds is not suggested.
    background
        Articles on other topics, or "built-in": counts of single words that ship. By default the articles without a seed
        where there are seeds and two stories on either side, else the counts that ship.
    annotator
        What marks loaded and hedged words, as in `make_annotator`; it reads at most 150 articles.
    settings
        How much is looked for.

    Raises
    ------
    FramingError
        If there is no article, two have one id, or a seed holds no word.
    UnknownNameError
        If there is no such lexicon, background or annotator.
    LexiconError
        If the lexicon's file is wrong.
    """
    settings = settings or Settings()
    known = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon) if lexicon else None
    known = with_drafts(known) if known else None  # a draft was suggested before
    seeds_read = [*_read_seeds(seeds), *(pattern for entry in (known.entries if known else ()) for pattern in entry.patterns)]
    learned = not seeds_read or (known and known.root in _LAYERS_OF) if settings.learned is None else settings.learned
    made = make_annotator(annotator) if learned else None
    corpus = prepare(articles)
    if not corpus.articles:
        raise FramingError("There is no article to take candidates from. Name files or folders that hold some.")
    search = _Search(corpus, seeds_read, known, settings)
    if unwritten := [seed for seed in seeds if not _holds_all(known, seed)]:
        search.notes.append(f"seeds are no candidates; write those you want into the lexicon yourself: {', '.join(unwritten)}.")
    about = search.contrast(background)
    search.collocate()
    search.look_around()
    if made:
        search.ask(made)
    chosen = _choose(search.found, known, seeds_read, settings.most)
    sizes = {"articles": f"{len(corpus.articles):,}", "stories": f"{len(set(corpus.stories)):,}", "contrasted with": about}
    return Suggestions(_describe(corpus, chosen, search.near), sizes, tuple(search.notes))


@dataclass
class _Search:
    """Runs the methods one after the other and keeps what each found, and why one found nothing."""

    corpus: Corpus
    seeds: Sequence[Term]
    known: Lexicon | None
    settings: Settings
    found: dict[str, Mapping[Term, float]] = field(default_factory=dict)
    near: dict[Term, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def contrast(self, background: Iterable[Article] | str | None) -> str:
        """Find key terms, and say what the articles were contrasted with."""
        sides = choose_sides(self.corpus, self.seeds, background)
        if sides.note:
            self.notes.append(sides.note)
        if sides.topic and sides.background:
            self.found["keyness"] = find_key_terms(sides.topic, sides.background)
        return sides.about

    def collocate(self) -> None:
        """Find pairs, with seeds those that a seed is part of."""
        content = {word for word, may in zip(self.corpus.words, self.corpus.content.tolist(), strict=True) if may}
        near = {word for term in _in_full(self.corpus, self.seeds) for word in term if word in content}
        floor = self.settings.floor
        self.found["collocation"] = find_collocations(self.corpus, count_terms(self.corpus, fewest=floor), floor, near)
        if not self.found["collocation"]:
            part = " with a seed" if near else ""
            self.notes.append(
                f"collocation: no pair of words{part} has {floor} uses in two articles and stands together more than by chance."
            )

    def look_around(self) -> None:
        """Find neighbors of seeds."""
        if not self.seeds:
            self.notes.append("neighbor: no seeds were given, so no neighbors of them were looked for.")
            return
        floor = self.settings.floor
        found = find_neighbors(self.corpus, _in_full(self.corpus, self.seeds), floor, self.settings.seed)
        self.found["neighbor"] = {term: cosine for term, (cosine, _) in found.items()}
        self.near = {term: seed for term, (_, seed) in found.items()}
        if not found:
            self.notes.append(
                f"neighbor: no seed has {floor} uses, or fewer than {FEWEST_WORDS} words have, or nothing is near; neighbors "
                "need more text."
            )

    def ask(self, annotator: Annotator) -> None:
        """Find what learned layers mark, in the articles with a seed where there are some."""
        layers = _LAYERS_OF.get(self.known.root if self.known else "", tuple(LAYERS))
        places = find_articles_with(self.corpus, self.seeds) if self.seeds else []
        chosen = [self.corpus.articles[place] for place in places] or self.corpus.articles
        marked = find_marked(chosen, annotator, layers, self.corpus.names, self.settings.seed)
        for layer, scores in marked.scores.items():
            shipped = shipped_lexicon(_LISTS[layer])
            self.found[LAYERS[layer]] = {term: score for term, score in scores.items() if not holds(shipped, term)}
        if marked.n_articles < len(chosen):
            self.notes.append(f"loaded, hedged: read in {marked.n_articles} of {len(chosen):,} articles, drawn at random.")


def _read_seeds(seeds: Sequence[str]) -> list[Term]:
    for seed in seeds:
        pieces = seed.split()
        if not any(map(str.isalnum, seed)) or any("*" in piece[:-1] or piece == "*" for piece in pieces):
            raise FramingError(f'Seed "{seed}" cannot be found in a text: name words; * stands only at the end of one.')
    return [pattern for seed in seeds for pattern in expand(seed)]


def _holds_all(known: Lexicon | None, seed: str) -> bool:
    """Say whether a lexicon has entries for every way in which a seed may be written."""
    return known is not None and all(holds(known, pattern) for pattern in expand(seed))


def _in_full(corpus: Corpus, patterns: Sequence[Term]) -> list[Term]:
    """Return the seeds as words the articles use: each word that an open ending fits."""
    full: dict[Term, None] = {}
    for pattern in patterns:
        if len(pattern) == 1 and pattern[0].endswith("*"):
            full.update({(word,): None for word in corpus.words if word.startswith(pattern[0][:-1])})
        elif not any(word.endswith("*") for word in pattern):
            full[pattern] = None
    return list(full)


def _choose(
    found: Mapping[str, Mapping[Term, float]], known: Lexicon | None, patterns: Sequence[Term], most: int
) -> list[tuple[Term, dict[str, float]]]:
    """Return the first terms of each method, those that more methods name first, then by their best place in one."""
    given = Matcher((pattern, True) for pattern in patterns)
    best: dict[Term, int] = {}
    for scores in found.values():
        ordered = sorted(scores, key=lambda term: (-round(scores[term], 6), term))
        fresh = [term for term in ordered if not _is_whole(given, term) and not (known and holds(known, term))]
        for place, term in enumerate(fresh[:most]):
            best[term] = min(place, best.get(term, place))
    named = {term: {name: scores[term] for name, scores in found.items() if term in scores} for term in best}
    return sorted(named.items(), key=lambda item: (-len(item[1]), best[item[0]], item[0]))


def _is_whole(matcher: Matcher[bool], term: Term) -> bool:
    return bool(matcher.find(term, lambda _, start, end: start == 0 and end == len(term)))


def _describe(
    corpus: Corpus, chosen: Sequence[tuple[Term, dict[str, float]]], near: Mapping[Term, str]
) -> tuple[Candidate, ...]:
    evidence = gather_evidence(corpus, [term for term, _ in chosen])
    holders = find_holders(evidence)
    reader = ContextReader(corpus)
    candidates = []
    for term, methods in chosen:
        places = [place for place, _ in evidence[term].places]
        candidates.append(
            Candidate(
                words=" ".join(term),
                uses=evidence[term].uses,
                articles=len(places),
                stories=len({corpus.stories[place] for place in places}),
                outlets=len({corpus.articles[place].outlet for place in places}),
                methods={name: round(score, 3) for name, score in methods.items()},
                near=near.get(term, ""),
                held=holders[term],
                contexts=reader.read(term, evidence[term]),
            )
        )
    return tuple(candidates)
