"""Overlays: what a project's and a user's files change in the lists that ship, and in what order (K-3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.newsstand import run

import framing
from framing.annotators import make_annotator
from framing.documents import segment
from framing.errors import AnnotationError, LexiconError
from framing.lexicon import Lexicon, load_lexicon, shipped_lexicon
from framing.lexicon_folders import overlay_files, overlay_folders
from framing.lexicon_overlays import load_lexicons
from framing.measures import resolve_measures
from framing.model import Article

HEAD = """\
name: words
version: 1.0.0
about: words for a test
source: this test
license: CC0-1.0
categories:
  doubt: {about: doubt}
  blur: {about: vagueness}
entries:
  doubt: [may, seem, perhaps]
  blur: [some, seem so]
"""
NO_REGIME = "extends: loaded\nremove: [regime]\n"
TEXT = "The regime fell. Mayor Ana Ruiz blorted that the harbor would close, two gnarls said."


def words(lexicon: Lexicon) -> list[str]:
    return [entry.words for entry in lexicon.entries]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return a project's and a user's folder of lexicons, empty, with the project as the working directory."""
    project, user = tmp_path / "project" / "lexicons", tmp_path / "home" / "lists"
    for folder in (project, user):
        folder.mkdir(parents=True)
    monkeypatch.chdir(project.parent)
    monkeypatch.setenv("FRAMING_LEXICONS", str(user))
    return project, user


class TestSwitchingOff:
    @pytest.mark.parametrize(
        "remove",
        ["[regime]", "[Regime]", '["label: regime"]', "[label: regime]", "[label/regime]", "\n- label: regime\n", "regime"],
    )
    def test_one_word_of_a_built_in_list_goes_in_a_few_lines(self, write, remove: str) -> None:
        mine = load_lexicon(write("mine.yml", f"name: mine\nextends: loaded\nremove: {remove}\n"))
        shipped = shipped_lexicon("loaded")
        assert {entry.id for entry in shipped.entries} - {entry.id for entry in mine.entries} == {"label: regime"}
        assert mine.version == f"{shipped.version}+mine"
        assert [(gone.entry.words, gone.how, gone.by.name) for gone in mine.dropped] == [("regime", "removed", "mine")]

    def test_a_word_that_is_not_there_brings_the_nearest(self, write) -> None:
        with pytest.raises(LexiconError, match=r'line 2: remove: "regimes" is not an entry of loaded; did you mean "regime"\?'):
            load_lexicon(write("mine.yml", "extends: loaded\nremove: [regimes]\n"))

    def test_an_entry_is_switched_off_in_one_category_and_stays_in_another(self, write) -> None:
        write("words.yml", HEAD.replace("seem so", "{words: seem, before: [so]}"))
        mine = load_lexicon(write("mine.yml", 'extends: words.yml\nremove: ["doubt: seem"]\n'))
        assert [entry.id for entry in mine.entries if entry.words == "seem"] == ["blur: seem"]

    def test_what_was_removed_retired_and_overridden_is_kept_apart_with_who_did_it(self, write) -> None:
        write("words.yml", HEAD)
        entries = "{doubt: [{words: seem, status: retired}, {words: perhaps, weight: 2}]}"
        mine = load_lexicon(write("mine.yml", f"extends: words.yml\nremove: [may]\nentries: {entries}\n"))
        assert [(gone.entry.words, gone.how, gone.by.name) for gone in mine.dropped] == [
            ("may", "removed", "mine"),
            ("seem", "retired", "mine"),
            ("perhaps", "overridden", "mine"),
        ]
        assert [layer.name for layer in mine.layers] == ["words", "mine"]

    def test_a_remove_that_is_no_list_of_texts_is_told(self, write) -> None:
        with pytest.raises(LexiconError, match="remove: must be a list of words, or of category: words"):
            load_lexicon(write("mine.yml", "extends: loaded\nremove: [[regime]]\n"))


class TestTogether:
    def test_two_files_that_change_one_list_both_hold(self, write) -> None:
        write("words.yml", HEAD)
        first = write("first.yml", "extends: words.yml\nremove: [may]\n")
        second = write("second.yml", "extends: words.yml\nentries: {doubt: [{words: seem, weight: 2}]}\n")
        (both,) = load_lexicons([first, second])
        assert (both.name, words(both)) == ("second", ["seem", "perhaps", "some", "seem so"])
        assert [layer.name for layer in both.layers] == ["words", "first", "second"]

    def test_the_later_one_decides_where_they_differ(self, write) -> None:
        write("words.yml", HEAD)
        paths = [write(f"{i}.yml", f"extends: words.yml\nentries: {{doubt: [{{words: may, weight: {i}}}]}}\n") for i in (2, 3)]
        assert next((e.words, e.weight) for e in load_lexicons(paths)[0].entries) == ("may", 3.0)
        assert next((e.words, e.weight) for e in load_lexicons(paths[::-1])[0].entries) == ("may", 2.0)

    def test_topics_that_extend_one_shipped_list_add_up_in_its_measure(self, write) -> None:
        paths = [write(f"{topic}.yml", f"extends: loaded\nentries: {{label: [{topic}ite]}}\n") for topic in ("ferry", "tram")]
        (measure,) = resolve_measures([], paths)
        assert measure.name == "loaded"
        found = [entry.words for _, entry in measure.lexicon.find(segment("A ferryite and a tramite."))]  # type: ignore[attr-defined]
        assert found == ["ferryite", "tramite"]

    def test_what_two_files_switch_off_alike_is_no_error(self, write) -> None:
        write("words.yml", HEAD)
        paths = [write(f"{name}.yml", "extends: words.yml\nremove: [may]\n") for name in ("a", "b")]
        assert words(load_lexicons(paths)[0]) == ["seem", "perhaps", "some", "seem so"]

    def test_lists_of_their_own_stand_side_by_side_and_a_file_named_twice_counts_once(self, write) -> None:
        one, two = write("words.yml", HEAD), write("other.yml", HEAD.replace("name: words", "name: other"))
        assert [lexicon.name for lexicon in load_lexicons([one, two, one])] == ["words", "other"]

    def test_a_file_that_extends_another_takes_its_place(self, write) -> None:
        write("words.yml", HEAD)
        first = write("first.yml", "extends: words.yml\nremove: [may]\n")
        second = write("second.yml", "extends: first.yml\nremove: [seem]\n")
        assert [words(x) for x in load_lexicons([first, second])] == [["perhaps", "some", "seem so"]]

    def test_two_lists_of_one_name_are_an_error(self, write) -> None:
        one, two = write("a/words.yml", HEAD), write("b/words.yml", HEAD.replace("may", "might"))
        with pytest.raises(LexiconError, match=f'^{two}: "words" is also the name of {one}; let one extend the other'):
            load_lexicons([one, two])

    def test_all_problems_of_all_files_are_told(self, write) -> None:
        paths = [write(f"{name}.yml", HEAD.replace("name: words", f"name: {name}\nwieght: 1")) for name in ("a", "b")]
        with pytest.raises(LexiconError) as caught:
            load_lexicons(paths)
        assert len(str(caught.value).splitlines()) == 2


class TestFolders:
    def test_the_order_is_built_in_project_user(self, folders: tuple[Path, Path]) -> None:
        project, user = folders
        (project / "a.yml").write_text("extends: hedges\nentries: {epistemic: [{words: perhaps, weight: 2}, blorpish]}\n")
        (user / "a.yml").write_text("name: u\nextends: hedges\nentries: {epistemic: [{words: perhaps, weight: 3}]}\n")
        assert [path.resolve() for path in overlay_folders()] == [user, project]
        (both,) = load_lexicons(overlay_files(), overlay_folders())
        assert [layer.name for layer in both.layers] == ["hedges", "a", "u"]
        assert {e.words: e.weight for e in both.entries if e.words in ("perhaps", "blorpish")} == {
            "perhaps": 3.0,
            "blorpish": 1.0,
        }

    def test_an_overlay_may_have_the_name_of_what_it_changes_in_each_folder(self, folders: tuple[Path, Path]) -> None:
        project, user = folders
        (project / "loaded.yml").write_text("extends: loaded\nremove: [regime]\n")
        (user / "loaded.yml").write_text("extends: loaded\nremove: [strongman]\n")
        (both,) = load_lexicons(overlay_files(), overlay_folders())
        assert {gone.entry.words for gone in both.dropped} == {"regime", "strongman"}
        assert load_lexicon("loaded", overlay_folders()).fingerprint == both.fingerprint

    def test_a_list_of_its_own_waits_to_be_named(self, folders: tuple[Path, Path]) -> None:
        (folders[0] / "words.yml").write_text(HEAD)
        (folders[0] / "broken.yml").write_text("a: [")
        assert overlay_files() == []
        assert load_lexicon("words", overlay_folders()).name == "words"

    def test_a_list_of_its_own_is_found_by_its_name(self, folders: tuple[Path, Path]) -> None:
        (folders[1] / "words.yml").write_text(HEAD)
        Path("page.txt").write_text("The harbor may close on Monday, the council said, and the ferry would then stop for good.")
        result = run("score", "page.txt", "--measures", "words", "--language", "any", "--annotator", "fast")
        assert (result.exit_code, result.stderr.count("note:")) == (0, 0)
        assert ",words,rate," in result.stdout

    def test_without_such_folders_there_is_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("FRAMING_LEXICONS", str(tmp_path / "none"))
        assert (overlay_folders(), overlay_files()) == ([], [])

    def test_the_folder_that_ships_is_no_overlay_of_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from framing.lexicon import SHIPPED

        monkeypatch.setenv("FRAMING_LEXICONS", str(SHIPPED))
        monkeypatch.chdir(SHIPPED.parent)
        assert overlay_folders() == []

    def test_the_users_settings_are_where_the_system_keeps_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("FRAMING_LEXICONS", raising=False)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        place = tmp_path / "framing" / "lexicons"
        place.mkdir(parents=True)
        assert overlay_folders() == [place]

    def test_the_command_line_uses_them_and_says_so(self, folders: tuple[Path, Path]) -> None:
        (folders[0] / "mine.yml").write_text(NO_REGIME)
        page = folders[0].parent / "page.txt"
        page.write_text("A regime and a strongman met on Monday in the old harbor, and the council said that it was pleased.")
        command = ("score", "page.txt", "--measures", "loaded", "--language", "any", "--hits", "hits.jsonl")
        result = run(*command)
        assert result.exit_code == 0, result.stderr
        assert "note: lexicons/mine.yml is in use" in result.stderr
        assert '"regime"' not in Path("hits.jsonl").read_text()
        (folders[0] / "mine.yml").unlink()
        assert run(*command).exit_code == 0
        assert '"regime"' in Path("hits.jsonl").read_text()


class TestListsOfTheAnnotator:
    VERBS = "name: verbs\nextends: reporting_verbs\nentries: {neutral: [{words: blort, inflect: verb}]}\n"
    SOURCES = "name: kinds\nextends: sources\nentries: {official: [{words: gnarl, inflect: noun}]}\n"

    def cues(self, annotator: framing.annotators.Annotator) -> dict[str, str]:
        doc = annotator.annotate(Article(id="a", text=TEXT))
        return {doc.quote(a.cue): a.source.type for a in doc.attributions}

    @pytest.mark.parametrize("name", ["fast", "encoder"])
    def test_a_list_that_extends_one_reaches_both_annotators(self, write, name: str) -> None:
        lists = load_lexicons([write("verbs.yml", self.VERBS), write("kinds.yml", self.SOURCES)])
        made = make_annotator(name, lexicons=lists)
        assert (made.verbs.name, made.vocabulary.name) == ("verbs", "kinds")  # type: ignore[attr-defined]

    def test_a_verb_of_ones_own_is_found_by_the_fast_annotator(self, write) -> None:
        assert "blorted" not in self.cues(make_annotator("fast"))
        assert "blorted" in self.cues(make_annotator("fast", lexicons=load_lexicons([write("verbs.yml", self.VERBS)])))

    def test_a_kind_of_source_of_ones_own_is_known(self, write) -> None:
        before = self.cues(make_annotator("fast"))["said"]
        after = self.cues(make_annotator("fast", lexicons=load_lexicons([write("kinds.yml", self.SOURCES)])))["said"]
        assert before != after

    def test_analyze_takes_it_over_and_makes_no_measure_of_it(self, write) -> None:
        article = Article(id="a", text=TEXT, outlet="o")
        path = write("verbs.yml", self.VERBS)
        plain, own = (framing.analyze([article], measures=["attribution"], lexicons=x, annotator="fast") for x in ((), (path,)))
        assert len(own.attributions["a"]) == len(plain.attributions["a"]) + 1
        assert [measure.name for measure in own.measures] == ["attribution"]
        assert "verbs" in {each["name"] for each in own.provenance["lexicons"]}

    def test_an_annotator_that_is_given_cannot_take_it_over_and_says_so(self, write) -> None:
        from framing.annotation import FastAnnotator

        lists = load_lexicons([write("verbs.yml", self.VERBS)])
        for given in (FastAnnotator(), FastAnnotator):
            with pytest.raises(
                AnnotationError, match='lexicon "verbs" changes reporting_verbs, which an annotator that is given'
            ):
                make_annotator(given, lexicons=lists)
        ready = FastAnnotator(verbs=lists[0])
        assert make_annotator(ready, lexicons=lists) is ready

    def test_the_command_that_writes_layers_takes_it_over(self, write) -> None:
        article = write("a.jsonl", json.dumps({"id": "a", "outlet": "o", "title": "", "text": TEXT}) + "\n")
        command = ("annotate", article, "--annotator", "fast", "--language", "any")
        plain, own = run(*command), run(*command, "--lexicons", write("verbs.yml", self.VERBS))
        cues = [[a["cue_text"] for a in json.loads(result.stdout)["zones"][0]["attributions"]] for result in (plain, own)]
        assert "blorted" not in cues[0]
        assert "blorted" in cues[1]


class TestListsOfMeasures:
    @pytest.mark.parametrize(
        ("root", "entry", "names"),
        [
            ("polarity", "{positive: [blorpish]}", ["evaluation", "reported_evaluation"]),
            ("shifters", "{negator: [blorpish]}", ["evaluation", "reported_evaluation"]),
            ("events", "{}", ["events"]),
            ("hedges", "{epistemic: [blorpish]}", ["hedging"]),
        ],
    )
    def test_a_list_that_extends_one_takes_over_its_measures(self, write, root: str, entry: str, names: list[str]) -> None:
        measures = resolve_measures([], [write("mine.yml", f"name: mine\nextends: {root}\nentries: {entry}\n")])
        assert [measure.name for measure in measures] == names

    @pytest.mark.parametrize("root", ["bylines", "not_actors", "genres", "page_furniture"])
    def test_a_list_that_is_read_before_cannot_be_changed_and_says_so(self, write, root: str) -> None:
        path = write("mine.yml", f"name: mine\nextends: {root}\n")
        with pytest.raises(LexiconError, match=f"mine.yml: extends {root}, which is read before any list of yours"):
            resolve_measures([], [path])

    def test_hits_follow_an_extended_polarity(self, write) -> None:
        (measure, _) = resolve_measures([], [write("mine.yml", "extends: polarity\nentries: {positive: [blorpish]}\n")])
        assert [span for span, _ in measure.words.polarity.find(segment("A blorpish man."))]  # type: ignore[attr-defined]
