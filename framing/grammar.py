"""Tags -> the few phrases that attribution rules need: noun phrases, verb groups, subjects."""

from __future__ import annotations

from typing import NamedTuple

from framing.model import Document, Span

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CARRIES = NOUNS | {"CD", "DT", "JJ"}  # one of these is in whatever is a noun phrase
_INSIDE = NOUNS | {"DT", "PDT", "JJ", "JJR", "JJS", "CD", "PRP$", "POS", "VBN", "VBG", "$", "#", "FW", "RBS"}
_ATTACH = frozenset("of for at in from with on to near inside within close about by above below behind beside outside".split())
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "am"])
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "'d"])
_AUX = _BE | _HAVE | {"do", "does", "did", "will", "would", "could", "can", "may", "might", "should", "must", "shall", "'ll"}
_JOINTS = _ATTACH | {"and", "or", "&"}
_TELLS_OF = frozenset("briefed familiar close acquainted involved informed".split())
_NEVER_INSIDE = (_AUX - {"'s"}) | {"according"}
_INSERT_MARKS = frozenset([",", "\u2014", "\u2013", "-", "--"])
_OPENS_INSERT = frozenset(["WP", "WDT", "WP$", "DT", "CD", "VBG", "VBN", "IN", "JJ", "NN", "NNS", "NNP", "PRP$", "RB"])
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow earlier later recently again january "
    "february march april may june july august september october november december jan. feb. aug. sept. oct. nov. dec. "
    "week month year night morning afternoon evening".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
MAX_RELATIVE = 15  # tokens of a relative clause without commas
MAX_INSERT = 40  # tokens between the commas of an apposition; longer ones are clauses of their own


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries and adverbs; ``start`` is where the group begins."""

    start: int
    passive: bool
    infinitive: bool
    negated: bool


def verb_group(doc: Document, verb: int, sentence: Span) -> VerbGroup:
    """Return the group a verb heads, walking left over auxiliaries and adverbs."""
    norms, tags = doc.norms, doc.tags
    start = verb
    be = have = negated = infinitive = False
    while start > sentence.start and not infinitive:
        norm = norms[start - 1]
        if norm in _AUX and tags[start - 1] not in ("POS", "NNP"):
            be = be or norm in _BE
            have = have or norm in _HAVE
        elif norm in ("not", "n't", "never"):
            negated = True
        elif norm == "to" and not be and not have:
            infinitive = True
        elif not (tags[start - 1] in ("RB", "MD", "RBR") and norm[0].isalpha()):
            break
        start -= 1
    return VerbGroup(start, be and tags[verb] in ("VBN", "VBD"), infinitive, negated)


def noun_phrase_before(doc: Document, end: int, limit: int) -> Span | None:
    """Return the noun phrase that ends at token ``end``: with what is attached by prepositions, "and" and participles."""
    if end <= limit:
        return None
    norms, tags = doc.norms, doc.tags
    last = end - 1
    tag = tags[last]
    if tag in ("PRP", "WDT") or norms[last] in ("who", "i"):
        return Span(last, end)
    if tag not in _INSIDE:
        return None
    start = _chunk_start(doc, end, limit)
    if start == end:
        return None
    if start == last and tag == "JJ" and start - 1 > limit and norms[last - 1] == "in":
        return noun_phrase_before(doc, last - 1, limit)  # "the envoy in private described"
    while start - 1 > limit and norms[start - 1] in _JOINTS:
        attaches = norms[start - 1] in _ATTACH
        left = tags[start - 2]
        attached = attaches and (left in NOUNS or left in ("JJ", "VBN", "VBG", "CD"))
        joined = not attaches and left in NOUNS and tags[start] != "PRP"
        told_of = attaches and left in ("VBD", "VBN", "VBP", "RB") and start - 3 >= limit and tags[start - 3] in NOUNS
        further = start - 1
        if attached or joined:
            further = _chunk_start(doc, start - 1, limit)
        elif told_of and norms[start - 2] in _TELLS_OF:
            further = _chunk_start(doc, start - 2, limit)  # "people briefed on the talks", "a source close to the talks"
        if further == start - 1:
            break
        start = further
    return Span(start, end)


def _chunk_start(doc: Document, end: int, limit: int) -> int:
    """Return where the run of noun-phrase words that ends at ``end`` begins; a determiner opens it."""
    start = end
    while start > limit:
        tag, norm = doc.tags[start - 1], doc.norms[start - 1]
        if tag not in _INSIDE:
            break
        if tag in ("DT", "PRP$") and start != end:
            start -= 1
            return start - 1 if start > limit and doc.tags[start - 1] == "PDT" else start
        never = norm in _NEVER_INSIDE and not (tag == "NNP" and norm in _AUX)  # "Will Noble"
        if never or (norm in _DAYS and start < end):
            break  # "on Monday analysts said"
        start -= 1
    return start


def noun_phrase_after(doc: Document, start: int, limit: int) -> Span | None:
    """Return the noun phrase that begins at token ``start``, with what is attached by prepositions and "and"."""
    if start >= limit:
        return None
    if doc.tags[start] == "PRP":
        return Span(start, start + 1)
    end = _chunk_end(doc, start, limit)
    if _CARRIES.isdisjoint(doc.tags[start:end]):
        return None
    while end + 1 < limit:
        joint = doc.norms[end]
        if joint not in _ATTACH and joint not in ("and", "&"):
            break
        further = _chunk_end(doc, end + 1, limit)
        if further == end + 1 or (further == end + 2 and (doc.norms[end + 1] in _DAYS or doc.tags[end + 1] == "JJ")):
            break  # "said the board on Monday", "said the board in private"
        if further < limit and joint == "and" and doc.tags[further].startswith(("VB", "MD")):
            break  # "... said the mayor and the council voted": a new clause
        end = further
    return Span(start, end)


def _chunk_end(doc: Document, start: int, limit: int) -> int:
    before = ""
    for end in range(start, limit):
        tag = doc.tags[end]
        opens_another = tag in ("DT", "PRP$") and before not in ("", "PDT", "DT")
        if tag not in _INSIDE or opens_another or (before in NOUNS and _opens_clause(doc, end, tag)):
            return end
        before = tag
    return max(start, limit)


def _opens_clause(doc: Document, i: int, tag: str) -> bool:
    """Say whether a participle after a noun is none of its phrase: "the dam built in May", but not "people briefed on"."""
    follows = doc.tags[i + 1] if tag == "VBN" and i + 1 < len(doc.norms) else ""
    return tag == "VBG" or (follows in ("IN", "TO", ",", "CC") and doc.norms[i] not in _TELLS_OF)


def subject_before(doc: Document, at: int, sentence: Span) -> tuple[Span, Span] | None:
    """Return the subject that ends at token ``at`` and its full extent, stepping back over one apposition or bracket.

    "Ana Ruiz, a spokeswoman for the port, said" gives the name, and the name with its apposition.
    """
    end = _before_time(doc, at, sentence.start)
    if end > sentence.start and doc.norms[end - 1] == ")":
        opener = _find_back(doc, "(", end - 1, sentence.start)
        end = opener if opener is not None else end
    if end > sentence.start and doc.norms[end - 1] in _INSERT_MARKS:
        return _before_apposition(doc, end, sentence)
    phrase = noun_phrase_before(doc, end, sentence.start)
    if phrase is None:
        return None
    if (doc.norms[phrase.start] == "who" or doc.tags[phrase.start] == "WDT") and phrase.start > sentence.start:
        at = phrase.start - (doc.norms[phrase.start - 1] == ",")
        antecedent = noun_phrase_before(doc, at, sentence.start)
        return (antecedent, Span(antecedent.start, end)) if antecedent else (phrase, phrase)
    return _before_relative(doc, phrase, sentence) or (phrase, phrase)


def _before_time(doc: Document, end: int, limit: int) -> int:
    """Step back over "on Monday", "last week": no part of who speaks."""
    start = end
    while start > limit and doc.norms[start - 1] in TIMES:
        start -= 1
    if limit < start < end and doc.norms[start - 1] in ("on", "in", "last", "this", "late", "early"):
        start -= 1
    return start if start > limit else end


def _before_relative(doc: Document, phrase: Span, sentence: Span) -> tuple[Span, Span] | None:
    """Return whom a relative clause speaks of: in "a clerk who feared for her job said", the clerk."""
    first = max(sentence.start, phrase.start - MAX_RELATIVE)
    if "who" not in doc.norms[first : phrase.start]:
        return None
    verbs = 0
    for i in range(phrase.start - 1, first, -1):
        verbs += doc.tags[i] in FINITE
        if doc.norms[i] in (",", ";", ":", '"'):
            return None
        if doc.norms[i] == "who" and verbs:
            antecedent = noun_phrase_before(doc, i, sentence.start)
            return (antecedent, Span(antecedent.start, phrase.end)) if antecedent else None
    return None


def _before_apposition(doc: Document, end: int, sentence: Span) -> tuple[Span, Span] | None:
    limit = max(sentence.start, end - MAX_INSERT)
    mark = doc.norms[end - 1]
    opener = _find_back(doc, mark, end - 1, limit)
    while opener is not None:
        phrase = noun_phrase_before(doc, opener, sentence.start)
        if phrase and (mark != "," or doc.tags[opener + 1] in _OPENS_INSERT):
            inserted = Span(opener + 1, end - 1)
            return (inserted if _names(doc, phrase, inserted) else phrase), Span(phrase.start, end - 1)
        opener = _find_back(doc, mark, opener, limit)
    return None


def _names(doc: Document, phrase: Span, inserted: Span) -> bool:
    """Say whether an apposition is the name of a phrase that is none: "its director, Silvan Corde,"."""
    common = doc.tags[phrase.end - 1] in ("NN", "NNS")
    return common and set(doc.tags[inserted.start : inserted.end]) == {"NNP"}


def name_after(doc: Document, phrase: Span, sentence: Span) -> Span:
    """Return the name that follows a phrase as its apposition, "said its director, Silvan Corde", else the phrase."""
    if phrase.end >= sentence.end or doc.norms[phrase.end] != ",":
        return phrase
    end = phrase.end + 1
    while end < sentence.end and doc.tags[end] == "NNP":
        end += 1
    inserted = Span(phrase.end + 1, end)
    closed = end == sentence.end or doc.norms[end] in (",", ".", ";", '"')
    return inserted if closed and _names(doc, phrase, inserted) else phrase


def _find_back(doc: Document, norm: str, before: int, limit: int) -> int | None:
    return next((i for i in range(before - 1, limit - 1, -1) if doc.norms[i] == norm), None)


def apposition_after(doc: Document, phrase: Span, sentence: Span) -> Span:
    """Extend a source to the right over ", who ..." or ", a ..." up to the next clause, for what it says of the source."""
    if phrase.end + 1 >= sentence.end or doc.norms[phrase.end] not in (",", "who", "familiar", "close", "briefed"):
        return phrase
    end = phrase.end + 1
    if doc.norms[phrase.end] == "," and doc.tags[end] not in ("WP", "DT", "VBG", "VBN", "CD", "NN"):
        return phrase
    while end < sentence.end and doc.norms[end] not in (".", ";", '"', "\u2014"):
        end += 1
    return Span(phrase.start, end)


def main_verb_after(doc: Document, start: int, sentence: Span) -> int | None:
    """Return where the verb group begins whose subject is a noun with a clause: "her claim that it leaks | was denied".

    The clause's own verb comes first. What follows a noun is taken for another verb of the clause, but for a noun in a
    phrase of time or place: "that the road would close in June was denied".
    """
    own = next((i for i in range(start, sentence.end) if doc.tags[i] in FINITE), sentence.end)
    for i in range(own + 1, sentence.end):
        if doc.norms[i] in (",", ";", '"'):
            return None
        if doc.tags[i] == doc.tags[i - 1] == "VBN":
            return i  # "that the seal was broken surprised the panel"
        at = verb_group(doc, i, sentence).start if doc.tags[i] in FINITE else own
        if at <= own or doc.norms[at - 1] in ("and", "or", "but", "that", "who", "which"):
            continue
        phrase = noun_phrase_before(doc, at, own) if doc.tags[at - 1] in NOUNS or doc.tags[at - 1] == "PRP" else None
        if phrase is None or doc.tags[phrase.start - 1] == "IN":
            return at
    at = verb_group(doc, own, sentence).start if own < sentence.end else start
    leaks = at - 2 > start and (doc.tags[at - 2], doc.tags[at - 1]) == ("NN", "NNS")
    return at if leaks else None  # "that the dam leaks was denied"


def relative_inside(doc: Document, span: Span) -> Span | None:
    """Return a relative clause between commas, with them, that a verb follows: "the trail, which is steep, was closed"."""
    inside = doc.norms[span.start : span.end]
    if "which" not in inside and "who" not in inside:
        return None
    for i in range(span.start + 1, span.end - 1):
        if doc.norms[i] == '"':
            return None
        if doc.norms[i] == "," and doc.norms[i + 1] in ("which", "who"):
            end = next((j for j in range(i + 2, span.end) if doc.norms[j] == ","), None)
            after = None if end is None else next((j for j in range(end + 1, span.end) if doc.tags[j] != "RB"), None)
            return Span(i, end + 1) if end is not None and after is not None and doc.tags[after] in FINITE else None
    return None
