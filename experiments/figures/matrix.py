"""Annotated heat map: a table whose cells carry both a colour and a text."""

import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.figures.style import INK, QUIET, Picture, drawing, ink_on, new_figure
from experiments.figures.tiles import EDGES
from experiments.numbers import format_number, significant_decimals

CELL_SIZE = 11.0  # points, of all text in and beside the cells
LINE = 1.4 * CELL_SIZE / 72  # height of a line [inch]
ROW_CHARACTERS = 42
COLUMN_CHARACTERS = 16
SLANTED_CHARACTERS = 34
SLANT = 40.0  # degrees
WIDEST = 13.2  # of the figure [inch]
SMALLEST_WIDTH = 4.2  # of all cells together, so that the colour scale has room [inch]


def draw_matrix(
    values: pd.DataFrame,
    texts: pd.DataFrame,
    *,
    name: str,
    title: str,
    caption: str,
    scale_label: str,
    low: float,
    high: float,
    centre: float | None = None,
    lang: str = "nl",
) -> Picture:
    """Draw one coloured cell with a text per row and column.

    Parameters
    ----------
    values
        Numbers behind the colours; index and columns are the labels. nan is hatched.
    texts
        What is written in each cell, in the order of `values`; an empty text writes nothing.
    name, title, caption
        Of the picture.
    scale_label
        What the colours mean, with the unit.
    low, high
        Ends of the colour scale; values beyond take the colour of the end.
    centre
        With it, two colours leave white at this value, equally strong at equal distance (so the scale reaches equally
        far to both sides); without it, one scale from dark to light that also works in grey.
    lang
        Language of the numbers beside the scale.

    Raises
    ------
    ValueError
        If `texts` has another shape than `values`.
    """
    if values.shape != texts.shape:
        raise ValueError(f"a text is needed for every cell, found {texts.shape} texts for {values.shape} cells")
    norm, colours = _scale(low, high, centre)
    rows = ["\n".join(textwrap.wrap(str(label), ROW_CHARACTERS)) for label in values.index]
    columns, slanted = _column_labels(values, texts, max(map(_width, rows), default=0.0))
    with drawing():
        width = _cell_width(texts, [] if slanted else columns) if columns else 1.0
        cells = max(width * len(columns), SMALLEST_WIDTH)
        height = LINE * max((label.count("\n") + 1 for label in rows), default=1) + 0.14
        above = max((_label_height(label, slanted) for label in columns), default=0.0)
        figure = new_figure(
            max(map(_width, rows), default=0.0) + cells + (_overhang(columns) if slanted else 0.0) + 0.4,
            height * len(rows) + above + 1.25,
        )
        axes = figure.subplots()
        _draw_cells(axes, values.to_numpy(np.float64), texts.to_numpy(), norm, colours)
        _label(axes, rows, columns, slanted)
        pad = 0.12 / (height * max(len(rows), 1))
        _draw_scale(axes, norm, colours, values.to_numpy(np.float64), scale_label, lang, pad)
    table = values.rename_axis(str(values.index.name or "")).reset_index()
    return Picture(name, title, caption, figure, table)


def _scale(low: float, high: float, centre: float | None) -> tuple[Normalize, Colormap]:
    if centre is None:
        return Normalize(low, high if high > low else low + 1), mpl.colormaps["cividis"]
    reach = max(abs(high - centre), abs(low - centre)) or 1.0
    return Normalize(centre - reach, centre + reach), LinearSegmentedColormap.from_list("blue_orange", EDGES[::-1])


def _width(text: str) -> float:
    """Width of the widest line [inch]."""
    font = FontProperties(family="DejaVu Sans")
    lines = [line for line in text.split("\n") if line.strip()]
    return max(
        (float(TextPath((0, 0), x, size=CELL_SIZE, prop=font).get_extents().width) / 72 for x in lines), default=0
    )


def _cell_width(texts: pd.DataFrame, labels: list[str]) -> float:
    """Width in which every text of the cells and every label above them fits [inch]."""
    return max([0.62, *(_width(str(text)) for text in texts.to_numpy().ravel()), *map(_width, labels)]) + 0.18


def _column_labels(values: pd.DataFrame, texts: pd.DataFrame, beside: float) -> tuple[list[str], bool]:
    """Labels broken into lines, and whether they must be slanted to keep the figure from growing too wide."""
    level = [_broken(str(label), COLUMN_CHARACTERS) for label in values.columns]
    if beside + len(level) * _cell_width(texts, level) + 0.4 <= WIDEST:
        return level, False
    return [_broken(str(label), SLANTED_CHARACTERS) for label in values.columns], True


def _broken(label: str, characters: int) -> str:
    return "\n".join(textwrap.wrap(label, characters, break_long_words=False)) or label


def _label_height(label: str, slanted: bool) -> float:
    lines = LINE * (label.count("\n") + 1)
    if not slanted:
        return lines
    return float(_width(label) * np.sin(np.radians(SLANT)) + lines * np.cos(np.radians(SLANT)))


def _overhang(columns: list[str]) -> float:
    """How far a slanted label may reach beyond its column [inch]."""
    return float(_width(columns[-1]) * np.cos(np.radians(SLANT))) if columns else 0.0


def _draw_cells(axes: Axes, values: np.ndarray, texts: np.ndarray, norm: Normalize, colours: Colormap) -> None:
    for (row, column), value in np.ndenumerate(values):
        known = bool(np.isfinite(value))
        colour = colours(norm(value))[:3] if known else (1.0, 1.0, 1.0)
        axes.add_patch(
            Rectangle(
                (column, row), 1, 1, facecolor=colour, edgecolor="#ffffff" if known else QUIET,
                lw=1.2 if known else 0.5, hatch=None if known else "////",
            )
        )  # fmt: skip
        text = str(texts[row, column])
        if text:
            axes.text(
                column + 0.5, row + 0.5, text, ha="center", va="center", fontsize=CELL_SIZE,
                color=ink_on(colour) if known else INK,
                bbox=None if known else {"facecolor": "#ffffff", "edgecolor": "none", "pad": 1.0},
            )  # fmt: skip
    axes.set_xlim(0, values.shape[1])
    axes.set_ylim(values.shape[0], 0)


def _label(axes: Axes, rows: list[str], columns: list[str], slanted: bool) -> None:
    axes.set_yticks(np.arange(len(rows)) + 0.5, rows, fontsize=CELL_SIZE, linespacing=1.1)
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(columns)) + 0.5, columns, fontsize=CELL_SIZE, linespacing=1.1)
    if slanted:
        for label in axes.get_xticklabels():
            label.set(rotation=SLANT, rotation_mode="anchor", ha="left", va="bottom")
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)


def _draw_scale(
    axes: Axes, norm: Normalize, colours: Colormap, values: np.ndarray, label: str, lang: str, pad: float
) -> None:
    known = values[np.isfinite(values)]
    below, beyond = bool((known < norm.vmin).any()), bool((known > norm.vmax).any())
    extend = {(False, False): "neither", (True, False): "min", (False, True): "max", (True, True): "both"}
    assert axes.figure is not None
    bar = axes.figure.colorbar(
        ScalarMappable(norm, colours), ax=axes, orientation="horizontal", aspect=30, shrink=0.9, pad=pad,
        extend=extend[below, beyond], ticks=MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]),
    )  # fmt: skip
    bar.set_label("\n".join(textwrap.wrap(label, 48)), fontsize=CELL_SIZE)
    places = bar.get_ticks()
    step = float(abs(places[1] - places[0])) if len(places) > 1 else 1.0
    decimals = max(significant_decimals(step, 1), 0)
    decimals += 0 if abs(round(step, decimals) - step) < 1e-9 * step else 1  # steps of 2.5
    bar.ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_number(value, decimals, lang)))
    bar.outline.set_visible(False)
    assert bar.solids is not None
    bar.solids.set(rasterized=False, edgecolor="face")
