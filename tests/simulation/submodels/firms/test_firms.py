"""Growth, birth and death of firms."""

import numpy as np
import pytest

from simulation.submodels.firms.steps import demand_multiplier, grow_firms
from tests.energy_model import EnergyModel
from tests.small_region import small_region


def sizes(model: EnergyModel) -> np.ndarray:
    """Sum of latent sizes by side (inside, outside) and sector."""
    f, n = model.firms, model.region.n_mra
    return np.array(
        [
            [f.S[(f.sector == s) & ((f.zone < n) == inside)].sum(dtype=float) for s in range(16)]
            for inside in (True, False)
        ]
    )


def tail_exponent(size: np.ndarray) -> float:
    """Exponent of the size tail from 10 persons on, that is 9.5 before rounding (Hill 1975)."""
    tail = size[size >= 9.5]
    return tail.size / np.log(tail / 9.5).sum()


def test_shocks_and_deaths_move_demand_but_do_not_add() -> None:
    """The sum of sizes of every sector stays, inside and outside the region apart, for years."""
    model = EnergyModel()
    start = sizes(model)
    model.run(24, grow_firms)
    np.testing.assert_allclose(sizes(model), start, rtol=1e-5)


def test_wanted_slots_follow_the_demand_multiplier() -> None:
    model = EnergyModel(par={"sig_firm": 0.004})
    before = model.firms.target.sum()
    grow_firms(model)
    expected = (sizes(model).sum(axis=0) * demand_multiplier(model)).sum()
    assert model.firms.target.sum() == pytest.approx(expected, rel=0.01)
    assert model.firms.target.sum() > before  # the gap is wanted, not filled


def test_demand_grows_by_the_trend_and_the_cycle() -> None:
    """Closed form: (1 + gap) exp(g t) exp(beta C)."""
    model = EnergyModel()
    model.frozen = True
    model.run(6, grow_firms)
    assert np.array_equal(model.state.demand_index, np.ones(16))
    model.frozen, model.month = False, 0
    model.run(12, grow_firms)
    region = model.region
    cycle = model.exogenous("cycle")
    expected = 1.055 * np.exp(region.sector_growth + region.sector_cyclicality * cycle)
    np.testing.assert_allclose(demand_multiplier(model), expected, rtol=1e-12)
    shocked = EnergyModel(shock={"cycle": -0.08})
    industry = region.sector_id.index("industry")
    cycle = shocked.exogenous("cycle") - 0.08
    assert demand_multiplier(shocked)[industry] == pytest.approx(1.055 * np.exp(1.5 * cycle))


def test_dead_rows_hold_a_new_firm_of_the_same_sector() -> None:
    model = EnergyModel(par={"death_later": 0.01, "death_first_year": 0.008})
    f = model.firms
    uid, sector, zone, size = f.uid.copy(), f.sector.copy(), f.zone.copy(), f.size_p.copy()
    grow_firms(model)
    dead = model.state.firm_death
    assert dead.sum() > 5
    assert np.array_equal(dead, f.uid != uid)
    assert np.array_equal(f.sector, sector)
    assert np.unique(f.uid).size == f.n
    outside = zone >= model.region.n_mra
    assert np.array_equal(f.zone[dead & outside], zone[dead & outside])
    assert (f.zone[dead & ~outside] < model.region.n_mra).all()
    assert (f.age[dead] == 0).all() and (f.size_p[dead] < 5.5).all()
    assert np.array_equal(model.state.firm_solo, dead & (size < 1.5))
    assert model.month_flows["firm_deaths"].sum() == model.month_flows["firm_births"].sum() == dead.sum()


def test_capped_firms_stay_below_their_cap() -> None:
    model = EnergyModel()
    f = model.firms
    f.cap[::3] = np.maximum(f.S[::3] * 0.5, 1)
    grow_firms(model)
    held = np.isfinite(f.cap)
    assert (f.target[held] <= np.floor(f.cap[held] + f.dith[held])).all()


def test_size_tail_stays_zipf_like_for_ten_years() -> None:
    model = EnergyModel(small_region(150_000, 30_000))
    assert 0.95 <= tail_exponent(model.firms.size_p) <= 1.25
    model.run(120, grow_firms)
    assert 0.95 <= tail_exponent(model.firms.size_p) <= 1.25
    assert np.average(model.firms.size_p < 1.5) > 0.7


def test_one_and_two_threads_give_the_same_bits() -> None:
    states = []
    for threads in (1, 2):
        model = EnergyModel(small_region(100_000, 70_000), threads=threads)
        model.run(3, grow_firms)
        states.append((model.firms.S.copy(), model.firms.target.copy(), model.firms.uid.copy()))
    assert all(np.array_equal(one, two) for one, two in zip(*states, strict=True))


def test_number_of_firms_and_jobs_do_not_depend_on_the_sample() -> None:
    """Sampled 1:10, two years of births and deaths leave the same firms and sizes as 1:1, within noise."""
    full, sample = (EnergyModel(small_region(100_000, 20_000), scale=scale) for scale in (1, 10))
    for model in (full, sample):
        model.run(24, grow_firms)
    firms = [model.firms.w_f.sum() for model in (full, sample)]
    jobs = [model.firms.target.sum() * model.scale for model in (full, sample)]
    assert firms[1] == pytest.approx(firms[0], rel=0.06)
    assert jobs[1] == pytest.approx(jobs[0], rel=0.01)
