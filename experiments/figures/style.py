"""Look of all pictures: colours, lines, and files that are equal byte for byte on every run."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.numbers import format_number
from simulation.runs.results import write_atomically

# Okabe & Ito 2008: the five of eight with a contrast of 3:1 or more on white (WCAG 1.4.11).
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000")
DASHES: tuple[tuple[float, ...], ...] = ((1, 0), (6, 2), (2, 1.5), (8, 2, 2, 2), (1, 1))
MOST_SERIES = len(PALETTE)
INK = "#1a1a1a"
QUIET = "#595959"
FAINT = "#d9d9d9"
SALT = "poldermodel"
FALLBACK_FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif"
RC: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 12,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.8,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "lines.linewidth": 2.2,
    "svg.fonttype": "none",
    "svg.hashsalt": SALT,
    "savefig.facecolor": "white",
    "figure.facecolor": "white",
    "hatch.linewidth": 0.6,
}


@dataclass(frozen=True)
class Look:
    """How one series is drawn."""

    colour: str
    dashes: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A figure with the words and the numbers that belong to it."""

    name: str
    title: str
    caption: str
    figure: Figure
    table: pd.DataFrame = field(default_factory=pd.DataFrame)

    def save(self, folder: Path) -> None:
        """Write ``name.svg``, ``name.png`` and ``name.csv``."""
        write_atomically(folder / f"{self.name}.svg", lambda p: p.write_text(self.svg(), encoding="utf-8"))
        write_atomically(folder / f"{self.name}.png", self._write_png)
        write_atomically(folder / f"{self.name}.csv", lambda p: self.table.to_csv(p, index=False, float_format="%.6g"))

    def svg(self) -> str:
        """Return the figure as an SVG element that names itself to a screen reader; no date, unique ids."""
        return self._svg

    @cached_property
    def _svg(self) -> str:
        """Drawn once, for the file and for the page; the places of all parts are then fixed for the PNG."""
        raw = io.StringIO()
        with mpl.rc_context(RC):
            self.figure.savefig(raw, format="svg", metadata={"Date": None})
        self.figure.set_layout_engine("none")
        text = raw.getvalue()
        text = text[text.index("<svg") :]
        text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
        text = re.sub(r'\bid="', f'id="{self.name}-', text)
        text = re.sub(r'(xlink:href="#|url\(#)', rf"\1{self.name}-", text)
        text = text.replace("'DejaVu Sans'", FALLBACK_FONTS)
        title = f'<title id="{self.name}-title">{escape(self.title)}</title>'
        head = f'{title}<desc id="{self.name}-desc">{escape(self.caption)}</desc>'
        opening = text.index(">") + 1
        tag = re.sub(r' (width|height)="[^"]*"', "", text[: opening - 1])
        return f'{tag} role="img" aria-labelledby="{self.name}-title {self.name}-desc">{head}{text[opening:]}'

    def _write_png(self, path: Path) -> None:
        with mpl.rc_context(RC):
            self.figure.savefig(path, format="png", dpi=200, metadata={"Software": None})


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with the house style, whatever the user's own settings are."""
    with mpl.rc_context({**mpl.rcParamsDefault, **RC, "backend": mpl.get_backend()}):
        yield


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure that no window manager knows of [inch]."""
    figure = Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.1))
    FigureCanvasAgg(figure)
    return figure


def styles(names: list[str]) -> dict[str, Look]:
    """Colour and dash of every series, in order; the first is the reference."""
    return {name: Look(PALETTE[k % MOST_SERIES], DASHES[k % MOST_SERIES]) for k, name in enumerate(names)}


def numbers_on_axis(axes: Axes, lang: str, most: int = 6) -> None:
    """Write the values on the vertical axis as people of the language do."""
    numbers_along(axes.yaxis, lang, most)


def numbers_along(axis: Axis, lang: str, most: int = 6) -> None:
    """Write the values along either axis as people of the language do."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _tick(axis, value, lang)))


def years_on_axis(axes: Axes, first: float, last: float) -> None:
    """Mark round years between `first` and `last`."""
    last = max(last, first + 0.5)
    step = 5 if last - first > 9 else 2 if last - first > 4 else 1
    marks = [y for y in range(int(first), int(last) + 2) if y % step == 0]
    axes.set_xlim(first, last)
    axes.set_xticks([y for y in marks if first - 0.01 <= y <= last + 0.01])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))


def ink_on(colour: tuple[float, float, float] | str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return "#000000" if luminance(colour) > 0.179 else "#ffffff"


def luminance(colour: tuple[float, float, float] | str) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _tick(axis: Axis, value: float, lang: str) -> str:
    places = axis.get_majorticklocs()
    step = abs(places[1] - places[0]) if len(places) > 1 else 1.0
    decimals = next((d for d in range(5) if abs(step * 10**d - round(step * 10**d)) < 1e-6 * max(1.0, step * 10**d)), 4)
    return format_number(value, decimals, lang)
