"""The burn-in ends at rest, at the tightness and the labour force asked for."""

import copy
import pickle

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.model import BURN_IN, MONTH, POPULATION_STATES, RegionModel
from simulation.parameters import ParameterSet
from simulation.population.burn_in import (
    BEVERIDGE_SLOPE,
    FIRST_MONTH,
    Rest,
    Stocks,
    assess_rest,
    burn_in,
    count_stocks,
    gap_step,
)
from simulation.scenario import ResolvedScenario
from simulation.world import STATES
from tests.small_region import small_region


def _new_model(seed: int = 1, **changes: float) -> RegionModel:
    region = small_region()
    par = ParameterSet().with_values(changes)
    return RegionModel(region, par, ResolvedScenario.current_policy(region), seed=seed, scale=1)


@pytest.fixture(scope="module")
def rested() -> tuple[RegionModel, Rest, np.ndarray]:
    model = _new_model()
    model.check_every = 6
    world = model.world
    age = world.workers.age_m.copy()
    return model, burn_in(world, model.step), age


def test_it_settles_at_the_target(rested: tuple[RegionModel, Rest, np.ndarray]) -> None:
    model, rest, _ = rested
    par = model.world.par.population
    assert rest.settled
    assert rest.months <= par.burn_in_limit
    assert rest.tightness == pytest.approx(par.theta_target, rel=0.12)
    assert rest.attached == pytest.approx(1, abs=0.12)
    assert model.schedule is BURN_IN and model.month == FIRST_MONTH + rest.months


def test_people_and_jobs_stay_what_they_were(rested: tuple[RegionModel, Rest, np.ndarray]) -> None:
    world, age = rested[0].world, rested[2]
    assert (world.workers.age_m == age).all()
    assert world.workers.n == 20_000 and (world.workers.state != WorkState.ABSENT).all()
    detached = world.region.persons_state[:, 3].sum()
    assert np.count_nonzero(world.workers.state == WorkState.DETACHED) == pytest.approx(detached, rel=0.01)
    assert np.unique(world.workers.uid).size == world.workers.n
    assert count_stocks(world).filled == pytest.approx(world.region.jobs[: world.region.n_mra].sum(), rel=0.04)


def test_it_ends_at_the_base_month() -> None:
    model = _new_model(burn_in_months=24, burn_in_limit=24)
    burn_in(model.world, model.step)
    model.begin()
    assert model.month == 0 and model.schedule is MONTH
    model.step()
    assert model.month == 1


def test_nothing_but_the_labour_market_moves() -> None:
    """Energy, technicians and grid stay as they are, nobody is trained, and no firm asks for power."""
    model = _new_model()
    world = model.world
    others = [name for name in STATES if name not in POPULATION_STATES]
    world.month, world.grid.labour_need = FIRST_MONTH, 1e9
    kept = copy.deepcopy([getattr(world, name) for name in others]), copy.deepcopy(world.requests.arrays())
    for _ in range(3):
        model.step()
    now = [getattr(world, name) for name in others], world.requests.arrays()
    assert pickle.dumps(now) == pickle.dumps(kept)
    assert not (world.workers.state == WorkState.TRAINING).any() and (world.firms.req < 0).all()
    assert (world.demand.index == 1).all()


def test_a_limit_is_kept_and_progress_told() -> None:
    model, told = _new_model(burn_in_months=24, burn_in_limit=24, theta_target=2.0), []
    rest = burn_in(model.world, model.step, lambda done, planned: told.append((done, planned)))
    assert rest.months == 24
    assert told == [(month, 24) for month in range(1, 25)]


@pytest.mark.parametrize(("vacant", "unemployed"), [(3000.0, 2500.0), (2500.0, 2700.0), (4000.0, 3200.0)])
def test_one_gap_step_hits_the_target_on_a_beveridge_curve(vacant: float, unemployed: float) -> None:
    employed, gap, target = 70_000.0, 0.05, 1.2
    now = Stocks(employed, unemployed, employed, vacant, 1.0)
    jobs = (employed + vacant) / (1 + gap) * (1 + gap + gap_step(now, gap, target))
    low, high = 1.0, employed
    constant, force = vacant * unemployed**BEVERIDGE_SLOPE, employed + unemployed
    for _ in range(100):  # unemployment at which the curve and the jobs meet
        middle = 0.5 * (low + high)
        low, high = (middle, high) if constant / middle**BEVERIDGE_SLOPE > jobs - (force - middle) else (low, middle)
    assert (jobs - (force - low)) / low == pytest.approx(target, rel=1e-6)


def test_drift_and_misses_are_seen() -> None:
    def months(growth: float, vacant: float = 48_000.0, attached: float = 1e5) -> list[Stocks]:
        start = [Stocks(1e6, 4e4, 1e6, vacant, 1e5)]
        return start + [Stocks(1e6, 4e4 * (1 + growth * k / 12), 1e6, vacant, attached) for k in range(12)]

    assert assess_rest(months(0.0), 1.2).settled
    drifting = assess_rest(months(0.05), 1.2)
    assert not drifting.settled
    assert drifting.drift_unemployment == pytest.approx(0.05 * 0.0385 * 0.96, rel=0.02)
    assert not assess_rest(months(0.0, vacant=60_000.0), 1.2).settled
    assert not assess_rest(months(0.0, attached=0.8e5), 1.2).settled
