"""Syllables of words: the table, the rules, textstat behind them, and that nothing of it needs the network."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.syllables import LANGUAGE, count_syllables, estimate, load_exceptions
from framing.training import syllables as training

OFFLINE = """
import socket, sys

def refuse(*args, **kwargs):
    raise RuntimeError("network used")

socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from framing.syllables import count_syllables
import nltk
nltk.download = refuse
before = sorted(nltk.data.path)
counts = [count_syllables(word) for word in ("city", "harbormaster", "zyxomat", "government")]
assert sorted(nltk.data.path) == before
sys.stdout.write(repr(counts))
"""


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("the", 1),
        ("government", 3),
        ("area", 3),
        ("city", 2),
        ("many", 2),
        ("about", 2),
        ("american", 4),
        ("every", 3),
        ("rhythm", 2),
        ("strengths", 1),
        ("unconstitutional", 6),
    ],
)
def test_common_words_have_the_syllables_a_speaker_gives_them(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), [("don't", 1), ("didn't", 2), ("they're", 1), ("it's", 1), ("we've", 1)])
def test_contractions_are_counted_as_one_spoken_word(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize(("noun", "added"), [("bush", 1), ("boss", 1), ("judge", 1), ("church", 1), ("trump", 0), ("obama", 0)])
def test_a_possessive_adds_a_syllable_only_after_a_hissing_sound(noun: str, added: int) -> None:
    assert count_syllables(f"{noun}'s") == count_syllables(noun) + added


def test_a_possessive_follows_the_table_for_its_noun() -> None:
    assert estimate("zyxomat's", {"zyxomat": 9}) == 9


def test_the_parts_of_a_compound_are_added_up() -> None:
    assert count_syllables("long-term") == count_syllables("long") + count_syllables("term") == 2
    assert count_syllables("and/or") == 2


@pytest.mark.parametrize(("word", "syllables"), [("u.s.", 2), ("u.s.a.", 3), ("a.m.", 2), ("w.x.", 4)])
def test_abbreviations_are_spelled_out_letter_by_letter(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize("mark", ["", ".", "'", "--", "\u2014", "$", "..."])
def test_what_holds_no_letter_or_digit_has_no_syllable(mark: str) -> None:
    assert count_syllables(mark) == 0


@pytest.mark.parametrize("figure", ["5", "2026", "21st", "1,200"])
def test_a_figure_counts_for_each_group_of_digits_at_least_one(figure: str) -> None:
    assert count_syllables(figure) >= 1


def test_words_outside_the_table_are_counted_by_textstat() -> None:
    from textstat.backend.counts import count_syllables as count

    words = ["government", "people", "harbormaster", "unbelievability", "zyxomatic"]
    outside = [word for word in words if word not in load_exceptions()]
    assert len(outside) >= 3
    assert [count_syllables(word) for word in outside] == [count(word, LANGUAGE) for word in outside]


def test_no_word_is_remembered_beyond_those_that_are_counted_again() -> None:
    from pyphen import hdcache

    for number in range(40):
        count_syllables(f"zyxomatic{'a' * number}")
    assert hdcache
    assert sum(len(patterns.cache) for patterns in hdcache.values()) <= 1
    assert count_syllables.cache_info().maxsize is not None


def test_every_word_of_the_table_is_one_that_would_be_counted_wrong_without_it() -> None:
    exceptions = load_exceptions()
    sample = sorted(exceptions)[::500]
    assert len(sample) > 50
    for word in sample:
        nouns = {word[:-2]: exceptions[word[:-2]]} if word.endswith("'s") and word[:-2] in exceptions else {}
        assert estimate(word, nouns) != exceptions[word] == count_syllables(word)


def test_counting_uses_no_network_prints_nothing_and_leaves_nltk_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    assert done.stdout == "[2, 4, 3, 3]"


LIGHT = """
import sys
from framing.syllables import count_syllables
assert count_syllables("zyxomatic") == 4
sys.stdout.write(" ".join(name for name in ("nltk", "sklearn", "scipy", "pandas") if name in sys.modules))
from textstat.backend.utils import _get_cmudict as asks_nltk
import nltk.stem
assert asks_nltk.nltk.data is nltk.data and nltk is sys.modules["nltk"] and nltk.__file__
"""


def test_counting_loads_nothing_that_textstat_imports_and_does_not_need_and_whoever_uses_nltk_gets_it() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_an_nltk_that_is_there_already_stays() -> None:
    counted = "from framing.syllables import estimate; estimate('zyx', {})"
    code = f"import nltk, sys; {counted}; sys.exit(sys.modules['nltk'] is not nltk)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_the_module_alone_imports_neither_textstat_nor_nltk() -> None:
    code = "import sys, framing.syllables; sys.exit('textstat' in sys.modules or 'nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_the_table_names_its_source_and_its_license_is_beside_it() -> None:
    from importlib import resources

    weights = resources.files("framing") / "weights"
    table = json.loads(gzip.decompress((weights / "syllables.json.gz").read_bytes()))
    assert "CMUdict" in table["source"]
    assert "LICENSE-cmudict.txt" in table["source"]
    license_text = (weights / "LICENSE-cmudict.txt").read_text(encoding="utf-8")
    assert "Carnegie Mellon University" in license_text
    assert "Redistributions in binary form" in license_text


def test_cmudict_gives_the_stressed_phones_of_the_first_pronunciation() -> None:
    lines = [
        "area EH1 R IY0 AH0",
        "read R EH1 D # comment",
        "read(2) R IY1 D",
        "u.s. Y UW1 EH1 S",
        "a-b EY1 B IY1",
        "",
        "'tis T IH1 Z",
    ]
    assert training.read_cmudict(lines) == {"area": 3, "read": 1, "u.s.": 2}


def test_only_words_counted_wrong_become_exceptions() -> None:
    assert training.find_exceptions({"government": 3, "city": 2, "city's": 2, "boss's": 2, "boss": 1}) == {"city": 2}


def test_a_table_is_written_as_the_same_bytes_each_time_and_read_back(tmp_path: Path) -> None:
    first, second = tmp_path / "a.gz", tmp_path / "b.gz"
    training.write_table({"city": 2, "area": 3, "about": 2}, first)
    training.write_table({"about": 2, "area": 3, "city": 2}, second)
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(gzip.decompress(first.read_bytes()))["words"] == {"2": "about city", "3": "area"}


def test_making_the_table_without_cmudict_says_which_file_to_pass(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"cmudict\.dict: not found\. Pass --cmudict the file cmudict\.dict"):
        training.main(["--cmudict", str(tmp_path / "cmudict.dict"), "--out", str(tmp_path / "x.gz")])


def test_the_script_writes_a_table_from_a_file_of_cmudict(tmp_path: Path) -> None:
    source, out = tmp_path / "cmudict.dict", tmp_path / "out.json.gz"
    source.write_text("city S IH1 T IY0\ngovernment G AH1 V ER0 M AH0 N T\n", encoding="utf-8")
    training.main(["--cmudict", str(source), "--out", str(out)])
    assert json.loads(gzip.decompress(out.read_bytes()))["words"] == {"2": "city"}
