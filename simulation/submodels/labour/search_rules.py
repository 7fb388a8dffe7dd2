"""Parameters and region as the tables the search kernels read."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.declare.arrays import Floats, Rows
from simulation.kernels.search import Habits, Rules
from simulation.kernels.skills import TOP, pack_skills
from simulation.region import Region
from simulation.submodels.labour.search_parameters import SearchParameters
from simulation.submodels.labour.wage_parameters import WageParameters
from simulation.world import World

SPELLS = 61  # durations of unemployment told apart; longer ones count as the last
AGES = 9  # months open told apart for admission


def occupation_nearness(required: Floats, level: NDArray[np.int8], par: SearchParameters) -> Floats:
    """Weight with which someone of an occupation (row) looks at vacancies of another (column): float64[o, o].

    Notes
    -----
    ``exp(-slope * dist) * down**levels_below``, dist the share of what the other asks that one's own does not.
    """
    lacking = np.maximum(required[None] - required[:, None], 0).sum(axis=2)
    asked = required.sum(axis=1)
    distance = np.divide(lacking, asked, out=np.zeros_like(lacking), where=asked > 0)
    below = np.maximum(level[:, None].astype(float) - level, 0)
    return np.asarray(np.exp(-par.prox_slope * distance) * par.prox_down**below)


@lru_cache(maxsize=8)
def nearness_table(region: Region, par: SearchParameters) -> Floats:
    """Nearness of the occupations of a region: float64[o, o], not to be changed."""
    return occupation_nearness(region.occupation_skills, region.occupation_level, par)


def search_habits(world: World, reachable: Floats) -> Habits:
    """How people search this month, given the vacancies within reach of each origin and occupation.

    Homes outside the region see as many vacancies as the average searcher: most of what is near them is not in
    the world, and by what is they would leave the region's jobs one by one.
    """
    s, labour = world.par.search, world.labour
    seen = contacts(reachable, labour.phi_ref, s)
    outside = np.arange(len(reachable)) % world.region.n_zones >= world.region.n_mra
    seen[outside] = np.where(reachable[outside] > 0, s.k0_contacts, 0.0)
    return Habits(
        contacts=seen,
        log_wage=np.log(world.region.occupation_wage) + labour.log_index,
        floor=float(np.log(world.par.wages.min_wage)),
        cap=s.contacts_cap,
        **_lasting_habits(s, world.par.wages),
    )


@lru_cache(maxsize=8)
def _lasting_habits(s: SearchParameters, wages: WageParameters) -> dict[str, Rows]:
    """Fields of `Habits` that hold all run; not to be changed."""
    tenure = np.array([s.s_employed_short, s.s_employed_long])
    age = np.array([s.s_employed_young, 1.0, s.s_employed_old])
    employed = np.minimum(s.s_employed * tenure[:, None] * age, 1.0).ravel()
    return {
        "chance": (np.append(employed, [s.s_hidden, 1.0]) * 2.0**32).astype(np.uint64),
        "fading": np.append(np.maximum(s.search_floor, np.exp(-s.dur_dependence * np.arange(SPELLS))), [1.0, 1.0]),
        "digital": np.array([s.digital_low * TOP, 1 - s.digital_penalty]),
        "ask": asked_over_last_wage(wages, SPELLS),
    }


def commute_from_border(gc: Floats, n_mra: int) -> Floats:
    """Cost of a trip that weighs in taking a job: float64[g, z, z] [EUR].

    Notes
    -----
    Who lives outside is in the model because of working inside, so the way to the nearest municipality inside is
    taken for granted. Counted in full it would empty the external zones of commuters over the years.
    """
    counted = gc.copy()
    to_border = gc[:, n_mra:, :n_mra].min(axis=2, keepdims=True)
    counted[:, n_mra:] = np.maximum(gc[:, n_mra:] - to_border, 0.0)
    return counted


def contacts(reachable: Floats, reference: float, par: SearchParameters) -> Floats:
    """Vacancies a searcher of full intensity sees in a month, by origin and occupation: float64[r, o].

    Notes
    -----
    ``k0 * (Phi / Phi_ref)**gamma``; none where nothing is within reach, and `k0` until the reference is known.
    """
    relative = reachable / reference if reference > 0 else np.ones_like(reachable)
    return np.where(reachable > 0, par.k0_contacts * relative**par.gamma_thick, 0.0)


def asked_over_last_wage(par: WageParameters, spells: int) -> Floats:
    """Reservation over last wage: float64[spells + 2], the unemployed by duration, the employed, the attached."""
    unemployed = np.log(np.maximum(par.rho_min, 1 - par.rslope * np.arange(spells))) - par.reserve_discount
    attached = np.log(par.rho_attached) - par.reserve_discount
    return np.concatenate([unemployed, [par.quit_premium, attached]])


def matching_rules(world: World) -> Rules:
    """Admission and taste as tables."""
    region, s = world.region, world.par.search
    commute = commute_from_border(world.access.trip_cost, region.n_mra).reshape(-1, region.n_zones) / 4
    return Rules(commute=commute, **_lasting_rules(region, s))


@lru_cache(maxsize=8)
def _lasting_rules(region: Region, s: SearchParameters) -> dict[str, Rows]:
    """Fields of `Rules` that hold all run; not to be changed."""
    asked = np.rint(region.occupation_skills * TOP).sum(axis=1)
    tolerated = s.d_max + s.d_max_per_month * np.arange(AGES)
    return {
        "required": required_skills(region),
        "per_unit": np.divide(1.0, asked, out=np.zeros_like(asked), where=asked > 0),
        "most_short": np.floor(tolerated[:, None] * asked + 1e-9).astype(np.int64),
        "diploma": diploma_table(region),
        "level": region.occupation_level.astype(np.int64),
        "weights": np.array([s.mu_mismatch_wage, s.xi_match, s.kappa_edu, s.score_noise]),
    }


@lru_cache(maxsize=8)
def required_skills(region: Region) -> NDArray[np.uint64]:
    """Packed skills that each occupation asks for: uint64[o], not to be changed."""
    return pack_skills(region.occupation_skills)


def diploma_table(region: Region) -> NDArray[np.uint8]:
    """Whom a diploma admits: uint8[15, o], rows 5 (edu - 1) + field.

    1: may apply from the same occupation or once the vacancy is relaxed (at most one level short);
    plus 2: also from another occupation while the diploma is asked (level and field fit).
    """
    edu, field = np.divmod(np.arange(15), 5)
    gap = region.occupation_level[None].astype(int) - (edu[:, None] + 1)
    right_field = (region.occupation_level == 1)[None] | (field[:, None] == region.occupation_field[None])
    return np.asarray((gap <= 1) + 2 * ((gap <= 0) & right_field), np.uint8)
