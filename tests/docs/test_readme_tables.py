from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from docs import accuracy_table, readme, speed_table
from docs.readme import closes, opens, renew, replace_table

OLD = f"before\n{opens('size')}| old |\n{closes('size')}\nafter\n"


def test_a_renewed_table_replaces_the_old_one_and_nothing_else() -> None:
    new = replace_table(OLD, "size", "| new |\n")
    assert new == f"before\n{opens('size')}| new |\n{closes('size')}\nafter\n"
    assert replace_table(new, "size", "| new |\n") == new


@pytest.mark.parametrize(
    "page", ["", opens("size"), closes("size"), f"{closes('size')}{opens('size')}", OLD.replace("size", "age")]
)
def test_a_page_without_a_place_for_the_table_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="no lines <!-- size --> and <!-- /size -->"):
        replace_table(page, "size", "")


def test_the_page_is_written_when_asked_for_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, figures = tmp_path / "README.md", tmp_path / "figures.json"
    page.write_text(OLD, encoding="utf-8")
    figures.write_text(json.dumps([1, 2]), encoding="utf-8")
    monkeypatch.setattr(readme, "README", page)
    monkeypatch.setattr(sys, "argv", ["table.py"])
    with pytest.raises(SystemExit, match="how to"):
        renew("size", figures, repr, "how to")
    assert page.read_text(encoding="utf-8") == OLD
    monkeypatch.setattr(sys, "argv", ["table.py", "--write"])
    renew("size", figures, repr, "how to")
    assert page.read_text(encoding="utf-8") == replace_table(OLD, "size", "[1, 2]")


def test_every_table_has_its_place_in_the_readme() -> None:
    page = readme.README.read_text(encoding="utf-8")
    for name in (accuracy_table.NAME, speed_table.NAME):
        assert replace_table(page, name, "") != page
