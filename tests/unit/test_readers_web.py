"""`read_url`: pages from a server on loopback, and every address, answer and rule that is refused."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from unit.newsstand import FRENCH, run

import framing
from framing.errors import ReadError
from framing.model import Article
from framing.readers.connections import PrivateAddressError, check_host
from framing.readers.fetched import is_url
from framing.readers.settings import Settings
from framing.readers.web import MAX_BYTES, Client, read_url

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan.",
)
HEAD = '<meta property="og:site_name" content="The Korva Post"><meta property="article:published_time" content="2025-06-03">'


def make_page(head: str = HEAD) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = (
        f"<html><head><title>Bridge shut</title>{head}</head><body><article><h1>Bridge shut</h1>{text}</article></body></html>"
    )
    return page.encode()


class Answer(NamedTuple):
    body: bytes = make_page()
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


def redirect(to: str) -> Answer:
    return Answer(b"", 302, (("Location", to),))


def robots(text: str) -> Answer:
    return Answer(text.encode(), 200, (("Content-Type", "text/plain"),))


class Site:
    """A server on loopback: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Any], None]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.root = ""

    def read(self, path: str = "/bridge", settings: Settings | None = None, timeout: float = 10.0) -> tuple[Article, ...]:
        return read_url(self.root + path, settings, make_client(timeout))


def make_client(timeout: float = 10.0, pause: float = 0.0) -> Client:
    return Client(timeout, pause, allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.agents.add(self.headers["User-Agent"])
            answer = found.answers.get(self.path, Answer(b"not here", 404))
            if not isinstance(answer, Answer):
                answer(self)
                return
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:  # a client that hangs up is what some tests are about
            pass

    server = Server(("127.0.0.1", 0), Handler)
    found.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


# What is read


def test_a_page_is_read_with_its_fields_address_and_an_identifier_made_of_it(site: Site) -> None:
    site.answers["/news/Bridge-shut?p=2"] = Answer()
    (article,) = site.read("/news/Bridge-shut?p=2#top")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.title, article.outlet, article.date) == ("Bridge shut", "The Korva Post", date(2025, 6, 3))
    assert article.id == "127-0-0-1-news-bridge-shut-p-2"
    assert article.url.startswith(f"{site.root}/news/Bridge-shut")
    assert article.origin is not None
    assert article.origin.path == article.url


def test_robots_txt_is_asked_first_and_by_a_polite_name(site: Site) -> None:
    site.answers["/bridge"] = Answer()
    site.read()
    assert site.asked == ["/robots.txt", "/bridge"]
    (agent,) = site.agents
    assert agent.startswith("framing-toolkit/")


def test_a_text_page_is_read_as_text(site: Site) -> None:
    text = "Bridge shut for two years\nBy Ana Ruiz\n" + "\n".join(PARAGRAPHS)
    site.answers["/bridge"] = Answer(text.encode(), headers=(("Content-Type", "text/plain; charset=utf-8"),))
    (article,) = site.read()
    assert (article.author, article.text) == ("Ana Ruiz", "\n\n".join(PARAGRAPHS))
    assert article.inferred["outlet"] == "host name of the address; the page states no outlet"


def test_a_page_packed_unasked_is_unpacked(site: Site) -> None:
    site.answers["/bridge"] = Answer(
        gzip.compress(make_page()), headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    )
    assert site.read()[0].title == "Bridge shut"


def test_an_address_with_spaces_and_other_letters_is_escaped(site: Site) -> None:
    site.answers["/caf%C3%A9%20shut?q=%C3%A9"] = Answer()
    assert site.read("/caf\u00e9 shut?q=\u00e9")[0].title == "Bridge shut"


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    site.answers |= {"/bridge": redirect("/b/2"), "/b/2": redirect("3"), "/b/3": Answer()}
    (article,) = site.read()
    assert (article.url, article.id) == (f"{site.root}/b/3", "127-0-0-1-b-3")


def test_a_page_longer_than_an_article_may_be_is_refused(site: Site) -> None:
    site.answers["/bridge"] = Answer()
    with pytest.raises(ReadError, match=r"/bridge: holds more than the 150 characters allowed for one article"):
        site.read(settings=Settings(max_chars=150))


def test_a_page_without_an_article_is_refused_by_its_address(site: Site) -> None:
    site.answers["/bridge"] = Answer(b"<html><body><ul><li>Home</li></ul></body></html>")
    with pytest.raises(ReadError, match=r"^http://127\.0\.0\.1:\d+/bridge: holds no article text"):
        site.read()


# Rules for robots


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: framing-toolkit\nDisallow: /bri",
        "\ufeffUser-Agent: *\r\nDisallow: /bridge\r\n",
    ],
)
def test_a_page_that_robots_may_not_read_is_not_fetched(rules: str, site: Site) -> None:
    site.answers |= {"/robots.txt": robots(rules), "/bridge": Answer()}
    with pytest.raises(ReadError) as caught:
        site.read()
    assert str(caught.value) == (
        f"{site.root}/bridge: may not be fetched by programs, says {site.root}/robots.txt. Save it with a browser instead."
    )
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow: /private",
        "<html>no rules</html>",
    ],
)
def test_a_page_that_robots_may_read_is_fetched(rules: str, site: Site) -> None:
    site.answers |= {"/robots.txt": robots(rules), "/bridge": Answer()}
    assert site.read()[0].title == "Bridge shut"


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (410, True), (401, False), (403, False), (429, False), (500, False), (503, False)]
)
def test_missing_rules_allow_all_and_refused_or_broken_ones_nothing(status: int, allowed: bool, site: Site) -> None:
    site.answers |= {"/robots.txt": Answer(b"", status), "/bridge": Answer()}
    if allowed:
        assert site.read()
    else:
        with pytest.raises(ReadError, match="may not be fetched by programs"):
            site.read()


@pytest.mark.parametrize("broken", ["Disallow: http://]", "Crawl-delay: ²", "Request-rate: ²/²"])
def test_a_line_of_the_rules_that_is_broken_does_not_hide_the_others(broken: str, site: Site) -> None:
    site.answers |= {
        "/robots.txt": robots(f"User-agent: *\n{broken}\nDisallow: /tides"),
        "/bridge": Answer(),
        "/tides": Answer(),
    }
    assert site.read()
    with pytest.raises(ReadError, match="may not be fetched by programs"):
        site.read("/tides")


@pytest.mark.parametrize("asked", ["/bridge", "/robots.txt"])
def test_a_redirect_to_a_broken_host_is_refused_by_its_address(asked: str, site: Site) -> None:
    site.answers |= {"/bridge": Answer(), asked: redirect("http://]")}
    with pytest.raises(ReadError, match=r'/bridge: "http://\]" is not an address of a web page\.'):
        site.read()


def test_rules_that_have_moved_are_followed(site: Site) -> None:
    site.answers |= {"/robots.txt": redirect("/rules"), "/rules": robots("User-agent: *\nDisallow: /"), "/bridge": Answer()}
    with pytest.raises(ReadError, match="may not be fetched by programs"):
        site.read()


def test_the_rules_hold_for_the_page_a_redirect_leads_to(site: Site) -> None:
    site.answers |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private"),
        "/bridge": redirect("/private/bridge"),
        "/private/bridge": Answer(),
    }
    with pytest.raises(ReadError, match="may not be fetched by programs"):
        site.read()
    assert "/private/bridge" not in site.asked


# Addresses that are refused


@pytest.mark.parametrize(
    "url",
    [
        "ftp://korva.example/a",
        "file:///etc/passwd",
        "korva.example/a",
        "javascript:alert(1)",
        "http://",
        "http://a.example:99999/",
        "http://[::1",
    ],
)
def test_only_http_and_https_addresses_are_fetched(url: str) -> None:
    with pytest.raises(ReadError, match=r"is not an address of a web page\. It must begin with http:// or https://"):
        read_url(url)


def test_an_address_with_a_password_is_refused() -> None:
    with pytest.raises(ReadError, match=r"holds a user name or password\. Name the address without it\."):
        read_url("https://ana:secret@korva.example/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[::ffff:10.0.0.1]",
        "224.0.0.1",
        "[fd00::1]",
        "[2002:7f00:1::]",
        "127.1",
        "2130706433",
        "localhost",
    ],
)
def test_addresses_inside_a_network_are_refused_before_anything_is_sent(host: str) -> None:
    with pytest.raises(
        ReadError, match=r"leads to [\d.:a-f%\w]+, which is not a public address\. Save the page and read the file\."
    ):
        read_url(f"http://{host}:9/bridge")


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.216.34", 0)), (2, 1, 6, "", ("10.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(PrivateAddressError, match=r"10\.0\.0\.1"):
        check_host("korva.example")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found[:1])
    check_host("korva.example:443")


def test_a_name_that_leads_elsewhere_when_asked_again_is_refused_before_anything_is_sent(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/bridge"] = Answer()
    port = int(site.root.rpartition(":")[2])
    answers = iter([("93.184.216.34", port)])
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", next(answers, ("127.0.0.1", port)))],
    )
    with pytest.raises(ReadError, match=r"leads to 127\.0\.0\.1, which is not a public address"):
        read_url(f"http://korva.example:{port}/bridge")
    assert site.asked == []


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://korva.example/", "http://ana:secret@korva.example/"])
def test_a_redirect_is_checked_like_the_address_itself(to: str, site: Site) -> None:
    site.answers["/bridge"] = redirect(to)
    with pytest.raises(ReadError, match=r"is not an address of a web page|holds a user name or password"):
        site.read()


def test_redirects_without_end_are_refused(site: Site) -> None:
    site.answers["/bridge"] = redirect("/bridge")
    with pytest.raises(ReadError, match=r"leads on more than 5 times\. Open it in a browser and save the page\."):
        site.read()
    assert site.asked.count("/bridge") == 6


# Answers that are refused


@pytest.mark.parametrize(
    ("status", "told"), [(404, "Not Found"), (403, "Forbidden"), (500, "Internal Server Error"), (299, "no page")]
)
def test_an_answer_that_is_no_page_names_its_status(status: int, told: str, site: Site) -> None:
    site.answers["/bridge"] = Answer(make_page(), status)
    with pytest.raises(ReadError, match=rf"/bridge: is answered with {status} \({told}\)\. Check the address in a browser\."):
        site.read()


@pytest.mark.parametrize(
    ("kind", "told"), [("application/pdf", "application/pdf"), ("image/png; x=y", "image/png"), ("", "of no stated type")]
)
def test_what_is_no_web_page_is_refused(kind: str, told: str, site: Site) -> None:
    site.answers["/bridge"] = Answer(headers=(("Content-Type", kind),) if kind else ())
    with pytest.raises(ReadError, match=rf"/bridge: is {told}, not a web page\. Name the address of an article\."):
        site.read()


def test_a_page_packed_in_an_unknown_way_is_refused(site: Site) -> None:
    site.answers["/bridge"] = Answer(b"\x0b\x02\x80", headers=(("Content-Type", "text/html"), ("Content-Encoding", "br")))
    with pytest.raises(ReadError, match=r'/bridge: is packed as "br", unasked\. Save the page with a browser instead\.'):
        site.read()


def test_a_page_without_end_is_left_behind_5_megabytes(site: Site) -> None:
    sent: list[int] = []

    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(1_000):
            handler.wfile.write(b"<p>" + b"a" * 99_997)
            sent.append(100_000)

    site.answers["/bridge"] = pour
    with pytest.raises(
        ReadError, match=r"/bridge: is larger than 5,000,000 bytes, too large for a page\. Save it as a file and read"
    ):
        site.read()
    assert sum(sent) < 4 * MAX_BYTES


def test_a_page_that_unpacks_to_more_than_5_megabytes_is_refused(site: Site) -> None:
    packed = gzip.compress(b"a" * (MAX_BYTES + 1), 1)
    site.answers["/bridge"] = Answer(packed, headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")))
    with pytest.raises(ReadError, match="is larger than 5,000,000 bytes"):
        site.read()


def test_a_server_that_does_not_answer_is_given_up(site: Site) -> None:
    site.answers["/bridge"] = lambda _: time.sleep(1.0)
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"/bridge: cannot be fetched \(timed out\)\. Check the address, or save the page"):
        site.read(timeout=0.2)
    assert time.monotonic() - began < 0.9


def test_a_server_that_answers_drop_by_drop_is_given_up(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    site.answers["/bridge"] = drip
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"cannot be fetched \(it arrives too slowly\)"):
        site.read(timeout=0.1)
    assert time.monotonic() - began < 1.5


def test_a_server_that_talks_nonsense_or_hangs_up_is_an_error(site: Site) -> None:
    site.answers["/bridge"] = lambda handler: handler.wfile.write(b"\0\1\2 nonsense\r\n\r\n")
    with pytest.raises(ReadError, match="cannot be fetched"):
        site.read()
    site.answers["/bridge"] = lambda _: None
    with pytest.raises(ReadError, match="cannot be fetched"):
        site.read()


def test_an_https_address_is_fetched_encrypted_or_not_at_all(site: Site) -> None:
    site.answers["/bridge"] = Answer()
    with pytest.raises(ReadError, match=r"^https://.*: cannot be fetched \(.*SSL"):
        read_url(site.root.replace("http:", "https:") + "/bridge", client=make_client())
    assert site.asked == []


def test_a_host_that_cannot_be_reached_is_an_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(
        ReadError, match=r"cannot be fetched \(.*refused\)\. Check the address, or save the page with a browser\."
    ):
        read_url(f"http://127.0.0.1:{port}/bridge", client=make_client())


@pytest.mark.parametrize("url", ["http://korva\r\n.example/", "http://a b.example/", "http://" + "a" * 70 + ".\u00fc.example/"])
def test_an_address_that_no_host_can_have_is_an_error(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(ReadError, match="cannot be fetched"):
        read_url(url)


def test_a_page_that_breaks_off_is_refused_and_not_read_in_part(site: Site) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Length", str(len(make_page()) + 1_000)))
    site.answers["/bridge"] = Answer(headers=headers)
    with pytest.raises(ReadError, match=r"cannot be fetched \(it breaks off, 1,000 bytes before its stated end\)"):
        site.read()


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate"])
def test_a_bomb_is_unpacked_no_further_than_5_megabytes(packing: str, site: Site) -> None:
    bomb = zlib.compressobj(9, wbits=31 if "gzip" in packing else 15)
    packed = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(500)) + bomb.flush()
    assert len(packed) < MAX_BYTES
    site.answers["/bridge"] = Answer(packed, headers=(("Content-Type", "text/html"), ("Content-Encoding", packing)))
    tracemalloc.start()
    with pytest.raises(ReadError, match="is larger than 5,000,000 bytes"):
        site.read()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MAX_BYTES


def test_headers_that_arrive_drop_by_drop_are_given_up_too(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for letter in b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nX-Long: " + b"a" * 200:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.05)

    site.answers["/bridge"] = drip
    with pytest.raises(ReadError, match=r"cannot be fetched \(it arrives too slowly\)"):
        site.read(timeout=0.1)


# Addresses on this machine and in its network


def test_an_address_of_this_machine_is_read_only_where_that_is_allowed(site: Site) -> None:
    site.answers["/bridge"] = Answer()
    with pytest.raises(ReadError, match=r"leads to 127\.0\.0\.1, which is not a public address"):
        read_url(f"{site.root}/bridge")
    assert site.asked == []
    with pytest.raises(ReadError, match="is not a public address"):
        next(framing.read(f"{site.root}/bridge"))
    assert next(framing.read(f"{site.root}/bridge", allow_private=True)).title == "Bridge shut"


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "0.0.0.0", "224.0.0.1", "[::ffff:169.254.169.254]"])
def test_the_machinery_of_a_network_is_never_asked(host: str) -> None:
    with pytest.raises(ReadError, match="is not a public address"):
        read_url(f"http://{host}:9/bridge", client=make_client(0.2))


def test_a_redirect_to_another_private_host_is_refused_where_the_named_one_is_allowed(site: Site) -> None:
    port = site.root.rpartition(":")[2]
    site.answers |= {"/bridge": redirect(f"http://127.0.0.2:{port}/secret"), "/secret": Answer()}
    with pytest.raises(ReadError, match=r"/bridge: leads to 127\.0\.0\.2, which is not a public address"):
        site.read()
    assert "/secret" not in site.asked


def test_rules_that_have_moved_to_another_private_host_are_not_fetched(site: Site) -> None:
    port = site.root.rpartition(":")[2]
    site.answers |= {"/robots.txt": redirect(f"http://127.0.0.2:{port}/secret"), "/bridge": Answer(), "/secret": robots("")}
    with pytest.raises(ReadError, match="is not a public address"):
        site.read()
    assert "/secret" not in site.asked


# Several pages


def test_a_site_is_asked_for_its_rules_once_and_pauses_lie_between_its_pages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("framing.readers.web.time.sleep", waits.append)
    site.answers |= {"/a": Answer(), "/b": Answer(), "/c": Answer()}
    client = make_client(pause=5.0)
    for path in ("/a", "/b", "/c"):
        read_url(site.root + path, client=client)
    assert site.asked == ["/robots.txt", "/a", "/b", "/c"]
    assert waits[0] == 0.0
    assert [round(wait) for wait in waits[1:]] == [5, 10]  # nobody slept, so the second pause is counted on top


def test_packed_rules_are_unpacked(site: Site) -> None:
    headers = (("Content-Type", "text/plain"), ("Content-Encoding", "gzip"))
    site.answers |= {"/robots.txt": Answer(gzip.compress(b"User-agent: *\nDisallow: /"), 200, headers), "/bridge": Answer()}
    with pytest.raises(ReadError, match="may not be fetched by programs"):
        site.read()


def test_rules_that_cannot_be_unpacked_allow_nothing(site: Site) -> None:
    headers = (("Content-Type", "text/plain"), ("Content-Encoding", "br"))
    site.answers |= {"/robots.txt": Answer(b"\x0b\x02", 200, headers), "/bridge": Answer()}
    with pytest.raises(ReadError, match="may not be fetched by programs"):
        site.read()


# From the command line


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.readers.web.time.sleep", lambda _: None)


def test_the_command_reads_a_page_by_its_address(site: Site) -> None:
    site.answers["/news/bridge"] = Answer()
    result = run("read", f"{site.root}/news/bridge")
    assert result.exit_code == 0
    header, row = result.stdout.splitlines()[:2]
    assert header.split()[:2] == ["outlet", "date"]
    assert "The Korva Post" in row
    assert "Bridge shut" in row
    assert "2025-06-03" in row


def test_what_the_command_writes_of_a_page_reads_back_as_it_was(site: Site, tmp_path: Path) -> None:
    site.answers["/bridge"] = Answer()
    assert run("read", f"{site.root}/bridge", "-o", tmp_path / "out.jsonl").exit_code == 0
    (article,) = framing.read(tmp_path / "out.jsonl")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.origin is not None
    assert article.origin.path == f"{site.root}/bridge"
    place = article.origin.locate(0, len(PARAGRAPHS[0]))
    assert place is not None
    assert make_page().decode()[slice(*place)] == PARAGRAPHS[0]


def test_of_several_addresses_those_that_cannot_be_read_are_named_with_their_reasons(site: Site, unhurried: None) -> None:
    french = "".join(f"<p>{paragraph}</p>" for paragraph in FRENCH.split("\n\n") * 2).encode()
    site.answers |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private"),
        "/a": Answer(),
        "/pdf": Answer(b"%PDF", 200, (("Content-Type", "application/pdf"),)),
        "/french": Answer(b"<html><body><article><h1>Le bac</h1>" + french + b"</article></body></html>"),
    }
    refused = {
        f"{site.root}/private/b": "may not be fetched by programs",
        f"{site.root}/gone": "is answered with 404 (Not Found)",
        f"{site.root}/pdf": "is application/pdf, not a web page",
        f"{site.root}/french": "is not English",
        "ftp://127.0.0.1/x": '"ftp://127.0.0.1/x" is not an address of a web page',
        "file:///etc/passwd": '"file:///etc/passwd" is not an address of a web page',
    }
    result = run("read", f"{site.root}/a", *refused)
    assert "The Korva Post" in result.stdout
    told = " ".join(result.stderr.split())
    assert [url for url, reason in refused.items() if f"{url}: {reason}" not in told] == []


def test_an_address_that_is_named_twice_is_read_once(site: Site, unhurried: None) -> None:
    site.answers["/a"] = Answer()
    result = run("read", f"{site.root}/a", f"{site.root}/a")
    assert result.stdout.count("The Korva Post") == 1
    assert "has the id" in result.stderr


def test_addresses_and_files_may_be_named_side_by_side(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = Answer()
    (tmp_path / "b.html").write_bytes(make_page().replace(b"Korva", b"Ostrel"))
    result = run("read", tmp_path / "b.html", f"{site.root}/a")
    assert "The Ostrel Post" in result.stdout
    assert "The Korva Post" in result.stdout


# Which sources are addresses


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://korva.example/a", True),
        ("HTTP://korva.example", True),
        ("articles/", False),
        ("http.txt", False),
        (17, False),
        ("ftp://korva.example", True),
        ("C:\\a", False),
        ("a://b", False),
    ],
)
def test_addresses_are_told_from_files(source: object, expected: bool) -> None:
    assert is_url(source) is expected
