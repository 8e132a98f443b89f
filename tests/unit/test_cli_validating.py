from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from unit.coded import LEXICON, holds_haste, make_articles, write_lexicon, write_rows
from unit.newsstand import run, write_articles, write_lines

FAST = ("--annotator", "fast")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    records = ({"id": a.id, "outlet": a.outlet, "title": a.title, "text": a.text} for a in make_articles())
    return write_lines(tmp_path / "articles.jsonl", *records)


def code(path: Path, name: str, coder: str, *, twice: bool = False) -> Path:
    """Fill in a sheet and save it under another name."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        if row["twice"] or not twice:
            row["code"], row["coder"] = holds_haste(row), coder
    target = path.with_name(name)
    target.write_text(write_rows(rows), encoding="utf-8")
    return target


class TestLexiconSample:
    def test_hits_of_ambiguous_entries_are_written_as_a_sheet(self, tmp_path: Path, articles: Path) -> None:
        own, out = write_lexicon(tmp_path), tmp_path / "s.csv"
        result = run("lexicon", "sample", own, articles, *FAST, "--n", "4", "-o", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "6 hits of 1 other entries are left out" in result.stderr.splitlines()[0]
        assert result.stderr.splitlines(keepends=True)[1] == (
            "8 of 18 hits of haste drawn, 2 of them to be coded by a second person too; fill in the column code.\n"
        )
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
        assert [row["entry"] for row in rows] == ["first"] * 4 + ["rush"] * 4
        assert all("[[" in row["sentence"] for row in rows)

    def test_without_a_file_the_sheet_goes_to_standard_output(self, tmp_path: Path, articles: Path) -> None:
        result = run("lexicon", "sample", write_lexicon(tmp_path), articles, *FAST)
        assert result.stdout.startswith("id,entry,category,before,sentence,after,code,coder,comment,twice,")

    def test_entries_and_categories_can_be_chosen(self, tmp_path: Path, articles: Path) -> None:
        own = write_lexicon(tmp_path)
        named = run("lexicon", "sample", own, articles, *FAST, "--entry", "slowly", "--entry", "rush").stdout
        assert {row["entry"] for row in csv.DictReader(io.StringIO(named))} == {"slowly", "rush"}
        calm = run("lexicon", "sample", own, articles, *FAST, "--category", "calm", "--per", "category").stdout
        assert {row["category"] for row in csv.DictReader(io.StringIO(calm))} == {"calm"}
        whole = run("lexicon", "sample", own, articles, *FAST, "--per", "lexicon", "--n", "7").stdout
        assert [row["category"] for row in csv.DictReader(io.StringIO(whole))] == ["clock"] * 7

    def test_the_name_of_the_file_or_an_option_makes_it_a_form(self, tmp_path: Path, articles: Path) -> None:
        own = write_lexicon(tmp_path)
        result = run("lexicon", "sample", own, articles, *FAST, "-o", tmp_path / "s.html")
        assert "the form saves the column code" in result.stderr
        assert (tmp_path / "s.html").read_text(encoding="utf-8").startswith("<!doctype html>")
        assert run("lexicon", "sample", own, articles, *FAST, "--format", "html").stdout.startswith("<!doctype html>")

    def test_a_lexicon_that_ships_and_its_measure_are_found_by_the_lists_name(self, tmp_path: Path) -> None:
        result = run("lexicon", "sample", "hedges", write_articles(tmp_path), *FAST)
        assert result.exit_code == 0
        assert "hits of hedging drawn" in result.stderr

    def test_wrong_names_are_one_line_each(self, tmp_path: Path, articles: Path) -> None:
        own = write_lexicon(tmp_path)
        result = run("lexicon", "sample", "hedgs", articles)
        assert result.exit_code == 1
        assert 'error: Unknown lexicon "hedgs". Did you mean "hedges"?' in result.stderr
        result = run("lexicon", "sample", own, articles, *FAST, "--entry", "firzt")
        assert result.exit_code == 1
        assert 'error: Unknown entry or category "firzt". Did you mean "first"?' in result.stderr
        assert run("lexicon", "sample", own, articles, "--n", "0").exit_code == 2


class TestLexiconScore:
    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        return write_lexicon(tmp_path)

    @pytest.fixture
    def sheet(self, own: Path, tmp_path: Path, articles: Path) -> Path:
        run("lexicon", "sample", own, articles, *FAST, "--per", "category", "-o", tmp_path / "s.csv")
        return code(tmp_path / "s.csv", "ana.csv", "ana")

    def test_entries_and_categories_are_printed_with_verdicts(self, own: Path, sheet: Path) -> None:
        result = run("lexicon", "score", own, sheet)
        assert result.exit_code == 0
        assert [line.split() for line in result.stdout.splitlines()] == [
            ["entry", "coded", "right", "precision", "interval", "verdict"],
            ["calm:", "slowly", "6", "0", "0.00", "0.00", "to", "0.39", "retire,", "or", "add", "context"],
            ["clock:", "first", "12", "6", "0.50", "0.25", "to", "0.75", "retire,", "or", "add", "context"],
            ["clock:", "rush", "6", "6", "1.00", "0.61", "to", "1.00", "check"],
            [],
            ["category", "coded", "right", "precision", "interval", "verdict"],
            ["calm", "6", "0", "0.00", "0.00", "to", "0.39", "retire,", "or", "add", "context"],
            ["clock", "18", "12", "0.67", "0.44", "to", "0.84", "retire,", "or", "add", "context"],
        ]
        assert own.read_text(encoding="utf-8") == LEXICON

    def test_precision_is_written_where_that_is_asked_for(self, own: Path, sheet: Path) -> None:
        result = run("lexicon", "score", own, sheet, "--write", "--date", "2026-03-04")
        assert result.stderr == f"{own}: precision of 3 entries written.\n"
        text = own.read_text(encoding="utf-8")
        assert 'precision: {n: 12, ok: 6, date: 2026-03-04, coder: "ana"}\n    - {words: rush' in text
        assert run("lexicon", "check", own).exit_code == 0

    def test_a_shipped_lexicon_is_refused_before_anything_is_scored(self, sheet: Path) -> None:
        result = run("lexicon", "score", "hedges", sheet, "--write")
        assert result.exit_code == 1
        assert "hedges.yml: ships with framing, and is not changed. Copy it" in result.stderr
        assert result.stdout == ""

    def test_without_a_sheet_it_is_a_wrong_command_line(self, own: Path) -> None:
        assert run("lexicon", "score", own).exit_code == 2


class TestValidate:
    def test_from_sample_to_table(self, tmp_path: Path, articles: Path) -> None:
        own, out = write_lexicon(tmp_path), tmp_path / "s.csv"
        drawn = ("validate", "sample", articles, *FAST, "--lexicons", own, "--measure", "haste", "--n", "40", "-o", out)
        assert "40 of 60 sentences of haste drawn, 8 of them" in run(*drawn).stderr
        sheets = [code(out, "ana.csv", "ana"), code(out, "ben.csv", "ben", twice=True)]
        table = tmp_path / "validation.json"
        result = run("validate", "score", *sheets, "-o", table, "--date", "2026-03-04")
        assert result.exit_code == 0
        header, row, about = result.stdout.splitlines()
        assert header.split() == ["measure", "unit", "n", "precision", "recall", "F1", "alpha", "twice", "verdict"]
        assert row.split()[:4] == ["haste", "sentences", "40", "0.67"]
        assert row.endswith("rely on it")
        assert about.startswith("On 6 articles, fingerprint ")
        data = json.loads(table.read_text(encoding="utf-8"))
        assert [(row["measure"], row["date"], row["coders"]) for row in data["rows"]] == [
            ("haste", "2026-03-04", ["ana", "ben"])
        ]

    def test_the_table_travels_with_a_report_on_these_texts_and_no_others(self, tmp_path: Path, articles: Path) -> None:
        own, out, table = write_lexicon(tmp_path), tmp_path / "s.csv", tmp_path / "validation.json"
        chosen = (*FAST, "--lexicons", own, "--measure", "haste")
        run("validate", "sample", articles, *chosen, "-o", out)
        run("validate", "score", code(out, "ana.csv", "ana"), "-o", table)
        command = ("report", articles, *chosen, "--format", "md", "--validation", table, "-o")
        assert run(*command, tmp_path / "same").exit_code == 0
        same = (tmp_path / "same" / "report.md").read_text(encoding="utf-8")
        assert "Validated on these texts by hand coding: haste (coded by one person: agreement not known)." in same
        write_lexicon(tmp_path, LEXICON.replace("[lady, floor]", "[lady]"))
        run(*command, tmp_path / "other")
        other = (tmp_path / "other" / "report.md").read_text(encoding="utf-8")
        assert "All measures: not validated on these texts." in other
        assert "another lexicon (haste 1.2.0 " in other

    def test_hits_of_a_measure_can_be_drawn(self, tmp_path: Path) -> None:
        result = run(
            "validate", "sample", write_articles(tmp_path), *FAST, "--measure", "hedging", "--unit", "hits", "--n", "3"
        )
        assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == 3

    def test_a_lexicon_of_ones_own_that_extends_a_list_is_sampled_as_its_measure(self, tmp_path: Path) -> None:
        own = write_lexicon(tmp_path, "name: mine\nversion: 1.0.0\nextends: hedges\nremove: ['epistemic: perhaps']\n")
        command = ("validate", "sample", write_articles(tmp_path), *FAST, "--lexicons", own, "--measure", "hedging")
        (first, *_) = csv.DictReader(io.StringIO(run(*command).stdout))
        assert json.loads(first["sample"])["lexicons"][0].startswith("mine 1.0.0 ")

    @pytest.mark.parametrize("measures", [(), ("--measure", "hedging,loaded")])
    def test_one_measure_has_to_be_named(self, tmp_path: Path, measures: tuple[str, ...]) -> None:
        result = run("validate", "sample", write_articles(tmp_path), *measures)
        assert result.exit_code == 2
        assert "Name one measure with --measure" in result.stderr

    def test_a_misspelled_measure_is_answered_with_the_nearest(self, tmp_path: Path) -> None:
        result = run("validate", "sample", write_articles(tmp_path), *FAST, "--measure", "hedgin")
        assert result.exit_code == 1
        assert 'Unknown measure "hedgin". Did you mean "hedging"?' in result.stderr

    def test_what_is_wrong_with_a_sheet_is_one_line_and_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "s.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        result = run("validate", "score", tmp_path / "s.csv", "-o", tmp_path / "validation.json")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"error: {tmp_path / 's.csv'}: has no column id, code, key, sample (found: a, b).")
        assert not (tmp_path / "validation.json").exists()

    def test_a_report_with_a_table_that_is_none_is_refused_before_anything_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "v.json").write_text("{}", encoding="utf-8")
        result = run("report", tmp_path / "nowhere", "--validation", tmp_path / "v.json", "-o", tmp_path / "out")
        assert result.exit_code == 1
        assert "v.json: is no validation table" in result.stderr
        assert not (tmp_path / "out").exists()
