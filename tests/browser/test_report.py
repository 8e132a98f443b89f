"""The HTML report in a browser: nothing runs or is fetched, links lead somewhere, nothing is cut, everyone can read it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser import corpora, probes

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: pip install -e '.[dev]'")

pytestmark = pytest.mark.slow

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PATIENCE = 600_000  # milliseconds, which only a browser that hangs uses up
WIDE, PHONE = 1400, 360
A4 = 680  # pixels between the margins of a printed page
LINKS_FOLLOWED = 60
AA = 4.5

# Of these tests' own pages a browser must fetch nothing, and should not phone home for itself either.
QUIET = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")


def find_browser() -> str | None:
    """Return the Chromium to drive: the one the environment names, else one on the path."""
    named = os.environ.get("FRAMING_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start a browser for the tests of this module; it ends with them, since its event loop would be in others' way."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium is on the path; install one, or name it in FRAMING_CHROMIUM")
    with playwright.sync_playwright() as driver:
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        started = driver.chromium.launch(executable_path=path, args=[*QUIET, *as_root], timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture(scope="module", params=["sample", "hard"])
def report(request: pytest.FixtureRequest, chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    write: Callable[[Path], Path] = {"sample": corpora.write_sample, "hard": corpora.write_hard}[request.param]
    return write(tmp_path_factory.mktemp(request.param))


@contextmanager
def opened(chromium: Any, report: Path, width: int = WIDE, scheme: str = "light", height: int = 900) -> Iterator[Any]:
    """Open a report in a window of its own."""
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    try:
        page.goto(report.as_uri())
        yield page
    finally:
        context.close()


def test_nothing_runs_and_no_request_leaves_the_page(chromium: Any, report: Path) -> None:
    context = chromium.new_context(viewport={"width": WIDE, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(report.as_uri())
    page.evaluate(probes.OPEN_ALL)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.locator(".filters input").last.check()
    assert page.evaluate(probes.RUNNING) == []
    assert {url.split("#")[0] for url in asked if not url.startswith("data:image/png;")} == {report.as_uri()}
    assert said == []
    context.close()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_link_leads_to_something_that_can_be_seen(chromium: Any, report: Path, width: int) -> None:
    with opened(chromium, report, width) as page:
        assert page.evaluate(probes.LOST) == {"nowhere": [], "twice": []}
        contents = page.evaluate(probes.TARGETS, "nav a")
        assert len(contents) == page.locator("main > h2").count() > 8
        evidence = page.evaluate(probes.TARGETS, "main a")
        some = evidence[:: max(1, len(evidence) // LINKS_FOLLOWED)]
        assert {hash_: why for hash_ in [*contents, *some] if (why := page.evaluate(probes.FOLLOW, hash_))} == {}


@pytest.mark.parametrize("width", [WIDE, 1024, PHONE])
def test_no_text_runs_over_the_edge_of_the_page_its_cell_or_its_chart(chromium: Any, report: Path, width: int) -> None:
    with opened(chromium, report, width) as page:
        page.evaluate(probes.OPEN_ALL)
        assert page.evaluate(probes.OVERFLOWING) == []
        assert page.evaluate(probes.COLLIDING) == []
        assert page.evaluate(probes.CUT) == []


def test_a_report_is_read_with_the_keyboard_in_the_order_of_the_page(chromium: Any, report: Path) -> None:
    with opened(chromium, report) as page:
        page.keyboard.press("Tab")
        skip = page.evaluate(probes.FOCUSED)
        assert skip["hash"] == "#main"
        assert skip["seen"]
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
        page.goto("about:blank")
        page.goto(report.as_uri())
        stops = []
        for _ in range(40):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(probes.FOCUSED))
        places = [stop["place"] for stop in stops]
        assert places == sorted(set(places)), "in the order of the page, each once"
        assert [stop for stop in stops if not (stop["drawn"] and stop["seen"])] == []
        assert [stop["hash"] for stop in stops[1:9]] == page.evaluate(probes.TARGETS, "nav a")[:8]


def test_folds_and_filters_work_by_keyboard(chromium: Any, report: Path) -> None:
    with opened(chromium, report) as page:
        fold = page.locator("details.fold").first
        fold.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert fold.evaluate("fold => fold.open")
        page.locator("#only-all").focus()
        marked = page.locator("article mark").first
        before = marked.evaluate("mark => getComputedStyle(mark).borderBottomColor")
        page.keyboard.press("ArrowUp")  # from the first choice to the last: nothing is marked
        assert page.locator("#only-none").is_checked()
        after = marked.evaluate("mark => getComputedStyle(mark).borderBottomColor")
        assert before != after == "rgba(0, 0, 0, 0)"


def test_a_printed_report_shows_what_is_folded_on_pages_with_nothing_cut(chromium: Any, report: Path) -> None:
    with opened(chromium, report, A4, "dark") as page:
        pdf = page.pdf(print_background=False)
        assert pdf.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 9
        page.emulate_media(media="print")
        assert page.evaluate(probes.FOLDED) == []
        assert page.evaluate(probes.OVERFLOWING) == []
        assert page.evaluate(probes.CUT) == []
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_the_contrast_that_wcag_aa_asks_for(chromium: Any, report: Path, scheme: str) -> None:
    with opened(chromium, report, WIDE, scheme) as page:
        page.evaluate(probes.OPEN_ALL)
        for marks in ("all", "sources"):
            page.locator(f"#only-{marks}").check()
            pairs = page.evaluate(probes.CONTRAST)
            assert len(pairs) > 5
            assert {key: pair for key, pair in pairs.items() if pair["ratio"] < AA} == {}


def test_axe_finds_nothing(chromium: Any, report: Path) -> None:
    # Contrast has a test of its own, which takes seconds and looks into charts and tables that scroll.
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
    with opened(chromium, report) as page:
        page.evaluate(probes.OPEN_ALL)
        found = axe.Axe().run(page, options=options).response["violations"]
        assert [(rule["id"], rule["impact"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found] == []
