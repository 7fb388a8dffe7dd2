"""Data centres: arrivals, sites, leaner servers."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.request import RequestCategory
from simulation.kernels.draws import normals, uniforms
from simulation.processes.grid_queue import file_requests, station_of
from simulation.purposes import Purpose
from simulation.region import LOAD_CLASSES

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DATA_CENTRE = LOAD_CLASSES.index("data_centre")
MOST_A_MONTH = 40  # enough for any cap; keeps the sum of the Poisson law finite


def site_data_centres(model: "RegionModel") -> None:
    """Connect those the grid served, spread power management, and let new data centres ask for power.

    Parameters
    ----------
    model
        The region. Writes `energy.dc_new_mva`, `energy.station_mwh`, `energy.x_leap`, and files requests.
    """
    if model.frozen:
        return
    _connect_centres(model)
    _spread_leap(model)
    size = arriving_centres(model)
    if len(size) == 0:
        return
    number = np.arange(len(size), dtype=np.uint64)
    key = model.draw(Purpose.DATA_CENTRE)
    steered = uniforms(key, number, 10) < model.lever("dc_steer")
    zone, station = _core_sites(model, uniforms(key, number, 11), number)
    best_zone, best_station = _best_site(model)
    file_requests(
        model,
        station=np.where(steered, best_station, station),
        zone=np.where(steered, best_zone, zone),
        category=RequestCategory.DATA_CENTRE,
        kw=1000 * size,
        units=1.0,
        firm=-1,
        load_class=DATA_CENTRE,
    )


def arriving_centres(model: "RegionModel") -> Floats:
    """Sizes of the data centres that ask for power this month: float64[n] [MVA].

    Their number has a Poisson law; the mean follows demand, which grows on itself, or the cap if that is lower.
    """
    par = model.par.data_centres
    wanted = par.dc_demand * model.region.dc_mva.sum() * (1 + par.dc_demand) ** (model.month / 12)
    mean = min(wanted, model.lever("dc_cap")) / 12 / par.dc_size
    key = model.draw(Purpose.DATA_CENTRE)
    law = np.exp(-mean) * np.cumprod(np.append(1.0, mean / np.arange(1, MOST_A_MONTH)))
    count = int(np.searchsorted(np.cumsum(law), uniforms(key, np.zeros(1, np.uint64))[0]))
    spread = par.dc_size_spread
    draws = normals(key, np.arange(count, dtype=np.uint64), 1)
    return np.clip(par.dc_size * np.exp(spread * draws - spread**2 / 2), par.dc_size_low, par.dc_size_high)


def _core_sites(model: "RegionModel", draw: Floats, number: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Sites by demand, in the core clusters in proportion to what stands there."""
    region = model.region
    weight = np.cumsum(region.dc_mva * region.dc_core)
    site = np.searchsorted(weight, draw * weight[-1], side="right")
    zone = region.dc_zone[site].astype(np.int64)
    return zone, station_of(model, zone, DATA_CENTRE, number + model.draw(Purpose.DATA_CENTRE))


def _best_site(model: "RegionModel") -> tuple[int, int]:
    """Zone and station with the best ranks in grid room, heat demand and land."""
    region, grid = model.region, model.grid
    n = region.n_mra
    room = model.par.grid.admission_limit * grid.firm_mw - grid.planned_peak_mw - grid.station_queue_mw
    zone = region.grid.station_zone.astype(np.int64)
    candidates = np.flatnonzero((zone < n) & (grid.firm_mw > 0) & ~region.grid.station_large)
    heat = model.energy.dwellings[..., 0].sum(axis=(1, 2)) / region.zone_land_km2[:n]
    land = region.zone_land_km2[:n] / region.population[:n]
    score = sum(_rank(values) for values in (room[candidates], heat[zone[candidates]], land[zone[candidates]]))
    best = int(candidates[np.argmax(score + _rank(room[candidates]))])  # room counts twice: without it nothing moves
    return int(zone[best]), best


def _rank(values: Floats) -> Floats:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(float)


def _connect_centres(model: "RegionModel") -> None:
    """Load the grid with the data centres connected last month."""
    requests, energy = model.requests, model.energy
    rows = model.grid.connected_requests
    rows = rows[(requests.category[rows] == RequestCategory.DATA_CENTRE) & (requests.background[rows] == 0)]
    mw = requests.kw[rows] * requests.units[rows].astype(np.float64) / 1000
    np.add.at(energy.dc_new_mva, requests.zone[rows], mw)
    np.add.at(energy.station_mwh[:, DATA_CENTRE], requests.station[rows], mw * model.par.data_centres.dc_use * 8760)


def _spread_leap(model: "RegionModel") -> None:
    energy, par = model.energy, model.par.data_centres
    push = par.x_leap_p + par.x_leap_dp * model.lever("leap_rollout")
    energy.x_leap += (push + par.x_leap_q * energy.x_leap) * (1 - energy.x_leap) / 12
