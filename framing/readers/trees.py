"""The parsed tree of a web page -> the same without what the page does not show, its layout told from its tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

# What no reader sees. Extractors pass it over too, and copy the tree several times: they are faster without it.
_UNSEEN = ("script", "style", "svg", "noscript", "template", "iframe")
_SPACES = {"re": "http://exslt.org/regular-expressions"}
_HIDDEN = r".//@hidden | .//@style[contains(., 'none') and re:test(., 'display\s*:\s*none', 'i')]"
# Boxes that open when the pointer is on a name; they stand amid the sentence, in an element of that kind with the name.
_BOX = r"re:test(@class, '(^|[ _-])(rollover|tooltip|popover|hovercard|popup)', 'i')"
_BOXES = f".//span[@class and {_BOX} and ancestor::p and ancestor::span[@class and {_BOX}]]"
_BODIES = ".//body//*[@itemprop='articleBody' and not(ancestor::*[@itemprop='articleBody'])]"
_LONG_CELL = 600  # characters; a cell with more, most of it in paragraphs, is a column of a layout
_FEWEST_WORDS = 100  # of a body that the page marks; with fewer it may be a teaser


def clean_tree(tree: Any) -> Any:
    """Leave out of a page what it does not show, so that an extractor does not take it for text.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The parsed page; it is changed.

    Returns
    -------
    lxml.html.HtmlElement
        The same tree. Tables that lay out the page are made divisions, and where the page marks one element as the
        article's body, and that holds most of its paragraphs, nothing but that element is left.
    """
    from lxml import etree

    etree.strip_elements(tree, *_UNSEEN, etree.Comment, with_tail=False)
    _drop_hidden(tree)
    _drop(_find(_BOXES)(tree))
    _undo_layout(tree)
    _keep_body(tree)
    return tree


@cache
def _find(path: str) -> Any:
    from lxml import etree

    return etree.XPath(path, namespaces=_SPACES)


def _drop(elements: Iterable[Any]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _length(elements: Iterable[Any]) -> int:
    return sum(len(element.text_content()) for element in elements)


def _drop_hidden(tree: Any) -> None:
    """Drop what the page hides, unless that is half of it: then a script shows it."""
    hidden = [attribute.getparent() for attribute in _find(_HIDDEN)(tree)]
    if hidden and _length(hidden) < _length([tree]) / 2:
        _drop(hidden)


def _undo_layout(tree: Any) -> None:
    """Make the cells that hold paragraphs of the page's layout divisions, and the rows and tables around them."""
    for cell in list(tree.iter("td")):
        length = _length([cell])
        if length > _LONG_CELL and _length(cell.iter("p")) > length / 2:
            for element in (cell, *cell.iterancestors("td", "tr", "tbody", "table")):
                element.tag = "div"


def _keep_body(tree: Any) -> None:
    """Leave nothing but the one element that the page marks as the article's body, if it holds most of the paragraphs."""
    bodies = _find(_BODIES)(tree)
    page = tree.find(".//body")
    if len(bodies) != 1 or page is None or len(bodies[0].text_content().split()) < _FEWEST_WORDS:
        return
    (body,) = bodies
    if _length(body.iter("p")) < _length(page.iter("p")) / 2:
        return
    article = page.makeelement("article")
    body.tail = page.text = None
    for element in list(page):
        page.remove(element)
    page.append(article)
    article.append(body)
