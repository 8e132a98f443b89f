"""The Markdown report: GitHub and pandoc show it, and no word from outside becomes markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.newsroom import analyze_by_hand, make_article, make_case, make_hostile_case, make_learned_case

from framing.comparison import compare
from framing.report import build
from framing.report.blocks import Code, Excerpt, Link, Report, Strong
from framing.report.markdown import FINDINGS, escape, make_codes, render, write_line
from framing.stories import Story


@pytest.fixture(scope="module")
def report() -> Report:
    return build(*make_case(8, ("Alpha", "Beta", "Gamma")))


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return render(report)


@pytest.fixture(scope="module")
def learned() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})  # they take most of the time and are tested elsewhere
        return render(build(*make_learned_case()))


@pytest.fixture(scope="module")
def hostile() -> str:
    return render(build(*make_hostile_case()))


def body_of(article_text: str, title: str = "") -> str:
    """Return the body of an article as the report prints it."""
    analysis = analyze_by_hand([make_article("a", article_text, title=title)])
    stories = (Story("s", "s", ("a",)),)
    printed = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
    return printed.split('<a id="a1"></a>')[1].split('<a id="methods">')[0].strip()


class TestEscaping:
    @pytest.mark.parametrize(
        ("raw", "shown"),
        [
            ("# head", r"\# head"),
            ("- item", r"\- item"),
            ("+ item", r"\+ item"),
            ("12. item", r"12\. item"),
            ("3) item", r"3\) item"),
            ("=== ", r"\==="),
            ("* item", r"\* item"),
            ("> quote", "&gt; quote"),
            ("a | b", r"a \| b"),
            ("`code`", r"\`code\`"),
            ("[x](http://y)", r"\[x\](http://y)"),
            ("![x](y)", r"!\[x\](y)"),
            ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
            ("&lt;", "&amp;lt;"),
            ("_a_ snake_case", r"\_a\_ snake_case"),
            ("~~gone~~", r"\~\~gone\~\~"),
            ("$x$", r"\$x\$"),
            ("back\\slash", r"back\\slash"),
            ("two\n\nlines", "two lines"),
            ("    indented", "indented"),
            ("nul\x00", "nul\ufffd"),
        ],
    )
    def test_what_markdown_would_take_for_markup_is_text(self, raw: str, shown: str) -> None:
        assert escape(raw) == shown

    @given(st.text(max_size=60))
    def test_no_text_can_hold_a_tag_a_line_break_or_a_bare_pipe(self, raw: str) -> None:
        shown = escape(raw)
        assert "<" not in shown
        assert "\n" not in shown
        assert not re.search(r"(?<!\\)(?:\\\\)*\|", shown)

    @given(st.text(max_size=60))
    def test_undoing_the_escapes_gives_the_words_back(self, raw: str) -> None:
        import html

        plain = html.unescape(re.sub(r"\\([\\`*\[\]|~$_.)#+=:-])", r"\1", escape(raw)))
        printable = "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in raw)
        assert plain.split() == printable.split()

    def test_hostile_titles_texts_outlets_and_files_are_shown_as_text(self, hostile: str) -> None:
        assert "<script" not in hostile
        assert "<img" not in hostile
        assert "<svg" not in hostile
        assert "](javascript" not in re.sub(r"\\\]", "", hostile)
        assert r"\# \[x\](javascript:alert(5)) \| \$1\$" in hostile
        assert "&lt;script&gt;alert(3)&lt;/script&gt;" in hostile

    def test_every_row_of_a_table_has_as_many_cells_as_its_header(self, text: str, hostile: str) -> None:
        for each in (text, hostile):
            for table in re.findall(r"(?:^\|.*\n?)+", each, re.MULTILINE):
                cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.strip().splitlines()}
                assert len(cells) == 1, table

    def test_only_a_few_harmless_tags_are_written(self, text: str, hostile: str) -> None:
        for each in (text, hostile):
            tags = set(re.findall(r"</?([a-z]+)", each))
            assert tags <= {"a", "b", "sup", "details", "summary"}


class TestInline:
    def test_parts_of_a_line_keep_the_blanks_between_them(self) -> None:
        assert write_line(("Alpha uses ", Link("3 words", "e-1"), ", ", Strong("no more. "), "End")) == (
            "Alpha uses [3 words](#e-1), **no more.** End"
        )

    def test_code_that_holds_marks_of_its_own_is_escaped_instead(self) -> None:
        assert write_line((Code("H-11"), " ", Code("a`|b"))) == r"`H-11` a\`\|b"

    def test_evidence_is_bold_in_its_sentence(self) -> None:
        assert write_line((Excerpt("It ", "may", " pass."),)) == "It **may** pass."

    def test_evidence_that_ends_in_punctuation_is_bold_too(self) -> None:
        assert write_line((Excerpt("a", "“so”", "b"),)) == "a<b>“so”</b>b"

    def test_links_to_a_place_in_an_article_lead_to_the_article(self) -> None:
        assert write_line((Link("1 Alpha", "a12-body-34"),)) == "[1 Alpha](#a12)"

    def test_a_part_in_the_middle_of_a_line_opens_no_list(self) -> None:
        assert write_line(("x ", "1. y")) == "x 1. y"


class TestDocument:
    def test_it_opens_with_the_title_and_a_list_of_contents(self, text: str) -> None:
        assert text.startswith(
            "# How Alpha, Beta and Gamma worded 8 stories\n\n- [Summary](#summary)\n- [What was compared](#compared)\n"
        )

    def test_every_link_inside_the_document_has_its_anchor(self, text: str) -> None:
        anchors = set(re.findall(r'<a id="([^"]+)">', text))
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors

    def test_charts_are_relative_links_with_alt_text_and_their_data(self, text: str, report: Report) -> None:
        images = re.findall(r"!\[(.*?)\]\((charts/[a-z]+\.png)\)", text)
        assert {path for _, path in images} == {f"charts/{name}.png" for name in report.charts}
        assert all(alt.endswith(".") for alt, _ in images)
        assert "[Data](charts/ladder.csv)" in text

    def test_what_is_folded_in_html_is_folded_here(self, text: str) -> None:
        assert text.count("<details>") == text.count("</details>") > 3
        assert "<summary>Hedging: terms, voices and side columns</summary>\n\n" in text

    def test_long_lists_of_evidence_point_to_the_file_that_holds_all(self) -> None:
        analysis = analyze_by_hand([make_article("a", "It may. " * (FINDINGS + 5))])
        stories = (Story("s", "s", ("a",)),)
        text = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
        assert "- … and 5 more in hits.jsonl" in text

    def test_findings_that_count_in_no_headline_say_so(self) -> None:
        text = render(build(*make_case(1)))
        assert re.search(r"\*\*roughly\*\* .*side column", text)

    def test_the_caution_is_set_off(self, text: str) -> None:
        assert "\n> **What not to conclude.** These measures describe wording" in text

    def test_the_same_report_gives_the_same_text_twice(self, text: str) -> None:
        assert render(build(*make_case(8, ("Alpha", "Beta", "Gamma")))) == text


class TestArticles:
    def test_evidence_is_bold_with_the_letters_of_its_measure(self) -> None:
        assert "It **may**<sup>h</sup> pass." in body_of("It may pass.")

    def test_overlapping_findings_are_one_stretch_with_all_their_letters(self) -> None:
        analysis = analyze_by_hand([make_article("a", "The mayor’s Mayor Ruiz said it may.")])
        hits = [hit._replace(start=19, end=30) if hit.measure == "hedging" else hit for hit in analysis.hits["a"]]
        analysis = replace(analysis, hits={"a": tuple(hits)})
        stories = (Story("s", "s", ("a",)),)
        text = render(build(analysis, compare(analysis, stories=stories, draws=50), stories))
        assert "The mayor’s **Mayor Ruiz said it**<sup>a h</sup> may." in text

    def test_paragraphs_that_look_like_markup_are_paragraphs(self) -> None:
        body = body_of("# One.\n\n- Two.\n\n1. Three.\n\n| Four |")
        for line in (r"\# One.", r"\- Two.", r"1\. Three.", r"\| Four \|"):
            assert f"\n\n{line}" in body

    def test_letters_are_the_shortest_that_tell_measures_apart(self) -> None:
        slugs = ["hedging", "loaded", "lix", "lixx"]
        assert make_codes(slugs) == {"hedging": "h", "loaded": "lo", "lix": "lix", "lixx": "lixx"}

    def test_names_of_several_words_go_by_their_initials_and_no_two_are_alike(self) -> None:
        slugs = ["hedging", "hedged-sentences", "loaded", "loaded-sentences", "loud-songs", "ls"]
        assert make_codes(slugs[:-1]) == {
            "hedging": "h", "hedged-sentences": "hs", "loaded": "l", "loaded-sentences": "ls", "loud-songs": "loud-songs",
        }  # fmt: skip
        assert make_codes(slugs) == {
            "hedging": "h", "hedged-sentences": "hs", "loaded": "lo", "loaded-sentences": "loaded-sentences",
            "loud-songs": "loud-songs", "ls": "ls",
        }  # fmt: skip


class TestLearned:
    """Findings of a learned layer: uncertain ones and whole sentences."""

    def test_uncertain_findings_have_a_question_mark_after_their_letters(self, learned: str) -> None:
        assert "the plan **may**<sup>h?</sup> pass." in learned
        assert "**regime**<sup>l quoted</sup>" in learned

    def test_the_letters_of_a_whole_sentence_stand_where_it_ends_and_its_words_are_not_bold(self, learned: str) -> None:
        body = learned.split('<a id="a1"></a>')[1].split("\n\n")[4]
        assert body.startswith("**Mayor Ruiz said**<sup>a</sup> the plan **may**<sup>h?</sup> pass.<sup>ls?</sup> ")
        assert body.endswith("delay the **honest**<sup>e</sup> mayor, **critics said**<sup>a</sup>.<sup>ls</sup>")

    def test_the_key_explains_both_signs(self, learned: str) -> None:
        assert "Letters after words that are not bold: the sentence before them is a finding as a whole." in learned
        assert "A question mark after letters: uncertain. Such findings have less than an even chance" in learned

    def test_lists_of_evidence_name_doubt_and_words_and_stress_no_whole_sentence(self, learned: str) -> None:
        (line,) = [line for line in learned.splitlines() if "uncertain, 40 % sure" in line and "[1 Alpha]" in line]
        assert line.startswith(
            "- Mayor Ruiz said the plan may pass. (uncertain, 40 % sure; weighed most: brutal, winter; loaded;"
        )
        assert "side column" in line

    def test_without_them_nothing_of_it_is_said(self, text: str) -> None:
        assert "question mark after" not in text
        assert "not bold" not in text
        assert "uncertain, " not in text


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_it_without_a_warning(text: str) -> None:
    done = subprocess.run(["pandoc", "-f", "gfm", "-t", "html"], input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
