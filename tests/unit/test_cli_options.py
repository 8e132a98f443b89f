from __future__ import annotations

from pathlib import Path

import pytest
from unit.newsstand import ACTORS, ARTICLES, run, write_articles, write_lines

from framing.cli.options import FIELDS, Method, Source, list_lexicons, load_actors
from framing.errors import ReadError, UnknownNameError
from framing.readers.rows import FIELDS as COLUMNS

LEXICON = "name: {name}\ncategories: {{boat: }}\nentries: {{boat: [{word}]}}\n"


def write_lexicon(path: Path, word: str = "ferry") -> Path:
    path.write_text(LEXICON.format(name=path.stem, word=word), encoding="utf-8")
    return path


def test_every_column_a_reader_knows_can_be_named() -> None:
    assert set(FIELDS) == set(COLUMNS)


def test_measures_are_separated_by_commas_or_named_one_by_one(tmp_path: Path) -> None:
    path = write_articles(tmp_path)
    together = run("score", path, "--measures", "lix, flesch_ease")
    apart = run("score", path, "--measure", "lix", "--measures", "flesch_ease")
    assert together.exit_code == apart.exit_code == 0
    assert together.stdout == apart.stdout
    assert "flesch_ease" in together.stdout


def test_a_source_counts_what_it_reads_and_keeps_what_it_leaves_out(tmp_path: Path) -> None:
    source = Source((str(write_lines(tmp_path / "a.jsonl", ARTICLES[0], {"text": ""}, ARTICLES[1])),))
    assert [article.id for article in source.read()] == ["calm", "angry"]
    assert source.n_read == 2
    assert [place for place, _ in source.skipped] == [f"{tmp_path / 'a.jsonl'}, line 2"]


def test_a_source_without_one_article_is_an_error(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": ""})
    with pytest.raises(ReadError, match=r"a\.jsonl: not one article could be read\."):
        Source((str(path),)).load()


def test_a_folder_of_lexicons_stands_for_its_files_whichever_suffix_they_have(tmp_path: Path) -> None:
    files = [write_lexicon(tmp_path / "boats.yml"), write_lexicon(tmp_path / "ships.yaml", "freighter")]
    (tmp_path / "notes.txt").write_text("not a lexicon", encoding="utf-8")
    assert list_lexicons(str(tmp_path)) == files
    assert [measure.name for measure in Method(("lix",), (str(tmp_path),)).load().measures] == ["lix", "boats", "ships"]


def test_a_folder_without_lexicons_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no lexicon \(files named \.yml or \.yaml\)\. Name a folder"):
        list_lexicons(str(tmp_path))


def test_a_measure_can_be_named_that_a_folder_of_lexicons_holds(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "boats.yml")
    assert [measure.name for measure in Method(("boats",), (str(tmp_path),)).load().measures] == ["boats"]


def test_a_lexicon_that_extends_a_shipped_one_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("name: mine\nextends: hedges\nentries: {epistemic: [ferryish]}\n", encoding="utf-8")
    (measure,) = Method(("hedging",), (str(path),)).load().measures
    assert measure.name == "hedging"
    assert measure.lexicon.name == "mine"


def test_no_actor_file_is_no_registry() -> None:
    assert load_actors("") is None


def test_actors_ship_by_name() -> None:
    registry = load_actors("states")
    assert registry is not None
    assert registry.name == "states"


def test_an_actor_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "island.yml"
    path.write_text(ACTORS, encoding="utf-8")
    registry = load_actors(str(path))
    assert registry is not None
    assert [actor.id for actor in registry.actors] == ["ruiz", "vik"]


def test_a_misspelled_actor_file_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown actor file "stats"\. Did you mean "states"\?'):
        load_actors("stats")


def test_a_plan_proposes_actors_where_none_are_named(tmp_path: Path) -> None:
    articles = Source((str(write_articles(tmp_path)),)).load()
    analysis = Method(("lix",)).load().analyze(articles, [("a.txt", "is empty.")])
    assert analysis.actors_proposed
    assert "Ana Ruiz" in {actor.name for actor in analysis.actors}
    assert [(item.path, item.reason) for item in analysis.skipped] == [("a.txt", "is empty.")]


def test_a_plan_proposes_actors_from_the_articles_around_the_one_it_scores(tmp_path: Path) -> None:
    first, *rest = Source((str(write_articles(tmp_path)),)).load()
    plan = Method(("lix",)).load()
    around = plan.analyze([first], near=[first, *rest]).actors
    assert around == plan.analyze([first, *rest]).actors
    assert around != plan.analyze([first]).actors


def test_counting_the_articles_changes_no_score_and_no_provenance(tmp_path: Path) -> None:
    import framing

    articles = Source((str(write_articles(tmp_path)),)).load()
    counted = Method(("hedging", "attribution")).load().analyze(articles)
    plain = framing.analyze(articles, measures=["hedging", "attribution"])
    assert counted.scores == plain.scores
    assert counted.provenance == plain.provenance
    assert counted.actors_proposed == plain.actors_proposed
