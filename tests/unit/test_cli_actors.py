from __future__ import annotations

from pathlib import Path

import pytest
from unit.newsstand import run, write_articles, write_lines

from framing.actors import Actor, Alias, Registry, load_registry
from framing.cli.actors import write_actors
from framing.conditions import Conditions
from framing.model import Article
from framing.phrase_sets import PhraseSet
from framing.proposals import find_proposals


def test_proposed_actors_are_an_actor_file_for_a_person_to_confirm(tmp_path: Path) -> None:
    result = run("actors", "propose", write_articles(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.startswith("# Proposed from 2 articles, for a person to confirm:")
    path = tmp_path / "actors.yml"
    path.write_text(result.stdout, encoding="utf-8")
    assert "Ana Ruiz" in {actor.name for actor in load_registry(path).actors}


def test_the_file_passes_the_check_and_scores(tmp_path: Path) -> None:
    source, path = write_articles(tmp_path), tmp_path / "actors.yml"
    told = run("actors", "propose", source, "-o", path).stderr
    assert "actors proposed from 2 articles; confirm them before you rely on them." in told
    assert run("lexicon", "check", path).exit_code == 0
    assert "ana-ruiz" in run("score", source, "--measures", "evaluation", "--actors", path).stdout


def test_a_comment_above_each_tells_how_often_and_where_with_an_example(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        {
            "id": "one",
            "outlet": "Post",
            "date": "2021-01-04",
            "text": "It rained. They saw Ana Ruiz there. Later Ruiz left the hall.",
        },
        {"id": "two", "outlet": "Voice", "date": "2021-06-04", "text": "Nobody knew why they had asked Ana Ruiz to stay."},
    )
    lines = run("actors", "propose", path).stdout.splitlines()
    at = lines.index('  - id: "ana-ruiz"')
    assert lines[at - 2 : at] == ["  # 3 mentions, 2 articles, 2 outlets, 2 stories", '  # "They saw Ana Ruiz there."']


def test_an_example_breaks_out_of_no_comment(tmp_path: Path) -> None:
    text = "They saw Ana Ruiz\u2028name: evil\x85actors: [] there, and\x0bRuiz left\rname: worse, so Ruiz won."
    proposals = find_proposals([Article(id="one", text=text)])
    path = tmp_path / "actors.yml"
    registry = Registry.of([proposal.actor for proposal in proposals])
    path.write_text(write_actors(registry, 1, {p.actor.id: (p.example,) for p in proposals}), encoding="utf-8")
    assert [actor.name for actor in load_registry(path).actors] == ["Ana Ruiz"]
    assert load_registry(path).name == "proposed"


def test_articles_of_one_story_count_once_in_the_order(tmp_path: Path) -> None:
    told = "The council of Selm voted on Monday to rebuild the flooded harbor wall near the old fish market. They saw Ana Ruiz."
    path = write_lines(
        tmp_path / "a.jsonl",
        *({"id": f"a{i}", "date": "2021-01-04", "text": f"{told} Number {i}."} for i in range(3)),
        {
            "id": "b",
            "date": "2021-01-04",
            "text": "A bakery opened its doors to pupils of a nearby school. They met Odo Brask.",
        },
        {
            "id": "c",
            "date": "2021-06-04",
            "text": "Two swimmers crossed a cold lake in a summer night for charity. They met Odo Brask.",
        },
    )
    out = run("actors", "propose", path).stdout
    assert out.index('id: "odo-brask"') < out.index('id: "ana-ruiz"')


def test_no_more_actors_are_proposed_than_asked_for(tmp_path: Path) -> None:
    result = run("actors", "propose", write_articles(tmp_path), "--most", "1")
    assert result.stdout.count("- id:") == 1


def test_texts_in_which_no_name_recurs_are_an_error(tmp_path: Path) -> None:
    text = "The council met on the matter and went home. It will meet again next week, and then it will vote on it."
    path = write_lines(tmp_path / "a.jsonl", {"id": "one", "outlet": "Post", "text": text})
    result = run("actors", "propose", path, "-o", tmp_path / "actors.yml")
    assert result.exit_code == 1
    assert "error: 1 articles: no name recurs in them, so no actor can be proposed." in result.stderr
    assert not (tmp_path / "actors.yml").exists()


@pytest.fixture
def registry() -> Registry:
    """Actors with every field a file can hold, and names that YAML would take for something else."""
    condition = Conditions(unless_before=PhraseSet([("<number>",), ("'s*", "streets")]), after=PhraseSet([("with",)]))
    return Registry.of(
        [
            Actor("no", "Norway", "state", (Alias("Norway"), Alias("Oslo", "metonym", condition)), exclude=("Norway spruce",)),
            Actor(
                "vik",
                'Jon "Boat" Vik: #1',
                "person",
                (Alias('Jon "Boat" Vik: #1'), Alias("Vik"), Alias("the teacher", "nominal")),
                pronouns=frozenset(["he", "him"]),
            ),
        ],
        "proposed",
        "0",
    )


def test_notes_are_comments_above_their_actor(registry: Registry) -> None:
    lines = write_actors(registry, 3, {"vik": ("two", "lines")}).splitlines()
    at = lines.index('  - id: "vik"')
    assert lines[at - 2 : at] == ["  # two", "  # lines"]
    assert not any(line.startswith("  #") for line in lines[: at - 2])


def test_what_is_written_loads_as_the_same_actors(tmp_path: Path, registry: Registry) -> None:
    path = tmp_path / "actors.yml"
    path.write_text(write_actors(registry, 3), encoding="utf-8")
    loaded = load_registry(path)
    assert loaded.name == "proposed"
    for written, read in zip(registry.actors, loaded.actors, strict=True):
        assert read.aliases == written.aliases
        assert (read.id, read.name, read.type, read.exclude, read.pronouns) == (
            written.id,
            written.name,
            written.type,
            written.exclude,
            written.pronouns,
        )
