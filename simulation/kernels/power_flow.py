"""Security of a meshed network: bridges, outage factors and the worst single outage."""

import numpy as np
from numba import njit

from simulation.kernels.extremes import find_highest, find_lowest


@njit(cache=True, nogil=True)
def find_bridges(branch_from, branch_to, in_service, n_buses):
    """Find the branches whose loss splits the network.

    Parameters
    ----------
    branch_from, branch_to : int64[l]
        Buses at the ends; parallel branches are separate rows.
    in_service : bool[l]
        Branches that exist.
    n_buses : int
        Number of buses b.

    Returns
    -------
    bool[l]
        True for a bridge; false for a branch out of service.

    Notes
    -----
    Depth-first search with low points (Tarjan 1974, Information Processing Letters 2), without
    recursion. Topology, not a small denominator, decides: near-singular factors can look healthy.
    """
    n = branch_from.size
    first, following = _nowhere(n_buses), _nowhere(2 * n)
    for half in range(2 * n):  # half edge 2k leaves the from bus of branch k, 2k + 1 its to bus
        if in_service[half // 2]:
            bus = branch_from[half // 2] if half % 2 == 0 else branch_to[half // 2]
            following[half] = first[bus]
            first[bus] = half
    order, low = _nowhere(n_buses), np.zeros(n_buses, np.int64)
    came_by, parent = _nowhere(n_buses), _nowhere(n_buses)
    bridge, found = np.zeros(n, np.bool_), 0
    for root in range(n_buses):
        bus = root if order[root] < 0 else -1
        if bus >= 0:
            order[bus] = low[bus] = found
            found += 1
        while bus >= 0:
            half = first[bus]
            if half >= 0:
                first[bus] = following[half]
                branch = half // 2
                other = branch_to[branch] if half % 2 == 0 else branch_from[branch]
                if branch == came_by[bus]:
                    continue
                if order[other] >= 0:
                    low[bus] = min(low[bus], order[other])
                    continue
                came_by[other], parent[other] = branch, bus
                order[other] = low[other] = found
                found += 1
                bus = other
            else:
                above = parent[bus]
                if above >= 0:
                    low[above] = min(low[above], low[bus])
                    bridge[came_by[bus]] = low[bus] > order[above]
                bus = above
    return bridge


@njit(nogil=True)
def _nowhere(size):
    """int64[size] of -1; a loop, as `np.full` takes longer to compile."""
    places = np.empty(size, np.int64)
    for i in range(size):
        places[i] = -1
    return places


@njit(cache=True, nogil=True)
def compute_outage_factors(ptdf, branch_from, branch_to, circuits, is_bridge):
    """Change of every flow when one circuit of a branch trips, per MW it carried before.

    Parameters
    ----------
    ptdf : float64[l, b]
        Flow per MW injected [MW/MW].
    branch_from, branch_to : int64[l]
        Buses at the ends.
    circuits : int64[l]
        Equal parallel circuits of each branch; 0 is out of service.
    is_bridge : bool[l]
        From :func:`find_bridges`.

    Returns
    -------
    float64[l, l]
        Row: branch watched; column: branch that loses one circuit. Flow after = flow + factor x
        flow of the column before. A column is nan where the outage cuts a part of the network off,
        zero for a branch out of service.

    Notes
    -----
    Sherman-Morrison on the susceptance matrix with 1/c of a branch removed; for one circuit these
    are the line outage distribution factors.
    """
    n = ptdf.shape[0]
    factors = np.zeros((n, n))
    for k in range(n):
        if circuits[k] == 0:
            continue
        if circuits[k] == 1 and is_bridge[k]:
            for i in range(n):
                factors[i, k] = np.nan
            continue
        lost = 1.0 / circuits[k]
        own = ptdf[k, branch_from[k]] - ptdf[k, branch_to[k]]
        for i in range(n):
            factors[i, k] = lost * (ptdf[i, branch_from[k]] - ptdf[i, branch_to[k]]) / (1.0 - lost * own)
        factors[k, k] = (1.0 - lost) / (1.0 - lost * own) - 1.0
    return factors


@njit(cache=True, nogil=True)
def find_corridor_room(flow, lost, factor, limit, out_ahead, out_back):
    """Room on every branch in both directions after one outage.

    Parameters
    ----------
    flow : float64[l, h]
        Flow with everything in service [MW].
    lost : int64[l]
        Branch that loses a circuit.
    factor : float64[l]
        Flow taken over per MW the lost circuit's branch carried; 0 for the intact network.
    limit : float64[l]
        Limit on the circuits left [MW].
    out_ahead, out_back : float64[l, h]
        Room for more flow in the direction of the branch, and against it [MW].
    """
    for i in range(flow.shape[0]):
        for h in range(flow.shape[1]):
            after = flow[i, h] + factor[i] * flow[lost[i], h]
            out_ahead[i, h] = limit[i] - after
            out_back[i, h] = after + limit[i]


@njit(cache=True, nogil=True)
def find_worst_outages(flow, factors, circuits, rating):
    """Find for every branch the single outage and hour that load it most.

    Parameters
    ----------
    flow : float64[l, h]
        Flow with everything in service [MW].
    factors : float64[l, l]
        From :func:`compute_outage_factors`.
    circuits : int64[l]
        Circuits in service.
    rating : float64[l]
        Per circuit [MW].

    Returns
    -------
    loading : float64[l]
        Highest |flow| / rating after an outage, or without one if that is worse.
    outage : int64[l]
        Branch that lost a circuit then; -1 if the intact network is worst.

    Notes
    -----
    Hours are searched only where the highest flows together could pass the worst found so far.
    """
    n, n_hours = flow.shape
    loading, outage, highest = np.zeros(n), _nowhere(n), np.zeros(n)
    for i in range(n):
        highest[i] = max(find_highest(flow[i]), -find_lowest(flow[i]))
    for i in range(n):
        if circuits[i] == 0:
            continue
        loading[i] = highest[i] / (circuits[i] * rating[i])
        for k in range(n):
            remaining = circuits[i] - 1 if i == k else circuits[i]
            if circuits[k] == 0 or remaining == 0 or np.isnan(factors[k, k]):
                continue
            worst, factor = 0.0, factors[i, k]
            if highest[i] + abs(factor) * highest[k] <= loading[i] * remaining * rating[i] * 0.999999:
                continue
            for h in range(n_hours):
                worst = max(worst, abs(flow[i, h] + factor * flow[k, h]))
            worst /= remaining * rating[i]
            if worst > loading[i]:
                loading[i], outage[i] = worst, k
    return loading, outage
