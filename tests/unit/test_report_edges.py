"""Corpora at the edges: a sensible report each, in both formats, with every link leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from unit.newsroom import analyze_by_hand, make_article, write_text

from framing.comparison import compare
from framing.model import Article
from framing.report import build, html, markdown
from framing.report.blocks import Report
from framing.report.direction import CLOSE, OPEN, isolate, isolate_names, turns
from framing.stories import Story

LONG = "The Venerable Daily Gazette and Intelligencer of the United Harbor Provinces, no. "
ARABIC = "صحيفة المرفأ (طبعة 2)"
SPECIAL = '<b>5 * 3</b> | [x](javascript:1) `q` _z_ $1$ # & "é" <script>alert(1)</script>'


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


def report_on(articles: Sequence[Article], shared: bool = True) -> Report:
    """Return the report on articles that tell one story, or one each."""
    ids = [article.id for article in articles]
    stories = (Story("s", "The vote", tuple(ids)),) if shared else tuple(Story(key, f"Vote {key}", (key,)) for key in ids)
    analysis = analyze_by_hand(articles)
    return build(analysis, compare(analysis, stories=stories, draws=20), stories)


def make(n: int, outlets: Sequence[str], text: str = "") -> list[Article]:
    return [
        make_article(f"a{i}", text or write_text([i % 5, 1]), outlets[i % len(outlets)], date=date(2025, 3, 1 + i % 28))
        for i in range(n)
    ]


CASES = {
    "one outlet": (make(4, ["Alpha"]), False),
    "one article": (make(1, ["Alpha"]), True),
    "25 outlets": (make(50, [f"Outlet {n:02d}" for n in range(25)]), True),
    "all zero": (make(2, ["Alpha", "Beta"], "The council met on the harbor. " * 40), True),
    "no dates": ([replace(article, date=None) for article in make(4, ["Alpha", "Beta"])], True),
    "no titles": ([replace(article, title="") for article in make(4, ["Alpha", "Beta"])], True),
    "no outlets": ([replace(article, outlet="") for article in make(2, ["Alpha"])], True),
    "long names": (make(6, [f"{LONG}{n}" for n in range(3)]), True),
    "Arabic names": (make(4, ["Alpha", ARABIC]), True),
    "special characters": (
        [replace(article, title=SPECIAL, text=f"{SPECIAL} {article.text}") for article in make(2, [SPECIAL, "B"])],
        True,
    ),
    "empty bodies": ([*make(2, ["Alpha", "Beta"]), make_article("e", "", "Gamma"), make_article("f", " \n\n ", "Delta")], True),
    "one and a hundred": ([make_article("a", write_text([0]), "Alpha"), *make(100, ["Beta"])[1:]], True),
}


@pytest.fixture(scope="module", params=list(CASES))
def case(request: pytest.FixtureRequest) -> tuple[str, Report]:
    return request.param, report_on(*CASES[request.param])


def test_it_opens_with_a_summary_that_ends_in_the_caution(case: tuple[str, Report]) -> None:
    page = markdown.render(case[1])
    summary = page[page.index("## Summary") : page.index("## What was compared")]
    for words in ("**What stands**", "**How sure**", "**What not to conclude.**"):
        assert words in summary


def test_every_link_of_the_html_leads_somewhere(case: tuple[str, Report]) -> None:
    page = html.render(case[1])
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_every_link_of_the_markdown_leads_somewhere(case: tuple[str, Report]) -> None:
    page = markdown.render(case[1])
    assert set(re.findall(r"(?<!\\)\]\(#([^)]+)\)", page)) <= set(re.findall(r'<a id="([^"]+)"></a>', page))


def test_no_value_is_printed_as_a_machine_says_it(case: tuple[str, Report]) -> None:
    said = re.sub(r"<[^>]*>", " ", markdown.render(case[1])).lower()
    assert not re.search(r"\b(nan|none,|inf|null|nat)\b", said)


def test_rows_of_markdown_tables_have_as_many_cells_as_their_head(case: tuple[str, Report]) -> None:
    lines = markdown.render(case[1]).splitlines()
    for place, line in enumerate(lines):
        if re.fullmatch(r"\|(?: -+:? \|)+", line):
            width = len(re.findall(r"(?<!\\)\|", line))
            rows = [lines[place - 1]]
            for row in lines[place + 1 :]:
                if not row.startswith("|"):
                    break
                rows.append(row)
            assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {width}


def test_only_our_own_tags_stand_in_the_markdown(case: tuple[str, Report]) -> None:
    tags = set(re.findall(r"</?([a-zA-Z]+)", markdown.render(case[1])))
    assert tags <= {"a", "b", "details", "sub", "summary", "sup"}


def test_what_stands_says_why_there_is_no_test() -> None:
    assert "There is only one outlet here" in markdown.render(report_on(*CASES["one outlet"]))
    assert "One story allows no interval, no test and no ranking." in markdown.render(report_on(*CASES["all zero"]))


def test_nothing_found_is_said_once_for_all() -> None:
    assert "Nothing was found to count." in markdown.render(report_on(*CASES["all zero"]))


def test_dates_that_are_not_stated_are_said_not_to_be() -> None:
    assert "dates not stated" in markdown.render(report_on(*CASES["no dates"]))


def test_long_names_stay_out_of_the_title_and_in_the_tables() -> None:
    page = markdown.render(report_on(*CASES["long names"]))
    assert page.startswith("# How 3 outlets worded one story")
    assert f"| {LONG}0 |" in page


def test_many_outlets_are_counted_in_the_title() -> None:
    assert report_on(*CASES["25 outlets"]).title == "How 25 outlets worded one story: “The vote”"


class TestDirection:
    def test_a_name_that_runs_from_right_to_left_is_isolated_wherever_it_stands(self) -> None:
        report = report_on(*CASES["Arabic names"])
        for page in (markdown.render(report), re.sub(r"<article .*?</article>", "", html.render(report), flags=re.DOTALL)):
            assert ARABIC in page
            assert page.count(ARABIC) == page.count(f"{OPEN}{ARABIC}{CLOSE}")

    def test_data_keep_the_name_as_it_is(self) -> None:
        data = report_on(*CASES["Arabic names"]).data
        assert ARABIC in data["groups"]
        assert not any(OPEN in text for text in (*data["groups"], *data["findings"], data["title"]))

    def test_other_names_are_left_alone(self) -> None:
        assert isolate("Alpha 2") == "Alpha 2"
        assert isolate_names(("Alpha", ("Beta",)), {"Alpha", "Beta"}) == ("Alpha", ("Beta",))

    @pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u202b", "\u2066"])
    def test_marks_in_a_name_that_turn_what_follows_are_taken_out(self, mark: str) -> None:
        name = f"Gazette {mark}evil"
        assert turns(name)
        assert isolate(name) == f"{OPEN}Gazette evil{CLOSE}"

    def test_a_name_inside_a_longer_one_is_isolated_with_it(self) -> None:
        said = isolate_names("صدى and صدى الميناء", {"صدى", "صدى الميناء"})
        assert said == f"{OPEN}صدى{CLOSE} and {OPEN}صدى الميناء{CLOSE}"
