"""Stated authors: names in one form, agencies apart, and what names no person."""

from __future__ import annotations

import pytest

from framing.model import Article, Origin
from framing.pages import read_page
from framing.pages.authors import Authors, join_names, read_authors

BODY = "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner said.\n\nNo one was hurt at the pier."


def read(author: str, text: str = BODY, **known: str) -> Article:
    (article,) = read_page(text, Origin("a.csv", 1), known={"author": author, **known}, declared=True)
    return article


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        (" Ana  Ruiz ", "Ana Ruiz"),
        ("Ana Ruiz and Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz & Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz with Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz, Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz,Bo Lee,", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz; Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz | Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz\nBo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz/Bo Lee", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz, Bo Lee and Cy Moss", "Ana Ruiz, Bo Lee and Cy Moss"),
        ("Ana Ruiz, Bo Lee, and Cy Moss", "Ana Ruiz, Bo Lee and Cy Moss"),
        ("Ana Ruiz; Bo Lee; Cy Moss", "Ana Ruiz, Bo Lee and Cy Moss"),
        ("['Ana Ruiz', 'Bo Lee']", "Ana Ruiz and Bo Lee"),
        ('["Ana Ruiz", "Bo O\'Lee"]', "Ana Ruiz and Bo O'Lee"),
        ("['Bo O\\'Lee']", "Bo O'Lee"),
        ("['Ana Ruiz']", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ruiz, Ana; Lee, Bo", "Ana Ruiz and Bo Lee"),
        ("Ana Ruiz, Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz; ANA RUIZ", "Ana Ruiz"),
    ],
)
def test_lists_of_every_kind_come_to_one_form(stated: str, names: str) -> None:
    assert read_authors(stated) == Authors(names)


@pytest.mark.parametrize(
    "stated",
    [
        "By Ana Ruiz",
        "BY ANA RUIZ",
        "by: Ana Ruiz",
        "Reporting by Ana Ruiz",
        "By Reporting by Ana Ruiz",
        "Words by Ana Ruiz",
        "Author: Ana Ruiz",
        "(Reporting by Ana Ruiz; Editing by Bo Lee)",
        "Ana Ruiz, edited by Bo Lee and Cy Moss",
        "Ana Ruiz, photographs by Bo Lee",
        "Ana Ruiz, Staff Writer",
        "Ana Ruiz, Senior Political Correspondent",
        "Ana Ruiz, Staff Writer, The Korva Post",
        "Ana Ruiz Staff Writer",
        "Staff Writer Ana Ruiz",
        "Political Correspondent Ana Ruiz",
        "Ana Ruiz for The Korva Post",
        "Ana Ruiz, Special to The Korva Post",
        "Ana Ruiz of The Korva Post",
        "Ana Ruiz | The Korva Post | June 3, 2025",
        "Ana Ruiz 3 June 2025 10:00",
        "Ana Ruiz in Korva",
        "Ana Ruiz, Korva",
        "Ana Ruiz (Korva)",
        "Ana Ruiz, KBC",
        "Ana Ruiz, Korva News",
        "Ana Ruiz is a reporter who covers the harbor",
        "Ana Ruiz <ana.ruiz@post.example>",
        "Ana Ruiz (ana.ruiz@post.example)",
        "Ana Ruiz ana.ruiz@post.example",
        "Ana Ruiz @anaruiz",
        "Ana Ruiz, https://www.facebook.com/anaruiz",
        "https://post.example/staff/ana, Ana Ruiz",
        "Ana Ruiz, facebook.com/ana",
        "Ana Ruiz /author/ana",
        "Ana Ruiz.",
    ],
)
def test_a_name_is_freed_of_all_that_stands_around_it(stated: str) -> None:
    assert read_authors(stated) == Authors("Ana Ruiz")


@pytest.mark.parametrize(
    "stated",
    [
        "University of Tarn",
        "Council on Trade and Industry",
        "Ana M. Ruiz-Lee",
        "Cy Moss Jr.",
        "Élodie Šťastná",
        "李娜",
        "Иван Петров",
        "ana ruiz",
        "Ana",
        "Ana Staff",
        "AJ Moss",
        "Bo van der Lee",
        "AFPress",
        "anaruiz",
    ],
)
def test_other_names_stay_as_they_are(stated: str) -> None:
    assert read_authors(stated) == Authors(stated)


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("ANA RUIZ", "Ana Ruiz"),
        ("BY ANA RUIZ AND BO LEE", "Ana Ruiz and Bo Lee"),
        ("GIL MARSH and PIPPA VANE", "Gil Marsh and Pippa Vane"),
        ("CY MCTARN-OULE", "Cy McTarn-Oule"),
        ("SEÁN O'NEILL", "Seán O'Neill"),
        ("ANA DE LA TORRE", "Ana de la Torre"),
        ("J.D. MOSS III", "J.D. Moss III"),
        ("JD MOSS", "JD Moss"),
        ("CY MOSS, JR.", "Cy Moss Jr."),
        ("RUIZ, ANA", "Ana Ruiz"),
    ],
)
def test_capitals_throughout_become_a_name(stated: str, name: str) -> None:
    assert read_authors(stated) == Authors(name)


@pytest.mark.parametrize(
    ("stated", "names", "agency"),
    [
        ("Reuters", "", "Reuters"),
        ("By The Associated Press", "", "The Associated Press"),
        ("AP", "", "AP"),
        ("Reuters Staff", "", "Reuters"),
        ("AP News", "", "AP"),
        ("Ana Ruiz, Reuters", "Ana Ruiz", "Reuters"),
        ("Ana Ruiz and Bo Lee, Associated Press", "Ana Ruiz and Bo Lee", "Associated Press"),
        ("Ana Ruiz (AP)", "Ana Ruiz", "AP"),
        ("Ana Ruiz/AFP", "Ana Ruiz", "AFP"),
        ("AFP and Ana Ruiz", "Ana Ruiz", "AFP"),
        ("Staff, Reuters", "", "Reuters"),
        ("['Reuters']", "", "Reuters"),
        ("Reuters; AFP", "", "Reuters"),
    ],
)
def test_an_agency_is_no_author(stated: str, names: str, agency: str) -> None:
    assert read_authors(stated) == Authors(names, agency)


@pytest.mark.parametrize(
    "stated",
    [
        "Staff",
        "Admin",
        "Staff Reporter",
        "Our Foreign Correspondent",
        "The Editorial Board",
        "Newsroom",
        "News Desk",
        "KBC Staff",
        "Korva Post Staff",
        "Guest Author",
        "super user",
        "World News",
        "The team of reporters who have followed the ferry since March",
    ],
)
def test_what_names_no_person_is_told_apart(stated: str) -> None:
    assert read_authors(stated) == Authors(nobody=stated)


@pytest.mark.parametrize(
    "stated",
    [
        "",
        " ",
        "None",
        "nan",
        "null",
        "N/A",
        "-",
        "[]",
        "['']",
        "By",
        "by:",
        "a@b.example",
        "@ana",
        "https://a.example/ana",
        "( )",
        "|",
    ],
)
def test_where_nothing_is_stated_nothing_is_found(stated: str) -> None:
    assert read_authors(stated) == Authors()


def test_the_outlet_is_no_author_of_its_own() -> None:
    assert read_authors("The Korva Post", "Korva Post") == Authors(nobody="The Korva Post")
    assert read_authors("Ana Ruiz, Korva Post", "The Korva Post") == Authors("Ana Ruiz")
    assert read_authors("Korva Post", "Tarn Echo") == Authors("Korva Post")


@pytest.mark.parametrize("stated", ["Ana Ruiz, Bo Lee and Cy Moss", "Bo van der Lee", "University of Tarn and Ana Ruiz", "Ana"])
def test_names_that_were_read_read_the_same_again(stated: str) -> None:
    assert read_authors(read_authors(stated).names) == read_authors(stated)


@pytest.mark.parametrize(
    ("names", "joined"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_names_are_joined_as_in_a_sentence(names: tuple[str, ...], joined: str) -> None:
    assert join_names(names) == joined


# In an article


def test_a_stated_agency_is_the_article_s_and_makes_it_wire_copy() -> None:
    article = read("Ana Ruiz, Reuters")
    assert (article.author, article.agency, article.genre) == ("Ana Ruiz", "Reuters", "wire")
    assert article.inferred == {"genre": "by-line of Reuters"}


def test_a_column_of_agencies_wins_over_the_author_s() -> None:
    assert read("Reuters", agency="AFP").agency == "AFP"


def test_an_author_who_is_nobody_is_kept_in_a_warning() -> None:
    article = read("Admin")
    assert article.author == ""
    assert article.warnings == ('author "Admin" names no person',)


def test_the_page_s_byline_steps_in_for_nobody() -> None:
    article = read("Staff", f"By Ana Ruiz\n\n{BODY}")
    assert article.author == "Ana Ruiz"


def test_an_address_leaves_the_author_empty_without_a_word() -> None:
    article = read("https://www.facebook.com/ana.ruiz")
    assert (article.author, article.warnings) == ("", ())


def test_the_byline_of_an_agency_on_a_page_names_the_agency() -> None:
    page = f"Ferry to Ostrel stopped after rope snaps\nBy Reuters\nJune 3, 2025\n\n{BODY}"
    (article,) = read_page(page, Origin("a.txt"))
    assert (article.author, article.agency, article.genre) == ("", "Reuters", "wire")
    assert ("By Reuters", "D-6") in [(cut.text, cut.rule) for cut in article.removed]
