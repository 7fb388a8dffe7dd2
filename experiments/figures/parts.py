"""A bundle of policies and its parts: what each does alone, within the bundle, and as a fair share."""

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.figures.style import INK, PALETTE, QUIET, Picture, drawing, new_figure, numbers_along
from experiments.methods.bundles import Parts
from experiments.numbers import format_estimate
from experiments.statistics import Interval
from experiments.words import Words

LABEL_CHARACTERS = 34
MOST_ON_ONE_AXIS = 4  # beyond, the whole is so much larger than a part that the parts could not be told apart
MARKS = (("alone", PALETTE[0], "o"), ("within", PALETTE[2], "D"), ("shapley", PALETTE[1], "s"))
BARS = (("own_sum", PALETTE[0]), ("total", PALETTE[4]), ("interaction", PALETTE[3]))


def draw_parts(
    parts: Parts, outcome: int, members: Sequence[str], label: str, unit: str, name: str, words: Words
) -> Picture:
    """Members with three marks each, and below them the bundle as a whole, up to four members on the same axis.

    Parameters
    ----------
    parts
        From `split_bundle`.
    outcome
        Place of the outcome in it.
    members
        Labels, in order.
    label, unit
        Of the outcome and of its difference.
    name
        Of the picture.
    words
        Language of all texts.
    """
    with drawing():
        figure = new_figure(11.6, 0.82 * parts.n + 3.6)
        shared = parts.n <= MOST_ON_ONE_AXIS
        upper, lower = figure.subplots(2, 1, sharex=shared, height_ratios=[0.82 * parts.n, 1.7])
        _draw_members(upper, parts, outcome, members)
        _draw_bundle(lower, parts, outcome, words)
        for panel in (upper, lower):
            panel.axvline(0, color=QUIET, lw=1.2)
            panel.tick_params(axis="y", length=0)
            panel.grid(visible=False, axis="y")
            panel.grid(visible=True, axis="x")
            numbers_along(panel.xaxis, words.lang)
        upper.tick_params(axis="x", labelbottom=not shared)
        lower.set_xlabel(words("bundle.difference", unit=unit))
        marks = [
            Line2D([], [], color=colour, marker=mark, ms=8, lw=1.8, label=words(f"bundle.{quantity}"))
            for quantity, colour, mark in MARKS
        ]
        figure.legend(handles=marks, loc="outside upper center", ncols=3, fontsize=12)
    n_seeds = parts.total.n_seeds
    caption = [words.count("bundle.caption", n_seeds)]
    if parts.permutations:
        caption.append(words("bundle.sampled", n=parts.permutations))
    caption.append(say_parts(parts, outcome, members, unit, words))
    table = parts.table(members, [label if k == outcome else "" for k in range(outcome + 1)])
    table = table[table["outcome"] == label].reset_index(drop=True)
    return Picture(name, words("bundle.title", outcome=label), " ".join(caption), figure, table)


def say_parts(parts: Parts, outcome: int, members: Sequence[str], unit: str, words: Words) -> str:
    """Say in one sentence what members do alone and together, e.g. "A alone +1 (…), B alone +2 (…), together +4 (…)".

    Parameters
    ----------
    parts, outcome, members, unit, words
        As of `draw_parts`.
    """
    said = [words("bundle.say_alone", member=m, amount=_amount(parts.alone, (i, outcome), words))
            for i, m in enumerate(members)]  # fmt: skip
    said.append(words("bundle.say_together", amount=_amount(parts.total, (outcome,), words), unit=unit))
    unclear = parts.total.n_seeds > 1 and not bool(parts.interaction.excludes_zero[outcome])
    key = "bundle.say_unclear" if unclear else "bundle.say_interaction"
    said.append(words(key, amount=_amount(parts.interaction, (outcome,), words)))
    sentence = ", ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _amount(interval: Interval, place: tuple[int, ...], words: Words) -> str:
    one = Interval(interval.mean[place], interval.low[place], interval.high[place], interval.n_seeds)
    text, span = format_estimate(one, words.lang, signed=True)
    return f"{text} ({span})" if span else text


def _draw_members(axes: Axes, parts: Parts, outcome: int, members: Sequence[str]) -> None:
    y = np.arange(parts.n)
    for k, (quantity, colour, mark) in enumerate(MARKS):
        found: Interval = getattr(parts, quantity)
        height = y + 0.24 * (k - 1)
        axes.hlines(height, found.low[:, outcome], found.high[:, outcome], color=colour, lw=1.8)
        axes.plot(found.mean[:, outcome], height, mark, color=colour, ms=8)
    axes.hlines(y[1:] - 0.5, 0, 1, transform=axes.get_yaxis_transform(), color="#e6e6e6", lw=0.8)
    axes.set_yticks(y, ["\n".join(textwrap.wrap(m, LABEL_CHARACTERS)) for m in members], linespacing=1.1)
    axes.set_ylim(parts.n - 0.5, -0.5)


def _draw_bundle(axes: Axes, parts: Parts, outcome: int, words: Words) -> None:
    """Each alone added up, together, and the difference of the two, with their numbers at the right."""
    for y, (quantity, colour) in enumerate(BARS):
        found: Interval = getattr(parts, quantity)
        axes.barh(y, found.mean[outcome], height=0.55, color=colour, alpha=0.85)
        axes.hlines(y, found.low[outcome], found.high[outcome], color=INK, lw=4.2)
        axes.hlines(y, found.low[outcome], found.high[outcome], color="#ffffff", lw=1.8)
        axes.text(1.01, y, _amount(found, (outcome,), words), va="center", transform=axes.get_yaxis_transform())
    axes.set_yticks(range(len(BARS)), [words(f"bundle.{quantity}") for quantity, _ in BARS])
    axes.set_ylim(len(BARS) - 0.5, -0.5)
