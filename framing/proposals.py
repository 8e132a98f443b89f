"""Articles -> proposed actors: names that recur, with their short forms, for a person to confirm (CODEBOOK S-4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from framing.actors import Actor, Alias, Registry, load_registry
from framing.lexicon import shipped_lexicon
from framing.model import Article, Document, Span
from framing.documents import segment

MAX_ACTORS = 8
_JOINS = frozenset(["of", "for", "de", "la", "al", "bin", "van", "von", "der", "del", "du", "el", "&"])


@dataclass(slots=True)
class _Name:
    """A name as met in the texts: how often, in which articles, and what stood around it."""

    text: str
    articles: set[str] = field(default_factory=set)
    count: int = 0
    titled: bool = False


def propose_actors(articles: Iterable[Article], *, most: int = MAX_ACTORS) -> Registry:
    """Propose the persons, organizations and states the articles speak of most.

    Names are runs of capitalized words away from sentence starts. A surname joins its full name; states come from the
    shipped registry, with their capitals. A name must stand in two articles, or three times where there is one.

    Parameters
    ----------
    articles
        The articles to read.
    most
        How many actors to propose at most.
    """
    articles = list(articles)
    names = _count_names(articles)
    states = load_registry("states")
    found = [*_people_and_bodies(names, states, len(articles)), *_states(articles, states)]
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return Registry.of([actor for _, actor in found[:most]], "proposed", "0")


def _count_names(articles: list[Article]) -> dict[str, _Name]:
    stop = _words("calendar", "opener")
    titles = _words("title")
    names: dict[str, _Name] = {}
    for article in articles:
        doc = segment(article.text, article)
        for span in _capital_runs(doc, stop):
            titled = doc.norms[span.start] in titles
            while span.start < span.end and doc.norms[span.start] in titles:
                span = Span(span.start + 1, span.end)
            if span.start == span.end:
                continue
            text = doc.quote(span)
            name = names.setdefault(text, _Name(text))
            name.articles.add(article.id)
            name.count += 1
            name.titled = name.titled or titled
    return names


def _words(*categories: str) -> frozenset[str]:
    lexicon = shipped_lexicon("not_actors")
    return frozenset(p[0] for e in lexicon.entries if e.category in categories for p in e.patterns if len(p) == 1)


def _capital_runs(doc: Document, stop: frozenset[str]) -> Iterator[Span]:
    """Yield runs of capitalized words; a word that opens a sentence belongs to one only if another follows it."""
    for sentence in doc.sentences:
        i = sentence.start
        while i < sentence.end:
            if not _is_name(doc, i, stop):
                i += 1
                continue
            end = i + 1
            while end < sentence.end:
                joined = doc.norms[end] in _JOINS and end + 1 < sentence.end and _is_name(doc, end + 1, stop)
                if not joined and not _is_name(doc, end, stop):
                    break
                end += 2 if joined else 1
            opens = i == sentence.start or doc.norms[i - 1] in ('"', "'", ":", "\u2022")
            if not opens or end - i > 1:
                yield Span(i, end)
            i = end


def _is_name(doc: Document, i: int, stop: frozenset[str]) -> bool:
    text = doc.tokens[i].text
    return text[0].isupper() and doc.norms[i] not in stop and (len(text) > 1 or doc.norms[i] == "&")


def _people_and_bodies(names: dict[str, _Name], states: Registry, n_articles: int) -> Iterator[tuple[float, Actor]]:
    """Yield names with their weight: articles first, then mentions; short forms count for the full name."""
    known = {alias.words for actor in states.actors for alias in actor.aliases}
    org_words, given, places = _words("org_word"), _words("given_name"), _words("place_word")
    surnames: dict[str, list[str]] = defaultdict(list)
    for text in names:
        if " " in text:
            surnames[text.split()[-1]].append(text)
    for text, name in names.items():
        words = text.split()
        if text in known or words[-1].lower() in places or (len(words) == 1 and surnames.get(text)):
            continue
        person = _is_person(words, name, given, org_words)
        short = names.get(words[-1]) if person and len(words) > 1 and len(surnames[words[-1]]) == 1 else None
        in_articles = name.articles | (short.articles if short else set())
        count = name.count + (short.count if short else 0)
        if len(words) == 1 and not (text.isupper() or name.titled):
            continue
        if count < (3 if n_articles == 1 else 2) or (n_articles > 1 and len(in_articles) < 2):
            continue
        aliases = (Alias(text), *([Alias(words[-1])] if short else []))
        yield len(in_articles) + count / 1000, Actor(
            _slug(text), text, "person" if person else "org", aliases, proposed=True
        )


def _is_person(words: list[str], name: _Name, given: frozenset[str], org_words: frozenset[str]) -> bool:
    lowered = [word.lower() for word in words]
    if org_words.intersection(lowered) or words[-1].isupper() or len(words) > 4:
        return False
    return name.titled or lowered[0] in given or (len(words) in (2, 3) and not _JOINS.intersection(lowered))


def _states(articles: list[Article], states: Registry) -> Iterator[tuple[float, Actor]]:
    counts: Counter[str] = Counter()
    spread: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for mention in states.find(segment(article.text, article)):
            counts[mention.actor] += 1
            spread[mention.actor].add(article.id)
    for actor in states.actors:
        if counts[actor.id] >= (3 if len(articles) == 1 else 2) and (len(articles) == 1 or len(spread[actor.id]) > 1):
            yield len(spread[actor.id]) + counts[actor.id] / 1000, Actor(
                actor.id, actor.name, actor.type, actor.aliases, actor.exclude, actor.pronouns, proposed=True
            )


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split())
