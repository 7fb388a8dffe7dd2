"""The connection queue as an allocation of residual room."""

import numpy as np
from numba import njit

from simulation.kernels.extremes import find_lowest


@njit(cache=True, nogil=True)
def _fits(needed_mw, shape, open_hours, reach, room, least):
    for c in range(reach.size):
        if reach[c] > 0.0:
            if np.isnan(least[c]):
                least[c] = find_lowest(room[c])
            if reach[c] * needed_mw <= least[c]:
                continue  # no hour asks more than this
            for h in range(shape.size - 1, -1, -1):  # design days come last and refuse first
                use = reach[c] * needed_mw * shape[h] * open_hours[h]
                if use > 0.0 and use > room[c, h]:
                    return False
    return True


@njit(cache=True, nogil=True)
def admit_requests(station, shape, mask, lane, need_mw, hold_mw, reach, shapes, open_hours, out_room):
    """Admit requests in the given order wherever every limit keeps room in every hour.

    Parameters
    ----------
    station : int64[n]
        Station of each request; the order of the rows is the order of service.
    shape : int64[n]
        Row of `shapes`.
    mask : int64[n]
        Row of `open_hours`: 0 for a right to all hours.
    lane : int64[n]
        A refused request blocks the later ones of its lane; distinct lanes let them pass.
    need_mw, hold_mw : float64[n]
        Power tested, and power taken from the room if admitted (0 for a request that is not
        serious) [MW].
    reach : float64[s, c]
        Load that 1 MW at a station puts on a limit; 0 where it does not matter.
    shapes : float64[k, h]
        Use of a contract by hour, at most 1.
    open_hours : float64[m, h]
        1 where a right holds, 0 where not; row 0 is all ones.
    out_room : float64[c, h]
        Room left under every limit; reduced by what is admitted [MW].

    Returns
    -------
    bool[n]
        Admitted.

    Notes
    -----
    Policy is in the inputs: order of rows (first come, societal rank, bid), lanes (strict or
    skipping), masks (time-based rights) and power (a group is one request under its cap).
    """
    n, least, n_lanes = station.size, np.empty(out_room.shape[0]), 1
    for c in range(least.size):
        least[c] = np.nan  # room left in the tightest hour, or less, once looked at
    for i in range(n):
        n_lanes = max(n_lanes, lane[i] + 1)
    admitted, blocked = np.zeros(n, np.bool_), np.zeros(n_lanes, np.bool_)
    for i in range(n):
        if blocked[lane[i]]:
            continue
        use, rights, touched = shapes[shape[i]], open_hours[mask[i]], reach[station[i]]
        if not _fits(need_mw[i], use, rights, touched, out_room, least):
            blocked[lane[i]] = True
            continue
        admitted[i] = True
        if hold_mw[i] > 0.0:
            for c in range(touched.size):
                if touched[c] > 0.0:
                    least[c] -= touched[c] * hold_mw[i]
                    for h in range(use.size):
                        out_room[c, h] -= touched[c] * hold_mw[i] * use[h] * rights[h]
    return admitted
