"""The desk of the grid operator: where other submodels file, withdraw and ask after requests."""

import numpy as np
from numpy.typing import ArrayLike

from agents.request import RequestCategory, RequestStatus
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.draws import draw_key, make_uids, uniforms
from simulation.ordinals import count_within
from simulation.purposes import Purpose
from simulation.world import World

REQUEST_KIND = 4  # of make_uids


def station_of(world: World, zone: ArrayLike, load_class: ArrayLike, uid: ArrayLike) -> Ints:
    """Draw the station that serves an applicant; the same applicant always gets the same draw.

    Parameters
    ----------
    world
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
    weights = world.grid.station_share[np.asarray(zone), np.asarray(load_class)]
    bounds = np.atleast_2d(np.cumsum(weights, axis=-1))
    draws = uniforms(draw_key(world.seed, Purpose.INIT_GRID, 0), uid) * bounds[:, -1]
    return np.asarray((bounds <= draws[:, None]).sum(axis=1), np.int64)


def file_requests(
    world: World,
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
    world
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
        Rows in `world.requests`; they stay valid for the whole run.

    Raises
    ------
    ValueError
        For power or units not above 0, or a zone or station that does not exist.
    """
    columns = tuple(map(np.atleast_1d, (station, zone, category, kw, units, firm, load_class)))
    station, zone, category, kw, units, firm, load_class = columns
    _check_filing(world, station, zone, kw, units)
    requests, par = world.requests, world.par.grid
    added = requests.extend(np.broadcast(*columns).size)
    requests.station[added], requests.zone[added], requests.category[added] = station, zone, category
    requests.kw[added], requests.units[added] = kw, units
    requests.firm[added], requests.load_class[added], requests.month[added] = firm, load_class, world.month
    place = requests.zone[added].astype(np.int64)
    uid = make_uids(REQUEST_KIND, place, world.month, _ordinals(world, place))
    requests.uid[added] = uid
    rows = np.arange(added.start, added.stop)
    known = rows[requests.firm[added] >= 0]
    if known.size:
        requests.firm_uid[known] = world.firms.uid[requests.firm[known]]
    requests.admitted_m[added] = requests.closed_m[added] = -1
    key = world.draw(Purpose.GHOST_REQUEST)
    business = category == RequestCategory.BUSINESS
    requests.ghost[added] = business & (uniforms(key, uid) < par.ghost_share)
    return rows


def withdraw_requests(world: World, rows: ArrayLike) -> None:
    """Take requests that are not connected yet out of the queue, e.g. when their firm ends."""
    rows = np.atleast_1d(np.asarray(rows, np.int64))
    rows = rows[world.requests.status[rows] <= RequestStatus.ADMITTED]
    world.requests.status[rows] = RequestStatus.WITHDRAWN
    world.requests.closed_m[rows] = world.month


def connected(world: World, *categories: RequestCategory) -> Ints:
    """Rows of the requests of some categories that were connected last month."""
    return _of_kind(world, world.grid.connected_requests, categories)


def withdrawn(world: World, *categories: RequestCategory) -> Ints:
    """Rows of the requests of some categories that were withdrawn, or proved not to exist, last month."""
    return _of_kind(world, world.grid.withdrawn_requests, categories)


def of_living_firms(world: World, rows: Ints) -> Ints:
    """Those of the request rows whose firm row still holds the same firm."""
    requests = world.requests
    rows = rows[requests.firm[rows] >= 0]
    return np.asarray(rows[world.firms.uid[requests.firm[rows]] == requests.firm_uid[rows]], np.int64)


def _of_kind(world: World, rows: Ints, categories: tuple[RequestCategory, ...]) -> Ints:
    kept = np.zeros(len(RequestCategory), bool)
    kept[list(categories)] = True
    return np.asarray(rows[kept[world.requests.category[rows]]])


def _check_filing(world: World, station: Ints, zone: Ints, kw: Floats, units: Floats) -> None:
    if len(zone) == 0 or len(kw) == 0:
        return
    if not (kw.min() > 0 and units.min() > 0):
        raise ValueError(f"a request needs kw and units above 0, found {kw.min()} kW and {units.min()} units")
    if not (0 <= zone.min() and zone.max() < world.region.n_mra):
        raise ValueError(f"a request needs a zone inside the region, found {zone.min()} to {zone.max()}")
    if not (0 <= station.min() and station.max() < len(world.region.grid.station_id)):
        raise ValueError(f"a request needs a station of the grid, found {station.min()} to {station.max()}")


def _ordinals(world: World, zone: Ints) -> Ints:
    """Number requests within their zone and month, going on from earlier filings: int64[n]."""
    filed = world.grid.filed_ordinal
    ordinal = count_within(zone) + filed[zone]
    filed += np.bincount(zone, minlength=len(filed))
    return np.asarray(ordinal)
