"""Data centres."""

import numpy as np
import pytest

from simulation.axes import LOAD_CLASSES
from simulation.submodels.data_centres.steps import arriving_centres, site_data_centres
from tests.energy_world import EnergyWorld


def arrivals(cap: float, **par: float) -> tuple[int, float]:
    world = EnergyWorld(levers={"dc_cap": cap}, par=par)
    world.region.dc_mva[:] = 620 / 3
    found = []
    for seed in range(40):
        world.seed = seed
        for world.month in range(60):
            found.append(arriving_centres(world))
    sizes = np.concatenate(found)
    return sizes.size, sizes.sum() / 40 / 5


def test_arrivals_follow_demand_or_the_cap() -> None:
    """Poisson: mean min(demand, cap) / 12 / size a month, standard error of the mean over 2,400 months."""
    number, _ = arrivals(30.0)
    assert number == pytest.approx(2_400 * 30 / 12 / 20, abs=4 * np.sqrt(2_400 * 30 / 240))
    assert arrivals(0.0)[0] == 0
    assert arrivals(400.0)[0] > number
    assert arrivals(137.0)[0] == pytest.approx(arrivals(400.0)[0], rel=0.2)  # demand binds in the first years


def test_sizes_stay_in_their_range() -> None:
    _, mva_year = arrivals(60.0)
    assert mva_year == pytest.approx(60, rel=0.2)


def test_raising_the_cap_never_loses_a_request() -> None:
    """Common draws: the months of the lower cap are months of the higher one, with the same sizes."""
    world = EnergyWorld()
    world.region.dc_mva[:] = 620 / 3
    for world.month in range(120):
        world.set_levers(dc_cap=20.0)
        low = arriving_centres(world)
        world.set_levers(dc_cap=137.0)
        assert np.array_equal(arriving_centres(world)[: low.size], low)


def test_power_management_spreads_as_the_bass_model() -> None:
    """F = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t) from zero, monthly steps within 0.015."""
    par = {"x_leap_x0": 0.0, "x_leap_p": 0.02, "x_leap_q": 0.40, "dc_demand": 0.0}
    world = EnergyWorld(levers={"leap_rollout": 0.0}, par=par)
    for month in range(1, 181):
        world.live(1, site_data_centres)
        decay = np.exp(-0.42 * month / 12)
        assert world.practices["leap"] == pytest.approx((1 - decay) / (1 + 20 * decay), abs=0.015)


def test_steering_sends_requests_to_stations_with_room() -> None:
    world = EnergyWorld(levers={"dc_cap": 400.0, "dc_steer": 1.0}, par={"dc_size": 5.0, "dc_size_low": 1.0})
    world.region.dc_mva[:] = 620 / 3
    before = world.requests.n
    world.live(12, site_data_centres)
    requests, grid = world.requests, world.grid
    new = np.arange(before, requests.n)
    assert new.size > 0 and (requests.load_class[new] == LOAD_CLASSES.index("data_centre")).all()
    assert np.isin(requests.station[new], np.flatnonzero(grid.firm_mw > 0)).all()
    first = requests.n
    world.set_levers(dc_steer=0.0)
    world.live(12, site_data_centres)
    core = np.unique(world.region.dc_zone[world.region.dc_core])
    assert np.isin(world.requests.zone[first:], core).all()


def test_connected_centres_load_their_station() -> None:
    world = EnergyWorld(levers={"dc_cap": 400.0})
    world.region.dc_mva[:] = 620 / 3
    while not len(rows := np.flatnonzero((world.requests.category == 3) & (world.requests.background == 0))):
        world.live(1, site_data_centres)
    world.grid.connected_requests = rows
    world.set_levers(dc_cap=0.0)
    site_data_centres(world)
    mw = world.requests.kw[rows].sum() / 1000
    assert world.data_centres.new_mva.sum() == pytest.approx(mw, rel=1e-6)
    assert world.power.station_mwh.sum() == pytest.approx(mw * 0.5 * 8760, rel=1e-6)
