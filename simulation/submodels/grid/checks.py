"""What holds for the grid: every request is in one place, capacity never falls, and no energy is lost."""

from typing import NamedTuple

import numpy as np

from agents.request import RequestStatus
from simulation.checks import (
    CLOSE,
    EXACT,
    require,
    require_rows,
    require_shares,
    require_stations,
    require_unique,
    require_zones,
)
from simulation.declare.arrays import Floats
from simulation.kernels.station_load import compute_station_load
from simulation.submodels.grid.state import IS_GENERATION
from simulation.world import World


class Noted(NamedTuple):
    """What a month is compared with, as it was when the month began."""

    firm_mw: Floats  # [s]
    background_mwh: Floats  # [s, c]
    timed_mwh: Floats  # [s, c]


def check_state(world: World) -> None:
    """Requests, loads and works are in order."""
    _check_requests(world)
    _check_stations(world)
    require_unique(world.requests.uid, world, "request")
    require_unique(world.projects.uid, world, "project")


def note_stocks(world: World) -> Noted:
    """Capacity, and the energy of contracts that no other submodel knows."""
    grid = world.grid
    return Noted(grid.firm_mw.copy(), grid.background_mwh.copy(), grid.timed_contracts_mwh.copy())


def check_month(world: World, noted: Noted) -> None:
    """Capacity never falls, and flexible use moves energy within the day but loses none."""
    g, power, grid = world.grid, world.power, world.region.grid
    require_stations(g.firm_mw < noted.firm_mw, world, "station capacity never falls")
    used = power.energy_mwh.sum(axis=0) + power.station_mwh.sum(axis=0)
    asked = float(np.where(IS_GENERATION, -used, used).sum() + noted.background_mwh.sum())
    if noted.timed_mwh.any():
        timed = compute_station_load(noted.timed_mwh, grid.profiles)
        asked -= float((timed * (1 - g.open_hours[1:]) @ grid.hours).sum())
    served = float((g.load @ grid.hours).sum())
    require(abs(served - asked) <= CLOSE * max(abs(asked), 1), world, "shifting load loses no energy")


def _check_requests(world: World) -> None:
    """A request waits, is admitted or is closed, and what waits is the queue."""
    r, grid = world.requests, world.grid
    legal = (r.status >= RequestStatus.WAITING) & (r.status <= RequestStatus.VANISHED)
    closed = (r.closed_m >= 0) == (r.status >= RequestStatus.CONNECTED)
    served = (r.status == RequestStatus.ADMITTED) | (r.status == RequestStatus.CONNECTED)
    waits = (r.admitted_m < 0) | (r.status != RequestStatus.WAITING)
    wrong = ~(legal & closed & waits & ((r.admitted_m >= 0) | ~served))
    require_rows(wrong, r.zone, world, "a request waits, is admitted, or is closed", "requests")
    waiting = r.status == RequestStatus.WAITING
    queue = float((r.kw[waiting] * r.units[waiting].astype(np.float64)).sum() / 1000)
    for total in (grid.queue_mw, float(grid.category_queue_mw.sum())):
        require(abs(total - queue) <= CLOSE * max(queue, 1), world, "those who wait are the queue")


def _check_stations(world: World) -> None:
    g = world.grid
    numbers = (g.peak_mw, g.firm_mw, g.reserved_mw, g.contracted_mw, g.planned_peak_mw, g.station_queue_mw)
    for values in numbers:
        require_stations(~np.isfinite(values), world, "loads, contracts and capacities are finite")
    require_stations(np.minimum(g.firm_mw, g.reserved_mw) < 0, world, "capacity and promises are not negative")
    require(np.isfinite(g.n1_loading).all(), world, "loads of corridors are finite")
    shares = g.station_share.sum(axis=2)
    require_zones(np.abs(shares - 1).max(axis=1) > CLOSE, world, "the stations of a zone serve all of it")
    require_shares(g.lv_saturation, world, "lv_saturation")
    spare = g.labour_available * (1 + EXACT) - g.labour_used
    require(spare >= 0, world, "no more work is done than technicians can do")
    require((world.projects.work_left >= 0).all(), world, "the work left of projects is not negative")
