from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import framing
from framing.errors import FramingError, UnknownNameError
from framing.given import expect, take_articles, take_places, take_several, take_target
from framing.model import Article

TOLD = Article("a", "The port may close, officials said on Monday.", outlet="Alpha", date=date(2025, 3, 4))


class TestArticles:
    def test_a_single_article_is_a_list_of_one(self) -> None:
        assert take_articles(TOLD) == (TOLD,)  # type: ignore[arg-type]

    def test_any_iterable_of_articles_is_taken_in_its_order(self) -> None:
        other = Article("b", "x")
        assert take_articles(article for article in (other, TOLD)) == (other, TOLD)
        assert take_articles([]) == ()

    @pytest.mark.parametrize(
        ("given", "named"),
        [
            ("The port may close.", "a str."),
            (Path("articles"), "a PosixPath."),
            (None, "a NoneType."),
            (pd.DataFrame({"text": ["The port may close."]}), "a DataFrame."),
            (["The port may close."], "a list that holds a str."),
            ([{"text": "The port may close."}], "a list that holds a dict."),
        ],
    )
    def test_anything_else_is_refused_with_the_ways_to_get_articles(self, given: Any, named: str) -> None:
        with pytest.raises(FramingError) as caught:
            framing.analyze(given, annotator="fast")
        assert f"given was {named}" in str(caught.value)
        assert "framing.read(frame)" in str(caught.value)

    def test_a_date_that_is_text_is_refused_before_it_is_compared(self) -> None:
        with pytest.raises(FramingError, match=r'article "a" is text.*fromisoformat\("2025-03-04"\)'):
            take_articles([Article("a", "x", date="2025-03-04")])  # type: ignore[arg-type]


class TestPlaces:
    def test_a_single_place_is_a_list_of_one(self) -> None:
        assert take_places("articles") == ["articles"]
        assert take_places(Path("articles")) == [Path("articles")]
        assert take_places(place for place in ("a.txt", Path("b.txt"))) == ["a.txt", Path("b.txt")]

    @pytest.mark.parametrize(
        ("given", "named"),
        [
            (None, "a NoneType."),
            (b"articles", "a bytes."),
            ({"text": "The port may close."}, "a dict."),
            ([{"text": "The port may close."}], "a list that holds a dict."),
            (["a.txt", 3], "a list that holds an int."),
            ("The port\nmay close.", "a text: \u201cThe port may close. \u2026\u201d."),
            (["The port may close. " * 20], "a text: \u201cThe port may close. The port may close. \u2026\u201d."),
        ],
    )
    def test_texts_and_anything_else_are_refused_with_the_ways_to_read_texts(self, given: Any, named: str) -> None:
        with pytest.raises(FramingError) as caught:
            framing.read(given)
        assert f"given was {named}" in str(caught.value)
        assert "framing.read(pandas.Series(texts))" in str(caught.value)

    def test_a_long_path_of_short_names_is_a_place(self) -> None:
        place = "https://example.com/" + "/".join(["part"] * 200)
        assert take_places(place) == [place]


class TestTargets:
    TEXT = "An anaconda bit Ana  Ruiz; Ana Ruiz lived, ANA said."

    @pytest.mark.parametrize(
        ("target", "where"),
        [
            ("Ana Ruiz", (16, 25)),
            ("Ana", (16, 19)),
            ("ana", (16, 19)),
            ("ANA", (43, 46)),
            ("an", (0, 2)),
            (" Ana\nRuiz ", (16, 25)),
        ],
    )
    def test_words_stand_for_their_first_place_as_whole_words(self, target: str, where: tuple[int, int]) -> None:
        assert take_target(self.TEXT, target) == where

    def test_a_place_stands_for_itself(self) -> None:
        assert take_target(self.TEXT, 16, 19) == (16, 19)
        assert take_target(self.TEXT, *np.array([16, 19])) == (16, 19)
        assert take_target(self.TEXT, 0, len(self.TEXT)) == (0, len(self.TEXT))

    @pytest.mark.parametrize("target", ["Bo", "na Ruiz", "Ana Rui", "", " "])
    def test_words_that_do_not_stand_there_are_refused(self, target: str) -> None:
        with pytest.raises(FramingError, match=f'^"{target}" does not stand in the text'):
            take_target(self.TEXT, target)

    @pytest.mark.parametrize(("start", "end"), [(0, 53), (52, 60), (-3, 4), (4, 4), (5, 4), (-5, -1)])
    def test_a_place_outside_of_the_text_is_refused(self, start: int, end: int) -> None:
        assert len(self.TEXT) == 52
        with pytest.raises(FramingError, match=f"between the characters {start} and {end} of a text of 52"):
            take_target(self.TEXT, start, end)

    @pytest.mark.parametrize(("target", "end"), [(3, None), ("Ana", 3), (None, None), ((0, 3), None)])
    def test_a_place_needs_two_numbers(self, target: Any, end: Any) -> None:
        with pytest.raises(FramingError, match="by two numbers"):
            take_target(self.TEXT, target, end)


class TestNames:
    def test_a_single_name_or_file_is_a_list_of_one(self) -> None:
        assert take_several("hedging") == ("hedging",)
        assert take_several(Path("own.yml")) == (Path("own.yml"),)
        assert take_several(["hedging", "loaded"]) == ("hedging", "loaded")

    def test_one_measure_may_be_given_without_a_list(self) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        assert [measure.name for measure in analysis.measures] == ["hedging"]
        assert framing.show(analysis, "a", measures="hedging").measures == (("hedging", "Hedging"),)

    def test_a_vectorizer_takes_one_measure_too(self) -> None:
        vectorizer = framing.MeasureVectorizer("hedging", annotator="fast").fit(["It may rain."])
        assert [measure.name for measure in vectorizer.measures_] == ["hedging"]

    def test_a_misspelled_name_is_told_whole(self) -> None:
        with pytest.raises(UnknownNameError, match=r'Unknown measure "hedgin"\. Did you mean "hedging"'):
            framing.analyze([TOLD], measures="hedgin", annotator="fast")

    def test_one_lexicon_file_may_be_given_without_a_list(self) -> None:
        with pytest.raises(FramingError, match=r"^nowhere\.yml: "):
            framing.analyze([TOLD], lexicons="nowhere.yml", annotator="fast")


class TestNouns:
    def test_what_has_the_attribute_passes(self) -> None:
        expect(TOLD, "text", "An article is needed.")

    def test_articles_are_no_analysis(self) -> None:
        with pytest.raises(FramingError, match=r"framing\.compare\(framing\.analyze\(articles\).*Given was a list"):
            framing.compare([TOLD])  # type: ignore[arg-type]

    def test_several_stories_are_not_one(self) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        with pytest.raises(FramingError, match=r"align_claims\(stories\[0\], analysis\).*Given was a tuple"):
            framing.align_claims(framing.group_stories([TOLD]), analysis)  # type: ignore[arg-type]

    def test_an_analysis_is_no_list_of_articles_and_has_one(self) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        for verb in (framing.group_stories, framing.analyze, take_articles):
            with pytest.raises(FramingError, match=r"given was an Analysis\. Take its articles: analysis\.articles\."):
                verb(analysis)  # type: ignore[operator]

    @pytest.mark.parametrize(
        ("call", "told"),
        [
            (lambda made, _: framing.show("a", made), r"framing\.show\(analysis, .*Given was a str"),
            (
                lambda made, compared: framing.contrast_words(compared, made),
                r"contrast_words\(analysis, comparison\).*a Comparison",
            ),
            (lambda made, _: framing.contrast_words(made, made), r"contrast_words\(analysis, comparison\).*an Analysis"),
            (lambda made, _: framing.sample_hits("hedging", made), r"sample_hits\(analysis, .*Given was a str"),
            (lambda made, _: framing.annotate([TOLD]), r"framing\.annotate\(articles\[0\]\)\. Given was a list"),
            (lambda made, _: framing.concord("hedges", [TOLD]), r"Articles are needed here; given was a str"),
            (lambda made, _: framing.concord([TOLD], [TOLD]), r"framing\.concord\(articles, .*Given was a list"),
            (lambda made, _: framing.concord(["text"], "hedges"), r"a list that holds a str"),
        ],
    )
    def test_what_is_given_in_the_wrong_place_is_refused_with_the_right_call(self, call: Any, told: str) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        with pytest.raises(FramingError, match=told):
            call(analysis, framing.compare(analysis))

    @pytest.mark.parametrize("stories", [(), framing.group_stories([Article("z", "Another text.")])])
    def test_stories_of_other_articles_are_not_compared(self, stories: Any) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        with pytest.raises(
            FramingError, match=r"None of the stories given holds an article.*group_stories\(analysis\.articles\)"
        ):
            framing.compare(analysis, stories=stories)

    def test_one_story_may_be_compared_without_a_list(self) -> None:
        analysis = framing.analyze([TOLD], measures="hedging", annotator="fast")
        story = framing.group_stories([TOLD])[0]
        assert framing.compare(analysis, stories=story).stories == (story,)  # type: ignore[arg-type]


class TestParts:
    @pytest.mark.parametrize("call", ["framing.charts.draw_ladder", "framing.scale.read_scores"])
    def test_a_part_is_there_as_soon_as_the_package_is(self, call: str) -> None:
        subprocess.run([sys.executable, "-c", f"import framing; {call}"], check=True)

    def test_the_package_alone_loads_neither(self) -> None:
        code = "import sys, framing; sys.exit(any(name in sys.modules for name in ('framing.charts', 'framing.scale')))"
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_a_name_that_is_none_is_refused(self) -> None:
        with pytest.raises(AttributeError, match="analyse"):
            _ = framing.analyse  # type: ignore[attr-defined]
