"""Settling relations: where one ends and the next begins, which are one, who asks, who is cited by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from framing.attributions.relations import Draft
from framing.attributions.settling import NEAR, ask, cite_sources, cut_at_second_verbs, merge_twins, settle
from framing.documents import segment
from framing.lexicon import Entry
from framing.model import Document, Span
from framing.testing import make_document

SAY = Entry("say", "neutral", (), labels=frozenset({"that"}))
PER = Entry("according to", "neutral", (), labels=frozenset({"prep"}))
ASK = Entry("ask", "neutral", (), labels=frozenset({"np"}))


def place(doc: Document, words: str) -> Span:
    """Return the first place of some words."""
    wanted = tuple(words.lower().split())
    start = next(i for i in range(len(doc.norms)) if doc.norms[i : i + len(wanted)] == wanted)
    return Span(start, start + len(wanted))


def among(doc: Document, *names: str) -> Callable[[Span], bool]:
    """Say of a span whether it is one of some names: people or media."""
    return lambda span: doc.quote(span).lower() in names


def cite(doc: Document, drafts: list[Draft], *people: str) -> list[Draft]:
    return [draft for draft, _ in cite_sources(doc, [(draft, 0.5) for draft in drafts], among(doc, *people))]


def draft(cue: int, source: Span | None, *contents: Span) -> tuple[Draft, float]:
    return Draft(Span(cue, cue + 1), SAY, source, source, contents, "A-1"), 0.5


def drafts_of(doc: Document, *parts: tuple[str, Entry, str, str]) -> list[Draft]:
    """Return a draft for each cue, entry, source and content."""
    found = []
    for cue, entry, source, content in parts:
        who = place(doc, source)
        found.append(Draft(place(doc, cue), entry, who, who, (place(doc, content),), "A-1"))
    return found


def test_of_two_cues_of_one_source_over_one_content_the_one_next_to_it_counts() -> None:
    one, two = draft(1, Span(0, 1), Span(4, 6)), draft(3, Span(0, 1), Span(4, 6))
    assert merge_twins([two, one]) == [two]
    assert merge_twins([one, two]) == [two]


def test_a_listed_cue_counts_before_one_that_no_list_has() -> None:
    one, (two, sure) = draft(1, Span(0, 1), Span(4, 6)), draft(3, Span(0, 1), Span(4, 6))
    unlisted = two._replace(entry=replace(SAY, labels=frozenset({"unlisted"})))
    assert merge_twins([one, (unlisted, sure)]) == [one]


def test_relations_come_in_the_order_of_their_cues() -> None:
    one, two = draft(1, Span(0, 1), Span(4, 6)), draft(3, Span(0, 1), Span(7, 9))
    assert merge_twins([two, one]) == [one, two]


def test_a_participle_after_a_comma_begins_a_second_content() -> None:
    doc = make_document("Ana said it leaked, noting that it rained.")
    said = Draft(Span(1, 2), SAY, Span(0, 1), Span(0, 1), (Span(2, 9),), "A-1")
    noting = Draft(Span(5, 6), SAY, Span(0, 1), Span(0, 1), (Span(6, 9),), "A-10")
    assert [doc.quote(span) for draft in cut_at_second_verbs(doc, [said, noting]) for span in draft.contents] == [
        "it leaked",
        "that it rained",
    ]


def test_two_sources_or_two_contents_count_twice() -> None:
    one = draft(1, Span(0, 1), Span(4, 6))
    assert merge_twins([one, draft(3, Span(2, 3), Span(4, 6))])[1:]
    assert merge_twins([one, draft(3, Span(0, 1), Span(7, 9))])[1:]


def test_two_cues_without_a_source_count_twice() -> None:
    assert len(merge_twins([draft(1, None, Span(4, 6)), draft(3, None, Span(4, 6))])) == 2


def test_what_another_source_says_after_and_ends_nothing() -> None:
    doc = segment("Ana said the dam leaks and Bo warned the port floods.")
    drafts = drafts_of(
        doc, ("said", SAY, "ana", "the dam leaks and bo warned the port floods"), ("warned", SAY, "bo", "the port floods")
    )
    assert cut_at_second_verbs(doc, drafts) == drafts


def test_whom_an_agency_cites_is_one_level_deeper_and_says_the_same() -> None:
    doc = segment("The mill will close, according to the agency, citing two officials.")
    drafts = drafts_of(
        doc, ("according to", PER, "the agency", "the mill will close"), ("citing", SAY, "the agency", "two officials")
    )
    outer, cited = cite(doc, drafts, "the agency")
    assert outer == drafts[0]
    assert cited.source is not None
    assert (doc.quote(cited.source), cited.rule, cited.contents) == ("two officials", "A-3", outer.contents)


def test_whom_an_agency_cites_is_no_part_of_what_it_says() -> None:
    doc = segment("According to the agency, citing a report, the safe was open.")
    drafts = drafts_of(
        doc,
        ("according to", PER, "the agency", "a report , the safe was open"),
        ("citing", SAY, "the agency", "a report , the safe was open"),
    )
    assert [[doc.quote(span) for span in draft.contents] for draft in cite(doc, drafts, "the agency")] == [
        ["the safe was open"]
    ] * 2


@pytest.mark.parametrize(
    "text", ["He resigned, citing poor health.", "Rain fell, according to Ana. He resigned, citing poor health."]
)
def test_whoever_gives_a_reason_cites_nobody(text: str) -> None:
    doc = segment(text)
    drafts = drafts_of(doc, ("citing", SAY, "he", "poor health"))
    if "according" in text:
        drafts = [*drafts_of(doc, ("according to", PER, "ana", "rain fell")), *drafts]
    assert cite(doc, drafts) == drafts


def test_relations_are_settled_in_the_order_of_their_cues_each_with_its_confidence() -> None:
    doc = segment("Ana said it leaks and stressed it floods, Bo said.")
    one, two = drafts_of(doc, ("said", SAY, "ana", "it leaks"), ("stressed", SAY, "ana", "it floods"))
    assert settle(doc, [(two, 0.4), (one, 0.9)]) == [(one, 0.9), (two, 0.4)]


def test_who_is_cited_is_as_sure_as_what_is_reported() -> None:
    doc = segment("The mill closes, per The Mail citing two aides.")
    (told,) = drafts_of(doc, ("per", PER, "the mail", "the mill closes"))
    (_, (cited, sure)) = cite_sources(doc, [(told, 0.7)], among(doc, "the mail", "two aides"))
    assert (doc.quote(cited.cue), sure) == ("citing", 0.7)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The mill closes, The Mail reported, citing two aides.", "two aides"),
        ("The mill closes, The Mail reported, citing poor sales.", None),  # a reason
        ("The mill closes, The Mail reported. It rained, citing two aides.", None),  # another sentence
    ],
)
def test_people_a_medium_cites_say_what_it_reports(text: str, cited: str | None) -> None:
    doc = segment(text)
    found = cite(doc, drafts_of(doc, ("reported", SAY, "the mail", "the mill closes")), "the mail", "two aides")
    told = [(doc.quote(draft.source), draft.contents, draft.rule) for draft in found[1:] if draft.source]
    assert told == ([(cited, found[0].contents, "A-3")] if cited else [])


def test_a_relation_of_citing_that_was_found_becomes_that_of_those_cited() -> None:
    doc = segment("The mill closes, The Mail reported, citing two aides.")
    drafts = drafts_of(doc, ("reported", SAY, "the mail", "the mill closes"), ("citing", SAY, "the mail", "two aides"))
    found = cite(doc, drafts, "the mail", "two aides")
    assert [doc.quote(draft.source) for draft in found if draft.source] == ["The Mail", "two aides"]


def test_who_is_cited_is_cut_out_of_what_is_reported() -> None:
    doc = segment("The Mail reported the mill, citing two aides, closes.")
    drafts = drafts_of(doc, ("reported", SAY, "the mail", "the mill , citing two aides , closes"))
    found = cite(doc, drafts, "the mail", "two aides")
    assert [[doc.quote(span) for span in draft.contents] for draft in found] == [["the mill", "closes"]] * 2


def test_nobody_is_cited_for_what_stands_many_relations_before() -> None:
    words = " ".join(f"Mail said w{i}," for i in range(NEAR + 1))
    doc = segment(words + " citing aides.")
    said = [Draft(Span(4 * i + 1, 4 * i + 2), SAY, None, None, (Span(4 * i + 2, 4 * i + 3),), "A-1") for i in range(NEAR + 1)]
    said[0] = said[0]._replace(source=Span(0, 1))
    assert cite(doc, said, "mail", "aides") == said


@pytest.mark.parametrize(
    ("text", "source", "rule"),
    [
        ("Asked about the dam, Ana said no.", None, "A-1h"),
        ("Asked by Bo about the dam, Ana said no.", "Bo", "A-7"),
        ("When asked about the dam, Ana said no.", None, "A-1h"),
        ("Told of the dam, Ana said no.", None, "A-1h"),
        ("Ana asked about the dam.", "Ana", "A-1"),
        ("Asked Ana about the dam.", "Ana", "A-1"),
    ],
)
def test_a_question_that_opens_a_sentence_is_that_of_who_asked_it(text: str, source: str | None, rule: str) -> None:
    doc = segment(text)
    cue = next(i for i, norm in enumerate(doc.norms) if norm in ("asked", "told"))
    ana = place(doc, "ana")
    found = ask(doc, Draft(Span(cue, cue + 1), ASK, ana, ana, (place(doc, "the dam"),), "A-1"))
    assert (found.source and doc.quote(found.source), found.rule) == (source, rule)


def test_levels_of_a_relayed_text_are_those_of_the_agency_and_whom_it_cites() -> None:
    doc = make_document("The envoy will visit the port, according to the Northern News Agency citing four sources.")
    levels = {doc.quote(a.source.span): a.level for a in doc.attributions if a.source.span}
    assert levels["the Northern News Agency"] == 1
    assert levels["four sources"] == 2


@pytest.mark.parametrize("n", [50, 200])
def test_a_text_of_nothing_but_citing_is_read(n: int) -> None:
    assert isinstance(make_document("Ana said it leaks, " + "citing two aides, " * n).attributions, tuple)


def test_a_name_that_is_spelled_as_a_verb_is_no_cue() -> None:
    doc = make_document("In the port, Artyom, a clerk who was late, told The Telegraph that most people trust the mayor.")
    assert "Telegraph" not in {doc.quote(a.cue) for a in doc.attributions}
