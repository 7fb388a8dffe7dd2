"""What must hold at the end of every month holds under any policy, and a broken state is caught and named."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.request import RequestStatus
from agents.worker import WorkState
from simulation.invariants import InvariantError
from simulation.levers import LEVERS
from simulation.model import MONTH
from simulation.runs import checkpoint
from simulation.steps import step
from simulation.world import World
from tests.model_runs import QUICK, make_policy, open_run, put_copy, region_named, take_copy

LOWEST = {name: lever.low for name, lever in LEVERS.items()}
HIGHEST = {name: lever.high for name, lever in LEVERS.items()}
SLUMP = {"cycle": -0.3, "gas_factor": 4.0, "elec_factor": 0.5, "migration_cap": 0.0, "project_delay_months": 36.0,
         "project_delay_share": 0.6}  # fmt: skip
BOOM = {"cycle": 0.2, "gas_factor": 0.5, "elec_factor": 3.0, "sector_demand": 0.3}


def live(name: str, months: int, levers: dict, shocks: dict, **options) -> None:
    """Live through some months, checked one by one."""
    region = region_named(name)
    model = open_run(name, make_policy(region, levers, shocks, QUICK, first=2), **({"scale": 2} | options))
    model.check_every = 1
    for _ in range(months):
        model.step()
    assert model.month == months
    model.close()


@pytest.mark.parametrize("shocks", [SLUMP, BOOM], ids=["slump", "boom"])
@pytest.mark.parametrize("levers", [LOWEST, HIGHEST], ids=["lowest", "highest"])
def test_every_month_closes_with_all_levers_at_one_end(levers: dict, shocks: dict) -> None:
    """Small region, four years."""
    live("small", 48, levers, shocks)


@pytest.mark.slow
@pytest.mark.parametrize("levers", [LOWEST, HIGHEST], ids=["lowest", "highest"])
def test_every_month_closes_in_the_real_region_until_2040(levers: dict) -> None:
    live("mra", 228, levers, SLUMP, scale=50)


@given(
    levers=st.fixed_dictionaries({
        name: st.sampled_from([lever.low, lever.high]) if lever.kind == "switch" else st.floats(lever.low, lever.high)
        for name, lever in LEVERS.items()
    }),
    cycle=st.floats(-0.5, 0.5),
    delay=st.floats(0, 120),
)  # fmt: skip
@settings(max_examples=5, derandomize=True)
def test_every_month_closes_wherever_the_levers_stand(levers: dict, cycle: float, delay: float) -> None:
    """Small region at 1:5, two and a half years."""
    live("small", 30, levers, {"cycle": cycle, "project_delay_months": delay, "project_delay_share": 1.0}, scale=5)


@pytest.fixture(scope="module")
def state() -> Iterator[tuple[checkpoint.Arrays, dict]]:
    model = open_run("small", make_policy(region_named("small"), parameters=QUICK), scale=2)
    for _ in range(60):
        model.step()
    yield take_copy(model)
    model.close()


def hire_twice(world: World) -> None:
    """One more hire on the books of zone 2 than people who began."""
    world.flows["hires_u"][2] += 1


def employ_without_employer(world: World) -> None:
    row = np.flatnonzero((world.workers.state == WorkState.UNEMPLOYED) & (world.workers.home == 3))[0]
    world.workers.state[row] = WorkState.EMPLOYED


def lose_a_person(world: World) -> None:
    row = np.flatnonzero((world.workers.state == WorkState.DETACHED) & (world.workers.home == 1))[0]
    world.workers.state[row] = WorkState.ABSENT


def overstaff_a_firm(world: World) -> None:
    world.firms.filled[np.flatnonzero(world.firms.zone == 4)[0]] += 1


def double_a_worker(world: World) -> None:
    world.workers.uid[5] = world.workers.uid[6]


def make_wage_unknown(world: World) -> None:
    world.workers.wres[np.flatnonzero(world.workers.home == 0)[0]] = np.nan


def spoil_a_skill(world: World) -> None:
    world.workers.skill_word[np.flatnonzero(world.workers.home == 2)[0]] |= np.uint64(1 << 9)


def raise_homes(world: World) -> None:
    world.heat.dwellings[1, 0, 0, 1] += 1.0


def use_more_than_all(world: World) -> None:
    world.vehicles.bev_share[3] = 1.2


def lower_capacity(world: World) -> None:
    world.grid.firm_mw[1] -= 0.5


def work_more_than_possible(world: World) -> None:
    world.grid.labour_used = world.grid.labour_available * 1.001 + 0.001


def forget_a_request(world: World) -> None:
    row = world.requests.extend(1)
    world.requests.status[row], world.requests.zone[row] = RequestStatus.CONNECTED, 1
    world.requests.closed_m[row] = -1


def lose_energy(world: World) -> None:
    world.grid.load *= 1.001


def drop_a_vacancy(world: World) -> None:
    keep = np.ones(len(world.vacancies), bool)
    keep[np.flatnonzero(world.vacancies.zone == 0)[0]] = False
    world.vacancies.keep(keep)


@pytest.mark.parametrize(("harm", "law", "zone"), [
    (hire_twice, "hired at most once", "S3 (Polderstad)"),
    (employ_without_employer, "if and only if there is an employer", "S4 (Duindorp)"),
    (lose_a_person, "persons change by who comes and goes", "S2 (Havenstad)"),
    (overstaff_a_firm, "its filled slots", "S5 (Heidehof)"),
    (double_a_worker, "identifiers are unique: worker", ""),
    (make_wage_unknown, "wages are finite", "S1 (Kernstad)"),
    (spoil_a_skill, "skills are between 0 and 1", "S3 (Polderstad)"),
    (raise_homes, "homes are conserved", "S2 (Havenstad)"),
    (use_more_than_all, "bev_share is between 0 and 1", "S4 (Duindorp)"),
    (lower_capacity, "capacity never falls", "S2 (Havenstad)"),
    (work_more_than_possible, "no more work is done", ""),
    (forget_a_request, "waits, is admitted, or is closed", "S2 (Havenstad)"),
    (lose_energy, "loses no energy", ""),
    (drop_a_vacancy, "counted by their firm", "zone S1"),
], ids=lambda value: getattr(value, "__name__", ""))  # fmt: skip
def test_a_broken_state_is_caught_with_month_and_zone(
    state: tuple, harm: Callable, law: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Harm done at the end of January 2027 stops the run there."""
    model = open_run("small", make_policy(region_named("small"), parameters=QUICK), scale=2)
    put_copy(model, state)
    monkeypatch.setattr("simulation.model.MONTH", {**MONTH, "Harm is done": (step()(harm),)})
    with pytest.raises(InvariantError, match=r"month 60 \(2027-01\)") as caught:
        model.step()
    assert law in str(caught.value) and zone in str(caught.value)
    model.close()
