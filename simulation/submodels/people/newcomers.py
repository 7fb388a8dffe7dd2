"""Newcomers: the young who turn 15, international workers, and people who move house."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.axes import AGE_BOUNDS
from simulation.declare.arrays import Floats, Ints, Rows
from simulation.kernels.draws import make_uids, uniforms, words
from simulation.kernels.newcomers import Chances, Traits, draw_categories, draw_traits
from simulation.kernels.skill_draws import draw_skill_words
from simulation.ordinals import count_within
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.submodels.people.careers import claim_rows
from simulation.submodels.people.opening import occupations_by_education
from simulation.world import World

WORKER_KIND = 1
# Ordinals of newcomers of one zone and month start here by origin, so that one kind never shifts another's identity.
FROM_ABROAD, FROM_ELSEWHERE, REPLACEMENT = 1 << 20, 2 << 20, 3 << 20
# Draw numbers of traits; 0 to 17 are the skills.
_FIELD, _OCCUPATION, _GROUP, _EDUCATION, _AGE, _STATE, _ZONE, _COUNT, _ALPHA = range(20, 29)
ADULT = (23, 39)  # age of international workers on arrival, from and below [year]


def admit_newcomers(world: World) -> None:
    """Let in those who turn 15 and international workers; each January, first see what the educated work as."""
    if world.month % 12 == 0:
        world.people.occ_by_edu = occupations_by_education(world.workers, len(world.region.occupation_id))
    chances = trait_chances(world)
    _admit_entrants(world, chances)
    _admit_from_abroad(world, chances)


def _admit_entrants(world: World, chances: Chances) -> None:
    """Let those who turn 15 in; they start outside the labour force. Flow `entries`."""
    region, par = world.region, world.par.demography
    key = world.draw(Purpose.ENTRANT_TRAITS)
    home = _spread(key, region.cohort15 / 12 / world.scale)
    uid = make_uids(WORKER_KIND, home, world.month, count_within(home))
    cohort = np.array([par.cohort_low, par.cohort_middle, 1 - par.cohort_low - par.cohort_middle])
    local = region.persons_edu / region.persons_edu.sum(axis=1, keepdims=True)
    shares = cohort * local / (region.persons_edu.sum(axis=0) / region.persons_edu.sum())
    edu = 1 + draw_categories(shares, home, uniforms(key, uid, _EDUCATION))
    _settle(world, key, uid, home, np.full(home.size, AGE_BOUNDS[0] * 12), edu, WorkState.DETACHED, chances)
    world.count_flow("entries", home)


def _admit_from_abroad(world: World, chances: Chances) -> None:
    """Let international workers in; they seek a job at once. Flows `arrivals` and `arrivals_international`."""
    region, par, key = world.region, world.par.demography, world.draw(Purpose.MIGRANT_TRAITS)
    count = int(international_arrivals(world) / world.scale + uniforms(key, np.zeros(1, np.uint64), _COUNT)[0])
    ordinal = np.arange(count)
    inside = slice(0, region.n_mra)
    pull = np.sqrt(region.jobs[inside].sum(axis=1) * region.dwellings.sum(axis=(1, 2, 3)))
    zone_draw = uniforms(key, ordinal.astype(np.uint64), _ZONE)
    home = draw_categories(pull[None], np.zeros(count, np.int64), zone_draw)
    uid = make_uids(WORKER_KIND, home, world.month, FROM_ABROAD + count_within(home))
    edu = 2 + (uniforms(key, uid, _EDUCATION) < par.intl_high_share)
    age = (12 * (ADULT[0] + (ADULT[1] - ADULT[0]) * uniforms(key, uid, _AGE))).astype(np.int64)
    open_jobs = np.bincount(world.vacancies.occ, minlength=len(region.occupation_id)).astype(float)
    wanted = np.stack(
        [
            open_jobs * (region.occupation_level == level) + 1e-9 * world.people.occ_by_edu[level - 1]
            for level in (1, 2, 3)
        ]
    )
    occ = draw_categories(wanted, edu - 1, uniforms(key, uid, _OCCUPATION))
    rows = _settle(world, key, uid, home, age, edu, WorkState.UNEMPLOYED, chances, occ)
    world.workers.dfield[rows] = region.occupation_field[occ]
    world.workers.origin[rows], world.workers.arr_m[rows] = 1, world.month
    world.count_flow("arrivals", home)
    world.count_flow("arrivals_international", home)


def international_arrivals(world: World) -> float:
    """Persons a month that come from abroad, after housing and the cap."""
    par, labour, services = world.par.demography, world.labour, world.lever("intl_services")
    scarcity = (labour.vacancy_rate - labour.vacancy_rate_ref) / max(labour.vacancy_rate_ref, 1e-6)
    housed = 1 - 0.5 * (1 - services) * par.housing_pressure
    residents = world.region.persons_age[: world.region.n_mra].sum() / 1e6
    wanted = par.intl_arrivals * residents * world.lever("intl_talent") * housed
    wanted *= 1 + par.intl_vacancy_response * scarcity
    return float(min(max(wanted, 0.0), world.shock.get("migration_cap", np.inf)))


def move_house(world: World, leavers: Rows) -> Rows:
    """Give those who leave their zone a home elsewhere in the region as far as others gain people; they keep their job.

    Parameters
    ----------
    leavers
        Rows of workers who leave their zone.

    Returns
    -------
    numpy.ndarray
        Rows of those who leave the region. If more come than leave, newcomers make up the difference.
    """
    region, workers, key = world.region, world.workers, world.draw(Purpose.MIGRATION)
    gains = np.maximum(region.migration, 0) / 12 / world.scale
    if not gains.any():
        return leavers
    cell = _spread(key, gains.ravel())
    cell = cell[np.argsort(words(key, cell, 1000 + count_within(cell)), kind="stable")]
    to, wanted = np.divmod(cell, gains.shape[1])
    age_class = np.searchsorted(AGE_BOUNDS, workers.age_m[leavers] // 12, side="right") - 1
    gone, new = [], []
    for a in range(gains.shape[1]):
        here, there = leavers[age_class == a], to[wanted == a]
        here = here[np.argsort(workers.uid[here])]
        k = min(here.size, there.size)
        world.count_flow("departures", workers.home[here[:k]])
        workers.home[here[:k]] = there[:k]
        world.count_flow("arrivals", there)
        gone.append(here[k:])
        new.append(there[k:] * gains.shape[1] + a)
    _admit_from_elsewhere(world, np.concatenate(new))
    return np.concatenate(gone)


def trait_chances(world: World) -> Chances:
    """What newcomers are like: fields follow jobs and scarcity, occupations the field, for those with a diploma."""
    occ_by_edu, par = world.people.occ_by_edu, world.par
    is_field, jobs, fit, group = _lasting_chances(world.region, par.population.own_field_share)
    scarcity = np.log(world.labour.theta_occ) @ jobs / np.maximum(jobs.sum(axis=0), 1e-9)
    fields = occ_by_edu @ is_field * np.exp(par.demography.field_response * (scarcity - scarcity.mean()))
    return Chances(field=cumulate(fields), occ=cumulate(occ_by_edu[:, None] * fit), group=group)


@lru_cache(maxsize=8)
def _lasting_chances(region: Region, own: float) -> tuple[Floats, Floats, Floats, Floats]:
    """What of the chances stays the same all run, shared.

    Returns
    -------
    is_field : float64[o, 4]
        1 for occupations of a diploma field.
    jobs : float64[o, 4]
        Jobs at the base month by occupation, in its field.
    fit : float64[3, 5, o]
        Weight of an occupation by education and diploma field.
    group : float64[z, 3, 3]
        Cumulative chances of mobility groups.
    """
    is_field = (region.occupation_field[:, None] == np.arange(1, 5)).astype(float)
    jobs = (region.jobs.sum(axis=0) @ region.mix)[:, None] * is_field
    fit = np.where(region.occupation_field[None] == np.arange(5)[:, None], own, 1 - own)
    fit = np.where(np.arange(3)[:, None, None] == 0, 1.0, fit)
    return is_field, jobs, fit, cumulate(region.mobility_group)


def cumulate(weights: Floats) -> Floats:
    """Cumulative chances along the last axis."""
    total = np.cumsum(weights, axis=-1)
    return np.asarray(total / total[..., -1:])


def _spread(key: np.uint64, expected: Floats) -> Ints:
    """Whole numbers of newcomers by cell, dithered so that the expectation holds: cell of each, int64[n]."""
    dither = uniforms(key, np.arange(expected.size, dtype=np.uint64), _COUNT)
    return np.repeat(np.arange(expected.size), (expected + dither).astype(np.int64))


def _admit_from_elsewhere(world: World, cells: Ints) -> None:
    """Let people from elsewhere in the country in, by zone and age class; the active seek a job."""
    region, key = world.region, world.draw(Purpose.MIGRANT_TRAITS)
    home, age_class = np.divmod(cells, region.persons_age.shape[1])
    uid = make_uids(WORKER_KIND, home, world.month, FROM_ELSEWHERE + count_within(home))
    bounds = 12 * np.array(AGE_BOUNDS)
    age = bounds[age_class] + np.diff(bounds)[age_class] * uniforms(key, uid, _AGE)
    edu = 1 + draw_categories(region.persons_seed.sum(axis=2), age_class, uniforms(key, uid, _EDUCATION))
    pattern = region.persons_seed[age_class, edu - 1]
    active = uniforms(key, uid, _STATE) * pattern.sum(axis=1) < pattern[:, :2].sum(axis=1)
    state = np.where(active, WorkState.UNEMPLOYED, WorkState.DETACHED)
    _settle(world, key, uid, home, age.astype(np.int64), edu, state, trait_chances(world))


def _settle(
    world: World,
    key: np.uint64,
    uid: NDArray[np.uint64],
    home: Ints,
    age_m: Ints,
    edu: Ints,
    state: Rows | WorkState,
    chances: Chances,
    occ: Ints | None = None,
) -> Rows:
    """Write newcomers into free rows, with field, occupation, skills and mobility drawn; returns the rows."""
    par, workers = world.par.population, world.workers
    traits = Traits(
        np.empty(uid.size, np.int64),
        np.full(uid.size, -1) if occ is None else occ,
        np.empty(uid.size, np.int64),
        np.empty(uid.size),
    )
    numbers = np.array([_FIELD, _OCCUPATION, _GROUP, _ALPHA])
    draw_traits(key, numbers, uid, home, edu, par.sigma_alpha, chances, traits)
    skills = np.empty(uid.size, np.uint64)
    occ_code = traits.occ.astype(np.int8)
    draw_skill_words(key, uid, occ_code, world.region.occupation_skills, par.sigma_skill, skills)
    rows = claim_rows(world, uid.size)
    workers.renew(rows)
    workers.uid[rows], workers.home[rows], workers.age_m[rows], workers.edu[rows] = uid, home, age_m, edu
    workers.dfield[rows], workers.occ[rows], workers.grp[rows] = traits.dfield, occ_code, traits.grp
    workers.alpha[rows], workers.skill_word[rows], workers.state[rows] = traits.alpha, skills, state
    return rows
