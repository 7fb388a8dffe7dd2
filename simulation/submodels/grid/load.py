"""What loads the grid: energy by station, hours, flows, and the room that is left."""

from typing import NamedTuple

import numpy as np

from simulation.declare.arrays import Floats
from simulation.kernels.power_flow import find_corridor_room, find_worst_outages
from simulation.kernels.station_load import compute_station_load, find_station_room, measure_loads, shave_peaks
from simulation.submodels.grid.queue import reserved_load
from simulation.submodels.grid.state import DAY_HOURS, IS_GENERATION, IS_SMALL
from simulation.world import World


class PlannedLoads(NamedTuple):
    """What the operator has to expect, float64[s, h] each [MW]."""

    reserved: Floats  # admitted, not connected
    planned: Floats  # these and all contracts, after shifting


def set_open_hours(world: World) -> None:
    """Fix each January in which hours a time-based right holds: not in the station's busiest ones."""
    grid, hours = world.grid, world.region.grid.hours
    in_use = world.lever("time_based_rights") > 0.0 or bool(np.any(world.requests.timed))
    if not in_use or (world.month % 12 and not grid.open_hours.all()):
        return
    order = np.argsort(grid.load, axis=1, kind="stable")
    quieter = np.cumsum(hours[order], axis=1) - hours[order]  # hours a year with less load
    is_open = quieter <= world.par.grid.timed_hours * hours.sum() + 1e-6
    np.put_along_axis(grid.open_hours[1:], order, is_open.astype(np.float64), axis=1)


def measure_grid(world: World) -> None:
    """Compute station loads, shift what is flexible, and run the flows with every single outage."""
    grid, par, region = world.grid, world.par.grid, world.region.grid
    energy = station_energy(world)
    signed = np.where(IS_GENERATION, -energy, energy)
    load = compute_station_load(signed + grid.background_mwh, region.profiles)
    grid.load = _shave(world, load - _closed_load(world) if grid.timed_contracts_mwh.any() else load)
    limit = par.overload_tolerance * grid.firm_mw
    peaks = measure_loads(grid.load, region.hours, limit, grid.feed_in_mw)
    grid.peak_mw, _, grid.overload_hours, _ = peaks
    network = grid.network
    grid.flow_mw = network.station_flow @ grid.load + network.outside_flow[:, None] * grid.outside_shape
    design = region.hours == 0.0  # design days hold the highest and the lowest load, so the worst outage too
    grid.n1_loading, grid.n1_outage = find_worst_outages(
        grid.flow_mw[:, design], network.factors, network.circuits, network.rating_mw
    )


def station_energy(world: World) -> Floats:
    """Electricity a year by station and class, generation positive: float64[s, c] [MWh]."""
    by_zone = np.einsum("zc,zcs->sc", world.power.energy_mwh, world.grid.station_share)
    return np.asarray(by_zone + world.power.station_mwh)


def plan_loads(world: World) -> PlannedLoads:
    """Hourly loads of the planning ledger; notes its peaks."""
    reserved = reserved_load(world)
    planned = _shave(world, planned_load(world) + reserved)
    world.grid.planned_peak_mw = planned.max(axis=1)
    return PlannedLoads(reserved, planned)


def residual_room(world: World, loads: PlannedLoads) -> tuple[Floats, Floats]:
    """Room under every limit in every hour, and how much a station's load uses of it.

    Returns
    -------
    room : float64[s + 2 l, h]
        Stations, then corridors in both directions after the outage that is worst for them [MW]. A station
        has the room that both its ledgers leave.
    reach : float64[s, s + 2 l]
        Load on each limit per MW at a station; 0 where it relieves or hardly matters.
    """
    grid, par, network = world.grid, world.par.grid, world.grid.network
    n_stations, n_branches = network.station_flow.T.shape
    reserved, planned = loads
    room = np.empty((n_stations + 2 * n_branches, reserved.shape[1]))  # filled in place: it is the largest array here
    own, ahead, back = np.split(room, [n_stations, n_stations + n_branches])
    find_station_room(grid.load, reserved, planned, par.admission_limit * grid.firm_mw, own)
    watched, lost = np.arange(n_branches), np.maximum(grid.n1_outage, 0)
    factor = np.where(grid.n1_outage >= 0, network.factors[watched, lost], 0.0)
    rating = par.hv_limit * (network.circuits - (grid.n1_outage == watched)) * network.rating_mw
    rating[network.circuits == 0] = np.inf
    promised = np.flatnonzero(grid.reserved_mw)  # few stations; the others add nothing to a flow
    flow = network.station_flow[:, promised] @ reserved[promised] + grid.flow_mw
    find_corridor_room(flow, lost, factor, rating, ahead, back)
    share = network.station_flow + factor[:, None] * network.station_flow[lost]
    reach = np.concatenate([np.eye(n_stations), share.T, -share.T], axis=1)
    return room, np.where(reach < par.hv_participation, 0.0, reach)


def planned_load(world: World) -> Floats:
    """Load the operator has to expect: small users as metered, contracts at planning weight: float64[s, h] [MW]."""
    grid, profiles = world.grid, world.region.grid.profiles
    load = compute_station_load(station_energy(world) * IS_SMALL + grid.contracts_mwh, profiles)
    if grid.timed_contracts_mwh.any():
        load += compute_station_load(grid.timed_contracts_mwh, profiles) * grid.open_hours[1:]
    return np.asarray(load)


def saturate_low_voltage(world: World) -> None:
    """Update how full the low-voltage grid of each zone is."""
    grid, par = world.grid, world.par.grid
    load = compute_station_load(world.power.energy_mwh * IS_SMALL, world.region.grid.profiles)
    loading = load.max(axis=1) / grid.lv_capacity_mw
    grid.lv_saturation = np.clip((loading - par.lv_start) / par.lv_range, 0.0, 1.0)


def _shave(world: World, load: Floats) -> Floats:
    """Shift flexible load away from busy hours, at most a few hours within the day."""
    par, grid = world.par.grid, world.grid
    start = par.flex_start * grid.firm_mw
    share = min(par.flex_cap, world.lever("grid_flex")) * (load.max(axis=1) > start)
    return np.asarray(shave_peaks(load, share, start, par.flex_shift_hours, DAY_HOURS)) if share.any() else load


def _closed_load(world: World) -> Floats:
    """Load that holders of time-based rights do not take in the station's busiest hours: float64[s, h] [MW]."""
    grid = world.grid
    timed = compute_station_load(grid.timed_contracts_mwh, world.region.grid.profiles)
    return np.asarray(timed * (1.0 - grid.open_hours[1:]))
