"""A world without a labour market: people stand still, everything else is the real thing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from agents.columns import Columns
from agents.worker import Worker, WorkState
from simulation.kernels.draws import make_uids
from simulation.kernels.skills import pack_skills
from simulation.model import open_states
from simulation.parameters import ParameterSet
from simulation.population.employers import open_firms
from simulation.region import Region
from simulation.world import STATES, World
from tests.model_runs import make_policy
from tests.small_region import small_region


class EnergyWorld(World):
    """A world in which every job stays filled by the same worker.

    Parameters
    ----------
    region
        The place; the small region if not given.
    levers, shock
        Values of levers and shocks in all months.
    par
        Changes of parameters by name.
    """

    def __init__(
        self,
        region: Region | None = None,
        *,
        seed: int = 1,
        scale: int = 1,
        threads: int = 1,
        levers: Mapping[str, float] | None = None,
        par: Mapping[str, float] | None = None,
        shock: Mapping[str, float] | None = None,
    ) -> None:
        region, values = region or small_region(), ParameterSet().with_values(par or {})
        firms = open_firms(region, values.population, seed, scale)
        firms.filled[:] = firms.target
        super().__init__(
            region,
            values,
            make_policy(region, levers, shock),
            seed=seed,
            scale=scale,
            threads=threads,
            workers=make_workers(region, firms, seed),
            firms=firms,
        )
        open_states(self, STATES)
        self.labour.theta_occ = np.linspace(0.5, 2.0, len(region.occupation_id))
        self._begin_month()

    def set_levers(self, **levers: float) -> None:
        """Give levers of the whole region another value in all months."""
        table = self.policy.levers
        paths = {name: np.full_like(table.regional[name], value) for name, value in levers.items()}
        self.policy = replace(self.policy, levers=table.with_paths(paths))

    def live(self, months: int, *steps: Callable[[World], None]) -> None:
        """Live through some months of these steps."""
        for _ in range(months):
            self._begin_month()
            for step in steps:
                step(self)
            self.month += 1

    def _begin_month(self) -> None:
        """Nobody trained as a technician yet, also where training is not among the steps."""
        self.flows = {"technicians_trained": np.zeros(self.region.n_zones)}


def make_workers(region: Region, firms: Columns, seed: int) -> Columns:
    """One worker on every filled slot, living where they work, and a third as many without work."""
    rng = np.random.default_rng(seed)
    emp = np.repeat(np.arange(firms.n), firms.filled)
    employed, idle = emp.size, emp.size // 3
    workers = Columns(Worker, employed + idle)
    workers.extend(employed + idle)
    n = workers.n
    workers.home[:employed] = firms.zone[emp]
    workers.home[employed:] = rng.choice(region.n_zones, idle, p=region.population / region.population.sum())
    workers.uid[:] = make_uids(1, workers.home, -1200, np.arange(n))
    workers.emp[:employed], workers.emp[employed:] = emp, -1
    workers.state[employed:] = rng.choice(
        [WorkState.UNEMPLOYED, WorkState.ATTACHED, WorkState.DETACHED], idle, p=[0.1, 0.3, 0.6]
    )
    bounds = np.cumsum(region.mix[firms.sector[emp]], axis=1)
    workers.occ[:employed] = np.minimum((rng.random(employed)[:, None] > bounds).sum(axis=1), region.mix.shape[1] - 1)
    workers.occ[employed:] = rng.integers(region.mix.shape[1], size=idle)
    workers.edu[:] = np.clip(region.occupation_level[workers.occ] + rng.integers(-1, 2, n), 1, 3)
    workers.age_m[:] = rng.integers(18 * 12, 68 * 12, n)
    workers.skill_word[:] = pack_skills(region.occupation_skills[workers.occ] * rng.uniform(0.85, 1.2, (n, 6)))
    workers.train_to[:] = -1
    workers.dur[employed:] = rng.integers(0, 24, idle)
    return workers
