"""Data centres: arrivals, sites, leaner servers."""

import numpy as np
from numpy.typing import NDArray

from agents.request import RequestCategory
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.draws import normals, uniforms
from simulation.practices.rule import adopt_share
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.data_centres.load import DATA_CENTRE
from simulation.submodels.grid.requests import connected, file_requests, station_of
from simulation.world import World

MOST_A_MONTH = 40  # enough for any cap; keeps the sum of the Poisson law finite


@step(
    own="data_centres",
    reads="heat.dwellings grid.connected_requests grid.firm_mw grid.planned_peak_mw grid.station_queue_mw "
    "grid.station_share",
    writes="requests power.station_mwh grid.filed_ordinal",
)
def site_data_centres(world: World) -> None:
    """Connect those the grid served, spread power management, and let new data centres ask for power.

    Those connected last month load the grid from this month on.
    """
    _connect_centres(world)
    _spread_leap(world)
    size = arriving_centres(world)
    if len(size) == 0:
        return
    number = np.arange(len(size), dtype=np.uint64)
    key = world.draw(Purpose.DATA_CENTRE)
    steered = uniforms(key, number, 10) < world.lever("dc_steer")
    zone, station = _core_sites(world, uniforms(key, number, 11), number)
    best_zone, best_station = _best_site(world)
    file_requests(
        world,
        station=np.where(steered, best_station, station),
        zone=np.where(steered, best_zone, zone),
        category=RequestCategory.DATA_CENTRE,
        kw=1000 * size,
        units=1.0,
        firm=-1,
        load_class=DATA_CENTRE,
    )


def arriving_centres(world: World) -> Floats:
    """Sizes of the data centres that ask for power this month: float64[n] [MVA].

    Their number has a Poisson law; the mean follows demand, which grows on itself, or the cap if that is lower.
    """
    par = world.par.data_centres
    wanted = par.dc_demand * world.region.dc_mva.sum() * (1 + par.dc_demand) ** (world.month / 12)
    mean = min(wanted, world.lever("dc_cap")) / 12 / par.dc_size
    key = world.draw(Purpose.DATA_CENTRE)
    law = np.exp(-mean) * np.cumprod(np.append(1.0, mean / np.arange(1, MOST_A_MONTH)))
    count = int(np.searchsorted(np.cumsum(law), uniforms(key, np.zeros(1, np.uint64))[0]))
    spread = par.dc_size_spread
    draws = normals(key, np.arange(count, dtype=np.uint64), 1)
    return np.clip(par.dc_size * np.exp(spread * draws - spread**2 / 2), par.dc_size_low, par.dc_size_high)


def _core_sites(world: World, draw: Floats, number: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Sites by demand, in the core clusters in proportion to what stands there."""
    region = world.region
    weight = np.cumsum(region.dc_mva * region.dc_core)
    site = np.searchsorted(weight, draw * weight[-1], side="right")
    zone = region.dc_zone[site].astype(np.int64)
    return zone, station_of(world, zone, DATA_CENTRE, number + world.draw(Purpose.DATA_CENTRE))


def _best_site(world: World) -> tuple[int, int]:
    """Zone and station with the best ranks in grid room, heat demand and land."""
    region, grid = world.region, world.grid
    n = region.n_mra
    room = world.par.grid.admission_limit * grid.firm_mw - grid.planned_peak_mw - grid.station_queue_mw
    zone = region.grid.station_zone.astype(np.int64)
    candidates = np.flatnonzero((zone < n) & (grid.firm_mw > 0) & ~region.grid.station_large)
    heat = world.heat.dwellings[..., 0].sum(axis=(1, 2)) / region.zone_land_km2[:n]
    land = region.zone_land_km2[:n] / region.population[:n]
    score = sum(_rank(values) for values in (room[candidates], heat[zone[candidates]], land[zone[candidates]]))
    best = int(candidates[np.argmax(score + _rank(room[candidates]))])  # room counts twice: without it nothing moves
    return int(zone[best]), best


def _rank(values: Floats) -> Floats:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(float)


def _connect_centres(world: World) -> None:
    """Load the grid with the data centres connected last month."""
    requests = world.requests
    rows = connected(world, RequestCategory.DATA_CENTRE)
    mw = requests.kw[rows] * requests.units[rows].astype(np.float64) / 1000
    np.add.at(world.data_centres.new_mva, requests.zone[rows], mw)
    np.add.at(
        world.power.station_mwh[:, DATA_CENTRE], requests.station[rows], mw * world.par.data_centres.dc_use * 8760
    )


def _spread_leap(world: World) -> None:
    par, inside = world.par.data_centres, slice(world.region.n_mra)
    push = world.modified("leap_p", par.x_leap_p + par.x_leap_dp * world.lever("leap_rollout"), inside)
    speed = world.lock_in("energy").speed
    world.practices["leap"] = adopt_share(world.practices["leap"], push, par.x_leap_q, lock_in=speed)
