"""The arithmetic behind the tables: rounding that keeps totals, margins that are met, shapes and distances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.regions.derivation.energy import profiles
from scenarios.regions.derivation.facts import Facts, fit_margins, round_to
from scenarios.regions.derivation.space import crow_fly
from scenarios.regions.derive_mra import FOLDER
from simulation.axes import LOAD_CLASSES


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10_000), st.lists(st.floats(0.001, 100), min_size=1, max_size=30))
def test_rounding_keeps_the_total_and_moves_no_cell_by_more_than_one(total, values):
    raw = np.array(values)
    whole = round_to(total, raw)
    assert whole.sum() == total
    assert (np.abs(whole - raw * total / raw.sum()) < 1 + 1e-6).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 8), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_fitting_meets_both_margins_and_keeps_odds_ratios(n, m, seed):
    rng = np.random.default_rng(seed)
    start, rows, columns = rng.uniform(0.1, 1, (n, m)), rng.uniform(1, 9, n), rng.uniform(1, 9, m)
    columns *= rows.sum() / columns.sum()
    table = fit_margins(start, rows, columns, rounds=5000)
    np.testing.assert_allclose(table.sum(axis=1), rows, rtol=1e-6)
    np.testing.assert_allclose(table.sum(axis=0), columns, rtol=1e-6)
    odds = [t[0, 0] * t[1, 1] / (t[0, 1] * t[1, 0]) for t in (start, table)]
    assert odds[1] == pytest.approx(odds[0], rel=1e-9)


def test_great_circle_from_amsterdam_to_utrecht():
    km = crow_fly(np.array([52.373, 52.091]), np.array([4.893, 5.122]))
    assert km[0, 1] == pytest.approx(35.0, abs=0.7) and km[0, 0] == 0 and km[1, 0] == km[0, 1]


def test_smart_charging_moves_energy_within_the_day():
    _, hours, shapes = profiles(Facts(FOLDER / "facts"))
    regular, smart = (shapes[LOAD_CLASSES.index(n)].reshape(-1, 24) for n in ("ev_regular", "ev_smart"))
    np.testing.assert_allclose(smart.sum(axis=1), regular.sum(axis=1), rtol=1e-6)
    np.testing.assert_allclose(smart[:, 17:23], 0.3 * regular[:, 17:23], rtol=1e-6)
    assert (shapes >= 0).all() and np.allclose(shapes @ hours, 1)


def test_hybrid_heat_pumps_are_off_in_the_cold():
    rows, _, shapes = profiles(Facts(FOLDER / "facts"))
    cold = np.array([float(r["temperature_c"]) < 4 for r in rows])
    hybrid = shapes[LOAD_CLASSES.index("heat_pump_hybrid")]
    assert cold.any() and hybrid[cold].max() == 0 and hybrid[~cold].max() > 0
