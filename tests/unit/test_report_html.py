"""The HTML page: one file, nothing runs, nothing is fetched, every word from outside is text, everyone can read it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from unit.newsroom import (
    MEASURES,
    analyze_by_hand,
    make_article,
    make_case,
    make_hostile_case,
    make_learned_case,
    write_text,
)

from framing.comparison import compare
from framing.report import build
from framing.report.blocks import Report
from framing.report.html import DRAWING_LIMIT, clean, fit_svg, inline_chart, render
from framing.scores import Column
from framing.stories import Story

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """Every element of a page with its attributes, checked to be properly nested, and its text outside styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            raise ValueError(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)


@pytest.fixture(scope="module")
def report() -> Report:
    return build(*make_case(8, ("Alpha", "Beta", "Gamma")))


@pytest.fixture(scope="module")
def html(report: Report) -> str:
    return render(report)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def learned() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})  # they take most of the time and are tested elsewhere
        return render(build(*make_learned_case()))


@pytest.fixture(scope="module")
def learned_page(learned: str) -> Page:
    return Page(learned)


@pytest.fixture(scope="module")
def learned_body(learned: str) -> str:
    found = re.search(r'<article id="a1".*?<p class="body"[^>]*>(.*?)</p>', learned, re.DOTALL)
    assert found
    return found.group(1)


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(render(build(*make_hostile_case())))


class TestSafety:
    def test_there_are_no_scripts_frames_forms_or_handlers(self, page: Page, hostile: Page) -> None:
        for each in (page, hostile):
            tags = {tag for tag, _ in each.elements}
            assert not tags & {"script", "iframe", "object", "embed", "form", "link", "base"}
            assert not [name for _, attributes in each.elements for name in attributes if name.startswith("on")]

    def test_nothing_is_fetched_from_anywhere(self, html: str, page: Page) -> None:
        for _, attributes in page.elements:
            for name in ("src", "href", "xlink:href", "action", "poster", "srcset"):
                assert (attributes.get(name) or "#").startswith(("#", "data:"))
        assert "@import" not in html
        assert not re.search(r"url\((?!#)", html)

    def test_a_policy_forbids_scripts_and_connections_even_if_one_slipped_in(self, page: Page) -> None:
        policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    def test_hostile_titles_texts_outlets_and_files_are_shown_as_text(self, hostile: Page) -> None:
        shown = (
            "<script>alert(1)</script>", "<script>alert(3)</script>", "[x](javascript:alert(5))", "<script>alert(6)</script>",
            "<img src=x onerror=alert(2)>", "<b>menu</b>", "<i>file</i>", "<u>tie</u>", "../../x", "<script>.txt",
            "=cmd()|' /C calc'!A0", "</pre>",
        )  # fmt: skip
        assert [words for words in shown if words not in hostile.text] == []

    def test_no_address_leads_out_of_the_page(self, hostile: Page) -> None:
        assert all((link["href"] or "").startswith("#") for link in hostile.all("a"))

    def test_characters_that_html_forbids_are_shown_as_replaced(self) -> None:
        assert clean("a\x00b\x0bc\td\n") == "a\ufffdb\ufffdc\td\n"
        assert "\x00" not in render(build(*make_hostile_case()))

    def test_a_measure_with_a_hostile_name_cannot_leave_its_class(self) -> None:
        evil = replace(MEASURES[0], name='x"} body{display:none', title="<b>evil</b>")
        analysis = analyze_by_hand([make_article("a", write_text([0, 1]))], measures=(*MEASURES[1:], evil))
        hits = {"a": tuple(hit._replace(measure=evil.name) for hit in analyze_by_hand(analysis.articles).hits["a"])}
        analysis = replace(analysis, hits=hits)
        stories = (Story("s", "s", ("a",)),)
        html = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
        assert "m-x-body-display-none" in html
        assert "display:none" not in html.replace('x"} body{display:none', "").split("<main")[0]
        assert "<b>evil</b>" not in html


class TestReading:
    def test_the_page_is_well_formed_and_names_its_language(self, page: Page) -> None:
        assert page.open == []
        assert page.all("html") == [{"lang": "en"}]
        assert all(article["lang"] == "en" for article in page.all("article"))

    def test_ids_are_unique_and_every_link_finds_its_place(self, page: Page) -> None:
        ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
        assert len(ids) == len(set(ids))
        assert {(link["href"] or "")[1:] for link in page.all("a")} <= set(ids)
        assert {(use.get("xlink:href") or use.get("href") or "")[1:] for use in page.all("use")} <= set(ids)

    def test_one_main_heading_and_no_level_is_skipped(self, page: Page) -> None:
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_contents_list_every_section_and_a_first_link_skips_them(self, page: Page) -> None:
        links = [link["href"] for link in page.all("a")]
        assert links[0] == "#main"
        assert links[1:4] == ["#summary", "#compared", "#findings"]

    def test_tables_have_captions_scoped_headers_and_a_container_that_scrolls_by_keyboard(self, page: Page, html: str) -> None:
        assert len(page.all("caption")) == len(page.all("table"))
        assert all(header["scope"] in ("col", "row") for header in page.all("th"))
        scrolling = [div for div in page.all("div") if div.get("class") == "scroll"]
        assert len(scrolling) == len(page.all("table"))
        assert all(div["tabindex"] == "0" and div["role"] == "group" and div["aria-label"] for div in scrolling)
        assert not re.search(r"<table(?![^>]*>\s*<caption>)", html)

    def test_charts_are_drawings_with_alt_text_at_two_widths(self, page: Page, report: Report) -> None:
        drawings = page.all("svg")
        assert len(drawings) == 2 * len(report.charts)
        assert all(drawing["role"] == "img" and (drawing["aria-label"] or "").endswith(".") for drawing in drawings)

    def test_a_language_attribute_and_free_direction_let_arabic_titles_read_from_the_right(self) -> None:
        arabic = make_article("a", write_text([0]), "صحيفة", title="عنوان")
        analysis = analyze_by_hand([arabic])
        stories = (Story("s", "s", ("a",)),)
        page = Page(render(build(analysis, compare(analysis, stories=stories, draws=50), stories)))
        assert {"class": "title", "dir": "auto"} in page.all("p")

    def test_long_lists_of_evidence_are_folded(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may. " * 30)])
        stories = (Story("s", "s", ("a",)),)
        html = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
        assert "<summary>24 more</summary>" in html
        assert '<ol start="7">' in html

    def test_twenty_articles_stay_under_three_megabytes(self) -> None:
        outlets = tuple(f"Outlet {n}" for n in range(4))
        analysis, _, stories = make_case(5, outlets)
        long = [replace(article, text=f"{article.text}\n\n{write_text([0, 1, 2, 3, 4], 60)}") for article in analysis.articles]
        analysis = analyze_by_hand(long)
        assert len(analysis.articles) == 20
        assert len(render(build(analysis, compare(analysis, stories=stories, draws=50), stories))) < 3_000_000


class TestArticles:
    def test_marks_say_measure_category_voice_and_rule_in_words(self, page: Page) -> None:
        titles = {mark["title"] for mark in page.all("mark")}
        assert "Hedging: epistemic; the outlet’s own words; rule H-1" in titles
        assert "Loaded terms: label; a source’s words, quoted; rule L-1" in titles

    def test_marks_carry_measure_and_voice_as_classes(self, page: Page) -> None:
        classes = {mark["class"] for mark in page.all("mark")}
        assert "m-hedging v-own" in classes
        assert any("v-quoted" in (name or "") for name in classes)

    def test_quotations_sources_cues_and_contents_are_told_apart(self, page: Page) -> None:
        names = {name for span in (*page.all("span"), *page.all("mark")) for name in (span.get("class") or "").split()}
        assert {"quotation", "source", "cue", "content"} <= names

    def test_overlapping_findings_are_marks_of_both_and_the_text_stays_whole(self) -> None:
        article = make_article("a", "The brutal regime may fall.", title="")
        analysis = analyze_by_hand([article])
        hits = tuple(hit._replace(start=4, end=17) if hit.term == "brutal" else hit for hit in analysis.hits["a"])
        hits = tuple(hit._replace(measure="hedging") if hit.term == "regime" else hit for hit in hits)
        analysis = replace(analysis, hits={"a": hits})
        stories = (Story("s", "s", ("a",)),)
        html = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
        marked = re.search(r'<p class="body" dir="auto">(.*?)</p>', html, re.DOTALL)
        assert marked
        assert re.sub("<[^>]*>", "", marked.group(1)) == article.text
        assert 'class="m-loaded v-own m-hedging"' in marked.group(1)

    def test_each_measure_has_its_filter_without_a_script(self, page: Page, html: str) -> None:
        radios = [field["id"] for field in page.all("input") if field.get("type") == "radio"]
        measures = ["hedging", "attribution", "loaded", "evaluation"]
        assert radios == ["only-all", *(f"only-{name}" for name in measures), "only-sources", "only-none"]
        for name in measures:
            assert f".reader:has(#only-{name}:checked) mark:not(.m-{name})" in html

    def test_evidence_leads_to_the_place_in_the_article(self, page: Page) -> None:
        anchors = {mark["id"] for mark in page.all("mark") if mark.get("id")}
        places = {(link["href"] or "")[1:] for link in page.all("a") if re.match(r"#a\d+-body", link["href"] or "")}
        assert places
        assert places <= anchors


class TestLearned:
    """Findings of a learned layer: uncertain ones and whole sentences."""

    def test_the_page_is_well_formed_and_its_links_find_their_places(self, learned_page: Page) -> None:
        assert learned_page.open == []
        ids = [attributes["id"] for _, attributes in learned_page.elements if attributes.get("id")]
        assert len(ids) == len(set(ids))
        assert {(link["href"] or "")[1:] for link in learned_page.all("a")} <= set(ids)

    def test_an_uncertain_finding_is_followed_by_a_sign_of_its_measure_and_says_so(self, learned_body: str) -> None:
        assert re.search(
            r'<mark class="[^"]*\bm-hedging\b[^"]*"[^>]*title="[^"]*uncertain, 30 % sure[^"]*">may</mark>'
            r'<sup class="doubt d-hedging" title="uncertain">\?</sup>',
            learned_body,
        )
        assert '<sup class="doubt d-attribution" title="uncertain">?</sup>' in learned_body
        assert re.search(r">regime</mark>(?!<sup)", learned_body), "a sure finding has no sign"

    def test_a_whole_sentence_is_no_mark_and_opens_with_a_bar(self, learned_body: str) -> None:
        assert learned_body.count("starts") == 2
        assert re.search(r'<(?:span|mark) class="[^"]*s-loaded-sentences[^"]*starts', learned_body)
        assert "m-loaded-sentences" not in learned_body
        assert re.search(
            r'<span class="[^"]*s-loaded-sentences[^"]*"[^>]*title="[^"]*weighed most: brutal, winter', learned_body
        )
        assert 'd-loaded-sentences" title="uncertain">?</sup>' in learned_body

    def test_without_its_signs_the_text_stays_whole(self, learned_body: str) -> None:
        plain = re.sub("<[^>]*>", "", re.sub("<sup.*?</sup>", "", learned_body))
        assert plain == write_text([0, 2, 3]).split("\n\n")[0]

    def test_the_legend_explains_both_signs(self, learned_page: Page) -> None:
        assert "bar before a sentence: the sentence as a whole is a finding" in learned_page.text
        assert "uncertain: such findings have less than an even chance" in learned_page.text
        assert "count in no headline" in learned_page.text

    def test_choosing_a_measure_shows_its_sentences_and_only_its_signs(self, learned: str) -> None:
        chosen = ".reader:has(#only-loaded-sentences:checked)"
        assert f"{chosen} .s-loaded-sentences {{ --bar: var(--line-5); background: var(--tint-5); }}" in learned
        assert f"{chosen} article .doubt:not(.d-loaded-sentences) {{ display: none; }}" in learned
        assert ".reader:has(#only-hedging:checked) article .starts:not(.s-hedging) { --bar: transparent; }" in learned
        assert ".s-hedging {" not in learned

    def test_lists_of_evidence_name_doubt_and_words_and_stress_no_whole_sentence(self, learned: str) -> None:
        listed = learned[learned.index('id="e-loaded-sentences-1"') :]
        listed = listed[: listed.index("</section>")]
        assert "Loaded sentences, Alpha: 2 findings, 1 in the headline, 1 uncertain" in listed
        assert "<b>" not in listed
        first, second = re.findall(r'<span class="about">(.*?)</span>', listed)
        assert first.startswith("weighed most: brutal, winter; loaded; own")
        assert second.startswith("side column; uncertain, 40 % sure; weighed most: brutal, winter; loaded; own")
        assert "<q>A brutal winter may delay the honest mayor, critics said.</q>" in listed

    def test_without_them_nothing_of_it_is_said(self, report: Report) -> None:
        html = render(report)
        main = html[html.index("<main") :]
        assert "uncertain:" not in main
        assert "bar before" not in main
        assert 'class="doubt' not in main
        assert ".starts:not(" not in html


class TestStyle:
    css = (files("framing.report") / "templates" / "report.css").read_text(encoding="utf-8")

    def colors(self, dark: bool) -> dict[str, str]:
        light, _, night = self.css.partition("@media screen and (prefers-color-scheme: dark)")
        found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", light))
        return {**found, **dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", night))} if dark else found

    @staticmethod
    def contrast(one: str, two: str) -> float:
        def luminance(color: str) -> float:
            parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

        lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    @pytest.mark.parametrize("dark", [False, True])
    def test_all_text_reaches_the_contrast_of_wcag_aa(self, dark: bool) -> None:
        colors = self.colors(dark)
        for ink in ("ink", "muted", "accent", "quote"):
            assert self.contrast(colors[ink], colors["paper"]) >= 4.5, ink
        assert self.contrast(colors["ink"], colors["caution"]) >= 4.5
        for n in range(1, 9):
            for ink in ("ink", "quote"):
                assert self.contrast(colors[ink], colors[f"tint-{n}"]) >= 4.5, (ink, n)
            assert self.contrast(colors[f"line-{n}"], colors["paper"]) >= 3, n

    def test_the_inks_of_the_charts_are_turned_over_on_a_dark_page(self) -> None:
        from framing.charts import canvas

        night = self.css.partition("@media screen and (prefers-color-scheme: dark)")[2]
        for color in (canvas.INK, canvas.MUTED, canvas.RULE, canvas.ACCENT, canvas.NEGATIVE, canvas.PAPER):
            assert color in night

    def test_there_are_styles_for_print_and_for_narrow_screens(self) -> None:
        assert "@media print" in self.css
        assert "@media (max-width: 40rem)" in self.css
        assert "overflow-x: auto" in self.css


class TestDrawings:
    SVG = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg width="504pt" height="100pt" viewBox="0 0 504 100">\n'
        '<metadata><x/></metadata>\n<defs><style type="text/css">*{a: b}</style></defs>'
        '<g id="g1" clip-path="url(#p1)"><use xlink:href="#m1"/></g></svg>'
    )

    def test_a_drawing_loses_its_prolog_metadata_and_global_style(self) -> None:
        svg = fit_svg(self.SVG, "a-", "Alt.")
        assert svg.startswith("<svg")
        assert "metadata" not in svg
        assert "<style" not in svg

    def test_ids_and_references_get_the_charts_own_prefix(self) -> None:
        svg = fit_svg(self.SVG, "a-", "Alt.")
        assert 'id="a-g1"' in svg
        assert "url(#a-p1)" in svg
        assert 'href="#a-m1"' in svg

    def test_size_is_left_to_the_page_up_to_a_limit(self) -> None:
        svg = fit_svg(self.SVG, "a-", "Alt.")
        assert 'width="504pt"' not in svg
        assert "max-width: 806px" in svg

    def test_a_very_large_drawing_becomes_a_picture_where_that_is_smaller(self, report: Report) -> None:
        chart: Any = report.charts["estimates"].page

        class Large:
            name, title, alt = chart.name, chart.title, 'alt with "marks"'

            def png(self, dpi: int) -> bytes:
                return bytes(chart.png(dpi=dpi))

        picture = str(inline_chart(Large(), "<svg>" + "x" * (10 * DRAWING_LIMIT) + "</svg>", "page"))  # type: ignore[arg-type]
        assert picture.startswith('<img alt="alt with &#34;marks&#34;" src="data:image/png;base64,')


def test_an_undefined_value_is_an_en_dash() -> None:
    column = Column("rate", MEASURES[0].columns[0].unit, "attributions", "over nothing", headline=True)
    measure = replace(MEASURES[0], columns=(column,))
    analysis = analyze_by_hand([make_article("a", "Word " * 200)], measures=(measure,))
    stories = (Story("s", "s", ("a",)),)
    html = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
    assert '<td class="n">–</td>' in html
    assert ">nan<" not in html.lower()


def test_the_same_report_gives_the_same_page_twice(report: Report, html: str) -> None:
    assert render(report) == html
    assert render(build(*make_case(8, ("Alpha", "Beta", "Gamma")))) == html
