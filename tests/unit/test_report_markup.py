"""What the page's markup promises browsers and readers: links that lead somewhere, tables and targets everyone can use."""

from __future__ import annotations

import re

import pytest
from unit.newsroom import Case, make_case

from framing.report import build
from framing.report.blocks import Code, Excerpt, Heading, Link, Report, Table
from framing.report.highlight import mark_text, pin_hits, place_anchor
from framing.report.html import LONGEST_WORD, is_unbroken, render


def render_table(header: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = tuple(tuple((cell,) for cell in row) for row in rows)
    return render(Report("A report", (Heading("Tables", "tables"), Table("A table", header, lines)), {}, {}))


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(2)


def test_every_link_of_a_report_leads_to_one_place(case: Case) -> None:
    page = render(build(*case))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_findings_of_a_measure_that_is_not_marked_can_be_led_to(case: Case) -> None:
    analysis, comparison, stories = case
    for measure in analysis.measures:
        object.__setattr__(measure, "marked", measure.name != "hedging")
    try:
        page = render(build(analysis, comparison, stories))
    finally:
        for measure in analysis.measures:
            object.__delattr__(measure, "marked")
    hits = [hit for hit in analysis.hits["s0-0"] if hit.measure == "hedging" and hit.zone == "body"]
    anchors = [place_anchor(1, "body", hit.start) for hit in hits]
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    assert 'class="m-hedging' not in page.partition('<div class="reader">')[2]


def test_a_pinned_finding_has_its_own_piece_and_no_mark(case: Case) -> None:
    hit = next(hit for hit in case[0].hits["s0-0"] if hit.zone == "body")
    text = case[0].articles[0].text
    pieces = [piece for paragraph in mark_text(text, pin_hits([hit], 7)) for piece in paragraph]
    pinned = [piece for piece in pieces if piece.anchor]
    assert [(piece.text, piece.anchor, piece.classes) for piece in pinned] == [(hit.text, f"a7-body-{hit.start}", ())]


def test_an_empty_cell_heads_no_row_and_no_column() -> None:
    page = render_table(("", "Alpha"), ("Hedging", "3"), ("", "4"))
    assert "<thead><tr><td></td><th" in page
    assert '<tr><th scope="row">Hedging</th><td>3</td></tr>' in page
    assert "<tr><td></td><td>4</td></tr>" in page


def test_a_table_of_more_columns_than_a_sheet_has_room_for_says_the_column_in_each_cell() -> None:
    many = render_table(tuple(f"Outlet {n}" for n in range(14)), tuple(str(n) for n in range(14)))
    assert '<div class="scroll many"' in many
    assert '<td data-head="Outlet 13">13</td>' in many
    assert "data-head=" not in render_table(("Outlet", "Articles"), ("Alpha", "3"))


@pytest.mark.parametrize(
    ("line", "unbroken"),
    [
        (("The Very Long and Exceedingly Thorough Morning Herald-Tribune",), False),
        (("x" * (LONGEST_WORD + 1),), True),
        (("short ", Link("y" * (LONGEST_WORD + 1), "a1")), True),
        ((Code("z" * LONGEST_WORD), Excerpt("before", "it", "after")), False),
    ],
)
def test_a_word_that_no_table_has_room_for_is_broken_anywhere(line: tuple[str, ...], unbroken: bool) -> None:
    assert is_unbroken(line) is unbroken
    page = render_table(("Outlet",), ("x" * 80,))
    assert '<th scope="row" class="long">' in page


def test_the_skip_link_and_the_link_to_the_contents_lead_to_what_keys_can_go_on_from() -> None:
    page = render_table(("Outlet",), ("Alpha",))
    assert '<a class="skip" href="#main">' in page
    assert '<main id="main" tabindex="-1">' in page
    assert '<a class="up" href="#contents">' in page
    assert re.search(r'<nav id="contents"[^>]* tabindex="-1">', page)


def test_a_page_without_contents_has_no_link_to_them() -> None:
    assert 'href="#contents"' not in render(Report("A piece", (), {}, {}))
