"""Counts of employed people by sector, zone and occupation."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64


class Codes(NamedTuple):
    """Which numbers stand for the occupations and sectors of technicians."""

    te2: int
    te3: int
    energy: int
    construction: int
    n_mra: int  # zones inside the region, the first ones


@njit(cache=True, nogil=True)
def count_staff(first, last, block, emp, occ, firm_sector, firm_zone, codes, out_counts):
    """Count technicians in the sectors that build the grid and install in homes.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    emp : int32[n]
        Firm row of each worker, -1 if not employed.
    occ : int8[n]
        Occupation of each worker.
    firm_sector, firm_zone : int[m]
        Sector and zone of each firm.
    codes : Codes
    out_counts : int64[block, 3]
        TE2 in energy, TE3 in energy, TE2 in construction; workers, not persons.

    Notes
    -----
    Those with the occupations are listed first, without a branch; few reach the random look-up of their firm.
    """
    te2, te3 = occ.dtype.type(codes.te2), occ.dtype.type(codes.te3)
    rows = np.empty(513, np.uint32)
    for start in range(first, last, 512):
        part, found = occ[start : min(start + 512, last)], uint64(0)
        for j in range(part.size):
            rows[found] = j
            found += uint64((part[j] == te2) | (part[j] == te3))
        for k in range(found):
            j = start + np.int64(rows[k])
            if emp[j] >= 0:
                firm, is_te2 = emp[j], occ[j] == te2
                inside = firm_zone[firm] < codes.n_mra
                out_counts[block, 0] += inside & is_te2 & (firm_sector[firm] == codes.energy)
                out_counts[block, 1] += inside & (not is_te2) & (firm_sector[firm] == codes.energy)
                out_counts[block, 2] += inside & is_te2 & (firm_sector[firm] == codes.construction)


@njit(cache=True, nogil=True)
def count_occupations(state, edu, occ, out_counts):
    """Count the employed by education and occupation.

    Parameters
    ----------
    state : int8[n]
        0 for the employed.
    edu : int8[n]
        1 to 3.
    occ : int8[n]
    out_counts : int64[3, o]
        Zeros; the employed.
    """
    for i in range(state.size):
        if state[i] == 0:
            out_counts[np.int64(edu[i]) - 1, np.int64(occ[i])] += 1


@njit(cache=True, nogil=True)
def add_slots(zone, sector, filled, target, inside, chosen):
    """Add up the slots of firms inside the region.

    Parameters
    ----------
    zone : int16[n]
    sector : int8[n]
    filled, target : int32[n]
        Slots with staff, and wanted.
    inside : int
        Number of zones inside the region, the first ones.
    chosen : int
        Sector to count, or -1 for all.

    Returns
    -------
    filled, target : int
    """
    staffed, wanted = np.int64(0), np.int64(0)
    border, every, only = np.int16(inside), chosen < 0, np.int8(chosen)
    for f in range(zone.size):
        counts = (zone[f] < border) & (every | (sector[f] == only))
        staffed += np.int64(filled[f]) if counts else np.int64(0)
        wanted += np.int64(target[f]) if counts else np.int64(0)
    return staffed, wanted


@njit(cache=True, nogil=True)
def count_jobs(first, last, block, zone, sector, filled, out_jobs):
    """Add up the filled slots of firms.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    zone, sector, filled : int[n]
        Of each firm.
    out_jobs : int64[block, zone, sector]
        Filled slots.

    Notes
    -----
    Four sums of each, as neighbours are often of one zone and sector and would wait for each other's addition.
    """
    n_zones, n_sectors = out_jobs.shape[1], out_jobs.shape[2]
    found = np.zeros((4, n_zones * n_sectors), np.int64)
    for f in range(first, last):
        found[f & 3, uint64(zone[f]) * uint64(n_sectors) + uint64(sector[f])] += filled[f]
    for z in range(n_zones):
        for s in range(n_sectors):
            for part in range(4):
                out_jobs[block, z, s] += found[part, z * n_sectors + s]
