"""The terms that formats have in common, and what is lost on the way to and from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from framing.conditions import ALWAYS
from framing.lexicon import Entry, Lexicon
from framing.lexicon_drafts import find_drafts
from framing.lexicon_file import MAX_CHARS, MAX_WORDS
from framing.patterns import Pattern, expand
from framing.segmentation import fold

SHOWN = 3  # terms named in a loss


@dataclass(frozen=True, slots=True)
class Term:
    """Words and the categories they are in, the first of which counts them."""

    words: str
    categories: tuple[str, ...]
    weight: float = 1.0
    plain: str = ""
    note: str = ""


@dataclass(slots=True)
class Losses:
    """Collects what cannot be taken over, by reason, and tells it in a line for each."""

    _terms: dict[str, list[str]] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Note what concerns the file."""
        if text not in self._notes:
            self._notes.append(text)

    def add(self, reason: str, term: str) -> None:
        """Note a term and what is lost of it."""
        self._terms.setdefault(reason, []).append(term)

    def tell(self) -> tuple[str, ...]:
        """Return a line for each note and each reason, with the number of terms and some of them."""
        lines = list(self._notes)
        for reason, terms in self._terms.items():
            more = f" and {len(terms) - SHOWN:,} more" if len(terms) > SHOWN else ""
            named = ", ".join(f'"{term[:40]}"' for term in terms[:SHOWN])
            lines.append(f"{reason}: {len(terms):,} ({named}{more})")
        return tuple(lines)


def merge(terms: Iterable[Term], losses: Losses) -> list[Term]:
    """Return terms that can be found, each once: what one list says of a term in several places is put together."""
    found: list[Term] = []
    at: dict[Pattern, int] = {}
    for term in terms:
        words = " ".join(term.words.split())
        why = why_unfindable(words)
        if why:
            losses.add(why, words)
            continue
        patterns = expand(words)
        known = {at.get(pattern, -1) for pattern in patterns}
        if len(known) == 1 and -1 not in known:
            place = known.pop()
            found[place] = _join(found[place], term, losses)
            continue
        for pattern in patterns:
            at.setdefault(pattern, len(found))
        found.append(replace(term, words=words, categories=tuple(dict.fromkeys(term.categories))))
    kept = _drop_swallowed(found, losses)
    for term in kept:
        if len(term.categories) > 1:
            losses.add("in several categories: counted once, under the first, and by its labels under the others", term.words)
    return kept


def why_unfindable(words: str) -> str:
    """Say why words can never be found in a text; "" where they can."""
    pieces = words.split()
    if not any(map(str.isalnum, words)):
        return "left out, as nothing in it is a letter or digit"
    if any("*" in piece[:-1] or piece == "*" for piece in pieces):
        return "left out, as * stands elsewhere than at the end of a word"
    if len(pieces) > MAX_WORDS:
        return f"left out, as it has more than {MAX_WORDS} words"
    if len(words) > MAX_CHARS:
        return f"left out, as it has more than {MAX_CHARS} characters"
    return ""


def _join(one: Term, other: Term, losses: Losses) -> Term:
    if (one.weight, one.plain, one.note) != (other.weight or one.weight, other.plain or one.plain, other.note or one.note):
        losses.add("stands twice with another weight, plain wording or note: the first counts", other.words)
    elif set(other.categories) <= set(one.categories) and fold(one.words) == fold(other.words):
        losses.add("stands twice: once is enough", other.words)
    return replace(one, categories=tuple(dict.fromkeys((*one.categories, *other.categories))))


def _drop_swallowed(terms: list[Term], losses: Losses) -> list[Term]:
    """Drop single words inside a shorter one with ``*`` that says the same of them."""
    stems = {fold(term.words)[:-1]: term for term in terms if term.words.endswith("*") and " " not in term.words}
    lengths = sorted({*map(len, stems)})
    kept = []
    for term in terms:
        word = fold(term.words)
        inside = word[:-1] if word.endswith("*") else word
        most = len(inside) - (inside != word)
        wider = [stems[word[:n]] for n in lengths if n <= most and word[:n] in stems] if " " not in word else []
        if any(replace(each, words="") == replace(term, words="") for each in wider):
            losses.add("left out, as a shorter term with * holds it", term.words)
        else:
            kept.append(term)
    return kept


def lose(lexicon: Lexicon, losses: Losses) -> list[Term]:
    """Return a lexicon's entries as terms, one for each form, and note what no other format can say."""
    terms: dict[tuple[str, str], Term] = {}
    for entry in lexicon.entries:
        if entry.conditions and entry.conditions != ALWAYS:
            losses.add("conditions are lost, so it is found in more places", entry.id)
        if entry.matches or entry.misses:
            losses.add("examples are lost", entry.id)
        others = sorted(label for label in entry.labels if label in lexicon.categories and label != entry.category)
        if entry.labels.difference(others):
            losses.add("labels are lost", entry.id)
        for words in forms_of(entry):
            term = Term(words, (entry.category, *others), entry.weight, entry.plain, " ".join(entry.note.split()))
            terms.setdefault((words, entry.category), term)
    for entry in find_drafts(lexicon):
        losses.add("drafts are left out, as they do not count", entry.id)
    if lexicon.exceptions:
        losses.note(f"exceptions are lost: {len(lexicon.exceptions):,}; entries inside them are found")
    sides = [name for name, category in lexicon.categories.items() if category.column == "side"]
    if sides:
        losses.note(f"that categories stand beside the rate is lost: {', '.join(sides)}")
    return list(terms.values())


def forms_of(entry: Entry) -> Iterator[str]:
    """Yield an entry's words, then its inflected forms."""
    yield entry.words
    own = set(expand(entry.words))
    yield from (spell(pattern) for pattern in entry.patterns if pattern not in own)


def spell(pattern: Pattern) -> str:
    """Write tokens as words: a clitic belongs to the word before it."""
    return " ".join(pattern).replace(" '", "'").replace(" n't", "n't")


def tell_lost(terms: Sequence[Term], losses: Losses, *fields: str) -> None:
    """Note the terms of which a format cannot say some fields."""
    said = {"weight": "weights are lost", "plain": "plain wordings are lost", "note": "notes are lost"}
    for term in terms:
        for name in fields:
            if getattr(term, name) != getattr(_BARE, name):
                losses.add(said[name], term.words)


_BARE = Term("", ())
