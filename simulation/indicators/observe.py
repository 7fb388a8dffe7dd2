"""Observe a model at the end of a month."""

import numpy as np
from numpy.typing import NDArray

from agents.request import RequestStatus
from simulation.declare.arrays import Floats, Rows
from simulation.indicators.catalogue import EDUCATION, GROUP
from simulation.indicators.record import GROUP_NAMES, REGIONAL_NAMES, STATION_NAMES, ZONAL_NAMES, Record
from simulation.kernels.observing import count_firms, count_workers
from simulation.region import DWELLING_CLASSES, GENERATION_CLASSES, HEAT_TECHS, LOAD_CLASSES
from simulation.submodels.firms.demand import demand_multiplier
from simulation.world import World

LONG_TERM = 12  # months
ROAD = 0  # first mode of region.km: by car
EMPLOYED, UNEMPLOYED, ATTACHED, DETACHED, TRAINING = range(5)
FLOWS = {
    "hires_unemployed": "hires_u",
    "hires_job_to_job": "hires_e",
    "hires_outside": "hires_n",
    "separations": "separations",
    "training_started": "train_started",
    "trained": "train_completed",
    "activated": "activated",
}
GAS_KG_M3 = 1.78  # kg of CO2 per m3 of natural gas, Netherlands list of fuels
IS_GENERATION = np.array([name in GENERATION_CLASSES for name in LOAD_CLASSES])


class Observer:
    """Fill a record month by month.

    Parameters
    ----------
    world
        Before its first month.
    months
        Number of months that will be observed.
    """

    def __init__(self, world: World, months: int) -> None:
        self.record = Record.empty(world.region, months)

    def observe(self, world: World) -> None:
        """Observe the month just lived; call after each step."""
        row = world.month - 1
        people, km = count_people(world)
        slots, firms = count_employers(world)
        self.record.zones[row] = zonal_matrix(world, people, km, slots, firms)
        self.record.groups[row] = group_cube(world, people, slots)
        grid = world.grid
        station = {
            "capacity_mw": grid.firm_mw,
            "peak_mw": grid.peak_mw,
            "contracted_mw": grid.contracted_mw,
            "queue_mw": grid.station_queue_mw,
        }
        self.record.stations[row] = np.stack([station[name] for name in STATION_NAMES], axis=1)
        regional = regional_values(world)
        self.record.region[row] = [regional[name] for name in REGIONAL_NAMES]


def observe_month(world: World) -> NDArray[np.float32]:
    """Additive indicators of the month just lived: float32[n_mra, len(ZONAL)], columns as ZONAL."""
    return zonal_matrix(world, *count_people(world), *count_employers(world))


def zonal_matrix(world: World, people: Floats, km: Floats, slots: Floats, firms: Floats) -> NDArray[np.float32]:
    """Columns of ZONAL from what was counted: float32[n_mra, len(ZONAL)]."""
    zonal = people_columns(people, km) | firm_columns(slots, firms) | flow_columns(world) | grid_columns(world)
    zonal |= energy_columns(world, slots)
    return np.stack([zonal[name][: world.region.n_mra] for name in ZONAL_NAMES], axis=1).astype(np.float32)


def count_people(world: World) -> tuple[Floats, Floats]:
    """Persons and commuting by zone of residence.

    Returns
    -------
    people : float64[n_zones, 5, 3, 3, 2]
        By state, education, mobility group and long-term unemployment.
    km : float64[n_zones]
        One way, added over the employed.
    """
    w, zones, threads = world.workers, world.region.n_zones, world.threads
    blocks = threads.blocks(w.n)
    counts, flows = np.zeros((blocks, zones, 6, 3, 3, 2), np.int64), np.zeros((blocks, zones, zones), np.int64)
    columns = (w.home, w.state, w.edu, w.grp, w.dur, w.emp, world.firms.zone)
    threads.each_block(count_workers, w.n, *columns, LONG_TERM, counts, flows)
    km = (flows.sum(axis=0) * world.region.km[ROAD]).sum(axis=1)
    return counts.sum(axis=0)[:, 1:] * float(world.scale), km * world.scale


def count_employers(world: World) -> tuple[Floats, Floats]:
    """Jobs and firms by zone of establishment.

    Returns
    -------
    slots : float64[n_zones, n_sectors, 4]
        Jobs filled, wanted, vacant, filled and fossil.
    firms : float64[n_zones, 5]
        All, waiting for the grid, electrified, held back by it, and the jobs it withholds.
    """
    f, region, threads = world.firms, world.region, world.threads
    blocks = threads.blocks(f.n)
    slots = np.zeros((blocks, region.n_zones, len(region.sector_id), 4), np.int64)
    firms = np.zeros((blocks, region.n_zones, 5))
    columns = (f.zone, f.sector, f.filled, f.target, f.vacant, f.el, f.S, f.cap, f.w_f, demand_multiplier(world))
    threads.each_block(count_firms, f.n, *columns, slots, firms)
    counted = firms.sum(axis=0)
    counted[:, 4] *= world.scale
    return slots.sum(axis=0) * float(world.scale), counted


def people_columns(people: Floats, km: Floats) -> dict[str, Floats]:
    """Columns of `people`, each float64[n_zones]."""
    state = people.sum(axis=(2, 3, 4))
    columns = {
        "persons": state.sum(axis=1),
        "employed": state[:, EMPLOYED],
        "unemployed": state[:, UNEMPLOYED],
        "hidden_talent": state[:, ATTACHED],
        "detached": state[:, DETACHED],
        "in_training": state[:, TRAINING],
        "long_term_unemployed": people[:, UNEMPLOYED, :, :, 1].sum(axis=(1, 2)),
        "employed_transport_poor": people[:, EMPLOYED, :, 2].sum(axis=(1, 2)),
        "unemployed_transport_poor": people[:, UNEMPLOYED, :, 2].sum(axis=(1, 2)),
        "commute_km": km,
    }
    for k, level in enumerate(EDUCATION):
        columns[f"employed_{level}"] = people[:, EMPLOYED, k].sum(axis=(1, 2))
        columns[f"unemployed_{level}"] = people[:, UNEMPLOYED, k].sum(axis=(1, 2))
    return columns


def firm_columns(slots: Floats, firms: Floats) -> dict[str, Floats]:
    """Columns of `firms`, each float64[n_zones]."""
    jobs = slots.sum(axis=1)
    return {
        "jobs": jobs[:, 0],
        "jobs_wanted": jobs[:, 1],
        "vacancies": jobs[:, 2],
        "jobs_capped": firms[:, 4],
        "firms": firms[:, 0],
        "firms_waiting": firms[:, 1],
        "firms_electrified": firms[:, 2],
        "firms_capped": firms[:, 3],
    }


def flow_columns(world: World) -> dict[str, Floats]:
    """Columns of `flows`, each float64[n_zones]; a process that had nothing to do leaves zeros."""
    none = np.zeros(world.region.n_zones)
    return {name: world.flows.get(key, none) * world.scale for name, key in FLOWS.items()}


def grid_columns(world: World) -> dict[str, Floats]:
    """Columns of `grid` by zone of the station, each float64[n_zones]."""
    grid, requests, projects = world.grid, world.requests, world.projects
    zone, zones = world.region.grid.station_zone, world.region.n_zones

    def by_zone(values: Floats, station: Rows | slice = slice(None)) -> Floats:
        return np.asarray(np.bincount(zone[station], values, minlength=zones), np.float64)

    waiting = requests.status == RequestStatus.WAITING
    open_here = (projects.done == 0) & (projects.station >= 0)
    permit, ready = open_here & (projects.permit_left > 0), open_here & (projects.permit_left <= 0)
    at = np.maximum(projects.station, 0)
    hands = np.minimum(projects.work_left, projects.work_total / world.par.grid.crew_months)
    return {
        "capacity_mw": by_zone(grid.firm_mw),
        "peak_mw": by_zone(np.maximum(grid.peak_mw, 0.0)),
        "queue_mw": by_zone(grid.station_queue_mw),
        "queue_requests": by_zone(requests.units * waiting, requests.station),
        "permit_mva": by_zone(projects.mva * permit, at),
        "build_mva": by_zone(projects.mva * ready, at),
        "build_need_fte": by_zone(hands * ready, at),
    }


def energy_columns(world: World, slots: Floats) -> dict[str, Floats]:
    """Columns of `energy`, each float64[n_mra]."""
    region, power, heat, inside = world.region, world.power, world.heat, world.region.n_mra
    homes = heat.dwellings.sum(axis=(1, 2))
    columns = {f"homes_{tech}": homes[:, k] for k, tech in enumerate(HEAT_TECHS)}
    station = np.zeros((inside, len(LOAD_CLASSES)))
    at = region.grid.station_zone
    np.add.at(station, at[at < inside], power.station_mwh[at < inside])
    use = power.energy_mwh + station
    demand = use[:, ~IS_GENERATION].sum(axis=1)
    burning = np.zeros(len(HEAT_TECHS))
    burning[HEAT_TECHS.index("gas")], burning[HEAT_TECHS.index("hybrid")] = 1.0, 1.0 - world.par.heat.hybrid_saving
    gas_m3 = np.einsum("ztck,c,k->z", heat.dwellings, region.gas_m3[: len(DWELLING_CLASSES)], burning)
    now = min(max(world.month - 1, 0), len(region.exogenous["co2_elec_kg_kwh"]) - 1)
    return columns | {
        "cars": region.cars,
        "cars_battery": region.cars * world.vehicles.bev_share,
        "electricity_mwh": demand,
        "generation_mwh": use[:, IS_GENERATION].sum(axis=1),
        "co2_homes": gas_m3 * GAS_KG_M3 / 1000.0,
        "co2_firms": slots[:inside, :, 3] @ region.sector_co2_job,
        "co2_electricity": demand * region.exogenous["co2_elec_kg_kwh"][now],
    }


def group_cube(world: World, people: Floats, slots: Floats) -> Floats:
    """By sub-region and group (education, then sector): float64[n_subregions, 3 + n_sectors, len(GROUP)]."""
    region = world.region
    inside, areas = region.n_mra, len(region.subregion_name)
    place = np.zeros((areas, inside))
    place[region.zone_subregion[:inside], np.arange(inside)] = 1.0
    by_edu = np.tensordot(place, people[:inside].sum(axis=(3, 4)), axes=1)  # [area, state, education]
    by_sector = np.tensordot(place, slots[:inside], axes=1)  # [area, sector, 4]
    cube = np.full((areas, len(EDUCATION) + len(region.sector_id), len(GROUP)), np.nan)
    column = {name: k for k, name in enumerate(GROUP_NAMES)}
    cube[:, : len(EDUCATION), column["persons"]] = by_edu.sum(axis=1)
    for name, state in (("employed", EMPLOYED), ("unemployed", UNEMPLOYED), ("hidden_talent", ATTACHED)):
        cube[:, : len(EDUCATION), column[name]] = by_edu[:, state]
    for name, k in (("jobs", 0), ("jobs_wanted", 1), ("vacancies", 2)):
        cube[:, len(EDUCATION) :, column[name]] = by_sector[:, :, k]
    return cube


def regional_values(world: World) -> dict[str, float]:
    """Values of `regional`."""
    grid, hands, month = world.grid, world.technicians, world.month - 1
    asked = world.policy.levers.monthly_cost(month, world.region.population)
    return {
        "grid_technicians_avail": hands.grid_fte,
        "grid_technicians_need": grid.labour_need,
        "installers_avail": hands.install_fte,
        "installers_need": hands.install_need,
        "installers_used": hands.install_used,
        "regional_peak_mw": float(grid.load.sum(axis=0).max()),
        "line_loading": 100.0 * float(grid.n1_loading.max()),
        "waiting_months": grid.waiting_admitted_months,
        "projects_finished": float(np.count_nonzero(world.projects.done)),
        "cost_asked": sum(asked.values()),
    }
