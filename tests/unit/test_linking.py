"""Linking marked spans: which cue owns a source or a content, however an annotator says how likely that is."""

from __future__ import annotations

import pytest

from framing.attributions.linking import (
    ELSEWHERE,
    LEAST_LINK,
    LEAST_ODD,
    SURE,
    Linker,
    Maker,
    Share,
    rank_by,
    rule_of,
    says_something,
)
from framing.attributions.marked import core_of
from framing.attributions.relations import RelationFinder
from framing.documents import segment
from framing.lexicon import Entry
from framing.model import Attribution, Document, Mark, Source, Span
from framing.quotations import find_quotations

SAY = Entry("say", "neutral", (), labels=frozenset({"that"}))
CLAIM = Entry("claim", "distancing", (), labels=frozenset({"noun", "that"}))
PER = Entry("according to", "neutral", (), labels=frozenset({"prep"}))


def near(cue: Mark, other: Mark, layer: str) -> float:
    """Say a span belongs to a cue the likelier the nearer it stands."""
    return 1 / (1 + abs(cue.span.start - other.span.start))


def mark(doc: Document, words: str) -> Mark:
    """Return the first place of some words as a mark."""
    wanted = tuple(words.lower().split())
    start = next(i for i in range(len(doc.norms)) if doc.norms[i : i + len(wanted)] == wanted)
    return Mark(Span(start, start + len(wanted)), 0.9)


def link(text: str, cues: str, contents: str, share: Share = near) -> list[list[str]]:
    doc = segment(text)
    found = Linker(doc, rank_by(doc, share)).link(
        [mark(doc, cue) for cue in cues.split("|")], [], [mark(doc, content) for content in contents.split("|")]
    )
    return [[doc.quote(content.span) for content in linked.contents] for linked in found]


def test_a_content_goes_to_the_likelier_cue() -> None:
    text = "Ana said the dam leaks and Bo warned the port floods"
    assert link(text, "said|warned", "the dam leaks|the port floods") == [["the dam leaks"], ["the port floods"]]


@pytest.mark.parametrize(("likely", "owned"), [(LEAST_LINK, True), (LEAST_LINK - 0.01, False)])
def test_what_hardly_belongs_to_any_cue_is_left_out(likely: float, owned: bool) -> None:
    assert link("Ana said again the dam leaks", "said", "the dam leaks", lambda *_: likely) == [
        ["the dam leaks"] if owned else []
    ]


def test_a_quotation_that_goes_on_over_sentences_stays_with_its_speaker() -> None:
    text = "Ana said it leaks. It floods. It stinks. It burns."
    assert link(text, "said", "it leaks|it floods|it stinks|it burns") == [["it leaks", "It floods", "It stinks", "It burns"]]


def test_it_stays_with_a_speaker_who_is_named_at_its_end_too() -> None:
    text = "It leaks. It floods. It stinks. It burns, Ana said."
    assert link(text, "said", "it leaks|it floods|it stinks|it burns") == [["It leaks", "It floods", "It stinks", "It burns"]]


def test_words_of_the_outlet_between_end_it() -> None:
    text = "Ana said it leaks. Rain fell. It was late. It burns."
    assert link(text, "said", "it leaks|it burns") == [["it leaks"]]


def test_no_content_is_owned_twice() -> None:
    text = "Ana said it leaks. It floods. It stinks, Bo said."
    doc = segment(text)
    cues = [Mark(Span(1, 2), 0.9), Mark(Span(len(doc.tokens) - 2, len(doc.tokens) - 1), 0.9)]
    found = Linker(doc, rank_by(doc, near)).link(
        cues, [], [mark(doc, words) for words in ("it leaks", "it floods", "it stinks")]
    )
    owned = [content.span for linked in found for content in linked.contents]
    assert sorted(owned) == sorted(set(owned))
    assert len(owned) == 3


def test_the_layer_asked_about_is_told() -> None:
    doc = segment("Ana said again the dam leaks")
    asked: list[str] = []

    def share(cue: Mark, other: Mark, layer: str) -> float:
        asked.append(layer)
        return 1.0

    Linker(doc, rank_by(doc, share)).link([mark(doc, "said")], [mark(doc, "ana")], [mark(doc, "the dam")])
    assert asked == ["source", "content"]


def maker(text: str, *listed: tuple[str, Entry]) -> tuple[Document, Maker]:
    doc = segment(text)
    return doc, Maker(
        doc, RelationFinder(doc, find_quotations(doc)), [(mark(doc, words).span, entry) for words, entry in listed]
    )


def test_a_cue_without_an_entry_has_its_own_words_for_one() -> None:
    doc, made = maker("Ana trumpeted the dam leaks badly.")
    found = Linker(doc, rank_by(doc, near)).link(
        [mark(doc, "trumpeted")], [mark(doc, "ana")], [mark(doc, "the dam leaks badly")]
    )
    draft = made.make(found[0])
    assert draft is not None
    assert (draft.entry.words, draft.entry.labels) == ("trumpeted", {"unlisted"})


def test_a_cue_takes_the_entry_of_the_verb_among_its_words() -> None:
    doc, made = maker("Ana said in a claim the dam leaks.", ("said", SAY), ("claim", CLAIM))
    (linked,) = Linker(doc, rank_by(doc, near)).link([Mark(Span(1, 5), 0.9)], [mark(doc, "ana")], [mark(doc, "the dam leaks")])
    draft = made.make(linked)
    assert draft is not None
    assert draft.entry is SAY


def test_a_cue_without_content_makes_no_relation() -> None:
    doc, made = maker("Ana said so.", ("said", SAY))
    (linked,) = Linker(doc, rank_by(doc, near)).link([mark(doc, "said")], [mark(doc, "ana")], [])
    assert made.make(linked) is None


def test_a_cue_after_and_takes_what_follows_it() -> None:
    doc = segment("Ana said nobody was hurt and added that school went on.")
    whole = mark(doc, "nobody was hurt and added that school went on")
    found = Linker(doc, rank_by(doc, lambda *_: 0.9)).link([mark(doc, "said"), mark(doc, "added")], [mark(doc, "ana")], [whole])
    assert [doc.quote(linked.contents[0].span) for linked in found][1] == "that school went on"


def test_what_stands_right_behind_a_cue_is_its_content_however_likely_another_is() -> None:
    text = 'It rained, Ana said, adding that "it leaks"'
    share = lambda cue, *_: 0.9 if cue.span.start < 5 else 0.1  # noqa: E731
    assert link(text, "said|adding", "it rained|it leaks", share) == [["It rained"], ["it leaks"]]


def test_what_stands_a_word_further_is_not() -> None:
    text = "It rained, Ana said, adding again it leaks"
    share = lambda cue, *_: 0.9 if cue.span.start < 5 else 0.1  # noqa: E731
    assert link(text, "said|adding", "it rained|it leaks", share)[0] == ["It rained", "it leaks"]


@pytest.mark.parametrize(("likely", "owned"), [(ELSEWHERE, True), (ELSEWHERE - 0.01, False)])
def test_a_further_content_in_another_paragraph_must_be_likely(likely: float, owned: bool) -> None:
    share = lambda cue, other, layer: 0.9 if other.span.start < 5 else likely  # noqa: E731
    found = link("Ana swore it leaks.\n\nThe mill stood still.", "swore", "it leaks|stood still", share)
    assert found == [["it leaks", "stood still"] if owned else ["it leaks"]]


def test_the_only_content_of_a_cue_may_stand_in_another_paragraph() -> None:
    share = lambda *_: ELSEWHERE - 0.01  # noqa: E731
    assert link("Ana swore.\n\nThe mill stood still.", "swore", "stood still", share) == [["stood still"]]


def test_a_source_behind_its_verb_gives_way_to_the_subject_that_rules_find() -> None:
    doc, made = maker("Ana said Bo would leave.", ("said", SAY))
    (linked,) = Linker(doc, rank_by(doc, near)).link([mark(doc, "said")], [mark(doc, "bo")], [mark(doc, "bo would leave")])
    found = made.make(linked)
    assert found is not None
    assert found.source is not None
    assert doc.quote(found.source) == "Ana"


def test_a_speaker_named_behind_the_verb_stays() -> None:
    doc, made = maker('"It leaks," said Bo.', ("said", SAY))
    (linked,) = Linker(doc, rank_by(doc, near)).link([mark(doc, "said")], [mark(doc, "bo")], [mark(doc, "it leaks")])
    found = made.make(linked)
    assert found is not None
    assert found.source is not None
    assert doc.quote(found.source) == "Bo"


@pytest.mark.parametrize(
    ("text", "source"), [("It grew clear to the board that it leaks.", "the board"), ("It grew clear that it leaks.", None)]
)
def test_what_becomes_clear_to_somebody_is_what_they_think_else_the_outlet_says_it(text: str, source: str | None) -> None:
    doc, made = maker(text)
    (linked,) = Linker(doc, rank_by(doc, near)).link([mark(doc, "clear")], [], [mark(doc, "it leaks")])
    found = made.make(linked)
    assert (found and found.source and doc.quote(found.source)) == source
    assert found is None or "cognition" in found.entry.labels


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KARNHOLM, Nov. 3 \u2014 Ana Ruiz", "Ana Ruiz"),
        ("KARNHOLM - The mayor", "The mayor"),
        ("UNION leaders - some of them", "UNION leaders"),
    ],
)
def test_a_dateline_is_no_part_of_a_source(text: str, name: str) -> None:
    doc = segment(text + " said it leaks.")
    if "leaders" in text:
        assert doc.quote(core_of(doc, Span(0, 2))[0]) == name
        return
    n = len(segment(text).norms)
    assert doc.quote(core_of(doc, Span(0, n))[0]) == name


@pytest.mark.parametrize(
    ("text", "cue", "entry", "source", "content", "rule"),
    [
        ("Ana said the dam leaks.", "said", SAY, "ana", "the dam leaks", "A-1"),
        ("The dam leaks, said Ana.", "said", SAY, "ana", "the dam leaks", "A-7"),
        ("The dam leaks, Ana said.", "said", SAY, "ana", "the dam leaks", "A-7"),
        ("According to Ana the dam leaks.", "according to", PER, "ana", "the dam leaks", "A-8"),
        ("Ana left, saying the dam leaks.", "saying", SAY, "ana", "the dam leaks", "A-10"),
        ("The dam, it is said, leaks.", "said", SAY, "", "leaks", "A-1h"),
    ],
)
def test_a_relation_says_which_rule_its_arrangement_follows(
    text: str, cue: str, entry: Entry, source: str, content: str, rule: str
) -> None:
    doc = segment(text)
    who = mark(doc, source).span if source else None
    assert rule_of(doc, mark(doc, cue).span, entry, who, [mark(doc, content).span]) == rule


def test_a_source_without_a_noun_phrase_is_cut_at_its_comma() -> None:
    doc = segment("who, it seems, said so.")
    assert core_of(doc, Span(0, 4))[0] == Span(0, 1)


def test_a_lone_auxiliary_is_a_cue_only_where_it_is_hardly_doubted() -> None:
    doc, made = maker("Ana had the dam leaks.")
    for confidence, found in ((LEAST_ODD, True), (LEAST_ODD - 0.01, False)):
        (linked,) = Linker(doc, rank_by(doc, near)).link(
            [Mark(Span(1, 2), confidence)], [mark(doc, "ana")], [mark(doc, "the dam leaks")]
        )
        assert (made.make(linked) is not None) is found


def test_what_is_believed_has_no_source_even_where_a_word_is_marked_as_one() -> None:
    believed = Entry("is believed", "hearsay", (), rule="A-1h", labels=frozenset({"passive", "that"}))
    doc, made = maker("It is believed that the dam leaks.", ("is believed", believed))
    (linked,) = Linker(doc, rank_by(doc, near)).link(
        [mark(doc, "is believed")], [mark(doc, "it")], [mark(doc, "the dam leaks")]
    )
    draft = made.make(linked)
    assert draft is not None
    assert (draft.source, draft.rule) == (None, "A-1h")


@pytest.mark.parametrize(
    ("cue_class", "flags", "confidence", "says"),
    [
        ("tentative", {"unclassified"}, SURE - 0.01, False),
        ("positive", {"unclassified"}, SURE - 0.01, False),
        ("tentative", {"unclassified"}, SURE, True),
        ("neutral", {"unclassified"}, 0.1, True),
        ("tentative", set(), 0.1, True),
    ],
)
def test_an_event_suggests_nothing_in_words(cue_class: str, flags: set[str], confidence: float, says: bool) -> None:
    source = Source(Span(0, 2), "the trip", "document", "named", 4, False, frozenset(flags))
    found = Attribution(
        source, Span(2, 3), (Span(3, 5),), "reporting", cue_class, "suggest", "indirect", "A-1", confidence=confidence
    )
    assert says_something(found) is says
