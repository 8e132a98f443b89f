"""Names in scripts that no font has: words in pictures, the name itself in drawings, and no boxes anywhere."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from matplotlib.text import Text
from unit.newsroom import Case, make_case

from framing.charts import CHARTS, draw_estimates
from framing.charts.canvas import Chart
from framing.charts.fonts import FIRST, find_missing, list_families, replace_missing, without_boxes

LETTERS = "\u1c5a\u1c5b\u1c5c"


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(2, (f"{LETTERS} Post", "Beta"))


def texts_of(figure: Any) -> set[str]:
    return {text.get_text() for text in figure.findobj(Text)}


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw as on a machine without fonts of other scripts."""
    from framing.charts import fonts

    monkeypatch.setattr(fonts, "OTHERS", ())
    fonts.list_families.cache_clear()
    fonts._list_characters.cache_clear()
    yield
    fonts.list_families.cache_clear()
    fonts._list_characters.cache_clear()


def test_the_first_font_is_the_one_that_ships_with_matplotlib() -> None:
    assert list_families()[0] == FIRST


@pytest.mark.usefixtures("only_ours")
class TestMissing:
    def test_latin_arabic_and_punctuation_are_never_missing(self) -> None:
        assert find_missing("Nordküste – “x” … صحيفة الأخبار Вести Τα Νέα") == ""

    def test_letters_of_a_script_without_a_font_are(self) -> None:
        assert find_missing(f"The {LETTERS} Post") == LETTERS

    def test_marks_that_show_nothing_are_not(self) -> None:
        assert find_missing("a\u200b\u2060b") == ""

    def test_the_same_name_has_one_number_and_another_the_next(self) -> None:
        numbers: dict[str, int] = {}
        said = [replace_missing(name, LETTERS, numbers) for name in (LETTERS, LETTERS[:2], f"3  {LETTERS}")]
        assert said == ["[Ol Chiki 1]", "[Ol Chiki 2]", "3  [Ol Chiki 1]"]

    def test_a_picture_has_words_and_the_figure_keeps_its_names(self, case: Case) -> None:
        chart = draw_estimates(case[1], case[0])
        before = texts_of(chart.figure)
        with without_boxes(chart.figure):
            inside = texts_of(chart.figure)
        assert f"{LETTERS} Post" in before
        assert "[Ol Chiki 1] Post" in inside
        assert not any(map(find_missing, inside))
        assert f"{LETTERS} Post" in chart.svg()  # which writes the ticks anew
        assert texts_of(chart.figure) == before

    @pytest.mark.parametrize("name", CHARTS)
    def test_no_picture_has_a_box_and_no_drawing_lacks_a_name(self, name: str, case: Case) -> None:
        chart = CHARTS[name](case[1], case[0])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            drawing, picture = chart.svg(), chart.png(dpi=40)
        assert picture == chart.png(dpi=40)
        assert chart.svg() == drawing
        with without_boxes(chart.figure):
            assert not any(map(find_missing, texts_of(chart.figure)))


def test_a_drawing_names_the_same_fonts_whatever_is_installed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw() -> Chart:
        return draw_estimates(case[1], case[0])

    plain = draw().svg()
    monkeypatch.setattr("framing.charts.canvas.list_families", lambda: [FIRST, "DejaVu Serif", "STIXGeneral"])
    assert draw().svg() == plain
    families = set(re.findall(r"font-family: ([^;\"]+)|font: [^';\"]*('[^;\"]+)", plain))
    assert {first or second for first, second in families} == {"'DejaVu Sans', Verdana, sans-serif"}
