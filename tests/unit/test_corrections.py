"""What a person decided about stories: read from a small file, and honored whatever words and dates say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.errors import FramingError
from framing.stories import Corrections, group_stories, load_corrections
from framing.stories.linkage import link_average


def write(folder: Path, text: str) -> Path:
    path = folder / "grouping.yml"
    path.write_text(text, encoding="utf-8")
    return path


class TestFile:
    def test_groups_of_ids_are_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "together:\n  - [one, two]\n  - [three, 4, five]\napart:\n  - [one, three]\n")
        assert load_corrections(path) == Corrections((("one", "two"), ("three", "4", "five")), (("one", "three"),))

    def test_either_part_may_be_missing(self, tmp_path: Path) -> None:
        assert load_corrections(write(tmp_path, "apart: [[a, b]]\n")) == Corrections((), (("a", "b"),))

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("- [a, b]", "is not a mapping; it holds together: and apart:"),
            ("togther: [[a, b]]", 'unknown key "togther" \\(allowed: together, apart\\)'),
            ("together: a, b", "together: must be a list of lists of article ids"),
            ("together: [a, b]", "each group is a list of at least two article ids"),
            ("apart: [[a]]", "apart: each group is a list of at least two article ids"),
            ("together: [[a, b], [b, c]]\napart: [[a, c]]", '"a" and "c" are to stand together and apart'),
            ("together: [[a, b", "line"),
        ],
    )
    def test_what_is_wrong_is_said_with_the_file(self, tmp_path: Path, text: str, message: str) -> None:
        path = write(tmp_path, text)
        with pytest.raises(FramingError, match=message) as told:
            load_corrections(path)
        assert str(path) in str(told.value)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match=r"none\.yml"):
            load_corrections(tmp_path / "none.yml")

    def test_ids_that_are_no_article_s_are_told(self) -> None:
        assert Corrections((("a", "b"),), (("c", "a"),)).unknown(["a"]) == ("b", "c")


class TestLinkage:
    def test_items_that_belong_together_are_one_cluster_though_nothing_links_them(self) -> None:
        assert link_average(4, [(2, 3, 0.9)], 0.5, together=[[0, 3]]) == [[0, 3], [1], [2]]

    def test_items_to_be_kept_apart_are_not_merged_however_alike(self) -> None:
        assert link_average(2, [(0, 1, 0.9)], 0.5, apart=[(0, 1)]) == [[0], [1]]

    def test_what_joins_one_of_two_that_are_apart_stays_from_the_other(self) -> None:
        pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.8)]
        assert link_average(3, pairs, 0.5, apart=[(0, 2)]) == [[0, 1], [2]]

    @settings(deadline=None, max_examples=80, derandomize=True)
    @given(
        st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.01, 1.0)), max_size=28),
        st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=6),
        st.sets(st.integers(0, 7), min_size=2, max_size=3),
    )
    def test_whatever_is_alike_the_file_is_honored(
        self, pairs: list[tuple[int, int, float]], apart: list[tuple[int, int]], together: set[int]
    ) -> None:
        distinct = {(min(i, j), max(i, j)): alike for i, j, alike in pairs if i != j}
        kept = [(i, j) for i, j in apart if not {i, j} <= together]
        seeds = [sorted(together)]
        clusters = link_average(8, [(*pair, alike) for pair, alike in distinct.items()], 0.3, together=seeds, apart=kept)
        assert sorted(item for members in clusters for item in members) == list(range(8))
        assert any(together <= set(members) for members in clusters)
        assert not any({i, j} <= set(members) for members in clusters for i, j in kept)


class TestStories:
    def test_a_story_can_be_made_and_parted_by_hand(self) -> None:
        articles = list(framing.sample_articles())
        proposed = group_stories(articles)
        one, other = proposed[0].articles[:2]
        stranger = proposed[1].articles[0]
        corrected = group_stories(articles, corrections=Corrections(((one, stranger),), ((one, other),)))
        story_of = {key: story.id for story in corrected for key in story.articles}
        assert story_of[one] == story_of[stranger]
        assert story_of[one] != story_of[other]

    def test_corrections_of_other_articles_change_nothing(self) -> None:
        articles = list(framing.sample_articles())
        assert group_stories(articles, corrections=Corrections((("x", "y"),), (("z", "x"),))) == group_stories(articles)
