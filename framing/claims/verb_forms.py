"""Words -> their roots: the stem, of an irregular verb that of its plain form, so that "sank" and "sunk" are one."""

from __future__ import annotations

from functools import cache

from framing.stems import stem

# The plain form, then the irregular ones; forms that are as often another word ("saw", "lay", "wound") are left out.
_FORMS = (
    "arise arose arisen, awake awoke awoken, bear bore borne, beat beaten, become became, begin began begun, bend "
    "bent, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred, bring brought, "
    "build built, burn burnt, buy bought, catch caught, choose chose chosen, come came, creep crept, deal dealt, dig "
    "dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, fight "
    "fought, find found, flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive "
    "forgave forgiven, freeze froze frozen, give gave given, go went gone, grow grew grown, hang hung, hear heard, "
    "hide hid hidden, hold held, keep kept, know knew known, lead led, leave left, lend lent, lose lost, make made, "
    "mean meant, meet met, overthrow overthrew overthrown, pay paid, ride rode ridden, ring rang rung, rise rose "
    "risen, run ran, see seen, seek sought, sell sold, send sent, shake shook shaken, shoot shot, show shown, shrink "
    "shrank shrunk, sing sang sung, sink sank sunk, sit sat, sleep slept, speak spoke spoken, spend spent, spread, "
    "stand stood, steal stole stolen, stick stuck, strike struck stricken, swear swore sworn, swim swam swum, take "
    "took taken, teach taught, tear tore torn, think thought, throw threw thrown, understand understood, wake woke "
    "woken, wear wore worn, win won, withdraw withdrew withdrawn, write wrote written"
)


@cache
def _plain_forms() -> dict[str, str]:
    verbs = [forms.split() for forms in _FORMS.split(", ")]
    return {form: plain for plain, *others in verbs for form in others}


def root(word: str) -> str:
    """Return the root of a word in small letters.

    >>> root("sunk") == root("sank") == root("sinking")
    True
    """
    return stem(_plain_forms().get(word, word))


def may_be_past(word: str) -> bool:
    """Say whether a word in small letters has the form of a past tense or participle, whatever a tagger makes of it."""
    return word.endswith("ed") or word in _plain_forms()
