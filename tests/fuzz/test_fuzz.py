"""The targets of the fuzzer hold on a few hundred seeded inputs, and do notice what breaks a promise."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from framing.model import Article, Origin, Segment
from framing.readers import READERS
from fuzz import growth, run
from fuzz.promises import PromiseError, check_articles, check_places
from fuzz.targets import SUFFIXES, TARGETS, seeds_for, texts_of

N_INPUTS = 20  # of each target
TOKENS = Path(__file__).with_name("tokens.dict")


def read_tokens() -> Sequence[bytes]:
    spelled = re.findall(r'^\w+="(.*)"$', TOKENS.read_text(encoding="ascii"), re.MULTILINE)
    return [
        re.sub(rb"\\x(..)", lambda m: bytes.fromhex(m[1].decode()), token.encode()).replace(b'\\"', b'"') for token in spelled
    ]


def mutate(data: bytes, tokens: Sequence[bytes], dice: random.Random) -> bytes:
    """Cut, double, swap in or change a few stretches."""
    for _ in range(dice.randint(1, 6)):
        low, high = sorted(dice.choices(range(len(data) + 1), k=2))
        high = min(high, low + dice.choice((1, 8, 200)))
        stretch = data[low:high]
        put = dice.choice((b"", stretch * 2, dice.choice(tokens), dice.choice(tokens) + stretch, dice.randbytes(2)))
        data = data[:low] + put + data[high:]
    return data


@pytest.mark.parametrize("target", TARGETS)
def test_changed_files_keep_every_promise(target: str, tmp_path: Path) -> None:
    dice, tokens, seeds = random.Random(7), read_tokens(), seeds_for(target)
    for n in range(N_INPUTS):
        TARGETS[target](mutate(seeds[n % len(seeds)], tokens, dice), tmp_path)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_begins_with_files_it_reads(target: str, tmp_path: Path) -> None:
    seeds = seeds_for(target)
    assert seeds
    for data in seeds:
        TARGETS[target](data, tmp_path)


def test_every_format_and_target_has_its_share() -> None:
    assert set(run.SHARES) == set(TARGETS)
    read = {suffix for suffix in READERS if suffix not in (".htm", ".ndjson")}
    assert read == set(SUFFIXES)


def test_tokens_are_distinct_and_as_the_fuzzer_spells_them() -> None:
    tokens = read_tokens()
    n_lines = sum(bool(line) and not line.startswith("#") for line in TOKENS.read_text(encoding="ascii").splitlines())
    assert len(set(tokens)) == n_lines > 80
    assert b"\nHD\n" in tokens


ARTICLE = Article("a", "The bridge.", outlet="Post", origin=Origin("a.txt", segments={"body": (Segment(0, 5, 11),)}))


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        ({"outlet": ""}, "an outlet"),
        ({"text": "The bri\ud800ge."}, "reads back equal"),
        ({"list_items": ((0, 3),)}, "whole paragraphs"),
        ({"inferred": {"mood": "a guess"}}, "is a field"),
        ({"origin": Origin("a.txt", segments={"body": (Segment(0, 4, 11),)})}, "stands where the map says"),
        ({"origin": Origin("a.txt", segments={"body": (Segment(0, 5, 12),)})}, "inside it"),
        ({"origin": Origin("a.txt", segments={"body": (Segment(4, 9, 6), Segment(0, 5, 3))})}, "follow one another"),
    ],
)
def test_a_broken_promise_is_noticed(broken: dict[str, object], promise: str) -> None:
    check_articles([ARTICLE], lambda _: ["12345The bridge."])
    with pytest.raises(PromiseError, match=promise):
        check_articles([replace(ARTICLE, **broken)], lambda _: ["12345The bridge.", "12345The bri\ud800ge."])


def test_two_articles_of_one_name_break_a_promise() -> None:
    with pytest.raises(PromiseError, match="identifiers differ"):
        check_articles([ARTICLE, ARTICLE])


def test_one_text_that_fits_is_enough() -> None:
    check_places(ARTICLE, ["not this", "12345The bridge."])


def test_a_file_is_held_against_the_encoding_its_article_names() -> None:
    assert list(texts_of("bridge é".encode("cp1252"), "cp1252")) == ["bridge é"]
    assert "bridge \ufffd" in texts_of(b"bridge \xe9", "utf-8")


def test_a_finding_is_made_small_and_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, _: Path) -> float:
        if b"!" in data:
            raise ValueError(data)
        return 0.0

    monkeypatch.setattr("fuzz.targets.TARGETS", {"text": fail})
    for data in (b"a long one! and more", b"one! more"):
        run.keep(run.Finding("text", "ValueError: ", data, "told"), tmp_path)
    assert [finding.data for finding in run.load(tmp_path)] == [b"one! more"]
    assert [finding.data for finding in run.settle(tmp_path)] == [b"!"]


def test_a_finding_that_is_mended_is_dropped(tmp_path: Path) -> None:
    run.keep(run.Finding("text", "ValueError: ", seeds_for("text")[0], "told"), tmp_path)
    assert not run.settle(tmp_path)


def test_stretches_are_repeated_to_the_length_asked_for(tmp_path: Path) -> None:
    for place in growth.PLACES:
        path = growth.write_case(growth.Case("headlines, numbered", place), 2_000, tmp_path)
        assert path.stat().st_size >= 2_000
    assert "line 3 adds" in path.read_text(encoding="utf-8")
