"""The region as a Mesa model; its step is the month as a table of contents."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from agents._compat import forget_model
from agents.column_agents import attach_columns
from agents.columns import Columns
from agents.firm import Firm, Vacancy
from agents.municipality import Municipality
from agents.project import Project
from agents.request import Request
from agents.substation import Substation
from agents.worker import Worker
from simulation.energy_state import open_energy, open_technicians
from simulation.invariants import Books, check_invariants, open_books
from simulation.kernels.draws import draw_key
from simulation.labour_state import open_labour
from simulation.parameters import ParameterSet
from simulation.population.synthesis import Population, synthesise
from simulation.processes.access import update_access
from simulation.processes.data_centres import site_data_centres
from simulation.processes.demography import age_population
from simulation.processes.electrification import electrify_firms
from simulation.processes.firms import grow_firms
from simulation.processes.grid import open_grid, run_grid
from simulation.processes.heat import choose_heat, install_heat
from simulation.processes.matching import match_workers
from simulation.processes.mobility import adopt_vehicles
from simulation.processes.power_demand import update_power_demand
from simulation.processes.separations import separate_workers
from simulation.processes.skills_hiring import adopt_skills_hiring
from simulation.processes.technicians import count_technicians
from simulation.processes.training import run_training
from simulation.processes.vacancies import post_vacancies
from simulation.processes.wages import adjust_wages
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.scenario import ResolvedScenario
from simulation.threads import Threads

if TYPE_CHECKING:
    from numpy.typing import NDArray

MONTHS = 228  # 2022-01 to 2040-12
CHECK_EVERY = 12


class RegionModel(mesa.Model):
    """One run of one scenario of one region.

    Parameters
    ----------
    region
        The place: zones, margins, network, exogenous series.
    par
        All parameters.
    policy
        Levers and shocks by month.
    seed
        Key of all random draws; scenarios with the same seed share them.
    scale
        N of 1:N: one worker stands for N persons.
    threads
        Threads inside the run; the results do not depend on it.
    population
        Workers and firms; synthesised if not given.

    Notes
    -----
    Mesa's own generator is never drawn from: every draw is a pure function of
    (seed, purpose, month, agent, number), see `simulation.kernels.draws`.
    """

    def __init__(
        self,
        region: Region,
        par: ParameterSet,
        policy: ResolvedScenario,
        *,
        seed: int,
        scale: int,
        threads: int = 1,
        population: Population | None = None,
    ) -> None:
        super().__init__(rng=seed)
        self.region = region
        self.par = par
        self.policy = policy
        self.run_seed = seed
        self.scale = scale
        self.threads = Threads(threads)
        self.month = 0
        self.frozen = False
        self.check_every = CHECK_EVERY
        self._books: Books | None = None
        population = population or synthesise(region, par, seed, scale)
        self.workers = population.workers
        self.firms = population.firms
        self.vacancies = Columns(Vacancy, 1024)
        self.requests = Columns(Request, 256)
        self.projects = Columns(Project, 128)
        self.month_flows: dict[str, NDArray[np.float64]] = {}
        self.state = open_labour(self)
        self.open_transitions()
        self._enlist_agents()

    def step(self) -> None:
        """Live through one month."""
        self._open_month()
        age_population(self)
        run_training(self)
        grow_firms(self)
        separate_workers(self)
        post_vacancies(self)
        update_access(self)
        match_workers(self)
        adjust_wages(self)
        adopt_skills_hiring(self)
        choose_heat(self)
        adopt_vehicles(self)
        site_data_centres(self)
        electrify_firms(self)
        count_technicians(self)
        update_power_demand(self)
        run_grid(self)
        install_heat(self)
        self._close_month()

    def open_transitions(self) -> None:
        """Set energy, technicians and grid to their state at the base month, from the people and firms now present."""
        self.energy = open_energy(self)
        self.technicians = open_technicians(self)
        self.grid = open_grid(self)

    def draw(self, purpose: Purpose) -> np.uint64:
        """Key of this month's draws for `purpose`."""
        return draw_key(self.run_seed, purpose, self.month)

    def lever(self, name: str) -> float:
        """Value this month of a lever that holds for the whole region."""
        return self.policy.levers.value(name, self.month)

    def lever_zones(self, name: str) -> "NDArray[np.float64]":
        """Value this month of a lever by zone: float64[n_zones]."""
        return self.policy.levers.zones(name, self.month)

    @property
    def shock(self) -> dict[str, Any]:
        """Exogenous changes of this month, by name."""
        return self.policy.shock(self.month)

    def exogenous(self, name: str) -> float:
        """Value this month of an exogenous series; burn-in months see the first."""
        return float(self.region.exogenous[name][min(max(self.month, 0), MONTHS - 1)])

    def close(self) -> None:
        """Free threads and agents; a closed model cannot be stepped."""
        self.threads.close()
        forget_model(self)

    def _open_month(self) -> None:
        self.month_flows = {}
        self._books = open_books(self) if self.month % self.check_every == 0 else None

    def _close_month(self) -> None:
        if self._books is not None:
            check_invariants(self, self._books)
        self.month += 1

    def _enlist_agents(self) -> None:
        attach_columns(self, Worker, self.workers)
        attach_columns(self, Firm, self.firms)
        self.municipalities = [Municipality(self, zone) for zone in range(self.region.n_mra)]
        self.substations = [Substation(self, row) for row in range(len(self.region.grid.station_id))]
