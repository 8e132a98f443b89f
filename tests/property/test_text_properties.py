from __future__ import annotations

import functools
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.annotation import FastAnnotator
from framing.documents import segment
from framing.lexicon import Lexicon, load_lexicon
from framing.matcher import Matcher
from framing.measures import BUILTIN, apply
from framing.model import Article, Document, Hit
from framing.quotations import find_quotations
from framing.registry import Registry
from framing.segmentation import fold, tokenize
from framing.testing import make_actor

# Derandomized, so that what passed once passes always; raise the numbers to search for more.
few = settings(max_examples=60, deadline=None, derandomize=True)
more = settings(max_examples=150, deadline=None, derandomize=True)

# Pieces of news prose with everything that trips a tokenizer, a quotation finder or a lexicon; joined they make articles.
PIECES = (
    "the mayor", "Ana Ruiz", "Ruiz", "officials", "said", "says", "reportedly", "may", "might", "in May", "perhaps", "about 40",
    "the regime", "brutal", "slammed", "according to", "she", "it's", "don't", "the workers'", "U.S.", "Mr. Lee", "3.5%", "$5",
    "so-called", "war-torn", "appeared to", "if", "was attacked by", "praised", "not", "never",
    "“", "”", "‘", "’", '"', "'", "«", "»",
    "(", ")", ",", ".", "?", "!", "—", "-", "...", ":", ";", "•", "\n\n", "\n", "İ", "e\u0301", "\u00a0", "\u200b", "https://a.example/b",
)  # fmt: skip
prose = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", " ", ""])), max_size=60).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
marks = st.text(alphabet="“”‘’\"'«»„aS1.,?\n -—([", max_size=60)
anything = st.text(max_size=80)
texts = st.one_of(prose, marks, anything)

SENTENCES = (
    "The mayor didn't say so.", "It's possible that they'll leave.", "“We may go,” Ana Ruiz said.",
    "Officials say the so-called plan failed.",
    "The brutal regime was slammed by critics.", "Perhaps it isn't true, according to aides.",
    "Ruiz reportedly attacked the port's chief.",
    "In May the workers' leader praised her.", "The U.S. might act, she told the BBC.", "He called it a ‘sham’.",
)  # fmt: skip
articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8)


@functools.cache
def annotator() -> FastAnnotator:
    return FastAnnotator(Registry.of([make_actor("Ana Ruiz")]))


@functools.cache
def measures() -> tuple:
    return tuple(build() for build in BUILTIN.values())


def annotate(text: str, title: str = "") -> Document:
    return annotator().annotate(Article(id="a", text=text, title=title))


def all_hits(doc: Document) -> list[Hit]:
    return [hit for measure in measures() for hit in apply(measure, doc)[0]]


class TestTokens:
    @more
    @given(texts)
    def test_tokens_quote_the_text_in_order_without_overlap_and_leave_only_white_space_out(self, text: str) -> None:
        tokens = tokenize(text)
        assert all(text[token.start : token.end] == token.text for token in tokens)
        assert all(fold(token.text) == token.norm for token in tokens)
        edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(text)]
        assert edges == sorted(edges)
        gaps = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        assert not fold(gaps).strip()

    @more
    @given(texts)
    def test_words_are_what_white_space_delimits_with_a_letter_or_digit(self, text: str) -> None:
        naive = sum(any(char.isalnum() for char in word) for word in fold(text).split())
        assert sum(token.word for token in tokenize(text)) == naive

    @more
    @given(texts)
    def test_folding_is_one_character_for_one_and_once_is_enough(self, text: str) -> None:
        assert len(fold(text)) == len(text)
        assert fold(fold(text)) == fold(text)

    @more
    @given(texts)
    def test_sentences_and_paragraphs_each_hold_every_token_once_and_sentences_stay_in_paragraphs(self, text: str) -> None:
        doc = segment(text)
        everything = list(range(len(doc.tokens)))
        assert [i for span in doc.sentences for i in range(*span)] == everything
        assert [i for span in doc.paragraphs for i in range(*span)] == everything
        assert {span.start for span in doc.paragraphs} <= {span.start for span in doc.sentences}

    @few
    @given(prose)
    def test_every_token_has_a_tag_that_does_not_depend_on_the_order_of_asking(self, text: str) -> None:
        forward, backward = segment(text).tags, segment(text).tags
        n = len(forward)
        assert [forward[i] for i in range(n)] == [backward[i] for i in reversed(range(n))][::-1]
        assert all(forward)


def find_naively(patterns: Sequence[tuple[str, ...]], norms: Sequence[str]) -> list[tuple[int, int]]:
    """Find the longest pattern at each leftmost place, the slow and obvious way."""
    found, i = [], 0
    while i < len(norms):
        fitting = [
            p for p in patterns if len(p) <= len(norms) - i and all(fits(e, n) for e, n in zip(p, norms[i:], strict=False))
        ]
        longest = max(map(len, fitting), default=0)
        if longest:
            found.append((i, i + longest))
        i += longest or 1
    return found


def fits(element: str, norm: str) -> bool:
    return norm.startswith(element[:-1]) if len(element) > 1 and element.endswith("*") else norm == element


class TestMatcher:
    words = st.sampled_from(["a", "ab", "abc", "b", "ba", "c"])
    patterns = st.lists(
        st.lists(st.sampled_from(["a", "a*", "ab", "ab*", "b", "b*", "abc", "c"]), min_size=1, max_size=4), max_size=8
    )

    @more
    @given(patterns, st.lists(words, max_size=30))
    def test_it_agrees_with_a_naive_search(self, patterns: list[list[str]], norms: list[str]) -> None:
        chosen = [tuple(pattern) for pattern in patterns]
        matcher = Matcher((pattern, pattern) for pattern in chosen)
        found = matcher.find(norms, lambda *_: True)
        assert [(start, end) for start, end, _ in found] == find_naively(chosen, norms)
        assert all(len(p) == end - start and all(map(fits, p, norms[start:end])) for start, end, p in found)

    @more
    @given(patterns, st.lists(words, max_size=30), st.sets(st.integers(0, 7)))
    def test_a_refused_pattern_might_as_well_not_be_there(
        self, patterns: list[list[str]], norms: list[str], refused: set[int]
    ) -> None:
        chosen = [(tuple(pattern), i) for i, pattern in enumerate(patterns)]
        with_all = Matcher(chosen).find(norms, lambda i, *_: i not in refused)
        assert with_all == Matcher(pair for pair in chosen if pair[1] not in refused).find(norms, lambda *_: True)

    @more
    @given(patterns, st.lists(words, max_size=30))
    def test_knowing_where_tokens_stand_changes_nothing(self, patterns: list[list[str]], norms: list[str]) -> None:
        matcher = Matcher((pattern, tuple(pattern)) for pattern in patterns)
        positions: dict[str, list[int]] = {}
        for i, norm in enumerate(norms):
            positions.setdefault(norm, []).append(i)
        assert matcher.find(norms, lambda *_: True, {}) == matcher.find(norms, lambda *_: True)


class TestQuotations:
    @more
    @given(texts)
    def test_they_stay_inside_the_text_and_are_never_empty(self, text: str) -> None:
        doc = segment(text)
        for quotation in find_quotations(doc):
            assert 0 <= quotation.span.start < quotation.span.end <= len(doc.tokens)
            assert doc.quote(quotation.span) in text

    @more
    @given(texts)
    def test_each_stays_inside_one_paragraph(self, text: str) -> None:
        doc = segment(text)
        for quotation in find_quotations(doc):
            assert sum(p.start <= quotation.span.start and quotation.span.end <= p.end for p in doc.paragraphs) == 1

    @given(st.lists(st.sampled_from(["We go now.", "They will stay here.", "It is over."]), min_size=1, max_size=4))
    @few
    def test_straight_and_curly_marks_enclose_the_same_words(self, said: list[str]) -> None:
        def spans(opening: str, closing: str) -> list[tuple[int, int]]:
            doc = segment(" ".join(f"{opening}{words}{closing} She left." for words in said))
            return [doc.chars(quotation.span) for quotation in find_quotations(doc)]

        assert spans("“", "”") == spans('"', '"') == spans("‘", "’") == spans("'", "'") == spans("«", "»")
        assert len(spans("“", "”")) == len(said)


class TestHits:
    @few
    @given(texts)
    @example("the mayor according to the mayor , ")
    def test_no_text_makes_annotation_or_a_measure_fail_and_hits_quote_it(self, text: str) -> None:
        doc = annotate(text, title=text[:40].replace("\n", " "))
        zones = {zone.zone: zone.text for zone in (doc, *doc.headings)}
        for hit in all_hits(doc):
            assert 0 <= hit.start < hit.end <= len(zones[hit.zone])
            assert zones[hit.zone][hit.start : hit.end] == hit.text

    @few
    @given(prose)
    def test_hits_of_a_measure_stand_in_reading_order_each_in_its_sentence(self, text: str) -> None:
        doc = annotate(text)
        for measure in measures():
            hits = apply(measure, doc)[0]
            assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
            for hit in hits:
                if hit.sentence >= 0:
                    start, end = doc.chars(doc.sentences[hit.sentence])
                    assert start <= hit.start < end

    @few
    @given(articles)
    def test_straight_or_curly_apostrophes_make_no_difference(self, sentences: list[str]) -> None:
        straight = " ".join(sentences).replace("‘", "'").replace("’", "'")
        curly = " ".join(sentences).replace("'", "’")
        assert places(straight) == places(curly)

    @few
    @given(articles, st.data())
    def test_a_line_break_or_more_spaces_between_words_make_no_difference(
        self, sentences: list[str], data: st.DataObject
    ) -> None:
        words = " ".join(sentences).split(" ")
        breaks = data.draw(st.lists(st.sampled_from([" ", "\n", "\u00a0"]), min_size=len(words), max_size=len(words)))
        assert places(" ".join(words)) == places("".join(map("".join, zip(words, breaks, strict=True))).rstrip())

    @few
    @given(
        words=st.lists(st.sampled_from(["perhaps", "it may be", "so-called", "regime", "appears to", "don't know"]), max_size=6)
    )
    def test_capitals_make_no_difference_to_a_lexicon_without_conditions(self, plain: Lexicon, words: list[str]) -> None:
        def found(text: str) -> list[tuple[int, int]]:
            doc = segment(text)
            return [doc.chars(span) for span, _ in plain.find(doc)]

        text = "so " + ", then ".join(words)
        assert found(text) == found(text.upper()) == found(text.capitalize())
        assert len(found(text)) == len(words)


def places(text: str) -> list[tuple[str, str, int, int, str, str]]:
    return [(hit.measure, hit.category, hit.start, hit.end, hit.voice, hit.target) for hit in all_hits(annotate(text))]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A lexicon without conditions."""
    path = tmp_path_factory.mktemp("lexicon") / "plain.yml"
    path.write_text("categories: {a: x}\nentries: {a: [perhaps, may, so-called, regime, appear* to, don't know]}\n", "utf-8")
    return load_lexicon(path)
