"""Battery cars and zero-emission vans."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.request import RequestCategory, RequestStatus
from simulation.kernels.firm_power import adopt_vans
from simulation.processes.grid_queue import file_requests, station_of
from simulation.purposes import Purpose
from simulation.region import LOAD_CLASSES

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]

BASE_YEAR = 2022
DEPOT_SECTORS = ("logistics", "trade", "construction")


def adopt_vehicles(model: "RegionModel") -> None:
    """Renew cars and vans; large depots ask for charging power.

    Parameters
    ----------
    model
        The region. Writes `energy.bev_share`, `ev_mwh`, `chargers`, `van_ze`, the zones' rules and the
        firms' `van_ze`, and files requests.
    """
    if model.frozen:
        return
    _renew_cars(model)
    _open_zones(model)
    _renew_vans(model)


def active_zones(model: "RegionModel") -> NDArray[np.bool_]:
    """Zones with a zero-emission zone now: bool[z].

    Announced zones come first, then those with most jobs per area; the lever says how many there are at most.
    """
    region = model.region
    year = BASE_YEAR + model.month / 12
    start = np.where(np.isnan(region.ze_zone_start), np.inf, region.ze_zone_start)
    density = region.jobs[: region.n_mra].sum(axis=1) / region.zone_land_km2[: region.n_mra]
    order = np.lexsort((-density, start))
    count = round(model.lever("ze_zone_scope") * region.n_mra)
    chosen = np.zeros(region.n_mra, bool)
    chosen[order[:count]] = True
    begins = np.where(np.isinf(start), model.par.mobility.zone_scope_year, start)
    return np.asarray(chosen & (year >= begins))


def trips_to_zones(model: "RegionModel", active: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Share of van trips that end in a zero-emission zone, and the number of rules met: float64[all zones] each."""
    region, par = model.region, model.par.mobility
    pull = region.jobs.sum(axis=1) * np.exp(-region.km[0] / par.trip_decay)
    share = pull / pull.sum(axis=1, keepdims=True)
    to_zone = share[:, : region.n_mra] * active
    rules = np.maximum(1.0, (to_zone > par.rule_share).sum(axis=1))
    return to_zone.sum(axis=1), np.ones_like(rules) if model.lever("ze_harmonised") >= 0.5 else rules


def _renew_cars(model: "RegionModel") -> None:
    energy, par, cars = model.energy, model.par.mobility, model.region.cars
    reachable = energy.served * (1 - model.grid.lv_saturation)
    sales = model.exogenous("bev_sales_share") * (1 - par.charger_brake * (1 - reachable))
    sold = sales * cars / (12 * par.car_life)
    change = (sales - energy.bev_share) / (12 * par.car_life)
    energy.bev_share += change
    smart = min(1.0, par.smart_start + par.smart_growth * model.month / 12)
    energy.ev_mwh += (change * cars * par.car_mwh)[:, None] * np.array([1 - smart, smart])
    energy.chargers = float(sold.sum() * par.charger_share)


def _open_zones(model: "RegionModel") -> None:
    energy = model.energy
    active = active_zones(model)
    if np.array_equal(active, energy.ze_active) and model.month % 12:
        return
    energy.ze_active = active
    energy.ze_trips, energy.ze_rules = trips_to_zones(model, active)


def _renew_vans(model: "RegionModel") -> None:
    region, firms, energy, par = model.region, model.firms, model.energy, model.par.mobility
    hazard = par.van_hazard * (1 + par.van_zone_effect * energy.ze_trips)
    hazard = hazard / (1 + par.rule_friction * (energy.ze_rules - 1))
    asks = np.zeros(firms.n, bool)
    sums = np.zeros((2, model.threads.blocks(firms.n), region.n_zones))
    depot = np.array([par.depot_vans, par.depot_share])
    model.threads.each_block(
        adopt_vans,
        firms.n,
        model.draw(Purpose.VANS),
        firms.uid,
        firms.zone,
        firms.sector,
        firms.size_p,
        firms.w_f,
        _waiting_depots(model),
        hazard,
        region.sector_vans_job,
        depot,
        firms.van_ze,
        asks,
        sums[0],
        sums[1],
    )
    vans, clean = sums.sum(axis=1)[:, : region.n_mra]
    energy.van_ze = np.divide(clean, vans, out=np.zeros_like(vans), where=vans > 0)
    _ask_depots(model, asks)


def _waiting_depots(model: "RegionModel") -> NDArray[np.bool_]:
    requests = model.requests
    waiting = (requests.category == RequestCategory.CHARGING) & (requests.status <= RequestStatus.ADMITTED)
    blocked = np.zeros(model.firms.n, bool)
    blocked[requests.firm[waiting & (requests.firm >= 0)]] = True
    return blocked


def _ask_depots(model: "RegionModel", asks: NDArray[np.bool_]) -> None:
    firms, region, par = model.firms, model.region, model.par.mobility
    of_depots = np.array([name in DEPOT_SECTORS for name in region.sector_id])
    rows = np.flatnonzero(asks)
    rows = rows[(firms.zone[rows] < region.n_mra) & (firms.req[rows] < 0) & of_depots[firms.sector[rows]]]
    if len(rows) == 0:
        return
    load = LOAD_CLASSES.index("electric_vans")
    zone = firms.zone[rows].astype(np.int64)
    kw = region.sector_vans_job[firms.sector[rows]] * firms.size_p[rows] * par.depot_kw
    firms.req[rows] = file_requests(
        model,
        station=station_of(model, zone, load, firms.uid[rows]),
        zone=zone,
        category=RequestCategory.CHARGING,
        kw=kw,
        units=firms.w_f[rows],
        firm=rows,
        load_class=load,
    )
    firms.kw_w[rows] = kw
