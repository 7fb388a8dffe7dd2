"""Vacancies that are withdrawn or go stale, and what new ones ask for."""

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def review_vacancies(firm, vid, age, closed, filled, target, vacant, stale_age, stale_share, key, out_keep):
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
    filled, target : int32[n_firms]
        Slots with staff, and wanted.
    vacant : int32[n_firms]
        Open vacancies; what does not stay open is taken off.
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
        elif filled[f] + vacant[f] > target[f]:
            out_keep[v] = False
        else:
            out_keep[v] = age[v] < stale_age or uniform(key, vid[v], 0) >= stale_share
        vacant[f] -= np.int32(not out_keep[v])


@njit(cache=True, nogil=True)
def find_missing(filled, target, vacant):
    """List the slots that are wanted and neither filled nor open.

    Parameters
    ----------
    filled, target, vacant : int32[n_firms]

    Returns
    -------
    firm : int32[k]
        Row of the employer, ascending.
    ordinal : int64[k]
        Number of the slot among those its firm misses.
    """
    total = 0
    for f in range(filled.size):
        total += max(target[f] - filled[f] - vacant[f], 0)
    firm, ordinal = np.empty(total, np.int32), np.empty(total, np.int64)
    found = 0
    for f in range(filled.size):
        for k in range(target[f] - filled[f] - vacant[f]):
            firm[found], ordinal[found] = f, k
            found += 1
    return firm, ordinal


@njit(cache=True, nogil=True)
def price_vacancies(firm, occ, age, log_wage, firm_effect, growth, aged, floor, out_wage):
    """Post wages: the occupation's, the firm's own, and a little more the longer a vacancy is open.

    Parameters
    ----------
    firm : int32[v]
        Row of the employer.
    occ : int8[v]
    age : int16[v]
        Months open.
    log_wage : float64[o]
        Base wage and index of the occupation [log EUR/h].
    firm_effect : float32[n_firms]
        [log EUR/h]
    growth : float64
        Raise for each month open [log EUR/h].
    aged : int
        Months after which it stays.
    floor : float64
        Minimum wage [log EUR/h].
    out_wage : float32[v]
        [log EUR/h]
    """
    for v in range(firm.size):
        wage = log_wage[np.int64(occ[v])] + firm_effect[firm[v]]
        out_wage[v] = max(wage + growth * min(np.int64(age[v]), aged), floor)


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
