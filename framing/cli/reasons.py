"""Records of attributions -> why each was found, in plain words: rule, cue, source, content, voice, confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.rules import explain_rule

if TYPE_CHECKING:
    from framing.model import Article

LENGTH = 160  # characters of a content that are shown
_FLAGS = {
    "number_given": "says how many",
    "basis_given": "says how they know",
    "reason_for_anonymity": "says why they go unnamed",
    "relayed_via": "reaches the outlet through another medium",
    "by_office": "known by an office",
    "unclassified": "no list knows the word",
    "inferred_speaker": "has no cue of its own: the speaker before it is taken (V-12)",
    "unlisted": "the cue is in no list",
}
_VOICES = {
    "direct": "all of it stands in quotation marks and is the source's words: quoted (V-1)",
    "mixed": "what stands in quotation marks is quoted (V-1), the rest is reported (V-2)",
    "indirect": "none of it stands in quotation marks: reported (V-2)",
}


def explain_attributions(article: Article, records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines that say why each attribution of an article was found.

    Parameters
    ----------
    article
        The article, for the text of contents.
    records
        Its attributions as `Analysis.attributions` holds them.
    """
    from framing.lexicon import shipped_lexicon

    texts = {"body": article.text, "title": article.title, "deck": article.deck}
    cues = shipped_lexicon("reporting_verbs")
    listed = frozenset(entry.words for entry in cues.entries)
    yield ""
    yield f"Attributions ({len(records)})"
    for record in records:
        yield f"  {record['zone']} {record['cue'][0]}-{record['cue'][1]}"
        yield f"    rule {record['rule']}: {explain_rule(record['rule'])}".rstrip(": ")
        yield f"    cue: {_say_cue(record, listed, f'{cues.name} {cues.version}')}"
        yield f"    source: {_say_source(record)}"
        yield f"    content: {_say_content(record, texts[record['zone']])}"
        yield f"    voice: {_say_voice(record)}"
        yield f"    counts: {_say_count(record)}"


def _say_cue(record: Mapping[str, Any], listed: Collection[str], lexicon: str) -> str:
    from framing.measures.attribution import CUE_CLASSES

    lemma = record["lemma"]
    entry = "a colon" if lemma == ":" else f"entry \u201c{lemma}\u201d of {lexicon}" if lemma in listed else "in no list"
    about = CUE_CLASSES.get(record["cue_class"], "")
    return f"\u201c{record['cue_text']}\u201d, {record['cue_class']}{f' ({about})' if about else ''}; {entry}"


def _say_source(record: Mapping[str, Any]) -> str:
    """Say who it is, of which type, on which rung, and what the words around it told."""
    from framing.measures.attribution import RUNGS
    from framing.report.wording import name_source, say_type

    if not record["source"]:
        return "none named: rung 0 of the ladder"
    flags = set(record["flags"])
    text = f"\u201c{record['source_text']}\u201d"
    if "unresolved" in flags:
        text += ", which stands for nobody named before it"
    elif flags & {"pronoun", "anaphora"} or record["entity"].casefold() != record["source_text"].casefold():
        text += f", that is {name_source(record)}"
    kind = f"{say_type(record)}, {record['anonymity']}"
    rung = f"rung {record['rung']} of the ladder ({RUNGS[record['rung']]})"
    told = [_FLAGS.get(flag, flag.replace("_", " ")) for flag in record["flags"]]
    told = [words for words in told if words not in ("pronoun", "anaphora", "unresolved")]
    return "; ".join([f"{text}: {kind}; {rung}", *told])


def _say_content(record: Mapping[str, Any], text: str) -> str:
    from framing.cli.showing import shorten

    parts = [shorten(text[start:end], LENGTH) for start, end in record["contents"]]
    return " \u2026 ".join(parts) or "(none)"


def _say_voice(record: Mapping[str, Any]) -> str:
    """Say whose words the content is; what is inside another's quotation stays quoted."""
    if record["kind"] == "no_comment":
        return "nothing is said"
    if record["kind"] == "cognition":
        return "the outlet's own account of what somebody thinks; quotation marks in it are quoted (V-1)"
    return f"{record['form']}: {_VOICES[record['form']]}"


def _say_count(record: Mapping[str, Any]) -> str:
    """Say in which numbers the attribution is, and why it is not in the rate where it is not."""
    from framing.measures.evidence import LOW_CONFIDENCE

    sure = f"confidence {record['confidence']:.2f}" if record["confidence"] < 1 else "found by rule"
    via = f"; said to {record['channel']}" if record["channel"] else ""
    if record["kind"] == "no_comment":
        where = "in the reply record"
    elif record["zone"] != "body":
        where = f"in the {record['zone']}, apart from all rates"
    elif record["kind"] == "cognition":
        where = "beside the rate, as a belief or wish (A-1c)"
    elif record["confidence"] < LOW_CONFIDENCE:
        where = "beside the rate, as uncertain"
    elif record["level"] > 1:
        where = f"beside the rate: level {record['level']}, inside another's words (A-3)"
    else:
        where = f"in the rate, level 1, {record['kind']}"
    return f"{where}{via}; {sure}"
