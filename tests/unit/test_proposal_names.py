from __future__ import annotations

import pytest

from framing.model import Article
from framing.proposals.kinds import ORG, PERSON, UNKNOWN
from framing.proposals.names import Around, Name, collect, is_small, look_around
from framing.proposals.vocabulary import vocabulary


def read(*texts: str, outlet: str = "") -> dict[str, Name]:
    return collect([Article(id=str(i), outlet=outlet, text=text) for i, text in enumerate(texts)])[0]


def around(words: str, *texts: str, persons: tuple[str, ...] = ()) -> Around:
    names, kept = collect([Article(id=str(i), text=text) for i, text in enumerate(texts)])
    return look_around(names[words], kept, persons)


class TestCounting:
    def test_mentions_are_counted_by_article(self) -> None:
        name = read("They saw Vask. Then Vask left.", "Nobody came.", "They saw Vask.")["Vask"]
        assert name.counts == {0: 2, 2: 1}
        assert name.articles() == {0, 2}

    def test_what_opens_a_sentence_counts_apart_and_in_the_total(self) -> None:
        name = read("They saw Vask. Vask left.")["Vask"]
        assert (name.counts, name.openings, name.total(0), name.total(1)) == ({0: 1}, {0: 1}, 2, 0)

    def test_a_title_before_it_or_several_words_take_the_opening_away(self) -> None:
        names = read("Mr. Vask left. Ana Ruiz stayed.")
        assert names["Vask"].counts == names["Ana Ruiz"].counts == {0: 1}

    def test_an_opening_word_before_a_name_is_no_part_of_it(self) -> None:
        names = read("Seeing Vask they left, seeing nobody else.")
        assert set(names) == {"Vask"}

    def test_it_is_one_where_the_whole_is_a_body_or_stands_inside_too(self) -> None:
        text = "Wall Builders Union left the wall. Golden Vask left the golden hall. They saw Golden Vask."
        assert {"Wall Builders Union", "Golden Vask"} <= set(read(text))

    def test_a_title_makes_a_person_of_an_unknown_word_and_of_no_body(self) -> None:
        names = read("They saw Vask. Then Mr. Vask met the UNPX.")
        assert (names["Vask"].kind, names["Vask"].titled, names["UNPX"].kind) == (PERSON, 1, ORG)

    def test_before_a_title_it_is_no_mention(self) -> None:
        name = read("They met Vask Director Ana Ruiz.")["Vask"]
        assert (name.modifies, name.counts, name.kind) == (1, {}, UNKNOWN)

    def test_places_are_those_of_the_articles_text(self) -> None:
        text = "They met Gov. Ana Ruiz\u2019s dog and\u00a0Vask."
        names, texts = collect([Article(id="a", text=text)])
        assert texts == [text]
        for words in ("Ana Ruiz", "Vask"):
            n, start = names[words].places[0]
            assert texts[n][start:].startswith(words)

    def test_an_outlets_own_name_is_left_out_in_its_articles(self) -> None:
        text = "They told Harbor News, the Harbor Voice News and HVN."
        assert set(read(text, outlet="Harbor Voice News")) == set()
        assert set(read(text, outlet="Town Crier")) == {"Harbor News", "Harbor Voice News", "HVN"}

    def test_forgotten_mentions_are_gone_and_added_ones_there(self) -> None:
        one, other = Name("a", counts={0: 2}, openings={1: 1}), Name("b", counts={0: 1, 3: 1})
        one.add(other)
        one.forget(0)
        assert (one.counts, one.openings) == ({3: 1}, {1: 1})


class TestWhatStandsBeside:
    @pytest.mark.parametrize(
        ("text", "person"),
        [
            ("They met nominee Vask.", 2),
            ("There was Vask (R-Ohio) alone.", 3),
            ("There was Vask, who left.", 1),
            ("There was Vask, a baker.", 1),
            ("There Vask said no.", 1),
            ("They left the Vask campaign.", 1),
            ("They saw Vask.", 0),
        ],
    )
    def test_words_that_speak_for_a_person_are_counted(self, text: str, person: int) -> None:
        assert around("Vask", f"But here {text[0].lower()}{text[1:]}").person == person

    @pytest.mark.parametrize(
        "text", ["they saw Ruiz and Vask.", "they saw Vask and Ruiz.", "they saw Vask or Ruiz\u2019s dog."]
    )
    def test_a_known_person_beside_it_does_too(self, text: str) -> None:
        assert around("Vask", f"But {text}", persons=("Ruiz",)).person == 1
        assert around("Vask", f"But {text}").person == 0

    @pytest.mark.parametrize("text", ["they met in Vask.", "they read it on Vask.", "they met Vask\u2019s premier."])
    def test_places_are(self, text: str) -> None:
        found = around("Vask", f"But {text}")
        assert (found.at, found.the, found.person) == (1, 0, 0)

    def test_articles_are(self) -> None:
        found = around("Vask", "But the Vask met a Vask.")
        assert (found.the, found.at, found.seen) == (2, 0, 2)

    def test_a_bracket_between_parts_words(self) -> None:
        assert around("Vask", "But they met in (Vask the elder).").at == 0


class TestEverydayWords:
    TEXTS = ("they hope", "Hope came", "Hope left", "they saw Hope")

    def test_a_word_is_one_where_one_article_of_ten_has_it_small(self) -> None:
        assert is_small("Hope", range(2), [" they hope so", "Hope came"])
        assert not is_small("Hope", range(2), ["they saw Hope", "Hope came"])

    def test_a_slip_in_many_articles_makes_none(self) -> None:
        texts = ["they hope so", *["they saw Hope"] * 10]
        assert is_small("Hope", range(10), texts)
        assert not is_small("Hope", range(11), texts)

    def test_a_part_of_another_word_is_not_the_word(self) -> None:
        assert not is_small("Hope", [0], ["they were hopeful, hoped and hopeless"])


class TestVocabulary:
    def test_the_last_word_of_a_title_stands_with_and_without_its_point(self) -> None:
        known = vocabulary()
        assert {"leader", "sen.", "sen", "counsel", "president"} <= known.heads
        assert "strategist" in known.heads
        assert "strategist" not in known.titles
        assert "sen" in known.titles

    def test_no_first_name_is_a_title(self) -> None:
        known = vocabulary()
        assert known.heads.isdisjoint(known.given)
        assert all(head[0].isalpha() for head in known.heads)

    def test_states_are_known_by_their_names_and_peoples(self) -> None:
        known = vocabulary()
        assert known.states["u.s."] == known.states["united states"] == "united-states"
        assert {"georgia", "jordan"} <= known.unsure
        assert "france" not in known.unsure
        assert {"french", "republican"} <= known.sides

    def test_words_are_joined_as_texts_have_them(self) -> None:
        assert "s&p" in vocabulary().things
        assert not any(" & " in word or " '" in word for word in vocabulary().things)
