"""What the topic lexicons' hand codes are measured with, on invented sentences; and the codes themselves."""

from __future__ import annotations

import pytest

from benchmark import hits, topics
from benchmark.hits import Code, Judged
from framing.lexicon import load_lexicon
from framing.measures.loaded import loaded
from framing.model import Hit
from framing.testing import make_document


def judged(right: int, drawn: str = "random", voice: str = "own", found: bool = True) -> Judged:
    hit = Hit(0, 1, "loaded", "perp", "label", voice=voice)
    return Judged(Code("a", 0, 1, "", "perp", "label", right, drawn), hit if found else None)


def values(*found: Judged) -> dict[str, tuple[float, int]]:
    return {row.metric: (row.value, row.n) for row in topics.rows("fast", found)}


class TestHeadline:
    def test_it_finds_what_counts_in_the_rate_and_nothing_from_beside_it(self) -> None:
        doc = make_document("A border jumper was held. Refugees poured across the bridge. They spoke of illegal immigration.")
        finder = topics.Headline(loaded(load_lexicon("migration")))
        assert [hit.term for hit in finder.find(doc)] == ["border jumper"]

    def test_words_of_sources_are_found_too(self) -> None:
        doc = make_document('"Each border jumper was held," Mara Venn said.')
        (hit,) = topics.Headline(loaded(load_lexicon("migration"))).find(doc)
        assert hit.voice == "quoted"


class TestRows:
    def test_own_words_and_other_voices_are_told_apart(self) -> None:
        found = values(judged(1), judged(0), judged(1, "other voice", "quoted"))
        assert found == {topics.OWN: (0.5, 2), topics.SENSE: (1.0, 1)}

    def test_a_hit_that_turned_out_to_be_a_sources_is_no_longer_the_outlets(self) -> None:
        assert values(judged(1), judged(0, voice="reported")) == {topics.OWN: (1.0, 1)}

    def test_what_is_found_no_more_does_not_count(self) -> None:
        assert values(judged(1), judged(0, found=False)) == {topics.OWN: (1.0, 1)}

    def test_without_hits_there_are_no_rows(self) -> None:
        assert values(judged(1, found=False)) == {}


@pytest.mark.parametrize("name", topics.TOPICS)
class TestCodes:
    def test_each_place_was_coded_once(self, name: str) -> None:
        codes = hits.read_codes(name)
        assert len({(code.id, code.start, code.end) for code in codes}) == len(codes) > 0

    def test_every_wrong_one_has_a_reason_and_no_right_one_has(self, name: str) -> None:
        assert all(bool(code.reason) != bool(code.code) for code in hits.read_codes(name))

    def test_they_keep_no_text(self, name: str) -> None:
        codes = hits.read_codes(name)
        assert max(len(code.reason.split()) for code in codes) <= 8
        assert all(code.end - code.start < 60 for code in codes)


@pytest.mark.parametrize("name", topics.TOPICS)
class TestLexicons:
    def test_it_adds_to_the_general_list_and_counts_as_the_measure_of_loaded_terms(self, name: str) -> None:
        lexicon = load_lexicon(name)
        assert lexicon.root == "loaded"
        assert 150 <= lexicon.n_own < len(lexicon.entries)

    def test_every_headline_entry_it_adds_offers_a_plainer_wording(self, name: str) -> None:
        lexicon = load_lexicon(name)
        own = lexicon.entries[: lexicon.n_own]
        assert [e.id for e in own if lexicon.categories[e.category].column == "headline" and not e.plain] == []

    def test_what_is_contested_weighs_nothing(self, name: str) -> None:
        lexicon = load_lexicon(name)
        assert [e.id for e in lexicon.entries[: lexicon.n_own] if e.category == "contested" and e.weight] == []

    def test_every_entry_with_conditions_has_examples_both_ways(self, name: str) -> None:
        lexicon = load_lexicon(name)
        own = lexicon.entries[: lexicon.n_own]
        assert [e.id for e in own if e.conditions and not (e.matches and e.misses)] == []

    def test_words_of_more_than_one_camp_are_in_it(self, name: str) -> None:
        lexicon = load_lexicon(name)
        camps = [e.note for e in lexicon.entries[: lexicon.n_own] if e.note.startswith("said by")]
        counts = {camp: camps.count(camp) for camp in set(camps)}
        first, second = sorted(counts.values())[-2:]
        assert second < 4 * first
