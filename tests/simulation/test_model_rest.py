"""A model left alone stays where it is: nineteen years of burn-in, and the closed form of its flows."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.model import RegionModel
from simulation.parameters import ParameterSet
from simulation.runs.initial import burned_in
from simulation.scenario import ResolvedScenario
from simulation.submodels.people.hazards import MONTHS_OF_AGE
from simulation.world import World
from tests.model_runs import make_policy, open_run, region_named

YEARS = 19


class Decades(NamedTuple):
    """Yearly means."""

    unemployed: np.ndarray  # [year] share of the labour force
    vacant: np.ndarray  # [year] share of all jobs
    open_by_occupation: np.ndarray  # [year, o] vacancies over jobs, filled and open


def labour_rates(world: World) -> tuple[float, float, np.ndarray]:
    """Unemployment, vacancies over jobs, and the latter by occupation; inside the region."""
    w, n_mra, n_occ = world.workers, world.region.n_mra, len(world.region.occupation_id)
    inside = w.home < n_mra
    states = WorkState.UNEMPLOYED, WorkState.EMPLOYED
    unemployed, employed = (np.count_nonzero(inside & (w.state == state)) for state in states)
    at_work = w.occ[w.state == WorkState.EMPLOYED]
    filled, open_now = np.bincount(at_work, minlength=n_occ), np.bincount(world.vacancies.occ, minlength=n_occ)
    jobs = filled + open_now
    return unemployed / (unemployed + employed), open_now.sum() / jobs.sum(), open_now / jobs


@pytest.fixture(scope="module", params=[1, 2])
def decades(request: pytest.FixtureRequest) -> Decades:
    """Months of the burn-in go on: demography at rest, no growth, no policy; MRA at 1:50."""
    region = region_named("mra")
    model = burned_in(region, make_policy(region), seed=request.param, scale=50)
    years = []
    for _ in range(YEARS):
        months = []
        for _ in range(12):
            model.step()
            months.append(labour_rates(model.world))
        years.append([np.mean(values, axis=0) for values in zip(*months, strict=True)])
    model.close()
    return Decades(*(np.array(values) for values in zip(*years, strict=True)))


@pytest.mark.slow
def test_unemployment_does_not_drift(decades: Decades) -> None:
    """Less than half a point in nineteen years, and less than 0.05 points a year."""
    trend = np.polyfit(np.arange(YEARS), decades.unemployed, 1)[0]
    assert abs(trend) < 0.0005
    assert abs(trend) * YEARS < 0.005
    assert np.ptp(decades.unemployed) < 0.01


@pytest.mark.slow
def test_unemployment_and_vacancies_never_rise_together(decades: Decades) -> None:
    """Pathology 1, in the real region."""
    u, v = decades.unemployed, decades.vacant
    drift = np.polyfit(np.arange(YEARS), u, 1)[0] * YEARS
    assert abs(drift) < 0.003 or np.corrcoef(np.log(u), np.log(v))[0, 1] <= 0


@pytest.mark.slow
def test_vacancies_do_not_pile_up_in_any_occupation(decades: Decades) -> None:
    """Pathology 4: wages bring occupations nearer to each other, and none ends with twice the vacancies of the rest."""
    first, last = decades.open_by_occupation[:3].mean(axis=0), decades.open_by_occupation[-3:].mean(axis=0)
    assert np.std(np.log(last)) < np.std(np.log(first))
    assert (last < 2 * decades.vacant[-3:].mean()).all()


def test_a_higher_wage_level_moves_nobody() -> None:
    """Pathology 1 at its root: reservation wages are relative, so the index of all occupations says nothing."""
    plain, raised = open_run("small", scale=2), open_run("small", scale=2)
    raised.world.labour.log_index += 0.3
    hires = np.zeros((2, 12))
    for month in range(12):
        for k, model in enumerate((plain, raised)):
            model.step()
            hires[k, month] = sum(model.world.flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
    assert hires[1].sum() == pytest.approx(hires[0].sum(), rel=0.04)
    for model in (plain, raised):
        model.close()


@pytest.fixture
def two_states(monkeypatch: pytest.MonkeyPatch) -> Iterator[RegionModel]:
    """The small region in its burn-in, with nobody near the labour market but the employed and the unemployed."""
    region = region_named("small")
    model = RegionModel(region, ParameterSet(), ResolvedScenario.current_policy(region), seed=1, scale=1)
    workers, model.world.month = model.world.workers, -300
    workers.state[workers.state == WorkState.ATTACHED] = WorkState.DETACHED
    stays = np.zeros((5, MONTHS_OF_AGE)), np.zeros((5, MONTHS_OF_AGE), bool)
    monkeypatch.setattr("simulation.submodels.people.events.participation_hazards", lambda *_: stays)
    yield model
    model.close()


def test_in_a_world_of_two_states_unemployment_is_what_the_flows_say(two_states: RegionModel) -> None:
    """u = s / (s + f) at rest, within 1 %."""
    model, world, rows = two_states, two_states.world, []
    for _ in range(60):
        model.step()
    for _ in range(120):
        before = np.bincount(world.workers.state, minlength=2)[:2]
        model.step()
        lost, found = (world.flows[name].sum() for name in ("separations", "hires_u"))
        after = np.bincount(world.workers.state, minlength=2)[:2]
        assert after[0] == before[0] - lost + found
        rows.append((*before, lost, found))
    employed, unemployed, lost, found = np.sum(rows, axis=0)
    s, f = lost / employed, found / unemployed
    assert unemployed / (unemployed + employed) == pytest.approx(s / (s + f), rel=0.01)
