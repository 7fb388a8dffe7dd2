"""What the steps of a month share: the place, its people and firms, and what every submodel remembers."""

from functools import lru_cache
from typing import Any, get_type_hints, overload

import numpy as np

from agents.columns import Columns
from agents.firm import Vacancy
from agents.project import Project
from agents.request import Request
from simulation.declare.arrays import Bools, Floats, Rows
from simulation.doors.funding import fund
from simulation.doors.modifiers import MODIFIERS, apply
from simulation.doors.state import UNCHANGED, Doors, LockIn
from simulation.kernels.draws import draw_key
from simulation.months import MONTHS
from simulation.parameters import ParameterSet
from simulation.practices.state import Practices
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.scenario import ResolvedScenario
from simulation.submodels.access.state import AccessState
from simulation.submodels.data_centres.state import DataCentreState
from simulation.submodels.firms.state import DemandState
from simulation.submodels.grid.state import GridState
from simulation.submodels.heat.state import HeatState
from simulation.submodels.labour.state import LabourState
from simulation.submodels.people.state import PeopleState
from simulation.submodels.power.state import ElectricityState
from simulation.submodels.technicians.state import TechnicianState
from simulation.submodels.vehicles.state import VehicleState
from simulation.threads import Threads

TABLES = ("workers", "firms", "vacancies", "requests", "projects")


class World:
    """All that a step may read and write; which part of it, each step declares.

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
    workers, firms
        The population.
    """

    doors: Doors
    practices: Practices
    people: PeopleState
    labour: LabourState
    access: AccessState
    demand: DemandState
    power: ElectricityState
    heat: HeatState
    vehicles: VehicleState
    data_centres: DataCentreState
    technicians: TechnicianState
    grid: GridState

    def __init__(
        self,
        region: Region,
        par: ParameterSet,
        policy: ResolvedScenario,
        *,
        seed: int,
        scale: int,
        threads: int = 1,
        workers: Columns,
        firms: Columns,
    ) -> None:
        self.region = region
        self._par = self._par_now = par
        self._par_month = -1
        self.policy = policy
        self.seed = seed
        self.scale = scale
        self.threads = Threads(threads)
        self.doors = Doors()
        self.month = 0  # 0 is the base month; below it the burn-in, which sees default levers and no shocks
        self.workers = workers
        self.firms = firms
        self.vacancies = Columns(Vacancy, 1024)
        self.requests = Columns(Request, 256)
        self.projects = Columns(Project, 128)
        self.flows: dict[str, Floats] = {}  # of this month, by name: float64[z] [agent] unless said otherwise

    @property
    def par(self) -> ParameterSet:
        """All parameters in force this month."""
        if self._par_month != self.month:
            self._par_month, self._par_now = self.month, self._par.at(self.month)
        return self._par_now

    @par.setter
    def par(self, par: ParameterSet) -> None:
        self._par, self._par_month = par, self.month - 1

    def draw(self, purpose: Purpose) -> np.uint64:
        """Key of this month's draws for `purpose`."""
        return draw_key(self.seed, purpose, self.month)

    def lever(self, name: str) -> float:
        """Value this month of a lever that holds for the whole region, as far as it is funded."""
        asked, share = self.policy.levers.value(name, self.month), self.doors.funded.get(name)
        if share is None:
            return asked
        return fund(asked, self.policy.levers.default(name, self.month), share).item()

    def lever_zones(self, name: str) -> Floats:
        """Value this month of a lever by zone, as far as it is funded: float64[n_zones]."""
        asked, share = self.policy.levers.zones(name, self.month), self.doors.funded.get(name)
        if share is None:
            return asked
        return fund(asked, self.policy.levers.default(name, self.month), share)

    @overload
    def modified(self, name: str, value: float, zones: slice | Rows = ...) -> float | Floats: ...

    @overload
    def modified(self, name: str, value: Floats, zones: slice | Rows = ...) -> Floats: ...

    def modified(self, name: str, value: float | Floats, zones: slice | Rows = slice(None)) -> float | Floats:
        """A quantity as initiatives changed it; the very same object as long as they wrote nothing.

        Parameters
        ----------
        name
            Of a modifier that the submodel declares.
        value
            One number for all, or an array whose first axis is that of `zones`.
        zones
            Zone of each row; all zones, in order, if not given.

        Returns
        -------
        float or float64
            By row once something is written, also where `value` is one number.
        """
        written = self.doors.modifiers.get(name)
        return value if written is None else apply(MODIFIERS[name], value, written[zones])

    def lock_in(self, domain: str) -> LockIn:
        """How the regime of a domain (`simulation.doors.state.DOMAINS`) holds change back, as factors."""
        levels = self.doors.lock_in.get(domain)
        return UNCHANGED if levels is None else LockIn(*map(float, levels))

    def phase(self, every: int) -> Bools:
        """Zones inside the region whose turn it is, for what happens once in `every` months: bool[z].

        A zone keeps its months, and about as many have their turn in each.
        """
        return np.asarray(_turns(self.region) % every == self.month % every)

    @property
    def shock(self) -> dict[str, Any]:
        """Exogenous changes of this month, by name."""
        return self.policy.shock(self.month)

    def exogenous(self, name: str) -> float:
        """Value this month of an exogenous series; burn-in months see the first."""
        return float(self.region.exogenous[name][min(max(self.month, 0), MONTHS - 1)])

    def count_flow(self, name: str, zones: Rows) -> None:
        """Add one agent for each entry of `zones` to this month's flow `name`."""
        counts = np.bincount(zones, minlength=self.region.n_zones).astype(np.float64)
        self.flows[name] = self.flows[name] + counts if name in self.flows else counts


@lru_cache(maxsize=8)
def _turns(region: Region) -> Rows:
    """Place of each zone among the identifiers inside the region, whatever the order of its rows: int[z]; shared."""
    return np.argsort(np.argsort(region.zone_id[: region.n_mra]))


STATES: tuple[str, ...] = tuple(get_type_hints(World))  # in the order in which they are opened
