"""What a sample for hand coding is: its units, what they were drawn from, and the rows of its sheet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from framing.model import Article

# The columns of a sheet. `code`, `coder` and `comment` are filled in; `key` and `sample` are for the machine.
FIELDS = (
    "id", "entry", "category", "before", "sentence", "after", "code", "coder", "comment", "twice", "about", "rule", "matches",
    "not", "key", "sample",
)  # fmt: skip
PER = ("entry", "category", "measure")
WITH, WITHOUT = "with", "without"  # the strata of sentences: those in which something was found, and the others


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sample was drawn from and how; the same for all its units.

    ``unit`` is ``hits`` or ``sentences``; ``per`` what each stratum of hits is: an entry, a category, or the measure.
    ``corpus`` is the fingerprint of the texts, ``lexicons`` are name, version and fingerprint of the lists counted with.
    """

    measure: str
    unit: str
    per: str
    corpus: str
    n_articles: int
    lexicons: tuple[str, ...] = ()
    annotator: str = ""
    framing: str = ""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """One hit or sentence to be coded: its words, and what is asked of them.

    ``parts`` are the words of the sentence before the hit, the hit, and those after it; a sentence drawn without showing
    what was found in it is all in the first. ``stratum`` is what it was drawn from, ``twice`` whether a second person
    codes it too.
    """

    id: str
    stratum: str
    parts: tuple[str, str, str]
    before: str = ""
    after: str = ""
    entry: str = ""
    category: str = ""
    about: str = ""
    rule: str = ""
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    twice: bool = False
    article: str = ""
    start: int = 0
    end: int = 0

    @property
    def sentence(self) -> str:
        """The sentence, with the hit between double brackets."""
        left, hit, right = self.parts
        return f"{left}[[{hit}]]{right}" if hit else left


@dataclass(frozen=True, slots=True)
class Sample:
    """Units drawn for hand coding.

    ``strata`` says how many units there were to draw from in each stratum, ``note`` what was not drawn from, and why.
    """

    facts: Facts
    title: str
    question: str
    units: tuple[Unit, ...]
    strata: Mapping[str, int] = field(default_factory=dict)
    note: str = ""

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the sheet, as texts by column; where a unit is from stands in none of them."""
        return [self._row(unit) for unit in self.units]

    def _row(self, unit: Unit) -> dict[str, str]:
        # A sentence's row names all strata, so that it does not say in which of them the sentence is.
        strata = {unit.stratum: self.strata[unit.stratum]} if self.facts.unit == "hits" else dict(self.strata)
        named = ("id", "entry", "category", "before", "sentence", "after", "about", "rule")
        return {
            **dict.fromkeys(FIELDS, ""),
            **{name: getattr(unit, name) for name in named},
            "twice": "yes" if unit.twice else "",
            "matches": " / ".join(unit.matches),
            "not": " / ".join(unit.misses),
            "key": make_key(unit.id, unit.stratum),
            "sample": json.dumps({**asdict(self.facts), "strata": strata}, ensure_ascii=False, sort_keys=True),
        }

    def to_csv(self) -> str:
        """Return the sheet as CSV text that a spreadsheet opens as text, never as formulas."""
        from framing.charts.rows import write_csv

        return write_csv(self.rows(), FIELDS)

    def to_html(self) -> str:
        """Return the sheet as one HTML page with a form that works offline and saves the answers as the same CSV."""
        from framing.validity.form import write_form

        return write_form(self)

    def frame(self) -> pd.DataFrame:
        """Return the sheet as a frame, with where each unit stands: the article and its characters there."""
        import pandas as pd

        places = [
            {"stratum": unit.stratum, "article": unit.article, "start": unit.start, "end": unit.end} for unit in self.units
        ]
        rows = [{**row, **place} for row, place in zip(self.rows(), places, strict=True)]
        return pd.DataFrame(rows, columns=[*FIELDS, "stratum", "article", "start", "end"])

    def _repr_html_(self) -> str:
        html: str = self.frame()[["entry", "category", "before", "sentence", "after"]].to_html(index=False, escape=True)
        return f"<p>{' '.join((f'{len(self.units):,} {self.facts.unit} to code', self.note)).strip()}</p>{html}"

    def __repr__(self) -> str:
        return f"Sample({len(self.units)} {self.facts.unit} of {self.facts.measure}, {len(self.strata)} strata)"


def make_key(unit_id: str, stratum: str) -> str:
    """Return what stands in a sheet for the stratum of a unit: a reader of the sheet cannot see it, a program can check it."""
    return f"k{digest(unit_id, stratum)[:10]}"


def digest(*parts: Any) -> str:
    """Return the SHA-256 of some texts and numbers, in hexadecimal digits."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def fingerprint_texts(articles: Iterable[Article]) -> str:
    """Return twelve hexadecimal digits that stand for a set of articles: their titles, decks and texts, in any order."""
    return digest(*sorted(digest(article.title, article.deck, article.text) for article in articles))[:12]
