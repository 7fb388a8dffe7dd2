"""What must hold at the end of every month, whatever the policy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from agents.request import RequestStatus
from agents.worker import WorkState
from simulation.grid_state import IS_GENERATION
from simulation.kernels.skills import N_SKILLS, TOP
from simulation.kernels.station_load import compute_station_load
from simulation.months import month_text

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
NO_SKILL = np.uint64((1 << 64) - 1 - sum(TOP << 10 * k for k in range(N_SKILLS)))  # bits that hold none
EXACT, CLOSE = 1e-9, 1e-6  # relative play of sums of floats: of a few, and of many over years


class InvariantError(AssertionError):
    """A law is broken; the message names the law, the month and, where it can, the zone."""


@dataclass(frozen=True)
class Books:
    """What the end of a month is compared with, as it was when the month began."""

    persons: Floats  # [z] present workers by home [agent]
    firm_mw: Floats  # [s]
    background_mwh: Floats  # [s, c]
    timed_mwh: Floats  # [s, c]


def open_books(model: "RegionModel") -> Books:
    """Note the stocks at the beginning of a month."""
    grid = model.grid
    return Books(_persons(model), grid.firm_mw.copy(), grid.background_mwh.copy(), grid.timed_contracts_mwh.copy())


def check_invariants(model: "RegionModel", books: Books | None = None) -> None:
    """Check the state at the end of a month and, given the books, what the month did to stocks.

    Raises
    ------
    InvariantError
        Naming the law, the month and the first place it is broken.

    Notes
    -----
    Numbers in comments are those of `model.md` 8.1.
    """
    _check_workers(model)
    _check_employers(model)
    _check_vacancies(model)
    _check_identities(model)
    _check_shares(model)
    _check_energy(model)
    _check_requests(model)
    _check_grid(model)
    if books is not None:
        _check_persons(model, books)
        _check_hires(model)
        _check_homes(model)
        _check_grid_month(model, books)


def _require(holds: bool | np.bool_, model: "RegionModel", law: str, detail: str = "") -> None:
    if not holds:
        when = f"month {model.month} ({month_text(model.month)})"
        raise InvariantError(f"{when}: {law}{': ' if detail else ''}{detail}")


def _require_rows(wrong: ArrayLike, zone: NDArray[Any], model: "RegionModel", law: str, what: str) -> None:
    """Name the first row of a table that breaks the law, and its zone."""
    rows = np.flatnonzero(wrong)
    if rows.size:
        place = _zone(model, int(zone[rows[0]]))
        _require(False, model, law, f"{rows.size} {what}, the first in row {rows[0]} of zone {place}")


def _require_zones(wrong: ArrayLike, model: "RegionModel", law: str) -> None:
    zones = np.flatnonzero(wrong)
    if zones.size:
        _require(False, model, law, f"in zone {', '.join(_zone(model, z) for z in zones[:5])}")


def _require_stations(wrong: ArrayLike, model: "RegionModel", law: str) -> None:
    _require_rows(wrong, model.region.grid.station_zone, model, law, "stations")


def _zone(model: "RegionModel", zone: int) -> str:
    known = 0 <= zone < model.region.n_zones
    return f"{model.region.zone_id[zone]} ({model.region.zone_name[zone]})" if known else str(zone)


def _persons(model: "RegionModel") -> Floats:
    present = model.workers.home[model.workers.state != WorkState.ABSENT]
    return np.bincount(present, minlength=model.region.n_zones).astype(np.float64)


def _check_workers(model: "RegionModel") -> None:
    """I1, I10."""
    w = model.workers
    present = w.state != WorkState.ABSENT
    legal = (w.state >= WorkState.ABSENT) & (w.state <= WorkState.TRAINING)
    _require_rows(~legal, w.home, model, "every worker is in exactly one state", "workers")
    hired = (w.state == WorkState.EMPLOYED) != (w.emp >= 0)
    _require_rows(hired, w.home, model, "a worker is employed if and only if there is an employer", "workers")
    away = present & ((w.home < 0) | (w.home >= model.region.n_zones))
    _require_rows(away, w.home, model, "every worker lives in a zone", "workers")
    age = present & ((w.age_m < 180) | (w.age_m >= 900))
    _require_rows(age, w.home, model, "ages are 15 to 74", "workers")
    _require_rows(present & ~np.isfinite(w.wres), w.home, model, "wages are finite", "workers")
    _require_rows(w.skill_word & NO_SKILL, w.home, model, "skills are between 0 and 1", "workers")
    learning = (w.state == WorkState.TRAINING) & ((w.train_left <= 0) | (w.train_to < 0))
    _require_rows(learning, w.home, model, "who is in training has an aim and months to go", "workers")


def _check_employers(model: "RegionModel") -> None:
    """I1, I10."""
    w, f = model.workers, model.firms
    filled = np.bincount(w.emp[w.state == WorkState.EMPLOYED], minlength=f.n)
    _require_rows(filled != f.filled, f.zone, model, "the workers of a firm are its filled slots", "firms")
    for name in ("S", "size_p", "w_f", "kw_c", "ffe"):
        _require_rows(~np.isfinite(f.storage(name)[: f.n]), f.zone, model, f"{name} of firms is finite", "firms")
    _require_rows((f.S < 0) | (f.target < 0) | (f.w_f < 1), f.zone, model, "firms are not negative", "firms")


def _check_vacancies(model: "RegionModel") -> None:
    """I3: a vacancy filled twice would count twice at its firm."""
    f, v = model.firms, model.vacancies
    open_by_firm = np.bincount(v.firm, minlength=f.n)
    _require_rows(open_by_firm != f.vacant, f.zone, model, "open vacancies are counted by their firm", "firms")
    _require_rows(~np.isfinite(v.lw), v.zone, model, "posted wages are finite", "vacancies")


def _check_identities(model: "RegionModel") -> None:
    """I9; of workers every five years, as sorting them takes longer than all else."""
    w = model.workers
    tables = {"vacancy": model.vacancies.vid, "request": model.requests.uid, "project": model.projects.uid}
    if model.month % 12 == 0:
        tables["firm"] = model.firms.uid
    if model.month % 60 == 0:
        tables["worker"] = w.uid[w.state != WorkState.ABSENT]
    for name, uid in tables.items():
        ordered = np.sort(uid)
        _require(not (ordered[1:] == ordered[:-1]).any(), model, f"identifiers are unique: {name}")


def _check_shares(model: "RegionModel") -> None:
    """I7, I10."""
    energy, state, grid = model.energy, model.state, model.grid
    by_zone = {"suitability": energy.suitability, "bev_share": energy.bev_share, "van_ze": energy.van_ze,
               "ze_trips": energy.ze_trips, "lv_saturation": grid.lv_saturation}  # fmt: skip
    for name, share in by_zone.items():
        wrong = ~((share >= 0) & (share <= 1)).reshape(len(share), -1).all(axis=1)
        _require_zones(wrong, model, f"{name} is between 0 and 1")
    vans = model.firms.van_ze
    _require_rows(~((vans >= 0) & (vans <= 1)), model.firms.zone, model, "van_ze of firms is between 0 and 1", "firms")
    others = np.concatenate([state.skb_share, state.mix.ravel(), [energy.x_leap, energy.served]])
    _require(((others >= 0) & (others <= 1)).all(), model, "shares are between 0 and 1")
    _require(np.allclose(state.mix.sum(axis=1), 1, atol=EXACT), model, "wanted occupations of a sector add up to 1")
    moving = (state.log_index, state.theta_occ, state.theta_zone, state.demand_index, model.technicians.demand_log)
    _require(all(np.isfinite(a).all() for a in moving), model, "tightness, wages and demand are finite")


def _check_energy(model: "RegionModel") -> None:
    """I4, I10."""
    energy = model.energy
    lowest = energy.dwellings.min(axis=(1, 2, 3))
    _require_zones(~(lowest >= -CLOSE), model, "dwellings are finite and not negative")
    for name in ("dwellings", "energy_mwh", "small_mwh", "ev_mwh", "dc_new_mva"):
        values = getattr(energy, name).reshape(model.region.n_mra, -1)
        _require_zones(~np.isfinite(values).all(axis=1), model, f"{name} is finite")


def _check_requests(model: "RegionModel") -> None:
    """I5: every request is in one place, and what waits is the queue."""
    r, f, grid = model.requests, model.firms, model.grid
    legal = (r.status >= RequestStatus.WAITING) & (r.status <= RequestStatus.VANISHED)
    closed = (r.closed_m >= 0) == (r.status >= RequestStatus.CONNECTED)
    served = (r.status == RequestStatus.ADMITTED) | (r.status == RequestStatus.CONNECTED)
    waits = (r.admitted_m < 0) | (r.status != RequestStatus.WAITING)
    wrong = ~(legal & closed & waits & ((r.admitted_m >= 0) | ~served))
    _require_rows(wrong, r.zone, model, "a request waits, is admitted, or is closed", "requests")
    waiting = r.status == RequestStatus.WAITING
    queue = float((r.kw[waiting] * r.units[waiting].astype(np.float64)).sum() / 1000)
    for total in (grid.queue_mw, float(grid.category_queue_mw.sum())):
        _require(abs(total - queue) <= CLOSE * max(queue, 1) or model.frozen, model, "those who wait are the queue")
    asked = np.flatnonzero(f.req >= 0)
    own = (r.firm[f.req[asked]] == asked) & (r.firm_uid[f.req[asked]] == f.uid[asked])
    _require_rows(~own, f.zone[asked], model, "the request of a firm is its own", "firms")


def _check_grid(model: "RegionModel") -> None:
    """I5, I10."""
    g = model.grid
    numbers = (g.peak_mw, g.firm_mw, g.reserved_mw, g.contracted_mw, g.planned_peak_mw, g.station_queue_mw)
    for values in numbers:
        _require_stations(~np.isfinite(values), model, "loads, contracts and capacities are finite")
    _require_stations(np.minimum(g.firm_mw, g.reserved_mw) < 0, model, "capacity and promises are not negative")
    _require(np.isfinite(g.n1_loading).all(), model, "loads of corridors are finite")
    shares = g.station_share.sum(axis=2)
    _require_zones(np.abs(shares - 1).max(axis=1) > CLOSE, model, "the stations of a zone serve all of it")
    spare = g.labour_available * (1 + EXACT) - g.labour_used
    _require(spare >= 0, model, "no more work is done than technicians can do")
    _require((model.projects.work_left >= 0).all(), model, "the work left of projects is not negative")


def _check_persons(model: "RegionModel", books: Books) -> None:
    """I2: exact, as all are whole numbers."""
    flows, none = model.month_flows, np.zeros(model.region.n_zones)
    entries, arrivals, exits, departures = (flows.get(k, none) for k in ("entries", "arrivals", "exits", "departures"))
    change = entries + arrivals - exits - departures
    _require_zones(_persons(model) != books.persons + change, model, "persons change by who comes and goes")


def _check_hires(model: "RegionModel") -> None:
    """I3: as many people began a job as there were hires, so nobody was hired twice."""
    w, zones = model.workers, model.region.n_zones
    began = np.bincount(w.home[(w.state == WorkState.EMPLOYED) & (w.ten == 0)], minlength=zones)
    hires = sum(model.month_flows[name] for name in ("hires_u", "hires_e", "hires_n"))
    _require_zones(began != hires, model, "each worker is hired at most once")


def _check_homes(model: "RegionModel") -> None:
    """I4: homes only change their heating, and new ones are those of the table."""
    region = model.region
    homes, start = (table.sum(axis=(1, 2, 3)) for table in (model.energy.dwellings, region.dwellings))
    built = region.exogenous["new_dwellings_year"][: max(model.month + 1, 0)].sum() / 12
    expected = start * (1 + built / start.sum())
    _require_zones(np.abs(homes - expected) > CLOSE * expected, model, "homes are conserved but for new ones")


def _check_grid_month(model: "RegionModel", books: Books) -> None:
    """I5, I12: capacity never falls, and flexible use moves energy within the day but loses none."""
    g, energy, grid = model.grid, model.energy, model.region.grid
    _require_stations(g.firm_mw < books.firm_mw, model, "station capacity never falls")
    if model.frozen:
        return
    used = energy.energy_mwh.sum(axis=0) + energy.station_mwh.sum(axis=0)
    asked = float(np.where(IS_GENERATION, -used, used).sum() + books.background_mwh.sum())
    if books.timed_mwh.any():
        timed = compute_station_load(books.timed_mwh, grid.profiles)
        asked -= float((timed * (1 - g.open_hours[1:]) @ grid.hours).sum())
    served = float((g.load @ grid.hours).sum())
    _require(abs(served - asked) <= CLOSE * max(abs(asked), 1), model, "shifting load loses no energy")
