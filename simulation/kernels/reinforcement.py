"""Who works on which project."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def allocate_labour(order, work_left, crew_limit, available):
    """Give technicians to projects one after the other.

    Parameters
    ----------
    order : int64[k]
        Projects that may be worked on, most urgent first.
    work_left : float64[p]
        Work still to do [FTE-month].
    crew_limit : float64[p]
        Most work that fits in one month [FTE-month].
    available : float
        Technicians this month [FTE-month].

    Returns
    -------
    float64[p]
        Work done this month; the sum is at most `available` [FTE-month].

    Notes
    -----
    Never pro rata: sharing labour over all projects makes none finish until all do.
    """
    work = np.zeros(work_left.size)
    rest = available
    for p in order:
        if rest <= 0.0:
            break
        work[p] = min(work_left[p], min(crew_limit[p], rest))
        rest -= work[p]
    return work
