"""Differences over paired seeds and bands over seeds: the only place where uncertainty is computed."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit  # the quantile of Student's t; scipy.stats takes a second to import

LEVEL = 0.90
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """A mean over seeds with its interval; `low` and `high` are nan where one seed allows no claim.

    Attributes
    ----------
    mean, low, high : float64[...]
        In the unit of the indicator.
    n_seeds : int
        Number of (paired) seeds.
    """

    mean: Floats
    low: Floats
    high: Floats
    n_seeds: int

    @property
    def half_width(self) -> Floats:
        """Half the interval: float64[...], nan without interval."""
        return (self.high - self.low) / 2

    @property
    def excludes_zero(self) -> NDArray[np.bool_]:
        """Where the sign of the mean is beyond the noise of the seeds: bool[...]."""
        return (self.low > 0) | (self.high < 0)


@dataclass(frozen=True)
class Bands:
    """Median, middle half and middle 90 % over seeds, each float64[...]."""

    median: Floats
    q05: Floats
    q25: Floats
    q75: Floats
    q95: Floats
    n_seeds: int


def mean_interval(values: Floats, level: float = LEVEL) -> Interval:
    """Mean over the first axis with a Student-t interval.

    Parameters
    ----------
    values : float64[n_seeds, ...]
        One row a seed.
    level : float
        Coverage of the interval.

    Notes
    -----
    Student (1908), Biometrika 6. One seed gives a mean and no interval.
    """
    values = np.asarray(values, np.float64)
    n = values.shape[0]
    mean = values.mean(axis=0)
    if n < 2:
        unknown = np.full_like(mean, np.nan)
        return Interval(mean, unknown, unknown, n)
    half = stdtrit(n - 1, (1 + level) / 2) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return Interval(mean, mean - half, mean + half, n)


def paired_difference(values: Floats, reference: Floats, level: float = LEVEL) -> Interval:
    """Mean of `values` minus `reference`, seed by seed.

    Parameters
    ----------
    values, reference : float64[n_seeds, ...]
        Row k of both was run with the same seed, so that shared luck cancels.

    Raises
    ------
    ValueError
        If the shapes differ: unpaired runs cannot be compared this way.
    """
    values, reference = np.asarray(values, np.float64), np.asarray(reference, np.float64)
    if values.shape != reference.shape:
        raise ValueError(f"paired runs need equal shapes, found {values.shape} and {reference.shape}")
    return mean_interval(values - reference, level)


def seed_bands(values: Floats) -> Bands:
    """Quantiles over the first axis (seeds) for a fan chart: float64[n_seeds, ...]."""
    q05, q25, q50, q75, q95 = np.quantile(np.asarray(values, np.float64), [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    return Bands(q50, q05, q25, q75, q95, len(values))
