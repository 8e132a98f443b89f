"""`framing stories` in the terminal: the grouping, the derivations, the claims, and a file of all of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from framing.cli import group

SAMPLE = Path(__file__).parents[2] / "framing" / "sample"
STORY = sorted(SAMPLE.rglob("*hospital*"))[:1] + sorted(SAMPLE.rglob("*merger*"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["stories", *arguments, "--annotator", "fast"])


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    dam = "The dam above Orvale burst on Monday night and flooded the lower town, killing four people, the fire service said."
    more = " Mayor Ilse Brandauer ordered 2,300 residents of Orvale to leave and opened the sports hall as a shelter."
    rows = [
        {"id": "wire", "outlet": "Norpress", "text": dam + more, "agency": "Norpress"},
        {"id": "daily", "outlet": "Daily Lantern", "text": dam.replace(", the fire service said", "") + " It rained for days."},
        {"id": "other", "outlet": "Quickread", "text": "A singer won two prizes at a festival in Karn. Fans queued for hours."},
    ]
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder / "articles.jsonl"


def test_each_story_names_its_versions_and_what_they_carry(articles: Path) -> None:
    found = run(str(articles))
    assert found.exit_code == 0, found.output
    assert "Norpress: wire, wire original" in found.stdout
    assert "claims; the others are held against it: the wire original" in found.stdout
    assert "Daily Lantern: daily" in found.stdout
    assert "1 added" in found.stdout
    assert "1 stories told more than once; 1 articles stand alone." in found.stdout


def test_a_file_holds_stories_claims_and_changes(articles: Path, tmp_path: Path) -> None:
    found = run(str(articles), "-o", str(tmp_path / "stories.json"))
    assert found.exit_code == 0, found.output
    stories = json.loads((tmp_path / "stories.json").read_text(encoding="utf-8"))
    assert [story["articles"] for story in stories] == [["daily", "wire"], ["other"]]
    claims = stories[0]["claims"]["claims"]
    assert claims[0]["fates"][0]["changes"][0]["kind"] == "dropped"
    assert stories[1]["claims"] is None


def test_a_person_s_grouping_is_honored_and_unknown_ids_are_told(articles: Path, tmp_path: Path) -> None:
    grouping = tmp_path / "grouping.yml"
    grouping.write_text("apart: [[wire, daily]]\ntogether: [[wire, nobody]]\n", encoding="utf-8")
    found = run(str(articles), "--grouping", str(grouping))
    assert "0 stories told more than once; 3 articles stand alone." in found.stdout
    assert "no article has the id nobody" in found.stderr


def test_a_wrong_grouping_is_told_before_anything_is_read(tmp_path: Path) -> None:
    grouping = tmp_path / "grouping.yml"
    grouping.write_text("apart: [a]\n", encoding="utf-8")
    found = run(str(tmp_path / "nothing"), "--grouping", str(grouping))
    assert found.exit_code == 1
    assert "at least two article ids" in found.stderr


def test_controls_in_a_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "The dam above Orvale burst on Monday night and flooded the lower town. Mayor Ilse Brandauer left \u001b[31mOrvale."
    rows = [{"id": str(i), "outlet": f"Outlet\u001b[2J{i}", "title": "Dam \u001b[31mburst", "text": text} for i in range(2)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert "\u001b" not in run(str(path)).stdout


def test_comparisons_can_leave_out_versions_that_follow_another() -> None:
    def compared(*options: str) -> str:
        arguments = ["compare", str(SAMPLE), "--measures", "lix", "--annotator", "fast", *options]
        return CliRunner().invoke(group, arguments).stdout

    assert "Vellnow" in compared()
    assert "Vellnow" not in compared("--without-derived")  # all of its versions follow the wire's
