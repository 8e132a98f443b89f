from __future__ import annotations

import re
from pathlib import Path

import pytest
from unit.newsstand import ACTORS, run

from framing.lexicon import available_lexicons, load_lexicon

SOUND = """\
name: boats
version: 1.2.0
about: Vessels. Of all kinds.
source: Written for a test.
license: CC0-1.0
categories:
  boat: {about: "small ones", column: headline}
  ship: {about: "large ones", column: side}
entries:
  boat:
    - ferry
    - words: dory
      weight: 2
      plain: boat
      note: flat at the bottom
      unless_before: [John]
      matches: ["The dory sank."]
      not: ["A dory John built sank."]
  ship: [freighter]
"""


def write(folder: Path, text: str, name: str = "boats.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_lexicons_that_ship_are_listed_with_version_and_fingerprint() -> None:
    lines = run("lexicon", "list").stdout.splitlines()
    assert lines[0].split() == ["name", "version", "fingerprint", "entries", "about"]
    assert [line.split()[0] for line in lines[1:]] == available_lexicons()
    hedges = load_lexicon("hedges")
    listed = next(line.split() for line in lines if line.startswith("hedges "))
    assert listed[:4] == ["hedges", hedges.version, hedges.fingerprint, f"{len(hedges.entries):,}"]


def test_a_lexicon_is_shown_with_all_that_its_entries_say(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND)
    lines = run("lexicon", "show", path).stdout.splitlines()
    assert lines[0] == f"boats 1.2.0, fingerprint {load_lexicon(path).fingerprint}, license CC0-1.0"
    assert lines[1:4] == [str(path), "Vessels. Of all kinds.", "Source: Written for a test."]
    assert "boat (headline, 2 entries): small ones" in lines
    assert "ship (side, 1 entries): large ones" in lines
    assert "     11  ferry" in lines
    assert "     12  dory  [weight 2; conditions; plain: boat; flat at the bottom]" in lines


def test_one_category_can_be_shown_alone(tmp_path: Path) -> None:
    text = run("lexicon", "show", write(tmp_path, SOUND), "--category", "ship").stdout
    assert "freighter" in text
    assert "ferry" not in text


def test_a_misspelled_category_is_answered_with_the_nearest(tmp_path: Path) -> None:
    result = run("lexicon", "show", write(tmp_path, SOUND), "--category", "shipp")
    assert result.exit_code == 1
    assert result.stderr == 'error: Unknown category "shipp". Did you mean "ship"? Available: boat, ship.\n'


def test_a_misspelled_lexicon_is_answered_with_the_nearest() -> None:
    result = run("lexicon", "show", "hedgs")
    assert result.exit_code == 1
    assert 'error: Unknown lexicon "hedgs". Did you mean "hedges"?' in result.stderr


def test_a_sound_file_passes(tmp_path: Path) -> None:
    result = run("lexicon", "check", write(tmp_path, SOUND))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 files checked, 0 problems.\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("weight: 2", "wieght: 2", 'unknown key "wieght"'),
        ("    - ferry\n", "    - ferry\n    - ferry\n", "ferry"),
        ("The dory sank.", "The boat sank.", "The boat sank."),
        ("A dory John built sank.", "The dory sank too.", "The dory sank too."),
        ("license: CC0-1.0\n", "", "license"),
        ("ship: [freighter]", "tug: [freighter]", '"tug" is not declared'),
    ],
    ids=["misspelled key", "duplicate", "failing example", "failing counterexample", "no license", "unknown category"],
)
def test_every_problem_of_a_lexicon_is_printed_with_its_file(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = write(tmp_path, SOUND.replace(old, new))
    result = run("lexicon", "check", path)
    assert result.exit_code == 1
    assert all(line.startswith(str(path)) for line in result.stdout.splitlines())
    assert problem in result.stdout
    assert re.search(r"^1 files checked, [1-9] problems(, 1 warnings)?\.$", result.stderr.strip())


def test_problems_of_several_files_are_printed_together(tmp_path: Path) -> None:
    first = write(tmp_path, SOUND.replace("weight: 2", "wieght: 2"))
    second = write(tmp_path, "name: nobody\nactors: []\n", "actors.yml")
    result = run("lexicon", "check", first, second)
    assert result.exit_code == 1
    assert f"{first}, line" in result.stdout
    assert f"{second}, line 1: names no actor" in result.stdout


def test_the_examples_of_an_actor_file_are_run(tmp_path: Path) -> None:
    text = "name: island\nactors:\n  - {id: ruiz, name: Ana Ruiz, matches: [Nobody was there.]}\n"
    result = run("lexicon", "check", write(tmp_path, text, "actors.yml"))
    assert result.exit_code == 1
    assert "actors.yml, line 3: " in result.stdout
    assert "Nobody was there." in result.stdout


def test_a_folder_is_checked_file_by_file_whichever_suffix_yaml_has(tmp_path: Path) -> None:
    write(tmp_path, SOUND, "a.yml")
    write(tmp_path, SOUND.replace("weight: 2", "wieght: 2"), "b.yaml")
    write(tmp_path, ACTORS, "c.yml")
    result = run("lexicon", "check", tmp_path)
    assert "b.yaml, line" in result.stdout
    assert result.stderr.startswith("3 files checked, ")


def test_a_folder_without_lexicons_is_an_error(tmp_path: Path) -> None:
    result = run("lexicon", "check", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}: holds no lexicon (files named .yml or .yaml).")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    result = run("lexicon", "check", tmp_path / "none.yml")
    assert result.exit_code == 1
    assert f"{tmp_path / 'none.yml'}: cannot be read" in result.stdout


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in the place of the one that ships: a lexicon with a problem, and actors without."""
    (tmp_path / "actors").mkdir()
    write(tmp_path, SOUND.replace("weight: 2", "wieght: 2"))
    write(tmp_path / "actors", ACTORS, "island.yml")
    monkeypatch.setattr("framing.lexicon.SHIPPED", tmp_path)
    monkeypatch.setattr("framing.actors.SHIPPED", tmp_path)
    return tmp_path


def test_without_arguments_all_that_ships_is_checked(shipped: Path) -> None:
    result = run("lexicon", "check")
    assert result.exit_code == 1
    assert f"{shipped / 'boats.yml'}, line " in result.stdout
    assert 'unknown key "wieght"' in result.stdout
    assert result.stderr.startswith("2 files checked, ")


@pytest.mark.usefixtures("shipped")
def test_what_ships_can_be_checked_by_name() -> None:
    actors = run("lexicon", "check", "island")
    assert (actors.exit_code, actors.stdout, actors.stderr) == (0, "", "1 files checked, 0 problems.\n")


def test_what_neither_ships_nor_is_a_file_is_an_error() -> None:
    result = run("lexicon", "check", "hedgs")
    assert result.exit_code == 1
    assert 'error: Unknown lexicon "hedgs". Did you mean "hedges"?' in result.stderr


def test_a_file_of_outlets_is_checked_as_such(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("outlets:\n- name: Sound Post\n  domains: [sound.example]\n", encoding="utf-8")
    assert run("lexicon", "check", path).exit_code == 0
    path.write_text("outlets:\n- domains: [sound.example]\n- name: Sound Post\n  domain: x\n", encoding="utf-8")
    result = run("lexicon", "check", path)
    assert result.exit_code == 1
    assert f"{path}, line 2: an outlet needs at least name:" in result.stdout
    assert 'unknown key "domain"' in result.stdout
