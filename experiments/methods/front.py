"""What is left when no mix of levers may cost more and reach less than another: the front, and how good it is."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.statistics import LEVEL

Floats: TypeAlias = NDArray[np.float64]
KINDS = ("number", "whole", "switch")


@dataclass(frozen=True)
class LeverRange:
    """How far the search may turn one lever.

    Attributes
    ----------
    name
        Of the lever.
    low, high
        Ends of the range, in the lever's unit.
    kind
        ``number``, ``whole`` (steps of one) or ``switch`` (one end or the other).

    Raises
    ------
    ValueError
        If the range is empty or the kind unknown.
    """

    name: str
    low: float
    high: float
    kind: str = "number"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"lever {self.name}: kind {self.kind!r}; known are {', '.join(KINDS)}")
        if not self.low <= self.high:
            raise ValueError(f"lever {self.name}: {self.low} is above {self.high}")

    def allows(self, value: float) -> bool:
        """Whether the search could set the lever to this value."""
        if self.kind == "switch":
            return value in (self.low, self.high)
        return self.low <= value <= self.high and (self.kind == "number" or float(value).is_integer())


@dataclass(frozen=True)
class Front:
    """All mixes the search tried, and those that cost less or reach more than any other within the budget.

    Attributes
    ----------
    levers
        What could be turned.
    budget
        Highest cost allowed.
    settings : DataFrame[n_points, n_levers]
        Lever values, in the lever's unit.
    points : DataFrame[n_points, ...]
        generation; name of a starting point, else empty; cost; share of the milestones met, mean over futures, with
        the ends of its 90 % bootstrap interval over futures (share_low, share_high) and its 10th percentile over
        futures (share_p10); affordable; on_front.
    hypervolume : float64[n_generations]
        Area of cost and share that the affordable points so far cover, up to the budget.
    n_futures
        What the shares rest on.
    """

    levers: tuple[LeverRange, ...]
    budget: float
    settings: pd.DataFrame
    points: pd.DataFrame
    hypervolume: Floats
    n_futures: int

    @property
    def best(self) -> pd.DataFrame:
        """Points on the front, the cheapest first."""
        return self.points[self.points["on_front"]].sort_values("cost", kind="stable")

    @property
    def named(self) -> pd.DataFrame:
        """Starting points in the order given, the reference first."""
        return self.points[self.points["name"] != ""]

    @property
    def table(self) -> pd.DataFrame:
        """The front with the lever values of every point."""
        return self.best.drop(columns="on_front").join(self.settings)


def make_front(
    levers: tuple[LeverRange, ...],
    batch: Floats,
    names: list[str],
    milestones: Floats,
    cost: Floats,
    *,
    budget: float,
    population: int,
    n_samples: int = 1000,
    sample_seed: int = 0,
) -> Front:
    """Judge points that were tried.

    Parameters
    ----------
    levers
        What could be turned.
    batch : float64[n_points, n_levers]
        In the order tried, `population` a generation.
    names : list of str
        Of every point; empty if it has none.
    milestones : float64[n_points, n_futures, n_targets]
        Share of the seeds in which each is met, 0 to 1.
    cost : float64[n_points]
        In the unit of the budget.
    budget : float
        Highest cost allowed.
    population : int
        Points a generation.
    n_samples, sample_seed : int
        Of the bootstrap over futures.
    """
    by_future = milestones.mean(axis=2)
    share, affordable = by_future.mean(axis=1), cost <= budget
    low, high = _bootstrap_futures(by_future, n_samples, sample_seed)
    points = pd.DataFrame({
        "generation": np.arange(len(batch)) // population, "name": names, "cost": cost, "share": share,
        "share_low": low, "share_high": high, "share_p10": np.quantile(by_future, 0.1, axis=1),
        "affordable": affordable, "on_front": undominated(cost, share, affordable),
    })  # fmt: skip
    last = np.arange(population, len(batch) + 1, population)
    covered = [hypervolume(cost[:k][affordable[:k]], share[:k][affordable[:k]], budget) for k in last]
    settings = pd.DataFrame(batch, columns=[lever.name for lever in levers])
    return Front(levers, budget, settings, points, np.array(covered), milestones.shape[1])


def undominated(cost: Floats, share: Floats, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Allowed points that no other allowed point beats on one count without losing on the other.

    Parameters
    ----------
    cost, share : float64[n_points]
        Less and more is better.
    allowed : bool[n_points]
        Others do not count.

    Returns
    -------
    bool[n_points]
        Of points equal on both counts only the first.
    """
    on_front, best = np.zeros(len(cost), np.bool_), -np.inf
    for k in np.lexsort((np.arange(len(cost)), -share, cost)):
        if allowed[k] and share[k] > best:
            on_front[k], best = True, share[k]
    return on_front


def hypervolume(cost: Floats, share: Floats, budget: float) -> float:
    """Area between points and the corner where the whole budget buys nothing.

    Parameters
    ----------
    cost, share : float64[n_points]
        Within the budget.
    budget : float
        In the unit of cost.

    Notes
    -----
    Zitzler & Thiele (1999), IEEE Trans. Evol. Comput. 3.
    """
    area, reached = 0.0, 0.0
    for k in np.lexsort((-share, cost)):
        if share[k] > reached:
            area += (budget - cost[k]) * (share[k] - reached)
            reached = share[k]
    return float(area)


def _bootstrap_futures(by_future: Floats, n_samples: int, sample_seed: int) -> tuple[Floats, Floats]:
    n_futures = by_future.shape[1]
    drawn = np.random.default_rng(sample_seed).multinomial(n_futures, np.full(n_futures, 1 / n_futures), n_samples)
    low, high = np.quantile(drawn / n_futures @ by_future.T, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high
