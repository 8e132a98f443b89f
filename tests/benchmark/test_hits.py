"""Precision of hits coded by hand, on invented articles whose codes are known."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmark import hits
from benchmark.hits import Code, Judged, Precision
from framing.measures.hedging import hedging
from framing.model import Hit
from framing.testing import make_document

TEXT = "The dam may fail. Perhaps the lake will rise. About 30 people left."
ARTICLE = {"id": "a", "text": TEXT}


def code(words: str, right: int = 1, **told: Any) -> Code:
    start = TEXT.index(words)
    usual = {"term": words.lower(), "category": "epistemic"}
    return Code("a", start, start + len(words), hits.digest(words), code=right, **{**usual, **told})


def annotate(article: Any) -> Any:
    return make_document(article.text, id=article.id)


def judged(*codes: Code) -> list[Judged]:
    return list(hits.judge(codes, [ARTICLE], hedging(), annotate, lambda hit: "side" not in hit.labels))


def of(term: str, right: int, found: bool = True, **told: Any) -> Judged:
    hit = Hit(0, 1, "hedging", term, "epistemic") if found else None
    return Judged(Code("a", 0, 1, "", term, "epistemic", right, **told), hit)


# Finding the place again


def test_a_code_meets_the_hit_that_covers_its_place() -> None:
    (may, perhaps) = judged(code("may"), code("Perhaps"))
    assert may.hit is not None
    assert perhaps.hit is not None
    assert (may.hit.text, perhaps.hit.text) == ("may", "Perhaps")


def test_a_place_where_nothing_is_counted_any_more_has_no_hit() -> None:
    assert [j.hit for j in judged(code("lake"), code("About"))] == [None, None]


def test_other_articles_than_those_coded_are_noticed() -> None:
    with pytest.raises(ValueError, match="article a: the words at 8 to 11 are not those"):
        judged(code("may")._replace(digest="00000000"))


def test_articles_nobody_coded_are_not_read() -> None:
    def never(article: Any) -> Any:
        raise AssertionError

    assert list(hits.judge([code("may")], [{"id": "b", "text": ""}], hedging(), never, lambda hit: True)) == []


# Precision


def test_precision_is_the_share_of_right_ones_among_those_still_found() -> None:
    figure = hits.precision([of("may", 1), of("may", 0), of("may", 0, found=False), of("may", 1)])
    assert figure == Precision(3, 2)
    assert figure.value == pytest.approx(2 / 3)


def test_of_nothing_precision_is_zero_and_its_interval_is_everything() -> None:
    assert (hits.precision([]).value, hits.precision([]).interval) == (0.0, (0.0, 1.0))


@pytest.mark.parametrize(("right", "n", "low", "high"), [(8, 10, 0.49, 0.943), (90, 100, 0.826, 0.945), (5, 5, 0.566, 1.0)])
def test_the_interval_is_wilsons(right: int, n: int, low: float, high: float) -> None:
    assert hits.wilson(right, n) == pytest.approx((low, high), abs=0.001)


def test_what_mending_has_cost_is_the_share_of_right_ones_still_found() -> None:
    assert hits.kept([of("may", 1), of("may", 1, found=False), of("may", 0, found=False)]) == Precision(2, 1)


def test_each_entry_has_a_precision_of_its_own() -> None:
    found = hits.by_term([of("may", 1), of("could", 0), of("could", 1), of("if", 1, found=False)])
    assert found == {"epistemic: could": Precision(2, 1), "epistemic: may": Precision(1, 1)}


def test_the_table_shows_the_worst_entry_first() -> None:
    lines = hits.table([of("may", 1), of("could", 0)]).splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["epistemic: could", "epistemic: may"]
    assert lines[2] == "| epistemic: could | 1 | 0 | 0.00 [0.00, 0.79] |"


def test_the_reasons_of_wrong_hits_are_counted() -> None:
    found = [of("may", 0, reason="duty"), of("may", 0, reason="duty"), of("if", 0, reason="idiom"), of("if", 1)]
    gone = of("if", 0, found=False, reason="gone")
    assert hits.reasons([*found, gone]).splitlines()[2:] == ["| duty | 2 |", "| idiom | 1 |"]


def test_each_round_is_told_as_it_was_drawn_and_as_it_is_now() -> None:
    lines = hits.pooled([of("may", 1), of("may", 0, found=False), of("may", 1, drawn="random", round=2)]).splitlines()
    assert lines[2] == "| entry | 1 | 2 | 1 | 1 | 1.000 [0.207, 1.000] |"
    assert lines[3].startswith("| random | 2 | 1 | 1 | 1 |")
    assert lines[-1] == "Of 2 hits coded as right, 2 are still found."


def test_the_command_prints_the_tables_of_a_measure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = SimpleNamespace(judged_hits=lambda: [of("may", 1)])
    monkeypatch.setattr(hits, "import_module", lambda name: module if name == "benchmark.hedging" else None)
    monkeypatch.setattr("sys.argv", ["hits.py", "hedging"])
    hits.main()
    assert "| epistemic: may | 1 | 1 | 1.00" in capsys.readouterr().out


# Rows


def values(*found: Judged) -> dict[str, float]:
    return {row.metric: row.value for row in hits.rows("hedging", found)}


def test_hits_drawn_by_entry_and_at_random_have_rows_of_their_own() -> None:
    found = values(of("may", 1), of("may", 0), of("may", 1, drawn="random"))
    assert found == {"precision, hits drawn by entry": 0.5, "precision, hits drawn at random": 1.0}


def test_the_last_round_has_a_row_because_no_rule_was_mended_on_it() -> None:
    found = values(of("may", 0, drawn="random"), of("may", 1, drawn="random", round=2))
    assert found == {"precision, hits drawn at random": 0.5, "precision, last round drawn at random": 1.0}


def test_entries_with_few_codes_are_not_told_good_or_bad() -> None:
    found = values(*[of("may", 1)] * 5, *[of("could", i % 2) for i in range(5)], of("if", 0))
    assert found["entries with precision 0.80"] == 0.5


def test_without_codes_there_are_no_rows() -> None:
    assert values() == {}


# The file


def test_codes_are_written_without_text_and_come_back(tmp_path: Path) -> None:
    codes = [code("Perhaps", 0, drawn="random", reason="no reason"), code("may")]
    hits.write_codes("x", codes, tmp_path)
    assert hits.read_codes("x", tmp_path) == sorted(codes)
    first = json.loads((tmp_path / "x_hits.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(first) == {"id", "start", "end", "digest", "term", "category", "code"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a"}', "line 1: .*missing"),
        (json.dumps({**code("may")._asdict(), "text": "may"}), "line 1: .*unexpected"),
        (json.dumps({**code("may")._asdict(), "code": 2}), "line 1: code is 2, not 0 or 1"),
    ],
)
def test_a_line_that_is_no_code_is_told_with_its_number(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "x_hits.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        hits.read_codes("x", tmp_path)
