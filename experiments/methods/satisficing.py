"""Share of possible worlds in which a policy meets its targets, one by one and all together."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from experiments.statistics import LEVEL

Floats: TypeAlias = NDArray[np.float64]
ALL = "all"


@dataclass(frozen=True)
class Satisficing:
    """Policies against targets, with a last column `ALL` for all targets together.

    Attributes
    ----------
    share, low, high : DataFrame[n_policies, n_targets + 1]
        Share of the worlds in which the target is met, 0 to 1, and its 90 % interval.
    n_futures, n_seeds
        What the shares rest on.
    """

    share: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    n_futures: int
    n_seeds: int


def satisficing_table(met: NDArray[np.bool_], policies: list[str], targets: list[str]) -> Satisficing:
    """Count in how many worlds each policy meets each target, and all of them at once.

    Parameters
    ----------
    met : bool[n_policies, n_futures, n_seeds, n_targets]
        Whether the target is met; a world is one future with one draw of chance.
    policies, targets : list of str
        Names; no target may be called ``all``.

    Raises
    ------
    ValueError
        If names do not fit the shape.

    Notes
    -----
    Starr's domain criterion (Starr 1963, Product Design and Decision Theory; Schneller & Sphicas 1983, Theory Dec. 15)
    with every world of equal weight. Counting a seed as part of the world needs no threshold within a future, and noise
    does not bias the share. Futures are independent, seeds of one future are not, so the interval is that of Wilson
    (1927), J. Am. Stat. Assoc. 22, with the number of futures: too wide rather than too narrow, and not of width zero
    where a target is always or never met.
    """
    met = np.asarray(met, np.bool_)
    if met.ndim != 4 or met.shape[0] != len(policies) or met.shape[3] != len(targets):
        raise ValueError(f"{len(policies)} policies and {len(targets)} targets, but met of shape {met.shape}")
    if ALL in targets:
        raise ValueError(f"a target may not be called {ALL!r}")
    together = np.concatenate([met, met.all(axis=3, keepdims=True)], axis=3)
    share = together.mean(axis=(1, 2))
    n_futures = met.shape[1]
    low, high = wilson_interval(share, n_futures)

    def framed(values: Floats) -> pd.DataFrame:
        return pd.DataFrame(values, index=policies, columns=[*targets, ALL])

    return Satisficing(framed(share), framed(low), framed(high), n_futures, met.shape[2])


def wilson_interval(share: Floats, n: int, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Interval of a share by the score test of Wilson (1927).

    Parameters
    ----------
    share : float64[...]
        Observed, 0 to 1.
    n : int
        Number of independent observations.
    level : float
        Coverage of the interval.

    Returns
    -------
    low, high : float64[...]
        Between 0 and 1.
    """
    share, z2 = np.asarray(share, np.float64), float(norm.ppf((1 + level) / 2)) ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
