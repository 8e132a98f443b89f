"""The part of the report on actors: three quantities apart, presence and agency beside them, and versions of one story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.analysis import analyze
from framing.charts.actors import count_valence
from framing.comparison import compare
from framing.measures.agency import Agency, Presence
from framing.measures.events import Events
from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.model import Article
from framing.readers import sample_articles
from framing.registry import Registry
from framing.report.blocks import Block, Heading, Link, Paragraph, Table
from framing.report.material import Material, gather
from framing.report.sections.actors import build_actors, count_mentions
from framing.stories import Story
from framing.testing import make_actor

MEASURES = (Evaluation(), Events(), ReportedEvaluation(), Agency(), Presence())
PETRA, JONAS = make_actor("Petra Holm"), make_actor("Jonas Reke")
TEXTS = {
    "a": ("Alpha", "Petra Holm is honest. She rescued Jonas Reke on Monday. Holm slept."),
    "b": ("Beta", "Rain fell. Petra Holm is corrupt. Jonas Reke was attacked. Critics praised Holm."),
    "c": ("Alpha", "Jonas Reke wrote a letter to the port."),
}


@pytest.fixture(scope="module")
def material() -> Material:
    articles = [Article(key, text, outlet=outlet, title="Petra Holm in port") for key, (outlet, text) in TEXTS.items()]
    analysis = analyze(articles, measures=MEASURES, actors=Registry.of([PETRA, JONAS]), duplicates="keep")
    stories = (Story("s", "The rescue", ("a", "b")), Story("t", "The letter", ("c",)))
    return gather(analysis, compare(analysis, stories=stories, draws=20), stories)


def tables(material: Material) -> dict[str, Table]:
    return {block.caption: block for block in build_actors(material, ()) if isinstance(block, Table)}


def words(line: tuple[object, ...]) -> str:
    return "".join(inline.text if isinstance(inline, Link) else str(inline) for inline in line)


def row(table: Table, group: str) -> dict[str, str]:
    (found,) = [line for line in table.rows if words(line[0]) == group]
    return {head: words(cell) for head, cell in zip(table.header, found, strict=True)}


def paragraphs(blocks: list[Block]) -> str:
    return " ".join(words(block.line) for block in blocks if isinstance(block, Paragraph))


def test_each_actor_has_a_table_with_the_quantities_in_columns_of_their_own(material: Material) -> None:
    header = tables(material)["Petra Holm"].header
    assert header == (
        "Outlet", "Mentions", "Outlet’s own words", "Events", "Sources", "In headings", "Share of voice", "First at", "Acting",
    )  # fmt: skip


def test_presence_agency_and_evaluation_are_those_of_the_outlet(material: Material) -> None:
    petra = tables(material)["Petra Holm"]
    alpha, beta = row(petra, "Alpha"), row(petra, "Beta")
    assert (alpha["Mentions"], alpha["In headings"]) == ("3", "2")
    assert (alpha["Share of voice"], beta["Share of voice"]) == ("75.0 %", "66.7 %")
    assert (alpha["First at"], beta["First at"]) == ("0", "1.00")
    assert alpha["Acting"] == "100 % of 2"
    assert (alpha["Outlet’s own words"], beta["Outlet’s own words"]) == ("1 for, 0 against", "0 for, 1 against")
    assert (alpha["Sources"], beta["Sources"]) == ("–", "1 for, 0 against")


def test_an_event_is_no_evaluation(material: Material) -> None:
    jonas = row(tables(material)["Jonas Reke"], "Beta")
    assert (jonas["Events"], jonas["Outlet’s own words"]) == ("0 for, 1 against", "–")


def test_numbers_lead_to_their_sentences(material: Material) -> None:
    (alpha, beta) = tables(material)["Petra Holm"].rows
    for line in (alpha[2], beta[2], alpha[6], alpha[8]):
        assert isinstance(line[0], Link)


def test_presence_and_agency_are_neither_for_nor_against(material: Material) -> None:
    assert {bar.measure for bar in count_valence(material.comparison, material.analysis)} == {
        "evaluation", "events", "reported_evaluation",
    }  # fmt: skip


def test_few_findings_are_counts_without_a_mean(material: Material) -> None:
    blocks = list(build_actors(material, ()))
    assert "with fewer than 5 there are counts only" in paragraphs(blocks)
    assert not any("mean" in words(cell) for table in tables(material).values() for line in table.rows for cell in line)


def test_how_mentions_were_found_is_said(material: Material) -> None:
    said = paragraphs(list(build_actors(material, ())))
    assert "11 mentions of actors were found: 10 (91 %) by name or title, 1 (9 %) by a pronoun" in said


def test_mentions_are_counted_by_group_and_zone(material: Material) -> None:
    assert count_mentions(material)["petra-holm", "Alpha", "body"] == 3
    assert count_mentions(material)["petra-holm", "Beta", "headings"] == 1


def test_versions_of_a_story_are_set_side_by_side_and_a_story_told_once_is_not(material: Material) -> None:
    table = tables(material)["Mentions and own evaluations, story by story"]
    assert table.header == ("Story", "Actor", "Alpha", "Beta")
    assert [[words(cell) for cell in line] for line in table.rows] == [
        ["The rescue", "Petra Holm", "3; 1 for, 0 against", "2; 0 for, 1 against"],
        ["", "Jonas Reke", "1", "1"],
    ]


def test_without_a_shared_story_nothing_is_set_side_by_side(material: Material) -> None:
    alone = replace(material, stories=material.stories[1:])
    assert not any(isinstance(block, Heading) and block.anchor == "actors-stories" for block in build_actors(alone, ()))


def test_proposed_actors_are_said_to_be_proposed(material: Material) -> None:
    assert "nobody has confirmed them" not in paragraphs(list(build_actors(material, ())))
    proposed = replace(material, analysis=replace(material.analysis, actors_proposed=True))
    assert "nobody has confirmed them" in paragraphs(list(build_actors(proposed, ())))


def test_names_and_grammar_are_not_marked_in_articles() -> None:
    analysis = analyze(list(sample_articles())[:2], measures=["loaded", "agency", "presence", "passives"], annotator="fast")
    material = gather(analysis, compare(analysis, draws=20), ())
    assert {"agency", "presence", "passives"} <= material.unmarked
    assert "loaded" not in material.unmarked
