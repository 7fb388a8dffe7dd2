"""Robustness: who meets which target in how many worlds, and who regrets how much in which future."""

import textwrap
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.figures.matrix import draw_matrix
from experiments.figures.style import FAINT, INK, PALETTE, Picture, drawing, new_figure, numbers_along
from experiments.methods.robustness import Regret
from experiments.methods.satisficing import ALL, Satisficing
from experiments.numbers import format_number, significant_decimals
from experiments.words import Words

DOTS, WORST = PALETTE[0], PALETTE[1]
MOST_RINGS = 60  # more dots than this are drawn smaller


def draw_satisficing(found: Satisficing, policies: dict[str, str], targets: dict[str, str], words: Words) -> Picture:
    """Share of the worlds in which each policy meets each target, and all of them.

    Parameters
    ----------
    found
        What `satisficing_table` gives.
    policies, targets
        Name -> title, in the order of the picture.
    words
        Language of all texts.
    """
    columns = {**targets, ALL: words("robust.all_targets")}
    shares, lows, highs = (
        (100 * frame.loc[list(policies), list(columns)]).rename(index=policies, columns=columns)
        for frame in (found.share, found.low, found.high)
    )
    cells = zip(*(frame.to_numpy() for frame in (shares, lows, highs)), strict=True)
    texts = pd.DataFrame([[_share(s, low, high, words) for s, low, high in zip(*row, strict=True)] for row in cells])
    picture = draw_matrix(
        shares,
        texts,
        name="satisficing",
        title=words("robust.satisficing"),
        caption=words.count("robust.satisficing_caption", found.n_seeds, futures=found.n_futures),
        scale_label=words("robust.satisficing_scale"),
        low=0,
        high=100,
        lang=words.lang,
    )
    ends = {words("table.low"): lows, words("table.high"): highs}
    table = shares.join([frame.add_suffix(f": {name}") for name, frame in ends.items()])
    return replace(picture, table=table.rename_axis(words("robust.policy")).reset_index())


def draw_regret(regret: Regret, policies: dict[str, str], label: str, unit: str, words: Words) -> Picture:
    """Regret in every future by policy, the smallest maximum on top.

    Parameters
    ----------
    regret
        What `regret_table` gives.
    policies
        Name -> title.
    label, unit
        Of the indicator, in the language; the unit as the model writes it.
    words
        Language of all texts.
    """
    table = regret.table.loc[list(policies)]
    order = list(table["max"].sort_values(kind="stable").index)
    with drawing():
        figure = new_figure(11.0, 1.5 + 0.72 * len(order))
        axes = figure.subplots()
        decimals = min(significant_decimals(float(table["max"].max()), 2), 3)
        reach = float(np.nanmax(table[["max", "max_held_out"]].to_numpy())) or 1.0
        for row, policy in enumerate(order):
            _draw_policy(axes, row, regret.by_future[policy].to_numpy(), table.loc[policy], reach, decimals, words)
        axes.set_ylim(len(order) - 0.45, -0.55)
        axes.set_xlim(-0.02 * reach, 1.12 * reach)
        axes.set_yticks(range(len(order)), ["\n".join(textwrap.wrap(policies[p], 28)) for p in order])
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=False, axis="y")
        axes.grid(visible=True, axis="x")
        axes.spines["left"].set_visible(False)
        numbers_along(axes.xaxis, words.lang)
        axes.set_xlabel(words("robust.regret_axis", unit=words.difference(unit)))
        figure.legend(handles=_legend(regret, words), loc="outside lower center", ncols=2, fontsize=11)
    title = words("robust.regret", label=label)
    caption = words.count("robust.regret_caption", regret.n_seeds, futures=regret.n_futures)
    return Picture("regret", title, caption, figure, _regret_table(table.loc[order], policies, words))


def _share(share: float, low: float, high: float, words: Words) -> str:
    middle, *ends = (format_number(x, 0, words.lang) for x in (share, low, high))
    return f"{middle} ({'–'.join(ends)})"


def _draw_policy(
    axes: Axes, row: int, values: np.ndarray, figures: "pd.Series[float]", reach: float, decimals: int, words: Words
) -> None:
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    axes.barh(row, high - low, left=low, height=0.5, color=FAINT, zorder=1)
    axes.plot([middle, middle], [row - 0.25, row + 0.25], color=INK, lw=2.2, zorder=2)
    # Dots keep apart in a fixed pattern, so that the same numbers give the same picture.
    lanes = (np.arange(len(values)) * 0.618034) % 1 - 0.5
    size = 26 if len(values) <= MOST_RINGS else 12
    order = np.argsort(values, kind="stable")
    axes.scatter(values[order], row + 0.42 * lanes, s=size, color=DOTS, alpha=0.45, lw=0, zorder=3)
    axes.scatter(figures["max"], row, s=110, facecolor="none", edgecolor=WORST, lw=2.4, zorder=5)
    axes.text(
        figures["max"] + 0.018 * reach, row, format_number(figures["max"], decimals, words.lang), va="center",
        color=INK, weight="bold", zorder=6,
    )  # fmt: skip
    if np.isfinite(figures["max_held_out"]):
        axes.scatter(max(figures["max_held_out"], 0), row, s=42, marker="D", facecolor=WORST, lw=0, zorder=4)


def _legend(regret: Regret, words: Words) -> list[Line2D]:
    def mark(marker: str, key: str, **look: object) -> Line2D:
        return Line2D([], [], lw=0, marker=marker, markersize=9, label=words(key), **look)  # type: ignore[arg-type]

    handles = [
        mark("o", "robust.one_future", color=DOTS, alpha=0.6, markeredgewidth=0),
        Line2D([], [], color=INK, lw=2.2, label=words("robust.middle")),
        mark("o", "robust.worst", markerfacecolor="none", markeredgecolor=WORST, markeredgewidth=2.2),
    ]
    if regret.n_seeds > 1:
        handles.append(mark("D", "robust.worst_held_out", color=WORST, markeredgewidth=0))
    return handles


def _regret_table(table: pd.DataFrame, policies: dict[str, str], words: Words) -> pd.DataFrame:
    columns: dict[str, object] = {words("robust.policy"): [policies[str(p)] for p in table.index]}
    for measure in ("max", "p90", "mean"):
        name = words(f"robust.{measure}")
        columns[name] = table[measure].to_numpy()
        for end in ("low", "high"):
            columns[f"{name}: {words(f'table.{end}')}"] = table[f"{measure}_{end}"].to_numpy()
        columns[f"{name}: {words('robust.held_out')}"] = table[f"{measure}_held_out"].to_numpy()
    columns[words("robust.of_range")] = 100 * table["max_of_range"].to_numpy()
    return pd.DataFrame(columns)
