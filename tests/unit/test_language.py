"""What reads as English, what as another language, and what is too short or too odd to tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.foreign_news import ENGLISH, FOREIGN

import framing
from framing.errors import FramingError, LexiconError
from framing.model import Article
from framing.pages import language
from framing.pages.language import Foreign, describe, english_share, find_foreign
from framing.yaml_file import read_yaml

SECOND = (
    "The ferry had been stopped in March after a rope snapped. Its owner, who lives on the island, said that he would have it"
    " ready by the end of the week if the weather holds."
)
ENGLISH_NEWS = f"{ENGLISH}\n\n{SECOND}"
NAMES = (
    "Doña Inés de la Torre met Jean-Pierre du Marais and Willem van der Berg at the Hôtel de Ville, where el presidente’s aide"
    " Luis de los Santos and Ludwig von und zu Stein had been waiting with them for the talks on Los Altos."
)
TABLE = "\n\n".join(f"Korva {n} Tarn {n + 3}\n\nRuiz {n} points, Lee {n + 1} points, Moss {n + 2} points" for n in range(20))


def reads_as(text: str) -> tuple[str, bool] | None:
    found = find_foreign(text)
    return (found.language, found.whole) if found else None


# Whole articles


def test_english_news_reads_as_english() -> None:
    assert find_foreign(ENGLISH_NEWS) is None


@pytest.mark.parametrize("name", FOREIGN)
def test_news_in_another_language_is_named(name: str) -> None:
    assert reads_as(FOREIGN[name]) == (name, True)


@pytest.mark.parametrize("name", FOREIGN)
def test_a_long_article_is_told_like_a_short_one(name: str) -> None:
    assert reads_as("\n\n".join([FOREIGN[name]] * 12)) == (name, True)


@pytest.mark.parametrize("name", ["French", "Spanish", "Polish"])
def test_the_shape_of_an_apostrophe_is_no_matter(name: str) -> None:
    straight = FOREIGN[name].replace("’", "'")
    assert find_foreign(straight) == find_foreign(straight.replace("'", "’"))
    assert english_share(["don't"]) == 1.0


def test_capitals_throughout_are_still_not_english() -> None:
    assert reads_as(FOREIGN["Russian"].upper()) == ("Russian", True)


# Not foreign


def test_names_from_abroad_leave_an_article_english() -> None:
    assert find_foreign(NAMES) is None
    assert find_foreign(f"{ENGLISH}\n\n{NAMES}\n\n{SECOND}") is None


def test_a_table_of_scores_is_in_no_language() -> None:
    assert find_foreign(TABLE) is None


@pytest.mark.parametrize("text", ["", " ", "12 34 56", "—", "Korva", "Le pont est fermé.", "Ana Ruiz, Bo Lee", "\n\n\n\n"])
def test_a_short_text_is_given_the_benefit_of_the_doubt(text: str) -> None:
    assert find_foreign(text) is None


def test_a_short_text_in_other_letters_needs_no_doubt() -> None:
    assert reads_as("Мост закрыт.") == ("Russian", True)
    assert reads_as("桥已关闭。") == ("Chinese", True)


def test_words_of_no_known_language_are_not_english_either() -> None:
    strange = (
        "kolu tarem bisto varun elmi postra dunek halvi morte segan pilu wandre eskol tumi brane lofti zerun makel voshi denta"
    )
    assert reads_as(f"{strange} orvi kestun halme prodi yalun tasme kivor") == ("", True)


def test_a_quotation_in_another_language_is_no_matter() -> None:
    quoted = f"{ENGLISH} “{FOREIGN['French'][:80]}” {SECOND}"
    assert find_foreign("\n\n".join([ENGLISH, SECOND, quoted, ENGLISH, SECOND])) is None


# Parts


def test_a_page_in_two_languages_is_told_by_the_paragraph() -> None:
    found = find_foreign("\n\n".join([ENGLISH, FOREIGN["Spanish"], SECOND, ENGLISH]))
    assert found is not None
    assert (found.language, found.whole, found.n_paragraphs, found.of) == ("Spanish", False, 1, 4)
    assert 0.2 < found.share < 0.35


def test_where_most_is_foreign_the_article_is() -> None:
    assert reads_as("\n\n".join([FOREIGN["Spanish"], FOREIGN["Spanish"], ENGLISH])) == ("Spanish", True)


def test_of_two_other_languages_the_longer_part_is_named() -> None:
    assert reads_as("\n\n".join([FOREIGN["German"], FOREIGN["German"], FOREIGN["French"]])) == ("German", True)


def test_short_paragraphs_are_judged_together() -> None:
    lines = FOREIGN["German"].replace(". ", ".|").replace(", ", ",|").split("|")
    assert all(len(line.split()) < 12 for line in lines)
    assert reads_as("\n\n".join(lines)) == ("German", True)


@pytest.mark.parametrize("above", range(0, 21, 4))
def test_a_third_of_a_long_article_is_found_wherever_it_stands(above: int) -> None:
    text = "\n\n".join([ENGLISH, SECOND] * above + [FOREIGN["Dutch"]] * 22 + [ENGLISH, SECOND] * (20 - above))
    assert reads_as(text) == ("Dutch", False)


# Words


@pytest.mark.parametrize(
    ("foreign", "said"),
    [
        (Foreign("French", 1.0, 9, 9), "not English (looks like French)"),
        (Foreign("", 0.8, 9, 9), "not English (in no language that is known here)"),
        (Foreign("French", 0.2, 2, 9), "2 of 9 paragraphs are not English (look like French)"),
    ],
)
def test_what_is_not_english_is_described(foreign: Foreign, said: str) -> None:
    assert describe(foreign) == said


def test_a_broken_table_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "marks.yml"
    path.write_text("words: [\n", encoding="utf-8")
    monkeypatch.setattr(language, "MARKS", path)
    language._marks.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"marks\.yml, line 2"):
            find_foreign(FOREIGN["French"])
    finally:
        monkeypatch.undo()
        language._marks.cache_clear()


def test_the_table_of_languages_is_sound_and_says_where_it_comes_from() -> None:
    data, problems = read_yaml(language.MARKS)
    assert problems == []
    assert all(data.get(key) for key in ("about", "source", "license", "version"))
    assert {name for names in language._marks().words.values() for name in names} == set(data["words"])


def test_a_small_word_of_english_tells_no_other_language() -> None:
    english = set("the a an of in on at is was had over under we me he so no also".split())
    assert english.isdisjoint(language._marks().words)


# Reading


def write(folder: Path, *texts: str) -> Path:
    path = folder / "a.jsonl"
    rows = [{"id": f"a{n}", "text": text, "outlet": "Korva Post"} for n, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path, language: str = "en") -> tuple[list[Article], list[str]]:
    reasons: list[str] = []
    articles = framing.read(path, on_error="skip", on_skip=lambda place, reason: reasons.append(reason), language=language)
    return list(articles), reasons


def test_an_article_in_another_language_is_left_out_with_the_reason(tmp_path: Path) -> None:
    articles, reasons = read(write(tmp_path, ENGLISH_NEWS, FOREIGN["French"]))
    assert [article.id for article in articles] == ["a0"]
    assert reasons == [
        'is not English (looks like French). To read it all the same, pass --language any (language="any" in Python).'
    ]


def test_asked_for_it_is_read_and_carries_a_warning(tmp_path: Path) -> None:
    articles, reasons = read(write(tmp_path, ENGLISH_NEWS, FOREIGN["French"]), language="any")
    assert reasons == []
    assert [article.warnings for article in articles] == [
        (),
        ("not English (looks like French): measures read English only",),
    ]


def test_an_article_with_a_foreign_part_is_read_with_a_remark(tmp_path: Path) -> None:
    (article,), reasons = read(write(tmp_path, "\n\n".join([ENGLISH, FOREIGN["Welsh"], SECOND])))
    assert reasons == []
    assert article.warnings == ("1 of 3 paragraphs are not English (look like Welsh): measures read English only",)


def test_what_was_written_reads_back_with_one_warning(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, FOREIGN["French"]), language="any")
    path = tmp_path / "again.jsonl"
    path.write_text(json.dumps(framing.readers.to_record(article)) + "\n", encoding="utf-8")
    assert read(path, language="any") == ([article], [])


def test_the_language_asked_for_is_one_of_two(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match='language is "fr"; it must be "en" or "any"'):
        framing.read(write(tmp_path, ENGLISH), language="fr")
