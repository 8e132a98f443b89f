"""Addresses of web pages -> connections to public hosts only, over http and https."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.request
from urllib.parse import SplitResult, quote, urlsplit

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


def spell_url(url: str) -> str:
    """Spell an address for a request: non-ASCII letters and spaces escaped, the fragment left out."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]") for part in (parts.path or "/", parts.query))
    return f"{parts.scheme}://{host}{path}{f'?{query}' if query else ''}"


def _check_address(address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    reached = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    if not reached.is_global or reached.is_multicast:
        raise PrivateAddressError(address)


def check_host(host: str) -> None:
    """Look a host up and refuse it where any of its addresses is not public, before anything is sent."""
    name = urlsplit(f"//{host}").hostname or ""
    for found in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM):
        _check_address(str(found[4][0]))


class _Connection(http.client.HTTPConnection):
    """A connection that looks whom it reached before it sends anything: a name may lead elsewhere when asked again."""

    allow_private = False

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        if not self.allow_private:
            _check_address(str(self.sock.getpeername()[0]))


class _SafeConnection(_Connection):
    """The same, encrypted once the address is known to be public."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class _PrivateConnection(_Connection):
    allow_private = True


class _SafePrivateConnection(_SafeConnection):
    allow_private = True


class _Handler(urllib.request.AbstractHTTPHandler):
    """Opens http and https addresses; follows nothing by itself."""

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__()
        self._plain = _PrivateConnection if allow_private else _Connection
        self._safe = _SafePrivateConnection if allow_private else _SafeConnection

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._plain, request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._safe, request)

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_


def make_opener(allow_private: bool) -> urllib.request.OpenerDirector:
    """Return an opener that speaks http and https only and uses no proxy."""
    opener = urllib.request.OpenerDirector()
    opener.add_handler(_Handler(allow_private=allow_private))
    return opener
