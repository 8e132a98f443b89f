"""Rule ids -> what they say, in words a reader can check, for the ids that evidence, reports and documentation name."""

from __future__ import annotations

import re
from collections.abc import Iterator

# An id as it stands in evidence and prose, and the last one of a run: "H-1 to H-5".
RULE = re.compile(r"\b([A-Z])-(\d{1,2})([a-z]?)\b(?: to \1-(\d{1,2})\b)?")

RULES = {
    "D-1": "An article has zones; rates use its body, and title and deck are counted apart.",
    "D-2": "Furniture of a page (menus, sponsors, comments, lists of headlines) is cut and never counts.",
    "D-3": "Several articles on one page are several articles.",
    "D-4": "A title that is repeated counts once; captions and teasers of other stories are not the text.",
    "D-5": "A dateline gives place, date and agency, and is no part of the text.",
    "D-6": "An author is only whoever the page names as one.",
    "D-7": "A date is only one that the article, its header or its data state.",
    "D-8": "A word is whatever stands between blanks and holds a letter or a digit.",
    "D-9": "Sentences end at full stops, question and exclamation marks, not after abbreviations; list items are no sentences.",
    "D-10": "Quotation marks and dashes are read alike whatever their shape; the text itself is not changed.",
    "D-11": "Below 150 words or 5 sentences there are counts and no rates.",
    "D-12": "The genre is on record, and a comparison of different genres says so.",
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
    "H-1": "Possibility or probability: “may”, “perhaps”, “likely”, “it appears that”.",
    "H-2": "Truth that hangs on a stated condition: “if”, “unless”, “provided that”.",
    "H-3": "Hearsay: what is passed on without a source, “reportedly”, “is believed to”.",
    "H-4": "The outlet's own belief, said as one.",
    "H-5": "A question that is still open: “whether”, “it remains to be seen”.",
    "H-6": "Approximators, “about 300”, stand beside the rate.",
    "H-7": "A source's belief or doubt, “she thinks”, stands beside the rate.",
    "H-8": "Plans and intentions, “is set to”, stand beside the rate.",
    "H-9": "Vague agents and quantities, “some say”, stand beside the rate.",
    "H-10": "A booster stresses full commitment: “clearly”, “of course”, “undeniable”.",
    "H-11": "“May” counts as a verb of possibility, not as a month, name or permission; one that grants a point stands beside.",
    "H-12": "“Could” counts as possibility, not as what somebody was able to do, nor as a request.",
    "H-13": "“Would” counts where it is hypothetical and nothing else says so, not as the future seen from the past.",
    "H-14": "“If” counts where it sets a condition, not where it means “whether” nor in fixed phrases.",
    "H-15": "“Appear” counts where it means “seem”, not where somebody comes before a court or onto a stage.",
    "H-16": "“About”, “around” and “some” are approximators before a number only.",
    "H-17": "“Suggest”, “indicate” and “imply” are hedges where a thing does it; where people do, it is attribution.",
    "H-18": "“Potential” counts as an adjective, not as a noun.",
    "H-19": "“Possible” counts, “as soon as possible” does not.",
    "H-20": "“Likely” counts where it speaks of probability, and “more likely” once.",
    "H-21": "“Unclear” and “unknown” count of facts that nobody knows, not of what is kept secret.",
    "H-22": "Bounds of numbers, “more than”, are neither hedges nor approximators.",
    "H-23": "Questions that the outlet asks itself stand beside the rate.",
    "H-24": "“Impossible” and “cannot” are no hedges; “not certain” is one.",
    "H-25": "“Will” and “shall” never count.",
    "H-26": "A cue of several words counts once, and the longest one wins.",
    "H-27": "Hedges that share a main verb are one cluster; the rate counts each, a side column the clusters.",
    "H-28": "What a hedge covers is its clause, where nothing finer is known.",
    "L-1": "A label that judges whom it names: “regime”, “strongman”, “thug”.",
    "L-2": "An adjective or adverb that judges: “brutal”, “shameful”, “heroic”.",
    "L-3": "A verb or noun that judges: “slam”, “meddle”, “bloodbath”.",
    "L-4": "A word softer or harsher than the thing it stands for.",
    "L-5": "Words of size and force, “massive”, stand beside the rate.",
    "L-6": "Metaphors, “flood of”, stand beside the rate.",
    "L-7": "Descriptions that are themselves disputed stand beside the rate and weigh nothing.",
    "L-8": "Quotation marks around a term that nobody speaks stand beside the rate.",
    "L-9": "Unlike words for the two sides of one text, set side by side.",
    "L-10": "Words of alarm, “chaos”, “bombshell”, stand beside the rate.",
    "L-11": "The rate counts the outlet's own words; a source's stand beside it, with the source.",
    "L-12": "Names, technical senses, idioms, negations and words that are only mentioned do not count.",
    "L-13": "Verbs of reporting are a matter of attribution, not loaded terms.",
    "L-14": "Ordinary words for violence are not loaded.",
    "L-15": "A plainer word is a suggestion to an editor, no correction.",
    "L-16": "A term goes to an actor only where the sentence ties it to that actor.",
    "S-1": "Evaluation: what the outlet's own words say for or against an actor.",
    "S-2": "Events: whether what an actor does or undergoes is good or bad news, told in neutral words.",
    "S-3": "Evaluation by sources, with the source.",
    "S-4": "Actors, their names and what is not to be taken for them stand in a file that a person confirms.",
    "S-5": "A capital or building stands for a government only where it is no place.",
    "S-6": "A name inside another actor's name or title is no mention.",
    "S-7": "A pronoun counts only where one actor fits it.",
    "S-8": "A judgment goes to an actor that it modifies, is said of, or acts on; where two would do, to none.",
    "S-9": "Negation turns a judgment round; contrast parts the clauses.",
    "S-10": "Words of the subject, “war”, “aid”, “court”, are no tone.",
    "S-11": "With fewer than five findings there are counts only; neutral is the usual result.",
    "S-12": "How often an actor acts in the clauses it stands in, and how often it is acted on.",
    "F-1": "Where in the text something stands, as its sentence over all of them.",
    "F-2": "Where a headline and its own article part: a source, a hedge, a loaded term, an actor.",
    "F-3": "Passives, with and without who acts.",
    "F-4": "Events told as nouns, without who acts.",
    "F-5": "Numbers, and whether another version keeps them.",
    "F-6": "What is selected: which claims a version carries.",
    "F-7": "How many kinds of sources there are, and how evenly used.",
    "C-1": "A story is one event; shared subject alone does not make one.",
    "C-2": "Which version follows which is read from credits first and shared wording second, which makes it probable at most.",
    "C-3": "Versions are held against each other sentence by sentence, or by clauses where a sentence says several things.",
    "C-4": "One statement may answer to several, and their order is free.",
    "C-5": "A claim is kept, reworded, carried in part or not found.",
    "C-6": "What changed in a claim that is carried: its source, its hedges, its wording, its numbers, its place.",
    "C-7": "How much of a version's claims another carries, and how much that one adds.",
    "C-8": "“Omitted” means that nothing like it was found, no more.",
    "X-1": "A comparison says whether all tell the same stories.",
    "X-2": "The story is the unit: a group has one value in each.",
    "X-3": "Versions that follow one another are one telling: results are shown with and without them.",
    "X-4": "The number of stories decides: one is a case, below six there are ranges, below twenty tests are weak.",
    "X-5": "Intervals are drawn over stories; a single text has one of counting alone.",
    "X-6": "Tests exchange what chance could have exchanged: signs within stories, or groups within subjects.",
    "X-7": "No p-value without the size of the difference.",
    "X-8": "All tests of a report are adjusted together.",
    "X-9": "Rates are shown raw and drawn together; groups that vary no more than counts do are not told apart.",
    "X-10": "A measure that goes with length is named.",
    "X-11": "Terms typical of a group are compared with how common they are, and only if used often enough.",
    "X-12": "No index of everything, no ranking: groups stand in alphabetical order.",
    "X-13": "Lists of words are not changed after the differences were seen.",
    "W-5": "How far the measures were checked by hand on these texts travels with the report.",
}  # fmt: skip


def explain_rule(rule: str) -> str:
    """Return what a rule says, "" for one that is not known.

    >>> explain_rule("A-8"), explain_rule("Z-3")
    ('“According to” somebody or some document.', '')
    """
    return RULES.get(rule, "")


def find_rules(text: str) -> Iterator[str]:
    """Yield the ids of rules that a text names, a run of them one by one.

    >>> list(find_rules("counted by A-1h and H-6 to H-8, not F-16s"))
    ['A-1h', 'H-6', 'H-7', 'H-8']
    """
    for letter, first, suffix, last in RULE.findall(text):
        for number in range(int(first), int(last or first) + 1):
            rule = f"{letter}-{number}{suffix}"
            if rule in RULES:
                yield rule
