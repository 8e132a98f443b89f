from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from unit.coded import LEXICON, analyze, make_articles, write_lexicon

from framing.analysis import Analysis
from framing.errors import FramingError, UnknownNameError
from framing.model import Article
from framing.readers.outlets import Outlet, Outlets
from framing.validity import sample_hits, sample_sentences
from framing.validity.masking import MASK, Masker
from framing.validity.samples import FIELDS, WITH, WITHOUT, fingerprint_texts, make_key
from framing.validity.units import TWICE, name_lexicons


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analyze(write_lexicon(tmp_path_factory.mktemp("own")))


class TestHits:
    def test_by_entry_only_ambiguous_entries_are_drawn_from(self, analysis: Analysis) -> None:
        drawn = sample_hits(analysis, "haste")
        assert drawn.strata == {"clock: first": 12, "clock: rush": 6}
        assert Counter(unit.entry for unit in drawn.units) == {"first": 12, "rush": 6}

    def test_what_is_left_out_as_not_ambiguous_is_told(self, analysis: Analysis) -> None:
        note = sample_hits(analysis, "haste").note
        assert "6 hits of 1 other entries are left out" in note
        assert note in sample_hits(analysis, "haste")._repr_html_()
        assert not sample_hits(analysis, "haste", per="category").note
        assert not sample_hits(analysis, "haste", per="measure").note
        assert not sample_hits(analysis, "haste", only=["rush"]).note

    def test_no_stratum_gives_more_than_asked_for(self, analysis: Analysis) -> None:
        assert Counter(unit.stratum for unit in sample_hits(analysis, "haste", n=4).units) == {
            "clock: first": 4,
            "clock: rush": 4,
        }

    def test_by_category_every_entry_is_drawn_from_side_categories_too(self, analysis: Analysis) -> None:
        assert sample_hits(analysis, "haste", per="category").strata == {"calm": 6, "clock": 18}

    def test_a_measure_as_a_whole_is_its_headline(self, analysis: Analysis) -> None:
        drawn = sample_hits(analysis, "haste", per="measure")
        assert drawn.strata == {"haste": 18}
        assert {unit.category for unit in drawn.units} == {"clock"}

    def test_an_entry_that_is_named_need_not_be_ambiguous(self, analysis: Analysis) -> None:
        assert sample_hits(analysis, "haste", only=["slowly"]).strata == {"calm: slowly": 6}
        assert sample_hits(analysis, "haste", only=["clock: rush"]).strata == {"clock: rush": 6}

    def test_a_whole_measure_may_be_narrowed_to_what_is_named(self, analysis: Analysis) -> None:
        drawn = sample_hits(analysis, "haste", per="measure", only=["slowly", "rush"])
        assert (drawn.strata, {unit.entry for unit in drawn.units}) == ({"haste": 12}, {"slowly", "rush"})

    def test_a_measure_without_a_lexicon_is_drawn_from_with_its_definition_and_has_no_entries_to_name(self) -> None:
        import framing

        own = framing.analyze(make_articles(2), measures=["attribution"], annotator="fast")
        drawn = sample_hits(own, "attribution", per="measure")
        assert drawn.units[0].about.startswith("An attribution")
        assert drawn.facts.lexicons == name_lexicons(own.measures[0])
        with pytest.raises(FramingError, match="only entries of a lexicon can be named"):
            sample_hits(own, "attribution", only=["said"])

    def test_a_notebook_shows_the_sentences_escaped(self, tmp_path: Path) -> None:
        drawn = sample_hits(analyze(write_lexicon(tmp_path), [Article(id="a", text="The first <b> left.")]), "haste")
        assert "The [[first]] &lt;b&gt; left." in drawn._repr_html_()

    def test_a_category_that_is_named_gives_its_ambiguous_entries(self, analysis: Analysis) -> None:
        assert sample_hits(analysis, "haste", only=["clock"]).strata == {"clock: first": 12, "clock: rush": 6}
        assert sample_hits(analysis, "haste", only=["calm"], per="category").strata == {"calm": 6}

    def test_a_hit_stands_marked_between_its_neighbors_with_what_its_entry_means(self, analysis: Analysis) -> None:
        unit = next(u for u in sample_hits(analysis, "haste").units if u.article == "a0" and u.parts[0] == "The ")
        assert unit.sentence == "The [[first]] boat of line 0 was late."
        assert (unit.before, unit.after) == (
            "Ben saw boat 0 leave the quay.",
            "They rush to quay 0, [outlet] said.",
        )
        assert (unit.category, unit.about, unit.rule) == ("clock", "time is short", "Q-1")
        assert (unit.matches, unit.misses) == (("The first ferry left.",), ("The first lady left.",))
        article = analysis.article("a0")
        assert article.text[unit.start : unit.end] == "first"

    def test_only_hits_in_the_voices_of_the_headline_are_drawn(self, tmp_path: Path) -> None:
        text = "\u201cThe first boat is late,\u201d Ana said. The first crew left."
        own = analyze(write_lexicon(tmp_path), [Article(id="a", text=text)])
        assert [unit.sentence for unit in sample_hits(own, "haste").units] == ["The [[first]] crew left."]

    def test_entries_of_the_same_words_are_one_stratum_with_the_examples_of_all(self, tmp_path: Path) -> None:
        twin = '    - words: first\n      before: [lady]\n      matches: ["The first lady ran."]\n    - {words: rush,'
        own = analyze(write_lexicon(tmp_path, LEXICON.replace("    - {words: rush,", twin)))
        unit = next(unit for unit in sample_hits(own, "haste").units if unit.entry == "first")
        assert unit.matches == ("The first ferry left.", "The first lady ran.")

    @pytest.mark.parametrize(
        ("kwargs", "message"),
        [
            ({"only": ["firzt"]}, 'Unknown entry or category "firzt". Did you mean "first"?'),
            ({"per": "word"}, 'Unknown kind of stratum "word"'),
        ],
    )
    def test_a_misspelled_name_is_answered_with_the_nearest(
        self, analysis: Analysis, kwargs: dict[str, object], message: str
    ) -> None:
        with pytest.raises(UnknownNameError, match=message):
            sample_hits(analysis, "haste", **kwargs)  # type: ignore[arg-type]
        with pytest.raises(UnknownNameError, match='Unknown measure "hast"'):
            sample_hits(analysis, "hast")

    def test_where_there_is_no_hit_it_says_of_what(self, tmp_path: Path) -> None:
        own = analyze(write_lexicon(tmp_path), [Article(id="a", text="The boat left.")])
        with pytest.raises(FramingError, match="1 articles: no hit of haste to draw among clock: first, clock: rush"):
            sample_hits(own, "haste")
        with pytest.raises(FramingError, match=r"no hit of haste to draw. Read more articles"):
            sample_hits(own, "haste", per="measure")

    def test_a_lexicon_without_ambiguous_entries_is_told_so(self, tmp_path: Path) -> None:
        plain = LEXICON.partition("    - words: first")[0]
        own = analyze(write_lexicon(tmp_path, plain), [Article(id="a", text="They hurry.")])
        with pytest.raises(FramingError, match="because no entry is ambiguous"):
            sample_hits(own, "haste")
        assert len(sample_hits(own, "haste", per="category").units) == 1


class TestSentences:
    def test_half_have_hits_and_what_lacks_is_made_up_from_the_other_half(self, analysis: Analysis) -> None:
        drawn = sample_sentences(analysis, "haste", n=20)
        assert Counter(unit.stratum for unit in drawn.units) == {WITH: 10, WITHOUT: 10}
        assert drawn.strata == {WITH: 18, WITHOUT: 42}
        assert Counter(unit.stratum for unit in sample_sentences(analysis, "haste", n=50).units) == {WITH: 18, WITHOUT: 32}
        assert len(sample_sentences(analysis, "haste", n=200).units) == 60

    def test_one_sentence_can_be_drawn(self, analysis: Analysis) -> None:
        assert len(sample_sentences(analysis, "haste", n=1).units) == 1

    def test_the_sheet_does_not_say_which_sentences_have_hits(self, analysis: Analysis) -> None:
        drawn = sample_sentences(analysis, "haste", n=40)
        rows = drawn.rows()
        assert not any("[[" in row["sentence"] or row["entry"] or row["category"] for row in rows)
        assert len({row["sample"] for row in rows}) == 1
        strata = [unit.stratum for unit in drawn.units]
        assert strata not in (sorted(strata), sorted(strata, reverse=True))

    def test_items_of_lists_and_sentences_without_words_are_left_out(self, tmp_path: Path) -> None:
        text = "The first boat left.\n\nA list item here.\n\n***"
        listed = Article(id="a", text=text, list_items=((22, 39),))
        own = analyze(write_lexicon(tmp_path), [listed, Article(id="b", text="Nothing here.")])
        assert {unit.sentence for unit in sample_sentences(own, "haste").units} == {"The first boat left.", "Nothing here."}

    def test_texts_without_a_hit_can_be_drawn_from(self, tmp_path: Path) -> None:
        own = analyze(write_lexicon(tmp_path), [Article(id="a", text="The boat left. It came back.")])
        assert sample_sentences(own, "haste").strata == {WITH: 0, WITHOUT: 2}

    def test_a_measure_that_finds_something_everywhere_cannot_miss_anything(self, tmp_path: Path) -> None:
        own = analyze(write_lexicon(tmp_path), [Article(id="a", text="The first boat left. They rush.")])
        with pytest.raises(FramingError, match="haste finds something in each of 2 sentences"):
            sample_sentences(own, "haste")

    def test_texts_without_a_sentence_are_told_so(self, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match="hold no sentence to draw"):
            sample_sentences(analyze(write_lexicon(tmp_path), [Article(id="a", text="")]), "haste")

    def test_the_definition_stands_beside_each(self) -> None:
        import framing

        own = framing.analyze(make_articles(2), measures=["hedging"], annotator="fast")
        about = sample_sentences(own, "hedging").units[0].about
        assert about.startswith("A hedge is a word or phrase")
        assert "Formula" not in about


class TestDraws:
    def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(self, analysis: Analysis) -> None:
        for draw in (sample_hits, sample_sentences):
            first, again, other = (draw(analysis, "haste", n=5, seed=seed) for seed in (1, 1, 2))
            assert first.to_csv() == again.to_csv()
            assert first.to_html() == again.to_html()
            assert [unit.id for unit in first.units] != [unit.id for unit in other.units]

    def test_the_order_of_the_articles_does_not_matter(self, analysis: Analysis) -> None:
        turned = replace(analysis, articles=analysis.articles[::-1])
        assert sample_sentences(turned, "haste", n=9).to_csv() == sample_sentences(analysis, "haste", n=9).to_csv()
        assert sample_hits(turned, "haste", n=3).to_csv() == sample_hits(analysis, "haste", n=3).to_csv()

    def test_a_larger_sample_holds_the_smaller(self, analysis: Analysis) -> None:
        small, large = ({unit.id for unit in sample_sentences(analysis, "haste", n=n).units} for n in (10, 30))
        assert small < large

    def test_every_hit_is_as_likely_as_any_other(self, analysis: Analysis) -> None:
        counts = Counter(
            unit.id for seed in range(200) for unit in sample_hits(analysis, "haste", n=3, only=["rush"], seed=seed).units
        )
        assert len(counts) == 6
        assert min(counts.values()) > 70  # of 100 expected; one seed in ten thousand falls below

    def test_a_fifth_is_to_be_coded_twice_of_each_stratum_as_large_a_part(self, analysis: Analysis) -> None:
        drawn = sample_sentences(analysis, "haste", n=20)
        assert Counter(unit.stratum for unit in drawn.units if unit.twice) == {WITH: 2, WITHOUT: 2}
        assert 1 / TWICE >= 0.1  # W-3
        hits = sample_hits(analysis, "haste", n=4, per="category")
        assert Counter(unit.stratum for unit in hits.units if unit.twice) == {"calm": 1, "clock": 1}

    def test_a_unit_has_the_same_id_in_every_draw(self, analysis: Analysis) -> None:
        ids = [{unit.sentence: unit.id for unit in sample_sentences(analysis, "haste", seed=s).units} for s in (1, 2)]
        assert ids[0] == ids[1]

    def test_a_frame_says_where_each_unit_stands(self, analysis: Analysis) -> None:
        frame = sample_hits(analysis, "haste", n=2).frame()
        assert list(frame.columns) == [*FIELDS, "stratum", "article", "start", "end"]
        assert len(frame) == 4
        assert set(frame["article"]) <= {f"a{k}" for k in range(6)}


class TestSheet:
    def test_neither_outlet_nor_article_is_named(self, analysis: Analysis) -> None:
        drawn = sample_sentences(analysis, "haste", n=60)
        own = [unit for unit in drawn.units if analysis.article(unit.article).outlet == "The Korva Post"]
        assert own
        assert not any("Korva" in part for unit in own for part in (*unit.parts, unit.before, unit.after))
        assert any("The Korva Post" in unit.sentence for unit in drawn.units)  # in the other outlet's articles it is news
        assert not any(f'"{name}' in drawn.to_csv() for name in ("a0", "Tarn Echo"))

    def test_text_that_looks_like_a_formula_is_disarmed(self, tmp_path: Path) -> None:
        articles = [Article(id="a", text="=HYPERLINK(1) is the first boat. The boat left. @cmd left.")]
        sheet = sample_sentences(analyze(write_lexicon(tmp_path), articles), "haste").to_csv()
        assert "'=HYPERLINK" in sheet
        assert ",=" not in sheet
        assert ",@" not in sheet

    def test_a_key_hangs_on_unit_and_stratum(self) -> None:
        keys = {make_key("u1", "with"), make_key("u1", "without"), make_key("u2", "with")}
        assert len(keys) == 3
        assert all(key.startswith("k") for key in keys)  # no number, which a spreadsheet would round

    def test_the_fingerprint_of_texts_changes_with_them_and_not_with_their_order_or_names(self) -> None:
        articles = make_articles(3)
        same = [replace(article, id=f"b/{article.id}", outlet="X") for article in reversed(articles)]
        assert fingerprint_texts(articles) == fingerprint_texts(same)
        other = [replace(articles[0], text=articles[0].text + "!"), *articles[1:]]
        assert fingerprint_texts(other) != fingerprint_texts(articles) != fingerprint_texts(articles[:2])


TABLE = Outlets.of(
    [
        Outlet("The Korva Post", ("KP", "Korva Post Online"), (), ("korvapost.example",)),
        Outlet("Daily News of Tarn", ("Tarn News",), ("Daily News",), ("tarn.example",)),
    ]
)


class TestMasking:
    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("The Korva Post reported it.", f"{MASK} reported it."),
            ("He told the Korva Post.", f"He told the {MASK}."),
            ("KORVA POST ONLINE has it", f"{MASK} has it"),
            ("Korva Post\u2019s editor, KP's owner", f"{MASK}\u2019s editor, {MASK}'s owner"),
            ("See www.korvapost.example/news or korvapost.example.", f"See {MASK}/news or {MASK}."),
            ("Follow @korvapost now", f"Follow @{MASK} now"),
            ("They post in Korva. Post it.", "They post in Korva. Post it."),
            ("In Korva, Post said.", "In Korva, Post said."),
            ("The Tarn News and tarn.example", "The Tarn News and tarn.example"),
            ("", ""),
        ],
    )
    def test_the_outlets_own_names_and_domains_are_masked_and_nothing_else(self, text: str, masked: str) -> None:
        assert Masker.of("The Korva Post", TABLE).mask(text) == masked

    def test_a_word_in_small_letters_is_no_name(self) -> None:
        masker = Masker.of("Time", Outlets())
        assert masker.mask("Time wrote that time is short.") == f"{MASK} wrote that time is short."

    def test_an_outlet_that_no_table_lists_is_masked_by_its_name(self) -> None:
        assert Masker.of("Old Tarn Courier", TABLE).mask("the Old Tarn Courier said") == f"the {MASK} said"
        assert Masker.of("courier.example", TABLE).mask("at courier.example today") == f"at {MASK} today"

    def test_what_stands_in_brackets_behind_a_name_is_no_part_of_it(self) -> None:
        assert Masker.of("The Korva Post (web edition)", TABLE).mask("KP and korvapost.example") == f"{MASK} and {MASK}"

    def test_an_outlet_that_is_not_stated_masks_nothing(self) -> None:
        assert Masker.of("", TABLE).mask("The Korva Post, KP.") == "The Korva Post, KP."

    def test_a_short_word_with_a_stop_may_stand_inside_a_name(self) -> None:
        assert Masker.of("The Wall Street Journal").mask("The Wall St. Journal and WSJ.com") == f"{MASK} and {MASK}"

    def test_the_table_that_ships_is_the_default(self) -> None:
        assert Masker.of("The New York Times").mask("An NYT poll on nytimes.com") == f"An {MASK} poll on {MASK}"
