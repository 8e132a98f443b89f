"""Entries with status draft: they count nowhere until they are set active, and can be looked at all the same (K-1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from framing.cli import group
from framing.documents import segment
from framing.lexicon import Lexicon, load_lexicon
from framing.lexicon_changes import diff_lexicons
from framing.lexicon_check import check_lexicon
from framing.lexicon_drafts import find_drafts, with_drafts

HEAD = "name: {name}\nversion: 1.0.0\nabout: words for a test\nsource: made for it\nlicense: CC0-1.0\n"
SEA = "categories: {boat: {about: what floats}}\nentries:\n  boat:\n"


@pytest.fixture
def write(tmp_path: Path):
    def write_file(entries: str, name: str = "sea", more: str = "") -> Path:
        path = tmp_path / f"{name}.yml"
        path.write_text(HEAD.format(name=name) + more + SEA + entries, encoding="utf-8")
        return path

    return write_file


def words_found(lexicon: Lexicon, text: str) -> list[str]:
    return [entry.words for _, entry in lexicon.find(segment(text))]


def test_a_draft_is_found_nowhere_until_it_is_active(write) -> None:
    draft = load_lexicon(write("    - ferry\n    - {words: yacht, status: draft}\n"))
    active = load_lexicon(write("    - ferry\n    - {words: yacht, status: active}\n"))
    assert words_found(draft, "A ferry met a yacht.") == ["ferry"]
    assert words_found(active, "A ferry met a yacht.") == ["ferry", "yacht"]
    assert [(entry.words, draft.n_own) for entry in find_drafts(draft)] == [("yacht", 1)]
    assert find_drafts(active) == []


def test_a_draft_changes_no_fingerprint_and_setting_it_active_does(write) -> None:
    plain = load_lexicon(write("    - ferry\n")).fingerprint
    assert load_lexicon(write("    - ferry\n    - {words: yacht, status: draft}\n")).fingerprint == plain
    assert load_lexicon(write("    - ferry\n    - {words: yacht}\n")).fingerprint != plain


def test_setting_a_draft_active_is_a_new_entry_of_the_next_version(write) -> None:
    old = load_lexicon(write("    - ferry\n    - {words: yacht, status: draft}\n"))
    new = load_lexicon(write("    - ferry\n    - {words: yacht, status: active}\n"))
    changes = diff_lexicons(old, new)
    assert [(change.kind, change.id) for change in changes.entries] == [("added", "boat: yacht")]
    assert changes.part == "minor"


def test_with_its_drafts_a_lexicon_finds_them_under_their_conditions(write) -> None:
    lexicon = load_lexicon(write("    - {words: yacht, status: draft, unless_before: [club]}\n    - ferry\n"))
    counted = with_drafts(lexicon)
    assert words_found(counted, "The ferry passed a yacht near the yacht club.") == ["ferry", "yacht"]
    assert ([entry.words for entry in counted.entries], counted.n_own) == (["yacht", "ferry"], 2)
    assert find_drafts(counted) == []
    assert counted.fingerprint != lexicon.fingerprint


def test_a_lexicon_without_drafts_is_the_same_with_them(write) -> None:
    lexicon = load_lexicon(write("    - ferry\n    - {words: yacht, status: retired}\n"))
    assert with_drafts(lexicon) is lexicon


def test_a_draft_switches_off_no_entry_of_the_list_it_extends(write) -> None:
    write("    - ferry\n")
    path = write("    - {words: ferry, status: draft, before: [boat]}\n", "mine", "extends: sea\n")
    lexicon = load_lexicon(path)
    assert words_found(lexicon, "The ferry left.") == ["ferry"]
    assert words_found(with_drafts(lexicon), "The ferry left.") == []  # it takes its place as soon as it is asked for
    assert words_found(with_drafts(lexicon), "The ferry boat left.") == ["ferry"]


def test_drafts_of_a_list_stay_drafts_in_one_that_extends_it(write) -> None:
    write("    - {words: yacht, status: draft}\n")
    lexicon = load_lexicon(write("    - ferry\n", "mine", "extends: sea\n"))
    assert words_found(lexicon, "A ferry met a yacht.") == ["ferry"]
    counted = with_drafts(lexicon)
    assert words_found(counted, "A ferry met a yacht.") == ["ferry", "yacht"]
    assert counted.n_own == 1


def test_removing_a_draft_of_another_list_is_no_error(write) -> None:
    write("    - {words: yacht, status: draft}\n")
    assert check_lexicon(write("    - ferry\n", "mine", "extends: sea\nremove: [yacht]\n")) == []


def test_the_examples_of_a_draft_are_tried(write) -> None:
    path = write('    - {words: yacht, status: draft, matches: ["A ship left."]}\n')
    assert [line.partition(": ")[2] for line in check_lexicon(path)] == ['"yacht" is not found in its example "A ship left."']


def test_show_names_drafts_apart_from_entries_that_count(write) -> None:
    path = write("    - ferry\n    - {words: yacht, status: draft, note: not of clubs}\n")
    plain = CliRunner().invoke(group, ["lexicon", "show", str(path)]).output
    assert "boat (headline, 1 entries)" in plain
    assert "Drafts, which do not count until they are set active (1):\n     10  boat: yacht  [not of clubs]" in plain
    assert "Switched off" not in plain
    asked = CliRunner().invoke(group, ["lexicon", "show", str(path), "--drafts"]).output
    assert "boat (headline, 2 entries)" in asked
    assert "Drafts" not in asked


def test_show_tells_what_coding_has_found_of_an_entry(write) -> None:
    path = write("    - {words: ferry, precision: {n: 12, ok: 9, date: 2026-03-04, coder: ana}}\n")
    assert "ferry  [coded: 9 of 12 right, 2026-03-04]" in CliRunner().invoke(group, ["lexicon", "show", str(path)]).output


def test_kwic_shows_drafts_where_they_are_asked_for(write, tmp_path: Path) -> None:
    path = write("    - ferry\n    - {words: yacht, status: draft}\n")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Harbor news\n\nA ferry met a yacht on the river on Monday.\n")
    plain = ["lexicon", "kwic", str(path), str(tmp_path / "articles"), "--annotator", "fast", "--format", "csv"]
    assert ",yacht," not in CliRunner().invoke(group, plain).stdout
    shown = CliRunner().invoke(group, [*plain, "--drafts"])
    assert shown.exit_code == 0
    assert ",ferry," in shown.stdout
    assert ",yacht," in shown.stdout
