"""Power that firms ask for, and their vans, against slow twins."""

import numpy as np
import pytest

from simulation.kernels.draws import draw_key, make_uids
from simulation.kernels.firm_power import adopt_vans, contract_power, scan_power
from tests.reference.firm_power import draw, power_wish, spread, van_share

MONTH, FIXED = draw_key(1, 23, 5), draw_key(1, 23, -1200)
N = 3_000


def test_scan_equals_its_slow_twin() -> None:
    """Also proves that skipping the lognormal draw where it cannot matter changes nothing."""
    rng = np.random.default_rng(3)
    uid = make_uids(2, np.zeros(N, int), 0, np.arange(N))
    zone, sector = rng.integers(0, 5, N).astype(np.int16), rng.integers(0, 3, N).astype(np.int8)
    size, w_f = (rng.pareto(0.7, N) + 1).astype(np.float32), np.full(N, 2.0, np.float32)
    kw_c, req = (
        (size * rng.uniform(0.5, 4, N)).astype(np.float32),
        np.where(rng.random(N) < 0.1, 4, -1).astype(np.int32),
    )
    el = rng.choice(3, N).astype(np.int8)
    demand, kw_job, fossil = np.array([1.0, 1.1, 0.9]), np.array([1.0, 3.0, 2.0]), np.array([0.0, 0.4, 0.2])
    hazard, limits = rng.uniform(0, 0.3, (5, 3)), np.array([55.0, 0.1, 1.0, 10.0, 4.0])
    factor = np.where(rng.random(N) < 0.5, 0.0, [spread(FIXED, u, 1.0, 10.0) for u in uid])  # half were drawn before
    need, wish, small, before = np.zeros(N, np.float32), np.zeros(N, np.int8), np.zeros((1, 5, 3)), el.copy()
    scan_power(
        0,
        N,
        0,
        MONTH,
        FIXED,
        uid,
        zone,
        sector,
        size,
        w_f,
        kw_c,
        req,
        demand,
        kw_job,
        fossil,
        hazard,
        limits,
        factor,
        el,
        need,
        wish,
        small,
    )
    added = np.zeros((5, 3))
    for i in range(N):
        z, s = zone[i], sector[i]
        expected = (0, 0.0, before[i], 0.0)
        if z < 4 and req[i] < 0:
            factor = spread(FIXED, uid[i], 1.0, 10.0)
            expected = power_wish(
                draw(MONTH, uid[i]),
                before[i],
                kw_job[s],
                float(size[i]) * demand[s],
                factor,
                fossil[s],
                hazard[z, s],
                max(float(kw_c[i]), 55.0),
                0.1,
            )
        assert (wish[i], el[i]) == (expected[0], expected[2])
        assert not expected[0] or need[i] == pytest.approx(expected[1], rel=1e-5)
        added[z, s] += expected[3] * 2.0
    np.testing.assert_allclose(small[0], added, rtol=1e-9)
    assert {1, 2} <= set(wish)


def test_contracts_lie_between_headroom_and_margin() -> None:
    """Use of the contract is between 1 - headroom and 1 + margin, thin near the margin; mean power as given."""
    uid, kw = make_uids(2, np.zeros(50_000, int), 0, np.arange(50_000)), np.zeros(50_000, np.float32)
    contract_power(FIXED, uid, np.full(50_000, 100.0), 0.12, 0.10, 0.0, 10.0, kw)
    use = 100 / kw
    assert 0.88 <= use.min()
    assert use.max() <= 1.10 + 1e-6
    assert (use > 1.09).mean() < 0.01
    contract_power(FIXED, uid, np.full(50_000, 100.0), 0.0, 0.0, 1.0, 1e9, kw)
    assert kw.mean() == pytest.approx(100, rel=0.03)


def test_vans_equal_their_slow_twin() -> None:
    rng = np.random.default_rng(5)
    uid = make_uids(2, np.zeros(N, int), 0, np.arange(N))
    zone, sector = rng.integers(0, 5, N).astype(np.int16), rng.integers(0, 3, N).astype(np.int8)
    size, w_f = (rng.pareto(0.6, N) + 1).astype(np.float32), np.full(N, 3.0, np.float32)
    blocked, hazard, vans_job = rng.random(N) < 0.1, rng.uniform(0, 0.1, 5), np.array([0.0, 0.2, 0.6])
    share = rng.random(N).astype(np.float32)
    before, asks, vans, clean = share.copy(), np.zeros(N, bool), np.zeros((1, 5)), np.zeros((1, 5))
    adopt_vans(
        0,
        N,
        0,
        MONTH,
        uid,
        zone,
        sector,
        size,
        w_f,
        blocked,
        hazard,
        vans_job,
        np.array([10.0, 0.2]),
        share,
        asks,
        vans,
        clean,
    )
    for i in range(N):
        fleet = vans_job[sector[i]] * float(size[i])
        after = van_share(draw(MONTH, uid[i]), fleet, float(before[i]), hazard[zone[i]], blocked[i])
        assert share[i] == pytest.approx(after, abs=1e-6)
        assert asks[i] == (fleet > 10 and before[i] < 0.2 <= share[i])
    assert vans.sum() == pytest.approx((vans_job[sector] * size * 3.0).sum(), rel=1e-6)
    assert clean.sum() == pytest.approx((vans_job[sector] * size * 3.0 * share).sum(), rel=1e-6)


def test_small_fleets_become_electric_at_the_hazard() -> None:
    """One van a firm: the share without an electric one falls as (1 - h)^t."""
    n = 40_000
    uid = make_uids(2, np.zeros(n, int), 0, np.arange(n))
    same, share = np.zeros(n, np.int16), np.zeros(n, np.float32)
    for month in range(24):
        adopt_vans(
            0,
            n,
            0,
            draw_key(1, 36, month),
            uid,
            same,
            same.astype(np.int8),
            np.ones(n, np.float32),
            np.ones(n, np.float32),
            np.zeros(n, bool),
            np.array([0.02]),
            np.ones(1),
            np.array([10.0, 0.2]),
            share,
            np.zeros(n, bool),
            np.zeros((1, 1)),
            np.zeros((1, 1)),
        )
    left = 0.98**24
    assert 1 - share.mean() == pytest.approx(left, abs=4 * np.sqrt(left * (1 - left) / n))
