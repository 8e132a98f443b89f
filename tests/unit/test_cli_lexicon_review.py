from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from unit.newsstand import run
from unit.test_review import SOUND, TOP, lexicon

from framing.cli import lexicon_review
from framing.lexicon import load_lexicon
from framing.suggestions import Candidate, CandidateFile, Context, read_candidates, write_candidates

CONTEXT = Context("calm", "Sound Post", 10, 20, "the old", "pilot boat", "sank at noon")
GIVEN = (
    Candidate("pilot boat", 12, 4, 3, 2, {"keyness": 4.21, "neighbor": 0.5}, "ferry", ("hedges: epistemic: may",), (CONTEXT,)),
    Candidate("hulk"),
    Candidate("the sea"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_candidates(CandidateFile(GIVEN), tmp_path / "candidates.yml")
    lexicon(tmp_path)
    return tmp_path


def answer(folder: Path, *lines: str) -> Result:
    text = "".join(f"{line}\n" for line in lines)
    return run("lexicon", "review", folder / "candidates.yml", "--into", folder / "mine.yml", stdin=text)


def decisions(folder: Path) -> list[str]:
    return [each.decision for each in read_candidates(folder / "candidates.yml").candidates]


def entries(folder: Path) -> list[str]:
    return [entry.id for entry in load_lexicon(folder / "mine.yml").entries]


def test_a_candidate_is_shown_with_its_evidence(folder: Path) -> None:
    text = answer(folder, "q").stdout
    assert "[1 of 3] pilot boat   12 uses in 4 articles, 3 stories, 2 outlets\n" in text
    assert "  named by keyness 4.2, neighbor 0.50 (of ferry)\n" in text
    assert "  stands in hedges: epistemic: may\n" in text
    assert "  the old [pilot boat] sank at noon  (Sound Post)\n" in text


def test_an_accepted_candidate_becomes_an_entry(folder: Path) -> None:
    result = answer(folder, "a", "boat", "2", "boat", "q")
    assert result.exit_code == 0
    (entry,) = [each for each in load_lexicon(folder / "mine.yml").entries if each.words == "pilot boat"]
    assert (entry.category, entry.weight, entry.plain) == ("boat", 2.0, "boat")
    assert decisions(folder) == ["accepted", "", ""]
    assert "1 accepted, 0 draft, 0 rejected, 2 waiting; decisions are kept in" in result.stderr
    assert "1 entries were added: raise the second number of the lexicon's version." in result.stderr
    assert "Drafts" not in result.stderr


def test_comments_of_the_lexicon_stay(folder: Path) -> None:
    answer(folder, "a", "1", "", "", "c", "ship", "at sea", "q")
    text = (folder / "mine.yml").read_text(encoding="utf-8")
    assert [line for line in SOUND.splitlines() if "#" in line and "flow" not in line] == [
        line for line in text.splitlines() if "#" in line and "flow" not in line
    ]
    assert "# flow" in text


@pytest.mark.parametrize("said", ["2", "ship", "sh"], ids=["number", "name", "beginning"])
def test_a_category_is_named_in_the_way_that_is_quickest(folder: Path, said: str) -> None:
    answer(folder, "a", said, "", "", "q")
    assert "ship: pilot boat" in entries(folder)


def test_the_category_chosen_last_is_offered_next(folder: Path) -> None:
    result = answer(folder, "a", "ship", "", "", "a", "", "", "", "q")
    assert "category (Enter for ship) > " in result.stdout
    assert "ship: hulk" in entries(folder)


def test_where_there_is_one_category_it_is_not_asked_for(folder: Path) -> None:
    lexicon(folder, TOP.replace('  ship: {about: "large ones", column: side}\n', "") + "entries:\n  boat: [ferry]\n")
    result = answer(folder, "a", "", "", "q")
    assert "category (" not in result.stdout
    assert "boat: pilot boat" in entries(folder)


def test_what_is_no_answer_is_asked_again(folder: Path) -> None:
    result = answer(folder, "", "x", "a", "9", "boot", "boat", "much", "nan", "3", "", "q")
    assert result.stdout.count("One letter, please") == 2
    assert result.stdout.count("A number from 1 to 2, or a name, please.") == 2
    assert result.stdout.count("A number, please.") == 2
    assert decisions(folder) == ["accepted", "", ""]


def test_a_draft_has_a_note(folder: Path) -> None:
    result = answer(folder, "c", "boat", "only after: the", "q")
    assert f"Drafts do not count yet: in {folder / 'mine.yml'}, write the conditions" in result.stderr
    found = read_candidates(folder / "candidates.yml").candidates[0]
    assert (found.decision, found.category, found.note) == ("draft", "boat", "only after: the")
    assert "status: draft" in (folder / "mine.yml").read_text(encoding="utf-8")


def test_what_is_skipped_waits_for_the_next_time(folder: Path) -> None:
    answer(folder, "s", "r", "s")
    assert decisions(folder) == ["", "rejected", ""]
    text = answer(folder, "q").stdout
    assert "[1 of 2] pilot boat" in text


def test_one_can_go_back_and_decide_again(folder: Path) -> None:
    result = answer(folder, "b", "a", "boat", "", "", "b", "r", "q")
    assert "This is the first one." in result.stdout
    assert decisions(folder) == ["rejected", "", ""]
    assert (folder / "mine.yml").read_text(encoding="utf-8") == SOUND
    assert "entries were added" not in result.stderr


def test_a_review_ends_with_the_last_candidate(folder: Path) -> None:
    result = answer(folder, "r", "r", "r", "a", "a")
    assert decisions(folder) == ["rejected"] * 3
    assert result.stdout.count("a accept") == 3
    assert "0 waiting" in result.stderr


@pytest.mark.parametrize("lines", [(), ("a",), ("a", "boat"), ("a", "boat", "1"), ("c", "boat")])
def test_where_the_input_ends_nothing_half_decided_is_kept(folder: Path, lines: tuple[str, ...]) -> None:
    result = answer(folder, *lines)
    assert result.exit_code == 0
    assert decisions(folder) == ["", "", ""]
    assert (folder / "mine.yml").read_text(encoding="utf-8") == SOUND


def test_an_interruption_keeps_what_was_decided(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(lexicon_review.Walk, "_defer", interrupt)
    result = answer(folder, "r", "c")
    assert result.exit_code == 130
    assert decisions(folder) == ["rejected", "", ""]
    assert "1 rejected, 2 waiting" in result.stderr


def test_an_entry_that_makes_a_problem_is_told_and_can_be_decided_otherwise(folder: Path) -> None:
    write_candidates(CandidateFile((Candidate("ferry ticket"),)), folder / "candidates.yml")
    result = answer(folder, "a", "boat", "", "", "r")
    assert "not added: " in result.stdout
    assert "can never match" in result.stdout
    assert decisions(folder) == ["rejected"]
    assert (folder / "mine.yml").read_text(encoding="utf-8") == SOUND


def test_a_lexicon_that_cannot_be_edited_gets_a_file_beside_it(folder: Path) -> None:
    (folder / "boats.csv").write_text("words,category\nferry,boat\n", encoding="utf-8")
    lexicon(folder, TOP + "entries: boats.csv\n")
    result = answer(folder, "a", "boat", "", "", "q")
    assert f"{folder / 'mine.yml'} cannot be edited safely; the entry was added to {folder / 'mine_more.yml'}" in result.stdout
    assert [entry.words for entry in load_lexicon(folder / "mine_more.yml").entries] == ["pilot boat", "ferry"]


def test_what_could_command_a_terminal_is_shown_as_replaced(folder: Path) -> None:
    context = Context("a", "Gull\x1b[31m", 0, 1, "\x9b", "x", "\x07")
    write_candidates(CandidateFile((Candidate("x\x1b[2J", contexts=(context,)),)), folder / "candidates.yml")
    text = answer(folder, "q").stdout
    assert not {"\x1b", "\x9b", "\x07"} & set(text)


def test_a_file_that_holds_no_candidates_is_told(folder: Path) -> None:
    result = run("lexicon", "review", folder / "mine.yml", "--into", folder / "mine.yml")
    assert result.exit_code == 1
    assert "holds no candidates: list" in result.stderr


def test_a_lexicon_has_to_be_named(folder: Path) -> None:
    result = run("lexicon", "review", folder / "candidates.yml")
    assert result.exit_code == 2
    assert "--into" in result.stderr


def test_what_is_doubtful_about_an_entry_is_told_and_breaks_nothing(folder: Path) -> None:
    write_candidates(CandidateFile((Candidate("ferry boat"),)), folder / "candidates.yml")
    lexicon(folder, SOUND.replace("    - ferry   # the old one\n", '    - "ferr*"   # the old one\n'))
    result = answer(folder, "a", "boat", "", "", "q")
    assert decisions(folder) == ["accepted"]
    assert "boat: ferry boat" in entries(folder)
    assert result.exit_code == 0


def test_words_in_another_script_are_shown_and_added(folder: Path) -> None:
    context = Context(
        "a", "\u6e2f\u53e3\u62a5", 0, 1, "\u0642\u0627\u0644 \u0631\u0626\u064a\u0633", "\u6e2f\u53e3", "\u5173\u95ed"
    )
    write_candidates(CandidateFile((Candidate("\u6e2f\u53e3", contexts=(context,)),)), folder / "candidates.yml")
    result = answer(folder, "a", "boat", "", "", "q")
    assert "[\u6e2f\u53e3] \u5173\u95ed  (\u6e2f\u53e3\u62a5)" in result.stdout
    assert "boat: \u6e2f\u53e3" in entries(folder)


def test_answers_that_are_no_text_are_kept_as_far_as_they_can_be(folder: Path) -> None:
    result = run(
        *("lexicon", "review", folder / "candidates.yml", "--into", folder / "mine.yml"),
        stdin="c\nboat\nonly \u201cat sea\u201d: yes # \x1b\nq\n",
    )
    assert result.exit_code == 0
    assert read_candidates(folder / "candidates.yml").candidates[0].note == "only \u201cat sea\u201d: yes # \x1b"


def test_two_reviews_one_after_the_other_fill_one_lexicon(folder: Path) -> None:
    answer(folder, "a", "boat", "", "", "q")
    answer(folder, "a", "ship", "", "", "r")
    assert decisions(folder) == ["accepted", "accepted", "rejected"]
    assert {"boat: pilot boat", "ship: hulk"} <= set(entries(folder))
