"""The labour part of the month: accounts that close, and the same bits however many threads."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.invariants import check_invariants
from simulation.model import RegionModel
from simulation.parameters import ParameterSet
from simulation.runs import checkpoint
from simulation.scenario import ResolvedScenario
from simulation.submodels.people.newcomers import international_arrivals
from simulation.submodels.people.steps import participation_hazards, stay_hazards
from tests.small_region import small_region

PLACES = ("reskill_places", "tech_activation_places", "technician_places", "activation_effort")


def labour_model(persons=20_000, firms=3_000, seed=1, scale=1, threads=1, migration=None, **changes) -> RegionModel:
    """Return the small region without training places, which are counted for a large one."""
    region = small_region(persons, firms)
    if migration is not None:
        region = replace(region, migration=migration)
    policy = ResolvedScenario.current_policy(region)
    none = {name: np.zeros_like(policy.levers.regional[name]) for name in PLACES}
    policy = replace(policy, levers=policy.levers.with_paths(none))
    par = ParameterSet().with_values(changes)
    return RegionModel(region, par, policy, seed=seed, scale=scale, threads=threads)


def freeze(model: RegionModel, months: int) -> RegionModel:
    """Live through frozen months, far before the base month."""
    model.frozen, model.month = True, -600
    for _ in range(months):
        model.step()
    return model


def settle(model: RegionModel, months: int) -> RegionModel:
    """Live through frozen months and go to the base month."""
    freeze(model, months)
    model.frozen, model.month = False, 0
    return model


@pytest.fixture(scope="module")
def settled() -> Iterator[RegionModel]:
    model = settle(labour_model(), 18)
    yield model
    model.close()


def persons(model: RegionModel) -> np.ndarray:
    """Present workers by zone."""
    present = model.workers.state != WorkState.ABSENT
    return np.bincount(model.workers.home[present], minlength=model.region.n_zones)


def test_frozen_months_keep_people_and_ages(settled: RegionModel) -> None:
    workers = settled.workers
    assert workers.n == 20_000 and (workers.state != WorkState.ABSENT).all()
    detached = np.count_nonzero(workers.state == WorkState.DETACHED)
    assert detached == pytest.approx(settled.region.persons_state[:, 3].sum(), abs=6)
    assert np.unique(workers.uid).size == workers.n


def test_every_month_closes() -> None:
    """Persons by zone, vacancies and unemployed: stocks move by the flows and by nothing else."""
    model = settle(labour_model(), 3)
    for _ in range(15):
        before, open_before = persons(model), len(model.vacancies)
        model.step()
        flows = model.month_flows
        change = flows["entries"] + flows["arrivals"] - flows["exits"] - flows["departures"]
        np.testing.assert_array_equal(persons(model) - before, change)
        hires = sum(flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
        withdrawn = open_before + flows["vacancies_posted"].sum() - hires - len(model.vacancies)
        assert 0 <= withdrawn <= open_before
        assert np.unique(model.workers.uid).size == model.workers.n
        check_invariants(model)
    model.close()


def test_counted_unemployed_are_the_unemployed(settled: RegionModel) -> None:
    """Tightness and long-term unemployment, counted while searching, agree with a count afterwards."""
    settled.step()
    workers = settled.workers
    out = workers.state == WorkState.UNEMPLOYED
    by_occ = np.bincount(workers.occ[out], minlength=12)
    open_by_occ = np.bincount(settled.vacancies.occ, minlength=12)
    np.testing.assert_allclose(settled.state.theta_occ, (open_by_occ + 1) / (by_occ + 1))
    long = np.bincount(workers.home[out & (workers.dur >= 12)], minlength=settled.region.n_zones)
    np.testing.assert_array_equal(settled.month_flows["unemployed_over_12"], long)
    employed = workers.state == WorkState.EMPLOYED
    assert settled.state.jobs.sum() <= employed.sum()


def test_one_and_two_threads_give_the_same_bits() -> None:
    """Workers, firms, vacancies and state after months with several blocks of rows."""
    models = [settle(labour_model(150_000, 20_000, threads=threads), 2) for threads in (1, 2)]
    for model in models:
        for _ in range(2):
            model.step()
    (arrays, values), (others, other_values) = (checkpoint.take(model) for model in models)
    unequal = [
        path
        for path, array in arrays.items()
        if not np.array_equal(array, others[path], equal_nan=array.dtype.kind == "f")
    ]
    assert unequal == [] and values == other_values
    for model in models:
        model.close()


def test_movers_keep_their_jobs() -> None:
    """Net migration by zone and age moves people; what one zone loses and no other gains leaves the region."""
    migration = np.zeros((6, 8))
    migration[0, 2], migration[2, 2], migration[1, 3] = -600.0, 500.0, 120.0
    model = settle(labour_model(migration=migration, intl_arrivals=200.0), 1)
    start = model.workers.home.copy(), model.workers.uid.copy(), model.workers.state.copy()
    before = persons(model)
    arrivals = departures = np.zeros(6)
    for _ in range(12):
        model.step()
        flows = model.month_flows
        arrivals = arrivals + flows["arrivals"] - flows["arrivals_international"]
        departures = departures + flows["departures"]
    assert arrivals[2] == pytest.approx(500, abs=12) and arrivals[1] == pytest.approx(120, abs=12)
    assert departures[0] == pytest.approx(600, rel=0.15)
    same = model.workers.uid[: start[1].size] == start[1]
    moved = same & (model.workers.home[: same.size] != start[0])
    employed = model.workers.state[: same.size][moved & (start[2] == WorkState.EMPLOYED)] == WorkState.EMPLOYED
    assert moved.sum() > 300 and employed.mean() > 0.8
    assert persons(model)[2] > before[2]
    model.close()


def test_entrants_follow_the_cohort() -> None:
    """Those who turn 15 come by zone as the table says, outside the labour force, with unused identities."""
    model = settle(labour_model(intl_arrivals=200.0), 1)
    entries = np.zeros(6)
    for _ in range(24):
        model.step()
        entries += model.month_flows["entries"]
    np.testing.assert_allclose(entries, 2 * model.region.cohort15, atol=8)
    young = (model.workers.age_m < 180 + 24) & (model.workers.state != WorkState.ABSENT)
    assert (model.workers.state[young] == WorkState.DETACHED).mean() > 0.5
    assert set(np.unique(model.workers.edu[young])) == {1, 2, 3}
    model.close()


def test_participation_by_age() -> None:
    par = ParameterSet().demography
    hazard, to_detached = participation_hazards(par, 800, True, 2.0, False)
    assert hazard[0, 250] == 2 * par.h_en_young and hazard[0, 500] == 2 * par.h_en_mid
    assert hazard[0, 750] == par.h_retire_60 and hazard[0, 800] == par.retire_at_aow
    assert hazard[0, 801] == par.retire_after_aow and hazard[3, 800] == par.h_nu_det_old
    assert not to_detached[0, 719] and to_detached[0, 720] and not to_detached[1, 799] and to_detached[1, 800]
    frozen, _ = participation_hazards(par, 800, False, 2.0, True)
    assert (frozen[3] == 0).all() and (frozen[1:3, 800:] == 0).all()
    assert frozen[0, 795] == pytest.approx(par.h_retire_60 + par.retire_at_aow / 12)


def test_about_half_of_international_workers_stay_five_years() -> None:
    hazard = stay_hazards(ParameterSet().demography, services=0.0)[:60]
    assert np.prod(1 - hazard) == pytest.approx(0.46, abs=0.01)
    assert np.prod(1 - stay_hazards(ParameterSet().demography, services=1.0)[:60]) > 0.55


def test_arrivals_from_abroad_follow_scarcity_housing_and_cap(settled: RegionModel, monkeypatch) -> None:
    state = settled.state
    monkeypatch.setattr(state, "vacancy_rate", 0.05)
    monkeypatch.setattr(state, "vacancy_rate_ref", 0.04)
    par, residents = settled.par.demography, settled.region.persons_age[:5].sum() / 1e6
    housed = 1 - 0.5 * (1 - settled.lever("intl_services")) * par.housing_pressure
    wanted = par.intl_arrivals * residents * 1.125 * housed
    assert international_arrivals(settled) == pytest.approx(wanted)
    capped = {name: np.array(path) for name, path in settled.policy.shocks.items()}
    capped["migration_cap"] = np.full_like(capped["migration_cap"], 1.5)
    monkeypatch.setattr(settled, "policy", replace(settled.policy, shocks=capped))
    assert international_arrivals(settled) == 1.5
