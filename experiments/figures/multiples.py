"""Small multiples: the same picture for every sub-region, on shared axes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.figures.style import QUIET, Look, Picture, drawing, new_figure, numbers_on_axis, styles, years_on_axis
from experiments.series import Series
from experiments.statistics import paired_difference, seed_bands
from experiments.words import Words

COLUMNS = 4


def draw_multiples(series: Series, titles: dict[str, str], words: Words, differences: bool = False) -> Picture:
    """One panel per sub-region; the last place holds the legend.

    Parameters
    ----------
    series
        By sub-region.
    titles
        Scenario -> title, the reference first, five at most.
    words
        Language of all texts.
    differences
        Draw paired differences from the reference instead of levels.
    """
    indicator, looks = series.indicator, styles(list(titles))
    shown = list(titles)[1:] if differences else list(titles)
    rows = -(-(len(series.areas) + 1) // COLUMNS)
    with drawing():
        figure = new_figure(13.2, 2.9 * rows + 0.5)
        panels = figure.subplots(rows, COLUMNS, sharex=True, sharey=True).ravel()
        for place, (panel, area) in enumerate(zip(panels, series.areas, strict=False)):
            panel.set_title(area, fontsize=12)
            for name in shown:
                _draw(panel, series, place, name, next(iter(titles)) if differences else None, looks[name])
            if differences:
                panel.axhline(0, color=QUIET, lw=1.0)
        years_on_axis(panels[0], series.years()[0], series.years()[-1])
        numbers_on_axis(panels[0], words.lang, most=5)
        _finish(
            panels,
            len(series.areas),
            [Line2D([], [], color=looks[n].colour, dashes=looks[n].dashes, label=titles[n]) for n in shown],
        )
        unit = words.difference(indicator.unit) if differences else words.unit(indicator.unit)
        figure.supylabel(unit, fontsize=12)
    key = "multiples.difference" if differences else "multiples.levels"
    title = words(f"{key}_title", indicator=indicator.label(words.lang))
    name = f"{'differences' if differences else 'subregions'}_{indicator.name}"
    caption = words.count(key, series.n_seeds, reference=next(iter(titles.values())))
    caption = f"{caption} {words.caution(indicator)}".strip()
    return Picture(name, title, caption, figure, _table(series, titles, words))


def _draw(panel: Axes, series: Series, place: int, name: str, reference: str | None, look: Look) -> None:
    x, values = series.years(), series.values[name][:, :, place]
    if reference is None:
        bands = seed_bands(values)
        middle, low, high = bands.median, bands.q05, bands.q95
    else:
        gap = paired_difference(values, series.values[reference][:, :, place])
        middle, low, high = gap.mean, gap.low, gap.high
    if series.n_seeds > 1:
        panel.fill_between(x, low, high, color=look.colour, alpha=0.16, lw=0)
    panel.plot(x, middle, color=look.colour, dashes=look.dashes, lw=1.9)


def _finish(panels: np.ndarray, used: int, handles: list[Line2D]) -> None:
    for panel in panels[used:]:
        panel.set_axis_off()
    for panel in panels[max(used - COLUMNS, 0) : used]:
        panel.xaxis.set_tick_params(labelbottom=True)
    panels[used].legend(handles=handles, loc="center left", fontsize=12, handlelength=2.8, labelspacing=0.9)


def _table(series: Series, titles: dict[str, str], words: Words) -> pd.DataFrame:
    rows = [
        {
            words("table.subregion"): area,
            words("table.scenario"): title,
            words("table.year"): time,
            words("table.median"): float(np.median(series.values[name][:, t, a])),
        }
        for a, area in enumerate(series.areas)
        for name, title in titles.items()
        for t, time in enumerate(series.times)
    ]
    return pd.DataFrame(rows)
