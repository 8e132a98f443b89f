"""Terms -> the text of a lexicon file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.exchange.terms import Term
from framing.yaml_text import quote_text, write_words


def write_lexicon(terms: Sequence[Term], name: str, source: str) -> str:
    """Return terms as the text of a lexicon file, by their first category."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.categories[0], []).append(term)
    others = dict.fromkeys(category for term in terms for category in term.categories[1:])
    names = dict.fromkeys((*groups, *others))
    return "\n".join([*_head(name, source), *_categories(names), *_entries(groups)]) + "\n"


def _head(name: str, source: str) -> list[str]:
    return [
        "# Imported. Before you rely on it: say what it is, who may use it and what belongs in each category; give words that",
        "# can mean something else conditions, with examples both ways; then run `framing lexicon check`.",
        f"name: {quote_text(name)}",
        "version: 1.0.0",
        f"about: {quote_text(f'The list {name}, as it was imported.')}",
        f"source: {quote_text(source)}",
        'license: "Not stated where it was imported from; ask its makers."',
        "language: en",
    ]


def _categories(names: dict[str, None]) -> Iterator[str]:
    yield "categories:"
    for name in names:
        yield f"  {write_words(name)}: {{about: {quote_text(f'{name}, as imported')}, column: headline}}"


def _entries(groups: dict[str, list[Term]]) -> Iterator[str]:
    yield "entries:"
    for name, terms in groups.items():
        yield f"  {write_words(name)}:"
        yield from (f"    - {_entry(term)}" for term in terms)


def _entry(term: Term) -> str:
    parts = [f"words: {quote_text(term.words)}"]
    if len(term.categories) > 1:
        parts.append(f"labels: [{', '.join(map(quote_text, term.categories[1:]))}]")
    if term.weight != 1:
        parts.append(f"weight: {term.weight:.10g}")
    parts += [f"{key}: {quote_text(text)}" for key, text in (("plain", term.plain), ("note", term.note)) if text]
    return f"{{{', '.join(parts)}}}" if len(parts) > 1 else write_words(term.words)
