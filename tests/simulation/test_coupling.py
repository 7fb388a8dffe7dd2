"""The loop that matters: technicians, capacity, queue, electrification and jobs, demand for technicians."""

import numpy as np
import pytest

from agents.request import RequestStatus
from simulation.submodels.data_centres.steps import site_data_centres
from simulation.submodels.firms.steps import grow_firms, move_demand
from simulation.submodels.grid.steps import run_grid
from simulation.submodels.heat.steps import choose_heat, install_heat
from simulation.submodels.power.steps import electrify_firms, update_power_demand
from simulation.submodels.technicians.steps import count_technicians
from simulation.submodels.vehicles.steps import adopt_vehicles
from tests.energy_world import EnergyWorld
from tests.small_region import small_region


def fill_jobs(world: EnergyWorld) -> None:
    """Find somebody for every wanted slot."""
    world.firms.filled[:] = world.firms.target


MONTH = (move_demand, grow_firms, fill_jobs, choose_heat, adopt_vehicles, site_data_centres, electrify_firms,
         count_technicians, update_power_demand, run_grid, install_heat)  # fmt: skip
BUSY = {"contract_margin": 0.02, "electrify_hazard": 0.01, "contract_headroom": 0.02}
LOCAL = {"heat_network_rollout": 100.0, "retrofit": 50.0}


def live(months: int, levers: dict | None = None, **par: float) -> EnergyWorld:
    """A busy small region after some months; jobs are filled as wanted, technicians stay as they are."""
    world = EnergyWorld(small_region(60_000, 9_000), levers=LOCAL | (levers or {}), par=BUSY | par)
    world.grid.firm_mw *= 1.3  # so that a few connections fit before the grid is full
    world.live(months, *MONTH)
    return world


def electrified(world: EnergyWorld) -> float:
    """Large users that left fossil energy on a new connection [MWh]."""
    return float(world.power.station_mwh.sum())


@pytest.fixture(scope="module")
def few() -> EnergyWorld:
    return live(96, grid_build_share=0.3)


@pytest.fixture(scope="module")
def many() -> EnergyWorld:
    return live(96, grid_build_share=0.8)


def test_more_technicians_build_earlier_and_shorten_the_queue(few: EnergyWorld, many: EnergyWorld) -> None:
    assert many.technicians.grid_fte > few.technicians.grid_fte
    assert many.grid.firm_mw.sum() > few.grid.firm_mw.sum()
    assert many.grid.queue_mw < few.grid.queue_mw


def test_a_shorter_queue_speeds_electrification_and_frees_jobs(few: EnergyWorld, many: EnergyWorld) -> None:
    assert electrified(many) > electrified(few)
    held = [float((m.firms.w_f * np.isfinite(m.firms.cap)).sum()) for m in (few, many)]
    assert held[1] < held[0]


def test_shortage_asks_for_more_technicians(few: EnergyWorld, many: EnergyWorld) -> None:
    """The loop closes: need over supply moves wanted jobs, and less so where there are more."""
    energy = few.region.sector_id.index("energy")
    asked = [m.technicians.demand_log[energy] for m in (few, many)]
    assert asked[0] > 0
    assert asked[0] >= asked[1]


def test_with_ample_capacity_nobody_waits_and_no_firm_is_held() -> None:
    world = EnergyWorld(small_region(60_000, 9_000), levers=LOCAL, par=BUSY)
    world.grid.firm_mw *= 100
    world.grid.network.rating_mw[:] *= 100
    world.live(24, *MONTH)
    own = (world.requests.firm >= 0) & (world.requests.month >= 0)
    assert own.sum() > 5
    assert (world.requests.status[own] != RequestStatus.WAITING).all()
    waiting = world.firms.req[np.isfinite(world.firms.cap)]
    assert (world.requests.status[waiting] != RequestStatus.WAITING).all()  # only the works of connecting are left
