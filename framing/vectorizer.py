"""Texts -> the measures' rates as a matrix, for scikit-learn: a transformer to put into a pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.annotators import make_annotator
from framing.errors import FramingError
from framing.given import take_several
from framing.measures import Measure, check_layers, for_layers
from framing.model import Article
from framing.scoring import score_articles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = ("headline", "all")


class MeasureVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Turn texts into the rates of measures, one row a text, one column a rate.

    Parameters
    ----------
    measures
        Names of measures, or measures; by default all that ship, that the annotator gives what they read, and that name no
        actors: texts without a registry have none in common.
    columns : {"headline", "all"}
        Which of their columns become features.
    lexicons
        Lexicon files, as for `framing.analyze`.
    annotator
        "fast" or "encoder", or an annotator.
    undefined
        What stands where a rate has no base (a text without sentences, a share of no attributions). Not 0 by default, because
        no evidence is not zero: put an imputer behind it, or name a number.

    Attributes
    ----------
    measures_
        The measures, once fitted.
    n_features_out_
        The number of columns.

    Examples
    --------
    >>> texts = ["The plan may fail, officials said.", "It failed."]
    >>> rates = MeasureVectorizer(measures=["hedging"]).fit_transform(texts)
    >>> rates.round(1).tolist()
    [[166.7], [0.0]]
    """

    def __init__(
        self,
        measures: Iterable[str | Measure] | None = None,
        *,
        columns: str = "headline",
        lexicons: Iterable[str | Path] = (),
        annotator: Any = "fast",
        undefined: float = float("nan"),
    ) -> None:
        self.measures = measures
        self.columns = columns
        self.lexicons = lexicons
        self.annotator = annotator
        self.undefined = undefined

    def fit(self, X: Iterable[str], y: Any = None) -> MeasureVectorizer:  # noqa: N803  # scikit-learn's name
        """Load the measures; nothing is learned from the texts.

        Raises
        ------
        FramingError
            If ``columns`` is neither "headline" nor "all", or X is one text and not several.
        UnknownNameError, LexiconError, AnnotationError
            If a measure, lexicon or annotator is wrong.
        """
        if self.columns not in COLUMNS:
            raise FramingError(f'columns is {self.columns!r}; it must be one of "headline" and "all".')
        _check_texts(X)
        names = None if self.measures is None else take_several(self.measures)
        lexicons = tuple(self.lexicons)
        made = make_annotator(self.annotator, None)
        chosen = for_layers(names, lexicons, (), made.layers)
        check_layers(chosen, made.layers, made.name)
        self.measures_ = tuple(m for m in chosen if names is not None or "mentions" not in m.needs)
        self.annotator_ = made
        self._places = [
            (measure.name, column.name)
            for measure in self.measures_
            for column in measure.columns
            if column.headline or self.columns == "all"
        ]
        self.n_features_out_ = len(self._places)
        return self

    def transform(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803
        """Return the rates, shape (texts, columns), each in its measure's unit."""
        import numpy as np

        check_is_fitted(self, "measures_")
        texts = _check_texts(X)
        place = {names: number for number, names in enumerate(self._places)}
        rates = np.full((len(texts), len(place)), self.undefined, dtype=np.float64)
        articles = (Article(str(number), text) for number, text in enumerate(texts))
        for row, scored in enumerate(score_articles(articles, self.measures_, self.annotator_)):
            for score in scored.scores:
                column = place.get((score.measure, score.column))
                if column is not None and not score.target and score.base:
                    rates[row, column] = score.value
        return rates

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the name of each column: the measure's and the column's, as in "hedging.rate"."""
        import numpy as np

        check_is_fitted(self, "measures_")
        return np.array([".".join(names) for names in self._places], dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags


def _check_texts(texts: Iterable[str]) -> Sequence[str]:
    """Return texts as a list; one text given for several would be read letter by letter."""
    if isinstance(texts, str):
        raise FramingError("One text was given where several are expected: put it in a list.")
    listed = list(texts)
    for number, text in enumerate(listed):
        if not isinstance(text, str):
            raise FramingError(
                f"Text {number} is of type {type(text).__name__}, not str. Leave out or fill in what is missing."
            )
    return listed
