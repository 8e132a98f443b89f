"""Invented articles in files, and the command line run on them, for the tests of the commands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from framing.cli import group

FERRY = (
    "The ferry to Lindholm may stop running in October, the harbor office said on Monday. "
    "Director Ana Ruiz told the council that the old boat could be repaired, but that money was short. "
    "\u201cWe might find a buyer,\u201d Ruiz said. \u201cPerhaps we will not.\u201d\n\n"
    "Some islanders were angry. Teacher Jon Vik, who crosses the sound every day, said he would have to move. "
    "The council reportedly plans to vote on the matter next week. "
    "According to two officials, the brutal cuts of last year left the office without a reserve.\n\n"
    "The ferry has linked Lindholm to the mainland since 1931, and about 400 people use it each week. "
    "A new boat would cost nine million crowns, a report of the harbor office found in May. "
    "If the council votes against it, islanders could still ask the region for help, Vik said. "
    "The region did not respond to a request for comment."
)
ANGRY = (
    "Furious islanders slammed the harbor office on Monday over its disastrous plan to scrap the Lindholm ferry. "
    "Ana Ruiz, the embattled director, insisted that the rusting boat was finished. "
    "\u201cThis is a disgrace,\u201d said Jon Vik, a teacher who crosses the sound every day.\n\n"
    "The shameful cut will leave 400 people stranded, critics claim. Ruiz refused to say who would pay for a new boat. "
    "The council will vote on the plan next week, and islanders have vowed to fill the hall.\n\n"
    "The ferry has linked Lindholm to the mainland since 1931. It was never late in all these years, Vik said. "
    "A new boat would cost nine million crowns, the harbor office claims, but islanders scoff at the sum. "
    "\u201cThey squander more on their coffee,\u201d said Mia Holm, who runs the shop by the quay. "
    "Ruiz brushed aside the protest and stormed out of the meeting. Vik praised the crew for its patience."
)
FRENCH = (
    "Le bac de Lindholm pourrait cesser de circuler en octobre, a annonc\u00e9 lundi le bureau du port. "
    "La directrice a dit au conseil que le vieux bateau pouvait \u00eatre r\u00e9par\u00e9, mais que l\u2019argent manquait. "
    "Les habitants de l\u2019\u00eele sont en col\u00e8re, et le conseil doit voter la semaine prochaine sur cette question. "
    "Selon deux responsables, les coupes de l\u2019ann\u00e9e derni\u00e8re ont laiss\u00e9 le bureau sans aucune r\u00e9serve."
)
ARTICLES = (
    {"id": "calm", "outlet": "Sound Post", "title": "Ferry may stop in October", "date": "2024-09-02", "text": FERRY},
    {"id": "angry", "outlet": "Daily Gull", "title": "Fury over ferry", "date": "2024-09-03", "text": ANGRY},
)
ACTORS = "name: island\nactors:\n  - {id: ruiz, name: Ana Ruiz}\n  - {id: vik, name: Jon Vik}\n"


def run(*args: str | Path, stdin: bytes | str | None = None) -> Result:
    """Run the command line in this process; errors that are no user's keep their traceback."""
    result = CliRunner().invoke(group, [str(arg) for arg in args], input=stdin, prog_name="framing")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def write_lines(path: Path, *records: Mapping[str, object]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def write_articles(folder: Path) -> Path:
    """Write the two articles as one file."""
    return write_lines(folder / "articles.jsonl", *ARTICLES)


def write_actors(folder: Path) -> Path:
    """Write an actor file of the two people in the articles."""
    path = folder / "actors.yml"
    path.write_text(ACTORS, encoding="utf-8")
    return path


def write_hostile(folder: Path) -> Path:
    """Write a folder of one good page and every kind of bad input a reader meets."""
    folder.mkdir()
    (folder / "good.txt").write_text(f"Sound Post\n\nFerry may stop in October\n\n{FERRY}\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "table.csv").write_text("id,headline,prose\n1,Ferry,The ferry may stop.\n", encoding="utf-8")
    lines = [json.dumps({"id": f"line-{n}", "outlet": "Sound Post", "text": f"{FERRY} Line {n}."}) for n in range(1, 9)]
    lines[6] = '{"id": "line-7", "text": "The ferry'
    (folder / "broken.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "french.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "unreadable.txt").symlink_to(folder / "nowhere.txt")
    paragraphs = "".join(f"<p>{part}</p>" for part in FERRY.split("\n\n"))
    (folder / "scripts.html").write_text(
        "<html><head><title>Ferry <script>alert(1)</script></title></head><body><article><h1>Ferry &lt;script&gt;alert(2)"
        f"&lt;/script&gt; row</h1>{paragraphs}<p>The note ended with &lt;/pre&gt;&lt;script&gt;alert(3)&lt;/script&gt; and no "
        "signature, the harbor office said on Tuesday.</p></article></body></html>",
        encoding="utf-8",
    )
    return folder
