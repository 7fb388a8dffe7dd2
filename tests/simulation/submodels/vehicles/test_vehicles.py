"""Cars and vans."""

import itertools

import numpy as np

from simulation.submodels.vehicles.steps import active_zones, adopt_vehicles, trips_to_zones
from tests.energy_world import EnergyWorld


def test_fleet_follows_sales_with_the_turnover() -> None:
    """Closed form with constant sales share s: b(t) = s - (s - b0)(1 - 1/180)^t."""
    world = EnergyWorld(par={"charger_brake": 0.0})
    world.region.exogenous["bev_sales_share"][:] = 0.5
    world.live(60, adopt_vehicles)
    np.testing.assert_allclose(world.vehicles.bev_share, 0.5 - (0.5 - 0.035) * (1 - 1 / 180) ** 60, rtol=1e-9)
    added = (world.vehicles.bev_share - 0.035) * world.region.cars * world.par.vehicles.car_mwh
    np.testing.assert_allclose(world.vehicles.ev_mwh.sum(axis=1), added, rtol=1e-9)


def test_missing_chargers_slow_sales() -> None:
    free, full = EnergyWorld(), EnergyWorld()
    full.grid.lv_saturation[:] = 1.0
    for world in (free, full):
        world.live(12, adopt_vehicles)
    assert (full.vehicles.bev_share < free.vehicles.bev_share).all()


def test_announced_zones_open_first_and_on_their_date() -> None:
    world = EnergyWorld(levers={"ze_zone_scope": 0.4})
    assert not active_zones(world).any()
    world.month = 36
    assert active_zones(world).tolist() == [True, False, False, False, False]
    world.month = 48
    assert active_zones(world).tolist() == [True, False, False, True, False]
    world.set_levers(ze_zone_scope=1.0)
    assert active_zones(world).all()


def test_more_local_rules_never_help_and_harmonising_does() -> None:
    world = EnergyWorld()
    shares = [trips_to_zones(world, np.arange(5) < k) for k in range(6)]
    assert all((after[0] >= before[0] - 1e-12).all() for before, after in itertools.pairwise(shares))
    assert all((after[1] >= before[1]).all() for before, after in itertools.pairwise(shares))
    assert shares[5][1].max() > 1
    world.set_levers(ze_harmonised=1.0)
    assert (trips_to_zones(world, np.ones(5, bool))[1] == 1).all()
    done = []
    for harmonised in (0.0, 1.0):
        world = EnergyWorld(levers={"ze_zone_scope": 1.0, "ze_harmonised": harmonised})
        world.month = 60
        world.live(24, adopt_vehicles)
        done.append(world.vehicles.van_ze.mean())
    assert done[1] > done[0]


def test_depots_ask_for_power_and_wait_for_it() -> None:
    world = EnergyWorld(par={"depot_vans": 5.0, "depot_share": 0.05, "van_hazard": 0.02})
    world.live(12, adopt_vehicles)
    requests, firms = world.requests, world.firms
    depots = np.flatnonzero((requests.category == 4) & (requests.firm >= 0))
    assert depots.size > 0
    waiting = requests.firm[depots]
    assert np.array_equal(firms.req[waiting], depots)
    before = firms.van_ze[waiting].copy()
    world.live(6, adopt_vehicles)
    assert np.array_equal(firms.van_ze[waiting], before)
