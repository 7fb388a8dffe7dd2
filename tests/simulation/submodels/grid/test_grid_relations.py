"""How the grid answers to policy: relations that must hold between paired runs."""

import numpy as np
import pytest

from agents.request import RequestCategory, RequestStatus
from simulation.axes import LOAD_CLASSES
from simulation.submodels.grid.requests import file_requests
from tests.grid_world import GridWorld
from tests.small_region import small_region

REGION = small_region()
SEEDS, MONTHS = range(8), 132
pytestmark = pytest.mark.slow


def run(seed: int, data_centres: int = 0, **changes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Queue of business [MW], capacity [MW] and median wait by month."""
    world = GridWorld(REGION, seed=seed, **({"technicians": 8.0, "requests_month": 3, "request_kw": 60.0} | changes))
    out = []
    for month in range(MONTHS):
        if data_centres and month % 6 == 0:
            file_requests(
                world,
                station=np.arange(data_centres) % 3,
                zone=np.arange(data_centres) % 3,
                kw=150.0,
                category=RequestCategory.DATA_CENTRE,
                units=1.0,
                firm=-1,
                load_class=LOAD_CLASSES.index("data_centre"),
            )
        world.live({"heat_pump_air": 0.1, "household_base": 0.01})
        business = (world.requests.status == RequestStatus.WAITING) & (
            world.requests.category == RequestCategory.BUSINESS
        )
        out.append(
            (world.requests.kw[business].sum() / 1000, world.grid.firm_mw.sum(), world.grid.waiting_median_months)
        )
    return tuple(np.array(out).T)


def mean_of(**changes) -> tuple[np.ndarray, ...]:
    return tuple(np.mean([run(seed, **changes) for seed in SEEDS], axis=0))


@pytest.fixture(scope="module")
def base():
    return mean_of()


def test_faster_permits_never_lengthen_the_queue_when_hands_are_ample():
    """R6."""
    normal, fast = mean_of(technicians=1e6)[0], mean_of(technicians=1e6, levers={"permit_speed": 0.4})[0]
    assert fast.mean() < normal.mean()
    assert (fast[-12:] <= normal[-12:] + 0.1).all()


def test_half_the_labour_per_mva_never_lowers_capacity(base):
    """R7, with half a project of play: a queue served earlier asks for fewer projects."""
    half = mean_of(par={"labour_per_mva": 22.5})[1]
    assert (half >= base[1] - 4.0).all()
    assert half.mean() > base[1].mean()


def test_more_data_centres_never_shorten_the_queue_of_business(base):
    """R8: at the same stations."""
    crowded = mean_of(data_centres=2)[0]
    assert crowded.mean() > base[0].mean()


def test_more_technicians_shorten_the_queue_only_after_some_years(base):
    more = mean_of(technicians=16.0)[0]
    assert more[:24].mean() == pytest.approx(base[0][:24].mean(), rel=0.15)
    assert more[-36:].mean() < 0.9 * base[0][-36:].mean()


def test_cautious_planning_lengthens_the_queue(base):
    assert mean_of(par={"planning_coincidence": 1.0})[0].mean() > base[0].mean()


def test_the_queue_and_the_wait_grow_while_hands_are_short():
    queue, _, wait = mean_of(technicians=0.0)
    assert queue[-1] > queue[60] > queue[12]
    assert wait[-1] > wait[60] > wait[12]
