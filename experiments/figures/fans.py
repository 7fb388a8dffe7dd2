"""Fan charts: levels by scenario with bands over seeds, and paired differences beside them."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.style import (
    INK,
    QUIET,
    Look,
    Picture,
    drawing,
    new_figure,
    numbers_on_axis,
    styles,
    years_on_axis,
)
from experiments.series import Series
from experiments.statistics import paired_difference, seed_bands
from experiments.words import Words

LABEL_ROOM = 0.34  # share of the time axis left free for names


def draw_fan(series: Series, titles: dict[str, str], words: Words) -> Picture:
    """Levels of one indicator, and beside them the differences from the reference.

    Parameters
    ----------
    series
        For the region as a whole.
    titles
        Scenario -> title, the reference first, five at most.
    words
        Language of all texts.
    """
    indicator, n = series.indicator, series.n_seeds
    looks = styles(list(titles))
    name = indicator.label(words.lang)
    with drawing():
        figure = new_figure(13.2 if len(titles) > 1 else 8.0, 4.9)
        panels = figure.subplots(1, min(len(titles), 2), squeeze=False)[0]
        panels[0].set_title(f"{name} ({words.unit(indicator.unit)})")
        _levels(panels[0], series, titles, looks)
        if len(titles) > 1:
            reference = next(iter(titles.values()))
            panels[1].set_title(words("fan.difference", unit=words.difference(indicator.unit), reference=reference))
            _differences(panels[1], series, titles, looks)
        for panel in panels:
            numbers_on_axis(panel, words.lang)
    caption = f"{words.count('fan.caption', n)} {words.caution(indicator)}".strip()
    return Picture(f"fan_{indicator.name}", name, caption, figure, _table(series, titles, words))


def spread_labels(places: list[float], gap: float) -> list[float]:
    """Move label heights apart to `gap` or more, keeping their order and staying as near as can be.

    Parameters
    ----------
    places
        Wanted heights.
    gap
        Least distance between two labels, in the same unit.
    """
    blocks: list[tuple[float, list[int]]] = []  # (middle, members from low to high)
    for index in np.argsort(places, kind="stable"):
        blocks.append((places[index], [int(index)]))
        while len(blocks) > 1 and blocks[-1][0] - blocks[-2][0] < gap * (len(blocks[-1][1]) + len(blocks[-2][1])) / 2:
            upper, lower = blocks.pop(), blocks.pop()
            members = lower[1] + upper[1]
            middle = (lower[0] * len(lower[1]) + upper[0] * len(upper[1])) / len(members)
            blocks.append((middle, members))
    moved = [0.0] * len(places)
    for middle, members in blocks:
        for k, index in enumerate(members):
            moved[index] = middle + gap * (k - (len(members) - 1) / 2)
    return moved


def label_ends(
    axes: Axes, x: float, ends: dict[str, float], looks: dict[str, Look], titles: dict[str, str], characters: int = 22
) -> None:
    """Write each series' name beside its end, in dark ink behind a coloured line, without overlap."""
    texts = {name: "\n".join(textwrap.wrap(titles[name], characters)) for name in ends}
    low, high = axes.get_ylim()
    gap = (high - low) * (0.075 + 0.05 * max(text.count("\n") for text in texts.values()))
    places = spread_labels(list(ends.values()), gap)
    axes.set_ylim(min(low, min(places) - gap / 2), max(high, max(places) + gap / 2))
    first = axes.get_xlim()[0]
    span = (x - first) or 1.0  # a single year has no length
    axes.set_xlim(first, x + span * LABEL_ROOM)
    axes.spines["bottom"].set_bounds(first, x)
    for (name, end), place in zip(ends.items(), places, strict=True):
        axes.plot([x + span * 0.01, x + span * 0.055], [end, place], color=looks[name].colour, lw=1.6, clip_on=False)
        axes.text(x + span * 0.07, place, texts[name], va="center", ha="left", fontsize=11, color=INK, linespacing=1.0)


def _levels(axes: Axes, series: Series, titles: dict[str, str], looks: dict[str, Look]) -> None:
    x = series.years()
    ends = {}
    for order, name in enumerate(titles):
        bands, look = seed_bands(series.values[name][:, :, 0]), looks[name]
        if bands.n_seeds > 1:
            axes.fill_between(x, bands.q05, bands.q95, color=look.colour, alpha=0.13, lw=0)
            axes.fill_between(x, bands.q25, bands.q75, color=look.colour, alpha=0.22, lw=0)
        axes.plot(x, bands.median, color=look.colour, dashes=look.dashes, zorder=5 - order * 0.1)
        ends[name] = float(bands.median[-1])
    if axes.get_ylim()[0] > 0 and axes.get_ylim()[0] < 0.35 * axes.get_ylim()[1]:
        axes.set_ylim(bottom=0)
    years_on_axis(axes, x[0], x[-1])
    label_ends(axes, x[-1], ends, looks, titles)


def _differences(axes: Axes, series: Series, titles: dict[str, str], looks: dict[str, Look]) -> None:
    x = series.years()
    reference, *others = titles
    ends = {}
    axes.plot([x[0], x[-1]], [0, 0], color=QUIET, lw=1.2)
    for name in others:
        gap, look = paired_difference(series.values[name][:, :, 0], series.values[reference][:, :, 0]), looks[name]
        if gap.n_seeds > 1:
            axes.fill_between(x, gap.low, gap.high, color=look.colour, alpha=0.2, lw=0)
        axes.plot(x, gap.mean, color=look.colour, dashes=look.dashes)
        ends[name] = float(gap.mean[-1])
    years_on_axis(axes, x[0], x[-1])
    label_ends(axes, x[-1], ends, looks, titles)


def _table(series: Series, titles: dict[str, str], words: Words) -> pd.DataFrame:
    columns: dict[str, object] = {words("table.year"): list(series.times)}
    reference = next(iter(titles))
    for name, title in titles.items():
        columns[title] = seed_bands(series.values[name][:, :, 0]).median
        if name != reference:
            gap = paired_difference(series.values[name][:, :, 0], series.values[reference][:, :, 0])
            columns[f"{title}: {words('table.difference')}"] = gap.mean
            columns[f"{title}: {words('table.low')}"] = gap.low
            columns[f"{title}: {words('table.high')}"] = gap.high
    return pd.DataFrame(columns)
