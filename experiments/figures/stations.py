"""Grid stations: capacity, peak load and queue of those under most pressure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import INK, PALETTE, Picture, drawing, new_figure
from experiments.numbers import format_number
from experiments.words import Words
from simulation.runs.results import Results

MOST_STATIONS = 20
COLUMNS = ["capacity_mw", "peak_mw", "queue_mw"]


def draw_stations(results: Results, titles: dict[str, str], year: int, words: Words) -> Picture:
    """Stations with the longest queues under the reference, in `year`, for every scenario side by side.

    Parameters
    ----------
    results
        The folder.
    titles
        Scenario -> title, three at most.
    year
        At its end.
    words
        Language of all texts.
    """
    means = _means(results, year, list(titles))
    reference = next(iter(titles))
    worst = means[reference].sort_values(["queue_mw", "peak_mw"], ascending=False).head(MOST_STATIONS).index
    with drawing():
        figure = new_figure(max(8.4, 4.6 * len(titles) + 1.2), 0.31 * len(worst) + 1.7)
        panels = figure.subplots(1, len(titles), sharey=True, sharex=True, squeeze=False)[0]
        for panel, (scenario, title) in zip(panels, titles.items(), strict=True):
            panel.set_title(title, fontsize=12)
            _draw(panel, means[scenario].reindex(worst), words)
        panels[0].set_yticks(np.arange(len(worst)), worst, fontsize=11)
        panels[0].set_ylim(len(worst) - 0.4, -0.6)
        figure.supxlabel("MW", fontsize=12)
        figure.legend(handles=_legend(words), loc="outside upper center", ncols=3, fontsize=12)
    table = pd.concat([means[s].reindex(worst).assign(scenario=t) for s, t in titles.items()]).reset_index()
    caption = words.count(
        "stations.caption", len(results.seeds), year=year, count=len(worst), reference=titles[reference]
    )
    return Picture("stations", words("stations.title", year=year), caption, figure, table)


def _means(results: Results, year: int, scenarios: list[str]) -> dict[str, pd.DataFrame]:
    """Mean over seeds by station, for each scenario."""
    frame = results.stations
    mine = frame[(frame["year"] == year) & frame["seed"].isin(results.seeds)]
    return {s: mine[mine["scenario"] == s].groupby("station", observed=True)[COLUMNS].mean() for s in scenarios}


def _draw(axes: Axes, rows: pd.DataFrame, words: Words) -> None:
    y = np.arange(len(rows))
    axes.barh(y, rows["capacity_mw"], height=0.62, color="#dcdcdc", zorder=1)
    axes.barh(
        y,
        rows["queue_mw"],
        left=rows["peak_mw"],
        height=0.34,
        color=PALETTE[1],
        hatch="////",
        edgecolor="white",
        lw=0,
        zorder=2,
    )
    axes.plot(rows["peak_mw"], y, "o", color=PALETTE[0], ms=7, zorder=3)
    for place, (peak, queue) in enumerate(zip(rows["peak_mw"], rows["queue_mw"], strict=True)):
        if queue >= 0.5:
            axes.annotate(
                format_number(queue, 0, words.lang),
                (peak + queue, place),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=10,
                color=INK,
            )
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.08)
    axes.xaxis.set_major_formatter(lambda value, _: format_number(value, 0, words.lang))
    axes.tick_params(axis="y", length=0)


def _legend(words: Words) -> list[Line2D | Patch]:
    return [
        Patch(color="#dcdcdc", label=words("stations.capacity")),
        Line2D([], [], marker="o", ls="", color=PALETTE[0], ms=7, label=words("stations.peak")),
        Patch(facecolor=PALETTE[1], hatch="////", edgecolor="white", lw=0, label=words("stations.queue")),
    ]
