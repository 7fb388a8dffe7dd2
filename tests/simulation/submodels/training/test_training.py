"""Training and activation."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.kernels.skills import unpack_skills
from simulation.submodels.training.steps import places, run_training
from tests.energy_world import EnergyWorld

QUIET = {"reskill_places": 0, "tech_activation_places": 0, "technician_places": 0, "activation_effort": 0}


def test_places_add_up_over_the_year_at_any_scale() -> None:
    """Dithering is unbiased: 120 months at 1:20 give places / 20."""
    world = EnergyWorld(scale=20, levers=QUIET | {"technician_places": 300})
    total = 0
    for world.month in range(228):
        total += places(world)[2]
    assert total == pytest.approx(300 * 19 / 20, abs=4 * np.sqrt(228 / 4))


def test_without_places_nobody_moves() -> None:
    world = EnergyWorld(levers=QUIET)
    before = world.workers.state.copy()
    world.live(3, run_training)
    assert np.array_equal(world.workers.state, before)
    assert sum(flow.sum() for flow in world.flows.values()) == 0


def test_trainees_are_known_to_employers_and_come_back_able() -> None:
    """Lock-in for the length of the programme, then skills, a field and a certificate for those who pass."""
    world = EnergyWorld(levers=QUIET | {"technician_places": 1200})
    w, f, par = world.workers, world.firms, world.par.training
    run_training(world)
    rows = np.flatnonzero(w.state == WorkState.TRAINING)
    assert 99 <= rows.size <= 101
    assert (w.emp[rows] == -1).all() and (w.home[rows] < world.region.n_mra).all()
    employed = w.emp >= 0
    assert np.array_equal(np.bincount(w.emp[employed], minlength=f.n), f.filled)
    skills = unpack_skills(w.skill_word[rows])
    world.set_levers(technician_places=0)
    world.month = 1
    world.live(11, run_training)
    assert (w.state[rows] == WorkState.TRAINING).all()
    world.live(1, run_training)
    assert (w.state[rows] == WorkState.UNEMPLOYED).all()
    passed = rows[w.occ[rows] == 0]
    required = par.gain_technician * world.region.occupation_skills[0]
    assert (unpack_skills(w.skill_word[passed]) >= required - 1e-3).all()
    assert (unpack_skills(w.skill_word[rows]) >= skills - 1e-9).all()
    assert (w.dfield[passed] == 1).all() and (w.edu[passed] >= 2).all() and (w.dur[rows] <= 6).all()
    assert passed.size / rows.size == pytest.approx(1 - par.drop_technician, abs=0.16)
    assert world.flows["train_completed"].sum() == passed.size


def test_nobody_enters_two_programmes_and_quotas_hold() -> None:
    world = EnergyWorld(levers={"reskill_places": 600, "tech_activation_places": 600, "technician_places": 600})
    run_training(world)
    started = world.flows["train_started"].sum()
    assert 150 <= started <= 153
    assert np.count_nonzero(world.workers.state == WorkState.TRAINING) == started
    assert 50 <= world.flows["tech_started"].sum() <= 51


def test_activation_reaches_priority_zones_twice_as_often() -> None:
    world = EnergyWorld(levers=QUIET | {"activation_effort": 3000}, par={"reach_detached": 0.9, "reach_attached": 0.9})
    w, zone = world.workers, world.region.priority_zone
    hidden = np.isin(w.state, (WorkState.ATTACHED, WorkState.DETACHED)) & (w.home < 5) & (w.age_m < 800)
    pool = np.bincount(w.home[hidden], minlength=6)
    reached = np.zeros(6)
    for _ in range(4):
        world.live(1, run_training)
        reached += world.flows["activated"]
    rate = reached / np.maximum(pool, 1)
    assert rate[zone].mean() > 1.4 * rate[:5][~zone[:5]].mean()
    assert reached[5] == 0
    assert (w.act[(w.state == WorkState.UNEMPLOYED) & (w.dur == 0) & hidden] == 1).all()


def test_reskilling_goes_to_scarce_occupations_within_reach() -> None:
    world = EnergyWorld(levers=QUIET | {"reskill_places": 6000})
    world.labour.theta_occ[:] = 0.2
    world.labour.theta_occ[4] = 3.0
    run_training(world)
    w = world.workers
    targets = w.train_to[w.state == WorkState.TRAINING]
    assert np.mean(targets == 4) > 0.9  # all but those who have that occupation
    assert (world.region.occupation_level[targets] <= w.edu[w.state == WorkState.TRAINING] + 1).all()
