"""The bundled sample -> its report and evidence, compared with what the repository keeps.

`reports/example` is the expected output, so the sample anybody can look at is always true. Renew it with
``make golden`` and read the difference before you commit it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import framing
from golden.difference import compare_texts, strip_charts

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "reports" / "example"
HITS = Path(__file__).parent / "expected" / "hits.jsonl"
PROBE = Path(__file__).parent / "expected" / "probe.json"
PICTURE = "report.png"  # the README's picture of the report, drawn by picture.py and not by the package

CHARTS = ("actors", "concordance", "contributions", "coverage", "estimates", "heat", "ladder", "positions")
# Pixels and SVG vary with the version of matplotlib, so charts are compared by their data and alt text.
TEXTS = ("report.md", "report.html", "report.json", "provenance.json", "scores.csv", "attributions.jsonl")
KEPT = (*TEXTS, *(f"charts/{name}.csv" for name in CHARTS), *(f"charts/{name}.png" for name in CHARTS))
COMPARED = tuple(name for name in KEPT if not name.endswith(".png"))
# One hit a sentence, word for word the article: they would be two thirds of the file. `scores.csv` holds their sums.
PER_SENTENCE = {"structure", "flesch_kincaid", "flesch_ease", "lix", "position"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Write the report on the sample into a new folder, and renew what is kept where that was asked for."""
    analysis = framing.analyze(framing.sample_articles(), actors="sample", annotator="encoder")
    stories = framing.group_stories(analysis.articles)
    comparison = framing.compare(analysis, by="outlet", stories=stories, seed=1)
    folder = framing.write_report(analysis, comparison, stories, tmp_path_factory.mktemp("golden") / "example")
    if request.config.getoption("--update-golden"):
        renew(folder)
    return folder


def renew(folder: Path) -> None:
    """Put a new report in the place of the one kept, all but the picture."""
    picture = (EXAMPLE / PICTURE).read_bytes() if (EXAMPLE / PICTURE).is_file() else None
    shutil.rmtree(EXAMPLE, ignore_errors=True)
    (EXAMPLE / "charts").mkdir(parents=True)
    for name in KEPT:
        shutil.copyfile(folder / name, EXAMPLE / name)
    if picture is not None:
        (EXAMPLE / PICTURE).write_bytes(picture)
    HITS.parent.mkdir(exist_ok=True)
    HITS.write_text(select_evidence(folder), encoding="utf-8")
    PROBE.write_text(json.dumps(probe(), indent=1) + "\n", encoding="utf-8")


def probe() -> dict[str, list[float]]:
    """Return what the encoder says of a few sentences, to six digits."""
    sentences = ("The mayor lied again.", "Officials praised the mayor for her work.", "The mayor spoke on Monday.")
    found = {text: framing.sentiment_toward(text, text.index("mayor"), text.index("mayor") + 5) for text in sentences}
    return {text: [round(share, 6) for share in polarity[:3]] for text, polarity in found.items()}


@pytest.fixture(scope="module")
def alike(made: Path) -> None:
    """Skip where this processor multiplies 8-bit numbers otherwise: then words at the edge of a threshold may differ."""
    kept = json.loads(PROBE.read_text(encoding="utf-8"))
    if any(max(abs(a - b) for a, b in zip(kept[text], shares, strict=True)) > 1e-4 for text, shares in probe().items()):
        pytest.skip("the encoder computes otherwise on this processor than where the example was made")


def select_evidence(folder: Path) -> str:
    """Return the hits of a report that are findings, without those that are there for every sentence."""
    lines = (folder / "hits.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if json.loads(line)["measure"] not in PER_SENTENCE)


@pytest.mark.parametrize("name", COMPARED)
def test_the_report_on_the_sample_is_the_one_kept(made: Path, alike: None, name: str) -> None:
    expected, found = (EXAMPLE / name).read_text(encoding="utf-8"), (made / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        expected, found = strip_charts(expected), strip_charts(found)
    difference = compare_texts(expected, found)
    assert not difference, f"reports/example/{name} is out of date; `make golden` renews it\n{difference}"


def test_every_finding_in_the_sample_is_the_one_expected(made: Path, alike: None) -> None:
    difference = compare_texts(HITS.read_text(encoding="utf-8"), select_evidence(made))
    assert not difference, f"tests/golden/expected/hits.jsonl is out of date; `make golden` renews it\n{difference}"


def test_the_kept_report_holds_its_files_and_no_others(made: Path) -> None:
    kept = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.is_file()}
    assert kept == {*KEPT, PICTURE}


def test_a_written_report_holds_what_is_kept_and_every_chart_in_three_forms(made: Path) -> None:
    written = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {*KEPT, "hits.jsonl"} <= written
    assert {f"charts/{name}.svg" for name in CHARTS} <= written
    assert {Path(name).stem for name in written if name.startswith("charts/") and name.endswith(".csv")} == set(CHARTS)


def test_pictures_of_charts_that_are_kept_are_pictures(made: Path) -> None:
    for name in CHARTS:
        assert (EXAMPLE / "charts" / f"{name}.png").read_bytes().startswith(b"\x89PNG\r\n")
    picture = (EXAMPLE / PICTURE).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert len(picture) < 300_000


def test_links_of_the_kept_markdown_lead_to_files_that_are_kept(made: Path) -> None:
    text = (EXAMPLE / "report.md").read_text(encoding="utf-8")
    for name in CHARTS:
        assert f"(charts/{name}.png)" in text
        assert f"(charts/{name}.csv)" in text


def test_the_report_names_no_place_on_the_machine_it_was_written_on(made: Path) -> None:
    for name in COMPARED:
        text = (made / name).read_text(encoding="utf-8")
        assert str(made.parent) not in text
        assert str(ROOT) not in text


def test_the_report_never_passes_a_verdict(made: Path) -> None:
    for name in ("report.md", "report.json", "report.html"):
        text = (made / name).read_text(encoding="utf-8").lower()
        # "bias" stands in the titles of works that methods cite; no finding may use the word.
        assert "biased" not in text
        assert "untrustworthy" not in text
