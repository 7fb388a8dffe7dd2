"""Training programmes and the activation of hidden talent."""

import numpy as np

from agents.worker import WorkState
from simulation.declare.arrays import Bools, Floats, Ints
from simulation.kernels.draws import uniforms
from simulation.kernels.skills import pack_skills, raise_skills, unpack_skills
from simulation.kernels.training import advance_training, rank_workers
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.world import World

RESKILL, TECH, TECHNICIAN, ACTIVATION = range(4)
FLOWS = ("train_started", "train_completed", "train_dropped", "technicians_trained", "tech_started", "activated")
LEVERS = ("reskill_places", "tech_activation_places", "technician_places", "activation_effort")
FORGIVEN = 6  # months: longest unemployment that employers still count after training
YOUNGEST = 216  # months: activation starts at 18
WIDTH = 20  # workers looked at for each place, before looking at more


@step(reads="labour.theta_occ", writes="workers firms")
def run_training(world: World) -> None:
    """End trainings that are due, enrol new people and reach hidden talent.

    Notes
    -----
    Months without work come first and the gain later, as in Card, Kluve & Weber (2018, JEEA 16).
    """
    for name in FLOWS:
        world.flows[name] = np.zeros(world.region.n_zones)
    _finish(world, _advance(world))
    chosen = choose_participants(world, places(world))
    _enrol(world, chosen[:ACTIVATION])
    _activate(world, chosen[ACTIVATION])


def places(world: World) -> Ints:
    """Workers that each programme takes this month: int64[4], places a year over 12 and N, the rest by a draw."""
    draw = uniforms(world.draw(Purpose.TRAINING_ENROLMENT), np.arange(4, dtype=np.uint64), 1)
    a_month = np.array([world.lever(name) for name in LEVERS]) / 12
    return np.asarray((a_month / world.scale + draw).astype(np.int64))


def choose_participants(world: World, quota: Ints) -> list[Ints]:
    """Workers for each programme in order of rank, each for one programme only; fewer if there are too few.

    Parameters
    ----------
    world
        The region.
    quota
        int64[4], places this month.
    """
    w, below = world.workers, min(1.0, WIDTH * float(quota.max()) / max(world.workers.n, 1))
    while True:
        rows, ranks = _rank(world, below)
        able = (w.state[rows] != WorkState.EMPLOYED) | (world.region.occupation_trend < 0)[w.occ[rows]]  # to enter any
        rows, ranks = rows[able], ranks[able]
        order = np.lexsort((w.uid[rows], ranks))
        rows, ranks = rows[order], ranks[order]
        free, chosen, rights = np.ones(len(rows), bool), [np.zeros(0, np.int64)] * 4, may_enter(world, rows)
        for programme in (TECHNICIAN, TECH, RESKILL):
            first = np.flatnonzero(free & rights[programme])[: quota[programme]]
            free[first] = False
            chosen[programme] = rows[first]
        weight = world.par.training.priority_weight
        rank = np.where(world.region.priority_zone[w.home[rows]], ranks / weight, ranks)
        complete = below if below >= 1.0 else below / weight  # no rank beyond is known of all
        able = np.flatnonzero(free & rights[ACTIVATION] & (rank < complete))
        chosen[ACTIVATION] = rows[able[np.lexsort((w.uid[rows[able]], rank[able]))][: quota[ACTIVATION]]]
        if below >= 1.0 or all(len(found) >= places for found, places in zip(chosen, quota, strict=True)):
            return chosen
        below = min(1.0, 4 * below)


def may_enter(world: World, rows: Ints) -> Bools:
    """Whether workers may enter each programme: bool[4, n].

    Reskilling and the technician track take those without work and those in a declining occupation, the
    latter if able; tech activation takes under-represented groups without work; activation hidden talent.
    """
    w, region, par = world.workers, world.region, world.par.training
    state, age, occ, home = w.state[rows], w.age_m[rows], w.occ[rows], w.home[rows]
    inside, attached = home < region.n_mra, state == WorkState.ATTACHED
    detached = (state == WorkState.DETACHED) & (age >= YOUNGEST) & (age < world.exogenous("aow_age_months"))
    jobless = attached | (state == WorkState.UNEMPLOYED)
    declining = (state == WorkState.EMPLOYED) & (region.occupation_trend < 0)[occ]
    young = inside & (age < 12 * par.training_age_top)
    behind = (w.edu[rows] <= 2) | (age >= 12 * par.tech_age) | attached | region.priority_zone[home]
    skills = unpack_skills(w.skill_word[rows])
    able = (skills[:, 0] >= par.technician_skill_t) | (skills[:, 5] >= par.technician_skill_p)
    rights = np.empty((4, len(rows)), bool)
    rights[RESKILL] = young & (jobless | declining)
    rights[TECH] = young & jobless & behind
    rights[TECHNICIAN] = rights[RESKILL] & able & (occ != region.occupation_id.index("TE2"))
    rights[ACTIVATION] = inside & (attached | detached)
    return rights


def _advance(world: World) -> Ints:
    """Rows of those whose training ends this month."""
    w, threads = world.workers, world.threads
    rows, counts = np.empty(w.n, np.int32), np.zeros(threads.blocks(w.n), np.int64)
    threads.each_block(advance_training, w.n, w.state, int(WorkState.TRAINING), w.train_left, rows, counts)
    return threads.gather(counts, rows)[0].astype(np.int64)


def _rank(world: World, below: float) -> tuple[Ints, Floats]:
    """Workers with a rank below a bound, and their ranks."""
    w, threads = world.workers, world.threads
    rows, ranks = np.empty(w.n, np.int32), np.empty(w.n)
    counts = np.zeros(threads.blocks(w.n), np.int64)
    key = world.draw(Purpose.TRAINING_ENROLMENT)
    threads.each_block(rank_workers, w.n, key, w.uid, below, rows, ranks, counts)
    rows, ranks = threads.gather(counts, rows, ranks)
    return rows.astype(np.int64), ranks


def _finish(world: World, rows: Ints) -> None:
    """End trainings: most people gain skills and a field, some drop out; all look for work."""
    if rows.size == 0:
        return
    w, region, par = world.workers, world.region, world.par.training
    kind = w.train_kind[rows].astype(np.int64) - 1
    drop = np.array([par.drop_reskill, par.drop_tech, par.drop_technician])[kind]
    drop = world.modified("training_dropout", drop, w.home[rows])
    passed = uniforms(world.draw(Purpose.TRAINING_DROPOUT), w.uid[rows]) >= drop
    world.count_flow("train_completed", w.home[rows[passed]])
    world.count_flow("technicians_trained", w.home[rows[passed & (kind == TECHNICIAN)]])
    world.count_flow("train_dropped", w.home[rows[~passed]])
    done, kind = rows[passed], kind[passed]
    target = w.train_to[done].astype(np.int64)
    gain = np.array([par.gain_reskill, par.gain_tech, par.gain_technician])[kind]
    w.skill_word[done] = raise_skills(w.skill_word[done], pack_skills(gain[:, None] * region.occupation_skills[target]))
    field = region.occupation_field[target]
    w.dfield[done] = np.where(field > 0, field, w.dfield[done])
    certified = (kind == RESKILL) | (kind == TECHNICIAN)  # programmes that end in a middle-level certificate
    w.edu[done[certified]] = np.maximum(w.edu[done[certified]], 2)
    w.occ[done] = target
    w.state[rows], w.dur[rows] = WorkState.UNEMPLOYED, np.minimum(w.dur[rows], FORGIVEN)
    w.train_to[rows], w.train_left[rows], w.train_kind[rows] = -1, 0, 0


def _enrol(world: World, chosen: list[Ints]) -> None:
    """Put people in full-time training, by programme; those who had a job leave it."""
    w, par = world.workers, world.par.training
    rows, kind = np.concatenate(chosen), np.repeat(np.arange(len(chosen)), [len(some) for some in chosen])
    if rows.size == 0:
        return
    employed = rows[w.emp[rows] >= 0]
    np.subtract.at(world.firms.filled, w.emp[employed], 1)
    w.train_to[rows] = _targets(world, rows, kind)
    w.train_left[rows] = np.array([par.dur_reskill, par.dur_tech, par.dur_technician])[kind]
    w.train_kind[rows] = kind + 1
    w.state[rows], w.emp[rows], w.ten[rows] = WorkState.TRAINING, -1, 0
    world.count_flow("train_started", w.home[rows])
    world.count_flow("tech_started", w.home[rows[kind == TECH]])


def _targets(world: World, rows: Ints, kind: Ints) -> Ints:
    """Occupation people train for: the scarcest near their skills, digital, or technician."""
    w, region, code = world.workers, world.region, world.region.occupation_id.index
    target = np.where(kind == TECHNICIAN, code("TE2"), np.where(w.edu[rows] == 3, code("IT3"), code("IT2")))
    free = np.flatnonzero(kind == RESKILL)
    target[free] = _scarcest(world, rows[free], region.occupation_skills)
    return target


def _scarcest(world: World, rows: Ints, required: Floats) -> Ints:
    """Occupation of most worth to each worker: scarce, near, of another kind and at most one level up: int64[n]."""
    w, region = world.workers, world.region
    short = np.maximum(0.0, required[None] - unpack_skills(w.skill_word[rows])[:, None]).sum(axis=2)
    distance = short / required.sum(axis=1)
    scarce = np.log(np.maximum(world.labour.theta_occ, 0.01))
    worth = (scarce - scarce.min()) * (1 - distance)
    worth[region.occupation_level[None] > w.edu[rows, None] + 1] = -1.0
    worth[np.arange(len(rows)), w.occ[rows]] = -1.0
    return np.asarray(worth.argmax(axis=1), np.int64)


def _activate(world: World, rows: Ints) -> None:
    """Reach people outside the labour market; some come one step nearer."""
    w, par = world.workers, world.par.training
    draw = uniforms(world.draw(Purpose.ACTIVATION), w.uid[rows])
    attached = w.state[rows] == WorkState.ATTACHED
    reach = world.modified("activation_reach", np.where(attached, par.reach_attached, par.reach_detached), w.home[rows])
    reached = draw < reach
    starts, nears = rows[attached & reached], rows[~attached & reached]
    w.state[starts], w.dur[starts] = WorkState.UNEMPLOYED, 0
    w.state[nears] = WorkState.ATTACHED
    moved = np.concatenate([starts, nears])
    w.act[moved] = 1
    world.count_flow("activated", w.home[moved])
