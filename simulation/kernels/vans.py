"""Vans of firms become electric."""

from typing import NamedTuple

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


class Fleets(NamedTuple):
    """Columns of the firms that own the vans."""

    uid: np.ndarray
    zone: np.ndarray
    sector: np.ndarray
    size_p: np.ndarray  # persons of one represented firm
    w_f: np.ndarray  # firms represented
    blocked: np.ndarray  # bool waits for power at its depot
    van_ze: np.ndarray  # float32 zero-emission share, raised in place


class Renewal(NamedTuple):
    """How fleets are renewed."""

    hazard: np.ndarray  # float64[zone] chance that a van is replaced by an electric one [1/month]
    vans_job: np.ndarray  # float64[sector] vans per job
    depot_vans: float  # fleet above which vans charge at a depot
    depot_share: float  # share of electric vans at which a depot asks for power


@njit(cache=True, nogil=True)
def adopt_vans(first, last, block, key, fleets, renewal, out_asks, out_vans):
    """Replace vans by electric ones, one at a time in small fleets.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    key : uint64
        Key of this month's draws.
    fleets : Fleets
        Columns of n rows.
    renewal : Renewal
    out_asks : bool[n]
        Firms that ask for power at their depot this month.
    out_vans : float64[2, block, zone]
        All vans, and the zero-emission ones.
    """
    draws, van_ze = np.empty(256), fleets.van_ze
    all_vans, clean_vans = out_vans[0, block], out_vans[1, block]
    for start in range(first, last, 256):
        count = min(256, last - start)
        for j in range(count):
            draws[j] = uniform(key, fleets.uid[start + j], 0)
        for j in range(count):
            f = start + j
            z, fleet = fleets.zone[f], renewal.vans_job[fleets.sector[f]] * fleets.size_p[f]
            before, steps = np.float64(van_ze[f]), max(1.0, np.floor(fleet + 0.5))
            chance = renewal.hazard[z] * (1.0 - before) * steps
            out_asks[f] = False
            if (draws[j] < chance) & (fleet > 0.0) and not fleets.blocked[f]:
                van_ze[f] = min(1.0, before + max(chance, 1.0) / steps)
                out_asks[f] = fleet > renewal.depot_vans and before < renewal.depot_share <= van_ze[f]
            all_vans[z] += fleet * fleets.w_f[f]
            clean_vans[z] += fleet * fleets.w_f[f] * van_ze[f]
