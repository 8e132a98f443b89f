"""The lists of persons and the judged proposals: that they are read, found and counted as they should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark import datasets
from benchmark.hits import digest
from benchmark.proposals import (
    DEVELOPMENT,
    FIRST,
    JUDGED,
    LISTS,
    TEST,
    Listed,
    first_proposals,
    key,
    missing,
    read_judged,
    read_lists,
    rows,
)
from framing.actors import Actor, Alias
from framing.model import Article

TEXT = "They saw Ana Ruiz\u2019s dog. Later Ruiz left, and Odo Brask came. At last Brask left."
ARTICLE = {"id": "a", "outlet": "Post", "text": TEXT}


def place(words: str, text: str = TEXT) -> list[Any]:
    start = text.index(words)
    return [start, start + len(words), digest(words)]


def write(path: Path, *entries: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    short = TEXT.index("Ruiz left")
    persons = [[place("Ana Ruiz"), [short, short + len("Ruiz"), digest("Ruiz")]], [place("Odo Brask")]]
    return write(tmp_path / "actors.jsonl", {"id": "a", "part": TEST, "persons": persons})


class TestLists:
    def test_names_are_those_at_their_places(self, lists: Path) -> None:
        [listed] = read_lists(TEST, [ARTICLE], lists)
        assert listed.article.id == "a"
        assert listed.article.outlet == "Post"
        assert listed.persons == (("Ana Ruiz", "Ruiz"), ("Odo Brask",))

    def test_the_other_part_is_left_out(self, lists: Path) -> None:
        assert read_lists(DEVELOPMENT, [ARTICLE], lists) == []

    def test_an_article_that_is_not_there_is_left_out(self, lists: Path) -> None:
        assert read_lists(TEST, [], lists) == []

    def test_another_text_is_refused(self, lists: Path) -> None:
        with pytest.raises(ValueError, match=r"article a: the words at 9 to 17 are not those that were listed"):
            read_lists(TEST, [{**ARTICLE, "text": TEXT.upper()}], lists)

    def test_curly_apostrophes_are_read_as_straight_ones(self, tmp_path: Path) -> None:
        text = "They saw Tim O\u2019Hara."
        path = write(tmp_path / "l.jsonl", {"id": "a", "part": 0, "persons": [[place("Tim O\u2019Hara", text)]]})
        [listed] = read_lists(0, [{"id": "a", "text": text}], path)
        assert listed.persons == (("Tim O'Hara",),)


class TestMissing:
    LISTED = Listed(Article(id="a", text=TEXT), (("Ana Ruiz", "Ruiz"), ("Odo Brask",)))

    def test_whoever_is_named_by_any_of_their_names_is_found(self) -> None:
        actors = [Actor("r", "Ruiz", aliases=(Alias("Ruiz"),)), Actor("o", "Odo Brask", aliases=(Alias("Odo Brask"),))]
        assert missing(self.LISTED, actors) == []

    def test_another_type_is_another_actor(self) -> None:
        actors = [Actor("r", "Ruiz", "org", (Alias("Ruiz"),)), Actor("o", "Odo Brask", aliases=(Alias("Odo Brask"),))]
        assert missing(self.LISTED, actors) == [("Ana Ruiz", "Ruiz")]

    def test_nobody_proposed_misses_all(self) -> None:
        assert missing(self.LISTED, []) == list(self.LISTED.persons)


class TestKeys:
    ARTICLES = (Article(id="a", text=""), Article(id="b", text=""))

    def actor(self, *aliases: str, kind: str = "person") -> Actor:
        return Actor("x", "Ana Ruiz", kind, tuple(map(Alias, aliases)))

    def test_another_type_or_alias_or_other_articles_must_be_judged_again(self) -> None:
        first = key(self.actor("Ana Ruiz", "Ruiz"), self.ARTICLES)
        assert first == key(self.actor("Ruiz", "Ana Ruiz"), self.ARTICLES)
        others = [
            key(self.actor("Ana Ruiz"), self.ARTICLES),
            key(self.actor("Ana Ruiz", "Ruiz", kind="org"), self.ARTICLES),
            key(self.actor("Ana Ruiz", "Ruiz"), self.ARTICLES[1:]),
        ]
        assert len({first, *others}) == 4

    def test_a_states_names_are_the_shipped_files(self) -> None:
        assert key(self.actor("A", kind="state"), self.ARTICLES) == key(self.actor("B", kind="state"), self.ARTICLES)


class TestRows:
    def test_what_is_found_and_right_is_counted(self, lists: Path, tmp_path: Path) -> None:
        listed = read_lists(TEST, [ARTICLE], lists)
        found = [(digest_, actor.name) for digest_, actor in first_proposals(listed, 1)]
        codes = [{"digest": digest_, "code": int(name == "Ana Ruiz")} for digest_, name in found]
        figures = {row.metric: row for row in rows([ARTICLE], TEST, lists, write(tmp_path / "p.jsonl", *codes))}
        assert {metric: row.value for metric, row in figures.items()} == {
            "recall of persons named twice or more, each article alone": 1.0,
            "recall of persons named twice or more, all articles at once": 1.0,
            "precision of the first 15 from 1 articles": 0.5,
            "precision of the first 15 from 10 articles": 0.5,
        }
        assert all(row.n == 2 for row in figures.values())

    def test_what_nobody_judged_is_wrong(self, lists: Path, tmp_path: Path) -> None:
        values = [row.value for row in rows([ARTICLE], TEST, lists, write(tmp_path / "p.jsonl"))]
        assert values == [1.0, 1.0, 0.0, 0.0]

    def test_without_the_articles_there_are_none(self, lists: Path, tmp_path: Path) -> None:
        assert list(rows([], TEST, lists, write(tmp_path / "p.jsonl"))) == []


class TestTheFiles:
    def test_sixty_articles_are_listed_half_of_them_to_judge_by(self) -> None:
        entries = [json.loads(line) for line in LISTS.read_text(encoding="utf-8").splitlines()]
        assert [sum(entry["part"] == part for entry in entries) for part in (DEVELOPMENT, TEST)] == [30, 30]
        assert len({entry["id"] for entry in entries}) == 60
        assert sum(len(entry["persons"]) for entry in entries) == 151

    def test_they_hold_places_and_digests_and_no_text(self) -> None:
        for line in LISTS.read_text(encoding="utf-8").splitlines():
            for person in json.loads(line)["persons"]:
                for start, end, words in person:
                    assert 0 <= start < end
                    assert len(words) == 8

    def test_each_judged_proposal_has_a_code_and_the_wrong_ones_a_reason(self) -> None:
        entries = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
        assert all(entry["code"] in (0, 1) and bool(entry.get("reason")) != bool(entry["code"]) for entry in entries)
        assert len(read_judged()) == len(entries)

    @pytest.mark.skipif(not datasets.available(), reason="the articles are not there")
    def test_the_floors_hold_on_the_articles_no_rule_was_mended_on(self) -> None:
        for row in rows():
            assert row.value >= (0.92 if row.metric.startswith("recall") else 0.90), row
            assert row.n >= FIRST
