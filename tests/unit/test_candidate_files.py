from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.charts.rows import write_csv
from framing.errors import FramingError, LexiconError
from framing.suggestions import Candidate, CandidateFile, Context, Suggestions, read_candidates, write_candidates
from framing.suggestions.candidates import FIELDS, METHODS, say_methods, to_row
from framing.suggestions.files import to_yaml

CONTEXT = Context(
    "a/1", "Sound: Post", 10, 20, 'said "no" #1', "pilot boat", "\u6e2f\u53e3 \u0627\u0644\u0645\u064a\u0646\u0627\u0621"
)
FULL = Candidate(
    *("pilot boat", 12, 4, 3, 2),
    methods={"keyness": 4.213, "neighbor": 0.5},
    near="ferry",
    held=("hedges: epistemic: may", "loaded: label: a, b"),
    contexts=(CONTEXT, replace(CONTEXT, article="=1+1")),
    decision="draft",
    category="boat",
    weight=2.5,
    plain="no",
    note="only: at sea",
)
GIVEN = CandidateFile((FULL, Candidate("hulk"), Candidate("no")), {"articles": "12"}, ("keyness: none",))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_candidates(GIVEN, tmp_path / "c.yml")
    assert read_candidates(tmp_path / "c.yml") == GIVEN


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=15)


@given(TEXTS.filter(str.strip), TEXTS, TEXTS, st.floats(allow_nan=False, allow_infinity=False, width=16))
@settings(max_examples=50)
def test_any_text_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, words: str, left: str, note: str, weight: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    candidate = Candidate(
        words, contexts=(Context(left, note, 0, 1, left, words, note),), note=note, held=(left,), weight=weight
    )
    write_candidates(CandidateFile((candidate,)), path)
    (read,) = read_candidates(path).candidates
    assert read == replace(candidate, weight=pytest.approx(weight, rel=1e-5))


def test_the_file_tells_a_person_what_to_do_with_it(tmp_path: Path) -> None:
    text = to_yaml(Suggestions((FULL,), {"contrasted with": "nothing"}))
    assert text.startswith("# Candidates for a lexicon")
    assert "framing lexicon review" in text
    assert yaml.safe_load(text)["made"] == {"contrasted with": "nothing"}


def test_comments_at_the_top_stay(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_text("# mine, of May\n" + to_yaml(GIVEN), encoding="utf-8")
    write_candidates(read_candidates(path), path)
    assert path.read_text(encoding="utf-8") == "# mine, of May\n" + to_yaml(GIVEN)


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    write_candidates(CandidateFile(()), tmp_path / "c.yml")
    assert read_candidates(tmp_path / "c.yml").candidates == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no candidates: list"),
        ("a: [b", "is not valid YAML"),
        ("entries: {a: [b]}\n", "holds no candidates: list"),
        ("candidates: 3\n", "holds no candidates: list"),
        ("candidates:\n  - ferry\n", "line 2: a candidate is a mapping with words:|a candidate is a mapping"),
        ("candidates:\n  - {words: ferry, use: 3}\n", 'line 2: unknown key "use".*Did you mean "uses"'),
        ("candidates:\n  - {words: ferry, uses: many}\n", 'uses: "many" is not a number'),
        ("candidates:\n  - {words: ferry, weight: .nan}\n", 'weight: ".nan" is not a number'),
        ("candidates:\n  - {words: ferry, weight: inf}\n", 'weight: "inf" is not a number'),
        ("candidates:\n  - {words: ferry, decision: maybe}\n", 'decision: "maybe" is not one of accepted, rejected, draft'),
        ("candidates:\n  - {words: ferry, methods: {magic: 1}}\n", 'unknown key "magic" in methods'),
        ("candidates:\n  - {words: ferry, methods: keyness}\n", "methods: must map each method to its score"),
        ("candidates:\n  - {words: ferry, contexts: here}\n", "contexts: must be a list"),
        ("candidates: [&a {words: ferry}, *a]\n", "aliases"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "c.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=told) as error:
        read_candidates(path)
    assert str(path) in str(error.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_text("candidates:\n  - {words: a b, use: 3}\n  - {words: c, uses: many}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read_candidates(path)
    assert len(str(error.value).splitlines()) == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_candidates(tmp_path / "none.yml")
    with pytest.raises(FramingError, match="cannot be written"):
        write_candidates(GIVEN, tmp_path / "none" / "c.yml")


def test_a_row_has_a_column_for_each_method_and_context() -> None:
    row = to_row(FULL)
    assert tuple(row) == FIELDS
    assert (row["keyness"], row["collocation"], row["neighbor"]) == (4.213, None, 0.5)
    assert row["context_1"] == 'said "no" #1 [pilot boat] \u6e2f\u53e3 \u0627\u0644\u0645\u064a\u0646\u0627\u0621'
    assert row["context_3"] is None
    assert set(METHODS) <= set(FIELDS)


def test_a_table_holds_no_formula() -> None:
    hostile = Candidate("=1+1", held=("@a",), contexts=(Context("a", "b", 0, 1, "=cmd|' /C calc'!A0", "x", ""),))
    cells = write_csv([to_row(hostile)], FIELDS).splitlines()[1]
    assert cells.startswith("'=1+1,")
    assert "'=cmd" in cells
    assert ",'@a," in cells


def test_scores_are_said_with_what_they_are_of() -> None:
    assert say_methods(FULL) == "keyness 4.2, neighbor 0.50 (of ferry)"
    assert say_methods(Candidate("a")) == ""
