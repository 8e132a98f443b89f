"""`find_duplicates` and `drop_duplicates`: the same text again, word for word or nearly."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.duplicates import Duplicate, drop_duplicates, find_duplicates
from framing.errors import UnknownNameError
from framing.model import Article
from framing.shingles import CONTAINMENT, REACH, ShingleReader, compare_texts, find_candidates

WORDS = [
    f"{first}{second}"
    for first in ("bri", "cou", "har", "fer", "vo", "pla", "mo", "te")
    for second in ("dge", "n", "bor", "ry", "t")
]


def write_text(seed: int, n_words: int = 120) -> str:
    """Write a text that shares no run of five words with another seed's, by numbering its words."""
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{seed}" for _ in range(n_words))


def change(text: str, every: int, mark: str = "changed") -> str:
    """Change one word in so many."""
    words = text.split()
    return " ".join(f"{mark}{i}" if i % every == every // 2 else word for i, word in enumerate(words))


def make(name: str, text: str, outlet: str = "Korva Post", day: date | None = None) -> Article:
    return Article(name, text, outlet, date=day)


TEXT = write_text(1)


# What is a duplicate


def test_the_same_words_are_an_exact_duplicate_whatever_case_marks_and_spacing() -> None:
    again = "“The Bridge — it is SHUT!”\n\nOfficials said so."
    found = find_duplicates([make("a", "The bridge: it is shut. Officials said so."), make("b", again)])
    assert found == (Duplicate("b", "a", "exact", 1.0, True),)


def test_a_text_with_a_few_words_changed_is_a_near_duplicate_and_its_share_is_told() -> None:
    (found,) = find_duplicates([make("a", TEXT), make("b", change(TEXT, 30))])
    assert (found.article, found.of, found.kind) == ("b", "a", "near")
    assert found.share == pytest.approx(1 - 4 * 5 / 116)


def test_a_text_with_its_end_cut_off_is_a_near_duplicate_down_to_half_its_length() -> None:
    cut = {n: " ".join(TEXT.split()[:n]) for n in (59, 60)}
    assert find_duplicates([make("a", TEXT), make("b", cut[59])]) == ()
    assert find_duplicates([make("a", TEXT), make("b", cut[60])]) == (Duplicate("b", "a", "near", 1.0, True),)


def test_a_text_with_paragraphs_added_is_a_near_duplicate() -> None:
    assert [found.kind for found in find_duplicates([make("a", TEXT), make("b", f"{TEXT}\n\n{write_text(2, 100)}")])] == [
        "near"
    ]


def test_texts_that_share_less_than_the_threshold_are_no_duplicates() -> None:
    # one word in n changed leaves about 1 - 5/n of the five-word sequences
    assert 1 - 5 / 14 > CONTAINMENT > 1 - 5 / 11
    assert find_duplicates([make("a", TEXT), make("b", change(TEXT, 14))])
    assert not find_duplicates([make("a", TEXT), make("b", change(TEXT, 11))])


def test_different_texts_are_no_duplicates() -> None:
    assert find_duplicates([make(str(seed), write_text(seed)) for seed in range(20)]) == ()


@pytest.mark.parametrize(("n_words", "kinds"), [(33, []), (34, ["near"])])
def test_a_short_notice_is_a_duplicate_only_word_for_word(n_words: int, kinds: list[str]) -> None:
    text = write_text(3, n_words)
    nearly = f"{text.rpartition(' ')[0]} otherwise"
    assert [found.kind for found in find_duplicates([make("a", text), make("b", nearly)])] == kinds
    assert [found.kind for found in find_duplicates([make("a", text), make("b", text)])] == ["exact"]


def test_a_shared_background_paragraph_makes_no_duplicate() -> None:
    background = write_text(4, 40)
    articles = [make(str(seed), f"{write_text(seed)}\n\n{background}") for seed in range(5, 25)]
    assert find_duplicates(articles) == ()


def test_none_and_one_article_have_no_duplicates() -> None:
    assert find_duplicates([]) == ()
    assert find_duplicates(iter([make("a", TEXT)])) == ()


# Which of several, and whose


def test_several_versions_are_all_duplicates_of_the_one_kept() -> None:
    articles = [make("a", TEXT), make("b", change(TEXT, 40)), make("c", TEXT), make("d", change(TEXT, 50))]
    assert [(found.article, found.of, found.kind) for found in find_duplicates(articles)] == [
        ("b", "a", "near"),
        ("c", "a", "exact"),
        ("d", "a", "near"),
    ]


@pytest.mark.parametrize(("keep", "kept"), [("first", "a"), ("longest", "b"), ("earliest", "c")])
def test_the_first_the_longest_or_the_earliest_is_kept(keep: str, kept: str) -> None:
    longer = f"{TEXT} and more"
    articles = [make("a", TEXT), make("b", longer, day=date(2025, 6, 4)), make("c", TEXT, day=date(2025, 6, 3))]
    assert [article.id for article in drop_duplicates(articles, keep=keep)] == [kept]
    assert {found.of for found in find_duplicates(articles, keep=keep)} == {kept}


def test_duplicates_are_told_in_the_order_of_the_articles_whichever_is_kept() -> None:
    articles = [make("a", TEXT), make("b", f"{TEXT} and"), make("c", f"{TEXT} and more")]
    assert [found.article for found in find_duplicates(articles, keep="longest")] == ["a", "b"]


def test_an_unknown_rule_is_an_error_that_lists_the_rules() -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown rule for duplicates "longst"\. Did you mean "longest"'):
        find_duplicates([make("a", TEXT)], keep="longst")
    with pytest.raises(UnknownNameError, match="Available: earliest, first, longest"):
        drop_duplicates([], keep="x")


def test_the_copy_of_another_outlet_is_told_apart_and_kept_unless_asked() -> None:
    articles = [make("a", TEXT), make("b", TEXT, "Delmora Daily"), make("c", TEXT)]
    assert find_duplicates(articles) == (
        Duplicate("b", "a", "exact", 1.0, False),
        Duplicate("c", "a", "exact", 1.0, True),
    )
    assert [article.id for article in drop_duplicates(articles)] == ["a", "b"]
    assert [article.id for article in drop_duplicates(articles, across_outlets=True)] == ["a"]


def test_a_duplicate_is_its_own_outlets_before_it_is_more_alike_anothers() -> None:
    nearly = change(TEXT, 30)
    articles = [make("a", TEXT, "Delmora Daily"), make("b", nearly), make("c", TEXT)]
    found = find_duplicates(articles)
    assert [(one.article, one.of, one.same_outlet) for one in found] == [("b", "a", False), ("c", "b", True)]


def test_two_versions_of_one_outlet_are_found_among_many_other_outlets_versions() -> None:
    # more versions than are compared with each other
    articles = [make(f"v{i}", change(TEXT, 30, f"v{i}x"), f"outlet {i}") for i in range(6 * REACH)]
    twice = [make("mine", change(TEXT, 30, "minex")), *articles, make("again", change(TEXT, 40, "againx"))]
    found = {one.article: one for one in find_duplicates([*articles[:20], *twice[:1], *articles[20:], *twice[-1:]])}
    assert (found["again"].of, found["again"].same_outlet) == ("mine", True)
    assert not any(one.same_outlet for name, one in found.items() if name != "again")


def test_articles_are_returned_in_their_order_and_unchanged() -> None:
    articles = [make("a", write_text(5)), make("b", TEXT), make("c", write_text(6)), make("d", TEXT)]
    assert drop_duplicates(articles) == (articles[0], articles[1], articles[2])


# Properties


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(6, 60), st.integers(0, 2)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_dropping_twice_changes_nothing_and_every_duplicate_stands_for_one_kept(drawn: list[tuple[int, int, int]]) -> None:
    articles = [
        make(str(i), change(write_text(seed), every, f"{i}x"), f"outlet {outlet}")
        for i, (seed, every, outlet) in enumerate(drawn)
    ]
    kept = drop_duplicates(articles)
    assert drop_duplicates(kept) == kept
    names = {article.id for article in kept}
    found = find_duplicates(articles)
    assert {one.article for one in found if one.same_outlet}.isdisjoint(names)
    assert all(one.of in names for one in found if one.same_outlet)
    assert len({one.article for one in found}) == len(found)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(6, 60)), min_size=2, max_size=8), st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_index_misses_no_pair_that_comparing_all_finds(drawn: list[tuple[int, int]], rng: random.Random) -> None:
    reader = ShingleReader()
    texts = [reader.read(change(write_text(seed), every, f"{rng.randrange(99)}x")) for seed, every in drawn]
    candidates = set(find_candidates(texts))
    for one, other in combinations(range(len(texts)), 2):
        if compare_texts(texts[one], texts[other]):
            assert (one, other) in candidates


def test_the_same_is_found_in_every_run() -> None:
    script = (
        "from framing.duplicates import find_duplicates; from framing.model import Article; import random\n"
        "rng = random.Random(1); words = [f'w{i}' for i in range(50)]\n"
        "texts = [' '.join(rng.choice(words) for _ in range(90)) for _ in range(4)]\n"
        "articles = [Article(str(i), t + ' ' + str(i % 3)) for i, t in enumerate(texts * 3)]\n"
        "print(find_duplicates(articles))"
    )
    runs = {
        subprocess.run([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert b"near" in runs.pop()


def test_the_work_grows_with_the_articles_and_not_with_their_square() -> None:
    # 2,000 versions of one text: two million pairs, of which a small multiple of 2,000 is looked at
    reader = ShingleReader()
    texts = [reader.read(change(TEXT, 30, f"{i}x")) for i in range(2000)]
    assert len(list(find_candidates(texts))) <= 2 * REACH * len(texts)


def test_a_known_word_is_looked_up_and_the_known_words_are_never_gone_over(monkeypatch: pytest.MonkeyPatch) -> None:
    # going over all words known so far, for every text, is what made a large corpus slow
    class Known(dict[str, int]):
        def __iter__(self) -> Iterator[str]:
            raise AssertionError("gone over")

        keys = items = __iter__  # type: ignore[assignment]

    reader = ShingleReader()
    plain = reader.read(TEXT)
    monkeypatch.setattr(reader, "_numbers", Known(reader._numbers))
    assert reader.read(TEXT).key == plain.key
    assert reader.read(write_text(7)).n_words == 120


@pytest.mark.parametrize("parts", [2, 3, 64])
def test_in_how_many_parts_the_index_is_sorted_changes_nothing(monkeypatch: pytest.MonkeyPatch, parts: int) -> None:
    reader = ShingleReader()
    texts = [reader.read(change(write_text(seed % 5), 20 + seed, f"{seed}x")) for seed in range(30)]
    expected = list(find_candidates(texts))
    monkeypatch.setattr("framing.shingles._PARTS", parts)
    assert list(find_candidates(texts)) == expected
    assert expected
