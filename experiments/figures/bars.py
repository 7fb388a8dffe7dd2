"""Sensitivity in pictures: ranked bars, what more runs did to them, and parameters against outcomes.

All take a table of indices from `morris_indices` or `sobol_indices`, or their `Convergence`; labels by parameter and by
outcome, the latter with unit where there is an axis for it; the name of the picture; and `n_seeds`, the seeds over
which every run of the design was averaged.
"""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.fans import label_ends
from experiments.figures.matrix import draw_matrix
from experiments.figures.style import (
    INK,
    MOST_SERIES,
    PALETTE,
    QUIET,
    Picture,
    drawing,
    new_figure,
    numbers_along,
    numbers_on_axis,
    styles,
)
from experiments.methods.convergence import WIDEST, Convergence
from experiments.methods.sensitivity import MAIN
from experiments.numbers import format_number, significant_decimals
from experiments.words import Words

MOST_BARS = 15
MOST_PANELS = 4
LABEL_CHARACTERS = 44
TITLE_CHARACTERS = 30
BESIDE = {"morris": "mu", "sobol": "S1"}  # what is shown besides the index that ranks
UP, DOWN, MIXED = PALETTE[0], PALETTE[1], "#8c8c8c"


def draw_bars(
    table: pd.DataFrame, labels: dict[str, str], outcomes: dict[str, str], name: str, words: Words, *, n_seeds: int
) -> Picture:
    """Parameters in order of importance, one panel per outcome.

    Raises
    ------
    ValueError
        If there are more than four outcomes: they do not fit a screen.
    """
    if len(outcomes) > MOST_PANELS:
        raise ValueError(f"one picture shows {MOST_PANELS} outcomes at most, found {len(outcomes)}")
    method = _method(table)
    ranked = {o: _ranked(table[table["outcome"] == o], method) for o in outcomes}
    wrapped = {n: "\n".join(textwrap.wrap(labels.get(n, n), LABEL_CHARACTERS)) for n in table["name"].unique()}
    height = max(0.42, 0.17 * max(text.count("\n") + 1 for text in wrapped.values()) + 0.08)
    columns = min(len(outcomes), 2)
    rows = -(-len(outcomes) // columns)
    most = max(len(r.head(MOST_BARS)) for r in ranked.values())
    with drawing():
        figure = new_figure(7.4 * columns + (0.8 if columns == 1 else 0.0), rows * (height * most + 1.3) + 0.6)
        panels = figure.subplots(rows, columns, squeeze=False).ravel()
        for panel, (outcome, label) in zip(panels, outcomes.items(), strict=False):
            panel.set_title("\n".join(textwrap.wrap(label, TITLE_CHARACTERS)))
            _draw_bars(
                panel, table[table["outcome"] == outcome], ranked[outcome].head(MOST_BARS), wrapped, method, words
            )
        for panel in panels[len(outcomes) :]:
            panel.set_axis_off()
        figure.legend(handles=_legend(method, words), loc="outside lower center", ncols=2 * columns, fontsize=12)
    caption = [
        words(f"sensitivity.{method}_caption"),
        _spent(table[table["outcome"].isin(outcomes)], method, words),
        words.count("sensitivity.seeds", n_seeds),
    ]
    rest = [words("sensitivity.rest", n=len(r) - MOST_BARS, outcome=outcomes[o], share=_share(r, words))
            for o, r in ranked.items() if len(r) > MOST_BARS and not r["constant"].all()]  # fmt: skip
    still = [words("sensitivity.constant", outcome=outcomes[o]) for o, r in ranked.items() if r["constant"].all()]
    title = words(f"sensitivity.{method}_title")
    return Picture(name, title, " ".join([*caption, *rest, *still]), figure, _named(table, labels, outcomes))


def draw_convergence(
    found: Convergence, labels: dict[str, str], outcome: str, label: str, name: str, words: Words, *, n_seeds: int
) -> Picture:
    """The five most important parameters of one outcome on growing shares of the design; `label` is of the outcome."""
    steps = found.steps[found.steps["outcome"] == outcome]
    last = steps[steps["share"] == steps["share"].max()]
    top = list(last.nlargest(MOST_SERIES, "value")["name"])
    looks, ends = styles(top), {}
    method = "morris" if steps["index"].iloc[0] == MAIN["morris"] else "sobol"
    with drawing():
        figure = new_figure(11.4, 5.4)
        axes = figure.subplots()
        for parameter in top:
            mine, look = steps[steps["name"] == parameter], looks[parameter]
            axes.fill_between(mine["blocks"], mine["low"], mine["high"], color=look.colour, alpha=0.13, lw=0)
            axes.plot(mine["blocks"], mine["value"], color=look.colour, dashes=look.dashes, marker="o", ms=5)
            ends[parameter] = float(mine["value"].iloc[-1])
        axes.set_ylim(bottom=0)
        axes.set_xticks(sorted(steps["blocks"].unique()))
        axes.set_xlabel(words(f"sensitivity.{method}_blocks"))
        axes.set_title("\n".join(textwrap.wrap(f"{words(f'sensitivity.{MAIN[method]}')}: {label}", 70)))
        first, final = steps["blocks"].min(), steps["blocks"].max()
        axes.set_xlim(first, max(final, first + 1))
        label_ends(axes, float(max(final, first + 1)), ends, looks, {p: labels.get(p, p) for p in top}, 30)
        numbers_on_axis(axes, words.lang)
        axes.set_yticks(
            [mark for mark in axes.get_yticks() if 0 <= mark <= axes.get_ylim()[1]]
        )  # labels may lie below 0
    verdict = found.verdicts[found.verdicts["outcome"] == outcome].iloc[0]
    caption = f"{words('sensitivity.convergence_caption', n=len(top))} {words.count('sensitivity.seeds', n_seeds)} "
    caption += say_convergence(verdict, words)
    return Picture(
        name, words("sensitivity.convergence_title"), caption, figure, _named(steps, labels, {outcome: label})
    )


def draw_influence(
    table: pd.DataFrame, labels: dict[str, str], outcomes: dict[str, str], name: str, words: Words, *, n_seeds: int
) -> Picture:
    """All parameters against all outcomes, about twelve, each relative to the largest of its outcome."""
    method = _method(table)
    main = table[(table["index"] == MAIN[method]) & table["outcome"].isin(outcomes)]
    grid = main.pivot(index="name", columns="outcome", values="relative")[list(outcomes)]
    grid = grid.loc[grid.mean(axis=1).sort_values(ascending=False, kind="stable").index].clip(lower=0)
    grid = grid.set_axis([labels.get(p, p) for p in grid.index]).set_axis(list(outcomes.values()), axis=1)
    texts = grid.map(lambda x: format_number(x, 2, words.lang))
    caption = f"{words('sensitivity.influence_caption')} {_spent(main, method, words)} "
    caption += words.count("sensitivity.seeds", n_seeds)
    return draw_matrix(
        grid, texts, name=name, title=words("sensitivity.influence_title"), caption=caption,
        scale_label=words("sensitivity.relative", index=words(f"sensitivity.{MAIN[method]}")), low=0.0, high=1.0,
        lang=words.lang,
    )  # fmt: skip


def say_convergence(verdict: pd.Series, words: Words) -> str:
    """One sentence on whether the ranking and the values have settled; `verdict` is a row of `Convergence.verdicts`."""
    if verdict["constant"]:
        return words("sensitivity.never_moved")
    key = "both" if verdict["ranking"] and verdict["values"] else "ranking" if verdict["ranking"] else "open"
    shift, width = (format_number(float(verdict[c]), 2, words.lang) for c in ("rank_shift", "width"))
    return words(f"sensitivity.settled_{key}", shift=shift, width=width, wanted=format_number(WIDEST, 1, words.lang))


def _method(table: pd.DataFrame) -> str:
    return next(method for method, index in MAIN.items() if (table["index"] == index).any())


def _ranked(table: pd.DataFrame, method: str) -> pd.DataFrame:
    return table[table["index"] == MAIN[method]].sort_values("value", ascending=False, kind="stable")


def _draw_bars(
    axes: Axes, table: pd.DataFrame, shown: pd.DataFrame, labels: dict[str, str], method: str, words: Words
) -> None:
    if shown["constant"].all():
        still = "\n".join(textwrap.wrap(words("sensitivity.never_moved"), TITLE_CHARACTERS))
        axes.text(0.0, 0.95, still, va="top", transform=axes.transAxes)
        axes.set_axis_off()
        return
    y = np.arange(len(shown))
    side = table[table["index"] == BESIDE[method]].set_index("name").loc[shown["name"]]
    if method == "morris":
        _draw_row(axes, y, shown, 0.62, _directions(side))
    else:
        _draw_row(axes, y - 0.19, shown, 0.36, [UP] * len(shown))
        _draw_row(axes, y + 0.19, side, 0.36, [DOWN] * len(shown))
    axes.set_yticks(y, [labels[n] for n in shown["name"]], fontsize=11, linespacing=1.1)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0, color=QUIET, lw=1.0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.set_xlabel(words("sensitivity.mu_star" if method == "morris" else "sensitivity.variance"))
    numbers_along(axes.xaxis, words.lang, most=5)


def _draw_row(axes: Axes, y: np.ndarray, rows: pd.DataFrame, height: float, colours: list[str]) -> None:
    """Bars with their intervals."""
    axes.barh(y, rows["value"], height=height, color=colours)
    axes.hlines(y, rows["low"], rows["high"], color=INK, lw=1.5, zorder=3)
    axes.plot(np.concatenate([rows["low"], rows["high"]]), np.tile(y, 2), "|", color=INK, ms=6, mew=1.5)


def _directions(effects: pd.DataFrame) -> list[str]:
    """Colour by whether more of the parameter raises the outcome, lowers it, or neither throughout."""
    return [UP if low > 0 else DOWN if high < 0 else MIXED for low, high in effects[["low", "high"]].to_numpy()]


def _legend(method: str, words: Words) -> list[Line2D | Patch]:
    kinds = {"morris": ((UP, "up"), (DOWN, "down"), (MIXED, "mixed")), "sobol": ((UP, "ST"), (DOWN, "S1"))}[method]
    whisker = Line2D([], [], color=INK, lw=1.5, marker="|", ms=8, mew=1.5, label=words("sensitivity.interval"))
    return [*(Patch(color=colour, label=words(f"sensitivity.{key}")) for colour, key in kinds), whisker]


def _spent(table: pd.DataFrame, method: str, words: Words) -> str:
    """How many trajectories or base rows there were, and how many were left out."""
    used, dropped = int(table["used"].min()), int(table["dropped"].max())
    text = words(f"sensitivity.{method}_used", n=used)
    return f"{text} {words(f'sensitivity.{method}_dropped', n=dropped)}" if dropped else text


def _share(ranked: pd.DataFrame, words: Words) -> str:
    """Largest value that is not shown, as a share of the largest shown [%]."""
    share = 100 * float(ranked["relative"].iloc[MOST_BARS])
    return format_number(share, 0 if share >= 1 else min(significant_decimals(share, 1), 2), words.lang)


def _named(table: pd.DataFrame, labels: dict[str, str], outcomes: dict[str, str]) -> pd.DataFrame:
    """The numbers, with labels beside the names."""
    mine = table[table["outcome"].isin(outcomes)]
    return mine.assign(label=[labels.get(n, n) for n in mine["name"]]).reset_index(drop=True)
