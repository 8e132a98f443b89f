from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from unit.newsstand import ACTORS, ARTICLES, run, write_articles, write_lines

from framing.cli import group, showing
from framing.measures import BUILTIN


def unmark(text: str) -> str:
    """Take the marks out of marked text."""
    return " ".join(re.sub(r"\|[^\[\]|]*\]\]", "", text).replace("[[", "").split())


def test_an_article_is_shown_with_its_evidence_in_brackets(tmp_path: Path) -> None:
    result = run("show", write_articles(tmp_path), "--id", "calm", "--measure", "hedging")
    assert result.exit_code == 0
    text, _, legend = result.stdout.partition("Evidence marked")
    head, title, body = text.split("\n\n", 2)
    assert head == "Sound Post \u00b7 September 2, 2024 \u00b7 id calm"
    assert unmark(title) == "Ferry may stop in October"
    assert "[[may|hedging:epistemic reported]] stop running" in body
    assert re.search(r"\[\[might\|hedging:\w+\squoted\]\]", body)
    assert unmark(body) == " ".join(str(ARTICLES[0]["text"]).split())
    assert re.search(r"hedging: \d+ own", legend)
    assert "Voices:" in legend


def test_paragraphs_stay_apart(tmp_path: Path) -> None:
    text = run("show", write_articles(tmp_path), "--id", "calm", "--measure", "hedging").stdout.partition("Evidence marked")[0]
    assert len(text.strip().split("\n\n")) == 2 + len(str(ARTICLES[0]["text"]).split("\n\n"))


def test_why_lists_every_hit_with_rule_and_voice_and_says_why_each_attribution_was_found(tmp_path: Path) -> None:
    result = run("show", write_articles(tmp_path), "--id", "calm", "--measures", "hedging,boosters", "--why")
    hits, _, attributions = result.stdout.partition("\nHits (")[2].partition("\nAttributions (")
    found = [line for line in hits.splitlines() if "hedging:epistemic" in line and "\u201cmay\u201d" in line]
    assert found
    assert re.search(
        r"^  body \d+-\d+ +hedging:epistemic +reported +H-\d+ +\u201cmay\u201d \(source: the harbor office\)", found[-1]
    )
    assert len(hits.splitlines()) == 2 + int(hits.partition(")")[0])
    assert "    source: \u201cthe harbor office\u201d: " in attributions
    assert "    cue: \u201csaid\u201d, neutral (commits to nothing); entry \u201csay\u201d of reporting_verbs " in attributions
    assert "    content: The ferry to Lindholm may stop running in October" in attributions
    assert attributions.count("\n    rule A-") == int(attributions.partition(")")[0])


def test_without_why_nothing_is_explained(tmp_path: Path) -> None:
    assert "Attributions (" not in run("show", write_articles(tmp_path), "--id", "calm").stdout


def test_by_default_measures_that_mark_most_of_the_text_are_not_marked(tmp_path: Path) -> None:
    path = write_articles(tmp_path)
    assert "|flesch_ease:" not in run("show", path, "--id", "calm").stdout
    assert "|flesch_ease:" in run("show", path, "--id", "calm", "--measure", "flesch_ease").stdout


def test_actors_are_named_in_the_list_of_hits(tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text(ACTORS, encoding="utf-8")
    result = run("show", write_articles(tmp_path), "--id", "angry", "--measure", "evaluation", "--actors", actors, "--why")
    assert re.search(r"evaluation:\w+ +\w+ +ruiz ", result.stdout)


def test_the_only_article_needs_no_id(tmp_path: Path) -> None:
    result = run("show", write_lines(tmp_path / "a.jsonl", ARTICLES[1]), "--measure", "loaded")
    assert result.stdout.startswith("Daily Gull \u00b7 September 3, 2024 \u00b7 id angry\n")


def test_of_several_articles_one_has_to_be_named(tmp_path: Path) -> None:
    result = run("show", write_articles(tmp_path))
    assert result.exit_code == 1
    assert result.stderr == "error: 2 articles were read. Name one with --id: calm, angry.\n"


def test_of_very_many_articles_not_all_are_listed(tmp_path: Path) -> None:
    records = [{**ARTICLES[0], "id": f"a{n}"} for n in range(30)]
    path = write_lines(tmp_path / "a.jsonl", *records)
    assert run("show", path).stderr.endswith("a8, a9, \u2026.\n")
    assert run("show", path, "--id", "b7").stderr.count(",") < 12


def test_a_misspelled_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    result = run("show", write_articles(tmp_path), "--id", "clam")
    assert result.exit_code == 1
    assert result.stderr == 'error: Unknown article "clam". Did you mean "calm"? Available: angry, calm.\n'


def test_on_a_terminal_evidence_is_colored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "shows_color", lambda: True)
    args = ["show", str(write_articles(tmp_path)), "--id", "calm", "--measure", "hedging"]
    colored = CliRunner().invoke(group, args, color=True).stdout
    assert "\x1b[36m" in colored
    assert "[[" not in click.unstyle(colored)
    assert "may\u00b9" in click.unstyle(colored)


def test_measures_are_listed_with_title_and_unit_of_the_headline() -> None:
    lines = run("measures").stdout.splitlines()
    assert lines[0].split() == ["name", "title", "annotator", "headline"]
    assert [line.split()[0] for line in lines[1:]] == list(BUILTIN)
    assert re.search(r"^hedging +Hedging +any +rate, per 1,000 words$", "\n".join(lines), re.MULTILINE)


@pytest.mark.parametrize("name", ["hedging", "attribution", "evaluation"])
def test_a_measure_is_explained_with_its_columns(name: str) -> None:
    text = run("measures", name).stdout
    measure = BUILTIN[name]()
    assert text.startswith(f"{name}: {measure.title}\n")
    for heading in ("Definition", "Formula", "Reading", "Limits", "References", "Columns (* the headline)"):
        assert f"\n{heading}\n" in text
    for column in measure.columns:
        assert re.search(
            rf"^  {column.name}{' [*]' if column.headline else ''} +{re.escape(column.unit.name)} ", text, re.MULTILINE
        )


def test_a_measure_names_its_lexicon_with_version_and_fingerprint() -> None:
    from framing.lexicon import load_lexicon

    lexicon = load_lexicon("hedges")
    line = run("measures", "hedging").stdout.splitlines()[1]
    assert line == f"lexicon hedges {lexicon.version}, {len(lexicon.entries):,} entries, fingerprint {lexicon.fingerprint}"


def test_a_misspelled_measure_is_answered_with_the_nearest() -> None:
    result = run("measures", "hedgin")
    assert result.exit_code == 1
    assert 'error: Unknown measure "hedgin". Did you mean "hedging"?' in result.stderr


def test_a_lexicon_of_ones_own_can_be_listed_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "boats.yml"
    path.write_text(
        "name: boats\nabout: Vessels of all kinds.\ncategories: {boat: small ones}\nentries: {boat: [ferry, boat]}\n",
        encoding="utf-8",
    )
    assert "\nboats " in run("measures", "--lexicons", path).stdout
    explained = run("measures", "boats", "--lexicons", path).stdout
    assert "Vessels of all kinds." in explained
    assert "2 entries" in explained
