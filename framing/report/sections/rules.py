"""Blocks -> what the rules say whose ids they name, so that a report explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.report.blocks import Block, Code, Fold, Items
from framing.report.excerpt import find_strings
from framing.rules import RULES, find_rules


def build_rules(blocks: Iterable[Block]) -> Iterator[Block]:
    """Build the list of the rules that blocks name, folded; nothing where they name none."""
    named = {rule for text in set(find_strings(tuple(blocks))) for rule in find_rules(text)}
    lines = tuple((Code(rule), f" {said}") for rule, said in RULES.items() if rule in named)
    if lines:
        yield Fold((f"What the {len(lines)} rules say that this report names",), (Items(lines),))
