"""Separations, vacancies, hiring and learning against their slow twins."""

import numpy as np
import pytest

from simulation.kernels.adoption import adopt_practice
from simulation.kernels.hire import Careers, Openings, hire_workers
from simulation.kernels.learning import practise_skills
from simulation.kernels.separations import CLOSES, FIRM, SHRINKS, Staff, find_separations
from simulation.kernels.skills import pack_skills
from simulation.kernels.vacancies import review_vacancies
from tests.reference import flows as slow

KEY = np.uint64(99)


def test_separations_equal_their_slow_twin():
    """Who loses a job and why, and the employed counted by sector and occupation."""
    rng, n, n_firms = np.random.default_rng(1), 3_000, 200
    staff = Staff(
        uid=rng.integers(0, 2**64, n, np.uint64), emp=rng.integers(-1, n_firms, n).astype(np.int32),
        occ=rng.integers(0, 4, n).astype(np.int8), ten=rng.integers(0, 60, n).astype(np.int16),
        edu=rng.integers(1, 4, n).astype(np.int8), act=(rng.random(n) < 0.3).astype(np.int8),
    )
    sector, closed = rng.integers(0, 5, n_firms), rng.random(n_firms) < 0.05
    layoff = np.where(rng.random(n_firms) < 0.3, rng.random(n_firms) * 0.1, 0).astype(np.float32)
    layoff[closed] = np.where(rng.random(closed.sum()) < 0.5, 1.0, 0.35)
    hazard = rng.random((5, 2, 3)) * 0.05
    code = np.append(5, sector + FIRM + SHRINKS * (layoff > 0) + CLOSES * closed).astype(np.uint8)
    ceilings = (np.array([0.05, 1 - 0.95 * 0.9]) * 2.0**53).astype(np.uint64)
    rows, kinds, jobs = np.empty(n, np.int32), np.empty(n, np.int8), np.zeros((2, 6, 4), np.int64)
    found = np.zeros(n, int)
    for block, (first, last) in enumerate(((0, 1_000), (1_000, n))):
        with np.errstate(over="ignore"):
            count = find_separations(
                first, last, block, staff, code, layoff, hazard, 0.7, ceilings, KEY, rows, kinds, jobs)
        found[rows[first : first + count]] = kinds[first : first + count]
    expected = [slow.separation(staff, sector, layoff, hazard, 0.7, i, KEY) for i in range(n)]
    assert found.tolist() == expected and set(expected) == {0, 1, 2}
    works = staff.emp >= 0
    counted = np.zeros((5, 4), int)
    np.add.at(counted, (sector[staff.emp[works]], staff.occ[works]), 1)
    np.testing.assert_array_equal(jobs.sum(axis=0)[:5], counted)


def test_vacancy_review_equals_its_slow_twin():
    """Vacancies of closed firms, the oldest above need, and stale ones go."""
    rng, n, n_firms = np.random.default_rng(2), 800, 60
    firm, vid = rng.integers(0, n_firms, n).astype(np.int32), rng.integers(0, 2**64, n, np.uint64)
    age, closed = rng.integers(0, 12, n).astype(np.int16), rng.random(n_firms) < 0.1
    surplus = rng.integers(0, 6, n_firms).astype(np.int32)
    keep = np.empty(n, bool)
    twin = slow.review(firm, vid, age.copy(), closed, surplus.copy(), 6, 0.2, KEY)
    with np.errstate(over="ignore"):
        review_vacancies(firm, vid, age, closed, surplus, 6, 0.2, KEY, keep)
    np.testing.assert_array_equal(keep, twin)
    assert not keep[closed[firm]].any()


def test_learning_equals_its_slow_twin():
    """Skill words of the third whose turn it is, bit for bit; the others and those without a job keep theirs."""
    rng, n = np.random.default_rng(3), 4_000
    state, occ = rng.integers(0, 2, n).astype(np.int8), rng.integers(0, 3, n).astype(np.int8)
    uid, words = rng.integers(0, 2**64, n, np.uint64), pack_skills(rng.random((n, 6)))
    required = pack_skills(rng.random((3, 6)))
    rates, before = np.array([90_000, 6_300], np.uint64), words.copy()
    with np.errstate(over="ignore"):
        for first, last in ((0, 1_500), (1_500, n)):
            practise_skills(first, last, 0, state, occ, uid, required, rates, 1, KEY, words)
    turn = (np.arange(n) // 1024) % 3 == 1
    for i in range(n):
        moves = turn[i] and state[i] == 0
        after = slow.practise(before[i], required[occ[i]], rates, uid[i], KEY) if moves else int(before[i])
        assert int(words[i]) == after


def test_expected_learning_is_exact():
    """Rounding by draws loses nothing: the mean gain is rate x deficit and the mean loss rate x skill."""
    n = 300_000
    uid = np.random.default_rng(4).integers(0, 2**64, n, np.uint64)
    words = pack_skills(np.tile([0.2, 0.9, 0.5, 0.0, 1.0, 0.4], (n, 1)))
    required = pack_skills(np.array([[0.8, 0.3, 0.5, 1.0, 0.0, 0.41]]))
    start, goal = slow.unpack(words[0]), slow.unpack(required[0])
    rates, zeros = np.array([round(0.0873 * 2**20), round(0.006 * 2**20)], np.uint64), np.zeros(n, np.int8)
    for phase in range(3):
        practise_skills(0, n, 0, zeros, zeros, uid, required, rates, phase, KEY, words)
    for k, (skill, wanted) in enumerate(zip(start, goal, strict=True)):
        mean = np.mean((words >> np.uint64(10 * k)) & np.uint64(511))
        change = 0.0873 * (wanted - skill) if wanted > skill else -0.006 * skill if skill > wanted else 0.0
        assert mean - skill == pytest.approx(change, abs=0.005)


def test_hiring_equals_its_slow_twin():
    """Workers, firms, flows and the counted unemployed after some hires."""
    rng, n, n_firms = np.random.default_rng(5), 400, 30
    state = rng.integers(0, 3, n).astype(np.int8)
    careers = Careers(
        state=state, emp=np.where(state == 0, rng.integers(0, n_firms, n), -1).astype(np.int32),
        occ=rng.integers(0, 4, n).astype(np.int8), wres=np.zeros(n, np.float32),
        ten=rng.integers(0, 9, n).astype(np.int16), dur=rng.integers(0, 30, n).astype(np.int16),
        home=rng.integers(0, 3, n).astype(np.int16),
    )
    openings = Openings(firm=rng.integers(0, n_firms, 90).astype(np.int32), occ=rng.integers(0, 4, 90).astype(np.int8),
                        lw=rng.normal(3, 0.2, 90).astype(np.float32))
    row, vacancy = rng.permutation(n)[:80].astype(np.int32), rng.permutation(90)[:80].astype(np.int32)
    filled = np.bincount(careers.emp[state == 0], minlength=n_firms).astype(np.int32)
    vacant = np.bincount(openings.firm, minlength=n_firms).astype(np.int32)
    hires, unemployed = np.zeros((3, 3), np.int64), np.zeros((3, 4, 2), np.int64)
    out = state == 1
    np.add.at(unemployed, (careers.home[out], careers.occ[out], (careers.dur[out] >= 12).astype(int)), 1)
    twin, twin_filled, twin_vacant = Careers(*(c.copy() for c in careers)), filled.copy(), vacant.copy()
    log_wage = np.array([2.8, 3.0, 3.1, 3.3])
    hire_workers(row, vacancy, openings, log_wage, careers, filled, vacant, hires, unemployed)
    pairs = list(zip(row.tolist(), vacancy.tolist(), strict=True))
    np.testing.assert_array_equal(hires, slow.hire(pairs, openings, log_wage, twin, twin_filled, twin_vacant, 3))
    for column, expected in zip((*careers, filled, vacant), (*twin, twin_filled, twin_vacant), strict=True):
        np.testing.assert_array_equal(column, expected)
    out = careers.state == 1
    np.testing.assert_array_equal(unemployed.sum(axis=(1, 2)), np.bincount(careers.home[out], minlength=3))
    np.testing.assert_array_equal(filled, np.bincount(careers.emp[careers.state == 0], minlength=n_firms))


def test_adoption_follows_bass():
    """With p and q a month, the adopters follow (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t)."""
    n, p, q = 60_000, 0.02 / 12, 0.40 / 12
    uid = np.random.default_rng(6).integers(0, 2**64, n, np.uint64)
    sector, filled, practice = np.zeros(n, np.int8), np.ones(n, np.int32), np.zeros(n, np.int8)
    share, worst = np.zeros(1), 0.0
    for month in range(240):
        share = adopt_practice(uid, sector, filled, 1 - np.exp(-(p + q * share)), np.uint64(500 + month), practice)
        t = month + 1
        expected = (1 - np.exp(-(p + q) * t)) / (1 + q / p * np.exp(-(p + q) * t))
        worst = max(worst, abs(share[0] - expected))
    assert worst < 0.015
