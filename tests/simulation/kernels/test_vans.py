"""Vans of firms against a slow twin."""

import numpy as np
import pytest

from simulation.kernels.draws import draw_key, make_uids
from simulation.kernels.vans import Fleets, Renewal, adopt_vans
from tests.reference.firm_growth import draw
from tests.reference.vans import van_share

MONTH = draw_key(1, 23, 5)


def test_vans_equal_their_slow_twin() -> None:
    rng, n = np.random.default_rng(5), 3_000
    fleets = Fleets(
        uid=make_uids(2, np.zeros(n, int), 0, np.arange(n)),
        zone=rng.integers(0, 5, n).astype(np.int16),
        sector=rng.integers(0, 3, n).astype(np.int8),
        size_p=(rng.pareto(0.6, n) + 1).astype(np.float32),
        w_f=np.full(n, 3.0, np.float32),
        blocked=rng.random(n) < 0.1,
        van_ze=rng.random(n).astype(np.float32),
    )
    renewal = Renewal(rng.uniform(0, 0.1, 5), np.array([0.0, 0.2, 0.6]), depot_vans=10.0, depot_share=0.2)
    before, asks, sums = fleets.van_ze.copy(), np.zeros(n, bool), np.zeros((2, 1, 5))
    adopt_vans(0, n, 0, MONTH, fleets, renewal, asks, sums)
    owned = renewal.vans_job[fleets.sector] * fleets.size_p.astype(float)
    for i in range(n):
        hazard, share = renewal.hazard[fleets.zone[i]], fleets.van_ze[i]
        after = van_share(draw(MONTH, fleets.uid[i]), owned[i], float(before[i]), hazard, fleets.blocked[i])
        assert share == pytest.approx(after, abs=1e-6)
        assert asks[i] == (owned[i] > 10 and before[i] < 0.2 <= share)
    assert sums[0].sum() == pytest.approx((owned * 3.0).sum(), rel=1e-6)
    assert sums[1].sum() == pytest.approx((owned * 3.0 * fleets.van_ze).sum(), rel=1e-6)


def test_small_fleets_become_electric_at_the_hazard() -> None:
    """One van a firm: the share without an electric one falls as (1 - h)^t."""
    n = 40_000
    same, one, share = np.zeros(n, np.int16), np.ones(n, np.float32), np.zeros(n, np.float32)
    uid = make_uids(2, np.zeros(n, int), 0, np.arange(n))
    fleets = Fleets(uid, same, same.astype(np.int8), one, one, np.zeros(n, bool), share)
    renewal = Renewal(np.array([0.02]), np.ones(1), depot_vans=10.0, depot_share=0.2)
    for month in range(24):
        adopt_vans(0, n, 0, draw_key(1, 36, month), fleets, renewal, np.zeros(n, bool), np.zeros((2, 1, 1)))
    left = 0.98**24
    assert 1 - share.mean() == pytest.approx(left, abs=4 * np.sqrt(left * (1 - left) / n))
