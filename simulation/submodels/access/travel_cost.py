"""What a trip to work costs, by mobility group, home and place of work."""

import numpy as np

from simulation.axes import MODES
from simulation.declare.arrays import Floats
from simulation.region import Region
from simulation.submodels.access.parameters import AccessParameters

N_GROUPS = 3  # car; no car; transport-poor
_CAR, _PT, _BIKE = (MODES.index(name) for name in ("car", "pt", "bike"))


def mode_costs(region: Region, par: AccessParameters, pt_minutes_off: Floats | None = None) -> Floats:
    """Cost of a one-way trip to work by each mode.

    Parameters
    ----------
    region
        Minutes, kilometres, parking and mode constants.
    par
        Prices and times of travel.
    pt_minutes_off
        float64[z], minutes taken off public transport from each home; none if not given.

    Returns
    -------
    numpy.ndarray
        float64[g, m, h, z] in EUR; infinite where a group has no access to the mode.
    """
    hour = par.value_of_time / 60
    off = np.zeros(region.n_zones) if pt_minutes_off is None else pt_minutes_off
    minutes_pt = np.maximum(region.minutes[_PT] - off[:, None], 0.5 * region.minutes[_PT])
    cost = np.empty((N_GROUPS, len(MODES), region.n_zones, region.n_zones))
    cost[:, _CAR] = hour * region.minutes[_CAR] + par.car_cost * region.km[_CAR] + region.parking_eur / 2
    cost[:, _PT] = hour * minutes_pt + par.pt_boarding + par.pt_fare * region.km[_PT]
    cost[:, _BIKE] = par.bike_effort * hour * region.minutes[_BIKE]
    cost += region.mode_constant_eur[:, :, None]
    cost[2, _PT] += hour * par.pt_extra_poor
    cost[1:, _CAR] = np.inf
    return cost


def generalised_cost(region: Region, par: AccessParameters, pt_minutes_off: Floats | None = None) -> Floats:
    """Cost of a one-way trip to work with the best mix of modes: float64[g, h, z] in EUR.

    Notes
    -----
    The logsum ``-th ln sum exp(-c / th)`` over the modes a group can use.
    """
    cost = mode_costs(region, par, pt_minutes_off)
    least = cost.min(axis=1)
    scale = par.mode_logsum
    total = np.exp(-(cost - least[:, None]) / scale).sum(axis=1)
    return np.asarray(least - scale * np.log(total))


def mode_shares(region: Region, par: AccessParameters, pt_minutes_off: Floats | None = None) -> Floats:
    """Share of each mode in trips to work: float64[g, m, h, z], adding up to 1 over m."""
    cost = mode_costs(region, par, pt_minutes_off)
    weight = np.exp(-(cost - cost.min(axis=1, keepdims=True)) / par.mode_logsum)
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))
