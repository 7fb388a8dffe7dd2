"""Bottleneck strips: what binds first in which sub-region and year."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from experiments.figures.style import FAINT, INK, PALETTE, QUIET, Picture, drawing, ink_on, new_figure
from experiments.words import Words
from simulation.indicators.bottlenecks import BOTTLENECKS, NONE
from simulation.runs.results import Results

COLOURS = {
    **dict(zip(BOTTLENECKS, (PALETTE[0], PALETTE[3], PALETTE[2], PALETTE[1], PALETTE[4]), strict=True)),
    NONE: "#ffffff",
}
AGREED = 0.5


def draw_strips(results: Results, titles: dict[str, str], words: Words) -> Picture:
    """One strip per sub-region, one block per scenario.

    Parameters
    ----------
    results
        The folder.
    titles
        Scenario -> title, three at most.
    words
        Language of all texts.
    """
    winners = binding_by_area(results)
    areas = list(dict.fromkeys(results.bottlenecks["subregion"]))
    years = sorted(results.bottlenecks["year"].unique())
    with drawing():
        figure = new_figure(13.2, 0.8 + len(titles) * (0.37 * len(areas) + 0.65))
        panels = figure.subplots(len(titles), 1, squeeze=False)[:, 0]
        for panel, (scenario, title) in zip(panels, titles.items(), strict=True):
            panel.set_title(title)
            _draw(panel, winners[winners["scenario"] == scenario], areas, years, words)
        handles = [
            Patch(
                facecolor=COLOURS[b],
                edgecolor=QUIET,
                label=f"{words(f'bottleneck.{b}.letter')}  {words(f'bottleneck.{b}.name')}",
            )
            for b in (*BOTTLENECKS, NONE)
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=12)
    table = winners.assign(
        scenario=winners["scenario"].astype(str).map(titles),
        binding=[words(f"bottleneck.{b}.name") for b in winners["binding"]],
    )
    caption = words.count("strip.caption", len(results.seeds))
    return Picture("bottlenecks", words("strip.title"), caption, figure, table[table["scenario"].notna()])


def binding_by_area(results: Results) -> pd.DataFrame:
    """Most frequent first binding bottleneck over seeds, with the share of seeds that agree.

    Returns
    -------
    DataFrame
        scenario, subregion, year, binding, share.
    """
    frame = results.bottlenecks[results.bottlenecks["seed"].isin(results.seeds)]
    keys = ["scenario", "subregion", "year"]
    counts = frame.groupby([*keys, "binding"], observed=True).size().rename("count").reset_index()
    counts["share"] = counts["count"] / counts.groupby(keys, observed=True)["count"].transform("sum")
    ordered = counts.assign(binding=counts["binding"].astype(str)).sort_values(
        [*keys, "share", "binding"], ascending=[True, True, True, False, True]
    )
    return ordered.drop_duplicates(keys)[[*keys, "binding", "share"]].reset_index(drop=True)


def _draw(axes: Axes, rows: pd.DataFrame, areas: list[str], years: list[int], words: Words) -> None:
    for area, year, binding, share in rows[["subregion", "year", "binding", "share"]].itertuples(index=False):
        x, y = years.index(year), areas.index(area)
        colour = COLOURS[binding]
        axes.add_patch(Rectangle((x + 0.02, y + 0.04), 0.96, 0.92, facecolor=colour, edgecolor=FAINT, lw=0.6))
        if binding != NONE:
            letter = words(f"bottleneck.{binding}.letter")
            sure = share > AGREED
            axes.text(
                x + 0.5,
                y + 0.53,
                letter if sure else letter.lower(),
                ha="center",
                va="center",
                fontsize=12 if sure else 10.5,
                weight="bold" if sure else "normal",
                color=ink_on(colour),
            )
    axes.set_xlim(0, len(years))
    axes.set_ylim(len(areas), 0)
    axes.set_yticks([k + 0.5 for k in range(len(areas))], areas, fontsize=11)
    axes.set_xticks(
        [k + 0.5 for k in range(len(years))],
        [str(y) if (y % 2 == 0 or len(years) < 12) else "" for y in years],
        fontsize=11,
        color=INK,
    )
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
