"""Articles -> proposed actors: names that recur, with their short forms, for a person to confirm (CODEBOOK S-4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from framing.actors import Actor, Alias, Registry, shipped_registry
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Article, Document, Span

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
    states = shipped_registry("states")
    found = [*_people_and_bodies(names, states, len(articles)), *_states(articles, states)]
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return Registry.of([actor for _, actor in found[:most]], "proposed", "0")


def _count_names(articles: list[Article]) -> dict[str, _Name]:
    stop = _words("calendar", "opener")
    titles = _words("title")
    names: dict[str, _Name] = {}
    for article in articles:
        doc = segment(article.text, article)
        for run in _capital_runs(doc, stop):
            start = next((i for i in range(run.start, run.end) if doc.norms[i] not in titles), run.end)
            if start == run.end:
                continue
            text = doc.quote(Span(start, run.end))
            name = names.setdefault(text, _Name(text))
            name.articles.add(article.id)
            name.count += 1
            name.titled = name.titled or start > run.start
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
                after = end
                while after < sentence.end and doc.norms[after] in _JOINS:  # van der, de la
                    after += 1
                if after == sentence.end or not _is_name(doc, after, stop):
                    break
                end = after + 1
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
    persons = {text: _is_person(text.split(), name, given, org_words) for text, name in names.items()}
    shorts = _short_forms(names, persons, org_words)
    joined = {name.text for name in shorts.values()}
    surnames = {text.split()[-1] for text in names if " " in text}
    for text, name in names.items():
        words = text.split()
        if text in known or text in joined or words[-1].lower() in places:
            continue
        if len(words) == 1 and (text in surnames or not (text.isupper() or name.titled)):
            continue
        short = shorts.get(text)
        in_articles = name.articles | (short.articles if short else set())
        count = name.count + (short.count if short else 0)
        if count < (3 if n_articles == 1 else 2) or (n_articles > 1 and len(in_articles) < 2):
            continue
        kind = "person" if persons[text] else "org"
        aliases = (Alias(text), *([Alias(short.text)] if short else []))
        yield len(in_articles) + count / 1000, Actor(_slug(text), text, kind, aliases, proposed=True)


def _short_forms(names: dict[str, _Name], persons: dict[str, bool], org_words: frozenset[str]) -> dict[str, _Name]:
    """Map full names to the short one they are met under: a person's last name, an organization's without its last word.

    A short form that two names could have is nobody's.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    for text in names:
        words = text.split()
        if len(words) > 1:
            bearers[words[-1]].append(text)
            if len(words) > 2 and words[-1].lower() in org_words:
                bearers[" ".join(words[:-1])].append(text)
    return {
        texts[0]: names[short]
        for short, texts in bearers.items()
        if short in names and len(texts) == 1 and persons[texts[0]] != (" " in short)
    }


def _is_person(words: list[str], name: _Name, given: frozenset[str], org_words: frozenset[str]) -> bool:
    lowered = [word.lower() for word in words]
    if org_words.intersection(lowered) or words[-1].isupper() or sum(word not in _JOINS for word in lowered) > 4:
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
            yield len(spread[actor.id]) + counts[actor.id] / 1000, replace(actor, proposed=True)


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split())
