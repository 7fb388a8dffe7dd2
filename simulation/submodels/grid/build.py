"""Reinforcement: plan ahead, wait for permits, build with the technicians there are."""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from agents.request import RequestStatus
from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.draws import draw_key, make_uids, normals, uniforms
from simulation.kernels.power_flow import find_worst_outages
from simulation.kernels.reinforcement import allocate_labour
from simulation.months import FIRST_YEAR
from simulation.ordinals import count_within
from simulation.purposes import Purpose
from simulation.submodels.grid.inputs import Grid
from simulation.submodels.grid.network import build_network
from simulation.submodels.grid.queue import reserve
from simulation.world import World

PROJECT_KIND = 6  # of make_uids
HOUSEHOLD = LOAD_CLASSES.index("household_base")


def plan_projects(world: World) -> Ints:
    """Decide on new projects where the outlook passes the trigger; their rows."""
    region, grid, par = world.region.grid, world.grid, world.par.grid
    projects, invest = world.projects, world.lever("grid_invest")
    outlook = asked_mw(world) + peak_trend(world)
    open_rows = projects.done == 0
    pending = np.bincount(
        np.maximum(projects.station, 0), projects.mva * (open_rows & (projects.station >= 0)), minlength=len(outlook)
    )
    to_come = grid.firm_mw + par.power_factor * pending
    wanted = (grid.firm_mw > 0) & (outlook > par.planning_trigger / invest * to_come)
    stations = np.flatnonzero(wanted & (pending < par.pending_cap_mva * invest) & ~region.station_large)
    rows = open_projects(world, station=stations)
    busy = np.zeros(len(grid.circuits), bool)
    busy[projects.branch[(projects.done == 0) & (projects.branch >= 0)]] = True
    ahead = asked_of_corridors(world)
    tight = np.flatnonzero((grid.circuits > 0) & (ahead > par.corridor_trigger / invest) & ~busy)
    corridors = open_projects(world, branch=tight)
    if tight.size:
        more = np.maximum(1.0, np.ceil(grid.circuits[tight] * (ahead[tight] / par.corridor_trigger - 1.0)))
        projects.mva[corridors] *= more
        set_work(world, corridors)
    return np.concatenate([rows, corridors])


def asked_mw(world: World) -> Floats:
    """Power asked of every station: promised, and the part of the queue to build for: float64[s] [MW]."""
    grid = world.grid
    return np.asarray(grid.planned_peak_mw + world.par.grid.planning_queue * grid.station_queue_mw)


def asked_of_corridors(world: World) -> Floats:
    """Loading after an outage if all stations got what is asked of them: float64[l], share of rating."""
    grid = world.grid
    loading = np.maximum(grid.n1_loading, grid.n1_ahead)
    return np.asarray(loading * asked_mw(world).sum() / max(float(grid.peak_mw.sum()), 1e-9))


def look_ahead(world: World) -> None:
    """See each January what announced corridors will do to the others: new infeed changes all flows around it."""
    if world.month % 12:
        return
    grid, par, region = world.grid, world.par.grid, world.region.grid
    horizon = FIRST_YEAR + (world.month + par.permit_corridor_months) / 12.0
    coming = (grid.circuits == 0) & (region.branch_year <= horizon)
    grid.n1_ahead = np.zeros(len(grid.circuits))
    if coming.any():
        circuits = np.where(coming, region.branch_circuits, grid.circuits).astype(np.int64)
        network = build_network(region, circuits, grid.network.rating_mw, par.grid_loss_factor)
        flow = network.station_flow @ grid.load + network.outside_flow[:, None] * grid.outside_shape
        loading, _ = find_worst_outages(flow, network.factors, circuits, network.rating_mw)
        grid.n1_ahead = np.where(grid.circuits > 0, loading, 0.0)


def peak_trend(world: World) -> Floats:
    """Growth of the peaks over the planning horizon, extrapolated from as long a past: float64[s] [MW]."""
    grid, horizon = world.grid, world.par.grid.planning_months
    past = min(grid.months_run, horizon)
    if past < 12:
        return np.zeros(len(grid.peak_mw))
    then = grid.peak_history[(grid.months_run - past) % len(grid.peak_history)]
    return np.asarray(np.maximum(0.0, grid.peak_mw - then) * horizon / past)


def open_projects(
    world: World, *, station: ArrayLike = -1, branch: ArrayLike = -1, extension: ArrayLike | None = None
) -> Ints:
    """Add projects for stations or corridors with drawn size and permit time; their rows.

    Parameters
    ----------
    world
        The region.
    station, branch
        int[n], one of them -1.
    extension
        bool[n], a small project at an existing site; drawn if not given.
    """
    if np.size(station) == 0 or np.size(branch) == 0:
        return np.zeros(0, np.int64)
    station, branch = np.broadcast_arrays(np.atleast_1d(station), np.atleast_1d(branch))
    projects, par, region = world.projects, world.par.grid, world.region.grid
    rows = np.arange(len(station)) + projects.n
    place = np.where(station >= 0, station, branch + len(region.station_id))
    uid = make_uids(PROJECT_KIND, place, world.month, _ordinals(world, place))
    projects.extend(len(rows))
    key = world.draw(Purpose.PERMIT)
    if extension is None:
        extension = uniforms(key, uid) < par.extension_share
    is_corridor, small = branch >= 0, np.broadcast_to(extension, rows.shape)
    size = np.where(small, par.extension_mva, par.station_project_mva)
    mva = np.where(is_corridor, region.branch_rating_mva[branch], np.minimum(size, largest_step(region)))
    median = np.where(
        is_corridor, par.permit_corridor_months, np.where(small, par.permit_extension_months, par.permit_station_months)
    )
    projects.uid[rows], projects.station[rows], projects.branch[rows] = uid, station, branch
    projects.mva[rows] = mva
    projects.permit_left[rows] = median * np.exp(par.permit_spread * normals(key, uid, 1))
    projects.opened_m[rows] = world.month
    projects.started_m[rows] = projects.done_m[rows] = -1
    set_work(world, rows)
    return rows


def set_work(world: World, rows: Ints) -> None:
    """Work out labour and cost of new projects from their size."""
    projects, par = world.projects, world.par.grid
    per_mva = np.where(projects.branch[rows] >= 0, par.labour_per_corridor_mva, par.labour_per_mva)
    work = projects.mva[rows] * per_mva
    projects.work_left[rows] = projects.work_total[rows] = work
    projects.capex[rows] = work / 12.0 * par.capex_per_fte_year


@lru_cache(maxsize=8)
def largest_step(grid: Grid) -> float:
    """Largest project that suits the region: twice its median station [MVA]."""
    mva = grid.station_mva
    return float(2.0 * np.median(mva[mva > 0])) if np.any(mva > 0) else np.inf


def advance_permits(world: World) -> None:
    """Let the permit clocks run; a delay shock hits a project at most once, and only before its permit."""
    projects, shock = world.projects, world.shock
    waiting = (projects.done == 0) & (projects.permit_left > 0)
    share = shock.get("project_delay_share", 0.0)
    if share > 0.0:
        luck = uniforms(draw_key(world.seed, Purpose.PERMIT, 0), projects.uid, 3)
        hit = waiting & (projects.delayed == 0) & (luck < share)
        projects.permit_left[hit] += shock.get("project_delay_months", 0.0)
        projects.delayed[hit] = 1
    projects.permit_left[waiting] -= _months_of_permit(world)[waiting]


def _months_of_permit(world: World) -> NDArray[np.float32]:
    """Months of a normal procedure that pass this month: float32[project].

    Initiatives reach stations; a corridor, which no municipality permits by itself, keeps the region's length.
    """
    station, length = world.projects.station, world.lever("permit_speed")
    months = np.full(len(station), 1.0 / length, np.float32)
    zones = world.region.grid.station_zone[station[station >= 0]]
    months[station >= 0] = 1.0 / world.modified("permit_time", length, zones)
    return months


def build_projects(world: World) -> Ints:
    """Put the technicians to work, most urgent project first; rows of projects finished."""
    projects, grid, par = world.projects, world.grid, world.par.grid
    grid.labour_available = float(world.technicians.grid_fte)
    reachable = np.ones(projects.n, bool)
    at_station = projects.station >= 0
    reachable[at_station] = grid.network.connected[world.region.grid.station_bus[projects.station[at_station]]]
    ready = np.flatnonzero((projects.done == 0) & (projects.permit_left <= 0) & reachable)
    branch = projects.branch[ready]
    blocking = (branch >= 0) & (asked_of_corridors(world)[branch] > par.hv_limit)  # many stations wait for it
    order = ready[np.lexsort((projects.uid[ready], -urgency(world, ready), ~blocking, -projects.started[ready]))]
    left, crew = projects.work_left.astype(np.float64), projects.work_total.astype(np.float64) / par.crew_months
    work = allocate_labour(order, left, crew, grid.labour_available)
    grid.labour_need = float(np.minimum(left, crew)[ready].sum())
    grid.labour_used = float(work.sum())
    begun = (work > 0) & (projects.started == 0)
    projects.started[begun], projects.started_m[begun] = 1, world.month
    projects.work_left[:] = np.where(work >= left, 0.0, left - work)
    return np.asarray(ready[projects.work_left[ready] <= 1e-6 * projects.work_total[ready]])


def urgency(world: World, rows: Ints) -> Floats:
    """Overload that a project would relieve: float64[n], share of capacity."""
    projects, grid, asked = world.projects, world.grid, asked_mw(world)
    ratio = np.divide(asked, grid.firm_mw, out=np.full_like(asked, 1.0), where=grid.firm_mw > 0)
    station, branch = projects.station[rows], projects.branch[rows]
    return np.asarray(np.where(station >= 0, ratio[station], asked_of_corridors(world)[branch]))


def commission(world: World, rows: Ints) -> None:
    """Take finished projects into service; capacity only grows."""
    projects, grid, par, region = world.projects, world.grid, world.par.grid, world.region.grid
    projects.done[rows], projects.done_m[rows] = 1, world.month
    for row in rows[projects.station[rows] >= 0]:
        station, mw = int(projects.station[row]), float(projects.mva[row]) * par.power_factor
        if grid.firm_mw[station] == 0.0:
            relieve_neighbours(world, station, mw)
        grid.firm_mw[station] += mw
        grid.feed_in_mw[station] += mw
        served = world.power.energy_mwh[:, HOUSEHOLD] * grid.station_share[:, HOUSEHOLD, station]
        if served.sum() > 0:
            grid.lv_capacity_mw += par.lv_growth * mw * served / served.sum()
    lines = rows[projects.branch[rows] >= 0]
    corridors = projects.branch[lines].astype(np.int64)
    due = (grid.circuits == 0) & (region.branch_year <= FIRST_YEAR + world.month / 12.0)
    if len(corridors) or due.any():
        added = np.rint(projects.mva[lines] / region.branch_rating_mva[corridors])
        circuits = grid.circuits + np.bincount(corridors, added, minlength=len(grid.circuits)).astype(np.int64)
        circuits[due] += region.branch_circuits[due]
        grid.network = build_network(region, circuits, grid.network.rating_mw, par.grid_loss_factor)


def relieve_neighbours(world: World, station: int, mw: float) -> None:
    """Give a new station its part of the zone it stands in, in proportion to capacity.

    Loads, contracts and pending requests of the zone's other stations move by the same part.
    """
    grid, region, requests = world.grid, world.region.grid, world.requests
    zone = int(region.station_zone[station])
    others = (region.station_zone == zone) & (grid.firm_mw > 0)
    part = mw / (mw + grid.firm_mw[others].sum())
    energy = world.power.energy_mwh
    before = np.einsum("zc,zcs->sc", energy, grid.station_share)
    grid.station_share[zone] *= 1.0 - part
    grid.station_share[zone, :, station] += part
    after = np.einsum("zc,zcs->sc", energy, grid.station_share)
    left = np.divide(after, before, out=np.ones_like(after), where=before > 0)
    left[station] = 1.0
    kept = np.average(left, axis=1, weights=np.maximum(grid.contracts_mwh, 1e-9))
    for ledger, stays in (
        (grid.contracts_mwh, left),
        (grid.timed_contracts_mwh, left),
        (grid.background_mwh, left),
        (grid.contracted_mw, kept),
    ):
        moved = ledger * (1.0 - stays)
        ledger -= moved
        ledger[station] += moved.sum(axis=0)
    pending = np.flatnonzero((requests.status <= RequestStatus.ADMITTED) & (requests.zone == zone))
    moves = uniforms(draw_key(world.seed, Purpose.INIT_GRID, 0), requests.uid[pending], 1 + station) < part
    requests.station[pending[moves]] = station
    reserve(world)


def _ordinals(world: World, place: Ints) -> Ints:
    """Number the new projects of a place after those it had: int64[n]."""
    projects, stations = world.projects, len(world.region.grid.station_id)
    had = np.where(projects.station >= 0, projects.station, projects.branch + stations)
    before = np.bincount(had, minlength=stations + len(world.grid.circuits))
    return np.asarray(before[place] + count_within(place))
