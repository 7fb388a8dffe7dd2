"""Search and matching across zones: who finds which job this month."""

import numpy as np

from simulation.declare.arrays import Floats, Ints, Rows
from simulation.kernels.accept import resolve_applications
from simulation.kernels.buckets import build_alias_tables, sort_into_buckets
from simulation.kernels.careers import Careers, Openings, hire_workers
from simulation.kernels.search import Market, People, search_jobs
from simulation.kernels.staff import add_slots
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.labour.search_rules import matching_rules, nearness_table, search_habits
from simulation.world import World

CELLS = 256  # an alias has eight bits
FLOWS = ("hires_e", "hires_u", "hires_n")  # by former WorkState


@step(own="labour vacancies", reads="access.trip_cost", writes="workers firms")
def match_workers(world: World) -> None:
    """Let people search, apply and be hired, and measure how tight that leaves the market.

    Flows are by zone of residence: `hires_u`, `hires_e`, `hires_n` by former state, `unemployed_over_12`; and for the
    whole region in one number each: `searchers`, `samples`, `applications`.
    """
    market, order, reachable = open_market(world)
    people = People(*(getattr(world.workers, name) for name in People._fields))
    unemployed, applications = _search(world, people, market, reachable)
    rows, positions = _resolve(world, people, market, applications)
    _hire(world, rows, order[positions], unemployed)
    _measure(world, unemployed)


def open_market(world: World) -> tuple[Market, Rows, Floats]:
    """Sort the vacancies into buckets and build the tables to draw them.

    Returns
    -------
    market
        What searchers draw from.
    order
        int32[v] vacancy row by position in the market.
    reachable
        float64[r, o] weighted vacancies within reach, by origin (mobility group, home) and own occupation.

    Raises
    ------
    ValueError
        If the region has more zones or occupations than the 256 an alias can name.
    """
    region, vacancies, par = world.region, world.vacancies, world.par.search
    n_occ, n_zones = len(region.occupation_id), region.n_zones
    if max(n_occ, n_zones) > CELLS:
        raise ValueError(f"{n_zones} zones and {n_occ} occupations: search can tell at most {CELLS} of each apart")
    order, start = np.empty(len(vacancies), np.int32), np.empty(n_zones * n_occ + 1, np.int32)
    sort_into_buckets(vacancies.zone, vacancies.occ, n_occ, order, start)
    reach = np.exp(-par.beta_commute * world.access.trip_cost).reshape(-1, n_zones)
    reachable = np.empty((len(reach), n_occ))
    occ_alias = np.empty((len(reach), n_occ, n_occ), np.uint32)
    zone_alias = np.empty((len(reach), n_occ, n_zones), np.uint32)
    build_alias_tables(start, reach, nearness_table(region, par), reachable, occ_alias, zone_alias)
    age, wage = vacancies.age[order], vacancies.lw[order]
    info = np.minimum(age, 8) + 16 * vacancies.skb[order] + 32 * (age >= par.relax_age)
    market = Market(
        start=start.astype(np.uint32),
        occ_alias=occ_alias.reshape(-1, n_occ),
        zone_alias=zone_alias.reshape(-1, n_zones),
        vid=vacancies.vid[order],
        pay=np.stack([wage, np.exp(-wage)], axis=1),
        info=info.astype(np.uint8),
    )
    return market, order, reachable


def _search(world: World, people: People, market: Market, reachable: Floats) -> tuple[Ints, tuple[Rows, ...]]:
    """Let people search: unemployed int64[z, o, 2], and applications (row, position, score, utility)."""
    region, blocks = world.region, world.threads.blocks(world.workers.n)
    unemployed = np.zeros((blocks, region.n_zones, len(region.occupation_id), 2), np.int64)
    searchers, seen = np.zeros((blocks, *reachable.shape), np.int64), np.zeros(blocks, np.int64)
    keys = np.array([world.draw(p) for p in (Purpose.SEARCH, Purpose.SAMPLE, Purpose.MATCH_NOISE)])
    found = world.threads.each_block(
        search_jobs,
        world.workers.n,
        people,
        search_habits(world, reachable),
        market,
        matching_rules(world),
        keys,
        unemployed,
        searchers,
        seen,
    )
    applications = tuple(np.concatenate(parts) for parts in zip(*found, strict=True))
    if searchers.any():
        world.labour.phi = float((searchers.sum(axis=0) * reachable).sum() / searchers.sum())
    totals = {"searchers": searchers.sum(), "samples": seen.sum(), "applications": applications[0].size}
    for name, number in totals.items():
        world.flows[name] = np.array([number], float)
    return unemployed.sum(axis=0), applications


def _resolve(world: World, people: People, market: Market, applications: tuple[Rows, ...]) -> tuple[Rows, Rows]:
    """Rows of those hired and positions of the vacancies they fill."""
    row, position, score, utility = applications
    rows, positions = np.empty(market.vid.size, np.int32), np.empty(market.vid.size, np.int32)
    matches = resolve_applications(
        world.par.search.rounds, row, position, score, utility, people.uid, market.vid, rows, positions
    )
    return rows[:matches], positions[:matches]


def _hire(world: World, rows: Rows, filled: Rows, unemployed: Ints) -> None:
    """Move the hired to their new jobs; takes those hired out of the counted unemployed."""
    workers, firms, vacancies = world.workers, world.firms, world.vacancies
    hires = np.zeros((len(FLOWS), world.region.n_zones), np.int64)
    hire_workers(
        rows,
        filled,
        Openings(*(getattr(vacancies, name) for name in Openings._fields)),
        np.log(world.region.occupation_wage) + world.labour.log_index,
        Careers(*(getattr(workers, name) for name in Careers._fields)),
        firms.filled,
        firms.vacant,
        hires,
        unemployed,
    )
    for name, by_zone in zip(FLOWS, hires, strict=True):
        world.flows[name] = by_zone.astype(np.float64)
    keep = np.ones(len(vacancies), bool)
    keep[filled] = False
    vacancies.keep(keep)


def _measure(world: World, unemployed: Ints) -> None:
    """Tightness at the end of the month, by occupation and by zone, with 1 added to both sides."""
    region, labour, vacancies, firms = world.region, world.labour, world.vacancies, world.firms
    by_occ = np.bincount(vacancies.occ, minlength=len(region.occupation_id))
    by_zone = np.bincount(vacancies.zone, minlength=region.n_zones)
    seekers = unemployed.sum(axis=2)
    labour.theta_occ = (by_occ + 1.0) / (seekers.sum(axis=0) + 1.0)
    labour.theta_zone = (by_zone + 1.0) / (seekers.sum(axis=1) + 1.0)
    labour.theta = float((by_zone.sum() + 1.0) / (seekers.sum() + 1.0))
    inside = by_zone[: region.n_mra].sum()
    filled, _ = add_slots(firms.zone, firms.sector, firms.filled, firms.target, region.n_mra, -1)
    labour.vacancy_rate = float(inside / (inside + filled))
    world.flows["unemployed_over_12"] = unemployed[:, :, 1].sum(axis=1).astype(np.float64)
