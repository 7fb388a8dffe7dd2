"""Technicians out of the employment columns."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.submodels.heat.steps import DISTRICT, ELECTRIC, HYBRID
from simulation.submodels.technicians.steps import count_technicians, hiring_room, wished_hours
from tests.energy_world import EnergyWorld


def employed(world: EnergyWorld, sector: str, occupation: str) -> int:
    region, w, f = world.region, world.workers, world.firms
    at_work = w.state == WorkState.EMPLOYED
    firm = w.emp[at_work]
    inside = f.zone[firm] < region.n_mra
    match = (f.sector[firm] == region.sector_id.index(sector)) & (
        w.occ[at_work] == region.occupation_id.index(occupation)
    )
    return int((inside & match).sum())


def test_pools_are_the_people_employed() -> None:
    world = EnergyWorld()
    count_technicians(world)
    expected = (0.9 * employed(world, "energy", "TE2") + 0.3 * employed(world, "energy", "TE3")) * 0.53 * 0.45
    assert world.technicians.grid_fte == pytest.approx(expected)
    installers = 0.9 * employed(world, "construction", "TE2") * world.technicians.install_share
    assert world.technicians.install_fte == pytest.approx(installers)


def test_pools_are_at_true_scale() -> None:
    full, sample = EnergyWorld(scale=1), EnergyWorld(scale=5)
    for world in (full, sample):
        count_technicians(world)
    assert sample.technicians.grid_fte == pytest.approx(full.technicians.grid_fte, rel=0.35)


@pytest.mark.parametrize("moved", [-0.3, -0.1, 0.2])
def test_lending_moves_people_and_makes_none(moved: float) -> None:
    plain, lent = EnergyWorld(), EnergyWorld(levers={"technician_alloc": moved})
    count_technicians(plain)
    count_technicians(lent)
    one, two = plain.technicians, lent.technicians
    assert two.grid_fte + two.install_fte == pytest.approx(one.grid_fte + one.install_fte)
    pool = one.install_fte if moved > 0 else one.grid_fte
    assert two.grid_fte - one.grid_fte == pytest.approx(moved * pool)


def test_hours_of_wishes() -> None:
    """28, 36 and 40 hours a home, 10 a charger; the first two learn 4 % a year down to 14 hours."""
    world = EnergyWorld()
    for tech, homes in ((HYBRID, 100), (ELECTRIC, 10), (DISTRICT, 5)):
        world.heat.wish[0, 0, 0, tech] = homes
    world.vehicles.chargers = 7
    np.testing.assert_allclose(wished_hours(world), [2800, 360, 200, 70])
    world.month = 120
    np.testing.assert_allclose(wished_hours(world), [100 * 28 * 0.96**10, 10 * 36 * 0.96**10, 200, 70])
    world.month = 600
    np.testing.assert_allclose(wished_hours(world), [1400, 140, 200, 70])


def test_shortage_calls_up_demand_and_plenty_does_not() -> None:
    """5 % a year per unit of shortage, at most twice that."""
    world = EnergyWorld()
    energy = world.region.sector_id.index("energy")
    world.grid.labour_need = 0.0
    world.live(12, count_technicians)
    assert world.technicians.demand_log[energy] == 0
    world.grid.labour_need = 100 * world.technicians.grid_fte
    world.live(12, count_technicians)
    assert world.technicians.demand_log[energy] == pytest.approx(0.05 * 2)


def test_operators_ask_for_no_more_people_than_they_can_train() -> None:
    """Wanted jobs run at most 5.5 % ahead of the filled ones, however large the shortage."""
    world = EnergyWorld()
    energy = world.region.sector_id.index("energy")
    rows = (world.firms.sector == energy) & (world.firms.zone < world.region.n_mra)
    assert hiring_room(world, energy) == pytest.approx(np.log(1.055))
    world.firms.filled[rows] -= world.firms.filled[rows] // 3
    assert hiring_room(world, energy) == 0
    world.grid.labour_need = 1e9
    world.live(12, count_technicians)
    assert world.technicians.demand_log[energy] == 0


def test_installing_share_moves_slowly_toward_need() -> None:
    world = EnergyWorld()
    world.heat.wish[0, 0, 0, HYBRID] = 1e6
    world.live(12, count_technicians)
    assert world.technicians.install_share == pytest.approx(0.025 * 1.02**12)
    world.live(120, count_technicians)
    assert world.technicians.install_share == pytest.approx(0.10)
