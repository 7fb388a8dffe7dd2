"""Firms: more power for growth, and away from fossil energy."""

import numpy as np
from numpy.typing import NDArray

from agents.firm import PowerState
from agents.request import RequestCategory
from simulation.declare.arrays import Floats, Ints
from simulation.kernels.contracts import Firms, Limits, Needs, Wishes, scan_power
from simulation.kernels.draws import normals
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.firms.demand import demand_multiplier, sized_by_demand
from simulation.submodels.grid.requests import connected, file_requests, of_living_firms, station_of, withdrawn
from simulation.submodels.power.firm_power import firm_spread
from simulation.world import World

FILED_HERE = (RequestCategory.SOCIETAL, RequestCategory.BUSINESS)
SOCIETAL_SECTORS = ("public", "education", "health")


@step(
    own="power",
    reads="demand.index demand.gap technicians.demand_log data_centres.new_mva grid.connected_requests "
    "grid.withdrawn_requests grid.lv_saturation grid.peak_use grid.station_share",
    writes="firms requests grid.filed_ordinal",
)
def electrify_firms(world: World) -> None:
    """Apply what the grid decided last month, then let firms ask for power.

    Notes
    -----
    A firm asks when its need is `contract_margin` above its connection, and when it wants to leave
    fossil energy and has no room for it. While it waits it cannot grow beyond that margin: this is how
    a full grid stops jobs. One that gives up helps itself behind the meter.
    """
    _apply_connections(world)
    _apply_withdrawals(world)
    rows, wish, need = _find_wishes(world)
    _ask(world, rows, wish, need)


def electrify_hazard(world: World) -> Floats:
    """Chance that a firm leaves fossil energy: float64[zone, sector], 1/month."""
    region, par, shock = world.region, world.par.electrification, world.shock
    gas, elec = region.exogenous["gas_eur_m3"], region.exogenous["elec_eur_kwh"]
    now = world.exogenous("gas_eur_m3") * shock.get("gas_factor", 1.0)
    ratio = now / (world.exogenous("elec_eur_kwh") * shock.get("elec_factor", 1.0)) * elec[0] / gas[0]
    rate = par.electrify_hazard * max(0.0, 1 + par.electrify_price * (ratio - 1))
    hazard = np.zeros((region.n_zones, len(region.sector_id)))
    hazard[: region.n_mra] = rate * (region.sector_fossil > 0)
    hazard[: region.n_mra] *= (1 - world.grid.lv_saturation)[:, None]
    return world.modified("electrify_hazard", hazard * world.lock_in("energy").speed)


def _find_wishes(world: World) -> tuple[Ints, NDArray[np.int8], Floats]:
    region, firms, par = world.region, world.firms, world.par.electrification
    blocks, sectors = world.threads.blocks(firms.n), len(region.sector_id)
    found = Wishes(
        need=np.zeros(firms.n, np.float32),
        wish=np.zeros(firms.n, np.int8),
        small=np.zeros((blocks, region.n_zones, sectors)),
    )
    needs = Needs(
        demand=demand_multiplier(world) / (1 + world.demand.gap),
        kw_job=world.power.kw_job,
        fossil_kw=par.fossil_kw * region.sector_fossil,
        hazard=electrify_hazard(world),
    )
    columns = Firms(*(getattr(firms, name) for name in Firms._fields))
    world.threads.each_block(
        scan_power,
        firms.n,
        world.draw(Purpose.FIRM_ELECTRIFICATION),
        columns._replace(size_p=sized_by_demand(world, firms.size_p)),
        needs,
        Limits(small_limit_kw=par.small_limit_kw, contract_margin=par.contract_margin, n_mra=region.n_mra),
        firm_spread(world),
        found,
    )
    _add_small(world, found.small.sum(axis=0)[: region.n_mra])
    rows = np.flatnonzero(found.wish > 0)
    return rows, found.wish[rows], found.need[rows].astype(np.float64)


def _add_small(world: World, kw: Floats) -> None:
    """Add power by zone and sector to the energy of small connections."""
    loads = world.region.sector_load
    mwh = kw / 1000 * world.par.grid.contract_use / world.grid.peak_use[loads]
    for sector in np.flatnonzero(kw.any(axis=0)):
        world.power.small_mwh[:, loads[sector]] += mwh[:, sector]


def _ask(world: World, rows: Ints, wish: NDArray[np.int8], need: Floats) -> None:
    """File requests of large users and hold their growth until they are served."""
    if len(rows) == 0:
        return
    region, firms, par = world.region, world.firms, world.par.electrification
    limit = np.maximum(firms.kw_c[rows], par.small_limit_kw).astype(np.float64)
    spread = par.request_spread
    drawn = par.request_mean_kw * np.exp(
        spread * normals(world.draw(Purpose.REQUEST_SIZE), firms.uid[rows]) - spread**2 / 2
    )
    kw = np.maximum(need - limit, np.minimum(drawn, par.request_largest * need))
    sector, zone = firms.sector[rows].astype(np.int64), firms.zone[rows].astype(np.int64)
    societal = np.array([name in SOCIETAL_SECTORS for name in region.sector_id])[sector]
    load = region.sector_load[sector].astype(np.int64)
    firms.req[rows] = file_requests(
        world,
        station=station_of(world, zone, load, firms.uid[rows]),
        zone=zone,
        load_class=load,
        kw=kw,
        category=np.where(societal, RequestCategory.SOCIETAL, RequestCategory.BUSINESS),
        units=firms.w_f[rows],
        firm=rows,
    )
    firms.kw_w[rows] = kw
    firms.el[rows[wish == 2]] = PowerState.WAITING
    extra = np.where(wish == 2, 1 + par.fossil_kw * region.sector_fossil[sector], 1.0)
    wanted = sized_by_demand(world, firms.S)[rows] * demand_multiplier(world)[sector]
    firms.cap[rows] = wanted * (1 + par.contract_margin) * limit * extra / need


def _apply_connections(world: World) -> None:
    """Give firms the power that was connected last month."""
    requests, firms = world.requests, world.firms
    rows = of_living_firms(world, connected(world, *FILED_HERE))
    firm = requests.firm[rows]
    firms.kw_c[firm] = np.maximum(firms.kw_c[firm], world.par.electrification.small_limit_kw) + requests.kw[rows]
    firms.el[firm[firms.el[firm] == PowerState.WAITING]] = PowerState.ELECTRIFIED
    mw = requests.kw[rows] * requests.units[rows].astype(np.float64) / 1000 * world.par.grid.contract_use
    load = requests.load_class[rows]
    np.add.at(world.power.station_mwh, (requests.station[rows], load), mw / world.grid.peak_use[load])
    firms.req[firm], firms.kw_w[firm], firms.cap[firm] = -1, 0, np.inf


def _apply_withdrawals(world: World) -> None:
    """Firms that gave up, or never meant it, help themselves behind the meter."""
    firms, par = world.firms, world.par.electrification
    firm = world.requests.firm[of_living_firms(world, withdrawn(world, *FILED_HERE))]
    limit = np.maximum(firms.kw_c[firm], par.small_limit_kw)
    firms.kw_c[firm] = limit * (1 + par.contract_margin)
    firms.el[firm[firms.el[firm] == PowerState.WAITING]] = PowerState.FOSSIL
    firms.req[firm], firms.kw_w[firm], firms.cap[firm] = -1, 0, np.inf
