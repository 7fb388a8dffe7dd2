"""Sensitivity indices on plain arrays, each resample of the design a row of weights."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from experiments.statistics import LEVEL, Floats

RESAMPLES = 1000


def resampling_weights(n: int, seed: int, resamples: int = RESAMPLES) -> Floats:
    """Weights of the bootstrap: float64[1 + resamples, n], rows add up to one; the first is the design as it is.

    Notes
    -----
    Drawing n blocks with replacement gives multinomial counts (Efron 1979, Annals of Statistics 7). As weights, every
    mean over a resample is one row of a matrix product.
    """
    counts = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=resamples)
    return np.vstack([np.full(n, 1 / n), counts / n])


def bootstrap_interval(estimates: Floats, n: int) -> tuple[Floats, Floats]:
    """Interval of every index from its standard error over resamples and Student's t.

    Parameters
    ----------
    estimates : float64[1 + resamples, n_indices]
        The first row is the estimate itself.
    n : int
        Blocks (trajectories, base rows) in the design.

    Notes
    -----
    With few blocks the bootstrap's standard error is too small by sqrt((n - 1) / n), and quantiles of a dozen blocks
    too near each other; both are made good here (Efron & Tibshirani 1993, An Introduction to the Bootstrap, 12 and 14).
    """
    error = estimates[1:].std(axis=0, ddof=1) * np.sqrt(n / (n - 1))
    half = stdtrit(n - 1, (1 + LEVEL) / 2) * error
    return estimates[0] - half, estimates[0] + half


def elementary_effects(points: Floats, values: Floats, widths: Floats) -> Floats:
    """Change of the outcome per step, as if the step were the whole range.

    Parameters
    ----------
    points : float64[n_trajectories * (n_ranges + 1), n_ranges]
        One trajectory after the other; each step moves one parameter.
    values : float64[n_trajectories * (n_ranges + 1), n_outcomes]
        Outcomes; nan where a run failed.
    widths : float64[n_ranges]
        High minus low of every range.

    Returns
    -------
    float64[n_trajectories, n_ranges, n_outcomes]
        In the unit of the outcome; nan throughout a trajectory with a failed run.

    Raises
    ------
    ValueError
        If the points are not whole trajectories.
    """
    n_ranges = widths.size
    if len(points) % (n_ranges + 1) or len(points) != len(values):
        raise ValueError(
            f"{n_ranges} parameters need trajectories of {n_ranges + 1} points and as many values, "
            f"found {len(points)} points and {len(values)} values"
        )
    steps = np.diff(points.reshape(-1, n_ranges + 1, n_ranges), axis=1) / widths
    if not (np.count_nonzero(steps, axis=2) == 1).all():
        raise ValueError("every step of a trajectory must move exactly one parameter")
    moved = np.argmax(np.abs(steps), axis=2)
    size = np.take_along_axis(steps, moved[:, :, None], axis=2)
    changes = np.diff(values.reshape(len(steps), n_ranges + 1, -1), axis=1) / size
    effects = np.empty_like(changes)
    np.put_along_axis(effects, moved[:, :, None], changes, axis=1)
    return np.where(np.isfinite(changes).all(axis=1, keepdims=True), effects, np.nan)


def sobol_rows(values: Floats, n_ranges: int, second_order: bool) -> Floats:
    """Values by base row.

    Parameters
    ----------
    values : float64[n_points, n_outcomes]
        The points of one base row lie together.
    n_ranges, second_order
        Of the design.

    Returns
    -------
    float64[n_base, points per row, n_outcomes]

    Raises
    ------
    ValueError
        If the points are not whole base rows.
    """
    length = 2 * n_ranges + 2 if second_order else n_ranges + 2
    if len(values) % length:
        raise ValueError(f"{n_ranges} parameters need {length} points per base row, found {len(values)} points")
    return values.reshape(len(values) // length, length, -1)


def morris_estimates(effects: Floats, weights: Floats) -> dict[str, Floats]:
    """Mean size, mean and spread of elementary effects.

    Parameters
    ----------
    effects : float64[n_trajectories, n_ranges]
        Of one outcome.
    weights : float64[n_resamples, n_trajectories]
        Rows add up to one.

    Returns
    -------
    dict of float64[n_resamples, n_ranges]
        ``mu_star``, ``mu`` and ``sigma``, in the unit of the outcome.

    Notes
    -----
    Morris (1991), Technometrics 33; mu_star after Campolongo, Cariboni & Saltelli (2007), Env. Modelling & Software 22.
    """
    n = len(effects)
    mean = weights @ effects
    variance = np.maximum(weights @ effects**2 - mean**2, 0) * n / (n - 1)
    return {"mu_star": weights @ np.abs(effects), "mu": mean, "sigma": np.sqrt(variance)}


def sobol_estimates(rows: Floats, n_ranges: int, weights: Floats) -> dict[str, Floats]:
    """Shares of the variance of one outcome.

    Parameters
    ----------
    rows : float64[n_base, n_ranges + 2] or float64[n_base, 2 * n_ranges + 2]
        Outcome at A, at A with one column of B, (at B with one column of A,) and at B.
    n_ranges : int
        Number of parameters.
    weights : float64[n_resamples, n_base]
        Rows add up to one.

    Returns
    -------
    dict of float64[n_resamples, n_ranges]
        ``S1`` and ``ST``; with the longer rows also ``S2``, one column a pair in the order of `pairs`.

    Notes
    -----
    S1: Saltelli et al. (2010), Computer Physics Communications 181. ST: Jansen (1999), the same journal 117. S2:
    Saltelli (2002), the same journal 145. Without variance all are zero.
    """
    y = rows - rows.mean()
    a, b, mixed = y[:, :1], y[:, -1:], y[:, 1 : n_ranges + 1]
    mean = weights @ (a + b) / 2
    variance = weights @ (a**2 + b**2) / 2 - mean**2
    share = np.divide(1.0, variance, out=np.zeros_like(variance), where=variance > 0)
    first = weights @ (b * (mixed - a)) * share
    found = {"S1": first, "ST": weights @ (a - mixed) ** 2 / 2 * share}
    if rows.shape[1] == 2 * n_ranges + 2:
        one, other = pairs(n_ranges)
        both = weights @ (y[:, n_ranges + 1 + one] * mixed[:, other]) - weights @ (a * b)
        found["S2"] = both * share - first[:, one] - first[:, other]
    return found


def pairs(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs of 0..n-1, the lower first: two int arrays of n (n - 1) / 2."""
    return np.triu_indices(n, k=1)


def rank_shift(estimates: Floats, level: float = 0.95) -> float:
    """How many places the parameters that matter move between two resamples, at most with probability `level`.

    Parameters
    ----------
    estimates : float64[n_resamples, n_ranges]
        An index, zero or more.
    level : float
        Quantile over pairs of resamples.

    Notes
    -----
    Differences of rank weighted by the square of the larger index (Sarrazin, Pianosi & Wagener 2016, Env. Modelling &
    Software 79). Below one, the ranking of what matters has settled: on average it moves by less than a place.
    """
    half = len(estimates) // 2
    one, other = estimates[:half], estimates[half : 2 * half]
    weight = np.maximum(one, other) ** 2
    moved = np.abs(_ranks(one) - _ranks(other))
    total = weight.sum(axis=1)
    shift = np.divide((moved * weight).sum(axis=1), total, out=np.zeros(half), where=total > 0)
    return float(np.quantile(shift, level))


def _ranks(estimates: Floats) -> NDArray[np.intp]:
    """Place of every parameter in every row, the largest at 0."""
    return np.argsort(np.argsort(-estimates, axis=1, kind="stable"), axis=1, kind="stable")
