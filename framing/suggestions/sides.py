"""Articles, seeds and a background -> the two sides that keyness contrasts, or why it cannot (CODEBOOK X-11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.duplicates import drop_duplicates
from framing.errors import FramingError, UnknownNameError
from framing.matcher import Matcher
from framing.model import Article
from framing.stories import group_stories
from framing.suggestions.keyness import FEWEST_STORIES, FEWEST_USES, WordTable, load_word_table
from framing.suggestions.words import Corpus, Counts, Term, count_terms, read_corpus

BUILT_IN = "built-in"
LEAST_REST = 0.1  # of the articles: where nearly all hold a seed, the seeds are no topic, and the rest is an odd remainder


@dataclass(frozen=True)
class Sides:
    """What is contrasted, in words too; ``note`` says what was left out and why."""

    topic: Counts | None
    background: Counts | WordTable | None
    about: str
    note: str = ""


def prepare(articles: Iterable[Article]) -> Corpus:
    """Read articles as words, without an outlet's second copies, with the number of each one's story.

    Raises
    ------
    FramingError
        If two articles have one id.
    """
    kept = sorted(drop_duplicates(articles), key=lambda article: article.id)
    for one, other in pairwise(kept):
        if one.id == other.id:
            raise FramingError(f'Two articles have the id "{one.id}". Give each article an id of its own.')
    numbers: Mapping[str, int] = {
        key: number for number, story in enumerate(group_stories(kept) if kept else ()) for key in story.articles
    }
    return read_corpus(kept, [numbers[article.id] for article in kept])


def choose_sides(corpus: Corpus, seeds: Sequence[Term], background: Iterable[Article] | str | None) -> Sides:
    """Choose what the articles are contrasted with.

    A background that is given is taken. Without one, the articles that hold a seed are contrasted with those that hold
    none; without seeds, or where that leaves fewer than two stories on a side, or nearly all articles hold a seed, all
    articles with the word counts that ship.

    Raises
    ------
    UnknownNameError
        If the background is a text other than "built-in".
    """
    if isinstance(background, str) and background != BUILT_IN:
        raise UnknownNameError.of("background", background, [BUILT_IN])
    if len(set(corpus.stories)) < FEWEST_STORIES:
        note = "keyness: the articles tell one story; words typical of a topic show from two stories on (X-11)."
        return Sides(None, None, "nothing", note)
    if background is None and seeds:
        return _split(corpus, seeds)
    if background is None or isinstance(background, str):
        return _against_table(corpus)
    return _against(corpus, background)


def _against(corpus: Corpus, background: Iterable[Article]) -> Sides:
    own = {(article.id, article.text) for article in corpus.articles}
    other = prepare(article for article in background if (article.id, article.text) not in own)
    if len(set(other.stories)) < FEWEST_STORIES:
        note = (
            f"keyness: the background has {len(other.articles):,} articles beside the topic's own, on fewer than two stories; "
            "give more (X-11)."
        )
        return Sides(None, None, "nothing", note)
    topic = _count_topic(corpus)
    return Sides(topic, count_terms(other, only=topic.uses), f"{len(other.articles):,} articles given as background")


def _count_topic(corpus: Corpus, among: Sequence[int] | None = None) -> Counts:
    """Count the terms that can be key: on the other side too, only these need counting, all else being the rest."""
    return count_terms(corpus, among, fewest=FEWEST_USES)


def _against_table(corpus: Corpus, note: str = "") -> Sides:
    table = load_word_table()
    about = f"word counts of {table.n_documents:,} American texts of many kinds ({table.fingerprint}), single words only"
    return Sides(_count_topic(corpus), table, about, note)


def _split(corpus: Corpus, seeds: Sequence[Term]) -> Sides:
    topic = find_articles_with(corpus, seeds)
    rest = sorted(set(range(len(corpus.articles))) - set(topic))
    n_stories = min(len({corpus.stories[place] for place in side}) for side in (topic, rest))
    if n_stories < FEWEST_STORIES or len(rest) < LEAST_REST * len(corpus.articles):
        note = (
            f"keyness: {len(topic):,} of {len(corpus.articles):,} articles hold a seed, which leaves too few on a side; so all "
            "of them are contrasted with the word counts that ship. Articles on other topics as a background find more."
        )
        return _against_table(corpus, note)
    about = f"the {len(rest):,} articles without a seed, against the {len(topic):,} with one"
    counts = _count_topic(corpus, topic)
    return Sides(counts, count_terms(corpus, rest, only=counts.uses), about)


def find_articles_with(corpus: Corpus, seeds: Sequence[Term]) -> list[int]:
    """Return the places of the articles that hold one of the seeds; a ``*`` at the end of a word fits any ending."""
    matcher = Matcher((seed, True) for seed in seeds)
    words = (*corpus.words, "")  # the last one is BREAK's, which nothing fits
    return [
        place
        for place, text in enumerate(corpus.texts)
        if len(text) and matcher.find([words[number] for number in text.tolist()], lambda *_: True)
    ]
