"""Residents by age, education and work state, and how the totals close."""

import numpy as np

from scenarios.regions.derivation.facts import EXTERNAL, Array, Facts, round_to
from scenarios.regions.derivation.writing import CBS, OWN, Made, Origin
from simulation.axes import AGE_CLASSES, EDUCATION, STATES

UNEMPLOYMENT, UNEMPLOYMENT_AMSTERDAM, UNEMPLOYMENT_OUT = 0.038, 0.048, 0.036  # of the labour force, 2022
ATTACHED = 150_000

# National pattern (estimates after CBS labour force and education statistics 2021-2022), by age class.
EDU_BY_AGE = np.array([[0.93, 0.07, 0.00], [0.18, 0.58, 0.24], [0.11, 0.34, 0.55], [0.16, 0.36, 0.48],
                       [0.21, 0.42, 0.37], [0.27, 0.43, 0.30], [0.31, 0.41, 0.28], [0.38, 0.37, 0.25]])
WORK_BY_AGE = np.array([0.50, 0.78, 0.86, 0.86, 0.85, 0.80, 0.58, 0.12])
WORK_BY_EDU = np.array([0.82, 1.00, 1.06])
JOBLESS_BY_AGE = np.array([0.100, 0.070, 0.036, 0.030, 0.028, 0.028, 0.030, 0.020])  # of the labour force
JOBLESS_BY_EDU = np.array([1.50, 1.00, 0.75])
ATTACHED_BY_AGE = np.array([0.15, 0.40, 0.50, 0.50, 0.45, 0.35, 0.12, 0.00])  # of those outside the labour force


def ages(facts: Facts) -> tuple[Array, Array]:
    """Persons by municipality and age class (float64[32, 8]), and persons turning 15 a year (float64[32])."""
    people = facts.population
    share = {k: facts.own(f"share_{k}_pct") / 100 for k in ("0_14", "15_24", "25_44", "45_64", "65plus")}
    city = np.minimum(facts.own("urban_density_addr_km2") / 6096, 1.0)  # families leave the city, young adults come
    cohort = people * share["0_14"] / 15 * (1.07 - 0.12 * city)
    young = people * share["15_24"]
    adult, young_adult = people * share["25_44"], 0.49 + 0.09 * city
    middle, old = people * share["45_64"], people * share["65plus"]
    rows = [3 * cohort, young - 3 * cohort, adult * young_adult, adult * (1 - young_adult), 0.495 * middle,
            0.260 * middle, 0.245 * middle + 0.118 * old, 0.432 * old]
    return np.array(rows).T, cohort


def states(facts: Facts, persons: Array) -> Array:
    """Persons by municipality and work state (float64[32, 4])."""
    employed = persons * facts.own("net_participation_pct") / 100
    rate = facts.own("unemployment_rate_2022_estimate_pct") / 100
    city = np.array(facts.text("name")) == "Amsterdam"
    rate[city] = UNEMPLOYMENT_AMSTERDAM
    wanted = employed.sum() * UNEMPLOYMENT / (1 - UNEMPLOYMENT)
    for _ in range(20):  # one factor on the estimates, so that the region has the rate of Noord-Holland and Flevoland
        unemployed = employed * rate / (1 - rate)
        rate[~city] *= (wanted - unemployed[city].sum()) / unemployed[~city].sum()
    benefits = [facts.own(c) for c in ("ww_benefit_pct_of_population", "bijstand_per_1000", "disability_per_1000")]
    index = np.mean([b / np.average(b, weights=facts.population) for b in benefits], axis=0)
    attached = persons * (0.45 + 0.55 * index)
    attached *= ATTACHED / attached.sum()
    return np.array([employed, unemployed, attached, persons - employed - unemployed - attached]).T


def seed() -> Array:
    """Joint pattern of age, education and state, float64[8, 3, 4], sum 1."""
    age = np.array([0.045, 0.115, 0.19, 0.175, 0.19, 0.09, 0.105, 0.09])
    work = np.clip(WORK_BY_AGE[:, None] * WORK_BY_EDU, 0, 0.93)
    jobless = work * JOBLESS_BY_AGE[:, None] * JOBLESS_BY_EDU
    outside = 1 - work - jobless
    attached = outside * ATTACHED_BY_AGE[:, None]
    pattern = np.stack([work, jobless, attached, outside - attached], axis=2)
    joint: Array = age[:, None, None] * EDU_BY_AGE[:, :, None] * pattern
    joint /= joint.sum()
    return joint


def residents(facts: Facts, jobs: float) -> dict[str, Array]:
    """Margins of all zones in whole persons; those employed in the outside zones make up for all `jobs`."""
    age, cohort = ages(facts)
    total = np.round(age.sum(axis=1))
    state = states(facts, total)
    education = np.array([facts.own(f"edu_{e}_pct") for e in ("low", "mid", "high")]).T
    outside = _outside(facts, age[1:].sum(axis=0), (total[1:, None] * education[1:]).sum(axis=0), state.sum(axis=0),
                       jobs - round_to(round(float(state[:, 0].sum())), state[:, 0]).sum())
    total = np.concatenate([total, outside["total"]])
    return {
        "age": _whole(total, np.vstack([age, outside["age"]])),
        "edu": _whole(total, np.vstack([education, outside["edu"]])),
        "state": _close(_whole(total, np.vstack([state, outside["state"]])), jobs),
        "cohort15": np.concatenate([cohort, outside["cohort15"]]),
    }


def _outside(facts: Facts, age: Array, edu: Array, state: Array, workers: float) -> dict[str, Array]:
    """Residents of the outside zones who belong to the region's labour market: as inside, but more highly educated."""
    employed = workers * facts.external[:, 4] / facts.external[:, 4].sum()
    inactive = state[2:] / state[0]
    rows = np.column_stack([employed, employed * UNEMPLOYMENT_OUT / (1 - UNEMPLOYMENT_OUT),
                            employed * inactive[0], employed * inactive[1]])
    total = np.round(rows.sum(axis=1))
    edu_share = edu / edu.sum() + np.array([-0.05, -0.01, 0.06])
    return {"total": total, "state": rows, "age": total[:, None] * age / age.sum(), "edu": total[:, None] * edu_share,
            "cohort15": total * age[0] / age.sum() / 3}


def _whole(total: Array, table: Array) -> Array:
    return np.array([round_to(int(n), row) for n, row in zip(total, table, strict=True)])


def _close(state: Array, jobs: float) -> Array:
    """Let the employed add up to `jobs` exactly, at the cost of the detached of the largest outside zone."""
    largest = len(state) - len(EXTERNAL) + state[-len(EXTERNAL):].sum(axis=1).argmax()
    missing = jobs - state[:, 0].sum()
    state[largest, 0] += missing
    state[largest, 3] -= missing
    return state


def fitted_employment(people: dict[str, Array]) -> Array:
    """Persons by age, education and state after fitting each zone's margins, float64[z, 8, 3, 4] (for checks)."""
    out = []
    for age, edu, state in zip(people["age"], people["edu"], people["state"], strict=True):
        cube = seed() + 1e-12
        for _ in range(60):
            cube *= (age / cube.sum(axis=(1, 2)))[:, None, None]
            cube *= (edu / cube.sum(axis=(0, 2)))[None, :, None]
            cube *= (state / cube.sum(axis=(0, 1)))[None, None]
        out.append(cube)
    return np.array(out)


def tables(facts: Facts, people: dict[str, Array]) -> dict[str, Made]:
    """Make the tables of residents."""
    kwb = "CBS key figures of districts and neighbourhoods 2021 (85039NED), raised to 2022; "
    zones = facts.zone
    pattern, still = seed(), [0] * len(AGE_CLASSES)
    children = Origin(kwb + "children of 0-14 over 15, less families that leave cities", "estimate")
    assumed = Origin("assumption: no net domestic migration", "assumption")
    return {
        "persons_age": Made(("zone", *AGE_CLASSES), [(z, *r) for z, r in zip(zones, people["age"], strict=True)], CBS,
                            Origin(kwb + "age bands split by national ratios; outside as the region", "estimate")),
        "persons_edu": Made(("zone", *EDUCATION), [(z, *r) for z, r in zip(zones, people["edu"], strict=True)], CBS,
                            Origin(kwb + "outside as the region without Amsterdam, high + 6 points", "derived")),
        "persons_state": Made(("zone", *STATES), [(z, *r) for z, r in zip(zones, people["state"], strict=True)], CBS,
                              Origin(kwb + "net participation; unemployment: Amsterdam 4.8 %, others by benefits; "
                                     "150,000 attached by benefits; outside zones close employed = jobs", "estimate")),
        "persons_seed": Made(("age", "edu", *STATES),
                             [(a, e, *np.round(pattern[i, j], 9)) for i, a in enumerate(AGE_CLASSES)
                              for j, e in enumerate(EDUCATION)], OWN,
                             Origin("national pattern, estimate after CBS labour force statistics", "estimate")),
        "demography": Made(("zone", "cohort15", *(f"migration_{a}" for a in AGE_CLASSES)),
                           [(z, round(float(c), 1), *still) for z, c in zip(zones, people["cohort15"], strict=True)],
                           CBS, assumed, {"cohort15": children}),
    }


