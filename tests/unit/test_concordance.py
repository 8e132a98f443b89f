from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from unit.encoders import StandIn
from unit.newsstand import ANGRY, FERRY

from framing.annotation import FastAnnotator
from framing.concordance import Concordance, concord
from framing.errors import FramingError, LexiconError, UnknownNameError
from framing.model import Article, Document

FLEETS = """\
name: fleets
version: 1.0.0
about: Vessels.
source: Written for a test.
license: CC0-1.0
categories: {small: "boats", large: "ships"}
entries:
  small:
    - boat
    - {words: dory, unless_before: [town]}
    - pilot boat*
  large: [ferry, "ferry boat"]
except: [ferry ticket]
"""


def article(text: str, key: str = "a", outlet: str = "Sound Post", **more: Any) -> Article:
    return Article(key, text, outlet, **more)


@pytest.fixture
def fleets(tmp_path: Path) -> Path:
    path = tmp_path / "fleets.yml"
    path.write_text(FLEETS, encoding="utf-8")
    return path


SEVERAL = (
    article("The ferry sank. \u201cThe ferry was old,\u201d Ana Ruiz said.", "b", "Tarn Echo"),
    article("A boat met the ferry, officials said. A pilot boat was near.", "a", "Sound Post", title="Ferry sinks"),
    article("Nobody came.", "c", "Sound Post"),
)


def texts(found: Concordance) -> list[str]:
    return [line.text for line in found.lines]


def test_every_line_quotes_its_article() -> None:
    given = [article(FERRY, "calm", title="Ferry may stop"), article(ANGRY, "angry", "Daily Gull")]
    by_id = {(each.id, zone): text for each in given for zone, text in (("body", each.text), ("title", each.title))}
    found = concord(given, "hedges")
    assert len(found) > 5
    for line in found.lines:
        assert by_id[line.article, line.zone][line.start : line.end] == line.text


def test_a_line_has_what_stands_left_and_right_of_the_words(fleets: Path) -> None:
    (line,) = concord([article("The old\nferry sank\n\nat noon.")], fleets).lines
    assert (line.left, line.text, line.right) == ("The old", "ferry", "sank at noon.")
    assert (line.article, line.outlet, line.zone, line.start, line.end) == ("a", "Sound Post", "body", 8, 13)
    assert (line.entry, line.category) == ("ferry", "large")


def test_context_is_cut_between_words(fleets: Path) -> None:
    (line,) = concord([article("before " * 90 + "ferry" + " afterwards" * 90)], fleets).lines
    assert set(line.left.split()) == {"before"}
    assert set(line.right.split()) == {"afterwards"}
    assert 100 < len(line.left) <= 120


def test_what_the_measure_counts_is_what_is_listed(fleets: Path) -> None:
    text = "A ferry ticket, a ferry boat, a dory town, a dory, two pilot boats."
    assert texts(concord([article(text)], fleets)) == ["ferry boat", "dory", "pilot boats"]


def test_an_entry_is_chosen_by_its_words_or_by_category_and_words(fleets: Path) -> None:
    assert texts(concord(SEVERAL, fleets, entry="boat")) == ["boat"]  # not inside the longer entry
    assert texts(concord(SEVERAL, fleets, entry="small: Pilot boat*")) == ["pilot boat"]


def test_a_category_is_chosen_by_its_name(fleets: Path) -> None:
    assert texts(concord(SEVERAL, fleets, category="small")) == ["boat", "pilot boat"]
    assert {line.category for line in concord(SEVERAL, fleets, category="large").lines} == {"large"}


def test_words_of_no_lexicon_can_be_looked_for() -> None:
    found = concord(SEVERAL, words="the FERRY")
    assert texts(found) == ["the ferry", "The ferry", "The ferry"]
    assert str(found) == "\u201cthe FERRY\u201d: 3 lines in 2 of 3 articles"


def test_an_ending_can_be_left_open() -> None:
    assert texts(concord([article("Sailors sail; a sailing boat was sold.")], words="sail*")) == ["Sailors", "sail", "sailing"]


@pytest.mark.parametrize("words", ["*", "...", "sa*il", "a *", " "])
def test_words_that_can_never_be_found_are_refused(words: str) -> None:
    with pytest.raises(FramingError, match="cannot be looked for: name words with letters or digits"):
        concord(SEVERAL, words=words)


def test_voices_are_told_apart_and_can_be_asked_for(fleets: Path) -> None:
    found = concord(SEVERAL, fleets, entry="ferry")
    assert [(line.article, line.zone, line.voice) for line in found.lines] == [
        ("a", "title", "own"),
        ("a", "body", "reported"),
        ("b", "body", "own"),
        ("b", "body", "quoted"),
    ]
    quoted = found.only("quoted")
    assert [line.source for line in quoted.lines] == ["Ana Ruiz"]
    with pytest.raises(UnknownNameError, match='Unknown voice "loud"'):
        found.only("loud")


def test_groups_are_counted_with_their_articles(fleets: Path) -> None:
    found = concord(SEVERAL, fleets)
    by_outlet = [(group.name, group.n, group.n_articles) for group in found.grouped("outlet").groups]
    assert by_outlet == [("Sound Post", 4, 1), ("Tarn Echo", 2, 1)]
    assert [group.name for group in found.grouped("voice").groups] == ["own", "reported", "quoted"]
    assert [(group.name, group.n) for group in found.grouped("entry").groups] == [("boat", 1), ("ferry", 4), ("pilot boat*", 1)]
    with pytest.raises(UnknownNameError, match='Unknown grouping "author"'):
        found.grouped("author")


def test_a_limit_holds_for_each_group_and_all_lines_stay_counted(fleets: Path) -> None:
    drawn = concord(SEVERAL, fleets).grouped("outlet").draw(1)
    assert [(group.n, len(group.lines)) for group in drawn.groups] == [(4, 1), (2, 1)]
    assert len(drawn) == 6
    assert len(drawn.lines) == 2


def test_a_random_draw_depends_on_the_seed_alone() -> None:
    many = [article(f"The ferry sank {n} times. The ferry sailed.", f"a{n:02}") for n in range(30)]
    found = concord(many, words="ferry")
    drawn = found.draw(5, seed=1).lines
    assert drawn == concord(reversed(many), words="ferry").draw(5, seed=1).lines
    assert drawn != found.draw(5, seed=2).lines
    assert drawn != found.draw(5).lines
    assert list(drawn) == sorted(drawn, key=lambda line: (line.article, line.start))


def test_the_order_of_the_articles_changes_nothing(fleets: Path) -> None:
    assert concord(SEVERAL, fleets).lines == concord(SEVERAL[::-1], fleets).lines


def test_only_articles_with_the_words_are_annotated(fleets: Path) -> None:
    class Noting(StandIn):
        seen: list[str] = []  # noqa: RUF012

        def annotate(self, article: Article) -> Document:
            self.seen.append(article.id)
            return super().annotate(article)

    found = concord(SEVERAL, fleets, entry="pilot boat*", annotator=Noting())
    assert Noting.seen == ["a"]
    assert found.n_articles == 3


def test_nothing_found_is_an_answer(fleets: Path) -> None:
    for given in ([], [article("Nobody came.")]):
        found = concord(given, fleets)
        assert (len(found), found.lines, len(found.lines_frame())) == (0, (), 0)
        assert [(group.name, group.n) for group in found.groups] == [("", 0)]
        assert found.grouped("outlet").groups == ()
        assert str(found) == f"fleets 1.0.0: 0 lines in 0 of {len(given)} articles"
        assert "<table></table>" in found._repr_html_()


def test_the_frame_has_a_row_for_each_line_shown(fleets: Path) -> None:
    frame = concord(SEVERAL, fleets).draw(2).lines_frame()
    assert list(frame.columns)[:6] == ["article", "outlet", "voice", "zone", "start", "end"]
    assert list(frame["text"]) == ["Ferry", "boat"]


def test_html_is_escaped_and_counted() -> None:
    hostile = article("<b>x</b> ferry <script>alert(1)</script>", "<i>", "<u>Post</u>")
    html = concord([hostile], words="ferry").grouped("outlet")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<i>" not in html
    assert "&lt;u&gt;Post&lt;/u&gt;: 1 lines in 1 articles" in html
    assert "<b>ferry</b>" in html


def test_a_notebook_shows_no_more_rows_than_anyone_reads() -> None:
    html = concord([article("ferry " * 500)], words="ferry")._repr_html_()
    assert html.count("<tr>") == 200
    assert "300 more rows" in html


def test_signs_that_command_a_terminal_never_reach_a_line(fleets: Path) -> None:
    (line,) = concord([article("\x1b[31m \u202e old ferry \x9b sank")], fleets).lines
    assert not {"\x1b", "\u202e", "\x9b"} & set(line.left + line.right)
    assert line.start == 12


def test_a_lexicon_and_words_exclude_each_other(fleets: Path) -> None:
    for lexicon, words in ((None, ""), (fleets, "ferry")):
        with pytest.raises(FramingError, match=r"needs a lexicon .* or words to look for: give one of the two"):
            concord(SEVERAL, lexicon, words=words)
    with pytest.raises(FramingError, match="belong to no lexicon"):
        concord(SEVERAL, words="ferry", category="small")


def test_unknown_names_are_answered_with_the_nearest(fleets: Path) -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown entry "bote"\. Did you mean "boat"\?'):
        concord(SEVERAL, fleets, entry="bote")
    with pytest.raises(UnknownNameError, match=r'Unknown category "smal"\. Did you mean "small"\?'):
        concord(SEVERAL, fleets, category="smal")
    with pytest.raises(UnknownNameError, match='Unknown lexicon "flets"'):
        concord(SEVERAL, "flets")


def test_a_wrong_entry_of_a_long_list_names_only_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as error:
        concord(SEVERAL, "hedges", entry="perhapz")
    assert '"perhaps"' in str(error.value)
    assert str(error.value).count(",") < 12


def test_a_broken_lexicon_is_told(fleets: Path) -> None:
    fleets.write_text(FLEETS.replace("unless_before", "unles_before"), encoding="utf-8")
    with pytest.raises(LexiconError, match="unles_before"):
        concord(SEVERAL, fleets)


def same_places(found: Sequence[Any], text: str) -> bool:
    return [(hit.start, hit.end) for hit in found] == [
        (line.start, line.end) for line in concord([article(text)], "hedges").lines
    ]


def test_a_shipped_list_gives_the_hits_of_its_measure() -> None:
    from framing.measures import BUILTIN, apply

    hits = apply(BUILTIN["hedging"](), FastAnnotator().annotate(article(FERRY)))[0]
    assert hits
    assert same_places(hits, FERRY)


def test_the_deck_is_searched_too_and_said_to_be_one() -> None:
    given = article("Nobody came.", title="Old ferry sinks", deck="The ferry was empty")
    assert [(line.zone, line.start) for line in concord([given], words="ferry").lines] == [("title", 4), ("deck", 4)]


def test_nothing_is_found_over_the_end_of_a_sentence() -> None:
    assert texts(concord([article("They left the old. Ferry crews stayed on the old\nferry.")], words="old ferry")) == [
        "old ferry"
    ]


def test_outlets_names_change_no_line_but_their_own() -> None:
    renamed = [Article(each.id, each.text, f"X {each.outlet}", title=each.title) for each in SEVERAL]
    one, other = concord(SEVERAL, words="ferry").lines, concord(renamed, words="ferry").lines
    assert [(line.article, line.start, line.voice, line.left) for line in one] == [
        (line.article, line.start, line.voice, line.left) for line in other
    ]


def test_a_loaded_lexicon_can_be_given(fleets: Path) -> None:
    from framing.lexicon import load_lexicon

    assert concord(SEVERAL, load_lexicon(fleets)).lines == concord(SEVERAL, fleets).lines


def test_a_list_that_the_annotator_reads_is_listed_as_any_other() -> None:
    found = concord(SEVERAL, "reporting_verbs", annotator="fast")
    assert {line.text for line in found.lines} == {"said"}


def test_a_drawn_concordance_says_what_it_was_drawn_from(fleets: Path) -> None:
    drawn = concord(SEVERAL, fleets).draw(1, seed=3)
    assert repr(drawn) == "Concordance(fleets 1.0.0: 6 lines in 2 of 3 articles)"
    assert drawn._repr_html_().startswith("<p>fleets 1.0.0: 6 lines in 2 of 3 articles</p>")
