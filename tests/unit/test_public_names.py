"""The names that `framing` offers: each is there, told of, and what it says it is."""

from __future__ import annotations

import inspect

import pytest

import framing


@pytest.mark.parametrize("name", framing.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(framing, name)
    assert found.__name__ == name
    assert inspect.getdoc(found)


def test_no_name_is_lazily_there_and_not_told() -> None:
    assert set(framing._LAZY) <= set(framing.__all__)
    assert dir(framing) == sorted(framing.__all__)


def test_every_verb_is_named_in_the_docstring() -> None:
    verbs = {name for name in framing.__all__ if name[0].islower()}
    assert {name for name in verbs if f"framing.{name}(" not in framing.__doc__ and f"`{name}`" not in framing.__doc__} == set()


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'rank'"):
        framing.rank  # noqa: B018
