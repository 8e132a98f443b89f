"""Where a headline and its body part: source, hedge, loaded term, actor (F-2)."""

from __future__ import annotations

import pytest
from unit.versions import MEASURES

import framing
from framing.claims.divergence import DIVERGENCES, Divergence, divergences_frame, find_divergences
from framing.errors import UnknownNameError

SAID = "The bridge will be closed until June, Mayor Ana Ruiz said on Monday."


def analyze(title: str, text: str, **more: str) -> framing.Analysis:
    article = framing.Article("a", text, "Daily", title=title, **more)
    return framing.analyze([article], measures=MEASURES, annotator="fast", actors=None)


def find(title: str, text: str, **more: str) -> list[Divergence]:
    return list(find_divergences(analyze(title, text, **more), "a"))


def kinds(title: str, text: str, **more: str) -> set[str]:
    return {one.kind for one in find(title, text, **more)}


class TestSource:
    def test_a_source_in_the_body_only_is_told_with_both_wordings(self) -> None:
        [one] = find("Bridge will be closed until June", f"Mayor Ana Ruiz said the bridge will be closed until June. {SAID}")
        assert (one.kind, one.headline, one.body) == ("source", "Bridge will be closed until June", "Mayor Ana Ruiz said")

    @pytest.mark.parametrize(
        "title",
        ["Bridge will be closed until June, mayor says", "Mayor: bridge will be closed until June",
         "Ana Ruiz: Bridge Closed Until June"],
    )  # fmt: skip
    def test_a_headline_with_its_source_is_no_difference(self, title: str) -> None:
        assert "source" not in kinds(title, f"Mayor Ana Ruiz said the bridge will be closed until June. {SAID}")

    def test_a_source_of_another_claim_is_not_the_headlines(self) -> None:
        text = "The bridge is closed until June. Fishermen sold their boats to a bank in Karn, Otto Brandt said."
        assert "source" not in kinds("Bridge is closed until June", text)


class TestHedge:
    def test_a_hedge_in_the_body_only_is_told(self) -> None:
        [one] = find("Drug lowers risk of stroke", "The drug may lower the risk of stroke. It is sold in Karn.")
        assert (one.kind, one.body) == ("hedge", "may")

    @pytest.mark.parametrize("title", ["Drug may lower risk of stroke", "Does a drug lower the risk of stroke?"])
    def test_a_headline_that_hedges_or_asks_is_no_difference(self, title: str) -> None:
        assert "hedge" not in kinds(title, "The drug may lower the risk of stroke. It is sold in Karn.")

    def test_a_hedge_of_another_statement_is_not_the_headlines(self) -> None:
        text = "The drug lowers the risk of stroke. Its maker might build a plant in Karn."
        assert "hedge" not in kinds("Drug lowers risk of stroke", text)


class TestLoaded:
    def test_a_loaded_term_in_the_headline_only_is_told(self) -> None:
        [one] = find("Regime closes three newspapers", "The government closed three newspapers in March.")
        assert (one.kind, one.headline, one.body) == ("loaded", "Regime", "")

    def test_a_term_that_the_body_has_too_is_no_difference(self) -> None:
        assert kinds("Regime closes three newspapers", "The regime closed three newspapers in March.") == set()

    def test_a_term_in_the_body_only_is_none(self) -> None:
        assert kinds("Three newspapers closed", "The regime closed three newspapers in March.") == set()


class TestActor:
    LATER = "The port was closed on Monday. Ships wait in the bay.\n\nThe order came from Mayor Ana Ruiz in the night."

    def test_who_is_named_first_below_the_lead_is_told_with_the_sentence(self) -> None:
        [one] = find("Port closed after Ruiz gives order", self.LATER)
        assert (one.kind, one.headline) == ("actor", "Ruiz")
        assert one.body == "The order came from Mayor Ana Ruiz in the night."

    def test_headlines_in_capitals_of_every_word_name_no_more(self) -> None:
        assert [one.headline for one in find("Port Closed After Ruiz Gives Order", self.LATER)] == ["Ruiz"]

    def test_who_stands_in_the_deck_or_the_first_paragraph_is_none(self) -> None:
        assert "actor" not in kinds("Port closed after Ruiz gives order", self.LATER, deck="Ruiz cites a storm")
        assert "actor" not in kinds("Port closed after Ruiz gives order", self.LATER.replace("\n\n", " "))


class TestCalls:
    @pytest.mark.parametrize(("title", "text"), [("", SAID), ("Bridge closed", ""), ("  ", SAID), ("Snow!", SAID)])
    def test_without_a_headline_a_body_or_a_common_word_nothing_is_told(self, title: str, text: str) -> None:
        assert find(title, text) == []

    def test_an_article_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(UnknownNameError, match="nobody"):
            find_divergences(analyze("Bridge closed", SAID), "nobody")

    def test_the_frame_has_a_yes_or_no_for_each_flag_and_the_wordings(self) -> None:
        table = divergences_frame(analyze("Regime closes three newspapers", "The government closed three newspapers."))
        [row] = table.to_dict("records")
        assert {kind: row[kind] for kind in DIVERGENCES} == {"source": False, "hedge": False, "loaded": True, "actor": False}
        assert row["wordings"] == "loaded: Regime / nothing"

    def test_articles_without_a_headline_have_no_row(self) -> None:
        assert divergences_frame(analyze("", SAID)).empty

    def test_no_word_of_what_is_printed_speaks_of_intent(self) -> None:
        said = " ".join(DIVERGENCES.values())
        assert not any(word in said for word in ("hide", "omit", "conceal", "mislead", "lie"))
