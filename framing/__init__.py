"""Score how each outlet told a story, and compare them, with the evidence behind every number.

Five nouns: an `Article` is what an outlet published; a `Document` is an article annotated once; a `Hit` is one piece of
evidence, a span of the user's own text; a `Score` is a ratio of hits over a base; a `Comparison` sets outlets side by side.
An `Analysis` holds the hits and scores of many articles, a `Story` the articles about one event, an `Alignment` what became
of each claim of one version in the others.

The verbs, in the order of the work::

    articles = framing.read("articles/")
    analysis = framing.analyze(articles)
    stories = framing.group_stories(analysis.articles)
    alignment = framing.align_claims(stories[0], analysis)
    comparison = framing.compare(analysis, by="outlet", stories=stories)
    framing.write_report(analysis, comparison, stories, "reports/visit")

Eight more for word lists of your own: `suggest` candidates, `concord` to read words in context, `load_lexicon` and
`check_lexicon`, `sample_hits` and `score_entries` to find out how often entries are right, `diff_lexicons` and
`compare_findings` for two versions of a list.

`contrast_words` lists the words typical of each group, `annotate` gives one article's layers, `show` one article with its
evidence marked, `sample_articles` the bundled sample, `sentiment_toward` what a sentence says of somebody in it,
`MeasureVectorizer` the rates as features for scikit-learn.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from framing.errors import AnnotationError, FramingError, LexiconError, ReadError, UnknownNameError
from framing.model import Article, Document, Hit
from framing.scores import Score

if TYPE_CHECKING:
    from framing import charts as charts
    from framing import scale as scale
    from framing.analysis import Analysis, analyze
    from framing.annotators import annotate
    from framing.claims import Alignment, align_claims
    from framing.comparison import Comparison, compare, contrast_words
    from framing.concordance import concord
    from framing.encoder import sentiment_toward
    from framing.lexicon import load_lexicon
    from framing.lexicon_changes import diff_lexicons
    from framing.lexicon_check import check_lexicon
    from framing.lexicon_findings import compare_findings
    from framing.readers import read, sample_articles
    from framing.report import show, write_report
    from framing.stories import Story, group_stories
    from framing.suggestions import suggest
    from framing.validity import sample_hits, score_entries
    from framing.vectorizer import MeasureVectorizer

__version__ = "0.1.0"
__all__ = [
    "Alignment",
    "Analysis",
    "AnnotationError",
    "Article",
    "Comparison",
    "Document",
    "FramingError",
    "Hit",
    "LexiconError",
    "MeasureVectorizer",
    "ReadError",
    "Score",
    "Story",
    "UnknownNameError",
    "align_claims",
    "analyze",
    "annotate",
    "check_lexicon",
    "compare",
    "compare_findings",
    "concord",
    "contrast_words",
    "diff_lexicons",
    "group_stories",
    "load_lexicon",
    "read",
    "sample_articles",
    "sample_hits",
    "score_entries",
    "sentiment_toward",
    "show",
    "suggest",
    "write_report",
]

# Where the names that pull in more than the nouns live; they are loaded when first asked for, so that
# `framing --help` starts at once.
_LAZY = {
    "Alignment": "claims",
    "align_claims": "claims",
    "Analysis": "analysis",
    "analyze": "analysis",
    "annotate": "annotators",
    "Comparison": "comparison",
    "compare": "comparison",
    "contrast_words": "comparison",
    "check_lexicon": "lexicon_check",
    "compare_findings": "lexicon_findings",
    "concord": "concordance",
    "diff_lexicons": "lexicon_changes",
    "load_lexicon": "lexicon",
    "sample_hits": "validity",
    "score_entries": "validity",
    "suggest": "suggestions",
    "read": "readers",
    "sample_articles": "readers",
    "sentiment_toward": "encoder",
    "show": "report",
    "write_report": "report",
    "Story": "stories",
    "group_stories": "stories",
    "MeasureVectorizer": "vectorizer",
}

_PARTS = ("charts", "scale")  # whose own names are called by theirs: `framing.charts.draw_ladder`

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(f"framing.{_LAZY[name]}"), name)
    if name in _PARTS:
        return importlib.import_module(f"framing.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
