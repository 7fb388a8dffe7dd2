"""Requests as they are filed: who they are of, where, and what is refused."""

import numpy as np
import pytest

from agents.request import RequestCategory
from simulation.submodels.grid.requests import station_of
from tests.grid_world import SERVICES, GridWorld, ask
from tests.small_region import small_region

REGION = small_region()


def test_only_business_requests_can_be_ghosts():
    world = GridWorld(REGION)
    rows = ask(world, 1, n=100, category=RequestCategory.SOCIETAL)
    assert not world.requests.ghost[rows].any()


def test_identifiers_number_on_within_the_month():
    world = GridWorld(REGION)
    first, second = ask(world, 0, n=3, zone=np.array([0, 1, 0])), ask(world, 0, n=2, zone=np.array([1, 0]))
    assert np.unique(world.requests.uid).size == world.requests.n
    other = GridWorld(REGION)
    again = ask(other, 0, n=5, zone=np.array([0, 0, 0, 1, 1]))
    ours = world.requests.uid[np.concatenate([first, second])]
    assert sorted(ours.tolist()) == sorted(other.requests.uid[again].tolist())


@pytest.mark.parametrize(
    ("change", "named"),
    [({"kw": 0.0}, "kw"), ({"units": -1.0}, "units"), ({"zone": 5}, "zone"), ({"kw": np.nan}, "kw")],
)
def test_impossible_requests_are_refused(change, named):
    with pytest.raises(ValueError, match=named):
        ask(GridWorld(REGION), 0, **change)


def test_applicants_are_spread_over_stations_by_weight_and_stay_there():
    world, uid = GridWorld(REGION), np.arange(20_000, dtype=np.uint64)
    station = station_of(world, np.full(20_000, 3), SERVICES, uid)
    assert np.bincount(station, minlength=4) / 20_000 == pytest.approx([0.3, 0.7, 0, 0], abs=0.01)
    world.month = 30
    assert (station_of(world, 3, SERVICES, uid) == station).all()
