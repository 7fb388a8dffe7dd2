"""Separations, vacancies, hiring and learning against their slow twins."""

import numpy as np
import pytest

from simulation.kernels.adoption import adopt_practice
from simulation.kernels.careers import Careers, Openings, hire_workers, release_workers
from simulation.kernels.draws import normals
from simulation.kernels.learning import practise_skills
from simulation.kernels.newcomers import Chances, Traits, draw_categories, draw_traits, find_absent
from simulation.kernels.separations import CLOSES, FIRM, SHRINKS, Staff, find_separations, mark_firms
from simulation.kernels.skills import pack_skills
from simulation.kernels.vacancies import draw_occupations, find_missing, price_vacancies, review_vacancies
from tests.reference import flows as slow
from tests.reference.search import word

KEY = np.uint64(99)


def test_separations_equal_their_slow_twin():
    """Who loses a job and why, and the employed counted by sector and occupation."""
    rng, n, n_firms = np.random.default_rng(1), 3_000, 200
    staff = Staff(
        uid=rng.integers(0, 2**64, n, np.uint64),
        emp=rng.integers(-1, n_firms, n).astype(np.int32),
        occ=rng.integers(0, 4, n).astype(np.int8),
        ten=rng.integers(0, 60, n).astype(np.int16),
        edu=rng.integers(1, 4, n).astype(np.int8),
        act=(rng.random(n) < 0.3).astype(np.int8),
    )
    sector, closed = rng.integers(0, 5, n_firms), rng.random(n_firms) < 0.05
    layoff = np.where(rng.random(n_firms) < 0.3, rng.random(n_firms) * 0.1, 0).astype(np.float32)
    layoff[closed] = np.where(rng.random(closed.sum()) < 0.5, 1.0, 0.35)
    hazard = rng.random((5, 2, 3)) * 0.05
    code = np.append(5, sector + FIRM + SHRINKS * ((layoff > 0) & ~closed) + CLOSES * closed).astype(np.uint8)
    ceilings = (np.array([0.05, 1 - 0.95 * 0.9]) * 2.0**53).astype(np.uint64)
    rows, kinds, jobs = np.empty(n, np.int32), np.empty(n, np.int8), np.zeros((2, 6, 4), np.int64)
    found = np.zeros(n, int)
    for block, (first, last) in enumerate(((0, 1_000), (1_000, n))):
        with np.errstate(over="ignore"):
            count = find_separations(
                first, last, block, staff, code, layoff, hazard, 0.7, ceilings, KEY, rows, kinds, jobs
            )
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
    filled, vacant = rng.integers(0, 9, n_firms).astype(np.int32), np.bincount(firm, minlength=n_firms).astype(np.int32)
    surplus = rng.integers(-6, 6, n_firms).astype(np.int32)
    keep, target = np.empty(n, bool), filled + vacant - surplus
    twin = slow.review(firm, vid, age.copy(), closed, np.maximum(surplus, 0), 6, 0.2, KEY)
    with np.errstate(over="ignore"):
        review_vacancies(firm, vid, age, closed, filled, target, vacant, 6, 0.2, KEY, keep)
    np.testing.assert_array_equal(keep, twin)
    np.testing.assert_array_equal(vacant, np.bincount(firm[twin], minlength=n_firms))
    assert not keep[closed[firm]].any()


def test_missing_slots_equal_their_slow_twin():
    """One entry for each slot that is wanted, empty and not yet open, numbered by firm."""
    rng = np.random.default_rng(4)
    filled, target, vacant = rng.integers(0, 5, (3, 300)).astype(np.int32)
    firm, ordinal = find_missing(filled, target, vacant)
    assert list(zip(firm.tolist(), ordinal.tolist(), strict=True)) == slow.missing(filled, target, vacant)


def test_posted_wages_equal_their_slow_twin():
    """Occupation, firm and months open up to the eighth, never below the minimum."""
    rng, n = np.random.default_rng(5), 400
    firm, occ = rng.integers(0, 30, n).astype(np.int32), rng.integers(0, 4, n).astype(np.int8)
    age, effect = rng.integers(0, 20, n).astype(np.int16), rng.normal(0, 0.2, 30).astype(np.float32)
    base, wage = np.log([13.0, 15.0, 20.0, 30.0]), np.empty(n, np.float32)
    price_vacancies(firm, occ, age, base, effect, 0.01, 8, np.log(13.0), wage)
    slowly = [
        max(base[o] + float(effect[f]) + 0.01 * min(a, 8), np.log(13.0)) for f, o, a in zip(firm, occ, age, strict=True)
    ]
    np.testing.assert_array_equal(wage, np.array(slowly, np.float32))


def test_categories_equal_their_slow_twin():
    """The first whose cumulative weight passes the draw."""
    rng = np.random.default_rng(6)
    weights, row, u = rng.random((4, 6)) * (rng.random((4, 6)) < 0.7), rng.integers(0, 4, 500), rng.random(500)
    ceiling = np.cumsum(weights, axis=1)[row]
    slowly = [int(np.count_nonzero(draw * top[-1] >= top[:-1])) for draw, top in zip(u, ceiling, strict=True)]
    assert draw_categories(weights, row, u).tolist() == slowly


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
        state=state,
        emp=np.where(state == 0, rng.integers(0, n_firms, n), -1).astype(np.int32),
        occ=rng.integers(0, 4, n).astype(np.int8),
        wres=np.zeros(n, np.float32),
        ten=rng.integers(0, 9, n).astype(np.int16),
        dur=rng.integers(0, 30, n).astype(np.int16),
        home=rng.integers(0, 3, n).astype(np.int16),
    )
    openings = Openings(
        firm=rng.integers(0, n_firms, 90).astype(np.int32),
        occ=rng.integers(0, 4, 90).astype(np.int8),
        lw=rng.normal(3, 0.2, 90).astype(np.float32),
    )
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
    zone = np.zeros(n, np.int16)
    sector, filled, practice = np.zeros(n, np.int8), np.ones(n, np.int32), np.zeros(n, np.int8)
    share, worst = np.zeros(1), 0.0
    for month in range(240):
        hazard = 1 - np.exp(-(p + q * share[None]))
        share = adopt_practice(uid, zone, sector, filled, hazard, np.uint64(500 + month), practice)
        t = month + 1
        expected = (1 - np.exp(-(p + q) * t)) / (1 + q / p * np.exp(-(p + q) * t))
        worst = max(worst, abs(share[0] - expected))
    assert worst < 0.015


def test_firms_are_marked_by_what_they_do_to_their_staff():
    """Surplus staff, closure, and closure of a one-person firm."""
    filled, target = np.array([10, 4, 0, 7, 1], np.int32), np.array([8, 4, 3, 2, 1], np.int32)
    closed, solo = np.array([False, False, False, True, True]), np.array([False, False, False, False, True])
    code, layoff = np.empty(6, np.uint8), np.empty(5, np.float32)
    mark_firms(filled, target, np.array([3, 1, 0, 2, 4], np.int8), closed, solo, 0.067, 0.35, 16, code, layoff)
    np.testing.assert_allclose(layoff, [0.067 * 0.2, 0, 0, 1, 0.35], rtol=1e-6)
    assert code.tolist() == [16, 3 + FIRM + SHRINKS, 1 + FIRM, FIRM, 2 + FIRM + CLOSES, 4 + FIRM + CLOSES]


def test_releasing_workers_empties_their_slots():
    """Those with a job leave a slot; all get the new state and start anew."""
    careers = Careers(
        state=np.array([0, 1, 0, 2], np.int8),
        emp=np.array([1, -1, 1, -1], np.int32),
        occ=np.zeros(4, np.int8),
        wres=np.ones(4, np.float32),
        ten=np.full(4, 5, np.int16),
        dur=np.full(4, 7, np.int16),
        home=np.zeros(4, np.int16),
    )
    filled = np.array([3, 4], np.int32)
    release_workers(np.array([0, 1, 2]), np.int8(3), careers, filled)
    assert filled.tolist() == [3, 2] and careers.state.tolist() == [3, 3, 3, 2] and careers.emp.tolist() == [-1] * 4
    assert careers.dur.tolist() == [0, 0, 0, 7] and careers.ten.tolist() == [0, 0, 0, 5]


@pytest.mark.parametrize("most", [0, 5, 200, 5_000])
def test_free_rows_come_in_ascending_order(most):
    state = np.random.default_rng(7).integers(0, 5, 3_000).astype(np.int8)
    state[np.random.default_rng(8).random(3_000) < 0.03] = -1
    np.testing.assert_array_equal(find_absent(state, most), np.flatnonzero(state < 0)[:most])


def test_new_vacancies_equal_their_slow_twin():
    """Occupations by cumulative chance, certain ones included."""
    rng = np.random.default_rng(9)
    vid, sector = rng.integers(0, 2**64, 3_000, np.uint64), rng.integers(0, 3, 3_000).astype(np.int8)
    ceiling = np.cumsum(np.array([[0.2, 0.3, 0.5], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), axis=1)
    occ = np.empty(3_000, np.int8)
    with np.errstate(over="ignore"):
        draw_occupations(vid, sector, ceiling, KEY, occ)
    u = [(word(KEY, v) >> 11) * 2.0**-53 for v in vid]
    expected = [min(int((x >= ceiling[s]).sum()), 2) for x, s in zip(u, sector, strict=True)]
    assert occ.tolist() == expected


def test_newcomers_equal_their_slow_twin():
    """Field, occupation unless given, group and wage effect."""
    rng, n = np.random.default_rng(10), 2_000
    uid, home, edu = rng.integers(0, 2**64, n, np.uint64), rng.integers(0, 4, n), rng.integers(1, 4, n)
    chances = Chances(
        *(np.cumsum(rng.dirichlet(np.ones(k), size), axis=-1) for k, size in ((4, 3), (6, (3, 5)), (3, (4, 3))))
    )
    given = np.where(rng.random(n) < 0.3, 2, -1)
    traits = Traits(np.empty(n, np.int64), given.copy(), np.empty(n, np.int64), np.empty(n))
    numbers = np.array([20, 21, 22, 28])
    with np.errstate(over="ignore"):
        draw_traits(KEY, numbers, uid, home, edu, 0.32, chances, traits)
    u = np.array([[(word(KEY, i, int(k)) >> 11) * 2.0**-53 for k in numbers[:3]] for i in uid])
    for i in range(n):
        e = edu[i] - 1
        field = 0 if e == 0 else 1 + min((u[i, 0] >= chances.field[e]).sum(), 3)
        occ = given[i] if given[i] >= 0 else min((u[i, 1] >= chances.occ[e, field]).sum(), 5)
        group = min((u[i, 2] >= chances.group[home[i], e]).sum(), 2)
        assert (traits.dfield[i], traits.occ[i], traits.grp[i]) == (field, occ, group)
    np.testing.assert_allclose(traits.alpha, 0.32 * normals(KEY, uid, 28), rtol=1e-12)
