"""Invented articles on two topics, for the tests of what is suggested."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from framing.model import Article

SHIPS = (
    "The {adj} trawler left the quay at {time}, and the skipper blamed the {adj} trawler owners.",
    "A {adj} ferry reached the quay at {time} while the skipper watched the fishing fleet.",
    "The fishing fleet and the {adj} dredger lay at the quay until {time}, the skipper told the crew.",
    "Nobody on the {adj} dredger saw the ferry leave at {time}, but the crew of the trawler did.",
)
FRUIT = (
    "The {adj} orchard gave the grower a crop of pears before {time}, and the picker loaded the crate.",
    "A {adj} grower sold the crop of the orchard at {time} while the picker cleaned the crate.",
    "The picker and the {adj} grower pruned the orchard until {time}, and nobody weighed the crop.",
    "Nobody in the {adj} orchard saw the grower leave at {time}, but the picker with the crate did.",
)
ADJECTIVES = (
    "old new small large green tired busy quiet heavy narrow cold warm plain wide damp bright slow loud poor late".split()
)
TIMES = "noon dusk dawn midnight sunrise sunset breakfast supper lunch teatime".split()
FILLERS = (
    "The council met in the hall and talked about the budget, the roof and the school.",
    "Rain fell on the valley, the bridge was closed, and the bus took the long road over the hill.",
    "A teacher, a baker and a nurse waited for the doctor, who was late because of the snow.",
    "The library bought books on gardens, horses, stars, glass, cheese, paper, copper, wool and clay.",
)


def make_articles(
    lines: Sequence[str], n: int, topic: str, outlets: Sequence[str] = ("Sound Post", "Tarn Echo")
) -> list[Article]:
    """Return articles of some of the lines each, no two alike, each a story of its own."""
    draw = random.Random(topic)
    articles = []
    for number in range(n):
        sentences = [draw.choice(lines).format(adj=draw.choice(ADJECTIVES), time=draw.choice(TIMES)) for _ in range(8)]
        own = " ".join(f"{topic}{number}word{i}x" for i in range(40))  # what makes it a story of its own
        text = " ".join([*sentences, *draw.sample(FILLERS, 2)]) + f"\n\nIt was about {own}."
        articles.append(Article(f"{topic}-{number:02}", text, outlets[number % len(outlets)]))
    return articles


def ships(n: int = 12, **more: Any) -> list[Article]:
    return make_articles(SHIPS, n, "ships", **more)


def fruit(n: int = 12, **more: Any) -> list[Article]:
    return make_articles(FRUIT, n, "fruit", **more)
