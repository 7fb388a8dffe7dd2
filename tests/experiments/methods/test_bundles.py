"""Splitting a bundle: games with known values, the axioms, and intervals that cover."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.methods.bundles import coalitions_needed, sampled_permutations, split_bundle

COSTS = np.array([1.0, 2.0, 2.0, 5.0, 7.0, 7.5, 11.0, 12.0])


def game(worth, n, orders=0, seed=0, n_seeds=4):
    """Values of a game without noise, for every coalition that is needed."""
    return {c: np.full((n_seeds, 1), float(worth(c))) for c in coalitions_needed(n, orders, seed)}


def split(worth, n, orders=0, seed=0):
    return split_bundle(game(worth, n, orders, seed), n, orders, seed)


def airport(c):
    """Cost of a runway long enough for all of `c`."""
    return max((COSTS[i] for i in c), default=0.0)


def airport_shapley(costs):
    """Every piece of the runway is shared by those who need it (Littlechild & Owen 1973)."""
    steps = np.diff(costs, prepend=0.0) / np.arange(costs.size, 0, -1)
    return np.cumsum(steps)


def naive_shapley(f, n):
    shares = np.zeros((n, *next(iter(f.values())).shape))
    orders = list(permutations(range(n)))
    for order in orders:
        for k, i in enumerate(order):
            shares[i] += f[frozenset(order[: k + 1])] - f[frozenset(order[:k])]
    return shares / len(orders)


def test_what_only_adds_up_does_not_interact():
    found = split(lambda c: 10 + sum(k + 1 for k in c), 4)
    for each in (found.alone, found.within, found.shapley):
        np.testing.assert_allclose(each.mean[:, 0], [1, 2, 3, 4])
    assert found.interaction.mean == pytest.approx([0]) and found.total.mean == pytest.approx([10])
    assert all(pair.mean == pytest.approx([0]) for pair in found.pairs.values()) and len(found.pairs) == 6


def test_what_only_works_together_is_shared_equally():
    found = split(lambda c: 6.0 * (len(c) == 3), 3)
    np.testing.assert_allclose(found.alone.mean, 0)
    np.testing.assert_allclose(found.within.mean, 6)
    np.testing.assert_allclose(found.shapley.mean, 2)
    assert found.interaction.mean == pytest.approx([6]) and found.own_sum.mean == pytest.approx([0])


def test_the_rare_glove_is_worth_more():
    found = split(lambda c: min(len(c & {0}), len(c & {1, 2})), 3)
    np.testing.assert_allclose(found.shapley.mean[:, 0], [4 / 6, 1 / 6, 1 / 6])
    assert found.pairs[0, 1].mean == pytest.approx([1]) and found.pairs[1, 2].mean == pytest.approx([0])


def test_two_that_do_the_same_wear_each_other_out():
    found = split(lambda c: 4.0 * bool(c), 2)
    assert found.interaction.mean == pytest.approx([-4]) and found.pairs[0, 1].mean == pytest.approx([-4])


@pytest.mark.parametrize("n", [1, 2, 5, 6])
def test_small_bundles_are_those_of_every_order(n):
    rng = np.random.default_rng(n)
    f = {c: rng.normal(size=(3, 2)) for c in coalitions_needed(n)}
    expected = naive_shapley(f, n).mean(axis=1)
    np.testing.assert_allclose(split_bundle(f, n).shapley.mean, expected)


@pytest.mark.parametrize("n", [7, 8])
def test_sampled_values_are_near_the_known_ones(n):
    found = split(airport, n, orders=400, seed=3)
    np.testing.assert_allclose(found.shapley.mean[:, 0], airport_shapley(COSTS[:n]), atol=0.15)
    assert found.permutations == 400 and not found.pairs


def test_an_order_and_its_reverse_are_exact_for_pairwise_interplay():
    weights = np.arange(1.0, 8.0)
    found = split(lambda c: sum(weights[i] for i in c) ** 2, 7, orders=8)
    np.testing.assert_allclose(found.shapley.mean[:, 0], weights * weights.sum())
    np.testing.assert_allclose(found.shapley.half_width, 0, atol=1e-9)


numbers = st.floats(-100, 100)


@settings(max_examples=40)
@given(st.data())
def test_the_axioms_hold(data):
    n = data.draw(st.integers(2, 4))
    f = {c: np.array([[data.draw(numbers)]]) for c in coalitions_needed(n - 1)}
    symmetric = {c: f[frozenset(range(len(c)))] for c in coalitions_needed(n - 1)}
    with_dummy = {c: f[c - {n - 1}] + 5.0 * (n - 1 in c) for c in coalitions_needed(n)}
    found = split_bundle(with_dummy, n).shapley.mean[:, 0]
    assert found.sum() == pytest.approx((with_dummy[frozenset(range(n))] - f[frozenset()]).item(), abs=1e-9)
    assert found[n - 1] == pytest.approx(5.0)
    np.testing.assert_allclose(found[: n - 1], split_bundle(f, n - 1).shapley.mean[:, 0], atol=1e-9)
    equal = split_bundle(symmetric, n - 1).shapley.mean[:, 0]
    np.testing.assert_allclose(equal, equal[0], atol=1e-9)


@settings(max_examples=15)
@given(st.integers(7, 9), st.integers(0, 2**32 - 1))
def test_sampled_values_add_up_too(n, seed):
    rng = np.random.default_rng(seed)
    f = {c: rng.normal(size=(3, 2)) for c in coalitions_needed(n, 8, seed)}
    found = split_bundle(f, n, 8, seed)
    np.testing.assert_allclose(found.shapley.mean.sum(axis=0), found.total.mean, atol=1e-9)


def noisy(worth, n, rng, orders=0, seed=0, n_seeds=8):
    """Each seed has its own luck, its own effect of every member, and noise in every run."""
    luck, own = rng.normal(0, 3, n_seeds), rng.normal(0, 0.5, (n_seeds, n))
    return {
        c: (worth(c) + luck + own[:, sorted(c)].sum(axis=1) + rng.normal(0, 0.3, n_seeds))[:, None]
        for c in coalitions_needed(n, orders, seed)
    }


def test_intervals_cover_nine_times_in_ten():
    rng, truth = np.random.default_rng(8), airport_shapley(COSTS[:4])
    covered, shared = [], []
    for _ in range(400):
        found = split_bundle(noisy(airport, 4, rng), 4)
        covered.append((found.shapley.low[:, 0] <= truth) & (truth <= found.shapley.high[:, 0]))
        shared.append(bool(found.interaction.low <= 5 - 10 <= found.interaction.high))
    assert np.mean(covered) == pytest.approx(0.90, abs=0.03) and np.mean(shared) == pytest.approx(0.90, abs=0.04)


@pytest.mark.parametrize("orders", [8, 32])
def test_sampled_intervals_cover_seeds_and_orders(orders):
    """Measured over 400 to 1000 bundles of eight: 0.89 with 8 orders, 0.93 with 32."""
    rng, truth = np.random.default_rng(9), airport_shapley(COSTS)
    covered = []
    for seed in range(150):
        found = split_bundle(noisy(airport, 8, rng, orders, seed), 8, orders, seed)
        covered.append((found.shapley.low[:, 0] <= truth) & (truth <= found.shapley.high[:, 0]))
    assert 0.86 <= np.mean(covered) <= 0.97


def test_small_bundles_need_every_coalition_and_large_ones_only_what_is_sampled():
    assert len(coalitions_needed(6)) == 64 and len(set(coalitions_needed(6))) == 64
    wanted = coalitions_needed(8, 10, 1)
    assert len(set(wanted)) == len(wanted) <= 10 * 7 + 18 and wanted == coalitions_needed(8, 10, 1)
    assert wanted[0] == frozenset() and wanted[-1] == frozenset(range(8))
    for i in range(8):
        assert {frozenset([i]), frozenset(range(8)) - {i}} <= set(wanted)


def test_orders_come_with_their_reverse():
    orders = sampled_permutations(7, 8, 2)
    np.testing.assert_array_equal(orders[::2], orders[1::2, ::-1])
    np.testing.assert_array_equal(np.sort(orders, axis=1), np.tile(np.arange(7), (8, 1)))
    for wrong in (6, 9):
        with pytest.raises(ValueError, match="in pairs"):
            sampled_permutations(7, wrong, 2)


def test_missing_coalitions_and_unequal_seeds_are_named():
    f = game(len, 3)
    del f[frozenset([0, 2])]
    with pytest.raises(ValueError, match=r"1 of 8 coalitions are missing, the first: \[\[0, 2\]\]"):
        split_bundle(f, 3)
    with pytest.raises(ValueError, match="same seeds"):
        split_bundle(game(len, 3) | {frozenset([1]): np.zeros((3, 1))}, 3)


def test_the_table_holds_every_figure():
    rng = np.random.default_rng(1)
    f = {c: rng.normal(size=(5, 2)) for c in coalitions_needed(3)}
    found = split_bundle(f, 3)
    table = found.table(["a", "b", "c"], ["x", "y"])
    assert len(table) == 2 * (3 * 3 + 3 + 3) and set(table["n_seeds"]) == {5}
    row = table.query("outcome == 'y' and quantity == 'pair' and member == 'a' and other == 'c'")
    assert row["mean"].item() == pytest.approx(found.pairs[0, 2].mean[1])
    row = table.query("outcome == 'x' and quantity == 'within' and member == 'b'")
    assert row["low"].item() == pytest.approx(found.within.low[1, 0])


@pytest.mark.parametrize("n", [3, 7])
def test_one_seed_claims_no_interval(n):
    f = {c: np.full((1, 1), float(len(c))) for c in coalitions_needed(n, 8)}
    found = split_bundle(f, n, 8)
    for each in (found.alone, found.shapley, found.total, found.interaction):
        assert np.isnan(each.low).all() and np.isfinite(each.mean).all()


def test_pairs_of_members_are_all_there():
    assert list(split(len, 4).pairs) == list(combinations(range(4), 2))
