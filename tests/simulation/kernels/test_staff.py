"""Counting technicians and jobs against slow twins."""

import numpy as np

from simulation.kernels.staff import Codes, add_slots, count_jobs, count_occupations, count_staff

CODES = Codes(te2=0, te3=1, energy=2, construction=4, n_mra=5)


def count_slowly(emp: np.ndarray, occ: np.ndarray, sector: np.ndarray, zone: np.ndarray) -> list[int]:
    """One worker after the other, by CODES."""
    counts = [0, 0, 0]
    for firm, job in zip(emp, occ, strict=True):
        if firm >= 0 and zone[firm] < 5:
            counts[0] += job == 0 and sector[firm] == 2
            counts[1] += job == 1 and sector[firm] == 2
            counts[2] += job == 0 and sector[firm] == 4
    return counts


def test_count_equals_its_slow_twin() -> None:
    rng = np.random.default_rng(1)
    emp, occ = rng.integers(-1, 50, 5_000).astype(np.int32), rng.integers(0, 4, 5_000).astype(np.int8)
    sector, zone = rng.integers(0, 6, 50).astype(np.int8), rng.integers(0, 7, 50).astype(np.int16)
    counts = np.zeros((2, 3), np.int64)
    for block, (first, last) in enumerate(((0, 2_000), (2_000, 5_000))):
        count_staff(first, last, block, emp, occ, sector, zone, CODES, counts)
    assert counts.sum(axis=0).tolist() == count_slowly(emp, occ, sector, zone)


def test_occupations_equal_their_slow_twin() -> None:
    rng = np.random.default_rng(4)
    state, edu, occ = (rng.integers(low, 4, 700).astype(np.int8) for low in (-1, 1, 0))
    counts, expected = np.zeros((3, 4), np.int64), np.zeros((3, 4), int)
    count_occupations(state, edu, occ, counts)
    for s, e, o in zip(state, edu, occ, strict=True):
        expected[e - 1, o] += s == 0
    np.testing.assert_array_equal(counts, expected)


def test_slots_equal_their_slow_twin() -> None:
    rng = np.random.default_rng(3)
    zone, sector = rng.integers(0, 7, 500).astype(np.int16), rng.integers(0, 4, 500).astype(np.int8)
    filled, target = rng.integers(0, 40, (2, 500)).astype(np.int32)
    for chosen in (-1, 2):
        rows = [f for f in range(500) if zone[f] < 5 and chosen in (-1, sector[f])]
        expected = tuple(sum(int(slots[f]) for f in rows) for slots in (filled, target))
        assert add_slots(zone, sector, filled, target, 5, chosen) == expected


def test_jobs_equal_their_slow_twin() -> None:
    rng = np.random.default_rng(2)
    zone, sector = rng.integers(0, 5, 900).astype(np.int16), rng.integers(0, 3, 900).astype(np.int8)
    filled = rng.integers(0, 40, 900).astype(np.int32)
    jobs, expected = np.zeros((2, 5, 3), np.int64), np.zeros((5, 3), int)
    for block, (first, last) in enumerate(((0, 400), (400, 900))):
        count_jobs(first, last, block, zone, sector, filled, jobs)
    for z, s, n in zip(zone, sector, filled, strict=True):
        expected[z, s] += n
    np.testing.assert_array_equal(jobs.sum(axis=0), expected)
