"""Heat in dwellings."""

import numpy as np
import pytest

from simulation.submodels.heat.steps import (
    DISTRICT,
    ELECTRIC,
    GAS,
    HYBRID,
    choice_shares,
    choose_heat,
    install_heat,
)
from simulation.submodels.technicians.steps import count_technicians, wished_hours
from tests.energy_world import EnergyWorld

LOCAL = {"heat_network_rollout": 40.0, "retrofit": 20.0}  # what a region of this size can carry
PLENTY = {"install_share": 0.1, "install_share_top": 0.3, "fte_te2": 1.0}


def test_dwellings_are_conserved_but_for_new_ones() -> None:
    world = EnergyWorld(levers=LOCAL)
    start = world.heat.dwellings.sum(axis=(2, 3))
    built = np.zeros(5)
    for _ in range(60):
        world.live(1, choose_heat, count_technicians, install_heat)
        built += world.heat.new_homes
        assert world.heat.dwellings.min() >= 0
    total = world.heat.dwellings.sum(axis=(2, 3))
    np.testing.assert_allclose(total.sum(axis=1), start.sum(axis=1) + built, atol=1e-6)
    assert world.heat.suitability.max() <= 1


def test_dearer_gas_never_lowers_heat_pump_wishes() -> None:
    """For every zone and class, for both kinds together, over the whole range of prices."""
    world = EnergyWorld()
    pumps = np.array([choice_shares(world, gas, 0.4)[..., 1:].sum(axis=-1) for gas in np.linspace(0.5, 4, 30)])
    assert (np.diff(pumps, axis=0) >= 0).all()
    run = []
    for factor in (1.0, 1.8):
        dear = EnergyWorld(levers=LOCAL, shock={"gas_factor": factor})
        dear.live(12, choose_heat)
        run.append(dear.heat.wish[..., [HYBRID, ELECTRIC]].sum())
    assert run[1] > run[0]


def test_subsidy_and_cheaper_power_raise_wishes() -> None:
    plain, paid = EnergyWorld(), EnergyWorld(levers={"heat_pump_subsidy": 2_000})
    assert (choice_shares(paid, 1.5, 0.4)[..., 0] < choice_shares(plain, 1.5, 0.4)[..., 0]).all()
    assert (choice_shares(plain, 1.5, 0.3)[..., 0] < choice_shares(plain, 1.5, 0.4)[..., 0]).all()


def test_full_norm_empties_gas_at_the_pace_of_replacement() -> None:
    """Closed form: owners' gas cells decay as (1 - 1/180)^t when nothing binds."""
    world = EnergyWorld(levers={"boiler_norm": 1, "heat_network_rollout": 0, "corp_agreements": 0})
    world.region.exogenous["green_gas_share"][:] = 0
    start = world.heat.dwellings[:, 0, :, GAS].copy()
    for _ in range(24):
        choose_heat(world)
        world.technicians.install_fte = 1e9
        install_heat(world)
        world.month += 1
    np.testing.assert_allclose(world.heat.dwellings[:, 0, :, GAS], start * (1 - 1 / 180) ** 24, rtol=1e-9)


def test_installers_limit_what_is_done() -> None:
    world = EnergyWorld(levers=LOCAL | {"boiler_norm": 1})
    choose_heat(world)
    before, technicians = world.heat.dwellings.copy(), world.technicians
    technicians.install_hours = float(wished_hours(world).sum())
    technicians.install_fte = technicians.install_hours / 160 / 4
    install_heat(world)
    assert world.heat.served == pytest.approx(0.25)
    off_gas = (before - world.heat.dwellings)[..., GAS].sum()
    assert off_gas == pytest.approx(world.heat.wish.sum() / 4) and off_gas > 0
    assert technicians.install_used <= technicians.install_fte + 1e-9


def test_a_full_low_voltage_grid_stops_full_heat_pumps_only() -> None:
    world = EnergyWorld(levers=LOCAL)
    world.grid.lv_saturation[:] = [1, 0, 0, 0, 0]
    choose_heat(world)
    before = world.heat.dwellings.copy()
    world.technicians.install_fte = 1e9
    install_heat(world)
    installed = (world.heat.dwellings - before).sum(axis=(1, 2))
    assert installed[0, ELECTRIC] == 0
    assert (installed[1:, ELECTRIC] > 0).all() and installed[0, HYBRID] > 0


def test_district_heat_stays_within_its_sources_and_near_its_plans() -> None:
    world = EnergyWorld(levers=LOCAL | {"heat_network_rollout": 10_000}, par=PLENTY)
    world.live(24, choose_heat, count_technicians, install_heat)
    homes = world.heat.dwellings[..., DISTRICT].sum(axis=(1, 2))
    start = world.region.dwellings[..., DISTRICT].sum(axis=(1, 2))
    carried = world.region.heat_source_mw * 1000 / (4.5 * 0.6) + 1000
    assert (homes <= np.maximum(carried, start) + 1e-6).all()
    assert (homes[3:] - start[3:] < 1e-6).all()  # no source, no plan


def test_guarantee_lowers_refusal() -> None:
    wishes = []
    for guarantee in (0, 1):
        world = EnergyWorld(levers=LOCAL | {"warm_rent_guarantee": guarantee})
        choose_heat(world)
        wishes.append(world.heat.wish[:, 0, :, DISTRICT].sum())
    assert wishes[1] / wishes[0] == pytest.approx(0.90 / 0.75)
