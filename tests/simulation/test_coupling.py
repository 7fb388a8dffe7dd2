"""The loop that matters: technicians, capacity, queue, electrification and jobs, demand for technicians."""

import numpy as np
import pytest
from simulation.submodels.power.demand import update_power_demand
from simulation.submodels.power.electrification import electrify_firms

from agents.request import RequestStatus
from simulation.submodels.data_centres.steps import site_data_centres
from simulation.submodels.firms.steps import grow_firms
from simulation.submodels.grid.steps import run_grid
from simulation.submodels.heat.steps import choose_heat, install_heat
from simulation.submodels.technicians.steps import count_technicians
from simulation.submodels.vehicles.steps import adopt_vehicles
from tests.energy_model import EnergyModel
from tests.small_region import small_region


def fill_jobs(model: EnergyModel) -> None:
    """Find somebody for every wanted slot."""
    model.firms.filled[:] = model.firms.target


MONTH = (grow_firms, fill_jobs, choose_heat, adopt_vehicles, site_data_centres, electrify_firms, count_technicians,
         update_power_demand, run_grid, install_heat)  # fmt: skip
BUSY = {"contract_margin": 0.02, "electrify_hazard": 0.01, "contract_headroom": 0.02}
LOCAL = {"heat_network_rollout": 100.0, "retrofit": 50.0}


def live(months: int, levers: dict | None = None, **par: float) -> EnergyModel:
    """A busy small region after some months; jobs are filled as wanted, technicians stay as they are."""
    model = EnergyModel(small_region(60_000, 9_000), levers=LOCAL | (levers or {}), par=BUSY | par)
    model.grid.firm_mw *= 1.3  # so that a few connections fit before the grid is full
    model.run(months, *MONTH)
    return model


def electrified(model: EnergyModel) -> float:
    """Large users that left fossil energy on a new connection [MWh]."""
    return float(model.energy.station_mwh.sum())


@pytest.fixture(scope="module")
def few() -> EnergyModel:
    return live(96, grid_build_share=0.3)


@pytest.fixture(scope="module")
def many() -> EnergyModel:
    return live(96, grid_build_share=0.8)


def test_more_technicians_build_earlier_and_shorten_the_queue(few: EnergyModel, many: EnergyModel) -> None:
    assert many.technicians.grid_fte > few.technicians.grid_fte
    assert many.grid.firm_mw.sum() > few.grid.firm_mw.sum()
    assert many.grid.queue_mw < few.grid.queue_mw


def test_a_shorter_queue_speeds_electrification_and_frees_jobs(few: EnergyModel, many: EnergyModel) -> None:
    assert electrified(many) > electrified(few)
    held = [float((m.firms.w_f * np.isfinite(m.firms.cap)).sum()) for m in (few, many)]
    assert held[1] < held[0]


def test_shortage_asks_for_more_technicians(few: EnergyModel, many: EnergyModel) -> None:
    """The loop closes: need over supply moves wanted jobs, and less so where there are more."""
    energy = few.region.sector_id.index("energy")
    asked = [m.technicians.demand_log[energy] for m in (few, many)]
    assert asked[0] > 0
    assert asked[0] >= asked[1]


def test_with_ample_capacity_nobody_waits_and_no_firm_is_held() -> None:
    model = EnergyModel(small_region(60_000, 9_000), levers=LOCAL, par=BUSY)
    model.grid.firm_mw *= 100
    model.grid.network.rating_mw[:] *= 100
    model.run(24, *MONTH)
    own = (model.requests.firm >= 0) & (model.requests.month >= 0)
    assert own.sum() > 5
    assert (model.requests.status[own] != RequestStatus.WAITING).all()
    waiting = model.firms.req[np.isfinite(model.firms.cap)]
    assert (model.requests.status[waiting] != RequestStatus.WAITING).all()  # only the works of connecting are left


def test_burn_in_leaves_energy_and_grid_alone() -> None:
    model = EnergyModel()
    model.frozen, queued = True, model.requests.n
    model.run(6, *MONTH)
    assert np.array_equal(model.energy.energy_mwh, model.region.energy_mwh)
    assert model.requests.n == queued and not model.energy.station_mwh.any()
