"""What the nouns look like at the end of a cell, and in a list: short, and with the user's text escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from unit.newsroom import Counted

import framing
from framing.charts import Chart, draw_ladder
from framing.charts.values import read_titles
from framing.claims import Alignment, Change, Claim, Fate, Statement, Version
from framing.comparison import Gap, TypicalWord, WordLists
from framing.errors import FramingError
from framing.model import Article
from framing.report.assembly import build
from framing.report.markdown import render
from framing.scores import Column, Score, Unit
from framing.stories import Derivation, Story

TITLE = "Port <b>may</b> close"
TEXT = "The port may close, officials said on Monday.\n\nA <script> was found there."


@pytest.fixture(scope="module")
def article() -> Article:
    return Article("alpha/port", TEXT, outlet="Alpha", title=TITLE, date=date(2025, 3, 4))


class TestArticle:
    def test_its_line_holds_no_text(self, article: Article) -> None:
        assert (
            repr(article) == "Article('alpha/port', outlet='Alpha', title='Port <b>may</b> close', date=2025-03-04, 13 words)"
        )

    def test_what_is_not_stated_is_not_shown(self) -> None:
        assert repr(Article("x", "One two.")) == "Article('x', 2 words)"

    def test_its_page_holds_every_paragraph_escaped(self, article: Article) -> None:
        page = article._repr_html_()
        assert "<h4>Port &lt;b&gt;may&lt;/b&gt; close</h4>" in page
        assert "Alpha · 2025-03-04 · alpha/port" in page
        assert "<p>The port may close, officials said on Monday.</p><p>A &lt;script&gt; was found there.</p>" in page

    def test_a_page_without_a_title_says_so(self, article: Article) -> None:
        assert "(no title)" in replace(article, title="")._repr_html_()


class TestStory:
    story = Story(
        "story-1",
        TITLE,
        ("a", "b", "c"),
        (Derivation("a", "wire_original", "", ("tagged <AP>",)), Derivation("b", "uncredited_probable", "a", ("one", "two"))),
        ("port", "harbor"),
    )

    def test_its_line_names_it_and_counts_its_articles(self) -> None:
        assert repr(self.story) == f"Story('story-1', '{TITLE}', 3 articles)"
        assert repr(Story("story-2", "Fire", ("a",))).endswith("1 article)")

    def test_its_table_says_who_follows_whom_and_why(self) -> None:
        table = self.story._repr_html_()
        rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in table.split("<tr>")[2:]]
        assert rows == [
            ["a", "wire original", "", "tagged &lt;AP&gt;"],
            ["b", "uncredited probable", "a", "one; two"],
            ["c", "", "", ""],
        ]
        assert "Port &lt;b&gt;may&lt;/b&gt; close (shared: port, harbor)" in table


class TestView:
    def test_its_line_holds_the_title_and_the_measures(self, article: Article) -> None:
        analysis = framing.analyze([article], measures=["hedging"], annotator="fast")
        view = framing.show(analysis, "alpha/port")
        assert repr([view]) == f"[View(Alpha: '{TITLE}', marked by Hedging)]"
        assert "[[may|hedging]] close, officials" in str(view)

    def test_an_article_is_shown_by_itself_or_by_its_id(self, article: Article) -> None:
        analysis = framing.analyze([article], measures=["hedging"], annotator="fast")
        assert framing.show(analysis, article) == framing.show(analysis, "alpha/port")
        with pytest.raises(FramingError, match=r'Unknown article "0"\. Available: alpha/port\.'):
            framing.show(analysis, 0)  # type: ignore[arg-type]

    def test_without_a_title_it_says_so(self, article: Article) -> None:
        analysis = framing.analyze([replace(article, title="")], measures=["hedging"], annotator="fast")
        assert repr(framing.show(analysis, "alpha/port")) == "View(Alpha: '(no title)', marked by Hedging)"


class TestWordLists:
    word = TypicalWord("Alpha", "Beta", "<harbor>", 9, 1, 4.5, 0.5, 6, 2, 2.1, 3.0, 0.002, 0.04)
    lists = WordLists((word,), 1227, {("Alpha", "Beta"): (7, 8)}, ("Gamma",))

    def test_their_line_says_how_much_was_tested_and_what_was_left_out(self) -> None:
        assert repr(self.lists) == (
            "WordLists(1 typical word of 1,227 tested; Alpha against Beta: 7 and 8 stories; fewer than 6 stories: Gamma)"
        )

    def test_no_word_is_no_table_but_still_says_what_was_tested(self) -> None:
        empty = WordLists((), 0, {}, ())
        assert repr(empty) == "WordLists(0 typical words of 0 tested; nothing compared)"
        assert empty._repr_html_() == f"<p>{empty!r}</p>"

    def test_the_table_has_a_row_a_word_escaped(self) -> None:
        table = self.lists._repr_html_()
        assert "&lt;harbor&gt;" in table
        assert table.count("<tr") == 2


class TestGap:
    def test_its_line_holds_no_terms(self) -> None:
        gap = Gap("loaded", "rate", "", "Alpha", "Beta", Unit("per 1,000 words", 1000), -3.14159, 0.5, n_stories=7)
        assert repr(gap) == "Gap(loaded rate: Alpha against Beta, -3.14 per 1,000 words, 7 stories)"


class TestClaim:
    def test_its_line_says_what_became_of_it(self) -> None:
        said = Statement("a", 0, 16, "The port closed.", 0, 0.0)
        assert repr(Claim(said, (Fate("b", "not_found", 0.1, 0.0),))) == "Claim('The port closed.', b: not found)"
        assert repr(Claim(said, ())) == "Claim('The port closed.', no other version)"

    def test_the_table_of_an_alignment_is_set_for_reading(self) -> None:
        said, other = Statement("a", 0, 16, "The port closed.", 0, 0.0), Statement("b", 0, 15, "Port <may> close", 0, 0.0)
        fate = Fate("b", "paraphrased", 0.9, 0.8, (other,), changes=(Change("hedge", "hedged_more", "", "may"),))
        version = Version("b", {"paraphrased": 1}, 1, 1, 1.0, 0.0, 0.0, 1.0)
        table = Alignment("story-1", "a", "the earliest", (Claim(said, (fate,)),), {}, (version,))._repr_html_()
        assert table.count('<td style="text-align: left; vertical-align: top">') == 2
        assert "paraphrased: Port &lt;may&gt; close [hedge hedged more]" in table

    def test_what_is_not_found_is_called_so_and_never_omitted(self) -> None:
        said = Statement("a", 0, 16, "The port closed.", 0, 0.0)
        version = Version("b", {"not_found": 1}, 1, 1, 0.0, 1.0, 0.0, 1.0)
        alignment = Alignment("story-1", "a", "the earliest", (Claim(said, (Fate("b", "not_found", 0.1),)),), {}, (version,))
        assert alignment.claims_frame()["label"].tolist() == ["not_found"]
        assert alignment.versions_frame()["not_found"].tolist() == [1]
        table = alignment._repr_html_()
        assert ">not found</td>" in table
        assert "omitted" not in table


class TestManyArticles:
    def test_the_table_of_an_analysis_stays_short(self, article: Article) -> None:
        several = [replace(article, id=f"alpha/{n}") for n in range(90)]
        analysis = framing.analyze(several, measures="lix", annotator="fast", duplicates="keep")
        table = analysis._repr_html_()
        assert "<p>90 articles</p>" in table
        assert "alpha/0<" in table
        assert "alpha/89<" in table
        assert table.count("<tr") < 50


LIST_OF_MY_OWN = """\
name: loaded_terms
version: 1.0.0
about: Words of my own.
source: Written here.
license: CC0-1.0
language: en
voice: [own]
categories:
  all: {about: all of them, column: headline}
entries:
  all: [harbor]
"""


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> framing.Analysis:
    path = tmp_path_factory.mktemp("lists") / "loaded_terms.yml"
    path.write_text(LIST_OF_MY_OWN, encoding="utf-8")
    articles = [
        framing.Article("a", "The harbor fell silent. The harbor slept.", outlet="Alpha"),
        framing.Article("b", "The regime closed the harbor.", outlet="Beta"),
    ]
    return framing.analyze(articles, measures="loaded", lexicons=path, annotator="fast")


class TestMeasuresOfOneTitle:
    """A list of one's own called loaded_terms has the title of the shipped measure "loaded"."""

    def test_each_has_its_column_in_the_table(self, alike: framing.Analysis) -> None:
        table = alike._repr_html_()
        assert "<th>Loaded terms (loaded), per 1,000 words</th>" in table
        assert "<th>Loaded terms (loaded_terms), per 1,000 words</th>" in table
        assert "<td>285.7</td>" in table  # 2 of 7 words of the first article
        assert "<td>200.0</td>" in table

    def test_each_has_its_heading_in_the_report(self, alike: framing.Analysis) -> None:
        comparison = framing.compare(alike, draws=20)
        lines = render(build(alike, comparison, comparison.stories)).splitlines()
        assert lines.count("### Loaded terms") == 0
        assert lines.count("### Loaded terms (loaded)") == lines.count("### Loaded terms (loaded_terms)") == 2

    def test_charts_tell_them_apart_too(self, alike: framing.Analysis) -> None:
        assert read_titles(alike)["loaded"] == "Loaded terms (loaded)"


def test_two_headline_columns_of_one_unit_have_a_column_each_in_the_table() -> None:
    unit = Unit("per article")
    columns = tuple(Column(name, unit, "articles", headline=True) for name in ("openings", "closings"))
    measure = Counted("doors", "Doors", columns)
    scores = tuple(Score("a", "doors", name, "", n, 1.0, unit) for name, n in (("openings", 3.0), ("closings", 4.0)))
    table = framing.Analysis((framing.Article("a", "x", outlet="Alpha"),), (measure,), {}, scores)._repr_html_()
    assert "<th>Doors, per article (openings)</th>" in table
    assert "<td>3.0</td>" in table
    assert "<td>4.0</td>" in table


class TestChart:
    def draw(self, article: Article) -> Chart:
        analysis = framing.analyze([article], measures="attribution", annotator="fast")
        return draw_ladder(framing.compare(analysis), analysis)

    def test_its_line_holds_its_name_and_title(self, article: Article) -> None:
        chart = self.draw(article)
        assert repr([chart]) == f"[Chart({chart.name!r}, {chart.title!r}, {len(chart.table)} rows)]"

    def test_it_is_saved_as_what_the_name_of_the_file_says(self, article: Article, tmp_path: Path) -> None:
        chart = self.draw(article)
        assert chart.save(tmp_path / "ladder.PNG").read_bytes() == chart.png()
        assert chart.save(tmp_path / "ladder.svg").read_text(encoding="utf-8") == chart.svg()
        assert chart.save(str(tmp_path / "ladder.csv")).read_bytes().decode() == chart.csv()

    def test_another_format_is_refused_and_nothing_written(self, article: Article, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match=r'ladder\.pdf: .*"\.pdf".*\.png, \.svg, \.csv'):
            self.draw(article).save(tmp_path / "ladder.pdf")
        assert list(tmp_path.iterdir()) == []
