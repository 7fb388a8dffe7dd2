"""Training counted down and workers ranked, against slow twins."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.kernels.draws import draw_key
from simulation.kernels.skills import TOP
from simulation.kernels.training import advance_training, rank_workers
from simulation.submodels.training.steps import ACTIVATION, RESKILL, TECH, TECHNICIAN, choose_participants, may_enter
from tests.energy_world import EnergyWorld
from tests.reference.firm_growth import draw
from tests.reference.training import open_programmes

NAMES = {RESKILL: "reskill", TECH: "tech", TECHNICIAN: "technician", ACTIVATION: "activation"}


def test_countdown_finds_those_who_are_due() -> None:
    state = np.array([4, 0, 4, 4, 1, 4, -1], np.int8)
    left = np.array([1, 1, 3, 1, 1, 2, 1], np.int8)
    rows, counts = np.zeros(7, np.int32), np.zeros(2, np.int64)
    advance_training(0, 3, 0, state, 4, left, rows, counts)
    advance_training(3, 7, 1, state, 4, left, rows, counts)
    assert left.tolist() == [0, 1, 2, 0, 1, 1, 1]
    assert counts.tolist() == [1, 1] and rows[0] == 0 and rows[3] == 3


def test_ranks_equal_their_slow_twin() -> None:
    uid, key = np.arange(5, 1_005, dtype=np.uint64), draw_key(3, 19, 7)
    rows, ranks, counts = np.zeros(1_000, np.int32), np.zeros(1_000), np.zeros(1, np.int64)
    rank_workers(0, 1_000, 0, key, uid, 0.1, rows, ranks, counts)
    expected = [(i, draw(key, int(uid[i]))) for i in range(1_000)]
    expected = [(i, rank) for i, rank in expected if rank < 0.1]
    assert list(zip(rows[: counts[0]], ranks[: counts[0]], strict=True)) == expected


@pytest.fixture(scope="module")
def world() -> EnergyWorld:
    """People in all states."""
    world = EnergyWorld()
    world.workers.state[::17] = WorkState.TRAINING
    world.workers.state[5::400] = WorkState.ABSENT
    return world


def rules(world: EnergyWorld) -> list[set[str]]:
    """Programmes open to each worker, one after the other."""
    w, region, par = world.workers, world.region, world.par.training
    place = {
        "inside": region.n_mra, "young": 216, "aow": world.exogenous("aow_age_months"),
        "top": 12 * par.training_age_top, "tech_age": 12 * par.tech_age, "technician": 0,
        "skill_t": par.technician_skill_t, "skill_p": par.technician_skill_p,
        "shrinking": set(np.flatnonzero(region.occupation_trend < 0)),
        "priority": set(np.flatnonzero(region.priority_zone)),
    }  # fmt: skip
    skills = ((w.skill_word[:, None] >> np.array([0, 50], np.uint64)) & np.uint64(TOP)) / TOP
    return [
        open_programmes(
            {"home": w.home[i], "state": w.state[i], "age": w.age_m[i], "occ": w.occ[i], "edu": w.edu[i],
             "skill_t": skills[i, 0], "skill_p": skills[i, 1]}, place)
        for i in range(w.n)
    ]  # fmt: skip


def test_eligibility_equals_its_slow_twin(world: EnergyWorld) -> None:
    found, rights = rules(world), may_enter(world, np.arange(world.workers.n))
    for programme, name in NAMES.items():
        assert rights[programme].tolist() == [name in open_to for open_to in found]


@pytest.mark.parametrize("quota", [(0, 0, 0, 0), (3, 400, 2, 5), (900, 90, 100, 700), (9_999, 9_999, 9_999, 9_999)])
def test_participants_are_the_first_in_rank(world: EnergyWorld, quota: tuple[int, ...]) -> None:
    """Whatever the first guess of how many to look at, the choice is that over all workers."""
    w, found = world.workers, rules(world)
    key = world.draw(19)
    rank = np.array([draw(key, int(uid)) for uid in w.uid])
    taken: set[int] = set()
    chosen = choose_participants(world, np.array(quota))
    for programme in (TECHNICIAN, TECH, RESKILL, ACTIVATION):
        weight = np.where(world.region.priority_zone[w.home], 2.0, 1.0) if programme == ACTIVATION else np.ones(w.n)
        able = [i for i in range(w.n) if NAMES[programme] in found[i] and i not in taken]
        expected = sorted(able, key=lambda i: rank[i] / weight[i])[: quota[programme]]
        assert chosen[programme].tolist() == expected
        taken |= set(expected)
