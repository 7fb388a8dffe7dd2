"""Persons: who lives where, of what age, education and state, and what they bring to work."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.columns import Columns
from agents.worker import Worker, WorkState
from simulation.axes import AGE_BOUNDS
from simulation.kernels.draws import draw_key, make_uids, normals, uniforms
from simulation.kernels.skill_draws import draw_skill_words
from simulation.population.employers import BEFORE
from simulation.population.integerise import integerise, round_table
from simulation.population.margins import fit_margins
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.submodels.people.population_parameters import PopulationParameters

WORKER_KIND = 1
SPARE = 0.02  # rows kept free for entrants, as a share of the persons


def count_persons(region: Region, seed: int, scale: int) -> NDArray[np.int64]:
    """Workers at 1:N by zone, age class, education and state: int64[z, 8, 3, 4].

    States are rounded first, by zone and for the region, so that unemployment does not carry the
    rounding of a thousand cells.
    """
    key = draw_key(seed, Purpose.INIT_CELLS, BEFORE)
    margins = (region.persons_age, region.persons_edu, region.persons_state)
    table = np.moveaxis(fit_margins(region.persons_seed, margins, region.zone_name), 3, 1) / scale
    by_state = table.sum(axis=(2, 3))
    columns = integerise(by_state.sum(axis=0)[None], key)[0]
    rows = integerise(by_state.sum(axis=1)[None], key, columns.sum(keepdims=True))[0]
    totals = round_table(by_state, rows, columns, key ^ np.uint64(4))
    whole = integerise(table.reshape(totals.size, -1), key, totals.ravel())
    return np.moveaxis(whole.reshape(table.shape), 1, 3)


def settle_persons(region: Region, par: PopulationParameters, seed: int, scale: int) -> Columns:
    """Make the workers of a run with home, age, education, state and mobility group.

    Occupation, employer, skills and wages come with :func:`equip_persons` after jobs are assigned.
    """
    counts = count_persons(region, seed, scale)
    n = int(counts.sum())
    workers = Columns(Worker, int(n * (1 + SPARE)) + 64)
    workers.extend(n)
    home, age, edu, state = np.unravel_index(np.arange(counts.size), counts.shape)
    repeats = counts.ravel()
    workers.home[:] = np.repeat(home.astype(np.int16), repeats)
    workers.state[:] = np.repeat(state.astype(np.int8), repeats)
    workers.edu[:] = np.repeat(edu.astype(np.int8) + 1, repeats)
    by_zone = counts.reshape(region.n_zones, -1).sum(axis=1)
    ordinal = np.arange(n) - np.repeat(np.cumsum(by_zone) - by_zone, by_zone)
    workers.uid[:] = make_uids(WORKER_KIND, workers.home, BEFORE, ordinal)
    key = draw_key(seed, Purpose.INIT_TRAITS, BEFORE)
    bounds = 12 * np.array(AGE_BOUNDS)
    youngest, width = np.repeat(bounds[age], repeats), np.repeat(np.diff(bounds)[age], repeats)
    workers.age_m[:] = youngest + np.floor(width * uniforms(key, workers.uid, 0))
    workers.grp[:] = draw_by_row(region.mobility_group[workers.home, workers.edu - 1], uniforms(key, workers.uid, 1))
    workers.alpha[:] = par.sigma_alpha * normals(key, workers.uid, 2)
    workers.emp[:], workers.train_to[:] = -1, -1
    return workers


def draw_by_row(shares: NDArray[np.float64], u: NDArray[np.float64]) -> NDArray[np.int64]:
    """Draw a category for every row: int64[n] from shares float64[n, k] that add up to 1 and u float64[n]."""
    category: NDArray[np.int64] = (u[:, None] >= np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1)
    return category


def equip_persons(workers: Columns, region: Region, par: PopulationParameters, seed: int) -> None:
    """Give workers whose job is settled a diploma field, skills, wage residual, tenure and duration.

    Those without a job first get an occupation, drawn from the occupations of the employed of
    their education.
    """
    key = draw_key(seed, Purpose.INIT_TRAITS, BEFORE)
    _place_without_job(workers, region, uniforms(key, workers.uid, 4))
    workers.dfield[:] = _diploma_fields(workers, region, par, uniforms(key, workers.uid, 5))
    skills = draw_key(seed, Purpose.INIT_SKILLS, BEFORE)
    draw_skill_words(skills, workers.uid, workers.occ, region.occupation_skills, par.sigma_skill, workers.skill_word)
    waiting = -np.log1p(-uniforms(key, workers.uid, 6))
    employed, unemployed = workers.state == WorkState.EMPLOYED, workers.state == WorkState.UNEMPLOYED
    workers.ten[employed] = np.minimum(par.tenure_mean * waiting, workers.age_m - 180)[employed]
    workers.dur[unemployed] = np.minimum(par.duration_mean * waiting, workers.age_m - 180)[unemployed]
    last = par.sigma_ffe * normals(draw_key(seed, Purpose.INIT_WAGES, BEFORE), workers.uid, 0)
    workers.wres[~employed] = last[~employed]


def _place_without_job(workers: Columns, region: Region, u: NDArray[np.float64]) -> None:
    n_occ, employed = len(region.occupation_id), workers.state == WorkState.EMPLOYED
    cell = (workers.edu[employed] - 1) * np.int64(n_occ) + workers.occ[employed]
    counts = np.bincount(cell, minlength=3 * n_occ).reshape(3, n_occ) + 1e-9
    ceiling = np.cumsum(counts, axis=1) / counts.sum(axis=1, keepdims=True)
    for edu in range(3):
        rows = np.flatnonzero(~employed & (workers.edu == edu + 1))
        workers.occ[rows] = np.searchsorted(ceiling[edu, :-1], u[rows], side="right")


def _diploma_fields(
    workers: Columns, region: Region, par: PopulationParameters, u: NDArray[np.float64]
) -> NDArray[Any]:
    """Field of the occupation for most, one of the four fields for others, none without a diploma."""
    other = 1 + np.minimum((u - par.own_field_share) / (1 - par.own_field_share + 1e-12) * 4, 3)
    field = np.where(u < par.own_field_share, region.occupation_field[workers.occ], other.astype(np.int8))
    return np.where(workers.edu == 1, 0, field)
