"""Power that firms ask for against slow twins."""

import numpy as np
import pytest

from simulation.kernels.contracts import Firms, Limits, Needs, Spread, Wishes, contract_power, scan_power
from simulation.kernels.draws import draw_key, make_uids
from tests.reference.contracts import draw_factor, power_wish
from tests.reference.firm_growth import draw

MONTH, FIXED = draw_key(1, 23, 5), draw_key(1, 23, -1200)
SPREAD, LIMITS = Spread(FIXED, 1.0, 10.0), Limits(small_limit_kw=55.0, contract_margin=0.1, n_mra=4)
N = 3_000


def test_scan_equals_its_slow_twin() -> None:
    """Also proves that skipping the lognormal draw where it cannot matter changes nothing."""
    rng = np.random.default_rng(3)
    uid = make_uids(2, np.zeros(N, int), 0, np.arange(N))
    size = (rng.pareto(0.7, N) + 1).astype(np.float32)
    firms = Firms(
        uid=uid,
        zone=rng.integers(0, 5, N).astype(np.int16),
        sector=rng.integers(0, 3, N).astype(np.int8),
        size_p=size,
        w_f=np.full(N, 2.0, np.float32),
        kw_c=(size * rng.uniform(0.5, 4, N)).astype(np.float32),
        req=np.where(rng.random(N) < 0.1, 4, -1).astype(np.int32),
        kw_factor=np.where(rng.random(N) < 0.5, 0.0, [draw_factor(SPREAD, u) for u in uid]),  # half were drawn before
        el=rng.choice(3, N).astype(np.int8),
    )
    needs = Needs(
        demand=np.array([1.0, 1.1, 0.9]),
        kw_job=np.array([1.0, 3.0, 2.0]),
        fossil_kw=np.array([0.0, 0.4, 0.2]),
        hazard=rng.uniform(0, 0.3, (5, 3)),
    )
    found = Wishes(need=np.zeros(N, np.float32), wish=np.zeros(N, np.int8), small=np.zeros((1, 5, 3)))
    before = firms.el.copy()
    scan_power(0, N, 0, MONTH, firms, needs, LIMITS, SPREAD, found)
    added = np.zeros((5, 3))
    for i in range(N):
        z, s = firms.zone[i], firms.sector[i]
        expected = (0, 0.0, before[i], 0.0)
        if z < 4 and firms.req[i] < 0:
            expected = power_wish(
                draw(MONTH, uid[i]),
                before[i],
                needs.kw_job[s],
                float(size[i]) * needs.demand[s],
                draw_factor(SPREAD, uid[i]),
                needs.fossil_kw[s],
                needs.hazard[z, s],
                max(float(firms.kw_c[i]), 55.0),
                0.1,
            )
        assert (found.wish[i], firms.el[i]) == (expected[0], expected[2])
        assert not expected[0] or found.need[i] == pytest.approx(expected[1], rel=1e-5)
        added[z, s] += expected[3] * 2.0
    np.testing.assert_allclose(found.small[0], added, rtol=1e-9)
    assert {1, 2} <= set(found.wish)


def test_contracts_lie_between_headroom_and_margin() -> None:
    """Use of the contract is between 1 - headroom and 1 + margin, thin near the margin; mean power as given."""
    uid, kw = make_uids(2, np.zeros(50_000, int), 0, np.arange(50_000)), np.zeros(50_000, np.float32)
    contract_power(Spread(FIXED, 0.0, 10.0), uid, np.full(50_000, 100.0), 0.12, 0.10, kw)
    use = 100 / kw
    assert 0.88 <= use.min()
    assert use.max() <= 1.10 + 1e-6
    assert (use > 1.09).mean() < 0.01
    contract_power(Spread(FIXED, 1.0, 1e9), uid, np.full(50_000, 100.0), 0.0, 0.0, kw)
    assert kw.mean() == pytest.approx(100, rel=0.03)
