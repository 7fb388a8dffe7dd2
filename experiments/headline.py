"""The headline: a few indicators, levels under the reference and differences of the others, with intervals."""

from dataclasses import dataclass

import numpy as np

from experiments.numbers import format_estimate
from experiments.series import Series, read_series
from experiments.statistics import Interval, mean_interval, paired_difference
from experiments.words import Words
from simulation.indicators import BY_NAME, Indicator
from simulation.runs.results import Results

HEADLINE = (
    "unemployment_rate",
    "net_participation",
    "jobs",
    "vacancies",
    "queue_mw",
    "waiting_months",
    "capacity_mw",
    "firms_electrified",
    "heat_pumps",
    "co2",
    "cost_asked",
)
MILLIONS = frozenset({"cost_asked"})


@dataclass(frozen=True)
class Cell:
    """One number as text.

    Attributes
    ----------
    verdict
        ``better``, ``worse``, ``different`` (no direction is better), ``unclear`` (the interval contains zero) or
        ``""`` (a level, or one seed).
    """

    text: str
    span: str
    verdict: str = ""


@dataclass(frozen=True)
class Row:
    """One indicator: its level under the reference, and the difference of every other scenario.

    Attributes
    ----------
    by_seed
        The same differences before they are averaged: scenario -> float64[n_seeds].
    """

    indicator: Indicator
    unit: str
    level: Cell
    differences: dict[str, Cell]
    by_seed: dict[str, np.ndarray]


def headline_rows(results: Results, year: int, words: Words) -> list[Row]:
    """All headline indicators in one year.

    Parameters
    ----------
    results
        The folder; the first scenario is the reference.
    year
        A year of the run; money is the mean a year up to and including it.
    words
        Language of all texts.
    """
    return [_row(read_series(results, name), results.scenarios, year, words) for name in HEADLINE]


def difference(series: Series, scenario: str, reference: str, year: int) -> Interval:
    """Paired difference of one scenario in one year."""
    return paired_difference(_in_year(series, scenario, year), _in_year(series, reference, year))


def clear_effects(rows: list[Row], scenario: str, words: Words) -> tuple[list[str], list[str]]:
    """Say for one scenario what differs clearly and what cannot be told from chance.

    Returns
    -------
    clear : list of str
        "label: difference unit (interval)".
    unclear : list of str
        Labels.
    """
    clear, unclear = [], []
    for row in rows:
        cell, label = row.differences[scenario], row.indicator.label(words.lang)
        if cell.verdict == "unclear":
            unclear.append(label if label[1].isupper() else label[0].lower() + label[1:])
        elif cell.verdict:
            unit = words.difference(row.unit) if row.unit.startswith("%") else row.unit
            clear.append(f"{label}: {cell.text} {unit}" + (f" ({cell.span})" if cell.span else ""))
    return clear, unclear


def _row(series: Series, scenarios: list[str], year: int, words: Words) -> Row:
    indicator, (reference, *others) = series.indicator, scenarios
    unit = words("unit.million") if indicator.name in MILLIONS else words.unit(indicator.unit)
    level = mean_interval(_in_year(series, reference, year))
    cells = {name: _difference_cell(difference(series, name, reference, year), indicator, words) for name in others}
    by_seed = {name: _in_year(series, name, year) - _in_year(series, reference, year) for name in others}
    return Row(indicator, unit, Cell(*format_estimate(level, words.lang)), cells, by_seed)


def _difference_cell(gap: Interval, indicator: Indicator, words: Words) -> Cell:
    text, span = format_estimate(gap, words.lang, signed=True)
    if gap.n_seeds < 2:
        return Cell(text, "")
    if not bool(gap.excludes_zero):
        return Cell(text, span, "unclear")
    if indicator.better == "neutral":
        return Cell(text, span, "different")
    return Cell(text, span, "better" if (gap.mean > 0) == (indicator.better == "up") else "worse")


def _in_year(series: Series, scenario: str, year: int) -> np.ndarray:
    """Value of every seed: float64[n_seeds]."""
    place = list(series.times).index(year)  # type: ignore[arg-type]
    values = series.values[scenario][:, :, 0]
    if series.indicator.name in MILLIONS:
        return np.asarray(values[:, : place + 1].mean(axis=1) / 1e6)
    return np.asarray(values[:, place])


assert all(name in BY_NAME for name in HEADLINE)
