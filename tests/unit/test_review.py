from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import FramingError, LexiconError, UnknownNameError
from framing.lexicon import load_lexicon
from framing.lexicon_check import check_lexicon
from framing.review import NewEntry, Review, add_entry, insert_entry, session
from framing.suggestions import Candidate, CandidateFile, read_candidates, write_candidates

TOP = """\
# Boats, for a class.
name: harbor_boats
version: 1.0.0
about: Boats.   # all of them
source: Written for a test.
license: CC0-1.0
categories:
  boat: {about: "small ones"}
  ship: {about: "large ones", column: side}
"""
SOUND = (
    TOP
    + """\
entries:
  boat:
    - ferry   # the old one
    - words: dory
      matches: ["The dory sank."]
    # more boats to come

  ship: [freighter, tanker]  # flow
except: [ferry ticket]
"""
)


def lexicon(folder: Path, text: str = SOUND, name: str = "mine.yml") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


class TestInsertion:
    def test_an_entry_goes_behind_the_last_one_of_its_category(self) -> None:
        new = insert_entry(SOUND, NewEntry("pilot boat", "boat"))
        assert new == SOUND.replace(
            '      matches: ["The dory sank."]\n', '      matches: ["The dory sank."]\n    - pilot boat\n'
        )

    def test_all_that_an_entry_says_is_written(self) -> None:
        new = insert_entry(SOUND, NewEntry("hulk", "boat", 2.5, 'old "boat"', "draft", "not: in #court"))
        assert new is not None
        added = yaml.safe_load(new)["entries"]["boat"][-1]
        expected = {"words": "hulk", "weight": 2.5, "plain": 'old "boat"', "status": "draft", "note": "not: in #court"}
        assert added == expected

    def test_a_list_in_brackets_stays_one(self) -> None:
        assert "  ship: [freighter, tanker, cruiser]  # flow\n" in (insert_entry(SOUND, NewEntry("cruiser", "ship")) or "")
        longer = insert_entry(SOUND, NewEntry("cruiser", "ship", 2)) or ""
        assert "  ship: [freighter, tanker, {words: cruiser, weight: 2}]  # flow\n" in longer

    @pytest.mark.parametrize(
        "entries",
        [
            "entries:\n  boat: []\n",
            "entries:\n  boat: [\n    ferry, # one\n    dory, # two\n  ]\n",
            "entries:\n  boat:\n  - ferry\n  - dory",
            "entries:\n  boat:\n      -   ferry\n      -   words: dory\n          weight: 2\nexcept: [a b]\n",
            "entries:\n  boat:\n    - words: dory\n      note: |\n        flat\n        at the bottom\n\n# end\n",
            "entries:\n  boat:\n    - words: dory\n      note: flat\n        at the bottom\n  ship: [tanker]\n",
            "entries:\n  boat:\n    - {words: dory, matches: [\n        'The dory sank.']}   # long\n  ship: [tanker]\n",
            'entries:\n  "boat":\n    - "ferry"\n',
            "entries:\n  boat:\n",
            "entries:   # none yet\n  boat:   # none yet\n  ship: [tanker]\n",
            "entries:\n  ship: [tanker]\n",
            "entries:\n  ship:\n    - tanker\n# end\n",
            "entries:\n",
            "",
            "# no entries yet",
            "entries:\n  boat:\n    - f\u00e6rge \u6e2f \U0001f6a2\n    - words: a\u0301\n",
        ],
    )
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_whatever_the_layout_nothing_else_is_touched(self, entries: str, newline: str, mark: str) -> None:
        text = mark + (TOP + entries).replace("\n", newline)
        new = insert_entry(text, NewEntry("pilot boat", "boat", plain="boat"))
        assert new is not None
        data = yaml.safe_load(new.removeprefix("\ufeff"))
        assert data["entries"]["boat"][-1] == {"words": "pilot boat", "plain": "boat"}
        assert new.startswith(mark)
        assert "\n" not in new.replace(newline, "")
        assert comments(new) == comments(text)
        assert is_subsequence(text, new)

    def test_several_entries_keep_their_order(self) -> None:
        text: str | None = TOP
        for words in ("one boat", "two boat", "three boat"):
            text = insert_entry(text or "", NewEntry(words, "boat"))
        assert yaml.safe_load(text or "")["entries"]["boat"] == ["one boat", "two boat", "three boat"]

    @pytest.mark.parametrize(
        "entries",
        [
            "entries: boats.csv\n",
            "entries: {boat: [ferry]}\n",
            "entries:\n  boat: ferry\n",
            "entries: [ferry]\n",
            "entries:\n  boat:\n    - ferry\n...\n" + "entries: x\n",
        ],
        ids=["table", "all on one line", "no list", "no categories", "two documents"],
    )
    def test_what_cannot_be_edited_safely_is_left_alone(self, entries: str) -> None:
        assert insert_entry(TOP + entries, NewEntry("pilot boat", "boat")) is None

    def test_a_file_that_is_no_mapping_is_left_alone(self) -> None:
        assert [insert_entry(text, NewEntry("ferry", "boat")) for text in ("", "# nothing", "- a", "{a: b}", "a: [b")] == [
            None
        ] * 5

    @given(
        st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=20),
        st.sampled_from(["boat", "ship", "on", "no way"]),
    )
    @settings(max_examples=60)
    def test_any_words_arrive_as_they_are(self, words: str, category: str) -> None:
        new = insert_entry(SOUND, NewEntry(words, category, note=words))
        assert new is not None
        assert yaml.load(new, Loader=yaml.BaseLoader)["entries"][category][-1] == {"words": words, "note": words}


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def is_subsequence(text: str, of: str) -> bool:
    rest = iter(of)
    return all(char in rest for char in text)


class TestAdding:
    def test_the_lexicon_finds_what_was_added(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path)
        added = add_entry(path, NewEntry("pilot boat", "boat", 2, "boat"))
        assert added is not None
        assert added.path == path
        (entry,) = [each for each in load_lexicon(path).entries if each.words == "pilot boat"]
        assert (entry.category, entry.weight, entry.plain) == ("boat", 2.0, "boat")
        assert check_lexicon(path) == []

    def test_what_stands_there_already_is_not_added_again(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path)
        assert add_entry(path, NewEntry("Ferry", "boat")) is None
        assert path.read_text(encoding="utf-8") == SOUND

    @pytest.mark.parametrize(
        ("words", "category", "told"),
        [
            ("ferry", "ship", "ferry"),
            ("ferry ticket", "boat", "can never match"),
            ("a*b", "boat", r"\* stands only at the end"),
        ],
        ids=["in two categories", "swallowed", "no pattern"],
    )
    def test_an_entry_that_makes_a_problem_is_refused_and_the_file_is_as_it_was(
        self, tmp_path: Path, words: str, category: str, told: str
    ) -> None:
        path = lexicon(tmp_path)
        with pytest.raises(LexiconError, match=told):
            add_entry(path, NewEntry(words, category))
        assert path.read_text(encoding="utf-8") == SOUND

    def test_problems_that_were_there_before_do_not_stand_in_the_way(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path, SOUND.replace("The dory sank.", "The boat sank."))
        assert check_lexicon(path)
        assert add_entry(path, NewEntry("hulk", "boat")) is not None

    def test_where_the_entries_are_a_table_a_file_beside_it_gets_them(self, tmp_path: Path) -> None:
        (tmp_path / "boats.csv").write_text("words,category\nferry,boat\n", encoding="utf-8")
        path = lexicon(tmp_path, TOP + "entries: boats.csv\n")
        for words in ("pilot boat", "hulk"):
            added = add_entry(path, NewEntry(words, "boat"))
            assert added is not None
            assert added.path == tmp_path / "mine_more.yml"
        more = load_lexicon(tmp_path / "mine_more.yml")
        assert [entry.words for entry in more.entries] == ["pilot boat", "hulk", "ferry"]
        assert more.root == "harbor_boats"
        assert [problem for problem in check_lexicon(tmp_path / "mine_more.yml") if "warning" not in problem] == []
        assert add_entry(path, NewEntry("hulk", "boat")) is None

    def test_an_addition_can_be_taken_back(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path)
        added = add_entry(path, NewEntry("hulk", "boat"))
        assert added is not None
        assert added.undo()
        assert path.read_text(encoding="utf-8") == SOUND
        assert not added.undo()

    def test_an_addition_is_not_taken_back_from_a_file_that_has_changed(self, tmp_path: Path) -> None:
        path = lexicon(tmp_path)
        added = add_entry(path, NewEntry("hulk", "boat"))
        assert added is not None
        changed = path.read_text(encoding="utf-8") + "# mine\n"
        path.write_text(changed, encoding="utf-8")
        assert not added.undo()
        assert path.read_text(encoding="utf-8") == changed


WAITING = tuple(Candidate(words, uses=3) for words in ("pilot boat", "hulk", "the sea", "ferry ticket"))


@pytest.fixture
def review(tmp_path: Path) -> Review:
    write_candidates(CandidateFile(WAITING), tmp_path / "candidates.yml")
    return Review(tmp_path / "candidates.yml", lexicon(tmp_path))


def decisions(review: Review) -> dict[str, str]:
    return {each.words: each.decision for each in read_candidates(review.path).candidates if each.decision}


class TestReview:
    def test_each_decision_is_kept_at_once(self, review: Review) -> None:
        assert review.accept("pilot boat", "boat", plain="boat") == review.into
        assert decisions(review) == {"pilot boat": "accepted"}
        review.defer("hulk", "ship", "only at sea")
        review.reject("the sea")
        assert decisions(review) == {"pilot boat": "accepted", "hulk": "draft", "the sea": "rejected"}
        assert [each.words for each in review.waiting] == ["ferry ticket"]
        assert review.count() == {"accepted": 1, "draft": 1, "rejected": 1, "waiting": 1}

    def test_a_draft_stands_in_the_lexicon_with_its_note(self, review: Review) -> None:
        review.defer("hulk", "ship", "only at sea")
        added = yaml.safe_load(review.into.read_text(encoding="utf-8"))["entries"]["ship"][-1]
        assert added == {"words": "hulk", "status": "draft", "note": "only at sea"}

    def test_a_review_is_taken_up_where_it_was_left(self, review: Review) -> None:
        review.accept("pilot boat", "boat", weight=2)
        again = Review(review.path, review.into)
        assert [each.words for each in again.waiting] == ["hulk", "the sea", "ferry ticket"]
        assert again.find("pilot boat").weight == 2

    def test_a_decision_can_be_taken_back(self, review: Review) -> None:
        review.reject("the sea")
        review.accept("pilot boat", "boat")
        assert review.undo("pilot boat")
        assert review.undo("the sea")
        assert decisions(review) == {}
        assert review.into.read_text(encoding="utf-8") == SOUND

    def test_what_an_earlier_review_added_stays(self, review: Review) -> None:
        review.accept("pilot boat", "boat")
        again = Review(review.path, review.into)
        assert not again.undo("pilot boat")
        assert decisions(again) == {"pilot boat": "accepted"}
        with pytest.raises(FramingError, match=r'"pilot boat" was added to the lexicon before'):
            again.accept("pilot boat", "boat")

    def test_an_entry_that_was_added_before_a_crash_is_not_added_twice(
        self, review: Review, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(session, "write_candidates", crash)
        with pytest.raises(KeyboardInterrupt):
            review.accept("pilot boat", "boat")
        monkeypatch.undo()
        again = Review(review.path, review.into)
        again.accept("pilot boat", "boat")
        assert review.into.read_text(encoding="utf-8").count("pilot boat") == 1
        assert decisions(again) == {"pilot boat": "accepted"}

    def test_a_refused_entry_leaves_the_candidate_waiting(self, review: Review) -> None:
        with pytest.raises(LexiconError, match="can never match"):
            review.accept("ferry ticket", "boat")
        assert decisions(review) == {}

    @pytest.mark.parametrize(
        ("act", "told"),
        [
            (lambda review: review.accept("pilot boat", "boot"), 'Unknown category "boot". Did you mean "boat"'),
            (lambda review: review.reject("hulks"), 'Unknown candidate "hulks". Did you mean "hulk"'),
        ],
        ids=["category", "candidate"],
    )
    def test_unknown_names_are_answered_with_the_nearest(
        self, review: Review, act: Callable[[Review], None], told: str
    ) -> None:
        with pytest.raises(UnknownNameError) as error:
            act(review)
        assert told in str(error.value)

    def test_a_weight_is_a_number(self, review: Review) -> None:
        with pytest.raises(FramingError, match="A weight is a number, not nan"):
            review.accept("pilot boat", "boat", weight=float("nan"))

    def test_a_lexicon_that_is_not_there_is_told_with_what_to_do(self, review: Review, tmp_path: Path) -> None:
        with pytest.raises(
            LexiconError, match=r"none\.yml: there is no such file\. Write a lexicon first: `framing lexicon new"
        ):
            Review(review.path, tmp_path / "none.yml")

    def test_a_wrong_lexicon_is_told_before_anything_is_asked(self, review: Review, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match="unknown key"):
            Review(review.path, lexicon(tmp_path, SOUND.replace("except", "excpt")))
        with pytest.raises(LexiconError, match="declares no category"):
            Review(review.path, lexicon(tmp_path, "name: none\nversion: 1.0.0\nabout: a\nsource: b\nlicense: c\n"))

    def test_an_empty_lexicon_can_be_filled(self, review: Review, tmp_path: Path) -> None:
        filled = Review(review.path, lexicon(tmp_path, TOP, "empty.yml"))
        filled.accept("pilot boat", "boat")
        assert [entry.words for entry in load_lexicon(tmp_path / "empty.yml").entries] == ["pilot boat"]
