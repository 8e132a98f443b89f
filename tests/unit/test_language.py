"""Whether a text reads as English."""

from __future__ import annotations

import pytest

from framing.pages.language import english_share, why_not_english

ENGLISH = (
    "The council voted on Tuesday to close the old bridge for two years, and residents said that they had not been asked"
    " about it."
)
FOREIGN = {
    "French": (
        "Le conseil a voté mardi la fermeture du vieux pont pour deux ans, et les habitants du quartier ont déclaré qu’ils"
        " n’avaient pas été consultés."
    ),
    "German": (
        "Der Rat hat am Dienstag beschlossen, die alte Brücke für zwei Jahre zu schließen, und die Anwohner sagten, man habe"
        " sie nicht gefragt."
    ),
    "Spanish": (
        "El consejo votó el martes cerrar el viejo puente durante dos años, y los vecinos dijeron que nadie les había"
        " preguntado sobre el asunto."
    ),
    "Dutch": (
        "De raad besloot dinsdag de oude brug twee jaar lang te sluiten, en bewoners van de wijk zeiden dat niemand hun iets"
        " had gevraagd."
    ),
    "Russian": "Совет проголосовал во вторник за закрытие старого моста.",
    "Chinese": "市议会星期二投票决定关闭旧桥两年，居民表示没有人征求过他们的意见。",
}


def test_english_news_reads_as_english() -> None:
    assert why_not_english(ENGLISH) == ""


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_do_not(language: str) -> None:
    assert "another language than English" in why_not_english(FOREIGN[language])


def test_the_reason_gives_the_share() -> None:
    assert "% of its words are English function words" in why_not_english(FOREIGN["French"])


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert english_share("Le pont est fermé.") is None
    assert why_not_english("Le pont est fermé.") == ""


def test_curly_apostrophes_count_like_straight_ones() -> None:
    text = "He doesn't know why they're late, and it isn't clear that we're going to hear more about it from them today or not."
    assert english_share(text) == english_share(text.replace("'", "’"))


def test_a_quotation_in_another_language_does_not_sway_an_english_article() -> None:
    assert why_not_english(f"{ENGLISH} {ENGLISH} “{FOREIGN['French'][:60]}” {ENGLISH}") == ""
