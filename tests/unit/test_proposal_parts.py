from __future__ import annotations

import pytest

from framing.proposals.kinds import GROUP, ORG, PERSON, STATE, UNKNOWN, kind_of
from framing.proposals.parts import Part, read_parts
from framing.proposals.vocabulary import vocabulary


def names(sequence: str) -> list[tuple[str, str]]:
    return [(part.words, part.kind) for part in read_parts(sequence) if not part.modifies]


def kind(name: str, *, titled: bool = False) -> str | None:
    words = name.split(" ")
    return kind_of(words, [word.lower() for word in words], vocabulary(), titled=titled)


class TestTitles:
    @pytest.mark.parametrize(
        "sequence",
        [
            "President Ana Ruiz",
            "Sen. Ana Ruiz",
            "Sen Ana Ruiz",
            "House Speaker Ana Ruiz",
            "Senate Majority Leader Ana Ruiz",
            "President-elect Ana Ruiz",
            "Secretary of State Ana Ruiz",
            "Secretary of Defense Ana Ruiz",
            "French Foreign Minister Ana Ruiz",
            "Republican Sen. Ana Ruiz",
            "Illinois Gov. Ana Ruiz",
            "New York Mayor Ana Ruiz",
            "U.S. Special Counsel Ana Ruiz",
            "Supreme Court Justice Ana Ruiz",
            "Associate Professor Ana Ruiz",
        ],
    )
    def test_a_title_and_what_stands_before_it_are_no_part_of_a_name(self, sequence: str) -> None:
        assert names(sequence) == [("Ana Ruiz", PERSON)]

    def test_a_title_makes_a_person_of_any_name(self) -> None:
        assert names("Mr. Velk") == [("Velk", PERSON)]
        assert names("Ms. Meadows") == [("Meadows", PERSON)]
        assert names("President Orlo Zint Vask") == [("Orlo Zint Vask", PERSON)]

    def test_a_role_makes_a_person_of_several_words_only(self) -> None:
        assert names("General Election") == names("Special Harbor") == []
        assert names("Special Counsel Orlo Zint") == [("Orlo Zint", PERSON)]

    def test_a_title_alone_is_nobody(self) -> None:
        assert names("Attorney General") == names("Prime Minister") == names("Secretary of State") == []

    def test_a_title_in_a_body_s_name_is_a_part_of_it(self) -> None:
        assert names("Justice Department") == [("Justice Department", ORG)]
        assert names("Governor General Office") == [("Governor General Office", ORG)]

    def test_a_title_after_a_first_name_is_a_last_name(self) -> None:
        assert names("Steve King") == [("Steve King", PERSON)]
        assert names("Dan Bishop") == [("Dan Bishop", PERSON)]

    def test_what_stands_before_a_title_modifies(self) -> None:
        first, second = read_parts("Acme Director Ana Ruiz")
        assert (first.words, first.modifies) == ("Acme", True)
        assert second == Part("Ana Ruiz", PERSON, len("Acme Director "), titled=True)

    def test_where_a_part_stands_is_told(self) -> None:
        sequence = "Illinois Gov. Ana Ruiz and FBI Director Odo Brask"
        assert all(sequence[part.offset :].startswith(part.words) for part in read_parts(sequence))
        assert names(sequence) == [("Ana Ruiz", PERSON), ("Odo Brask", PERSON)]


class TestJoins:
    def test_two_persons_are_two(self) -> None:
        assert names("Ana Ruiz and Tom Velk") == [("Ana Ruiz", PERSON), ("Tom Velk", PERSON)]

    def test_whom_a_place_belongs_to_is_another_name(self) -> None:
        assert names("Sens. Ana Ruiz of Kentucky and Tom Velk of Texas") == [("Ana Ruiz", PERSON), ("Tom Velk", PERSON)]

    @pytest.mark.parametrize(
        "name",
        [
            "Department of Homeland Security",
            "Department of Housing and Urban Development",
            "Food and Drug Administration",
            "House Oversight and Government Reform Committee",
            "Bank of Norland",
            "Committee for Harbor Reform",
        ],
    )
    def test_a_body_keeps_what_joins_its_words(self, name: str) -> None:
        assert names(name) == [(name, ORG)]

    def test_a_body_after_a_person_or_another_body_is_a_name_of_its_own(self) -> None:
        assert ("Justice Department", ORG) in names("CIA and Justice Department")
        assert ("Justice Department", ORG) in names("Ana and Justice Department")

    def test_particles_are_a_part_of_a_persons_name(self) -> None:
        assert names("Mayor Ana Maria de la Vega") == [("Ana Maria de la Vega", PERSON)]
        assert names("Prince Omar bin Zaid") == [("Omar bin Zaid", PERSON)]


class TestDaysAndOpeners:
    def test_days_and_opening_words_are_cut_off(self) -> None:
        assert names("But Ana Ruiz Monday") == [("Ana Ruiz", PERSON)]
        assert names("On Wednesday") == []

    def test_a_day_between_two_names_parts_them(self) -> None:
        assert [words for words, _ in names("Scott Monday Haley")] == ["Scott", "Haley"]

    def test_after_a_first_name_they_are_last_names(self) -> None:
        assert names("Theresa May") == [("Theresa May", PERSON)]
        assert names("George Will") == [("George Will", PERSON)]

    def test_sides_and_states_before_a_person_are_cut_off(self) -> None:
        assert names("Republican Ana Ruiz") == names("Texas Republican Ana Ruiz") == [("Ana Ruiz", PERSON)]

    def test_they_are_kept_in_a_bodys_name(self) -> None:
        assert names("Republican National Committee") == [("Republican National Committee", ORG)]

    def test_a_state_before_a_known_body_is_cut_off(self) -> None:
        assert names("U.S. Supreme Court") == [("Supreme Court", ORG)]
        assert names("U.S. Senate") == [("Senate", ORG)]

    def test_a_shout_beside_a_person_is_cut_off(self) -> None:
        assert names("WATCH Ana Ruiz") == names("Ana Ruiz USA") == [("Ana Ruiz", PERSON)]


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Ana Ruiz", PERSON),
            ("J. Vask", PERSON),
            ("Ana K. Ruiz", PERSON),
            ("Harbor Workers Union", ORG),
            ("University of Norland", ORG),
            ("UNPX", ORG),
            ("AT&T", ORG),
            ("ORC Worldwide", ORG),
            ("Senate", ORG),
            ("France", STATE),
            ("U.S.", STATE),
            ("Republicans", GROUP),
            ("Orlo Vask", UNKNOWN),
            ("Vask", UNKNOWN),
        ],
    )
    def test_words_tell_what_a_name_is(self, name: str, expected: str) -> None:
        assert kind(name) == expected

    @pytest.mark.parametrize(
        "name",
        [
            "New York",
            "California",
            "Selm Street",
            "Lake Orlo",
            "Affordable Care Act",
            "Hurricane Florence",
            "Covid-19",
            "Obamacare",
            "S&P",
            "Republican",
            "American",
            "Israelis",
            "PACs",
            "House Republican",
            "R-Texas",
            "D-N",
            "OBAMA BLASTS MEDIA",
            "Ana RuizSenate Race",
            "Ana Ruiz Ana Ruiz",
            "Ana Ruiz Wins Big Vote",
            "Fiesta Las Vegas",
            "Needling India",
            "Vask.",
        ],
    )
    def test_places_things_peoples_and_shouts_are_nobody(self, name: str) -> None:
        assert kind(name) is None

    def test_a_first_name_before_a_place_or_body_word_tells_nothing(self) -> None:
        assert kind("Anita Hill") == kind("Charlotte Church") == UNKNOWN

    @pytest.mark.parametrize("name", ["Hill", "Hall", "Meadows"])
    def test_after_a_title_a_place_word_is_a_last_name(self, name: str) -> None:
        assert kind(name) is None
        assert kind(name, titled=True) == PERSON

    def test_a_first_name_that_is_a_state_too_is_a_persons_after_a_title(self) -> None:
        assert kind("Jordan") == STATE
        assert kind("Jordan", titled=True) == PERSON
