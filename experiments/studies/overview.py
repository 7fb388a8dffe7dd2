"""What a sweep gave, by policy: outcomes over all points and seeds, and differences from the reference."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.headline import HEADLINE
from experiments.numbers import format_estimate, format_number, significant_decimals
from experiments.page import Section, write_page
from experiments.statistics import Interval, mean_interval
from experiments.studies.study import (
    Floats,
    Study,
    certainty_section,
    factor_labels,
    factor_units,
    last_year,
    lead_lines,
    missing_notes,
    outcome_label,
    policy_titles,
)
from experiments.sweeps.dataset import DATA, INDEX, gather
from experiments.sweeps.design import Design
from experiments.words import Words
from scenarios.problems import Problem, ScenarioError
from simulation.store import RunStore

MOST_POLICIES = 8  # in a table


def plan_overview(design: Design) -> Study:
    """Run a design as it is.

    Raises
    ------
    ScenarioError
        If it does not say which points to run.
    """
    if design.form.design is None:
        raise ScenarioError([Problem(design.id, "design", "nothing", "a table [design] with a method")])
    return Study(design, lambda store, folder, words: _write(design, store, folder, words))


def _write(design: Design, store: RunStore, folder: Path, words: Words) -> Path:
    names, year = list(HEADLINE), last_year(design)
    values = gather(design, store, [(name, year) for name in names])
    policy = np.array([point.policy for point in design.points()])
    titles = dict(list(policy_titles(design, words).items())[:MOST_POLICIES])
    tables = [(words("study.levels", year=year), _levels(values, policy, titles, names, words))]
    if len(titles) > 1:
        tables.append((words("study.differences", year=year), _differences(values, policy, titles, names, words)))
    sections = [
        Section(words("study.varied"), tables=[(words("study.ranges"), _factors(design, words))]),
        Section(words("part.headline"), lines=[words("study.spread")], tables=tables),
        Section(words("study.data"), lines=[words("study.read", index=INDEX, data=DATA)]),
        certainty_section(design, words),
    ]
    title = design.form.title.model_dump()[words.lang]
    return write_page(folder, title, lead_lines(design, words), missing_notes(values, words), sections, words)


def _factors(design: Design, words: Words) -> pd.DataFrame:
    """What was varied, and between which values."""
    labels, units = factor_labels(design, words), factor_units(design)
    rows = [(f"{labels[f.name]} ({f.name})", f.low, f.high, words.unit(units[f.name])) for f in design.factors]
    return pd.DataFrame(rows, columns=[words(f"list.{name}") for name in ("name", "lowest", "highest", "unit")])


def _levels(values: Floats, policy: np.ndarray, titles: dict[str, str], names: list[str], words: Words) -> pd.DataFrame:
    """Median and middle 90 % over points and seeds, by indicator and policy."""
    rows = {}
    for key, title in titles.items():
        mine = values[policy == key].reshape(-1, len(names))
        mine = mine[~np.isnan(mine).any(axis=1)]
        rows[title] = [_quantiles(mine[:, k], words) for k in range(len(names))]
    return _by_indicator(rows, names, words)


def _quantiles(values: Floats, words: Words) -> str:
    if not len(values):
        return "\N{EN DASH}"
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    decimals = min(significant_decimals(middle, 3), 3)
    low, middle, high = (format_number(v, decimals, words.lang) for v in (low, middle, high))
    return f"{middle} ({low} … {high})"


def _differences(
    values: Floats, policy: np.ndarray, titles: dict[str, str], names: list[str], words: Words
) -> pd.DataFrame:
    """Mean difference from the first policy over futures and seeds, paired, with its 90 % interval."""
    reference, *others = titles
    base = values[policy == reference]
    rows = {}
    for key in others:
        mine = values[policy == key]
        if mine.shape != base.shape:
            continue
        whole = ~np.isnan(mine + base).any(axis=2)
        if not whole.any():
            continue
        gaps = [_mean_gap(mine[:, :, k] - base[:, :, k], whole) for k in range(len(names))]
        texts = [format_estimate(gap, words.lang, signed=True) for gap in gaps]
        rows[titles[key]] = [f"{mean} ({span})" if span else mean for mean, span in texts]
    return _by_indicator(rows, names, words)


def _mean_gap(gap: Floats, whole: NDArray[np.bool_]) -> Interval:
    """Mean of differences, float64[n_futures, n_seeds]: over futures if there are more, else over seeds.

    Seeds of one future are not independent cases of what the futures differ in, so a future counts once.
    """
    if len(gap) == 1:
        return mean_interval(gap[0][whole[0]])
    some = whole.any(axis=1)
    return mean_interval(np.array([row[use].mean() for row, use in zip(gap[some], whole[some], strict=True)]))


def _by_indicator(rows: dict[str, list[str]], names: list[str], words: Words) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    table.insert(0, words("headline.indicator"), [outcome_label(name, words) for name in names])
    return table
