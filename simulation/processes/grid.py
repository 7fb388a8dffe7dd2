"""One month of the grid: loads and flows, the queue, and the works that make room."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.grid_state import DAY_HOURS, IS_GENERATION, IS_SMALL
from simulation.kernels.power_flow import find_corridor_room, find_worst_outages
from simulation.kernels.station_load import compute_station_load, find_station_room, measure_loads, shave_peaks
from simulation.processes.grid_build import advance_permits, build_projects, commission, plan_projects
from simulation.processes.grid_opening import open_grid
from simulation.processes.grid_queue import (
    admit_waiting,
    connect_admitted,
    file_requests,
    lose_applicants,
    record_queue,
    reserved_load,
    station_of,
    withdraw_requests,
)

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]

__all__ = ["file_requests", "open_grid", "run_grid", "station_of", "withdraw_requests"]


def run_grid(model: "RegionModel") -> None:
    """Load the grid, serve the queue and build; nothing happens while the model is frozen.

    Notes
    -----
    What finishes this month makes room next month, and those connected now load the grid next month: no
    hidden second pass.
    """
    if model.frozen:
        return
    grid = model.grid
    with model.threads.one_for_matrices():
        set_open_hours(model)
        measure_grid(model)
        lost = lose_applicants(model)
        room, reach = residual_room(model)
    vanished = admit_waiting(model, room, reach)
    connected = connect_admitted(model)
    record_queue(model)
    plan_projects(model)
    advance_permits(model)
    commission(model, build_projects(model))
    saturate_low_voltage(model)
    grid.connected_requests, grid.withdrawn_requests = connected, np.sort(np.concatenate([lost, vanished]))
    grid.connected_rows = _firms_of(model, connected)
    grid.withdrawn_rows = _firms_of(model, grid.withdrawn_requests)
    grid.peak_history[grid.months_run % len(grid.peak_history)] = grid.peak_mw
    grid.months_run += 1
    grid.filed_ordinal[:] = 0


def set_open_hours(model: "RegionModel") -> None:
    """Fix each January in which hours a time-based right holds: not in the station's busiest ones."""
    grid, hours = model.grid, model.region.grid.hours
    in_use = model.lever("time_based_rights") > 0.0 or bool(np.any(model.requests.timed))
    if not in_use or (model.month % 12 and not grid.open_hours.all()):
        return
    order = np.argsort(grid.load, axis=1, kind="stable")
    quieter = np.cumsum(hours[order], axis=1) - hours[order]  # hours a year with less load
    is_open = quieter <= model.par.grid.timed_hours * hours.sum() + 1e-6
    np.put_along_axis(grid.open_hours[1:], order, is_open.astype(np.float64), axis=1)


def measure_grid(model: "RegionModel") -> None:
    """Compute station loads, shift what is flexible, and run the flows with every single outage."""
    grid, par, region = model.grid, model.par.grid, model.region.grid
    energy = station_energy(model)
    signed = np.where(IS_GENERATION, -energy, energy)
    load = compute_station_load(signed + grid.background_mwh, region.profiles)
    grid.load = _shave(model, load - _closed_load(model) if grid.timed_contracts_mwh.any() else load)
    limit = par.overload_tolerance * grid.firm_mw
    peaks = measure_loads(grid.load, region.hours, limit, grid.feed_in_mw)
    grid.peak_mw, grid.trough_mw, grid.overload_hours, grid.curtailed_mwh = peaks
    network = grid.network
    grid.flow_mw = network.station_flow @ grid.load + network.outside_flow[:, None] * grid.outside_shape
    design = region.hours == 0.0  # design days hold the highest and the lowest load, so the worst outage too
    grid.n1_loading, grid.n1_outage = find_worst_outages(
        grid.flow_mw[:, design], network.factors, network.circuits, network.rating_mw
    )


def station_energy(model: "RegionModel") -> Floats:
    """Electricity a year by station and class, generation positive: float64[s, c] [MWh]."""
    by_zone = np.einsum("zc,zcs->sc", model.energy.energy_mwh, model.grid.station_share)
    return np.asarray(by_zone + model.energy.station_mwh)


def residual_room(model: "RegionModel") -> tuple[Floats, Floats]:
    """Room under every limit in every hour, and how much a station's load uses of it.

    Returns
    -------
    room : float64[s + 2 l, h]
        Stations, then corridors in both directions after the outage that is worst for them [MW]. A station
        has the room that both its ledgers leave.
    reach : float64[s, s + 2 l]
        Load on each limit per MW at a station; 0 where it relieves or hardly matters.
    """
    grid, par, network = model.grid, model.par.grid, model.grid.network
    n_stations, n_branches = network.station_flow.T.shape
    reserved = reserved_load(model)
    planned = _shave(model, planned_load(model) + reserved)
    grid.planned_peak_mw = planned.max(axis=1)
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


def planned_load(model: "RegionModel") -> Floats:
    """Load the operator has to expect: small users as metered, contracts at planning weight: float64[s, h] [MW]."""
    grid, profiles = model.grid, model.region.grid.profiles
    load = compute_station_load(station_energy(model) * IS_SMALL + grid.contracts_mwh, profiles)
    if grid.timed_contracts_mwh.any():
        load += compute_station_load(grid.timed_contracts_mwh, profiles) * grid.open_hours[1:]
    return np.asarray(load)


def saturate_low_voltage(model: "RegionModel") -> None:
    """Update how full the low-voltage grid of each zone is, and the wait of its small users."""
    grid, par = model.grid, model.par.grid
    load = compute_station_load(model.energy.energy_mwh * IS_SMALL, model.region.grid.profiles)
    loading = load.max(axis=1) / grid.lv_capacity_mw
    grid.lv_saturation = np.clip((loading - par.lv_start) / par.lv_range, 0.0, 1.0)
    grid.small_wait_months = par.small_wait_months + par.small_wait_saturated_months * grid.lv_saturation


def _shave(model: "RegionModel", load: Floats) -> Floats:
    """Shift flexible load away from busy hours, at most a few hours within the day."""
    par, grid = model.par.grid, model.grid
    start = par.flex_start * grid.firm_mw
    share = min(par.flex_cap, model.lever("grid_flex")) * (load.max(axis=1) > start)
    return np.asarray(shave_peaks(load, share, start, par.flex_shift_hours, DAY_HOURS)) if share.any() else load


def _closed_load(model: "RegionModel") -> Floats:
    """Load that holders of time-based rights do not take in the station's busiest hours: float64[s, h] [MW]."""
    grid = model.grid
    timed = compute_station_load(grid.timed_contracts_mwh, model.region.grid.profiles)
    return np.asarray(timed * (1.0 - grid.open_hours[1:]))


def _firms_of(model: "RegionModel", rows: NDArray[np.int64]) -> NDArray[np.int64]:
    firms = model.requests.firm[rows].astype(np.int64)
    return np.asarray(firms[firms >= 0])
