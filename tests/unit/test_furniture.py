"""What kind of line a line is, looked at alone."""

from __future__ import annotations

import pytest

from framing.pages.furniture import Kind, classify
from framing.pages.lines import split_lines
from framing.pages.phrases import by_first_word, fold, load_phrases

KINDS = [
    ("The council voted on Tuesday to close the bridge.", Kind.PROSE),
    ("Why was nobody asked about it?", Kind.PROSE),
    ("The demands include:", Kind.PROSE),
    ("No.", Kind.PROSE),
    ("The company changed its privacy policy on Monday after weeks of protest.", Kind.PROSE),
    ("“Any officer who broke our standards will be held accountable,” she said.", Kind.PROSE),
    ("He took a photo by the bridge and left.", Kind.PROSE),
    ("The comments were made in May, and nobody has taken them back.", Kind.PROSE),
    ("Council votes to close bridge", Kind.HEADING),
    ("Who Pays for the Old Bridge?", Kind.HEADING),
    ("THE HARBOR POST", Kind.HEADING),
    ("• two new ferries", Kind.BULLET),
    ("- two new ferries", Kind.BULLET),
    ("2. two new ferries", Kind.BULLET),
    ("The bridge at dawn. Photo: Bo Lee", Kind.CAPTION),
    ("(Photo: Bo Lee, AP)", Kind.CAPTION),
    ("The bridge in May. PHOTOGRAPH BY BO LEE/KORVA POST", Kind.CAPTION),
    ("Bo Lee/Getty Images", Kind.CAPTION),
    ("The mayor leaves the meeting | Bo Lee/AFP/Getty Images", Kind.CAPTION),
    ("REUTERS/Bo Lee/File Photo", Kind.CAPTION),
    ("The bridge at dawn [Bo Lee/Reuters]", Kind.CAPTION),
    ("By Ana Ruiz", Kind.BYLINE),
    ("Ana Ruiz 3 June 2025", Kind.BYLINE),
    ("(Reporting by Ana Ruiz; editing by Bo Lee)", Kind.CREDIT),
    ("— With assistance by Bo Lee", Kind.CREDIT),
    ("Jun 3, 2025 \u00a0| \u00a0", Kind.DATE),
    ("Published: Tuesday, 3 June 2025 at 10:15 GMT", Kind.DATE),
    ("Updated at 5:54 p.m. ET", Kind.DATE),
    ("06/07/2025", Kind.DATE),
    ("38 minutes ago", Kind.AGO),
    ("14:32", Kind.CLOCK),
    ("10.45am BST", Kind.CLOCK),
    ("Comments (12)", Kind.MARKER),
    ("3 Comments", Kind.MARKER),
    ("RELATED ARTICLES", Kind.MARKER),
    ("Read more…", Kind.MARKER),
    ("Home", Kind.FURNITURE),
    ("Advertisement", Kind.FURNITURE),
    ("Home | World | Business | Weather", Kind.FURNITURE),
    ("News › World › Europe", Kind.FURNITURE),
    ("0", Kind.FURNITURE),
    ("| |", Kind.FURNITURE),
    ("***", Kind.FURNITURE),
    ("5 min read", Kind.FURNITURE),
    ("Image 2 of 5", Kind.FURNITURE),
    ("Sponsor: BRIGHT: Toothpaste for everyone!", Kind.FURNITURE),
    ("Sign up for our morning newsletter.", Kind.FURNITURE),
    ("This site uses cookies to improve your visit.", Kind.FURNITURE),
    ("© 2025 Harbor Post. All rights reserved.", Kind.FURNITURE),
    ("Get the news that matters delivered to your inbox.", Kind.FURNITURE),
    ("The Associated Press contributed to this report.", Kind.FURNITURE),
    ("More: Ferry fares rise again", Kind.FURNITURE),
    ("Related: Ferry fares rise again.", Kind.FURNITURE),
    ("CLICK HERE TO GET THE APP", Kind.FURNITURE),
    ("Most read in world news", Kind.MARKER),
    ("More:", Kind.MARKER),
    ("Leave a reply", Kind.MARKER),
    ("More people read in the winter, it found.", Kind.PROSE),
    ("Trending: bread, boats and bridges", Kind.FURNITURE),
    ("Also on korva.example Ferry fares rise again", Kind.FURNITURE),
    ("On KorvaPost.com: Ferry fares rise again", Kind.FURNITURE),
    ("Follow Bo Lee of the Korva Post on Twitter and Facebook.", Kind.FURNITURE),
    ("Follow the river to the old bridge on foot.", Kind.PROSE),
    ("Download the Korva News app for all the latest.", Kind.FURNITURE),
    ("HOME   NEWS   SPORT   WEATHER   THE BIG READ", Kind.FURNITURE),
    ("Team\tPlayed\tWon\tLost\tPoints", Kind.ROW),
    ("Korva Rovers 36 22 5 9 71", Kind.ROW),
    ("Korva Rovers 2-1 Tarn Town", Kind.ROW),
    ("Council votes 9-2 to close the bridge", Kind.HEADING),
    ("Ana Ruiz14:32", Kind.CLOCK),
    ("Closing time 14:32", Kind.HEADING),
    ("News Release 11 June 2024", Kind.DATE),
    ("a) by a sticker, which costs nothing;", Kind.BULLET),
    ("($1 = 9.8 crowns)", Kind.PROSE),
    ("— Korva Harbor Board (@korvaharbor) June 3, 2025", Kind.PROSE),
    ("Image caption, The bridge carries 18,000 cars a day", Kind.CAPTION),
    ("Image source, Korva School", Kind.CAPTION),
    ("FILE PHOTO: A mason on the bridge in May", Kind.CAPTION),
    ("File under bread.", Kind.PROSE),
    ("© Bo Lee The bridge at dawn", Kind.CAPTION),
    ("The bridge in May. (Korva Post: Bo Lee)", Kind.CAPTION),
    ("The bridge in May. (Bo Lee/The Korva Post)", Kind.CAPTION),
    ("The bridge, which was built in 1902. BO LEE", Kind.CAPTION),
    ("A bee on white clover. Credit: B. Lee, University of Tarn", Kind.CAPTION),
    ("The bridge at dawnCredit: Bo Lee", Kind.CAPTION),
    ("Polls will close at 7 p.m. EST.", Kind.PROSE),
    ("He resigned in May. (RELATED: Mayor Quits After Storm)", Kind.HEADING),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_a_line_alone_is_of_a_kind(text: str, kind: Kind) -> None:
    assert classify(split_lines(text)[0]).kind is kind


def test_a_long_line_is_text_whatever_it_opens_with() -> None:
    text = "Sign up for " + "a course in the repair of bridges and other things that people stand on " * 4
    assert classify(split_lines(text)[0]).kind is Kind.PROSE


def test_a_long_line_without_a_stop_is_a_paragraph() -> None:
    assert classify(split_lines("the bridge is shut and " * 6)[0]).kind is Kind.PROSE


@pytest.mark.parametrize("text", ["Home", "Sponsor: X", "Comments", "14:32", "The bridge. Photo: Bo Lee", "By Ana Ruiz", "***"])
def test_every_kind_that_is_cut_comes_with_its_rule_and_reason(text: str) -> None:
    piece = classify(split_lines(text)[0])
    assert piece.rule.startswith(("D-", "A-"))
    assert piece.reason


def test_phrases_are_folded_as_lines_are() -> None:
    lists = load_phrases("page_furniture")
    assert all(phrase == fold(phrase) for phrases in lists.values() for phrase in phrases)


def test_no_phrase_stands_in_two_categories_by_mistake() -> None:
    lists = load_phrases("page_furniture")
    assert not lists["end_marker"] & (lists["navigation"] | lists["section"])


def test_phrases_are_indexed_by_their_first_word() -> None:
    assert dict(by_first_word(frozenset({"sign up for", "sign up to", "sponsor"}))) == {
        "sign": ("sign up for", "sign up to"),
        "sponsor": ("sponsor",),
    }
