"""Whom each outlet attributes to, with which verbs, and who did not comment: what a report's tables say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from unit.newsroom import make_article

import framing
from framing.analysis import Analysis
from framing.comparison import compare
from framing.model import Article
from framing.report import markdown
from framing.report.assembly import build
from framing.report.blocks import Block, Fold, Line, Link, Paragraph, Report, Table
from framing.report.material import Material, gather, has_sources
from framing.report.sections.gaps import build_gaps
from framing.report.sections.results import build_results
from framing.report.sections.sourcing import GROUPS, REPLIES, SOURCES, WORDING, build_details, tabulate_headings
from framing.report.wording import TYPE_WORDS, name_source, say_type
from framing.stories import Story

ALPHA = (
    "Nela Marsh said the mill would close in May. She said it was old. Marsh said the cost was high. Critics said the deal was "
    "late. The union claimed it was a trick. The talks reportedly failed.\n\nRain fell on the dam. The firm declined to "
    "comment on the price."
)
BETA = "Omar Vance claimed the mill was safe. Rain fell. A senior official said a buyer had been found."
MEASURES = ("attribution", "sourcing", "reply_record")


def analyze(articles: Sequence[Article], measures: Sequence[str] = MEASURES) -> Analysis:
    return framing.analyze(articles, measures=measures, annotator="fast")


def gather_case(*articles: Article, measures: Sequence[str] = MEASURES) -> Material:
    analysis = analyze(articles, measures)
    return gather_analysis(analysis)


def gather_analysis(analysis: Analysis) -> Material:
    stories = (Story("s", "The mill", tuple(article.id for article in analysis.articles)),)
    return gather(analysis, compare(analysis, stories=stories, draws=50), stories)


@pytest.fixture(scope="module")
def material() -> Material:
    return gather_case(make_article("a", ALPHA, "Alpha", title="Mayor says mill may close"), make_article("b", BETA, "Beta"))


def details(material: Material, name: str) -> list[Block]:
    return list(build_details(material, next(m for m in material.analysis.measures if m.name == name)))


def tables(blocks: Iterable[Block]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        found += [block] if isinstance(block, Table) else tables(block.blocks) if isinstance(block, Fold) else []
    return found


def words(line: Line) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in line)


def cells(row: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(map(words, row))


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [cells(row) for row in table.rows]


def speak(n: int, *, name: str = "Person{}") -> Article:
    """Return an article in which n sources speak once each."""
    return make_article(
        "a", " ".join(f"Nela {name.format(chr(65 + i // 26) + chr(97 + i % 26))} said it was late." for i in range(n))
    )


class TestSources:
    def test_there_is_a_table_an_outlet_whose_caption_counts_its_sources(self, material: Material) -> None:
        captions = [table.caption for table in tables(details(material, "sourcing"))]
        assert captions == ["Alpha: 3 sources, 5 attributions to them", "Beta: 2 sources, 2 attributions to them"]

    def test_a_source_is_one_row_with_kind_rung_counts_words_and_articles(self, material: Material) -> None:
        alpha = tables(details(material, "sourcing"))[0]
        assert alpha.header == ("Source", "Kind", "How named", "Attributions", "Words", "Articles")
        assert rows_of(alpha)[0] == ("Nela Marsh", "person", "named (5)", "3", "13", "1")
        assert ("critics", "group of people", "collective (1)", "1", "4", "1") in rows_of(alpha)

    def test_an_article_is_named_by_a_link_to_its_text(self, material: Material) -> None:
        assert tables(details(material, "sourcing"))[0].rows[0][-1] == (Link("1", "a1"),)

    def test_nobody_is_no_row(self, material: Material) -> None:
        assert all("none" not in row for table in tables(details(material, "sourcing")) for row in rows_of(table))

    def test_the_words_of_a_table_are_those_the_measure_counts(self, material: Material) -> None:
        alpha = rows_of(tables(details(material, "sourcing"))[0])
        found = [hit for _, hit in material.hits_of("Alpha", "attribution") if hit.zone == "body" and "counted" in hit.labels]
        assert sum(int(row[4]) for row in alpha) == sum(hit.value for hit in found if "agentless" not in hit.labels)

    def test_one_source_in_two_articles_of_an_outlet_is_one_row(self) -> None:
        found = gather_case(
            make_article("a", "Nela Marsh said it was late."), make_article("b", "Nela Marsh said it was dark.")
        )
        (row,) = rows_of(tables(details(found, "sourcing"))[0])
        assert row[0] == "Nela Marsh"
        assert row[3:] == ("2", "6", "1, 2")

    def test_most_used_sources_stand_first_and_the_rest_in_one_line(self) -> None:
        (table,) = tables(details(gather_case(speak(SOURCES + 4)), "sourcing"))
        assert len(table.rows) == SOURCES + 1
        assert rows_of(table)[-1] == ("4 more sources", "–", "4 named", "4", "12", "–")

    def test_sources_of_many_outlets_are_folded(self) -> None:
        articles = [make_article(f"a{i}", "Nela Marsh said it was late.", f"Outlet {i}") for i in range(GROUPS + 2)]
        blocks = details(gather_case(*articles), "sourcing")
        (fold,) = [block for block in blocks if isinstance(block, Fold)]
        assert (words(fold.summary), len(fold.blocks)) == ("Sources of 2 more", 2)
        assert len([block for block in blocks if isinstance(block, Table)]) == GROUPS

    def test_pronouns_that_stand_for_nobody_known_are_one_row_that_says_so(self) -> None:
        found = gather_case(make_article("a", "He said it was late. Rain fell."))
        assert rows_of(tables(details(found, "sourcing"))[0])[0][0] == "(unresolved pronoun)"

    def test_uncertain_nested_and_thought_attributions_are_left_out(self, material: Material) -> None:
        records = material.analysis.attributions["b"]
        for change in ({"confidence": 0.2}, {"level": 2}, {"kind": "cognition"}, {"zone": "title"}):
            changed = {**material.analysis.attributions, "b": tuple({**record, **change} for record in records)}
            altered = replace(material, analysis=replace(material.analysis, attributions=changed))
            assert len(tables(details(altered, "sourcing"))) == 1

    def test_without_sources_nothing_is_said(self) -> None:
        assert details(gather_case(make_article("a", "Rain fell.")), "sourcing") == []

    def test_a_name_full_of_markup_stays_text(self) -> None:
        name = "<b>Nela</b> | Marsh"
        found = gather_case(make_article("a", "Nela Marsh said it was late."))
        records = tuple({**r, "entity": name, "source_text": name} for r in found.analysis.attributions["a"])
        altered = replace(found, analysis=replace(found.analysis, attributions={"a": records}))
        (table,) = tables(details(altered, "sourcing"))
        assert words(table.rows[0][0]) == name
        said = markdown.render(Report("x", (table,), {}, {}))
        assert "| &lt;b&gt;Nela&lt;/b&gt; \\| Marsh |" in said

    def test_only_the_measure_of_sources_has_them(self, material: Material) -> None:
        assert [measure.name for measure in material.analysis.measures if has_sources(measure)] == ["sourcing"]

    def test_what_the_tables_say_is_not_said_again_as_terms(self, material: Material) -> None:
        captions = [table.caption for table in tables(build_results(material, ()))]
        assert "Sources: terms in the headline" not in captions
        assert "Attribution: terms in the headline" in captions


class TestStance:
    def test_classes_are_counts_with_shares_of_all_attributions(self, material: Material) -> None:
        (table,) = tables(details(material, "attribution"))
        assert table.header == ("Outlet", "Attributions", "Neutral", "Distancing", "Hearsay")
        assert rows_of(table)[0] == ("Alpha", "6", "4 (67 %)", "1 (17 %)", "1 (17 %)")

    def test_of_fewer_than_five_there_are_counts_and_no_shares(self, material: Material) -> None:
        (table,) = tables(details(material, "attribution"))
        assert rows_of(table)[1] == ("Beta", "2", "1", "1", "0")

    def test_a_note_says_what_a_class_commits_to_and_names_its_cues(self, material: Material) -> None:
        (note,) = [block for block in details(material, "attribution") if isinstance(block, Paragraph)]
        said = words(note.line)
        assert "distancing: withholds belief (“claim” 2)" in said
        assert said.startswith("Neutral: commits to nothing (“say” 5)")
        assert "none is a fault" in said

    def test_without_attributions_there_is_no_table(self) -> None:
        assert details(gather_case(make_article("a", "Rain fell.")), "attribution") == []

    def test_side_columns_do_not_say_it_again(self, material: Material) -> None:
        side = next(table for table in tables(build_results(material, ())) if table.caption == "Attribution: side columns")
        names = {cells(row)[0].split()[0] for row in side.rows}
        assert not {name for name in names if name.startswith(("cue_", "ladder_", "anonymous_"))}
        assert {"official_share", "media_reliance", "specified_anonymous_share", "top_source_share"} <= names


class TestHeadings:
    def test_the_ladder_of_titles_stands_apart(self, material: Material) -> None:
        (table,) = tabulate_headings(material, material.analysis.measures[0])
        (row,) = rows_of(table)
        assert row[:3] == ("Alpha", "titles", "1")
        assert sum(map(int, row[3:])) == 1

    def test_without_attributions_in_titles_there_is_none(self) -> None:
        found = gather_case(make_article("a", ALPHA, title="Rain falls"))
        assert list(tabulate_headings(found, found.analysis.measures[0])) == []

    def test_a_measure_without_a_ladder_has_none(self, material: Material) -> None:
        assert list(tabulate_headings(material, material.analysis.measures[1])) == []


class TestReplies:
    def test_the_record_names_party_wording_place_and_article(self, material: Material) -> None:
        (table,) = tables(details(material, "reply_record"))
        assert table.header == ("Outlet", "Party", "Wording", "Sentence", "Article")
        assert rows_of(table) == [("Alpha", "The firm", "“declined to comment on the price.”", "8 of 8", "1")]

    def test_without_one_there_is_no_table(self) -> None:
        assert details(gather_case(make_article("a", BETA)), "reply_record") == []

    def test_long_records_are_cut_and_say_how_many_are_left(self) -> None:
        text = "\n\n".join("The firm declined to comment." for _ in range(REPLIES + 3))
        table, note = details(gather_case(make_article("a", text)), "reply_record")
        assert isinstance(table, Table)
        assert isinstance(note, Paragraph)
        assert len(table.rows) == REPLIES
        assert words(note.line).startswith("3 more stand in")

    def test_long_wording_is_cut_at_a_word(self) -> None:
        text = f"The firm declined to comment on {'the price of timber and ' * 9}coal."
        ((_, _, wording, _, _),) = rows_of(tables(details(gather_case(make_article("a", text)), "reply_record"))[0])
        assert len(wording) <= WORDING + 4
        assert wording.endswith(" …”")

    @pytest.mark.parametrize(
        ("text", "wording"),
        [
            ("The firm did not respond to questions.", "did not respond to questions."),
            ("The firm, which runs the mill, declined to comment.", "declined to comment."),
        ],
    )
    def test_the_wording_is_what_is_said_of_the_party_and_nothing_that_describes_it(self, text: str, wording: str) -> None:
        (row,) = rows_of(tables(details(gather_case(make_article("a", text)), "reply_record"))[0])
        assert row[2] == f"“{wording}”"

    def test_a_pronoun_is_named_and_an_uncertain_record_says_so(self) -> None:
        found = gather_case(make_article("a", "Nela Marsh said it was late. She declined to comment on the price."))
        altered = [{**r, "confidence": 0.3} if r["kind"] == "no_comment" else r for r in found.analysis.attributions["a"]]
        found = replace(found, analysis=replace(found.analysis, attributions={"a": tuple(altered)}))
        (row,) = rows_of(tables(details(found, "reply_record"))[0])
        assert row[1:3] == ("Nela Marsh", "“declined to comment on the price.” (uncertain)")

    def test_one_in_a_title_says_so(self) -> None:
        found = gather_case(make_article("a", "Rain fell on the dam.", title="The firm declined to comment on price"))
        (row,) = rows_of(tables(details(found, "reply_record"))[0])
        assert row[3] == "title"


RECORD: Mapping[str, Any] = {
    "source": [0, 4], "source_text": "She", "entity": "Nela Marsh", "flags": ["pronoun"], "type": "named_person",
    "official": False,
}  # fmt: skip


class TestWords:
    def test_a_source_is_named_as_its_mentions_share_it(self) -> None:
        assert name_source(RECORD) == "Nela Marsh"
        assert name_source({**RECORD, "source": None}) == "nobody named"
        assert name_source({**RECORD, "flags": ["pronoun", "unresolved"]}) == "(unresolved pronoun)"

    @pytest.mark.parametrize(
        ("written", "entity", "name"),
        [
            ("Critics", "critics", "critics"),
            ("The Mines Inspectorate", "the mines inspectorate", "the Mines Inspectorate"),
            ("A copy seen by Halyard", "a copy seen by halyard", "a copy seen by Halyard"),
            ("Marsh", "Nela Marsh", "Nela Marsh"),
        ],
    )
    def test_it_keeps_the_capitals_of_its_names_and_loses_that_of_its_sentence(
        self, written: str, entity: str, name: str
    ) -> None:
        assert name_source({**RECORD, "flags": [], "source_text": written, "entity": entity}) == name

    def test_a_kind_says_whether_it_is_official_once(self) -> None:
        assert say_type(RECORD) == "person"
        assert say_type({**RECORD, "official": True}) == "person, official"
        assert say_type({**RECORD, "type": "unnamed_official", "official": True}) == "unnamed official"
        assert say_type({**RECORD, "type": "guild"}) == "guild"
        assert all("_" not in said for said in TYPE_WORDS.values())


class TestTogether:
    def test_the_tables_stand_in_the_report_in_both_forms(self) -> None:
        analysis = analyze([make_article("a", ALPHA, "Alpha"), make_article("b", BETA, "Beta")])
        stories = (Story("s", "The mill", ("a", "b")),)
        report = build(analysis, compare(analysis, stories=stories, draws=50), stories)
        captions = [table.caption for table in tables(report.blocks)]
        for caption in (
            "Alpha: 3 sources, 5 attributions to them",
            "The stance of verbs and cues: what the wording commits to",
            "Who is said not to have commented",
        ):
            assert captions.count(caption) == 1
        assert "| Nela Marsh | person | named (5) | 3 | 13 | [1](#a1) |" in markdown.render(report)

    def test_wherever_a_gap_in_the_rate_is_split_both_ladders_stand_below(self) -> None:
        text = "Nela Marsh said it was late. Critics claimed it was dark. The union warned that it would wait. Vance said no. "
        material = gather_case(make_article("a", ALPHA * 3 + text * 3, "Alpha"), make_article("b", (BETA + " ") * 10, "Beta"))
        blocks = list(build_gaps(material, ()))
        flat = [each for block in blocks for each in (block.blocks if isinstance(block, Fold) else (block,))]
        places = [i for i, b in enumerate(flat) if isinstance(b, Table) and b.caption.startswith("Attribution: Alpha against")]
        assert places
        for place in places:
            note = flat[place + 1]
            assert isinstance(note, Paragraph)
            assert "The ladder: Alpha" in words(note.line)
            assert words(note.line).count("opaque share") == 2
