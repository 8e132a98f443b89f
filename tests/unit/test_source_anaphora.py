"""Whom pronouns and definite phrases stand for: the last speaker, a body, an office (CODEBOOK A-5, A-16, A-17)."""

from __future__ import annotations

import pytest
from unit.sourced import resolve, span_of

from framing.attributions.marked import core_of
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Source

PIER = "said the pier was wet."


def last(text: str, *sources: str) -> Source:
    return resolve(text, *sources)[-1]


@pytest.mark.parametrize(
    ("named", "pronoun", "entity"),
    [
        ("Ana Ruiz", "She", "Ana Ruiz"),
        ("Mr. Lund", "He", "Lund"),
        ("The Tarn Salt Company", "It", "Tarn Salt Company"),
        ("Two officials", "They", "two officials"),
    ],
)
def test_a_pronoun_stands_for_the_last_speaker_it_can_stand_for(named: str, pronoun: str, entity: str) -> None:
    found = last(f"{named} {PIER} {pronoun} {PIER}", named, pronoun)
    assert found.entity.removeprefix("The ").removeprefix("Mr. ") == entity
    assert "pronoun" in found.flags


def test_a_pronoun_takes_the_rung_of_whom_it_stands_for() -> None:
    first, second = resolve(f"Two officials {PIER} They {PIER}", "Two officials", "They")
    assert (second.rung, second.anonymity, second.type) == (first.rung, first.anonymity, first.type)


@pytest.mark.parametrize(("pronoun", "entity"), [("She", "Ana Ruiz"), ("He", "Bo Lund")])
def test_gender_tells_two_speakers_apart(pronoun: str, entity: str) -> None:
    text = f"Ms. Ana Ruiz {PIER} Mr. Bo Lund {PIER} {pronoun} {PIER}"
    assert last(text, "Ms. Ana Ruiz", "Mr. Bo Lund", pronoun).entity == entity


@pytest.mark.parametrize(
    ("pronoun", "kind", "rung"),
    [
        ("She", "named_person", 5),
        ("They", "collective", 1),
        ("It", "organisation", 4),
        ("I", "named_person", 5),
        ("We", "collective", 1),
    ],
)
def test_a_pronoun_that_stands_for_nobody_says_so(pronoun: str, kind: str, rung: int) -> None:
    found = last(f"{pronoun} {PIER}", pronoun)
    assert (found.type, found.rung) == (kind, rung)
    assert found.flags == {"pronoun", "unresolved"}


@pytest.mark.parametrize(("between", "entity"), [("", "Ana Ruiz"), ("Ms. Mara Holt came home.", "Mara Holt")])
def test_who_was_named_just_before_is_spoken_of_rather_than_a_speaker_of_long_ago(between: str, entity: str) -> None:
    rain = "\n\n" + " ".join(["Rain fell on the sea."] * 9)
    assert last(f"Ana Ruiz {PIER}{rain} {between} She {PIER}", "Ana Ruiz", "She").entity == entity


@pytest.mark.parametrize(
    ("first", "then", "same"),
    [
        ("Two officials", "The officials", True),
        ("A senior aide", "The aide", True),
        ("The Port Agency", "The agency", True),
        ("Five sources", "Two of the sources", True),
        ("An official", "Another official", False),
        ("An official", "A separate official", False),
        ("A senior aide", "The engineer", False),
    ],
)
def test_a_definite_phrase_stands_for_what_was_named_before(first: str, then: str, same: bool) -> None:
    one, two = resolve(f"{first} {PIER} {then} {PIER}", first, then)
    assert (one.entity == two.entity) is same


def test_what_stands_for_a_source_is_flagged() -> None:
    assert "anaphora" in last(f"Two officials {PIER} The officials {PIER}", "Two officials", "The officials").flags


@pytest.mark.parametrize(
    ("text", "phrase", "entity"),
    [
        (f"Mayor Ana Ruiz {PIER} The mayor {PIER}", "The mayor", "Ana Ruiz"),
        (f"Ana Ruiz, the mayor, {PIER} The mayor {PIER}", "The mayor", "Ana Ruiz"),
        (f"Sen. Bo Lund {PIER} The senator {PIER}", "The senator", "Bo Lund"),
    ],
)
def test_an_office_stands_for_who_holds_it(text: str, phrase: str, entity: str) -> None:
    first = text.split(" said", maxsplit=1)[0]
    found = last(text, first, phrase)
    assert found.entity == entity
    assert found.flags >= {"by_office", "anaphora"}


def test_an_office_is_known_from_a_name_that_said_nothing() -> None:
    assert last(f"They met Mayor Ana Ruiz at noon. The mayor {PIER}", "The mayor").entity == "Ana Ruiz"


def test_the_former_mayor_is_not_the_mayor() -> None:
    assert last(f"Mayor Ana Ruiz {PIER} The former mayor {PIER}", "Mayor Ana Ruiz", "The former mayor").entity != "Ana Ruiz"


def test_both_are_the_two_named_last() -> None:
    found = last(f"Ana Ruiz {PIER} Bo Lund {PIER} Both {PIER}", "Ana Ruiz", "Bo Lund", "Both")
    assert (found.entity, "pair" in found.flags) == ("Ana Ruiz and Bo Lund", True)


def test_one_person_makes_no_pair() -> None:
    assert "pair" not in last(f"Ana Ruiz {PIER} Both {PIER}", "Ana Ruiz", "Both").flags


def test_a_relative_pronoun_stands_for_the_phrase_before_it() -> None:
    found = last("A senior official, who said the pier was wet, left.", "who")
    assert (found.type, found.anonymity) == ("unnamed_official", "anonymous")
    assert "pronoun" in found.flags


def test_a_relative_pronoun_that_follows_nothing_is_no_error() -> None:
    assert last("Who said the pier was wet?", "Who").span is not None


@pytest.mark.parametrize(
    ("addressee", "medium"),
    [
        ("Reuters", "Reuters"),
        ("Reuters on Monday", "Reuters"),
        ("The Valley Herald", "The Valley Herald"),
        ("the Tarn Echo in May", "the Tarn Echo"),
        ("the council", ""),
        ("Echo", ""),
    ],
)
def test_the_medium_somebody_told_is_named_without_day_and_place(addressee: str, medium: str) -> None:
    doc = segment(f"Ana Ruiz told {addressee} the pier was wet.")
    assert SourceResolver(doc, shipped_lexicon("sources")).medium(span_of(doc, addressee)) == medium


def test_a_thousand_speakers_are_looked_back_upon_but_not_all_of_them() -> None:
    doc = segment(" ".join(f"Witness {PIER} She {PIER}" for _ in range(500)))
    resolver = SourceResolver(doc, shipped_lexicon("sources"))
    found = [resolver.resolve(*core_of(doc, doc.sentences[i]._replace(end=doc.sentences[i].start + 1))) for i in range(1000)]
    assert len(found) == 1000
