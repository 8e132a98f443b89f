"""Labeled data -> the accuracy table, by the metrics A to E and on the sentences written for this project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmark import datasets, metrics
from framing.annotation import FastAnnotator
from framing.measures.hedging import boosters, hedging
from framing.measures.loaded import loaded
from framing.measures.polarity import PolarWords, find_evaluations
from framing.model import Article, Document, Hit, Mention, Span
from framing.testing import make_actor, make_document

LOADED_TECHNIQUES = ("Loaded_Language", "Name_Calling,Labeling")


class Row(NamedTuple):
    """One line of the accuracy table; ``known`` says what others reach on the same data."""

    measure: str
    metric: str
    data: str
    value: float
    n: int
    known: str = ""


def document(text: str, annotator: FastAnnotator | None = None) -> Document:
    return (annotator or FastAnnotator()).annotate(Article(id="", text=text))


def attribution() -> Iterator[Row]:
    """Metric A, cognition included, on PolNeAR's development part."""
    annotator = FastAnnotator()
    spans: dict[str, list[Any]] = defaultdict(list)
    density: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    data = list(datasets.rows("polnear_dev.jsonl"))
    for row in data:
        doc = document(row["text"], annotator)
        found = [a for a in doc.attributions if a.kind != "no_comment"]
        spans["cue"].append([doc.chars(a.cue) for a in found])
        spans["source"].append([doc.chars(a.source.span) for a in found if a.source.span])
        spans["content"].append([doc.chars(span) for a in found for span in a.contents])
        for part in ("cue", "source", "content"):
            spans[f"gold {part}"].append([tuple(span) for a in row["attributions"] for span in a[part]])
        counts = density[row["outlet"]]
        counts[:] = [counts[0] + len(found), counts[1] + len(row["attributions"]), counts[2] + doc.n_words()]
    known = {"cue": "humans .815", "source": "humans .841", "content": "humans .911"}
    for part, score in (("cue", metrics.overlap), ("source", metrics.overlap), ("content", metrics.characters)):
        figure = score(spans[part], spans[f"gold {part}"])
        for name, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
            yield Row("attribution", f"{part} {name}", "PolNeAR, development part", value, len(data), known[part])
    ours = [1000 * found / words for found, _, words in density.values()]
    theirs = [1000 * gold / words for _, gold, words in density.values()]
    error = sum(abs(a - b) / b for a, b in zip(ours, theirs, strict=True)) / len(ours)
    yield Row("attribution", "density per outlet, mean error", "PolNeAR, development part", error, len(ours))
    tau = metrics.kendall_tau(ours, theirs)
    yield Row("attribution", "density per outlet, Kendall's tau", "PolNeAR, development part", tau, len(ours))


def polarity() -> Iterator[Row]:
    """Metric B: the sign of the evaluations aimed at the target, in any voice, beside VADER's compound."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    words = PolarWords()
    gold, ours, theirs = [], [], []
    for row in datasets.rows("newsmtsc_dev_mt.jsonl"):
        doc = document(row["sentence"])
        gold.append(row["polarity"])
        ours.append(_sign(sum(hit.value for hit in find_evaluations(_aimed(doc, row), words, "evaluation"))))
        compound = vader.polarity_scores(row["sentence"])["compound"]
        theirs.append(_sign(compound if abs(compound) >= 0.05 else 0))
    known = "VADER .50, linear .61, best published .83"
    yield Row("evaluation", "macro-F1", "NewsMTSC, evaluation part mt", metrics.macro_f1(ours, gold), len(gold), known)
    yield Row("VADER alone", "macro-F1", "NewsMTSC, evaluation part mt", metrics.macro_f1(theirs, gold), len(gold))


def _aimed(doc: Document, row: dict[str, Any]) -> Document:
    """Return the document with the data's target as its only mention."""
    from dataclasses import replace

    inside = [i for i, token in enumerate(doc.tokens) if row["start"] <= token.start and token.end <= row["end"]]
    mention = (Mention(Span(inside[0], inside[-1] + 1), "target"),) if inside else ()
    return replace(doc, mentions=mention)


def _sign(value: float) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "neutral"


def _headline(hits: Iterator[Hit] | list[Hit], categories: set[str]) -> list[Hit]:
    return [hit for hit in hits if hit.category in categories]


def loaded_sentences() -> Iterator[Row]:
    """Metric C: a sentence is loaded if the lexicon finds a headline term, in any voice. Nothing is trained."""
    measure = loaded()
    headline = {c.name for c in measure.lexicon.categories.values() if c.column == "headline"}
    gold, ours = [], []
    for row in datasets.rows("babe_train.jsonl"):
        gold.append(row["loaded"])
        ours.append(bool(_headline(list(measure.find(document(row["sentence"]))), headline)))
    known = "tf-idf and logistic regression .59 to .64, best published .80"
    yield Row("loaded", "sentences, macro-F1", "BABE", metrics.macro_f1(ours, gold), len(gold), known)
    figure = metrics.of_class(ours, gold, True)
    yield Row("loaded", "sentences, precision", "BABE", figure.precision, len(gold))


def loaded_spans() -> Iterator[Row]:
    """Metric D: characters of loaded language and name calling."""
    measure = loaded()
    headline = {c.name for c in measure.lexicon.categories.values() if c.column == "headline"}
    predicted, gold = [], []
    for row in datasets.rows("ptc_train.jsonl"):
        hits = _headline(list(measure.find(document(row["text"]))), headline)
        predicted.append([(hit.start, hit.end) for hit in hits])
        gold.append([(s["start"], s["end"]) for s in row["spans"] if s["technique"] in LOADED_TECHNIQUES])
    figure = metrics.characters(predicted, gold)
    for name, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        yield Row("loaded", f"spans, character {name}", "PTC", value, len(gold), "subjectivity lexicon .16, encoder .41")


def hedged_sentences() -> Iterator[Row]:
    """Metric E: a sentence is uncertain if it holds a headline hedge or a weasel."""
    measure = hedging()
    headline = {c.name for c in measure.lexicon.categories.values() if c.column == "headline"}
    gold, strict, wide = [], [], []
    for row in datasets.rows("wikiweasel_train.jsonl"):
        found = {hit.category for hit in measure.find(document(datasets.untreebank(row["sentence"])))}
        gold.append(row["uncertain"])
        strict.append(bool(found & headline))
        wide.append(bool(found & (headline | {"weasel"})))
    known = "Hyland's list .40, shared task's best .60"
    yield Row("hedging", "sentences, F1, headline", "WikiWeasel", metrics.of_class(strict, gold, True).f1, len(gold), known)
    yield Row("hedging", "sentences, F1, with weasels", "WikiWeasel", metrics.of_class(wide, gold, True).f1, len(gold), known)


def own_terms(name: str) -> Iterator[Row]:
    """Precision and recall of the terms in the project's own labeled sentences, each by text and category."""
    found_of: dict[str, Callable[[Document], list[Hit]]] = {
        "hedging": lambda doc: [*hedging().find(doc), *boosters().find(doc)],
        "loaded": lambda doc: list(loaded().find(doc)),
    }
    right = n_found = n_wanted = 0
    rows = datasets.own_sentences(name)
    for row in rows:
        found = sorted(f"{hit.text.lower()}:{hit.category}" for hit in found_of[name](make_document(row["text"])))
        wanted = sorted(row["expect"] or [])
        right += sum(min(found.count(item), wanted.count(item)) for item in set(wanted))
        n_found += len(found)
        n_wanted += len(wanted)
    figure = metrics.Figure(metrics.ratio(right, n_found), metrics.ratio(right, n_wanted))
    yield Row(name, "terms, F1", "own sentences", figure.f1, len(rows))


def own_attributions() -> Iterator[Row]:
    """Source, cue and content all right, in the project's own labeled sentences; traps count when nothing is found."""
    right = 0
    rows = datasets.own_sentences("attribution")
    for row in rows:
        doc = make_document(row["text"])
        found = {(doc.quote(a.source.span) if a.source.span else "", doc.quote(a.cue)) for a in doc.attributions}
        wanted = {(item.get("source") or "", item["cue"]) for item in row["expect"] or []}
        right += found == wanted
    yield Row("attribution", "texts with every source and cue right", "own sentences", right / len(rows), len(rows))


def own_evaluations() -> Iterator[Row]:
    """The sign toward the target, in sentences whose topic words and names mislead general lexicons."""
    words = PolarWords()
    right = 0
    rows = datasets.own_sentences("evaluation")
    for row in rows:
        doc = make_document(row["text"], actors=[make_actor(row["target"])])
        total = sum(hit.value for hit in find_evaluations(doc, words, "evaluation") if hit.voice == "own")
        right += (total > 0) - (total < 0) == row["expect"]
    yield Row("evaluation", "right sign", "own sentences", right / len(rows), len(rows))


def own() -> Iterator[Row]:
    """Yield the rows that need none of the labeled data."""
    yield from own_terms("hedging")
    yield from own_terms("loaded")
    yield from own_attributions()
    yield from own_evaluations()


def external() -> Iterator[Row]:
    """Yield the rows on labeled data."""
    for part in (attribution, polarity, loaded_sentences, loaded_spans, hedged_sentences):
        yield from part()
