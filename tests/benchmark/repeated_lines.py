"""Real articles wrapped in invented furniture, outlet by outlet -> what lines that recur add to the rules for single lines."""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import datasets
from benchmark.rows import Row
from benchmark.text_pages import compare, kept_text, pooled
from framing.model import Origin
from framing.pages import read_page
from framing.pages.phrases import fold
from framing.pages.repeated import FindReason, find_repeated, make_finder, sketch_page

DATA = "us_politics_articles.jsonl.gz"
FEWEST = 20  # articles of an outlet
KNOWN = "pages made of other text: .966 with recall .999"

FIRST = "Harbor Valley Northern Coastal Lakeside Old Union Free Western River".split()
SECOND = "Courier Ledger Sentinel Tribune Beacon Chronicle Dispatch Observer Register Star".split()
TOPICS = "harbor tram school budget ferry weather museum football market railway hospital garden".split()
MENU = (
    "Home", "The latest from {site}", "{topic} and more", "Your {topic} guide", "Podcasts and video", "Letters and columns",
    "Games and puzzles", "Inside the {topic} desk", "What to watch tonight", "About {site}", "Our {topic} archive",
    "Subscribe", "Weekend edition", "Photos: the {topic} season", "Live results", "E-paper",
)  # fmt: skip
PROMPTS = (
    "Get the best of our {topic} reporting every morning, free, by signing up for the {site} newsletter.",
    "You have read your last free story about the {topic} this month, but {site} costs less than a cup of coffee a week.",
    "If you know something about the {topic} that we should look into, write to our reporters at {site}.",
    "Our {topic} podcast tells you each Friday what happened, why it matters, and what comes next.",
    "{site} is paid for by readers like you, and every gift of ten crowns keeps a reporter on the {topic} for an hour.",
    "Don't miss a thing: put the {site} app on your phone and we will tell you whenever there is news of the {topic}.",
    "Thank you for reading {site}, where your views on the {topic} are always welcome below the line.",
    "Sign up for the {topic} briefing",
    "More from the {topic} desk",
    "Listen to this story on the {site} player",
)
NOTES = (
    "Figures of the {topic} market on this page are delayed by twenty minutes and come from a third party.",
    "{site} is a member of the regional press council and abides by its code of practice.",
    "Opinions in the columns of {site} are those of their writers and do not bind the board.",
    "Some links on this page lead to shops, and {site} may earn a commission when readers buy there.",
)
HEADLINES = (
    "Why the {topic} will never be the same again", "{number} things to know about the {topic} this week",
    "Council puts off its vote on the {topic}", "The {topic} that nobody wanted, {number} years on",
    "In pictures: the {topic} then and now", "How one town saved its {topic}", "What the {topic} plan means for rents",
)  # fmt: skip
TEASERS = (
    "A small town argues about its {topic}, and {number} people have now left the board.",
    "It opened {number} years ago to cheers, and few come to the {topic} today.",
    "The {topic} cost more than was planned, an audit of {number} pages finds.",
)


class Page(NamedTuple):
    """A made page, and the article in it."""

    text: str
    body: str


class Furniture:
    """The lines that one outlet's pages share: some on all of them, some on a few."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._site = f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
        self.menu = [f"The {self._site}", *self._fill(rng.sample(MENU, rng.randint(6, 12)))]
        self.foot = [*self._fill(rng.sample(MENU, rng.randint(4, 8))), *self._fill(rng.sample(NOTES, rng.randint(1, 2)))]
        prompts = self._fill(rng.sample(PROMPTS, rng.randint(3, 5)))
        self.prompts = [(line, rng.uniform(0.08, 0.9)) for line in prompts]
        self.trending = [(*self._fill([rng.choice(HEADLINES)]), *self._fill([rng.choice(TEASERS)])) for _ in range(30)]

    def _fill(self, lines: Sequence[str]) -> list[str]:
        rng = self._rng
        return [line.format(site=self._site, topic=rng.choice(TOPICS), number=rng.randint(3, 90)) for line in lines]

    def wrap(self, title: str, body: Sequence[str]) -> str:
        """Return a page: menu, title, the body with prompts between its paragraphs, stories of the day, foot."""
        rng = self._rng
        paragraphs = list(body)
        for prompt, share in self.prompts:
            if rng.random() < share:
                paragraphs.insert(rng.randint(1, len(paragraphs)), prompt)
        stories = [line for story in rng.sample(self.trending, rng.randint(2, 5)) for line in story]
        return "\n".join([*self.menu, "", title, "", "\n\n".join(paragraphs), "", *stories, "", *self.foot])


@cache
def corpora() -> tuple[tuple[Page, ...], ...]:
    """Make the pages of each outlet with enough articles; none without the data.

    The articles of the data hold furniture of their own. Lines that stand in three of an outlet's articles are taken out
    first (by the most frequent of them, furniture), so that only what was put in is to be found.
    """
    if not (datasets.folder() / DATA).is_file():
        return ()
    owned: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for row in datasets.rows(DATA):
        owned[row["outlet"]].append((row["title"], row["text"].split("\n\n")))
    made = []
    for number, outlet in enumerate(sorted(name for name, articles in owned.items() if len(articles) >= FEWEST)):
        furniture = Furniture(random.Random(number))
        counts = Counter(fold(line) for _, paragraphs in owned[outlet] for line in set(paragraphs))
        bodies = [(title, [line for line in paragraphs if counts[fold(line)] < 3]) for title, paragraphs in owned[outlet]]
        made.append(tuple(Page(furniture.wrap(title, body), "\n\n".join(body)) for title, body in bodies if body))
    return tuple(made)


def find_lines(pages: Sequence[Page]) -> FindReason:
    """Find the lines that recur on the pages of one outlet."""
    return make_finder(*find_repeated(sketch_page(page.text) for page in pages), "this outlet")


def read_all(page: Page, repeated: FindReason | None = None) -> str:
    """Return the text of all articles read on a page: what is no article's is an error."""
    return "\n\n".join(map(kept_text, read_page(page.text, Origin("page.txt"), repeated=repeated)))


def rows() -> Iterator[Row]:
    """Token precision and recall of the articles, by line rules alone and with recurring lines; nothing without the data."""
    made = corpora()
    if not made:
        return
    finders = [find_lines(pages) for pages in made]
    alone = [compare(read_all(page), page.body) for pages in made for page in pages]
    both = [compare(read_all(page, finder), page.body) for pages, finder in zip(made, finders, strict=True) for page in pages]
    for how, counts in (("line rules alone", alone), ("with recurring lines", both)):
        figure = pooled(counts)
        for name, value in (("precision", figure.precision), ("recall", figure.recall)):
            yield Row("reading", f"tokens, {name}, {how}", "articles in invented furniture", value, len(counts), KNOWN)


def main() -> None:
    for row in rows():
        print(f"{row.value:.4f}  {row.n:4}  {row.metric} ({row.data})")


if __name__ == "__main__":
    main()
