"""Tile-grid map: one equal square per municipality, neighbours next to each other."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize, TwoSlopeNorm
from matplotlib.patches import Rectangle

from experiments.figures.style import INK, QUIET, Picture, drawing, ink_on, new_figure
from experiments.numbers import decimals_for, format_number, significant_decimals
from experiments.statistics import Interval
from experiments.words import Words
from simulation.indicators import Indicator

LAYOUT = Path(__file__).parents[1] / "tile_grid.csv"
EDGES = ("#8a3b00", "#D55E00", "#f7d9c4", "#f7f7f7", "#cfe2f3", "#0072B2", "#00395a")  # orange, white, blue


@dataclass(frozen=True)
class Tile:
    """Place of a municipality on the map and the name that fits in it."""

    row: int
    column: int
    short: str


@cache
def layout() -> dict[str, Tile]:
    """Tile by zone identifier."""
    with LAYOUT.open(encoding="utf-8", newline="") as file:
        return {
            r["zone_id"]: Tile(int(r["row"]), int(r["column"]), r["short"].replace("|", "\n"))
            for r in csv.DictReader(file)
        }


def draw_tiles(
    values: dict[str, Interval],
    zone_ids: list[str],
    indicator: Indicator,
    titles: dict[str, str],
    name: str,
    title: str,
    caption: str,
    words: Words,
    differences: bool,
) -> Picture:
    """One map per scenario on one colour scale.

    Parameters
    ----------
    values
        Scenario -> interval with float64[n_zones].
    zone_ids
        Municipality of every place in the arrays; one without a value is hatched.
    indicator
        What is shown.
    titles
        Scenario -> title, two at most: more do not fit a screen.
    name, title, caption
        Of the picture.
    words
        Language of all texts.
    differences
        Values are differences: two colours around zero, uncertain signs in brackets.
    """
    everything = np.concatenate([values[s].mean for s in titles])
    norm, colours = _scale(everything, differences)
    with drawing():
        figure = new_figure(7.2 * len(titles), 5.6)
        panels = figure.subplots(1, len(titles), squeeze=False)[0]
        for panel, (scenario, label) in zip(panels, titles.items(), strict=True):
            panel.set_title(label)
            _draw_map(panel, values[scenario], zone_ids, norm, colours, words, differences)
        bar = figure.colorbar(
            ScalarMappable(norm, colours), ax=panels, orientation="horizontal", shrink=0.45, aspect=30, pad=0.02
        )
        bar.set_label(words.difference(indicator.unit) if differences else words.unit(indicator.unit))
        bar.ax.xaxis.set_major_formatter(
            lambda v, _: format_number(v, max(significant_decimals(_step(bar.get_ticks()), 1), 0), words.lang)
        )
        bar.outline.set_visible(False)
        assert bar.solids is not None
        bar.solids.set(rasterized=False, edgecolor="face")
    table = pd.DataFrame(
        {
            words("table.zone"): [
                layout()[z].short.replace("-\n", "").replace("\n", " ") if z in layout() else z for z in zone_ids
            ],
            **{label: values[s].mean for s, label in titles.items()},
        }
    )
    return Picture(name, title, caption, figure, table)


def _scale(values: np.ndarray, differences: bool) -> tuple[Normalize, mpl.colors.Colormap]:
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if not differences:
        return Normalize(low, high if high > low else low + 1), mpl.colormaps["cividis"]
    reach = max(abs(low), abs(high)) or 1.0
    return TwoSlopeNorm(0.0, -reach, reach), LinearSegmentedColormap.from_list("blue_orange", EDGES[::-1])


def _draw_map(
    axes: Axes,
    interval: Interval,
    zone_ids: list[str],
    norm: Normalize,
    colours: mpl.colors.Colormap,
    words: Words,
    differences: bool,
) -> None:
    places = _decimals(interval)
    for k, zone in enumerate(zone_ids):
        value = float(interval.mean[k])
        text = format_number(value, places, words.lang, signed=differences)
        if differences and np.isfinite(value) and interval.n_seeds > 1 and not bool(interval.excludes_zero[k]):
            text = f"({text})"
        _draw_tile(axes, layout()[zone], colours(norm(value))[:3] if np.isfinite(value) else None, text)
    rows, columns = [t.row for t in layout().values()], [t.column for t in layout().values()]
    axes.set_xlim(-0.05, max(columns) + 1)
    axes.set_ylim(-max(rows) - 0.05, 1)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _draw_tile(axes: Axes, tile: Tile, colour: tuple[float, float, float] | None, text: str) -> None:
    """One square with its name and its number; without a colour its value is not known, and it is hatched."""
    x, y = tile.column, -tile.row
    look: dict[str, Any] = {"facecolor": colour, "edgecolor": colour}
    if colour is None:
        look = {"facecolor": "white", "edgecolor": QUIET, "hatch": "////"}
    axes.add_patch(Rectangle((x, y), 0.95, 0.95, lw=0.8, **look))
    centred: dict[str, Any] = {"ha": "center", "va": "center", "color": INK if colour is None else ink_on(colour)}
    size = 8.6 if max(map(len, tile.short.split("\n"))) <= 8 else 7.8
    axes.text(x + 0.475, y + 0.64, tile.short, fontsize=size, linespacing=0.95, **centred)
    axes.text(x + 0.475, y + 0.22, text, fontsize=11, weight="bold", **centred)


def _decimals(interval: Interval) -> int:
    """Decimals that the typical municipality's interval supports."""
    widths = interval.half_width[np.isfinite(interval.half_width) & (interval.half_width > 0)]
    if widths.size:
        return min(max(decimals_for(float(np.median(widths))), 0), 2)
    known = interval.mean[np.isfinite(interval.mean)]
    return min(max(significant_decimals(float(np.abs(known).max(initial=0.0))), 0), 2)


def _step(ticks: np.ndarray) -> float:
    return float(abs(ticks[1] - ticks[0])) if len(ticks) > 1 else 1.0
