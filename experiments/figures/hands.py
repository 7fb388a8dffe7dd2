"""Technicians and installers: how many are wanted, how many there are."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import INK, PALETTE, Picture, drawing, new_figure, numbers_on_axis, years_on_axis
from experiments.series import Series
from experiments.statistics import seed_bands
from experiments.words import Words

SHORT = PALETTE[1]


def draw_hands(wanted: Series, there: Series, titles: dict[str, str], name: str, words: Words) -> Picture:
    """One panel per scenario; the gap between wanted and available is filled.

    Parameters
    ----------
    wanted, there
        For the region as a whole, yearly [FTE].
    titles
        Scenario -> title, three at most.
    name
        ``"grid"`` or ``"installers"``.
    words
        Language of all texts.
    """
    with drawing():
        figure = new_figure(max(8.0, 4.4 * len(titles)), 4.6)
        panels = figure.subplots(1, len(titles), sharey=True, squeeze=False)[0]
        for panel, (scenario, title) in zip(panels, titles.items(), strict=True):
            panel.set_title(title)
            _draw(panel, wanted, there, scenario)
        years = wanted.years()
        for panel in panels:
            years_on_axis(panel, years[0], years[-1])
        panels[0].set_ylim(bottom=0)
        numbers_on_axis(panels[0], words.lang)
        panels[0].set_ylabel(words.unit(there.indicator.unit))
        figure.legend(handles=_legend(words), loc="outside upper center", ncols=3, fontsize=12)
    caption = words.count(f"hands.{name}_caption", wanted.n_seeds)
    return Picture(f"hands_{name}", words(f"hands.{name}"), caption, figure, _table(wanted, there, titles, words))


def _draw(axes: Axes, wanted: Series, there: Series, scenario: str) -> None:
    x = wanted.years()
    need, have = (seed_bands(series.values[scenario][:, :, 0]) for series in (wanted, there))
    axes.fill_between(
        x, have.median, need.median, where=need.median > have.median, interpolate=True, facecolor=SHORT, alpha=0.18,
        hatch="////", edgecolor=SHORT, lw=0,
    )  # fmt: skip
    if need.n_seeds > 1:
        axes.fill_between(x, have.q05, have.q95, color=PALETTE[0], alpha=0.25, lw=0)
    axes.plot(x, need.median, color=INK, dashes=(6, 2))
    axes.plot(x, have.median, color=PALETTE[0])


def _legend(words: Words) -> list[Line2D | Patch]:
    return [
        Line2D([], [], color=INK, dashes=(6, 2), label=words("hands.wanted")),
        Line2D([], [], color=PALETTE[0], label=words("hands.there")),
        Patch(facecolor=SHORT, alpha=0.3, hatch="////", edgecolor=SHORT, lw=0, label=words("hands.short")),
    ]


def _table(wanted: Series, there: Series, titles: dict[str, str], words: Words) -> pd.DataFrame:
    columns: dict[str, object] = {words("table.year"): list(wanted.times)}
    for scenario, title in titles.items():
        for series, key in ((wanted, "hands.wanted"), (there, "hands.there")):
            columns[f"{title}: {words(key)}"] = seed_bands(series.values[scenario][:, :, 0]).median
    return pd.DataFrame(columns)
