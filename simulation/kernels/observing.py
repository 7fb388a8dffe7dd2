"""Counting workers and firms in one pass."""

from typing import NamedTuple

import numpy as np
from numba import njit


class People(NamedTuple):
    """Columns of the workers that are counted."""

    home: np.ndarray
    state: np.ndarray  # -1 absent, 0 employed, 1 unemployed, 2 attached, 3 detached, 4 training
    edu: np.ndarray  # 1 to 3
    grp: np.ndarray  # 0 to 2
    dur: np.ndarray  # time in unemployment [month]
    emp: np.ndarray  # employer, -1 for none


class Employers(NamedTuple):
    """Columns of the firms that are counted."""

    zone: np.ndarray
    sector: np.ndarray
    filled: np.ndarray  # slots
    target: np.ndarray
    vacant: np.ndarray
    el: np.ndarray  # 0 fossil, 1 waiting, 2 electrified
    size: np.ndarray  # latent [slots]
    cap: np.ndarray  # most slots the grid connection allows, infinite if it does not matter
    weight: np.ndarray  # firms represented


@njit(cache=True, nogil=True)
def count_workers(first, last, block, people, firm_zone, long_months, out_counts, out_flows):
    """Count the workers of one block by zone, state, education, mobility group and long-term unemployment.

    Parameters
    ----------
    first, last : int
        Rows of the block.
    block : int
        Row of the outputs to fill.
    people : People
        Columns of n rows.
    firm_zone : int16[n_firms]
    long_months : int
        From when unemployment is long-term.
    out_counts : int64[n_blocks, n_zones, 6, 3, 3, 2]
        Zeros; the states with absent first; last axis is 1 for long-term unemployed.
    out_flows : int64[n_blocks, n_zones, n_zones]
        Zeros; employed by zone of home and of work.

    Notes
    -----
    Passes of 256 rows: the first two have no branch and no shared target, so they run on whole vectors;
    one loop over all would take 2.5 times as long.
    """
    counts, flows = out_counts[block].reshape(-1), out_flows[block].reshape(-1)
    zones = np.uint32(out_flows.shape[1])
    cells, trips = np.empty(256, np.uint32), np.empty(256, np.uint32)
    for start in range(first, last, 256):
        stop = min(start + 256, last)
        size = stop - start
        h, s, e = people.home[start:stop], people.state[start:stop], people.edu[start:stop]
        g, d, f = people.grp[start:stop], people.dur[start:stop], people.emp[start:stop]
        for i in range(size):
            is_long = np.int32((s[i] == 1) & (d[i] >= long_months))
            place = (np.int32(h[i]) * 6 + np.int32(s[i]) + 1) * 3 + np.int32(e[i]) - 1
            cells[i] = np.uint32((place * 3 + np.int32(g[i])) * 2 + is_long)
        for i in range(size):
            work = firm_zone[np.uint32(max(f[i], np.int32(0)))]
            trips[i] = np.uint32(h[i]) * zones + np.uint32(work)
        half = size // 2  # neighbours are often of one cell and would wait for each other's addition
        for i in range(half):
            counts[cells[i]] += 1
            counts[cells[half + i]] += 1
            flows[trips[i]] += np.int64(s[i] == 0)
            flows[trips[half + i]] += np.int64(s[half + i] == 0)
        if size % 2:
            counts[cells[size - 1]] += 1
            flows[trips[size - 1]] += np.int64(s[size - 1] == 0)


@njit(cache=True, nogil=True)
def count_firms(first, last, block, firms, demand, out_slots, out_firms):
    """Count slots and firms of one block by zone.

    Parameters
    ----------
    first, last : int
        Rows of the block.
    block : int
        Row of the outputs to fill.
    firms : Employers
        Columns of n rows.
    demand : float64[n_sectors]
        Wanted slots per unit of latent size.
    out_slots : int64[n_blocks, n_zones, n_sectors, 4]
        Zeros; filled, target, vacant, filled at firms not electrified.
    out_firms : float64[n_blocks, n_zones, 5]
        Zeros; firms, waiting, electrified, at their cap, and the slots that caps withhold.
    """
    slots, sums = out_slots[block], out_firms[block]
    for row in range(first, last):
        z, s, w = np.int64(firms.zone[row]), np.int64(firms.sector[row]), np.float64(firms.weight[row])
        slots[z, s, 0] += firms.filled[row]
        slots[z, s, 1] += firms.target[row]
        slots[z, s, 2] += firms.vacant[row]
        sums[z, 0] += w
        if firms.el[row] < 2:
            slots[z, s, 3] += firms.filled[row]
        if firms.el[row] == 1:
            sums[z, 1] += w
        elif firms.el[row] == 2:
            sums[z, 2] += w
        beyond = np.float64(firms.size[row]) * demand[s] - np.float64(firms.cap[row])
        if beyond > 0.0:
            sums[z, 3] += w
            sums[z, 4] += beyond
