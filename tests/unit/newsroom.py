"""Invented articles with evidence counted by hand, for the tests of charts and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from framing.actors import Actor
from framing.analysis import Analysis, Size, Skipped
from framing.comparison import Comparison, compare
from framing.measures import weigh
from framing.measures.evidence import WHOLE_SENTENCE
from framing.model import Article, Document, Hit, Origin, Removed, Segment
from framing.scores import Column, Score, Unit
from framing.stories import Derivation, Story

PER_1000 = Unit("per 1,000 words", 1000.0)
SHARE = Unit("% of attributions", 100.0)
SENTENCES = Unit("% of sentences", 100.0)
MEAN = Unit("mean of -1 to +1 per mentioning sentence")

ABOUT = """What is counted.

Definition
    Words that hold something back.
Formula
    hits / words x 1,000
Reading
    More is not better.
Limits
    Lists miss what they do not list.
References
    Nobody 2001.
"""

WORDS = {
    "hedging": {"may": "epistemic", "perhaps": "epistemic", "roughly": "approximator"},
    "loaded": {"regime": "label", "brutal": "evaluative"},
    "evaluation": {"honest": "positive", "reckless": "negative"},
}
CUES = {"Mayor Ruiz said": 5, "the ministry said": 4, "two aides said": 3, "sources said": 2, "critics said": 1}
MAYOR = Actor("mayor", "Mayor Ruiz")


@dataclass(frozen=True)
class Counted:
    """A measure whose hits are handed to the analysis, not found by it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    about: str = ABOUT
    needs: frozenset[str] = frozenset()

    def find(self, doc: Document) -> Iterable[Hit]:
        return ()

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {}


def rate(about: str, counts: Mapping[str, float], voices: tuple[str, ...] = ("own", "reported")) -> Column:
    return Column("rate", PER_1000, "words", about, counts, voices, headline=True)


def share(name: str, label: str, headline: bool = False) -> Column:
    return Column(name, SHARE, "attributions", name.replace("_", " "), {label: 1.0}, headline=headline)


MEASURES = (
    Counted(
        "hedging",
        "Hedging",
        (
            rate("hedge cues", {"epistemic": 1.0}),
            Column("approximator", PER_1000, "words", "side: about", {"approximator": 1.0}),
        ),
    ),
    Counted(
        "attribution",
        "Attribution",
        (
            Column("rate", PER_1000, "all words", "attributions", headline=True),
            share("opaque_share", "opaque", headline=True),
            share("anonymous_share", "anonymous"),
            *(share(f"ladder_{rung}", f"rung:{rung}") for rung in range(5, -1, -1)),
        ),
    ),
    Counted("loaded", "Loaded terms", (rate("terms in the outlet's own words", {}, ("own",)),)),
    Counted(
        "evaluation",
        "Evaluation of actors",
        (Column("mean", MEAN, "mentioning sentences", "per mentioning sentence", by="values", headline=True),),
    ),
)


def make_article(article_id: str, text: str, outlet: str = "Alpha", **more: Any) -> Article:
    origin = Origin(f"pages/{article_id}.txt", segments={"body": (Segment(0, 40, len(text)),)})
    return Article(id=article_id, text=text, outlet=outlet, origin=origin, **{"title": "A vote", **more})


def find_hits(article: Article) -> list[Hit]:
    """Find the words above in an article by plain search."""
    found = []
    for zone, text in (("body", article.text), ("title", article.title)):
        for measure, words in WORDS.items():
            for word, category in words.items():
                value = {"negative": -1.0}.get(category, 1.0)
                more = {"target": MAYOR.id} if measure == "evaluation" else {}
                for match in re.finditer(rf"\b{word}\b", text):
                    found.append(make_hit(text, match, measure, category, zone=zone, value=value, **more))
        for cue, rung in CUES.items():
            labels = {f"rung:{rung}"} | ({"opaque"} if rung < 4 else set()) | ({"anonymous"} if rung in (2, 3) else set())
            for match in re.finditer(cue, text):
                found.append(make_hit(text, match, "attribution", "neutral", zone=zone, labels=frozenset(labels), source=cue))
    return sorted(found, key=lambda hit: (hit.zone, hit.start, hit.end, hit.measure))


def make_hit(text: str, match: re.Match[str], measure: str, category: str, **more: Any) -> Hit:
    start, end = match.span()
    voice = "quoted" if text.count("“", 0, start) > text.count("”", 0, start) else "own"
    sentence = next((i for i, span in enumerate(split(text)) if span[0] <= start < span[1]), -1)
    found = match.group()
    more = {"voice": voice, "rule": f"{measure[0].upper()}-1", "sentence": sentence, "text": found, **more}
    return Hit(start, end, measure, found.lower(), category, **more)


def split(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"[^\s.][^.]*\.?”?", text))


def score_article(article: Article, hits: Sequence[Hit], measures: Sequence[Counted]) -> list[Score]:
    words = float(len(article.text.split()))
    attributions = float(sum(hit.measure == "attribution" and hit.zone == "body" for hit in hits))
    mentions = float(sum("Ruiz" in article.text[slice(*span)] for span in split(article.text)))
    bases = {"words": words, "all words": words, "attributions": attributions, "mentioning sentences": mentions}
    bases["sentences"] = float(len(split(article.text)))
    scores = []
    for measure in measures:
        body = [hit for hit in hits if hit.measure == measure.name and hit.zone == "body"]
        for column in measure.columns:
            amounts = [amount for _, amount in weigh(column, body)]
            target = MAYOR.id if column.base == "mentioning sentences" else ""
            base = bases[column.base]
            scores.append(Score(article.id, measure.name, column.name, target, sum(amounts), base, column.unit, len(amounts)))
    return scores


def analyze_by_hand(articles: Sequence[Article], measures: Sequence[Counted] = MEASURES, **more: Any) -> Analysis:
    names = {measure.name for measure in measures}
    hits = {article.id: tuple(hit for hit in find_hits(article) if hit.measure in names) for article in articles}
    scores = tuple(score for article in articles for score in score_article(article, hits[article.id], measures))
    return Analysis(
        articles=tuple(articles),
        measures=tuple(measures),
        hits=hits,
        scores=scores,
        attributions={article.id: _attributions(hits[article.id]) for article in articles},
        quotations={article.id: _quotations(article.text) for article in articles},
        mentions={article.id: _mentions(article.text) for article in articles},
        sentences={article.id: split(article.text) for article in articles},
        sizes={article.id: _size(article.text) for article in articles},
        actors=(MAYOR,),
        **{"provenance": {"framing": "0.1.0", "annotator": "by hand", "lexicons": [LEXICON]}, **more},
    )


LEXICON = {"name": "hedges", "version": "1.0.0", "fingerprint": "9f50f2af3ec2"}


def _attributions(hits: Iterable[Hit]) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {
            "source": [hit.start, hit.start + hit.text.rindex(" ")],
            "cue": [hit.start + hit.text.rindex(" ") + 1, hit.end],
            "contents": [[hit.end, hit.end + 8]],
            "zone": hit.zone,
            "cue_text": "said",
        }
        for hit in hits
        if hit.measure == "attribution"
    )


def _quotations(text: str) -> tuple[Mapping[str, Any], ...]:
    found = re.finditer(r"“([^”]*)”", text)
    return tuple({"start": m.start(1), "end": m.end(1), "kind": "speech", "flags": [], "zone": "body"} for m in found)


def _mentions(text: str) -> tuple[Mapping[str, Any], ...]:
    found = re.finditer("Mayor Ruiz", text)
    return tuple({"start": m.start(), "end": m.end(), "actor": MAYOR.id, "zone": "body"} for m in found)


def _size(text: str) -> Size:
    quoted = sum(len(quotation.split()) for quotation in re.findall(r"“([^”]*)”", text))
    return Size(len(text.split()), len(split(text)), text.count("\n\n") + 1, quoted)


FILLER = "The council met on the harbor plan and heard from the port office about the cost of the new quay. "
LINES = (
    "Mayor Ruiz said the plan may pass. ",
    "Perhaps the quay opens in spring; it may, two aides said, cost roughly nine crowns. ",
    "“The regime is brutal,” sources said of the port office. ",
    "A brutal winter may delay the honest mayor, critics said. ",
    "Mayor Ruiz, reckless to some, spoke and the ministry said no more. ",
)


def write_text(lines: Sequence[int], filler: int = 9) -> str:
    """Return a text of some of the lines above, long enough for rates."""
    head = "".join(LINES[line] for line in lines)
    return f"{head.strip()}\n\n{(FILLER * filler).strip()}"


Case = tuple[Analysis, Comparison, tuple[Story, ...]]


def make_case(n_stories: int = 1, outlets: Sequence[str] = ("Alpha", "Beta"), **more: Any) -> Case:
    """Return an analysis, its comparison and stories: every outlet tells every story, the first with more hedges."""
    articles, stories = [], []
    for story in range(n_stories):
        ids = []
        for place, outlet in enumerate(outlets):
            lines = [0, 1, 1, 2, 4] if place == 0 else [0, 2, 3, 4][: 2 + (story + place) % 3]
            article_id = f"s{story}-{place}"
            day = date(2025, 3, 1) + timedelta(days=story)
            articles.append(make_article(article_id, write_text(lines), outlet, title=f"Vote {story} may wait", date=day))
            ids.append(article_id)
        stories.append(Story(f"story-{story + 1}", f"Vote {story}", tuple(ids), _derive(ids), ("harbor", "quay")))
    analysis = analyze_by_hand(articles, **more)
    return analysis, compare(analysis, stories=stories, draws=200), tuple(stories)


def _derive(ids: Sequence[str]) -> tuple[Derivation, ...]:
    rest = tuple(Derivation(key, "uncredited_probable", ids[0], ("40% of its three-word runs",)) for key in ids[1:2])
    return (Derivation(ids[0], "wire_original", "", ("agency tag",)), *rest)


def make_learned_case() -> Case:
    """Return a case in which a sentence is a finding as a whole, and a hedge, an attribution and a sentence are uncertain."""
    sentences = Counted("loaded_sentences", "Loaded sentences", (Column("share", SENTENCES, "sentences", "x", headline=True),))
    articles = [make_article(outlet.lower(), write_text([0, 2, 3]), outlet) for outlet in ("Alpha", "Beta")]
    measures = (*MEASURES, sentences)
    analysis = analyze_by_hand(articles, measures)
    hits = {}
    for article in articles:
        spans = [(i, span) for i, span in enumerate(split(article.text)) if i in (0, 2)]
        whole = [find_whole(article, i, span, confidence=0.9 if i else 0.4) for i, span in spans]
        found = [
            hit._replace(confidence=0.3 if hit.term in ("may", "sources said") else 1.0) for hit in analysis.hits[article.id]
        ]
        hits[article.id] = tuple(sorted([*found, *whole], key=lambda hit: (hit.zone, hit.start, hit.end, hit.measure)))
    analysis = replace(analysis, hits=hits, scores=tuple(s for a in articles for s in score_article(a, hits[a.id], measures)))
    stories = (Story("story-1", "Vote", ("alpha", "beta")),)
    return analysis, compare(analysis, stories=stories, draws=50), stories


def find_whole(article: Article, index: int, span: tuple[int, int], confidence: float) -> Hit:
    labels, text = frozenset({"loaded", WHOLE_SENTENCE}), article.text[slice(*span)]
    more: dict[str, Any] = {"rule": "learned", "labels": labels, "sentence": index, "text": text, "confidence": confidence}
    return Hit(*span, "loaded_sentences", "brutal, winter", "loaded", **more)


def make_hostile_case() -> Case:
    """Return a case whose titles, texts, outlets and files try to break out of wherever they are put."""
    text = "</pre><script>alert(1)</script> Mayor Ruiz said it may | pass `now` *here*. " + write_text([1, 2, 4])
    removed = (Removed("<img src=x onerror=alert(2)>", 3, "D-2", "<b>menu</b>"),)
    articles = [
        make_article(
            "=1+1", text, "../../x", title="<script>alert(3)</script>", removed=removed, inferred={"outlet": "<i>file</i>"}
        ),
        make_article('b"><svg onload=alert(4)>', text, "=cmd()|' /C calc'!A0", title="# [x](javascript:alert(5)) | $1$"),
    ]
    stories = (Story("story-1", "<script>alert(6)</script>", tuple(a.id for a in articles), (), ("<u>tie</u>",)),)
    analysis = analyze_by_hand(articles, skipped=(Skipped("<script>.txt", "holds \x00 & <binary>"),))
    return analysis, compare(analysis, stories=stories, draws=200), stories


def empty_hits(analysis: Analysis) -> Analysis:
    """Return an analysis in which nothing was found."""
    defined = ("rate",)  # over words, of which there are some; shares of nothing are not defined
    scores = tuple(
        score._replace(total=0.0, n_hits=0, base=score.base if score.column in defined else 0.0) for score in analysis.scores
    )
    return replace(analysis, hits=dict.fromkeys(analysis.hits, ()), scores=scores, attributions={}, mentions={})
