"""What a report says of the annotator behind it: in the caution, the methods, the limits and the record."""

from __future__ import annotations

from typing import Any

import pytest
from unit.newsroom import analyze_by_hand, make_article, make_case, write_text
from unit.test_report import NEVER, section, text_of

from framing.annotators import ANNOTATORS
from framing.comparison import compare
from framing.report import build
from framing.report.blocks import Code, Table
from framing.report.material import Material, gather
from framing.report.sections.limits import build_limits, choose_accuracy
from framing.report.sections.methods import build_methods
from framing.report.sections.record import build_provenance
from framing.report.wording import CAUTION, name_annotator, say_annotator, say_caution
from framing.stories import Story

ROW = {"measure": "hedging", "metric": "F1", "data": "texts", "n": 10, "value": 0.5, "floor": 0.4}
SHIPPED = tuple(ANNOTATORS)
OWN = "by hand"


def material_of(provenance: dict[str, Any]) -> Material:
    analysis = analyze_by_hand([make_article("a", write_text([0, 1]))], provenance=provenance)
    stories = (Story("s", "s", ("a",)),)
    return gather(analysis, compare(analysis, stories=stories, draws=50), stories)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_caution_says_what_found_the_evidence_and_that_the_table_says_how_well(name: str) -> None:
    said = say_caution(name)
    assert said.startswith(CAUTION)
    assert f"found by {ANNOTATORS[name].about}, which miss some cases and mark some wrongly" in said
    assert "accuracy table" in said


def test_the_encoder_is_not_called_rules_alone_and_the_rules_no_model() -> None:
    assert "trained model and rules" in say_caution("encoder")
    assert "model" not in say_caution("fast")


@pytest.mark.parametrize("name", [OWN, ""])
def test_of_an_annotator_that_does_not_ship_no_accuracy_is_claimed(name: str) -> None:
    said = say_caution(name)
    assert "is not known" in said
    assert "accuracy table" not in said
    assert ("“by hand”" in said) is bool(name)


@pytest.mark.parametrize("name", [*SHIPPED, OWN, ""])
def test_no_sentence_of_it_passes_a_verdict(name: str) -> None:
    words = say_caution(name).lower().replace(",", " ").replace(".", " ").split()
    assert not set(words) & set(NEVER)


@pytest.mark.parametrize(("name", "other"), [("fast", "encoder"), ("encoder", "fast")])
def test_the_methods_name_the_annotator_and_what_not_to_compare_it_with(name: str, other: str) -> None:
    said = text_of(list(build_methods(material_of({"annotator": name}))))
    assert f"The annotator “{name}” found the evidence: {ANNOTATORS[name].about}." in said
    assert f"Do not compare its figures with those of the annotator “{other}”" in said
    assert text_of(list(build_methods(material_of({})))).count(say_annotator("")) == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_figures_are_those_of_the_annotator_and_of_both(name: str) -> None:
    rows = [{**ROW, "annotator": "encoder"}, {**ROW, "annotator": "fast"}, {**ROW, "annotator": ""}, ROW]
    chosen = choose_accuracy(rows, name)
    assert [row.get("annotator", "none") for row in chosen] == [name, "", "none"]


@pytest.mark.parametrize("name", [OWN, ""])
def test_of_an_annotator_of_ones_own_only_figures_that_hold_for_all_are_shown(name: str) -> None:
    rows = [{**ROW, "annotator": "encoder"}, {**ROW, "annotator": name or "fast"}, {**ROW, "annotator": ""}]
    assert choose_accuracy(rows, name) == (rows[2],)


def test_the_limits_say_whose_accuracy_they_show_or_that_it_is_not_known() -> None:
    known, unknown = (list(build_limits(material_of({"annotator": name}), [ROW])) for name in ("fast", OWN))
    captions = [next(block for block in blocks if isinstance(block, Table)).caption for blocks in (known, unknown)]
    assert captions[0].startswith("Accuracy of annotator “fast” on labeled texts")
    assert captions[1].startswith("Accuracy on labeled texts")
    assert say_annotator(OWN) in text_of(unknown)
    assert "is not known" not in text_of(known)


def test_the_record_names_the_annotator_in_words_and_its_fingerprint() -> None:
    facts = {"annotator": "encoder", "annotator_fingerprint": "0123456789ab"}
    table = next(block for block in build_provenance(material_of(facts)) if isinstance(block, Table))
    said = {text_of(row[0]): row[1] for row in table.rows}
    assert said["annotator"] == (Code(f"encoder ({ANNOTATORS['encoder'].about})"),)
    assert said["annotator_fingerprint"] == (Code("0123456789ab"),)


def test_an_annotator_of_ones_own_stands_in_the_record_by_its_name() -> None:
    table = next(block for block in build_provenance(material_of({"annotator": OWN})) if isinstance(block, Table))
    assert {text_of(row[0]): row[1] for row in table.rows}["annotator"] == (Code(OWN),)


def test_a_whole_report_shows_the_figures_of_its_annotator_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.assembly.CHARTS", {})
    rows = tuple({**ROW, "data": f"texts of {name or 'all'}", "annotator": name} for name in ("encoder", "fast", ""))
    monkeypatch.setattr("framing.report.assembly.read_accuracy", lambda: rows)
    report = build(*make_case(1, provenance={"annotator": "fast"}))
    said = text_of(section(report, "accuracy"))
    assert "texts of fast" in said
    assert "texts of all" in said
    assert "texts of encoder" not in said
    assert [row["annotator"] for row in report.data["accuracy"]["elsewhere"]] == ["fast", ""]
    assert report.data["caution"] == say_caution("fast")


def test_a_record_without_an_annotator_names_none() -> None:
    assert name_annotator({}) == ""
    assert name_annotator({"annotator": "fast"}) == "fast"
