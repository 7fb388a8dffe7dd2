"""Firms: sizes that fill the job table exactly, and an unbiased sample of them at 1:N."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.columns import Columns
from agents.firm import Firm, PowerState
from simulation.kernels.draws import draw_key, make_uids, normals, uniforms
from simulation.population.integerise import integerise
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.submodels.people.population_parameters import PopulationParameters

SMALLEST = 2  # persons in a firm that is not a one-person firm
BEFORE = -1200  # month stamped on those present at the start; earlier than any burn-in
FIRM_KIND = 2


@dataclass(frozen=True)
class FirmList:
    """Every firm of the region at true scale, by zone, sector and rising size."""

    zone: NDArray[np.int64]
    sector: NDArray[np.int64]
    size: NDArray[np.int64]  # persons


def list_firms(region: Region, par: PopulationParameters, seed: int) -> FirmList:
    """List firms so that each zone and sector has its firms and its jobs.

    Notes
    -----
    The odds of having staff are proportional to (mean size of the cell - 1): sectors of large
    organisations have few one-person firms, and the region as a whole has `solo_share`. The
    others are truncated Pareto (Axtell 2001), scaled by cell until their jobs match.
    """
    key = draw_key(seed, Purpose.FIRM_SIZE, BEFORE)
    jobs = integerise(region.jobs, key).ravel()
    firms = np.minimum(integerise(region.firms, key ^ np.uint64(2)).ravel(), jobs)
    firms = np.maximum(firms, jobs > 0)
    staffed = staffed_firms(jobs, firms, par)
    alone = firms - staffed
    cell = np.repeat(np.arange(jobs.size), staffed)
    sizes = staffed_sizes(cell, staffed, jobs - alone, par, key)
    order_cell = np.concatenate([np.repeat(np.arange(jobs.size), alone), cell])
    size = np.concatenate([np.ones(alone.sum(), np.int64), sizes])
    order = np.argsort(order_cell, kind="stable")
    zone, sector = np.divmod(order_cell[order], region.jobs.shape[1])
    return FirmList(zone, sector, size[order])


def staffed_firms(jobs: NDArray[Any], firms: NDArray[Any], par: PopulationParameters) -> NDArray[np.int64]:
    """Firms of 2 or more persons by cell: int64[cells], one-person share over all cells as asked."""
    extra = np.where(firms > 0, jobs / np.maximum(firms, 1) - 1, 0.0)
    low, high = 0.0, 1.0
    for _ in range(60):
        odds = 0.5 * (low + high)
        staffed = firms * odds * extra / (1 + odds * extra)
        low, high = (odds, high) if staffed.sum() < (1 - par.solo_share) * firms.sum() else (low, odds)
    least = np.maximum(jobs > firms, -(-(jobs - firms) // int(par.largest_firm - 1)))
    return np.clip(np.rint(staffed).astype(np.int64), least, np.minimum(firms, jobs - firms))


def staffed_sizes(
    cell: NDArray[np.int64],
    staffed: NDArray[np.int64],
    persons: NDArray[np.int64],
    par: PopulationParameters,
    key: np.uint64,
) -> NDArray[np.int64]:
    """Draw sizes of 2 and above, rising within each cell, that add up to the cell's persons.

    Parameters
    ----------
    cell
        int64[n] cell of each firm, ascending.
    staffed, persons
        int64[cells] firms and the persons they have together.
    """
    rank = np.arange(cell.size) - np.repeat(np.cumsum(staffed) - staffed, staffed)
    u = (rank + uniforms(key, np.arange(cell.size))) / staffed[cell]
    tail = (SMALLEST / par.largest_firm) ** par.zipf_exponent
    draw = SMALLEST * (1 - u * (1 - tail)) ** (-1 / par.zipf_exponent)
    low, high = np.full(staffed.size, -20.0), np.full(staffed.size, np.log(par.largest_firm))
    for _ in range(60):
        middle = 0.5 * (low + high)
        size = np.clip(draw * np.exp(middle)[cell], SMALLEST, par.largest_firm)
        short = np.bincount(cell, size, staffed.size) < persons
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return SMALLEST + _whole_by_cell(size - SMALLEST, cell, persons - SMALLEST * staffed)


def _whole_by_cell(amount: NDArray[np.float64], cell: NDArray[np.int64], total: NDArray[np.int64]) -> NDArray[np.int64]:
    """Round amounts in their order so that each cell's sum is `total`."""
    found = np.bincount(cell, amount, total.size)
    scaled = amount * np.divide(total, found, out=np.zeros(total.size), where=found > 0)[cell]
    return np.diff(np.floor(np.cumsum(scaled) + 0.5), prepend=0.0).astype(np.int64)


def sample_firms(size: NDArray[np.int64], scale: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Draw firms with probability proportional to size, systematically from one random start.

    Parameters
    ----------
    size
        int64[n] persons, in an order that groups like with like.
    scale
        N of 1:N.

    Returns
    -------
    rows : int64[m]
        Firms drawn, in order.
    inclusion : float64[m]
        Their inclusion probability min(1, size / N).

    Notes
    -----
    Madow 1949, Ann. Math. Stat. 20. Any run of neighbours in the list, such as a zone or a
    sector within a zone, has its expected number of draws to within one.
    """
    inclusion = np.minimum(1.0, size / scale)
    if scale == 1:
        return np.arange(size.size), inclusion
    start = float(uniforms(draw_key(seed, Purpose.INIT_FIRMS, BEFORE), np.zeros(1, np.uint64))[0])
    drawn = np.diff(np.floor(np.cumsum(inclusion) + start), prepend=np.floor(start)) > 0
    rows = np.flatnonzero(drawn)
    return rows, inclusion[rows]


def open_firms(region: Region, par: PopulationParameters, seed: int, scale: int) -> Columns:
    """Make the firms of a run at 1:N, with as many slots as jobs / N to within one in each run of neighbours.

    Notes
    -----
    A firm has floor(S + dith) slots. Whether a fraction of S is a slot is settled by systematic
    rounding along the list, and `dith` is then drawn uniformly among the values that agree with it.
    """
    listed = list_firms(region, par, seed)
    rows, inclusion = sample_firms(listed.size, scale, seed)
    firms = Columns(Firm, rows.size)
    firms.extend(rows.size)
    zone, size = listed.zone[rows], listed.size[rows]
    ordinal = np.arange(rows.size) - np.searchsorted(zone, zone)
    firms.uid[:] = make_uids(FIRM_KIND, zone, BEFORE, ordinal)
    firms.zone[:], firms.sector[:], firms.size_p[:] = zone, listed.sector[rows], size
    firms.S[:] = np.maximum(size / scale, 1.0)
    firms.dith[:], firms.target[:] = _dithered(firms.S, firms.uid, seed)
    firms.w_f[:] = 1 / inclusion
    firms.ffe[:] = par.sigma_ffe * normals(draw_key(seed, Purpose.INIT_FIRMS, BEFORE), firms.uid, 4)
    lived = -par.firm_age_mean * np.log1p(-uniforms(draw_key(seed, Purpose.INIT_FIRMS, BEFORE), firms.uid, 6))
    firms.age[:] = np.minimum(lived, 12 * 80)
    firms.kw_c[:] = size * region.sector_kw_job[firms.sector]
    firms.el[:], firms.req[:], firms.cap[:] = PowerState.FOSSIL, -1, np.inf
    return firms


def _dithered(
    slots: NDArray[np.float32], uid: NDArray[np.uint64], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    key = draw_key(seed, Purpose.INIT_FIRMS, BEFORE)
    start = float(uniforms(key, np.ones(1, np.uint64))[0])
    whole = np.floor(slots.astype(np.float64))
    fraction = slots - whole
    up = np.diff(np.floor(np.cumsum(fraction) + start), prepend=np.floor(start)) > 0
    u = uniforms(key, uid, 8)
    dith = np.where(up, 1 - fraction * (1 - u), u * (1 - fraction))
    dith = np.clip(dith, 0.0, np.nextafter(np.float32(1), np.float32(0))).astype(np.float32)
    return dith, np.floor(slots.astype(np.float64) + dith).astype(np.int32)
