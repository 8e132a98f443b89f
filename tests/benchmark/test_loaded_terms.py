"""What the lexicon of loaded terms is measured with, on invented sentences; and the codes of its hits themselves."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, ClassVar

import pytest

from benchmark import datasets, hits, loaded
from framing.measures.loaded import loaded as measure
from framing.testing import make_document
from framing.training.splits import half


def phrase(text: str) -> str:
    doc = make_document(text)
    (found,) = measure().find(doc)
    start, end = loaded.phrase_of(doc, found)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a brutal raid.", "brutal raid"),
        ("It was a brutal police raid.", "brutal police raid"),
        ("It was brutal.", "brutal"),
        ("They met young thugs there.", "young thugs"),
        ("The plan is truly atrocious.", "truly atrocious"),
        ("Growers lambasted the board.", "lambasted"),
        ("The junta left.", "junta"),
    ],
)
def test_a_phrase_is_the_term_with_what_describes_it_and_what_it_describes(text: str, expected: str) -> None:
    assert phrase(text) == expected


def test_a_phrase_does_not_leave_its_sentence() -> None:
    assert phrase("They feared the regime. Police left.") == "regime"


def texts(part: int, n: int) -> list[str]:
    return [key for key in map(str, range(1000)) if half("ptc", key) == part][:n]


def ptc(key: str, text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"id": key, "text": text, "spans": [{"start": start, "end": start + len(words), "technique": "Loaded_Language"}]}


def test_the_half_that_was_not_mined_is_told_apart() -> None:
    mined, unmined = texts(0, 2), texts(loaded.UNMINED, 1)
    data = [ptc(key, "It was a brutal raid.", "raid") for key in mined]
    data += [ptc(key, "It was a brutal raid.", "brutal") for key in unmined]
    rows = {(row.data, row.metric): row for row in loaded.spans_by_lexicon(data)}
    assert rows["PTC", "spans, character recall"].value == pytest.approx(6 / 14)
    assert rows["PTC, half not mined", "spans, character recall"].value == 1.0
    assert rows["PTC, half not mined", "spans, character recall"].n == 1


def test_phrases_are_scored_beside_terms() -> None:
    data = [ptc("1", "It was a brutal raid.", "brutal raid")]
    found = {row.metric: row.value for row in loaded.spans_by_lexicon(data) if row.data == "PTC"}
    assert found["spans, character recall"] == pytest.approx(6 / 11)
    assert found["phrases, character recall"] == found["phrases, character precision"] == 1.0


def test_without_texts_of_the_other_half_there_are_no_rows_of_it() -> None:
    (key,) = texts(0, 1)
    rows = loaded.spans_by_lexicon([ptc(key, "It was a brutal raid.", "brutal")])
    assert {row.data for row in rows} == {"PTC"}


class TestHits:
    """The hits coded by hand, on an invented article."""

    text: ClassVar = "The regime fell. Nela Marsh said the junta fell. A brutal raid followed."

    def code(self, words: str, right: int, **told: Any) -> hits.Code:
        start = self.text.index(words)
        digest = hits.digest(words)
        return hits.Code("a", start, start + len(words), digest, words, "label", right, **told)

    def rows(self, monkeypatch: pytest.MonkeyPatch, *codes: hits.Code) -> dict[str, tuple[float, int]]:
        monkeypatch.setattr(datasets, "rows", lambda name: iter([{"id": "a", "text": self.text}]))
        monkeypatch.setattr(hits, "read_codes", lambda name: list(codes))
        return {row.metric: (row.value, row.n) for row in loaded.hit_rows()}

    def test_precision_is_of_the_outlets_own_hits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = [self.code("regime", 1), self.code("brutal", 0), self.code("junta", 0)]
        assert self.rows(monkeypatch, *codes) == {"precision, hits drawn by entry": (0.5, 2)}

    def test_changed_articles_are_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(ValueError, match="not those that were coded"):
            self.rows(monkeypatch, self.code("regime", 1)._replace(digest="00000000"))

    def test_hits_drawn_at_random_have_a_row_of_their_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = [self.code("regime", 1, drawn="random"), self.code("brutal", 1)]
        assert set(self.rows(monkeypatch, *codes)) == {"precision, hits drawn by entry", "precision, hits drawn at random"}


class TestCodes:
    """What the file of codes may hold."""

    codes: ClassVar = hits.read_codes("loaded")

    def test_there_are_three_hundred_drawn_at_random_and_the_rest_by_entry(self) -> None:
        assert Counter(code.round for code in self.codes if code.drawn == "random") == {1: 100, 2: 100, 3: 100}
        assert Counter(code.drawn for code in self.codes)["entry"] >= 1500

    def test_no_entry_was_coded_more_than_twenty_times_nor_a_place_twice(self) -> None:
        drawn = [code for code in self.codes if code.drawn == "entry"]
        assert max(Counter((code.category, code.term) for code in drawn).values()) <= 20
        assert max(Counter((code.id, code.start, code.end) for code in drawn).values()) == 1

    def test_what_is_wrong_has_a_reason_and_what_is_right_has_none(self) -> None:
        assert [code for code in self.codes if bool(code.reason) == bool(code.code)] == []

    def test_places_and_codes_are_kept_and_no_text(self) -> None:
        lines = (datasets.SENTENCES / "loaded_hits.jsonl").read_text(encoding="utf-8").splitlines()
        assert {name for line in lines for name in json.loads(line)} <= set(hits.Code._fields)
        assert len({code.reason for code in self.codes}) <= 5


@pytest.mark.skipif(not datasets.available(), reason="no labeled data")
def test_every_entry_that_was_coded_often_is_right_four_times_in_five() -> None:
    judged = loaded.judged_hits()
    figures = hits.by_term(one for one in judged if one.code.drawn == "entry")
    assert {term: figure for term, figure in figures.items() if figure.n >= hits.FEWEST and figure.value < hits.GOOD} == {}
    assert hits.kept(judged).value >= 0.97
