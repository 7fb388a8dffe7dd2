"""Scenario discovery in pictures: the limits of a box, how it was chosen, and which factors matter."""

import textwrap
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from experiments.figures.matrix import draw_matrix
from experiments.figures.style import FAINT, INK, PALETTE, QUIET, Picture, drawing, ink_on, new_figure, numbers_along
from experiments.methods.box_checks import HeldOut, Stability
from experiments.methods.boxes import Box, Limit, number_in_range
from experiments.methods.factor_scores import Scores
from experiments.numbers import format_number
from experiments.words import Words

INSIDE, CHOSEN = PALETTE[0], PALETTE[1]
EDGE = 0.01  # share of the range that a bar stays away from its end


def draw_box(
    box: Box,
    labels: dict[str, str],
    units: dict[str, str],
    words: Words,
    *,
    name: str,
    title: str,
    stability: Stability | None = None,
    held_out: HeldOut | None = None,
) -> Picture:
    """Limits of one box, each within the factor's whole range.

    Parameters
    ----------
    box
        What `find_boxes` found.
    labels, units
        By factor; the unit as the model writes it, empty for categories.
    words
        Language of all texts.
    name, title
        Of the picture; what is missed belongs in the title.
    stability
        With it, beside each factor how often it is limited in cases drawn anew.
    held_out
        With it, the caption says how well boxes catch cases they never saw.
    """
    with drawing():
        figure = new_figure(11.5, 1.25 + 0.95 * len(box.limits))
        axes = figure.subplots()
        figures = {
            "density": format_number(100 * box.density, 0, words.lang),
            "coverage": format_number(100 * box.coverage, 0, words.lang),
        }
        axes.set_title(words("discovery.box", n=box.n_cases, **figures), pad=12)
        for row, limit in enumerate(box.limits):
            _draw_limit(axes, row, limit, words)
            if stability is not None:
                share = format_number(100 * float(stability.limited[limit.factor]), 0, words.lang)
                axes.text(1.03, row, words("discovery.again", share=share), va="center", fontsize=11, color=INK)
        names = [named(labels[limit.factor], words.unit(units.get(limit.factor, ""))) for limit in box.limits]
        axes.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(name, 34)) for name in names])
        axes.set_xlim(0, 1.0 if stability is None else 1.22)
        axes.set_ylim(len(names) - 0.3, -0.55)
        _bare(axes)
    caption = words("discovery.box_caption")
    if stability is not None:
        caption += " " + words("discovery.again_caption", n=stability.n_resamples)
    if held_out is not None:
        caption += " " + held_out.describe(words)
    return Picture(name, title, caption, figure, _box_table(box, labels, units, words, stability))


def draw_tradeoff(box: Box, words: Words, *, name: str, title: str) -> Picture:
    """Coverage against density of every box on the way, and the one chosen.

    Parameters
    ----------
    box
        What `find_boxes` found.
    words
        Language of all texts.
    name, title
        Of the picture.
    """
    path = box.trajectory
    with drawing():
        figure = new_figure(7.6, 5.6)
        axes = figure.subplots()
        x, y = 100 * path["coverage"].to_numpy(), 100 * path["density"].to_numpy()
        axes.plot(x, y, color=QUIET, lw=1.2, zorder=1)
        axes.scatter(x, y, s=38, color=INSIDE, zorder=2)
        for k in _places_to_label(x, y, path["n_limits"].to_numpy()):
            axes.annotate(
                words.count("discovery.limits", int(path["n_limits"].iloc[k])), (x[k], y[k]), (8, 4),
                textcoords="offset points", fontsize=11,
            )  # fmt: skip
        axes.scatter(100 * box.coverage, 100 * box.density, s=150, facecolor="none", edgecolor=CHOSEN, lw=2.6, zorder=3)
        axes.annotate(
            words("discovery.chosen"), (100 * box.coverage, 100 * box.density), (-12, -12),
            textcoords="offset points", ha="right", va="top", weight="bold",
        )  # fmt: skip
        axes.set_xlim(0, 104)
        axes.set_ylim(0, 104)
        axes.grid(visible=True, axis="both")
        for axis in (axes.xaxis, axes.yaxis):
            numbers_along(axis, words.lang)
        axes.set_xlabel(words("discovery.coverage"))
        axes.set_ylabel(words("discovery.density"))
    table = pd.DataFrame({
        words("discovery.coverage"): x, words("discovery.density"): y,
        words("discovery.mass"): 100 * path["mass"], words("discovery.n_limits"): path["n_limits"],
    })  # fmt: skip
    return Picture(name, title, words("discovery.tradeoff_caption"), figure, table)


def draw_scores(scores: Scores, factors: dict[str, str], outcomes: dict[str, str], words: Words) -> Picture:
    """Score of each factor for each outcome; in brackets what chance may give.

    Parameters
    ----------
    scores
        What `score_factors` gives.
    factors, outcomes
        Name -> label, in the order of the picture.
    words
        Language of all texts.
    """
    values = 100 * scores.mean.loc[list(factors), list(outcomes)]
    beyond = scores.beyond_chance.loc[list(factors), list(outcomes)]
    texts = pd.DataFrame(
        [
            [_score(value, sure, words) for value, sure in zip(*row, strict=True)]
            for row in zip(values.to_numpy(), beyond.to_numpy(), strict=True)
        ]
    )
    picture = draw_matrix(
        values.rename(index=factors, columns=outcomes),
        texts,
        name="factor_scores",
        title=words("discovery.scores"),
        caption=words("discovery.scores_caption", states=scores.n_states, cases=scores.n_cases),
        scale_label=words("discovery.scores_scale"),
        low=0,
        high=float(np.nanmax(values.to_numpy(), initial=1.0)),
        lang=words.lang,
    )
    return replace(picture, table=_scores_table(scores, factors, outcomes, words))


def _draw_limit(axes: Axes, row: int, limit: Limit, words: Words) -> None:
    if limit.categories:
        width = 1 / len(limit.categories)
        for k, category in enumerate(limit.categories):
            colour = INSIDE if category in limit.kept else FAINT
            axes.add_patch(Rectangle((k * width + EDGE / 2, row - 0.2), width - EDGE, 0.4, facecolor=colour))
            text = "\n".join(textwrap.wrap(str(category), max(int(70 * width), 6)))
            axes.text((k + 0.5) * width, row, text, ha="center", va="center", fontsize=11, color=ink_on(colour))
        return
    span = limit.highest - limit.lowest
    low, high = ((bound - limit.lowest) / span for bound in limit.bounds)
    axes.add_patch(Rectangle((0, row - 0.08), 1, 0.16, facecolor=FAINT))
    axes.add_patch(Rectangle((low, row - 0.2), max(high - low, 0.004), 0.4, facecolor=INSIDE))
    for end, bound, side in ((0.0, limit.lowest, "left"), (1.0, limit.highest, "right")):
        axes.text(end, row + 0.25, number_in_range(bound, limit, words), ha=side, va="top", fontsize=10, color=QUIET)
    close = high - low < 0.12 and np.isfinite(limit.low) and np.isfinite(limit.high)
    for bound, place, side in ((limit.low, low, "right"), (limit.high, high, "left")):
        if np.isfinite(bound):
            across = side if close else "left" if place < 0.03 else "right" if place > 0.97 else "center"
            text = number_in_range(bound, limit, words)
            axes.text(place, row - 0.24, text, ha=across, va="bottom", weight="bold", color=INK)


def _places_to_label(x: np.ndarray, y: np.ndarray, n_limits: np.ndarray) -> list[int]:
    """Points where a limit comes in, without those a label of a later one would cover."""
    places: list[int] = []
    for k in np.flatnonzero(np.diff(n_limits, prepend=0) > 0)[::-1]:
        if all(abs(y[k] - y[other]) > 6 for other in places):
            places.append(int(k))
    return places


def _bare(axes: Axes) -> None:
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)


def named(label: str, unit: str) -> str:
    """Label with its unit in brackets, if it has one."""
    return f"{label} ({unit})" if unit else label


def _score(value: float, sure: bool, words: Words) -> str:
    if not np.isfinite(value):
        return ""
    text = format_number(value, 0, words.lang)
    return text if sure else f"({text})"


def _box_table(
    box: Box, labels: dict[str, str], units: dict[str, str], words: Words, stability: Stability | None
) -> pd.DataFrame:
    limits = box.limits
    columns: dict[str, object] = {
        words("discovery.limit"): [
            lim.describe(labels[lim.factor], units.get(lim.factor, ""), words) for lim in limits
        ],
        words("discovery.p_low"): [lim.p_low for lim in limits],
        words("discovery.p_high"): [lim.p_high for lim in limits],
    }
    if stability is not None:
        columns[words("discovery.again_table")] = [100 * float(stability.limited[lim.factor]) for lim in limits]
    return pd.DataFrame(columns)


def _scores_table(scores: Scores, factors: dict[str, str], outcomes: dict[str, str], words: Words) -> pd.DataFrame:
    columns: dict[str, object] = {words("discovery.factor"): list(factors.values())}
    kinds = {"": scores.mean, "lowest": scores.low, "highest": scores.high, "chance": scores.chance}
    for outcome, label in outcomes.items():
        for kind, frame in kinds.items():
            name = f"{label}: {words(f'discovery.score_{kind}')}" if kind else label
            columns[name] = 100 * frame.loc[list(factors), outcome].to_numpy()
    return pd.DataFrame(columns)
