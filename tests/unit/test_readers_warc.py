"""WARC: the web pages in it, and records that hold none or are hostile."""

from __future__ import annotations

import gzip
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers import read
from framing.readers.settings import Settings
from framing.readers.warc import read_warc

pytest.importorskip("warcio", reason="the extra `warc` is not installed")

Write = Callable[[str, str | bytes], Path]

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan.",
    "The ferry line will add two boats in the morning, its manager said in a letter to the council.",
)
BODY = "\n\n".join(PARAGRAPHS)
META = '<meta property="og:site_name" content="The Korva Post"><meta property="article:published_time" content="2025-06-03">'


def make_page(*paragraphs: str, head: str = META, title: str = "Council closes bridge") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>".encode()
    )


def make_record(block: bytes, **headers: str) -> bytes:
    named = {"WARC-Type": "response", "WARC-Target-URI": "https://www.korva.example/bridge", "Content-Length": str(len(block))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    return (
        b"WARC/1.0\r\n"
        + "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode()
        + b"\r\n"
        + block
        + b"\r\n\r\n"
    )


def make_response(body: bytes, *headers: str, status: str = "200 OK", **record: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html; charset=utf-8",))]
    return make_record("".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body, **record)


INFO = make_record(b"software: test\r\n", WARC_Type="warcinfo", WARC_Target_URI="")
REQUEST = make_record(b"GET /bridge HTTP/1.1\r\nHost: www.korva.example\r\n\r\n", WARC_Type="request")


def skipping(path: Path, **options: Any) -> tuple[list[Article], dict[str, str]]:
    skipped: dict[str, str] = {}
    return list(read_warc(path, Settings(skip=True, on_skip=skipped.__setitem__, **options))), skipped


@pytest.mark.parametrize("pack", [lambda record: record, gzip.compress], ids=["plain", "record by record"])
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_every_page_in_a_file_is_an_article_with_its_record_and_address(
    pack: Callable[[bytes], bytes], suffix: str, write: Write
) -> None:
    records = [INFO, REQUEST, make_response(make_page()), make_response(make_page(*PARAGRAPHS[::-1], title="Ferry adds boats"))]
    data = b"".join(map(pack, records))
    if suffix.endswith(".gz") and pack is not gzip.compress:
        data = gzip.compress(data)
    path = write(f"a{suffix}", data)
    (first, second), skipped = skipping(path)
    assert not skipped
    assert (first.title, first.outlet, first.date) == ("Council closes bridge", "The Korva Post", date(2025, 6, 3))
    assert (first.text, first.url) == (BODY, "https://www.korva.example/bridge")
    assert second.title == "Ferry adds boats"
    assert first.origin is not None
    assert (first.origin.path, first.origin.record) == (str(path), 3)


def test_places_are_places_in_the_page_of_the_record(write: Write) -> None:
    page = make_page()
    ((article,), _) = skipping(write("a.warc", make_response(page)))
    assert article.origin is not None
    place = article.origin.locate(article.text.index("Residents"), article.text.index("Residents") + 9)
    assert place is not None
    assert page.decode()[slice(*place)] == "Residents"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (make_response(make_page(), status="404 Not Found"), "1 record with status 404"),
        (make_response(make_page(), status="301 Moved", WARC_Type="response"), "1 record with status 301"),
        (make_response(b"\x89PNG" * 100, "Content-Type: image/png"), "1 record of image/png format"),
        (make_response(make_page(), "X: y"), "1 record of unknown format"),
        (make_record(make_page(), WARC_Type="resource", Content_Type="text/html"), "1 record of type resource"),
        (make_response(make_page(), WARC_Type="revisit"), "1 record of type revisit"),
        (INFO + REQUEST, ""),
    ],
)
def test_records_that_are_no_page_are_passed_over_and_counted(record: bytes, told: str, write: Write) -> None:
    path = write("a.warc", record + make_response(make_page()))
    articles, skipped = skipping(path)
    assert [article.text for article in articles] == [BODY]
    assert skipped == ({str(path): f"no pages, and passed over: {told}."} if told else {})


def test_what_is_passed_over_is_told_once_a_file_the_most_frequent_first(write: Write) -> None:
    png, moved = make_response(b"x", "Content-Type: Image/PNG; a=b"), make_response(b"", status="301 Moved")
    path = write("a.warc", png * 1 + moved * 3 + make_response(make_page()) + png)
    _, skipped = skipping(path)
    assert skipped == {str(path): "no pages, and passed over: 3 records with status 301, 2 records of image/png format."}


def test_a_page_whose_headers_name_no_format_is_known_by_what_the_crawler_saw(write: Write) -> None:
    record = make_response(make_page(), "X: y", WARC_Identified_Payload_Type="text/html")
    ((article,), skipped) = skipping(write("a.warc", record))
    assert article.text == BODY
    assert not skipped


def test_a_page_without_an_article_is_left_out_with_its_address_and_the_rest_is_read(write: Write) -> None:
    menu = b"<html><body><ul><li>Home</li><li>News</li></ul></body></html>"
    path = write("a.warc", make_response(menu) + make_response(make_page()))
    articles, skipped = skipping(path)
    assert [article.text for article in articles] == [BODY]
    place = f"{path}, record 1 (https://www.korva.example/bridge)"
    assert skipped == {place: "holds no article text that the extractor finds. Copy the article into a .txt file instead."}
    with pytest.raises(ReadError, match=r"a\.warc, record 1 \(https://www\.korva\.example/bridge\): holds no article text"):
        list(read_warc(path, Settings()))


def test_a_folder_may_hold_warc_files_and_articles_are_named_by_their_record(write: Write, tmp_path: Path) -> None:
    write("crawl.warc.gz", b"".join(map(gzip.compress, (INFO, make_response(make_page()), make_response(make_page())))))
    assert [article.id for article in read(tmp_path)] == ["crawl-2", "crawl-3"]


def test_a_page_that_states_no_outlet_gets_its_host_as_one_and_says_so(write: Write) -> None:
    ((article,), _) = skipping(write("a.warc", make_response(make_page(head=""))))
    assert article.outlet
    assert "outlet" in article.inferred


# Encodings and packing


@pytest.mark.parametrize(
    ("stated", "encoding", "found"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("windows-1250", "cp1250", "windows-1250"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_of_the_header_wins_unless_the_page_is_utf_8(stated: str, encoding: str, found: str, write: Write) -> None:
    said = "The caf\u00e9 owner called the plan \u201cunwise\u201d and said she would speak to the council on Monday."
    body = make_page(PARAGRAPHS[0], said).decode().encode(encoding)
    ((article,), _) = skipping(write("a.warc", make_response(body, f"Content-Type: text/html; charset={stated}")))
    assert article.text == f"{PARAGRAPHS[0]}\n\n{said}"
    assert article.origin is not None
    assert article.origin.encoding == found


@pytest.mark.parametrize("stated", ["charset=no-such-thing", "charset=utf-8", "charset=", ""])
def test_a_header_that_is_wrong_about_the_encoding_is_no_harm(stated: str, write: Write) -> None:
    said = "The caf\u00e9 owner called the plan unwise and said she would speak to the council on Monday."
    body = make_page(PARAGRAPHS[0], said).decode().encode("cp1252")
    ((article,), _) = skipping(write("a.warc", make_response(body, f"Content-Type: text/html; {stated}")))
    assert article.text == f"{PARAGRAPHS[0]}\n\n{said}"


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", lambda data: data),
    ],
)
def test_packed_pages_are_unpacked(packing: str, pack: Callable[[bytes], bytes], write: Write) -> None:
    record = make_response(pack(make_page()), "Content-Type: text/html", f"Content-Encoding: {packing}")
    ((article,), _) = skipping(write("a.warc", record))
    assert article.text == BODY


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_a_page_that_cannot_be_unpacked_is_left_out_and_the_rest_is_read(packing: str, write: Write) -> None:
    record = make_response(b"\xff\xfehello\x03", "Content-Type: text/html", f"Content-Encoding: {packing}")
    articles, skipped = skipping(write("a.warc", record + make_response(make_page())))
    assert [article.text for article in articles] == [BODY]
    assert list(skipped.values()) == [f'is packed as "{packing}", which cannot be unpacked. Store pages unpacked or as gzip.']


@pytest.mark.parametrize("packing", ["br", "gzip", "deflate", "zstd"])
@pytest.mark.parametrize("more", [(), ("Transfer-Encoding: chunked",)])
def test_a_page_that_the_crawler_unpacked_is_read_though_its_headers_were_kept(
    packing: str, more: tuple[str, ...], write: Write
) -> None:
    record = make_response(make_page(), "Content-Type: text/html", f"Content-Encoding: {packing}", *more)
    ((article,), skipped) = skipping(write("a.warc", record))
    assert article.text == BODY
    assert not skipped


def test_pages_packed_with_brotli_are_unpacked(write: Write) -> None:
    brotli = pytest.importorskip("brotli")
    pages = [make_page(), make_page(*PARAGRAPHS * 40)]
    records = [make_response(brotli.compress(page), "Content-Type: text/html", "Content-Encoding: br") for page in pages]
    articles, skipped = skipping(write("a.warc", b"".join(records)))
    assert len(articles[0].text) == len(BODY)
    assert len(articles) == 2
    assert not skipped


def test_a_brotli_page_that_unpacks_to_more_than_a_page_may_be_is_left_out(write: Write) -> None:
    brotli = pytest.importorskip("brotli")
    bomb = brotli.compress(b"<p>" + b"a" * 30_000_000)
    record = make_response(bomb, "Content-Type: text/html", "Content-Encoding: br")
    articles, skipped = skipping(write("a.warc", record + make_response(make_page())), max_chars=100_000)
    assert [article.text for article in articles] == [BODY]
    assert [reason[:38] for reason in skipped.values()] == ["holds more than the 100,000 characters"]


def test_without_brotli_the_message_names_the_command_that_installs_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    record = make_response(b"\xff\xfehello\x03", "Content-Type: text/html", "Content-Encoding: br")
    monkeypatch.setitem(sys.modules, "brotli", None)
    monkeypatch.setattr("framing.readers.warc.find_spec", lambda _: None)
    _, skipped = skipping(write("a.warc", record))
    (reason,) = skipped.values()
    assert reason.endswith('cannot be unpacked. Install the library that can: pip install "framing-toolkit[warc]"')


def test_a_page_sent_in_chunks_is_joined(write: Write) -> None:
    page = make_page()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page[:100], page[100:])) + b"0\r\n\r\n"
    record = make_response(chunks, "Content-Type: text/html", "Transfer-Encoding: chunked")
    ((article,), _) = skipping(write("a.warc", record))
    assert article.text == BODY


# Hostile and damaged files


def test_a_page_that_unpacks_to_more_than_a_page_may_be_is_left_out(write: Write) -> None:
    bomb = make_response(gzip.compress(b"<p>" + b"a" * 30_000_000), "Content-Type: text/html", "Content-Encoding: gzip")
    articles, skipped = skipping(write("a.warc", bomb + make_response(make_page())), max_chars=100_000)
    assert [article.text for article in articles] == [BODY]
    assert [reason[:38] for reason in skipped.values()] == ["holds more than the 100,000 characters"]


def test_a_record_that_unpacks_to_far_more_than_a_page_is_left_out_in_bounded_memory(write: Write) -> None:
    bomb = gzip.compress(make_response(b"<p>a</p>" * 3_000_000))
    path = write("a.warc.gz", bomb + gzip.compress(make_response(make_page())))
    skipping(write("b.warc.gz", gzip.compress(make_response(make_page()))))  # imports, caches
    tracemalloc.start()
    try:
        articles, skipped = skipping(path, max_chars=100_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [article.text for article in articles] == [BODY]
    assert len(skipped) == 1
    assert peak < 10_000_000


def test_a_page_cut_by_the_crawler_gets_a_warning(write: Write) -> None:
    ((article,), _) = skipping(write("a.warc", make_response(make_page(), WARC_Truncated="length")))
    assert article.warnings == ("the crawler cut the page (length); its end is missing",)


def test_a_file_that_ends_within_a_page_warns_of_it(write: Write) -> None:
    record = make_response(make_page())
    ((article,), _) = skipping(write("a.warc", record[: record.index(b"</article>")]))
    assert article.text == BODY
    assert article.warnings == ("the record ends before its stated length; the end of the page is missing",)


@pytest.mark.parametrize("content", [b"", b"Just a text.\n", b"WAR", b"\0" * 100])
def test_what_is_no_warc_is_an_error_that_says_so(content: bytes, write: Write) -> None:
    path = write("a.warc", content)
    with pytest.raises(ReadError, match=r"a\.warc: is not a WARC file \(it does not begin with WARC/\)\. Rename it"):
        list(read_warc(path, Settings()))


def test_a_packed_file_that_breaks_off_is_an_error_behind_its_last_record(write: Write) -> None:
    path = write("a.warc.gz", gzip.compress(make_response(make_page())) + gzip.compress(make_response(make_page()))[:-30])
    articles = read_warc(path, Settings())
    assert next(articles).text == BODY
    with pytest.raises(ReadError, match=r"a\.warc\.gz: breaks off as WARC \(.*\)\. The records before that were read; load"):
        next(articles)


@pytest.mark.parametrize(
    "start",
    [
        b"WARC/1.0\r\nX: ",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nWARC-Target-URI: http://x.example/\r\n"
        b"Content-Length: 90000000\r\n\r\nHTTP/1.1 200 OK\r\nX: ",
    ],
)
@pytest.mark.parametrize("fill", [b"x", b"a: b\r\n"])
def test_headers_without_end_are_refused_at_once(start: bytes, fill: bytes, write: Write) -> None:
    path = write("a.warc", start + fill * (8_000_000 // len(fill)))
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"a\.warc: has a record with more than 1,048,576 bytes of headers\. Leave it out\."):
        list(read_warc(path, Settings()))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("length", ["-5", "many", "99999999999999999999", ""])
def test_a_wrong_length_ends_in_an_error_or_an_article_but_never_a_crash(length: str, write: Write) -> None:
    path = write("a.warc", make_response(make_page(), Content_Length=length) + make_response(make_page()))
    try:
        articles, _ = skipping(path)
    except ReadError:
        return
    assert all(article.text for article in articles)


def test_a_file_cut_off_anywhere_is_read_or_refused_but_never_a_crash(write: Write) -> None:
    data = make_response(make_page()) + make_response(make_page())
    for n in range(0, len(data), 61):
        try:
            articles, _ = skipping(write("a.warc", data[:n]))
        except ReadError:
            continue
        assert len(articles) <= 2


def test_without_warcio_the_message_names_the_command_that_installs_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.warc", make_response(make_page()))
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(ReadError) as caught:
        list(read_warc(path, Settings()))
    reason = 'needs warcio, which is not installed. Install it with: pip install "framing-toolkit[warc]"'
    assert str(caught.value) == f"{path}: {reason}"
