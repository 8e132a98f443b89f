"""What holds of concordances, suggestions and additions whatever the texts and files are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.concordance import concord
from framing.model import Article
from framing.review import NewEntry, insert_entry
from framing.screen import width_of
from framing.suggestions.evidence import ContextReader, gather_evidence
from framing.suggestions.keyness import find_key_terms
from framing.suggestions.neighbors import SMOOTHING, WINDOW, _count_pairs, _weigh
from framing.suggestions.words import BREAK, Corpus, Counts, count_terms, is_content, read_corpus

few = settings(max_examples=40, deadline=None)

WORDS = st.sampled_from(
    "ferry boats sank the of quay. crew, old harbor\n\n \u6e2f\u53e3 Lindholm's re-entry \u201cYes\u201d 12".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
CORPORA = st.lists(TEXTS, min_size=1, max_size=4)


def as_corpus(texts: Sequence[str]) -> Corpus:
    articles = [Article(f"a{number}", text, f"Outlet {number % 2}") for number, text in enumerate(texts)]
    return read_corpus(articles, [number // 2 for number in range(len(articles))])


def sentences(corpus: Corpus, place: int) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for number in corpus.texts[place].tolist():
        if number == BREAK:
            found.append([])
        else:
            found[-1].append(corpus.words[number])
    return found


@given(CORPORA)
@few
def test_terms_are_counted_as_one_would_by_hand(texts: list[str]) -> None:
    corpus = as_corpus(texts)
    may = {word for word, flag in zip(corpus.words, corpus.content.tolist(), strict=True) if flag}
    assert may <= {word for word in corpus.words if is_content(word)}
    uses: Counter[tuple[str, ...]] = Counter()
    ranges: Counter[tuple[str, ...]] = Counter()
    for place in range(len(texts)):
        listed = sentences(corpus, place)
        terms = [(word,) for words in listed for word in words if word in may]
        terms += [pair for words in listed for pair in pairwise(words) if {*pair} <= may]
        uses.update(terms)
        ranges.update({*terms})
    counts = count_terms(corpus)
    assert counts.uses == uses
    assert counts.articles == ranges
    assert counts.n_words == sum(len(words) for place in range(len(texts)) for words in sentences(corpus, place))
    assert count_terms(corpus, fewest=2).uses == Counter({term: n for term, n in uses.items() if n > 1})
    assert count_terms(corpus, among=[0]).n_words <= counts.n_words


@given(CORPORA)
@few
def test_evidence_agrees_with_the_counts_and_quotes_the_articles(texts: list[str]) -> None:
    corpus = as_corpus(texts)
    counts = count_terms(corpus)
    found = gather_evidence(corpus, counts.uses)
    reader = ContextReader(corpus)
    by_id = {article.id: article for article in corpus.articles}
    for term, evidence in found.items():
        assert evidence.uses == counts.uses[term]
        assert len(evidence.places) == counts.articles[term]
        contexts = reader.read(term, evidence)
        assert len(contexts) == min(3, len(evidence.places))
        assert len({context.article for context in contexts}) == len(contexts)
        for context in contexts:
            text = by_id[context.article].text[context.start : context.end]
            assert " ".join(text.split()) == context.text
            assert text.lower().split() == list(term)


STREAMS = st.lists(st.one_of(st.just(BREAK), st.integers(0, 5)), max_size=40)


@given(STREAMS, st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True))
@few
def test_near_words_are_counted_as_one_would_by_hand(stream: list[int], chosen: list[int]) -> None:
    counted = _count_pairs(np.array([*stream, BREAK], dtype=np.int64), chosen, 6).toarray()
    expected = np.zeros((len(chosen), len(chosen)))
    for i, first in enumerate(stream):
        for j in range(i + 1, min(i + WINDOW + 1, len(stream))):
            if BREAK in stream[i : j + 1]:
                break
            if first in chosen and stream[j] in chosen:
                expected[chosen.index(first), chosen.index(stream[j])] += 1
                expected[chosen.index(stream[j]), chosen.index(first)] += 1
    assert counted.tolist() == expected.tolist()


def test_surroundings_are_weighed_by_positive_pointwise_mutual_information() -> None:
    counts = np.array([[0.0, 8.0, 1.0], [8.0, 0.0, 0.0], [1.0, 0.0, 20.0]])
    from scipy.sparse import csr_matrix

    weighed = _weigh(csr_matrix(counts)).toarray()
    rows = counts.sum(axis=1)
    smoothed = rows**SMOOTHING / (rows**SMOOTHING).sum()
    for i, j in np.ndindex(counts.shape):
        share = counts[i, j] / counts.sum()
        expected = max(0.0, math.log(share / (rows[i] / counts.sum() * smoothed[j]))) if share else 0.0
        assert weighed[i, j] == pytest.approx(expected)


SIDES = st.dictionaries(st.tuples(st.sampled_from(["quay", "crew", "boat", "rope"])), st.integers(0, 60), max_size=4)


@given(SIDES, SIDES)
@few
def test_no_term_is_typical_of_both_sides(first: dict[tuple[str, ...], int], second: dict[tuple[str, ...], int]) -> None:
    def counts(uses: dict[tuple[str, ...], int]) -> Counts:
        spread = Counter(dict.fromkeys(uses, 3))
        return Counts(Counter(uses), spread, spread, sum(uses.values()) + 500)

    one, other = find_key_terms(counts(first), counts(second)), find_key_terms(counts(second), counts(first))
    assert not one.keys() & other.keys()
    assert all(first[term] >= 5 for term in one)


@given(CORPORA, st.sampled_from(["ferry", "the", "boats sank", "re-entry", "har*"]))
@few
def test_a_concordance_quotes_its_articles_in_order(texts: list[str], words: str) -> None:
    articles = [Article(f"a{number}", text, "Post", title=text[:20]) for number, text in enumerate(texts)]
    zones = {(each.id, zone): text for each in articles for zone, text in (("body", each.text), ("title", each.title))}
    found = concord(articles, words=words, annotator="fast")
    for line in found.lines:
        assert " ".join(zones[line.article, line.zone][line.start : line.end].split()) == line.text
        assert max(width_of(line.left), width_of(line.right)) <= 120
        assert not {"\n", "\t"} & set(line.left + line.text + line.right)
    assert [line.article for line in found.lines] == sorted(line.article for line in found.lines)
    assert sum(group.n for group in found.grouped("voice").groups) == len(found)


@given(TEXTS)
@few
def test_the_shape_of_apostrophes_and_capitals_changes_no_place(text: str) -> None:
    straight = Article("a", f"Lindholm's ferry. {text}")
    curly = replace(straight, text=straight.text.replace("'", "\u2019"))
    for words in ("lindholm's ferry", "LINDHOLM\u2019S FERRY"):
        places = [
            [(line.start, line.end) for line in concord([each], words=words, annotator="fast").lines]
            for each in (straight, curly)
        ]
        assert places[0] == places[1]
        assert places[0][0] == (0, 16)


ENTRY = st.one_of(
    st.sampled_from(
        ["ferry", "pilot boat", '"no"', "'re-entry'", "{words: dory, weight: 2}", "words: hulk\n{pad}  note: old # one"]
    ),
    st.sampled_from(
        ["words: >-\n{pad}    scow\n{pad}  weight: 2", "words: raft\n{pad}  matches: [\n{pad}    A raft., # two\n{pad}  ]"]
    ),
)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Draw a lexicon file whose entries are written in some way."""
    indent = " " * draw(st.integers(1, 4))
    hang = draw(st.sampled_from(["", "  ", "    "]))
    lines = ["# top", "name: drawn", "categories: {boat: a, ship: b}", "entries:"]
    for category in draw(st.permutations(["boat", "ship"]))[: draw(st.integers(1, 2))]:
        pad = indent + hang
        items = [item.replace("{pad}", pad) for item in draw(st.lists(ENTRY, max_size=4))]
        if not items:
            lines.append(f"{indent}{category}: []")
            continue
        lines.append(f"{indent}{category}:{draw(st.sampled_from(['', '   # why']))}")
        for item in items:
            lines += [f"{pad}- {item}", *draw(st.sampled_from([[], [""], [f"{pad}# below"], ["# at the left"]]))]
    lines += draw(st.sampled_from([[], ["except: [a b]"], ["", "# the end"], ["voice: [own]", ""]]))
    return "\n".join(lines) + draw(st.sampled_from(["", "\n"]))


@given(layouts(), st.sampled_from(["boat", "ship"]), st.sampled_from([1.0, 2.5]), st.sampled_from(["", "plain: #word"]))
@settings(max_examples=150, deadline=None)
def test_an_entry_finds_its_place_in_any_layout(text: str, category: str, weight: float, plain: str) -> None:
    before = yaml.safe_load(text)
    new = insert_entry(text, NewEntry("new boat", category, weight, plain))
    assert new is not None
    after = yaml.safe_load(new)
    added = after["entries"][category].pop()
    longer = {"words": "new boat", **({"weight": weight} if weight != 1 else {}), **({"plain": plain} if plain else {})}
    assert added == (longer if len(longer) > 1 else "new boat")
    assert {key: items for key, items in after["entries"].items() if items} == {
        key: items for key, items in before["entries"].items() if items
    }
    assert {**after, "entries": 0} == {**before, "entries": 0}
    at = next((i for i, (one, other) in enumerate(zip(text, new, strict=False)) if one != other), len(text))
    assert any(new[:i] + new[i + len(new) - len(text) :] == text for i in range(max(0, at - 40), at + 1))


@given(layouts())
@settings(max_examples=20, deadline=None)
def test_an_addition_is_sound_for_the_reader_of_lexicons(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    from framing.lexicon_file import read_lexicon_file

    path: Path = tmp_path_factory.getbasetemp() / "drawn.yml"
    path.write_text(insert_entry(text, NewEntry("new boat", "boat")) or "", encoding="utf-8")
    raw, _ = read_lexicon_file(path)
    assert ("new boat", "boat") in {(entry.words, entry.category) for entry in raw.entries}
