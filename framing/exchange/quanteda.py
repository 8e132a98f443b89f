"""quanteda's YAML: categories, and categories inside them, each with a list of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.exchange.terms import Losses, Term, tell_lost
from framing.yaml_file import Block, parse_yaml
from framing.yaml_text import write_words

NESTED = "."  # joins the names of categories that stand inside each other, as quanteda does


def read(text: str, losses: Losses) -> list[Term]:
    """Read the terms; a category inside others is named after all of them, ``economy.tax``.

    Raises
    ------
    ValueError
        If the text is no such YAML.
    """
    data, problems = parse_yaml(text, Path())
    if problems or not isinstance(data, Block):
        told = "; ".join(f"line {problem.line}: {problem.message}" for problem in problems) or "is no mapping of categories"
        raise ValueError(f": {told}")
    return [term for key, value in data.items() for term in _terms(value, (str(key),), losses)]


def _terms(value: Any, path: tuple[str, ...], losses: Losses) -> Iterator[Term]:
    name = NESTED.join(path)
    if isinstance(value, str):
        if "?" in value:
            losses.add("left out, as ? stands for any one letter", value)
        else:
            yield Term(str(value), (name,))
    elif isinstance(value, list):
        for item in value:
            yield from _terms(item, path, losses)
    elif isinstance(value, Block):
        for key, inner in value.items():
            yield from _terms(inner, (*path, str(key)), losses)
    else:
        losses.add("left out, as it is empty", name)


def write(terms: Sequence[Term], losses: Losses) -> str:
    """Write the terms by category."""
    tell_lost(terms, losses, "weight", "plain", "note")
    tree: dict[str, Any] = {}
    for term in terms:
        for category in term.categories:
            node = tree
            for part in category.split(NESTED):
                node = node.setdefault(part, {})
            node.setdefault("", {})[term.words] = None  # the words of the category itself, each once
    return "\n".join(_lines(tree, 0)) + "\n"


def _lines(tree: dict[str, Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, node in tree.items():
        words = list(node.get("", ()))
        inner = {key: value for key, value in node.items() if key}
        yield f"{indent}{write_words(name)}:"
        if not words:
            yield from _lines(inner, depth + 1)
            continue
        yield from (f"{indent}  - {write_words(word)}" for word in words)
        for key, value in inner.items():  # beside words, a category inside is an item of the list
            first, *rest = _lines({key: value}, depth + 2)
            yield f"{indent}  - {first.strip()}"
            yield from rest
