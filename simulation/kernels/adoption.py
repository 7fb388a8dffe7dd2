"""Adoption of a practice by firms."""

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def adopt_practice(uid, sector, hazard, key, practice):
    """Let firms without a practice adopt it with the chance of their sector.

    Parameters
    ----------
    uid : uint64[n_firms]
    sector : int8[n_firms]
    hazard : float64[s]
        Chance this month.
    key : uint64
        Key of the draws.
    practice : int8[n_firms]
        1 for adopters; changed in place.
    """
    for f in range(uid.size):
        if practice[f] == 0 and uniform(key, uid[f], 0) < hazard[np.int64(sector[f])]:
            practice[f] = 1
