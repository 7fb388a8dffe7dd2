"""The hired move to their new jobs, others out of theirs."""

from typing import NamedTuple

import numpy as np
from numba import njit


class Careers(NamedTuple):
    """Columns of the workers that change with a job, and their home."""

    state: np.ndarray
    emp: np.ndarray
    occ: np.ndarray
    wres: np.ndarray
    ten: np.ndarray
    dur: np.ndarray
    home: np.ndarray


class Openings(NamedTuple):
    """Columns of the vacancies that hiring reads."""

    firm: np.ndarray
    occ: np.ndarray
    lw: np.ndarray


@njit(cache=True, nogil=True)
def hire_workers(row, vacancy, openings, log_wage, careers, filled, vacant, out_hires, out_unemployed):
    """Put workers in the jobs they accepted.

    Parameters
    ----------
    row, vacancy : int32[k]
        Worker and vacancy of each match.
    openings : Openings
    log_wage : float64[o]
        Base wage and index of the occupation [log EUR/h].
    careers : Careers
        Written, apart from `home`.
    filled, vacant : int32[n_firms]
        Slots of the firms; written.
    out_hires : int64[3, z]
        Hires by former WorkState (employed, unemployed, attached) and home; added to.
    out_unemployed : int64[z, o, 2]
        Unemployed by home, occupation and 12 months or more; those hired are taken off.
    """
    for k in range(row.size):
        i, v = row[k], vacancy[k]
        state, home = careers.state[i], np.int64(careers.home[i])
        firm, occ = openings.firm[v], np.int64(openings.occ[v])
        out_hires[np.int64(state), home] += 1
        if state == 0:
            filled[careers.emp[i]] -= 1
        elif state == 1:
            out_unemployed[home, np.int64(careers.occ[i]), np.int64(careers.dur[i] >= 12)] -= 1
        filled[firm] += 1
        vacant[firm] -= 1
        careers.state[i], careers.emp[i], careers.occ[i] = 0, firm, openings.occ[v]
        careers.wres[i] = np.float32(np.float64(openings.lw[v]) - log_wage[occ])
        careers.ten[i], careers.dur[i] = 0, 0


@njit(cache=True, nogil=True)
def release_workers(row, state, careers, filled):
    """Take workers out of their job, if they have one, and put them in another state.

    Parameters
    ----------
    row : int[k]
    state : int8
        WorkState they get.
    careers : Careers
        Written, apart from `occ`, `wres` and `home`.
    filled : int32[n_firms]
        Filled slots of the firms; written.
    """
    for k in range(row.size):
        i = row[k]
        if careers.emp[i] >= 0:
            filled[careers.emp[i]] -= 1
        careers.state[i], careers.emp[i], careers.ten[i], careers.dur[i] = state, -1, 0, 0
