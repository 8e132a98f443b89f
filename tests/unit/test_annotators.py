"""Which annotator runs: by name, by default, and where the default cannot."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from unit.encoders import Broken, Missing, StandIn, put_encoder

import framing
from framing import annotators
from framing.actors import Registry
from framing.analysis import analyze
from framing.annotation import FastAnnotator, to_record
from framing.annotators import ANNOTATORS, annotate, make_annotator
from framing.errors import AnnotationError, UnknownNameError
from framing.measures import BUILTIN
from framing.model import Article, Document, Hit
from framing.scores import Column, Unit
from framing.testing import make_actor

NELA = Registry.of([make_actor("Nela Marsh")])
ARTICLE = Article("a", "Nela Marsh said the levee may leak.", "The Clarion")


@pytest.fixture(autouse=True)
def nothing_told_yet() -> None:
    annotators._warn_once.cache_clear()


# By name


@pytest.mark.parametrize("name", ANNOTATORS)
def test_a_name_makes_the_annotator_of_that_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    made = make_annotator(name, NELA)
    assert made.name == name
    assert [mention.actor for mention in made.annotate(ARTICLE).mentions] == ["nela-marsh"]


def test_without_a_registry_it_finds_nobody() -> None:
    assert make_annotator("fast").annotate(ARTICLE).mentions == ()


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        make_annotator("encode")
    assert str(caught.value) == 'Unknown annotator "encode". Did you mean "encoder"? Available: encoder, fast.'


def test_the_encoder_is_given_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    made = make_annotator("encoder", NELA, 3)
    assert isinstance(made, StandIn)
    assert (made.threads, made.registry) == (3, NELA)


def test_the_fast_one_runs_where_the_encoder_cannot_even_be_imported(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put_encoder(monkeypatch, None)
    assert make_annotator("fast").name == "fast"
    assert caplog.records == []


def test_an_encoder_asked_for_by_name_that_cannot_run_is_an_error_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, Missing)
    with pytest.raises(AnnotationError, match="needs onnxruntime"):
        make_annotator("encoder")


def test_an_encoder_that_cannot_be_imported_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, None)
    with pytest.raises(AnnotationError, match=r'cannot be loaded: .*encoder.*pip install onnxruntime tokenizers.*"fast"'):
        make_annotator("encoder")


# What is no name


def test_what_makes_an_annotator_is_called_with_the_registry() -> None:
    made = make_annotator(FastAnnotator, NELA)
    assert isinstance(made, FastAnnotator)
    assert made.registry is NELA


def test_an_annotator_is_returned_as_it_is() -> None:
    own = FastAnnotator(NELA)
    assert make_annotator(own, Registry()) is own


# By default


@pytest.mark.encoder
def test_by_default_the_encoder_runs_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put_encoder(monkeypatch, StandIn)
    made = make_annotator(None, NELA, 2)
    assert isinstance(made, StandIn)
    assert (made.threads, made.registry) == (2, NELA)
    assert caplog.records == []


@pytest.mark.encoder
@pytest.mark.parametrize("encoder", [Missing, None])
def test_where_it_cannot_run_the_fast_one_does_and_one_line_says_so(
    encoder: type | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put_encoder(monkeypatch, encoder)
    made = [make_annotator(None, NELA) for _ in range(3)]
    assert [each.name for each in made] == ["fast"] * 3
    assert [mention.actor for mention in made[0].annotate(ARTICLE).mentions] == ["nela-marsh"]
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("framing.annotators", logging.WARNING)
    said = record.getMessage()
    assert "\n" not in said
    assert "pip install onnxruntime" in said
    assert said.endswith('Annotator "fast" runs instead; figures of the two are not to be compared.')


@pytest.mark.encoder
def test_a_bug_in_the_encoder_is_not_hidden_behind_the_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, Broken)
    with pytest.raises(ZeroDivisionError):
        make_annotator()


@pytest.mark.encoder
def test_a_test_can_have_the_default_that_ships() -> None:
    assert annotators.DEFAULT == ("encoder", "fast")


def test_and_other_tests_have_the_rules(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    put_encoder(monkeypatch, StandIn)
    assert make_annotator().name == "fast"
    assert caplog.records == []


# One article


def test_one_article_is_annotated_by_the_annotator_named(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, Missing)
    assert framing.annotate is annotate
    made = [annotate(ARTICLE, annotator="fast"), annotate(ARTICLE), FastAnnotator().annotate(ARTICLE)]
    assert to_record(made[0]) == to_record(made[1]) == to_record(made[2])
    with pytest.raises(AnnotationError, match="needs onnxruntime"):
        annotate(ARTICLE, annotator="encoder")


def test_one_article_is_annotated_by_the_annotator_given() -> None:
    assert [mention.actor for mention in annotate(ARTICLE, annotator=FastAnnotator(NELA)).mentions] == ["nela-marsh"]


# Many articles


@dataclass(frozen=True)
class Keen:
    """A measure that reads what the encoder alone gives."""

    name: str = "keen"
    title: str = "Keen"
    about: str = ""
    needs: frozenset[str] = frozenset({"loaded words"})
    columns: tuple[Column, ...] = (Column("rate", Unit("per 1,000 words", 1000.0), "words", headline=True),)

    def find(self, doc: Document) -> Iterable[Hit]:
        return ()

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        return {("words", "", ""): 1.0}


@pytest.fixture
def keen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUILTIN, "keen", Keen)


def unread() -> Iterator[Article]:
    raise AssertionError("an article was read")
    yield


def test_an_analysis_names_its_annotator_and_the_fingerprint_of_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    by_model, by_rules = (analyze([ARTICLE], measures=["hedging"], annotator=name) for name in ("encoder", "fast"))
    assert by_model.provenance["annotator"] == "encoder"
    assert by_model.provenance["annotator_fingerprint"] == "0123456789ab"
    assert by_rules.provenance["annotator"] == "fast"


@pytest.mark.encoder
def test_an_analysis_by_default_falls_back_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put_encoder(monkeypatch, Missing)
    found = analyze([ARTICLE], measures=["hedging"])
    assert found.provenance["annotator"] == "fast"
    assert len(caplog.records) == 1
    assert [hit.text for hit in found.hits["a"]] == ["may"]


def test_an_analysis_by_name_finds_the_actors_that_were_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    text = "The crew met Nela Marsh. The town thanked Nela Marsh. Nobody stopped Nela Marsh. A clerk saw Nela Marsh."
    found = analyze([Article("a", text)], measures=["events"], annotator="encoder")
    assert found.actors_proposed
    assert [actor.name for actor in found.actors] == ["Nela Marsh"]
    assert len(found.mentions["a"]) == 4


def test_an_analysis_by_name_finds_the_actors_that_are_given() -> None:
    found = analyze([ARTICLE], measures=["evaluation"], actors=NELA, annotator="fast")
    assert found.actors == NELA.actors
    assert not found.actors_proposed
    assert len(found.mentions["a"]) == 1


@pytest.mark.usefixtures("keen")
def test_measures_that_an_annotator_cannot_serve_are_left_out_where_none_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    assert "keen" in [measure.name for measure in analyze([ARTICLE], annotator="encoder").measures]
    assert "keen" not in [measure.name for measure in analyze([ARTICLE], annotator="fast").measures]


@pytest.mark.usefixtures("keen")
def test_a_measure_asked_for_that_an_annotator_cannot_serve_is_an_error_before_an_article_is_read() -> None:
    with pytest.raises(AnnotationError, match='"keen" needs loaded words, which annotator "fast" does not provide'):
        analyze(unread(), measures=["lix", "keen"], annotator="fast")


def test_an_annotator_that_cannot_run_or_is_unknown_is_told_before_an_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, Missing)
    with pytest.raises(AnnotationError, match="needs onnxruntime"):
        analyze(unread(), annotator="encoder")
    with pytest.raises(UnknownNameError, match='Did you mean "fast"'):
        analyze(unread(), annotator="fastest")


# What is loaded


def test_names_can_be_listed_and_the_fast_annotator_made_without_the_encoder() -> None:
    code = """if True:
        import sys, framing.annotators
        assert "framing.annotation" not in sys.modules
        framing.annotators.make_annotator("fast")
        print(*(name for name in ("framing.encoder", "onnxruntime", "tokenizers", "numpy") if name in sys.modules))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "\n"
