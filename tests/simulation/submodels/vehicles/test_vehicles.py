"""Cars and vans."""

import itertools

import numpy as np
import pytest

from simulation.submodels.vehicles.steps import active_zones, adopt_vehicles, trips_to_zones
from tests.energy_model import EnergyModel


def test_fleet_follows_sales_with_the_turnover() -> None:
    """Closed form with constant sales share s: b(t) = s - (s - b0)(1 - 1/180)^t."""
    model = EnergyModel(par={"charger_brake": 0.0})
    model.region.exogenous["bev_sales_share"][:] = 0.5
    model.run(60, adopt_vehicles)
    np.testing.assert_allclose(model.energy.bev_share, 0.5 - (0.5 - 0.035) * (1 - 1 / 180) ** 60, rtol=1e-9)
    added = (model.energy.bev_share - 0.035) * model.region.cars * model.par.mobility.car_mwh
    np.testing.assert_allclose(model.energy.ev_mwh.sum(axis=1), added, rtol=1e-9)


def test_missing_chargers_slow_sales() -> None:
    free, full = EnergyModel(), EnergyModel()
    full.grid.lv_saturation[:] = 1.0
    for model in (free, full):
        model.run(12, adopt_vehicles)
    assert (full.energy.bev_share < free.energy.bev_share).all()


def test_announced_zones_open_first_and_on_their_date() -> None:
    model = EnergyModel(levers={"ze_zone_scope": 0.4})
    assert not active_zones(model).any()
    model.month = 36
    assert active_zones(model).tolist() == [True, False, False, False, False]
    model.month = 48
    assert active_zones(model).tolist() == [True, False, False, True, False]
    model.levers["ze_zone_scope"] = 1.0
    assert active_zones(model).all()


def test_more_local_rules_never_help_and_harmonising_does() -> None:
    model = EnergyModel()
    shares = [trips_to_zones(model, np.arange(5) < k) for k in range(6)]
    assert all((after[0] >= before[0] - 1e-12).all() for before, after in itertools.pairwise(shares))
    assert all((after[1] >= before[1]).all() for before, after in itertools.pairwise(shares))
    assert shares[5][1].max() > 1
    model.levers["ze_harmonised"] = 1.0
    assert (trips_to_zones(model, np.ones(5, bool))[1] == 1).all()
    done = []
    for harmonised in (0.0, 1.0):
        model = EnergyModel(levers={"ze_zone_scope": 1.0, "ze_harmonised": harmonised})
        model.month = 60
        model.run(24, adopt_vehicles)
        done.append(model.energy.van_ze.mean())
    assert done[1] > done[0]


def test_depots_ask_for_power_and_wait_for_it() -> None:
    model = EnergyModel(par={"depot_vans": 5.0, "depot_share": 0.05, "van_hazard": 0.02})
    model.run(12, adopt_vehicles)
    requests, firms = model.requests, model.firms
    depots = np.flatnonzero((requests.category == 4) & (requests.firm >= 0))
    assert depots.size > 0
    waiting = requests.firm[depots]
    assert np.array_equal(firms.req[waiting], depots)
    before = firms.van_ze[waiting].copy()
    model.run(6, adopt_vehicles)
    assert np.array_equal(firms.van_ze[waiting], before)


def test_burn_in_changes_nothing() -> None:
    model = EnergyModel()
    model.frozen = True
    adopt_vehicles(model)
    assert (model.energy.bev_share == pytest.approx(0.035)) and model.requests.n == EnergyModel().requests.n
