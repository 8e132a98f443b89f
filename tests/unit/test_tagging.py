"""Part-of-speech tags: the same as NLTK's with the same weights, fast, without NLTK, and right where it matters."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing import tagging
from framing.casing import truecase
from framing.errors import AnnotationError
from framing.segmentation import tokenize
from framing.tag_weights import BY_WORD, BY_WORD_AND_TAG, MIDDLE, unpack_weights
from framing.tagging import Tagger, load_tagger, read_tagger

SENTENCES = """\
The minister said on Tuesday that talks may resume next week .
\u201c We will not pay , \u201d said Ana Ruiz , who has led the harbor board since 2019 .
Officials reportedly refused to comment , citing an ongoing inquiry .
Three people familiar with the matter said the $ 2,500 fine was n't final .
It was unclear whether the ship's crew had been told .
According to the ministry , 40 % of the long-term leases could lapse .
" Nobody asked us , " she told reporters . " They never do . "
He 's expected to sign what critics call a brutal , half-baked deal .
Port Talks Collapse as Union Walks Out , Minister Says
MAYOR DENIES SHE KNEW ABOUT THE LETTER
Why would the U.S. envoy 've left before the vote was counted ?
The workers ' demands -- higher pay and fewer hours -- were rejected .
If approved , the plan would be the largest since the 1990s .
What they want is peace ; what they get is more meetings .
- END- of Section 4 ( b ) [ sic ]
\u2019\u2019 ... \u2014 !
I
""".splitlines()


def tags(text: str) -> list[str]:
    return load_tagger().tag([token.text for token in tokenize(text)])


def tag_of(word: str, text: str) -> str:
    words = [token.text for token in tokenize(text)]
    return load_tagger().tag(words)[words.index(word)]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(gzip.decompress((resources.files("framing") / "weights" / "tagger.json.gz").read_bytes()))
    return data


def parse(text: str, labels: list[str]) -> dict[str, float]:
    numbers = [int(number) for number in text.split()]
    return {labels[label]: float(weight) for label, weight in zip(numbers[::2], numbers[1::2], strict=True)}


def features(data: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return the weights under the names NLTK gives the features."""
    texts = {f"{group} {key}".strip(): text for group, by_key in data["weights"].items() for key, text in by_key.items()}
    for word, (*by_group, by_tag) in data["words"].items():
        texts |= {f"{group} {word}": text for group, text in zip(BY_WORD, by_group, strict=True) if text}
        texts |= {f"{BY_WORD_AND_TAG} {tag} {word}": text for tag, text in by_tag.items()}
    return {name: parse(text, data["labels"]) for name, text in texts.items()}


@pytest.fixture(scope="module")
def nltk_tagger(shipped: dict[str, Any]) -> Any:
    from nltk.tag.perceptron import PerceptronTagger

    tagger = PerceptronTagger(load=False)
    tagger.model.weights = features(shipped)
    tagger.classes = tagger.model.classes = set(shipped["labels"])
    tagger.tagdict = {word: tag for tag, words in shipped["single"].items() for word in words.split()}
    return tagger


def nltk_tags(nltk_tagger: Any, words: list[str]) -> list[str]:
    return [tag for _, tag in nltk_tagger.tag(load_tagger().prepare(words))]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_written_sentences_get_the_tags_nltk_gives(nltk_tagger: Any, sentence: str) -> None:
    assert load_tagger().tag(sentence.split()) == nltk_tags(nltk_tagger, sentence.split())


@pytest.mark.parametrize("seed", range(5))
def test_random_sentences_of_known_and_unknown_words_get_the_tags_nltk_gives(
    nltk_tagger: Any, shipped: dict[str, Any], seed: int
) -> None:
    chance = random.Random(seed)
    known = sorted(shipped["words"])
    odd = [
        "Zyxomat",
        "zyxomated",
        "1984",
        "3.5m",
        "co-op",
        "-x",
        "\u00e9l\u00e8ve",
        "O'Neil",
        "!HYPHEN",
        "\u201d",
        "A",
        "-START-",
    ]
    frequent = [word for word in known if len(shipped["words"][word][-1]) > 3]
    for _ in range(120):
        pools = chance.choices([known, frequent, odd], [2, 5, 1], k=chance.randint(1, 25))
        words = [chance.choice([str, str.title])(chance.choice(pool)) for pool in pools]
        assert load_tagger().tag(words) == nltk_tags(nltk_tagger, words)


def test_equal_scores_go_to_the_last_label_by_the_alphabet_as_in_nltk(shipped: dict[str, Any]) -> None:
    empty = {group: {} for group in shipped["weights"]} | {"bias": {"": "0 8 1 8 2 3"}}
    data = shipped | {"labels": ["CC", "NN", "VB"], "weights": empty, "words": {}, "single": {}, "lowercase": "", "shift": 0}
    assert Tagger(unpack_weights(data)).tag(["x", "y"]) == ["NN", "NN"]


def test_close_scores_are_told_apart(shipped: dict[str, Any]) -> None:
    empty = {group: {} for group in shipped["weights"]} | {"bias": {"": "0 200 1 201 2 199"}}
    data = shipped | {"labels": ["CC", "NN", "VB"], "weights": empty, "words": {}, "single": {}, "lowercase": "", "shift": 0}
    assert Tagger(unpack_weights(data)).tag(["x"]) == ["NN"]


@pytest.mark.parametrize(
    ("scores", "tag"),
    [
        ("0 9000 1 9001 2 -9000", "NN"),
        ("0 9000 1 2900 2 9000", "VB"),
        ("0 -5 1 9000 2 2048", "NN"),
        ("0 2047 1 5 2 -7", "CC"),
        ("0 -9000 1 -8000 2 -8001", "NN"),
    ],
)
def test_the_highest_score_wins_wherever_in_the_range_the_others_are(shipped: dict[str, Any], scores: str, tag: str) -> None:
    empty = {group: {} for group in shipped["weights"]} | {"bias": {"": scores}}
    data = shipped | {"labels": ["CC", "NN", "VB"], "weights": empty, "words": {}, "single": {}, "lowercase": "", "shift": 0}
    assert Tagger(unpack_weights(data)).tag(["x"]) == [tag]


def test_no_sum_of_shipped_weights_can_leave_its_field(shipped: dict[str, Any]) -> None:
    largest: dict[str, float] = {}
    for name, scores in features(shipped).items():
        groups = (*BY_WORD, BY_WORD_AND_TAG, *shipped["weights"])
        group = max((group for group in groups if name.startswith(group)), key=len)
        largest[group] = max(largest.get(group, 0), *map(abs, scores.values()))
    assert len(largest) == 14
    assert sum(largest.values()) * 2 ** shipped["shift"] < MIDDLE == 2**15


def test_there_is_one_penn_tag_for_each_word() -> None:
    known = set(load_tagger().weights.labels)
    for sentence in SENTENCES:
        found = load_tagger().tag(sentence.split())
        assert len(found) == len(sentence.split())
        assert set(found) <= known


def test_a_sentence_of_no_words_has_no_tags() -> None:
    assert load_tagger().tag([]) == []


def test_curly_and_straight_marks_get_the_same_tags() -> None:
    assert tags("\u201cIt isn\u2019t Ana\u2019s,\u201d he said.") == tags("\"It isn't Ana's,\" he said.")


@pytest.mark.parametrize(
    ("word", "text", "tag"),
    [
        ("said", "The minister said talks had failed.", "VBD"),
        ("says", "The union says talks failed.", "VBZ"),
        ("may", "The union may strike.", "MD"),
        ("might", "They might strike.", "MD"),
        ("May", "The strike began in May.", "NNP"),
        ("reports", "He reports that talks failed.", "VBZ"),
        ("comments", "She comments on the news every day.", "VBZ"),
        ("reports", "Two reports blamed the union.", "NNS"),
        ("claims", "Their claims were rejected.", "NNS"),
        ("blamed", "He was blamed for the fire.", "VBN"),
        ("that", "They said that talks failed.", "IN"),
        ("n't", "They don't agree.", "RB"),
        ("'s", "Ana's boat sank.", "POS"),
        ("Kellogg", "On Monday, Kellogg met the envoy.", "NNP"),
        ("$", "It cost $5.", "$"),
        ("\u201c", "\u201cNo,\u201d he said.", "''"),
    ],
)
def test_words_whose_tag_decides_something_are_tagged_right(word: str, text: str, tag: str) -> None:
    assert tag_of(word, text) == tag


def test_headlines_in_capitals_have_verbs() -> None:
    words = ["MAYOR", "SAYS", "MINISTER", "KNEW", "ABOUT", "THE", "LETTER"]
    found = dict(zip(words, load_tagger().tag(words), strict=True))
    assert (found["SAYS"], found["KNEW"], found["THE"]) == ("VBZ", "VBD", "DT")


def test_tags_do_not_depend_on_what_was_tagged_before(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [load_tagger().tag(sentence.split()) for sentence in SENTENCES]
    again = [load_tagger().tag(sentence.split()) for sentence in reversed(SENTENCES)]
    fresh = Tagger(load_tagger().weights)
    monkeypatch.setattr(tagging, "_MOST_WORDS", 10)  # forgets after nearly every sentence
    forgetful = [fresh.tag(sentence.split()) for sentence in SENTENCES]
    assert first == again[::-1] == forgetful
    assert len(fresh._met) < 10 + max(len(sentence.split()) for sentence in SENTENCES)


def test_all_sentences_of_a_text_at_once_get_the_tags_they_get_one_by_one() -> None:
    sentences = [sentence.split() for sentence in SENTENCES]
    one_by_one = [tag for words in sentences for tag in load_tagger().tag(words)]
    assert load_tagger().tag_sentences(sentences) == one_by_one
    assert Tagger(load_tagger().weights).tag_sentences(sentences) == one_by_one  # with all words new


def test_empty_sentences_add_no_tags() -> None:
    words = SENTENCES[0].split()
    assert load_tagger().tag_sentences([]) == load_tagger().tag_sentences([[], []]) == []
    assert load_tagger().tag_sentences([[], words, []]) == load_tagger().tag(words)


def test_words_that_look_like_the_marks_around_sentences_are_words() -> None:
    words = ["-START-", "-START2-", "said", "-END-", "-END2-"]
    plain = load_tagger().tag(["It", "said", "so", "."])
    assert all(tag.isupper() for tag in load_tagger().tag(words)[2:3])
    assert set(load_tagger().tag(words)) <= set(load_tagger().weights.labels)
    assert load_tagger().tag(["It", "said", "so", "."]) == plain


def test_a_long_run_of_open_words_is_tagged_as_nltk_tags_it(nltk_tagger: Any) -> None:
    words = "report claims plan said watch run ".split() * 100
    assert load_tagger().tag(words) == nltk_tags(nltk_tagger, words)


def test_the_words_given_are_not_changed() -> None:
    words = ("The", "mayor", "\u2019s", "plan")
    load_tagger().tag(words)
    assert words == ("The", "mayor", "\u2019s", "plan")


def test_the_shipped_tagger_is_read_once() -> None:
    assert load_tagger() is load_tagger()


def test_the_fingerprint_follows_the_content_and_stands_in_the_model_card() -> None:
    fingerprint = load_tagger().weights.fingerprint
    card = (resources.files("framing") / "weights" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert len(fingerprint) == 12
    assert fingerprint in card


def test_the_weights_are_small() -> None:
    assert len((resources.files("framing") / "weights" / "tagger.json.gz").read_bytes()) < 1_500_000


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"not gzip", "BadGzipFile"),
        (gzip.compress(b"not json", mtime=0), "JSONDecodeError"),
        (gzip.compress(b"{}", mtime=0), "KeyError: 'labels'"),
        (gzip.compress(b"[]", mtime=0), "TypeError"),
        (gzip.compress(b'{"labels": ["NN", "CC"]}', mtime=0), "ValueError: labels out of order"),
    ],
)
def test_a_file_that_holds_no_weights_is_named_with_what_to_do(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "t.json.gz"
    path.write_bytes(content)
    with pytest.raises(AnnotationError) as caught:
        read_tagger(path)
    assert str(caught.value).startswith(f"{path}: holds no tagger weights ({problem}")
    assert "python -m framing.training.tagger" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"none\.gz: holds no tagger weights \(FileNotFoundError"):
        read_tagger(tmp_path / "none.gz")


def test_tagging_imports_no_nltk() -> None:
    code = (
        "import sys; from framing.tagging import load_tagger; load_tagger().tag(['It', 'may', 'rain', '.']);"
        "sys.exit(bool({'nltk', 'sklearn'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_capitals_are_undone_for_all_sentences_at_once_as_for_each() -> None:
    chance = random.Random(3)
    words = [
        "The",
        "MAYOR",
        "said",
        "\u201c",
        '"',
        "Ana",
        "White",
        "House",
        "I",
        "It",
        "rained",
        ".",
        "42",
        "(",
        "Dam",
        "leaks",
    ]
    sentences = [chance.choices(words, k=chance.randrange(9)) for _ in range(400)]
    tagger = Tagger(load_tagger().weights)
    together = tagger.tag_sentences(sentences)
    cased = [truecase(sentence, tagger.weights.lowercase) for sentence in sentences]
    assert any(sentence != undone for sentence, undone in zip(sentences, cased, strict=True))
    expected = [tag for sentence in sentences for tag in Tagger(load_tagger().weights).tag(sentence)]
    assert together == expected
    flat = [word for sentence in sentences for word in sentence]
    row, starts = rows_of(tagger, sentences)
    tagger._undo_capitals(row, flat, starts, [*map(len, sentences)])
    known = {number: word for word, number in tagger._met.items()}
    assert [known[number] for number in row.tolist() if number > 3] == [word for sentence in cased for word in sentence]


def rows_of(tagger: Tagger, sentences: list[list[str]]) -> tuple[Any, Any]:
    """Return the rows of words as written with the marks around each sentence, and where each sentence begins."""
    rows: list[int] = []
    starts = []
    for sentence in sentences:
        starts.append(len(rows) + 2)
        rows += [0, 1, *(tagger._met[word] for word in sentence), 2, 3]
    return np.array(rows), np.array(starts)
