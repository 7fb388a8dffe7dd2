"""The burn-in ends at rest, at the tightness and the labour force asked for."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.model import RegionModel
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
    thaw,
)
from simulation.scenario import ResolvedScenario
from tests.small_region import small_region


def _new_model(seed: int = 1, **changes: float) -> RegionModel:
    region = small_region()
    par = ParameterSet().with_values(changes)
    return RegionModel(region, par, ResolvedScenario.current_policy(region), seed=seed, scale=1)


@pytest.fixture(scope="module")
def rested() -> tuple[RegionModel, Rest, np.ndarray]:
    model = _new_model()
    model.check_every = 6
    age = model.workers.age_m.copy()
    return model, burn_in(model), age


def test_it_settles_at_the_target(rested: tuple[RegionModel, Rest, np.ndarray]) -> None:
    model, rest, _ = rested
    assert rest.settled
    assert rest.months <= model.par.population.burn_in_limit
    assert rest.tightness == pytest.approx(model.par.population.theta_target, rel=0.12)
    assert rest.attached == pytest.approx(1, abs=0.12)
    assert model.frozen and model.month == FIRST_MONTH + rest.months


def test_people_and_jobs_stay_what_they_were(rested: tuple[RegionModel, Rest, np.ndarray]) -> None:
    model, _, age = rested
    assert (model.workers.age_m == age).all()
    assert model.workers.n == 20_000 and (model.workers.state != WorkState.ABSENT).all()
    detached = model.region.persons_state[:, 3].sum()
    assert np.count_nonzero(model.workers.state == WorkState.DETACHED) == pytest.approx(detached, rel=0.01)
    assert np.unique(model.workers.uid).size == model.workers.n
    assert count_stocks(model).filled == pytest.approx(model.region.jobs[: model.region.n_mra].sum(), rel=0.04)


def test_thawing_puts_the_model_at_the_base_month() -> None:
    model = _new_model(burn_in_months=24, burn_in_limit=24)
    burn_in(model)
    thaw(model)
    assert (model.month, model.frozen) == (0, False)
    model.step()
    assert model.month == 1


def test_a_limit_is_kept_and_progress_told() -> None:
    model, told = _new_model(burn_in_months=24, burn_in_limit=24, theta_target=2.0), []
    rest = burn_in(model, lambda done, planned: told.append((done, planned)))
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
