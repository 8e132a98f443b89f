"""Where a source's noun phrase stands in its span, what its head is, and how many it speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.sourced import span_of

from framing.attributions.phrases import Phrase, Words, read_phrase, tokens_of
from framing.documents import segment
from framing.lexicon import load_lexicon, shipped_lexicon
from framing.model import Document


def read(source: str, core: str = "") -> tuple[Document, Phrase]:
    doc = segment(f"{source} said that the pier was wet.")
    words = Words(doc, shipped_lexicon("sources"))
    words.read(0)
    return doc, read_phrase(words, span_of(doc, core or source), span_of(doc, source))


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("A spokesman for the port", "spokesman"),
        ("Two of the sources", "sources"),
        ("A declaration filed in court", "declaration"),
        ("A report released today by the county", "report"),
        ("A source close to him", "source"),
        ("Close friends", "friends"),
        ("People briefed on the talks", "People"),
        ("The bank's homeowners", "homeowners"),
        ("A younger generation of brokers", "brokers"),
        ("One of his senior aides", "aides"),
        ("But a senior aide", "aide"),
        ("From people", "people"),
        ("Voters'", "Voters"),
        ("The White House cleaning staff", "staff"),
        ("Former Secretary of State Ana Ruiz", "Ruiz"),
        ("Teachers and union officials", "Teachers"),
    ],
)
def test_the_head_is_the_last_noun_before_what_is_attached(source: str, head: str) -> None:
    doc, phrase = read(source)
    assert doc.tokens[phrase.head].text == head


@pytest.mark.parametrize(
    ("source", "quantity"),
    [
        ("Two of the sources", "number"),
        ("More than a dozen aides", "number"),
        ("Several brokers", "number"),
        ("At least 20 officials", "number"),
        ("Four in 10 voters", "share"),
        ("About a quarter of the voters", "share"),
        ("60 percent", "share"),
        ("2,400 residents", "share"),
        ("Most", "share"),
        ("One of the sources", ""),
        ("The sources", ""),
        ("A clerk", ""),
    ],
)
def test_people_are_counted_by_number_by_share_or_not(source: str, quantity: str) -> None:
    assert read(source)[1].quantity == quantity


@pytest.mark.parametrize(
    ("source", "plural"),
    [("Officials", True), ("People", True), ("Police", False), ("An official", False), ("The press", False)],
)
def test_a_phrase_speaks_of_one_or_of_more(source: str, plural: bool) -> None:
    assert read(source)[1].plural is plural


def test_a_core_cut_short_is_read_to_its_noun() -> None:
    doc, phrase = read("A CNN/ORC poll in May", "A CNN")
    assert doc.tokens[phrase.head].text == "poll"
    doc, phrase = read("The publicly available evidence", "The")
    assert doc.tokens[phrase.head].text == "evidence"


def test_words_are_looked_up_in_the_sentence_that_was_asked_for_only() -> None:
    doc = segment("The mayor left. The mayor stayed.")
    words = Words(doc, shipped_lexicon("sources"))
    words.read(0)
    assert "official" in words.at(1)
    assert not words.at(5)
    assert words.within(0, 2, "document", "official")
    assert not words.within(0, 1, "official")
    words.read(5)
    assert "person" in words.at(5)


def test_what_can_be_a_part_of_an_entry_is_told_for_each_category(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text(
        "name: words\nversion: '1'\nabout: a\nsource: s\nlicense: l\nlanguage: en\n"
        "categories:\n  basis: {about: b}\n  media: {about: m}\n"
        "entries:\n  basis:\n    - {words: close to the talks}\n    - {words: insid*}\n"
        "  media:\n    - {words: gazette, labels: [basis]}\n    - {words: herald}\n",
        encoding="utf-8",
    )
    words = load_lexicon(path)
    assert tokens_of(words, "basis") == ({"close", "to", "the", "talks", "insid*", "gazette"}, ("insid",))
    assert tokens_of(words, "media") == ({"gazette", "herald"}, ())
    assert tokens_of(words, "basis", "media")[0] == {"close", "to", "the", "talks", "insid*", "gazette", "herald"}
    assert tokens_of(words, "title") == (set(), ())
    assert "gazette" not in tokens_of(shipped_lexicon("sources"), "basis")[0]
