"""Candidates -> a YAML file for a person to go through, and back, with what was decided so far."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from framing.errors import LexiconError
from framing.suggestions.candidates import DECISIONS, METHODS, Candidate, Context, Suggestions
from framing.yaml_file import Block, Checker, read_yaml
from framing.yaml_text import quote_text, replace_file, write_flow

_TOP = {"made", "notes", "candidates"}
_CANDIDATE = {"words", "uses", "articles", "stories", "outlets", "methods", "near", "held", "contexts", "decision", "category",
              "weight", "plain", "note"}  # fmt: skip
_CONTEXT = {"article", "outlet", "start", "end", "left", "text", "right"}
_HEADER = """\
# Candidates for a lexicon, for a person to go through: nothing is added to a lexicon without a decision.
#
#     framing lexicon review THIS_FILE --into mine.yml
#
# Decisions are kept here, so that a review can be left and taken up again. Comments below this block are not kept.
"""


@dataclass(frozen=True)
class CandidateFile:
    """The content of a candidates file; ``header`` are the comments at its top."""

    candidates: tuple[Candidate, ...]
    made: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    header: str = _HEADER


def write_candidates(given: Suggestions | CandidateFile, path: str | Path) -> None:
    """Write candidates as a YAML file, whole or not at all.

    Raises
    ------
    FramingError
        If the file cannot be written.
    """
    replace_file(Path(path), to_yaml(given))


def to_yaml(given: Suggestions | CandidateFile) -> str:
    """Return candidates as the text of a YAML file."""
    header = given.header if isinstance(given, CandidateFile) else _HEADER
    return header + "\n".join(_write(given)) + "\n"


def _write(given: Suggestions | CandidateFile) -> Iterator[str]:
    yield "made:"
    yield from (f"  {quote_text(key)}: {quote_text(value)}" for key, value in given.made.items())
    if given.notes:
        yield "notes:"
        yield from (f"  - {quote_text(note)}" for note in given.notes)
    yield "candidates:" if given.candidates else "candidates: []"
    for each in given.candidates:
        yield from _write_candidate(each)


def _write_candidate(each: Candidate) -> Iterator[str]:
    yield f"  - words: {quote_text(each.words)}"
    counts = {name: getattr(each, name) for name in ("uses", "articles", "stories", "outlets")}
    yield from (f"    {name}: {count}" for name, count in counts.items())
    yield f"    methods: {write_flow(each.methods)}"
    if each.near:
        yield f"    near: {quote_text(each.near)}"
    if each.held:
        yield f"    held: {write_flow(each.held)}"
    if each.contexts:
        yield "    contexts:"
        yield from (f"      - {write_flow(asdict(context))}" for context in each.contexts)
    if each.decision:
        yield f"    decision: {each.decision}"
    for name in ("category", "plain", "note"):
        if getattr(each, name):
            yield f"    {name}: {quote_text(getattr(each, name))}"
    if each.weight != 1:
        yield f"    weight: {each.weight:g}"


def read_candidates(path: str | Path) -> CandidateFile:
    """Read a candidates file.

    Raises
    ------
    LexiconError
        With every problem of the file, each with its line.
    """
    path = Path(path)
    data, problems = read_yaml(path)
    reader = _Reader(path, problems)
    if not isinstance(data, Block) or not isinstance(data.get("candidates"), list):
        if not problems:
            reader.tell(
                data, "holds no candidates: list; write such a file with `framing lexicon suggest ... -o candidates.yml`"
            )
        raise LexiconError("\n".join(map(str, problems)))
    reader.keys(data, _TOP, "the file")
    candidates = [reader.candidate(item) for item in data["candidates"]]
    made = data.get("made")
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    return CandidateFile(
        candidates=tuple(each for each in candidates if each),
        made={str(key): str(value or "") for key, value in made.items()} if isinstance(made, Block) else {},
        notes=reader.strings(data, "notes"),
        header=_read_header(path),
    )


def _read_header(path: Path) -> str:
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    n_comments = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:n_comments])


class _Reader(Checker):
    """Reads the parts of a candidates file and notes what is wrong with them."""

    __slots__ = ()

    def candidate(self, item: Any) -> Candidate | None:
        if not isinstance(item, Block) or not self.text(item, "words").strip():
            self.tell(item, "a candidate is a mapping with words:")
            return None
        words = self.text(item, "words")
        self.keys(item, _CANDIDATE, f'candidate "{words}"')
        counts = {name: int(self.number(item, name)) for name in ("uses", "articles", "stories", "outlets")}
        contexts = item.get("contexts") or []
        if not isinstance(contexts, list):
            self.tell(item, "contexts: must be a list")
            contexts = []
        return Candidate(
            words=words,
            **counts,
            methods=self.methods(item),
            near=self.text(item, "near"),
            held=self.strings(item, "held"),
            contexts=tuple(self.context(each) for each in contexts if isinstance(each, Block)),
            decision=self.choice(item, "decision", DECISIONS),
            category=self.text(item, "category"),
            weight=self.number(item, "weight", 1.0),
            plain=self.text(item, "plain"),
            note=self.text(item, "note"),
        )

    def methods(self, item: Block) -> dict[str, float]:
        given = item.get("methods") or Block()
        if not isinstance(given, Block):
            self.tell(item, "methods: must map each method to its score")
            return {}
        self.keys(given, set(METHODS), "methods")
        return {str(name): self.number(given, name) for name in given}

    def context(self, item: Block) -> Context:
        self.keys(item, _CONTEXT, "a context")
        texts = {name: self.text(item, name) for name in ("article", "outlet", "left", "text", "right")}
        return Context(start=int(self.number(item, "start")), end=int(self.number(item, "end")), **texts)

    def number(self, item: Block, key: str, default: float = 0.0) -> float:
        text = self.text(item, key)
        try:
            value = float(text) if text else default
        except ValueError:
            value = math.nan
        if math.isfinite(value):
            return value
        self.tell(item, f'{key}: "{text}" is not a number')
        return default
