"""`read`: files and folders, names and outlets, and everything that can be wrong with a file."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePath

import pytest

import framing.readers.files as files_module
from framing.errors import ReadError
from framing.model import Article
from framing.readers import READERS, read, sample_articles
from framing.readers.files import decode
from framing.readers.names import label_file

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan.",
)
BODY = "\n\n".join(PARAGRAPHS)
TITLE = "Council votes to close the old bridge for two years"
FRENCH = (
    "Le conseil a voté mardi la fermeture du vieux pont pour deux ans, et les habitants du quartier ont déclaré qu’ils"
    " n’avaient pas été consultés sur le projet."
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str | bytes = BODY) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


def skipping(source: Path | list[Path], **options: object) -> tuple[list[Article], dict[str, str]]:
    """Read in skip mode; return the articles and the reason for each file name (or row) left out."""
    skipped: dict[str, str] = {}

    def note(place: str, reason: str) -> None:
        skipped[place.rpartition("/")[2]] = reason

    articles = list(read(source, on_error="skip", on_skip=note, **options))  # type: ignore[arg-type]
    return articles, skipped


# What is read, and how it is named


def test_a_file_is_read_from_a_string_or_a_path(write: Write) -> None:
    path = write("story.txt")
    assert [article.text for article in read(str(path))] == [article.text for article in read(path)] == [BODY]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/10.txt", ".hidden.txt", ".git/x.txt", "a/old.txt~", "c.png"):
        write(name)
    assert [article.id for article in read(tmp_path)] == ["a/10", "a/9", "b/2"]


def test_several_sources_are_read_in_the_order_given_and_each_file_once(write: Write) -> None:
    first, second = write("b.txt"), write("a.txt")
    assert [article.id for article in read([first, second, first])] == ["b", "a"]


def test_further_articles_of_a_page_are_numbered(write: Write) -> None:
    block = "Korva Post\nan hour ago\n- Korva Post\nFerry line adds boats as bridge closes\n" + PARAGRAPHS[1]
    path = write("page.txt", f"{TITLE}\n{BODY}\nComments\n{block}\n{block}")
    assert [article.id for article in read(path)] == ["page", "page-2", "page-3"]


def test_rows_are_named_by_their_number(write: Write) -> None:
    path = write("export.csv", f'text\n"{BODY}"\n"{BODY}"\n')
    assert [article.id for article in read(path)] == ["export-1", "export-2"]


def test_made_names_keep_clear_of_each_other(write: Write, tmp_path: Path) -> None:
    write("story.md")
    write("story.txt")
    assert [article.id for article in read(tmp_path)] == ["story", "story-2"]


def test_two_articles_with_one_stated_id_are_an_error_that_names_both_places(write: Write, tmp_path: Path) -> None:
    write("a.jsonl", f'{{"id": "x1", "text": "{PARAGRAPHS[0]}"}}\n')
    write("b.csv", f'id,text\nx0,"{BODY}"\nx1,"{BODY}"\n')
    with pytest.raises(ReadError, match=r'b\.csv, row 2: has the id "x1", which .*a\.jsonl, line 1 has too'):
        list(read(tmp_path))
    articles, skipped = skipping(tmp_path)
    assert [article.id for article in articles] == ["x1", "x0"]
    assert list(skipped) == ["b.csv, row 2"]


def test_a_stated_outlet_beats_folder_and_file_name(write: Write, tmp_path: Path) -> None:
    write("Harbor-Times/korva.md", f"---\noutlet: The Korva Post\n---\n{BODY}")
    (article,) = read(tmp_path)
    assert article.outlet == "The Korva Post"
    assert "outlet" not in article.inferred


def test_a_folder_name_beats_the_agency_and_the_file_name(write: Write, tmp_path: Path) -> None:
    write("Harbor-Times/korva.txt", f"KORVA (Reuters) - {BODY}")
    (article,) = read(tmp_path)
    assert (article.outlet, article.agency) == ("Harbor Times", "Reuters")
    assert article.inferred["outlet"].startswith("folder name")


def test_the_folder_that_was_named_is_no_outlet(write: Write, tmp_path: Path) -> None:
    folder = write("Harbor-Times/korva_post.txt").parent
    (article,) = read(folder)
    assert article.outlet == "korva post"
    assert article.inferred["outlet"].startswith("file name")


def test_a_folder_name_that_the_pages_header_repeats_is_stated(write: Write, tmp_path: Path) -> None:
    write("Harbor-Times/a.txt", f"THE HARBOR TIMES\n{TITLE}\n{BODY}")
    (article,) = read(tmp_path)
    assert article.outlet == "Harbor Times"
    assert not article.inferred


def test_folders_of_years_and_checksums_are_no_outlets(write: Write, tmp_path: Path) -> None:
    write("2025/06/Harbor Times/a.txt")
    write("1e8ca599673a3682/bridge.txt")
    assert [article.outlet for article in read(tmp_path)] == ["bridge", "Harbor Times"]


def test_the_agency_of_a_dateline_is_the_outlet_of_a_page_that_states_none(write: Write) -> None:
    (article,) = read(write("page.txt", f"KORVA (Reuters) - {BODY}"))
    assert article.outlet == "Reuters"
    assert article.inferred["outlet"].startswith("agency of the dateline")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("daily_star.txt", "daily star"),
        ("000_1e8ca599673a3682.txt", "page 000"),
        ("1e8ca599673a3682.txt", "page 1e8ca5"),
        ("article_1e8ca599673a3682.html", "article 1e8ca5"),
        ("article-12.jsonl.gz", "article 12"),
        ("20250603.txt", "page 20250603"),
    ],
)
def test_file_names_give_short_labels_that_stay_apart(name: str, label: str) -> None:
    assert label_file(PurePath(name)) == label


def test_two_pages_that_state_no_outlet_are_not_one_outlet(write: Write, tmp_path: Path) -> None:
    write("000_1e8ca599673a3682.txt")
    write("001_193540d69cf51c7f.txt")
    assert [article.outlet for article in read(tmp_path)] == ["page 000", "page 001"]


def test_the_origin_leads_to_the_file(write: Write) -> None:
    path = write("page.txt", f"Home\r\n{TITLE}\r\n{BODY}")
    (article,) = read(path)
    assert article.origin is not None
    assert (article.origin.path, article.origin.record, article.origin.encoding) == (str(path), 0, "utf-8")
    place = article.origin.locate(0, 10)
    assert place is not None
    assert path.read_bytes().decode("utf-8")[slice(*place)] == "The harbor"


def test_every_suffix_has_a_reader_and_may_be_packed(write: Write) -> None:
    html = f"<html><body><article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article></body></html>"
    line = json.dumps({"text": BODY})
    table = f'text\n"{BODY}"'
    contents = dict.fromkeys((".txt", ".md"), BODY) | dict.fromkeys((".html", ".htm"), html)
    contents |= dict.fromkeys((".jsonl", ".ndjson", ".json"), line) | dict.fromkeys((".csv", ".tsv"), table)
    assert set(contents) == set(READERS) - {".parquet", ".warc"}  # binary, and tested on their own
    for suffix, content in contents.items():
        packed = write(f"story{suffix}.gz", gzip.compress(content.encode()))
        (article,) = read(packed)
        assert article.text.startswith("The harbor council")


def test_the_sample_is_four_outlets_with_six_events_each() -> None:
    articles = sample_articles()
    counts = {
        outlet: sum(article.outlet == outlet for article in articles) for outlet in {article.outlet for article in articles}
    }
    assert len(counts) == 4
    assert set(counts.values()) == {6}
    assert all(article.title and article.origin and article.origin.path.startswith("sample/") for article in articles)


# Front matter


def test_front_matter_states_fields_under_the_usual_names(write: Write) -> None:
    fields = "headline: Bridge shut\nsource: The Korva Post\ndate: 2025-06-03\nauthors: [Ana Ruiz, Bo Lee]\nother: 1"
    page = f"---\n{fields}\n---\n{BODY}"
    (article,) = read(write("a.md", page))
    assert (article.title, article.outlet, article.author) == ("Bridge shut", "The Korva Post", "Ana Ruiz and Bo Lee")
    assert article.date == date(2025, 6, 3)
    assert article.text == BODY
    assert article.origin is not None
    assert article.origin.locate(0, 3) == (page.index("The harbor"), page.index("The harbor") + 3)


def test_odd_outlets_are_kept_as_text(write: Write) -> None:
    (article,) = read(write("a.md", f'---\noutlet: ../../x\ntitle: "=cmd()"\n---\n{BODY}'))
    assert (article.outlet, article.title) == ("../../x", "=cmd()")


def test_broken_front_matter_names_file_line_and_problem(write: Write) -> None:
    path = write("a.md", f'---\ntitle: "Bridge\nx: 1\n---\n{BODY}')
    with pytest.raises(
        ReadError, match=r"a\.md, line \d: the front matter is not valid YAML \(.*\)\. Correct it, or remove it\."
    ):
        list(read(path))


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("title: &a Bridge\ntopic: *a", "uses YAML aliases (*name); write the entries out."),
        ("a: &a {x: 1}\nb: {<<: *a}", "uses YAML aliases (*name); write the entries out."),
        ("title: " + "[" * 30 + "]" * 30, "is nested more than 20 levels deep; a bracket may be missing."),
        ("title: 0x" + "f" * 5_000, "holds a value that cannot be read, such as an endless number."),
        ("? 0x" + "f" * 5_000 + "\n: title", "holds a value that cannot be read, such as an endless number."),
        ("authors: [Ana Ruiz, 0x" + "f" * 5_000 + "]", "holds a value that cannot be read, such as an endless number."),
        ("title: 1" + ":1" * 3_000, "holds a value that cannot be read, such as an endless number."),
        ("title: 1" + ":1" * 3_000 + ".5", "holds a value that cannot be read, such as an endless number."),
        ('title: !!int ""', "holds a value that cannot be read, such as an endless number."),
        ("title: !!bool Bridge", "holds a value that cannot be read, such as an endless number."),
        ("date: !!timestamp Monday", "holds a value that cannot be read, such as an endless number."),
        ("date: 2025-02-30", "holds a value that cannot be read, such as an endless number."),
    ],
)
def test_front_matter_that_cannot_be_data_says_what_to_do(matter: str, reason: str, write: Write) -> None:
    path = write("a.md", f"---\n{matter}\n---\n{BODY}")
    with pytest.raises(ReadError) as caught:
        list(read(path))
    assert str(caught.value) == f"{path}: the front matter {reason} Correct it, or remove it."


def test_an_anchor_that_nothing_uses_and_half_a_character_do_no_harm_in_front_matter(write: Write) -> None:
    (article,) = read(write("a.md", f'---\ntitle: &a "Bridge \\ud800"\nauthors: ["Ana \\ud800Ruiz"]\n---\n{BODY}'))
    assert article.title == "Bridge \ufffd"
    assert "\ud800" not in article.author


@pytest.mark.parametrize("block", ["---\n- a\n- b\n---\n", "---\njust words\n---\n", "---\n"])
def test_rules_between_lines_are_no_front_matter(block: str, write: Write) -> None:
    (article,) = read(write("a.txt", block + BODY))
    assert article.text.endswith(BODY)


# Everything that can be wrong

BAD = {
    "empty.txt": (b"", "is empty."),
    "blank.txt": (b" \n\t\n", "is empty."),
    "menu.txt": (
        b"Home\nNews\nStorm Hits Coast Again\n",
        "holds no article text (3 lines, all navigation, headlines or the like)",
    ),
    "noise.txt": (bytes(range(256)) * 20, "is binary data, not text."),
    "paper.txt": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\x00\x01\x02", "is binary data, not text."),
    "french.txt": (FRENCH.encode(), "is not English (looks like French)"),
    "empty.html": (b"<html><body><nav>Home</nav></body></html>", "holds no article text that the extractor finds."),
    "plain.jsonl.gz": (b"hello", "cannot be unpacked as gzip"),
    "short.txt.gz": (gzip.compress(BODY.encode())[:-12], "cannot be unpacked as gzip"),
    "odd.txt": (b"\xff\xfe" + BODY.encode("utf-16-le") + b"\x00", "breaks off as UTF-16 at byte"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_the_reason(name: str, write: Write) -> None:
    content, reason = BAD[name]
    path = write(name, content)
    with pytest.raises(ReadError) as caught:
        list(read(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert reason in str(caught.value)


def test_bad_files_take_nothing_else_with_them(write: Write, tmp_path: Path) -> None:
    write("a-good.txt")
    write("z-good.txt")
    for name, (content, _) in BAD.items():
        write(name, content)
    articles, skipped = skipping(tmp_path)
    assert [article.id for article in articles] == ["a-good", "z-good"]
    assert set(skipped) == set(BAD)
    assert all(BAD[name][1] in reason for name, reason in skipped.items())


def test_one_warning_counts_what_was_left_out(write: Write, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write("good.txt")
    write("empty.txt", "")
    write("french.txt", FRENCH)
    list(read(tmp_path, on_error="skip"))
    assert caplog.messages == ["2 files, rows or articles could not be read and were left out"]


def test_an_article_that_is_too_long_says_what_to_do(write: Write, tmp_path: Path) -> None:
    write("long.txt", BODY * 100)
    write("good.txt")
    articles, skipped = skipping(tmp_path, max_chars=2_000)
    assert [article.id for article in articles] == ["good"]
    assert skipped["long.txt"] == (
        "holds more than the 2,000 characters allowed for one article. Split it into its articles, or raise the limit with"
        " --max-chars (max_chars= in Python)."
    )
    assert len(list(read(tmp_path, max_chars=1_000_000))) == 2


def test_fifty_megabytes_are_refused_without_being_read_to_the_end(write: Write) -> None:
    path = write("bomb.txt.gz", gzip.compress(b"The bridge is shut. " * 2_500_000))
    with pytest.raises(ReadError, match="holds more than the 5,000,000 characters"):
        list(read(path))


def test_a_file_that_may_not_be_read_says_so(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("secret.txt")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files_module.os, "open", refuse)
    with pytest.raises(ReadError, match=r"secret\.txt: cannot be opened \(Permission denied\)\. Check that you may read it\."):
        list(read(path))


def test_a_link_that_leads_nowhere_is_left_out(write: Write, tmp_path: Path) -> None:
    write("good.txt")
    os.symlink(tmp_path / "gone", tmp_path / "link.txt")
    articles, skipped = skipping(tmp_path)
    assert len(articles) == 1
    assert skipped["link.txt"].startswith("cannot be opened (No such file")


def test_a_missing_source_is_an_error_at_once_even_when_skipping(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nowhere: does not exist\. Name a file or folder of articles\."):
        read(tmp_path / "nowhere", on_error="skip")


def test_a_folder_without_readable_files_lists_what_could_be_read(write: Write, tmp_path: Path) -> None:
    write("a.png")
    with pytest.raises(ReadError, match=r"holds no file that can be read \(1 files; readable: \.txt, \.md, \.html.*\)"):
        read(tmp_path)


def test_a_file_of_another_kind_is_an_error_that_lists_the_readable_ones(write: Write) -> None:
    with pytest.raises(ReadError, match=r'files named "\.pdf" cannot be read \(readable: \.txt'):
        read(write("a.pdf"))


def test_files_that_may_have_been_meant_are_mentioned_once_a_suffix(write: Write, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "c.docx", "d.png", "good.txt"):
        write(name)
    mentioned: list[str] = []
    articles = list(read(tmp_path, on_skip=lambda _, reason: mentioned.append(reason)))
    assert len(articles) == 1
    assert [reason.partition(":")[0] for reason in mentioned] == ["1 .docx file passed over", "2 .pdf files passed over"]


def test_on_error_must_be_one_of_two_words(write: Write) -> None:
    with pytest.raises(ReadError, match='on_error is "ignore"; it must be "raise" or "skip"'):
        read(write("a.txt"), on_error="ignore")


# Encodings


@pytest.mark.parametrize(
    ("encoding", "recorded"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")]
)
def test_encodings_with_a_mark_are_read_without_a_warning(encoding: str, recorded: str, write: Write) -> None:
    (article,) = read(write("a.txt", f"{BODY} “Café,” she said.".encode(encoding)))
    assert article.text.endswith("“Café,” she said.")
    assert article.origin is not None
    assert (article.origin.encoding, article.warnings) == (recorded, ())


def test_windows_text_is_read_with_a_warning(write: Write) -> None:
    (article,) = read(write("a.txt", f"{BODY} “Café,” she said.".encode("cp1252")))
    assert article.text.endswith("“Café,” she said.")
    assert article.origin is not None
    assert article.origin.encoding == "cp1252"
    assert article.warnings == ("not UTF-8: read as Windows-1252, so accents and quotation marks may be wrong",)


def test_a_few_broken_bytes_do_not_spoil_a_utf8_text() -> None:
    decoded = decode("“Yes,” she said. ".encode() * 5 + b"caf\xe9")
    assert decoded.text.endswith("caf\ufffd")
    assert decoded.text.startswith("“Yes,”")
    assert decoded.warnings == ("1 broken UTF-8 bytes, each shown as \ufffd",)


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode("Café".encode(), declared="x-klingon").text == "Café"
