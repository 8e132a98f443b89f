"""What may be an actor: the forms of its name with how often each stands, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from framing.proposals.kinds import GENERATIONS
from framing.proposals.names import Name


@dataclass(slots=True)
class Candidate:
    """Somebody or something that may be an actor; ``forms`` and ``counts`` (by article) are mentions, ``place`` one of them."""

    kind: str
    place: tuple[int, int]
    name: str = ""
    forms: dict[str, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def take(self, name: Name, articles: Iterable[int] | None = None) -> None:
        """Count a name as this one's, in all of its articles or in some."""
        for n in name.articles() if articles is None else articles:
            count = name.total(n)
            self.counts[n] = self.counts.get(n, 0) + count
            self.forms[name.words] = self.forms.get(name.words, 0) + count

    def join(self, other: Candidate) -> None:
        """Take all that another one has, which is left with nothing."""
        for n, count in other.counts.items():
            self.counts[n] = self.counts.get(n, 0) + count
        for form, count in other.forms.items():
            self.forms[form] = self.forms.get(form, 0) + count
        other.counts, other.forms = {}, {}

    @property
    def usual(self) -> str:
        """The form of several words met most often, or of one word where no other is met."""
        full = [form for form in self.forms if " " in form] or list(self.forms)
        return self.name or max(full, key=lambda form: (self.forms[form], -len(form), form), default="")


def last_name(words: str) -> str:
    """Return the last word of a name that is no generation: King of Ann King Jr."""
    parts = words.split(" ")
    while len(parts) > 1 and parts[-1].lower() in GENERATIONS:
        parts.pop()
    return parts[-1]
