"""Data centres."""

import numpy as np
import pytest

from simulation.region import LOAD_CLASSES
from simulation.submodels.data_centres.steps import arriving_centres, site_data_centres
from tests.energy_model import EnergyModel


def arrivals(cap: float, **par: float) -> tuple[int, float]:
    model = EnergyModel(levers={"dc_cap": cap}, par=par)
    model.region.dc_mva[:] = 620 / 3
    found = []
    for seed in range(40):
        model.run_seed = seed
        for model.month in range(60):
            found.append(arriving_centres(model))
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
    model = EnergyModel()
    model.region.dc_mva[:] = 620 / 3
    for model.month in range(120):
        model.levers["dc_cap"] = 20.0
        low = arriving_centres(model)
        model.levers["dc_cap"] = 137.0
        assert np.array_equal(arriving_centres(model)[: low.size], low)


def test_power_management_spreads_as_the_bass_model() -> None:
    """F = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t) from zero, monthly steps within 0.015."""
    par = {"x_leap_x0": 0.0, "x_leap_p": 0.02, "x_leap_q": 0.40, "dc_demand": 0.0}
    model = EnergyModel(levers={"leap_rollout": 0.0}, par=par)
    for month in range(1, 181):
        model.run(1, site_data_centres)
        decay = np.exp(-0.42 * month / 12)
        assert model.energy.x_leap == pytest.approx((1 - decay) / (1 + 20 * decay), abs=0.015)


def test_steering_sends_requests_to_stations_with_room() -> None:
    model = EnergyModel(levers={"dc_cap": 400.0, "dc_steer": 1.0}, par={"dc_size": 5.0, "dc_size_low": 1.0})
    model.region.dc_mva[:] = 620 / 3
    before = model.requests.n
    model.run(12, site_data_centres)
    requests, grid = model.requests, model.grid
    new = np.arange(before, requests.n)
    assert new.size > 0 and (requests.load_class[new] == LOAD_CLASSES.index("data_centre")).all()
    assert np.isin(requests.station[new], np.flatnonzero(grid.firm_mw > 0)).all()
    model.levers["dc_steer"], first = 0.0, requests.n
    model.run(12, site_data_centres)
    core = np.unique(model.region.dc_zone[model.region.dc_core])
    assert np.isin(model.requests.zone[first:], core).all()


def test_connected_centres_load_their_station() -> None:
    model = EnergyModel(levers={"dc_cap": 400.0})
    model.region.dc_mva[:] = 620 / 3
    while not len(rows := np.flatnonzero((model.requests.category == 3) & (model.requests.background == 0))):
        model.run(1, site_data_centres)
    model.grid.connected_requests = rows
    model.levers["dc_cap"] = 0.0
    site_data_centres(model)
    mw = model.requests.kw[rows].sum() / 1000
    assert model.energy.dc_new_mva.sum() == pytest.approx(mw, rel=1e-6)
    assert model.energy.station_mwh.sum() == pytest.approx(mw * 0.5 * 8760, rel=1e-6)
