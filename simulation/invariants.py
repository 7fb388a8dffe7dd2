"""What must hold at the end of every month, whatever the policy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from agents.request import RequestStatus
from agents.worker import WorkState
from simulation.declare.arrays import Floats, Rows
from simulation.kernels.skills import N_SKILLS, TOP
from simulation.kernels.station_load import compute_station_load
from simulation.months import month_text
from simulation.submodels.grid.state import IS_GENERATION
from simulation.world import World

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


def open_books(world: World) -> Books:
    """Note the stocks at the beginning of a month."""
    grid = world.grid
    return Books(_persons(world), grid.firm_mw.copy(), grid.background_mwh.copy(), grid.timed_contracts_mwh.copy())


def check_invariants(world: World, books: Books | None = None) -> None:
    """Check the state at the end of a month and, given the books, what the month did to stocks.

    Raises
    ------
    InvariantError
        Naming the law, the month and the first place it is broken.

    Notes
    -----
    Numbers in comments are those of `model.md` 8.1.
    """
    _check_workers(world)
    _check_employers(world)
    _check_vacancies(world)
    _check_identities(world)
    _check_shares(world)
    _check_energy(world)
    _check_requests(world)
    _check_grid(world)
    if books is not None:
        _check_persons(world, books)
        _check_hires(world)
        _check_homes(world)
        _check_grid_month(world, books)


def _require(holds: bool | np.bool_, world: World, law: str, detail: str = "") -> None:
    if not holds:
        when = f"month {world.month} ({month_text(world.month)})"
        raise InvariantError(f"{when}: {law}{': ' if detail else ''}{detail}")


def _require_rows(wrong: ArrayLike, zone: Rows, world: World, law: str, what: str) -> None:
    """Name the first row of a table that breaks the law, and its zone."""
    rows = np.flatnonzero(wrong)
    if rows.size:
        place = _zone(world, int(zone[rows[0]]))
        _require(False, world, law, f"{rows.size} {what}, the first in row {rows[0]} of zone {place}")


def _require_zones(wrong: ArrayLike, world: World, law: str) -> None:
    zones = np.flatnonzero(wrong)
    if zones.size:
        _require(False, world, law, f"in zone {', '.join(_zone(world, z) for z in zones[:5])}")


def _require_stations(wrong: ArrayLike, world: World, law: str) -> None:
    _require_rows(wrong, world.region.grid.station_zone, world, law, "stations")


def _zone(world: World, zone: int) -> str:
    known = 0 <= zone < world.region.n_zones
    return f"{world.region.zone_id[zone]} ({world.region.zone_name[zone]})" if known else str(zone)


def _persons(world: World) -> Floats:
    present = world.workers.home[world.workers.state != WorkState.ABSENT]
    return np.bincount(present, minlength=world.region.n_zones).astype(np.float64)


def _check_workers(world: World) -> None:
    """I1, I10."""
    w = world.workers
    present = w.state != WorkState.ABSENT
    legal = (w.state >= WorkState.ABSENT) & (w.state <= WorkState.TRAINING)
    _require_rows(~legal, w.home, world, "every worker is in exactly one state", "workers")
    hired = (w.state == WorkState.EMPLOYED) != (w.emp >= 0)
    _require_rows(hired, w.home, world, "a worker is employed if and only if there is an employer", "workers")
    away = present & ((w.home < 0) | (w.home >= world.region.n_zones))
    _require_rows(away, w.home, world, "every worker lives in a zone", "workers")
    age = present & ((w.age_m < 180) | (w.age_m >= 900))
    _require_rows(age, w.home, world, "ages are 15 to 74", "workers")
    _require_rows(present & ~np.isfinite(w.wres), w.home, world, "wages are finite", "workers")
    _require_rows(w.skill_word & NO_SKILL, w.home, world, "skills are between 0 and 1", "workers")
    learning = (w.state == WorkState.TRAINING) & ((w.train_left <= 0) | (w.train_to < 0))
    _require_rows(learning, w.home, world, "who is in training has an aim and months to go", "workers")


def _check_employers(world: World) -> None:
    """I1, I10."""
    w, f = world.workers, world.firms
    filled = np.bincount(w.emp[w.state == WorkState.EMPLOYED], minlength=f.n)
    _require_rows(filled != f.filled, f.zone, world, "the workers of a firm are its filled slots", "firms")
    for name in ("S", "size_p", "w_f", "kw_c", "ffe"):
        _require_rows(~np.isfinite(f.storage(name)[: f.n]), f.zone, world, f"{name} of firms is finite", "firms")
    _require_rows((f.S < 0) | (f.target < 0) | (f.w_f < 1), f.zone, world, "firms are not negative", "firms")


def _check_vacancies(world: World) -> None:
    """I3: a vacancy filled twice would count twice at its firm."""
    f, v = world.firms, world.vacancies
    open_by_firm = np.bincount(v.firm, minlength=f.n)
    _require_rows(open_by_firm != f.vacant, f.zone, world, "open vacancies are counted by their firm", "firms")
    _require_rows(~np.isfinite(v.lw), v.zone, world, "posted wages are finite", "vacancies")


def _check_identities(world: World) -> None:
    """I9; of workers every five years, as sorting them takes longer than all else."""
    w = world.workers
    tables = {"vacancy": world.vacancies.vid, "request": world.requests.uid, "project": world.projects.uid}
    if world.month % 12 == 0:
        tables["firm"] = world.firms.uid
    if world.month % 60 == 0:
        tables["worker"] = w.uid[w.state != WorkState.ABSENT]
    for name, uid in tables.items():
        ordered = np.sort(uid)
        _require(not (ordered[1:] == ordered[:-1]).any(), world, f"identifiers are unique: {name}")


def _check_shares(world: World) -> None:
    """I7, I10."""
    heat, vehicles, labour, grid = world.heat, world.vehicles, world.labour, world.grid
    by_zone = {"suitability": heat.suitability, "bev_share": vehicles.bev_share, "van_ze": vehicles.van_ze,
               "ze_trips": vehicles.ze_trips, "lv_saturation": grid.lv_saturation}  # fmt: skip
    for name, share in by_zone.items():
        wrong = ~((share >= 0) & (share <= 1)).reshape(len(share), -1).all(axis=1)
        _require_zones(wrong, world, f"{name} is between 0 and 1")
    vans = world.firms.van_ze
    _require_rows(~((vans >= 0) & (vans <= 1)), world.firms.zone, world, "van_ze of firms is between 0 and 1", "firms")
    others = np.concatenate([labour.skb_share, labour.mix.ravel(), [world.data_centres.x_leap, heat.served]])
    _require(((others >= 0) & (others <= 1)).all(), world, "shares are between 0 and 1")
    _require(np.allclose(labour.mix.sum(axis=1), 1, atol=EXACT), world, "wanted occupations of a sector add up to 1")
    moving = (labour.log_index, labour.theta_occ, labour.theta_zone, world.demand.index, world.technicians.demand_log)
    _require(all(np.isfinite(a).all() for a in moving), world, "tightness, wages and demand are finite")


def _check_energy(world: World) -> None:
    """I4, I10."""
    lowest = world.heat.dwellings.min(axis=(1, 2, 3))
    _require_zones(~(lowest >= -CLOSE), world, "dwellings are finite and not negative")
    power = world.power
    tables = {"dwellings": world.heat.dwellings, "energy_mwh": power.energy_mwh, "small_mwh": power.small_mwh,
              "ev_mwh": world.vehicles.ev_mwh, "dc_new_mva": world.data_centres.new_mva}  # fmt: skip
    for name, values in tables.items():
        finite = np.isfinite(values.reshape(world.region.n_mra, -1)).all(axis=1)
        _require_zones(~finite, world, f"{name} is finite")


def _check_requests(world: World) -> None:
    """I5: every request is in one place, and what waits is the queue."""
    r, f, grid = world.requests, world.firms, world.grid
    legal = (r.status >= RequestStatus.WAITING) & (r.status <= RequestStatus.VANISHED)
    closed = (r.closed_m >= 0) == (r.status >= RequestStatus.CONNECTED)
    served = (r.status == RequestStatus.ADMITTED) | (r.status == RequestStatus.CONNECTED)
    waits = (r.admitted_m < 0) | (r.status != RequestStatus.WAITING)
    wrong = ~(legal & closed & waits & ((r.admitted_m >= 0) | ~served))
    _require_rows(wrong, r.zone, world, "a request waits, is admitted, or is closed", "requests")
    waiting = r.status == RequestStatus.WAITING
    queue = float((r.kw[waiting] * r.units[waiting].astype(np.float64)).sum() / 1000)
    for total in (grid.queue_mw, float(grid.category_queue_mw.sum())):
        _require(abs(total - queue) <= CLOSE * max(queue, 1), world, "those who wait are the queue")
    asked = np.flatnonzero(f.req >= 0)
    own = (r.firm[f.req[asked]] == asked) & (r.firm_uid[f.req[asked]] == f.uid[asked])
    _require_rows(~own, f.zone[asked], world, "the request of a firm is its own", "firms")


def _check_grid(world: World) -> None:
    """I5, I10."""
    g = world.grid
    numbers = (g.peak_mw, g.firm_mw, g.reserved_mw, g.contracted_mw, g.planned_peak_mw, g.station_queue_mw)
    for values in numbers:
        _require_stations(~np.isfinite(values), world, "loads, contracts and capacities are finite")
    _require_stations(np.minimum(g.firm_mw, g.reserved_mw) < 0, world, "capacity and promises are not negative")
    _require(np.isfinite(g.n1_loading).all(), world, "loads of corridors are finite")
    shares = g.station_share.sum(axis=2)
    _require_zones(np.abs(shares - 1).max(axis=1) > CLOSE, world, "the stations of a zone serve all of it")
    spare = g.labour_available * (1 + EXACT) - g.labour_used
    _require(spare >= 0, world, "no more work is done than technicians can do")
    _require((world.projects.work_left >= 0).all(), world, "the work left of projects is not negative")


def _check_persons(world: World, books: Books) -> None:
    """I2: exact, as all are whole numbers."""
    flows, none = world.flows, np.zeros(world.region.n_zones)
    entries, arrivals, exits, departures = (flows.get(k, none) for k in ("entries", "arrivals", "exits", "departures"))
    change = entries + arrivals - exits - departures
    _require_zones(_persons(world) != books.persons + change, world, "persons change by who comes and goes")


def _check_hires(world: World) -> None:
    """I3: as many people began a job as there were hires, so nobody was hired twice."""
    w, zones = world.workers, world.region.n_zones
    began = np.bincount(w.home[(w.state == WorkState.EMPLOYED) & (w.ten == 0)], minlength=zones)
    hires = sum(world.flows[name] for name in ("hires_u", "hires_e", "hires_n"))
    _require_zones(began != hires, world, "each worker is hired at most once")


def _check_homes(world: World) -> None:
    """I4: homes only change their heating, and new ones are those of the table."""
    region = world.region
    homes, start = (table.sum(axis=(1, 2, 3)) for table in (world.heat.dwellings, region.dwellings))
    built = region.exogenous["new_dwellings_year"][: max(world.month + 1, 0)].sum() / 12
    expected = start * (1 + built / start.sum())
    _require_zones(np.abs(homes - expected) > CLOSE * expected, world, "homes are conserved but for new ones")


def _check_grid_month(world: World, books: Books) -> None:
    """I5, I12: capacity never falls, and flexible use moves energy within the day but loses none."""
    g, power, grid = world.grid, world.power, world.region.grid
    _require_stations(g.firm_mw < books.firm_mw, world, "station capacity never falls")
    used = power.energy_mwh.sum(axis=0) + power.station_mwh.sum(axis=0)
    asked = float(np.where(IS_GENERATION, -used, used).sum() + books.background_mwh.sum())
    if books.timed_mwh.any():
        timed = compute_station_load(books.timed_mwh, grid.profiles)
        asked -= float((timed * (1 - g.open_hours[1:]) @ grid.hours).sum())
    served = float((g.load @ grid.hours).sum())
    _require(abs(served - asked) <= CLOSE * max(abs(asked), 1), world, "shifting load loses no energy")
