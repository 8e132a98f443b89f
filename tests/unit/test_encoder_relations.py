"""Relations: which source and contents belong to a cue, and what rules add to what was read."""

from __future__ import annotations

import numpy as np
import pytest
from unit.encoder_stub import TableNetwork, Tables, make_encoder, make_pieces

from framing.attributions.linking import CONTENT_REACH, LEAST_LINK, MOST_NEAR, SHARED, SOURCE_REACH, Linker, rank_by
from framing.attributions.marked import core_of
from framing.documents import segment
from framing.encoder.layout import LINK
from framing.encoder.reading import Read, read_document
from framing.encoder.relations import linked_by
from framing.model import Article, Attribution, Document, Mark, Span

PIECES = make_pieces()


def pairs() -> Tables:
    """Return tables in which "said" goes with Ana and the dam, "warned" with Bo and the port."""
    tables = Tables().mark("cue", "", opening="said warned told declined").mark("source", "ruiz", opening="ana bo")
    tables.mark("content", "leaks broke holds closed", opening="dam port")
    tables.link(0, cue="said told", source="ana ruiz", content="dam leaks broke")
    return tables.link(1, cue="warned", source="bo", content="port holds closed")


def link(text: str, tables: Tables | None = None) -> list[tuple[str, str, list[str]]]:
    """Return each cue with its source and contents, as linked from words marked by the tables."""
    doc = segment(text)
    read = read_document(doc, PIECES, TableNetwork(tables or pairs()))
    marks = {layer: marked(doc, read, layer) for layer in ("cue", "source", "content")}
    return [
        (doc.quote(one.cue.span), doc.quote(one.source.span) if one.source else "", [doc.quote(m.span) for m in one.contents])
        for one in Linker(doc, rank_by(doc, linked_by(read))).link(marks["cue"], marks["source"], marks["content"])
    ]


def marked(doc: Document, read: Read, layer: str) -> list[Mark]:
    from framing.encoder.calibration import Scale
    from framing.encoder.spans import find_spans

    return list(find_spans(doc, read, layer, Scale()))


def annotate(text: str, tables: Tables | None = None) -> tuple[Document, list[Attribution]]:
    doc = make_encoder(tables=tables or pairs()).annotate(Article("a", text))
    return doc, list(doc.attributions)


def test_each_cue_takes_its_own_source_and_content() -> None:
    assert link("Ana said dam leaks and Bo warned port holds") == [
        ("said", "Ana", ["dam leaks"]),
        ("warned", "Bo", ["port holds"]),
    ]


def test_order_does_not_matter() -> None:
    assert link("Port holds Bo warned, dam leaks Ana said") == [
        ("warned", "Bo", ["Port holds"]),
        ("said", "Ana", ["dam leaks"]),
    ]


def test_two_cues_can_have_one_source_and_the_one_left_without_content_shares_that_of_the_other() -> None:
    assert link("Ana said and told dam leaks.") == [("said", "Ana", ["dam leaks"]), ("told", "Ana", ["dam leaks"])]


def test_a_cue_can_have_several_contents() -> None:
    assert link("Dam leaks, Ana said, dam broke.") == [("said", "Ana", ["Dam leaks", "dam broke"])]


def test_what_belongs_to_nobody_is_left_out() -> None:
    assert link("Bo said. Bo said. Port holds.") == [("said", "", []), ("said", "", [])]


@pytest.mark.parametrize(("between", "found"), [(0, True), (CONTENT_REACH - 1, True), (CONTENT_REACH, False)])
def test_a_content_stands_within_reach_of_its_cue(between: int, found: bool) -> None:
    assert link(f"Ana said. {'It is open. ' * between}Dam leaks.") == [("said", "Ana", ["Dam leaks"] if found else [])]


@pytest.mark.parametrize(("between", "found"), [(0, True), (SOURCE_REACH - 1, True), (SOURCE_REACH, False)])
def test_a_source_stands_within_reach_of_its_cue(between: int, found: bool) -> None:
    text = f"They met Ana. {'It is open. ' * between}They said dam leaks."
    assert link(text) == [("said", "Ana" if found else "", ["dam leaks"])]


def weak(one: float, two: float) -> tuple[Document, Read]:
    """Return a cue, a content and a second cue, the content linked to each of them with some probability."""
    doc = segment("Said again dam, warned.")
    links = np.zeros((len(doc.tokens), 4 * LINK), np.float32)
    links[0, LINK], links[4, LINK + 1] = 1, 1
    for dimension, probability in ((0, one), (1, two)):
        links[2, 3 * LINK + dimension] = np.log(probability / (1 - probability)) * LINK**0.5
    return doc, Read({}, {}, {}, {}, links)


def contents_of(doc: Document, read: Read) -> list[int]:
    cues = [Mark(Span(0, 1), 1.0), Mark(Span(4, 5), 1.0)]
    return [len(one.contents) for one in Linker(doc, rank_by(doc, linked_by(read))).link(cues, [], [Mark(Span(2, 3), 1.0)])]


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        (0.3, 0.2, [1, 0]),
        (0.2, 0.3, [0, 1]),
        (LEAST_LINK / 2, LEAST_LINK / 2, [0, 0]),
        (0.9, SHARED + 0.1, [1, 1]),
        (0.9, SHARED - 0.1, [1, 0]),
    ],
)
def test_a_content_goes_to_its_most_probable_cue_and_is_shared_where_another_has_none(
    one: float, two: float, wanted: list[int]
) -> None:
    assert contents_of(*weak(one, two)) == wanted


def test_a_content_goes_to_a_cue_of_its_sentence_before_a_likelier_one_of_another() -> None:
    _, read = weak(0.3, 0.9)
    assert contents_of(segment("Said again dam. Warned."), read) == [1, 1]  # the other has none, and shares it
    _, read = weak(0.3, SHARED - 0.05)
    assert contents_of(segment("Said again dam. Warned."), read) == [1, 0]


def test_links_that_are_out_of_the_question_are_no_trouble() -> None:
    doc, read = weak(0.5, 0.5)
    read.links[2, 3 * LINK :] = -60_000
    assert contents_of(doc, read) == [0, 0]


def test_a_text_without_cues_or_without_contents_has_no_links() -> None:
    doc, read = weak(0.5, 0.5)
    assert Linker(doc, rank_by(doc, linked_by(read))).link([], [], [Mark(Span(1, 2), 1.0)]) == []
    assert [one.contents for one in Linker(doc, rank_by(doc, linked_by(read))).link([Mark(Span(0, 1), 1.0)], [], [])] == [[]]


def test_in_a_text_without_stops_only_what_is_near_is_asked_about() -> None:
    doc = segment("said dam " * 400)
    asked = 0

    def share(cue: Mark, other: Mark, layer: str) -> float:
        nonlocal asked
        asked += 1
        return 0.0

    cues = [Mark(Span(i, i + 1), 1.0) for i in range(0, 800, 2)]
    contents = [Mark(Span(i, i + 1), 1.0) for i in range(1, 800, 2)]
    Linker(doc, rank_by(doc, share)).link(cues, [], contents)
    assert asked <= 400 * 2 * MOST_NEAR


# What rules add --------------------------------------------------------------------------------------------------------------


def test_an_attribution_has_its_parts_its_class_and_its_confidence() -> None:
    doc, (found,) = annotate("Ana Ruiz warned dam leaks.", pairs().link(0, cue="warned"))
    assert doc.quote(found.cue) == "warned"
    assert doc.quote(found.source.span or Span(0, 0)) == "Ana Ruiz"
    assert [doc.quote(span) for span in found.contents] == ["dam leaks"]
    assert (found.kind, found.form, found.source.type, found.rule) == ("reporting", "indirect", "named_person", "A-1")
    assert 0.9 < found.confidence < 1


def test_a_cue_after_its_content_is_inverted() -> None:
    _, (found,) = annotate("Dam leaks, said Ana Ruiz.")
    assert found.rule == "A-7"


def test_a_cue_no_lexicon_has_is_neutral_and_stands_as_written() -> None:
    tables = pairs().mark("cue", "", opening="boats").link(0, cue="boats")
    _, (found,) = annotate("Ana Ruiz boats dam leaks.", tables)
    assert (found.cue_class, found.lemma) == ("neutral", "boats")


def test_a_cue_without_content_is_no_attribution() -> None:
    assert annotate("Ana Ruiz said.")[1] == []


def test_a_content_without_a_source_is_hearsay() -> None:
    _, (found,) = annotate("It is said dam leaks.")
    assert (found.kind, found.source.type, found.source.rung) == ("hearsay", "none", 0)


def test_who_did_not_comment_is_found_by_rule_where_nothing_was_read() -> None:
    doc, (found,) = annotate("Ana Ruiz declined to comment.", Tables())
    assert (found.kind, found.contents, found.confidence) == ("no_comment", (), 1.0)
    assert doc.quote(found.source.span or Span(0, 0)) == "Ana Ruiz"


def test_an_adverb_of_hearsay_is_found_by_rule() -> None:
    _, (found,) = annotate("The dam reportedly broke on Monday.", Tables())
    assert (found.kind, found.rule, found.confidence) == ("hearsay", "A-1h", 1.0)


def test_what_a_quoted_speaker_did_not_comment_on_is_no_attribution_of_the_outlets() -> None:
    assert annotate("\u201cAna Ruiz declined to comment,\u201d it is.", Tables())[1] == []


def test_no_cue_counts_by_rule_and_as_read() -> None:
    tables = pairs().link(0, cue="declined", content="comment").mark("content", "comment")
    _, found = annotate("Ana Ruiz declined to comment.", tables)
    assert len(found) == 1


def test_attributions_stand_in_the_order_of_their_cues() -> None:
    text = "The dam reportedly broke. Ana Ruiz said dam leaks. Bo declined to comment. Bo warned port holds."
    _, found = annotate(text)
    assert [one.cue for one in found] == sorted(one.cue for one in found)
    assert {one.kind for one in found} == {"hearsay", "reporting", "no_comment"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ruiz, a spokeswoman for the port", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("the mayor", "the mayor"),
        ("she", "she"),
    ],
)
def test_a_source_has_a_name_and_what_is_said_of_it(text: str, name: str) -> None:
    doc = segment(f"{text} said so.")
    whole = Span(0, len(doc.tokens) - 3)
    core, extent = core_of(doc, whole)
    assert doc.quote(core) == name
    assert extent == whole


def test_what_rules_find_needs_less_but_not_nothing() -> None:
    text = "The dam broke on Monday, according to the mayor."
    assert [a.rule for a in annotate(text, Tables())[1]] == []
    doc, (found,) = annotate(text, Tables().mark("cue", "to", opening="according"))
    assert (doc.quote(found.cue), found.rule) == ("according to", "A-8")
    assert 0 < found.confidence < 1


def test_a_word_that_the_list_refuses_is_no_cue_however_sure_the_encoder_is() -> None:
    tables = Tables().mark("cue", "to", opening="according").mark("content", "leaks", opening="dam")
    assert annotate("The dam leaks according to plan.", tables.link(0, cue="according", content="dam leaks"))[1] == []


def test_a_fragment_without_a_noun_is_no_source() -> None:
    tables = Tables().mark("cue", "", opening="said").mark("content", "leaks", opening="dam").mark("source", "", opening="of")
    tables.link(0, cue="said", source="of", content="dam leaks")
    assert all(a.source.span is None for a in annotate("Of said dam leaks.", tables)[1])


def test_what_somebody_told_a_medium_is_relayed() -> None:
    _, (found,) = annotate("Ana told Reuters on Monday dam leaks.")
    assert (found.channel, found.level) == ("Reuters", 1)
    assert "relayed_via" in found.flags
