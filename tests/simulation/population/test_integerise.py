"""Whole numbers keep their totals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.kernels.draws import draw_key
from simulation.population.integerise import balance, integerise, round_table


def _key(seed: int) -> np.uint64:
    return draw_key(seed, 40, -1200)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 40))
def test_totals_are_exact_and_cells_within_one(seed: int, rows: int, columns: int) -> None:
    expected = np.random.default_rng(seed).gamma(0.5, 3.0, (rows, columns))
    whole = integerise(expected, _key(seed))
    assert whole.sum() == round(expected.sum())
    assert np.abs(whole - expected).max() < 1
    assert np.abs(whole.sum(axis=1) - expected.sum(axis=1)).max() < 1


def test_whole_numbers_stay_as_they_are() -> None:
    expected = np.arange(12.0).reshape(3, 4)
    assert (integerise(expected, _key(1)) == expected).all()


def test_cells_are_right_on_average() -> None:
    expected = np.tile([[0.3, 0.7, 1.5, 2.5]], (4000, 1))
    mean = integerise(expected, _key(5), np.full(4000, 5)).mean(axis=0)
    np.testing.assert_allclose(mean, expected[0], atol=0.03)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 12))
def test_rounded_table_keeps_rows_and_columns(seed: int, rows: int, columns: int) -> None:
    rng = np.random.default_rng(seed)
    members = rng.integers(0, rows * columns, 400)
    table = np.bincount(members, minlength=rows * columns).reshape(rows, columns)
    row_sum, column_sum = table.sum(axis=1), table.sum(axis=0)
    expected = row_sum[:, None] * column_sum / 400
    rounded = round_table(expected, row_sum, column_sum, _key(seed))
    assert (rounded.sum(axis=1) == row_sum).all()
    assert (rounded.sum(axis=0) == column_sum).all()
    assert (rounded >= np.floor(expected)).all()


def test_gravity_meets_both_margins() -> None:
    rng = np.random.default_rng(6)
    rows, columns = rng.uniform(0, 5000, 108), rng.uniform(10, 20_000, 36)
    columns *= rows.sum() / columns.sum()
    table = balance(np.exp(-0.17 * rng.uniform(0, 30, (108, 36))), rows, columns)
    np.testing.assert_allclose(table.sum(axis=1), rows, rtol=1e-8)
    np.testing.assert_allclose(table.sum(axis=0), columns, rtol=1e-8)


def test_gravity_without_friction_is_the_product_of_the_margins() -> None:
    rows, columns = np.array([10.0, 30.0]), np.array([15.0, 5.0, 20.0])
    np.testing.assert_allclose(balance(np.ones((2, 3)), rows, columns), np.outer(rows, columns) / 40)


def test_margins_of_different_totals_are_refused() -> None:
    with pytest.raises(ValueError, match="not balanced"):
        balance(np.ones((2, 2)), np.array([1.0, 1.0]), np.array([1.0, 2.0]))
