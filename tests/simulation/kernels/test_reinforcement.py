"""Labour on projects: a slow twin, pathology 2, and queueing theory with crews as servers."""

import math

import numpy as np
import pytest

from simulation.kernels.reinforcement import allocate_labour
from tests.reference import grid as slow

ERLANG = [(1, 0.8, 4.0), (2, 1.6, 1.777778), (3, 2.0, 0.444444), (5, 4.0, 0.554113), (10, 8.0, 0.204590)]
FIXED = [(1, 0.5, 0.5), (1, 0.8, 2.0), (2, 1.6, 0.903284), (3, 2.0, 0.234265), (5, 4.0, 0.289060), (10, 8.0, 0.109828)]


@pytest.mark.parametrize("seed", range(10))
def test_allocation_equals_the_slow_twin_and_never_passes_what_there_is(seed):
    rng = np.random.default_rng(seed)
    left, crew, order = rng.uniform(0, 9, 20), rng.uniform(0.5, 3, 20), rng.permutation(20)[:15]
    work = allocate_labour(order, left, crew, 11.0)
    assert work == pytest.approx(slow.allocate_labour(order, left, crew, 11.0))
    assert work.sum() <= 11.0 + 1e-9
    assert (work <= np.minimum(left, crew) + 1e-12).all()


def test_ten_projects_and_labour_for_one_finish_one_a_year():
    """Sharing labour over all of them would leave none finished before the tenth year."""
    left, crew, finished = np.full(10, 12.0), np.full(10, 1.0), []
    for month in range(120):
        order = np.lexsort((np.arange(10), left == 12.0))
        left = left - allocate_labour(order[left[order] > 0], left, crew, 1.0)
        finished.append(np.count_nonzero(left <= 0))
        assert finished[-1] == (month + 1) // 12


def test_one_project_takes_its_work_over_the_rate():
    left, months = np.array([100.0]), 0
    while left[0] > 0:
        left -= allocate_labour(np.array([0]), left, np.array([8.0]), 50.0)
        months += 1
    assert months == math.ceil(100 / 8)


def serve(arrival: np.ndarray, work: np.ndarray, crews: int, turn_away: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Let crews serve projects in order of arrival with the labour kernel, from event to event.

    Returns the wait of every project until work starts (infinite if turned away) and, before each event, the time
    that passed times the number waiting.
    """
    left, wait, there = work.copy(), np.full(len(work), np.inf), np.zeros(0, int)
    clock, coming, queue_time = 0.0, 0, []
    while coming < len(work) or there.size:
        ends = left[there[:crews]].min() if there.size else np.inf
        comes = arrival[coming] - clock if coming < len(work) else np.inf
        step = min(ends, comes)
        done = allocate_labour(np.arange(there.size), left[there], np.full(there.size, step), crews * step)
        queue_time.append(step * np.count_nonzero(done == 0) if step > 0 else 0.0)
        left[there] -= done
        clock += step
        there = there[left[there] > 1e-12]
        if comes <= ends:
            clock = arrival[coming]
            if not (turn_away and there.size >= crews):
                there = np.append(there, coming)
            coming += 1
        starts = there[:crews][np.isinf(wait[there[:crews]])]
        wait[starts] = clock - arrival[starts]
    return wait, np.array(queue_time)


def make_arrivals(load: float, n: int, seed: int) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).exponential(1 / load, n))


@pytest.mark.slow
@pytest.mark.parametrize(("crews", "load", "expected"), ERLANG)
def test_random_projects_wait_as_erlang_c_says(crews, load, expected):
    work = np.random.default_rng(7).exponential(1.0, 60_000)
    wait, _ = serve(make_arrivals(load, 60_000, 17), work, crews)
    assert wait.mean() == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize(("crews", "load", "expected"), FIXED)
def test_equal_projects_wait_as_the_embedded_chain_says(crews, load, expected):
    wait, _ = serve(make_arrivals(load, 25_000, 18), np.ones(25_000), crews)
    assert wait.mean() == pytest.approx(expected, rel=0.10)


def test_projects_turned_away_are_as_many_as_erlang_b_says():
    work = np.random.default_rng(5).exponential(1.0, 25_000)
    wait, _ = serve(make_arrivals(4.0, 25_000, 19), work, 5, turn_away=True)
    assert np.isinf(wait).mean() == pytest.approx(0.199067, abs=0.01)


def test_queue_length_is_arrival_rate_times_wait():
    """Little's law, exact over a run that starts and ends empty."""
    arrival = make_arrivals(1.6, 2_000, 20)
    wait, queue_time = serve(arrival, np.ones(2_000), 2)
    assert queue_time.sum() == pytest.approx(wait.sum(), rel=1e-9)


@pytest.mark.parametrize(("technicians", "grows"), [(8.0, True), (13.0, False)])
def test_the_backlog_grows_without_end_only_if_work_comes_faster_than_hands(technicians, grows):
    """Ten FTE-months of work arrive each month: stable if and only if technicians do more."""
    left, backlog = np.zeros(0), []
    for _ in range(400):
        left = np.append(left, 10.0)
        left = left - allocate_labour(np.arange(left.size), left, np.full(left.size, 5.0), technicians)
        left = left[left > 0]
        backlog.append(left.sum())
    slope = (backlog[-1] - backlog[200]) / 199
    assert slope == pytest.approx(10.0 - technicians, rel=1e-6) if grows else abs(slope) < 1e-9
