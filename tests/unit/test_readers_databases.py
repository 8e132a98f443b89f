"""Exports of Factiva and Nexis: several documents a file, with codes or labels, in text and HTML."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers import from_record, read, to_record
from framing.readers.databases import read_html_or_export, read_text_or_export
from framing.readers.factiva import is_factiva, read_factiva
from framing.readers.nexis import is_nexis, read_nexis
from framing.readers.settings import Settings

Write = Callable[[str, str | bytes], Path]

LEAD = "KORVA -- The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
THIRD = "The ferry line will add two boats in the morning, its manager said in a letter to the council."
BODY = "\n\n".join((LEAD.removeprefix("KORVA -- "), SECOND, THIRD))
OTHER = "The mayor of Delmora said on Wednesday that the city would plant four hundred trees along the river this fall."

# Factiva with its codes, each alone on a line
CODED = f"""SE
Local news; A
HD
Council votes to close the old bridge
BY
By Ana Ruiz
WC
58 words
PD
3 June 2025
ET
10:30
SN
The Korva Post
SC
KORPO
LA
English
CY
Copyright 2025 The Korva Post. All rights reserved.
LP

{LEAD}

{SECOND}

TD

{THIRD}

ART
Photo: The bridge in May.
CO
korhar : Korva Harbor Board
NS
gcat : Political/General News | gtrans : Transport
IN
i7 : Transportation
PUB
Korva Media
AN
Document KORPO00020250603el630001a

HD
Delmora plans four hundred trees
CR
Reuters
WC
20 words
PD
4 June 2025
SN
Delmora Daily
LP
{OTHER}
AN
Document DELDA00020250604el640002b
"""


def read_with(reader: Callable[[Path, Settings], Iterator[Article]], path: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    skipped: list[tuple[str, str]] = []
    settings = Settings(skip=True, on_skip=lambda place, reason: skipped.append((place, reason)))
    return list(reader(path, settings)), skipped


def show_places(article: Article, source: str) -> str:
    """Spell the body from the places its origin gives in the source."""
    assert article.origin is not None
    text = list(" " * len(article.text))
    for segment in article.origin.segments["body"]:
        text[segment.start : segment.start + segment.length] = source[segment.at : segment.at + segment.length]
    return "".join(text).replace("  ", "\n\n")


# Factiva


def test_every_document_of_a_coded_export_is_an_article_with_its_fields(write: Write) -> None:
    (first, second), skipped = read_with(read_text_or_export, write("a.txt", CODED))
    assert not skipped
    assert (first.title, first.outlet, first.author) == ("Council votes to close the old bridge", "The Korva Post", "Ana Ruiz")
    assert (first.date, first.topic, first.text) == (date(2025, 6, 3), "Local news; A", BODY)
    assert (first.captions, first.place) == (("Photo: The bridge in May.",), "KORVA")
    assert (second.title, second.outlet, second.agency) == ("Delmora plans four hundred trees", "Delmora Daily", "Reuters")
    assert (second.date, second.author, second.text) == (date(2025, 6, 4), "", OTHER)
    assert not first.inferred
    assert not first.warnings


def test_places_in_an_export_are_places_in_its_file(write: Write) -> None:
    (first, second), _ = read_with(read_text_or_export, write("a.txt", CODED))
    assert show_places(first, CODED) == BODY
    assert show_places(second, CODED) == OTHER


def test_codes_may_stand_on_the_line_of_their_value(write: Write) -> None:
    lines = CODED.replace("\n\n", "\n").splitlines()
    codes = {"SE", "HD", "BY", "WC", "PD", "ET", "SN", "SC", "LA", "CY", "LP", "TD", "ART", "CO", "NS", "IN", "PUB", "AN", "CR"}
    inline = "".join(f"{line}   " if line in codes else f"{line}\n" for line in lines)
    assert inline.splitlines()[1] == "HD   Council votes to close the old bridge"
    (first, second), _ = read_with(read_text_or_export, write("a.txt", inline))
    assert (first.title, first.author, first.text) == ("Council votes to close the old bridge", "Ana Ruiz", BODY)
    assert (second.title, second.text) == ("Delmora plans four hundred trees", OTHER)
    assert show_places(first, inline) == BODY


@pytest.mark.parametrize("opening", ["IN the end", "RE the bridge,", "CO the gas", "AN honest man", "TD Bank"])
def test_a_paragraph_that_opens_with_capitals_like_a_code_stays_text(opening: str, write: Write) -> None:
    sentence = f"{opening} was what the people of the town spoke about on the morning after the vote, she said."
    (first, _), _ = read_with(read_text_or_export, write("a.txt", CODED.replace(THIRD, f"{THIRD}\n\n{sentence}")))
    assert first.text == f"{BODY}\n\n{sentence}"


def test_the_lines_of_a_title_are_joined(write: Write) -> None:
    path = write("a.txt", CODED.replace("close the old bridge\n", "close the old\nIN bridge\n"))
    (first, _), _ = read_with(read_text_or_export, path)
    assert first.title == "Council votes to close the old IN bridge"


def test_the_page_marks_of_the_database_are_cut_and_shown_as_cut(write: Write) -> None:
    mark = "Page 1 of 2 © 2025 Factiva, Inc. All rights reserved."
    (first, _), _ = read_with(read_text_or_export, write("a.txt", CODED.replace(SECOND, f"{SECOND}\n{mark}")))
    assert first.text == BODY
    cut = [removed for removed in first.removed if removed.text == mark]
    assert [removed.reason for removed in cut] == ["page mark of the database"]


def test_a_text_far_shorter_than_its_stated_length_gets_a_warning(write: Write) -> None:
    (first, _), _ = read_with(read_text_or_export, write("a.txt", CODED.replace("58 words", "1,580 words")))
    assert first.warnings == ("the export states 1,580 words and 51 were found; part of the text may be missing",)


def test_a_document_without_text_is_left_out_and_the_rest_is_read(write: Write) -> None:
    empty = "HD\nBridge in pictures\nPD\n4 June 2025\nSN\nThe Korva Post\nAN\nDocument KORPO00020250604el630001c\n\n"
    path = write("a.txt", empty + CODED)
    articles, skipped = read_with(read_text_or_export, path)
    assert [article.outlet for article in articles] == ["The Korva Post", "Delmora Daily"]
    reason = "has no text; the export may hold its headline or picture only. Export it as full text."
    assert skipped == [(f"{path}, article 1", reason)]


def test_a_document_without_text_is_an_error_where_nothing_may_be_skipped(write: Write) -> None:
    path = write("a.txt", CODED.replace(OTHER, ""))
    with pytest.raises(ReadError, match=r"a\.txt, article 2: has no text; the export may hold"):
        list(read_text_or_export(path, Settings()))


def test_a_document_longer_than_an_article_may_be_is_left_out_and_the_rest_is_read(write: Write) -> None:
    path = write("a.txt", CODED.replace(THIRD, "\n\n".join([THIRD] * 6)))
    skipped: list[tuple[str, str]] = []
    settings = Settings(max_chars=600, skip=True, on_skip=lambda place, reason: skipped.append((place, reason)))
    assert [article.text for article in read_text_or_export(path, settings)] == [OTHER]
    assert skipped[0][0] == f"{path}, article 1"
    assert skipped[0][1].startswith("holds more than the 600 characters allowed for one article.")


def test_a_file_longer_than_any_export_is_refused(write: Write) -> None:
    path = write("a.txt", CODED + "\n" * 4_000)
    with pytest.raises(ReadError, match=r"a\.txt: holds more than 4,000 characters, too many to read at once\."):
        list(read_text_or_export(path, Settings(max_chars=1_000)))


PLAIN = f"""Local news; A
Council votes to close the old bridge
By Ana Ruiz
58 words
3 June 2025
10:30 AM
The Korva Post
KORPO
A1
English
(c) 2025 The Korva Post. All rights reserved.

{LEAD}

{SECOND}

{THIRD}

Document KORPO00020250603el630001a

Delmora plans four hundred trees
20 words
4 June 2025
Delmora Daily
DELDA
English
Copyright 2025 Delmora Daily

{OTHER}

Document DELDA00020250604el640002b
"""


def test_an_export_without_codes_is_read_by_the_order_of_its_lines(write: Write) -> None:
    (first, second), _ = read_with(read_text_or_export, write("a.txt", PLAIN))
    assert (first.title, first.outlet, first.author) == ("Council votes to close the old bridge", "The Korva Post", "Ana Ruiz")
    assert (first.date, first.text) == (date(2025, 6, 3), BODY)
    assert (second.title, second.outlet, second.date) == ("Delmora plans four hundred trees", "Delmora Daily", date(2025, 6, 4))
    assert second.text == OTHER
    assert first.inferred["title"] == "the line above the by-line"
    assert second.inferred["title"] == "the longest line above the number of words"


def test_an_export_without_codes_and_rights_ends_its_head_with_the_last_label(write: Write) -> None:
    bare = PLAIN.replace("(c) 2025 The Korva Post. All rights reserved.\n", "").replace("Copyright 2025 Delmora Daily\n", "")
    (first, second), _ = read_with(read_text_or_export, write("a.txt", bare))
    assert (first.outlet, first.text, second.text) == ("The Korva Post", BODY, OTHER)


@pytest.mark.parametrize(
    ("words", "document", "first_day", "second_day", "language"),
    [
        ("Wörter", "Dokument", "3 Juni 2025", "4 März 2025", "Englisch"),
        ("mots", "Document", "3 juin 2025", "4 mars 2025", "Anglais"),
        ("palabras", "Documento", "3 junio 2025", "4 de marzo de 2025", "Inglés"),
        ("parole", "Documento", "3 giugno 2025", "4 marzo 2025", "Inglese"),
        ("palavras", "Documento", "3 junho 2025", "4 março 2025", "Inglês"),
    ],
)
def test_who_asked_in_another_language_gets_the_same_articles(
    words: str, document: str, first_day: str, second_day: str, language: str, write: Write
) -> None:
    changes = {" words": f" {words}", "Document ": f"{document} ", "3 June 2025": first_day, "4 June 2025": second_day}
    changes["English"] = language
    for name, english in (("plain.txt", PLAIN), ("coded.txt", CODED)):
        text = functools.reduce(lambda text, change: text.replace(*change), changes.items(), english)
        (first, second), skipped = read_with(read_text_or_export, write(name, text))
        assert not skipped
        assert (first.date, second.date) == (date(2025, 6, 3), date(2025, 3, 4))
        assert (first.outlet, first.text, second.text) == ("The Korva Post", BODY, OTHER)


@pytest.mark.parametrize("number", ["J000000020250603el630001a", "korpo00020250603el630001a", "KORPO00020250603el630001a"])
def test_the_number_of_a_document_may_open_with_any_source(number: str, write: Write) -> None:
    (first, _), _ = read_with(read_text_or_export, write("a.txt", PLAIN.replace("KORPO00020250603el630001a", number)))
    assert first.text == BODY


def test_what_the_publisher_adds_behind_a_text_is_not_of_it(write: Write) -> None:
    tail = "Photo: The bridge in May. (Ana Ruiz/The Korva Post)(pg. 4)\n\nKorva Post Digital (Full Text)\n"
    text = PLAIN.replace("Document KORPO", f"{tail}Document KORPO")
    (first, _), _ = read_with(read_text_or_export, write("a.txt", text))
    assert first.text == BODY
    assert [removed.text for removed in first.removed][-2:] == tail.strip().split("\n\n")


def test_a_title_may_stand_behind_its_code_in_an_export_without_others(write: Write) -> None:
    text = PLAIN.replace("Council votes to close", "HD Council votes to close")
    (first, _), _ = read_with(read_text_or_export, write("a.txt", text))
    assert first.title == "Council votes to close the old bridge"
    assert "title" not in first.inferred


def in_rows(*fields: tuple[str, str]) -> str:
    cells = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>\n' for code, value in fields)
    return f'<div class="article enArticle"><table>{cells}</table></div>'


def in_paragraphs(*texts: str) -> str:
    return "".join(f'<p class="articleParagraph enarticleParagraph">{text}</p>\n' for text in texts)


STYLE = "<style>" + ".a{color:red}" * 20_000 + "</style>"
CODED_HTML = f"""<html><head><title>Factiva</title>{STYLE}</head><body><h1>Dow Jones Factiva</h1>
{
    in_rows(
        ("HD", "<b class='enHeadline'>Council votes to close the “old” bridge &amp; road</b>"),
        ("BY", "By Ana Ruiz"),
        ("WC", "58 words"),
        ("PD", "3 June 2025"),
        ("SN", "The Korva Post"),
        ("LA", "English"),
        ("LP", in_paragraphs(LEAD, SECOND.replace("asked", "<b>asked</b>"))),
        ("TD", in_paragraphs(THIRD)),
        ("NS", "gcat : General News"),
        ("AN", "Document KORPO00020250603el630001a"),
    )
}<br/>
{
    in_rows(
        ("HD", "Delmora plans four hundred trees"),
        ("PD", "4 June 2025"),
        ("SN", "Delmora Daily"),
        ("LA", "English"),
        ("LP", in_paragraphs(OTHER)),
        ("AN", "Document DELDA00020250604el640002b"),
    )
}
<div id="pageFooter">© 2025 Factiva, Inc. All rights reserved.</div></body></html>"""


def test_the_tables_of_an_html_export_are_read_like_its_text(write: Write) -> None:
    (first, second), _ = read_with(read_html_or_export, write("a.html", CODED_HTML))
    assert (first.title, first.outlet) == ("Council votes to close the “old” bridge & road", "The Korva Post")
    assert (first.author, first.date, first.text) == ("Ana Ruiz", date(2025, 6, 3), BODY)
    assert (second.title, second.date, second.text) == ("Delmora plans four hundred trees", date(2025, 6, 4), OTHER)


def test_places_in_an_html_export_are_places_in_its_source(write: Write) -> None:
    (_, second), _ = read_with(read_html_or_export, write("a.html", CODED_HTML))
    assert show_places(second, CODED_HTML) == OTHER


def in_divisions(title: str, author: str, *lines: str, body: str, number: str) -> str:
    by = f'<div class="author">By {author}</div>' if author else ""
    divisions = "".join(f"<div>{line}</div>" for line in lines)
    head = f'<div>Metropolitan Desk and Suburbs; 1</div><div id="hd"><span class="enHeadline">{title}</span></div>{by}'
    return f'<div class="article enArticle"><p></p>{head}{divisions}{body}<p>Document {number}</p></div>'


PLAIN_HTML = "".join(
    (
        "<html><head><title>Factiva</title></head><body><div id='contentLeft'>",
        in_divisions(
            "Bridge to close",
            "Ana Ruiz",
            "Special to The Korva Post",
            "58 words",
            "3 June 2025",
            "The Korva Post",
            "KORPO",
            "Late Edition - Final",
            "English",
            "Copyright 2025 The Korva Post.",
            body=in_paragraphs(LEAD, SECOND, THIRD),
            number="KORPO00020250603el630001a",
        ),
        in_divisions(
            "Trees",
            "",
            "20 words",
            "4 June 2025",
            "Delmora Daily",
            "DELDA",
            "English",
            "Copyright 2025 Delmora Daily",
            body=in_paragraphs(OTHER),
            number="DELDA00020250604el640002b",
        ),
        "</div></body></html>",
    )
)


def test_an_html_export_without_codes_takes_the_title_its_markup_names(write: Write) -> None:
    (first, second), _ = read_with(read_html_or_export, write("a.html", PLAIN_HTML))
    assert (first.title, first.author, first.outlet) == ("Bridge to close", "Ana Ruiz", "The Korva Post")
    assert (first.date, first.text) == (date(2025, 6, 3), BODY)
    assert (second.title, second.author, second.outlet, second.text) == ("Trees", "", "Delmora Daily", OTHER)
    assert "title" not in second.inferred


# Nexis

COVER = """User Name: A. Reader
Date and Time: Friday, June 6, 2025 2:21:00 PM CET
Job Number: 123456789

Documents (2)

1. Council votes to close the old bridge
Client/Matter: -None-
Search Terms: bridge AND council
Search Type: Terms and Connectors
Narrowed by:
Content Type
Narrowed by
News
Timeline: Jan 01, 2025 to Dec 31, 2025

2. Delmora plans four hundred trees
Client/Matter: -None-

| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2025 LexisNexis

"""
NEWER = f"""Council votes to close the old bridge

The Korva Post

June 3, 2025 Tuesday 10:05 AM EST

Late Edition

Copyright 2025 The Korva Post All Rights Reserved

Section: LOCAL; Pg. A1

Length: 58 words

Byline: Ana Ruiz

Highlight: The bridge over the harbor will be shut from July.

Body

{LEAD}

{SECOND}

{THIRD}

Graphic

The bridge in May.

Load-Date: June 4, 2025

End of Document

Delmora plans four hundred trees

Delmora Daily

June 4, 2025 Wednesday

Copyright 2025 Delmora Daily

Length: 20 words

Body

{OTHER}

Load-Date: June 5, 2025

End of Document
"""


@pytest.mark.parametrize("cover", ["", COVER])
def test_every_document_of_a_nexis_uni_export_is_an_article_with_its_fields(cover: str, write: Write) -> None:
    (first, second), skipped = read_with(read_text_or_export, write("a.txt", cover + NEWER))
    assert not skipped
    assert (first.title, first.outlet, first.author) == ("Council votes to close the old bridge", "The Korva Post", "Ana Ruiz")
    assert (first.date, first.topic, first.text) == (date(2025, 6, 3), "LOCAL", BODY)
    assert first.deck == "The bridge over the harbor will be shut from July."
    assert first.captions == ("The bridge in May.",)
    assert (second.title, second.outlet, second.date) == ("Delmora plans four hundred trees", "Delmora Daily", date(2025, 6, 4))
    assert (second.author, second.text) == ("", OTHER)
    assert not first.warnings


def test_places_in_a_nexis_export_are_places_in_its_file(write: Write) -> None:
    (first, second), _ = read_with(read_text_or_export, write("a.txt", COVER + NEWER))
    assert (show_places(first, COVER + NEWER), show_places(second, COVER + NEWER)) == (BODY, OTHER)


@pytest.mark.parametrize(
    "line", ["Subject: the bridge", "Company: Korva Harbor Board", "Notes", "Copyright law was not at issue."]
)
def test_a_line_of_the_text_that_opens_like_a_label_stays_in_it(line: str, write: Write) -> None:
    path = write("a.txt", NEWER.replace(SECOND, f"{SECOND}\n\n{line}\n\n{THIRD}\n\n{OTHER}\n\n{SECOND}\n\n{OTHER}\n\n{THIRD}"))
    (first, _), _ = read_with(read_text_or_export, path)
    assert first.text.endswith(THIRD)
    assert first.text.count(OTHER) == 2


def test_a_date_of_a_month_only_is_named_in_a_warning(write: Write) -> None:
    path = write("a.txt", NEWER.replace("June 3, 2025 Tuesday 10:05 AM EST", "June 2025"))
    (first, _), _ = read_with(read_text_or_export, path)
    assert (first.title, first.outlet, first.date) == ("Council votes to close the old bridge", "The Korva Post", None)
    assert first.warnings == ('date "June 2025" names no day; write it as YYYY-MM-DD',)


def test_a_document_without_a_date_takes_title_and_outlet_from_above_the_rights(write: Write) -> None:
    path = write("a.txt", NEWER.replace("June 4, 2025 Wednesday\n\n", ""))
    (_, second), _ = read_with(read_text_or_export, path)
    assert (second.title, second.outlet, second.date) == ("Delmora plans four hundred trees", "Delmora Daily", None)


def test_the_last_document_needs_no_closing_line(write: Write) -> None:
    path = write("a.txt", NEWER.removesuffix("End of Document\n"))
    articles, _ = read_with(read_text_or_export, path)
    assert [article.outlet for article in articles] == ["The Korva Post", "Delmora Daily"]


OLDER = """
                               1 of 2 DOCUMENTS

                               The Korva Post

                            June 3, 2025 Tuesday
                              Late Edition - Final

Council votes to close the old bridge for two years, and to
pay for boats

BYLINE: By ANA RUIZ

SECTION: Section A; Column 0; Local Desk; Pg. 1

LENGTH: 58 words

HIGHLIGHT: The bridge over the harbor will be shut
from July.

   KORVA -- The harbor council voted on Tuesday to close the old bridge
for two years, officials said.

   Residents who spoke at the meeting said that they had not been asked
about the plan.

   The ferry line will add two boats in the morning, its manager said in
a letter to the council.

URL: http://www.korvapost.example/bridge

GRAPHIC: PHOTO: The bridge in May.

LOAD-DATE: June 3, 2025

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                      Copyright 2025 The Korva Post
                          All Rights Reserved


                               2 of 2 DOCUMENTS

                                Delmora Daily

                          Copyright 2025 Delmora Daily

                              4 June 2025

Delmora plans four hundred trees

LENGTH: 20 words

   The mayor of Delmora said on Wednesday that the city would plant four
hundred trees along the river this fall.

LOAD-DATE: June 5, 2025
"""


def test_every_document_of_an_older_export_is_an_article_and_its_hard_wraps_are_undone(write: Write) -> None:
    (first, second), _ = read_with(read_text_or_export, write("a.txt", OLDER))
    assert first.title == "Council votes to close the old bridge for two years, and to pay for boats"
    assert (first.outlet, first.author, first.date) == ("The Korva Post", "Ana Ruiz", date(2025, 6, 3))
    assert (first.deck, first.topic) == ("The bridge over the harbor will be shut from July.", "Section A")
    assert (first.url, first.captions) == ("http://www.korvapost.example/bridge", ("PHOTO: The bridge in May.",))
    assert first.text == BODY
    assert (second.title, second.outlet, second.date) == ("Delmora plans four hundred trees", "Delmora Daily", date(2025, 6, 4))
    assert second.text == OTHER


def test_a_document_that_states_no_length_is_not_lost(write: Write) -> None:
    (first, second), skipped = read_with(read_text_or_export, write("a.txt", COVER + NEWER.replace("Length: 20 words\n\n", "")))
    assert not skipped
    assert (first.text, second.text) == (BODY, OTHER)
    assert (second.title, second.outlet, second.date) == ("Delmora plans four hundred trees", "Delmora Daily", date(2025, 6, 4))


def test_documents_of_pictures_are_left_out_and_said_so(write: Write) -> None:
    head = "Bridge in pictures\n\nThe Korva Post\n\nJune 5, 2025\n\nLength: 0 words\n\n"
    picture = f"{head}Graphic\n\nA boat.\n\nEnd of Document\n"
    path = write("a.txt", NEWER + picture)
    articles, skipped = read_with(read_text_or_export, path)
    assert len(articles) == 2
    reason = "has no text; the export may hold its headline or picture only. Export it as full text."
    assert skipped == [(f"{path}, article 3", reason)]
    older = OLDER[: OLDER.index("LENGTH: 20 words")] + "GRAPHIC: a tree\n\nLOAD-DATE: June 5, 2025\n"
    path = write("b.txt", older)
    articles, skipped = read_with(read_text_or_export, path)
    assert len(articles) == 1
    assert skipped == [(f"{path}, article 2", reason)]


ALONE = """The Korva Post

June 3, 2025 Tuesday

 FIRST EDITION

Council votes to close the old bridge

SECTION:

LOCAL; Pg. 7A

LENGTH: 58 words

   KORVA -- The harbor council voted on Tuesday to close the old bridge
for two years, officials said.

   Residents who spoke at the meeting said that they had not been asked
about the plan.

   The ferry line will add two boats in the morning, its manager said in
a letter to the council.

LOAD-DATE: June 3, 2025

LANGUAGE: ENGLISH

Copyright 2025 The Korva Post
All Rights Reserved
"""


def test_one_document_alone_needs_no_number(write: Write) -> None:
    ((article,), skipped) = read_with(read_text_or_export, write("a.txt", ALONE))
    assert not skipped
    assert (article.title, article.outlet, article.topic) == (
        "Council votes to close the old bridge",
        "The Korva Post",
        "LOCAL",
    )
    assert (article.date, article.text) == (date(2025, 6, 3), BODY)


def test_several_documents_without_a_line_between_them_are_refused_and_not_mixed(write: Write) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: holds several documents and no line between them, such as \"1 of 20 DOC"):
        list(read_text_or_export(write("a.txt", ALONE + ALONE), Settings()))


def test_labels_of_old_exports_for_title_and_text_are_known(write: Write) -> None:
    text = """                              1 of 1 DOCUMENT

                       Copyright 1998 The Korva Post Company
                               The Korva Post

                    June 3, 1998, Wednesday, Late Edition - Final

SECTION: Section A; Page 1; Column 3; Local Desk

LENGTH: 30 words

HEADLINE: Council votes to close
the old bridge

BYLINE:  By Ana Ruiz

DATELINE: KORVA, June 2

BODY:
   The harbor council voted on Tuesday to close the old bridge for two
years, officials said.

   Body: the word itself may open a sentence, a reader said in a letter
to the council.

LOAD-DATE: June 3, 1998
"""
    for opening in ("BODY:\n   The harbor", "BODY:   The harbor"):
        ((article,), _) = read_with(read_text_or_export, write("a.txt", text.replace("BODY:\n   The harbor", opening)))
        assert (article.title, article.author, article.place) == ("Council votes to close the old bridge", "Ana Ruiz", "KORVA")
        assert (article.outlet, article.date, article.topic) == ("The Korva Post", date(1998, 6, 3), "Section A")
        first, second = article.text.split("\n\n")
        assert first == "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
        assert second.startswith("Body: the word itself may open a sentence")


def to_html(text: str) -> str:
    groups = [" ".join(group.split()) for group in text.split("\n\n") if group.strip()]
    blocks = "".join(f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">{group}</SPAN></P>\n</DIV>' for group in groups)
    return f"<HTML><HEAD><!-- LXNComment 1 --><TITLE>&nbsp;</TITLE></HEAD><BODY>{blocks}</BODY></HTML>"


def test_an_older_export_in_html_is_read_like_its_text(write: Write) -> None:
    source = to_html(OLDER.replace("Tuesday\n                              Late Edition - Final", "Tuesday"))
    (first, second), _ = read_with(read_html_or_export, write("a.htm", source))
    assert (first.outlet, first.date, first.author) == ("The Korva Post", date(2025, 6, 3), "Ana Ruiz")
    assert (first.text, second.text) == (BODY, OTHER)
    assert second.title == "Delmora plans four hundred trees"
    assert show_places(second, source) == OTHER


# Which files are exports


def test_packed_and_wide_encoded_exports_are_known_too(write: Write) -> None:
    packed, _ = read_with(read_text_or_export, write("a.txt.gz", gzip.compress(NEWER.encode())))
    wide, _ = read_with(read_text_or_export, write("b.txt", CODED.encode("utf-16")))
    page, _ = read_with(read_html_or_export, write("c.html.gz", gzip.compress(CODED_HTML.encode())))
    assert [len(found) for found in (packed, wide, page)] == [2, 2, 2]


@pytest.mark.parametrize(
    "text",
    [
        f"Council votes to close the old bridge\n\nBy Ana Ruiz\n\n{BODY}",
        f"HD video shows the bridge\n\nPD sources said so.\n\n{BODY}\n\nTD Bank pays.\n\nLA residents agree.",
        f"Council votes\n\n{BODY}\n\nEnd of Document",
        f"Body\n\n{BODY}\n\nLoad-Date: June 4, 2025\n\nEnd of Document",
        f"58 words\n3 June 2025\nThe Korva Post\n\n{BODY}",
        f"1 of 2 DOCUMENTS\n\n{BODY}",
    ],
)
def test_a_page_that_only_resembles_an_export_is_no_export(text: str) -> None:
    assert not is_factiva(text)
    assert not is_nexis(text)


@pytest.mark.parametrize("text", [CODED, PLAIN])
def test_an_export_of_one_database_is_none_of_the_other(text: str) -> None:
    assert is_factiva(text)
    assert not is_nexis(text)
    assert not is_factiva(NEWER)
    assert not is_factiva(OLDER)


def test_an_ordinary_page_goes_to_the_reader_of_pages(write: Write) -> None:
    text = f"Council votes to close the old bridge\nBy Ana Ruiz\n{BODY}\nEnd of Document\n"
    articles, _ = read_with(read_text_or_export, write("a.txt", text))
    assert [article.title for article in articles] == ["Council votes to close the old bridge"]
    page = f"<html><head><title>Bridge shut</title></head><body><article class='Article'><h1>Bridge shut</h1><p>{LEAD}</p>"
    page += f"<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    articles, _ = read_with(read_html_or_export, write("b.html", page))
    assert [article.title for article in articles] == ["Bridge shut"]


def test_a_folder_may_hold_exports_and_their_documents_are_numbered(write: Write, tmp_path: Path) -> None:
    write("factiva/june.html", CODED_HTML)
    write("nexis/june.txt", OLDER)
    found = [(article.id, article.outlet) for article in read(tmp_path)]
    assert found == [
        ("factiva/june", "The Korva Post"),
        ("factiva/june-2", "Delmora Daily"),
        ("nexis/june", "The Korva Post"),
        ("nexis/june-2", "Delmora Daily"),
    ]


def test_an_article_of_an_export_that_is_written_reads_back_equal(write: Write, tmp_path: Path) -> None:
    write("june.txt", CODED)
    articles = list(read(tmp_path))
    assert [from_record(to_record(article)) for article in articles] == articles


@pytest.mark.parametrize(("reader", "name"), [(read_factiva, "Factiva"), (read_nexis, "Nexis")])
def test_a_file_without_a_document_is_an_error_that_names_the_database(
    reader: Callable[[Path, Settings], Iterator[Article]], name: str, write: Write
) -> None:
    path = write("a.txt", "Nothing of interest stands here.\n")
    with pytest.raises(ReadError, match=f"looks like a {name} export but holds no document. Export it again as full text."):
        list(reader(path, Settings()))


def test_an_export_of_more_lines_than_any_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.readers.files.MOST_LINES", 500)
    path = write("a.txt", CODED.replace(THIRD, "a\n" * 1_200))
    with pytest.raises(ReadError, match=r"a\.txt: holds more than 500 lines, too many to read at once\. Split it into"):
        list(read_text_or_export(path, Settings()))


@pytest.mark.parametrize("text", [CODED, PLAIN, NEWER, COVER + NEWER, OLDER, ALONE])
def test_an_export_cut_off_anywhere_is_read_or_refused_but_never_a_crash(text: str, write: Write) -> None:
    for n in range(len(text) // 2, len(text), 97):
        try:
            articles, _ = read_with(read_text_or_export, write("a.txt", text[:n]))
        except ReadError:
            continue
        assert all(article.text for article in articles)
