from __future__ import annotations

import re

import click
import pytest

from framing.cli.marking import explain_marks, mark, wrap
from framing.model import Hit

TEXT = "The brutal regime may fall, critics say."
NUMBERS = {"hedging": 1, "loaded": 2, "attribution": 10}


def find(words: str, measure: str = "loaded", category: str = "label", voice: str = "own") -> Hit:
    start = TEXT.index(words)
    return Hit(start, start + len(words), measure, words, category, voice=voice, text=words)


def test_a_hit_stands_in_double_brackets_with_its_measure_and_category() -> None:
    assert mark(TEXT, [find("may", "hedging", "epistemic")], NUMBERS, color=False) == (
        "The brutal regime [[may|hedging:epistemic]] fall, critics say."
    )


@pytest.mark.parametrize("voice", ["reported", "quoted"])
def test_a_voice_other_than_the_outlets_is_named(voice: str) -> None:
    assert f"[[may|hedging:epistemic {voice}]]" in mark(
        TEXT, [find("may", "hedging", "epistemic", voice)], NUMBERS, color=False
    )


def test_hits_on_the_same_words_share_their_brackets() -> None:
    hits = [find("brutal"), find("brutal", "hedging", "epistemic"), find("brutal")]
    assert mark(TEXT, hits, NUMBERS, color=False).startswith("The [[brutal|loaded:label, hedging:epistemic]] regime")


def test_nested_hits_nest_their_brackets() -> None:
    hits = [find("brutal regime"), find("regime", "hedging", "vague"), find("brutal")]
    assert mark(TEXT, hits, NUMBERS, color=False).startswith(
        "The [[[[brutal|loaded:label]] [[regime|hedging:vague]]|loaded:label]] may"
    )


def test_crossing_hits_each_open_and_close_once() -> None:
    marked = mark(TEXT, [find("brutal regime"), find("regime may", "hedging", "vague")], NUMBERS, color=False)
    assert marked.startswith("The [[brutal [[regime|loaded:label]] may|hedging:vague]] fall")


def test_a_text_without_hits_stays_as_it_is() -> None:
    assert mark(TEXT, [], NUMBERS, color=False) == mark(TEXT, [], NUMBERS, color=True) == TEXT
    assert mark("", [], NUMBERS, color=False) == ""


def test_a_hit_at_the_edges_of_the_text_is_marked() -> None:
    assert mark(TEXT, [Hit(0, len(TEXT), "loaded", "all", "label")], NUMBERS, color=False) == f"[[{TEXT}|loaded:label]]"


def test_in_color_every_hit_is_followed_by_the_number_of_its_measure() -> None:
    marked = mark(
        TEXT, [find("brutal"), find("may", "hedging", "epistemic"), find("say", "attribution", "cue")], NUMBERS, color=True
    )
    assert click.unstyle(marked) == "The brutal\u00b2 regime may\u00b9 fall, critics say\u00b9\u2070."


def test_in_color_the_voices_differ() -> None:
    styles = {voice: mark(TEXT, [find("may", voice=voice)], NUMBERS, color=True) for voice in ("own", "reported", "quoted")}
    assert len(set(styles.values())) == 3
    assert "\x1b[1m" in styles["own"]
    assert "\x1b[4m" in styles["reported"]
    assert "\x1b[3m" in styles["quoted"]


def test_in_color_the_measures_differ() -> None:
    loaded, hedging = (mark(TEXT, [find("may", measure)], NUMBERS, color=True) for measure in ("loaded", "hedging"))
    assert re.findall(r"\x1b\[3\dm", loaded) != re.findall(r"\x1b\[3\dm", hedging)


@pytest.mark.parametrize("color", [True, False])
def test_escape_sequences_of_the_text_are_not_passed_on(color: bool) -> None:
    text = "The \x1b[2Jregime"
    marked = mark(text, [Hit(4, 14, "loaded", "regime", "label")], NUMBERS, color=color)
    assert "\x1b[2J" not in marked
    assert "\ufffd[2Jregime" in marked


def test_the_legend_counts_the_voices_of_each_measure() -> None:
    hits = [find("may", "hedging"), find("may", "hedging", voice="quoted"), find("brutal")]
    legend = explain_marks(hits, {"hedging": 1, "loaded": 2}, color=False)
    assert legend[:2] == ["  hedging: 1 own, 1 quoted", "  loaded: 1 own"]
    assert legend[2].startswith("  Voices: no word for the outlet's own words,")


def test_the_legend_in_color_shows_the_numbers() -> None:
    legend = explain_marks([find("may", "hedging")], {"hedging": 1}, color=True)
    assert click.unstyle(legend[0]) == "  1 hedging: 1 own"
    assert click.unstyle(legend[1]).startswith("  Voices: bold for")


def test_the_legend_of_nothing_says_so() -> None:
    assert explain_marks([], {}, color=False) == ["  nothing was found"]


def test_wrapping_counts_what_is_seen_and_keeps_lines() -> None:
    styled = click.style("brutal", fg="red", bold=True)
    assert wrap(f"The {styled} regime\n\n\u2022 one\n\u2022 two", 11) == f"The {styled}\nregime\n\n\u2022 one\n\u2022 two"


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert wrap("a verylongword b", 5) == "a\nverylongword\nb"
