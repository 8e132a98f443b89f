from __future__ import annotations

import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.yaml_text import quote_text, replace_file, write_flow, write_words

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)


@given(TEXTS)
def test_a_quoted_text_reads_back_as_the_same(text: str) -> None:
    assert yaml.safe_load(quote_text(text)) == text
    assert yaml.safe_load(f"key: {quote_text(text)}\nother: 1") == {"key": text, "other": 1}


@given(
    st.one_of(
        TEXTS, st.sampled_from(["no", "off", "y", "null", "~", "asylum seeker", "re-entry", "1e3", "a: b", "- a", "a #b"])
    )
)
def test_words_read_back_as_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"- {write_words(text)}") == [text]
    assert yaml.safe_load(f"[{write_words(text)}]") == [text]


def test_everyday_words_need_no_quotes() -> None:
    assert [write_words(text) for text in ("ferry", "asylum seeker", "re-entry")] == ["ferry", "asylum seeker", "re-entry"]


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    assert yaml.safe_load(quote_text("a\ud800b")) == "a\ufffdb"


def test_mappings_and_lists_stand_on_one_line() -> None:
    data = {"start": 3, "weight": 1.5, "text": 'say "no"\n', "held": ["a, b", "c: d"], "empty": []}
    written = write_flow(data)
    assert "\n" not in written
    assert yaml.safe_load(written) == data


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    replace_file(path, "new\r\nlines\n")
    assert path.read_bytes() == b"new\r\nlines\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    path, link = tmp_path / "mine.yml", tmp_path / "link.yml"
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    replace_file(link, "new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match=r"none/mine\.yml: cannot be written"):
        replace_file(tmp_path / "none" / "mine.yml", "text")
    with pytest.raises(FramingError, match="cannot be written"):
        replace_file(tmp_path, "text")
    assert list(tmp_path.iterdir()) == []
