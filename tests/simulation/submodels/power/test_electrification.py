"""Firms and their power."""

import numpy as np
import pytest

from agents.firm import PowerState
from agents.request import RequestStatus
from simulation.axes import LOAD_CLASSES
from simulation.submodels.firms.steps import grow_firms, move_demand
from simulation.submodels.power.opening import job_power
from simulation.submodels.power.steps.electrification import electrify_firms, electrify_hazard
from tests.energy_world import EnergyWorld
from tests.small_region import small_region


def waiting_world() -> EnergyWorld:
    """A world in which some firms have just asked for power."""
    world = EnergyWorld(small_region(100_000, 15_000), par={"contract_margin": 0.02, "electrify_hazard": 0.01})
    world.live(8, move_demand, grow_firms, electrify_firms)
    return world


def test_contracts_fit_the_energy_used() -> None:
    """Jobs times power per job is the peak of the energy table over the use of contracts, class by class."""
    region = EnergyWorld().region
    power = (region.jobs[:5] * job_power(region, 0.6)).sum(axis=0)
    for name in ("services", "industry", "agriculture"):
        load = LOAD_CLASSES.index(name)
        peak_kw = region.energy_mwh[:, load].sum() * region.grid.profiles[load].max() * 1000
        assert power[region.sector_load == load].sum() == pytest.approx(peak_kw / 0.6)


def test_large_firms_ask_and_are_held_until_served() -> None:
    world = waiting_world()
    firms, requests = world.firms, world.requests
    asked = np.flatnonzero(firms.req >= 0)
    assert asked.size > 3
    assert np.array_equal(requests.firm[firms.req[asked]], asked)
    assert (firms.zone[asked] < world.region.n_mra).all()
    assert np.isfinite(firms.cap[asked]).all() and np.isinf(firms.cap[firms.req < 0]).all()
    assert (requests.kw[firms.req[asked]] > 0).all()
    np.testing.assert_allclose(requests.units[firms.req[asked]], firms.w_f[asked])


def test_connection_gives_power_and_frees_growth() -> None:
    world = waiting_world()
    firms, requests = world.firms, world.requests
    row = int(np.flatnonzero(firms.el == PowerState.WAITING)[0])
    request, before = int(firms.req[row]), float(firms.kw_c[row])
    load, station = int(requests.load_class[request]), int(requests.station[request])
    energy = world.power.station_mwh[station, load]
    requests.status[request] = RequestStatus.CONNECTED
    world.grid.connected_requests = np.array([request])
    electrify_firms(world)
    assert firms.el[row] == PowerState.ELECTRIFIED and firms.req[row] == -1 and np.isinf(firms.cap[row])
    assert firms.kw_c[row] == pytest.approx(max(before, 55) + requests.kw[request])
    assert world.power.station_mwh[station, load] > energy


def test_withdrawal_ends_the_wait() -> None:
    world = waiting_world()
    firms = world.firms
    row = int(np.flatnonzero(firms.req >= 0)[0])
    world.grid.withdrawn_requests = np.array([firms.req[row]])
    uid = firms.uid[row]
    electrify_firms(world)
    assert np.isinf(firms.cap[row]) or firms.req[row] >= 0
    assert firms.el[row] != PowerState.ELECTRIFIED and firms.uid[row] == uid


def test_answers_to_a_firm_that_is_gone_reach_nobody() -> None:
    world = waiting_world()
    firms = world.firms
    row = int(np.flatnonzero(firms.req >= 0)[0])
    world.grid.connected_requests = np.array([firms.req[row]])
    firms.uid[row] += np.uint64(1)
    firms.req[row], firms.kw_c[row], energy = -1, 7.0, world.power.station_mwh.sum()
    electrify_firms(world)
    assert firms.kw_c[row] == 7.0 and world.power.station_mwh.sum() == energy


def test_dear_gas_and_a_free_grid_speed_electrification() -> None:
    plain, dear = EnergyWorld(), EnergyWorld(shock={"gas_factor": 1.8})
    assert electrify_hazard(dear).sum() > electrify_hazard(plain).sum()
    plain.grid.lv_saturation[:] = 1.0
    assert electrify_hazard(plain).sum() == 0
    assert (electrify_hazard(dear)[dear.region.n_mra :] == 0).all()


def test_small_firms_use_the_connection_they_have() -> None:
    world = EnergyWorld(par={"electrify_hazard": 0.01, "small_limit_kw": 120.0})
    world.live(24, move_demand, grow_firms, electrify_firms)
    switched = (world.firms.el == PowerState.ELECTRIFIED) & (world.firms.req < 0)
    assert switched.sum() > 100
    assert world.power.small_mwh.sum() > 0
