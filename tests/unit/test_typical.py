"""X-11: the words typical of each group, by log-odds with a Dirichlet prior, under the rule's floors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from scipy import stats as scipy_stats
from unit.newsroom import make_case
from unit.scored import FakeAnalysis, FakeMeasure
from unit.test_report import section, text_of

from framing.comparison import Comparison, WordLists, contrast_words
from framing.comparison.typical import FEWEST_STORIES, FEWEST_USES, TypicalWord
from framing.model import Article
from framing.report import build
from framing.report.material import gather
from framing.report.sections.words import build_words
from framing.stories import Story

PADDING = "people walked along streets toward markets where bread cost little "


def tell(texts: Mapping[str, Sequence[str]], *, matched: bool = True) -> tuple[FakeAnalysis, Comparison]:
    """Return articles and their comparison: the texts of each outlet by story, the same stories where matched."""
    articles, stories = [], {}
    for outlet, told in texts.items():
        for number, text in enumerate(told):
            key = f"{outlet}-{number}"
            articles.append(Article(key, text, outlet))
            stories.setdefault(f"s{number}" if matched else key, []).append(key)
    made = tuple(Story(name, "", tuple(ids)) for name, ids in stories.items())
    groups = tuple(sorted(texts))
    design = "matched" if matched else "unmatched"
    analysis = FakeAnalysis(tuple(articles), (FakeMeasure(),), {}, ())
    return analysis, Comparison("outlet", groups, made, design, (), (), 0, 1, compared=tuple(s.id for s in made))


def words_of(lists: WordLists, group: str) -> list[str]:
    return [word.word for word in lists.words if word.group == group]


def find(first: Sequence[str], second: Sequence[str], **more: bool) -> WordLists:
    return contrast_words(*tell({"Alpha": first, "Beta": second}, **more))


class TestFloors:
    def test_a_word_that_one_side_uses_more_in_many_stories_is_named_for_it(self) -> None:
        found = find([PADDING * 9 + "allegedly " * 9] * 8, [PADDING * 9 + "allegedly " + "plainly " * 9] * 8)
        assert "allegedly" in words_of(found, "Alpha")
        assert "allegedly" not in words_of(found, "Beta")

    def test_a_word_needs_two_stories_on_each_side(self) -> None:
        other = [PADDING * 9 + "allegedly"] + [PADDING * 9] * 7
        assert "allegedly" not in words_of(find([PADDING * 9 + "allegedly " * 9] * 8, other), "Alpha")
        other[1] += "allegedly"
        assert FEWEST_STORIES == 2
        assert "allegedly" in words_of(find([PADDING * 9 + "allegedly " * 9] * 8, other), "Alpha")

    @pytest.mark.parametrize(("uses", "tested"), [(4, False), (5, True)])
    def test_a_word_needs_five_uses_on_both_sides_together(self, uses: int, tested: bool) -> None:
        assert FEWEST_USES == 5
        first = [PADDING + ("allegedly " if i < uses - 2 else "") for i in range(6)]
        second = [PADDING + ("allegedly " if i < 2 else "") for i in range(6)]
        with_word, without = find(first, second), find([PADDING] * 6, [PADDING] * 6)
        assert with_word.family_size - without.family_size == tested

    @pytest.mark.parametrize("n", [1, 5])
    def test_below_six_stories_there_is_no_list(self, n: int) -> None:
        found = find([PADDING + "allegedly " * 9] * n, [PADDING + "allegedly"] * n)
        assert (found.words, found.family_size, found.too_few) == ((), 0, ("Alpha",))

    def test_one_group_has_nothing_to_be_held_against(self) -> None:
        assert contrast_words(*tell({"Alpha": [PADDING] * 8})).sides == {}


class TestNumbers:
    FIRST = tuple(PADDING * 4 + "allegedly " * (3 + i % 4) + "plainly" for i in range(8))
    SECOND = tuple(PADDING * 5 + "allegedly " + "plainly " * (2 + i % 3) for i in range(8))

    def test_uses_rates_and_stories_are_counts_of_the_texts(self) -> None:
        [word] = [word for word in find(self.FIRST, self.SECOND).words if word.word == "allegedly"]
        counts = [Counter(" ".join(side).split()) for side in (self.FIRST, self.SECOND)]
        assert (word.uses, word.other_uses) == tuple(count["allegedly"] for count in counts)
        assert word.rate == pytest.approx(1000 * counts[0]["allegedly"] / counts[0].total())
        assert word.other_rate == pytest.approx(1000 * counts[1]["allegedly"] / counts[1].total())
        assert (word.stories, word.other_stories) == (8, 8)

    def test_z_is_monroes_over_all_words_of_both_sides(self) -> None:
        [word] = [word for word in find(self.FIRST, self.SECOND).words if word.word == "allegedly"]
        y = np.array([word.uses, word.other_uses], dtype=float)
        n = np.array([len(" ".join(side).split()) for side in (self.FIRST, self.SECOND)], dtype=float)
        prior, prior_n = y.sum(), n.sum()  # the words of both sides together
        odds = (y + prior) / (n + prior_n - y - prior)
        z = np.log(odds[0] / odds[1]) / np.sqrt((1 / (y + prior)).sum())
        assert word.z == pytest.approx(z, abs=1e-9)
        assert word.p == pytest.approx(2 * scipy_stats.norm.sf(z), abs=1e-12)

    def test_p_is_adjusted_over_all_words_tested(self) -> None:
        found = find(self.FIRST, self.SECOND)
        assert found.family_size > len(found.words)
        least = min(found.words, key=lambda word: word.p)
        assert least.p_adjusted <= least.p * found.family_size
        assert all(word.p <= word.p_adjusted <= 0.10 for word in found.words)

    def test_exchanged_names_exchange_the_lists(self) -> None:
        there = contrast_words(*tell({"Alpha": self.FIRST, "Beta": self.SECOND}))
        back = contrast_words(*tell({"Alpha": self.SECOND, "Beta": self.FIRST}))
        assert words_of(there, "Alpha") == words_of(back, "Beta")
        assert [round(w.z, 9) for w in there.words if w.group == "Beta"] == [
            round(w.z, 9) for w in back.words if w.group == "Alpha"
        ]
        assert all(word.z > 0 for word in (*there.words, *back.words))

    def test_the_order_of_articles_is_irrelevant(self) -> None:
        analysis, comparison = tell({"Alpha": self.FIRST, "Beta": self.SECOND})
        turned = FakeAnalysis(analysis.articles[::-1], analysis.measures, {}, ())
        assert contrast_words(turned, comparison) == contrast_words(analysis, comparison)

    def test_the_frame_has_a_row_a_word(self) -> None:
        found = find(self.FIRST, self.SECOND)
        frame = found.frame()
        assert list(frame["word"]) == [word.word for word in found.words]
        assert {"uses", "rate", "stories", "z", "p_adjusted"} <= set(frame.columns)
        assert list(WordLists((), 0, {}).frame().columns) == list(frame.columns)


class TestWords:
    def test_names_and_function_words_are_left_out(self) -> None:
        first = [PADDING * 9 + "The Harborview Post of which Marlo Quist spoke; " * 3 for _ in range(8)]
        second = [PADDING * 9 + "Harborview and Quist of which. " for _ in range(8)]
        assert {"harborview", "quist", "marlo", "which", "the"}.isdisjoint(words_of(find(first, second), "Alpha"))

    def test_a_word_at_the_start_of_a_sentence_is_no_name(self) -> None:
        first = [PADDING * 9 + ". " + "Allegedly it rained. " * 9 for _ in range(8)]
        second = [PADDING * 9 + ". Allegedly it rained. " for _ in range(8)]
        assert "allegedly" in words_of(find(first, second), "Alpha")

    def test_capitals_and_possessives_are_one_word(self) -> None:
        first = [PADDING * 9 + "the mayor's mayor mayor\u2019s walk " * 3 for _ in range(8)]
        second = [PADDING * 9 + "mayor " * (i < 3) for i in range(8)]
        [word] = [word for word in find(first, second).words if word.word == "mayor"]
        assert word.uses == 72


class TestDesigns:
    def test_of_matched_groups_only_shared_stories_are_read(self) -> None:
        shared = [PADDING * 5] * 6
        analysis, comparison = tell({"Alpha": [*shared, "allegedly " * 99, "allegedly " * 99], "Beta": shared})
        assert contrast_words(analysis, comparison).sides == {("Alpha", "Beta"): (6, 6)}

    def test_of_three_each_is_held_against_the_others_and_words_used_less_are_not_listed(self) -> None:
        texts = {name: [PADDING * 9 + f"{word} " * 9 + "calmly boldly freely"] * 8 for name, word in
                 (("Alpha", "calmly"), ("Beta", "boldly"), ("Gamma", "freely"))}  # fmt: skip
        for matched in (True, False):
            found = contrast_words(*tell(texts, matched=matched))
            assert {word.other for word in found.words} == {"all others"}
            assert [words_of(found, name) for name in texts] == [["calmly"], ["boldly"], ["freely"]]
            assert found.sides["Alpha", "all others"] == ((8, 8) if matched else (8, 16))

    def test_unmatched_sides_taken_from_the_whole_are_those_counted_apart(self) -> None:
        texts = {"Alpha": TestNumbers.FIRST, "Beta": TestNumbers.SECOND}
        apart = contrast_words(*tell(texts, matched=False))
        together = contrast_words(*tell(texts))
        assert [(w.word, w.uses, w.other_uses, round(w.z, 9)) for w in apart.words] == [
            (w.word, w.uses, w.other_uses, round(w.z, 9)) for w in together.words
        ]

    def test_articles_that_are_not_compared_are_not_read(self) -> None:
        analysis, comparison = tell({"Alpha": TestNumbers.FIRST, "Beta": TestNumbers.SECOND})
        more = FakeAnalysis((*analysis.articles, Article("x", "allegedly " * 500, "Alpha")), analysis.measures, {}, ())
        assert contrast_words(more, comparison) == contrast_words(analysis, comparison)


class TestReport:
    def test_the_list_says_its_family_and_that_it_explores(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", {})
        analysis, comparison, stories = make_case(21)
        lists = contrast_words(analysis, comparison)
        report = build(analysis, comparison, stories)
        said = text_of(section(report, "words"))
        assert "An exploratory list from the texts themselves" in said
        assert f"of {lists.family_size} tested" in said
        assert lists.family_size > 0
        assert [word["word"] for word in report.data["words"]] == [word.word for word in lists.words]

    def test_groups_without_enough_stories_are_named(self) -> None:
        analysis, comparison, stories = make_case(3)
        lists = WordLists((), 0, {("Alpha", "Beta"): (9, 9)}, ("Gamma",))
        said = text_of(list(build_words(gather(analysis, comparison, stories), lists)))
        assert "No list for Gamma: a side has fewer than 6 stories." in said
        assert "No word stands of 0 tested" in said

    def test_without_any_list_there_is_no_part(self) -> None:
        assert list(build_words(gather(*make_case(3)), WordLists((), 0, {}, ("Alpha",)))) == []

    def test_a_long_list_is_cut_and_says_so(self) -> None:
        words = tuple(TypicalWord("Alpha", "Beta", f"word{n}", 9, 1, 2.0, 0.1, 8, 2, 0.5, 4.0, 0.0, 0.001) for n in range(33))
        lists = WordLists(words, 400, {("Alpha", "Beta"): (9, 9)})
        said = text_of(list(build_words(gather(*make_case(3)), lists)))
        assert "Words typical of Alpha against Beta, the first 20 of 33" in said
        assert "“word19”" in said
        assert "“word20”" not in said
