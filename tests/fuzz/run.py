"""Inputs made by a coverage-guided fuzzer -> every reader, and what broke, as minimal files with tracebacks.

Run ``python tests/fuzz/run.py --inputs 200000`` with atheris installed. Each target has a process of its own, which is
started again where an input kills it. What a target learned stays in its folder, for the next run to go on from. Exits
with 1 where anything broke a promise, raised what it should not, or took more than a second per 100 kB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# Shares of the inputs. Web pages take thirty times as long as text, so that they get fewer.
SHARES = {
    "text": 24,
    "markdown": 14,
    "csv": 8,
    "tsv": 3,
    "jsonl": 10,
    "json": 6,
    "export": 10,
    "rows": 3,
    "packed": 5,
    "any": 5,
    "neighbors": 3,
    "warc": 3,
    "parquet": 2,
    "web": 2,
    "web-export": 1,
    "crawl": 1,
}
LONGEST = 4096  # bytes of an input; growth.py tries long ones
HANG = 5  # seconds of processor time after which an input counts as a hang
# An input that takes longer than this is tried again at full length, see `time_long`.
_SUSPECT = 0.1  # seconds, under the fuzzer's own burden
_MOST_TRIES = 400  # to make an input smaller
_MOST_STARTS = 20  # of one target's process


class Hang(BaseException):
    """An input takes too long; not an `Exception`, so that no reader takes it for a broken page."""


class Finding(NamedTuple):
    target: str
    key: str
    data: bytes
    told: str


def key_of(error: BaseException) -> str:
    """Name an error by its type, and by its promise or the last line of the package it passed."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/framing/" in f.filename]
    place = f"{frames[-1].filename.rpartition('/framing/')[2]}:{frames[-1].name}" if frames else ""
    promise = str(error).partition(":")[0] if isinstance(error, AssertionError) else place
    return f"{type(error).__name__}: {promise}"


def tell(error: BaseException) -> str:
    """Spell an error and the last lines of the package that it passed."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/framing/" in f.filename]
    passed = [f"framing/{f.filename.rpartition('/framing/')[2]}:{f.lineno} {f.name}: {f.line}" for f in frames[-4:]]
    return "\n".join([*passed, f"{type(error).__name__}: {error}"[:1_000]])


def keep(finding: Finding, out: Path) -> None:
    """Write a finding to its folder, where no shorter input with the same key lies there."""
    folder = out / "findings" / finding.target / hashlib.sha256(finding.key.encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "input"
    if not path.exists() or len(finding.data) < path.stat().st_size:
        path.write_bytes(finding.data)
        (folder / "told.json").write_text(json.dumps({"key": finding.key, "told": finding.told}, indent=1))


def load(out: Path) -> Iterator[Finding]:
    for path in sorted(out.glob("findings/*/*/input")):
        told = json.loads(path.with_name("told.json").read_text())
        yield Finding(path.parts[-3], told["key"], path.read_bytes(), told["told"])


def try_input(target: str, data: bytes, folder: Path) -> tuple[float, BaseException | None]:
    """Read an input; return the seconds that took, and what it raised."""
    import signal

    from fuzz.targets import TARGETS

    def stop(*_: Any) -> None:
        raise Hang(f"{HANG} seconds are over")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANG)
    try:
        with redirect_stderr(StringIO()):  # warcio prints its warnings
            return TARGETS[target](data, folder), None
    except BaseException as error:
        return 0.0, error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def work(target: str, n_inputs: int, seed: int, out: Path) -> None:
    """Fuzz one target; does not return, as the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["framing"]):
        from fuzz.targets import seeds_for
    corpus = out / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds_for(target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    scratch = tempfile.TemporaryDirectory(prefix="framing-fuzz-")
    count = out / f"{target}.count"
    n_before = int(count.read_text()) if count.exists() else 0
    n = 0

    def read(data: bytes) -> None:
        nonlocal n
        n += 1
        if n % 100 == 0 or n >= n_inputs:
            count.write_text(str(n_before + n))
        seconds, error = try_input(target, data, Path(scratch.name))
        if error is not None:
            keep(Finding(target, key_of(error), data, tell(error)), out)
        elif seconds > _SUSPECT:
            keep(Finding(target, "slow", data, f"{seconds:.2f} s under the fuzzer"), out)

    told = [f"-runs={n_inputs}", f"-seed={seed}", f"-max_len={LONGEST}", f"-dict={HERE / 'tokens.dict'}", "-timeout=60"]
    told += ["-rss_limit_mb=4096", f"-artifact_prefix={out}/killed-{target}-", "-verbosity=0", str(corpus)]
    atheris.Setup([sys.argv[0], *told], read)
    atheris.Fuzz()


def supervise(target: str, n_inputs: int, seed: int, out: Path) -> int:
    """Run a target's process until it has had its inputs; return how many it had."""
    count = out / f"{target}.count"
    count.unlink(missing_ok=True)
    done = 0
    for start in range(_MOST_STARTS):
        told = [sys.executable, __file__, "--worker", target, "--inputs", str(n_inputs - done), "--seed", str(seed + start)]
        ended = subprocess.run([*told, "--out", str(out)], capture_output=True, check=False)
        before, done = done, int(count.read_text()) if count.exists() else 0
        if ended.returncode:
            left = sorted(out.glob(f"killed-{target}-*"))
            if not left and done == before:
                raise SystemExit(f"{target} does not start: {ended.stderr.decode('utf-8', 'replace')[-2000:]}")
            data = left[-1].read_bytes() if left else b""
            for path in left:
                path.unlink()
            words = ended.stderr.decode("utf-8", "replace")[-600:]
            keep(Finding(target, f"killed the process of {target}, exit {ended.returncode}", data, words), out)
        if done >= n_inputs or not ended.returncode:
            break
    return done


def shrink(finding: Finding, folder: Path) -> Finding:
    """Cut pieces out of an input as long as it fails in the same way."""
    data, n_tries = finding.data, 0
    piece = len(data) // 2
    while piece and n_tries < _MOST_TRIES:
        at = 0
        while at < len(data) and n_tries < _MOST_TRIES:
            less = data[:at] + data[at + piece :]
            n_tries += 1
            _, error = try_input(finding.target, less, folder)
            if error is not None and key_of(error) == finding.key:
                data, finding = less, finding._replace(told=tell(error))
            else:
                at += piece
        piece //= 2
    return finding._replace(data=data)


def time_long(finding: Finding, folder: Path) -> float:
    """Return the seconds that an input repeated to 100 kB takes, without the fuzzer's burden."""
    n_times = -(-100_000 // max(1, len(finding.data)))
    return try_input(finding.target, finding.data * n_times, folder)[0]


def examine(finding: Finding, folder: Path) -> Finding | None:
    """Try a finding again; return it as small as it gets, or None where it is mended."""
    if finding.key.startswith("killed"):  # so it is tried in a process of its own
        trial = multiprocessing.get_context("fork").Process(target=try_input, args=(finding.target, finding.data, folder))
        trial.start()
        trial.join()
        return finding if trial.exitcode else None
    if finding.key == "slow":
        seconds = time_long(finding, folder)
        return finding._replace(told=f"{seconds:.2f} s when repeated to 100 kB") if seconds > 1 else None
    _, error = try_input(finding.target, finding.data, folder)
    if error is None:
        return None
    same = finding._replace(key=key_of(error), told=tell(error))
    return same if isinstance(error, Hang) else shrink(same, folder)


def settle(out: Path) -> list[Finding]:
    """Return what still fails, each once, by its smallest input."""
    smallest: dict[str, Finding] = {}
    with tempfile.TemporaryDirectory(prefix="framing-fuzz-") as name:
        for found in load(out):
            finding = examine(found, Path(name))
            if finding and (finding.key not in smallest or len(finding.data) < len(smallest[finding.key].data)):
                smallest[finding.key] = finding
    return list(smallest.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=200_000, help="how many in all; with --only, of each")
    parser.add_argument("--only", default="", help="targets, parted by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="folder of what was learned and found")
    parser.add_argument("--worker", default="", help=argparse.SUPPRESS)
    parser.add_argument("--recheck", action="store_true", help="only try again what was found")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.worker:
        work(asked.worker, asked.inputs, asked.seed, asked.out)
        return 0
    targets = asked.only.split(",") if asked.only else list(SHARES)
    for target in targets if not asked.recheck else ():
        wanted = asked.inputs if asked.only else -(-asked.inputs * SHARES[target] // sum(SHARES.values()))
        print(f"{target:<12}{supervise(target, wanted, asked.seed, asked.out):>10,} inputs", flush=True)
    found = settle(asked.out)
    for finding in found:
        print(f"\n{finding.target}: {finding.key}\n{finding.data[:400]!r}\n{finding.told}")
    print(f"{len(found)} findings")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
