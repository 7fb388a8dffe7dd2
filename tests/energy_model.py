"""A model around the firms, homes and technicians: people stand still, everything else is the real thing."""

from collections.abc import Mapping
from types import SimpleNamespace

import numpy as np

from agents.columns import Columns
from agents.project import Project
from agents.request import Request
from agents.worker import Worker, WorkState
from simulation.kernels.draws import draw_key, make_uids
from simulation.kernels.skills import pack_skills
from simulation.parameters import ParameterSet
from simulation.population.employers import open_firms
from simulation.region import Region
from simulation.scenario import ResolvedScenario
from simulation.submodels.grid.steps import open_grid
from simulation.submodels.power.state import open_energy, open_technicians
from simulation.threads import Threads
from tests.small_region import small_region


class EnergyModel:
    """Stand-in for RegionModel without a labour market: every job stays filled by the same worker.

    Parameters
    ----------
    region
        The place; the small region if not given.
    levers
        Values of levers in all months.
    par
        Changes of parameters by name.
    shock
        Changes of exogenous shocks in all months.
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
        self.region = region or small_region()
        self.par = ParameterSet().with_values(par or {})
        self.policy = ResolvedScenario.current_policy(self.region)
        self.levers, self.shock_change = dict(levers or {}), dict(shock or {})
        self.run_seed, self.scale, self.month, self.frozen = seed, scale, 0, False
        self.threads = Threads(threads)
        self.firms = open_firms(self.region, self.par.population, seed, scale)
        self.firms.filled[:] = self.firms.target
        self.workers = make_workers(self.region, self.firms, seed)
        self.requests, self.projects = Columns(Request, 64), Columns(Project, 64)
        self.month_flows: dict[str, np.ndarray] = {"technicians_trained": np.zeros(self.region.n_zones)}
        n_sectors, n_occ = self.region.mix.shape
        self.state = SimpleNamespace(
            gap=0.055,
            demand_index=np.ones(n_sectors),
            skb_share=np.full(n_sectors, 0.4),
            theta_occ=np.linspace(0.5, 2.0, n_occ),
            firm_death=np.zeros(self.firms.n, bool),
            firm_solo=np.zeros(self.firms.n, bool),
        )
        self.energy, self.technicians = open_energy(self), open_technicians(self)
        self.grid = None
        self.grid = open_grid(self)

    def draw(self, purpose: int) -> np.uint64:
        """Key of this month's draws."""
        return draw_key(self.run_seed, purpose, self.month)

    def lever(self, name: str) -> float:
        """Value of a lever."""
        return float(self.levers[name]) if name in self.levers else self.policy.levers.value(name, self.month)

    @property
    def shock(self) -> dict:
        """Exogenous changes of this month."""
        return self.policy.shock(self.month) | self.shock_change

    def exogenous(self, name: str) -> float:
        """Value this month of an exogenous series."""
        return float(self.region.exogenous[name][min(max(self.month, 0), 227)])

    def run(self, months: int, *processes) -> None:
        """Call the processes in order, month after month."""
        for _ in range(months):
            for process in processes:
                process(self)
            self.month += 1


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
