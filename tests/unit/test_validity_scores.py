from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.coded import analyze, fill, holds_haste, no, write_lexicon, yes

from framing.analysis import Analysis
from framing.errors import FramingError
from framing.validity import Sample, ValidationTable, read_validation, sample_hits, sample_sentences, score_sample
from framing.validity.agreement import Agreement, find_agreement, judge
from framing.validity.intervals import bootstrap_ratio, bound_share, weigh_shares
from framing.validity.samples import WITH

DAY = date(2026, 3, 4)


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analyze(write_lexicon(tmp_path_factory.mktemp("own")))


@pytest.fixture(scope="module")
def drawn(analysis: Analysis) -> Sample:
    return sample_sentences(analysis, "haste", n=40)


class TestIntervals:
    @settings(deadline=None)  # the first call loads scipy
    @given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def test_wilson_is_that_of_scipy(self, pair: tuple[int, int]) -> None:
        from scipy.stats import binomtest

        expected = binomtest(*pair).proportion_ci(method="wilson")
        assert bound_share(*pair) == pytest.approx((expected.low, expected.high), abs=1e-9)

    def test_wilson_is_the_published_one(self) -> None:
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        published = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0, 0.1611), (1, 29): (0.0061, 0.1718)}
        for pair, interval in published.items():
            assert bound_share(*pair) == pytest.approx(interval, abs=5e-5)

    def test_an_interval_of_all_or_none_ends_at_the_edge(self) -> None:
        assert bound_share(7, 7)[1] == 1.0
        assert bound_share(0, 7)[0] == 0.0

    def test_strata_weigh_as_much_as_they_hold(self) -> None:
        share, n = weigh_shares([(10, 10, 900), (0, 10, 100)])
        assert share == pytest.approx(0.9)
        assert n == pytest.approx(1000**2 / (900**2 / 10 + 100**2 / 10))

    def test_strata_drawn_in_proportion_are_a_plain_sample(self) -> None:
        assert weigh_shares([(3, 9, 90), (1, 1, 10)]) == (pytest.approx(0.4), pytest.approx(10))

    def test_strata_without_codes_do_not_count(self) -> None:
        assert weigh_shares([(1, 2, 50), (0, 0, 1000)]) == (0.5, pytest.approx(2))

    def test_the_bootstrap_of_one_share_is_its_jeffreys_interval(self) -> None:
        from scipy.stats import beta

        low, high = bootstrap_ratio(lambda shares: shares[0], [(30, 40)], seed=1)
        assert (low, high) == pytest.approx((beta.ppf(0.025, 30.5, 10.5), beta.ppf(0.975, 30.5, 10.5)), abs=0.01)

    def test_where_all_codes_are_the_same_the_bootstrap_still_has_width(self) -> None:
        low, high = bootstrap_ratio(lambda shares: shares[0], [(12, 12)], seed=1)
        assert high == 1.0
        assert 0.7 < low < 0.95

    def test_the_seed_fixes_it(self) -> None:
        first, again, other = (bootstrap_ratio(sum, [(3, 9), (2, 9)], seed=seed) for seed in (1, 1, 2))
        assert first == again != other


def pairs(*codes: str) -> dict[str, dict[str, bool]]:
    """Return codes of units by the coders a, b and so on: "10" for one unit that a confirms and b does not; "-" for none."""
    return {f"u{i:03}": {"abcd"[k]: c == "1" for k, c in enumerate(unit) if c != "-"} for i, unit in enumerate(codes)}


class TestAgreement:
    def test_alpha_is_the_published_one(self) -> None:
        # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section A: two observers, binary data, alpha .095.
        meg = "0100000000"
        owen = "1110010100"
        found = find_agreement(pairs(*(a + b for a, b in zip(meg, owen, strict=True))))
        assert found.alpha == pytest.approx(0.095, abs=0.0005)
        assert found.n == 10

    @settings(deadline=None)  # the first call loads nltk
    @given(st.lists(st.text("01-", min_size=3, max_size=3), min_size=1, max_size=12))
    def test_alpha_is_one_less_observed_over_expected_disagreement(self, codes: list[str]) -> None:
        units = [unit.replace("-", "") for unit in codes]
        shared = [unit for unit in units if len(unit) > 1]
        alpha = find_agreement(pairs(*codes), draws=2).alpha
        values = "".join(shared)
        if len(set(values)) < 2:
            assert isnan(alpha)
            return
        observed = sum(2 * unit.count("0") * unit.count("1") / (len(unit) - 1) for unit in shared) / len(values)
        expected = 2 * values.count("0") * values.count("1") / (len(values) * (len(values) - 1))
        assert alpha == pytest.approx(1 - observed / expected)

    def test_units_one_person_coded_do_not_count(self) -> None:
        found = find_agreement(pairs("11", "00", "1-", "-0", "10"))
        assert found.n == 3
        assert found.alpha == find_agreement(pairs("11", "00", "10")).alpha

    def test_where_all_codes_are_the_same_alpha_is_not_defined(self) -> None:
        found = find_agreement(pairs("11", "11", "11"))
        assert isnan(found.alpha)
        assert found.interval is None
        assert judge(found, 3) == "agreement not defined: all codes are the same"

    def test_the_interval_holds_alpha_and_narrows_with_more_units(self) -> None:
        few, many = (find_agreement(pairs(*["11", "00", "11", "00", "10"] * k), draws=400) for k in (4, 40))
        for found in (few, many):
            assert found.interval is not None
            assert found.interval[0] < found.alpha < found.interval[1]
        assert few.interval
        assert many.interval
        assert few.interval[1] - few.interval[0] > 2 * (many.interval[1] - many.interval[0])

    def test_the_interval_hangs_on_the_seed_and_not_on_the_order(self) -> None:
        codes = pairs(*["11", "00", "10", "01", "11", "00"] * 4)
        turned = {unit: dict(reversed(of.items())) for unit, of in reversed(codes.items())}
        assert find_agreement(codes, draws=200) == find_agreement(turned, draws=200)
        assert find_agreement(codes, draws=200) != find_agreement(codes, draws=200, seed=2)

    def test_one_unit_has_no_interval(self) -> None:
        assert find_agreement(pairs("10")).interval is None

    @pytest.mark.parametrize(
        ("alpha", "n", "verdict"),
        [
            (0.8, 40, "rely on it"),
            (0.799, 40, "tentative"),
            (0.667, 40, "tentative"),
            (0.666, 40, "do not report as a finding"),
            (-0.2, 20, "do not report as a finding"),
            (0.95, 19, "agreement not known: 19 of 200 coded twice, a tenth is needed"),
            (float("nan"), 0, "coded by one person: agreement not known"),
        ],
    )
    def test_the_verdict_is_that_of_the_codebook(self, alpha: float, n: int, verdict: str) -> None:
        assert judge(Agreement(alpha, None, n), 200) == verdict


class TestSentences:
    def test_recall_weighs_each_kind_of_sentence_by_how_many_there_are(self, analysis: Analysis, tmp_path: Path) -> None:
        drawn = sample_sentences(analysis, "haste", n=40)
        n_with = sum(unit.stratum == WITH for unit in drawn.units)
        ids = [unit.id for unit in drawn.units if unit.stratum != WITH]
        missed = set(ids[:2])  # of 22 sentences without a hit

        def judge_row(row: Mapping[str, str]) -> str:
            return "1" if row["id"] in missed else holds_haste(row)

        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", judge_row)], day=DAY).rows
        right = sum(unit.stratum == WITH and "crew" not in unit.sentence for unit in drawn.units)
        share, rest = right / n_with, 2 / len(ids)
        assert (n_with, len(ids), row.n) == (18, 22, 40)
        assert row.precision is not None
        assert row.precision.value == pytest.approx(share)
        assert row.precision.interval == bound_share(right, n_with)
        recall = 18 * share / (18 * share + 42 * rest)
        assert row.recall is not None
        assert row.recall.value == pytest.approx(recall)
        assert row.f1 is not None
        assert row.f1.value == pytest.approx(2 * share * recall / (share + recall))
        for rate in (row.recall, row.f1):
            assert rate.interval is not None
            assert rate.interval[0] < rate.value < rate.interval[1]

    def test_a_sentence_without_a_hit_that_is_coded_right_lowers_recall_alone(self, drawn: Sample, tmp_path: Path) -> None:
        plain, lenient = (
            score_sample([fill(drawn, tmp_path / f"{n}.csv", f)]).rows[0] for n, f in (("a", holds_haste), ("b", yes))
        )
        assert plain.recall
        assert lenient.recall
        assert plain.precision
        assert lenient.precision
        assert plain.recall.value == 1.0
        assert plain.recall.interval
        assert plain.recall.interval[0] < 1.0
        assert lenient.recall.value < 0.5
        assert lenient.precision.value == 1.0

    def test_where_nothing_is_right_precision_is_zero_and_recall_not_defined(self, drawn: Sample, tmp_path: Path) -> None:
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", no)]).rows
        assert row.precision is not None
        assert row.precision.value == 0.0
        assert (row.recall, row.f1) == (None, None)

    def test_where_all_that_is_right_was_missed_recall_and_f1_are_zero(self, drawn: Sample, tmp_path: Path) -> None:
        strata = {unit.id: unit.stratum for unit in drawn.units}
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", lambda row: str(int(strata[row["id"]] != WITH)))]).rows
        assert row.recall is not None
        assert row.f1 is not None
        assert (row.recall.value, row.f1.value) == (0.0, 0.0)

    def test_one_coded_unit_is_enough_for_a_table_and_not_for_recall(self, drawn: Sample, tmp_path: Path) -> None:
        first = drawn.units[0].id
        table = score_sample([fill(drawn, tmp_path / "a.csv", lambda row: "1" if row["id"] == first else "")])
        assert (table.rows[0].n, table.rows[0].recall) == (1, None)
        assert "39 units are not coded yet." in table.notes

    def test_undecided_units_count_nowhere_and_are_told(self, drawn: Sample, tmp_path: Path) -> None:
        path = fill(drawn, tmp_path / "a.csv", lambda row: "?" if row["twice"] else holds_haste(row))
        table = score_sample([path])
        n_twice = sum(unit.twice for unit in drawn.units)
        assert table.rows[0].n == 40 - n_twice
        assert f"haste: {n_twice} units could not be decided and count nowhere." in table.notes

    def test_a_sheet_of_nothing_but_question_marks_has_no_rates(self, drawn: Sample, tmp_path: Path) -> None:
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", lambda row: "?")]).rows
        assert (row.n, row.precision, row.recall, row.alpha) == (0, None, None, None)


class TestCoders:
    def test_where_coders_differ_the_one_who_coded_most_counts_in_whatever_order(self, drawn: Sample, tmp_path: Path) -> None:
        ana = fill(drawn, tmp_path / "a.csv", holds_haste, "zoe")
        ben = fill(drawn, tmp_path / "b.csv", no, "ben", twice=True)
        table, turned = score_sample([ana, ben], day=DAY), score_sample([ben, ana], day=DAY)
        alone = score_sample([ana], day=DAY).rows[0]
        assert table == turned
        assert (table.rows[0].precision, table.rows[0].recall) == (alone.precision, alone.recall)
        assert table.rows[0].coders == ("ben", "zoe")
        assert any("coders differ on" in note and "units coded twice (u" in note for note in table.notes)

    def test_two_coders_who_agree_may_be_relied_on(self, drawn: Sample, tmp_path: Path) -> None:
        paths = [fill(drawn, tmp_path / f"{n}.csv", holds_haste, n, twice=n == "b") for n in "ab"]
        (row,) = score_sample(paths).rows
        assert row.alpha is not None
        assert (row.alpha.value, row.n_twice, row.verdict) == (1.0, sum(u.twice for u in drawn.units), "rely on it")

    def test_a_second_coder_decides_what_the_first_could_not(self, drawn: Sample, tmp_path: Path) -> None:
        ana = fill(drawn, tmp_path / "a.csv", lambda row: "?" if row["twice"] else holds_haste(row), "ana")
        ben = fill(drawn, tmp_path / "b.csv", holds_haste, "ben", twice=True)
        table = score_sample([ana, ben])
        assert table.rows[0].n == 40
        assert table.rows[0].n_twice == 0

    def test_one_coder_alone_leaves_agreement_unknown(self, drawn: Sample, tmp_path: Path) -> None:
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", holds_haste)]).rows
        assert (row.alpha, row.verdict) == (None, "coded by one person: agreement not known")


class TestHits:
    def test_hits_of_a_measure_give_precision_alone(self, analysis: Analysis, tmp_path: Path) -> None:
        drawn = sample_hits(analysis, "haste", n=15, per="measure")
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", holds_haste)]).rows
        right = sum("crew" not in unit.sentence for unit in drawn.units)
        assert row.precision is not None
        assert row.precision.value == pytest.approx(right / 15)
        assert row.precision.interval == pytest.approx(bound_share(right, 15))
        assert (row.unit, row.recall, row.f1) == ("hits", None, None)

    def test_hits_drawn_by_entry_are_refused_with_what_to_do(self, analysis: Analysis, tmp_path: Path) -> None:
        path = fill(sample_hits(analysis, "haste"), tmp_path / "a.csv", yes)
        message = "its hits were drawn by entry, not of the whole measure haste. Score it with `framing lexicon score`"
        with pytest.raises(FramingError, match=message):
            score_sample([path])

    def test_samples_of_several_measures_are_rows_of_one_table(self, analysis: Analysis, tmp_path: Path) -> None:
        samples = (sample_sentences(analysis, "haste", n=10), sample_hits(analysis, "haste", per="measure"))
        table = score_sample([fill(drawn, tmp_path / f"{k}.csv", yes) for k, drawn in enumerate(samples)])
        assert [(row.unit, row.n) for row in table.rows] == [("hits", 18), ("sentences", 10)]

    def test_two_draws_from_the_same_texts_are_one_sample(self, analysis: Analysis, tmp_path: Path) -> None:
        drawn = [sample_sentences(analysis, "haste", n=20, seed=seed) for seed in (1, 2)]
        paths = [fill(each, tmp_path / f"{k}.csv", holds_haste) for k, each in enumerate(drawn)]
        (row,) = score_sample(paths).rows
        assert row.n == len({unit.id for each in drawn for unit in each.units})


class TestTable:
    @pytest.fixture
    def table(self, drawn: Sample, tmp_path: Path) -> ValidationTable:
        paths = [fill(drawn, tmp_path / f"{n}.csv", holds_haste, n, twice=n == "b") for n in "ab"]
        return score_sample(paths, day=DAY)

    def test_it_says_what_it_rests_on(self, table: ValidationTable, drawn: Sample) -> None:
        (row,) = table.rows
        assert (row.measure, row.corpus, row.n_articles, row.date) == ("haste", drawn.facts.corpus, 6, "2026-03-04")
        assert row.lexicons == drawn.facts.lexicons
        assert row.lexicons[0].startswith("haste 1.2.0 ")
        assert row.annotator.startswith("fast ")

    def test_what_is_written_is_read(self, table: ValidationTable, tmp_path: Path) -> None:
        path = tmp_path / "validation.json"
        path.write_text(table.to_json(), encoding="utf-8")
        assert read_validation(path) == table
        assert read_validation(path, path) == table  # a row stands once
        assert read_validation() == ValidationTable()

    def test_the_same_sheets_give_the_same_bytes(self, drawn: Sample, table: ValidationTable, tmp_path: Path) -> None:
        assert score_sample([tmp_path / "b.csv", tmp_path / "a.csv"], day=DAY).to_json() == table.to_json()

    def test_a_frame_has_a_row_a_measure_and_intervals_in_columns(self, table: ValidationTable) -> None:
        frame = table.frame()
        assert len(frame) == 1
        assert {"precision", "precision_low", "precision_high", "recall_low", "alpha", "verdict"} <= set(frame.columns)
        assert frame["precision_low"][0] < frame["precision"][0] < frame["precision_high"][0]
        assert "<table" in table._repr_html_()
        assert ValidationTable().frame().empty

    def test_a_day_that_is_not_stated_is_today(self, drawn: Sample, tmp_path: Path) -> None:
        (row,) = score_sample([fill(drawn, tmp_path / "a.csv", yes)]).rows
        assert row.date == date.today().isoformat()

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda data: [],
            lambda data: {"rows": 3},
            lambda data: {"rows": [{}]},
            lambda data: {"rows": [{**data["rows"][0], "more": 1}]},
            lambda data: {"rows": [{**data["rows"][0], "precision": 0.5}]},
            lambda data: {"rows": [{**data["rows"][0], "coders": "ana"}]},
            lambda data: {"rows": [{**data["rows"][0], "verdict": ["fine"]}]},
            lambda data: {"rows": [{**data["rows"][0], "n": "many"}]},
        ],
    )
    def test_a_file_that_is_no_table_is_refused(self, table: ValidationTable, tmp_path: Path, spoil: Any) -> None:
        path = tmp_path / "validation.json"
        path.write_text(json.dumps(spoil(json.loads(table.to_json()))), encoding="utf-8")
        with pytest.raises(FramingError, match=r"validation.json: is no validation table. Name a file that"):
            read_validation(path)

    def test_a_file_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match=r"none.json: cannot be read \(No such file or directory\)"):
            read_validation(tmp_path / "none.json")
        (tmp_path / "a.json").write_text("not json", encoding="utf-8")
        with pytest.raises(FramingError, match="is no validation table"):
            read_validation(tmp_path / "a.json")
