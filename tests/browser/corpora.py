"""Reports for a browser to open: that of the sample, and that of a small corpus in which everything is hard to set."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from unit.newsstand import ACTORS, ANGRY, FERRY

import framing
from framing.model import Article

ELSEWHERE = "http://elsewhere.invalid"
OUTLETS = (
    "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coasts",
    "Nordküstenrundschauabendausgabenredaktionsgesellschaftsanzeigerundbotenblattverein",
    "صحيفة الأخبار اليومية للساحل الشمالي",
    "北海岸日報",
    f'<script src="{ELSEWHERE}/a.js">',
    *(f"Outlet {number:02d}" for number in range(20)),
)
HOSTILE = (
    f'</p></mark><script>fetch("{ELSEWHERE}/b")</script><img src="{ELSEWHERE}/c.png" onerror="alert(1)"> was on the note, '
    f'and <a href="javascript:alert(2)">a link</a> with <style>@import "{ELSEWHERE}/d.css"</style>, Ana Ruiz said.'
)
UNBROKEN = f"The plan may be read at {ELSEWHERE}/{'-'.join(['harbor', 'office', 'ferry'] * 20)}, the office said."
NESTED = "“Perhaps ‘the brutal cut may go, he claimed,’ as Vik insisted to me,” Ruiz reportedly told two officials."
RIGHT_TO_LEFT = "قال مكتب الميناء يوم الاثنين إن العبارة قد تتوقف في أكتوبر."


def hard_articles() -> list[Article]:
    """Return one article of each of 25 outlets, whose names, titles and texts are long, hostile or of other scripts."""
    extra = (UNBROKEN, HOSTILE, RIGHT_TO_LEFT, NESTED)
    articles = []
    for number, outlet in enumerate(OUTLETS):
        text = "\n\n".join([ANGRY if number % 3 == 1 else FERRY, extra[number % len(extra)], NESTED])
        title = ("Ferry" * 30) if number == 3 else HOSTILE if number == 4 else f"Ferry may stop in October, paper {number} says"
        day = date(2024, 9, 2) + timedelta(days=number % 3)
        articles.append(Article(f"paper-{number:02d}", text, outlet, title=title, date=day))
    return articles


def write_hard(folder: Path) -> Path:
    """Write the report of the hard corpus, and return the page."""
    actors = folder / "actors.yml"
    actors.write_text(ACTORS, encoding="utf-8")
    return write_page(hard_articles(), actors, folder / "hard")


def write_sample(folder: Path) -> Path:
    """Write the report of the bundled sample, and return the page."""
    return write_page(list(framing.sample_articles()), "sample", folder / "sample")


def write_page(articles: list[Article], actors: str | Path, folder: Path) -> Path:
    """Write the report of some articles as one HTML file, and return it."""
    analysis = framing.analyze(articles, actors=actors)
    stories = framing.group_stories(analysis.articles)
    comparison = framing.compare(analysis, by="outlet", stories=stories, seed=1)
    return framing.write_report(analysis, comparison, stories, folder, formats=["html"]) / "report.html"
