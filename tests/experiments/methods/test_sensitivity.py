"""Sensitivity indices against functions whose indices are known."""

import warnings

import numpy as np
import pandas as pd
import pytest

from experiments.methods.convergence import convergence
from experiments.methods.estimators import elementary_effects, rank_shift
from experiments.methods.sensitivity import (
    Range,
    morris_indices,
    morris_points,
    n_morris,
    n_sobol,
    sobol_indices,
    sobol_points,
)

CIRCLE = [Range(f"x{k}", -np.pi, np.pi) for k in range(3)]
DUMMY = Range("dummy", 0.0, 1.0)
SIZES = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])
UNIT = [Range(f"x{k}", 0.0, 1.0) for k in range(6)]


def ishigami(x, a=7.0, b=0.1):
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_indices(a=7.0, b=0.1):
    """S1 and ST of Ishigami & Homma (1990)."""
    v1, v2, v13 = (1 + b * np.pi**4 / 5) ** 2 / 2, a**2 / 8, b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    v = v1 + v2 + v13
    return np.array([v1, v2, 0.0]) / v, np.array([v1 + v13, v2, v13]) / v


def g_function(x):
    return np.prod((np.abs(4 * x - 2) + SIZES) / (1 + SIZES), axis=1)


def g_indices():
    """S1 and ST of Sobol's g-function (Saltelli & Sobol 1995)."""
    v = 1 / 3 / (1 + SIZES) ** 2
    whole = np.prod(1 + v) - 1
    return v / whole, v * np.prod(1 + v) / (1 + v) / whole


def pick(table, index, column="value"):
    return table.loc[table["index"] == index, column].to_numpy()


def run(function, ranges, base=512, second_order=False, seed=1):
    points = sobol_points(ranges, base, second_order, seed)
    return sobol_indices(ranges, function(points)[:, None], ["y"], second_order=second_order, sample_seed=seed)


def test_indices_of_ishigami_are_the_known_ones():
    first, total = ishigami_indices()
    table = run(ishigami, CIRCLE, base=2048)
    assert pick(table, "S1") == pytest.approx(first, abs=0.03)
    assert pick(table, "ST") == pytest.approx(total, abs=0.03)


def test_a_pair_of_ishigami_works_together():
    first, total = ishigami_indices()
    table = run(ishigami, CIRCLE, base=2048, second_order=True)
    second = table[table["index"] == "S2"].set_index(["name", "other"])["value"]
    assert second["x0", "x2"] == pytest.approx(total[2] - first[2], abs=0.06)
    assert abs(second["x0", "x1"]) < 0.05 and abs(second["x1", "x2"]) < 0.05


def test_indices_of_the_g_function_are_the_known_ones():
    first, total = g_indices()
    table = run(g_function, UNIT, base=1024)
    assert pick(table, "S1") == pytest.approx(first, abs=0.03)
    assert pick(table, "ST") == pytest.approx(total, abs=0.03)


def test_indices_are_those_of_salib():
    from SALib.analyze import morris, sobol

    points = sobol_points(CIRCLE, 128, True, 3)
    table = sobol_indices(CIRCLE, ishigami(points)[:, None], ["y"], second_order=True)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    expected = sobol.analyze(problem, ishigami(points), seed=1, conf_level=0.90, num_resamples=1000)
    for index in ("S1", "ST"):
        np.testing.assert_allclose(pick(table, index), expected[index], rtol=1e-9)
        half = pick(table, index, "high") - pick(table, index)
        np.testing.assert_allclose(half, expected[f"{index}_conf"], rtol=0.15)
    np.testing.assert_allclose(pick(table, "S2"), expected["S2"][np.triu_indices(3, k=1)], rtol=1e-6, atol=1e-9)
    points = morris_points(CIRCLE, 20, 4, 3)
    table = morris_indices(CIRCLE, points, ishigami(points)[:, None], ["y"])
    expected = morris.analyze(problem, points, ishigami(points), seed=1)
    for index in ("mu_star", "mu", "sigma"):
        np.testing.assert_allclose(pick(table, index), expected[index], rtol=1e-9, atol=1e-9)


def test_effects_of_a_linear_function_are_its_slopes_over_the_range():
    ranges = [Range("a", 2.0, 5.0), Range("b", -1.0, 1.0), Range("c", 1, 7, whole=True), DUMMY]
    points = morris_points(ranges, 10, 4, 7)
    table = morris_indices(ranges, points, (points @ [2.0, -3.0, 0.5, 0.0])[:, None], ["y"])
    assert pick(table, "mu") == pytest.approx([6, -6, 3, 0])
    for column in ("value", "low", "high"):
        assert pick(table, "mu_star", column) == pytest.approx([6, 6, 3, 0])
    assert pick(table, "sigma") == pytest.approx(np.zeros(4), abs=1e-6)
    assert pick(table, "mu_star", "relative") == pytest.approx([1, 1, 0.5, 0])


def test_a_dummy_has_zero_inside_its_interval():
    noise = np.random.default_rng(5)
    noisy = lambda x: ishigami(x) + noise.normal(0, 0.3, len(x))  # noqa: E731
    table = run(noisy, [*CIRCLE, DUMMY], base=256).query("name == 'dummy' and index == 'S1'")
    assert table["low"].item() < 0 < table["high"].item()
    table = run(ishigami, [*CIRCLE, DUMMY], base=64).query("name == 'dummy'")
    assert (table["low"] <= 0).all() and (table["high"] >= 0).all() and (table["value"].abs() < 1e-12).all()


@pytest.mark.slow
@pytest.mark.parametrize("trajectories", [6, 20])
def test_intervals_of_mu_star_cover_nine_times_in_ten(trajectories):
    """Measured over 400 designs: 0.88 to 0.90 with 6 trajectories, 0.89 to 0.92 with 20."""
    points = morris_points(UNIT, 20_000, 4, 5)
    truth = np.abs(elementary_effects(points, g_function(points)[:, None], np.ones(6))[:, :, 0]).mean(axis=0)
    covered = []
    for seed in range(200):
        points = morris_points(UNIT, trajectories, 4, seed)
        table = morris_indices(UNIT, points, g_function(points)[:, None], ["y"], sample_seed=seed)
        covered.append((pick(table, "mu_star", "low") <= truth) & (truth <= pick(table, "mu_star", "high")))
    assert np.mean(covered) == pytest.approx(0.90, abs=0.04)


@pytest.mark.slow
def test_intervals_of_sobol_indices_cover_at_least_nine_times_in_ten():
    """Measured with base 128 over 200 designs: 0.87 to 1.00 for S1, 0.88 to 1.00 for ST."""
    known = np.concatenate(g_indices())
    covered = []
    for seed in range(100):
        table = run(g_function, UNIT, base=128, seed=seed)
        covered.append((table["low"] <= known) & (known <= table["high"]))
    assert np.mean(covered) >= 0.90


@pytest.mark.parametrize(("low", "high", "levels"), [(1, 2, 4), (3, 6, 4), (0, 2, 6), (-1, 6, 8)])
def test_whole_numbers_have_equal_shares(low, high, levels):
    ranges = [Range("n", low, high, whole=True), DUMMY]
    points = sobol_points(ranges, 512, False, 2)[:, 0]
    found, counts = np.unique(points, return_counts=True)
    assert found.tolist() == list(range(low, high + 1))
    assert counts == pytest.approx(np.full(found.size, points.size / found.size), rel=0.02)
    found, counts = np.unique(morris_points(ranges, 2000, levels, 2)[:, 0], return_counts=True)
    assert found.tolist() == list(range(low, high + 1))
    assert counts == pytest.approx(np.full(found.size, 6000 / found.size), rel=0.15)


@pytest.mark.parametrize("count", [2, 3, 5, 12])
def test_every_step_moves_a_whole_number(count):
    ranges = [Range("n", 1, count, whole=True), Range("m", 0, 1, whole=True)]
    points = morris_points(ranges, 50, 4, 0)
    assert np.isfinite(morris_indices(ranges, points, points.sum(axis=1)[:, None], ["y"])["value"]).all()


@pytest.mark.parametrize("second_order", [False, True])
def test_the_size_of_a_design_is_known_beforehand(second_order):
    assert len(morris_points(UNIT, 7, 4, 0)) == n_morris(6, 7) == 49
    assert len(sobol_points(UNIT, 16, second_order, 0)) == n_sobol(6, 16, second_order)


def test_a_failed_run_costs_its_trajectory_or_row_and_no_more():
    points = morris_points(UNIT, 12, 4, 1)
    values = np.column_stack([g_function(points), points[:, 0]])
    values[[3, 5, 40], 0] = np.nan
    table = morris_indices(UNIT, points, values, ["y", "z"]).set_index("outcome")
    assert set(table.loc["y", "used"]) == {10} and set(table.loc["y", "dropped"]) == {2}
    assert set(table.loc["z", "dropped"]) == {0}
    kept = np.setdiff1d(np.arange(12), [0, 5])
    rows = (kept[:, None] * 7 + np.arange(7)).ravel()
    again = morris_indices(UNIT, points[rows], values[rows], ["y", "z"]).set_index("outcome")
    np.testing.assert_allclose(table.loc["y", "value"], again.loc["y", "value"])
    points = sobol_points(UNIT, 64, False, 1)
    values = g_function(points)[:, None]
    values[[0, 9, 17]] = np.nan
    table = sobol_indices(UNIT, values, ["y"], second_order=False)
    assert set(table["used"]) == {61} and set(table["dropped"]) == {3} and np.isfinite(table["value"]).all()


def test_too_few_runs_are_named():
    points = morris_points(UNIT, 5, 4, 1)
    values = g_function(points)[:, None]
    values[[0, 8]] = np.nan
    with pytest.raises(ValueError, match="y: 3 of 5 trajectories are without a failed run, at least 4"):
        morris_indices(UNIT, points, values, ["y"])
    with pytest.raises(ValueError, match="y: 8 of 8 base rows"):
        run(g_function, UNIT, base=8)


def test_a_constant_outcome_has_no_indices_and_says_so():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = run(lambda x: np.full(len(x), 0.1), UNIT, base=16, second_order=True)
        points = morris_points(UNIT, 5, 4, 1)
        table = pd.concat([table, morris_indices(UNIT, points, np.full((len(points), 1), 0.1), ["y"])])
        found = convergence("morris", UNIT, points, np.full((len(points), 1), 0.1), ["y"])
    assert table["constant"].all() and not table[["value", "low", "high", "relative"]].to_numpy().any()
    assert found.verdicts["constant"].all() and found.verdicts["ranking"].all()


def test_everything_is_the_same_for_the_same_seed():
    for seed in (0, 4):
        np.testing.assert_array_equal(morris_points(UNIT, 6, 4, seed), morris_points(UNIT, 6, 4, seed))
        np.testing.assert_array_equal(sobol_points(UNIT, 16, True, seed), sobol_points(UNIT, 16, True, seed))
        pd.testing.assert_frame_equal(run(g_function, UNIT, 32, seed=seed), run(g_function, UNIT, 32, seed=seed))
    assert not np.array_equal(sobol_points(UNIT, 16, True, 0), sobol_points(UNIT, 16, True, 4))


def test_wrong_designs_are_refused():
    with pytest.raises(ValueError, match="power of two"):
        sobol_points(UNIT, 100, False, 0)
    with pytest.raises(ValueError, match="even"):
        morris_points(UNIT, 10, 5, 0)
    with pytest.raises(ValueError, match="name of its own"):
        morris_points([DUMMY, DUMMY], 10, 4, 0)
    with pytest.raises(ValueError, match="low to high"):
        Range("x", 1.0, 1.0)
    with pytest.raises(ValueError, match="whole numbers"):
        Range("x", 0.5, 2, whole=True)
    with pytest.raises(ValueError, match="8 points per base row"):
        sobol_indices(UNIT, np.zeros((9, 1)), ["y"], second_order=False)
    with pytest.raises(ValueError, match="trajectories of 7 points"):
        morris_indices(UNIT, np.zeros((9, 6)), np.zeros((9, 1)), ["y"])
    with pytest.raises(ValueError, match="exactly one"):
        morris_indices(UNIT, np.zeros((7, 6)), np.zeros((7, 1)), ["y"])
    with pytest.raises(ValueError, match="2 outcomes are named"):
        sobol_indices(UNIT, np.zeros((8, 1)), ["y", "z"], second_order=False)


def test_a_ranking_settles_before_its_values_do():
    ranges = [Range(f"x{k}", 0.0, 1.0) for k in range(6)]
    slopes = 2.0 ** -np.arange(6)
    points = sobol_points(ranges, 256, False, 1)
    found = convergence("sobol", ranges, points, (points @ slopes)[:, None], ["y"])
    verdict = found.verdicts.iloc[0]
    assert verdict["ranking"] and not verdict["values"] and verdict["rank_shift"] < 1 and verdict["overlap"] == 1
    assert found.steps.groupby("share")["blocks"].first().tolist() == [64, 128, 192, 256]
    width = (found.steps["high"] - found.steps["low"]).groupby(found.steps["share"]).max()
    assert width.is_monotonic_decreasing


def test_equal_parameters_never_get_a_settled_ranking():
    ranges = [Range(f"x{k}", 0.0, 1.0) for k in range(8)]
    points = morris_points(ranges, 12, 4, 1)
    values = np.sin(9 * points).sum(axis=1) + np.random.default_rng(1).normal(0, 0.5, len(points))
    assert not convergence("morris", ranges, points, values[:, None], ["y"]).verdicts["ranking"].any()


def test_shares_with_too_few_points_are_left_out():
    points = morris_points(UNIT, 10, 4, 1)
    found = convergence("morris", UNIT, points, g_function(points)[:, None], ["y"])
    assert found.steps["share"].unique().tolist() == [0.5, 0.75, 1.0]


def test_places_count_for_as_much_as_the_parameters_matter():
    swap_small = np.array([[1.0, 0.02, 0.01], [1.0, 0.01, 0.02]])
    swap_large = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0]])
    assert rank_shift(swap_small) < 0.01 and rank_shift(swap_large) == pytest.approx(1.0)
