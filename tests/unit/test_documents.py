from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from framing.documents import LazyTags, segment, tag_together
from framing.model import Article, Span
from framing.tagging import load_tagger

TEXT = "The mayor may resign. She left in May.\n\nNobody knows why."


def test_a_text_becomes_a_document_with_sentences_and_nothing_else() -> None:
    doc = segment(TEXT)
    assert [doc.quote(span) for span in doc.sentences] == ["The mayor may resign.", "She left in May.", "Nobody knows why."]
    assert [doc.quote(span) for span in doc.paragraphs] == ["The mayor may resign. She left in May.", "Nobody knows why."]
    assert doc.norms == tuple(token.norm for token in doc.tokens)
    assert doc.layers == {"sentences", "tags"}
    assert (doc.quotations, doc.attributions, doc.mentions, doc.zone) == ((), (), (), "body")


def test_positions_say_where_each_word_stands() -> None:
    doc = segment("May it may.")
    assert {norm: list(places) for norm, places in doc.positions.items()} == {"may": [0, 2], "it": [1], ".": [3]}


def test_a_document_keeps_its_article_and_zone() -> None:
    article = Article(id="a", text="Body.", title="Title")
    doc = segment(article.title, article, "title")
    assert (doc.article, doc.zone, doc.text) == (article, "title", "Title")
    assert segment("Body.").article == Article(id="", text="Body.")


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_blank_text_has_no_tokens_sentences_or_tags(text: str) -> None:
    doc = segment(text)
    assert (doc.tokens, doc.sentences, doc.paragraphs, list(doc.tags)) == ((), (), (), [])


class TestTags:
    def test_each_token_has_the_tag_it_has_in_its_sentence(self) -> None:
        doc = segment(TEXT)
        expected = [
            tag for span in doc.sentences for tag in load_tagger().tag([t.text for t in doc.tokens[span.start : span.end]])
        ]
        assert list(doc.tags) == expected
        assert len(doc.tags) == len(doc.tokens)
        assert doc.tags[2] == "MD"

    def test_a_tag_does_not_depend_on_when_it_is_asked_for(self) -> None:
        n = len(segment(TEXT).tokens)
        forward = list(segment(TEXT).tags)
        backward = segment(TEXT).tags
        assert [backward[i] for i in reversed(range(n))] == forward[::-1]

    def test_negative_places_and_slices_count_as_in_a_list(self) -> None:
        tags = list(segment(TEXT).tags)
        assert [segment(TEXT).tags[-i] for i in range(1, len(tags) + 1)] == tags[::-1]
        assert segment(TEXT).tags[1:-1] == tags[1:-1]
        assert segment(TEXT).tags[::-2] == tags[::-2]

    def test_a_place_beyond_the_text_is_an_index_error(self) -> None:
        tags = segment("One.").tags
        with pytest.raises(IndexError):
            tags[2]
        with pytest.raises(IndexError):
            tags[-3]

    def test_nothing_is_tagged_before_a_tag_is_asked_for_and_all_is_then_tagged_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[list[str], list[int]]] = []

        class Recorder:
            def tag_words(self, words: list[str], lengths: list[int]) -> list[str]:
                asked.append((words, lengths))
                return [f"{word}!" for word in words]

        monkeypatch.setattr("framing.tagging.load_tagger", Recorder)
        tags = LazyTags(["One", ".", "Two", ".", "Three"], (Span(0, 2), Span(2, 4), Span(4, 5)))
        assert len(tags) == 5
        assert asked == []
        assert (tags[3], tags[2], tags[-1]) == (".!", "Two!", "Three!")
        assert asked == [(["One", ".", "Two", ".", "Three"], [2, 2, 1])]

    def test_a_text_is_cut_without_numpy(self) -> None:
        code = (
            "import sys; from framing.documents import segment; segment('It may rain.');"
            "sys.exit('numpy' in sys.modules or 'framing.tagging' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


class TestTagsTogether:
    TEXTS = (TEXT, "", "WHO SAID THE HARBOR IS SHUT", 'He said: "May it rain?" Nobody knows', "Rain")

    def test_texts_tagged_together_have_the_tags_they_have_alone(self) -> None:
        docs = [segment(text) for text in self.TEXTS]
        tag_together(docs)
        assert [list(doc.tags) for doc in docs] == [list(segment(text).tags) for text in self.TEXTS]

    def test_tags_that_were_made_stay_and_those_of_others_are_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        docs = [segment(text) for text in self.TEXTS]
        made = docs[0].tags[:]
        tag_together(docs)
        monkeypatch.setattr("framing.tagging.load_tagger", None)  # nothing is left to be tagged
        assert docs[0].tags[:] == made
        assert [len(doc.tags[:]) for doc in docs] == [len(doc.tokens) for doc in docs]

    def test_tags_given_as_a_list_are_left_alone(self) -> None:
        doc = replace(segment("Rain fell."), tags=["X", "Y", "Z"])
        tag_together([doc])
        assert doc.tags == ["X", "Y", "Z"]
