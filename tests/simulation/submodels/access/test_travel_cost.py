"""What it costs to get to work."""

import numpy as np

from simulation.submodels.access.parameters import AccessParameters
from simulation.submodels.access.travel_cost import generalised_cost, mode_shares
from tests.small_region import small_region


def test_access_costs_and_modes() -> None:
    region, par = small_region(), AccessParameters()
    cost, shares = generalised_cost(region, par), mode_shares(region, par)
    assert (cost[0] <= cost[1] + 1e-12).all() and (cost[1] <= cost[2] + 1e-12).all()
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert (shares[1:, 0] == 0).all()
    off = np.zeros(region.n_zones)
    off[2] = 10.0
    faster = generalised_cost(region, par, off)
    np.testing.assert_array_equal(np.delete(faster, 2, axis=1), np.delete(cost, 2, axis=1))
    assert (faster[:, 2] < cost[:, 2]).all()
