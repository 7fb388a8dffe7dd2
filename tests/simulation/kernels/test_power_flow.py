"""Flows, outage factors and bridges against closed forms, a rebuilt network and a slow twin."""

import numpy as np
import pytest

from simulation.kernels.power_flow import (
    compute_outage_factors,
    find_bridges,
    find_corridor_room,
    find_worst_outages,
)
from simulation.submodels.grid.network import build_network, compute_ptdf, reach_buses
from tests.reference import grid as slow
from tests.small_region import small_region

CASE9_FROM = np.array([0, 3, 4, 2, 5, 6, 7, 7, 8])
CASE9_TO = np.array([3, 4, 5, 5, 6, 7, 1, 8, 3])
CASE9_X = np.array([0.0576, 0.092, 0.17, 0.0586, 0.1008, 0.072, 0.0625, 0.161, 0.085])


def random_network(seed: int, n_buses: int = 12, extra: int = 8):
    rng = np.random.default_rng(seed)
    tree_to = np.arange(1, n_buses)
    tree_from = np.array([rng.integers(b) for b in tree_to])
    more_from, more_to = rng.integers(0, n_buses, extra), rng.integers(0, n_buses, extra)
    loop = more_from == more_to
    more_to[loop] = (more_to[loop] + 1) % n_buses
    start, end = np.concatenate([tree_from, more_from]), np.concatenate([tree_to, more_to])
    return start, end, rng.integers(1, 4, start.size), rng.uniform(1, 20, start.size), rng


def factors_of(start, end, circuits, per_circuit, n_buses):
    ptdf = compute_ptdf(start, end, circuits * per_circuit, n_buses)
    return ptdf, compute_outage_factors(ptdf, start, end, circuits, find_bridges(start, end, circuits > 0, n_buses))


def test_two_equal_parallel_lines_share_the_flow_and_a_radial_line_takes_it_all():
    ptdf = compute_ptdf(np.array([0, 0, 1]), np.array([1, 1, 2]), np.array([3.0, 3.0, 1.0]), 3)
    assert ptdf == pytest.approx(np.array([[0, -0.5, -0.5], [0, -0.5, -0.5], [0, 0, -1.0]]), abs=1e-12)


def test_a_triangle_of_equal_lines_splits_two_to_one():
    ptdf = compute_ptdf(np.array([0, 1, 2]), np.array([1, 2, 0]), np.ones(3), 3)
    assert np.abs(ptdf[:, 1]) == pytest.approx([2 / 3, 1 / 3, 1 / 3])


@pytest.mark.parametrize("seed", range(5))
def test_factors_obey_the_laws_of_the_network(seed):
    start, end, circuits, per_circuit, rng = random_network(seed)
    ptdf = compute_ptdf(start, end, circuits * per_circuit, 12)
    incidence = np.zeros((start.size, 12))
    incidence[np.arange(start.size), start] += 1
    incidence[np.arange(start.size), end] -= 1
    expected = np.eye(12)
    expected[0] -= 1  # all that goes in comes out at the slack
    assert ptdf[:, 0] == pytest.approx(0)
    assert (incidence.T @ ptdf)[:, 1:] == pytest.approx(expected[:, 1:], abs=1e-10)
    injection = rng.normal(size=12)
    injection -= injection.mean()
    elsewhere = compute_ptdf(start, end, circuits * per_circuit, 12, slack=7)
    assert ptdf @ injection == pytest.approx(elsewhere @ injection, abs=1e-10)
    assert ptdf @ injection == pytest.approx(slow.solve_flow(start, end, circuits * per_circuit, injection), abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_bridges_equal_those_found_by_taking_branches_out(seed):
    start, end, _, _, rng = random_network(seed, extra=seed % 6)
    in_service = rng.random(start.size) < 0.9
    assert find_bridges(start, end, in_service, 12).tolist() == slow.find_bridges(start, end, in_service, 12).tolist()


@pytest.mark.parametrize("seed", range(8))
def test_every_outage_predicted_equals_the_rebuilt_network(seed):
    """One circuit of one, two or three: the exact formula against solving again."""
    start, end, circuits, per_circuit, rng = random_network(seed)
    ptdf, factors = factors_of(start, end, circuits, per_circuit, 12)
    injection = rng.normal(size=12)
    injection[0] -= injection.sum()
    flow = ptdf @ injection
    bridges = slow.find_bridges(start, end, circuits > 0, 12)
    for k in range(start.size):
        if circuits[k] == 1 and bridges[k]:
            assert np.isnan(factors[:, k]).all()
            continue
        after = slow.outage_flow(start, end, circuits, per_circuit, injection, k)
        assert flow + factors[:, k] * flow[k] == pytest.approx(after, abs=1e-9)


def test_case9_has_three_bridges_and_one_loop():
    """IEEE 9 buses: the loop becomes radial when any of its lines trips (factors of -1 or 1)."""
    circuits = np.ones(9, np.int64)
    ptdf, factors = factors_of(CASE9_FROM, CASE9_TO, circuits, 1 / CASE9_X, 9)
    bridges = find_bridges(CASE9_FROM, CASE9_TO, circuits > 0, 9)
    assert np.flatnonzero(bridges).tolist() == [0, 3, 6]
    assert np.isnan(factors[:, bridges]).all()
    loop = np.flatnonzero(~bridges)
    assert np.abs(factors[np.ix_(loop, loop)]) == pytest.approx(1.0, abs=1e-10)
    injection = np.zeros(9)
    injection[[1, 2, 4, 6, 8]] = 163, 85, -90, -100, -125
    injection[0] = -injection.sum()
    expected = [67.0, 28.967391, -61.032609, 85.0, 23.967391, -76.032609, -163.0, 86.967391, -38.032609]
    assert ptdf @ injection == pytest.approx(expected, abs=1e-6)
    row = [0, -0.361340, -0.615159, 0, -0.864865, -0.615159, -0.467098, -0.361340, -0.124853]
    assert ptdf[1] == pytest.approx([row[0], row[1], row[2], *row[3:]], abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_the_worst_outage_equals_the_slow_search(seed):
    start, end, circuits, per_circuit, rng = random_network(seed)
    ptdf, factors = factors_of(start, end, circuits, per_circuit, 12)
    injection = rng.normal(size=(12, 30))
    injection[0] -= injection.sum(axis=0)
    flow, rating = ptdf @ injection, rng.uniform(1, 3, start.size)
    loading, outage = find_worst_outages(flow, factors, circuits, rating)
    expected_loading, expected_outage = slow.find_worst_outages(flow, factors, circuits, rating)
    assert loading == pytest.approx(expected_loading, rel=1e-12)
    assert outage.tolist() == expected_outage.tolist()


def test_room_on_corridors_equals_its_slow_twin():
    rng = np.random.default_rng(4)
    flow, lost, factor = rng.normal(0, 80, (6, 30)), rng.integers(0, 6, 6), rng.uniform(-0.4, 0.4, 6)
    factor[0] = 0.0
    limit = np.array([100.0, 50.0, 75.0, 120.0, np.inf, 90.0])
    ahead, back = np.empty_like(flow), np.empty_like(flow)
    find_corridor_room(flow, lost, factor, limit, ahead, back)
    np.testing.assert_array_equal([ahead, back], slow.corridor_room(flow, lost, factor, limit))


def test_an_island_is_flagged_and_carries_nothing():
    start, end, susceptance = np.array([0, 1, 3]), np.array([1, 2, 4]), np.array([1.0, 1.0, 1.0])
    assert reach_buses(start, end, susceptance > 0, 5, 0).tolist() == [True, True, True, False, False]
    ptdf = compute_ptdf(start, end, susceptance, 5)
    assert not ptdf[2].any() and not ptdf[:, 3:].any()


def test_the_network_of_a_region_imports_what_it_uses():
    """Load at any station enters over the balancing buses; a planned branch carries nothing."""
    grid = small_region().grid
    circuits = grid.branch_circuits.astype(np.int64)
    circuits[1] = 0
    network = build_network(grid, circuits, grid.branch_rating_mva, 1.0)
    arrives = np.zeros((5, len(grid.station_id)))
    for branch, (f, t) in enumerate(zip(grid.branch_from, grid.branch_to, strict=True)):
        arrives[t] += network.station_flow[branch]
        arrives[f] -= network.station_flow[branch]
    expected = -np.repeat(grid.bus_share[:, None], 4, axis=1)
    expected[grid.station_bus, np.arange(4)] += 1.0
    assert arrives == pytest.approx(expected, abs=1e-12)
    assert not network.station_flow[1].any()
