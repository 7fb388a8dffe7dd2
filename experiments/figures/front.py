"""The search in pictures: what money buys along the front, which levers that takes, and whether the search is done."""

import textwrap
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.boxes import named
from experiments.figures.fans import spread_labels
from experiments.figures.matrix import draw_matrix
from experiments.figures.style import INK, PALETTE, Picture, drawing, new_figure, numbers_along
from experiments.methods.front import Front, LeverRange
from experiments.numbers import format_number, significant_decimals
from experiments.words import Words

BEST, WORST, NAMED, TRIED = PALETTE[0], PALETTE[2], PALETTE[1], "#b3b3b3"
MOST_MIXES = 8
LABEL_ROOM = 0.36  # share of the cost axis left free for names


def draw_front(front: Front, titles: dict[str, str], unit: str, words: Words) -> Picture:
    """Cost against the share of milestones met: all mixes tried, the front, and the named starting points.

    Parameters
    ----------
    front
        What `search_front` gives.
    titles
        Starting point -> title.
    unit
        Of the cost, as the model writes it.
    words
        Language of all texts.
    """
    points, best = front.points, front.best
    with drawing():
        figure = new_figure(11.5, 6.2)
        axes = figure.subplots()
        _draw_lines(axes, points, best)
        low = float(min(points["cost"].min(), 0.0))
        end = float(max(points["cost"].max(), front.budget))
        axes.plot([front.budget] * 2, [0, 101], color=INK, lw=1.2, dashes=(2, 2))
        axes.text(front.budget, 102, words("search.budget"), ha="center", va="bottom", fontsize=11)
        axes.grid(visible=True, axis="both")
        axes.set_xlim(low, end)
        for axis in (axes.xaxis, axes.yaxis):
            numbers_along(axis, words.lang)
        axes.set_xticks([tick for tick in axes.get_xticks() if low <= tick <= end])
        axes.set_yticks(range(0, 101, 20))
        _label_named(axes, front, titles, low, end)
        axes.set_ylim(-4, 108)
        axes.spines["left"].set_bounds(0, 100)
        axes.set_xlabel(words("search.cost", unit=words.unit(unit)))
        axes.set_ylabel(words("search.share"))
        figure.legend(handles=_legend(words), loc="outside lower center", ncols=2, fontsize=11)
    caption = words("search.front_caption", n=len(points), futures=front.n_futures)
    return Picture("front", words("search.front"), caption, figure, _front_table(front, titles, words))


def draw_mixes(front: Front, labels: dict[str, str], units: dict[str, str], unit: str, words: Words) -> Picture:
    """Lever values along the front, from cheap to dear.

    Parameters
    ----------
    front
        What `search_front` gives.
    labels, units
        By lever; the unit as the model writes it, empty for switches.
    unit
        Of the cost.
    words
        Language of all texts.
    """
    best = front.best
    shown = best.iloc[np.unique(np.linspace(0, len(best) - 1, min(MOST_MIXES, len(best))).round().astype(int))]
    settings = front.settings.loc[shown.index]
    places = _cost_decimals(front)
    columns = [
        words("search.mix", cost=format_number(c, places, words.lang), share=format_number(100 * s, 0, words.lang))
        for c, s in zip(shown["cost"], shown["share"], strict=True)
    ]
    values = [(settings[x.name] - x.low) / (x.high - x.low or np.nan) for x in front.levers]
    texts = [_settings_text(lever, settings[lever.name], units.get(lever.name, ""), words) for lever in front.levers]
    rows = [named(labels[lever.name], words.unit(units.get(lever.name, ""))) for lever in front.levers]
    picture = draw_matrix(
        pd.DataFrame(np.array(values), index=rows, columns=columns),
        pd.DataFrame(texts),
        name="mixes",
        title=words("search.mixes"),
        caption=words("search.mixes_caption", n=len(shown), all=len(best), unit=words.unit(unit)),
        scale_label=words("search.mixes_scale"),
        low=0,
        high=1,
        lang=words.lang,
    )
    table = best[["cost", "share", "share_p10"]].join(front.settings.rename(columns=labels))
    return replace(picture, table=table.rename(columns=_headings(words)))


def draw_progress(front: Front, words: Words) -> Picture:
    """Area covered by generation, as a share of the last: flat at the end when more search would add little.

    Parameters
    ----------
    front
        What `search_front` gives.
    words
        Language of all texts.
    """
    generation = np.arange(1, len(front.hypervolume) + 1)
    covered = 100 * front.hypervolume / (front.hypervolume[-1] or 1.0)
    with drawing():
        figure = new_figure(7.6, 4.2)
        axes = figure.subplots()
        axes.plot(generation, covered, color=BEST, marker="o", markersize=4)
        axes.set_ylim(0, 104)
        for axis in (axes.xaxis, axes.yaxis):
            numbers_along(axis, words.lang)
        axes.set_xlabel(words("search.generation"))
        axes.set_ylabel(words("search.covered"))
    table = pd.DataFrame({words("search.generation"): generation, words("search.covered"): covered})
    return Picture("search_progress", words("search.progress"), words("search.progress_caption"), figure, table)


def _draw_lines(axes: Axes, points: pd.DataFrame, best: pd.DataFrame) -> None:
    axes.scatter(points["cost"], 100 * points["share"], s=9, color=TRIED, lw=0, zorder=1)
    axes.fill_between(
        best["cost"], 100 * best["share_low"], 100 * best["share_high"], step="post", color=BEST, alpha=0.18, lw=0
    )
    axes.step(best["cost"], 100 * best["share"], where="post", color=BEST, zorder=3)
    axes.scatter(best["cost"], 100 * best["share"], s=22, color=BEST, zorder=3)
    axes.step(best["cost"], 100 * best["share_p10"], where="post", color=WORST, dashes=(6, 2), lw=1.8, zorder=2)
    axes.scatter(best["cost"], 100 * best["share_p10"], s=16, color=WORST, zorder=2)


def _settings_text(lever: LeverRange, column: "pd.Series[float]", unit: str, words: Words) -> list[str]:
    if lever.kind == "switch" and not unit:
        return [words("search.on") if value == lever.high else words("search.off") for value in column]
    span = lever.high - lever.low or abs(lever.high)
    decimals = 0 if lever.kind == "whole" else min(max(significant_decimals(span, 2), 0), 3)
    return [format_number(value, decimals, words.lang) for value in column]


def _label_named(axes: Axes, front: Front, titles: dict[str, str], low: float, end: float) -> None:
    """Name starting points at the right, each behind a thin line to its mark."""
    named = front.named[front.named["name"].isin(list(titles))]
    span = end - low
    axes.set_xlim(low - 0.02 * span, end + LABEL_ROOM * span)
    axes.spines["bottom"].set_bounds(low - 0.02 * span, end)
    axes.scatter(named["cost"], 100 * named["share"], s=95, marker="D", facecolor="white", edgecolor=NAMED, lw=2.2,
                 zorder=5)  # fmt: skip
    places = spread_labels(list((100 * named["share"]).clip(4, 94)), 10.0)
    for (_, point), place in zip(named.iterrows(), places, strict=True):
        axes.plot([point["cost"], end + 0.03 * span], [100 * point["share"], place], color=NAMED, lw=0.8, zorder=4)
        text = "\n".join(textwrap.wrap(titles[str(point["name"])], 26))
        axes.text(end + 0.04 * span, place, text, va="center", fontsize=11, color=INK, linespacing=1.0)


def _legend(words: Words) -> list[Line2D | Patch]:
    return [
        Line2D([], [], color=BEST, marker="o", markersize=5, label=words("search.best")),
        Line2D([], [], color=WORST, dashes=(6, 2), marker="o", markersize=4, label=words("search.p10")),
        Patch(facecolor=BEST, alpha=0.25, lw=0, label=words("search.interval")),
        Line2D([], [], lw=0, marker="o", markersize=4, color=TRIED, label=words("search.tried")),
        Line2D([], [], lw=0, marker="D", markersize=8, markerfacecolor="white", markeredgecolor=NAMED,
               markeredgewidth=2, label=words("search.named")),
    ]  # fmt: skip


def _front_table(front: Front, titles: dict[str, str], words: Words) -> pd.DataFrame:
    kept = front.points[front.points["on_front"] | (front.points["name"] != "")].sort_values("cost", kind="stable")
    columns = ["name", "cost", "share", "share_low", "share_high", "share_p10", "affordable", "on_front"]
    table = kept[columns].assign(name=[titles.get(name, name) for name in kept["name"]])
    return table.rename(columns=_headings(words))


def _headings(words: Words) -> dict[str, str]:
    names = ("name", "cost", "share", "share_low", "share_high", "share_p10", "affordable", "on_front")
    return {name: words(f"search.column_{name}") for name in names}


def _cost_decimals(front: Front) -> int:
    return min(max(significant_decimals(front.budget, 2), 0), 2)
