"""Tools for tests of measures and lexicons, inside this package and outside it.

`make_document` annotates a line of text; `check_measure` is the exam every measure must pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.actors import Actor, Alias, Registry
from framing.annotation import FastAnnotator
from framing.measures import Measure, apply
from framing.model import VOICES, Article, Document, Hit

HEADINGS = ("Definition", "Formula", "Reading", "Limits", "References")
_TEXTS = {
    "empty": "",
    "blank": " \n\n \t",
    "punctuation": '... \u2014 "?!" \u2026',
    "one word": "Perhaps",
    "quotation": "\u201cWe may lose,\u201d Ana Ruiz said. \u2018No,\u2019 the brutal mayor\u2019s aide reportedly replied.",
    "paragraphs": "Ana Ruiz praised the port.\n\nThe port, officials say, might close. It was attacked by Ana Ruiz in May.",
}


def make_actor(name: str, *aliases: str, kind: str = "person") -> Actor:
    """Return an actor with its names; ``kind`` is person, org, state or group."""
    return Actor(id="-".join(name.lower().split()), name=name, type=kind, aliases=tuple(map(Alias, (name, *aliases))))


def make_document(text: str, *, title: str = "", actors: Sequence[str | Actor] = (), **fields: Any) -> Document:
    """Annotate a text as the body of an article.

    Parameters
    ----------
    text
        The body; paragraphs are parted by blank lines.
    title
        The title, if the test needs one.
    actors
        Actors, or names of persons, to look for.
    fields
        Other fields of the `Article`.
    """
    registry = Registry.of(actor if isinstance(actor, Actor) else make_actor(actor) for actor in actors)
    return FastAnnotator(registry).annotate(Article(id=fields.pop("id", "a"), text=text, title=title, **fields))


def check_measure(measure: Measure, texts: Sequence[str] = ()) -> list[str]:
    """Put a measure through the exam and return what it fails; an empty list means it passed.

    The exam: documented under the five headings; columns named once; sound on empty, blank and odd texts; hits quote the
    text, stand in order, and carry a rule and a known voice; a column's base is declared; the same text gives the same
    result.
    """
    problems = [f'{measure.name}: its documentation lacks "{heading}"' for heading in HEADINGS if heading not in measure.about]
    names = [column.name for column in measure.columns]
    problems += [f"{measure.name}: two columns named {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    if not any(column.headline for column in measure.columns):
        problems.append(f"{measure.name}: no column is its headline")
    for label, text in [*_TEXTS.items(), *((f"text {i}", text) for i, text in enumerate(texts))]:
        doc = make_document(text, title="Ruiz \u2018slams\u2019 regime, may quit", actors=["Ana Ruiz"])
        problems += [f"{measure.name}, {label}: {problem}" for problem in _check_document(measure, doc)]
    return problems


def _check_document(measure: Measure, doc: Document) -> list[str]:
    hits, scores = apply(measure, doc)
    problems = [problem for hit in hits for problem in _check_hit(measure, doc, hit)]
    if (hits, [s.total for s in scores]) != (apply(measure, doc)[0], [s.total for s in apply(measure, doc)[1]]):
        problems.append("the second run differs from the first")
    bases = {name for name, _, _ in measure.bases(doc)}
    if doc.mentions:
        problems += [f"base {c.base} of column {c.name} is not declared" for c in measure.columns if c.base not in bases]
    if any(value < 0 for value in measure.bases(doc).values()):
        problems.append("a base is negative")
    body = [hit.start for hit in hits if hit.zone == "body"]
    if body != sorted(body):
        problems.append("hits are not in the order of the text")
    return problems


def _check_hit(measure: Measure, doc: Document, hit: Hit) -> list[str]:
    text = next((zone.text for zone in (doc, *doc.headings) if zone.zone == hit.zone), "")
    checks = {
        f"hit {hit.text!r} does not quote the text": text[hit.start : hit.end] == hit.text and hit.start < hit.end,
        f"hit {hit.text!r} belongs to {hit.measure!r}": hit.measure == measure.name,
        f"hit {hit.text!r} has no rule": bool(hit.rule),
        f"hit {hit.text!r} has voice {hit.voice!r}": hit.voice in VOICES,
    }
    return [problem for problem, holds in checks.items() if not holds]
