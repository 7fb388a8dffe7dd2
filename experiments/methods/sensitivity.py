"""Which parameters an outcome hangs on: Morris screening and Sobol indices."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.methods.estimators import (
    bootstrap_interval,
    elementary_effects,
    morris_estimates,
    pairs,
    resampling_weights,
    sobol_estimates,
    sobol_rows,
)
from experiments.statistics import Floats

FEWEST_TRAJECTORIES = 4
FEWEST_ROWS = 16
MAIN = {"morris": "mu_star", "sobol": "ST"}  # the index that ranks the parameters
NEVER_NEGATIVE = frozenset({"mu_star", "sigma", "ST"})
COLUMNS = ("outcome", "name", "other", "index", "value", "low", "high", "relative", "constant", "used", "dropped")


@dataclass(frozen=True)
class Range:
    """Values a parameter may take.

    Attributes
    ----------
    name
        Of the parameter.
    low, high
        In the unit of the parameter, both included.
    whole
        Whole numbers only, each with an equal share.
    """

    name: str
    low: float
    high: float
    whole: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError(f"{self.name}: a range runs from low to high, found {self.low:g} to {self.high:g}")
        if self.whole and not (float(self.low).is_integer() and float(self.high).is_integer()):
            raise ValueError(f"{self.name}: whole numbers run between whole numbers, found {self.low} to {self.high}")


def n_morris(n_ranges: int, trajectories: int) -> int:
    """Points of a Morris design."""
    return trajectories * (n_ranges + 1)


def n_sobol(n_ranges: int, base: int, second_order: bool) -> int:
    """Points of a Sobol design."""
    return base * (2 * n_ranges + 2 if second_order else n_ranges + 2)


def morris_points(ranges: Sequence[Range], trajectories: int, levels: int, sample_seed: int) -> Floats:
    """Draw a Morris design: trajectories in which every parameter moves once, by somewhat over half its range.

    Parameters
    ----------
    ranges
        Of the parameters.
    trajectories
        10 to 50 are usual.
    levels
        Values per parameter, even. A whole-number range has equal shares if this is a multiple of its count; otherwise
        they are symmetric, and of more whole numbers than levels some are passed over.
    sample_seed
        Of the design; the same gives the same points.

    Returns
    -------
    float64[n_points, n_ranges]
        In the units of the parameters, one trajectory after the other.
    """
    from SALib.sample import morris

    if levels < 2 or levels % 2:
        raise ValueError(f"levels must be even, found {levels}")
    unit = np.asarray(morris.sample(_problem(ranges), trajectories, num_levels=levels, seed=int(sample_seed)))
    middle = (np.round(unit * (levels - 1)) + 0.5) / levels
    return _scaled(ranges, unit, middle)


def sobol_points(ranges: Sequence[Range], base: int, second_order: bool, sample_seed: int) -> Floats:
    """Draw a Sobol design: two samples A and B, and mixtures that take one column from the other sample.

    Parameters
    ----------
    ranges
        Of the parameters.
    base
        Rows of A, a power of two.
    second_order
        Also what is needed for pairs of parameters.
    sample_seed
        Of the design; the same gives the same points.

    Returns
    -------
    float64[n_points, n_ranges]
        In the units of the parameters; the points of one base row lie together.

    Notes
    -----
    Scrambled Sobol sequence (Owen 1998, J. Complexity 14); mixtures after Saltelli (2002), Computer Physics
    Communications 145.
    """
    from SALib.sample import sobol

    if base < 1 or base & (base - 1):
        raise ValueError(f"a Sobol design is balanced only if its base is a power of two (64, 128, 256), found {base}")
    problem = _problem(ranges)
    unit = np.asarray(sobol.sample(problem, base, calc_second_order=second_order, seed=int(sample_seed)))
    return _scaled(ranges, unit, unit)


def morris_indices(
    ranges: Sequence[Range], points: Floats, values: Floats, outcomes: Sequence[str], *, sample_seed: int = 0
) -> pd.DataFrame:
    """Elementary effects over the whole range of every parameter.

    Parameters
    ----------
    ranges
        Of the parameters.
    points : float64[n_points, n_ranges]
        From `morris_points`.
    values : float64[n_points, n_outcomes]
        Mean over seeds; nan where a run failed: its trajectory is left out, per outcome.
    outcomes
        Names, one a column of `values`.
    sample_seed
        Of the bootstrap over trajectories.

    Returns
    -------
    DataFrame
        outcome, name, other (empty), index (``mu_star`` size, ``mu`` direction, ``sigma`` bends and interplay), value,
        low, high (90 %, in the unit of the outcome), relative (value over the largest mu_star of the outcome),
        constant (the outcome never moved), used, dropped (trajectories).

    Raises
    ------
    ValueError
        If fewer than 4 trajectories are whole, or the points are not trajectories.

    Notes
    -----
    Noise of seeds that is left in `values` makes mu_star larger, also of a parameter without any effect.
    """
    widths = np.array([r.high - r.low for r in ranges])
    effects = elementary_effects(np.asarray(points, np.float64), np.asarray(values, np.float64), widths)
    return index_table("morris", effects, [r.name for r in ranges], outcomes, sample_seed)


def sobol_indices(
    ranges: Sequence[Range], values: Floats, outcomes: Sequence[str], *, second_order: bool, sample_seed: int = 0
) -> pd.DataFrame:
    """Shares of the variance of the outcomes that parameters account for.

    Parameters
    ----------
    ranges
        Of the parameters.
    values : float64[n_points, n_outcomes]
        Mean over seeds, in the order of `sobol_points`; nan where a run failed: its base row is left out, per outcome.
    outcomes
        Names, one a column of `values`.
    second_order
        As in the design.
    sample_seed
        Of the bootstrap over base rows.

    Returns
    -------
    DataFrame
        As of `morris_indices`, with index ``S1`` (alone), ``ST`` (with all interplay) and ``S2`` (a pair, whose second
        parameter is `other`), all shares without unit; used and dropped count base rows.

    Raises
    ------
    ValueError
        If fewer than 16 base rows are whole, or the number of points does not fit.

    Notes
    -----
    Base rows left out spoil the balance of the sequence, and bias the indices if runs fail in one corner of the ranges.
    Resampling treats base rows as independent, so intervals are rather too wide for a Sobol sequence. Noise of seeds
    left in `values` counts as variance that no parameter accounts for alone.
    """
    rows = sobol_rows(np.asarray(values, np.float64), len(ranges), second_order)
    return index_table("sobol", rows, [r.name for r in ranges], outcomes, sample_seed)


def index_table(
    method: str, blocks: Floats, names: Sequence[str], outcomes: Sequence[str], sample_seed: int
) -> pd.DataFrame:
    """All indices of all outcomes.

    Parameters
    ----------
    method
        ``"morris"`` or ``"sobol"``.
    blocks : float64[n_blocks, ..., n_outcomes]
        From `elementary_effects` or `sobol_rows`.
    names, outcomes
        Of the parameters and the outcomes.
    sample_seed
        Of the bootstrap.
    """
    if blocks.shape[2] != len(outcomes):
        raise ValueError(f"{len(outcomes)} outcomes are named, found values of {blocks.shape[2]}")
    tables = [_outcome_table(method, blocks[:, :, k], names, o, sample_seed) for k, o in enumerate(outcomes)]
    return pd.concat(tables, ignore_index=True)


def estimates_of(method: str, blocks: Floats, n_ranges: int, sample_seed: int) -> tuple[dict[str, Floats], bool]:
    """Estimates from the design (first row) and its resamples, and whether the outcome is constant.

    `blocks` are those of one outcome, float64[n_blocks, ...], without nan; the rest as of `index_table`.
    """
    weights = resampling_weights(len(blocks), sample_seed)
    if method == "morris":
        return morris_estimates(blocks, weights), not blocks.any()
    constant = bool(np.ptp(blocks) <= 1e-12 * np.abs(blocks).max())
    return sobol_estimates(np.zeros_like(blocks) if constant else blocks, n_ranges, weights), constant


def whole_blocks(method: str, blocks: Floats, outcome: str) -> Floats:
    """Trajectories or base rows without a failed run: float64[n_whole, ...]."""
    whole = blocks[np.isfinite(blocks).all(axis=1)]
    fewest = FEWEST_TRAJECTORIES if method == "morris" else FEWEST_ROWS
    if len(whole) < fewest:
        kind = "trajectories" if method == "morris" else "base rows"
        raise ValueError(
            f"{outcome}: {len(whole)} of {len(blocks)} {kind} are without a failed run, at least {fewest} are needed"
        )
    return whole


def _outcome_table(method: str, blocks: Floats, names: Sequence[str], outcome: str, sample_seed: int) -> pd.DataFrame:
    whole = whole_blocks(method, blocks, outcome)
    estimates, constant = estimates_of(method, whole, len(names), sample_seed)
    largest = float(np.abs(estimates[MAIN[method]][0]).max())
    one, other = pairs(len(names))
    tables = []
    for index, found in estimates.items():
        low, high = bootstrap_interval(found, len(whole))
        paired = index == "S2"
        columns: dict[str, Any] = {
            "name": [names[k] for k in one] if paired else list(names),
            "other": [names[k] for k in other] if paired else "",
            "index": index,
            "value": found[0],
            "low": np.maximum(low, 0) if index in NEVER_NEGATIVE else low,
            "high": high,
            "relative": found[0] / largest if largest > 0 else 0.0,
        }
        tables.append(pd.DataFrame(columns))
    table = pd.concat(tables, ignore_index=True)
    table = table.assign(outcome=outcome, constant=constant, used=len(whole), dropped=len(blocks) - len(whole))
    return table[list(COLUMNS)]


def _problem(ranges: Sequence[Range]) -> dict[str, Any]:
    names = [r.name for r in ranges]
    if not names or len(set(names)) < len(names):
        raise ValueError(f"every parameter needs a name of its own, found {names}")
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _scaled(ranges: Sequence[Range], unit: Floats, middle: Floats) -> Floats:
    """From shares of the range to values; whole numbers take the cell in which `middle` lies."""
    columns = []
    for k, r in enumerate(ranges):
        if r.whole:
            n = r.high - r.low + 1
            columns.append(r.low + np.clip(np.floor(middle[:, k] * n + 1e-9), 0, n - 1))
        else:
            columns.append(r.low + unit[:, k] * (r.high - r.low))
    return np.column_stack(columns)
