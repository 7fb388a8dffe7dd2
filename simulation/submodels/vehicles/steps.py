"""Battery cars and zero-emission vans."""

import numpy as np

from agents.request import RequestCategory, RequestStatus
from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Bools, Floats
from simulation.kernels.vans import Fleets, Renewal, adopt_vans
from simulation.months import FIRST_YEAR
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.grid.requests import connected, file_requests, of_living_firms, station_of, withdrawn
from simulation.world import World

DEPOT_SECTORS = ("logistics", "trade", "construction")


@step(
    own="vehicles",
    reads="heat.served grid.lv_saturation grid.station_share grid.connected_requests grid.withdrawn_requests",
    writes="firms requests grid.filed_ordinal",
)
def adopt_vehicles(world: World) -> None:
    """Renew cars and vans, apply the rules of zero-emission zones; large depots ask for charging power."""
    _renew_cars(world)
    _open_zones(world)
    _renew_vans(world)
    _close_requests(world)


def active_zones(world: World) -> Bools:
    """Zones with a zero-emission zone now: bool[z].

    Announced zones come first, then those with most jobs per area; the lever says how many there are at most.
    """
    region = world.region
    year = FIRST_YEAR + world.month / 12
    start = np.where(np.isnan(region.ze_zone_start), np.inf, region.ze_zone_start)
    density = region.jobs[: region.n_mra].sum(axis=1) / region.zone_land_km2[: region.n_mra]
    order = np.lexsort((-density, start))
    count = round(world.lever("ze_zone_scope") * region.n_mra)
    chosen = np.zeros(region.n_mra, bool)
    chosen[order[:count]] = True
    begins = np.where(np.isinf(start), world.par.vehicles.zone_scope_year, start)
    return np.asarray(chosen & (year >= begins))


def trips_to_zones(world: World, active: Bools) -> tuple[Floats, Floats]:
    """Share of van trips that end in a zero-emission zone, and the number of rules met: float64[all zones] each."""
    region, par = world.region, world.par.vehicles
    pull = region.jobs.sum(axis=1) * np.exp(-region.km[0] / par.trip_decay)
    share = pull / pull.sum(axis=1, keepdims=True)
    to_zone = share[:, : region.n_mra] * active
    rules = np.maximum(1.0, (to_zone > par.rule_share).sum(axis=1))
    return to_zone.sum(axis=1), np.ones_like(rules) if world.lever("ze_harmonised") >= 0.5 else rules


def _renew_cars(world: World) -> None:
    vehicles, par, cars = world.vehicles, world.par.vehicles, world.region.cars
    reachable = world.heat.served * (1 - world.grid.lv_saturation)
    sales = world.exogenous("bev_sales_share") * (1 - par.charger_brake * (1 - reachable))
    sold = sales * cars / (12 * par.car_life)
    change = (sales - vehicles.bev_share) / (12 * par.car_life)
    vehicles.bev_share += change
    smart = min(1.0, par.smart_start + par.smart_growth * world.month / 12)
    vehicles.ev_mwh += (change * cars * par.car_mwh)[:, None] * np.array([1 - smart, smart])
    vehicles.chargers = float(sold.sum() * par.charger_share)


def _open_zones(world: World) -> None:
    vehicles = world.vehicles
    active = active_zones(world)
    if np.array_equal(active, vehicles.ze_active) and world.month % 12:
        return
    vehicles.ze_active = active
    vehicles.ze_trips, vehicles.ze_rules = trips_to_zones(world, active)


def _renew_vans(world: World) -> None:
    region, firms, vehicles, par = world.region, world.firms, world.vehicles, world.par.vehicles
    hazard = par.van_hazard * (1 + par.van_zone_effect * vehicles.ze_trips)
    hazard = hazard / (1 + par.rule_friction * (vehicles.ze_rules - 1))
    hazard = world.modified("van_hazard", hazard * world.lock_in("mobility").speed)
    asks = np.zeros(firms.n, bool)
    sums = np.zeros((2, world.threads.blocks(firms.n), region.n_zones))
    fleets = Fleets(
        uid=firms.uid,
        zone=firms.zone,
        sector=firms.sector,
        size_p=firms.size_p,
        w_f=firms.w_f,
        blocked=_waiting_depots(world),
        van_ze=firms.van_ze,
    )
    renewal = Renewal(
        hazard=hazard, vans_job=region.sector_vans_job, depot_vans=par.depot_vans, depot_share=par.depot_share
    )
    world.threads.each_block(adopt_vans, firms.n, world.draw(Purpose.VANS), fleets, renewal, asks, sums)
    vans, clean = sums.sum(axis=1)[:, : region.n_mra]
    vehicles.van_ze = np.divide(clean, vans, out=np.zeros_like(vans), where=vans > 0)
    _ask_depots(world, asks)


def _waiting_depots(world: World) -> Bools:
    requests = world.requests
    waiting = (requests.category == RequestCategory.CHARGING) & (requests.status <= RequestStatus.ADMITTED)
    blocked = np.zeros(world.firms.n, bool)
    blocked[requests.firm[waiting & (requests.firm >= 0)]] = True
    return blocked


def _ask_depots(world: World, asks: Bools) -> None:
    firms, region, par = world.firms, world.region, world.par.vehicles
    of_depots = np.array([name in DEPOT_SECTORS for name in region.sector_id])
    rows = np.flatnonzero(asks)
    rows = rows[(firms.zone[rows] < region.n_mra) & (firms.req[rows] < 0) & of_depots[firms.sector[rows]]]
    if len(rows) == 0:
        return
    load = LOAD_CLASSES.index("electric_vans")
    zone = firms.zone[rows].astype(np.int64)
    kw = region.sector_vans_job[firms.sector[rows]] * firms.size_p[rows] * par.depot_kw
    firms.req[rows] = file_requests(
        world,
        station=station_of(world, zone, load, firms.uid[rows]),
        zone=zone,
        category=RequestCategory.CHARGING,
        kw=kw,
        units=firms.w_f[rows],
        firm=rows,
        load_class=load,
    )
    firms.kw_w[rows] = kw


def _close_requests(world: World) -> None:
    """Let firms whose depot was connected last month, or that gave up, be free to ask for something else."""
    firms, charging = world.firms, RequestCategory.CHARGING
    for rows in (connected(world, charging), withdrawn(world, charging)):
        firm = world.requests.firm[of_living_firms(world, rows)]
        firms.req[firm], firms.kw_w[firm], firms.cap[firm] = -1, 0, np.inf
