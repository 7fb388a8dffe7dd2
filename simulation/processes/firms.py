"""Firms: demand, growth, death and birth."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.firm import PowerState
from simulation.kernels.draws import make_uids, normals, uniforms
from simulation.kernels.firm_growth import choose_zones, set_targets, shock_firms
from simulation.purposes import Purpose
from simulation.region import Region

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIRM_KIND = 2  # of make_uids
ZE_SECTORS = ("trade", "logistics", "construction")


def grow_firms(model: "RegionModel") -> None:
    """Move demand, shock sizes, end and start firms, and set every firm's wanted number of slots.

    Parameters
    ----------
    model
        The region. Writes `firms`, `state.demand_index`, `state.firm_death` (bool[n], rows whose firm
        ended this month; the row already holds its successor, the workers are still those of the old
        firm) and `state.firm_solo` (bool[n], of these the one-person firms).

    Notes
    -----
    Size shocks and deaths move demand between firms; the sum of sizes of a sector stays, inside and
    outside the region apart, so that only the demand multiplier changes the number of wanted slots.
    """
    firms = model.firms
    if not model.frozen:
        model.state.demand_index *= np.exp(model.region.sector_growth / 12)
    dead, before, after = _shock(model)
    rows = np.flatnonzero(dead)
    model.state.firm_death = dead
    model.state.firm_solo = np.zeros(firms.n, bool)
    model.state.firm_solo[rows] = firms.size_p[rows] < 1.5
    _count_flows(model, "firm_deaths", rows)
    _found_firms(model, rows, before)
    _count_flows(model, "firm_births", rows)
    np.add.at(after, (firms.zone[rows], firms.sector[rows]), firms.S[rows].astype(np.float64))
    kernel_args = (
        float(model.scale),
        firms.zone,
        firms.sector,
        firms.dith,
        firms.cap,
        firms.w_f,
        firms.van_ze,
        _rescale(before, after, model.region.n_mra),
        demand_multiplier(model),
        _ze_loss(model),
        firms.S,
        firms.size_p,
        firms.target,
    )
    model.threads.each_block(set_targets, firms.n, *kernel_args)


def demand_multiplier(model: "RegionModel") -> Floats:
    """Wanted slots per unit of latent size: float64[sector]."""
    region, state, shock = model.region, model.state, model.shock
    cycle = model.exogenous("cycle") + shock.get("cycle", 0.0)
    log = region.sector_cyclicality * cycle + shock.get("sector_demand", 0.0) + model.technicians.demand_log
    ict = region.sector_id.index("ict")
    log[ict] += model.par.data_centres.dc_cluster_jobs * model.energy.dc_new_mva.sum() / 100
    return np.asarray((1 + state.gap) * state.demand_index * np.exp(log))


def _shock(model: "RegionModel") -> tuple[NDArray[np.bool_], Floats, Floats]:
    firms, par = model.firms, model.par.firms
    shape = (model.threads.blocks(firms.n), model.region.n_zones, len(model.region.sector_id))
    dead, before, after = np.zeros(firms.n, bool), np.zeros(shape), np.zeros(shape)
    stuck = (firms.req >= 0) & (firms.kw_c <= model.par.electrification.small_limit_kw)
    growth = np.array([par.sig_firm, par.sig_firm_floor, par.size_scale])
    death = np.array(
        [
            par.death_first_year,
            par.death_to_third_year,
            par.death_to_fifth_year,
            par.death_later,
            par.death_size_scale,
            par.give_up_hazard,
        ]
    )
    model.threads.each_block(
        shock_firms,
        firms.n,
        model.draw(Purpose.FIRM_SIZE),
        model.draw(Purpose.FIRM_DEATH),
        firms.uid,
        firms.zone,
        firms.sector,
        firms.age,
        firms.size_p,
        firms.S,
        stuck,
        growth,
        death,
        dead,
        before,
        after,
    )
    return dead, before.sum(axis=0), after.sum(axis=0)


def _rescale(before: Floats, after: Floats, n_mra: int) -> Floats:
    """Factor that brings the sum of every sector back, inside and outside the region: float64[zone, sector]."""
    factor = np.ones_like(before)
    for side in (slice(0, n_mra), slice(n_mra, None)):
        total, now = before[side].sum(axis=0), after[side].sum(axis=0)
        factor[side] = np.divide(total, now, out=np.ones_like(total), where=now > 0)
    return factor


def _found_firms(model: "RegionModel", rows: Ints, size_by_zone: Floats) -> None:
    """Give the rows of ended firms to new ones of the same sector.

    A row goes on standing for as many firms, so that at 1:N as at true size one firm is founded for each that ends.
    """
    firms, par = model.firms, model.par
    old_uid, sector = firms.uid[rows], firms.sector[rows].astype(np.int64)
    traits = model.draw(Purpose.FIRM_BIRTH)
    zone = _locate(model, rows, size_by_zone)
    with_staff = uniforms(traits, old_uid, 0) >= par.population.solo_share
    size = 1 + with_staff * (1 + np.floor(uniforms(traits, old_uid, 1) * (par.firms.birth_largest - 1)))
    firms.uid[rows] = make_uids(FIRM_KIND, zone, model.month, _ordinals(zone))
    firms.zone[rows], firms.size_p[rows] = zone, size
    firms.S[rows] = size * firms.w_f[rows] / model.scale
    firms.dith[rows] = uniforms(traits, old_uid, 2).astype(np.float32) * np.float32(0.999999)
    firms.ffe[rows] = par.population.sigma_ffe * normals(traits, old_uid, 3)
    firms.skb[rows] = uniforms(traits, old_uid, 5) < model.state.skb_share[sector]
    firms.age[rows], firms.el[rows], firms.req[rows], firms.kw_w[rows] = 0, PowerState.FOSSIL, -1, 0
    firms.kw_c[rows] = model.energy.kw_job[sector] * size
    firms.cap[rows], model.energy.kw_factor[rows] = np.inf, 0
    firms.van_ze[rows] = np.append(model.energy.van_ze, np.zeros(model.region.n_zones))[zone]


def _locate(model: "RegionModel", rows: Ints, size_by_zone: Floats) -> Ints:
    """Zone of new firms: their own zone outside the region, inside by jobs of the sector within reach."""
    firms, region = model.firms, model.region
    zone, n = firms.zone[rows].astype(np.int64), region.n_mra
    near, reach_start = _nearby(region, model.par.firms.location_reach)
    reach_now = near @ (size_by_zone[:n] * model.scale)
    gain = np.divide(reach_now, reach_start, out=np.ones_like(reach_now), where=reach_start > 0)
    weight = (region.firms[:n] * gain**model.par.firms.location_jobs).T
    inside = zone < n
    zone[inside] = choose_zones(
        model.draw(Purpose.LOCATION),
        firms.uid[rows[inside]],
        firms.sector[rows[inside]].astype(np.int64),
        np.ascontiguousarray(weight),
    )
    return np.asarray(zone, np.int64)


@lru_cache(maxsize=8)
def _nearby(region: Region, reach: float) -> tuple[Floats, Floats]:
    """Whether zones are within reach, 1 or 0, float64[z, z], and jobs there at the start, float64[z, s]; shared."""
    n = region.n_mra
    near = (region.minutes[0, :n, :n] <= reach).astype(float)
    np.fill_diagonal(near, 1.0)
    return near, near @ region.jobs[:n]


def _ze_loss(model: "RegionModel") -> Floats:
    """Demand lost by a firm without zero-emission vans: float64[zone, sector], share."""
    energy, firm_par = model.energy, model.par.firms
    loss = np.zeros((model.region.n_zones, len(model.region.sector_id)))
    cost = firm_par.ze_cost * energy.ze_trips * (1 + firm_par.ze_cost_rule * (energy.ze_rules - 1))
    for name in ZE_SECTORS:
        loss[:, model.region.sector_id.index(name)] = cost
    return loss


def _count_flows(model: "RegionModel", name: str, rows: Ints) -> None:
    """Add represented firms by zone to the month's flows."""
    firms = model.firms
    flow = np.bincount(firms.zone[rows], firms.w_f[rows], minlength=model.region.n_zones)
    model.month_flows[name] = flow.astype(np.float64)


def _ordinals(zone: Ints) -> Ints:
    """Rank of each element among those of its own zone, in order of appearance: int64[n]."""
    order = np.argsort(zone, kind="stable")
    start = np.searchsorted(zone[order], zone[order])
    ranks = np.empty(len(zone), np.int64)
    ranks[order] = np.arange(len(zone)) - start
    return ranks
