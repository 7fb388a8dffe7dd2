"""Training programmes and the activation of hidden talent."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.draws import uniforms
from simulation.kernels.skills import TOP, pack_skills, raise_skills, unpack_skills
from simulation.kernels.training import advance_training, draw_candidates
from simulation.purposes import Purpose
from simulation.threads import BLOCK

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESKILL, TECH, TECHNICIAN, ACTIVATION = range(4)
LEVERS = ("reskill_places", "tech_activation_places", "technician_places", "activation_effort")
CERTIFIED = (RESKILL, TECHNICIAN)  # programmes that end in a middle-level certificate
FORGIVEN = 6  # months: longest unemployment that employers still count after training
YOUNGEST = 216  # months: activation starts at 18


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
    for name in ("train_started", "train_completed", "train_dropped", "tech_started", "activated"):
        model.month_flows[name] = np.zeros(model.region.n_zones)
    if model.frozen:
        return
    finished, eligible = _advance(model)
    _finish(model, finished)
    quota = np.array([places(model, programme) for programme in range(4)])
    free = np.ones(model.workers.n, bool)
    candidates = _candidates(model, quota, eligible)
    for programme in (TECHNICIAN, TECH, RESKILL, ACTIVATION):
        rows = candidates[programme]
        rows = rows[free[rows]][: quota[programme]]
        free[rows] = False
        if programme == ACTIVATION:
            _activate(model, rows)
        else:
            _enrol(model, rows, programme)


def places(model: "RegionModel", programme: int) -> int:
    """Workers that a programme takes this month: places a year over 12 and N, the rest by a draw."""
    draw = uniforms(model.draw(Purpose.TRAINING_ENROLMENT), np.array([programme], np.uint64), 9)[0]
    return int(model.lever(LEVERS[programme]) / 12 / model.scale + draw)


def scan_arguments(model: "RegionModel") -> tuple[object, ...]:
    """Columns and limits that both passes over the workers read."""
    w, region, par = model.workers, model.region, model.par.training
    limits = np.array(
        [
            region.n_mra,
            12 * par.training_age_top,
            12 * par.tech_age,
            round(TOP * par.technician_skill_t),
            round(TOP * par.technician_skill_p),
            YOUNGEST,
            int(model.exogenous("aow_age_months")),
            region.occupation_id.index("TE2"),
        ],
        np.int64,
    )
    return (
        w.home,
        w.age_m,
        w.edu,
        w.occ,
        w.skill_word,
        w.state,
        limits,
        region.occupation_trend < 0,
        region.priority_zone,
    )


def _advance(model: "RegionModel") -> tuple[Ints, Ints]:
    """Rows whose training ends, and the number eligible by programme."""
    w, threads = model.workers, model.threads
    finished = np.empty(w.n, np.int32)
    counts = np.zeros((threads.blocks(w.n), 5), np.int64)
    threads.each_block(advance_training, w.n, *scan_arguments(model), w.train_left, finished, counts)
    return _gather(finished, counts[:, 4]), counts[:, :4].sum(axis=0)


def _candidates(model: "RegionModel", quota: Ints, eligible: Ints) -> list[Ints]:
    """Eligible workers in order of rank, at least `quota` of them where there are so many."""
    w, threads, key = model.workers, model.threads, model.draw(Purpose.TRAINING_ENROLMENT)
    weight = model.par.training.priority_weight
    below = np.divide(quota + 8 * np.sqrt(quota) + 20, eligible, out=np.ones(4), where=eligible > 0)
    below = np.where(quota > 0, np.minimum(below, 1.0), 0.0)
    rows, counts = np.empty((4, w.n), np.int32), np.zeros((threads.blocks(w.n), 4), np.int64)
    threads.each_block(draw_candidates, w.n, key, w.uid, *scan_arguments(model), weight, below, rows, counts)
    found = []
    for programme in range(4):
        some = _gather(rows[programme], counts[:, programme])
        rank = uniforms(key, w.uid[some], programme)
        if programme == ACTIVATION:
            rank = np.where(model.region.priority_zone[w.home[some]], rank / weight, rank)
        found.append(some[np.lexsort((w.uid[some], rank))])
    return found


def _gather(rows: NDArray[np.int32], counts: Ints) -> Ints:
    """Join what each block wrote from its first row on."""
    parts = [rows[b * BLOCK : b * BLOCK + count] for b, count in enumerate(counts)]
    return np.concatenate(parts).astype(np.int64)


def _finish(model: "RegionModel", rows: Ints) -> None:
    """End trainings: most people gain skills and a field, some drop out; all look for work."""
    w, region, par = model.workers, model.region, model.par.training
    kind = w.train_kind[rows].astype(np.int64) - 1
    drop = np.array([par.drop_reskill, par.drop_tech, par.drop_technician])[kind]
    passed = uniforms(model.draw(Purpose.TRAINING_DROPOUT), w.uid[rows]) >= drop
    _count(model, "train_completed", rows[passed])
    _count(model, "train_dropped", rows[~passed])
    done, kind = rows[passed], kind[passed]
    target = w.train_to[done].astype(np.int64)
    gain = np.array([par.gain_reskill, par.gain_tech, par.gain_technician])[kind]
    w.skill_word[done] = raise_skills(w.skill_word[done], pack_skills(gain[:, None] * region.occupation_skills[target]))
    field = region.occupation_field[target]
    w.dfield[done] = np.where(field > 0, field, w.dfield[done])
    certified = np.isin(kind, CERTIFIED)
    w.edu[done[certified]] = np.maximum(w.edu[done[certified]], 2)
    w.occ[done] = target
    w.state[rows], w.dur[rows] = WorkState.UNEMPLOYED, np.minimum(w.dur[rows], FORGIVEN)
    w.train_to[rows], w.train_left[rows], w.train_kind[rows] = -1, 0, 0


def _enrol(model: "RegionModel", rows: Ints, programme: int) -> None:
    """Put people in full-time training; those who had a job leave it."""
    w, par = model.workers, model.par.training
    employed = rows[w.emp[rows] >= 0]
    np.subtract.at(model.firms.filled, w.emp[employed], 1)
    months = (par.dur_reskill, par.dur_tech, par.dur_technician)[programme]
    w.train_to[rows] = _targets(model, rows, programme)
    w.train_left[rows], w.train_kind[rows] = months, programme + 1
    w.state[rows], w.emp[rows], w.ten[rows] = WorkState.TRAINING, -1, 0
    _count(model, "train_started", rows)
    if programme == TECH:
        _count(model, "tech_started", rows)


def _targets(model: "RegionModel", rows: Ints, programme: int) -> Ints:
    """Occupation people train for: the scarcest near their skills, digital, or technician."""
    w, region = model.workers, model.region
    code = region.occupation_id.index
    if programme == TECH:
        return np.where(w.edu[rows] == 3, code("IT3"), code("IT2"))
    if programme == TECHNICIAN:
        return np.full(len(rows), code("TE2"))
    required = region.occupation_skills
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
