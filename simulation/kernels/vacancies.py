"""Vacancies that are withdrawn or go stale, and what new ones ask for."""

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def review_vacancies(firm, vid, age, closed, surplus, stale_age, stale_share, key, out_keep):
    """Let vacancies grow a month older and decide which stay open.

    Parameters
    ----------
    firm : int32[v]
        Row of the employer; the oldest vacancies come first.
    vid : uint64[v]
    age : int16[v]
        Months open; one is added.
    closed : int8[n_firms]
        Not 0 if the firm that posted the vacancies of this row closed.
    surplus : int32[n_firms]
        Open vacancies above what the firm wants; what is withdrawn is taken off.
    stale_age : int
        From this age a vacancy may be given up [month].
    stale_share : float64
        Chance of that [1/month].
    key : uint64
        Key of the draws.
    out_keep : bool[v]
        Vacancies that stay open.
    """
    for v in range(firm.size):
        age[v] += 1
        f = np.int64(firm[v])
        if closed[f] != 0:
            out_keep[v] = False
        elif surplus[f] > 0:
            surplus[f] -= 1
            out_keep[v] = False
        else:
            out_keep[v] = age[v] < stale_age or uniform(key, vid[v], 0) >= stale_share


@njit(cache=True, nogil=True)
def draw_occupations(vid, sector, ceiling, key, out_occ):
    """Draw the occupation of new vacancies.

    Parameters
    ----------
    vid : uint64[k]
    sector : int8[k]
    ceiling : float64[s, o]
        Cumulative chance of the occupations of each sector.
    key : uint64
        Key of the draws.
    out_occ : int8[k]
    """
    for k in range(vid.size):
        u, o = uniform(key, vid[k], 0), 0
        while o < ceiling.shape[1] - 1 and u >= ceiling[np.int64(sector[k]), o]:
            o += 1
        out_occ[k] = o
