"""A noun phrase that names nobody -> how openly it tells of its source: anonymity, rung and flags (CODEBOOK A-4, A-5, A-15)."""

from __future__ import annotations

from framing.attributions.phrases import Phrase, Words
from framing.model import Span

PEOPLE = frozenset(["person", "person_role", "anonymous_head", "collective"])
_WHO_ELSE = frozenset(["some", "many", "most", "few", "other", "certain", "more", "fewer", "all", "any", "no"])
_DETERMINED = ("DT", "PRP$", "CD", "PDT")
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "eer", "man", "men", "woman", "women", "person")
_NO_PERSONS = frozenset(
    "number letter paper order matter center computer server error plant factor another other either neither rather".split()
)
_WHY = frozenset(["because", "as", "since", "citing", "for", "to", "out", "due", "owing", "given", "fearing", "in"])
_FORMER = frozenset(["former", "ex", "retired", "onetime", "one-time", "then", "late", "ousted", "outgoing", "past"])
_OWNING = frozenset(["PRP$", "POS", "NNP"])
_BELONGS = frozenset(["of", "for", "at", "in", "from", "with", "on", "to"])


MIN_WORD = 5  # letters below which an ending tells nothing: "her", "user"


def is_class(words: Words, phrase: Phrase) -> bool:
    """
    Say whether a phrase speaks of a class of people whom nobody tells apart ("analysts", "most voters"), not of speakers.

    A share is a class. A number is not, nor are people told by what they know or by whom they belong to ("people close to
    the talks", "her advisers", "officials").
    """
    about = words.at(phrase.head)
    if phrase.quantity == "share":
        return True
    if phrase.quantity == "number" or not phrase.plural:
        return "mass" in about
    if words.within(*phrase.extent, "stock_phrase", "anonymity"):
        return False
    if words.doc.norms[phrase.start] in _WHO_ELSE:
        return True
    if "insider" in about:
        return False
    if "attached" in about:
        return not is_attached(words, phrase)
    if "anonymous_head" in about and "person_role" not in about:
        return words.doc.norms[phrase.start] not in ("these", "those", "the", "both")
    return "collective" in about or words.doc.tags[phrase.start] not in _DETERMINED


def is_attached(words: Words, phrase: Phrase) -> bool:
    """Say whether people are told by whom they belong to: "his lawyers", "Harbor Bank executives", "members of the board"."""
    doc, head = words.doc, phrase.head
    if not _OWNING.isdisjoint(doc.tags[phrase.start : head]):
        return True
    after = head + 1
    return after + 1 < phrase.extent.end and doc.norms[after] in _BELONGS and doc.tags[after + 1] in ("DT", "PRP$", "NNP")


def is_person_word(norm: str) -> bool:
    """Say whether a word that no list has ends as words for people do."""
    single = norm.removesuffix("s")
    return (single.endswith(_PERSON_ENDINGS) and single not in _NO_PERSONS and len(single) > MIN_WORD) or "-year-old" in norm


def is_former(words: Words, first: int, end: int) -> bool:
    """Say whether a run of words speaks of an office that was: "the former mayor"."""
    norms = words.doc.norms[first:end]
    return bool(norms) and (not _FORMER.isdisjoint(norms) or any(norm.startswith("ex-") for norm in norms))


def flags_of(words: Words, phrase: Phrase) -> set[str]:
    """Return what a text tells of an unnamed source: how many, how they know, why they go unnamed."""
    told = {
        flag
        for flag, label in (("basis_given", "basis"), ("reason_for_anonymity", "reason"))
        if words.within(*phrase.extent, label)
    }
    if phrase.quantity == "number":
        told.add("number_given")
    doc, (start, end) = words.doc, phrase.extent
    if any("anonymity" in words.at(i) and not words.joins(i + 1) and doc.norms[i + 1] in _WHY for i in range(start, end - 1)):
        told.add("reason_for_anonymity")
    return told


def rung_of(words: Words, phrase: Phrase, flags: set[str]) -> int:
    """A-5: rung 3 with a number, an institution or role, or a basis of knowledge; rung 2 with a stock phrase only."""
    if flags & {"number_given", "basis_given"}:
        return 3
    about = words.at(phrase.head)
    if about & {"person_role", "person", "official", "organization"}:
        return 3
    doc = words.doc
    if any(doc.tags[i] in ("NNP", "NNPS") or _is_place_of_work(words, i) for i in range(phrase.start, phrase.head)):
        return 3
    after = phrase.head + 1
    tells = after + 1 < phrase.extent.end and doc.norms[after] in ("at", "in", "from", "inside", "with", "of", "within", "for")
    return 3 if tells and _names_body(words, Span(after, phrase.span.end)) else 2


def _is_place_of_work(words: Words, i: int) -> bool:
    return not words.at(i).isdisjoint(("official", "organization", "person_role", "media", "field", "place"))


def _names_body(words: Words, span: Span) -> bool:
    """Say whether a phrase names an institution: "a source at the station", "a person in the industry"."""
    doc = words.doc
    return any(doc.tags[i] == "NNP" or _is_place_of_work(words, i) for i in range(*span))


def is_official(words: Words, phrase: Phrase) -> bool:
    """
    Say whether an unnamed speaker belongs to government, military, police or courts.

    "An official" does; "a campaign official" does not. Who speaks for others, or is only called a source, takes it from
    them: "a State Department spokesman", "an intelligence source".
    """
    doc, head = words.doc, phrase.head
    about = words.at(head)
    if is_former(words, phrase.span.start, head):
        return False
    before = range(phrase.start, head)
    private = any("organization" in words.at(i) and "official" not in words.at(i) for i in before)
    if "official" in about:
        return not private
    of_state = words.within(phrase.start, head, "official")
    if about.isdisjoint(("staff", "insider", "attached", "anonymous_head")):
        return False
    if "staff" not in about and "POS" in doc.tags[phrase.start : head]:
        return False  # "the senator's allies"
    after = head + 1
    if after + 1 < phrase.extent.end and doc.norms[after] in ("for", "of", "at", "in", "from", "with") and "staff" in about:
        reach = min(phrase.extent.end, after + 7)
        of_state = of_state or words.within(after, reach, "official")
    return of_state and not private
