"""Slow twins of the counting: one row, or one zone, after the other."""

import numpy as np

from agents.firm import PowerState
from agents.request import RequestStatus
from agents.worker import WorkState
from simulation.axes import GENERATION_CLASSES, HEAT_TECHS, LOAD_CLASSES
from simulation.submodels.firms.demand import demand_multiplier
from simulation.world import World

POOR = 2  # mobility group
GAS_TONNES_M3 = 1.78 / 1000


def count_workers(people, firm_zone, long_months, n_zones):
    """Counts [zone, absent and 5 states, education, group, long] and trips [home, work]."""
    counts, trips = np.zeros((n_zones, 6, 3, 3, 2), np.int64), np.zeros((n_zones, n_zones), np.int64)
    for home, state, edu, grp, dur, emp in zip(*people, strict=True):
        is_long = state == 1 and dur >= long_months
        counts[home, state + 1, edu - 1, grp, int(is_long)] += 1
        if state == 0:
            trips[home, firm_zone[emp]] += 1
    return counts, trips


def count_firms(employers, demand, n_zones):
    """Slots [zone, sector, 4] and firms [zone, 5]."""
    slots, firms = np.zeros((n_zones, len(demand), 4), np.int64), np.zeros((n_zones, 5))
    for z, s, filled, target, vacant, el, size, cap, weight in zip(*employers, strict=True):
        slots[z, s] += [filled, target, vacant, filled if el != 2 else 0]
        withheld = max(0.0, float(size) * demand[s] - float(cap))
        firms[z] += np.array([1, el == 1, el == 2, withheld > 0, 0]) * float(weight)
        firms[z, 4] += withheld
    return slots, firms


def zone_by_hand(world: World, z: int) -> dict[str, float]:
    """Every zonal indicator of one zone."""
    people = people_by_hand(world, z) | flows_by_hand(world, z)
    return people | firms_by_hand(world, z) | grid_by_hand(world, z) | energy_by_hand(world, z)


def people_by_hand(world: World, z: int) -> dict[str, float]:
    w = world.workers
    here = w.home == z
    states = {
        "employed": WorkState.EMPLOYED,
        "unemployed": WorkState.UNEMPLOYED,
        "hidden_talent": WorkState.ATTACHED,
        "detached": WorkState.DETACHED,
        "in_training": WorkState.TRAINING,
    }
    rows = {name: here & (w.state == state) for name, state in states.items()}
    rows["persons"] = here & (w.state != WorkState.ABSENT)
    rows["long_term_unemployed"] = rows["unemployed"] & (w.dur >= 12)
    for name in ("employed", "unemployed"):
        rows[f"{name}_transport_poor"] = rows[name] & (w.grp == POOR)
        for edu, level in enumerate(("low", "middle", "high"), start=1):
            rows[f"{name}_{level}"] = rows[name] & (w.edu == edu)
    workplace = world.firms.zone[w.emp[rows["employed"]]]
    km = world.region.km[0, z, workplace].sum() * world.scale
    return {name: np.count_nonzero(found) * world.scale for name, found in rows.items()} | {"commute_km": km}


def flows_by_hand(world: World, z: int) -> dict[str, float]:
    names = {
        "hires_unemployed": "hires_u",
        "hires_job_to_job": "hires_e",
        "hires_outside": "hires_n",
        "separations": "separations",
        "training_started": "train_started",
        "trained": "train_completed",
        "activated": "activated",
    }
    return {name: world.flows[flow][z] * world.scale for name, flow in names.items()}


def firms_by_hand(world: World, z: int) -> dict[str, float]:
    f, region = world.firms, world.region
    here = f.zone == z
    withheld = np.maximum(f.S * demand_multiplier(world)[f.sector] - f.cap, 0.0)
    fossil = here & (f.el != PowerState.ELECTRIFIED)
    return {
        "jobs": f.filled[here].sum() * world.scale,
        "jobs_wanted": f.target[here].sum() * world.scale,
        "vacancies": np.count_nonzero(world.vacancies.zone == z) * world.scale,
        "firms": f.w_f[here].sum(),
        "firms_waiting": f.w_f[here & (f.el == PowerState.WAITING)].sum(),
        "firms_electrified": f.w_f[here & (f.el == PowerState.ELECTRIFIED)].sum(),
        "firms_capped": f.w_f[here & (withheld > 0)].sum(),
        "jobs_capped": withheld[here].sum() * world.scale,
        "co2_firms": (f.filled * region.sector_co2_job[f.sector])[fossil].sum() * world.scale,
    }


def grid_by_hand(world: World, z: int) -> dict[str, float]:
    grid, requests, projects = world.grid, world.requests, world.projects
    at = np.flatnonzero(world.region.grid.station_zone == z)
    waiting = np.isin(requests.station, at) & (requests.status == RequestStatus.WAITING)
    here = np.isin(projects.station, at) & (projects.done == 0)
    permit, ready = here & (projects.permit_left > 0), here & (projects.permit_left <= 0)
    most = projects.work_total / world.par.grid.crew_months
    return {
        "capacity_mw": grid.firm_mw[at].sum(),
        "peak_mw": sum(max(grid.peak_mw[station], 0.0) for station in at),
        "queue_mw": (requests.kw * requests.units)[waiting].sum() / 1000,
        "queue_requests": requests.units[waiting].sum(),
        "permit_mva": projects.mva[permit].sum(),
        "build_mva": projects.mva[ready].sum(),
        "build_need_fte": np.minimum(projects.work_left, most)[ready].sum(),
    }


def energy_by_hand(world: World, z: int) -> dict[str, float]:
    region, homes = world.region, world.heat.dwellings[z]
    mwh = world.power.energy_mwh[z] + world.power.station_mwh[region.grid.station_zone == z].sum(axis=0)
    generation = sum(mwh[LOAD_CLASSES.index(name)] for name in GENERATION_CLASSES)
    gas, hybrid = (homes[..., HEAT_TECHS.index(tech)].sum(axis=0) @ region.gas_m3 for tech in ("gas", "hybrid"))
    return {f"homes_{tech}": homes[..., k].sum() for k, tech in enumerate(HEAT_TECHS)} | {
        "co2_homes": (gas + (1 - world.par.heat.hybrid_saving) * hybrid) * GAS_TONNES_M3,
        "cars": region.cars[z],
        "cars_battery": region.cars[z] * world.vehicles.bev_share[z],
        "electricity_mwh": mwh.sum() - generation,
        "generation_mwh": generation,
        "co2_electricity": (mwh.sum() - generation) * region.exogenous["co2_elec_kg_kwh"][world.month - 1],
    }
