from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from unit.suggested import fruit, ships

from framing.annotation import FastAnnotator
from framing.documents import segment
from framing.errors import FramingError, LexiconError, UnknownNameError
from framing.model import Article, Document, Mark, Reading, Span
from framing.suggestions import BUILT_IN, Candidate, Settings, Suggestions, suggest
from framing.suggestions.collocations import find_collocations
from framing.suggestions.evidence import ContextReader, find_holders, gather_evidence
from framing.suggestions.keyness import find_key_terms, load_word_table
from framing.suggestions.learned import find_marked
from framing.suggestions.neighbors import find_neighbors
from framing.suggestions.sides import choose_sides, prepare
from framing.suggestions.words import Counts, count_terms, is_content, read_corpus, trim_term

WITHOUT = Settings(learned=False)
NO_NAMES: frozenset[str] = frozenset()


def words_of(found: Suggestions, method: str = "") -> list[str]:
    return [each.words for each in found.candidates if not method or method in each.methods]


def find(articles: list[Article], **more: Any) -> Suggestions:
    return suggest(articles, settings=more.pop("settings", WITHOUT), **more)


def read(*texts: str) -> Any:
    articles = [Article(f"a{number}", text, f"Outlet {number % 2}") for number, text in enumerate(texts)]
    return read_corpus(articles, range(len(articles)))


class TestWords:
    @pytest.mark.parametrize("word", ["ferry", "re-entry", "f\u00e6rge"])
    def test_a_word_of_letters_and_hyphens_may_be_an_entry(self, word: str) -> None:
        assert is_content(word)

    @pytest.mark.parametrize(
        "word", ["the", "would", "however", "two", "twenty-three", "monday", "ox", "3rd", "n't", "a.m.", "--", "19"]
    )
    def test_function_words_numbers_days_and_scraps_may_not(self, word: str) -> None:
        assert not is_content(word)

    def test_names_are_told_by_their_capitals_inside_sentences(self) -> None:
        corpus = read(
            "Ferries came. The ferries of Lindholm came to Lindholm.", "In Lindholm some ferries and one Ferry waited."
        )
        content = {word for word, may in zip(corpus.words, corpus.content, strict=True) if may}
        assert "lindholm" in corpus.names
        assert "ferries" in content
        assert not {"lindholm", "ferry"} & content

    def test_a_capital_that_only_its_place_explains_makes_no_name(self) -> None:
        corpus = read(
            "Trawlers sank. \u201cTrawlers sank,\u201d she said.\n\nTrawlers Sank Near Every Harbor Town\n\nSome trawlers sank."
        )
        assert not {"trawlers", "sank"} & corpus.names

    def test_words_and_pairs_are_counted_inside_sentences(self) -> None:
        counts = count_terms(read("The old ferry sank. Boats came.", "An old ferry, an old boat."))
        assert counts.uses["old", "ferry"] == 2
        assert counts.articles["old", "ferry"] == 2
        assert counts.uses[("ferry",)] == 2
        assert ("sank", "boats") not in counts.uses
        assert ("ferry", "old") not in counts.uses

    def test_a_story_counts_once_however_many_tell_it(self) -> None:
        articles = [Article(f"a{number}", "The ferry sank.") for number in range(3)]
        counts = count_terms(read_corpus(articles, [0, 0, 1]))
        assert (counts.uses[("ferry",)], counts.articles[("ferry",)], counts.stories[("ferry",)]) == (3, 3, 2)

    def test_a_marked_stretch_is_cut_to_its_words(self) -> None:
        assert trim_term(("the", "brutal", "regime", ",")) == ("brutal", "regime")
        assert trim_term(("the", "of")) == ()
        assert trim_term(("brutal", "vance"), frozenset(["vance"])) == ()
        assert trim_term(("brutal", "3", "attacks")) == ()


class TestKeyness:
    def test_what_the_topic_uses_more_is_key_and_what_both_use_is_not(self) -> None:
        found = find_key_terms(count_terms(prepare(ships())), count_terms(prepare(fruit())))
        assert {("trawler",), ("quay",), ("fishing", "fleet")} <= found.keys()
        assert not {("council",), ("orchard",), ("library",)} & found.keys()

    def test_a_term_needs_five_uses_in_two_stories(self) -> None:
        uses = {("rudder",): 5, ("anchor",): 4, ("beacon",): 9}
        stories = {("rudder",): 2, ("anchor",): 3, ("beacon",): 1}
        topic = Counts(Counter(uses), Counter(stories), Counter(stories), n_words=1_000)
        other = Counts(Counter(), Counter(), Counter(), n_words=30_000)
        assert list(find_key_terms(topic, other)) == [("rudder",)]
        frequent = replace(topic, uses=Counter({("anchor",): 5}))
        assert list(find_key_terms(frequent, other)) == [("anchor",)]

    def test_all_other_words_of_a_side_count_too(self) -> None:
        def z(n_words: int) -> float:
            spread = Counter({("rudder",): 5})
            topic = Counts(Counter({("rudder",): 40}), spread, spread, 1_000)
            return find_key_terms(topic, Counts(Counter({("rudder",): 40}), spread, spread, n_words))[("rudder",)]

        assert z(9_000) > z(4_000) > 2

    def test_the_table_that_ships_counts_everyday_words_and_no_names(self) -> None:
        table = load_word_table()
        assert table.n_words > 500_000
        assert table.uses[("water",)] > table.uses[("border",)] > 0
        assert ("obama",) not in table.uses
        assert all(word.isalpha() or "-" in word for (word,) in table.uses)

    def test_a_table_of_words_says_nothing_of_pairs(self) -> None:
        found = find_key_terms(count_terms(prepare(ships())), load_word_table())
        assert ("trawler",) in found
        assert {len(term) for term in found} == {1}


class TestSides:
    def test_without_seeds_or_background_the_table_stands_in(self) -> None:
        assert choose_sides(prepare(ships()), [], None).about.startswith("word counts of 392 American texts")

    def test_with_seeds_the_articles_without_one_are_the_background(self) -> None:
        sides = choose_sides(prepare([*ships(), *fruit()]), [("trawl*",), ("dredger",)], None)
        assert sides.about == "the 12 articles without a seed, against the 12 with one"
        assert sides.note == ""

    def test_where_every_article_has_a_seed_the_table_stands_in_and_that_is_said(self) -> None:
        sides = choose_sides(prepare(ships()), [("quay",)], None)
        assert sides.about.startswith("word counts")
        assert "12 of 12 articles hold a seed" in sides.note

    def test_where_nearly_every_article_has_a_seed_the_few_others_are_no_background(self) -> None:
        sides = choose_sides(prepare([*ships(38), *fruit(3)]), [("quay",)], None)
        assert sides.about.startswith("word counts")
        assert "38 of 41 articles hold a seed" in sides.note

    def test_articles_that_are_the_topics_own_are_no_background(self) -> None:
        own = ships()
        assert choose_sides(prepare(own), [], [*own, *fruit(5)]).about == "5 articles given as background"
        assert "on fewer than two stories" in choose_sides(prepare(own), [], own).note

    def test_one_story_is_contrasted_with_nothing(self) -> None:
        sides = choose_sides(prepare(ships(1)), [], fruit())
        assert sides.topic is None
        assert "the articles tell one story" in sides.note

    def test_there_is_one_background_by_name(self) -> None:
        with pytest.raises(UnknownNameError, match='Unknown background "built-inn"'):
            choose_sides(prepare(ships()), [], "built-inn")


class TestCollocations:
    def test_pairs_that_stand_together_more_than_by_chance_are_found(self) -> None:
        corpus = prepare(ships())
        found = find_collocations(corpus, count_terms(corpus), 5)
        assert ("fishing", "fleet") in found
        assert found["fishing", "fleet"] > 3

    def test_the_score_is_the_log_of_observed_by_expected(self) -> None:
        corpus = read(*["cold iron. " * 5 + "damp stone wall near barn door under tall tree. " * 4] * 2)
        # 10 uses in 122 words, as often as each of its words
        n = count_terms(corpus).n_words
        assert find_collocations(corpus, count_terms(corpus), 5)["cold", "iron"] == pytest.approx(log2(10 * n / (10 * 10)))

    def test_a_pair_needs_uses_and_two_articles(self) -> None:
        corpus = read("cold iron, cold iron, cold iron, cold iron, cold iron. " + "other words here. " * 30, "warm iron again.")
        assert find_collocations(corpus, count_terms(corpus), 5) == {}
        alone = read("cold iron, cold iron, cold iron, cold iron, cold iron. " + "other words here. " * 30)
        assert ("cold", "iron") in find_collocations(alone, count_terms(alone), 5)
        assert ("cold", "iron") not in find_collocations(alone, count_terms(alone), 6)

    def test_with_seeds_a_pair_has_one(self) -> None:
        corpus = prepare([*ships(), *fruit()])
        found = find_collocations(corpus, count_terms(corpus), 2, ["fleet"])
        assert found
        assert all("fleet" in term for term in found)


def log2(value: float) -> float:
    from math import log2 as of

    return of(value)


class TestNeighbors:
    def test_words_of_the_same_surroundings_are_near(self) -> None:
        found = find_neighbors(prepare([*ships(30), *fruit(30)]), [("trawler",)], 3, seed=1)
        assert found
        assert ("trawler",) not in found
        assert not {("orchard",), ("grower",), ("crate",)} & found.keys()
        assert {near for _, near in found.values()} == {"trawler"}
        assert all(0.4 <= cosine <= 1.0001 for cosine, _ in found.values())

    def test_the_same_seed_gives_the_same_neighbors(self) -> None:
        corpus = prepare([*ships(20), *fruit(20)])
        assert find_neighbors(corpus, [("trawler",)], 3, seed=1) == find_neighbors(corpus, [("trawler",)], 3, seed=1)

    def test_a_seed_of_two_words_is_the_mean_of_both(self) -> None:
        found = find_neighbors(prepare([*ships(30), *fruit(30)]), [("fishing", "fleet")], 3, seed=1)
        assert not {("fishing",), ("fleet",)} & found.keys()
        assert {near for _, near in found.values()} <= {"fishing fleet"}

    def test_too_little_text_or_an_unknown_seed_gives_none(self) -> None:
        assert find_neighbors(read("The trawler sank. " * 20), [("trawler",)], 3, seed=1) == {}
        assert find_neighbors(prepare([*ships(30), *fruit(30)]), [("submarine",)], 3, seed=1) == {}


class Marking:
    """An annotator that marks some words as loaded, and reads sentences with others as hedged."""

    name, layers = "marking", frozenset({"loaded words", "hedged sentences"})

    def __init__(self) -> None:
        self.n_read = 0

    def annotate(self, article: Article) -> Document:
        self.n_read += 1
        doc = segment(article.text, article)
        marks = [Mark(Span(i, i + 1), 0.9) for i, norm in enumerate(doc.norms) if norm in ("ghastly", "vance", "the")]
        readings = []
        for span in doc.sentences:
            heavy = tuple(Span(i, i + 1) for i in range(*span) if doc.norms[i] == "seemingly")
            readings.append(Reading(0.6 if heavy else 0.1, bool(heavy), heavy))
        return replace(doc, marks={"loaded": tuple(marks)}, readings={"hedged": tuple(readings)})


class TestLearned:
    def test_marked_words_are_named_by_the_share_of_their_uses(self) -> None:
        articles = [Article(f"a{n}", "The ghastly plan. A ghastly day for Vance.") for n in range(2)]
        scores = find_marked(articles, Marking(), ["loaded"], frozenset(["vance"]), 1).scores["loaded"]
        assert scores == {("ghastly",): pytest.approx(4 * 0.9 / (4 + 2))}

    def test_words_that_weighed_in_a_marked_sentence_count_for_a_part_of_it(self) -> None:
        articles = [Article("a", "The plan seemingly failed. It rained.")]
        assert find_marked(articles, Marking(), ["hedge"], NO_NAMES, 1).scores["hedge"] == {}  # .2 of 1 use is no tenth of 3
        articles = [Article(f"a{n}", "The plan seemingly failed. It rained.") for n in range(4)]
        scores = find_marked(articles, Marking(), ["hedge"], NO_NAMES, 1).scores["hedge"]
        assert scores == {("seemingly",): pytest.approx(4 * 0.2 / (4 + 2))}

    def test_of_many_articles_two_have_to_agree(self) -> None:
        articles = [Article(f"a{n}", "A quiet day." if n else "A ghastly, ghastly day.") for n in range(12)]
        assert find_marked(articles, Marking(), ["loaded"], NO_NAMES, 1).scores["loaded"] == {}
        articles[1] = Article("a1", "A ghastly day.")
        assert list(find_marked(articles, Marking(), ["loaded"], NO_NAMES, 1).scores["loaded"]) == [("ghastly",)]

    def test_no_more_articles_are_read_than_is_quick(self) -> None:
        annotator = Marking()
        found = find_marked([Article(f"a{n}", "A day.") for n in range(400)], annotator, ["loaded"], NO_NAMES, 1)
        assert annotator.n_read == found.n_articles == 150

    def test_what_the_shipped_list_holds_is_not_named_again(self) -> None:
        class Known(Marking):
            def annotate(self, article: Article) -> Document:
                doc = super().annotate(article)
                marks = [Mark(Span(i, i + 1), 0.9) for i, norm in enumerate(doc.norms) if norm in ("regime", "gloopy")]
                return replace(doc, marks={"loaded": tuple(marks)})

        articles = [replace(each, text=each.text + " The regime, a gloopy regime.") for each in ships(4)]
        assert words_of(suggest(articles, annotator=Known()), "loaded") == ["gloopy"]

    def test_the_fast_annotators_readings_are_enough(self) -> None:
        articles = [Article(f"a{n}", "The plan is a disgraceful and shameful lie, a horrible farce.") for n in range(3)]
        found = suggest(articles, annotator=FastAnnotator())
        assert {name for each in found.candidates for name in each.methods} <= {"loaded", "hedged"}


class TestSuggest:
    def test_every_method_names_words_of_the_topic(self) -> None:
        found = find([*ships(30), *fruit(30)], seeds=["trawl*", "dredger"])
        for method in ("keyness", "collocation", "neighbor"):
            assert words_of(found, method), method
        assert not {"orchard", "grower", "crop"} & set(words_of(found))
        assert found.made["contrasted with"] == "the 30 articles without a seed, against the 30 with one"

    def test_a_seed_is_no_candidate(self) -> None:
        found = find([*ships(), *fruit()], seeds=["trawler"])
        assert "trawler" not in words_of(found)

    def test_those_on_which_methods_agree_come_first(self) -> None:
        n_methods = [len(each.methods) for each in find([*ships(30), *fruit(30)], seeds=["trawler"]).candidates]
        assert n_methods == sorted(n_methods, reverse=True)
        assert n_methods[0] > 1

    def test_no_function_word_name_or_number_is_suggested(self) -> None:
        more = " Skipper Vance of Lindholm and 14 or fourteen others would have left on Monday."
        articles = [replace(each, text=each.text + more) for each in ships()]
        words = {word for words in words_of(find(articles)) for word in words.split()}
        assert words
        assert not {"vance", "lindholm", "14", "fourteen", "would", "others", "monday"} & words

    def test_each_candidate_has_counts_range_and_contexts_of_different_outlets(self) -> None:
        articles = ships()
        found = {each.words: each for each in find(articles, background=fruit()).candidates}["trawler"]
        n_uses = sum(article.text.count("trawler") for article in articles)
        users = [article for article in articles if "trawler" in article.text]
        assert (found.uses, found.articles, found.outlets) == (n_uses, len(users), 2)
        assert found.stories == len(set(prepare(articles).stories)) <= len(users)
        assert len(found.contexts) == 3
        assert {context.outlet for context in found.contexts[:2]} == {"Sound Post", "Tarn Echo"}
        by_id = {article.id: article.text for article in articles}
        assert all(by_id[c.article][c.start : c.end] == c.text == "trawler" for c in found.contexts)

    def test_what_a_shipped_list_holds_already_is_said(self) -> None:
        assert any(each.startswith("loaded: ") for each in find_holders([("regime",)])[("regime",)])
        assert find_holders([("trawler",)]) == {("trawler",): ()}

    def test_lists_of_names_and_page_furniture_are_not_said(self) -> None:
        held = find_holders([("like",), ("opponents",)])
        assert not any(each.startswith(("not_actors: ", "page_furniture: ")) for lists in held.values() for each in lists)

    def test_an_entry_of_a_list_that_others_extend_is_named_once(self) -> None:
        held = find_holders([("regime",)])[("regime",)]
        assert len({each.partition(": ")[2] for each in held if "regime" in each}) == len([e for e in held if "regime" in e])

    def test_a_lexicon_that_is_to_grow_gives_seeds_and_what_it_holds_is_left_out(self, tmp_path: Path) -> None:
        path = tmp_path / "boats.yml"
        path.write_text(
            "name: our_boats\nversion: 1.0.0\nabout: a\nsource: b\nlicense: CC0-1.0\ncategories: {boat: x}\n"
            "entries:\n  boat: [dredger, 'trawl*', {words: quay, before: [wall]}]\n",
            encoding="utf-8",
        )
        found = find([*ships(30), *fruit(30)], lexicon=path)
        assert "ferry" in words_of(found)
        assert not {"dredger", "trawler", "quay"} & set(words_of(found))

    def test_the_order_of_the_articles_changes_nothing(self) -> None:
        articles = [*ships(), *fruit()]
        assert find(articles, seeds=["trawler"]) == find(articles[::-1], seeds=["trawler"])

    def test_renaming_outlets_changes_no_candidate(self) -> None:
        one, other = find(ships(), background=fruit()), find(ships(outlets=("A", "B")), background=fruit())
        assert words_of(one) == words_of(other)

    def test_second_copies_count_once(self) -> None:
        articles = ships()
        twice = [*articles, *(replace(each, id=f"{each.id}-again") for each in articles)]
        assert find(twice, background=fruit()).candidates == find(articles, background=fruit()).candidates

    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_few_articles_give_a_list_or_a_reason(self, n: int) -> None:
        found = suggest(ships(n), seeds=["trawler"], annotator=FastAnnotator())
        assert found.notes
        assert all(each.uses > 0 and each.contexts for each in found.candidates)

    @pytest.mark.parametrize("text", ["", " \n\n ", "Ferry", "... \u201c?\u201d", "\u6e2f\u53e3\u57ce\u5e02", "x" * 5000])
    def test_odd_articles_are_no_reason_to_fail(self, text: str) -> None:
        for articles in ([Article("a", text)], [Article("a", text), *ships(3)]):
            assert isinstance(suggest(articles, seeds=["ferry"], annotator=FastAnnotator()), Suggestions)

    def test_why_a_method_named_nothing_is_said(self) -> None:
        notes = " ".join(find([Article("a", "A short note on a ferry.")]).notes)
        for method in ("keyness", "collocation", "neighbor"):
            assert f"{method}: " in notes

    def test_no_article_is_an_error(self) -> None:
        with pytest.raises(FramingError, match="There is no article to take candidates from"):
            find([])

    def test_two_articles_of_one_id_are_an_error(self) -> None:
        one, other = ships(2)
        with pytest.raises(FramingError, match='Two articles have the id "ships-00"'):
            find([one, replace(other, id=one.id)])

    @pytest.mark.parametrize("seed", ["*", "fe*rry", "...", " "])
    def test_a_seed_that_can_never_be_found_is_an_error(self, seed: str) -> None:
        with pytest.raises(FramingError, match="cannot be found in a text"):
            find(ships(), seeds=[seed])

    def test_a_wrong_lexicon_is_told_before_anything_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "bad.yml").write_text("nmae: bad\n", encoding="utf-8")
        with pytest.raises(LexiconError, match="nmae"):
            suggest(iter(()), lexicon=tmp_path / "bad.yml")

    def test_the_number_of_candidates_is_bounded_per_method(self) -> None:
        found = find([*ships(), *fruit()], background=BUILT_IN, settings=Settings(most=3, learned=False))
        assert 0 < len(found) <= 9

    def test_frames_and_html_show_the_candidates(self) -> None:
        found = find(ships(), background=fruit())
        frame = found.candidates_frame()
        assert list(frame["words"]) == words_of(found)
        assert frame["held"].map(type).eq(str).all()
        assert frame["keyness"].notna().any()
        hostile = Suggestions((Candidate("<b>x</b>", held=("<i>",)),), {}, ("<u>",))
        html = hostile._repr_html_()
        assert "&lt;b&gt;x" in html
        assert not {"<i>", "<u>"} & {html[i : i + 3] for i in range(len(html))}


def test_evidence_counts_overlapping_uses() -> None:
    corpus = read("The old fishing fleet. Fishing fleet crews; fishing.")
    found = gather_evidence(corpus, [("fishing",), ("fishing", "fleet"), ("fleet",), ("submarine",)])
    assert {" ".join(term): each.uses for term, each in found.items()} == {
        "fishing": 3, "fishing fleet": 2, "fleet": 2, "submarine": 0,
    }  # fmt: skip
    (context,) = ContextReader(corpus).read(("fishing", "fleet"), found["fishing", "fleet"])
    assert (context.left, context.text, context.right) == ("The old", "fishing fleet", ". Fishing fleet crews; fishing.")


@pytest.mark.encoder
@pytest.mark.slow
def test_the_encoder_marks_words_that_the_lists_lack() -> None:
    text = "The mayor's harebrained, slapdash scheme was a pitiful joke. It may seem that nobody knows, and perhaps it failed."
    articles = [Article(f"a{number}", f"{text} That was on day {number}.", "Post") for number in range(3)]
    found = suggest(articles)
    assert {"loaded", "hedged"} & {name for each in found.candidates for name in each.methods}
    assert not {"perhaps", "may"} & set(words_of(found))
