"""Training programmes and the activation of hidden talent."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.draws import uniforms
from simulation.kernels.skills import pack_skills, raise_skills, unpack_skills
from simulation.kernels.training import advance_training, rank_workers
from simulation.purposes import Purpose
from simulation.threads import BLOCK

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESKILL, TECH, TECHNICIAN, ACTIVATION = range(4)
FLOWS = ("train_started", "train_completed", "train_dropped", "technicians_trained", "tech_started", "activated")
LEVERS = ("reskill_places", "tech_activation_places", "technician_places", "activation_effort")
FORGIVEN = 6  # months: longest unemployment that employers still count after training
YOUNGEST = 216  # months: activation starts at 18
WIDTH = 20  # workers looked at for each place, before looking at more


def run_training(model: "RegionModel") -> None:
    """End trainings that are due, enrol new people and reach hidden talent; nothing during burn-in.

    Parameters
    ----------
    model
        The region. Writes workers' state, skills and training columns, `firms.filled` of employers who
        lose a participant, and the month's flows.

    Notes
    -----
    Months without work come first and the gain later, as in Card, Kluve & Weber (2018, JEEA 16).
    """
    for name in FLOWS:
        model.month_flows[name] = np.zeros(model.region.n_zones)
    if model.frozen:
        return
    _finish(model, _advance(model))
    chosen = choose_participants(model, places(model))
    _enrol(model, chosen[:ACTIVATION])
    _activate(model, chosen[ACTIVATION])


def places(model: "RegionModel") -> Ints:
    """Workers that each programme takes this month: int64[4], places a year over 12 and N, the rest by a draw."""
    draw = uniforms(model.draw(Purpose.TRAINING_ENROLMENT), np.arange(4, dtype=np.uint64), 1)
    a_month = np.array([model.lever(name) for name in LEVERS]) / 12
    return np.asarray((a_month / model.scale + draw).astype(np.int64))


def choose_participants(model: "RegionModel", quota: Ints) -> list[Ints]:
    """Workers for each programme in order of rank, each for one programme only; fewer if there are too few.

    Parameters
    ----------
    model
        The region.
    quota
        int64[4], places this month.
    """
    w, below = model.workers, min(1.0, WIDTH * float(quota.max()) / max(model.workers.n, 1))
    while True:
        rows, ranks = _rank(model, below)
        able = (w.state[rows] != WorkState.EMPLOYED) | (model.region.occupation_trend < 0)[w.occ[rows]]  # to enter any
        rows, ranks = rows[able], ranks[able]
        order = np.lexsort((w.uid[rows], ranks))
        rows, ranks = rows[order], ranks[order]
        free, chosen, rights = np.ones(len(rows), bool), [np.zeros(0, np.int64)] * 4, may_enter(model, rows)
        for programme in (TECHNICIAN, TECH, RESKILL):
            first = np.flatnonzero(free & rights[programme])[: quota[programme]]
            free[first] = False
            chosen[programme] = rows[first]
        weight = model.par.training.priority_weight
        rank = np.where(model.region.priority_zone[w.home[rows]], ranks / weight, ranks)
        complete = below if below >= 1.0 else below / weight  # no rank beyond is known of all
        able = np.flatnonzero(free & rights[ACTIVATION] & (rank < complete))
        chosen[ACTIVATION] = rows[able[np.lexsort((w.uid[rows[able]], rank[able]))][: quota[ACTIVATION]]]
        if below >= 1.0 or all(len(found) >= places for found, places in zip(chosen, quota, strict=True)):
            return chosen
        below = min(1.0, 4 * below)


def may_enter(model: "RegionModel", rows: Ints) -> NDArray[np.bool_]:
    """Whether workers may enter each programme: bool[4, n].

    Reskilling and the technician track take those without work and those in a declining occupation, the
    latter if able; tech activation takes under-represented groups without work; activation hidden talent.
    """
    w, region, par = model.workers, model.region, model.par.training
    state, age, occ, home = w.state[rows], w.age_m[rows], w.occ[rows], w.home[rows]
    inside, attached = home < region.n_mra, state == WorkState.ATTACHED
    detached = (state == WorkState.DETACHED) & (age >= YOUNGEST) & (age < model.exogenous("aow_age_months"))
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


def _advance(model: "RegionModel") -> Ints:
    """Rows of those whose training ends this month."""
    w, threads = model.workers, model.threads
    rows, counts = np.empty(w.n, np.int32), np.zeros(threads.blocks(w.n), np.int64)
    threads.each_block(advance_training, w.n, w.state, int(WorkState.TRAINING), w.train_left, rows, counts)
    return _gather(rows, counts).astype(np.int64)


def _rank(model: "RegionModel", below: float) -> tuple[Ints, Floats]:
    """Workers with a rank below a bound, and their ranks."""
    w, threads = model.workers, model.threads
    rows, ranks = np.empty(w.n, np.int32), np.empty(w.n)
    counts = np.zeros(threads.blocks(w.n), np.int64)
    key = model.draw(Purpose.TRAINING_ENROLMENT)
    threads.each_block(rank_workers, w.n, key, w.uid, below, rows, ranks, counts)
    return _gather(rows, counts).astype(np.int64), _gather(ranks, counts)


def _gather(values: NDArray[Any], counts: Ints) -> NDArray[Any]:
    """Join what each block wrote from its first row on."""
    return np.concatenate([values[b * BLOCK : b * BLOCK + count] for b, count in enumerate(counts)])


def _finish(model: "RegionModel", rows: Ints) -> None:
    """End trainings: most people gain skills and a field, some drop out; all look for work."""
    if rows.size == 0:
        return
    w, region, par = model.workers, model.region, model.par.training
    kind = w.train_kind[rows].astype(np.int64) - 1
    drop = np.array([par.drop_reskill, par.drop_tech, par.drop_technician])[kind]
    passed = uniforms(model.draw(Purpose.TRAINING_DROPOUT), w.uid[rows]) >= drop
    _count(model, "train_completed", rows[passed])
    _count(model, "technicians_trained", rows[passed & (kind == TECHNICIAN)])
    _count(model, "train_dropped", rows[~passed])
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


def _enrol(model: "RegionModel", chosen: list[Ints]) -> None:
    """Put people in full-time training, by programme; those who had a job leave it."""
    w, par = model.workers, model.par.training
    rows, kind = np.concatenate(chosen), np.repeat(np.arange(len(chosen)), [len(some) for some in chosen])
    if rows.size == 0:
        return
    employed = rows[w.emp[rows] >= 0]
    np.subtract.at(model.firms.filled, w.emp[employed], 1)
    w.train_to[rows] = _targets(model, rows, kind)
    w.train_left[rows] = np.array([par.dur_reskill, par.dur_tech, par.dur_technician])[kind]
    w.train_kind[rows] = kind + 1
    w.state[rows], w.emp[rows], w.ten[rows] = WorkState.TRAINING, -1, 0
    _count(model, "train_started", rows)
    _count(model, "tech_started", rows[kind == TECH])


def _targets(model: "RegionModel", rows: Ints, kind: Ints) -> Ints:
    """Occupation people train for: the scarcest near their skills, digital, or technician."""
    w, region, code = model.workers, model.region, model.region.occupation_id.index
    target = np.where(kind == TECHNICIAN, code("TE2"), np.where(w.edu[rows] == 3, code("IT3"), code("IT2")))
    free = np.flatnonzero(kind == RESKILL)
    target[free] = _scarcest(model, rows[free], region.occupation_skills)
    return target


def _scarcest(model: "RegionModel", rows: Ints, required: Floats) -> Ints:
    """Occupation of most worth to each worker: scarce, near, of another kind and at most one level up: int64[n]."""
    w, region = model.workers, model.region
    short = np.maximum(0.0, required[None] - unpack_skills(w.skill_word[rows])[:, None]).sum(axis=2)
    distance = short / required.sum(axis=1)
    scarce = np.log(np.maximum(model.state.theta_occ, 0.01))
    worth = (scarce - scarce.min()) * (1 - distance)
    worth[region.occupation_level[None] > w.edu[rows, None] + 1] = -1.0
    worth[np.arange(len(rows)), w.occ[rows]] = -1.0
    return np.asarray(worth.argmax(axis=1), np.int64)


def _activate(model: "RegionModel", rows: Ints) -> None:
    """Reach people outside the labour market; some come one step nearer."""
    w, par = model.workers, model.par.training
    draw = uniforms(model.draw(Purpose.ACTIVATION), w.uid[rows])
    attached = w.state[rows] == WorkState.ATTACHED
    starts, nears = rows[attached & (draw < par.reach_attached)], rows[~attached & (draw < par.reach_detached)]
    w.state[starts], w.dur[starts] = WorkState.UNEMPLOYED, 0
    w.state[nears] = WorkState.ATTACHED
    moved = np.concatenate([starts, nears])
    w.act[moved] = 1
    _count(model, "activated", moved)


def _count(model: "RegionModel", name: str, rows: Ints) -> None:
    model.month_flows[name] += np.bincount(model.workers.home[rows], minlength=model.region.n_zones)
