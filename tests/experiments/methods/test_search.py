"""The search comes close to fronts that are known, and keeps to the budget."""

import itertools
import warnings

import numpy as np
import pytest

from experiments.methods.front import LeverRange, hypervolume, undominated
from experiments.methods.search import search_front

NUMBERS = [LeverRange(f"lever {k}", 0, 1) for k in range(6)]
RNG = np.random.default_rng(1)
PRICE, WORTH = RNG.integers(5, 40, 10).astype(float), RNG.integers(1, 30, 10).astype(float)
NEEDED = RNG.uniform(0.1, 0.5, (15, 4)) * WORTH.sum()  # by future and target
SWITCHES = [LeverRange(f"measure {k}", 0, 1, "switch") for k in range(10)]
BUDGET = 0.4 * PRICE.sum()


def known_curve(batch):
    """ZDT1 (Zitzler, Deb & Thiele 2000): the best share for a cost of c % is 0.9 + 0.1 sqrt(c)."""
    first, distance = batch[:, 0], 1 + 9 * batch[:, 1:].mean(axis=1)
    share = 1 - distance * (1 - np.sqrt(first / distance)) / 10
    return np.repeat(share[:, None, None], 3, axis=1), 100 * first


def knapsack(batch):
    """Measures add up to a worth, and every future needs another worth for each of four targets."""
    return ((batch @ WORTH)[:, None, None] >= NEEDED).astype(float), batch @ PRICE


def search_curve(**changes):
    settings = {"budget": 80, "generations": 20, "population": 24, "sample_seed": 1, **changes}
    return search_front(NUMBERS, known_curve, **settings)


def test_a_known_curve_is_approached():
    """The front covers 97 % of the area under the true curve, and its points lie below that curve."""
    front = search_curve()
    cost = np.linspace(0, 80, 4001)
    true_area = hypervolume(cost, 0.9 + 0.1 * np.sqrt(cost / 100), 80)
    assert front.hypervolume[-1] > 0.97 * true_area
    assert (front.best["share"] <= 0.9 + 0.1 * np.sqrt(front.best["cost"] / 100) + 1e-12).all()
    assert (np.diff(front.hypervolume) >= 0).all() and len(front.hypervolume) == 20


def test_a_knapsack_is_solved_as_by_trying_everything():
    everything = np.array(list(itertools.product([0.0, 1.0], repeat=10)))
    met, cost = knapsack(everything)
    share, allowed = met.mean(axis=(1, 2)), cost <= BUDGET
    best = hypervolume(cost[allowed], share[allowed], BUDGET)
    front = search_front(SWITCHES, knapsack, budget=BUDGET, generations=20, population=30, sample_seed=3)
    assert front.hypervolume[-1] > 0.99 * best
    on_front = undominated(cost, share, allowed)
    true_points = set(zip(cost[on_front], share[on_front].round(9), strict=True))
    found = list(zip(front.best["cost"], front.best["share"].round(9), strict=True))
    assert np.mean([point in true_points for point in found]) > 0.7


@pytest.mark.parametrize("budget", [0.15 * PRICE.sum(), BUDGET])
def test_nothing_on_the_front_is_dominated_or_too_dear(budget):
    front = search_front(SWITCHES, knapsack, budget=budget, generations=6, population=20, sample_seed=2)
    best = front.best
    assert (best["cost"] <= budget).all() and best["cost"].is_monotonic_increasing
    assert best["share"].is_monotonic_increasing and best["share"].is_unique
    allowed = front.points[front.points["cost"] <= budget]
    for _, point in best.iterrows():
        beaten = (allowed["cost"] <= point["cost"]) & (allowed["share"] > point["share"])
        assert not beaten.any()


def test_the_same_seed_gives_the_same_front_and_another_seed_another():
    one, again, other = search_curve(generations=4), search_curve(generations=4), search_curve(sample_seed=2)
    assert one.points.equals(again.points) and one.settings.equals(again.settings)
    assert not one.settings.equals(other.settings.iloc[: len(one.settings)])


def test_starts_are_in_the_first_generation_and_too_dear_ones_are_kept_off_the_front():
    starts = {"reference": [0.0] * 6, "everything": [1.0] * 6}
    front = search_curve(generations=2, starts=starts)
    named = front.named
    assert named["name"].tolist() == ["reference", "everything"] and (named["generation"] == 0).all()
    assert front.settings.loc[named.index].to_numpy().tolist() == list(starts.values())
    assert named["affordable"].tolist() == [True, False] and not named["on_front"].iloc[1]
    assert "reference" in front.table["name"].tolist() and "lever 3" in front.table.columns


def test_shares_are_those_of_the_futures():
    front = search_front(SWITCHES, knapsack, budget=BUDGET, generations=1, population=20, sample_seed=4)
    by_future = knapsack(front.settings.to_numpy())[0].mean(axis=2)
    np.testing.assert_allclose(front.points["share"], by_future.mean(axis=1))
    np.testing.assert_allclose(front.points["share_p10"], np.quantile(by_future, 0.1, axis=1))
    assert (front.points["share_low"] <= front.points["share"]).all() and front.n_futures == 15


def test_whole_numbers_and_switches_take_their_own_values_and_a_fixed_lever_stays():
    ranges = [LeverRange("places", 0, 7, "whole"), LeverRange("permit", 2, 5, "switch"), LeverRange("fixed", 3, 3)]

    def count(batch):
        return (batch[:, :1] / 7)[:, :, None], batch[:, 1]

    front = search_front(
        ranges, count, budget=9, generations=3, population=10, sample_seed=1, starts={"a": [4, 5, 3]}
    )  # fmt: skip
    assert set(front.settings["places"]) <= set(range(8)) and set(front.settings["permit"]) <= {2, 5}
    assert (front.settings["fixed"] == 3).all() and front.settings.iloc[0].tolist() == [4, 5, 3]


def test_no_front_where_nothing_is_affordable():
    front = search_curve(budget=-1, generations=2)
    assert front.best.empty and front.hypervolume.tolist() == [0, 0]


def test_the_search_is_silent(capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        search_curve(generations=2)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts": {"far": [2.0, *[0.0] * 5]}}, "far is outside the range of lever 0"),
        ({"starts": {str(k): [0.0] * 6 for k in range(30)}}, "30 starting points"),
    ],
)
def test_starts_that_do_not_fit_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        search_curve(**changes)


def test_evaluations_of_a_wrong_shape_are_refused():
    with pytest.raises(ValueError, match="24 points"):
        search_front(
            NUMBERS, lambda b: (np.ones((3, 1, 1)), b[:, 0]), budget=1, generations=1, population=24, sample_seed=1
        )
    with pytest.raises(ValueError, match="kind 'dial'"):
        LeverRange("x", 0, 1, "dial")


def test_hypervolume_by_hand():
    """Two steps of 0.3 and 0.4, 8 and 5 of the budget left; the third point is dominated."""
    assert hypervolume(np.array([2.0, 5.0, 6.0]), np.array([0.3, 0.7, 0.6]), 10) == pytest.approx(0.3 * 8 + 0.4 * 5)
