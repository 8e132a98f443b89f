from __future__ import annotations

import pytest

from framing.model import Article
from framing.proposals import Proposal, find_proposals


def propose(*texts: str, outlets: tuple[str, ...] = ()) -> dict[str, Proposal]:
    outlets = outlets or ("",) * len(texts)
    articles = [Article(id=str(i), outlet=outlets[i], text=text) for i, text in enumerate(texts)]
    return {proposal.actor.name: proposal for proposal in find_proposals(articles, most=100)}


def kinds(*texts: str) -> dict[str, str]:
    return {name: proposal.actor.type for name, proposal in propose(*texts).items()}


def aliases(proposal: Proposal) -> list[str]:
    return [alias.words for alias in proposal.actor.aliases]


class TestOrganizations:
    def test_initials_in_brackets_are_a_name_of_their_own(self) -> None:
        found = propose("They asked the Environmental Protection Agency (EPA). Later the EPA left, and the EPA came.")
        assert aliases(found["Environmental Protection Agency"]) == ["Environmental Protection Agency", "EPA"]
        assert found["Environmental Protection Agency"].mentions == 3

    def test_square_brackets_do_too(self) -> None:
        found = propose("They asked the Department of Harbor Reform [DHR]. Later the DHR left.")
        assert aliases(found["Department of Harbor Reform"]) == ["Department of Harbor Reform", "DHR"]

    def test_other_initials_do_not(self) -> None:
        found = propose("They asked the Harbor Reform Agency (XYZ). Later the XYZ and the Harbor Reform Agency left the XYZ.")
        assert set(found) == {"Harbor Reform Agency", "XYZ"}

    def test_initials_that_fit_by_chance_are_not_joined(self) -> None:
        found = propose(
            "They joined the Growth and Order Party. It was the Growth and Order Party. The GOP left, and the GOP came."
        )
        assert set(found) == {"Growth and Order Party", "GOP"}

    def test_a_department_is_one_in_either_order_of_its_words(self) -> None:
        found = propose("They asked the Department of Labor. Later the Labor Department left.")
        assert aliases(found["Department of Labor"]) == ["Department of Labor", "Labor Department"]

    def test_a_body_that_goes_on_as_another_body_is_another_one(self) -> None:
        found = propose(
            "They read the Harbor Times and the Harbor Times Magazine. Then the Harbor Times left the Harbor Times Magazine."
        )
        assert {name: proposal.mentions for name, proposal in found.items()} == {"Harbor Times": 2, "Harbor Times Magazine": 2}

    def test_a_persons_name_in_a_bodys_is_no_mention_of_the_person(self) -> None:
        found = propose("They saw Ana Velk. Later the Velk Organization left Velk. The Velk Organization won.")
        assert found["Ana Velk"].mentions == 2
        assert found["Velk Organization"].mentions == 2

    def test_what_only_carries_posts_is_no_actor(self) -> None:
        assert kinds("They wrote on Twitter. It was on Twitter again. Nobody read it on Twitter.") == {}
        assert kinds("They sued Twitter. Later the lawyers of Twitter left.") == {"Twitter": "org"}

    def test_chambers_act_by_one_word(self) -> None:
        assert kinds("They asked the Senate. Then Congress and the Senate met, and Congress left.") == {
            "Congress": "org",
            "Senate": "org",
        }

    def test_words_shouted_in_a_line_are_no_initials(self) -> None:
        assert kinds("It will NEVER end, they never said. They will NEVER go.") == {}
        assert kinds("They saw Ana Velk and VELK, and then VELK again with Velk.") == {"Ana Velk": "person"}

    def test_credits_are_none(self) -> None:
        line = "\n\nThe Associated Press contributed to this report."
        assert kinds("They left the hall." + line, "They met again." + line) == {}

    def test_an_outlet_is_no_actor_in_its_own_articles(self) -> None:
        texts = ("They told Harbor News it was late. It was, Harbor News said, late.",) * 2
        assert propose(*texts, outlets=("Harbor Online News", "Harbor Online News")) == {}
        assert set(propose(*texts, outlets=("Town Voice", "Harbor Online News"))) == {"Harbor News"}


class TestGroups:
    def test_members_of_parties_and_faiths_are_groups(self) -> None:
        text = "They asked the Republicans and Muslims. Later the Republicans left, and Muslims came."
        assert kinds(text) == {"Republicans": "group", "Muslims": "group"}

    def test_peoples_are_not(self) -> None:
        assert kinds("They asked the Americans and Russians. Later the Americans left, and Russians came.") == {}


class TestStates:
    def test_all_its_names_count_for_a_state(self) -> None:
        found = propose("They asked the United States. Later the U.S. left, and they followed the USA.")
        assert (found["United States"].actor.id, found["United States"].mentions) == ("united-states", 3)

    def test_a_capital_alone_is_no_mention(self) -> None:
        assert kinds("They flew to Paris. Then they left Paris and went to New York and New York again.") == {}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("They flew to Georgia. Later the Georgian army and Georgia left.", {"Georgia": "state"}),
            ("They flew to Georgia. Later they left Georgia for Atlanta.", {}),
        ],
    )
    def test_a_name_other_places_bear_needs_another_word_of_the_states(self, text: str, expected: dict[str, str]) -> None:
        assert kinds(text) == expected

    def test_a_first_name_is_no_state(self) -> None:
        found = kinds("They saw Jordan Velk. Later Jordan left, and Jordan came.")
        assert found == {"Jordan Velk": "person"}

    def test_a_state_in_a_bodys_name_is_no_mention(self) -> None:
        assert kinds("They asked the Bank of France. It was the Bank of France.") == {"Bank of France": "org"}


class TestNothing:
    @pytest.mark.parametrize(
        "text",
        [
            "They drove down Selm Street. It was Selm Street again.",
            "They read the Affordable Care Act. It was the Affordable Care Act.",
            "They met on Super Tuesday and Election Day. It was Super Tuesday and Election Day again.",
            "They had Covid-19. It was Covid-19 again, and Medicare and Medicare.",
            "They left for the Middle East. It was the Middle East again.",
        ],
    )
    def test_places_laws_days_and_illnesses_are_nobody(self, text: str) -> None:
        assert kinds(text) == {}
