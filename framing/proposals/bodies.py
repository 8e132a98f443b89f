"""Names -> organizations, groups and states, and persons met under one word only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from framing.actors import shipped_registry
from framing.proposals.candidates import Candidate, last_name
from framing.proposals.kinds import GROUP, ORG, PERSON, STATE, UNKNOWN
from framing.proposals.names import Name, is_small, look_around
from framing.proposals.vocabulary import vocabulary

_MOST_TEXTS = 64  # that are searched for a body's initials
_FEW = 5  # of so many mentions, one at least must speak for a person


def find_bodies(
    names: Mapping[str, Name], texts: Sequence[str], left: Iterable[Name], people: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Yield what is no person with a full name; ``left`` are single words that are a part of no name."""
    lasts = {last_name(form) for person in people for form in person.forms}
    yield from _states(names, texts)
    bodies = {}
    for name in names.values():
        if name.kind not in (ORG, GROUP) or not name.counts:
            continue
        once = sum(name.counts.values()) < 2  # too few to recur but as another's short form
        if once or (not _is_shouted(name, names, texts) and not _only_a_place(name, texts)):
            bodies[name.words] = Candidate(name.kind, name.places[0], name.words)
            bodies[name.words].take(name)
    _join(bodies, names, texts)
    yield from bodies.values()
    for name in left:
        if name.words not in bodies and _is_person_alone(name, texts, lasts):
            person = Candidate(PERSON, name.places[0], name.words)
            person.take(name)
            yield person


def _states(names: Mapping[str, Name], texts: Sequence[str]) -> Iterator[Candidate]:
    """Yield states by their ids; one whose name other things bear too needs another word of its own in the article."""
    known = vocabulary()
    registry = {actor.id: actor for actor in shipped_registry("states").actors}
    found: dict[str, Candidate] = {}
    for name in names.values():
        if name.kind != STATE or not name.counts:
            continue
        low = name.words.lower()
        ident = known.states[low]
        articles = name.articles()
        if low in known.unsure:
            words = {alias.words.split(" ")[0] for alias in registry[ident].aliases} - {
                "Republic",
                "The",
                *name.words.split(" "),
            }
            articles = {n for n in articles if any(word in texts[n] for word in words)}
        state = found.setdefault(ident, Candidate(STATE, name.places[0], ident))
        state.take(name, articles)
    yield from found.values()


def _is_shouted(name: Name, names: Mapping[str, Name], texts: Sequence[str]) -> bool:
    """Say whether capitals are another name or an everyday word in a line of capitals: LEE, NEVER."""
    if not name.words.isupper():
        return False
    return name.words.capitalize() in names or is_small(name.words, name.counts, texts)


def _only_a_place(name: Name, texts: Sequence[str]) -> bool:
    """Say whether an organization is mostly where something stands or happens: on Acme, via Acme."""
    if name.kind != ORG or " " in name.words:
        return False
    around = look_around(name, texts)
    return around.at * 2 >= around.seen


def _is_person_alone(name: Name, texts: Sequence[str], lasts: set[str]) -> bool:
    """Say whether a single word is a person: by a title before it, or by what stands around it."""
    if not name.places:
        return False
    if name.kind == PERSON:
        return True
    count = sum(name.counts.values())
    if count < 2 or is_small(name.words, name.counts, texts):
        return False
    around = look_around(name, texts, lasts)
    if name.modifies or around.the * 2 >= around.seen or around.at * 4 >= around.seen:
        return False
    return around.person * _FEW >= around.seen


def _join(bodies: dict[str, Candidate], names: Mapping[str, Name], texts: Sequence[str]) -> None:
    """Join a body with its initials in brackets, its name without its last word, and the other order of its name's words."""
    owners: dict[str, str] = {}
    for words, body in bodies.items():
        if " " not in words or body.kind != ORG:
            continue
        stem, _, last = words.rpartition(" ")
        bodily = last.lower() in vocabulary().body_words and stem.lower() not in vocabulary().body_words
        short_form = names.get(stem) if " " in stem and bodily else None
        if short_form is not None and short_form.kind == UNKNOWN and short_form.counts:  # Saint Ivora (Hospital)
            body.take(short_form)
        if words.startswith(("Department of ", "Ministry of ")):
            head, _, rest = words.partition(" of ")
            owners.setdefault(f"{rest.removeprefix('the ')} {head}", words)
        short = _initials_beside(words, body, texts)
        if short:
            owners.setdefault(short, words)
    for words, owner in owners.items():
        if words in bodies and owner in bodies and words != owner and owners.get(owner) != words:
            bodies[owner].join(bodies[words])


def _initials_beside(words: str, body: Candidate, texts: Sequence[str]) -> str:
    """Return the initials in brackets after a name, where they are its own: EPA of Environmental Protection Agency (EPA)."""
    for article in sorted(body.counts)[:_MOST_TEXTS]:
        at = texts[article].find(f"{words} (") + 1 or texts[article].find(f"{words} [") + 1
        if at:
            start = at + len(words) + 1
            short = texts[article][start : start + 12].split(")")[0].split("]")[0]
            letters = [word[0].upper() for word in words.split(" ") if word[0].isupper()]
            if 1 < len(short) <= len(letters) + 1 and short.isupper() and short[0] == letters[0] and set(short) <= set(letters):
                return short
    return ""
