"""Search for mixes of levers that meet the most milestones for the least money, over many futures."""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from experiments.methods.front import Floats, Front, LeverRange, make_front

Evaluate = Callable[[Floats], tuple[Floats, Floats]]
SPREAD = 20.0  # of crossover and mutation, the value of Deb et al. 2002


def search_front(
    ranges: Sequence[LeverRange],
    evaluate: Evaluate,
    *,
    budget: float,
    generations: int,
    population: int,
    sample_seed: int,
    starts: Mapping[str, Sequence[float]] | None = None,
) -> Front:
    """Search for the front of cost against the mean share of milestones met, within a budget.

    Parameters
    ----------
    ranges : list of LeverRange
        What may be turned, and how far.
    evaluate : callable
        ``evaluate(batch: float64[n, n_levers])`` gives milestones float64[n, n_futures, n_targets], the share of seeds
        in which each is met (0 to 1), and cost float64[n]. Called once a generation with all its points.
    budget : float
        Highest cost allowed, in the unit of the costs.
    generations, population : int
        How many generations of how many points.
    sample_seed : int
        Of the search; the same seed and evaluations give the same front.
    starts : dict, optional
        Lever values by name that are tried in the first generation, the reference first, then shipped scenarios.

    Raises
    ------
    ValueError
        If a start is outside the ranges, there are more starts than places, or an evaluation has a wrong shape.

    Notes
    -----
    NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Trans. Evol. Comput. 6), with simulated binary crossover,
    polynomial mutation and constrained domination: within the budget beats beyond it. Points are asked and told a whole
    generation at a time, in one order, so that no worker's speed decides. The front is the best of many on the same
    futures and therefore flatters: judge its points on futures the search did not see.
    """
    levers, given = tuple(ranges), _checked_starts(ranges, starts or {}, population)
    with _quiet():
        study = _study(population, sample_seed)
        for values in given.values():
            study.enqueue_trial(values)
        batches, milestones, costs = [], [], []
        for _ in range(generations):
            trials = [study.ask(_distributions(levers)) for _ in range(population)]
            batch = np.array([[float(trial.params[lever.name]) for lever in levers] for trial in trials])
            met, cost = _checked_evaluation(*evaluate(batch), len(batch))
            for trial, share, euros in zip(trials, met.mean(axis=(1, 2)), cost, strict=True):
                trial.set_constraint("budget", float(euros) - budget)
                study.tell(trial, (float(share), float(euros)))
            batches.append(batch)
            milestones.append(met)
            costs.append(cost)
    names = [*given, *[""] * (generations * population - len(given))]
    return make_front(
        levers, np.concatenate(batches), names, np.concatenate(milestones), np.concatenate(costs),
        budget=budget, population=population, sample_seed=sample_seed,
    )  # fmt: skip


def _study(population: int, sample_seed: int) -> Any:
    import optuna
    from optuna.samplers import nsgaii

    sampler = optuna.samplers.NSGAIISampler(
        population_size=population,
        crossover=nsgaii.SBXCrossover(eta=SPREAD),
        mutation=nsgaii.PolynomialMutation(eta=SPREAD),
        seed=sample_seed,
    )
    return optuna.create_study(directions=["maximize", "minimize"], sampler=sampler)


def _distributions(levers: tuple[LeverRange, ...]) -> dict[str, Any]:
    from optuna import distributions as d

    kinds: dict[str, Callable[[LeverRange], Any]] = {
        "number": lambda lever: d.FloatDistribution(lever.low, lever.high),
        "whole": lambda lever: d.IntDistribution(int(lever.low), int(lever.high)),
        "switch": lambda lever: d.CategoricalDistribution((float(lever.low), float(lever.high))),
    }
    return {lever.name: kinds[lever.kind](lever) for lever in levers}


def _checked_starts(
    ranges: Sequence[LeverRange], starts: Mapping[str, Sequence[float]], population: int
) -> dict[str, dict[str, float]]:
    if len(starts) > population:
        raise ValueError(f"{len(starts)} starting points do not fit a generation of {population}")
    for name, values in starts.items():
        wrong = [r.name for r, value in zip(ranges, values, strict=True) if not r.allows(float(value))]
        if wrong:
            raise ValueError(f"starting point {name} is outside the range of {', '.join(wrong)}")
    return {
        name: {
            r.name: int(value) if r.kind == "whole" else float(value) for r, value in zip(ranges, values, strict=True)
        }
        for name, values in starts.items()
    }


def _checked_evaluation(milestones: Floats, cost: Floats, n: int) -> tuple[Floats, Floats]:
    milestones, cost = np.asarray(milestones, np.float64), np.asarray(cost, np.float64)
    if milestones.ndim != 3 or len(milestones) != n or cost.shape != (n,):
        raise ValueError(f"{n} points, but milestones of shape {milestones.shape} and cost of shape {cost.shape}")
    if not (np.isfinite(milestones).all() and np.isfinite(cost).all()):
        raise ValueError("every point needs milestones and a cost")
    return milestones, cost


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress lines, and no remarks on parts of the library that may change."""
    import optuna

    level = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            yield
    finally:
        optuna.logging.set_verbosity(level)
