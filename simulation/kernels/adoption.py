"""Adoption of a practice by firms."""

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def adopt_practice(uid, zone, sector, filled, hazard, key, practice):
    """Let firms without a practice adopt it with the chance of their zone and sector.

    Parameters
    ----------
    uid : uint64[n_firms]
    zone : int16[n_firms]
    sector : int8[n_firms]
    filled : int32[n_firms]
        Jobs, the weights of the share.
    hazard : float64[z, s]
        Chance this month.
    key : uint64
        Key of the draws.
    practice : int8[n_firms]
        1 for adopters; changed in place.

    Returns
    -------
    float64[s]
        Share of the jobs of each sector at adopters, 0 where there are no jobs.
    """
    jobs, adopted = np.zeros(hazard.shape[1], np.int64), np.zeros(hazard.shape[1], np.int64)
    for f in range(uid.size):
        z, s = np.int64(zone[f]), np.int64(sector[f])
        if practice[f] == 0 and uniform(key, uid[f], 0) < hazard[z, s]:
            practice[f] = 1
        jobs[s] += filled[f]
        adopted[s] += filled[f] * np.int64(practice[f])
    return adopted / np.maximum(jobs, 1)
