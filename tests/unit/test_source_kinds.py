"""What kind of source a span names, how openly, and whether it belongs to the state (CODEBOOK A-4, A-5, A-15)."""

from __future__ import annotations

import pytest
from unit.sourced import one, resolve, said, span_of

from framing.attributions.sources import AGENTLESS, SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Span


@pytest.mark.parametrize(
    ("source", "kind", "rung"),
    [
        ("Ana Ruiz", "named_person", 5),
        ("Mayor Ruiz", "named_person", 5),
        ("Harbor spokeswoman Ana Ruiz", "named_person", 5),
        ("Former Secretary of State Ana Ruiz", "named_person", 5),
        ("District Court Judge Bo Lund III", "named_person", 5),
        ("Its director, Silvan Corde,", "named_person", 5),
        ("Two brokers, Ana Ruiz and Bo Lund,", "named_person", 5),
        ("Mr. Voss's and Mr. Lund's", "named_person", 5),
        ("The judge", "named_person", 5),
        ("Her husband", "named_person", 5),
        ("The Tarn Salt Company", "organisation", 4),
        ("The ministry", "organisation", 4),
        ("Police", "organisation", 4),
        ("The Korva City Council", "organisation", 4),
        ("The University of Tarn", "organisation", 4),
        ("His campaign", "organisation", 4),
        ("The White House", "government_metonym", 4),
        ("France", "government_metonym", 4),
        ("Reuters", "media", 4),
        ("The newspaper", "media", 4),
        ("A police report", "document", 4),
        ("A court filing", "document", 4),
        ("Exit polls", "document", 4),
        ("A CNN/ORC poll in May", "document", 4),
        ("A declaration filed in federal court", "document", 4),
        ("The publicly available evidence", "document", 4),
        ("A senior official", "unnamed_official", 3),
        ("Officials", "unnamed_official", 3),
        ("Authorities", "unnamed_official", 3),
        ("A police spokesman", "unnamed_official", 3),
        ("An intelligence source", "unnamed_official", 3),
        ("Aides", "unnamed_source", 3),
        ("Two analysts", "unnamed_source", 3),
        ("A source at the station", "unnamed_source", 3),
        ("A rights group", "unnamed_source", 3),
        ("Sources familiar with the matter", "unnamed_source", 2),
        ("A source", "unnamed_source", 2),
        ("A woman", "unnamed_source", 2),
        ("Analysts", "collective", 1),
        ("Voters", "collective", 1),
        ("Democrats", "collective", 1),
        ("Companies", "collective", 1),
        ("The public", "collective", 1),
        ("Many", "collective", 1),
        ("Some Democrats", "collective", 1),
    ],
)
def test_a_source_is_of_a_kind_and_stands_on_a_rung(source: str, kind: str, rung: int) -> None:
    found = one(source)
    assert (found.type, found.rung) == (kind, rung)


@pytest.mark.parametrize(
    ("rung", "anonymity"), [(5, "named"), (4, "named"), (3, "anonymous"), (2, "anonymous"), (1, "collective")]
)
def test_each_rung_has_its_anonymity(rung: int, anonymity: str) -> None:
    source = {5: "Ana Ruiz", 4: "The ministry", 3: "Two aides", 2: "A source", 1: "Critics"}[rung]
    assert (one(source).rung, one(source).anonymity) == (rung, anonymity)


def test_no_source_is_agentless() -> None:
    assert SourceResolver(segment("So it was."), shipped_lexicon("sources")).resolve(None, None) == AGENTLESS
    assert (AGENTLESS.anonymity, AGENTLESS.rung) == ("agentless", 0)


@pytest.mark.parametrize(
    "share",
    [
        "Sixty percent",
        "41%",
        "Four in 10 voters",
        "About two-thirds of the voters",
        "A majority of brokers",
        "Three-in-five brokers",
        "Most of the bank's homeowners",
        "Most party insiders",
        "One in three",
        "436,219 people",
        "Thousands of residents",
        "A lot of people",
    ],
)
def test_a_share_is_a_class_and_no_speaker(share: str) -> None:
    assert one(share).anonymity == "collective"


@pytest.mark.parametrize(
    "people", ["Her advisers", "Harbor Bank executives", "Leaders of the union", "Voss aides", "Those in attendance"]
)
def test_people_told_by_whom_they_belong_to_or_what_they_saw_are_speakers(people: str) -> None:
    assert (one(people).anonymity, one(people).rung) == ("anonymous", 3)


@pytest.mark.parametrize("people", ["Executives", "Strategists", "People", "Leaders", "Workers", "Would-be thieves"])
def test_people_of_whom_nothing_is_told_are_a_class(people: str) -> None:
    assert (one(people).anonymity, one(people).rung) == ("collective", 1)


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("The mayor", True),
        ("Sen. Ana Ruiz", True),
        ("Ana Ruiz (D-Ohio)", True),
        ("Ana Ruiz, the mayor of Tarn,", True),
        ("Ana Ruiz, a senior White House adviser,", True),
        ("Foreign Ministry spokeswoman Ana Ruiz", True),
        ("The bureau's director, Ana Ruiz,", True),
        ("A congressional report", True),
        ("Lawmakers", True),
        ("A former senator", False),
        ("Former Mayor Ana Ruiz", False),
        ("Ana Ruiz, a former mayor,", False),
        ("Ana Ruiz, who was mayor under King Bo,", False),
        ("Tarn Watch President Ana Ruiz", False),
        ("Ana Ruiz, a spokeswoman for Tarn Salt,", False),
        ("A campaign official", False),
        ("The police union", False),
        ("Military analysts", False),
        ("The senator's allies", False),
    ],
)
def test_official_is_who_speaks_for_the_state_now(source: str, official: bool) -> None:
    assert one(source).official is official


def test_officials_of_a_person_without_an_office_are_not_officials() -> None:
    assert not said("Carla Voss", "Voss officials")[1].official


@pytest.mark.parametrize(
    ("source", "flag"),
    [
        ("Two officials", "number_given"),
        ("Several of her aides", "number_given"),
        ("People close to the talks", "basis_given"),
        ("A person who attended the dinner", "basis_given"),
        ("A clerk who requested anonymity as she feared for her job", "reason_for_anonymity"),
        ("A guard who was not authorized to speak", "reason_for_anonymity"),
    ],
)
def test_what_is_told_of_an_unnamed_source_is_flagged(source: str, flag: str) -> None:
    assert flag in one(source).flags


@pytest.mark.parametrize(
    "source", ["One official", "An employee of nearly four years", "A person familiar with the matter", "A clerk"]
)
def test_nothing_is_flagged_that_is_not_told(source: str) -> None:
    assert one(source).flags.isdisjoint({"number_given", "basis_given", "reason_for_anonymity"})


def test_who_asks_not_to_be_named_is_anonymous_however_definite() -> None:
    (found,) = resolve("The guard, who insisted on anonymity, said so.", "The guard, who insisted on anonymity,")
    assert found.anonymity == "anonymous"


@pytest.mark.parametrize("span", ["are private", "valley", "wet", "of the"])
def test_ragged_spans_are_something_unclassified(span: str) -> None:
    (found,) = resolve(f"They {span} said so.", span)
    assert "unclassified" in found.flags
    assert found.entity


def test_every_span_of_a_text_gets_an_entity_and_a_rung_of_its_anonymity() -> None:
    text = 'Some of the "Two" %% -- Ana of them / both, 41% who (its) said; one another\u2019s The and But "." the 42-year-old.'
    doc = segment(text)
    rungs = {"named": {4, 5}, "anonymous": {2, 3}, "collective": {1}}
    for start in range(len(doc.tokens)):
        for end in range(start + 1, len(doc.tokens) + 1):
            found = SourceResolver(doc, shipped_lexicon("sources")).resolve(Span(start, end), Span(start, end))
            assert found.entity
            assert found.rung in rungs[found.anonymity]


def test_an_addressee_that_is_an_outlet_is_a_channel() -> None:
    doc = segment("Ana Ruiz told Reuters that it was wet. She told aides so.")
    resolver = SourceResolver(doc, shipped_lexicon("sources"))
    assert [resolver.medium(Span(3, 4)), resolver.medium(Span(11, 12))] == ["Reuters", ""]


def test_words_on_how_a_source_knows_are_no_cue() -> None:
    doc = segment("Two people briefed on the matter said no.")
    resolver = SourceResolver(doc, shipped_lexicon("sources"))
    assert [resolver.says_how(Span(2, 3)), resolver.says_how(Span(6, 7))] == [True, False]


@pytest.mark.parametrize(
    ("text", "cue", "tells"),
    [
        ("A clerk who feared reprisals said no.", "feared", True),
        ("A clerk who feared reprisals said no.", "reprisals", True),
        ("A clerk feared the flood.", "feared", False),
        ("A clerk said no.", "said", False),
        ("According to the clerk, it was wet.", "According to", False),
    ],
)
def test_a_word_that_can_tell_how_a_source_knows_does_so_only_with_the_others_of_its_phrase(
    text: str, cue: str, tells: bool
) -> None:
    doc = segment(text)
    assert SourceResolver(doc, shipped_lexicon("sources")).says_how(span_of(doc, cue)) is tells


def test_a_cue_that_tells_nothing_has_no_sentence_looked_up() -> None:
    doc = segment("The mayor said no.")
    resolver = SourceResolver(doc, shipped_lexicon("sources"))
    resolver.says_how(Span(2, 3))
    assert not resolver.words.at(1)
    resolver.resolve(Span(0, 2), Span(0, 2))
    assert "official" in resolver.words.at(1)
