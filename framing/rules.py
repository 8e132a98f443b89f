"""Rule ids -> what they say, in words a reader can check: those of voice and attribution (CODEBOOK sections 2 and 4)."""

from __future__ import annotations

RULES = {
    "V-1": "Words in quotation marks that somebody speaks are quoted.",
    "V-2": "Words inside what a source is said to have said, outside quotation marks, are reported.",
    "V-3": "All other words are the outlet's own.",
    "V-4": "One to four words in quotation marks that nobody speaks are a term, not a quotation.",
    "V-5": "A headline counts the outlet's own words, and for hedging reported ones too.",
    "V-6": "A single mark quotes only where it can open or close; between letters it is an apostrophe.",
    "V-7": "In British style single marks stand outside and double ones inside.",
    "V-8": "A quotation ends with its paragraph, unless the next one opens with the same mark.",
    "V-9": "A quotation that the other kind of mark closes is one, and flagged as mismatched.",
    "V-10": "A quotation whose mark does not close ends with its sentence, and counts in no headline.",
    "V-11": "A quotation that its cue interrupts is one attribution with two contents.",
    "V-12": "A quotation without a cue goes to whoever spoke just before it in its paragraph.",
    "A-1": "The subject of a verb of saying or writing is the source; what the verb introduces is the content.",
    "A-1h": "Hearsay: something is said to be so, and no source is given.",
    "A-1c": "A belief, a wish or knowledge of somebody's: it stands beside the rate.",
    "A-1n": "A party was asked and did not comment: there is no content, and it is recorded apart.",
    "A-2": "The form is direct where all content is quoted, mixed where part is, indirect where none is.",
    "A-3": "Level 1 is whom the outlet itself presents; whom that source cites is a level deeper.",
    "A-4": "The words of a source, and those around it, tell its type and how openly it is named.",
    "A-5": "The ladder: 5 named individual, 4 named organization, document or medium, 3 anonymous with a specifier, "
    "2 anonymous with a stock phrase, 1 a class of people, 0 no source.",
    "A-6": "The class of a cue says what the outlet's verb commits to; a cue that no list has is neutral.",
    "A-7": "The cue stands after its content, inside it, in the passive, at a noun or as a colon.",
    "A-8": "“According to” somebody or some document.",
    "A-9": "A verb of saying needs people, a body or a document as its subject.",
    "A-10": "A participle such as “citing” or “noting”: its source is the subject of the main clause.",
    "A-11": "Two cues of one source over one content count once.",
    "A-12": "An attitude that is said of something counts; a mere act does not.",
    "A-13": "A relative clause after a content, and a concession before it, are the outlet's own.",
    "A-14": "Credits, by-lines and datelines are no attributions.",
    "A-15": "Words on why or how a source goes unnamed describe the source and are no attribution.",
    "A-16": "Mentions of one unnamed group are one source; “another official” is a new one.",
    "A-17": "Short forms of a medium's title are the same source.",
    "A-18": "The rate is never printed without the ladder and the opaque share.",
    "A-19": "A sentence without an attribution is unattributed, not unsupported.",
}  # fmt: skip


def explain_rule(rule: str) -> str:
    """Return what a rule says, "" for one that is not of voice or attribution.

    >>> explain_rule("A-8"), explain_rule("H-3")
    ('“According to” somebody or some document.', '')
    """
    return RULES.get(rule, "")
