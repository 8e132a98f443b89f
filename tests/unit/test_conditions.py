from __future__ import annotations

import pickle
from typing import Any

import pytest

from framing.conditions import ALWAYS, PLACES, Conditions
from framing.documents import segment
from framing.phrase_sets import PhraseSet, check_tag, parse_phrase, width


def holds(text: str, word: str, zone: str = "body", **places: Any) -> bool:
    """Say whether conditions hold around the one place where a word stands."""
    doc = segment(text, zone=zone)
    [at] = [i for i, norm in enumerate(doc.norms) if norm == word]
    given = {key: value if key in ("pos", "case") else PhraseSet(map(parse_phrase, value)) for key, value in places.items()}
    return Conditions(**given).hold(doc, at, at + 1, doc.sentences[doc.sentence_at(at)])


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("Air Force", ("air", "force")),
            ("'s", ("'s",)),
            ("mayor’s office", ("mayor", "'s", "office")),
            ("say* that", ("say*", "that")),
            ("<start> the", ("<start>", "the")),
            ("be <tag:JJ*> , but", ("be", "<tag:JJ*>", ",", "but")),
            ("<number> %", ("<number>", "%")),
        ],
    )
    def test_a_phrase_is_cut_as_texts_are(self, text: str, phrase: tuple[str, ...]) -> None:
        assert parse_phrase(text) == phrase

    def test_an_unknown_class_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(ValueError, match=r"unknown class <nubmer> \(known: <number>, <name>, .*<tag:\.\.\.>\)"):
            parse_phrase("<nubmer> people")

    def test_a_tag_that_fits_no_penn_tag_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"no Penn tag fits <tag:NOUN> \(as in <tag:NN\*>"):
            parse_phrase("<tag:NOUN>")

    @pytest.mark.parametrize("text", ["*", "to *", "s*y", "**"])
    def test_a_star_alone_or_inside_a_word_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"\* stands only at the end of a word \(<any> is any one token\)"):
            parse_phrase(text)

    @pytest.mark.parametrize("text", ["", "  "])
    def test_a_phrase_of_nothing_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match='"" holds nothing to match' if not text else '"  " holds nothing to match'):
            parse_phrase(text)

    def test_the_marks_of_a_sentence_end_take_no_token(self) -> None:
        assert width(("<start>", "in", "<any>", "<end>")) == 2

    @pytest.mark.parametrize(("pattern", "fits"), [("NN*", True), ("MD", True), ("WP$", True), ("VERB", False), ("", False)])
    def test_a_tag_pattern_has_to_fit_some_penn_tag(self, pattern: str, fits: bool) -> None:
        assert check_tag(pattern) is fits


class TestNeighbors:
    def test_before_asks_what_follows_the_match(self) -> None:
        assert holds("The minister may resign today.", "may", before=["resign"])
        assert not holds("The minister may stay.", "may", before=["resign"])

    def test_unless_before_asks_that_it_does_not_follow(self) -> None:
        assert not holds("The mayor's office said no.", "mayor", unless_before=["'s office"])
        assert holds("The mayor's house burned.", "mayor", unless_before=["'s office"])

    def test_after_asks_what_comes_ahead_of_the_match(self) -> None:
        assert holds("Ukrainian air force jets", "jets", after=["air force"])
        assert not holds("Ukrainian force jets", "jets", after=["air force"])

    def test_what_comes_ahead_may_end_in_a_class_or_a_star_as_well(self) -> None:
        assert holds("He paid some 40 kroner.", "kroner", after=["some <number>"])
        assert not holds("He paid the 40 kroner.", "kroner", after=["some <number>"])
        assert holds("He said the alleged plot failed.", "plot", after=["said the alleg*", "never"])
        assert not holds("The alleged plot failed.", "plot", after=["said the alleg*", "never"])

    def test_unless_after_asks_that_it_does_not_come_ahead(self) -> None:
        assert not holds("The vote is in May.", "may", unless_after=["in", "late"])
        assert holds("The minister may resign.", "may", unless_after=["in", "late"])

    def test_any_one_of_several_phrases_is_enough(self) -> None:
        for text in ("late May", "early May", "the month of May"):
            assert holds(text, "may", after=["late", "early", "month of"])

    def test_neighbors_do_not_reach_into_the_next_sentence(self) -> None:
        assert not holds("They may. Resign, he said.", "may", before=[". resign", "resign"])
        assert not holds("He went in. May came.", "may", after=["in .", "in"])

    def test_near_reaches_five_tokens_either_way_and_no_further(self) -> None:
        assert holds("x a b c d peace", "x", near=["peace"])
        assert not holds("x a b c d e peace", "x", near=["peace"])
        assert holds("peace a b c d x", "x", near=["peace"])
        assert not holds("peace a b c d e x", "x", near=["peace"])
        assert not holds("x a b peace talks", "x", unless_near=["peace talks"])

    def test_a_phrase_must_stand_in_the_near_zone_as_a_whole(self) -> None:
        assert holds("x a b c peace talks", "x", near=["peace talks"])
        assert not holds("x a b c d peace talks", "x", near=["peace talks"])

    def test_in_sentence_reaches_the_whole_sentence_and_not_the_next(self) -> None:
        text = "The x came a long long way round to the peace. War went on."
        assert holds(text, "x", in_sentence=["peace"])
        assert not holds(text, "x", in_sentence=["war"])
        assert not holds(text, "x", unless_in_sentence=["pea*"])

    def test_the_match_itself_is_not_its_own_surroundings(self) -> None:
        assert not holds("The strike went on.", "strike", near=["strike"])
        assert not holds("The strike went on.", "strike", in_sentence=["str*"])

    def test_every_condition_must_hold(self) -> None:
        assert holds("They may resign in spring.", "may", after=["they"], before=["resign"], in_sentence=["spring"])
        assert not holds("They may resign in fall.", "may", after=["they"], before=["resign"], in_sentence=["spring"])

    def test_no_conditions_always_hold(self) -> None:
        assert Conditions() == ALWAYS
        assert holds("May", "may")

    def test_an_empty_set_of_phrases_asks_for_nothing(self) -> None:
        for place in PLACES:
            assert holds("It may rain.", "may", **{place: []})

    def test_conditions_that_went_to_another_process_and_back_say_the_same(self) -> None:
        doc = segment("It may rain.")
        for conditions in (ALWAYS, Conditions(pos=("MD",)), Conditions(unless_after=PhraseSet([("in",)]))):
            returned = pickle.loads(pickle.dumps(conditions))
            assert returned == conditions
            assert returned.hold(doc, 1, 2, doc.sentences[0])


class TestClasses:
    @pytest.mark.parametrize("amount", ["40", "3.5", "forty", "twenty-one", "Dozens"])
    def test_number_fits_digits_and_number_words(self, amount: str) -> None:
        assert holds(f"about {amount} people", "about", before=["<number>"])

    def test_number_fits_no_other_word(self) -> None:
        assert not holds("about us", "about", before=["<number>"])

    def test_name_fits_a_capital_away_from_the_sentence_start(self) -> None:
        assert holds("near Oslo", "near", before=["<name>"])
        assert not holds("near home", "near", before=["<name>"])
        assert not holds("Home near", "near", after=["<name>"])

    def test_punct_fits_marks_but_not_money(self) -> None:
        assert holds("It may, she said.", "may", before=["<punct>"])
        assert not holds("about $5", "about", before=["<punct>"])

    def test_start_and_end_fit_the_ends_of_the_sentence(self) -> None:
        assert holds("Gone. “Perhaps they left.", "perhaps", after=["<start>"])
        assert not holds("They perhaps left.", "perhaps", after=["<start>"])
        assert holds("They left, perhaps.", "perhaps", before=["<end>"])
        assert holds("They left, perhaps", "perhaps", before=["<end>"])
        assert not holds("Perhaps they left.", "perhaps", before=["<end>"])

    def test_start_can_open_a_longer_phrase(self) -> None:
        assert holds("In May it rained.", "may", after=["<start> in"])
        assert not holds("It rained in May.", "may", after=["<start> in"])

    def test_any_fits_one_token(self) -> None:
        assert holds("not a word may", "may", after=["not <any> <any>"])
        assert not holds("not word may", "may", after=["not <any> <any>"])

    def test_a_tag_class_asks_the_tagger(self) -> None:
        assert holds("The plan may fail.", "may", before=["<tag:VB>"])
        assert not holds("The plan may the king", "may", before=["<tag:VB>"])

    def test_a_star_in_a_condition_fits_any_ending(self) -> None:
        assert holds("The mayor's streets", "mayor", before=["'s* streets"])
        assert holds("they said they denied it", "it", after=["den*"])


class TestCaseAndTag:
    def test_lower_capital_and_upper_ask_for_the_shape_in_the_text(self) -> None:
        assert holds("the reagan era", "reagan", case="lower")
        assert not holds("the Reagan era", "reagan", case="lower")
        assert holds("the Reagan era", "reagan", case="capital")
        assert not holds("the reagan era", "reagan", case="capital")
        assert holds("the WHO said", "who", case="upper")
        assert not holds("the Who said", "who", case="upper")

    def test_a_capital_at_a_sentence_start_or_in_a_headline_says_nothing(self) -> None:
        assert holds("Brutal it was.", "brutal", case="lower")
        assert holds("A Brutal Winter", "brutal", zone="title", case="lower")
        assert holds("brutal it was.", "brutal", case="capital")

    def test_capitals_throughout_do_count_at_a_sentence_start(self) -> None:
        assert not holds("Who said so?", "who", case="upper")
        assert holds("WHO said so.", "who", case="upper")

    def test_the_tag_of_the_first_word_has_to_fit_one_of_the_patterns(self) -> None:
        assert holds("The minister may resign.", "may", pos=("MD",))
        assert not holds("The vote is in May.", "may", pos=("MD",))
        assert holds("The vote is in May.", "may", pos=("MD", "NN*"))


class TestPhraseSet:
    def test_sets_of_the_same_phrases_are_equal_and_hash_alike(self) -> None:
        one, other = (PhraseSet([("in",), ("late", "may")]) for _ in range(2))
        assert one == other
        assert hash(one) == hash(other)
        assert one != PhraseSet([("in",)])
        assert one != "in"

    def test_an_empty_set_is_false(self) -> None:
        assert not PhraseSet()
        assert PhraseSet([("in",)])

    def test_the_repr_shows_the_phrases_since_fingerprints_are_made_of_it(self) -> None:
        assert repr(PhraseSet([("in",)])) == "PhraseSet((('in',),))"

    @pytest.mark.parametrize("place", ["before", "near", "in_sentence"])
    def test_a_beginning_of_a_word_that_stands_alone_fits_the_words_that_begin_so(self, place: str) -> None:
        assert holds("They may resign.", "may", **{place: ["resig*"]})
        assert not holds("They may resent it.", "may", **{place: ["resig*"]})

    def test_a_beginning_of_a_word_is_looked_for_before_a_match_too(self) -> None:
        assert holds("Voters may resign.", "may", after=["vot*"])
        assert not holds("They may outvote us.", "may", after=["vot*"])

    @pytest.mark.parametrize("opening", ["", '"', "\u2022 "])
    def test_what_begins_with_the_sentence_is_found_there_only_after_opening_marks_or_none(self, opening: str) -> None:
        assert holds(f"{opening}Asked, she may leave.", "may", in_sentence=["<start> asked"])
        assert not holds(f"{opening}She asked whether it may rain.", "may", in_sentence=["<start> asked"])
        assert not holds(f"{opening}It may rain, she asked.", "may", in_sentence=["<start> asked"])

    @pytest.mark.parametrize(("text", "holding"), [("May it rain?", True), ('"May it rain?"', True), ("It may rain.", False)])
    def test_a_match_may_be_asked_to_open_its_sentence(self, text: str, holding: bool) -> None:
        assert holds(text, "may", after=["<start>"]) is holding
        assert holds(text, "may", unless_after=["<start>"]) is not holding
