"""The toy's places, people and work: a town, a harbour and a village, and the surroundings."""

from collections.abc import Iterable, Sequence

import numpy as np

from scenarios.regions.derivation.facts import Array, fit_margins, round_to
from scenarios.regions.derivation.people import seed
from scenarios.regions.derivation.space import crow_fly
from scenarios.regions.derivation.work import LESS_GROWTH, MIX, OCCUPATION, OCCUPATIONS, SECTORS, fitted_mix
from scenarios.regions.derivation.writing import OWN, Made, Origin
from simulation.axes import AGE_CLASSES, EDUCATION, SKILLS, STATES

MADE_UP = Origin("made up for tutorial and tests", "assumption")
ZONES = ("TOY1", "TOY2", "TOY3", "EXT-T")  # the last one outside
INSIDE = ZONES[:3]
NAMES = ("Molenstad", "Havendam", "Polderdorp", "Buitenland")
SUBREGIONS = ("Stad", "Rand", "Rand", "")
LATITUDE, LONGITUDE = (52.50, 52.56, 52.44, 52.70), (5.00, 5.10, 5.09, 5.05)
LAND_KM2, PARKING_EUR = (30.0, 22.0, 48.0, 600.0), (4.0, 1.0, 0.0, 0.0)
RADIUS_KM = np.array([2.0, 1.5, 2.0, 8.0])  # of a trip within the zone

PERSONS = np.array([2500, 1100, 800, 600])  # of 15 to 74
INHABITANTS = np.array([3250, 1450, 1050, 60_000])  # outside far more live than work here
AGES = np.array([[0.04, 0.13, 0.23, 0.18, 0.17, 0.08, 0.09, 0.08], [0.05, 0.11, 0.18, 0.18, 0.19, 0.10, 0.10, 0.09],
                 [0.05, 0.10, 0.15, 0.17, 0.20, 0.11, 0.11, 0.11],
                 [0.045, 0.115, 0.19, 0.175, 0.19, 0.09, 0.105, 0.09]])
SCHOOLED = np.array([[0.20, 0.33, 0.47], [0.30, 0.43, 0.27], [0.26, 0.42, 0.32], [0.18, 0.38, 0.44]])
STATE = np.array([[0.690, 0.042, 0.073, 0.195], [0.680, 0.040, 0.070, 0.210], [0.690, 0.030, 0.058, 0.222],
                  [0.875, 0.037, 0.033, 0.055]])  # outside only those who belong to this labour market
WITH_CAR = np.array([0.58, 0.74, 0.80, 0.78])

JOBS_BY_ZONE = np.array([0.56, 0.24, 0.10, 0.10])
FIRMS = np.array([230, 90, 60, 40])
JOB_SHARE = (1.5, 6.5, 1.6, 1.2, 6.5, 13.0, 7.0, 6.0, 6.0, 4.0, 14.0, 4.0, 5.5, 6.5, 12.5, 4.2)  # as SECTORS
FIRM_SHARE = (3, 4, 1, 1, 9, 15, 4, 6, 7, 3, 20, 2, 1, 5, 8, 11)
AT_HOME = {("TOY1", "ict"): 2.0, ("TOY1", "public"): 2.0, ("TOY2", "industry"): 4.0, ("TOY2", "logistics"): 4.0,
           ("TOY2", "energy"): 2.5, ("TOY3", "agriculture"): 9.0, ("TOY3", "construction"): 2.0}
VANS = np.array([130.0, 90.0, 70.0])


def tables() -> dict[str, Made]:
    """Make the tables of places, people and work."""
    state = np.array([round_to(int(n), row) for n, row in zip(PERSONS, STATE, strict=True)])
    jobs, firms = jobs_and_firms(int(state[:, 0].sum()))
    return {**_places(state[:, 0], jobs.sum(axis=1)), **_people(state), **_work(jobs, firms)}


def jobs_and_firms(employed: int) -> tuple[Array, Array]:
    """Jobs and firms by zone and sector, float64[4, 16]: a job for everybody employed, from one firm to one a job."""
    by_zone = round_to(employed, JOBS_BY_ZONE)
    liking = np.array([[AT_HOME.get((zone, sector), 1.0) for sector in SECTORS] for zone in ZONES])
    share = np.array(JOB_SHARE) / sum(JOB_SHARE)
    jobs = fit_margins(liking * share, by_zone, employed * share)
    jobs = np.array([round_to(int(n), row) for n, row in zip(by_zone, jobs, strict=True)])
    wanted = liking * np.array(FIRM_SHARE) / sum(FIRM_SHARE) * FIRMS[:, None]
    return jobs, np.clip(np.rint(wanted), 1, np.maximum(jobs // 2, 1)) * (jobs > 0)


def travel() -> tuple[Array, Array]:
    """Door-to-door minutes, float64[3, 4, 4], and km, float64[4, 4]: crow-fly distance with a detour, by speed."""
    km = np.round(1.25 * crow_fly(np.array(LATITUDE), np.array(LONGITUDE)) + np.diag(RADIUS_KM), 2)
    speed, before = np.array([42.0, 26.0, 15.5]), np.array([7.0, 14.0, 2.0])
    return np.round(km / speed[:, None, None] * 60 + before[:, None, None], 1), km


def _places(employed: Array, jobs: Array) -> dict[str, Made]:
    minutes, km = travel()
    near = np.exp(-0.15 * km)
    near[-1, -1] = 0.0  # nobody lives and works outside
    flow = np.round(fit_margins(near, employed, jobs, rounds=5000), 2)
    zones = [(z, NAMES[i], SUBREGIONS[i], int(z not in INSIDE), LATITUDE[i], LONGITUDE[i], LAND_KM2[i], INHABITANTS[i],
              int(z == "TOY2"), PARKING_EUR[i], 0, 1.5, 1) for i, z in enumerate(ZONES)]
    pairs = [(i, j) for i in range(len(ZONES)) for j in range(len(ZONES))]
    return {
        "zones": made_up(("zone", "name", "subregion", "external", "lat", "lon", "land_km2", "population", "priority",
                        "parking_eur", "car_constant_eur", "pt_constant_eur", "bike_constant_eur"), zones),
        "travel": made_up(("from", "to", "car_min", "pt_min", "bike_min", "car_km", "pt_km", "bike_km"),
                        [(ZONES[i], ZONES[j], *minutes[:, i, j], *[km[i, j]] * 3) for i, j in pairs]),
        "commuting": made_up(("from", "to", "jobs_2014", "estimate_2021", "commuters"),
                           [(ZONES[i], ZONES[j], *np.round([0.9 * flow[i, j], flow[i, j]]), flow[i, j])
                            for i, j in pairs if flow[i, j] > 0]),
        "mobility_groups": made_up(("zone", "edu", "car", "no_car", "transport_poor"),
                                 [(z, e, *_groups(WITH_CAR[i] + more)) for i, z in enumerate(ZONES)
                                  for e, more in zip(EDUCATION, (-0.08, 0.0, 0.08), strict=True)]),
    }


def _groups(car: float) -> tuple[float, float, float]:
    poor = round(0.2 * (1 - car), 4)
    return round(car, 4), round(1 - car - poor, 4), poor


def _people(state: Array) -> dict[str, Made]:
    age, schooled = ([round_to(int(n), row) for n, row in zip(PERSONS, share, strict=True)]
                     for share in (AGES, SCHOOLED))
    pattern = np.round(seed(), 9)
    pattern[-1, -1, -1] += 1 - pattern.sum()
    still = [0] * len(AGE_CLASSES)
    return {
        "persons_age": made_up(("zone", *AGE_CLASSES), _rows(age)),
        "persons_edu": made_up(("zone", *EDUCATION), _rows(schooled)),
        "persons_state": made_up(("zone", *STATES), _rows(state)),
        "persons_seed": made_up(("age", "edu", *STATES), [(a, e, *pattern[i, j]) for i, a in enumerate(AGE_CLASSES)
                                                        for j, e in enumerate(EDUCATION)]),
        "demography": made_up(("zone", "cohort15", *(f"migration_{a}" for a in AGE_CLASSES)),
                            [(z, round(float(n) * 0.0155, 1), *still) for z, n in zip(ZONES, PERSONS, strict=True)]),
    }


def _work(jobs: Array, firms: Array) -> dict[str, Made]:
    pattern = np.array([s[12] for s in SECTORS.values()])
    vans = np.round(pattern * VANS.sum() / (jobs[:len(INSIDE)] @ pattern).sum(), 4)
    sectors = [(k, s[0], s[1], s[7], round((s[8] - LESS_GROWTH) / 100, 4), s[9], s[10], s[11], v, s[13], s[14])
               for (k, s), v in zip(SECTORS.items(), vans, strict=True)]
    mix = np.round(fitted_mix(jobs.sum(axis=0), 0.42), 8)
    mix[:, OCCUPATIONS.index("AD2")] += 1 - mix.sum(axis=1)  # what rounding left
    return {
        "jobs": made_up(("zone", *SECTORS), _rows(jobs)),
        "firms": made_up(("zone", *SECTORS), _rows(firms)),
        "sectors": made_up(("sector", "name_nl", "name_en", "cyclicality", "growth", "kw_job", "fossil", "co2_job",
                          "vans_job", "turnover", "load_class"), sectors),
        "occupations": made_up(("occupation", "name_nl", "name_en", "level", "field", "wage", *SKILLS, "trend"),
                             [(k, *o[:5], *o[5], o[6]) for k, o in OCCUPATION.items()]),
        "mix": made_up(("sector", *OCCUPATIONS), list(zip(MIX, *mix.T, strict=True))),
    }


def _rows(values: object) -> list[tuple[object, ...]]:
    return [(z, *row) for z, row in zip(ZONES, np.asarray(values), strict=True)]


def made_up(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Made:
    """A table of which every column, keys too, is made up."""
    return Made(header, rows, OWN, MADE_UP, dict.fromkeys(header, MADE_UP))
