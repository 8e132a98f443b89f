"""Why an attribution was found, in plain words: rule, cue, source, content, voice, and where it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from framing.annotation import attribution_record
from framing.cli.reasons import LENGTH, explain_attributions
from framing.model import Article
from framing.testing import make_document

TEXT = "Mayor Ana Ruiz said the quay was done. Rain fell."
RECORD: Mapping[str, Any] = {
    "source": [0, 14], "source_text": "Mayor Ana Ruiz", "entity": "Mayor Ana Ruiz", "type": "named_person",
    "anonymity": "named", "rung": 5, "official": True,
    "cue": [15, 19], "cue_text": "said", "lemma": "say", "cue_class": "neutral",
    "contents": [[20, 37]], "kind": "reporting", "form": "indirect", "level": 1, "channel": "", "rule": "A-1",
    "confidence": 1.0, "flags": [], "zone": "body",
}  # fmt: skip


def explain(**changes: Any) -> dict[str, str]:
    """Return the lines on one record, by what they are about."""
    article = Article("a", TEXT, title="Mayor Ana Ruiz said no")
    lines = list(explain_attributions(article, [{**RECORD, **changes}]))
    assert lines[:2] == ["", "Attributions (1)"]
    pairs = (line.strip().partition(": ") for line in lines[3:])
    return {head.split()[0]: rest for head, _, rest in pairs}


def test_every_part_of_an_attribution_is_explained() -> None:
    said = explain()
    assert list(said) == ["rule", "cue", "source", "content", "voice", "counts"]
    assert said["rule"].startswith("The subject of a verb of saying")
    assert said["cue"].startswith("\u201csaid\u201d, neutral (commits to nothing); entry \u201csay\u201d of reporting_verbs ")
    assert said["source"] == "\u201cMayor Ana Ruiz\u201d: person, official, named; rung 5 of the ladder (named individual)"
    assert said["content"] == "the quay was done"
    assert said["voice"] == "indirect: none of it stands in quotation marks: reported (V-2)"
    assert said["counts"] == "in the rate, level 1, reporting; found by rule"


def test_a_pronoun_says_whom_it_stands_for_and_one_that_is_not_resolved_that_it_stands_for_nobody() -> None:
    she = {"source_text": "She", "flags": ["pronoun"]}
    assert explain(**she)["source"].startswith("\u201cShe\u201d, that is Mayor Ana Ruiz: person")
    lost = explain(source_text="She", entity="she", flags=["pronoun", "unresolved"])["source"]
    assert lost.startswith("\u201cShe\u201d, which stands for nobody named before it: ")
    assert lost.endswith("(named individual)")


def test_a_short_name_says_whose_it_is() -> None:
    assert explain(source_text="Ruiz")["source"].startswith("\u201cRuiz\u201d, that is Mayor Ana Ruiz: ")


def test_flags_are_said_in_words_and_unknown_ones_as_they_are() -> None:
    said = explain(flags=["number_given", "reason_for_anonymity", "brand_new"])["source"]
    assert said.endswith("; says how many; says why they go unnamed; brand new")


def test_without_a_source_the_lowest_rung_is_named() -> None:
    assert explain(source=None, source_text="", entity="")["source"] == "none named: rung 0 of the ladder"


def test_a_cue_that_no_list_has_says_so_and_a_colon_is_called_one() -> None:
    assert explain(lemma="zounds")["cue"].endswith("; in no list")
    assert explain(lemma=":")["cue"].endswith("; a colon")


@pytest.mark.parametrize(
    ("changes", "voice"),
    [
        ({"form": "direct"}, "quoted (V-1)"),
        ({"form": "mixed"}, "the rest is reported (V-2)"),
        ({"kind": "cognition"}, "the outlet's own account"),
        ({"kind": "no_comment", "contents": []}, "nothing is said"),
    ],
)
def test_the_voice_that_follows_is_said(changes: dict[str, Any], voice: str) -> None:
    assert voice in explain(**changes)["voice"]


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"confidence": 0.731}, "in the rate, level 1, reporting; confidence 0.73"),
        ({"confidence": 0.4}, "beside the rate, as uncertain; confidence 0.40"),
        ({"level": 2}, "beside the rate: level 2, inside another's words (A-3); found by rule"),
        ({"kind": "cognition"}, "beside the rate, as a belief or wish (A-1c); found by rule"),
        ({"kind": "no_comment"}, "in the reply record; found by rule"),
        ({"zone": "title"}, "in the title, apart from all rates; found by rule"),
        ({"channel": "Reuters"}, "in the rate, level 1, reporting; said to Reuters; found by rule"),
    ],
)
def test_it_is_said_where_it_counts_and_how_sure_it_is(changes: dict[str, Any], counts: str) -> None:
    assert explain(**changes)["counts"] == counts


def test_a_long_content_is_cut_and_two_are_both_shown() -> None:
    article = Article("a", "word " * 100)
    lines = explain_attributions(article, [{**RECORD, "contents": [[0, 400], [405, 409]]}])
    (content,) = [line for line in lines if line.startswith("    content: ")]
    first, _, second = content.strip().removeprefix("content: ").rpartition(" \u2026 ")
    assert len(first) <= LENGTH
    assert second == "word"
    assert explain(contents=[])["content"] == "(none)"


def test_a_rule_nobody_described_stands_alone() -> None:
    article = Article("a", TEXT)
    assert "    rule B-7" in list(explain_attributions(article, [{**RECORD, "rule": "B-7"}]))


def test_every_record_of_a_document_can_be_explained() -> None:
    doc = make_document(
        "\u201cWe may lose,\u201d Ana Ruiz told Reuters. The talks reportedly failed. He believes it is late. "
        "The firm declined to comment. The Harbor Times said the minister had told aides that the plan was dead.",
        title="Ruiz: the plan is dead",
    )
    records = [attribution_record(zone, a) for zone in (doc, *doc.headings) for a in zone.attributions]
    lines = list(explain_attributions(doc.article, records))
    assert len(lines) == 2 + 7 * len(records)
    assert len(records) > 4
