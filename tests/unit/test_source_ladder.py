"""The whole ladder: rung, kind and flags of every sort of source, and how those who come back inherit them (A-4, A-5, A-15)."""

from __future__ import annotations

import pytest
from unit.sourced import one, resolve, said

LADDER = {
    5: [
        "Ana Ruiz",
        "Mayor Ana Ruiz",
        "Ana Ruiz, a clerk at the port,",
        "Ms. Ruiz",
        "Dr. Bo Lund",
        "The mayor",
        "The PM",
        "The bank's director, Bo Lund,",
    ],
    4: [
        "The finance ministry",
        "The Harbor Times",
        "Reuters",
        "The police department",
        "A court filing",
        "The report",
        "A study of eels",
        "An internal memo",
        "Britain",
        "Washington",
        "The White House",
        "Harbor Bank Group",
        "The union",
    ],
    3: [
        "Two sources",
        "Three people familiar with the matter",
        "Four sources briefed on the matter",
        "A senior official",
        "A police officer",
        "A defense ministry official",
        "A bank executive",
        "A source at the ministry",
        "One person briefed on the talks",
        "A former aide to the mayor",
        "A union official, who asked not to be named,",
    ],
    2: ["Sources", "Sources familiar with the matter", "A source", "People familiar with the matter", "Insiders", "One person"],
    1: ["Analysts", "Critics", "Experts", "Some diplomats", "Many voters", "Residents", "Most economists", "Observers"],
}


@pytest.mark.parametrize(("rung", "source"), [(rung, source) for rung, sources in LADDER.items() for source in sources])
def test_every_sort_of_source_stands_on_its_rung(rung: int, source: str) -> None:
    assert one(source).rung == rung


@pytest.mark.parametrize(
    ("source", "kind", "official"),
    [
        ("Ana Ruiz", "named_person", False),
        ("Mayor Ana Ruiz", "named_person", True),
        ("The finance ministry", "organisation", True),
        ("Harbor Bank Group", "organisation", False),
        ("Britain", "government_metonym", True),
        ("The Harbor Times", "media", False),
        ("A court filing", "document", False),
        ("An internal memo", "document", False),
        ("A senior official", "unnamed_official", True),
        ("A police officer", "unnamed_official", True),
        ("A bank executive", "unnamed_source", False),
        ("A former police officer", "unnamed_source", False),
        ("Critics", "collective", False),
    ],
)
def test_every_sort_of_source_has_its_kind_and_tells_whether_the_state_speaks(source: str, kind: str, official: bool) -> None:
    found = one(source)
    assert (found.type, found.official) == (kind, official)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Two officials briefed on the talks", "The officials"),
        ("Two officials briefed on the talks", "They"),
        ("A senior official", "The official"),
        ("Sources familiar with the matter", "The sources"),
        ("Three aides to the mayor", "The aides"),
        ("Ana Ruiz", "She"),
        ("The finance ministry", "The ministry"),
        ("The finance ministry", "It"),
        ("A study of eels", "The study"),
        ("Critics", "They"),
    ],
)
def test_who_comes_back_has_the_rung_kind_and_office_of_the_first_time(first: str, then: str) -> None:
    one, other = said(first, then)
    assert (other.entity, other.rung, other.type, other.anonymity, other.official) == (
        one.entity,
        one.rung,
        one.type,
        one.anonymity,
        one.official,
    )


@pytest.mark.parametrize("then", ["Another official", "A separate official", "A second official", "A different official"])
def test_another_is_somebody_new_but_no_less_open(then: str) -> None:
    first, other = said("A senior official", then)
    assert other.entity != first.entity
    assert (other.type, other.rung) == ("unnamed_official", 3)


@pytest.mark.parametrize(
    ("group", "subset"),
    [
        ("Five officials", "Two of the five officials"),
        ("Five officials", "Two of the five"),
        ("Five officials", "One of the officials"),
        ("Four sources briefed on the matter", "Three of the sources"),
        ("Two witnesses", "One of the two witnesses"),
        ("Three people familiar with the talks", "Two of those people"),
    ],
)
def test_a_stated_part_of_a_group_is_the_group(group: str, subset: str) -> None:
    whole, part = said(group, subset)
    assert (part.entity, part.rung, part.anonymity) == (whole.entity, whole.rung, whole.anonymity)


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("Two sources", {"number_given"}),
        ("A dozen officials", {"number_given"}),
        ("Several officials", {"number_given"}),
        ("A source familiar with the matter", set()),
        ("A person briefed on the talks", {"basis_given"}),
        ("Two people briefed on the talks", {"number_given", "basis_given"}),
        ("An aide who spoke on condition of anonymity because the talks were private", {"reason_for_anonymity"}),
        ("An aide who asked not to be named", set()),
        ("One official, who requested anonymity to discuss the talks,", {"reason_for_anonymity"}),
    ],
)
def test_flags_say_what_is_told_and_nothing_else(source: str, flags: set[str]) -> None:
    told = one(source).flags & {"number_given", "basis_given", "reason_for_anonymity"}
    assert told == flags


def test_flags_of_the_first_time_stay_with_who_comes_back() -> None:
    first, then = said("Two people briefed on the talks", "The people")
    assert first.flags <= then.flags


@pytest.mark.parametrize(
    ("named", "pronoun"),
    [
        ("The report", "She"),
        ("The finance ministry", "He"),
        ("Mr. Bo Lund", "She"),
        ("Ms. Ana Ruiz", "He"),
        ("Analysts", "She"),
        ("Mr. Bo Lund", "It"),
    ],
)
def test_a_pronoun_that_fits_nobody_named_stands_for_nobody(named: str, pronoun: str) -> None:
    found = said(named, pronoun)[1]
    assert {"pronoun", "unresolved"} <= found.flags
    assert found.entity == pronoun.lower()


def test_a_pronoun_passes_over_who_does_not_fit() -> None:
    assert said("Mr. Bo Lund", "Ms. Ana Ruiz", "The ministry", "He")[3].entity == "Bo Lund"
    assert said("The ministry", "Ms. Ana Ruiz", "It")[2].entity.lower().endswith("ministry")


@pytest.mark.parametrize("pronoun", ["I", "We", "You"])
def test_speakers_of_themselves_are_not_looked_for(pronoun: str) -> None:
    assert "unresolved" in said("Ana Ruiz", pronoun)[1].flags


def test_a_second_official_of_the_same_words_is_another_person() -> None:
    first, second = said("A spokesman", "A spokesman")
    assert first.entity != second.entity


def test_the_same_words_for_many_are_one_group() -> None:
    assert len({source.entity for source in said("Two officials", "The two officials")}) == 1


@pytest.mark.parametrize(
    ("names", "entity"),
    [
        (("The Harbor Times", "The Times"), "Harbor Times"),
        (("The Harbor Times", "The newspaper"), "Harbor Times"),
        (("The Daily Ledger", "The Ledger", "The paper"), "Daily Ledger"),
        (("The Port Health Agency (PHA)", "PHA"), "Port Health Agency"),
        (("The Salt Commission", "The commission"), "Salt Commission"),
    ],
)
def test_a_short_form_is_its_title(names: tuple[str, ...], entity: str) -> None:
    found = {source.entity.removeprefix("The ").removeprefix("the ") for source in said(*names)}
    assert found == {entity}


def test_two_titles_of_one_last_word_stay_two() -> None:
    first, second = said("The Harbor Times", "The Valley Times")
    assert first.entity != second.entity


def test_an_adjective_is_no_part_of_a_name() -> None:
    assert [source.entity for source in said("A brutal Ana Ruiz", "Then brutal Ana Ruiz", "Ruiz")] == ["Ana Ruiz"] * 3


def test_a_place_of_a_heading_glued_to_a_name_is_no_part_of_it() -> None:
    (found,) = resolve("Fresh sanctions on Russia Keld Starmoor said it rained.", "Russia Keld Starmoor")
    assert found.entity == "Keld Starmoor"


@pytest.mark.parametrize("name", ["Harbor Bank", "Russia Today", "South Korea", "Virginia Lund"])
def test_a_place_in_a_body_or_a_first_name_stays(name: str) -> None:
    assert one(name).entity == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Velsa said it rained. Velsa, which makes pumps, left.", "organisation"),
        ("Velsa said it rained. Velsa, a charity, left.", "organisation"),
        ("Velsa said it rained. Velsa's shares fell.", "organisation"),
        ("Velsa said it rained. Workers at Velsa left.", "organisation"),
        ("Velsa said it rained. Velsa, who makes pumps, left.", "named_person"),
        ("Velsa said it rained. Velsa, a retailer, left.", "named_person"),
        ("Velsa said it rained. Velsa's dog fell.", "named_person"),
        ("Velsa said it rained. Reporters shouted at Velsa.", "named_person"),
        ("Velsa said it rained. Jo Velsa's shares fell.", "named_person"),
    ],
)
def test_a_name_no_list_has_is_a_bodys_where_the_article_treats_it_so(text: str, kind: str) -> None:
    (found,) = resolve(text, "Velsa")
    assert found.type == kind


def test_what_stands_after_the_last_name_of_a_text_is_nothing() -> None:
    (found,) = resolve("It rained, said Velsa,", "Velsa")
    assert found.type == "named_person"
