"""Pages of many layouts, each line labeled by hand: every one is read exactly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from framing.model import Origin
from framing.pages import read_page
from pages.layout import CUT, Layout, expected, load_layout, observed

FOLDER = Path(__file__).parent
PAGES = sorted(FOLDER.glob("*.page"))


def names(pages: list[Path]) -> list[str]:
    return [path.stem for path in pages]


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_a_page_yields_its_articles_and_nothing_else(path: Path) -> None:
    layout = load_layout(path)
    articles = read_page(layout.page, Origin(path.name))
    assert [observed(article) for article in articles] == [expected(layout, n) for n in range(1, len(layout.fields) + 1)]


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_what_is_cut_from_a_page_is_what_should_be(path: Path) -> None:
    layout = load_layout(path)
    removed = [cut for article in read_page(layout.page, Origin(path.name)) for cut in article.removed]
    wanted = [part for part in layout.parts if part.zone in CUT and part.text]
    assert Counter(cut.text for cut in removed) == Counter(part.text for part in wanted)
    ruled = Counter((part.text, part.rule) for part in wanted if part.rule)
    assert not ruled - Counter((cut.text, cut.rule) for cut in removed)


def test_there_are_many_pages_of_many_layouts() -> None:
    layouts = {str(yaml.safe_load(path.read_text(encoding="utf-8").partition("\n---\n")[0])["layout"]) for path in PAGES}
    assert len(PAGES) >= 40
    assert len(layouts) >= 12


def test_a_line_without_a_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.page").write_text("layout: x\narticles: []\n---\nno bar here\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 4"):
        load_layout(tmp_path / "a.page")


def test_a_layout_knows_lines_that_go_on(tmp_path: Path) -> None:
    lines = ["1 dateline| KORVA -", "1 body  +|  It rained", "1 body  ~| all day.", "|", "cut | Home"]
    (tmp_path / "a.page").write_text("layout: x\narticles: [{}]\n---\n" + "\n".join(lines) + "\n", encoding="utf-8")
    layout = load_layout(tmp_path / "a.page")
    assert isinstance(layout, Layout)
    assert layout.page == "KORVA - It rained\nall day.\n\nHome\n"
    assert expected(layout, 1)["paragraphs"] == ["It rained all day."]
