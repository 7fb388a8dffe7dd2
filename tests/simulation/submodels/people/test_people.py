"""People age, take part, move, come and go."""

from dataclasses import replace

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.parameters import ParameterSet
from simulation.submodels.people.hazards import participation_hazards, stay_hazards
from simulation.submodels.people.newcomers import international_arrivals
from tests.labour_model import labour_model, persons, settle


def test_movers_keep_their_jobs() -> None:
    """Net migration by zone and age moves people; what one zone loses and no other gains leaves the region."""
    migration = np.zeros((6, 8))
    migration[0, 2], migration[2, 2], migration[1, 3] = -600.0, 500.0, 120.0
    model = settle(labour_model(migration=migration, intl_arrivals=200.0), 1)
    world, workers = model.world, model.world.workers
    start, before = (workers.home.copy(), workers.uid.copy(), workers.state.copy()), persons(world)
    arrivals = departures = np.zeros(6)
    for _ in range(12):
        model.step()
        flows = world.flows
        arrivals = arrivals + flows["arrivals"] - flows["arrivals_international"]
        departures = departures + flows["departures"]
    assert arrivals[2] == pytest.approx(500, abs=12) and arrivals[1] == pytest.approx(120, abs=12)
    assert departures[0] == pytest.approx(600, rel=0.15)
    same = workers.uid[: start[1].size] == start[1]
    moved = same & (workers.home[: same.size] != start[0])
    employed = workers.state[: same.size][moved & (start[2] == WorkState.EMPLOYED)] == WorkState.EMPLOYED
    assert moved.sum() > 300 and employed.mean() > 0.8
    assert persons(world)[2] > before[2]
    model.close()


def test_entrants_follow_the_cohort() -> None:
    """Those who turn 15 come by zone as the table says, outside the labour force, with unused identities."""
    model = settle(labour_model(intl_arrivals=200.0), 1)
    world, workers, entries = model.world, model.world.workers, np.zeros(6)
    for _ in range(24):
        model.step()
        entries += world.flows["entries"]
    np.testing.assert_allclose(entries, 2 * world.region.cohort15, atol=8)
    young = (workers.age_m < 180 + 24) & (workers.state != WorkState.ABSENT)
    assert (workers.state[young] == WorkState.DETACHED).mean() > 0.5
    assert set(np.unique(workers.edu[young])) == {1, 2, 3}
    model.close()


def test_participation_by_age() -> None:
    par = ParameterSet().demography
    hazard, to_detached = participation_hazards(par, 800, True, 2.0, False)
    assert hazard[0, 250] == 2 * par.h_en_young and hazard[0, 500] == 2 * par.h_en_mid
    assert hazard[0, 750] == par.h_retire_60 and hazard[0, 800] == par.retire_at_aow
    assert hazard[0, 801] == par.retire_after_aow and hazard[3, 800] == par.h_nu_det_old
    assert not to_detached[0, 719] and to_detached[0, 720] and not to_detached[1, 799] and to_detached[1, 800]
    resting, _ = participation_hazards(par, 800, False, 2.0, True)
    assert (resting[3] == 0).all() and (resting[1:3, 800:] == 0).all()
    assert resting[0, 795] == pytest.approx(par.h_retire_60 + par.retire_at_aow / 12)


def test_about_half_of_international_workers_stay_five_years() -> None:
    hazard = stay_hazards(ParameterSet().demography, services=0.0)[:60]
    assert np.prod(1 - hazard) == pytest.approx(0.46, abs=0.01)
    assert np.prod(1 - stay_hazards(ParameterSet().demography, services=1.0)[:60]) > 0.55


def test_arrivals_from_abroad_follow_scarcity_housing_and_cap() -> None:
    world = labour_model().world
    world.labour.vacancy_rate, world.labour.vacancy_rate_ref = 0.05, 0.04
    par, residents = world.par.demography, world.region.persons_age[:5].sum() / 1e6
    housed = 1 - 0.5 * (1 - world.lever("intl_services")) * par.housing_pressure
    wanted = par.intl_arrivals * residents * 1.125 * housed
    assert international_arrivals(world) == pytest.approx(wanted)
    capped = {name: np.array(path) for name, path in world.policy.shocks.items()}
    capped["migration_cap"] = np.full_like(capped["migration_cap"], 1.5)
    world.policy = replace(world.policy, shocks=capped)
    assert international_arrivals(world) == 1.5
