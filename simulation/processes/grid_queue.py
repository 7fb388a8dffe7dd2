"""Requests for power: filed, admitted where both ledgers leave room, connected, or lost."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from agents.request import RequestCategory, RequestStatus
from simulation.grid_state import GridState, planning_weight, use_by_category
from simulation.kernels.allocation import admit_requests
from simulation.kernels.draws import draw_key, make_uids, uniforms
from simulation.kernels.station_load import compute_station_load
from simulation.purposes import Purpose

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REQUEST_KIND = 4  # of make_uids
# Regulator's framework of 2024: those who relieve congestion, basic needs, heat, then all others.
SOCIETAL_RANK = np.array([1, 0, 3, 3, 3, 2])  # by RequestCategory


def station_of(model: "RegionModel", zone: ArrayLike, load_class: ArrayLike, uid: ArrayLike) -> Ints:
    """Draw the station that serves an applicant; the same applicant always gets the same draw.

    Parameters
    ----------
    model
        The region.
    zone, load_class
        int[n] or one for all; zones inside the region.
    uid
        uint64[n], identifier of the applicant.

    Returns
    -------
    int64[n]
        Station row, drawn with the weights by which stations serve that class in that zone.
    """
    uid = np.atleast_1d(np.asarray(uid, np.uint64))
    weights = model.grid.station_share[np.asarray(zone), np.asarray(load_class)]
    bounds = np.atleast_2d(np.cumsum(weights, axis=-1))
    draws = uniforms(draw_key(model.run_seed, Purpose.INIT_GRID, 0), uid) * bounds[:, -1]
    return np.asarray((bounds <= draws[:, None]).sum(axis=1), np.int64)


def file_requests(
    model: "RegionModel",
    *,
    station: ArrayLike,
    zone: ArrayLike,
    category: ArrayLike,
    kw: ArrayLike,
    units: ArrayLike,
    firm: ArrayLike,
    load_class: ArrayLike,
) -> Ints:
    """Add requests to the queue.

    Parameters
    ----------
    model
        The region.
    station, zone, category, load_class
        int[n] or one for all; `category` is a RequestCategory, `load_class` an index into LOAD_CLASSES.
    kw
        float[n], power asked for by one applicant [kW].
    units
        float[n], applicants represented.
    firm
        int[n], firm row, or -1.

    Returns
    -------
    int64[n]
        Rows in `model.requests`; they stay valid for the whole run.

    Raises
    ------
    ValueError
        For power or units not above 0, or a zone or station that does not exist.
    """
    columns = tuple(map(np.atleast_1d, (station, zone, category, kw, units, firm, load_class)))
    station, zone, category, kw, units, firm, load_class = columns
    _check_filing(model, station, zone, kw, units)
    requests, par = model.requests, model.par.grid
    added = requests.extend(np.broadcast(*columns).size)
    requests.station[added], requests.zone[added], requests.category[added] = station, zone, category
    requests.kw[added], requests.units[added] = kw, units
    requests.firm[added], requests.load_class[added], requests.month[added] = firm, load_class, model.month
    place = requests.zone[added].astype(np.int64)
    uid = make_uids(REQUEST_KIND, place, model.month, _ordinals(model.grid, place))
    requests.uid[added] = uid
    rows = np.arange(added.start, added.stop)
    known = rows[requests.firm[added] >= 0]
    requests.firm_uid[known] = model.firms.uid[requests.firm[known]]
    requests.admitted_m[added] = requests.closed_m[added] = -1
    key = model.draw(Purpose.GHOST_REQUEST)
    business = category == RequestCategory.BUSINESS
    requests.ghost[added] = business & (uniforms(key, uid) < par.ghost_share)
    return rows


def withdraw_requests(model: "RegionModel", rows: ArrayLike) -> None:
    """Take requests that are not connected yet out of the queue, e.g. when their firm ends."""
    rows = np.atleast_1d(np.asarray(rows, np.int64))
    rows = rows[model.requests.status[rows] <= RequestStatus.ADMITTED]
    model.requests.status[rows] = RequestStatus.WITHDRAWN
    model.requests.closed_m[rows] = model.month


def lose_applicants(model: "RegionModel") -> Ints:
    """Withdraw requests of firms that are gone and of applicants who give up; their rows."""
    requests = model.requests
    pending = np.flatnonzero(requests.status <= RequestStatus.ADMITTED)
    firm = requests.firm[pending]
    gone = np.zeros(len(pending), bool)
    known = firm >= 0
    gone[known] = model.firms.uid[firm[known]] != requests.firm_uid[pending[known]]
    draws = uniforms(model.draw(Purpose.RENEGING), requests.uid[pending])
    gives_up = (requests.status[pending] == RequestStatus.WAITING) & (draws < model.par.grid.renege_rate)
    lost = pending[gone | gives_up]
    withdraw_requests(model, lost)
    return np.asarray(lost)


def admit_waiting(model: "RegionModel", room: Floats, reach: Floats) -> Ints:
    """Offer connections in the order of the policy; rows of applicants who proved not to exist.

    Parameters
    ----------
    model
        The region.
    room
        float64[limits, h], room under every limit [MW]; reduced by what is admitted.
    reach
        float64[s, limits], load that 1 MW at a station puts on a limit.
    """
    requests, grid = model.requests, model.grid
    rows = np.flatnonzero(requests.status == RequestStatus.WAITING)
    if len(rows) == 0:
        return rows
    luck = uniforms(draw_key(model.run_seed, Purpose.INIT_GRID, 0), requests.uid[rows], 2)
    requests.timed[rows] = luck < model.par.grid.timed_share * model.lever("time_based_rights")
    societal = model.lever("grid_priority") >= 0.5
    rank = SOCIETAL_RANK[requests.category[rows]] if societal else np.zeros(len(rows), np.int64)
    order = np.lexsort((requests.uid[rows], requests.month[rows], rank))
    rows, rank = rows[order], rank[order]
    station, timed = requests.station[rows].astype(np.int64), requests.timed[rows].astype(np.int64)
    need = planned_mw(model, rows)
    shapes = model.region.grid.profiles / grid.peak_use[:, None]
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
    requests.status[real], requests.admitted_m[real] = RequestStatus.ADMITTED, model.month
    requests.status[vanished], requests.closed_m[vanished] = RequestStatus.VANISHED, model.month
    return np.asarray(vanished)


def connect_admitted(model: "RegionModel") -> Ints:
    """Connect those admitted long enough ago; their rows. Their load follows next month."""
    requests, grid = model.requests, model.grid
    due = requests.admitted_m <= model.month - model.par.grid.lead_months
    rows = np.flatnonzero((requests.status == RequestStatus.ADMITTED) & due)
    if rows.size == 0:
        return rows
    requests.status[rows], requests.closed_m[rows] = RequestStatus.CONNECTED, model.month
    timed = requests.timed[rows] == 1
    planned = planned_mw(model, rows)
    grid.contracts_mwh += power_to_energy(model, rows[~timed], planned[~timed])
    grid.timed_contracts_mwh += power_to_energy(model, rows[timed], planned[timed])
    signed = requests.kw[rows] * requests.units[rows] / 1000.0
    np.add.at(grid.contracted_mw, requests.station[rows], signed)
    unseen = requests.background[rows] == 1
    use = use_by_category(model.par.grid)[requests.category[rows]]
    grid.background_mwh += power_to_energy(model, rows[unseen], (signed * use)[unseen])
    return rows


def planned_mw(model: "RegionModel", rows: Ints) -> Floats:
    """Power of requests at their planning weight: float64[n] [MW]."""
    requests, par = model.requests, model.par.grid
    weight = planning_weight(use_by_category(par), par)[requests.category[rows]]
    return np.asarray(weight * requests.kw[rows].astype(np.float64) * requests.units[rows] / 1000.0)


def power_to_energy(model: "RegionModel", rows: Ints, mw: Floats) -> Floats:
    """Turn peak power of requests into energy a year by station and class: float64[s, c] [MWh]."""
    requests, peak_use = model.requests, model.grid.peak_use
    energy = np.zeros_like(model.grid.contracts_mwh)
    load_class = requests.load_class[rows]
    np.add.at(energy, (requests.station[rows], load_class), mw / peak_use[load_class])
    return energy


def reserved_load(model: "RegionModel") -> Floats:
    """Hourly load of all admitted and not yet connected, at planning weight: float64[s, h] [MW]."""
    requests, grid, profiles = model.requests, model.grid, model.region.grid.profiles
    rows = np.flatnonzero(requests.status == RequestStatus.ADMITTED)
    grid.reserved_mw = sum_by(requests.station[rows], planned_mw(model, rows), len(grid.firm_mw))
    timed = requests.timed[rows] == 1
    load = compute_station_load(power_to_energy(model, rows[~timed], planned_mw(model, rows[~timed])), profiles)
    if timed.any():
        late = compute_station_load(power_to_energy(model, rows[timed], planned_mw(model, rows[timed])), profiles)
        load += late * grid.open_hours[1:]
    return np.asarray(load)


def record_queue(model: "RegionModel") -> None:
    """Update the queue by station and category and the waiting times."""
    requests, grid = model.requests, model.grid
    waiting = np.flatnonzero(requests.status == RequestStatus.WAITING)
    mw = requests.kw[waiting] * requests.units[waiting].astype(np.float64) / 1000.0
    grid.station_queue_mw = sum_by(requests.station[waiting], mw, len(grid.firm_mw))
    grid.category_queue_mw = sum_by(requests.category[waiting], mw, len(RequestCategory))
    grid.queue_count = float(requests.units[waiting].sum())
    age = model.month - requests.month[waiting]
    grid.waiting_median_months = median_of(age)
    recent = requests.admitted_m > max(model.month - 12, -1)
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


def _check_filing(model: "RegionModel", station: Ints, zone: Ints, kw: Floats, units: Floats) -> None:
    if len(zone) == 0 or len(kw) == 0:
        return
    if not (kw.min() > 0 and units.min() > 0):
        raise ValueError(f"a request needs kw and units above 0, found {kw.min()} kW and {units.min()} units")
    if not (0 <= zone.min() and zone.max() < model.region.n_mra):
        raise ValueError(f"a request needs a zone inside the region, found {zone.min()} to {zone.max()}")
    if not (0 <= station.min() and station.max() < len(model.grid.firm_mw)):
        raise ValueError(f"a request needs a station of the grid, found {station.min()} to {station.max()}")


def _ordinals(grid: GridState, zone: Ints) -> Ints:
    """Number requests within their zone and month, going on from earlier filings: int64[n]."""
    order = np.argsort(zone, kind="stable")
    ordered = np.asarray(zone)[order]
    starts = np.searchsorted(ordered, ordered)
    ordinal = np.empty(len(ordered), np.int64)
    ordinal[order] = np.arange(len(ordered)) - starts + grid.filed_ordinal[ordered]
    grid.filed_ordinal += np.bincount(zone, minlength=len(grid.filed_ordinal))
    return ordinal
