from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from framing.model import Article
from framing.stories import Story, group_stories, leave_out_derived, likeness
from framing.stories.derivation import STATUSES, Derivation
from framing.stories.linkage import link_average
from framing.stories.signatures import sign

WIRE = Article(
    "wire",
    "The dam above Orvale burst on Monday night and flooded the lower town, killing four people, the fire service said. "
    "Water from the Tessel River reached the roofs of houses along Mill Lane within twenty minutes. "
    "Mayor Ilse Brandauer ordered 2,300 residents of Orvale to leave before dawn and opened the sports hall as a shelter. "
    "Engineers had reported cracks in the dam in March, according to a letter seen by the agency, but repairs were put off "
    "until the autumn because the region had not released the money. Regional governor Matthis Kroll declined to answer "
    "questions about the letter. Rescue teams from Dornick joined the search for two missing farm workers on Tuesday.",
    outlet="Norpress",
    agency="Norpress",
    title="Four killed as dam bursts above Orvale",
    date=date(2024, 5, 7),
)
CREDITED = Article(
    "credited",
    "Four people have died after the dam above Orvale burst on Monday night, according to Norpress. "
    "Water from the Tessel River reached the roofs of houses along Mill Lane within twenty minutes, the agency reported. "
    "Mayor Ilse Brandauer ordered 2,300 residents to leave. Engineers had reported cracks in the dam in March, but repairs "
    "were put off until the autumn because the region had not released the money. Two farm workers are still missing.",
    outlet="Quickread",
    title="Orvale dam burst kills four",
)
REWRITTEN = Article(
    "rewritten",
    "A dam has burst above Orvale and flooded the lower town, killing four people. "
    "Water from the Tessel River reached the roofs of houses along Mill Lane within twenty minutes. "
    "Mayor Ilse Brandauer told 2,300 residents of Orvale to leave before dawn. It is understood that cracks had been known "
    "since March, but repairs were put off until the autumn. Rescue teams from Dornick joined the search for two missing "
    "farm workers. Governor Matthis Kroll has not commented.",
    outlet="Daily Lantern",
    title="Dam disaster in Orvale",
)
OWN = Article(
    "own",
    "Hedda Lunt had just put the children to bed when the noise came down the valley. Behind her house on Mill Lane the "
    "Tessel was no longer a river, she says, it was a wall. By morning four of her neighbors in Orvale were dead. "
    "People here ask why nobody closed the road below the dam, although its cracks were the talk of the town since March. "
    "At the sports hall, where Mayor Ilse Brandauer handed out blankets, there was anger at governor Matthis Kroll, whose "
    "office kept back the money for repairs. He was not to be seen in Orvale all Tuesday.",
    outlet="Valley Courier",
    title="The night the river came to Mill Lane",
    date=date(2024, 5, 8),
)
OTHER_DAM = Article(
    "other-dam",
    "Inspectors closed the spillway of the Harrenberg dam on Wednesday after a routine check found a leak in its northern "
    "wall. Nobody was in danger, the operator Velmont Energy said. Its spokeswoman Carla Distel put the cost of repairs at "
    "nine million crowns and promised that the power station at Harrenberg would run again in July. The opposition in the "
    "parliament at Stellin demanded a list of all dams older than fifty years.",
    outlet="Quickread",
    title="Leak closes spillway at Harrenberg",
    date=date(2024, 5, 8),
)
STRIKE = Article(
    "strike",
    "Bus drivers in Stellin will stop work for two days from Thursday in a dispute over night shifts, their union said. "
    "Union leader Oda Perlman rejected an offer of four percent and said the company had not moved for a month. "
    "Managing director Jorn Aske called the strike a burden on pupils and nurses. Trams are to run as usual.",
    outlet="Norpress",
    agency="Norpress",
    title="Stellin bus drivers to strike for two days",
    date=date(2024, 5, 7),
)
FLOOD = WIRE, CREDITED, REWRITTEN, OWN
ALL = (*FLOOD, OTHER_DAM, STRIKE)


def story_with(stories: Sequence[Story], article: str) -> Story:
    [story] = [story for story in stories if article in story.articles]
    return story


def derivation_of(article: Article, others: Sequence[Article]) -> Derivation:
    stories = group_stories([article, *others, OTHER_DAM, STRIKE])
    story = story_with(stories, article.id)
    [derivation] = [d for d in story.derivations if d.article == article.id]
    return derivation


class TestGrouping:
    def test_versions_of_one_event_are_one_story_and_another_event_of_the_topic_is_not(self) -> None:
        stories = group_stories(ALL)
        assert [set(story.articles) for story in stories] == [{a.id for a in FLOOD}, {"other-dam"}, {"strike"}]

    def test_every_article_stands_in_exactly_one_story(self) -> None:
        articles = [article for story in group_stories(ALL) for article in story.articles]
        assert sorted(articles) == sorted(article.id for article in ALL)

    def test_the_order_of_articles_and_the_names_of_outlets_change_nothing(self) -> None:
        shuffled = list(ALL)
        random.Random(3).shuffle(shuffled)
        assert group_stories(shuffled) == group_stories(ALL)
        renamed = [replace(article, outlet=f"Outlet {article.outlet}", agency="") for article in ALL]
        assert [s.articles for s in group_stories(renamed)] == [s.articles for s in group_stories(ALL)]

    def test_the_terms_that_tie_a_story_are_names_and_things_its_versions_share(self) -> None:
        terms = group_stories(ALL)[0].terms
        assert "Orvale" in terms
        assert len(terms) == 6
        assert all(sum(term in article.text for article in FLOOD) >= 2 for term in terms)
        assert group_stories(ALL)[1].terms == ()

    def test_two_articles_on_two_events_are_two_stories_and_on_one_are_one(self) -> None:
        assert len(group_stories([WIRE, OTHER_DAM])) == 2
        assert len(group_stories([WIRE, OWN])) == 1

    def test_identical_texts_are_one_story(self) -> None:
        assert len(group_stories([WIRE, replace(WIRE, id="again")])) == 1

    @pytest.mark.parametrize("text", ["", "   \n\n ", "... !", "Sorry."])
    def test_texts_without_terms_stand_alone(self, text: str) -> None:
        blank = [Article(f"blank{i}", text) for i in range(3)]
        stories = group_stories([*blank, *FLOOD])
        assert [len(story.articles) for story in stories] == [4, 1, 1, 1]

    def test_no_articles_make_no_stories_and_one_makes_one(self) -> None:
        assert group_stories([]) == ()
        [story] = group_stories([WIRE])
        assert (story.id, story.articles, story.terms) == ("story-1", ("wire",), ())

    def test_an_article_of_another_language_is_no_obstacle(self) -> None:
        german = Article(
            "de", "Bei dem Dammbruch oberhalb von Orvale starben am Montag vier Menschen, teilte die Feuerwehr mit."
        )
        assert sum(len(story.articles) for story in group_stories([*ALL, german])) == 7


class TestTime:
    def test_articles_days_apart_are_never_one_story(self) -> None:
        late = replace(WIRE, id="late", date=date(2024, 5, 11))
        assert len(group_stories([WIRE, late])) == 2
        assert len(group_stories([WIRE, late], window_hours=96)) == 1

    def test_the_window_reaches_to_its_last_day(self) -> None:
        assert len(group_stories([WIRE, replace(WIRE, id="late", date=date(2024, 5, 10))])) == 1

    def test_an_unknown_date_blocks_nothing(self) -> None:
        assert len(group_stories([WIRE, replace(WIRE, id="undated", date=None)])) == 1

    def test_among_articles_of_years_an_undated_one_has_to_be_more_alike(self) -> None:
        undated = replace(OWN, date=None)
        old = replace(STRIKE, date=date(2019, 1, 1))
        near = dict(_similarities([WIRE, undated, STRIKE]))
        far = dict(_similarities([WIRE, undated, old]))
        assert far["own", "wire"] == pytest.approx(near["own", "wire"] * likeness.UNDATED_DISCOUNT)


def _similarities(articles: Sequence[Article]) -> list[tuple[tuple[str, str], float]]:
    ordered = sorted(articles, key=lambda article: article.id)
    matrix = likeness.weigh_terms(ordered, likeness.TermReader())
    pairs = likeness.pair_articles(ordered, matrix, 72)
    return [((ordered[i].id, ordered[j].id), similarity) for i, j, similarity in pairs]


class TestLikeness:
    def test_a_text_is_wholly_like_itself_and_likeness_never_passes_one(self) -> None:
        short = replace(STRIKE, id="short", text=STRIKE.text[:300])
        [(_, same)] = _similarities([short, replace(short, id="twin")])
        assert same == pytest.approx(1.0)
        assert all(0 <= similarity <= 1 for _, similarity in _similarities(ALL))

    def test_words_of_the_title_tie_articles_closer(self) -> None:
        bare = [replace(article, title="") for article in (WIRE, OWN)]
        titled = [replace(article, title="Orvale dam burst on the Tessel") for article in bare]
        assert dict(_similarities(titled))["own", "wire"] > dict(_similarities(bare))["own", "wire"]

    def test_a_word_of_the_title_counts_as_two_of_the_body(self) -> None:
        counts, _ = likeness.TermReader().read(sign(Article("a", "The dam burst.", title="Dam bursts", deck="Flood")).forms)
        assert counts == {"dam": 3, "burst": 3, "flood": 2}

    def test_terms_in_too_many_articles_look_nothing_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(likeness, "POSTINGS", 1)
        assert _similarities(ALL) == []

    def test_blocks_of_articles_give_the_pairs_of_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = _similarities(ALL)
        monkeypatch.setattr(likeness, "BLOCK", 2)
        assert _similarities(ALL) == whole

    def test_names_are_told_by_capitals_within_sentences(self) -> None:
        _, names = likeness.TermReader().read(
            sign(Article("a", "Flooding hit Orvale. Orvale was warned. The flooding rose.")).forms
        )
        assert names == {"orval"}


class TestLabels:
    def test_a_story_is_labeled_by_its_earliest_title(self) -> None:
        assert group_stories(ALL)[0].label == "Four killed as dam bursts above Orvale"

    def test_without_titles_by_the_opening_words_of_its_longest_text(self) -> None:
        [story] = group_stories([replace(WIRE, title=""), replace(OWN, title=" ")])
        assert story.label.startswith("The dam above Orvale burst on Monday night")
        assert story.label.endswith(" …")
        assert len(story.label) <= 92

    def test_without_text_it_says_so(self) -> None:
        assert group_stories([Article("empty", "")])[0].label == "(no text)"


class TestLinkage:
    @pytest.mark.parametrize("seed", range(5))
    def test_clusters_are_those_of_scipys_average_link(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        similarity = rng.random((14, 14))
        similarity = (similarity + similarity.T) / 2
        np.fill_diagonal(similarity, 1.0)
        pairs = [(i, j, float(similarity[i, j])) for i in range(14) for j in range(i)]
        labels = fcluster(linkage(squareform(1 - similarity, checks=False), "average"), 1 - 0.55, "distance")
        theirs = sorted([i for i in range(14) if labels[i] == label] for label in set(labels))
        assert link_average(14, pairs, 0.55) == theirs

    def test_a_pair_not_given_counts_as_unlike(self) -> None:
        assert link_average(3, [(0, 1, 0.9), (1, 2, 0.8)], 0.5) == [[0, 1], [2]]
        assert link_average(3, [(0, 1, 0.9), (1, 2, 0.8)], 0.4) == [[0, 1, 2]]

    def test_items_without_pairs_stand_alone(self) -> None:
        assert link_average(3, [], 0.2) == [[0], [1], [2]]
        assert link_average(0, [], 0.2) == []


class TestDerivation:
    def test_an_agencys_own_text_is_the_wire_original(self) -> None:
        found = derivation_of(WIRE, FLOOD[1:])
        assert (found.status, found.of, found.evidence) == ("wire_original", "", ('tagged "Norpress"',))

    def test_a_text_that_names_the_agency_is_credited_with_the_phrase_and_the_shared_wording(self) -> None:
        found = derivation_of(CREDITED, [WIRE, REWRITTEN, OWN])
        assert (found.status, found.of) == ("credited", "wire")
        assert found.evidence[0] == "credits: “according to Norpress”"
        assert (
            "of its three-word sequences stand in “Four killed as dam bursts above Orvale” (unrelated articles here: "
            in found.evidence[1]
        )
        assert "five-word sequences shared with it" in found.evidence[2]

    def test_a_text_that_shares_wording_and_names_nobody_probably_follows(self) -> None:
        found = derivation_of(REWRITTEN, [WIRE, CREDITED, OWN])
        assert (found.status, found.of) == ("uncredited_probable", "wire")

    def test_a_text_of_its_own_is_independent(self) -> None:
        assert derivation_of(OWN, [WIRE, CREDITED, REWRITTEN]).status == "independent"

    def test_a_credit_to_a_text_that_is_not_at_hand_names_no_version(self) -> None:
        found = derivation_of(replace(OWN, text=OWN.text.replace("she says", "she told the Quickread")), [])
        assert (found.status, found.of) == ("credited", "")

    @pytest.mark.parametrize("name", ["Quickread", "Norpress"])
    def test_a_late_credit_credits_a_detail_and_not_the_story(self, name: str) -> None:
        late = replace(OWN, text=f"{OWN.text} The {name} reported the number of shelters.")
        assert derivation_of(late, [WIRE]).status == "independent"

    @pytest.mark.parametrize("phrase", ["(Norpress)", "Norpress reported", "told Norpress", "citing the Norpress"])
    def test_credits_come_in_several_phrases(self, phrase: str) -> None:
        text = OWN.text.replace("she says", f"she says, {phrase}", 1)
        assert derivation_of(replace(OWN, text=text), [WIRE]).of == "wire"

    def test_a_name_alone_is_no_credit(self) -> None:
        text = OWN.text.replace("she says", "she says near the Norpress tower", 1)
        assert derivation_of(replace(OWN, text=text), [WIRE]).status == "independent"

    def test_of_two_texts_of_one_agency_the_agencys_own_is_the_original(self) -> None:
        carried = replace(WIRE, id="carried", outlet="Daily Lantern")
        assert derivation_of(WIRE, [carried]).status == "wire_original"
        found = derivation_of(carried, [WIRE])
        assert (found.status, found.of) == ("credited", "wire")
        assert found.evidence[0] == 'tagged "Norpress", as is wire'

    def test_the_earlier_of_two_alike_is_the_source(self) -> None:
        first = replace(WIRE, id="first", outlet="One", agency="")
        second = replace(first, id="second", outlet="Two", date=date(2024, 5, 8))
        assert derivation_of(first, [second]).status == "independent"
        assert derivation_of(second, [first]).of == "first"

    def test_without_a_date_or_tag_the_direction_stays_unknown(self) -> None:
        first = replace(WIRE, id="first", outlet="One", agency="", date=None)
        found = derivation_of(replace(first, id="second", outlet="Two"), [first])
        assert (found.status, found.of) == ("unknown", "")
        assert found.evidence[-1] == "neither a date nor an agency tag shows which came first"

    def test_an_outlets_own_update_derives_from_nobody_else(self) -> None:
        first = replace(WIRE, id="first", outlet="One", agency="")
        update = replace(first, id="update", date=date(2024, 5, 8))
        assert derivation_of(update, [first]).evidence == ("no version by another outlet is at hand",)

    def test_who_quotes_the_same_speech_need_not_follow_the_other(self) -> None:
        speech = (
            "“We were warned in March and nobody listened to the engineers who wrote to us, and so four of our "
            "neighbors are dead today and the lower town of Orvale lies under the mud of the Tessel River,” she said."
        )
        quoting = [replace(article, text=f"{article.text} {speech}") for article in (replace(WIRE, agency=""), OWN)]
        assert derivation_of(quoting[1], quoting[:1]).status == "independent"

    def test_a_few_lines_are_too_short_to_tell(self) -> None:
        brief = replace(
            OWN, text="Four people died in Orvale when the dam above Mill Lane burst. Mayor Ilse Brandauer mourned."
        )
        found = derivation_of(brief, [WIRE])
        assert (found.status, found.evidence) == ("unknown", ("the text is too short to tell",))

    def test_wire_copy_may_be_known_by_its_genre_alone(self) -> None:
        assert derivation_of(replace(OWN, genre="wire"), [WIRE]).evidence == ("marked as wire copy",)

    def test_statuses_are_the_codebooks_and_nothing_says_copied(self) -> None:
        derivations = [d for story in group_stories(ALL) for d in story.derivations]
        assert {d.article for d in derivations} == {article.id for article in ALL}
        assert {d.status for d in derivations} <= set(STATUSES)
        assert "copied" not in " ".join(line for d in derivations for line in d.evidence)

    def test_outlets_with_signs_in_their_names_are_no_patterns(self) -> None:
        odd = replace(WIRE, id="odd", outlet="News (24*7)", agency="")
        text = OWN.text.replace("she says", "she says, according to News (24*7)", 1)
        assert derivation_of(replace(OWN, text=text), [odd]).of == "odd"


class TestLeavingOutDerived:
    def test_versions_that_follow_another_are_left_out(self) -> None:
        story = leave_out_derived(group_stories(ALL))[0]
        assert set(story.articles) == {"wire", "own"}

    def test_credits_to_a_text_that_is_not_at_hand_stay(self) -> None:
        story = Story("s", "", ("a", "b"), (Derivation("a", "credited"), Derivation("b", "independent")))
        assert leave_out_derived([story]) == (story,)

    def test_no_story_is_left_empty(self) -> None:
        story = Story("s", "", ("a",), (Derivation("a", "credited", of="elsewhere"),))
        assert leave_out_derived([story])[0].articles == ("a",)
