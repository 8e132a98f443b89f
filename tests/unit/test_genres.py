"""The genre of an article: stated, told by a label, a section, stamps or an agency, or left unknown."""

from __future__ import annotations

import pytest

from framing.model import Article, Origin
from framing.pages import read_page
from framing.pages.datelines import match_dateline
from framing.pages.genres import GENRES, Signs, infer_genre, read_genre
from framing.pages.phrases import load_phrases

TITLE = "Ferry to Ostrel stopped after rope snaps"
BODY = (
    "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner told the harbor office.\n\n"
    "No one was hurt at the pier, where about forty people were waiting for the first crossing of the day."
)


def read(page: str, **known: str) -> Article:
    (article,) = read_page(page, Origin("a.txt"), known=known)
    return article


# Stated


@pytest.mark.parametrize(
    ("stated", "genre"),
    [
        ("news", "news"),
        ("News", "news"),
        ("Breaking News", "news"),
        ("ReportageNewsArticle", "news"),
        ("wire copy", "wire"),
        ("rewrite", "rewrite"),
        ("live_blog", "live_blog"),
        ("Live Blog", "live_blog"),
        ("live-blog", "live_blog"),
        ("LiveBlogPosting", "live_blog"),
        ("News Analysis", "analysis"),
        ("Explainer", "analysis"),
        ("OPINION", "opinion"),
        ("op-ed", "opinion"),
        ("Op Ed", "opinion"),
        ("Letters to the Editor", "opinion"),
        ("['Opinion']", "opinion"),
        ("Article, Opinion", "opinion"),
        ("Sport / Analysis", "analysis"),
        ("unknown", "unknown"),
        ("Article", "unknown"),
        ("NewsArticle", "unknown"),
        ("", "unknown"),
        (" - ", "unknown"),
    ],
)
def test_a_stated_value_names_a_genre_or_leaves_it_open(stated: str, genre: str) -> None:
    assert read_genre(stated) == genre


@pytest.mark.parametrize("stated", ["Feature", "Obituary", "Interview", "newsy", "opinionated", "The ferry " * 1_000])
def test_other_kinds_are_none_of_the_genres(stated: str) -> None:
    assert read_genre(stated) is None


def test_every_genre_has_its_words() -> None:
    assert set(load_phrases("genres")) == {*GENRES, "unstated"} - {"unknown"}
    assert all(read_genre(genre) == genre for genre in GENRES)


def test_a_stated_genre_wins_over_all_signs() -> None:
    article = read(f"Opinion: {TITLE}\n{BODY}", genre="News report", url="https://post.example/opinion/ferry")
    assert (article.genre, "genre" in article.inferred) == ("news", False)


def test_a_kind_that_is_no_genre_is_kept_in_a_warning_and_not_guessed_over() -> None:
    article = read(f"Opinion: {TITLE}\n{BODY}", genre="Feature")
    assert (article.genre, "genre" in article.inferred) == ("unknown", False)
    assert article.warnings == ('genre "Feature" is none of news, wire, rewrite, live_blog, analysis, opinion; left unknown',)


def test_a_value_that_leaves_the_genre_open_gives_way_to_signs() -> None:
    article = read(f"Opinion: {TITLE}\n{BODY}", genre="Article")
    assert (article.genre, article.warnings) == ("opinion", ())


# Labels


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Opinion: Leave the ferry be", "opinion"),
        ("OPINION | Leave the ferry be", "opinion"),
        ("Leave the ferry be | Opinion", "opinion"),
        ("Leave the ferry be | Opinion | The Korva Post", "opinion"),
        ("Leave the ferry be – opinion", "opinion"),
        ("[Commentary] Leave the ferry be", "opinion"),
        ("Editorial: Leave the ferry be", "opinion"),
        ("Letters: Leave the ferry be", "opinion"),
        ("Guest column: Leave the ferry be", "opinion"),
        ("Analysis: What the ferry costs", "analysis"),
        ("What the ferry costs - analysis", "analysis"),
        ("Explainer: What the ferry costs", "analysis"),
        ("Live: Ferry stopped", "live_blog"),
        ("LIVE updates: Ferry stopped", "live_blog"),
        ("Live updates from Ostrel: ferry stopped", "live_blog"),
        ("Ferry crisis live: owner speaks", "live_blog"),
        ("Ferry stopped – as it happened", "live_blog"),
        ("Ferry stopped: live blog", "live_blog"),
    ],
)
def test_a_label_of_the_title_tells_the_genre(title: str, genre: str) -> None:
    assert infer_genre(Signs(title)) == (genre, "the title's label")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Opinion",
        "Opinion polls put the Greens ahead",
        "Public opinion: what the ferry costs",
        "They live by the ferry: four portraits",
        "Where we live: a walk through Ostrel",
        "Column of smoke: what we know",
        "Ferry stopped: an analysis of ropes is due",
        "News: Ferry stopped",
        "Live by the sword",
        "Ferry owner: 'my letters'",
    ],
)
def test_the_same_words_inside_a_title_are_no_label(title: str) -> None:
    assert infer_genre(Signs(title)) == ("unknown", "")


@pytest.mark.parametrize(
    ("above", "genre"),
    [
        (["OPINION"], "opinion"),
        (["Opinion"], "opinion"),
        (["ANALYSIS"], "analysis"),
        (["Live updates"], "live_blog"),
        (["Home", "Opinion", "Editorials", "EDITORIAL"], "opinion"),
        (["Opinion", "The Korva Post"], "opinion"),
        (["News", "Sport", "OPINION"], "opinion"),
        (["Log in", "Guest opinion"], "opinion"),
    ],
)
def test_a_label_above_the_title_tells_the_genre(above: list[str], genre: str) -> None:
    found, reason = infer_genre(Signs(TITLE, above=above))
    assert found == genre
    assert reason.startswith('the label "')
    assert reason.endswith('" above the title')


@pytest.mark.parametrize(
    "above",
    [
        [],
        ["News", "Sport", "Opinion"],
        ["NEWS", "OPINION", "SPORT"],
        ["Opinion", "Culture"],
        ["Opinion", "Log in", "Search", "Menu"],
        ["Live"],
        ["Watch live"],
        ["Opinion polls put the Greens ahead"],
    ],
)
def test_a_section_in_a_menu_is_no_label(above: list[str]) -> None:
    assert infer_genre(Signs(TITLE, above=above)) == ("unknown", "")


@pytest.mark.parametrize(("byline", "genre"), [("Analysis by Ana Ruiz", "analysis"), ("OPINION BY ANA RUIZ", "opinion")])
def test_a_byline_may_be_the_label(byline: str, genre: str) -> None:
    assert infer_genre(Signs(TITLE, byline=byline)) == (genre, "the by-line's label")
    assert infer_genre(Signs(TITLE, byline="By Ana Ruiz")) == ("unknown", "")


# Addresses


@pytest.mark.parametrize(
    ("path", "genre"),
    [
        ("opinion/2025/ferry", "opinion"),
        ("2025/06/03/opinion/ferry.html", "opinion"),
        ("commentisfree/2025/jun/03/ferry", "opinion"),
        ("comment-is-free/ferry", "opinion"),
        ("Op-Ed/ferry", "opinion"),
        ("letters/ferry", "opinion"),
        ("world/live/2025/jun/03/ferry", "live_blog"),
        ("liveblog/ferry", "live_blog"),
        ("live-updates/ferry/", "live_blog"),
        ("news/analysis/ferry?x=1#y", "analysis"),
    ],
)
def test_a_section_of_the_address_tells_the_genre(path: str, genre: str) -> None:
    assert infer_genre(Signs(TITLE, f"https://post.example/{path}"))[0] == genre


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/news/ferry",
        "https://post.example/opinion",
        "https://post.example/2025/opinion-leave-the-ferry-be",
        "https://post.example/ferry?section=/opinion/x",
        "https://opinion.example/ferry",
        "http://[broken/opinion/ferry",
        "/",
        "",
    ],
)
def test_other_addresses_tell_nothing(url: str) -> None:
    assert infer_genre(Signs(TITLE, url)) == ("unknown", "")


# Credits, and what comes first


def test_two_entry_stamps_make_a_live_blog() -> None:
    assert infer_genre(Signs(f"Opinion: {TITLE}", n_entries=2)) == ("live_blog", "2 entry stamps")
    assert infer_genre(Signs(TITLE, n_entries=1)) == ("unknown", "")


@pytest.mark.parametrize(
    ("dateline", "genre"),
    [
        ("OSTREL (Reuters) - The", "wire"),
        ("(AP) - The", "wire"),
        ("OSTREL, June 3 (VPA) - The", "wire"),
        ("OSTREL (VPA) - The", "unknown"),
        ("OSTREL, June 3 - The", "unknown"),
    ],
)
def test_a_dateline_s_agency_makes_wire_copy(dateline: str, genre: str) -> None:
    found = match_dateline(dateline)
    assert found is not None
    assert infer_genre(Signs(TITLE, dateline=found))[0] == genre


def test_a_byline_s_agency_makes_wire_copy() -> None:
    assert infer_genre(Signs(TITLE, agency="Reuters")) == ("wire", "by-line of Reuters")


def test_a_label_says_more_than_an_agency() -> None:
    assert infer_genre(Signs(f"Analysis: {TITLE}", agency="Reuters"))[0] == "analysis"


# Pages


def test_a_page_s_label_is_inferred_with_its_reason() -> None:
    article = read(f"OPINION\n{TITLE}\nBy Ana Ruiz\n{BODY}")
    assert (article.title, article.genre) == (TITLE, "opinion")
    assert article.inferred["genre"] == 'the label "OPINION" above the title'


def test_a_page_with_a_menu_of_sections_has_no_label() -> None:
    article = read(f"News\nOpinion\nSport\n{TITLE}\nBy Ana Ruiz\n{BODY}")
    assert (article.title, article.genre) == (TITLE, "unknown")


def test_a_page_s_byline_may_label_it() -> None:
    assert read(f"{TITLE}\nAnalysis by Ana Ruiz\n{BODY}").genre == "analysis"


def test_an_address_labels_a_page() -> None:
    article = read(f"{TITLE}\n{BODY}", url="https://post.example/opinion/ferry")
    assert (article.genre, article.inferred["genre"]) == ("opinion", 'the section "opinion" of the address')
