"""Small random labour markets for tests of the search kernels."""

import numpy as np

from simulation.kernels.buckets import build_alias_tables, sort_into_buckets
from simulation.kernels.search import Habits, Market, People, Rules
from simulation.kernels.skills import TOP, pack_skills

SPELLS = 20


def random_people(rng, n, n_zones, n_occ):
    """Workers of all kinds, some absent."""
    return People(
        uid=rng.integers(0, 2**64, n, np.uint64),
        state=rng.integers(-1, 5, n).astype(np.int8),
        home=rng.integers(0, n_zones, n).astype(np.int16),
        age_m=rng.integers(180, 900, n).astype(np.int16),
        edu=rng.integers(1, 4, n).astype(np.int8),
        dfield=rng.integers(0, 5, n).astype(np.int8),
        occ=rng.integers(0, n_occ, n).astype(np.int8),
        skill_word=pack_skills(rng.random((n, 6))),
        wres=rng.normal(0, 0.1, n).astype(np.float32),
        dur=rng.integers(0, 30, n).astype(np.int16),
        ten=rng.integers(0, 60, n).astype(np.int16),
        grp=rng.integers(0, 3, n).astype(np.int8),
    )


def random_habits(rng, n_zones, n_occ, contacts=None):
    """Habits under which about half of the people search."""
    chance = np.append(rng.random(7), 1.0)
    return Habits(
        chance=(chance * 2.0**32).astype(np.uint64),
        contacts=rng.random((3 * n_zones, n_occ)) * 6 if contacts is None else contacts,
        fading=np.append(np.maximum(0.3, 0.95 ** np.arange(SPELLS)), [1.0, 1.0]),
        digital=np.array([0.3 * TOP, 0.85]),
        log_wage=np.log(rng.uniform(12, 32, n_occ)),
        ask=np.append(-0.02 * np.arange(SPELLS), [0.03, -0.1]),
        floor=float(np.log(10.8)),
        cap=16,
    )


def random_market(rng, n_vacancies, n_zones, n_occ, log_wage, reach=None, nearness=None):
    """Open vacancies in random zones and occupations; also the reach, the nearness and the table of totals."""
    zone = rng.integers(0, n_zones, n_vacancies).astype(np.int16)
    occ = rng.integers(0, n_occ, n_vacancies).astype(np.int8)
    reach = np.exp(-rng.random((3 * n_zones, n_zones)) * 2) if reach is None else reach
    nearness = np.exp(-rng.random((n_occ, n_occ))) if nearness is None else nearness
    order, start = np.empty(n_vacancies, np.int32), np.empty(n_zones * n_occ + 1, np.int32)
    sort_into_buckets(zone, occ, n_occ, order, start)
    total = np.empty((3 * n_zones, n_occ))
    occ_alias = np.empty((3 * n_zones, n_occ, n_occ), np.uint32)
    zone_alias = np.empty((3 * n_zones, n_occ, n_zones), np.uint32)
    build_alias_tables(start, reach, nearness, total, occ_alias, zone_alias)
    wage = (log_wage[occ[order]] + rng.normal(0, 0.1, n_vacancies)).astype(np.float32)
    age = rng.integers(0, 9, n_vacancies)
    info = age + 16 * (rng.random(n_vacancies) < 0.3) + 32 * (age >= 6)
    market = Market(
        start=start.astype(np.uint32),
        occ_alias=occ_alias.reshape(-1, n_occ),
        zone_alias=zone_alias.reshape(-1, n_zones),
        vid=rng.integers(0, 2**64, n_vacancies, np.uint64),
        pay=np.stack([wage, np.exp(-wage)], axis=1),
        info=info.astype(np.uint8),
    )
    return market, reach, nearness, total


def random_rules(rng, n_zones, n_occ):
    """Requirements that some meet and some do not."""
    required = pack_skills(rng.random((n_occ, 6)) * (rng.random((n_occ, 6)) < 0.5))
    return Rules(
        required=required,
        per_unit=1 / rng.uniform(500, 1500, n_occ),
        most_short=rng.integers(100, 700, (9, n_occ)),
        diploma=rng.integers(0, 4, (15, n_occ)).astype(np.uint8),
        level=rng.integers(1, 4, n_occ),
        commute=rng.random((3 * n_zones, n_zones)).astype(np.float32),
        weights=np.array([0.5, 0.09, 0.05, 0.15]),
    )


def open_rules(n_zones, n_occ):
    """Rules that admit everybody, cost nothing and leave only luck to rank."""
    return Rules(
        required=np.zeros(n_occ, np.uint64),
        per_unit=np.zeros(n_occ),
        most_short=np.zeros((9, n_occ), np.int64),
        diploma=np.full((15, n_occ), 3, np.uint8),
        level=np.full(n_occ, 2),
        commute=np.zeros((3 * n_zones, n_zones), np.float32),
        weights=np.array([0.0, 0.09, 0.0, 0.15]),
    )
