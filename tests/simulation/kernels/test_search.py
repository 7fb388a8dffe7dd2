"""Search: the twin, the law of the draws, admission."""

import numpy as np
import pytest

from simulation.kernels.buckets import sort_into_buckets
from simulation.kernels.search import search_jobs
from tests.labour_world import open_rules, random_habits, random_market, random_people, random_rules
from tests.reference import search as slow

KEYS = np.array([11, 22, 33], np.uint64)


def run(people, habits, market, rules, first=0, last=None):
    """Applications of rows first to last, and the counts."""
    shape = (habits.contacts.shape[0] // 3, habits.contacts.shape[1], 2)
    unemployed, searchers = np.zeros((1, *shape), np.int64), np.zeros((1, *habits.contacts.shape), np.int64)
    seen = np.zeros(1, np.int64)
    last = len(people.uid) if last is None else last
    with np.errstate(over="ignore"):
        sent = search_jobs(first, last, 0, people, habits, market, rules, KEYS, unemployed, searchers, seen)
    return sent, unemployed[0], searchers[0], int(seen[0])


def world(seed, n=700, n_vacancies=200, n_zones=4, n_occ=3):
    """People, habits, market and rules at random."""
    rng = np.random.default_rng(seed)
    habits = random_habits(rng, n_zones, n_occ)
    market = random_market(rng, n_vacancies, n_zones, n_occ, habits.log_wage)[0]
    return random_people(rng, n, n_zones, n_occ), habits, market, random_rules(rng, n_zones, n_occ)


@pytest.mark.parametrize("seed", range(4))
def test_search_equals_its_slow_twin(seed):
    """Who applies where, ranks and utilities, bit for bit; rows that end a batch included."""
    people, habits, market, rules = world(seed)
    sent, *_ = run(people, habits, market, rules)
    expected = slow.search_jobs(people, habits, market, rules, KEYS)
    assert len(expected) > 30
    assert list(zip(*(column.tolist() for column in sent), strict=True)) == [
        (i, v, score, float(utility)) for i, v, score, utility in expected
    ]


def test_blocks_do_not_matter():
    """Two blocks together send what one sends."""
    people, habits, market, rules = world(9)
    whole, *_ = run(people, habits, market, rules)
    parts = [run(people, habits, market, rules, *span)[0] for span in ((0, 300), (300, 700))]
    for column, pieces in zip(whole, zip(*parts, strict=True), strict=True):
        np.testing.assert_array_equal(column, np.concatenate(pieces))


def test_unemployed_and_searchers_are_counted():
    """The unemployed by home, occupation and duration; all searchers by origin."""
    people, habits, market, rules = world(5)
    _, unemployed, searchers, _ = run(people, habits, market, rules)
    expected = np.zeros_like(unemployed)
    out_of_work = people.state == 1
    long = (people.dur[out_of_work] >= 12).astype(int)
    np.add.at(expected, (people.home[out_of_work], people.occ[out_of_work], long), 1)
    np.testing.assert_array_equal(unemployed, expected)
    draws = [slow.word(KEYS[0], uid) for uid in people.uid]
    assert searchers.sum() == sum(slow.looks_for_work(people, habits, i, draw) for i, draw in enumerate(draws))


def test_alias_rows_hold_the_weights():
    """Occupation and zone are drawn with the weight of their vacancies; what has no vacancy never is."""
    rng = np.random.default_rng(3)
    n_zones, n_occ = 5, 4
    market, reach, nearness, total = random_market(rng, 30, n_zones, n_occ, np.zeros(n_occ))
    count = np.diff(market.start).reshape(n_zones, n_occ)
    by_occ = reach @ count
    for origin in range(3 * n_zones):
        for own in range(n_occ):
            weight = by_occ[origin] * nearness[own]
            assert total[origin, own] == pytest.approx(weight.sum())
            found = slow.cell_probabilities(market.occ_alias[origin * n_occ + own])
            np.testing.assert_allclose(found, weight / weight.sum(), atol=1e-6)
            zones = slow.cell_probabilities(market.zone_alias[origin * n_occ + own])
            if by_occ[origin, own] > 0:
                np.testing.assert_allclose(zones, reach[origin] * count[:, own] / by_occ[origin, own], atol=1e-6)
                assert (zones[count[:, own] == 0] == 0).all()


def test_buckets_keep_order():
    """Vacancies are sorted by zone and occupation, in their own order inside a bucket."""
    rng = np.random.default_rng(1)
    zone, occ = rng.integers(0, 6, 500).astype(np.int16), rng.integers(0, 5, 500).astype(np.int8)
    order, start = np.empty(500, np.int32), np.empty(31, np.int32)
    sort_into_buckets(zone, occ, 5, order, start)
    np.testing.assert_array_equal(order, np.lexsort((occ, zone)))
    np.testing.assert_array_equal(np.diff(start), np.bincount(zone * 5 + occ, minlength=30))


def test_vacancies_of_a_bucket_are_equally_likely():
    """One zone, one occupation: draws spread evenly over the vacancies."""
    rng = np.random.default_rng(2)
    people = random_people(rng, 4_000, 1, 1)._replace(state=np.ones(4_000, np.int8), dur=np.zeros(4_000, np.int16))
    habits = random_habits(rng, 1, 1, contacts=np.full((3, 1), 5.0))._replace(
        digital=np.array([0.0, 1.0]), ask=np.full(22, -9.0), floor=-9.0
    )
    market = random_market(rng, 50, 1, 1, habits.log_wage)[0]
    sent, _, _, seen = run(people, habits, market, open_rules(1, 1))
    assert seen == sent[0].size == 20_000
    counts = np.bincount(sent[1], minlength=50)
    assert ((counts - 400) ** 2 / 400).sum() < 85  # chi-square, 49 degrees of freedom, p about 0.001


def test_nothing_asked_nobody_rejected():
    """With hiring on skills and requirements of zero, every vacancy seen and worth it is applied for."""
    people, habits, market, rules = world(6)
    rules = rules._replace(required=np.zeros(3, np.uint64))
    market = market._replace(info=np.full_like(market.info, 16))
    habits = habits._replace(ask=np.full(22, -9.0), floor=-9.0)
    sent, _, _, seen = run(people, habits, market, rules)
    assert sent[0].size == seen


@pytest.mark.parametrize("cap", [1, 16, 32])
def test_contacts_are_capped(cap):
    """Nobody sees more vacancies than the cap, however many are within reach."""
    people, habits, market, _ = world(7)
    habits = habits._replace(cap=cap, contacts=np.full((12, 3), 100.0), ask=np.full(22, -9.0), floor=-9.0)
    sent, _, searchers, seen = run(people, habits, market, open_rules(4, 3))
    assert seen == cap * searchers.sum() == sent[0].size
