"""Technicians out of the employment columns."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.submodels.power.state import DISTRICT, ELECTRIC, HYBRID
from simulation.submodels.technicians.steps import count_technicians, hiring_room, wished_hours
from tests.energy_model import EnergyModel


def employed(model: EnergyModel, sector: str, occupation: str) -> int:
    region, w, f = model.region, model.workers, model.firms
    at_work = w.state == WorkState.EMPLOYED
    firm = w.emp[at_work]
    inside = f.zone[firm] < region.n_mra
    match = (f.sector[firm] == region.sector_id.index(sector)) & (
        w.occ[at_work] == region.occupation_id.index(occupation)
    )
    return int((inside & match).sum())


def test_pools_are_the_people_employed() -> None:
    model = EnergyModel()
    count_technicians(model)
    expected = (0.9 * employed(model, "energy", "TE2") + 0.3 * employed(model, "energy", "TE3")) * 0.53 * 0.45
    assert model.technicians.grid_fte == pytest.approx(expected)
    installers = 0.9 * employed(model, "construction", "TE2") * model.technicians.install_share
    assert model.technicians.install_fte == pytest.approx(installers)


def test_pools_are_at_true_scale() -> None:
    full, sample = EnergyModel(scale=1), EnergyModel(scale=5)
    for model in (full, sample):
        model.frozen = True
        count_technicians(model)
    assert sample.technicians.grid_fte == pytest.approx(full.technicians.grid_fte, rel=0.35)


@pytest.mark.parametrize("moved", [-0.3, -0.1, 0.2])
def test_lending_moves_people_and_makes_none(moved: float) -> None:
    plain, lent = EnergyModel(), EnergyModel(levers={"technician_alloc": moved})
    count_technicians(plain)
    count_technicians(lent)
    one, two = plain.technicians, lent.technicians
    assert two.grid_fte + two.install_fte == pytest.approx(one.grid_fte + one.install_fte)
    pool = one.install_fte if moved > 0 else one.grid_fte
    assert two.grid_fte - one.grid_fte == pytest.approx(moved * pool)


def test_hours_of_wishes() -> None:
    """28, 36 and 40 hours a home, 10 a charger; the first two learn 4 % a year down to 14 hours."""
    model = EnergyModel()
    for tech, homes in ((HYBRID, 100), (ELECTRIC, 10), (DISTRICT, 5)):
        model.energy.heat_wish[0, 0, 0, tech] = homes
    model.energy.chargers = 7
    np.testing.assert_allclose(wished_hours(model), [2800, 360, 200, 70])
    model.month = 120
    np.testing.assert_allclose(wished_hours(model), [100 * 28 * 0.96**10, 10 * 36 * 0.96**10, 200, 70])
    model.month = 600
    np.testing.assert_allclose(wished_hours(model), [1400, 140, 200, 70])


def test_shortage_calls_up_demand_and_plenty_does_not() -> None:
    """5 % a year per unit of shortage, at most twice that."""
    model = EnergyModel()
    energy = model.region.sector_id.index("energy")
    model.grid.labour_need = 0.0
    model.run(12, count_technicians)
    assert model.technicians.demand_log[energy] == 0
    model.grid.labour_need = 100 * model.technicians.grid_fte
    model.run(12, count_technicians)
    assert model.technicians.demand_log[energy] == pytest.approx(0.05 * 2)


def test_operators_ask_for_no_more_people_than_they_can_train() -> None:
    """Wanted jobs run at most 5.5 % ahead of the filled ones, however large the shortage."""
    model = EnergyModel()
    energy = model.region.sector_id.index("energy")
    rows = (model.firms.sector == energy) & (model.firms.zone < model.region.n_mra)
    assert hiring_room(model, energy) == pytest.approx(np.log(1.055))
    model.firms.filled[rows] -= model.firms.filled[rows] // 3
    assert hiring_room(model, energy) == 0
    model.grid.labour_need = 1e9
    model.run(12, count_technicians)
    assert model.technicians.demand_log[energy] == 0


def test_installing_share_moves_slowly_toward_need() -> None:
    model = EnergyModel()
    model.energy.heat_wish[0, 0, 0, HYBRID] = 1e6
    model.run(12, count_technicians)
    assert model.technicians.install_share == pytest.approx(0.025 * 1.02**12)
    model.run(120, count_technicians)
    assert model.technicians.install_share == pytest.approx(0.10)


def test_burn_in_counts_and_calls_up_nothing() -> None:
    model = EnergyModel()
    model.frozen, model.grid.labour_need = True, 1e9
    count_technicians(model)
    assert model.technicians.grid_fte > 0 and not model.technicians.demand_log.any()
