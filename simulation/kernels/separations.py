"""Who loses a job this month, and how many work in each occupation of each sector."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix

ENDED, LAID_OFF = 1, 2


class Staff(NamedTuple):
    """Columns of the workers that separations read."""

    uid: np.ndarray
    state: np.ndarray
    emp: np.ndarray
    occ: np.ndarray
    ten: np.ndarray
    edu: np.ndarray
    act: np.ndarray


@njit(cache=True, nogil=True)
def find_separations(first, last, block, staff, sector, firm_layoff, hazard, retention, ceiling, key, out_rows, out_kinds,
                     out_jobs):
    """Find the employed of one block whose job ends.

    Parameters
    ----------
    first, last, block : int
        Rows of the block and its number.
    staff : Staff
        Columns of n rows.
    sector : uint8[n_firms]
        Sector of the firm; plus 128 if everybody must be looked up because the firm closed.
    firm_layoff : float64[n_firms]
        Share of the staff laid off, 1 if the firm closed [1/month].
    hazard : float64[s, 2, 3]
        Hazard by sector, tenure (below, from two years) and education (low, middle, high) [1/month].
    retention : float64
        Factor on the hazard of the activated in their first year in a job.
    ceiling : uint64
        2**53 times the highest chance of anybody in a firm that did not close.
    key : uint64
        Key of the draws.
    out_rows : int32[n]
        From `first` on: rows that lose their job.
    out_kinds : int8[n]
        From `first` on: ENDED or LAID_OFF.
    out_jobs : int64[n_blocks, s, o]
        Employed of the block by sector and occupation before the separations.

    Returns
    -------
    int
        Number of separations written.

    Notes
    -----
    Chance 1 - (1 - d)(1 - lay), `model.md` 4.5; a draw below `lay` counts as laid off.
    """
    jobs = out_jobs[block]
    found = 0
    words = np.empty(512, np.uint64)
    for start in range(first, last, 512):
        size = min(512, last - start)
        _draw(staff.uid[start : start + size], key, words)
        for i in range(size):
            row = start + i
            if staff.state[row] != 0:
                continue
            firm = np.int64(staff.emp[row])
            code = np.int64(sector[firm])
            jobs[code & 127, np.int64(staff.occ[row])] += 1
            if words[i] < ceiling or code >= 128:
                kind = _kind(staff, row, code & 127, firm_layoff[firm], hazard, retention, words[i])
                if kind > 0:
                    out_rows[first + found] = row
                    out_kinds[first + found] = kind
                    found += 1
    return found


@njit(nogil=True)
def _draw(uid, key, out_words):
    golden = uint64(0x9E3779B97F4A7C15)
    words = out_words[: uid.size]
    for i in range(uid.size):
        words[i] = mix(mix(key + golden * (uid[i] + uint64(1))) + golden) >> uint64(11)


@njit(nogil=True)
def _kind(staff, row, sector, lay, hazard, retention, word):
    """0 if the job goes on, 1 if it ends for reasons of its own, 2 if the firm shrinks or closed."""
    u = np.float64(word) * 1.1102230246251565e-16
    if u < lay:
        return 2
    tenure = np.int64(staff.ten[row])
    chance = hazard[sector, np.int64(tenure >= 24), np.int64(staff.edu[row]) - 1]
    if staff.act[row] == 1 and tenure < 12:
        chance *= retention
    return np.int64(u < 1.0 - (1.0 - chance) * (1.0 - lay))
