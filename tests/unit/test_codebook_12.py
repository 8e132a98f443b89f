"""CODEBOOK section 12: what a report must say, item by item, and the words it must never use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from unit.newsroom import Case, analyze_by_hand, make_article, make_case, write_text
from unit.report_texts import text_of, walk

import framing
from framing.comparison import compare
from framing.model import Removed
from framing.report import build, html, markdown
from framing.report.blocks import Articles, Evidence, Excerpt, Heading, MarkedArticle, Paragraph, Report, Table
from framing.report.sections.claims import CHANGE_WORDS
from framing.report.wording import CAUTION, VOICE_WORDS
from framing.rules import RULES
from framing.stories import Story

# Words of judgment on an outlet; a report may quote them from articles, and never says them itself (item 8).
NEVER = frozenset(
    """agenda alarmist bias biased biases biasing brainwash censor censored censors cherry-pick cherry-picked conceal conceals
    corrupt cover-up covers-up credible crooked deceit deceitful deceive deceived deceives deception deceptive demagogue
    dishonest disinform disinformation distort distorted distortion distorts dubious exaggerates extremist fabricate fabricated
    fake fair falsehood falsify hatchet hidden hide hides hiding honest hypocrisy hypocritical impartial inaccurate indoctrinate
    integrity irresponsible left-leaning left-wing liar liars libelous lie lied lies lying malicious manipulate manipulated
    manipulates manipulation manipulative mislead misleading misleads misinform misinformation misrepresents neutral-minded
    objective one-eyed partisan prejudice prejudiced propaganda propagandist propagandistic pundit quality-press reliable
    right-leaning right-wing rogue sensationalist shameful shoddy slander slant slanted slants smear smears sloppy spin spins
    suppress suppressed suppresses tabloid-like tendentious trustworthy truthful twist twisted twists unbiased unethical unfair
    unreliable untrue untrustworthy untruthful whitewash whitewashes worse worst best better winner loser superior inferior
    rank ranks ranked rating ratings score-card""".split()
)
# Where the report explains itself, not an outlet: what it does not say, or what a rule is called.
ALLOWED = (
    "not deceit", "neither color is better", "no ranking", "more is not better", "cannot agree with them better",
    "looks worse on the anonymous share",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def without_charts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.report.assembly.CHARTS", {})
        yield


@pytest.fixture(scope="module")
def many() -> Case:
    return make_case(21)


@pytest.fixture(scope="module")
def report(many: Case) -> Report:
    return build(*many)


@pytest.fixture(scope="module")
def real() -> Report:
    """A report with the package's own measures, on three invented versions of one story."""
    texts = {
        "Wire": "Mayor Ana Ruiz said the bridge may open in June. “The delay is a disgrace,” said Tom Hale, who runs a ferry. "
        "Two officials briefed on the talks said the budget was short. The ministry declined to comment.",
        "Daily": "The bridge will open in June. Critics slammed the brutal delay. The budget was reportedly short.",
        "Post": "Ana Ruiz said that the bridge could open in June, if the steel arrives. Tom Hale called the delay a disgrace.",
    }
    filler = " The council met in the hall and heard from the port office about the cost of the quay." * 12
    articles = [framing.Article(name.lower(), f"{text}{filler}", name, title=f"Bridge: {name}") for name, text in texts.items()]
    analysis = framing.analyze(articles, annotator="fast", duplicates="keep")
    stories = (Story("s", "Bridge", ("wire", "daily", "post")),)
    return build(analysis, framing.compare(analysis, stories=stories, draws=20), stories)


def own_words(value: Any) -> Iterator[str]:
    """Yield what the report says itself: no words of articles, and no cell that quotes a wording."""
    if isinstance(value, str):
        yield re.sub(r"“[^”]*”", " ", value)
    elif isinstance(value, tuple):
        for item in value:
            yield from own_words(item)
    elif isinstance(value, Evidence):
        yield value.title
    elif is_dataclass(value) and not isinstance(value, (Excerpt, MarkedArticle)):
        for field in fields(value):
            if field.name != "anchor":
                yield from own_words(getattr(value, field.name))


def judgments(report: Report) -> set[str]:
    claims = [
        block for block in section(report, "claims") if not isinstance(block, (Heading, Paragraph))
    ]  # wording side by side
    blocks = tuple(block for block in report.blocks if not any(block is claim for claim in claims))
    said = " ".join(own_words((report.title, blocks))).lower()
    for phrase in ALLOWED:
        said = said.replace(phrase, " ")
    return NEVER & set(re.findall(r"[a-z][a-z-]*", said))


def section(report: Report, anchor: str) -> list[Any]:
    heads = [block.anchor if isinstance(block, Heading) and block.level == 2 else "" for block in report.blocks]
    if anchor not in heads:
        return []
    start = heads.index(anchor)
    end = next((i for i in range(start + 1, len(heads)) if heads[i]), len(heads))
    return list(report.blocks[start:end])


def tables(value: Any) -> list[Table]:
    return [item for item in walk(value) if isinstance(item, Table)]


def test_item_1_it_says_what_was_compared(report: Report) -> None:
    said = text_of(section(report, "compared"))
    for part in (
        "42 articles",
        "2 outlets (Alpha and Beta)",
        "March 1 to 21, 2025",
        "words of body text",
        "21 stories",
        "Matched.",
    ):
        assert part in said
    assert {"Articles", "Stories", "Dates", "Words"} <= set(tables(section(report, "compared"))[0].header)
    stories = text_of(section(report, "stories"))
    assert "wire original" in stories
    assert "probably follows another version, without credit" in stories


def test_item_2_it_says_what_was_cut_what_is_missing_and_what_is_inferred() -> None:
    removed = (Removed("Sponsor", 3, "D-2", "sponsor line"), Removed("Menu", 40, "D-2", "navigation"))
    article = make_article("a", write_text([0, 1]), "", removed=removed, inferred={"outlet": "folder name"})
    analysis = analyze_by_hand([article])
    stories = (Story("s", "s", ("a",)),)
    said = text_of(section(build(analysis, compare(analysis, stories=stories, draws=20), stories), "record"))
    for part in (
        "Cut as furniture: 2 stretches in all",
        "sponsor line",
        "navigation",
        "outlet, author, date",
        "outlet: folder name",
    ):
        assert part in said


@pytest.mark.parametrize("n_stories", [1, 3, 21])
def test_item_3_each_headline_measure_has_count_rate_stories_and_an_interval_or_the_reason_there_is_none(
    n_stories: int,
) -> None:
    analysis, comparison, stories = make_case(n_stories)
    printed = [table for table in tables(build(analysis, comparison, stories).blocks) if "Evidence" in table.header]
    columns = {(measure.title, column.about) for measure in analysis.measures for column in measure.columns if column.headline}
    targeted = {
        (measure.title, column.about) for measure in analysis.measures for column in measure.columns if "mention" in column.base
    }
    assert {tuple(table.caption.split(": ", 1)) for table in printed} == columns - targeted
    for table in printed:
        assert {"Total", "Stories"} <= set(table.header)
        assert table.header[-1].startswith("Interval")
        assert all(text_of(row[-1]).strip() for row in table.rows)


def test_item_4_attribution_comes_with_its_ladder_loaded_terms_with_their_list_and_voices_actors_in_three(real: Report) -> None:
    captions = [table.caption for table in tables(section(real, "results"))]
    ladder = next(table for table in tables(section(real, "results")) if table.caption.startswith("The sourcing ladder"))
    assert "Opaque share" in ladder.header
    assert "Loaded terms: all findings by voice, titles and decks apart" in captions
    assert "Loaded terms, Daily: " in text_of(section(real, "evidence"))
    assert "Three quantities that are kept apart" in text_of(section(real, "actors"))


def test_item_5_the_claims_of_a_shared_story_stand_side_by_side(real: Report) -> None:
    claims = [table for table in tables(section(real, "claims")) if table.caption.startswith("Claims of article")]
    assert len(claims[0].header) == 3
    assert any("Kept" in text_of(row) or "Reworded" in text_of(row) or "Not found" in text_of(row) for row in claims[0].rows)


def test_item_6_lists_version_seed_settings_and_validation_are_named(real: Report) -> None:
    lexicons = next(table for table in tables(section(real, "methods")) if table.caption == "Lexicons")
    assert all(re.fullmatch(r"[0-9a-f]{12,}", text_of(row[2]).split()[0]) for row in lexicons.rows)
    assert "hedges" in text_of(lexicons)
    facts = {text_of(row[0]).strip() for row in tables(section(real, "provenance"))[0].rows}
    assert {"annotator", "by", "design", "framing", "seed"} <= facts
    assert "not validated on these texts" in text_of(section(real, "accuracy"))


@pytest.mark.parametrize("n_stories", [1, 3, 21])
def test_item_7_the_caution_stands_on_the_first_page_and_names_what_the_numbers_do_not_show(n_stories: int) -> None:
    report = build(*make_case(n_stories))
    assert CAUTION in text_of(section(report, "summary"))
    for words in (
        "intended",
        "accurate",
        "true",
        "politically",
        "genre",
        "length",
        "time of publication",
        "house style",
        "wire copy",
    ):
        assert words in CAUTION
    for page in (markdown.render(report), html.render(report)):
        assert page.count("These measures describe wording, nothing else.") == 1


@pytest.mark.parametrize(("n_stories", "outlets"), [(1, 1), (1, 2), (3, 3), (21, 2), (1, 25)])
def test_item_8_it_uses_no_word_of_judgment_on_an_outlet(n_stories: int, outlets: int) -> None:
    assert judgments(build(*make_case(n_stories, tuple(f"Outlet {n:02d}" for n in range(outlets))))) == set()


def test_item_8_nor_with_the_packages_own_measures_and_claims(real: Report) -> None:
    assert judgments(real) == set()


def test_item_8_nor_where_gaps_stand(many: Case) -> None:
    analysis, comparison, stories = many
    certain = replace(comparison, gaps=tuple(replace(gap, p=0.001, p_adjusted=0.001) for gap in comparison.gaps))
    report = build(analysis, certain, stories)
    assert "uses more" in text_of(section(report, "findings"))
    assert judgments(report) == set()


def test_item_8_the_list_catches_what_a_title_says_and_lets_articles_say_anything(many: Case) -> None:
    assert judgments(build(*many, title="Who lies? The least trustworthy outlet")) == {"lies", "trustworthy"}
    assert any(isinstance(block, Articles) for block in build(*many).blocks)


def test_item_8_nor_in_the_words_that_reports_are_made_of() -> None:
    said = " ".join([*CHANGE_WORDS.values(), *VOICE_WORDS.values(), *RULES.values()]).lower()
    said = re.sub(r"“[^”]*”", " ", said)
    for phrase in ALLOWED:
        said = said.replace(phrase, " ")
    assert NEVER & set(re.findall(r"[a-z][a-z-]*", said)) == set()
