"""What the grid remembers from month to month."""

from dataclasses import dataclass, field

import numpy as np

from simulation.axes import GENERATION_CLASSES, LOAD_CLASSES
from simulation.declare.arrays import Floats, Ints
from simulation.submodels.grid.network import Network
from simulation.submodels.grid.parameters import GridParameters

# Classes whose users sign a contract for power; all other demand is that of small users.
CONTRACT_CLASSES = (
    "services",
    "industry",
    "data_centre",
    "agriculture",
    "rail",
    "electric_trucks",
    "electric_buses",
)
IS_GENERATION = np.array([name in GENERATION_CLASSES for name in LOAD_CLASSES])
IS_CONTRACT = np.array([name in CONTRACT_CLASSES for name in LOAD_CLASSES])
IS_SMALL = ~IS_GENERATION & ~IS_CONTRACT
DAY_HOURS = 24


def _none() -> Ints:
    return np.zeros(0, np.int64)


@dataclass(kw_only=True)
class GridState:
    """State of stations and network (`s` stations, `c` load classes, `h` columns, `l` branches, `z` zones).

    Two ledgers are never merged: the *physical* one (`load`, from metered energy) and the *planning* one
    (contracts counted at their planning weight, which is what fills the queue).
    """

    network: Network
    station_share: Floats  # [z, c, s] who serves whom; moves when a planned station opens
    outside_shape: Floats  # [h] load outside the region as a share of its peak
    peak_use: Floats  # [c] highest share of a year's energy in one hour [1/h]
    firm_mw: Floats  # [s] offtake limit, one transformer out
    feed_in_mw: Floats  # [s] feed-in limit, all transformers
    contracts_mwh: Floats  # [s, c] contracts at planning weight, as energy a year at full shape
    timed_contracts_mwh: Floats  # [s, c] the same for rights outside the busiest hours
    contracted_mw: Floats  # [s] contracts of large users, as signed
    background_mwh: Floats  # [s, c] energy of connected applicants that no other process models
    open_hours: Floats  # [1 + s, h] hours in which a right holds: row 0 any, row 1 + s time-based at s
    lv_capacity_mw: Floats  # [z] low-voltage capacity
    load: Floats  # [s, h] net load after shifting [MW]
    peak_mw: Floats  # [s]
    overload_hours: Floats  # [s] a year
    planned_peak_mw: Floats  # [s] peak of the planning ledger, reservations included
    reserved_mw: Floats  # [s] admitted, not connected
    station_queue_mw: Floats  # [s] waiting
    category_queue_mw: Floats  # [6] waiting by RequestCategory
    flow_mw: Floats  # [l, h] all circuits in service
    n1_loading: Floats  # [l] worst loading after one outage, share of rating
    n1_outage: Ints  # [l] branch whose circuit is lost then, -1 for the intact network
    n1_ahead: Floats  # [l] the same with announced corridors in service, 0 if none is near
    peak_history: Floats  # [months, s] ring of past peaks
    lv_saturation: Floats  # [z] 0 to 1
    filed_ordinal: Ints  # [z] requests filed this month, for their identifiers
    connected_requests: Ints = field(default_factory=_none)  # request rows connected this month
    withdrawn_requests: Ints = field(default_factory=_none)  # request rows withdrawn or vanished this month
    months_run: int = 0
    queue_count: float = 0.0  # connections waiting
    waiting_admitted_months: float = 0.0  # mean wait of those admitted in the last 12 months
    waiting_median_months: float = 0.0  # median age of those waiting
    labour_available: float = 0.0  # [FTE-month] this month
    labour_used: float = 0.0
    labour_need: float = 0.0  # what all projects with a permit could use this month

    @property
    def queue_mw(self) -> float:
        """Power asked for by all who wait [MW]."""
        return float(self.station_queue_mw.sum())

    @property
    def circuits(self) -> Ints:
        """Circuits in service by branch: int64[l]."""
        return self.network.circuits

    @property
    def ptdf(self) -> Floats:
        """Flow per MW injected: float64[l, b]."""
        return self.network.ptdf

    @property
    def loading(self) -> Floats:
        """Peak over firm capacity: float64[s]; 0 for stations not built yet."""
        return np.divide(self.peak_mw, self.firm_mw, out=np.zeros_like(self.peak_mw), where=self.firm_mw > 0)


def use_by_category(par: GridParameters) -> Floats:
    """Expected use of a contract by RequestCategory: float64[6], share of the contract."""
    return np.array(
        [par.use_societal, par.use_softener, par.use_business, par.use_data_centre, par.use_charging, par.use_heat]
    )


def planning_weight(use: Floats | float, par: GridParameters) -> Floats:
    """Weight of a contract in the planning ledger: between its expected use and 1."""
    return np.asarray(use + par.planning_coincidence * (1.0 - np.asarray(use)))
