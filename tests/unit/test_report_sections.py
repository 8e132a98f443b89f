"""Sections of a report one by one, on evidence made by hand: what they say where there is little or nothing to say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from unit.newsroom import (
    CUES,
    MEASURES,
    PER_1000,
    SHARE,
    Case,
    analyze_by_hand,
    empty_hits,
    make_article,
    make_case,
    make_hostile_case,
    make_learned_case,
    write_text,
)

from framing.comparison import Comparison, Estimate, Gap, compare
from framing.comparison.results import Contribution
from framing.model import Hit, Removed
from framing.report.blocks import (
    Code,
    Evidence,
    Fold,
    Heading,
    Items,
    Link,
    MarkedArticle,
    Paragraph,
    Statements,
    Strong,
    Table,
)
from framing.report.data import collect_data, to_plain
from framing.report.findings import build_findings, say_actors, say_gap, say_side_by_side
from framing.report.material import Material, choose_shown, gather, has_ladder, headlines, make_slugs
from framing.report.rates import (
    count_terms,
    say_base,
    say_count,
    say_effect,
    say_kind,
    say_p,
    say_range,
    say_ratio,
    say_terms,
    say_uncertainty,
    say_value,
)
from framing.report.records import list_attributions, list_hits, list_scores
from framing.report.sections.actors import build_actors, count_mentions
from framing.report.sections.articles import build_articles, mark_article
from framing.report.sections.compared import build_compared, title_of
from framing.report.sections.evidence import CONTEXT, build_evidence, describe_finding, excerpt_of
from framing.report.sections.gaps import build_gaps
from framing.report.sections.limits import build_limits
from framing.report.sections.methods import build_methods, read_about
from framing.report.sections.record import build_provenance, build_record
from framing.report.sections.results import tabulate_ladder
from framing.report.sections.stories import build_stories
from framing.report.sections.summary import build_summary
from framing.report.wording import plural, say_date, say_dates, say_share
from framing.scores import Column, Unit
from framing.stories import Derivation, Story

NAN = math.nan
HEDGES = MEASURES[0].columns[0]


@pytest.fixture(scope="module")
def single() -> Case:
    return make_case(1)


@pytest.fixture(scope="module")
def material(single: Case) -> Material:
    return gather(*single)


@pytest.fixture(scope="module")
def crowd() -> Material:
    return gather(*make_case(1, [f"Outlet {n:02d}" for n in range(25)]))


@pytest.fixture(scope="module")
def hostile() -> Material:
    return gather(*make_hostile_case())


def text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        return " ".join(text for item in value if (text := text_of(item)))
    if is_dataclass(value):
        return " ".join(text for field in fields(value) if (text := text_of(getattr(value, field.name))))
    return ""


def say(blocks: Iterable[Any]) -> str:
    return text_of(list(blocks))


def make_estimate(**more: Any) -> Estimate:
    known = {
        "group": "Alpha", "measure": "hedging", "column": "rate", "target": "", "unit": PER_1000, "total": 10.0,
        "base": 2000.0, "value": 5.0, "pooled": 5.0, "values": (4.0, 6.0), "n_articles": 2, "n_stories": 2,
        "n_undefined": 0, "n_hits": 10,
    }  # fmt: skip
    return Estimate(**{**known, **more})


def make_gap(**more: Any) -> Gap:
    known = {"difference": 4.0, "ratio": 3.0, "value": 6.0, "other_value": 2.0, "p": 0.01, "p_adjusted": 0.02, "n_stories": 8}
    return Gap("hedging", "rate", "", "Alpha", "Beta", PER_1000, **{**known, **more})


def with_comparison(material: Material, **changes: Any) -> Material:
    return replace(material, comparison=replace(material.comparison, **changes))


def gather_alone(*articles: Any, **more: Any) -> Material:
    """Return the material of articles that stand alone, a story each."""
    analysis = analyze_by_hand(articles, **more)
    stories = tuple(Story(f"s-{a.id}", a.title, (a.id,)) for a in articles)
    return gather(analysis, compare(analysis, stories=stories, draws=20), stories)


class TestWording:
    @pytest.mark.parametrize(
        ("count", "said"), [(0, "0 hits"), (1, "1 hit"), (1.0, "1 hit"), (0.5, "0.50 hits"), (1e6, "1,000,000 hits")]
    )
    def test_only_exactly_one_is_singular(self, count: float, said: str) -> None:
        assert plural(count, "hit") == said

    def test_a_missing_date_is_an_en_dash_and_a_span_of_none_is_not_stated(self) -> None:
        assert (say_date(None), say_dates([])) == ("–", "dates not stated")

    def test_the_same_month_of_two_years_keeps_both_months(self) -> None:
        said = say_dates([date(2025, 3, 2), date(2024, 3, 1)]).replace("\xa0", " ")
        assert said == "March 1, 2024 to March 2, 2025"

    def test_a_share_of_a_whole_keeps_its_counts(self) -> None:
        assert say_share(0, 5) == "0 of 5 (0 %)"
        assert say_share(3, 0) == "–"

    def test_of_fewer_than_five_a_share_is_a_count(self) -> None:
        assert (say_share(1, 2), say_share(4, 4)) == ("1 of 2", "4 of 4")


class TestRates:
    @pytest.mark.parametrize(("p", "said"), [(None, "–"), (0.0, "< 0.001"), (0.0005, "0.001"), (1.0, "1.000")])
    def test_a_p_value_is_a_dash_a_bound_or_three_digits(self, p: float | None, said: str) -> None:
        assert say_p(p) == said

    def test_no_estimate_and_an_undefined_one_are_dashes(self) -> None:
        assert say_value(None) == say_value(make_estimate(value=NAN)) == "–"

    def test_a_percentage_of_fewer_than_five_is_no_value_and_says_why(self, material: Material) -> None:
        thin = make_estimate(unit=Unit("% of attributions", 100.0), base=4.0, total=2.0, value=50.0, pooled=50.0)
        assert say_value(thin) == "–"
        assert say_uncertainty(material, thin) == "none: a share of fewer than 5 is a count"
        column = Column("opaque_share", thin.unit, "attributions")
        assert say_count(thin, column) == "2 in 4 attributions"
        assert say_value(replace(thin, base=5.0)) == "50.0"

    def test_a_rate_over_few_things_keeps_its_value(self) -> None:
        assert say_value(make_estimate(unit=Unit("per article"), base=2.0)) == "5.00"

    def test_an_undefined_value_gives_its_own_reason_before_the_general_one(self, material: Material) -> None:
        assert say_uncertainty(material, make_estimate(value=NAN, note="too short")) == "too short"
        assert say_uncertainty(material, None) == "not defined: nothing to count over"

    def test_few_stories_give_a_range_and_same_values_no_interval(self, material: Material) -> None:
        matched = with_comparison(material, design="matched")
        assert say_uncertainty(matched, make_estimate(note="few")) == "range 4.00 to 6.00; few"
        assert (
            say_uncertainty(matched, make_estimate(interval=(2.0, 2.0), n_stories=6)) == "none: the same value in every story"
        )
        assert say_uncertainty(matched, make_estimate(n_stories=1)) == "none: one story"
        assert say_uncertainty(matched, make_estimate(values=(NAN, 4.0))) == "none"

    def test_a_range_leaves_out_stories_where_the_value_is_not_defined(self) -> None:
        assert say_range(make_estimate(values=(NAN, 3.0, 1.0))) == "range 1.00 to 3.00"
        assert say_range(make_estimate(values=(NAN,))) == say_range(make_estimate(values=())) == ""

    def test_the_kind_is_said_of_intervals_only(self) -> None:
        held = make_estimate(interval=(1.0, 2.0), n_stories=6, interval_kind="bootstrap", note="low power")
        assert say_kind([None, make_estimate(interval_kind="ghost"), held]) == "bootstrap, low power"

    @pytest.mark.parametrize(("hits", "said"), [(4, "4 in 100 unquoted words"), (5, "5 in 100 unquoted words (50.0 per 1,000")])
    def test_a_rate_is_said_from_five_findings_on(self, hits: int, said: str) -> None:
        text = say_count(make_estimate(total=float(hits), n_hits=hits, base=100.0, pooled=50.0), HEDGES)
        assert text.startswith(said)
        assert ("per 1,000" in text) == (hits >= 5)

    def test_no_finding_over_nothing_is_none_and_an_undefined_rate_is_left_out(self) -> None:
        assert say_count(make_estimate(total=0.0, base=0.0, n_hits=0, pooled=NAN), HEDGES) == "none in 0 unquoted words"
        assert "nan" not in say_count(make_estimate(pooled=NAN), HEDGES)

    def test_a_base_agrees_with_its_count_and_with_the_voices(self) -> None:
        own = Column("rate", PER_1000, "words", "", {}, ("own",))
        assert [say_base(own), say_base(own, 1), say_base(HEDGES)] == ["words of its own", "words of its own", "unquoted words"]
        assert say_base(Column("share", SHARE, "mentioning_sentences", ""), 1) == "mentioning sentence"

    def test_terms_tie_by_name_fall_back_to_the_text_and_are_counted_past_the_limit(self) -> None:
        hits = [Hit(0, 1, "m", term, "c", text="x") for term in ("b", "a", "c", "c", "")]
        assert count_terms(hits) == [("c", 2), ("a", 1), ("b", 1), ("x", 1)]
        assert say_terms(hits, 2) == "“c” 2, “a” and 2 other terms"
        assert say_terms(hits, 3).endswith("and 1 other term")
        assert say_terms([], 3) == ""


class TestMaterial:
    def test_names_without_a_letter_or_that_clash_are_kept_apart(self) -> None:
        assert make_slugs(["", "!", "A b", "a-b"]) == {"": "measure", "!": "measure-x", "A b": "a-b", "a-b": "a-b-x"}

    def test_stories_of_articles_that_are_gone_choose_nothing(self) -> None:
        assert choose_shown([Story("s", "S", ("gone", "a"))], {"a": 1}, {"a": 10}) == {"a"}
        assert choose_shown([], {}, {}) == frozenset()

    def test_a_number_without_evidence_is_plain(self, material: Material) -> None:
        assert isinstance(material.link_evidence("3", "hedging", "Alpha"), Link)
        assert gather(empty_hits(material.analysis), material.comparison, ()).link_evidence("3", "hedging", "Alpha") == "3"
        assert replace(material, dense=frozenset({"hedging"})).link_evidence("3", "hedging", "Alpha") == "3"

    def test_an_article_that_is_not_shown_is_named_and_not_linked(self, material: Material) -> None:
        assert replace(material, shown=frozenset()).link_article("s0-0") == "1 Alpha"
        assert material.link_article("s0-0", "here") == Link("here", "a1")

    def test_a_column_that_was_not_estimated_is_no_headline(self, material: Material) -> None:
        targeted = [measure.name for measure, _ in headlines(material, targeted=True)]
        assert targeted == ["evaluation"]
        assert headlines(with_comparison(material, estimates=()), targeted=False) == []

    def test_only_attribution_has_a_ladder(self) -> None:
        assert [measure.name for measure in MEASURES if has_ladder(measure)] == ["attribution"]


class TestFindings:
    def test_a_gap_without_interval_effect_and_terms_says_none_of_them(self, material: Material) -> None:
        line = say_gap(material, make_gap())
        assert line[0] == Strong("Alpha uses more hedging than Beta: ")
        assert line[1] == "6.00 against 2.00 per 1,000 words (8 stories; adjusted p = 0.020)."
        assert line[2:] == ("", "")

    def test_a_gap_below_zero_is_said_from_the_other_side_and_tiny_p_without_an_equals_sign(self, material: Material) -> None:
        line = text_of(say_gap(material, make_gap(difference=-4.0, ratio=1 / 3, value=2.0, other_value=6.0, p_adjusted=0.0)))
        assert line.startswith("Beta uses more hedging than Alpha: ")
        assert "6.00 against 2.00 per 1,000 words (8 stories; adjusted p < 0.001)" in line

    def test_of_many_groups_the_one_that_has_less_than_the_others_is_the_subject(self, material: Material) -> None:
        line = text_of(say_gap(material, replace(make_gap(difference=-4.0, value=2.0, other_value=6.0), other="all others")))
        assert line.startswith("Alpha uses less hedging than all others: ")
        assert "2.00 against 6.00 per 1,000 words" in line

    def test_a_ratio_has_its_interval_unless_it_has_no_width(self) -> None:
        assert say_ratio(make_gap(ratio_interval=(2.0, 4.5))) == "3.00 (2.00 to 4.50)"
        assert say_ratio(make_gap(ratio_interval=(0.0, 0.0), ratio=0.0)) == "0"
        assert say_ratio(make_gap(ratio=NAN)) == "–"

    def test_an_effect_size_has_its_word_only_where_there_is_one(self) -> None:
        assert say_effect(make_gap()) == "–"
        assert say_effect(make_gap(effect=0.5, effect_name="Cliff's δ", size="large")) == "Cliff's δ +0.50 (large)"
        within = make_gap(effect=-0.5, effect_name="Cliff's δ within stories", hedges_g=-1.25)
        assert say_effect(within) == "Cliff's δ within stories −0.50, Hedges' g −1.25"

    def test_a_significant_gap_on_fewer_than_five_findings_does_not_stand(self, material: Material) -> None:
        few = tuple(replace(e, n_hits=2) for e in material.comparison.estimates)
        tested = with_comparison(material, design="matched", gaps=(make_gap(),), family_size=1, estimates=few)
        assert "No gap stands: none of 1 test, adjusted together" in say(build_findings(tested))
        enough = with_comparison(tested, estimates=tuple(replace(e, n_hits=3) for e in few))
        assert "1 gap stands of 1 test" in say(build_findings(enough))

    def test_one_story_is_never_tested_even_where_it_holds_a_p(self, material: Material) -> None:
        said = say(build_findings(with_comparison(material, gaps=(make_gap(),))))
        assert "One story allows no interval, no test and no ranking." in said
        assert "adjusted p" not in said

    def test_nothing_found_leaves_no_statement_and_keeps_the_caution(self, material: Material) -> None:
        nothing = empty_hits(material.analysis)
        stories = material.stories
        empty = gather(nothing, compare(nothing, stories=stories, draws=20), stories)
        assert not any(isinstance(block, Statements) for block in build_findings(empty))
        last = list(build_summary(empty))[-1]
        assert isinstance(last, Paragraph)
        assert last.role == "caution"

    def test_twenty_five_groups_are_a_range_that_names_none(self, crowd: Material) -> None:
        lines = say_side_by_side(crowd, MEASURES[0], HEDGES)
        assert len(lines) == 1
        assert "over 25 outlets" in text_of(lines)
        assert "Outlet 0" not in text_of(lines)

    def test_a_group_without_an_estimate_is_not_scored(self, material: Material) -> None:
        assert say_side_by_side(replace(material, estimates={}), MEASURES[0], HEDGES)[0] == ("Alpha: not scored.",)

    def test_without_targets_nothing_is_said_of_actors(self, material: Material) -> None:
        assert say_actors(with_comparison(material, estimates=())) == ()


class TestSections:
    def test_titles_name_groups_up_to_six_and_count_them_above(self, material: Material, crowd: Material) -> None:
        assert title_of(material, None) == "How 2 outlets worded one story: “Vote 0”"
        many = with_comparison(replace(material, stories=()), compared=("s1", "s2"))
        assert title_of(many, None) == "How Alpha and Beta worded 2 stories"
        n = len(crowd.comparison.compared)
        assert title_of(replace(crowd, stories=()), None) == f"How 25 outlets worded {n} {'story' if n == 1 else 'stories'}"
        assert title_of(crowd, "Mine") == "Mine"

    def test_twenty_five_groups_are_folded_where_two_stand_open(self, material: Material, crowd: Material) -> None:
        assert [type(block) for block in build_compared(material)].count(Table) == 2
        folds = [text_of(block.summary) for block in build_compared(crowd) if isinstance(block, Fold)]
        assert folds == ["What each contributes", "All 25 articles"]

    def test_no_dates_and_no_title_are_said_in_the_tables(self) -> None:
        said = say(build_compared(gather_alone(make_article("a", write_text([0]), title=""))))
        assert "dates not stated" in said
        assert "(no title) a" in said

    def test_every_rung_is_a_dash_where_nothing_was_scored(self, material: Material) -> None:
        row = tabulate_ladder(replace(material, estimates={}), MEASURES[1]).rows[0]
        assert {text_of(cell) for cell in row[2:]} == {"–"}

    def test_no_gap_leaves_the_section_out(self, material: Material) -> None:
        assert list(build_gaps(with_comparison(material, gaps=()), ())) == []

    def test_terms_past_the_eighth_are_one_row_and_still_add_up(self, material: Material) -> None:
        parts = (*tuple(Contribution(f"t{n}", 1.0) for n in range(9)), Contribution("", -2.0))
        gap = make_gap(contributions=parts, difference=7.0)
        most = tuple(replace(e, n_hits=50) for e in material.comparison.estimates)
        table = next(b for b in build_gaps(with_comparison(material, gaps=(gap,), estimates=most), ()) if isinstance(b, Table))
        heads = [text_of(row[0]) for row in table.rows]
        assert heads[0] == "(no term)"
        assert heads[-2:] == ["2 more", "all terms"]
        assert text_of(table.rows[-1][1]) == "+7.00"

    def test_empty_evidence_keeps_the_heading_and_lists_nothing(self, material: Material) -> None:
        blocks = list(build_evidence(gather(empty_hits(material.analysis), material.comparison, ()), ()))
        assert isinstance(blocks[0], Heading)
        assert not any(isinstance(block, Evidence) for block in blocks)

    def test_uncertain_evidence_is_explained_counted_and_listed_last(self, material: Material) -> None:
        learned = gather(*make_learned_case())
        said = say(build_evidence(learned, ()))
        assert "Uncertain findings have less than an even chance that a trained coder would mark them too" in said
        (listed,) = [b for b in build_evidence(learned, ()) if isinstance(b, Evidence) and b.title.startswith("Hedging, Alpha")]
        assert listed.title.endswith(", 2 uncertain")
        assert [bool(finding.notes) for finding in listed.findings] == sorted(bool(f.notes) for f in listed.findings)
        assert "uncertain" not in say(build_evidence(material, ())).lower()

    def test_a_finding_that_is_a_whole_sentence_is_quoted_without_stress(self) -> None:
        learned = gather(*make_learned_case())
        hit = next(hit for hit in learned.analysis.hits["alpha"] if hit.measure == "loaded_sentences")
        excerpt = excerpt_of(learned, "alpha", hit)
        assert (excerpt.before, excerpt.text, excerpt.after) == (hit.text, "", "")
        assert describe_finding(learned, "alpha", hit).notes == ("uncertain, 40 % sure", "weighed most: brutal, winter")

    def test_polarity_is_told_apart_from_the_other_quantities_where_it_was_measured(self, material: Material) -> None:
        assert "what a reader takes each sentence to say" not in say(build_actors(material, ()))
        analysis, _, stories = make_case(1)
        named = replace(MEASURES[-1], name="polarity")
        hits = {
            k: tuple(h._replace(measure=h.measure.replace("evaluation", "polarity")) for h in v)
            for k, v in analysis.hits.items()
        }
        scores = tuple(s._replace(measure=s.measure.replace("evaluation", "polarity")) for s in analysis.scores)
        analysis = replace(analysis, measures=(*MEASURES[:-1], named), hits=hits, scores=scores)
        said = say(build_actors(gather(analysis, compare(analysis, stories=stories, draws=20), stories), ()))
        assert "Beside them, and never merged with them, stands what a reader takes each sentence to say of an actor" in said

    def test_a_finding_without_a_sentence_is_shown_in_the_whole_text_cut_on_both_sides(self) -> None:
        text = f"{'road ' * 60}may {'quay ' * 60}".strip()
        alone = gather_alone(make_article("a", text))
        hit = alone.analysis.hits["a"][0]._replace(sentence=99)
        excerpt = excerpt_of(alone, "a", hit)
        assert (excerpt.text, excerpt.before[:7], excerpt.after[-6:]) == ("may", "… road ", "quay …")
        assert len(excerpt.before) <= CONTEXT + 2

    def test_a_finding_in_an_article_that_is_not_shown_leads_nowhere(self, material: Material) -> None:
        hit = next(hit for hit in material.analysis.hits["s0-0"] if hit.zone == "title")
        found = describe_finding(replace(material, shown=frozenset()), "s0-0", hit._replace(target="nobody"))
        assert found.place is None
        assert found.category == "epistemic, toward nobody"
        assert found.voice == "own, in the title"

    def test_an_article_says_its_agency_its_number_and_what_it_lacks(self) -> None:
        marked = mark_article(gather_alone(make_article("a", "It may pass.", title="", agency="AP")), "a")
        assert isinstance(marked, MarkedArticle)
        assert (marked.title, marked.about) == ("1. Alpha, without a title", ("date not stated, 3 words, AP",))
        assert [zone for zone, _ in marked.zones] == ["body"]

    def test_articles_that_are_not_printed_are_counted(self, material: Material) -> None:
        assert "2 more articles are scored and listed but not printed here." in say(
            build_articles(replace(material, shown=frozenset()))
        )
        assert "more article" not in say(build_articles(material))

    def test_a_derived_copy_leads_to_its_original_only_where_that_is_there(self, material: Material) -> None:
        copies = (Derivation("s0-0", "credited", "s0-1"), Derivation("s0-1", "odd_status", "gone", ("same lead",)))
        story = Story(
            "s",
            "Vote",
            (
                "s0-0",
                "s0-1",
            ),
            copies,
        )
        table = next(block for block in build_stories(replace(material, stories=(story,))) if isinstance(block, Table))
        assert table.rows[0][3] == ("credits its source", ": ", Link("2 Beta", "a2"))
        assert table.rows[0][4] == ("–",)
        assert table.rows[1][3:] == (("odd_status",), ("same lead",))

    def test_a_story_without_derivations_and_terms_says_so(self, material: Material) -> None:
        said = say(build_stories(replace(material, stories=(Story("s", "Vote", ("s0-0", "s0-1")),))))
        assert "No shared terms are on record." in said
        assert "1 story is told more than once, 0 articles stand alone" in said

    def test_mentions_in_titles_and_decks_are_counted_apart(self, material: Material) -> None:
        records = (*tuple({"actor": "mayor", "zone": zone} for zone in ("body", "title", "deck")), {"actor": "mayor"})
        analysis = replace(material.analysis, mentions={"s0-0": records})
        counts = count_mentions(replace(material, analysis=analysis))
        assert counts == {("mayor", "Alpha", "body"): 2, ("mayor", "Alpha", "headings"): 2}

    def test_neither_mentions_nor_bars_leave_the_actors_out(self, material: Material) -> None:
        silent = replace(material, analysis=replace(material.analysis, mentions={}))
        assert list(build_actors(with_comparison(silent, estimates=()), ())) == []

    def test_more_than_ten_short_articles_are_named_up_to_ten(self) -> None:
        short = gather_alone(*(make_article(f"{n:02d}", "It may pass.") for n in range(12)))
        said = say(build_limits(short, ()))
        assert "12 articles have under" in said
        assert "and 10 Alpha and 2 more)" in said

    def test_an_accuracy_without_a_floor_and_a_count_has_dashes(self, material: Material) -> None:
        row = {"measure": "own_voice", "metric": "F1", "data": "news", "value": NAN, "floor": None}
        table = next(block for block in build_limits(material, [row]) if isinstance(block, Table))
        assert [text_of(cell) for cell in table.rows[0]] == ["own voice", "F1", "news", "–", "–", "–"]

    def test_a_floor_of_zero_is_a_floor(self, material: Material) -> None:
        row = {"measure": "m", "metric": "F1", "data": "d", "n": 1200, "value": 0.5, "floor": 0.0}
        table = next(block for block in build_limits(material, [row]) if isinstance(block, Table))
        assert [text_of(cell) for cell in table.rows[0][3:]] == ["1,200", "0.50", "0"]

    def test_a_measure_without_documentation_still_has_its_columns(self) -> None:
        bare = (replace(MEASURES[0], about=""),)
        alone = gather_alone(make_article("a", "It may pass."), measures=bare, provenance={})
        blocks = list(build_methods(alone))
        fold = next(block for block in blocks if isinstance(block, Fold))
        assert fold.blocks[0] == Items(())
        assert "approximator" in text_of(fold)
        assert not any(isinstance(block, Table) for block in blocks)

    def test_text_before_the_first_heading_and_unknown_headings_make_no_part(self) -> None:
        assert read_about("Lead.\nHistory\n  Old.") == read_about("") == {}

    def test_cuts_of_one_rule_are_added_up_and_long_ones_flattened(self) -> None:
        cuts = (Removed("menu\n\n" * 60, 0, "D-2", "menu"), Removed("ad", 9, "D-2", "menu"))
        said = say(build_record(gather_alone(make_article("a", write_text([0]), removed=cuts))))
        assert "Cut as furniture: 2 stretches in all" in said
        assert "D-2  menu 2 362" in said
        assert "menu menu …" in said

    def test_the_record_of_complete_articles_says_so(self) -> None:
        article = make_article("a", write_text([0]), author="A. Writer", date=date(2025, 3, 1))
        said = say(build_record(gather_alone(article)))
        assert "Every article states its outlet, title, author and date." in said

    def test_lexicons_are_no_setting_and_nested_settings_are_said_in_order(self) -> None:
        facts = {"lexicons": [1], "options": {"b": [1, 2], "a": None}}
        rows = next(
            b for b in build_provenance(gather_alone(make_article("a", "No."), provenance=facts)) if isinstance(b, Table)
        ).rows
        said = {text_of(row[0]): row[1] for row in rows}
        assert "lexicons" not in said
        assert said["options"] == (Code("a None, b 1, 2"),)


class TestData:
    @pytest.mark.parametrize("value", [NAN, math.inf, -math.inf])
    def test_what_json_cannot_hold_is_null(self, value: float) -> None:
        assert to_plain({"x": [value, (value,)]}) == {"x": [None, [None]]}

    def test_sets_are_sorted_keys_are_text_and_strange_objects_are_said(self) -> None:
        assert to_plain({2: {"b", "a"}, "d": date(2025, 3, 1), "e": 1j}) == {"2": ["a", "b"], "d": "2025-03-01", "e": "1j"}

    def test_a_report_on_nothing_has_empty_lists(self) -> None:
        analysis = analyze_by_hand([])
        empty = gather(analysis, compare(analysis, stories=(), draws=20), ())
        data = collect_data(empty, "T", ())
        assert [data[name] for name in ("articles", "groups", "mentions", "valence", "gaps")] == [[]] * 5

    def test_a_hit_says_how_sure_it_is_to_four_digits(self) -> None:
        analysis, _, _ = make_learned_case()
        unsure = {key: tuple(hit._replace(confidence=2 / 3) for hit in hits) for key, hits in analysis.hits.items()}
        assert {record["confidence"] for record in list_hits(analysis)} == {0.3, 0.4, 0.9, 1.0}
        assert {record["confidence"] for record in list_hits(replace(analysis, hits=unsure))} == {0.6667}

    def test_scores_of_nothing_are_undefined_and_keep_their_base(self, single: Case) -> None:
        rows = list(list_scores(empty_hits(single[0]), single[1]))
        share = next(row for row in rows if row["column"] == "opaque_share")
        assert math.isnan(share["value"])
        assert (share["total"], share["base"], share["n_hits"]) == (0.0, 0.0, 0)

    def test_a_hit_without_a_file_or_with_a_hole_in_the_map_has_no_place(self) -> None:
        article = make_article("a", "It may pass.")
        analysis = analyze_by_hand([article])
        assert next(list_hits(analysis))["file_start"] == 43
        lost = replace(analysis, articles=(replace(article, origin=None),), sentences={})
        record = next(list_hits(lost))
        assert (record["file"], record["file_start"], record["sentence"]) == (None, None, "")
        title = analyze_by_hand([make_article("a", "No.", title="It may")])
        assert next(list_hits(title))["file_start"] is None

    def test_a_sentence_that_is_the_finding_is_not_said_twice(self) -> None:
        analysis = analyze_by_hand([make_article("a", "may")])
        assert next(list_hits(analysis))["sentence"] == ""

    def test_attributions_stand_in_the_order_of_the_articles_with_their_outlet(self) -> None:
        cue = next(iter(CUES))
        analysis = analyze_by_hand([make_article(key, f"{cue} so.", key.upper()) for key in ("b", "a")])
        assert [(row["article"], row["outlet"]) for row in list_attributions(analysis)] == [("b", "B"), ("a", "A")]

    def test_hostile_names_reach_anchors_in_no_section(self, hostile: Material) -> None:
        blocks = [*build_findings(hostile), *build_evidence(hostile, ())]
        anchors = [block.anchor for block in blocks if isinstance(block, (Heading, Evidence))]
        assert anchors
        assert all(anchor.replace("-", "").isalnum() for anchor in anchors)


def test_a_comparison_of_one_group_has_no_gaps_to_tell() -> None:
    alone = gather(*make_case(1, ("Alpha",)))
    assert isinstance(alone.comparison, Comparison)
    assert list(build_gaps(alone, ())) == []
    assert "There is only one outlet here" in say(build_findings(alone))
