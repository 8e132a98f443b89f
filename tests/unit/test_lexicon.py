from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from framing.conditions import Conditions
from framing.documents import segment
from framing.errors import FramingError, LexiconError, UnknownNameError
from framing.lexicon import SHIPPED, Lexicon, available_lexicons, load_lexicon, shipped_lexicon
from framing.model import Document
from framing.patterns import expand

HEAD = """\
name: words
version: 1.0.0
about: words for a test
source: this test
license: CC0-1.0
categories:
  doubt: {about: doubt, column: headline}
  blur: {about: vagueness, column: side}
"""


def found(lexicon: Lexicon, text: str) -> list[str]:
    doc = segment(text)
    return [f"{doc.quote(span)}={entry.words}" for span, entry in lexicon.find(doc)]


def load(write, entries: str, name: str = "words.yml", head: str = HEAD) -> Lexicon:
    return load_lexicon(write(name, head + entries))


def problems(write, text: str | bytes, name: str = "words.yml") -> list[str]:
    """Return the lines of the error a file causes, its folder left out."""
    path = write(name, text)
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path)
    return str(caught.value).replace(f"{path.parent}/", "").splitlines()


class TestEntries:
    def test_a_text_and_a_mapping_are_both_entries(self, write) -> None:
        lexicon = load(write, "entries:\n  doubt: [perhaps, {words: may, pos: MD, weight: 0.5, plain: can, labels: [modal]}]\n")
        perhaps, may = lexicon.entries
        assert (perhaps.id, perhaps.weight, perhaps.conditions) == ("doubt: perhaps", 1.0, None)
        assert (may.weight, may.plain, may.labels, may.conditions) == (
            0.5,
            "can",
            frozenset({"modal"}),
            Conditions(pos=("MD",)),
        )
        assert (may.path, may.line) == (lexicon.path, 10)

    @pytest.mark.parametrize(
        ("stated", "told"),
        [
            ("{n: 20, ok: 18, date: 2026-03-04, coder: ana}", "18 of 20 right, 2026-03-04"),
            ("{n: 20, ok: 18}", "18 of 20 right"),
            ("0.9", ""),
            ("{ok: 18}", ""),
        ],
    )
    def test_what_coding_found_is_told_and_changes_no_hit(self, write, stated: str, told: str) -> None:
        (entry,) = (coded := load(write, f"entries:\n  doubt: [{{words: may, precision: {stated}}}]\n")).entries
        assert entry.precision == told
        assert coded.fingerprint == load(write, "entries:\n  doubt: [may]\n").fingerprint

    def test_the_head_and_the_categories_say_what_a_report_needs(self, write) -> None:
        lexicon = load(write, "voice: [own, reported]\nexcept: [about time]\nentries: {doubt: [about]}\n")
        assert (lexicon.name, lexicon.version, lexicon.license, lexicon.root) == ("words", "1.0.0", "CC0-1.0", "words")
        assert (lexicon.voice, lexicon.unit, lexicon.exceptions) == (("own", "reported"), "per 1,000 words", ("about time",))
        assert {c.name: (c.about, c.column) for c in lexicon.categories.values()} == {
            "doubt": ("doubt", "headline"),
            "blur": ("vagueness", "side"),
        }

    def test_without_a_name_the_file_name_counts_and_without_voices_all(self, write) -> None:
        lexicon = load_lexicon(write("own.yml", "categories: {a: }\nentries: {a: [perhaps]}\n"))
        assert (lexicon.name, lexicon.version, lexicon.voice) == ("own", "0", ("own", "reported", "quoted"))
        assert lexicon.categories["a"].about == ""

    def test_an_entry_takes_the_rule_of_its_category_unless_it_has_its_own(self, write) -> None:
        text = "categories: {a: {about: x, rule: H-1}}\nentries: {a: [perhaps, {words: may, rule: H-2}]}\n"
        assert [entry.rule for entry in load_lexicon(write("own.yml", text)).entries] == ["H-1", "H-2"]

    def test_words_that_yaml_takes_for_something_else_stay_words(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [no, on, 2024, 1e3, ~x]}\n")
        assert [entry.words for entry in lexicon.entries] == ["no", "on", "2024", "1e3", "~x"]


class TestPatterns:
    @pytest.mark.parametrize(
        ("given", "patterns"),
        [
            (("Air Force",), {("air", "force")}),
            (("the mayor’s",), {("the", "mayor", "'s")}),
            (("so-called",), {("so-called",), ("so", "called")}),
            (("war-torn mid-level",), {("war-torn", "mid-level"), ("war-torn", "mid", "level"), ("war", "torn", "mid-level"),
                                       ("war", "torn", "mid", "level")}),
            (("anti-war's",), {("anti-war", "'s"), ("anti", "war", "'s")}),
            (("appear* to",), {("appear*", "to")}),
            (("far-righ*",), {("far-righ*",), ("far", "righ*")}),
            (("re-*",), {("re-*",)}),
            (("J. Smith",), {("j.", "smith")}),
            (("U.S.-led",), {("u.s.", "-", "led"), ("u.s.", "led")}),
            (("claim credit", "verb"), {(f, "credit") for f in ("claim", "claims", "claimed", "claiming")}),
            (("news report", "noun"), {("news", "report"), ("news", "reports")}),
            (("say so", "verb", ("says", "said")), {("say", "so"), ("says", "so"), ("said", "so")}),
        ],
    )  # fmt: skip
    def test_words_stand_for_every_way_they_are_written(self, given: tuple, patterns: set) -> None:
        expanded = expand(*given)
        assert set(expanded) == patterns
        assert len(expanded) == len(patterns)

    def test_an_entry_and_its_text_are_cut_alike(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [J. Smith, U.S.-led, don't know, 3.5 %, 'so-called', (sic)]}\n")
        text = "J. Smith of the U.S.-led force: we don’t know 3.5% of so-called and so called facts (sic)."
        assert [line.split("=")[1] for line in found(lexicon, text)] == [
            "J. Smith", "U.S.-led", "don't know", "3.5 %", "so-called", "so-called", "(sic)",
        ]  # fmt: skip

    def test_many_hyphens_do_not_multiply(self) -> None:
        assert len(expand(" ".join(["a-b"] * 25))) == 2


class TestFinding:
    def test_the_longest_entry_wins_and_none_overlap(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [may, may well], blur: [about, well about]}\n")
        assert found(lexicon, "It may well about fail. It may.") == ["may well=may well", "about=about", "may=may"]

    def test_capitals_apostrophes_and_line_breaks_do_not_matter(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [it's possible]}\n")
        for text in ("it's possible", "It’s possible", "IT'S\nPOSSIBLE"):
            assert len(found(lexicon, text)) == 1

    def test_an_entry_never_reaches_over_a_sentence_end(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [sure . not, so far]}\n")
        assert found(lexicon, "He was sure. Not she. He did so. Far off.") == []

    def test_an_exception_swallows_the_entry_inside_it(self, write) -> None:
        lexicon = load(write, "except: [about time, about as]\nentries: {blur: [about]}\n")
        assert found(lexicon, "About time. About 40. About-time. It is about as good.") == ["About=about"]

    def test_a_condition_that_fails_leaves_the_shorter_entry(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [may, {words: may be, unless_before: [gone]}]}\n")
        assert found(lexicon, "They may be gone. They may be here.") == ["may=may", "may be=may be"]

    def test_of_two_entries_of_the_same_words_the_first_whose_conditions_hold_counts(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [{words: claim, after: [the]}], blur: [claim]}\n")
        doc = segment("The claim and a claim.")
        assert [entry.category for _, entry in lexicon.find(doc)] == ["doubt", "blur"]

    def test_nothing_is_found_where_a_search_is_told_to_skip(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [may, may well, well]}\n")
        doc = segment("It may well. It may.")
        assert [doc.quote(span) for span, _ in lexicon.find(doc, skip={1})] == ["well", "may"]

    def test_a_document_built_without_positions_is_searched_all_the_same(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [may]}\n")
        doc: Document = replace(segment("It may."), positions={})
        assert [doc.quote(span) for span, _ in lexicon.find(doc)] == ["may"]

    def test_nothing_is_found_in_an_empty_text(self, write) -> None:
        assert found(load(write, "entries: {doubt: [may]}\n"), "") == []


class TestFingerprint:
    BASE = "entries: {doubt: [may, {words: perhaps, unless_after: [not]}]}\n"

    def test_it_is_twelve_hexadecimal_digits_and_the_same_for_the_same_content(self, write) -> None:
        one, other = (load(write, self.BASE, name=name) for name in ("one/words.yml", "other/words.yml"))
        assert one.fingerprint == other.fingerprint
        assert len(one.fingerprint) == 12
        assert int(one.fingerprint, 16) >= 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("may", "might"),
            ("[not]", "[never]"),
            ("words: perhaps,", "words: perhaps, weight: 2,"),
            ("words: perhaps,", "words: perhaps, labels: [x],"),
            ("doubt: [may", "blur: [x], doubt: [may"),
            ("entries:", "except: [may day]\nentries:"),
            ("entries:", "voice: own\nentries:"),
        ],
    )
    def test_it_changes_with_whatever_can_change_a_hit(self, write, old: str, new: str) -> None:
        assert load(write, self.BASE.replace(old, new, 1)).fingerprint != load(write, self.BASE, name="b/words.yml").fingerprint

    def test_it_changes_with_the_column_of_a_category(self, write) -> None:
        head = HEAD.replace("column: headline", "column: side")
        assert load(write, self.BASE, head=head).fingerprint != load(write, self.BASE, name="b/words.yml").fingerprint

    def test_it_does_not_change_with_notes_and_examples(self, write) -> None:
        noted = self.BASE.replace("words: perhaps,", 'words: perhaps, note: n, matches: ["Perhaps so."],')
        assert load(write, noted).fingerprint == load(write, self.BASE, name="b/words.yml").fingerprint


class TestExtending:
    MINE = "extends: {base}\nversion: 1.1.0\n"

    def test_entries_are_added_replaced_and_removed_without_copying_the_list(self, write) -> None:
        base = write("words.yml", HEAD + "except: [may day]\nentries: {doubt: [may, perhaps, {words: seem, weight: 1}]}\n")
        mine = "name: mine\nextends: words.yml\nremove: [perhaps]\nentries: {doubt: [{words: seem, weight: 3}], blur: [some]}\n"
        lexicon = load_lexicon(write("mine.yml", mine))
        assert [(e.id, e.weight) for e in lexicon.entries] == [("doubt: seem", 3.0), ("blur: some", 1.0), ("doubt: may", 1.0)]
        assert (lexicon.name, lexicon.root, lexicon.n_own) == ("mine", "words", 2)
        assert (lexicon.about, lexicon.license, lexicon.exceptions) == ("words for a test", "CC0-1.0", ("may day",))
        assert lexicon.fingerprint != load_lexicon(base).fingerprint

    def test_one_word_of_a_shipped_list_can_be_switched_off(self, write) -> None:
        mine = load_lexicon(write("hedges.yml", 'extends: hedges\nremove: ["epistemic: perhaps"]\n'))
        text = "Perhaps they left. Maybe they came."
        assert [line.split("=")[0] for line in found(shipped_lexicon("hedges"), text)] == ["Perhaps", "Maybe"]
        assert [line.split("=")[0] for line in found(mine, text)] == ["Maybe"]
        assert (mine.root, mine.voice) == ("hedges", shipped_lexicon("hedges").voice)

    def test_an_entry_can_be_retired_by_its_words(self, write) -> None:
        write("words.yml", HEAD + "entries: {doubt: [may, {words: seem, status: active}, {words: look, status: retired}]}\n")
        lexicon = load_lexicon(write("mine.yml", "extends: words.yml\nentries: {doubt: [{words: may, status: retired}]}\n"))
        assert [entry.words for entry in lexicon.entries] == ["seem"]

    def test_a_list_of_the_same_folder_can_be_extended_by_its_name(self, write) -> None:
        write("danger.yml", HEAD + "entries: {doubt: [may]}\n")
        assert load_lexicon(write("mine.yml", "extends: danger\n")).root == "words"

    def test_a_file_of_a_shipped_name_extends_the_shipped_list_and_not_itself(self, write) -> None:
        assert Path(load_lexicon(write("hedges.yml", "extends: hedges\n")).layers[0].path) == SHIPPED / "hedges.yml"

    def test_a_name_of_a_file_that_is_here_is_answered_with_its_ending(self, write, monkeypatch, tmp_path: Path) -> None:
        write("danger.yml", HEAD + "entries: {doubt: [may]}\n")
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UnknownNameError, match=r"A file is named with its ending: danger\.yml\.$"):
            load_lexicon("danger")
        with pytest.raises(UnknownNameError) as told:
            load_lexicon("dangers")
        assert "ending" not in str(told.value)

    def test_the_users_entry_comes_before_one_of_the_same_words_in_another_category(self, write) -> None:
        write("words.yml", HEAD + "entries: {doubt: [about]}\n")
        lexicon = load_lexicon(write("mine.yml", "extends: words.yml\nentries: {blur: [about]}\n"))
        assert [entry.category for _, entry in lexicon.find(segment("about 40"))] == ["blur"]

    def test_a_category_keeps_what_the_extending_file_does_not_restate(self, write) -> None:
        write("words.yml", HEAD + "entries: {doubt: [may], blur: [some]}\n")
        lexicon = load_lexicon(write("mine.yml", "extends: words.yml\ncategories: {blur: {about: mine}}\n"))
        assert (lexicon.categories["blur"].about, lexicon.categories["blur"].column) == ("mine", "side")

    def test_an_extending_file_may_be_extended_in_turn(self, write, tmp_path: Path) -> None:
        write("words.yml", HEAD + "entries: {doubt: [may]}\n")
        write("more.yml", "extends: words\nentries: {doubt: [seem]}\n")
        write("most.yml", "extends: more\nentries: {doubt: [look]}\n")
        lexicon = load_lexicon("most", [tmp_path])
        assert [entry.words for entry in lexicon.entries] == ["look", "seem", "may"]
        assert lexicon.root == "words"

    def test_removing_what_is_not_there_is_told(self, write) -> None:
        write("words.yml", HEAD + "entries: {doubt: [may]}\n")
        assert problems(write, "extends: words.yml\nremove: [might]\n", "mine.yml") == [
            'mine.yml, line 2: remove: "might" is not an entry of words.yml'
        ]

    def test_removing_without_a_base_is_told(self, write) -> None:
        assert problems(write, HEAD + "remove: [may]\nentries: {doubt: [seem]}\n") == [
            'words.yml, line 9: remove: "may" is not an entry of any base'
        ]

    def test_an_unknown_base_is_told_with_those_there_are(self, write) -> None:
        [line] = problems(write, "extends: hegdes\nentries: {}\n", "mine.yml")
        assert line.startswith('mine.yml: extends: there is no lexicon "hegdes" (available: boosters, ')
        assert "hedges" in line

    def test_a_base_file_that_is_not_there_is_told(self, write) -> None:
        [line] = problems(write, "extends: base.yml\n", "mine.yml")
        assert line.startswith('mine.yml: extends: there is no lexicon "base.yml"')

    def test_files_that_extend_each_other_are_told(self, write) -> None:
        write("one.yml", "extends: two.yml\n")
        assert problems(write, "extends: one.yml\n", "two.yml")[0] == (
            'one.yml: extends: "two.yml" is this file itself, or extends it in turn'
        )

    def test_a_file_that_extends_itself_is_told(self, write) -> None:
        assert problems(write, "extends: mine.yml\n", "mine.yml") == [
            'mine.yml: extends: "mine.yml" is this file itself, or extends it in turn'
        ]

    def test_the_problems_of_the_base_are_told_with_its_own_path(self, write) -> None:
        write("words.yml", HEAD + "entries: {doubt: [may, may]}\n")
        assert problems(write, "extends: words.yml\nremove: [x]\n", "mine.yml") == [
            'words.yml, line 9: duplicate entry "may" (first on line 9)',
            'mine.yml, line 2: remove: "x" is not an entry of words.yml',
        ]


class TestNames:
    def test_a_users_folder_is_searched_before_the_shipped_lexicons(self, write, tmp_path: Path) -> None:
        write("own.yml", HEAD.replace("name: words", "name: own") + "entries: {doubt: [may]}\n")
        assert load_lexicon("own", [tmp_path]).name == "own"
        assert load_lexicon("hedges", [tmp_path]).name == "hedges"
        assert {"own", "hedges"} <= set(available_lexicons([tmp_path]))

    def test_a_name_that_exists_nowhere_brings_the_nearest_and_all(self) -> None:
        with pytest.raises(UnknownNameError, match=r'Unknown lexicon "hegdes"\. Did you mean "hedges"\? Available: boosters, '):
            load_lexicon("hegdes")

    @pytest.mark.parametrize("given", [5, None, ["hedges"]])
    def test_what_is_no_name_and_no_path_is_refused(self, given: object) -> None:
        with pytest.raises(FramingError, match=r"A lexicon is named, or its file"):
            load_lexicon(given)  # type: ignore[arg-type]

    def test_a_file_named_like_a_shipped_one_has_to_extend_it(self, write, tmp_path: Path) -> None:
        path = write("hedges.yml", "categories: {a: x}\nentries: {a: [perhaps]}\n")
        for name, folders in (("hedges", [tmp_path]), (path, [])):
            with pytest.raises(LexiconError) as caught:
                load_lexicon(name, folders)
            assert str(caught.value).startswith(f'{path}: "hedges" is also the name of ')
            assert str(caught.value).endswith("; say extends: hedges to build on that list, or rename this one")

    def test_the_name_inside_the_file_counts_as_well(self, write) -> None:
        [line] = problems(write, "name: loaded\ncategories: {a: x}\nentries: {a: [perhaps]}\n", "mine.yml")
        assert line.startswith('mine.yml: "loaded" is also the name of ')

    def test_a_shipped_file_is_no_shadow_of_the_users_that_extends_it(self, write, tmp_path: Path) -> None:
        path = write("hedges.yml", "extends: hedges\nentries: {epistemic: [in my guess]}\n")
        for name in ("hedges", path):
            lexicon = load_lexicon(name, [tmp_path])
            assert lexicon.entries[0].words == "in my guess"
            assert len(lexicon.entries) == len(shipped_lexicon("hedges").entries) + 1

    def test_a_copy_of_a_shipped_file_is_no_shadow(self, write) -> None:
        copy = write("boosters.yml", Path(shipped_lexicon("boosters").path).read_bytes())
        assert load_lexicon(copy).fingerprint == shipped_lexicon("boosters").fingerprint

    def test_of_two_folders_each_may_extend_the_next(self, write, tmp_path: Path) -> None:
        write("a/words.yml", "extends: words\nentries: {doubt: [look]}\n")
        write("b/words.yml", HEAD + "entries: {doubt: [may]}\n")
        lexicon = load_lexicon("words", [tmp_path / "a", tmp_path / "b"])
        assert [entry.words for entry in lexicon.entries] == ["look", "may"]


class TestBadFiles:
    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match=r"gone\.yml: cannot be read: No such file or directory"):
            load_lexicon(tmp_path / "gone.yml")

    def test_a_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "words.yml").mkdir()
        with pytest.raises(LexiconError, match=r"words\.yml: cannot be read: Is a directory"):
            load_lexicon(tmp_path / "words.yml")

    def test_a_file_in_another_encoding_is_told(self, write) -> None:
        assert problems(write, HEAD.encode() + b"entries: {doubt: [na\xefve]}\n") == [
            "words.yml, line 9: is not UTF-8 text; save it as UTF-8"
        ]

    def test_a_byte_order_mark_does_no_harm(self, write) -> None:
        text = ("\ufeff" + HEAD + "entries: {doubt: [may]}\n").encode()
        assert load_lexicon(write("words.yml", text)).name == "words"

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (
                "name: x\nentries:\n  a: [perhaps\nabout: y\n",
                "words.yml, line 4: is not valid YAML: did not find expected ',' or ']'",
            ),
            ('name: "x\n', "words.yml, line 2: is not valid YAML: found unexpected end of stream"),
            ("a: b: c\n", "words.yml, line 1: is not valid YAML: mapping values are not allowed in this context"),
        ],
    )
    def test_broken_yaml_is_told_with_its_line(self, write, text: str, line: str) -> None:
        assert problems(write, text) == [line]

    def test_control_characters_are_told(self, write) -> None:
        [line] = problems(write, b"name: \x00x\n")
        assert line.startswith("words.yml: is not valid YAML: ")

    def test_aliases_are_refused_before_they_can_expand(self, write) -> None:
        bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nentries: {d: [*c, *c]}\n"
        assert problems(write, bomb) == ["words.yml, line 2: uses YAML aliases (*name); write the entries out"]

    def test_endless_nesting_is_refused(self, write) -> None:
        assert problems(write, "entries: " + "[" * 5000) == [
            "words.yml, line 1: is nested more than 20 levels deep; a bracket may be missing"
        ]

    @pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
    def test_an_empty_file_is_told(self, write, text: str) -> None:
        assert problems(write, text)[0] == "words.yml: is empty; a lexicon needs name, categories and entries"

    @pytest.mark.parametrize("text", ["- perhaps\n", "perhaps\n"])
    def test_a_file_that_is_no_mapping_is_told(self, write, text: str) -> None:
        assert (
            problems(write, text)[0]
            == "words.yml, line 1: is not a mapping; a lexicon begins with name:, version:, categories:"
        )

    @pytest.mark.parametrize(
        ("tail", "line"),
        [
            ("entires: {doubt: [may]}\nentries: {doubt: [may]}",
             '9: unknown key "entires" in the file. Did you mean "entries"?'),
            ("entries:\n  doubt:\n  - words: may\n    unles_after: [in]",
             '12: unknown key "unles_after" in entry "may". Did you mean "unless_after"?'),
            ("entries: {doubt: [may]}\nentries: {doubt: [seem]}", '10: key "entries" stands twice'),
            ("entries: {doubt: [may, may]}", '9: duplicate entry "may" (first on line 9)'),
            ("entries: {doubt: [May], blur: [may]}", '9: "may" stands in two categories, "doubt" (line 9) and "blur"'),
            ("entries: {other: [may]}", '9: category "other" is not declared (declared: doubt, blur)'),
            ("entries: {}", "1: holds no entries"),
            ("entries: [may, seem]", "1: entries: must map each category to its list of entries, or name a .csv file"),
            ("entries: {doubt: may}", '9: entries of "doubt" must be a list'),
            ("entries: {doubt: [[may]]}", '9: an entry of "doubt" is a text or a mapping with words:'),
            ("entries:\n  doubt:\n  - #1 fan",
             '10: an entry of "doubt" is a text or a mapping with words: (a text with # in front needs double quotes)'),
            ("entries:\n  doubt:\n  - breaking: news", '11: an entry with a colon needs double quotes: "breaking: news"'),
            ("entries: {doubt: [{words: [may, might]}]}", "9: words: is one text; make each of them an entry of its own"),
            ("entries: {doubt: [{words: may, matches: [Note: it may.]}]}",
             "9: matches: must be a text or a list of texts; put a text with a colon between double quotes"),
            ("entries: {doubt: ['...']}", "9: an entry needs words: with at least one letter or digit, or it can never match"),
            ("entries: {doubt: [{pos: MD}]}",
             "9: an entry needs words: with at least one letter or digit, or it can never match"),
            ("entries: {doubt: [m*y]}", '9: "m*y": * stands only at the end of a word'),
            ("entries: {doubt: ['may *']}", '9: "may *": * stands only at the end of a word'),
            ("entries: {doubt: [{words: may, forms: ['m*y']}]}", '9: "m*y": * stands only at the end of a word'),
            ("entries: {doubt: [{words: may, weight: much}]}", '9: weight: "much" is not a number'),
            ("entries: {doubt: [{words: may, weight: nan}]}", '9: weight: "nan" is not a number'),
            ("entries: {doubt: [{words: may, weight: [1]}]}", "9: weight: must be a text, not a list or a mapping"),
            ("entries: {doubt: [{words: may, inflect: adjective}]}", '9: inflect: "adjective" is not one of verb, noun'),
            ("entries: {doubt: [{words: may, case: small}]}", '9: case: "small" is not one of lower, capital, upper'),
            ("entries: {doubt: [{words: may, status: old}]}", '9: status: "old" is not one of draft, active, retired'),
            ("entries: {doubt: [{words: may, pos: VERB}]}",
             '9: entry "may", pos: no Penn tag fits "VERB" (as in NN, NNP, JJ, VB*, MD)'),
            ("entries: {doubt: [{words: may, before: ['*']}]}",
             '9: entry "may", before: "*": * stands only at the end of a word (<any> is any one token)'),
            ("entries: {doubt: [{words: may, near: [<x>]}]}",
             '9: entry "may", near: unknown class <x> (known: <number>, <name>, <start>, <end>, <punct>, <any>, <tag:...>)'),
            ("entries: {doubt: [{words: may, after: {in: x}}]}", "9: after: must be a text or a list of texts"),
            ("voice: [own, loud]\nentries: {doubt: [may]}", '1: voice "loud" is not one of own, reported, quoted'),
            ("about: [x]\nentries: {doubt: [may]}", "9: key \"about\" stands twice"),
        ],
    )  # fmt: skip
    def test_whatever_is_wrong_is_told_with_its_line(self, write, tail: str, line: str) -> None:
        told = problems(write, HEAD + tail + "\n")
        assert f"words.yml{line}" in told or f"words.yml, line {line}" in told

    @pytest.mark.parametrize(
        ("categories", "line"),
        [
            ("{a: {column: main}}", 'category "a": column must be headline or side, not "main"'),
            ("{a: {colum: side}}", 'unknown key "colum" in category "a". Did you mean "column"?'),
            ("{a: [x, y]}", 'category "a" must be a text or a mapping with about: and column:'),
            ("[a]", "categories: must map each category to its about and column"),
        ],
    )
    def test_a_wrong_category_is_told(self, write, categories: str, line: str) -> None:
        assert f"words.yml, line 1: {line}" in problems(write, f"categories: {categories}\nentries: {{a: [may]}}\n")

    def test_all_problems_are_told_at_once(self, write) -> None:
        assert (
            len(problems(write, HEAD + "colour: x\nentries: {doubt: [m*y, {words: may, weight: x}, seem, seem], c: [x]}\n"))
            == 5
        )

    def test_the_same_word_may_stand_in_two_categories_where_conditions_tell_them_apart(self, write) -> None:
        lexicon = load(write, "entries: {doubt: [may], blur: [{words: may, after: [in]}]}\n")
        assert len(lexicon.entries) == 2


class TestTables:
    def test_a_long_list_can_stand_in_a_table(self, write) -> None:
        write("words.csv", 'words,category,weight,plain,note\nmay,doubt,,can,\n"some, say",blur,0.5,,a note\n')
        lexicon = load(write, "entries: words.csv\n")
        assert [(e.id, e.weight, e.plain, e.note, e.line) for e in lexicon.entries] == [
            ("doubt: may", 1.0, "can", "", 2),
            ("blur: some, say", 0.5, "", "a note", 3),
        ]
        assert found(lexicon, "It may. Some, say, do.") == ["may=may", "Some, say=some, say"]

    def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(self, write) -> None:
        write("words.csv", 'words,category,note\n"=cmd(x)",doubt,"=HYPERLINK(""a"")"\n+may,doubt,@x\n')
        lexicon = load(write, "entries: words.csv\n")
        assert [(e.words, e.note) for e in lexicon.entries] == [("=cmd(x)", '=HYPERLINK("a")'), ("+may", "@x")]
        assert found(lexicon, "Type =cmd(x) now.") == ["=cmd(x)==cmd(x)"]

    def test_its_problems_are_told_with_its_own_name_and_line(self, write) -> None:
        write("words.csv", "words,category,weight\nmay,doubt,\n...,doubt,\nseem,epithet,\nlook,doubt,x\n")
        assert problems(write, HEAD + "entries: words.csv\n") == [
            "words.csv, line 3: an entry needs words: with at least one letter or digit, or it can never match",
            'words.csv, line 5: weight: "x" is not a number',
            'words.csv, line 4: category "epithet" is not declared (declared: doubt, blur)',
        ]

    def test_lines_are_counted_over_cells_of_several_lines(self, write) -> None:
        write("words.csv", 'words,category,note\nmay,doubt,"two\nlines"\nseem,epithet,\n')
        assert problems(write, HEAD + "entries: words.csv\n")[0].startswith("words.csv, line 4: ")

    def test_a_table_without_its_columns_is_told(self, write) -> None:
        write("words.csv", "term,kind\nmay,doubt\n")
        assert problems(write, HEAD + "entries: words.csv\n")[0] == (
            "words.csv: has no column words and category (columns: words, category, weight, plain, note)"
        )

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (None, ": cannot be read: No such file or directory"),
            (b"words,category\nna\xefve,doubt\n", ", line 2: is not UTF-8 text; save it as UTF-8"),
            (b"", ": has no column words and category (columns: words, category, weight, plain, note)"),
        ],
    )
    def test_a_table_that_cannot_be_read_is_told(self, write, content: bytes | None, message: str) -> None:
        if content is not None:
            write("words.csv", content)
        assert problems(write, HEAD + "entries: words.csv\n")[0] == f"words.csv{message}"


class TestSize:
    def test_a_page_pasted_as_an_entry_is_told_and_not_searched_for(self, write) -> None:
        told = problems(write, HEAD + f"entries: {{doubt: [may, '{'word ' * 10_000}']}}\n")
        assert told == ['words.yml, line 9: "word word word word word word ..." has 10,000 words; an entry has at most 25']

    def test_fifty_thousand_entries_load_in_bounded_time(self, write) -> None:
        rows = "".join(f"  - item{i} of-kind{i % 7}\n" for i in range(50_000))
        started = time.process_time()
        lexicon = load(write, "entries:\n  doubt:\n" + rows)
        assert time.process_time() - started < 20  # some 4 seconds here; quadratic work would take minutes
        assert len(lexicon.entries) == 50_000
        assert found(lexicon, "the item49999 of kind5") == ["item49999 of kind5=item49999 of-kind5"]
