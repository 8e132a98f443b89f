"""Whole invented pages in, articles out: what is kept, in which zone, what is cut and why."""

from __future__ import annotations

from datetime import date

import pytest

from framing.model import Article, Origin, Subhead
from framing.pages import read_page

ORIGIN = Origin("page.txt")

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan.",
    "The repairs may cost as much as 40 million crowns, according to a report by the port office.",
)
BODY = "\n\n".join(PARAGRAPHS)
TITLE = "Council votes to close the old bridge for two years"


def read_one(page: str, **options: object) -> Article:
    articles = read_page(page, ORIGIN, **options)  # type: ignore[arg-type]
    assert len(articles) == 1
    return articles[0]


def cut(article: Article) -> dict[str, str]:
    """Removed text -> rule."""
    return {removed.text: removed.rule for removed in article.removed}


def test_a_page_of_paragraphs_is_one_article_with_nothing_invented() -> None:
    article = read_one(BODY)
    assert article.text == BODY
    stated = (article.outlet, article.title, article.deck, article.author, article.date, article.agency, article.place)
    assert stated == ("", "", "", "", None, "", "")
    assert article.genre == "unknown"
    assert not article.removed
    assert not article.inferred


def test_lines_without_blank_lines_between_them_are_paragraphs_too() -> None:
    assert read_one("\n".join(PARAGRAPHS)).text == BODY


def test_title_byline_and_date_under_it_are_read_and_not_part_of_the_text() -> None:
    article = read_one(f"{TITLE}\nBy Ana Ruiz\nJune 3, 2025\n\n{BODY}")
    assert (article.title, article.author, article.date) == (TITLE, "Ana Ruiz", date(2025, 6, 3))
    assert article.text == BODY
    assert not article.inferred
    assert cut(article) == {"By Ana Ruiz": "D-6", "June 3, 2025": "D-7"}


def test_navigation_sponsors_and_counts_above_the_title_are_cut() -> None:
    header = "THE HARBOR POST\nHome\nNews | Sport | Weather\nSponsor: BRIGHT: Toothpaste!\n0\n| Korva,KV\nback"
    article = read_one(f"{header}\n{TITLE}\n{BODY}")
    assert article.title == TITLE
    assert article.text == BODY
    assert cut(article) == dict.fromkeys(header.split("\n"), "D-2")


def test_a_repeated_title_is_removed_once_and_shows_where_the_text_starts() -> None:
    deck = "The plan would cut off the northern quarter, residents say, and nobody asked them."
    article = read_one(f"News\n{TITLE}\n\n{deck}\nThe old bridge at dawn. Photo: Bo Lee\n{TITLE}\n\n{BODY}")
    assert (article.title, article.deck, article.text) == (TITLE, deck, BODY)
    assert article.captions == ("The old bridge at dawn. Photo: Bo Lee",)
    assert cut(article)[TITLE] == "D-4"


def test_a_teaser_of_another_story_between_title_and_text_is_boilerplate() -> None:
    teaser = '"Stop now": Ferry owner backs a plan for cheaper tickets'
    article = read_one(f"{TITLE}\nBy Ana Ruiz\n{teaser}\n{BODY}")
    assert article.title == TITLE
    assert article.deck == ""
    assert cut(article)[teaser] == "D-4"


def test_a_line_under_the_title_that_a_byline_follows_is_the_deck() -> None:
    article = read_one(f"{TITLE}\nResidents of the northern quarter say nobody asked them\nBy Ana Ruiz\n{BODY}")
    assert article.deck == "Residents of the northern quarter say nobody asked them"


def test_a_line_under_the_title_in_another_case_is_the_deck() -> None:
    title = "Council Votes to Close the Old Bridge for Two Years"
    article = read_one(f"{title}\nResidents of the northern quarter say nobody asked them\n{BODY}")
    assert (article.title, article.deck) == (title, "Residents of the northern quarter say nobody asked them")


def test_a_question_above_the_text_is_the_title_where_there_is_no_other() -> None:
    article = read_one(f"Is the old bridge safe at all?\n{BODY}")
    assert article.title == "Is the old bridge safe at all?"
    assert article.text == BODY


def test_a_title_with_the_sites_name_behind_it_gives_the_outlet_as_inferred() -> None:
    article = read_one(f"{TITLE} | The Harbor Post\nHome\n{TITLE}\nBy Ana Ruiz\n{BODY}")
    assert (article.title, article.outlet) == (TITLE, "The Harbor Post")
    assert "site's name" in article.inferred["outlet"]


def test_a_name_alone_beside_the_title_is_an_inferred_author() -> None:
    article = read_one(f"THE HARBOR POST\nback\nVira Okan\n\n{TITLE}\n{BODY}")
    assert article.author == "Vira Okan"
    assert 'without "By"' in article.inferred["author"]
    assert cut(article)["Vira Okan"] == "D-6"


def test_a_name_that_the_text_speaks_of_is_no_author() -> None:
    assert read_one(f"News\nHarbor Council\n{TITLE}\n{BODY} Harbor Council members left early.").author == ""


def test_the_first_line_of_a_page_is_a_masthead_and_no_author() -> None:
    assert read_one(f"Harbor Post\n{TITLE}\n{BODY}").author == ""


def test_a_date_above_the_title_is_inferred_because_it_may_be_the_day_of_the_visit() -> None:
    article = read_one(f"THE HARBOR POST\nJun 3, 2025 \u00a0|\n{TITLE}\n{BODY}")
    assert article.date == date(2025, 6, 3)
    assert "day the page was saved" in article.inferred["date"]


def test_a_labeled_date_above_the_title_is_stated() -> None:
    article = read_one(f"THE HARBOR POST\nPublished June 3, 2025\n{TITLE}\n{BODY}")
    assert article.date == date(2025, 6, 3)
    assert "date" not in article.inferred


def test_an_ambiguous_date_is_left_empty_with_a_warning() -> None:
    article = read_one(f"{TITLE}\n06/07/2025\n{BODY}")
    assert article.date is None
    assert any("which number is the month" in warning for warning in article.warnings)


def test_a_relative_time_is_no_date() -> None:
    article = read_one(f"{TITLE}\n3 hours ago\n{BODY}")
    assert article.date is None
    assert cut(article)["3 hours ago"] == "D-7"


def test_a_dateline_yields_place_agency_and_date_and_leaves_the_text() -> None:
    article = read_one(f"{TITLE}\nKORVA, June 3, 2025 (Reuters) - {BODY}")
    assert (article.place, article.agency, article.date) == ("KORVA", "Reuters", date(2025, 6, 3))
    assert article.genre == "wire"
    assert article.inferred["genre"] == "dateline of Reuters"
    assert article.text == BODY
    assert cut(article)["KORVA, June 3, 2025 (Reuters) -"] == "D-5"


def test_a_dateline_without_a_year_leaves_the_date_empty_where_the_page_gives_none() -> None:
    article = read_one(f"{TITLE}\nKORVA, June 3 (Reuters) - {BODY}")
    assert article.date is None
    assert any("without a year" in warning for warning in article.warnings)


def test_a_dateline_without_a_year_takes_it_from_a_near_date_on_the_page_and_says_so() -> None:
    article = read_one(f"News\nJune 5, 2025\n{TITLE}\nKORVA, June 3 (Reuters) - {BODY}")
    assert article.date == date(2025, 6, 3)
    assert "2025-06-05" in article.inferred["date"]


def test_a_dateline_behind_an_editors_note_is_found() -> None:
    note = "Editor's note: The figures in this story were corrected on Wednesday morning."
    article = read_one(f"{TITLE}\n{note}\nKORVA (AP) — {BODY}")
    assert (article.place, article.agency) == ("KORVA", "AP")
    assert article.text == f"{note}\n\n{BODY}"


@pytest.mark.parametrize("marker", ["Related Articles", "Comments", "12 Comments", "Trending", "Read more:", "HASHTAGS"])
def test_an_end_marker_behind_text_ends_the_article(marker: str) -> None:
    article = read_one(f"{BODY}\n{marker}\nWho pays for the ferry?\nSome other text that stands here.")
    assert article.text == BODY
    assert list(cut(article)) == [marker, "Who pays for the ferry?", "Some other text that stands here."]


def test_an_end_marker_above_the_text_ends_nothing() -> None:
    assert read_one(f"Comments\n{TITLE}\n{BODY}").text == BODY


def test_paragraphs_lost_behind_an_end_marker_are_pointed_out() -> None:
    lost = (
        "The ferry line said on Monday that it would add two boats to its service until the bridge opens again, and that"
        " fares may rise in the autumn."
    )
    article = read_one(f"{BODY}\nRead more\n{lost}\n{lost}")
    assert article.text == BODY
    assert any('2 paragraphs behind the end marker "Read more"' in warning for warning in article.warnings)


def test_a_marker_amid_a_text_known_to_be_one_article_ends_nothing() -> None:
    long = "The ferry line said on Monday that it would add two boats to its service until the bridge opens again at last."
    article = read_one(f"{BODY}\nRead more\n{long}\n{long}", declared=True)
    assert article.text == f"{BODY}\n\n{long}\n\n{long}"
    assert cut(article) == {"Read more": "D-2"}


def test_a_list_of_headlines_behind_the_text_is_cut() -> None:
    headlines = (
        "Storm Hits Coast Towns for Third Time",
        "U.S. Fund Sells “Harbor First” Shares to Banks",
        "Mayor Wins a Third Term in Korva",
        "Court Restores Money for the Gateway Tunnel, Tariffs on Boats and U.S.",
    )
    article = read_one(f"{BODY}\n\n\n" + "\n".join(headlines))
    assert article.text == BODY
    assert cut(article) == dict.fromkeys(headlines, "D-2")


def test_a_last_sentence_that_lost_its_stop_is_kept() -> None:
    last = "The council is to meet again in September to hear what the engineers have found"
    assert read_one(f"{BODY}\n{last}").text == f"{BODY}\n\n{last}"


def test_subheads_are_kept_apart_from_the_body() -> None:
    page = f"{BODY}\n\nA bridge of sighs\n\n{BODY}"
    article = read_one(page)
    assert article.text == f"{BODY}\n\n{BODY}"
    assert cut(article) == {}
    assert article.subheads == (Subhead("A bridge of sighs", len(BODY) + 2),)
    assert article.origin is not None
    low, high = article.origin.locate(0, len("A bridge of sighs"), "subhead") or (0, 0)
    assert page[low:high] == "A bridge of sighs"


def test_bulleted_items_are_part_of_the_body_and_marked() -> None:
    article = read_one(f"{BODY}\nThe plan includes:\n  • two new ferries\n  • A cheaper ticket for residents.\n{BODY}")
    items = [article.text[start:end] for start, end in article.list_items]
    assert items == ["• two new ferries", "• A cheaper ticket for residents."]
    assert article.text.count("\n\n") == 8


def test_lines_that_a_colon_introduces_are_list_items_without_bullets() -> None:
    article = read_one(f"{BODY}\nThe plan includes:\ntwo new ferries\ncheaper tickets\n{BODY}")
    assert [article.text[start:end] for start, end in article.list_items] == ["two new ferries", "cheaper tickets"]


def test_a_lone_dash_does_not_make_a_list_item() -> None:
    article = read_one(f"{BODY}\n- The council did not answer questions on Monday.\n{BODY}")
    assert article.list_items == ()
    assert "- The council did not answer" in article.text


def test_captions_and_credits_go_to_captions_wherever_they_stand() -> None:
    captions = ("The bridge in May. Photo: Bo Lee", "A ferry leaves Korva. (AP Photo/Bo Lee)", "REUTERS/Bo Lee")
    article = read_one(
        f"{TITLE}\n{captions[0]}\n{PARAGRAPHS[0]}\n{captions[1]}\n{PARAGRAPHS[1]}\n{captions[2]}\n{PARAGRAPHS[2]}"
    )
    assert article.captions == captions
    assert article.text == BODY


def test_staff_credits_are_cut() -> None:
    article = read_one(f"{BODY}\n(Reporting by Ana Ruiz; editing by Bo Lee)")
    assert article.text == BODY
    assert cut(article) == {"(Reporting by Ana Ruiz; editing by Bo Lee)": "A-14"}


def test_a_byline_under_the_text_is_read() -> None:
    assert read_one(f"{TITLE}\n{BODY}\nBy Ana Ruiz").author == "Ana Ruiz"


BLOCKS = f"""{TITLE}
KORVA, June 17 (Reuters) - {BODY}
Hashtags

Try the new reader
Comments
No comments yet...
Related Articles


The Korva Post
38 minutes ago
- The Korva Post
Ferry line adds boats as the bridge closes
The ferry line will add two boats on Monday, its director said. Fares may rise in the autumn, she told reporters.


Harbor Times
an hour ago
- Harbor Times
What the bridge meant to the northern quarter
For a hundred years the bridge carried bread, brides and coffins, and nobody thought of it twice. That is over now.
"""


def test_related_blocks_become_articles_of_their_own() -> None:
    main, ferry, quarter = read_page(BLOCKS, ORIGIN)
    assert (main.title, main.text, main.outlet, main.agency) == (TITLE, BODY, "", "Reuters")
    assert (ferry.outlet, ferry.title) == ("The Korva Post", "Ferry line adds boats as the bridge closes")
    assert ferry.text.startswith("The ferry line")
    assert ferry.text.endswith("told reporters.")
    assert (quarter.outlet, quarter.title) == ("Harbor Times", "What the bridge meant to the northern quarter")
    assert [article.date for article in (main, ferry, quarter)] == [None, None, None]
    assert "outlet" not in ferry.inferred
    assert cut(ferry) == {"The Korva Post": "D-3", "38 minutes ago": "D-3", "- The Korva Post": "D-3"}


def test_stated_fields_belong_to_the_first_article_only() -> None:
    main, ferry, _ = read_page(BLOCKS, ORIGIN, known={"outlet": "The Wire Room", "date": "2025-06-18", "title": "Stated"})
    assert (main.outlet, main.title, main.date) == ("The Wire Room", "Stated", date(2025, 6, 18))
    assert (ferry.outlet, ferry.date) == ("The Korva Post", None)


def test_a_comment_with_a_name_and_a_relative_time_starts_no_article() -> None:
    page = f"{BODY}\nComments\nBo Lee\n2 hours ago\nI never liked that bridge anyway, to be honest with you all."
    assert len(read_page(page, ORIGIN)) == 1


def test_a_block_without_text_is_removed_with_its_neighbor() -> None:
    main = read_one(f"{BODY}\nRelated Articles\nHarbor Times\n3 hours ago\n- Harbor Times\nBridge to close\n")
    assert "Bridge to close" in cut(main)


LIVE = (
    "Police have shut the bridge. Bo Lee03 June 2025 06:48 Ferries full by seven The first boats left without half of those"
    " who waited. 'It is hopeless,' one man said. Bo Lee03 June 2025 06:09 Video report: the queue at the pier in Korva"
    " Bo Lee03 June 2025 05:30 The council will meet at noon, the mayor said. Bo Lee"
)


def test_entry_stamps_of_a_live_blog_part_its_text_into_paragraphs() -> None:
    article = read_one(f"Bridge closure live: Ferries full as thousands wait\n{LIVE}")
    assert article.text.split("\n\n") == [
        "Police have shut the bridge.",
        "Ferries full by seven The first boats left without half of those who waited. 'It is hopeless,' one man said.",
        "The council will meet at noon, the mayor said.",
    ]
    assert article.genre == "live_blog"
    assert article.inferred["genre"] == "3 entry stamps"
    assert article.author == ""
    stamps = [removed.text for removed in article.removed if removed.reason == "entry stamp"]
    assert stamps == ["Bo Lee03 June 2025 06:48", "Bo Lee03 June 2025 06:09", "Bo Lee03 June 2025 05:30"]
    assert cut(article)["Bo Lee"] == "D-6"


def test_the_date_of_a_live_blog_is_inferred_from_its_latest_stamp() -> None:
    article = read_one(f"Bridge closure live: Ferries full as thousands wait\n{LIVE}")
    assert article.date == date(2025, 6, 3)
    assert "latest entry stamp" in article.inferred["date"]


def test_clock_lines_between_paragraphs_make_a_live_blog() -> None:
    article = read_one(f"{TITLE}\n{PARAGRAPHS[0]}\n14:32\n{PARAGRAPHS[1]}\n2:15 p.m. ET\n{PARAGRAPHS[2]}")
    assert (article.genre, article.text) == ("live_blog", BODY)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Op-Ed: The bridge should have been closed long ago", "opinion"),
        ("Analysis | What the bridge says about the council", "analysis"),
        ("Bridge closure: live updates from the pier", "live_blog"),
        ("They live beside the bridge and hear it groan", "unknown"),
        ("A column of smoke rises over the bridge", "unknown"),
    ],
)
def test_a_label_in_the_title_gives_the_genre(title: str, genre: str) -> None:
    assert read_one(f"{title}\nBy Ana Ruiz\n{BODY}").genre == genre


def test_stated_fields_win_over_the_page() -> None:
    known = {"title": "Another title", "author": "Bo Lee", "date": "2025-06-09", "genre": "news", "agency": "AP", "id": "b1"}
    article = read_one(f"Jun 3, 2025\n{TITLE}\nKORVA, June 3 (Reuters) - {BODY}", known=known)
    assert (article.title, article.author, article.date) == ("Another title", "Bo Lee", date(2025, 6, 9))
    assert (article.genre, article.agency, article.id) == ("news", "AP", "b1")
    assert not article.inferred


def test_a_stated_title_is_cut_from_the_text_where_the_page_repeats_it() -> None:
    article = read_one(f"{TITLE}\n{BODY}\n{TITLE}\n{PARAGRAPHS[0]}", known={"title": TITLE})
    assert TITLE not in article.text
    assert article.origin is not None
    assert article.origin.locate(0, len(TITLE), "title") == (0, len(TITLE))


def test_a_stated_date_that_is_no_day_is_a_warning() -> None:
    article = read_one(BODY, known={"date": "last spring"})
    assert article.date is None
    assert article.warnings == ('date "last spring" is not a day this toolkit can read; write it as YYYY-MM-DD',)


def test_a_paragraph_without_line_breaks_for_hundreds_of_words_is_pointed_out() -> None:
    article = read_one(" ".join([PARAGRAPHS[0]] * 40))
    assert any("line breaks were lost" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   \n\n",
        "Home\nNews\nSport",
        "Storm Hits Coast Towns\nMayor Wins Third Term",
        "0\n| |\n***",
        "Comments\nRelated Articles",
    ],
)
def test_a_page_without_an_article_gives_none(page: str) -> None:
    assert read_page(page, ORIGIN) == ()


def test_a_single_short_sentence_is_an_article() -> None:
    assert read_one("The plan may fail.").text == "The plan may fail."


def test_a_short_sentence_under_title_byline_and_date_is_an_article() -> None:
    assert read_one(f"{TITLE}\nBy Ana Ruiz\nJune 3, 2025\nThe plan may fail.").text == "The plan may fail."


def test_a_declared_text_without_any_sentence_is_kept_as_it_is() -> None:
    assert read_one("bridge closed\nferries full", declared=True).text == "bridge closed\n\nferries full"


def test_short_sentences_above_the_first_long_one_belong_to_the_text() -> None:
    assert read_one(f"{TITLE}\nIt is over.\n{BODY}").text == f"It is over.\n\n{BODY}"


def test_text_that_looks_like_markup_is_kept_as_characters() -> None:
    sentence = "He typed </pre><script>alert(1)</script> on the council's page, officials said."
    assert read_one(f"{BODY}\n{sentence}").text.endswith(sentence)


def test_the_map_leads_from_the_text_to_the_file() -> None:
    page = f"Home\r\n\r\n  {TITLE} \r\nKORVA (AP) - {PARAGRAPHS[0]}\r\n\u00a0 {PARAGRAPHS[1]}"
    article = read_one(page)
    assert article.origin is not None
    start = article.text.index("Residents")
    place = article.origin.locate(start, start + len("Residents who"))
    assert place is not None
    assert page[slice(*place)] == "Residents who"
    assert article.origin.locate(start - 1, start + 3) is None  # a joint between paragraphs stands nowhere


def test_removed_lines_say_where_they_stood() -> None:
    page = f"Home\n{BODY}\nComments\nNice bridge"
    for removed in read_one(page).removed:
        assert page[removed.at : removed.at + len(removed.text)] == removed.text


def test_markdown_marks_are_left_out_and_the_map_skips_them() -> None:
    page = f"# {TITLE}\n\n![The bridge at dawn](a.png)\n\nThe **harbor** council [voted](https://example.org/v) to close it.\n"
    article = read_one(page, markup=True)
    assert article.title == TITLE
    assert article.captions == ("The bridge at dawn",)
    assert article.text == "The harbor council voted to close it."
    assert article.origin is not None
    place = article.origin.locate(article.text.index("voted"), article.text.index("voted") + 5)
    assert place is not None
    assert page[slice(*place)] == "voted"
