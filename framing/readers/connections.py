"""Addresses of web pages -> connections to public hosts only, over http and https."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import urllib.request
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from framing.readers.settings import PlacedError


class PrivateAddressError(Exception):
    """A host leads to an address that is not public."""


def check_url(url: str, place: str) -> SplitResult:
    """Return the parts of an address that may be fetched.

    Raises
    ------
    PlacedError
        If it is no http or https address, or holds a user name or password.
    """
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or host that is none
        sound = False
    if not sound or parts.scheme not in ("http", "https"):
        raise PlacedError(place, f'"{url[:200]}" is not an address of a web page. It must begin with http:// or https://.')
    if "@" in parts.netloc:
        raise PlacedError(place, "holds a user name or password. Name the address without it.")
    return parts


def join_url(url: str, location: str) -> str:
    """Return where a redirect leads; as it was sent where that cannot be told, for `check_url` to refuse."""
    try:
        return urljoin(url, location)
    except ValueError:  # a broken host
        return location


def spell_url(url: str) -> str:
    """Spell an address for a request: non-ASCII letters and spaces escaped, the fragment left out."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]") for part in (parts.path or "/", parts.query))
    return f"{parts.scheme}://{host}{path}{f'?{query}' if query else ''}"


def _check_address(address: str, *, private: bool = False) -> None:
    """Refuse an address that is not public; where private ones are allowed, those of the network's own machinery stay shut."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    reached = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    allowed = private and (reached.is_loopback or reached.is_private) and not reached.is_link_local
    if reached.is_multicast or reached.is_unspecified or not (reached.is_global or allowed):
        raise PrivateAddressError(address)


def check_host(host: str, *, private: bool = False) -> None:
    """Look a host up and refuse it where any of its addresses may not be read, before anything is sent."""
    name = urlsplit(f"//{host}").hostname or ""
    for found in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM):
        _check_address(str(found[4][0]), private=private)


class Watch:
    """Breaks connections off when their time is up, however slowly a server sends what it sends."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True

    def __enter__(self) -> Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def add(self, connected: socket.socket) -> None:
        """Watch a connection."""
        self._sockets.append(connected)

    def _break_off(self) -> None:
        self.expired = True
        for connected in self._sockets:
            with suppress(OSError):  # it may be closed by now
                connected.shutdown(socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    """A connection that looks whom it reached before it sends anything: a name may lead elsewhere when asked again."""

    def __init__(self, *args: Any, watch: Watch, private: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self._watch = watch
        self._private = private

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self._watch.add(self.sock)
        _check_address(str(self.sock.getpeername()[0]), private=self._private)


class _SafeConnection(_Connection):
    """The same, encrypted once the address is known to be allowed."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._watch.add(self.sock)


class _Handler(urllib.request.AbstractHTTPHandler):
    """Opens http and https addresses; follows nothing by itself."""

    def __init__(self, watch: Watch, *, private: bool) -> None:
        super().__init__()
        self._plain = partial(_Connection, watch=watch, private=private)
        self._safe = partial(_SafeConnection, watch=watch, private=private)

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._plain, request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._safe, request)

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_


def make_opener(watch: Watch, *, private: bool) -> urllib.request.OpenerDirector:
    """Return an opener that speaks http and https only, uses no proxy, and whose connections are watched."""
    opener = urllib.request.OpenerDirector()
    opener.add_handler(_Handler(watch, private=private))
    return opener
