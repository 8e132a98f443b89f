"""The kept report -> the picture of it in the README: ``python tests/golden/picture.py``, where Chromium is installed.

The picture shows parts of `reports/example/report.html` as a browser shows them. Nothing is drawn that it does not hold.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

EXAMPLE = Path(__file__).resolve().parents[2] / "reports" / "example"
SIZE, COLORS = (960, 1600), 256
# What is shown, chosen by the report's own anchors: two measures, the ladder, the Clarion's version of the harbor story.
STYLE = """
body { display: block; padding: 0 2rem; } header { padding: 1.5rem 0 1rem; } h1 { max-width: none; font-size: 1.7rem; }
nav, .skip, .up, main > * { display: none; } .filters { position: static; }
#findings, #compared + .lede, #figure-ladder, .statements, .reader { display: block; }
#findings { margin-top: 1.5rem; } .statements, .statements p { max-width: none; }
.statements > div:not(:has([href^="#e-hedging"])):not(:has([href^="#e-loaded"])) { display: none; }
.reader article:not(#a23) { display: none; } .reader article { margin-top: 0.5rem; }
.reader .title, .reader .deck, .reader .body { max-width: none; }
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def main() -> None:
    page = select_parts((EXAMPLE / "report.html").read_text(encoding="utf-8"))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"No browser found (looked for {', '.join(BROWSERS)}).")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "page.html"
        place.write_text(page, encoding="utf-8")
        shot = [f"--user-data-dir={folder}/profile", f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={folder}/shot.png"]
        subprocess.run([browser, *FLAGS, *shot, place.as_uri()], check=True, capture_output=True, timeout=120)
        with Image.open(f"{folder}/shot.png") as picture:
            picture.quantize(COLORS, dither=Image.Dither.NONE).save(EXAMPLE / "report.png", optimize=True)


def select_parts(page: str) -> str:
    """Return the page with a style sheet that leaves everything else out."""
    if "</head>" not in page:
        sys.exit("report.html has no head to put a style into; renew the report with `make golden`.")
    return page.replace("</head>", f"<style>{STYLE}</style></head>", 1)


if __name__ == "__main__":
    main()
