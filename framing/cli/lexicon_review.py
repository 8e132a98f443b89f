"""A file of candidates and a person at a terminal -> decisions, and entries in the person's lexicon."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from framing.cli.console import clean, say
from framing.cli.examples import explain
from framing.cli.lexicon_suggest import show_contexts
from framing.errors import FramingError
from framing.suggestions.candidates import Candidate, say_methods

if TYPE_CHECKING:
    from framing.review import Review

_KEYS = "a accept, r reject, c needs context, s skip, b back, q quit"
INTERRUPTED = 130


@click.command(
    epilog=explain(
        "framing lexicon review candidates.yml --into mine.yml",
        "from framing.review import Review\n"
        'review = Review("candidates.yml", into="mine.yml")\n'
        'review.accept("ferry boat", "vessel", plain="boat")\n'
        'review.reject("harbor office")',
    )
)
@click.argument("candidates", metavar="CANDIDATES")
@click.option("--into", required=True, metavar="FILE", help="The lexicon file that gets the accepted entries.")
@click.pass_context
def review(context: click.Context, candidates: str, into: str) -> None:
    """Go through candidates and decide on each.

    CANDIDATES is a file that `framing lexicon suggest -o candidates.yml` wrote. Each decision is kept in it at once, so a
    review can be left and taken up again. An accepted candidate is added to the lexicon under the category you choose, and
    the lexicon is checked; comments in it stay. One that needs context is added as a draft with your note, and counts once
    you have written the conditions into the file and set status: active.

    Answers come from a terminal, a pipe or a file, one a line: a, then the category, a weight and a plainer wording (an
    empty line takes what is offered); c, then the category and a note; r, s, b or q.
    """
    from framing.review import Review

    walk = Walk(Review(candidates, into), sys.stdin)
    interrupted = False
    try:
        walk.run()
    except KeyboardInterrupt:
        interrupted = True
        click.echo()
    counts = walk.review.count()
    numbers = [f"{counts[name]:,} {name}" for name in ("accepted", "draft", "rejected", "waiting")]
    say(f"{', '.join(numbers)}; decisions are kept in {candidates}.")
    if walk.n_added:
        say(f"{walk.n_added:,} entries were added: raise the second number of the lexicon's version.")
    if counts["draft"]:
        told = "write the conditions that their notes ask for, such as unless_after:, and set status: active"
        say(f"Drafts do not count yet: in {into}, {told}.")
    if interrupted:
        context.exit(INTERRUPTED)


class EndOfReview(Exception):  # noqa: N818  # it is no error
    """There is nothing more to read: the input ended, or the person wants to stop."""


class Walk:
    """Shows candidates one after the other and asks what to do with each."""

    def __init__(self, review: Review, answers: TextIO) -> None:
        self.review = review
        self._answers = answers
        self.n_added = 0
        self._words = [each.words for each in review.waiting]
        self._category = review.categories[0]  # the last one chosen is offered next

    def run(self) -> None:
        """Go through the candidates that wait for a decision, until the last one, a wish to quit or the end of the input."""
        place = 0
        try:
            while place < len(self._words):
                place = max(0, place + self._decide(place))
        except EndOfReview:
            pass

    def _decide(self, place: int) -> int:
        """Show a candidate, ask for a decision, and return how many places to go on."""
        candidate = self.review.find(self._words[place])
        click.echo()
        for line in _show(candidate, place + 1, len(self._words)):
            click.echo(line)
        steps: dict[str, Callable[[str], int]] = {
            **{"a": self._accept, "r": self._reject, "c": self._defer, "s": lambda _: 1},
            "b": lambda _: self._go_back(place),
        }
        while True:
            answer = self._ask(f"{_KEYS} > ").lower()
            if answer in ("q", "quit"):
                raise EndOfReview
            if answer[:1] not in steps:
                click.echo(f"One letter, please: {_KEYS}.")
                continue
            try:
                return steps[answer[0]](candidate.words)
            except FramingError as error:
                for line in str(error).splitlines():
                    click.echo(clean(f"not added: {line}"))

    def _accept(self, words: str) -> int:
        category = self._ask_category()
        weight = self._ask_weight()
        plain = self._ask("plainer wording (Enter for none) > ")
        self._tell(self.review.accept(words, category, weight=weight, plain=plain))
        return 1

    def _defer(self, words: str) -> int:
        category = self._ask_category()
        note = self._ask("which context does it need? > ")
        self._tell(self.review.defer(words, category, note))
        return 1

    def _reject(self, words: str) -> int:
        self.review.reject(words)
        return 1

    def _go_back(self, place: int) -> int:
        """Go to the candidate before, and take back what was decided on it."""
        if place == 0:
            click.echo("This is the first one.")
            return 0
        words = self._words[place - 1]
        decided = self.review.find(words).decision
        if not self.review.undo(words):
            click.echo(clean(f'"{words}" stays as decided: {self.review.into} has changed since. Take the entry out by hand.'))
            return 0
        self.n_added -= decided in ("accepted", "draft")
        return -1

    def _tell(self, path: Path) -> None:
        self.n_added += 1
        for warning in self.review.warnings:
            click.echo(clean(f"note: {warning}"))
        if path != self.review.into:
            click.echo(clean(f"{self.review.into} cannot be edited safely; the entry was added to {path}, which extends it."))

    def _ask_category(self) -> str:
        """Ask for a category, by its number, its name or the beginning of it; Enter takes the one chosen last."""
        names = self.review.categories
        if len(names) == 1:
            return names[0]
        click.echo(clean("  ".join(f"{number} {name}" for number, name in enumerate(names, 1))))
        while True:
            answer = self._ask(f"category (Enter for {self._category}) > ")
            chosen = _choose(answer, names) if answer else self._category
            if chosen:
                self._category = chosen
                return chosen
            click.echo(f"A number from 1 to {len(names)}, or a name, please.")

    def _ask_weight(self) -> float:
        while True:
            answer = self._ask("weight (Enter for 1) > ")
            try:
                weight = float(answer or 1)
            except ValueError:
                weight = math.nan
            if math.isfinite(weight):
                return weight
            click.echo("A number, please.")

    def _ask(self, question: str) -> str:
        """Ask a question and return the line that answers it, from a terminal, a pipe or a file."""
        click.echo(question, nl=False)
        line = self._answers.readline()
        if not line:
            click.echo()
            raise EndOfReview
        return line.strip()


def _choose(answer: str, names: Sequence[str]) -> str:
    """Return the name that an answer stands for, or "" where it stands for none or several."""
    if answer in names:
        return answer
    if answer.isascii() and answer.isdigit():
        return names[int(answer) - 1] if 0 < int(answer) <= len(names) else ""
    fitting = [name for name in names if name.lower().startswith(answer.lower())]
    return fitting[0] if len(fitting) == 1 else ""


def _show(candidate: Candidate, number: int, total: int) -> list[str]:
    spread = f"{candidate.articles:,} articles, {candidate.stories:,} stories, {candidate.outlets:,} outlets"
    uses = f"{candidate.uses:,} uses in {spread}"
    lines = [f"[{number} of {total}] {candidate.words}   {uses}"]
    if candidate.methods:
        lines.append(f"  named by {say_methods(candidate)}")
    if candidate.held:
        lines.append(f"  stands in {'; '.join(candidate.held)}")
    return [*map(clean, lines), *show_contexts(candidate)]
