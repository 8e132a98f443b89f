"""Names -> persons: the forms of a name joined, and bare last names given to those who bear them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from framing.proposals.candidates import Candidate, last_name
from framing.proposals.kinds import GENERATIONS, ORG, PERSON, STATE, UNKNOWN
from framing.proposals.names import Name, is_small, look_around
from framing.proposals.vocabulary import vocabulary

_FAR_MORE = 3  # times as many articles as another must name a bearer of a last name for the bare name to be theirs
# Short first names, each with the long one it stands for.
_SHORT = dict(
    pair.split("=")
    for pair in (
        "Abe=Abraham Al=Albert Alex=Alexander Andy=Andrew Ben=Benjamin Bernie=Bernard Beth=Elizabeth Bill=William "
        "Bob=Robert Charlie=Charles Chris=Christopher Chuck=Charles Cindy=Cynthia Dan=Daniel Dave=David Debbie=Deborah "
        "Dick=Richard Don=Donald Doug=Douglas Ed=Edward Eddie=Edward Fred=Frederick Greg=Gregory Hank=Henry Jack=John "
        "Jeff=Jeffrey Jen=Jennifer Jim=James Joe=Joseph Jon=Jonathan Josh=Joshua Kate=Katherine Ken=Kenneth Larry=Lawrence "
        "Liz=Elizabeth Matt=Matthew Meg=Margaret Mike=Michael Mitch=Mitchell Nate=Nathaniel Nick=Nicholas Pam=Pamela "
        "Pat=Patrick Pete=Peter Phil=Philip Randy=Randall Ray=Raymond Rich=Richard Rick=Richard Rob=Robert Ron=Ronald "
        "Sam=Samuel Steve=Stephen Steven=Stephen Sue=Susan Ted=Edward Tim=Timothy Tom=Thomas Tony=Anthony Val=Valerie "
        "Vince=Vincent Will=William Zach=Zachary"
    ).split()
)


def find_people(names: Mapping[str, Name], texts: Sequence[str]) -> tuple[list[Candidate], list[Name]]:
    """Return the persons whose full name stands in the articles, and the single words that are a part of none."""
    people = _merge(_full_names(names, texts))
    single = [name for name in names.values() if name.kind in (UNKNOWN, PERSON, STATE) and " " not in name.words]
    return people, _share(people, single)


def _full_names(names: Mapping[str, Name], texts: Sequence[str]) -> list[Name]:
    full = [name for name in names.values() if name.kind == PERSON and " " in name.words and name.articles()]
    stems = {name.words.rpartition(" ")[0] for name in names.values() if name.kind == ORG}
    sure = {form: name for name in full for form in (name.words, last_name(name.words))}
    for name in names.values():
        if name.kind != UNKNOWN or " " not in name.words or not name.counts or name.words in stems:
            continue
        inner = sure.get(name.words.partition(" ")[2])
        bearer = sure.get(last_name(name.words))
        if inner is not None and " " in inner.words:  # what stands before is no part of it
            inner.add(name)
        elif bearer is not None and not bearer.articles().isdisjoint(name.articles()):
            continue  # "Team Lee" is nobody where Ann Lee is
        elif sum(name.counts.values()) < 2 and last_name(name.words) not in names:
            continue  # cannot recur
        elif _is_person(name, names, texts):
            name.kind = PERSON
            full.append(name)
    return full


def _is_person(name: Name, names: Mapping[str, Name], texts: Sequence[str]) -> bool:
    """Say whether a name of which no word tells is a person's: by its last word alone elsewhere, or the words beside it."""
    first, last = name.words.split(" ", 1)[0], last_name(name.words)
    alone = names.get(last)
    if alone is not None and alone.kind in (UNKNOWN, PERSON) and (first not in names or not names[first].counts):
        small = f" {last.lower()} "
        if any(n in alone.counts and small not in texts[n] for n in name.counts):
            return True
    around = look_around(name, texts)
    if around.person or name.modifies:
        return around.person > around.the + around.at + name.modifies
    return not (around.the or around.at or _is_everyday(name, texts))


def _is_everyday(name: Name, texts: Sequence[str]) -> bool:
    """Say whether a word of a name is known for something else, or stands in the articles in small letters too."""
    known = vocabulary()
    words = name.words.lower().split(" ")
    if any(word in known.bodies or word in known.places or word in known.thing_words for word in words):
        return True
    return any(is_small(word, name.counts, texts) for word in words)


def _merge(full: Iterable[Name]) -> list[Candidate]:
    """Join full names of one first and one last word, and no two middle initials: Ann Lee, Ann B. Lee."""
    groups: dict[tuple[str, str, bool], list[Name]] = defaultdict(list)
    for name in full:
        words = name.words.split(" ")
        first = _SHORT.get(words[0], words[0])
        groups[first, last_name(name.words), words[-1].lower() in GENERATIONS].append(name)
    people: list[Candidate] = []
    for group in groups.values():
        group.sort(key=lambda name: (-sum(name.counts.values()), name.words))
        by_initial: dict[str, Candidate] = {}
        for name in sorted(group, key=lambda name: not _initial(name.words)):
            initial = _initial(name.words) or next(iter(by_initial), "")
            person = by_initial.get(initial)
            if person is None:
                person = by_initial[initial] = Candidate(PERSON, name.places[0])
            person.take(name)
        people.extend(by_initial.values())
    return people


def _initial(words: str) -> str:
    """Return the first letter of a middle initial: W of George W. Bush."""
    middle = words.split(" ")[1:-1]
    return middle[0][0] if middle and (len(middle[0]) < 3 or "." in middle[0]) else ""


def _share(people: Sequence[Candidate], single: Iterable[Name]) -> list[Name]:
    """Give single words to the persons they are a part of, article by article; return what is left of them."""
    by_last: dict[str, list[Candidate]] = defaultdict(list)
    by_first: dict[str, list[Candidate]] = defaultdict(list)
    for person in people:
        lasts = {last_name(form) for form in person.forms}
        for last in lasts | {last.rsplit("-", 1)[1] for last in lasts if "-" in last}:
            by_last[last].append(person)
        for first in {form.split(" ", 1)[0] for form in person.forms}:
            by_first[first].append(person)
    full = [dict(person.counts) for person in people]
    own = {id(person): counts for person, counts in zip(people, full, strict=True)}
    left = []
    for name in single:
        bearers, called = by_last.get(name.words, []), by_first.get(name.words, [])
        if bearers or called:
            _give(name, bearers, called, own)
        if name.counts and name.kind != STATE and not (called and name.words.lower() in vocabulary().given):
            left.append(name)
    return left


def _give(name: Name, bearers: list[Candidate], called: list[Candidate], own: Mapping[int, dict[int, int]]) -> None:
    """Give a word to who bears it in each article; where nobody does, to one who bears it in enough of the others."""
    articles = name.articles()
    alone = [n for n in articles if not any(n in own[id(person)] for person in bearers)]
    ranked = sorted(bearers, key=lambda person: -len(own[id(person)]))
    main = ranked[0] if ranked and (len(ranked) < 2 or _more(own, ranked[0], ranked[1])) else None
    if main is not None and (name.kind == STATE or len(own[id(main)]) * 2 < len(alone)):
        main = None
    for n in articles:
        here = [person for person in ranked if n in own[id(person)]]
        owner = here[0] if len(here) == 1 or (here and _more(own, here[0], here[1])) else None
        if owner is None and not here:
            namesakes = [person for person in called if n in own[id(person)]]
            owner = namesakes[0] if len(namesakes) == 1 else main
        if owner is not None or here:
            if owner is not None:
                owner.take(name, [n])
            name.forget(n)


def _more(own: Mapping[int, dict[int, int]], one: Candidate, other: Candidate) -> bool:
    return len(own[id(one)]) >= _FAR_MORE * len(own[id(other)])
