"""Growth, birth and death of firms."""

import numpy as np
import pytest

from simulation.submodels.firms.demand import demand_multiplier
from simulation.submodels.firms.steps import grow_firms, move_demand
from tests.energy_world import EnergyWorld
from tests.small_region import small_region


def sizes(world: EnergyWorld) -> np.ndarray:
    """Sum of latent sizes by side (inside, outside) and sector."""
    f, n = world.firms, world.region.n_mra
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
    world = EnergyWorld()
    start = sizes(world)
    world.live(24, grow_firms)
    np.testing.assert_allclose(sizes(world), start, rtol=1e-5)


def test_wanted_slots_follow_the_demand_multiplier() -> None:
    world = EnergyWorld(par={"sig_firm": 0.004})
    before = world.firms.target.sum()
    grow_firms(world)
    expected = (sizes(world).sum(axis=0) * demand_multiplier(world)).sum()
    assert world.firms.target.sum() == pytest.approx(expected, rel=0.01)
    assert world.firms.target.sum() > before  # the gap is wanted, not filled


def test_demand_grows_by_the_trend_and_the_cycle() -> None:
    """Closed form: (1 + gap) exp(g t) exp(beta C)."""
    world = EnergyWorld()
    world.live(12, move_demand, grow_firms)
    region = world.region
    cycle = world.exogenous("cycle")
    expected = 1.055 * np.exp(region.sector_growth + region.sector_cyclicality * cycle)
    np.testing.assert_allclose(demand_multiplier(world), expected, rtol=1e-12)
    shocked = EnergyWorld(shock={"cycle": -0.08})
    industry = region.sector_id.index("industry")
    cycle = shocked.exogenous("cycle") - 0.08
    assert demand_multiplier(shocked)[industry] == pytest.approx(1.055 * np.exp(1.5 * cycle))


def test_dead_rows_hold_a_new_firm_of_the_same_sector() -> None:
    world = EnergyWorld(par={"death_later": 0.01, "death_first_year": 0.008})
    f = world.firms
    uid, sector, zone, size = f.uid.copy(), f.sector.copy(), f.zone.copy(), f.size_p.copy()
    grow_firms(world)
    dead = world.firms.closed
    assert dead.sum() > 5
    assert np.array_equal(dead, f.uid != uid)
    assert np.array_equal(f.sector, sector)
    assert np.unique(f.uid).size == f.n
    outside = zone >= world.region.n_mra
    assert np.array_equal(f.zone[dead & outside], zone[dead & outside])
    assert (f.zone[dead & ~outside] < world.region.n_mra).all()
    assert (f.age[dead] == 0).all() and (f.size_p[dead] < 5.5).all()
    assert np.array_equal(world.firms.closed_solo, dead & (size < 1.5))
    assert world.flows["firm_deaths"].sum() == world.flows["firm_births"].sum() == dead.sum()


def test_capped_firms_stay_below_their_cap() -> None:
    world = EnergyWorld()
    f = world.firms
    f.cap[::3] = np.maximum(f.S[::3] * 0.5, 1)
    grow_firms(world)
    held = np.isfinite(f.cap)
    assert (f.target[held] <= np.floor(f.cap[held] + f.dith[held])).all()


def test_size_tail_stays_zipf_like_for_ten_years() -> None:
    world = EnergyWorld(small_region(150_000, 30_000))
    assert 0.95 <= tail_exponent(world.firms.size_p) <= 1.25
    world.live(120, grow_firms)
    assert 0.95 <= tail_exponent(world.firms.size_p) <= 1.25
    assert np.average(world.firms.size_p < 1.5) > 0.7


def test_one_and_two_threads_give_the_same_bits() -> None:
    states = []
    for threads in (1, 2):
        world = EnergyWorld(small_region(100_000, 70_000), threads=threads)
        world.live(3, grow_firms)
        states.append((world.firms.S.copy(), world.firms.target.copy(), world.firms.uid.copy()))
    assert all(np.array_equal(one, two) for one, two in zip(*states, strict=True))


def test_number_of_firms_and_jobs_do_not_depend_on_the_sample() -> None:
    """Sampled 1:10, two years of births and deaths leave the same firms and sizes as 1:1, within noise."""
    full, sample = (EnergyWorld(small_region(100_000, 20_000), scale=scale) for scale in (1, 10))
    for world in (full, sample):
        world.live(24, grow_firms)
    firms = [world.firms.w_f.sum() for world in (full, sample)]
    jobs = [world.firms.target.sum() * world.scale for world in (full, sample)]
    assert firms[1] == pytest.approx(firms[0], rel=0.06)
    assert jobs[1] == pytest.approx(jobs[0], rel=0.01)
