"""Firms: demand, growth, death and birth."""

from functools import lru_cache

import numpy as np

from simulation.declare.arrays import Floats, Ints, Singles
from simulation.kernels.draws import make_uids, normals, uniforms
from simulation.kernels.firm_growth import (
    Death,
    Demand,
    Employers,
    Firms,
    Growth,
    Keys,
    choose_zones,
    set_targets,
    shock_firms,
)
from simulation.ordinals import count_within
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.steps import step
from simulation.submodels.firms.demand import demand_multiplier, sized_by_demand
from simulation.world import World

FIRM_KIND = 2  # of make_uids
ONE_PERSON = 1.5  # size below which a firm is its owner
ZE_SECTORS = ("trade", "logistics", "construction")


@step(own="demand")
def move_demand(world: World) -> None:
    """Let the demand of every sector follow its trend."""
    world.demand.index *= np.exp(world.region.sector_growth / 12)


@step(
    own="demand firms",
    reads="""technicians.demand_log data_centres.new_mva vehicles.ze_trips vehicles.ze_rules vehicles.van_ze
        labour.skb_share power.kw_job""",
)
def grow_firms(world: World) -> None:
    """Shock sizes, end and start firms, and set every firm's wanted number of slots.

    The row of a firm that ended holds its successor at once; the workers are still those of the old firm.

    Notes
    -----
    Size shocks and deaths move demand between firms; the sum of sizes of a sector stays, inside and
    outside the region apart, so that only the demand multiplier changes the number of wanted slots.
    """
    firms = world.firms
    before, after = _shock(world)
    rows = np.flatnonzero(firms.closed)
    firms.closed_solo[:] = firms.closed & (firms.size_p < ONE_PERSON)
    _count_flows(world, "firm_deaths", rows)
    _found_firms(world, rows, before)
    _count_flows(world, "firm_births", rows)
    np.add.at(after, (firms.zone[rows], firms.sector[rows]), firms.S[rows].astype(np.float64))
    _set_targets(world, _rescale(before, after, world.region.n_mra), firms.S, firms.size_p)
    counting = sized_by_demand(world, firms.S)
    if counting is not firms.S:  # once more, at the sizes that count
        _set_targets(world, np.ones_like(before), counting, firms.size_p.copy())


def _set_targets(world: World, rescale: Floats, slots: Singles, size_p: Singles) -> None:
    """Rescale sizes, float32[n] each, by zone and sector, and set the wanted slots that follow from them."""
    firms = world.firms
    demand = Demand(
        rescale=rescale,
        multiplier=demand_multiplier(world),
        ze_loss=_ze_loss(world),
    )
    employers = Employers(
        firms.zone, firms.sector, firms.dith, firms.cap, firms.w_f, firms.van_ze, slots=slots, size_p=size_p
    )
    world.threads.each_block(set_targets, firms.n, float(world.scale), employers, demand, firms.target)


def _shock(world: World) -> tuple[Floats, Floats]:
    """Shock sizes and mark firms that end; demand by zone and sector before and after: float64[zone, sector] each."""
    firms, par = world.firms, world.par.firms
    slots = np.zeros((2, world.threads.blocks(firms.n), world.region.n_zones, len(world.region.sector_id)))
    firms.closed[:] = False
    stuck = (firms.req >= 0) & (firms.kw_c <= world.par.electrification.small_limit_kw)
    world.threads.each_block(
        shock_firms,
        firms.n,
        Keys(size=world.draw(Purpose.FIRM_SIZE), death=world.draw(Purpose.FIRM_DEATH)),
        Firms(firms.uid, firms.zone, firms.sector, firms.age, firms.size_p, slots=firms.S, stuck=stuck),
        Growth(*(getattr(par, name) for name in Growth._fields)),
        Death(*(getattr(par, name) for name in Death._fields)),
        firms.closed,
        slots,
    )
    return slots[0].sum(axis=0), slots[1].sum(axis=0)


def _rescale(before: Floats, after: Floats, n_mra: int) -> Floats:
    """Factor that brings the sum of every sector back, inside and outside the region: float64[zone, sector]."""
    factor = np.ones_like(before)
    for side in (slice(0, n_mra), slice(n_mra, None)):
        total, now = before[side].sum(axis=0), after[side].sum(axis=0)
        factor[side] = np.divide(total, now, out=np.ones_like(total), where=now > 0)
    return factor


def _found_firms(world: World, rows: Ints, size_by_zone: Floats) -> None:
    """Give the rows of ended firms to new ones of the same sector.

    A row goes on standing for as many firms, so that at 1:N as at true size one firm is founded for each that ends.
    """
    firms, par = world.firms, world.par
    old_uid, sector = firms.uid[rows], firms.sector[rows].astype(np.int64)
    traits = world.draw(Purpose.FIRM_BIRTH)
    zone = _locate(world, rows, size_by_zone)
    with_staff = uniforms(traits, old_uid, 0) >= par.population.solo_share
    size = 1 + with_staff * (1 + np.floor(uniforms(traits, old_uid, 1) * (par.firms.birth_largest - 1)))
    firms.renew(rows)
    firms.uid[rows] = make_uids(FIRM_KIND, zone, world.month, count_within(zone))
    firms.zone[rows], firms.size_p[rows] = zone, size
    firms.S[rows] = size * firms.w_f[rows] / world.scale
    firms.dith[rows] = uniforms(traits, old_uid, 2).astype(np.float32) * np.float32(0.999999)
    firms.ffe[rows] = par.population.sigma_ffe * normals(traits, old_uid, 3)
    firms.skb[rows] = uniforms(traits, old_uid, 5) < world.labour.skb_share[sector]
    firms.kw_c[rows] = world.power.kw_job[sector] * size
    firms.van_ze[rows] = np.append(world.vehicles.van_ze, np.zeros(world.region.n_zones))[zone]


def _locate(world: World, rows: Ints, size_by_zone: Floats) -> Ints:
    """Zone of new firms: their own zone outside the region, inside by jobs of the sector within reach."""
    firms, region = world.firms, world.region
    zone, n = firms.zone[rows].astype(np.int64), region.n_mra
    near, reach_start = _nearby(region, world.par.firms.location_reach)
    reach_now = near @ (size_by_zone[:n] * world.scale)
    gain = np.divide(reach_now, reach_start, out=np.ones_like(reach_now), where=reach_start > 0)
    weight = (region.firms[:n] * gain**world.par.firms.location_jobs).T
    inside = zone < n
    zone[inside] = choose_zones(
        world.draw(Purpose.LOCATION),
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


def _ze_loss(world: World) -> Floats:
    """Demand lost by a firm without zero-emission vans: float64[zone, sector], share."""
    vehicles, firm_par = world.vehicles, world.par.firms
    loss = np.zeros((world.region.n_zones, len(world.region.sector_id)))
    cost = firm_par.ze_cost * vehicles.ze_trips * (1 + firm_par.ze_cost_rule * (vehicles.ze_rules - 1))
    for name in ZE_SECTORS:
        loss[:, world.region.sector_id.index(name)] = cost
    return loss


def _count_flows(world: World, name: str, rows: Ints) -> None:
    """Add represented firms by zone to the month's flows."""
    firms = world.firms
    flow = np.bincount(firms.zone[rows], firms.w_f[rows], minlength=world.region.n_zones)
    world.flows[name] = flow.astype(np.float64)
