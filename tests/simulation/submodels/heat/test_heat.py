"""Heat in dwellings."""

import numpy as np
import pytest

from simulation.submodels.heat.steps import choice_shares, choose_heat, install_heat
from simulation.submodels.power.state import DISTRICT, ELECTRIC, GAS, HYBRID
from simulation.submodels.technicians.steps import count_technicians, wished_hours
from tests.energy_model import EnergyModel

LOCAL = {"heat_network_rollout": 40.0, "retrofit": 20.0}  # what a region of this size can carry
PLENTY = {"install_share": 0.1, "install_share_top": 0.3, "fte_te2": 1.0}


def test_dwellings_are_conserved_but_for_new_ones() -> None:
    model = EnergyModel(levers=LOCAL)
    start = model.energy.dwellings.sum(axis=(2, 3))
    built = np.zeros(5)
    for _ in range(60):
        model.run(1, choose_heat, count_technicians, install_heat)
        built += model.energy.new_homes
        assert model.energy.dwellings.min() >= 0
    total = model.energy.dwellings.sum(axis=(2, 3))
    np.testing.assert_allclose(total.sum(axis=1), start.sum(axis=1) + built, atol=1e-6)
    assert model.energy.suitability.max() <= 1


def test_dearer_gas_never_lowers_heat_pump_wishes() -> None:
    """For every zone and class, for both kinds together, over the whole range of prices."""
    model = EnergyModel()
    pumps = np.array([choice_shares(model, gas, 0.4)[..., 1:].sum(axis=-1) for gas in np.linspace(0.5, 4, 30)])
    assert (np.diff(pumps, axis=0) >= 0).all()
    run = []
    for factor in (1.0, 1.8):
        dear = EnergyModel(levers=LOCAL, shock={"gas_factor": factor})
        dear.run(12, choose_heat)
        run.append(dear.energy.heat_wish[..., [HYBRID, ELECTRIC]].sum())
    assert run[1] > run[0]


def test_subsidy_and_cheaper_power_raise_wishes() -> None:
    plain, paid = EnergyModel(), EnergyModel(levers={"heat_pump_subsidy": 2_000})
    assert (choice_shares(paid, 1.5, 0.4)[..., 0] < choice_shares(plain, 1.5, 0.4)[..., 0]).all()
    assert (choice_shares(plain, 1.5, 0.3)[..., 0] < choice_shares(plain, 1.5, 0.4)[..., 0]).all()


def test_full_norm_empties_gas_at_the_pace_of_replacement() -> None:
    """Closed form: owners' gas cells decay as (1 - 1/180)^t when nothing binds."""
    model = EnergyModel(levers={"boiler_norm": 1, "heat_network_rollout": 0, "corp_agreements": 0})
    model.region.exogenous["green_gas_share"][:] = 0
    start = model.energy.dwellings[:, 0, :, GAS].copy()
    for _ in range(24):
        choose_heat(model)
        model.technicians.install_fte = 1e9
        install_heat(model)
        model.month += 1
    np.testing.assert_allclose(model.energy.dwellings[:, 0, :, GAS], start * (1 - 1 / 180) ** 24, rtol=1e-9)


def test_installers_limit_what_is_done() -> None:
    model = EnergyModel(levers=LOCAL | {"boiler_norm": 1})
    choose_heat(model)
    wished = wished_hours(model).sum()
    model.technicians.install_fte = wished / 160 / 4
    install_heat(model)
    assert model.energy.served == pytest.approx(0.25)
    assert model.energy.heat_installed.sum() == pytest.approx(model.energy.heat_wish.sum() / 4)
    assert model.technicians.install_used <= model.technicians.install_fte + 1e-9


def test_a_full_low_voltage_grid_stops_full_heat_pumps_only() -> None:
    model = EnergyModel(levers=LOCAL)
    model.grid.lv_saturation[:] = [1, 0, 0, 0, 0]
    choose_heat(model)
    model.technicians.install_fte = 1e9
    install_heat(model)
    assert model.energy.heat_installed[0, ELECTRIC] == 0
    assert (model.energy.heat_installed[1:, ELECTRIC] > 0).all() and model.energy.heat_installed[0, HYBRID] > 0


def test_district_heat_stays_within_its_sources_and_near_its_plans() -> None:
    model = EnergyModel(levers=LOCAL | {"heat_network_rollout": 10_000}, par=PLENTY)
    model.run(24, choose_heat, count_technicians, install_heat)
    homes = model.energy.dwellings[..., DISTRICT].sum(axis=(1, 2))
    start = model.region.dwellings[..., DISTRICT].sum(axis=(1, 2))
    carried = model.region.heat_source_mw * 1000 / (4.5 * 0.6) + 1000
    assert (homes <= np.maximum(carried, start) + 1e-6).all()
    assert (homes[3:] - start[3:] < 1e-6).all()  # no source, no plan


def test_guarantee_lowers_refusal() -> None:
    wishes = []
    for guarantee in (0, 1):
        model = EnergyModel(levers=LOCAL | {"warm_rent_guarantee": guarantee})
        choose_heat(model)
        wishes.append(model.energy.heat_wish[:, 0, :, DISTRICT].sum())
    assert wishes[1] / wishes[0] == pytest.approx(0.90 / 0.75)


def test_burn_in_changes_nothing() -> None:
    model = EnergyModel()
    model.frozen = True
    model.run(3, choose_heat, count_technicians, install_heat)
    assert np.array_equal(model.energy.dwellings, model.region.dwellings)
