"""Search and matching across zones: who finds which job this month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.accept import resolve_applications
from simulation.kernels.buckets import build_alias_tables, sort_into_buckets
from simulation.kernels.search import Market, apply_for_jobs
from simulation.kernels.searchers import People, find_searchers
from simulation.processes.moves import record_flow
from simulation.processes.search_rules import matching_rules, occupation_nearness, search_habits
from simulation.purposes import Purpose
from simulation.threads import BLOCK

if TYPE_CHECKING:
    from simulation.model import RegionModel

Rows = NDArray[np.int32]
Floats = NDArray[np.float64]
FLOW_OF_STATE = {WorkState.EMPLOYED: "hires_e", WorkState.UNEMPLOYED: "hires_u", WorkState.ATTACHED: "hires_n"}


def match_workers(model: "RegionModel") -> None:
    """Let people search, apply and be hired; writes workers, firms, vacancies, tightness and the flows of the month.

    Flows are by zone of residence: `hires_u`, `hires_e`, `hires_n` by former state, `unemployed_over_12`; and for the
    whole region in one number each: `searchers`, `samples`, `applications`.
    """
    market, order, reachable = open_market(model)
    people = People(*(getattr(model.workers, name) for name in People._fields))
    unemployed, applications = _search(model, people, market, reachable)
    rows, positions = _resolve(model, people, market, applications)
    _hire(model, rows, order[positions], unemployed)
    _measure(model, unemployed)


def open_market(model: "RegionModel") -> tuple[Market, Rows, Floats]:
    """Sort the vacancies into buckets and build the tables to draw them.

    Returns
    -------
    market
        What searchers draw from.
    order
        int32[v] vacancy row by position in the market.
    reachable
        float64[r, o] weighted vacancies within reach, by origin (mobility group, home) and own occupation.
    """
    region, vacancies, par = model.region, model.vacancies, model.par.search
    n_occ, n_zones = len(region.occupation_id), region.n_zones
    order, start = np.empty(len(vacancies), np.int32), np.empty(n_zones * n_occ + 1, np.int32)
    sort_into_buckets(vacancies.zone, vacancies.occ, n_occ, order, start)
    reach = np.exp(-par.beta_commute * model.state.gc).reshape(-1, n_zones)
    reachable = np.empty((len(reach), n_occ))
    occ_alias = np.empty((len(reach), n_occ, n_occ), np.uint32)
    zone_alias = np.empty((len(reach), n_occ, n_zones), np.uint32)
    nearness = occupation_nearness(region.occupation_skills, region.occupation_level, par)
    build_alias_tables(start, reach, nearness, reachable, occ_alias, zone_alias)
    age, wage = vacancies.age[order], vacancies.lw[order]
    info = np.minimum(age, 8) + 16 * vacancies.skb[order].astype(np.int64) + 32 * (age >= par.relax_age)
    market = Market(
        start=start.astype(np.uint32), occ_alias=occ_alias.reshape(-1, n_occ), zone_alias=zone_alias.reshape(-1, n_zones),
        vid=vacancies.vid[order], log_wage=wage, per_wage=np.exp(-wage), info=info.astype(np.uint32),
    )
    return market, order, reachable


def _search(
    model: "RegionModel", people: People, market: Market, reachable: Floats
) -> tuple[NDArray[np.int64], tuple[NDArray[np.int64], ...]]:
    """Find searchers and their applications: unemployed int64[z, o, 2] and (offset, count, row, position, score, utility)."""
    n, blocks, region = model.workers.n, model.threads.blocks(model.workers.n), model.region
    rows, samples, reserve = np.empty(n, np.int32), np.empty(n, np.int8), np.empty(n, np.float32)
    unemployed = np.zeros((blocks, region.n_zones, len(region.occupation_id), 2), np.int64)
    counts = np.zeros((blocks, 3), np.int64)
    model.threads.each_block(find_searchers, n, people, search_habits(model, reachable), model.draw(Purpose.SEARCH),
                             rows, samples, reserve, unemployed, counts)
    offset = np.cumsum(counts[:, 2]) - counts[:, 2]
    total = int(counts[:, 2].sum())
    written = (np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.uint32), np.empty(total, np.float32))
    sent = model.threads.each_block(
        apply_for_jobs, n, np.ascontiguousarray(counts[:, 0]), offset, people, rows, samples, reserve, market,
        matching_rules(model), model.draw(Purpose.SAMPLE), model.draw(Purpose.MATCH_NOISE), *written,
    )
    if model.frozen:
        _measure_reach(model, people, counts[:, 0], rows, reachable)
    model.month_flows["searchers"] = np.array([counts[:, 1].sum()], float)
    model.month_flows["samples"] = np.array([total], float)
    model.month_flows["applications"] = np.array([sum(sent)], float)
    return unemployed.sum(axis=0), (offset, np.array(sent, np.int64), *written)


def _measure_reach(
    model: "RegionModel", people: People, found: NDArray[np.int64], rows: Rows, reachable: Floats
) -> None:
    """Fix the reference of reachable vacancies at the mean over those who search; burn-in only."""
    searcher = np.concatenate([rows[b * BLOCK : b * BLOCK + count] for b, count in enumerate(found)])
    if searcher.size:
        origin = people.grp[searcher].astype(np.int64) * model.region.n_zones + people.home[searcher]
        cells = np.bincount(origin * reachable.shape[1] + people.occ[searcher], minlength=reachable.size)
        model.state.phi_ref = float((cells * reachable.ravel()).sum() / searcher.size)


def _resolve(
    model: "RegionModel", people: People, market: Market, applications: tuple[NDArray[np.int64], ...]
) -> tuple[Rows, Rows]:
    """Rows of those hired and positions of the vacancies they fill."""
    rows, positions = np.empty(market.vid.size, np.int32), np.empty(market.vid.size, np.int32)
    matches = resolve_applications(
        model.par.search.rounds, *applications, people.uid, market.vid, rows, positions
    )
    return rows[:matches], positions[:matches]


def _hire(model: "RegionModel", rows: Rows, filled: Rows, unemployed: NDArray[np.int64]) -> None:
    """Move the hired to their new jobs; takes those hired out of the counted unemployed."""
    workers, firms, vacancies, state = model.workers, model.firms, model.vacancies, model.state
    former, home = workers.state[rows], workers.home[rows]
    for kind, name in FLOW_OF_STATE.items():
        record_flow(model, name, home[former == kind])
    seeking = rows[former == WorkState.UNEMPLOYED]
    np.subtract.at(unemployed, (workers.home[seeking], workers.occ[seeking], (workers.dur[seeking] >= 12).astype(int)), 1)
    employer, occ = vacancies.firm[filled], vacancies.occ[filled]
    np.subtract.at(firms.filled, workers.emp[rows[former == WorkState.EMPLOYED]], 1)
    np.add.at(firms.filled, employer, 1)
    np.subtract.at(firms.vacant, employer, 1)
    base = np.log(model.region.occupation_wage) + state.log_index
    workers.state[rows], workers.emp[rows], workers.occ[rows] = WorkState.EMPLOYED, employer, occ
    workers.wres[rows] = vacancies.lw[filled] - base[occ]
    workers.ten[rows], workers.dur[rows] = 0, 0
    keep = np.ones(len(vacancies), bool)
    keep[filled] = False
    vacancies.keep(keep)


def _measure(model: "RegionModel", unemployed: NDArray[np.int64]) -> None:
    """Tightness at the end of the month, by occupation and by zone, with 1 added to both sides."""
    region, state, vacancies, firms = model.region, model.state, model.vacancies, model.firms
    by_occ = np.bincount(vacancies.occ, minlength=len(region.occupation_id))
    by_zone = np.bincount(vacancies.zone, minlength=region.n_zones)
    seekers = unemployed.sum(axis=2)
    state.theta_occ = (by_occ + 1.0) / (seekers.sum(axis=0) + 1.0)
    state.theta_zone = (by_zone + 1.0) / (seekers.sum(axis=1) + 1.0)
    inside = by_zone[: region.n_mra].sum()
    state.vacancy_rate = float(inside / (inside + firms.filled[firms.zone < region.n_mra].sum()))
    model.month_flows["unemployed_over_12"] = unemployed[:, :, 1].sum(axis=1).astype(np.float64)
    if model.frozen:
        state.theta_ref = float((by_zone.sum() + 1.0) / (seekers.sum() + 1.0))
        state.vacancy_rate_ref = state.vacancy_rate
