"""Firms: more power for growth, and away from fossil energy."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.firm import PowerState
from agents.request import RequestCategory
from simulation.energy_state import HIGHEST_SPREAD, spread_key
from simulation.kernels.draws import normals
from simulation.kernels.firm_power import scan_power
from simulation.processes.firms import demand_multiplier
from simulation.processes.grid_queue import file_requests, station_of
from simulation.purposes import Purpose

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SOCIETAL_SECTORS = ("public", "education", "health")


def electrify_firms(model: "RegionModel") -> None:
    """Apply what the grid decided last month, then let firms ask for power.

    Parameters
    ----------
    model
        The region. Writes the firms' `kw_c`, `kw_w`, `el`, `req` and `cap`, `energy.station_mwh` and
        `energy.small_mwh`, and files requests.

    Notes
    -----
    A firm asks when its need is `contract_margin` above its connection, and when it wants to leave
    fossil energy and has no room for it. While it waits it cannot grow beyond that margin: this is how
    a full grid stops jobs. One that gives up helps itself behind the meter.
    """
    if model.frozen:
        return
    _apply_connections(model)
    _apply_withdrawals(model)
    rows, wish, need = _find_wishes(model)
    _ask(model, rows, wish, need)


def electrify_hazard(model: "RegionModel") -> Floats:
    """Chance that a firm leaves fossil energy: float64[zone, sector], 1/month."""
    region, par, shock = model.region, model.par.electrification, model.shock
    gas, elec = region.exogenous["gas_eur_m3"], region.exogenous["elec_eur_kwh"]
    now = model.exogenous("gas_eur_m3") * shock.get("gas_factor", 1.0)
    ratio = now / (model.exogenous("elec_eur_kwh") * shock.get("elec_factor", 1.0)) * elec[0] / gas[0]
    rate = par.electrify_hazard * max(0.0, 1 + par.electrify_price * (ratio - 1))
    hazard = np.zeros((region.n_zones, len(region.sector_id)))
    hazard[: region.n_mra] = rate * (region.sector_fossil > 0)
    hazard[: region.n_mra] *= (1 - model.grid.lv_saturation)[:, None]
    return hazard


def _find_wishes(model: "RegionModel") -> tuple[Ints, NDArray[np.int8], Floats]:
    region, firms, par = model.region, model.firms, model.par.electrification
    need, wish = np.zeros(firms.n, np.float32), np.zeros(firms.n, np.int8)
    small = np.zeros((model.threads.blocks(firms.n), region.n_zones, len(region.sector_id)))
    limits = np.array([par.small_limit_kw, par.contract_margin, par.kw_spread, HIGHEST_SPREAD, region.n_mra])
    demand = demand_multiplier(model) / (1 + model.state.gap)
    model.threads.each_block(
        scan_power,
        firms.n,
        model.draw(Purpose.FIRM_ELECTRIFICATION),
        spread_key(model),
        firms.uid,
        firms.zone,
        firms.sector,
        firms.size_p,
        firms.w_f,
        firms.kw_c,
        firms.req,
        demand,
        model.energy.kw_job,
        par.fossil_kw * region.sector_fossil,
        electrify_hazard(model),
        limits,
        model.energy.kw_factor,
        firms.el,
        need,
        wish,
        small,
    )
    _add_small(model, small.sum(axis=0)[: region.n_mra])
    rows = np.flatnonzero(wish > 0)
    return rows, wish[rows], need[rows].astype(np.float64)


def _add_small(model: "RegionModel", kw: Floats) -> None:
    """Add power by zone and sector to the energy of small connections."""
    loads = model.region.sector_load
    mwh = kw / 1000 * model.par.grid.contract_use / model.grid.peak_use[loads]
    for sector in np.flatnonzero(kw.any(axis=0)):
        model.energy.small_mwh[:, loads[sector]] += mwh[:, sector]


def _ask(model: "RegionModel", rows: Ints, wish: NDArray[np.int8], need: Floats) -> None:
    """File requests of large users and hold their growth until they are served."""
    if len(rows) == 0:
        return
    region, firms, par = model.region, model.firms, model.par.electrification
    limit = np.maximum(firms.kw_c[rows], par.small_limit_kw).astype(np.float64)
    spread = par.request_spread
    drawn = par.request_mean_kw * np.exp(
        spread * normals(model.draw(Purpose.REQUEST_SIZE), firms.uid[rows]) - spread**2 / 2
    )
    kw = np.maximum(need - limit, np.minimum(drawn, par.request_largest * need))
    sector, zone = firms.sector[rows].astype(np.int64), firms.zone[rows].astype(np.int64)
    societal = np.array([name in SOCIETAL_SECTORS for name in region.sector_id])[sector]
    load = region.sector_load[sector].astype(np.int64)
    firms.req[rows] = file_requests(
        model,
        station=station_of(model, zone, load, firms.uid[rows]),
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
    wanted = firms.S[rows] * demand_multiplier(model)[sector]
    firms.cap[rows] = wanted * (1 + par.contract_margin) * limit * extra / need


def _apply_connections(model: "RegionModel") -> None:
    """Give firms the power that was connected last month."""
    requests, firms = model.requests, model.firms
    rows = _of_living_firms(model, model.grid.connected_requests)
    firm = requests.firm[rows]
    business = requests.category[rows] != RequestCategory.CHARGING
    grown, by = firm[business], rows[business]
    firms.kw_c[grown] = np.maximum(firms.kw_c[grown], model.par.electrification.small_limit_kw) + requests.kw[by]
    firms.el[grown[firms.el[grown] == PowerState.WAITING]] = PowerState.ELECTRIFIED
    mw = requests.kw[by] * requests.units[by].astype(np.float64) / 1000 * model.par.grid.contract_use
    load = requests.load_class[by]
    np.add.at(model.energy.station_mwh, (requests.station[by], load), mw / model.grid.peak_use[load])
    firms.req[firm], firms.kw_w[firm], firms.cap[firm] = -1, 0, np.inf


def _apply_withdrawals(model: "RegionModel") -> None:
    """Firms that gave up, or never meant it, help themselves behind the meter."""
    requests, firms = model.requests, model.firms
    rows = _of_living_firms(model, model.grid.withdrawn_requests)
    firm = requests.firm[rows]
    business = firm[requests.category[rows] != RequestCategory.CHARGING]
    limit = np.maximum(firms.kw_c[business], model.par.electrification.small_limit_kw)
    firms.kw_c[business] = limit * (1 + model.par.electrification.contract_margin)
    firms.el[business[firms.el[business] == PowerState.WAITING]] = PowerState.FOSSIL
    firms.req[firm], firms.kw_w[firm], firms.cap[firm] = -1, 0, np.inf


def _of_living_firms(model: "RegionModel", rows: Ints) -> Ints:
    """Request rows whose firm row still holds the same firm."""
    requests = model.requests
    rows = rows[requests.firm[rows] >= 0]
    return np.asarray(rows[model.firms.uid[requests.firm[rows]] == requests.firm_uid[rows]], np.int64)
