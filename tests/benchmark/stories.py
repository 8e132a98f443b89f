"""News texts with their event (ECB+) -> how far the stories found agree with the events (metric F)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from benchmark import datasets
from benchmark.rows import Row
from framing.model import Article
from framing.stories import group_stories
from framing.training.treebank import untreebank

FILE = "ecb_stories.jsonl"
DATA = "ECB+, the half of its topics that nothing was tuned on"
KNOWN = "nearest neighbor .98 of pairs; tf-idf .81 of pairs"


class Agreement(NamedTuple):
    """B-cubed precision, recall and F1, averaged over texts (Bagga & Baldwin 1998)."""

    precision: float
    recall: float
    f1: float


def bcubed(found: Mapping[str, Any], true: Mapping[str, Any]) -> Agreement:
    """Compare two groupings of the same texts, each given as the group of every text."""
    members_found, members_true = _members(found), _members(true)
    shares = [
        (
            len(members_found[found[key]] & members_true[true[key]]) / len(members_found[found[key]]),
            len(members_found[found[key]] & members_true[true[key]]) / len(members_true[true[key]]),
        )
        for key in true
    ]
    precision, recall = (sum(part) / len(shares) for part in zip(*shares, strict=True))
    return Agreement(precision, recall, 2 * precision * recall / (precision + recall))


def _members(groups: Mapping[str, Any]) -> dict[Any, set[str]]:
    members: dict[Any, set[str]] = defaultdict(set)
    for key, group in groups.items():
        members[group].add(key)
    return members


def judged(data: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the texts of every second topic, beginning with the second: the first half is what constants were tuned on."""
    topics = sorted({row["topic"] for row in data}, key=int)
    return [row for row in data if row["topic"] in set(topics[1::2])]


def rows(data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield B-cubed precision, recall and F1 of all judged texts together, and F1 topic by topic."""
    texts = judged(list(datasets.rows(FILE)) if data is None else data)
    found, true = _group(texts), {row["id"]: row["event"] for row in texts}
    whole = bcubed(found, true)
    for name, value in zip(("precision", "recall", "F1"), whole, strict=True):
        yield Row("stories", f"B-cubed {name}", DATA, value, len(texts), KNOWN if name == "F1" else "")
    by_topic: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in texts:
        by_topic[row["topic"]].append(row)
    alone = [bcubed(_group(own), {row["id"]: row["event"] for row in own}).f1 for own in by_topic.values()]
    yield Row("stories", "B-cubed F1, each topic's texts by themselves", DATA, sum(alone) / len(alone), len(alone))


def _group(texts: Sequence[dict[str, Any]]) -> dict[str, str]:
    articles = [Article(row["id"], untreebank(row["text"])) for row in texts]
    return {key: story.id for story in group_stories(articles) for key in story.articles}
