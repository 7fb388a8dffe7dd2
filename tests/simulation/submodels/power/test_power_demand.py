"""Electricity by zone and load class."""

import numpy as np
import pytest

from simulation.axes import LOAD_CLASSES
from simulation.submodels.heat.steps import ELECTRIC, GAS
from simulation.submodels.power.firm_power import firm_activity
from simulation.submodels.power.steps.demand import heat_pump_mwh, update_power_demand
from tests.energy_world import EnergyWorld


def test_the_first_month_is_the_table() -> None:
    world = EnergyWorld()
    update_power_demand(world)
    np.testing.assert_allclose(world.power.energy_mwh, world.region.energy_mwh, rtol=1e-12)


def test_activity_weighs_jobs_with_their_power() -> None:
    world = EnergyWorld()
    region, firms = world.region, world.firms
    kw = region.sector_kw_job[firms.sector] * firms.filled
    inside = firms.zone < region.n_mra
    assert firm_activity(world).sum() == pytest.approx(kw[inside].sum())


def test_more_jobs_use_more_power_in_their_own_class() -> None:
    world = EnergyWorld()
    industry, services = LOAD_CLASSES.index("industry"), LOAD_CLASSES.index("services")
    grows = world.region.sector_load[world.firms.sector] == industry
    world.firms.filled[grows] *= 2
    update_power_demand(world)
    ratio = world.power.energy_mwh / np.maximum(world.region.energy_mwh, 1e-9)
    np.testing.assert_allclose(ratio[:, industry], 2)
    np.testing.assert_allclose(ratio[:, [services, LOAD_CLASSES.index("household_base")]], 1)


def test_a_heat_pump_adds_its_heat_over_the_seasonal_performance() -> None:
    world = EnergyWorld()
    world.heat.dwellings[2, 0, 1, GAS] -= 10
    world.heat.dwellings[2, 0, 1, ELECTRIC] += 10
    air, hybrid = heat_pump_mwh(world)
    assert air[2] == pytest.approx(10 * 1250 * 9.77 / 3.4 / 1000)
    assert air.sum() == pytest.approx(air[2]) and hybrid.sum() == pytest.approx(0)
    update_power_demand(world)
    column = LOAD_CLASSES.index("heat_pump_air")
    assert world.power.energy_mwh[2, column] == pytest.approx(world.region.energy_mwh[2, column] + air[2])


def test_cars_vans_and_leaner_servers_are_counted() -> None:
    world = EnergyWorld()
    world.vehicles.ev_mwh[1] = [50.0, 20.0]
    world.vehicles.van_ze[:] = 0.1
    world.practices["leap"][:] = 1.0
    update_power_demand(world)
    change = world.power.energy_mwh - world.region.energy_mwh
    assert change[1, LOAD_CLASSES.index("ev_regular")] == pytest.approx(50)
    assert change[1, LOAD_CLASSES.index("ev_smart")] == pytest.approx(20)
    np.testing.assert_allclose(change[:, LOAD_CLASSES.index("electric_vans")], world.region.vans * 0.1 * 5)
    column = LOAD_CLASSES.index("data_centre")
    np.testing.assert_allclose(world.power.energy_mwh[:, column], world.region.energy_mwh[:, column] * 0.9 / 0.99)
