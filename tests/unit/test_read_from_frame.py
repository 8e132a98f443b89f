from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import framing
from framing.errors import FramingError, ReadError

PORT = "The port may close in spring, officials said on Monday. Fishermen called the plan a mistake."
FIRE = "A fire broke out in the old mill on Sunday night. Nobody was hurt, the mayor said."


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"text": [PORT, FIRE], "outlet": ["Alpha", "Beta"], **columns})


class TestReadingAFrame:
    def test_each_row_is_an_article(self) -> None:
        one, two = framing.read(frame(date=["2025-03-04", pd.Timestamp("2025-03-05")], id=["a", "b"]))
        assert (one.id, one.text, one.outlet, one.date) == ("a", PORT, "Alpha", date(2025, 3, 4))
        assert (two.id, two.outlet, two.date) == ("b", "Beta", date(2025, 3, 5))

    def test_rows_without_identifiers_get_different_ones_even_with_one_text(self) -> None:
        articles = list(framing.read(pd.concat([frame(), frame(), frame()])))
        assert len({article.id for article in articles}) == len(articles) == 6

    def test_identifiers_stay_the_same_when_rows_are_added(self) -> None:
        alone = [article.id for article in framing.read(frame()[1:])]
        assert alone == [article.id for article in framing.read(frame())][1:]

    def test_columns_of_other_names_are_named(self) -> None:
        renamed = frame().rename(columns={"text": "words", "outlet": "paper x"})
        articles = list(framing.read(renamed, text_column="words", columns={"outlet": "paper x"}))
        assert [article.outlet for article in articles] == ["Alpha", "Beta"]

    def test_a_frame_without_text_says_what_it_has(self) -> None:
        with pytest.raises(ReadError, match=r"no column of article text.*found: outlet"):
            list(framing.read(frame()[["outlet"]]))

    def test_an_identifier_given_twice_is_refused_with_both_rows(self) -> None:
        with pytest.raises(ReadError, match=r'the frame, row 2: has the id "a", which row 1 has too'):
            list(framing.read(frame(id=["a", "a"])))

    def test_a_row_that_cannot_be_read_raises_or_is_left_out(self) -> None:
        empty = frame().assign(text=["", FIRE])
        with pytest.raises(ReadError, match="the frame, row 1: has no text"):
            list(framing.read(empty))
        told: list[tuple[str, str]] = []
        left = list(framing.read(empty, on_error="skip", on_skip=lambda place, reason: told.append((place, reason))))
        assert [article.text for article in left] == [FIRE]
        assert [place for place, _ in told] == ["the frame, row 1"]

    def test_a_column_given_for_a_field_the_wrong_way_round_says_which_fields_there_are(self) -> None:
        with pytest.raises(FramingError, match=r'columns=\{field: column\} "paper x".*Available: agency'):
            framing.read(frame(), columns={"paper x": "outlet"})


class TestReadingASeries:
    def test_each_text_is_an_article_without_an_outlet(self) -> None:
        articles = list(framing.read(pd.Series([PORT, FIRE, PORT], index=["a", "b", "a"])))
        assert [(article.text, article.outlet) for article in articles] == [(PORT, ""), (FIRE, ""), (PORT, "")]
        assert len({article.id for article in articles}) == 3

    def test_its_name_is_no_matter(self) -> None:
        named = pd.Series([PORT], name="words")
        assert [article.text for article in framing.read(named)] == [PORT]
        assert [article.text for article in framing.read(named, text_column="words")] == [PORT]

    def test_a_text_that_is_missing_raises_or_is_left_out(self) -> None:
        with pytest.raises(ReadError, match="the frame, row 2: has no text"):
            list(framing.read(pd.Series([PORT, None])))
        assert [article.text for article in framing.read(pd.Series([PORT, None]), on_error="skip")] == [PORT]

    def test_an_index_of_texts_is_read_alike(self) -> None:
        assert [article.text for article in framing.read(pd.Index([PORT, FIRE]))] == [PORT, FIRE]
