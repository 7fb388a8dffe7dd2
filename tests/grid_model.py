"""The smallest model the grid process runs on: energy and technicians held, everything else the real thing."""

from types import SimpleNamespace

import numpy as np

from agents.columns import Columns
from agents.project import Project
from agents.request import Request, RequestCategory
from simulation.kernels.draws import draw_key, make_uids
from simulation.region import LOAD_CLASSES, Region
from simulation.submodels.grid.parameters import GridParameters
from simulation.submodels.grid.steps import file_requests, open_grid, run_grid, station_of
from simulation.threads import Threads

DEFAULT_LEVERS = {
    "grid_invest": 1.0,
    "permit_speed": 1.0,
    "grid_flex": 0.02,
    "grid_priority": 0.0,
    "time_based_rights": 0.0,
}
SERVICES = LOAD_CLASSES.index("services")


class GridModel:
    """Stand-in for RegionModel with constant technicians and energy that grows at given rates.

    Parameters
    ----------
    region
        The place.
    seed
        Key of the draws.
    technicians
        FTE-months for expansion each month.
    requests_month, request_kw
        Business requests filed each month over all zones by their energy, and their size.
    levers, par
        Changes of levers and grid parameters.
    """

    def __init__(
        self,
        region: Region,
        *,
        seed: int = 1,
        technicians: float = 100.0,
        requests_month: float = 0.0,
        request_kw: float = 500.0,
        levers: dict | None = None,
        par: dict | None = None,
        shock=None,
    ) -> None:
        self.region, self.run_seed, self.scale, self.month, self.frozen = region, seed, 1, 0, False
        self.par = SimpleNamespace(grid=GridParameters(**(par or {})))
        self.levers = DEFAULT_LEVERS | (levers or {})
        self.threads = Threads(1)
        self.requests_month, self.request_kw, self.shock = requests_month, request_kw, shock or {}
        self.energy = SimpleNamespace(
            energy_mwh=region.energy_mwh.copy(),
            station_mwh=np.zeros((len(region.grid.station_id), len(LOAD_CLASSES))),
        )
        self.technicians = SimpleNamespace(grid_fte=technicians)
        self.firms = SimpleNamespace(uid=np.zeros(0, np.uint64))
        self.requests, self.projects = Columns(Request, 64), Columns(Project, 64)
        self.grid = None
        self.grid = open_grid(self)

    def draw(self, purpose) -> np.uint64:
        """Key of this month's draws."""
        return draw_key(self.run_seed, purpose, self.month)

    def lever(self, name: str) -> float:
        """Value of a lever, the same in every month."""
        return self.levers[name]

    def step(self, growth: dict[str, float] | None = None) -> None:
        """Grow the energy of some classes [1/year], file this month's requests, run the grid."""
        for name, rate in (growth or {}).items():
            self.energy.energy_mwh[:, LOAD_CLASSES.index(name)] *= 1.0 + rate / 12.0
        self.file_business()
        run_grid(self)
        self.month += 1

    def file_business(self) -> None:
        """File requests in proportion to services energy; their load follows when connected."""
        count = int(self.requests_month * (self.month + 1)) - int(self.requests_month * self.month)
        if count == 0:
            return
        weight = np.cumsum(self.region.energy_mwh[:, SERVICES])
        zone = np.searchsorted(weight / weight[-1], (np.arange(count) + 0.5) / count)
        uid = make_uids(2, zone, self.month, np.arange(count))
        rows = file_requests(
            self,
            station=station_of(self, zone, SERVICES, uid),
            zone=zone,
            kw=self.request_kw,
            category=RequestCategory.BUSINESS,
            units=1.0,
            firm=-1,
            load_class=SERVICES,
        )
        self.requests.background[rows] = 1
