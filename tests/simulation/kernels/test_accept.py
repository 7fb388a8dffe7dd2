"""Offers and acceptances: the twin, closed forms, and that order never decides."""

import numpy as np
import pytest

from simulation.kernels.accept import resolve_applications
from tests.reference import search as slow


def resolve(rounds, row, position, score, utility, uid, vid):
    """Pairs (worker, vacancy) as a set."""
    rows, positions = np.empty(vid.size, np.int32), np.empty(vid.size, np.int32)
    n = resolve_applications(rounds, row, position, score, utility, uid, vid, rows, positions)
    assert len(set(rows[:n].tolist())) == n and len(set(positions[:n].tolist())) == n
    return set(zip(rows[:n].tolist(), positions[:n].tolist(), strict=True))


def random_applications(rng, n_workers, n_vacancies, each, ties=False):
    """Every worker applies to `each` random vacancies; with ties, few values decide."""
    row = np.repeat(np.arange(n_workers, dtype=np.int32), each)
    position = rng.integers(0, n_vacancies, row.size).astype(np.int32)
    score = rng.integers(0, 3 if ties else 2**32, row.size).astype(np.uint32)
    utility = (rng.integers(0, 3, row.size) if ties else rng.random(row.size)).astype(np.float32)
    uid, vid = rng.integers(0, 2**64, n_workers, np.uint64), rng.integers(0, 2**64, n_vacancies, np.uint64)
    return row, position, score, utility, uid, vid


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("rounds", [1, 2, 4])
def test_resolution_equals_its_slow_twin(rounds, ties):
    """The same pairs, with many equal scores and utilities too."""
    rng = np.random.default_rng(rounds)
    row, position, score, utility, uid, vid = random_applications(rng, 120, 60, 3, ties)
    keep = np.unique(np.stack([row, position]), axis=1, return_index=True)[1]
    keep.sort()
    row, position, score, utility = (column[keep] for column in (row, position, score, utility))
    applications = list(zip(row.tolist(), position.tolist(), score.tolist(), utility.tolist(), strict=True))
    expected = slow.resolve_applications(rounds, applications, uid, vid)
    assert resolve(rounds, row, position, score, utility, uid, vid) == expected


def test_order_of_workers_never_decides():
    """The same people in other rows get the same jobs, also when scores and utilities tie."""
    rng = np.random.default_rng(5)
    row, position, score, utility, uid, vid = random_applications(rng, 300, 150, 3, ties=True)
    first = {(int(uid[i]), v) for i, v in resolve(2, row, position, score, utility, uid, vid)}
    shuffled = rng.permutation(300)
    take = np.concatenate([np.flatnonzero(row == i) for i in shuffled])
    rows = np.repeat(np.arange(300, dtype=np.int32), 3)
    again = resolve(2, rows, position[take], score[take], utility[take], uid[shuffled], vid)
    assert {(int(uid[shuffled[i]]), v) for i, v in again} == first


def test_a_vacancy_seen_twice_is_harmless():
    """Equal applications change nothing."""
    rng = np.random.default_rng(6)
    row, position, score, utility, uid, vid = random_applications(rng, 100, 60, 2)
    twice = np.repeat(np.arange(row.size), 2)
    assert resolve(2, row[twice], position[twice], score[twice], utility[twice], uid, vid) == resolve(
        2, row, position, score, utility, uid, vid
    )


def test_more_rounds_never_match_fewer():
    """Each round adds matches; rounds end when nobody new is matched."""
    applications = random_applications(np.random.default_rng(7), 2_000, 1_000, 3)
    matches = [len(resolve(rounds, *applications)) for rounds in (1, 2, 3, 50, 60)]
    assert matches == sorted(matches) and matches[0] < matches[1] and matches[3] == matches[4]


@pytest.mark.parametrize(("seekers", "vacancies"), [(20_000, 20_000), (10_000, 30_000), (30_000, 10_000)])
def test_one_application_each_is_the_urn_ball_game(seekers, vacancies):
    """M = V (1 - (1 - 1/V)^U)."""
    rng = np.random.default_rng(8)
    matches = len(resolve(1, *random_applications(rng, seekers, vacancies, 1)))
    assert matches == pytest.approx(vacancies * (1 - (1 - 1 / vacancies) ** seekers), rel=0.01)


@pytest.mark.parametrize("each", [2, 3, 5, 8])
@pytest.mark.parametrize("tightness", [0.5, 1.0, 2.0])
def test_several_applications_follow_albrecht_gautier_vroman(each, tightness):
    """M = U (1 - (1 - p)^a) with p = V / (aU) (1 - exp(-aU / V)); AER 96 (2006)."""
    rng, seekers = np.random.default_rng(9), 30_000
    vacancies = int(seekers * tightness)
    matches = len(resolve(1, *random_applications(rng, seekers, vacancies, each)))
    queue = each * seekers / vacancies
    offer = (1 - np.exp(-queue)) / queue
    assert matches == pytest.approx(seekers * (1 - (1 - offer) ** each), rel=0.01)
