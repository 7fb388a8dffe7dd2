"""Requests for power: admitted where both ledgers leave room, connected, or lost."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from agents.request import RequestCategory, RequestStatus
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.allocation import admit_requests
from simulation.kernels.draws import draw_key, uniforms
from simulation.kernels.station_load import compute_station_load
from simulation.purposes import Purpose
from simulation.submodels.grid.requests import withdraw_requests
from simulation.submodels.grid.state import planning_weight, use_by_category
from simulation.world import World

# Regulator's framework of 2024: those who relieve congestion, basic needs, heat, then all others.
SOCIETAL_RANK = np.array([1, 0, 3, 3, 3, 2])  # by RequestCategory


def lose_applicants(world: World) -> Ints:
    """Withdraw requests of firms that are gone and of applicants who give up; their rows."""
    requests = world.requests
    pending = np.flatnonzero(requests.status <= RequestStatus.ADMITTED)
    firm = requests.firm[pending]
    gone = np.zeros(len(pending), bool)
    known = firm >= 0
    gone[known] = world.firms.uid[firm[known]] != requests.firm_uid[pending[known]]
    draws = uniforms(world.draw(Purpose.RENEGING), requests.uid[pending])
    gives_up = (requests.status[pending] == RequestStatus.WAITING) & (draws < world.par.grid.renege_rate)
    lost = pending[gone | gives_up]
    withdraw_requests(world, lost)
    return np.asarray(lost)


def admit_waiting(world: World, room: Floats, reach: Floats) -> Ints:
    """Offer connections in the order of the policy; rows of applicants who proved not to exist.

    Parameters
    ----------
    world
        The region.
    room
        float64[limits, h], room under every limit [MW]; reduced by what is admitted.
    reach
        float64[s, limits], load that 1 MW at a station puts on a limit.
    """
    requests, grid = world.requests, world.grid
    rows = np.flatnonzero(requests.status == RequestStatus.WAITING)
    if len(rows) == 0:
        return rows
    luck = uniforms(draw_key(world.seed, Purpose.INIT_GRID, 0), requests.uid[rows], 2)
    requests.timed[rows] = luck < world.par.grid.timed_share * world.lever("time_based_rights")
    societal = world.lever("grid_priority") >= 0.5
    rank = SOCIETAL_RANK[requests.category[rows]] if societal else np.zeros(len(rows), np.int64)
    order = np.lexsort((requests.uid[rows], requests.month[rows], rank))
    rows, rank = rows[order], rank[order]
    station, timed = requests.station[rows].astype(np.int64), requests.timed[rows].astype(np.int64)
    need = planned_mw(world, rows)
    shapes = world.region.grid.profiles / grid.peak_use[:, None]
    admitted = admit_requests(
        station,
        requests.load_class[rows].astype(np.int64),
        timed * (1 + station),
        (station * 4 + rank) * 2 + timed,
        need,
        np.where(requests.ghost[rows] == 1, 0.0, need),
        reach,
        shapes,
        grid.open_hours,
        room,
    )
    offered = rows[admitted]
    is_ghost = requests.ghost[offered] == 1
    vanished, real = offered[is_ghost], offered[~is_ghost]
    requests.status[real], requests.admitted_m[real] = RequestStatus.ADMITTED, world.month
    requests.status[vanished], requests.closed_m[vanished] = RequestStatus.VANISHED, world.month
    return np.asarray(vanished)


def connect_admitted(world: World) -> Ints:
    """Connect those admitted long enough ago; their rows. Their load follows next month."""
    requests, grid = world.requests, world.grid
    due = requests.admitted_m <= world.month - world.par.grid.lead_months
    rows = np.flatnonzero((requests.status == RequestStatus.ADMITTED) & due)
    if rows.size == 0:
        return rows
    requests.status[rows], requests.closed_m[rows] = RequestStatus.CONNECTED, world.month
    timed = requests.timed[rows] == 1
    planned = planned_mw(world, rows)
    grid.contracts_mwh += power_to_energy(world, rows[~timed], planned[~timed])
    grid.timed_contracts_mwh += power_to_energy(world, rows[timed], planned[timed])
    signed = requests.kw[rows] * requests.units[rows] / 1000.0
    np.add.at(grid.contracted_mw, requests.station[rows], signed)
    unseen = requests.background[rows] == 1
    use = use_by_category(world.par.grid)[requests.category[rows]]
    grid.background_mwh += power_to_energy(world, rows[unseen], (signed * use)[unseen])
    return rows


def planned_mw(world: World, rows: Ints) -> Floats:
    """Power of requests at their planning weight: float64[n] [MW]."""
    requests, par = world.requests, world.par.grid
    weight = planning_weight(use_by_category(par), par)[requests.category[rows]]
    return np.asarray(weight * requests.kw[rows].astype(np.float64) * requests.units[rows] / 1000.0)


def power_to_energy(world: World, rows: Ints, mw: Floats) -> Floats:
    """Turn peak power of requests into energy a year by station and class: float64[s, c] [MWh]."""
    requests, peak_use = world.requests, world.grid.peak_use
    energy = np.zeros_like(world.grid.contracts_mwh)
    load_class = requests.load_class[rows]
    np.add.at(energy, (requests.station[rows], load_class), mw / peak_use[load_class])
    return energy


def reserve(world: World) -> None:
    """Add up by station what was admitted and is not connected yet, at planning weight."""
    requests, grid = world.requests, world.grid
    rows = np.flatnonzero(requests.status == RequestStatus.ADMITTED)
    grid.reserved_mw = sum_by(requests.station[rows], planned_mw(world, rows), len(grid.firm_mw))


def reserved_load(world: World) -> Floats:
    """Hourly load of all admitted and not yet connected, at planning weight: float64[s, h] [MW]."""
    requests, grid, profiles = world.requests, world.grid, world.region.grid.profiles
    rows = np.flatnonzero(requests.status == RequestStatus.ADMITTED)
    timed = requests.timed[rows] == 1
    load = compute_station_load(power_to_energy(world, rows[~timed], planned_mw(world, rows[~timed])), profiles)
    if timed.any():
        late = compute_station_load(power_to_energy(world, rows[timed], planned_mw(world, rows[timed])), profiles)
        load += late * grid.open_hours[1:]
    return np.asarray(load)


def record_queue(world: World) -> None:
    """Update the queue by station and category and the waiting times."""
    requests, grid = world.requests, world.grid
    waiting = np.flatnonzero(requests.status == RequestStatus.WAITING)
    mw = requests.kw[waiting] * requests.units[waiting].astype(np.float64) / 1000.0
    grid.station_queue_mw = sum_by(requests.station[waiting], mw, len(grid.firm_mw))
    grid.category_queue_mw = sum_by(requests.category[waiting], mw, len(RequestCategory))
    grid.queue_count = float(requests.units[waiting].sum())
    age = world.month - requests.month[waiting]
    grid.waiting_median_months = median_of(age)
    recent = requests.admitted_m > max(world.month - 12, -1)
    wait = requests.admitted_m[recent] - requests.month[recent]
    grid.waiting_admitted_months = float(np.average(wait, weights=requests.units[recent])) if wait.size else 0.0


def median_of(whole: NDArray[np.integer[Any]]) -> float:
    """Median of whole numbers, 0 of none; twice as fast as that of numpy, which looks for nan."""
    if whole.size == 0:
        return 0.0
    ordered = np.sort(whole)
    return 0.5 * (float(ordered[(whole.size - 1) // 2]) + float(ordered[whole.size // 2]))


def sum_by(place: ArrayLike, values: Floats, n: int) -> Floats:
    """Add values by place: float64[n]."""
    return np.asarray(np.bincount(place, values, minlength=n), np.float64)
