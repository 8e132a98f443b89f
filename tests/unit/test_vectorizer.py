"""The measures' rates as features for scikit-learn."""

from __future__ import annotations

from math import isnan
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

import framing
from framing.errors import FramingError, UnknownNameError
from framing.vectorizer import MeasureVectorizer

TEXTS = [
    "The plan may fail, officials said. It could cost more.",
    "The regime crushed the protest. It was a brutal day.",
    "Perhaps the bridge will open in June, the mayor said.",
    "The shameless regime lied again and again.",
] * 3
LABELS = [0, 1, 0, 1] * 3


@pytest.fixture(scope="module")
def fitted() -> MeasureVectorizer:
    return MeasureVectorizer(["hedging", "loaded"]).fit(TEXTS)


@pytest.mark.parametrize(
    "check",
    [
        "check_estimator_cloneable",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_valid_tag_types",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_get_params_invariance",
        "check_set_params",
    ],
)
def test_it_passes_the_checks_that_scikit_learn_has_for_readers_of_text(check: str) -> None:
    """The others feed numbers: scikit-learn itself leaves them out where an estimator says that it reads text."""
    getattr(estimator_checks, check)("MeasureVectorizer", MeasureVectorizer(["hedging"]))


def test_scikit_learn_knows_that_it_reads_text() -> None:
    tags = MeasureVectorizer().__sklearn_tags__()
    assert (tags.input_tags.string, tags.input_tags.two_d_array, tags.requires_fit) == (True, False, True)


def test_each_rate_is_the_one_an_analysis_gives(fitted: MeasureVectorizer) -> None:
    rates = fitted.transform(TEXTS[:3])
    articles = [framing.Article(str(i), text) for i, text in enumerate(TEXTS[:3])]
    analysis = framing.analyze(articles, measures=["hedging", "loaded"], annotator="fast", duplicates="keep")
    found = {(s.article_id, f"{s.measure}.{s.column}"): s.value for s in analysis.scores if not s.target}
    for column, name in enumerate(fitted.get_feature_names_out()):
        assert rates[:, column].tolist() == [found[str(row), name] for row in range(3)]


def test_columns_are_named_by_measure_and_column(fitted: MeasureVectorizer) -> None:
    assert fitted.get_feature_names_out().tolist() == ["hedging.rate", "loaded.rate"]
    everything = MeasureVectorizer(["hedging"], columns="all").fit(TEXTS)
    assert {"hedging.rate", "hedging.clusters", "hedging.quoted"} < set(everything.get_feature_names_out())


def test_by_default_every_measure_without_actors_is_there() -> None:
    names = MeasureVectorizer().fit(TEXTS).get_feature_names_out()
    assert {"hedging.rate", "loaded.rate", "attribution.rate", "flesch_ease.score"} & set(names) >= {"hedging.rate"}
    assert not any(name.startswith(("evaluation.", "polarity.")) for name in names)


def test_it_returns_a_frame_when_asked_to() -> None:
    frame = MeasureVectorizer(["hedging"]).set_output(transform="pandas").fit_transform(TEXTS)
    assert list(frame.columns) == ["hedging.rate"]
    assert len(frame) == len(TEXTS)


def test_a_clone_has_the_same_parameters_and_is_not_fitted(fitted: MeasureVectorizer) -> None:
    copied = clone(fitted)
    assert copied.get_params() == fitted.get_params()
    with pytest.raises(NotFittedError):
        copied.transform(TEXTS)


def test_a_pipeline_learns_from_the_rates_and_searches_over_measures() -> None:
    pipeline = make_pipeline(MeasureVectorizer(["loaded"]), SimpleImputer(), LogisticRegression(C=100))
    search = GridSearchCV(pipeline, {"measurevectorizer__measures": [["boosters"], ["loaded", "hedging"]]}, cv=3)
    search.fit(TEXTS, LABELS)
    assert search.best_params_ == {"measurevectorizer__measures": ["loaded", "hedging"]}
    assert search.predict(TEXTS).tolist() == LABELS


def test_what_has_no_base_is_not_zero_unless_asked_for() -> None:
    assert isnan(MeasureVectorizer(["hedging"]).fit_transform([""])[0, 0])
    assert MeasureVectorizer(["hedging"], undefined=-1.0).fit_transform([""])[0, 0] == -1.0


def test_no_texts_give_no_rows(fitted: MeasureVectorizer) -> None:
    assert fitted.transform([]).shape == (0, 2)


def test_any_sequence_of_texts_will_do(fitted: MeasureVectorizer) -> None:
    expected = fitted.transform(TEXTS)
    for texts in (tuple(TEXTS), np.array(TEXTS), iter(TEXTS)):
        assert np.array_equal(fitted.transform(texts), expected)


@pytest.mark.parametrize(
    ("options", "texts", "message"),
    [
        ({}, "one text", "One text was given where several are expected"),
        ({}, ["a", None], "Text 1 is of type NoneType, not str"),
        ({"columns": "some"}, ["a"], 'it must be one of "headline" and "all"'),
    ],
)
def test_wrong_input_says_what_was_expected(options: dict[str, Any], texts: Any, message: str) -> None:
    with pytest.raises(FramingError, match=message):
        MeasureVectorizer(["hedging"], **options).fit(texts)


def test_an_unknown_measure_is_told_when_fitting() -> None:
    with pytest.raises(UnknownNameError, match="hedgeing"):
        MeasureVectorizer(["hedgeing"]).fit(TEXTS)
