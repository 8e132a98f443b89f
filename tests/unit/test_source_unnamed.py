"""Sources without a name: documents, bodies, classes, speakers; what they are called, who owns them, who can be cited."""

from __future__ import annotations

import pytest
from unit.sourced import one, resolve, said, span_of

from framing.attributions.names import GENDERS, fold, gender_of_word, initials, stem
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon


@pytest.mark.parametrize(
    ("source", "kind", "anonymity"),
    [
        ("The leaked memo", "document", "named"),
        ("Court records", "document", "named"),
        ("A poll by the university", "document", "named"),
        ("The charity", "organisation", "named"),
        ("A company", "unnamed_source", "anonymous"),
        ("Companies", "collective", "collective"),
        ("Two companies", "unnamed_source", "anonymous"),
        ("The companies", "organisation", "named"),
        ("A ministry", "organisation", "named"),
        ("Local media", "media", "collective"),
        ("State television", "media", "named"),
        ("The newspaper", "media", "named"),
        ("60 percent of voters", "collective", "collective"),
        ("The rich", "collective", "collective"),
        ("A 42-year-old from the valley", "unnamed_source", "anonymous"),
        ("The treasurer", "named_person", "named"),
        ("Her lawyer", "named_person", "named"),
    ],
)
def test_a_phrase_without_a_name_is_a_paper_a_body_a_class_or_a_speaker(source: str, kind: str, anonymity: str) -> None:
    found = one(source)
    assert (found.type, found.anonymity) == (kind, anonymity)


@pytest.mark.parametrize("source", ["The leaked zine", "The wreckage"])
def test_a_thing_no_list_has_is_told_to_be_unclassified(source: str) -> None:
    found = one(source)
    assert "unclassified" in found.flags
    assert found.rung == 4


@pytest.mark.parametrize("source", ["The gasworkers", "A smelter", "Two quarriers"])
def test_a_word_no_list_has_that_ends_as_words_for_people_do_is_people_and_told_so(source: str) -> None:
    found = one(source)
    assert "unclassified" in found.flags
    assert found.type in ("unnamed_source", "collective", "named_person")


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("A report by the ministry", True),
        ("A police report", True),
        ("A report by the union", False),
        ("Government officials", True),
        ("Union officials", False),
        ("Some officials", True),
        ("The ministry", True),
        ("The charity", False),
    ],
)
def test_who_belongs_to_the_state_is_told_of_papers_bodies_and_classes_too(source: str, official: bool) -> None:
    assert one(source).official is official


def test_one_after_unnamed_speakers_is_one_like_them() -> None:
    first, then = said("Two officials", "One")
    assert (then.type, then.rung) == (first.type, first.rung)
    assert then.entity != first.entity


def test_one_after_nobody_is_somebody_unnamed() -> None:
    assert one("One").anonymity == "anonymous"


@pytest.mark.parametrize(
    ("named", "owned", "entity"),
    [
        ("Ms. Ana Ruiz", "Her campaign", "Ana Ruiz's campaign"),
        ("Mr. Bo Lund", "His lawyer", "Bo Lund's lawyer"),
        ("Bo Lund", "Lund's lawyer", "Bo Lund's lawyer"),
    ],
)
def test_what_somebody_has_is_called_by_the_owners_name(named: str, owned: str, entity: str) -> None:
    assert said(named, owned)[1].entity == entity


def test_two_owners_have_two_campaigns() -> None:
    _, one, _, other = said("Mr. Bo Lund", "His campaign", "Ms. Ana Ruiz", "Her campaign")
    assert one.entity != other.entity


@pytest.mark.parametrize("source", ["Clerks", "The clerks", "Most clerks"])
def test_the_same_words_are_the_same_class(source: str) -> None:
    assert len({found.entity for found in said(source, source)}) == 1


@pytest.mark.parametrize(
    ("source", "tells"),
    [
        ("two officials", True),
        ("four sources briefed on the matter", True),
        ("an aide", True),
        ("Reuters", True),
        ("the newspaper", True),
        ("analysts", True),
        ("most voters", False),
        ("poor health", False),
        ("a lack of funds", False),
        ("a police report", False),
        ("Ana Ruiz", False),
    ],
)
def test_people_and_media_can_cite_and_be_cited(source: str, tells: bool) -> None:
    doc = segment(f"It rained, they wrote, citing {source}.")
    assert SourceResolver(doc, shipped_lexicon("sources")).can_tell(span_of(doc, source)) is tells


@pytest.mark.parametrize(
    ("text", "source", "entity"),
    [
        ("Ana Ruiz runs the port. Ruiz said it rained.", "Ruiz said", "Ana Ruiz"),
        ("Mayor Ruiz left. The mayor said it rained.", "The mayor", "Ruiz"),
        ("Ana Ruiz, the mayor, left. The mayor said it rained.", "The mayor", "the mayor"),
        ("The Port Health Agency (PHA) shut. PHA said it rained.", "PHA said", "Port Health Agency"),
        ("Sen. Bo Lund left. The senator said it rained.", "The senator", "Bo Lund"),
    ],
)
def test_names_that_said_nothing_tell_who_speaks_later(text: str, source: str, entity: str) -> None:
    doc = segment(text)
    span = span_of(doc, source)
    words = len(source.removesuffix(" said").split())
    span = span._replace(end=span.start + words) if source.endswith(" said") else span
    if source == "Ruiz said":
        start = max(i for i, norm in enumerate(doc.norms) if norm == "ruiz")
        span = span._replace(start=start, end=start + 1)
    if source == "PHA said":
        start = max(i for i, norm in enumerate(doc.norms) if norm == "pha")
        span = span._replace(start=start, end=start + 1)
    found = SourceResolver(doc, shipped_lexicon("sources")).resolve(span, span)
    assert found.entity.removeprefix("the ").removeprefix("The ") == entity.removeprefix("the ")


@pytest.mark.parametrize(
    ("word", "gender"),
    [("spokeswoman", "f"), ("congressman", "m"), ("widow", "f"), ("widower", "m"), ("actress", "f"), ("clerk", "")],
)
def test_a_word_for_a_person_may_tell_a_gender(word: str, gender: str) -> None:
    assert gender_of_word(word) == gender


def test_titles_tell_a_gender() -> None:
    assert (GENDERS["mr."], GENDERS["ms."], GENDERS.get("dr.")) == ("m", "f", None)


@pytest.mark.parametrize(
    ("norm", "stemmed"),
    [("officials", "official"), ("agencies", "agency"), ("press", "press"), ("ties", "tie"), ("aide", "aide")],
)
def test_a_plural_is_compared_without_its_ending(norm: str, stemmed: str) -> None:
    assert stem(norm) == stemmed


def test_letters_are_compared_without_accents_and_names_by_their_capitals() -> None:
    assert fold("núñez") == "nunez"
    assert fold("nunez") == "nunez"
    assert initials("bureau of salt and trade") == "bst"


@pytest.mark.parametrize("n", [1, 40])
def test_a_source_told_many_times_is_one(n: int) -> None:
    assert len({source.entity for source in said(*["Ana Ruiz", "She", "Ruiz"] * n)}) == 1


def test_nobody_is_told_from_nothing() -> None:
    assert resolve("It rained.") == []
