"""Loaded terms: whose words they are, whom they are attached to, and quotation marks that nobody speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.lexicon import load_lexicon
from framing.measures import apply
from framing.measures.loaded import LoadedToward, loaded
from framing.model import Hit
from framing.scores import Score
from framing.testing import make_document

ACTORS = ["Omar Vance", "Nela Marsh"]


def hits(text: str) -> list[Hit]:
    return apply(loaded(), make_document(text, actors=ACTORS))[0]


def scores(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(loaded(), make_document(text))[1]}


def terms(text: str) -> list[tuple[str, str]]:
    return [(found.text.lower(), found.category) for found in hits(text)]


# What counts (L-1 to L-7, L-12)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The regime closed the mill.", "label"),
        ("It was a disastrous week for the ferry.", "evaluative"),
        ("The purge reached the typists.", "loaded_noun"),
        ("Foreign bankers meddled in the vote.", "loaded_verb"),
        ("The strike left collateral damage in two villages.", "euphemism"),
        ("The massive dam failed.", "intensifier"),
    ],
)
def test_a_loaded_term_is_of_its_category(text: str, category: str) -> None:
    assert [found.category for found in hits(text)] == [category]


@pytest.mark.parametrize(
    "text",
    [
        "The new tax regime begins in April.",
        "The Radical Party kept its seats.",
        "The soldiers were killed in the war.",
        "She slammed the door.",
        "The mayor said the dam was old.",
    ],
)
def test_plain_uses_do_not_count(text: str) -> None:
    assert hits(text) == []


def test_a_headline_term_offers_a_plainer_wording() -> None:
    assert hits("The regime closed the mill.")[0].plain


# What is denied or only mentioned (L-12)


@pytest.mark.parametrize(
    "text",
    [
        "Nela Marsh is not a terrorist.",
        "Nela Marsh isn\u2019t a very ruthless mayor.",
        "Nela Marsh has never been cruel.",
        "She is no longer clueless.",
        "The levy is hardly an atrocious one.",
        "It was anything but disastrous.",
        "The seniors are not selfish.",
        "The essay is about the word regime.",
        "Words like thug sell papers.",
        "The label fascist was dropped.",
    ],
)
def test_what_is_denied_or_only_mentioned_is_not_counted(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Nela Marsh is not only ruthless, she is late.", "ruthless"),
        ("The mill did not open, and the regime fell.", "regime"),
        ("It is not the mill that the ruthless mayor wants.", "ruthless"),
        ("No mill opened after the ruthless raid.", "ruthless"),
        ("The mayor did not lambaste the clerk.", "lambaste"),
        ("The word was spread by the regime.", "regime"),
    ],
)
def test_a_denial_reaches_only_what_it_denies(text: str, term: str) -> None:
    assert [found.text for found in hits(text)] == [term]


def test_denials_are_found_in_titles_too() -> None:
    found, _ = apply(loaded(), make_document("The mill closed.", title="Marsh is not a terrorist"))
    assert found == []


# Voices (L-11)


def test_only_the_outlets_own_words_make_the_rate() -> None:
    found = scores("The regime fell. Nela Marsh said the regime fell. \u201cThe regime fell at last,\u201d Omar Vance said.")
    assert {name: found[name].total for name in ("rate", "reported", "quoted")} == {"rate": 1.0, "reported": 1.0, "quoted": 1.0}


def test_the_base_of_the_rate_is_the_outlets_own_words() -> None:
    found = scores("The regime fell. Nela Marsh said the dam was old.")
    assert (found["rate"].base, found["reported"].base) == (6.0, 4.0)


@pytest.mark.parametrize(
    ("text", "voice", "source"),
    [
        ("\u201cThe regime is brutal,\u201d Nela Marsh said.", "quoted", "Nela Marsh"),
        ("Nela Marsh said the regime was brutal.", "reported", "Nela Marsh"),
        ("Nela Marsh called the law \u201cbrutal\u201d on Monday.", "quoted", "Nela Marsh"),
    ],
)
def test_what_a_source_says_is_listed_with_the_source(text: str, voice: str, source: str) -> None:
    found = hits(text)
    assert found
    assert {(one.voice, one.source) for one in found} == {(voice, source)}
    assert scores(text)["rate"].total == 0.0


# Scare quotes (L-8)


def test_a_term_in_quotation_marks_without_a_speaker_is_a_scare_quote() -> None:
    assert terms("The party\u2019s \u201creforms\u201d ended three newspapers.") == [("reforms", "scare_quote")]


def test_a_scare_quote_has_its_own_column_and_stays_out_of_the_rate() -> None:
    found = scores("The party\u2019s \u201creforms\u201d ended three newspapers.")
    assert (found["scare_quote"].total, found["rate"].total) == (1.0, 0.0)


@pytest.mark.parametrize("word", ["brutal", "regime"])
def test_a_loaded_word_in_scare_quotes_is_never_charged_to_the_outlet(word: str) -> None:
    text = f"The \u201c{word}\u201d law passed at noon."
    assert terms(text) == [(word, "scare_quote")]
    assert scores(text)["rate"].total == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "The word \u201cregime\u201d is French.",
        "The tram passed the \u201cGolden Hen\u201d at noon.",
        "\u201cNo,\u201d Nela Marsh said.",
        "Nela Marsh called the dam \u201cold\u201d on Monday.",
    ],
)
def test_mentioned_words_names_and_speech_are_no_scare_quotes(text: str) -> None:
    assert hits(text) == []


def test_a_loaded_word_beside_a_scare_quote_still_counts() -> None:
    found = terms("The brutal \u201creforms\u201d ended three newspapers.")
    assert found == [("brutal", "evaluative"), ("reforms", "scare_quote")]


# Targets (L-16)


@pytest.mark.parametrize(
    "text",
    [
        "Strongman Omar Vance closed the mill.",
        "The brutal Omar Vance closed the mill.",
        "The hardline minister Omar Vance closed the mill.",
        "Omar Vance\u2019s regime closed the mill.",
        "The regime of Omar Vance closed the mill.",
        "Omar Vance is a strongman.",
        "Omar Vance, a strongman, closed the mill.",
        "Omar Vance, the most ruthless of them, left.",
        "The mayor read a tirade by Omar Vance.",
        "Omar Vance\u2019s brutal raid closed the mill.",
    ],
)
def test_a_term_is_attached_to_the_actor_it_modifies_or_is_said_of(text: str) -> None:
    assert [found.target for found in hits(text)] == ["omar-vance"]


@pytest.mark.parametrize(
    "text",
    [
        "The regime closed the mill.",
        "Omar Vance closed the brutal camp.",
        "The regime told Omar Vance to leave.",
        "The regime fell. Omar Vance left.",
        "The regime fell; Omar Vance left.",
        "Omar Vance left, and the regime fell.",
        "Omar Vance met two aides of the regime.",
        "Nobody mourned the regime\n\nOmar Vance left.",
    ],
)
def test_a_term_is_attached_to_nobody_where_the_wording_does_not_say_so(text: str) -> None:
    assert [found.target for found in hits(text)] == [""]


def test_of_two_actors_the_one_beside_the_term_is_its_target() -> None:
    assert [found.target for found in hits("Omar Vance met the brutal Nela Marsh.")] == ["nela-marsh"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Omar Vance meddled in the vote.", "omar-vance"),
        ("Omar Vance has repeatedly meddled in the vote.", "omar-vance"),
        ("Omar Vance lambasted Nela Marsh.", "omar-vance"),
        ("The clerks lambasted Nela Marsh.", "nela-marsh"),
        ("Nela Marsh was lambasted by Omar Vance.", "omar-vance"),
        ("Nela Marsh was lambasted on Monday.", "nela-marsh"),
        ("Clerks of Nela Marsh meddled in the vote.", ""),
        ("They meddled in the vote, and Nela Marsh left.", ""),
    ],
)
def test_a_verb_is_charged_to_who_does_it_and_else_to_whom_it_is_done(text: str, target: str) -> None:
    assert [found.target for found in hits(text)] == [target]


def test_many_terms_and_names_in_one_sentence_keep_to_their_neighbors() -> None:
    text = ", ".join(["the ruthless Omar Vance", "the cruel Nela Marsh"] * 40)
    assert [found.target for found in hits(f"They met {text}.")] == ["omar-vance", "nela-marsh"] * 40


# By actor (L-16)


def toward(text: str) -> dict[tuple[str, str], Score]:
    return {(s.column, s.target): s for s in apply(LoadedToward(), make_document(text, actors=ACTORS))[1]}


def test_terms_are_counted_by_actor_over_the_sentences_that_mention_it() -> None:
    found = toward("The ruthless Omar Vance left. Omar Vance came back. Nela Marsh met the cruel Omar Vance.")
    assert (found["rate", "omar-vance"].total, found["rate", "omar-vance"].base) == (2.0, 3.0)
    assert (found["rate", "nela-marsh"].total, found["rate", "nela-marsh"].base) == (0.0, 1.0)
    assert found["weighted", "omar-vance"].total == 5.0


def test_what_sources_say_of_an_actor_stands_beside_the_rate() -> None:
    found = toward("Nela Marsh said the ruthless Omar Vance left. \u201cThe cruel Omar Vance left,\u201d Nela Marsh said.")
    assert [found[column, "omar-vance"].total for column in ("rate", "reported", "quoted")] == [0.0, 1.0, 1.0]


def test_terms_beside_the_headline_are_not_counted_by_actor() -> None:
    assert toward("The massive Omar Vance left.")["rate", "omar-vance"].total == 0.0


def test_without_actors_nothing_is_counted_by_actor() -> None:
    assert apply(LoadedToward(), make_document("The ruthless regime fell.")) == ([], [])


def test_terms_by_actor_are_the_same_whether_terms_were_counted_before_or_not() -> None:
    text = "The ruthless Omar Vance left."
    alone, after = (make_document(text, actors=ACTORS) for _ in range(2))
    assert list(loaded().find(after))
    assert list(LoadedToward().find(alone)) == list(LoadedToward().find(after))


# Weights and extensions


def test_the_weighted_column_adds_up_weights() -> None:
    found = scores("The ruthless regime fell.")
    weights = sum(one.value for one in hits("The ruthless regime fell."))
    assert (found["rate"].total, found["weighted"].total) == (2.0, weights)
    assert weights > 2.0


def test_a_topic_lexicon_adds_to_the_shipped_terms(tmp_path: Path) -> None:
    path = tmp_path / "mills.yml"
    path.write_text("name: mills\nversion: 1.0.0\nextends: loaded\nentries:\n  label: [millgrabber]\n", encoding="utf-8")
    measure = loaded(load_lexicon(path))
    found = [one.text for one in measure.find(make_document("The millgrabber and the regime fell."))]
    assert found == ["millgrabber", "regime"]
    assert measure.name == "loaded"


def test_lists_that_take_turns_over_a_document_each_find_their_own_words(tmp_path: Path) -> None:
    path = tmp_path / "mills.yml"
    path.write_text("name: mills\nversion: 1.0.0\nextends: loaded\nentries:\n  label: [millgrabber]\n", encoding="utf-8")
    doc = make_document("The millgrabber and the regime fell.")
    found = [[one.text for one in measure.find(doc)] for measure in (loaded(), loaded(load_lexicon(path)))]
    assert found == [["regime"], ["millgrabber", "regime"]]


def test_the_title_is_kept_apart_from_the_body() -> None:
    found, sums = apply(loaded(), make_document("The mill closed.", title="Regime may fall"))
    assert [(one.text, one.zone) for one in found] == [("Regime", "title")]
    assert next(one for one in sums if one.column == "rate").total == 0.0
