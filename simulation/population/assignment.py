"""Workers to jobs: zones by gravity, then occupations by education, each total met exactly."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.columns import Columns
from agents.worker import WorkState
from simulation.kernels.draws import draw_key, uniforms
from simulation.population.employers import BEFORE
from simulation.population.integerise import balance, integerise, round_table
from simulation.purposes import Purpose
from simulation.region import Region

N_GROUPS = 3
# How well an education (row: low, middle, high) fits the level of an occupation (column: 1, 2, 3)
LEVEL_FIT = ((1.0, 0.45, 0.06), (0.25, 1.0, 0.22), (0.06, 0.35, 1.0))
Rows = NDArray[np.int64]


def assign_jobs(
    workers: Columns, firms: Columns, region: Region, cost: NDArray[np.float64], beta: float, seed: int
) -> None:
    """Give every employed worker an employer and an occupation, and every firm its filled slots.

    Parameters
    ----------
    workers, firms
        Written: `emp`, `occ`, `state`, `wres` of workers; `filled` of firms.
    cost
        float64[g, h, z] generalised cost of a one-way trip from home h to work in z [EUR].
    beta
        Decay of job acceptance with cost [1/EUR].

    Notes
    -----
    Afterwards the employed are exactly the filled slots. If there are more employed than slots,
    a uniform draw of them becomes unemployed; if there are more slots, a uniform draw of slots
    stays empty.
    """
    key = draw_key(seed, Purpose.INIT_JOBS, BEFORE)
    employed, slot_firm = _equal_numbers(workers, firms, key)
    shuffled = employed[shuffle(key, workers.uid[employed], 1)]
    zone = _work_zones(workers, shuffled, firms, slot_firm, region, np.exp(-beta * cost), key)
    slot_occ = slot_occupations(firms, slot_firm, region, key)
    _match_inside_zones(workers, shuffled, zone, firms, slot_firm, slot_occ, region, key)
    firms.filled[:] = np.bincount(slot_firm, minlength=firms.n)


def _equal_numbers(workers: Columns, firms: Columns, key: np.uint64) -> tuple[Rows, Rows]:
    """Rows of the employed and firm of each slot to fill, as many of the one as of the other."""
    employed = np.flatnonzero(workers.state == WorkState.EMPLOYED)
    slot_firm = np.repeat(np.arange(firms.n), firms.target)
    surplus = employed.size - slot_firm.size
    if surplus > 0:
        order = shuffle(key, workers.uid[employed], 0)
        workers.state[employed[order[:surplus]]] = WorkState.UNEMPLOYED
        employed = np.sort(employed[order[surplus:]])
    elif surplus < 0:
        order = shuffle(key, np.arange(slot_firm.size), 0)
        slot_firm = slot_firm[np.sort(order[: employed.size])]
    return employed, slot_firm


def _work_zones(
    workers: Columns,
    shuffled: Rows,
    firms: Columns,
    slot_firm: Rows,
    region: Region,
    attraction: NDArray[np.float64],
    key: np.uint64,
) -> NDArray[np.int16]:
    """Zone of work of each shuffled worker: doubly constrained gravity of homes and groups on slots."""
    n_zones = region.n_zones
    origin = workers.grp[shuffled].astype(np.int16) * np.int16(n_zones) + workers.home[shuffled]
    rows = np.bincount(origin, minlength=N_GROUPS * n_zones)
    columns = np.bincount(firms.zone[slot_firm], minlength=n_zones)
    flows = balance(attraction.reshape(N_GROUPS * n_zones, n_zones), rows.astype(float), columns.astype(float))
    return spread(origin, round_table(flows, rows, columns, key))


def shuffle(key: np.uint64, uid: NDArray[Any], number: int) -> Rows:
    """Put rows in an order that is a pure function of key, uid and draw number: int64[n], n below 2**24.

    Sorting one word of 40 random bits and the row is faster than an argsort and leaves no ties.
    """
    bits = np.uint64(24)
    word = (uniforms(key, uid, number) * 2.0**40).astype(np.uint64) << bits | np.arange(uid.size, dtype=np.uint64)
    word.sort()
    return (word & np.uint64(2**24 - 1)).astype(np.int64)


def spread(cell: NDArray[np.int16], counts: Rows) -> NDArray[np.int16]:
    """Hand out categories to shuffled members: the first counts[c, 0] of cell c get 0, the next 1, ...

    Parameters
    ----------
    cell
        int16[n] cell of each member, in shuffled order.
    counts
        int64[cells, k], rows adding up to the members of the cell.
    """
    order = np.argsort(cell, kind="stable")
    category = np.empty(cell.size, np.int16)
    category[order] = np.repeat(np.tile(np.arange(counts.shape[1], dtype=np.int16), counts.shape[0]), counts.ravel())
    return category


def slot_occupations(firms: Columns, slot_firm: Rows, region: Region, key: np.uint64) -> NDArray[np.int16]:
    """Occupation of each slot, so that each zone and sector has its sector's mix to within one."""
    n_sectors = region.mix.shape[0]
    cell = (firms.zone[slot_firm].astype(np.int16) * np.int16(n_sectors) + firms.sector[slot_firm]).astype(np.int16)
    jobs = np.bincount(cell, minlength=region.n_zones * n_sectors)
    counts = integerise(jobs[:, None] * np.tile(region.mix, (region.n_zones, 1)), key ^ np.uint64(3), jobs)
    shuffled = shuffle(key, np.arange(cell.size), 2)
    occupation = np.empty(cell.size, np.int16)
    occupation[shuffled] = spread(cell[shuffled], counts)
    return occupation


def _match_inside_zones(
    workers: Columns,
    shuffled: Rows,
    zone: NDArray[np.int16],
    firms: Columns,
    slot_firm: Rows,
    slot_occ: NDArray[np.int16],
    region: Region,
    key: np.uint64,
) -> None:
    """Fill the slots of each zone with its workers so that educations and occupations fit.

    Notes
    -----
    P(occupation, education) is the fit of `LEVEL_FIT` balanced to the slots and the workers of the
    zone, with the sectors' mixes kept.
    """
    n_occ = region.mix.shape[1]
    worker_cell = zone * np.int16(3) + (workers.edu[shuffled] - 1)
    slot_cell = (firms.zone[slot_firm] * np.int16(n_occ) + slot_occ).astype(np.int16)
    counts = _occupation_by_education(worker_cell, slot_cell, region, key)
    worker_occ = spread(worker_cell, counts.transpose(0, 2, 1).reshape(-1, n_occ))
    slot_shuffle = shuffle(key, np.arange(slot_firm.size), 3)
    slot_edu = spread(slot_cell[slot_shuffle], counts.reshape(-1, 3))
    worker_order = np.argsort((worker_cell * np.int16(n_occ) + worker_occ).astype(np.int16), kind="stable")
    worker_key = slot_cell[slot_shuffle] // n_occ * np.int16(3) + slot_edu
    slot_order = np.argsort((worker_key * np.int16(n_occ) + slot_occ[slot_shuffle]).astype(np.int16), kind="stable")
    hired, slot = shuffled[worker_order], slot_shuffle[slot_order]
    workers.emp[hired] = slot_firm[slot]
    workers.occ[hired] = slot_occ[slot]
    workers.wres[hired] = firms.ffe[slot_firm[slot]]


def _occupation_by_education(
    worker_cell: NDArray[np.int16], slot_cell: NDArray[np.int16], region: Region, key: np.uint64
) -> Rows:
    """Workers by zone of work, occupation and education: int64[z, o, 3]."""
    n_zones, n_occ = region.n_zones, region.mix.shape[1]
    have = np.bincount(worker_cell, minlength=n_zones * 3).reshape(n_zones, 3)
    want = np.bincount(slot_cell, minlength=n_zones * n_occ).reshape(n_zones, n_occ)
    fit = np.array(LEVEL_FIT)[:, region.occupation_level - 1].T
    tables = [balance(fit, want[z].astype(float), have[z].astype(float)) for z in range(n_zones)]
    return np.stack([round_table(tables[z], want[z], have[z], key ^ np.uint64(16 + z)) for z in range(n_zones)])
