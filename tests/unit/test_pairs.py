"""One-sided words: a sharp word for one side where another side gets the plain one (L-9)."""

from __future__ import annotations

import pytest

from framing.lexicon import shipped_lexicon
from framing.measures import apply
from framing.measures.pairs import SHOWN, OneSided
from framing.model import Hit
from framing.testing import make_document

ACTORS = ["Omar Vance", "Nela Marsh"]


def hits(text: str, actors: list[str] | None = None) -> list[Hit]:
    return apply(OneSided(), make_document(text, actors=ACTORS if actors is None else actors))[0]


def sides(text: str) -> list[tuple[str, str, str]]:
    return [(found.text, found.category, found.target) for found in hits(text)]


@pytest.mark.parametrize(
    ("text", "sharp", "plain"),
    [
        ("Omar Vance claimed the dam was safe. Nela Marsh said it leaked.", "claimed", "said"),
        ("Omar Vance\u2019s demands were read out. Nela Marsh\u2019s proposals were printed.", "demands", "proposals"),
        ("The regime of Omar Vance fell. The government of Nela Marsh stood.", "regime", "government"),
        ("Militants of Omar Vance met soldiers of Nela Marsh.", "Militants", "soldiers"),
        ("Omar Vance refused to come. Nela Marsh declined to speak.", "refused", "declined"),
    ],
)
def test_each_side_of_a_pair_is_a_hit_of_its_own(text: str, sharp: str, plain: str) -> None:
    assert sides(text) == [(sharp, "sharp", "omar-vance"), (plain, "plain", "nela-marsh")]


def test_a_hit_names_the_pair_and_what_the_other_side_has() -> None:
    sharp, plain = hits("Omar Vance claimed the dam was safe. Nela Marsh said it leaked.")
    assert (sharp.term, sharp.plain, sharp.rule) == ("speaking: claim", "said (nela-marsh)", "L-9")
    assert (plain.term, plain.plain) == ("speaking: say", "claimed (omar-vance)")


@pytest.mark.parametrize(
    "text",
    [
        "Omar Vance said the dam was safe. Nela Marsh said it leaked.",
        "Omar Vance claimed the dam was safe. Nela Marsh claimed it leaked.",
        "Omar Vance claimed the dam was safe. Omar Vance said it was new. Nela Marsh said it leaked.",
        "Omar Vance claimed the dam was safe.",
        "Omar Vance claimed the dam was safe. Nela Marsh\u2019s proposals were printed.",
        "The flood claimed lives. Nela Marsh said the dam leaked.",
        "",
    ],
)
def test_sides_that_are_told_of_alike_make_no_pair(text: str) -> None:
    assert hits(text) == []


def test_who_speaks_is_a_side_where_nobody_listed_actors() -> None:
    found = hits("Omar Vance claimed the dam was safe. Nela Marsh said it leaked.", [])
    assert [(one.text, one.target) for one in found] == [("claimed", "Omar Vance"), ("said", "Nela Marsh")]


def test_words_of_a_source_are_not_the_outlets() -> None:
    text = "Omar Vance\u2019s demands were read out. \u201cNela Marsh\u2019s proposals are late,\u201d the clerk wrote."
    assert hits(text) == []


def test_pronouns_belong_to_whom_they_stand_for() -> None:
    text = "Omar Vance came late. He claimed the dam was safe. Nela Marsh said it leaked."
    assert sides(text) == [("claimed", "sharp", "omar-vance"), ("said", "plain", "nela-marsh")]


def test_swapping_the_names_swaps_the_sides() -> None:
    text = "Omar Vance claimed the dam was safe. Nela Marsh said it leaked."
    swapped = text.replace("Omar Vance", "X").replace("Nela Marsh", "Omar Vance").replace("X", "Nela Marsh")
    assert [target for _, _, target in sides(swapped)] == ["nela-marsh", "omar-vance"]


def test_a_long_list_of_the_other_sides_words_is_cut() -> None:
    names = ["Ada Rusk", "Ben Sol", "Cleo Tarn", "Dora Ude", "Egon Vix"]
    text = "Omar Vance claimed the dam was safe. " + " ".join(f"{name} said it leaked." for name in names)
    sharp = hits(text, [*ACTORS, *names])[0]
    assert sharp.plain.count("said") == SHOWN
    assert sharp.plain.endswith(f"and {len(names) - SHOWN} more")


def test_the_rate_counts_the_sharp_words_over_the_outlets_own_words() -> None:
    doc = make_document("Omar Vance\u2019s demands were read out. Nela Marsh\u2019s proposals were printed.", actors=ACTORS)
    scores = {score.column: score for score in apply(OneSided(), doc)[1]}
    assert (scores["rate"].total, scores["plain"].total) == (1.0, 1.0)
    assert scores["rate"].base == doc.words["own"]


def test_every_pair_of_the_list_has_both_sides() -> None:
    entries = shipped_lexicon("pairs").entries
    pairs = {side: {label for e in entries if e.category == side for label in e.labels} for side in ("sharp", "plain")}
    assert pairs["sharp"] == pairs["plain"]
    assert [e.id for e in entries if len(e.labels) != 1] == []
