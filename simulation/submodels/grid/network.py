"""The high-voltage network as matrices: flows per MW, outage factors, bridges and islands."""

from dataclasses import dataclass

import numpy as np

from simulation.declare.arrays import Bools, Floats, Ints
from simulation.kernels.power_flow import compute_outage_factors, find_bridges
from simulation.submodels.grid.inputs import Grid


def compute_ptdf(branch_from: Ints, branch_to: Ints, susceptance: Floats, n_buses: int, slack: int = 0) -> Floats:
    """Flow on every branch per MW injected at a bus and taken out at the slack.

    Parameters
    ----------
    branch_from, branch_to
        int64[l], buses at the ends.
    susceptance
        float64[l], all circuits together, any unit; 0 for a branch out of service.
    n_buses
        Number of buses b.
    slack
        Bus that balances; flows of balanced injections do not depend on it.

    Returns
    -------
    float64[l, b]
        Zero for buses and branches without a path to the slack.

    Notes
    -----
    H = diag(B) A [0; (A' diag(B) A)^-1] with the slack left out (linear power flow).
    """
    incidence = np.zeros((len(susceptance), n_buses))
    rows = np.arange(len(susceptance))
    incidence[rows, branch_from] = 1.0
    incidence[rows, branch_to] -= 1.0
    weighted = susceptance[:, None] * incidence
    keep = np.flatnonzero(reach_buses(branch_from, branch_to, susceptance > 0, n_buses, slack))
    keep = keep[keep != slack]
    ptdf = np.zeros_like(incidence)
    matrix = (incidence.T @ weighted)[np.ix_(keep, keep)]
    ptdf[:, keep] = np.linalg.solve(matrix, weighted[:, keep].T).T
    return ptdf


def reach_buses(branch_from: Ints, branch_to: Ints, in_service: Bools, n_buses: int, start: int) -> Bools:
    """Say which buses have a path to bus `start`: bool[b]."""
    one, other = branch_from[in_service], branch_to[in_service]
    reached = np.zeros(n_buses, bool)
    reached[start] = True
    while True:
        edge = reached[one] != reached[other]
        if not edge.any():
            return reached
        reached[one[edge]] = reached[other[edge]] = True


@dataclass(frozen=True, kw_only=True)
class Network:
    """The network of one moment; rebuilt when a circuit is commissioned (`l` branches, `b` buses, `s` stations)."""

    circuits: Ints  # [l] in service, 0 for a branch not built yet
    rating_mw: Floats  # [l] per circuit
    ptdf: Floats  # [l, b] MW per MW injected
    factors: Floats  # [l, l] change of flow by the loss of one circuit, see compute_outage_factors
    bridges: Bools  # [l] branches that hold the network together
    connected: Bools  # [b] bus has a path to the balancing buses; the others are islands without supply
    station_flow: Floats  # [l, s] MW per MW of station load, import and losses included; 0 on an island
    outside_flow: Floats  # [l] MW at the peak of the load outside the region


def build_network(grid: Grid, circuits: Ints, rating_mw: Floats, loss_factor: float) -> Network:
    """Compute all matrices of the network for the circuits in service.

    Parameters
    ----------
    grid
        Topology and reactances.
    circuits
        int64[l], circuits in service.
    rating_mw
        float64[l], per circuit [MW].
    loss_factor
        Generation needed per MW of load.
    """
    ends = grid.branch_from.astype(np.int64), grid.branch_to.astype(np.int64)
    n_buses, slack = len(grid.bus_id), int(np.argmax(grid.bus_share))
    susceptance = circuits * grid.branch_kv**2 / grid.branch_x_ohm  # [MW/rad]
    ptdf = compute_ptdf(*ends, susceptance, n_buses, slack)
    bridges = find_bridges(*ends, circuits > 0, n_buses)
    connected = reach_buses(*ends, circuits > 0, n_buses, slack)
    share = np.where(connected, grid.bus_share, 0.0)
    of_load = loss_factor * (ptdf @ (share / share.sum()))[:, None] - loss_factor * ptdf
    of_load[:, ~connected] = 0.0
    return Network(
        circuits=circuits,
        rating_mw=rating_mw,
        ptdf=ptdf,
        bridges=bridges,
        connected=connected,
        factors=compute_outage_factors(ptdf, *ends, circuits, bridges),
        station_flow=of_load[:, grid.station_bus],
        outside_flow=of_load @ grid.external_load_mw,
    )
