"""Lines of context: which term is shown, which lines of it, and how they are set below each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from unit.newsroom import (
    Case,
    Counted,
    analyze_by_hand,
    empty_hits,
    make_article,
    make_case,
    make_learned_case,
    rate,
    write_text,
)

from framing.charts import COLUMN, PAGE
from framing.charts.canvas import INK, MUTED
from framing.charts.concordance import draw_concordance, draw_lines
from framing.charts.contexts import Found, choose_limit, find_lines
from framing.comparison import compare
from framing.comparison.results import Contribution
from framing.concordance import Concordance, concord, make_line
from framing.measures.evidence import WHOLE_SENTENCE
from framing.model import Hit
from framing.stories import Story

LONG = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(8, ("Alpha", "Beta", "Gamma"))


@pytest.fixture(scope="module")
def searched() -> Concordance:
    articles = [make_article(str(n), write_text([0, 1]), outlet) for n, outlet in enumerate(("Beta", "Alpha", "Alpha"))]
    return concord(articles, words="the quay", annotator="fast")


def find(case: Case) -> Found:
    found = find_lines(case[1], case[0])
    assert found is not None
    return found


def texts_of(figure: Any) -> list[Any]:
    from matplotlib.text import Text

    return [text for text in figure.findobj(Text) if text.get_text().strip()]


def tell(*texts: tuple[str, str]) -> Case:
    """Return a case of one story, an article for each outlet and text."""
    articles = [make_article(f"a{number}", text, outlet) for number, (outlet, text) in enumerate(texts)]
    analysis = analyze_by_hand(articles)
    stories = (Story("s", "Story", tuple(article.id for article in articles)),)
    return analysis, compare(analysis, stories=stories, draws=20), stories


class TestWhichTerm:
    def test_it_is_one_of_those_that_add_most_to_a_gap_and_that_two_groups_have(self, case: Case) -> None:
        found = find(case)
        heaviest = {part.term for gap in case[1].gaps for part in gap.contributions[:3]}
        assert found.term in heaviest
        assert len(found.groups) > 1

    def test_a_term_of_one_group_alone_is_shown_where_no_other_is(self) -> None:
        found = find(tell(("Alpha", write_text([0, 0, 0])), ("Beta", write_text([], filler=12))))
        assert [group.name for group in found.groups] == ["Alpha"]
        assert found.silent == ("Beta",)

    def test_a_single_outlet_has_its_most_frequent_term(self) -> None:
        found = find(tell(("Alpha", write_text([0, 1, 1]))))
        assert (found.title, found.term) == ("Hedging", "may")
        assert [group.n for group in found.groups] == [3]

    def test_nothing_found_says_so(self, case: Case) -> None:
        nothing = empty_hits(case[0])
        chart = draw_concordance(compare(nothing, stories=case[2], draws=20), nothing)
        assert chart.table == ()
        assert chart.alt == "No term was found often enough to show its contexts."

    def test_a_term_found_once_is_not_worth_a_chart(self) -> None:
        analysis, comparison, _ = tell(("Alpha", write_text([0])))
        once = {key: tuple(hit for hit in hits if hit.term == "may") for key, hits in analysis.hits.items()}
        assert find_lines(comparison, replace(analysis, hits=once)) is None

    def test_whole_sentences_are_no_terms(self) -> None:
        analysis, comparison, _ = make_learned_case()
        only = {key: tuple(h for h in hits if WHOLE_SENTENCE in h.labels) for key, hits in analysis.hits.items()}
        assert find_lines(comparison, replace(analysis, hits=only)) is None

    def test_findings_as_long_as_a_clause_are_no_terms(self, case: Case) -> None:
        analysis, comparison, _ = case
        long = {key: tuple(hit._replace(text="word " * 9) for hit in hits) for key, hits in analysis.hits.items()}
        assert find_lines(comparison, replace(analysis, hits=long)) is None

    def test_a_measure_that_marks_nearly_every_word_is_passed_over(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = find(case).title
        name = next(measure.name for measure in case[0].measures if measure.title == shown)
        monkeypatch.setattr("framing.charts.contexts.find_dense", lambda _: frozenset({name}))
        assert find(case).title != shown

    def test_a_gap_whose_measure_the_analysis_does_not_hold_is_passed_over(self, case: Case) -> None:
        analysis, comparison, _ = case
        gaps = tuple(replace(gap, contributions=(Contribution("x", 1.0), Contribution("y", 1.0))) for gap in comparison.gaps)
        found = find_lines(replace(comparison, gaps=gaps), analysis)
        assert found is not None
        assert found.term not in {"x", "y"}


class TestWhichLines:
    @pytest.mark.parametrize(("n", "limit"), [(1, 3), (5, 3), (6, 2), (12, 2), (13, 1), (25, 1)])
    def test_the_more_groups_the_fewer_lines_of_each(self, n: int, limit: int) -> None:
        assert choose_limit(n) == limit

    def test_they_come_from_as_many_articles_as_can_be(self) -> None:
        found = find(tell(("Alpha", write_text([0, 0, 0, 0])), ("Alpha", write_text([0, 1])), ("Alpha", write_text([0]))))
        (group,) = found.groups
        assert (group.n, group.n_articles) == (7, 3)
        assert [line.article for line in group.lines] == ["a0", "a1", "a2"]

    def test_of_one_article_the_first_are_shown(self) -> None:
        (group,) = find(tell(("Alpha", write_text([0, 0, 0, 0])))).groups
        starts = [line.start for line in group.lines]
        assert len(starts) == 3
        assert starts == sorted(starts)
        assert group.n == 4

    def test_only_findings_that_count_in_the_column_are_shown(self) -> None:
        measures = (Counted("loaded", "Loaded terms", (rate("own words", {}, ("own",)),)),)
        text = write_text([2, 3, 3])  # "brutal" quoted once, and twice in the outlet's words
        article = make_article("a", text, "Alpha")
        analysis = analyze_by_hand([article], measures)
        comparison = compare(analysis, stories=(Story("s", "s", ("a",)),), draws=20)
        found = find_lines(comparison, analysis)
        assert found is not None
        assert [line.voice for group in found.groups for line in group.lines] == ["own", "own"]

    def test_stories_that_are_not_compared_have_no_lines(self, case: Case) -> None:
        analysis, comparison, _ = case
        found = find_lines(replace(comparison, compared=comparison.compared[:1]), analysis)
        assert found is not None
        assert {line.article for group in found.groups for line in group.lines} <= {"s0-0", "s0-1", "s0-2"}

    def test_groups_are_those_of_the_comparison(self, case: Case) -> None:
        analysis, _, stories = case
        topics = replace(analysis, articles=tuple(replace(a, topic=f"topic {a.id[-1]}") for a in analysis.articles))
        found = find_lines(compare(topics, by="topic", stories=stories, draws=20), topics)
        assert found is not None
        assert {group.name for group in found.groups} <= {"topic 0", "topic 1", "topic 2"}


class TestLine:
    def test_a_line_holds_the_words_found_and_what_stands_beside_them(self) -> None:
        article = make_article("a", "One two may three.", "Alpha")
        line = make_line(article, Hit(8, 11, "hedging", "may", "epistemic", text="may", voice="own", rule="H-1"))
        assert (line.left.split(), line.text, line.right.split()) == (["One", "two"], "may", ["three."])
        assert (line.outlet, line.article, line.start, line.end) == ("Alpha", "a", 8, 11)

    def test_a_finding_in_a_title_has_the_title_around_it(self) -> None:
        article = make_article("a", "Body text.", "Alpha", title="Vote may wait")
        line = make_line(article, Hit(5, 8, "hedging", "may", "epistemic", text="may", voice="own", rule="H-1", zone="title"))
        assert (line.left.strip(), line.right.strip(), line.zone) == ("Vote", "wait", "title")


class TestDrawing:
    def test_each_line_is_a_row_with_its_context(self, case: Case) -> None:
        chart = draw_concordance(case[1], case[0])
        found = find(case)
        assert len(chart.table) == sum(len(group.lines) for group in found.groups)
        texts = {article.id: article.text for article in case[0].articles}
        for row in chart.table:
            assert texts[row["article"]][row["start"] : row["end"]] == row["text"]
            assert " ".join(row["right"].split()) in " ".join(texts[row["article"]][row["end"] :].split())

    def test_the_words_found_stand_below_each_other(self, case: Case) -> None:
        chart = draw_concordance(case[1], case[0])
        found = {row["text"] for row in chart.table}
        middles = {text.get_position()[0] for text in texts_of(chart.figure) if text.get_text() in found}
        assert len(middles) == 1

    @pytest.mark.parametrize("width", [COLUMN, PAGE])
    def test_no_context_reaches_beyond_the_figure_or_over_another_text(self, case: Case, width: float) -> None:
        figure = draw_concordance(case[1], case[0], width=width).figure
        figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in figure.axes[0].texts]
        assert all(box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1 for box in boxes)
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                beside = one.x1 <= other.x0 + 1 or other.x1 <= one.x0 + 1
                assert beside or one.y1 <= other.y0 + 3 or other.y1 <= one.y0 + 3

    def test_a_sources_words_are_gray_and_the_outlets_dark(self) -> None:
        line = make_line(
            make_article("a", "The plan may pass.", "Alpha"), Hit(9, 12, "m", "may", "c", text="may", voice="own", rule="r")
        )
        chart = draw_lines(Concordance("may", (line, replace(line, voice="reported"), replace(line, voice="quoted")), 1))
        drawn = [text.get_color() for text in texts_of(chart.figure) if text.get_text() == "may"]
        assert drawn == [INK, MUTED, MUTED]

    def test_each_line_has_the_number_of_its_article(self, case: Case) -> None:
        chart = draw_concordance(case[1], case[0])
        order = sorted(case[0].articles, key=lambda a: (a.outlet, a.date, a.id))
        numbers = {str(1 + [article.id for article in order].index(row["article"])) for row in chart.table}
        assert numbers <= {text.get_text() for text in texts_of(chart.figure)}

    def test_groups_without_the_term_are_named_and_many_are_counted(self) -> None:
        few = tell(("Alpha", write_text([0, 0])), ("Beta", write_text([])), ("Gamma", write_text([])))
        assert "Nowhere in: Beta, Gamma" in [t.get_text() for t in texts_of(draw_concordance(few[1], few[0]).figure)]
        many = tell(("Alpha", write_text([0, 0])), *((f"Outlet {place}", write_text([])) for place in range(9)))
        chart = draw_concordance(many[1], many[0])
        assert "Nowhere in 9 others" in [text.get_text() for text in texts_of(chart.figure)]
        assert chart.alt.endswith("Nowhere in 9 others.")

    @pytest.mark.parametrize("width", [COLUMN, PAGE])
    @pytest.mark.parametrize("n", [2, 5, 25])
    def test_outlets_of_any_number_and_name_fit_on_a_page(self, n: int, width: float) -> None:
        names = [LONG, "صحيفة الأخبار اليومية", *(f"Outlet {place:02d}" for place in range(23))][:n]
        analysis, comparison, _ = make_case(2, names)
        chart = draw_concordance(comparison, analysis, width=width)
        assert chart.figure.get_figheight() < 10
        ElementTree.fromstring(chart.svg().encode())

    def test_alt_text_counts_and_quotes(self, case: Case) -> None:
        chart, found = draw_concordance(case[1], case[0]), find(case)
        assert chart.alt.startswith(f"{found.title}, “{found.term}”. ")
        for group in found.groups:
            assert f"{group.name}: {group.n} in {group.n_articles} articles, as in “… " in chart.alt


class TestConcordances:
    def test_one_that_was_searched_for_is_drawn_by_outlet(self, searched: Concordance) -> None:
        chart = draw_lines(searched)
        assert [row["group"] for row in chart.table] == ["Alpha", "Alpha", "Beta"]
        assert chart.title == "“the quay” in context"

    def test_its_own_limit_and_grouping_are_kept(self, searched: Concordance) -> None:
        assert [row["group"] for row in draw_lines(searched.grouped("voice").draw(2)).table] == ["reported"] * 2

    def test_an_empty_one_says_so(self, searched: Concordance) -> None:
        chart = draw_lines(replace(searched, found=()))
        assert chart.table == ()
        assert chart.alt == "Nothing was found."
