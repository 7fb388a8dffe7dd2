"""Counting workers in one pass."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def count_workers(first, last, block, home, state, edu, grp, dur, emp, firm_zone, km, long_months, out_counts, out_km):
    """Count the workers of one block by zone, state, education, mobility group and long-term unemployment.

    Parameters
    ----------
    first, last : int
        Rows of the block.
    block : int
        Row of the outputs to fill.
    home : int16[n]
    state : int8[n]
        -1 absent (not counted), 0 employed, 1 unemployed, 2 attached, 3 detached, 4 training.
    edu : int8[n]
        1 to 3.
    grp : int8[n]
        0 to 2.
    dur : int16[n]
        Time in unemployment [month].
    emp : int32[n]
        Employer, -1 for none.
    firm_zone : int16[n_firms]
    km : float64[n_zones, n_zones]
        Home to work [km].
    long_months : int
        From when unemployment is long-term.
    out_counts : int64[n_blocks, n_zones, 5, 3, 3, 2]
        Zeros; last axis is 1 for long-term unemployed.
    out_km : float64[n_blocks, n_zones]
        Zeros; kilometres of the employed by home.
    """
    counts = out_counts[block].reshape(-1)
    total = out_km[block]
    for row in range(first, last):
        s = np.int64(state[row])
        if s < 0:
            continue
        zone = np.int64(home[row])
        is_long = np.int64(s == 1 and dur[row] >= long_months)
        counts[(((zone * 5 + s) * 3 + edu[row] - 1) * 3 + grp[row]) * 2 + is_long] += 1
        if s == 0:
            total[zone] += km[zone, firm_zone[emp[row]]]


@njit(cache=True, nogil=True)
def count_firms(
    first, last, block, zone, sector, filled, target, vacant, el, size, cap, weight, demand, out_slots, out_firms
):
    """Count slots and firms of one block by zone.

    Parameters
    ----------
    first, last : int
        Rows of the block.
    block : int
        Row of the outputs to fill.
    zone : int16[n]
    sector : int8[n]
    filled, target, vacant : int32[n]
        Slots.
    el : int8[n]
        0 fossil, 1 waiting, 2 electrified.
    size, cap : float32[n]
        Latent size, and the most slots the grid connection allows (infinite if it does not matter).
    weight : float32[n]
        Firms represented.
    demand : float64[n_sectors]
        Wanted slots per unit of latent size.
    out_slots : int64[n_blocks, n_zones, n_sectors, 4]
        Zeros; filled, target, vacant, filled at firms not electrified.
    out_firms : float64[n_blocks, n_zones, 5]
        Zeros; firms, waiting, electrified, at their cap, and the slots that caps withhold.
    """
    slots, firms = out_slots[block], out_firms[block]
    for row in range(first, last):
        z, s, w = np.int64(zone[row]), np.int64(sector[row]), np.float64(weight[row])
        slots[z, s, 0] += filled[row]
        slots[z, s, 1] += target[row]
        slots[z, s, 2] += vacant[row]
        firms[z, 0] += w
        if el[row] < 2:
            slots[z, s, 3] += filled[row]
        if el[row] == 1:
            firms[z, 1] += w
        elif el[row] == 2:
            firms[z, 2] += w
        beyond = np.float64(size[row]) * demand[s] - np.float64(cap[row])
        if beyond > 0.0:
            firms[z, 3] += w
            firms[z, 4] += beyond
