"""The grid as the run finds it: capacities, contracts, announced programme and those already waiting."""

import numpy as np

from agents.request import RequestCategory
from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.draws import draw_key, uniforms
from simulation.kernels.power_flow import find_worst_outages
from simulation.kernels.station_load import compute_station_load, measure_loads
from simulation.months import FIRST_YEAR
from simulation.purposes import Purpose
from simulation.submodels.grid.build import look_ahead, open_projects, plan_projects, set_work
from simulation.submodels.grid.network import Network, build_network
from simulation.submodels.grid.queue import sum_by
from simulation.submodels.grid.requests import file_requests
from simulation.submodels.grid.state import IS_CONTRACT, IS_GENERATION, IS_SMALL, GridState, planning_weight
from simulation.world import World

CORE_STATIONS = 25  # substations of Amsterdam in 2020 (Het Parool 2020-08), to which the programme was counted
REGION_FIRM_MW = 2_900.0  # firm capacity behind the estimate of the initial queue: the whole region in 2022
APPLICANT_CLASSES = ("services", "industry")  # who waits at the start


def open_state(world: World) -> GridState:
    """Set up the grid at the base month; fills `world.requests` and `world.projects`.

    Contracts of existing users are read back from their use: contract = use / use share. Programme and
    initial queue are stylised: real counts, drawn places and dates.
    """
    world.requests.keep(np.zeros(world.requests.n, bool))
    world.projects.keep(np.zeros(world.projects.n, bool))
    grid = _initial_state(world)
    world.grid = grid
    _open_programme(world)
    look_ahead(world)
    _open_elsewhere(world)
    _open_queue(world)
    return grid


def _initial_state(world: World) -> GridState:
    region, par, grid = world.region, world.par.grid, world.region.grid
    circuits = np.where(np.nan_to_num(grid.branch_year, nan=0.0) <= FIRST_YEAR, grid.branch_circuits, 0).astype(
        np.int64
    )
    network = build_network(grid, circuits, grid.branch_rating_mva, par.grid_loss_factor)
    share = grid.station_share.astype(np.float64)
    energy = np.einsum("zc,zcs->sc", world.power.energy_mwh, share) + world.power.station_mwh
    load = compute_station_load(np.where(IS_GENERATION, -energy, energy), grid.profiles)
    outside = world.power.energy_mwh.sum(axis=0) @ np.where(IS_GENERATION[:, None], 0.0, grid.profiles)
    firm, feed_in = _limits(world, load)
    weight = planning_weight(par.contract_use, par) / par.contract_use
    n_stations, n_zones, n_hours = len(grid.station_id), region.n_mra, len(grid.hours)
    peak, _, busy, _ = measure_loads(load, grid.hours, firm, feed_in)
    flow, loading, outage = _first_flows(network, load, outside / outside.max())
    small = compute_station_load(world.power.energy_mwh * IS_SMALL, grid.profiles).max(axis=1)
    large = compute_station_load(energy * IS_CONTRACT, grid.profiles).max(axis=1)
    return GridState(
        network=network,
        station_share=share,
        outside_shape=outside / outside.max(),
        peak_use=grid.profiles.max(axis=1),
        firm_mw=firm,
        feed_in_mw=feed_in,
        contracts_mwh=energy * IS_CONTRACT * weight,
        timed_contracts_mwh=np.zeros_like(energy),
        contracted_mw=large / par.contract_use,
        background_mwh=np.zeros_like(energy),
        open_hours=np.ones((1 + n_stations, n_hours)),
        lv_capacity_mw=np.maximum(small, 1e-6) / (1.0 - par.lv_spare),
        load=load,
        peak_mw=peak,
        overload_hours=busy,
        planned_peak_mw=compute_station_load(energy * (IS_SMALL + IS_CONTRACT * weight), grid.profiles).max(axis=1),
        reserved_mw=np.zeros(n_stations),
        station_queue_mw=np.zeros(n_stations),
        category_queue_mw=np.zeros(len(RequestCategory)),
        flow_mw=flow,
        n1_loading=loading,
        n1_outage=outage,
        n1_ahead=np.zeros_like(loading),
        peak_history=np.zeros((max(par.planning_months, 12) + 1, n_stations)),
        lv_saturation=np.zeros(n_zones),
        filed_ordinal=np.zeros(n_zones, np.int64),
    )


def _limits(world: World, load: Floats) -> tuple[Floats, Floats]:
    """Offtake and feed-in limits [MW]; own bays of large users are as wide as their use."""
    grid, par = world.region.grid, world.par.grid
    firm, feed_in = par.power_factor * grid.station_mva, par.power_factor * grid.station_install_mva
    own_bay = np.maximum(firm, 1.2 * load.max(axis=1) * grid.station_large)
    return own_bay, np.maximum(feed_in, own_bay)


def _first_flows(network: Network, load: Floats, shape: Floats) -> tuple[Floats, Floats, Ints]:
    flow = network.station_flow @ load + network.outside_flow[:, None] * shape
    return flow, *find_worst_outages(flow, network.factors, network.circuits, network.rating_mw)


def _open_programme(world: World) -> None:
    """Turn announced stations and the core city's programme into projects, part of their permits behind them."""
    grid, par, projects = world.region.grid, world.par.grid, world.projects
    planned = np.flatnonzero((grid.station_planned_mva > 0) & (world.grid.firm_mw == 0))
    rows = open_projects(world, station=planned, extension=np.zeros(len(planned), bool))
    projects.mva[rows] = grid.station_planned_mva[planned]
    set_work(world, rows)
    announced = 12.0 * (grid.station_planned_year[planned] - FIRST_YEAR)
    projects.permit_left[rows] = np.maximum(0.0, announced - par.crew_months)
    core = int(np.argmax(world.region.population[: world.region.n_mra]))
    stations = np.flatnonzero((grid.station_zone == core) & (world.grid.firm_mw > 0) & ~grid.station_large)
    stations = stations[np.argsort(-world.grid.loading[stations], kind="stable")]
    scale = len(stations) / CORE_STATIONS
    new = max(0, round(par.programme_new * scale) - int(np.count_nonzero(grid.station_zone[planned] == core)))
    extended = round(par.programme_extended * scale)
    if new + extended > 0:
        kind = np.diff(np.arange(new + extended + 1) * extended // (new + extended)) > 0  # spread evenly
        last = 12.0 * (par.programme_end_year - FIRST_YEAR) - par.crew_months
        more = open_projects(world, station=stations[np.arange(new + extended) % len(stations)], extension=kind)
        projects.permit_left[more] = np.linspace(0.0, last, new + extended)
        rows = np.concatenate([rows, more])
    projects.programme[rows] = 1


def _open_elsewhere(world: World) -> None:
    """Start projects wherever the outlook already asks for one, each somewhere along its permit."""
    rows = plan_projects(world)
    key = draw_key(world.seed, Purpose.INIT_GRID, 0)
    world.projects.permit_left[rows] *= uniforms(key, world.projects.uid[rows], 0)


def _open_queue(world: World) -> None:
    """Let applicants wait already, at the fullest stations, filed over the months before the start."""
    region, grid, par, requests = world.region, world.grid, world.par.grid, world.requests
    scale = float(grid.firm_mw.sum()) / REGION_FIRM_MW
    count = round(par.initial_queue_mw * min(1.0, scale) / (par.initial_request_mw * world.scale))
    full = np.where(region.grid.station_large, 0.0, np.maximum(0.0, grid.planned_peak_mw - 0.8 * grid.firm_mw))
    if count == 0 or full.sum() == 0:
        return
    places = np.searchsorted(np.cumsum(full) / full.sum(), (np.arange(count) + 0.5) / count)
    classes = np.array([LOAD_CLASSES.index(name) for name in APPLICANT_CLASSES])
    rows = file_requests(
        world,
        station=places,
        zone=region.grid.station_zone[places],
        category=RequestCategory.BUSINESS,
        kw=1000.0 * par.initial_request_mw,
        units=float(world.scale),
        firm=-1,
        load_class=classes[np.arange(count) % len(classes)],
    )
    requests.background[rows] = 1
    luck = uniforms(draw_key(world.seed, Purpose.INIT_GRID, 0), requests.uid[rows], 1)
    requests.month[rows] -= (par.initial_wait_months * luck).astype(np.int16)
    mw = requests.kw * requests.units / 1000.0
    grid.station_queue_mw = sum_by(requests.station, mw, len(grid.firm_mw))
    grid.category_queue_mw = sum_by(requests.category, mw, len(RequestCategory))
