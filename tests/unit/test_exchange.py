"""Lists of other tools as lexicons, and lexicons as lists of other tools: what comes through, and what is said to be lost."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.newsstand import run

from framing.documents import segment
from framing.errors import LexiconError, UnknownNameError
from framing.exchange import FORMATS, Imported, export_lexicon, guess_format, import_lexicon
from framing.exchange.terms import Losses, spell, why_unfindable
from framing.lexicon import Lexicon, available_lexicons, load_lexicon
from framing.lexicon_check import check_lexicon
from framing.measures import LexiconMeasure
from framing.patterns import expand

QUANTEDA = """\
economy:
  tax: [tax*, value added tax]
  trade:
    - tariff*
    - "no"
    - abroad: [export*, import*]
morals: [sin, "evil"]
"""
LIWC = (
    "%\r\n1\tposemo (Positive emotion)\r\n2\tsad\r\n  31\tanger\r\n%\r\n"
    "abandon*\t2\t31\r\nhappy\t1\r\nkind of\t1\r\ncan't\t2\r\n"
)
TABLE = 'words,category,weight,plain,note\nstranglehold,force,2,control,\n"tax, levied",money,,,a note\n'
PLAIN = "# a remark\nperhaps\n\nso-called\nmay well\n"


def read(write, text: str | bytes, file: str, **given: str) -> tuple[Lexicon, Imported]:
    """Import a list, and check that the lexicon is sound but for warnings of stars."""
    made = import_lexicon(write(file, text), **given)
    path = write("imported/mine.yml", made.text)
    assert [problem for problem in check_lexicon(path) if "swallows" not in problem or "warning" not in problem] == []
    lexicon = load_lexicon(path)
    assert len(lexicon.entries) == made.n_entries
    return lexicon, made


def entries(lexicon: Lexicon) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in lexicon.entries:
        found.setdefault(entry.category, []).append(entry.words)
    return found


class TestQuanteda:
    def test_categories_inside_categories_are_named_after_all_of_them(self, write) -> None:
        lexicon, made = read(write, QUANTEDA, "a.yml", name="mine")
        assert entries(lexicon) == {
            "economy.tax": ["tax*", "value added tax"],
            "economy.trade": ["tariff*", "no"],
            "economy.trade.abroad": ["export*", "import*"],
            "morals": ["sin", "evil"],
        }
        assert (made.losses, lexicon.source) == ((), "Imported from a.yml (YAML of quanteda, categories inside categories).")

    def test_what_has_no_counterpart_is_left_out_and_said(self, write) -> None:
        text = 'a: ["wom?n", "*ism", ":-)", "un*ly", fine, Fine]\nb: {}\nc:\n'
        lexicon, made = read(write, text, "a.yml")
        assert entries(lexicon) == {"a": ["fine"]}
        assert made.losses == (
            'left out, as ? stands for any one letter: 1 ("wom?n")',
            'left out, as it is empty: 1 ("c")',
            'left out, as * stands elsewhere than at the end of a word: 2 ("*ism", "un*ly")',
            'left out, as nothing in it is a letter or digit: 1 (":-)")',
            'stands twice: once is enough: 1 ("Fine")',
        )

    def test_a_term_inside_one_with_a_star_of_the_same_category_is_left_out(self, write) -> None:
        lexicon, made = read(write, "a: [thanks, thank*, thankf*, thank you]\nb: [thanked]\n", "a.yml")
        assert entries(lexicon) == {"a": ["thank*", "thank you"], "b": ["thanked"]}
        assert 'left out, as a shorter term with * holds it: 2 ("thanks", "thankf*")' in made.losses

    @pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "a: [b\n", "a: &x [b]\nc: *x\n", ""])
    def test_what_is_no_such_file_is_told(self, write, text: str) -> None:
        with pytest.raises(LexiconError, match=r"a\.yml: (line \d+: |is no mapping of categories)"):
            import_lexicon(write("a.yml", text))


class TestLiwc:
    def test_words_are_in_the_categories_that_their_numbers_name(self, write) -> None:
        lexicon, made = read(write, LIWC, "a.dic")
        assert entries(lexicon) == {"sad": ["abandon*", "can't"], "posemo (Positive emotion)": ["happy", "kind of"]}
        assert lexicon.entries[0].labels == {"anger"}
        assert made.losses == (
            'in several categories: counted once, under the first, and by its labels under the others: 1 ("abandon*")',
        )

    def test_a_word_of_two_categories_counts_in_the_columns_of_both_and_once_in_the_rate(self, write) -> None:
        from framing.measures import score

        lexicon, _ = read(write, LIWC, "a.dic")
        doc = segment("They abandoned it.")
        doc = replace(doc, voices=("own",) * 4, words={"own": 3})
        measure = LexiconMeasure(lexicon)
        scores = {s.column: s.n_hits for s in score(measure, doc, list(measure.find(doc)))}
        assert (scores["rate"], scores["sad"], scores["anger"], scores["posemo (Positive emotion)"]) == (1, 1, 1, 0)

    @pytest.mark.parametrize(
        ("line", "category"),
        [
            ("like\t(02 134)2/31\t1", "sad"),  # the version of 2007: another category beside certain words
            ("kind\t<of>31/1", "anger"),
            ("happy 1", "posemo (Positive emotion)"),
            ("  happy \t 1 \t 2 ", "posemo (Positive emotion)"),
            ("so far so good 1 2", "posemo (Positive emotion)"),
            ("naïve\t1", "posemo (Positive emotion)"),
        ],
    )
    def test_the_oddities_of_its_versions_are_read(self, write, line: str, category: str) -> None:
        lexicon, _ = read(write, f"%\n1 posemo (Positive emotion)\n2\tsad\n31\tanger\n%\t\n{line}\n", "a.dic")
        assert lexicon.entries[0].category == category

    def test_a_category_that_depends_on_a_context_is_told(self, write) -> None:
        _, made = read(write, "%\n1\ta\n2\tb\n%\nlike\t(02)1/2\n", "a.dic")
        assert made.losses[0] == 'in a category only beside certain words: taken to be in it always: 1 ("like")'

    def test_words_without_a_category_and_unknown_numbers_are_told(self, write) -> None:
        _, made = read(write, "%\n1\ta\n%\nlost\nfound\t1\nodd\t1\t99\nnone\t98\n", "a.dic")
        assert made.losses == (
            'left out, as it is in no category: 2 ("lost", "none")',
            'in a category whose number the file does not name: 2 ("odd", "none")',
        )

    def test_a_file_in_the_old_encoding_is_read_and_said_to_be(self, write) -> None:
        lexicon, made = read(write, "%\n1\ta\n%\ncafé\t1\n".encode("cp1252"), "a.dic")
        assert entries(lexicon) == {"a": ["café"]}
        assert made.losses == ("the file is not UTF-8 and was read as Windows-1252: look at words with accents",)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("abandon*\t1\n", "has no two lines of %"),
            ("%\n1\ta\nabandon*\t1\n", "has no two lines of %"),
            ("%\none\ta\n%\nx\t1\n", "line 2: a category is a number, a tab and a name"),
            ("%\n1\n%\nx\t1\n", "line 2: a category is a number, a tab and a name"),
            ("%\n1\ta\n%\n", "holds not one word that can be found in a text"),
        ],
    )
    def test_what_is_no_such_file_is_told(self, write, text: str, why: str) -> None:
        with pytest.raises(LexiconError, match=why):
            import_lexicon(write("a.dic", text))


class TestTables:
    def test_weights_plain_wordings_and_notes_come_through(self, write) -> None:
        lexicon, made = read(write, TABLE, "a.csv")
        one, two = lexicon.entries
        assert (one.id, one.weight, one.plain) == ("force: stranglehold", 2.0, "control")
        assert (two.id, two.note) == ("money: tax, levied", "a note")
        assert made.losses == ()

    @pytest.mark.parametrize("mark", [";", "\t"])
    def test_cells_may_be_parted_otherwise(self, write, mark: str) -> None:
        lexicon, _ = read(write, f"words{mark}category\nperhaps{mark}doubt\n", "a.csv")
        assert entries(lexicon) == {"doubt": ["perhaps"]}

    def test_columns_nobody_reads_and_a_missing_category_are_told(self, write) -> None:
        lexicon, made = read(write, "Words,score\nperhaps,3\n", "a.csv")
        assert entries(lexicon) == {"words": ["perhaps"]}
        assert made.losses == ('the table has no column category: all words are in "words"', 'column "score" is left out')

    def test_formulas_are_disarmed_on_the_way_out_and_rearmed_on_the_way_in(self, write) -> None:
        entries = "[{words: fine, note: '=HYPERLINK(1)', plain: '-x'}, '@here', \"'tis so\"]"
        text = f"name: x\ncategories: {{a: b}}\nentries: {{a: {entries}}}\n"
        table = export_lexicon(load_lexicon(write("x.yml", text)), "csv").text
        cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
        lexicon, _ = read(write, table, "a.csv")
        fine, here, tis = lexicon.entries
        assert (fine.note, fine.plain, here.words, tis.words) == ("=HYPERLINK(1)", "-x", "@here", "'tis so")

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("term,category\nx,y\n", "line 1: has no column words"),
            ("words,weight\nx,heavy\n", 'line 2: weight "heavy" is not a number'),
            ("words\n\n", "holds not one word"),
            ('words\n"' + "x" * 200_000 + '"\n', "is no CSV table: field larger than field limit"),
        ],
    )
    def test_what_is_no_such_table_is_told(self, write, text: str, why: str) -> None:
        with pytest.raises(LexiconError, match=why):
            import_lexicon(write("a.csv", text))

    def test_a_plain_list_is_read_line_by_line(self, write) -> None:
        lexicon, made = read(write, PLAIN, "a.txt")
        assert entries(lexicon) == {"words": ["perhaps", "so-called", "may well"]}
        assert made.losses == ('a plain list has no categories: all words are in "words"',)


class TestFiles:
    @pytest.mark.parametrize(("name", "form"), [("a.YML", "quanteda"), ("a.dic", "liwc"), ("a.tsv", "csv"), ("a.txt", "list")])
    def test_the_name_of_a_file_says_its_format(self, name: str, form: str) -> None:
        assert guess_format(name) == form

    def test_unknown_formats_are_told_with_those_there_are(self, write) -> None:
        with pytest.raises(UnknownNameError, match="Available: csv, list, liwc, quanteda"):
            guess_format("a.docx")
        with pytest.raises(UnknownNameError, match='Unknown format "empath"'):
            import_lexicon(write("a.txt", "x"), "empath")

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize(
        "data", [b"\x00\x01\x02" * 50, b"PK\x03\x04\x00\x00", b"", b"\n\n\n", b"\xff" * 9, "\u2026\n".encode()]
    )
    def test_what_is_no_list_is_an_error_in_every_format(self, write, form: str, data: bytes) -> None:
        path = write("a.bin", data)
        try:
            made = import_lexicon(path, form, name="mine")
        except LexiconError as error:
            told = str(error)
        else:  # a list of the letters that the bytes stand for in the old encoding
            told = f"{path} {made.losses[0]}"
            assert check_lexicon(write("imported/mine.yml", made.text)) == []
        assert told.startswith(str(path))

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match="cannot be read: No such file"):
            import_lexicon(tmp_path / "none.dic")

    def test_sixteen_bits_are_read_where_the_file_says_so(self, write) -> None:
        lexicon, _ = read(write, "perhaps\nnaïve\n".encode("utf-16"), "a.txt")
        assert entries(lexicon) == {"words": ["perhaps", "naïve"]}


class TestRoundTrips:
    @pytest.mark.parametrize("form", ["quanteda", "liwc", "csv"])
    @pytest.mark.parametrize("name", available_lexicons())
    def test_what_ships_comes_back_with_every_word_and_category(self, write, form: str, name: str) -> None:
        lexicon = load_lexicon(name)
        sent = export_lexicon(lexicon, form)
        back = load_lexicon(write("back/mine.yml", import_lexicon(write("a.out", sent.text), form, name="mine").text))
        there = {(pattern, c) for e in back.entries for pattern in e.patterns for c in (e.category, *e.labels)}
        lost = [
            (pattern, entry.category)
            for entry in lexicon.entries
            for pattern in entry.patterns
            if (pattern, entry.category) not in there and not swallowed(pattern, there)
        ]
        assert lost == []

    def test_a_table_brings_weights_back(self, write) -> None:
        lexicon = load_lexicon("loaded")
        back, _ = read(write, export_lexicon(lexicon, "csv").text, "a.csv")
        before = {entry.words: entry.weight for entry in reversed(lexicon.entries)}
        assert all(entry.weight == before[entry.words] for entry in back.entries if entry.words in before)

    @given(words=st.lists(st.from_regex(r"[a-z]{1,8}(?:[ '-][a-z]{2,5}){0,2}\*?", fullmatch=True), min_size=1, max_size=12))
    def test_any_words_survive_any_format(self, tmp_path_factory, words: list[str]) -> None:
        folder = tmp_path_factory.mktemp("lists")
        (folder / "a.txt").write_text("\n".join(words))
        first = import_lexicon(folder / "a.txt", name="mine")
        (folder / "mine.yml").write_text(first.text)
        lexicon = load_lexicon(folder / "mine.yml")
        for form in FORMATS:
            (folder / "b").write_text(export_lexicon(lexicon, form).text)
            (folder / "c.yml").write_text(import_lexicon(folder / "b", form, name="c").text)
            assert {e.words for e in load_lexicon(folder / "c.yml").entries} == {e.words for e in lexicon.entries}


def swallowed(pattern: tuple[str, ...], there: set) -> bool:
    """Say whether a shorter pattern with a star, in whatever category, holds a single word."""
    return len(pattern) == 1 and any(len(p) == 1 and p[0].endswith("*") and pattern[0].startswith(p[0][:-1]) for p, _ in there)


class TestLosses:
    def test_what_no_other_format_can_say_is_told_by_kind(self, write) -> None:
        text = """\
name: x
categories: {a: {about: b, column: side}, c: d}
entries:
  a:
    - {words: may, pos: MD, weight: 2, plain: can, note: n, labels: [c, odd], matches: ["It may."]}
except: [may day]
"""
        made = export_lexicon(load_lexicon(write("x.yml", text)), "quanteda")
        assert made.text == "a:\n  - may\nc:\n  - may\n"
        assert [loss.partition(":")[0] for loss in made.losses] == [
            "exceptions are lost", "that categories stand beside the rate is lost",
            "conditions are lost, so it is found in more places", "examples are lost", "labels are lost", "weights are lost",
            "plain wordings are lost", "notes are lost",
        ]  # fmt: skip

    def test_drafts_are_left_out_and_told(self, write) -> None:
        text = "name: x\ncategories: {a: b}\nentries: {a: [may, {words: seem, status: draft}]}\n"
        made = export_lexicon(load_lexicon(write("x.yml", text)), "list")
        assert made.text.split() == ["may"]
        assert any(loss.startswith('drafts are left out, as they do not count: 1 ("a: seem")') for loss in made.losses)

    def test_inflected_forms_are_written_out(self, write) -> None:
        text = "name: x\ncategories: {a: b}\nentries: {a: [{words: claim credit, inflect: verb}, the mayor's, U.S.-led]}\n"
        made = export_lexicon(load_lexicon(write("x.yml", text)), "list")
        assert made.text.splitlines()[:4] == ["claim credit", "claims credit", "claimed credit", "claiming credit"]
        assert made.text.splitlines()[4:] == ["the mayor's", "U.S.-led"]

    def test_many_terms_are_counted_and_three_named(self) -> None:
        losses = Losses()
        for i in range(1200):
            losses.add("lost", f"t{i}")
        assert losses.tell() == ('lost: 1,200 ("t0", "t1", "t2" and 1,197 more)',)

    @pytest.mark.parametrize("text", ["the mayor's", "don't know", "so-called", "we've seen"])
    def test_tokens_are_spelled_as_words(self, text: str) -> None:
        assert spell(expand(text)[0]) == text

    def test_words_that_can_be_found_have_no_reason_not_to(self) -> None:
        assert [why_unfindable(words) for words in ("tax*", "24/7", "a " * 25)] == ["", "", ""]


class TestCommands:
    def test_a_list_becomes_a_file_that_passes_the_check(self, write, tmp_path: Path) -> None:
        out = tmp_path / "morals.yml"
        result = run("lexicon", "import", write("a.dic", LIWC), "-o", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "warning: in several categories" in result.stderr
        assert result.stderr.endswith(f"4 entries imported from {tmp_path / 'a.dic'}.\n")
        assert run("lexicon", "check", out).exit_code == 0
        assert load_lexicon(out).name == "morals"

    def test_a_file_that_is_there_stays_unless_force_is_given(self, write, tmp_path: Path) -> None:
        source, out = write("a.txt", PLAIN), write("b.yml", "mine")
        result = run("lexicon", "import", source, "-o", out)
        assert (result.exit_code, out.read_text()) == (1, "mine")
        assert "is there already" in result.stderr
        assert run("lexicon", "import", source, "-o", out, "--force").exit_code == 0
        assert run("lexicon", "export", out, "-o", write("c.txt", "x")).exit_code == 1

    def test_a_lexicon_is_exported_in_the_format_that_the_name_says(self, write, tmp_path: Path) -> None:
        result = run("lexicon", "export", "boosters", "-o", tmp_path / "b.dic")
        assert result.exit_code == 0
        assert (tmp_path / "b.dic").read_text().startswith("%\n1\t")
        assert "warning: conditions are lost" in result.stderr

    def test_without_a_file_a_format_must_be_named(self) -> None:
        assert run("lexicon", "export", "boosters").exit_code == 2
        assert run("lexicon", "export", "boosters", "--format", "csv").stdout.startswith("words,category,weight,plain,note\n")

    def test_an_import_to_a_file_that_no_lexicon_is_named_like_is_an_error(self, write) -> None:
        assert (
            "a lexicon is a file named .yml or .yaml" in run("lexicon", "import", write("a.txt", PLAIN), "-o", "x.txt").stderr
        )
