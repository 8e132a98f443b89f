from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from unit.coded import LEXICON, analyze, fill, holds_haste, make_articles, write_lexicon, yes

from framing.errors import FramingError, LexiconError
from framing.lexicon import SHIPPED, load_lexicon
from framing.lexicon_check import check_lexicon
from framing.model import Article
from framing.validity import (
    LexiconPrecision,
    Precision,
    read_sheets,
    sample_hits,
    sample_sentences,
    score_entries,
    write_precision,
)
from framing.validity.entries import judge_share
from framing.validity.intervals import bound_share

DAY = date(2026, 3, 4)


def score(lexicon: Path, folder: Path, judge: Callable[[Mapping[str, str]], str] = holds_haste) -> LexiconPrecision:
    drawn = sample_hits(analyze(lexicon), "haste", per="category")
    return score_entries(load_lexicon(lexicon), read_sheets([fill(drawn, folder / "ana.csv", judge)]))


class TestScores:
    def test_each_entry_has_its_share_with_wilson_interval(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        drawn = sample_hits(analyze(path), "haste")
        found = score_entries(load_lexicon(path), read_sheets([fill(drawn, tmp_path / "a.csv", holds_haste)]))
        assert found.entries == (
            Precision("clock", "first", 12, 6, 12, 0.5, bound_share(6, 12), "retire, or add context"),
            Precision("clock", "rush", 6, 6, 6, 1.0, bound_share(6, 6), "check"),
        )
        assert found.coders == ("ana",)

    def test_a_category_weighs_its_entries_by_their_hits(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        drawn = sample_hits(analyze(path), "haste", n=4)
        found = score_entries(load_lexicon(path), read_sheets([fill(drawn, tmp_path / "a.csv", holds_haste)]))
        first, rush = found.entries
        assert (first.n, first.of, rush.n, rush.of) == (4, 12, 4, 6)
        (clock,) = found.categories
        assert clock.share == pytest.approx((12 * first.share + 6 * rush.share) / 18)
        assert (clock.words, clock.n, clock.of) == ("", 8, 18)

    def test_drawn_by_category_a_category_has_its_size_and_an_entry_none(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        drawn = sample_hits(analyze(path), "haste", n=5, per="category")
        found = score_entries(load_lexicon(path), read_sheets([fill(drawn, tmp_path / "a.csv", holds_haste)]))
        assert {row.of for row in found.entries} == {None}
        assert [(row.category, row.n, row.of) for row in found.categories] == [("calm", 5, 6), ("clock", 5, 18)]
        assert [row.share for row in found.categories] == [row.ok / row.n for row in found.categories]
        assert found.frame()["of"].isna().tolist() == [row.of is None for row in (*found.entries, *found.categories)]

    def test_drawn_from_the_whole_list_no_size_is_known(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        drawn = sample_hits(analyze(path), "haste", n=5, per="measure")
        found = score_entries(load_lexicon(path), read_sheets([fill(drawn, tmp_path / "a.csv", holds_haste)]))
        assert {row.of for row in (*found.entries, *found.categories)} == {None}

    @pytest.mark.parametrize(
        ("ok", "n", "verdict"),
        [
            (3, 3, "too few to tell"),
            (0, 2, "too few to tell"),
            (4, 4, "check"),
            (5, 8, "retire, or add context"),
            (32, 50, "check"),
            (31, 50, "retire, or add context"),
            (42, 50, "keep"),
            (41, 50, "check"),
            (50, 50, "keep"),
        ],
    )
    def test_the_verdict_hangs_on_the_lower_end(self, ok: int, n: int, verdict: str) -> None:
        low = bound_share(ok, n)[0]
        assert judge_share(n, bound_share(ok, n)) == verdict
        if verdict in ("keep", "check", "retire, or add context"):
            assert (low >= 0.7, 0.5 <= low < 0.7, low < 0.5) == (
                verdict == "keep",
                verdict == "check",
                verdict.startswith("retire"),
            )

    def test_a_frame_holds_entries_and_categories(self, tmp_path: Path) -> None:
        frame = score(write_lexicon(tmp_path), tmp_path).frame()
        assert list(frame.columns) == ["category", "words", "n", "ok", "of", "share", "low", "high", "verdict"]
        assert list(frame["words"]) == ["slowly", "first", "rush", "", ""]

    def test_coders_who_differ_and_hits_nobody_could_decide_are_told(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        drawn = sample_hits(analyze(path), "haste")
        first = drawn.units[1].id
        ana = fill(drawn, tmp_path / "a.csv", lambda row: "?" if row["id"] == first else "1", "ana")
        ben = fill(drawn, tmp_path / "b.csv", lambda row: "0", "ben", twice=True)
        found = score_entries(load_lexicon(path), read_sheets([ana, ben]))
        n_twice = sum(unit.twice for unit in drawn.units)
        decided_by_ben = drawn.units[1].twice
        assert f"coders differ on {n_twice - decided_by_ben} hits; the code of whoever coded most counts." in found.notes
        assert ("1 hits could not be decided and count nowhere." in found.notes) is not decided_by_ben
        assert sum(row.ok for row in found.entries) == len(drawn.units) - 1

    def test_two_draws_are_scored_together_each_hit_once(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        own = analyze(path)
        drawn = [sample_hits(own, "haste", n=8, seed=seed) for seed in (1, 2)]
        paths = [fill(each, tmp_path / f"{k}.csv", holds_haste) for k, each in enumerate(drawn)]
        found = score_entries(load_lexicon(path), read_sheets(paths))
        assert sum(row.n for row in found.entries) == len({unit.id for each in drawn for unit in each.units})

    def test_an_entry_that_is_gone_since_is_left_out_and_told(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        sheet = fill(sample_hits(analyze(path), "haste"), tmp_path / "a.csv", yes)
        newer = write_lexicon(tmp_path, LEXICON.replace("    - {words: rush, unless_before: [hour]}\n", ""))
        found = score_entries(load_lexicon(newer), read_sheets([sheet]))
        assert [row.words for row in found.entries] == ["first"]
        assert "no longer in haste, and left out: clock: rush." in found.notes
        assert any(note.startswith("the hits were drawn with haste 1.2.0 ") for note in found.notes)

    def test_sheets_of_something_else_are_refused(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        own = analyze(path)
        sentences = fill(sample_sentences(own, "haste", n=4), tmp_path / "s.csv", yes)
        with pytest.raises(FramingError, match=r"is of a sample of sentences, not of hits. Score it with `framing validate"):
            score_entries(load_lexicon(path), read_sheets([sentences]))
        hits = fill(sample_hits(own, "haste"), tmp_path / "h.csv", yes)
        with pytest.raises(FramingError, match=r"was drawn with haste, not with hedges. Name the lexicon it was drawn with"):
            score_entries(load_lexicon("hedges"), read_sheets([hits]))
        empty = fill(sample_hits(own, "haste"), tmp_path / "e.csv", lambda row: "")
        with pytest.raises(FramingError, match="no unit is coded"):
            score_entries(load_lexicon(path), read_sheets([empty]))


def coded(*rows: tuple[str, str, int, int], coders: tuple[str, ...] = ("ana",)) -> LexiconPrecision:
    entries = tuple(Precision(category, words, n, ok, n, ok / n, bound_share(ok, n), "keep") for category, words, n, ok in rows)
    return LexiconPrecision("haste", entries, (), coders)


SAID = '{n: 12, ok: 9, date: 2026-03-04, coder: "ana"}'


class TestWriting:
    @pytest.mark.parametrize(
        ("entry", "old", "new"),
        [
            (("clock", "hurry"), "- hurry   # always haste", f"- {{words: hurry, precision: {SAID}}}   # always haste"),
            (
                ("clock", "first"),
                '      not: ["The first lady left."]\n',
                f'      not: ["The first lady left."]\n      precision: {SAID}\n',
            ),
            (("clock", "rush"), "unless_before: [hour]}", f"unless_before: [hour], precision: {SAID}}}"),
            (("calm", "slowly"), "[slowly, {", f"[{{words: slowly, precision: {SAID}}}, {{"),
            (("calm", "later"), "weight: 2}]", f"weight: 2, precision: {SAID}}}]"),
        ],
        ids=["short", "below each other", "in braces", "short in brackets", "in braces in brackets"],
    )
    def test_nothing_changes_but_the_entry(self, tmp_path: Path, entry: tuple[str, str], old: str, new: str) -> None:
        path = write_lexicon(tmp_path)
        before = load_lexicon(path)
        assert write_precision(before, coded((*entry, 12, 9)), DAY) == []
        assert LEXICON.count(old) == 1
        assert path.read_text(encoding="utf-8") == LEXICON.replace(old, new)
        after = load_lexicon(path)
        assert after.fingerprint == before.fingerprint
        assert check_lexicon(path) == []
        assert [p.name for p in tmp_path.iterdir()] == ["haste.yml"]

    def test_all_entries_at_once_and_again_with_newer_figures(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        rows = [("clock", "hurry", 3, 1), ("clock", "first", 3, 2), ("clock", "rush", 3, 3), ("calm", "slowly", 3, 0)]
        write_precision(load_lexicon(path), coded(*rows), DAY)
        once = path.read_text(encoding="utf-8")
        assert once.count("precision: {n: 3") == 4
        newer = coded(*((*row[:2], 20, 11) for row in rows))
        write_precision(load_lexicon(path), newer, DAY)
        text = path.read_text(encoding="utf-8")
        assert text.count("precision: {n: 20, ok: 11,") == 4
        assert re.sub(r"n: 20, ok: 11", "", text) == re.sub(r"n: 3, ok: \d", "", once)

    def test_a_precision_in_whatever_form_is_replaced(self, tmp_path: Path) -> None:
        forms = [
            "precision: 0.8   # by hand\n      note: x\n",
            "precision:\n        n: 3\n        ok: 2   # so far\n      note: x\n",
            "precision:\n      note: x\n",
            "precision: {n: 1,\n        ok: 1}\n      note: x\n",
        ]
        for form in forms:
            path = write_lexicon(tmp_path, LEXICON.replace("unless_before: [lady, floor]   # not these\n", form, 1))
            write_precision(load_lexicon(path), coded(("clock", "first", 12, 9)), DAY)
            text = path.read_text(encoding="utf-8")
            assert f"precision: {SAID}" in text
            assert text.count("precision:") == 1
            assert "note: x\n" in text
            assert ("# by hand" in text) == ("# by hand" in form)

    @pytest.mark.parametrize(
        ("words", "written"),
        [
            ("here, and there", '{words: "here, and there", '),
            ('"don\'t know"', '{words: "don\'t know", '),
            ("'it''s late'", "{words: 'it''s late', "),
            ("race* against time", '{words: "race* against time", '),
            ("\u00e0 la minute \U0001f552 first", "{words: \u00e0 la minute \U0001f552 first, "),
            ("\u201cnow\u201d", "{words: \u201cnow\u201d, "),
            ("'yes'", "{words: 'yes', "),
        ],
    )
    def test_words_stay_as_they_were_written_where_braces_allow_it(self, tmp_path: Path, words: str, written: str) -> None:
        path = write_lexicon(tmp_path, LEXICON.replace("- hurry   #", f"- {words}   #"))
        lexicon = load_lexicon(path)
        write_precision(lexicon, coded(("clock", lexicon.entries[0].words, 12, 9)), DAY)
        assert written in path.read_text(encoding="utf-8")
        assert load_lexicon(path).fingerprint == lexicon.fingerprint

    def test_line_ends_byte_order_mark_and_a_missing_last_line_feed_stay(self, tmp_path: Path) -> None:
        text = "\ufeff" + LEXICON.partition("\n  calm: [")[0].rstrip().replace("\n", "\r\n")
        text = text.replace("    - {words: rush, unless_before: [hour]}", "    - words: rush\r\n      weight: 2")
        path = write_lexicon(tmp_path, text)
        write_precision(load_lexicon(path), coded(("clock", "first", 12, 9), ("clock", "rush", 12, 9)), DAY)
        written = path.read_bytes().decode("utf-8")
        assert written.startswith("\ufeff# A list")
        assert written.count("\n") == written.count("\r\n") == text.count("\n") + 2
        assert written.endswith(f"      weight: 2\r\n      precision: {SAID}")

    def test_a_block_of_text_and_comments_at_the_end_of_an_entry_stay(self, tmp_path: Path) -> None:
        note = "      note: >-\n        on two\n        lines\n\n    # about the next\n"
        path = write_lexicon(tmp_path, LEXICON.replace('      not: ["The first lady left."]\n', note))
        write_precision(load_lexicon(path), coded(("clock", "first", 12, 9)), DAY)
        text = path.read_text(encoding="utf-8")
        assert f"        lines\n      precision: {SAID}\n\n    # about the next\n" in text

    def test_the_names_of_coders_are_quoted(self, tmp_path: Path) -> None:
        path = write_lexicon(tmp_path)
        write_precision(load_lexicon(path), coded(("clock", "rush", 2, 1), coders=('A "x": {', "b\u2028n")), DAY)
        assert check_lexicon(path) == []

    def test_entries_of_the_file_that_is_extended_are_left_out_and_told(self, tmp_path: Path) -> None:
        write_lexicon(tmp_path)
        own = write_lexicon(tmp_path, "name: mine\nversion: 1.0.0\nextends: haste.yml\nentries:\n  clock: [soon]\n", "mine.yml")
        left = write_precision(load_lexicon(own), coded(("clock", "soon", 12, 9), ("clock", "first", 12, 9)), DAY)
        assert left == ["clock: first: not written, because it stands in a file that mine.yml extends."]
        assert f"clock: [{{words: soon, precision: {SAID}}}]" in own.read_text(encoding="utf-8")
        assert (tmp_path / "haste.yml").read_text(encoding="utf-8") == LEXICON

    def test_of_entries_of_the_same_words_none_is_written_to(self, tmp_path: Path) -> None:
        twin = "    - {words: first, before: [lady]}\n    - {words: rush,"
        path = write_lexicon(tmp_path, LEXICON.replace("    - {words: rush,", twin))
        left = write_precision(load_lexicon(path), coded(("clock", "first", 12, 9)), DAY)
        assert left == ["clock: first: not written, because 2 entries have these words."]
        assert "precision" not in path.read_text(encoding="utf-8")

    def test_a_lexicon_that_ships_is_refused_with_what_to_do(self) -> None:
        before = (SHIPPED / "hedges.yml").read_bytes()
        with pytest.raises(LexiconError, match=r"hedges.yml: ships with framing, and is not changed. Copy it to a folder"):
            write_precision(load_lexicon("hedges"), coded(("epistemic", "perhaps", 12, 9)), DAY)
        assert (SHIPPED / "hedges.yml").read_bytes() == before

    def test_a_link_to_a_lexicon_that_ships_is_refused_too(self, tmp_path: Path) -> None:
        link = tmp_path / "hedges.yml"
        link.symlink_to(SHIPPED / "hedges.yml")
        with pytest.raises(LexiconError, match="ships with framing"):
            write_precision(load_lexicon(link), coded(("epistemic", "perhaps", 12, 9)), DAY)

    def test_entries_in_a_csv_table_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "haste.csv").write_text("words,category\nhurry,clock\n", encoding="utf-8")
        head = LEXICON.partition("entries:")[0]
        path = write_lexicon(tmp_path, f"{head}entries: haste.csv\n")
        with pytest.raises(LexiconError, match=r"haste.csv: a CSV table has no place for precision. Write its entries in YAML"):
            write_precision(load_lexicon(path), coded(("clock", "hurry", 12, 9)), DAY)

    def test_a_text_that_would_say_something_else_takes_no_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write_lexicon(tmp_path)
        monkeypatch.setattr("framing.validity.writing._apply", lambda text, edits: text.replace("hurry", "harry"))
        with pytest.raises(LexiconError, match=r"cannot be written without changing more of the file than that. Nothing was"):
            write_precision(load_lexicon(path), coded(("clock", "first", 12, 9)), DAY)
        assert path.read_text(encoding="utf-8") == LEXICON

    def test_a_file_that_breaks_takes_no_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write_lexicon(tmp_path)
        monkeypatch.setattr("framing.validity.writing._apply", lambda text, edits: text + "\n: {")
        with pytest.raises(LexiconError, match="Nothing was written"):
            write_precision(load_lexicon(path), coded(("clock", "first", 12, 9)), DAY)
        assert path.read_text(encoding="utf-8") == LEXICON


def test_every_entry_of_a_list_that_ships_can_be_written_to_in_a_copy(tmp_path: Path) -> None:
    for name in ("hedges", "boosters"):
        text = (SHIPPED / f"{name}.yml").read_text(encoding="utf-8").replace(f"name: {name}\n", "name: own\n", 1)
        path = write_lexicon(tmp_path, text, f"{name}.yml")
        lexicon = load_lexicon(path)
        ids = [(entry.category, entry.words) for entry in lexicon.entries]
        single = [(*key, 5, 4) for key in ids if ids.count(key) == 1]
        assert write_precision(lexicon, coded(*single), DAY) == []
        after = load_lexicon(path)
        assert after.fingerprint == lexicon.fingerprint
        assert path.read_text(encoding="utf-8").count("precision: {n: 5, ok: 4, date: 2026-03-04") == len(single)


def test_articles_of_one_sentence_are_enough(tmp_path: Path) -> None:
    path = write_lexicon(tmp_path)
    drawn = sample_hits(analyze(path, [Article(id="a", text="They rush.")]), "haste")
    found = score_entries(load_lexicon(path), read_sheets([fill(drawn, tmp_path / "a.csv", yes)]))
    assert [(row.words, row.n, row.verdict) for row in found.entries] == [("rush", 1, "too few to tell")]
    assert len(make_articles(1)) == 1
