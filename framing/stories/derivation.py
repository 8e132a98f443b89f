"""Versions of one story -> where each text comes from, as far as tags, credits and shared wording show (CODEBOOK C-2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from framing.model import Article
from framing.segmentation import fold, tokenize
from framing.stories.credits import AFTER, BEFORE, LONGEST_NAME
from framing.stories.signatures import QUOTED, Signature, Signer, is_word, sign

if TYPE_CHECKING:
    from framing.stories.signatures import Numbers

STATUSES = ("wire_original", "credited", "uncredited_probable", "independent", "unknown")
DERIVED = frozenset({"credited", "uncredited_probable"})

# Looked at on the pairs of half of the topics of ECB+ (texts over 150 words): of two articles on other events of the same
# topic 1 in 370 reaches both of these; of two on the same event, where agency copy is common, 1 in 10.
CONTAINMENT = 0.12  # share of a text's three-word sequences that stand in the other
SHARED_RUNS = 3  # five-word sequences both have
UNRELATED_PAIRS = 100  # pairs of other stories looked at, to see what unrelated texts share here
SHORT_TEXT = 60  # three-word sequences below which a text is too short to tell
LEAD_SHARE, LEAD_LENGTH = 1 / 3, 900  # a credit for the story stands within both of these; later ones credit a detail


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where the text of an article comes from, and what shows it.

    ``status`` is wire_original (an agency's own text), credited (names the agency or outlet), uncredited_probable
    (shares wording, names nobody), independent, or unknown. ``of`` is the id of the version it follows, "" where none
    is at hand. Shared wording alone never makes more than "probable".
    """

    article: str
    status: str
    of: str = ""
    evidence: tuple[str, ...] = ()


class _Version:
    """An article with what its derivation is judged by, which is read once, when first needed."""

    def __init__(self, article: Article, name: re.Pattern[str] | None, signer: Signer) -> None:
        self.article = article
        self._name = name
        self._signer = signer

    @cached_property
    def signature(self) -> Signature:
        return self._signer(self.article)

    @cached_property
    def credits(self) -> tuple[tuple[str, int, str], ...]:
        """Names credited, where, and in which words; the outlet and agency of the article itself are not credits."""
        own = {_plain(self.article.outlet), _plain(self.article.agency)}
        found = []
        for at, stretch in self.signature.stretches if self._name else ():
            for match in self._name.finditer(stretch) if self._name else ():
                name = next(filter(None, match.groups()))
                if name not in own:
                    found.append((name, at + match.start(), " ".join(match.group().split())))
        return tuple(found)

    @property
    def is_wire(self) -> bool:
        return bool(self.article.agency) or self.article.genre == "wire"

    def list_fives(self) -> Iterator[tuple[str, ...]]:
        """Yield the sequences of five words that no punctuation or quotation interrupts, as far as the text is at hand."""
        words = tokenize(QUOTED.sub("|", fold(self.article.text))).norms
        for at in range(len(words) - 4):
            run = tuple(words[at : at + 5])
            if all(map(is_word, run)):
                yield run

    def contained_in(self, source: _Version) -> float:
        """Return the share of this text's three-word sequences that stand in the source: |A ∩ B| / |B|."""
        own = self.signature.threes
        return _count_shared(own, source.signature.threes) / len(own) if len(own) else 0.0


def _count_shared(one: Numbers, other: Numbers) -> int:
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))


def find_derivations(stories: Sequence[Sequence[Article]], signer: Signer = sign) -> list[tuple[Derivation, ...]]:
    """Tell for every article of every story where its text comes from.

    Parameters
    ----------
    stories
        The articles of each story. The names that may be credited are the outlets and agencies of all of them; what
        unrelated texts share is measured between stories.

    Returns
    -------
    list of tuple of Derivation
        For each story one derivation an article, in order.
    """
    name = _credit_pattern(article for story in stories for article in story)
    versions = [[_Version(article, name, signer) for article in story] for story in stories]
    usual = _usual_containment(versions) if any(len(story) > 1 for story in stories) else 0.0
    return [tuple(_derive(version, story, usual) for version in story) for story in versions]


def _plain(name: str) -> str:
    return re.sub(r"^(?i:the)\s+", "", name.strip())


def _credit_pattern(articles: Iterable[Article]) -> re.Pattern[str] | None:
    plain = {_plain(name) for article in articles for name in (article.outlet, article.agency)} - {""}
    names = {name for name in plain if len(name) <= LONGEST_NAME}
    if not names:
        return None
    any_name = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"{BEFORE}({any_name})(?!\w)|(?<!\w)({any_name}){AFTER}\b|\(({any_name})\)")


def _usual_containment(stories: Sequence[Sequence[_Version]]) -> float:
    """Return what 95 of 100 unrelated articles of this corpus stay under: neighbors in the list, of different stories."""
    firsts = [story[0] for story in stories[: UNRELATED_PAIRS + 1]]
    shares = sorted(one.contained_in(other) for one, other in pairwise(firsts) if len(one.signature.threes) >= SHORT_TEXT)
    return shares[int(0.95 * (len(shares) - 1))] if shares else 0.0


def _derive(target: _Version, story: Sequence[_Version], usual: float) -> Derivation:
    article = target.article
    others = [version for version in story if version is not target and not _same_outlet(version, target)]
    needed = max(CONTAINMENT, 2 * usual)
    contained = [source for source in others if target.contained_in(source) >= needed]
    close = [source for source in contained if _count_shared(target.signature.fives, source.signature.fives) >= SHARED_RUNS]
    close.sort(key=lambda source: (-target.contained_in(source), source.article.id))
    if target.is_wire:
        original = _original(target, close)
        if original is None:
            evidence = f'tagged "{article.agency}"' if article.agency else "marked as wire copy"
            return Derivation(article.id, "wire_original", "", (evidence,))
        tag = f'tagged "{article.agency}", as is {original.article.id}'
        return Derivation(article.id, "credited", original.article.id, (tag, *_wording(target, original, usual)))
    credit = _credit(target, others, close)
    if credit:
        of, phrase = credit
        wording = _wording(target, of, usual) if of in close else ()
        return Derivation(article.id, "credited", of.article.id if of else "", (f"credits: “{phrase}”", *wording))
    return _judge_wording(target, others, close, usual)


def _judge_wording(target: _Version, others: list[_Version], close: list[_Version], usual: float) -> Derivation:
    """Judge a text that no tag or credit explains."""
    article = target.article
    earlier = [source for source in close if _precedes(source, target)]
    if earlier:
        return Derivation(article.id, "uncredited_probable", earlier[0].article.id, _wording(target, earlier[0], usual))
    unclear = [source for source in close if not _precedes(target, source)]
    if unclear:
        why = "neither a date nor an agency tag shows which came first"
        return Derivation(article.id, "unknown", "", (*_wording(target, unclear[0], usual), why))
    if not others:
        return Derivation(article.id, "unknown", "", ("no version by another outlet is at hand",))
    if len(target.signature.threes) < SHORT_TEXT:
        return Derivation(article.id, "unknown", "", ("the text is too short to tell",))
    return Derivation(article.id, "independent", "", ("no credit, and no more shared wording than one event brings",))


def _same_outlet(one: _Version, other: _Version) -> bool:
    """Tell whether two versions are one outlet's: an update of its own story derives from nobody else."""
    same_agency = one.article.agency == other.article.agency
    return bool(one.article.outlet) and one.article.outlet == other.article.outlet and same_agency


def _original(target: _Version, close: Sequence[_Version]) -> _Version | None:
    """Return the agency text that this agency text follows: the agency's own, the earliest, else the longest."""
    agency = target.article.agency
    same = [source for source in close if agency and source.article.agency == agency]
    first = min([target, *same], key=_rank)
    return None if first is target else first


def _rank(version: _Version) -> tuple[bool, bool, int, int, str]:
    article = version.article
    own = _plain(article.outlet) == _plain(article.agency)
    day = article.date.toordinal() if article.date else 0
    return not own, article.date is None, day, -version.signature.n_characters, article.id


def _precedes(source: _Version, target: _Version) -> bool:
    """Tell whether one version is known to be first: by its date, else because only it is an agency's text."""
    one, other = source.article.date, target.article.date
    if one and other and one != other:
        return one < other
    return source.is_wire and not target.is_wire


def _credit(
    target: _Version, others: Sequence[_Version], close: Sequence[_Version]
) -> tuple[_Version, str] | tuple[None, str] | None:
    """Return the version a text credits and how; None for the version where the credited text is not at hand.

    A credit counts when it stands early, or where shared wording with the credited version backs it.
    """
    lead = min(target.signature.n_characters * LEAD_SHARE, LEAD_LENGTH)
    missing: tuple[None, str] | None = None
    for name, at, phrase in target.credits:
        named = [version for version in (*close, *others) if name in _names(version.article)]
        if named and (at <= lead or named[0] in close):
            return named[0], phrase
        if not named and at <= lead and missing is None:
            missing = None, phrase
    return missing


def _names(article: Article) -> frozenset[str]:
    return frozenset((_plain(article.outlet), _plain(article.agency))) - {""}


def _wording(target: _Version, source: _Version | None, usual: float) -> tuple[str, ...]:
    """Say what two texts share, beside what unrelated texts share."""
    if source is None:
        return ()
    share = (
        f"{target.contained_in(source):.0%} of its three-word sequences stand in “{source.article.title or source.article.id}”"
    )
    n_shared = _count_shared(target.signature.fives, source.signature.fives)
    theirs = set(source.list_fives())
    longest = max((" ".join(run) for run in target.list_fives() if run in theirs), key=_length, default="")
    example = f", such as “{longest}”" if longest else ""
    return (
        f"{share} (unrelated articles here: {usual:.0%}; counted from {max(CONTAINMENT, 2 * usual):.0%})",
        f"{n_shared} five-word sequences shared with it{example}",
    )


def _length(run: str) -> tuple[int, str]:
    return len(run), run
