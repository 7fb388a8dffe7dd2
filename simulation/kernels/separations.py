"""Who loses a job this month, and how many work in each occupation of each sector."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix

ENDED, LAID_OFF = 1, 2
FIRM, SHRINKS, CLOSES = 32, 64, 128


class Staff(NamedTuple):
    """Columns of the workers that separations read."""

    uid: np.ndarray
    emp: np.ndarray
    occ: np.ndarray
    ten: np.ndarray
    edu: np.ndarray
    act: np.ndarray


@njit(cache=True, nogil=True)
def mark_firms(filled, target, sector, closed, solo, lay, stop, n_sectors, out_code, out_layoff):
    """Say of every firm whether it shrinks or closed, and which share of the staff it lays off.

    Parameters
    ----------
    filled, target : int32[n_firms]
        Slots with staff, and wanted.
    sector : int8[n_firms]
    closed, solo : bool[n_firms]
        The former firm of the row closed this month, and had one person.
    lay : float64
        Share of surplus staff laid off in a month.
    stop : float64
        Share of the owners of closed one-person firms who lose their work; others carry on in the new firm.
    n_sectors : int
        Code of those without a job.
    out_code : uint8[n_firms + 1]
        By firm row + 1: its sector + FIRM, + SHRINKS, + CLOSES.
    out_layoff : float32[n_firms]
        Share of the staff laid off.
    """
    out_code[0] = n_sectors
    for f in range(filled.size):
        surplus = filled[f] - target[f]
        share, code = 0.0, np.int64(sector[f]) + FIRM
        if closed[f]:
            share, code = stop if solo[f] else 1.0, code + CLOSES
        elif surplus > 0:
            share, code = lay * surplus / filled[f], code + SHRINKS
        out_code[f + 1], out_layoff[f] = code, share


@njit(cache=True, nogil=True)
def find_separations(
    first, last, block, staff, sector, firm_layoff, hazard, retention, ceilings, key, out_rows, out_kinds, out_jobs
):
    """Find the employed of one block whose job ends.

    Parameters
    ----------
    first, last, block : int
        Rows of the block and its number.
    staff : Staff
        Columns of n rows.
    sector : uint8[n_firms + 1]
        By firm row + 1: its sector, plus FIRM, plus SHRINKS if it lays people off, plus CLOSES if it closed; the
        first entry is the number of sectors, for those without a job.
    firm_layoff : float32[n_firms]
        Share of the staff laid off, 1 if the firm closed [1/month].
    hazard : float64[s, 2, 3]
        Hazard by sector, tenure (below, from two years) and education (low, middle, high) [1/month].
    retention : float64
        Factor on the hazard of the activated in their first year in a job.
    ceilings : uint64[2]
        2**53 times the highest chance of anybody in a firm that does not shrink, and in one that does.
    key : uint64
        Key of the draws.
    out_rows : int32[n]
        From `first` on: rows that lose their job.
    out_kinds : int8[n]
        From `first` on: ENDED or LAID_OFF.
    out_jobs : int64[n_blocks, s + 1, o]
        Employed of the block by sector and occupation before the separations; the last sector is none.

    Returns
    -------
    int
        Number of separations written.

    Notes
    -----
    Chance 1 - (1 - d)(1 - lay); a draw below `lay` counts as laid off.
    """
    n_occ = uint64(out_jobs.shape[2])
    jobs = out_jobs[block].ravel()
    found = 0
    words, marks = np.empty(512, np.uint64), np.empty(512, np.uint8)
    for start in range(first, last, 512):
        end = min(start + 512, last)
        _draw(staff.uid[start:end], key, ceilings, words, marks)
        for i in range(end - start):
            row = uint64(start + i)
            code = uint64(sector[uint64(staff.emp[row] + 1)])
            jobs[(code & uint64(31)) * n_occ + uint64(staff.occ[row])] += 1
            if code & uint64(marks[i]):
                lay = np.float64(firm_layoff[staff.emp[row]])
                kind = _kind(staff, row, np.int64(code & uint64(31)), lay, hazard, retention, words[i])
                if kind > 0:
                    out_rows[first + found] = row
                    out_kinds[first + found] = kind
                    found += 1
    return found


@njit(nogil=True)
def _draw(uid, key, ceilings, out_words, out_marks):
    """Draw for every row, and mark the kinds of firm (FIRM, SHRINKS, CLOSES) in which the draw may end a job."""
    golden = uint64(0x9E3779B97F4A7C15)
    words, marks = out_words[: uid.size], out_marks[: uid.size]
    usual, shrinking = ceilings[0], ceilings[1]
    for i in range(uid.size):
        words[i] = mix(mix(key + golden * (uid[i] + uint64(1))) + golden) >> uint64(11)
    for i in range(uid.size):
        marks[i] = (
            np.uint8(CLOSES)
            | (np.uint8(FIRM) if words[i] < usual else np.uint8(0))
            | (np.uint8(SHRINKS) if words[i] < shrinking else np.uint8(0))
        )


@njit(nogil=True)
def _kind(staff, row, sector, lay, hazard, retention, word):
    """0 if the job goes on, ENDED for reasons of its own, LAID_OFF if the firm shrinks or closed."""
    u = np.float64(word) * 1.1102230246251565e-16
    if u < lay:
        return LAID_OFF
    tenure = np.int64(staff.ten[row])
    chance = hazard[sector, np.int64(tenure >= 24), np.int64(staff.edu[row]) - 1]
    if staff.act[row] == 1 and tenure < 12:
        chance *= retention
    return ENDED if u < 1.0 - (1.0 - chance) * (1.0 - lay) else 0
