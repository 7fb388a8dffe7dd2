"""Robustness of policies over many futures: regret against the best, and the share of futures that meet targets."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.statistics import LEVEL

Floats: TypeAlias = NDArray[np.float64]
N_SAMPLES = 500
MEASURES = ("max", "mean", "p90")


@dataclass(frozen=True)
class Regret:
    """How much worse than the best policy of each future.

    Attributes
    ----------
    by_future : DataFrame[n_futures, n_policies]
        Regret on the mean over seeds, in the unit of the indicator; 0 for the best.
    table : DataFrame[n_policies, ...]
        For max, mean and p90 (90th percentile over futures): the figure; ``_low`` and ``_high``, its 90 % interval;
        ``_held_out``, without the luck of the seeds. ``max_of_range`` and ``mean_of_range`` are shares of the distance
        between the best and the worst policy of the future, ``max_of_best`` and ``mean_of_best`` of the size of the
        best value.
    n_futures, n_seeds
        What they rest on.
    """

    by_future: pd.DataFrame
    table: pd.DataFrame
    n_futures: int
    n_seeds: int


def regret_table(
    outcomes: Floats, policies: list[str], better: str, *, n_samples: int = N_SAMPLES, sample_seed: int = 0
) -> Regret:
    """Regret of every policy over futures, with intervals.

    Parameters
    ----------
    outcomes : float64[n_policies, n_futures, n_seeds]
        Indicator; seed k is the same draw of chance for every policy and future.
    policies : list of str
        Names.
    better : str
        ``"up"`` or ``"down"``.
    n_samples : int
        Bootstrap samples.
    sample_seed : int
        Of the bootstrap.

    Raises
    ------
    ValueError
        If shapes differ, a value is missing or `better` is another word.

    Notes
    -----
    Savage (1951), J. Am. Stat. Assoc. 46. Chance inflates regret: the policy that is best on the mean of a few seeds
    owes part of that to luck, and the future with the largest regret is picked for its luck too. The figures are
    therefore too high on average. Those `_held_out` choose the best policy and rank the futures on all seeds but one
    and read the regret from that one, each seed in turn (cross-fitting); they are too low on average, because the
    choice is not always the truly best. The truth is expected between the two, and their distance is the size of the
    noise. With one seed they are nan. Intervals are those of the basic bootstrap (Davison & Hinkley 1997), which
    corrects that inflation to first order, over futures and seeds with the same draw for every policy; for the maximum
    over seeds alone, because that of futures never drawn cannot be told. So the maximum is that of these futures.
    Measured with 60 futures and 4 seeds, 90 % intervals held the truth in 90 to 96 % for the mean, 84 to 91 % for the
    90th percentile and 69 to 79 % for the maximum.
    """
    gains = _checked(outcomes, policies, better)
    _, n_futures, n_seeds = gains.shape
    means = gains.mean(axis=2)
    best, worst = means.max(axis=0), means.min(axis=0)
    regret = best - means
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        of_range = np.where(best > worst, regret / (best - worst), 0.0)
        of_best = np.where(regret > 0, regret / np.abs(best), 0.0)
    columns = _with_intervals(gains, summarise(regret), n_samples, sample_seed)
    for name, share in (("range", of_range), ("best", of_best)):
        columns[f"max_of_{name}"], columns[f"mean_of_{name}"] = share.max(axis=1), share.mean(axis=1)
    by_future = pd.DataFrame(regret.T, columns=policies).rename_axis(index="future")
    return Regret(by_future, pd.DataFrame(columns, index=policies).rename_axis(index="policy"), n_futures, n_seeds)


def summarise(regret: Floats) -> dict[str, Floats]:
    """Max, mean and 90th percentile over the last axis.

    Parameters
    ----------
    regret : float64[..., n_futures]
        In any unit.
    """
    return {"max": regret.max(axis=-1), "mean": regret.mean(axis=-1), "p90": np.quantile(regret, 0.9, axis=-1)}


def held_out_regret(gains: Floats) -> dict[str, Floats]:
    """Regret without the luck of the seeds: chosen and ranked on all seeds but one, read from that one.

    Parameters
    ----------
    gains : float64[n_policies, n_futures, n_seeds]
        Higher is better.

    Returns
    -------
    dict
        Of float64[n_policies] for max, mean and p90; nan with one seed.
    """
    n_policies, n_futures, n_seeds = gains.shape
    if n_seeds < 2:
        return {name: np.full(n_policies, np.nan) for name in MEASURES}
    totals = {name: np.zeros(n_policies) for name in MEASURES}
    position = 0.9 * (n_futures - 1)
    below, above = int(np.floor(position)), int(np.ceil(position))
    for seed in range(n_seeds):
        others = np.delete(gains, seed, axis=2).mean(axis=2)
        chosen, future = others.argmax(axis=0), np.arange(n_futures)
        expected = others[chosen, future] - others
        seen = gains[chosen, future, seed] - gains[:, :, seed]
        ranked = np.take_along_axis(seen, np.argsort(expected, axis=1, kind="stable"), axis=1)
        totals["max"] += ranked[:, -1]
        totals["mean"] += ranked.mean(axis=1)
        totals["p90"] += ranked[:, below] + (position - below) * (ranked[:, above] - ranked[:, below])
    return {name: total / n_seeds for name, total in totals.items()}


def _checked(outcomes: Floats, policies: list[str], better: str) -> Floats:
    """Outcomes turned so that higher is better."""
    values = np.asarray(outcomes, np.float64)
    if values.ndim != 3 or len(policies) != len(values):
        raise ValueError(f"{len(policies)} policies, but outcomes of shape {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("every policy needs a value in every future for every seed")
    if better not in ("up", "down"):
        raise ValueError(f"better is up or down, not {better!r}")
    return values if better == "up" else -values


def _with_intervals(gains: Floats, figures: dict[str, Floats], n_samples: int, sample_seed: int) -> dict[str, Floats]:
    """Figures with the ends of their interval and their held-out version, by column name."""
    samples = {name: np.array(rows) for name, rows in _bootstrap(gains, n_samples, sample_seed).items()}
    held_out = held_out_regret(gains)
    columns = {}
    for name, figure in figures.items():
        q_low, q_high = np.quantile(samples[name], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
        columns[name] = figure
        columns[f"{name}_low"] = np.maximum(2 * figure - q_high, 0.0)
        columns[f"{name}_high"] = np.maximum(2 * figure - q_low, 0.0)
        columns[f"{name}_held_out"] = held_out[name]
    return columns


def _bootstrap(gains: Floats, n_samples: int, sample_seed: int) -> dict[str, list[Floats]]:
    _, n_futures, n_seeds = gains.shape
    rng = np.random.default_rng(sample_seed)
    samples: dict[str, list[Floats]] = {name: [] for name in MEASURES}
    for _ in range(n_samples):
        futures, seeds = rng.integers(n_futures, size=n_futures), rng.integers(n_seeds, size=n_seeds)
        weights = np.bincount(seeds, minlength=n_seeds) / n_seeds
        means = gains @ weights
        regret = means.max(axis=0) - means
        drawn = summarise(regret[:, futures])
        for name, figure in {**drawn, "max": regret.max(axis=1)}.items():
            samples[name].append(figure)
    return samples
