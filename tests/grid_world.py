"""The smallest world the grid runs on: nobody lives there, and technicians and energy are held."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from agents.columns import Columns
from agents.firm import Firm
from agents.request import RequestCategory
from agents.worker import Worker
from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Ints
from simulation.kernels.draws import make_uids
from simulation.model import open_states
from simulation.parameters import ParameterSet
from simulation.region import Region
from simulation.submodels.grid.parameters import GridParameters
from simulation.submodels.grid.requests import file_requests, station_of
from simulation.submodels.grid.steps import run_grid
from simulation.world import World
from tests.model_runs import make_policy

LEVERS = {"grid_invest": 1.0, "permit_speed": 1.0, "grid_flex": 0.02, "grid_priority": 0.0, "time_based_rights": 0.0}
SERVICES = LOAD_CLASSES.index("services")


class GridWorld(World):
    """A world with constant technicians and energy that grows at given rates.

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
    levers, par, shock
        Changes of levers, of grid parameters whatever their range, and of shocks.
    """

    def __init__(
        self,
        region: Region,
        *,
        seed: int = 1,
        technicians: float = 100.0,
        requests_month: float = 0.0,
        request_kw: float = 500.0,
        levers: Mapping[str, float] | None = None,
        par: Mapping[str, Any] | None = None,
        shock: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(
            region,
            replace(ParameterSet(), grid=GridParameters(**(par or {}))),
            make_policy(region, LEVERS | dict(levers or {}), shock),
            seed=seed,
            scale=1,
            workers=Columns(Worker),
            firms=Columns(Firm),
        )
        self.requests_month, self.request_kw = requests_month, request_kw
        open_states(self, ("power", "technicians", "grid"))
        self.technicians.grid_fte = technicians

    def live(self, growth: Mapping[str, float] | None = None) -> None:
        """Grow the energy of some classes [1/year], file this month's requests, run the grid."""
        for name, rate in (growth or {}).items():
            self.power.energy_mwh[:, LOAD_CLASSES.index(name)] *= 1.0 + rate / 12.0
        self._file_business()
        run_grid(self)
        self.month += 1

    def _file_business(self) -> None:
        """File requests in proportion to services energy; their load follows when connected."""
        count = int(self.requests_month * (self.month + 1)) - int(self.requests_month * self.month)
        if count == 0:
            return
        weight = np.cumsum(self.region.energy_mwh[:, SERVICES])
        zone = np.searchsorted(weight / weight[-1], (np.arange(count) + 0.5) / count)
        uid = make_uids(2, zone, self.month, np.arange(count))
        rows = ask(self, station_of(self, zone, SERVICES, uid), count, zone=zone, kw=self.request_kw)
        self.requests.background[rows] = 1


def ask(world: World, station: ArrayLike, n: int = 1, **columns: Any) -> Ints:
    """File requests, at one station or each at its own, of business and 100 kW unless told otherwise; their rows."""
    given = {
        "zone": 0,
        "category": RequestCategory.BUSINESS,
        "kw": 100.0,
        "units": 1.0,
        "firm": -1,
        "load_class": SERVICES,
    }
    return file_requests(world, station=np.full(n, station), **(given | columns))
