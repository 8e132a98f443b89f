"""Training the tagger: MASC's lines are cleaned as the package cuts text, and a training run gives weights that work."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.tag_weights import BY_WORD, BY_WORD_AND_TAG, MIDDLE
from framing.tagging import read_tagger
from framing.training import tagger as training
from framing.training.homographs import find_homographs, vary
from framing.training.masc import ARCHIVE, PENN_TAGS, clean, read_genres, read_masc

LINES = """\
The_DT mayor_NN may_MD leave_VB ._.
Ana_NNP Ruiz_NNP said_VBD the_DT boats_NNS left_VBD ._.
We_PRP leave_VBP today_NN ,_, "_'' she_PRP said_VBD ._.
A_DT boat_NN sank_VBD ._.
"""


def make_archive(folder: Path, documents: int = 30) -> Path:
    path = folder / ARCHIVE
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("masc_tagged/categories.txt", "written/d00.txt newspaper\nwritten/d01.txt email\n\n")
        for i in range(documents):
            archive.writestr(f"masc_tagged/written/d{i:02}.txt", LINES)
    return path


def test_a_line_becomes_words_with_tags() -> None:
    assert clean("A_DT boat_NN sank_VBD ._.") == [("A", "DT"), ("boat", "NN"), ("sank", "VBD"), (".", ".")]


@pytest.mark.parametrize(
    "line",
    [
        "A_DT boat_NN _NN sank_VBD",  # no word
        "A_DT boat_NOUN sank_VBD",  # no Penn tag
        "A_DT boat sank_VBD",  # no tag
        "They_PRP don_VB \u2019_NN t_NN know_VB",  # a torn clitic
        " ".join(["a_DT"] * 101),  # a list or header
        "",
    ],
)
def test_lines_that_cannot_be_trusted_are_left_out(line: str) -> None:
    assert clean(line) == []


@pytest.mark.parametrize(
    ("line", "word", "tag"),
    [
        ("a_DT third_JJ -_- quarter_NN loss_NN", "third-quarter", "JJ"),
        ("a_DT decision_NN -_- maker_NN said_VBD", "decision-maker", "NN"),
        ("two_CD vice_NN -_- presidents_NNS", "vice-presidents", "NNS"),
        ("a_DT well_RB -_- known_VBN man_NN", "well-known", "JJ"),
        ("is_VBZ thirty_CD -_- five_CD", "thirty-five", "CD"),
        ("state_NN -_- of_IN -_- the_DT -_- art_NN", "state-of", "IN"),
        ("pages_NNS 97_CD -_: 99_CD", "97-99", "CD"),
    ],
)
def test_hyphenated_words_are_joined_and_tagged_as_one(line: str, word: str, tag: str) -> None:
    assert (word, tag) in clean(line)


@pytest.mark.parametrize("line", ["India_NNP -_: PTI_NNP said_VBD", "it_PRP is_VBZ -_- it_PRP is_VBZ", "so_RB -_-"])
def test_dashes_between_words_stay_marks(line: str) -> None:
    assert ("-", ":") in clean(line)


@pytest.mark.parametrize(
    ("item", "pair"),
    [
        ("\u201c_NN", ('"', "''")),
        ("\u2019_NN", ("'", "''")),
        ("[_NN", ("[", "(")),
        ("/_NN", ("/", "SYM")),
        ("!!_NN", ("!!", ".")),
        ("...._.", ("....", ":")),
        ("---_SYM", ("---", ":")),
        ("%_NN", ("%", "NN")),
        ("'_POS", ("'", "POS")),
        ("i_NNP", ("i", "PRP")),
        ("&#39;s_POS", ("'s", "POS")),
    ],
)
def test_marks_are_tagged_by_what_they_are(item: str, pair: tuple[str, str]) -> None:
    assert clean(f"boats_NNS {item} left_VBD")[1] == pair


def test_a_currency_sign_is_a_token_of_its_own() -> None:
    assert clean("for_IN $35.2_NN million_CD") == [("for", "IN"), ("$", "$"), ("35.2", "CD"), ("million", "CD")]


def test_an_archive_is_read_by_document_with_genres(tmp_path: Path) -> None:
    documents = read_masc(make_archive(tmp_path, 2))
    assert list(documents) == ["masc_tagged/written/d00.txt", "masc_tagged/written/d01.txt"]
    assert [len(sentences) for sentences in documents.values()] == [4, 4]
    assert {tag for sentence in documents["masc_tagged/written/d00.txt"] for _, tag in sentence} <= PENN_TAGS
    assert read_genres(tmp_path / ARCHIVE) == {
        "masc_tagged/written/d00.txt": "newspaper",
        "masc_tagged/written/d01.txt": "email",
    }


def test_a_missing_archive_is_named_with_what_to_pass(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"masc_tagged\.zip: not found\. Pass --data the folder that holds masc_tagged\.zip"):
        read_masc(tmp_path / ARCHIVE)


def test_an_archive_without_documents_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / ARCHIVE, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(ReadError, match=r"holds no document \(expected masc_tagged/written/NAME\.txt\)"):
        read_masc(tmp_path / ARCHIVE)


def test_words_written_small_more_often_than_not_are_learned_without_the_first_of_a_sentence() -> None:
    sentences = [
        [("Talks", "NNS"), ("with", "IN"), ("House", "NNP"), ("staff", "NN")],
        [("House", "NNP"), ("talks", "NNS"), ("with", "IN"), ("Ana", "NNP"), ("and", "CC"), ("I", "PRP")],
        [("i", "PRP"), ("like", "VBP"), ("house", "NN"), ('"', "''"), ("With", "IN"), ("House", "NNP"), ("I", "PRP")],
    ]
    assert training.learn_lowercase(sentences) == {"talks", "with", "staff", "and", "like"}


def test_a_training_run_writes_weights_that_tag_and_reports_accuracy(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_archive(tmp_path)
    out = tmp_path / "tagger.json.gz"
    with caplog.at_level(logging.INFO):
        training.main(["--data", str(tmp_path), "--out", str(out)])
    tagger = read_tagger(out)
    assert tagger.tag(["The", "boat", "may", "leave", "."]) == ["DT", "NN", "MD", "VB", "."]
    assert tagger.weights.single["she"] == "PRP"
    assert "said" not in tagger.weights.single  # an open class: other texts may hold it as a participle
    assert f"fingerprint {tagger.weights.fingerprint}" in caplog.text
    assert "MASC, development documents: accuracy 1.0000 over 72 tokens" in caplog.text
    assert "EWT" not in caplog.text  # not there, so not measured


def test_two_training_runs_give_the_same_bytes(tmp_path: Path) -> None:
    make_archive(tmp_path)
    for name in ("a.gz", "b.gz"):
        training.main(["--data", str(tmp_path), "--out", str(tmp_path / name)])
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_weights_are_shifted_as_far_as_the_largest_sum_allows() -> None:
    groups = {name: {"x": "0 10 1 -50"} for name in (*BY_WORD, BY_WORD_AND_TAG)}
    bound = 50 * len(groups)
    shift = training.fitting_shift(groups)
    assert bound << shift < MIDDLE <= (bound + 1) << (shift + 1)


def test_a_headline_has_capitals_and_no_final_mark() -> None:
    sentence = [("boats", "NNS"), ("left", "VBD"), (".", ".")]
    assert training.as_headline(sentence, shout=False) == [("Boats", "NNS"), ("Left", "VBD")]
    assert training.as_headline(sentence, shout=True) == [("BOATS", "NNS"), ("LEFT", "VBD")]


def test_ewt_is_read_with_its_own_conventions_blanked(tmp_path: Path) -> None:
    rows = [
        ("1-2", "gonna", "_", "_"),
        ("1", "go", "VB", "_"),
        ("2", "to", "IN", "_"),
        ("3", "well", "RB", "SpaceAfter=No"),
        ("4", "-", "HYPH", "SpaceAfter=No"),
        ("5", "known", "VBN", "_"),
        ("6", "(", "-LRB-", "_"),
        ("7", "x.com", "ADD", "_"),
    ]
    lines = [
        "# text = invented",
        *("\t".join([i, word, "_", "_", tag, "_", "0", "_", "_", misc]) for i, word, tag, misc in rows),
    ]
    path = tmp_path / training.EWT
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    assert training.read_ewt(path) == [[("go", "VB"), ("to", "TO"), ("well-known", ""), ("(", "("), ("x.com", "")]]


def test_words_that_are_noun_and_verb_are_found_and_auxiliaries_are_not() -> None:
    sentences = [
        [("Reports", "NNS"), ("report", "VBP"), ("a", "DT"), ("claim", "NN")],
        [("They", "PRP"), ("claim", "VBP"), ("a", "DT"), ("report", "NN"), ("sank", "VBD")],
        [
            ("do", "VBP"),
            ("a", "DT"),
            ("do", "NN"),
            ("will", "MD"),
            ("will", "VB"),
            ("the", "DT"),
            ("will", "NN"),
            ("boat", "NN"),
        ],
    ]
    assert find_homographs(sentences) == ["claim", "report"]


def test_copies_keep_the_tags_and_replace_finite_verbs_in_the_same_form() -> None:
    sentence = [("She", "PRP"), ("says", "VBZ"), ("they", "PRP"), ("agree", "VBP"), (".", ".")]
    copies = list(vary([sentence, [("a", "DT"), ("claim", "NN")], [("claim", "VB")]], seed=1))
    assert copies[0] == [("She", "PRP"), ("claims", "VBZ"), ("they", "PRP"), ("claim", "VBP"), (".", ".")]


def test_copies_are_the_same_for_the_same_seed() -> None:
    sentences = [[("boats", "NNS"), ("leave", "VBP"), ("a", "DT"), ("leave", "NN"), ("claim", "VB"), ("claim", "NN")]] * 20
    assert list(vary(sentences, 3)) == list(vary(sentences, 3)) != list(vary(sentences, 4))


def test_without_words_that_are_both_there_are_no_copies() -> None:
    assert list(vary([[("boats", "NNS"), ("leave", "VBP")]], 1)) == []
