"""Articles and a lexicon's entry, category or any phrase -> every place it stands at, with its context."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotators import make_annotator
from framing.concordance.lines import Concordance, Line
from framing.errors import FramingError, UnknownNameError
from framing.given import each_article
from framing.lexicon import Category, Entry, Lexicon, load_lexicon
from framing.matcher import Matcher
from framing.measures import apply, lexicon_measure
from framing.measures.lexical import LexiconMeasure
from framing.model import VOICES, Article, Hit
from framing.patterns import expand
from framing.screen import keep_end, keep_start, make_safe
from framing.segmentation import norms

if TYPE_CHECKING:
    from framing.annotators import Choice

CONTEXT = 120  # columns of text kept on either side; what is shown may be less
_REACH = 4 * CONTEXT  # characters that are enough for it, white space and accents included
_ZONES = ("title", "deck", "body")
_NAMED = 10  # entries named in an error


def concord(
    articles: Iterable[Article],
    lexicon: str | Path | Lexicon | None = None,
    *,
    entry: str = "",
    category: str = "",
    words: str = "",
    annotator: Choice = None,
) -> Concordance:
    """List every place where a lexicon's entries, or any words, stand in articles.

    What is listed is what the lexicon's measure counts: conditions, exceptions and longer entries hold as in a report. No
    actors are looked for, so a place inside an actor's name, which a report leaves out, is listed too.

    Parameters
    ----------
    articles
        The articles; only those that hold one of the words are annotated.
    lexicon
        A lexicon, or its name or file; none where ``words`` are given.
    entry
        The words of one entry, or its category and words ("label: regime"); by default all entries.
    category
        Only the entries of this category.
    words
        A phrase to look for instead; a ``*`` at the end of a word stands for any ending.
    annotator
        What tells voices apart, as in `make_annotator`.

    Raises
    ------
    FramingError
        If something else than articles was given, there is not one of lexicon and words, or the words hold nothing that
        can be found.
    UnknownNameError
        If there is no such lexicon, category or entry.
    LexiconError
        If the lexicon's file is wrong.
    """
    given = each_article(articles)
    if lexicon and not isinstance(lexicon, str | Path | Lexicon):
        call = 'framing.concord(articles, "hedges")'
        raise FramingError(f"A concordance needs a lexicon, or its name or file: {call}. Given was a {type(lexicon).__name__}.")
    if bool(lexicon) == bool(words):
        raise FramingError("A concordance needs a lexicon (a name or a file), or words to look for: give one of the two.")
    if words and (entry or category):
        raise FramingError("Words that are looked for belong to no lexicon: give them without an entry and a category.")
    loaded = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon) if lexicon else None
    measure = lexicon_measure(loaded) if loaded else _measure_words(words)
    chosen = _choose(measure.lexicon, entry, category)
    said = f"\u201c{words}\u201d" if words else _say(measure.lexicon, entry, category)
    return _search(given, measure, chosen, said, annotator)


def _measure_words(words: str) -> LexiconMeasure:
    """Return a measure that counts a phrase.

    Raises
    ------
    FramingError
        If the phrase has no letter or digit, or an asterisk inside a word.
    """
    pieces = words.split()
    if not any(map(str.isalnum, words)) or any("*" in piece[:-1] or piece == "*" for piece in pieces):
        raise FramingError(
            f'"{words}" cannot be looked for: name words with letters or digits; * stands only at the end of one.'
        )
    only = Entry(words, "words", expand(words))
    matcher: Matcher[Entry | None] = Matcher((pattern, only) for pattern in only.patterns)
    lexicon = Lexicon(
        *("words", "0", "Words that are looked for.", "", "", "en", VOICES, "per 1,000 words"),
        categories={"words": Category("words")},
        entries=(only,),
        matcher=matcher,
    )
    return LexiconMeasure(lexicon)


def _choose(lexicon: Lexicon, entry: str, category: str) -> frozenset[tuple[str, str]]:
    """Return the words and categories of the entries asked for."""
    if category and category not in lexicon.categories:
        raise UnknownNameError.of("category", category, lexicon.categories)
    within = [each for each in lexicon.entries if category in ("", each.category)]
    asked = entry.casefold()
    chosen = frozenset(
        (each.words, each.category) for each in within if not entry or asked in (each.words.casefold(), each.id.casefold())
    )
    if entry and not chosen:
        near = get_close_matches(asked, [each.words for each in within], n=_NAMED, cutoff=0.0)
        raise UnknownNameError.of("entry", entry, dict.fromkeys(near))
    return chosen


def _say(lexicon: Lexicon, entry: str, category: str) -> str:
    what = [f'category "{category}"' if category else "", f'entry "{entry}"' if entry else ""]
    return ", ".join([f"{lexicon.name} {lexicon.version}", *filter(None, what)])


def _search(
    articles: Iterable[Article], measure: LexiconMeasure, chosen: frozenset[tuple[str, str]], said: str, annotator: Choice
) -> Concordance:
    # Voices cost a hundred times more than a look at the words, so only articles that can hold a place are annotated.
    patterns = Matcher(
        (pattern, True)
        for each in measure.lexicon.entries
        if (each.words, each.category) in chosen
        for pattern in each.patterns
    )
    named = annotator is None or isinstance(annotator, str)
    made = make_annotator(annotator, lexicons=[measure.lexicon] if named else ())
    lines: list[Line] = []
    n_articles = 0
    for article in articles:
        n_articles += 1
        if any(patterns.find(norms(text), lambda *_: True) for text in (article.text, article.title, article.deck) if text):
            doc = made.annotate(article)
            lines += [make_line(article, hit) for hit in apply(measure, doc)[0] if (hit.term, hit.category) in chosen]
    lines.sort(key=lambda line: (line.outlet, line.article, _ZONES.index(line.zone), line.start, line.end, line.entry))
    return Concordance(said, tuple(lines), n_articles)


def make_line(article: Article, hit: Hit) -> Line:
    """Return the line of one finding: its words, with up to 120 columns of the text it stands in on either side."""
    text = {"title": article.title, "deck": article.deck}.get(hit.zone, article.text)
    left = keep_end(make_safe(text[max(0, hit.start - _REACH) : hit.start]), CONTEXT)
    right = keep_start(make_safe(text[hit.end : hit.end + _REACH]), CONTEXT)
    return Line(
        article=article.id,
        outlet=article.outlet,
        voice=hit.voice,
        zone=hit.zone,
        start=hit.start,
        end=hit.end,
        entry=hit.term,
        category=hit.category,
        left=left,
        text=make_safe(hit.text),
        right=right,
        source=hit.source,
    )
