"""Eligibility and candidates against a slow twin."""

import numpy as np

from agents.worker import WorkState
from simulation.kernels.draws import uniforms
from simulation.kernels.skills import TOP
from simulation.kernels.training import advance_training, draw_candidates
from simulation.processes.training import scan_arguments
from tests.energy_model import EnergyModel
from tests.reference.firm_power import may_enter
from tests.reference.skills import stored

NAMES = ("reskill", "tech", "technician", "activation")


def scenes() -> tuple[EnergyModel, list[set[str]]]:
    """A model with people in all states, and who may enter what."""
    model = EnergyModel()
    w, region, par = model.workers, model.region, model.par.training
    w.state[::17], w.train_left[::17] = WorkState.TRAINING, 1 + np.arange(w.state[::17].size) % 3
    w.state[5::400] = WorkState.ABSENT
    place = {
        "inside": region.n_mra,
        "young": 216,
        "aow": int(model.exogenous("aow_age_months")),
        "top": 12 * par.training_age_top,
        "tech_age": 12 * par.tech_age,
        "technician": 0,
        "shrinking": set(np.flatnonzero(region.occupation_trend < 0)),
        "priority": set(np.flatnonzero(region.priority_zone)),
        "skill_t": round(TOP * par.technician_skill_t),
        "skill_p": round(TOP * par.technician_skill_p),
    }
    skills = (w.skill_word[:, None] >> np.array([0, 50], np.uint64)) & np.uint64(TOP)
    rules = [
        may_enter(
            {
                "home": w.home[i],
                "state": w.state[i],
                "age": w.age_m[i],
                "occ": w.occ[i],
                "edu": w.edu[i],
                "skill_t": int(skills[i, 0]),
                "skill_p": int(skills[i, 1]),
            },
            place,
        )
        for i in range(w.n)
    ]
    return model, rules


def test_counts_and_candidates_equal_their_slow_twin() -> None:
    model, rules = scenes()
    w, n = model.workers, model.workers.n
    left, finished, counts = w.train_left.copy(), np.empty(n, np.int32), np.zeros((1, 5), np.int64)
    advance_training(0, n, 0, *scan_arguments(model), w.train_left, finished, counts)
    assert counts[0, :4].tolist() == [sum(name in open_to for open_to in rules) for name in NAMES]
    due = np.flatnonzero((w.state == WorkState.TRAINING) & (left == 1))
    assert finished[: counts[0, 4]].tolist() == due.tolist()
    below, key = np.array([0.02, 0.5, 0.1, 0.3]), np.uint64(9)
    rows, found = np.empty((4, n), np.int32), np.zeros((1, 4), np.int64)
    draw_candidates(0, n, 0, key, w.uid, *scan_arguments(model), 2.0, below, rows, found)
    priority = model.region.priority_zone
    for programme, name in enumerate(NAMES):
        rank = uniforms(key, w.uid, programme)
        if name == "activation":
            rank = np.where(priority[w.home], rank / 2, rank)
        expected = [i for i in range(n) if name in rules[i] and rank[i] < below[programme]]
        assert rows[programme, : found[0, programme]].tolist() == expected


def test_stored_skill_bounds_are_whole_numbers() -> None:
    """The kernel compares stored values; the bound of 0.3 is what 0.3 is stored as."""
    assert stored(np.array([0.3]))[0] == round(TOP * 0.3)
