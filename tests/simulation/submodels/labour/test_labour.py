"""The labour part of the month: accounts that close, and the same bits however many threads."""

from collections.abc import Iterator

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.invariants import check_invariants
from simulation.model import RegionModel
from simulation.runs import checkpoint
from tests.labour_model import labour_model, persons, settle


@pytest.fixture(scope="module")
def settled() -> Iterator[RegionModel]:
    model = settle(labour_model(), 18)
    yield model
    model.close()


def test_the_burn_in_keeps_people_and_ages(settled: RegionModel) -> None:
    workers, region = settled.world.workers, settled.world.region
    assert workers.n == 20_000 and (workers.state != WorkState.ABSENT).all()
    detached = np.count_nonzero(workers.state == WorkState.DETACHED)
    assert detached == pytest.approx(region.persons_state[:, 3].sum(), abs=6)
    assert np.unique(workers.uid).size == workers.n


def test_every_month_closes() -> None:
    """Persons by zone, vacancies and unemployed: stocks move by the flows and by nothing else."""
    model = settle(labour_model(), 3)
    world = model.world
    for _ in range(15):
        before, open_before = persons(world), len(world.vacancies)
        model.step()
        flows = world.flows
        change = flows["entries"] + flows["arrivals"] - flows["exits"] - flows["departures"]
        np.testing.assert_array_equal(persons(world) - before, change)
        hires = sum(flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
        withdrawn = open_before + flows["vacancies_posted"].sum() - hires - len(world.vacancies)
        assert 0 <= withdrawn <= open_before
        assert np.unique(world.workers.uid).size == world.workers.n
        check_invariants(world)
    model.close()


def test_counted_unemployed_are_the_unemployed(settled: RegionModel) -> None:
    """Tightness and long-term unemployment, counted while searching, agree with a count afterwards."""
    settled.step()
    world = settled.world
    workers, labour = world.workers, world.labour
    out = workers.state == WorkState.UNEMPLOYED
    by_occ = np.bincount(workers.occ[out], minlength=12)
    open_by_occ = np.bincount(world.vacancies.occ, minlength=12)
    np.testing.assert_allclose(labour.theta_occ, (open_by_occ + 1) / (by_occ + 1))
    long = np.bincount(workers.home[out & (workers.dur >= 12)], minlength=world.region.n_zones)
    np.testing.assert_array_equal(world.flows["unemployed_over_12"], long)
    employed = workers.state == WorkState.EMPLOYED
    assert labour.jobs.sum() <= employed.sum()


def test_one_and_two_threads_give_the_same_bits() -> None:
    """Workers, firms, vacancies and state after months with several blocks of rows."""
    models = [settle(labour_model(150_000, 20_000, threads=threads), 2) for threads in (1, 2)]
    for model in models:
        for _ in range(2):
            model.step()
    (arrays, values), (others, other_values) = (checkpoint.take(model.world) for model in models)
    unequal = [
        path
        for path, array in arrays.items()
        if not np.array_equal(array, others[path], equal_nan=array.dtype.kind == "f")
    ]
    assert unequal == [] and values == other_values
    for model in models:
        model.close()
