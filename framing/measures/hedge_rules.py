"""Hits of hedges -> the class each belongs to, by what the language of conditions cannot say (CODEBOOK 3.2).

A rule may move a hit to another class or drop it; it never makes a hedge of what no entry found.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from framing.grammar import FINITE, NOUNS, subject_before, verb_group
from framing.lexicon import shipped_lexicon
from framing.measures.clauses import clauses
from framing.measures.evidence import hit, tokens_of
from framing.model import Document, Hit, Span

_FIRST_PERSON = "first person"  # the label of entries in which a speaker names himself
_OPEN_SUBJECT = "open subject"  # the label of entries that foretell of a thing and tell a plan of people
_SPOKEN_FOR = frozenset(["opinion", "analysis"])  # genres in which the first person is the outlet's or its author's
_PEOPLE = frozenset(
    ["title", "anonymous_head", "official", "organization", "media", "collective", "person_role", "human_pronoun"]
)  # categories of words for sources that can mean to suggest something
_QUANTITIES = frozenset(["some", "many", "others", "those", "few", "most", "several", "both", "one"])


def drop_echoes(doc: Document, hits: list[Hit], headline: Collection[str]) -> list[Hit]:
    """H-13: leave out a "would" that says no doubt of its own.

    It says the doubt of another headline cue in its sentence once more, or the future as it was seen by somebody who spoke
    or knew in the past ("she said it would rain").
    """
    others = {h.sentence for h in hits if h.rule != "H-13" and h.category in headline}
    return [h for h in hits if h.rule != "H-13" or not (h.sentence in others or _seen_from_past(doc, h))]


def _seen_from_past(doc: Document, found: Hit) -> bool:
    at = tokens_of(doc, found)
    if at.end - at.start > 1:  # "would have"
        return False
    return any(
        doc.tags[told.cue.start] == "VBD"
        and told.cue.start < at.start
        and any(_first_verb(doc, content) == at.start for content in told.contents)
        for told in doc.attributions
        if doc.sentence_at(told.cue.start) == found.sentence
    )


def _first_verb(doc: Document, span: Span) -> int:
    return next((i for i in range(*span) if doc.tags[i] in FINITE), -1)


def find_questions(doc: Document) -> list[Hit]:
    """H-23: return a side hit for each question in the outlet's own voice."""
    marks = sorted(doc.positions.get("?", ()))
    asked = [i for i in marks if doc.voices[i] == "own" and i + 1 not in marks]
    labels = frozenset({"question", "side"})
    return [hit(doc, Span(i, i + 1), "hedging", "?", "question", rule="H-23", labels=labels) for i in asked]


def move(doc: Document, found: Hit) -> Hit:
    """Move a hit to the class it belongs to, where only the rest of its sentence, or the genre, tells which."""
    to, rule = found.category, found.rule
    if rule == "H-11" and to == "epistemic" and _grants(doc, tokens_of(doc, found).end):
        to = "concessive"
    elif rule == "H-17":
        to = _by_subject(doc, found)
    elif _OPEN_SUBJECT in found.labels and _expects_people(doc, found):
        to, rule = "prospective", "H-8"
    elif _FIRST_PERSON in found.labels and (found.voice != "own" or doc.article.genre not in _SPOKEN_FOR):
        to, rule = "doxastic_attributed", "H-7"  # in news the first person is a source whose quotation marks were left out
    if to == found.category:
        return found
    return found._replace(category=to, rule=rule, labels=(found.labels - {found.category}) | {to})


def _expects_people(doc: Document, found: Hit) -> bool:
    """H-8: say whether it is people or a body that "is expected to" do something."""
    at = tokens_of(doc, found).start
    sentence = doc.sentences[found.sentence]
    subject = _subject(doc, verb_group(doc, at, sentence).start, sentence)
    return subject is not None and _are_people(doc, subject)


def _grants(doc: Document, after: int) -> bool:
    """H-11: say whether "may" grants a point: a state is told ("be old", "have lost"), and ", but" follows at once.

    After a passive ("may be signed, but no date is set") or another verb the doubt is real.
    """
    sentence = doc.sentences[doc.sentence_at(after - 1)]
    i = after
    while i < sentence.end and doc.tags[i] == "RB":
        i += 1
    if i + 1 >= sentence.end or doc.norms[i] not in ("be", "have"):
        return False
    tag = doc.tags[i + 1]
    if doc.norms[i] == "be" and not tag.startswith(("JJ", "DT", "IN", "PRP$", "NN", "RB", "CD")):
        return False
    if doc.norms[i] == "have" and not (tag.startswith("VB") and doc.norms[i + 1] != "been"):
        return False
    comma = next((j for j in range(i, sentence.end - 1) if doc.norms[j] in (",", ";", ":", "\u2014")), None)
    return comma is not None and doc.norms[comma] == "," and doc.norms[comma + 1] in ("but", "yet")


def _by_subject(doc: Document, found: Hit) -> str:
    """H-17: what people suggest is their belief; what a thing suggests, or how things went, is a hedge."""
    span = tokens_of(doc, found)
    sentence = doc.sentences[found.sentence]
    before = span.start - 1
    if doc.tags[span.start] == "VBG" and before >= sentence.start and (doc.norms[before] == "," or doc.tags[before] == "RB"):
        return "doxastic_attributed" if _acts(doc, span.start, sentence) else "epistemic"
    if found.category == "epistemic":
        return found.category
    group = verb_group(doc, span.start, sentence)
    subject = _subject(doc, group.start, sentence)
    if group.passive or group.infinitive or group.negated or subject is None:
        return found.category
    told = next((told for told in doc.attributions if told.cue.start <= span.start < told.cue.end), None)
    kind = told.source.type if told else "document"
    speaks = kind == "named_person" or (kind != "document" and doc.tags[subject.start] == "CD")  # "two deckhands suggested"
    return found.category if speaks or _are_people(doc, subject) else "epistemic"


def _subject(doc: Document, at: int, sentence: Span) -> Span | None:
    """Return the subject of the verb group that begins at a token; of one after "and", that of the sentence's first verb."""
    if at > sentence.start and doc.norms[at - 1] in ("and", "but"):
        first = next((i for i in range(sentence.start, at) if doc.tags[i] in FINITE), at)
        at = verb_group(doc, first, sentence).start
    subject = subject_before(doc, at, sentence)
    return subject[0] if subject else None


def _acts(doc: Document, at: int, sentence: Span) -> bool:
    """Say whether people do something in the clause before a token: in "he paused, suggesting a trick" he does."""
    clause = clauses(doc, Span(sentence.start, at))[-1]
    verb = _first_verb(doc, clause)
    if verb < 0:  # "then put the piece in place": a past tense that looks like a participle
        verb = next((i for i in range(*clause) if doc.tags[i] in ("VBN", "VB")), -1)
    if verb < 0:
        return False
    while verb + 1 < clause.end and doc.tags[verb + 1].startswith("VB"):
        verb += 1
    group = verb_group(doc, verb, clause)
    subject = subject_before(doc, group.start, clause)
    if subject is None or group.passive or group.negated or doc.norms[subject[0].start] in ("nobody", "no", "none", "neither"):
        return False
    return _are_people(doc, subject[0])


def _are_people(doc: Document, phrase: Span) -> bool:
    """Say whether a noun phrase names people or a body, by the last noun before its first preposition."""
    end = next((i for i in range(phrase.start, phrase.end) if doc.tags[i] in ("IN", "TO")), phrase.end)
    head = next((i for i in range(end - 1, phrase.start - 1, -1) if doc.tags[i] in NOUNS), phrase.start)
    norm, tag = doc.norms[head], doc.tags[head]
    return tag in ("NNP", "NNPS", "WP", "CD") or (tag == "PRP" and norm != "it") or norm in _QUANTITIES or norm in _people()


@cache
def _people() -> frozenset[str]:
    """Return the last words of the phrases for people and bodies in the lexicon of sources that end none for a document."""
    last: dict[bool, set[str]] = {True: set(), False: set()}
    for entry in shipped_lexicon("sources").entries:
        if entry.category in _PEOPLE or entry.category == "document":
            last[entry.category in _PEOPLE].update(pattern[-1] for pattern in entry.patterns)
    return frozenset(last[True] - last[False])
