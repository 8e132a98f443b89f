"""Stretches of text that patterns stumble over, repeated to files of 10 kB to 1 MB -> the time that reading them takes.

Run ``python tests/fuzz/growth.py``: it prints what takes more than a second of processor time per 100 kB, or grows much
faster than its length, and then exits with 1. Each file is read in a process of its own, ended after 20 seconds.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.seeds import FACTIVA, NEXIS, TEXT
from fuzz.stretches import SENTENCE, UNITS

SIZES = (10_000, 100_000, 1_000_000)
MOST = 1.0  # seconds per 100,000 bytes
_ROW = 0.0002  # seconds more for a line of a table, however short: each is read as an article may be
_GIVE_UP = 20  # seconds


def quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def in_html(text: str) -> str:
    paragraph = f"<p>{SENTENCE}</p>"
    head = "<html><head><title>Council puts off vote</title></head>"
    return f"{head}<body><article>{paragraph}{text}{paragraph}</article></body></html>"


# Where a stretch stands, and in which format.
PLACES: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "page": (".txt", lambda text: text),
    "above a text": (".txt", lambda text: f"{text}\n{TEXT}"),
    "behind a text": (".txt", lambda text: f"Council puts off vote\n{TEXT}\n{text}"),
    "in a line": (".txt", lambda text: f"{SENTENCE} {text.replace(chr(10), ' ')} {SENTENCE}"),
    "Markdown": (".md", lambda text: f"# Council puts off vote\n\n{TEXT}\n\n{text}"),
    "front matter": (".md", lambda text: f"---\n{text[:19_000]}\n---\n{TEXT}"),
    "title of front matter": (".md", lambda text: f"---\ntitle: {text[:19_000]}\n---\n{TEXT}"),
    "web page": (".html", in_html),
    "web page alone": (".html", lambda text: text),
    "cell": (".csv", lambda text: f"text,title\n{quote(text)},a\n"),
    "title cell": (".csv", lambda text: f"text,title,author,date,outlet\n{quote(TEXT)},{','.join([quote(text)] * 4)}\n"),
    "table": (".csv", lambda text: f"text,title\n{text}\n"),
    "column names": (".csv", lambda text: f"text,{text}\n{quote(TEXT)}\n"),
    "line of JSON": (".jsonl", lambda text: json.dumps({"text": text}) + "\n"),
    "JSON": (".json", lambda text: text),
    "JSON Lines": (".jsonl", lambda text: text),
    "Factiva": (".txt", lambda text: FACTIVA.replace("\nTD\n", f"\nTD\n{text}\n")),
    "Nexis": (".txt", lambda text: NEXIS.replace("\nGraphic\n", f"\n{text}\n\nGraphic\n{text}\n")),
    "Nexis head": (".txt", lambda text: text + NEXIS),
    "Factiva page": (
        ".html",
        lambda text: f"<p>HD</p><p>WC 5 words</p><p>PD 3 June 2025</p><p>LP</p><p>{text}</p><p>{TEXT}</p>",
    ),
}


class Case(NamedTuple):
    unit: str
    place: str


def write_case(case: Case, size: int, folder: Path) -> Path:
    unit = UNITS.get(case.unit, case.unit)
    n_units = size // len(unit.replace("{n}", "").encode()) + 1
    text = "".join(unit.replace("{n}", str(n)) for n in range(n_units)) if "{n}" in unit else unit * n_units
    suffix, wrap = PLACES[case.place]
    path = folder / f"page{suffix}"
    path.write_text(wrap(text), encoding="utf-8", newline="")
    return path


def read_case(path: str, sink: multiprocessing.connection.Connection) -> None:
    """Read a file within a limit of time and memory; send the seconds it took, or what it raised."""
    import framing

    resource.setrlimit(resource.RLIMIT_CPU, (_GIVE_UP, _GIVE_UP))
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    begun = time.process_time()
    try:
        for _ in framing.read(path, on_error="skip"):
            pass
        sink.send((time.process_time() - begun, ""))
    except BaseException as error:
        sink.send((time.process_time() - begun, f"{type(error).__name__}: {error}"[:200]))


def time_reading(path: Path) -> tuple[float, str]:
    receive, send = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=read_case, args=(str(path), send))
    process.start()
    send.close()
    try:
        seconds, told = receive.recv()
    except EOFError:
        seconds, told = float(_GIVE_UP), "no answer"
    process.join()
    return seconds, f"the process ended ({process.exitcode})" if process.exitcode else told


def allow(path: Path) -> float:
    """Return the seconds that reading a file may take."""
    n_rows = path.read_bytes().count(b"\n") if path.suffix == ".csv" else 0
    return MOST * max(path.stat().st_size, SIZES[1]) / 100_000 + _ROW * n_rows


def measure(case: Case, folder: Path, largest: int) -> Iterator[str]:
    """Yield what is wrong with a case; a longer file is tried only where the shorter one was read in good time."""
    before = 0.0
    for size in (size for size in SIZES if size <= largest):
        path = write_case(case, size, folder)
        seconds, told = time_reading(path)
        measured = f"{path.stat().st_size:>9,} bytes: {seconds:6.2f} s"
        if told:
            yield f"{measured}, {told}"
        elif seconds > allow(path):
            yield f"{measured}, {allow(path):.1f} s allowed"
        elif seconds > 0.5 and before > 0.01 and seconds > 25 * before:
            yield f"{measured}, {seconds / before:.0f} times as long as for a tenth"
        if seconds > 10 or told:
            return
        before = seconds


def choose(unit: str, place: str, n_mixed: int, seed: int) -> Iterator[Case]:
    """Yield every stretch in every place; or, where asked, stretches mixed of several."""
    dice = random.Random(seed)
    places = [place] if place else list(PLACES)
    if not n_mixed:
        yield from (Case(one, where) for where in places for one in ([unit] if unit else UNITS))
    for _ in range(n_mixed):
        yield Case("".join(dice.choices(list(UNITS.values()), k=dice.randint(2, 5))), dice.choice(places))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=SIZES[1], help="bytes of the largest file")
    parser.add_argument("--place", default="", choices=list(PLACES), metavar="PLACE", help="only this place")
    parser.add_argument("--unit", default="", help="only this stretch, by its name or as it is")
    parser.add_argument("--mixed", type=int, default=0, help="so many stretches mixed of several, instead of each alone")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    import framing

    n_cases = n_bad = 0
    multiprocessing.set_start_method("fork")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in ("page", "web page"):  # load what is loaded once
            list(framing.read(write_case(Case("sentences", place), 1_000, folder), on_error="skip"))
        for case in choose(asked.unit, asked.place, asked.mixed, asked.seed):
            n_cases += 1
            for line in measure(case, folder, asked.largest):
                print(f"{case.place} | {case.unit if case.unit in UNITS else repr(case.unit)} | {line}", flush=True)
                n_bad += 1
    print(f"{n_bad} findings in {n_cases:,} cases")
    return int(n_bad > 0)


if __name__ == "__main__":
    sys.exit(main())
