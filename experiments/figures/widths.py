"""How the interval of a comparison narrows with more seeds, and how many it takes to reach a wish."""

import textwrap
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from experiments.figures.style import INK, QUIET, Look, Picture, drawing, new_figure, numbers_on_axis, styles
from experiments.methods.enough import FEWEST, MOST_SEEDS, Wish, half_widths, is_sure, seeds_for
from experiments.numbers import format_number
from experiments.statistics import Floats
from experiments.words import Words

WISHED = (4, 3)  # dashes of the wished line
FIRST = 4  # seeds; with fewer Student's t is so wide that nothing else could be seen
ROUND = (4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024)


def draw_widths(
    differences: Mapping[str, Floats],
    titles: dict[str, str],
    reference: str,
    label: str,
    unit: str,
    wish: Wish | None,
    name: str,
    words: Words,
) -> Picture:
    """Half-width against the number of seeds, what is wished for, and where each scenario is expected to reach it.

    Parameters
    ----------
    differences
        Scenario -> float64[n_seeds], paired differences from the reference, four seeds or more.
    titles
        Scenario -> title, five at most.
    reference
        Title of the reference.
    label, unit
        Of the indicator, and of its difference for the reader.
    wish
        What is asked for; without it only the course is drawn.
    name
        Of the picture.
    words
        Language of all texts.

    Raises
    ------
    ValueError
        With fewer than four seeds.
    """
    fewest = min(len(differences[s]) for s in titles)
    if fewest < FIRST:
        raise ValueError(f"the course of an interval shows from {FIRST} seeds on, found {fewest}")
    courses = {s: half_widths(differences[s]).query(f"n >= {FIRST}") for s in titles}
    looks = styles(list(titles))
    with drawing():
        figure = new_figure(12.4, 5.2)
        axes = figure.subplots()
        for scenario, course in courses.items():
            seen, ahead = course[~course["expected"]], course[course["n"] >= len(differences[scenario])]
            look = looks[scenario]
            axes.plot(seen["n"], seen["half_width"], color=look.colour, dashes=look.dashes)
            axes.plot(ahead["n"], ahead["half_width"], color=look.colour, lw=1.4, ls=":")
            axes.plot(seen["n"].iloc[-1], seen["half_width"].iloc[-1], "o", color=look.colour, ms=9, zorder=5)
        last = float(max(course["n"].max() for course in courses.values()))
        highest = max(float(course["half_width"].max()) for course in courses.values())
        axes.set_ylim(0, 1.08 * max(highest, wish.half_width if wish else 0.0))
        _finish(axes, last, label, unit, words)
        if wish:
            _draw_wish(axes, differences, looks, wish, last)
        figure.legend(handles=_legend(titles, looks, wish, unit, words), loc="outside right upper", labelspacing=0.9)
    caption = [words("enough.caption", reference=reference, first=FIRST, n=max(map(len, differences.values())))]
    caption += say_needed(differences, titles, wish, words) if wish else []
    table = pd.concat([course.assign(scenario=titles[s]) for s, course in courses.items()], ignore_index=True)
    return Picture(name, words("enough.title", indicator=label), " ".join(caption), figure, table)


def say_needed(differences: Mapping[str, Floats], titles: dict[str, str], wish: Wish, words: Words) -> list[str]:
    """Say for every scenario whether the wish is reached or how many seeds that is expected to take."""
    said = []
    for scenario, title in titles.items():
        values = differences[scenario]
        reached = is_sure({scenario: values}, wish)
        n = len(values) if reached else max(seeds_for(values, wish.half_width), FEWEST)
        said.append(words(f"enough.say_{'reached' if reached else 'needed'}", scenario=title, n=n))
    return [*said, words("enough.rough")]


def say_noise(
    noise: pd.DataFrame, labels: dict[str, str], titles: dict[str, str], words: Words, most: int = MOST_SEEDS
) -> list[str]:
    """Say for each row of `within_noise` how many seeds it would take.

    Parameters
    ----------
    noise
        From `within_noise`.
    labels, titles
        Of indicators and scenarios.
    words
        Language of all texts.
    """
    said = []
    for indicator, scenario, needed in zip(noise["indicator"], noise["scenario"], noise["needed"], strict=True):
        key, n = ("enough.never", most) if needed is pd.NA else ("enough.to_tell", needed)
        said.append(words(key, n=n, indicator=labels[indicator], scenario=titles[scenario]))
    return said


def _finish(axes: Axes, last: float, label: str, unit: str, words: Words) -> None:
    axes.set_title(label)
    axes.set_xscale("log")
    axes.set_xlim(FIRST, last)
    axes.xaxis.set_major_locator(FixedLocator([n for n in ROUND if n <= last]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.set_xlabel(words("enough.axis"))
    axes.set_ylabel(words("enough.half_width", unit=unit))
    numbers_on_axis(axes, words.lang)


def _draw_wish(axes: Axes, differences: Mapping[str, Floats], looks: dict[str, Look], wish: Wish, last: float) -> None:
    axes.plot([FIRST, last], [wish.half_width] * 2, color=INK, lw=1.2, dashes=WISHED)
    for scenario, look in looks.items():
        needed = seeds_for(differences[scenario], wish.half_width)
        if len(differences[scenario]) < needed <= last:
            axes.plot(
                needed, wish.half_width, "D", mfc="#ffffff", mec=look.colour, mew=2, ms=9, zorder=6, clip_on=False
            )


def _legend(titles: dict[str, str], looks: dict[str, Look], wish: Wish | None, unit: str, words: Words) -> list[Line2D]:
    lines = [
        Line2D([], [], color=looks[s].colour, dashes=looks[s].dashes, label="\n".join(textwrap.wrap(title, 28)))
        for s, title in titles.items()
    ]
    lines.append(Line2D([], [], ls="", marker="o", color=QUIET, ms=9, label=words("enough.now")))
    if wish:
        needed = words("enough.needed")
        lines.append(Line2D([], [], ls="", marker="D", mfc="#ffffff", mec=QUIET, mew=2, ms=9, label=needed))
        amount = words("enough.wish", amount=f"{_shortest(wish.half_width, words)} {unit}")
        lines.append(Line2D([], [], color=INK, lw=1.2, dashes=WISHED, label="\n".join(textwrap.wrap(amount, 28))))
    return lines


def _shortest(value: float, words: Words) -> str:
    """The number with no more decimals than it was given in."""
    return format_number(value, next((d for d in range(6) if round(value, d) == value), 6), words.lang)
