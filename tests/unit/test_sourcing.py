"""The sources of an article: each counted once, how evenly they are used, and whether an agency is credited."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from framing.measures import apply
from framing.measures.evidence import LOW_CONFIDENCE, WHOLE_SENTENCE
from framing.measures.sourcing import CREDIT, Sources, count_sources, find_top
from framing.model import Attribution, Document, Hit, Source, Span
from framing.scores import Score
from framing.testing import make_document

# Two attributions to Marsh, one to each of three others, and one to nobody.
FIVE = (
    "Nela Marsh said it was late. Marsh added that it was dark. Omar Vance said it was not. Critics said the deal was off. "
    "The union said it would wait. The talks reportedly failed."
)


def hits(text: str, **fields: str) -> list[Hit]:
    return apply(Sources(), make_document(text, **fields))[0]


def scores(text: str, **fields: str) -> dict[str, Score]:
    return score(make_document(text, **fields))


def score(doc: Document) -> dict[str, Score]:
    return {found.column: found for found in apply(Sources(), doc)[1]}


def ratio(found: Score) -> tuple[float, float]:
    return found.total, found.base


def attribute(*speakers: str) -> Document:
    """Return a document of a sentence a speaker, attributed by hand; "" is nobody."""
    doc = make_document(" ".join(f"{name or 'Rumor'} said it." for name in speakers))
    made = []
    for name, sentence in zip(speakers, doc.sentences, strict=True):
        span = Span(sentence.start, sentence.end - 3)
        source = Source(span, name, "named_person", "named", 5) if name else Source(None, "", "none", "agentless", 0)
        cue, content = Span(sentence.end - 3, sentence.end - 2), Span(sentence.end - 2, sentence.end - 1)
        kind = "reporting" if name else "hearsay"
        made.append(Attribution(source, cue, (content,), kind, "neutral", "say", "indirect", "A-1"))
    return replace(doc, attributions=tuple(made))


# How many


def test_a_source_counts_once_however_often_it_speaks() -> None:
    assert ratio(scores(FIVE)["sources"]) == (4.0, 1.0)


def test_a_source_is_shown_where_it_is_first_met_with_its_type() -> None:
    found = [(one.text, one.term, one.category, one.rule) for one in hits(FIVE)]
    assert found[0] == ("Nela Marsh", "Nela Marsh", "named_person", "A-4")
    assert len(found) == 4


def test_nobody_is_no_source() -> None:
    assert hits("The talks reportedly failed.") == []
    assert scores("The talks reportedly failed.")["sources"].value == 0.0


@pytest.mark.parametrize("text", ["The governor knows that it is late.", "The firm declined to comment."])
def test_who_thinks_or_keeps_silent_is_no_source(text: str) -> None:
    assert hits(text) == []


def test_who_speaks_only_inside_anothers_words_stands_beside() -> None:
    found = scores("The Harbor Times said the minister had told aides that the plan was dead.")
    assert (found["sources"].total, found["nested_sources"].total) == (1.0, 1.0)


def test_a_source_that_speaks_for_itself_too_is_not_counted_as_nested() -> None:
    doc = attribute("Marsh", "Vance", "Marsh")
    nested = replace(doc.attributions[2], level=2)
    found = score(replace(doc, attributions=(nested, *doc.attributions[:2])))
    assert (found["sources"].total, found["nested_sources"].total) == (2.0, 0.0)


def test_an_uncertain_source_is_no_source_yet() -> None:
    doc = attribute("Marsh", "Vance")
    unsure = replace(doc.attributions[0], confidence=LOW_CONFIDENCE - 0.01)
    assert score(replace(doc, attributions=(unsure, doc.attributions[1])))["sources"].total == 1.0
    assert score(replace(doc, attributions=(replace(unsure, level=2),)))["nested_sources"].total == 1.0  # coders mark few


def test_sources_in_the_title_are_found_and_not_scored() -> None:
    doc = make_document("The mill closed.", title="Mayor says mill may close")
    found, sums = apply(Sources(), doc)
    assert [one.zone for one in found] == ["title"]
    assert all(one.total == 0.0 for one in sums)


# Concentration


def test_counts_leave_out_what_has_no_source() -> None:
    assert count_sources(attribute("Marsh", "", "Vance", "Marsh")) == {"Marsh": 2, "Vance": 1}


def test_the_most_used_source_needs_five_attributions_and_is_the_first_of_equals() -> None:
    assert find_top(attribute("Marsh", "Vance", "Marsh", "Marsh")) == ""
    assert find_top(attribute("Vance", "Marsh", "Boll", "Marsh", "Vance")) == "Vance"


def test_variety_is_simpsons_index() -> None:
    found = scores(FIVE)["variety"]
    assert ratio(found) == (18.0, 25.0)  # 1 - (2/5)**2 - 3 * (1/5)**2
    assert found.value == pytest.approx(1 - 0.4**2 - 3 * 0.2**2)


def test_one_source_throughout_has_no_variety_and_many_used_alike_the_most() -> None:
    assert score(attribute(*["Marsh"] * 6))["variety"].value == 0.0
    assert score(attribute(*"ABCDEF"))["variety"].value == pytest.approx(1 - 1 / 6)


def test_of_fewer_than_five_attributions_variety_is_not_defined() -> None:
    found = score(attribute("Marsh", "Vance", "Boll", "Marsh"))["variety"]
    assert (ratio(found), math.isnan(found.value)) == ((0.0, 0.0), True)


def test_attributions_to_nobody_do_not_make_up_the_five() -> None:
    assert math.isnan(score(attribute("Marsh", "Vance", "Boll", "Marsh", "", ""))["variety"].value)


# Wire credit

SIGNED = "Rain fell on the dam. The lake rose."


def test_an_article_that_an_agency_signs_has_a_credit_at_its_first_sentence() -> None:
    (one,) = hits(SIGNED, agency="Reuters", outlet="Daily Gull")
    assert (one.text, one.source, one.rule, one.category) == ("Rain fell on the dam.", "Reuters", "D-5", CREDIT)
    assert WHOLE_SENTENCE in one.labels
    assert scores(SIGNED, agency="Reuters", outlet="Daily Gull")["wire_credit"].value == 100.0


def test_a_credit_is_the_outlets_whoever_speaks_in_the_first_sentence() -> None:
    found = hits("\u201cRain fell on the dam,\u201d Nela Marsh said.", agency="Reuters", outlet="Daily Gull")
    assert [one.voice for one in found if one.category == CREDIT] == ["own"]


def test_an_agencys_own_article_credits_nobody() -> None:
    assert scores(SIGNED, agency="REUTERS", outlet="Reuters")["wire_credit"].value == 0.0


def test_an_attribution_to_an_agency_is_a_credit_in_the_text() -> None:
    found = [one for one in hits("Rain fell. Reuters said the dam held. Reuters said it rained.") if one.category == CREDIT]
    assert [(one.text, one.source, one.rule) for one in found] == [("Reuters", "Reuters", "A-17")]


def test_what_was_told_to_an_agency_is_a_credit_at_its_cue() -> None:
    doc = attribute("Marsh", "Vance")
    told = replace(doc.attributions[1], channel="Reuters")
    (one,) = [hit for hit in Sources().find(replace(doc, attributions=(doc.attributions[0], told))) if hit.category == CREDIT]
    assert (one.text, one.source) == ("said", "Reuters")


@pytest.mark.parametrize(
    "text", ["", "Rain fell.", "The Harbor Times said it rained.", "The firm declined to speak to Reuters."]
)
def test_without_an_agency_there_is_no_credit(text: str) -> None:
    assert scores(text)["wire_credit"].total == 0.0


def test_a_text_without_a_sentence_has_nothing_to_show_a_credit_at() -> None:
    assert hits("", agency="Reuters") == []
