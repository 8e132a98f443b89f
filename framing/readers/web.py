"""The address of a public web page -> its articles, fetched politely: for a handful of pages, not for crawling."""

from __future__ import annotations

import http.client
import re
import time
import urllib.request
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from framing import __version__
from framing.model import Article
from framing.readers.connections import PrivateAddressError, Watch, check_host, check_url, join_url, make_opener, spell_url
from framing.readers.fetched import Fetched, is_page, read_fetched, unpack
from framing.readers.settings import PlacedError, Settings

AGENT = "framing-toolkit"
MAX_BYTES = 5_000_000
_MAX_ROBOTS = 500_000  # bytes of robots.txt that count, as RFC 9309 has it
_MAX_REDIRECTS = 5
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_NOTHING = "User-agent: *\nDisallow: /"
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def read_url(url: str, settings: Settings | None = None, client: Client | None = None) -> tuple[Article, ...]:
    """Fetch a public web page and read its articles.

    robots.txt is respected, redirects are followed at most five times and checked like the address itself, and nothing
    beyond 5 MB is read. Proxies are not used.

    Parameters
    ----------
    url : str
        The address; http and https only.
    settings : Settings, optional
        Bounds the article's length.
    client : Client, optional
        Fetches it; one for several pages asks each site for its rules once, and pauses between its pages.

    Returns
    -------
    tuple of Article
        With identifiers made of the address, and an outlet, stated or inferred.

    Raises
    ------
    ReadError
        If the address is not public, is disallowed by robots.txt, cannot be fetched, or holds no article.

    Examples
    --------
    >>> read_url("https://www.example.com/")  # doctest: +SKIP
    """
    page = (client or Client()).fetch_page(url)
    stem = _stem_of(page.url)
    articles = enumerate(read_fetched(page, page.url, settings or Settings()), 1)
    return tuple(replace(found, id=stem if n == 1 else f"{stem}-{n}") for n, found in articles)


def _stem_of(url: str) -> str:
    parts = urlsplit(url)
    return _NOT_WORD.sub("-", f"{parts.hostname or ''}{parts.path} {parts.query}".lower().removeprefix("www.")).strip("-")


@dataclass(slots=True)
class Client:
    """Fetches pages; remembers each site's rules for robots, and when it was last asked for a page, as long as it lives.

    ``timeout`` is in seconds: for each part of an answer to arrive, and three times as many for all of it. ``pause`` lies
    between two pages of a site. With ``allow_private``, addresses on this machine and in its network may be read where they
    are named themselves; no redirect leads there from elsewhere.
    """

    timeout: float = 10.0
    pause: float = 1.0
    allow_private: bool = False
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch_page(self, url: str) -> Fetched:
        """Fetch a page, asking robots.txt before each step.

        Raises
        ------
        PlacedError
            If it may not be fetched, cannot be, or is no page.
        """
        place = url
        home = check_url(url, place).hostname
        for _ in range(_MAX_REDIRECTS + 1):
            parts = check_url(url, place)
            private = self.allow_private and parts.hostname == home
            site = f"{parts.scheme}://{parts.netloc}"
            self._check_rules(url, site, place, private=private)
            self._wait(site)
            answer = self._request(url, place, MAX_BYTES, private=private)
            if not answer.location:
                return _check_page(answer, place)
            url = join_url(url, answer.location)
        raise PlacedError(place, f"leads on more than {_MAX_REDIRECTS} times. Open it in a browser and save the page.")

    def _wait(self, site: str) -> None:
        """Wait until a site may be asked for another page."""
        now = time.monotonic()
        ready = max(now, self._asked.get(site, -self.pause) + self.pause)
        time.sleep(ready - now)
        self._asked[site] = ready

    def _check_rules(self, url: str, site: str, place: str, *, private: bool) -> None:
        if site not in self._rules:
            self._rules[site] = self._fetch_rules(f"{site}/robots.txt", place, private=private)
        if not self._rules[site].can_fetch(AGENT, url):
            raise PlacedError(place, f"may not be fetched by programs, says {site}/robots.txt. Save it with a browser instead.")

    def _fetch_rules(self, url: str, place: str, *, private: bool) -> RobotFileParser:
        """Fetch robots.txt: none means all is allowed; a refusal, or an error of the server, means nothing is (RFC 9309)."""
        rules = RobotFileParser(url)
        home = urlsplit(url).hostname
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._request(url, place, _MAX_ROBOTS, private=private and urlsplit(url).hostname == home)
            if not answer.location:
                break
            url = join_url(url, answer.location)
            check_url(url, place)
        missing = 400 <= answer.status < 500 and answer.status not in (401, 403, 429)
        data = unpack(answer.data, answer.packing, _MAX_ROBOTS) if answer.status == 200 else None
        text = "" if missing else _NOTHING if data is None else data.decode("utf-8-sig", errors="replace")
        rules.parse(list(filter(_is_rule, text.splitlines())))
        return rules

    def _request(self, url: str, place: str, limit: int, *, private: bool) -> _Answer:
        """Send one request and read its answer up to the first byte too many; redirects are the caller's."""
        headers = {
            "User-Agent": f"{AGENT}/{__version__} (reads single pages for a person)",
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
            "Accept-Encoding": "identity",
        }
        watch = Watch(3 * self.timeout)
        try:
            request = urllib.request.Request(spell_url(url), headers=headers)
            check_host(request.host, private=private)
            with watch, make_opener(watch, private=private).open(request, timeout=self.timeout) as response:
                answer = _read_answer(response, url, limit)
            if watch.expired:
                raise TimeoutError
        except PrivateAddressError as error:
            reason = f"leads to {error}, which is not a public address. Save the page and read the file."
            raise PlacedError(place, reason) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = "it arrives too slowly" if watch.expired else getattr(error, "reason", None) or error
            reason = f"cannot be fetched ({told or type(error).__name__}). Check the address, or save the page with a browser."
            raise PlacedError(place, reason) from error
        return answer


def _is_rule(line: str) -> bool:
    """Whether a line of robots.txt can be parsed; a broken address or number in one must not hide the others (RFC 9309)."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server sent: ``data`` is cut behind the first byte too many, ``location`` set where it leads on."""

    url: str
    status: int
    data: bytes
    content_type: str = ""
    packing: str = ""
    location: str = ""


def _read_answer(response: Any, url: str, limit: int) -> _Answer:
    status, headers = int(response.status), response.headers
    location = str(headers.get("Location", "")) if status in _REDIRECTS else ""
    content_type, packing = str(headers.get("Content-Type", "")), str(headers.get("Content-Encoding", ""))
    chunks, n_bytes = [], 0
    while not location and n_bytes <= limit and (chunk := response.read1(_CHUNK)):
        chunks.append(chunk)
        n_bytes += len(chunk)
    if not location and n_bytes <= limit and response.length:
        raise OSError(f"it breaks off, {response.length:,} bytes before its stated end")
    return _Answer(url, status, b"".join(chunks)[: limit + 1], content_type, packing, location)


def _check_page(answer: _Answer, place: str) -> Fetched:
    """Refuse what is no page, cannot be unpacked, or is too large."""
    if answer.status != 200:
        told = http.client.responses.get(answer.status, "no page")
        raise PlacedError(place, f"is answered with {answer.status} ({told}). Check the address in a browser.")
    if not is_page(answer.content_type):
        told = answer.content_type.partition(";")[0].strip() or "of no stated type"
        raise PlacedError(place, f"is {told}, not a web page. Name the address of an article.")
    data = unpack(answer.data, answer.packing, MAX_BYTES) if len(answer.data) <= MAX_BYTES else answer.data
    if data is None:
        raise PlacedError(place, f'is packed as "{answer.packing}", unasked. Save the page with a browser instead.')
    if len(data) > MAX_BYTES:
        raise PlacedError(place, f"is larger than {MAX_BYTES:,} bytes, too large for a page. Save it as a file and read that.")
    return Fetched(answer.url, data, answer.content_type)
