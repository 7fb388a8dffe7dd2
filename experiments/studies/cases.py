"""Outcomes of policies in futures, held against targets."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.methods.targets import Target
from experiments.studies.study import Floats, policies_of
from experiments.sweeps.dataset import gather
from experiments.sweeps.design import Design
from experiments.words import Words
from simulation.runs.store import RunStore


@dataclass(frozen=True)
class Cases:
    """Outcomes by policy, future and seed; a future with a missing run is left out for all policies.

    Attributes
    ----------
    design
        What was run.
    policies
        Names; where levers vary together with the uncertainties they are the scenarios.
    factors : DataFrame[n_futures, n_factors]
        What the futures differ in.
    values : float64[n_policies, n_futures, n_seeds, n_wanted]
        As asked by `wanted_of`.
    all_values : float64[n_points, n_seeds, n_wanted]
        The same with nan where runs are missing.
    """

    design: Design
    policies: list[str]
    factors: pd.DataFrame
    values: Floats
    all_values: Floats

    @classmethod
    def of(cls, design: Design, store: RunStore, words: Words) -> "Cases":
        """Take the outcomes of a design from a store.

        Parameters
        ----------
        design, store
            What was run, and where it is kept.
        words
            Language of what is raised.

        Raises
        ------
        ValueError
            If no future is whole.
        """
        points, policies = list(design.points()), list(dict.fromkeys(policies_of(design)))
        values = gather(design, store, wanted_of(design.targets))
        cube = values.reshape(len(policies), n_cases(design), *values.shape[1:])
        whole = np.asarray(~np.isnan(cube).any(axis=(0, 2, 3)))
        if not whole.any():
            raise ValueError(words("study.no_future"))
        varied = design.uncertainties if design.crossed else design.factors
        rows = [{f.name: p.values[f.name] for f in varied} for p, w in zip(points, whole, strict=False) if w]
        return cls(design, policies, pd.DataFrame(rows), cube[:, whole], values)

    @cached_property
    def met(self) -> NDArray[np.bool_]:
        """Whether each target is met: bool[n_policies, n_futures, n_seeds, n_targets]."""
        return met_targets(self.design.targets, self.values)

    def missed(self, policy: int, target: int) -> NDArray[np.bool_]:
        """Futures in which a policy misses a target with half of the seeds or more: bool[n_futures]."""
        return np.asarray(self.met[policy, :, :, target].mean(axis=1) <= 0.5)


def wanted_of(targets: tuple[Target, ...]) -> list[tuple[str, int]]:
    """Pairs of indicator and year that the targets need, each once."""
    pairs = [(t.indicator, year) for t in targets for year in (t.year, t.relative_to) if year is not None]
    return list(dict.fromkeys(pairs))


def met_targets(targets: tuple[Target, ...], values: Floats) -> NDArray[np.bool_]:
    """Whether targets are met: bool[..., n_targets] from float64[..., n_wanted], as asked by `wanted_of`."""
    places = wanted_of(targets)
    met = []
    for target in targets:
        base = None if target.relative_to is None else values[..., places.index((target.indicator, target.relative_to))]
        met.append(target.meets(values[..., places.index((target.indicator, target.year))], base))
    return np.stack(met, axis=-1)


def n_cases(design: Design) -> int:
    """Number of futures every policy is run in."""
    return len(design.futures) if design.crossed else len(design.policies)
