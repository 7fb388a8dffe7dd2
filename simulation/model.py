"""The region as a Mesa model; its step is the month as a table of contents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import import_module
from time import perf_counter

import mesa

from agents._compat import forget_model
from agents.column_agents import attach_columns
from agents.firm import Firm
from agents.municipality import Municipality
from agents.substation import Substation
from agents.worker import Worker
from simulation.invariants import Books, check_invariants, open_books
from simulation.parameters import ParameterSet
from simulation.population.synthesis import Population, synthesise
from simulation.region import Region
from simulation.scenario import ResolvedScenario
from simulation.steps import Step
from simulation.submodels.access.steps import update_access
from simulation.submodels.data_centres.steps import site_data_centres
from simulation.submodels.firms.steps import grow_firms, move_demand
from simulation.submodels.grid.steps import run_grid
from simulation.submodels.heat.steps import choose_heat, install_heat
from simulation.submodels.labour.steps import (
    adjust_wages,
    adopt_skills_hiring,
    keep_references,
    match_workers,
    post_vacancies,
    separate_workers,
)
from simulation.submodels.people.steps import age_population, rest_population
from simulation.submodels.power.steps import electrify_firms, update_power_demand
from simulation.submodels.technicians.steps import count_technicians
from simulation.submodels.training.steps import run_training
from simulation.submodels.vehicles.steps import adopt_vehicles
from simulation.world import STATES, World

Schedule = Mapping[str, Sequence[Step]]  # steps in order, under headings

MONTH: Schedule = {
    "People grow older, move and learn": (age_population, run_training),
    "Firms grow, end and start": (move_demand, grow_firms),
    "Jobs end, open and are filled": (
        separate_workers,
        post_vacancies,
        update_access,
        match_workers,
        adjust_wages,
        adopt_skills_hiring,
    ),
    "Homes, vehicles, data centres and firms choose their energy": (
        choose_heat,
        adopt_vehicles,
        site_data_centres,
        electrify_firms,
    ),
    "Technicians and the grid carry it out": (count_technicians, update_power_demand, run_grid, install_heat),
}
# In the burn-in nothing but the labour market moves.
BURN_IN: Schedule = {
    "People stop and start seeking work": (rest_population,),
    "Firms grow, end and start": (grow_firms,),
    "Jobs end, open and are filled": (
        separate_workers,
        post_vacancies,
        update_access,
        match_workers,
        keep_references,
        adjust_wages,
    ),
}
POPULATION_STATES = ("people", "labour", "access", "demand")  # the others are set up anew at the base month
CHECK_EVERY = 12  # months


class RegionModel(mesa.Model):
    """One run of one scenario of one region, as a Mesa model around its `world`.

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
        people = population or synthesise(region, par, seed, scale)
        self.world = World(
            region,
            par,
            policy,
            seed=seed,
            scale=scale,
            threads=threads,
            workers=people.workers,
            firms=people.firms,
        )
        self.check_every = CHECK_EVERY
        self._books: Books | None = None
        self.seconds: dict[str, float] = defaultdict(float)  # spent so far, by step
        open_states(self.world, STATES)
        self._enlist_agents()

    @property
    def month(self) -> int:
        """Months lived since the base month."""
        return self.world.month

    @property
    def schedule(self) -> Schedule:
        """What happens in the present month; months below 0 are the burn-in."""
        return MONTH if self.world.month >= 0 else BURN_IN

    def begin(self) -> None:
        """End the burn-in: the base month, with energy, technicians and grid for the people and firms now present."""
        self.world.month, self.world.flows = 0, {}
        open_states(self.world, [name for name in STATES if name not in POPULATION_STATES])

    def step(self) -> None:
        """Live through one month: the steps of `MONTH`, in order."""
        self._open_month()
        for steps in self.schedule.values():
            for step in steps:
                started = perf_counter()
                step(self.world)
                self.seconds[step.name] += perf_counter() - started
        self._close_month()

    def close(self) -> None:
        """Free threads and agents; a closed model cannot be stepped."""
        self.world.threads.close()
        forget_model(self)

    def _open_month(self) -> None:
        self.world.flows = {}
        if self.world.month % self.check_every == 0:
            living = {step.submodel for steps in self.schedule.values() for step in steps}
            self._books = open_books(self.world, living)
        else:
            self._books = None

    def _close_month(self) -> None:
        if self._books is not None:
            check_invariants(self.world, self._books)
        self.world.month += 1

    def _enlist_agents(self) -> None:
        world = self.world
        attach_columns(self, Worker, world.workers)
        attach_columns(self, Firm, world.firms)
        self.municipalities = [Municipality(self, world, zone) for zone in range(world.region.n_mra)]
        self.substations = [Substation(self, world, row) for row in range(len(world.region.grid.station_id))]


def open_states(world: World, names: Sequence[str]) -> None:
    """Set states to what they are before the first month, given the people and firms now present."""
    for name in names:
        room = World.__annotations__[name].__module__.rpartition(".")[0]
        setattr(world, name, import_module(f"{room}.opening").open_state(world))
