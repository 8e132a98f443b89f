"""A drawing surface and its style -> a `Chart`: figure, title, alt text and rows, the same bytes every time."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from framing.charts.fonts import list_families, without_boxes
from framing.charts.rows import write_csv
from framing.errors import FramingError
from framing.given import expect

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Widths in inches: a journal column and the text width of a page. Type is set for the width, not scaled to it; enlarged
# to the 13 inches of a slide, a page's chart has type of 13 points and more.
COLUMN, PAGE = 3.4, 7.0

# One ink and one accent; the two poles are the blue and vermillion of Okabe and Ito's palette, darkened until text set
# in them reaches WCAG AA contrast on white. They also stand on either side of zero, so gray print loses nothing.
INK, MUTED, RULE, PAPER = "#1f2328", "#59636e", "#d1d9e0", "#ffffff"
ACCENT, POSITIVE, NEGATIVE, NEUTRAL = "#0b5c8e", "#0b5c8e", "#b34700", "#8c959f"
# Words in colored cells are set in two inks of their own, which a dark page does not turn round.
ON_DARK, ON_LIGHT = "#fefefe", "#1f2329"

STYLE: Mapping[str, Any] = {
    "font.size": 7.5,
    "text.color": INK,
    "text.hinting": "no_hinting",  # letters are as wide at every resolution, in a drawing and in a picture
    "text.parse_math": False,  # an outlet may be called "$5 News"
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "axes.labelsize": 7,
    "axes.titlesize": 8,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7.5,
    "xtick.major.width": 0.6,
    "ytick.major.size": 0,
    "grid.color": RULE,
    "grid.linewidth": 0.5,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": "none",
    "svg.fonttype": "none",  # text stays text: small files that can be searched, read aloud and edited
    "svg.hashsalt": "framing",
}

FAMILIES = r"'DejaVu Sans'(, (?:'[^']*'|[\w ]+))*"  # the font of the style and those that stand in for it

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with what makes it readable without seeing it: a title, alt text, and the rows behind it.

    ``table`` is empty when there was nothing to draw; the figure then says so.
    """

    name: str
    title: str
    alt: str
    table: tuple[Mapping[str, Any], ...]
    figure: Figure

    def svg(self) -> str:
        """Return the figure as SVG text, the same text for the same data."""
        buffer = io.BytesIO()
        with style():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": self.title})
        # Whoever shows the drawing chooses a font for each script; Verdana has the widths of DejaVu Sans, which few
        # systems besides Linux have.
        return re.sub(FAMILIES, "'DejaVu Sans', Verdana, sans-serif", buffer.getvalue().decode("utf-8"))

    def png(self, dpi: int = 160) -> bytes:
        """Return the figure as PNG bytes at ``dpi`` dots per inch.

        A name in a script that no font of this machine has is replaced by the script's name and a number, as in
        ``[CJK 1]``; `svg` has the name itself, and `csv` all names.
        """
        buffer = io.BytesIO()
        with style(), without_boxes(self.figure):
            self.figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None, "Title": self.title})
        return buffer.getvalue()

    def csv(self) -> str:
        """Return the rows behind the figure as CSV text."""
        return write_csv(self.table)

    def save(self, path: str | Path) -> Path:
        """Write the picture, the drawing or the rows to a file, as its name says: .png, .svg or .csv.

        Raises
        ------
        FramingError
            If the name ends in none of these, or the file cannot be written.
        """
        path = Path(path)
        makers: Mapping[str, Callable[[], str | bytes]] = {".png": self.png, ".svg": self.svg, ".csv": self.csv}
        if path.suffix.lower() not in makers:
            ends = ", ".join(makers)
            raise FramingError(f'{path}: a chart is not saved as "{path.suffix}". Name a file that ends in {ends}.')
        made = makers[path.suffix.lower()]()
        try:
            path.write_bytes(made.encode("utf-8") if isinstance(made, str) else made)
        except OSError as error:
            reason = f"cannot be written ({error.strerror or error})"
            raise FramingError(f"{path}: {reason}. Name a file in a folder that you may write to.") from error
        return path

    def __repr__(self) -> str:
        return f"Chart({self.name!r}, {self.title!r}, {len(self.table)} rows)"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"image/png": self.png(dpi=144), "text/plain": f"{self.title}\n{self.alt}"}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style, whatever the reader's own matplotlib settings are, and leave those as they were."""
    from matplotlib.style import context

    with warnings.catch_warnings(), context({**STYLE, "font.family": list_families()}, after_reset=True):
        # A script that no font has is measured as boxes, which `png` replaces.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message=".*does not support .* natively")
        yield


def styled(draw: Callable[P, Chart]) -> Callable[P, Chart]:
    """Run a chart function inside the house style, and settle the layout of the figure it made."""

    @wraps(draw)
    def run(*args: P.args, **kwargs: P.kwargs) -> Chart:
        with style():
            chart = draw(*args, **kwargs)
            if kwargs.get("ax") is None:
                # The layout moves a little each time it is solved; solved once, every file shows the same figure.
                chart.figure.draw_without_rendering()
                chart.figure.set_layout_engine("none")
        return chart

    return run


def make_panels(
    ax: Axes | None,
    shape: tuple[int, int],
    size: tuple[float, float],
    share: bool = False,
    heights: Sequence[float] | None = None,
) -> list[Axes]:
    """Return rows x columns axes: on a new figure of ``size`` inches, or in the place of ``ax``.

    ``share`` gives all rows one scale, ``heights`` makes some higher than others.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    rows, columns = shape
    if ax is not None:
        expect(ax, "get_subplotspec", "A chart is drawn in the place of one matplotlib axes: ax=figure.add_subplot().")
    if ax is None:
        layout = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.07, wspace=0.02, hspace=0.02)
        figure = Figure(figsize=size, layout=layout)
        grid = figure.add_gridspec(rows, columns, height_ratios=heights)
    else:
        figure, spec = ax.figure, ax.get_subplotspec()  # type: ignore[assignment]
        if spec is None or shape == (1, 1):
            return [ax]
        ax.remove()
        grid = spec.subgridspec(rows, columns, height_ratios=heights)  # type: ignore[assignment]
    return list(grid.subplots(sharey=share, squeeze=False).flat)


def draw_nothing(name: str, title: str, why: str, ax: Axes | None, width: float) -> Chart:
    """Return a chart that says why there is nothing to show."""
    panel = make_panels(ax, (1, 1), (width, 0.8))[0]
    panel.set_axis_off()
    panel.text(0.5, 0.5, why, ha="center", va="center", color=MUTED, transform=panel.transAxes)
    return Chart(name, title, why, (), panel.figure)  # type: ignore[arg-type]


def draw_key(panel: Axes, handles: Sequence[Artist], labels: Sequence[str], columns: int, outside: bool) -> None:
    """Put the key above the panels: across the whole figure where the figure is ours, else above ``panel``."""
    place: dict[str, Any] = {"loc": "outside upper left"} if outside else {"loc": "lower left", "bbox_to_anchor": (0, 1.0)}
    owner = panel.figure if outside else panel
    owner.legend(
        handles, labels, ncols=columns, frameon=False, fontsize=6.5, handlelength=0.9, handleheight=0.9,
        borderaxespad=0.2, columnspacing=1.0, handletextpad=0.45, **place,
    )  # fmt: skip


def clean_label(name: str) -> str:
    """Return a name on one line, without control characters or marks that turn the direction of text."""
    kept = "".join(" " if unicodedata.category(c).startswith("Z") or c in "\n\r\t" else c for c in name)
    return re.sub(" +", " ", "".join(c for c in kept if not unicodedata.category(c).startswith("C"))).strip()


def shorten(name: str, length: int) -> str:
    """Return a name of at most ``length`` characters, cut in the middle: names of one house often start alike."""
    name = clean_label(name)
    if len(name) <= length:
        return name
    tail = max(3, length // 3)
    return f"{name[: length - tail - 1].rstrip()}…{name[-tail:].lstrip()}"


def wrap_label(name: str, inches: float, lines: int = 2) -> str:
    """Return a name broken into at most ``lines`` lines that fit ``inches`` at the style's size."""
    import textwrap

    per_line = max(6, int(inches / 0.068))  # 0.068 in: the mean advance of DejaVu Sans at 7.5 points
    name = shorten(name, per_line * lines - lines)
    return "\n".join(textwrap.wrap(name, per_line, max_lines=lines, placeholder="…", break_long_words=True)) or "(no name)"


def wrap_title(title: str, inches: float, lines: int = 2, size: float = 8.0) -> str:
    """Return a title broken into lines that fit ``inches``, its end left out where it is too long: the start tells most."""
    import textwrap

    per_line = max(6, int(inches / (0.0098 * size)))
    return "\n".join(textwrap.wrap(clean_label(title), per_line, max_lines=lines, placeholder=" …")) or "(no name)"


def label_rows(ax: Axes, labels: Sequence[str], inches: float, lines: int = 2) -> None:
    """Put one label at each row of a horizontal chart, the first on top, each of at most so many lines."""
    size = STYLE["ytick.labelsize"] if lines > 1 else 6.5
    ax.set_yticks(range(len(labels)), [wrap_label(label, inches, lines) for label in labels], linespacing=0.95, fontsize=size)
    ax.set_ylim(len(labels) - 0.5, -0.5)


def say_left_out(panel: Axes, n: int) -> None:
    """Say at the foot of the figure how many measures it has no room for."""
    noun = "measure stands" if n == 1 else "measures stand"
    panel.figure.supxlabel(f"{n} more {noun} in the table", x=0.01, ha="left", fontsize=6.5, color=MUTED)


def title_panel(panel: Axes, title: str, inches: float) -> None:
    """Set a panel's title, over two lines where ``inches`` are too few for one."""
    panel.set_title(wrap_label(title, inches * 0.9))  # titles are bold and larger than labels


def row_height(labels: Sequence[str]) -> float:
    """Return the height of a row in inches: more where a label needs its second line."""
    return 0.24 if any(len(label) > 15 for label in labels) else 0.19


def join_sentences(parts: Sequence[str], limit: int = 30) -> str:
    """Return alt text of at most ``limit`` statements, saying how many more the table holds."""
    shown = ". ".join(part.rstrip(".") for part in parts[:limit])
    return f"{shown}." if len(parts) <= limit else f"{shown}. The table holds {len(parts) - limit} more rows."
