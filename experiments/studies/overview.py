"""What a sweep gave, by policy: outcomes over all points and seeds, and differences from the reference."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import spearmanr

from experiments.figures.matrix import draw_matrix
from experiments.figures.style import Picture
from experiments.headline import HEADLINE
from experiments.numbers import format_estimate, format_number, significant_decimals
from experiments.page import Section, write_page
from experiments.statistics import LEVEL, Interval, mean_interval
from experiments.studies.study import (
    Floats,
    Study,
    certainty_section,
    factor_labels,
    lead_lines,
    missing_notes,
    policies_of,
    policy_tables,
    policy_titles,
    range_tables,
)
from experiments.sweeps.dataset import DATA, INDEX, gather
from experiments.sweeps.design import Design
from experiments.words import Words
from scenarios.problems import Problem, ScenarioError
from simulation.indicators import BY_NAME
from simulation.runs.store import RunStore

MOST_POLICIES = 8  # in a table
FEWEST_POINTS = 10  # for a correlation over points
MOST_FACTORS = 40  # in a picture
MONEY, MILLION = "EUR", 1e6


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
    names, year = list(HEADLINE), design.last_year
    values = gather(design, store, [(name, year) for name in names])
    notes = missing_notes(values, words)
    values = values / [_scale(name) for name in names]
    policy, all_titles = np.array(policies_of(design)), policy_titles(design, words)
    titles = dict(list(all_titles.items())[:MOST_POLICIES])
    if len(titles) < len(all_titles):
        notes.append(words("study.shown_policies", n=len(titles), total=len(all_titles)))
    tables = [(words("study.levels", year=year), _levels(values, policy, titles, names, words))]
    if len(titles) > 1:
        tables.append((words("study.differences", year=year), _differences(values, policy, titles, names, words)))
    sections = [
        Section(words("study.varied"), tables=[*range_tables(design, words), *policy_tables(design, words)]),
        Section(words("part.headline"), lines=[words("study.spread")], tables=tables),
        Section(words("study.together"), pictures=_together(design, values, names, words)),
        Section(words("study.data"), lines=[words("study.read", index=INDEX, data=DATA)]),
        certainty_section(design, words),
    ]
    title = design.title[words.lang]
    return write_page(folder, title, lead_lines(design, words), notes, sections, words)


def _together(design: Design, values: Floats, names: list[str], words: Words) -> list[Picture]:
    """Which outcomes go up and down with which factors: rank correlations over the points, if there are enough."""
    mean = values.mean(axis=1)
    whole = ~np.isnan(mean).any(axis=1)
    points = [point.values for point, use in zip(design.points(), whole, strict=True) if use]
    varied = pd.DataFrame(points, columns=list(design.columns))
    varied = varied.loc[:, varied.nunique() > 1].iloc[:, :MOST_FACTORS]
    moved = [k for k in range(len(names)) if np.ptp(mean[whole, k]) > 0] if whole.any() else []
    if whole.sum() < FEWEST_POINTS or varied.empty or not moved:
        return []
    pairs = [[spearmanr(varied[name], mean[whole, k]) for k in moved] for name in varied]
    labels = [factor_labels(design, words)[str(name)] for name in varied]
    columns = [BY_NAME[names[k]].label(words.lang) for k in moved]
    table = pd.DataFrame([[float(p.statistic) for p in row] for row in pairs], labels, columns)
    texts = pd.DataFrame([[_correlation(p, words) for p in row] for row in pairs], labels, columns)
    caption = words.count("study.together_caption", len(design.seeds), points=int(whole.sum()))
    return [
        draw_matrix(
            table, texts, name="together", title=words("study.together"), caption=caption,
            scale_label=words("study.correlation"), low=-1.0, high=1.0, centre=0.0, lang=words.lang,
        )
    ]  # fmt: skip


def _correlation(found: Any, words: Words) -> str:
    """Coefficient, in brackets if chance gives one as large in one of ten designs or more."""
    text = format_number(float(found.statistic), 1, words.lang, signed=True)
    return text if found.pvalue < 1 - LEVEL else f"({text})"


def _scale(name: str) -> float:
    """What a value is divided by: nobody reads hundreds of millions in single euros."""
    return MILLION if BY_NAME[name].unit == MONEY else 1.0


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
    labels = [BY_NAME[name].label(words.lang) for name in names]
    units = [words.unit("million" if BY_NAME[name].unit == MONEY else BY_NAME[name].unit) for name in names]
    table.insert(0, words("headline.indicator"), [f"{a} ({unit})" for a, unit in zip(labels, units, strict=True)])
    return table
