"""Intervals as scipy and the textbook give them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from experiments.statistics import mean_interval, paired_difference, seed_bands

values = arrays(np.float64, (6, 3), elements=st.floats(-1e3, 1e3))


@given(values)
def test_the_interval_is_that_of_scipy(sample):
    found = mean_interval(sample)
    for k in range(3):
        if sample[:, k].std() > 1e-6:
            expected = stats.ttest_1samp(sample[:, k], 0).confidence_interval(0.90)
            assert (found.low[k], found.high[k]) == pytest.approx((expected.low, expected.high), rel=1e-6, abs=1e-6)


@given(values, values)
def test_a_paired_difference_is_a_paired_t_test(one, other):
    found = paired_difference(one, other)
    np.testing.assert_allclose(found.mean, (one - other).mean(axis=0))
    gap = one - other
    if gap[:, 0].std() > 1e-6:
        expected = stats.ttest_rel(one[:, 0], other[:, 0]).confidence_interval(0.90)
        assert found.low[0] == pytest.approx(expected.low, rel=1e-6, abs=1e-6)


def test_one_seed_claims_no_interval():
    found = mean_interval(np.array([[1.0, 2.0]]))
    assert found.mean.tolist() == [1, 2] and np.isnan(found.low).all() and np.isnan(found.high).all()
    assert not found.excludes_zero.any()


def test_unpaired_runs_are_refused():
    with pytest.raises(ValueError, match="paired"):
        paired_difference(np.zeros((3, 2)), np.zeros((4, 2)))


def test_shared_luck_cancels():
    rng = np.random.default_rng(1)
    luck = rng.normal(0, 10, (8, 1))
    paired = paired_difference(5 + luck, luck)
    assert paired.half_width[0] == pytest.approx(0, abs=1e-12) and paired.mean[0] == pytest.approx(5)


def test_the_interval_covers_nine_times_in_ten():
    rng = np.random.default_rng(2)
    found = mean_interval(rng.normal(3.0, 2.0, (8, 20_000)))
    assert np.mean((found.low < 3.0) & (found.high > 3.0)) == pytest.approx(0.90, abs=0.01)


def test_bands_are_quantiles_over_seeds():
    bands = seed_bands(np.arange(101.0)[:, None])
    assert (bands.q05[0], bands.q25[0], bands.median[0], bands.q75[0], bands.q95[0]) == (5, 25, 50, 75, 95)
