"""Word lists -> the words typical of each group, with how often and in how many stories each stands (CODEBOOK X-11)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from framing.charts.notation import write_fraction, write_number
from framing.charts.values import format_number
from framing.comparison.allowed import FEW
from framing.comparison.results import DISCOVERY, LEVELS
from framing.comparison.typical import FEWEST_STORIES, FEWEST_USES
from framing.report.blocks import Block, Fold, Heading, Line, Paragraph, Table
from framing.report.rates import say_p
from framing.report.wording import join_words, plural

if TYPE_CHECKING:
    from framing.comparison.typical import TypicalWord, WordLists
    from framing.report.material import Material

MOST, OPEN = 20, 2  # words of a list, and lists that stand open
NAMED = 6  # groups in a sentence


def build_words(material: Material, lists: WordLists) -> Iterator[Block]:
    """Build a list a group, exploratory; nothing where one group stands alone or no group has the stories it takes."""
    if not lists.sides:
        return
    yield Heading("Words typical of each", "words")
    yield Paragraph((_explain(material, lists),))
    if lists.too_few:
        names = join_words(lists.too_few) if len(lists.too_few) <= NAMED else plural(len(lists.too_few), material.comparison.by)
        yield Paragraph((f"No list for {names}: a side has fewer than {FEW} stories.",), "note")
    tables = [
        _tabulate(lists, group, other, list(words))
        for (group, other), words in groupby(lists.words, lambda word: (word.group, word.other))
    ]
    yield from tables[:OPEN]
    yield from (Fold((table.caption,), (table,)) for table in tables[OPEN:])


def _explain(material: Material, lists: WordLists) -> str:
    mixed = " Stories are not matched here, so words of topics stand beside words of style." * (
        material.comparison.design == "unmatched"
    )
    found = plural(len(lists.words), "word stands", "words stand") if lists.words else "No word stands"
    return (
        "An exploratory list from the texts themselves, quotations included: words that one side uses more often, by log-odds "
        "with a Dirichlet prior (Monroe, Colaresi and Quinn 2008). Names and function words are left out; a word needs "
        f"{FEWEST_USES} uses, and {FEWEST_STORIES} stories on each side. {found} of {write_number(lists.family_size)} tested, "
        f"up to p = {write_fraction(LEVELS[DISCOVERY])} adjusted together by Benjamini and Hochberg’s method: about one in ten "
        f"of them may be chance, and more where a word comes in clusters, so look at the stories too.{mixed}"
    )


def _tabulate(lists: WordLists, group: str, other: str, words: list[TypicalWord]) -> Table:
    n, n_other = lists.sides.get((group, other)) or lists.sides[other, group][::-1]
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (f"“{word.word}”",),
            (f"{write_number(word.uses)}",),
            (format_number(word.rate),),
            (f"{write_number(word.stories)} of {write_number(n)}",),
            (f"{write_number(word.other_uses)}",),
            (format_number(word.other_rate),),
            (f"{write_number(word.other_stories)} of {write_number(n_other)}",),
            (format_number(word.z),),
            (say_p(word.p_adjusted),),
        )
        for word in words[:MOST]
    )
    more = f", the first {MOST} of {write_number(len(words))}" if len(words) > MOST else ""
    half = ("Uses", "Per 1,000 words", "Stories")
    header = ("Word", *half, *(f"{name}, {other}" for name in half), "z", "Adjusted p")
    return Table(f"Words typical of {group} against {other}{more}", header, rows, (False, *[True] * 8))
