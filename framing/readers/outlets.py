"""An outlet file -> a table of the names and domains outlets go by, and from it one name for each outlet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from framing.errors import LexiconError
from framing.lexicon import SHIPPED
from framing.yaml_file import Block, Checker, Problem, read_yaml

WORLD = SHIPPED / "outlets" / "world.yml"
_TOP = {"name", "version", "about", "source", "license", "carriers", "outlets"}
_OUTLET = {"name", "aliases", "shared", "domains"}
_MARKS = re.compile(r"[^\w\s]|_")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_INNER = re.compile(r"https?://.+", re.IGNORECASE)  # the address an archive's address holds


class Outlet(NamedTuple):
    """The names and domains of one outlet; ``shared`` names count with one of its domains only."""

    name: str
    aliases: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlets:
    """A table of outlets, by folded name and by domain; ``carriers`` are domains that show other outlets' articles."""

    by_name: Mapping[str, str] = field(default_factory=dict)
    by_domain: Mapping[str, Outlet] = field(default_factory=dict)
    carriers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, outlets: Iterable[Outlet], carriers: Iterable[str] = ()) -> Outlets:
        """Build a table; of two outlets of one name or domain, the later one has it."""
        outlets = tuple(outlets)
        names = {fold_name(name): outlet.name for outlet in outlets for name in (*outlet.aliases, outlet.name)}
        domains = {domain: outlet for outlet in outlets for domain in outlet.domains}
        return cls(names, domains, frozenset(carriers))

    def over(self, below: Outlets) -> Outlets:
        """Return a table in which what this one says wins over another's."""

        def rename(name: str) -> str:
            return self.by_name.get(fold_name(name), name)

        names = {key: rename(name) for key, name in below.by_name.items()}
        domains = {domain: outlet._replace(name=rename(outlet.name)) for domain, outlet in below.by_domain.items()}
        carriers = (below.carriers - self.by_domain.keys()) | self.carriers
        return Outlets({**names, **self.by_name}, {**domains, **self.by_domain}, carriers)

    def name(self, stated: str, url: str = "") -> str:
        """Return the one name of an outlet; what the table does not list keeps its spelling.

        Parameters
        ----------
        stated : str
            A name, a domain or an address.
        url : str
            The article's address, which tells outlets that share a name apart.
        """
        host = domain_of(stated)
        if host and (self._listed(host) or "://" in stated or stated.casefold().startswith("www.")):
            return self.name_address(stated)[0] or stated
        here = self._listed(domain_of(url))
        if here is not None and fold_name(stated) in map(fold_name, here.shared):
            return here.name
        return self.by_name.get(fold_name(stated), stated)

    def name_address(self, url: str) -> tuple[str, bool]:
        """Return the outlet of an address or domain, and whether the table lists it.

        An unlisted one is named by its domain, one of a carrier by nothing; an address inside an archive's is looked into.
        """
        host = domain_of(url)
        listed = self._listed(host)
        if listed is not None:
            return listed.name, True
        if not any(part in self.carriers for part in _with_parents(host)):
            return host, False
        inner = _INNER.search(url, len("https://"))
        return self.name_address(inner[0]) if inner else ("", False)

    def _listed(self, host: str) -> Outlet | None:
        return next((self.by_domain[part] for part in _with_parents(host) if part in self.by_domain), None)


def _with_parents(host: str) -> Iterator[str]:
    """Yield a domain and those above it: edition.post.example, post.example."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def domain_of(text: str) -> str:
    """Return the domain of an address, or of a text that is nothing but one, without "www."; else an empty string."""
    text = text.strip().casefold()
    if "://" not in text[:12]:
        bare = text.rstrip("/")
        if not _DOMAIN.fullmatch(bare.partition("/")[0]) or " " in bare:
            return ""
        text = f"https://{bare}"
    host = re.sub(r"^(?:www\d?|m|amp|mobile)\.(?=.*\.)", "", host_of(text).rstrip("."))
    return host if _DOMAIN.fullmatch(host) else ""


def host_of(url: str) -> str:
    """Return the host of an address; an empty string where it names none, or a broken one."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def fold_name(name: str) -> str:
    """Return the form in which names of outlets are compared: no case, accents of composition, "The", marks or spaces."""
    plain = _MARKS.sub(" ", unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").replace(".", ""))
    return "".join(plain.removeprefix("the ").split())


@cache
def shipped_outlets() -> Outlets:
    """Read the shipped table once per process."""
    return load_outlets(WORLD)


def load_outlets(path: str | Path) -> Outlets:
    """Read an outlet file.

    Raises
    ------
    LexiconError
        With every problem of the file, each with file and line.
    """
    path = Path(path)
    data, problems = read_yaml(path)
    if not problems and not (isinstance(data, Block) and isinstance(data.get("outlets"), list) and data["outlets"]):
        problems = [Problem(path, 1, "lists no outlet; it needs outlets: with a list of {name, aliases, domains}")]
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    reader = _Reader(path, problems)
    reader.keys(data, _TOP, "the file")
    found = [(item, outlet) for item in data["outlets"] if (outlet := reader.outlet(item)) is not None]
    reader.tell_shared(found)
    carriers = reader.domains(data, "carriers")
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    return Outlets.of((outlet for _, outlet in found), carriers)


class _Reader(Checker):
    """Reads the outlets of one file and notes what is wrong with them."""

    __slots__ = ()

    def outlet(self, item: Any) -> Outlet | None:
        """Return the outlet a block describes, if it describes one."""
        if not isinstance(item, Block) or not self.text(item, "name").strip():
            self.tell(item, "an outlet needs at least name:")
            return None
        name = self.text(item, "name").strip()
        self.keys(item, _OUTLET, f'outlet "{name}"')
        aliases, shared = self.strings(item, "aliases"), self.strings(item, "shared")
        if not all(map(fold_name, (name, *aliases, *shared))):
            self.tell(item, f'outlet "{name}": holds a name without a letter')
        if shared and not item.get("domains"):
            self.tell(item, f'outlet "{name}": a shared name counts with a domain only; add domains:')
        return Outlet(name, aliases, shared, self.domains(item, "domains"))

    def domains(self, item: Block, key: str) -> tuple[str, ...]:
        """Return a list of domains."""
        stated = self.strings(item, key)
        for text in stated:
            if domain_of(text) != text:
                self.tell(item, f'{key}: "{text}" is not a domain; write it like post.example, without https:// and www.')
        return stated

    def tell_shared(self, found: Iterable[tuple[Block, Outlet]]) -> None:
        """Tell of a name or domain that two outlets of the file have."""
        owners: dict[str, str] = {}
        for item, outlet in found:
            for words, key in [(words, fold_name(words)) for words in (outlet.name, *outlet.aliases)]:
                owner = owners.setdefault(key, outlet.name)
                if owner != outlet.name:
                    self.tell(item, f'"{words}" names both "{owner}" and "{outlet.name}"; write it under shared: of one')
            for domain in outlet.domains:
                owner = owners.setdefault(f"{domain}/", outlet.name)
                if owner != outlet.name:
                    self.tell(item, f'the domain {domain} is given to both "{owner}" and "{outlet.name}"')
