"""Articles -> which of them are the same text again, word for word or nearly, and a list without those or with them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from framing.errors import UnknownNameError
from framing.model import Article
from framing.shingles import Shingled, ShingleReader, compare_texts, find_candidates

KEEP = ("first", "longest", "earliest")
HANDLING = ("drop", "mark", "keep")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article whose text an article before it has.

    ``article`` and ``of`` are ids, ``kind`` is "exact" or "near", ``share`` the part of the shorter text's five-word
    sequences that stand in the other (1 for exact). ``same_outlet`` is False for copies that another outlet published:
    those are two publications (wire copy, mostly), and are told apart from the same one read twice.
    """

    article: str
    of: str
    kind: str
    share: float
    same_outlet: bool


def find_duplicates(articles: Iterable[Article], *, keep: str = "first") -> tuple[Duplicate, ...]:
    """Find the articles whose text another one has, exactly or nearly.

    Two texts are nearly the same where most five-word sequences of the shorter one stand in the longer one, and that is
    at most twice as long. Case, punctuation and spacing do not count.

    Parameters
    ----------
    articles : Iterable[Article]
        The articles; all are held in memory.
    keep : {"first", "longest", "earliest"}
        Which article of several stands for all: the first given, the one with the longest text, or the one with the
        earliest date. Ties go to the first given.

    Returns
    -------
    tuple of Duplicate
        One for each article that is a duplicate, in the order of the articles: of the same outlet's article where there
        is one, else of another's.

    Raises
    ------
    UnknownNameError
        If ``keep`` is none of the three.

    Examples
    --------
    >>> one, two = Article("a", "The bridge is shut."), Article("b", "The bridge is shut!")
    >>> find_duplicates([one, two])
    (Duplicate(article='b', of='a', kind='exact', share=1.0, same_outlet=True),)
    """
    given = tuple(articles)
    found = _find(given, keep)
    return tuple(found[i] for i in sorted(found))


def drop_duplicates(articles: Iterable[Article], *, keep: str = "first", across_outlets: bool = False) -> tuple[Article, ...]:
    """Leave out the articles whose text another one has.

    Parameters
    ----------
    articles : Iterable[Article]
        The articles.
    keep : {"first", "longest", "earliest"}
        Which of several is kept.
    across_outlets : bool
        Whether a copy is left out too where another outlet published it. By default it is kept: that both outlets ran
        the text is what a comparison of outlets is about.

    Returns
    -------
    tuple of Article
        In the order given.

    Raises
    ------
    UnknownNameError
        If ``keep`` is none of the three.
    """
    given = tuple(articles)
    found = _find(given, keep)
    return tuple(article for i, article in enumerate(given) if i not in found or not (across_outlets or found[i].same_outlet))


def settle_duplicates(articles: Iterable[Article], handling: str) -> tuple[tuple[Article, ...], tuple[Duplicate, ...]]:
    """Look for duplicates, and leave them out or mark them.

    Parameters
    ----------
    articles : Iterable[Article]
        The articles; all are held in memory.
    handling : {"drop", "mark", "keep"}
        "drop" leaves out an outlet's second copy of its own article, "mark" gives every duplicate a warning that says of
        which article it is one, "keep" looks for none.

    Returns
    -------
    tuple of Article, tuple of Duplicate
        The articles that stay, in the order given, and all the duplicates that were found.

    Raises
    ------
    UnknownNameError
        If ``handling`` is none of the three.
    """
    check_handling(handling)
    given = tuple(articles)
    if handling == "keep":
        return given, ()
    found = _find(given, "first")
    duplicates = tuple(found[i] for i in sorted(found))
    if handling == "mark":
        return tuple(_warn(article, found[i]) if i in found else article for i, article in enumerate(given)), duplicates
    return tuple(article for i, article in enumerate(given) if i not in found or not found[i].same_outlet), duplicates


def check_handling(handling: str) -> None:
    """Raise `UnknownNameError` for a handling of duplicates that there is not."""
    if handling not in HANDLING:
        raise UnknownNameError.of("handling of duplicates", handling, HANDLING)


def describe(duplicate: Duplicate) -> str:
    """Say of which article, and how nearly, an article is a duplicate.

    >>> describe(Duplicate("b", "a", "near", 0.934, same_outlet=True))
    'duplicate of "a" of the same outlet, nearly word for word (93 % of the shorter text)'
    """
    owner = "the same outlet" if duplicate.same_outlet else "another outlet"
    near = f"nearly word for word ({100 * duplicate.share:.0f} % of the shorter text)"
    return f'duplicate of "{duplicate.of}" of {owner}, {"word for word" if duplicate.kind == "exact" else near}'


def _warn(article: Article, duplicate: Duplicate) -> Article:
    told = describe(duplicate)  # an article that was marked, written and read again is not told twice
    return article if told in article.warnings else replace(article, warnings=(*article.warnings, told))


@dataclass(slots=True)
class _Text:
    """A distinct text, the texts like it, and by outlet the articles that are no duplicate of their outlet's.

    ``seen`` maps an outlet to its first article with this text, ``kin`` to its first text that is like this one.
    """

    shingled: Shingled
    like: dict[int, float] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    kin: dict[str, int] = field(default_factory=dict)


def _find(articles: Sequence[Article], keep: str) -> dict[int, Duplicate]:
    """Return the duplicates by the place of their article."""
    order = _rank(articles, keep)
    texts, text_of = _read_texts(articles, order)
    for one, other in find_candidates([text.shingled for text in texts]):
        share = compare_texts(texts[one].shingled, texts[other].shingled)
        if share:
            texts[one].like[other] = texts[other].like[one] = share
    found: dict[int, Duplicate] = {}
    for i in order:
        outlet, number = articles[i].outlet, text_of[i]
        match = _match(number, outlet, texts)
        if match is not None:
            of, share = match
            kind = "exact" if text_of[of] == number else "near"
            found[i] = Duplicate(articles[i].id, articles[of].id, kind, share, articles[of].outlet == outlet)
        if match is None or not found[i].same_outlet:
            texts[number].seen[outlet] = i
            for n in texts[number].like:
                texts[n].kin.setdefault(outlet, number)
    return found


def _read_texts(articles: Sequence[Article], order: Iterable[int]) -> tuple[list[_Text], dict[int, int]]:
    """Return the distinct texts, in order, and which of them each article has."""
    reader = ShingleReader()
    numbers: dict[bytes, int] = {}
    texts: list[_Text] = []
    text_of: dict[int, int] = {}
    for i in order:
        read = reader.read(articles[i].text)
        text_of[i] = numbers.setdefault(read.key, len(texts))
        if text_of[i] == len(texts):
            texts.append(_Text(read))
    return texts, text_of


def _rank(articles: Sequence[Article], keep: str) -> list[int]:
    places = list(range(len(articles)))
    if keep == "longest":
        return sorted(places, key=lambda i: -len(articles[i].text))
    if keep == "earliest":
        return sorted(places, key=lambda i: articles[i].date or date.max)
    if keep != "first":
        raise UnknownNameError.of("rule for duplicates", keep, KEEP)
    return places


def _match(number: int, outlet: str, texts: Sequence[_Text]) -> tuple[int, float] | None:
    """Return the article before that a text is a duplicate of: the same outlet's first, then the most alike, then the first."""
    alike = {number: 1.0, **texts[number].like}
    same = [(-share, texts[n].seen[outlet]) for n, share in alike.items() if outlet in texts[n].seen]
    if not same:  # of many versions only some are compared; two of one outlet may have another's version in common
        kin = {texts[n].kin[outlet] for n in alike if outlet in texts[n].kin}
        shares = {n: compare_texts(texts[n].shingled, texts[number].shingled) for n in kin}
        same = [(-share, texts[n].seen[outlet]) for n, share in shares.items() if share]
    others = [(-share, min(texts[n].seen.values())) for n, share in alike.items() if texts[n].seen]
    best = min(same or others, default=None)
    return None if best is None else (best[1], -best[0])
