"""Every lexicon and actor file that ships is sound, says where it comes from, and finds its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.actors import check_registry, load_registry
from framing.documents import segment
from framing.lexicon import SHIPPED, available_lexicons, load_lexicon
from framing.lexicon_check import check_lexicon
from framing.yaml_file import read_yaml

LEXICONS = sorted(path for folder in (SHIPPED, SHIPPED / "topics") for path in folder.glob("*.yml"))
ACTORS = sorted((SHIPPED / "actors").glob("*.yml"))


def name_of(path: Path) -> str:
    return path.stem


def test_there_are_some() -> None:
    assert {"hedges", "boosters", "loaded", "reporting_verbs", "polarity", "shifters"} <= {path.stem for path in LEXICONS}
    assert {"sample", "states"} <= {path.stem for path in ACTORS}
    assert set(available_lexicons()) == {path.stem for path in LEXICONS}


@pytest.mark.parametrize("path", LEXICONS, ids=name_of)
class TestLexicons:
    def test_it_is_sound_and_its_examples_hold(self, path: Path) -> None:
        assert check_lexicon(path) == []

    def test_it_says_what_it_is_where_it_comes_from_and_who_may_use_it(self, path: Path) -> None:
        lexicon = load_lexicon(path)
        assert lexicon.name == path.stem
        assert all((lexicon.about, lexicon.source, lexicon.license, lexicon.version != "0"))
        assert lexicon.language == "en"

    def test_every_category_is_described_and_used(self, path: Path) -> None:
        lexicon = load_lexicon(path)
        assert [category.name for category in lexicon.categories.values() if not category.about] == []
        assert set(lexicon.categories) == {entry.category for entry in lexicon.entries}


@pytest.mark.parametrize("path", ACTORS, ids=name_of)
class TestActorFiles:
    def test_it_is_sound_and_its_examples_hold(self, path: Path) -> None:
        assert check_registry(path) == []

    def test_it_says_what_it_is_where_it_comes_from_and_who_may_use_it(self, path: Path) -> None:
        data, problems = read_yaml(path)
        assert problems == []
        assert all(data.get(key) for key in ("about", "source", "license"))
        registry = load_registry(path)
        assert (registry.name, registry.version != "0") == (path.stem, True)

    def test_an_actor_is_found_by_its_name(self, path: Path) -> None:
        registry = load_registry(path)
        lost = []
        for actor in registry.actors:
            doc = segment(f"Then {actor.name} spoke of it.")
            if actor.id not in {mention.actor for mention in registry.find(doc)}:
                lost.append(actor.id)
        assert lost == []
