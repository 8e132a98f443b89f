from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.errors import ReadError
from framing.model import Article
from framing.segmentation import tokenize
from framing.stories import Corrections, Story, group_stories
from framing.stories.credits import AFTER, BEFORE, LONGEST_NAME, find_frames
from framing.stories.signatures import OPENING, Form, Signature, pack, sign, unpack
from framing.tokens import Tokens

DAM = (
    "The dam above Orvale burst on Monday night and flooded the lower town, killing four people, the fire service said. "
    "Water from the Tessel River reached the roofs of houses along Mill Lane within twenty minutes. "
    "Mayor Ilse Brandauer ordered 2,300 residents of Orvale to leave before dawn and opened the sports hall as a shelter."
)


def forms(text: str, title: str = "", deck: str = "") -> dict[str, Form]:
    return {form.text: form for form in sign(Article("a", text, title=title, deck=deck)).forms}


def shared(one: str, other: str, n: int = 3) -> int:
    first, second = (sign(Article("a", text)) for text in (one, other))
    if n == 3:
        return len(np.intersect1d(first.threes, second.threes))
    return len(np.intersect1d(first.fives, second.fives))


def stretches(text: str) -> list[str]:
    return [part for _, part in sign(Article("a", text)).stretches]


def same(one: Signature, other: Signature) -> bool:
    plain = all(getattr(one, name) == getattr(other, name) for name in ("n_characters", "opening", "forms", "stretches"))
    return plain and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("threes", "fives"))


def without_examples(stories: Sequence[Story]) -> list[Story]:
    """Return stories as they are told of without the texts: no wording is quoted as an example."""
    return [
        replace(
            story,
            derivations=tuple(
                replace(d, evidence=tuple(line.partition(", such as “")[0] for line in d.evidence)) for d in story.derivations
            ),
        )
        for story in stories
    ]


# Words of credits, what looks like them, and letters whose capitals are odd.
_PIECES = (
    "according to|Reported by|published  by|told|citing|CITES|cited by|via|Bolivia|the|The|said|Said|said-so|unsaid|has|had"
)
_PIECES += "|first|reports|wrote|'s reporting|\u2019S Reporting|\u017faid|v\u0130a|c\u0131ting|\u212a|x|.|  |\n|\u00a0|\x1c"
PIECES = _PIECES.split("|")


class TestForms:
    def test_words_are_counted_as_they_are_written_in_body_and_headings_apart(self) -> None:
        found = forms("The dam broke. A Dam is a dam.", title="Dam breaks", deck="A dam")
        assert found["dam"] == Form("dam", 2, 1, 0)
        assert found["Dam"] == Form("Dam", 1, 1, 1)

    def test_a_capital_counts_where_neither_a_sentence_nor_a_line_begins(self) -> None:
        found = forms("Orvale slept. Orvale woke in Dornick\nOrvale wept, and Orvale slept.")
        assert found["Orvale"] == Form("Orvale", 4, 0, 1)
        assert found["Dornick"].as_name == 1

    def test_marks_and_short_small_words_are_left_out(self) -> None:
        assert set(forms("An EU ox, at 7 — it is!")) == {"An", "EU"}

    def test_they_stand_in_alphabetical_order_and_not_in_that_of_the_text(self) -> None:
        texts = [form.text for form in sign(Article("a", DAM)).forms]
        assert texts == sorted(texts)


class TestRuns:
    def test_equal_sequences_have_equal_numbers_whatever_the_case(self) -> None:
        assert shared("the dam above Orvale", "THE DAM ABOVE a hill") == 1
        assert shared("the dam above Orvale", "above the dam Orvale") == 0

    def test_they_number_each_sequence_once(self) -> None:
        assert len(sign(Article("a", "one two three four five six")).threes) == 4
        assert len(sign(Article("a", "one two three four five six")).fives) == 2
        assert len(sign(Article("a", "one two three one two three")).threes) == 3

    def test_punctuation_and_quotations_interrupt_them(self) -> None:
        assert shared("one two, three", "one two, three") == 0
        assert shared("he said “one two three four”", "he said “one two three four”") == 0
        assert shared("“so” one two three", "one two three “so”") == 1

    def test_of_five_words_there_are_none_in_a_shorter_text(self) -> None:
        assert shared("one two three four", "one two three four", 5) == 0
        assert shared("one two three four five", "one two three four five", 5) == 1

    @pytest.mark.parametrize("text", ["", "one", "one two", "?!", "“"])
    def test_a_text_may_have_none(self, text: str) -> None:
        assert len(sign(Article("a", text)).threes) == len(sign(Article("a", text)).fives) == 0

    def test_numbers_are_the_same_in_every_run(self) -> None:
        assert sign(Article("a", "one two three")).threes.tolist() == [12042616]


class TestStretches:
    def test_what_stands_around_a_frame_of_a_credit_is_kept(self) -> None:
        [part] = stretches(f"{'x ' * 100}According to Norpress the dam burst. {'y ' * 100}")
        assert part.startswith("According to Norpress the dam")
        assert len(part) <= len("According to ") + LONGEST_NAME + 1

    def test_a_name_may_stand_before_the_frame(self) -> None:
        [part] = stretches(f"{'x ' * 100}Norpress reported on Monday")
        assert part.endswith("Norpress reported ")

    def test_what_overlaps_is_one(self) -> None:
        assert len(stretches("According to Norpress, Quickread said")) == 1

    def test_a_parenthesis_counts_where_a_name_fits(self) -> None:
        assert stretches(f"{'x ' * 60}(Norpress) {'y ' * 60}") != []
        assert stretches(f"{'x ' * 60}({'y ' * 60})") == []
        assert stretches("()") == []

    @given(st.lists(st.sampled_from(PIECES) | st.just(" "), max_size=30))
    def test_frames_are_those_that_a_search_for_them_finds(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        before, after = ([each.span() for each in re.finditer(frame, text)] for frame in (BEFORE, rf"{AFTER}\b"))
        assert find_frames(text) == (before, after)

    def test_frames_follow_one_another_without_overlap(self) -> None:
        text = "He said said  first\treported; she had had wrote via the via the"
        assert [text[slice(*each)] for each in find_frames(text)[1]] == [" said", " said", "  first\treported", " had wrote"]
        assert [text[slice(*each)] for each in find_frames(text)[0]] == ["via the ", "via "]

    def test_where_nobody_is_credited_nothing_of_the_text_is_kept(self) -> None:
        assert stretches(DAM.replace("said", "")) == []


class TestPacking:
    @given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40))
    def test_what_is_packed_is_unpacked(self, text: str, title: str, deck: str) -> None:
        article = Article("a", text, title=title, deck=deck)
        assert same(unpack(pack(article)), sign(article))

    def test_halves_of_surrogate_pairs_survive(self) -> None:
        article = Article("a", "a\ud800bc according to \udfffs")
        assert same(unpack(pack(article)), sign(article))

    def test_tokens_that_are_at_hand_are_not_made_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        article = Article("a", DAM, title="Dam")
        expected, tokens = pack(article), tokenize(DAM)
        seen: list[str] = []

        def count(text: str) -> Tokens:
            seen.append(text)
            return tokenize(text)

        monkeypatch.setattr("framing.stories.signatures.tokenize", count)
        assert pack(article, tokens) == expected
        assert DAM not in seen

    def test_the_opening_is_kept_only_of_a_text_without_a_title(self) -> None:
        assert sign(Article("a", DAM)).opening == DAM[:OPENING]
        assert sign(Article("a", DAM, title="Dam")).opening == ""

    def test_it_does_not_hold_the_text(self) -> None:
        plain = repr(unpack(pack(Article("a", DAM, title="Dam")))).encode() + pack(Article("a", DAM, title="Dam"))
        assert b"flooded the lower" not in plain
        assert b"along Mill Lane" not in plain

    @pytest.mark.parametrize("broken", [b"", b"\x01", pack(Article("a", DAM))[:40], pack(Article("a", DAM))[:-1]])
    def test_what_is_no_signature_is_refused(self, broken: bytes) -> None:
        with pytest.raises(ReadError, match=r"a signature is damaged .* Score the articles again\."):
            unpack(broken)

    def test_a_signature_of_another_version_is_refused(self) -> None:
        with pytest.raises(ReadError, match=r"version 9; this framing reads 1\."):
            unpack(b"\x09" + pack(Article("a", DAM))[1:])


class TestGrouping:
    def check(self, articles: Sequence[Article], corrections: Corrections | None = None) -> list[Story]:
        """Group articles by their texts and without them, make sure that both agree, and return the stories."""
        signatures = {article.id: pack(article) for article in articles}
        bare = [replace(article, text="", deck="") for article in articles]
        found = group_stories(bare, corrections=corrections, signatures=signatures)
        expected = without_examples(group_stories(articles, corrections=corrections))
        assert list(found) == expected
        return expected

    def test_the_sample_has_the_same_stories_without_its_texts(self) -> None:
        found = self.check(framing.sample_articles())
        assert any(len(story.articles) > 1 for story in found)

    def test_credits_and_copies_are_known_without_the_texts(self) -> None:
        wire = Article("wire", DAM, "Norpress", "Dam bursts", agency="Norpress", date=date(2024, 5, 7))
        copy = replace(wire, id="copy", agency="", outlet="Lantern", date=date(2024, 5, 8), title="Dam in Orvale bursts")
        credit = replace(copy, id="credit", outlet="Quickread", text=f"According to Norpress, four people died. {DAM}")
        [story] = self.check([wire, copy, credit], Corrections((("wire", "copy", "credit"),)))
        status = {d.article: (d.status, d.of) for d in story.derivations}
        assert status["wire"] == ("wire_original", "")
        assert status["copy"] == ("uncredited_probable", "wire")
        assert status["credit"] == ("credited", "wire")

    @pytest.mark.parametrize("place", [0, 100, 880, 1500])
    def test_a_credit_counts_or_not_by_where_it_stands(self, place: int) -> None:
        filler = "so it goes on and on for them all here today. " * 100
        text = f"{filler[:place]} According to Norpress, the dam burst. {filler[place:4000]}"
        articles = [Article("one", text, "Quickread", "Dam"), Article("two", DAM, "Norpress", "Dam in Orvale")]
        [story] = self.check(articles, Corrections((("one", "two"),)))
        assert (story.derivations[0].status == "credited") is (place < 900)

    def test_a_longer_name_than_is_kept_credits_nobody_either_way(self) -> None:
        name = "N" * (LONGEST_NAME + 1)
        articles = [Article("one", f"According to {name} it rained.", "Quickread"), Article("two", DAM, name)]
        [story] = self.check(articles, Corrections((("one", "two"),)))
        assert story.derivations[0].status == "unknown"
        [story] = self.check(
            [replace(articles[0], text=f"According to {name[1:]} it rained."), replace(articles[1], outlet=name[1:])],
            Corrections((("one", "two"),)),
        )
        assert story.derivations[0].status == "credited"

    def test_a_story_without_titles_is_named_by_its_longest_text(self) -> None:
        articles = [Article("one", DAM, "A"), Article("two", DAM[:200], "B")]
        [story] = self.check(articles, Corrections((("one", "two"),)))
        assert story.label.startswith("The dam above Orvale burst")
        assert story.label.endswith("…")

    def test_a_damaged_signature_is_told(self) -> None:
        with pytest.raises(ReadError, match="a signature is damaged"):
            group_stories([Article("a", "")], signatures={"a": pack(Article("a", DAM))[:-1]})
