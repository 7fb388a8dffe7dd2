"""Points of a design as shares of each factor's range, and as values (scipy.stats.qmc)."""

import itertools
import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from experiments.sweeps.factors import Factor

Floats = NDArray[np.float64]


def spread_points(method: str, n: int, factors: Sequence[Factor], sample_seed: int) -> Floats:
    """Points spread over all ranges at once.

    Parameters
    ----------
    method
        ``latin_hypercube`` (McKay, Beckman & Conover 1979) or ``sobol``, scrambled (Owen 1998).
    n
        Number of points; a power of two keeps a Sobol sequence in balance.
    factors
        Columns.
    sample_seed
        Same seed, same points.

    Returns
    -------
    float64[n, n_factors]
        Values.
    """
    if not factors:
        return np.empty((n, 0))
    rng = np.random.default_rng(sample_seed)
    kind = qmc.LatinHypercube if method == "latin_hypercube" else qmc.Sobol
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # n that is no power of two is refused when a file is checked
        shares = kind(len(factors), rng=rng).random(n)
    return values_at(shares, factors)


def values_at(shares: Floats, factors: Sequence[Factor]) -> Floats:
    """Values at shares of the ranges: float64[n, n_factors]."""
    return np.column_stack([factor.at(shares[:, k]) for k, factor in enumerate(factors)])


def grid_points(factors: Sequence[Factor]) -> Floats:
    """Every combination of levels, the last factor fastest: float64[n, n_factors]."""
    return np.array(list(itertools.product(*(factor.grid() for factor in factors))), np.float64)
