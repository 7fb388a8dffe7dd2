"""Shocks, deaths, targets and places of firms against slow twins and closed forms."""

import numpy as np
import pytest

from simulation.kernels.draws import draw_key, make_uids
from simulation.kernels.firm_growth import (
    Death,
    Demand,
    Employers,
    Firms,
    Growth,
    Keys,
    choose_zones,
    set_targets,
    shock_firms,
)
from simulation.submodels.firms.parameters import FirmParameters
from tests.reference.firm_growth import choose_zone, death_rate, draw, shock_size, target

PAR = FirmParameters()
DEATH = Death(*(getattr(PAR, name) for name in Death._fields))
GROWTH = Growth(*(getattr(PAR, name) for name in Growth._fields))


def make_firms(n: int, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = np.where(rng.random(n) < 0.7, 1, np.floor(rng.pareto(1.06, n) * 2 + 2)).astype(np.float32)
    return {
        "uid": make_uids(2, np.zeros(n, int), 0, np.arange(n)),
        "zone": rng.integers(0, 5, n).astype(np.int16),
        "sector": rng.integers(0, 3, n).astype(np.int8),
        "age": rng.integers(0, 90, n).astype(np.int16),
        "size_p": size,
        "slots": size.copy(),
        "stuck": rng.random(n) < 0.1,
    }


def shock(firms: dict, month: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n = firms["uid"].size
    dead, slots, keys = np.zeros(n, bool), np.zeros((2, 1, 5, 3)), Keys(draw_key(1, 2, month), draw_key(1, 4, month))
    shock_firms(0, n, 0, keys, Firms(**firms), GROWTH, DEATH, dead, slots)
    return dead, slots[0, 0], slots[1, 0]


def test_shocks_equal_their_slow_twin() -> None:
    firms = make_firms(2_000)
    start = {name: values.copy() for name, values in firms.items()}
    dead, before, after = shock(firms)
    for i in range(firms["uid"].size):
        age, size = int(start["age"][i]), float(start["size_p"][i])
        ends = draw(draw_key(1, 4, 0), start["uid"][i]) < death_rate(age, size, start["stuck"][i], DEATH)
        assert dead[i] == ends
        sigma = GROWTH.sig_firm / (1 + size / GROWTH.size_scale) ** 0.5 + GROWTH.sig_firm_floor
        grown = start["slots"][i] * (1 + sigma * shock_size(draw(draw_key(1, 2, 0), start["uid"][i])))
        assert firms["slots"][i] == pytest.approx(start["slots"][i] if ends else max(0.5, grown), rel=1e-6)
    assert np.array_equal(firms["age"], start["age"] + 1)
    np.testing.assert_allclose(before.sum(), start["slots"].sum(dtype=float), rtol=1e-12)
    np.testing.assert_allclose(after.sum(), firms["slots"][~dead].sum(dtype=float), rtol=1e-6)


def test_shocks_are_standard_and_symmetric() -> None:
    """Mean 0, variance 1, no skew: the sum of months is normal."""
    firms = make_firms(200_000)
    firms["size_p"][:] = firms["slots"][:] = 1000.0
    firms["stuck"][:] = False
    dead, _, _ = shock(firms)
    sigma = GROWTH.sig_firm / (1 + 1000 / GROWTH.size_scale) ** 0.5 + GROWTH.sig_firm_floor
    eps = (firms["slots"][~dead].astype(float) / 1000 - 1) / sigma
    assert abs(eps.mean()) < 4 / np.sqrt(eps.size)
    assert eps.std() == pytest.approx(1, abs=0.01)
    assert abs((eps**3).mean()) < 0.03


def test_one_person_firms_survive_as_observed() -> None:
    """96, 76 and 65 % after 1, 3 and 5 years (Statistics Netherlands), within 3 points, and as the hazards say."""
    firms = make_firms(100_000)
    firms["age"][:], firms["size_p"][:], firms["stuck"][:] = 0, 1, False
    alive = np.ones(firms["uid"].size, bool)
    survived = {}
    for month in range(60):
        dead, _, _ = shock(firms, month)
        alive &= ~dead
        survived[month + 1] = alive.mean()
    for months, observed in ((12, 0.96), (36, 0.76), (60, 0.65)):
        assert survived[months] == pytest.approx(observed, abs=0.03)
    product = (1 - DEATH.death_first_year) ** 12 * (1 - DEATH.death_to_third_year) ** 24
    product *= (1 - DEATH.death_to_fifth_year) ** 24
    assert survived[60] == pytest.approx(product, abs=4 * np.sqrt(product * (1 - product) / alive.size))


def test_rates_follow_the_size_of_the_represented_firm() -> None:
    """Slots stand for N jobs each; scaling them must not move a single death or shock (size after sampling)."""
    small, large = make_firms(20_000), make_firms(20_000)
    large["slots"] *= 40
    dead_small, _, _ = shock(small)
    dead_large, _, _ = shock(large)
    assert np.array_equal(dead_small, dead_large)
    np.testing.assert_allclose(large["slots"] / 40, small["slots"], rtol=1e-6)


def test_targets_equal_their_slow_twin() -> None:
    firms, n = make_firms(3_000), 3_000
    rng = np.random.default_rng(4)
    dith, van_ze = rng.random((2, n)).astype(np.float32)
    cap = np.where(rng.random(n) < 0.2, firms["slots"] * rng.random(n), np.inf).astype(np.float32)
    demand = Demand(rng.uniform(0.9, 1.1, (5, 3)), rng.uniform(0.8, 1.2, 3), rng.uniform(0, 0.02, (5, 3)))
    columns = {name: firms[name] for name in ("zone", "sector", "slots", "size_p")}
    employers = Employers(**columns, dith=dith, cap=cap, w_f=np.full(n, 2.0, np.float32), van_ze=van_ze)
    start, wanted = firms["slots"].copy(), np.zeros(n, np.int32)
    set_targets(0, n, 0, 20.0, employers, demand, wanted)
    for i in range(n):
        z, s = firms["zone"][i], firms["sector"][i]
        size, loss = float(start[i]) * demand.rescale[z, s], demand.ze_loss[z, s]
        assert wanted[i] == target(size, demand.multiplier[s], loss, float(van_ze[i]), float(cap[i]), float(dith[i]))
        assert firms["size_p"][i] == pytest.approx(size * 20 / 2, rel=1e-6)


def test_zone_choice_equals_the_gumbel_twin_and_the_logit_law() -> None:
    weight = np.array([[0.5, 0.0, 2.0, 1.5], [1.0, 1.0, 1.0, 1.0]])
    n = 40_000
    uid, sector = make_uids(2, np.zeros(n, int), 3, np.arange(n)), np.zeros(n, np.int64)
    sector[:100] = 1
    chosen = choose_zones(np.uint64(7), uid, sector, weight)
    for i in range(1_000):
        assert chosen[i] == choose_zone(np.uint64(7), uid[i], weight[sector[i]])
    share = np.bincount(chosen[100:], minlength=4) / (n - 100)
    np.testing.assert_allclose(share, weight[0] / 4, atol=0.01)
