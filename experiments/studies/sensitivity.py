"""Which parameters and levers an outcome hangs on: Morris screening or Sobol indices over the declared ranges."""

from pathlib import Path

import numpy as np
import pandas as pd

from experiments.figures.bars import MOST_PANELS, draw_bars, draw_convergence, draw_influence, say_convergence
from experiments.headline import HEADLINE
from experiments.methods.convergence import Convergence, convergence
from experiments.methods.sensitivity import MAIN, Range, morris_indices, morris_points, sobol_indices, sobol_points
from experiments.page import Section, write_page
from experiments.studies.study import (
    Floats,
    Study,
    certainty_section,
    factor_labels,
    keep_table,
    lead_lines,
    missing_notes,
    outcome_label,
    range_tables,
)
from experiments.sweeps.dataset import gather
from experiments.sweeps.design import Design
from experiments.sweeps.factors import Factor
from experiments.sweeps.schema import SensitivityForm
from experiments.words import Words
from scenarios.problems import Problem, ScenarioError
from simulation.runs.store import RunStore

MOST_ROWS = 40  # parameters in the heat map
MOST_CONVERGENCE = 3  # outcomes whose convergence is drawn


def plan_sensitivity(design: Design) -> Study:
    """Choose the points of a sensitivity study; what is varied and how comes from the design file.

    Raises
    ------
    ScenarioError
        If there is nothing to vary, or more than one scenario to vary it in.
    """
    form = design.form.sensitivity or SensitivityForm()
    problems = []
    if not design.factors:
        problems.append(Problem(design.id, "parameters", "nothing to vary", "levers, parameters or shocks"))
    if len(design.scenarios) > 1:
        problems.append(Problem(design.id, "scenarios", f"{len(design.scenarios)} scenarios", "one, for a sensitivity"))
    problems += [
        Problem(design.id, f"{f.declared.kind}s.{f.name}.values", "one value", "two or more, for a sensitivity")
        for f in design.factors
        if len(f.values) == 1
    ]
    if form.method == "sobol" and form.base & (form.base - 1):
        problems.append(Problem(design.id, "sensitivity.base", str(form.base), "a power of two, such as 64 or 256"))
    if problems:
        raise ScenarioError(problems)
    ranges = [_range(factor) for factor in design.factors]
    sample_seed = design.form.design.sample_seed if design.form.design else 1
    if form.method == "morris":
        points = morris_points(ranges, form.trajectories, form.levels, sample_seed)
    else:
        points = sobol_points(ranges, form.base, form.second_order, sample_seed)
    run = design.at_points(_values(points, design.factors))
    return Study(run, lambda store, folder, words: _write(run, ranges, points, form, store, folder, words))


def _range(factor: Factor) -> Range:
    """Range that a method samples: of the number of its choice where a factor has a list of values."""
    if factor.values:
        return Range(factor.name, 0, len(factor.values) - 1, whole=True)
    return Range(factor.name, factor.low, factor.high, whole=factor.declared.whole or factor.declared.switch)


def _values(points: Floats, factors: tuple[Factor, ...]) -> Floats:
    """Values at the points of a method: float64[n_points, n_factors]."""
    columns = [
        np.asarray(f.values)[points[:, k].astype(int)] if f.values else points[:, k] for k, f in enumerate(factors)
    ]
    return np.column_stack(columns)


def _write(
    run: Design, ranges: list[Range], points: Floats, form: SensitivityForm, store: RunStore, folder: Path, words: Words
) -> Path:
    """Compute indices and convergence, and write tables and page."""
    names = list(form.indicators or HEADLINE)
    year = form.year or run.last_year
    values = gather(run, store, [(name, year) for name in names])
    mean = values.mean(axis=1)  # a point with a missing seed counts as failed: its luck would differ from the others'
    if form.method == "morris":
        table = morris_indices(ranges, points, mean, names)
    else:
        table = sobol_indices(ranges, mean, names, second_order=form.second_order)
    steps = convergence(form.method, ranges, points, mean, names, second_order=form.second_order)
    keep_table(table, folder / "sensitivity.parquet")
    keep_table(steps.steps, folder / "convergence.parquet")
    sections = [
        _ranking(run, table, names, year, words),
        Section(words("study.varied"), tables=range_tables(run, words)),
        _certainty(run, steps, names, words),
        certainty_section(run, words, [words("study.chance_in_indices")]),
    ]
    lead = [words(f"study.{form.method}"), *lead_lines(run, words)]
    return write_page(folder, run.title[words.lang], lead, missing_notes(values, words), sections, words)


def _ranking(run: Design, table: pd.DataFrame, names: list[str], year: int, words: Words) -> Section:
    labels, n = factor_labels(run, words), len(run.seeds)
    outcomes = {name: outcome_label(name, words) for name in names}
    pictures = [draw_influence(_most_important(table), labels, outcomes, "influence", words, n_seeds=n)]
    still = set(table.loc[table["constant"], "outcome"])
    moved = [name for name in names if name not in still]
    for k in range(0, len(moved), MOST_PANELS):
        some = {name: outcomes[name] for name in moved[k : k + MOST_PANELS]}
        pictures.append(draw_bars(table, labels, some, f"bars_{k // MOST_PANELS + 1}", words, n_seeds=n))
    return Section(words("study.ranking", year=year), pictures=pictures)


def _most_important(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the parameters that matter most on average over outcomes."""
    main = table[table["index"].isin(MAIN.values())]
    order = main.groupby("name")["relative"].mean().sort_values(ascending=False, kind="stable")
    return table[table["name"].isin(order.index[:MOST_ROWS])]


def _certainty(run: Design, steps: Convergence, names: list[str], words: Words) -> Section:
    """Whether there were enough runs, in a sentence for each outcome and a picture for the first few."""
    labels = factor_labels(run, words)
    verdicts = dict(zip(names, (row for _, row in steps.verdicts.iterrows()), strict=True))
    said = [f"{outcome_label(name, words)}: {say_convergence(verdicts[name], words)}" for name in names]
    drawn = [name for name in names if not verdicts[name]["constant"]][:MOST_CONVERGENCE]
    pictures = [
        draw_convergence(
            steps, labels, name, outcome_label(name, words), f"convergence_{name}", words, n_seeds=len(run.seeds)
        )
        for name in drawn
    ]
    return Section(words("study.enough_runs"), points=said, pictures=pictures)
