"""The labeled sentences for hedges cover every rule of the codebook, and what the measure makes of them keeps its floor."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from benchmark import datasets, hits, own
from benchmark import hedging as benchmark
from framing.measures.hedging import hedging, scope
from framing.model import Article, Document, Hit
from framing.testing import make_document

FLOOR = 1.0  # every sentence was read right when it was pinned; a sentence that is not is an error to mend, or to explain here
ROWS = datasets.own_sentences("hedging")
RULES = [f"H-{n}" for n in range(1, 29)]


def document(row: dict[str, Any]) -> Document:
    return make_document(row["text"], genre=row.get("genre", "unknown"))


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_sentences_of_its_own(rule: str) -> None:
    assert sum(row["rule"] == rule for row in ROWS) >= 3


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in ROWS} - {"H-22", "H-23", "H-25", "H-26", "H-27", "H-28"}))
def test_every_rule_of_words_has_a_sentence_in_which_they_count_and_a_trap(rule: str) -> None:
    found = Counter(bool(row["expect"]) for row in ROWS if row["rule"] == rule)
    assert found[True] > 0
    assert found[False] > 0


def test_the_terms_keep_their_floor() -> None:
    (row,) = own.terms("hedging")
    assert row.value >= FLOOR


def test_clusters_keep_their_floor() -> None:
    told = [row for row in ROWS if "clusters" in row]
    ours = [[hit.text.lower() for hit in hedging().find(document(row)) if "cluster" in hit.labels] for row in told]
    assert share([mine == row["clusters"] for mine, row in zip(ours, told, strict=True)]) >= FLOOR


def test_scopes_keep_their_floor() -> None:
    right = []
    for row in ROWS:
        doc = document(row)
        for hit in hedging().find(doc):
            if hit.text.lower() in row.get("scope", {}):
                start, end = scope(doc, hit)
                right.append(doc.text[start:end] == row["scope"][hit.text.lower()])
    assert len(right) >= 5
    assert share(right) >= FLOOR


# The rows on labeled data, with invented data


def weasel_rows(*data: tuple[str, bool]) -> dict[str, float]:
    rows = benchmark.lexicon_rows([{"sentence": sentence, "uncertain": uncertain} for sentence, uncertain in data])
    return {row.metric: row.value for row in rows}


def test_sentences_are_told_of_all_and_of_the_half_that_was_not_mined() -> None:
    sentences = [(f"The dam may fail in year {i} .", True) for i in range(20)]
    found = weasel_rows(*sentences)
    assert found["sentences, F1, headline"] == 1.0
    assert found["sentences, F1, headline, half not mined"] == 1.0
    assert found["sentences, F1, with weasels"] == 1.0


def test_weasels_count_in_the_wide_reading_only() -> None:
    found = weasel_rows(("Many believe it .", True), ("It rained .", False))
    assert found["sentences, F1, headline"] == 0.0
    assert found["sentences, F1, with weasels"] == 1.0


def test_modals_and_conditions_can_be_left_out() -> None:
    found = weasel_rows(("It may rain if it must .", False), ("Perhaps many believe it .", True))
    assert found["sentences, F1, with weasels"] == pytest.approx(2 / 3)
    assert found["sentences, F1, with weasels, modals apart"] == 1.0


class Labeled:
    """A text with its cues."""

    def __init__(self, key: str, text: str, *cues: str) -> None:
        self.key = key
        self.text = text
        self.spans = {"hedge": [(text.index(cue), text.index(cue) + len(cue)) for cue in cues]}


def cue_rows(text: str, *cues: str) -> dict[str, float]:
    data = [Labeled(f"x.xml{i}", text, *cues) for i in range(40)]
    return {row.metric: row.value for row in benchmark.lexicon_cue_rows(data)}  # type: ignore[arg-type]


def test_cues_are_told_of_the_half_that_was_not_mined() -> None:
    found = cue_rows("The gene may or can be active.", "may", "can")
    assert found["cues, precision, headline"] == 1.0
    assert found["cues, recall, headline"] == 0.5
    assert found["cues, F1, headline"] == found["cues, F1, with beliefs"] == pytest.approx(2 / 3)


def test_beliefs_of_others_are_cues_in_the_wide_reading_only() -> None:
    found = cue_rows("We suggest that it is active.", "suggest")
    assert found["cues, recall, headline"] == 0.0
    assert found["cues, F1, with beliefs"] == 1.0


def test_without_texts_of_that_half_there_are_no_rows() -> None:
    assert list(benchmark.lexicon_cue_rows([])) == []


# The hits coded by hand


@pytest.mark.parametrize(
    ("labels", "voice", "counts"), [((), "own", True), ((), "reported", True), ((), "quoted", False), (("side",), "own", False)]
)
def test_what_is_coded_are_hits_of_the_headline(labels: tuple[str, ...], voice: str, counts: bool) -> None:
    hit = Hit(0, 1, "hedging", "may", "epistemic", voice=voice, labels=frozenset(labels))
    assert benchmark.in_headline(hit) is counts


def test_the_codes_hold_places_and_no_text() -> None:
    codes = hits.read_codes("hedge")
    assert len({(code.id, code.start) for code in codes}) == len(codes) > 2000
    assert all(code.reason for code in codes if not code.code)
    assert all(len(code.reason) < 40 for code in codes)
    assert sum(code.drawn == "random" for code in codes) >= 200


@pytest.mark.skipif(not datasets.available(), reason="the articles are not here")
def test_the_first_codes_stand_where_they_were_found() -> None:
    codes = hits.read_codes("hedge")[:3]
    judged = list(
        hits.judge(codes, datasets.rows(hits.ARTICLES), hedging(), lambda a: make_document(a.text), benchmark.in_headline)
    )
    assert len(judged) == len(codes)


def test_an_article_is_annotated_as_it_stands() -> None:
    text = "The dam may fail."
    code = hits.Code("a", 8, 11, hits.digest("may"), "may", "epistemic", 1)
    found = hits.judge([code], [{"id": "a", "text": text}], hedging(), annotate, benchmark.in_headline)
    assert [(j.hit.term if j.hit else None) for j in found] == ["may"]


def annotate(article: Article) -> Document:
    return make_document(article.text)
