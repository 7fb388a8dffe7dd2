"""Electricity by zone and load class."""

import numpy as np
import pytest
from simulation.submodels.power.demand import heat_pump_mwh, update_power_demand

from simulation.region import LOAD_CLASSES
from simulation.submodels.power.state import ELECTRIC, GAS, firm_activity
from tests.energy_model import EnergyModel


def test_the_first_month_is_the_table() -> None:
    model = EnergyModel()
    update_power_demand(model)
    np.testing.assert_allclose(model.energy.energy_mwh, model.region.energy_mwh, rtol=1e-12)


def test_activity_weighs_jobs_with_their_power() -> None:
    model = EnergyModel()
    region, firms = model.region, model.firms
    kw = region.sector_kw_job[firms.sector] * firms.filled
    inside = firms.zone < region.n_mra
    assert firm_activity(model).sum() == pytest.approx(kw[inside].sum())


def test_more_jobs_use_more_power_in_their_own_class() -> None:
    model = EnergyModel()
    industry, services = LOAD_CLASSES.index("industry"), LOAD_CLASSES.index("services")
    grows = model.region.sector_load[model.firms.sector] == industry
    model.firms.filled[grows] *= 2
    update_power_demand(model)
    ratio = model.energy.energy_mwh / np.maximum(model.region.energy_mwh, 1e-9)
    np.testing.assert_allclose(ratio[:, industry], 2)
    np.testing.assert_allclose(ratio[:, [services, LOAD_CLASSES.index("household_base")]], 1)


def test_a_heat_pump_adds_its_heat_over_the_seasonal_performance() -> None:
    model = EnergyModel()
    model.energy.dwellings[2, 0, 1, GAS] -= 10
    model.energy.dwellings[2, 0, 1, ELECTRIC] += 10
    air, hybrid = heat_pump_mwh(model)
    assert air[2] == pytest.approx(10 * 1250 * 9.77 / 3.4 / 1000)
    assert air.sum() == pytest.approx(air[2]) and hybrid.sum() == pytest.approx(0)
    update_power_demand(model)
    column = LOAD_CLASSES.index("heat_pump_air")
    assert model.energy.energy_mwh[2, column] == pytest.approx(model.region.energy_mwh[2, column] + air[2])


def test_cars_vans_and_leaner_servers_are_counted() -> None:
    model = EnergyModel()
    model.energy.ev_mwh[1] = [50.0, 20.0]
    model.energy.van_ze[:] = 0.1
    model.energy.x_leap = 1.0
    update_power_demand(model)
    change = model.energy.energy_mwh - model.region.energy_mwh
    assert change[1, LOAD_CLASSES.index("ev_regular")] == pytest.approx(50)
    assert change[1, LOAD_CLASSES.index("ev_smart")] == pytest.approx(20)
    np.testing.assert_allclose(change[:, LOAD_CLASSES.index("electric_vans")], model.region.vans * 0.1 * 5)
    column = LOAD_CLASSES.index("data_centre")
    np.testing.assert_allclose(model.energy.energy_mwh[:, column], model.region.energy_mwh[:, column] * 0.9 / 0.99)
