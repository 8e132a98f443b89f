"""The file a lexicon begins as: sound as it stands, whatever the topic is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from unit.newsstand import run

from framing.errors import FramingError
from framing.lexicon import available_lexicons, load_lexicon
from framing.lexicon_check import check_lexicon
from framing.lexicon_draft import MAX_NAME, SOURCE, draft_lexicon, name_lexicon

ODD = [
    "food prices", "Food: prices & wages", 'the "quoted" topic', "it\'s", "--help me", "no", "null", "2024",
    "ÉLECTIONS à Paris",
    "選挙", "a/b/../c", "tab\tand\nline", "#1 fan", "{braces}", "%s {0} {name}", "x" * 500, "* star", "\u202eright to left",
]  # fmt: skip


@pytest.mark.parametrize("topic", ODD)
def test_a_draft_is_sound_and_strictly_so_whatever_the_topic(write, topic: str) -> None:
    path = write(f"{name_lexicon(topic)}.yml", draft_lexicon(topic).replace(SOURCE, "Written by me."))
    assert check_lexicon(path, strict=True) == []
    assert load_lexicon(path).name == path.stem


def test_while_nobody_has_said_who_wrote_it_the_check_warns(write) -> None:
    path = write("food_prices.yml", draft_lexicon("food prices"))
    (warning,) = check_lexicon(path)
    assert "warning: source and entries are still examples of `framing lexicon new`" in warning
    assert run("lexicon", "check", path).exit_code == 0
    assert run("lexicon", "check", path, "--strict").exit_code == 1


def test_it_shows_what_a_lexicon_can_say(write) -> None:
    text = draft_lexicon("food prices")
    lexicon = load_lexicon(write("food_prices.yml", text))
    assert "# extends: loaded" in text
    assert (lexicon.license, lexicon.about, bool(lexicon.source)) == ("CC0-1.0", "Words on food prices.", True)
    assert {category.column for category in lexicon.categories.values()} == {"headline", "side"}
    assert any(entry.matches and entry.misses and entry.conditions for entry in lexicon.entries)
    assert any(not entry.conditions for entry in lexicon.entries)


@pytest.mark.parametrize("name", available_lexicons())
def test_the_name_of_a_shipped_list_begins_a_file_that_changes_it(write, name: str) -> None:
    path = write(f"{name}.yml", draft_lexicon(name))
    assert check_lexicon(path) == []
    assert load_lexicon(path).fingerprint == load_lexicon(name).fingerprint


def test_what_it_says_of_removing_can_be_done(write) -> None:
    text = draft_lexicon("hedges").replace("remove: []\n# remove:", "remove:")
    assert len(load_lexicon(write("hedges.yml", text)).dropped) == 1


@pytest.mark.parametrize("topic", ["", "   ", "!!!", "\u2026", "___"])
def test_a_topic_without_a_letter_is_an_error(topic: str) -> None:
    with pytest.raises(FramingError, match="holds no letter or digit to name a lexicon by"):
        draft_lexicon(topic)


@pytest.mark.parametrize(
    ("topic", "name"),
    [("Food: prices & wages", "food_prices_wages"), ("a/../b", "a_b"), ("É", "é"), ("x" * 99, "x" * MAX_NAME)],
)
def test_names_are_letters_digits_and_underscores(topic: str, name: str) -> None:
    assert name_lexicon(topic) == name


class TestCommand:
    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_it_writes_a_file_named_after_the_topic_that_passes_the_check(self) -> None:
        result = run("lexicon", "new", "Food prices")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "food_prices.yml: change it, then run `framing lexicon check food_prices.yml`.\n"
        assert run("lexicon", "check", "food_prices.yml").exit_code == 0

    def test_the_lexicon_is_named_like_the_file_it_is_written_to(self) -> None:
        assert run("lexicon", "new", "food prices", "-o", "mine.yml").exit_code == 0
        assert load_lexicon("mine.yml").name == "mine"
        assert "Words on food prices." in Path("mine.yml").read_text()

    def test_a_file_that_is_there_stays_unless_force_is_given(self) -> None:
        Path("food.yml").write_text("mine")
        result = run("lexicon", "new", "food")
        assert result.exit_code == 1
        assert result.stderr == (
            "error: food.yml: is there already. Name another file with -o, or pass --force to write over it.\n"
        )
        assert Path("food.yml").read_text() == "mine"
        assert run("lexicon", "new", "food", "--force").exit_code == 0
        assert Path("food.yml").read_text() != "mine"

    def test_a_link_that_leads_nowhere_is_not_written_through(self) -> None:
        os.symlink("gone.yml", "food.yml")
        assert run("lexicon", "new", "food").exit_code == 1
        assert not Path("gone.yml").exists()

    def test_a_dash_prints_it(self) -> None:
        assert run("lexicon", "new", "food", "-o", "-").stdout == draft_lexicon("food")
        assert list(Path().iterdir()) == []

    def test_another_suffix_is_an_error(self) -> None:
        result = run("lexicon", "new", "food", "-o", "food.txt")
        assert result.exit_code == 1
        assert "food.txt: a lexicon is a file named .yml or .yaml." in result.stderr

    def test_a_folder_that_is_not_there_is_an_error(self) -> None:
        assert "none/food.yml: cannot be written" in run("lexicon", "new", "food", "-o", "none/food.yml").stderr
