"""What changed between two versions of a lexicon, what that asks of the version, and which findings move (K-6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.newsstand import ARTICLES, run, write_lines

from framing.errors import LexiconError, UnknownNameError
from framing.lexicon_changes import Change, Changes, diff_lexicons, load_version
from framing.lexicon_counts import count_entries, describe_voices
from framing.lexicon_findings import compare_findings
from framing.model import Article

BASE = """\
name: words
version: 1.2.3
about: Words.
source: a test
license: CC0-1.0
voice: [own]
categories:
  doubt: {about: "doubt", column: headline}
  blur: {about: "vagueness", column: side}
entries:
  doubt:
    - perhaps
    - {words: may, pos: MD, weight: 1, unless_after: [in], note: n, matches: ["It may rain."], not: ["In May."]}
  blur: [about]
"""
SHOP = Article(
    id="shop",
    outlet="Post",
    title="It may rain",
    text="It may rain, or perhaps not. \u201cPerhaps so,\u201d said Ana Ruiz, who sells about forty hats a day.",
)


@pytest.fixture
def diff(write):
    def make(old: str, new: str, text: str = BASE) -> Changes:
        return diff_lexicons(*(load_version(write(f"{i}/words.yml", t)) for i, t in enumerate((text, text.replace(old, new)))))

    return make


def may(keys: dict[str, tuple[str, str]], part: str) -> Change:
    return Change("changed", "doubt: may", keys, part)


class TestWhatChanged:
    def test_nothing(self, diff) -> None:
        changes = diff("", "")
        assert (changes.entries, changes.categories, changes.head) == ((), (), ())
        assert (changes.part, changes.wanted, changes.is_enough) == ("nothing", "1.2.3", True)

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("    - perhaps\n", "    - perhaps\n    - maybe\n", Change("added", "doubt: maybe", {}, "minor")),
            ("    - perhaps\n", "", Change("removed", "doubt: perhaps", {}, "minor")),
            (
                "- perhaps",
                "- {words: perhaps, weight: 2}",
                Change("changed", "doubt: perhaps", {"weight": ("1", "2")}, "major"),
            ),
            ("[in]", "[in, by]", may({"unless_after": ("in", "in, by")}, "minor")),
            ("pos: MD, ", "", may({"pos": ("MD", "")}, "minor")),
            ("words: may", "words: may, inflect: verb", may({"forms": ("may", "may, mays, mayed, maying")}, "minor")),
            ("note: n", "note: m", may({"note": ("n", "m")}, "patch")),
            ("note: n", "plain: might", may({"plain": ("", "might"), "note": ("n", "")}, "patch")),
            ('rain."]', 'rain.", "It may."]', may({"matches": ("It may rain.", "It may rain. | It may.")}, "patch")),
            ('["In May."]', '["By May."]', may({"not": ("In May.", "By May.")}, "patch")),
            ("note: n", "labels: [x]", may({"labels": ("", "x"), "note": ("n", "")}, "minor")),
        ],
    )
    def test_of_an_entry(self, diff, old: str, new: str, told: Change) -> None:
        assert diff(old, new).entries == (told,)

    def test_an_entry_that_moves_to_a_side_column_is_told_once_and_makes_figures_incomparable(self, write) -> None:
        new = BASE.replace("    - perhaps\n", "").replace("[about]", "[about, perhaps]")
        changes = diff_lexicons(*(load_version(write(f"{i}/words.yml", text)) for i, text in enumerate((BASE, new))))
        (change,) = changes.entries
        assert (change.kind, change.id, change.keys) == ("moved", "blur: perhaps", {"category": ("doubt", "blur")})
        assert changes.part == "major"

    @pytest.mark.parametrize(
        ("old", "new", "kind", "name", "part"),
        [
            ("column: side", "column: headline", "changed", "blur", "major"),
            ("vagueness", "vague words", "changed", "blur", "patch"),
            ("categories:\n", "categories:\n  new: {about: x}\n", "added", "new", "major"),
        ],
    )
    def test_of_a_category(self, diff, old: str, new: str, kind: str, name: str, part: str) -> None:
        (change,) = diff(old, new).categories
        assert (change.kind, change.id, change.part) == (kind, name, part)

    @pytest.mark.parametrize(
        ("old", "new", "name", "part"),
        [
            ("voice: [own]", "voice: [own, reported]", "voice", "major"),
            ("about: Words.", "about: More words.", "about", "patch"),
            ("source: a test", "source: another", "source", "patch"),
            ("entries:", "except: [may day]\nentries:", "except", "minor"),
        ],
    )
    def test_of_the_head(self, diff, old: str, new: str, name: str, part: str) -> None:
        (change,) = diff(old, new).head
        assert (change.id, change.part) == (name, part)

    def test_what_a_list_extends_counts_as_its_own(self, write) -> None:
        write("words.yml", BASE)
        mine = load_version(write("mine.yml", "extends: words.yml\nremove: [may]\n"))
        changes = diff_lexicons(load_version(write("words.yml", BASE)), mine)
        assert [(change.kind, change.id) for change in changes.entries] == [("removed", "doubt: may")]

    def test_an_old_version_may_have_the_name_of_a_list_that_ships(self, write) -> None:
        old = load_version(write("old/hedges.yml", BASE.replace("name: words", "name: hedges")))
        assert diff_lexicons(old, load_version("hedges")).part == "major"

    def test_files_that_are_wrong_and_names_that_are_unknown_are_told(self, write) -> None:
        with pytest.raises(LexiconError, match='unknown key "wieght"'):
            load_version(write("a.yml", BASE.replace("weight", "wieght")))
        with pytest.raises(UnknownNameError):
            load_version("hedgs")


class TestVersions:
    @pytest.mark.parametrize(
        ("change", "wanted"),
        [(("note: n", "note: m"), "1.2.4"), (("perhaps", "maybe"), "1.3.0"), (("weight: 1", "weight: 3"), "2.0.0")],
    )
    def test_each_kind_of_change_raises_its_number(self, diff, change: tuple[str, str], wanted: str) -> None:
        changes = diff(*change)
        assert (changes.wanted, changes.is_enough) == (wanted, False)

    @pytest.mark.parametrize(
        ("version", "enough"),
        [("1.2.3", False), ("1.2.9", False), ("1.3.0", True), ("1.3.0-draft", True), ("2.0.0", True), ("x", False)],
    )
    def test_a_version_says_enough_or_not(self, write, version: str, enough: bool) -> None:
        new = BASE.replace("1.2.3", version).replace("perhaps", "maybe")
        changes = diff_lexicons(*(load_version(write(f"{i}/words.yml", text)) for i, text in enumerate((BASE, new))))
        assert changes.is_enough is enough

    def test_an_old_version_that_is_no_semantic_one_asks_for_none(self, diff) -> None:
        assert diff("perhaps", "maybe", BASE.replace("1.2.3", "seven")).wanted == ""


class TestFindings:
    def find(self, diff, old: str, new: str) -> list[tuple[str, str, str, str]]:
        changes = diff(old, new)
        found = compare_findings(changes.old, changes.new, [SHOP], annotator="fast")
        return [(each.kind, each.old, each.new, f"{each.zone} {each.text} {each.voice}") for each in found]

    def test_what_appears_and_vanishes_is_told_with_zone_and_voice(self, diff) -> None:
        assert self.find(diff, "    - perhaps\n", "    - rain\n") == [
            ("appears", "", "doubt: rain", "body rain own"),
            ("vanishes", "doubt: perhaps", "", "body perhaps own"),
            ("vanishes", "doubt: perhaps", "", "body Perhaps quoted"),
            ("appears", "", "doubt: rain", "title rain own"),
        ]

    def test_what_is_counted_otherwise_is_told(self, diff) -> None:
        found = self.find(diff, "weight: 1", "weight: 2")
        assert [each[:3] for each in found] == [("counted otherwise", "doubt: may", "doubt: may")] * 2

    def test_a_note_moves_nothing(self, diff) -> None:
        assert self.find(diff, "note: n", "note: m") == []

    def test_the_context_of_a_finding_is_the_articles_own_text(self, diff) -> None:
        changes = diff("[about]", "[]")
        (found,) = compare_findings(changes.old, changes.new, [SHOP], annotator="fast")
        assert SHOP.text[found.start : found.end] == found.text == "about"
        assert found.before + found.text + found.after in SHOP.text

    def test_a_frame_has_a_row_for_each_finding_with_its_kind(self, diff) -> None:
        changes = diff("    - perhaps\n", "    - rain\n")
        found = compare_findings(changes.old, changes.new, [SHOP], annotator="fast")
        frame = found.frame()
        assert list(frame.columns[:3]) == ["kind", "article", "outlet"]
        assert list(frame["kind"]) == [each.kind for each in found]
        assert list(zip(frame["start"], frame["text"], strict=True)) == [(each.start, each.text) for each in found]
        assert list(compare_findings(changes.old, changes.old, [SHOP], annotator="fast").frame().columns) == list(frame.columns)

    def test_a_notebook_shows_findings_and_changes_escaped(self, diff) -> None:
        changes = diff("    - perhaps\n", '    - {words: rain, note: "<i>"}\n')
        shop = Article(id="<b>", outlet="Echo", text="It may rain.")
        shown = compare_findings(changes.old, changes.new, [shop], annotator="fast")._repr_html_()
        assert shown.startswith("<p>1 findings differ</p>")
        assert "&lt;b&gt;" in shown
        assert "<b>" not in shown
        hostile = diff("[about]", "[about, <i>]")
        assert "<i>" not in hostile._repr_html_()
        assert "&lt;i&gt;" in hostile._repr_html_()


class TestFrames:
    def test_a_row_tells_each_key_that_changed_and_each_entry_that_came_or_went(self, diff) -> None:
        frame = diff("weight: 1", "weight: 2").frame()
        assert list(frame.columns) == ["what", "kind", "id", "key", "old", "new", "raises"]
        assert frame.to_numpy().tolist() == [["entry", "changed", "doubt: may", "weight", "1", "2", "major"]]
        frame = diff("    - perhaps\n", "    - rain\n").frame()
        assert frame[["kind", "id", "key", "raises"]].to_numpy().tolist() == [
            ["added", "doubt: rain", "", "minor"],
            ["removed", "doubt: perhaps", "", "minor"],
        ]

    def test_head_and_categories_stand_in_it_too(self, diff) -> None:
        frame = diff("version: 1.2.3\n", "version: 1.2.3\nunit: per article\n").frame()
        assert frame[["what", "id", "key", "new"]].to_numpy().tolist() == [["head", "unit", "unit", "per article"]]

    def test_in_a_session_changes_say_what_they_ask_of_the_version(self, diff) -> None:
        assert repr(diff("weight: 1", "weight: 2")).endswith("1.2.3 to 1.2.3: 1 entries, major)")


class TestCounts:
    def test_entries_are_counted_by_voice_and_sorted_with_those_without_a_hit_last(self, write) -> None:
        lexicon = load_version(write("words.yml", BASE.replace("[about]", "[about, zebra]")))
        other = Article(id="other", outlet="Echo", text="It may snow.")
        counts = count_entries(lexicon, [SHOP, other], annotator="fast")
        assert [(c.entry.words, c.n_hits, len(c.articles), len(c.outlets)) for c in counts] == [
            ("may", 3, 2, 2), ("perhaps", 2, 1, 1), ("about", 1, 1, 1), ("zebra", 0, 0, 0),
        ]  # fmt: skip
        assert describe_voices(counts[1]) == "own 1, quoted 1"

    def test_without_articles_nothing_is_found(self, write) -> None:
        counts = count_entries(load_version(write("words.yml", BASE)), [], annotator="fast")
        assert [(count.entry.words, count.n_hits) for count in counts] == [("about", 0), ("may", 0), ("perhaps", 0)]


class TestCommands:
    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        return write_lines(tmp_path / "articles.jsonl", *ARTICLES)

    def test_diff_says_what_changed_and_what_the_version_should_be(self, write, articles: Path) -> None:
        old = write("old/words.yml", BASE)
        new = write(
            "words.yml",
            BASE.replace("- perhaps", "- {words: perhaps, unless_before: [we]}").replace("[about]", "[about, some]"),
        )
        result = run("lexicon", "diff", old, new, "--on", articles, "--annotator", "fast")
        lines = result.stdout.splitlines()
        assert result.exit_code == 0
        assert lines[0].startswith("- words 1.2.3, fingerprint ")
        assert "entries added (1)" in lines
        assert "  blur: some" in lines
        assert "      unless_before: (none) -> we" in lines
        wanted = "that asks for version 1.3.0 at least; it is 1.2.3, WHICH DOES NOT SAY SO."
        assert f"Entries were added, removed or changed: {wanted}" in lines
        assert "Findings in 2 articles: 1 appear, 1 vanish, 0 are counted otherwise." in lines
        assert "vanishes: doubt: perhaps (1 in 1 articles)" in lines
        assert any(line.startswith("  Sound Post, calm, body ") and ">>Perhaps<< we will not" in line for line in lines)

    def test_of_many_findings_of_one_entry_three_are_shown(self, write, articles: Path) -> None:
        old, new = write("old/words.yml", BASE), write("words.yml", BASE.replace("[about]", "[about, the]"))
        lines = run("lexicon", "diff", old, new, "--on", articles, "--annotator", "fast").stdout.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("appears: blur: the ("))
        assert len(lines[at + 1 :]) == 3

    def test_diff_without_articles_reads_none(self, write) -> None:
        path = write("words.yml", BASE)
        result = run("lexicon", "diff", path, path)
        assert (
            result.stdout.splitlines()[-1]
            == "Nothing changed: that asks for version 1.2.3 at least; it is 1.2.3, which is enough."
        )

    def test_of_two_lists_of_different_names_no_version_is_asked(self, write) -> None:
        old, new = (
            write("words.yml", BASE),
            write("other.yml", BASE.replace("name: words", "name: other").replace("perhaps", "maybe")),
        )
        last = run("lexicon", "diff", old, new).stdout.splitlines()[-1]
        assert last.endswith("; by their names these are two lists and not two versions of one.")

    def test_show_counts_entries_on_articles(self, write, articles: Path) -> None:
        lines = run("lexicon", "show", write("words.yml", BASE), "--on", articles, "--annotator", "fast").stdout.splitlines()
        assert "3 hits in 2 articles; 2 of 2 entries have one" in lines
        row = next(line.split() for line in lines if line.endswith("  perhaps"))
        assert row == ["1", "1", "1", "\u00b7", "\u00b7", "1", "12", "perhaps"]

    def test_show_tells_where_entries_come_from_and_what_was_switched_off(self, write) -> None:
        write("words.yml", BASE)
        mine = write(
            "mine.yml",
            "version: 1.0.0\nextends: words.yml\nremove: [may]\nentries: {doubt: [maybe, {words: perhaps, weight: 2}]}\n",
        )
        lines = run("lexicon", "show", mine).stdout.splitlines()
        assert any(line.startswith("Built from words 1.2.3 (") and ", then mine 1.0.0 (" in line for line in lines)
        assert "      4  maybe" in lines
        assert "  words:14  about" in lines
        assert lines[-3:] == [
            "Switched off or overridden (2):",
            "  doubt: may  [words:13, removed by mine 1.0.0]",
            "  doubt: perhaps  [words:12, overridden by mine 1.0.0]",
        ]

    def test_articles_that_are_not_there_are_an_error(self, write, tmp_path: Path) -> None:
        result = run("lexicon", "show", write("words.yml", BASE), "--on", tmp_path / "none", "--annotator", "fast")
        assert result.exit_code == 1
        assert "does not exist" in result.stderr
