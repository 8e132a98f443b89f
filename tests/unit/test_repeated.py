"""Lines that recur on an outlet's pages: which of them are furniture, and what marking them leaves of a page."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from framing.model import Origin
from framing.pages import read_page
from framing.pages.furniture import Kind, classify
from framing.pages.lines import split_lines
from framing.pages.repeated import FEWEST_PAGES, FindReason, find_repeated, hash_text, make_finder, mark_repeated, sketch_page

NOUNS = "harbor tram council bridge ferry school mayor budget storm market river museum report vote plan".split()
VERBS = "closed opened delayed approved rejected repaired sold inspected praised measured".split()
PROMPT = "Get the morning letter of this paper, free, and read what you missed while you slept."
NOTE = "Figures of the fish market on this page are delayed by twenty minutes and come from a third party."
BACKGROUND = "The old harbor was closed in the spring of 2011 after the sea wall broke in a storm."


def write_sentence(rng: random.Random) -> str:
    words = [f"{rng.choice(VERBS)} the {rng.choice(NOUNS)} {rng.randrange(10**6)}" for _ in range(5)]
    return f"The {rng.choice(NOUNS)} {' and '.join(words)}."


def write_article(seed: int, n: int = 8) -> list[str]:
    """Write an article of so many sentences that no other seed's has."""
    rng = random.Random(seed)
    return [write_sentence(rng) for _ in range(n)]


def make_pages(n: int, *, every: int = 1, lines: Sequence[str] = (), n_sentences: int = 8) -> list[str]:
    """Make pages with articles of their own; each so-many-th has the lines too, in the middle of its article."""
    pages = []
    for seed in range(n):
        article = write_article(seed, n_sentences)
        half = len(article) // 2
        pages.append("\n\n".join([*article[:half], *(lines if seed % every == 0 else ()), *article[half:]]))
    return pages


def find_in(pages: Sequence[str], line: str) -> str:
    """Return why a line is furniture on these pages, "" where it is none."""
    return make_finder(*find_repeated(map(sketch_page, pages)), "this outlet")(line)


class TestWhatIsFurniture:
    def test_a_prompt_is_furniture_where_it_stands_in_some_stories(self) -> None:
        assert find_in(make_pages(40, every=4, lines=[PROMPT]), PROMPT) == "line on 10 of 40 pages of this outlet"

    @pytest.mark.parametrize("line", ["Morning letter", "Follow the harbor desk for more", "* * *"])
    def test_so_is_a_line_without_a_stop(self, line: str) -> None:
        assert find_in(make_pages(40, every=4, lines=[line]), line) == "line on 10 of 40 pages of this outlet"

    @pytest.mark.parametrize("line", [PROMPT, "Morning letter"])
    @pytest.mark.parametrize(("n", "every", "found"), [(40, 10, True), (36, 12, False), (200, 40, False), (200, 30, True)])
    def test_four_stories_and_three_in_a_hundred_are_needed(self, line: str, n: int, every: int, found: bool) -> None:
        # 4 of 40, 3 of 36, 5 of 200, 7 of 200 pages
        assert bool(find_in(make_pages(n, every=every, lines=[line]), line)) is found

    @pytest.mark.parametrize("line", [BACKGROUND, NOTE])
    @pytest.mark.parametrize(("every", "found"), [(3, False), (2, True), (1, True)])
    def test_any_other_sentence_only_where_it_stands_in_half_of_the_stories(self, line: str, every: int, found: bool) -> None:
        assert bool(find_in(make_pages(40, every=every, lines=[line]), line)) is found

    @pytest.mark.parametrize(
        "line",
        [
            "“You can tell your people that our harbor stays open,” Mayor Ana Ruiz said on Monday.",
            "Thank you.",
            "The hour that pours on the court of the harbor was measured.",
            "The US has closed its harbor to all of the ships of Korva since May.",
        ],
        ids=["quotation", "short", "letters inside words", "the country"],
    )
    def test_an_articles_own_words_are_no_prompt(self, line: str) -> None:
        assert find_in(make_pages(40, every=4, lines=[line]), line) == ""

    def test_a_long_line_without_a_stop_is_a_sentence(self) -> None:
        line = " ".join(f"word{i}" for i in range(30))
        assert find_in(make_pages(40, every=4, lines=[line]), line) == ""

    def test_a_reporters_name_recurs_and_is_kept(self) -> None:
        assert find_in(make_pages(40, lines=["Jon Vik"]), "Jon Vik") == ""

    @pytest.mark.parametrize(("n", "found"), [(FEWEST_PAGES - 1, False), (FEWEST_PAGES, True)])
    def test_a_few_pages_do_not_show_what_recurs(self, n: int, found: bool) -> None:
        assert bool(find_in(make_pages(n, lines=[PROMPT]), PROMPT)) is found

    def test_no_pages_have_no_lines_that_recur(self) -> None:
        assert find_repeated([]) == ({}, 0)
        assert find_in(["", " \n\n "] * 20, "") == ""

    def test_no_sentence_of_the_articles_is_found(self) -> None:
        pages = make_pages(60, every=2, lines=[PROMPT, NOTE, "Morning letter"])
        find = make_finder(*find_repeated(map(sketch_page, pages)), "this outlet")
        found = {line for page in pages for line in page.split("\n\n") if find(line)}
        assert found == {PROMPT, NOTE, "Morning letter"}


class TestOneTextAgain:
    def test_the_same_page_twice_counts_once(self) -> None:
        pages = make_pages(20, every=10, lines=[PROMPT])
        assert find_in([*pages, pages[0], pages[0], pages[10]], PROMPT) == ""

    @pytest.mark.parametrize("line", ["Storm over Velmark", "Write to us if you were on the ferry when our storm began."])
    def test_versions_of_one_story_count_once(self, line: str) -> None:
        versions = ["\n\n".join([line, *write_article(99)[: 4 + n % 5], *write_article(200 + n, n % 4)]) for n in range(20)]
        assert find_in([*make_pages(40), *versions], line) == ""
        assert find_in([*make_pages(40), *make_pages(40, lines=[line])[:20]], line) != ""

    def test_a_folder_full_of_one_text_keeps_it(self) -> None:
        # wire copy: forty outlets ran it, most with words of their own, and there is little else in the folder
        copy = write_article(99, 12)
        copies = ["\n\n".join([*copy[: 12 - n % 4], *write_article(300 + n, n % 6)]) for n in range(40)]
        pages = [*copies, *make_pages(12, lines=[NOTE])]
        find = make_finder(*find_repeated(map(sketch_page, pages)), "this folder")
        assert [line for line in copy if find(line)] == []

    def test_so_does_a_folder_full_of_one_letter_that_speaks_to_its_reader(self) -> None:
        letter = [f"{line[:-1]}, and you know that our harbor is yours." for line in write_article(99, 12)]
        copies = ["\n\n".join([*letter[n % 3 :], *write_article(300 + n, 3)]) for n in range(40)]
        find = make_finder(*find_repeated(map(sketch_page, [*copies, *make_pages(12)])), "this folder")
        assert [line for line in letter if find(line)] == []

    def test_a_paragraph_of_background_does_not_make_versions_of_its_pages(self) -> None:
        pages = make_pages(40, every=4, lines=[BACKGROUND, PROMPT])
        assert find_in(pages, PROMPT) == "line on 10 of 40 pages of this outlet"
        assert find_in(pages, BACKGROUND) == ""

    def test_the_same_is_found_whatever_the_lines_hash_to(self) -> None:
        import subprocess
        import sys

        script = (
            "from framing.pages.repeated import *\n"
            "pages = [' '.join(f'Word{i * 7 + j} fell.' for j in range(9)) + '\\nRead the letter' * (i % 3 == 0)"
            " + f'\\nLine {i % 8} of the day' for i in range(40)]\n"
            "find = make_finder(*find_repeated(map(sketch_page, pages)), 'x')\n"
            "print([find(line) for line in ('Read the letter', 'Line 3 of the day', 'Word7 fell.')])"
        )
        runs = {
            subprocess.run([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
            for seed in ("1", "2")
        }
        assert runs == {b"['line on 14 of 40 pages of x', 'line on 5 of 40 pages of x', '']\n"}


class TestSketches:
    def test_a_line_counts_once_on_a_page_and_empty_ones_do_not(self) -> None:
        assert len(sketch_page("Harbor plan\n\nHarbor plan\n \nStorm\n")) == 2

    def test_the_lines_are_those_that_reading_sees(self) -> None:
        wrapped = "The council of Velmark closed the harbor on Monday after a storm that\nbroke the sea wall, the mayor said.\n"
        wrapped += "Ships were told to wait in the sound until the wall had been seen to by\nthe engineers of the port.\n"
        for page in (wrapped, "A line\u200b of text that is read without it.", "Harbor plan\n\nThe vote is on Monday."):
            assert sketch_page(page) == sketch_page("\n\n".join(line.text for line in split_lines(page)))

    def test_markdown_marks_are_no_part_of_a_line(self) -> None:
        assert sketch_page("## Harbor **plan**", markup=True) == sketch_page("Harbor plan")

    def test_a_page_of_endless_lines_is_not_held_in_full(self) -> None:
        assert len(sketch_page("\n".join(f"line {i} of it" for i in range(5000)))) == 1000


def because(reason: str, *lines: str) -> FindReason:
    """Return what gives a reason for some lines."""
    return lambda line: reason if line in lines else ""


class TestMarking:
    PAGE = (
        f"The Velmark Post\n\nHarbor plan put off\n\nBy Jon Vik\n\n{write_sentence(random.Random(1))}\n\n{PROMPT}\n\nMore news"
    )

    def mark(self, page: str, *lines: str) -> dict[str, Kind]:
        pieces = [classify(line) for line in split_lines(page)]
        return {piece.line.text: piece.kind for piece in mark_repeated(pieces, because("why", *lines))}

    def test_text_headlines_and_bullets_become_furniture_with_rule_and_reason(self) -> None:
        pieces = [classify(line) for line in split_lines(f"{self.PAGE}\n\n• Follow the desk")]
        marked = mark_repeated(pieces, because("line on 4 of 10 pages", PROMPT, "• Follow the desk"))
        cut = [piece for piece in marked if piece not in pieces]
        assert [piece.line.text for piece in cut] == [PROMPT, "• Follow the desk"]
        assert {(piece.kind, piece.rule, piece.reason) for piece in cut} == {(Kind.FURNITURE, "D-2", "line on 4 of 10 pages")}

    def test_by_lines_dates_and_markers_say_something_and_stay(self) -> None:
        said = ("By Jon Vik", "June 3, 2025", "Related Articles", "Ana Ruiz reported from Velmark. Photo: Jon Vik")
        page = "\n\n".join([*said, write_sentence(random.Random(1))])
        assert self.mark(page, *said) == self.mark(page)
        assert self.mark(page)[said[0]] is Kind.BYLINE

    def test_an_article_that_is_nothing_else_keeps_its_lines(self) -> None:
        page = f"Harbor plan\n\n{PROMPT}"
        assert self.mark(page, PROMPT, "Harbor plan") == self.mark(page)

    def test_headlines_that_all_recur_stay(self) -> None:
        headlines = ("The Velmark Post", "Harbor plan put off")
        assert self.mark(self.PAGE, *headlines)["Harbor plan put off"] is Kind.HEADING
        assert self.mark(self.PAGE, headlines[0])[headlines[0]] is Kind.FURNITURE

    def test_a_page_loses_the_line_and_every_other_keeps_its_place(self) -> None:
        page = f"Harbor plan put off\n\n{BACKGROUND}\n\n{PROMPT}\n\n{NOTE}\n"
        (article,) = read_page(page, Origin("a.txt"), repeated=because("line on 14 of 60 pages of this outlet", PROMPT))
        assert article.title == "Harbor plan put off"
        assert article.text == f"{BACKGROUND}\n\n{NOTE}"
        ((text, at, rule, reason),) = article.removed
        assert (text, rule, reason) == (PROMPT, "D-2", "line on 14 of 60 pages of this outlet")
        assert page[at : at + len(text)] == text
        start = article.text.index(NOTE)
        assert article.origin is not None
        assert article.origin.locate(start, start + len(NOTE)) == (page.index(NOTE), page.index(NOTE) + len(NOTE))

    def test_a_related_articles_head_is_found_before_its_headline_is_judged(self) -> None:
        related = f"Delmora Daily\n3 hours ago\nDelmora Daily\nFerry sold\n{write_sentence(random.Random(2))}\n"
        page = f"Harbor plan put off\n\n{BACKGROUND}\n\n{NOTE}\n\n{related}"
        first, second = read_page(page, Origin("a.txt"), repeated=because("recurs", "Ferry sold"))
        assert first.text == f"{BACKGROUND}\n\n{NOTE}"
        assert (second.title, second.outlet) == ("Ferry sold", "Delmora Daily")


def test_a_line_has_the_same_number_in_every_run() -> None:
    assert hash_text("Sign up for our newsletter") == 9715101352020330143
