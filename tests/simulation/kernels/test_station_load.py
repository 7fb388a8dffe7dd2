"""Station loads, overload and shifting against slow twins and conservation."""

import numpy as np
import pytest
from scipy.optimize import linprog

from simulation.kernels.extremes import find_highest, find_lowest
from simulation.kernels.station_load import (
    compute_station_load,
    find_station_room,
    level_day,
    measure_loads,
    shave_peaks,
)
from tests.reference import grid as slow


def test_load_is_energy_times_shape():
    rng = np.random.default_rng(1)
    energy, profiles = rng.normal(size=(5, 4)), rng.random((4, 48))
    energy[2, 1] = 0
    assert compute_station_load(energy, profiles) == pytest.approx(slow.compute_station_load(energy, profiles))


def test_peaks_and_overload_count_both_directions_and_only_real_hours():
    rng = np.random.default_rng(2)
    load, hours = rng.normal(0, 5, (6, 48)), np.repeat([2.0, 0.0], 24)
    up, down = rng.uniform(1, 5, 6), rng.uniform(1, 5, 6)
    for ours, theirs in zip(
        measure_loads(load, hours, up, down), slow.measure_loads(load, hours, up, down), strict=True
    ):
        assert ours == pytest.approx(theirs)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 48, 673])
def test_extremes_are_those_of_numpy(size):
    values = np.random.default_rng(size).normal(0, 5, size)
    assert (find_highest(values), find_lowest(values)) == (values.max(), values.min())


def test_room_is_what_both_ledgers_leave():
    rng = np.random.default_rng(4)
    load, reserved, planned, room = rng.normal(5, 3, (4, 6, 48))
    limit = rng.uniform(1, 10, 6)
    find_station_room(load, reserved, planned, limit, room)
    np.testing.assert_array_equal(room, slow.station_room(load, reserved, planned, limit))


@pytest.mark.parametrize("seed", range(10))
def test_shifting_keeps_energy_reach_and_share(seed):
    """Every day keeps its energy, no peak rises, and no hour gives up more than the flexible share of the peak."""
    rng = np.random.default_rng(seed)
    load = rng.uniform(2, 10, (3, 96)) + 3 * np.sin(np.arange(96) / 24 * 2 * np.pi)
    share = np.array([0.0, 0.05, 0.25])
    start = 0.6 * load.max(axis=1)
    shaved = shave_peaks(load, share, start, 4, 24)
    days, flat = load.reshape(3, 4, 24), shaved.reshape(3, 4, 24)
    assert flat.sum(axis=2) == pytest.approx(days.sum(axis=2), rel=1e-12)
    assert (flat.max(axis=2) <= days.max(axis=2) + 1e-9).all()
    assert (days - flat <= share[:, None, None] * days.max(axis=2, keepdims=True) + 1e-9).all()
    assert (shaved[0] == load[0]).all()


@pytest.mark.parametrize("seed", range(6))
def test_the_new_peak_is_the_lowest_that_any_shifting_reaches(seed):
    rng = np.random.default_rng(seed)
    day = rng.uniform(3, 8, 24)
    day[17:20] += rng.uniform(1, 4)
    share, start, shift = 0.2, 4.0, 4
    best = slow.lowest_level(day, share, start, shift)
    ours = shave_peaks(day[None], np.array([share]), np.array([start]), shift, 24)[0]
    assert best - 1e-9 <= ours.max() <= best + 0.01 * day.max()  # bisection stops at 1/128 of the range


def test_more_flexibility_never_raises_a_peak():
    rng = np.random.default_rng(3)
    load = rng.uniform(2, 10, (1, 240))
    peaks = [shave_peaks(load, np.array([f]), np.array([5.0]), 4, 24).max() for f in np.linspace(0, 0.3, 13)]
    assert (np.diff(peaks) <= 0.01 * load.max()).all()
    assert peaks[-1] < peaks[0]


def test_nothing_moves_further_than_allowed():
    day = np.zeros(24)
    day[12] = 24.0
    moved = level_day(day, 1.0, 3)
    assert np.flatnonzero(moved).tolist() == list(range(9, 16))
    assert moved.sum() == pytest.approx(24.0)


@pytest.mark.parametrize("seed", range(20))
def test_levelling_leaves_as_little_as_a_linear_program(seed):
    """Twin of `level_day`: the least load above the target over all ways of moving it at most `shift` hours."""
    rng = np.random.default_rng(seed)
    day, target, shift = rng.random(24) * 2, 1.2, int(rng.integers(1, 5))
    moves = [(h, k) for h in range(24) for k in range(24) if day[h] > target >= day[k] and 0 < abs(h - k) <= shift]
    leave, enter = np.zeros((24, len(moves))), np.zeros((24, len(moves)))
    for m, (h, k) in enumerate(moves):
        leave[h, m], enter[k, m] = 1.0, 1.0
    limits = np.concatenate([np.maximum(day - target, 0), np.maximum(target - day, 0)])
    best = linprog(-np.ones(len(moves)), np.vstack([leave, enter]), limits)
    left = np.maximum(level_day(day, target, shift) - target, 0).sum()
    assert left == pytest.approx(np.maximum(day - target, 0).sum() + best.fun, abs=1e-9)
