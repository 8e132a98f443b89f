from __future__ import annotations

from benchmark.lexicon_cost import make_patterns
from framing.documents import segment
from framing.matcher import Matcher

DOCS = [
    segment(" ".join(f"{a}{b}{c}" for a in ("harb", "ferr", "coun") for b in "aeiou" for c in letters))
    for letters in ("bcdfgh", "klmnpr")
]


def n_found(patterns: list[tuple[str, ...]]) -> int:
    matcher = Matcher((pattern, True) for pattern in patterns)
    return sum(len(matcher.find(doc.norms, lambda *_: True)) for doc in DOCS)


def test_a_longer_list_finds_the_same_or_more_as_it_is_asked_for(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("benchmark.lexicon_cost.SKIPPED", 20)
    short, longer, richer = (make_patterns(DOCS, n, found) for n, found in ((50, 50), (150, 50), (150, 150)))
    assert longer[:50] == richer[:50] == short
    assert 0 < n_found(short) == n_found(longer) < n_found(richer)
    assert len(set(longer)) == 150
