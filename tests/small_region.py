"""A tiny but complete region for quick tests: 5 zones, 1 external zone, 16 sectors, 4 stations."""

import numpy as np

from simulation.axes import DWELLING_CLASSES, HEAT_TECHS, LOAD_CLASSES, TENURES
from simulation.region import Region
from tests.small_grid import small_grid

SECTORS = ("agriculture", "industry", "energy", "circular", "construction", "trade", "logistics", "hospitality", "ict",
           "finance", "business", "temp_agencies", "public", "education", "health", "creative")
JOB_SHARE = (1.0, 5.5, 0.9, 1.0, 4.5, 13.0, 7.5, 7.0, 7.0, 5.0, 18.0, 4.5, 5.0, 6.0, 12.0, 4.0)
FIRM_SHARE = (1.0, 3.0, 0.3, 0.7, 8.0, 13.0, 4.0, 4.5, 9.0, 2.0, 28.0, 1.5, 0.2, 4.0, 8.0, 14.0)
CYCLICALITY = (0.3, 1.5, 0.2, 0.8, 1.7, 1.0, 1.3, 1.2, 0.8, 0.7, 1.0, 2.5, 0.1, 0.1, 0.1, 0.9)
GROWTH = (-0.5, -0.4, 2.0, 0.0, 0.6, 0.1, 0.4, 0.8, 1.8, -0.6, 0.9, 0.2, 0.3, 0.8, 1.3, 0.6)  # %/yr
KW_JOB = (0.6, 0.8, 0.5, 0.6, 0.2, 0.25, 0.35, 0.3, 0.15, 0.12, 0.12, 0.12, 0.15, 0.2, 0.25, 0.15)
FOSSIL = (0.5, 0.6, 0.2, 0.1, 0.3, 0.2, 0.5, 0.3, 0.05, 0.05, 0.05, 0.05, 0.1, 0.15, 0.2, 0.05)
CO2_JOB = (6, 18, 5, 1.5, 4, 1.2, 7, 1.5, 0.3, 0.3, 0.3, 0.3, 0.6, 0.6, 0.9, 0.3)
VANS_JOB = (0.2, 0.05, 0.1, 0.15, 0.35, 0.06, 0.15, 0.03, 0.01, 0.005, 0.02, 0.01, 0.02, 0.005, 0.02, 0.03)

OCCUPATIONS = ("TE2", "TE3", "IT3", "IT2", "CA2", "CA3", "AD2", "BU3", "CM2", "SE1", "LO1", "MA2")
LEVEL = (2, 3, 3, 2, 2, 3, 2, 3, 2, 1, 1, 2)
FIELD = (1, 1, 2, 2, 3, 3, 4, 4, 4, 0, 0, 1)
WAGE = (20, 30, 31, 21, 18, 29, 18, 31, 20, 13, 14.5, 18.5)
TREND = (0.004, 0.006, 0.006, 0.0, 0.006, 0.006, -0.020, 0.006, -0.006, 0.004, -0.002, -0.006)
REQUIRED = ((0.8, 0.4, 0, 0.4, 0, 0.4), (0.7, 0.6, 0, 0.8, 0, 0), (0, 0.9, 0, 0.7, 0, 0), (0, 0.7, 0, 0.4, 0.3, 0),
            (0, 0, 0.8, 0, 0.4, 0.3), (0, 0.2, 0.8, 0.7, 0, 0), (0, 0.5, 0, 0.5, 0.4, 0), (0, 0.5, 0, 0.8, 0.6, 0),
            (0, 0.4, 0, 0.2, 0.7, 0), (0, 0, 0.3, 0, 0.4, 0.4), (0.2, 0, 0, 0, 0, 0.7), (0.6, 0, 0, 0, 0, 0.6))
MIX = (  # one row per sector, columns as OCCUPATIONS
    (5, 5, 1, 0, 0, 0, 6, 8, 5, 5, 45, 20), (16, 12, 4, 2, 0, 1, 10, 12, 6, 3, 14, 20),
    (34, 20, 5, 3, 0, 1, 10, 14, 3, 2, 4, 4), (15, 6, 3, 2, 0, 0, 6, 8, 10, 5, 25, 20),
    (24, 8, 1, 1, 0, 0, 8, 8, 3, 2, 10, 35), (3, 1, 2, 2, 1, 1, 12, 10, 33, 22, 11, 2),
    (7, 3, 3, 2, 0, 0, 13, 10, 4, 5, 50, 3), (1, 0, 1, 1, 1, 2, 6, 8, 22, 53, 4, 1),
    (4, 5, 42, 10, 0, 0, 7, 20, 11, 0, 0, 1), (0, 1, 16, 4, 0, 0, 24, 50, 5, 0, 0, 0),
    (3, 8, 10, 4, 0, 2, 16, 42, 10, 4, 1, 0), (5, 1, 2, 2, 3, 0, 15, 4, 8, 34, 21, 5),
    (2, 4, 4, 2, 5, 40, 16, 21, 2, 3, 1, 0), (1, 1, 2, 1, 8, 62, 9, 10, 1, 4, 1, 0),
    (1, 1, 1, 1, 46, 32, 8, 5, 1, 4, 0, 0), (2, 3, 10, 6, 1, 8, 12, 25, 22, 9, 1, 1),
)
ZONES = (("S1", "Kernstad", 0), ("S2", "Havenstad", 0), ("S3", "Polderstad", 1), ("S4", "Duindorp", 2),
         ("S5", "Heidehof", 2), ("EXT-N", "Buiten", -1))
PERSON_SHARE = (0.42, 0.09, 0.18, 0.10, 0.07, 0.14)
JOBS_BY_ZONE = (0.55, 0.10, 0.10, 0.08, 0.05, 0.12)
POSITION_KM = ((0, 0), (-9, 6), (24, -4), (-22, -2), (18, -20), (0, 38))
STATE_IN = (0.710, 0.028, 0.075, 0.187)  # employed, unemployed, attached, detached
STATE_OUT = (0.900, 0.030, 0.030, 0.040)


def small_region(persons: int = 20_000, firms: int = 3_000) -> Region:
    """Make the small region.

    Parameters
    ----------
    persons
        Residents of 15-74 in all zones together; jobs are as many as the employed.
    firms
        Firms in all zones together.
    """
    return Region(**_places(persons), **_people(persons), **_economy(persons, firms), **_travel(), **_energy(persons),
                  **_exogenous(), grid=small_grid(len(LOAD_CLASSES)), facts={})


def _places(persons: int) -> dict:
    x, y = np.array(POSITION_KM, float).T
    total = persons * np.array(PERSON_SHARE)
    return {
        "name": "small", "digest": f"small-{persons}",
        "zone_id": tuple(z[0] for z in ZONES), "zone_name": tuple(z[1] for z in ZONES), "n_mra": 5,
        "subregion_name": ("Kern", "Polder", "Rand"), "zone_subregion": np.array([z[2] for z in ZONES], np.int8),
        "zone_lat": 52.37 + y / 111.2, "zone_lon": 4.89 + x / 67.9,
        "zone_land_km2": np.array([165.0, 60.0, 130.0, 45.0, 80.0, 1500.0]), "population": total * 1.31,
        "priority_zone": np.array([True, False, False, False, False, False]),
    }


def _people(persons: int) -> dict:
    total = persons * np.array(PERSON_SHARE)
    age = np.array([0.045, 0.12, 0.20, 0.18, 0.175, 0.09, 0.105, 0.085])
    edu = np.array([[0.20, 0.30, 0.50], [0.30, 0.42, 0.28], [0.28, 0.42, 0.30], [0.22, 0.40, 0.38],
                    [0.20, 0.36, 0.44], [0.24, 0.42, 0.34]])
    state = np.array([STATE_IN] * 5 + [STATE_OUT])
    return {
        "persons_age": total[:, None] * age, "persons_edu": total[:, None] * edu,
        "persons_state": total[:, None] * state,
        "persons_seed": _joint_pattern(), "cohort15": total * 0.0155, "migration": np.zeros((len(ZONES), 8)),
        "mobility_group": _mobility_groups(), "cars": total[:5] * 0.55, "vans": total[:5] * 0.06, "bev_share": 0.035,
    }


def _joint_pattern() -> np.ndarray:
    work = np.array([0.35, 0.70, 0.87, 0.87, 0.85, 0.78, 0.55, 0.12])[:, None] * np.array([0.80, 1.0, 1.08])
    work = np.clip(work, 0, 0.95)
    jobless = (1 - work) * np.array([0.16, 0.14, 0.14])
    attached = (1 - work - jobless) * np.array([0.30, 0.45, 0.50, 0.45, 0.40, 0.30, 0.10, 0.03])[:, None]
    pattern = np.stack([work, jobless, attached, 1 - work - jobless - attached], axis=2)
    age = np.array([0.045, 0.12, 0.20, 0.18, 0.175, 0.09, 0.105, 0.085])
    edu = np.array([[0.95, 0.05, 0.0], [0.20, 0.55, 0.25], [0.12, 0.33, 0.55], [0.16, 0.36, 0.48],
                    [0.22, 0.42, 0.36], [0.28, 0.42, 0.30], [0.32, 0.42, 0.26], [0.40, 0.38, 0.22]])
    return age[:, None, None] * edu[:, :, None] * pattern


def _mobility_groups() -> np.ndarray:
    car = np.array([0.45, 0.72, 0.72, 0.70, 0.75, 0.80])[:, None] + np.array([-0.08, 0.0, 0.08])
    poor = (1 - car) * np.array([0.1, 0.3, 0.3, 0.3, 0.3, 0.3])[:, None]
    return np.stack([car, 1 - car - poor, poor], axis=2)


def _economy(persons: int, firms: int) -> dict:
    share = np.array(PERSON_SHARE)
    employed = persons * (share[:5].sum() * STATE_IN[0] + share[5] * STATE_OUT[0])
    by_zone, n = np.array(JOBS_BY_ZONE), len(SECTORS)
    sector, firm = np.array(JOB_SHARE) / sum(JOB_SHARE), np.array(FIRM_SHARE) / sum(FIRM_SHARE)
    jobs = employed * by_zone[:, None] * sector
    load = [LOAD_CLASSES.index(name) for name in ("agriculture", *["industry"] * 4, *["services"] * 11)]
    mix = np.array(MIX, float)
    return {
        "jobs": jobs, "firms": np.minimum(firms * by_zone[:, None] * firm, jobs),
        "sector_id": SECTORS,
        "sector_cyclicality": np.array(CYCLICALITY), "sector_growth": np.array(GROWTH) / 100,
        "sector_kw_job": np.array(KW_JOB), "sector_fossil": np.array(FOSSIL),
        "sector_co2_job": np.array(CO2_JOB, float),
        "sector_vans_job": np.array(VANS_JOB), "sector_load": np.array(load, np.int8),
        "sector_turnover": np.where(np.isin(np.arange(n), (7, 11)), 2.0, 1.0),
        "occupation_id": OCCUPATIONS,
        "occupation_level": np.array(LEVEL, np.int8), "occupation_field": np.array(FIELD, np.int8),
        "occupation_wage": np.array(WAGE, float), "occupation_skills": np.array(REQUIRED, float),
        "occupation_trend": np.array(TREND), "mix": mix / mix.sum(axis=1, keepdims=True),
    }


def _travel() -> dict:
    at = np.array(POSITION_KM, float)
    crow = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + np.diag([4.0, 2.5, 3.5, 2.5, 2.5, 8.0])
    km = np.stack([1.25 * crow] * 3)
    minutes = km / np.array([42.0, 26.0, 15.5])[:, None, None] * 60 + np.array([7.0, 17.0, 2.0])[:, None, None]
    weight = np.array(JOBS_BY_ZONE)[None] * np.exp(-0.17 * 0.2 * km[0])
    return {
        "minutes": minutes, "km": km, "parking_eur": np.array([6.0, 1.0, 1.0, 0.5, 0.5, 0.0]),
        "mode_constant_eur": np.zeros((3, len(ZONES))),
        "commuters": np.array(PERSON_SHARE)[:, None] * 14_000 * weight / weight.sum(axis=1, keepdims=True),
    }


def _energy(persons: int) -> dict:
    homes = persons * np.array(PERSON_SHARE)[:5] * 0.62
    tenure, klass = np.array([0.45, 0.38, 0.17]), np.array([0.40, 0.25, 0.12, 0.23])
    tech = np.array([0.88, 0.012, 0.028, 0.078, 0.002])
    mwh = np.array([1.0, 0.02, 0.006, 0.026, 0.0, 1.2, 0.03, 0.06, 0.6, 0.4, 0.1, 0.06, 0.003, 0.001, 0.013, 0.13, 0.03,
                    0.06])
    shape = (5, len(TENURES), len(DWELLING_CLASSES), len(HEAT_TECHS))
    return {
        "dwellings": (homes[:, None, None, None] * tenure[:, None, None] * klass[:, None] * tech).reshape(shape),
        "heat_suitability": np.tile([0.35, 0.35, 0.30, 0.90], (5, 1)),
        "gas_m3": np.array([900.0, 1250.0, 1900.0, 1050.0]),
        "heat_plan": np.array([True, False, True, False, False]),
        "heat_source_mw": np.array([12.0, 6.0, 8.0, 0.0, 0.0]),
        "ze_zone_start": np.array([2025.0, np.nan, np.nan, 2026.0, np.nan]), "energy_mwh": homes[:, None] * mwh,
        "dc_zone": np.array([0, 1, 2], np.int16),
        "dc_mva": np.array([2.0, 1.0, 0.5]), "dc_core": np.array([True, False, True]),
    }


def _exogenous() -> dict[str, np.ndarray]:
    t = np.arange(228) / 12

    def path(years: tuple[float, ...], values: tuple[float, ...]) -> np.ndarray:
        return np.interp(t, years, values)

    return {
        "gas_eur_m3": path((0, 1, 3, 18), (2.0, 1.45, 1.25, 1.35)),
        "elec_eur_kwh": path((0, 1, 3, 18), (0.45, 0.40, 0.28, 0.26)),
        "co2_elec_kg_kwh": path((0, 1, 3, 8, 18), (0.32, 0.30, 0.20, 0.09, 0.02)),
        "bev_sales_share": path((0, 3, 8, 13), (0.23, 0.35, 0.80, 1.0)), "new_dwellings_year": np.full(228, 100.0),
        "green_gas_share": path((0, 18), (0.02, 0.15)),
        "aow_age_months": path((0, 2, 6, 12), (799.0, 804.0, 807.0, 813.0)),
        "cycle": path((0, 2), (0.03, 0.0)),
    }
