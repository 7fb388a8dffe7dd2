"""Regret and satisficing as computed by hand, and honest about chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest

from experiments.methods.robustness import held_out_regret, regret_table
from experiments.methods.satisficing import ALL, satisficing_table, wilson_interval

NAMES = ["calm", "bold", "poor"]
BY_HAND = np.array([[5.0, 5.0, 5.0, 5.0], [9.0, 1.0, 6.0, 4.0], [4.0, 0.0, 4.0, 3.0]])  # policies, futures


def with_seeds(values: np.ndarray, *shifts: float) -> np.ndarray:
    """The same shift for every policy: chance that pairing cancels."""
    return values[:, :, None] + np.array(shifts)


def test_regret_by_hand():
    regret = regret_table(with_seeds(BY_HAND, -1, 1), NAMES, "up", n_samples=50)
    np.testing.assert_allclose(regret.by_future["calm"], [4, 0, 1, 0])
    np.testing.assert_allclose(regret.by_future["bold"], [0, 4, 0, 1])
    np.testing.assert_allclose(regret.by_future["poor"], [5, 5, 2, 2])
    table = regret.table
    assert table["max"].tolist() == [4, 4, 5] and table["mean"].tolist() == [1.25, 1.25, 3.5]
    assert table.loc["calm", "p90"] == pytest.approx(np.quantile([0, 0, 1, 4], 0.9))
    assert table.loc["calm", "max_of_range"] == pytest.approx(4 / 5)
    assert table.loc["calm", "mean_of_range"] == pytest.approx((4 / 5 + 1 / 2) / 4)
    assert table.loc["bold", "max_of_best"] == pytest.approx(4 / 5)
    assert (regret.n_futures, regret.n_seeds) == (4, 2)


def test_less_is_better_mirrors_more_is_better():
    down = regret_table(with_seeds(-BY_HAND, 0, 1), NAMES, "down", n_samples=50)
    up = regret_table(with_seeds(BY_HAND, 0, -1), NAMES, "up", n_samples=50)
    np.testing.assert_allclose(down.table, up.table)


@given(arrays(np.float64, (3, 6, 4), elements=st.floats(-1e3, 1e3)), st.floats(0.5, 10))
def test_a_dominated_policy_has_regret_everywhere_and_some_policy_has_none(outcomes, step):
    outcomes = np.concatenate([outcomes, outcomes[:1] - step])
    regret = regret_table(outcomes, [*NAMES, "dominated"], "up", n_samples=5)
    assert (regret.by_future["dominated"] >= step * 0.999).all()
    assert (regret.by_future >= 0).all(axis=None) and (regret.by_future.min(axis=1) == 0).all()
    assert (regret.table["max"] >= regret.table["p90"] - 1e-9).all()


def test_shared_chance_leaves_no_interval_of_the_maximum():
    table = regret_table(with_seeds(BY_HAND, -50, 0, 80), NAMES, "up", n_samples=50).table
    np.testing.assert_allclose(table["max_low"], table["max"])
    np.testing.assert_allclose(table["max_held_out"], table["max"])
    np.testing.assert_allclose(table["mean_held_out"], table["mean"])
    np.testing.assert_allclose(table["p90_held_out"], table["p90"])


def test_the_truth_lies_between_regret_and_held_out_regret():
    rng = np.random.default_rng(3)
    truth = rng.normal(size=(4, 300))
    real = truth.max(axis=0) - truth
    outcomes = truth[:, :, None] + rng.normal(size=(4, 300, 5))
    table = regret_table(outcomes, list("abcd"), "up", n_samples=100).table
    assert (table["mean_held_out"] < real.mean(axis=1)).all() and (table["mean"] > real.mean(axis=1)).all()
    assert (table["mean_low"] < real.mean(axis=1)).all() and (table["mean_high"] > real.mean(axis=1)).all()


def test_equal_policies_have_regret_by_chance_alone_and_held_out_regret_tells():
    noise = np.random.default_rng(4).normal(size=(3, 400, 4))
    table = regret_table(noise, NAMES, "up", n_samples=50).table
    assert (table["mean"] > 0.3).all() and (table["mean_held_out"].abs() < 0.1).all()


def test_one_seed_gives_no_held_out_regret():
    assert all(np.isnan(v).all() for v in held_out_regret(BY_HAND[:, :, None]).values())
    assert regret_table(BY_HAND[:, :, None], NAMES, "up", n_samples=5).table["max"].tolist() == [4, 4, 5]


def test_the_bootstrap_is_the_same_every_time():
    outcomes = np.random.default_rng(5).normal(size=(3, 20, 4))
    one, again = (regret_table(outcomes, NAMES, "up", n_samples=20, sample_seed=1).table for _ in range(2))
    assert one.equals(again)


@pytest.mark.parametrize("better", ["up", "more"])
def test_wrong_input_is_refused(better):
    with pytest.raises(ValueError, match=r"needs a value|better is"):
        outcomes = with_seeds(BY_HAND, 0) if better == "more" else np.full((3, 2, 2), np.nan)
        regret_table(outcomes, NAMES, better)
    with pytest.raises(ValueError, match="3 policies"):
        regret_table(np.zeros((2, 4, 2)), NAMES, "up")


def test_satisficing_by_hand():
    met = np.zeros((2, 4, 2, 2), bool)
    met[0, :, :, 0] = [[1, 1], [1, 0], [0, 0], [1, 1]]
    met[0, :, :, 1] = [[1, 0], [1, 1], [1, 1], [0, 0]]
    met[1] = True
    found = satisficing_table(met, ["some", "always"], ["jobs", "grid"])
    assert found.share.loc["some"].tolist() == [5 / 8, 5 / 8, 2 / 8]
    assert found.share.loc["always"].tolist() == [1, 1, 1] and found.share.columns[-1] == ALL
    assert (found.low < found.share).all(axis=None) and found.low.loc["always", "jobs"] > 0.5
    assert (found.n_futures, found.n_seeds) == (4, 2)


@given(st.integers(1, 200), st.floats(0, 1))
def test_the_interval_of_a_share_is_that_of_scipy(n, share):
    hits = round(share * n)
    expected = binomtest(hits, n).proportion_ci(0.90, method="wilson")
    assert tuple(map(float, wilson_interval(hits / n, n))) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_names_must_fit():
    with pytest.raises(ValueError, match="1 policies"):
        satisficing_table(np.ones((2, 3, 1, 1), bool), ["a"], ["x"])
    with pytest.raises(ValueError, match="'all'"):
        satisficing_table(np.ones((1, 3, 1, 1), bool), ["a"], [ALL])
