"""A topic -> the text of a lexicon file to begin with: sound as it stands, and commented."""

from __future__ import annotations

import re

from framing.errors import FramingError
from framing.lexicon_folders import available_lexicons
from framing.yaml_text import quote_text

MAX_NAME = 60  # characters; file systems take 255 bytes
SOURCE = "Who put this list together, from what, and when."
_START = """\
# {title}
#
# How to go on: put words of your topic in the place of all of those below, or let `framing lexicon suggest` name some from
# your articles and `framing lexicon review` add what you accept; take out the examples, then run
#   framing lexicon check {file}
#   framing report articles/ --by outlet --lexicons {file} -o reports/{name}
# Raise the version with each change. First number: changed categories or weights, after which figures cannot be compared;
# second: new or changed entries; third: notes and examples.
name: {name}
version: 0.1.0
about: {about}
source: "{source}"
license: CC0-1.0             # who may use it, and how
language: en
voice: [own]                 # whose words the rate counts: own (the outlet's), reported (a paraphrased source's), quoted
unit: per 1,000 words

# To build on a list that ships instead of beginning one, name it; its categories and entries are then here as well, a list
# under remove: switches entries off, and an entry of the same category and words takes the place of its own.
# extends: loaded
# remove: [regime]

# A category of the column "headline" counts in the rate; one of the column "side" stands beside it and is never added.
categories:
  core: {{about: "words that belong to the topic and to nothing else", column: headline}}
  nearby: {{about: "words that often stand near it", column: side}}

entries:
  core:
    # The short form of an entry: just the words. Case, hyphens, and straight or curly marks make no difference.
    - at the eleventh hour
    # "*" at the end of a word stands for any ending.
    - "race* against time"
    # The long form says what the short one cannot. Whatever can also mean something else needs a condition, a sentence in
    # which it must be found, and one in which it must not: `check` tries both.
    - words: deadline
      inflect: noun                     # deadlines, too; "verb" adds the forms of the first word
      unless_after: [tax, filing]       # also: before, after, near, in_sentence, each with unless_; pos, case
      plain: date                       # a plainer wording, offered in reports
      note: Not the day on which taxes are due.
      matches: ["A deadline looms over the talks."]
      not: ["The tax deadline passed quietly."]
  nearby:
    - {{words: hurry, inflect: verb, weight: 1}}

# Longer expressions in which nothing is to be found.
except: [race against time trial]
"""
_CHANGE = """\
# {title}
#
# How to go on: switch off and add what you want, then run
#   framing lexicon check {file}
#   framing report articles/ --by outlet --lexicons {file} -o reports/{name}
# Put into a folder "lexicons" in the place where you work, it is used without being named.
name: {name}
about: {about}
extends: {base}              # all of its categories and entries are here as well

# Entries to switch off: by their words, or by category and words (`framing lexicon show {base}` lists both).
remove: []
# remove: ["{category}: {words}"]

# Entries to add. One of the same category and words as one of the list takes its place.
entries:
  {category}: []
#   - words: some words of yours
#     unless_before: [trap]
#     matches: ["Here are some words of yours."]
#     not: ["Here are some words of yours trap."]
"""


def draft_lexicon(topic: str, name: str = "") -> str:
    """Return the text of a lexicon file to begin with; `check_lexicon` only warns that it is nobody's yet.

    Parameters
    ----------
    topic
        What the list is to be about, in words. The name of a list that ships gives a file that changes that list.
    name
        The name of the lexicon; by default made of the topic's letters and digits.

    Raises
    ------
    FramingError
        If neither holds a letter or digit.
    """
    name = name_lexicon(name or topic)

    if name in available_lexicons():
        return _draft_change(name)
    title = " ".join(topic.split())
    title = "".join(char if char.isprintable() else "\ufffd" for char in title)[:200]
    return _START.format(
        title=title, name=_plain(name), file=f"{name}.yml", about=quote_text(f"Words on {title}."), source=SOURCE
    )


def name_lexicon(text: str) -> str:
    """Return a name for a lexicon, and for its file, made of a text's letters and digits.

    Raises
    ------
    FramingError
        If there are none.
    """
    name = re.sub(r"[\W_]+", "_", text.casefold()).strip("_")[:MAX_NAME].rstrip("_")
    if not name:
        raise FramingError(f'"{text}" holds no letter or digit to name a lexicon by. Say in a word or two what it is about.')
    return name


def _draft_change(name: str) -> str:
    from framing.lexicon import shipped_lexicon

    first = shipped_lexicon(name).entries[0]
    about = quote_text(f"The shipped list {name}, with changes of ours.")
    title = f"Changes to the list {name}"
    return _CHANGE.format(
        title=title, name=name, file=f"{name}.yml", about=about, base=name, category=first.category, words=first.words
    )


def _plain(name: str) -> str:
    return name if name.isascii() and name[0].isalpha() else quote_text(name)
